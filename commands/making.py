"""From source files to what is built of them: ``build``, ``validate``, ``diff``."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from commands.options import CASES, IntoHome, Output, Paths, WithDrafts, format_of
from commands.output import progress, tell, write_out
from graph.problems import Level, UsageError, shown

OUT: Final = Path("out")
#: What ``build`` writes a single graph as.
GRAPH_FILES: Final = (".trig", ".nq", ".ttl", ".jsonld")


def build(
    dossiers: Paths = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="Folder for what is built, or one file: .trig, .nq, .ttl or .jsonld.  [default: out]",
        ),
    ] = None,
    store: IntoHome = None,
    with_drafts: WithDrafts = False,
) -> None:
    """Build graph, answers, network and figure of each dossier.

    \b
    Examples:
      python build_graph.py build cases/facebook-banks-2018
      python build_graph.py build my-dossier -o my-dossier.trig
      python build_graph.py build my-dossier --store my-store

    A folder is written whole or not at all. With a .trig file as output only
    the graph is written, streaming, so that a register of any length passes.
    With --store only the graphs that have changed since the last time are
    put there, all at once; a store holds one dossier.
    """
    from graph.building import build_file, build_folder, summary, where
    from graph.files import dossiers as dossiers_at

    groups = dossiers_at(dossiers or [CASES])
    if store is not None:
        if output is not None:
            raise UsageError("a graph goes to --output or to --store; name one of them")
        _build_into(store, groups, with_drafts)
        return
    output = OUT if output is None else output
    to_file = output.suffix != "" and not output.is_dir()
    if to_file and output.suffix not in GRAPH_FILES:
        endings = ", ".join(GRAPH_FILES)
        raise UsageError(f"{shown(str(output))}: a graph is written as {endings}; all else into a folder")
    if to_file:
        if len(groups) > 1:
            raise UsageError(f"{len(groups)} dossiers do not go into one file; name a folder, or one dossier")
        with progress() as each:
            built = build_file(groups[0], output, each, with_drafts)
        tell(built.problems)
        typer.echo(f"{built.name}: {built.entries:,} entries in {built.place}")
        _tell_drafts(built.drafts, with_drafts)
        return
    from graph.beside import BESIDE, beside
    from viz.pictures import PICTURES, pictures

    done = []
    for group in groups:
        with progress() as each:
            built = build_folder(
                group, output, (beside, pictures), frozenset({*BESIDE, *PICTURES}), each, with_drafts
            )
        tell(built.problems)
        if built.dossier is None:
            typer.echo(f"{built.name}: {built.entries:,} entries")
        else:
            typer.echo(summary(built.dossier))
        for message in built.messages:
            typer.echo(f"  {message}", err=True)
        _tell_drafts(built.drafts, with_drafts)
        done.append(built)
    typer.echo(where(done))


def _build_into(home: str, groups: Sequence[tuple[Path, ...]], with_drafts: bool) -> None:
    """Put the graph of the one dossier into a home, and tell what has changed there."""
    from graph.asking.homes import open_home
    from graph.building import build_home

    if len(groups) > 1:
        raise UsageError(f"{len(groups)} dossiers do not go into one store; name one dossier")
    with open_home(home) as store, progress() as each:
        built, update = build_home(groups[0], store, each, with_drafts)
    tell(built.problems)
    typer.echo(f"{built.name}: {built.entries:,} entries in {shown(home)}; {update}")
    _tell_drafts(built.drafts, with_drafts)


def _tell_drafts(number: int, built: bool) -> None:
    """Tell on stderr what became of drafts, if there are any."""
    if number:
        drafts = "1 draft" if number == 1 else f"{number:,} drafts"
        how = "told apart" if built else "left out: review, or build --with-drafts"
        typer.echo(f"  {drafts} {how}", err=True)


def validate(
    dossiers: Paths = None,
    verbose: Annotated[
        bool,
        typer.Option(
            "-v", "--verbose", help="Also say what was joined, guessed and placed by the shipped lexicon."
        ),
    ] = False,
) -> None:
    """Tell all problems of the dossiers at once; write nothing.

    \b
    Examples:
      python build_graph.py validate cases/
      python build_graph.py validate -v my-dossier

    Exit code 1 if there are errors. Warnings leave it at 0.
    """
    from graph.validating import counted, validate

    found = validate(dossiers or [CASES])
    for one in found.problems:
        if verbose or one.level is not Level.NOTE:
            typer.echo(str(one))
    typer.echo(counted(found))
    if any(one.level is Level.ERROR for one in found.problems):
        raise typer.Exit(1)


def diff(
    old: Annotated[Path, typer.Argument(help="A folder, source file or built .trig.")],
    new: Annotated[Path, typer.Argument(help="What to compare it with.")],
    with_drafts: WithDrafts = False,
    format: Annotated[str, typer.Option("-f", "--format", help="text or json.")] = "",
    output: Output = None,
) -> None:
    """Tell in words what changed from one dossier or graph to another; exit code 1 if anything did.

    \b
    Examples:
      python build_graph.py diff out/facebook-banks-2018/graph.trig cases/facebook-banks-2018
      python build_graph.py diff monday/ friday/ --format json
    """
    from graph.formats.difference import as_json, as_text
    from graph.opening import open_one
    from graph.telling.comparing import Difference, diff

    writers: dict[str, Callable[[Difference], str]] = {"text": as_text, "json": as_json}
    write = writers[format_of(format, output, {".txt": "text", ".json": "json"})]
    found = diff(open_one([old], with_drafts), open_one([new], with_drafts))
    write_out(write(found), output)
    if found:
        raise typer.Exit(1)
