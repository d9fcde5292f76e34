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
    """Whether each word climbs to a root, step by step."""
    for word in parsed:
        for _step in parsed:
            word = word.head
        if word.head != word:
            return False
    return True


def test_a_title_without_a_verb_makes_no_ring(parser: "Language") -> None:
    """ "Co" is the root here, and "founder" was hung on it, and it on "founder"."""
    parsed = parser("Co-founder & CEO at Web Summit")
    assert _is_tree(parsed)
    assert [word.text for word in parsed if word.head == word] == ["founder"]


@st.composite
def _hung(draw: st.DrawFn) -> tuple[int, ...]:
    """On which word each of some words hangs, in a ring or not."""
    size = draw(st.integers(1, 9))
    return tuple(draw(st.integers(0, size - 1)) for _ in range(size))


@given(heads=_hung())
def test_a_ring_is_seen(heads: tuple[int, ...]) -> None:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from graph.drafting.text.mending import is_tree

    parsed = Doc(
        Vocab(), words=["word"] * len(heads), heads=list(range(len(heads))), deps=["dep"] * len(heads)
    )
    for word, head in zip(parsed, heads, strict=True):
        word.head = parsed[head]
    assert is_tree(parsed) is _is_tree(parsed)


@settings(max_examples=150, deadline=None)
@given(words=st.lists(st.sampled_from(_WORDS), min_size=2, max_size=14))
def test_repairs_of_any_words_in_any_order_make_a_tree(parser: "Language", words: list[str]) -> None:
    """Before it is looked whether they do: no repair is known that makes a ring."""
    from graph.drafting.text.mending import repair

    with parser.select_pipes(disable=["mended"]):
        parsed = parser(" ".join(words))
    repair(parsed)
    assert _is_tree(parsed)


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
