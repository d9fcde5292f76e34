"""From texts to drafts of claims: ``draft``."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from commands.output import bar
from graph.problems import GraphError, UsageError, shown

if TYPE_CHECKING:
    from graph.drafting.documents import About
    from graph.drafting.extractors import Extractor
    from graph.drafting.known import Known
    from graph.drafting.many import Done, Left, Task
    from graph.drafting.model.extracting import Model
    from graph.spreading import Here, Scheduler

_EXTRACTORS: Final = ("rules", "llm", "both")
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
    scheduler: Annotated[
        str | None,
        typer.Option(
            help="Address of a dask scheduler whose workers draft instead, such as tcp://HOST:8786; they "
            "get the texts.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over files that were changed, too.")] = False,
    extractor: Annotated[
        str, typer.Option(help="rules; llm: a language model, which gets the texts; or both, merged.")
    ] = "rules",
    endpoint: Annotated[
        str | None,
        typer.Option(
            help="With llm or both: URL of a chat-completions server, such as https://HOST/v1.  "
            "[default: FLOWCLAIMS_LLM_URL; the key is FLOWCLAIMS_LLM_KEY]",
            show_default=False,
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(help="The model to ask there.  [default: FLOWCLAIMS_LLM_MODEL]", show_default=False),
    ] = None,
    allow_http: Annotated[
        bool, typer.Option("--allow-http", help="Send texts and key unencrypted, in a network of your own.")
    ] = False,
    timeout: Annotated[
        float | None,
        typer.Option(help="Seconds that one request may take.  [default: 300]", show_default=False),
    ] = None,
    cache: Annotated[
        Path | None,
        typer.Option(
            help="Folder in which replies of models are kept.  [default: flowclaims/llm where caches lie]",
            show_default=False,
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Also say what a model proposed that was rejected.")
    ] = False,
) -> None:
    """Draft the claims of texts: source files to correct and accept; nothing drafted counts as a claim.

    \b
    Examples:
      python build_graph.py draft article.txt --publisher "The Courier" --published 2024-05-01 -o my-dossier
      python build_graph.py draft policies/ --speaker Acme -o policies/
      python build_graph.py draft article.txt --extractor llm --endpoint http://localhost:8080/v1 --model NAME

    Goes on where an earlier run was ended. A file that you changed or reviewed is left alone.
    """
    from graph.drafting.documents import texts as texts_at
    from graph.drafting.known import read_known

    if jobs is not None and jobs < 1:
        raise UsageError(f"--jobs {jobs}: at least one text has to be worked on at a time")
    where = _where(jobs, scheduler, extractor)
    about = _about(title, publisher, published, speaker)
    paths = texts_at(texts)
    if output is None and len(paths) > 1:
        raise UsageError(f"{len(paths)} texts do not go to stdout; give -o FOLDER for their files")
    if output is not None and (output.suffix in {".yaml", ".yml"} or output.is_file()):
        raise UsageError(
            f"{shown(str(output))}: -o names a folder, in which NAME.yaml is written for each NAME.txt"
        )
    listed = read_known(known or ())
    asked = _model(extractor, endpoint, model, allow_http, timeout, cache, listed)
    made_by = _extractor(extractor, listed, asked)
    if output is None:
        _to_stdout(paths[0], about, listed, made_by, asked, where, verbose)
    else:
        _to_folder(paths, output, about, listed, made_by, asked, where, force, verbose)


def _where(jobs: int | None, address: str | None, extractor: str) -> "Here | Scheduler":
    """Who drafts: the cores of this machine, or a scheduler's machines."""
    from graph.spreading import Here, Scheduler
    from graph.workers.processes import cores

    if address is None:
        return Here(jobs or cores())
    if jobs is not None:
        raise UsageError(
            "--jobs is for this machine; a scheduler has as many texts drafted as it has workers"
        )
    if extractor != "rules":
        raise UsageError(
            "--scheduler is for drafting by rules; a model is asked from this machine, which has its key"
        )
    return Scheduler(address)


def _model(
    extractor: str,
    url: str | None,
    model: str | None,
    allow_http: bool,
    timeout: float | None,
    cache: Path | None,
    known: "Known",
) -> "Model | None":
    """The model to ask; None if the rules alone draft."""
    if extractor not in _EXTRACTORS:
        raise UsageError(f"there is no extractor {shown(extractor)!r}; use {', '.join(_EXTRACTORS)}")
    given = {
        "--endpoint": url is not None,
        "--model": model is not None,
        "--allow-http": allow_http,
        "--timeout": timeout is not None,
        "--cache": cache is not None,
    }
    if extractor == "rules":
        if any(given.values()):
            option = next(name for name, is_given in given.items() if is_given)
            raise UsageError(f"{option} is for a language model; say --extractor llm or both")
        return None
    from graph.drafting.model.cache import Cache, cache_folder
    from graph.drafting.model.endpoint import require_client
    from graph.drafting.model.extracting import Model
    from graph.drafting.model.settings import TIMEOUT, endpoint

    found = endpoint(url, model, allow_http=allow_http, timeout=TIMEOUT if timeout is None else timeout)
    require_client()
    replies = Cache(cache or cache_folder())
    replies.prepare()
    return Model(found, replies, known)


def _extractor(name: str, known: "Known", asked: "Model | None") -> "Extractor":
    from graph.drafting.extractors import Rules

    if asked is None:
        return Rules(known)
    if name == "llm":
        return asked
    from graph.drafting.merging import Both

    return Both(Rules(known), asked)


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


def _to_stdout(
    path: Path,
    about: "About",
    known: "Known",
    made_by: "Extractor",
    asked: "Model | None",
    where: "Here | Scheduler",
    verbose: bool,
) -> None:
    from graph.drafting.many import Failed, Task, draft_all, options

    task = Task(path, None, options(made_by.identity, about, True))
    _announce(asked, where, [task], about)
    (outcome,) = draft_all([task], about, known, made_by, where)
    if isinstance(outcome, Failed):
        typer.echo(str(outcome.problem), err=True)
        raise typer.Exit(1)
    typer.echo(outcome.content, nl=False)
    _tell_proposals([outcome], verbose)
    typer.echo(_counted([outcome]), err=True)


def _to_folder(
    paths: list[Path],
    output: Path,
    about: "About",
    known: "Known",
    made_by: "Extractor",
    asked: "Model | None",
    where: "Here | Scheduler",
    force: bool,
    verbose: bool,
) -> None:
    from graph.drafting.many import Done, Failed, draft_all, tasks

    to_do, left = tasks(paths, output, made_by.identity, about, force)
    _announce(asked, where, to_do, about)
    done: list[Done] = []
    failed: list[Failed] = []
    before = {one.target: _stamp(one.target) for one in to_do if one.target is not None}
    try:
        with bar("drafting", len(to_do)) as drafted:
            for outcome in draft_all(to_do, about, known, made_by, where, drafted.at):
                if isinstance(outcome, Done):
                    done.append(outcome)
                else:
                    failed.append(outcome)
    except KeyboardInterrupt:  # which may come between the writing of a file and its counting
        made = sum(_stamp(path) != stamp for path, stamp in before.items())
        typer.echo(f"interrupted; {_files(made)} drafted, the same call goes on from here", err=True)
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
    _tell_proposals(done, verbose)
    if done or not left:
        typer.echo(f"{_counted(done)}{_review(done)}", err=True)
    if failed:
        raise typer.Exit(1)


def _stamp(path: Path) -> tuple[int, int] | None:
    """What tells a file from one that is written in its place; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _announce(asked: "Model | None", where: "Here | Scheduler", to_do: "list[Task]", about: "About") -> None:
    """Say, before anything is sent, whose text goes where."""
    from graph.spreading import Scheduler

    if isinstance(where, Scheduler) and to_do:
        address = shown(where.address)
        typer.echo(
            f"the text of {_files(len(to_do))} goes to the scheduler at {address} and its workers", err=True
        )
    if asked is None or not to_do:
        return
    from graph.drafting.documents import read_document

    number = 0
    for task in to_do:
        try:
            number += not asked.is_answered(read_document(task.text, about))
        except GraphError:  # is told when it is its turn
            continue
    host = asked.endpoint.host
    if not number:
        typer.echo("all replies of the model are kept from before: nothing is sent", err=True)
    elif asked.endpoint.on_this_machine:
        typer.echo(f"the text of {_files(number)} goes to {host}, a server on this machine", err=True)
    else:
        typer.echo(f"the text of {_files(number)} leaves this machine for {host}", err=True)


def _tell_proposals(done: "list[Done]", verbose: bool) -> None:
    """Say what a model proposed and what of it was rejected; each of it, if that is asked for."""
    from graph.drafting.model.rejecting import counted, together, told

    asked = sorted((one for one in done if one.proposals is not None), key=lambda one: one.task.text.name)
    if not asked:
        return
    for one in asked if verbose else ():
        assert one.proposals is not None
        for rejected in one.proposals.rejected:
            typer.echo(f"{shown(str(one.task.text))}: {told(rejected)}", err=True)
    typer.echo(counted(together(one.proposals for one in asked if one.proposals is not None)), err=True)


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
