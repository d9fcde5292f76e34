"""What a graph that was read back lacks: names that nothing describes, and names that are none."""

import re
from collections.abc import Iterator
from typing import Final

from graph.claims import Claim, Dossier, LocalName, NonAnswer, NotClaim, Relation, Slot
from graph.flows import floating, flows
from graph.problems import quoted
from graph.rdf.triples import PARTY_RELATIONS
from graph.vocabulary import TOPS, taxonomy

#: What our names are made of: letters and digits of any script, dashes, and slashes between.
_NAME: Final = re.compile(r"[\w/-]+")
_PHRASED: Final = (Slot.DATA, Slot.PURPOSE, Slot.SUBJECTS)
_TOPS: Final = frozenset(TOPS.values())


def damage(dossier: Dossier) -> str | None:
    """The first thing found that no graph of ours has; None if the dossier is whole."""
    for name in _names(dossier):
        if not _NAME.fullmatch(name):
            return f"{quoted(name)} is no name that flowclaims gives: the graph is damaged"
    missing = next(_dangling(dossier), None)
    return (
        None if missing is None else f"{quoted(missing)} is named and nowhere described: the graph is damaged"
    )


def _names(dossier: Dossier) -> Iterator[LocalName]:
    """The names of everything in a dossier."""
    for source in dossier.sources:
        yield source.iri
        statements: list[Claim | NonAnswer | Relation | NotClaim] = [*source.claims, *source.non_answers]
        statements += [*source.relations, *source.not_claims, *source.drafts]
        yield from (one.iri for one in statements)
    yield from (party.iri for party in dossier.parties)
    yield from (phrase.iri for phrase in dossier.phrases)


def _dangling(dossier: Dossier) -> Iterator[LocalName]:
    """What is named and nowhere described."""
    parties, phrases = dossier.party_of, {one.iri for one in dossier.phrases}
    statements = {one.iri for one in dossier.claims} | {one.iri for one in dossier.non_answers}
    known = statements | {one.iri for one in dossier.drafts}
    open_ = floating(dossier)

    def means_nothing(value: LocalName, slot: Slot) -> bool:
        return value not in phrases and value not in _TOPS and taxonomy().resolve(value, slot) != value

    def absent(*names: LocalName | None) -> Iterator[LocalName]:
        return (name for name in names if name is not None and name not in parties)

    for party in dossier.parties:
        for attribute in PARTY_RELATIONS:
            yield from absent(*getattr(party, attribute))
        yield from absent(party.relative_to)
    for phrase in dossier.phrases:
        above = (phrase.exact, *phrase.broader)
        yield from (one for one in above if one is not None and means_nothing(one, phrase.slot))
    for source in dossier.sources:
        yield from absent(*(party for _, party in source.local_names))
        yield from absent(*(relation.speaker for relation in source.relations))
        saying: list[Claim | NonAnswer] = [*source.claims, *source.non_answers, *source.drafts]
        for one in saying:
            yield from absent(one.speaker, one.spokesperson, one.via)
            there = statements if one.draft is None else known
            yield from (name for name in one.responds_to if name not in there)
        for claim in (one for one in saying if isinstance(one, Claim)):
            there = statements if claim.draft is None else known
            yield from (name for name in (*claim.denies, *claim.supersedes) if name not in there)
            for slot in _PHRASED:
                yield from (said.value for said in getattr(claim, slot) if means_nothing(said.value, slot))
            for flow in (*flows(claim, open_), *claim.except_):
                yield from absent(flow.from_, flow.to)
                for slot in _PHRASED:
                    value: LocalName | None = getattr(flow, slot)
                    if value is not None and means_nothing(value, slot):
                        yield value
