"""Phrases: what is joined by "and" or listed behind "such as", and a noun with what stands before it."""

from collections.abc import Iterable
from typing import Final

from graph.drafting.text.tree import Span, Token, once
from graph.drafting.word_lists import grammar

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})


_LISTING: Final = frozenset({"include", "like", "as", "such"})


#: Of what a phrase is made, before its head.
_MODIFIERS: Final = frozenset({"amod", "compound", "nmod", "nummod"})


def joined(token: Token) -> tuple[Token, ...]:
    """All that is joined to *token*, before and behind it; spaCy is asked only where there is any."""
    if token.dep_ != "conj" and "conj" not in [one.dep_ for one in token.children]:
        return ()
    others: tuple[Token, ...] = token.conjuncts
    return others


def conjuncts(head: Token) -> tuple[Token, ...]:
    """*head*, what is joined to it by "and" or "or", and what is listed behind "including" or "such as"."""
    return once("conjuncts", head, _conjuncts)


def _conjuncts(head: Token) -> tuple[Token, ...]:
    if not head.children and head.dep_ != "conj":
        return (head,)
    found = [head]
    found += [one for one in joined(head) if one.i > head.i and one.pos_ in _NOMINAL]
    for one in list(found):
        for child in one.children:
            if child.dep_ == "prep" and child.lemma in _LISTING:
                found += [
                    each
                    for pobj in child.children
                    if pobj.dep_ == "pobj"
                    for each in (pobj, *joined(pobj))
                    if each not in found
                ]
    for child in head.children:
        dep = child.dep_
        if dep == "appos" and child.i > head.i and _is_list(child, head):
            found += [one for one in (child, *joined(child)) if one not in found]
        elif dep in ("nmod", "compound") and child.pos_ == "PROPN" and _has_and(child):
            found.append(child)  # "Acme and media companies" is often read as one phrase
    return each_once(found)


def each_once(found: list[Token]) -> tuple[Token, ...]:
    """The tokens of a list in order, none of them twice."""
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def _has_and(noun: Token) -> bool:
    return any(one.dep_ == "cc" for one in noun.children)


def _is_list(first: Token, head: Token) -> bool:
    """Whether names are listed behind *head*: "two firms, Acme and Orbix", "partners: Acme"."""
    if first.left_edge.i > 0 and first.left_edge.nbor(-1).text == ":":
        return True
    several = head.pos_ == "PROPN" or head.tag_ == "NNS"
    return several and first.pos_ == "PROPN" and any(one.i > first.i for one in joined(first))


def noun_phrase(head: Token, keep: Iterable[str] = _MODIFIERS) -> Span:
    """*head* with the modifiers before it, without articles, possessives and quantities."""
    kept = frozenset(keep)
    if kept == _MODIFIERS:
        return once("noun phrases", head, _whole_phrase)
    return _phrase(head, kept)


def _whole_phrase(head: Token) -> Span:
    return _phrase(head, _MODIFIERS)


def _phrase(head: Token, kept: frozenset[str]) -> Span:
    end = start = head.i
    for child in reversed(head.children):
        if child.i > end:
            continue
        dep = child.dep_
        if dep in ("nmod", "compound") and child.pos_ == "PROPN" and _has_and(child):
            start = max(one.i for one in child.children if one.dep_ == "cc") + 1
            break
        if child.pos_ == "PROPN" and child.ent_type_ == "DATE":
            break  # "last April investigators uploaded it"
        if dep in kept or (dep == "punct" and child.text in ("-", "'")):
            start = min(start, child.left_edge.i)
        elif dep in ("det", "poss", "predet", "cc", "preconj", "punct", "case"):
            if child.i < start and dep != "punct":
                break
        elif dep in ("advmod", "npadvmod", "quantmod") and child.i == start - 1:
            if child.lower_ in grammar().focus:
                break
            start = child.i
        else:
            break
    return head.doc[start : end + 1]
