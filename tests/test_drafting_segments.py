"""A text in pieces that a parser reads well, each with the way back to every character of the original."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.drafting.text.segments import Piece, pieces


def texts(text: str) -> list[str]:
    return [one.text for one in pieces(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Acme knew.Norvik did not.", ["Acme knew.", "Norvik did not."]),  # glued
        ("Acme knew in 2012.Norvik did not.", ["Acme knew in 2012.", "Norvik did not."]),
        ('"Acme knew."Norvik did not.', ['"Acme knew."', "Norvik did not."]),
        ("Acme knew.\n\nNorvik did not.", ["Acme knew.", "Norvik did not."]),
        ("Acme\n\nIt sold data.", ["Acme", "It sold data."]),
        ("We collect\n- names\n- addresses", ["We collect", "- names", "- addresses"]),
        ("The U.S. agency knew.", ["The U.S. agency knew."]),  # not glued
        ("It is at example.com today.", ["It is at example.com today."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_text_is_cut_at_paragraphs_and_where_sentences_are_glued(text: str, parts: list[str]) -> None:
    assert texts(text) == parts


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("They didnt know.", "They didn't know."),
        ("We dont sell it and theyve said so.", "We don't sell it and they've said so."),
        ("The companys records", "The company's records"),
        ("Only Acme knew. Acmes records were old, and Acme said so.", None),
        ("‘They’ said “no”.", "'They' said \"no\"."),
        ("They said ''no''.", 'They said "no".'),
        ("They said ``no''.", 'They said "no".'),
        ("The firm  a broker  sold it.", "The firm -- a broker -- sold it."),
        ("We give [Orbix](https://orbix.example/a) data.", "We give Orbix data."),
        ("Acme Inc.s lawyers say that they wont.", "Acme Inc.'s lawyers say that they won't."),
        ("Larkspur knew. Larkspurs records were old.", "Larkspur knew. Larkspur's records were old."),
        ("Only Acme knew. Acmes Berlin office had it.", "Only Acme knew. Acme's Berlin office had it."),
    ],
)
def test_what_a_scrape_lost_is_repaired(text: str, repaired: str | None) -> None:
    expected = repaired or text.replace("Acmes records", "Acme's records")
    (found,) = pieces(text)
    assert found.text == expected


@pytest.mark.parametrize(
    "text",
    [
        "The wont of the want.",
        "The companies knew.",
        "It has its ways.",
        "Well, we were ill.",
        "Time knew; the Times did.",
    ],
)
def test_what_is_no_lost_mark_stays(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize(
    ("text", "words", "original"),
    [
        ("They didnt know. The companys records", "didn't know", "didnt know"),
        ("They said ''no'' twice.", '"no"', "''no''"),
        ("The firm  a broker  sold it.", "a broker", "a broker"),
        ("Acme knew.Norvik did not.", "Norvik did not.", "Norvik did not."),
    ],
)
def test_a_place_in_a_piece_goes_back_to_the_words_of_the_text(text: str, words: str, original: str) -> None:
    (found,) = (one for one in pieces(text) if words in one.text)
    start = found.text.index(words)
    first, last = found.at(start, start + len(words))
    assert text[first:last] == original


def test_a_name_that_everybody_knows_gets_its_apostrophe_back_where_all_are_lost() -> None:
    text = "Facebooks app copied the peoples records. " + "Nobody knew of it at all. " * 12
    assert pieces(text)[0].text.startswith("Facebook's app copied the people's records. ")


def test_paragraphs_are_counted_and_glued_sentences_share_one() -> None:
    assert [one.paragraph for one in pieces("Acme knew.Norvik did not.\n\nOrbix did.")] == [0, 0, 1]


#: Letters and marks that repairs look at, and whole words with lost marks.
scraps = st.lists(
    st.sampled_from(
        [
            *"abstnA .,?!\n'\"’“”‘()-  ",
            "didnt",
            "companys",
            "theyve",
            "''",
            "``",
            "  ",
            "Acme",
            "Acmes",
            "\U0001f4f1",
        ]
    )
).map("".join)


@given(scraps)
def test_every_character_of_a_piece_goes_back_to_its_own(text: str) -> None:
    for one in pieces(text):
        assert len(one.text) == len(one.origin)
        assert all(0 <= place < len(text) for place in one.origin)
        assert list(one.origin) == sorted(one.origin)
        for character, place in zip(one.text, one.origin, strict=True):
            if character.isalnum():
                assert text[place] == character


@example("A'  A")
@given(scraps.filter(lambda text: re.search(r"A[.'’-]?A", text) is None))  # "AA  A" begins with a place
def test_no_letter_is_lost_and_none_is_added(text: str) -> None:
    kept = "".join(one.text for one in pieces(text))
    assert [one for one in kept if one.isalnum()] == [one for one in text if one.isalnum()]


@given(scraps)
def test_pieces_stand_in_order_and_do_not_overlap(text: str) -> None:
    found = pieces(text)
    assert all(one.text.strip() == one.text != "" for one in found)
    ends = [place for one in found for place in one.at(0, len(one.text))]
    assert ends == sorted(ends)


def test_a_piece_is_a_value() -> None:
    assert pieces("Acme knew.") == (Piece("Acme knew.", tuple(range(10)), 0),)
