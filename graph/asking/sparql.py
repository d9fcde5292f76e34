"""What is checked about a SPARQL query before any store sees it: it stays here, and is not monstrous.

The embedded engine follows ``SERVICE`` over the network and has no switch
against it, and it overflows its stack (the process dies) on queries nested
some hundred levels deep. Both are refused here, erring towards refusal.
"""

import re
from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox

from graph.problems import UsageError, shown

#: What a variable of a query can be bound to.
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

#: Where no keyword can be: comments, IRIs, strings, variables, names after their colon, escapes.
QUIET: Final = re.compile(
    r"""
      \#[^\n\r]*
    | <[^<>"{}|^`\\\x00-\x20]*>
    | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
    | \"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\"
    | '(?:[^'\\\n\r]|\\.)*'
    | "(?:[^"\\\n\r]|\\.)*"
    | [?$]\w+
    | :[\w-]+
    | \\.
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

DEEPEST: Final = 100
LONGEST: Final = 3000


def bare(text: str) -> str:
    """The keywords and punctuation of a query, without what is only named or quoted in it.

    >>> bare('SELECT ?service { ?s ex:service "SERVICE" } # SERVICE')
    'SELECT   { ex       }  '
    """
    return QUIET.sub(" ", text)


def check_query(text: str) -> None:
    """Refuse a query that would leave this machine or overturn the engine.

    Raises:
        UsageError: it holds ``SERVICE``, or is nested or chained beyond all use.
    """
    for form in {text, _ESCAPE.sub(_unescaped, text)}:
        words = bare(form)
        if "service" in words.casefold():
            raise UsageError(
                "SERVICE is off: a query must not leave this machine; load the other data here instead"
            )
        depth = deepest = 0
        for one in words:
            depth += (one in "([{") - (one in ")]}")
            deepest = max(deepest, depth)
        if deepest > DEEPEST:
            raise UsageError(f"the query is nested {deepest} levels deep; use at most {DEEPEST}")
        if (length := len("".join(words.split()))) > LONGEST:
            raise UsageError(
                f"the query holds {length:,} characters of keywords and punctuation; use at most {LONGEST:,}"
            )


def evaluated(
    engine: ox.Store, text: str, bound: Mapping[str, Term], prefixes: Mapping[str, str]
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """What *engine* finds, over the union of its graphs, with variables of the SELECT *bound* to terms.

    Raises:
        UsageError: the query is no valid SPARQL, or a variable in *bound* is none of its columns.
    """
    variables = {ox.Variable(name): term for name, term in bound.items()}
    try:
        return engine.query(
            text,
            prefixes=dict(prefixes),
            use_default_graph_as_union=True,
            substitutions=variables or None,
        )
    except SyntaxError as error:
        raise UsageError(f"the query is not valid SPARQL: {shown(str(error))}") from None
    except RuntimeError as error:
        if "SELECT projection" not in str(error):
            raise
        names = ", ".join(f"?{name}" for name in sorted(bound))
        raise UsageError(
            f"a parameter can only be bound to a column of the query's SELECT: give it {names}"
        ) from None


def is_ordered(text: str) -> bool:
    """Tell whether a query asks for an order."""
    return re.search(r"\border\s+by\b", bare(text), re.IGNORECASE) is not None


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]
