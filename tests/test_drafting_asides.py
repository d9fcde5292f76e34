"""What is put right before a text is parsed: attributions in mid-sentence, owners without apostrophes."""

import pytest
from parsed import claims, need_parser, parse_all

from graph.claims import Stance
from graph.drafting.text.segments import pieces

OUTLET = "unnamed outlet"

#: A sentence with an aside, and what the parser gets.
MOVED = {
    "Acme, the lawsuit says, sold names to Orbix.": "Acme sold names to Orbix, the lawsuit says.",
    "It sought the names, a spokesman said, because they were needed.": (
        "It sought the names, because they were needed, a spokesman said."
    ),
    "No name was read, the chief, Ruth Oakes, insisted, by anyone.": (
        "No name was read by anyone, the chief, Ruth Oakes, insisted."
    ),
    "Acme had given Orbix, it acknowledged in its brief, the names; Norvik had not.": (
        "Acme had given Orbix the names, it acknowledged in its brief; Norvik had not."
    ),
    '"At no time," she said then, "did anyone read the names."': (
        '"At no time did anyone read the names," she said then.'
    ),
    '"We have not," said Lee Park, a lawyer, "sold names. We gave them away."': (
        '"We have not sold names," said Lee Park, a lawyer. "We gave them away."'
    ),
    "Acme sold names to Orbix, officials told reporters, and Orbix used them.": (
        "Acme sold names to Orbix, and Orbix used them, officials told reporters."
    ),
}

#: Sentences that stay as they are.
LEFT = (
    "Acme, which said it sold names, is based in Oslo.",
    "Acme, Orbix and Norvik said that they sold names.",
    "Acme sold names to Orbix, Norvik said.",
    "When asked, Acme said it sold names.",
    "Acme, she said, sold what?",
)

#: Who says it then, and with which stance.
SPOKEN = {
    "Acme, the lawsuit says, sold location data to Orbix.": ("lawsuit", Stance.ALLEGED),
    "The data, Acme says, are never shared with Orbix.": ("Acme", Stance.DENIED),
    "Acme did not, Norvik said, give Orbix location data.": ("Norvik", Stance.DENIED),
    "Acme, it says in its policy, shares location data with Orbix.": ("Acme", Stance.CONFIRMED),
    '"We have not," said Lee Park, a spokesman for Acme, "given location data to Orbix."': (
        "Acme",
        Stance.DENIED,
    ),
}


@pytest.mark.parametrize(("text", "read"), MOVED.items())
def test_an_aside_goes_to_the_end_of_its_sentence(text: str, read: str) -> None:
    (piece,) = pieces(text)
    assert piece.text == read


@pytest.mark.parametrize("text", [*MOVED, *LEFT])
def test_every_character_keeps_its_place_and_the_sentence_its_ends(text: str) -> None:
    (piece,) = pieces(text)
    assert len(piece.origin) == len(piece.text)
    assert piece.at(0, len(piece.text)) == (0, len(text))


@pytest.mark.parametrize("text", LEFT)
def test_what_is_no_aside_stays_where_it_is(text: str) -> None:
    assert [piece.text for piece in pieces(text)] == [text]


def test_the_speaker_of_an_aside_speaks_for_the_whole_sentence() -> None:
    need_parser()
    parse_all(SPOKEN)
    for text, (speaker, stance) in SPOKEN.items():
        assert [(one.speaker, one.stance) for one in claims(text)] == [(speaker, stance)], text


# ---------------------------------------------------------------- lost apostrophes

#: Enough of a text to see that it has no apostrophes at all.
BARE = "The agency asked the company for the names of people who had called the paper. " * 5


@pytest.mark.parametrize(
    ("lost", "found"),
    {
        "It read a reporters telephone records.": "a reporter's telephone records",
        "It has the customers telephone numbers.": "customers' telephone numbers",
        "It called the banks lawyers.": "bank's lawyers",
        "The countrys largest bank sold them.": "country's largest bank",
    }.items(),
)
def test_in_a_text_without_apostrophes_owners_get_theirs(lost: str, found: str) -> None:
    assert any(found in piece.text for piece in pieces(BARE + lost))


@pytest.mark.parametrize(
    "text", ["The users had sold them.", "The banks said so.", "It has sold the banks two records."]
)
def test_what_owns_nothing_gets_no_apostrophe(text: str) -> None:
    assert any(text in piece.text for piece in pieces(BARE + text))


def test_a_text_with_apostrophes_has_lost_none() -> None:
    text = BARE + "It is Acme's. It called the banks lawyers."
    assert any("the banks lawyers" in piece.text for piece in pieces(text))
