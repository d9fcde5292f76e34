"""Of a dossier too large for all its statuses, the part on which the statuses about some parties rest."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Final

from graph.claims import Claim, Dossier, LocalName, NonAnswer, PartialDate, PartyKind, Stance
from graph.flows import is_floating, third_parties_of
from graph.status.order import same_as
from graph.status.report import LARGEST, Report, entries, is_small, report
from graph.status.speaking import Answerers
from graph.status.views import PointOfView


@dataclass(frozen=True, slots=True)
class PartOf:
    """A dossier of which only a part is at hand, with all that bears on some parties: how much it holds.

    The counts are of what is known by the day that was asked for. ``latest`` is the date of the latest
    statement of all. Without ``statuses`` the part does not hold all on which the statuses about these
    parties rest.
    """

    claims: int
    non_answers: int
    relations: int = 0
    passages: int = 0
    latest: PartialDate | None = None
    statuses: bool = True

    def dated(self, view: PointOfView) -> PointOfView:
        """The point of view with its date: what was given, else the last day on which anything was said."""
        day = None if self.latest is None else self.latest.last_day
        return view if view.as_of else replace(view, as_of=day)


#: Of more entries than this no part is looked through for the statuses about some parties.
LARGEST_PART: Final = 20_000


def report_about(
    dossier: Dossier, names: Collection[LocalName], view: PointOfView, hops: int = 1, part: bool = False
) -> Report | None:
    """What allegations about or by *names* have come to; all allegations of a dossier that is small.

    None if there are too many, or too much bears on them. See ``part_about``.

    Args:
        dossier: Where to look.
        names: Local names of parties.
        view: The point of view.
        hops: How many steps from the parties an allegation may be.
        part: The dossier is itself a part of a larger one, with all that bears on *names*.
    """
    if is_small(dossier) and not part:
        return report(dossier, view)
    if not names:
        return None
    about, chosen = part_about(dossier, names, hops)
    if len(about) > LARGEST or entries(chosen) > LARGEST_PART:
        return None
    return report(chosen, view.on(dossier), about)


def part_about(
    dossier: Dossier, names: Collection[LocalName], hops: int = 1
) -> tuple[set[LocalName], Dossier]:
    """The claims about or by *names*; and the dossier of these and of all that may change their statuses.

    Kept are claims about data from or to one of *names*, a group that it belongs to, a service or member of
    it, or somebody at most *hops* steps from it; what these themselves say of others; and what answers that.
    What is said by those who may answer it, or confirmed by courts and governments, is kept where it may be
    meant for it: in the same sources, with an end that may be one of theirs, or with one that is open; so
    are admissions of others about such ends. And what all these refer to, or are superseded by. So an
    allegation about *names* has the status that it has in the whole dossier.
    """
    about, kept = _bearing(dossier, names, hops)
    return about, _only(dossier, kept)


def _bearing(
    dossier: Dossier, names: Collection[LocalName], hops: int
) -> tuple[set[LocalName], set[LocalName]]:
    """The claims about or by *names*; and all statements that bear on these, themselves included."""
    claims = dossier.claims
    floating = {party.iri for party in dossier.parties if is_floating(party)}
    ends = {one.iri: _ends(one, floating) for one in claims}
    near = around(dossier, names)
    spoken = {one.iri for one in claims if not near.isdisjoint((one.speaker, one.spokesperson, one.via))}
    for _ in range(1, hops):
        near |= {end for found in ends.values() if found & near for end in found}
    about = _with_replies(dossier, spoken | {iri for iri, found in ends.items() if found & near})
    near |= {end for iri in about if not ends[iri] & near for end in ends[iri]}
    answerers = Answerers(dossier)
    asked = {end for iri in about for end in ends[iri]}
    speakers = {*names, *(one for end in asked for one in answerers.of_end(end))}
    answering: dict[LocalName, set[LocalName]] = {}
    for one in claims:
        if one.iri in about:
            found = (answerers.of_end(end) for end in ends[one.iri])
            answering.setdefault(one.source, set()).update(*found)
    meeting, wider = overlapping(dossier, near), overlapping(dossier, asked)
    proposed = (one for one in claims if one.iri in about and one.stance is not Stance.DENIED)
    unsaid = max((2 - bool(one.from_) - bool(one.to) for one in proposed), default=0)

    def bears(one: Claim) -> bool:
        there = ends[one.iri]
        if one.speaker in speakers and (_is_open(one) or one.speaker in answering.get(one.source, ())):
            return True
        if one.stance is Stance.CONFIRMED:  # whoever may say so: an admission need not be of an asked party
            if unsaid == 2 or not meeting.isdisjoint(there):
                return True
            known = answerers.is_authority(one.speaker) or not wider.isdisjoint(there)
            return _is_open(one) and (unsaid > 0 or known)
        return one.speaker in speakers and not meeting.isdisjoint(there)

    kept = about | {one.iri for one in claims if bears(one)}
    kept |= {one.iri for one in dossier.non_answers if one.speaker in speakers}
    return about, _with_references(dossier, kept)


def _only(dossier: Dossier, kept: Set[LocalName]) -> Dossier:
    """The dossier with those claims and non-answers that are *kept*."""
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


def third_parties(dossier: Dossier) -> set[LocalName]:
    """The parties that are third parties of somebody, or of nobody in particular."""
    return {party.iri for party in dossier.parties if party.kind is PartyKind.THIRD_PARTIES}


def _is_open(claim: Claim) -> bool:
    """Whether a claim leaves an end open, or takes it from another claim."""
    return not claim.from_ or not claim.to or bool(claim.denies or claim.responds_to)


def around(dossier: Dossier, names: Collection[LocalName]) -> set[LocalName]:
    """These parties, with what they lie within and what lies within them."""
    above, below = _steps(dossier)
    return _reached(names, above) | _reached(names, below)


def overlapping(dossier: Dossier, names: Collection[LocalName]) -> set[LocalName]:
    """Whatever may have somebody in common with one of these.

    That is what lies within them, and what that lies within; and third parties, with what they lie within,
    since whoever is outside of somebody may be one of them.
    """
    above, below = _steps(dossier)
    return _reached({*_reached(names, below), *third_parties(dossier)}, above)


Steps = Mapping[LocalName, Collection[LocalName]]


def _steps(dossier: Dossier) -> tuple[Steps, Steps]:
    """What each party lies within, or may; and what lies within each."""
    above = {
        party.iri: {*party.member_of, *party.operated_by, *party.candidates, *same_as(party)}
        for party in dossier.parties
    }
    below: dict[LocalName, set[LocalName]] = {}
    for inner, outers in above.items():
        for outer in outers:
            below.setdefault(outer, set()).add(inner)
    return above, below


def _reached(names: Iterable[LocalName], steps: Steps) -> set[LocalName]:
    """These parties, and all that the *steps* lead to."""
    found = set(names)
    waiting = [*found]
    while waiting:
        new = set(steps.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


def _with_replies(dossier: Dossier, claims: Set[LocalName]) -> set[LocalName]:
    """These claims, those that answer or deny them, and so on."""
    replies: dict[LocalName, list[LocalName]] = {}
    for one in dossier.claims:
        for other in (*one.responds_to, *one.denies):
            replies.setdefault(other, []).append(one.iri)
    return _reached(claims, replies)


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
