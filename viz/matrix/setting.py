"""A matrix set in type: how wide each column and how high each row is, and where each slot stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import fsum
from types import MappingProxyType
from typing import Final, NamedTuple

from graph.claims import Stance
from graph.telling.drafts import DRAFT_WORD
from viz.content.plain import FIRST_STRONG_ISOLATE
from viz.job import Labels
from viz.look import CITATION_SIZE, DRAFT, ENTITY_SIZE, GROUP_OFFSET, INK, LABEL_SIZE, LOOKS, TAG_SIZE
from viz.matrix.slots import DraftSlot, Slot
from viz.matrix.table import SILENT_MARK, Cell, Header, Matrix
from viz.paper.geometry import Rect, Size
from viz.paper.lettering import Lettering
from viz.paper.plates import Plate, plate, plate_size
from viz.paper.prose import LEADING, broken_after

#: Between the text of a header and its outline, both sides together.
_AROUND_NAME: Final = Size(11.0, 4.0)
#: Length of turned column headers, and the narrowest ones that are not turned.
_TURNED_ROOM: Final = 110.0
_LEVEL_ROOM: Final = 58.0
_LEVEL_ROOMY: Final = 96.0
#: What rows and columns are.
CORNER: Final = ("DATA TO →", "DATA FROM ↓")
#: Narrowest and lowest cell, so that an empty one can be seen.
_LEAST: Final = Size(16.0, 12.0)

SlotText = tuple[tuple[str, float, bool, str], ...]


class Gaps(NamedTuple):
    """Distances: cell to slot and to header, slot to slot, a slot’s text to its border (both sides)."""

    pad: float
    between: float
    around: Size


#: Keeps the dot before a status on the line of its first word.
_GLUE: Final = "\N{NO-BREAK SPACE}"

_LOOSE: Final = Gaps(2.5, 3.0, Size(7.0, 4.0))
_TIGHT: Final = Gaps(1.5, 2.0, Size(4.5, 2.4))


class Mode(NamedTuple):
    """One way to set a matrix.

    ``short`` sets numbers only. ``across`` puts the slots of a cell side by side,
    else one above the other; ``uniform`` keeps a place for every stance in every
    column. Names and slots are at most ``name_room`` and ``slot_room`` points
    wide; ``turned`` column headers run upwards where they are wider than their slots.
    ``size`` is that of the first line of a slot; ``status`` tells what allegations
    have come to, which the narrowest modes leave to the list.
    """

    short: bool
    across: bool
    uniform: bool
    slot_room: float
    name_room: float
    turned: bool
    size: float = LABEL_SIZE
    gaps: Gaps = _LOOSE
    status: bool = True


#: A mode that gives names so much room gives it to column headers too.
_ROOMY: Final = 190.0

_FULL: Final = (
    Mode(False, True, True, 120.0, 190.0, False),
    Mode(False, True, True, 84.0, 130.0, False),
    Mode(False, True, True, 66.0, 120.0, False),
    Mode(False, True, False, 130.0, 190.0, False),
    Mode(False, True, False, 84.0, 130.0, False),
    Mode(False, True, False, 60.0, 110.0, False),
    Mode(False, True, False, 60.0, 110.0, True),
    Mode(False, False, False, 84.0, 130.0, False),
    Mode(False, False, False, 60.0, 110.0, True),
    Mode(False, False, False, 54.0, 96.0, True),
)
_SHORT: Final = (
    Mode(True, True, True, 60.0, 150.0, False),
    Mode(True, True, True, 60.0, 150.0, True),
    Mode(True, True, False, 46.0, 150.0, True),
    Mode(True, False, False, 46.0, 150.0, True),
    Mode(True, False, False, 34.0, 110.0, True, CITATION_SIZE, _TIGHT),
)
_BARE: Final = (
    *(mode._replace(status=False) for mode in _SHORT),
    _SHORT[-1]._replace(slot_room=18.0, status=False),
)

#: The ways to try, each from roomy to narrow: with words; with numbers and statuses; with numbers only.
WAYS: Final[Mapping[Labels, tuple[tuple[Mode, ...], ...]]] = MappingProxyType(
    {Labels.AUTO: (_FULL, _SHORT, _BARE), Labels.FULL: (_FULL,), Labels.SHORT: (_SHORT, _BARE)}
)


class Places(NamedTuple):
    """Where the slots of each stance begin along a row or a column, how far they reach, and in total.

    None stands for the slot of the drafts, which comes last.
    """

    of: Mapping[Stance | None, tuple[float, float]]
    total: float


@dataclass(frozen=True)
class Setting:
    """A matrix set in one mode; all lengths in points.

    ``head`` is the width of the row headers and the height of the column
    headers; ``across`` holds for each column where its slots stand from left to
    right, ``down`` for each row from top to bottom.
    """

    table: Matrix
    mode: Mode
    rows: tuple[Plate, ...]
    columns: tuple[Plate, ...]
    turned: tuple[bool, ...]
    head: Size
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    across: tuple[Places, ...]
    down: tuple[Places, ...]
    slots: Mapping[str, SlotText]

    @property
    def size(self) -> Size:
        """The whole matrix on one page."""
        return Size(self.head.width + fsum(self.widths), self.head.height + fsum(self.heights))

    def place(self, cell: Cell, slot: Slot | DraftSlot, rect: Rect) -> Rect:
        """Where *slot* stands in its *cell*, which takes *rect* (as wide and high as its column and row)."""
        kind = _kind(slot)
        across, down = self.across[cell.column], self.down[cell.row]
        x, width = across.of[kind]
        y, height = down.of[kind]
        left = rect.middle.x - across.total / 2 + x
        top = rect.middle.y + down.total / 2 - y
        return Rect(left, top - height, left + width, top)


def set_in(table: Matrix, mode: Mode, fonts: Lettering) -> Setting:
    """*table* set in *mode*."""
    texts = {one.key: _text(one, mode, fonts) for cell in table.cells for one in _in(cell)}
    sizes = {key: _slot_size(text, mode.gaps, fonts) for key, text in texts.items()}
    widths = {key: size.width for key, size in sizes.items()}
    heights = {key: size.height for key, size in sizes.items()}
    by_row: list[list[Cell]] = [[] for _ in table.rows]
    by_column: list[list[Cell]] = [[] for _ in table.columns]
    for cell in table.cells:
        by_row[cell.row].append(cell)
        by_column[cell.column].append(cell)
    every = _stances(table.cells) if mode.uniform else ()
    across = tuple(_places(cells, widths, mode.across, every, mode.gaps) for cells in by_column)
    down = tuple(_places(cells, heights, not mode.across, (), mode.gaps) for cells in by_row)
    rows = tuple(_plate(one, mode, fonts, mode.name_room) for one in table.rows)
    row_sizes = [
        plate_size(text, one.box.shape, fonts, _AROUND_NAME)
        for text, one in zip(rows, table.rows, strict=True)
    ]
    heads = [
        _column(one, places.total, mode, fonts) for one, places in zip(table.columns, across, strict=True)
    ]
    column_sizes = [one.size for one in heads]
    return Setting(
        table,
        mode,
        rows,
        tuple(one.text for one in heads),
        tuple(one.turned for one in heads),
        Size(
            max((_corner(fonts), *(one.width for one in row_sizes))) + 2 * mode.gaps.pad,
            max((one.height for one in column_sizes), default=0.0) + 2 * mode.gaps.pad,
        ),
        tuple(
            max(places.total + 2 * mode.gaps.pad, size.width + 2 * mode.gaps.pad, _LEAST.width)
            for places, size in zip(across, column_sizes, strict=True)
        ),
        tuple(
            max(places.total + 2 * mode.gaps.pad, size.height + mode.gaps.pad, _LEAST.height)
            for places, size in zip(down, row_sizes, strict=True)
        ),
        across,
        down,
        texts,
    )


def _corner(fonts: Lettering) -> float:
    """The width of what stands left of the column headers."""
    return max(fonts.width(text, TAG_SIZE) for text in CORNER)


def _in(cell: Cell) -> tuple[Slot | DraftSlot, ...]:
    """The slots of a cell, that of its drafts last."""
    return cell.slots if cell.drafts is None else (*cell.slots, cell.drafts)


def _kind(slot: Slot | DraftSlot) -> Stance | None:
    """The stance of a slot; None for that of drafts."""
    return slot.stance if isinstance(slot, Slot) else None


def _stances(cells: Iterable[Cell]) -> tuple[Stance | None, ...]:
    found = {_kind(one) for cell in cells for one in _in(cell)}
    return tuple(kind for kind in (*LOOKS, None) if kind in found)


def _places(
    cells: list[Cell],
    lengths: Mapping[str, float],
    in_line: bool,
    every: tuple[Stance | None, ...],
    gaps: Gaps,
) -> Places:
    """Places for the stances of *cells*: in line, or all at one; for *every* stance if any is given."""
    longest = {
        stance: max(
            (lengths[one.key] for cell in cells for one in _in(cell) if _kind(one) is stance), default=0.0
        )
        for stance in every or _stances(cells)
    }
    length = max(longest.values(), default=0.0)
    if not in_line:
        return Places(dict.fromkeys(longest, (0.0, length)), length)
    if every:
        longest = dict.fromkeys(longest, length)
    starts = accumulate((one + gaps.between for one in longest.values()), initial=0.0)
    of = {stance: (start, longest[stance]) for stance, start in zip(longest, starts, strict=False)}
    return Places(of, fsum(longest.values()) + gaps.between * max(len(longest) - 1, 0))


def _text(slot: Slot | DraftSlot, mode: Mode, fonts: Lettering) -> SlotText:
    """The text of a slot; that of drafts is tagged, and as grey as their lines are elsewhere."""
    if isinstance(slot, Slot):
        return _slot_text(slot, mode, fonts)
    lines = [(DRAFT_WORD, mode.size, True, DRAFT.colour)]
    for one in slot.slots:
        lines += [(text, size, bold, DRAFT.colour) for text, size, bold, _ in _slot_text(one, mode, fonts)]
    return tuple(lines)


def _slot_text(slot: Slot, mode: Mode, fonts: Lettering) -> SlotText:
    room = mode.slot_room
    if mode.short:
        lines = tuple(line for text in slot.short for line in broken_after(text, ",", fonts, mode.size, room))
        if mode.status:
            lines = (*lines, *_status_lines(slot, room, mode.size, fonts))
        return tuple((line, mode.size, False, INK) for line in lines)
    head = broken_after(slot.head, "/", fonts, LABEL_SIZE, room, True)
    by = fonts.balanced(slot.by, CITATION_SIZE, room)
    cited = broken_after(slot.cited, ",", fonts, CITATION_SIZE, room)
    turning = by[-1].startswith(FIRST_STRONG_ISOLATE)  # with nothing but numbers after it, it turns them
    if not turning and fonts.width(f"{by[-1]} {cited[0]}", CITATION_SIZE) <= room:
        by, cited = (*by[:-1], f"{by[-1]} {cited[0]}"), cited[1:]
    small = (*by, *cited, *_status_lines(slot, room, CITATION_SIZE, fonts))
    return (
        *((line, LABEL_SIZE, True, INK) for line in head),
        *((line, CITATION_SIZE, False, INK) for line in small),
    )


def _status_lines(slot: Slot, room: float, size: float, fonts: Lettering) -> tuple[str, ...]:
    """What the allegations of a slot have come to, in lines; no word is broken, however narrow."""
    texts = [f"·{_GLUE}{text}" for text in slot.status]
    words = (word for text in texts for word in text.split(" "))
    least = max([room, *(fonts.width(word, size) for word in words)])
    return tuple(line for text in texts for line in fonts.balanced(text, size, least))


def _slot_size(text: SlotText, gaps: Gaps, fonts: Lettering) -> Size:
    width = max(fonts.width(line, size, bold) for line, size, bold, _ in text)
    height = LEADING * fsum(size for _, size, _, _ in text)
    return Size(width + gaps.around.width, height + gaps.around.height)


class _Head(NamedTuple):
    """A column header, set."""

    text: Plate
    turned: bool
    size: Size


def _column(header: Header, slots: float, mode: Mode, fonts: Lettering) -> _Head:
    """The header of a column whose slots are *slots* points wide."""
    words = [word for name in header.box.names for word in name.split(" ")]
    longest = max(fonts.width(word, ENTITY_SIZE, True) for word in words)
    room = slots - _AROUND_NAME.width - GROUP_OFFSET
    turned = mode.turned and (longest > room or room < _LEVEL_ROOM)
    whole = min(longest, mode.name_room)  # a word is broken only where it is longer than any name may be
    level = max(room, whole, _LEVEL_ROOM if mode.name_room < _ROOMY else _LEVEL_ROOMY)
    text = _plate(header, mode, fonts, _TURNED_ROOM if turned else level)
    size = plate_size(text, header.box.shape, fonts, _AROUND_NAME)
    return _Head(text, turned, Size(size.height, size.width) if turned else size)


def _plate(header: Header, mode: Mode, fonts: Lettering, room: float) -> Plate:
    if not mode.short:
        return plate(header.box, header.notes, fonts, room, room)
    found = plate(header.box, header.box.notes, fonts, room, room)
    if not header.silent:
        return found
    names = tuple(
        line
        for name in header.box.names
        for line in fonts.balanced(f"{name}{SILENT_MARK}", ENTITY_SIZE, room, True)
    )
    return found._replace(names=names)
