"""From claims to what coverage compares: the flows that are put forward, and the responses to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import NamedTuple

from graph.claims import Claim, Dossier, Flow, Modality, Reported, Slot, Stance, Tense, Word
from graph.flows import floating, flows
from graph.status.speaking import Answerers
from graph.telling.replies import claims_by_name


class Kind(Word):
    """What sort of response it is."""

    DENIAL = "denial"
    ADMISSION = "admission"
    EXCLUSION = "the 'only' of an admission"


class Period(NamedTuple):
    """When a flow is said to have held: first and last day, None where open."""

    start: date | None
    end: date | None

    def meets(self, other: "Period") -> bool:
        """Whether the two have a day in common."""
        return _not_after(self.start, other.end) and _not_after(other.start, self.end)

    def holds(self, other: "Period") -> bool:
        """Whether all of the other lies within this one."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        return starts and (self.end is None or (other.end is not None and other.end <= self.end))


class When(NamedTuple):
    """What a claim says of the time of the flow."""

    tense: Tense | None
    period: Period | None


class Manner(NamedTuple):
    """All that decides, besides its flow and speaker, what a response counts as.

    ``marked``: hedged, passive, conditional or a blanket denial.
    """

    kind: Kind
    reported: Reported
    when: When
    conditional: bool
    marked: bool


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """One flow that a denial or an admission speaks of.

    ``flow`` is what is compared: for a blanket denial the core of ``named``,
    the flow of the claim it points at; for an exclusion the flow of the
    admission, opened in one slot, with what was admitted left out. ``number``
    is its place among all.
    """

    claim: Claim
    flow: Flow
    named: Flow
    manner: Manner
    number: int


def core(flow: Flow) -> Flow:
    """The flow with its purpose left open: did it happen at all?"""
    return flow if flow.purpose is None else flow._replace(purpose=None)


def when(claim: Claim) -> When:
    """What *claim* says of the time of its flow."""
    start, end = claim.period_from, claim.period_until
    if start is None and end is None:
        return When(claim.tense, None)
    return When(claim.tense, Period(start.first_day if start else None, end.last_day if end else None))


class Reader:
    """Reads proposals and responses out of one dossier."""

    def __init__(self, dossier: Dossier, answerers: Answerers) -> None:
        self._floating = floating(dossier)
        self._claims = claims_by_name(dossier)
        self._answerers = answerers
        self._number = count()

    def flows(self, claim: Claim) -> tuple[Flow, ...]:
        """The flows that a claim speaks of, by itself."""
        return flows(claim, self._floating)

    def proposals(self, claim: Claim) -> tuple[Flow, ...]:
        """The flows that a claim puts forward: alleged, or confirmed by somebody who is no party to them."""
        if claim.stance is Stance.ALLEGED:
            return self.flows(claim)
        if claim.stance is Stance.DENIED or self._answerers.is_vague(claim.speaker):
            return ()
        return tuple(flow for flow in self.flows(claim) if not self._answerers.admits(claim.speaker, flow))

    def responses(self, claim: Claim) -> Iterator[Response]:
        """What a claim answers with; nothing for an allegation."""
        if claim.stance is Stance.DENIED:
            yield from self._denials(claim)
        elif claim.stance is Stance.CONFIRMED and not self._answerers.is_vague(claim.speaker):
            yield from self._admissions(claim)

    def _denials(self, claim: Claim) -> Iterator[Response]:
        manner = _manner(claim, Kind.DENIAL)
        for flow in self.flows(claim):
            yield Response(claim, flow, flow, manner, next(self._number))
        pointed = (self._claims.get(name) for name in dict.fromkeys(claim.denies))
        named = (
            flow
            for target in pointed
            if target is not None and target.stance is not Stance.DENIED
            for flow in self.flows(target)
        )
        for flow in dict.fromkeys(named):
            yield Response(claim, core(flow), flow, manner, next(self._number))

    def _admissions(self, claim: Claim) -> Iterator[Response]:
        manner = _manner(claim, Kind.ADMISSION)
        said = self.flows(claim)
        for flow in said:
            if self._answerers.admits(claim.speaker, flow):
                yield Response(claim, flow, flow, manner, next(self._number))
                for slot in claim.exclusive:
                    opened = _opened(flow, slot, said)
                    if opened is not None:
                        only = manner._replace(kind=Kind.EXCLUSION)
                        yield Response(claim, opened, flow, only, next(self._number))


_ATTRIBUTE: Mapping[Slot, str] = {slot: "from_" if slot is Slot.FROM else str(slot) for slot in Slot}


def value(flow: Flow, slot: Slot) -> str | None:
    """What a flow says in a slot; None where it says nothing."""
    found: str | None = getattr(flow, _ATTRIBUTE[slot])
    return found


def _opened(flow: Flow, slot: Slot, said: tuple[Flow, ...]) -> Flow | None:
    """The flow with *slot* open and what was said there left out: what "only" denies; None if nothing was."""
    name = _ATTRIBUTE[slot]
    kept = sorted({found for one in said if (found := value(one, slot)) is not None})
    if not kept:
        return None
    out = tuple(Flow(**{name: one}) for one in kept)  # type: ignore[arg-type]
    return flow._replace(**{name: None}, except_=(*flow.except_, *out))


def _manner(claim: Claim, kind: Kind) -> Manner:
    conditional = claim.modality is Modality.CONDITIONAL
    marked = bool(claim.hedges or claim.voice or conditional or claim.denies)
    return Manner(kind, claim.reported, when(claim), conditional, marked)


def _not_after(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end
