"""A server that plays a language model, well or badly: real HTTP on this machine, in a thread.

A *play* answers one request. The server plays what it was given, one after the
other, and the last one again and again; it remembers every request.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Play = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: Any

    @property
    def data(self) -> dict[str, str]:
        """What the user's message holds."""
        found: dict[str, str] = json.loads(self.body["messages"][1]["content"])
        return found


@dataclass
class ModelServer:
    """Where the server is, what it was asked, and how to end what it still does."""

    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    plays: list[Play] = field(default_factory=list)
    ended: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"


@contextmanager
def serving(*plays: Play) -> Iterator[ModelServer]:
    """A server that plays *plays*."""
    server = ModelServer(plays=list(plays))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.asked.append(Asked(self.path, headers, json.loads(body)))
            self.close_connection = True
            play = server.plays.pop(0) if len(server.plays) > 1 else server.plays[0]
            with suppress(OSError):  # the client has had enough
                play(self)

        def do_GET(self) -> None:  # where a redirect would lead
            server.asked.append(Asked(self.path, {}, None))

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as http:
        http.ended, http.asked = server.ended, server.asked  # type: ignore[attr-defined]
        server.port = http.server_address[1]
        thread = Thread(target=http.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            http.shutdown()
            thread.join()


def requests(server: ModelServer) -> list[dict[str, str]]:
    """What the requests held as data."""
    return [one.data for one in server.asked]


# ---------------------------------------------------------------- plays


def sends(
    body: bytes | str,
    status: int = 200,
    headers: Iterable[tuple[str, str]] = (("Content-Type", "application/json"),),
    length: int | None = None,
) -> Play:
    """Sends this, and says that it is *length* long."""
    data = body.encode() if isinstance(body, str) else body

    def play(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers:
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(data) if length is None else length))
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(data)

    return play


def envelope(content: object, **more: object) -> str:
    """What a server of the protocol puts around the words of a model."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
    return json.dumps({"id": "1", "object": "chat.completion", "choices": [choice | more]})


def says(content: object, **more: object) -> Play:
    """The model says this: words, or what becomes JSON."""
    words = content if isinstance(content, str) or content is None else json.dumps(content)
    return sends(envelope(words, **more))


def error(status: int, message: str = "no", *headers: tuple[str, str]) -> Play:
    """The server tells an error as servers of the protocol do."""
    body = json.dumps({"error": {"message": message, "type": "error"}})
    return sends(body, status, (("Content-Type", "application/json"), *headers))


def drips(data: bytes, every: float) -> Play:
    """Sends a byte now and then, without end: no single read takes long."""

    def play(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "100000000")
        handler.end_headers()
        while not handler.server.ended.wait(every):  # type: ignore[attr-defined]
            handler.wfile.write(data)
            handler.wfile.flush()

    return play


def drips_headers(every: float) -> Play:
    """Sends its headers a byte at a time, without end."""

    def play(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while not handler.server.ended.wait(every):  # type: ignore[attr-defined]
            handler.wfile.write(b"a")
            handler.wfile.flush()

    return play


def sleeps(handler: BaseHTTPRequestHandler) -> None:
    """Says nothing until the server ends."""
    handler.server.ended.wait(30)  # type: ignore[attr-defined]


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    """Ends the connection without a word."""
    handler.connection.close()


def huge(handler: BaseHTTPRequestHandler) -> None:
    """Sends far more than anybody reads."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    started = time.monotonic()
    while time.monotonic() - started < 20:
        handler.wfile.write(b" " * 100_000)
