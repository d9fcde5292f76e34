"""Who says it and how: sentences as reporters write them, each with all the claims that it makes.

``sayings.txt`` holds a sentence or a few a line, and behind "=>" its claims: speaker | stance act | ends.
"""

from pathlib import Path

import pytest
from parsed import claims, need_parser, parse_all

from graph.drafting.drafts import DraftClaim


def _lines() -> list[tuple[str, list[str]]]:
    text = Path(__file__).with_name("sayings.txt").read_text(encoding="utf-8")
    found = [line.split(" => ") for line in text.splitlines() if line and not line.startswith("#")]
    return [(said, [] if made == "nothing" else made.split("; ")) for said, made in found]


LINES = _lines()


@pytest.fixture(scope="module")
def parsed() -> None:
    need_parser()
    parse_all([said for said, _ in LINES])


def _told(one: DraftClaim) -> str:
    return f"{one.speaker} | {one.stance} {one.act} | {' + '.join(one.from_)} > {' + '.join(one.to)}"


def test_there_are_sayings_and_each_stands_once() -> None:
    assert len({said for said, _ in LINES}) == len(LINES) > 100


@pytest.mark.parametrize(("said", "made"), LINES, ids=[said for said, _ in LINES])
def test_a_sentence_makes_its_claims_and_no_others(said: str, made: list[str], parsed: None) -> None:
    assert sorted(map(_told, claims(said))) == sorted(made)
