"""Files read so that every value keeps its place: bytes to text, and values with the place of each."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.problems import Place, Problem

Loc = tuple[int | str, ...]


class Broken(Exception):
    """The file cannot be read any further; carries the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value and its place: text, None, a tuple of nodes, or a mapping of keys to nodes.

    Lines and columns count from 1.
    """

    value: "str | tuple[Node, ...] | Mapping[str, Node] | None"
    line: int
    column: int
    keys: "Mapping[str, tuple[int, int]] | None" = None

    def plain(self) -> object:
        """The value without places: text, None, lists and dicts."""
        if isinstance(self.value, tuple):
            return [one.plain() for one in self.value]
        if isinstance(self.value, Mapping):
            return {key: one.plain() for key, one in self.value.items()}
        return self.value

    def path(self, loc: Loc) -> Loc:
        """The steps of *loc* that there are: a single value may stand for a list, and a key be missing."""
        node, steps = self, []
        for step in loc:
            if (inner := node._inner(step)) is not None:
                node = inner
                steps.append(step)
        return tuple(steps)

    def at(self, loc: Loc) -> "Node":
        """What lies at *loc*, as far as there is anything."""
        node = self
        for step in loc:
            node = node._inner(step) or node
        return node

    def _inner(self, step: int | str) -> "Node | None":
        if isinstance(self.value, Mapping):
            return self.value.get(step) if isinstance(step, str) else None
        if isinstance(self.value, tuple) and isinstance(step, int) and step < len(self.value):
            return self.value[step]
        return None

    def place(self, path: str, loc: Loc = (), key: bool = False) -> Place:
        """The place of what lies at *loc* (keys and list positions); of the key itself if *key*.

        Where *loc* leads deeper than the file does, the place is that of the deepest value on the way.
        """
        if key and (steps := self.path(loc)) and (keys := self.at(steps[:-1]).keys):
            return Place(path, *keys[str(steps[-1])])
        node = self.at(loc)
        return Place(path, node.line, node.column)

    def without(self, paths: Collection[Loc], here: Loc = ()) -> "Node":
        """The node without what lies at *paths*; what stays keeps its place."""
        if isinstance(self.value, Mapping):
            kept = {
                key: one.without(paths, (*here, key))
                for key, one in self.value.items()
                if (*here, key) not in paths
            }
            return Node(kept, self.line, self.column, self.keys)
        if isinstance(self.value, tuple):
            listed = tuple(
                one.without(paths, (*here, number))
                for number, one in enumerate(self.value)
                if (*here, number) not in paths
            )
            return Node(listed, self.line, self.column)
        return self


def read_bytes(path: Path, shown_path: str, limit: int) -> bytes:
    """The file's bytes.

    Raises:
        Broken: it is missing, a folder, unreadable, not a regular file, or longer than *limit* bytes.
    """
    try:
        refuse_irregular(path, shown_path)
        if (size := path.stat().st_size) > limit:
            message = (
                f"is {size / 1e6:.1f} MB long, more than the {limit / 1e6:.0f} MB read of such a file; "
                "split it, or put the claims into claims.csv"
            )
            raise Broken(Problem(Place(shown_path), message, "file"))
        return path.read_bytes()
    except OSError as error:
        raise Broken(unreadable(shown_path, error)) from None


def refuse_irregular(path: Path, shown_path: str) -> None:
    """Raise Broken if there is no file, or one that is no file to read (a folder, a pipe, a device)."""
    if path.is_file():
        return
    message = "is not a regular file; a file is needed here"
    if path.is_dir():
        message = "is a folder; a file is needed here"
    elif path.is_symlink() and not path.exists():
        message = "is a link to a file that is not there"
    elif not path.exists():
        message = "no such file"
    raise Broken(Problem(Place(shown_path), message, "file"))


def unreadable(path: str, error: OSError) -> Problem:
    """What an error of the system means for the reader of a file."""
    message = f"cannot be read: {error.strerror or error}"
    if isinstance(error, PermissionError):
        message = "may not be read; give yourself permission to read it"
    return Problem(Place(path), message, "file")


def decode(data: bytes, path: str) -> str:
    """The bytes as text; a byte-order mark is left out, line ends stay as they are.

    Raises:
        Broken: the bytes are no UTF-8 (UTF-16 and Latin-1 are named), or hold NUL.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Broken(Problem(Place(path, 1, 1), "is UTF-16; save it as UTF-8", "encoding"))
    if (at := data.find(b"\0")) >= 0:
        place = place_after(data[:at].decode("utf-8", "replace"), path)
        raise Broken(Problem(place, "a NUL byte; this is no text file, or a damaged one", "encoding"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        bad = data[start]
        place = place_after(data[:start].decode("utf-8-sig", "replace"), path)
        latin = bytes([bad]).decode("latin-1")
        guess = f" (in Latin-1 it would be {latin!r})" if latin.isprintable() else ""
        message = f"byte 0x{bad:02X} is no UTF-8{guess}; save the file as UTF-8"
        raise Broken(Problem(place, message, "encoding")) from None


def place_after(before: str, path: str) -> Place:
    """The place that follows the text *before* of the file *path*."""
    lines = before.split("\n")
    return Place(path, len(lines), len(lines[-1]) + 1)


def sha256(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
