"""GraphML: networks for yEd, Cytoscape, Gephi, igraph and networkx; written the same way every time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import ParseError

from graph.formats import Written
from graph.formats.markup import Allowed
from graph.problems import GraphError

if TYPE_CHECKING:
    import networkx as nx

#: The types of GraphML that our attributes have.
_TYPES: Final = {bool: "boolean", int: "long", float: "double", str: "string"}

#: The namespace of yEd's own drawing, and the keys under which it stands.
_YFILES: Final = "http://www.yworks.com/xml/graphml"

#: What networkx makes of yEd's elements, and is none of our attributes.
_DRAWN: Final = ("shape_type", "x", "y")

#: What draws a node or an edge for yEd, from its name or key, and its attributes: one element of XML.
Drawing = Callable[[str, Mapping[str, Any], Callable[[str], str]], str]


@dataclass(frozen=True, slots=True)
class Drawings:
    """How yEd shows nodes and edges, which see nothing but its own elements.

    Each is given the name of the node, or the key of the edge, its attributes, and a function that
    makes text fit for an XML element.
    """

    node: Drawing
    edge: Drawing


def graphml(graph: "nx.MultiDiGraph[str]", drawings: Drawings | None = None) -> Written:
    r"""A network of ``to_networkx`` as a GraphML document, UTF-8.

    Node ids are the nodes' names, edge ids the edges' keys. Characters that
    XML forbids, and those that reverse the text after them, are written as
    escapes (``\x00``, ``\u202e``); how many is told in ``lost``, beside what
    the network itself had no place for. With *drawings*, each node and edge
    has an element for yEd as well, which other programs pass over.

    Raises:
        GraphError: an attribute is no text, number or truth value, or two edges share a key.
    """
    writing = _Writing(drawings)
    body = "".join(writing.graph(graph))
    yfiles = f' xmlns:y="{_YFILES}"' if drawings else ""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns"{yfiles}>\n'
    )
    document = f"{head}{''.join(writing.keys())}{body}</graphml>\n"
    lost = [f"{graph.graph['left_out']} left out"] if graph.graph.get("left_out") else []
    return Written(document.encode("utf-8"), (*lost, *writing.allowed.lost()))


def read_graphml(data: bytes) -> "nx.MultiDiGraph[str]":
    """The network in a GraphML document, with node names and edge keys as ``graphml`` wrote them.

    Raises:
        GraphError: *data* is no GraphML.
    """
    import networkx as nx

    try:
        graph = nx.read_graphml(BytesIO(data), edge_key_type=str, force_multigraph=True)
    except (ParseError, nx.NetworkXException, ValueError, KeyError, TypeError, AttributeError) as error:
        raise GraphError(f"this is no GraphML that can be read: {error}") from None
    for defaults in ("node_default", "edge_default"):
        graph.graph.pop(defaults, None)
    for _, told in graph.nodes(data=True):
        for drawn in _DRAWN:
            told.pop(drawn, None)
    if not isinstance(graph, nx.MultiDiGraph):
        raise GraphError("this GraphML is undirected; data flow from a holder to a recipient")
    return graph


class _Writing:
    """One document: its keys are known once its body is written."""

    def __init__(self, drawings: Drawings | None) -> None:
        self.allowed = Allowed()
        self._drawings = drawings
        self._types: dict[tuple[str, str], str] = {}

    def graph(self, graph: "nx.MultiDiGraph[str]") -> Iterator[str]:
        yield '<graph edgedefault="directed">\n'
        yield from self._data("graph", graph.graph, "  ")
        for name, attributes in graph.nodes(data=True):
            yield f'  <node id="{self.allowed.quoted(name)}">\n'
            if self._drawings is not None:
                drawn = self._drawings.node(str(name), attributes, self.allowed.text)
                yield f'    <data key="yed.node">{drawn}</data>\n'
            yield from self._data("node", attributes, "    ")
            yield "  </node>\n"
        used: set[str] = set()
        for start, end, key, attributes in graph.edges(keys=True, data=True):
            if str(key) in used:
                raise GraphError(f"two edges have the key {key!r}; GraphML tells edges apart by it")
            used.add(str(key))
            ends = f'source="{self.allowed.quoted(start)}" target="{self.allowed.quoted(end)}"'
            yield f'  <edge id="{self.allowed.quoted(str(key))}" {ends}>\n'
            if self._drawings is not None:
                drawn = self._drawings.edge(str(key), attributes, self.allowed.text)
                yield f'    <data key="yed.edge">{drawn}</data>\n'
            yield from self._data("edge", attributes, "    ")
            yield "  </edge>\n"
        yield "</graph>\n"

    def keys(self) -> Iterator[str]:
        for (owner, name), kind in sorted(self._types.items()):
            facts = f'for="{owner}" attr.name="{self.allowed.quoted(name)}" attr.type="{kind}"'
            yield f'  <key id="{self.allowed.quoted(f"{owner}.{name}")}" {facts}/>\n'
        if self._drawings is not None:
            for owner in ("node", "edge"):
                yield f'  <key id="yed.{owner}" for="{owner}" yfiles.type="{owner}graphics"/>\n'

    def _data(self, owner: str, attributes: Mapping[str, object], indent: str) -> Iterator[str]:
        for name, value in attributes.items():
            kind = _TYPES.get(type(value))
            if kind is None or self._types.setdefault((owner, name), kind) != kind:
                raise GraphError(
                    f"{owner} attribute {name!r} is {value!r}; GraphML holds one plain type in each"
                )
            text = str(value).lower() if isinstance(value, bool) else str(value)
            key = self.allowed.quoted(f"{owner}.{name}")
            yield f'{indent}<data key="{key}">{self.allowed.text(text)}</data>\n'
