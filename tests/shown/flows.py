"""What the examples of ``tables/flows.yaml`` show."""

from parsed import claims

from graph.claims import Act
from graph.drafting.word_lists import FlowWords, flow_words
from shown.showing import Shown, getters, givers


def _from_acme(example: str) -> bool:
    return "Acme" in givers(example)


def _to_orbix(example: str) -> bool:
    return "Orbix" in getters(example)


def _both(example: str) -> bool:
    return _from_acme(example) and _to_orbix(example)


def _nothing(example: str) -> bool:
    return not claims(example)


def _acts(example: str) -> list[Act]:
    return [one.act for one in claims(example)]


def _sought_by_orbix(example: str) -> bool:
    return _acts(example) == [Act.SEEK] and _to_orbix(example)


def _sought_by_orbix_from_acme(example: str) -> bool:
    return _acts(example) == [Act.SEEK] and _both(example)


def _shared_by_acme(example: str) -> bool:
    return Act.SHARE in _acts(example) and _both(example)


def _sold_by_acme(example: str) -> bool:
    return any(one.act is Act.SELL and "Acme" in one.from_ for one in claims(example))


def _used_by_orbix(example: str) -> bool:
    """Whether Orbix uses or collects it, and nobody gives or seeks it."""
    acts = _acts(example)
    return bool(acts) and set(acts) <= {Act.USE, Act.COLLECT} and _to_orbix(example)


def _not_used(example: str) -> bool:
    acts = _acts(example)
    return bool(acts) and Act.USE not in acts


SHOWN = Shown(
    FlowWords,
    flow_words,
    (
        "frames.frames",
        "frames.heads",
        "frames.others",
        "frames.climbing",
        "frames.deals",
        "frames.own_ends",
        "frames.requests",
    ),
    {
        "abilities": lambda example: any("location data" in one.data for one in claims(example)),
        "answers": _both,
        "approaches": _both,
        "asks": _from_acme,
        "asks_on": _sought_by_orbix_from_acme,
        "bars": _from_acme,
        "binding": _shared_by_acme,
        "buys": _both,
        "deals": _both,
        "employs": _to_orbix,
        "forces": _both,
        "gives_in": _shared_by_acme,
        "granted": _sought_by_orbix,
        "grants": _both,
        "hands": _to_orbix,
        "helps": _sought_by_orbix_from_acme,
        "holds": _nothing,
        "judges": _sought_by_orbix_from_acme,
        "legal": _both,
        "lets": _shared_by_acme,
        "little": _nothing,
        "lives": _sold_by_acme,
        "looks": _nothing,
        "on_people": _not_used,
        "places": lambda example: set(getters(example)) == {"Orbix"},
        "plain": lambda example: len(claims(example)) > 1,
        "plans": _used_by_orbix,
        "presents": _both,
        "pressure": _sought_by_orbix_from_acme,
        "products": _to_orbix,
        "runs": _to_orbix,
        "seeking": _both,
        "seen_as": _nothing,
        "sends": _from_acme,
        "serves": _from_acme,
        "staff": lambda example: _acts(example) == [Act.USE],
        "through": _both,
        "turns": _sought_by_orbix_from_acme,
        "turns_away": _shared_by_acme,
        "uses": _sought_by_orbix,
        "wins": _sought_by_orbix,
        "wishes": _sought_by_orbix,
        "with_up": _nothing,
        "wonders": _nothing,
    },
)
