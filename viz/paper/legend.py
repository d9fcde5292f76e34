"""A legend in rows: signs made of a mark and its text. Every view makes its own from the table of looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from viz.look import LEGEND_SIZE, SECONDARY, UNDER_SIZE
from viz.paper.lettering import Lettering
from viz.paper.sheet import HALF_CAPITAL, Sheet

_GAP: Final = 18.0
_NARROW: Final = 9.0
_ROW: Final = 13.0


class Mark(Protocol):
    """A sample of what the picture draws."""

    @property
    def width(self) -> float:
        """Room that it takes, the distance to its text included."""

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw it from *x* to the right, its middle at *y*."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing in the legend: a mark or none, and its text."""

    text: str
    colour: str = SECONDARY
    size: float = UNDER_SIZE
    mark: Mark | None = None


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
                if sign.mark is not None:
                    sign.mark.draw(sheet, x, middle)
                    x += sign.mark.width
                baseline = middle - sign.size * HALF_CAPITAL
                sheet.text(x, baseline, sign.text, sign.size, colour=sign.colour)
                x += self.lettering.width(sign.text, sign.size) + (
                    _GAP if sign.size == LEGEND_SIZE else _NARROW
                )
            y -= _ROW


def in_rows(signs: Sequence[Sign], lettering: Lettering, room: float) -> list[tuple[Sign, ...]]:
    """*signs* in rows no wider than *room* points."""
    rows: list[list[Sign]] = []
    used = 0.0
    for sign in signs:
        width = (0.0 if sign.mark is None else sign.mark.width) + lettering.width(sign.text, sign.size) + _GAP
        if not rows or used + width - _GAP > room:
            rows.append([])
            used = 0.0
        rows[-1].append(sign)
        used += width
    return [tuple(row) for row in rows]
