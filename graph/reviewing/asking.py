"""What is asked before a draft is changed: which field, which value, who is meant by an unknown name."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from graph.claims import PartyType
from graph.problems import UsageError, quoted
from graph.reading.names import fold
from graph.reading.quotes import SourceText
from graph.reading.suggesting import Suggestions
from graph.reviewing.drafts import Held
from graph.reviewing.fields import FIELDS, KINDS, TYPES, Field, Sort, as_line, choice, letters, of_line
from graph.reviewing.names import known_names
from graph.reviewing.session import Edit, Split
from graph.reviewing.splices import Value
from graph.telling.plain import visible

if TYPE_CHECKING:
    from rich.console import RenderableType

#: The slots of which a copy may get some of the values.
_SPLIT: Final = ("from", "to", "data", "purpose", "subjects")

Party = tuple[tuple[str, str], ...]


class Terminal(Protocol):
    """What a conversation needs of a terminal. Each may raise EOFError: nobody is there any more."""

    def show(self, screen: "Callable[[bool], RenderableType]") -> None:
        """Show a screen in place of the last; it is asked for a short one if it is too high."""

    def key(self, prompt: str = "") -> str:
        """The next key pressed."""

    def line(self, prompt: str, value: str = "", known: Sequence[str] = ()) -> str:
        """A line, edited from *value*; *known* are names to complete."""


class Cancelled(Exception):
    """The user went back from a question."""


class Questions:
    """The questions of one review; each raises Cancelled if the user goes back."""

    def __init__(self, path: Path, source: SourceText | None, terminal: Terminal) -> None:
        """Ask about drafts of the file at *path*, whose document is *source*."""
        self._path, self._source, self._terminal = path, source, terminal
        self._suggestions = Suggestions()

    def edit(self, held: Held, text: str, tell: Callable[[str], None]) -> Edit:
        """The edit of one field of an entry of the file *text*; what goes wrong on the way is told by *tell*.

        Raises:
            Cancelled: nothing is to be changed.
            UsageError: it cannot be changed so.
        """
        key = self._terminal.key()
        field = next((one for one in FIELDS[held.block] if one.letter == key), None)
        if field is None:
            raise Cancelled
        old = held.values.get(field.key, ())
        match field.sort:
            case Sort.QUOTE:
                return self._edit_quote(held, old[0] if old else "", tell)
            case Sort.WORD:
                return _edit(field, old, self._word(field, old))
            case Sort.TEXT:
                new = self._terminal.line(f"{field.key}: ", _one_line(old[0]) if old else "").strip()
                return _edit(field, old, (new,) if new else ())
            case Sort.TEXTS:
                return _edit(field, old, of_line(self._terminal.line(f"{field.key}: ", _listed(old))))
            case Sort.PARTY | Sort.PARTIES:
                return self._edit_parties(field, old, text)

    def _word(self, field: Field, old: Sequence[str]) -> tuple[str, ...]:
        """One of the words that a field may hold; nothing if it is to be empty."""
        known = letters(field.words)
        none = "" if field.required else " [-] not said"
        now = f" (now: {visible(old[0])})" if old else ""
        key = self._terminal.key(f"{field.key}: {choice(field.words)}{none}{now} ")
        if key == "-" and not field.required:
            return ()
        if key not in known:
            raise Cancelled
        return (known[key],)

    def _edit_quote(self, held: Held, old: str, tell: Callable[[str], None]) -> Edit:
        """Another quote, which stands in the text word for word."""
        if self._source is None:
            raise UsageError(
                "the text of the source is not at hand, so that no other quote can be checked; "
                "put the text beside the file, or change the quote in an editor"
            )
        line = _one_line(old)
        while True:
            new = self._terminal.line("quote: ", line).strip()
            if new in ("", _one_line(old)):
                raise Cancelled
            place = place_of(self._source, new, held.at)
            if place is not None:
                return Edit((("quote", self._source.raw[slice(*place)]),), at=place)
            near = self._source.nearest(new)
            said = f"; nearest, in its line {near[1]}: {quoted(near[0], 200)}" if near else ""
            tell(f"These words are not in the text{said}. Correct them, or empty the line to go back.")
            line = new

    def _edit_parties(self, field: Field, old: tuple[str, ...], text: str) -> Edit:
        """Names of parties, each known or declared on the way."""
        known = known_names(self._path, text)
        line = self._terminal.line(f"{field.key}: ", _listed(old), tuple(known.values()))
        names: list[str] = []
        parties: list[Party] = []
        for name in of_line(line):
            if fold(name) not in known and name not in old:
                name, party = self._unknown(name, known)
                parties += [party] if party else []
            names.append(name)
        if field.sort is Sort.PARTY and len(names) > 1:
            raise UsageError(f"{field.key} is one party; name one")
        edit = _edit(field, old, tuple(names))
        return Edit(edit.changes, tuple(parties))

    def _unknown(self, name: str, known: dict[str, str]) -> tuple[str, Party | None]:
        """What is meant by a name that nobody has declared: a known one, or a new party."""
        near = self._suggestions.nearest(fold(name), known, 75)
        offer = f" [y] use {quoted(known[near])}," if near else ""
        key = self._terminal.key(
            f"{quoted(name)} is no party of this source:{offer} [n] a new party, any other key goes back "
        )
        if key == "y" and near:
            return known[near], None
        if key != "n":
            raise Cancelled
        types = letters(TYPES)
        type_ = types.get(self._terminal.key(f"{quoted(name)} is a: {choice(TYPES)} "))
        if type_ is None:
            raise Cancelled
        party: Party = (("name", name), ("type", type_))
        if type_ == PartyType.GROUP:
            kind = letters(KINDS).get(
                self._terminal.key(f"kind: {choice(KINDS)}, any other key: a named group ")
            )
            party += (("kind", kind),) if kind else ()
        return name, party

    def split(self, held: Held) -> Split:
        """How an entry is split in two.

        Raises:
            UsageError: nothing is split, or all would go to the copy.
        """
        first: list[tuple[str, Value]] = []
        second: list[tuple[str, Value]] = []
        for key in _SPLIT:
            values = held.values.get(key, ())
            if len(values) < 2:
                continue
            listed = ", ".join(f"{number} {visible(one)}" for number, one in enumerate(values, 1))
            line = self._terminal.line(
                f"{key}: {listed}. Which go to the copy? (numbers; Enter: both keep all) "
            )
            moved = _chosen(line, values)
            if moved:
                first.append((key, tuple(one for one in values if one not in moved)))
                second.append((key, moved))
        if held.block == "claims":
            field = next(one for one in FIELDS["claims"] if one.key == "act")
            known = letters(field.words)
            key = self._terminal.key(f"Act of the copy? {choice(field.words)}, any other key: the same ")
            act = known.get(key)
            if act is not None and (act,) != held.values.get("act", ()):
                second.append(("act", act))
        if not second:
            raise UsageError("nothing was split: the copy would say the same")
        return Split(tuple(first), tuple(second))


def _edit(field: Field, old: tuple[str, ...], new: tuple[str, ...]) -> Edit:
    """The edit that gives a field its new values.

    Raises:
        Cancelled: they are the old ones.
        UsageError: the field must be given.
    """
    if new == tuple(map(_one_line, old)):
        raise Cancelled
    if not new and field.required:
        raise UsageError(f"{field.key} must be given")
    alone = field.sort in (Sort.PARTY, Sort.WORD, Sort.TEXT)
    return Edit(((field.key, new[0] if alone and new else new),))


def place_of(text: SourceText | None, quote: str, at: tuple[int, int] | None) -> tuple[int, int] | None:
    """Where a quote stands in the text: at its place, else where it stands nearest to that."""
    if text is None or not quote:
        return None
    if at is not None and text.holds(quote, *at):
        return at
    found = text.find(quote)
    if found is None:
        return None
    if at is None or not found.exact:
        return found.start, found.end
    starts = [one.start() for one in re.finditer(f"(?={re.escape(quote)})", text.raw)]
    start = min(starts, key=lambda one: abs(one - at[0]))
    return start, start + len(quote)


def _chosen(line: str, values: Sequence[str]) -> tuple[str, ...]:
    """The values with these numbers.

    Raises:
        UsageError: a word is no number of one, or all would go.
    """
    words = re.findall(r"[^\s,;]+", line)
    wrong = [one for one in words if not (one.isascii() and one.isdigit() and 0 < int(one) <= len(values))]
    if wrong:
        raise UsageError(f"{quoted(wrong[0])} is no number from 1 to {len(values)}; nothing was split")
    moved = {int(one) - 1 for one in words}
    if len(moved) == len(values):
        raise UsageError("one at least must stay; nothing was split")
    return tuple(values[number] for number in sorted(moved))


def _one_line(text: str) -> str:
    """A value as it stands on a line to be edited."""
    return " ".join(text.split())


def _listed(values: Iterable[str]) -> str:
    return as_line(map(_one_line, values))
