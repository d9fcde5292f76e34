"""Every word of the tables by which rules tell one thing from another earns its place by its example."""

from dataclasses import fields, replace

import pytest
from parsed import claims, need_parser, parse_all, read_one, told
from shown import TABLES

from graph.drafting.tables import table

ROWS = [
    (name, kind, word, example)
    for name in TABLES
    for kind, listed in table(name).items()
    for word, example in listed.items()
]
each = pytest.mark.parametrize(
    ("name", "kind", "word", "example"), ROWS, ids=[f"{kind}-{word}" for _, kind, word, _ in ROWS]
)


@pytest.fixture(scope="module")
def parsed() -> None:
    """The examples, parsed in one go."""
    need_parser()
    parse_all([example for *_, example in ROWS])


@pytest.mark.parametrize("name", TABLES)
def test_every_list_is_known_to_the_code_and_shown(name: str) -> None:
    assert list(table(name)) == [one.name for one in fields(TABLES[name].kind)]
    assert list(table(name)) == list(TABLES[name].lists)


@each
def test_the_example_of_a_word_holds_it(name: str, kind: str, word: str, example: str, parsed: None) -> None:
    assert word in {form for one in read_one(example) for form in (one.lemma, one.lower_)}


@each
def test_the_example_of_a_word_is_read_as_its_list_says(
    name: str, kind: str, word: str, example: str, parsed: None
) -> None:
    assert TABLES[name].lists[kind](example), list(map(told, claims(example)))


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name in TABLES for kind in table(name)])
def test_without_its_list_hardly_an_example_is_read_so(
    name: str, kind: str, parsed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few are read so anyway: the parser sees it itself, or another list has the word, too."""
    shown = TABLES[name]
    emptied = replace(shown.read(), **{kind: frozenset()})
    for module in shown.modules:
        monkeypatch.setattr(f"graph.drafting.{module}.{shown.read.__name__}", lambda: emptied)
    examples = list(table(name)[kind].values())
    still = [one for one in examples if shown.lists[kind](one)]
    assert len(still) < len(examples) / 2, still
