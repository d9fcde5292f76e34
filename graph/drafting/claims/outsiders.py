"""Who tells of what others do: a regulator, a researcher, whoever is named only behind what they say."""

from graph.claims import PartyType
from graph.drafting.claims.making import Making
from graph.drafting.parties.parties import Parties
from graph.drafting.saying.attribution import Attribution
from graph.drafting.tables import cues
from graph.drafting.word_lists import claim_words, stances


class Outsiders:
    """Tells in one text whether who says something may be whom it is about."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties

    def other(self, making: Making) -> str | None:
        """Whom "it" means where an outsider speaks: whom the text spoke of before; None where none does.

        An outsider finds, rules or accuses, or is named only behind what they say: "It sells names,
        Norvik, a watchdog, said." A denial is a party's own far more often than not.
        """
        said, table = making.said, claim_words()
        if said.speaker is None or said.verb is None or making.how.denied:
            return None
        finds = _finds(said) or said.cue in table.accusing or self._argues(said)
        if any(above.lemma_ in stances().puts for above in making.one.word.ancestors):
            return None  # "asked whether it sold names, Acme said yes"
        behind = said.verb.i > making.one.word.i or said.verb.lower_ == "according"
        if not (finds or (behind and self._parties.is_new(said.speaker, making.one.word))):
            return None
        return self._parties.spoken_of(making.one.word, frozenset({said.speaker}))

    def accuses(self, said: Attribution) -> bool:
        """Whether somebody tells of what another has done."""
        table = claim_words()
        accuses = said.cue in table.accusing or said.cue in cues().accuses or said.paper in table.charges
        return accuses or self._argues(said)

    def reports(self, said: Attribution) -> bool:
        """Whether somebody finds or reports what others do: "employees" are then not their own."""
        outlet = said.speaker is not None and self._parties.type_of(said.speaker) is PartyType.MEDIA
        return outlet or _finds(said) or self.accuses(said)

    def _argues(self, said: Attribution) -> bool:
        """Whether somebody argues who is no firm: what Acme argues "the company" does it says of itself."""
        kind = self._parties.type_of(said.speaker) if said.speaker is not None else PartyType.COMPANY
        return said.cue in claim_words().arguing and kind not in (PartyType.COMPANY, PartyType.SERVICE)


def _finds(said: Attribution) -> bool:
    """Whether somebody tells what they found out, or laid down as overseers."""
    return said.cue in claim_words().finds or said.cue in claim_words().oversight
