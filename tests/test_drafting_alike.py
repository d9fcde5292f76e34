"""Words by which one and the same party is called in turn, and the lost marks that words of people tell."""

from itertools import permutations

import pytest
from parsed import claims, need_parser, parse_all

from graph.drafting.tables import alike, table
from graph.drafting.text.segments import pieces

PAIRS = sorted({pair for group in table("alike")["groups"] for pair in permutations(group, 2)})


def _said(first: str, then: str) -> str:
    article = "an" if first[0] in "aeiou" else "a"
    return f"Acme, {article} {first}, and Harrow, a dairy, met. The {then} gave location data to Orbix."


@pytest.fixture(scope="module")
def parsed() -> None:
    need_parser()
    parse_all([_said(*pair) for pair in PAIRS])


def test_groups_are_sorted_and_a_word_is_like_all_in_its_groups() -> None:
    groups = table("alike")["groups"]
    assert all(group == sorted(group) and len(set(group)) == len(group) > 1 for group in groups)
    assert alike()["airline"] == {"airline", "carrier"}
    assert {"airline", "operator"} <= alike()["carrier"]


@pytest.mark.parametrize(("first", "then"), PAIRS, ids=[" ".join(pair) for pair in PAIRS])
def test_one_party_is_called_both(first: str, then: str, parsed: None) -> None:
    assert "Acme" in [name for one in claims(_said(first, then)) for name in one.from_]


def test_who_is_called_something_else_is_not_meant() -> None:
    need_parser()
    ends = [name for one in claims(_said("airline", "hospital")) for name in one.from_]
    assert "Acme" not in ends


@pytest.mark.parametrize(
    ("lost", "repaired"),
    [
        ("It sold childrens voices to Orbix.", "It sold children's voices to Orbix."),
        ("It sold riders travel records to Orbix.", "It sold riders' travel records to Orbix."),
        ("It gave users records of their own.", "It gave users records of their own."),
        ("Ohios attorney general sued Orbix.", "Ohio's attorney general sued Orbix."),
        ("Ohios were sold to Orbix.", "Ohios were sold to Orbix."),
    ],
)
def test_in_a_long_text_without_apostrophes_they_are_put_back(lost: str, repaired: str) -> None:
    text = f"{lost} {'Nobody knew of it at all. ' * 8}".strip()
    assert pieces(text)[0].text.startswith(repaired)
