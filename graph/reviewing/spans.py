"""Where everything stands in a YAML text: each value with its [start, end), so that it alone can be changed.

Places are code points of the text. A span ends where its last value ends; comments are part of no span.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import yaml

#: What ends a line for the parser of YAML, which counts the lines that problems are told of.
_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

#: A line that begins with dashes of lists.
_DASHES: Final = re.compile(r"\s*(?:-[ \t]+)*-(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, or None for nothing; ``style`` is its quotation mark, ``|`` or ``>``, or empty."""

    start: int
    end: int
    value: str | None
    style: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list; ``dashes`` are the places of its dashes, where it has no brackets."""

    start: int
    end: int
    items: "tuple[Span, ...]"
    flow: bool
    dashes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping: pairs of key and value in the order of the text."""

    start: int
    end: int
    pairs: "tuple[tuple[Scalar, Span], ...]"
    flow: bool

    def find(self, key: str) -> int | None:
        """The number of the pair with this key; None if there is none."""
        return next((number for number, (one, _) in enumerate(self.pairs) if one.value == key), None)

    def get(self, key: str) -> "Span | None":
        """The value of this key; None if there is none."""
        number = self.find(key)
        return None if number is None else self.pairs[number][1]


Span = Scalar | Listed | Mapped


@lru_cache(maxsize=8)
def spans(text: str) -> Span:
    """The one document of *text*, which the reader of source files has found to be YAML.

    >>> spans("a: [b, 'c']").pairs[0][1].items[1]
    Scalar(start=7, end=10, value='c', style="'")
    """
    return _span(yaml.compose(text, Loader=yaml.CSafeLoader), text)


def plain(span: Span) -> object:
    """The value without places: text, None, lists and dicts."""
    if isinstance(span, Listed):
        return [plain(one) for one in span.items]
    if isinstance(span, Mapped):
        return {one.value: plain(value) for one, value in span.pairs}
    return span.value


def texts(span: Span | None) -> tuple[str, ...]:
    """The texts of a list, or the one that stands for a list; empty for nothing."""
    if isinstance(span, Listed):
        return tuple(text for one in span.items for text in texts(one))
    return (span.value,) if isinstance(span, Scalar) and span.value is not None else ()


def line_start(text: str, at: int) -> int:
    """Where the line of *at* begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Where the line after that of *at* begins, or the end of the text."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def line_number(text: str, at: int) -> int:
    """The number of the line of *at*, counted from 1 as problems count."""
    return 1 + sum(1 for _ in _BREAK.finditer(text, 0, at))


def index_of(text: str, line: int, column: int) -> int:
    """Where a line and column, counted from 1, lie in the text."""
    start = 0
    for number, found in enumerate(_BREAK.finditer(text), 2):
        if number > line:
            break
        start = found.end()
    return min(len(text), start + max(0, column - 1))


def _dash(text: str, at: int) -> int:
    """The dash of the entry that begins at *at*: in its line, or alone in one above it."""
    start = line_start(text, at)
    if "-" in (before := text[start:at]):
        return start + before.rindex("-")
    while start:
        end, start = start - 1, line_start(text, start - 1)
        if found := _DASHES.match(text, start, end):
            return found.end() - 1
    return at


def _span(node: Any, text: str) -> Span:  # the stubs do not know the C parser's marks
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        style = node.style or ""
        if style in ("|", ">"):  # the parser counts the blank lines behind it as its own
            end = start + len(text[start:end].rstrip())
        null = not style and node.value in ("", "~", "null", "Null", "NULL")
        return Scalar(start, end, None if null else node.value, style)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_span(one, text) for one in node.value)
        if node.flow_style:
            return Listed(start, end, items, True, ())
        places = tuple(_dash(text, one.start_mark.index) for one in node.value)
        return Listed(start, max((one.end for one in items), default=end), items, False, places)
    pairs = tuple(_pairs(node, text))
    if node.flow_style:
        return Mapped(start, end, pairs, True)
    return Mapped(start, max((value.end for _, value in pairs), default=end), pairs, False)


def _pairs(node: Any, text: str) -> Iterator[tuple[Scalar, Span]]:
    for key_node, value_node in node.value:
        key, value = _span(key_node, text), _span(value_node, text)
        if not isinstance(key, Scalar):
            continue
        if isinstance(value, Scalar) and value.start == value.end:  # nothing: it stands behind the colon
            colon = text.find(":", key.end)
            at = colon + 1 if colon >= 0 else key.end
            value = Scalar(at, at, None, "")
        yield key, value
