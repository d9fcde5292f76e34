"""From drafts to claims: ``review`` in the terminal, ``accept`` without one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.problems import UsageError

if TYPE_CHECKING:
    from graph.reviewing.drafts import Held

SourceFile = Annotated[Path, typer.Argument(help="A source file with drafts.", show_default=False)]


def review(file: SourceFile) -> None:
    """Walk through the drafts of a source file: accept, edit, reject, split; each decision is saved at once.

    \b
    Examples:
      python build_graph.py review my-dossier/article.yaml
      python build_graph.py review drafts/policy-2021.yaml

    Needs a terminal; accept works without one. Nothing else in the file changes: comments, order and
    quotation marks stay. Rejected drafts stay as quotes in not_claims.
    """
    from commands.terminal import RealTerminal, is_terminal
    from graph.reviewing.dialogue import Dialogue
    from graph.reviewing.opened import open_file
    from graph.reviewing.screen import summary

    opened = open_file(file)
    if not is_terminal():
        raise UsageError("review needs a terminal; without one use accept, with ids or --all")
    terminal = RealTerminal()
    dialogue = Dialogue(opened, terminal)
    if not dialogue.state.entries:
        typer.echo(f"{opened.shown}: no drafts here")
        return
    code, ended = 0, ""
    with terminal.open():
        try:
            dialogue.run()
        except KeyboardInterrupt:
            code, ended = 130, "interrupted; what you decided is saved\n"
        except EOFError:
            ended = "the input ended; what you decided is saved\n"
        finally:
            typer.echo()
    typer.echo(f"{ended}{opened.shown}: {summary(dialogue.state)}")
    raise typer.Exit(code)


def accept(
    file: SourceFile,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            help="Drafts by id, or by number in the file: 3 is the third claim, n1 the first non-answer.",
            show_default=False,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All drafts of the file.")] = False,
    min_confidence: Annotated[
        float | None,
        typer.Option(help="Only drafts that are this sure, from 0 to 1; alone: of all drafts."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")
    ] = False,
) -> None:
    """Make claims of drafts that you have reviewed, by taking out their key draft; nothing else changes.

    \b
    Examples:
      python build_graph.py accept my-dossier/article.yaml A1 3 n1
      python build_graph.py accept my-dossier/article.yaml --all --min-confidence 0.8

    Exit code 1, and nothing written, if the file would then have errors.
    """
    from graph.reviewing.accepting import accepted, chosen
    from graph.reviewing.drafts import held
    from graph.reviewing.opened import open_file
    from graph.telling.grammar import counted

    opened = open_file(file)
    entries = held(opened.text)
    drafts = [one for one in entries if one.draft is not None]
    if not ids and not every and min_confidence is None:
        raise UsageError(f"name the drafts to accept, or --all; {_listed(drafts)}")
    asked = chosen(entries, ids or (), every or not ids, min_confidence)
    done = accepted(opened, asked)
    if done.errors:
        for one in done.errors:
            typer.echo(str(one), err=True)
        typer.echo(f"{counted(len(done.errors), 'error')}; nothing was accepted", err=True)
        raise typer.Exit(1)
    for name in done.claims:
        typer.echo(f"{name} is no draft: nothing to accept", err=True)
    if not dry_run:
        opened.save(done.text)
    number, left = len(done.drafts), len(drafts) - len(done.drafts)
    does = "would accept" if dry_run else "accepted"
    typer.echo(f"{does} {number} of {counted(len(drafts), 'draft')}; {left or 'none'} left")


def _listed(drafts: "list[Held]") -> str:
    from graph.problems import shown

    if not drafts:
        return "there are no drafts in this file"
    names = ", ".join(shown(one.name, 40) for one in drafts[:20])
    return f"drafts here: {names}{', …' if len(drafts) > 20 else ''}"
