"""The worked cases of the status rules, by the fast path."""

import pytest

from graph.reading.dossiers import load
from graph.status.assessing import assess
from graph.status.views import Basis, PointOfView, Reading
from tests.worked import CASES, worked_cases, write_case

WORKED, DEFAULTS = worked_cases()


@pytest.mark.skipif(not WORKED, reason=f"{CASES} is not at hand")
@pytest.mark.parametrize("case", WORKED, ids=lambda case: case["name"])
def test_worked_case_has_the_status_that_a_person_gave_it(case, tmp_path):
    view = PointOfView(Reading(case.get("reading", "plain")), Basis(case.get("basis", "direct")))
    found = assess(load([write_case(case, DEFAULTS, tmp_path)]), view)
    assert {str(one.status) for one in found if one.claim.id == "A"} == {case["expect"]}
    assert {str(one.core_status) for one in found} == {case.get("core", case["expect"])}
    assert {one.corroborated for one in found} == {case.get("corroborated", found[0].corroborated)}
