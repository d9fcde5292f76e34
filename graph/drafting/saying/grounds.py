"""What takes the ground from a statement: that it is over, unproved, called untrue, or left open."""

from typing import Final

from graph.drafting.saying.nothing import none_of
from graph.drafting.tables import cues, frames
from graph.drafting.text.tree import Token, ancestors
from graph.drafting.word_lists import denial_words, stances

_CLAUSES: Final = frozenset({"acl", "ccomp", "relcl"})


def false_noun(token: Token) -> str | None:
    """The word that calls it untrue: "the suggestion that it sold them is false"."""
    for child, head in ancestors(token):
        if child.dep_ in ("nsubj", "nsubjpass") and child.lemma in cues().claim_nouns:
            return _untrue(head)
        if child.lemma in cues().says and (word := wrong_to_say(child)) is not None:
            return word  # "it is wrong to say that it sold them, Acme said"
        if child.dep_ == "csubj" and head.lemma_ == "be":  # "to say that it sold them is wrong"
            return _untrue(head)
        if child.dep_ in _CLAUSES and head.dep_ == "attr" and head.lower_ in cues().untrue:
            return (
                None if any(one.dep_ == "neg" for one in head.head.children) else head.lower_
            )  # "a lie that"
        if child.dep_ in _CLAUSES and head.dep_ == "attr" and head.lower_ == "case":
            return _negation(head.head)  # "it is not the case that"
        if child.lemma in cues().claim_nouns and head.lower_ in ("to", "in"):
            return none_of(head.head) if head.head.lemma_ == "truth" else None  # "no truth to the claim that"
        if head.dep_ == "ROOT":
            break
    return None


def _untrue(verb: Token) -> str | None:
    """The word by which a verb says that a thing is not so: "are false", "was not true"."""
    no = _negation(verb)
    if verb.lemma in cues().denies and no is None and any(one.dep_ == "auxpass" for one in verb.children):
        return verb.lower_  # "reports that it sold them were denied"
    if no is not None:
        so = any(one.dep_ == "acomp" and one.lower_ in denial_words().true for one in verb.children)
        return no if so else None
    return next((one.lower_ for one in verb.children if one.lower_ in cues().untrue), None)


def _negation(verb: Token) -> str | None:
    return next((one.lower_ for one in verb.children if one.dep_ == "neg"), None)


def calls_untrue(verb: Token) -> bool:
    """Whether a verb calls a report or a claim untrue: "dismissed as nonsense a report that it sold them"."""
    if verb.lemma not in stances().calls:
        return False
    return any(one.lower_ in cues().untrue for one in verb.subtree if one.i > verb.i)


def called_false(verb: Token) -> bool:
    """Whether a verb of saying is itself called untrue: "implies incorrectly"."""
    return any(child.lower_ in cues().falsely for child in verb.children)


def instead(token: Token) -> str | None:
    """The word that puts something else in its place: "rather than sell", "instead of selling"."""
    known = token.doc.vocabulary
    if "rather" not in known and "instead" not in known:
        return None
    for at in {token.left_edge.i, token.i}:
        before = tuple(one.lower_ for one in token.doc[max(at - 2, 0) : at])
        if before in (("rather", "than"), ("instead", "of")):
            return before[0]
    return None


def ended(token: Token) -> str | None:
    """The word that ends what it was part of: "scrapped a program under which it sold them"."""
    below = next(((child, head) for child, head in ancestors(token) if child.dep_ in _CLAUSES), None)
    if below is None or below[0].dep_ == "ccomp" or below[1].lemma not in stances().deals:
        return None
    deal = below[1]
    governor = frames().governors.get(deal.head.lemma)
    ends = governor is not None and governor.means == "deny" and deal.dep_ in ("dobj", "nsubjpass")
    return governor.word if governor is not None and ends and deal.head.pos_ == "VERB" else None


def halted(token: Token) -> str | None:
    """The word that ends what a noun names: "the transfer of records was halted"."""
    head = token.head
    if token.pos_ != "NOUN" or head.pos_ != "VERB" or head.lemma_ not in stances().halts:
        return None
    alone = token.dep_ == "nsubj" and not any(one.dep_ in ("dobj", "xcomp") for one in head.children)
    return head.lemma_ if alone or token.dep_ == "nsubjpass" else None


def wrong_to_say(until: Token | None) -> str | None:
    """The word that takes back what is said: "it would be inaccurate to suggest that it sold them"."""
    if until is None or until.dep_ not in ("xcomp", "advcl", "csubj", "ccomp"):
        return None
    if until.head.lower_ in cues().untrue:
        return until.head.lower_
    return _untrue(until.head) if until.head.lemma_ == "be" else None


def leaves_open(until: Token) -> str | None:
    """The word that leaves it open: "would neither confirm nor deny that", "declined to deny that"."""
    if until.lemma not in cues().denies:
        return None
    negated = any(one.dep_ == "neg" for one in until.children)
    if negated and until.lemma in stances().undisputed:
        return None  # "does not dispute that"
    joined = until.dep_ == "conj" and until.head.lemma_ in ("admit", "confirm")
    rule = frames().governors.get(until.head.lemma) if until.dep_ in ("xcomp", "ccomp") else None
    above = until.head.head if until.dep_ == "pcomp" else None
    short = above is not None and (above.lower_ == "short" or above.lemma_ in ("stop", "refrain"))
    return "if" if negated or joined or short or (rule is not None and rule.means == "deny") else None


def unsure(token: Token) -> str | None:
    """The word that leaves it open: "has not confirmed that it sold them"."""
    for child, head in ancestors(token):
        if child.dep_ in ("ccomp", "csubj") and head.pos_ == "VERB":
            negated = any(one.dep_ == "neg" for one in head.children)
            return "if" if negated and head.lemma in stances().sure else None
    return None


def unproved(token: Token) -> str | None:
    """The word that takes all ground from it: "found no evidence that it sold them"."""
    table = stances()
    for child, head in ancestors(token):
        if child.dep_ in _CLAUSES and (head.lemma in table.grounds or head.lemma in table.deals):
            without = head.head.lower_ if head.dep_ == "pobj" and head.head.lower_ == "without" else None
            return none_of(head) or without
        if child.dep_ == "ccomp" and head.pos_ in ("VERB", "AUX"):  # read as "found that, no evidence"
            found = [one for one in head.children if one.lemma in table.grounds and one.i < child.i]
            return next((none for one in found if (none := none_of(one)) is not None), None)
    return None
