"""Sheets as a CSV file or as an Excel workbook; no cell is a formula or a link, whatever a source wrote."""

import csv
import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from graph.claims import PartialDate, Stance
from graph.formats import Written
from graph.formats.markup import Allowed
from graph.formats.tables import harmless
from graph.telling.grammar import counted
from viz.exports.job import Job
from viz.exports.sheets import Cell, Sheet, Sheets, legend
from viz.look import BOX_FILL, INK, LOOKS, NON_ANSWER_COLOUR, RULE, Pattern

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
#: Excel's numbers for borders: dashed, dotted, thin.
_BORDERS: Final = {Pattern.DASHED: 3, Pattern.DOTTED: 4, Pattern.SOLID: 1}
_WIDEST: Final = 60


def as_csv(job: Job) -> Written:
    """Claims and non-answers, one row each, as CSV (UTF-8, CRLF); a formula gets a ``'`` in front.

    What the file says of itself is the title of a last, empty column: CSV has no other place.
    """
    sheet = Sheets(job).said()
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
    lost = [*job.left_out, *_beside(job), "flows, parties, sources and legend: xlsx has them"]
    if guarded:
        lost.append(f"{counted(guarded, 'cell')} that a spreadsheet would compute, with a ' in front")
    return Written(stream.getvalue().encode(), (*lost, *allowed.lost("CSV")))


def as_xlsx(job: Job) -> Written:
    """A workbook: claims, flows, parties, sources, legend, about; the same input gives the same bytes."""
    from xlsxwriter import Workbook

    sheets = Sheets(job)
    found = [sheets.said(), sheets.flows(), sheets.parties(), sheets.sources(), legend()]
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
    lost = (*job.left_out, *_beside(job), *writing.lost, *writing.allowed.lost("XLSX"))
    writing.write(sheets.about(lost))
    book.close()
    return Written(stream.getvalue(), lost)


def _beside(job: Job) -> list[str]:
    """What a dossier holds beside claims and non-answers."""
    sources = job.gathered.dossier.sources
    relations = sum(len(one.relations) for one in sources)
    passages = sum(len(one.not_claims) for one in sources)
    found = [f"{counted(relations, 'relation')} left out"] if relations else []
    if passages:
        verb = "that is no claim" if passages == 1 else "that are no claim"
        found.append(f"{counted(passages, 'passage')} {verb}, left out")
    return found


class _Book:
    """Writes sheets; knows the formats of their cells, and what it had to cut."""

    def __init__(self, book: "Workbook") -> None:
        self.allowed = Allowed()
        self._book, self._cut, self._vague = book, 0, 0
        plain = {"text_wrap": True, "valign": "top", "font_color": INK}
        self._text = book.add_format(plain)
        self._day = book.add_format(plain | {"num_format": "yyyy-mm-dd", "align": "left"})
        self._head = book.add_format(
            {"bold": True, "bg_color": BOX_FILL, "bottom": 1, "bottom_color": RULE, "text_wrap": True}
            | {"valign": "top", "font_color": INK}
        )
        self._marks: dict[Stance | None, Format] = {
            None: book.add_format(plain | {"font_color": NON_ANSWER_COLOUR})
        }
        for stance, look in LOOKS.items():
            border = {"border": _BORDERS[look.line], "border_color": look.colour, "bg_color": look.tint}
            self._marks[stance] = book.add_format(plain | border)  # in ink: readable on every tint

    @property
    def lost(self) -> tuple[str, ...]:
        """What did not fit into a cell."""
        found = []
        if self._cut:
            found.append(f"{counted(self._cut, 'text')} of more than {LONGEST:,} characters, cut")
        if self._vague:
            found.append(f"{counted(self._vague, 'date')} written as text, since no day that Excel knows")
        return tuple(found)

    def write(self, sheet: Sheet) -> None:
        """Add a sheet: header frozen and with filters, columns as wide as they say."""
        page = self._book.add_worksheet(sheet.name)
        for column, (title, width) in enumerate(sheet.columns):
            page.set_column(column, column, min(width, _WIDEST))
            page.write_string(0, column, title, self._head)
        for number, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                style = self._text
                if sheet.stances and column == sheet.mark:
                    style = self._marks[sheet.stances[number - 1]]
                self._cell(page, number, column, cell, style)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)

    def _cell(self, page: Any, row: int, column: int, cell: Cell, style: "Format") -> None:
        if isinstance(cell, int):
            page.write_number(row, column, cell, style)
        elif isinstance(cell, PartialDate):
            if cell.precision == "day" and cell.first_day >= _FIRST_DAY:
                page.write_datetime(row, column, cell.first_day, self._day)
                return
            self._vague += 1
            page.write_string(row, column, str(cell), style)
        elif cell:
            page.write_string(row, column, self._fitting(self.allowed.plain(_line_ends(cell))), style)

    def _fitting(self, text: str) -> str:
        if len(text) * 2 <= LONGEST or len(text.encode("utf-16-le")) // 2 <= LONGEST:
            return text
        self._cut += 1
        room = (LONGEST - len(_CUT)) * 2
        return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT


def _line_ends(text: str) -> str:
    """The text with the line ends of a cell, which are line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
