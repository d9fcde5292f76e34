"""Lines, heads, crosses and boxes as SVG: the marks of ``viz.paper.sheet``, from the same table of looks.

Coordinates come in points with y growing upwards, as everywhere; ``Pen`` turns
them over, since SVG counts downwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from viz.explorer.markup import Markup, element, joined, number
from viz.look import (
    BOX_DASHES,
    BOX_FILL,
    BOX_LINE,
    BOX_RADIUS,
    CASING,
    CHEVRON_STROKE,
    CIRCLE_SIZE,
    CROSS_SIZE,
    CROSS_STROKE,
    GROUP_OFFSET,
    HEAD_LENGTH,
    HEAD_WIDTH,
    INK,
    PAPER,
    SQUARE_SIZE,
    Head,
    Look,
    Shape,
)
from viz.paper.geometry import Point, Rect
from viz.paper.lettering import Lettering
from viz.paper.prose import LEADING
from viz.paper.sheet import HALF_CAPITAL, OUTLINE, REACH, ended, stroke

#: What is selected gets an outline of 3 px: so many points at the size of print.
MARK: Final = 2.25
#: The outline of what has the focus stands this far off.
RING: Final = 3.5


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws on a sheet of *height* points, lettered with *fonts*."""

    height: float
    fonts: Lettering

    def line(self, points: Sequence[Point], look: Look, head: Head, denied: bool, short: float) -> Markup:
        """A line with its casing and its head; a denied one ends *short* of its end, in an upright cross.

        Args:
            points: 3n + 1 control points of cubic Bézier segments; the last segment is level.
            look: The stance's look.
            head: What stands at its end if it is not denied.
            denied: Whether it is denied.
            short: How far before its end a denied line stops.
        """
        shown, way = ended(points, short if denied else REACH[head])
        path = self._path(shown)
        casing = look.width + CASING
        dashes = " ".join(number(one * look.width) for one in look.dashes)
        strokes = [
            _stroke(path, "halo", "none", casing + 2 * MARK, None),
            _stroke(path, "casing", PAPER, casing, None),
            _stroke(path, "stroke", look.colour, look.width, dashes or None),
        ]
        end = (
            self.cross(shown[-1], look.colour, look.thin)
            if denied
            else self.head(points[-1], way, head, look)
        )
        return joined(*strokes, end)

    def head(self, tip: Point, way: float, head: Head, look: Look) -> Markup:
        """*head* with its tip at *tip*, pointing right (*way* 1) or left (-1)."""
        x, y = tip.x, self.height - tip.y
        if head is Head.CHEVRON:
            wing = HEAD_WIDTH / 2
            back = x - way * (wing + 2.5)
            pen: dict[str, str | float] = {
                "class": "head",
                "fill": "none",
                "stroke": look.colour,
                "stroke-width": stroke(CHEVRON_STROKE, look.thin),
                "stroke-linecap": "round",
                "points": _points([(back, y - wing), (x - way, y), (back, y + wing)]),
            }
            return element("polyline", pen)
        outline: dict[str, str | float] = {
            "class": "head",
            "fill": look.colour if look.filled else PAPER,
            "stroke": look.colour,
            "stroke-width": stroke(OUTLINE, look.thin),
        }
        if head is Head.CIRCLE:
            radius = CIRCLE_SIZE / 2
            return element("circle", {**outline, "cx": x - way * (radius + 1), "cy": y, "r": radius})
        if head is Head.SQUARE:
            half, near, far = SQUARE_SIZE / 2, x - way, x - way * (SQUARE_SIZE + 1)
            corners = [(near, y - half), (near, y + half), (far, y + half), (far, y - half)]
        else:
            back = x - way * HEAD_LENGTH
            corners = [(x - way, y), (back, y + HEAD_WIDTH / 2), (back, y - HEAD_WIDTH / 2)]
        return element("polygon", {**outline, "points": _points(corners)})

    def cross(self, middle: Point, colour: str, thin: bool = False) -> Markup:
        """An upright ✕ with a white halo."""
        half, wide = CROSS_SIZE / 2, stroke(CROSS_STROKE, thin)
        left, right = number(middle.x - half), number(middle.x + half)
        y = self.height - middle.y
        top, bottom = number(y - half), number(y + half)
        path = f"M{left} {top}L{right} {bottom}M{left} {bottom}L{right} {top}"
        return joined(
            _stroke(path, "cross-halo", PAPER, wide + CASING, None),
            _stroke(path, "cross", colour, wide, None),
        )

    def pill(self, rect: Rect, colour: str, dashes: Sequence[float] = ()) -> Markup:
        """The white pill under a label; that of a draft has a broken outline, like its line."""
        broken = " ".join(number(one * 0.7) for one in dashes)
        return self._rect(rect, 3, "pill", PAPER, colour, 0.7, broken or None)

    def ring(self, rect: Rect) -> Markup:
        """The outline, not seen as yet, of what has the focus or is selected."""
        around = Rect(rect.left - RING, rect.bottom - RING, rect.right + RING, rect.top + RING)
        return self._rect(around, 6, "ring", "none", "none", MARK)

    def box(self, rect: Rect, shape: Shape) -> tuple[Markup, Rect]:
        """A party's box in *rect*, and the room for its text; a group has a second outline behind."""
        dashed = shape in (Shape.GROUP, Shape.NOT_SAID)
        dashes = " ".join(number(one * BOX_LINE) for one in BOX_DASHES) if dashed else None
        behind = Markup("")
        if shape is Shape.GROUP:
            rect = Rect(rect.left, rect.bottom + GROUP_OFFSET, rect.right - GROUP_OFFSET, rect.top)
            thin = " ".join(number(one * 0.7) for one in BOX_DASHES)
            moved = rect.moved(GROUP_OFFSET, -GROUP_OFFSET)
            behind = self._rect(moved, BOX_RADIUS, "behind", PAPER, INK, 0.7, thin)
        radius = min(rect.size) / 2 - 0.01 if shape is Shape.PILL else BOX_RADIUS
        fill = PAPER if dashed else BOX_FILL
        return joined(behind, self._rect(rect, radius, "box", fill, INK, BOX_LINE, dashes)), rect

    def centred(self, rect: Rect, lines: Sequence[tuple[str, float, bool, str]]) -> Markup:
        """*lines* (text, size, bold, colour) centred in *rect*.

        Each is as wide as it was measured for print, whatever font the reader's machine has.
        """
        y = self.height - rect.middle.y - sum(size for _, size, _, _ in lines) * LEADING / 2
        found = []
        for text, size, bold, colour in lines:
            baseline = y + size * (LEADING / 2 + HALF_CAPITAL)
            y += size * LEADING
            width = self.fonts.width(text, size, bold)
            attributes: dict[str, str | float | None] = {
                "x": rect.middle.x,
                "y": baseline,
                "font-size": size,
                "font-weight": "bold" if bold else None,
                "fill": colour,
                "textLength": width if width > size else None,
                "lengthAdjust": "spacingAndGlyphs" if width > size else None,
            }
            found.append(element("text", attributes, text))
        return joined(*found)

    def _rect(
        self,
        rect: Rect,
        radius: float,
        name: str,
        fill: str,
        stroke: str,
        width: float,
        dashes: str | None = None,
    ) -> Markup:
        attributes: dict[str, str | float | None] = {
            "class": name,
            "x": rect.left,
            "y": self.height - rect.top,
            "width": rect.size.width,
            "height": rect.size.height,
            "rx": radius,
            "fill": fill,
            "stroke": stroke,
            "stroke-width": width,
            "stroke-dasharray": dashes,
        }
        return element("rect", attributes)

    def _path(self, points: Sequence[Point]) -> str:
        """The curve as an SVG path; a level segment, a straight line, is written as one (``H``)."""
        y = self.height
        path = f"M{number(points[0].x)} {number(y - points[0].y)}"
        for place in range(0, len(points) - 1, 3):
            start, *bend, end = points[place : place + 4]
            if all(one.y == start.y for one in (*bend, end)):
                path += f"H{number(end.x)}"
            else:
                path += "C" + " ".join(f"{number(one.x)} {number(y - one.y)}" for one in (*bend, end))
        return path


def _stroke(path: str, name: str, colour: str, width: float, dashes: str | None) -> Markup:
    attributes: dict[str, str | float | None] = {
        "class": name,
        "d": path,
        "fill": "none",
        "stroke": colour,
        "stroke-width": width,
        "stroke-dasharray": dashes,
    }
    return element("path", attributes)


def _points(corners: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in corners)
