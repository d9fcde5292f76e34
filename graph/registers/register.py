"""What every register gives: its documents, the parties that they name, and their entries.

All of it is in the words of source files (``graph.reading.format``), so that a register
becomes a folder of source files or a graph, and both say the same.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.reading.format import (
    ClaimBlock,
    EntityBlock,
    NonAnswerBlock,
    NotClaimBlock,
    RelationBlock,
    SourceBlock,
    TermsBlock,
)
from graph.spreading import Here, Scheduler

if TYPE_CHECKING:
    from graph.drafting.known import Known
    from graph.registers.resolving import Resolution, Resolver

_NO_TERMS: Final = TermsBlock()
_HERE: Final = Here()

#: One entry of a document.
Entry = ClaimBlock | NonAnswerBlock | RelationBlock | NotClaimBlock


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a register, which becomes one source.

    ``file`` is the name of its source file, without ``.yaml``. ``entries`` reads its entries anew each time
    it is called: claims, then non-answers, relations, and passages that are no claim. Every entry has a
    pointer to its place in the document (row, JSON pointer), or quotes ``text``, where that is given.
    ``key``, for a document that holds nothing but relations, tells that two readings give the same: what
    was made of it by a run that was interrupted need not be made again. ``refers`` is false where no entry
    refers to another, so that they need not be read twice.
    """

    file: str
    source: SourceBlock
    entries: Callable[[], Iterable[Entry]]
    text: str | None = None
    key: str | None = None
    refers: bool = True


def _ignored(_: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How the user wants a register to be read.

    ``decisions`` are the tables of what people decided about names, ``known`` a gazetteer; ``where`` says who
    parses files, and ``parsed`` is told how many of them are.
    """

    decisions: tuple[Path, ...] = ()
    known: Path | None = None
    where: Here | Scheduler = _HERE
    parsed: Callable[[int], None] = _ignored

    def listed(self) -> "Known":
        """The gazetteer.

        Raises:
            UsageError: it cannot be read.
        """
        from graph.drafting.known import NOBODY, read_known

        return NOBODY if self.known is None else read_known([self.known])

    def resolver(self) -> "Resolver":
        """What resolves names at scale.

        Raises:
            UsageError: the decisions or the gazetteer cannot be read.
            DossierError: the decisions contradict each other.
        """
        from graph.registers.resolving import Resolver, read_decisions

        return Resolver(read_decisions(self.decisions), self.listed())


@dataclass(frozen=True, slots=True)
class Register:
    """A register that was opened and checked.

    ``entities`` gives every party that entries name, each once, under names that are told apart without
    case; those that others lie within come first. ``notes`` tell in sentences what a human has to know:
    what was read with doubt, or left out. ``refused`` tells what could not be read at all, and why.
    ``size`` is the number of entries, where it is known before they are read; ``names`` how names were
    resolved, where there were too many to declare them by hand.
    """

    name: str
    documents: tuple[Document, ...]
    entities: Callable[[], Iterator[EntityBlock]]
    terms: TermsBlock = _NO_TERMS
    notes: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    size: int | None = None
    names: "Resolution | None" = None
