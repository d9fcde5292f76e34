"""What a relationship diagram says is what the dossier says: no more, no less, and in true sentences."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from graph.claims import Act, Modality, NonAnswerKind, PartyKind, PartyType, Reported, Stance
from graph.reading.dossiers import load
from graph.status.report import report
from graph.status.values import WORST_FIRST, Status
from graph.status.views import Basis, PointOfView, Reading
from tests.conftest import answered, denial_of, dossier, group, named, party, said, source
from tests.strategies import dossiers
from viz.content.alt import alt_text, sidecar
from viz.content.content import numbers
from viz.content.selection import Selection
from viz.content.standing import in_short
from viz.content.telling import tell
from viz.look import Shape

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def seed():
    return load([ROOT / "cases" / "facebook-banks-2018"])


@pytest.fixture(scope="module")
def told(seed):
    return tell(seed)


def lines_between(diagram, holder, recipient):
    boxes = {box.key: box for box in diagram.boxes}
    return [
        line
        for line in diagram.lines
        if holder in boxes[line.from_].names and recipient in boxes[line.to].names
    ]


def shown_numbers(diagram):
    """Every number that stands on the figure, outside the list."""
    return {
        *(str(one) for line in diagram.lines for one in line.claims),
        *(f"n{one}" for box in diagram.boxes for one in box.non_answers),
        *(one for listed in diagram.listed for one in listed.numbers),
    }


def test_every_label_of_the_seed_is_a_true_sentence(told):
    assert {line.label for line in told.lines} == {
        "? The Wall Street Journal alleges seeking [1,2] · in part sidestepped",
        "✕ Facebook denies seeking [12]",
        "✓ Facebook confirms seeking [3,4,5]",
        "✕ JPMorgan Chase denies sharing [14]",
        "✓ Facebook & JPMorgan Chase confirm seeking [3,4,5,15]",
        "✕ Facebook denies using [7,8]",
        "✕ Facebook denies seeking [9,11]",
        "✕ Facebook denies seeking [10]",
        "✕ Facebook denies selling [6]",
        "✕ several of the aforementioned banks deny sharing [13]",
    }


def test_jpmorgan_and_facebook_have_four_separate_lines(told):
    lines = lines_between(told, "JPMorgan Chase", "Facebook")
    assert [(line.stance, line.act) for line in lines] == [
        (Stance.ALLEGED, Act.SEEK),
        (Stance.DENIED, Act.SEEK),
        (Stance.DENIED, Act.SHARE),
        (Stance.CONFIRMED, Act.SEEK),
    ]


def test_no_solid_line_of_the_seed_says_that_a_bank_gave_data(told):
    solid = [line for line in told.lines if line.stance is Stance.CONFIRMED]
    assert solid
    assert {line.act for line in solid} == {Act.SEEK}


def test_citigroup_gives_a_non_answer_and_denies_nothing(told):
    (box,) = (box for box in told.boxes if "Citigroup" in box.names)
    assert box.note == "– non-answer [n1]"
    assert not any("Citigroup" in line.sentence for line in told.lines)


def test_banks_that_said_nothing_speak_on_no_line(told):
    speakers = {one.name for line in told.lines for one in line.speakers}
    assert speakers == {
        "The Wall Street Journal",
        "Facebook",
        "JPMorgan Chase",
        "several of the aforementioned banks",
    }


def test_banks_with_the_same_lines_and_notes_share_a_box(told):
    assert ("U.S. Bancorp", "Wells Fargo") in {box.names for box in told.boxes}


def test_unnamed_groups_look_unlike_named_parties_and_are_joined_to_no_member(told):
    shapes = {name: box.shape for box in told.boxes for name in box.names}
    groups = {name for name, shape in shapes.items() if shape is Shape.GROUP}
    assert groups == {
        "banks",
        "credit card companies",
        "financial services companies",
        "third parties",
        "several of the aforementioned banks",
    }
    assert shapes["holder not said"] is shapes["recipient not said"] is Shape.NOT_SAID
    (vague,) = (line for line in told.lines if "several" in line.label)
    assert len(vague.claims) == 1


def test_the_coverage_counts_each_statement_once(told):
    assert told.coverage == (
        "15 statements and 1 non-answer, by 5 speakers · as of 7 Aug 2018 · one source"
        " · status: plain reading, answers in own words only"
    )
    assert dict(told.counts) == {Stance.ALLEGED: 2, Stance.DENIED: 9, Stance.CONFIRMED: 4}


def test_a_title_made_here_asserts_nothing_and_can_be_replaced(seed, told):
    assert told.title == "Facebook and others: who alleges, denies, confirms which data flows"
    assert tell(seed, title="My\ntitle").title == "My title"


def test_the_footer_invents_no_outlet(told):
    title = "Facebook Denies Trying to Access Users' Financial History"
    assert [text for _, text in told.references] == [
        f"Caleb Tolin, “{title}”, 7 Aug 2018; outlet not named in the text"
    ]


def test_a_denial_by_reference_takes_the_ends_of_what_it_denies_and_says_so(told):
    (denial,) = (one for one in told.citations if one.number == "12")
    assert "scope copied from [1]" in denial.remarks
    assert sum(12 in line.claims for line in told.lines) == 3  # one of them to a box of two banks


def test_a_definite_group_with_known_members_is_resolved_and_the_list_says_so(told):
    assert "“these platforms” in [14,15] is read as Facebook" in told.remarks
    assert "these platforms" not in {name for box in told.boxes for name in box.names}


def test_the_list_gives_person_relay_act_and_verbatim_words(seed, told):
    texts = {one.number: one for one in told.citations}
    assert (texts["7"].who, texts["7"].verb) == ("Facebook (Elisabeth Diana)", "denies using")
    assert texts["10"].who == "Facebook, via CNNMoney,"
    assert texts["n1"].verb == "neither affirms nor denies"
    for number, claim in enumerate(seed.claims, start=1):
        assert texts[str(number)].quote == " ".join(claim.evidence.quote.split())
        assert ("quote not checked" in texts[str(number)].remarks) is not claim.evidence.verified


def test_figure_and_text_twin_hold_the_same(told):
    text = alt_text(told, "an imprint")
    for line in told.lines:
        assert line.sentence in text
    for one in told.citations:
        assert f"[{one.number}]" in text
        assert one.quote in text
    for wanted in (told.title, told.coverage, "Citigroup: non-answer [n1].", "an imprint"):
        assert wanted in text


@settings(max_examples=30, deadline=None)
@given(dossiers())
def test_every_statement_is_on_the_figure_and_in_the_list_and_the_other_way_round(some):
    diagram = tell(some)
    listed = [one.number for one in diagram.citations]
    claims = [str(number) for number in range(1, len(some.claims) + 1)]
    answers = [f"n{number}" for number in range(1, len(some.non_answers) + 1)]
    assert listed == claims + answers
    assert shown_numbers(diagram) == set(listed)
    assert sum(count for _, count in diagram.counts) == len(claims)


@settings(max_examples=30, deadline=None)
@given(dossiers())
def test_no_text_of_a_figure_holds_a_control_character_or_a_direction_override(some):
    for text in (*tell(some).texts, sidecar(tell(some))):
        assert not re.search("[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028\u2029]", text)


@settings(max_examples=20, deadline=None)
@given(dossiers())
def test_every_box_has_its_own_key_and_every_line_ends_at_boxes(some):
    diagram = tell(some)
    keys = Counter(box.key for box in diagram.boxes) + Counter(line.key for line in diagram.lines)
    assert not keys or max(keys.values()) == 1
    for line in diagram.lines:
        assert {line.from_, line.to} <= set(keys)
        assert line.speakers
        assert line.claims


def test_statements_are_numbered_from_the_earliest_source_on():
    first = said(Stance.ALLEGED, from_="A", to="B", quote="early")
    later = said(Stance.ALLEGED, from_="A", to="B", quote="late")
    some = dossier(
        source(later, iri="source/a", published="2021-05"),
        source(first, iri="source/b", published="2020"),
        source(iri="source/c"),
    )
    assert [one.quote for one in tell(some).citations] == ["early", "late"]
    assert [one.source for one in tell(some).citations] == ["A", "B"]
    assert "as of May 2021 · 2 sources" in tell(some).coverage


def test_speakers_are_merged_with_a_verb_that_agrees():
    claims = [
        said(Stance.ALLEGED, by, from_="A", to="B", quote=by) for by in ("Post", "Times", "Herald", "Globe")
    ]
    for count, sentence in (
        (1, "Post alleges sharing"),
        (2, "Post & Times allege sharing"),
        (3, "Post, Times & Herald allege sharing"),
        (4, "Post, Times & 2 others allege sharing"),
    ):
        (line,) = tell(dossier(source(*claims[:count]))).lines
        assert line.sentence == sentence


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("several of the banks", "deny"),
        ("banks", "deny"),
        ("people close to the firm", "deny"),
        ("a data broker", "denies"),
        ("one of the banks", "denies"),
        ("the press", "denies"),
    ],
)
def test_a_group_of_many_takes_a_plural_verb(name, verb):
    claim = said(Stance.DENIED, name, from_=name, to="B")
    (line,) = tell(dossier(source(claim), parties=[group(name, PartyKind.VAGUE)])).lines
    assert line.sentence == f"{name} {verb} sharing"


def test_a_long_name_gives_way_to_a_short_capitalised_alias_in_labels_only():
    paper = party("The Very Long Daily Gazette", aliases=("the paper", "VLDG", "The Gazette"))
    claim = said(Stance.ALLEGED, "The Very Long Daily Gazette", from_="A", to="B")
    diagram = tell(dossier(source(claim), parties=[paper]))
    assert diagram.lines[0].sentence == "VLDG alleges sharing"
    assert diagram.citations[0].who == "The Very Long Daily Gazette"


def test_an_outsiders_denial_is_listed_and_gets_no_line():
    some = dossier(
        source(
            said(Stance.ALLEGED, from_="AdCo", to="Shop"),
            said(Stance.DENIED, "Lobby", from_="AdCo", to="Shop"),
        )
    )
    diagram = tell(some)
    assert [line.stance for line in diagram.lines] == [Stance.ALLEGED]
    assert [(one.why, one.numbers) for one in diagram.listed] == [("denied by outsiders", ("2",))]


@pytest.mark.parametrize(
    ("speaker", "stance"),
    [
        (party("Lobby"), Stance.ALLEGED),
        (party("High Court", PartyType.COURT), Stance.CONFIRMED),
        (party("Data Office", PartyType.GOVERNMENT), Stance.CONFIRMED),
    ],
)
def test_only_a_party_or_a_finding_confirms(speaker, stance):
    claim = said(Stance.CONFIRMED, speaker.name, from_="AdCo", to="Shop")
    diagram = tell(dossier(source(claim), parties=[speaker]))
    assert [line.stance for line in diagram.lines] == [stance]
    assert diagram.citations[0].stance is stance
    assert any("outsider" in one for one in diagram.citations[0].remarks) is (stance is Stance.ALLEGED)


def test_operators_and_stated_members_may_answer_and_third_parties_may_not():
    chat = party("Chat", PartyType.SERVICE, operated_by=(named("AdCo"),))
    bank = party("Bank", member_of=(named("banks"),))
    third = group("third parties", PartyKind.THIRD_PARTIES, relative_to=named("AdCo"))
    parties = [chat, bank, third, group("banks"), party("Shop", member_of=(third.iri,))]
    answers = dossier(
        source(
            said(Stance.DENIED, "AdCo", from_="Chat", to="Elsewhere", quote="operator"),
            said(Stance.DENIED, "Bank", from_="banks", to="Elsewhere", quote="member"),
            said(Stance.DENIED, "Shop", from_="AdCo", to="third parties", quote="third party"),
        ),
        parties=parties,
    )
    assert [one.numbers for one in tell(answers).listed] == [("3",)]
    (service,) = (box for box in tell(answers).boxes if box.names == ("Chat",))
    assert service.under == ("of AdCo",)


def test_a_denial_of_a_denial_is_listed_and_gets_no_line():
    charge = said(Stance.ALLEGED, from_="A", to="B")
    denial = denial_of(charge, by="A", quote="That is wrong")
    reply = denial_of(denial, by="B", quote="That denial is wrong")
    diagram = tell(dossier(source(charge, denial, reply)))
    assert {line.stance for line in diagram.lines} == {Stance.ALLEGED, Stance.DENIED}
    assert [(one.why, one.numbers) for one in diagram.listed] == [("denials of denials", ("3",))]
    assert diagram.citations[2].remarks[0] == "denies the denial [2]"
    some = dossier(source(charge, denial, reply))
    assert [one.number for one in tell(some, Selection(stances=frozenset({"denied"}))).citations] == [
        "2",
        "3",
    ]
    assert [one.number for one in tell(some, Selection(stances=frozenset({"alleged"}))).citations] == ["1"]


def test_third_parties_of_nobody_in_particular_are_those_of_each_holder():
    some = dossier(
        source(said(Stance.DENIED, "A", from_=["A", "B"], to="third parties")),
        parties=[group("third parties", PartyKind.THIRD_PARTIES)],
    )
    diagram = tell(some)
    assert [(box.names, box.under) for box in diagram.boxes if box.shape is Shape.GROUP] == [
        (("third parties",), ())
    ]  # those of B have no line: A is an outsider there
    assert diagram.citations[0].remarks[0] == "no line where the speaker is an outsider"


def test_parties_of_one_name_are_told_apart():
    some = dossier(
        source(
            said(Stance.ALLEGED, from_="A", to="third parties of A"),
            said(Stance.ALLEGED, from_="B", to="third parties of B"),
        ),
        source(said(Stance.ALLEGED, from_="banks one", to="A"), iri="source/s2"),
        source(said(Stance.ALLEGED, from_="banks two", to="A"), iri="source/s3"),
        parties=[
            replace(group("third parties of A", PartyKind.THIRD_PARTIES), relative_to=named("A")),
            replace(group("third parties of B", PartyKind.THIRD_PARTIES), relative_to=named("B")),
            group("banks one"),
            group("banks two"),
        ],
    )
    alike = {"third parties of A": "third parties", "third parties of B": "third parties"}
    alike |= {"banks one": "banks", "banks two": "banks"}
    parties = tuple(replace(one, name=alike.get(one.name, one.name)) for one in some.parties)
    boxes = tell(replace(some, parties=parties)).boxes
    assert {box.under for box in boxes if box.names == ("third parties",)} == {("of A",), ("of B",)}
    assert {box.under for box in boxes if box.names == ("banks",)} == {("in B",), ("in C",)}


def test_type_tags_appear_only_where_types_are_mixed():
    claim = said(Stance.ALLEGED, from_="A", to="Ministry")
    assert {box.tag for box in tell(dossier(source(claim))).boxes} == {None}
    mixed = dossier(source(claim), parties=[party("Ministry", PartyType.GOVERNMENT)])
    assert {box.tag for box in tell(mixed).boxes} == {"COMPANY", "GOVERNMENT"}


def test_a_person_has_a_pill_and_a_silent_speaker_without_a_line_a_box_of_its_own():
    some = dossier(
        source(
            said(Stance.ALLEGED, from_="Ann", to="B"),
            answered(NonAnswerKind.SILENT, "Elsewhere"),
        ),
        parties=[party("Ann", PartyType.PERSON)],
    )
    shapes = {box.names[0]: (box.shape, box.note) for box in tell(some).boxes}
    assert shapes["Ann"] == (Shape.PILL, None)
    assert shapes["Elsewhere"] == (Shape.ROUND, "– non-answer [n1]")
    assert tell(some).citations[-1].verb == "did not respond"


def test_a_stack_shows_six_names_and_lists_the_rest():
    names = [f"Bank {number}" for number in range(9)]
    diagram = tell(dossier(source(said(Stance.ALLEGED, from_=names, to="Shop"))))
    stack = diagram.boxes[0]
    assert [*stack.names, *stack.more] == names
    assert len(stack.names) == 6
    assert diagram.remarks == ("Box “Bank 0, …”: also Bank 6, Bank 7, Bank 8",)
    assert len(diagram.lines) == 1


def test_a_party_that_answers_for_itself_leaves_the_stack():
    claims = [
        said(Stance.ALLEGED, from_=["A", "B", "C"], to="Shop"),
        said(Stance.DENIED, "B", from_="B", to="Shop"),
    ]
    assert [box.names for box in tell(dossier(source(*claims))).boxes] == [("A", "C"), ("Shop",), ("B",)]


def test_many_parallel_claims_share_lines_by_stance_and_act_and_lose_no_number():
    claims = [
        said(stance, "A", from_="A", to="B", act=act, quote=f"{stance} {act} {turn}")
        for turn in range(2)
        for stance in Stance
        for act in Act
    ]
    diagram = tell(dossier(source(*claims)))
    assert len(diagram.lines) == 15
    assert shown_numbers(diagram) == {str(number) for number in range(1, 31)}


def test_numbers_are_sorted_as_numbers_and_long_runs_become_ranges():
    assert numbers((10, 9, 1)) == "1,9,10"
    assert numbers(tuple(range(1, 31))) == "1–30"


def test_an_act_that_is_not_said_is_told_as_such():
    (line,) = tell(dossier(source(said(Stance.ALLEGED, from_="A", to="B", act=None)))).lines
    assert line.label == "? Press alleges a data flow [1] · unanswered"


def test_who_would_have_got_the_data_buys_where_others_sell():
    def label(*claims):
        (line,) = tell(dossier(source(*claims))).lines
        return line.label.partition(" [")[0]

    sale = {"from_": "A", "to": "B", "act": Act.SELL}
    assert label(said(Stance.DENIED, "B", **sale)) == "✕ B denies buying"
    assert label(said(Stance.CONFIRMED, "A", **sale)) == "✓ A confirms selling"
    assert (
        label(said(Stance.CONFIRMED, "A", **sale), said(Stance.CONFIRMED, "B", **sale))
        == "✓ A & B confirm a sale"
    )


def test_a_candidate_of_a_vague_group_is_no_outsider():
    some = group("several shops", PartyKind.VAGUE, candidates=("party/a",))
    denial = said(Stance.DENIED, "A", from_="several shops", to="B")
    made = dossier(
        source(said(Stance.ALLEGED, from_="several shops", to="B"), denial), parties=[some, party("A")]
    )
    (listed,) = tell(made).listed
    assert listed.why == "denied by who may be meant"


def test_the_list_of_the_seed_tells_what_each_allegation_has_come_to(told):
    statuses = {one.number: one.status for one in told.citations if one.status is not None}
    assert statuses == {
        "1": "partly answered: 4 denied [10], 4 sidestepped [10], of 8 flows; corroborated [15]; left open: "
        "checking account balances; in the outlet's words only: denied [11,12]",
        "2": "partly answered, all 4 flows [10]; corroborated [15]; left open: the rest of users' "
        "financial data; in the outlet's words only: contradicted [3,4,11]",
    }


def test_own_words_answer_four_requests_paraphrases_eight_and_read_strictly_none(seed):
    found = [
        tell(seed, standpoint=view).citations[0].status.partition(";")[0]
        for view in (PointOfView(), PointOfView(basis=Basis.ALL), PointOfView(Reading.STRICT))
    ]
    assert found == [
        "partly answered: 4 denied [10], 4 sidestepped [10], of 8 flows",
        "denied, all 8 flows [9–12]",
        "partly answered: 4 partly answered [10], 4 sidestepped [10], of 8 flows",
    ]


def test_a_status_in_a_partial_view_says_of_which_answers_the_view_shows_nothing(seed):
    first = tell(seed, Selection(about=named("Citigroup"))).citations[0]
    assert first.status.startswith("partly answered: 4 denied [10 not shown], 4 sidestepped [10 not shown]")
    assert first.status.endswith("in the outlet's words only: denied [12; 11 not shown]")


def status_on_line(*claims, **more):
    (line,) = (one for one in tell(dossier(source(*claims)), **more).lines if one.stance is Stance.ALLEGED)
    return line.status


def test_a_line_has_the_worst_status_and_says_where_it_is_not_that_of_all():
    claim = said(Stance.ALLEGED, from_="A", to="B", data="names")
    other = said(Stance.ALLEGED, from_="A", to="B", data="location", quote="too")
    names = said(Stance.DENIED, "A", from_="A", to="B", data="names")
    everything = said(Stance.DENIED, "A", from_="A", to="B")
    assert status_on_line(claim) == "unanswered"
    assert status_on_line(claim, names) == "denied"
    assert status_on_line(claim, other, everything) == "denied"
    assert status_on_line(claim, other, names) == "partly answered"
    admitted = said(Stance.CONFIRMED, "A", from_="A", to="B", data="location")
    assert status_on_line(claim, other, names, admitted) == "in part denied"


def test_the_worst_status_of_several_says_whether_it_is_that_of_all():
    for low in Status:
        assert in_short([low, low]) == low.words
        better = [one for one in Status if WORST_FIRST.index(one) > WORST_FIRST.index(low)]
        for high in better:
            mixed = "partly answered" if low is Status.PARTLY_ANSWERED else f"in part {low.words}"
            assert in_short([high, low]) == in_short([low, high]) == mixed


def test_each_of_two_lines_of_one_claim_has_the_status_of_its_own_flows():
    claim = said(Stance.ALLEGED, from_=["A", "C"], to="B", data="names")
    denial = said(Stance.DENIED, "A", from_="A", to="B")
    lines = tell(dossier(source(claim, denial))).lines
    assert {line.from_: line.status for line in lines if line.stance is Stance.ALLEGED} == {
        "entity-a": "denied",
        "entity-c": "unanswered",
    }


def test_a_stack_of_parties_has_the_status_of_the_worst_answered_of_them():
    claim = said(Stance.ALLEGED, from_=["A", "C"], to="B")
    denial = said(Stance.DENIED, "B", from_="A", to="B", act=Act.SELL)
    (line,) = (one for one in tell(dossier(source(claim))).lines)
    assert line.status == "unanswered"
    assert status_on_line(said(Stance.ALLEGED, from_="A", to="B"), denial) == "partly answered"


def test_a_definite_group_has_the_status_of_the_flow_that_names_it():
    parties = [
        group("these firms", PartyKind.DEFINITE, members=(named("A"), named("C"))),
        party("A"),
        party("C"),
    ]
    claim = said(Stance.ALLEGED, from_="these firms", to="B")
    denial = said(Stance.DENIED, "B", from_="these firms", to="B")
    lines = tell(dossier(source(claim, denial), parties=parties)).lines
    assert {line.status for line in lines if line.stance is Stance.ALLEGED} == {"denied"}


def test_an_outsiders_denial_changes_no_status_and_an_outsiders_confirmation_has_one():
    claim = said(Stance.ALLEGED, from_="A", to="B")
    assert status_on_line(claim, said(Stance.DENIED, "Lobby", from_="A", to="B")) == "unanswered"
    assert status_on_line(said(Stance.CONFIRMED, "Lobby", from_="A", to="B")) == "unanswered"


def test_statuses_rest_on_all_that_is_known_though_a_view_hides_it():
    claim = said(Stance.ALLEGED, from_="A", to="B", said_on="2019")
    denial = said(Stance.DENIED, "A", from_="A", to="B", said_on="2021-03-04")
    part = tell(dossier(source(claim, denial)), Selection(stances=frozenset({"alleged"})))
    assert part.lines[0].status == "denied"
    assert part.citations[0].status == "denied [2 not shown]"
    assert "as of 4 Mar 2021" in part.coverage
    assert "1 statement not shown" in part.coverage


def test_what_was_said_later_is_not_in_the_figure_and_the_coverage_names_the_date():
    claim = said(Stance.ALLEGED, from_="A", to="B", said_on="2019")
    denial = said(Stance.DENIED, "A", from_="A", to="B", said_on="2021-03-04")
    early = tell(dossier(source(claim, denial)), standpoint=PointOfView(as_of=date(2020, 6, 30)))
    assert [line.status for line in early.lines] == ["unanswered"]
    assert "1 statement, by 1 speaker · as of 30 Jun 2020 · one source · status: plain" in early.coverage


def test_a_figure_without_allegations_names_no_point_of_view():
    diagram = tell(dossier(source(said(Stance.DENIED, "A", from_="A", to="B"))))
    assert "status" not in diagram.coverage
    assert {line.status for line in diagram.lines} == {None}


@settings(max_examples=30, deadline=None)
@given(dossiers())
def test_every_alleged_line_and_no_other_has_a_status(some):
    diagram = tell(some)
    alleged = {one.assessment.claim.iri for one in report(some).flows}
    assert sum(one.status is not None for one in diagram.citations) == len(alleged)
    for line in diagram.lines:
        assert line.stance is Stance.ALLEGED or line.status is None
        assert (f" · {line.status}" in line.label) is (line.status is not None)
        assert line.stance is not Stance.ALLEGED or line.status is not None


def test_nothing_in_the_list_beside_a_figure_acts_as_markdown():
    quote = "[x](http://evil) <img src=x> *b* `c` # | $y$"
    text = sidecar(tell(dossier(source(said(Stance.ALLEGED, from_="A", to="B", quote=quote)))))
    (entry,) = (line for line in text.splitlines() if line.startswith("- **"))
    said_part = entry.removeprefix("- **\\[1\\]** ")
    assert quote in re.sub(r"\\(.)", r"\1", said_part)
    assert not re.search(r"(?<!\\)[\[\]()`<>*#|$]", said_part)


def test_what_may_happen_is_not_drawn_as_what_happens():
    may = said(Stance.CONFIRMED, by="Acme", from_="Acme", to="Bank", modality=Modality.CONDITIONAL)
    does = said(Stance.CONFIRMED, by="Acme", from_="Acme", to="Bank")
    would_not = said(Stance.DENIED, by="Acme", from_="Acme", to="Bank", modality=Modality.CONDITIONAL)
    diagram = tell(dossier(source(may, does, would_not)))
    assert [line.label for line in diagram.lines] == [
        "✕ Acme denies sharing [3]",
        "✓ Acme confirms sharing [2]",
        "✓ Acme confirms possible sharing [1]",
    ]
    assert [one.verb for one in diagram.citations] == [
        "confirms possible sharing",
        "confirms sharing",
        "denies sharing",
    ]


def test_the_list_says_whose_words_a_quote_holds_and_what_has_been_superseded():
    old = said(Stance.ALLEGED, from_="A", to="B", reported=Reported.INDIRECT)
    new = said(Stance.ALLEGED, from_="A", to="C", supersedes=(old.iri,), quote="correction")
    first, second = tell(dossier(source(old, new))).citations
    assert first.remarks[:2] == ("superseded by [2]", "the outlet's words")
    assert second.remarks == ("quote not checked",)


def test_the_list_tells_what_supports_an_allegation_and_what_it_comes_to_without_its_purpose():
    """Of [9] the purpose is denied, and the sharing admitted: both are told."""
    fiction = load([ROOT / "cases" / "merrowick-fiction"])
    status = next(one.status for one in tell(fiction).citations if one.number == "9")
    assert "; corroborated [31]; " in status
    assert "; with the purpose left open: 1 confirmed [31], 1 contradicted [17,26,31]; " in status


def test_what_is_left_open_names_the_ends_where_the_same_is_answered_between_others():
    charge = said(Stance.ALLEGED, "Press", from_=["A", "B"], to="C", data="location data")
    denial = said(Stance.DENIED, "B", from_="B", to="C", data="location data")
    status = tell(dossier(source(charge, denial))).citations[0].status
    assert (
        status
        == "partly answered: 1 denied [2], 1 unanswered, of 2 flows; left open: all of location data from A"
    )


def test_a_vague_group_that_confirms_is_told_to_answer_for_nobody():
    claim = said(Stance.CONFIRMED, "some banks", from_="A", to="B")
    some = dossier(source(claim), parties=[group("some banks", PartyKind.VAGUE)])
    (citation,) = tell(some).citations
    assert (
        "recorded as confirmed; a vague group answers for nobody, and no status is told" in citation.remarks
    )
