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
from viz.look import LABEL_SIZE
from viz.paper.frame import GAP, Frame, frame
from viz.paper.geometry import Size
from viz.paper.legend import Legend
from viz.paper.lettering import Lettering
from viz.paper.page import Page
from viz.paper.plates import Plate, plate, plate_size
from viz.paper.prose import LEADING, Listing, listings

#: The narrowest box, and the narrowest room for the note of a non-answer.
NARROWEST: Final = 50.0
NOTE_ROOM: Final = 84.0

#: Widest names in boxes and widest labels, from roomy to narrow.
_WIDTHS: Final = (
    *((150.0, 290.0), (150.0, 240.0), (150.0, 190.0)),
    *((120.0, 290.0), (120.0, 240.0), (120.0, 190.0)),
    (92.0, 130.0),
)
#: With each, distances between things in one column, from roomy to tight.
_CHOICES: Final = tuple((*widths, gap) for widths in _WIDTHS for gap in (9.0, 6.0, 4.0, 3.0, 2.0))


class Candidate(NamedTuple):
    """A laid-out diagram with the texts that it was laid out for, by key of box and line."""

    layout: Layout
    boxes: Mapping[str, Plate]
    labels: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Fit:
    """A diagram that fits: all that is needed to draw it.

    ``short`` tells that the lines carry numbers; ``height`` is the height of the
    first page in use.
    """

    drawn: Candidate
    short: bool
    frame: Frame
    legend: Legend
    listing: Listing
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
    lists = listings(diagram, fonts, paper.room)
    shorts = {Labels.AUTO: (False, True), Labels.FULL: (False,), Labels.SHORT: (True,)}[labels]
    for short in shorts:
        candidates = [
            candidate
            for candidate in (laid_out(diagram, fonts, short, *choice, paper.room) for choice in _CHOICES)
            if candidate.layout.width <= paper.room
        ]
        for listing in lists if candidates else ():
            signs = legend(diagram, listing.block is not None, fonts, paper.room)
            around = fixed + signs.height + listing.height
            for candidate in candidates:
                height = around + candidate.layout.height
                if height <= paper.height:
                    return Fit(candidate, short, around_it, signs, listing, height)
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
    boxes = {box.key: _plate(box, fonts, box_room) for box in diagram.boxes}
    labels = {
        line.key: (line.short_label,) if short else fonts.balanced(line.label, LABEL_SIZE, label_room)
        for line in diagram.lines
    }
    sizes = {box.key: plate_size(boxes[box.key], box.shape, fonts, least=NARROWEST) for box in diagram.boxes}
    links = [Link(one.key, one.from_, one.to, _label_size(labels[one.key], fonts)) for one in diagram.lines]
    return Candidate(arrange(sizes, links, gap, room), boxes, labels)


def _plate(box: Box, fonts: Lettering, room: float) -> Plate:
    return plate(box, box.notes, fonts, room, max(room, NOTE_ROOM))


def _label_size(lines: tuple[str, ...], fonts: Lettering) -> Size:
    width = max(fonts.width(line, LABEL_SIZE) for line in lines)
    return Size(width + 8, len(lines) * LABEL_SIZE * LEADING + 2.6)
