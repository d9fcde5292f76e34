"""What is asked of the draft of an example, and of a table as a whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from parsed import claims


@dataclass(frozen=True)
class Shown:
    """A table: what holds its words, what gives them, the modules that ask for them, what each list shows."""

    kind: type
    read: Callable[[], Any]
    modules: tuple[str, ...]
    lists: dict[str, Callable[[str], bool]]


def getters(example: str) -> list[str]:
    """Who gets data in the drafts of an example."""
    return [name for one in claims(example) for name in one.to]


def givers(example: str) -> list[str]:
    """Who gives data in them."""
    return [name for one in claims(example) for name in one.from_]


def speakers_of(example: str) -> list[str]:
    """Who says it in them."""
    return [one.speaker for one in claims(example)]
