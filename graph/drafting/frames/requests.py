"""Requests for data, told by a noun: who was asked, who asks, and what became of it."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.claims import Act
from graph.drafting.frames.heads import heads_at
from graph.drafting.frames.spoken import Spoken
from graph.drafting.tables import frames
from graph.drafting.text.grammar import clause, noun_clause, owners


def is_bare(noun: Token) -> bool:
    """Whether requests are told by number or sender, not by what they ask for: "six subpoenas a week"."""
    if noun.lemma_.lower() not in _LEGAL or not who_was_asked(noun):
        return False
    if any(child.lower_ in ("for", "to") or child.dep_ in ("acl", "relcl") for child in noun.children):
        return False
    senders = (*noun_clause(noun).at("from"), *clause(noun.head).at("from"))
    return any(child.dep_ == "nummod" for child in noun.children) or bool(senders)


_LEGAL: Final = frozenset({"subpoena", "warrant", "demand", "request", "order", "summon"})


def addressed(noun: Token) -> tuple[Token, ...]:
    """To whom a request goes: "subpoenas for records went to Acme", "were served on Acme"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass", "dobj") or verb.lemma_ not in _SENDS:
        return ()
    return heads_at(("to", "on", "upon", "against", "second"), clause(verb))


_SENDS: Final = frozenset({"go", "send", "issue", "serve", "make", "address", "direct", "deliver", "write"})


def who_was_asked(noun: Token) -> tuple[Token, ...]:
    """Who was asked: "Acme received a request", "Acme complied with the order"."""
    if owners(noun) and noun.head.lemma_ == "acknowledge":
        return ()  # its own request
    at = noun
    while at.dep_ in ("conj", "pobj", "prep") and at.head.pos_ in ("NOUN", "ADP", "NUM"):
        at = at.head
    if at.dep_ == "prep":
        prep, at = at, at.head
        if prep.lower_ == "with" and at.lemma_ in _SERVES:  # "was served with a subpoena"
            return clause(at).objects
        return clause(at).subjects if at.lemma_.lower() in frames().asked else ()
    head = at.head
    if at.dep_ in ("dobj", "nsubjpass") and head.lemma_.lower() in frames().asked:
        return clause(head).subjects
    return ()


def served_by(noun: Token) -> tuple[Token, ...]:
    """Who serves somebody with it: "Orbix served Acme with a subpoena"."""
    verb = noun.head.head
    return clause(verb).subjects if noun.head.lower_ == "with" and verb.lemma_ in _SERVES else ()


_SERVES: Final = frozenset({"serve", "hit", "present", "slap", "issue", "confront"})


def answered(
    noun: Token, asked: tuple[Token, ...], to: tuple[Token, ...], data: tuple[Token, ...]
) -> Iterator[Spoken]:
    """What becomes of a request: "complied with a request", "rejected the demands"."""
    verb = noun.head if noun.dep_ != "pobj" else noun.head.head
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or (lemma == "turn" and not any(one.lower_ == "down" for one in verb.children)):
        return
    if lemma in _GIVES_IN | _TURNS_AWAY and to:
        row = frames().verbs["share"][0]
        yield Spoken(row, verb, verb, Act.SHARE, asked, to, data, False, lemma, False, lemma in _TURNS_AWAY)


_GIVES_IN: Final = frozenset(
    {
        "accede",
        "bow",
        "cave",
        "comply",
        "consent",
        "fulfil",
        "grant",
        "heed",
        "honor",
        "meet",
        "obey",
        "satisfy",
    }
    | {"submit", "yield"}
)


_TURNS_AWAY: Final = frozenset(
    {
        "balk",
        "decline",
        "defy",
        "deny",
        "dismiss",
        "flout",
        "ignore",
        "rebuff",
        "refuse",
        "reject",
        "spurn",
        "turn",
    }
)
