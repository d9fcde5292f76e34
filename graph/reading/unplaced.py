"""Phrases that nobody placed: what follows from it, and which line would place them."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from graph.claims import LocalName, Slot
from graph.problems import Level, Place, Problem, quoted, shown
from graph.reading.known import known
from graph.reading.suggesting import Suggestions
from graph.vocabulary import TOPS, slug, taxonomy

#: Of how many unplaced phrases is told: a table may hold as many as it has cells.
MOST_TOLD: Final = 1_000
_NEAREST: Final = 3
#: Words that do not tell one phrase from another.
_EMPTY: Final = re.compile(
    r"\b(an?|the|any|some|that|this|those|these|and|or|of|on|in|for|from|to|with|by|his|her|their|our|your|its"
    r"|data|information|info|details?|records?|purposes?|users?|customers?|people)\b|\W+"
)


@dataclass(slots=True)
class Unplaced:
    """Warns of each phrase that has no place, and proposes one."""

    problems: list[Problem]
    suggestions: Suggestions
    _told: int = field(default=0)

    def tell(self, slot: Slot, words: str, place: Place) -> None:
        """Add a warning that *words*, which stand at *place*, have no place in the taxonomy."""
        self._told += 1
        if self._told > MOST_TOLD + 1:
            return
        message = (
            f"{slot} {quoted(words)} is placed nowhere: no denial of anything wider will ever cover it; "
            f"{self._mend(slot, words)}"
            if self._told <= MOST_TOLD
            else f"more than {MOST_TOLD:,} phrases are placed nowhere; the rest is not told"
        )
        self.problems.append(Problem(place, message, "not-placed", Level.WARNING))

    def _mend(self, slot: Slot, words: str) -> str:
        key = slug(words)
        if known().is_left_open(slot, key):
            line = _line(slot, words, "broader: [CONCEPT]")
            return f"it can mean many things, and only its source tells which: write {line}"
        same = known().find(slot, key)
        if same is not None:
            return f"write, for example, {_line(slot, words, same.as_written)}"
        near = self._nearest(slot, words)
        if not near:
            line = _line(slot, words, "broader: [CONCEPT]")
            return f"write {line} with a concept of ontology.ttl"
        concept, label = near[0]
        if slug(label) == key:
            return f"write, for example, {_line(slot, words, f'exact: {concept}')}"
        listed = ", ".join(f"{shown(label)} ({concept})" for concept, label in near)
        return f"nearest: {listed}; write, for example, {_line(slot, words, f'broader: [{concept}]')}"

    def _nearest(self, slot: Slot, words: str) -> list[tuple[LocalName, str]]:
        """Up to three concepts with a name that shares words with *words*, the nearest first."""
        choices = _choices(slot)
        found: dict[LocalName, str] = {}
        for name in self.suggestions.sharing_words(_telling(words), choices):
            concept, label = choices[name]
            found.setdefault(concept, label)
        return list(found.items())[:_NEAREST]


def _line(slot: Slot, words: str, place: str) -> str:
    """The line of a source file that places *words*."""
    return f"terms: {slot}: {{{shown(json.dumps(words, ensure_ascii=False))}: {{{place}}}}}"


@cache
def _choices(slot: Slot) -> dict[str, tuple[LocalName, str]]:
    """What may be proposed in a slot: concept and name, by the name's telling words."""
    concepts = taxonomy()
    labels = [(taxonomy().label(one), one) for one in concepts.names(slot) if concepts.canonical[one] == one]
    labels += [
        (name.label, name.exact or name.broader[0]) for (of, _), name in known().places.items() if of is slot
    ]
    named = {_telling(label): (concept, label) for label, concept in labels if concept != TOPS[slot]}
    return {name: named[name] for name in sorted(named) if name}


def _telling(text: str) -> str:
    """The words of a phrase that tell it from others, in lower case."""
    return " ".join(_EMPTY.sub(" ", text.casefold().replace("'", "").replace("’", "")).split())
