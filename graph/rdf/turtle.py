"""The little of Turtle's syntax that our writer needs: terms, and one node with its statements."""

import re
from collections.abc import Iterable
from typing import Final

from graph.claims import LocalName, PartialDate
from graph.vocabulary import PREFIXES

_SPECIAL = re.compile(r'[\x00-\x1f"\\\x7f]')
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_DATATYPE: Final = {"year": "xsd:gYear", "month": "xsd:gYearMonth", "day": "xsd:date"}


def header(base: str) -> str:
    """The base and the prefixes that the other functions rely on."""
    lines = [f"@base <{base}> .", *(f"@prefix {name}: <{iri}> ." for name, iri in sorted(PREFIXES.items()))]
    return "\n".join(lines) + "\n"


def ref(local: LocalName) -> str:
    """A local name as an IRI: a concept as its prefixed name, all else relative to the base.

    >>> ref("party/facebook"), ref("pd:Transaction")
    ('<party/facebook>', 'pd:Transaction')
    """
    return f"<{local}>" if local.partition(":")[0] not in PREFIXES else local


def text(value: str) -> str:
    r"""A string literal.

    >>> print(text('say "no"\n'))
    "say \"no\"\n"
    """
    if _SPECIAL.search(value):
        value = _SPECIAL.sub(lambda one: _ESCAPES.get(one[0]) or f"\\u{ord(one[0]):04X}", value)
    return f'"{value}"'


def link(value: str) -> str:
    """A web address, kept as a literal: what is no valid IRI must not break the file."""
    return f"{text(value)}^^xsd:anyURI"


def day(value: PartialDate) -> str:
    """A date literal of the precision that was given.

    >>> day(PartialDate("2018-08"))
    '"2018-08"^^xsd:gYearMonth'
    """
    return f'"{value.text}"^^{_DATATYPE[value.precision]}'


def node(subject: LocalName, said: Iterable[str]) -> str:
    """A node and its statements; *said* holds predicate and object of each, as written."""
    return f"{ref(subject)} " + " ;\n    ".join(said) + " .\n"
