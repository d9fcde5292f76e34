"""Places proposed for phrases that nobody placed: only where the shipped lexicon gives ground.

A phrase is proposed to lie under what its own head is known to mean: "Facebook
ID numbers" are ID numbers, "users' location data" is location data. A wrong
place makes a wrong verdict, so whatever could turn the meaning around keeps a
phrase from being placed: "anonymous", "and", a noun that makes another thing of
its head ("domain names").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from graph.claims import LocalName, Slot
from graph.reading.known import known
from graph.vocabulary import slug

WORDS: Final = Path(__file__).with_name("places.yaml")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place for a phrase: the concepts that it lies under, and the known words that say so."""

    broader: tuple[LocalName, ...]
    ground: str


def is_placed(slot: Slot, words: str) -> bool:
    """Tell whether *words* have a place already: a concept, or a phrase of the shipped lexicon."""
    return words.startswith(("pd:", "dpv:", "fc:")) or known().find(slot, slug(words)) is not None


def propose(slot: Slot, words: str) -> Proposal | None:
    """Where *words*, which are not placed, may lie; None where nothing that is known tells.

    >>> propose(Slot.DATA, "Facebook users' browsing history")
    Proposal(broader=('pd:BrowserHistory',), ground="users' browsing history")
    >>> propose(Slot.DATA, "domain names"), propose(Slot.DATA, "names and addresses")
    (None, None)
    """
    lower = " ".join(words.casefold().replace("’", "'").split())
    if known().is_left_open(slot, slug(words)) or _turns(lower):
        return None
    for ground in _grounds(slot, lower):
        place = known().find(slot, slug(ground))
        if place is not None:
            return Proposal((place.exact,) if place.exact else place.broader, ground)
    return None


@dataclass(frozen=True, slots=True)
class _Words:
    """What places.yaml holds, as it is asked for."""

    turning: frozenset[str]
    determiners: frozenset[str]
    people: frozenset[str]
    adjectives: frozenset[str]
    verbs: frozenset[str]
    behind: re.Pattern[str]
    light: re.Pattern[str]
    doing: re.Pattern[str]


@cache
def _table() -> _Words:
    import yaml

    listed = {
        key: [one.casefold() for one in words]
        for key, words in yaml.load(WORDS.read_bytes(), Loader=yaml.CBaseLoader).items()
    }
    one_of = {key: "|".join(map(re.escape, words)) for key, words in listed.items()}
    return _Words(
        frozenset(listed["turning"]),
        frozenset(listed["determiners"]),
        frozenset(listed["people"]),
        frozenset(listed["adjectives"]),
        frozenset(listed["verbs"]),
        re.compile(rf"\s(?:{one_of['behind']})\s"),
        re.compile(rf"(?:[\w'-]+ ){{0,2}}?(?:{one_of['light']})\s(?:{one_of['leading']})\s"),
        re.compile(rf"(?:{one_of['doing']})\s"),
    )


def _turns(words: str) -> bool:
    """Tell whether a phrase may mean something else than its head does, or more than one thing."""
    return re.search(
        r"[,;:/&()]|\b(?:non|anti|un|de)-|n't\b", words
    ) is not None or not _table().turning.isdisjoint(re.split(r"[\s-]+", words))


def _grounds(slot: Slot, words: str) -> Iterator[str]:
    """The parts of a phrase under which it may lie, the longest first."""
    if slot is Slot.PURPOSE:
        words = re.sub(r"^(?:to|for|for the purposes? of|in order to) ", "", words)
        yield words
        doing = _table().doing.match(words)
        if doing is not None:
            words = words[doing.end() :]
            yield words
        elif words.partition(" ")[0] in _table().verbs or re.search(r"\s(?:to|for)\s", words):
            return
    light = _table().light.match(words) if slot is Slot.DATA else None
    yield from _heads(slot, words if light is None else words[light.end() :], light is not None)


def _heads(slot: Slot, words: str, whole: bool) -> Iterator[str]:
    """The head of a phrase of nouns: without what narrows it from behind, then from in front.

    Begins with the *whole* phrase if asked to.
    """
    if whole:
        yield words
    narrowed = _table().behind.search(words)
    head = words
    if narrowed is not None:
        head = words[: narrowed.start()]
        if " " not in head and narrowed[0] == " of " and not _is_of_people(words[narrowed.end() :]):
            return  # "name of the network" is no name of a person
        yield head
    parts = head.split()
    for number in range(1, len(parts)):
        rest = parts[number:]
        if len(rest) == 1 and slot is not Slot.SUBJECTS and not all(map(_restricts, parts[:number])):
            return
        yield " ".join(rest)


def _restricts(word: str) -> bool:
    """Tell whether a word before a noun only says whose or how much of it is meant."""
    table = _table()
    listed = word in table.determiners or word in table.people or word in table.adjectives
    return listed or word.endswith(("'s", "s'")) or word.isdigit()


def _is_of_people(words: str) -> bool:
    """Tell whether the first noun of *words* is people."""
    first = next((one for one in words.split() if one not in _table().determiners), "")
    return first in _table().people
