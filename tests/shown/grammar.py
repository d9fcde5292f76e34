"""What the examples of ``tables/grammar.yaml`` show."""

from parsed import claims, read_one

from graph.drafting.tables import Grammar, grammar
from graph.drafting.text.grammar import clause, doer, is_passive
from shown.showing import Shown, getters


def _acme_does_it(example: str) -> bool:
    """Whether Acme does the last thing that an example tells of."""
    (*_, verb) = [one for one in read_one(example) if one.lemma in ("share", "sell", "give") and one.i > 2]
    return [one.text for one in doer(verb)] == ["Acme"]


def _goes_only_to(example: str) -> bool:
    (verb,) = [one for one in read_one(example) if one.dep_ == "ROOT"]
    around = clause(verb)
    return not around.at("with") and [one.text for one in around.at("to")] == ["Orbix"]


SHOWN = Shown(
    Grammar,
    grammar,
    ("text.grammar",),
    {
        "told": _acme_does_it,
        "blamed": _acme_does_it,
        "asked_first": lambda example: is_passive(read_one(example)[0]),
        "deeds": _acme_does_it,
        "made": lambda example: bool(claims(example)) and getters(example) == ["Orbix"],
        "mutual": _goes_only_to,
        "to_nobody": lambda example: "Orbix" in getters(example),
    },
)
