"""What the reader of source files says of a text before it is written, and what its entries say."""

import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from graph.claims import Claim, Dossier, LocalName, NonAnswer
from graph.files import SourceFiles, find
from graph.problems import Level, Place, Problem
from graph.reading.dossiers import LONGEST_TEXT, Reader, gathered
from graph.reading.marks import Broken, decode, read_bytes, sha256
from graph.reading.quotes import SourceText
from graph.reviewing.drafts import held
from graph.reviewing.spans import Mapped, index_of, line_number, spans, texts
from graph.reviewing.splices import Splice, before
from graph.reviewing.splicing import entry_at
from graph.telling.sentences import Sentences


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading a text gave: its problems by place, and its statements by the line where each begins."""

    problems: tuple[Problem, ...]
    dossier: Dossier
    said: dict[int, Claim | NonAnswer]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a file from being used."""
        return tuple(one for one in self.problems if one.level is Level.ERROR)

    def sentence(self, line: int) -> str | None:
        """What the entry that begins in this line says, as a sentence; None if nothing can be told."""
        said = self.said.get(line)
        return None if said is None else Sentences(self.dossier).of(said)


def check(path: Path, text: str, data: bytes) -> Checked:
    """What the reader says of *data*, which is *text*, in the place of the file at *path*.

    It is read beside what it needs: its text, what the sources of its folder share, and the sources
    to whose claims it refers.
    """
    with tempfile.TemporaryDirectory() as folder:
        candidate = Path(folder) / path.name
        candidate.write_bytes(data)
        _lay_beside(path, text, Path(folder))
        files = _files(path, text, candidate)
        reader = Reader(files)
        places: dict[LocalName, Place] = {}
        statements = list(reader.statements(places))
        said = {
            places[one.iri].line: one
            for one in statements
            if isinstance(one, Claim | NonAnswer) and places[one.iri].path == str(candidate)
        }
        dossier = gathered(reader, statements)  # which reads the drafts, too, and finds their problems
        others = {str(one) for one in files.sources if one != candidate}
        problems = sorted(
            {
                _moved(one, str(candidate), str(path))
                for one in (*reader.problems, *reader.draft_problems)
                if one.place.path not in others
            },
            key=lambda one: (one.place, one.level, one.message),
        )
        return Checked(tuple(problems), dossier, said)


def line_of(text: str, block: str, number: int) -> int:
    """The line in which an entry begins, counted from 1."""
    return line_number(text, entry_at(spans(text), block, number).start)


def lines_of(text: str, block: str, number: int) -> range:
    """The lines of an entry, counted from 1."""
    entry = entry_at(spans(text), block, number)
    return range(line_number(text, entry.start), line_number(text, max(entry.start, entry.end - 1)) + 1)


def moved_back(problem: Problem, path: str, now: str, was: str, splices: list[Splice]) -> Problem:
    """A problem of the text *now*, at the place that it has in what the text *was* before."""
    place = problem.place
    if place.path != path or not place.line:
        return problem
    at = before(splices, index_of(now, place.line, place.column))
    line = line_number(was, at)
    return replace(problem, place=Place(path, line, at - index_of(was, line, 1) + 1))


def source_text(path: Path, text: str) -> SourceText | None:
    """The document that the source file *text* at *path* is about, if it is at hand."""
    name = _text_name(text)
    if name is None:
        return None
    try:
        data = read_bytes(path.parent / name, name, LONGEST_TEXT)
        raw = ("\ufeff" if data.startswith(b"\xef\xbb\xbf") else "") + decode(data, name)
    except Broken:
        return None
    return SourceText(raw, sha256(data))


def _text_name(text: str) -> str | None:
    """The name of the document beside the source file, as the file gives it."""
    root = spans(text)
    source = root.get("source") if isinstance(root, Mapped) else None
    names = texts(source.get("text")) if isinstance(source, Mapped) else ()
    if not names or names[0] in {".", ".."} or set(names[0]) & set("/\\:\0"):
        return None
    return names[0]


def _lay_beside(path: Path, text: str, folder: Path) -> None:
    name = _text_name(text)
    if name is not None and name != path.name:
        with suppress(OSError):
            (folder / name).symlink_to((path.parent / name).absolute())


def _files(path: Path, text: str, candidate: Path) -> SourceFiles:
    """The files to read: the candidate, what is shared, and the sources that it refers to."""
    stems = {
        one.partition("/")[0]
        for entry in held(text)
        for key in ("responds_to", "denies", "supersedes")
        for one in entry.values.get(key, ())
        if "/" in one
    }
    alone = find([path])
    if not stems:
        return replace(alone, sources=(candidate,))
    folder = find([path.parent])
    others = [one for one in folder.sources if one.stem in stems and one.name != path.name]
    known = {one.stem for one in others}
    tables = folder.tables if stems - known else ()
    return replace(alone, sources=(*others, candidate), tables=tables)


def _moved(one: Problem, there: str, here: str) -> Problem:
    """A problem of the candidate, told of the file that it would take the place of."""
    path = here if one.place.path == there else one.place.path
    return replace(one, place=one.place._replace(path=path), message=one.message.replace(there, here))
