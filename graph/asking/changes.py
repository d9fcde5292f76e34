"""The difference between the graphs that an engine holds and those that it should hold: one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import pyoxigraph as ox

from graph.problems import UsageError, shown


@dataclass(frozen=True, slots=True)
class Changes:
    """What has to happen: an update in SPARQL (empty if nothing), of how many statements, to which graphs."""

    update: str
    statements: int
    graphs: tuple[str, ...]

    @classmethod
    def to_graphs(cls, engine: ox.Store, quads: Iterable[ox.Quad], gone: Iterable[str] = ()) -> Self:
        """What makes the graphs in *quads* equal to them, statement by statement, and takes *gone* away.

        Raises:
            UsageError: a statement stands in no named graph.
        """
        wanted: dict[str, set[ox.Triple]] = {}
        for quad in quads:
            if isinstance(quad.graph_name, ox.DefaultGraph):
                raise UsageError(f"the statement {shown(str(quad))} is in no named graph; put it into one")
            wanted.setdefault(quad.graph_name.value, set()).add(quad.triple)
        steps, statements = [], 0
        for name in sorted(set(gone) - wanted.keys()):
            graph = ox.NamedNode(name)
            if engine.contains_named_graph(graph):
                statements += sum(1 for _ in engine.quads_for_pattern(None, None, None, graph))
                steps.append(f"DROP GRAPH {graph}")
        for name, triples in sorted(wanted.items()):
            graph = ox.NamedNode(name)
            held = {one.triple for one in engine.quads_for_pattern(None, None, None, graph)}
            less, more = held - triples, triples - held
            statements += len(less) + len(more)
            if any(map(_has_blank_node, less)):  # which no update can name
                steps.append(f"DROP GRAPH {graph}")
                less, more = set(), triples
            steps += [_data("DELETE", graph, less)] if less else []
            steps += [_data("INSERT", graph, more)] if more else []
        return cls(" ;\n".join(steps), statements, tuple(sorted(wanted)))


def _has_blank_node(triple: ox.Triple) -> bool:
    return any(isinstance(term, ox.BlankNode) for term in (triple.subject, triple.object))


def _data(verb: str, graph: ox.NamedNode, triples: Iterable[ox.Triple]) -> str:
    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return f"{verb} DATA {{ GRAPH {graph} {{\n{lines.decode()}}} }}"
