"""What the examples of ``tables/grammar.yaml`` show."""

from collections.abc import Iterable

from parsed import claims, read_one

from graph.drafting.tables import table
from graph.drafting.text.asides import asides
from graph.drafting.text.grammar import clause, doer, is_passive
from graph.drafting.text.segments import pieces
from graph.drafting.word_lists import Grammar, grammar
from shown.showing import Shown, getters, givers


def _acme_does_it(example: str) -> bool:
    """Whether Acme does the last thing that an example tells of."""
    (*_, verb) = [one for one in read_one(example) if one.lemma in ("share", "sell", "give") and one.i > 2]
    return [one.text for one in doer(verb)] == ["Acme"]


def _goes_only_to(example: str) -> bool:
    (verb,) = [one for one in read_one(example) if one.dep_ == "ROOT"]
    around = clause(verb)
    return not around.at("with") and [one.text for one in around.at("to")] == ["Orbix"]


def _acme_gives_it(example: str) -> bool:
    return givers(example) == ["Acme"]


def _data_hold(listed: Iterable[str], example: str) -> bool:
    """Whether one of the words *listed* stands in the data of the drafts of an example."""
    data = {word for one in claims(example) for phrase in one.data for word in phrase.lower().split()}
    return not data.isdisjoint(listed)


def _repaired(example: str) -> str:
    """An example, repaired as part of a text that is long enough to have lost all its apostrophes."""
    return pieces(example + " Norvik sells shoes." * 20)[0].text


SHOWN = Shown(
    Grammar,
    grammar,
    (
        "frames.data",
        "saying.stance",
        "text.asides",
        "text.behind",
        "text.grammar",
        "text.phrases",
        "text.segments",
    ),
    {
        "told": _acme_does_it,
        "blamed": _acme_does_it,
        "asked_first": lambda example: is_passive(read_one(example)[0]),
        "deeds": _acme_does_it,
        "does": _acme_gives_it,
        "made": lambda example: bool(claims(example)) and getters(example) == ["Orbix"],
        "mutual": _goes_only_to,
        "to_nobody": lambda example: "Orbix" in getters(example),
        "catches": _acme_gives_it,
        "lets": lambda example: bool(getters(example)),
        "lays": _acme_gives_it,
        "focus": lambda example: bool(claims(example)) and not _data_hold(table("grammar")["focus"], example),
        "owned": lambda example: "the bank's" in _repaired(example),
        "not_owned": lambda example: "'" not in _repaired(example),
        "before_getters": lambda example: "'" not in _repaired(example),
        "not_aside": lambda example: not list(asides(example)),
        "tellers": lambda example: bool(list(asides(example))),
    },
)
