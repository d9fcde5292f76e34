"""Turns of English that news uses, and what parsers make of them."""

import pytest
from parsed import claims, need_parser, parse_all, told

OUTLET = "unnamed outlet"

#: Sentences that a parser misreads, and their claims.
SLIPS = {
    # a sentence without a verb of its own
    "Verdane, the union, which has seats there, asked on Monday for a list of the names.": [
        "alleged seek: ? > Verdane: names"
    ],
    # a participle read as the verb
    "Acme said that other details entered in profiles, such as names, were transmitted to Orbix.": [
        "confirmed share: Acme > Orbix: other details"
    ],
    "The names gathered last year were given to Orbix by Acme.": [
        "alleged share: Acme > Orbix: names gathered last year"
    ],
    "Records kept at the clinic had been sold to Orbix.": [
        "alleged sell: ? > Orbix: Records kept at the clinic"
    ],
    # a verb read as a noun
    "Acme's privacy policy reserves the right to sell names to Orbix.": [
        "confirmed sell: Acme > Orbix: names"
    ],
    "Acme's privacy policy says it may collect, use, transfer, sell and disclose information.": [
        "confirmed collect: ? > Acme: information",
        "confirmed use: ? > Acme: information",
        "confirmed share: Acme > ?: information",
        "confirmed sell: Acme > ?: information",
    ],
    # who gets it, swallowed by what is given
    "Acme was asked to give the government access to the names of users.": [
        "alleged seek: Acme > government: names of users"
    ],
    "Acme sent the social media company sensitive data.": [
        "alleged share: Acme > social media company: sensitive data"
    ],
    "Lee Park admitted giving the blogger confidential documents.": [
        "confirmed share: Lee Park > blogger: confidential documents"
    ],
    "Acme sold its customers browsing histories to more than 100 third parties.": [
        "alleged sell: Acme > third parties: browsing histories"
    ],
    "Acme may provide such information to law enforcement agencies, it said.": [
        "confirmed share: Acme > law enforcement agencies: information"
    ],
    # small words
    "Acme passed on IP addresses to Orbix.": ["alleged share: Acme > Orbix: IP addresses"],
    "Acme no longer sends on mobile numbers.": ["denied share: Acme > ?: mobile numbers"],
    # relative clauses
    "Orbix draws on names that ordinary apps have sent to Norvik.": [
        "alleged use: ? > Orbix: names",
        "alleged share: ordinary apps > Norvik: names",
    ],
    "Acme has been telling two companies which of its users are ill.": [
        "alleged share: Acme > two companies: which of its users are ill"
    ],
    "Acme gives Orbix what it knows of its users.": [
        "alleged share: Acme > Orbix: what it knows of its users"
    ],
    "Orbix had obtained 13 years worth of location data from Acme.": [
        "alleged share: Acme > Orbix: location data"
    ],
    "Orbix has now written to Acme Corp. demanding the names of users.": [
        "alleged seek: Acme > Orbix: names of users"
    ],
}

#: Ways of telling it, and the claims.
TURNS = {
    # who keeps somebody from it
    "Acme blocked Orbix from accessing location data.": ["denied share: Acme > Orbix: location data"],
    "Acme has banned Orbix from scraping its profiles.": ["denied share: Acme > Orbix: profiles"],
    "Acme said it had barred Orbix from taking data off the site.": ["denied share: Acme > Orbix: data"],
    # who has it done
    "Acme had the phone records of its directors combed through.": [
        "alleged use: ? > Acme: phone records of its directors"
    ],
    "Acme had the phones of reporters searched.": ["alleged use: ? > Acme: phones"],
    "Acme employs thousands of people, some of them in Oslo, to listen to recordings.": [
        "alleged use: ? > Acme: recordings"
    ],
    "Acme pays contractors to transcribe the recordings of users.": [
        "alleged use: ? > Acme: recordings of users"
    ],
    # who is caught at it, who pays for it
    "Acme was caught last year gathering the names of files.": ["alleged collect: ? > Acme: names of files"],
    "The regulator slapped a fine on Acme for selling the names of users to Orbix.": [
        "alleged sell: Acme > Orbix: names of users"
    ],
    # who talks about it
    "Orbix was in talks with Acme about a project to match medical records with profiles.": [
        "alleged seek: Acme > Orbix: medical records"
    ],
    "Orbix held talks with Acme about a plan to mine the messages of its users.": [
        "alleged seek: Acme > Orbix: messages"
    ],
    # who has it from whom
    "Orbix buys names from Norvik, which in turn buys from Acme.": [
        "alleged sell: Norvik > Orbix: names",
        "alleged sell: Acme > Norvik: names",
    ],
    "The names come from Norvik, which has them from the hospitals.": [
        "alleged share: Norvik > ?: names",
        "alleged share: hospitals > Norvik: names",
    ],
    # what is done with the one thing and not with the other
    "Acme had slipped past the settings and tracked the browsing of users.": [
        "alleged collect: ? > Acme: browsing"
    ],
    "Acme gathered and sold to Orbix the names of users.": [
        "alleged collect: ? > Acme: names of users",
        "alleged sell: Acme > Orbix: names of users",
    ],
    # what everybody may see, what they are after
    "The names were made public by Acme.": ["alleged share: Acme > ?: names"],
    "The police went after the messages of reporters.": ["alleged seek: ? > police: messages"],
    # who does not do it
    "Nobody at Orbix reads the messages of users.": ["denied use: ? > Orbix: messages"],
    "Acme admitted that it was wrong to let Orbix have the names of users.": [
        "confirmed share: Acme > Orbix: names of users"
    ],
    "Acme repeated that no Orbix product has been built on the records.": ["denied use: ? > Orbix: records"],
    "The news was that Acme had been buying location data.": ["alleged sell: ? > Acme: location data"],
    "Orbix asked for access to what Acme holds; the police, too, have requested access.": [
        "alleged seek: Acme > Orbix: what Acme holds",
        "alleged seek: ? > police: access",
    ],
}

#: What tells of no flow.
NOTHING = (
    "A judge barred Acme from collecting location data.",
    "Acme declined to disclose which customers had seen the material.",
    "I want to know who is buying this stuff, a senator said.",
    "The trail ended with a boy.",
    "Letters to the others go out this week.",
    "A reply came from Acme.",
    "Acme agreed to sell a majority of its film arm to Orbix.",
    "The committee is to take up a string of incidents.",
    "An agreement kept Acme from using the information.",
    "Lawyers saw it otherwise.",
    "Acme gave recruiters their own section of the site.",
)


@pytest.fixture(scope="module", autouse=True)
def parsed() -> None:
    """All sentences of this module, parsed in one go."""
    need_parser()
    parse_all([*SLIPS, *TURNS, *NOTHING])


@pytest.mark.parametrize(("text", "expected"), SLIPS.items())
def test_a_slip_of_the_parser_leaves_the_flow_as_it_is(text: str, expected: list[str]) -> None:
    assert [told(one).partition(": ")[2] for one in claims(text)] == expected


@pytest.mark.parametrize(("text", "expected"), TURNS.items())
def test_a_turn_of_english_is_read(text: str, expected: list[str]) -> None:
    assert [told(one).partition(": ")[2] for one in claims(text)] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_sounds_like_a_flow_is_none(text: str) -> None:
    assert [told(one) for one in claims(text)] == []
