"""The words of the model as frozen values: who said what about which data flow, in which source.

Everything else turns these values into something: ``reading`` makes them from
source files, ``triples`` writes them as RDF and reads them back, ``network``
and ``viz`` show them. Nothing here reads a file, and nothing here says that a
flow took place.

A *name* in this module (``Party.name`` excepted) is a **local name**: what
stands behind the base of an IRI (``party/facebook``, ``claim/3fa9…``), or a
prefixed concept (``pd:Transaction``, ``fc:anyData``). ``vocabulary.iri``
turns one into an IRI. Local names alone are hashed and compared, so another
base changes no hash.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

LocalName = str


class Word(StrEnum):
    """A word of a closed list; hashed as the text that it is, which is many times faster than as an Enum."""

    __hash__ = str.__hash__


class Stance(Word):
    """What a speaker says of a flow."""

    ALLEGED = "alleged"
    DENIED = "denied"
    CONFIRMED = "confirmed"


class NonAnswerKind(Word):
    """How a response neither affirms nor denies."""

    NON_DENIAL = "non-denial"
    DECLINED = "declined-to-comment"
    SILENT = "did-not-respond"


class Act(Word):
    """What is said to happen to the data."""

    SEEK = "seek"
    SHARE = "share"
    SELL = "sell"
    COLLECT = "collect"
    USE = "use"


class PartyType(Word):
    """What sort of party this is."""

    COMPANY = "company"
    GOVERNMENT = "government"
    PERSON = "person"
    SERVICE = "service"
    MEDIA = "media"
    COURT = "court"
    NGO = "ngo"
    GROUP = "group"


class PartyKind(Word):
    """How a class of parties is meant; a named party has none."""

    CLASS = "class"
    THIRD_PARTIES = "third-parties"
    DEFINITE = "definite"
    VAGUE = "vague"


class Slot(Word):
    """The six slots of a flow, in the order in which they are hashed and shown."""

    ACT = "act"
    FROM = "from"
    TO = "to"
    DATA = "data"
    PURPOSE = "purpose"
    SUBJECTS = "subjects"


class Reported(Word):
    """Whose words carry the claim: the speaker's own, or the outlet's."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Tense(Word):
    """When the claim puts the flow."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    EVER = "ever"
    CEASED = "ceased"


class Voice(Word):
    """Passive: the words leave the doer out."""

    PASSIVE = "passive"


class Modality(Word):
    """Conditional: "may", "would", "could"."""

    CONDITIONAL = "conditional"


class EvidenceKind(Word):
    """What the speaker rests the claim on."""

    STATEMENT = "statement"
    DOCUMENT = "document"
    OBSERVATION = "observation"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as it was given: ``2017``, ``2017-03`` or ``2017-03-04``.

    >>> PartialDate("2017-02").last_day
    datetime.date(2017, 2, 28)
    """

    text: str

    def __post_init__(self) -> None:
        """Raise ValueError for anything but a year, a month or a day of the calendar."""
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", self.text):
            raise ValueError(self.text)
        date.fromisoformat(self.text + "-01-01"[len(self.text) - 4 :])

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``."""
        return {4: "year", 7: "month", 10: "day"}[len(self.text)]

    @property
    def first_day(self) -> date:
        """The first day it can mean."""
        return date.fromisoformat(self.text + "-01-01"[len(self.text) - 4 :])

    @property
    def last_day(self) -> date:
        """The last day it can mean: what "as of" compares."""
        first = self.first_day
        if self.precision == "day":
            return first
        if self.precision == "year":
            return first.replace(month=12, day=31)
        if first.month == 12:
            return first.replace(day=31)
        return first.replace(month=first.month + 1) - timedelta(days=1)

    def __str__(self) -> str:
        return self.text


class Said(NamedTuple):
    """One value of a slot with the words that name it in the source."""

    value: LocalName
    words: str


@dataclass(frozen=True, slots=True)
class Party:
    """A company, government body, person, service, outlet, court or NGO; or a class of them.

    ``kind`` is None for a named party. ``ids`` are (scheme, value) pairs such
    as ``("wikidata", "Q380")``. ``aliases`` hold in the whole dossier; names
    that hold in one source only are in ``Source.local_names``. The relations
    hold local names of other parties. Third parties without ``relative_to``
    are, in each flow, those of its holder (see ``flows``).
    """

    iri: LocalName
    name: str
    type: PartyType
    kind: PartyKind | None = None
    aliases: tuple[str, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    operated_by: tuple[LocalName, ...] = ()
    part_of: tuple[LocalName, ...] = ()
    member_of: tuple[LocalName, ...] = ()
    processor_for: tuple[LocalName, ...] = ()
    relative_to: LocalName | None = None
    members: tuple[LocalName, ...] = ()
    candidates: tuple[LocalName, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """An article's own term for data, a purpose or people, and its place in the taxonomy.

    ``exact`` names the one concept it means; else ``broader`` the concepts or
    phrases it lies under (empty: not placed, so nothing wider covers it).
    ``placed_in`` holds the sources that place it, ``fc:lexicon`` where the
    shipped lexicon did; empty where the dossier's shared ``terms.yaml`` did, or
    nobody.
    """

    iri: LocalName
    slot: Slot
    label: str
    aliases: tuple[str, ...] = ()
    exact: LocalName | None = None
    broader: tuple[LocalName, ...] = ()
    placed_in: tuple[LocalName, ...] = ()


class Flow(NamedTuple):
    """A flow pattern: six slots, None where not said, and the flows left out. Described, never asserted."""

    act: Act | None = None
    from_: LocalName | None = None
    to: LocalName | None = None
    data: LocalName | None = None
    purpose: LocalName | None = None
    subjects: LocalName | None = None
    except_: tuple["Flow", ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the words stand: a verbatim quote, or a pointer into a register.

    ``at`` is [start, end) in code points of the source text. ``verified``
    tells that the quote was found in the text at hand; otherwise it is "not
    checked" wherever it is shown.
    """

    quote: str | None = None
    pointer: str | None = None
    at: tuple[int, int] | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Drafted:
    """How a draft came about that nobody has reviewed; all empty where that is not recorded.

    ``extractor`` is ``rules``, ``llm`` or ``rules+llm``, ``version`` that of this project, ``text`` begins
    the SHA-256 of the text that was read, ``confidence`` lies between 0 and 1, ``reason`` says which words
    led to it, ``model`` and ``prompt`` (the beginning of its SHA-256) belong to a language model.
    """

    extractor: str | None = None
    version: str | None = None
    text: str | None = None
    confidence: float | None = None
    reason: str | None = None
    model: str | None = None
    prompt: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One speaker's stance towards one proposition, in one source, with its quote.

    The slots hold what is said, sorted, empty where not said; ``flows`` gives
    the combinations. A claim that denies other claims wholesale names them in
    ``denies`` and has no slots. ``responds_to``, ``denies`` and ``supersedes``
    hold claims' local names. ``said_on`` is the day given for the claim, else
    the source's.
    """

    iri: LocalName
    source: LocalName
    evidence: Evidence
    speaker: LocalName
    stance: Stance
    reported: Reported
    act: Act | None = None
    from_: tuple[Said, ...] = ()
    to: tuple[Said, ...] = ()
    data: tuple[Said, ...] = ()
    purpose: tuple[Said, ...] = ()
    subjects: tuple[Said, ...] = ()
    except_: tuple[Flow, ...] = ()
    exclusive: tuple[Slot, ...] = ()
    id: str | None = None
    spokesperson: LocalName | None = None
    via: LocalName | None = None
    said_on: PartialDate | None = None
    period_from: PartialDate | None = None
    period_until: PartialDate | None = None
    tense: Tense | None = None
    voice: Voice | None = None
    modality: Modality | None = None
    hedges: tuple[str, ...] = ()
    evidence_kind: EvidenceKind | None = None
    responds_to: tuple[LocalName, ...] = ()
    denies: tuple[LocalName, ...] = ()
    supersedes: tuple[LocalName, ...] = ()
    note: str | None = None
    draft: Drafted | None = None


@dataclass(frozen=True, slots=True)
class NonAnswer:
    """A response that neither affirms nor denies."""

    iri: LocalName
    source: LocalName
    evidence: Evidence
    speaker: LocalName
    kind: NonAnswerKind
    reported: Reported
    id: str | None = None
    spokesperson: LocalName | None = None
    via: LocalName | None = None
    said_on: PartialDate | None = None
    responds_to: tuple[LocalName, ...] = ()
    note: str | None = None
    draft: Drafted | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that is no data flow (partnership, ownership, authorised seller): kept, never counted."""

    iri: LocalName
    source: LocalName
    evidence: Evidence
    type: str
    parties: tuple[Said, ...]
    speaker: LocalName | None = None
    purpose: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class NotClaim:
    """A passage that was read and left out, and why."""

    iri: LocalName
    source: LocalName
    evidence: Evidence
    why: str


@dataclass(frozen=True, slots=True)
class Source:
    """One document, what it says of itself, and what was found in it.

    ``file`` is its place inside the dossier. ``local_names`` are (alias,
    party) pairs that hold in this source only ("the company"). ``drafts``
    are no claims yet: they are here only where they were asked for, and
    nothing that counts claims or answers counts them.
    """

    iri: LocalName
    file: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
    language: str | None = None
    url: str | None = None
    archived: str | None = None
    text: str | None = None
    sha256: str | None = None
    local_names: tuple[tuple[str, LocalName], ...] = ()
    claims: tuple[Claim, ...] = ()
    non_answers: tuple[NonAnswer, ...] = ()
    relations: tuple[Relation, ...] = ()
    not_claims: tuple[NotClaim, ...] = ()
    drafts: tuple[Claim | NonAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """Sources that are read together, sorted by IRI, with the parties and phrases they share."""

    name: str
    parties: tuple[Party, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, source by source, in the order of each source."""
        return tuple(claim for source in self.sources for claim in source.claims)

    @property
    def non_answers(self) -> tuple[NonAnswer, ...]:
        """All non-answers, source by source, in the order of each source."""
        return tuple(one for source in self.sources for one in source.non_answers)

    @property
    def drafts(self) -> tuple[Claim | NonAnswer, ...]:
        """All drafts that were asked for, source by source: no claims, and counted nowhere as such."""
        return tuple(one for source in self.sources for one in source.drafts)

    @property
    def party_of(self) -> dict[LocalName, Party]:
        """Party by local name."""
        return {party.iri: party for party in self.parties}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """What is in it, for notebooks."""
        from graph.formats.notebook import dossier_shown

        return dossier_shown(self)
