"""What stands behind a preposition, and what a relative pronoun relates to, wherever a parser hung it."""

from typing import Final

from graph.drafting.tables import words
from graph.drafting.text.phrases import conjuncts, joined
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import grammar

#: The tags of relative pronouns.
RELATIVE: Final = ("WDT", "WP", "WP$")
#: What stands behind a preposition.
_BEHIND: Final = frozenset({"pobj", "pcomp", "prep"})


def add_prep(child: Token, preps: dict[str, list[Token]]) -> None:
    """Add to *preps*, by preposition, what stands behind *child*; what is joined to it, too."""
    name = child.lemma
    bare = child.dep_ != "prt"
    for below in child.children:
        dep = below.dep_
        if dep not in _BEHIND:
            continue
        bare = False
        if dep == "pobj":
            preps.setdefault(name, []).extend(meant(below))
        elif dep == "pcomp" and below.left_edge.lower_ in ("whoever", "whomever"):
            preps.setdefault(name, []).append(below.left_edge)  # "sold it to whoever will pay"
        elif dep == "prep" and child.lower_ != "according":
            add_prep(below, preps)
    if bare:
        _add_far(child, name, preps)
    for other in joined(child):
        if other.i > child.i and other.dep_ == "conj" and other.pos_ == "ADP":
            for below in other.children:
                if below.dep_ == "pobj":
                    preps.setdefault(other.lemma, []).extend(meant(below))


def add_far_recipients(child: Token, preps: dict[str, list[Token]]) -> None:
    """Add who gets it where it hangs on whose it is: "sold the data of users to advertisers"."""
    for below in child.children:
        for one in conjuncts(below) if below.dep_ == "pobj" else ():
            for deeper in one.children:
                if deeper.dep_ != "prep":
                    continue
                if (deeper.lower_ in ("to", "with") and _is_known(one)) or (
                    deeper.lower_ == "from" and any(far.pos_ == "PROPN" for far in deeper.children)
                ):
                    add_prep(deeper, preps)
                elif deeper.lower_ in ("of", "like", "including", "on", "about"):
                    add_far_recipients(deeper, preps)
            if "to" not in preps and _is_known(one):
                _add_behind_clause(one, preps)


def _add_behind_clause(noun: Token, preps: dict[str, list[Token]]) -> None:
    """Add who gets it where it hangs on what people do: "names of patients who took pills to insurers"."""
    for verb in noun.children:
        if verb.dep_ == "relcl" and verb.lemma_ in grammar().to_nobody:
            things = [one for each in verb.children if each.dep_ == "dobj" for one in (each, *joined(each))]
            for one in (verb, *things):
                for child in one.children:
                    if child.dep_ == "prep" and child.lower_ == "to" and child.i > verb.i:
                        add_prep(child, preps)
        elif verb.dep_ == "relcl" and any(one.dep_ == "acomp" for one in verb.children):
            for child in verb.children:  # "people who were late on their payments to Orbix"
                if child.dep_ == "prep" and child.lower_ == "to" and _is_named(child):
                    add_prep(child, preps)


def _is_named(preposition: Token) -> bool:
    return any(one.pos_ == "PROPN" for one in preposition.children)


def is_when(preposition: Token) -> bool:
    """Whether a preposition tells of a time: "May to July"."""
    return any(one.ent_type_ in ("DATE", "TIME") for one in preposition.children)


def _is_known(noun: Token) -> bool:
    """Whether a noun names people or data: what stands behind it is no part of it."""
    lemma, table = noun.lemma, words()
    amount = noun.pos_ in ("NUM", "PROPN") or noun.ent_type_ == "CARDINAL"
    return amount or any(lemma in one for one in (table.people, table.data, table.devices))


def _add_far(child: Token, name: str, preps: dict[str, list[Token]]) -> None:
    """Add the noun behind a second preposition to the first, too: "sent to and requested from Acme"."""
    following = child.doc.words[child.i + 1 : min(child.i + 6, child.sentence[1])]
    if following and following[0].dep_ == "cc":
        for token in following:
            if token.dep_ == "pobj":
                preps.setdefault(name, []).extend(meant(token))
                return


def meant(token: Token) -> list[Token]:
    """The nouns that a token stands for: itself and its conjuncts, or what a relative pronoun relates to."""
    if token.tag_ in RELATIVE:
        head = _related(token)
        return meant_head(head) if head is not None else []
    return list(conjuncts(token))


def meant_head(head: Token) -> list[Token]:
    """The nouns that a head stands for: itself and what is joined to it."""
    return list(conjuncts(head))


def _related(pronoun: Token) -> Token | None:
    at = pronoun
    while at.head != at:
        if at.dep_ == "relcl":
            return nearer(_all_of(at), at)
        at = at.head
    return None


def _all_of(verb: Token) -> Token:
    """What a clause behind a comma is about: "Acme and a few rivals, which sell it" is about all of them."""
    head = verb.head
    several = verb.tag_ == "VBP" and verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ","
    while several and head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    return head


def nearer(head: Token, verb: Token) -> Token:
    """What a relative clause is about where it hangs on too much: "the help of records that Acme gave"."""
    lemma, table = head.lemma, words()
    known = lemma in table.data or lemma in table.handles or lemma in table.quantities
    if verb.dep_ != "relcl" or known:
        return head
    for child in head.children:
        if child.lower_ == "of" and head.i < child.i < verb.i:
            for below in child.children:
                near = below.dep_ == "pobj" and verb.left_edge.i - below.i in (1, 2)
                if near and below.lemma in table.data:
                    return below
    return head
