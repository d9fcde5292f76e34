"""rdflib: ``addN`` into a Dataset, then ``serialize`` as TriG or N-Quads."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from mapping import CLASSES, LINKS, RDF_TYPE, VALUES
from rdflib import Dataset, Graph, Literal, URIRef


def quads(path: str, dataset: Dataset) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal, Graph]]:
    """The quads of every row of the table at *path*."""
    links = [(s, URIRef(p), o) for s, p, o in LINKS]
    kind, classes = URIRef(RDF_TYPE), [(s, URIRef(c)) for s, c in CLASSES]
    graphs: dict[str, Graph] = {}
    with Path(path).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            graph = graphs.get(row["source"])
            if graph is None:
                graph = graphs[row["source"]] = dataset.graph(URIRef(row["source"]))
            nodes = {name: URIRef(row[name]) for _, _, name in links}
            nodes["claim"] = URIRef(row["claim"])
            for subject, predicate, name in links:
                yield nodes[subject], predicate, nodes[name], graph
            for subject, one in classes:
                yield nodes[subject], kind, one, graph
            for subject, predicate, name, datatype in VALUES:
                value = Literal(row[name], datatype=URIRef(datatype)) if datatype else Literal(row[name])
                yield nodes[subject], URIRef(predicate), value, graph


def main(table: str, out: str, style: str) -> None:
    """Map *table* and write *out*; ``style`` is trig or nquads."""
    dataset = Dataset()
    for prefix, name in (
        ("fc", "https://w3id.org/flowclaims/ns#"),
        ("party", "https://w3id.org/flowclaims/id/party/"),
    ):
        dataset.bind(prefix, name)
    dataset.addN(quads(table, dataset))
    dataset.serialize(out, format=style, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
