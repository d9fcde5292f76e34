"""One request to a server and its whole reply, in bounded time; whatever the server does, this ends.

What may pass (overload, a broken connection, a time-out) is tried again, a
fixed number of times, if the request may be sent twice; what will not is told
at once. Redirects are not followed, so that a password goes nowhere else. A
reply goes to a temporary file once it is large, and is cut off when it is huge.
"""

import asyncio
import re
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

from graph import __version__
from graph.asking.servers import PASSWORD, TOKEN, USER, Server
from graph.problems import UsageError, quoted, shown
from graph.web import CONNECT, LONGEST_PAUSE, PASSING, host_of, retry_after

if TYPE_CHECKING:
    import httpx
    from anyio.from_thread import BlockingPortal

#: The largest reply that is read, and how much of one is held in memory, in bytes.
LARGEST_REPLY: Final = 4_000_000_000
_HELD: Final = 8_000_000
#: How much of an error is read, in bytes.
_LARGEST_ERROR: Final = 100_000
#: How Virtuoso says, with status 500, what it will not do at the next try either; but for a deadlock.
_STATE: Final = re.compile(r"Virtuoso (\w{5}) Error")
_DEADLOCK: Final = "40001"


class Passing(UsageError):
    """It may be otherwise at the next try, which is due after ``pause`` seconds (None: as we like)."""

    def __init__(self, message: str, pause: float | None = None) -> None:
        super().__init__(message)
        self.pause = pause


class Unanswered(UsageError):
    """All tries ended without an answer: whether the request was carried out is unknown."""


class Missing(UsageError):
    """The server knows no such address or graph (404)."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply of status 2xx: what kind of content, and the content from its beginning."""

    kind: str
    headers: Mapping[str, str]
    body: IO[bytes]


class Channel:
    """Asks one server; connections are kept between requests. ``software`` is what it calls itself."""

    def __init__(self, server: Server) -> None:
        require_client()
        self.server = server
        self.software = ""
        self._open = ExitStack()
        self._portal: BlockingPortal | None = None
        self._client: httpx.AsyncClient | None = None

    def send(
        self,
        method: str,
        url: str,
        content: bytes | None = None,
        kind: str = "",
        accept: str = "*/*",
        parameters: Mapping[str, str] | None = None,
        again: bool = True,
    ) -> Reply:
        """The reply to a request.

        Args:
            method: GET, PUT, POST or DELETE.
            url: One of the server's addresses.
            content: What is sent.
            kind: What kind of content that is.
            accept: Which kinds of content are wanted.
            parameters: What is added to the URL.
            again: Whether it may be sent twice.

        Raises:
            Unanswered: no answer came, or only that the server cannot answer now.
            UsageError: the server refuses.
        """
        pauses = iter(self.server.pauses if again else ())
        tries = 0
        while True:
            tries += 1
            try:
                return self._run(method, url, content, kind, accept, parameters or {})
            except Passing as passing:
                pause = next(pauses, None)
                if pause is None:
                    told = f" (tried {tries} times)" if tries > 1 else ""
                    raise Unanswered(f"{passing}{told}") from None
                if passing.pause is not None and passing.pause > LONGEST_PAUSE:
                    raise Unanswered(
                        f"{passing}; it asks to wait {passing.pause:,.0f} s: run again later"
                    ) from None
                time.sleep(max(pause, passing.pause or 0.0))

    def close(self) -> None:
        """End the connections."""
        if self._portal is not None and self._client is not None:
            self._portal.call(self._client.aclose)
        self._open.close()
        self._portal = self._client = None

    def _run(self, *request: Any) -> Reply:
        if self._portal is None:
            from anyio.from_thread import start_blocking_portal

            self._portal = self._open.enter_context(start_blocking_portal())
        asked = self._portal.start_task_soon(self._once, *request)
        try:
            return asked.result()
        except BaseException:
            asked.cancel()  # where the user has had enough
            raise

    async def _once(
        self,
        method: str,
        url: str,
        content: bytes | None,
        kind: str,
        accept: str,
        parameters: Mapping[str, str],
    ) -> Reply:
        import httpx

        host = self.server.host
        headers = {"Accept": accept} | ({"Content-Type": kind} if kind else {})
        try:
            async with asyncio.timeout(self.server.timeout):
                client = self._client or self._connect()
                target = httpx.URL(url)
                request = client.build_request(
                    method,
                    target.copy_merge_params(dict(parameters)) if parameters else target,
                    content=content,
                    headers=headers,
                )
                response = await client.send(request, stream=True)
                try:
                    body = await self._body(response)
                finally:
                    await response.aclose()
        except (TimeoutError, httpx.TimeoutException):
            raise Unanswered(f"{host} did not answer within {self.server.timeout:g} s") from None
        except httpx.ConnectError as error:
            raise UsageError(f"{host} cannot be reached: {shown(str(error)) or 'no connection'}") from None
        except httpx.TransportError as error:
            raise Passing(f"the answer of {host} broke off ({type(error).__name__})") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise UsageError(f"{host} cannot be asked ({type(error).__name__})") from None
        self.software = response.headers.get("server", "")
        if not 200 <= response.status_code < 300:
            with body:
                raise self._failure(response.status_code, response.headers, body.read())
        return Reply(
            response.headers.get("content-type", "").partition(";")[0].strip(), response.headers, body
        )

    def _connect(self) -> "httpx.AsyncClient":
        import httpx

        server = self.server
        headers = {"Accept-Encoding": "identity", "User-Agent": f"flowclaims/{__version__}"}
        auth: httpx.Auth | None = None
        if server.authentication == "bearer":
            headers["Authorization"] = f"Bearer {server.secret}"
        elif server.user is not None and server.secret is not None:
            kind = httpx.DigestAuth if server.authentication == "digest" else httpx.BasicAuth
            auth = kind(server.user, server.secret)
        try:
            self._client = httpx.AsyncClient(
                timeout=httpx.Timeout(server.timeout, connect=min(CONNECT, server.timeout)),
                follow_redirects=False,
                trust_env=not server.on_this_machine,  # a proxy has no business between us and ourselves
                auth=auth,
                headers=headers,
            )
        except (ValueError, ImportError, OSError, httpx.InvalidURL):  # the message may hold a password
            raise UsageError(
                f"{server.host} cannot be asked in the way that the environment wants; "
                "look at HTTPS_PROXY, ALL_PROXY and SSL_CERT_FILE"
            ) from None
        return self._client

    async def _body(self, response: "httpx.Response") -> IO[bytes]:
        host = self.server.host
        if response.headers.get("content-encoding", "identity") != "identity":
            raise UsageError(f"{host} answers compressed, which was not asked for")
        most = LARGEST_REPLY if response.is_success else _LARGEST_ERROR
        body = tempfile.SpooledTemporaryFile(_HELD)  # noqa: SIM115 - it goes with the reply
        size = 0
        try:
            async for chunk in response.aiter_raw():
                size += len(chunk)
                if size > most:
                    if not response.is_success:
                        break
                    raise UsageError(
                        f"the answer of {host} is longer than {most / 1e6:,.0f} MB, and not read"
                    )
                body.write(chunk)
        except BaseException:
            body.close()
            raise
        body.seek(0)
        return body

    def _failure(self, status: int, headers: Mapping[str, str], body: bytes) -> UsageError:
        """What a status other than 2xx means."""
        server, host = self.server, self.server.host
        said = self._said(headers, body)
        if 300 <= status < 400:
            to = shown(host_of(headers.get("location", "")) or "nowhere", 80)
            return UsageError(f"{host} redirects ({status}) to {to}; that is not followed: name that address")
        if status == 401:
            mend = f"check {TOKEN}" if server.authentication == "bearer" else f"check {USER} and {PASSWORD}"
            if server.secret is None:
                mend = f"set {USER} and {PASSWORD}, or {TOKEN}"
            elif "digest" in headers.get("www-authenticate", "").lower() and server.authentication == "basic":
                mend = 'it wants authentication = "digest"'
            return UsageError(f"{host} refuses access (401); {mend}{said}")
        if status == 403:
            return UsageError(f"{host} does not allow that (403); it takes other rights{said}")
        if status == 404:
            return Missing(f"{host} knows no such address or graph (404); check the addresses{said}")
        state = _STATE.search(said)
        if status in PASSING and (state is None or state[1] == _DEADLOCK):
            return Passing(f"{host} answers with status {status}{said}", retry_after(headers))
        return UsageError(f"{host} answers with status {status}{said}")

    def _said(self, headers: Mapping[str, str], body: bytes) -> str:
        """What the server says of an error, cut, without markup; nothing if that is no text."""
        kind = headers.get("content-type", "")
        try:
            text = body.decode()
        except UnicodeDecodeError:
            return ""
        if "html" in kind:
            text = re.sub(r"(?is)<(head|style|script).*?</\1>|<[^<>]*>", " ", text)
        elif kind and not kind.startswith(("text/", "application/json", "application/problem")):
            return ""
        text = " ".join(self.server.without_secret(text).partition("SPARQL query:")[0].split())
        return f"; it says: {quoted(text, 300)}" if text else ""


def require_client() -> None:
    """Raise a UsageError if the HTTP client is not installed."""
    from importlib.util import find_spec

    if find_spec("httpx") is None:
        raise UsageError(
            "a store on a server needs httpx, which is not installed; install it with: "
            "pip install 'flowclaims[stores]' (in a checkout: pip install '.[stores]')"
        )
