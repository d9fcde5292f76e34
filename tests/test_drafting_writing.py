"""Drafts become a source file that validates and says again what was drafted."""

import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import drafted
import pytest
import yaml
from drafted import claim, company, drafts, non_answer, put
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import (
    Act,
    Claim,
    Drafted,
    Modality,
    NonAnswer,
    NonAnswerKind,
    PartialDate,
    PartyKind,
    PartyType,
    Reported,
    Stance,
    Tense,
    Voice,
)
from graph.drafting.drafts import DraftClaim, DraftNonAnswer, DraftParty, Drafts
from graph.drafting.known import Known, KnownParty
from graph.drafting.scalars import plain, quoted
from graph.drafting.tidying import tidy
from graph.drafting.writing import made_from, written
from graph.problems import Level
from graph.reading.dossiers import read_dossier
from graph.reading.quotes import normalise
from graph.validating import validate

# ---------------------------------------------------------------- the file


def test_a_file_of_drafts_reads_as_a_reporter_would_write_it() -> None:
    given = drafts(claim(), non_answer(), publisher="The Courier", published=PartialDate("2024-05-01"))
    lines = written(tidy(given)).splitlines()
    assert lines[0].startswith("# Drafts of claims, made by flowclaims")
    seal = next(number for number, line in enumerate(lines) if line.startswith("# drafted from"))
    assert (
        lines[seal + 1 :]
        == f"""
source:
  publisher: The Courier
  published: 2024-05-01
  language: en
  text: story.txt
  sha256: {given.document.sha256}

entities:
  - {{name: Acme, type: company}}
  - {{name: AdCo, type: company}}
  - {{name: Courier, type: media}}

claims:
  - quote: "Acme sold the browsing history of its users to AdCo"
    at: [0, 51]
    speaker: Courier
    stance: alleged
    act: sell
    from: [Acme]
    to: [AdCo]
    data: [browsing history]
    subjects: [users]
    reported: indirect
    id: D1
    draft: {{extractor: rules, version: 0.1.0, text: 710f34197322d962, confidence: 0.71, \
reason: "sell (share); found (alleged)"}}

non_answers:
  - quote: "AdCo declined to comment"
    at: [72, 96]
    speaker: AdCo
    kind: declined-to-comment
    reported: indirect
    id: N1
    draft: {{extractor: rules, version: 0.1.0, text: 710f34197322d962, confidence: 0.71, \
reason: "sell (share); found (alleged)"}}
""".splitlines()
    )


def test_it_validates_without_a_warning_and_its_drafts_are_no_claims(tmp_path: Path) -> None:
    path = put(drafts(claim(), non_answer()), tmp_path)
    assert [one for one in validate([path]).problems if one.level is not Level.NOTE] == []
    source = drafted.read(path)
    assert (source.claims, source.non_answers, len(source.drafts)) == ((), (), 2)


def test_without_its_text_beside_it_a_file_still_validates_without_a_warning(tmp_path: Path) -> None:
    path = put(drafts(claim(), non_answer()), tmp_path, text_beside=False)
    assert "text:" not in path.read_text().replace("text: 710", "")
    assert drafted.problems(path) == []


def test_whose_words_they_are_is_worked_out_as_the_reader_would(tmp_path: Path) -> None:
    text = 'Acme said: "We never sell names." The Courier says it sold names.\n'
    said = {"text": text, "publisher": "the courier"}
    given = drafts(
        claim(at=drafted.at("We never sell names.", text), speaker="Acme", stance=Stance.DENIED),
        claim(at=drafted.at("it sold names", text), speaker="Courier"),
        claim(at=drafted.at("Acme said", text), speaker="Acme"),
        parties=[company("Acme"), company("AdCo"), company("Courier", "The Courier", type=PartyType.MEDIA)],
        **said,
    )
    assert [one.reported for one in tidy(given).claims] == ["direct", "direct", "indirect"]
    without = re.sub(r"^    reported: .*\n", "", written(tidy(given)), flags=re.MULTILINE)
    path = tmp_path / "story.yaml"
    path.write_text(without)
    path.with_suffix(".txt").write_text(text)
    assert [one.reported for one in drafted.claims(path)] == ["direct", "direct", "indirect"]


def test_in_a_document_of_the_speaker_s_own_all_words_are_the_speaker_s() -> None:
    given = drafts(claim(speaker="Acme"), claim(), speaker="ACME")
    assert [one.reported for one in tidy(given).claims] == ["direct", "indirect"]


def test_a_document_in_which_nothing_was_found_says_so(tmp_path: Path) -> None:
    path = put(drafts(), tmp_path)
    assert "Nothing was found" in path.read_text()
    assert drafted.problems(path) == []


def test_an_empty_text_gives_a_file_without_claims_and_a_remark(tmp_path: Path) -> None:
    path = put(drafts(text=" \n"), tmp_path)
    assert "The text is empty" in path.read_text()
    assert drafted.problems(path) == []


def test_the_scorer_s_parser_reads_lists_and_text_as_they_are() -> None:
    given = drafts(
        claim(data=("no", "2017", "yes: 1"), from_=("On",)), parties=[company("On"), *drafted.PARTIES]
    )
    (read,) = yaml.safe_load(written(tidy(given)))["claims"]
    assert (read["from"], read["to"], read["data"]) == (["On"], ["AdCo"], ["no", "2017", "yes: 1"])
    assert read["at"] == [0, 51] and read["draft"]["confidence"] == 0.71


def test_a_draft_of_which_nothing_is_recorded_is_just_marked_as_one(tmp_path: Path) -> None:
    path = put(drafts(claim(drafted=Drafted())), tmp_path)
    assert "    draft: true\n" in path.read_text()
    assert [one.draft for one in drafted.claims(path)] == [Drafted()]


# ---------------------------------------------------------------- what is sorted out


def test_only_parties_that_are_named_in_drafts_are_declared() -> None:
    given = drafts(claim(), parties=[*drafted.PARTIES, company("Bystander")])
    assert [one.name for one in tidy(given).entities] == ["Acme", "AdCo", "Courier"]


def test_an_alias_of_two_parties_stays_with_the_first_and_none_is_another_s_name(tmp_path: Path) -> None:
    parties = (
        company("Acme", "the company", "adco"),
        company("AdCo", "The  Company", "the ad firm"),
        company("Courier", type=PartyType.MEDIA),
    )
    given = drafts(claim(), parties=parties)
    assert [one.aliases for one in tidy(given).entities] == [("the company",), ("the ad firm",), ()]
    assert drafted.problems(put(given, tmp_path)) == []


def test_two_drafted_parties_of_one_name_become_one(tmp_path: Path) -> None:
    parties = (company("Ad-Co", "ad giant"), *drafted.PARTIES, company("ad co", "the giant"))
    given = drafts(claim(to=("AD CO", "Ad-Co")), parties=parties)
    tidied = tidy(given)
    assert tidied.entities[0].aliases == ("ad giant", "ad co", "the giant")
    assert tidied.claims[0].to == ("Ad-Co",)
    assert drafted.problems(put(given, tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "given", "kind"),
    [
        ("advertisers", None, PartyKind.CLASS),
        ("any third parties", None, PartyKind.THIRD_PARTIES),
        ("these platforms", PartyKind.DEFINITE, PartyKind.VAGUE),
        ("The Four", None, None),
    ],
)
def test_a_group_says_what_sort_it_is(
    name: str, given: PartyKind | None, kind: PartyKind | None, tmp_path: Path
) -> None:
    group = DraftParty(name, PartyType.GROUP, given)
    found = drafts(claim(to=(name,)), parties=[*drafted.PARTIES, group])
    assert tidy(found).entities[-1].kind is kind
    assert drafted.problems(put(found, tmp_path)) == []


def test_two_sorts_of_third_parties_in_one_claim_validate(tmp_path: Path) -> None:
    groups = [
        DraftParty(one, PartyType.GROUP, PartyKind.THIRD_PARTIES) for one in ("third parties", "others")
    ]
    given = drafts(claim(to=("others", "third parties")), parties=[*drafted.PARTIES, *groups])
    assert [one.kind for one in tidy(given).entities[2:]] == ["third-parties", "class"]
    assert drafted.problems(put(given, tmp_path)) == []


def test_a_claim_that_is_there_already_is_left_out_and_told(tmp_path: Path) -> None:
    given = drafts(claim(), claim(tense=Tense.PAST), non_answer(), non_answer())
    tidied = tidy(given)
    assert (len(tidied.claims), len(tidied.non_answers), len(tidied.left_out)) == (1, 1, 2)
    assert "# Left out: claim of 'Courier': it is there already" in put(given, tmp_path).read_text()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (claim(at=(5, 5)), "there are no words at [5, 5] of the text"),
        (claim(speaker="Nobody"), "its speaker is none of its parties"),
        (claim(to=("Nobody",)), "'Nobody' is none of its parties"),
        (claim(act=None, from_=(), to=(), data=(), subjects=()), "it says nothing of a flow"),
        (
            claim(data=tuple(map(str, range(101))), purpose=tuple(map(str, range(101)))),
            "it speaks of more than 10,000 flows at once",
        ),
    ],
)
def test_what_no_file_can_hold_is_left_out_and_told(wrong: DraftClaim, why: str) -> None:
    tidied = tidy(drafts(claim(), wrong))
    assert len(tidied.claims) == 1
    assert tidied.left_out == (f"claim of {wrong.speaker!r}: {why}",)


def test_a_spokesperson_and_an_outlet_that_nobody_declared_are_declared(tmp_path: Path) -> None:
    given = drafts(claim(spokesperson="Elisabeth Diana", via="CNNMoney"))
    assert [(one.name, one.type) for one in tidy(given).entities[3:]] == [
        ("Elisabeth Diana", "person"),
        ("CNNMoney", "media"),
    ]
    assert drafted.problems(put(given, tmp_path)) == []


def test_a_quote_ends_at_a_character_that_no_value_holds_and_steps_over_a_page_break(tmp_path: Path) -> None:
    text = "\ufeffAcme sold\x0cnames to AdCo\x00\x01 and more\x7f.\n"
    text = text.replace("\x00", "")
    given = drafts(claim(at=(0, len(text))), text=text)
    path = put(given, tmp_path)
    assert drafted.problems(path) == []
    (read,) = drafted.claims(path)
    assert (read.evidence.quote, read.evidence.at) == ("Acme sold\x0cnames to AdCo", (1, 24))


# ---------------------------------------------------------------- known names


KNOWN = Known.of(
    [
        KnownParty(
            "Acme Holdings, Inc.", ("AcmeChat", "Acme Maps"), None, (("website", "https://acme.example"),)
        ),
        KnownParty("Courier", (), PartyType.MEDIA),
    ]
)


def test_a_party_takes_the_name_under_which_a_list_knows_it(tmp_path: Path) -> None:
    known = Known.of([KnownParty("Acme, Inc.", (), None, (("website", "https://acme.example"),))])
    given = drafts(claim())
    tidied = tidy(given, known)
    assert tidied.claims[0].from_ == ("Acme, Inc.",)
    assert (tidied.entities[0].aliases, tidied.entities[0].ids) == (
        ("Acme",),
        (("website", "https://acme.example"),),
    )
    assert drafted.problems(put(given, tmp_path, known)) == []


def test_two_parties_that_a_list_would_make_one_stay_two() -> None:
    parties = [company("AcmeChat"), company("Acme Maps"), *drafted.PARTIES]
    tidied = tidy(drafts(claim(from_=("AcmeChat",), to=("Acme Maps",)), parties=parties), KNOWN)
    assert (tidied.claims[0].from_, tidied.claims[0].to) == (("AcmeChat",), ("Acme Maps",))


def test_of_a_brand_and_its_company_only_the_company_takes_the_listed_name() -> None:
    parties = [company("AcmeChat"), company("Acme Holdings"), *drafted.PARTIES]
    tidied = tidy(drafts(claim(from_=("AcmeChat",), to=("Acme Holdings",)), parties=parties), KNOWN)
    assert (tidied.claims[0].from_, tidied.claims[0].to) == (("AcmeChat",), ("Acme Holdings, Inc.",))


def test_a_description_a_group_and_a_person_are_never_looked_up() -> None:
    known = Known.of([KnownParty("The Company", ("advertisers", "Acme"))])
    parties = [
        company("the company"),
        DraftParty("advertisers", PartyType.GROUP),
        company("Acme", type=PartyType.PERSON),
        *drafted.PARTIES[1:],
    ]
    given = drafts(claim(speaker="Acme", from_=("the company",), to=("advertisers",)), parties=parties)
    tidied = tidy(given, known)
    assert (tidied.claims[0].from_, tidied.claims[0].to) == (("the company",), ("advertisers",))
    assert tidied.claims[0].speaker == "Acme"


# ---------------------------------------------------------------- terms


def test_a_phrase_is_proposed_a_place_only_where_the_lexicon_gives_ground(tmp_path: Path) -> None:
    given = drafts(claim(data=("Acme's browsing history", "browsing history", "Fnord numbers", "files")))
    path = put(given, tmp_path)
    assert (
        "  data:\n    Acme's browsing history: {broader: [pd:BrowserHistory]}"
        '  # proposed: as "browsing history"; check\n'
        '# Not placed, so that nothing wider takes it in: data "Fnord numbers"\n'
        '# Not placed, so that nothing wider takes it in: data "files"\n'
    ) in path.read_text()
    told = drafted.problems(path)
    assert {one.rule for one in told} == {"not-placed"}
    assert not any("Acme" in one.message for one in told)


# ---------------------------------------------------------------- the seal


def test_a_file_tells_from_what_it_was_made_and_whether_it_was_touched() -> None:
    content = written(tidy(drafts(claim())), "abc")
    found = made_from(content)
    assert found is not None
    made, untouched = found
    assert (made.text, made.options, untouched) == (drafted.document().sha256[:16], "abc", True)
    for touched in (
        content.replace("stance: alleged", "stance: denied"),
        content + "# my remark\n",
        "note\n" + content,
        content.replace("\n", "\r\n"),
    ):
        again = made_from(touched)
        assert again is None or again[1] is False
    assert made_from("source: {title: a}\n") is None


# ---------------------------------------------------------------- any drafts at all

HOSTILE = st.text(
    st.one_of(
        st.sampled_from("abcAB.,;:!?'\"’“”#{}[]&*%@`|>-=~ \t\n\r\x0b\x0c\x85\u2028\xa0\u202e\ufeff\\/"),
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\x01\x1b\x7f\x80\x9f\ufffe\uffff\U0001f600\u0300"),
    ),
    min_size=1,
    max_size=40,
)
NAMES = st.one_of(
    HOSTILE,
    st.sampled_from(
        [
            "Acme",
            "ACME",
            "Acme.",
            "the company",
            "third parties",
            "any third parties",
            "no",
            "null",
            "~",
            "1.5",
            "fc:x",
            "pd:Location",
            "key: value",
            "- a",
            "A" * 400,
            "?",
            "…",
        ]
    ),
)
PHRASES = st.lists(NAMES, max_size=3).map(tuple)
DRAFTED = st.builds(
    Drafted,
    st.sampled_from([None, "rules", "llm"]),
    st.one_of(st.none(), NAMES),
    st.one_of(st.none(), st.sampled_from(["710f34197322d962", "no hash"])),
    st.one_of(st.none(), st.floats()),
    st.one_of(st.none(), HOSTILE),
    st.one_of(st.none(), NAMES),
    st.one_of(st.none(), st.sampled_from(["710f34197322d962", "XYZ"])),
)


@st.composite
def any_drafts(draw: st.DrawFn) -> Drafts:
    """Drafts of a hostile text: parties with clashing names, claims anywhere in the text."""
    text = draw(st.lists(HOSTILE, min_size=1, max_size=6).map(" ".join)).replace("\x00", "")
    parties = draw(
        st.lists(
            st.builds(
                DraftParty,
                NAMES,
                st.sampled_from(PartyType),
                st.one_of(st.none(), st.sampled_from(PartyKind)),
                st.lists(NAMES, max_size=3).map(tuple),
            ),
            min_size=1,
            max_size=5,
        )
    )
    names = st.sampled_from([one.name for one in parties])
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    some = st.lists(names, max_size=3).map(tuple)
    maybe = st.one_of(st.none(), NAMES)
    claims = st.builds(
        DraftClaim,
        place,
        names,
        st.sampled_from(Stance),
        st.one_of(st.none(), st.sampled_from(Act)),
        some,
        some,
        PHRASES,
        PHRASES,
        PHRASES,
        DRAFTED,
        maybe,
        maybe,
        st.one_of(st.none(), st.sampled_from(Reported)),
        st.one_of(st.none(), st.sampled_from(Tense)),
        st.one_of(st.none(), st.sampled_from(Voice)),
        st.one_of(st.none(), st.sampled_from(Modality)),
        PHRASES,
    )
    answers = st.builds(
        DraftNonAnswer, place, names, st.sampled_from(NonAnswerKind), DRAFTED, maybe, maybe, st.none()
    )
    head = {key: draw(maybe) for key in ("title", "publisher")}
    return Drafts(
        drafted.document(text, published=draw(st.sampled_from([None, PartialDate("2020")])), **head),
        tuple(parties),
        tuple(draw(st.lists(claims, max_size=4))),
        tuple(draw(st.lists(answers, max_size=2))),
    )


@given(any_drafts(), st.booleans())
def test_any_drafts_become_a_file_that_validates_and_reads_back_equal(given: Drafts, beside: bool) -> None:
    with TemporaryDirectory() as folder:
        path = put(given, Path(folder), text_beside=beside)
        reading = read_dossier([path], drafts=True)
        assert [str(one) for one in reading.problems if one.level is Level.ERROR] == []
        assert reading.dossier is not None
        (source,) = reading.dossier.sources
        tidied = tidy(given)
        assert (source.title, source.publisher) == (tidied.document.title, tidied.document.publisher)
        read = [one for one in source.drafts if isinstance(one, Claim)]
        assert len(read) == len(tidied.claims)
        for one, was in zip(read, tidied.claims, strict=True):
            assert one.evidence.at == was.at
            assert normalise(one.evidence.quote or "") == normalise(given.document.text[slice(*was.at)])
            for key in ("from_", "to", "data", "purpose", "subjects"):
                said = {words for _, words in getattr(one, key)}
                assert {words for words in getattr(was, key) if ":" not in words} <= said
                assert len(said) <= len(getattr(was, key))
            for key in ("stance", "act", "tense", "reported", "voice", "modality"):
                assert getattr(one, key) is getattr(was, key)
            assert one.hedges == tuple(sorted(was.hedges))
            assert one.draft == was.drafted
        answers = [one for one in source.drafts if isinstance(one, NonAnswer)]
        assert [(one.evidence.at, one.kind) for one in answers] == [
            (one.at, one.kind) for one in tidied.non_answers
        ]


@given(any_drafts())
def test_the_same_drafts_give_the_same_bytes_and_tidying_twice_changes_nothing(given: Drafts) -> None:
    tidied = tidy(given)
    assert written(tidied) == written(tidy(given))
    again = tidy(
        Drafts(
            tidied.document,
            tuple(DraftParty(one.name, one.type, one.kind, one.aliases) for one in tidied.entities),
            tidied.claims,
            tidied.non_answers,
        )
    )
    assert replace(again, left_out=()) == replace(tidied, left_out=())


@given(HOSTILE)
def test_a_value_reads_back_as_it_was(text: str) -> None:
    for form in (plain(text), quoted(text)):
        assert yaml.safe_load(f"a: {form}") == {"a": text}
        assert yaml.safe_load(f"a: {{b: [{form}]}}") == {"a": {"b": [text]}}
        assert yaml.safe_load(f"{form}: 1") == {text: 1}
