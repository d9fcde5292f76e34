"""From public registers to graphs or source files: ``import``."""

from pathlib import Path
from typing import Annotated

import typer

from commands.output import bar, tell
from graph.problems import UsageError, shown

#: How many notes are told without ``--verbose``.
_TOLD = 10


def import_(
    register: Annotated[str, typer.Argument(help="Which register; without it, they are listed.")] = "",
    files: Annotated[list[Path] | None, typer.Argument(help="Its files.", show_default=False)] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A graph (.trig, .nq), or a folder: a dossier of source files."),
    ] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Tell all notes.")] = False,
) -> None:
    """Read a public register: as a graph, or as a dossier of source files.

    \b
    Examples:
      python build_graph.py import
      python build_graph.py import the-markup location-data-companies.csv -o location-data/

    Exit code 1 if some of the files could not be read; all others were.
    """
    from graph.registers.catalogue import REGISTERS, open_register

    if not register:
        for name, known in REGISTERS.items():
            typer.echo(f"{name}: {known.what} ({known.files})")
        return
    if not files:
        raise UsageError("name the files of the register")
    if output is None:
        raise UsageError("say where to: -o NAME.trig for a graph, -o FOLDER for a dossier of source files")
    opened = open_register(register, files)
    told = opened.notes if verbose else opened.notes[:_TOLD]
    for note in told:
        typer.echo(f"note: {note}", err=True)
    if left := len(opened.notes) - len(told):
        typer.echo(f"note: {left:,} more notes; -v tells them", err=True)
    for refused in opened.refused:
        typer.echo(f"error: {refused}", err=True)
    if output.suffix:
        from graph.registers.as_graph import Reading, write_graph

        with bar("entries", opened.size) as each:
            reading = Reading(opened)
            number = write_graph(reading, output, each)
        tell(reading.problems)
    else:
        from graph.registers.as_files import write_files

        number = write_files(opened, output).entries
    typer.echo(f"{register}: {number:,} entries of {len(opened.documents):,} sources in {shown(str(output))}")
    if opened.refused:
        raise typer.Exit(1)
