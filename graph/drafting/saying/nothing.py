"""Which words say that there is nothing: an empty phrase, a negated verb."""

from typing import Final

from graph.drafting.text.tree import Token
from graph.drafting.word_lists import stances

_EMPTY: Final = frozenset({"none", "nobody", "nothing", "neither"})


def none_of(word: Token) -> str | None:
    """The word that makes a noun phrase empty: "no data", "none of the data"."""
    if word.lemma_ in stances().options:
        return None  # "had no choice but to hand it over"
    if word.lower_ == "nothing" and word.i + 1 < len(word.doc) and word.nbor().lower_ in stances().blames:
        return None  # "saw nothing wrong in selling them"
    if word.lower_ in _EMPTY:
        but = word.i + 1 < len(word.doc) and word.nbor().lower_ in ("but", "except")
        return None if but else word.lower_  # "nothing but names"
    for child in word.children:
        if child.dep_ in ("det", "neg", "predet", "preconj", "cc") and child.lower_ in ("no", "neither"):
            return child.lower_
        if child.dep_ == "nummod" and child.lower_ in ("zero", "0"):
            return child.lower_  # "zero bytes of messages"
        if child.lower_ in ("more", "longer", "such") and any(one.lower_ == "no" for one in child.children):
            return "no"
        if child.dep_ == "poss" and any(one.dep_ == "det" and one.lower_ == "no" for one in child.children):
            return "no"  # "no customer's records"
        if child.dep_ == "poss" and child.lower_ in _EMPTY:
            return child.lower_  # "nobody's records"
    first = word.left_edge
    if first.lower_ == "not" and first.i < word.i and first.nbor().lower_ in ("one", "a", "any"):
        return "not"  # "not one record", "not a single name"
    return None


def negated(verb: Token) -> bool:
    """Whether a verb is denied."""
    return any(child.dep_ == "neg" for child in verb.children)
