"""Text of a dossier made inert: one line, nothing invisible, nothing that turns its surroundings."""

import unicodedata
from typing import Final

FIRST_STRONG_ISOLATE: Final = "\u2068"
POP_ISOLATE: Final = "\u2069"

#: Joiners shape letters (Persian, Indic scripts) and change no direction.
JOINERS: Final = "\u200c\u200d"
#: Categories with nothing to see: controls, formats, surrogates, private and unassigned characters.
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def inert(text: str) -> str:
    r"""The same text on one line, controls and bidi overrides as visible escapes.

    >>> inert("Ad\nCo \u202egnitekram")
    'Ad Co \\u202egnitekram'
    """
    return "".join(
        one
        if unicodedata.category(one) not in _INVISIBLE or one in JOINERS
        else one.encode("unicode_escape", "surrogatepass").decode("ascii")
        for one in " ".join(text.split())
    )


def isolated(text: str) -> str:
    """The text, kept from turning its surroundings where it is written from right to left."""
    if any(unicodedata.bidirectional(one) in ("R", "AL", "AN") for one in text):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text
