"""Drafts made claims without a conversation: which ones are meant, and what the file would then say."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.problems import Problem, UsageError
from graph.reviewing.checking import check, moved_back
from graph.reviewing.drafts import Held, named
from graph.reviewing.opened import Opened
from graph.reviewing.splicing import without_keys


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting would give: the drafts that become claims, the names of those that are claims already.

    ``errors`` are what the reader would then refuse, at their places in the file as it is.
    """

    text: str
    drafts: tuple[Held, ...]
    claims: tuple[str, ...]
    errors: tuple[Problem, ...]


def chosen(entries: list[Held], ids: Sequence[str], every: bool, least: float | None) -> list[Held]:
    """The entries that are meant: those called so, or all drafts; none less sure than *least*.

    Raises:
        UsageError: nothing is called so, or both ways are used at once.
    """
    if every and ids:
        raise UsageError("ids and --all exclude each other; use one of them")
    if least is not None and not 0 <= least <= 1:
        raise UsageError(f"--min-confidence {least:g} is no number from 0 to 1; use 0.8, for example")
    asked = [one for one in entries if one.draft is not None] if every else _once(entries, ids)
    if least is None:
        return asked
    return [one for one in asked if one.draft is None or (one.draft.confidence or 0.0) >= least]


def accepted(opened: Opened, entries: Sequence[Held]) -> Accepted:
    """What the file would say with these drafts as claims."""
    drafts = tuple(one for one in entries if one.draft is not None)
    claims = tuple(one.name for one in entries if one.draft is None)
    text, splices = without_keys(opened.text, [(one.block, one.number) for one in drafts], "draft")
    path = str(opened.path)
    errors = check(opened.path, text, text.encode()).errors if drafts else ()
    told = tuple(moved_back(one, path, text, opened.text, splices) for one in errors)
    return Accepted(text, drafts, claims, told)


def _once(entries: list[Held], ids: Sequence[str]) -> list[Held]:
    """The entries called so, each once."""
    found = {(one.block, one.number): one for one in (named(entries, word) for word in ids)}
    return list(found.values())
