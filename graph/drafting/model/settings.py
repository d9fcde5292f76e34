"""Which model is asked, where, and with which key: from options, the environment, or a file of the user's.

An option goes before the environment, and that before the file. The key comes
from the environment or the file only, and goes to no other host than that of
the URL beside which it stands.
"""

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from graph.problems import UsageError, shown
from graph.web import is_this_machine

URL, MODEL, KEY = "FLOWCLAIMS_LLM_URL", "FLOWCLAIMS_LLM_MODEL", "FLOWCLAIMS_LLM_KEY"
#: Seconds that one request may take in all, if nobody says otherwise, and at most.
TIMEOUT: Final = 300.0
LONGEST_TIMEOUT: Final = 3600.0

_MOST: Final = 100_000
_SHORTEST_KEY: Final = 8
_HOW: Final = (
    f"give --endpoint URL and --model NAME, or set {URL} and {MODEL} (and {KEY}, if the server wants a key)"
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server that speaks the chat-completions protocol, the model to ask there, and how long to wait.

    ``pauses`` are the seconds before each further try, where a try failed by what may pass.
    """

    url: str
    host: str
    model: str
    key: str | None = field(default=None, repr=False)
    on_this_machine: bool = False
    timeout: float = TIMEOUT
    pauses: tuple[float, ...] = (1.0, 3.0)

    def without_key(self, text: str) -> str:
        """*text* from outside without the key, should a server have put it there."""
        return text.replace(self.key, "[key]") if self.key and self.betrays_key(text) else text

    def betrays_key(self, text: str) -> bool:
        """Tell whether *text* holds the key; one too short to be a secret is none."""
        return self.key is not None and len(self.key) >= _SHORTEST_KEY and self.key in text


def endpoint(
    url: str | None = None,
    model: str | None = None,
    environment: Mapping[str, str] = os.environ,
    allow_http: bool = False,
    timeout: float = TIMEOUT,
) -> Endpoint:
    """The endpoint that options, environment and file name together.

    Raises:
        UsageError: no URL or model is named, or one that cannot be used; the file is not for its owner only.
    """
    file = _file(environment)
    named = url or environment.get(URL) or file.get("url")
    model = model or environment.get(MODEL) or file.get("model")
    if not named or not model:
        missing = " and ".join(what for what, there in (("server", named), ("model", model)) if not there)
        raise UsageError(f"no {missing} is named that should draft: {_HOW}")
    if not model.isprintable() or len(model) > 300 or not model.strip():
        raise UsageError(f"{shown(model)!r} is no name of a model")
    if not 0 < timeout <= LONGEST_TIMEOUT:
        raise UsageError(f"--timeout {timeout:g}: give the seconds of one request, up to {LONGEST_TIMEOUT:g}")
    address, host, here = _address(named, allow_http)
    return Endpoint(address, host, model, _key(host, environment, file), here, timeout)


def _address(url: str, allow_http: bool) -> tuple[str, str, bool]:
    """Where to send requests, the host with its port as it is told, and whether it is this machine."""
    told = shown(re.sub("[?#].*", "", re.sub("//[^/@]*@", "//…@", url), flags=re.DOTALL))
    try:
        parts = urlsplit(url)
        name, port = parts.hostname, parts.port
    except ValueError:
        raise UsageError(f"{told!r} is no URL; write https://HOST/v1") from None
    if parts.scheme not in {"http", "https"} or not name or not re.fullmatch(r"[^\s\x00-\x20\\]+", url):
        raise UsageError(f"{told!r} is no URL of a server; write https://HOST/v1")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise UsageError(
            f"{told!r}: a URL with a name, password, '?' or '#' is not used, since it would be shown; "
            f"a key belongs into {KEY}"
        )
    here = is_this_machine(name)
    host = (f"[{name}]" if ":" in name else name) + (f":{port}" if port is not None else "")
    if parts.scheme == "http" and not here and not allow_http:
        raise UsageError(
            f"http://{shown(host)}: texts and key would cross the network for everybody to read; "
            "use https://, or say --allow-http if the network is your own"
        )
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path += "/chat/completions"
    return f"{parts.scheme}://{host}{path}", shown(host), here


def _key(host: str, environment: Mapping[str, str], file: Mapping[str, str]) -> str | None:
    """The key for *host*: a key that stands beside the URL of another host stays where it is."""
    for key, beside, where in (
        (environment.get(KEY), environment.get(URL), KEY),
        (file.get("key"), file.get("url"), "the key of the file"),
    ):
        if not key or (beside and _host(beside) != host):
            continue
        if not re.fullmatch(r"[\x21-\x7e]{1,4096}", key):
            raise UsageError(f"{where} holds characters that are in no key (spaces, line ends, accents)")
        return key
    return None


def _host(url: str) -> str | None:
    try:
        return _address(url, True)[1]
    except UsageError:
        return None


# ---------------------------------------------------------------- the file


def settings_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the user's own settings are looked for: ``flowclaims/llm.toml`` where settings lie."""
    base = environment.get("XDG_CONFIG_HOME") or ""
    folder = Path(base) if os.path.isabs(base) else Path(os.path.expanduser("~")) / ".config"
    return folder / "flowclaims" / "llm.toml"


def _file(environment: Mapping[str, str]) -> dict[str, str]:
    path = settings_file(environment)
    told = shown(str(path), 4000)
    try:
        if not stat.S_ISREG((found := path.stat()).st_mode):
            raise UsageError(f"{told} is no file; it holds url, model and key")
        with path.open("rb") as stream:
            data = stream.read(_MOST)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise UsageError(f"{told} cannot be read: {error.strerror}") from None
    try:
        content = tomllib.loads(data.decode())
    except (ValueError, RecursionError):  # the message would show the line, and the key in it
        raise UsageError(f'{told} is no TOML; write lines such as: model = "NAME"') from None
    for name, value in content.items():
        if name not in {"url", "model", "key"} or not isinstance(value, str):
            raise UsageError(f"{told}: {shown(name)!r} is unknown or no text; it holds url, model and key")
    if "key" in content and os.name == "posix":
        if found.st_mode & 0o077:
            raise UsageError(f"{told} holds a key and others can read it; say: chmod 600 {told}")
        if found.st_uid != os.getuid():
            raise UsageError(f"{told} holds a key and belongs to somebody else; make one of your own")
    return content
