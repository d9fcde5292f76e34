"""Who says a claim where nobody is quoted, whether that confirms it, and whether it is only supposed."""

from collections.abc import Iterable
from typing import Final

from graph.claims import PartyType, Stance
from graph.drafting.claims.ends import Ends
from graph.drafting.claims.making import Making, names
from graph.drafting.parties.groups import Meant, singular
from graph.drafting.parties.parties import Parties
from graph.drafting.saying.attribution import Attribution
from graph.drafting.saying.attributions import Attributions
from graph.drafting.tables import words
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import claim_words, stances

#: What is in the names of those who oversee others, beside single words.
_OFFICES: Final = ("inspector general", "privacy office")


class Standing:
    """Tells how the claims of one text stand; *outlet* says what nobody else does."""

    def __init__(
        self, parties: Parties, attributions: Attributions, ends: Ends, outlet: str, own_document: bool
    ) -> None:
        self._parties = parties
        self._attributions = attributions
        self._ends = ends
        self._outlet = outlet
        self._own_document = own_document

    def first_speaker(self, making: Making) -> str:
        """Who says it, as far as the words tell."""
        if making.said.speaker is not None:
            return making.said.speaker
        return self._continued(making, (*making.from_, *making.to)) or self._outlet

    def speaker(self, making: Making, first: str) -> str:
        """Who says it, now that its ends are known; *first* is who seemed to."""
        if (office := self._own_side(making)) is not None:
            return office
        if making.said.speaker is not None or first != self._outlet:
            return first
        does = making.to if making.stays else making.from_
        return self._continued(making, does) or self._writer(making.said, does) or first

    def _own_side(self, making: Making) -> str | None:
        """The body of which unnamed officials tell what it did: "officials said that the agency bought"."""
        speaker = making.said.speaker
        last = (speaker or "").lower().split()[-1:]
        if last not in (["officials"], ["officers"]) or speaker is None or self._parties.by_name(speaker):
            return None
        does = making.to if "subject" in making.one.frame.to else making.from_
        named = [each for each in does if each.type is PartyType.GOVERNMENT and each.kind is None]
        return named[0].name if len(named) == 1 and len(does) == 1 else None

    def _continued(self, making: Making, ends: Iterable[Meant]) -> str | None:
        """Who still speaks in a denial that names no speaker: outlets seldom deny in their own voice."""
        one, denied, named = making.one, making.how.denied, names(ends)
        if denied and (beside := self._attributions.beside(one.word)).speaker in named:
            return beside.speaker
        heads = (*one.from_, *one.to)
        if any(head.pos_ == "PROPN" for head in heads):
            return None
        if not denied and not any(head.pos_ == "PRON" for head in heads):
            return None
        last = self._attributions.before(one.word)
        return last.speaker if last.speaker in named else None

    def _writer(self, said: Attribution, does: Iterable[Meant]) -> str | None:
        """Whose form or policy it is that says so and that is called nobody's: whoever does what it says."""
        named = [each.name for each in does if each.kind is None and self._ends.own(each.name) is not None]
        return named[0] if said.paper in claim_words().rules and len(named) == 1 else None

    def stance(self, making: Making, speaker: str) -> Stance:
        """Whether who says it denies it, confirms it as one of its ends or by their office, or alleges it."""
        said, ends, table = making.said, making.ends(), claim_words()
        if making.how.denied:
            return Stance.DENIED
        if speaker in ends or (said.spokesperson is not None and said.spokesperson in ends):
            return Stance.CONFIRMED
        kind = self._parties.type_of(speaker)
        own = kind in (PartyType.COMPANY, PartyType.GOVERNMENT, PartyType.SERVICE, PartyType.NGO)
        if (
            own
            and said.cue in table.owning
            and all(each.kind is not None for each in (*making.from_, *making.to))
        ):
            return Stance.CONFIRMED  # "acknowledged that a consultant had obtained them"
        if kind is PartyType.GROUP:  # "a report by the inspector general", "regulators found"
            last = speaker.lower().split()[-1]
            kind = words().party_types.get(last) or words().party_types.get(singular(last), kind)
        if kind in (PartyType.COURT, PartyType.GOVERNMENT):
            known = any(one in speaker.lower() for one in (*table.overseers, *_OFFICES))
            found = known and said.paper in table.reports
            if said.cue in table.oversight or said.paper in table.findings or found:
                return Stance.CONFIRMED
        elif said.paper in table.rules and kind in (PartyType.COMPANY, PartyType.SERVICE, PartyType.NGO):
            return Stance.CONFIRMED
        return Stance.ALLEGED

    def is_supposed(self, making: Making, stance: Stance) -> bool:
        """Whether it is only supposed ("if it sold"); a party's own "may share" is a statement."""
        how, said = making.how, making.said
        if how.hypothetical in ("should", "ought", "must"):
            return True
        if how.hypothetical is not None and (not how.denied or how.hypothetical in ("if", "whether")):
            own = stance is Stance.CONFIRMED and how.hypothetical in ("could", "might")
            if not own:
                return True
        can = any(child.lower_ == "can" for child in making.one.word.children)
        outlet = said.speaker is None and not self._own_document and said.paper not in claim_words().rules
        agreed = _is_agreed(making.one.word)
        return how.modality is not None and not how.denied and not can and outlet and not agreed

    def via(self, said: Attribution) -> str | None:
        """The outlet that a speaker told it: "told Reuters"."""
        if said.verb is None or said.verb.lemma_ not in ("tell", "inform"):
            return None
        for child in said.verb.children:
            name = self._parties.named_at(child) if child.dep_ in ("dobj", "dative") else None
            if name and self._parties.type_of(name) is PartyType.MEDIA and name != self._parties.publisher:
                return name
        return None


def _is_agreed(verb: Token) -> bool:
    """Whether something is to be done by what was agreed: "under the deal, Orbix would get the records"."""
    under = (one for one in verb.children if one.lower_ == "under" and one.dep_ == "prep")
    return any(below.lemma in stances().deals for prep in under for below in prep.children)
