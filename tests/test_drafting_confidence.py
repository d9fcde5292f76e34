"""How sure drafts are: each row of the table counts where its example says, and sums make a share."""

from math import exp

import pytest
from parsed import claims, need_parser

from graph.drafting.claims import assembling
from graph.drafting.claims.confidence import Confidence
from graph.drafting.claims.proposed import Proposed
from graph.drafting.tables import points, table


@pytest.fixture(autouse=True, scope="module")
def _parser() -> None:
    need_parser()


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The marks of each draft, in the order in which they are told."""
    found: list[set[str]] = []

    class Watched(Confidence):
        def told(self, one: Proposed) -> Proposed:
            found.append(set(self.marks(one)))
            return super().told(one)

    monkeypatch.setattr(assembling, "Confidence", Watched)
    return found


@pytest.mark.parametrize("mark", table("confidence"))
def test_each_row_counts_for_a_draft_of_its_example(mark: str, marked: list[set[str]]) -> None:
    assert claims(table("confidence")[mark]["example"])
    assert any(mark in each for each in marked), marked


def test_a_confidence_is_the_share_of_its_points(marked: list[set[str]]) -> None:
    (claim,) = claims("Acme sold location data to Orbix.")
    (marks,) = marked
    odds = sum(points()[mark] for mark in marks)
    assert claim.drafted.confidence == round(1 / (1 + exp(-odds)), 2)


def test_a_flow_named_in_its_own_clause_is_surer_than_one_told_by_the_text_around() -> None:
    named = claims("Acme keeps location data. Acme sold the data to Orbix.")[-1]
    around = claims("Acme keeps location data. The data were sold to Orbix.")[-1]
    assert (named.from_, named.to) == (around.from_, around.to)
    assert (named.drafted.confidence or 0) > (around.drafted.confidence or 0)


def test_what_is_surely_wrong_is_left_out(marked: list[set[str]]) -> None:
    """One in twenty of such drafts has the right flow: a person asks, of nobody, in a long sentence."""
    text = (
        "Norvik, Halden and Wexley are shops, and Norvik, Halden and Wexley are old. On a day in May, "
        "when it rained in most of the land, the shops were shut, the trains stood still, the schools had "
        "closed early and nobody who could stay at home went out at all, two of the former employees "
        "said, a young reporter asked for location data."
    )
    assert claims(text) == ()
    (marks,) = marked
    assert sum(points()[mark] for mark in marks) < -2.5
