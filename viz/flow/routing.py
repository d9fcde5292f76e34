"""How lines run between columns: where they meet their boxes, how wide the channels are, the curves."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from typing import Final, NamedTuple

from viz.paper.geometry import Point, Rect, Size, fitted

#: Distance between lines where they meet a box: a cross and its halo fit between two.
PITCH: Final = 12.0
#: Level end of every line, long enough for a head, or for the gap that a denied line leaves.
RUN: Final = 22.0
#: Least width in which lines bend from one row to another.
BEND: Final = 12.0


class Link(NamedTuple):
    """A line to lay out: its key, the keys of its two boxes, and the size of its label."""

    key: str
    from_: str
    to: str
    label: Size


class Node(NamedTuple):
    """What takes room in a column: a box, a label, or a line that passes through."""

    kind: str  # "box", "label" or "pass"
    key: str
    column: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A layout in the making: who stands in which column, from left to right."""

    links: Sequence[Link]
    forward: Mapping[str, bool]
    chains: Mapping[str, Sequence[Node]]
    sizes: Mapping[Node, Size]

    def head_left(self, link: Link) -> bool:
        """Whether the line ends at the right side of its left box."""
        return link.from_ == link.to or not self.forward[link.key]


#: Where a line meets a box: line, and whether at its left end (True) or its right end in the layout.
Slots = Mapping[tuple[str, str], float]


def slots_of(plan: Plan, heights: Mapping[Node, float]) -> dict[tuple[str, str], float]:
    """The height at which each line meets each of its boxes, keyed by line and "left" or "right" end.

    A loop has both ends at the right side of its box: it leaves at "left" and returns at "right".
    """
    sides: dict[tuple[Node, str], list[tuple[float, int, tuple[str, str]]]] = defaultdict(list)
    for place, link in enumerate(plan.links):
        chain = plan.chains[link.key]
        start = sides[chain[0], "right"]
        start.append((heights[chain[1]], -place, (link.key, "left")))
        if chain[-1].kind == "box":
            sides[chain[-1], "left"].append((heights[chain[-2]], -place, (link.key, "right")))
        else:
            start.append((heights[chain[1]] - 0.1, -place, (link.key, "right")))
    slots = {}
    for (box, _), ends in sides.items():
        ends.sort()
        half = plan.sizes[box].height / 2 - PITCH / 2 - 1
        ys = fitted([y for y, _, _ in ends], PITCH, heights[box] - half, heights[box] + half)
        slots.update({end: y for (_, _, end), y in zip(ends, ys, strict=True)})
    return slots


class Column(NamedTuple):
    """A column's left and right edge, and where lines bend in the channel to its right."""

    left: float
    right: float
    bend_from: float
    bend_to: float

    def middle(self, width: float, index: int, last: int) -> float:
        """Where a thing of *width* has its middle: the outer columns are flush with their lines."""
        if index == 0 < last:
            return self.right - width / 2
        return self.left + width / 2 if index == last else (self.left + self.right) / 2


def columns_of(plan: Plan, heights: Mapping[Node, float], slots: Slots, room: float) -> list[Column]:
    """The columns from left to right; spare room goes to the channels with the steepest lines.

    All lines of a channel bend in one and the same part of it, beside the
    level runs that heads need, so that neighbours do not cross there.
    """
    count = 1 + max(node.column for node in plan.sizes)
    widths = [0.0] * count
    for node, size in plan.sizes.items():
        widths[node.column] = max(widths[node.column], size.width)
    leads, tails, climbs = [0.0] * count, [0.0] * count, [0.0] * count
    for link in plan.links:
        chain = plan.chains[link.key]
        ys = [heights[node] for node in chain]
        ys[0] = slots[link.key, "left"]
        if chain[-1].kind == "box":
            ys[-1] = slots[link.key, "right"]
        for node, (y, next_y) in zip(chain, pairwise(ys), strict=False):
            climbs[node.column] = max(climbs[node.column], abs(next_y - y))
        if plan.head_left(link):
            leads[chain[0].column] = RUN
        else:
            tails[chain[-2].column] = RUN
    wished = [max(min(0.55 * climb, 90.0) - BEND, 8.0) for climb in climbs]
    least = fsum(widths) + fsum(leads) + fsum(tails) + BEND * (count - 1)
    share = min(max(room - least, 0.0) / (fsum(wished[:-1]) or 1.0), 1.0)
    columns, x = [], 0.0
    for width, lead, tail, wish in zip(widths, leads, tails, wished, strict=True):
        bend_from = x + width + lead
        bend_to = bend_from + BEND + share * wish
        columns.append(Column(x, x + width, bend_from, bend_to))
        x = bend_to + tail
    return columns


def path_of(
    link: Link, plan: Plan, rects: Mapping[Node, Rect], columns: Sequence[Column], slots: Slots
) -> list[Point]:
    """The line's curve from its holder to its recipient."""
    chain = plan.chains[link.key]
    first, start = rects[chain[0]], columns[chain[0].column]
    points = [Point(first.right, slots[link.key, "left"])]
    if chain[-1].kind != "box":  # a loop turns behind its label
        label, back = rects[chain[1]], slots[link.key, "right"]
        above, below = label.middle.y + 3, label.middle.y - 3
        _level(points, start.bend_from)
        _bend(points, Point(start.bend_to, above))
        _level(points, label.left)
        points += [Point(label.left + 12, above), Point(label.left + 12, below), Point(label.left, below)]
        _level(points, start.bend_to)
        _bend(points, Point(start.bend_from, back))
        _level(points, first.right)
        return points
    for node, next_node in pairwise(chain):
        column = columns[node.column]
        last = next_node is chain[-1]
        y = slots[link.key, "right"] if last else rects[next_node].middle.y
        _level(points, column.bend_from)
        _bend(points, Point(column.bend_to, y))
    _level(points, rects[chain[-1]].left)
    return points if plan.forward[link.key] else points[::-1]


def _level(points: list[Point], x: float) -> None:
    """Go on level to *x*."""
    start = points[-1]
    step = (x - start.x) / 3
    points += [Point(start.x + step, start.y), Point(start.x + 2 * step, start.y), Point(x, start.y)]


def _bend(points: list[Point], end: Point) -> None:
    """Go on to *end* in an S-curve that starts and ends level."""
    start = points[-1]
    half = (end.x - start.x) / 2
    points += [Point(start.x + half, start.y), Point(end.x - half, end.y), end]
