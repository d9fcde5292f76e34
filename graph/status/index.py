"""Responses, found by who speaks, between which parties, and where: never all against all."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from graph.claims import Act, Flow, LocalName, NonAnswer, Reported, Slot
from graph.status.order import Order, Value
from graph.status.responses import Kind, Manner, Response

#: From how many entries on a table is searched by what overlaps, and not by trying each.
LARGE: Final = 8

#: The ends at which to look in a table; None for all of them.
Ends = Sequence[Value] | None


class Group:
    """Responses about flows between the same two ends.

    ``said`` holds, by data, by act and by flow, the manners in which it was said.
    """

    def __init__(self, start: Value, end: Value) -> None:
        self.start, self.end = start, end
        self.responses: list[Response] = []
        self.said: dict[Value, dict[Act | None, dict[Flow, set[Manner]]]] = {}

    def add(self, response: Response) -> None:
        """Take in a response."""
        self.responses.append(response)
        flow = response.flow
        of_act = self.said.setdefault(flow.data, {}).setdefault(flow.act, {})
        of_act.setdefault(flow, set()).add(response.manner)


class Table:
    """Responses by the two ends and the data of their flows."""

    def __init__(self, responses: Iterable[Response], order: Order) -> None:
        self._order = order
        self._groups: dict[tuple[Value, Value], Group] = {}
        self._starting: dict[Value, dict[Value, list[Group]]] = {}
        self._ending: dict[Value, dict[Value, list[Group]]] = {}
        self._about: dict[Value, list[Group]] = {}
        for one in responses:
            self._add(one)
        self._thirds = {
            Slot.FROM: [one for one in self._starting if one is not None and order.has_thirds(one)],
            Slot.TO: [one for one in self._ending if one is not None and order.has_thirds(one)],
        }
        self._ends: dict[tuple[Slot, Value], Ends] = {}

    def _add(self, response: Response) -> None:
        key = response.flow.from_, response.flow.to
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = Group(*key)
        data = response.flow.data
        if data not in group.said:
            self._starting.setdefault(group.start, {}).setdefault(data, []).append(group)
            self._ending.setdefault(group.end, {}).setdefault(data, []).append(group)
            self._about.setdefault(data, []).append(group)
        group.add(response)

    def groups(self, starts: Ends, ends: Ends, data: Collection[Value]) -> Iterator[tuple[Group, Value]]:
        """The groups between these ends that speak of any of these data, with the data."""
        if starts is not None and ends is not None:
            for start in starts:
                for end in ends:
                    group = self._groups.get((start, end))
                    if group is not None:
                        yield from ((group, one) for one in group.said if one in data)
            return
        if starts is not None:
            tables = [self._starting[start] for start in starts]
        elif ends is not None:
            tables = [self._ending[end] for end in ends]
        else:
            tables = [self._about]
        for table in tables:
            for one in data if len(data) < len(table) else table:
                if one in table and one in data:
                    yield from ((group, one) for group in table[one])

    def meeting(self, start: Value, end: Value) -> Iterator[Group]:
        """The groups whose ends may both overlap these."""
        starts, ends = self.ends(Slot.FROM, start), self.ends(Slot.TO, end)
        seen = self.groups(starts, ends, self._about)
        yield from {id(group): group for group, _ in seen}.values()

    def ends(self, slot: Slot, end: Value) -> Ends:
        """The ends in this table that may overlap *end*; None for all of them."""
        if end is None:
            return None
        found = self._ends.get((slot, end))
        if found is None:
            table = self._starting if slot is Slot.FROM else self._ending
            found = self._ends[slot, end] = self._overlapping(table, slot, end)
        return found

    def _overlapping(self, table: Mapping[Value, object], slot: Slot, end: LocalName) -> Sequence[Value]:
        order = self._order
        if len(table) < LARGE or order.has_thirds(end):
            return [one for one in table if order.overlaps(slot, one, end)]
        near = order.near(end)
        found: list[Value] = [None] if None in table else []
        found += [one for one in (near if len(near) < len(table) else table) if one in table and one in near]
        # third parties of somebody overlap more than is stated
        rest = (one for one in self._thirds[slot] if one not in near)
        return found + [one for one in rest if order.overlaps(slot, one, end)]


class Index:
    """The responses of one dossier, by who speaks and where."""

    def __init__(self) -> None:
        self.denials: dict[LocalName, list[Response]] = {}
        self.admissions: list[Response] = []
        self.by_source: dict[tuple[LocalName, LocalName], list[Response]] = {}
        self.spoke: dict[LocalName, dict[LocalName, set[Reported]]] = {}
        self.replies: dict[LocalName, list[Response]] = {}
        self.non_answers: dict[LocalName, dict[LocalName, list[NonAnswer]]] = {}
        self.non_answers_to: dict[LocalName, list[NonAnswer]] = {}
        self.speakers: set[LocalName] = set()
        self.data: dict[Value, None] = {}

    def add(self, response: Response) -> None:
        """Take in a response."""
        self.data[response.flow.data] = None
        if response.manner.kind is Kind.ADMISSION:
            self.admissions.append(response)
            return
        claim = response.claim
        self.speakers.add(claim.speaker)
        self.denials.setdefault(claim.speaker, []).append(response)
        self.by_source.setdefault((claim.source, claim.speaker), []).append(response)
        spoke = self.spoke.setdefault(claim.source, {})
        spoke.setdefault(claim.speaker, set()).add(response.manner.reported)
        for name in {*claim.responds_to, *claim.denies}:
            self.replies.setdefault(name, []).append(response)

    def add_non_answers(self, non_answers: Iterable[NonAnswer]) -> None:
        """Take in non-answers: to the claims that they name, else to all of their source."""
        for one in non_answers:
            self.speakers.add(one.speaker)
            if not one.responds_to:
                self.non_answers.setdefault(one.source, {}).setdefault(one.speaker, []).append(one)
            for name in dict.fromkeys(one.responds_to):
                self.non_answers_to.setdefault(name, []).append(one)
