"""Changes of a YAML text that touch the lines of one value and no others.

Nothing is written anew: comments, order, quotation marks, line ends and indentation around a change are
the same bytes before and after. Each change is made in the text, read again, and compared with the same
change made to the values; where the two differ, the text is written in a way that only its author can
change, and is left alone.
"""

from collections.abc import Iterable
from typing import Any, Final

import yaml

from graph.reviewing.spans import Listed, Mapped, Span, line_end, line_number, plain, spans, texts
from graph.reviewing.splices import (
    BLOCKS,
    NotEditable,
    Splice,
    Value,
    column_of,
    fresh,
    in_place,
    new_block,
    new_entry,
    new_pair,
    newline_of,
    own_line,
    spliced,
    whole_lines,
    without_item,
    without_pair,
)
from graph.reviewing.words import bare, flow_mapping, scalar

#: The keys that hold numbers and dates.
_NUMBERS: Final = frozenset({"at", "said_on"})


def without_keys(text: str, entries: Iterable[tuple[str, int]], key: str) -> tuple[str, list[Splice]]:
    """The text without *key* in these entries (block, number), and the splices that took it out."""
    root = spans(text)
    splices, wanted = [], _data(root)
    for block, number in entries:
        entry = entry_at(root, block, number)
        if (found := entry.find(key)) is not None:
            splices.append(without_pair(text, entry, found))
            del _listed(wanted[block])[number][key]
    return _proved(text, splices, wanted), splices


def with_values(text: str, block: str, number: int, changes: Iterable[tuple[str, Value]]) -> str:
    """The text with values changed in one entry; an empty value takes the key out."""
    for key, value in changes:
        root = spans(text)
        entry, wanted = entry_at(root, block, number), _data(root)
        values = _listed(wanted[block])[number]
        found = entry.find(key)
        write = bare if key in _NUMBERS else scalar
        if value in ("", ()):
            if found is None:
                continue
            del values[key]
            splice = without_pair(text, entry, found)
        else:
            if found is None:
                splice = new_pair(text, entry, key, fresh(value, write))
            else:
                splice = in_place(text, entry.pairs[found][1], value, write)
            values[key] = value if isinstance(value, str) else list(value)
        text = _proved(text, [splice], wanted, {key})
    return text


def with_offsets(text: str, block: str, number: int, at: tuple[int, int]) -> str:
    """The text with another place of the quote in one entry, if the entry gives one."""
    if entry_at(spans(text), block, number).find("at") is None:
        return text
    return with_values(text, block, number, [("at", (str(at[0]), str(at[1])))])


def without_entry(text: str, block: str, number: int) -> str:
    """The text without one entry of a block."""
    root = spans(text)
    listed = _list_at(root, block)
    wanted = _data(root)
    del wanted[block][number]
    if not wanted[block]:
        wanted[block] = [] if listed.flow else None
    return _proved(text, [without_item(text, listed, number)], wanted)


def with_copy(text: str, block: str, number: int) -> str:
    """The text with an entry of a block twice, the copy behind the first."""
    root = spans(text)
    listed = _list_at(root, block)
    wanted = _data(root)
    wanted[block].insert(number + 1, wanted[block][number])
    item = listed.items[number]
    if listed.flow:
        splice = Splice(item.end, item.end, f", {text[item.start : item.end]}")
    else:
        start = own_line(text, listed.dashes[number])
        end = line_end(text, item.end)
        splice = whole_lines(text, end, text[start:end].rstrip("\r\n"))
    return _proved(text, [splice], wanted)


def with_entry(text: str, block: str, values: dict[str, str]) -> str:
    """The text with one more entry at the end of a block, which is made if it is not there."""
    root = spans(text)
    if not isinstance(root, Mapped):
        raise NotEditable("the file holds no blocks")
    wanted = _data(root)
    held = root.get(block)
    wanted[block] = [*_listed(wanted.get(block)), dict(values)]
    if isinstance(held, Mapped) or texts(held):
        raise NotEditable(f"{block} is no list; write it as a list, then go on here")
    inner = flow_mapping(values)
    if held is None and root.flow:
        splice = new_pair(text, root, block, f"[{inner}]", BLOCKS)
    elif held is None:
        indent = " " * column_of(text, root.pairs[0][0].start)
        entry = new_entry(values, f"{indent}  ", flow=block == "entities", newline=newline_of(text))
        splice = new_block(text, root, block, f"{indent}{block}:{newline_of(text)}{entry}")
    elif isinstance(held, Listed) and held.items and not held.flow:
        last = held.items[-1]
        indent = " " * (held.dashes[-1] - own_line(text, held.dashes[-1]))
        flow = isinstance(last, Mapped) and last.flow
        entry = new_entry(values, indent, flow, newline_of(text))
        splice = whole_lines(text, line_end(text, last.end), entry)
    elif isinstance(held, Listed) and held.items:
        splice = Splice(held.items[-1].end, held.items[-1].end, f", {inner}")
    elif isinstance(held, Listed) or root.flow:
        start = held.start if isinstance(held, Listed) else held.end
        splice = Splice(start, held.end, f"{'' if isinstance(held, Listed) else ' '}[{inner}]")
    else:  # "not_claims:" and nothing behind it
        indent = " " * (column_of(text, root.pairs[0][0].start) + 2)
        entry = new_entry(values, indent, block == "entities", newline_of(text))
        if held.end > held.start:
            raise NotEditable(f"{block} is {text[held.start : held.end]}; delete that word, then go on here")
        splice = whole_lines(text, line_end(text, held.end), entry)
    return _proved(text, [splice], wanted)


# ------------------------------------------------------------ what lies where


def entry_at(root: Span, block: str, number: int) -> Mapped:
    """An entry of a block; a single mapping stands for a list of one."""
    held = root.get(block) if isinstance(root, Mapped) else None
    item = held.items[number] if isinstance(held, Listed) else held
    if not isinstance(item, Mapped):
        raise NotEditable(f"{block}, number {number + 1}, is no mapping")
    return item


def _list_at(root: Span, block: str) -> Listed:
    held = root.get(block) if isinstance(root, Mapped) else None
    if not isinstance(held, Listed):
        raise NotEditable(f"{block} is no list; write it as a list, then go on here")
    return held


def _data(root: Span) -> Any:
    return plain(root)


def _listed(value: Any) -> list[Any]:
    """The entries of a block as a list; a single one stands for a list of one."""
    return [] if value is None else value if isinstance(value, list) else [value]


def _proved(text: str, splices: list[Splice], wanted: Any, unordered: Iterable[str] = ()) -> str:
    """The text with the splices, if it then says what is *wanted*, and nothing else."""
    changed = spliced(text, splices)
    try:
        said = _data(spans(changed))
    except yaml.YAMLError:
        said = None
    if said is None or _ordered(said, unordered) != _ordered(wanted, unordered):
        at = splices[0].start if splices else 0
        line = line_number(text, at)
        raise NotEditable(
            f"line {line}: this is written so that nothing in it can be changed without changing more; "
            "change it in an editor"
        )
    return changed


def _ordered(value: Any, unordered: Iterable[str]) -> Any:
    """The value with the lists of these keys sorted, and a single text as a list of one."""
    if isinstance(value, dict):
        return {
            key: sorted(one if isinstance(one, list) else [one])
            if key in unordered and isinstance(one, str | list)
            else _ordered(one, unordered)
            for key, one in value.items()
        }
    return [_ordered(one, unordered) for one in value] if isinstance(value, list) else value
