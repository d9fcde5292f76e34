"""One attribution: who says something, by which word."""

from dataclasses import dataclass
from typing import Final

from graph.drafting.text.tree import Token


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it, by which word; ``speaker`` None: nobody is named, so it is the outlet's.

    ``verb`` is the word that attributes, None where the sentence before did it; ``document`` tells that
    a document of the speaker's own is quoted, ``paper`` what it is called, ``human`` that somebody unnamed
    speaks for the speaker. ``others`` are the parties that are named as saying the same.
    """

    speaker: str | None
    spokesperson: str | None = None
    verb: Token | None = None
    cue: str = ""
    direct: bool = False
    document: bool = False
    human: bool = False
    paper: str = ""
    others: tuple[str, ...] = ()


NOBODY: Final = Attribution(None)
