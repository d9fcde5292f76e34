"""A language model as an extractor of drafts: stretches asked, replies kept, checked and merged."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Final

from graph.drafting.drafts import Document, Drafts, Proposals
from graph.drafting.extractors import Drafter
from graph.drafting.known import NOBODY, Known
from graph.drafting.merging import merge
from graph.drafting.model.cache import Cache
from graph.drafting.model.checking import check
from graph.drafting.model.endpoint import Asking, ModelError, require_client
from graph.drafting.model.prompt import Request, prompt_hash, request
from graph.drafting.model.replies import json_of, read_reply
from graph.drafting.model.settings import Endpoint
from graph.drafting.model.stretches import LONGEST_STRETCH, OVERLAP, Stretch, stretches

#: The most stretches that one text is sent in.
MOST_STRETCHES: Final = 150


@dataclass(frozen=True, slots=True)
class Model:
    """The extractor that asks a language model, with the names that are known."""

    endpoint: Endpoint
    cache: Cache
    known: Known = NOBODY

    def __call__(self) -> Drafter:
        """Make ready to ask.

        Raises:
            UsageError: the HTTP client is not installed.
        """
        require_client()
        asking = Asking(self.endpoint)
        return lambda document: self._drafts(document, asking)

    @property
    def identity(self) -> list[str]:
        """What drafts depend on besides the text: the model and all that it is asked, on whatever server."""
        return [
            *("llm", self.endpoint.model, prompt_hash(), str(LONGEST_STRETCH), str(OVERLAP)),
            self.known.digest,
        ]

    def is_answered(self, document: Document) -> bool:
        """Tell whether the cache holds all replies, so that nothing of the text has to be sent."""
        return all(self._kept(asked) is not None for _, asked in self._requests(document))

    def _drafts(self, document: Document, asking: Asking) -> Drafts:
        """What the model proposes and the text bears out.

        Raises:
            ModelError: for a part of the text no reply came that can be used.
        """
        checked = [
            check(read_reply(self._reply(asked, asking)), document, stretch, self.endpoint.model)
            for stretch, asked in self._requests(document)
        ]
        none = Drafts(document, (), (), (), Proposals())
        return reduce(merge, checked, none)

    def _requests(self, document: Document) -> Iterator[tuple[Stretch, Request]]:
        parts = stretches(document.text)
        if len(parts) > MOST_STRETCHES:
            raise ModelError(
                f"is too long for a model: {len(parts):,} requests, and at most {MOST_STRETCHES} are made; "
                "split it into one file per document"
            )
        return ((part, request(document, part, self.endpoint.model)) for part in parts)

    def _kept(self, asked: Request) -> str | None:
        """The reply as it was kept, if it can be used."""
        kept = self.cache.find(asked)
        if kept is not None:
            try:
                read_reply(kept)
            except ModelError:
                return None
        return kept

    def _reply(self, asked: Request, asking: Asking) -> str:
        """The reply to a request: as it was kept, else as it comes, and then kept if it can be used."""
        kept = self._kept(asked)
        if kept is not None:
            return kept
        reply = asking.reply(asked)
        read_reply(reply)
        if self.endpoint.betrays_key(json.dumps(json_of(reply), ensure_ascii=False)):
            raise ModelError(f"the reply of {self.endpoint.host} repeats the key; it is not used")
        self.cache.keep(asked, reply)
        return reply
