"""What of a diagram fits on a page: sentences or numbers on the lines, the list below or elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from viz.content.diagram import Box, Diagram
from viz.flow.layout import Layout, arrange
from viz.flow.legend import legend
from viz.flow.routing import Link
from viz.job import Labels
from viz.look import (
    ENTITY_SIZE,
    GROUP_OFFSET,
    LABEL_SIZE,
    TAG_SIZE,
    UNDER_SIZE,
    Shape,
)
from viz.paper.frame import GAP, Frame, frame
from viz.paper.geometry import Size
from viz.paper.legend import Legend
from viz.paper.lettering import Lettering
from viz.paper.page import Page
from viz.paper.prose import LEADING, Entry, ListBlock, column_width, entries, in_columns

#: More statements than this are listed on a page of their own.
MOST_BELOW: Final = 20
#: No entry of the list on a page of its own is longer than this.
MOST_LINES: Final = 6

#: Widest names in boxes and widest labels, from roomy to narrow.
_WIDTHS: Final = (
    *((150.0, 290.0), (150.0, 240.0), (150.0, 190.0)),
    *((120.0, 290.0), (120.0, 240.0), (120.0, 190.0)),
    (92.0, 130.0),
)
#: With each, distances between things in one column, from roomy to tight.
_CHOICES: Final = tuple((*widths, gap) for widths in _WIDTHS for gap in (9.0, 6.0, 4.0, 3.0, 2.0))
#: Lines per entry of a list under the figure; None for a list elsewhere.
_LISTS: Final = (4, 2, 1, None)


class BoxText(NamedTuple):
    """The lines of text in a box, from top to bottom."""

    names: tuple[str, ...]
    under: tuple[str, ...]
    tag: tuple[str, ...]
    note: tuple[str, ...]


class Candidate(NamedTuple):
    """A laid-out diagram with the texts that it was laid out for, by key of box and line."""

    layout: Layout
    boxes: Mapping[str, BoxText]
    labels: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Fit:
    """A diagram that fits: all that is needed to draw it.

    ``short`` tells that the lines carry numbers only, ``below`` that the list
    stands under the figure; ``height`` is the height of the first page in use.
    """

    drawn: Candidate
    short: bool
    below: bool
    frame: Frame
    legend: Legend
    entries: tuple[Entry, ...]
    block: ListBlock
    height: float


@lru_cache(maxsize=8)  # one fit serves PNG, SVG and PDF
def fit(diagram: Diagram, paper: Page, fonts: Lettering, labels: Labels, imprint: str) -> Fit | None:
    """The best that fits on the page, None if nothing does.

    Better is: sentences before numbers, a list below before one elsewhere,
    long quotes before short ones, wide before narrow.
    """
    if len(diagram.boxes) > paper.most_boxes or len(diagram.lines) > paper.most_lines:
        return None
    around_it = frame(diagram, paper, fonts, imprint)
    fixed = around_it.above + around_it.below + GAP + GAP / 2
    columns, width = column_width(paper.room)
    shorts = {Labels.AUTO: (False, True), Labels.FULL: (False,), Labels.SHORT: (True,)}[labels]
    for short in shorts:
        candidates = [
            candidate
            for candidate in (laid_out(diagram, fonts, short, *choice, paper.room) for choice in _CHOICES)
            if candidate.layout.width <= paper.room
        ]
        for lines in _LISTS:
            below = lines is not None
            if not candidates or (below and len(diagram.citations) > MOST_BELOW):
                continue
            signs = legend(diagram, below, fonts, paper.room)
            found = entries(diagram, fonts, width, lines or MOST_LINES)
            block = in_columns(found, columns, width)
            around = fixed + signs.height + (block.height if below else 0)
            for candidate in candidates:
                height = around + candidate.layout.height
                if height <= paper.height:
                    return Fit(candidate, short, below, around_it, signs, found, block, height)
    return None


def laid_out(
    diagram: Diagram,
    fonts: Lettering,
    short: bool,
    box_room: float,
    label_room: float,
    gap: float,
    room: float,
) -> Candidate:
    """The diagram laid out with *gap* between things, names and labels no wider than their room.

    ``short`` puts numbers on the lines; *room* is the width to fill, as ``arrange`` takes it.
    """
    boxes = {box.key: _box_text(box, fonts, box_room) for box in diagram.boxes}
    labels = {
        line.key: (line.short_label,) if short else fonts.balanced(line.label, LABEL_SIZE, label_room)
        for line in diagram.lines
    }
    sizes = {box.key: _box_size(box, boxes[box.key], fonts) for box in diagram.boxes}
    links = [Link(one.key, one.from_, one.to, _label_size(labels[one.key], fonts)) for one in diagram.lines]
    return Candidate(arrange(sizes, links, gap, room), boxes, labels)


def _box_text(box: Box, fonts: Lettering, room: float) -> BoxText:
    names = [line for name in box.names for line in fonts.balanced(name, ENTITY_SIZE, room, True)]
    if box.more:
        names.append(f"+ {len(box.more)} more, listed below")
    under = [line for text in box.under for line in fonts.wrap(text, UNDER_SIZE, room)]
    tag = () if box.tag is None else (box.tag,)
    note = () if box.note is None else fonts.wrap(box.note, UNDER_SIZE, max(room, 84))
    return BoxText(tuple(names), tuple(under), tag, note)


def _box_size(box: Box, text: BoxText, fonts: Lettering) -> Size:
    width = max(
        *(fonts.width(one, ENTITY_SIZE, True) for one in text.names),
        *(fonts.width(one, UNDER_SIZE) for one in (*text.under, *text.note, "")),
        *(fonts.width(one, TAG_SIZE) for one in (*text.tag, "")),
    )
    height = LEADING * (
        len(text.names) * ENTITY_SIZE
        + (len(text.under) + len(text.note)) * UNDER_SIZE
        + len(text.tag) * TAG_SIZE
    )
    offset = GROUP_OFFSET if box.shape is Shape.GROUP else 0.0
    round_ends = height / 2 if box.shape is Shape.PILL else 0.0
    return Size(max(width + 13, 50) + offset + round_ends, height + 8 + offset)


def _label_size(lines: tuple[str, ...], fonts: Lettering) -> Size:
    width = max(fonts.width(line, LABEL_SIZE) for line in lines)
    return Size(width + 8, len(lines) * LABEL_SIZE * LEADING + 2.6)
