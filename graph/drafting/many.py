"""Many texts drafted at once, on all cores; resumable, and never over what a human has touched.

Each file of drafts is written whole by the parent process as soon as it is
made, so that a run that is killed leaves whole files, and the next one goes on
from there. Which files are done is read from the files themselves.
"""

import multiprocessing
import os
import re
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import wait as wait_for_sentinel
from pathlib import Path
from typing import Final, Protocol

from graph import __version__
from graph.drafting.documents import About, read_document
from graph.drafting.drafts import Document, Drafts, Proposals
from graph.drafting.known import Known
from graph.drafting.tidying import tidy
from graph.drafting.writing import Made, made_from, written
from graph.problems import DossierError, GraphError, Place, Problem, UsageError, shown
from graph.reading.marks import sha256
from graph.vocabulary import digest
from graph.writing import write_whole

#: What turns a text into drafts, and how to come by it in another process, where it is made once.
Drafter = Callable[[Document], Drafts]
Maker = Callable[[], Drafter]


class Extractor(Protocol):
    """A maker that says what its drafts depend on; a value, so that other processes can have it."""

    def __call__(self) -> Drafter:
        """Make it."""
        ...

    @property
    def identity(self) -> list[str]:
        """What drafts depend on besides the text."""
        ...


#: Libraries that would start threads of their own in every process; one each is fastest, and sums alike.
_ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Rules:
    """The extractor of rules, with the names that are known."""

    known: Known

    def __call__(self) -> Drafter:
        """Load the parser; draft with it.

        Raises:
            UsageError: it is not installed.
        """
        from graph.drafting.drafting import draft
        from graph.drafting.pipeline import load

        nlp = load()
        return lambda document: draft(document, nlp)

    @property
    def identity(self) -> list[str]:
        """What drafts depend on besides the text: the parser and the known names.

        Raises:
            UsageError: the parser is not installed.
        """
        from importlib.metadata import PackageNotFoundError, version

        from graph.drafting.pipeline import installed, load

        name = installed()
        if name is None:
            load()  # says what is missing
        versions = []
        for package in ("spacy", name or ""):
            try:
                versions.append(f"{package} {version(package)}")
            except PackageNotFoundError:
                versions.append(package)
        return ["rules", *versions, self.known.digest]


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
    try:
        document = read_document(task.text, about)
        drafts = drafter(document)
        tidied = tidy(drafts, known)
        content = written(tidied, task.options, task.text_beside)
    except UsageError:
        raise
    except DossierError as error:
        return Failed(task, error.problems[0])
    except GraphError as error:
        return Failed(task, Problem(Place(str(task.text)), str(error), "draft"))
    except Exception as error:  # a fault of ours in one text must not cost the others
        message = (
            f"cannot be drafted, by a fault of this program ({type(error).__name__}: {shown(str(error))}); "
            "please report it"
        )
        return Failed(task, Problem(Place(str(task.text)), message, "draft"))
    counts = (len(tidied.claims), len(tidied.non_answers), len(tidied.left_out))
    return Done(task, content, *counts, drafts.proposals)


# ---------------------------------------------------------------- many texts


def draft_all(
    to_do: Sequence[Task], about: About, known: Known, maker: Maker, jobs: int
) -> Iterator[Done | Failed]:
    """Draft and write each text; give each as it is done, in no fixed order.

    Raises:
        UsageError: the extractor cannot work at all, or a file cannot be written.
    """
    with _one_thread():
        jobs = min(jobs, len(to_do))
        outcomes = (
            _in_turn(to_do, about, known, maker) if jobs < 2 else _at_once(to_do, about, known, maker, jobs)
        )
        for outcome in outcomes:
            if isinstance(outcome, Done) and outcome.task.target is not None:
                write_whole(outcome.task.target, outcome.content.encode())
            yield outcome


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def _in_turn(to_do: Sequence[Task], about: About, known: Known, maker: Maker) -> Iterator[Done | Failed]:
    drafter = maker() if to_do else None
    for task in to_do:
        assert drafter is not None
        yield draft_one(task, about, known, drafter)


def _at_once(
    to_do: Sequence[Task], about: About, known: Known, maker: Maker, jobs: int
) -> Iterator[Done | Failed]:
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin, (about, known, maker))
    with _without_interrupts():  # the workers inherit it: Ctrl-C is for the parent, which ends them
        waiting: dict[Future[Done | Failed], Task] = {pool.submit(_work, task): task for task in to_do}
    try:
        while waiting:
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for one in done:
                task = waiting.pop(one)
                try:
                    yield one.result()
                except BrokenProcessPool:
                    message = (
                        "is not drafted: a worker ended without a word (killed, or out of memory); run again"
                    )
                    yield Failed(task, Problem(Place(str(task.text)), message, "draft"))
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _one_thread() -> Iterator[None]:
    """An environment in which every process that is started computes in one thread."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        yield
    finally:
        _restore(before)


def _restore(before: Mapping[str, str | None]) -> None:
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


# ---------------------------------------------------------------- in a worker


@dataclass(slots=True)
class _Worker:
    """What a worker process keeps between texts."""

    about: About
    known: Known
    maker: Maker
    drafter: Drafter | None = None


_worker: _Worker | None = None


def _begin(about: About, known: Known, maker: Maker) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker = _Worker(about, known, maker)


def _end_with_parent() -> None:
    """End this worker when its parent has ended, however that came about."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for_sentinel([parent.sentinel])
        os._exit(1)


def _work(task: Task) -> Done | Failed:
    assert _worker is not None
    if _worker.drafter is None:
        _worker.drafter = _worker.maker()
    return draft_one(task, _worker.about, _worker.known, _worker.drafter)
