"""What a dossier says, in pictures and in the formats of other tools: ``draw``, ``explore``, ``export``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from commands.options import (
    About,
    Acts,
    AsOf,
    BasisOption,
    Dossiers,
    Home,
    Hops,
    Licence,
    Most,
    ReadingOption,
    Since,
    Stances,
    Statuses,
    Until,
    WithDrafts,
    format_of,
    paths_of,
    view_of,
)
from graph import __version__
from graph.problems import UsageError, shown
from graph.telling.plain import visible

if TYPE_CHECKING:
    from graph.claims import Dossier
    from graph.status.part import PartOf
    from graph.status.views import PointOfView
    from viz.content.selection import Selection


def draw(
    output: Annotated[Path, typer.Option("-o", "--output", help="The figure: .png, .svg or .pdf.")],
    dossier: Dossiers = None,
    store: Home = None,
    view: Annotated[
        str, typer.Option("--view", help="flow, matrix or timeline; or auto: as the size asks for.")
    ] = "auto",
    about: About = None,
    hops: Hops = 1,
    most: Most = None,
    stance: Stances = None,
    act: Acts = None,
    status: Statuses = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    reading: ReadingOption = "plain",
    basis: BasisOption = "direct",
    with_drafts: WithDrafts = False,
    page: Annotated[str, typer.Option(help="a4-landscape, a4, a3, a3-landscape or WxHmm.")] = "a4-landscape",
    labels: Annotated[
        str, typer.Option(help="full sentences on the lines, short numbers, or auto.")
    ] = "auto",
    title: Annotated[str | None, typer.Option(help="In place of the neutral title.")] = None,
    licence: Licence = None,
    font: Annotated[
        Path | None, typer.Option(help="Font file for names that DejaVu Sans cannot write.")
    ] = None,
    dpi: Annotated[int, typer.Option(help="Dots per inch of a PNG.")] = 200,
    outline_text: Annotated[bool, typer.Option("--outline-text", help="Text of an SVG as outlines.")] = False,
    alt: Annotated[
        Path | None, typer.Option(help="Also write what the figure says, as text, to this file.")
    ] = None,
) -> None:
    """Draw who is said to share data with whom: a figure fit for print.

    \b
    Examples:
      python build_graph.py draw -d cases/facebook-banks-2018 -o banks.pdf
      python build_graph.py draw -d cases/facebook-banks-2018 --about Citigroup -o citigroup.png
    """
    from graph.rdf.triples import trig_sha256
    from graph.writing import write_whole
    from viz.drawing import LICENCE, draw

    format = format_of("", output, {".png": "png", ".svg": "svg", ".pdf": "pdf"})
    filters = Filters(about, hops, most, stance, act, status, since, until)
    meant = _meant(dossier, store, with_drafts, filters, view_of(as_of, reading, basis))
    figure = draw(
        meant.dossier,
        format=format,
        view=view,
        page=page,
        labels=labels,
        title=title,
        font=font,
        dpi=dpi,
        selection=meant.selection,
        standpoint=meant.view,
        part=meant.part,
        outline_text=outline_text,
        graph_sha256=trig_sha256(meant.dossier),
        version=__version__,
        licence=LICENCE if licence is None else visible(licence),
    )
    listed = output.with_suffix(".statements.md")
    files = {output: figure.bytes}
    if figure.sidecar is not None:
        files[listed] = figure.sidecar.encode()
    if alt is not None:
        if alt.absolute() in {one.absolute() for one in files} or alt.is_dir():
            raise UsageError(f"--alt {shown(str(alt))} is taken already; name a file of its own")
        files[alt] = figure.alt.encode()
    for file, data in files.items():
        write_whole(file, data)
    typer.echo(f"wrote {shown(str(output))}", err=True)
    if figure.sidecar is not None:
        typer.echo(f"the list of statements is in {shown(str(listed))}", err=True)
    for message in figure.messages:
        typer.echo(message, err=True)


def explore(
    output: Annotated[Path, typer.Option("-o", "--output", help="The page: .html.")],
    dossier: Dossiers = None,
    store: Home = None,
    about: About = None,
    hops: Hops = 1,
    most: Most = None,
    stance: Stances = None,
    act: Acts = None,
    status: Statuses = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    reading: ReadingOption = "plain",
    basis: BasisOption = "direct",
    with_drafts: WithDrafts = False,
    title: Annotated[str | None, typer.Option(help="In place of the neutral title.")] = None,
    licence: Licence = None,
) -> None:
    """Write one page to look around in: picture, filters, every statement with its quote; works offline.

    \b
    Examples:
      python build_graph.py explore -d cases/facebook-banks-2018 -o banks.html
      python build_graph.py explore -d cases/merrowick-fiction --as-of 2022 -o merrowick-2022.html

    The page asks for nothing from anywhere: it can be opened from a memory stick, before publication.
    """
    from graph.rdf.triples import trig_sha256
    from graph.writing import write_whole
    from viz.drawing import LICENCE
    from viz.explorer.page import explore

    format_of("", output, {".html": "html"})
    filters = Filters(about, hops, most, stance, act, status, since, until)
    meant = _meant(dossier, store, with_drafts, filters, view_of(as_of, reading, basis))
    page = explore(
        meant.dossier,
        title=title,
        selection=meant.selection,
        standpoint=meant.view,
        part=meant.part,
        graph_sha256=trig_sha256(meant.dossier),
        version=__version__,
        licence=LICENCE if licence is None else visible(licence),
    )
    write_whole(output, page.bytes)
    typer.echo(f"wrote {shown(str(output))}", err=True)
    for message in page.messages:
        typer.echo(message, err=True)


def export(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file; its extension tells the format.")
    ] = None,
    dossier: Dossiers = None,
    store: Home = None,
    format: Annotated[str, typer.Option("-f", "--format", help="Where the extension does not tell.")] = "",
    shape: Annotated[
        str, typer.Option("--shape", help="Of a network: edges, or claims (each claim is a node).")
    ] = "edges",
    about: About = None,
    hops: Hops = 1,
    most: Most = None,
    stance: Stances = None,
    act: Acts = None,
    status: Statuses = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    reading: ReadingOption = "plain",
    basis: BasisOption = "direct",
    with_drafts: WithDrafts = False,
) -> None:
    """Hand a dossier over to another tool; without -o, list the formats.

    \b
    Examples:
      python build_graph.py export -d cases/facebook-banks-2018 -o banks.xlsx
      python build_graph.py export -d cases/facebook-banks-2018 --shape claims -o banks.gexf

    Says what the format could not hold. With a filter, a claim of which it shows anything is kept whole.
    """
    from graph.rdf.triples import trig_sha256
    from graph.writing import write_whole
    from viz.exports.exporting import FORMATS, export, listed
    from viz.exports.exporting import format_of as format_of_export

    if output is None:
        if format:
            raise UsageError("name a file to write to with -o")
        typer.echo(listed(), nl=False)
        return
    wanted = format or format_of_export(output)
    if (
        (named := FORMATS.get(wanted))
        and output.suffix
        and not output.name.lower().endswith(named.extensions)
    ):
        raise UsageError(f"{shown(str(output))} is no name for {wanted}; use {' or '.join(named.extensions)}")
    filters = Filters(about, hops, most, stance, act, status, since, until)
    meant = _meant(dossier, store, with_drafts, filters, view_of(as_of, reading, basis))
    written = export(
        meant.dossier,
        wanted,
        shape=shape,
        selection=meant.selection,
        standpoint=meant.view,
        part=meant.part,
        graph_sha256=trig_sha256(meant.dossier),
        version=__version__,
    )
    write_whole(output, written.data)
    typer.echo(f"wrote {shown(str(output))}", err=True)
    for lost in written.lost:
        typer.echo(f"{wanted}: {lost}", err=True)


class Filters(NamedTuple):
    """The words by which a user selects a part of a dossier (``viz.content.selecting``)."""

    about: str | None
    hops: int
    most: int | None
    stance: list[str] | None
    act: list[str] | None
    status: list[str] | None
    since: str | None
    until: str | None


class Meant(NamedTuple):
    """What is to be shown: of which dossier, or *part* of one, what, and from which point of view."""

    dossier: "Dossier"
    selection: "Selection"
    view: "PointOfView"
    part: "PartOf | None"


def _meant(
    dossier: list[Path] | None, store: str | None, with_drafts: bool, filters: Filters, view: "PointOfView"
) -> Meant:
    """What the options mean; of a large store, what bears on the party that is asked for.

    Drafts that are wanted and not there are told of.
    """
    from graph.opening import open_about, open_one
    from viz.content.selecting import selected

    paths, part = paths_of(dossier, store), None
    if store is not None and filters.about is not None and filters.hops == 1:
        found = open_about([], [filters.about], view, with_drafts, store)
        opened, part = found.dossier, found.part
        filters = filters._replace(about=found.names[0])
    else:
        opened = open_one(paths, with_drafts, store)
    if with_drafts and not opened.drafts:
        typer.echo("there are no drafts in it", err=True)
    return Meant(opened, selected(opened, **filters._asdict()), view, part)
