"""What flows, from whom to whom, in the words in which news tells of it."""

import pytest
from parsed import claims, need_parser, parse_all

from graph.claims import Stance
from graph.drafting.drafts import DraftClaim

#: A sentence, and its flows.
FLOWS = {
    # where data are put
    "Acme piped its call records straight into an FBI database.": ["share: Acme > FBI"],
    "Acme fed a copy of its customers' e-mail into a locked room run by the NSA.": ["share: Acme > NSA"],
    "Acme put its database of shoppers on the market.": ["sell: Acme > ?"],
    "Acme put the names of its members on the web.": ["share: Acme > ?"],
    "The files that Acme kept now sit with Orbix.": ["share: Acme > Orbix"],
    "Acme handed Orbix the keys to its customer database.": ["share: Acme > Orbix"],
    "Acme let the NSA into its servers.": ["share: Acme > NSA"],
    "Acme placed the patients' files at the disposal of Orbix.": ["share: Acme > Orbix"],
    "Acme bundled up the call records and mailed them to Orbix.": ["share: Acme > Orbix"],
    "Acme turned its customer database over to federal agents.": ["share: Acme > federal agents"],
    "Acme's customer list was for sale to advertisers.": ["sell: Acme > advertisers"],
    "Acme offered lists of victims at $79 for a thousand names.": ["sell: Acme > ?"],
    # from whom and to whom data come
    "Orbix, which powers Acme's search, gets a copy of each query.": ["share: Acme > Orbix"],
    "What reaches Orbix from Acme is a list of names.": ["share: Acme > Orbix"],
    "Most of Orbix's location data comes from Acme.": ["share: Acme > Orbix"],
    "Precise location was being beamed from Acme's app to Orbix.": ["share: Acme > Orbix"],
    "A test by Norvik caught Acme sending users' contacts to Orbix.": ["share: Acme > Orbix"],
    "Orbix has a database of photos scraped from Acme.": ["share: Acme > Orbix"],
    "Acme gathered the viewing histories of its customers, which were then sold to advertisers.": [
        "collect: ? > Acme",
        "sell: Acme > advertisers",
    ],
    "Orbix bought Acme in a deal that gave it access to the buying habits of millions of households.": [
        "share: Acme > Orbix"
    ],
    "A deal with Acme gave Orbix access to the shopping habits of millions of people.": [
        "share: Acme > Orbix"
    ],
    "The FBI took out a subscription to Acme's location database.": ["sell: Acme > FBI"],
    "Acme took money from Orbix for the records of its patients.": ["sell: Acme > Orbix"],
    # what is gathered
    "Acme sends phone numbers from the address book to its servers.": ["collect: ? > Acme"],
    "Acme's app had been quietly pulling in the phone numbers of its users.": ["collect: ? > Acme"],
    "Acme requires users to send in an e-mail address.": ["collect: ? > Acme"],
    "Acme took fingerprints from its workers.": ["collect: ? > Acme"],
    "Acme kept a copy of every single email users sent or received in poorly secured storage.": [
        "collect: ? > Acme"
    ],
    "Acme scans the faces of shoppers.": ["collect: ? > Acme"],
    "Acme says its code does not phone home.": ["denied collect: ? > Acme"],
    # what is asked for
    "The order that the bureau served on Acme demands the registration details of the account.": [
        "seek: Acme > bureau"
    ],
    "Orbix wrote Acme a letter asking for the names of its patients.": ["seek: Acme > Orbix"],
    "The FBI obtained a warrant for records at Acme.": ["seek: Acme > FBI"],
    "A Justice Department subpoena demanded a week of searches from Acme.": [
        "seek: Acme > Justice Department"
    ],
    "Orbix offered Acme $50,000 for the list of its customers.": ["seek: Acme > Orbix"],
    "Acme came under pressure from the FBI to hand over messages.": ["seek: Acme > FBI"],
    "The FBI wanted Acme to let it read the messages of its subscribers.": ["seek: Acme > FBI"],
    "Acme went to court rather than give the FBI a sample of searches.": ["denied share: Acme > FBI"],
    "Acme says it was never asked by the police for customers' records and never handed any over.": [
        "denied seek: Acme > police",
        "denied share: Acme > police",
    ],
    "The FBI demanded records on 3,500 people from Acme.": ["seek: Acme > FBI"],
    # what data are used for
    "Orbix built its models on data from Acme.": ["use: Acme > Orbix"],
    "Users' photos were used to train Acme's software.": ["use: ? > Acme"],
    "Acme feeds users' messages into its algorithm.": ["use: ? > Acme"],
    "Acme's ads rest on users' searches.": ["use: ? > Acme"],
    "Acme traced a widow from her searches.": ["use: ? > Acme"],
    "Acme's terms allow it to use the messages.": ["use: ? > Acme"],
    "Acme let its staff read the messages of users.": ["use: ? > Acme"],
}

#: What tells of no flow, though its words may.
NO_FLOWS = (
    "Acme makes it easy to sell old phones.",
    "Orbix watched Acme open its new shop.",
    "Acme put the matter to rest on Friday.",
    "Acme cut off its users' access to the Internet.",
    "Acme gives its customers access to their messages.",
    "Orbix looked into a report that Acme had moved.",
)


@pytest.fixture(scope="module")
def parsed() -> None:
    need_parser()
    parse_all([*FLOWS, *NO_FLOWS])


def flow(one: DraftClaim) -> str:
    denied = "denied " if one.stance is Stance.DENIED else ""
    return f"{denied}{one.act}: {' + '.join(one.from_) or '?'} > {' + '.join(one.to) or '?'}"


@pytest.mark.parametrize(("text", "expected"), FLOWS.items())
def test_a_flow_goes_where_its_words_say(text: str, expected: list[str], parsed: None) -> None:
    assert [flow(one) for one in claims(text)] == expected


@pytest.mark.parametrize("text", NO_FLOWS)
def test_like_words_tell_of_no_flow(text: str, parsed: None) -> None:
    assert [flow(one) for one in claims(text)] == []
