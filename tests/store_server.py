"""A small server of SPARQL 1.1 on this machine, in a thread, that can be told to misbehave.

It answers from an Oxigraph in memory. A *play* (see ``model_server``) that is
put down for a path takes the place of the next answer there.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

from tests.model_server import Play


@dataclass
class StoreServer:
    """Where the server is, what it holds, what it was asked, and what it does instead of answering."""

    port: int = 0
    store: ox.Store = field(default_factory=ox.Store)
    plays: dict[str, list[Play]] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    ended: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """The paths that were asked, in order."""
        return [f"{method} {path}" for method, path, _, _ in self.asked]

    def quads(self) -> set[str]:
        """What it holds, but for the vocabulary."""
        return {str(quad) for quad in self.store if "graph/vocabulary" not in str(quad.graph_name)}

    def answer(self, method: str, path: str, query: str, body: bytes) -> tuple[int, str, bytes]:
        """Status, kind and content of a right answer."""
        if path == "/query":
            form = parse_qs(body.decode())
            names = [ox.NamedNode(one) for one in form.get("default-graph-uri", ())]
            found = self.store.query(
                form["query"][0],
                use_default_graph_as_union=not names,
                default_graph=names or None,
                named_graphs=names or None,
            )
            if isinstance(found, ox.QueryTriples):
                return 200, "application/n-triples", found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
            data = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
            return 200, "application/sparql-results+json", data
        if path == "/update":
            self.store.update(body.decode())
            return 204, "", b""
        graph = ox.NamedNode(parse_qs(query)["graph"][0])
        if method == "POST":
            self.store.load(body, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
            return 204, "", b""
        if not self.store.contains_named_graph(graph):
            return 404, "text/plain", b"no such graph"
        data = self.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
        return 200, "application/n-triples", data


@contextmanager
def store_server() -> Iterator[StoreServer]:
    """A server that runs until the block ends."""
    server = StoreServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.asked.append((self.command, parts.path, headers, body))
            self.close_connection = True
            with suppress(OSError):  # the client has had enough
                if plays := server.plays.get(parts.path):
                    plays.pop(0)(self)
                    return
                with server.lock:
                    status, kind, data = server.answer(self.command, parts.path, parts.query, body)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(data)

        do_GET = do_POST  # noqa: N815 - as the base class calls it

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as http:
        http.ended = server.ended  # type: ignore[attr-defined]
        server.port = http.server_address[1]
        thread = Thread(target=http.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            http.shutdown()
            thread.join()
