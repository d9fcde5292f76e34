"""The drafts of a source file: which of its entries are drafts, and how they are called."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import process

from graph.claims import Drafted
from graph.problems import UsageError, quoted, shown
from graph.reviewing.spans import Listed, Mapped, Scalar, Span, plain, spans, texts

#: The blocks that may hold drafts, with the letter before a number of theirs.
BLOCKS = {"claims": "", "non_answers": "n"}
#: What ``draft`` holds where an entry is none.
_NO = frozenset({"false", "no"})


@dataclass(frozen=True, slots=True)
class Held:
    """An entry of a source file: its block, its number there counted from 0, and what it holds by key."""

    block: str
    number: int
    id: str | None
    values: dict[str, tuple[str, ...]]
    draft: Drafted | None
    at: tuple[int, int] | None

    @property
    def called(self) -> str:
        """How it is called where no id is given: ``3`` for the third claim, ``n1`` for a non-answer."""
        return f"{BLOCKS[self.block]}{self.number + 1}"

    @property
    def name(self) -> str:
        """Its id, or else how it is called."""
        return self.id or self.called


def held(text: str) -> list[Held]:
    """The claims and non-answers of a source file, in its order."""
    root = spans(text)
    return [
        _held(block, number, item)
        for block in BLOCKS
        for number, item in enumerate(_items(root, block))
        if isinstance(item, Mapped)
    ]


def held_at(text: str, block: str, number: int) -> Held:
    """One entry."""
    return next(one for one in held(text) if (one.block, one.number) == (block, number))


def named(entries: list[Held], word: str) -> Held:
    """The entry called *word*: by its id, else by its number.

    Raises:
        UsageError: there is none; the nearest id is offered.
    """
    for one in entries:
        if one.id == word:
            return one
    for one in entries:
        if one.called == word.casefold().lstrip("#"):
            return one
    ids = [one.id for one in entries if one.id is not None]
    near = process.extractOne(word[:100], ids, score_cutoff=60)
    mend = f"did you mean {shown(near[0])}?" if near else f"use an id or a number: {_names(entries)}"
    raise UsageError(f"no claim or non-answer here is called {quoted(word)}; {mend}")


def _names(entries: list[Held]) -> str:
    """How the entries are called, the first of them by name.

    >>> _names([])
    'the file holds none at all'
    """
    if not entries:
        return "the file holds none at all"
    listed = ", ".join(shown(one.name, 40) for one in entries[:20])
    return f"{listed}{', …' if len(entries) > 20 else ''}"


def _items(root: Span, block: str) -> Iterator[Span]:
    value = root.get(block) if isinstance(root, Mapped) else None
    if isinstance(value, Listed):
        yield from value.items
    elif isinstance(value, Mapped):
        yield value


def _held(block: str, number: int, entry: Mapped) -> Held:
    values = {key.value: texts(value) for key, value in entry.pairs if key.value is not None}
    id_ = next(iter(values.get("id", ())), None)
    return Held(block, number, id_, values, _drafted(entry.get("draft")), _offsets(values.get("at", ())))


def _drafted(value: Span | None) -> Drafted | None:
    """What is recorded of a draft; None for what is none."""
    if value is None or isinstance(value, Listed):
        return None
    if isinstance(value, Scalar):
        return None if value.value is None or value.value.casefold() in _NO else Drafted()
    known = {key.value: plain(one) for key, one in value.pairs}
    told = {key: one for key, one in known.items() if isinstance(one, str)}
    return Drafted(
        told.get("extractor"),
        told.get("version"),
        told.get("text"),
        _number(told.get("confidence")),
        told.get("reason"),
        told.get("model"),
        told.get("prompt"),
    )


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None


def _offsets(texts: tuple[str, ...]) -> tuple[int, int] | None:
    if len(texts) == 2 and all(one.isascii() and one.isdigit() for one in texts):
        return int(texts[0]), int(texts[1])
    return None
