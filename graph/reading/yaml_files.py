"""YAML read so that every value keeps its place.

It is read from the C parser's events, which carry places and nest no deeper
than we let them. Every scalar stays text (so that the country code ``no`` and
the year ``2017`` are what was typed); null is the only other value.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from graph.problems import Place, Problem, quoted, shown
from graph.reading.marks import Broken, Node, decode, place_after, read_bytes

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
    (
        "did not find expected '-' indicator",
        "a list item that is not in line with the others; indent it alike",
    ),
    (
        "did not find expected ',' or ']'",
        "a list in [ ] that is not closed, or a value in it that needs quotes",
    ),
    ("did not find expected ',' or '}'", "a mapping in { } that is not closed, or a value that needs quotes"),
    ("unexpected end of stream", "a quotation mark that is opened and never closed"),
    ("unknown escape character", r"a backslash in double quotes; write \\ or use single quotes"),
    (
        "invalid Unicode character escape",
        "an escape that stands for no character; write the character itself",
    ),
    ("control characters are not allowed", "a control character; delete it"),
    (
        "block sequence entries are not allowed",
        "a '- ' on the line of its key; put the list on its own lines",
    ),
    (
        "did not find expected <document start>",
        "text after the end of the document ('...'); delete the '...'",
    ),
    ("directive", "a line that begins with %; put the value in quotes"),
    ("nesting depth", f"more than {DEEPEST} levels of lists and mappings"),
)
#: Where these begin helps more than where the parser gave up.
_BEGUN: Final = ("unexpected end of stream", "could not find expected ':'", "',' or ']'", "',' or '}'")


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


def _misplaced(text: str, mark: Any) -> str:
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

    def broken(self, message: str, mark: Any, rule: str = "yaml") -> Broken:
        place = Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path)
        return Broken(Problem(place, message, rule))

    def events(self, text: str) -> Iterator[Any]:  # the stubs do not know the C parser's marks
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
            place = place_after(text[:at], self.path)
            character = error.character if isinstance(error.character, int) else 0
            message = f"character U+{character:04X} is not allowed in YAML; delete it"
            raise Broken(Problem(place, message, "yaml")) from None
        except yaml.YAMLError as error:
            raise self.broken(f"YAML: {shown(str(error))}", None) from None

    def build(self, text: str) -> Node:
        """The one document of *text*."""
        open_: list[tuple[Any, list[Node], list[tuple[str, int, int]]]] = []
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
                    mend = "split it, or put the claims into claims.csv"
                    message = f"more than {MOST_VALUES:,} values in one file; {mend}"
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

    def refuse_anchor_and_tag(self, event: Any) -> None:
        if event.anchor is not None:
            raise self.broken("an anchor (&name); write the value out where it is needed", event.start_mark)
        if event.tag is not None:
            raise self.broken(f"a tag ({shown(event.tag)}); values are plain text here", event.start_mark)

    def key(self, node: Node) -> str:
        if isinstance(node.value, str):
            return node.value
        place = Place(self.path, node.line, node.column)
        raise Broken(Problem(place, "a key must be a word, not a list, a mapping or nothing", "yaml"))

    def closed(self, start: Any, values: list[Node], keys: list[tuple[str, int, int]]) -> Node:
        line, column = start.start_mark.line + 1, start.start_mark.column + 1
        if not isinstance(start, yaml.MappingStartEvent):
            return Node(tuple(values), line, column)
        mapping: dict[str, Node] = {}
        places: dict[str, tuple[int, int]] = {}
        for (key, key_line, key_column), value in zip(keys, values, strict=True):
            if key in mapping:
                first = places[key][0]
                message = f"{quoted(key)} is given twice (first in line {first}); keep one of them"
                self.problems.append(
                    Problem(Place(self.path, key_line, key_column), message, "duplicate-key")
                )
                continue
            mapping[key], places[key] = value, (key_line, key_column)
        return Node(mapping, line, column, places)
