"""Looking through what was said for what decides a status: as far as it makes a difference, and no further.

What responses count as is one bit for each thing and each whose words; a
status hangs on which bits are set, never on how many responses set them.
"""

from collections.abc import Collection
from functools import cache
from typing import Final, NamedTuple

from graph.claims import Flow, Reported, Slot
from graph.status.index import Ends, Group, Index, Table
from graph.status.order import Value
from graph.status.relations import ALL, BACK, BIT, MEETS, Relations
from graph.status.responses import When
from graph.status.values import CountsAs
from graph.status.views import Basis, Reading
from graph.status.weighing import weigh

_COUNTS: Final = tuple(CountsAs)
#: One bit for each thing a response can count as, by whose words it is in.
BIT_OF: Final = {
    (counts_as, reported): 1 << (2 * number + (reported is Reported.INDIRECT))
    for number, counts_as in enumerate(_COUNTS)
    for reported in Reported
}


class Aim(NamedTuple):
    """What to look for in a table of responses.

    The bits of the most that own words can count for, in full and in part: no search goes on beyond
    it. *shift* leads to the bits that must be set to count in full.
    """

    full: int
    part: int
    shift: int


DENIED: Final = Aim(BIT_OF[CountsAs.DENIAL, Reported.DIRECT], BIT_OF[CountsAs.PARTIAL, Reported.DIRECT], 0)
ADMITTED: Final = Aim(
    BIT_OF[CountsAs.CONFIRMATION, Reported.DIRECT], BIT_OF[CountsAs.CORROBORATION, Reported.DIRECT], BACK
)


class Scanner:
    """Scans tables of responses for one point of view; what recurs of it is remembered."""

    def __init__(self, index: Index, relations: Relations, reading: Reading) -> None:
        self._index, self._relations, self._reading = index, relations, reading
        self._data: dict[Value, dict[Value, int]] = {}
        self._wide: dict[tuple[int, Slot, Value], tuple[Ends, Ends]] = {}
        self._full_data: dict[tuple[Value, int], tuple[tuple[Value, ...], tuple[Value, ...]]] = {}

    def scan(self, table: Table, aim: Aim, flow: Flow, alleged: When, found: int = 0) -> int:
        """What the responses of a table count as, as far as it makes a difference to a status.

        First those that may count in full, since a status hangs on any of them; then, where none
        has been found, those that may count in part, up to the first in the speaker's own words.
        """
        starts, wide_starts = self._ends_of(table, Slot.FROM, flow.from_, aim)
        ends, wide_ends = self._ends_of(table, Slot.TO, flow.to, aim)
        if starts == [] or ends == []:
            return 0
        data = self._data_of(flow.data)
        full = self._data_in_full(flow.data, aim)
        more = 0
        for group, one in table.groups(wide_starts, wide_ends, full):
            more |= self._weigh(group, one, data[one], aim, flow, alleged)
            if more & aim.full:
                break
        if (found | more) & (aim.full if aim is DENIED else 0) or (found | more) & aim.part:
            return more
        rest: Collection[Value] = data
        if starts == wide_starts and ends == wide_ends and not more & aim.full:
            rest = self._data_in_part(flow.data, aim)  # all else was looked at just now
        for group, one in table.groups(starts, ends, rest):
            more |= self._weigh(group, one, data[one], aim, flow, alleged)
            if more & aim.part:
                break
        return more

    def _ends_of(self, table: Table, slot: Slot, alleged: Value, aim: Aim) -> tuple[Ends, Ends]:
        """The ends in a table that may overlap what is alleged, and those that may count in full."""
        key = id(table), slot, alleged
        found = self._wide.get(key)
        if found is None:
            ends, bits = table.ends(slot, alleged), self._relations.bits
            if ends is not None:
                wide: Ends = [one for one in ends if bits(slot, one, alleged) >> aim.shift & BIT[slot]]
            else:  # nothing is said of this end: only denials that say nothing of it, too, are wide enough
                wide = [None] if aim is DENIED else None
            found = self._wide[key] = ends, wide
        return found

    def _weigh(self, group: Group, data: Value, data_bits: int, aim: Aim, flow: Flow, alleged: When) -> int:
        """What the responses of a group that speak of some data count as."""
        more, relations, reading = 0, self._relations, self._reading
        bits, known = relations.bits, relations.known
        acts, purposes, people = known[Slot.ACT], known[Slot.PURPOSE], known[Slot.SUBJECTS]
        purpose, subjects = flow.purpose, flow.subjects
        ends = -1
        for act, said in group.said[data].items():
            act_bits = acts.get((act, flow.act), -1)
            if act_bits < 0:
                act_bits = bits(Slot.ACT, act, flow.act)
            if not act_bits >> MEETS and not relations.presupposes(flow.act, act):
                continue
            if ends < 0:
                ends = bits(Slot.FROM, group.start, flow.from_) | bits(Slot.TO, group.end, flow.to)
            so_far = ends | data_bits | act_bits
            for one, manners in said.items():
                purpose_bits = purposes.get((one.purpose, purpose), -1)
                if purpose_bits < 0:
                    purpose_bits = bits(Slot.PURPOSE, one.purpose, purpose)
                subject_bits = people.get((one.subjects, subjects), -1)
                if subject_bits < 0:
                    subject_bits = bits(Slot.SUBJECTS, one.subjects, subjects)
                all_bits = so_far | purpose_bits | subject_bits
                if all_bits >> MEETS != ALL and (act_bits >> MEETS or one.purpose is not None):
                    continue  # they do not meet, and nothing is presupposed
                relation = relations.relation(all_bits, one, flow)
                if relation.meets != ALL and not relation.presupposed:
                    continue
                for manner in manners:
                    counts_as = weigh(relation, manner, alleged, reading)
                    if counts_as is not None:
                        more |= BIT_OF[counts_as, manner.reported]
            if more & aim.full:
                break
        return more

    def _data_in_full(self, alleged: Value, aim: Aim) -> tuple[Value, ...]:
        """Of the data that may overlap what is alleged, those of responses that may count in full."""
        return self._data_apart(alleged, aim)[0]

    def _data_in_part(self, alleged: Value, aim: Aim) -> tuple[Value, ...]:
        """The others."""
        return self._data_apart(alleged, aim)[1]

    def _data_apart(self, alleged: Value, aim: Aim) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
        found = self._full_data.get((alleged, aim.shift))
        if found is None:
            data, bit = self._data_of(alleged).items(), BIT[Slot.DATA]
            full = tuple(one for one, bits in data if bits >> aim.shift & bit)
            found = full, tuple(one for one, bits in data if not bits >> aim.shift & bit)
            self._full_data[alleged, aim.shift] = found
        return found

    def _data_of(self, alleged: Value) -> dict[Value, int]:
        """All data that responses speak of and that may overlap what is alleged, with their bits."""
        found = self._data.get(alleged)
        if found is None:
            all_bits = ((one, self._relations.bits(Slot.DATA, one, alleged)) for one in self._index.data)
            found = self._data[alleged] = {one: bits for one, bits in all_bits if bits >> MEETS}
        return found


@cache
def counted(said: int, basis: Basis) -> frozenset[CountsAs]:
    """What counts on a basis, from the bits."""
    return frozenset(
        counts_as
        for (counts_as, reported), bit in BIT_OF.items()
        if said & bit and (reported is Reported.DIRECT or basis is Basis.ALL)
    )
