"""The picture of the explorer: the layout of the printed figure, or a larger one, as inline SVG."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from graph.claims import LocalName, Stance
from graph.telling.drafts import DRAFT_WORD
from viz.content.content import numbers
from viz.content.diagram import Box, Diagram, Line
from viz.content.gathering import Gathered
from viz.content.numbering import Drafts, Statement
from viz.content.speaking import counted
from viz.content.telling import diagram as told
from viz.explorer.marks import Pen
from viz.explorer.markup import Markup, element, joined, number
from viz.flow.fitting import Candidate, Fit, fit, laid_out
from viz.job import Labels
from viz.look import (
    ACTS,
    ENTITY_SIZE,
    INK,
    LABEL_SIZE,
    NON_ANSWER_COLOUR,
    SECONDARY,
    STOPS_SHORT,
    TAG_SIZE,
    UNDER_SIZE,
)
from viz.paper.files import settings
from viz.paper.lettering import Lettering
from viz.paper.page import page

#: Pages and labels to try, in the order of ``viz.pictures``: where print has a picture, this is the same.
WAYS: Final = (
    ("a4-landscape", Labels.FULL),
    ("a3-landscape", Labels.FULL),
    ("a4-landscape", Labels.SHORT),
    ("a3-landscape", Labels.SHORT),
)
#: Of more than this a part is drawn: that with the parties that most statements name.
MOST_PARTIES: Final = 40
MOST_LINES: Final = 400

#: Widest name in a box, and least distance in a column, of a picture that no page bounds.
_BOX_ROOM: Final = 150.0
_GAP: Final = 9.0
#: White around the picture, for outlines.
_MARGIN: Final = 8.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A diagram and where its parts lie.

    ``short`` tells that its lines carry numbers; ``fonts`` measured it; ``parties`` and
    ``statements`` count what it shows, ``of_parties`` and ``of_statements`` what there is to show.
    """

    diagram: Diagram
    drawn: Candidate
    short: bool
    fonts: Lettering
    parties: int
    statements: int
    of_parties: int
    of_statements: int

    @property
    def part(self) -> str | None:
        """How much it shows of how much; None if it shows all."""
        if self.parties == self.of_parties and self.statements == self.of_statements:
            return None
        return (
            f"showing {self.parties:,} of {self.of_parties:,} parties, "
            f"{self.statements:,} of {self.of_statements:,} statements: search or filter"
        )


class ScreenLettering(Lettering):
    """Measures for the screen: a character that is in no font of ours is taken to be square."""

    __slots__ = ()

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """How wide *text* is on one line, in points."""
        known = "".join(one for one in text if not _is_missing(self.families, one, bold))
        return Lettering.width(self, known, size, bold) + (len(text) - len(known)) * size


@lru_cache(maxsize=10_000)
def _is_missing(families: tuple[str, ...], character: str, bold: bool) -> bool:
    return Lettering(families).missing(character, bold) is not None


def pictured(gathered: Gathered, imprint: str) -> Picture:
    """The picture of what was gathered.

    Args:
        gathered: What was said.
        imprint: The imprint of the printed figure, which takes room from it.
    """
    whole = told(gathered)
    fonts = Lettering()
    if fonts.missing(whole.texts) or fonts.missing(_bold(whole), True):
        fonts = ScreenLettering()
    found = _printed(whole, fonts, imprint)
    diagram = whole
    if found is not None:
        drawn, short = found.drawn, found.short
    else:
        diagram, short = _part(gathered, whole), True
        with settings():
            drawn = laid_out(diagram, fonts, short, _BOX_ROOM, _BOX_ROOM, _GAP, 0.0)
    return Picture(
        diagram,
        drawn,
        short,
        fonts,
        _parties(diagram),
        _statements(diagram),
        _parties(whole),
        _statements(whole),
    )


def _printed(diagram: Diagram, fonts: Lettering, imprint: str) -> Fit | None:
    """The printed figure; None where no page holds it."""
    with settings():
        for name, labels in WAYS:
            found = fit(diagram, page(name), fonts, labels, imprint)
            if found is not None:
                return found
    return None


def _bold(diagram: Diagram) -> tuple[str, ...]:
    return (diagram.title, *(name for box in diagram.boxes for name in box.names))


def _parties(diagram: Diagram) -> int:
    return len({one for box in diagram.boxes for one in box.parties})


def _statements(diagram: Diagram) -> int:
    """How many statements its lines hold; drafts are none."""
    return len({one for line in diagram.lines if not line.draft for one in line.claims})


def _part(gathered: Gathered, whole: Diagram) -> Diagram:
    """The whole diagram if it is small enough, else that of the parties that most statements name."""
    if _parties(whole) <= MOST_PARTIES and len(whole.lines) <= MOST_LINES:
        return whole
    named: Counter[LocalName] = Counter()
    for one in gathered.statements:
        named.update({end: None for pair in one.placed.pairs for end in pair[:2] if end is not None}.keys())
    first = {party for party, _ in named.most_common(MOST_PARTIES)}
    statements, drafts = (
        _between(those, first) for those in (gathered.statements, gathered.drafts.statements)
    )
    responses, drafted = (
        tuple(one for one in those if first.issuperset(one.speakers))
        for those in (gathered.responses, gathered.drafts.responses)
    )
    part = replace(gathered, statements=statements, responses=responses, drafts=Drafts(drafts, drafted))
    return _fewer_lines(told(part))


def _between(statements: Sequence[Statement], parties: Set[LocalName]) -> tuple[Statement, ...]:
    """The statements with those of their lines alone that run between *parties*, or ends not said."""
    kept = parties | {None}
    found = []
    for one in statements:
        pairs = tuple(pair for pair in one.placed.pairs if pair.from_ in kept and pair.to in kept)
        found.append(replace(one, placed=replace(one.placed, pairs=pairs)))
    return tuple(found)


def _fewer_lines(diagram: Diagram) -> Diagram:
    """The diagram with the lines that most statements share, and the boxes that these lines need."""
    if len(diagram.lines) <= MOST_LINES:
        return diagram
    by_size = sorted(diagram.lines, key=lambda line: (line.draft, -len(line.claims), line.claims))
    kept = {line.key for line in by_size[:MOST_LINES]}
    lines = tuple(line for line in diagram.lines if line.key in kept)
    ends = {end for line in lines for end in (line.from_, line.to)}
    boxes = tuple(box for box in diagram.boxes if box.key in ends or box.notes)
    return replace(diagram, boxes=boxes, lines=lines)


def svg(picture: Picture) -> Markup:
    """The picture as an SVG element of its own size: a group for each line and box, named by its sentence.

    Lines come first, boxes over them, as in print.
    """
    layout = picture.drawn.layout
    width, height = layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN
    pen = Pen(layout.height, picture.fonts)
    named = {box.key: box_names(box) for box in picture.diagram.boxes}
    lines = [_line(line, picture.drawn, pen, named) for line in picture.diagram.lines]
    touching = Counter(end for line in picture.diagram.lines for end in {line.from_, line.to})
    boxes = [_box(box, picture.drawn, pen, touching[box.key]) for box in picture.diagram.boxes]
    attributes: dict[str, str | float] = {
        "id": "picture",
        "class": "picture",
        "role": "group",
        "aria-label": "Parties and lines",
        "viewBox": f"{number(-_MARGIN)} {number(-_MARGIN)} {number(width)} {number(height)}",
        "width": number(width * 4 / 3),
        "height": number(height * 4 / 3),
        "font-family": "'DejaVu Sans', 'Bitstream Vera Sans', Verdana, Arial, sans-serif",
        "text-anchor": "middle",
    }
    return element("svg", attributes, *lines, *boxes)


def box_names(box: Box) -> str:
    """The parties of a box in a sentence: "Wells Fargo and U.S. Bancorp"."""
    names = [*box.names, *box.more]
    under = f" ({', '.join(box.under)})" if box.under else ""
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] + under


def line_sentence(line: Line, named: dict[str, str]) -> str:
    """A line read aloud: who says what, from whom to whom, in which statements, and its status."""
    noun = DRAFT_WORD if line.draft else "statement"
    plural = "s" if len(line.claims) > 1 else ""
    status = "" if line.status is None else f", {line.status}"
    return (
        f"{line.opening}{line.sentence}, from {named[line.from_]} to {named[line.to]}, "
        f"{noun}{plural} {_spoken(line.claims, 'd' if line.draft else '')}{status}"
    )


def box_sentence(box: Box, lines: int) -> str:
    """A box read aloud: its parties, how many lines touch it, and its non-answers."""
    count = counted(lines, "line")
    notes = f", non-answer{'s' if len(box.non_answers) > 1 else ''} {numbers(box.non_answers, 'n')}"
    drafts = f", draft{'s' if len(box.drafts) > 1 else ''} of a non-answer {numbers(box.drafts, 'd')}"
    return f"{box_names(box)}: {count}{notes if box.non_answers else ''}{drafts if box.drafts else ''}"


def _spoken(values: Sequence[int], prefix: str) -> str:
    """Numbers for reading aloud: "1, 2 and 5"."""
    words = [f"{prefix}{one}" for one in sorted(values)]
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1]


def _line(line: Line, drawn: Candidate, pen: Pen, named: dict[str, str]) -> Markup:
    route = drawn.layout.routes[line.key]
    look = line.look
    if line.possible:
        look = replace(look, filled=False)
    marks = pen.line(route.points, look, ACTS[line.act].head, line.stance is Stance.DENIED, STOPS_SHORT)
    label = pen.centred(
        route.label, [(text, LABEL_SIZE, False, look.colour) for text in drawn.labels[line.key]]
    )
    marks = joined(
        marks, pen.ring(route.label), pen.pill(route.label, look.colour, look.dashes if line.draft else ())
    )
    kind = f"line {DRAFT_WORD if line.draft else line.stance}"
    return _thing(line.key, kind, line_sentence(line, named), marks, label)


def _box(box: Box, drawn: Candidate, pen: Pen, lines: int) -> Markup:
    whole = drawn.layout.boxes[box.key]
    outline, rect = pen.box(whole, box.shape)
    texts = drawn.boxes[box.key]
    rows = [(text, ENTITY_SIZE, True, INK) for text in texts.names]
    rows += [(text, UNDER_SIZE, False, INK) for text in texts.under]
    rows += [(text, TAG_SIZE, False, SECONDARY) for text in texts.tag]
    rows += [(text, UNDER_SIZE, False, NON_ANSWER_COLOUR) for text in texts.note]
    marks = joined(pen.ring(whole), outline)
    return _thing(box.key, "party", box_sentence(box, lines), marks, pen.centred(rect, rows))


def _thing(key: str, kind: str, name: str, marks: Markup, words: Markup) -> Markup:
    """A line or a box: a button named by its sentence, and its words, which the sentence says to ears."""
    button = {"role": "button", "aria-pressed": "false", "aria-label": name, "tabindex": "-1"}
    return element(
        "g",
        {"id": key, "class": kind},
        element("g", button, marks),
        element("g", {"class": "label", "aria-hidden": "true"}, words),
    )
