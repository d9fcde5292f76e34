"""Of a large dossier, the part about some parties gives the statuses that the whole gives."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import Dossier, LocalName
from graph.status import part, report
from graph.status.part import part_about, report_about
from graph.status.views import DEFAULT, Basis, PointOfView, Reading
from graph.telling.explaining import explain
from tests.worlds import world

views = st.builds(PointOfView, st.sampled_from(Reading), st.sampled_from(Basis))


def statuses(dossier: Dossier, about: LocalName, view: PointOfView) -> dict[object, object]:
    """Status and core status of each alleged flow from or to *about*."""
    return {
        (one.assessment.claim.iri, one.assessment.flow): (one.assessment.status, one.assessment.core_status)
        for one in report.report(dossier, view).flows
        if about in (one.assessment.flow.from_, one.assessment.flow.to)
    }


@given(st.integers(0, 2**32), views)
def test_the_part_about_a_party_has_its_statuses(seed: int, view: PointOfView) -> None:
    dossier = world(Random(seed), 14)
    for party in dossier.parties:
        _, cut = part_about(dossier, [party.iri])
        assert statuses(cut, party.iri, view) == statuses(dossier, party.iri, view), party.iri


@given(st.integers(0, 2**32))
def test_a_part_says_nothing_that_the_whole_does_not_say(seed: int) -> None:
    dossier = world(Random(seed), 14)
    _, cut = part_about(dossier, [dossier.parties[0].iri], 2)
    assert set(cut.claims) <= set(dossier.claims)
    assert set(cut.non_answers) <= set(dossier.non_answers)
    assert cut.parties == dossier.parties


def test_a_large_dossier_is_explained_with_the_statuses_about_the_party(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worlds = (world(Random(seed), 30) for seed in range(99))
    dossier = next(one for one in worlds if _has_strangers(one))
    named = next(one for one in dossier.parties if one.kind is None and statuses(dossier, one.iri, DEFAULT))
    whole = explain(dossier, [named.iri])
    monkeypatch.setattr(part, "is_small", lambda one: one is not dossier)
    cut = explain(dossier, [named.iri])
    assert whole.report is not None
    assert cut.report is not None
    assert [one.assessment.status for one in cut.report.flows] == [
        one.assessment.status for one in whole.report.flows
    ]


def test_where_even_the_part_is_too_large_there_are_no_statuses(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = world(Random(3), 14)
    monkeypatch.setattr(part, "is_small", lambda _: False)
    monkeypatch.setattr(part, "LARGEST_PART", 0)
    assert report_about(dossier, ["party/press"], DEFAULT) is None


def _has_strangers(dossier: Dossier) -> bool:
    """Whether some statement is none about the first named party with an allegation."""
    named = [one for one in dossier.parties if one.kind is None and statuses(dossier, one.iri, DEFAULT)]
    return bool(named) and len(part_about(dossier, [named[0].iri])[1].claims) < len(dossier.claims)
