"""What is known of a party, claim, non-answer or relation, as plain attributes: str, int and bool.

``network.to_networkx`` documents them. What is not said is ``""``; nothing is None.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from graph.claims import Claim, Dossier, Evidence, LocalName, NonAnswer, Party, Relation, Said, Source
from graph.flows import third_parties_of
from graph.telling.sentences import Sentences
from graph.vocabulary import BASE, iri

Plain = str | int | float | bool

#: All attributes of a party's node, empty.
NO_PARTY: Final[dict[str, Plain]] = dict.fromkeys(
    chain(
        ("label", "kind", "name", "type", "group_kind", "aliases", "ids"),
        ("operated_by", "part_of", "member_of", "processor_for", "relative_to", "members", "candidates"),
        ("iri",),
    ),
    "",
)
#: All attributes of what was said, empty.
NOTHING_SAID: Final[dict[str, Plain]] = dict.fromkeys(
    chain(
        ("label", "kind", "stance", "act", "data", "purpose", "subjects"),
        ("speaker", "spokesperson", "via", "reported"),
        ("tense", "voice", "modality", "hedges", "exclusive", "evidence_kind", "exceptions"),
        ("period_from", "period_until", "date", "quote", "quote_checked", "place"),
        ("source", "source_title", "source_author", "outlet", "source_date", "url"),
        ("responds_to", "denies", "supersedes", "scope_from"),
        ("status", "core_status", "status_all", "left_open"),
        ("claim", "claim_id", "iri", "note", "order", "edges_of_claim"),
    ),
    "",
) | {"quote_checked": False, "order": 0, "edges_of_claim": 0}


class Attributes:
    """The attributes of whatever is in one dossier; the label of what was said is left to the caller."""

    def __init__(self, dossier: Dossier, base: str = BASE) -> None:
        """Make IRIs below *base*."""
        self.base, self.say = base, Sentences(dossier)
        self._sources = {source.iri: source for source in dossier.sources}
        self._told_of: dict[LocalName, dict[str, Plain]] = {}

    def not_said(self, role: str) -> dict[str, Plain]:
        """Of the end of a flow of which nothing is said."""
        label = f"{role} not said"
        return NO_PARTY | {"label": label, "kind": "not said", "name": label}

    def unnamed(self, name: LocalName) -> dict[str, Plain]:
        """Of a party that no source names: the third parties of a holder."""
        holder = name.rpartition("/")[0]
        third = name == third_parties_of(holder)
        return NO_PARTY | {
            "label": self.say.party(name),
            "kind": "group",
            "name": "third parties" if third else self.say.party(name),
            "type": "group",
            "group_kind": "third-parties" if third else "",
            "relative_to": self.say.party(holder) if third else "",
            "iri": iri(name, self.base),
        }

    def party(self, party: Party) -> dict[str, Plain]:
        """Of a party."""

        def names(parties: Iterable[LocalName]) -> str:
            return plain_list(self.say.party(one) for one in parties)

        return NO_PARTY | {
            "label": self.say.party(party.iri),
            "kind": "party" if party.kind is None else "group",
            "name": party.name,
            "type": str(party.type),
            "group_kind": _text(party.kind),
            "aliases": plain_list(party.aliases),
            "ids": plain_list(f"{scheme}:{value}" for scheme, value in party.ids),
            "operated_by": names(party.operated_by),
            "part_of": names(party.part_of),
            "member_of": names(party.member_of),
            "processor_for": names(party.processor_for),
            "relative_to": names([party.relative_to] if party.relative_to is not None else []),
            "members": names(party.members),
            "candidates": names(party.candidates),
            "iri": iri(party.iri, self.base),
        }

    def claim(self, claim: Claim, order: int) -> dict[str, Plain]:
        """Of a claim, *order*-th of the dossier's."""
        told = self._said(claim, order)
        told |= {
            "stance": str(claim.stance),
            "act": _text(claim.act),
            "data": _worded(claim.data),
            "purpose": _worded(claim.purpose),
            "subjects": _worded(claim.subjects),
            "tense": _text(claim.tense),
            "voice": _text(claim.voice),
            "modality": _text(claim.modality),
            "hedges": plain_list(claim.hedges),
            "exclusive": plain_list(claim.exclusive),
            "evidence_kind": _text(claim.evidence_kind),
            "exceptions": self.say.exceptions(claim.except_).removeprefix(", "),
            "period_from": _text(claim.period_from),
            "period_until": _text(claim.period_until),
            "denies": plain_list(claim.denies),
            "supersedes": plain_list(claim.supersedes),
        }
        return told

    def non_answer(self, answer: NonAnswer, order: int) -> dict[str, Plain]:
        """Of a non-answer, *order*-th of the dossier's."""
        return self._said(answer, order) | {"kind": "non-answer", "stance": str(answer.kind)}

    def relation(self, relation: Relation, order: int) -> dict[str, Plain]:
        """Of a relation that is no flow, *order*-th of the dossier's."""
        return self._anything(relation, order) | {
            "kind": "relation",
            "stance": relation.type,
            "purpose": plain_list(relation.purpose),
            "speaker": "" if relation.speaker is None else self.say.party(relation.speaker),
        }

    def _said(self, one: Claim | NonAnswer, order: int) -> dict[str, Plain]:
        told = self._anything(one, order)
        told |= {
            "kind": "claim",
            "speaker": self.say.party(one.speaker),
            "spokesperson": "" if one.spokesperson is None else self.say.party(one.spokesperson),
            "via": "" if one.via is None else self.say.party(one.via),
            "reported": str(one.reported),
            "date": _text(one.said_on),
            "responds_to": plain_list(one.responds_to),
            "claim_id": one.id or "",
        }
        return told

    def _anything(self, one: Claim | NonAnswer | Relation, order: int) -> dict[str, Plain]:
        told = self._of_source(one.source).copy()
        told |= {
            "quote": one.evidence.quote or "",
            "quote_checked": one.evidence.verified,
            "place": place(one.evidence),
            "claim": one.iri,
            "iri": iri(one.iri, self.base),
            "note": one.note or "",
            "order": order,
        }
        return told

    def _of_source(self, name: LocalName) -> dict[str, Plain]:
        """What is the same of all that a source says."""
        found = self._told_of.get(name)
        if found is None:
            source = self._sources.get(name, Source(name, ""))
            found = self._told_of[name] = NOTHING_SAID | {
                "source": source.iri,
                "source_title": source.title or "",
                "source_author": source.author or "",
                "outlet": source.publisher or "",
                "source_date": _text(source.published),
                "url": source.url or "",
            }
        return found


def place(evidence: Evidence) -> str:
    """Where the words stand: a range of characters, counted from 0, or a pointer; empty if unknown.

    >>> place(Evidence("we do not", at=(12, 21)))
    'characters 12-21'
    """
    if evidence.at is not None:
        return f"characters {evidence.at[0]}-{evidence.at[1]}"
    return evidence.pointer or ""


def _text(value: object) -> str:
    return "" if value is None else str(value)


def plain_list(values: Iterable[object]) -> str:
    """Several values in one text, each once, joined by "; "."""
    if not values:
        return ""
    return "; ".join(dict.fromkeys(map(str, values)))


def _worded(said: Sequence[Said]) -> str:
    """The words of the values of a slot, as ``plain_list`` gives them."""
    return said[0].words if len(said) == 1 else plain_list([one.words for one in said])
