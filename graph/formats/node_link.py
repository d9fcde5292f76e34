"""Node-link JSON: a network for JavaScript and for ``networkx.node_link_graph(data, edges="edges")``."""

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from graph.formats import Written

if TYPE_CHECKING:
    import networkx as nx

#: What JSON can hold and a reader cannot see: written as escapes of JSON, which mean the same.
_HIDDEN: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff<>]")


def node_link(graph: "nx.MultiDiGraph[str]") -> Written:
    r"""A network of ``to_networkx`` as JSON.

    Keys of the whole: ``directed``, ``multigraph``, ``graph``, ``nodes``, ``edges``. A node has its
    name as ``id``; an edge ``source``, ``target`` and ``key``, and what its attribute ``source``
    is elsewhere as ``document``. Every text of the network is kept exactly, as escapes where a reader
    could not see it. In the network itself a party's ``name`` and ``aliases``, quotes, notes and the
    words of a claim are exact; what cannot be seen in a label, or where another party is named, stands
    there written out already: a backslash and ``u202e``.
    """
    document = {
        "directed": True,
        "multigraph": True,
        "graph": graph.graph,
        "nodes": [told | {"id": name} for name, told in graph.nodes(data=True)],
        "edges": [
            _edge(told) | {"source": start, "target": end, "key": key}
            for start, end, key, told in graph.edges(keys=True, data=True)
        ],
    }
    left_out = graph.graph.get("left_out")
    return Written(as_json(document).encode(), (f"{left_out} left out",) if left_out else ())


def _edge(told: Mapping[str, object]) -> dict[str, object]:
    """The attributes of an edge; ``source`` is the word for its start here."""
    return {"document" if name == "source" else name: value for name, value in told.items()}


def as_json(document: object) -> str:
    r"""JSON that is safe to put anywhere: what cannot be seen, ``<`` and ``>`` are escapes.

    >>> print(as_json(["<b>\u202e"]), end="")
    [
     "\u003cb\u003e\u202e"
    ]
    """
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
