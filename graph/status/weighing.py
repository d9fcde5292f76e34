"""What a response counts as, from how the flows lie to each other, in which manner it speaks, and of when."""

from graph.claims import Claim, Slot, Tense, Voice
from graph.status.relations import ALL, Relation, slots
from graph.status.responses import Kind, Manner, Response, When, when
from graph.status.values import PERIOD, CountsAs, Shortfall
from graph.status.views import Reading

#: Tenses in which a denial leaves open what was ("no longer", "will not").
_LEAVES_THE_PAST = frozenset({Tense.CEASED, Tense.FUTURE})
#: Tenses of an allegation that such a denial answers in full.
_NOT_PAST = frozenset({Tense.PRESENT, Tense.FUTURE})


def weigh(relation: Relation, manner: Manner, alleged: When, reading: Reading) -> CountsAs | None:
    """What a response counts as; None for one beside the point.

    Whether the speaker may answer at all, and whether what is beside the point
    counts as a sidestep, is not asked here.
    """
    if apart_in_time(manner.when, alleged):
        return None
    if manner.kind is Kind.ADMISSION:
        if relation.inside and not manner.conditional:
            return CountsAs.CONFIRMATION
        return CountsAs.CORROBORATION if relation.inside or relation.meeting else None
    answers = relation.contains or (relation.presupposed and reading is Reading.PLAIN)
    if answers and not is_limited(manner, alleged, reading):
        return CountsAs.DENIAL
    if relation.contains or relation.presupposed or relation.meeting:
        return CountsAs.PARTIAL
    return None


def apart_in_time(response: When, alleged: When) -> bool:
    """Whether both state a period, and these have no day in common."""
    both = response.period is not None and alleged.period is not None
    return both and not response.period.meets(alleged.period)  # type: ignore[union-attr,arg-type]


def is_limited(manner: Manner, alleged: When, reading: Reading) -> bool:
    """Whether a denial is at most a partial answer, however wide it is."""
    if manner.kind is Kind.EXCLUSION:
        return True
    if manner.when.tense in _LEAVES_THE_PAST and alleged.tense not in _NOT_PAST:
        return True
    if reading is Reading.PLAIN:
        return False
    return manner.marked or other_tense(manner.when, alleged) or other_period(manner.when, alleged)


def other_tense(response: When, alleged: When) -> bool:
    """Whether a response speaks in another tense than the allegation, and not of all times."""
    known = response.tense is not None and alleged.tense is not None
    return known and response.tense not in (alleged.tense, Tense.EVER)


def other_period(response: When, alleged: When) -> bool:
    """Whether a response speaks of a period that does not hold the whole of the allegation's."""
    if response.period is None:
        return False
    return alleged.period is None or not response.period.holds(alleged.period)


def falls_short(
    counts_as: CountsAs, relation: Relation, manner: Manner, alleged: When
) -> tuple[Shortfall, ...]:
    """The slots on which a response does not reach the allegation, in their order, then the period.

    An admission falls short on the purpose only where it reaches all else: what it comes to
    without the purpose is the core's status.
    """
    if counts_as is CountsAs.PARTIAL:
        if relation.presupposed:
            return ()
        return slots(ALL & ~relation.fits) or slots(relation.touched)
    if counts_as is CountsAs.CORROBORATION:
        short = slots(ALL & ~relation.back) or slots(relation.reached)
        return tuple(slot for slot in short if slot is not Slot.PURPOSE) or short
    if counts_as is CountsAs.SIDESTEP:
        apart: tuple[Shortfall, ...] = slots(ALL & ~relation.meets)
        return (*apart, PERIOD) if apart_in_time(manner.when, alleged) else apart
    return ()


def distance(counts_as: CountsAs, relation: Relation) -> int:
    """How many slots keep a response from counting for more: the fewer, the closer it comes."""
    reached = {
        CountsAs.PARTIAL: relation.fits,
        CountsAs.CORROBORATION: relation.back,
        CountsAs.SIDESTEP: relation.meets,
    }.get(counts_as, ALL)
    return (ALL & ~reached).bit_count()


def qualifiers(response: Response, alleged: Claim) -> tuple[str, ...]:
    """What the words of a response hold back; the plain reading lists it, the strict one counts it."""
    claim, manner, then = response.claim, response.manner, when(alleged)
    found = [f"hedged with “{hedge}”" for hedge in claim.hedges]
    if claim.voice is Voice.PASSIVE:
        found.append("in the passive voice")
    if manner.conditional:
        found.append("conditional")
    if claim.denies:
        found.append("a blanket denial")
    if manner.kind is Kind.EXCLUSION:
        found.append("only by what it admits")
    leaves_past = manner.when.tense in _LEAVES_THE_PAST and then.tense not in _NOT_PAST
    if leaves_past and then.tense is manner.when.tense:
        found.append("leaving open what was before")
    elif other_tense(manner.when, then) or leaves_past:
        then_of = _TENSES[then.tense] if then.tense else "of no stated time"
        found.append(f"speaking {_TENSES[manner.when.tense]} while the allegation is {then_of}")
    if other_period(manner.when, then):
        found.append(f"speaking only of {_period(claim)}")
    return tuple(found)


_TENSES = {
    Tense.PAST: "of the past",
    Tense.PRESENT: "of the present",
    Tense.FUTURE: "of the future",
    Tense.EVER: "of all times",
    Tense.CEASED: "of what has ceased",
    None: "of no stated time",
}


def _period(claim: Claim) -> str:
    start, end = claim.period_from, claim.period_until
    if start is None or end is None:
        return f"the time until {end}" if start is None else f"the time from {start} on"
    return str(start) if start == end else f"{start} to {end}"
