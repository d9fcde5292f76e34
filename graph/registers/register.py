"""What every register gives: its documents, the parties that they name, and their entries.

All of it is in the words of source files (``graph.reading.format``), so that a register
becomes a folder of source files or a graph, and both say the same.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.reading.format import (
    ClaimBlock,
    EntityBlock,
    NonAnswerBlock,
    NotClaimBlock,
    RelationBlock,
    SourceBlock,
    TermsBlock,
)

_NO_TERMS: Final = TermsBlock()

#: One entry of a document.
Entry = ClaimBlock | NonAnswerBlock | RelationBlock | NotClaimBlock


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a register, which becomes one source.

    ``file`` is the name of its source file, without ``.yaml``. ``entries`` reads its entries anew each time
    it is called: claims, then non-answers, relations, and passages that are no claim. Every entry has a
    pointer to its place in the document (row, JSON pointer), or quotes ``text``, where that is given.
    """

    file: str
    source: SourceBlock
    entries: Callable[[], Iterable[Entry]]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """A register that was opened and checked.

    ``entities`` gives every party that entries name, each once, under names that are told apart without
    case; those that others lie within come first. ``notes`` tell in sentences what a human has to know:
    what was read with doubt, or left out. ``refused`` tells what could not be read at all, and why.
    """

    name: str
    documents: tuple[Document, ...]
    entities: Callable[[], Iterator[EntityBlock]]
    terms: TermsBlock = _NO_TERMS
    notes: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
