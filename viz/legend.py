"""The legend, drawn from the same table as the lines; it holds only what occurs in the figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.claims import Act, Stance
from viz.diagram import Diagram, Line
from viz.geometry import Point
from viz.lettering import Lettering
from viz.look import (
    ACTS,
    CROSS_SIZE,
    INK,
    LEGEND_SIZE,
    LOOKS,
    NON_ANSWER_COLOUR,
    NON_ANSWER_GLYPH,
    NON_ANSWER_LEGEND,
    SECONDARY,
    UNDER_SIZE,
    Head,
    Look,
    Shape,
)
from viz.sheet import HALF_CAPITAL, Sheet

SAMPLE: Final = 40.0
_GAP: Final = 18.0
_NARROW: Final = 9.0
_ROW: Final = 13.0
_PEN: Final = Look("", SECONDARY, (), 1.2, False, "", "", "")


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing in the legend: a sample line, a head, or neither; and its text."""

    text: str
    colour: str = SECONDARY
    size: float = UNDER_SIZE
    stance: Stance | None = None
    head: Head | None = None

    @property
    def sample(self) -> float:
        """Room for what stands before the text."""
        if self.stance is not None:
            return SAMPLE + 6
        return 15.0 if self.head is not None else 0.0


@dataclass(frozen=True, slots=True)
class Legend:
    """Signs in rows, set to a width."""

    rows: tuple[tuple[Sign, ...], ...]
    lettering: Lettering

    @property
    def height(self) -> float:
        """Height in points."""
        return len(self.rows) * _ROW

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw with the upper left corner at (*left*, *top*)."""
        y = top
        for row in self.rows:
            x, middle = left, y - _ROW / 2
            for sign in row:
                if sign.stance is not None and sign.head is not None:
                    _sample(sheet, x, middle, sign.stance, sign.head)
                elif sign.head is not None:
                    sheet.head(Point(x + 10, middle), 1.0, sign.head, _PEN)
                x += sign.sample
                baseline = middle - sign.size * HALF_CAPITAL
                sheet.text(x, baseline, sign.text, sign.size, colour=sign.colour)
                x += self.lettering.width(sign.text, sign.size) + (
                    _GAP if sign.size == LEGEND_SIZE else _NARROW
                )
            y -= _ROW


def legend(diagram: Diagram, below: bool, lettering: Lettering, room: float) -> Legend:
    """The legend of *diagram*, in rows no wider than *room*.

    Args:
        diagram: What the figure says.
        below: Whether the list of statements stands under the figure.
        lettering: The fonts.
        room: Width in points.
    """
    stances = [
        Sign(
            f"{LOOKS[stance].glyph} {LOOKS[stance].legend} ({count})",
            LOOKS[stance].colour,
            LEGEND_SIZE,
            stance,
            _head(diagram.lines, stance),
        )
        for stance, count in diagram.counts
    ]
    if diagram.non_answers:
        text = f"{NON_ANSWER_GLYPH} {NON_ANSWER_LEGEND} ({diagram.non_answers})"
        stances.append(Sign(text, NON_ANSWER_COLOUR, LEGEND_SIZE))
    rows = _rows(stances, lettering, room)
    rows += _rows(_explanations(diagram, below), lettering, room)
    for why, found in diagram.listed:
        rows += _rows([Sign(f"Listed, without a line: {why} [{','.join(found)}].", INK)], lettering, room)
    return Legend(tuple(rows), lettering)


def _explanations(diagram: Diagram, below: bool) -> list[Sign]:
    shown = [line for line in diagram.lines if line.stance is not Stance.DENIED]
    drawn = {line.act for line in shown}
    acts = {look.head: look.legend for act, look in ACTS.items() if act in drawn}
    signs = [Sign(text, head=head) for head, text in acts.items()]
    if signs:
        signs.insert(0, Sign("Head:"))
    solid = set(acts) - {Head.CHEVRON}
    hollow = [line.possible and line.stance is Stance.CONFIRMED for line in shown]
    if solid and len({line.stance for line in shown}) > 1:
        only = " or only possible" if any(hollow) else ""
        signs.append(Sign(f"hollow: alleged{only}, filled: confirmed."))
    elif solid and any(hollow):
        signs.append(Sign("hollow: only said to be possible."))
    if any(line.stance is Stance.DENIED for line in diagram.lines):
        signs.append(Sign("✕ denied: the line stops short."))
    if any(box.shape in (Shape.GROUP, Shape.NOT_SAID) for box in diagram.boxes):
        signs.append(Sign("Dashed box: unnamed party."))
    if any(line.status is not None for line in diagram.lines):
        signs.append(Sign("· status: what the answers come to, not what is true."))
    if diagram.lines:
        signs.append(Sign("Width: no quantity."))
    if diagram.citations:
        signs.append(Sign("[n]: statement below." if below else "[n]: statement in the list."))
    return signs


def _rows(signs: Sequence[Sign], lettering: Lettering, room: float) -> list[tuple[Sign, ...]]:
    rows: list[list[Sign]] = []
    used = 0.0
    for sign in signs:
        width = sign.sample + lettering.width(sign.text, sign.size) + _GAP
        if not rows or used + width - _GAP > room:
            rows.append([])
            used = 0.0
        rows[-1].append(sign)
        used += width
    return [tuple(row) for row in rows]


def _head(lines: Sequence[Line], stance: Stance) -> Head:
    acts: list[Act | None] = [line.act for line in lines if line.stance is stance]
    return ACTS[acts[0]].head if acts else Head.CHEVRON


def _sample(sheet: Sheet, x: float, y: float, stance: Stance, head: Head) -> None:
    denied = stance is Stance.DENIED
    end = x + SAMPLE - (CROSS_SIZE / 2 if denied else 0)
    points = [Point(x + (end - x) * step / 3, y) for step in range(4)]
    sheet.line(points, LOOKS[stance], head, denied, 0.0, f"legend-{stance}")
