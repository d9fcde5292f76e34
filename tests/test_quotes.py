import hashlib
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.reading.quotes import SourceText, normalise

STORY = 'Acme asked Bank.\n“We  never\nasked,” said Acme. ‘Never’ is a long time.\nShe said: "No."\n'

#: Pieces of text in which everything that is normalised occurs often.
texts = st.text(st.sampled_from("ab.é“”\"‘’'` \n\t\u00a0"), max_size=40)
WIDE = ["“", "”", '"', "„", "«", "»"]
NARROW = ["‘", "’", "'", "`"]


def text(raw: str) -> SourceText:
    return SourceText(raw, hashlib.sha256(raw.encode()).hexdigest())


def damaged(quote: str, random) -> str:
    """The quote with other white space, other quotation marks, and white space around it."""
    pieces = []
    for piece in re.findall(r"\s+|\S", quote):
        if piece.isspace():
            pieces.append(random.choice([" ", "\n", "\t ", "\u00a0", "  "]))
        elif piece in WIDE:
            pieces.append(random.choice(WIDE))
        elif piece in NARROW:
            pieces.append(random.choice(NARROW))
        else:
            pieces.append(piece)
    return random.choice(["", " ", "\n"]) + "".join(pieces) + random.choice(["", " "])


def times(part, whole):
    """How often *part* occurs, also where occurrences overlap."""
    return sum(whole.startswith(part, at) for at in range(len(whole)))


@given(texts, st.data(), st.randoms(use_true_random=False))
def test_a_passage_with_other_white_space_and_marks_is_found_at_its_raw_place(raw, data, random):
    assume(raw.strip())
    start = data.draw(st.integers(0, len(raw) - 1))
    end = data.draw(st.integers(start + 1, len(raw)))
    passage = raw[start:end]
    assume(passage.strip())
    quote = damaged(passage, random)
    found = text(raw).find(quote)
    assert found is not None
    assert normalise(raw[found.start : found.end]) == normalise(passage)
    assert not raw[found.start].isspace() or found.exact
    if found.exact:  # also where the damage has made a wider passage of it: "." has become " ."
        assert raw[found.start : found.end] == quote
    elif times(passage.strip(), raw) == 1 and times(normalise(passage), normalise(raw)) == 1:
        stripped = start + len(passage) - len(passage.lstrip())
        assert found.start in (stripped, start)
        assert found.end in (stripped + len(passage.strip()), end)


@given(texts, texts)
def test_nothing_fuzzier_is_found(raw, quote):
    found = text(raw).find(quote)
    if found is not None and quote:
        assert normalise(raw[found.start : found.end]) == normalise(quote)
    elif quote:
        assert quote not in raw
        assert not normalise(quote) or normalise(quote) not in normalise(raw)


@given(texts)
def test_normalising_twice_changes_nothing(raw):
    assert normalise(normalise(raw)) == normalise(raw)


@pytest.mark.parametrize("quote", ["Acme asked Banks.", "acme asked Bank.", "Acme asked Bank!", "Acmeasked"])
def test_case_letters_and_punctuation_must_agree(quote):
    assert text(STORY).find(quote) is None


def test_an_exact_passage_goes_before_a_normalised_one():
    found = text("a  b a b").find("a b")
    assert (found.start, found.end, found.again, found.exact) == (5, 8, False, True)


def test_a_passage_that_stands_twice_is_told():
    assert text("a b, a b").find("a b").again
    found = text("a  b, a\nb").find("a b")
    assert (found.start, found.again, found.exact) == (0, True, False)


def test_places_count_code_points_and_a_byte_order_mark():
    found = text("\ufeff🏦 “Bank”").find('"Bank"')
    assert (found.start, found.end) == (3, 9)


def test_a_place_holds_a_quote_up_to_white_space_and_marks_and_within_the_text():
    story = text(STORY)
    assert story.holds('"We never asked,"', 17, 35)
    assert not story.holds('"We never asked,"', 17, 34)
    assert not story.holds("Acme", 0, 4_000)


def test_the_nearest_passage_is_told_in_whole_words_with_its_line():
    assert text(STORY).nearest("Never is a longish time") == ("‘Never’ is a long time.", 3)
    assert text("One.\n\nTwo went home.").nearest("Two walked home")[1] == 3
    assert text(STORY).nearest("zzzz 0123456789 qqqq") is None


def test_of_a_long_quote_the_part_where_it_differs_is_looked_for():
    raw = " ".join(f"word{number}" for number in range(3_000))
    passage, line = text(raw).nearest(raw[:15_000].replace("word1000", "wort1000"))
    assert "word1000" in passage
    assert line == 1
    assert len(passage) < 300


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("Acme asked Bank.", False),
        ("We  never\nasked,", True),
        ("No.", True),
        ('"No."', True),
        ("She said", False),
    ],
)
def test_quotation_marks_are_looked_for_within_the_paragraph(words, inside):
    story = text(STORY)
    found = story.find(words)
    assert story.in_quotation_marks(found.start, found.end) is inside


@pytest.mark.parametrize(
    ("raw", "words", "inside"),
    [
        ("“We never asked,” said Acme.", "We never asked", True),
        ("“We never asked,” said Acme.", "“We never asked,”", True),
        ("“We never asked,” said Acme.", "said Acme", False),
        (
            "“We never asked. “We never will,” he said.",
            "We never asked",
            True,
        ),  # a quotation of two paragraphs
        ("He said “yes” and “no” twice", "and", False),
        ('"Yes" and "no"', "and", False),
        ('"Yes" and "no"', "no", True),
        ('5" pipes', "pipes", False),
        ("“We never asked", "We never asked", True),  # never closed: goes on in the next paragraph
    ],
)
def test_a_passage_is_in_quotation_marks_or_not(raw, words, inside):
    found = text(raw).find(words)
    assert text(raw).in_quotation_marks(found.start, found.end) is inside
