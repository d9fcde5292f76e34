"""What is read off a parse says what the parser says, of any tree."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed import claims, need_parser

from graph.drafting.text.tree import Doc, Span, Token, ancestors, once, read, subtree

if TYPE_CHECKING:
    import spacy.tokens
    import spacy.vocab

pytest.importorskip("spacy", reason="spaCy is not installed")

WORDS = ("Acme", "sold", "the", "names", "of", "its", "users", ",", "and", "e-mail", "Übersee", "23andMe")
FIELDS = ("text", "lower_", "pos_", "tag_", "dep_", "ent_type_", "i", "idx", "whitespace_", "is_alpha")
DEPS = ("nsubj", "dobj", "conj", "prep", "punct")


@cache
def _vocab() -> "spacy.vocab.Vocab":
    import spacy

    return spacy.blank("en").vocab


@st.composite
def parses(draw: st.DrawFn) -> "spacy.tokens.Doc":
    """A piece with any tree over any words, in one or more sentences, and with names."""
    from spacy.tokens import Doc, Span

    words, heads, deps, ents = [], [], [], []
    for _sentence in range(draw(st.integers(1, 3))):
        begin, size = len(words), draw(st.integers(1, 7))
        order = draw(st.permutations(range(size)))  # each hangs on one that comes before it in this order
        above = {one: draw(st.sampled_from(order[:at])) if at else one for at, one in enumerate(order)}
        for place in range(size):
            words.append(draw(st.sampled_from(WORDS)))
            heads.append(begin + above[place])
            deps.append("ROOT" if above[place] == place else draw(st.sampled_from(DEPS)))
        if draw(st.booleans()):
            ents.append((begin, draw(st.integers(begin + 1, begin + size))))
    spaces = [draw(st.booleans()) for _word in words]
    doc = Doc(_vocab(), words=words, spaces=spaces, heads=heads, deps=deps, tags=["NN"] * len(words))
    doc.ents = [Span(doc, start, end, label="ORG") for start, end in ents]
    return doc


def one(parsed: "spacy.tokens.Doc") -> Doc:
    (doc,) = read([parsed], [parsed.text])
    return doc


def places(tokens: "Sequence[Token | spacy.tokens.Token]") -> list[int]:
    return [token.i for token in tokens]


@settings(max_examples=200, deadline=None)
@given(parses())
def test_every_word_is_as_the_parser_has_it(parsed: "spacy.tokens.Doc") -> None:
    doc = one(parsed)
    assert len(doc) == len(parsed)
    for ours, theirs in zip(doc, parsed, strict=True):
        assert [getattr(ours, each) for each in FIELDS] == [getattr(theirs, each) for each in FIELDS]
        assert (ours.head.i, ours.doc) == (theirs.head.i, doc)
        assert places(ours.children) == places(list(theirs.children))
        assert places(ours.lefts) == places(list(theirs.lefts))
        assert places(ours.rights) == places(list(theirs.rights))
        assert places(list(ours.ancestors)) == places(list(theirs.ancestors))
        assert set(places(ours.conjuncts)) == set(places(theirs.conjuncts))
        assert sorted(places(ours.subtree)) == places(ours.subtree)
        assert set(places(ours.subtree)) == set(places(list(theirs.subtree)))
        assert ours.left_edge.i == min(places(list(theirs.subtree)))
        assert ours.right_edge.i == max(places(list(theirs.subtree)))
        assert all(ours.is_ancestor(doc[other.i]) == theirs.is_ancestor(other) for other in parsed)
        assert [(child.i, head.i) for child, head in ancestors(ours)] == [
            (child.i, child.head.i) for child in (theirs, *theirs.ancestors) if child.head.i != child.i
        ]
        assert subtree(ours) == Span(doc, ours.left_edge.i, ours.right_edge.i + 1)


@settings(max_examples=200, deadline=None)
@given(parses(), st.data())
def test_every_stretch_is_as_the_parser_has_it(parsed: "spacy.tokens.Doc", data: st.DataObject) -> None:
    doc = one(parsed)
    starts = [token.i for token in parsed if token.is_sent_start]
    assert [sent.start for sent in doc.sents] == starts
    assert [doc[start].sentence for start in starts] == [(sent.start, sent.end) for sent in doc.sents]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [(ent.text, ent.label_) for ent in parsed.ents]
    sentence = data.draw(st.sampled_from(doc.sents))
    start = data.draw(st.integers(sentence.start, sentence.end - 1))
    end = data.draw(st.integers(start + 1, sentence.end))
    ours, theirs = doc[start:end], parsed[start:end]
    assert (ours.text, ours.start_char, ours.end_char) == (theirs.text, theirs.start_char, theirs.end_char)
    assert (ours.root.i, places(list(ours)), len(ours)) == (theirs.root.i, places(list(theirs)), len(theirs))
    assert (ours[0].i, ours[-1].i, ours[1:].text) == (start, end - 1, doc[start + 1 : end].text)
    assert ours.sent == doc[start].sent
    assert (ours == doc[start:end], hash(ours) == hash(doc[start:end]), ours == ours.text) == (
        True,
        True,
        False,
    )
    assert doc[start:start].text == ""


def test_no_word_stands_before_the_first_or_behind_the_last() -> None:
    from spacy.tokens import Doc

    doc = one(Doc(_vocab(), words=["Acme", "denies"], heads=[1, 1], deps=["nsubj", "ROOT"]))
    assert (doc[0].nbor(), doc[1].nbor(-1)) == (doc[1], doc[0])
    for token, by in ((doc[0], -1), (doc[1], 1)):
        with pytest.raises(IndexError):
            token.nbor(by)


def test_what_is_worked_out_of_a_word_is_worked_out_once() -> None:
    from spacy.tokens import Doc

    doc = one(Doc(_vocab(), words=["Acme", "denies"]))
    asked: list[Token] = []
    assert [once("length", doc[0], lambda token: asked.append(token) or len(token.text)) for _ in "ab"] == [
        4,
        4,
    ]
    assert asked == [doc[0]]
    assert doc.vocabulary == {"acme", "denies", ""}


def test_a_piece_without_words_has_no_sentences_and_stops_nothing() -> None:
    import spacy.tokens

    empty = read([spacy.tokens.Doc(_vocab(), [])], [""])[0]
    assert empty.bounds == []
    assert empty.sents == []
    need_parser()
    text = (
        "Acme sold names to Orbix.\n\n[](https://acme.example/policy)\n\nNorvik gave location data to Orbix."
    )
    assert [one.from_ for one in claims(text)] == [("Acme",), ("Norvik",)]
