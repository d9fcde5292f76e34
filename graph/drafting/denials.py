"""What answers to something said before: "denied the report", "called it false", "complied", "refused"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from graph.drafting.grammar import clause
from graph.drafting.tables import cues, words

#: What a text must hold to answer anything; asked first, since most pieces do not.
_MAY_BE: Final = re.compile(
    r"\b(?:den[iy]|disput|refut|reject|rebut|contradict|disavow|call|label|brand|dismiss|consider|compl[yi])"
    r"|\b(?:acquiesc|oblig|balk|refus|demur|not |n't )"
    r"|false|true|wrong|baseless|correct|accurate|misleading|unfounded|groundless|nonsense",
    re.IGNORECASE,
)
#: What is denied besides the nouns of claims.
_TOLD: Final = frozenset({"account", "article", "characterization", "description", "rumor", "story"})
_POINTING: Final = frozenset({"it", "that", "this"})
_COMPLIES: Final = frozenset({"acquiesce", "comply", "oblige"})
_REFUSES: Final = frozenset({"balk", "refuse", "demur"})
_CALLS: Final = frozenset({"brand", "call", "consider", "dismiss", "label"})


@dataclass(frozen=True, slots=True)
class Denial:
    """One denial of what was said before: the word that denies, and who does where it names them.

    ``answers`` is not None where a request is answered instead: whether what was asked for is given.
    """

    word: Token
    who: tuple[Token, ...]
    answers: bool | None = None


def blanket(doc: Doc, text: str) -> Iterator[Denial]:
    """All denials and answers in a piece that do not say to what; *text* is the text of the piece."""
    if not _MAY_BE.search(text):
        return
    for token in doc:
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and not _negated(token) and _denies(token):
            yield Denial(token, clause(token).subjects)
        elif token.pos_ == "VERB" and lemma in _COMPLIES | _REFUSES and _answers(token):
            yield Denial(token, clause(token).subjects, lemma in _COMPLIES)
        elif (
            token.pos_ == "AUX"
            and lemma == "be"
            and token.dep_ in ("ccomp", "ROOT", "parataxis")
            and _untrue(token)
        ):
            yield Denial(token, ())


def _denies(verb: Token) -> bool:
    """Whether a verb denies, or calls untrue, what was said."""
    if verb.lemma_.lower() in cues().denies:
        return any(child.dep_ == "dobj" and _told(child) for child in verb.children)
    if verb.lemma_.lower() not in _CALLS:
        return False
    below = [one for one in verb.subtree if one.i > verb.i]
    return any(one.lower_ in cues().untrue for one in below) and any(map(_told, below))


def _answers(verb: Token) -> bool:
    """Whether a verb is a whole answer: "refused", "complied with the order", not "refused to say"."""
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        return False  # "to comply with the law"
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "dobj", "nsubjpass", "dative"):
            asked = child.dep_ == "dobj" and child.lemma_.lower() in words().requests
            if not asked or any(below.dep_ in ("acl", "relcl", "prep") for below in child.children):
                return False
        if child.dep_ == "prep" and child.lower_ in ("with", "to", "at", "in", "for"):
            nouns = [below for below in child.children if below.dep_ in ("pobj", "pcomp")]
            plain = all(one.lemma_.lower() in words().requests for one in nouns)
            if child.lower_ != "in" and (not plain or any(len(list(one.rights)) for one in nouns)):
                return False
    return True


def _told(noun: Token) -> bool:
    """Whether a noun only points to what was said: "the report", but not "the report that it sold them"."""
    if noun.lower_ in _POINTING:
        return noun.pos_ == "PRON"
    known = noun.lemma_.lower() in cues().claim_nouns | _TOLD
    return known and not any(child.dep_ in ("acl", "ccomp", "relcl", "prep") for child in noun.children)


def _untrue(verb: Token) -> bool:
    """Whether "is" calls what was said untrue: "the report is false", "that is not true"."""
    if not any(child.dep_ == "nsubj" and _told(child) for child in verb.children):
        return False
    for child in verb.children:
        if child.dep_ in ("acomp", "attr"):
            if child.lower_ in cues().untrue:
                return not _negated(verb)
            if child.lower_ in ("true", "accurate", "correct", "case"):
                return _negated(verb)
    return False


def _negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)
