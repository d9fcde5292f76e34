"""How a responding flow lies to a proposed one: contains it, lies inside it, meets it, and on which slots.

Slots are compared as sets of bits in one number: on which slots the proposed
flow lies within the responding one (``fits``), on which it is the other way
round (``back``), and on which they overlap (``meets``).
"""

from typing import Final, NamedTuple

from graph.claims import Act, Flow, Slot
from graph.status.order import Order, Value
from graph.status.responses import value

#: One bit per slot.
BIT: Final = {slot: 1 << number for number, slot in enumerate(Slot)}
ALL: Final = (1 << len(Slot)) - 1
BACK: Final = len(Slot)
MEETS: Final = 2 * len(Slot)
_TOUCHED: Final = 1 << len(Slot)
_PRESUPPOSED: Final = BIT[Slot.FROM] | BIT[Slot.TO] | BIT[Slot.DATA] | BIT[Slot.SUBJECTS]


class Relation(NamedTuple):
    """How a responding flow d lies to a proposed flow a; all but the last hold one bit per slot.

    ``fits``: a lies within d there. ``back``: d lies within a. ``meets``: they
    overlap. ``touched``: the slots named by exceptions of d that a touches and
    does not make itself; ``reached``: the other way round. ``presupposed``: d
    denies what a takes for granted.
    """

    fits: int
    back: int
    meets: int
    touched: int
    reached: int
    presupposed: bool

    @property
    def contains(self) -> bool:
        """Whether d speaks of all that a speaks of."""
        return self.fits == ALL and not self.touched

    @property
    def inside(self) -> bool:
        """Whether a speaks of all that d speaks of."""
        return self.back == ALL and not self.reached

    @property
    def meeting(self) -> bool:
        """Whether nothing sets them apart."""
        return self.meets == ALL


class Relations:
    """Compares flows under one order; each pair of values of a slot is compared once.

    ``known`` holds, by slot, the bits of the pairs (responding, proposed) that were compared so far.
    """

    def __init__(self, order: Order) -> None:
        self.order = order
        self.known: dict[Slot, dict[tuple[Value, Value], int]] = {slot: {} for slot in Slot}
        self._presupposes: dict[tuple[Act | None, Act | None], bool] = {}

    def between(self, responding: Flow, proposed: Flow) -> Relation:
        """The relation of two flows."""
        bits = self.ends(responding, proposed)
        for slot in (Slot.ACT, Slot.DATA, Slot.PURPOSE, Slot.SUBJECTS):
            bits |= self.bits(slot, value(responding, slot), value(proposed, slot))
        return self.relation(bits, responding, proposed)

    def relation(
        self,
        bits: int,
        responding: Flow,
        proposed: Flow,
    ) -> Relation:
        """The relation that the bits of all slots come to."""
        return Relation(
            bits & ALL,
            bits >> BACK & ALL,
            bits >> MEETS,
            self._touched(responding, proposed) if responding.except_ else 0,
            self._touched(proposed, responding) if proposed.except_ else 0,
            presupposed=responding.purpose is None
            and not responding.except_
            and proposed.from_ is not None
            and bits & _PRESUPPOSED == _PRESUPPOSED
            and self.presupposes(proposed.act, responding.act),
        )

    def ends(self, responding: Flow, proposed: Flow) -> int:
        """The bits of the two ends."""
        return self.bits(Slot.FROM, responding.from_, proposed.from_) | self.bits(
            Slot.TO, responding.to, proposed.to
        )

    def bits(self, slot: Slot, responding: Value, proposed: Value) -> int:
        """The bits of one slot."""
        known, key = self.known[slot], (responding, proposed)
        found = known.get(key)
        if found is None:
            order = self.order
            found = known[key] = BIT[slot] * (
                order.within(slot, proposed, responding)
                | order.within(slot, responding, proposed) << BACK
                | order.overlaps(slot, proposed, responding) << MEETS
            )
        return found

    def presupposes(self, act: Act | None, other: Act | None) -> bool:
        """Whether an act takes another for granted."""
        found = self._presupposes.get((act, other))
        if found is None:
            found = self._presupposes[act, other] = self.order.presupposes(act, other)
        return found

    def _touched(self, excepting: Flow, other: Flow) -> int:
        """The slots named by exceptions that the *other* flow touches, and a bit that there is one.

        An exception that the other makes as well leaves nothing open between the two.
        """
        found = 0
        for one in excepting.except_:
            if one in other.except_:
                continue
            named = [slot for slot in Slot if value(one, slot) is not None]
            if all(self.order.overlaps(slot, value(other, slot), value(one, slot)) for slot in named):
                found |= _TOUCHED | sum(BIT[slot] for slot in named)
        return found


def slots(bits: int) -> tuple[Slot, ...]:
    """The slots of which the bits are set, in their order."""
    return tuple(slot for slot in Slot if bits & BIT[slot])
