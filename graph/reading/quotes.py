"""Finding a quote in its text: exactly, or up to white space and quotation marks; nothing fuzzier."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from rapidfuzz import fuzz

_DOUBLE: Final = "“”„‟«»″＂"
_SINGLE: Final = "’‘‚‛‹›′ʼ＇`´"
_STRAIGHT: Final = str.maketrans({**dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_SINGLE, "'")})

#: How much of a text is searched for the passage nearest to a quote that is not there, and how much of
#: the quote is looked for: in code points, so that no input can take long.
_SEARCHED: Final = 400_000
_LOOKED_FOR: Final = 200


def normalise(text: str) -> str:
    r"""The text with straight quotation marks and one space for white space, without spaces at its ends.

    >>> print(normalise(" “We  don’t”\n"))
    "We don't"
    """
    return " ".join(text.translate(_STRAIGHT).split())


class Found(NamedTuple):
    """Where a quote stands: [start, end) in code points of the raw text, whether more than once, and how.

    ``exact`` is False where it stands there only up to white space and quotation marks.
    """

    start: int
    end: int
    again: bool
    exact: bool = True


@dataclass(frozen=True)
class SourceText:
    """A source's text as it stands on disk (line ends untouched), with its SHA-256."""

    raw: str
    sha256: str

    @cached_property
    def _normal(self) -> tuple[str, list[int]]:
        """The normalised text and, for each of its characters, the place of the raw one."""
        characters: list[str] = []
        places: list[int] = []
        space = True  # leading white space is dropped
        for place, one in enumerate(self.raw.translate(_STRAIGHT)):
            if not one.isspace():
                characters.append(one)
                places.append(place)
                space = False
            elif not space:
                characters.append(" ")
                places.append(place)
                space = True
        return "".join(characters), places

    def find(self, quote: str) -> Found | None:
        """Where *quote* stands: exact, else up to white space and quotation marks; the first of several."""
        start = self.raw.find(quote)
        if start >= 0:
            return Found(start, start + len(quote), self.raw.find(quote, start + 1) >= 0)
        wanted = normalise(quote)
        text, places = self._normal
        start = text.find(wanted)
        if start < 0 or not wanted:
            return None
        again = text.find(wanted, start + 1) >= 0
        return Found(places[start], places[start + len(wanted) - 1] + 1, again, exact=False)

    def holds(self, quote: str, start: int, end: int) -> bool:
        """Tell whether [start, end) of the text is *quote*, up to white space and quotation marks."""
        return end <= len(self.raw) and normalise(self.raw[start:end]) == normalise(quote)

    def nearest(self, quote: str) -> tuple[str, int] | None:
        """The passage most like *quote* and its line, counted from 1; None if nothing is like it.

        Of a long quote the part around its first difference is looked for.
        """
        wanted = normalise(quote)
        differs = bisect_left(
            range(1, len(wanted)), True, key=lambda end: wanted[:end] not in self._normal[0]
        )
        first = max(0, min(differs - _LOOKED_FOR // 2, len(wanted) - _LOOKED_FOR))
        text = self.raw[:_SEARCHED]
        aligned = fuzz.partial_ratio_alignment(wanted[first : first + _LOOKED_FOR], text, score_cutoff=50)
        if aligned is None or aligned.dest_start == aligned.dest_end:
            return None
        start, end = aligned.dest_start, aligned.dest_end
        while start + 1 < end and text[start].isspace():
            start += 1  # the line where its words begin
        while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1  # whole words
        while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
        return text[start:end].strip(), text.count("\n", 0, start) + 1

    def in_quotation_marks(self, start: int, end: int) -> bool:
        """Tell whether [start, end) stands between quotation marks of its paragraph.

        Curly marks tell by themselves whether they open or close; straight ones are counted.
        A mark at an end of the passage itself counts as around it.
        """
        if self.raw[start : start + 1] in ("“", '"', "„", "«"):
            start += 1
        if self.raw[end - 1 : end] in ("”", '"', "»"):
            end -= 1
        paragraph = self.raw.rfind("\n", 0, start) + 1
        closing = self.raw.find("\n", end)
        before = self.raw[paragraph:start]
        after = self.raw[end : closing if closing >= 0 else len(self.raw)]
        curly = re.findall("[“”]", before)
        if curly and curly[-1] == "“":
            return "”" in after or "“" not in after
        return before.count('"') % 2 == 1 and '"' in after
