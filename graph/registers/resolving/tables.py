"""The words that names of registers hold besides a name: legal forms, words for nobody, shared hosts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

WORDS: Final = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True, slots=True)
class Tables:
    """What ``words.yaml`` holds.

    ``forms`` gives each wording of a legal form, as words, the one by which it is known; ``ends`` the
    last words of all wordings, ``longest`` the number of words of the longest one.
    """

    forms: Mapping[tuple[str, ...], str]
    ends: frozenset[str]
    longest: int
    in_front: frozenset[str]
    attached: tuple[str, ...]
    nobody: frozenset[str]
    shared: frozenset[str]


@cache
def tables() -> Tables:
    """The tables, read once."""
    import yaml

    content = yaml.load(WORDS.read_bytes(), Loader=yaml.CSafeLoader)
    forms = {
        tuple(wording.split()): form
        for form, others in content["forms"].items()
        for wording in (form, *others)
    }
    return Tables(
        forms,
        frozenset(wording[-1] for wording in forms),
        max(map(len, forms)),
        frozenset(content["in_front"]),
        tuple(content["attached"]),
        frozenset(content["nobody"]),
        frozenset(content["shared"]),
    )
