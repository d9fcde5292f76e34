"""``claims.csv``: one claim per row, read row by row with the place of every cell."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from graph.claims import LocalName, Source
from graph.problems import Level, Place, Problem, quoted
from graph.reading.format import ClaimBlock
from graph.reading.lost import Lost
from graph.reading.marks import Broken, refuse_irregular, unreadable
from graph.reading.suggesting import Suggestions
from graph.vocabulary import digest

#: Keys whose cells hold several values, joined by ";".
LISTS: Final = frozenset(
    {
        "from",
        "to",
        "data",
        "purpose",
        "subjects",
        "hedges",
        "exclusive",
        "responds_to",
        "denies",
        "supersedes",
    }
)
#: Keys whose cells refer to other claims by their id.
REFERENCES: Final = ("responds_to", "denies", "supersedes")
#: Keys that no cell can hold.
_NO_CELL: Final = frozenset({"except"})

#: The longest line of a table, in bytes.
_LONGEST_LINE: Final = 1_000_000

#: The columns that a table may have beside ``source``.
KEYS: Final = tuple(
    key for name, one in ClaimBlock.model_fields.items() if (key := one.alias or name) not in _NO_CELL
)


@dataclass(slots=True)
class Row:
    """One row: its values by key, and the place of each cell."""

    values: dict[str, Any]
    source: str
    path: str
    line: int
    raw: str
    columns: Mapping[str, int]

    def place(self, loc: tuple[int | str, ...]) -> Place:
        """The place of the cell of the key that *loc* begins with; of the row if there is none."""
        wanted = self.columns.get(str(loc[0])) if loc else None
        return _cell(self.raw, wanted or 0, self.path, self.line)


@dataclass(slots=True)
class Rows:
    """A table of claims; iterate it as often as needed, it is read anew each time."""

    file: Path
    path: str
    columns: dict[str, int]
    _problems: list[Problem] = field(default_factory=list)
    _sources: dict[str, LocalName] = field(default_factory=dict)

    @staticmethod
    def open(file: Path, path: str) -> "Rows":
        """The table of *file*, called *path* in messages.

        Raises:
            Broken: it cannot be read, or its first line does not name the columns.
        """
        table = Rows(file, path, {})
        header = next(table._records(), None)
        if header is None:
            raise Broken(
                Problem(Place(path, 1, 1), "the file is empty; its first line names the columns", "file")
            )
        cells = [one.strip() for one in header[0]]
        for number, name in enumerate(cells):
            if name != "source" and name not in KEYS:
                near = Suggestions().nearest(name, (*KEYS, "source"))
                mend = f"did you mean {near!r}?" if near else f"the columns are source, {', '.join(KEYS)}"
                if name in _NO_CELL:
                    mend = "exceptions are written in a source file (YAML)"
                said = f"unknown column {quoted(name)}" if name else f"column {number + 1} has no name"
                raise Broken(Problem(_cell(header[2], number, path, 1), f"{said}; {mend}", "column"))
            if cells.index(name) != number:
                message = f"column {name!r} is there twice; keep one of them"
                raise Broken(Problem(_cell(header[2], number, path, 1), message, "column"))
        for name in ("source", "speaker", "stance"):
            if name not in cells:
                raise Broken(Problem(Place(path, 1, 1), f"there is no column {name!r}; add it", "column"))
        table.columns.update({name: number for number, name in enumerate(cells)})
        return table

    @property
    def refers(self) -> bool:
        """Tell whether a column refers to other claims."""
        return any(one in self.columns for one in REFERENCES)

    def titled(self, by_name: Mapping[str, Source], lost: Lost, problems: list[Problem]) -> list[Source]:
        """The sources that rows name by title alone; those of source files are taken from *by_name*."""
        made = []
        for row in self._first_of_each_source(problems):
            if not row.source:
                problems.append(
                    Problem(
                        row.place(("source",)), "a claim needs a source; name its file or title", "source"
                    )
                )
            elif row.source in by_name:
                self._sources[row.source] = by_name[row.source].iri
            elif row.source not in lost:
                iri = f"source/{digest(['title', None, row.source, None])}"
                made.append(Source(iri, self.file.name, title=row.source))
                self._sources[row.source] = iri
                problems.append(
                    Problem(
                        row.place(("source",)),
                        f"source {quoted(row.source)} is no file here; it is taken for a title",
                        "guessed",
                        Level.NOTE,
                    )
                )
        return made

    def _first_of_each_source(self, problems: list[Problem]) -> Iterator[Row]:
        """The first row of each source, and every row that names none."""
        at, seen = self.columns["source"], set()
        try:
            records = self._records()
            next(records)
            for cells, line, raw in records:
                source = cells[at] if at < len(cells) else ""
                if source not in seen and any(cells):
                    if source:
                        seen.add(source)
                    yield Row({}, source, self.path, line, raw, self.columns)
        except Broken as broken:
            problems.append(broken.problem)

    def source_of(self, row: Row) -> LocalName | None:
        """The local name of the row's source; None if it has none."""
        return self._sources.get(row.source)

    def rows(self, problems: list[Problem]) -> Iterator[Row]:
        """The rows with their values; what cannot be read is added to *problems* and ends the reading."""
        names = sorted(self.columns, key=self.columns.__getitem__)
        splits = [name in LISTS for name in names]
        shapers: dict[str, Callable[[str], Any]] = {"at": _offsets, "period": _period}
        others = [shapers.get(name) for name in names]
        wanted = list(zip(names, splits, others, strict=True))
        width = len(names)
        source_at = self.columns["source"]
        try:
            records = self._records()
            next(records)
            for cells, line, raw in records:
                if len(cells) > width:
                    if any(cells[width:]):
                        place = _cell(raw, width, self.path, line)
                        mend = "put cells with commas in double quotes"
                        message = f"{len(cells)} cells under {width} columns; {mend}"
                        problems.append(Problem(place, message, "csv"))
                        continue
                    del cells[width:]  # commas that a spreadsheet left behind
                values: dict[str, Any] = {}
                for (name, split, shaper), cell in zip(wanted, cells, strict=False):
                    if not cell:
                        continue
                    if split:
                        values[name] = (
                            [part for one in cell.split(";") if (part := one.strip())]
                            if ";" in cell
                            else [cell]
                        )
                    else:
                        values[name] = shaper(cell) if shaper else cell
                source = values.pop("source", "")
                if not values and not source:
                    continue  # an empty line, or one that a spreadsheet filled with commas
                yield Row(
                    values, source if source_at < len(cells) else "", self.path, line, raw, self.columns
                )
        except Broken as broken:
            problems.append(broken.problem)

    def _records(self) -> Iterator[tuple[list[str], int, str]]:
        """The cells of each record, the line on which it begins, and its raw text."""
        taken: list[str] = []
        lines = self._lines(taken)
        reader = csv.reader(lines, strict=True)
        line = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                said = str(error)
                mend = next((mend for words, mend in _MENDS if words in said), said)
                raise Broken(Problem(Place(self.path, line, 1), mend, "csv")) from None
            yield cells, line, taken[0] if len(taken) == 1 else "".join(taken)
            line += len(taken)
            taken.clear()

    def _lines(self, taken: list[str]) -> Iterator[str]:
        try:
            refuse_irregular(self.file, self.path)
            with self.file.open("rb") as stream:
                for number, data in enumerate(iter(partial(stream.readline, _LONGEST_LINE), b""), 1):
                    if len(data) == _LONGEST_LINE:
                        message = (
                            f"a line of more than {_LONGEST_LINE / 1e6:.0f} MB; this is no table of claims"
                        )
                        raise Broken(Problem(Place(self.path, number, 1), message, "csv"))
                    try:
                        text = data.decode("utf-8-sig" if number == 1 else "utf-8")
                    except UnicodeDecodeError as error:
                        raise Broken(_undecodable(self.path, number, data, error)) from None
                    if "\0" in text:
                        place = Place(self.path, number, text.index("\0") + 1)
                        message = (
                            "a NUL byte; this is no text file, or a damaged one (or UTF-16: save it as UTF-8)"
                        )
                        raise Broken(Problem(place, message, "encoding"))
                    taken.append(text)
                    yield text
        except OSError as error:
            raise Broken(unreadable(self.path, error)) from None


def _cell(raw: str, wanted: int, path: str, line: int) -> Place:
    """The place of a cell of the record *raw*, which begins on *line*: of its last if there are fewer."""
    column, place = 1, Place(path, line, 1)
    inside, number = False, 0
    for one in raw if wanted else "":
        if one == '"':
            inside = not inside
        column += 1
        if one == "," and not inside:
            number += 1
            place = Place(path, line, column)
            if number == wanted:
                break
        elif one == "\n":
            line, column = line + 1, 1
    return place


_MENDS: Final = (
    ("unexpected end of data", "a double quote that is opened here and never closed"),
    ("expected after", 'a double quote inside a quoted cell; write it twice ("")'),
    ("field larger", "a cell longer than 131,072 characters"),
    ("new-line character seen", "a carriage return inside a row; save the table with ordinary line ends"),
)


def _undecodable(path: str, line: int, data: bytes, error: UnicodeDecodeError) -> Problem:
    if line == 1 and data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(
            Place(path, 1, 1), "is UTF-16; save it as UTF-8 (in a spreadsheet: CSV UTF-8)", "encoding"
        )
    column = len(data[: error.start].decode("utf-8", "replace")) + 1
    message = (
        f"byte 0x{data[error.start]:02X} is no UTF-8; save the table as UTF-8 (in a spreadsheet: CSV UTF-8)"
    )
    return Problem(Place(path, line, column), message, "encoding")


def _offsets(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(";")]


def _period(cell: str) -> Any:
    """``1995/1996-03``, ``1998/`` or ``/1999``: from and until."""
    start, slash, end = cell.partition("/")
    if not slash:
        return cell
    return {key: one.strip() for key, one in (("from", start), ("until", end)) if one.strip()}
