"""What is told of some parties from a part of a home is what is told from the whole of it."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.asking import excerpt as excerpts
from graph.asking.excerpt import excerpt, is_large
from graph.asking.store import VOCABULARY, Store, open_store
from graph.claims import Dossier, LocalName
from graph.formats.explanation import as_json
from graph.opening import from_home, open_about, trig_of
from graph.problems import UsageError
from graph.rdf.reading_back import dossier_from
from graph.rdf.triples import trig
from graph.reading.dossiers import load
from graph.status.views import PointOfView
from graph.telling.explaining import explain
from tests.drafting_dossiers import as_drafts
from tests.test_cli import run
from tests.worlds import in_words, world

CASES = Path(__file__).parents[1] / "cases"


def held(store: Store) -> Dossier:
    return dossier_from(quad for one in store.graphs() if one != VOCABULARY for quad in store.quads(one))


def told(dossier: Dossier, names: list[LocalName] | tuple[LocalName, ...], **more: object) -> object:
    """What is told, but for why a response does not count: elsewhere it may."""
    found = json.loads(as_json(explain(dossier, names, **more)))  # type: ignore[arg-type]

    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {key: bare(one) for key, one in value.items() if key != "not_counted"}
        return [bare(one) for one in value] if isinstance(value, list) else value

    return bare(found)


@given(st.integers(0, 2**32))
def test_of_one_party_and_of_two(seed: int) -> None:
    pick = Random(seed)
    with open_store() as store:
        store.load(trig(in_words(world(pick, 10))))
        whole = held(store)
        for number in (1, 2):
            names = pick.sample([one.iri for one in whole.parties], number)
            found = excerpt(store, names)
            assert found.whole
            assert set(found.dossier.claims) <= set(whole.claims)
            seen = told(found.dossier, names, view=PointOfView(as_of=found.latest), part=True)
            assert seen == told(whole, names), names


@pytest.mark.parametrize("name", ["facebook-banks-2018", "merrowick-fiction"])
def test_of_every_party_of_a_dossier(name: str) -> None:
    with open_store() as store:
        (blocks,) = trig_of([CASES / name])
        store.load(blocks)
        whole = held(store)
        for party in whole.parties:
            found = excerpt(store, [party.iri])
            seen = told(found.dossier, found.about, view=PointOfView(as_of=found.latest), part=True)
            assert seen == told(whole, [party.iri]), party.iri


def test_a_party_is_found_by_what_one_source_calls_it() -> None:
    with open_store() as store:
        (blocks,) = trig_of([CASES / "facebook-banks-2018"])
        store.load(blocks)
        assert excerpt(store, ["the social media platform"]).about == ("party/facebook",)
        with pytest.raises(UsageError, match="no party is called 'Nobody'"):
            excerpt(store, ["Nobody"])


def test_a_large_home_is_read_in_part_and_a_small_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = str(tmp_path / "store")
    assert run("build", str(CASES / "merrowick-fiction"), "--store", home).returncode == 0
    small = open_about([], ["Nimbrel"], home=home)
    assert (small.part, small.dossier) == (False, from_home(home))
    monkeypatch.setattr(excerpts, "LARGEST", 5)
    large = open_about([], ["Nimbrel"], home=home)
    assert large.part
    assert large.names == ("party/nimbrel",)
    assert str(large.view.as_of) == "2023-09-30"
    assert {one.id for one in large.dossier.claims} < {one.id for one in small.dossier.claims}


def test_where_too_much_bears_on_the_statuses_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "LARGEST_PART", 5)
    with open_store() as store:
        (blocks,) = trig_of([CASES / "facebook-banks-2018"])
        store.load(blocks)
        found = excerpt(store, ["Facebook"])
        seen = explain(found.dossier, found.about, part=True, statuses=found.whole)
        everything = explain(held(store), ["Facebook"])
    assert not found.whole
    assert seen.report is None
    assert [one.said for one in seen.statements] == [one.said for one in everything.statements]


def test_what_is_told_of_a_part_says_that_it_does_not_count_here() -> None:
    for seed in range(400):
        dossier = in_words(world(Random(seed), 10))
        for party in dossier.parties:
            seen = explain(dossier, [party.iri], part=True)
            reasons = [one.not_counted for one in seen.statements if one.not_counted]
            if any("no party to the flow" in one and "counts as an allegation" not in one for one in reasons):
                assert any("does not count as an answer here:" in one for one in reasons)
                return
    raise AssertionError("no such response was made up")


def test_a_home_with_drafts_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = str(tmp_path / "store")
    with open_store(Path(home)) as store:
        read = load([CASES / "facebook-banks-2018"])
        store.load(trig(as_drafts(read, [read.non_answers[0].iri])))
    monkeypatch.setattr(excerpts, "LARGEST", 5)
    with open_store(Path(home), read_only=True) as store:
        assert is_large(store)
    assert not open_about([], ["Facebook"], drafts=True, home=home).part
