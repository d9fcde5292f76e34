"""What a human decided about names: a table that is read, checked and applied every time.

The list of near misses has these columns: a reporter writes "same" or "different" into the first, and gives
the file back. A row whose first cell is empty is undecided, and changes nothing.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from graph.claims import PartialDate
from graph.problems import DossierError, Place, Problem, UsageError, quoted
from graph.reading.marks import Broken, decode, read_bytes
from graph.registers.resolving.normal import Atom, atom, names_nobody

#: The columns of decisions and of near misses; ``found`` is what the tool says of the pair, and is not read.
COLUMNS: Final = (
    "decision",
    "name",
    "domain",
    "other_name",
    "other_domain",
    "who",
    "why",
    "when",
    "found",
)
SAME: Final = "same"
DIFFERENT: Final = "different"

_NEEDED: Final = COLUMNS[:6]
#: The largest file that is read, in bytes.
_LARGEST: Final = 50_000_000
_DELIMITERS: Final = (",", ";", "\t")
_FORMULA: Final = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True, slots=True)
class Decision:
    """That two entries name one party (``same``), or two; who decided it, why and when, and where it is."""

    same: bool
    one: Atom
    other: Atom
    who: str
    place: Place
    why: str = ""
    when: str = ""

    def between(self, one: Atom, other: Atom) -> "Decision":
        """The same decision about two others."""
        return replace(self, one=one, other=other)


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, in the order of their places; no two of them contradict each other."""

    rows: tuple[Decision, ...] = ()


#: Nobody decided anything.
NO_DECISIONS: Final = Decisions()


def read_decisions(paths: Sequence[Path]) -> Decisions:
    """The decisions in the tables at *paths* (CSV in UTF-8; with commas, semicolons or tabs).

    Raises:
        UsageError: a file cannot be read, or is no such table.
        DossierError: rows are not as they must be, or contradict each other; all of them are told.
    """
    problems: list[Problem] = []
    found: list[Decision] = []
    for path in paths:
        try:
            text = decode(read_bytes(path, str(path), _LARGEST), str(path))
        except Broken as broken:
            raise UsageError(str(broken.problem)) from None
        found += _rows(text, str(path), problems)
    decided = tuple(sorted(found, key=lambda one: one.place))
    problems += contradictions(decided)
    if problems:
        raise DossierError(sorted(problems, key=lambda one: one.place))
    return Decisions(decided)


def _rows(text: str, path: str, problems: list[Problem]) -> Iterator[Decision]:
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        header = [one.strip().lower() for one in next(table, [])]
        if wrong := [one for one in _NEEDED if header.count(one) != 1]:
            raise UsageError(
                f"{path}:1:1: error: not one column {', '.join(wrong)}; "
                f"the first line names the columns {','.join(COLUMNS)} [column]"
            )
        line = table.line_num + 1
        for cells in table:
            if any(map(str.strip, cells)):
                row = _Row(path, line, dict(zip(header, map(_plain, cells), strict=False)))
                if len(cells) > len(header):
                    message = f"{len(cells)} cells under {len(header)} columns"
                    problems.append(
                        row.problem(f"{message}; put cells with {delimiter!r} in double quotes", "csv")
                    )
                elif (decision := row.decision(problems)) is not None:
                    yield decision
            line = table.line_num + 1
    except csv.Error as error:
        message = f"{error}; close every double quote, and double those in a cell"
        problems.append(Problem(Place(path, line, 1), message, "csv"))


def _plain(cell: str) -> str:
    """A cell without what keeps a spreadsheet from taking it for a formula."""
    text = cell.strip()
    return text[1:] if text.startswith(_FORMULA) else text


@dataclass(frozen=True, slots=True)
class _Row:
    path: str
    line: int
    cells: dict[str, str]

    def problem(self, message: str, rule: str) -> Problem:
        return Problem(Place(self.path, self.line, 1), message, rule)

    def decision(self, problems: list[Problem]) -> Decision | None:
        """What the row decides; None if it is undecided, or not as it must be."""
        said = self.cells.get("decision", "").lower()
        if not said:
            return None
        one = atom(self.cells.get("name"), self.cells.get("domain"))
        other = atom(self.cells.get("other_name"), self.cells.get("other_domain"))
        wrong = list(self._misfits(said, one, other))
        problems += wrong
        if wrong:
            return None
        rest = [self.cells.get(key, "") for key in ("why", "when")]
        return Decision(said == SAME, one, other, self.cells["who"], Place(self.path, self.line, 1), *rest)

    def _misfits(self, said: str, one: Atom, other: Atom) -> Iterator[Problem]:
        if said not in (SAME, DIFFERENT):
            yield self.problem(
                f"decision is {quoted(said)}; use same or different, or leave it empty", "decision"
            )
        for key, side in (("name", one), ("other_name", other)):
            if names_nobody(side) and side.host is None:
                found = quoted(self.cells.get(key, ""))
                yield self.problem(
                    f"{key} is {found}, which names nobody; give a name, or its domain", "name"
                )
        if one == other and said == DIFFERENT:
            message = (
                "both sides are one name and domain; tell them apart by name or domain, or delete the row"
            )
            yield self.problem(message, "decision")
        if not self.cells.get("who"):
            yield self.problem("nobody is named under who; write down who decided this", "who")
        if (when := self.cells.get("when", "")) and not _is_date(when):
            yield self.problem(f"when is {quoted(when)}; write a date as 2026-11-30, 2026-11 or 2026", "date")


def _is_date(text: str) -> bool:
    try:
        PartialDate(text)
    except ValueError:
        return False
    return True


def contradictions(decided: Sequence[Decision]) -> list[Problem]:
    """A problem for each "different" whose two sides other rows make the same, however many lie between."""
    joined: defaultdict[Atom, dict[Atom, Decision]] = defaultdict(dict)
    for row in decided:
        if row.same:
            joined[row.one].setdefault(row.other, row)
            joined[row.other].setdefault(row.one, row)
    problems = []
    for row in decided:
        if not row.same and (way := _way(joined, row.one, row.other)):
            lines = " and ".join(dict.fromkeys(str(one.place) for one in way))
            makes = "makes" if len(way) == 1 else "make"
            message = f"says that two are different whom {lines} {makes} the same; change one of them"
            problems.append(Problem(row.place, message, "contradiction"))
    return problems


def _way(joined: "defaultdict[Atom, dict[Atom, Decision]]", start: Atom, end: Atom) -> list[Decision]:
    """The fewest "same" rows that lead from one side to the other; none if nothing does."""
    reached: dict[Atom, list[Decision]] = {start: []}
    waiting = [start]
    for here in waiting:
        for there, row in joined[here].items() if here in joined else ():
            if there not in reached:
                reached[there] = [*reached[here], row]
                waiting.append(there)
    return reached.get(end, [])
