"""The relationship diagram on paper: fitted to a page, drawn, or refused with the ways out."""

from dataclasses import replace

from graph.claims import Stance
from viz.content.alt import alt_text
from viz.content.diagram import Diagram
from viz.content.gathering import Gathered
from viz.content.selection import Selection
from viz.content.telling import diagram as told
from viz.flow.fitting import Fit, fit
from viz.job import Drawn, Job, Labels, TooLarge
from viz.look import (
    ACTS,
    CITATION_SIZE,
    LABEL_SIZE,
    RULE,
    SECONDARY,
    STOPS_SHORT,
)
from viz.paper.files import Format, blank
from viz.paper.frame import GAP, list_pages, listed_elsewhere
from viz.paper.geometry import Point, Size
from viz.paper.page import Page
from viz.paper.plates import draw_plate
from viz.paper.prose import LEADING
from viz.paper.sheet import Sheet
from viz.refusing import fewer_parties, refusal


def draw_flow(gathered: Gathered, job: Job) -> Drawn:
    """Draw what was gathered as boxes and lines, inside ``settings``.

    Raises:
        TooLarge: it does not fit on the page.
        UsageError: a character is in no font.
    """
    diagram = told(gathered)
    job.fonts.check(diagram.texts, (diagram.title, *(name for box in diagram.boxes for name in box.names)))
    found = fit(diagram, job.paper, job.fonts, job.labels, job.imprint)
    if found is None:
        raise TooLarge(_refusal(diagram, job, gathered.selection))
    return Drawn(
        _sheets(diagram, found, job),
        diagram,
        alt_text(diagram, job.imprint),
        _messages(diagram, found, job),
        found.listing.block is None and job.format is not Format.PDF,
    )


def _messages(diagram: Diagram, found: Fit, job: Job) -> tuple[str, ...]:
    messages = []
    if found.short and job.labels is Labels.AUTO:
        messages.append(f"sentences on the lines do not fit on {job.paper.name}: drawn with numbers (?1,2)")
    if found.listing.block is None:
        messages.append(listed_elsewhere(diagram, job.format))
    return tuple(messages)


def _refusal(diagram: Diagram, job: Job, selection: Selection) -> str:
    ways = fewer_parties(selection)
    ways.append("--view matrix")
    if selection.stances is None:
        ways.append("--stance")

    def fits(paper: Page, labels: Labels) -> bool:
        return fit(diagram, paper, job.fonts, labels, job.imprint) is not None

    what = f"{len(diagram.boxes)} parties and {len(diagram.lines)} lines"
    return refusal(what, None, job, ways, fits)


def _sheets(diagram: Diagram, found: Fit, job: Job) -> tuple[Sheet, ...]:
    """The pages: the figure, and for a PDF the list where it has no room under the figure."""
    paper, whole = job.paper, job.format is Format.PDF
    sheet = blank(Size(paper.width, paper.height if whole else found.height), job.fonts)
    _draw_first(sheet, diagram, found, paper)
    if not whole or found.listing.block is not None:
        return (sheet,)
    return (sheet, *list_pages(diagram, found.listing.entries, paper, job.fonts, 1))


def _draw_first(sheet: Sheet, diagram: Diagram, found: Fit, paper: Page) -> None:
    left = paper.margin
    y = found.frame.draw(sheet)
    shift = Point(left + (paper.room - found.drawn.layout.width) / 2, y - found.drawn.layout.height)
    _draw_diagram(sheet, diagram, found, shift)
    y -= found.drawn.layout.height + GAP
    found.legend.draw(sheet, left, y)
    y -= found.legend.height + GAP / 2
    if found.listing.block is not None and found.listing.entries:
        sheet.axes.plot([left, left + paper.room], [y, y], color=RULE, linewidth=0.5)
        found.listing.block.draw(sheet, left, y - GAP / 2)


def _draw_diagram(sheet: Sheet, diagram: Diagram, found: Fit, shift: Point) -> None:
    for line in diagram.lines:
        route = found.drawn.layout.routes[line.key]
        points = [Point(one.x + shift.x, one.y + shift.y) for one in route.points]
        look = line.look
        if line.possible:
            look = replace(look, filled=False)
        denied = line.stance is Stance.DENIED
        sheet.line(points, look, ACTS[line.act].head, denied, STOPS_SHORT, line.key)
        rect = route.label.moved(*shift)
        sheet.pill(rect, look.colour, f"{line.key}-pill", look.dashes if line.draft else ())
        lines = [(text, LABEL_SIZE, False, look.colour) for text in found.drawn.labels[line.key]]
        sheet.centred(rect, lines, LEADING, f"{line.key}-label")
    for box in diagram.boxes:
        rect = found.drawn.layout.boxes[box.key].moved(*shift)
        draw_plate(sheet, rect, box.shape, found.drawn.boxes[box.key], box.key)
    if not diagram.boxes:
        sheet.text(*shift, "No statement to draw.", CITATION_SIZE, colour=SECONDARY, align="center")
