"""The files of the Android data-safety study, told by their columns, plain or packed (``.csv.gz``)."""

import csv
import gzip
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graph.problems import UsageError, shown
from graph.reading.marks import Broken, read_bytes
from graph.registers.table import LONGEST, Table, table_of

_VERDICTS: Final = (
    "correctly_declared",
    "correctly_undeclared",
    "unnecessarily_declared",
    "wrongly_undeclared",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of file: its columns, the one that names the app, those that make a row, and closed words."""

    name: str
    file: str
    about: str
    app: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    words: Mapping[str, Collection[str]] = field(default_factory=dict)


KINDS: Final = (
    Kind(
        "labels",
        "data_type_truthfulness.csv",
        "types of data",
        "app",
        ("app", "data_type"),
        ("app", "data_type", "declared"),
        {"declared": _VERDICTS},
    ),
    Kind(
        "traffic",
        "apps_trackers_data_types.csv",
        "observed traffic",
        "app_id",
        ("app_id", "tracker", "data_type"),
        ("app_id", "tracker", "data_type", "transmission_type"),
        {"transmission_type": ("anonymously", "pseudonymously")},
    ),
    Kind(
        "purposes",
        "purpose_truthfulness.csv",
        "purposes",
        "app",
        ("app", "purpose"),
        ("app", "purpose", "declared"),
        {"declared": _VERDICTS, "purpose": ("ads", "tracking")},
    ),
    Kind(
        "names",
        "security_practices.csv",
        "security practices",
        "app_id",
        ("app_id",),
        ("name", "app_id", "data_encrypted_in_transit"),
    ),
)
FILES: Final = ", ".join(kind.file for kind in KINDS)


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read, and what sort it is."""

    path: Path
    kind: Kind
    table: Table


def found_files(paths: Sequence[Path]) -> tuple[dict[str, File], list[str]]:
    """The files at *paths*, or in the folders there, by kind; and notes on what was left out.

    Raises:
        UsageError: one cannot be read, is of no kind, or two are of one kind.
    """
    files: dict[str, File] = {}
    notes: list[str] = []
    listed = {path.resolve(): (path, in_folder) for path, in_folder in sorted(_listed(paths))}
    for path, in_folder in listed.values():
        data = _content(path)
        kind = _kind(data)
        if kind is None and in_folder:
            notes.append(f"{shown(str(path))}: its columns say nothing of single apps; left out")
            continue
        if kind is None:
            raise UsageError(f"{shown(str(path))}: its columns are of no file of the study; give {FILES}")
        if (other := files.get(kind.name)) is not None:
            both = f"{shown(str(other.path))} and {shown(str(path))}"
            raise UsageError(f"{both} are both like {kind.file}; give one of them")
        files[kind.name] = File(path, kind, table_of(data, path, kind.columns, kind.app, ()))
    return {kind.name: files[kind.name] for kind in KINDS if kind.name in files}, notes


def _listed(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    for path in paths:
        if not path.is_dir():
            yield path, False
            continue
        try:
            inside = [one for one in path.iterdir() if one.name.endswith((".csv", ".csv.gz"))]
        except OSError as error:
            raise UsageError(f"{shown(str(path))} cannot be read: {error.strerror or error}") from None
        if not inside:
            raise UsageError(f"{shown(str(path))}: no .csv file is in this folder; give {FILES}")
        yield from ((one, True) for one in inside)


def _content(path: Path) -> bytes:
    """The bytes of a file, unpacked, never more than may be read."""
    try:
        data = read_bytes(path, str(path), LONGEST)
    except Broken as broken:
        raise UsageError(str(broken.problem)) from None
    if path.suffix != ".gz":
        return data
    try:
        with gzip.open(path) as stream:
            unpacked = stream.read(LONGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"{shown(str(path))} cannot be unpacked: {error}; pack it again with gzip") from None
    if len(unpacked) > LONGEST:
        raise UsageError(
            f"{shown(str(path))}: unpacked it is longer than the {LONGEST / 1e6:.0f} MB read of such a file"
        )
    return unpacked


def _kind(data: bytes) -> Kind | None:
    """What sort of file this is, by its first line."""
    line = data.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0][:10_000].decode("utf-8", "replace")
    header = {one.strip() for row in csv.reader([line.rstrip("\r")]) for one in row}
    return next((kind for kind in KINDS if header >= set(kind.columns)), None)
