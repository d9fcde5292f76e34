"""What a reviewer sees: one draft with its words, fields and sentence, as text that fits any width.

Colour only repeats what marks and words say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.claims import Drafted
from graph.reviewing.context import Context
from graph.reviewing.drafts import Held
from graph.reviewing.fields import FIELDS, Field
from graph.reviewing.session import Outcome, State
from graph.telling.drafts import found_by
from graph.telling.grammar import counted
from graph.telling.plain import visible

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

#: The keys and what they do, in the order in which they are shown.
KEYS: Final = (
    ("a", "accept", "the draft becomes a claim"),
    ("e", "edit", "change one field; then the key of the field"),
    ("r", "reject", "it leaves the claims; its quote stays in not_claims"),
    ("s", "skip", "leave it a draft and go on"),
    ("p", "split", "make two drafts of one that says two things"),
    ("b", "back", "to the draft before"),
    ("u", "undo", "take back the last decision or edit; again: the one before"),
    ("q", "quit", "what you decided is saved already"),
    ("?", "help", "this page"),
)
#: The marks around a quote in its context.
_OPENING, _CLOSING = "»", "«"
#: The widest that prose is set.
_WIDEST: Final = 100


@dataclass(frozen=True, slots=True)
class View:
    """All that is shown of a draft. ``problems`` keep it from being accepted, ``warnings`` do not."""

    file: str
    state: State
    held: Held
    context: Context
    at_hand: bool
    sentence: str | None
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def summary(state: State) -> str:
    """What became of the drafts so far, in words.

    >>> from graph.reviewing.session import Entry
    >>> summary(State("", (Entry("claims", 0, Outcome.ACCEPTED), Entry("claims", 1))))
    '1 accepted of 2 drafts; 1 left'
    """
    outcomes = state.outcomes
    told = [f"{outcomes[one]} {one}" for one in (Outcome.ACCEPTED, Outcome.REJECTED) if outcomes[one]]
    left = outcomes[None] + outcomes[Outcome.SKIPPED]
    skipped = f" ({outcomes[Outcome.SKIPPED]} skipped)" if outcomes[Outcome.SKIPPED] else ""
    total = counted(len(state.entries), "draft")
    return f"{', '.join(told) or 'none decided'} of {total}; {left or 'none'} left{skipped}"


def draft_screen(view: View, *, all_fields: bool, short: bool, message: str) -> "RenderableType":
    """The screen of one draft; *all_fields* lists empty ones too, *short* leaves the context out."""
    from rich.columns import Columns
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    prose: list[Text] = [_passage(view, short), Text()]
    if not view.at_hand and not short:
        prose[1:1] = [Text("The text is not at hand: the quote is not checked.", "dim")]
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    empty = []
    for field in FIELDS[view.held.block]:
        values = view.held.values.get(field.key, ())
        if field.key == "quote" or not (values or field.always):
            empty.append(field)
        else:
            table.add_row(Text(f"[{field.letter}]"), Text(field.key), _value(field, values))
    rest = [Text(), _sentence(view)]
    origin = _origin(view.held.draft)
    if origin:
        rest.append(Text(f"Drafted by: {origin}", "dim"))
    rest += [Text(f"Cannot be accepted yet: {one}", "bold red") for one in view.problems]
    rest += [Text(f"Note: {one}", "yellow") for one in view.warnings]
    lines = [Text(), *_messages(message)]
    lines.append(
        Text("Which field? Its key; any other key goes back.", "bold") if all_fields else _key_line()
    )
    above, below = [Text(), *prose], [*rest, *lines]
    if short:
        above, below = ([one for one in part if one.plain] for part in (above, below))
    fields: list[RenderableType] = [Padding(table, (0, 0, 0, 1))]
    if all_fields:
        also = Columns([Text(f"[{one.letter}]  {one.key}") for one in empty], padding=(0, 2))
        fields += [Text(), Padding(also, (0, 0, 0, 1))]
    return Group(_head(view), *_narrow(above), *fields, *_narrow(below))


def end_screen(state: State, file: str, message: str) -> "RenderableType":
    """The screen behind the last draft."""
    from rich.console import Group
    from rich.text import Text

    return Group(
        Text(f"All drafts of {file} are through: {summary(state)}.", "bold"),
        Text(),
        *_messages(message),
        Text("[b]ack  [u]ndo  [q]uit"),
    )


def help_screen() -> "RenderableType":
    """The keys and what they do."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for key, name, meaning in KEYS:
        table.add_row(Text(f"[{key}]"), Text(name), Text(meaning))
    return Group(
        Text("A draft is no claim until you accept it. Each decision is saved at once.", "bold"),
        Text(),
        table,
        Text(),
        Text("Lines are edited with the arrow keys; Tab completes the names of parties."),
        Text("Several values of one field stand on one line, with semicolons between them."),
        Text("Ctrl-C ends the review at any time; what you decided stays."),
        Text(),
        Text("Any key goes back.", "bold"),
    )


def _head(view: View) -> "Text":
    from rich.text import Text

    entry = view.state.entry
    outcome = f" · {entry.outcome}" if entry is not None and entry.outcome is not None else ""
    id_ = f" {visible(view.held.id)}" if view.held.id else ""
    called = f"{view.held.block} {view.held.number + 1}{id_}"
    head = Text(f"Draft {view.state.at + 1} of {len(view.state.entries)}", "bold")
    head.append(f" · {called} · {visible(view.file)}{outcome}", "not bold")
    return head


def _passage(view: View, short: bool) -> "Text":
    """The quote between its marks, in its context."""
    from rich.text import Text

    before, quote, after = (_shown(one) for one in view.context)
    passage = Text("" if short else before)
    passage.append(f"{_OPENING}{quote}{_CLOSING}", "bold cyan")
    return passage if short else passage.append(after)


def _sentence(view: View) -> "Text":
    from rich.text import Text

    if view.sentence is None:
        return Text("If accepted: it says nothing yet that could be told as a sentence.", "bold")
    return Text("If accepted: ", "bold").append(f"{view.sentence}.", "not bold")


def _origin(draft: Drafted | None) -> str:
    """What drafted it, how sure it is, and which words led to it."""
    if draft is None:
        return ""
    reason = visible(draft.reason) if draft.reason else ""
    return ": ".join(one for one in (found_by(draft), reason) if one)


def _value(field: Field, values: Sequence[str]) -> "Text":
    from rich.text import Text

    if not values:
        return Text("not said", "dim")
    return Text("; ".join(map(visible, values)), "bold" if field.key in ("stance", "kind") else "")


def _key_line() -> "Text":
    from rich.text import Text

    names = (name.replace(key, f"[{key}]", 1) if key in name else f"[{key}]{name}" for key, name, _ in KEYS)
    return Text("  ".join(names))


def _messages(message: str) -> "list[Text]":
    from rich.text import Text

    return [Text(message, "bold")] if message else []


def _narrow(parts: "Iterable[Text]") -> "list[RenderableType]":
    """Prose set no wider than can be read."""
    from rich.constrain import Constrain

    return [Constrain(one, _WIDEST) for one in parts]


def _shown(words: str) -> str:
    """Words on one line with nothing hidden in them, and with the spaces at their ends."""
    inner = visible(words)
    if not inner:
        return words[:1]
    return " " * words[:1].isspace() + inner + " " * words[-1:].isspace()
