"""A timeline set in type: labels beside their marks, stacked in each lane so that nothing overlaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final, NamedTuple

from viz.look import LABEL_SIZE, LEGEND_SIZE, MARKER_SIZE
from viz.paper.geometry import Rect, Size
from viz.paper.lettering import Lettering
from viz.paper.plates import Plate, plate, plate_size
from viz.paper.prose import LEADING
from viz.timeline.axis import Axis, axis
from viz.timeline.lanes import Lane, Mark, Timeline

#: Height of the bar of a statement that is dated to a month or a year only.
BAR: Final = 7.0
#: Height of the row of dates above the lanes.
HEAD: Final = LEGEND_SIZE * LEADING + 5.0
UNDATED: Final = "undated"

_PAD: Final = 3.0
_GAP: Final = 4.0
_AROUND_NAME: Final = Size(11.0, 4.0)
#: A bar wider than this has its label above it, else beside it.
_WIDE: Final = 60.0
_THINNEST: Final = 2.6
#: The axis is never shorter.
_SHORTEST_AXIS: Final = 150.0


class Mode(NamedTuple):
    """One way to set a timeline: numbers only or sentences, and the widest label and name."""

    short: bool
    label_room: float
    name_room: float


_FULL: Final = (
    Mode(False, 330.0, 150.0),
    Mode(False, 240.0, 130.0),
    Mode(False, 170.0, 120.0),
    Mode(False, 120.0, 100.0),
)
_SHORT: Final = (Mode(True, 120.0, 130.0), Mode(True, 120.0, 96.0))


def modes(short: bool) -> tuple[Mode, ...]:
    """The ways to try with sentences or with numbers only, from roomy to narrow."""
    return _SHORT if short else _FULL


class Placed(NamedTuple):
    """A mark with its label, in points from the left of the timeline and down from the top of its lane.

    ``bar`` runs over the month or year of an imprecise date, else ``at`` tells the middle of its sign.
    ``y`` grows upwards: all of it is below zero.
    """

    mark: Mark
    lines: tuple[str, ...]
    label: Rect
    bar: Rect | None
    at: tuple[float, float] | None

    @property
    def rect(self) -> Rect:
        """All that it takes."""
        sign = self.bar
        if self.at is not None:
            sign = Rect.around(*self.at, Size(MARKER_SIZE, MARKER_SIZE))
        assert sign is not None
        return Rect(
            min(sign.left, self.label.left),
            min(sign.bottom, self.label.bottom),
            max(sign.right, self.label.right),
            max(sign.top, self.label.top),
        )

    def down(self, by: float) -> "Placed":
        """The same, lower by *by*."""
        return Placed(
            self.mark,
            self.lines,
            self.label.moved(0, -by),
            None if self.bar is None else self.bar.moved(0, -by),
            None if self.at is None else (self.at[0], self.at[1] - by),
        )


class Strip(NamedTuple):
    """A lane, or the part of one that fits on a page: its place among the lanes, its marks and height."""

    lane: int
    marks: tuple[Placed, ...]
    height: float


@dataclass(frozen=True)
class Setting:
    """A timeline set in one mode; ``undated`` is where that column ends, the width of names without one."""

    timeline: Timeline
    mode: Mode
    plates: tuple[Plate, ...]
    names: float
    undated: float
    axis: Axis
    strips: tuple[Strip, ...]

    @property
    def height(self) -> float:
        """The whole timeline on one page."""
        return HEAD + fsum(one.height for one in self.strips)


def set_in(timeline: Timeline, mode: Mode, fonts: Lettering, room: float, most: float) -> Setting | None:
    """*timeline* set in one mode, *room* points wide; None if it is too narrow.

    No strip is higher than *most* points, if a single mark is not.
    """
    plates = tuple(plate(lane.box, (), fonts, mode.name_room, mode.name_room) for lane in timeline.lanes)
    sizes = [
        plate_size(text, lane.box.shape, fonts, _AROUND_NAME)
        for text, lane in zip(plates, timeline.lanes, strict=True)
    ]
    names = max(one.width for one in sizes) + 2 * _PAD
    marks = [one for lane in timeline.lanes for one in lane.marks]
    lines = {one.key: _lines(one, mode, fonts) for one in marks}
    widths = {key: max(fonts.width(line, LABEL_SIZE) for line in text) for key, text in lines.items()}
    bare = [widths[one.key] for one in marks if one.said_on is None]
    undated = names
    if bare:
        undated += max(*bare, fonts.width(UNDATED, LEGEND_SIZE)) + MARKER_SIZE + _GAP + 3 * _PAD
    longest = max(widths[one.key] for one in marks if one.said_on is not None)
    if room - undated < max(_SHORTEST_AXIS, longest + 2 * MARKER_SIZE + 4 * _GAP):
        return None
    scale = axis(timeline.dates, undated, room, fonts)
    strips: list[Strip] = []
    for place, (lane, size) in enumerate(zip(timeline.lanes, sizes, strict=True)):
        placed = [_placed(one, lines[one.key], widths[one.key], names, scale) for one in lane.marks]
        strips += _strips(place, lane, placed, size.height + _PAD, most)
    return Setting(timeline, mode, plates, names, undated, scale, tuple(strips))


def _lines(mark: Mark, mode: Mode, fonts: Lettering) -> tuple[str, ...]:
    if mode.short:
        return (mark.short_label,)
    return fonts.balanced(mark.label, LABEL_SIZE, mode.label_room)


def _placed(mark: Mark, lines: tuple[str, ...], width: float, names: float, scale: Axis) -> Placed:
    """A mark at its date with its label beside it, at the top of its lane."""
    height = len(lines) * LABEL_SIZE * LEADING
    row = max(height, MARKER_SIZE)
    if mark.said_on is None:
        x = names + _PAD + MARKER_SIZE / 2
        label = Rect(x + MARKER_SIZE / 2 + _GAP, -row, x + MARKER_SIZE / 2 + _GAP + width, 0.0)
        return Placed(mark, lines, label, None, (x, -row / 2))
    left, right = scale.span(mark.said_on)
    middle = (left + right) / 2
    exact = mark.said_on.precision == "day"
    least = MARKER_SIZE if exact else _THINNEST
    if exact or right - left < least:
        left, right = middle - least / 2, middle + least / 2
    tall = MARKER_SIZE if exact else BAR
    beside = _beside(left, right, width, row, scale) if right - left < _WIDE else None
    if beside is not None:
        label, y = beside, -row / 2
    else:
        start = max(min(left, scale.right - width), scale.left)
        label, y = Rect(start, -height, start + width, 0.0), -height - 1 - tall / 2
    if exact:
        return Placed(mark, lines, label, None, (middle, y))
    return Placed(mark, lines, label, Rect(left, y - tall / 2, right, y + tall / 2), None)


def _beside(left: float, right: float, width: float, row: float, scale: Axis) -> Rect | None:
    """Where a label stands beside a sign: on its right if there is room, else on its left, else nowhere."""
    if right + _GAP + width <= scale.right:
        return Rect(right + _GAP, -row, right + _GAP + width, 0.0)
    if left - _GAP - width >= scale.left:
        return Rect(left - _GAP - width, -row, left - _GAP, 0.0)
    return None


def _strips(place: int, lane: Lane, marks: Sequence[Placed], least: float, most: float) -> list[Strip]:
    """The marks of a lane stacked, in as many strips as *most* asks for; none lower than *least*."""
    strips: list[list[Placed]] = [[]]
    for one in marks:
        found = _stacked(one, strips[-1])
        if strips[-1] and _PAD - found.rect.bottom > most:
            strips.append([])
            found = _stacked(one, [])
        strips[-1].append(found)
    return [
        Strip(place, tuple(found), max(least, _PAD - min(one.rect.bottom for one in found)))
        for found in strips
    ]


def _stacked(one: Placed, above: Sequence[Placed]) -> Placed:
    """The mark in the highest place that is free; below those of the same date, which come before it."""
    rect = one.rect
    top = _PAD
    if above and above[-1].mark.said_on == one.mark.said_on:
        top = max(top, 1.0 - above[-1].rect.bottom)
    taken = sorted(
        (-other.rect.top, -other.rect.bottom)
        for other in above
        if other.rect.left < rect.right + _GAP and rect.left < other.rect.right + _GAP
    )
    for start, end in taken:
        if start < top + rect.size.height + 1.0 and top < end + 1.0:
            top = end + 1.0
    return one.down(top + rect.top)
