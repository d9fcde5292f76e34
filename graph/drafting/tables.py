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


@dataclass(frozen=True, slots=True)
class Silences:
    """Words that tell of no answer."""

    declining: Words
    about: Words
    silent: Words
    nothing: Words
    calls: Words
    words: Words


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """Words by which a claim finds its ends, its speaker and its stance."""

    built: Words
    builds: Words
    keeps: Words
    looks: Words
    goes: Words
    asks: Words
    answers: Words
    yields: Words
    demands: Words
    must: Words
    employed: Words
    finds: Words
    charges: Words
    accusing: Words
    oversight: Words
    findings: Words
    reports: Words
    overseers: Words
    rules: Words
    no_purpose: Words


@dataclass(frozen=True, slots=True)
class Grammar:
    """Verbs and nouns by which the grammar tells who does what with whom."""

    told: Words
    blamed: Words
    asked_first: Words
    deeds: Words
    made: Words
    mutual: Words
    to_nobody: Words
    catches: Words
    lets: Words
    lays: Words
    focus: Words
    owned: Words
    not_owned: Words
    before_getters: Words
    not_aside: Words
    tellers: Words


@dataclass(frozen=True, slots=True)
class Speakers:
    """Verbs and nouns by which the attributions tell who speaks."""

    informed: Words
    reports: Words
    allegations: Words
    answers: Words
    fails: Words
    permits: Words
    permitting: Words
    reads: Words
    leaked: Words
    insiders: Words
    gone: Words
    counsel: Words
    officials: Words
    bodies: Words
    works: Words
    own_papers: Words
    issues: Words
    letters: Words
    brings: Words
    hears: Words
    shames: Words
    found: Words
    own_words: Words
    in_words: Words
    laid_down: Words
    announced: Words


@dataclass(frozen=True, slots=True)
class MendingWords:
    """Words by which slips of the parser are mended."""

    doings: Words
    gives: Words
    kinds: Words
    no_second: Words
    asking: Words
    turning: Words
    lets: Words


@dataclass(frozen=True, slots=True)
class NameParts:
    """Words around and inside names, by which it is told where a name begins and ends."""

    seated: Words
    houses: Words
    whose: Words
    beginnings: Words
    bodies: Words
    matters: Words
    headed: Words
    ranks: Words
    exchanges: Words
    short: Words
    qualities: Words
    offices: Words
    standing_in: Words
    no_papers: Words
    common_first: Words
    called: Words
    outfits: Words
    mass: Words
    gadgets: Words
    days: Words
    makes: Words
    makers: Words


@dataclass(frozen=True, slots=True)
class PartyWords:
    """Words by which it is told who is meant."""

    accuses: Words
    agencies: Words
    alone: Words
    anybodys: Words
    arms: Words
    asks: Words
    bare: Words
    bodies: Words
    broad: Words
    enters: Words
    firms: Words
    firms_too: Words
    forms: Words
    generic: Words
    heads: Words
    human: Words
    lands: Words
    learned: Words
    leaves: Words
    makers: Words
    often: Words
    once: Words
    places: Words
    police: Words
    ranks: Words
    runs: Words
    seats: Words
    sellers: Words
    serving: Words
    staff: Words
    statesmen: Words
    tells: Words
    tells_not: Words
    trades: Words
    uses: Words
    wide: Words


@dataclass(frozen=True, slots=True)
class FlowWords:
    """Verbs and nouns by which it is told who gives and who gets."""

    abilities: Words
    answers: Words
    approaches: Words
    asks: Words
    asks_on: Words
    bars: Words
    binding: Words
    buys: Words
    deals: Words
    employs: Words
    forces: Words
    gains: Words
    gives_in: Words
    granted: Words
    grants: Words
    hands: Words
    helps: Words
    holds: Words
    judges: Words
    legal: Words
    lets: Words
    little: Words
    lives: Words
    looks: Words
    on_people: Words
    places: Words
    plain: Words
    plans: Words
    presents: Words
    pressure: Words
    products: Words
    runs: Words
    seeking: Words
    seen_as: Words
    sends: Words
    serves: Words
    staff: Words
    through: Words
    turns: Words
    turns_away: Words
    uses: Words
    wins: Words
    with_up: Words
    wonders: Words


@dataclass(frozen=True, slots=True)
class DataWords:
    """Which words are data, and which are none."""

    entries: Words
    kept: Words
    kinds: Words
    mail: Words
    media: Words
    moves: Words
    onward: Words
    opens: Words
    papers: Words
    plainly: Words
    servers: Words
    several: Words
    theirs: Words


@dataclass(frozen=True, slots=True)
class Stances:
    """Words by which it is told whether a statement affirms or denies, and how sure it is."""

    ceasing: Words
    halts: Words
    deals: Words
    plans: Words
    unable: Words
    gets: Words
    wishes: Words
    sure: Words
    grounds: Words
    calls: Words
    undisputed: Words
    puts: Words
    notions: Words
    minds: Words
    known: Words
    options: Words
    blames: Words
    times: Words
    leave: Words


@dataclass(frozen=True, slots=True)
class DenialWords:
    """Words that answer to what was said before, and those by which nobody says that it happens."""

    told: Words
    mistaken: Words
    true: Words
    surely: Words
    wholly: Words
    admits: Words
    complies: Words
    refuses: Words
    turns_away: Words
    grants: Words
    refused: Words
    holds: Words
    tells: Words
    forbids: Words
    untold: Words
    powers: Words
    curious: Words


@cache
def claim_words() -> ClaimWords:
    """The words of ``tables/claims.yaml``."""
    return _lists(ClaimWords, "claims")


@cache
def grammar() -> Grammar:
    """The words of ``tables/grammar.yaml``."""
    return _lists(Grammar, "grammar")


@cache
def speakers() -> Speakers:
    """The words of ``tables/speakers.yaml``."""
    return _lists(Speakers, "speakers")


@cache
def mending_words() -> MendingWords:
    """The words of ``tables/mending.yaml``."""
    return _lists(MendingWords, "mending")


@cache
def name_parts() -> NameParts:
    """The words of ``tables/names.yaml``."""
    return _lists(NameParts, "names")


@cache
def party_words() -> PartyWords:
    """The words of ``tables/parties.yaml``."""
    return _lists(PartyWords, "parties")


@cache
def flow_words() -> FlowWords:
    """The words of ``tables/flows.yaml``."""
    return _lists(FlowWords, "flows")


@cache
def data_words() -> DataWords:
    """The words of ``tables/data.yaml``."""
    return _lists(DataWords, "data")


@cache
def stances() -> Stances:
    """The words of ``tables/stance.yaml``."""
    return _lists(Stances, "stance")


@cache
def denial_words() -> DenialWords:
    """The words of ``tables/denials.yaml``."""
    return _lists(DenialWords, "denials")


@cache
def silences() -> Silences:
    """The words of ``tables/silences.yaml``."""
    return _lists(Silences, "silences")


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
    return _lists(Towns, "towns")


@cache
def callings() -> Mapping[str, Calling]:
    """The parties of ``tables/callings.yaml`` by name, in small letters."""
    return {
        name.lower(): Calling(PartyType(kind), tuple(phrases))
        for kind, listed in table("callings").items()
        for name, phrases in listed.items()
    }


@cache
def cues() -> Cues:
    """The cues of ``tables/cues.yaml``."""
    return _lists(Cues, "cues")


def _lists(kind: type[T], name: str) -> T:
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
