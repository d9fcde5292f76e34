"""A picture of a dossier, fit for print: as boxes and lines, as a matrix, or along time.

``draw`` is the one entrance. It selects and tells (``content``), chooses a
view, and has it drawn; a picture that would be too small or too crowded to
read is refused with the ways out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from graph.claims import Dossier
from graph.problems import UsageError
from graph.status.part import PartOf
from graph.status.views import DEFAULT, PointOfView
from viz.content.alt import sidecar
from viz.content.content import Content
from viz.content.gathering import Gathered, gather, nothing_shown
from viz.content.imprint import imprint
from viz.content.selecting import one_of
from viz.content.selection import WHOLE, Selection
from viz.content.telling import diagram
from viz.flow.drawing import draw_flow
from viz.job import Drawn, Job, Labels, TooLarge
from viz.matrix.drawing import draw_matrix
from viz.paper.files import Format, saved, settings
from viz.paper.lettering import lettering
from viz.paper.page import page as page_called
from viz.timeline.drawing import draw_timeline

#: Of more boxes or lines than this a matrix tells more (VISUALS, section 3).
MOST_BOXES: Final = 15
MOST_LINES: Final = 25

LICENCE: Final = "CC BY 4.0; quotations remain their authors’"


class View(StrEnum):
    """The ways to draw a dossier."""

    AUTO = "auto"
    FLOW = "flow"
    MATRIX = "matrix"
    TIMELINE = "timeline"


@dataclass(frozen=True, slots=True)
class Figure:
    """A finished figure.

    ``bytes`` is the file. ``messages`` are for stderr. ``alt`` says the same
    in words. ``sidecar`` is the list of statements as Markdown, to be written
    beside a PNG or SVG that has no room for it; else None. ``content`` is what
    the figure says, for checking. In a notebook it shows itself.
    """

    bytes: bytes
    format: Format
    view: View
    messages: tuple[str, ...]
    alt: str
    sidecar: str | None
    content: Content

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The figure and its text twin, for notebooks; a PDF is told in words only."""
        kind = {Format.SVG: "image/svg+xml", Format.PNG: "image/png"}.get(self.format)
        if kind is None:
            return {"text/plain": self.alt}, {}
        data = self.bytes if self.format is Format.PNG else self.bytes.decode()
        return {"text/plain": self.alt, kind: data}, {kind: {"alt": self.alt}}


def draw(
    dossier: Dossier,
    *,
    format: str = "pdf",
    view: str = "auto",
    page: str = "a4-landscape",
    labels: str = "auto",
    title: str | None = None,
    font: Path | None = None,
    dpi: int = 200,
    selection: Selection = WHOLE,
    outline_text: bool = False,
    graph_sha256: str = "",
    version: str = "",
    licence: str = LICENCE,
    standpoint: PointOfView = DEFAULT,
    part: PartOf | None = None,
) -> Figure:
    """Draw *dossier*.

    Args:
        dossier: What was said.
        format: ``png``, ``svg`` or ``pdf``.
        view: ``flow`` (boxes and lines), ``matrix`` (holders by recipients), ``timeline`` (speakers along
            time), or ``auto``: ``flow`` up to 15 boxes and 25 lines, else ``matrix``.
        page: ``a4-landscape``, ``a4``, ``a3``, ``a3-landscape`` or ``WxHmm``; what does not fit is refused.
        labels: ``full`` sentences, ``short`` numbers, or ``auto``: full if they fit.
        title: Instead of the generated, neutral title.
        font: A font file to use; DejaVu Sans where None, and for what the file lacks.
        dpi: Dots per inch of a PNG.
        selection: Which part of it; the coverage line says what is hidden.
        outline_text: Write the text of an SVG as outlines, for printers without the font.
        graph_sha256: Hash of the graph that the figure is made from; the first 8 digits are printed.
        version: Version of the tool, printed.
        licence: Licence of the figure, printed.
        standpoint: The point of view of the statuses; what was said after its date is left out.
        part: Where *dossier* is only what bears on the party that *selection* is about: of how much.

    Raises:
        UsageError: an argument is wrong, a character is in no font, or the picture cannot be read.
    """
    kind = Format(one_of("format", format, tuple(Format)))
    wanted = View(one_of("view", view, tuple(View)))
    words = Labels(one_of("labels", labels, tuple(Labels)))
    paper = page_called(page)
    if not 50 <= dpi <= 1200:
        raise UsageError(f"dpi is {dpi}; use 50 to 1200")
    gathered = gather(dossier, selection, title, standpoint, part)
    fonts = lettering(font)
    foot = imprint(graph_sha256, version, licence, part is not None)
    job = Job(paper, fonts, words, foot, kind)
    with settings(outline_text):
        chosen, drawn = _drawn(gathered, job, wanted)
        data = saved(drawn.sheets, kind, drawn.content.title, drawn.alt, dpi)
    return Figure(
        bytes=data,
        format=kind,
        view=chosen,
        messages=(*drawn.messages, *nothing_shown(gathered)),
        alt=drawn.alt,
        sidecar=sidecar(drawn.content, foot) if drawn.listed_apart else None,
        content=drawn.content,
    )


def _drawn(gathered: Gathered, job: Job, wanted: View) -> tuple[View, Drawn]:
    """The picture in the view that is wanted, or in the one that suits its size."""
    if wanted is not View.AUTO:
        return wanted, _VIEWS[wanted](gathered, job)
    told = diagram(gathered)
    parties, lines = len(told.boxes), len(told.lines)
    why = f"{parties} parties and {lines} lines are too many for boxes and lines"
    if parties <= MOST_BOXES and lines <= MOST_LINES:
        try:
            return View.FLOW, draw_flow(gathered, job)
        except TooLarge:
            why = f"boxes and lines do not fit on {job.paper.name}"
    drawn = draw_matrix(gathered, job)
    return View.MATRIX, replace(drawn, messages=(f"{why}: drawn as a matrix", *drawn.messages))


_VIEWS: Final[Mapping[View, Callable[[Gathered, Job], Drawn]]] = MappingProxyType(
    {View.FLOW: draw_flow, View.MATRIX: draw_matrix, View.TIMELINE: draw_timeline}
)
