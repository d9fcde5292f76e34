"""What of a timeline fits: sentences or numbers, one page or several, the list below or elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Final

from viz.job import Labels
from viz.paper.book import Surroundings, surroundings
from viz.paper.legend import Legend
from viz.paper.lettering import Lettering
from viz.paper.page import Page
from viz.paper.prose import Listing
from viz.timeline.lanes import Timeline
from viz.timeline.legend import legend
from viz.timeline.setting import HEAD, Setting, Strip, modes, set_in

#: Sentences on no more pages than this before numbers on fewer.
MOST_FULL: Final = 6


@dataclass(frozen=True)
class Fit:
    """A timeline that fits: all that is needed to draw it; ``pages`` holds the strips of each page."""

    setting: Setting
    pages: tuple[tuple[Strip, ...], ...]
    around: Surroundings
    legend: Legend
    listing: Listing


@lru_cache(maxsize=16)  # one fit serves PNG, SVG and PDF
def fit(
    timeline: Timeline, paper: Page, fonts: Lettering, labels: Labels, imprint: str, paged: bool
) -> Fit | None:
    """The best that fits, None if nothing does.

    One page before several; then sentences before numbers, a list below before one
    elsewhere, roomy before narrow. On several pages (*paged*): sentences if they
    take few pages, else numbers; then the fewest pages.
    """
    around = surroundings(timeline, paper, fonts, imprint)
    shorts = {Labels.AUTO: (False, True), Labels.FULL: (False,), Labels.SHORT: (True,)}[labels]
    for short in shorts:
        settings = [set_in(timeline, mode, fonts, paper.room, inf) for mode in modes(short)]
        found = _on_one_page([one for one in settings if one is not None], around)
        if found is not None:
            return found
    best: Fit | None = None
    for short in shorts if paged else ():
        found = _on_pages(timeline, short, around)
        if found is not None and (best is None or len(found.pages) < len(best.pages)):
            best = found
        if best is not None and len(best.pages) <= MOST_FULL:
            break
    return best


def _on_one_page(settings: Sequence[Setting], around: Surroundings) -> Fit | None:
    paper = around.paper
    for listing in around.lists if settings else ():
        timeline, mode = settings[0].timeline, settings[0].mode
        signs = legend(timeline, mode.short, listing.block is not None, around.fonts, paper.room)
        for one in settings:
            if around.height(one.height, signs, listing) <= paper.height:
                return Fit(one, (one.strips,), around, signs, listing)
    return None


def _on_pages(timeline: Timeline, short: bool, around: Surroundings) -> Fit | None:
    """The fewest pages that it takes, with the list on pages after them."""
    signs = legend(timeline, short, False, around.fonts, around.paper.room)
    first, later = (room - HEAD for room in around.rooms(signs))
    best: Fit | None = None
    for mode in modes(short):
        setting = set_in(timeline, mode, around.fonts, around.paper.room, min(first, later))
        pages = None if setting is None else _pages(setting.strips, first, later)
        if setting is None or pages is None:
            continue
        if best is None or len(pages) < len(best.pages):
            best = Fit(setting, pages, around, signs, around.lists[-1])
    return best


def _pages(strips: Sequence[Strip], first: float, later: float) -> tuple[tuple[Strip, ...], ...] | None:
    """The strips in pages; None if one is higher than a page."""
    if any(one.height > min(first, later) for one in strips):
        return None
    pages: list[list[Strip]] = [[]]
    used, room = 0.0, first
    for one in strips:
        if pages[-1] and used + one.height > room:
            pages.append([])
            used, room = 0.0, later
        pages[-1].append(one)
        used += one.height
    return tuple(tuple(page) for page in pages)
