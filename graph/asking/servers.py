"""A server of SPARQL 1.1: its addresses, from a URL or a file of TOML, and what it wants to know of us.

A URL stands for the usual layout, which is that of the ``oxigraph`` server:
``URL/query``, ``URL/update`` and ``URL/store``. Where a server has another, a
file names its addresses. Passwords and tokens come from the environment only.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from graph.problems import UsageError, shown
from graph.web import is_this_machine

USER, PASSWORD, TOKEN = "FLOWCLAIMS_STORE_USER", "FLOWCLAIMS_STORE_PASSWORD", "FLOWCLAIMS_STORE_TOKEN"
#: Seconds that one request may take in all, if nobody says otherwise, and at most.
TIMEOUT: Final = 300.0
LONGEST_TIMEOUT: Final = 86_400.0

_MOST: Final = 100_000
_ADDRESSES: Final = ("query", "update", "graph-store")
_TEXTS: Final = (*_ADDRESSES, "authentication", "user", "before-query")
_SHORTEST_SECRET: Final = 4


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server takes queries, updates and graphs, how it is called, and who we are to it.

    ``before_query`` is put before the text of every query: what no standard
    says and a server needs. ``pauses`` are the seconds before each further try.
    """

    query: str
    update: str
    graph_store: str
    host: str
    on_this_machine: bool
    authentication: str = "basic"
    user: str | None = None
    secret: str | None = field(default=None, repr=False)
    before_query: str = ""
    timeout: float = TIMEOUT
    pauses: tuple[float, ...] = (1.0, 3.0)

    def without_secret(self, text: str) -> str:
        """*text* from outside without our password or token, should a server have put it there."""
        if self.secret and len(self.secret) >= _SHORTEST_SECRET:
            return text.replace(self.secret, "[secret]")
        return text


def is_url(name: str) -> bool:
    """Tell whether *name* is the URL of a server."""
    return re.match("https?://", name, re.IGNORECASE) is not None


def server(name: str, environment: Mapping[str, str] = os.environ) -> Server:
    """The server that a URL or a file of TOML names.

    Raises:
        UsageError: it names none, or one that a password must not be sent to.
    """
    if is_url(name):
        base = name.rstrip("/")
        told = _told(name)
        if "?" in name:
            raise UsageError(f"{told}: a URL with '?' goes into a file of TOML; see docs/stores.md")
        # Servers of this layout are told in the request that the union of all graphs is meant.
        given = {
            "query": f"{base}/query?union-default-graph",
            "update": f"{base}/update",
            "graph-store": f"{base}/store",
        }
        return _server(given, told, environment)
    return _server(_file(Path(name)), shown(name, 4000), environment)


def _server(given: Mapping[str, str | float], told: str, environment: Mapping[str, str]) -> Server:
    hosts = {}
    for key in _ADDRESSES:
        if key not in given:
            raise UsageError(f'{told}: no address {key}; write {key} = "https://HOST/…"')
        hosts[key] = _host(str(given[key]), told)
    host, secure, here = hosts["query"]
    authentication = str(given.get("authentication", "basic"))
    if authentication not in {"basic", "digest"}:
        raise UsageError(f"{told}: authentication is basic or digest (a token is always sent as bearer)")
    token, password = environment.get(TOKEN), environment.get(PASSWORD)
    user = environment.get(USER) or str(given.get("user", "")) or None
    if token:
        authentication, secret = "bearer", token
    else:
        secret = (password or "") if user else ""
    _check_secret(TOKEN if token else PASSWORD, secret, bool(token))
    if secret and len({address[:2] for address in hosts.values()}) > 1:
        raise UsageError(f"{told}: the addresses are on several hosts; a password or token goes to one only")
    if secret and not secure and not here:
        raise UsageError(
            f"http://{shown(host)}: a password or token would cross the network for everybody to read; "
            "use https://"
        )
    timeout = given.get("timeout", TIMEOUT)
    if isinstance(timeout, str) or not 0 < timeout <= LONGEST_TIMEOUT:
        raise UsageError(f"{told}: timeout is the seconds of one request, up to {LONGEST_TIMEOUT:g}")
    return Server(
        query=str(given["query"]),
        update=str(given["update"]),
        graph_store=str(given["graph-store"]),
        host=host,
        on_this_machine=here,
        authentication=authentication,
        user=user,
        secret=secret or None,
        before_query=str(given.get("before-query", "")),
        timeout=float(timeout),
    )


def _host(url: str, told: str) -> tuple[str, bool, bool]:
    """The host of an address with its port as it is told, whether it is safe, and whether this machine."""
    address = _told(url)
    try:
        parts = urlsplit(url)
        name, port = parts.hostname, parts.port
    except ValueError:
        raise UsageError(f"{told}: {address!r} is no URL; write https://HOST/…") from None
    if parts.scheme not in {"http", "https"} or not name or not re.fullmatch(r"[^\s\x00-\x20\\]+", url):
        raise UsageError(f"{told}: {address!r} is no URL of a server; write https://HOST/…")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise UsageError(
            f"{told}: {address!r}: a URL with a name, password or '#' is not used, since it would be shown; "
            f"set {USER} and {PASSWORD}"
        )
    host = (f"[{name}]" if ":" in name else name) + (f":{port}" if port is not None else "")
    return host, parts.scheme == "https", is_this_machine(name)


def _told(url: str) -> str:
    """A URL as it may be shown: without a password."""
    return shown(re.sub("[?#].*", "", re.sub("//[^/@]*@", "//…@", url), flags=re.DOTALL))


def _check_secret(where: str, secret: str, token: bool) -> None:
    allowed = r"[\x21-\x7e]{0,8192}" if token else r"[^\x00-\x1f\x7f]{0,1024}"
    if not re.fullmatch(allowed, secret):
        raise UsageError(f"{where} holds characters that are in no {'token' if token else 'password'}")


def _file(path: Path) -> dict[str, str | float]:
    told = shown(str(path), 4000)
    try:
        with path.open("rb") as stream:
            content = tomllib.loads(stream.read(_MOST).decode())
    except OSError as error:
        raise UsageError(f"{told} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{told} is no TOML ({shown(str(error))}); see docs/stores.md") from None
    for key, value in content.items():
        if key in ("password", "token"):
            raise UsageError(f"{told}: a {key} does not belong into a file; set {PASSWORD} or {TOKEN}")
        right = isinstance(value, str) if key in _TEXTS else isinstance(value, int | float)
        if key not in (*_TEXTS, "timeout") or not right or isinstance(value, bool):
            known = ", ".join((*_TEXTS, "timeout"))
            raise UsageError(f"{told}: {shown(key)!r} is unknown or of the wrong kind; it holds {known}")
    return content
