"""A party's box set in text: names, what stands under them, type tag and notes; measured, then drawn."""

from typing import Final, NamedTuple

from viz.content.diagram import Box
from viz.look import (
    ENTITY_SIZE,
    GROUP_OFFSET,
    INK,
    NON_ANSWER_COLOUR,
    SECONDARY,
    TAG_SIZE,
    UNDER_SIZE,
    Shape,
)
from viz.paper.geometry import Rect, Size
from viz.paper.lettering import Lettering
from viz.paper.prose import LEADING
from viz.paper.sheet import Sheet

#: Between the text of a box and its outline, both sides together.
ROOMY: Final = Size(13.0, 8.0)


class Plate(NamedTuple):
    """The lines of text in a box, from top to bottom."""

    names: tuple[str, ...]
    under: tuple[str, ...]
    tag: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def rows(self) -> list[tuple[str, float, bool, str]]:
        """Text, size, weight and colour of each line."""
        return [
            *((text, ENTITY_SIZE, True, INK) for text in self.names),
            *((text, UNDER_SIZE, False, INK) for text in self.under),
            *((text, TAG_SIZE, False, SECONDARY) for text in self.tag),
            *((text, UNDER_SIZE, False, NON_ANSWER_COLOUR) for text in self.note),
        ]


def plate(box: Box, notes: tuple[str, ...], fonts: Lettering, room: float, note_room: float) -> Plate:
    """The text of *box* in lines of at most *room* points, that of *notes* in lines of *note_room*."""
    names = [line for name in box.names for line in fonts.balanced(name, ENTITY_SIZE, room, True)]
    if box.more:
        names.append(f"+ {len(box.more)} more, listed below")
    under = [line for text in box.under for line in fonts.wrap(text, UNDER_SIZE, room)]
    tag = () if box.tag is None else (box.tag,)
    note = [line for text in notes for line in fonts.balanced(text, UNDER_SIZE, note_room)]
    return Plate(tuple(names), tuple(under), tag, tuple(note))


def plate_size(text: Plate, shape: Shape, fonts: Lettering, around: Size = ROOMY, least: float = 0.0) -> Size:
    """The room that a box of *shape* with this text takes, its second outline included.

    *around* is the room between text and outline, both sides together; *least* the narrowest outline
    without what the shape adds.
    """
    width = max(fonts.width(line, size, bold) for line, size, bold, _ in text.rows)
    height = LEADING * sum(size for _, size, _, _ in text.rows)
    offset = GROUP_OFFSET if shape is Shape.GROUP else 0.0
    round_ends = height / 2 if shape is Shape.PILL else 0.0
    return Size(max(width + around.width, least) + offset + round_ends, height + around.height + offset)


def draw_plate(sheet: Sheet, rect: Rect, shape: Shape, text: Plate, key: str, turned: bool = False) -> None:
    """Draw the box with its text, called *key*; *turned* text runs upwards."""
    inner = sheet.box(rect, shape, key)
    sheet.centred(inner, text.rows, LEADING, f"{key}-name", turned)
