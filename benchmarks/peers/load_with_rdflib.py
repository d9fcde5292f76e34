"""rdflib: a TriG file parsed into a Dataset in memory; prints the number of quads."""

import sys

from rdflib import Dataset


def main(data: str) -> None:
    """Load the file *data*."""
    dataset = Dataset()
    dataset.parse(data, format="trig")
    print(sum(len(graph) for graph in dataset.graphs()))


if __name__ == "__main__":
    main(*sys.argv[1:])
