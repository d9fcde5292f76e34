"""Text from outside as it may be shown: one line, nothing hidden in it."""

import re
from functools import lru_cache

#: What a reader cannot see but a screen obeys: controls, lone surrogates, non-characters, and the marks
#: that turn the direction of all text after them.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def escaped(character: str) -> str:
    r"""A character as the escape that names it.

    >>> print(escaped("\0"), escaped("\u202e"))
    \x00 \u202e
    """
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


@lru_cache(maxsize=8192)
def visible(text: str) -> str:
    r"""Text on one line: white space as single blanks, hidden characters as escapes.

    >>> print(visible("Acme \u202e\n Inc.\0"))
    Acme \u202e Inc.\x00
    """
    return _HIDDEN.sub(lambda match: escaped(match[0]), " ".join(text.split()))
