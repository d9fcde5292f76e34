"""GraphML: networks for yEd, Cytoscape, Gephi, igraph and networkx; written the same way every time."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape

from graph.formats import Written
from graph.problems import GraphError
from graph.telling.plain import escaped

if TYPE_CHECKING:
    import networkx as nx

#: The types of GraphML that our attributes have.
_TYPES: Final = {bool: "boolean", int: "long", float: "double", str: "string"}

#: What XML 1.0 forbids, and the marks that turn the direction of all text after them.
_FORBIDDEN: Final = re.compile(
    "[^\t\n\r\x20-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
#: Text without any of what is escaped, which is most of it.
_PLAIN: Final = re.compile("[ !#-%'-;=?-~\u00a0-\u2027\u2030-\u205f\u3000-\ud7ff]*")
_LINE_ENDS: Final = {"\r": "&#13;"}
_QUOTED: Final = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def graphml(graph: "nx.MultiDiGraph[str]") -> Written:
    r"""A network of ``to_networkx`` as a GraphML document, UTF-8.

    Node ids are the nodes' names, edge ids the edges' keys. Characters that
    XML forbids, and those that reverse the text after them, are written as
    escapes (``\x00``, ``\u202e``); how many is told in ``lost``, beside what
    the network itself had no place for.

    Raises:
        GraphError: an attribute is no text, number or truth value, or two edges share a key.
    """
    writing = _Writing()
    body = "".join(writing.graph(graph))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    document = f"{head}{''.join(writing.keys())}{body}</graphml>\n"
    lost = [f"{graph.graph['left_out']} left out"] if graph.graph.get("left_out") else []
    if writing.replaced:
        plural = "s" if writing.replaced > 1 else ""
        lost.append(f"{writing.replaced} character{plural} that may not stand in XML, written as escapes")
    return Written(document.encode("utf-8"), tuple(lost))


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
    if not isinstance(graph, nx.MultiDiGraph):
        raise GraphError("this GraphML is undirected; data flow from a holder to a recipient")
    return graph


class _Writing:
    """One document: its keys are known once its body is written."""

    def __init__(self) -> None:
        self.replaced = 0
        self._types: dict[tuple[str, str], str] = {}

    def graph(self, graph: "nx.MultiDiGraph[str]") -> Iterator[str]:
        yield '<graph edgedefault="directed">\n'
        yield from self._data("graph", graph.graph, "  ")
        for name, attributes in graph.nodes(data=True):
            yield f'  <node id="{self._quoted(name)}">\n'
            yield from self._data("node", attributes, "    ")
            yield "  </node>\n"
        used: set[str] = set()
        for start, end, key, attributes in graph.edges(keys=True, data=True):
            if str(key) in used:
                raise GraphError(f"two edges have the key {key!r}; GraphML tells edges apart by it")
            used.add(str(key))
            ends = f'source="{self._quoted(start)}" target="{self._quoted(end)}"'
            yield f'  <edge id="{self._quoted(str(key))}" {ends}>\n'
            yield from self._data("edge", attributes, "    ")
            yield "  </edge>\n"
        yield "</graph>\n"

    def keys(self) -> Iterator[str]:
        for (owner, name), kind in sorted(self._types.items()):
            facts = f'for="{owner}" attr.name="{self._quoted(name)}" attr.type="{kind}"'
            yield f'  <key id="{self._quoted(f"{owner}.{name}")}" {facts}/>\n'

    def _data(self, owner: str, attributes: Mapping[str, object], indent: str) -> Iterator[str]:
        for name, value in attributes.items():
            kind = _TYPES.get(type(value))
            if kind is None or self._types.setdefault((owner, name), kind) != kind:
                raise GraphError(
                    f"{owner} attribute {name!r} is {value!r}; GraphML holds one plain type in each"
                )
            text = str(value).lower() if isinstance(value, bool) else str(value)
            yield f'{indent}<data key="{self._quoted(f"{owner}.{name}")}">{self._text(text)}</data>\n'

    def _text(self, text: str) -> str:
        if _PLAIN.fullmatch(text):
            return text
        return escape(self._allowed(text), _LINE_ENDS)

    def _quoted(self, text: str) -> str:
        if _PLAIN.fullmatch(text):
            return text
        return escape(self._allowed(text), _QUOTED)

    def _allowed(self, text: str) -> str:
        allowed, times = _FORBIDDEN.subn(lambda match: escaped(match[0]), text)
        self.replaced += times
        return allowed
