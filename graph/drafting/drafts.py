"""What drafting gives: statements and parties that a text seems to hold, before anybody has reviewed them.

Every extractor gives this one form, and one writer turns it into a source
file. Names and phrases are words as a reader would write them; a place is
[start, end) in code points of the text.
"""

from dataclasses import dataclass
from typing import Final

from graph.claims import (
    Act,
    Drafted,
    Modality,
    NonAnswerKind,
    PartialDate,
    PartyKind,
    PartyType,
    Reported,
    Stance,
    Tense,
    Voice,
)

#: What an outlet is called that neither the text nor the caller names.
UNNAMED: Final = "unnamed outlet"


@dataclass(frozen=True, slots=True)
class Document:
    """A text to draft from, and what it does not say of itself.

    ``name`` is its file's name without the extension, ``sha256`` that of its bytes. ``speaker`` is
    the party whose own document it is (a policy, a statement); None for what an outlet writes.
    """

    name: str
    text: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class DraftParty:
    """A party that drafts name: by its own name, and by what the text calls it besides."""

    name: str
    type: PartyType
    kind: PartyKind | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A claim that the text seems to hold; empty slots are not said, parties go by ``DraftParty.name``."""

    at: tuple[int, int]
    speaker: str
    stance: Stance
    act: Act | None
    from_: tuple[str, ...]
    to: tuple[str, ...]
    data: tuple[str, ...]
    purpose: tuple[str, ...]
    subjects: tuple[str, ...]
    drafted: Drafted
    spokesperson: str | None = None
    via: str | None = None
    reported: Reported | None = None
    tense: Tense | None = None
    voice: Voice | None = None
    modality: Modality | None = None
    hedges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftNonAnswer:
    """A response without yes or no that the text seems to report."""

    at: tuple[int, int]
    speaker: str
    kind: NonAnswerKind
    drafted: Drafted
    spokesperson: str | None = None
    via: str | None = None
    reported: Reported | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """What a language model proposed and no check let through: its sort ("claim"), why, and its words."""

    sort: str
    why: str
    words: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """How many claims and non-answers a language model proposed, and what of its reply was refused."""

    claims: int = 0
    non_answers: int = 0
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafts:
    """All that one document seems to say, in the order of its text; ``proposals`` where a model was asked."""

    document: Document
    parties: tuple[DraftParty, ...]
    claims: tuple[DraftClaim, ...]
    non_answers: tuple[DraftNonAnswer, ...] = ()
    proposals: Proposals | None = None
