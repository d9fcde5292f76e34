"""The pictures that a built dossier comes with: the flow view as PNG, SVG and PDF, and in words."""

from typing import Final

from graph import __version__
from graph.claims import Dossier
from graph.problems import UsageError
from viz.drawing import draw

#: Every name that a picture's file may have.
PICTURES: Final = ("flow.png", "flow.svg", "flow.pdf", "flow.md", "flow.txt")

#: Pages and labels to try, in this order: sentences on a larger page before numbers on a smaller one.
_WAYS: Final = (
    ("a4-landscape", "full"),
    ("a3-landscape", "full"),
    ("a4-landscape", "short"),
    ("a3-landscape", "short"),
)


def pictures(dossier: Dossier, graph_sha256: str) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files of the flow view by name, and what is to be said about them.

    A dossier too large for one page has no picture; the message tells the ways out.
    """
    refusal = ""
    for page, labels in _WAYS:
        try:
            figures = {
                format: draw(
                    dossier,
                    format=format,
                    view="flow",
                    page=page,
                    labels=labels,
                    graph_sha256=graph_sha256,
                    version=__version__,
                )
                for format in ("png", "svg", "pdf")
            }
        except UsageError as error:
            refusal = str(error)
            continue
        files = {f"flow.{format}": figure.bytes for format, figure in figures.items()}
        first = figures["png"]
        files["flow.txt"] = first.alt.encode()
        if first.sidecar is not None:
            files["flow.md"] = first.sidecar.encode()
        told = [f"laid out for {page}"] if page != _WAYS[0][0] else []
        told += ["with numbers in place of sentences"] if labels == "short" else []
        told += ["with its statements listed in flow.md"] if first.sidecar is not None else []
        return files, (f"the figure is {', '.join(told)}",) if told else ()
    return {}, (f"no picture: {refusal}",)
