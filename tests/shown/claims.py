"""What the examples of ``tables/claims.yaml`` show."""

from parsed import claims

from graph.claims import Act, Stance
from graph.drafting.word_lists import ClaimWords, claim_words
from shown.showing import Shown, getters, givers, speakers_of


def _acme_gives(example: str) -> bool:
    return "Acme" in givers(example)


def _acme_is_asked(example: str) -> bool:
    return any(one.act is Act.SEEK and "Acme" in one.from_ for one in claims(example))


def _acme_collects(example: str) -> bool:
    return any(one.act is Act.COLLECT and "Acme" in one.to for one in claims(example))


def _norvik_does_not_give(example: str) -> bool:
    return bool(claims(example)) and "Norvik" not in givers(example)


def _is_confirmed(example: str) -> bool:
    return any(one.stance is Stance.CONFIRMED for one in claims(example))


SHOWN = Shown(
    ClaimWords,
    claim_words,
    (
        *(
            "claims.context",
            "claims.ends",
            "claims.left_out",
            "claims.naming_ends",
            "claims.outsiders",
            "claims.refusing",
        ),
        *("claims.standing", "claims.wording", "frames.own_ends"),
    ),
    {
        "built": _acme_gives,
        "builds": _acme_gives,
        "keeps": _acme_gives,
        "flaws": _acme_gives,
        "mends": _acme_gives,
        "practices": _acme_gives,
        "testers": lambda example: not claims(example),
        "looks": _acme_gives,
        "goes": _acme_is_asked,
        "asks": lambda example: any(one.act is Act.SHARE and "Orbix" in one.to for one in claims(example)),
        "answers": _acme_is_asked,
        "yields": lambda example: "National Police" in getters(example),
        "demands": _acme_collects,
        "must": _acme_collects,
        "employed": lambda example: "Acme" in getters(example),
        "finds": _norvik_does_not_give,
        "charges": _norvik_does_not_give,
        "accusing": _norvik_does_not_give,
        "arguing": _norvik_does_not_give,
        "oversight": _is_confirmed,
        "findings": _is_confirmed,
        "owning": _is_confirmed,
        "reports": _is_confirmed,
        "overseers": _is_confirmed,
        "rules": lambda example: "Acme" in speakers_of(example),
        "no_purpose": lambda example: (
            bool(claims(example)) and not any(one.purpose for one in claims(example))
        ),
    },
)
