"""What the examples of ``tables/parties.yaml`` show."""

from parsed import claims, drafted

from graph.claims import PartyType
from graph.drafting.word_lists import PartyWords, party_words
from shown.showing import Shown, getters, givers, speakers_of


def _acme_gives(example: str) -> bool:
    return "Acme" in givers(example)


def _giver_has(words: int, example: str) -> bool:
    return any(len(one.split()) == words for one in givers(example))


def _is_company(example: str) -> bool:
    """Whether a named party that is not Orbix, nor one that is only met, is a company."""
    ends = {*givers(example), *getters(example)} - {"Orbix"}
    return any(one.type is PartyType.COMPANY and one.name in ends for one in drafted(example).parties)


def _is_firm(example: str) -> bool:
    """Whether who is called by a title is a company."""
    firms = {one.name for one in drafted(example).parties if one.type is PartyType.COMPANY}
    return any(one.startswith(("Hale", "Harrow", "Kestrel")) for one in firms)


def _for_acme(example: str) -> bool:
    return "Acme" in speakers_of(example)


def _not_for_acme(example: str) -> bool:
    return bool(claims(example)) and not {"Acme", "Norvik Council"} & set(speakers_of(example))


def _told_to_the_end(example: str) -> bool:
    """Whether what stands last in an example belongs to who gets data."""
    return any(example.removesuffix(".").endswith(one.split()[-1]) for one in getters(example))


SHOWN = Shown(
    PartyWords,
    party_words,
    (
        *("parties.acting", "parties.affiliating", "parties.describing", "parties.descriptions"),
        *("parties.groups", "parties.meaning", "parties.parties", "parties.pronouns", "parties.salience"),
    ),
    {
        "accuses": _acme_gives,
        "agencies": _is_company,
        "alone": lambda example: bool(
            {"government", "party", "police"} & {*givers(example), *getters(example)}
        ),
        "anybodys": _is_company,
        "arms": lambda example: _giver_has(2, example),
        "asks": _acme_gives,
        "bare": lambda example: any("maps" in one for one in getters(example)),
        "bodies": lambda example: any(one.startswith("Ohio's ") for one in givers(example)),
        "branches": lambda example: any(one.startswith("Norvik Signals") for one in givers(example)),
        "broad": _acme_gives,
        "enters": _for_acme,
        "firms": lambda example: bool(claims(example)) and "Harrow Foundation" not in givers(example),
        "firms_too": _is_firm,
        "forms": lambda example: bool(claims(example)) and not _for_acme(example),
        "founds": _for_acme,
        "generic": lambda example: any(one.startswith(("Norvik", "Harrow")) for one in givers(example)),
        "heads": _for_acme,
        "human": _for_acme,
        "lands": _told_to_the_end,
        "learned": lambda example: bool(claims(example)) and not _is_company(example),
        "leaves": lambda example: "Lee Park" in speakers_of(example),
        "makers": lambda example: bool({"Acme", "Google"} & set(givers(example))),
        "often": lambda example: {"Acme", "Norvik"} <= set(givers(example)),
        "once": lambda example: "Lee Park" in speakers_of(example),
        "places": lambda example: bool({"Texas", "Ohio"} & {*givers(example), *getters(example)}),
        "police": _not_for_acme,
        "ranks": lambda example: any("Norvik Police" in one for one in speakers_of(example)),
        "runs": _acme_gives,
        "seats": _not_for_acme,
        "sellers": _told_to_the_end,
        "serving": lambda example: bool({"Acme", "Harrow Hospital"} & set(givers(example))),
        "staff": lambda example: any(
            one in ("Acme", "Harrow Bank", "Harrow Bureau") for one in givers(example)
        ),
        "statesmen": _not_for_acme,
        "running": lambda example: speakers_of(example) == ["Acme"],
        "offices": _not_for_acme,
        "public": _not_for_acme,
        "advisers": _not_for_acme,
        "tells": lambda example: givers(example) == ["Acme"],
        "tells_not": _acme_gives,
        "trades": _is_company,
        "uses": _acme_gives,
        "wide": _told_to_the_end,
    },
)
