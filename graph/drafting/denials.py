"""What answers to something said before: "denied the report", "called it false", "complied", "refused"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from graph.drafting.grammar import clause, owners
from graph.drafting.stance import calls_untrue
from graph.drafting.tables import cues, words

#: What a text must hold to answer anything; asked first, since most pieces do not.
_MAY_BE: Final = re.compile(
    r"\b(?:den[iy]|disput|refut|reject|rebut|contradict|disavow|call|label|brand|dismiss|consider|compl[yi])"
    r"|\b(?:acquiesc|oblig|balk|refus|demur)"
    r"|\b(?:agree|cooperat|relent|capitulat|consent|acced|declin|no\b|not |n't )"
    r"|correct|accurate|true|" + "|".join(sorted(cues().untrue)),
    re.IGNORECASE,
)
#: What is denied besides the nouns of claims.
_TOLD: Final = frozenset({"account", "article", "characterization", "description", "rumor", "story"})
_POINTING: Final = frozenset({"it", "that", "this"})
_COMPLIES: Final = frozenset(
    {"accede", "acquiesce", "agree", "capitulate", "comply", "consent", "cooperate", "oblige", "relent"}
)
_REFUSES: Final = frozenset({"balk", "decline", "demur", "refuse"})
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
        if token.pos_ == "VERB":
            yield from _by_verb(token)
        elif token.pos_ == "AUX" and token.lemma_ == "be" and _untrue(token):
            yield Denial(token, ())


def _by_verb(verb: Token) -> Iterator[Denial]:
    """The denial or the answer that a verb tells of, if it does."""
    lemma = verb.lemma_.lower()
    if lemma in cues().denies | _CALLS:
        if _negated(verb):
            return
        if _denies(verb):
            yield Denial(verb, clause(verb).subjects)
        elif (last := _anothers(verb)) is not None:
            yield Denial(last, clause(verb).subjects)
    elif lemma in _COMPLIES | _REFUSES and _answers(verb):
        yield Denial(verb, clause(verb).subjects, lemma in _COMPLIES)
    elif lemma == "say" and any(map(_is_no, verb.children)):
        yield Denial(verb, clause(verb).subjects, False)  # "so we said no"


def _denies(verb: Token) -> bool:
    """Whether a verb denies, or calls untrue, what was said."""
    if verb.lemma_.lower() in cues().denies:
        return any(child.dep_ == "dobj" and _told(child) for child in verb.children)
    if verb.lemma_.lower() not in _CALLS:
        return False
    below = [one for one in verb.subtree if one.i > verb.i]
    return any(one.lower_ in cues().untrue for one in below) and any(map(_told, below))


def _is_no(word: Token) -> bool:
    return (
        word.lower_ == "no"
        and word.dep_ in ("dobj", "intj", "advmod", "det", "ccomp")
        and word.i > word.head.i
    )


def _anothers(verb: Token) -> Token | None:
    """The last word of what somebody else claims and a verb denies: "rejected a claim by Norvik that …"."""
    if verb.lemma_.lower() not in cues().denies and not calls_untrue(verb):
        return None
    for noun in verb.children:
        if noun.dep_ != "dobj" or noun.lemma_.lower() not in cues().claim_nouns:
            continue
        by = any(child.lower_ in ("by", "from") for child in noun.children)
        said = next((child for child in noun.children if child.dep_ in ("acl", "ccomp", "relcl")), None)
        if said is not None and (by or owners(noun)):
            return said.right_edge
    return None


def _answers(verb: Token) -> bool:
    """Whether a verb is a whole answer: "refused", "complied with the order", not "refused to say"."""
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        return False  # "to comply with the law"
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i < verb.i:
            continue  # "it asked for them; Acme refused"
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
    if verb.dep_ not in ("ccomp", "ROOT", "parataxis"):
        return False
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
