"""The legend of the flow view, drawn from the same table as the lines; it holds only what occurs in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.claims import Stance
from graph.telling.drafts import DRAFT_WORD
from viz.content.diagram import Diagram, Line
from viz.look import (
    ACTS,
    CROSS_SIZE,
    DRAFT,
    INK,
    LEGEND_SIZE,
    LOOKS,
    NON_ANSWER_COLOUR,
    NON_ANSWER_GLYPH,
    NON_ANSWER_LEGEND,
    SECONDARY,
    Head,
    Look,
    Shape,
)
from viz.paper.geometry import Point
from viz.paper.legend import Legend, Sign, in_rows
from viz.paper.lettering import Lettering
from viz.paper.sheet import Sheet

_SAMPLE: Final = 40.0
_PEN: Final = replace(LOOKS[Stance.CONFIRMED], colour=SECONDARY, filled=False)


@dataclass(frozen=True, slots=True)
class LineSample:
    """A short line of one stance, with a head; None is the look of drafts."""

    stance: Stance | None
    head: Head

    @property
    def look(self) -> Look:
        """The look of its stance, or that of drafts."""
        return DRAFT if self.stance is None else LOOKS[self.stance]

    @property
    def width(self) -> float:
        """Room that it takes."""
        return _SAMPLE + 6

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw it."""
        denied = self.stance is Stance.DENIED
        end = x + _SAMPLE - (CROSS_SIZE / 2 if denied else 0)
        points = [Point(x + (end - x) * step / 3, y) for step in range(4)]
        sheet.line(points, self.look, self.head, denied, 0.0, f"legend-{self.stance or DRAFT_WORD}")


@dataclass(frozen=True, slots=True)
class HeadSample:
    """A head alone."""

    head: Head

    @property
    def width(self) -> float:
        """Room that it takes."""
        return 15.0

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw it."""
        sheet.head(Point(x + 10, y), 1.0, self.head, _PEN)


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
            LineSample(stance, head_of(diagram.lines, stance)),
        )
        for stance, count in diagram.counts
    ]
    if diagram.non_answers:
        text = f"{NON_ANSWER_GLYPH} {NON_ANSWER_LEGEND} ({diagram.non_answers})"
        stances.append(Sign(text, NON_ANSWER_COLOUR, LEGEND_SIZE))
    if diagram.drafts:
        sample = LineSample(None, drafts_head(diagram.lines))
        text = f"{DRAFT.legend} ({len(diagram.drafts)})"
        stances.append(Sign(text, DRAFT.colour, LEGEND_SIZE, sample))
    rows = in_rows(stances, lettering, room)
    rows += in_rows(_explanations(diagram, below), lettering, room)
    for why, found in diagram.listed:
        rows += in_rows([Sign(f"Listed, without a line: {why} [{','.join(found)}].", INK)], lettering, room)
    return Legend(tuple(rows), lettering)


def _explanations(diagram: Diagram, below: bool) -> list[Sign]:
    shown = [line for line in diagram.lines if line.stance is not Stance.DENIED]
    drawn = {line.act for line in shown}
    acts = {look.head: look.legend for act, look in ACTS.items() if act in drawn}
    signs = [Sign(text, mark=HeadSample(head)) for head, text in acts.items()]
    if signs:
        signs.insert(0, Sign("Head:"))
    solid = set(acts) - {Head.CHEVRON}
    hollow = [line.possible and line.stance is Stance.CONFIRMED for line in shown if not line.draft]
    if solid and len({line.stance for line in shown if not line.draft}) > 1:
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


def head_of(lines: Sequence[Line], stance: Stance) -> Head:
    """The head that most lines of the stance have; of equals the first."""
    heads = Counter(ACTS[line.act].head for line in lines if line.stance is stance and not line.draft)
    return heads.most_common(1)[0][0] if heads else Head.CHEVRON


def drafts_head(lines: Sequence[Line]) -> Head:
    """The head that most drafts have that are no denials; of equals the first."""
    heads = Counter(ACTS[line.act].head for line in lines if line.draft and line.stance is not Stance.DENIED)
    return heads.most_common(1)[0][0] if heads else Head.CHEVRON
