r"""Text as YAML: values that every parser of YAML 1.1 and 1.2 reads back as they were.

A value stands plain where nobody could misread it, else in quotation marks;
what cannot be seen (control characters, no-break spaces) as an escape.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

#: What may stand without quotation marks: words, with marks inside that mean nothing to YAML.
_PLAIN: Final = re.compile(r"[^\W_](?:[\w .'’()/+$€£%&-]*[\w.)%'’])?")
_ESCAPES: Final = {"\n": r"\n", "\r": r"\r", "\t": r"\t", '"': r"\"", "\\": r"\\"}


def plain(text: str) -> str:
    """*text* as a value: without quotation marks where that is safe.

    >>> print(plain("Wells Fargo"), plain("no"), plain("users: all"), plain("the bank's"))
    Wells Fargo "no" "users: all" the bank's
    """
    if _PLAIN.fullmatch(text) and text.isprintable() and _is_text(text):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    r"""*text* in quotation marks, on one line.

    >>> print(quoted("They said: never"), quoted('He said "no"'), quoted("two\nlines"))
    "They said: never" 'He said "no"' "two\nlines"
    """
    if text.isprintable() and ('"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def listed(texts: Iterable[str]) -> str:
    """A list of values on one line.

    >>> print(listed(["banks", "A, Inc."]))
    [banks, "A, Inc."]
    """
    return f"[{', '.join(map(plain, texts))}]"


def comment(text: str, limit: int = 300) -> str:
    r"""*text* fit for a comment: on one line, whatever it holds.

    >>> print(comment("two\nlines"))
    two\nlines
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(one if one.isprintable() else _escaped(one) for one in cut)


def _escaped(one: str) -> str:
    if one in _ESCAPES:
        return _ESCAPES[one]
    if one.isprintable():
        return one
    code = ord(one)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@cache
def _resolver() -> Any:
    from yaml.resolver import Resolver

    return Resolver()


def _is_text(text: str) -> bool:
    """Tell whether YAML reads a plain value as text, not as a number, a date, yes or no, or nothing."""
    from yaml import ScalarNode

    found = _resolver().resolve(ScalarNode, text, (True, False))
    return bool(found == "tag:yaml.org,2002:str") and not _ELSEWHERE.fullmatch(text)


#: What some parsers of YAML 1.1 or 1.2 take for a number or a truth, and PyYAML does not.
_ELSEWHERE: Final = re.compile(r"[yYnN]|(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0[ox][\da-fA-F]+")
