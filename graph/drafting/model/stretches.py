"""A long text in stretches that a model can take: cut at paragraph ends, overlapping a little."""

import re
from typing import Final, NamedTuple

#: The longest stretch, and how much of the one before the next may repeat, in code points.
LONGEST_STRETCH: Final = 8_000
OVERLAP: Final = 800

#: Where a text may be cut, the best first: after a paragraph, a line, a sentence, a word.
_ENDS: Final = tuple(map(re.compile, (r"\n[ \t\r]*\n\s*", r"\n\s*", r"[.!?][\"'”’)]*\s+", r"\s+")))


class Stretch(NamedTuple):
    """A part of a text: [start, end) in code points."""

    start: int
    end: int


def stretches(text: str, longest: int = LONGEST_STRETCH, overlap: int = OVERLAP) -> list[Stretch]:
    r"""The parts of *text*, in order: none longer than *longest*, together all of it; none for a blank text.

    >>> stretches("One.\n\nTwo two.\n\nThree.", longest=16, overlap=12)
    [Stretch(start=0, end=16), Stretch(start=6, end=22)]
    """
    if not text.strip():
        return []
    found = []
    start = 0
    while True:
        if len(text) - start <= longest:
            found.append(Stretch(start, len(text)))
            return found
        end = _last_cut(text, start + longest // 2, start + longest)
        found.append(Stretch(start, end))
        start = _first_cut(text, max(start + 1, end - overlap), end)


def _last_cut(text: str, first: int, last: int) -> int:
    """The last good place to cut in [first, last]; *last* where there is none."""
    for ends in _ENDS:
        cuts = [one.end() for one in ends.finditer(text, first, last)]
        if cuts:
            return cuts[-1]
    return last


def _first_cut(text: str, first: int, last: int) -> int:
    """The first good place to begin in [first, last]; *last* where there is none."""
    for ends in _ENDS[:3]:
        cut = ends.search(text, first, last)
        if cut is not None:
            return cut.end()
    return last
