"""Parameters of a query for a server, which takes text only: the terms stand in it as data, in VALUES blocks.

The embedded engine binds variables beside the text. Here every SELECT of the
query that hands on such a variable gets ``VALUES ?name { term }`` as the first
words of its pattern: the same restriction, in the place where each engine can
use it. A term is serialised, so that no word in it can be read as SPARQL.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pyoxigraph as ox

from graph.asking.sparql import QUIET
from graph.problems import UsageError, shown

#: What may stand between SELECT and its pattern, and words that could be taken for it.
_TOKEN: Final = re.compile(
    rf"(?P<variable>[?$]\w+)|(?P<quiet>{QUIET.pattern})|(?P<word>[A-Za-z]\w*)|(?P<sign>[(){{}}*])",
    QUIET.flags,
)
_FORMS: Final = frozenset({"select", "ask", "construct", "describe"})


def bound_in(text: str, bound: Mapping[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]) -> str:
    """The query *text* with its variables *bound* to terms.

    Raises:
        UsageError: a variable is no column of the query's SELECT, or a term is one that no query can name.

    >>> print(bound_in("SELECT ?s { ?s ?p ?o }", {"s": ox.NamedNode("http://e/a")}))
    SELECT ?s { VALUES ?s { <http://e/a> } ?s ?p ?o }
    """
    for name, term in bound.items():
        if not isinstance(term, ox.NamedNode | ox.Literal):
            raise UsageError(f"?{name} cannot be bound to {shown(str(term))}; give an IRI or a literal")
    places = list(_patterns(text))
    if bound and not (places and bound.keys() <= places[0][1]):
        names = ", ".join(f"?{name}" for name in sorted(bound))
        raise UsageError(f"a parameter can only be bound to a column of the query's SELECT: give it {names}")
    for start, columns in reversed(places):
        given = "".join(f" VALUES ?{name} {{ {bound[name]} }}" for name in sorted(bound.keys() & columns))
        text = text[:start] + given + text[start:]
    return text


def prefixed(text: str, prefixes: Mapping[str, str]) -> str:
    """The query *text* with those *prefixes* that it uses without declaring them."""
    used = set(re.findall(r"([A-Za-z][\w-]*):", text))
    declared = {one.casefold() for one in re.findall(r"(?i)\bprefix\s+([\w-]+)\s*:", text)}
    lines = [
        f"PREFIX {name}: <{namespace}>\n"
        for name, namespace in prefixes.items()
        if name in used and name.casefold() not in declared
    ]
    return "".join(lines) + text


def _patterns(text: str) -> Iterator[tuple[int, frozenset[str]]]:
    """Where the pattern of each query and subquery begins, and which variables it hands on."""
    everything = frozenset(token[0][1:] for token in _TOKEN.finditer(text) if token["variable"])
    form, columns, depth, template = "", set[str](), 0, False
    for token in _TOKEN.finditer(text):
        word = token[0].casefold() if token["word"] else token[0]
        if not form:
            if word in _FORMS:
                form, columns, depth, template = word, set(), 0, word == "construct"
        elif token["variable"]:
            columns |= {word[1:]} if not depth else set()
        elif word == "where" and not depth:
            template = False
        elif word == "{" and not depth and not template:
            yield token.end(), frozenset(columns) if form == "select" else everything
            form = ""
        elif word == "*" and not depth:
            columns |= everything
        else:
            depth += (word in "({") - (word in ")}")
            template = template and (depth > 0 or word != "}")
