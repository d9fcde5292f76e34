"""What a dossier says, in words and tables: ``status``, ``explain``, ``query``."""

import os
import sys
from typing import Annotated

import typer

from commands.options import (
    AsOf,
    BasisOption,
    Dossiers,
    Home,
    Output,
    Paths,
    ReadingOption,
    WithDrafts,
    format_of,
    paths_of,
    view_of,
)
from commands.output import write_out


def status(
    dossiers: Paths = None,
    dossier: Dossiers = None,
    store: Home = None,
    as_of: AsOf = None,
    reading: ReadingOption = "plain",
    basis: BasisOption = "direct",
    with_drafts: WithDrafts = False,
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
    wanted = format_of(format, output, {".txt": "table", ".json": "json"})
    write = writers[wanted]
    view = view_of(as_of, reading, basis)
    opened = open_all(paths_of([*(dossiers or ()), *(dossier or ())], store), with_drafts, store)
    if wanted == "json" and (drafts := sum(len(one.drafts) for one in opened)):
        typer.echo(f"no draft has a status: {drafts:,} left out; `query drafts` tells them", err=True)
    write_out(write([report(one, view) for one in opened]), output)


def explain(
    party: Annotated[str, typer.Argument(help="A name, alias or IRI.")],
    other: Annotated[str | None, typer.Argument(help="Another, for what is said between the two.")] = None,
    dossier: Dossiers = None,
    store: Home = None,
    as_of: AsOf = None,
    reading: ReadingOption = "plain",
    basis: BasisOption = "direct",
    with_drafts: WithDrafts = False,
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
    from graph.opening import open_about
    from graph.telling.explaining import explain

    writers = {"text": as_text, "md": as_markdown, "json": as_json}
    write = writers[format_of(format, output, {".txt": "text", ".md": "md", ".json": "json"})]
    parties = [party] if other is None else [party, other]
    view = view_of(as_of, reading, basis)
    opened = open_about(paths_of(dossier, store), parties, view, with_drafts, store)
    told = explain(opened.dossier, opened.names, view=view, part=opened.part)
    write_out(write(told), output)


def query(
    question: Annotated[
        str | None, typer.Argument(help="A named question, a file of SPARQL, or - for stdin.")
    ] = None,
    dossier: Dossiers = None,
    store: Home = None,
    as_of: AsOf = None,
    reading: ReadingOption = "plain",
    basis: BasisOption = "direct",
    with_drafts: WithDrafts = False,
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
      python build_graph.py query flows-to -p party=Facebook --store http://localhost:7878
    """
    from graph.asking.answering import ask, find_question, given_parameters, listed
    from graph.formats.tables import render
    from graph.opening import asked_of

    if question is None:
        write_out(listed(), output)
        return
    extensions = {".txt": "table"} | {f".{one}": one for one in ("csv", "tsv", "json", "xml", "md", "ttl")}
    wanted = format_of(format, output, extensions) if format or output else None
    asked = find_question(question, sys.stdin.buffer.read)
    view = view_of(as_of, reading, basis)
    with asked_of(paths_of(dossier, store), store, view, with_drafts, asked.shows_drafts) as home:
        if home.fetches(asked.text):
            typer.echo("note: this server would answer that wrongly; the graph is fetched first", err=True)
        answer = ask(home, asked, given_parameters(parameter or []))
    if asked.tells_statuses:
        day = view.as_of or "the latest statement"
        typer.echo(f"statuses: {view.how}, as of {day}", err=True)
    terminal = output is None and sys.stdout.isatty()
    width = os.get_terminal_size().columns if terminal else None
    write_out(render(answer, wanted, width, terminal and not os.environ.get("NO_COLOR")), output)
