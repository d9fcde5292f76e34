"""The matrix on paper: fitted to one page or several, drawn, or refused with the ways out."""

from collections.abc import Iterable
from functools import partial
from itertools import accumulate
from typing import Final

from graph.problems import UsageError
from viz.content.gathering import Gathered
from viz.content.selection import Selection
from viz.content.speaking import counted
from viz.job import Drawn, Job, Labels
from viz.look import (
    CITATION_SIZE,
    DRAFT,
    LABEL_SIZE,
    LOOKS,
    OWN_CELL,
    PAPER,
    RULE,
    SECONDARY,
    TAG_SIZE,
)
from viz.matrix.fitting import Fit, fit
from viz.matrix.paging import Part, index, size_of, told
from viz.matrix.setting import CORNER
from viz.matrix.table import Matrix, matrix
from viz.matrix.words import matrix_text
from viz.paper.book import Leaf, bound
from viz.paper.files import Format
from viz.paper.frame import listed_elsewhere
from viz.paper.geometry import Point, Rect, Size
from viz.paper.page import Page
from viz.paper.plates import draw_plate
from viz.paper.prose import LEADING
from viz.paper.sheet import HALF_CAPITAL, Sheet
from viz.refusing import fewer_parties, refusal

#: Of more rows and columns than this no matrix is set: it would take minutes, and hundreds of pages.
LARGEST: Final = 1_000


def draw_matrix(gathered: Gathered, job: Job) -> Drawn:
    """Draw what was gathered as a matrix, inside ``settings``; a PDF may take several pages.

    Raises:
        UsageError: it does not fit on the page, or a character is in no font.
    """
    table = matrix(gathered)
    if len(table.rows) + len(table.columns) > LARGEST:
        raise UsageError(
            f"the matrix of {_size(table)} would take hundreds of pages; "
            f"use {' or '.join(fewer_parties(gathered.selection))}"
        )
    headers = (*table.rows, *table.columns)
    bold = (table.title, *(name for one in headers for name in one.box.names))
    job.fonts.check(table.texts, (*bold, *(one.head for cell in table.cells for one in cell.slots)))
    found = fit(table, job.paper, job.fonts, job.labels, job.imprint, job.format is Format.PDF)
    if found is None:
        raise UsageError(_refusal(table, job, gathered.selection))
    return Drawn(
        _sheets(table, found, job),
        table,
        matrix_text(table, job.imprint),
        _messages(table, found, job),
        job.format is not Format.PDF and (found.around.apart or found.listing.block is None),
    )


def _messages(table: Matrix, found: Fit, job: Job) -> tuple[str, ...]:
    messages = []
    if found.setting.mode.short and job.labels is Labels.AUTO:
        bare = "" if found.setting.mode.status or not table.has_statuses else ", statuses in the list"
        messages.append(
            f"words in the cells do not fit on {job.paper.name}: drawn with numbers (?›1,2){bare}"
        )
    if len(found.parts) > 1:
        messages.append(
            f"the matrix of {_size(table)} takes {len(found.parts)} pages of {job.paper.name}; "
            "an index of the parties follows them"
        )
    if found.listing.block is None:
        messages.append(listed_elsewhere(table, job.format))
    return tuple(messages)


def _size(table: Matrix) -> str:
    return f"{counted(len(table.rows), 'row')} and {counted(len(table.columns), 'column')}"


def _refusal(table: Matrix, job: Job, selection: Selection) -> str:
    ways = fewer_parties(selection)
    if selection.stances is None:
        ways.append("--stance")
    on_pages = fit(table, job.paper, job.fonts, job.labels, job.imprint, True)

    def fits(paper: Page, labels: Labels) -> bool:
        return fit(table, paper, job.fonts, labels, job.imprint, job.format is Format.PDF) is not None

    pages = None if on_pages is None else len(on_pages.parts)
    return refusal(f"the matrix of {_size(table)}", pages, job, ways, fits)


def _sheets(table: Matrix, found: Fit, job: Job) -> tuple[Sheet, ...]:
    leaves = [
        Leaf(told(part, table), size_of(found.setting, part).height, partial(_draw_part, found, part))
        for part in found.parts
    ]
    where = ("Where each party stands:", *index(found.parts, table))
    return bound(found.around, leaves, found.legend, found.listing, where, job.format)


def _draw_part(found: Fit, part: Part, sheet: Sheet, corner: Point) -> None:
    """Draw some rows and columns of the matrix, its upper left corner at *corner*."""
    setting, table = found.setting, found.setting.table
    if not table.rows:
        sheet.text(
            corner.x, corner.y - CITATION_SIZE, "No statement to draw.", CITATION_SIZE, colour=SECONDARY
        )
        return
    head, pad = setting.head, setting.mode.gaps.pad
    xs = _edges(corner.x + head.width, (setting.widths[one] for one in part.columns))
    ys = _edges(corner.y - head.height, (-setting.heights[one] for one in part.rows))
    if part.columns:
        _draw_corner(sheet, head, corner)
        _draw_grid(sheet, xs, ys)
    for place, column in enumerate(part.columns):
        rect = Rect(xs[place] + pad, ys[0] + pad / 2, xs[place + 1] - pad, corner.y)
        box = table.columns[column].box
        draw_plate(sheet, rect, box.shape, setting.columns[column], box.key, setting.turned[column])
    for at, row in enumerate(part.rows):
        rect = Rect(corner.x, ys[at + 1] + pad / 2, xs[0] - pad, ys[at] - pad / 2)
        box = table.rows[row].box
        draw_plate(sheet, rect, box.shape, setting.rows[row], box.key)
        for place, column in enumerate(part.columns):
            rect = Rect(xs[place], ys[at + 1], xs[place + 1], ys[at])
            _draw_cell(sheet, found, row, column, rect)


def _edges(start: float, lengths: Iterable[float]) -> list[float]:
    return list(accumulate(lengths, initial=start))


def _draw_grid(sheet: Sheet, xs: list[float], ys: list[float]) -> None:
    for x in xs:
        sheet.rule(Point(x, ys[0]), Point(x, ys[-1]), RULE)
    for y in ys:
        sheet.rule(Point(xs[0], y), Point(xs[-1], y), RULE)


def _draw_corner(sheet: Sheet, head: Size, corner: Point) -> None:
    """Say what rows and columns are, above the row headers and left of the column headers."""
    bottom = corner.y - head.height
    for place, text in enumerate(CORNER):
        y = bottom + 2.5 + (1 - place) * TAG_SIZE * LEADING
        sheet.text(corner.x, y, text, TAG_SIZE, colour=SECONDARY)


def _draw_cell(sheet: Sheet, found: Fit, row: int, column: int, rect: Rect) -> None:
    setting, table = found.setting, found.setting.table
    cell = table.at.get((row, column))
    if cell is None and table.is_own(row, column):
        sheet.area(rect, OWN_CELL, RULE)
        baseline = rect.middle.y - LABEL_SIZE * HALF_CAPITAL
        sheet.text(rect.middle.x, baseline, "—", LABEL_SIZE, colour=SECONDARY, align="center")
    if cell is None:
        return
    sheet.area(rect, PAPER, RULE, cell.key)
    for slot in cell.slots:
        look = LOOKS[slot.stance]
        place = setting.place(cell, slot, rect)
        sheet.slot(place, look, look.tint, slot.key)
        sheet.centred(place, setting.slots[slot.key], LEADING, f"{slot.key}-text")
    if cell.drafts is not None:
        place = setting.place(cell, cell.drafts, rect)
        sheet.slot(place, DRAFT, DRAFT.tint, cell.drafts.key)
        sheet.centred(place, setting.slots[cell.drafts.key], LEADING, f"{cell.drafts.key}-text")
