"""What statements, sources and parties may have, and how much of it a format had no place for, in words.

A format names what it holds; whatever else is at hand is told as dropped, so that nothing that is
added to the table gets lost in silence.
"""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.claims import Claim, Dossier, LocalName, NonAnswer, Party, Reported, Source
from graph.status.part import PartOf


class Has(StrEnum):
    """What a format may hold or drop, in the order in which it is told."""

    DATES = "dates"
    QUOTES = "quotes"
    UNCHECKED = "which quotes nobody checked"
    RETOLD = "which words are the outlet's"
    OFFSETS = "places of the quotes in their texts"
    POINTERS = "pointers into registers"
    SOURCES = "sources"
    ADDRESSES = "web addresses of sources"
    ARCHIVED = "archived addresses"
    LANGUAGES = "languages of sources"
    NOTES = "notes"
    IDS = "ids in the source files"
    RELATIONS = "relations"
    PASSAGES = "passages that are no claim"
    ALIASES = "other names of parties"
    WIKIDATA = "their ids in Wikidata"
    IDENTIFIERS = "their other ids"
    OPERATORS = "who operates them"
    TIES = "their other ties"
    HOLDER = "holder"
    RECIPIENT = "recipient"
    ACT = "act"
    DATA = "data"
    PURPOSE = "purpose"
    PEOPLE = "people concerned"
    EXCEPTIONS = "exceptions"
    ONLY = "only"
    PERIOD = "period"
    TENSE = "tense"
    VOICE = "voice"
    MODALITY = "modality"
    HEDGES = "hedges"
    RESTS_ON = "evidence kind"
    SPOKESPERSON = "spokesperson"
    VIA = "relaying outlet"
    ANSWERS = "what it answers"
    DENIES = "what it denies as a whole"
    SUPERSEDES = "what it supersedes"


@dataclass(frozen=True, slots=True)
class Part:
    """What is handed over of a dossier: claims, claims and non-answers, their sources, their parties.

    And how many relations and passages that are no claim there are in all of it.
    """

    claims: tuple[Claim, ...]
    said: tuple[Claim | NonAnswer, ...]
    sources: tuple[Source, ...]
    parties: tuple[Party, ...]
    relations: int
    passages: int


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of the table: the fields that it stands for, how it is called, and how many there are.

    *many* is the plural of what is counted by itself ("3 dates"); without it, it is a
    property of so many statements ("data of 12 statements").
    """

    fields: tuple[str, ...]
    one: str
    many: str | None
    count: Callable[[Part], int]


def _things(field: str, one: str, count: Callable[[Part], int], many: str | None = None) -> Row:
    return Row(tuple(field.split()), one, many or f"{one}s", count)


def _of_claims(field: str, words: str) -> Row:
    """What so many of the claims have."""
    names = field.split()

    def count(part: Part) -> int:
        return sum(any(getattr(one, name) for name in names) for one in part.claims)

    return Row(tuple(f"Claim.{name}" for name in names), words, None, count)


def _of_all(name: str, words: str) -> Row:
    """What so many of the claims and non-answers have."""

    def count(part: Part) -> int:
        return sum(bool(getattr(one, name)) for one in part.said)

    return Row((f"Claim.{name}", f"NonAnswer.{name}"), words, None, count)


def _ties(part: Part) -> int:
    """Between parties: memberships once, whichever side tells them."""
    found = {("member", one.iri, group) for one in part.parties for group in one.member_of}
    found |= {("member", member, one.iri) for one in part.parties for member in one.members}
    found |= {("candidate", one.iri, other) for one in part.parties for other in one.candidates}
    found |= {("part", one.iri, other) for one in part.parties for other in one.part_of}
    found |= {("processor", one.iri, other) for one in part.parties for other in one.processor_for}
    return len(found)


def _identifiers(part: Part, wikidata: bool) -> int:
    return sum((scheme == "wikidata") == wikidata for one in part.parties for scheme, _ in one.ids)


_SAID: Final = "Claim.{0} NonAnswer.{0}"
#: The table: how each thing is called and counted.
TABLE: Final[Mapping[Has, Row]] = {
    Has.DATES: _things(
        _SAID.format("said_on"), "date", lambda part: len({one.said_on for one in part.said if one.said_on})
    ),
    Has.QUOTES: _things(
        "Evidence.quote", "quote", lambda part: sum(one.evidence.quote is not None for one in part.said)
    ),
    Has.UNCHECKED: _things(
        "Evidence.verified",
        "mark “quote not checked”",
        lambda part: sum(one.evidence.quote is not None and not one.evidence.verified for one in part.said),
        "marks “quote not checked”",
    ),
    Has.RETOLD: _things(
        _SAID.format("reported"),
        "mark “the outlet's words”",
        lambda part: sum(one.reported is Reported.INDIRECT for one in part.said),
        "marks “the outlet's words”",
    ),
    Has.OFFSETS: _things(
        "Evidence.at",
        "place of a quote in its text",
        lambda part: sum(one.evidence.at is not None for one in part.said),
        "places of quotes in their texts",
    ),
    Has.POINTERS: _things(
        "Evidence.pointer",
        "pointer into a register",
        lambda part: sum(one.evidence.pointer is not None for one in part.said),
        "pointers into registers",
    ),
    Has.SOURCES: _things(
        "Source.title Source.author Source.publisher Source.published",
        "source",
        lambda part: len(part.sources),
    ),
    Has.ADDRESSES: _things(
        "Source.url",
        "web address of a source",
        lambda part: sum(bool(one.url) for one in part.sources),
        "web addresses of sources",
    ),
    Has.ARCHIVED: _things(
        "Source.archived",
        "archived address",
        lambda part: sum(bool(one.archived) for one in part.sources),
        "archived addresses",
    ),
    Has.LANGUAGES: _things(
        "Source.language",
        "language of a source",
        lambda part: sum(bool(one.language) for one in part.sources),
        "languages of sources",
    ),
    Has.NOTES: _things(_SAID.format("note"), "note", lambda part: sum(bool(one.note) for one in part.said)),
    Has.IDS: _things(
        _SAID.format("id"),
        "id in a source file",
        lambda part: sum(bool(one.id) for one in part.said),
        "ids in source files",
    ),
    Has.RELATIONS: _things("Source.relations", "relation", lambda part: part.relations),
    Has.PASSAGES: _things(
        "Source.not_claims",
        "passage that is no claim",
        lambda part: part.passages,
        "passages that are no claim",
    ),
    Has.ALIASES: _things(
        "Party.aliases",
        "other name of a party",
        lambda part: sum(len(one.aliases) for one in part.parties),
        "other names of parties",
    ),
    Has.WIKIDATA: _things(
        "Party.ids",
        "id of a party in Wikidata",
        lambda part: _identifiers(part, True),
        "ids of parties in Wikidata",
    ),
    Has.IDENTIFIERS: _things(
        "Party.ids",
        "id of a party elsewhere",
        lambda part: _identifiers(part, False),
        "ids of parties elsewhere",
    ),
    Has.OPERATORS: _things(
        "Party.operated_by",
        "operator of a party",
        lambda part: sum(len(one.operated_by) for one in part.parties),
        "operators of parties",
    ),
    Has.TIES: _things(
        "Party.member_of Party.members Party.candidates Party.part_of Party.processor_for",
        "tie between parties",
        _ties,
        "ties between parties",
    ),
    Has.HOLDER: _of_claims("from_", "holder"),
    Has.RECIPIENT: _of_claims("to", "recipient"),
    Has.ACT: _of_claims("act", "act"),
    Has.DATA: _of_claims("data", "data"),
    Has.PURPOSE: _of_claims("purpose", "purpose"),
    Has.PEOPLE: _of_claims("subjects", "people concerned"),
    Has.EXCEPTIONS: _of_claims("except_", "exceptions"),
    Has.ONLY: _of_claims("exclusive", "“only”"),
    Has.PERIOD: _of_claims("period_from period_until", "period"),
    Has.TENSE: _of_claims("tense", "tense"),
    Has.VOICE: _of_claims("voice", "passive voice"),
    Has.MODALITY: _of_claims("modality", "modality"),
    Has.HEDGES: _of_claims("hedges", "hedges"),
    Has.RESTS_ON: _of_claims("evidence_kind", "evidence kind"),
    Has.SPOKESPERSON: _of_all("spokesperson", "spokesperson"),
    Has.VIA: _of_all("via", "relaying outlet"),
    Has.ANSWERS: _of_all("responds_to", "answered claims"),
    Has.DENIES: _of_claims("denies", "denied claims"),
    Has.SUPERSEDES: _of_claims("supersedes", "superseded claims"),
}

#: What goes with something else, and is not told where that is dropped.
WITHIN: Final[Mapping[Has, Has]] = {
    **dict.fromkeys((Has.UNCHECKED, Has.RETOLD, Has.OFFSETS), Has.QUOTES),
    **dict.fromkeys((Has.ADDRESSES, Has.ARCHIVED, Has.LANGUAGES), Has.SOURCES),
}

#: What every format tells (of drafts: that it leaves them out, where it cannot mark them), or what only the
#: dossier's own files are about.
NOT_IN_THE_TABLE: Final = frozenset(
    {
        *(f"{kind}.{name}" for kind in ("Claim", "NonAnswer") for name in ("iri", "source", "evidence")),
        *("Claim.speaker", "NonAnswer.speaker", "Claim.stance", "NonAnswer.kind"),
        *("Source.iri", "Source.file", "Source.text", "Source.sha256", "Source.local_names"),
        *("Source.claims", "Source.non_answers"),
        *("Source.drafts", "Claim.draft", "NonAnswer.draft"),
        *("Party.iri", "Party.name", "Party.type", "Party.kind", "Party.relative_to"),
    }
)
#: All of it.
ALL: Final = frozenset(Has)


def dropped(
    dossier: Dossier,
    kept: Set[LocalName] | None,
    holds: Set[Has],
    in_sentences: Set[Has] = frozenset(),
    of: PartOf | None = None,
) -> tuple[str, ...]:
    """What a format dropped, as phrases of ``Written.lost``: "dropped 3 dates, 15 quotes".

    Args:
        dossier: What was said.
        kept: Local names of the claims and non-answers that are handed over; all of them if None.
        holds: What the format holds.
        in_sentences: What stands in the words of its sentences only, where no program finds it.
        of: Of how much *dossier* is a part, if it is.
    """
    part = _part(dossier, kept, of)
    found = [
        f"{opening} {', '.join(phrases)}"
        for opening, phrases in (
            ("in the sentences only:", _counted(part, in_sentences)),
            ("dropped", _counted(part, ALL - holds - in_sentences)),
        )
        if phrases
    ]
    return tuple(found)


def _part(dossier: Dossier, kept: Set[LocalName] | None, of: PartOf | None) -> Part:
    claims = tuple(one for one in dossier.claims if kept is None or one.iri in kept)
    answers = tuple(one for one in dossier.non_answers if kept is None or one.iri in kept)
    said: tuple[Claim | NonAnswer, ...] = (*claims, *answers)
    used = {one.source for one in said}
    named = {name for one in said for name in (one.speaker, one.spokesperson, one.via)}
    named |= {end.value for one in claims for end in (*one.from_, *one.to)}
    return Part(
        claims,
        said,
        tuple(one for one in dossier.sources if kept is None or one.iri in used),
        tuple(one for one in dossier.parties if kept is None or one.iri in named),
        sum(len(one.relations) for one in dossier.sources) if of is None else of.relations,
        sum(len(one.not_claims) for one in dossier.sources) if of is None else of.passages,
    )


def _counted(part: Part, wanted: Set[Has]) -> list[str]:
    """Things with their numbers, then properties with the numbers of the statements that have them."""
    told = [row for has, row in TABLE.items() if has in wanted and WITHIN.get(has) not in wanted]
    counts = [(row, number) for row in told if (number := row.count(part))]
    things = [
        f"{number:,} {row.one if number == 1 else row.many}" for row, number in counts if row.many is not None
    ]
    of = [(row.one, number) for row, number in counts if row.many is None]
    properties = [f"{words} of {number:,}" for words, number in of]
    if properties:
        properties[0] += " statement" if of[0][1] == 1 else " statements"
    return things + properties
