"""Pages, and how large a picture each can hold."""

import re
from typing import Final, NamedTuple

from graph.problems import UsageError, shown

#: Points per millimetre.
MM: Final = 72 / 25.4

_NAMED: Final = {
    "a4-landscape": (297.0, 210.0),
    "a4": (210.0, 297.0),
    "a3-landscape": (420.0, 297.0),
    "a3": (297.0, 420.0),
}
_A3_AREA: Final = 0.95 * 297 * 420
_SMALLEST, _LARGEST = 60.0, 2000.0


class Page(NamedTuple):
    """A sheet of paper in points, with its margin all around."""

    name: str
    width: float
    height: float
    margin: float = 10 * MM

    @property
    def room(self) -> float:
        """Usable width."""
        return self.width - 2 * self.margin

    @property
    def most_boxes(self) -> int:
        """More boxes than this cannot be read on it (VISUALS, section 3)."""
        return 24 if self._large else 15

    @property
    def most_lines(self) -> int:
        """More lines than this cannot be read on it."""
        return 40 if self._large else 25

    @property
    def _large(self) -> bool:
        return self.width * self.height >= _A3_AREA * MM * MM


def page(name: str) -> Page:
    """The page called *name*: ``a4-landscape``, ``a4``, ``a3-landscape``, ``a3`` or ``WxHmm``.

    Raises:
        UsageError: no such page, or a size that is no sheet of paper.

    >>> round(page("180x120mm").width)
    510
    """
    given = re.fullmatch(r"(\d{1,5}(?:\.\d+)?)x(\d{1,5}(?:\.\d+)?)mm", name)
    if name in _NAMED:
        width, height = _NAMED[name]
    elif given:
        width, height = float(given[1]), float(given[2])
    else:
        raise UsageError(
            f"unknown page {shown(name)!r}; use {', '.join(_NAMED)} or WIDTHxHEIGHTmm (180x120mm)"
        )
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        raise UsageError(
            f"page {shown(name)!r} is out of range; both sides must be {_SMALLEST:.0f} to {_LARGEST:.0f} mm"
        )
    return Page(name, width * MM, height * MM)


#: Larger sheets to name when a picture does not fit.
LARGER: Final = ("a3", "a3-landscape")
