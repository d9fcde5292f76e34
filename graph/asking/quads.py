"""The statements of a graph as text: a file, or blocks of TriG, read as a stream."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.asking.loading import Blocks
from graph.problems import UsageError, shown

#: Format by the extension of its files.
FORMATS: Final = {".trig": ox.RdfFormat.TRIG, ".nq": ox.RdfFormat.N_QUADS}


def quads_of(text: Path | Iterable[str | bytes]) -> Iterator[ox.Quad]:
    """The statements of a file (``.trig``, ``.nq``), or of TriG that comes in blocks, as they are read.

    What *text* itself raises passes through.

    Raises:
        UsageError: it is no TriG (or N-Quads), with the place of the fault; or cannot be read.
    """
    name = str(text) if isinstance(text, Path) else "the graph"
    try:
        if not isinstance(text, Path):
            yield from ox.parse(Blocks(text), ox.RdfFormat.TRIG)  # type: ignore[arg-type]
            return
        if text.suffix not in FORMATS:
            raise UsageError(f"{shown(name)}: a graph is loaded from {' or '.join(FORMATS)}")
        with text.open("rb") as stream:
            yield from ox.parse(stream, FORMATS[text.suffix])
    except SyntaxError as error:
        raise UsageError(unreadable(name, error)) from None
    except OSError as error:
        raise UsageError(f"{shown(name)} cannot be loaded: {error.strerror or error}") from None


def unreadable(name: str, error: SyntaxError) -> str:
    """What is told of text that is no graph: where, and what was found."""
    where = f":{error.lineno}:{error.offset}" if error.lineno else ""
    return f"{shown(name)}{where}: error: {shown(str(error.msg))}; a graph is TriG or N-Quads in UTF-8"
