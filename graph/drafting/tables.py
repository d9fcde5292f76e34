"""What is known about words: the tables in ``tables/``, read once, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from graph.claims import Act, PartyType

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """How one verb or noun speaks of a flow: the act, and the places of its roles, the first that is filled counts.

    A place is ``subject``, ``object``, ``second`` (the indirect object), ``owner`` (of a noun), or a preposition.
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
    needs: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Governor:
    """A word before the verb of a flow that changes what it means: ``seek``, ``permit`` or ``deny``."""

    word: str
    means: str
    example: str


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames by lemma, verbs and nouns apart, and the governors by lemma."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    governors: Mapping[str, Governor]


@dataclass(frozen=True, slots=True)
class WordLists:
    """Which nouns name which sort of thing; each a set of lemmas in small letters."""

    party_types: Mapping[str, PartyType]
    people: Words
    persons: Words
    data: Words
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
    hedges: Words
    hedged: Words


_NAMES: Final = {
    "government_names": PartyType.GOVERNMENT,
    "court_names": PartyType.COURT,
    "media_names": PartyType.MEDIA,
    "ngo_names": PartyType.NGO,
}


def _table(name: str) -> Any:
    return yaml.safe_load(files(__package__).joinpath("tables", f"{name}.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Silences:
    """Words that tell of no answer."""

    declining: Words
    about: Words
    silent: Words
    calls: Words


@cache
def silences() -> Silences:
    """The words of ``tables/silences.yaml``."""
    table = _table("silences")
    return Silences(**{key: _lower(table[key]) for key in Silences.__dataclass_fields__})


@cache
def frames() -> Frames:
    """The frames of ``tables/frames.yaml``."""
    table = _table("frames")

    def of(kind: str) -> dict[str, tuple[Frame, ...]]:
        found: dict[str, list[Frame]] = {}
        for row in table[kind]:
            for word, example in row["words"].items():
                places = [_texts(row.get(slot)) for slot in ("from", "to", "data")]
                frame = Frame(
                    word,
                    Act(row["act"]),
                    *places,
                    *(row.get(key, False) for key in ("people", "mutual", "strong", "particle", "watches")),
                    _texts(row.get("needs")),
                    example,
                )
                found.setdefault(word, []).append(frame)
        return {word: tuple(rows) for word, rows in found.items()}

    governors = {
        word.rstrip("_"): Governor(word.rstrip("_"), row["means"], example)
        for row in table["governors"]
        for word, example in row["words"].items()
    }
    return Frames(of("verbs"), of("nouns"), governors)


@cache
def words() -> WordLists:
    """The nouns of ``tables/words.yaml``."""
    table = _table("words")
    types = {word: PartyType(kind) for kind, listed in table["parties"].items() for word in _lower(listed)}
    lists = {key: _lower(table[key]) for key in WordLists.__dataclass_fields__ if isinstance(table.get(key), list)}
    names = {kind: _lower(table[key]) for key, kind in _NAMES.items()}
    services = {name.lower(): maker for maker, made in table["services"].items() for name in made}
    return WordLists(party_types=types, services=services, names=names, **lists)


@cache
def cues() -> Cues:
    """The cues of ``tables/cues.yaml``."""
    table = _table("cues")
    return Cues(**{key: _lower(table[key]) for key in Cues.__dataclass_fields__})


def _lower(listed: list[str]) -> Words:
    return frozenset(str(one).lower() for one in listed)


def _texts(value: str | list[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())
