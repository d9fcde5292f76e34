from dataclasses import replace

import pytest
from conftest import denial_of, dossier, group, named, party, said, source
from hypothesis import given
from strategies import dossiers

from graph.claims import Act, Flow, PartyKind, Said, Slot, Stance
from graph.flows import floating, flow_name, flows, third_parties_of
from graph.vocabulary import TOPS

OPEN = "source/s1/party/third-parties"


def test_one_claim_is_about_every_combination_of_its_values():
    claim = said(Stance.ALLEGED, from_=["A", "B", "C", "D"], to="Acme", data=["x", "y"])
    found = flows(claim)
    assert len(found) == len(set(found)) == 8
    assert {(flow.from_, flow.data) for flow in found} == {
        (named(holder), f"data/{data}") for holder in "ABCD" for data in "xy"
    }


def test_what_is_not_said_is_none():
    [flow] = flows(said(Stance.ALLEGED, act=None, to="Acme"))
    assert flow == Flow(to="party/acme")


def test_the_top_of_a_slot_is_not_said():
    claim = replace(said(Stance.ALLEGED, to="Acme"), subjects=(Said("fc:anySubjects", "users"),))
    assert flows(claim)[0].subjects is None


def test_a_denial_of_claims_speaks_of_no_flow_of_its_own():
    assert flows(denial_of(said(Stance.ALLEGED, to="Acme"), by="Acme")) == ()


def test_exceptions_belong_to_every_flow():
    left_out = (Flow(data="data/z"),)
    found = flows(said(Stance.DENIED, from_=["A", "B"], except_=left_out))
    assert [flow.except_ for flow in found] == [left_out, left_out]
    assert flow_name(found[0]) != flow_name(found[0]._replace(except_=()))


def third(**more):
    return replace(group("third parties", PartyKind.THIRD_PARTIES, **more), iri=OPEN)


def test_open_third_parties_are_those_of_each_holder():
    claim = replace(said(Stance.ALLEGED, from_=["A", "B"]), to=(Said(OPEN, "third parties"),))
    found = dossier(source(claim), parties=[third()])
    assert floating(found) == {OPEN}
    assert {flow.to for flow in flows(claim, floating(found))} == {
        third_parties_of("party/a"), third_parties_of("party/b")
    }  # fmt: skip
    assert {flow.to for flow in flows(claim)} == {OPEN}
    nobody = replace(claim, from_=())
    assert flows(nobody, floating(found))[0].to == OPEN


def test_third_parties_of_somebody_are_not_open():
    assert floating(dossier(parties=[party("A"), third(relative_to="party/a")])) == frozenset()


def test_the_name_of_a_flow_depends_on_its_six_slots_alone():
    names = {
        flow_name(Flow(*(("seek" if slot is Slot.ACT else "x") if slot is one else None for slot in Slot)))
        for one in Slot
    }
    assert len(names) == 6


@given(dossiers())
def test_equal_flows_have_equal_names_and_others_others(dossier):
    open_ = floating(dossier)
    found = {flow for claim in dossier.claims for flow in flows(claim, open_)}
    assert len({flow_name(flow) for flow in found}) == len(found)
    assert all(value not in TOPS.values() for flow in found for value in flow[:6])


@given(dossiers())
def test_there_is_a_flow_for_every_claim_that_denies_no_other(dossier):
    for claim in dossier.claims:
        assert bool(flows(claim)) is not bool(claim.denies)


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_the_order_of_exceptions_changes_no_name(order):
    left_out = (Flow(data="data/a"), Flow(data="data/b"))[order]
    assert flow_name(Flow(Act.SHARE, except_=left_out)) == flow_name(Flow(Act.SHARE, except_=left_out[::-1]))
