"""Text on paper: measured and wrapped, and refused where no font has a character."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import text_to_path

from graph.problems import UsageError
from viz.content.plain import FIRST_STRONG_ISOLATE, JOINERS, POP_ISOLATE

FAMILY: Final = "DejaVu Sans"
_NEEDS_NO_GLYPH: Final = frozenset(JOINERS + FIRST_STRONG_ISOLATE + POP_ISOLATE)


#: So many letters of a word are measured at first: nearly all words are shorter.
_WINDOW: Final = 32


@dataclass(frozen=True, slots=True)
class Lettering:
    """The fonts of one figure: families in order of preference, the last one DejaVu Sans."""

    families: tuple[str, ...] = (FAMILY,)

    def face(self, size: float, bold: bool = False) -> FontProperties:
        """The font at *size* points."""
        return FontProperties(family=list(self.families), size=size, weight="bold" if bold else "normal")

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """How wide *text* prints on one line, in points."""
        return _width(self.families, text, bold) * size

    def wrap(self, text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
        """*text* in lines no wider than *room* points, broken at spaces and only else inside a word.

        Scripts that are written without spaces are broken between any two letters.
        """
        lines: list[str] = []
        line, used = "", 0.0
        space = self.width(" ", size, bold)
        for word in _pieces(self, text, size, room, bold):
            more = self.width(word.text, size, bold)
            between = space if line and not word.glued else 0.0
            if line and used + between + more > room:
                lines.append(line)
                line, used = word.text, more
            else:
                line, used = f"{line}{' ' if between else ''}{word.text}", used + between + more
        return tuple(_isolated([*lines, line]))

    def balanced(self, text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
        """*text* in as few lines as ``wrap`` needs, of nearly equal length."""
        lines = self.wrap(text, size, room, bold)
        widest = max(self.width(line, size, bold) for line in lines)
        word = max(self.width(one, size, bold) for line in lines for one in line.split(" "))
        narrow = max(widest / len(lines), word)  # no word is broken for the sake of balance
        for share in (0.0, 0.15, 0.3, 0.45, 0.6, 0.8):
            tried = self.wrap(text, size, narrow + share * (widest - narrow), bold)
            if len(tried) == len(lines):
                return tried
        return lines

    def missing(self, texts: Iterable[str], bold: bool = False) -> str | None:
        """The first character of *texts* that no font of this lettering has; None if all are there."""
        known: set[int] = set()
        for family in self.families:
            known.update(_characters(family, bold))
        return next(
            (one for text in texts for one in text if ord(one) not in known and one not in _NEEDS_NO_GLYPH),
            None,
        )

    def check(self, regular: Iterable[str], bold: Iterable[str]) -> None:
        """Raise UsageError, naming the character, if any text would print as an empty box."""
        for texts, heavy in ((regular, False), (bold, True)):
            words = tuple(texts)
            found = self.missing(words, heavy)
            if found is not None:
                name = unicodedata.name(found, "unnamed")
                text = next(one for one in words if found in one)
                raise UsageError(
                    f"no font here has the character {found!r} (U+{ord(found):04X} {name}) of "
                    f"{text!r}; name a font file that has it with --font"
                )


def _isolated(lines: Iterable[str]) -> Iterator[str]:
    """The lines, each with an isolate of its own where one goes on over the end of a line."""
    begun = ""
    for line in lines:
        line = begun + line
        begun = FIRST_STRONG_ISOLATE * max(line.count(FIRST_STRONG_ISOLATE) - line.count(POP_ISOLATE), 0)
        yield line + POP_ISOLATE * len(begun)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, or a part of one too long for the line; ``glued`` to what stands before it."""

    text: str
    glued: bool


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Parts of *text* between which a line may end, each with whether it is glued to the one before it."""
    for word in text.split(" "):
        start = 0
        for place in range(1, 0 if word.isascii() else len(word)):
            letter, before = word[place], word[place - 1]
            opens = unicodedata.category(before) in {"Ps", "Pi"}
            if (
                unicodedata.category(letter) == "Lo"
                and unicodedata.east_asian_width(letter) in "WF"
                and not opens
            ):
                yield word[start:place], start > 0
                start = place
        yield word[start:], start > 0


def _pieces(lettering: Lettering, text: str, size: float, room: float, bold: bool) -> Iterator[_Piece]:
    for word, glued in _words(text):
        while (count := _fitting(lettering, word, size, room, bold)) < len(word):
            yield _Piece(word[:count], glued)
            word, glued = word[count:], True
        yield _Piece(word, glued)


def _fitting(lettering: Lettering, word: str, size: float, room: float, bold: bool) -> int:
    """How many letters of *word* fit into *room*, at least one; never measures much more than that."""
    low, high = 1, _WINDOW
    while high < len(word) and lettering.width(word[:high], size, bold) <= room:
        low, high = high, 2 * high
    if high >= len(word):
        high = len(word)
        if high < 2 or lettering.width(word, size, bold) <= room:
            return high
    while high - low > 1:  # low letters fit, high do not
        middle = (low + high) // 2
        if lettering.width(word[:middle], size, bold) <= room:
            low = middle
        else:
            high = middle
    return low


def lettering(font: Path | None = None) -> Lettering:
    """DejaVu Sans; or the font of the file *font*, with DejaVu Sans for what it lacks.

    Raises:
        UsageError: *font* cannot be read as a font.
    """
    if font is None:
        return Lettering()
    try:
        name = FT2Font(str(font)).family_name
        font_manager.fontManager.addfont(font)
    except (OSError, RuntimeError, ValueError) as error:
        raise UsageError(f"{font}: not a font that can be read; use a .ttf or .otf file") from error
    return Lettering((name, FAMILY))


@lru_cache(maxsize=20_000)
def _width(families: tuple[str, ...], text: str, bold: bool) -> float:
    face = FontProperties(family=list(families), size=1, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, face, False)[0])


@lru_cache(maxsize=16)
def _characters(family: str, bold: bool) -> frozenset[int]:
    face = FontProperties(family=family, weight="bold" if bold else "normal")
    return frozenset(FT2Font(font_manager.findfont(face)).get_charmap())
