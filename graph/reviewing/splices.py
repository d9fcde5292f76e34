"""Single splices of a YAML text: what takes the place of what, for one key, value, entry or block.

Each knows only the text and the spans around its place; ``splicing`` makes them and proves what they did.
"""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from graph.problems import UsageError
from graph.reviewing.spans import Listed, Mapped, Scalar, Span, line_end, line_number, line_start, texts
from graph.reviewing.words import flow_mapping, scalar

#: What a key holds: one text, or a list.
Value = str | tuple[str, ...]
#: How a value is written, given the quotation mark of the value before.
Write = Callable[[str, str], str]

#: The keys of an entry in the order in which a new one is put among those that are there.
ORDER: Final = (
    "id",
    "quote",
    "pointer",
    "at",
    "speaker",
    "spokesperson",
    "via",
    "stance",
    "kind",
    "act",
    "from",
    "to",
    "data",
    "purpose",
    "subjects",
    "exclusive",
    "except",
    "hedges",
    "tense",
    "voice",
    "modality",
    "reported",
    "said_on",
    "period",
    "evidence",
    "responds_to",
    "denies",
    "supersedes",
    "note",
    "draft",
)
#: The blocks of a file in their order.
BLOCKS: Final = ("source", "entities", "terms", "claims", "non_answers", "relations", "not_claims")


class NotEditable(UsageError):
    """The text is written in a way that cannot be changed without touching other lines."""


class Splice(NamedTuple):
    """[start, end) of a text, and what takes its place."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices made; they do not overlap."""
    for one in sorted(splices, reverse=True):
        text = text[: one.start] + one.text + text[one.end :]
    return text


def before(splices: Iterable[Splice], at: int) -> int:
    """Where the text stood, before the splices, that stands at *at* now."""
    moved = 0
    for one in sorted(splices):
        now = one.start + moved
        if at < now:
            break
        if at < now + len(one.text):
            return one.start
        moved += len(one.text) - (one.end - one.start)
    return at - moved


def newline_of(text: str) -> str:
    """The line end of the text: that of its first line."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def column_of(text: str, at: int) -> int:
    """How far *at* stands from the beginning of its line."""
    return at - line_start(text, at)


def own_line(text: str, at: int) -> int:
    """The beginning of the line on which nothing but white space stands before *at*."""
    start = line_start(text, at)
    if text[start:at].strip():
        line = line_number(text, at)
        raise NotEditable(f"line {line}: two things begin in this line; put them on lines of their own")
    return start


def whole_lines(text: str, at: int, lines: str) -> Splice:
    """Whole lines put in at *at*, the beginning of a line or the end of the text."""
    newline = newline_of(text)
    if at == len(text) and not text.endswith("\n"):
        return Splice(at, at, f"{newline}{lines}")
    return Splice(at, at, f"{lines}{newline}")


def new_entry(values: dict[str, str], indent: str, flow: bool, newline: str) -> str:
    """A new entry of a list without brackets."""
    if flow:
        return f"{indent}- {flow_mapping(values)}"
    lines = [f"{key}: {scalar(value)}" for key, value in values.items()]
    return f"{indent}- " + f"{newline}{indent}  ".join(lines)


def without_pair(text: str, mapping: Mapped, number: int) -> Splice:
    """A pair taken out: its lines, or what is between its commas."""
    key, value = mapping.pairs[number]
    last = number == len(mapping.pairs) - 1
    if mapping.flow:
        if not last:
            return Splice(key.start, mapping.pairs[number + 1][0].start, "")
        if number and "#" not in text[mapping.pairs[number - 1][1].end : key.start]:
            return Splice(mapping.pairs[number - 1][1].end, value.end, "")
        return Splice(key.start, value.end, "")
    start, end = line_start(text, key.start), line_end(text, value.end)
    if not text[start : key.start].strip():
        return Splice(start, end, "")
    while end < len(text) and text[end].isspace():  # the next key moves up behind the dash
        end += 1
    return Splice(key.start, end, "")


def new_pair(text: str, mapping: Mapped, key: str, written: str, order: tuple[str, ...] = ORDER) -> Splice:
    """A pair put in behind the last one that comes before it in the order of keys."""
    place = order.index(key)
    earlier = [
        number
        for number, (one, _) in enumerate(mapping.pairs)
        if one.value in order and order.index(one.value) < place
    ]
    _, value = mapping.pairs[max(earlier, default=0)]
    if mapping.flow:
        return Splice(value.end, value.end, f", {key}: {written}")
    indent = " " * column_of(text, mapping.pairs[0][0].start)
    return whole_lines(text, line_end(text, value.end), f"{indent}{key}: {written}")


def new_block(text: str, root: Mapped, block: str, lines: str) -> Splice:
    """A block put in before the first one that comes after it, with what comments stand above that."""
    place = BLOCKS.index(block)
    earlier = [
        value.end for key, value in root.pairs if key.value in BLOCKS and BLOCKS.index(key.value) < place
    ]
    later = any(key.value in BLOCKS and BLOCKS.index(key.value) > place for key, _ in root.pairs)
    at = line_end(text, max(earlier)) if later and earlier else len(text)
    return whole_lines(text, at, lines if later else f"{newline_of(text)}{lines}")


def without_item(text: str, listed: Listed, number: int) -> Splice:
    """An entry of a list taken out: its lines, or what is between its commas."""
    item = listed.items[number]
    if not listed.flow:
        return Splice(own_line(text, listed.dashes[number]), line_end(text, item.end), "")
    if number < len(listed.items) - 1:
        return Splice(item.start, listed.items[number + 1].start, "")
    start = listed.items[number - 1].end if number else item.start
    return Splice(start if "#" not in text[start : item.start] else item.start, item.end, "")


def fresh(value: Value, write: Write) -> str:
    """A value where none was before."""
    return write(value, "") if isinstance(value, str) else f"[{', '.join(write(one, '') for one in value)}]"


def in_place(text: str, held: Span, value: Value, write: Write) -> Splice:
    """Another value in the place of one that is there, written as that is."""
    if isinstance(held, Mapped):
        raise NotEditable("a mapping stands here; change it in an editor")
    if isinstance(held, Listed):
        values = (value,) if isinstance(value, str) else value
        return _in_brackets(text, held, values, write) if held.flow else _in_lines(text, held, values)
    alone = value if isinstance(value, str) else value[0] if len(value) == 1 else None
    written = write(alone, held.style) if alone is not None else fresh(value, write)
    return Splice(held.start, held.end, written if held.end > held.start else f" {written}")


def _in_brackets(text: str, held: Listed, values: tuple[str, ...], write: Write) -> Splice:
    """A list in brackets; what stays in it stays as it is written."""
    written = _written(text, held)
    if any(
        "#" in text[one.end : other.start] for one, other in zip(held.items, held.items[1:], strict=False)
    ):
        line = line_number(text, held.start)
        raise NotEditable(f"line {line}: comments stand inside this list; change it in an editor")
    inner = ", ".join(written.get(one) or write(one, "") for one in values)
    if held.items:
        return Splice(held.items[0].start, held.items[-1].end, inner)
    return Splice(held.start, held.end, f"[{inner}]")


def _in_lines(text: str, held: Listed, values: tuple[str, ...]) -> Splice:
    """A list with dashes: lines of what goes are taken out, and of what comes are put in at its end."""
    start, end = own_line(text, held.dashes[0]), line_end(text, held.end)
    indent = " " * column_of(text, held.dashes[0])
    newline = newline_of(text)
    taken = [
        Splice(own_line(text, dash) - start, line_end(text, item.end) - start, "")
        for dash, item in zip(held.dashes, held.items, strict=True)
        if not set(texts(item)) & set(values)
    ]
    kept = spliced(text[start:end], taken)
    fresh = [one for one in values if one not in texts(held)]
    if kept and fresh and not kept.endswith("\n"):
        kept += newline
    more = "".join(f"{indent}- {scalar(one)}{newline}" for one in fresh)
    return Splice(start, end, kept + more)


def _written(text: str, held: Listed) -> dict[str, str]:
    """How each text of a list is written."""
    return {
        one.value: text[one.start : one.end]
        for one in held.items
        if isinstance(one, Scalar) and one.value is not None
    }
