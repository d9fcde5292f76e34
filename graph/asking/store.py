"""Where the graph lives: one small interface, and its embedded home in memory or in a folder.

Text goes in as a stream of TriG, RDF terms of pyoxigraph come out. Whoever
holds a ``Store`` need not know which home it is. The vocabulary and DPV's
hierarchy are always there, in the graph ``VOCABULARY``.
"""

import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Protocol, Self

import pyoxigraph as ox

from graph.asking.sparql import check_query
from graph.problems import GraphError, UsageError, shown
from graph.vocabulary import BASE, PREFIXES, ontology_files

if TYPE_CHECKING:
    from rdflib import Dataset

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

#: The graph that holds ontology.ttl and DPV's hierarchy; every home loads it itself.
VOCABULARY: Final = f"{BASE}graph/vocabulary"

#: Prefixes that a query may use without declaring them.
QUERY_PREFIXES: Final[Mapping[str, str]] = {**PREFIXES, "id": BASE}

#: How much text is handed to the engine at once, in bytes.
_CHUNK: Final = 1 << 18
_FORMATS: Final = {".trig": ox.RdfFormat.TRIG, ".nq": ox.RdfFormat.N_QUADS}


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

    def replace(self, text: Iterable[str | bytes]) -> tuple[str, ...]:
        """Put the graphs in the TriG *text* in place of those of their names, all at once; these names."""
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
    return OxigraphStore(path, read_only)


class OxigraphStore:
    """The embedded home: Oxigraph in this process, in memory or in a folder."""

    def __init__(self, path: Path | None = None, read_only: bool = False) -> None:
        self._place = "the store in memory" if path is None else shown(str(path))
        self._read_only = read_only
        self._store: ox.Store | None = self._open(path)
        if not read_only:
            self._load_vocabulary()

    def _open(self, path: Path | None) -> ox.Store:
        if path is None:
            if self._read_only:
                raise UsageError("a store in memory starts empty, so it cannot be read-only; name a folder")
            return ox.Store()
        if path.exists() and not path.is_dir():
            raise UsageError(f"{self._place} is a file; a store is a folder (load a .trig file into one)")
        with self._told():
            if self._read_only:
                if not (path / "CURRENT").is_file():
                    raise UsageError(f"{self._place}: no store is here; load a graph into it first")
                return ox.Store.read_only(str(path))
            if path.is_dir() and not (path / "CURRENT").is_file() and any(path.iterdir()):
                raise UsageError(
                    f"{self._place} holds other files and is no store; name a new or empty folder"
                )
            path.mkdir(parents=True, exist_ok=True)
            if not os.access(path, os.W_OK):
                raise PermissionError
            return ox.Store(str(path))

    def _load_vocabulary(self) -> None:
        graph, files = ox.NamedNode(VOCABULARY), [str(path) for path in ontology_files()]
        turtle = ox.RdfFormat.TURTLE
        with self._told():
            held = {one.triple for one in self._engine.quads_for_pattern(None, None, None, graph)}
            if held:  # a folder, perhaps of an older release
                if held == {one.triple for file in files for one in ox.parse(path=file, format=turtle)}:
                    return
                self._engine.remove_graph(graph)
            for file in files:
                self._engine.load(path=file, format=turtle, to_graph=graph)

    @property
    def _engine(self) -> ox.Store:
        if self._store is None:
            raise GraphError(f"{self._place} is closed; open it again")
        return self._store

    @property
    def _writable(self) -> ox.Store:
        if self._read_only:
            raise UsageError(f"{self._place} is open read-only; open it for writing")
        return self._engine

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell what the engine reports as an error with its place and mend."""
        try:
            yield
        except PermissionError:
            raise UsageError(
                f"{self._place} cannot be written to; open it read-only or name another folder"
            ) from None
        except (OSError, RuntimeError) as error:
            raise UsageError(f"{self._place}: {_diagnosis(str(error))}") from None
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # how Rust's panics arrive: no subclass of Exception
                raise
            raise UsageError(f"{self._place}: {_diagnosis(str(error))}") from None

    def load(self, text: Path | Iterable[str | bytes]) -> None:
        """Add a file, or TriG that comes in blocks, to what is there, through the bulk loader.

        What *text* itself raises passes through. After an error the store may hold a part.

        Raises:
            UsageError: the text is no TriG (or N-Quads), with the place of the fault; or cannot be read.
        """
        engine = self._writable
        name = str(text) if isinstance(text, Path) else "the graph"
        try:
            if isinstance(text, Path):
                if text.suffix not in _FORMATS:
                    raise UsageError(f"{shown(name)}: a graph is loaded from {' or '.join(_FORMATS)}")
                with text.open("rb") as stream:
                    engine.bulk_load(stream, _FORMATS[text.suffix])
            else:
                _load_blocks(engine, text)
        except SyntaxError as error:
            raise UsageError(_unreadable(name, error)) from None
        except OSError as error:
            raise UsageError(f"{shown(name)} cannot be loaded: {error.strerror or error}") from None

    def replace(self, text: Iterable[str | bytes]) -> tuple[str, ...]:
        """Put every graph named in the TriG *text* in place of the one of that name, in one transaction.

        Returns:
            The names of these graphs, sorted; what stands outside named graphs is refused.

        Raises:
            UsageError: the text is no TriG; the store is then as it was.
        """
        engine = self._writable
        graphs: dict[str, list[ox.Triple]] = {}
        try:
            for quad in ox.parse(_Blocks(text), ox.RdfFormat.TRIG):  # type: ignore[arg-type]
                if isinstance(quad.graph_name, ox.DefaultGraph):
                    raise UsageError(
                        f"the statement {shown(str(quad))} is in no named graph; put it into one"
                    )
                graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
        except SyntaxError as error:
            raise UsageError(_unreadable("the graph", error)) from None
        update = []
        for name, triples in graphs.items():
            lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
            update.append(
                f"DROP SILENT GRAPH <{name}> ;\nINSERT DATA {{ GRAPH <{name}> {{\n{lines.decode()}}} }}"
            )
        with self._told():
            engine.update(" ;\n".join(update))
        return tuple(sorted(graphs))

    def remove(self, graph: str) -> None:
        """Take a graph away; one that is not there stays away."""
        with self._told():
            self._writable.remove_graph(ox.NamedNode(graph))

    def graphs(self) -> tuple[str, ...]:
        """The names of all graphs, sorted."""
        with self._told():
            return tuple(sorted(one.value for one in self._engine.named_graphs()))

    def count(self, graph: str | None = None) -> int:
        """How many statements there are, in all graphs or in one."""
        with self._told():
            return len(self._engine) if graph is None else sum(1 for _ in self.quads(graph))

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The statements, of all graphs or of one, in no order."""
        with self._told():
            name = None if graph is None else ox.NamedNode(graph)
            yield from self._engine.quads_for_pattern(None, None, None, name)

    def query(self, text: str, bound: Mapping[str, Term] | None = None) -> Answer:
        """Answer SPARQL over the union of all graphs; ``GRAPH ?g`` looks into single ones.

        Args:
            text: A SELECT, ASK, CONSTRUCT or DESCRIBE; ``QUERY_PREFIXES`` are known in it.
            bound: Variables of its SELECT, and the terms that they are bound to. They never become
                part of the text.

        Raises:
            UsageError: the query is no valid SPARQL, or holds SERVICE, or a variable in *bound* is none of
                its columns.
        """
        check_query(text)
        variables = {ox.Variable(name): term for name, term in (bound or {}).items()}
        engine = self._engine
        with self._told():
            try:
                found = engine.query(
                    text,
                    prefixes=dict(QUERY_PREFIXES),
                    use_default_graph_as_union=True,
                    substitutions=variables or None,
                )
            except SyntaxError as error:
                raise UsageError(f"the query is not valid SPARQL: {shown(str(error))}") from None
            except RuntimeError as error:
                if "SELECT projection" not in str(error):
                    raise
                names = ", ".join(f"?{name}" for name in sorted(bound or {}))
                raise UsageError(
                    f"a parameter can only be bound to a column of the query's SELECT: give it {names}"
                ) from None
            if isinstance(found, ox.QueryBoolean):
                return bool(found)
            if isinstance(found, ox.QueryTriples):
                return Triples(tuple(sorted(set(found), key=triple_key)))
            columns = tuple(one.value for one in found.variables)
            return Table(columns, tuple(tuple(one) for one in found))

    def rdflib(self) -> "Dataset":
        """The same store, seen through rdflib: for scripts. Its default graph is the union of all."""
        from oxrdflib import OxigraphStore as View
        from rdflib import Dataset

        dataset = Dataset(store=View(store=self._engine), default_union=True)
        for prefix, namespace in QUERY_PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def close(self) -> None:
        """Let go of the folder, so that it can be opened again."""
        if self._store is not None and not self._read_only:
            with self._told():
                self._store.flush()
        self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _load_blocks(engine: ox.Store, blocks: Iterable[str | bytes]) -> None:
    """Load TriG while it is made: the engine reads a pipe, without Python, as a thread fills it.

    Where the system has no names for open files (``/dev/fd``) one waits for the other.
    """
    if not os.path.isdir("/dev/fd"):
        engine.bulk_load(_Blocks(blocks), ox.RdfFormat.TRIG)  # type: ignore[arg-type]
        return
    failed: list[BaseException] = []
    read_end, write_end = os.pipe()

    def fill() -> None:
        try:
            with os.fdopen(write_end, "wb", buffering=_CHUNK) as pipe:
                for block in blocks:
                    pipe.write(block.encode() if isinstance(block, str) else block)
        except BrokenPipeError:  # the engine has stopped reading, and says why
            pass
        except BaseException as error:  # told in the thread that asked
            failed.append(error)

    thread = threading.Thread(target=fill)
    thread.start()
    try:
        engine.bulk_load(path=f"/dev/fd/{read_end}", format=ox.RdfFormat.TRIG)
    except SyntaxError:
        if not failed:
            raise
    finally:
        os.close(read_end)
        thread.join()
    if failed:
        raise failed[0]


class _Blocks:
    """Blocks of text as the binary file that the loader wants: no file, no block held twice."""

    def __init__(self, blocks: Iterable[str | bytes]) -> None:
        self._blocks = iter(blocks)
        self._rest = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """At most *size* bytes (the engine aborts on more), none at the end."""
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return b""
            self._rest = memoryview(block.encode() if isinstance(block, str) else block)
        taken = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(taken) :]
        return bytes(taken)


def triple_key(triple: ox.Triple) -> tuple[str, str, str]:
    """What triples are sorted by: their terms as written."""
    return str(triple.subject), str(triple.predicate), str(triple.object)


def _diagnosis(report: str) -> str:
    if "lock" in report.lower():
        return "the store is in use, here or by another process; close it there, or open it read-only"
    if any(sign in report for sign in ("orrupt", "No such file", "not a database", "panic", "nvalid")):
        return f"the store is damaged ({shown(report)}); delete the folder and load the graph again"
    if "Permission denied" in report or "Read-only file system" in report:
        return "the store cannot be written to; open it read-only or name another folder"
    return f"the store failed: {shown(report)}"


def _unreadable(name: str, error: SyntaxError) -> str:
    where = f":{error.lineno}:{error.offset}" if error.lineno else ""
    return f"{shown(name)}{where}: error: {shown(str(error.msg))}; a graph is TriG or N-Quads in UTF-8"
