"""Many texts drafted at once, on all cores or many machines; resumable, and never over a human's work.

Each file of drafts is written whole by the process that asks as soon as it is
made, so that a run that is killed leaves whole files, and the next one goes on
from there. Which files are done is read from the files themselves.
"""

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from graph import __version__
from graph.drafting.documents import About, read_document
from graph.drafting.drafts import Proposals
from graph.drafting.extractors import Drafter, Extractor
from graph.drafting.known import Known
from graph.drafting.sheets import Drafting, Filled, Sheet, drafted
from graph.drafting.writing import Made, made_from
from graph.problems import DossierError, Place, Problem
from graph.reading.marks import sha256
from graph.spreading import Here, Scheduler, spread
from graph.vocabulary import digest
from graph.writing import write_whole


@dataclass(frozen=True, slots=True)
class Task:
    """A text to draft, the file that its drafts go to (None: none), and what the file will say of it."""

    text: Path
    target: Path | None
    options: str
    text_beside: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """A text that was drafted: the file's content, how many of what it holds, and what a model proposed."""

    task: Task
    content: str
    claims: int
    non_answers: int
    left_out: int
    proposals: Proposals | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A text that was not drafted, and what is wrong."""

    task: Task
    problem: Problem


class Left(StrEnum):
    """Why a text is not drafted again."""

    SAME = "already drafted from the same text"
    CHANGED = "changed or reviewed since it was drafted"
    FOREIGN = "not made by drafting"
    DESCRIBED = "a source file of this text under another name"
    TWIN = "the same text as another, under another name"


# ---------------------------------------------------------------- what there is to do


def tasks(
    texts: Iterable[Path], out: Path, identity: Sequence[str], about: About, force: bool
) -> tuple[list[Task], dict[Left, list[Path]]]:
    """What is left to draft into the folder *out*, and the files that are left alone, by reason."""
    to_do: list[Task] = []
    left: dict[Left, list[Path]] = {}
    texts = list(texts)
    others = _others(out, {text.stem for text in texts})
    first: dict[str, Path] = {}
    for text in texts:
        target = out / f"{text.stem}.yaml"
        hash_ = _hash(text)
        beside = hash_ is not None and hash_ == _hash(out / text.name)
        task = Task(text, target, options(identity, about, beside), beside)
        why = None if force else _left(task, hash_)
        other = others.get(text.name) or others.get(hash_ or "")
        if other is not None and not force:  # two files of one document make no dossier
            left.setdefault(Left.DESCRIBED, []).append(other)
        elif hash_ is not None and first.setdefault(hash_, text) is not text and not force:
            left.setdefault(Left.TWIN, []).append(text)
        elif why is not None:
            left.setdefault(why, []).append(target)
        else:
            to_do.append(task)
    return to_do, left


_TEXT_OR_HASH: Final = re.compile(r"""\b(?:text|sha256):\s*["']?([^"'\n,}]*[^"'\s,}])""")


def _others(out: Path, stems: set[str]) -> dict[str, Path]:
    """By text name and SHA-256, the source files in *out* that no text will become."""
    found: dict[str, Path] = {}
    for path in sorted(out.glob("*.y*ml")) if out.is_dir() else ():
        if path.suffix == ".yml" or path.stem not in stems:
            try:
                content = path.read_bytes().decode("utf-8", "replace")
            except OSError:
                continue
            found |= dict.fromkeys(_TEXT_OR_HASH.findall(content), path)
    return found


def options(identity: Sequence[str], about: About, beside: bool) -> str:
    """One word that tells these options from others."""
    return digest(
        [*identity, about.title, about.publisher, str(about.published or ""), about.speaker, beside]
    )


def _hash(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes()) if path.is_file() else None
    except OSError:
        return None


def _left(task: Task, hash_: str | None) -> Left | None:
    """Why the file of a task is left alone; None if it is to be written."""
    assert task.target is not None
    if not os.path.lexists(task.target):
        return None
    try:
        found = made_from(task.target.read_bytes().decode())
    except (OSError, UnicodeDecodeError):
        return Left.FOREIGN
    if found is None:
        return Left.FOREIGN
    made, untouched = found
    if not untouched:
        return Left.CHANGED
    return Left.SAME if made == Made((hash_ or "")[:16], __version__, task.options) else None


# ---------------------------------------------------------------- one text


def draft_one(task: Task, about: About, known: Known, drafter: Drafter) -> Done | Failed:
    """The drafts of one text as the file that they make; or what is wrong with the text.

    Raises:
        UsageError: the extractor cannot work at all.
    """
    sheet = _sheet(task, about)
    return sheet if isinstance(sheet, Failed) else _ended(task, drafted(sheet, known, drafter))


def _sheet(task: Task, about: About) -> Sheet | Failed:
    try:
        return Sheet(read_document(task.text, about), task.options, task.text_beside)
    except DossierError as error:
        return Failed(task, error.problems[0])


def _ended(task: Task, made: Filled | str) -> Done | Failed:
    if isinstance(made, str):
        return Failed(task, Problem(Place(str(task.text)), made, "draft"))
    return Done(task, made.content, made.claims, made.non_answers, made.left_out, made.proposals)


# ---------------------------------------------------------------- many texts


def draft_all(
    to_do: Sequence[Task],
    about: About,
    known: Known,
    maker: Extractor,
    where: Here | Scheduler,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Done | Failed]:
    """Draft and write each text; give each as it is done, in the given order, but last what cannot be read.

    *progress* is told how many are done, those whose turn has not come included.

    Raises:
        UsageError: the extractor cannot work at all, a file cannot be written, or nobody is there to work.
    """
    if not to_do:
        return
    sent: deque[Task] = deque()
    unreadable: deque[Failed] = deque()

    def sheets() -> Iterator[Sheet]:
        for task in to_do:
            sheet = _sheet(task, about)
            if isinstance(sheet, Failed):
                unreadable.append(sheet)
            else:
                sent.append(task)
                yield sheet

    if isinstance(where, Here):
        where = replace(where, processes=min(where.processes, len(to_do)))
    drafting = Drafting(known, maker, maker.identity)
    for made in spread(
        drafting,
        sheets(),
        where,
        name=lambda sheet: sheet.document.name,
        lost=lambda _, words: f"is not drafted: {words}; run again",
        progress=progress,
    ):
        outcome = _ended(sent.popleft(), made)
        if isinstance(outcome, Done) and outcome.task.target is not None:
            write_whole(outcome.task.target, outcome.content.encode())
        yield outcome
    yield from unreadable
