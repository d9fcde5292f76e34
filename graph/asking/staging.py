"""Graphs on their way to a server: in parts, into graphs of their own, which one update moves to their place.

Until that update the server holds what it held before. A run that was killed
leaves graphs that nobody sees: their names begin with ``REGISTRY``, a graph
that lists the runs under way, and the next upload clears them away.
"""

import secrets
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Final, Self

import pyoxigraph as ox

from graph.asking.channel import Unanswered
from graph.asking.service import Service
from graph.asking.store import Table
from graph.problems import UsageError, shown

#: The graph that lists uploads under way, and what the names of their graphs begin with.
REGISTRY: Final = "urn:flowclaims:staging"
#: The graphs and how many statements each holds. (Virtuoso takes half a minute for their names alone.)
SIZES: Final = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
#: How many statements are held here and sent at once, at most.
PART: Final = 20_000


def is_staged(graph: str) -> bool:
    """Tell whether *graph* is no graph yet, but on its way."""
    return graph == REGISTRY or graph.startswith(f"{REGISTRY}:")


class Upload:
    """One upload: statements are added, then ``finish`` puts them in place; else they are thrown away."""

    def __init__(self, service: Service, asked: Callable[[str], Table]) -> None:
        self._service = service
        self._asked = asked
        self._run = f"{REGISTRY}:{secrets.token_hex(8)}"
        self._held: dict[str, list[ox.Triple]] = {}
        self._number = 0
        self._sent: dict[str, str] = {}
        self._blank: set[str] = set()
        self._under_way = False

    def add(self, quad: ox.Quad) -> None:
        """Add a statement to its graph.

        Raises:
            UsageError: it is in no named graph; or the server refuses.
        """
        if not isinstance(quad.graph_name, ox.NamedNode):
            raise UsageError(f"the statement {shown(str(quad))} is in no named graph; put it into one")
        name = quad.graph_name.value
        if is_staged(name):
            raise UsageError(f"{shown(name)} is no name for a graph: uploads under way are called so")
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            self._blank.add(name)
        self._held.setdefault(name, []).append(quad.triple)
        self._number += 1
        if self._number >= PART:
            self._send(max(self._held, key=lambda one: len(self._held[one])))

    def finish(self, gone: Iterable[str], add: bool) -> tuple[str, ...]:
        """Put the graphs in the place of those of their names, or *add* to these; the names, sorted."""
        for name in sorted(self._held):
            self._send(name)
        pairs = [(f"GRAPH <{staged}>", f"GRAPH {ox.NamedNode(name)}") for name, staged in self._sent.items()]
        if add:
            update = [f"ADD {staged} TO {name} ;\nDROP SILENT {staged}" for staged, name in pairs]
        else:
            update = [f"MOVE {staged} TO {name}" for staged, name in pairs]
        update += [f"DROP SILENT GRAPH {ox.NamedNode(name)}" for name in gone if name not in self._sent]
        if self._under_way:
            self._put_in_place(" ;\n".join([*update, f"DROP SILENT GRAPH <{REGISTRY}>"]))
        elif update:
            self._service.update(" ;\n".join(update))
        self._under_way = False
        return tuple(sorted(self._sent))

    @property
    def _entry(self) -> str:
        return f"GRAPH <{REGISTRY}> {{ <{self._run}> a <{REGISTRY}> }}"

    def _send(self, name: str) -> None:
        """Send what is held of a graph into the one where it is on its way."""
        if not self._under_way:
            self._clear_away()
            self._service.update(f"INSERT DATA {{ {self._entry} }}")
            self._under_way = True
        if name in self._sent and name in self._blank:
            raise UsageError(
                f"{shown(name)} has nodes without a name and more than {PART:,} statements: it would have to "
                "be sent in parts, in which these are no longer the same; give them names"
            )
        triples = self._held.pop(name)
        self._number -= len(triples)
        staged = self._sent.setdefault(name, f"{self._run}:{len(self._sent)}")
        self._service.append(staged, ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")

    def _put_in_place(self, update: str) -> None:
        """Carry out the last update once, also where the server's answer to it is lost."""
        for pause in (*self._service.server.pauses, None):
            if not self._listed():
                raise UsageError(
                    f"{self._service.server.host}: another upload began meanwhile; this one put nothing in "
                    "place: run again"
                )
            try:
                self._service.update(update, again=False)
                return
            except Unanswered:
                if not self._listed():
                    return  # it had been carried out
                if pause is None:
                    raise
                time.sleep(pause)

    def _listed(self) -> bool:
        return bool(self._asked(f"SELECT ?is WHERE {{ {self._entry.replace(' a ', ' ?is ')} }}").rows)

    def _clear_away(self) -> None:
        """Take away what uploads left that did not end; also this one."""
        if not self._asked(f"SELECT ?run WHERE {{ GRAPH <{REGISTRY}> {{ ?run ?is ?it }} }}").rows:
            return
        names = [row[0].value for row in self._asked(SIZES).rows if isinstance(row[0], ox.NamedNode)]
        left = sorted(name for name in names if is_staged(name) and name != REGISTRY)
        update = [f"DROP SILENT GRAPH <{name}>" for name in (*left, REGISTRY)]
        self._service.update(" ;\n".join(update))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._under_way:
            return
        update = [f"DROP SILENT GRAPH <{staged}>" for staged in self._sent.values()]
        try:
            self._service.update(" ;\n".join([*update, f"DELETE DATA {{ {self._entry} }}"]))
        except UsageError:  # the next upload clears it away; what went wrong first is told
            if error is None:
                raise
