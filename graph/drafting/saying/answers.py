"""Answers to a request that was told of: "complied with the order", "turned it down", "we said no"."""

from graph.drafting.saying.nothing import negated
from graph.drafting.tables import words
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import denial_words


def no_request(verb: Token) -> bool:
    """Whether nobody has come to ask: "has received no such request", "no such request had come its way"."""
    for child in verb.children:
        if child.dep_ not in ("dobj", "nsubj", "nsubjpass") or child.lemma not in words().requests:
            continue
        beside = {one.lower_ for one in child.children}
        kind = any(
            below.lower_ in ("kind", "sort", "type")
            for prep in child.children
            if prep.lower_ == "of"
            for below in prep.children
        )
        never = "such" in beside and negated(verb)
        return ("no" in beside and ("such" in beside or kind)) or never
    return False


def asked_before(verb: Token) -> bool | None:
    """Whether what was asked for is given, by a verb and a request: "turned the request down"."""
    lemma, requests, table = verb.lemma, words().requests, denial_words()
    if lemma == "come" and any(child.lower_ == "empty" for child in verb.subtree):
        return False if verb.dep_ == "conj" else None  # "came away empty-handed"
    if lemma not in table.refused and lemma not in table.grants and lemma not in ("send", "turn"):
        return None
    asked = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    if not asked or any(child.dep_ in ("acl", "relcl", "prep") for child in asked[0].children):
        return None
    bare = asked[0].lemma in requests
    away = {child.lower_ for child in verb.children if child.dep_ in ("advmod", "prep", "prt")}
    if lemma == "turn" and "down" in away and (bare or asked[0].pos_ == "PRON"):
        return False
    if lemma in ("send", "turn") and "away" in away:
        return False if asked[0].pos_ == "PRON" or asked[0].lemma in words().party_types else None
    if lemma in table.refused and bare:
        return False
    return True if lemma in table.grants and bare else None


def answers(verb: Token) -> bool:
    """Whether a verb is a whole answer: "refused", "complied with the order", not "refused to say"."""
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        return False  # "to comply with the law"
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i < verb.i:
            continue  # "it asked for them; Acme refused"
        if child.dep_ in ("xcomp", "ccomp", "dobj", "nsubjpass", "dative"):
            asked = child.dep_ == "dobj" and child.lemma in words().requests
            if not asked or any(below.dep_ in ("acl", "relcl", "prep") for below in child.children):
                return False
        if child.dep_ == "prep" and child.lower_ in ("with", "to", "at", "in", "for"):
            nouns = [below for below in child.children if below.dep_ in ("pobj", "pcomp")]
            plain = all(one.lemma in words().requests for one in nouns)
            if child.lower_ != "in" and (not plain or any(len(list(one.rights)) for one in nouns)):
                return False
    return True


def was_turned_away(verb: Token) -> bool:
    """Whether who asked got nothing: "had approached Acme about names and been refused"."""
    if verb.lemma_ == "turn" and not any(child.lower_ == "away" for child in verb.children):
        return False
    return any(child.dep_ == "auxpass" for child in verb.children) and not any(
        child.dep_ in ("nsubjpass", "dobj", "xcomp", "ccomp") for child in verb.children
    )


def is_no(word: Token) -> bool:
    """Whether a word is a whole answer: "we said no"."""
    return (
        word.lower_ == "no"
        and word.dep_ in ("dobj", "intj", "advmod", "det", "ccomp")
        and word.i > word.head.i
    )
