"""Sheets as a CSV file or as an Excel workbook; no cell is a formula or a link, whatever a source wrote."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final
from unicodedata import east_asian_width

from graph.claims import PartialDate, Stance
from graph.formats import Written
from graph.formats.holding import ALL, Has, dropped
from graph.formats.markup import Allowed
from graph.formats.tables import harmless
from graph.telling.drafts import DRAFT_WORD
from graph.telling.grammar import counted
from viz.exports.job import Job
from viz.exports.sheets import Cell, Sheet, Sheets, legend
from viz.look import BOX_FILL, DRAFT, INK, LOOKS, NON_ANSWER_COLOUR, RULE, Look, Pattern

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

#: The longest text of a cell, in UTF-16 code units.
LONGEST: Final = 32_767
_CUT: Final = "… [cut]"
#: Excel's calendar is wrong before this day.
_FIRST_DAY: Final = date(1900, 3, 1)
#: The date of writing that a workbook has to have: the same for all, and nobody's.
_WRITTEN_ON: Final = datetime(1980, 1, 1)
#: Excel's numbers for borders: dashed, dotted, thin, dashed and dotted.
_BORDERS: Final = {Pattern.DASHED: 3, Pattern.DOTTED: 4, Pattern.SOLID: 1, Pattern.DASH_DOTTED: 9}
_WIDEST: Final = 60
#: The height of a line and the greatest height of a row, in points.
_LINE: Final = 15
_HIGHEST: Final = 409
#: What the widths of columns count is digits; a text in Latin letters with capitals takes a little more.
_WIDTH_OF_A_LETTER: Final = 1.1
#: Excel's number for paper of size A3.
_A3: Final = 8
#: What a workbook holds, in one sheet or another: all but what is no statement.
HOLDS: Final = ALL - {Has.RELATIONS, Has.PASSAGES}
#: The width of a page, in characters, at which its letters are still about 6.5 pt high.
_PAGE_WIDTH: Final = 350


def as_csv(job: Job) -> Written:
    """Claims and non-answers, one row each, as CSV (CRLF); a formula gets a ``'`` in front.

    UTF-8 with the mark at its start by which Excel knows it, as in the CSV of the explorer.
    What the file says of itself is the title of a last, empty column: CSV has no other place.
    """
    sheet = Sheets(job).said_and_drafts()
    allowed = Allowed()
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    about = "; ".join(f"{word}: {text}" for word, text in job.facts)
    writer.writerow([*(title for title, _ in sheet.columns), allowed.plain(f"about: {about}")])
    guarded = 0
    for row in sheet.rows:
        texts = [allowed.plain(str(cell)) for cell in row]
        safe = [harmless(text) for text in texts]
        guarded += sum(one != other for one, other in zip(texts, safe, strict=True))
        writer.writerow([*safe, ""])
    lost = [*job.left_out, *_dropped(job), "flows, parties, sources and legend: xlsx has them"]
    if guarded:
        lost.append(f"{counted(guarded, 'cell')} that a spreadsheet would compute, with a ' in front")
    return Written(stream.getvalue().encode("utf-8-sig"), (*lost, *allowed.lost("CSV")))


def as_xlsx(job: Job) -> Written:
    """A workbook: claims, flows, parties, sources, legend, about; the same input gives the same bytes."""
    from xlsxwriter import Workbook

    sheets = Sheets(job)
    drafts = sheets.drafts()
    found = [sheets.said(), *([] if drafts is None else [drafts])]
    found += [sheets.flows(), sheets.parties(), sheets.sources(), legend(drafts is not None)]
    stream = io.BytesIO()
    book = Workbook(
        stream,
        {
            "in_memory": True,
            "constant_memory": False,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    writing = _Book(book)
    book.set_properties(
        {
            "title": writing.allowed.plain(job.title),
            "comments": writing.allowed.plain(job.about),
            "created": _WRITTEN_ON,
        }
    )
    for sheet in found:
        writing.write(sheet)
    lost = (*job.left_out, *_dropped(job), *writing.lost, *writing.allowed.lost("XLSX"))
    writing.write(sheets.about(lost))
    book.close()
    return Written(stream.getvalue(), lost)


def _dropped(job: Job) -> tuple[str, ...]:
    """What has no row or column, not even in the sheets to which a CSV file refers."""
    return dropped(job.gathered.dossier, job.kept, HOLDS, of=job.gathered.part)


class _Book:
    """Writes sheets; knows the formats of their cells, and what it had to cut."""

    def __init__(self, book: "Workbook") -> None:
        self.allowed = Allowed()
        self._book, self._cut = book, 0
        self._vague: set[str] = set()
        self._early: set[str] = set()
        plain = {"text_wrap": True, "valign": "top", "font_color": INK}
        self._text = book.add_format(plain)
        self._number = book.add_format(plain | {"align": "left"})
        self._day = book.add_format(plain | {"num_format": "yyyy-mm-dd", "align": "left"})
        self._head = book.add_format(
            {"bold": True, "bg_color": BOX_FILL, "bottom": 1, "bottom_color": RULE, "text_wrap": True}
            | {"valign": "top", "font_color": INK}
        )
        self._marks: dict[Stance | str | None, Format] = {
            None: book.add_format(plain | {"font_color": NON_ANSWER_COLOUR})
        }
        looks: list[tuple[Stance | str, Look]] = [*LOOKS.items(), (DRAFT_WORD, DRAFT)]
        for stance, look in looks:
            border = {"border": _BORDERS[look.line], "border_color": look.colour, "bg_color": look.tint}
            self._marks[stance] = book.add_format(plain | border)  # in ink: readable on every tint

    @property
    def lost(self) -> tuple[str, ...]:
        """What did not fit into a cell."""
        found = []
        if self._cut:
            found.append(f"{counted(self._cut, 'text')} of more than {LONGEST:,} characters, cut")
        if self._vague:
            dates = counted(len(self._vague), "date")
            found.append(f"{dates} of a month or year only, written as text")
        if self._early:
            dates = counted(len(self._early), "date")
            found.append(f"{dates} before March 1900, which Excel does not know, written as text")
        return tuple(found)

    def write(self, sheet: Sheet) -> None:
        """Add a sheet: header frozen and with filters, columns as wide as they say, rows as high as needed.

        On paper (A3) it lies across, with its header on each page: one page wide, or, where its letters
        would be too small to read, as many as it takes, each with the first column.
        """
        page = self._book.add_worksheet(sheet.name)
        page.set_landscape()
        page.set_paper(_A3)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        widths = [min(width, _WIDEST) for _, width in sheet.columns]
        page.fit_to_pages(pages := -(-sum(widths) // _PAGE_WIDTH), 0)
        page.repeat_rows(0)
        if pages > 1:
            page.repeat_columns(0)
        page.set_row(0, _height([title for title, _ in sheet.columns], widths))
        for column, (title, width) in enumerate(zip((one for one, _ in sheet.columns), widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, title, self._head)
        for number, row in enumerate(sheet.rows, 1):
            page.set_row(number, _height(row, widths))
            for column, cell in enumerate(row):
                style = self._text
                if sheet.stances and column == sheet.mark:
                    style = self._marks[sheet.stances[number - 1]]
                self._cell(page, number, column, cell, style)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)

    def _cell(self, page: Any, row: int, column: int, cell: Cell, style: "Format") -> None:
        if isinstance(cell, int):
            page.write_number(row, column, cell, self._number)
        elif isinstance(cell, PartialDate):
            if cell.precision == "day" and cell.first_day >= _FIRST_DAY:
                page.write_datetime(row, column, cell.first_day, self._day)
                return
            (self._early if cell.precision == "day" else self._vague).add(str(cell))
            page.write_string(row, column, str(cell), style)
        elif cell:
            page.write_string(row, column, self._fitting(self.allowed.plain(_line_ends(cell))), style)

    def _fitting(self, text: str) -> str:
        if len(text) * 2 <= LONGEST or len(text.encode("utf-16-le")) // 2 <= LONGEST:
            return text
        self._cut += 1
        room = (LONGEST - len(_CUT)) * 2
        return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """How high a row is, in points, so that its longest cell can be read; LibreOffice does not find out."""
    lines = max(
        (_lines(str(cell), width) for cell, width in zip(row, widths, strict=True) if cell), default=1
    )
    return min(lines * _LINE, _HIGHEST)


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column as wide as so many digits."""
    room = max(1, int(width / _WIDTH_OF_A_LETTER))
    if len(text) <= room and "\n" not in text and text.isascii():
        return 1
    most = _HIGHEST // _LINE + 1
    if len(text) > most * width * 2:
        return most
    return sum(_wrapped(line, room) for line in _line_ends(text).split("\n"))


def _wrapped(line: str, room: int) -> int:
    wide = sum(east_asian_width(one) in "WF" for one in line)
    by_length = -(-(len(line) + wide) // room)
    return max(1, by_length, len(wrap(line, room)))


def _line_ends(text: str) -> str:
    """The text with the line ends of a cell, which are line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
