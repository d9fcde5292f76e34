"""The legend of the matrix, drawn from the same table as its slots; it holds only what occurs in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.claims import Stance
from graph.telling.drafts import DRAFT_WORD
from viz.look import (
    ACTS,
    DRAFT,
    INK,
    LABEL_SIZE,
    LEGEND_SIZE,
    LOOKS,
    NON_ANSWER_COLOUR,
    NON_ANSWER_GLYPH,
    NON_ANSWER_LEGEND,
    OWN_CELL,
    RULE,
    Shape,
)
from viz.matrix.setting import Mode
from viz.matrix.slots import Deed
from viz.matrix.table import SILENT_MARK, Matrix, silence
from viz.paper.geometry import Rect, Size
from viz.paper.legend import Legend, Sign, in_rows
from viz.paper.lettering import Lettering
from viz.paper.sheet import HALF_CAPITAL, Sheet

_SAMPLE = Size(22.0, 10.0)


@dataclass(frozen=True, slots=True)
class SlotSample:
    """A small slot of one stance; None is that of drafts."""

    stance: Stance | None

    @property
    def width(self) -> float:
        """Room that it takes."""
        return _SAMPLE.width + 6

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw it."""
        look = DRAFT if self.stance is None else LOOKS[self.stance]
        rect = Rect.around(x + _SAMPLE.width / 2, y, _SAMPLE)
        sheet.slot(rect, look, look.tint, f"legend-{self.stance or DRAFT_WORD}")
        baseline = y - LABEL_SIZE * HALF_CAPITAL
        sheet.text(rect.middle.x, baseline, look.glyph, LABEL_SIZE, bold=True, align="center")


@dataclass(frozen=True, slots=True)
class OwnSample:
    """A small grey cell."""

    @property
    def width(self) -> float:
        """Room that it takes."""
        return _SAMPLE.width + 4

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw it."""
        sheet.area(Rect.around(x + _SAMPLE.width / 2, y, _SAMPLE), OWN_CELL, RULE)
        sheet.text(x + _SAMPLE.width / 2, y - LABEL_SIZE * HALF_CAPITAL, "—", LABEL_SIZE, align="center")


def legend(table: Matrix, mode: Mode, below: bool, lettering: Lettering, room: float) -> Legend:
    """The legend of *table*, in rows no wider than *room*.

    Args:
        table: What the figure says.
        mode: How the slots are set.
        below: Whether the list of statements stands under the figure.
        lettering: The fonts.
        room: Width in points.
    """
    stances = [
        Sign(
            f"{LOOKS[stance].legend} ({count})",  # the sample has the glyph
            LOOKS[stance].colour,
            LEGEND_SIZE,
            SlotSample(stance),
        )
        for stance, count in table.counts
    ]
    if table.non_answers:
        text = f"{NON_ANSWER_GLYPH} {NON_ANSWER_LEGEND} ({table.non_answers})"
        stances.append(Sign(text, NON_ANSWER_COLOUR, LEGEND_SIZE))
    if table.drafts:
        text = f"{DRAFT.legend} ({len(table.drafts)})"
        stances.append(Sign(text, DRAFT.colour, LEGEND_SIZE, SlotSample(None)))
    rows = in_rows(stances, lettering, room)
    rows += in_rows(_explanations(table, mode, below), lettering, room)
    for why, found in table.listed:
        text = f"Listed, without a cell: {why} [{','.join(found)}]."
        rows += [(Sign(line, INK),) for line in lettering.wrap(text, Sign(text).size, room)]
    return Legend(tuple(rows), lettering)


def _explanations(table: Matrix, mode: Mode, below: bool) -> list[Sign]:
    slots = [one for cell in table.cells for one in cell.everything]
    headers = (*table.rows, *table.columns)
    where = "below" if below else "in the list"
    signs = []
    if slots and mode.short:
        signs.append(Sign(f"Number: statement {where}."))
        signs += _acts(deed for slot in slots for deed in slot.deeds)
    elif slots:
        signs.append(
            Sign(f"In a slot: what is said to happen to the data, who says so, [n]: statement {where}.")
        )
    if table.has_statuses:
        told = "· status" if mode.status else f"Status, {where}"
        signs.append(Sign(f"{told}: what the answers come to, not what is true."))
    if len(table.cells) < len(table.rows) * len(table.columns):
        signs.append(Sign(_empty(table)))
    if table.has_own_cells:
        signs.append(Sign("a party and itself.", mark=OwnSample()))
    if any(one.box.shape in (Shape.GROUP, Shape.NOT_SAID) for one in headers):
        signs.append(Sign("Dashed name: unnamed party."))
    if mode.short and any(one.silent for one in headers):
        signs.append(Sign(f"{SILENT_MARK} {silence(False, bool(table.drafts))}."))
    if slots:
        signs.append(Sign("Size: no quantity."))
    return signs


def _acts(deeds: Iterable[Deed]) -> list[Sign]:
    """What the signs before numbers mean, of those that occur."""
    found = list(deeds)
    acts = {deed.act for deed in found}
    told = {look.sign: look.legend for act, look in ACTS.items() if act in acts}
    signs = [Sign(f"{sign} {text}") for sign, text in told.items()]
    if any(deed.possible for deed in found):
        signs.append(Sign("( ) only said to be possible."))
    return signs


def _empty(table: Matrix) -> str:
    """What an empty cell means; less where something is hidden, or listed only."""
    where = "in this source" if len(table.references) == 1 else "in these sources"
    if table.filtered:
        where = "among those shown"
    return (
        f"Empty cell: no statement {where}{', except those listed without a cell' if table.outside else ''}."
    )
