from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graph.problems import Place
from graph.reading.marks import Broken, Node, decode, read_bytes, sha256
from graph.reading.yaml_files import read_yaml


def node(tmp_path: Path, text: str) -> Node:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    found, problems = read_yaml(path, "a.yaml")
    assert problems == []
    return found


scalars = st.one_of(
    st.none(), st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x85\u2028\u2029\ufeff"))
)
trees = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc é'\"", min_size=1), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(trees.filter(lambda tree: tree not in (None, "")))
def test_what_was_written_is_what_is_read(tmp_path_factory, tree):
    path = tmp_path_factory.getbasetemp() / "tree.yaml"
    text = yaml.safe_dump(tree, allow_unicode=True, default_style='"' if isinstance(tree, str) else None)
    path.write_text(text, encoding="utf-8", newline="")
    found, _ = read_yaml(path, "tree.yaml")
    assert found.plain() == tree


@pytest.mark.parametrize(
    "value",
    ["no", "yes", "on", "2017", "2017-01-01", "0x10", "1e3", "017", "1_000", "true", ".inf", "12:30:45", "="],
)
def test_every_scalar_stays_text(value, tmp_path):
    assert node(tmp_path, f"a: {value}\n").plain() == {"a": value}


@pytest.mark.parametrize("value", ["", "~", "null", "Null", "NULL"])
def test_null_is_nothing_unless_it_is_quoted(value, tmp_path):
    assert node(tmp_path, f"a: {value}\n").plain() == {"a": None}
    assert node(tmp_path, f"a: '{value}'\n").plain() == {"a": value}


def test_every_value_and_key_has_its_place(tmp_path):
    found = node(tmp_path, "a:\n  - {é: 1, bc: [x, 'y']}\n  -\n")
    assert found.place("p", ("a",)) == Place("p", 2, 3)
    assert found.place("p", ("a", 0, "bc")) == Place("p", 2, 16)
    assert found.place("p", ("a", 0, "bc"), key=True) == Place("p", 2, 12)
    assert found.place("p", ("a", 0, "bc", 1)) == Place("p", 2, 20)
    assert found.place("p", ("a", 1)) == Place("p", 3, 4)


def test_the_place_of_what_is_not_there_is_that_of_what_should_hold_it(tmp_path):
    found = node(tmp_path, "a: {b: c}\n")
    assert found.place("p", ("a", 0, "b", 3)) == Place("p", 1, 8)  # a single value stands for a list of one
    assert found.place("p", ("a", "x", "y")) == Place("p", 1, 4)
    assert found.place("p", ("z",), key=True) == Place("p", 1, 1)
    assert found.path(("a", 0, "b", 3)) == ("a", "b")


def test_without_leaves_the_places_of_the_rest(tmp_path):
    found = node(tmp_path, "a: [x, y]\nb: {c: d, e: f}\ng: h\n").without({("a", 0), ("b", "c"), ("g",)})
    assert found.plain() == {"a": ["y"], "b": {"e": "f"}}
    assert found.place("p", ("a", 0)) == Place("p", 1, 8)
    assert found.place("p", ("b", "e"), key=True) == Place("p", 2, 11)


def test_a_key_given_twice_keeps_its_first_value_and_is_told(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\na: 2\n")
    found, problems = read_yaml(path, "a.yaml")
    assert found.plain() == {"a": "1"}
    assert [str(one) for one in problems] == [
        "a.yaml:2:1: error: 'a' is given twice (first in line 1); keep one of them [duplicate-key]"
    ]


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\ufeff")), st.booleans())
def test_a_byte_order_mark_is_left_out_and_line_ends_stay(text, marked):
    data = text.encode("utf-8-sig" if marked else "utf-8")
    assert decode(data, "a") == text


@given(st.binary(max_size=30))
def test_any_bytes_are_text_or_told_where_they_are_not(data):
    try:
        assert decode(data, "a").encode("utf-8") in (data, data[3:])
    except Broken as broken:
        assert broken.problem.rule == "encoding"
        assert broken.problem.place.line >= 1
        assert str(broken).isprintable()


def test_a_hash_is_that_of_the_bytes():
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), "may not be read; give yourself permission to read it"),
        (OSError(5, "Input/output error"), "cannot be read: Input/output error"),
    ],
)
def test_an_error_of_the_system_is_told(error, message, tmp_path, monkeypatch):
    def fail(path: Path) -> bytes:
        raise error

    (tmp_path / "a").write_bytes(b"x")
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(Broken) as caught:
        read_bytes(tmp_path / "a", "a", 10)
    assert caught.value.problem.message == message


def test_a_name_too_long_for_the_system_is_told(tmp_path):
    with pytest.raises(Broken):
        read_bytes(tmp_path / ("x" * 5_000), "x", 10)


@given(st.text("a:-[]{}'\"&*!|>%@`#,? \n\t\\", max_size=40))
def test_any_text_is_read_or_told_to_be_broken(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        found, problems = read_yaml(path, "any.yaml")
        assert found.line >= 1
        assert all(one.rule == "duplicate-key" for one in problems)
    except Broken as broken:
        assert broken.problem.rule in ("yaml", "file")
