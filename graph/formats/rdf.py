"""A store in a format of RDF: sorted, so that equal graphs give equal bytes."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

import pyoxigraph as ox

from graph.asking.store import CONTENTS, QUERY_PREFIXES, VOCABULARY, Store, Triples, triple_key
from graph.formats import Written
from graph.formats.markup import Allowed

#: Format by the extension of its files.
FORMATS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def write_store(store: Store, stream: BinaryIO, format: str, graphs: Iterable[str] | None = None) -> None:
    """Write the graphs of *store* to *stream*, sorted by graph, subject, predicate and object.

    Args:
        store: Any store. Blank nodes, which our own data never has, keep their labels.
        stream: Where to; at most one graph is held in memory at a time, without named graphs all of them.
        format: A key of ``FORMATS``. Turtle and N-Triples know no named graphs: they give their
            union.
        graphs: The graphs to write; all but the vocabulary and the contents if not given.
    """
    names = sorted(set(store.graphs()) - {VOCABULARY, CONTENTS} if graphs is None else graphs)
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


def rdf_xml(store: Store) -> Written:
    """The union of the graphs of *store*, but for the vocabulary, as RDF/XML.

    Characters of literals that XML forbids are written as escapes; ``lost`` tells how many.
    """
    allowed = Allowed()

    def fit(triple: ox.Triple) -> ox.Triple:
        told = triple.object
        if not isinstance(told, ox.Literal) or (text := allowed.plain(told.value)) == told.value:
            return triple
        if told.language is not None:
            return ox.Triple(triple.subject, triple.predicate, ox.Literal(text, language=told.language))
        return ox.Triple(triple.subject, triple.predicate, ox.Literal(text, datatype=told.datatype))

    names = set(store.graphs()) - {VOCABULARY, CONTENTS}
    triples = sorted({quad.triple for name in names for quad in store.quads(name)}, key=triple_key)
    data = ox.serialize(map(fit, triples), format=ox.RdfFormat.RDF_XML, prefixes=dict(QUERY_PREFIXES))
    return Written(data or b"", allowed.lost())


def _sorted_quads(store: Store, names: Iterable[str]) -> Iterator[ox.Quad]:
    for name in names:
        yield from sorted(store.quads(name), key=lambda quad: triple_key(quad.triple))
