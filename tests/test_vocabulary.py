import json
import re
import unicodedata
from hashlib import sha256

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.claims import Slot
from graph.vocabulary import BASE, SCHEMES, TOPS, digest, iri, local_name, ontology_files, slug, taxonomy

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**50), 2**50) | st.text(max_size=8), st.lists, max_leaves=8
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "74234e98afe7498f"),
        ([], "4f53cda18c2baa0c"),
        (["seek", None], "92f85e0dc7680d0d"),
        (["url", "https://example.org/ü"], "6f665c2d6282df0a"),
        ({"b": 1, "a": "“x”"}, "abf57be3d8b6a191"),
    ],
)
def test_hashes_stay_what_they_were(value, expected):
    assert digest(value) == expected


@given(values)
def test_a_hash_is_that_of_canonical_json(value):
    canonical = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    assert digest(value) == sha256(canonical.encode()).hexdigest()[:16]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S. Bancorp", "u-s-bancorp"),
        ("users' data", "users-data"),
        ("JPMorgan Chase & Co.", "jpmorgan-chase-co"),
        ("  Straße  ", "strasse"),
        ("日本 銀行", "日本-銀行"),
        ("ﬁnance", "finance"),
    ],
)
def test_a_slug_is_readable(text, expected):
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("one", "two"),
    [("<13", ">13"), ("C++", "C#"), ("a+b", "a-b"), ("€", "$"), ("🏦", "🏧"), ("", " x"), ("कि", "की"),
     ("x" * 90, "x" * 91), ("100%", "100"), ("a*", "a")],
)  # fmt: skip
def test_signs_that_mean_something_make_another_slug(one, two):
    assert slug(one) != slug(two)


@pytest.mark.parametrize(
    "other", ["wells fargo", "WELLS  FARGO", "Wells-Fargo", "“Wells Fargo”", "Wells Fargo.", "Wells/Fargo"]
)
def test_case_white_space_and_punctuation_do_not(other):
    assert slug(other) == slug("Wells Fargo")


@given(st.text(max_size=120))
@example("\x00")
@example("../../etc")
@example("a" * 200)
def test_a_slug_is_safe_in_an_iri_a_path_and_a_url(text):
    made = slug(text)
    assert made
    assert len(made) <= 90
    assert all(one.isalnum() or one == "-" for one in made)
    assert not made.startswith("-")


@given(st.text(max_size=30), st.text(max_size=30))
def test_two_texts_share_a_slug_only_if_they_differ_in_case_and_punctuation(one, two):
    def bare(text: str) -> str:
        return "".join(re.findall(r"[^\W_]", unicodedata.normalize("NFKC", text).casefold()))

    if slug(one) == slug(two):
        assert bare(one) == bare(two)


locals_ = st.sampled_from(
    ["party/acme", "source/0/party/banks", "pd:Transaction", "dpv:Purpose", "fc:anyData", "data/x"]
)


@given(locals_, st.sampled_from([BASE, "https://example.org/x/", "urn:x:"]))
def test_a_local_name_comes_back_from_its_iri(local, base):
    assert local_name(iri(local, base), base) == local


def test_a_foreign_iri_stays():
    assert local_name("https://example.org/x") == "https://example.org/x"


def test_the_vocabulary_and_dpv_are_there():
    assert all(path.is_file() for path in ontology_files())


@pytest.mark.parametrize("slot", SCHEMES)
def test_every_concept_has_a_label_and_one_name_by_which_it_is_known(slot):
    names = taxonomy().names(slot)
    assert len(names) > 30 or slot is Slot.SUBJECTS
    for name in names:
        found = taxonomy().resolve(name, slot)
        assert found is not None
        assert taxonomy().resolve(found, slot) == found
        assert taxonomy().label(found) != found
        assert name in taxonomy().within(name)


def test_a_concept_of_one_slot_is_none_of_another():
    assert taxonomy().resolve("pd:Financial", Slot.DATA) == "pd:Financial"
    assert taxonomy().resolve("pd:Financial", Slot.PURPOSE) is None
    assert taxonomy().resolve("pd:NoSuch", Slot.DATA) is None
    assert taxonomy().label("pd:NoSuch") == "pd:NoSuch"


def test_a_concept_lies_within_the_wider_ones_and_not_in_the_top():
    within = taxonomy().within("pd:Transaction")
    assert {"pd:Transaction", "pd:Transactional", "pd:Financial"} <= within
    assert not within & set(TOPS.values())
    assert taxonomy().within("pd:NoSuch") == {"pd:NoSuch"}
