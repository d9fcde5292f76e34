"""The source-file format: which blocks and keys there are, and what each may hold.

These models are the reference of the format (DESIGN, section 3). They check
one block at a time and know nothing of places; ``fitting`` tells what does not
fit as problems with the place of the value.
"""

import re
from collections.abc import Iterator
from math import prod
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from graph.claims import (
    Act,
    EvidenceKind,
    Modality,
    NonAnswerKind,
    PartialDate,
    PartyKind,
    PartyType,
    Reported,
    Slot,
    Stance,
    Tense,
    Voice,
)

#: The longest text that a value may hold, in code points (quotes are sentences, not chapters).
LONGEST: Final = 20_000
#: The longest name or id, in code points.
LONGEST_NAME: Final = 300
#: The most flows that one claim may be about: holders × recipients × data × purposes × subjects.
MOST_FLOWS: Final = 10_000

#: Characters that no text holds: control characters (all that XML cannot carry), and non-characters.
_UNFIT = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x{fffe}\x{ffff}"
#: What a value is: not blank, and without those. (The engine is Rust's.)
_FIT: Final = rf"^[\s--\x0b\x0c]*[^{_UNFIT}\s][^{_UNFIT}]*$"

#: What an outside identifier of a known scheme looks like, and how that is told.
IDENTIFIERS: Final = {
    "wikidata": (re.compile(r"Q[1-9][0-9]{0,11}"), "it is Q and a number: Q380"),
    "lei": (re.compile(r"[0-9A-Z]{20}"), "it has 20 capital letters and digits"),
    "website": (re.compile(r"https?://[^\s<>\"{}|\\^`]+"), "it begins with https:// or http://"),
}

#: A misfit between keys of one block: the keys that lead to it (none: the block itself), and what is wrong.
Misfit = tuple[tuple[str, ...], str]


def _as_list(value: object) -> object:
    """A single value as a list of one; null as an empty list."""
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def _as_blocks(value: object) -> object:
    """A single block as a list of one; null as an empty list."""
    if value is None or isinstance(value, list | dict):
        return _as_list(value)
    raise PydanticCustomError("not_blocks", "must be a list")


def _or_empty(value: object) -> object:
    return {} if value is None else value


def _date(value: object) -> PartialDate:
    # the pattern leaves out week dates (2017-W01-1), which Python would read as days
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        try:
            return PartialDate(value)
        except ValueError:
            raise PydanticCustomError("no_such_day", "there is no such day") from None
    raise PydanticCustomError("date", "is no date")


def _offsets(value: object) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise PydanticCustomError("offsets", "must be [start, end]")
    if not all(isinstance(one, str) and re.fullmatch("[0-9]{1,12}", one) for one in value):
        raise PydanticCustomError("offsets", "must be [start, end]")
    start, end = map(int, value)
    if start >= end:
        raise PydanticCustomError("offsets_order", "start before end")
    return start, end


def _sha256(value: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", value):
        raise PydanticCustomError("sha256", "is no SHA-256")
    return value.lower()


def _file_beside(value: str) -> str:
    if value in {".", ".."} or re.search(r"[/\\:]", value):
        raise PydanticCustomError("beside", "must name a file beside the source file")
    return value


def _link(value: str) -> str:
    if not IDENTIFIERS["website"][0].fullmatch(value):
        raise PydanticCustomError("link", "is no web address")
    return value


def _share(value: object) -> float:
    if isinstance(value, str) and re.fullmatch(r"(0|1|0?\.[0-9]{1,18}|1\.0{1,18})", value):
        return float(value)
    raise PydanticCustomError("share", "is no number from 0 to 1")


def _hash(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{8,64}", value):
        raise PydanticCustomError("hash", "begins no SHA-256")
    return value


def _draft(value: object) -> object:
    """Nothing for ``false``, an empty block for ``true``, and a block as it is."""
    if isinstance(value, dict):
        return value
    word = value.casefold() if isinstance(value, str) else ""
    if word not in _TRUTHS:
        raise PydanticCustomError("draft", "is neither true nor false nor a block")
    return {} if _TRUTHS[word] else None


_TRUTHS: Final = {"true": True, "yes": True, "false": False, "no": False}


def _name(value: str) -> str:
    if not any(one.isalnum() or (ord(one) > 0x2FFF and one.isprintable()) for one in value):
        raise PydanticCustomError("no_name", "holds no letter or digit")
    if len(value) > LONGEST_NAME:
        raise PydanticCustomError("long_name", "is too long")
    return value


Text = Annotated[str, StringConstraints(max_length=LONGEST, pattern=_FIT)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]
Name = Annotated[Text, AfterValidator(_name)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_as_list)]
Day = Annotated[PartialDate, PlainValidator(_date)]
Offsets = Annotated[tuple[int, int], PlainValidator(_offsets)]
Link = Annotated[Text, AfterValidator(_link)]
Sha256 = Annotated[Text, AfterValidator(_sha256)]
FileName = Annotated[Text, AfterValidator(_file_beside)]
Hash = Annotated[Text, AfterValidator(_hash)]
Share = Annotated[float, PlainValidator(_share)]


class Block(BaseModel):
    """A mapping with known keys; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def misfits(self) -> Iterator[Misfit]:
        """What does not fit together, though each key by itself is right."""
        yield from ()

    @model_validator(mode="after")
    def _fits_together(self) -> "Block":
        found = tuple(self.misfits())
        if found:
            raise PydanticCustomError("misfit", "does not fit together", {"found": found})
        return self


class SourceBlock(Block):
    """``source``: the document."""

    title: Text | None = None
    author: Text | None = None
    publisher: Text | None = None
    published: Day | None = None
    language: Text | None = None
    url: Link | None = None
    archived: Link | None = None
    text: FileName | None = None
    sha256: Sha256 | None = None


class EntityBlock(Block):
    """One of ``entities``: a party, or a class of parties."""

    name: Name
    type: PartyType
    aliases: Names = ()
    id: Name | None = None
    ids: dict[Text, Text] | None = None
    operated_by: Texts = ()
    part_of: Texts = ()
    member_of: Texts = ()
    processor_for: Texts = ()
    kind: PartyKind | None = None
    relative_to: Text | None = None
    members: Texts = ()
    candidates: Texts = ()

    def misfits(self) -> Iterator[Misfit]:
        """Keys of classes on a party that is none; identifiers that cannot be."""
        if self.kind is not None and self.type is not PartyType.GROUP:
            yield ("kind",), "kind is for parties of type group; use type: group, or leave kind out"
        needs: tuple[tuple[str, object, PartyKind], ...] = (
            ("relative_to", self.relative_to, PartyKind.THIRD_PARTIES),
            ("members", self.members, PartyKind.DEFINITE),
            ("candidates", self.candidates, PartyKind.VAGUE),
        )
        for key, value, kind in needs:
            if value and self.kind is not kind:
                yield (key,), f"{key} needs kind: {kind}; give it, or leave {key} out"
        if self.kind is PartyKind.DEFINITE and not self.members:
            yield ("kind",), "kind definite needs members: name who is meant, or use kind: vague"
        for scheme, value in (self.ids or {}).items():
            if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,40}", scheme):
                yield (
                    ("ids", scheme),
                    "ids: a scheme is one word of letters and digits: wikidata, lei, website",
                )
            elif scheme in IDENTIFIERS and not IDENTIFIERS[scheme][0].fullmatch(value):
                yield ("ids", scheme), f"{scheme}: {value[:60]!r} is none; {IDENTIFIERS[scheme][1]}"


class PlaceBlock(Block):
    """Where a phrase of ``terms`` lies: ``exact`` one concept, or ``broader`` concepts and phrases."""

    exact: Text | None = None
    broader: Texts = ()
    aliases: Texts = ()

    def misfits(self) -> Iterator[Misfit]:
        """Two places for one phrase."""
        if self.exact and self.broader:
            yield ("broader",), "exact and broader exclude each other; keep one of them"


Places = Annotated[dict[Text, Annotated[PlaceBlock, BeforeValidator(_or_empty)]], BeforeValidator(_or_empty)]


class TermsBlock(Block):
    """``terms``: phrases by slot."""

    data: Places = {}
    purpose: Places = {}
    subjects: Places = {}


class PeriodBlock(Block):
    """``period``: when the flow is said to have held."""

    from_: Day | None = Field(None, alias="from")
    until: Day | None = None

    def misfits(self) -> Iterator[Misfit]:
        """A period that ends before it begins, or that is none."""
        if self.from_ and self.until and self.until.last_day < self.from_.first_day:
            yield ("until",), f"the period ends ({self.until}) before it begins ({self.from_}); swap them"
        if not (self.from_ or self.until):
            yield (), "period has neither from nor until; give one of them, or leave period out"


class ExceptBlock(Block):
    """One of ``except``: a flow that is left out; slots as in a claim."""

    act: Act | None = None
    from_: Texts = Field((), alias="from")
    to: Texts = ()
    data: Texts = ()
    purpose: Texts = ()
    subjects: Texts = ()

    def misfits(self) -> Iterator[Misfit]:
        """An exception that would leave out everything."""
        if not (self.act or self.from_ or self.to or self.data or self.purpose or self.subjects):
            yield (), "an exception without slots would leave out everything; name a slot"
        yield from _too_many(self)


class EvidencedBlock(Block):
    """What every quoted entry has: a quote of the text, or a pointer into a register."""

    quote: Text | None = None
    pointer: Text | None = None
    at: Offsets | None = None
    note: Text | None = None

    def misfits(self) -> Iterator[Misfit]:
        """No evidence, or two."""
        if self.quote is None and self.pointer is None:
            yield (), "there is no quote; give the words that carry this, or a pointer into a register"
        if self.quote is not None and self.pointer is not None:
            yield ("pointer",), "quote and pointer exclude each other; keep one of them"
        if self.at is not None and self.quote is None:
            yield ("at",), "at gives the place of a quote, and there is none; leave it out"


class DraftBlock(Block):
    """``draft``: how an entry came about that nobody has reviewed; ``true`` where that is not recorded."""

    extractor: Name | None = None
    version: Name | None = None
    text: Hash | None = None
    confidence: Share | None = None
    reason: Text | None = None
    model: Name | None = None
    prompt: Hash | None = None


#: A draft, or None for what is none.
MaybeDraft = Annotated[DraftBlock | None, BeforeValidator(_draft)]


class ClaimBlock(EvidencedBlock):
    """One of ``claims``, and one row of ``claims.csv``."""

    speaker: Text
    stance: Stance
    act: Act | None = None
    from_: Texts = Field((), alias="from")
    to: Texts = ()
    data: Texts = ()
    purpose: Texts = ()
    subjects: Texts = ()
    id: Name | None = None
    spokesperson: Text | None = None
    via: Text | None = None
    said_on: Day | None = None
    period: PeriodBlock | None = None
    tense: Tense | None = None
    reported: Reported | None = None
    hedges: Texts = ()
    voice: Voice | None = None
    modality: Modality | None = None
    exclusive: Annotated[tuple[Slot, ...], BeforeValidator(_as_list)] = ()
    except_: Annotated[tuple[ExceptBlock, ...], BeforeValidator(_as_blocks)] = Field((), alias="except")
    responds_to: Texts = ()
    denies: Texts = ()
    evidence: EvidenceKind | None = None
    supersedes: Texts = ()
    draft: MaybeDraft = None

    def misfits(self) -> Iterator[Misfit]:
        """No evidence or two; no flow; slots beside ``denies``."""
        if self.quote is None or self.pointer is not None:
            yield from super().misfits()
        slots = self.act or self.from_ or self.to or self.data or self.purpose or self.subjects
        if self.denies:
            if self.stance is not Stance.DENIED:
                yield ("denies",), "denies needs stance: denied"
            if slots or self.except_ or self.exclusive:
                yield (
                    ("denies",),
                    ("a claim that denies other claims takes its slots from them; leave its own out"),
                )
        elif not slots:
            yield (
                (),
                "it says nothing of a flow: no act, from, to, data, purpose or subjects; name what is said",
            )
        for slot in self.exclusive:
            if not getattr(self, "from_" if slot is Slot.FROM else slot.value):
                yield ("exclusive",), f"exclusive names {slot}, which this claim does not give; give it"
        yield from _too_many(self)


class NonAnswerBlock(EvidencedBlock):
    """One of ``non_answers``."""

    speaker: Text
    kind: NonAnswerKind
    via: Text | None = None
    responds_to: Texts = ()
    reported: Reported | None = None
    said_on: Day | None = None
    id: Name | None = None
    spokesperson: Text | None = None
    draft: MaybeDraft = None


class RelationBlock(EvidencedBlock):
    """One of ``relations``: read, kept, never counted as a flow."""

    type: Text
    parties: Texts = Field(min_length=1)
    speaker: Text | None = None
    purpose: Texts = ()


class NotClaimBlock(Block):
    """One of ``not_claims``: read and left out, and why."""

    quote: Text
    why: Text


class SourceFile(Block):
    """A whole source file."""

    source: SourceBlock
    entities: Annotated[tuple[EntityBlock, ...], BeforeValidator(_as_blocks)] = ()
    terms: Annotated[TermsBlock, BeforeValidator(_or_empty)] = TermsBlock()
    claims: Annotated[tuple[ClaimBlock, ...], BeforeValidator(_as_blocks)] = ()
    non_answers: Annotated[tuple[NonAnswerBlock, ...], BeforeValidator(_as_blocks)] = ()
    relations: Annotated[tuple[RelationBlock, ...], BeforeValidator(_as_blocks)] = ()
    not_claims: Annotated[tuple[NotClaimBlock, ...], BeforeValidator(_as_blocks)] = ()


class EntitiesFile(Block):
    """``entities.yaml``: parties shared by the sources of a dossier."""

    entities: Annotated[tuple[EntityBlock, ...], BeforeValidator(_as_blocks)] = ()


class TermsFile(Block):
    """``terms.yaml``: phrases shared by the sources of a dossier."""

    terms: Annotated[TermsBlock, BeforeValidator(_or_empty)] = TermsBlock()


def _too_many(block: ClaimBlock | ExceptBlock) -> Iterator[Misfit]:
    slots = (block.from_, block.to, block.data, block.purpose, block.subjects)
    if (number := prod(len(slot) or 1 for slot in slots)) > MOST_FLOWS:
        yield (
            (),
            f"it speaks of {number:,} flows at once, more than {MOST_FLOWS:,}; split it, or name a group",
        )
