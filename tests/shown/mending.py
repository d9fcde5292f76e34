"""What the examples of ``tables/mending.yaml`` show: each is parsed anew, with the words as they now are."""

from drafted import document
from parsed import parser

from graph.drafting.drafting import draft
from graph.drafting.drafts import DraftClaim
from graph.drafting.text.tree import read
from graph.drafting.word_lists import MendingWords, mending_words
from shown.showing import Shown


def _claims(example: str) -> tuple[DraftClaim, ...]:
    return draft(document(example), parser().nlp).claims


def _asks(example: str) -> bool:
    """Whether a participle is tied to what the sentence tells, not to the noun before it."""
    (doc,) = read([parser().nlp(example)], [example])
    return any(one.tag_ == "VBG" and one.dep_ == "advcl" and one.head.dep_ == "ROOT" for one in doc)


def _joins_last(example: str) -> bool:
    """Whether a verb of the past is joined to the verb of the sentence."""
    (doc,) = read([parser().nlp(example)], [example])
    return any(one.tag_ == "VBD" and one.dep_ == "conj" and one.head.dep_ == "ROOT" for one in doc)


SHOWN = Shown(
    MendingWords,
    mending_words,
    ("text.lost_recipients", "text.mending", "text.slips"),
    {
        "doings": lambda example: any(
            data.endswith("ing history") for one in _claims(example) for data in one.data
        ),
        "gives": lambda example: any(one.to for one in _claims(example)),
        "kinds": lambda example: any(one.to for one in _claims(example)),
        "no_second": lambda example: [one.to for one in _claims(example)] == [()],
        "asking": _asks,
        "turning": _asks,
        "lets": _joins_last,
    },
)
