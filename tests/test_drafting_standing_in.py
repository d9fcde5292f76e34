"""Names that parsers misread are read as a name that they know; words and places stay as they stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed import claims, need_parser, parser

from graph.drafting.text.standing_in import is_odd

ODD = ["NebuAd", "DoubleClick", "comScore", "23andMe", "Life360", "Unroll.me", "AdMob", "GasBuddy"]
PLAIN = [
    "Acme",
    "McDonald",
    "DeWitt",
    "iPhone",
    "FBI",
    "G20",
    "records",
    "e-mail",
    "U.S.",
    "O'Brien",
    "MacLeod",
]


@pytest.fixture(autouse=True, scope="module")
def _parser() -> None:
    need_parser()


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_is_told_from_words(name: str) -> None:
    assert is_odd(name)


@pytest.mark.parametrize("word", PLAIN)
def test_what_parsers_know_is_left_to_them(word: str) -> None:
    assert not is_odd(word)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_is_a_name_in_the_parse(name: str) -> None:
    (doc,) = parser().pipe([f"{name} does not collect names, and Acme lets {name} see the traffic."])
    first, second = (token for token in doc if token.text == name)
    assert (first.pos_, first.dep_, first.lemma_) == ("PROPN", "nsubj", name)
    assert (second.pos_, second.dep_) == ("PROPN", "nsubj")


def test_who_gets_it_is_found_by_an_odd_name() -> None:
    (found,) = claims("Acme confirmed that it lets NebuAd see the browsing history of its users.")
    assert (found.from_, found.to) == (("Acme",), ("NebuAd",))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*ODD, *PLAIN, "gave", "the", "to", ",", ".", "'s"]), min_size=1, max_size=12)
)
def test_no_word_and_no_place_changes(words: list[str]) -> None:
    text = " ".join(words)
    (doc,) = parser().pipe([text])
    assert doc.text == text
    assert [text[token.idx : token.idx + len(token)] for token in doc] == [token.text for token in doc]
