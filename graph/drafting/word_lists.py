"""Plain lists of words, as the tables in ``tables/`` hold them, read once."""

from dataclasses import dataclass
from functools import cache

from graph.drafting.tables import Words, lists


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
    flaws: Words
    mends: Words
    practices: Words
    testers: Words
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
    arguing: Words
    oversight: Words
    findings: Words
    owning: Words
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
    does: Words
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
    firm_ends: Words
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
    branches: Words
    broad: Words
    enters: Words
    firms: Words
    firms_too: Words
    forms: Words
    founds: Words
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
    running: Words
    offices: Words
    public: Words
    advisers: Words
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
    wishes: Words
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
    touting: Words


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
    return lists(ClaimWords, "claims")


@cache
def grammar() -> Grammar:
    """The words of ``tables/grammar.yaml``."""
    return lists(Grammar, "grammar")


@cache
def speakers() -> Speakers:
    """The words of ``tables/speakers.yaml``."""
    return lists(Speakers, "speakers")


@cache
def mending_words() -> MendingWords:
    """The words of ``tables/mending.yaml``."""
    return lists(MendingWords, "mending")


@cache
def name_parts() -> NameParts:
    """The words of ``tables/names.yaml``."""
    return lists(NameParts, "names")


@cache
def party_words() -> PartyWords:
    """The words of ``tables/parties.yaml``."""
    return lists(PartyWords, "parties")


@cache
def flow_words() -> FlowWords:
    """The words of ``tables/flows.yaml``."""
    return lists(FlowWords, "flows")


@cache
def data_words() -> DataWords:
    """The words of ``tables/data.yaml``."""
    return lists(DataWords, "data")


@cache
def stances() -> Stances:
    """The words of ``tables/stance.yaml``."""
    return lists(Stances, "stance")


@cache
def denial_words() -> DenialWords:
    """The words of ``tables/denials.yaml``."""
    return lists(DenialWords, "denials")


@cache
def silences() -> Silences:
    """The words of ``tables/silences.yaml``."""
    return lists(Silences, "silences")
