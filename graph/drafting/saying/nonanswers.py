"""Responses without yes or no: who declined to comment, who did not respond, who could not be reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.claims import NonAnswerKind
from graph.drafting.text.grammar import clause, doer, is_passive
from graph.drafting.text.tree import Doc, Token
from graph.drafting.word_lists import silences

#: Words that tell of a silence where they are denied, besides those of the tables.
_UNANSWERED: Final = frozenset({"available", "comment", "reach"})
_TELLING: Final = frozenset({"VERB", "NOUN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Silence:
    """One response without an answer: the word that says so, its kind, and the heads of who gave it."""

    word: Token
    kind: NonAnswerKind
    who: tuple[Token, ...]


def found(doc: Doc) -> Iterator[Silence]:
    """All such responses that a piece reports."""
    table = silences()
    telling = (_UNANSWERED, table.declining, table.silent, table.nothing)
    if all(map(doc.vocabulary.isdisjoint, telling)):
        return
    for token in doc.words:
        kind = kind_of(token) if token.pos_ in _TELLING else None
        if kind is not None:
            verb, who = _who(token)
            if who:
                yield Silence(verb, kind, who)


def kind_of(token: Token) -> NonAnswerKind | None:
    """What kind of silence a word tells of; None for all others."""
    table = silences()
    lemma = token.lemma
    if token.pos_ == "NOUN":
        if lemma != "comment":
            return None
        none = lemma == "comment" and any(child.lower_ == "no" for child in token.children)
        return NonAnswerKind.DECLINED if none and token.head.lemma_ in ("have", "offer", "be") else None
    head, dep = token.head, token.dep_
    declines = dep in ("xcomp", "prep", "ccomp") and head.lemma in table.declining
    if declines and lemma in table.about:
        return NonAnswerKind.DECLINED
    if declines and dep == "xcomp":  # "declined to give details"
        told = [child for child in token.children if child.dep_ == "dobj"]
        if told and all(child.lemma in table.words for child in told):
            to = any(child.lower_ == "to" and child.dep_ in ("dative", "prep") for child in token.children)
            return None if to else NonAnswerKind.DECLINED
    if lemma in table.nothing and head.lower_ == "nothing":  # "has nothing to add"
        return NonAnswerKind.DECLINED if head.head.lemma_ == "have" else None
    if lemma not in _UNANSWERED and lemma not in table.silent:
        return None
    negated = any(child.dep_ == "neg" for child in token.children)
    if lemma == "comment" and negated:
        return NonAnswerKind.DECLINED
    if lemma in table.silent and negated and _is_call(token):
        return NonAnswerKind.SILENT
    if lemma == "reach" and negated and is_passive(token):
        return NonAnswerKind.SILENT
    if lemma == "available" and head.lemma_ == "be" and any(child.dep_ == "neg" for child in head.children):
        return (
            NonAnswerKind.SILENT
            if any(one.lower_ in ("comment", "interview") for one in token.subtree)
            else None
        )
    return None


def _is_call(token: Token) -> bool:
    """Whether a call is left unanswered: "did not return calls", but not "did not return the data"."""
    objects = [child for child in token.children if child.dep_ == "dobj"]
    if token.lemma_ in ("return", "answer"):
        return any(child.lemma in silences().calls for child in objects)
    return not objects


def _who(token: Token) -> tuple[Token, tuple[Token, ...]]:
    verb = token
    if (
        token.pos_ == "ADJ"
        or token.pos_ == "NOUN"
        or (token.dep_ in ("xcomp", "ccomp") and token.head.lemma in silences().declining)
    ):
        verb = token.head
    elif token.head.lower_ == "nothing":
        verb = token.head.head
    around = clause(verb)
    who = around.objects if around.passive else around.subjects or tuple(doer(verb))
    return verb, tuple(who)
