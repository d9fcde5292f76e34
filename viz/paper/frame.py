"""What stands around every picture: title and coverage above, sources and imprint below, list pages after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from viz.content.content import Content
from viz.look import COVERAGE_SIZE, FOOTER_SIZE, SECONDARY, TITLE_SIZE
from viz.paper.files import blank
from viz.paper.geometry import Size
from viz.paper.lettering import Lettering
from viz.paper.page import Page
from viz.paper.prose import LEADING, Entry, Footer, column_width, footer, paged
from viz.paper.sheet import Sheet

#: Distance between title, picture, legend, list and footer.
GAP: Final = 9.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The blocks above and below a picture, set for one page."""

    paper: Page
    title: tuple[str, ...]
    coverage: tuple[str, ...]
    footer: Footer

    @property
    def above(self) -> float:
        """Height from the upper edge of the page to the picture."""
        lines = len(self.title) * TITLE_SIZE + len(self.coverage) * COVERAGE_SIZE
        return self.paper.margin + lines * LEADING + GAP

    @property
    def below(self) -> float:
        """Height from what stands above the footer to the lower edge of the page."""
        return self.footer.height + GAP + self.paper.margin

    def draw(self, sheet: Sheet) -> float:
        """Draw title, coverage and footer; give the height at which the picture begins."""
        left = self.paper.margin
        y = sheet.axes.get_ylim()[1] - self.paper.margin
        for line in self.title:
            sheet.text(left, y - TITLE_SIZE, line, TITLE_SIZE, bold=True, gid="title")
            y -= TITLE_SIZE * LEADING
        for line in self.coverage:
            sheet.text(left, y - COVERAGE_SIZE, line, COVERAGE_SIZE, colour=SECONDARY)
            y -= COVERAGE_SIZE * LEADING
        self.footer.draw(sheet, left, self.paper.margin)
        return y - GAP


def frame(content: Content, paper: Page, fonts: Lettering, imprint: str) -> Frame:
    """The frame of *content* on *paper*; *imprint* tells what it was made from."""
    return Frame(
        paper,
        fonts.wrap(content.title, TITLE_SIZE, paper.room, True),
        fonts.wrap(content.coverage, COVERAGE_SIZE, paper.room),
        footer(content.references, imprint, fonts, paper.room),
    )


def number_page(sheet: Sheet, paper: Page, number: int, total: int) -> None:
    """Write "page 2 of 3" into the lower right corner."""
    text = f"page {number} of {total}"
    sheet.text(paper.width - paper.margin, paper.margin, text, FOOTER_SIZE, colour=SECONDARY, align="right")


def list_pages(
    content: Content, entries: Sequence[Entry], paper: Page, fonts: Lettering, before: int
) -> list[Sheet]:
    """The list of statements on pages of its own, which follow *before* others, numbered."""
    count, width = column_width(paper.room)
    blocks = paged(entries, count, width, paper.height - 2 * paper.margin - 40)
    sheets = []
    for number, block in enumerate(blocks, start=before + 1):
        sheet = blank(Size(paper.width, paper.height), fonts)
        y = paper.height - paper.margin
        sheet.text(paper.margin, y - COVERAGE_SIZE, content.title, COVERAGE_SIZE, bold=True)
        block.draw(sheet, paper.margin, y - 2.5 * COVERAGE_SIZE)
        number_page(sheet, paper, number, before + len(blocks))
        sheets.append(sheet)
    return sheets
