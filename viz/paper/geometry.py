"""Points, sizes and rectangles in points (1/72 inch), y growing upwards."""

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple


class Point(NamedTuple):
    """A place on the page."""

    x: float
    y: float


class Size(NamedTuple):
    """Width and height."""

    width: float
    height: float


class Rect(NamedTuple):
    """A rectangle with level sides."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, x: float, y: float, size: Size) -> "Rect":
        """The rectangle of *size* with its middle at (x, y)."""
        return cls(x - size.width / 2, y - size.height / 2, x + size.width / 2, y + size.height / 2)

    @property
    def middle(self) -> Point:
        """The middle."""
        return Point((self.left + self.right) / 2, (self.bottom + self.top) / 2)

    @property
    def size(self) -> Size:
        """Width and height."""
        return Size(self.right - self.left, self.top - self.bottom)

    def overlaps(self, other: "Rect", least: float = 0.0) -> bool:
        """Whether the two come nearer than *least* to each other."""
        return (
            self.left < other.right + least
            and other.left < self.right + least
            and self.bottom < other.top + least
            and other.bottom < self.top + least
        )

    def holds(self, point: Point) -> bool:
        """Whether *point* lies inside."""
        return self.left < point.x < self.right and self.bottom < point.y < self.top

    def moved(self, x: float, y: float) -> "Rect":
        """The same rectangle elsewhere."""
        return Rect(self.left + x, self.bottom + y, self.right + x, self.top + y)


def fitted(wished: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Places near the wished ones, in the same order, at least *apart* and within [low, high].

    Nearest in the sense of least squares (pool adjacent violators), then moved
    into the interval. The interval must be wide enough for all.

    >>> fitted([20, 21, 50], 10, 0, 100)
    [15.5, 25.5, 50]
    """
    pools: list[list[float]] = []  # [mean, count]
    for index, wish in enumerate(wished):
        pools.append([wish - index * apart, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, count = pools.pop()
            pools[-1][0] = (pools[-1][0] * pools[-1][1] + mean * count) / (pools[-1][1] + count)
            pools[-1][1] += count
    flat = [mean for mean, count in pools for _ in range(int(count))]
    most = high - (len(flat) - 1) * apart
    return [min(max(one, low), most) + index * apart for index, one in enumerate(flat)]


def along(points: Sequence[Point], steps: int = 24) -> list[Point]:
    """Points along cubic Bézier segments (3n + 1 control points), *steps* per segment."""
    found = [points[0]]
    for start in range(0, len(points) - 1, 3):
        a, b, c, d = points[start : start + 4]
        for step in range(1, steps + 1):
            t = step / steps
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            found.append(
                Point(
                    fsum(w * p.x for w, p in zip(weights, (a, b, c, d), strict=True)),
                    fsum(w * p.y for w, p in zip(weights, (a, b, c, d), strict=True)),
                )
            )
    return found
