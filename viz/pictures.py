"""The pictures that a built dossier comes with: figures as PNG, SVG and PDF, in words, and the explorer."""

from typing import Final

from graph import __version__
from graph.claims import Dossier
from graph.problems import UsageError
from viz.drawing import MOST_BOXES, MOST_LINES, Figure, View, draw
from viz.explorer.page import explore

EXPLORER: Final = "explorer.html"
_FORMATS: Final = ("png", "svg", "pdf")
_VIEWS: Final = (View.FLOW, View.MATRIX)
#: Every name that a picture's file may have.
PICTURES: Final = (
    EXPLORER,
    *(f"{view}.{ending}" for view in _VIEWS for ending in (*_FORMATS, "md", "txt")),
)

#: Views, pages and labels to try, in this order: boxes and lines before a matrix, sentences on a larger
#: page before numbers on a smaller one.
_WAYS: Final = tuple(
    (view, page, labels)
    for view in _VIEWS
    for labels in ("full", "short")
    for page in ("a4-landscape", "a3-landscape")
)


def pictures(dossier: Dossier, graph_sha256: str) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files by name, and what is to be said about them.

    A figure of more pages than one is a PDF alone. Where no figure can be made, because no font has a
    character of it, the message says so; the explorer shows every dossier.
    """
    page = explore(dossier, graph_sha256=graph_sha256, version=__version__)
    files, told = _figures(dossier, graph_sha256)
    return {EXPLORER: page.bytes} | files, (*told, *(f"{EXPLORER}: {one}" for one in page.messages))


def _figures(dossier: Dossier, graph_sha256: str) -> tuple[dict[str, bytes], tuple[str, ...]]:
    refusal = ""
    for formats in (_FORMATS, ("pdf",)):
        for view, page, labels in _WAYS:
            try:
                figures = {
                    format: draw(
                        dossier,
                        format=format,
                        view=view,
                        page=page,
                        labels=labels,
                        graph_sha256=graph_sha256,
                        version=__version__,
                    )
                    for format in formats
                }
            except UsageError as error:
                refusal = str(error)
                continue
            return _files(figures), _told(figures, view, page, labels)
    return {}, (f"no figure: {refusal}",)


def _files(figures: dict[str, Figure]) -> dict[str, bytes]:
    first = next(iter(figures.values()))
    files = {f"{first.view}.{format}": figure.bytes for format, figure in figures.items()}
    files[f"{first.view}.txt"] = first.alt.encode()
    if first.sidecar is not None:
        files[f"{first.view}.md"] = first.sidecar.encode()
    return files


def _told(figures: dict[str, Figure], view: View, page: str, labels: str) -> tuple[str, ...]:
    """What is unlike the figure of a small dossier."""
    first = next(iter(figures.values()))
    told = []
    if view is View.MATRIX:
        told.append(f"a matrix, for more than {MOST_BOXES} parties or {MOST_LINES} lines")
    if len(figures) == 1:
        told.append("a PDF of several pages")
    told += [f"laid out for {page}"] if page != _WAYS[0][1] else []
    told += ["with numbers in place of sentences"] if labels == "short" else []
    told += [f"with its statements listed in {first.view}.md"] if first.sidecar is not None else []
    return (f"the figure is {', '.join(told)}",) if told else ()
