"""A long text goes to a model in stretches that leave nothing out."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.drafting.model.stretches import LONGEST_STRETCH, OVERLAP, stretches

texts = st.lists(
    st.sampled_from(["word ", "Word. ", "\n", "\n\n", "\r\n \r\n", "x" * 9, "“é” "]), max_size=80
).map("".join)


@given(texts, st.integers(2, 60), st.integers(0, 40))
def test_stretches_hold_all_of_a_text_in_order_and_none_is_too_long(
    text: str, longest: int, overlap: int
) -> None:
    found = stretches(text, longest, min(overlap, longest // 2))
    assert bool(found) == bool(text.strip())
    if found:
        assert found[0].start == 0 and found[-1].end == len(text)
    for one, following in itertools.pairwise(found):
        assert one.start < following.start <= one.end < following.end
        assert one.end - following.start <= overlap
    assert all(0 < one.end - one.start <= longest for one in found)


def test_a_text_is_cut_at_the_ends_of_paragraphs() -> None:
    paragraph = "Acme sold names. AdCo bought them. " * 15
    text = f"{paragraph}\n\n" * 100
    found = stretches(text)
    assert len(found) > 5
    assert all(text[one.start : one.end].startswith("Acme") for one in found)
    assert all(text[: one.end].endswith("\n\n") for one in found)
    assert all(one.end - following.start > 0 for one, following in itertools.pairwise(found))


@pytest.mark.parametrize("unit", ["x", " ", "\n", ". "])
def test_a_text_without_any_structure_is_cut_all_the_same(unit: str) -> None:
    text = unit * 30_000 + "end"
    found = stretches(text)
    assert found[-1].end == len(text) and len(found) < 2 * len(text) / (LONGEST_STRETCH // 2 - OVERLAP)


def test_a_short_text_is_one_stretch() -> None:
    assert stretches("Acme sold names.\n") == [(0, 17)]
    assert stretches(" \n") == []
