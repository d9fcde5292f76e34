"""``explore``: one HTML page, offline and complete, from a dossier."""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import orjson

from graph.claims import Dossier
from graph.status.part import PartOf
from graph.status.report import LARGEST
from graph.status.views import DEFAULT, PointOfView
from graph.telling.drafts import DRAFT_WORD
from graph.vocabulary import BASE
from viz.content.alt import alt_text
from viz.content.gathering import gather
from viz.content.imprint import imprint
from viz.content.selection import WHOLE, Selection
from viz.content.speaking import counted
from viz.drawing import LICENCE
from viz.explorer.data import Data
from viz.explorer.markup import Markup, element, joined
from viz.explorer.parts import filters, legend_list, result, source_list, unanswered
from viz.explorer.picture import pictured, svg
from viz.explorer.rows import ROWS, table
from viz.look import BOX_FILL, DRAFT, INK, LOOKS, NON_ANSWER_COLOUR, NON_ANSWER_WORD, PAPER, RULE, SECONDARY

_HERE: Final = Path(__file__).parent
#: The parts of the script, in this order; they share one scope.
SCRIPTS: Final = (
    "words",
    "elements",
    "model",
    "state",
    "labels",
    "picture",
    "evidence",
    "table",
    "downloads",
    "main",
)
_GAP_IN_TEMPLATE: Final = re.compile(r"\{\{(\w+)\}\}")
#: What could end a script element, or a line of it, inside the data.
_IN_SCRIPT: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page.

    ``bytes`` is the HTML file; ``messages`` are for stderr; ``alt`` says the same in words.
    """

    bytes: bytes
    messages: tuple[str, ...]
    alt: str


def explore(
    dossier: Dossier,
    *,
    title: str | None = None,
    selection: Selection = WHOLE,
    standpoint: PointOfView = DEFAULT,
    graph_sha256: str = "",
    version: str = "",
    licence: str = LICENCE,
    base: str = BASE,
    part: PartOf | None = None,
) -> Page:
    """One HTML page that shows *dossier*: its picture, every statement with its words, filters, evidence.

    It holds all that it needs and asks for nothing: no request leaves the reader's machine. The picture
    has the layout of the printed figure where there is one.

    Args:
        dossier: What was said.
        title: Instead of the generated, neutral title.
        selection: Which part of it; the coverage line says what is hidden.
        standpoint: The point of view of the statuses; what was said after its date is left out.
        graph_sha256: Hash of the graph that the page is made from; the first 8 digits are shown.
        version: Version of the tool, shown.
        licence: Licence of the page, shown.
        base: What the IRIs begin with.
        part: Where *dossier* is only what bears on the party that *selection* is about: of how much.

    Raises:
        UsageError: no statement concerns the party that *selection* is about.
    """
    gathered = gather(dossier, selection, title, standpoint, part)
    foot = imprint(graph_sha256, version, licence, part is not None)
    picture = pictured(gathered, foot)
    data = Data(gathered, picture, base)
    drafts = _drafts(data)
    messages = (*drafts, *_messages(data))
    content = gathered.content
    parts = {
        "title": joined(content.title),
        "coverage": joined(content.coverage),
        "notes": joined(*(_paragraphs([one], "caution" if one in drafts else "note") for one in messages)),
        "filters": filters(data),
        "result": result(data),
        "hint": joined(_HINT),
        "label": joined(_label(data)),
        "picture": svg(picture) if picture.diagram.boxes else element("p", {}, "No statement to draw."),
        "unanswered": unanswered(data),
        "table_notes": _paragraphs(_table_notes(data), "note"),
        "without_script": joined(_without_script(data)),
        "table": table(data),
        "legend": legend_list(data),
        "sources": source_list(data),
        "imprint": joined(foot),
        "data": _data(data),
    }
    return Page(_page(parts), messages, alt_text(picture.diagram, foot))


_HINT: Final = "Drag or scroll to move, Ctrl and wheel to zoom."


def _drafts(data: Data) -> tuple[str, ...]:
    """That there are drafts; nothing where there are none."""
    drafts = len(data.gathered.drafts)
    return (f"This page holds {counted(drafts, 'draft')} that nobody has reviewed.",) * (drafts > 0)


def _messages(data: Data) -> tuple[str, ...]:
    """How much the picture shows of how much, and that there are no statuses."""
    found = []
    if data.picture.part is not None:
        found.append(f"The picture is {data.picture.part}. The table holds all statements.")
    if data.gathered.statuses is None and data.gathered.report is None:
        found.append(
            f"More than {LARGEST:,} entries: no statuses are derived here; the command status tells them."
        )
    return tuple(found)


def _label(data: Data) -> str:
    boxes, lines = data.picture.diagram.boxes, data.picture.diagram.lines
    return (
        f"Picture with {len(boxes):,} boxes and {len(lines):,} lines; "
        "the table of statements holds the same. "
        "Arrow keys move over parties and lines, Enter selects, Escape leaves the selection, "
        "Shift with arrow keys moves the picture."
    )


def _table_notes(data: Data) -> list[str]:
    """What is said once of all rows, and what has no line."""
    content = data.gathered.content
    found = ["No quote is checked: the texts were not at hand."] if data.all_unchecked else []
    found += [f"Listed, without a line: {why} [{', '.join(those)}]." for why, those in content.listed]
    return [*found, *(f"{one}." for one in data.picture.diagram.remarks)]


def _without_script(data: Data) -> str:
    count, what = len(data.statements), "statements and drafts" if data.gathered.drafts else "statements"
    if count > ROWS:
        return (
            f"Without JavaScript only the first {ROWS} of {count:,} {what} are listed, "
            "and nothing can be selected."
        )
    return f"Without JavaScript nothing can be selected; all {what} are listed."


def _paragraphs(texts: Sequence[str], name: str) -> Markup:
    return joined(*(element("p", {"class": name}, text) for text in texts))


def _data(data: Data) -> Markup:
    text = orjson.dumps(data.everything).decode()
    for character, escape in _IN_SCRIPT.items():
        text = text.replace(character, escape)
    return Markup(text)


def _page(parts: Mapping[str, Markup]) -> bytes:
    """The template with its parts; what stands in a part is not read as a gap again."""
    style = _variables() + _file("explorer.css")
    body = "\n".join(_file(f"script/{name}.js") for name in SCRIPTS)
    script = f'"use strict";\n{{\n{body}}}\n'
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    given = {**parts, "style": style, "script": script, "policy": policy}
    return _GAP_IN_TEMPLATE.sub(lambda gap: given[gap[1]], _file("explorer.html")).encode()


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _variables() -> str:
    """The colours of the table of looks, for the style sheet."""
    stances = {f"{stance}": look.colour for stance, look in LOOKS.items()}
    colours = {
        **stances,
        NON_ANSWER_WORD: NON_ANSWER_COLOUR,
        DRAFT_WORD: DRAFT.colour,
        "ink": INK,
        "secondary": SECONDARY,
        "rule": RULE,
        "paper": PAPER,
        "fill": BOX_FILL,
    }
    return ":root{" + "".join(f"--{name}:{colour};" for name, colour in colours.items()) + "}\n"
