"""Which responses to show: each once, at its best, and of what only sidesteps no more than the closest."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from graph.claims import Claim, LocalName, NonAnswer
from graph.status.values import CountsAs, status_of

_RANK = {counts_as: number for number, counts_as in enumerate(CountsAs)}


class Counted(Protocol):
    """What there must be to tell which of two responses goes further."""

    @property
    def response(self) -> Claim | NonAnswer:
        """What was said."""

    @property
    def counts_as(self) -> CountsAs:
        """What it counts as."""

    @property
    def by_exclusion(self) -> bool:
        """Whether only by the "only" of an admission."""

    @property
    def distance(self) -> int:
        """How many slots keep it from counting for more."""

    @property
    def held_back(self) -> int:
        """How much its words hold back."""


T = TypeVar("T", bound=Counted)


def closest(found: Iterable[T]) -> list[T]:
    """The responses to one alleged flow that a reader needs, in order; the same status follows from them.

    A response that speaks of several flows is told by the one that answers
    best. A denial beside the point is left out where its speaker has come
    closer: otherwise everything that a company ever denied in an article would
    stand beside every allegation.
    """
    best: dict[LocalName, T] = {}
    for one in found:
        held = best.get(one.response.iri)
        if held is None or strength(one) < strength(held):
            best[one.response.iri] = one
    kept = _without_farther(best)
    if status_of({one.counts_as for one in kept.values()}) is not status_of(
        {one.counts_as for one in best.values()}
    ):  # who corroborated has come closer than the denial that makes this a sidestep
        kept |= _without_farther(
            {name: one for name, one in best.items() if one.counts_as is CountsAs.SIDESTEP}
        )
    return [one for name, one in best.items() if name in kept]


def _without_farther(found: dict[LocalName, T]) -> dict[LocalName, T]:
    """All but sidesteps of speakers who have come closer."""
    nearest: dict[LocalName, tuple[int, int]] = {}
    for one in found.values():
        if one.counts_as is not CountsAs.NON_ANSWER:
            speaker, distance = one.response.speaker, _distance(one)
            nearest[speaker] = min(nearest.get(speaker, distance), distance)
    return {
        name: one
        for name, one in found.items()
        if one.counts_as is not CountsAs.SIDESTEP or _distance(one) == nearest[one.response.speaker]
    }


def strength(one: Counted) -> tuple[int, bool, int, int]:
    """How far a response goes, for sorting: the furthest first."""
    return _RANK[one.counts_as], one.by_exclusion, one.distance, one.held_back


def _distance(one: Counted) -> tuple[int, int]:
    return _RANK[one.counts_as], one.distance if one.counts_as is CountsAs.SIDESTEP else 0
