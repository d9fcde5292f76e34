"""What the repairs leave is a tree, whatever they were tried on: rules climb up to a root."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed import need_parser

from graph.drafting.word_lists import mending_words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

pytest.importorskip("spacy", reason="spaCy is not installed")

_PLAIN = (
    "Acme",
    "Norvik",
    "Co-founder",
    "CEO",
    "said",
    "sells",
    "sold",
    "shared",
    "data",
    "customers",
    "company",
    "which",
    "that",
    "it",
    "the",
    "with",
    "of",
    "to",
    "for",
    "at",
    "by",
    "and",
    "&",
    ",",
    "including",
    "has",
    "had",
    "did",
    "not",
    "repeat",
    "asked",
    "accused",
)
_WORDS = sorted({*_PLAIN, *mending_words().doings, *mending_words().kinds, *mending_words().gives})


@pytest.fixture(scope="module")
def parser() -> "Language":
    from graph.drafting.text.pipeline import load

    need_parser()
    return load()


def _is_tree(parsed: "Doc") -> bool:
    from graph.drafting.text.mending import is_tree

    return is_tree(parsed)


def test_a_title_without_a_verb_makes_no_ring(parser: "Language") -> None:
    """ "Co" is the root here, and "founder" was hung on it, and it on "founder"."""
    parsed = parser("Co-founder & CEO at Web Summit")
    assert _is_tree(parsed)
    assert [word.text for word in parsed if word.head == word] == ["founder"]


@settings(max_examples=150, deadline=None)
@given(words=st.lists(st.sampled_from(_WORDS), min_size=2, max_size=14))
def test_any_words_in_any_order_make_a_tree(parser: "Language", words: list[str]) -> None:
    assert _is_tree(parser(" ".join(words)))


def test_a_repair_that_makes_a_ring_is_taken_back(
    parser: "Language", monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph.drafting.text import mending

    def ring(word: "Token") -> None:
        subject = next(word.lefts)
        word.head, subject.head, subject.tag_ = subject, word, "XX"

    text = "Acme sold lists of its customers"
    with parser.select_pipes(disable=["mended"]):
        before = [(word.head.i, word.dep_, word.tag_, word.pos_, word.lemma_) for word in parser(text)]
    monkeypatch.setattr(mending, "_RARE", {"sold": ring})
    parsed = parser(text)
    assert _is_tree(parsed)
    assert [(word.head.i, word.dep_, word.tag_, word.pos_, word.lemma_) for word in parsed] == before
