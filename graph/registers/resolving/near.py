"""Parties that only look alike: kept apart, and listed for a human to decide.

The work is bounded: a party is compared with the few that follow it in the alphabet, never with all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby, pairwise
from typing import Final

from graph.registers.resolving.normal import Atom, bare, names_nobody
from graph.registers.resolving.resolver import Merged, Resolution

#: How many that follow in the alphabet a party is compared with.
WINDOW: Final = 8
#: How alike two names must be, in hundredths, and how long.
_ALIKE: Final = 90
_LONG: Final = 6


class Likeness(IntEnum):
    """How two parties look alike, the most telling first."""

    LISTED = 0
    FORM = 1
    SPACING = 2
    OPEN = 3
    SPELLING = 4
    DOMAIN = 5


FOUND: Final = {
    Likeness.LISTED: "the list says that the other runs this",
    Likeness.FORM: "same name and domain, another legal form",
    Likeness.SPACING: "same letters: spaces, accents or signs differ",
    Likeness.OPEN: "same name, one without a domain",
    Likeness.SPELLING: "spelt nearly alike",
    Likeness.DOMAIN: "same name, another domain",
}


@dataclass(frozen=True, slots=True, order=True)
class Near:
    """Two parties that look alike; in the order in which they are worth a look."""

    likeness: Likeness
    unlike: int
    name: str
    domain: str
    other_name: str
    other_domain: str

    @property
    def found(self) -> str:
        """What was found, in words."""
        alike = f" ({100 - self.unlike} of 100)" if self.likeness is Likeness.SPELLING else ""
        return FOUND[self.likeness] + alike


def near_misses(resolution: Resolution) -> Iterator[Near]:
    """Every pair of parties found to look alike that no human has decided, in no order."""
    for stretch in resolution.merged():
        telling = sorted((one for one in stretch if not names_nobody(one.chief)), key=_alphabet)
        yield from _listed(telling, resolution)
        for likeness, one, other in (*_same_words(telling), *_same_letters(telling)):
            if not resolution.is_apart(one.meant, other.meant):
                yield _near(likeness, int(one.chief.host != other.chief.host), one, other)
        yield from _spelt_alike(telling, resolution)


def _alphabet(one: Merged) -> tuple[str, str, str, str]:
    return bare(one.chief.words), one.chief.words, one.chief.form, one.chief.host or ""


def _near(likeness: Likeness, unlike: int, one: Merged, other: Merged) -> Near:
    return Near(likeness, unlike, one.title, one.chief.host or "", other.title, other.chief.host or "")


def _same_words(parties: Sequence[Merged]) -> Iterator[tuple[Likeness, Merged, Merged]]:
    """Parties of one name, each with the next: at one domain, or elsewhere."""
    for _, group in groupby(parties, key=lambda one: one.chief.words):
        for one, other in pairwise(sorted(group, key=lambda one: (one.chief.host or "", one.chief.form))):
            yield _likeness(one.chief, other.chief), one, other


def _likeness(one: Atom, other: Atom) -> Likeness:
    if one.host == other.host:
        return Likeness.FORM
    return Likeness.OPEN if one.host is None or other.host is None else Likeness.DOMAIN


def _same_letters(parties: Sequence[Merged]) -> Iterator[tuple[Likeness, Merged, Merged]]:
    """Parties whose names have the same letters but not the same words, the first of each."""
    for _, group in groupby(parties, key=lambda one: bare(one.chief.words)):
        firsts = [next(same) for _, same in groupby(group, key=lambda one: one.chief.words)]
        for one, other in pairwise(firsts):
            yield Likeness.SPACING, one, other


def _spelt_alike(parties: Sequence[Merged], resolution: Resolution) -> Iterator[Near]:
    """Parties whose names differ in a few letters, where the differing ones are no numbers."""
    from rapidfuzz.fuzz import ratio

    firsts = [next(same) for _, same in groupby(parties, key=lambda one: bare(one.chief.words))]
    forms = [(bare(one.chief.words), one) for one in firsts]
    forms = [(letters, one) for letters, one in forms if len(letters) >= _LONG]
    for place, (letters, one) in enumerate(forms):
        for others, other in forms[place + 1 : place + 1 + WINDOW]:
            alike = ratio(letters, others, score_cutoff=_ALIKE)
            if (
                alike
                and _digits(letters) == _digits(others)
                and not resolution.is_apart(one.meant, other.meant)
            ):
                yield _near(Likeness.SPELLING, 100 - int(alike), one, other)


def _digits(letters: str) -> str:
    return "".join(filter(str.isdigit, letters))


def _listed(parties: Sequence[Merged], resolution: Resolution) -> Iterator[Near]:
    """Parties that a listed one runs, as the list says."""
    for one in parties:
        owner = resolution.listed.runs(one.chief)
        if owner is not None and owner not in one.meant and not resolution.is_apart(one.meant, (owner,)):
            name = resolution.listed.name(owner) or owner.words
            yield Near(Likeness.LISTED, 0, one.title, one.chief.host or "", name, owner.host or "")
