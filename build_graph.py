"""flowclaims: who is said to share which data with whom, who denies it, and in which words.

With no arguments it builds the dossiers in cases/ into out/ and says what it found.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

if __name__ == "__main__":  # until main() runs, Ctrl-C ends the imports without a traceback
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import typer

from graph import __version__
from graph.problems import DossierError, GraphError, Level, Problem, UsageError, shown

if TYPE_CHECKING:
    from graph.status.views import PointOfView

CASES: Final = Path("cases") if Path("cases").is_dir() else Path(__file__).parent / "cases"
OUT: Final = Path("out")
#: What ``build`` writes a single graph as.
GRAPH_FILES: Final = (".trig", ".nq", ".ttl", ".jsonld")

app = typer.Typer(
    help=f"{__doc__}",
    rich_markup_mode=None,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Paths = Annotated[
    list[Path] | None, typer.Argument(help="Folders of source files, or single files.", show_default=False)
]
Dossiers = Annotated[
    list[Path] | None,
    typer.Option(
        "-d", "--dossier", help="A folder, source file or built .trig; may be repeated.  [default: cases/]"
    ),
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
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file, by its extension.")]


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
) -> None:
    """Build the dossiers in cases/ if no verb is given."""
    if version:
        typer.echo(f"flowclaims {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        build(None, OUT)


@app.command()
def build(
    dossiers: Paths = None,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", help="Folder for what is built, or one file: .trig, .nq, .ttl or .jsonld."
        ),
    ] = OUT,
) -> None:
    """Build graph, answers, network and figure of each dossier.

    \b
    Examples:
      python build_graph.py build cases/facebook-banks-2018
      python build_graph.py build my-dossier -o my-dossier.trig

    A folder is written whole or not at all. With a .trig file as output only
    the graph is written, streaming, so that a register of any length passes.
    """
    from graph.building import build_file, build_folder, summary, where
    from graph.files import dossiers as dossiers_at

    groups = dossiers_at(dossiers or [CASES])
    to_file = output.suffix != "" and not output.is_dir()
    if to_file and output.suffix not in GRAPH_FILES:
        endings = ", ".join(GRAPH_FILES)
        raise UsageError(f"{shown(str(output))}: a graph is written as {endings}; all else into a folder")
    if to_file:
        if len(groups) > 1:
            raise UsageError(f"{len(groups)} dossiers do not go into one file; name a folder, or one dossier")
        with _progress() as each:
            built = build_file(groups[0], output, each)
        _tell(built.problems)
        typer.echo(f"{built.name}: {built.entries:,} entries in {built.place}")
        return
    from graph.beside import BESIDE, beside
    from viz.pictures import PICTURES, pictures

    done = []
    for group in groups:
        with _progress() as each:
            built = build_folder(group, output, (beside, pictures), frozenset({*BESIDE, *PICTURES}), each)
        _tell(built.problems)
        if built.dossier is None:
            typer.echo(f"{built.name}: {built.entries:,} entries")
        else:
            typer.echo(summary(built.dossier))
        for message in built.messages:
            typer.echo(f"  {message}", err=True)
        done.append(built)
    typer.echo(where(done))


@app.command()
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

    problems, sources = validate(dossiers or [CASES])
    for one in problems:
        if verbose or one.level is not Level.NOTE:
            typer.echo(str(one))
    typer.echo(counted(problems, sources))
    if any(one.level is Level.ERROR for one in problems):
        raise typer.Exit(1)


@app.command()
def status(
    dossiers: Paths = None,
    dossier: Dossiers = None,
    as_of: AsOf = None,
    reading: ReadingOption = "plain",
    basis: BasisOption = "direct",
    format: Annotated[str, typer.Option("-f", "--format", help="table or json.")] = "",
    output: Output = None,
) -> None:
    """Tell what each allegation has come to: who answered it, in which words, and what is left open.

    \b
    Examples:
      python build_graph.py status cases/facebook-banks-2018
      python build_graph.py status my-dossier --reading strict --basis all --format json

    A status is about words: "denied" is not "false", "unanswered" not "true".
    """
    from graph.formats.status import as_json, as_text
    from graph.opening import open_all
    from graph.status.report import report

    writers = {"table": as_text, "json": as_json}
    write = writers[_format(format, output, {".txt": "table", ".json": "json"})]
    view = _view(as_of, reading, basis)
    opened = open_all([*(dossiers or ()), *(dossier or ())] or [CASES])
    _print(write([report(one, view) for one in opened]), output)


@app.command()
def explain(
    party: Annotated[str, typer.Argument(help="A name, alias or IRI.")],
    other: Annotated[str | None, typer.Argument(help="Another, for what is said between the two.")] = None,
    dossier: Dossiers = None,
    as_of: AsOf = None,
    reading: ReadingOption = "plain",
    basis: BasisOption = "direct",
    format: Annotated[str, typer.Option("-f", "--format", help="text, md or json.")] = "",
    output: Output = None,
) -> None:
    """Tell every statement about a party, or between two, with its quote and source.

    \b
    Examples:
      python build_graph.py explain Facebook "JPMorgan Chase"
      python build_graph.py explain Citigroup -d cases/facebook-banks-2018 --format md
    """
    from graph.formats.explanation import as_json, as_markdown, as_text
    from graph.opening import open_holding
    from graph.telling.explaining import explain

    writers = {"text": as_text, "md": as_markdown, "json": as_json}
    write = writers[_format(format, output, {".txt": "text", ".md": "md", ".json": "json"})]
    parties = [party] if other is None else [party, other]
    view = _view(as_of, reading, basis)
    _print(write(explain(open_holding(dossier or [CASES], parties), parties, view=view)), output)


@app.command()
def query(
    question: Annotated[
        str | None, typer.Argument(help="A named question, a file of SPARQL, or - for stdin.")
    ] = None,
    dossier: Dossiers = None,
    as_of: AsOf = None,
    reading: ReadingOption = "plain",
    basis: BasisOption = "direct",
    parameter: Annotated[
        list[str] | None,
        typer.Option("-p", "--parameter", help="NAME=VALUE of the question; may be repeated."),
    ] = None,
    format: Annotated[
        str, typer.Option("-f", "--format", help="table, csv, tsv, json, xml, md or ttl.")
    ] = "",
    output: Output = None,
) -> None:
    """Answer a named question, or SPARQL of your own; without a question, list the named ones.

    \b
    Examples:
      python build_graph.py query flows-to -p party=Facebook
      python build_graph.py query edges -d cases/facebook-banks-2018 --format csv
    """
    from graph.asking.answering import ask, find_question, given_parameters, listed
    from graph.asking.store import open_store
    from graph.formats.tables import render
    from graph.opening import trig_of

    if question is None:
        _print(listed(), output)
        return
    extensions = {".txt": "table"} | {f".{one}": one for one in ("csv", "tsv", "json", "xml", "md", "ttl")}
    wanted = _format(format, output, extensions) if format or output else None
    asked = find_question(question, sys.stdin.buffer.read)
    with open_store() as store:
        view = _view(as_of, reading, basis)
        for blocks in trig_of(dossier or [CASES], view):
            store.load(blocks)
        answer = ask(store, asked, given_parameters(parameter or []))
    if asked.tells_statuses:
        day = view.as_of or "the latest statement"
        typer.echo(f"statuses: {view.how}, as of {day}", err=True)
    terminal = output is None and sys.stdout.isatty()
    width = os.get_terminal_size().columns if terminal else None
    _print(render(answer, wanted, width, terminal and not os.environ.get("NO_COLOR")), output)


@app.command()
def draw(
    output: Annotated[Path, typer.Option("-o", "--output", help="The figure: .png, .svg or .pdf.")],
    dossier: Dossiers = None,
    view: Annotated[
        str, typer.Option("--view", help="flow, matrix or timeline; or auto: as the size asks for.")
    ] = "auto",
    about: About = None,
    hops: Hops = 1,
    stance: Stances = None,
    act: Acts = None,
    status: Statuses = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    reading: ReadingOption = "plain",
    basis: BasisOption = "direct",
    page: Annotated[str, typer.Option(help="a4-landscape, a4, a3, a3-landscape or WxHmm.")] = "a4-landscape",
    labels: Annotated[
        str, typer.Option(help="full sentences on the lines, short numbers, or auto.")
    ] = "auto",
    title: Annotated[str | None, typer.Option(help="In place of the neutral title.")] = None,
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
    from graph.opening import open_one
    from graph.rdf.triples import trig_sha256
    from graph.writing import write_whole
    from viz.drawing import draw, selected

    format = _format("", output, {".png": "png", ".svg": "svg", ".pdf": "pdf"})
    opened = open_one(dossier or [CASES])
    figure = draw(
        opened,
        format=format,
        view=view,
        page=page,
        labels=labels,
        title=title,
        font=font,
        dpi=dpi,
        selection=selected(
            opened, about=about, hops=hops, stance=stance, act=act, status=status, since=since, until=until
        ),
        standpoint=_view(as_of, reading, basis),
        outline_text=outline_text,
        graph_sha256=trig_sha256(opened),
        version=__version__,
    )
    write_whole(output, figure.bytes)
    typer.echo(f"wrote {shown(str(output))}", err=True)
    if figure.sidecar is not None:
        write_whole(output.with_suffix(".md"), figure.sidecar.encode())
        typer.echo(f"the list of statements is in {output.with_suffix('.md')}", err=True)
    if alt is not None:
        write_whole(alt, figure.alt.encode())
    for message in figure.messages:
        typer.echo(message, err=True)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="A folder, source file or built .trig.")],
    new: Annotated[Path, typer.Argument(help="What to compare it with.")],
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
    write = writers[_format(format, output, {".txt": "text", ".json": "json"})]
    found = diff(open_one([old]), open_one([new]))
    _print(write(found), output)
    if found:
        raise typer.Exit(1)


def _view(as_of: str | None, reading: str, basis: str) -> "PointOfView":
    """The point of view that the options ask for."""
    from graph.status.views import point_of_view

    return point_of_view(reading, basis, as_of)


def _format(given: str, output: Path | None, by_extension: dict[str, str]) -> str:
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


def _print(text: str, output: Path | None) -> None:
    if output is None:
        typer.echo(text, nl=not text.endswith("\n"))
        return
    from graph.writing import write_whole

    write_whole(output, text.encode())


def _tell(problems: Iterable[Problem]) -> None:
    for one in problems:
        if one.level is Level.WARNING:
            typer.echo(str(one), err=True)


@contextmanager
def _progress() -> Iterator[Callable[[], None]]:
    """A counter of statements on a terminal, shown once the work has taken two seconds."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    started, count, shown_at = time.monotonic(), 0, 0.0

    def each() -> None:
        nonlocal count, shown_at
        count += 1
        if count % 1000 == 0 and (now := time.monotonic()) - max(started + 1.8, shown_at) > 0.2:
            shown_at = now
            print(f"\r{count:,} entries", end="", file=sys.stderr, flush=True)

    yield each
    if shown_at:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def main() -> NoReturn:
    """Run the command line; errors are told on stderr, without a traceback."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        app(prog_name="build_graph.py")
    except DossierError as error:
        print(error, file=sys.stderr)
        number = len(error.problems)
        print(f"{number} error{'s' if number != 1 else ''}; this dossier was not used", file=sys.stderr)
        sys.exit(1)
    except GraphError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("interrupted; nothing was written", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        print(f"error: {error.strerror or error}; what was printed is not whole", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(2)
    sys.exit(0)


if __name__ == "__main__":
    main()
