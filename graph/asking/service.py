"""The three protocols of SPARQL 1.1 over one channel: query, update and graph store."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from graph.asking.channel import Channel, Reply

#: Kinds of content.
RESULTS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"
_FORM: Final = "application/x-www-form-urlencoded"
_UPDATE: Final = "application/sparql-update"


class Service(Channel):
    """A server of SPARQL 1.1."""

    def ask(self, text: str, accept: str, dataset: Mapping[str, Sequence[str]]) -> Reply:
        """What the server answers to a query over a *dataset* (by the names of the protocol), or its own."""
        content = urlencode({"query": text, **dataset}, doseq=True).encode()
        return self.send("POST", self.server.query, content, _FORM, accept)

    def update(self, text: str, again: bool = True) -> None:
        """Have the server carry out an update; sent *again* where no answer comes, if that does no harm."""
        self.send("POST", self.server.update, text.encode(), _UPDATE, again=again).body.close()

    def fetch(self, graph: str) -> Reply:
        """The statements of a graph."""
        return self.send("GET", self.server.graph_store, accept=TRIPLES, parameters={"graph": graph})

    def append(self, graph: str, triples: bytes) -> None:
        """Add N-Triples to a graph; twice is as good as once."""
        self.send("POST", self.server.graph_store, triples, TRIPLES, parameters={"graph": graph}).body.close()
