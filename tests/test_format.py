from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import asked, entity, messages, read, rules, story

from graph.problems import Level, Problem
from graph.reading.fitting import fit, misfits
from graph.reading.format import ClaimBlock, EntityBlock, SourceBlock, SourceFile
from graph.reading.lost import Lost
from graph.reading.marks import Node

CLAIM = {"quote": "q", "speaker": "s", "stance": "alleged", "act": "use"}


def told(values: dict[str, Any], model: Any = ClaimBlock) -> list[str]:
    return [message for _, message, _ in misfits(model, values)]


def marked(value: object, line: int = 1) -> Node:
    """A value with places, as if it had been read."""
    if isinstance(value, dict):
        return Node(
            {key: marked(one) for key, one in value.items()}, line, 1, dict.fromkeys(value, (line, 1))
        )
    if isinstance(value, list):
        return Node(tuple(map(marked, value)), line, 1)
    return Node(None if value is None else str(value), line, 1)


def test_a_list_may_be_written_as_one_value_and_null_is_none():
    one = ClaimBlock.model_validate(CLAIM | {"from": "Acme", "to": ["A", "B"], "data": None})
    assert (one.from_, one.to, one.data) == (("Acme",), ("A", "B"), ())


def test_a_single_block_may_stand_for_a_list_of_one(tmp_path):
    content = story("A") | {"claims": asked(), "entities": [entity("Courier", "media"), entity("Acme")]}
    assert read(tmp_path, a=content).dossier is not None


@pytest.mark.parametrize("good", ["2017", "2017-03", "2017-03-04", "0001", "2020-02-29"])
def test_a_date_keeps_its_precision(good):
    assert str(SourceBlock.model_validate({"published": good}).published) == good


@pytest.mark.parametrize(
    "bad",
    ["17", "2017-3", "2017-13", "2017-02-29", "0000", "2017-W01-1", "20170304", "2017-03-04T10:00", "٢٠١٧",
     "", "x", ["2017"], {"text": "2017"}, "2017-03-04 "],
)  # fmt: skip
def test_what_is_no_date_is_told_with_the_three_forms(bad):
    [message] = told({"published": bad}, SourceBlock)
    assert message.endswith("use a year, month or day: 2017, 2017-03 or 2017-03-04")


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_told_to_be_none(text):
    try:
        assert str(SourceBlock.model_validate({"published": text}).published) == text
    except ValueError:
        assert len(told({"published": text}, SourceBlock)) == 1


@pytest.mark.parametrize(
    "bad", ["5", ["5"], ["1", "2", "3"], ["a", "b"], ["1_0", "20"], ["1.0", "2"], ["-1", "2"],
            ["9" * 20, "9" * 21], ["٣", "٤"], [["1"], "2"], {"start": "1"}, ["1", None]]
)  # fmt: skip
def test_a_place_is_two_whole_numbers(bad):
    [message] = told(CLAIM | {"at": bad})
    assert message.startswith("at is ")
    assert "use [start, end], in code points of the text" in message


@pytest.mark.parametrize("bad", [["5", "5"], ["6", "5"]])
def test_a_place_ends_after_it_starts(bad):
    [message] = told(CLAIM | {"at": bad})
    assert "the end does not come after the start" in message


@pytest.mark.parametrize("bad", ["\0", "a\x07", "\x1b[31m", "a\x7f", "\ufffe", "\x0b", "\x0c"])
def test_control_characters_are_refused_and_named(bad):
    [message] = told(CLAIM | {"note": f"x{bad}"})
    assert "note holds the control character U+" in message


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "\u00a0", "\u3000"])
def test_blank_values_are_refused(blank):
    assert told(CLAIM | {"note": blank}) == ["note is blank; give a value, or leave the key out"]


@pytest.mark.parametrize("odd", ["\u202eevil", "a\nb", "</script>", "=cmd()", "שלום", "🏦", "a\tb", " a"])
def test_odd_but_harmless_text_is_taken_as_it_is(odd):
    assert ClaimBlock.model_validate(CLAIM | {"note": odd}).note == odd


@pytest.mark.parametrize("name", ["...", "-", "?!", "“”", "\u200b", "(-)", "\u202e"])
def test_a_name_of_nothing_but_punctuation_is_refused(name):
    [message] = told({"name": name, "type": "company"}, EntityBlock)
    assert "holds no letter or digit" in message


@pytest.mark.parametrize("name", ["X", "7", "é", "日本", "🏦", "C++", "ॐ"])
def test_a_name_may_be_short_and_of_any_script(name):
    assert EntityBlock.model_validate({"name": name, "type": "company"}).name == name


@pytest.mark.parametrize(
    ("ids", "good"),
    [
        ({"wikidata": "Q380"}, True),
        ({"wikidata": "380"}, False),
        ({"wikidata": "Q0"}, False),
        ({"wikidata": "Q²"}, False),
        ({"lei": "BQ4BKCS1HXDV9HN80Z93"}, True),
        ({"lei": "bq4bkcs1hxdv9hn80z93"}, False),
        ({"website": "https://example.org/"}, True),
        ({"website": "example.org"}, False),
        ({"isin-2": "anything: at all"}, True),
        ({"a:b": "c"}, False),
        ({"": "c"}, False),
    ],
)
def test_outside_identifiers_look_like_what_they_are(ids, good):
    assert (told({"name": "A", "type": "company", "ids": ids}, EntityBlock) == []) is good


@pytest.mark.parametrize(
    "url", ["ftp://a", "https://", "https://a b", 'https://a"', "javascript:1", "//a", "https://a\n"]
)
def test_what_is_no_web_address_is_refused(url):
    assert len(told({"url": url}, SourceBlock)) == 1


@pytest.mark.parametrize("name", ["../a", "a/b", "a\\b", "C:a", ".", ".."])
def test_a_text_lies_beside_its_source_file(name):
    assert "beside the source file" in told({"text": name}, SourceBlock)[0]


def test_all_that_does_not_fit_one_claim_is_told_at_once():
    wrong = CLAIM | {"pointer": "p", "denies": ["A1"], "exclusive": ["data"]}
    assert len(told(wrong)) == 4


@pytest.mark.parametrize("value", ["false", "no"])
def test_a_claim_said_to_be_no_draft_is_a_claim(value):
    assert told(CLAIM | {"draft": value}) == []


@pytest.mark.parametrize("value", ["true", "yes", {}, {"extractor": "rules", "confidence": "0.71"}])
def test_a_draft_is_told_by_a_word_or_a_block(value):
    assert told(CLAIM | {"draft": value}) == []
    assert ClaimBlock.model_validate(CLAIM | {"draft": value}).draft is not None


@pytest.mark.parametrize("value", ["0", "1", "0.5", ".5", "1.0", "0.123456"])
def test_a_confidence_is_a_number_from_0_to_1(value):
    block = ClaimBlock.model_validate(CLAIM | {"draft": {"confidence": value}}).draft
    assert block is not None
    assert block.confidence == float(value)


@pytest.mark.parametrize("value", ["1.01", "-0.5", "nan", "inf", "1e-3", "0,7", "", "50%", ["0.5"]])
def test_what_is_no_number_from_0_to_1_is_no_confidence(value):
    assert len(told(CLAIM | {"draft": {"confidence": value}})) == 1


def test_flows_are_counted_not_listed():
    many = [str(number) for number in range(1_000)]
    [message] = told(CLAIM | {"from": many, "to": many, "data": many, "purpose": many, "subjects": many})
    assert "1,000,000,000,000,000 flows" in message


def test_a_broken_value_is_left_out_and_the_rest_is_read():
    problems: list[Problem] = []
    lost = Lost()
    tree = {
        "source": {"title": "A", "published": "x"},
        "claims": [{**CLAIM, "tense": "x"}, {"id": "A2"}, CLAIM],
    }
    read = fit(SourceFile, marked(tree), "a", problems, lost)
    assert read is not None
    assert [claim.tense for claim in read[0].claims] == [None, None]
    assert read[0].source.title == "A"
    assert len(problems) == 4  # published, tense, and the second claim's speaker and stance
    assert "A2" in lost
    assert "Acme" not in lost


@pytest.mark.parametrize("tree", ["text", ["a"], None, {"claims": []}])
def test_what_is_no_source_file_at_all_is_lost(tree):
    lost = Lost()
    assert fit(SourceFile, marked(tree), "a", [], lost) is None
    assert "anything" in lost


def test_every_problem_of_every_file_is_told_in_one_run(tmp_path):
    broken = story(
        "A",
        asked(stance="rumoured", id="A1"),
        asked(to="Zeta", responds_to="A1"),
        asked(data="pd:Nothing", speaker=["a", "b"]),
        entities=(entity("Bank", "bank"), entity("Firm", part_of="Eta")),
        published="yesterday",
    )
    reading = read(tmp_path, a=broken, b=broken | {"source": {"title": "B"}})
    in_each = ["speaker", "stance", "type", "undefined-party", "undefined-party"]
    assert rules(reading) == sorted(["published", *in_each, *in_each])


def test_nobody_is_blamed_for_naming_what_stands_in_a_file_that_cannot_be_read(tmp_path):
    reading = read(
        tmp_path, a=story("A", asked(to="Zeta", responds_to="A9")), entities="[", claims_csv="stance\n"
    )
    assert rules(reading) == ["column", "yaml"]


def test_problems_are_sorted_by_place_and_told_once(tmp_path):
    reading = read(tmp_path, a=story("A", asked(stance="x"), asked(act="y")), b=story("B", asked(stance="z")))
    assert list(reading.problems) == sorted(reading.problems, key=lambda one: one.place)
    assert len(set(reading.problems)) == len(reading.problems)


def test_notes_and_warnings_do_not_stop_the_work(tmp_path):
    claim = asked(data="unplaced")
    del claim["reported"]
    reading = read(tmp_path, a=story("A", claim, published=None))
    assert reading.dossier is not None
    assert rules(reading, Level.NOTE) == ["undated"]
    assert rules(reading, Level.WARNING) == ["not-placed", "reported"]
    assert messages(reading, "undated")
