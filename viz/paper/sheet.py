"""Marks on paper: text, boxes, lines, heads and crosses on axes whose unit is the point."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path

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
    MARKER_SIZE,
    MARKER_STROKE,
    PAPER,
    SLOT_LINE,
    SQUARE_SIZE,
    Head,
    Look,
    Marker,
    Shape,
)
from viz.paper.geometry import Point, Rect
from viz.paper.lettering import Lettering

#: How far below its middle a line of text has its baseline, in sizes: half the height of capitals.
HALF_CAPITAL: Final = 0.365

#: Stroke of a head's outline.
OUTLINE: Final = 1.4
#: Where a line ends before its recipient: at the back of its head.
REACH: Final = {
    Head.TRIANGLE: HEAD_LENGTH,
    Head.CHEVRON: 1.0,
    Head.SQUARE: SQUARE_SIZE + 1,
    Head.CIRCLE: CIRCLE_SIZE + 1,
}


def ended(points: Sequence[Point], short: float) -> tuple[list[Point], float]:
    """The curve that is drawn, *short* points shorter than the line, and its way: right (1) or left (-1)."""
    start, end = points[-4], points[-1]
    way = 1.0 if end.x >= start.x else -1.0
    stop = Point(end.x - way * short, end.y)
    step = (stop.x - start.x) / 3
    return [*points[:-3], Point(start.x + step, start.y), Point(start.x + 2 * step, start.y), stop], way


def stroke(width: float, thin: bool) -> float:
    """The stroke of a head or a cross: half as wide where its look is thin."""
    return width / 2 if thin else width


@dataclass(frozen=True, slots=True)
class Sheet:
    """Axes to draw on, in points from the lower left corner, and the lettering to draw with."""

    axes: Axes
    lettering: Lettering

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        size: float,
        *,
        colour: str = INK,
        bold: bool = False,
        align: str = "left",
        gid: str | None = None,
        z: float = 6,
        turned: bool = False,
    ) -> None:
        """Write *text* as it is: nothing in it is read as mathematics.

        *turned* text runs upwards; *baseline* is then the x, and *x* the y, of its beginning.
        """
        if turned:
            x, baseline = baseline, x
        artist = self.axes.text(
            x,
            baseline,
            text,
            fontproperties=self.lettering.face(size, bold),
            color=colour,
            ha=align,
            va="baseline",
            parse_math=False,
            zorder=z,
            rotation=90 if turned else 0,
            rotation_mode="anchor" if turned else "default",
        )
        if gid is not None:
            artist.set_gid(gid)

    def centred(
        self,
        rect: Rect,
        lines: Sequence[tuple[str, float, bool, str]],
        leading: float,
        gid: str | None = None,
        turned: bool = False,
    ) -> None:
        """Write *lines* (text, size, bold, colour) centred in *rect*, each *leading* sizes high.

        *turned* lines run upwards, the first one on the left.
        """
        half = fsum(size for _, size, _, _ in lines) * leading / 2
        down = -1.0 if turned else 1.0
        middle, across = (rect.middle.y, rect.middle.x) if turned else rect.middle
        place = across + down * half
        for text, size, bold, colour in lines:
            place -= down * size * leading
            baseline = place + down * size * (leading / 2 - HALF_CAPITAL)
            self.text(
                middle, baseline, text, size,
                colour=colour, bold=bold, align="center", gid=gid, z=8, turned=turned,
            )  # fmt: skip
            gid = None

    def box(self, rect: Rect, shape: Shape, gid: str) -> Rect:
        """Draw a party's box in *rect* and give the room for its text.

        A group has a second outline behind; an end that is not said has none.
        """
        dashed = shape in (Shape.GROUP, Shape.NOT_SAID)
        if shape is Shape.GROUP:
            rect = Rect(rect.left, rect.bottom + GROUP_OFFSET, rect.right - GROUP_OFFSET, rect.top)
            behind = rect.moved(GROUP_OFFSET, -GROUP_OFFSET)
            self._outline(behind, BOX_RADIUS, True, 0.7, PAPER, f"{gid}-behind", 4.9)
        radius = min(rect.size) / 2 - 0.01 if shape is Shape.PILL else BOX_RADIUS
        self._outline(rect, radius, dashed, BOX_LINE, PAPER if dashed else BOX_FILL, gid, 5)
        return rect

    def _outline(
        self, rect: Rect, radius: float, dashed: bool, width: float, fill: str, gid: str, z: float
    ) -> None:
        patch = FancyBboxPatch(
            (rect.left, rect.bottom),
            rect.size.width,
            rect.size.height,
            boxstyle=f"round,pad=0,rounding_size={radius}",
            linewidth=width,
            edgecolor=INK,
            facecolor=fill,
            linestyle=(0, BOX_DASHES) if dashed else "solid",
            zorder=z,
        )
        patch.set_gid(gid)
        self.axes.add_patch(patch)

    def slot(self, rect: Rect, look: Look, fill: str, gid: str) -> None:
        """Draw a rectangle with the border pattern and colour of a stance."""
        patch = Rectangle(
            (rect.left, rect.bottom),
            rect.size.width,
            rect.size.height,
            linewidth=stroke(SLOT_LINE, look.thin),
            edgecolor=look.colour,
            facecolor=fill,
            linestyle=(0, look.dashes) if look.dashes else "solid",
            capstyle="butt",
            zorder=5,
        )
        patch.set_gid(gid)
        self.axes.add_artist(patch)

    def area(
        self, rect: Rect, fill: str, edge: str, gid: str | None = None, width: float = 0.5, z: float = 1
    ) -> None:
        """Draw a plain rectangle with a thin line around it, under everything else."""
        patch = Rectangle(
            (rect.left, rect.bottom),
            rect.size.width,
            rect.size.height,
            linewidth=width,
            edgecolor=edge,
            facecolor=fill,
            zorder=z,
        )
        if gid is not None:
            patch.set_gid(gid)
        self.axes.add_artist(patch)

    def rule(self, start: Point, end: Point, colour: str) -> None:
        """Draw a hairline under everything else."""
        hairline = Line2D([start.x, end.x], [start.y, end.y], color=colour, linewidth=0.5, zorder=1.5)
        self.axes.add_line(hairline)

    def marker(self, middle: Point, marker: Marker, colour: str, gid: str) -> None:
        """Draw the sign that stands for a statement on a timeline."""
        x, y = middle
        half = MARKER_SIZE / 2
        if marker is Marker.CROSS:
            self.cross(middle, colour, gid)
            return
        width = stroke(MARKER_STROKE, marker is Marker.RING)
        if marker in (Marker.DISC, Marker.RING):
            artist: Polygon | Circle = Circle((x, y), half - width / 2)
        elif marker is Marker.DIAMOND:
            artist = Polygon([(x - half, y), (x, y + half), (x + half, y), (x, y - half)])
        else:
            low = half - MARKER_STROKE / 2
            artist = Polygon([(x - low, y - low), (x - low, y + low), (x + low, y + low), (x + low, y - low)])
        artist.set(
            facecolor=colour if marker is Marker.DISC else PAPER,
            edgecolor=colour,
            linewidth=width,
            zorder=5,
            joinstyle="miter",
            gid=gid,
        )
        self.axes.add_artist(artist)

    def pill(self, rect: Rect, colour: str, gid: str, dashes: Sequence[float] = ()) -> None:
        """Draw the white pill under a label; that of a draft has a broken outline, like its line."""
        patch = FancyBboxPatch(
            (rect.left, rect.bottom),
            rect.size.width,
            rect.size.height,
            boxstyle="round,pad=0,rounding_size=3",
            linewidth=0.7,
            edgecolor=colour,
            facecolor=PAPER,
            linestyle=(0, tuple(dashes)) if dashes else "solid",
            zorder=7,
        )
        patch.set_gid(gid)
        self.axes.add_patch(patch)

    def line(
        self, points: Sequence[Point], look: Look, head: Head, denied: bool, short: float, gid: str
    ) -> None:
        """Draw a line with its head; a denied one ends *short* of its end, in an upright cross.

        Args:
            points: 3n + 1 control points of cubic Bézier segments; the last segment is level.
            look: The stance's look.
            head: What stands at its end if it is not denied.
            denied: Whether it is denied.
            short: How far before its end a denied line stops.
            gid: Name of the line in SVG; its other parts are named after it.
        """
        end = points[-1]
        shown, way = ended(points, short if denied else REACH[head])
        stop = shown[-1]
        path = Path(shown, [Path.MOVETO] + [Path.CURVE4] * (len(shown) - 1))
        self._stroke(path, PAPER, look.width + CASING, (), f"{gid}-casing")
        self._stroke(path, look.colour, look.width, look.dashes, gid)
        if denied:
            self.cross(stop, look.colour, f"{gid}-cross", look.thin)
        else:
            self.head(end, way, head, look, f"{gid}-head")

    def _stroke(self, path: Path, colour: str, width: float, dashes: Sequence[float], gid: str) -> None:
        patch = PathPatch(
            path,
            facecolor="none",
            edgecolor=colour,
            linewidth=width,
            linestyle=(0, tuple(dashes)) if dashes else "solid",
            capstyle="butt",
            joinstyle="round",
            zorder=3,
        )
        patch.set_gid(gid)
        self.axes.add_patch(patch)

    def head(self, tip: Point, way: float, head: Head, look: Look, gid: str | None = None) -> None:
        """Draw *head* with its tip at *tip*, pointing right (*way* 1) or left (-1)."""
        fill = look.colour if look.filled else PAPER
        x, y = tip
        if head is Head.CHEVRON:
            wing = HEAD_WIDTH / 2
            back = x - way * (wing + 2.5)
            chevron = Line2D(
                [back, x - way, back],
                [y + wing, y, y - wing],
                color=look.colour,
                linewidth=stroke(CHEVRON_STROKE, look.thin),
                solid_capstyle="round",
                solid_joinstyle="miter",
                zorder=4,
            )
            if gid:
                chevron.set_gid(gid)
            self.axes.add_line(chevron)
            return
        if head is Head.CIRCLE:
            artist: Polygon | Circle = Circle((x - way * (CIRCLE_SIZE / 2 + 1), y), CIRCLE_SIZE / 2)
        elif head is Head.SQUARE:
            half, near, far = SQUARE_SIZE / 2, x - way, x - way * (SQUARE_SIZE + 1)
            artist = Polygon([(near, y - half), (near, y + half), (far, y + half), (far, y - half)])
        else:
            back = x - way * HEAD_LENGTH
            artist = Polygon([(x - way, y), (back, y + HEAD_WIDTH / 2), (back, y - HEAD_WIDTH / 2)])
        width = stroke(OUTLINE, look.thin)
        artist.set(facecolor=fill, edgecolor=look.colour, linewidth=width, zorder=4, joinstyle="miter")
        if gid:
            artist.set_gid(gid)
        self.axes.add_patch(artist)

    def cross(self, middle: Point, colour: str, gid: str | None = None, thin: bool = False) -> None:
        """Draw an upright ✕ with a white halo."""
        half, wide = CROSS_SIZE / 2, stroke(CROSS_STROKE, thin)
        x, y = middle
        for shade, width, name in (
            (PAPER, wide + CASING, f"{gid}-halo"),
            (colour, wide, gid),
        ):
            path = Path(
                [(x - half, y - half), (x + half, y + half), (x - half, y + half), (x + half, y - half)],
                [Path.MOVETO, Path.LINETO, Path.MOVETO, Path.LINETO],
            )
            patch = PathPatch(
                path, facecolor="none", edgecolor=shade, linewidth=width, capstyle="butt", zorder=4
            )
            if gid:
                patch.set_gid(name)
            self.axes.add_patch(patch)
