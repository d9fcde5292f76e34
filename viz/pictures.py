"""The pictures that a built dossier comes with: the flow view as PNG, SVG and PDF, and in words."""

from typing import Final

from graph import __version__
from graph.claims import Dossier
from graph.problems import UsageError
from viz.flow import draw

#: Every name that a picture's file may have.
PICTURES: Final = ("flow.png", "flow.svg", "flow.pdf", "flow.md", "flow.txt")

#: Pages to try, the smallest first.
_PAGES: Final = ("a4-landscape", "a3-landscape")


def pictures(dossier: Dossier, graph_sha256: str) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files of the flow view by name, and what is to be said about them.

    A dossier too large for one page has no picture; the message tells the ways out.
    """
    for page in _PAGES:
        try:
            figures = {
                format: draw(
                    dossier, format=format, page=page, graph_sha256=graph_sha256, version=__version__
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
        messages = [message for message in first.messages]
        if page != _PAGES[0]:
            messages.append(f"the picture needs {page.replace('-', ' ')}")
        return files, tuple(messages)
    return {}, (f"no picture: {refusal}",)
