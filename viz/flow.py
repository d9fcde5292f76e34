"""The relationship diagram, fit for print: who alleges, denies and confirms which data flows.

``draw`` is the one entrance. It tells (``telling``), fits (``fitting``) and
draws; a picture that would be too small or too crowded to read is refused
with the ways out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from graph.claims import Dossier, Stance
from graph.problems import UsageError, shown
from graph.status.views import DEFAULT, PointOfView
from graph.telling.finding import find_party
from viz.alt import alt_text, sidecar
from viz.diagram import Diagram
from viz.files import Format, blank, saved, settings
from viz.fitting import GAP, Fit, Labels, fit
from viz.geometry import Point, Size
from viz.lettering import Lettering, lettering
from viz.look import (
    ACTS,
    CITATION_SIZE,
    COVERAGE_SIZE,
    ENTITY_SIZE,
    FOOTER_SIZE,
    INK,
    LABEL_SIZE,
    LOOKS,
    NON_ANSWER_COLOUR,
    NON_ANSWER_WORD,
    RULE,
    SECONDARY,
    STOPS_SHORT,
    TAG_SIZE,
    TITLE_SIZE,
    UNDER_SIZE,
)
from viz.numbering import View
from viz.page import LARGER, Page
from viz.page import page as page_called
from viz.prose import LEADING, column_width, paged
from viz.sheet import Sheet
from viz.telling import tell

LICENCE: Final = "CC BY 4.0; quotations remain their authors’"


@dataclass(frozen=True, slots=True)
class Figure:
    """A finished figure.

    ``bytes`` is the file. ``messages`` are for stderr. ``alt`` says the same
    in words. ``sidecar`` is the list of statements as Markdown, to be written
    beside a PNG or SVG that has no room for it; else None. ``diagram`` is what
    the figure says, for checking.
    """

    bytes: bytes
    format: Format
    messages: tuple[str, ...]
    alt: str
    sidecar: str | None
    diagram: Diagram


def draw(
    dossier: Dossier,
    *,
    format: str = "pdf",
    page: str = "a4-landscape",
    labels: str = "auto",
    title: str | None = None,
    font: Path | None = None,
    dpi: int = 200,
    about: str | None = None,
    hops: int = 1,
    stance: Collection[str] | None = None,
    outline_text: bool = False,
    graph_sha256: str = "",
    version: str = "",
    licence: str = LICENCE,
    view: PointOfView = DEFAULT,
) -> Figure:
    """Draw the relationship diagram of *dossier*.

    Args:
        dossier: What was said.
        format: ``png``, ``svg`` or ``pdf``.
        page: ``a4-landscape``, ``a4``, ``a3``, ``a3-landscape`` or ``WxHmm``; what does not fit is refused.
        labels: ``full`` sentences, ``short`` numbers, or ``auto``: full if they fit.
        title: Instead of the generated, neutral title.
        font: A font file to use; DejaVu Sans where None, and for what the file lacks.
        dpi: Dots per inch of a PNG.
        about: Name of a party: only the lines at most *hops* steps from it.
        hops: See *about*; at least 1.
        stance: Only these of ``alleged``, ``denied``, ``confirmed``, ``non-answer``.
        outline_text: Write the text of an SVG as outlines, for printers without the font.
        graph_sha256: Hash of the graph that the figure is made from; the first 8 digits are printed.
        version: Version of the tool, printed.
        licence: Licence of the figure, printed.
        view: The point of view of the statuses; what was said after its date is left out.

    Raises:
        UsageError: an argument is wrong, a character is in no font, or the picture is too large.
    """
    chosen = _one_of("format", format, tuple(Format))
    words = _one_of("labels", labels, tuple(Labels))
    paper = page_called(page)
    if hops < 1:
        raise UsageError(f"hops is {hops}; use 1 or more")
    if not 50 <= dpi <= 1200:
        raise UsageError(f"dpi is {dpi}; use 50 to 1200")
    stances = None
    if stance is not None:
        stances = frozenset(_one_of("stance", one, (*map(str, Stance), NON_ANSWER_WORD)) for one in stance)
    part = View(None if about is None else find_party(dossier, about).iri, hops, stances)
    diagram = tell(dossier, part, title, view)
    fonts = lettering(font)
    imprint = " · ".join(
        part
        for part in (
            f"graph sha256 {graph_sha256[:8]}" if graph_sha256 else "",
            f"flowclaims {version}".strip(),
            licence,
        )
        if part
    )
    with settings(outline_text):
        fonts.check(diagram.texts, (diagram.title, *(name for box in diagram.boxes for name in box.names)))
        found = fit(diagram, paper, fonts, Labels(words), imprint)
        if found is None:
            raise UsageError(_refusal(diagram, paper, fonts, part, imprint))
        sheets = _sheets(diagram, found, paper, fonts, Format(chosen))
        alt = alt_text(diagram, imprint)
        data = saved(sheets, Format(chosen), diagram.title, alt, dpi)
    apart = not found.below and Format(chosen) is not Format.PDF
    return Figure(
        bytes=data,
        format=Format(chosen),
        messages=_messages(diagram, found, paper, Format(chosen), Labels(words)),
        alt=alt,
        sidecar=sidecar(diagram, imprint) if apart else None,
        diagram=diagram,
    )


def _one_of(what: str, given: str, known: Sequence[str]) -> str:
    if given not in known:
        raise UsageError(f"unknown {what} {shown(given)!r}; use {', '.join(known)}")
    return given


def _messages(diagram: Diagram, found: Fit, paper: Page, kind: Format, labels: Labels) -> tuple[str, ...]:
    messages = []
    if found.short and labels is Labels.AUTO:
        messages.append(f"sentences on the lines do not fit on {paper.name}: drawn with numbers only (?1,2)")
    if not found.below:
        where = "on the pages after it" if kind is Format.PDF else "in a second file, as Markdown"
        messages.append(
            f"the list of {len(diagram.citations)} statements does not fit under the figure: {where}"
        )
    return tuple(messages)


def _refusal(diagram: Diagram, paper: Page, fonts: Lettering, part: View, imprint: str) -> str:
    ways = ["--about NAME (one party and its neighbours)"] if part.about is None else []
    if part.stances is None:
        ways.append("--stance")
    larger = next(
        (
            one
            for one in LARGER
            if paper.name not in LARGER
            and fit(diagram, page_called(one), fonts, Labels.AUTO, imprint) is not None
        ),
        None,
    )
    if larger is not None:
        ways.append(f"--page {larger}")
    return f"{len(diagram.boxes)} parties and {len(diagram.lines)} lines cannot be read on {paper.name}" + (
        f"; use {' or '.join(ways)}" if ways else "; ask for fewer hops or stances"
    )


def _sheets(diagram: Diagram, found: Fit, paper: Page, fonts: Lettering, kind: Format) -> list[Sheet]:
    """The pages: the figure, and for a PDF the list where it has no room under the figure."""
    whole = kind is Format.PDF
    sheet = blank(Size(paper.width, paper.height if whole else found.height), fonts)
    _draw_first(sheet, diagram, found, paper)
    sheets = [sheet]
    if whole and not found.below:
        count, width = column_width(paper.room)
        blocks = paged(found.entries, count, width, paper.height - 2 * paper.margin - 40)
        for number, block in enumerate(blocks, start=2):
            sheet = blank(Size(paper.width, paper.height), fonts)
            y = paper.height - paper.margin
            sheet.text(paper.margin, y - COVERAGE_SIZE, diagram.title, COVERAGE_SIZE, bold=True)
            block.draw(sheet, paper.margin, y - 2.5 * COVERAGE_SIZE)
            text = f"page {number} of {len(blocks) + 1}"
            sheet.text(
                paper.width - paper.margin, paper.margin, text, FOOTER_SIZE, colour=SECONDARY, align="right"
            )
            sheets.append(sheet)
    return sheets


def _draw_first(sheet: Sheet, diagram: Diagram, found: Fit, paper: Page) -> None:
    left = paper.margin
    y = sheet.axes.get_ylim()[1] - paper.margin
    for line in found.title:
        sheet.text(left, y - TITLE_SIZE, line, TITLE_SIZE, bold=True, gid="title")
        y -= TITLE_SIZE * LEADING
    for line in found.coverage:
        sheet.text(left, y - COVERAGE_SIZE, line, COVERAGE_SIZE, colour=SECONDARY)
        y -= COVERAGE_SIZE * LEADING
    y -= GAP
    shift = Point(left + (paper.room - found.drawn.layout.width) / 2, y - found.drawn.layout.height)
    _draw_diagram(sheet, diagram, found, shift)
    y -= found.drawn.layout.height + GAP
    found.legend.draw(sheet, left, y)
    y -= found.legend.height + GAP / 2
    if found.below and found.entries:
        sheet.axes.plot([left, left + paper.room], [y, y], color=RULE, linewidth=0.5)
        found.block.draw(sheet, left, y - GAP / 2)
    found.footer.draw(sheet, left, paper.margin)


def _draw_diagram(sheet: Sheet, diagram: Diagram, found: Fit, shift: Point) -> None:
    for line in diagram.lines:
        route = found.drawn.layout.routes[line.key]
        points = [Point(one.x + shift.x, one.y + shift.y) for one in route.points]
        look = LOOKS[line.stance]
        if line.possible:
            look = replace(look, filled=False)
        denied = line.stance is Stance.DENIED
        sheet.line(points, look, ACTS[line.act].head, denied, STOPS_SHORT, line.key)
        rect = route.label.moved(*shift)
        sheet.pill(rect, look.colour, f"{line.key}-pill")
        lines = [(text, LABEL_SIZE, False, look.colour) for text in found.drawn.labels[line.key]]
        sheet.centred(rect, lines, LEADING, f"{line.key}-label")
    for box in diagram.boxes:
        rect = sheet.box(found.drawn.layout.boxes[box.key].moved(*shift), box.shape, box.key)
        texts = found.drawn.boxes[box.key]
        rows = [(text, ENTITY_SIZE, True, INK) for text in texts.names]
        rows += [(text, UNDER_SIZE, False, INK) for text in texts.under]
        rows += [(text, TAG_SIZE, False, SECONDARY) for text in texts.tag]
        rows += [(text, UNDER_SIZE, False, NON_ANSWER_COLOUR) for text in texts.note]
        sheet.centred(rect, rows, LEADING, f"{box.key}-name")
    if not diagram.boxes:
        sheet.text(shift.x, shift.y, "No statement to draw.", CITATION_SIZE, colour=SECONDARY)
