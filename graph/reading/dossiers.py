"""Source files in, a dossier out; every problem told at once, with its place and the mend."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Final, TypeVar

from graph.claims import Claim, Dossier, LocalName, NonAnswer, NotClaim, Party, Phrase, Relation, Source
from graph.files import SourceFiles, find
from graph.problems import DossierError, Level, Place, Problem, quoted
from graph.reading.drafted import Drafting
from graph.reading.fitting import fit
from graph.reading.format import Block, EntitiesFile, SourceBlock, SourceFile, TermsFile
from graph.reading.lexicon import Lexicon, Terms
from graph.reading.lost import Lost
from graph.reading.marks import Broken, Node, decode, read_bytes, sha256
from graph.reading.names import SHARED, Declared, Names
from graph.reading.quotes import SourceText
from graph.reading.rows import Rows
from graph.reading.statements import Context, Statement, Statements
from graph.reading.yaml_files import read_yaml
from graph.vocabulary import digest, taxonomy

#: The longest source text that is read, in bytes.
LONGEST_TEXT: Final = 10_000_000

#: How many statements are put in order before they stream; more than any reporter's dossier has.
SORTED: Final = 20_000

#: The kinds of statements in their order inside a source.
_KINDS: Final[tuple[type, ...]] = (Claim, NonAnswer, Relation, NotClaim)

Loc = tuple[int | str, ...]
Draft = Claim | NonAnswer
B = TypeVar("B", bound=Block)
S = TypeVar("S", bound=Statement)


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading gave: the dossier, or None where there are errors; and all problems, sorted by place."""

    dossier: Dossier | None
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _File:
    """A source file on its way: its block, its places, and the source made of it."""

    path: str
    node: Node
    content: SourceFile
    source: Source
    text: SourceText | None = None

    def place(self, loc: Loc) -> Place:
        return self.node.place(self.path, loc)


@dataclass(slots=True)
class Reader:
    """A dossier that is being read: parties, phrases and sources at hand, statements on demand.

    ``statements`` streams, so that a register of any length passes through in
    memory bounded by its parties and terms (and one number per claim, which
    tells equal claims apart). ``problems`` grows while it runs.

    ``drafts`` come after them and are always checked. They, and what only they name, are given where
    they were asked for by *with_drafts*; else the dossier is what it would be without them.
    """

    files: SourceFiles
    problems: list[Problem] = field(default_factory=list)
    with_drafts: bool = False
    names: Names = field(init=False)
    lexicon: Lexicon = field(init=False)
    sources: tuple[Source, ...] = field(init=False)
    draft_problems: list[Problem] = field(default_factory=list, init=False)
    number_of_drafts: int = field(default=0, init=False)
    _lost: Lost = field(default_factory=Lost, init=False)
    _files: dict[LocalName, _File] = field(init=False)
    _tables: list[Rows] = field(init=False)
    _drafting: Drafting = field(default_factory=Drafting, init=False)
    _draft_names: Names = field(init=False)
    _draft_terms: list[Terms] = field(default_factory=list, init=False)
    _contexts: dict[LocalName, Context] = field(default_factory=dict, init=False)
    _drafts: tuple[Draft, ...] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Read all but the statements."""
        files = [one for path in self.files.sources if (one := self._source_file(path)) is not None]
        declared: list[Declared] = []
        terms: list[Terms] = []
        self._shared(declared, terms)
        files = self._without_doubles(files)
        self._tables = [table for path in self.files.tables if (table := self._table(path)) is not None]
        by_name = _by_name(files)
        titled = {
            source.iri: source
            for table in self._tables
            for source in table.titled(by_name, self._lost, self.problems)
        }
        self._look_for_drafts(files)
        drafted: list[Declared] = []
        for one in files:
            scope = one.source.iri
            of_drafts = self._drafting.entities(scope, one.content)
            for number, block in enumerate(one.content.entities):
                place, is_drafted = _under(one.place, "entities", number), number in of_drafts
                (drafted if is_drafted else declared).append(Declared(block, scope, place, is_drafted))
            reviewed_terms, draft_terms = self._drafting.terms(scope, one.content)
            terms.append(Terms(reviewed_terms, scope, _under(one.place, "terms")))
            self._draft_terms.append(Terms(draft_terms, scope, _under(one.place, "terms")))
        self.names = self._draft_names = Names(declared, self.problems, self._lost)
        self.lexicon = Lexicon(terms, taxonomy(), self.problems, self._lost)
        if self._drafting.drafts:
            self._draft_names = self.names.with_drafts(drafted, self.draft_problems)
        local_names = (self._draft_names if self.with_drafts else self.names).local_names
        for one in files:
            one.source = replace(one.source, local_names=tuple(sorted(local_names[one.source.iri])))
            self._note(one)
        self._files = {one.source.iri: one for one in files}
        everything = {**titled, **{one.source.iri: one.source for one in files}}
        self.sources = tuple(everything[iri] for iri in sorted(everything))

    def _look_for_drafts(self, files: Sequence[_File]) -> None:
        """Find out what only drafts name, if there may be any."""
        tables = any("draft" in table.columns for table in self._tables)
        claims = (block.draft for one in files for block in one.content.claims)
        answers = (block.draft for one in files for block in one.content.non_answers)
        if not (tables or any(draft is not None for draft in chain(claims, answers))):
            return
        for one in files:
            self._drafting.read(one.source.iri, one.content)
        for table in self._tables:
            self._drafting.read_rows(table)

    @property
    def parties(self) -> dict[LocalName, Party]:
        """The parties by local name, which may grow while statements and drafts are read."""
        return self.names.parties

    @property
    def phrases(self) -> dict[LocalName, Phrase]:
        """The phrases by local name, which may grow while statements and drafts are read."""
        return self.lexicon.phrases

    @property
    def has_errors(self) -> bool:
        """Tell whether an error was found so far."""
        return any(one.level is Level.ERROR for one in (*self.problems, *self.draft_problems))

    def statements(self, places: dict[LocalName, Place] | None = None) -> Iterator[Statement]:
        """Claims, non-answers, relations and passages left out: source by source, as a dossier holds them.

        Where there are more than ``SORTED`` of them, what a table says of a source comes after all
        source files. The place of each is added to *places*, if given.
        """
        as_read = self._statements(places)
        first = list(islice(as_read, SORTED + 1))
        if len(first) <= SORTED:
            first.sort(key=lambda one: (one.source, _KINDS.index(type(one))))
        yield from first
        yield from as_read

    def _statements(self, places: dict[LocalName, Place] | None) -> Iterator[Statement]:
        """All statements as they are read: file by file, then row by row."""
        texts = {iri: one.text for iri, one in self._files.items()}
        self._contexts = {
            source.iri: Context(source, texts.get(source.iri), by_name)
            for by_name in [{Path(one.source.file).stem: iri for iri, one in self._files.items()}]
            for source in self.sources
        }
        yield from self._made(Statements(self.names, self.lexicon, self.problems), self._tables, places)

    def drafts(self, places: dict[LocalName, Place] | None = None) -> tuple[Draft, ...]:
        """The drafts where they were asked for, source by source; else none. They are checked once.

        To be called after all ``statements`` have passed: what they name must be known by then. What
        only drafts name joins ``parties`` and ``phrases``. The place of each is added to *places*.
        """
        if self._drafts is None:
            self._drafts = self._read_drafts(places) if self._drafting.drafts else ()
        return self._drafts if self.with_drafts else ()

    def _read_drafts(self, places: dict[LocalName, Place] | None) -> tuple[Draft, ...]:
        names = self._draft_names
        names.take_over(self.names.parties)
        lexicon = self.lexicon.with_drafts(self._draft_terms, self.draft_problems)
        making = Statements(names, lexicon, self.draft_problems, drafts=True)
        tables = [table for table in self._tables if "draft" in table.columns]
        found = [one for one in self._made(making, tables, places) if isinstance(one, Claim | NonAnswer)]
        found.sort(key=lambda one: (one.source, isinstance(one, NonAnswer)))
        self.number_of_drafts = len(found)
        if self.with_drafts:
            self.names.parties.update(names.parties)
            self.lexicon.phrases.update(lexicon.phrases)
            self.lexicon.places.update(lexicon.places)
            self.problems += self.draft_problems
        return tuple(found)

    def _made(
        self, making: Statements, tables: Sequence[Rows], places: dict[LocalName, Place] | None
    ) -> Iterator[Statement]:
        """What is made of all files and *tables*."""
        contexts = self._contexts
        for iri in sorted(self._files):
            one = self._files[iri]
            making.announce(contexts[iri], one.content)
        for table in tables:
            making.announce_rows(contexts, table)
        for iri in sorted(self._files):
            one = self._files[iri]
            yield from making.of_file(contexts[iri], one.content, one.place, places)
        for table in tables:
            yield from making.of_rows(contexts, table, places)

    # ------------------------------------------------------------ files

    def _read(self, path: Path, model: type[B]) -> tuple[B, Node] | None:
        """The file as a *model*, as far as it is one; what was lost is noted."""
        try:
            node, problems = read_yaml(path, str(path))
        except Broken as broken:
            self.problems.append(broken.problem)
            self._lost.add(path.stem, path.name)
            if model is not SourceFile:
                self._lost.everything = True
            return None
        self.problems += problems
        read = fit(model, node, str(path), self.problems, self._lost)
        if read is None:
            self._lost.add(path.stem, path.name)
        return read

    def _source_file(self, path: Path) -> _File | None:
        read = self._read(path, SourceFile)
        if read is None:
            return None
        content, node = read
        block = content.source
        text = self._text(path, node, block, bool(content.claims or content.non_answers or content.relations))
        source = Source(
            source_name(block, self.files.name, path.name),
            path.name,
            **{key: getattr(block, key) for key in METADATA},
        )
        if text is not None:  # what quotes were verified against, whether the file states it or not
            source = replace(source, sha256=text.sha256)
        return _File(str(path), node, content, source, text)

    def _text(self, path: Path, node: Node, block: SourceBlock, quotes: bool) -> SourceText | None:
        """The text of a source; None, with a problem, if it is not what it should be to quote from."""
        if block.text is None:
            return None
        place = node.place(str(path), ("source", "text"))
        beside = path.parent / block.text
        try:
            data = read_bytes(beside, str(beside), LONGEST_TEXT)
            text = SourceText(_text_of(data, str(beside)), sha256(data))
        except Broken as broken:
            line = f" (its line {broken.problem.place.line})" if broken.problem.place.line else ""
            message = f"text {quoted(block.text)}: {broken.problem.message}{line}"
            if broken.problem.rule == "file":
                message += (
                    "; put the text beside the source file, or leave the key out (no quote is then checked)"
                )
            self.problems.append(Problem(place, message, "text"))
            return None
        if quotes and not text.raw.strip():
            message = (
                f"text {quoted(block.text)}: it is empty; put the text into it, or leave the key out "
                "(no quote is then checked)"
            )
            self.problems.append(Problem(place, message, "text"))
            return None
        if block.sha256 is not None and block.sha256 != text.sha256:
            message = (
                f"sha256 is not that of {quoted(block.text)}, which is {text.sha256}; "
                "the text was changed, or belongs to another source: find the right text, "
                "or check every quote and correct the hash"
            )
            self.problems.append(Problem(node.place(str(path), ("source", "sha256")), message, "sha256"))
            return None
        return text

    def _without_doubles(self, files: Iterable[_File]) -> list[_File]:
        """The files without those of a document or a name that another one has."""
        documents: dict[LocalName, _File] = {}
        stems: dict[str, _File] = {}
        for one in files:
            if (other := documents.setdefault(one.source.iri, one)) is not one:
                message = (
                    f"is the same document as {other.path} (same sha256, url, or publisher, title and date); "
                    "put the claims into one file"
                )
                self.problems.append(Problem(one.place(("source",)), message, "same-source"))
                self._lost.add_node(one.node)
            elif (other := stems.setdefault(Path(one.source.file).stem, one)) is not one:
                message = f"has the same name as {other.path}, so that FILE/ID could mean either; rename one"
                self.problems.append(Problem(Place(one.path), message, "file"))
        return list(documents.values())

    def _shared(self, declared: list[Declared], terms: list[Terms]) -> None:
        if self.files.entities is not None and (read := self._read(self.files.entities, EntitiesFile)):
            content, node = read
            place = _under(_at(node, str(self.files.entities)), "entities")
            for number, block in enumerate(content.entities):
                declared.append(Declared(block, SHARED, _under(place, number)))
        if self.files.terms is not None and (shared := self._read(self.files.terms, TermsFile)):
            phrases, node = shared
            terms.append(Terms(phrases.terms, None, _under(_at(node, str(self.files.terms)), "terms")))

    def _table(self, path: Path) -> Rows | None:
        try:
            return Rows.open(path, str(path))
        except Broken as broken:
            self.problems.append(broken.problem)
            self._lost.everything = True  # its ids
            return None

    def _note(self, one: _File) -> None:
        """What a careful writer may want to know of a source."""
        content = one.content
        if content.source.published is None:
            message = "the source is undated: its claims without said_on count whatever the date"
            self.problems.append(Problem(one.place(("source",)), message, "undated", Level.NOTE))
        if not (
            self._tables or content.claims or content.non_answers or content.relations or content.not_claims
        ):
            message = "this source holds no claims yet"
            self.problems.append(Problem(one.place(()), message, "no-claims", Level.NOTE))
        elif self._drafting.only_drafts(one.source.iri):
            message = "this source holds only drafts"
            self.problems.append(Problem(one.place(()), message, "no-claims", Level.NOTE))


METADATA: Final = (
    "title",
    "author",
    "publisher",
    "published",
    "language",
    "url",
    "archived",
    "text",
    "sha256",
)


def _text_of(data: bytes, path: str) -> str:
    """The text as it stands, offsets counted from its first byte: a byte-order mark stays."""
    return ("\ufeff" if data.startswith(b"\xef\xbb\xbf") else "") + decode(data, path)


def _by_name(files: Iterable[_File]) -> dict[str, Source]:
    """Source by each name that a table may give it: its file's with or without .yaml, else its title."""
    titles = Counter(one.source.title for one in files)
    found = {
        one.source.title: one.source for one in files if one.source.title and titles[one.source.title] == 1
    }
    return found | {
        name: one.source for one in files for name in (Path(one.source.file).stem, one.source.file)
    }


def _under(place: Callable[[Loc], Place], *above: int | str) -> Callable[[Loc], Place]:
    return lambda loc: place((*above, *loc))


def _at(node: Node, path: str) -> Callable[[Loc], Place]:
    return lambda loc: node.place(path, loc)


def source_name(block: SourceBlock, dossier: str, file: str) -> LocalName:
    """The local name of a source: from its sha256, else url, else publisher, title and date, else its file.

    Learning the text, the author or an archived copy later changes nothing.
    """
    if block.sha256:
        return f"source/{block.sha256[:16]}"
    if block.url:
        return f"source/{digest(['url', block.url])}"
    if block.title:
        published = str(block.published) if block.published else None
        return f"source/{digest(['title', block.publisher, block.title, published])}"
    return f"source/{digest(['file', dossier, file])}"


def read_dossier(paths: Sequence[Path], drafts: bool = False) -> Reading:
    """Read one dossier: a folder, or source files that belong together; with its *drafts* if wanted.

    Raises:
        UsageError: a path does not exist, or holds no source files.
    """
    reader = Reader(find(paths), with_drafts=drafts)
    dossier = gather(reader)
    found = {*reader.problems, *reader.draft_problems}
    problems = tuple(sorted(found, key=lambda one: (one.place, one.level, one.message)))
    return Reading(None if reader.has_errors else dossier, problems)


def gather(reader: Reader) -> Dossier:
    """The whole dossier as one value."""
    return gathered(reader, reader.statements())


def gathered(
    reader: Reader, statements: Iterable[Statement], places: dict[LocalName, Place] | None = None
) -> Dossier:
    """The whole dossier as one value, made of *statements* that the reader gave, and of its drafts.

    The place of each draft is added to *places*, if given.
    """
    statements = tuple(statements)  # all have passed before what drafts name is known
    drafts = reader.drafts(places)
    return collected(reader.files.name, reader.parties, reader.phrases, reader.sources, statements, drafts)


def collected(
    name: str,
    parties: Mapping[LocalName, Party],
    phrases: Mapping[LocalName, Phrase],
    sources: Iterable[Source],
    statements: Iterable[Statement],
    drafts: Iterable[Draft] = (),
) -> Dossier:
    """A dossier of *sources*, and of the *statements* and *drafts* that stand in them."""
    found: dict[LocalName, dict[type, list[Statement]]] = {}
    for one in statements:
        found.setdefault(one.source, {}).setdefault(type(one), []).append(one)
    drafted: dict[LocalName, list[Draft]] = {}
    for draft in drafts:
        drafted.setdefault(draft.source, []).append(draft)

    def of(source: Source, kind: type[S]) -> tuple[S, ...]:
        return tuple(one for one in found.get(source.iri, {}).get(kind, ()) if isinstance(one, kind))

    return Dossier(
        name,
        tuple(party for _, party in sorted(parties.items())),
        tuple(phrase for _, phrase in sorted(phrases.items())),
        tuple(
            replace(
                source,
                claims=of(source, Claim),
                non_answers=of(source, NonAnswer),
                relations=of(source, Relation),
                not_claims=of(source, NotClaim),
                drafts=tuple(drafted.get(source.iri, ())),
            )
            for source in sources
        ),
    )


def load(paths: Sequence[Path], drafts: bool = False) -> Dossier:
    """The dossier at *paths*, with its *drafts* if wanted.

    Raises:
        DossierError: it has errors; the exception tells them all.
        UsageError: a path does not exist, or holds no source files.
    """
    reading = read_dossier(paths, drafts)
    if reading.dossier is None:
        raise DossierError(one for one in reading.problems if one.level is Level.ERROR)
    return reading.dossier
