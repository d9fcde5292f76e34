"""The status command: as a person reads it, and as a program does."""

import csv
import json
import subprocess
import sys
from dataclasses import replace
from io import StringIO

import pytest

from graph.claims import Act, Flow, NonAnswerKind, PartyKind, PartyType, Said, Stance
from graph.formats.status import as_json, as_text
from graph.reading.dossiers import load
from graph.status.report import report, summed
from graph.status.values import Status
from graph.status.views import PointOfView, Reading
from tests.conftest import answered, denial_of, dossier, group, party, said, source
from tests.test_cli import FACEBOOK, ROOT, run
from tests.worked import CASES, worked_cases, write_case

WORKED, DEFAULTS = worked_cases()
KEYS = {"claim", "claim_iri", "act", "from", "to", "data", "purpose", "subjects", "status", "core_status"}
KEYS |= {"status_all", "corroborated", "reading", "basis", "as_of", "responses"}


def told(*arguments: str) -> list[dict[str, object]]:
    """The list that the command prints."""
    done = run("status", *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(not WORKED, reason=f"{CASES} is not at hand")
def test_each_worked_case_gets_its_status_through_the_command(tmp_path):
    for number, case in enumerate(WORKED):
        folder = tmp_path / str(number)
        folder.mkdir()
        file = write_case(case, DEFAULTS, folder)
        options = ["--reading", case.get("reading", "plain"), "--basis", case.get("basis", "direct")]
        found = told(str(file), *options)
        assert {one["status"] for one in found} == {case["expect"]}, case["name"]
        assert {one["core_status"] for one in found} == {case.get("core", case["expect"])}, case["name"]


def test_the_json_has_one_object_per_alleged_flow_with_all_keys():
    found = told(FACEBOOK)
    assert len(found) == 12
    assert all(set(one) >= KEYS for one in found)
    (balances,) = (
        one
        for one in found
        if one["claim"] == "A1" and one["from"] == "JPMorgan Chase" and "balance" in str(one["data"])
    )
    assert balances["act"] == "seek"
    assert balances["purpose"] == "deepen user engagement"
    assert balances["subjects"] is None
    assert (balances["status"], balances["core_status"], balances["status_all"]) == (
        "Sidestepped",
        "Sidestepped",
        "Denied",
    )
    assert (balances["reading"], balances["basis"], balances["as_of"]) == ("plain", "direct", "2018-08-07")
    assert balances["corroborated"] is True
    answers = [(one["claim"], one["counts_as"], one["falls_short_on"]) for one in balances["responses"]]  # type: ignore[attr-defined]
    assert answers == [("D5", "sidestep", ["data"]), ("C4", "corroboration", ["data"])]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), {"Denied": 4, "Sidestepped": 4}),
        (("--basis", "all"), {"Denied": 8}),
        (("--reading", "strict"), {"PartlyAnswered": 4, "Sidestepped": 4}),
        (("--as-of", "2018-08-06"), {}),
    ],
)
def test_facebooks_own_words_answer_four_of_eight_requests_its_paraphrased_ones_all(options, expected):
    counts: dict[str, int] = {}
    for one in told(FACEBOOK, *options):
        if one["claim"] == "A1":
            counts[str(one["status"])] = counts.get(str(one["status"]), 0) + 1
    assert counts == expected


def test_a_table_tells_the_point_of_view_the_ratio_and_what_paraphrases_would_change():
    text = run("status", FACEBOOK).stdout
    assert "plain reading, own words only, as of 2018-08-07" in text
    assert "partly answered: 4 denied, 4 sidestepped, of 8 flows" in text
    assert "of 8 flows; in the outlet's words only: denied" in text
    assert "In the outlet's words only: denied: Facebook denies it [D6]; so also [D7]." in text
    assert "speaks of financial transaction data, not of checking account balances" in text


def test_a_dossier_may_be_named_by_an_option_and_a_built_graph_says_the_same(tmp_path):
    graph = tmp_path / "built.trig"
    assert run("build", FACEBOOK, "-o", str(graph)).returncode == 0
    assert run("status", "-d", str(graph)).stdout == run("status", "-d", FACEBOOK).stdout


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--as-of", "2018-13"), "'2018-13' is no date"),
        (("--as-of", "yesterday"), "use a date of the calendar: 2018, 2018-08 or 2018-08-07"),
        (("--reading", "loose"), "--reading 'loose': there is only plain and strict"),
        (("--basis", "some"), "--basis 'some': there is only direct and all"),
        (("--format", "xml"), "no format 'xml'"),
    ],
)
def test_a_point_of_view_that_is_none_is_refused_with_those_that_there_are(options, says):
    done = run("status", FACEBOOK, *options)
    assert done.returncode == 2
    assert says in done.stderr
    assert not done.stdout


def test_status_goes_to_a_file_whole(tmp_path):
    assert run("status", FACEBOOK, "-o", str(tmp_path / "s.json")).returncode == 0
    assert len(json.loads((tmp_path / "s.json").read_text("utf-8"))) == 12


def test_nothing_alleged_is_said_to_be_nothing():
    empty = report(dossier(source(said(Stance.DENIED, by="Acme", to="Acme"))))
    assert as_text([empty]).endswith("nothing was alleged\n")
    assert json.loads(as_json([empty])) == []


def words_of(*items, parties=(), view=None):
    """The status of the one alleged flow, and every answer in words."""
    made = report(dossier(source(*items), parties=parties), view or PointOfView())
    (one,) = made.flows
    return one.assessment.status.words, [answer.words for answer in one.answers]


def test_what_is_left_open_is_told_slot_by_slot():
    alleged = said(Stance.ALLEGED, from_="Bank", to="Acme", data="balances")
    ads = said(Stance.DENIED, by="Bank", from_="Bank", to="Acme", data="balances", purpose="ads")
    assert words_of(alleged, ads) == ("partly answered", ["denies it for “ads”; other purposes left open"])
    chat = party("Chat", PartyType.SERVICE, operated_by=("party/acme",))
    only_chat = said(Stance.DENIED, by="Bank", from_="Bank", to="Chat", data="balances")
    assert words_of(alleged, only_chat, parties=[chat]) == (
        "partly answered",
        ["denies it for Chat; the rest of Acme left open"],
    )
    silent = answered(NonAnswerKind.DECLINED, "Bank", alleged)
    assert words_of(alleged, silent) == ("sidestepped", ["declines to comment"])


def test_a_group_is_told_with_what_else_is_in_it():
    banks = group("banks")
    bank = party("Bank", member_of=(banks.iri,))
    alleged = said(Stance.ALLEGED, from_="banks", to="Acme", data="balances")
    denial = said(Stance.DENIED, by="Acme", from_="Bank", to="Acme", data="balances")
    assert words_of(alleged, denial, parties=[banks, bank]) == (
        "partly answered",
        ["denies it for Bank; other banks left open"],
    )


def test_a_member_that_denies_for_its_group_is_told_as_one_of_it():
    banks = group("banks", PartyKind.DEFINITE)
    alleged = said(Stance.ALLEGED, from_="banks", to="Acme", data="balances")
    denial = denial_of(alleged, by="Bank")
    members = [banks, *(party(one, member_of=(banks.iri,)) for one in ("Bank", "Other"))]
    assert words_of(alleged, denial, parties=members) == (
        "denied",
        ["denies it, as one of banks, a blanket denial"],
    )
    assert words_of(alleged, denial_of(alleged, by="Acme"), parties=members)[1] == [
        "denies it, a blanket denial"
    ]


def test_two_denials_that_miss_the_point_in_two_ways_are_told_apart_and_the_reply_first():
    alleged = said(Stance.ALLEGED, from_="Bank", to="Acme", data="balances", id="A1")
    beside = said(Stance.DENIED, by="Bank", from_="Bank", to="Shop", data="balances", id="D1")
    reply = said(
        Stance.DENIED,
        by="Bank",
        from_="Bank",
        to="AdCo",
        data="balances",
        id="D2",
        responds_to=(alleged.iri,),
    )
    again = said(Stance.DENIED, "Bank", from_="Bank", to="Shop", data="balances", id="D3", quote="none")
    text = as_text([report(dossier(source(alleged, beside, reply, again)))])
    told = [line.strip() for line in text.splitlines() if line.strip().startswith("Bank speaks")]
    assert told == [
        "Bank speaks of AdCo, not of Acme [D2].",
        "Bank speaks of Shop, not of Acme [D1]; so also [D3].",
    ]


def test_with_several_slots_beside_the_point_each_party_is_told_with_its_role():
    alleged = said(Stance.ALLEGED, from_="Bank", to="Acme", data="balances")
    denial = said(Stance.DENIED, by="Bank", from_="AdCo", to="Bank", data="balances")
    _, (words, *_) = words_of(alleged, denial)
    assert words == "speaks of data from AdCo and data to Bank, not of data from Bank and data to Acme"


def test_what_holds_a_denial_back_is_told_and_counts_strictly():
    alleged = said(Stance.ALLEGED, from_="Bank", to="Acme", data="balances", tense=None)
    hedged = said(Stance.DENIED, by="Acme", from_="Bank", to="Acme", hedges=("actively",))
    assert words_of(alleged, hedged) == ("denied", ["denies it, hedged with “actively”"])
    strictly = words_of(alleged, hedged, view=PointOfView(Reading.STRICT))
    assert strictly == ("partly answered", ["denies it, but hedged with “actively”"])


def test_a_blanket_denial_is_told_as_one():
    alleged = said(Stance.ALLEGED, from_="Bank", to="Acme", data="balances", purpose="ads")
    denial = denial_of(alleged, by="Bank")
    assert words_of(alleged, denial) == ("denied", ["denies it, a blanket denial"])


def test_the_status_of_a_claim_is_that_of_its_flows_or_at_most_partly_answered():
    made = report(load([ROOT / FACEBOOK]))
    first = next(iter(made.by_claim()))[1]
    assert summed(first) == (Status.PARTLY_ANSWERED, "4 denied, 4 sidestepped, of 8 flows")
    assert summed(first[:1]) == (first[0].assessment.status, "")


def test_an_outsiders_confirmation_is_said_to_count_as_alleged():
    outside = said(Stance.CONFIRMED, by="AdCo", from_="Bank", to="Acme", data="balances")
    text = as_text([report(dossier(source(outside)))])
    assert "counts as alleged: the speaker is no party to it" in text


def test_what_comes_out_only_with_the_purpose_left_open_names_who_says_so():
    alleged = said(Stance.ALLEGED, from_="Bank", to="Acme", data="balances", purpose="ads")
    admitted = said(
        Stance.CONFIRMED, by="Acme", from_="Bank", to="Acme", data="balances", purpose="ads", id="C"
    )
    other = replace(admitted, purpose=(Said("dpv:FraudPreventionAndDetection", "fraud"),))
    placed = replace(alleged, purpose=(Said("dpv:Advertising", "ads"),))
    made = report(dossier(source(placed, other)))
    assert made.flows[0].assessment.status is Status.UNANSWERED
    assert "With the purpose left open: confirmed: Acme confirms it [C]." in as_text([made])
    (one,) = json.loads(as_json([made]))
    assert [answer["claim"] for answer in one["core_responses"]] == ["C"]


def test_ids_are_told_with_their_file_where_there_are_several():
    first = said(Stance.ALLEGED, from_="Bank", to="Acme", id="A1")
    second = said(Stance.DENIED, by="Acme", from_="Bank", to="Acme", id="D1")
    text = as_text([report(dossier(source(first), source(second, iri="source/s2")))])
    assert "s1/A1  Press alleges" in text
    assert "Acme denies it [s2/D1]." in text


def test_a_denial_of_several_is_told_with_all_of_them():
    alleged = said(Stance.ALLEGED, from_="Bank", to="Acme", data=["balances", "names"])
    denial = said(Stance.DENIED, by="Bank", from_="Bank", to="Acme", data="names", purpose=["ads", "fraud"])
    made = report(dossier(source(alleged, denial)))
    words = {answer.words for one in made.flows for answer in one.answers}
    assert "denies it for “ads” and “fraud”; other purposes left open" in words


def test_an_exception_and_a_presupposition_are_told():
    alleged = said(Stance.ALLEGED, act=Act.USE, from_="Bank", to="Acme", data="balances")
    denial = said(Stance.DENIED, by="Bank", act=Act.SHARE, from_="Bank", to="Acme", data="balances")
    told = "denies sharing, which using takes for granted"
    assert words_of(alleged, denial) == ("denied", [told])
    assert words_of(alleged, denial, view=PointOfView(Reading.STRICT)) == ("partly answered", [told])
    shared = replace(alleged, act=Act.SHARE)
    excepting = replace(denial, except_=(Flow(purpose="dpv:Advertising"),))
    assert words_of(shared, excepting) == (
        "partly answered",
        ["denies it except for “Advertising”; “Advertising” left open"],
    )


def test_a_full_disk_is_told_without_a_traceback():
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, str(ROOT / "build_graph.py"), "status", FACEBOOK],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "error: No space left on device; what was printed is not whole\n"


def test_every_verb_takes_a_point_of_view(tmp_path):
    strict = run("query", "statuses", "-d", FACEBOOK, "--reading", "strict", "-f", "csv")
    assert strict.stderr == "statuses: strict reading, own words only, as of the latest statement\n"
    statuses = [row["status"] for row in csv.DictReader(StringIO(strict.stdout))]
    assert sorted(statuses) == ["partly answered"] * 8 + ["sidestepped"] * 4
    told = run("explain", "Citigroup", "-d", FACEBOOK, "--basis", "all").stdout
    assert "Status (plain reading, own words and paraphrases, as of 2018-08-07): denied: all 8 flows." in told
    files = ("-o", str(tmp_path / "f.svg"), "--alt", str(tmp_path / "a"))
    figure = run("draw", "-d", FACEBOOK, "--reading", "strict", *files)
    assert figure.returncode == 0, figure.stderr
    assert "strict reading, answers in own words only" in (tmp_path / "a").read_text("utf-8")


@pytest.mark.parametrize("verb", [("query", "statuses"), ("explain", "Facebook"), ("draw", "-o", "f.svg")])
def test_every_verb_refuses_a_point_of_view_that_is_none(verb, tmp_path):
    done = run(*verb, "-d", str(ROOT / FACEBOOK), "--as-of", "soon", cwd=tmp_path)
    assert done.returncode == 2
    assert "'soon' is no date" in done.stderr
    assert not list(tmp_path.iterdir())


def test_as_of_before_anything_was_said_nothing_is_known_of_it():
    assert run("query", "edges", "-d", FACEBOOK, "--as-of", "2018-08-06", "-f", "csv").stdout.count("\n") == 1
