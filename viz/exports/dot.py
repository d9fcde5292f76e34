"""DOT for Graphviz: the relationship diagram in our looks, to be laid out and restyled elsewhere."""

from collections.abc import Iterable, Mapping
from textwrap import wrap
from typing import Final

from graph.claims import Stance
from graph.formats import Written
from graph.formats.holding import Has, dropped
from graph.formats.markup import Allowed
from graph.telling.grammar import counted
from viz.content.content import DRAFTS_TITLE, sentence
from viz.content.diagram import Box, Diagram, Line
from viz.content.telling import diagram
from viz.exports.job import CAVEAT, Job
from viz.exports.looking import drafts_in_legend, in_legend, without_a_line
from viz.look import (
    ACTS,
    BOX_FILL,
    BOX_LINE,
    COVERAGE_SIZE,
    DRAFT,
    ENTITY_SIZE,
    INK,
    LABEL_SIZE,
    NON_ANSWER_GLYPH,
    NON_ANSWER_LEGEND,
    PAPER,
    Head,
    Shape,
)

#: Graphviz's heads: hollow, filled. Its open head has one form.
HEADS: Final[Mapping[Head, tuple[str, str]]] = {
    Head.TRIANGLE: ("empty", "normal"),
    Head.CHEVRON: ("vee", "vee"),
    Head.SQUARE: ("obox", "box"),
    Head.CIRCLE: ("odot", "dot"),
}
#: A denied line ends in a bar before its recipient; Graphviz has no upright cross.
_STOPPED: Final = "tee"
#: The line of a draft, which Graphviz cannot dash and dot: two thin ones, as no stance has.
_DOUBLE: Final = f"{DRAFT.colour}:{PAPER}:{DRAFT.colour}"
#: What stands on the lines, in the boxes, or in the list of statements and sources.
HOLDS: Final = frozenset(
    {
        *(Has.QUOTES, Has.UNCHECKED, Has.RETOLD, Has.POINTERS, Has.SOURCES, Has.OPERATORS),
        *(Has.HOLDER, Has.RECIPIENT, Has.ACT, Has.MODALITY, Has.SPOKESPERSON, Has.VIA),
        *(Has.DENIES, Has.SUPERSEDES),
    }
)
_FONT: Final = "DejaVu Sans"
_LABEL_WIDTH: Final = 30
_NAME_WIDTH: Final = 24
_TEXT_WIDTH: Final = 110
#: More statements than this are no list below a picture: they stand in comments, and in tooltips.
_MOST_LISTED: Final = 40


def dot(job: Job) -> Written:
    """The boxes and lines that ``draw`` shows, as one directed multigraph in DOT, UTF-8.

    Each line has its sentence as label and its statements with their quotes as tooltip; the
    statements stand below the picture unless they are many.
    """
    told = diagram(job.gathered)
    allowed = Allowed(isolates=True)
    text = "\n".join(_document(told, job, allowed)) + "\n"
    lost = [*job.left_out, "the ✕ at the end of a denied line: a bar, and the ✕ in its label"]
    if _listed(told) > _MOST_LISTED:
        drafts = f" and {counted(len(told.drafts), 'draft')}" if told.drafts else ""
        what = f"{counted(len(told.citations), 'statement')}{drafts}"
        lost.append(f"no list below the picture: {what} are in comments instead")
    gathered = job.gathered
    lost += [*dropped(gathered.dossier, job.kept, HOLDS, of=gathered.part), *without_a_line(gathered)]
    return Written(text.encode(), (*lost, *allowed.lost("DOT")))


def _document(told: Diagram, job: Job, allowed: Allowed) -> Iterable[str]:
    quoted = _Quoted(allowed)
    for word, text in job.facts:
        yield f"// {word}: {' '.join(allowed.plain(text).split())}"
    yield "digraph flowclaims {"
    yield f"  graph [{quoted.all(_graph(told, job))}]"
    yield f"  node [{quoted.all({'fontname': _FONT, 'fontsize': f'{ENTITY_SIZE:g}', 'shape': 'box'})}]"
    yield f"  edge [{quoted.all({'fontname': _FONT, 'fontsize': f'{LABEL_SIZE:g}'})}]"
    every = (*told.citations, *told.drafts)
    said = {one.number: f"[{one.number}] {sentence(one, one.quote)}" for one in every}
    if len(said) > _MOST_LISTED:
        yield from (f"// {allowed.plain(one)}" for one in said.values())
        yield from (f"// {allowed.plain(one)}" for one in _below(told))
    ids = {box.key: f"b{number}" for number, box in enumerate(told.boxes, 1)}
    for box in told.boxes:
        yield f"  {ids[box.key]} [{quoted.all(_box(box, said))}]"
    for line in told.lines:
        yield f"  {ids[line.from_]} -> {ids[line.to]} [{quoted.all(_line(line, said))}]"
    yield "}"


def _graph(told: Diagram, job: Job) -> dict[str, str]:
    heads = dict.fromkeys(
        f"{ACTS[line.act].head}, {ACTS[line.act].legend}"
        for line in told.lines
        if line.stance is not Stance.DENIED
    )
    looks = [in_legend(stance) for stance, _ in told.counts]
    if told.non_answers:
        looks.append(f"{NON_ANSWER_GLYPH} {NON_ANSWER_LEGEND}")
    if told.drafts:
        looks.append(drafts_in_legend("double line"))
    head = f"Head: {'; '.join(heads)}. " if heads else ""
    rest = f"{head}Dashed box: unnamed party. Width: no quantity. [n]: number of a statement."
    text = [told.title, told.coverage, CAVEAT, " · ".join(looks), rest, ""]
    if _listed(told) <= _MOST_LISTED:
        for one in told.citations:
            status = "" if one.status is None else f". Status: {one.status}."
            text.append(f"[{one.number}] {sentence(one, one.quote)}{status}")
        if told.drafts:
            text += ["", f"{DRAFTS_TITLE}:"]
            text += [f"[{one.number}] {sentence(one, one.quote)}" for one in told.drafts]
        text += _below(told)
    text.append(job.imprint)
    return {
        "rankdir": "LR",
        "labelloc": "b",
        "labeljust": "l",
        "fontname": _FONT,
        "fontsize": f"{COVERAGE_SIZE:g}",
        "fontcolor": INK,
        "bgcolor": PAPER,
        "nodesep": "0.5",
        "ranksep": "1.2",
        "label": "\n".join(part for one in text for part in wrap(one, _TEXT_WIDTH) or [""]) + "\n",
    }


def _listed(told: Diagram) -> int:
    """How many entries its list has."""
    return len(told.citations) + len(told.drafts)


def _below(told: Diagram) -> list[str]:
    """Remarks and sources, which stand below the list."""
    return [*told.remarks, *(f"({letter}) {words}" for letter, words in told.references)]


def _box(box: Box, said: Mapping[str, str]) -> dict[str, str]:
    lines = [part for one in (*box.names, *box.more, *box.under) for part in wrap(one, _NAME_WIDTH)]
    lines += [part for note in box.notes for part in wrap(note, _NAME_WIDTH)]
    named = box.shape in (Shape.ROUND, Shape.PILL)
    numbers = (*(f"n{one}" for one in box.non_answers), *(f"d{one}" for one in box.drafts))
    told = "\n".join(said[one] for one in numbers if one in said)
    return {
        "label": "\n".join(lines),
        "style": "filled,rounded" if named else "filled,dashed",
        "fillcolor": BOX_FILL if named else PAPER,
        "color": INK,
        "fontcolor": INK,
        "penwidth": f"{BOX_LINE:g}",
        "tooltip": told or ", ".join((*box.names, *box.more)),
    } | ({"peripheries": "2"} if box.shape is Shape.GROUP else {})


def _line(line: Line, said: Mapping[str, str]) -> dict[str, str]:
    look = line.look
    denied = line.stance is Stance.DENIED
    return {
        "label": "\n".join(wrap(line.label, _LABEL_WIDTH)),
        "style": "solid" if line.draft else str(look.line),
        "arrowhead": _STOPPED if denied else HEADS[ACTS[line.act].head][look.filled],
        "color": _DOUBLE if line.draft else look.colour,
        "fontcolor": look.colour,
        "penwidth": "0.6" if line.draft else "1.6",
        "tooltip": "\n".join(said[one] for one in line.labels),
    }


class _Quoted:
    """Attributes in quotation marks, in which no text acts as an escape or an entity."""

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed

    def all(self, attributes: Mapping[str, str]) -> str:
        return ", ".join(f'{name}="{self._text(name, value)}"' for name, value in attributes.items())

    def _text(self, name: str, text: str) -> str:
        safe = self._allowed.plain(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
        return safe.replace("\n", "\\l" if name == "label" and safe.endswith("\n") else "\\n")
