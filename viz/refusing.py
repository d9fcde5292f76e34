"""What is said where a picture cannot be read at its size: why, and the ways out that there are."""

from collections.abc import Callable, Sequence
from typing import Final

from viz.content.selection import Selection
from viz.job import Job, Labels
from viz.paper.page import LARGER, Page, page

_ABOUT: Final = "--about NAME (one party and its neighbours)"
_MOST: Final = "--most 12 (lines between those that are named most)"


def fewer_parties(selection: Selection) -> list[str]:
    """Options that would leave fewer parties, as far as they were not given."""
    return [*([] if selection.about else [_ABOUT]), *([] if selection.most else [_MOST])]


def refusal(
    what: str, pages: int | None, job: Job, filters: Sequence[str], fits: Callable[[Page, Labels], bool]
) -> str:
    """The refusal of a picture, with what would help.

    Args:
        what: What is too large, in words.
        pages: How many pages of a PDF would hold it; None if none do.
        job: How it was wanted.
        filters: Options that would make it smaller.
        fits: Whether it would fit on another page, or with other labels.
    """
    ways = list(filters)
    if pages is None:
        why = f"cannot be read on {job.paper.name}"
    else:
        why = f"needs {pages} pages of {job.paper.name}, and one {job.format.upper()} holds one page"
        ways.insert(0, "a .pdf")
    if job.labels is Labels.FULL and fits(job.paper, Labels.SHORT):
        ways.append("--labels short")
    larger = () if job.paper.name in LARGER else LARGER
    ways += [f"--page {one}" for one in larger if fits(page(one), job.labels)][:1]
    return f"{what} {why}; use {' or '.join(ways or ['a larger --page (WIDTHxHEIGHTmm)'])}"
