"""Whether what was told of is over: "it has since stopped", "the practice has ended"."""

from typing import Final

from graph.drafting.saying.nothing import negated
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import clause
from graph.drafting.text.tree import Token


def stops(verb: Token) -> bool:
    """Whether somebody does no longer what was told: "it has since stopped", "said that had ended"."""
    if verb.lemma_ not in ("cease", "end", "quit", "stop") or negated(verb):
        return False
    below = verb.children
    if verb.dep_ not in ("ROOT", "ccomp", "conj") or any(
        child.dep_ in _MORE and child.lower_ not in ("as", "that") for child in below
    ):
        return False
    who = [child for child in below if child.dep_ == "nsubj"]
    what = any(one.lower_ in ("it", "that", "this") or one.lower_.endswith("ing") for one in who)
    if what or verb.lemma_ == "end":
        return what
    party = any(one.lower_ in ("they", "we") or one.lemma_ in words().party_types for one in who)
    return party or any(one.pos_ == "PROPN" for one in who)


#: What tells more of the end of something than that it is over.
_MORE: Final = frozenset({"advcl", "ccomp", "dobj", "mark", "prep", "xcomp"})


def ends_it(verb: Token) -> bool:
    """Whether a practice that was told of is over: "the practice has ended", "it scrapped the program"."""
    table = cues()
    if verb.lemma not in table.ends or negated(verb):
        return False
    below = verb.children
    if any(child.dep_ in ("mark", "aux") and child.lower_ in _UNSURE for child in below):
        return False
    objects = [child for child in below if child.dep_ == "dobj"]
    ended = objects or [child for child in below if child.dep_ in ("nsubj", "nsubjpass")]
    above = verb.head if verb.dep_ == "ccomp" else verb
    if above.dep_ == "relcl" and above.head.lemma in table.practices:
        return not objects or all(one.pos_ == "PRON" for one in objects)  # "a practice it says it has ended"
    bare = all(
        one.lemma in table.practices and not any(child.dep_ not in _SLIGHT for child in one.children)
        for one in ended
    )
    return bool(ended) and bare and verb.dep_ in ("ROOT", "ccomp", "conj", "parataxis")


def enders(verb: Token) -> tuple[Token, ...]:
    """Who ends what was told of; nobody is named where it just ends."""
    return clause(verb).subjects if any(one.dep_ == "dobj" for one in verb.children) else ()


#: What may stand beside a noun that only points to what was told: "the practice", "those sales".
_SLIGHT: Final = frozenset({"det", "poss", "punct"})


_UNSURE: Final = frozenset({"could", "if", "may", "might", "must", "should", "to", "unless", "whether"})
