"""Where boxes, labels and lines lie: Graphviz orders them, curves run in the free channels between.

The parties stand in columns, left to right in the direction of the data, with
a column of labels after each. Graphviz (``dot``, in process) picks the columns
and the order in each; every line runs level through its own row of a column
and bends only in the channels between columns, where nothing else stands. So
a label lies on its own line and no line runs under a box that is not its end.
Parties that have no line stand below, in rows.
Lengths are points; y grows upwards; all of it is deterministic.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from typing import Final, TypeVar

from pygraphviz import AGraph

from viz.flow.routing import PITCH, Link, Node, Plan, columns_of, path_of, slots_of
from viz.paper.geometry import Point, Rect, Size, along

#: Height kept free for a line that passes through a column.
PASSING: Final = 8.0

#: Distance between boxes that have no line, which stand side by side.
BESIDE: Final = 14.0

#: Sums nearer to zero than this are a tie: another order of adding must not turn the figure over.
TIE: Final = 1e-6

#: A graph of more nodes than any page holds is searched less long for its best order: seconds, not a minute.
LARGE: Final = 1_000
_QUICK: Final = {"mclimit": "0.1", "nslimit": "0.1", "searchsize": "5"}

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Route:
    """A laid-out line: its label's rectangle and cubic Bézier segments, end to end.

    ``points`` holds 3n + 1 points; the last segment is level, at least ``RUN`` long.
    """

    label: Rect
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Rectangles of the boxes and routes of the lines, inside ``width`` × ``height`` from (0, 0)."""

    width: float
    height: float
    boxes: Mapping[str, Rect]
    routes: Mapping[str, Route]


def arrange(boxes: Mapping[str, Size], links: Sequence[Link], gap: float, room: float) -> Layout:
    """Lay out *boxes* and *links*.

    Args:
        boxes: Least size of each box; a box with many lines becomes taller.
        links: The lines; both ends are keys of *boxes*.
        gap: Least distance between two things in one column.
        room: Width to fill if there is enough to fill; a wider layout shows that it does not fit.
    """
    linked = {end for link in links for end in (link.from_, link.to)}
    joined = {key: size for key, size in boxes.items() if key in linked}
    loose = {key: size for key, size in boxes.items() if key not in linked}
    layout = _in_columns(joined, links, gap, room) if joined else Layout(0, 0, {}, {})
    return _with_rows(layout, loose, gap, room) if loose else layout


def _in_columns(boxes: Mapping[str, Size], links: Sequence[Link], gap: float, room: float) -> Layout:
    """Boxes that have lines, with their lines."""
    plan = _planned(boxes, links)
    heights = _heights(plan, gap)
    slots = slots_of(plan, heights)
    columns = columns_of(plan, heights, slots, room)
    last = len(columns) - 1
    rects = {
        node: Rect.around(columns[node.column].middle(size.width, node.column, last), heights[node], size)
        for node, size in plan.sizes.items()
    }
    routes = {}
    for link in links:
        points = path_of(link, plan, rects, columns, slots)
        routes[link.key] = Route(rects[plan.chains[link.key][1]], tuple(points))
    return Layout(
        width=columns[-1].right,
        height=max(rect.top for rect in rects.values()),
        boxes={node.key: rect for node, rect in rects.items() if node.kind == "box"},
        routes=routes,
    )


def _with_rows(layout: Layout, boxes: Mapping[str, Size], gap: float, room: float) -> Layout:
    """*layout*, and below it in rows the *boxes* that have no line; everything stands in the middle."""
    rows: list[list[str]] = []
    used = 0.0
    for key, size in boxes.items():
        if rows and used + BESIDE + size.width <= max(room, layout.width):
            rows[-1].append(key)
            used += BESIDE + size.width
        else:
            rows.append([key])
            used = size.width
    widths = [fsum(boxes[key].width for key in row) + BESIDE * (len(row) - 1) for row in rows]
    heights = [max(boxes[key].height for key in row) for row in rows]
    width = max(layout.width, *widths)
    below = fsum(heights) + gap * (len(rows) - (not layout.boxes))
    aside = (width - layout.width) / 2
    rects = {key: rect.moved(aside, below) for key, rect in layout.boxes.items()}
    top = fsum(heights) + gap * (len(rows) - 1)
    for row, row_width, height in zip(rows, widths, heights, strict=True):
        x = (width - row_width) / 2
        for key in row:
            rects[key] = Rect.around(x + boxes[key].width / 2, top - height / 2, boxes[key])
            x += boxes[key].width + BESIDE
        top -= height + gap
    routes = {
        key: Route(
            route.label.moved(aside, below), tuple(Point(x + aside, y + below) for x, y in route.points)
        )
        for key, route in layout.routes.items()
    }
    return Layout(width, layout.height + below, rects, routes)


def faults(layout: Layout, links: Sequence[Link]) -> tuple[str, ...]:
    """What overlaps that must not: boxes and labels each other, lines the boxes and labels of others."""
    things = [(key, rect) for key, rect in layout.boxes.items()]
    things += [(key, route.label) for key, route in layout.routes.items()]
    found = [
        f"{first} overlaps {second}"
        for index, (first, one) in enumerate(things)
        for second, other in things[index + 1 :]
        if one.overlaps(other)
    ]
    for link in links:
        own = {link.key, link.from_, link.to}
        curve = along(layout.routes[link.key].points)
        found += [
            f"{link.key} runs under {key}"
            for key, rect in things
            if key not in own and any(rect.holds(point) for point in curve)
        ]
    return tuple(found)


def _planned(boxes: Mapping[str, Size], links: Sequence[Link]) -> Plan:
    """Columns for boxes (even) and labels (odd), and every line as a chain with a node in each column."""
    forward = _oriented(list(boxes), links)
    ranks = _ranks(list(boxes), links, forward)
    chains: dict[str, list[Node]] = {}
    sizes: dict[Node, Size] = {}
    busy: dict[tuple[str, str], int] = defaultdict(int)
    for link in links:
        left, right = (link.from_, link.to) if forward[link.key] else (link.to, link.from_)
        start = 2 * ranks[left]
        chain = [Node("box", left, start), Node("label", link.key, start + 1)]
        sizes[chain[1]] = link.label
        busy[left, "right"] += 1
        if left == right:
            busy[left, "right"] += 1
        else:
            busy[right, "left"] += 1
            for column in range(start + 2, 2 * ranks[right]):
                chain.append(Node("pass", link.key, column))
                sizes[chain[-1]] = Size(0, PASSING)
            chain.append(Node("box", right, 2 * ranks[right]))
        chains[link.key] = chain
    for key, size in boxes.items():
        lines = max(busy[key, "left"], busy[key, "right"])
        sizes[Node("box", key, 2 * ranks[key])] = Size(size.width, max(size.height, lines * PITCH + 2))
    return Plan(links, forward, chains, sizes)


def _oriented(boxes: list[str], links: Sequence[Link]) -> dict[str, bool]:
    """Whether each line runs left to right; as few as a greedy order finds run back.

    Source: Eades, Lin and Smyth 1993, "A fast and effective heuristic for the feedback arc set problem".
    """
    left: list[str] = []
    right: list[str] = []
    rest = dict.fromkeys(boxes)
    while rest:
        out: dict[str, int] = dict.fromkeys(rest, 0)
        into: dict[str, int] = dict.fromkeys(rest, 0)
        for link in links:
            if link.from_ != link.to and link.from_ in rest and link.to in rest:
                out[link.from_] += 1
                into[link.to] += 1
        source = next((one for one in rest if not into[one]), None)
        sink = next((one for one in rest if not out[one]), None)
        if source is not None:
            left.append(source)
        elif sink is not None:
            right.append(sink)
        else:
            left.append(max(rest, key=lambda one: out[one] - into[one]))
        del rest[source or sink or left[-1]]
    place = {one: index for index, one in enumerate([*left, *reversed(right)])}
    return {link.key: place[link.from_] <= place[link.to] for link in links}


def _ranks(boxes: list[str], links: Sequence[Link], forward: Mapping[str, bool]) -> dict[str, int]:
    """The column of each box, counted among columns of boxes, by dot's network simplex."""
    pairs = dict.fromkeys(
        (link.from_, link.to) if forward[link.key] else (link.to, link.from_)
        for link in links
        if link.from_ != link.to
    )
    places = _dot(dict.fromkeys(boxes, Size(36, 18)), list(pairs), 7)
    columns = sorted({round(place.x) for place in places.values()})
    return {box: columns.index(round(places[box].x)) for box in boxes}


def _heights(plan: Plan, gap: float) -> dict[Node, float]:
    """The middle of each node above the layout's lower edge, by dot; parallel lines in the order given."""
    edges = [edge for chain in plan.chains.values() for edge in pairwise(chain)]
    order = [node for link in plan.links for node in plan.chains[link.key]]
    sizes = {node: plan.sizes[node] for node in dict.fromkeys(order)}
    heights = {node: place.y for node, place in _dot(sizes, edges, gap).items()}
    middle = (len(plan.links) - 1) / 2
    if (
        fsum((place - middle) * heights[plan.chains[link.key][1]] for place, link in enumerate(plan.links))
        > TIE
    ):
        heights = {node: -y for node, y in heights.items()}  # what is said first stands at the top

    _sort_parallels(plan, heights)
    low = min((heights[node] - size.height / 2 for node, size in sizes.items()), default=0.0)
    return {node: y - low for node, y in heights.items()}


def _sort_parallels(plan: Plan, heights: dict[Node, float]) -> None:
    """Put lines between the same two boxes into the order given, where nothing else stands between them."""
    parallel: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in plan.links:
        parallel[link.from_, link.to].append(link)
    for same in parallel.values():
        for nodes in zip(*(plan.chains[link.key][1:] for link in same), strict=True):
            if nodes[0].kind == "box" or len(nodes) < 2:
                continue
            spans = [(heights[node] - plan.sizes[node].height / 2, node) for node in nodes]
            bottom = min(low for low, _ in spans)
            top = max(low + plan.sizes[node].height for low, node in spans)
            if any(
                node.column == nodes[0].column and node not in nodes and bottom < y < top
                for node, y in heights.items()
            ):
                continue
            spare = top - bottom - fsum(plan.sizes[node].height for node in nodes)
            for node in nodes:
                heights[node] = top - plan.sizes[node].height / 2
                top -= plan.sizes[node].height + spare / (len(nodes) - 1)


def _dot(sizes: Mapping[Name, Size], edges: Sequence[tuple[Name, Name]], gap: float) -> dict[Name, Point]:
    """The middles that dot gives to nodes of fixed size, left to right."""
    graph = AGraph(directed=True, strict=False)
    graph.graph_attr.update(rankdir="LR", nodesep=f"{gap / 72}", ranksep="0.3", splines="false")
    if len(sizes) > LARGE:
        graph.graph_attr.update(_QUICK)
    graph.node_attr.update(shape="box", label="", fixedsize="true")
    names = {node: f"n{index}" for index, node in enumerate(sizes)}
    for node, size in sizes.items():
        graph.add_node(names[node], width=f"{max(size.width, 1) / 72}", height=f"{size.height / 72}")
    for index, (start, end) in enumerate(edges):
        graph.add_edge(names[start], names[end], key=f"e{index}")
    graph.layout("dot")
    return {
        node: Point(*map(float, graph.get_node(name).attr["pos"].split(","))) for node, name in names.items()
    }
