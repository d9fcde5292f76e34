"""Mermaid: the relationship diagram as text that GitHub, GitLab and Obsidian draw."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from graph.claims import Stance
from graph.formats import Written
from graph.formats.holding import Has, dropped
from graph.formats.markup import Allowed
from graph.problems import UsageError
from graph.telling.drafts import DRAFT_WORD
from viz.content.diagram import Box, Diagram, Line
from viz.content.telling import diagram
from viz.exports.job import CAVEAT, Job
from viz.exports.looking import drafts_in_legend, in_legend, without_a_line
from viz.look import (
    ACTS,
    BOX_DASHES,
    BOX_FILL,
    BOX_LINE,
    INK,
    LOOKS,
    PAPER,
    SECONDARY,
    Head,
    Pattern,
    Shape,
)

#: More lines than this are no picture that anyone can read where Mermaid is shown.
MOST: Final = 30
#: Of longer texts Mermaid draws nothing.
LONGEST: Final = 50_000
#: What stands on the lines and in the boxes.
HOLDS: Final = frozenset({Has.HOLDER, Has.RECIPIENT, Has.ACT, Has.MODALITY, Has.OPERATORS})

#: How a line of each pattern begins, and ends before its head.
_STROKES: Final[Mapping[Pattern, tuple[str, str]]] = {
    Pattern.DASHED: ("-.", ".-"),
    Pattern.DOTTED: ("--", "--"),
    Pattern.DASH_DOTTED: ("--", "--"),
    Pattern.SOLID: ("==", "=="),
}
#: Mermaid's heads; an arrow only where data are said to move, since it has no open one.
HEADS: Final[Mapping[Head, str]] = {
    Head.TRIANGLE: ">",
    Head.CHEVRON: "o",
    Head.SQUARE: "o",
    Head.CIRCLE: "o",
}
_CROSS: Final = "x"
#: Letters of any script, figures, blanks and what means nothing to Mermaid or Markdown.
_PLAIN: Final = re.compile(r"[^\w ,?✕✓·–—’“”…\u0080-\uffff]|_")
_SHAPES: Final[Mapping[Shape, tuple[str, str]]] = {
    Shape.ROUND: ('("', '")'),
    Shape.PILL: ('(["', '"])'),
    Shape.GROUP: ('["', '"]'),
    Shape.NOT_SAID: ('["', '"]'),
}


def mermaid(job: Job) -> Written:
    """The lines that ``draw`` shows, each with its sentence, as a flowchart in Mermaid.

    Raises:
        UsageError: there are more lines than ``MOST``, or the text is longer than Mermaid takes.
    """
    told = diagram(job.gathered)
    if len(told.lines) > MOST:
        raise _refusal(f"{len(told.lines)} lines; Mermaid shows at most {MOST} so that they can be read")
    allowed = Allowed(isolates=True)
    text = "\n".join(_document(told, job, allowed)) + "\n"
    if len(text) > LONGEST:
        raise _refusal(f"{len(text):,} characters; Mermaid draws at most {LONGEST:,}")
    gathered = job.gathered
    lost = (
        *job.left_out,
        *dropped(gathered.dossier, job.kept, HOLDS, of=gathered.part),
        *without_a_line(gathered),
        *allowed.lost("Mermaid"),
    )
    return Written(text.encode(), lost)


def _refusal(found: str) -> UsageError:
    ways = "choose a part with --about, --stance, --act or --status, or use dot"
    return UsageError(f"this has {found}: {ways}")


def _document(told: Diagram, job: Job, allowed: Allowed) -> Iterable[str]:
    for word, text in job.facts:
        yield f"%% {word}: {_comment(text, allowed)}"
    yield "flowchart LR"
    ids = {box.key: f"b{number}" for number, box in enumerate(told.boxes, 1)}
    for box in told.boxes:
        opening, closing = _SHAPES[box.shape]
        yield f"  {ids[box.key]}{opening}{_named(box, allowed)}{closing}:::{_class(box)}"
    for line in told.lines:
        yield f"  {ids[line.from_]} {_link(line, allowed)} {ids[line.to]}"
    yield f'  legend["{_legend(told, allowed)}"]:::legend'
    yield f"  classDef party fill:{BOX_FILL},stroke:{INK},stroke-width:{BOX_LINE}px,color:{INK}"
    dashes = " ".join(map(str, BOX_DASHES))
    yield (
        f"  classDef group fill:{PAPER},stroke:{INK},stroke-width:{BOX_LINE}px,"
        f"stroke-dasharray:{dashes},color:{INK}"
    )
    yield f"  classDef legend fill:{PAPER},stroke:{PAPER},color:{SECONDARY}"
    for number, line in enumerate(told.lines):
        look = line.look
        dashes = " ".join(f"{one * look.width:g}" for one in look.dashes) or "0"
        yield (
            f"  linkStyle {number} stroke:{look.colour},stroke-width:{look.width}px,"
            f"stroke-dasharray:{dashes},color:{look.colour}"
        )


def _link(line: Line, allowed: Allowed) -> str:
    opening, closing = _STROKES[line.look.line]
    head = _CROSS if line.stance is Stance.DENIED else HEADS[ACTS[line.act].head]
    return f'{opening} "{_label(line, allowed)}" {closing}{head}'


def _label(line: Line, allowed: Allowed) -> str:
    """The label of a line; brackets around our own numbers may stand."""
    status = "" if line.status is None else f" · {_text(line.status, allowed)}"
    glyph, tag = LOOKS[line.stance].glyph, f"{DRAFT_WORD}: " if line.draft else ""
    return f"{tag}{glyph} {_text(line.sentence, allowed)} [{line.cited}]{status}"


def _named(box: Box, allowed: Allowed) -> str:
    lines = [*box.names, *box.more, *box.under, *box.notes]
    return "<br/>".join(_text(one, allowed) for one in lines)


def _class(box: Box) -> str:
    return "party" if box.shape in (Shape.ROUND, Shape.PILL) else "group"


def _legend(told: Diagram, allowed: Allowed) -> str:
    looks = [in_legend(stance) for stance, _ in told.counts]
    if told.drafts:
        looks.append(drafts_in_legend())
    parts = [
        CAVEAT,
        " · ".join(looks),
        "arrow: data said to move · dot: data only sought or used, or act not said · cross: denied",
        told.coverage,
    ]
    return "<br/>".join(_text(one, allowed) for one in parts if one)


def _text(text: str, allowed: Allowed) -> str:
    """Text that Mermaid shows as it is: every mark that could mean something to it as an entity."""
    return _PLAIN.sub(lambda match: f"#{ord(match[0])};", " ".join(allowed.plain(text).split()))


def _comment(text: str, allowed: Allowed) -> str:
    """Text in a comment: one line, and no brace, which would open a directive."""
    return " ".join(allowed.plain(text).split()).replace("{", "(").replace("}", ")")
