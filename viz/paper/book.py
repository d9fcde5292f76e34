"""What stands around a picture on one page or on several, and the pages bound together.

``flow`` has one page; the matrix and the timeline may take several: then each
says what it holds, an index follows, and all pages are numbered.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, NamedTuple

from viz.content.content import Content
from viz.look import CITATION_SIZE, COVERAGE_SIZE, FOOTER_SIZE, RULE, SECONDARY, UNDER_SIZE
from viz.paper.files import Format, blank
from viz.paper.frame import (
    GAP,
    Frame,
    as_entries,
    draw_running_head,
    frame,
    list_pages,
    number_page,
    open_ended,
    running_head,
    without_sources,
)
from viz.paper.geometry import Point, Size
from viz.paper.legend import Legend
from viz.paper.lettering import Lettering
from viz.paper.page import Page
from viz.paper.prose import HANG, LEADING, Entry, Listing, column_width, listings
from viz.paper.sheet import Sheet

#: A footer higher than this share of the page moves to the list.
_MOST_FOOTER: Final = 0.25
#: Longest line that tells what a page holds, in points.
_LONGEST_SPAN: Final = 1000.0


class Leaf(NamedTuple):
    """The picture of one page: what it holds in words, its height, and how to draw it from a corner down."""

    told: str
    height: float
    draw: Callable[[Sheet, Point], None]


@dataclass(frozen=True)
class Surroundings:
    """Title, coverage and footer of a picture, and the lists to try, best first.

    ``apart`` tells that the sources are too many for the foot of a page: they follow the list.
    """

    content: Content
    frame: Frame
    lists: tuple[Listing, ...]
    apart: bool
    fonts: Lettering

    @property
    def paper(self) -> Page:
        """The page."""
        return self.frame.paper

    def height(self, picture: float, legend: Legend, listing: Listing) -> float:
        """Height in use of a single page."""
        around = self.frame.above + self.frame.below + GAP + GAP / 2
        return around + picture + legend.height + listing.height

    def rooms(self, legend: Legend) -> tuple[float, float]:
        """Height for the picture on the first of several pages, and on the others."""
        head = len(running_head(self.content, self.paper, self.fonts)) * COVERAGE_SIZE * LEADING + GAP
        lines = ceil(_LONGEST_SPAN / self.paper.room)
        fixed = lines * UNDER_SIZE * LEADING + GAP / 2 + GAP + legend.height
        below = open_ended(self.frame, self.fonts).below
        return (
            self.paper.height - self.frame.above - below - fixed,
            self.paper.height - 2 * self.paper.margin - head - 2 * FOOTER_SIZE - fixed,
        )


def surroundings(content: Content, paper: Page, fonts: Lettering, imprint: str) -> Surroundings:
    """What stands around a picture of *content*; *imprint* tells what it was made from."""
    around = frame(content, paper, fonts, imprint)
    apart = around.footer.height > _MOST_FOOTER * paper.height
    lists = listings(content, fonts, paper.room)
    if apart:
        around = without_sources(around, fonts, imprint)
        lists = [one for one in lists if one.block is None]
    return Surroundings(content, around, tuple(lists), apart, fonts)


def bound(
    around: Surroundings,
    leaves: Sequence[Leaf],
    legend: Legend,
    listing: Listing,
    index: Sequence[str],
    format: Format,
) -> tuple[Sheet, ...]:
    """All pages: the picture on one or several, and in a PDF what has no room on it on pages after.

    Args:
        around: What stands around the picture.
        leaves: The picture, page by page.
        legend: Stands below it on each.
        listing: The list of statements.
        index: What tells on which page to look; printed where there are several.
        format: PNG and SVG are as high as the first page needs, a PDF as the paper.
    """
    paper, whole, several = around.paper, format is Format.PDF, len(leaves) > 1
    head = open_ended(around.frame, around.fonts) if several else around.frame
    sheets = []
    for number, leaf in enumerate(leaves):
        height = paper.height if whole else around.height(leaf.height, legend, listing)
        sheet = blank(Size(paper.width, height), around.fonts)
        if number:
            y = draw_running_head(sheet, paper, running_head(around.content, paper, around.fonts))
        else:
            y = head.draw(sheet)
        if several:
            for line in around.fonts.wrap(leaf.told, UNDER_SIZE, paper.room):
                sheet.text(paper.margin, y - UNDER_SIZE, line, UNDER_SIZE, colour=SECONDARY)
                y -= UNDER_SIZE * LEADING
            y -= GAP / 2
        leaf.draw(sheet, Point(paper.margin, y))
        y -= leaf.height + GAP
        legend.draw(sheet, paper.margin, y)
        if listing.block is not None and listing.entries:
            y -= legend.height + GAP / 2
            sheet.rule(Point(paper.margin, y), Point(paper.width - paper.margin, y), RULE)
            listing.block.draw(sheet, paper.margin, y - GAP / 2)
        sheets.append(sheet)
    after = _after(around, listing, index if several else ()) if whole else ()
    pages = list_pages(around.content, after, paper, around.fonts, len(sheets)) if after else []
    if several:
        for number, sheet in enumerate(sheets, start=1):
            number_page(sheet, paper, number, len(sheets) + len(pages))
    return (*sheets, *pages)


def _after(around: Surroundings, listing: Listing, index: Sequence[str]) -> tuple[Entry, ...]:
    """What the pages after the picture list: the index, the statements, the sources."""
    room = column_width(around.paper.room)[1] - HANG
    found = [Entry("", SECONDARY, around.fonts.wrap(line, CITATION_SIZE, room)) for line in index]
    if listing.block is None:
        found += listing.entries
    if around.apart:
        found += as_entries(around.content.references, around.fonts, around.paper.room)
    return tuple(found)
