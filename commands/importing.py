"""From public registers to graphs, stores or source files: ``import``."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from commands.options import IntoHome
from commands.output import bar, tell
from graph.collecting import collecting_nothing
from graph.problems import Level, UsageError, shown

if TYPE_CHECKING:
    from graph.registers.register import Register, Ways
    from graph.registers.resolving import Resolution

#: How many notes are told without ``--verbose``.
_TOLD: Final = 10


def import_(
    register: Annotated[str, typer.Argument(help="Which register; without it, they are listed.")] = "",
    files: Annotated[list[Path] | None, typer.Argument(help="Its files.", show_default=False)] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A graph (.trig, .nq), or a folder: a dossier of source files."),
    ] = None,
    store: IntoHome = None,
    decisions: Annotated[
        list[Path] | None,
        typer.Option(help="What people decided about names: a table; may be repeated.", show_default=False),
    ] = None,
    known: Annotated[
        Path | None,
        typer.Option(help="Companies that are known: a file or folder, as for draft.", show_default=False),
    ] = None,
    names: Annotated[
        Path | None,
        typer.Option(help="A folder for tables of the names that were joined, and of near misses."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(help="How many files at once.  [default: all cores]", show_default=False)
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(help="Address of a dask scheduler whose workers read the files instead."),
    ] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Tell all notes.")] = False,
) -> None:
    """Read a public register: as a graph, into a store, or as a dossier of source files.

    \b
    Examples:
      python build_graph.py import
      python build_graph.py import the-markup location-data-companies.csv -o location-data/
      python build_graph.py import sellers-json crawled/ -o sellers.trig --names names/

    Names are never joined because they are alike; --names tells what was joined and why, and what only
    looks alike. Fill in "same" or "different" there, and give the table back with --decisions.

    Exit code 1 if some of the files could not be read; all others were.
    """
    from graph.registers.catalogue import REGISTERS, open_register

    if not register:
        for name, known_register in REGISTERS.items():
            typer.echo(f"{name}: {known_register.what} ({known_register.files})")
        return
    if not files:
        raise UsageError("name the files of the register")
    if (output is None) == (store is None):
        raise UsageError(
            "say where to: -o NAME.trig for a graph, -o FOLDER for a dossier of source files, or --store HOME"
        )
    if (names or known or decisions) and register in REGISTERS and not REGISTERS[register].resolves:
        raise UsageError(
            f"{register} declares its parties itself; leave --names, --known and --decisions out"
        )
    with collecting_nothing():
        with bar("files", None) as files_bar:
            opened = open_register(register, files, _ways(decisions, known, jobs, scheduler, files_bar.at))
        _tell_notes(opened, verbose)
        number, place = _write(opened, output, store, verbose)
    typer.echo(f"{register}: {number:,} entries of {len(opened.documents):,} sources in {place}")
    if names is not None and opened.names is not None:
        _tell_names(opened.names, names)
    if opened.refused:
        raise typer.Exit(1)


def _ways(
    decisions: list[Path] | None,
    known: Path | None,
    jobs: int | None,
    scheduler: str | None,
    parsed: Callable[[int], None],
) -> "Ways":
    """How the user wants the register to be read."""
    from graph.registers.register import Ways
    from graph.spreading import Here, Scheduler
    from graph.workers.processes import cores

    if jobs is not None and jobs < 1:
        raise UsageError(f"--jobs {jobs}: at least one file has to be read at a time")
    if scheduler is None:
        return Ways(tuple(decisions or ()), known, Here(jobs or cores()), parsed)
    if jobs is not None:
        raise UsageError("--jobs is for this machine; a scheduler has as many files read as it has workers")
    typer.echo(f"the files go to the scheduler at {shown(scheduler)} and its workers", err=True)
    return Ways(tuple(decisions or ()), known, Scheduler(scheduler), parsed)


def _tell_notes(opened: "Register", verbose: bool) -> None:
    told = opened.notes if verbose else opened.notes[:_TOLD]
    for note in told:
        typer.echo(f"note: {note}", err=True)
    _tell_left(len(opened.notes) - len(told), "notes", verbose)
    for refused in opened.refused:
        typer.echo(f"error: {refused}", err=True)


def _tell_left(number: int, what: str, verbose: bool) -> None:
    if number > 0 and not verbose:
        typer.echo(f"{number:,} more {what}; -v tells them", err=True)


def _write(opened: "Register", output: Path | None, home: str | None, verbose: bool) -> tuple[int, str]:
    """Write the register where it is wanted; the number of its entries, and where they are, in words."""
    if output is not None and not output.suffix:
        from graph.registers.as_files import write_files

        return write_files(opened, output).entries, shown(str(output))
    from graph.registers.as_graph import Reading, put_graph, write_graph

    with bar("entries", opened.size) as entries_bar:
        each = entries_bar.add
        reading = Reading(opened)
        if output is not None:
            number, place = write_graph(reading, output, each), shown(str(output))
        else:
            from graph.asking.homes import open_home

            with open_home(home) as store:
                number, update = put_graph(reading, store, each)
            place = f"{shown(home or '')}; {update}"
    warnings = [one for one in reading.problems if one.level is Level.WARNING]
    tell(warnings if verbose else warnings[:_TOLD])
    _tell_left(len(warnings) - _TOLD, "warnings", verbose)
    return number, place


def _tell_names(resolution: "Resolution", folder: Path) -> None:
    """Write the tables of what was joined, and of what only looks alike."""
    from graph.registers.resolving.report import merges, merges_table, near_table, nearest
    from graph.writing import whole_file

    near = nearest(resolution)
    tables = {"merges.csv": merges_table(merges(resolution)), "near-misses.csv": near_table(near.rows)}
    for name, lines in tables.items():
        with whole_file(folder / name) as stream:
            for line in lines:
                stream.write(line.encode())
    typer.echo(
        f"names: {len(resolution):,} parties; {shown(str(folder))} has merges.csv and near-misses.csv"
        + (f" (the first {len(near.rows):,} of {len(near.rows) + near.left_off:,})" if near.left_off else "")
    )
