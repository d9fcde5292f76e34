"""What everybody knows: what texts call well-known parties, and which names are places."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import pytest
from parsed import claims, need_parser, parse_all

from graph.drafting.tables import callings, table, towns, words

#: A sentence in which a party is called by a phrase; words that name somebody else here are left out.
CALLED: Final = "{name} spoke on Monday. Acme said no. Orbix got the names from the {phrase}."


def _called() -> Iterator[tuple[str, str]]:
    for listed in table("callings").values():
        for name, phrases in listed.items():
            yield from ((name, phrase) for phrase in phrases)


def _seats() -> list[str]:
    known = table("towns")
    towns = [one.title() for one in (*known["states"], *known["cities"])]
    return [*towns, *(f"Springfield, {one.title()}," for one in known["short"])]


SEATED: Final = "Norvik spoke on Monday. The {place} company gave the names to Orbix."


@pytest.fixture(scope="module", autouse=True)
def parsed() -> None:
    need_parser()
    parse_all(CALLED.format(name=name, phrase=phrase) for name, phrase in _called())
    parse_all(SEATED.format(place=one) for one in _seats())


@pytest.mark.parametrize("name", ["callings", "towns"])
def test_the_rows_of_a_table_are_sorted_and_stand_once(name: str) -> None:
    for listed in table(name).values():
        assert [(a, b) for a, b in pairwise(listed) if a.lower() >= b.lower()] == []


def test_the_last_word_of_what_a_party_is_called_names_a_sort_of_party() -> None:
    kinds = words().party_types
    assert callings()
    for one in callings().values():
        assert list(one.phrases) == sorted(one.phrases)
        assert [phrase for phrase in one.phrases if phrase.split()[-1] not in kinds] == []


def test_no_name_is_both_a_party_and_a_place() -> None:
    assert [name for name in callings() if name in towns()] == []


def test_a_party_is_known_by_what_everybody_calls_it() -> None:
    def found(name: str, phrase: str) -> bool:
        return any(one.from_ == (name,) for one in claims(CALLED.format(name=name, phrase=phrase)))

    wrong = [pair for pair in _called() if not found(*pair)]
    assert len(wrong) <= len(list(_called())) // 20, wrong  # the parser takes some names for other things


def test_a_place_before_a_firm_is_where_it_sits() -> None:
    def found(place: str) -> bool:
        return any(one.from_ == ("Norvik",) for one in claims(SEATED.format(place=place)))

    wrong = [one for one in _seats() if not found(one)]
    assert len(wrong) <= len(_seats()) // 20, wrong


@pytest.mark.parametrize(
    ("text", "giver"),
    [
        ("Norvik spoke on Monday. The search giant gave the names to Orbix.", "Norvik"),
        ("Google met Norvik. Norvik spoke next. The search giant gave the names to Orbix.", "Google"),
        ("The NSA met Acme. The spy agency gave the names to Orbix.", "NSA"),
        ("NASA met the FBI. The space agency gave the names to Orbix.", "NASA"),
    ],
)
def test_who_is_called_so_is_whom_the_text_speaks_of(text: str, giver: str) -> None:
    assert [one.from_ for one in claims(text)] == [(giver,)]
