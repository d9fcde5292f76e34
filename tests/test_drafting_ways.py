"""Ways in which news tells of a flow: light verbs, deals, requests and answers, what is not given."""

import pytest
from parsed import claims, need_parser, parse_all, told

from graph.drafting.tables import table

OUTLET = "unnamed outlet"

#: A sentence, and its claims.
TOLD = {
    # who lets whom
    "Acme gave Orbix permission to use location data.": ["alleged share: Acme > Orbix: location data"],
    "Acme gave Orbix the ability to see location data.": ["alleged share: Acme > Orbix: location data"],
    "Acme allowed Orbix access to location data.": ["alleged share: Acme > Orbix: location data"],
    "Acme gave Orbix a look at the e-mail of millions of people.": ["alleged share: Acme > Orbix: e-mail"],
    # deals
    "Acme has a contract with Orbix to provide location data.": [
        "alleged share: Acme > Orbix: location data"
    ],
    "Orbix signed a deal with Acme for location data.": ["alleged share: Acme > Orbix: location data"],
    # where data end
    "Acme's location data ended up in the hands of Orbix.": ["alleged share: Acme > Orbix: location data"],
    "Orbix licensed location data from Acme.": ["alleged sell: Acme > Orbix: location data"],
    "Acme licensed location data to Orbix.": ["alleged sell: Acme > Orbix: location data"],
    "Acme copied the files to Orbix.": ["alleged share: Acme > Orbix: files"],
    # what is not given
    "Acme cut off Orbix's access to location data.": ["denied share: Acme > Orbix: location data"],
    "Acme denied Orbix access to location data.": ["denied share: Acme > Orbix: location data"],
    "Acme locked Orbix out of its location data.": ["denied share: Acme > Orbix: location data"],
    "Acme did not withhold location data from Orbix.": ["alleged share: Acme > Orbix: location data"],
    "Rather than give up the names, Acme closed.": ["denied share: Acme > ?: names"],
    "Instead of selling the data, Acme gave it to Orbix.": [
        "denied sell: Acme > ?: data",
        "alleged share: Acme > Orbix: data",
    ],
    "Acme ended a program under which it sold data to Orbix.": ["denied sell: Acme > Orbix: data"],
    "Acme's board voted against giving data to Orbix.": ["denied share: Acme > Orbix: data"],
    "Not once has Acme given data to Orbix.": ["denied share: Acme > Orbix: data"],
    "Acme shares nothing but names.": ["alleged share: Acme > ?: names"],
    # requests and answers
    "Acme complied with requests from Orbix for records.": [
        "alleged seek: Acme > Orbix: records",
        "alleged share: Acme > Orbix: records",
    ],
    "Acme rejected a request from Orbix for records.": [
        "alleged seek: Acme > Orbix: records",
        "denied share: Acme > Orbix: records",
    ],
    "Acme refused to comply with a subpoena from Orbix for records.": [
        "alleged seek: Acme > Orbix: records",
        "denied share: Acme > Orbix: records",
    ],
    "Orbix served Acme with a subpoena for location data.": ["alleged seek: Acme > Orbix: location data"],
    "Acme gets six subpoenas a week from the police.": ["alleged seek: Acme > police: ?"],
    "Orbix asked a federal court to force Acme to turn over records.": [
        "alleged seek: Acme > Orbix: records"
    ],
    "Orbix called on Acme to hand over records.": ["alleged seek: Acme > Orbix: records"],
    "Orbix demanded that Acme hand over records; Acme refused.": [
        "alleged seek: Acme > Orbix: records",
        "denied share: Acme > Orbix: records",
    ],
    "A judge signed an order requiring Acme to produce the call records.": [
        "alleged seek: Acme > judge: call records"
    ],
    "A subpoena from the police ordered Acme to hand over the records.": [
        "alleged seek: Acme > police: records"
    ],
    "Acme balked at Orbix's demand for the records.": [
        "alleged seek: Acme > Orbix: records",
        "denied share: Acme > Orbix: records",
    ],
    # what is asked for in a clause
    "Orbix ordered Acme to disclose who had posted a video.": [
        "alleged seek: Acme > Orbix: who had posted a video"
    ],
    "Acme records what its customers say.": ["alleged collect: ? > Acme: what its customers say"],
    # people who are watched
    "Orbix keeps tabs on users.": ["alleged collect: ? > Orbix: ?"],
    "Orbix keeps files on users.": ["alleged collect: ? > Orbix: files"],
    "Acme logs every item bought by its customers.": ["alleged collect: ? > Acme: item"],
    # several verbs
    "Acme has a policy that it does not use or sell voice data.": [
        "denied use: ? > Acme: voice data",
        "denied sell: Acme > ?: voice data",
    ],
    "Acme neither collects nor has ever sold location data.": [
        "denied collect: ? > Acme: location data",
        "denied sell: Acme > ?: location data",
    ],
    "Acme collects, stores and sells the records of its users.": [
        "alleged collect: ? > Acme: records of its users",
        "alleged sell: Acme > ?: records of its users",
    ],
    "Acme shares data with Orbix but not with Norvik.": [
        "alleged share: Acme > Orbix: data",
        "denied share: Acme > Norvik: data",
    ],
    "Orbix used records that it had bought from Acme to target ads.": [
        "alleged use: ? > Orbix: records",
        "alleged sell: Acme > Orbix: records",
    ],
    # what is planned with one's own
    "Acme planned to merge its browsing data with names.": ["alleged use: ? > Acme: browsing data"],
    # what is to be had, and in whose hands it is
    "Acme's records were open to the police.": ["alleged share: Acme > police: records"],
    "The files are in the hands of the police.": ["alleged share: ? > police: files"],
    "The records were shared between Acme and Orbix.": [
        "alleged share: Acme + Orbix > Acme + Orbix: records"
    ],
    "Orbix relies on Acme for its location data.": ["alleged share: Acme > Orbix: location data"],
    "In exchange for location data, Orbix paid Acme $5 million.": [
        "alleged sell: Acme > Orbix: location data"
    ],
    "Acme's trade in the names of its subscribers was exposed.": [
        "alleged sell: Acme > ?: names of its subscribers"
    ],
    "Acme, Norvik said, had been supplying it with passenger lists.": [
        "confirmed share: Acme > Norvik: passenger lists"
    ],
    "Orbix tricked Acme into giving it the call records.": ["alleged share: Acme > Orbix: call records"],
    "Each swipe of the card is recorded by Acme.": ["alleged collect: ? > Acme: swipe"],
    # slips of the parser
    "Acme provided the Department of Justice with records.": [
        "alleged share: Acme > Department of Justice: records"
    ],
    "Acme has given the police data.": ["alleged share: Acme > police: data"],
    "Acme said it would no longer share passenger data with Orbix.": [
        "denied share: Acme > Orbix: passenger data"
    ],
}

#: The same with the speaker.
SAID = {
    "Norvik found no evidence that Acme had sold location data to Orbix.": (
        "Norvik: denied sell: Acme > Orbix: location data"
    ),
    "There is no proof that Acme sold location data to Orbix, Norvik said.": (
        "Norvik: denied sell: Acme > Orbix: location data"
    ),
    "Acme said that not one record was given to Orbix.": "Acme: denied share: Acme > Orbix: record",
    "Acme said that no customer's records were given to Orbix.": "Acme: denied share: Acme > Orbix: records",
    "Acme said it had not been approached by the police.": "Acme: denied seek: Acme > police: ?",
    "Acme sold records to Orbix, according to documents obtained by Norvik.": (
        f"{OUTLET}: alleged sell: Acme > Orbix: records"
    ),
    "Acme sold records to Orbix, according to a report written by Norvik.": (
        "Norvik: alleged sell: Acme > Orbix: records"
    ),
    "Acme sold records to Orbix, filings show.": f"{OUTLET}: alleged sell: Acme > Orbix: records",
    "Acme had seven requests from the police for records, its report shows, and has answered all.": (
        "Acme: confirmed seek: Acme > police: records"
    ),
    "Figures published by Acme show that the police asked it for records.": (
        "Acme: confirmed seek: Acme > police: records"
    ),
    "As first reported by Norvik, Acme sold records to Orbix.": "Norvik: alleged sell: Acme > Orbix: records",
    "Acme sold records to Orbix, according to three former employees of Acme.": (
        "three former employees of Acme: alleged sell: Acme > Orbix: records"
    ),
    "The report, by the Norvik Institute, says that Acme sold records to Orbix.": (
        "Norvik Institute: alleged sell: Acme > Orbix: records"
    ),
    "Users were not told that their photos were used by Orbix.": (
        f"{OUTLET}: alleged use: ? > Orbix: photos"
    ),
    "There is no truth to the claim that Acme sold records to Orbix.": (
        f"{OUTLET}: denied sell: Acme > Orbix: records"
    ),
    "Acme dismissed as nonsense a report that it sold records to Orbix.": (
        "Acme: denied sell: Acme > Orbix: records"
    ),
    "Acme denied any sale of records to Orbix.": "Acme: denied sell: Acme > Orbix: records",
    "Acme says it has no plans to sell records to Orbix.": "Acme: denied sell: Acme > Orbix: records",
    "Acme has yet to give the records to Orbix.": f"{OUTLET}: denied share: Acme > Orbix: records",
    "Acme said it was unable to give the records to Orbix.": "Acme: denied share: Acme > Orbix: records",
    "Acme no longer sells records to Orbix, its chief executive said.": (
        "Acme: denied sell: Acme > Orbix: records"
    ),
}

#: What tells of no flow.
NOTHING = (
    "Acme has not confirmed that it sold records to Orbix.",
    "It would go to court first.",
    "Documents that Norvik obtained in the lawsuit say so.",
    "Acme, an e-mail provider, is based in Oslo.",
    "The Norvik Times obtained a copy of the letter.",
    "Acme was ordered to keep the records.",
)


@pytest.fixture(scope="module")
def parsed() -> None:
    need_parser()
    parse_all([*TOLD, *SAID, *NOTHING, *table("frames")["idle"].values()])


@pytest.mark.parametrize(("text", "expected"), TOLD.items())
def test_a_flow_is_read_however_it_is_told(text: str, expected: list[str], parsed: None) -> None:
    assert [told(one).partition(": ")[2] for one in claims(text)] == expected


@pytest.mark.parametrize(("text", "expected"), SAID.items())
def test_a_flow_is_read_with_who_says_it(text: str, expected: str, parsed: None) -> None:
    assert [told(one) for one in claims(text)] == [expected]


@pytest.mark.parametrize("text", NOTHING)
def test_what_leaves_it_open_is_no_claim(text: str, parsed: None) -> None:
    assert [told(one) for one in claims(text)] == []


@pytest.mark.parametrize(("phrase", "example"), table("frames")["idle"].items())
def test_a_verb_with_an_idle_object_is_no_flow(phrase: str, example: str, parsed: None) -> None:
    assert set(phrase.split()) & set(example.lower().replace(".", "").split()) or phrase
    assert [told(one) for one in claims(example)] == []


def test_who_spoke_before_goes_on_as_he_or_she() -> None:
    need_parser()
    text = (
        "A Norvik spokesman said that Acme sold names to Orbix. He added that Orbix sold records to others."
    )
    assert [one.speaker for one in claims(text)] == ["Norvik", "Norvik"]


def test_who_says_no_refuses_what_was_asked_for() -> None:
    need_parser()
    text = 'Orbix asked Acme for location data. "Our lawyers said no, so we said no," an Acme executive said.'
    found = [told(one) for one in claims(text)]
    assert found[0] == f"{OUTLET}: alleged seek: Acme > Orbix: location data"


def test_the_one_who_closes_a_quotation_has_said_all_of_it() -> None:
    need_parser()
    text = 'Norvik said that Acme was wrong. "We never sold names. We gave records to Orbix," Acme said.'
    assert [(one.speaker, one.from_) for one in claims(text)] == [("Acme", ("Acme",)), ("Acme", ("Acme",))]


def test_who_rejects_what_another_claims_denies_it() -> None:
    need_parser()
    text = "Acme rejected as fantasy a claim by Norvik that Acme sells records to Orbix."
    assert [told(one) for one in claims(text)] == [
        "Norvik: alleged sell: Acme > Orbix: records",
        "Acme: denied sell: Acme > Orbix: records",
    ]
