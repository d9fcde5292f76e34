"""Files read so that every value keeps its place: bytes to text, and YAML to marked values.

YAML is read from the C parser's events, which carry places and nest no deeper
than we let them. Every scalar stays text (so that the country code ``no`` and
the year ``2017`` are what was typed); null is the only other value.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from graph.problems import Place, Problem, quoted, shown

#: The largest YAML file that is read, in bytes. More claims than that belong into ``claims.csv``.
LARGEST_YAML: Final = 16_000_000
#: How deep lists and mappings may lie in one another; the format needs six levels.
DEEPEST: Final = 20

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})

#: The most values in a YAML file: a million keys are no source file.
MOST_VALUES: Final = 300_000

#: What the YAML parser says, and what a writer can do about it; the first that fits is told.
_MENDS: Final = (
    ("cannot start any token", "{found}"),
    ("tab character", "a tab; indent with spaces"),
    ("did not find expected node content", "a value that is missing, or that needs quotes"),
    ("mapping values are not allowed", "a second ': ' in one value; put the value in quotes"),
    ("could not find expected ':'", "a key without ':'; or a value on a second line that is not indented"),
    ("did not find expected key", "wrong indentation, or a quotation mark inside an unquoted value"),
    ("did not find expected '-' indicator", "a list item that is not in line with the others; indent it alike"),
    ("did not find expected ',' or ']'", "a list in [ ] that is not closed, or a value in it that needs quotes"),
    ("did not find expected ',' or '}'", "a mapping in { } that is not closed, or a value that needs quotes"),
    ("unexpected end of stream", "a quotation mark that is opened and never closed"),
    ("unknown escape character", r"a backslash in double quotes; write \\ or use single quotes"),
    ("invalid Unicode character escape", "an escape that stands for no character; write the character itself"),
    ("control characters are not allowed", "a control character; delete it"),
    ("block sequence entries are not allowed", "a '- ' on the line of its key; put the list on its own lines"),
    ("did not find expected <document start>", "text after the end of the document ('...'); delete the '...'"),
    ("directive", "a line that begins with %; put the value in quotes"),
    ("nesting depth", f"more than {DEEPEST} levels of lists and mappings"),
)
#: Where these begin helps more than where the parser gave up.
_BEGUN: Final = ("unexpected end of stream", "could not find expected ':'", "',' or ']'", "',' or '}'")


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

    value: "str | None | tuple[Node, ...] | Mapping[str, Node]"
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
        """The steps of *loc* that there are: a single value may stand for a list of one, and a key be missing."""
        node, steps = self, []
        for step in loc:
            if (isinstance(node.value, Mapping) and isinstance(step, str) and step in node.value) or (isinstance(node.value, tuple) and isinstance(step, int) and step < len(node.value)):
                node = node.value[step]
            else:
                continue
            steps.append(step)
        return tuple(steps)

    def at(self, loc: Loc) -> "Node":
        """What lies at *loc*, as far as there is anything."""
        node = self
        for step in self.path(loc):
            node = node.value[step]  # type: ignore[index]
        return node

    def place(self, path: str, loc: Loc = (), key: bool = False) -> Place:
        """The place of what lies at *loc* (keys and list positions); of the key itself if *key*.

        Where *loc* leads deeper than the file does, the place is that of the deepest value on the way.
        """
        steps = self.path(loc)
        if key and steps and (keys := self.at(steps[:-1]).keys):
            return Place(path, *keys[str(steps[-1])])
        node = self.at(steps)
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
        place = _place_of(data[:at].decode("utf-8", "replace"), path)
        raise Broken(Problem(place, "a NUL byte; this is no text file, or a damaged one", "encoding"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        bad = data[start]
        place = _place_of(data[:start].decode("utf-8-sig", "replace"), path)
        latin = bytes([bad]).decode("latin-1")
        guess = f" (in Latin-1 it would be {latin!r})" if latin.isprintable() else ""
        message = f"byte 0x{bad:02X} is no UTF-8{guess}; save the file as UTF-8"
        raise Broken(Problem(place, message, "encoding")) from None


def _place_of(before: str, path: str) -> Place:
    lines = before.split("\n")
    return Place(path, len(lines), len(lines[-1]) + 1)


def sha256(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def read_yaml(path: Path, shown_path: str) -> tuple[Node, list[Problem]]:
    """The file as marked values, and the problems that leave it readable (keys given twice).

    Raises:
        Broken: the file cannot be read, is no UTF-8, is empty, or is no YAML of the plain kind that
            source files are written in (no anchors, aliases, tags or second documents).
    """
    text = decode(read_bytes(path, shown_path, LARGEST_YAML), shown_path)
    if not text.strip():
        raise Broken(Problem(Place(shown_path), "the file is empty", "file"))
    problems: list[Problem] = []
    return _Builder(shown_path, problems).build(text), problems


def _misplaced(text: str, mark: yaml.Mark) -> str:
    """What to do about the character at *mark*, with which no value may begin."""
    lines = text.split("\n")
    character = lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""
    if character == "\t":
        return "a tab; indent with spaces"
    return f"a value that begins with {quoted(character)}; put it in quotes"


class _Builder:
    """Builds nodes from parser events, without recursion: depth is counted, never the stack's."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path, self.problems = path, problems

    def broken(self, message: str, mark: yaml.Mark | None, rule: str = "yaml") -> Broken:
        place = Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path)
        return Broken(Problem(place, message, rule))

    def events(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            said = f"{error.problem or error.context or 'not YAML'}"
            mark = error.problem_mark or error.context_mark
            if error.context_mark is not None and any(words in said for words in _BEGUN):
                mark = error.context_mark
            mend = next((mend for words, mend in _MENDS if words in said), None)
            if mend == "{found}":
                mend = _misplaced(text, mark)
            raise self.broken(f"{mend} (YAML: {said})" if mend else f"YAML: {said}", mark) from None
        except yaml.reader.ReaderError as error:
            at = error.position if isinstance(error.position, int) else 0
            place = _place_of(text[:at], self.path)
            character = error.character if isinstance(error.character, int) else 0
            message = f"character U+{character:04X} is not allowed in YAML; delete it"
            raise Broken(Problem(place, message, "yaml")) from None
        except yaml.YAMLError as error:
            raise self.broken(f"YAML: {shown(str(error))}", None) from None

    def build(self, text: str) -> Node:
        """The one document of *text*."""
        open_: list[tuple[yaml.Event, list[Node], list[tuple[str, int, int]]]] = []
        top: Node | None = None
        documents = values_read = 0
        for event in self.events(text):
            mark = event.start_mark
            if isinstance(event, yaml.ScalarEvent):
                self.refuse_anchor_and_tag(event)
                null = event.implicit[0] and event.value in _NULLS and not event.style
                node = Node(None if null else event.value, mark.line + 1, mark.column + 1)
                values_read += 1
                if values_read > MOST_VALUES:
                    message = f"more than {MOST_VALUES:,} values in one file; split it, or put the claims into claims.csv"
                    raise self.broken(message, mark, "file")
            elif isinstance(event, yaml.CollectionStartEvent):
                self.refuse_anchor_and_tag(event)
                if len(open_) >= DEEPEST:
                    raise self.broken(f"more than {DEEPEST} levels of lists and mappings", mark)
                open_.append((event, [], []))
                continue
            elif isinstance(event, yaml.CollectionEndEvent):
                node = self.closed(*open_.pop())
            elif isinstance(event, yaml.AliasEvent):
                message = "an alias (*name); write the value out, or put it in quotes if it is a value"
                raise self.broken(message, mark)
            else:
                documents += isinstance(event, yaml.DocumentStartEvent)
                if documents > 1:
                    raise self.broken("a second document ('---'); write one file per source", mark)
                continue
            if not open_:
                top = node
                continue
            start, values, keys = open_[-1]
            if isinstance(start, yaml.MappingStartEvent) and len(keys) == len(values):
                keys.append((self.key(node), node.line, node.column))
            else:
                values.append(node)
        if top is None:
            raise Broken(Problem(Place(self.path), "the file holds nothing but comments", "file"))
        return top

    def refuse_anchor_and_tag(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) is not None:
            raise self.broken("an anchor (&name); write the value out where it is needed", event.start_mark)
        if getattr(event, "tag", None) is not None:
            raise self.broken(f"a tag ({shown(event.tag)}); values are plain text here", event.start_mark)

    def key(self, node: Node) -> str:
        if isinstance(node.value, str):
            return node.value
        place = Place(self.path, node.line, node.column)
        raise Broken(Problem(place, "a key must be a word, not a list, a mapping or nothing", "yaml"))

    def closed(self, start: yaml.Event, values: list[Node], keys: list[tuple[str, int, int]]) -> Node:
        line, column = start.start_mark.line + 1, start.start_mark.column + 1
        if not isinstance(start, yaml.MappingStartEvent):
            return Node(tuple(values), line, column)
        mapping: dict[str, Node] = {}
        places: dict[str, tuple[int, int]] = {}
        for (key, key_line, key_column), value in zip(keys, values, strict=True):
            if key in mapping:
                first = places[key][0]
                message = f"{quoted(key)} is given twice (first in line {first}); keep one of them"
                self.problems.append(Problem(Place(self.path, key_line, key_column), message, "duplicate-key"))
                continue
            mapping[key], places[key] = value, (key_line, key_column)
        return Node(mapping, line, column, places)
