"""What the rules of drafting read in a sentence: who says what, of whom, with which stance."""

from collections.abc import Iterable

import pytest
from parsed import claim, claims, drafted, need_parser, parse_all, told

from graph.claims import Modality, NonAnswerKind, PartyKind, PartyType, Reported, Stance, Tense

OUTLET = "unnamed outlet"

#: How a flow may be put, and what it is then: act, from, to, data.
CONSTRUCTIONS = {
    "Location data was sold to Orbix by Acme.": "sell: Acme > Orbix: Location data",
    "Location data was sold to Orbix.": "sell: ? > Orbix: Location data",
    "The brokers that buy location data from Acme include Orbix.": "sell: Acme > Orbix: location data",
    "Acme, which sold location data to Orbix, is a phone maker.": "sell: Acme > Orbix: location data",
    "Acme allowed Orbix to collect location data.": "share: Acme > Orbix: location data",
    "Orbix is in talks with Acme to get location data.": "seek: Acme > Orbix: location data",
    "Orbix asked Acme to hand over location data.": "seek: Acme > Orbix: location data",
    "Acme made its location data available to Orbix.": "share: Acme > Orbix: location data",
    "Acme and Norvik shared location data with Orbix.": "share: Acme + Norvik > Orbix: location data",
    "Acme shared names and addresses with Orbix.": "share: Acme > Orbix: names + addresses",
    "Acme sold location data to Orbix and Norvik.": "sell: Acme > Orbix + Norvik: location data",
    "Acme and Orbix exchanged location data.": "share: Acme + Orbix > Acme + Orbix: location data",
    "Acme's servers sent location data to Orbix.": "share: Acme > Orbix: location data",
    "Acme sold e-mail addresses to Orbix.": "sell: Acme > Orbix: e-mail addresses",
    "Orbix was given access to location data by Acme.": "share: Acme > Orbix: location data",
    "Acme agreed after the trial to hand over location data to Orbix.": "share: Acme > Orbix: location data",
    "Acme struck a deal to share location data with Orbix.": "share: Acme > Orbix: location data",
    "Acme sold the photos of its users to Orbix.": "sell: Acme > Orbix: photos of its users",
    "Orbix bought the records of millions of Acme customers.": (
        "sell: Acme > Orbix: records of millions of Acme customers"
    ),
    "Acme sold records to two firms, Orbix and Norvik.": "sell: Acme > Orbix + Norvik: records",
    "Acme sold records to brokers such as Orbix.": "sell: Acme > Orbix: records",
    "Location data flowed from Acme to Orbix.": "share: Acme > Orbix: Location data",
    "Orbix demanded that Acme give it location data.": "seek: Acme > Orbix: location data",
    "Acme built software that sends location data to Orbix.": "share: Acme > Orbix: location data",
    "What Acme gave Orbix was a list of names.": "share: Acme > Orbix: names",
    "Orbix paid Acme $2 million for location data.": "sell: Acme > Orbix: location data",
    "Acme is fighting a subpoena from Orbix for location data.": "seek: Acme > Orbix: location data",
}

#: Where a parser errs, and what is read all the same.
SLIPS = {
    "Acme shared location data, browsing history and viewing data with Orbix.": (
        "share: Acme > Orbix: location data + browsing history + viewing data"
    ),
    "Acme was accused of sharing users' viewing history with Orbix.": (
        "share: Acme > Orbix: viewing history"
    ),
    "Acme gave the software company access to location data.": (
        "share: Acme > software company: location data"
    ),
    "Acme gave Orbix users' names and addresses.": "share: Acme > Orbix: names + addresses",
    "Acme sent Orbix information about films.": "share: Acme > Orbix: information about films",
    "Acme shared users location data with Orbix.": "share: Acme > Orbix: location data",
    "Acme declined to talk but gave location data to Orbix.": "share: Acme > Orbix: location data",
}

#: Who says it, and how it then stands.
ATTRIBUTIONS = {
    "Norvik said that Acme shared location data with Orbix.": ("Norvik", Stance.ALLEGED),
    "Acme shared location data with Orbix, Norvik said.": ("Norvik", Stance.ALLEGED),
    "According to Norvik, Acme shared location data with Orbix.": ("Norvik", Stance.ALLEGED),
    "Acme shared location data with Orbix, according to Norvik.": ("Norvik", Stance.ALLEGED),
    "Acme said that it shared location data with Orbix.": ("Acme", Stance.CONFIRMED),
    "Orbix said that Acme shared location data with it.": ("Orbix", Stance.CONFIRMED),
    "Acme acknowledged the sale of location data to Orbix.": ("Acme", Stance.CONFIRMED),
    "Acme's policy says that it shares location data with Orbix.": ("Acme", Stance.CONFIRMED),
    "The lawsuit accuses Acme of sharing location data with Orbix.": ("lawsuit", Stance.ALLEGED),
    "The complaint says that Acme shared location data with Orbix.": ("complaint", Stance.ALLEGED),
    "The Supreme Court found that Acme shared location data with Orbix.": ("Supreme Court", Stance.CONFIRMED),
    "The Supreme Court said that Acme shared location data with Orbix.": ("Supreme Court", Stance.ALLEGED),
    "Acme shared location data with Orbix.": (OUTLET, Stance.ALLEGED),
    "Acme denied that it shared location data with Orbix.": ("Acme", Stance.DENIED),
    "Acme denied sharing location data with Orbix.": ("Acme", Stance.DENIED),
    "Norvik settled charges that Acme shared location data with Orbix.": (OUTLET, Stance.ALLEGED),
    "Norvik said that Acme failed to tell users that it shared location data with Orbix.": (
        "Norvik",
        Stance.ALLEGED,
    ),
    "Acme's policy allows it to share location data with Orbix.": ("Acme", Stance.CONFIRMED),
    "Acme's sharing of location data with Orbix was reported by Norvik.": ("Norvik", Stance.ALLEGED),
    "Acme shared location data with Orbix, said a person familiar with the matter.": (
        "person familiar with the matter",
        Stance.ALLEGED,
    ),
    "The Norvik Privacy Commission fined Acme for sharing location data with Orbix.": (
        "Norvik Privacy Commission",
        Stance.CONFIRMED,
    ),
}

#: What denies, and the time in which it then stands.
DENIALS = {
    "Acme said it never shared location data with Orbix.": Tense.EVER,
    "Acme did not share location data with Orbix.": Tense.PAST,
    "Acme shared no location data with Orbix.": Tense.PAST,
    "Acme shared location data with neither Orbix nor Norvik.": Tense.PAST,
    "Acme no longer shares location data with Orbix.": Tense.CEASED,
    "Acme stopped sharing location data with Orbix.": Tense.CEASED,
    "Acme refused to give location data to Orbix.": None,
}

#: What answers to something said before: what Acme then says.
ANSWERS = {
    "Norvik said that Acme shared location data with Orbix. Acme denied the report.": "denied share",
    "Norvik said that Acme shared location data with Orbix. Acme called the claim false.": "denied share",
    "Norvik said that Acme shared location data with Orbix. Acme said that was not true.": "denied share",
    "Norvik said that Acme shared location data with Orbix. It denied sharing location data.": "denied share",
    "Orbix asked Acme for location data. Acme said that it complied.": "confirmed share",
    "Orbix asked Acme for location data. Acme said that it refused.": "denied share",
}

#: What says nothing of a flow that was, is or will be.
NO_CLAIMS = (
    "If Acme shared location data with Orbix, users could complain.",
    "Acme could share location data with Orbix.",
    "Did Acme share location data with Orbix?",
    "Acme did not knowingly share location data with Orbix.",
    "Acme does not share location data without a warrant.",
    "The law lets Acme share location data with Orbix.",
    "Acme gave Orbix money.",
    "Acme sent a letter to Orbix.",
    "Acme sent Orbix a list of questions.",
    "Lawmakers want to bar Acme from selling location data.",
    "Acme handed over everything.",
)

#: Names, and other words for who is named.
REFERENCES = {
    "Acme is a phone maker. The phone maker shared location data with Orbix.": "Acme > Orbix",
    "Acme, a phone maker, makes no apps. The company shared location data with Orbix.": "Acme > Orbix",
    "Acme makes phones. It shared location data with Orbix.": "Acme > Orbix",
    "Acme and Norvik make phones. The companies shared location data with Orbix.": "Acme + Norvik > Orbix",
    "The Federal Records Agency is old. FRA bought location data from Acme.": "Acme > Federal Records Agency",
    "Orbix Systems Inc. makes maps. Orbix bought location data from Acme.": "Acme > Orbix Systems",
    "Acme sold location data to third parties.": "Acme > third parties",
}

SILENCES = {
    "Acme declined to comment.": NonAnswerKind.DECLINED,
    "A spokesman for Acme declined to comment.": NonAnswerKind.DECLINED,
    "Acme had no comment.": NonAnswerKind.DECLINED,
    "Acme would not comment.": NonAnswerKind.DECLINED,
    "Acme refused to discuss the matter.": NonAnswerKind.DECLINED,
    "Acme did not respond to a request for comment.": NonAnswerKind.SILENT,
    "Acme could not be reached for comment.": NonAnswerKind.SILENT,
    "Acme was not available for comment.": NonAnswerKind.SILENT,
    "Acme did not answer questions about the sale.": NonAnswerKind.SILENT,
}

ANN = "Ann Lindqvist"
SPOKEN = {
    f'"We never shared location data with Orbix," said {ANN}, a spokeswoman for Acme.': [Stance.DENIED],
    f"Acme spokeswoman {ANN} said the company shared location data with Orbix.": [Stance.CONFIRMED],
    f"{ANN}, a spokeswoman for Acme, said that it shared location data with Orbix. "
    "Lindqvist added that Acme did not sell location data to Norvik.": [Stance.CONFIRMED, Stance.DENIED],
    f'"We shared location data with Orbix," said {ANN}, a spokeswoman for Acme. '
    '"We never sold it to Norvik."': [Stance.CONFIRMED, Stance.DENIED],
}

POLICY = (
    "We share location data with Orbix. We do not sell your photos. We may disclose your name to advertisers."
)
MORE = (
    "Acme sold users' photos to Orbix to train its software.",
    "Acme said it may share location data with Orbix.",
    "Acme told Reuters that it shared location data with Orbix.",
    "Acme shared the photos of its users with Orbix. Acme shared the photos of its users with Orbix.",
    '"Acme shared location data with Orbix," Norvik said.',
    "The weather in Norvik is fine today.",
    "Several of the banks said they do not share account records.",
    POLICY,
)


def _all() -> Iterable[str]:
    for one in (
        CONSTRUCTIONS,
        SLIPS,
        ANSWERS,
        ATTRIBUTIONS,
        DENIALS,
        NO_CLAIMS,
        REFERENCES,
        SILENCES,
        SPOKEN,
        MORE,
    ):
        yield from one


@pytest.fixture(scope="module", autouse=True)
def parsed() -> None:
    """All sentences of this module, parsed in one go."""
    need_parser()
    parse_all(_all())


@pytest.mark.parametrize(("text", "said"), CONSTRUCTIONS.items())
def test_a_construction_is_undone(text: str, said: str) -> None:
    assert told(claim(text)) == f"{OUTLET}: alleged {said}"


@pytest.mark.parametrize(("text", "said"), SLIPS.items())
def test_a_slip_of_the_parser_is_mended(text: str, said: str) -> None:
    assert [told(one).split(": ", 1)[1].split(" ", 1)[1] for one in claims(text)] == [said]


@pytest.mark.parametrize(("text", "said"), ANSWERS.items())
def test_an_answer_is_read_with_what_it_answers(text: str, said: str) -> None:
    *_, last = claims(text)
    assert (last.speaker, f"{last.stance} {last.act}", last.from_) == ("Acme", said, ("Acme",))
    assert last.data == ("location data",)


def test_of_two_sorts_of_data_one_may_be_denied() -> None:
    found = claims("Acme said that it gave Orbix names but no addresses.")
    assert [(one.stance, one.data) for one in found] == [
        (Stance.CONFIRMED, ("names",)),
        (Stance.DENIED, ("addresses",)),
    ]


@pytest.mark.parametrize(("text", "by"), ATTRIBUTIONS.items())
def test_a_statement_has_the_speaker_and_the_stance_that_its_words_give_it(
    text: str, by: tuple[str, Stance]
) -> None:
    found = claim(text)
    assert (found.speaker, found.stance) == by
    assert (found.from_, found.to) == (("Acme",), ("Orbix",))


@pytest.mark.parametrize(("text", "tense"), DENIALS.items())
def test_a_denial_is_one_with_the_time_that_its_words_give_it(text: str, tense: Tense | None) -> None:
    found = claim(text)
    assert (found.stance, found.tense) == (Stance.DENIED, tense)
    assert found.data == ("location data",)
    assert "denied by" in found.drafted.reason


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_what_tells_of_no_flow_is_no_claim(text: str) -> None:
    assert list(map(told, claims(text))) == []


@pytest.mark.parametrize(("text", "ends"), REFERENCES.items())
def test_another_word_for_a_party_is_brought_back_to_its_name(text: str, ends: str) -> None:
    assert told(claim(text)).split(": ")[2] == ends


@pytest.mark.parametrize(("text", "stances"), SPOKEN.items())
def test_who_speaks_for_a_company_is_its_spokesperson_across_sentences(
    text: str, stances: list[Stance]
) -> None:
    found = claims(text)
    assert [one.stance for one in found] == stances
    assert {(one.speaker, one.spokesperson, one.from_) for one in found} == {("Acme", ANN, ("Acme",))}


@pytest.mark.parametrize(("text", "kind"), SILENCES.items())
def test_a_response_without_yes_or_no_is_a_non_answer_and_no_claim(text: str, kind: NonAnswerKind) -> None:
    found = drafted(text)
    assert [(one.speaker, one.kind) for one in found.non_answers] == [("Acme", kind)]
    assert list(map(told, found.claims)) == []


def test_purpose_and_people_are_kept_beside_the_data() -> None:
    found = claim("Acme sold users' photos to Orbix to train its software.")
    assert (found.data, found.purpose, found.subjects) == (("photos",), ("train its software",), ("users",))


def test_what_a_party_says_it_may_do_is_conditional() -> None:
    assert claim("Acme said it may share location data with Orbix.").modality is Modality.CONDITIONAL


def test_an_outlet_that_was_told_is_named() -> None:
    assert claim("Acme told Reuters that it shared location data with Orbix.").via == "Reuters"


def test_a_quotation_is_direct_and_the_rest_is_not() -> None:
    assert claim('"Acme shared location data with Orbix," Norvik said.').reported is Reported.DIRECT
    assert claim("Norvik said that Acme shared location data with Orbix.").reported is Reported.INDIRECT


def test_what_is_said_twice_is_drafted_once() -> None:
    text = "Acme shared the photos of its users with Orbix."
    assert claim(f"{text} {text}").at == (0, len(text))


def test_a_publisher_s_own_words_are_its_own() -> None:
    found = claim("Acme shared location data with Orbix.", publisher="Daily Courier")
    assert (found.speaker, found.stance) == ("Daily Courier", Stance.ALLEGED)


def test_a_document_of_a_company_says_what_the_company_says() -> None:
    found = claims(POLICY, speaker="Acme")
    assert [told(one) for one in found] == [
        "Acme: confirmed share: Acme > Orbix: location data",
        "Acme: denied sell: Acme > ?: photos",
        "Acme: confirmed share: Acme > advertisers: name",
    ]
    assert [one.modality for one in found] == [None, None, Modality.CONDITIONAL]
    assert {one.reported for one in found} == {None}


def test_a_text_without_flows_gives_nothing() -> None:
    found = drafted("The weather in Norvik is fine today.")
    assert (found.claims, found.non_answers, found.parties) == ((), (), ())


def test_a_party_is_declared_with_its_type_and_what_it_is_called_besides() -> None:
    found = drafted("Acme, a phone maker, makes no apps. The company shared location data with Orbix.")
    (acme,) = (one for one in found.parties if one.name == "Acme")
    assert acme.type is PartyType.COMPANY
    assert "company" in acme.aliases


def test_some_of_a_group_are_not_the_group() -> None:
    text = "Several of the banks said they do not share account records."
    kind = {one.name: one.kind for one in drafted(text).parties}
    assert kind[claim(text).speaker] is PartyKind.VAGUE


def test_every_claim_names_declared_parties_and_a_stretch_of_the_text() -> None:
    for text in _all():
        found = drafted(text)
        named = {one.name for one in found.parties}
        for one in found.claims:
            assert {one.speaker, *one.from_, *one.to} <= named
            start, end = one.at
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            assert one.drafted.text == found.document.sha256[:16]
