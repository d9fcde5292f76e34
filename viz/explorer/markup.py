"""HTML and SVG made of elements: every text is escaped once, where it becomes markup."""

import re
from collections.abc import Mapping
from html import escape
from typing import Final

from graph.telling.plain import escaped

#: Elements that have no content and no end tag.
_VOID: Final = frozenset({"br", "img", "input", "link", "meta"})
#: What no document may hold, and what turns the text after it; the isolates of ``plain.isolated`` may stand.
_HIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\ufffe\uffff]")


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


def element(name: str, attributes: Mapping[str, str | float | None], *content: str) -> Markup:
    """An element; text in it is escaped and made visible, ``Markup`` stands as it is.

    An attribute that is None is left out, a number is written with two decimals at most.

    >>> element("b", {"title": 'a "b"', "x": 1.5, "y": None}, "1 < 2")
    '<b title="a &quot;b&quot;" x="1.5">1 &lt; 2</b>'
    """
    given = "".join(f' {key}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    if name in _VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{joined(*content)}</{name}>")


def joined(*content: str) -> Markup:
    """Texts and markup, one after the other."""
    return Markup("".join(one if isinstance(one, Markup) else escape(shown(one)) for one in content))


def shown(text: str) -> str:
    r"""*text* with controls, lone surrogates and marks that reverse text as escapes.

    >>> print(shown("a\x00b\u202ec"))
    a\x00b\u202ec
    """
    return _HIDDEN.sub(lambda found: escaped(found[0]), text)


def number(value: float) -> str:
    """A length with at most two decimals.

    >>> number(1.0), number(-0.001), number(2.505)
    ('1', '0', '2.5')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def web_link(url: str | None) -> str | None:
    """*url* if it leads to the web; None for anything else, so that no link can run a script.

    >>> web_link("https://example.org/a"), web_link("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    return None if any(ord(one) <= 0x20 or one in '<>"\\^`{|}' for one in url) else url


def _value(value: str | float) -> str:
    return escape(shown(value)) if isinstance(value, str) else number(value)
