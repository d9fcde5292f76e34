"""Did you mean: the name nearest to one that nobody knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process

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
        self._given += 1
        if self._given > _MOST:
            return None
        found = process.extractOne(word[:_COMPARED], list(known), score_cutoff=score)
        return found[0] if found else None
