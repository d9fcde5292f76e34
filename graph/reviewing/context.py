"""A quote in the words around it: a sentence or two before and after."""

import re
from typing import Final, NamedTuple

#: Where a sentence may end: behind its full stop and quotation marks, or with its paragraph.
_END: Final = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+|\s*\n\s*\n\s*")
#: The most characters that are shown before, and after.
MOST: Final = 280


class Context(NamedTuple):
    """What stands before a quote, the quote, and what stands after it: on one line each."""

    before: str
    quote: str
    after: str


def context(text: str, start: int, end: int) -> Context:
    """The passage around [start, end) of *text*: its own sentence whole, and one more on either side.

    >>> context("A. B b. C c. D d. E.", 8, 9)
    Context(before='B b. ', quote='C', after=' c. D d.')
    """
    earlier, later = text[max(0, start - 2 * MOST) : start], text[end : end + 2 * MOST]
    ends = [one.end() for one in _END.finditer(earlier)]
    first = 0 if len(ends) < 2 else ends[-2]
    cut = start > len(earlier) and first == 0
    starts = [one.start() for one in _END.finditer(later) if one.start()]
    last = starts[1] if len(starts) > 1 else len(later)
    open_ = end + len(later) < len(text) and last == len(later)
    before, after = _line(earlier[first:]), _line(later[:last])
    if len(before) > MOST or cut:
        before = "… " + before[-MOST:].partition(" ")[2]
    if len(after) > MOST or open_:
        after = after[:MOST].rpartition(" ")[0] + " …"
    return Context(before, _line(text[start:end]), after)


def _line(text: str) -> str:
    """The text with one space for white space, also at its ends."""
    return re.sub(r"\s+", " ", text)
