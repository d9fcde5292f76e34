"""Did you mean: the names nearest to one that nobody knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

#: How often a name is suggested, and how much of a name is compared: no input may take long.
_MOST: Final = 200
_COMPARED: Final = 100


@dataclass(slots=True)
class Suggestions:
    """Suggests names, as often as a person will read them."""

    _given: int = 0

    def nearest(self, word: str, known: Iterable[str], score: int = 70) -> str | None:
        """The one of *known* that is most like *word*; None if none is, or after many suggestions.

        >>> Suggestions().nearest("Facebok", ["Facebook", "Citigroup"])
        'Facebook'
        """
        if not self._may():
            return None
        found = process.extractOne(word[:_COMPARED], list(known), score_cutoff=score)
        return found[0] if found else None

    def sharing_words(self, words: str, known: Iterable[str], score: int = 75) -> list[str]:
        """Those of *known* that share most of their words with *words*, the most alike first.

        >>> Suggestions().sharing_words("sold locaton trail", ["location trail", "sold goods", "age"])
        ['location trail']
        """
        if not words or not self._may():
            return []
        choices = list(known)
        found = process.extract(
            words[:_COMPARED], choices, scorer=_by_words, score_cutoff=score, limit=len(choices)
        )
        return [name for name, _, _ in sorted(found, key=lambda one: (-one[1], one[0]))]

    def _may(self) -> bool:
        self._given += 1
        return self._given <= _MOST


def _by_words(one: str, other: str, *, score_cutoff: float | None = None) -> float:
    """How alike two phrases are: the words that they share count most, then how much more each says."""
    return (2 * fuzz.token_set_ratio(one, other) + fuzz.token_sort_ratio(one, other)) / 3
