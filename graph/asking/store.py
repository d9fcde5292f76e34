"""Where the graph lives: one small interface to all its homes.

Text goes in as a stream of TriG, RDF terms of pyoxigraph come out. Whoever
holds a ``Store`` need not know which home it is. The vocabulary and DPV's
hierarchy are always there, in the graph ``VOCABULARY``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Protocol, Self

import pyoxigraph as ox

from graph.asking.sparql import Term as Term
from graph.vocabulary import BASE, PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

#: The graph that holds ontology.ttl and DPV's hierarchy; every home loads it itself.
VOCABULARY: Final = f"{BASE}graph/vocabulary"

#: The graph that tells which graphs a dossier has put into a home (see ``updating``).
CONTENTS: Final = f"{BASE}graph/contents"

#: Prefixes that a query may use without declaring them.
QUERY_PREFIXES: Final[Mapping[str, str]] = {**PREFIXES, "id": BASE}


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT: the variables in their order, and per row one term or None for each."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """The answer as a table, for notebooks."""
        from graph.formats.notebook import table_shown

        return table_shown(self)


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE, sorted, without repetition."""

    triples: tuple[ox.Triple, ...]


#: What a query gives; bool for an ASK.
Answer = Table | Triples | bool


class Store(Protocol):
    """A home of the graph. Names of graphs are IRIs; a context manager that closes itself."""

    def load(self, text: Path | Iterable[str | bytes]) -> None:
        """Add a file (``.trig``, ``.nq``), or TriG that comes in blocks, to what is there."""
        ...

    def replace(self, text: Iterable[str | bytes], gone: Iterable[str] = ()) -> tuple[str, ...]:
        """Put the graphs in the TriG *text* in place of those of their names; these names.

        The graphs in *gone* are taken away. All of it happens at once: whoever looks, also after a crash,
        sees the state before or the state after.
        """
        ...

    def remove(self, graph: str) -> None:
        """Take a graph away."""
        ...

    def graphs(self) -> tuple[str, ...]:
        """The names of all graphs, sorted."""
        ...

    def count(self, graph: str | None = None) -> int:
        """How many statements there are, in all graphs or in one."""
        ...

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The statements, of all graphs or of one, in no order."""
        ...

    def query(self, text: str, bound: Mapping[str, Term] | None = None) -> Answer:
        """Answer SPARQL over the union of all graphs, with variables of its SELECT *bound* to terms."""
        ...

    def fetches(self, text: str) -> bool:
        """Whether this query is answered from a copy of the whole graph, since the home would be wrong."""
        ...

    def rdflib(self) -> "Dataset":
        """The same store, seen through rdflib: for scripts. Its default graph is the union of all."""
        ...

    def close(self) -> None:
        """Give back what the store holds open."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_store(path: Path | None = None, read_only: bool = False) -> Store:
    """A store in the folder *path*, made if need be; without a path a store in memory.

    A folder can be open once for writing; ``read_only`` opens it beside that, as it was when opened.

    Raises:
        UsageError: the folder is no store, in use, damaged or out of reach.
    """
    from graph.asking.embedded import OxigraphStore

    return OxigraphStore(path, read_only)


def triple_key(triple: ox.Triple) -> tuple[str, str, str]:
    """What triples are sorted by: their terms as written."""
    return str(triple.subject), str(triple.predicate), str(triple.object)
