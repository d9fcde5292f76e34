"""What is said without being said again, and slips of the parser that hide who gets what."""

import pytest
from parsed import claims, drafted, need_parser, parse_all, told

OUTLET = "unnamed outlet"
SAID = "Norvik said that Acme gave records to Orbix. "
ALLEGED = "Norvik: alleged share: Acme > Orbix: records"
DENIED = "Acme: denied share: Acme > Orbix: records"
CONFIRMED = "Acme: confirmed share: Acme > Orbix: records"

#: What follows SAID, and the claim that it makes.
ANSWERS = {
    "That account was disputed by Acme.": DENIED,
    "Acme described the report as fiction.": DENIED,
    "Acme says it does not.": DENIED,
    "Acme says no such agreement existed.": DENIED,
    "Acme said no such thing had happened.": DENIED,
    "Acme said it had done nothing of the kind.": DENIED,
    "Acme said it had not done so.": DENIED,
    '"Not true," Acme said.': DENIED,
    "Acme said it did.": CONFIRMED,
    "Acme admitted it.": CONFIRMED,
    "Acme confirmed this.": CONFIRMED,
    "Acme does not dispute that.": CONFIRMED,
    "Velda did so, too.": f"{OUTLET}: alleged share: Velda > Orbix: records",
    "Velda followed suit.": f"{OUTLET}: alleged share: Velda > Orbix: records",
    "Velda has never done so.": f"{OUTLET}: denied share: Velda > Orbix: records",
}

#: What follows SAID and makes no claim.
SILENT = (
    "Acme neither admitted nor denied the charges.",
    "Acme settled without admitting or denying the charges.",
    "A fifth of them had done so.",
)

#: A text, and its claims.
TEXTS = {
    "Acme gave names to Orbix. Velda was asked to do the same and refused.": [
        f"{OUTLET}: alleged share: Acme > Orbix: names",
        f"{OUTLET}: alleged seek: Velda > Orbix: names",
        f"{OUTLET}: denied share: Velda > Orbix: names",
    ],
    "Orbix asked Acme for its records twice but was refused.": [
        f"{OUTLET}: alleged seek: Acme > Orbix: records",
        f"{OUTLET}: denied share: Acme > Orbix: records",
    ],
    "Asked by Orbix for its records, Acme declined.": [
        f"{OUTLET}: alleged seek: Acme > Orbix: records",
        f"{OUTLET}: denied share: Acme > Orbix: records",
    ],
    "Acme gave letters to Orbix, which Acme denies.": [
        f"{OUTLET}: alleged share: Acme > Orbix: letters",
        "Acme: denied share: Acme > Orbix: letters",
    ],
    # what takes back, and what leaves open
    "Acme said it was false to claim that it had sold records to Orbix.": [
        "Acme: denied sell: Acme > Orbix: records"
    ],
    "Acme had no choice but to hand the records to Orbix.": [
        f"{OUTLET}: alleged share: Acme > Orbix: records"
    ],
    "Acme has agreed never again to share records with Orbix.": [
        f"{OUTLET}: denied share: Acme > Orbix: records"
    ],
    "The regulator ordered Acme to stop sharing records with Orbix.": [
        f"{OUTLET}: alleged share: Acme > Orbix: records"
    ],
    "Acme agreed to stop sharing records with Orbix.": [f"{OUTLET}: denied share: Acme > Orbix: records"],
    "The agreement requires Acme to give Orbix the records.": [
        f"{OUTLET}: alleged share: Acme > Orbix: records"
    ],
    "The transfer of records to Orbix was halted.": [f"{OUTLET}: denied share: ? > Orbix: records"],
    "Acme has stopped the practice of selling records to Orbix.": [
        f"{OUTLET}: denied sell: Acme > Orbix: records"
    ],
    "Acme would neither confirm nor deny that it had sold records to Orbix.": [],
    "Acme declined to deny that it had sold records to Orbix.": [],
    "Acme would not say who bought the data.": [],
    # who gets it, where the parser hides it
    "Acme has given two rivals the names of its customers.": [
        f"{OUTLET}: alleged share: Acme > two rivals: names of its customers"
    ],
    "Acme sold insurance companies summaries of what its customers buy.": [
        f"{OUTLET}: alleged sell: Acme > insurance companies: what its customers buy"
    ],
    "Acme passed the names of customers who bought heart pills to Orbix.": [
        f"{OUTLET}: alleged share: Acme > Orbix: names of customers"
    ],
    "Acme contributed its records to a pool run by Orbix.": [
        f"{OUTLET}: alleged share: Acme > Orbix: records"
    ],
    "Norvik had called Acme and been sent a list of patients.": [
        f"{OUTLET}: alleged share: Acme > Norvik: list of patients"
    ],
    "He was traced with the help of account information that Acme gave to Orbix.": [
        f"{OUTLET}: alleged share: Acme > Orbix: account information"
    ],
    "Acme supplied Orbix, a firm based in Stamford, Conn., with the names of people.": [
        f"{OUTLET}: alleged share: Acme > Orbix: names of people"
    ],
    "Patients sued Acme over the sale of their records to Orbix.": [
        "Patients: alleged sell: Acme > Orbix: records"
    ],
    "Acme said that it does not share or sell what customers send it.": [
        "Acme: denied share: Acme > ?: what customers send it",
        "Acme: denied sell: Acme > ?: what customers send it",
    ],
    'Acme said: "We have not shared, and will not share, records with Orbix."': [
        "Acme: denied share: Acme > Orbix: records"
    ],
}


@pytest.fixture(scope="module")
def parsed() -> None:
    need_parser()
    parse_all([*(SAID + one for one in (*ANSWERS, *SILENT)), *TEXTS])


@pytest.mark.parametrize(("answer", "expected"), ANSWERS.items())
def test_an_answer_speaks_of_what_was_said_before(answer: str, expected: str, parsed: None) -> None:
    assert [told(one) for one in claims(SAID + answer)] == [ALLEGED, expected]


@pytest.mark.parametrize("answer", SILENT)
def test_what_answers_nothing_makes_no_claim(answer: str, parsed: None) -> None:
    assert [told(one) for one in claims(SAID + answer)] == [ALLEGED]


@pytest.mark.parametrize(("text", "expected"), TEXTS.items())
def test_a_text_makes_these_claims(text: str, expected: list[str], parsed: None) -> None:
    assert [told(one) for one in claims(text)] == expected


#: In whose own words there is no answer, and whether they stand in quotation marks.
NOTHING_SAID: dict[str, str] = {
    '"We have nothing to add to our statement," Acme said.': "Acme: declined-to-comment: direct",
    '"We do not comment on lawsuits," a spokesman for Acme said.': "Acme: declined-to-comment: direct",
    "Norvik said it has nothing further to add.": "Norvik: declined-to-comment: indirect",
    "Norvik did not respond.": "Norvik: did-not-respond: indirect",
}


@pytest.mark.parametrize(("words", "expected"), NOTHING_SAID.items())
def test_who_says_nothing_is_told_in_whose_words_that_is(words: str, expected: str, parsed: None) -> None:
    found = drafted(SAID + words).non_answers
    assert [f"{one.speaker}: {one.kind}: {one.reported}" for one in found] == [expected]


@pytest.mark.parametrize("words", ["Acme has nothing to hide.", "Acme had nothing to do with Norvik."])
def test_nothing_to_do_with_it_is_no_silence(words: str, parsed: None) -> None:
    assert drafted(SAID + words).non_answers == ()
