"""Files and folders written whole or not at all: a killed run leaves what was there before."""

import ctypes
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from graph.problems import UsageError, shown

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A binary file that appears at *path* only when the block ends well; its folder is made if need be.

    Raises:
        UsageError: the place cannot be written to.
    """
    if path.is_dir():
        raise UsageError(f"{shown(str(path))} is a folder; name a file to write to")
    temporary = path.parent / f".{secrets.token_hex(8)}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        raise UsageError(f"{shown(str(path))} cannot be written: {error.strerror or error}") from None
    finally:
        with suppress(OSError):
            temporary.unlink()


def write_whole(path: Path, data: bytes) -> None:
    """Write *data* to *path*, whole or not at all."""
    with whole_file(path) as stream:
        stream.write(data)


@contextmanager
def whole_folder(path: Path, ours: frozenset[str]) -> Iterator[Path]:
    """A folder to fill that takes the place of *path* at once when the block ends well.

    Files in the folder before that are not of the names in *ours* belong to the user and stay.

    Raises:
        UsageError: the place cannot be written to, or is a file.
    """
    if path.exists() and not path.is_dir():
        raise UsageError(f"{shown(str(path))} is a file; name a folder to write to")
    path = Path(os.path.abspath(path))
    if path == path.parent:
        raise UsageError(f"{shown(str(path))} is everything there is; name a folder to write to")
    fresh = path.parent / f".{secrets.token_hex(8)}.part"
    try:
        fresh.mkdir(parents=True)
        yield fresh
        for one in sorted(path.iterdir()) if path.is_dir() else ():
            if one.name not in ours:
                _copy(one, fresh / one.name)
        if path.is_dir():
            exchange(fresh, path)
        else:
            fresh.rename(path)
    except OSError as error:
        raise UsageError(f"{shown(str(path))} cannot be written: {error.strerror or error}") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _copy(one: Path, to: Path) -> None:
    if one.is_dir() and not one.is_symlink():
        shutil.copytree(one, to, symlinks=True)
    else:
        shutil.copy2(one, to, follow_symlinks=False)


def exchange(fresh: Path, old: Path) -> None:
    """Swap two folders: in one step where the system can (Linux), else in two."""
    if sys.platform == "linux":
        rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if rename is not None:
            done = rename(_AT_FDCWD, os.fsencode(fresh), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE)
            if done == 0:
                return
    aside = fresh.with_name(f"{fresh.name}.old")
    old.rename(aside)
    fresh.rename(old)
    shutil.rmtree(aside, ignore_errors=True)
