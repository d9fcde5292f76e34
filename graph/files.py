"""Which files make up a dossier."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.problems import UsageError, shown

_YAML: Final = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """The files of one dossier: source files, tables of claims, and what the sources share."""

    name: str
    sources: tuple[Path, ...] = ()
    tables: tuple[Path, ...] = ()
    entities: Path | None = None
    terms: Path | None = None


def find(paths: Sequence[Path]) -> SourceFiles:
    """The files of the dossier at *paths*: one folder, or files that belong together.

    In a folder: every ``*.yaml`` and ``*.yml``, with ``entities.yaml`` and ``terms.yaml`` as what the
    sources share, and ``claims.csv``. Order never matters; hidden files and subfolders are left alone.
    Single files are read with the ``entities.yaml`` and ``terms.yaml`` that lie beside them.

    Raises:
        UsageError: a path does not exist, or there is nothing to read.
    """
    found: list[Path] = []
    for path in paths:
        if os.path.isdir(path):
            found += [one for one in _inside(path) if one.suffix in _YAML or one.name == "claims.csv"]
        elif os.path.lexists(path):
            if path.suffix not in {*_YAML, ".csv"}:
                raise UsageError(f"{shown(str(path))}: not a source file; these end in .yaml, .yml or .csv")
            found.append(path)
        else:
            raise UsageError(f"{shown(str(path))}: no such file or folder")
    if not found:
        where = ", ".join(shown(str(path)) for path in paths)
        raise UsageError(f"{where}: no source files here; a dossier is a folder of *.yaml files (see docs/)")
    once = {os.path.abspath(one): one for one in sorted(found)}
    found = sorted(once.values(), key=lambda one: (one.name, str(one)))
    folders = {path if os.path.isdir(path) else path.parent for path in paths}
    names = sorted({Path(os.path.abspath(one)).name for one in folders} - {""})
    for name in (*names, *(one.name for one in found)):
        if not name.isprintable():  # a byte that is no UTF-8, a line break, a mark that turns text around
            raise UsageError(
                f"{shown(name)}: this name cannot be written in the graph; rename the file or folder"
            )
    shared: dict[str, Path] = {}
    for one in found:
        if (
            one.suffix in _YAML
            and one.stem in {"entities", "terms"}
            and shared.setdefault(one.stem, one) != one
        ):
            raise UsageError(
                f"{shown(str(one))}: {shown(str(shared[one.stem]))} is there too; keep one of them"
            )
    if found and len(folders) == 1:  # single files of a dossier are read with what its sources share
        for stem in ("entities", "terms"):
            beside = next(iter(folders)) / f"{stem}.yaml"
            if os.path.lexists(beside):
                shared.setdefault(stem, beside)
    return SourceFiles(
        " + ".join(names) or "dossier",
        tuple(one for one in found if one.suffix != ".csv" and one not in shared.values()),
        tuple(one for one in found if one.suffix == ".csv"),
        shared.get("entities"),
        shared.get("terms"),
    )


def dossiers(paths: Sequence[Path]) -> list[tuple[Path, ...]]:
    """The dossiers at *paths*: each folder of source files is one, and all single files together are one.

    A folder that holds only folders (``cases/``) stands for the dossiers in it.

    Raises:
        UsageError: a folder cannot be read.
    """
    folders: list[tuple[Path, ...]] = []
    files: list[Path] = []
    for path in paths:
        if not os.path.isdir(path):
            files.append(path)
            continue
        nested = [one for one in _inside(path) if os.path.isdir(one) and _has_sources(one)]
        if _has_sources(path) or not nested:
            folders.append((path,))
        else:
            folders += [(one,) for one in nested]
    once: dict[str, tuple[Path, ...]] = {}
    for group in folders:
        once.setdefault(os.path.abspath(group[0]), group)
    folders = list(once.values())
    return [*folders, tuple(files)] if files else folders


def _has_sources(folder: Path) -> bool:
    return any(one.suffix in _YAML or one.name == "claims.csv" for one in _inside(folder))


def _inside(folder: Path) -> list[Path]:
    """What lies in a folder, hidden files left out, sorted."""
    try:
        return sorted(one for one in folder.iterdir() if not one.name.startswith("."))
    except OSError as error:
        raise UsageError(f"{shown(str(folder))}: the folder cannot be read: {error.strerror}") from None
