"""The laws of coverage and status, on random dossiers in which statements collide."""

from dataclasses import replace
from datetime import date
from random import Random

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import Claim, Dossier, Flow, Phrase, Reported, Slot, Stance
from graph.flows import flow_name
from graph.rdf.derived import derived
from graph.rdf.triples import trig
from graph.rdf.turtle import header
from graph.status.assessing import Assessor, assess
from graph.status.changing import changed, standing
from graph.status.report import report
from graph.status.responses import core
from graph.status.rules import Standing, Verdict, derive
from graph.status.values import CountsAs, Status, status_of
from graph.status.views import Basis, PointOfView, Reading, known_by
from graph.vocabulary import BASE, iri
from tests.conftest import dossier, said, source
from tests.worlds import world

seeds = st.integers(0, 2**32)
views = st.builds(
    PointOfView,
    st.sampled_from(Reading),
    st.sampled_from(Basis),
    st.sampled_from((None, date(2017, 12, 31), date(2018, 8, 7))),
)
ANSWERED = {Status.CONFIRMED, Status.DENIED, Status.CONTRADICTED, Status.PARTLY_ANSWERED}


def by_the_fast_path(
    dossier: Dossier, view: PointOfView
) -> tuple[dict[tuple[str, str], Standing], set[Verdict]]:
    """Statuses and verdicts in the words in which the rules give them."""
    assessor = Assessor(dossier, view)
    statuses, verdicts = {}, set()
    for one in assessor.assessments():
        flow = flow_name(one.flow)
        statuses[one.claim.iri, flow] = Standing(str(one.status), str(one.core_status), one.corroborated)
        for each in assessor.verdicts(one.claim, one.flow):
            own = each.reported is Reported.DIRECT or each.counts_as is CountsAs.NON_ANSWER
            if own or view.basis is Basis.ALL:
                verdicts.add(
                    Verdict(
                        one.claim.iri,
                        flow,
                        each.response.iri,
                        flow_name(each.flow) if each.flow is not None else None,
                        str(each.counts_as),
                        each.by_exclusion,
                        frozenset(str(slot) for slot in each.falls_short_on),
                    )
                )
    return statuses, verdicts


def differences(dossier: Dossier, view: PointOfView) -> list[object]:
    """Where the rules in SPARQL and the fast path disagree."""
    statuses, verdicts = by_the_fast_path(dossier, view)
    ruled = derive(trig(dossier), view.reading, view.basis, view.as_of)
    return [
        *sorted(set(statuses.items()) ^ set(ruled.statuses.items()), key=repr),
        *sorted(verdicts ^ set(ruled.verdicts), key=repr),
    ]


@given(seeds, views)
def test_the_rules_in_sparql_and_the_fast_path_agree(seed, view):
    assert differences(world(Random(seed)), view) == []


# ------------------------------------------------------------ laws


def statuses(dossier: Dossier, view: PointOfView) -> dict[tuple[str, Flow], Status]:
    return {one.name: one.status for one in assess(dossier, view)}


def with_claims(dossier: Dossier, *claims: Claim) -> Dossier:
    """The dossier with further claims in their sources."""
    sources = [
        replace(source, claims=(*source.claims, *(one for one in claims if one.source == source.iri)))
        for source in dossier.sources
    ]
    return replace(dossier, sources=tuple(sources))


def another(dossier: Dossier, seed: int, stance: Stance) -> Claim | None:
    """A claim of some stance from a second dossier of the same parties, under a name of its own."""
    for one in world(Random(seed)).claims:
        if one.stance is stance and not one.denies:
            return replace(one, iri="claim/f", responds_to=())
    return None


@given(seeds, seeds, views)
def test_one_more_denial_never_leaves_an_answered_allegation_unanswered(seed, other, view):
    before = world(Random(seed))
    denial = another(before, other, Stance.DENIED)
    if denial is None:
        return
    now = statuses(with_claims(before, denial), view)
    for name, status in statuses(before, view).items():
        assert status not in ANSWERED or now[name] in ANSWERED


@given(seeds, st.sampled_from((*Slot, "except_")), views)
def test_a_wider_denial_denies_no_less(seed, slot, view):
    before = world(Random(seed))
    name = "from_" if slot is Slot.FROM else str(slot)
    for claim in before.claims:
        if claim.stance is not Stance.DENIED or claim.denies:
            continue
        wider = replace(claim, **{name: None if slot is Slot.ACT else ()})
        sources = [
            replace(one, claims=tuple(wider if each is claim else each for each in one.claims))
            for one in before.sources
        ]
        now = statuses(replace(before, sources=tuple(sources)), view)
        for about, status in statuses(before, view).items():
            if status in (Status.DENIED, Status.CONTRADICTED):
                assert now[about] in (Status.DENIED, Status.CONTRADICTED)


@given(seeds, views)
def test_what_nothing_uses_changes_nothing(seed, view):
    before = world(Random(seed))
    press = next(one for one in before.parties if one.iri == "party/press")
    unused = replace(press, iri="party/unused")
    phrase = Phrase("data/unused", Slot.DATA, "unused", broader=("pd:Location", "pd:Transaction"))
    more = replace(before, parties=(*before.parties, unused), phrases=(*before.phrases, phrase))
    assert statuses(more, view) == statuses(before, view)


@given(seeds, views)
def test_order_and_repetition_change_nothing(seed, view):
    before = world(Random(seed))
    turned = replace(
        before,
        parties=before.parties[::-1],
        phrases=before.phrases[::-1],
        sources=tuple(
            replace(one, claims=one.claims[::-1], non_answers=one.non_answers[::-1])
            for one in before.sources[::-1]
        ),
    )
    said_twice = [
        replace(one, iri=f"{one.iri}2") for one in before.claims if one.stance is not Stance.ALLEGED
    ]
    expected = statuses(before, view)
    assert statuses(turned, view) == expected
    again = statuses(with_claims(before, *said_twice), view)
    proposed_again = {name for name in again if name not in expected}  # what an outsider confirmed, twice
    assert {name: one for name, one in again.items() if name not in proposed_again} == expected


@given(seeds, views)
def test_an_outsider_never_answers(seed, view):
    before = world(Random(seed))
    outside = [
        replace(one, iri=f"{one.iri}2", speaker="party/press")
        for one in before.claims
        if one.stance is Stance.DENIED
    ]
    assert statuses(with_claims(before, *outside), view) == statuses(before, view)


@given(seeds, st.sampled_from(Reading), st.sampled_from(Basis), st.dates(date(2016, 1, 1), date(2020, 1, 1)))
def test_as_of_a_day_is_the_dossier_without_what_was_said_later(seed, reading, basis, day):
    whole = world(Random(seed))
    then = PointOfView(reading, basis, day)
    assert statuses(whole, then) == statuses(known_by(whole, day), PointOfView(reading, basis))
    late = {one.iri for one in whole.claims if one.said_on and one.said_on.last_day > day}
    assert not late & {claim for claim, _ in statuses(whole, then)}


@given(seeds, views)
def test_statuses_follow_from_the_verdicts(seed, view):
    """The fast path counts without listing; listing must come to the same."""
    dossier = world(Random(seed))
    assessor = Assessor(dossier, view)
    for one in assessor.assessments():
        for flow, status in ((one.flow, one.status), (core(one.flow), one.core_status)):
            counts = {each.counts_as for each in assessor.responses(one.claim, flow)}
            assert status is status_of(counts)


@given(seeds, views)
def test_every_derived_node_names_the_claims_that_it_comes_from(seed, view):
    dossier = known_by(world(Random(seed)), view.as_of)
    claims = {iri(one.iri) for one in (*dossier.claims, *dossier.non_answers)}
    document = "".join((header(BASE), *derived(report(dossier, view))))
    graph = ox.parse(document, format=ox.RdfFormat.TRIG)
    named: dict[str, set[str]] = {}
    for quad in graph:
        names = named.setdefault(str(quad.subject.value), set())
        if quad.predicate.value == iri("prov:wasDerivedFrom"):
            names.add(str(quad.object.value))
        if quad.predicate.value in (iri("fc:onClaim"), iri("fc:response")):
            assert str(quad.object.value) in claims
    views_ = {name for name in named if "/view/" in name}
    assert len(views_) == 1
    for name, sources in named.items():
        assert name in views_ or (sources and sources <= claims)


@given(seeds, seeds, views)
def test_following_a_change_comes_to_the_same_as_starting_anew(seed, other, view):
    before = world(Random(seed))
    now = world(Random(seed), extra=Random(other))
    followed = changed(standing(before, view), now)
    assert dict(followed.assessments) == dict(standing(now, view).assessments)


def test_a_changed_source_touches_only_what_it_speaks_to():
    first = said(Stance.ALLEGED, from_="Bank", to="Acme", data="balances")
    second = said(Stance.ALLEGED, from_="Shop", to="AdCo", data="purchases")
    known = said(Stance.DENIED, by="Bank", from_="Bank", to="Acme", data="purchases")
    new = said(Stance.DENIED, by="AdCo", from_="Shop", to="AdCo")
    before = standing(dossier(source(first, second, known)))
    now = changed(before, dossier(source(first, second, known), source(new, iri="source/s2")))
    assert {claim for claim, _ in now.again} == {second.iri}
    assert [str(one.status) for one in now.assessments.values()] == ["PartlyAnswered", "Denied"]
