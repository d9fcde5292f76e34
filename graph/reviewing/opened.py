"""A source file that is being reviewed: read once, written whole, never over somebody else's change."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.files import find
from graph.problems import DossierError, UsageError, shown
from graph.reading.marks import Broken, decode, read_bytes
from graph.reading.yaml_files import LARGEST_YAML, read_yaml
from graph.writing import whole_file

_BOM: Final = b"\xef\xbb\xbf"


class ChangedMeanwhile(UsageError):
    """The file on disk is no longer what was read or written last."""


@dataclass(slots=True)
class Opened:
    """A source file as it was read or last written: its bytes, and its text without a byte-order mark."""

    path: Path
    data: bytes
    text: str

    @property
    def shown(self) -> str:
        """How messages call it."""
        return shown(str(self.path), len(str(self.path)))

    def save(self, text: str) -> None:
        """Write *text* in its place, whole or not at all, with the rights that it has.

        Raises:
            ChangedMeanwhile: the file was changed by somebody else since.
            UsageError: it cannot be written.
        """
        if text == self.text:
            return
        data = (_BOM if self.data.startswith(_BOM) else b"") + text.encode()
        target = self.path.resolve()
        if _bytes(target) != self.data:
            raise ChangedMeanwhile(
                f"{self.shown} was changed by another program since it was read; "
                "nothing was written over that: start again with what is there now"
            )
        mode = target.stat().st_mode & 0o7777
        with whole_file(target) as stream:
            os.fchmod(stream.fileno(), mode)
            stream.write(data)
        self.data, self.text = data, text


def open_file(path: Path) -> Opened:
    """The source file at *path*.

    Raises:
        UsageError: it is no source file.
        DossierError: it is no YAML that can be read.
    """
    if path.is_dir():
        raise UsageError(f"{shown(str(path))} is a folder; name one source file in it")
    files = find([path])
    if path not in files.sources:
        raise UsageError(f"{shown(str(path))}: not a source file; drafts lie in *.yaml files of one document")
    try:
        data = read_bytes(path, str(path), LARGEST_YAML)
        _, problems = read_yaml(path, str(path))
        text = decode(data, str(path))
    except Broken as broken:
        raise DossierError([broken.problem]) from None
    if problems:
        raise DossierError(problems)
    return Opened(path, data, text)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
