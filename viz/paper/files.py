"""Finished pages as bytes of a PNG, SVG or PDF file: the same input gives the same bytes."""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from html import escape
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas

from viz.look import PAPER
from viz.paper.geometry import Size
from viz.paper.lettering import Lettering
from viz.paper.sheet import Sheet


class Format(StrEnum):
    """The file formats of a printed picture."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


@contextmanager
def settings(outline_text: bool = False) -> Iterator[None]:
    """The settings of matplotlib as it comes, whatever the user's own settings, and with stable output."""
    own: dict[str, Any] = {
        "svg.hashsalt": "flowclaims",
        "svg.fonttype": "path" if outline_text else "none",
        "pdf.fonttype": 42,
        "text.parse_math": False,
        "text.usetex": False,
        "text.hinting": "none",
        "path.sketch": None,
        "path.simplify": False,
    }
    kept: dict[str, Any] = {
        key: value for key, value in matplotlib.rcParamsDefault.items() if not key.startswith("backend")
    }
    fonts = logging.getLogger("matplotlib.font_manager")
    level = fonts.level
    fonts.setLevel(logging.ERROR)  # a font without bold is no news for the reader of a figure
    try:
        with matplotlib.rc_context({**kept, **own}):  # type: ignore[dict-item]
            yield
    finally:
        fonts.setLevel(level)


def blank(size: Size, lettering: Lettering) -> Sheet:
    """An empty sheet of *size* points, on a figure of its own."""
    canvas = Canvas(figsize=(size.width / 72, size.height / 72), facecolor=PAPER)
    axes = canvas.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, size.width)
    axes.set_ylim(0, size.height)
    axes.set_axis_off()
    return Sheet(axes, lettering)


def saved(sheets: Sequence[Sheet], kind: Format, title: str, description: str, dpi: int) -> bytes:
    """The bytes of a file with *sheets*, inside ``settings``; PNG and SVG hold the first one only."""
    buffer = io.BytesIO()
    canvases = [sheet.axes.get_figure() for sheet in sheets]
    first = canvases[0]
    assert isinstance(first, Canvas)
    if kind is Format.PNG:
        FigureCanvasAgg(first)
        first.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None, "Title": title})
    elif kind is Format.SVG:
        FigureCanvasSVG(first)
        first.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        return _told(buffer.getvalue().decode(), title, description).encode()
    else:
        about = {"Title": title, "Creator": "flowclaims", "Producer": None, "CreationDate": None}
        with PdfPages(buffer, metadata=about) as book:
            for canvas in canvases:
                assert isinstance(canvas, Canvas)
                FigureCanvasPdf(canvas)
                book.savefig(canvas)
    return buffer.getvalue()


def _told(svg: str, title: str, description: str) -> str:
    """The SVG with a root that screen readers read as one picture with a title and a description."""
    root = re.search(r"<svg\b[^>]*>", svg)
    assert root is not None
    opened = root[0][:-1] + ' role="img" aria-labelledby="flow-title flow-desc">'
    told = (
        f'\n <title id="flow-title">{escape(title)}</title>'
        f'\n <desc id="flow-desc">{escape(description)}</desc>'
    )
    return svg[: root.start()] + opened + told + svg[root.end() :]
