"""The graph on a server: any that speaks SPARQL 1.1 (query, update, graph store protocol).

What is asked goes to the server as a query; the graph is not fetched. What is
put there arrives in parts and appears at once, see ``staging``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Literal, Self

import pyoxigraph as ox

from graph.asking.binding import bound_in, prefixed
from graph.asking.channel import Missing, Reply, Unanswered
from graph.asking.quads import quads_of
from graph.asking.servers import Server
from graph.asking.service import RESULTS, TRIPLES, Service
from graph.asking.sparql import bare, check_query, evaluated
from graph.asking.staging import REGISTRY, SIZES, Upload, is_staged
from graph.asking.store import (
    QUERY_PREFIXES,
    VOCABULARY,
    Answer,
    Store,
    Table,
    Term,
    Triples,
    open_store,
    triple_key,
)
from graph.problems import UsageError, shown
from graph.vocabulary import ontology_files

if TYPE_CHECKING:
    from rdflib import Dataset

_BOOLEAN: Final = ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
#: What Virtuoso answers wrongly: questions that say so, and paths that go back in a repeated part.
_NOT_ON_VIRTUOSO: Final = re.compile(r"# Not on Virtuoso\b|\([^(){}]*\^[^(){}]*\)[+*]")
_FETCH: Final = (
    "what is too hard for a server can be asked of the graph, fetched: "
    "export --store HOME -o graph.trig, then query -d graph.trig"
)
#: How Virtuoso calls the only column of the table that is its answer to an ASK.
_ASKED: Final = "__ASK_RETVAL"


class EndpointStore:
    """A home on a server of SPARQL 1.1."""

    def __init__(self, server: Server, read_only: bool = False) -> None:
        self._read_only = read_only
        self._place = server.host
        self._service = Service(server)
        self._server = server
        self._empty = ox.Store()
        self._copied: Store | None = None
        try:
            self._look() if read_only else self._load_vocabulary()
        except BaseException:
            self._service.close()
            raise

    # ------------------------------------------------------------ what is put there

    def load(self, text: Path | Iterable[str | bytes]) -> None:
        """Add a file, or TriG that comes in blocks, to what is there: all of it, or nothing.

        Raises:
            UsageError: the text is no TriG (or N-Quads), or names no graph; or the server refuses.
        """
        self._upload(text, (), add=True)

    def replace(self, text: Iterable[str | bytes], gone: Iterable[str] = ()) -> tuple[str, ...]:
        """Put every graph named in the TriG *text* in place of the one of that name; take away *gone*.

        One update does it at the end; before that the server holds the former graphs. How much of an
        update happens at once is up to the server: see ``docs/stores.md``.
        """
        return self._upload(text, gone, add=False)

    def remove(self, graph: str) -> None:
        """Take a graph away; one that is not there stays away."""
        self._writable()
        self._service.update(f"DROP SILENT GRAPH {ox.NamedNode(graph)}")

    def _upload(self, text: Path | Iterable[str | bytes], gone: Iterable[str], add: bool) -> tuple[str, ...]:
        self._writable()
        with Upload(self._service, self._asked) as upload:
            for quad in quads_of(text):
                upload.add(quad)
            return upload.finish(gone, add)

    def _load_vocabulary(self) -> None:
        held = {quad.triple for quad in self.quads(VOCABULARY)}
        ours = {
            one.triple
            for file in ontology_files()
            for one in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
        }
        if held != ours:
            graph = ox.NamedNode(VOCABULARY)
            with Upload(self._service, self._asked) as upload:
                for triple in ours:
                    upload.add(ox.Quad(triple.subject, triple.predicate, triple.object, graph))
                upload.finish((), add=False)
        self._look()

    def _look(self) -> None:
        """See that the graph is there, and that queries see the union of all graphs."""
        label = "fc:anyData skos:prefLabel ?label"
        if not self.query(f"ASK {{ GRAPH <{VOCABULARY}> {{ {label} }} }}"):
            raise UsageError(f"{self._place}: no graph of flowclaims is here; build one into it first")
        if not self.query(f"ASK {{ {label} }}"):
            raise UsageError(
                f"{self._place}: queries see only the default graph there, and not the union of all graphs; "
                "switch that on, or in the address of queries: see docs/stores.md"
            )

    def _writable(self) -> None:
        self._copied = None
        if self._read_only:
            raise UsageError(f"{self._place} is open read-only; open it for writing")

    # ------------------------------------------------------------ what is there

    def graphs(self) -> tuple[str, ...]:
        """The names of all graphs, sorted; not of what is still being put there."""
        return tuple(sorted(self._sizes()))

    def count(self, graph: str | None = None) -> int:
        """How many statements there are, in all graphs or in one."""
        if graph is None:
            return sum(self._sizes().values())
        node = ox.NamedNode(graph)
        found = self._asked(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {node} {{ ?s ?p ?o }} }}")
        return int(_text(found.rows[0][0]))

    def _sizes(self) -> dict[str, int]:
        """How many statements each graph holds."""
        rows = self._asked(SIZES).rows
        return {_text(name): int(_text(number)) for name, number in rows if not is_staged(_text(name))}

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The statements, of all graphs or of one, in no order; fetched graph by graph."""
        for name in self.graphs() if graph is None else (graph,):
            node = ox.NamedNode(name)
            try:
                reply = self._service.fetch(name)
            except Missing:
                continue
            for triple in self._triples(reply):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, node)

    # ------------------------------------------------------------ questions

    def query(self, text: str, bound: Mapping[str, Term] | None = None) -> Answer:
        """Answer SPARQL over the union of all graphs; ``GRAPH ?g`` looks into single ones.

        It is checked here, as for the embedded home, before the server sees it. What ``fetches`` says
        is asked of a copy of the graph.
        """
        check_query(text)
        bound = bound or {}
        form = self._form(text, bound)
        if self.fetches(text):
            self._copied = self._copied or self._copy()
            return self._copied.query(text, bound)
        words = bound_in(prefixed(text, QUERY_PREFIXES), bound)
        others = {} if re.search(r"\bfrom\b", bare(text), re.IGNORECASE) else self._dataset()
        if form is None:
            found = self._triples(self._ask(words, TRIPLES, others))
            return Triples(tuple(sorted(set(found), key=triple_key)))
        table = self._table(self._ask(words, RESULTS, others))
        if form is True:
            if isinstance(table, Table):
                if table.columns != (_ASKED,) or len(table.rows) > 1:
                    raise self._garbled("no answer to an ASK")
                return bool(table.rows) and _text(table.rows[0][0]) in ("1", "true")
            return table
        if not isinstance(table, Table):
            raise self._garbled("no table")
        if table.columns != form:
            raise self._garbled("a table with other columns")
        return table

    def _form(self, text: str, bound: Mapping[str, Term]) -> tuple[str, ...] | Literal[True] | None:
        """What a query gives: the columns of a table, True for a yes or no, None for triples."""
        found = evaluated(self._empty, text, bound, QUERY_PREFIXES)
        if isinstance(found, ox.QuerySolutions):
            return tuple(one.value for one in found.variables)
        return True if isinstance(found, ox.QueryBoolean) else None

    def fetches(self, text: str) -> bool:
        """Whether a query is answered from a copy of the graph: what Virtuoso is known to answer wrongly."""
        return self._service.software.startswith("Virtuoso") and bool(_NOT_ON_VIRTUOSO.search(text))

    def _dataset(self) -> dict[str, list[str]]:
        """Which graphs a query is about, where something is being put there: all the others."""
        if not self._asked(f"SELECT ?run WHERE {{ GRAPH <{REGISTRY}> {{ ?run ?p ?o }} }} LIMIT 1").rows:
            return {}
        names = list(self.graphs())
        return {"default-graph-uri": names, "named-graph-uri": names}

    def _asked(self, text: str) -> Table:
        """The table that is the answer to a query of our own."""
        found = self._table(self._ask(text, RESULTS, {}))
        if not isinstance(found, Table):
            raise self._garbled("no table")
        return found

    def _ask(self, text: str, accept: str, dataset: Mapping[str, list[str]]) -> Reply:
        try:
            reply = self._service.ask(f"{self._server.before_query} {text}".lstrip(), accept, dataset)
        except Unanswered as error:
            raise UsageError(f"{error}; {_FETCH}") from None
        if "x-sql-state" in reply.headers:  # so Virtuoso says that its time was up
            reply.body.close()
            raise UsageError(f"{self._place} gave a part of the answer only, since its time was up")
        return reply

    def _table(self, reply: Reply) -> Table | bool:
        found: ox.QuerySolutions | ox.QueryBoolean | None = None
        with self._read(reply, RESULTS):
            try:
                found = ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.JSON)
                if isinstance(found, ox.QueryBoolean):
                    return bool(found)
                columns = tuple(one.value for one in found.variables)
                rows: list[tuple[Term | None, ...]] = []
                for row in found:
                    terms = [None if one is None else _plain(one) for one in row]
                    rows.append(tuple(terms))
            finally:
                del found  # it must end in its own thread, also where an error keeps what is named here
        most = reply.headers.get("x-sparql-maxrows", "")
        if most.isdigit() and len(rows) >= int(most):  # so Virtuoso says where it cuts off
            raise UsageError(f"{self._place} cuts off answers at {int(most):,} rows; have it give more")
        return Table(columns, tuple(rows))

    def _triples(self, reply: Reply) -> Iterator[ox.Triple]:
        with self._read(reply, TRIPLES):
            for quad in ox.parse(reply.body, ox.RdfFormat.N_TRIPLES):
                yield ox.Triple(quad.subject, quad.predicate, _plain(quad.object))

    @contextmanager
    def _read(self, reply: Reply, kind: str) -> Iterator[None]:
        """Tell what is wrong with a reply that should be of this *kind*."""
        try:
            if reply.kind != kind:
                raise self._garbled(f"{shown(reply.kind or 'no content type', 60)} instead of {kind}")
            yield
        except (SyntaxError, ValueError, OSError) as error:
            raise self._garbled(shown(str(error))) from None
        finally:
            reply.body.close()

    def _garbled(self, what: str) -> UsageError:
        return UsageError(
            f"the answer of {self._place} cannot be read: {what}; is this an address of SPARQL?"
        )

    # ------------------------------------------------------------ the rest

    def rdflib(self) -> "Dataset":
        """A copy of the store in memory, seen through rdflib: what is changed in it stays there."""
        return self._copy().rdflib()

    def _copy(self) -> Store:
        """All that is there, in memory."""
        copy = open_store()
        for name in self.graphs():
            triples = (quad.triple for quad in self.quads(name))
            lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
            copy.load([f"{ox.NamedNode(name)} {{\n", lines, "}"])
        return copy

    def close(self) -> None:
        """End the connections."""
        self._service.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _plain(term: Term) -> Term:
    """A term as we write it: Virtuoso gives booleans as 1 and 0."""
    if isinstance(term, ox.Literal) and term.datatype == _BOOLEAN and term.value in ("0", "1"):
        return ox.Literal("true" if term.value == "1" else "false", datatype=_BOOLEAN)
    return term


def _text(term: Term | None) -> str:
    assert isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal)
    return term.value
