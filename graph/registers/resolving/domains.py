"""Domains in one form: without case, scheme, ``www.``, port and trailing dot; never guessed."""

import re
import unicodedata
from typing import Final

from graph.registers.resolving.tables import tables

_PLAIN: Final = re.compile(r"(?!www\.|xn--)[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*://|//")
_LABEL: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_PORT: Final = re.compile(r":[0-9]{0,5}$")
#: The second label of names such as ``example.co.uk``, which tells nothing.
_SECOND_LEVEL: Final = frozenset(
    ["ac", "co", "com", "edu", "gen", "go", "gob", "gov", "mil", "ne", "net", "nom", "or", "org", "web"]
)


def domain(text: str | None) -> str | None:
    """The domain that *text* gives, in the form in which domains are compared; None if it gives none.

    A path or query that leads to somebody's page stays. What has dots and is no domain (two domains,
    an address of mail) stays as it is, without case: it is like no other.

    >>> domain("HTTPS://WWW.Example.com./"), domain("München.de"), domain("N/A")
    ('example.com', 'xn--mnchen-3ya.de', None)
    >>> domain("https://example.com/shops/acme")
    'example.com/shops/acme'
    """
    if text is None or _PLAIN.fullmatch(text):
        return text
    seen = "".join(one for one in text if one.isprintable() or one.isspace())
    folded = " ".join(unicodedata.normalize("NFKC", seen).lower().split())
    if "." not in folded.strip("."):
        return None
    address = _SCHEME.sub("", folded, count=1)
    host, slash, path = address.partition("/")
    host, mark, query = host.partition("?") if not slash else (host, "", "")
    rest = f"{slash}{path}{mark}{query}".partition("#")[0].rstrip("/?")
    host = _PORT.sub("", host).rstrip(".")
    if host.startswith("www.") and host.count(".") > 1:
        host = host[4:]
    labels = [_ascii(one) for one in host.split(".")]
    if len(labels) < 2 or labels[-1].isdigit() or not all(map(_LABEL.fullmatch, labels)):
        return folded
    return ".".join(labels) + rest


def _ascii(label: str) -> str:
    """A label as the domain name system has it: Punycode where it is not ASCII."""
    try:
        return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
    except UnicodeError:
        return label


def own_label(host: str) -> str:
    """The label of a domain that its owner chose.

    >>> own_label("news.example.co.uk"), own_label("example.com")
    ('example', 'example')
    """
    labels = host.partition("/")[0].split(".")
    return labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2 if labels[1:] else 0]


def is_shared(host: str) -> bool:
    """Tell whether anybody may have a page or a name there."""
    return host in tables().shared
