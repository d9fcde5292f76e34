"""A networkx graph of many claims: ours beside rdflib's own conversion of the same RDF graph.

    python benchmarks/networks.py                     50,000 claims beside rdflib, and 500,000 alone
    python benchmarks/networks.py --beside 20000 --alone 100000

The dossier is that of ``status.py``; one claim is one edge. Ours makes it from the claims, each edge
with its sentence, its words and its source. rdflib makes an edge of every triple, from a graph that is
already in memory: of the 22 triples that a claim is, and for scale of a graph with just one triple a
claim. Each contender is a process of its own; told is the processor's time of the conversion alone.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from measuring import machine
from status import made_up

#: Name of a contender → what it is.
CONTENDERS: Final = {
    "ours": "flowclaims, an edge a claim with all its attributes",
    "whole": "rdflib, an edge a triple of the same graph",
    "bare": "rdflib, one triple a claim",
}


def ours(count: int) -> dict[str, Any]:
    """Our network of *count* claims."""
    from graph.network import to_networkx

    dossier = made_up(count)
    return _timed(lambda: to_networkx(dossier))


def whole(count: int) -> dict[str, Any]:
    """The multigraph by rdflib of all triples of the graph of *count* claims."""
    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

    from graph.rdf.triples import Writer

    dossier = made_up(count)
    writer = Writer(dossier.party_of, {one.iri: one for one in dossier.phrases})
    text = "".join(writer.document(dossier.name, dossier.sources, iter(dossier.claims)))
    triples = {quad.triple for quad in ox.parse(text, ox.RdfFormat.TRIG)}
    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    del dossier, writer, text, triples
    graph = Graph().parse(data=lines, format="nt")
    return _timed(lambda: rdflib_to_networkx_multidigraph(graph))


def bare(count: int) -> dict[str, Any]:
    """The multigraph by rdflib of a graph that says of each claim only: from, act, to."""
    from rdflib import Graph, Namespace
    from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

    there = Namespace("https://example.org/")
    graph = Graph()
    for one in made_up(count).claims:
        holder = one.from_[0].value if one.from_ else "nobody"
        recipient = one.to[0].value if one.to else "nobody"
        graph.add((there[holder], there[f"{one.act}/{one.iri}"], there[recipient]))
    return _timed(lambda: rdflib_to_networkx_multidigraph(graph))


def _timed(make: Any) -> dict[str, Any]:
    started = time.process_time()
    network = make()
    took = time.process_time() - started
    return {
        "seconds": took,
        "edges": network.number_of_edges(),
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def row(name: str, count: int, first: float | None = None) -> tuple[str, float]:
    """A line of the table about one contender, and its seconds."""
    command = [sys.executable, __file__, "--one", name, str(count)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    seconds: float = found["seconds"]
    ratio = "" if first is None else f"{seconds / first:.1f}"
    cells = (CONTENDERS[name], f"{count:,}", f"{found['edges']:,}", f"{seconds:.2f}", ratio)
    return f"| {' | '.join(cells)} | {found['mb']:,.0f} |", seconds


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        description="Measure making a networkx graph beside rdflib's conversion."
    )
    parser.add_argument("--beside", type=int, default=50_000)
    parser.add_argument("--alone", type=int, default=500_000)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps({"ours": ours, "whole": whole, "bare": bare}[given.one[0]](int(given.one[1]))))
        return
    print(f"{machine()}\n\n| what | claims | edges | CPU s | × ours | peak MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    line, first = row("ours", given.beside)
    print(line, flush=True)
    for name in ("whole", "bare"):
        print(row(name, given.beside, first)[0], flush=True)
    print(row("ours", given.alone)[0], flush=True)


if __name__ == "__main__":
    main()
