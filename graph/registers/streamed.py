"""The rows of a register's file, plain or gzipped, one by one: each whole, or refused with its number."""

import csv
import gzip
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final, Protocol, cast

from graph.problems import UsageError, quoted, shown
from graph.reading.marks import Broken, refuse_irregular

#: The largest file, unpacked, and the longest line that are read, in bytes.
LARGEST: Final = 1_000_000_000
LONGEST_LINE: Final = 20_000

#: Characters that no source file may hold.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_OTHER: Final = "this is another sort of file, or a damaged one"


class Hash(Protocol):
    """What takes in the bytes of a file as they are read: a hash of ``hashlib``."""

    def update(self, data: bytes, /) -> None:
        """Take in *data*."""


class _Nothing:
    def update(self, data: bytes, /) -> None:
        """Take in nothing."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a register: UTF-8, line by line; ``.gz`` at the end of its name tells that it is gzipped.

    Whoever reads it may give a hash, which then takes in the bytes, unpacked.
    """

    path: Path

    @property
    def name(self) -> str:
        """Its name without folder and ``.gz``."""
        return self.path.name.removesuffix(".gz")

    def sha256(self) -> str:
        """The SHA-256 of its bytes, unpacked.

        Raises:
            UsageError: it cannot be read to its end, or is no UTF-8.
        """
        seen = sha256()
        for _ in self.lines(seen):
            pass
        return seen.hexdigest()

    def lines(self, seen: Hash | None = None) -> Iterator[str]:
        """Its lines, each with its line end; a byte-order mark is left out.

        Raises:
            UsageError: it cannot be read to its end, or is no UTF-8; the message names the line.
        """
        taking = seen or _Nothing()
        size = 0
        number = 0
        try:
            refuse_irregular(self.path, str(self.path))
            with self._opened() as stream:
                while data := stream.readline(LONGEST_LINE + 1):
                    number += 1
                    size += len(data)
                    if len(data) > LONGEST_LINE:
                        raise self._refusal(number, f"more than {LONGEST_LINE:,} bytes in one line", _OTHER)
                    if size > LARGEST:
                        raise self._refusal(number, f"more than {LARGEST:,} bytes, unpacked", "split it")
                    taking.update(data)
                    yield self._decoded(data, number)
        except Broken as broken:
            raise UsageError(str(broken.problem)) from None
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            said = str(error).splitlines()[0]
            raise self._refusal(
                number + 1, f"the gzipped file is damaged or cut off ({said})", "fetch it anew, or unpack it"
            ) from None
        except OSError as error:
            raise UsageError(f"{self._shown}: cannot be read: {error.strerror or error}") from None

    def rows(
        self, columns: Sequence[str], delimiter: str = ",", seen: Hash | None = None
    ) -> Iterator[tuple[int, list[str]]]:
        """Its rows by number, without white space around cells; the header is row 1, empty rows are left out.

        Raises:
            UsageError: it cannot be read to its end, the header is not *columns*, or a row has another
                number of cells; the message names row and mend.
        """
        number = 0
        try:
            for number, cells in enumerate(csv.reader(self.lines(seen), delimiter=delimiter, strict=True), 1):
                bare = [one.strip() for one in cells]
                if number == 1 and bare != list(columns):
                    raise self._no_header(delimiter.join(cells), delimiter.join(columns))
                if number > 1 and any(bare):
                    if len(bare) != len(columns):
                        found = f"{len(bare)} cells, where the header has {len(columns)}"
                        raise self._refusal(number, found, f"put one between each two {quoted(delimiter)}")
                    yield number, bare
        except csv.Error as error:
            raise self._refusal(
                number + 1, str(error), "close every double quote, and double those in a cell"
            ) from None
        if not number:
            raise self._no_header("", delimiter.join(columns))

    def _opened(self) -> BinaryIO:
        if self.path.suffix == ".gz":
            return cast(BinaryIO, gzip.open(self.path, "rb"))
        return self.path.open("rb")

    def _decoded(self, data: bytes, number: int) -> str:
        try:
            text = data.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise self._refusal(
                number, f"byte {data[error.start]:#04x} is no UTF-8", "save it as UTF-8"
            ) from None
        if control := _CONTROLS.search(text):
            raise self._refusal(
                number, f"it holds the control character U+{ord(control[0]):04X}", "delete it"
            )
        return text

    def _no_header(self, found: str, needed: str) -> UsageError:
        return self._refusal(1, f"it is {quoted(found)}", f"the first row of {self.name} is {quoted(needed)}")

    def _refusal(self, number: int, found: str, mend: str) -> UsageError:
        return UsageError(f"{self._shown}: row {number}: {found}; {mend}")

    @property
    def _shown(self) -> str:
        return shown(str(self.path), 1000)
