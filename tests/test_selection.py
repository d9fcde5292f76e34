"""Filters keep whole what fits them, hide the rest, and the coverage line says how much that is."""

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import Act, Evidence, NonAnswerKind, PartialDate, PartyKind, Stance
from graph.problems import UsageError
from graph.reading.dossiers import load
from graph.status.report import report
from graph.status.values import Status
from tests.conftest import answered, dossier, group, named, said, source
from tests.test_viz_telling import shown_numbers
from tests.worlds import world
from viz.content.gathering import gather
from viz.content.selecting import selected
from viz.content.selection import ACTS, STANCES, Selection
from viz.content.telling import tell
from viz.drawing import draw
from viz.look import LOOKS

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def seed():
    return load([ROOT / "cases" / "facebook-banks-2018"])


def numbers_of(diagram):
    return {one.number for one in diagram.citations}


def test_a_view_about_one_party_keeps_its_lines_and_tells_what_it_hides(seed):
    view = tell(seed, Selection(about=named("Citigroup")))
    assert {name for box in view.boxes for name in box.names} == {"Citigroup", "Facebook"}
    assert "· only Citigroup and its neighbours: 9 statements not shown" in view.coverage
    assert view.coverage.endswith(", some of which answers what is shown")  # [10], of financial companies
    assert numbers_of(view) == {"1", "2", "3", "4", "5", "12", "n1"} == shown_numbers(view)
    far = tell(seed, Selection(about=named("Citigroup"), hops=2))
    assert {name for box in far.boxes for name in box.names} > {"JPMorgan Chase", "third parties"}
    assert "recipient not said" not in {name for box in far.boxes for name in box.names}


def test_a_view_of_one_stance_keeps_only_that_and_the_numbers(seed):
    view = tell(seed, Selection(stances=frozenset({"confirmed"})))
    assert numbers_of(view) == {"3", "4", "5", "15"}
    assert "only what is confirmed: 11 statements and 1 non-answer not shown" in view.coverage
    assert [look for look, _ in view.counts] == [Stance.CONFIRMED]
    assert LOOKS[Stance.CONFIRMED].one in view.title


def test_a_view_of_the_parties_named_most_keeps_the_lines_between_them(seed):
    view = tell(seed, Selection(most=3))
    kept = {name for box in view.boxes for name in box.names} - {"holder not said", "recipient not said"}
    named_in = Counter(
        end
        for one in gather(seed).statements
        for end in {end for pair in one.placed.pairs for end in pair[:2] if end is not None}
    )
    assert len(kept) == 3
    assert "Facebook" in kept
    assert named("Facebook") in [name for name, _ in named_in.most_common(1)]
    assert "· only lines between the 3 parties that most of the statements name: " in view.coverage
    everything = tell(seed, Selection(most=99))
    assert numbers_of(everything) == {
        one.label
        for one in gather(seed).all_statements
        if any(end is not None for pair in one.placed.pairs for end in pair[:2])
    } | {one for one in numbers_of(everything) if one.startswith("n")}
    with pytest.raises(UsageError, match="--most is 1; use 2 or more"):
        selected(seed, most=1)


@given(st.integers(0, 2**32), st.integers(2, 5))
def test_lines_between_the_most_named_have_no_other_ends(number, most):
    made = world(Random(number), 12)
    shown = gather(made, Selection(most=most)).statements
    ends = {end for one in shown for pair in one.placed.pairs for end in pair[:2] if end is not None}
    assert len(ends) <= most
    counted = Counter(
        end
        for one in gather(made).all_statements
        for end in {end for pair in one.placed.pairs for end in pair[:2] if end is not None}
    )
    allowed = sorted(counted, key=lambda name: (-counted[name], name))[:most]
    assert ends <= set(allowed)


def test_a_party_that_is_no_end_of_any_line_has_no_figure(seed):
    with pytest.raises(UsageError, match="no statement is about data from or to CNNMoney"):
        tell(seed, Selection(about=named("CNNMoney")))


def test_filters_that_leave_nothing_say_so_and_are_no_error(seed):
    view = tell(seed, selected(seed, about="Citigroup", act=["sell"]))
    assert (view.lines, view.citations) == ((), ())
    assert view.coverage.startswith("0 statements · only Citigroup and its neighbours; the act sell: ")
    assert view.coverage.endswith(": 15 statements and 1 non-answer not shown")


def test_selling_is_a_kind_of_sharing_and_what_names_no_act_can_be_asked_for():
    acts = (Act.SHARE, Act.SELL, Act.USE, None)
    some = dossier(source(*(said(Stance.ALLEGED, from_="A", to="B", act=act) for act in acts)))
    assert numbers_of(tell(some, selected(some, act=["share"]))) == {"1", "2"}
    assert numbers_of(tell(some, selected(some, act=["sell"]))) == {"2"}
    view = tell(some, selected(some, act=["use", "not-said"]))
    assert numbers_of(view) == {"3", "4"}
    assert view.coverage.endswith("· only the act use or act not said: 2 statements not shown")


def test_a_status_keeps_the_allegations_that_have_it_and_what_answers_them(seed):
    """In the seed, A1 is sidestepped as to balances, by what Facebook denies in its quoted words."""
    view = tell(seed, selected(seed, status=["sidestepped"]))
    assert numbers_of(view) == {"1", "5", "10", "11", "12", "15"}
    assert {line.claims for line in view.lines if line.stance is Stance.ALLEGED} == {(1,)}
    assert "only allegations with a flow that is sidestepped, and what answers them" in view.coverage
    answers = {
        answer.verdict.response.iri
        for one in report(seed).flows
        if one.assessment.status is Status.SIDESTEPPED
        for answer in (*one.answers, *one.paraphrased, *one.core_answers)
    }
    gathered = gather(seed, selected(seed, status=["sidestepped"]))
    assert {one.claim.iri for one in gathered.statements if one.number != 1} <= answers


def test_a_status_of_several_words_may_be_written_with_a_hyphen(seed):
    assert selected(seed, status=["partly-answered"]) == selected(seed, status=["partly answered"])


def test_an_allegation_nobody_answered_is_kept_alone():
    charge = said(Stance.ALLEGED, "Press", from_="A", to="B")
    other = said(Stance.ALLEGED, "Press", from_="C", to="D", quote="q2")
    silent = answered(NonAnswerKind.SILENT, "C", other)
    some = dossier(source(charge, other, silent))
    assert numbers_of(tell(some, selected(some, status=["unanswered"]))) == {"1"}
    assert numbers_of(tell(some, selected(some, status=["sidestepped"]))) == {"2", "n1"}


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [
        ("2018", None, {"2", "3", "4", "5"}),
        (None, "2017", {"1", "2", "5"}),
        ("2017-06", "2018-08", {"2", "3", "4", "5"}),
        ("2018-08-08", None, {"2", "4", "5"}),
        ("2019-02", "2019-03", {"5"}),
    ],
)
def test_dates_keep_what_may_lie_between_them_and_what_has_none(since, until, kept):
    dates = ("2016-01-01", "2017", "2018-08-07", "2018", None)
    kept = kept - ({"2"} if since and since >= "2018" else set())
    some = dossier(
        source(*(said(Stance.ALLEGED, from_="A", to="B", quote=f"q{date}", said_on=date) for date in dates))
    )
    view = tell(some, selected(some, since=since, until=until))
    assert numbers_of(view) == kept
    assert "or undated (1)" in view.coverage


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2018", None, "what was said from 2018 on"),
        (None, "2018-08", "what was said until Aug 2018"),
        ("2018-08-07", "2019", "what was said from 7 Aug 2018 until 2019"),
    ],
)
def test_the_coverage_line_says_of_when_statements_are_shown(since, until, words):
    some = dossier(source(said(Stance.ALLEGED, from_="A", to="B", said_on="2018-08-07")))
    assert (
        f"· only {words}: nothing not shown" in tell(some, selected(some, since=since, until=until)).coverage
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"stance": ["rumoured"]}, "unknown stance 'rumoured'; use alleged, denied, confirmed, non-answer"),
        ({"act": ["lend"]}, "unknown act 'lend'; use seek, share, sell, collect, use, not-said"),
        ({"status": ["open"]}, "unknown status 'open'; use confirmed, denied, contradicted, partly answered"),
        ({"since": "yesterday"}, "--since 'yesterday' is no date; use a date of the calendar"),
        ({"until": "2018-13"}, "--until '2018-13' is no date"),
        ({"hops": 0}, "hops is 0; use 1 or more"),
        ({"hops": 2}, "--hops counts steps from a party; name it with --about"),
        ({"since": "2019", "until": "2018"}, "--since 2019 is later than --until 2018"),
        ({"about": "Nobody"}, "no party is called 'Nobody'"),
    ],
)
def test_a_filter_that_there_is_not_is_told_with_those_that_there_are(seed, wrong, message):
    with pytest.raises(UsageError, match=re.escape(message)):
        selected(seed, **wrong)


@given(
    st.integers(0, 10_000),
    st.frozensets(st.sampled_from(STANCES), min_size=1),
    st.frozensets(st.sampled_from(ACTS), min_size=1),
    st.frozensets(st.sampled_from(list(Status)), min_size=1),
    st.booleans(),
)
def test_whatever_the_filter_all_that_is_hidden_is_counted(number, stances, acts, statuses, by_date):
    some = world(Random(number))
    everything = gather(some)
    selection = Selection(
        stances=stances, acts=acts, statuses=statuses, since=PartialDate("2018") if by_date else None
    )
    for one in (Selection(stances=stances), Selection(acts=acts), Selection(statuses=statuses), selection):
        part = gather(some, one)
        kept = {each.number: each for each in part.statements}
        whole = {each.number: each for each in everything.statements}
        assert kept.keys() <= whole.keys()
        for each in part.statements:
            assert set(each.placed.pairs) <= set(whole[each.number].placed.pairs)
        hidden = len(whole) - len(kept)
        shown = re.search(r": (.*) not shown(, some of which answers what is shown)?$", part.content.coverage)
        assert shown is not None
        words = f"{hidden} statement" if hidden else ""
        assert words in shown[1] and (bool(words) or "statement" not in shown[1])
        numbers = {each.number for each in part.content.citations if each.stance is not None}
        assert numbers == {f"{each}" for each in kept}


def test_a_vague_group_is_found_by_its_name(seed):
    some = dossier(
        source(said(Stance.ALLEGED, from_="some banks", to="B"), said(Stance.ALLEGED, from_="A", to="C")),
        parties=[group("some banks", PartyKind.VAGUE)],
    )
    assert numbers_of(tell(some, selected(some, about="some banks"))) == {"1"}


def test_a_quote_place_changes_no_selection(seed):
    """Filters look at what is said, never at how it is proved."""
    claim = said(Stance.ALLEGED, from_="A", to="B", evidence=Evidence(pointer="row 3"))
    some = dossier(source(claim))
    assert numbers_of(tell(some, selected(some, stance=["alleged"]))) == {"1"}


def test_a_figure_of_nothing_says_on_the_terminal_that_nothing_fits(seed):
    assert (
        "nothing fits these filters"
        in draw(seed, format="svg", view="flow", selection=selected(seed, status=["unanswered"])).messages
    )
    assert "nothing fits these filters" not in draw(seed, format="svg", view="flow").messages


def test_who_did_not_respond_is_no_speaker():
    charge = said(Stance.ALLEGED, "Press", from_="A", to="B")
    silent, refused = (
        answered(kind, by, charge)
        for kind, by in ((NonAnswerKind.SILENT, "A"), (NonAnswerKind.DECLINED, "B"))
    )
    assert ", by 1 speaker and 1 who did not respond · " in tell(dossier(source(charge, silent))).coverage
    both = tell(dossier(source(charge, silent, refused))).coverage
    assert ", by 2 speakers and 1 who did not respond · " in both
