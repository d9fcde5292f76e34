"""What of a matrix fits: words or numbers in its slots, one page or several, the list below or elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from viz.job import Labels
from viz.matrix.legend import legend
from viz.matrix.paging import Part, parts
from viz.matrix.setting import WAYS, Setting, set_in
from viz.matrix.table import Matrix
from viz.paper.book import Surroundings, surroundings
from viz.paper.legend import Legend
from viz.paper.lettering import Lettering
from viz.paper.page import Page
from viz.paper.prose import Listing

#: Words on no more pages than this before numbers on fewer.
MOST_FULL: Final = 6


@dataclass(frozen=True)
class Fit:
    """A matrix that fits: all that is needed to draw it; ``parts`` holds what stands on each page."""

    setting: Setting
    parts: tuple[Part, ...]
    around: Surroundings
    legend: Legend
    listing: Listing


@lru_cache(maxsize=16)  # one fit serves PNG, SVG and PDF
def fit(
    table: Matrix, paper: Page, fonts: Lettering, labels: Labels, imprint: str, paged: bool
) -> Fit | None:
    """The best that fits, None if nothing does.

    One page before several; then words before numbers with statuses, these before
    numbers only, a list below before one elsewhere, roomy before narrow. On several
    pages (*paged*): the first of these that takes few pages, else the fewest pages.
    """
    around = surroundings(table, paper, fonts, imprint)
    ways = [[set_in(table, mode, fonts) for mode in modes] for modes in WAYS[labels]]
    for settings in ways:
        found = _on_one_page(settings, around)
        if found is not None:
            return found
    best: Fit | None = None
    for settings in ways if paged else ():
        found = _on_pages(settings, around)
        if found is not None and (best is None or len(found.parts) < len(best.parts)):
            best = found
        if best is not None and len(best.parts) <= MOST_FULL:
            break
    return best


def _on_one_page(settings: Sequence[Setting], around: Surroundings) -> Fit | None:
    paper = around.paper
    narrow = [one for one in settings if one.size.width <= paper.room]
    for listing in around.lists if narrow else ():
        table, mode = narrow[0].table, narrow[0].mode
        signs = legend(table, mode, listing.block is not None, around.fonts, paper.room)
        for one in narrow:
            if around.height(one.size.height, signs, listing) <= paper.height:
                rows, columns = (tuple(range(len(each))) for each in (one.heights, one.widths))
                return Fit(one, (Part(rows, columns, columns),), around, signs, listing)
    return None


def _on_pages(settings: Sequence[Setting], around: Surroundings) -> Fit | None:
    """The fewest pages that it takes, with the list on pages after them."""
    table, mode, room = settings[0].table, settings[0].mode, around.paper.room
    signs = legend(table, mode, False, around.fonts, room)
    best: Fit | None = None
    for one in settings:
        found = parts(one, room, *around.rooms(signs))
        if found is not None and (best is None or len(found) < len(best.parts)):
            best = Fit(one, found, around, signs, around.lists[-1])
    return best
