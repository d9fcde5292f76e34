"""A review as a value: the text of the file, its drafts and what became of each, and every step back.

Nothing here reads a key, a file or a clock. ``step`` takes a state and an action and gives the next state;
``before`` of a state is the one to which undo returns.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from typing import Final

from graph.problems import UsageError
from graph.reviewing.drafts import Held, held, held_at
from graph.reviewing.splices import Value
from graph.reviewing.splicing import (
    with_copy,
    with_entry,
    with_offsets,
    with_values,
    without_entry,
    without_keys,
)

#: Why a rejected draft stands among the passages left out.
REJECTED: Final = "draft rejected"


class Outcome(StrEnum):
    """What became of a draft."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Entry:
    """A draft of the session: its block and its number there, None once it is out of the file."""

    block: str
    number: int | None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class State:
    """A review at one moment. ``at`` is the entry that is shown; past the last one, all are through."""

    text: str
    entries: tuple[Entry, ...]
    at: int = 0
    before: "State | None" = None

    @property
    def entry(self) -> Entry | None:
        """The entry that is shown; None if all are through."""
        return self.entries[self.at] if self.at < len(self.entries) else None

    @property
    def shown(self) -> Held | None:
        """The same as it stands in the file."""
        entry = self.entry
        if entry is None or entry.number is None:
            return None
        return held_at(self.text, entry.block, entry.number)

    @property
    def outcomes(self) -> Counter[Outcome | None]:
        """How many drafts came to what; None for those that are still open."""
        return Counter(one.outcome for one in self.entries)


@dataclass(frozen=True, slots=True)
class Accept:
    """Make a claim of the draft."""


@dataclass(frozen=True, slots=True)
class Reject:
    """Take the draft out; its quote stays among the passages left out, with the reason, if one is given."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the draft as it is and go on."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Change fields of the draft; ``parties`` are declared first, ``at`` is where a new quote stands."""

    changes: tuple[tuple[str, Value], ...]
    parties: tuple[tuple[tuple[str, str], ...], ...] = ()
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """Make two drafts of one: ``first`` is changed in it, ``second`` in its copy behind it."""

    first: tuple[tuple[str, Value], ...]
    second: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Back:
    """Show the draft before this one that is still in the file."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last action that was not itself taken back."""


Action = Accept | Reject | Skip | Edit | Split | Back | Undo


def begin(text: str) -> State:
    """The review of a file: all its drafts, in its order, the first one shown."""
    drafts = [one for one in held(text) if one.draft is not None]
    return State(text, tuple(Entry(one.block, one.number) for one in drafts))


def step(state: State, action: Action) -> State:
    """The state after an action.

    Raises:
        UsageError: the action is not possible here; the message says why.
    """
    if isinstance(action, Undo):
        if state.before is None:
            raise UsageError("there is nothing to undo")
        return state.before
    if isinstance(action, Back):
        earlier = [number for number, one in enumerate(state.entries[: state.at]) if one.number is not None]
        if not earlier:
            raise UsageError("this is the first draft")
        return replace(state, at=earlier[-1])
    if state.entry is None:
        raise UsageError("all drafts are through; b goes back, u undoes, q ends")
    after = _decided(state, action)
    return replace(after, before=state)


def _decided(state: State, action: Accept | Reject | Skip | Edit | Split) -> State:
    match action:
        case Accept():
            return _accepted(state)
        case Reject(why):
            return _rejected(state, why)
        case Skip():
            outcome = _entry(state).outcome or Outcome.SKIPPED
            return _next(_with(state, replace(_entry(state), outcome=outcome)))
        case Edit(changes, parties, at):
            return replace(state, text=_edited(state, changes, parties, at))
        case Split(first, second):
            return _split(state, first, second)


def _entry(state: State) -> Entry:
    return state.entries[state.at]


def _place(state: State) -> tuple[str, int]:
    entry = _entry(state)
    assert entry.number is not None  # what is out of the file is never shown
    return entry.block, entry.number


def _with(state: State, entry: Entry) -> State:
    entries = list(state.entries)
    entries[state.at] = entry
    return replace(state, entries=tuple(entries))


def _next(state: State) -> State:
    """The next draft that is still open, behind this one; past the last if there is none."""
    later = (number for number, one in enumerate(state.entries) if number > state.at and one.outcome is None)
    return replace(state, at=next(later, len(state.entries)))


def _accepted(state: State) -> State:
    text, _ = without_keys(state.text, [_place(state)], "draft")
    return _next(_with(replace(state, text=text), replace(_entry(state), outcome=Outcome.ACCEPTED)))


def _rejected(state: State, why: str) -> State:
    block, number = _place(state)
    quote = next(iter(held_at(state.text, block, number).values.get("quote", ())), None)
    if quote is None:
        raise UsageError("this draft has no quote, by which a rejected one is remembered; delete it by hand")
    reason = f"{REJECTED}: {why.strip()}" if why.strip() else REJECTED
    text = with_entry(state.text, "not_claims", {"quote": quote, "why": reason})
    text = without_entry(text, block, number)
    entries = _renumbered(state.entries, block, number, -1)
    gone = Entry(block, None, Outcome.REJECTED)
    return _next(_with(replace(state, text=text, entries=entries), gone))


def _edited(
    state: State,
    changes: Iterable[tuple[str, Value]],
    parties: Iterable[tuple[tuple[str, str], ...]],
    at: tuple[int, int] | None,
) -> str:
    block, number = _place(state)
    text = with_values(state.text, block, number, changes)
    if at is not None:
        text = with_offsets(text, block, number, at)
    for party in parties:
        text = with_entry(text, "entities", dict(party))
    return text


def _split(state: State, first: Iterable[tuple[str, Value]], second: Iterable[tuple[str, Value]]) -> State:
    block, number = _place(state)
    text = with_copy(state.text, block, number)
    id_ = held_at(text, block, number).id
    renamed: list[tuple[str, Value]] = [] if id_ is None else [("id", _unused(text, id_))]
    text = with_values(text, block, number + 1, [*renamed, *second])
    text = with_values(text, block, number, first)
    entries = list(_renumbered(state.entries, block, number, 1))
    entries.insert(state.at + 1, Entry(block, number + 1, _entry(state).outcome))
    return replace(state, text=text, entries=tuple(entries))


def _unused(text: str, id_: str) -> str:
    """An id that no entry of the file has yet: ``A1-2`` beside ``A1``."""
    used = {one.id for one in held(text)}
    return next(name for number in count(2) if (name := f"{id_}-{number}") not in used)


def _renumbered(entries: Iterable[Entry], block: str, number: int, by: int) -> tuple[Entry, ...]:
    """The entries once one more or one less stands in a block behind *number*."""
    return tuple(
        replace(one, number=one.number + by)
        if one.block == block and one.number is not None and one.number > number
        else one
        for one in entries
    )
