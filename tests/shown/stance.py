"""What the examples of ``tables/stance.yaml`` show."""

from parsed import claims

from graph.claims import Stance, Tense
from graph.drafting.word_lists import Stances, stances
from shown.showing import Shown


def _denied(example: str) -> bool:
    return any(one.stance is Stance.DENIED for one in claims(example))


def _not_denied(example: str) -> bool:
    return bool(claims(example)) and not _denied(example)


SHOWN = Shown(
    Stances,
    stances,
    (
        *(
            "claims.left_out",
            "claims.outsiders",
            "claims.standing",
            "frames.climbing",
            "saying.attributions",
            "saying.denials",
        ),
        *("saying.grounds", "saying.nothing", "saying.stance"),
    ),
    {
        "ceasing": lambda example: any(one.tense is Tense.CEASED for one in claims(example)),
        "halts": _denied,
        "deals": _denied,
        "plans": _denied,
        "unable": _denied,
        "gets": _denied,
        "wishes": lambda example: bool(claims(example)) and not any(one.modality for one in claims(example)),
        "sure": lambda example: not claims(example),
        "grounds": _denied,
        "calls": _denied,
        "undisputed": _not_denied,
        "puts": lambda example: any(one.stance is Stance.CONFIRMED for one in claims(example)),
        "notions": _not_denied,
        "minds": _not_denied,
        "known": _not_denied,
        "options": _not_denied,
        "blames": _not_denied,
        "times": _denied,
        "leave": lambda example: not claims(example),
    },
)
