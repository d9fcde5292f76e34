"""What stands around every picture: title and coverage above, sources and imprint below, list pages after."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from viz.content.content import Content, Reference
from viz.content.speaking import counted
from viz.look import CITATION_SIZE, COVERAGE_SIZE, FOOTER_SIZE, SECONDARY, TITLE_SIZE
from viz.paper.files import Format, blank
from viz.paper.geometry import Size
from viz.paper.lettering import Lettering
from viz.paper.page import Page
from viz.paper.prose import HANG, LEADING, Entry, Footer, column_width, footer, paged
from viz.paper.sheet import Sheet

#: Distance between title, picture, legend, list and footer.
GAP: Final = 9.0
#: Width of "page 100 of 100" and the distance to what stands left of it.
NUMBER_ROOM: Final = 70.0


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


def open_ended(found: Frame, fonts: Lettering) -> Frame:
    """The same frame with room for a page number in the lower right corner."""
    imprint = fonts.wrap(" ".join(found.footer.imprint), FOOTER_SIZE, found.paper.room - NUMBER_ROOM)
    return replace(found, footer=replace(found.footer, imprint=imprint))


def without_sources(found: Frame, fonts: Lettering, imprint: str) -> Frame:
    """The same frame without the sources, for a picture of very many; they are listed elsewhere."""
    text = " · ".join(filter(None, ("sources: in the list", imprint)))
    return replace(found, footer=footer((), text, fonts, found.paper.room))


def as_entries(references: Sequence[Reference], fonts: Lettering, room: float) -> tuple[Entry, ...]:
    """Sources as entries of the list, for a page that has no room for them at its foot."""
    width = column_width(room)[1] - HANG
    return tuple(
        Entry("", SECONDARY, fonts.wrap(f"({letter}) {text}", CITATION_SIZE, width), SECONDARY)
        for letter, text in references
    )


def listed_elsewhere(content: Content, format: Format) -> str:
    """What is said on stderr of a list that has no room under the figure."""
    where = "on the pages after it" if format is Format.PDF else "in a second file, as Markdown"
    drafts = f" and {counted(len(content.drafts), 'draft')}" if content.drafts else ""
    return f"the list of {len(content.citations)} statements{drafts} does not fit under the figure: {where}"


def running_head(content: Content, paper: Page, fonts: Lettering) -> tuple[str, ...]:
    """The title in lines, as it stands on every page but the first."""
    return fonts.wrap(content.title, COVERAGE_SIZE, paper.room, True)


def draw_running_head(sheet: Sheet, paper: Page, lines: Sequence[str]) -> float:
    """Draw the running head; give the height of what follows."""
    y = paper.height - paper.margin
    for line in lines:
        sheet.text(paper.margin, y - COVERAGE_SIZE, line, COVERAGE_SIZE, bold=True)
        y -= COVERAGE_SIZE * LEADING
    return y - GAP


def number_page(sheet: Sheet, paper: Page, number: int, total: int) -> None:
    """Write "page 2 of 3" into the lower right corner."""
    text = f"page {number} of {total}"
    sheet.text(paper.width - paper.margin, paper.margin, text, FOOTER_SIZE, colour=SECONDARY, align="right")


def list_pages(
    content: Content, entries: Sequence[Entry], paper: Page, fonts: Lettering, before: int
) -> list[Sheet]:
    """The list of statements on pages of its own, which follow *before* others, numbered."""
    count, width = column_width(paper.room)
    head = running_head(content, paper, fonts)
    around = len(head) * COVERAGE_SIZE * LEADING + GAP + 2 * FOOTER_SIZE
    blocks = paged(entries, count, width, paper.height - 2 * paper.margin - around)
    sheets = []
    for number, block in enumerate(blocks, start=before + 1):
        sheet = blank(Size(paper.width, paper.height), fonts)
        block.draw(sheet, paper.margin, draw_running_head(sheet, paper, head))
        number_page(sheet, paper, number, before + len(blocks))
        sheets.append(sheet)
    return sheets
