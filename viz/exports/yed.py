"""What yEd needs beside plain GraphML: boxes, dashes, heads and short labels as its own elements."""

from collections.abc import Callable, Mapping
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from graph.formats import Written
from graph.formats.graphml import Drawings, graphml
from viz.exports.job import Job
from viz.exports.looking import Looking, Seen
from viz.exports.networks import network, not_held
from viz.look import ACTS, BOX_FILL, INK, PAPER, SECONDARY, Head, Pattern

if TYPE_CHECKING:
    import networkx as nx

#: yEd's heads: hollow, filled. Its open head has one form, and for a square it has a diamond.
HEADS: Final[Mapping[Head, tuple[str, str]]] = {
    Head.TRIANGLE: ("white_delta", "standard"),
    Head.CHEVRON: ("plain", "plain"),
    Head.SQUARE: ("white_diamond", "diamond"),
    Head.CIRCLE: ("transparent_circle", "circle"),
}
_PATTERNS: Final[Mapping[Pattern, str]] = {
    Pattern.DASHED: "dashed",
    Pattern.DOTTED: "dotted",
    Pattern.DASH_DOTTED: "dashed_dotted",
    Pattern.SOLID: "line",
}
#: A denied line ends in a bar; yEd has no upright cross.
_STOPPED: Final = "t_shape"
_WIDTH: Final = 40
_LETTER, _LINE, _MARGIN = 7.0, 16.0, 14.0


def graphml_for_yed(job: Job) -> Written:
    """The network as GraphML; yEd shows it in our looks, other programs as plain nodes and edges."""
    looking = Looking(job.gathered)
    graph = network(job, looking)
    drawing = _Drawing(looking, graph, job.shape == "edges")
    written = graphml(graph, Drawings(drawing.node, drawing.edge))
    lost = (
        "the ✕ at the end of a denied line: a bar, and the ✕ in its label",
        "places of the nodes: choose a layout in the program",
    )
    return written._replace(lost=(*written.lost, *not_held(job), *lost))


class _Drawing:
    def __init__(self, looking: Looking, graph: "nx.MultiDiGraph[str]", as_edges: bool) -> None:
        self._looking, self._as_edges = looking, as_edges
        self._nodes = graph.nodes
        self._ends = {key: (start, end) for start, end, key in graph.edges(keys=True)}

    def node(self, name: str, told: Mapping[str, Any], text: Callable[[str], str]) -> str:
        """A box with its name; a group and an end not said have a dashed border."""
        fill, colour, line = PAPER, INK, Pattern.DASHED
        if "claim" in told:
            seen = self._looking.statement(told)
            colour, line = seen.colour, seen.line
            fill = seen.tint
        elif told["kind"] == "party":
            fill, line = BOX_FILL, Pattern.SOLID
        lines = wrap(told["label"], _WIDTH) or [""]
        width = max(map(len, lines)) * _LETTER + 2 * _MARGIN
        height = len(lines) * _LINE + _MARGIN
        return (
            f'<y:ShapeNode><y:Geometry height="{height}" width="{width}" x="0.0" y="0.0"/>'
            f'<y:Fill color="{fill}" transparent="false"/>'
            f'<y:BorderStyle color="{colour}" type="{_PATTERNS[line]}" width="1.0"/>'
            f'<y:NodeLabel textColor="{INK}">{text(chr(10).join(lines))}</y:NodeLabel>'
            '<y:Shape type="roundrectangle"/></y:ShapeNode>'
        )

    def edge(self, key: str, told: Mapping[str, Any], text: Callable[[str], str]) -> str:
        """A line in the look of its stance, with the head of its act; one that is denied ends in a bar."""
        start, end = self._ends[key]
        if self._as_edges:
            seen = self._looking.edge(told["claim"], start, end)
            return self._line(
                seen, seen.colour, self._head(told, seen), self._looking.label(told, seen), text
            )
        of = start if "claim" in self._nodes[start] else end
        seen = self._looking.statement(self._nodes[of])
        flows = told["kind"] in ("holder", "recipient")
        head = "none"
        if told["kind"] == "recipient":
            head = self._head(self._nodes[of], seen)
        return self._line(seen, seen.colour if flows else SECONDARY, head, told["label"], text)

    def _head(self, told: Mapping[str, Any], seen: Seen) -> str:
        if seen.stance is None:
            return "none"
        if told["stance"] == "denied":
            return _STOPPED
        return HEADS[ACTS[self._looking.act(told)].head][seen.filled]

    def _line(self, seen: Seen, colour: str, head: str, label: str, text: Callable[[str], str]) -> str:
        lines = chr(10).join(wrap(label, _WIDTH))
        return (
            f'<y:PolyLineEdge><y:LineStyle color="{colour}" type="{_PATTERNS[seen.line]}" width="2.0"/>'
            f'<y:Arrows source="none" target="{head}"/>'
            f'<y:EdgeLabel textColor="{colour}">{text(lines)}</y:EdgeLabel></y:PolyLineEdge>'
        )
