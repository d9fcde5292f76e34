"""The table of a register: a CSV file read row by row, every row whole or refused with its number."""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.problems import UsageError, quoted
from graph.reading.marks import Broken, decode, read_bytes

#: The longest table, in bytes, and the longest cell and name, in characters, that are read.
LONGEST: Final = 10_000_000
LONGEST_CELL: Final = 10_000
LONGEST_NAME: Final = 200

#: Characters that no source file may hold.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text, the SHA-256 of its bytes, and its rows by number.

    Rows are counted as a spreadsheet shows them: the header is row 1. Cells are
    without white space around them, keyed by column.
    """

    raw: str
    sha256: str
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_table(path: Path, columns: Sequence[str], name: str, flags: Sequence[str]) -> Table:
    """The table at *path*.

    Args:
        path: A CSV file in UTF-8 with commas.
        columns: Columns that it must have.
        name: The one that names somebody.
        flags: Those that hold ``TRUE`` or ``FALSE``.

    Raises:
        UsageError: it cannot be read, or a row is not as it must be; the message names row and mend.
    """
    try:
        data = read_bytes(path, str(path), LONGEST)
    except Broken as broken:
        raise UsageError(str(broken.problem)) from None
    return table_of(data, path, columns, name, flags)


def table_of(data: bytes, path: Path, columns: Sequence[str], name: str, flags: Sequence[str]) -> Table:
    """The table that *data* are, the content (unpacked, if it is packed) of the file at *path*.

    Raises:
        UsageError: a row is not as it must be; the message names row and mend.
    """
    try:
        raw = decode(data, str(path))
    except Broken as broken:
        raise UsageError(str(broken.problem)) from None
    rows = tuple(_rows(raw, str(path), columns))
    for number, row in rows:
        where = f"{path}: row {number}"
        if not any(map(str.isalnum, row[name])) or len(row[name]) > LONGEST_NAME:
            raise UsageError(
                f"{where}: {name} is {quoted(row[name])}; "
                f"give one with a letter or digit, of at most {LONGEST_NAME} characters"
            )
        for key in flags:
            if row[key] not in {"TRUE", "FALSE"}:
                raise UsageError(f"{where}: {key} is {quoted(row[key])}; use TRUE or FALSE")
        for key in columns:
            if control := _CONTROLS.search(row[key]):
                raise UsageError(
                    f"{where}: {key} holds the control character U+{ord(control[0]):04X}; delete it"
                )
            if len(row[key]) > LONGEST_CELL:
                raise UsageError(
                    f"{where}: {key} is {len(row[key])} characters long; shorten it to {LONGEST_CELL}"
                )
    return Table(raw, hashlib.sha256(data).hexdigest(), rows)


def _rows(raw: str, path: str, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    table = csv.reader(io.StringIO(raw, newline=""), strict=True)
    number = 0
    try:
        header = [one.strip() for one in next(table, [])]
        if missing := [one for one in columns if header.count(one) != 1]:
            raise UsageError(
                f"{path}: row 1: not one column {', '.join(missing)}; the first row must name the columns "
                f"{', '.join(columns)} (so spelt), each once, divided by commas"
            )
        for number, cells in enumerate(table, 2):
            if not any(map(str.strip, cells)):
                continue
            if len(cells) != len(header):
                raise UsageError(
                    f"{path}: row {number}: {len(cells)} cells, where the header has {len(header)}; "
                    "put cells that hold a comma or a line break into double quotes"
                )
            yield number, {key: cell.strip() for key, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        raise UsageError(
            f"{path}: row {max(number, 1) + 1}: {error}; close every double quote, and double those in a cell"
        ) from None
