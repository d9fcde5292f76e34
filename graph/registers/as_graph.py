"""A register as a graph: its statements one by one, in memory bounded by its parties and terms."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.claims import Dossier, LocalName, Party, Phrase, Source
from graph.problems import DossierError, Level, Place, Problem, UsageError, shown
from graph.rdf.derived import derived
from graph.rdf.triples import Statement, Writer
from graph.reading.dossiers import METADATA, collected, source_name
from graph.reading.lexicon import Lexicon, Terms
from graph.reading.lost import Lost
from graph.reading.quotes import SourceText
from graph.reading.statements import Context, Statements
from graph.registers.directory import Directory
from graph.registers.parts import Nowhere, Parts, parts_beside
from graph.registers.register import Document, Register
from graph.status.report import LARGEST, report
from graph.vocabulary import taxonomy
from graph.writing import whole_file

if TYPE_CHECKING:
    from graph.asking.store import Store
    from graph.asking.updating import Update

#: How a graph may be written, by extension.
FORMATS: Final = (".trig", ".nq")
_NO_PARTS: Final = Nowhere()


@dataclass(slots=True)
class Reading:
    """A register that is being read: parties, phrases and sources at hand, statements on demand.

    ``problems`` grows while ``statements`` runs.
    """

    register: Register
    problems: list[Problem] = field(default_factory=list)
    sources: tuple[Source, ...] = field(init=False)
    _directory: Directory = field(init=False)
    _lexicon: Lexicon = field(init=False)
    _documents: dict[LocalName, Document] = field(init=False)

    def __post_init__(self) -> None:
        """Read all but the statements."""
        self._directory = Directory(self.register.entities())
        terms = Terms(self.register.terms, None, lambda _: Place("terms.yaml"))
        self._lexicon = Lexicon([terms], taxonomy(), self.problems, Lost())
        made = {
            source.iri: (source, one) for one in self.register.documents for source in [self._source(one)]
        }
        self.sources = tuple(made[iri][0] for iri in sorted(made))
        self._documents = {iri: one for iri, (_, one) in made.items()}

    def _source(self, document: Document) -> Source:
        block, file = document.source, f"{document.file}.yaml"
        iri = source_name(block, self.register.name, file)
        source = Source(iri, file, **{key: getattr(block, key) for key in METADATA})
        text = _text(document)
        return source if text is None else replace(source, sha256=text.sha256)

    @property
    def parties(self) -> dict[LocalName, Party]:
        """The parties by local name, which may grow while statements are read."""
        return self._directory.parties

    @property
    def phrases(self) -> dict[LocalName, Phrase]:
        """The phrases by local name, which may grow while statements are read."""
        return self._lexicon.phrases

    def statements(self) -> Iterator[Statement]:
        """The statements of all documents, in the order of ``sources``."""
        making = Statements(self._directory, self._lexicon, self.problems)
        for source in self.sources:
            yield from self.of(making, source)

    def of(self, making: Statements, source: Source) -> Iterator[Statement]:
        """The statements of one document."""
        document = self._documents[source.iri]
        place = Place(source.file)
        context = Context(source, _text(document), {})
        yield from making.of_entries(context, document.entries, lambda _: place, document.refers)

    def blocks(self, each: Callable[[int], None] = lambda _: None, parts: Parts = _NO_PARTS) -> Iterator[str]:
        """The graph as TriG, block by block, with statuses where it is small.

        *each* is told how many more entries have passed. Documents with a key are taken from *parts*, and
        kept there.

        Raises:
            DossierError: at the end, if what the register says has errors; what has passed is void.
        """
        number = 0

        def count(more: int) -> None:
            nonlocal number
            number += more
            each(more)

        writer = Writer(self.parties, self.phrases)
        making = Statements(self._directory, self._lexicon, self.problems)
        held: list[Statement] = []
        yield from writer.opening(self.register.name, self.sources)
        for source in self.sources:
            key = self._documents[source.iri].key
            before = parts.get(key) if key is not None else None
            if before is not None:
                count(before[0])
                yield before[1]
            elif key is not None:
                entries = list(self.of(making, source))
                text = "".join(writer.middle(entries))
                parts.put(key, len(entries), text)
                count(len(entries))
                yield text
            else:
                yield from writer.middle(self._passing(making, source, count, held))
        yield from writer.closing()
        self._refuse_errors()
        if number <= LARGEST:  # what came from parts are relations, which no status rests on
            yield from derived(report(self._collected(held)))

    def dossier(self) -> Dossier:
        """The whole register as one value.

        Raises:
            DossierError: what it says has errors.
        """
        found = self._collected(self.statements())
        self._refuse_errors()
        return found

    def _collected(self, statements: Iterable[Statement]) -> Dossier:
        return collected(self.register.name, self.parties, self.phrases, self.sources, statements)

    def _refuse_errors(self) -> None:
        if errors := [one for one in self.problems if one.level is Level.ERROR]:
            raise DossierError(sorted(errors, key=lambda one: (one.place, one.message)))

    def _passing(
        self, making: Statements, source: Source, each: Callable[[int], None], held: list[Statement]
    ) -> Iterator[Statement]:
        """The statements of a source; as many as may carry statuses, and one more, are *held* as well."""
        for one in self.of(making, source):
            if len(held) <= LARGEST:
                held.append(one)
            each(1)
            yield one


def put_graph(
    reading: Reading, store: "Store", each: Callable[[int], None] = lambda _: None
) -> tuple[int, "Update"]:
    """Put the graph of a register into *store*, all changes at once; how many entries it has, what changed.

    Raises:
        DossierError: what the register says has errors; the store is as it was.
        UsageError: it cannot be put there; the store is as it was.
    """
    from graph.asking.updating import put

    number = 0

    def count(more: int) -> None:
        nonlocal number
        number += more
        each(more)

    update = put(store, reading.blocks(count))
    return number, update


def _text(document: Document) -> SourceText | None:
    if document.text is None:
        return None
    return SourceText(document.text, sha256(document.text.encode()).hexdigest())


def write_graph(reading: Reading, file: Path, each: Callable[[int], None] = lambda _: None) -> int:
    """Write a register as a graph into *file*, whole or not at all; how many entries it has.

    TriG streams through; N-Quads pass through a store, which sorts them.

    Raises:
        DossierError: what the register says has errors.
        UsageError: the extension is of no graph, or the place cannot be written to.
    """
    if file.suffix not in FORMATS:
        raise UsageError(
            f"{shown(str(file))}: a register is written as {' or '.join(FORMATS)}, or to a folder"
        )
    number = 0

    def count(more: int) -> None:
        nonlocal number
        number += more
        each(more)

    with parts_beside(file) as parts, whole_file(file) as stream:
        if file.suffix == ".trig":
            for block in reading.blocks(count, parts):
                stream.write(block.encode())
        else:
            from graph.asking.store import open_store
            from graph.formats.rdf import write_store

            with open_store() as store:
                store.load(reading.blocks(count, parts))
                write_store(store, stream, file.suffix.removeprefix("."))
    return number
