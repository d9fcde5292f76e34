"""How a party of a register is called: no two parties alike, so that a name can stand in a source file.

A name whose domain is called as the name is stands as it is; else the domain stands behind it: "Apple
(apple-fruit.com)".
"""

import re
from collections.abc import Container, Iterable
from typing import Final

from graph.reading.format import LONGEST_NAME
from graph.reading.names import fold
from graph.registers.resolving.normal import ADDRESS, Atom, printable, squash, unmarked
from graph.vocabulary import digest

NO_NAME: Final = "no name"
NO_DOMAIN: Final = "no domain"

_ENDS_IN_BRACKETS: Final = re.compile(r"\)\s*$")
#: The most characters in brackets behind a name, and before them.
_BRACKETED: Final = 70
_ROOM: Final = LONGEST_NAME - _BRACKETED - 10


def clean(name: str) -> str:
    """A name on one line, without what no source file may hold, and marks; ";" divides names there.

    >>> clean(" Acme;  Inc.® ")
    'Acme, Inc.'
    """
    text = unmarked(printable(name))
    text = " ".join(text.replace(";", ",").split()) if ";" in text or "  " in text else text.strip()
    return text if len(text) <= _ROOM else f"{text[: _ROOM - 12]}… {digest(text)[:10]}"


def called(one: Atom, name: str, taken: Container[Atom] = (), alias: bool = False) -> str:
    """The name of an entry, told apart from all entries of other form, words or domain.

    Args:
        one: The entry.
        name: Its name as the register has it.
        taken: Entries of other parties.
        alias: Whether a list says that the party has this name, so that others may be called so.

    >>> called(Atom("apple", "", "apple.com"), "Apple"), called(Atom("apple", "", "apple.de"), "Apple")
    ('Apple', 'Apple (apple.de)')
    """
    text = clean(name)
    if not text:
        return f"{one.host} ({NO_NAME})"
    if one.host is not None and text.lower() == one.host:
        return text
    if ADDRESS.fullmatch(text.lower()):  # it is plain only at this very address
        return f"{text} ({_bracketed(one.host or NO_DOMAIN)})"
    home = one._replace(host=f"{squash(one.words)}.com")
    if not (alias or _ENDS_IN_BRACKETS.search(text)) and (
        one == home or (one.host is None and home not in taken)
    ):
        return text
    return f"{text} ({_bracketed(one.host or NO_DOMAIN)})"


def _bracketed(text: str) -> str:
    inside = clean(text).replace("(", "[").replace(")", "]")
    return inside if len(inside) <= _BRACKETED else f"{inside[: _BRACKETED - 12]}… {digest(inside)[:10]}"


def best(names: Iterable[str]) -> str:
    """The name to show of several spellings: in mixed case, then the shortest, then by the alphabet."""
    return min(names, key=lambda one: (one.isupper() or one.islower(), len(one), one))


def others(names: Iterable[str], name: str) -> tuple[str, ...]:
    """Names that differ from *name* and from each other in more than case and spacing, sorted."""
    found: dict[str, str] = {}
    for one in sorted(names):
        found.setdefault(fold(one), one)
    found.pop(fold(name), None)
    return tuple(sorted(found.values()))
