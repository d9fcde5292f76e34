"""A matrix cut into pages: as many rows as a page holds, and the columns that these rows need."""

from collections.abc import Iterator, Sequence
from math import fsum
from typing import Final, NamedTuple

from viz.content.speaking import counted
from viz.matrix.setting import Setting
from viz.matrix.table import Header, Matrix
from viz.paper.geometry import Size
from viz.paper.prose import clipped

#: In the line that tells what a page holds, names are no longer than this.
_LONGEST: Final = 28


class Part(NamedTuple):
    """What one page holds: places of rows and columns, and the columns that its rows need, on all pages."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    needed: tuple[int, ...]


def parts(setting: Setting, room: float, first: float, later: float) -> tuple[Part, ...] | None:
    """The pages of a matrix; None if a row, or a column, is too large for a page.

    Where all columns fit side by side every page has all of them. Else a page has the columns in
    which something is said about its rows, and what still does not fit moves to further pages.

    Args:
        setting: The matrix, set.
        room: Width of a page.
        first: Height for the matrix on the first page, column headers included.
        later: The same on the others.
    """
    free = room - setting.head.width
    if max(setting.widths, default=0.0) > free:
        return None
    found: list[Part] = []
    for rows in _chunks(setting.heights, (first - setting.head.height, later - setting.head.height)):
        if rows is None:
            return None
        needed = tuple(range(len(setting.widths)))
        if fsum(setting.widths) > free:
            here = set(rows)
            needed = tuple(sorted({cell.column for cell in setting.table.cells if cell.row in here}))
        chunks = list(_chunks([setting.widths[one] for one in needed], (free, free))) or [()]
        found += [Part(rows, tuple(needed[one] for one in columns or ()), needed) for columns in chunks]
    return tuple(found)


def _chunks(lengths: Sequence[float], rooms: tuple[float, float]) -> Iterator[tuple[int, ...] | None]:
    """Places in groups that fit into the first room, and then into the second; None for what fits nowhere."""
    at, room = 0, rooms[0]
    while at < len(lengths):
        end, used = at, 0.0
        while end < len(lengths) and used + lengths[end] <= room:
            used += lengths[end]
            end += 1
        if end == at:
            yield None
            return
        yield tuple(range(at, end))
        at, room = end, rooms[1]


def told(part: Part, table: Matrix) -> str:
    """What a page holds: ``rows 1–20 of 123: AdCo to Kestrel · all 24 columns``."""
    rows = _span("row", part.rows, table.rows)
    if part.columns == tuple(range(len(table.columns))):
        return f"{rows} · all {counted(len(part.columns), 'column')}"
    if not part.columns:
        return f"{rows} · no statement about these rows"
    why = (
        f"the {len(part.needed)} of {counted(len(table.columns), 'column')} with statements about these rows"
    )
    if part.columns == part.needed:
        return f"{rows} · columns: {why}"
    first = part.needed.index(part.columns[0]) + 1
    names = _names(part.columns, table.columns)
    return f"{rows} · columns {first}–{first + len(part.columns) - 1} of {why}: {names}"


def _span(noun: str, places: Sequence[int], headers: Sequence[Header]) -> str:
    if len(places) == len(headers):
        return f"all {counted(len(places), noun)}"
    which = f"{noun} {places[0] + 1}" if len(places) == 1 else f"{noun}s {places[0] + 1}–{places[-1] + 1}"
    return f"{which} of {len(headers)}: {_names(places, headers)}"


def _names(places: Sequence[int], headers: Sequence[Header]) -> str:
    ends = dict.fromkeys((headers[places[0]].box.names[0], headers[places[-1]].box.names[-1]))
    return " to ".join(clipped(one, _LONGEST) for one in ends)


def index(pages: Sequence[Part], table: Matrix) -> tuple[str, ...]:
    """On which pages each party stands: ``AdCo: from it page 2, to it pages 1, 3``; by name."""
    found: dict[str, tuple[list[int], list[int]]] = {}
    for number, part in enumerate(pages, start=1):
        for side, (places, headers) in enumerate(((part.rows, table.rows), (part.columns, table.columns))):
            for place in places:
                for name in headers[place].box.names:
                    found.setdefault(name, ([], []))[side].append(number)
    return tuple(
        f"{name}: " + ", ".join(filter(None, map(_on, ("data from it", "data to it"), found[name])))
        for name in sorted(found, key=lambda name: (name.strip("\u2068\u2069").casefold(), name))
    )


def _on(what: str, numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    several = dict.fromkeys(numbers)
    return f"{what} on {'page' if len(several) == 1 else 'pages'} {', '.join(map(str, several))}"


def size_of(setting: Setting, part: Part) -> Size:
    """The size of the matrix on one page."""
    return Size(
        setting.head.width + fsum(setting.widths[one] for one in part.columns),
        setting.head.height + fsum(setting.heights[one] for one in part.rows),
    )
