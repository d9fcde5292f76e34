"""Options that several verbs share, and what becomes of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from graph.problems import UsageError, shown

if TYPE_CHECKING:
    from graph.status.views import PointOfView

#: Where the dossiers are that are meant if none is named.
CASES: Final = Path("cases") if Path("cases").is_dir() else Path(__file__).parents[1] / "cases"

Paths = Annotated[
    list[Path] | None, typer.Argument(help="Folders of source files, or single files.", show_default=False)
]
Dossiers = Annotated[
    list[Path] | None,
    typer.Option(
        "-d", "--dossier", help="A folder, source file or built .trig; may be repeated.  [default: cases/]"
    ),
]
Home = Annotated[
    str | None,
    typer.Option(
        "--store",
        help="In place of -d: where the graph was put: a folder, the URL of a server, or a .toml with its "
        "addresses.",
    ),
]
IntoHome = Annotated[
    str | None,
    typer.Option("--store", help="Instead: a store that takes the graph; a folder, or a server's address."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="Only what was said by this day, month or year.  [default: everything]"),
]
ReadingOption = Annotated[
    str, typer.Option("--reading", help="plain; or strict: no hedge, no blanket denial counts in full.")
]
BasisOption = Annotated[
    str, typer.Option("--basis", help="direct: own words only count as answers; or all: paraphrases too.")
]
About = Annotated[str | None, typer.Option("--about", help="Only this party and its neighbours.")]
Hops = Annotated[int, typer.Option("--hops", help="With --about: how many steps from it.")]
Most = Annotated[
    int | None,
    typer.Option("--most", help="Only lines between the N parties that most of the statements name."),
]
Stances = Annotated[
    list[str] | None,
    typer.Option("--stance", help="Only alleged, denied, confirmed or non-answer; may be repeated."),
]
Acts = Annotated[
    list[str] | None,
    typer.Option("--act", help="Only seek, share, sell, collect, use or not-said; may be repeated."),
]
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        help="Only allegations that are unanswered, sidestepped, partly-answered, contradicted, denied or "
        "confirmed, and what answers them; may be repeated.",
    ),
]
Since = Annotated[
    str | None, typer.Option("--since", help="Only what was said on this day, month or year, or later.")
]
Until = Annotated[str | None, typer.Option("--until", help="Only what was said on it, or earlier.")]
Licence = Annotated[
    str | None,
    typer.Option(
        "--licence", help="Named in the imprint.  [default: CC BY 4.0; quotations remain their authors’]"
    ),
]
WithDrafts = Annotated[
    bool, typer.Option("--with-drafts", help="Show drafts, too: told apart, counted nowhere.")
]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file, by its extension.")]


def paths_of(dossiers: Sequence[Path] | None, store: str | None) -> list[Path]:
    """The dossiers that are meant: those named, else all of ours; none where a store is named."""
    if store is not None:
        if dossiers:
            raise UsageError("name a dossier or a store (--store), not both")
        return []
    return list(dossiers or [CASES])


def view_of(as_of: str | None, reading: str, basis: str) -> "PointOfView":
    """The point of view that the options ask for."""
    from graph.status.views import point_of_view

    return point_of_view(reading, basis, as_of)


def format_of(given: str, output: Path | None, by_extension: dict[str, str]) -> str:
    """The format that is asked for, by name or by the extension of *output*; else the first."""
    known = list(dict.fromkeys(by_extension.values()))
    if given:
        if given not in known:
            raise UsageError(f"there is no format {shown(given)!r} here; use {', '.join(known)}")
        return given
    if output is None:
        return known[0]
    if output.suffix.lower() not in by_extension:
        endings = ", ".join(by_extension)
        raise UsageError(f"{shown(str(output))}: the extension tells the format; use {endings}")
    return by_extension[output.suffix.lower()]
