"""What verbs print: results to stdout or a file, messages and progress to stderr."""

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import typer

from graph.problems import Level, Problem

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: After how many seconds of work a bar is shown.
_PATIENCE: Final = 2.0


def write_out(text: str, output: Path | None) -> None:
    """Print *text*, or write it to the file *output*, whole or not at all."""
    if output is None:
        typer.echo(text, nl=not text.endswith("\n"))
        return
    from graph.writing import write_whole

    write_whole(output, text.encode())


def tell(problems: Iterable[Problem]) -> None:
    """Tell the warnings among *problems* on stderr."""
    for one in problems:
        if one.level is Level.WARNING:
            typer.echo(str(one), err=True)


class Bar(Protocol):
    """How far some work has come."""

    def add(self, more: int) -> None:
        """So many more are done."""
        ...

    def at(self, done: int) -> None:
        """So many are done."""
        ...


class _Unseen:
    def add(self, more: int) -> None:
        pass

    def at(self, done: int) -> None:
        pass


@dataclass(frozen=True, slots=True)
class _Shown:
    progress: "Progress"
    task: "TaskID"

    def add(self, more: int) -> None:
        self.progress.advance(self.task, more)

    def at(self, done: int) -> None:
        self.progress.update(self.task, completed=done)


@contextmanager
def bar(what: str, total: int | None) -> Iterator[Bar]:
    """A bar on a terminal, once the work has taken a while; without *total* it only counts."""
    if not sys.stderr.isatty() or total == 0:
        yield _Unseen()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    shown = Progress(
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = shown.add_task(what, total=total)
    timer = threading.Timer(_PATIENCE, shown.start)
    timer.daemon = True
    timer.start()
    try:
        yield _Shown(shown, task)
    finally:
        timer.cancel()
        shown.stop()


@contextmanager
def progress() -> Iterator[Callable[[], None]]:
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
