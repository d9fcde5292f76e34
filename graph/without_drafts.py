"""A dossier without its drafts, and without what they alone name: for graphs that were built with them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from graph.claims import Claim, Dossier, Flow, LocalName, NonAnswer, Party, Phrase, Relation, Slot

_TIES: Final = ("operated_by", "part_of", "member_of", "processor_for", "members", "candidates")


def without_drafts(dossier: Dossier) -> Dossier:
    """The dossier as if its drafts were not there.

    A party or phrase that drafts name, and nothing else does, goes with them. What a party is
    called by drafts only stays among its other names: a built graph does not tell these apart.
    """
    if not dossier.drafts:
        return dossier
    parties, phrases = dossier.party_of, {one.iri: one for one in dossier.phrases}
    reviewed: list[Claim | NonAnswer | Relation] = [*dossier.claims, *dossier.non_answers]
    reviewed += [one for source in dossier.sources for one in source.relations]
    gone = _reached(dossier.drafts, parties, phrases) - _reached(reviewed, parties, phrases)
    return replace(
        dossier,
        parties=tuple(_cut(one, gone) for one in dossier.parties if one.iri not in gone),
        phrases=tuple(one for one in dossier.phrases if one.iri not in gone),
        sources=tuple(
            replace(
                one,
                drafts=(),
                local_names=tuple(pair for pair in one.local_names if pair[1] not in gone),
            )
            for one in dossier.sources
        ),
    )


def _reached(
    said: Iterable[Claim | NonAnswer | Relation],
    parties: dict[LocalName, Party],
    phrases: dict[LocalName, Phrase],
) -> frozenset[LocalName]:
    """The parties and phrases that are named in what was said, and those to which these are tied."""
    means = {(one.slot, words): one.iri for one in phrases.values() for words in (one.label, *one.aliases)}
    found: set[LocalName] = set()
    waiting = [name for one in said for name in _named(one)]
    for one in said:
        if isinstance(one, Claim):
            for slot in (Slot.DATA, Slot.PURPOSE, Slot.SUBJECTS):
                waiting += [means.get((slot, words), "") for _, words in getattr(one, slot)]
    while waiting:
        name = waiting.pop()
        if name in found or not (name in parties or name in phrases):
            continue
        found.add(name)
        if name in phrases:
            waiting += phrases[name].broader
        else:
            party = parties[name]
            waiting += [other for tie in _TIES for other in getattr(party, tie)]
            waiting += [party.relative_to] if party.relative_to is not None else []
    return frozenset(found)


def _named(one: Claim | NonAnswer | Relation) -> Iterator[LocalName]:
    names: list[LocalName | None] = [one.speaker]
    if isinstance(one, Relation):
        names += [party.value for party in one.parties]
    else:
        names += [one.spokesperson, one.via]
    if isinstance(one, Claim):
        names += [
            said.value for slot in (one.from_, one.to, one.data, one.purpose, one.subjects) for said in slot
        ]
        names += [name for flow in one.except_ for name in _in_flow(flow)]
    yield from (name for name in names if name is not None)


def _in_flow(flow: Flow) -> Iterator[LocalName]:
    yield from (one for one in (flow.from_, flow.to, flow.data, flow.purpose, flow.subjects) if one)
    for inner in flow.except_:
        yield from _in_flow(inner)


def _cut(party: Party, gone: frozenset[LocalName]) -> Party:
    """The party without ties to those that are gone."""
    ties: dict[str, Any] = {
        tie: tuple(one for one in getattr(party, tie) if one not in gone) for tie in _TIES
    }
    return replace(party, **ties)
