"""The rules of ``graph/status/rules/`` on worked cases: those of the design, and one for each clause."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
import yaml
from conftest import answered, denial_of, dossier, group, party, said, source
from written import ROOT, SHARED, whole

from graph.asking.store import VOCABULARY
from graph.claims import (
    Claim,
    Dossier,
    Flow,
    Modality,
    NonAnswer,
    NonAnswerKind,
    Party,
    PartyKind,
    PartyType,
    Phrase,
    Said,
    Slot,
    Stance,
    Tense,
    Voice,
)
from graph.flows import floating, flow_name, flows
from graph.rdf.triples import trig
from graph.reading.dossiers import load
from graph.status.rules import (
    POINT_OF_VIEW,
    Derived,
    Standing,
    Verdict,
    derive,
    infer,
    is_base,
    point_of_view,
    rules,
)
from graph.vocabulary import BASE, FC_NS, ontology_files

#: Not watched for coverage, which takes half as long again; other tests run all but a few of these lines.
pytestmark = pytest.mark.no_cover

CASES = SHARED / "design" / "reference" / "cases.yaml"
SLOT = ox.NamedNode(f"{FC_NS}Slot")
ALLEGED, DENIED, CONFIRMED = Stance.ALLEGED, Stance.DENIED, Stance.CONFIRMED


# ------------------------------------------------------------ the worked cases


def worked() -> list[Any]:
    """The worked cases with their names; none where the file is not at hand."""
    if not CASES.is_file():
        return []
    return [pytest.param(one, id=one["name"]) for one in yaml.safe_load(CASES.read_text("utf-8"))["cases"]]


def case_source(case: dict[str, Any]) -> dict[str, Any]:
    """The case as one source file."""
    defaults = yaml.safe_load(CASES.read_text("utf-8"))["defaults"]
    allegation = {"id": "A", "quote": "A", "speaker": "Press", "stance": "alleged", "reported": "direct"}
    claims = [allegation | case["A"]]
    for number, one in enumerate(case.get("R", ())):
        claims.append({"id": f"R{number}", "quote": f"R{number}", "reported": "direct"} | one)
    answers = [
        {"id": f"N{number}", "quote": f"N{number}", "reported": "direct"} | one
        for number, one in enumerate(case.get("N", ()))
    ]
    return {
        "source": {"title": "A case", "publisher": "Gazette", "published": "2020-05-01"},
        "entities": defaults["entities"],
        "terms": defaults["terms"],
        "claims": claims,
        "non_answers": answers,
    }


@pytest.mark.skipif(not CASES.is_file(), reason="the shared worked cases are not beside the project")
@pytest.mark.parametrize("case", worked())
def test_a_worked_case_has_the_status_that_it_expects(case, tmp_path):
    built = whole(tmp_path, a=case_source(case))
    (alleged,) = (claim for claim in built.claims if claim.id == "A")
    derived = derive(trig(built), case.get("reading", "plain"), case.get("basis", "direct"))
    found = [one for (claim, _), one in derived.statuses.items() if claim == alleged.iri]
    assert found
    for one in found:
        assert one.status == case["expect"]
        assert one.core == case.get("core", case["expect"])
        assert one.corroborated is case.get("corroborated", one.corroborated)


# ------------------------------------------------------------ one case for each clause


def phrase(label: str, *broader: str, slot: Slot = Slot.DATA) -> Phrase:
    return Phrase(f"{slot}/{label}", slot, label, broader=broader)


def derived_of(*items: Claim | NonAnswer, view: dict[str, Any] | None = None, **known: Any) -> Derived:
    """What the rules derive of one source that holds *items*."""
    return derive(trig(dossier(source(*items), **known)), **(view or {}))


def standing(derived: Derived, claim: Claim) -> Standing:
    """The one standing of all the claim's flows."""
    (found,) = {one for (about, _), one in derived.statuses.items() if about == claim.iri}
    return found


def status(claim: Claim, *answers: Claim | NonAnswer, **known: Any) -> str:
    """The status of all flows of *claim*, answered by *answers*."""
    return standing(derived_of(claim, *answers, **known), claim).status


def counted(derived: Derived, response: Claim | NonAnswer) -> set[tuple[str, frozenset[str]]]:
    """What the response counts as, and where it falls short."""
    return {(one.counts_as, one.falls_short) for one in derived.verdicts if one.response == response.iri}


def one_flow(claim: Claim) -> str:
    (flow,) = flows(claim)
    return flow_name(flow)


def bank_to(recipient: str, stance: Stance = ALLEGED, by: str = "Press", **more: Any) -> Claim:
    return said(stance, by, from_="Bank", to=recipient, **more)


def acme_denies(**more: Any) -> Claim:
    return bank_to("Acme", DENIED, "Acme", **more)


CHAT = party("Chat", PartyType.SERVICE, operated_by=("party/acme",))
BANKS = group("banks")
BANK = party("Bank", member_of=("party/banks",))


def test_an_operator_answers_for_its_service():
    assert status(bank_to("Chat"), bank_to("Chat", DENIED, "Acme"), parties=[CHAT, party("Acme")]) == "Denied"


def test_a_service_does_not_answer_for_its_operator():
    denial = bank_to("Acme", DENIED, "Chat")
    assert status(bank_to("Acme"), denial, parties=[CHAT, party("Acme")]) == "Unanswered"


def test_a_member_answers_for_its_class_and_a_class_not_for_its_member():
    banks = said(ALLEGED, from_="banks", to="Acme")
    assert status(banks, said(DENIED, "Bank", from_="banks", to="Acme"), parties=[BANKS, BANK]) == "Denied"
    assert status(bank_to("Acme"), bank_to("Acme", DENIED, "banks"), parties=[BANKS, BANK]) == "Unanswered"


def test_membership_and_operation_do_not_make_one_chain():
    acme = party("Acme", member_of=("party/platforms",))
    parties = [acme, CHAT, group("platforms")]
    assert status(bank_to("platforms"), bank_to("platforms", DENIED, "Acme"), parties=parties) == "Denied"
    assert status(bank_to("platforms"), bank_to("platforms", DENIED, "Chat"), parties=parties) == "Unanswered"


def test_third_parties_make_nobody_a_party():
    third = group("third parties", PartyKind.THIRD_PARTIES, relative_to="party/bank")
    member = party("AdCo", member_of=("party/advertisers",))
    parties = [third, group("advertisers", member_of=("party/third-parties",)), member, party("Bank")]
    for recipient, expected in (("third parties", "Unanswered"), ("advertisers", "Denied")):
        denial = bank_to(recipient, DENIED, "AdCo")
        assert status(bank_to(recipient), denial, parties=parties) == expected
    themselves = bank_to("third parties", DENIED, "third parties")
    assert status(bank_to("third parties"), themselves, parties=parties) == "Unanswered"


def test_nobody_belongs_to_a_class_by_way_of_third_parties():
    third = group("third parties", PartyKind.THIRD_PARTIES, member_of=("party/companies",))
    parties = [third, group("companies"), party("AdCo", member_of=("party/third-parties",))]
    claim, denial = bank_to("companies"), bank_to("companies", DENIED, "AdCo")
    assert status(claim, denial, parties=parties) == "Unanswered"


def test_a_vague_group_answers_for_nobody_not_even_itself():
    parties = [group("some banks", PartyKind.VAGUE, candidates=("party/bank",)), party("Bank")]
    claim = said(ALLEGED, from_="some banks", to="Acme")
    for stance in (DENIED, CONFIRMED):
        answer = said(stance, "some banks", from_="some banks", to="Acme")
        derived = derived_of(claim, answer, parties=parties)
        assert standing(derived, claim) == Standing("Unanswered", "Unanswered", False)
        assert len(derived.statuses) == 1  # its "yes" is not put forward as an allegation, either


def test_a_vague_group_of_courts_finds_nothing():
    courts = party("several courts", PartyType.COURT, kind=PartyKind.VAGUE)
    derived = derived_of(
        claim := bank_to("Acme"), bank_to("Acme", CONFIRMED, "several courts"), parties=[courts]
    )
    assert derived.statuses == {(claim.iri, one_flow(claim)): Standing("Unanswered", "Unanswered", False)}


def test_a_definite_group_of_one_member_stands_for_it():
    acme = party("Acme", member_of=("party/these-platforms",))
    for members, expected in ((("party/acme",), "Denied"), (("party/acme", "party/other"), "PartlyAnswered")):
        group_ = group("these platforms", PartyKind.DEFINITE, members=members)
        other = party("Other", member_of=("party/these-platforms",))
        answer = acme_denies()
        assert status(bank_to("these platforms"), answer, parties=[group_, acme, other]) == expected
        answer = bank_to("Acme", DENIED, "these platforms")
        expected = "Denied" if len(members) == 1 else "Unanswered"
        assert status(bank_to("Acme"), answer, parties=[group_, acme, other]) == expected


@pytest.mark.parametrize("judge", [PartyType.COURT, PartyType.GOVERNMENT])
def test_a_court_or_government_body_finds_what_others_only_allege(judge):
    claim = bank_to("Acme")
    assert status(claim, bank_to("Acme", CONFIRMED, "Judge"), parties=[party("Judge", judge)]) == "Confirmed"


def test_an_outsiders_confirmation_counts_as_alleged():
    outsider = bank_to("Acme", CONFIRMED, "Expert")
    derived = derived_of(bank_to("Acme"), outsider, acme_denies())
    assert set(derived.statuses.values()) == {Standing("Denied", "Denied", False)}
    assert {claim for claim, _ in derived.statuses} == {bank_to("Acme").iri, outsider.iri}


def test_a_confirmation_is_asked_for_its_own_flow_only():
    parties = [BANKS, BANK, party("Other", member_of=("party/banks",))]
    claim = said(ALLEGED, from_="banks", to="Acme")
    admission = said(CONFIRMED, "Other", from_="Other", to="Acme")
    derived = derived_of(claim, admission, parties=parties)
    assert standing(derived, claim).status == "Confirmed"
    assert counted(derived, admission) == {("confirmation", frozenset())}


def test_a_denial_of_a_denial_answers_nothing():
    claim = bank_to("Acme")
    first = denial_of(claim, by="Acme")
    derived = derived_of(claim, first, denial_of(first, by="Bank"))
    assert {one.response for one in derived.verdicts} == {first.iri}
    worded = acme_denies(quote="not so")
    derived = derived_of(claim, worded, denial_of(worded, by="Bank"))
    assert {one.response for one in derived.verdicts} == {worded.iri}


def test_a_denial_of_an_admission_denies_what_it_admits():
    claim, admission = bank_to("Acme", data="names"), bank_to("Acme", CONFIRMED, "Bank")
    derived = derived_of(claim, admission, denial_of(admission, by="Acme"))
    assert derived.statuses == {(claim.iri, one_flow(claim)): Standing("Denied", "Denied", True)}


def test_a_denial_of_a_claim_is_near_all_that_the_claim_says():
    claim = bank_to("Acme", data=["payments", "names"])
    denial = denial_of(claim, by="Acme", source="source/s2")
    terms = [phrase("payments", "pd:Transaction"), phrase("names", "pd:Name")]
    derived = derive(trig(dossier(source(claim), source(denial, iri="source/s2"), phrases=terms)))
    assert counted(derived, denial) == {("denial", frozenset()), ("sidestep", frozenset({"data"}))}


def test_what_a_claim_admits_answers_what_it_can_only_allege_said_once_or_twice():
    third = group("third parties", PartyKind.THIRD_PARTIES, relative_to="party/bank")
    # Acme admits what it gets, and can only allege what other third parties of Bank get, Acme among them
    both = said(CONFIRMED, "Acme", to=["Acme", "third parties"])
    alone = derived_of(both, parties=[third, party("Bank")])
    assert list(alone.statuses.values()) == [Standing("Confirmed", "Confirmed", False)]
    again = derived_of(both, replace(both, iri="claim/again"), parties=[third, party("Bank")])
    assert set(again.statuses.values()) == {Standing("Confirmed", "Confirmed", False)}


def test_a_blanket_denial_answers_as_alleged_and_with_the_purpose_left_open_but_never_strictly():
    claim = bank_to("Acme", purpose="ads")
    denial = denial_of(claim, by="Acme")
    assert standing(derived_of(claim, denial), claim) == Standing("Denied", "Denied", False)
    strict = derived_of(claim, denial, view={"reading": "strict"})
    assert standing(strict, claim).status == "PartlyAnswered"
    flow = one_flow(claim)
    assert strict.verdicts == {Verdict(claim.iri, flow, denial.iri, flow, "partial", False, frozenset())}


def test_close_matches_are_not_disjoint():
    terms = [
        phrase("resale", "fc:sellingData", slot=Slot.PURPOSE),
        phrase("dealing", "dpv:SellDataToThirdParties", slot=Slot.PURPOSE),
        phrase("security", "dpv:EnforceSecurity", slot=Slot.PURPOSE),
    ]
    claim = bank_to("Acme", purpose="resale")
    assert status(claim, acme_denies(purpose="dealing"), phrases=terms) == "PartlyAnswered"
    assert status(claim, acme_denies(purpose="security"), phrases=terms) == "Sidestepped"


def test_a_concept_and_its_namesake_in_the_other_vocabulary_lie_in_the_same():
    # pd:Name lies within personally identifiable information by its name in our taxonomy only
    claim = bank_to("Acme", data="first names")
    wider = Said("fc:personallyIdentifiableInformation", "personally identifiable information")
    denial = replace(acme_denies(), data=(wider,))
    terms = [Phrase("data/first-names", Slot.DATA, "first names", broader=("pd:Name",))]
    assert status(claim, denial, phrases=terms) == "Denied"


def test_another_sources_phrase_is_no_common_ground():
    terms = [phrase("balances", "pd:BankAccount"), phrase("transfers", "pd:Transaction")]
    terms.append(phrase("statements", "pd:BankAccount", "pd:Transaction"))
    claim, other = bank_to("Acme", data="balances"), bank_to("Acme", data="statements")
    denial = acme_denies(data="transfers")
    derived = derived_of(claim, other, denial, phrases=terms)
    assert standing(derived, claim).status == "Sidestepped"
    assert standing(derived, other).status == "PartlyAnswered"


def test_a_common_member_is_common_ground_whether_or_not_any_flow_names_it():
    both = party("Both", member_of=("party/advertisers", "party/platforms"))
    claim, denial = bank_to("advertisers"), bank_to("platforms", DENIED, "Bank")
    groups = [group("advertisers"), group("platforms")]
    assert status(claim, denial, parties=groups) == "Sidestepped"
    assert status(claim, denial, parties=[both, *groups]) == "PartlyAnswered"


def test_who_may_belong_to_a_vague_group_is_common_ground_of_it():
    some = group("some banks", PartyKind.VAGUE, candidates=("party/bank",))
    parties = [some, group("banks"), party("Bank", member_of=("party/banks",))]
    claim = said(ALLEGED, from_="some banks", to="Acme")
    denial = said(DENIED, "Acme", from_="banks", to="Acme")
    assert status(claim, denial, parties=parties) == "PartlyAnswered"


def test_third_parties_of_nobody_in_particular_are_held_apart_from_nobody():
    outsiders = group("outsiders", PartyKind.THIRD_PARTIES)
    claim, denial = bank_to("AdCo"), said(DENIED, "Bank", to="outsiders")
    assert status(claim, denial, parties=[outsiders, party("AdCo")]) == "PartlyAnswered"


def test_what_neither_side_says_is_no_difference():
    claim = said(ALLEGED, act=None, from_="Bank")
    denial = said(DENIED, "Bank", act=None, from_="Bank", data="names")
    assert counted(derived_of(claim, denial), denial) == {("partial", frozenset({"data"}))}


def test_groups_of_people_are_never_disjoint():
    claim, denial = (
        replace(one, subjects=(Said(concept, concept),))
        for one, concept in ((bank_to("Acme"), "fc:children"), (acme_denies(), "fc:employees"))
    )
    derived = derived_of(claim, denial)
    assert counted(derived, denial) == {("partial", frozenset({"subjects"}))}


def test_phrases_under_one_concept_and_phrases_without_a_place_are_not_disjoint():
    terms = [phrase("balances", "pd:BankAccount"), phrase("transfers", "pd:Transaction")]
    terms += [phrase("payments", "pd:Transaction"), phrase("history")]
    claim = bank_to("Acme", data="payments")
    for data, expected in (
        ("transfers", "PartlyAnswered"),
        ("balances", "Sidestepped"),
        ("history", "PartlyAnswered"),
    ):
        derived = derived_of(claim, answer := acme_denies(data=data), phrases=terms)
        assert standing(derived, claim).status == expected
        assert {slots for _, slots in counted(derived, answer)} == {frozenset({"data"})}


def test_periods_apart_sidestep_and_an_answer_for_a_shorter_time_is_qualified():
    claim = bank_to("Acme", period_from="2015-02", period_until="2016-02")
    apart = acme_denies(period_from="2016-03-01")
    assert counted(derived_of(claim, apart), apart) == {("sidestep", frozenset({"period"}))}
    for period, expected in (
        ({"period_from": "2015-02-01", "period_until": "2016-02-29"}, "Denied"),
        ({"period_from": "2015-02", "period_until": "2016-02-28"}, "PartlyAnswered"),
        ({"period_from": "2015-02-02"}, "PartlyAnswered"),
        ({"period_until": "2017"}, "Denied"),
        ({"period_until": "2016-02-28"}, "PartlyAnswered"),
    ):
        assert status(claim, acme_denies(**period), view={"reading": "strict"}) == expected
        assert status(claim, acme_denies(**period)) == "Denied"
    for long, day in (("1900-02", 28), ("2000-02", 29), ("2015-02", 28), ("2015-04", 30), ("2015-12", 31)):
        for stated, other in ((long, f"{long}-{day}"), (f"{long}-{day}", long)):
            claim, denial = bank_to("Acme", period_until=stated), acme_denies(period_until=other)
            assert status(claim, denial, view={"reading": "strict"}) == "Denied"
    for claim, denial in (
        (bank_to("Acme", period_from="2015"), acme_denies(period_until="2015")),
        (bank_to("Acme"), acme_denies(period_from="2015")),
    ):
        assert status(claim, denial, view={"reading": "strict"}) == "PartlyAnswered"


def test_what_was_said_later_is_out_of_view_and_what_is_undated_never_is():
    claim = bank_to("Acme")
    denial = acme_denies(said_on="2020-05")
    later = bank_to("Chat", said_on="2021")
    before = derived_of(claim, denial, later, view={"as_of": datetime.date(2020, 5, 30)})
    assert set(before.statuses.values()) == {Standing("Unanswered", "Unanswered", False)}
    assert {one for one, _ in before.statuses} == {claim.iri}
    after = derived_of(claim, denial, later, view={"as_of": datetime.date(2020, 5, 31)})
    assert standing(after, claim).status == "Denied"
    assert {one for one, _ in after.statuses} == {claim.iri}
    assert {one for one, _ in derived_of(claim, denial, later).statuses} == {claim.iri, later.iri}


def test_what_an_unseen_claim_says_lends_a_blanket_denial_nothing():
    claim, later = bank_to("Acme"), bank_to("Acme", said_on="2021", quote="later")
    denial = denial_of(later, by="Acme")
    seen = derived_of(claim, later, denial, view={"as_of": datetime.date(2020, 1, 1)})
    assert standing(seen, claim).status == "Unanswered"


def test_only_for_x_denies_the_rest_in_whatever_slot_and_at_most_partly():
    yes = said(CONFIRMED, "Acme", from_="Acme", to=["AdCo", "Host"], exclusive=(Slot.TO,))
    other = said(ALLEGED, from_="Acme", to="Bank")
    named_one = said(ALLEGED, from_="Acme", to="AdCo")
    derived = derived_of(yes, other, named_one)
    assert standing(derived, other).status == "PartlyAnswered"
    assert standing(derived, named_one).status == "Confirmed"
    beyond = {(one.claim, one.counts_as, one.falls_short) for one in derived.verdicts if one.by_exclusion}
    assert beyond == {(other.iri, "partial", frozenset()), (named_one.iri, "partial", frozenset({"to"}))}
    assert {one.said for one in derived.verdicts} == {flow_name(flow) for flow in flows(yes)}


def test_only_for_anything_denies_nothing():
    anybody = (Said("fc:anySubjects", "our users"),)
    yes = replace(
        said(CONFIRMED, "Acme", from_="Acme", to="AdCo", exclusive=(Slot.SUBJECTS,)), subjects=anybody
    )
    derived = derived_of(said(ALLEGED, from_="Acme", to="AdCo"), yes)
    assert [one.counts_as for one in derived.verdicts] == ["confirmation"]


def test_an_exception_that_touches_makes_a_denial_partial_and_names_its_slots():
    denial = acme_denies(except_=(Flow(purpose="purpose/fraud", data="data/names"),))
    claim = bank_to("Acme", purpose="fraud", data="names")
    derived = derived_of(claim, denial, phrases=[phrase("fraud", slot=Slot.PURPOSE), phrase("names")])
    assert counted(derived, denial) == {("partial", frozenset({"data", "purpose"}))}
    # where it is narrower as well, that says enough
    wider = bank_to("Acme", purpose="fraud")
    denial = acme_denies(data="names", except_=(Flow(purpose="purpose/fraud"),))
    assert counted(derived_of(wider, denial), denial) == {("partial", frozenset({"data"}))}


def test_a_non_answer_counts_against_what_it_responds_to_else_against_its_source():
    claim, other = bank_to("Acme"), bank_to("Acme", data="names")
    far = replace(bank_to("Acme", quote="far"), source="source/s2")
    everything = answered(NonAnswerKind.DECLINED, "Acme")
    one = answered(NonAnswerKind.SILENT, "Bank", other)
    nobody = answered(NonAnswerKind.SILENT, "Press", claim)
    built = dossier(source(claim, other, everything, one, nobody), source(far, iri="source/s2"))
    for basis in ("direct", "all"):
        derived = derive(trig(built), basis=basis)
        flow = one_flow(other)
        assert derived.verdicts == {
            Verdict(claim.iri, one_flow(claim), everything.iri, None, "non-answer", False, frozenset()),
            Verdict(other.iri, flow, everything.iri, None, "non-answer", False, frozenset()),
            Verdict(other.iri, flow, one.iri, None, "non-answer", False, frozenset()),
        }
        assert standing(derived, far).status == "Unanswered"


def test_what_is_presupposed_answers_in_the_plain_reading_and_in_part_in_the_strict_one():
    claim = bank_to("Acme", act="use", purpose="ads")
    denial = bank_to("Acme", DENIED, "Bank")
    assert counted(derived_of(claim, denial), denial) == {("denial", frozenset())}
    # nothing qualifies the denial: the strict reading makes no use of what is presupposed
    strict = derived_of(claim, denial, view={"reading": "strict"})
    assert counted(strict, denial) == {("partial", frozenset())}
    anybody = said(ALLEGED, act="use", to="Acme")
    assert status(anybody, said(DENIED, "Acme", to="Acme")) == "Sidestepped"
    narrow = bank_to("Acme", DENIED, "Bank", purpose="ads")
    assert counted(derived_of(claim, narrow), narrow) == {("sidestep", frozenset({"act"}))}
    but = bank_to("Acme", DENIED, "Bank", except_=(Flow(purpose="purpose/help"),))
    excepted = derived_of(claim, but, phrases=[phrase("help", slot=Slot.PURPOSE)])
    assert counted(excepted, but) == {("sidestep", frozenset({"act"}))}
    other = bank_to("Acme", DENIED, "Bank", data="names")
    assert counted(derived_of(claim, other), other) == {("sidestep", frozenset({"act"}))}


@pytest.mark.parametrize("relation", ["part_of", "operated_by"])
def test_a_subsidiary_and_a_service_are_no_third_parties(relation):
    third = group("third parties", PartyKind.THIRD_PARTIES, relative_to="party/acme")
    sub = party("Sub", **{relation: ("party/acme",)})
    subsub = party("Subsub", PartyType.SERVICE, operated_by=("party/sub",))
    denial = said(DENIED, "Acme", from_="Acme", to="third parties")
    parties = [third, sub, subsub, party("Acme")]
    for recipient in ("Sub", "Subsub", "Acme"):
        derived = derived_of(said(ALLEGED, from_="Acme", to=recipient), denial, parties=parties)
        assert counted(derived, denial) == {("sidestep", frozenset({"to"}))}
    assert status(said(ALLEGED, from_="Acme", to="Host"), denial, parties=parties) == "Denied"


def test_what_lies_within_a_third_party_does_not_inherit_it():
    third = group("third parties", PartyKind.THIRD_PARTIES, relative_to="party/acme")
    # Tool is run by Host, a third party, and is also part of Acme
    tool = party("Tool", PartyType.SERVICE, operated_by=("party/host",), part_of=("party/acme",))
    denial = said(DENIED, "Acme", from_="Acme", to="third parties")
    claims = [said(ALLEGED, from_="Acme", to=one) for one in ("Tool", "Host")]
    derived = derived_of(*claims, denial, parties=[third, tool, party("Host"), party("Acme")])
    assert [standing(derived, one).status for one in claims] == ["Sidestepped", "Denied"]


def test_third_parties_of_nobody_in_particular_are_those_of_the_holder():
    third = group("third parties", PartyKind.THIRD_PARTIES)
    theirs = Party("party/acme/third-parties", "third parties", PartyType.GROUP, PartyKind.THIRD_PARTIES,
                   relative_to="party/acme")  # fmt: skip
    claim = said(ALLEGED, from_="Acme", to="Host")
    denial = said(DENIED, "Acme", from_="Acme", to="third parties")
    assert status(claim, denial, parties=[third, theirs]) == "Denied"


@pytest.mark.parametrize(
    ("tense", "other", "expected"),
    [
        (Tense.CEASED, Tense.PAST, "PartlyAnswered"),
        (Tense.FUTURE, None, "PartlyAnswered"),
        (Tense.CEASED, Tense.PRESENT, "Denied"),
        (Tense.FUTURE, Tense.FUTURE, "Denied"),
        (Tense.PRESENT, Tense.PAST, "Denied"),
    ],
)
def test_no_longer_and_will_not_leave_the_past_standing(tense, other, expected):
    assert status(bank_to("Acme", tense=other), acme_denies(tense=tense)) == expected


@pytest.mark.parametrize(
    ("qualified", "expected"),
    [
        ({}, "Denied"),
        ({"hedges": ("actively",)}, "PartlyAnswered"),
        ({"voice": Voice.PASSIVE}, "PartlyAnswered"),
        ({"modality": Modality.CONDITIONAL}, "PartlyAnswered"),
        ({"tense": Tense.PRESENT}, "PartlyAnswered"),
        ({"tense": Tense.EVER}, "Denied"),
    ],
)
def test_the_strict_reading_takes_a_qualified_denial_for_part_of_an_answer(qualified, expected):
    claim = bank_to("Acme", tense=Tense.PAST)
    assert status(claim, acme_denies(**qualified), view={"reading": "strict"}) == expected
    assert status(claim, acme_denies(**qualified)) == "Denied"


def test_a_conditional_admission_corroborates_and_a_wider_one_says_on_what():
    claim = bank_to("Acme", data="names")
    maybe = bank_to("Acme", CONFIRMED, "Bank", data="names", modality=Modality.CONDITIONAL)
    wider = bank_to("Acme", CONFIRMED, "Bank")
    derived = derived_of(claim, maybe, wider)
    assert standing(derived, claim) == Standing("Unanswered", "Unanswered", True)
    assert counted(derived, maybe) == {("corroboration", frozenset())}
    assert counted(derived, wider) == {("corroboration", frozenset({"data"}))}
    assert len(derived.statuses) == 1  # what a party admits is no allegation


def test_a_corroboration_falls_short_on_the_purpose_only_where_on_nothing_else():
    claim = bank_to("Acme", data="names", purpose="ads")
    for data, slot in ((None, "data"), ("names", "purpose")):
        admission = bank_to("Acme", CONFIRMED, "Bank", data=data)
        assert counted(derived_of(claim, admission), admission) == {("corroboration", frozenset({slot}))}


def test_a_denial_elsewhere_that_misses_counts_only_where_it_responds():
    claim = bank_to("Acme")
    missing = bank_to("Acme", DENIED, "Acme", act="seek", source="source/s2")
    reply = replace(missing, iri="claim/reply", responds_to=(claim.iri,))
    for answer, expected in ((missing, "Unanswered"), (reply, "Sidestepped")):
        built = dossier(source(claim), source(answer, iri="source/s2"))
        assert standing(derive(trig(built)), claim).status == expected


def test_paraphrases_answer_on_basis_all_only():
    claim, denial = bank_to("Acme"), acme_denies(reported="indirect")
    assert status(claim, denial) == "Unanswered"
    everything = derived_of(claim, denial, view={"basis": "all"})
    assert standing(everything, claim).status == "Denied"
    assert counted(everything, denial) == {("denial", frozenset())}


# ------------------------------------------------------------ the machinery


def small() -> Dossier:
    """Something of each: phrases, a class, a service, a period, a blanket denial, an "only" clause."""
    paid = {"to": "Chat", "data": "payments"}
    claim = said(ALLEGED, from_="banks", purpose="ads", period_from="2015", tense=Tense.PAST, **paid)
    yes = said(CONFIRMED, "Acme", from_="Bank", purpose="help", exclusive=(Slot.PURPOSE,), **paid)
    no = said(DENIED, "Bank", from_="banks", to="Acme", data="cards", period_until="2014-02", hedges=("now",))
    return dossier(
        source(claim, yes, no, denial_of(claim, by="Acme"), answered(NonAnswerKind.DECLINED, "Bank")),
        parties=[CHAT, BANKS, BANK, party("Acme")],
        phrases=[phrase("payments", "pd:Transaction"), phrase("cards", "data/payments")],
    )


def test_another_engine_derives_the_same_by_each_rule():
    blocks = list(trig(small()))
    expected = infer(blocks, "strict", "all")
    graph = rdflib.Graph()

    def add(triples: Iterable[ox.Triple]) -> None:
        graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")

    base = ox.parse("".join(blocks), format=ox.RdfFormat.TRIG)
    add(one.triple for one in base if is_base(one.graph_name.value))
    add(point_of_view("strict", "all"))
    vocabulary = ox.parse(path=str(ROOT / "ontology.ttl"), format=ox.RdfFormat.TURTLE)
    add(one.triple for one in vocabulary if FC_NS in one.predicate.value or one.object == SLOT)
    for rule in rules():
        if rule.number >= 10:
            found = graph.query(rule.text).graph.serialize(format="nt")
            made = {one.triple for one in ox.parse(found, format=ox.RdfFormat.N_TRIPLES)}
            assert made == expected[rule.name], rule.name
        add(expected[rule.name])
    assert len(expected["verdicts"]) > 20


def test_over_a_store_of_named_graphs_the_rules_derive_the_same_graph_by_graph():
    blocks = [block.encode() for block in trig(small())]
    store = ox.Store()
    store.load(b"".join(blocks), ox.RdfFormat.TRIG)
    for path in ontology_files():
        store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(VOCABULARY))
    view = ox.NamedNode(POINT_OF_VIEW)
    store.extend(ox.Quad(*triple, view) for triple in point_of_view("plain", "all"))
    given = [one for one in store.named_graphs() if isinstance(one, ox.NamedNode) and is_base(one.value)]
    dataset: list[ox.NamedNode] = [*given, ox.NamedNode(VOCABULARY), view]
    expected = infer(blocks, "plain", "all")
    for rule in rules():
        graph = ox.NamedNode(rule.graph)
        found = set(store.query(rule.text, default_graph=dataset))
        if rule.number >= 10:
            assert found == expected[rule.name], rule.name
        store.extend(ox.Quad(*triple, graph) for triple in found)
        dataset.append(graph)


def test_each_rule_opens_with_what_it_says_and_goes_by_a_name_of_its_own():
    assert len({rule.graph for rule in rules()}) == len({rule.number for rule in rules()}) == len(rules())
    assert len(rules()) > 30
    for rule in rules():
        assert rule.comment.endswith((".", ")")) and len(rule.comment.split()) > 5
        assert rule.text.startswith(f"# {rule.comment[:20]}")
        assert "view/" not in rule.text and "inferred" not in rule.text


def test_nothing_that_others_derived_is_believed():
    claim, denial = bank_to("Acme", data="payments"), acme_denies(data="cards")
    blocks = list(trig(dossier(source(claim, denial))))
    poison = (
        f"<{FC_NS}inferred-within> {{ <{BASE}data/payments> <{FC_NS}within> <{BASE}data/cards> }}\n"
        f"<{BASE}view/plain/direct/undated> {{ <{BASE}verdict/1> <{FC_NS}countsAs> <{FC_NS}asDenial> ;\n"
        f"<{FC_NS}issue> <{BASE}issue/1> . <{BASE}{claim.iri}> <{FC_NS}stance> <{FC_NS}denied> }}\n"
    )
    assert derive([*blocks, poison]) == derive(blocks)
    assert standing(derive(blocks), claim).status == "PartlyAnswered"


def test_a_file_gives_what_its_blocks_give(tmp_path):
    file = tmp_path / "graph.trig"
    file.write_text("".join(trig(small())), encoding="utf-8")
    assert derive(file, "strict", "all") == derive(trig(small()), "strict", "all")


def test_an_unknown_point_of_view_is_refused():
    with pytest.raises(ValueError, match="no point of view: kind, direct"):
        derive([], reading="kind")


def test_on_the_shipped_article_the_own_words_answer_four_of_eight_requests_and_the_paraphrases_all():
    built = load([ROOT / "cases" / "facebook-banks-2018"])
    (first,) = (claim for claim in built.claims if claim.id == "A1")
    for basis, denied in (("direct", 4), ("all", 8)):
        found = derive(trig(built), basis=basis).statuses
        mine = [found[first.iri, flow_name(flow)] for flow in flows(first, floating(built))]
        assert len(mine) == 8
        assert sum(one.status == "Denied" for one in mine) == denied


def test_every_proposed_flow_has_a_status_and_no_other():
    built = load([ROOT / "cases" / "merrowick-fiction"])
    derived = derive(trig(built))
    alleged = {
        (claim.iri, flow_name(flow))
        for claim in built.claims
        if claim.stance is ALLEGED
        for flow in flows(claim, floating(built))
    }
    assert alleged <= set(derived.statuses)
    assert {(one.claim, one.flow) for one in derived.verdicts} <= set(derived.statuses)


def test_an_admission_of_what_the_allegation_leaves_out_only_corroborates():
    known = [party("Host")]
    alleged = said(ALLEGED, from_="Acme", except_=(Flow(to="party/host"),))
    admitted = said(CONFIRMED, "Acme", from_="Acme", to="Host")
    made = derived_of(alleged, admitted, parties=known)
    assert standing(made, alleged) == Standing("Unanswered", "Unanswered", True)
    same = replace(alleged, iri="claim/same", stance=CONFIRMED, speaker="party/acme")
    made = derived_of(alleged, same, parties=known)
    assert standing(made, alleged) == Standing("Confirmed", "Confirmed", False)


def test_a_blanket_denial_covers_an_allegation_that_leaves_something_out():
    alleged = said(ALLEGED, from_="Acme", except_=(Flow(to="party/host"),))
    made = derived_of(alleged, denial_of(alleged, by="Acme"), parties=[party("Host")])
    assert standing(made, alleged) == Standing("Denied", "Denied", False)
