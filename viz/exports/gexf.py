"""GEXF 1.3 for Gephi: parallel edges stay apart, our colours and dashes show."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from graph.formats import Written
from graph.formats.markup import Allowed
from graph.telling.drafts import DRAFT_WORD
from graph.telling.grammar import counted
from viz.exports.job import Job
from viz.exports.looking import Looking, Seen
from viz.exports.networks import network, not_held
from viz.look import INK, NON_ANSWER_COLOUR, SECONDARY, Pattern

if TYPE_CHECKING:
    import networkx as nx

#: The types of GEXF that our attributes have.
_TYPES: Final = {bool: "boolean", int: "long", float: "double", str: "string"}
#: What stands in elements and attributes of GEXF's own, and not among the attributes.
_OWN: Final = {"node": frozenset({"label"}), "edge": frozenset({"label", "kind"})}
#: All lines are as wide as each other: width says nothing.
_THICKNESS: Final = "1.0"
#: Where GEXF has another word for a pattern: it knows no dashes and dots, and draws drafts with two lines.
_SHAPES: Final = {Pattern.DASH_DOTTED: "double"}
#: The edges of the shape ``claims`` along which data are said to pass.
_OF_THE_FLOW: Final = frozenset({"holder", "recipient"})


def gexf(job: Job) -> Written:
    """The network as GEXF; ``kind`` of an edge is its stance, in the shape ``claims`` what it joins.

    The ``kind`` of a draft's edge is another one: ``draft alleged``.
    Attributes that are not said are left out. There is no date of writing.
    """
    looking = Looking(job.gathered)
    graph = network(job, looking)
    writing = _Writing(job, looking)
    document = "".join(writing.document(graph))
    lost = [f"{graph.graph['left_out']} left out"] if graph.graph["left_out"] else []
    lost += not_held(job)
    lost.append("heads of lines (data sought, moved or used) and the ✕ of a denial: the labels tell them")
    if job.shape == "edges" and (alike := _alike(graph)):
        lost.append(
            f"Gephi joins {counted(alike, 'parallel edge')} of one stance into one unless you choose "
            "“Edges merge strategy: Don’t merge” when it opens the file; shape claims has none such"
        )
    return Written(document.encode(), (*lost, *writing.allowed.lost()))


def _alike(graph: "nx.MultiDiGraph[str]") -> int:
    """How many edges run beside another one of their stance."""
    kinds = Counter((start, end, _kind(told)) for start, end, told in graph.edges(data=True))
    return sum(number for number in kinds.values() if number > 1)


class _Writing:
    def __init__(self, job: Job, looking: Looking) -> None:
        self.allowed = Allowed()
        self._job, self._looking = job, looking
        self._types: dict[str, dict[str, str]] = {"node": {}, "edge": {}}

    def document(self, graph: "nx.MultiDiGraph[str]") -> Iterator[str]:
        nodes = "".join(
            self._node(name, told) for name, told in graph.nodes(data=True)
        )  # first, so that all attributes are known
        edges = "".join(self._edge(graph, *edge) for edge in graph.edges(keys=True, data=True))
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
        creator = f"flowclaims {self._job.version}".strip()
        yield f"  <meta>\n    <creator>{self.allowed.text(creator)}</creator>\n"
        yield f"    <description>{self.allowed.text(self._about(graph))}</description>\n  </meta>\n"
        yield '  <graph defaultedgetype="directed" mode="static">\n'
        for owner, types in self._types.items():
            yield f'    <attributes class="{owner}">\n'
            for name, kind in types.items():
                yield f'      <attribute id="{name}" title="{name}" type="{kind}"/>\n'
            yield "    </attributes>\n"
        yield f"    <nodes>\n{nodes}    </nodes>\n    <edges>\n{edges}    </edges>\n  </graph>\n</gexf>\n"

    def _about(self, graph: "nx.MultiDiGraph[str]") -> str:
        left_out = graph.graph["left_out"]
        return self._job.about + (f"\nleft out: {left_out}" if left_out else "")

    def _node(self, name: str, told: Mapping[str, Any]) -> str:
        statement = "claim" in told
        colour = INK
        if statement:
            seen = self._looking.statement(told)
            colour = NON_ANSWER_COLOUR if told["kind"] != "claim" and not seen.draft else seen.colour
        elif told["kind"] != "party":
            colour = SECONDARY
        shape = "square" if statement else "disc"
        attributes = f'id="{self.allowed.quoted(name)}" label="{self.allowed.quoted(told["label"])}"'
        return (
            f"      <node {attributes}>\n{self._values('node', told)}"
            f'        {_colour(colour)}\n        <viz:shape value="{shape}"/>\n      </node>\n'
        )

    def _edge(
        self, graph: "nx.MultiDiGraph[str]", start: str, end: str, key: str, told: Mapping[str, Any]
    ) -> str:
        seen, colour, kind = self._seen(graph, start, end, told)
        shape = _SHAPES.get(seen.line, seen.line)
        quoted = self.allowed.quoted
        attributes = (
            f'id="{quoted(key)}" source="{quoted(start)}" target="{quoted(end)}" type="directed" '
            f'kind="{quoted(kind)}" label="{quoted(told["label"])}"'
        )
        return (
            f"      <edge {attributes}>\n{self._values('edge', told)}        {_colour(colour)}\n"
            f'        <viz:thickness value="{_THICKNESS}"/>\n        <viz:shape value="{shape}"/>\n'
            "      </edge>\n"
        )

    def _seen(
        self, graph: "nx.MultiDiGraph[str]", start: str, end: str, told: Mapping[str, Any]
    ) -> tuple[Seen, str, str]:
        """How an edge looks, its colour and its kind."""
        if self._job.shape == "edges":
            seen = self._looking.edge(told["claim"], start, end)
            return seen, seen.colour, _kind(told)
        of = start if "claim" in graph.nodes[start] else end
        seen = self._looking.statement(graph.nodes[of])
        return seen, seen.colour if told["kind"] in _OF_THE_FLOW else SECONDARY, told["kind"]

    def _values(self, owner: str, told: Mapping[str, Any]) -> str:
        values = []
        for name, value in told.items():
            if name in _OWN[owner] or value == "":
                continue
            self._types[owner].setdefault(name, _TYPES[type(value)])
            text = str(value).lower() if isinstance(value, bool) else str(value)
            values.append(f'          <attvalue for="{name}" value="{self.allowed.quoted(text)}"/>\n')
        return f"        <attvalues>\n{''.join(values)}        </attvalues>\n"


def _kind(told: Mapping[str, Any]) -> str:
    """The stance of an edge; that of a draft is another kind, so that it is merged with nothing reviewed."""
    return f"{DRAFT_WORD} {told['stance']}" if told.get("draft") else str(told["stance"])


def _colour(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
