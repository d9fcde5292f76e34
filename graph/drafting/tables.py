"""What is known about words: the tables in ``tables/``, read once, as frozen values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any, Final, TypeVar

import yaml

from graph.claims import Act, PartyType

T = TypeVar("T")
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """How one verb or noun speaks of a flow: the act, and the places of its roles.

    A place is ``subject``, ``object``, ``second`` (the indirect object), ``owner`` (of a noun), or a
    preposition; ``tables/frames.yaml`` tells what the marks mean. ``noun`` is what a light verb stands with:
    "tab" of "keep tab".
    """

    word: str
    act: Act
    from_: tuple[str, ...]
    to: tuple[str, ...]
    data: tuple[str, ...]
    people: bool
    mutual: bool
    strong: bool
    particle: bool
    watches: bool
    denies: bool
    alone: bool
    needs: tuple[str, ...]
    example: str
    noun: str | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "noun", self.word.partition(" ")[2] or None)


@dataclass(frozen=True, slots=True)
class Governor:
    """A word before the verb of a flow that changes what it means: ``seek``, ``permit`` or ``deny``."""

    word: str
    means: str
    example: str


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames by lemma, each part of speech apart, and the governors by lemma; verbs of two more sorts.

    ``idle`` has the objects with which a verb speaks of no flow ("take a view").
    """

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    governors: Mapping[str, Governor]
    looks_into: Words
    asked: Words
    idle: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class WordLists:
    """Which nouns name which sort of thing; each a set of lemmas in small letters."""

    party_types: Mapping[str, PartyType]
    people: Words
    persons: Words
    data: Words
    data_pairs: Words
    containers: Words
    letters: Words
    no_parties: Words
    generic_data: Words
    handles: Words
    quantities: Words
    requests: Words
    other_things: Words
    spokespeople: Words
    norms: Words
    documents: Words
    suits: Words
    devices: Words
    gadgets: Words
    voices: Words
    outside_voices: Words
    services: Mapping[str, str]
    names: Mapping[PartyType, Words]


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that attribute, deny, and soften."""

    says: Words
    denies: Words
    admits: Words
    accuses: Words
    claim_nouns: Words
    negatives: Words
    qualities: Words
    falsely: Words
    untrue: Words
    practices: Words
    ends: Words
    judges: Words
    hedges: Words


@dataclass(frozen=True, slots=True)
class Towns:
    """Names of places in small letters: parts of lands, their short forms behind a town, cities, lands."""

    states: Words
    short: Words
    cities: Words
    lands: Words

    def __contains__(self, name: object) -> bool:
        """Whether a name in small letters is that of a place within a land."""
        return name in self.cities or name in self.states or name in self.short


@dataclass(frozen=True, slots=True)
class Calling:
    """What a party that everybody knows is, and the phrases that texts call it by."""

    type: PartyType
    phrases: tuple[str, ...]


#: What a row of frames may be marked with.
_MARKS: Final = ("people", "mutual", "strong", "particle", "watches", "denies", "alone")


def table(name: str) -> Any:
    """The table ``tables/NAME.yaml`` as it stands; scalars are words: "no" and "on" are no booleans."""
    text = files(__package__).joinpath("tables", f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CBaseLoader)


@cache
def frames() -> Frames:
    """The frames of ``tables/frames.yaml``."""
    known = table("frames")

    def of(kind: str) -> dict[str, tuple[Frame, ...]]:
        found: dict[str, list[Frame]] = {}
        for row in known[kind]:
            for word, example in row["words"].items():
                frame = Frame(
                    word,
                    Act(row["act"]),
                    from_=_texts(row.get("from")),
                    to=_texts(row.get("to")),
                    data=_texts(row.get("data")),
                    needs=_texts(row.get("needs")),
                    example=example,
                    **{key: row.get(key) == "true" for key in _MARKS},
                )
                found.setdefault(word.split()[0], []).append(frame)
        return {word: tuple(rows) for word, rows in found.items()}

    governors = {
        word: Governor(word, row["means"], example)
        for row in known["governors"]
        for word, example in row["words"].items()
    }
    idle: dict[str, set[str]] = {}
    for phrase in known["idle"]:
        verb, noun = phrase.split()
        idle.setdefault(verb, set()).add(noun)
    return Frames(
        of("verbs"),
        of("nouns"),
        of("adjectives"),
        governors,
        _lower(known["looks_into"]),
        _lower(known["asked"]),
        {verb: frozenset(nouns) for verb, nouns in idle.items()},
    )


@cache
def words() -> WordLists:
    """The nouns of ``tables/words.yaml``."""
    known = table("words")
    types = {word: PartyType(kind) for kind, listed in known["parties"].items() for word in _lower(listed)}
    lists = {
        key: _lower(known[key]) for key in WordLists.__dataclass_fields__ if isinstance(known.get(key), list)
    }
    names = {PartyType(kind): _lower(listed) for kind, listed in known["names"].items()}
    services = {name.lower(): maker for maker, made in known["services"].items() for name in made}
    return WordLists(party_types=types, services=services, names=names, **lists)


@cache
def towns() -> Towns:
    """The places of ``tables/towns.yaml``."""
    return lists(Towns, "towns")


@cache
def callings() -> Mapping[str, Calling]:
    """The parties of ``tables/callings.yaml`` by name, in small letters."""
    return {
        name.lower(): Calling(PartyType(kind), tuple(phrases))
        for kind, listed in table("callings").items()
        for name, phrases in listed.items()
    }


@cache
def alike() -> Mapping[str, Words]:
    """What else a party may be called that is called by a word, by ``tables/alike.yaml``."""
    found: dict[str, set[str]] = {}
    for group in table("alike")["groups"]:
        for word in group:
            found.setdefault(word, set()).update(group)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def cues() -> Cues:
    """The cues of ``tables/cues.yaml``."""
    return lists(Cues, "cues")


def lists(kind: type[T], name: str) -> T:
    """The lists of a table, as the fields of *kind*."""
    known = table(name)
    return kind(**{one.name: _lower(known[one.name]) for one in fields(kind)})  # type: ignore[arg-type]


def _lower(listed: Iterable[str]) -> Words:
    return frozenset(one.lower() for one in listed)


@cache
def points() -> Mapping[str, float]:
    """What each mark of a draft adds to the logarithm of its odds, of ``tables/confidence.yaml``."""
    return {mark: float(row["points"]) for mark, row in table("confidence").items()}


@cache
def forms() -> Mapping[str, str]:
    """The base form of each verb form that English pipelines get wrong, of ``tables/forms.yaml``."""
    return {form: lemma for lemma, listed in table("forms").items() for form in listed}


def _texts(value: str | list[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())
