"""Drafts that a source file can hold: every name means one party, every quote stands, nothing is there twice.

An extractor may give anything. What cannot be written is left out, and told;
what stays says what the extractor said.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite, prod
from typing import Final, NamedTuple, TypeVar

from graph.claims import Drafted, PartyKind, PartyType, Reported, Slot
from graph.drafting.drafts import Document, DraftClaim, DraftNonAnswer, DraftParty, Drafts
from graph.drafting.known import NOBODY, Known, KnownParty
from graph.problems import quoted
from graph.reading.format import LONGEST, LONGEST_NAME, MOST_FLOWS
from graph.reading.names import describes, fold
from graph.reading.quotes import SourceText, normalise
from graph.vocabulary import slug, taxonomy

#: Characters that no value holds (as ``graph.reading.format`` has it), and halves of characters.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CONCEPT: Final = ("pd:", "dpv:", "fc:")
_ANY_THIRD_PARTIES: Final = frozenset(
    map(slug, ("third parties", "any third parties", "any third party", "third party"))
)

S = TypeVar("S", DraftClaim, DraftNonAnswer)


@dataclass(frozen=True, slots=True)
class Entity:
    """A party as ``entities`` hold it."""

    name: str
    type: PartyType
    kind: PartyKind | None = None
    aliases: tuple[str, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tidy:
    """Drafts as their file holds them; ``left_out`` says in words what it cannot hold.

    Claims and non-answers name the entities by their names; every ``reported`` is given.
    """

    document: Document
    entities: tuple[Entity, ...]
    claims: tuple[DraftClaim, ...]
    non_answers: tuple[DraftNonAnswer, ...]
    left_out: tuple[str, ...] = ()


def tidy(drafts: Drafts, known: Known = NOBODY) -> Tidy:
    """*drafts* as a source file can hold them, with the names under which *known* lists their parties."""
    document = _document(drafts.document)
    parties = _Parties(drafts, known)
    left_out: list[str] = []
    claims: dict[object, DraftClaim] = {}
    for claim in drafts.claims:
        fit = _claim(claim, document, parties)
        if isinstance(fit, str):
            left_out.append(f"claim of {quoted(claim.speaker, 60)}: {fit}")
        elif claims.setdefault(_says(fit, document), fit) is not fit:
            left_out.append(f"claim of {quoted(fit.speaker, 60)}: it is there already")
    answers: dict[object, DraftNonAnswer] = {}
    for answer in drafts.non_answers:
        made = _non_answer(answer, document, parties)
        if isinstance(made, str):
            left_out.append(f"non-answer of {quoted(answer.speaker, 60)}: {made}")
        elif answers.setdefault(_says(made, document), made) is not made:
            left_out.append(f"non-answer of {quoted(made.speaker, 60)}: it is there already")
    entities = _entities(parties, tuple(claims.values()), tuple(answers.values()))
    by_name = {one.name: one for one in entities}
    text = SourceText(document.text, document.sha256)
    return Tidy(
        document,
        entities,
        tuple(_reported(one, document, by_name, text) for one in claims.values()),
        tuple(_reported(one, document, by_name, text) for one in answers.values()),
        tuple(left_out),
    )


# ---------------------------------------------------------------- words


def fit_text(words: str, limit: int = LONGEST) -> str:
    """*words* on one line, without what no value holds; empty if nothing is left."""
    fit = _UNFIT.sub("", " ".join(words.split()))
    return " ".join(fit.split())[:limit].strip()


def fit_name(words: str) -> str:
    """*words* as a name; empty if they cannot be one."""
    name = fit_text(words, LONGEST_NAME)
    told = any(one.isalnum() or (ord(one) > 0x2FFF and one.isprintable()) for one in name)
    return name if told else ""


def quote_at(text: str, at: tuple[int, int]) -> tuple[int, int] | None:
    """The part of *at* that can be quoted: without space at its ends, up to a character no value holds.

    Of several parts the longest, the first of equals; None where nothing is left.
    """
    start, end = max(0, at[0]), min(len(text), at[1])
    best: tuple[int, int] | None = None
    cuts = [one.start() for one in _UNFIT.finditer(text, start, end) if not one[0].isspace()]
    for left, right in zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True):
        right = min(right, left + LONGEST)
        while left < right and _is_blank(text[left]):
            left += 1
        while left < right and _is_blank(text[right - 1]):
            right -= 1
        if left < right and (best is None or right - left > best[1] - best[0]):
            best = (left, right)
    return best


def _is_blank(one: str) -> bool:
    return one.isspace() or one == "\ufeff"


def quote_of(text: str, at: tuple[int, int]) -> str:
    """The words at *at* as a value holds them: a page break or the like is a space there."""
    return _UNFIT.sub(" ", text[slice(*at)])


def _document(given: Document) -> Document:
    return replace(
        given,
        title=fit_text(given.title or "") or None,
        publisher=fit_text(given.publisher or "") or None,
    )


# ---------------------------------------------------------------- parties


class _Parties:
    """The drafted parties, each under the one name that it will have."""

    def __init__(self, drafts: Drafts, known: Known) -> None:
        """Join those of one name; call by its listed name whoever is *known*."""
        self._meaning: dict[str, str] = {}
        self.found: dict[str, DraftParty] = {}
        self.listed: dict[str, KnownParty] = {}
        cleaned = [(one, fit_name(one.name)) for one in drafts.parties]
        called = _called(((one, name) for one, name in cleaned if name), known)
        for party, name in cleaned:
            if not name:
                continue
            listed = called.get(name)
            own = self._own(fit_name(listed.name) if listed is not None else name)
            if listed is not None:
                self.listed.setdefault(own, listed)
            for words in (name, own):
                for key in _keys(words):
                    self._meaning.setdefault(key, own)
            type_ = (listed.type if listed is not None else None) or party.type
            more = () if name == own else (name,)
            before = self.found.get(own)
            if before is None:
                self.found[own] = DraftParty(own, type_, party.kind, (*more, *party.aliases))
            else:
                self.found[own] = replace(before, aliases=(*before.aliases, *more, *party.aliases))
        for own, party in self.found.items():
            for alias in party.aliases:
                for key in _keys(fit_name(alias)):
                    self._meaning.setdefault(key, own)

    def _own(self, name: str) -> str:
        """The name of the party that *name* means already; else *name*."""
        return next((self._meaning[key] for key in _keys(name) if key in self._meaning), name)

    def name(self, words: str) -> str | None:
        """The name of the party called *words*."""
        return next((self._meaning[key] for key in _keys(fit_name(words)) if key in self._meaning), None)

    def names(self, words: Iterable[str]) -> tuple[str, ...]:
        """The names of the parties called *words*, each once."""
        return tuple(dict.fromkeys(name for one in words if (name := self.name(one)) is not None))

    def introduce(self, words: str, type_: PartyType) -> str | None:
        """The name of the party called *words*, which is one of this type if nobody knows it."""
        name = fit_name(words)
        if not name:
            return None
        own = self.name(name)
        if own is None:
            own = name
            self.found[own] = DraftParty(own, type_)
            for key in _keys(own):
                self._meaning[key] = own
        return own


def _keys(name: str) -> tuple[str, ...]:
    """The forms in which the reader compares a name."""
    return (f"= {fold(name)}", f"/ {slug(name)}") if name else ()


def _called(parties: Iterable[tuple[DraftParty, str]], known: Known) -> dict[str, KnownParty]:
    """By drafted name, the known party that it is.

    Two parties that the text tells apart stay apart: where a list would make them one ("Facebook" and
    "Instagram" of one operator), only the one that is called by the listed name itself takes it.
    """
    if not len(known):
        return {}
    found: dict[str, KnownParty] = {}
    wanted: dict[str, set[str]] = {}
    for party, name in parties:
        listed = known.party(name)
        if listed is None or party.type is PartyType.GROUP or describes(name) or not fit_name(listed.name):
            continue
        if (party.type is PartyType.PERSON) is not (listed.type is PartyType.PERSON):
            continue
        found[name] = listed
        wanted.setdefault(listed.name, set()).add(name)
    return {
        name: listed
        for name, listed in found.items()
        if len(wanted[listed.name]) == 1 or known.by_name(name) == listed
    }


def _entities(
    parties: _Parties, claims: Sequence[DraftClaim], answers: Sequence[DraftNonAnswer]
) -> tuple[Entity, ...]:
    """The parties that are named in what stays, in the order in which they were drafted."""
    used: set[str | None] = set()
    for claim in claims:
        used |= {claim.speaker, claim.spokesperson, claim.via, *claim.from_, *claim.to}
    for answer in answers:
        used |= {answer.speaker, answer.spokesperson, answer.via}
    kept = [one for name, one in parties.found.items() if name in used]
    taken = {key: one.name for one in kept for key in _keys(one.name)}
    ids_taken: set[tuple[str, str]] = set()
    made = []
    for one in kept:
        aliases: dict[str, None] = {}
        for alias in map(fit_name, one.aliases):
            keys = _keys(alias)
            if (
                keys
                and alias != one.name
                and all(taken.setdefault(key, one.name) == one.name for key in keys)
            ):
                aliases.setdefault(alias)
        ids = []
        listed = parties.listed.get(one.name)
        for scheme, value in listed.ids if listed is not None else ():
            if (scheme, value.casefold()) not in ids_taken:
                ids_taken.add((scheme, value.casefold()))
                ids.append((scheme, value))
        made.append(Entity(one.name, one.type, _kind(one, aliases), _distinct(aliases), tuple(ids)))
    return _one_kind_of_third_parties(made, claims)


def _distinct(aliases: Iterable[str]) -> tuple[str, ...]:
    """The aliases without those that differ in case, space or quotation marks only."""
    return tuple({fold(one): one for one in reversed(tuple(aliases))}.values())[::-1]


def _kind(party: DraftParty, aliases: Iterable[str]) -> PartyKind | None:
    """What sort of group a party is; None for a named party."""
    if party.type is not PartyType.GROUP:
        return None
    if party.kind is PartyKind.DEFINITE:
        return PartyKind.VAGUE  # who is meant is for the reviewer to say
    if party.kind is not None or party.name[:1].isupper():
        return party.kind
    third = {slug(party.name), *map(slug, aliases)} & _ANY_THIRD_PARTIES
    return PartyKind.THIRD_PARTIES if third else PartyKind.CLASS


def _one_kind_of_third_parties(made: Sequence[Entity], claims: Sequence[DraftClaim]) -> tuple[Entity, ...]:
    """Of several "third parties" that one claim gives data to, the first alone are everybody outside."""
    third = [one.name for one in made if one.kind is PartyKind.THIRD_PARTIES]
    fewer: set[str] = set()
    for claim in claims:
        fewer |= set([one for one in third if one in claim.to and one not in fewer][1:])
    return tuple(replace(one, kind=PartyKind.CLASS) if one.name in fewer else one for one in made)


# ---------------------------------------------------------------- statements


class _Saying(NamedTuple):
    """What claims and non-answers have in common, as a file can hold it."""

    at: tuple[int, int]
    speaker: str
    spokesperson: str | None
    via: str | None
    drafted: Drafted


def _saying(one: DraftClaim | DraftNonAnswer, document: Document, parties: _Parties) -> _Saying | str:
    """What is common; or in words, why no file can hold it."""
    at = quote_at(document.text, one.at)
    if at is None:
        return f"there are no words at {list(one.at)} of the text"
    speaker = parties.name(one.speaker)
    if speaker is None:
        return "its speaker is none of its parties"
    return _Saying(
        at,
        speaker,
        parties.introduce(one.spokesperson or "", PartyType.PERSON),
        parties.introduce(one.via or "", PartyType.MEDIA),
        _drafted(one.drafted),
    )


def _claim(claim: DraftClaim, document: Document, parties: _Parties) -> DraftClaim | str:
    """*claim* as a file can hold it; or in words, why none can."""
    saying = _saying(claim, document, parties)
    if isinstance(saying, str):
        return saying
    unknown = next((one for one in (*claim.from_, *claim.to) if parties.name(one) is None), None)
    if unknown is not None:
        return f"{quoted(unknown, 60)} is none of its parties"
    fit = replace(
        claim,
        at=saying.at,
        speaker=saying.speaker,
        spokesperson=saying.spokesperson,
        via=saying.via,
        drafted=saying.drafted,
        from_=parties.names(claim.from_),
        to=parties.names(claim.to),
        data=_phrases(claim.data, Slot.DATA),
        purpose=_phrases(claim.purpose, Slot.PURPOSE),
        subjects=_phrases(claim.subjects, Slot.SUBJECTS),
        hedges=tuple(dict.fromkeys(one for one in map(fit_text, claim.hedges) if one)),
    )
    slots = (fit.from_, fit.to, fit.data, fit.purpose, fit.subjects)
    if fit.act is None and not any(slots):
        return "it says nothing of a flow"
    if prod(len(one) or 1 for one in slots) > MOST_FLOWS:
        return f"it speaks of more than {MOST_FLOWS:,} flows at once"
    return fit


def _non_answer(answer: DraftNonAnswer, document: Document, parties: _Parties) -> DraftNonAnswer | str:
    """*answer* as a file can hold it; or in words, why none can."""
    saying = _saying(answer, document, parties)
    if isinstance(saying, str):
        return saying
    return replace(
        answer,
        at=saying.at,
        speaker=saying.speaker,
        spokesperson=saying.spokesperson,
        via=saying.via,
        drafted=saying.drafted,
    )


def _phrases(words: Iterable[str], slot: Slot) -> tuple[str, ...]:
    """The phrases of a slot; one that is written like a concept has to be one."""
    fit = dict.fromkeys(map(fit_text, words))
    return tuple(
        one
        for one in fit
        if one and (not one.startswith(_CONCEPT) or taxonomy().resolve(one, slot) is not None)
    )


def _drafted(given: Drafted) -> Drafted:
    confidence = given.confidence
    if confidence is not None:
        confidence = round(min(max(confidence, 0.0), 1.0), 2) if isfinite(confidence) else None

    def digits(value: str | None) -> str | None:
        return value if value is not None and re.fullmatch("[0-9a-f]{8,64}", value) else None

    return Drafted(
        fit_name(given.extractor or "") or None,
        fit_name(given.version or "") or None,
        digits(given.text),
        confidence,
        fit_text(given.reason or "") or None,
        fit_name(given.model or "") or None,
        digits(given.prompt),
    )


def _says(one: DraftClaim | DraftNonAnswer, document: Document) -> object:
    """What makes two statements the same one: what the reader makes their IRIs of."""
    words = normalise(quote_of(document.text, one.at))
    if isinstance(one, DraftNonAnswer):
        return words, one.speaker, one.kind
    slots = (one.from_, one.to, one.data, one.purpose, one.subjects)
    return words, one.speaker, one.stance, one.act, *(frozenset(slot) for slot in slots)


def _reported(one: S, document: Document, entities: Mapping[str, Entity], text: SourceText) -> S:
    """*one* with whose words it gives: as the reader would work it out with the text at hand.

    In a document of the speaker's own all words are the speaker's.
    """
    if one.reported is not None:
        return one
    by: Entity = entities[one.speaker]
    own = {fold(by.name), *map(fold, by.aliases)}
    owners = {fold(name) for name in (document.publisher, document.speaker) if name}
    direct = not own.isdisjoint(owners) or text.in_quotation_marks(*one.at)
    return replace(one, reported=Reported.DIRECT if direct else Reported.INDIRECT)
