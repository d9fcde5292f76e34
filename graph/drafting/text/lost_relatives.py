"""Relative clauses that a parser loses: "the call records that Acme sold to brokers were found"."""

from typing import Final

from spacy.tokens import Token

from graph.drafting.tables import frames, words

_PAST: Final = frozenset({"VBD", "VBN"})


def lost_noun(thing: Token) -> None:
    """Make a noun of "balances" in "the account balances that Acme sold are at issue"."""
    verb = next((one for one in thing.rights if one.dep_ == "ccomp"), None)
    if verb is not None and any(one.tag_ == "WDT" for one in verb.lefts) and _made_noun(thing):
        verb.dep_ = "relcl"


def lost_that(verb: Token) -> None:
    """Relate "that" to "photos" in "the photos of users that the hospital shared with a firm were found"."""
    if verb.head.lemma_.lower() not in words().data or not _gives(verb):
        return
    that = next((one for one in verb.lefts if one.lower_ == "that" and one.dep_ in ("dobj", "mark")), None)
    if that is None or any(one.dep_ == "dobj" for one in verb.rights):
        return
    if not any(one.dep_ == "nsubj" for one in verb.lefts):
        return
    verb.dep_, that.dep_, that.tag_, that.pos_ = "relcl", "dobj", "WDT", "PRON"


def of_people(verb: Token) -> None:
    """Relate "that" to "records", not to people, in "records of patients that Acme shared with a firm"."""
    people = verb.head
    if people.dep_ != "pobj" or people.head.lower_ != "of" or not _gives(verb):
        return
    things = people.head.head
    that = any(one.dep_ == "dobj" and one.lower_ in ("that", "which") for one in verb.lefts)
    if that and people.lemma_.lower() in words().people and things.lemma_.lower() in words().data:
        verb.head = things


def lost_main_verb(verb: Token) -> None:
    """Make the verb of its sentence of "found" in "the numbers that Acme gave to the police were found"."""
    thing = verb.head
    if thing.dep_ != "ROOT" or thing.lemma_.lower() not in words().data:
        return
    before = list(verb.lefts)
    that = next((one for one in before if one.lower_ == "that" and one.dep_ in ("dobj", "mark")), None)
    who = next((one for one in before if one.dep_ in ("nsubj", "nsubjpass")), None)
    if that is None or who is None:
        return
    given = next((one for one in who.rights if one.dep_ == "acl" and one.tag_ in _PAST), None)
    if given is None or given.i != who.i + 1 or not _gives(given):
        return
    if thing.tag_ == "VBZ" and not _made_noun(thing):
        return
    rest = [one for one in thing.children if one.i > verb.i]
    given.head, given.dep_, given.tag_ = thing, "relcl", "VBD"
    that.head, that.dep_, that.tag_, that.pos_ = given, "dobj", "WDT", "PRON"
    thing.head, thing.dep_ = verb, who.dep_
    who.head, who.dep_ = given, "nsubj"
    verb.head, verb.dep_ = verb, "ROOT"
    for one in rest:
        one.head = verb


def _made_noun(thing: Token) -> bool:
    """Make a noun of a verb with its "subject" right before it: "call records"; whether it was one."""
    before = next((one for one in thing.lefts if one.dep_ == "nsubj" and one.i == thing.i - 1), None)
    if before is None or thing.lemma_.lower() not in words().data:
        return False
    thing.tag_, thing.pos_, before.dep_ = "NNS", "NOUN", "compound"
    for one in [one for one in before.lefts if one.dep_ in ("det", "poss")]:
        one.head = thing
    return True


def _gives(verb: Token) -> bool:
    return verb.lemma_.lower() in frames().verbs
