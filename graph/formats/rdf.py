"""A store as Turtle, TriG, N-Quads or JSON-LD: sorted, so that equal graphs give equal bytes."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

import pyoxigraph as ox

from graph.asking.store import QUERY_PREFIXES, VOCABULARY, Store, Triples, triple_key

#: Format by the extension of its files.
FORMATS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def write_store(store: Store, stream: BinaryIO, format: str, graphs: Iterable[str] | None = None) -> None:
    """Write the graphs of *store* to *stream*, sorted by graph, subject, predicate and object.

    Args:
        store: Any store. Blank nodes, which our own data never has, keep their labels.
        stream: Where to; at most one graph is held in memory at a time, in Turtle all of them.
        format: A key of ``FORMATS``. Turtle knows no named graphs: it gives their union.
        graphs: The graphs to write; all but the vocabulary if not given.
    """
    names = sorted(set(store.graphs()) - {VOCABULARY} if graphs is None else graphs)
    rdf_format = FORMATS[format]
    lines: Iterable[ox.Quad] | Iterable[ox.Triple]
    if rdf_format.supports_datasets:
        lines = _sorted_quads(store, names)
    else:
        lines = sorted({quad.triple for name in names for quad in store.quads(name)}, key=triple_key)
    ox.serialize(lines, stream, rdf_format, prefixes=dict(QUERY_PREFIXES))


def turtle(answer: Triples) -> bytes:
    """The triples as Turtle."""
    return ox.serialize(answer.triples, format=ox.RdfFormat.TURTLE, prefixes=dict(QUERY_PREFIXES)) or b""


def _sorted_quads(store: Store, names: Iterable[str]) -> Iterator[ox.Quad]:
    for name in names:
        yield from sorted(store.quads(name), key=lambda quad: triple_key(quad.triple))
