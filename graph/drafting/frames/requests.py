"""Requests for data, told by a noun: who was asked, who asks, and what became of it."""

from collections.abc import Iterator

from graph.claims import Act
from graph.drafting.frames.heads import heads_at
from graph.drafting.frames.spoken import Spoken
from graph.drafting.tables import frames, words
from graph.drafting.text.grammar import clause, noun_clause, owners
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import flow_words


def is_bare(noun: Token) -> bool:
    """Whether requests are told by number or sender, not by what they ask for: "six subpoenas a week"."""
    if noun.lemma not in flow_words().legal or not (who_was_asked(noun) or addressed(noun)):
        return False
    if any(child.lower_ in ("for", "to") or child.dep_ in ("acl", "relcl") for child in noun.children):
        return False
    senders = (*noun_clause(noun).at("from"), *clause(noun.head).at("from"))
    return any(child.dep_ == "nummod" for child in noun.children) or bool(senders)


def addressed(noun: Token) -> tuple[Token, ...]:
    """To whom a request goes: "subpoenas for records went to Acme", "were served on Acme"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass", "dobj") or verb.lemma_ not in flow_words().sends:
        return ()
    return heads_at(("to", "on", "upon", "against", "second"), clause(verb))


def is_granted(noun: Token) -> bool:
    """Whether those who ask hold the paper: "the police got a warrant", "obtained an order"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or noun.lemma not in flow_words().granted:
        return False
    if noun_clause(noun).at("from") and verb.lemma_ in ("get", "have"):
        return False  # "got an order from the police"
    return verb.lemma_ in flow_words().wins or (noun.lemma_ == "warrant" and verb.lemma_ in flow_words().uses)


def sends(verb: Token) -> bool:
    """Whether a verb tells that a paper goes out: "issue", "serve"."""
    return verb.lemma_ in flow_words().sends or verb.lemma_ in flow_words().wins


def who_was_asked(noun: Token) -> tuple[Token, ...]:
    """Who was asked: "Acme received a request", "Acme complied with the order"."""
    if (owners(noun) and noun.head.lemma_ == "acknowledge") or is_granted(noun):
        return ()  # its own request
    at = noun
    while at.dep_ in ("conj", "pobj", "prep") and at.head.pos_ in ("NOUN", "ADP", "NUM"):
        at = at.head
    if at.dep_ == "prep":
        prep, at = at, at.head
        if prep.lower_ == "with" and at.lemma_ in flow_words().presents:  # "was served with a subpoena"
            return clause(at).objects
        return clause(at).subjects if at.lemma in frames().asked else ()
    head = at.head
    if at.dep_ in ("dobj", "nsubjpass") and head.lemma in frames().asked:
        return clause(head).subjects
    return ()


def served_by(noun: Token) -> tuple[Token, ...]:
    """Who serves somebody with it: "Orbix served Acme with a subpoena"."""
    verb = noun.head.head
    return (
        clause(verb).subjects if noun.head.lower_ == "with" and verb.lemma_ in flow_words().presents else ()
    )


def sent_by(paper: Token) -> tuple[Token, ...]:
    """Who asks by a paper: "a subpoena from Orbix", "the order that Orbix served on Acme"."""
    around = noun_clause(paper)
    found = tuple(owners(paper)) or around.at("from") or around.at("by")
    for child in () if found else paper.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in flow_words().sends:
            sent = clause(child)
            found = tuple(one for one in sent.subjects if one != paper) or sent.at("from") or sent.at("by")
    verb = paper.head
    if not found and paper.dep_ == "dobj" and verb.lemma not in frames().asked:
        found = clause(verb).subjects
    if (
        not found
        and paper.dep_ in ("dobj", "nsubj", "nsubjpass")
        and (verb.lemma_ == "come" or verb.lemma_ in flow_words().sends)
    ):
        found = clause(verb).at("from") or (clause(verb).at("by") if paper.dep_ == "nsubjpass" else ())
    found = found or served_by(paper)
    return found or tuple(one for one in paper.lefts if one.dep_ in ("compound", "nmod") and _is_name(one))


def sent_to(paper: Token) -> tuple[Token, ...]:
    """Who is asked by a paper: "the order that Orbix served on Acme", "Acme got a letter"."""
    around = noun_clause(paper)
    found = who_was_asked(paper) or addressed(paper) or around.at("to") or around.at("on")
    for child in () if found else paper.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in flow_words().sends:
            found = heads_at(("to", "on", "upon", "second"), clause(child))
    if not found and paper.dep_ == "pobj" and paper.head.lower_ == "with":
        verb = paper.head.head
        found = clause(verb).objects if verb.lemma_ in flow_words().presents else ()
    return found


def _is_name(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or noun.lemma in words().party_types


def answered(
    noun: Token, asked: tuple[Token, ...], to: tuple[Token, ...], data: tuple[Token, ...]
) -> Iterator[Spoken]:
    """What becomes of a request: "complied with a request", "rejected the demands"."""
    verb = noun.head if noun.dep_ != "pobj" else noun.head.head
    lemma = verb.lemma
    if verb.pos_ != "VERB" or (lemma == "turn" and not any(one.lower_ == "down" for one in verb.children)):
        return
    table = flow_words()
    if to and (lemma in table.gives_in or lemma in table.turns_away):
        row = frames().verbs["share"][0]
        yield Spoken(
            row, verb, verb, Act.SHARE, asked, to, data, False, lemma, False, lemma in table.turns_away
        )


def is_request(noun: Token) -> bool:
    """Whether a noun names what asks for something: "a subpoena"."""
    return noun.lemma in words().requests


def who_sent(paper: Token) -> tuple[Token, ...]:
    """Who asks, for "a judge signed an order requiring Acme to hand over"; the head itself for all else."""
    if not is_request(paper):
        return (paper,)
    return sent_by(paper) or noun_clause(paper).subjects or (paper,)
