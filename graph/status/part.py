"""Of a dossier too large for all its statuses, the part on which the statuses about some parties rest."""

from collections.abc import Collection, Iterator, Set
from dataclasses import replace

from graph.claims import Claim, Dossier, LocalName, NonAnswer, PartyKind, Stance
from graph.flows import is_floating, third_parties_of
from graph.status.order import same_as
from graph.status.report import Report, is_small, report
from graph.status.speaking import Answerers
from graph.status.views import PointOfView
from graph.vocabulary import closure


def report_about(
    dossier: Dossier, names: Collection[LocalName], view: PointOfView, hops: int = 1
) -> Report | None:
    """What allegations about *names* have come to; all allegations of a dossier that is small.

    None if even the part about them is too large. See ``part_about``.
    """
    if is_small(dossier):
        return report(dossier, view)
    part = part_about(dossier, names, hops) if names else dossier
    return report(part, view) if is_small(part) else None


def part_about(dossier: Dossier, names: Collection[LocalName], hops: int = 1) -> Dossier:
    """The statements about *names*, and all that may change what these have come to.

    Kept are claims about data from or to one of *names*, a group that it belongs to, a service or member of
    it, or somebody at most *hops* steps from it; whatever is said by those who may answer them, and
    confirmed by courts and governments; and what all these refer to, or are superseded by. So an allegation
    about *names* has the status that it has in the whole dossier.
    """
    claims = dossier.claims
    floating = {party.iri for party in dossier.parties if is_floating(party)}
    ends = {one.iri: _ends(one, floating) for one in claims}
    near = _related(dossier, names)
    for _ in range(hops):
        about = {iri for iri, found in ends.items() if found & near}
        near = near | {end for iri in about for end in ends[iri]}
    answerers = Answerers(dossier)
    asked = {end for iri in about for end in ends[iri]}
    speakers = {*names, *(one for end in asked for one in answerers.of_end(end))}
    anybody = bool(asked & _third_parties(dossier))  # whoever is outside of somebody lies within these
    kept = about | {
        one.iri
        for one in claims
        if one.speaker in speakers
        or (one.stance is Stance.CONFIRMED and (anybody or answerers.is_authority(one.speaker)))
    }
    kept |= {one.iri for one in dossier.non_answers if one.speaker in speakers}
    kept = _with_references(dossier, kept)
    sources = (
        replace(
            source,
            claims=tuple(one for one in source.claims if one.iri in kept),
            non_answers=tuple(one for one in source.non_answers if one.iri in kept),
            relations=(),
            not_claims=(),
            drafts=(),
        )
        for source in dossier.sources
    )
    return replace(dossier, sources=tuple(one for one in sources if one.claims or one.non_answers))


def _ends(claim: Claim, floating: Set[LocalName]) -> set[LocalName]:
    """The ends of a claim's flows; third parties of which nobody said whose are those of each holder."""
    holders, recipients = {one.value for one in claim.from_}, {one.value for one in claim.to}
    thirds = {third_parties_of(one) for one in holders} if recipients & floating else set()
    return holders | recipients | thirds


def _third_parties(dossier: Dossier) -> set[LocalName]:
    return {party.iri for party in dossier.parties if party.kind is PartyKind.THIRD_PARTIES}


def _related(dossier: Dossier, names: Collection[LocalName]) -> set[LocalName]:
    """These parties, with what they lie within and what lies within them."""
    above = {
        party.iri: {*party.member_of, *party.operated_by, *party.candidates, *same_as(party)}
        for party in dossier.parties
    }
    below: dict[LocalName, set[LocalName]] = {}
    for inner, outers in above.items():
        for outer in outers:
            below.setdefault(outer, set()).add(inner)
    return {
        one
        for name in names
        for steps in (above, below)
        for one in (name, *closure(name, lambda here, steps=steps: steps.get(here, ())))  # type: ignore[misc]
    }


def _with_references(dossier: Dossier, kept: set[LocalName]) -> set[LocalName]:
    """What is kept, with whatever it refers to or is superseded by, and so on."""
    linked: dict[LocalName, set[LocalName]] = {}
    entries: tuple[Claim | NonAnswer, ...] = (*dossier.claims, *dossier.non_answers)
    for one in entries:
        for other, both in _references(one):
            linked.setdefault(one.iri, set()).add(other)
            if both:
                linked.setdefault(other, set()).add(one.iri)
    found, waiting = set(kept), list(kept)
    while waiting:
        new = linked.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _references(one: Claim | NonAnswer) -> Iterator[tuple[LocalName, bool]]:
    """What an entry refers to, and whether it counts for that as well."""
    for other in one.responds_to:
        yield other, False
    if isinstance(one, Claim):
        for other in one.denies:
            yield other, False
        for other in one.supersedes:
            yield other, True
