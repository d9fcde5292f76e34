"""The vocabulary and DPV's hierarchy, as the embedded home holds them."""

from collections.abc import Iterator

import pyoxigraph as ox

from graph.asking.store import VOCABULARY
from graph.vocabulary import ontology_files


def load_vocabulary(engine: ox.Store) -> None:
    """Load ontology.ttl and DPV's hierarchy into an engine that lacks them."""
    for file in ontology_files():
        engine.load(path=str(file), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(VOCABULARY))


def vocabulary() -> Iterator[ox.Quad]:
    """The statements of ontology.ttl and of DPV's hierarchy."""
    graph = ox.NamedNode(VOCABULARY)
    for file in ontology_files():
        for one in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            yield ox.Quad(one.subject, one.predicate, one.object, graph)
