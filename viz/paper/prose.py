"""The blocks of text around a picture: title, legend, list of statements, sources and footer.

Each block is set first (its height is then known) and drawn later, so that
``flow`` can find out what fits before anything is on paper.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Final, NamedTuple

from viz.content.content import DRAFTS_TITLE, NOT_CHECKED, Citation, Content, Reference, sentence
from viz.content.plain import FIRST_STRONG_ISOLATE, POP_ISOLATE, isolated
from viz.look import (
    CITATION_SIZE,
    DRAFT,
    FOOTER_SIZE,
    INK,
    LOOKS,
    NON_ANSWER_COLOUR,
    SECONDARY,
)
from viz.paper.lettering import Lettering
from viz.paper.sheet import Sheet

LEADING: Final = 1.28
#: Tighter, for the list.
LIST_LEADING: Final = 1.22
#: Between two entries of the list.
BETWEEN: Final = 1.2
#: Room for ``[n12]`` before an entry of the list, and for each character of a longer number.
HANG: Final = 24.0
_CHARACTER: Final = 5.0
_SHORT: Final = 3
COLUMN_GAP: Final = 14.0
#: A quote that would lose no more words than this gets one line more instead.
SPARED: Final = 3
#: A list wider than this is set in two columns.
TWO_COLUMNS: Final = 600.0
#: More statements than this are listed on a page of their own.
MOST_BELOW: Final = 20
#: No entry of the list on a page of its own is longer than this.
MOST_LINES: Final = 6
#: Lines per entry of a list under the figure; None for a list elsewhere.
LISTS: Final = (4, 2, 1, None)


class Entry(NamedTuple):
    """A set entry of the list: its number (may be empty), the colour of that, and its lines.

    ``heading`` stands above the first entry of a section, and is never parted from it.
    """

    number: str
    colour: str
    lines: tuple[str, ...]
    ink: str = INK
    heading: tuple[str, ...] = ()
    hang: float = HANG

    @property
    def height(self) -> float:
        """Height in points."""
        lines = len(self.lines) + len(self.heading)
        return lines * CITATION_SIZE * LIST_LEADING + BETWEEN * (3 if self.heading else 1)


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Entries in columns, all of one width."""

    columns: tuple[tuple[Entry, ...], ...]
    width: float

    @property
    def height(self) -> float:
        """Height of the tallest column."""
        return max((fsum(entry.height for entry in column) for column in self.columns), default=0.0)

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw with the upper left corner at (*left*, *top*)."""
        for index, column in enumerate(self.columns):
            x = left + index * (self.width + COLUMN_GAP)
            y = top
            for entry in column:
                y -= 2 * BETWEEN if entry.heading else 0
                for line in entry.heading:
                    sheet.text(x, y - CITATION_SIZE, line, CITATION_SIZE, bold=True)
                    y -= CITATION_SIZE * LIST_LEADING
                if entry.number:
                    sheet.text(
                        x,
                        y - CITATION_SIZE,
                        f"[{entry.number}]",
                        CITATION_SIZE,
                        colour=entry.colour,
                        bold=True,
                    )
                for line in entry.lines:
                    sheet.text(x + entry.hang, y - CITATION_SIZE, line, CITATION_SIZE, colour=entry.ink)
                    y -= CITATION_SIZE * LIST_LEADING
                y -= BETWEEN


def column_width(room: float) -> tuple[int, float]:
    """How many columns a list has in *room* points, and how wide each is."""
    count = 2 if room > TWO_COLUMNS else 1
    return count, (room - (count - 1) * COLUMN_GAP) / count


def entries(content: Content, lettering: Lettering, width: float, most: int) -> tuple[Entry, ...]:
    """The statements and remarks of the list, then the drafts below a heading of their own, set to *width*.

    None is longer than *most* lines, but for the status of an allegation, which is never shortened.
    That a quote is not checked is said once where it is so of all of them.
    """
    longest = max((len(one.number) for one in (*content.citations, *content.drafts)), default=0)
    hang = HANG + _CHARACTER * max(longest - _SHORT, 0)
    room = width - hang
    citations, drafts, remarks = content.citations, content.drafts, content.remarks
    quotes = [one for one in (*citations, *drafts) if one.quote is not None]
    if len(quotes) > 1 and all(NOT_CHECKED in one.remarks for one in quotes):
        citations, drafts = (tuple(map(_without_check, those)) for those in (citations, drafts))
        remarks = (*remarks, "No quote is checked: the texts were not at hand.")
    found = [_cited(one, lettering, room, most) for one in citations]
    found += [Entry("", SECONDARY, lettering.wrap(text, CITATION_SIZE, room), SECONDARY) for text in remarks]
    if drafts:
        heading = lettering.wrap(f"{DRAFTS_TITLE}:", CITATION_SIZE, width, True)
        first, *rest = (_cited(one, lettering, room, most) for one in drafts)
        found += [first._replace(heading=heading), *rest]
    return tuple(one._replace(hang=hang) for one in found)


def _without_check(one: Citation) -> Citation:
    return replace(one, remarks=tuple(each for each in one.remarks if each != NOT_CHECKED))


def _cited(one: Citation, lettering: Lettering, room: float, most: int) -> Entry:
    colour = NON_ANSWER_COLOUR if one.stance is None else LOOKS[one.stance].colour
    if one.draft is not None:
        colour = DRAFT.colour
    lines = lettering.wrap(sentence(one, one.quote), CITATION_SIZE, room)
    if one.quote is not None and len(lines) > most:
        words = one.quote.split(" ")
        low, high = 1, len(words) - 1  # the longest beginning that fits, at least one word
        while low < high:
            middle = (low + high + 1) // 2
            if len(lettering.wrap(_cut(one, words, middle), CITATION_SIZE, room)) <= most:
                low = middle
            else:
                high = middle - 1
        if len(lines) > most + 1 or len(words) - low > SPARED:
            lines = lettering.wrap(_cut(one, words, low), CITATION_SIZE, room)
    if one.status is not None:
        lines += lettering.wrap(f"Status: {one.status}.", CITATION_SIZE, room)
    return Entry(one.number, colour, lines)


def _cut(one: Citation, words: Sequence[str], count: int) -> str:
    return sentence(one, " ".join(words[:count]) + " …")


def in_columns(found: Sequence[Entry], count: int, width: float) -> ListBlock:
    """All entries in *count* columns of nearly equal height, in reading order."""
    if count == 1 or len(found) < 2:
        return ListBlock((tuple(found),), width)
    splits = [ListBlock((tuple(found[:at]), tuple(found[at:])), width) for at in range(1, len(found) + 1)]
    return min(splits, key=lambda block: block.height)


class Listing(NamedTuple):
    """The list as it may stand: its entries, and their block under the figure; None for a list elsewhere."""

    entries: tuple[Entry, ...]
    block: ListBlock | None

    @property
    def height(self) -> float:
        """Height that it takes under the figure."""
        return 0.0 if self.block is None else self.block.height


def listings(content: Content, lettering: Lettering, room: float) -> list[Listing]:
    """The lists to try, best first: under the figure with long quotes, with shorter ones, elsewhere."""
    count, width = column_width(room)
    found = []
    for lines in LISTS:
        if lines is not None and len(content.citations) + len(content.drafts) > MOST_BELOW:
            continue
        set_ = entries(content, lettering, width, lines or MOST_LINES)
        found.append(Listing(set_, None if lines is None else in_columns(set_, count, width)))
    return found


def paged(found: Sequence[Entry], count: int, width: float, height: float) -> list[ListBlock]:
    """All entries on as many pages as needed, in *count* columns of *height* each."""
    columns: list[list[Entry]] = [[]]
    used = 0.0
    for entry in found:
        if columns[-1] and used + entry.height > height:
            columns.append([])
            used = 0.0
        columns[-1].append(entry)
        used += entry.height
    full = [tuple(column) for column in columns]
    return [ListBlock(tuple(full[at : at + count]), width) for at in range(0, len(full), count)]


@dataclass(frozen=True, slots=True)
class Footer:
    """The sources in columns, and below them what the figure was made from."""

    columns: tuple[tuple[str, ...], ...]
    imprint: tuple[str, ...]
    width: float

    @property
    def height(self) -> float:
        """Height in points."""
        lines = max(map(len, self.columns), default=0) + len(self.imprint)
        return lines * FOOTER_SIZE * LEADING

    def draw(self, sheet: Sheet, left: float, bottom: float) -> None:
        """Draw with the lower left corner at (*left*, *bottom*)."""
        leading = FOOTER_SIZE * LEADING
        top = bottom + self.height
        for index, column in enumerate(self.columns):
            x = left + index * (self.width + COLUMN_GAP)
            for row, line in enumerate(column, start=1):
                sheet.text(x, top - row * leading, line, FOOTER_SIZE, colour=SECONDARY)
        for row, line in enumerate(reversed(self.imprint)):
            sheet.text(left, bottom + row * leading, line, FOOTER_SIZE, colour=SECONDARY)


def footer(references: Sequence[Reference], imprint: str, lettering: Lettering, room: float) -> Footer:
    """The footer, set to *room* points: many sources in two columns where the page is wide."""
    count, width = column_width(room) if len(references) > 2 else (1, room)
    half = -(-len(references) // count)
    columns = tuple(
        tuple(
            line
            for letter, text in references[at : at + half]
            for line in lettering.wrap(f"({letter}) {text}", FOOTER_SIZE, width)
        )
        for at in range(0, len(references), max(half, 1))
    )
    return Footer(columns, lettering.wrap(imprint, FOOTER_SIZE, room) if imprint else (), width)


#: Between a sign and the number behind it.
_BEFORE_NUMBER: Final = re.compile(r"(?<=[^\d\s,–])(?=\d)")


def broken_after(
    text: str, mark: str, lettering: Lettering, size: float, room: float, bold: bool = False
) -> tuple[str, ...]:
    """*text* in lines of at most *room* points, broken at spaces and after each *mark*.

    Numbers are never broken, however long their lines are: half a number would be another number.

    >>> broken_after("[1,2,13]", ",", Lettering(), 10, 30)
    ('[1,2,', '13]')
    >>> broken_after("✓▸660,667", ",", Lettering(), 10, 9)
    ('✓▸', '660,', '667')
    """
    apart = text.replace(mark, f"{mark} ")
    if _widest_number(apart, lettering, size, bold) > room and " " not in text:
        apart = _BEFORE_NUMBER.sub(" ", apart)  # "?▸" may stand above "1234,"
        mark = ""
    least = max(room, _widest_number(apart, lettering, size, bold))
    lines = lettering.wrap(apart, size, least, bold)
    return tuple(line.replace(f"{mark} ", mark) for line in lines)


def _widest_number(text: str, lettering: Lettering, size: float, bold: bool) -> float:
    words = (word for word in text.split(" ") if any(one.isdigit() for one in word))
    return max((lettering.width(word, size, bold) for word in words), default=0.0)


def clipped(text: str, most: int) -> str:
    """*text*, or its beginning and "…" where it is longer than *most* characters.

    >>> clipped("Meridian Data Exchange", 10)
    'Meridian…'
    """
    bare = text.removeprefix(FIRST_STRONG_ISOLATE).removesuffix(POP_ISOLATE)
    if len(bare) <= most:
        return text
    end = most - 1
    while end < len(bare) and unicodedata.combining(bare[end]):
        end += 1  # a letter keeps its accents
    return isolated(f"{bare[:end].rstrip()}…")
