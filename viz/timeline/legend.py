"""The legend of the timeline, drawn from the same table as its marks; it holds only what occurs in it."""

from dataclasses import dataclass

from viz.look import (
    DRAFT,
    LEGEND_SIZE,
    LOOKS,
    MARKER_SIZE,
    NON_ANSWER_COLOUR,
    NON_ANSWER_LEGEND,
    NON_ANSWER_MARKER,
    Marker,
    Shape,
)
from viz.paper.geometry import Point
from viz.paper.legend import Legend, Sign, in_rows
from viz.paper.lettering import Lettering
from viz.paper.sheet import Sheet
from viz.timeline.lanes import Timeline


@dataclass(frozen=True, slots=True)
class MarkSample:
    """The sign of a stance."""

    marker: Marker
    colour: str

    @property
    def width(self) -> float:
        """Room that it takes."""
        return MARKER_SIZE + 4

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw it."""
        name = f"legend-{self.marker.replace(' ', '-')}"
        sheet.marker(Point(x + MARKER_SIZE / 2, y), self.marker, self.colour, name)


def legend(timeline: Timeline, short: bool, below: bool, lettering: Lettering, room: float) -> Legend:
    """The legend of *timeline*, in rows no wider than *room*.

    Args:
        timeline: What the figure says.
        short: Whether the marks carry numbers only.
        below: Whether the list of statements stands under the figure.
        lettering: The fonts.
        room: Width in points.
    """
    marks = [
        Sign(
            f"{LOOKS[stance].glyph} {LOOKS[stance].legend} ({count})",
            LOOKS[stance].colour,
            LEGEND_SIZE,
            MarkSample(LOOKS[stance].marker, LOOKS[stance].colour),
        )
        for stance, count in timeline.counts
    ]
    if timeline.non_answers:
        sample = MarkSample(NON_ANSWER_MARKER, NON_ANSWER_COLOUR)
        text = f"– {NON_ANSWER_LEGEND} ({timeline.non_answers})"
        marks.append(Sign(text, NON_ANSWER_COLOUR, LEGEND_SIZE, sample))
    if timeline.drafts:
        sample = MarkSample(DRAFT.marker, DRAFT.colour)
        marks.append(Sign(f"{DRAFT.legend} ({len(timeline.drafts)})", DRAFT.colour, LEGEND_SIZE, sample))
    rows = in_rows(marks, lettering, room)
    rows += in_rows(_explanations(timeline, short, below), lettering, room)
    return Legend(tuple(rows), lettering)


def _explanations(timeline: Timeline, short: bool, below: bool) -> list[Sign]:
    marks = [one for lane in timeline.lanes for one in lane.marks]
    where = "below" if below else "in the list"
    signs = [Sign("Place: date of the statement, not of a data flow.")]
    if any(one.precision != "day" for one in timeline.dates):
        signs.append(Sign("Bar: dated to a month or a year only."))
    signs.append(Sign(f"Number: statement {where}." if short else f"[n]: statement {where}."))
    if any(one.status is not None for one in marks):
        signs.append(Sign("· status: what the answers come to, not what is true."))
    if any(lane.box.shape is Shape.GROUP for lane in timeline.lanes):
        signs.append(Sign("Dashed name: unnamed party."))
    signs.append(Sign("Height and length: no quantity."))
    return signs
