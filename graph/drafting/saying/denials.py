"""What answers to something said before: "denied the report", "called it false", "complied", "did so"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from graph.drafting.saying.stance import calls_untrue
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import clause, owners, words_of

#: What a text must hold to answer anything; asked first, since most pieces do not.
_MAY_BE: Final = re.compile(
    r"\b(?:den[iy]|disput|refut|reject|rebut|contradict|disavow|call|label|brand|dismiss|consider)"
    r"|\b(?:describ|compl[yi]|acquiesc|oblig|balk|refus|rebuff|spurn|demur)"
    r"|\b(?:agree|cooperat|relent|capitulat|consent|acced|declin|no\b|not\b|n't\b)"
    r"|\b(?:do|did|done|doing|does) (?:so|likewise|the same)\b|\bfollow\w* suit\b"
    r"|correct|accurate|true|admit|confirm|conced|acknowledg|nothing|\bdid\b|\bdo(?:es)?\b|"
    + "|".join(sorted(cues().untrue)),
    re.IGNORECASE,
)
#: What is denied besides the nouns of claims.
_TOLD: Final = frozenset({"account", "article", "characterization", "description", "rumor", "story"})
_POINTING: Final = frozenset({"it", "that", "this"})
_COMPLIES: Final = frozenset(
    {"accede", "acquiesce", "agree", "capitulate", "comply", "consent", "cooperate", "oblige", "relent"}
)
_REFUSES: Final = frozenset({"balk", "decline", "demur", "refuse"})
_TURNS_AWAY: Final = frozenset({"rebuff", "refuse", "reject", "spurn"})
_ADMITS: Final = frozenset({"acknowledge", "admit", "concede", "confirm"})
_CALLS: Final = frozenset({"brand", "call", "consider", "describe", "dismiss", "label"})
#: Verbs behind which "which" is a whole statement: "sold the names, which Acme denies".
_WHOLLY: Final = frozenset({"contradict", "deny", "dispute", "refute"})


@dataclass(frozen=True, slots=True)
class Denial:
    """One denial of what was said before: the word that denies, and who does where it names them.

    ``answers`` is not None where a request is answered instead: whether what was asked for is given. ``last``
    tells that it can only mean what was said last, ``repeats`` that somebody does what was said ("did so"),
    ``affirms`` that it is no denial but an admission ("Acme admitted it").
    """

    word: Token
    who: tuple[Token, ...]
    answers: bool | None = None
    last: bool = False
    repeats: bool = False
    affirms: bool = False


def blanket(doc: Doc, text: str) -> Iterator[Denial]:
    """All denials and answers in a piece that do not say to what; *text* is the text of the piece."""
    if not _MAY_BE.search(text):
        return
    for token in words_of(doc):
        if token.pos_ == "ADJ" and _is_all(token):
            yield Denial(token, ())  # "'Not true,' said Acme"
        if token.pos_ not in ("VERB", "AUX"):
            continue
        if _repeats(token) and not _some_of_them(token):
            yield Denial(token, clause(token).subjects, repeats=True)
        elif token.lemma_ in _HELPERS and _cut_short(token):
            yield Denial(token, (), last=True, affirms=not _negated(token))
        elif token.pos_ == "VERB":
            yield from _by_verb(token)
        elif token.lemma_ == "be" and _untrue(token):
            yield Denial(token, ())


def _by_verb(verb: Token) -> Iterator[Denial]:
    """The denial or the answer that a verb tells of, if it does."""
    lemma = verb.lemma_.lower()
    if lemma in _ADMITS or (lemma in ("contest", "dispute") and _negated(verb)):
        told = any(child.dep_ == "dobj" and _told(child) for child in verb.children)
        if told and _negated(verb) == (lemma in ("contest", "dispute")):
            yield Denial(verb, clause(verb).subjects, affirms=True)
            return
    if lemma in cues().denies | _CALLS:
        if _negated(verb) or _neither(verb):
            return
        if _denies(verb):
            yield Denial(verb, clause(verb).subjects)
        elif (last := _anothers(verb)) is not None:
            yield Denial(last, clause(verb).subjects)
    elif lemma in ("exist", "happen", "occur") and _never_was(verb):
        yield Denial(verb, ())  # "Acme says that no such agreement existed"
    elif lemma == "do" and any(child.dep_ == "dobj" and _of_the_kind(child) for child in verb.children):
        yield Denial(verb, ())  # "Acme said it had done nothing of the kind"
    elif lemma in _TURNS_AWAY and verb.dep_ == "conj" and _was_turned_away(verb):
        yield Denial(verb, (), False)
    elif lemma in _COMPLIES | _REFUSES and _answers(verb):
        yield Denial(verb, clause(verb).subjects, lemma in _COMPLIES)
    elif lemma == "say" and any(map(_is_no, verb.children)):
        yield Denial(verb, clause(verb).subjects, False)  # "so we said no"


_HELPERS: Final = frozenset({"do", "have"})


def _repeats(verb: Token) -> bool:
    """Whether somebody does what was just said: "did so", "does the same", "followed suit"."""
    if verb.lemma_ == "follow":
        return any(child.dep_ == "dobj" and child.lower_ == "suit" for child in verb.children)
    return verb.lemma_ == "do" and any(
        (child.lower_ in ("so", "likewise") and child.i == verb.i + 1)
        or (child.lower_ == "same" and child.dep_ == "dobj")
        for child in verb.children
    )


def _some_of_them(verb: Token) -> bool:
    """Whether nobody knows who did so: "a fifth of them had done so"."""
    return any(
        below.pos_ == "PRON"
        for head in clause(verb).subjects
        for child in head.children
        if child.lower_ == "of"
        for below in child.children
    )


def _neither(verb: Token) -> bool:
    """Whether nothing is denied: "neither admits nor denies", "without admitting or denying"."""
    return verb.dep_ == "conj" and verb.head.lemma_ in ("admit", "confirm")


def _cut_short(verb: Token) -> bool:
    """Whether an answer leaves out what it answers: "Acme says it does not"."""
    if verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in cues().says:
        return False
    if not any(child.dep_ == "nsubj" for child in verb.children):
        return False
    return all(
        child.dep_ in ("neg", "mark", "punct")
        or (child.dep_ == "nsubj" and child.pos_ == "PRON" and child.tag_ != "WP")
        for child in verb.children
    )


def _never_was(verb: Token) -> bool:
    """Whether there was none of what was told: "no such deal existed", "that never happened"."""
    for noun in verb.children:
        if noun.dep_ != "nsubj":
            continue
        if {"no", "such"} <= {child.lower_ for child in noun.children}:
            return True
        if _negated(verb) and verb.lemma_ != "exist" and noun.lower_ in _POINTING:
            return True
    return False


def _of_the_kind(word: Token) -> bool:
    return word.lower_ == "nothing" and any(one.lower_ in ("kind", "sort") for one in word.subtree)


def _is_all(word: Token) -> bool:
    """Whether a word is the whole of what somebody says: "Not true", "False"."""
    if word.dep_ not in ("ccomp", "ROOT") or any(one.dep_ not in ("neg", "punct") for one in word.children):
        return False
    return _negated(word) if word.lower_ in ("true", "so", "correct") else word.lower_ in cues().untrue


def _denies(verb: Token) -> bool:
    """Whether a verb denies, or calls untrue, what was said."""
    if verb.lemma_.lower() in cues().denies:
        wholly = verb.dep_ == "relcl" and verb.lemma_.lower() in _WHOLLY
        if wholly and verb.head.lower_ == "something":
            return True  # "gave them to Orbix, something Acme denies"
        return any(
            (child.dep_ in ("dobj", "nsubjpass") and _told(child))
            or (wholly and child.dep_ == "dobj" and child.lower_ == "which")
            for child in verb.children
        )
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


def _was_turned_away(verb: Token) -> bool:
    """Whether who asked got nothing: "had approached Acme about names and been refused"."""
    return any(child.dep_ == "auxpass" for child in verb.children) and not any(
        child.dep_ in ("nsubjpass", "dobj", "xcomp", "ccomp") for child in verb.children
    )


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
