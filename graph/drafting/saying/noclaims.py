"""Flows that nobody says happen: what is forbidden, what a law allows, what is asked."""

from typing import Final

from spacy.tokens import Token

from graph.drafting.frames.spoken import Spoken
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import ancestors, is_passive, subjects_of

_FORBIDS: Final = frozenset({"ban", "bar", "block", "forbid", "keep", "prevent", "prohibit", "stop"})


def is_none(one: Spoken) -> bool:
    """Whether what is spoken of is no claim, whoever says it."""
    return _question(one.word) or _forbidden(one) or _by_law(one) or any(_tells(head) for head in one.data)


def _forbidden(one: Spoken) -> bool:
    """Whether somebody else is to keep them from it: "wants to bar companies from selling"."""
    for child, head in ancestors(one.word):
        below = child.dep_ in ("prep", "xcomp", "ccomp")
        if below and head.lemma_.lower() in _FORBIDS and head.pos_ == "VERB":
            own = any(child.lemma_.lower() in words().documents for child in subjects_of(head))
            given = any(child.dep_ == "dobj" for child in head.children)
            return given and not own and not is_passive(head)
    return False


def _by_law(one: Spoken) -> bool:
    """Whether it is a law that lets or makes somebody do it: nobody then says that they do."""
    for _, head in [(None, one.word), *ancestors(one.word)]:
        if head.lemma_.lower() in cues().says:
            return False
        if any(
            child.lemma_.lower() in words().norms
            for child in head.children
            if child.dep_ in ("nsubj", "nsubjpass")
        ):
            return True
        if head.dep_ in ("acl", "relcl") and head.head.lemma_.lower() in words().norms:
            return True
    return False


def _tells(head: Token) -> bool:
    """Whether data are only named as what says something: "documents obtained by Norvik show …"."""
    if head.dep_ == "nsubj" and head.head.lemma_.lower() in cues().says:
        return not any(one.lemma_ == "way" for one in head.head.children)  # "found their way to Orbix"
    return head.dep_ == "pobj" and head.head.head.lower_ == "according"


def _question(token: Token) -> bool:
    """Whether a sentence asks, or is a heading such as "How we share your data"."""
    sent = token.sent
    last = next((one.text for one in reversed(sent) if one.text not in ('"', "'", "''")), "")
    heading = sent[0].tag_ in ("WRB", "WP", "WDT") and last[-1:] not in (".", "!") and sent[-1].text == last
    return heading or last.endswith("?")
