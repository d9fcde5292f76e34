"""One question to a server, and the words of its reply; whatever the server does, this ends in bounded time.

A reply is read as it comes and cut off when it grows too large or takes too
long. What may pass (overload, a broken connection, a time-out) is tried again,
a fixed number of times; what will not is told at once. Redirects are not
followed, and what a server says of an error is shown cut and without control
characters.
"""

import asyncio
import json
import time
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from graph import __version__
from graph.drafting.model.prompt import PARAMETERS, Request
from graph.drafting.model.settings import KEY, Endpoint
from graph.problems import GraphError, UsageError, quoted, shown
from graph.web import CONNECT, LONGEST_PAUSE, PASSING, host_of, retry_after

if TYPE_CHECKING:
    import httpx

#: The largest reply that is read, in bytes.
LARGEST_REPLY: Final = 4_000_000
#: Wishes with which a request is sent: all, then those that most servers know, then none.
_WISHES: Final = (tuple(PARAMETERS), ("temperature",), ())


class ModelError(GraphError):
    """The model gave no reply that can be used; the text is fit to be shown."""


class _Passing(ModelError):
    """It may be otherwise at the next try, which is due after ``pause`` seconds (None: as we like)."""

    def __init__(self, message: str, pause: float | None = None) -> None:
        super().__init__(message)
        self.pause = pause


class _Refused(ModelError):
    """The server does not take the request as it is."""


@dataclass(slots=True)
class Asking:
    """Asks one endpoint; remembers which wishes it knows."""

    endpoint: Endpoint
    _wishes: int = 0

    def reply(self, request: Request) -> str:
        """What the model says to *request*.

        Raises:
            ModelError: no reply came, or none that can be read.
            UsageError: the HTTP client is not installed.
        """
        require_client()
        while True:
            try:
                return self._try_again(request)
            except _Refused:
                if self._wishes + 1 == len(_WISHES):
                    raise
                self._wishes += 1

    def _try_again(self, request: Request) -> str:
        pauses = iter(self.endpoint.pauses)
        while True:
            try:
                return _awaited(self._once(request))
            except _Passing as passing:
                pause = next(pauses, None)
                if pause is None:
                    tries = len(self.endpoint.pauses) + 1
                    raise ModelError(f"{passing} (tried {tries} times)") from None
                if passing.pause is not None and passing.pause > LONGEST_PAUSE:
                    raise ModelError(
                        f"{passing}; it asks to wait {passing.pause:,.0f} s: run again later"
                    ) from None
                time.sleep(max(pause, passing.pause or 0.0))

    async def _once(self, request: Request) -> str:
        import httpx

        host = self.endpoint.host
        try:
            async with asyncio.timeout(self.endpoint.timeout):
                status, headers, body = await self._exchange(request)
        except (TimeoutError, httpx.TimeoutException):
            raise _Passing(f"{host} did not answer within {self.endpoint.timeout:g} s") from None
        except httpx.ConnectError as error:
            raise ModelError(f"{host} cannot be reached: {shown(str(error)) or 'no connection'}") from None
        except httpx.TransportError as error:
            raise _Passing(f"the reply of {host} broke off ({type(error).__name__})") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ModelError(f"{host} cannot be asked ({type(error).__name__})") from None
        if status != 200:
            raise self._failure(status, headers, body)
        return self._content(headers, body)

    async def _exchange(self, request: Request) -> tuple[int, "httpx.Headers", bytes]:
        """Status, headers and body of one reply, read only as far as it is wanted."""
        import httpx

        endpoint = self.endpoint
        headers = {
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Content-Type": "application/json",
            "User-Agent": f"flowclaims/{__version__}",
        }
        if endpoint.key:
            headers["Authorization"] = f"Bearer {endpoint.key}"
        asked = {"model": request.model, "messages": request.messages, "stream": False}
        asked |= {name: PARAMETERS[name] for name in _WISHES[self._wishes]}
        try:
            client = httpx.AsyncClient(
                timeout=httpx.Timeout(endpoint.timeout, connect=min(CONNECT, endpoint.timeout)),
                follow_redirects=False,
                trust_env=not endpoint.on_this_machine,  # a proxy has no business between us and ourselves
            )
        except (ValueError, ImportError, OSError, httpx.InvalidURL):  # the message may hold a password
            raise ModelError(
                f"{endpoint.host} cannot be asked in the way that the environment wants; "
                "look at HTTPS_PROXY, ALL_PROXY and SSL_CERT_FILE"
            ) from None
        async with (
            client,
            client.stream(
                "POST", endpoint.url, content=json.dumps(asked).encode(), headers=headers
            ) as response,
        ):
            if response.headers.get("content-encoding", "identity") != "identity":
                raise ModelError(f"{endpoint.host} answers compressed, which was not asked for")
            body = bytearray()
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > LARGEST_REPLY:
                    most = f"{LARGEST_REPLY / 1e6:.0f} MB"
                    raise ModelError(f"the reply of {endpoint.host} is longer than {most}, and not read")
            return response.status_code, response.headers, bytes(body)

    # ------------------------------------------------------------ what came

    def _failure(self, status: int, headers: Mapping[str, str], body: bytes) -> ModelError:
        """What a status other than 200 means."""
        host = self.endpoint.host
        said = self._said(body)
        if 300 <= status < 400:
            to = shown(host_of(headers.get("location", "")) or "nowhere", 80)
            return ModelError(
                f"{host} redirects ({status}) to {to}; that is not followed: name the URL itself"
            )
        if status in (401, 403):
            there = f"check {KEY}" if self.endpoint.key else f"set {KEY}"
            return ModelError(f"{host} refuses access ({status}); {there}{said}")
        if status == 404:
            model = shown(self.endpoint.model, 60)
            return ModelError(f"{host} knows no such address or model (404): check URL and {model!r}{said}")
        if status in (400, 422):
            return _Refused(f"{host} does not take the request ({status}){said}")
        if status in PASSING:
            return _Passing(f"{host} answers with status {status}{said}", retry_after(headers))
        return ModelError(f"{host} answers with status {status}{said}")

    def _said(self, body: bytes) -> str:
        """What the server says of an error, cut; nothing if that is no JSON of the usual form."""
        try:
            error = json.loads(body)["error"]
            said = error if isinstance(error, str) else error["message"]
        except (ValueError, LookupError, TypeError, RecursionError):
            return ""
        if not isinstance(said, str) or not said.strip():
            return ""
        return f"; it says: {quoted(self.endpoint.without_key(said), 200)}"

    def _content(self, headers: Mapping[str, str], body: bytes) -> str:
        """The model's words in a reply of the protocol."""
        host = self.endpoint.host
        try:
            envelope = json.loads(body)
        except (ValueError, RecursionError):
            kind = shown(headers.get("content-type", "") or "no content type", 60)
            raise ModelError(
                f"{host} answers with what is no JSON ({kind}): is this the URL of a chat-completions server?"
            ) from None
        try:
            choice: Any = envelope["choices"][0]
            content, finish = choice["message"]["content"], choice.get("finish_reason")
        except (LookupError, TypeError, AttributeError):
            raise ModelError(f"{host} answers with JSON that holds no reply of a model") from None
        if finish == "length":
            raise ModelError(f"the model at {host} broke off its reply at its greatest length")
        if not isinstance(content, str) or not content.strip():
            raise ModelError(f"the model at {host} gave an empty reply")
        return content


def _awaited(asking: Coroutine[Any, Any, str]) -> str:
    """What *asking* gives: in a thread of its own where a loop already runs, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(asking)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asking).result()


def require_client() -> None:
    """Raise a UsageError if the HTTP client is not installed."""
    from importlib.util import find_spec

    if find_spec("httpx") is None:
        raise UsageError(
            "asking a model needs httpx, which is not installed; install it with: "
            "pip install 'flowclaims[llm]' (in a checkout: pip install '.[llm]')"
        )
