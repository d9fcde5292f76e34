"""What the examples of ``tables/denials.yaml`` show."""

from parsed import claims, read_one

from graph.claims import Act, Stance
from graph.drafting.saying.denials import blanket
from graph.drafting.word_lists import DenialWords, denial_words
from shown.showing import Shown


def _nothing(example: str) -> bool:
    return not claims(example)


def _acme_denies(example: str) -> bool:
    return any(one.stance is Stance.DENIED and one.speaker == "Acme" for one in claims(example))


def _acme_confirms(example: str) -> bool:
    return any(one.stance is Stance.CONFIRMED and one.speaker == "Acme" for one in claims(example))


def _acme_gives(example: str) -> bool:
    """Whether Acme gives what it was asked for."""
    given = [one for one in claims(example) if one.act is Act.SHARE and "Acme" in one.from_]
    return any(one.stance is not Stance.DENIED for one in given)


def _acme_gives_nothing(example: str) -> bool:
    """Whether an answer tells that Acme gives nothing of it."""
    return any(one.answers is False for one in blanket(read_one(example)))


def _tells_what_is_left_out(example: str) -> bool:
    return any(one.data for one in blanket(read_one(example)))


SHOWN = Shown(
    DenialWords,
    denial_words,
    ("saying.answers", "saying.denials", "saying.grounds", "saying.noclaims"),
    {
        "told": _acme_denies,
        "mistaken": _acme_denies,
        "true": _acme_denies,
        "surely": _acme_denies,
        "wholly": _acme_denies,
        "admits": _acme_confirms,
        "complies": _acme_gives,
        "refuses": _acme_gives_nothing,
        "turns_away": _acme_gives_nothing,
        "grants": _acme_gives,
        "refused": _acme_gives_nothing,
        "holds": _tells_what_is_left_out,
        "tells": lambda example: not _tells_what_is_left_out(example),
        "forbids": _nothing,
        "untold": _nothing,
        "powers": _nothing,
        "curious": _nothing,
    },
)
