"""Functions for tests of spreading, which other processes can import."""

import os
import signal
import time
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.problems import DossierError, GraphError, Place, Problem, UsageError


def doubled(number: int) -> int:
    """Late items are done first, now and then."""
    time.sleep(0.02 if number % 4 == 0 else 0)
    return 2 * number


def length(data: bytes) -> int:
    return len(data)


class Loading:
    """Loads something once for each process, and says in which process it was used, the how-manieth time."""

    def __init__(self) -> None:
        self._used = 0

    @cached_property
    def _loaded(self) -> int:
        return time.monotonic_ns()

    def __call__(self, number: int) -> tuple[int, int, int]:
        time.sleep(0.02)
        self._used += 1
        return os.getpid(), self._loaded, self._used


def broken(what: str) -> Any:
    """Fails in the way that is asked for."""
    match what:
        case "usage":
            raise UsageError("there is no parser")
        case "problems":
            raise DossierError([Problem(Place("a.json", 3, 1), "is no object", "json") for _ in range(2)])
        case "known":
            raise GraphError("the register is empty")
        case "fault":
            raise KeyError("no\x1bsuch")
        case "unpackable":
            return lambda: None
    return what


class Deadly:
    """Ends its process at an item: once, or whenever it meets it."""

    def __init__(self, item: int, once: Path | None = None) -> None:
        self._item, self._once = item, once

    def __call__(self, number: int) -> int:
        if number == self._item:
            if self._once is None:
                os.kill(os.getpid(), signal.SIGKILL)
            elif not self._once.exists():
                self._once.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return 3 * number


class Leaving:
    """Leaves the number of its process in a folder for each item, and takes a while."""

    def __init__(self, folder: Path, seconds: float = 0.1) -> None:
        self._folder, self._seconds = folder, seconds

    def __call__(self, number: int) -> bytes:
        (self._folder / f"{number}-{os.getpid()}").touch()
        time.sleep(self._seconds)
        return bytes([number]) * 10
