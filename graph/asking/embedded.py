"""The embedded home of the graph: Oxigraph in this process, in memory or in a folder."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

import pyoxigraph as ox

from graph.asking.changes import Changes
from graph.asking.folders import clear_left_overs, clear_unfinished, fresh_beside, swap
from graph.asking.loading import Blocks, Head, load_blocks
from graph.asking.quads import FORMATS, unreadable
from graph.asking.shipped import load_vocabulary, vocabulary
from graph.asking.sparql import Term, check_query, evaluated
from graph.asking.store import QUERY_PREFIXES, VOCABULARY, Answer, Table, Triples, triple_key
from graph.problems import GraphError, UsageError, shown

if TYPE_CHECKING:
    from rdflib import Dataset

#: What is replaced in one transaction at most: statements that differ, and bytes of text in which they are
#: looked for. A transaction is held in memory, and takes longer than loading once it is large.
LARGEST_CHANGE: Final = 50_000
LARGEST_TEXT: Final = 1 << 24
#: The same for a store that has no graph yet, where every statement differs.
LARGEST_FIRST: Final = 1 << 21
#: How many statements are written at once.
_STRETCH: Final = 10_000


class OxigraphStore:
    """The embedded home: Oxigraph in this process, in memory or in a folder."""

    def __init__(self, path: Path | None = None, read_only: bool = False) -> None:
        self._place = "the store in memory" if path is None else shown(str(path))
        self._path = None if path is None else Path(os.path.abspath(path))
        self._read_only = read_only
        self._made = False
        self._store: ox.Store | None = self._open(self._path)

    def _open(self, path: Path | None) -> ox.Store:
        if path is None:
            if self._read_only:
                raise UsageError("a store in memory starts empty, so it cannot be read-only; name a folder")
            engine = ox.Store()
            load_vocabulary(engine)
            return engine
        if path.exists() and not path.is_dir():
            raise UsageError(f"{self._place} is a file; a store is a folder (load a .trig file into one)")
        with self._told():
            if self._read_only:
                if not (path / "CURRENT").is_file():
                    raise UsageError(f"{self._place}: no store is here; load a graph into it first")
                return ox.Store.read_only(str(path))
            clear_left_overs(path)
            if path.is_dir() and not (path / "CURRENT").is_file() and any(path.iterdir()):
                raise UsageError(
                    f"{self._place} holds other files and is no store; name a new or empty folder"
                )
            if path.is_dir() and not os.access(path, os.W_OK):
                raise PermissionError
            if not (path / "CURRENT").is_file():
                self._made = not path.exists()
                _make(path)
                return ox.Store(str(path))
            engine = ox.Store(str(path))
            clear_unfinished(path)
            if update := Changes.to_graphs(engine, vocabulary()).update:  # it is that of another release
                engine.update(update)
            return engine

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
                if text.suffix not in FORMATS:
                    raise UsageError(f"{shown(name)}: a graph is loaded from {' or '.join(FORMATS)}")
                with text.open("rb") as stream:
                    engine.bulk_load(stream, FORMATS[text.suffix])
            else:
                load_blocks(engine, text)
        except SyntaxError as error:
            raise UsageError(unreadable(name, error)) from None
        except OSError as error:
            raise UsageError(f"{shown(name)} cannot be loaded: {error.strerror or error}") from None

    def replace(self, text: Iterable[str | bytes], gone: Iterable[str] = ()) -> tuple[str, ...]:
        """Put every graph named in the TriG *text* in the place of its name; take *gone* away.

        What differs goes into one transaction. In a folder, what is too large for that is loaded with all
        that stays into a new folder, which takes the place of the old one at once; answers that were not
        read to their end by then are void.

        Returns:
            The names of the graphs in the text, sorted; what stands outside named graphs is refused.

        Raises:
            UsageError: the text is no TriG, or cannot be stored; the store is then as it was.
        """
        self._writable  # noqa: B018  (told before anything is read)
        gone = tuple(gone)
        blocks = (one.encode() if isinstance(one, str) else one for one in text)
        largest = LARGEST_TEXT if self.graphs() != (VOCABULARY,) else LARGEST_FIRST
        held = list(blocks) if self._path is None else _held(blocks, largest)
        rest = next(blocks, None)
        try:
            if rest is None:
                changes = Changes.to_graphs(self._engine, ox.parse(Blocks(held), ox.RdfFormat.TRIG), gone)  # type: ignore[arg-type]
                if self._path is None or changes.statements <= LARGEST_CHANGE:
                    with self._told():
                        if changes.update:
                            self._engine.update(changes.update)
                    return changes.graphs
            return self._replace_folder(chain(held, () if rest is None else (rest,), blocks), gone)
        except SyntaxError as error:
            raise UsageError(unreadable("the graph", error)) from None

    def _replace_folder(self, blocks: Iterable[bytes], gone: tuple[str, ...]) -> tuple[str, ...]:
        """Make a folder of the graphs in *blocks* and of all others but *gone*, in place of ours."""
        assert self._path is not None
        with self._told(), fresh_beside(self._path) as fresh:
            new = ox.Store(str(fresh))
            load_blocks(new, blocks)
            for quad in new.quads_for_pattern(None, None, None, ox.DefaultGraph()):
                raise UsageError(f"the statement {shown(str(quad))} is in no named graph; put it into one")
            graphs = sorted(one.value for one in new.named_graphs())
            load_blocks(new, self._text_of(set(self.graphs()) - {*graphs, *gone}))
            new.flush()
            del new
            self.close()
            try:
                ox.Store(str(self._path))  # refused while anything here still holds the engine
                swap(fresh, self._path)
            finally:
                self._store = ox.Store(str(self._path))
        return tuple(graphs)

    def _text_of(self, names: Iterable[str]) -> Iterator[bytes]:
        """The graphs of these *names* as TriG, a stretch at a time."""
        for name in sorted(names):
            quads = self.quads(name)
            while some := list(islice(quads, _STRETCH)):
                yield Head(ox.serialize(some, format=ox.RdfFormat.TRIG) or b"")

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
        engine = self._engine
        with self._told():
            found = evaluated(engine, text, bound or {}, QUERY_PREFIXES)
            if isinstance(found, ox.QueryBoolean):
                return bool(found)
            if isinstance(found, ox.QueryTriples):
                return Triples(tuple(sorted(set(found), key=triple_key)))
            columns = tuple(one.value for one in found.variables)
            return Table(columns, tuple(tuple(one) for one in found))

    def fetches(self, text: str) -> bool:
        """Whether this query is answered from a copy of the graph: none is."""
        return False

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
        """Close; a folder that was made in vain is taken away again."""
        vain = kind is not None and self._made and self._store is not None and self.graphs() == (VOCABULARY,)
        self.close()
        if vain and self._path is not None:
            with fresh_beside(self._path) as aside:  # where nothing that still holds the engine can reach it
                self._path.rename(aside)


def _make(path: Path) -> None:
    """Make a store that holds the vocabulary; it is there at once, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with fresh_beside(path) as fresh:
        engine = ox.Store(str(fresh))
        load_vocabulary(engine)
        engine.flush()
        del engine
        fresh.rename(path)


def _held(blocks: Iterator[bytes], largest: int) -> list[bytes]:
    """The next blocks, up to so many bytes, and a block more."""
    found, size = [], 0
    while size <= largest and (block := next(blocks, None)) is not None:
        found.append(block)
        size += len(block)
    return found


def _diagnosis(report: str) -> str:
    if "lock" in report.lower():
        return "the store is in use, here or by another process; close it there, or open it read-only"
    if any(sign in report for sign in ("No space left", "File too large", "quota exceeded")):
        return f"there is no room left for the store ({shown(report)}); what it held before is still there"
    if any(sign in report for sign in ("orrupt", "No such file", "not a database", "panic", "nvalid")):
        return f"the store is damaged ({shown(report)}); delete the folder and load the graph again"
    if "Permission denied" in report or "Read-only file system" in report:
        return "the store cannot be written to; open it read-only or name another folder"
    return f"the store failed: {shown(report)}"
