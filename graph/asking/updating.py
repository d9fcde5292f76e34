"""A dossier's graph put into a home, so that only the named graphs that have changed are touched.

The home keeps, in the graph ``CONTENTS``, which named graphs a dossier has put
there, each with a digest of its text. The digests change in the transaction in
which the graphs do, so that they are never ahead of them or behind.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import IO, Final

import pyoxigraph as ox

from graph.asking.loading import Head
from graph.asking.store import CONTENTS, VOCABULARY, Store
from graph.problems import UsageError, shown
from graph.rdf.dividing import Dividing, in_graph
from graph.telling.grammar import counted
from graph.vocabulary import BASE, PREFIXES

#: How much text is held in memory before it goes to a temporary file, in bytes.
_HELD: Final = 1 << 24
#: After how much text a document may end, in bytes.
_DOCUMENT: Final = 1 << 20
_OURS: Final = (BASE, PREFIXES["fc"])
_DOSSIERS: Final = f"{BASE}dossier/"
_VALUE: Final = f"<{PREFIXES['rdf']}value>"


@dataclass(frozen=True, slots=True)
class Update:
    """What was done to a home: how many graphs the dossier has, those put there anew, those taken away."""

    graphs: int
    changed: tuple[str, ...]
    gone: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.changed and not self.gone:
            return f"none of {counted(self.graphs, 'graph')} changed"
        told = f"{len(self.changed):,} of {counted(self.graphs, 'graph')} changed"
        return f"{told}, {len(self.gone):,} taken away" if self.gone else told


def put(store: Store, blocks: Iterable[str]) -> Update:
    """Make *store* hold the graph of a dossier, which comes as TriG of our writer, and nothing else of it.

    What is unchanged since the last time is not touched. All changes happen at once. Graphs of other
    names that somebody has put there stay.

    Raises:
        UsageError: the store holds another dossier, or graphs of ours that were not put there this way; or
            it cannot be written to. It is then as it was.
    """
    before = _contents(store)
    unknown = [one for one in store.graphs() if one.startswith(_OURS) and one not in before]
    if others := sorted({*unknown} - {VOCABULARY, CONTENTS}):
        raise UsageError(
            f"the store already holds {counted(len(others), 'graph')} that no build has put there, such as "
            f"{shown(others[0])}; name a new folder, or delete this one first"
        )
    reading = _Reading(Dividing(blocks))
    if not before:
        store.replace(_with_contents(reading))
        return Update(len(reading.contents), tuple(sorted(reading.contents)))
    with tempfile.SpooledTemporaryFile(_HELD) as spool:
        spooled = _Spooled(spool)
        for name, text in reading.pieces():
            spooled.add(name, text)
        after = reading.contents
        _refuse_other_dossier(before, after)
        changed = tuple(sorted(name for name in after if after[name] != before.get(name)))
        gone = tuple(sorted(before.keys() - after.keys()))
        if changed or gone:
            store.replace(_changed(reading, spooled, changed), gone)
    return Update(len(after), changed, gone)


@dataclass(slots=True)
class _Reading:
    """A document that passes once; ``contents`` has the digest of every graph when it has passed."""

    dividing: Dividing
    _digests: dict[str, "blake2b"] = field(default_factory=dict)

    def pieces(self) -> Iterator[tuple[str, str]]:
        """The names of graphs with their text, piece by piece."""
        for name, text in self.dividing.pieces():
            digest = self._digests.get(name)
            if digest is None:
                digest = self._digests[name] = blake2b(self.dividing.head.encode(), digest_size=16)
            digest.update(text.encode())
            yield name, text

    @property
    def contents(self) -> dict[str, str]:
        """The digest of each graph by its name."""
        return {name: digest.hexdigest() for name, digest in self._digests.items()}

    def told(self) -> str:
        """The contents as a graph."""
        lines = sorted(
            f'<{CONTENTS}> {_VALUE} "{digest} {name}" .\n' for name, digest in self.contents.items()
        )
        return in_graph(CONTENTS, "".join(lines))


class _Spooled:
    """Pieces of text in a file, each graph's to be had on its own."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._end = file, 0
        self._places: dict[str, list[tuple[int, int]]] = {}

    def add(self, name: str, text: str) -> None:
        """Keep a piece of the graph *name*."""
        try:
            size = self._file.write(text.encode())
        except OSError as error:
            raise UsageError(
                f"{shown(tempfile.gettempdir())}: the graph cannot be kept here for a while "
                f"({error.strerror or error}); make room, or name another folder in TMPDIR"
            ) from None
        places = self._places.setdefault(name, [])
        if places and sum(places[-1]) == self._end:
            places[-1] = (places[-1][0], places[-1][1] + size)
        else:
            places.append((self._end, size))
        self._end += size

    def of(self, name: str) -> Iterator[bytes]:
        """The text of a graph, a stretch at a time."""
        for start, size in self._places[name]:
            self._file.seek(start)
            while size > 0:
                block = self._file.read(min(size, 1 << 20))
                size -= len(block)
                yield block


def _with_contents(reading: _Reading) -> Iterator[bytes]:
    """All graphs as they pass, then the contents; in documents that can be loaded side by side."""
    inside, size = "", 0
    for name, text in reading.pieces():
        if name != inside or size > _DOCUMENT:
            if inside:
                yield b"}\n"
            if not inside or size > _DOCUMENT:
                yield Head(reading.dividing.head.encode())
                size = 0
            yield f"<{name}> {{\n".encode()
            inside = name
        block = text.encode()
        size += len(block)
        yield block
    if inside:
        yield b"}\n"
    yield reading.told().encode()


def _changed(reading: _Reading, spooled: _Spooled, names: Iterable[str]) -> Iterator[bytes]:
    """The graphs of these *names*, each a document, and the contents."""
    for name in names:
        yield Head(reading.dividing.head.encode())
        yield f"<{name}> {{\n".encode()
        yield from spooled.of(name)
        yield b"}\n"
    yield Head(reading.told().encode())


def _contents(store: Store) -> dict[str, str]:
    """What the store says that it holds: the digest of each graph by its name."""
    found = {}
    for quad in store.quads(CONTENTS):
        if isinstance(quad.object, ox.Literal):
            digest, _, name = quad.object.value.partition(" ")
            found[name] = digest
    return found


def _refuse_other_dossier(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    for name in sorted(one for one in before if one.startswith(_DOSSIERS) and one not in after):
        new = next((one for one in sorted(after) if one.startswith(_DOSSIERS)), "")
        raise UsageError(
            f"the store holds the dossier {shown(name.removeprefix(_DOSSIERS))}, and not "
            f"{shown(new.removeprefix(_DOSSIERS))}; a store holds one dossier: name another one, or put the "
            "sources of both into one folder"
        )
