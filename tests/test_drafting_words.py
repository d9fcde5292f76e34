"""Every word that tells who does, who speaks and where a name ends earns its place by its example."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from parsed import claims, need_parser, parse_all, read_one, told

from graph.drafting.tables import Grammar, NameParts, Speakers, grammar, name_parts, speakers, table
from graph.drafting.text.grammar import clause, doer, is_passive

#: Each table with what holds its words, what gives them, and the modules that ask for them.
TABLES: dict[str, tuple[type, Callable[[], Any], tuple[str, ...]]] = {
    "grammar": (Grammar, grammar, ("text.grammar",)),
    "speakers": (Speakers, speakers, ("saying.attributions", "saying.papers", "saying.voices")),
    "names": (NameParts, name_parts, ("parties.spotting",)),
}


def _doers(example: str) -> list[str]:
    """Who does the last thing that an example tells of."""
    (*_, verb) = [one for one in read_one(example) if one.lemma_ in ("share", "sell", "give") and one.i > 2]
    return [one.text for one in doer(verb)]


def _getters(example: str) -> list[str]:
    return [name for one in claims(example) for name in one.to]


def _givers(example: str) -> list[str]:
    return [name for one in claims(example) for name in one.from_]


def _speakers(example: str) -> list[str]:
    return [one.speaker for one in claims(example)]


def _goes_only_to(example: str) -> bool:
    (verb,) = [one for one in read_one(example) if one.dep_ == "ROOT"]
    around = clause(verb)
    return not around.at("with") and [one.text for one in around.at("to")] == ["Orbix"]


def _behind(word: str, example: str) -> str:
    """An example's name from the second word on: what stands behind *word* up to the full stop."""
    return example.partition(word)[2].removesuffix(".")


#: What the example of each list shows.
SHOWS: dict[str, Callable[[str], bool]] = {
    "told": lambda example: _doers(example) == ["Acme"],
    "blamed": lambda example: _doers(example) == ["Acme"],
    "asked_first": lambda example: is_passive(read_one(example)[0]),
    "deeds": lambda example: _doers(example) == ["Acme"],
    "made": lambda example: _getters(example) == ["Orbix"],
    "mutual": _goes_only_to,
    "to_nobody": lambda example: "Orbix" in _getters(example),
    "informed": lambda example: any(one.endswith("familiar with the matter") for one in _speakers(example)),
    "reports": lambda example: "Norvik" in _speakers(example),
    "allegations": lambda example: bool(claims(example)) and not {"Acme", "Norvik"} & set(_speakers(example)),
    "answers": lambda example: "Norvik" in _speakers(example),
    "fails": lambda example: bool(claims(example)) and "Norvik" not in _speakers(example),
    "permits": lambda example: "Acme" in _speakers(example),
    "permitting": lambda example: "Acme" in _speakers(example),
    "reads": lambda example: bool(claims(example)) and "Norvik" not in _speakers(example),
    "leaked": lambda example: bool(claims(example)) and "Norvik" not in _speakers(example),
    "insiders": lambda example: any(one.startswith("former") for one in _speakers(example)),
    "seated": lambda example: any(one.endswith(_behind(" of", example)) for one in _getters(example)),
    "houses": lambda example: any(one.endswith(_behind("'s", example)) for one in _getters(example)),
    "whose": lambda example: any(one.endswith("'s Alliance") for one in _getters(example)),
    "beginnings": lambda example: any(example.split(" ", 1)[1].startswith(one) for one in _givers(example)),
}
ROWS = [
    (kind, word, example)
    for name in TABLES
    for kind, listed in table(name).items()
    for word, example in listed.items()
]


@pytest.fixture(scope="module")
def parsed() -> None:
    """The examples, parsed in one go."""
    need_parser()
    parse_all([example for _, _, example in ROWS])


@pytest.mark.parametrize("name", TABLES)
def test_every_list_is_known_to_the_code(name: str) -> None:
    assert list(table(name)) == [one.name for one in fields(TABLES[name][0])]


@pytest.mark.parametrize(("kind", "word", "example"), ROWS, ids=[f"{kind}-{word}" for kind, word, _ in ROWS])
def test_the_example_of_a_word_holds_it(kind: str, word: str, example: str, parsed: None) -> None:
    assert word in {form for one in read_one(example) for form in (one.lemma_.lower(), one.lower_)}


@pytest.mark.parametrize(("kind", "word", "example"), ROWS, ids=[f"{kind}-{word}" for kind, word, _ in ROWS])
def test_the_example_of_a_word_is_read_as_its_list_says(
    kind: str, word: str, example: str, parsed: None
) -> None:
    assert SHOWS[kind](example), list(map(told, claims(example)))


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name in TABLES for kind in table(name)])
def test_without_its_list_hardly_an_example_is_read_so(
    name: str, kind: str, parsed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few are read so anyway: the parser sees it itself, or another list has the word, too."""
    _, known, modules = TABLES[name]
    emptied = replace(known(), **{kind: frozenset()})
    for module in modules:
        monkeypatch.setattr(f"graph.drafting.{module}.{known.__name__}", lambda: emptied)
    examples = list(table(name)[kind].values())
    still = [one for one in examples if SHOWS[kind](one)]
    assert len(still) < len(examples) / 2, still
