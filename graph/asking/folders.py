"""Folders of the embedded engine that are made anew beside their place and take it at once.

While a new folder is filled, its process holds a lock on it, so that the next
run can tell what a killed one has left behind.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from graph.problems import UsageError, shown
from graph.writing import exchange

#: The file that the engine locks while a store is open.
_LOCK: Final = "LOCK"
#: How a former store is called for the moment in which it is set aside, where the system cannot swap.
_ASIDE: Final = "store.old"


@contextmanager
def fresh_beside(path: Path) -> Iterator[Path]:
    """A place for a new store beside *path*, on the same disk; gone after the block."""
    around = path.parent / f".{path.name}.{secrets.token_hex(8)}.part"
    around.mkdir()
    held = _locked(around)
    try:
        yield around / "store"
    finally:
        shutil.rmtree(around, ignore_errors=True)
        if held is not None:
            os.close(held)


def swap(fresh: Path, path: Path) -> None:
    """Let the store in *fresh* and the one in *path*, both closed, change places in one step.

    Raises:
        UsageError: somebody has opened the one in *path* meanwhile.
    """
    with (path / _LOCK).open("r+b") as lock:  # the lock that the engine itself takes
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(
                f"{shown(str(path))}: another process has opened the store, so nothing was changed; "
                "close it there, and try again"
            ) from None
        exchange(fresh, path)


def clear_left_overs(path: Path) -> None:
    """Take away what killed runs have left beside the store in *path*; put back what one had set aside."""
    start, end = f".{path.name}.", ".part"
    for left in sorted(path.parent.iterdir()) if path.parent.is_dir() else ():
        if not (left.name.startswith(start) and left.name.endswith(end)):
            continue
        held = _locked(left)
        if held is None:  # a run is at work in it
            continue
        if (left / _ASIDE).is_dir() and not path.exists():
            (left / _ASIDE).rename(path)
        shutil.rmtree(left, ignore_errors=True)
        os.close(held)


def clear_unfinished(path: Path) -> None:
    """Take away what a killed bulk load has left in the store in *path*, which this process holds open."""
    for left in path.glob("bulk-*.sst"):
        left.unlink(missing_ok=True)


def _locked(folder: Path) -> int | None:
    """A lock on *folder*, which ends with the process or when it is closed; None if another holds it."""
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        return None
    return opened
