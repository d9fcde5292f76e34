"""The texts to draft from: which files they are, and each as a document."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.claims import PartialDate
from graph.drafting.drafts import Document
from graph.problems import DossierError, Place, Problem, UsageError, shown
from graph.reading.dossiers import LONGEST_TEXT
from graph.reading.marks import Broken, decode, refuse_irregular, sha256, unreadable


@dataclass(frozen=True, slots=True)
class About:
    """What a text does not say of itself, and its reader knows: the fields of ``Document``."""

    title: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
    speaker: str | None = None


def texts(paths: Sequence[Path]) -> list[Path]:
    """The texts at *paths*, sorted by name: single files, and every ``*.txt`` of a folder.

    Hidden files and subfolders are left alone.

    Raises:
        UsageError: a path does not exist, is no ``.txt``, or two texts would give one file of drafts.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = _inside(path)
            if not inside:
                raise UsageError(
                    f"{shown(str(path))}: no texts here; put *.txt files into it, or name a file"
                )
            found += inside
        elif not os.path.lexists(path):
            raise UsageError(f"{shown(str(path))}: no such file or folder")
        elif path.suffix != ".txt":
            raise UsageError(f"{shown(str(path))}: no text to draft from; texts end in .txt")
        else:
            found.append(path)
    once: dict[str, Path] = {}
    for path in sorted(found, key=lambda one: (one.name, str(one))):
        once.setdefault(os.path.abspath(path), path)
    by_name: dict[str, Path] = {}
    for path in once.values():
        if (other := by_name.setdefault(path.stem, path)) is not path:
            raise UsageError(
                f"{shown(str(path))} and {shown(str(other))} would both become {shown(path.stem)}.yaml; "
                "draft them into different folders, or rename one"
            )
        if not path.stem.isprintable():
            raise UsageError(f"{shown(path.name)}: no source file can be called so; rename the text")
        if path.stem in {"entities", "terms"}:
            raise UsageError(
                f"{shown(str(path))}: {path.stem}.yaml holds what the sources of a dossier share, "
                "and is no source file; rename the text"
            )
    return list(once.values())


def _inside(folder: Path) -> list[Path]:
    try:
        return [
            one
            for one in sorted(folder.iterdir())
            if one.suffix == ".txt" and not one.name.startswith(".") and not one.is_dir()
        ]
    except OSError as error:
        raise UsageError(f"{shown(str(folder))}: the folder cannot be read: {error.strerror}") from None


def read_document(path: Path, about: About = About()) -> Document:
    """The text at *path* as a document: line ends and a byte-order mark stay, so that offsets hold.

    Raises:
        DossierError: it cannot be read, is longer than a source's text may be, or is no UTF-8.
    """
    try:
        data = _bytes(path)
        mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
        text = mark + decode(data, str(path))
    except Broken as broken:
        raise DossierError([broken.problem]) from None
    return Document(
        path.stem, text, sha256(data), about.title, about.publisher, about.published, about.speaker
    )


def _bytes(path: Path) -> bytes:
    try:
        refuse_irregular(path, str(path))
        if (size := path.stat().st_size) > LONGEST_TEXT:
            message = (
                f"is {size / 1e6:.1f} MB long, more than the {LONGEST_TEXT / 1e6:.0f} MB of a source's text; "
                "split it into one file per document"
            )
            raise Broken(Problem(Place(str(path)), message, "file"))
        return path.read_bytes()
    except OSError as error:
        raise Broken(unreadable(str(path), error)) from None
