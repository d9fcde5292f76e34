"""What a language model is asked: our instructions, and beside them a stretch of text as data.

The instructions never change with the text, and the text stands in a message
of its own, as a string in JSON: nothing in it can pass for an instruction of ours.
"""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from graph.drafting.drafts import Document
from graph.drafting.model.stretches import Stretch

#: Wishes about how the reply is made; servers that know a wish not are asked again without it.
PARAMETERS: Final[dict[str, Any]] = {
    "temperature": 0,
    "seed": 0,
    "response_format": {"type": "json_object"},
}
#: How much of the document's beginning goes with each later stretch, in code points.
_OPENING: Final = 600


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a model, whatever server it runs on."""

    model: str
    system: str
    user: str

    @property
    def messages(self) -> list[dict[str, str]]:
        """The messages as the chat-completions protocol has them."""
        return [{"role": "system", "content": self.system}, {"role": "user", "content": self.user}]

    @property
    def digest(self) -> str:
        """The SHA-256 of all that the reply depends on; the server is no part of it."""
        asked = {"model": self.model, "messages": self.messages, **PARAMETERS}
        return sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


@cache
def instructions() -> str:
    """Our instructions: ``instructions.txt``."""
    return files(__package__).joinpath("instructions.txt").read_text(encoding="utf-8")


@cache
def prompt_hash() -> str:
    """The first 16 hex digits of the SHA-256 of all that is asked besides the text."""
    asked = json.dumps([instructions(), PARAMETERS, _OPENING], sort_keys=True)
    return sha256(asked.encode()).hexdigest()[:16]


def request(document: Document, stretch: Stretch, model: str) -> Request:
    """The question about one stretch of a document."""
    data = {
        "title": document.title,
        "publisher": document.publisher,
        "speaker": document.speaker,
        "opening": document.text[: min(_OPENING, stretch.start)],
        "text": document.text[stretch.start : stretch.end],
    }
    given = {key: value for key, value in data.items() if value or key == "text"}
    return Request(model, instructions(), json.dumps(given, ensure_ascii=False))
