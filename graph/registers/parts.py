"""What an interrupted run has made of the documents of a register, kept for the next one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol

from graph import __version__
from graph.problems import UsageError, shown

_ENDING: Final = ".parts"


class Parts(Protocol):
    """A place for what was made of each document: its number of entries, and its text."""

    def get(self, key: str) -> tuple[int, str] | None:
        """What was made of the document with this key; None if nothing was."""
        ...

    def put(self, key: str, entries: int, text: str) -> None:
        """Keep what was made of it."""
        ...


class Nowhere:
    """Keeps nothing."""

    def get(self, key: str) -> tuple[int, str] | None:
        """Nothing."""
        return None

    def put(self, key: str, entries: int, text: str) -> None:
        """Forget it."""


class Folder:
    """Keeps each document in a file of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def _file(self, key: str) -> Path:
        return self._path / sha256(f"{__version__} {key}".encode()).hexdigest()[:32]

    def get(self, key: str) -> tuple[int, str] | None:
        """What an earlier run made of the document with this key, if it was the same release."""
        try:
            number, _, text = self._file(key).read_text(encoding="utf-8").partition("\n")
        except OSError:
            return None
        return int(number), text

    def put(self, key: str, entries: int, text: str) -> None:
        """Keep it, whole or not at all."""
        file = self._file(key)
        fresh = file.with_suffix(".new")
        fresh.write_text(f"{entries}\n{text}", encoding="utf-8")
        fresh.replace(file)


@contextmanager
def parts_beside(file: Path) -> Iterator[Folder]:
    """Parts in a hidden folder beside *file*; it goes when the block ends well, and stays when it does not.

    Raises:
        UsageError: no folder can be made there.
    """
    folder = file.parent / f".{file.name}{_ENDING}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{shown(str(folder))} cannot be made: {error.strerror or error}") from None
    yield Folder(folder)
    shutil.rmtree(folder, ignore_errors=True)
