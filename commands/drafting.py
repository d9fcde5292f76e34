"""From texts to drafts of claims: ``draft``."""

import shlex
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from graph.problems import UsageError, shown

if TYPE_CHECKING:
    from graph.drafting.documents import About
    from graph.drafting.many import Done, Left, Rules

#: After how many seconds of work a bar is shown.
_PATIENCE: Final = 2.0
#: What to do about a file that was left alone, by the name of the reason.
_MENDS: Final = {
    "SAME": "",
    "CHANGED": "; --force writes over it",
    "FOREIGN": "; --force writes over it",
    "DESCRIBED": "; --force drafts it all the same",
    "TWIN": "; --force drafts it all the same",
}


def draft(
    texts: Annotated[
        list[Path], typer.Argument(help="Texts (*.txt), or folders of them.", show_default=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Folder for NAME.yaml of each NAME.txt; none: one text to stdout."
        ),
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published the texts.")] = None,
    published: Annotated[str | None, typer.Option(help="When: a day, month or year.")] = None,
    title: Annotated[str | None, typer.Option(help="The text's title.")] = None,
    speaker: Annotated[
        str | None, typer.Option(help='Whose own documents these are (a policy, a statement): who "we" is.')
    ] = None,
    known: Annotated[
        list[Path] | None,
        typer.Option(
            help="Names to call parties by: entities.yaml, a list with one name a line, or company records; "
            "may be repeated."
        ),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(help="How many texts at once.  [default: all cores]", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over files that were changed, too.")] = False,
) -> None:
    """Draft the claims of texts: source files to correct and accept; nothing drafted counts as a claim.

    \b
    Examples:
      python build_graph.py draft article.txt --publisher "The Courier" --published 2024-05-01 -o my-dossier
      python build_graph.py draft policies/ --speaker Acme -o policies/

    Goes on where an earlier run was ended. A file that you changed or reviewed is left alone.
    """
    from graph.drafting.documents import texts as texts_at
    from graph.drafting.known import read_known
    from graph.drafting.many import Rules, cores

    if jobs is not None and jobs < 1:
        raise UsageError(f"--jobs {jobs}: at least one text has to be worked on at a time")
    about = _about(title, publisher, published, speaker)
    paths = texts_at(texts)
    if output is None and len(paths) > 1:
        raise UsageError(f"{len(paths)} texts do not go to stdout; give -o FOLDER for their files")
    if output is not None and (output.suffix in {".yaml", ".yml"} or output.is_file()):
        raise UsageError(
            f"{shown(str(output))}: -o names a folder, in which NAME.yaml is written for each NAME.txt"
        )
    rules = Rules(read_known(known or ()))
    if output is None:
        _to_stdout(paths[0], about, rules)
    else:
        _to_folder(paths, output, about, rules, jobs or cores(), force)


def _about(title: str | None, publisher: str | None, published: str | None, speaker: str | None) -> "About":
    from graph.claims import PartialDate
    from graph.drafting.documents import About
    from graph.drafting.tidying import fit_name

    try:
        day = PartialDate(published) if published is not None else None
    except ValueError:
        raise UsageError(
            f"--published {shown(published or '')!r} is no date; write 2017, 2017-03 or 2017-03-04"
        ) from None
    if speaker is not None and not fit_name(speaker):
        raise UsageError(f"--speaker {shown(speaker)!r} is no name; it needs a letter or a digit")
    return About(title, publisher, day, speaker)


def _to_stdout(path: Path, about: "About", rules: "Rules") -> None:
    from graph.drafting.many import Failed, Task, draft_all, options

    task = Task(path, None, options(rules.identity, about, True))
    (outcome,) = draft_all([task], about, rules.known, rules, 1)
    if isinstance(outcome, Failed):
        typer.echo(str(outcome.problem), err=True)
        raise typer.Exit(1)
    typer.echo(outcome.content, nl=False)
    typer.echo(_counted([outcome]), err=True)


def _to_folder(
    paths: list[Path], output: Path, about: "About", rules: "Rules", jobs: int, force: bool
) -> None:
    from graph.drafting.many import Done, Failed, draft_all, tasks

    to_do, left = tasks(paths, output, rules.identity, about, force)
    done: list[Done] = []
    failed: list[Failed] = []
    try:
        with _bar(len(to_do)) as advance:
            for outcome in draft_all(to_do, about, rules.known, rules, jobs):
                if isinstance(outcome, Done):
                    done.append(outcome)
                else:
                    failed.append(outcome)
                advance()
    except KeyboardInterrupt:
        typer.echo(f"interrupted; {_files(len(done))} drafted, the same call goes on from here", err=True)
        raise typer.Exit(130) from None
    for one in sorted(failed, key=lambda one: one.problem.place):
        typer.echo(str(one.problem), err=True)
    _tell_left(left)
    if any(not one.task.text_beside for one in done):
        typer.echo(
            f"the texts are not in {shown(str(output))}, so that quotes stand there as not checked: "
            "copy them beside their files and draft again, or give -o the folder of the texts",
            err=True,
        )
    if done or not left:
        typer.echo(f"{_counted(done)}{_review(done)}", err=True)
    if failed:
        raise typer.Exit(1)


def _tell_left(left: "dict[Left, list[Path]]") -> None:
    for why, files in sorted(left.items()):
        mend = _MENDS[why.name]
        first = shown(files[0].name) + (" and others" if len(files) > 1 else "")
        typer.echo(f"left alone {_files(len(files))} ({first}): {why}{mend}", err=True)


def _counted(done: "list[Done]") -> str:
    claims, answers = sum(one.claims for one in done), sum(one.non_answers for one in done)
    left_out = sum(one.left_out for one in done)
    text = (
        f"drafted {_files(len(done))}: {claims:,} claim{'s' * (claims != 1)}, "
        f"{answers:,} non-answer{'s' * (answers != 1)}"
    )
    return text + (f"; {left_out:,} left out, see the end of each file" if left_out else "")


def _review(done: "list[Done]") -> str:
    first = min((str(one.task.target) for one in done if one.claims or one.non_answers), default=None)
    return f"; review with: python build_graph.py review {shown(shlex.quote(first), 4000)}" if first else ""


def _files(number: int) -> str:
    return f"{number:,} file{'s' * (number != 1)}"


@contextmanager
def _bar(total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, once the work has taken a while."""
    if not sys.stderr.isatty() or not total:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("drafting"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("drafting", total=total)
    timer = threading.Timer(_PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda: bar.advance(task)
    finally:
        timer.cancel()
        bar.stop()
