"""What is told of some parties from a part of a home is what is told from the whole of it."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from build_graph import app
from graph.asking import excerpt as excerpts
from graph.asking.excerpt import excerpt, is_large
from graph.asking.store import VOCABULARY, Store, open_store
from graph.building import silent_parties
from graph.claims import Dossier, LocalName
from graph.formats.explanation import as_json
from graph.opening import from_home, open_about, trig_of
from graph.problems import UsageError
from graph.rdf.reading_back import dossier_from
from graph.rdf.triples import trig
from graph.reading.dossiers import load
from graph.status.part import PartOf
from graph.status.report import LARGEST
from graph.status.values import Status
from graph.status.views import PointOfView
from graph.telling.explaining import explain
from graph.vocabulary import BASE
from tests.drafting_dossiers import as_drafts
from tests.test_cli import run
from tests.worlds import in_words, world
from viz.content.gathering import Gathered, gather
from viz.content.selection import Selection
from viz.exports.job import Job
from viz.exports.looking import Looking
from viz.exports.networks import network

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
            assert found.part.statuses
            assert set(found.dossier.claims) <= set(whole.claims)
            seen = told(found.dossier, names, part=found.part)
            assert seen == told(whole, names), names


@given(st.integers(0, 2**32))
def test_of_a_picture(seed: int) -> None:
    pick = Random(seed)
    dossier = in_words(world(pick, 12))
    view = PointOfView(as_of=pick.choice([None, None, date(2018, 8, 7), date(2020, 1, 1)]))
    with open_store() as store:
        store.load(trig(dossier))
        whole = held(store)
        name = pick.choice([one.iri for one in whole.parties])
        found = excerpt(store, [name], day=view.as_of)
    stances = pick.choice([None, frozenset({"denied", "alleged"})])
    statuses = pick.choice([None, frozenset({Status.UNANSWERED, Status.DENIED})])
    selection = Selection(name, stances=stances, statuses=statuses)
    try:
        drawn = gather(whole, selection, standpoint=view)
    except UsageError as error:
        with pytest.raises(UsageError, match=re.escape(str(error))):
            gather(found.dossier, selection, standpoint=view, part=found.part)
        return
    seen = gather(found.dossier, selection, standpoint=view, part=found.part)
    assert shown(seen) == shown(drawn)
    assert seen.hidden == drawn.hidden
    assert seen.content.title == drawn.content.title
    in_part = " · read in part: [n] counts through this part only"
    assert seen.content.coverage == drawn.content.coverage + in_part
    assert silent(seen) == silent(drawn)
    networks = [network(Job(one, "edges", BASE, "", ""), Looking(one)) for one in (seen, drawn)]
    assert networks[0].graph["left_out"] == networks[1].graph["left_out"]


def shown(gathered: Gathered) -> object:
    """What a picture shows, without its numbers and the letters of its sources."""
    assert gathered.statuses is not None
    lines = {
        (one.claim.iri, one.placed.pairs, tuple(map(_bare, one.placed.remarks)))
        for one in gathered.statements
    }
    words = [
        (one.stance, one.who, one.verb, one.quote, _bare(one.status)) for one in gathered.content.citations
    ]
    return lines, {one.given.iri for one in gathered.responses}, Counter(words)


def _bare(status: str | None) -> str | None:
    return None if status is None else re.sub(r" \[[^]]*\]", "", status)


def silent(gathered: Gathered) -> set[LocalName]:
    """Who is shown and marked as saying nothing."""
    ends = {end for one in gathered.statements for pair in one.placed.pairs for end in (pair.from_, pair.to)}
    return {one for one in ends if one in silent_parties(gathered.dossier)}


@pytest.mark.parametrize("name", ["facebook-banks-2018", "merrowick-fiction"])
def test_of_every_party_of_a_dossier(name: str) -> None:
    with open_store() as store:
        (blocks,) = trig_of([CASES / name])
        store.load(blocks)
        whole = held(store)
        for party in whole.parties:
            found = excerpt(store, [party.iri])
            seen = told(found.dossier, found.about, part=found.part)
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
    assert (small.part, small.dossier) == (None, from_home(home))
    monkeypatch.setattr(excerpts, "LARGEST", 5)
    large = open_about([], ["Nimbrel"], home=home)
    assert large.part is not None
    numbers = (large.part.claims, large.part.non_answers)
    assert numbers == (len(small.dossier.claims), len(small.dossier.non_answers))
    assert large.names == ("party/nimbrel",)
    assert str(large.part.latest) == "2023-09"
    assert {one.id for one in large.dossier.claims} < {one.id for one in small.dossier.claims}


@pytest.mark.parametrize(
    ("verb", "ending"), [("draw", "svg"), ("explore", "html"), ("export", "md"), ("export", "gexf")]
)
def test_what_is_shown_of_a_large_home_says_that_it_was_read_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, ending: str
) -> None:
    home, file = str(tmp_path / "store"), tmp_path / f"of.{ending}"
    assert run("build", str(CASES / "merrowick-fiction"), "--store", home).returncode == 0
    words = [verb, "--store", home, "--about", "Nimbrel", "--stance", "denied", "-o", str(file)]
    whole, part = "", ""
    for largest in (LARGEST, 5):
        monkeypatch.setattr(excerpts, "LARGEST", largest)
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.output
        whole, part = part, file.read_text().replace("\\", "")
    not_shown = r"only [^:·]*: [^·]* not shown"
    assert re.findall(not_shown, part) == re.findall(not_shown, whole) != []
    for told in ("read in part: [n] counts through this part only", "part of a graph, sha256 "):
        assert (told in part, told in whole) == (True, False)


def test_where_too_much_bears_on_the_statuses_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "LARGEST_PART", 5)
    with open_store() as store:
        (blocks,) = trig_of([CASES / "facebook-banks-2018"])
        store.load(blocks)
        found = excerpt(store, ["Facebook"])
        seen = explain(found.dossier, found.about, part=found.part)
        everything = explain(held(store), ["Facebook"])
    assert not found.part.statuses
    assert seen.report is None
    assert [one.said for one in seen.statements] == [one.said for one in everything.statements]


def test_what_is_told_of_a_part_says_that_it_does_not_count_here() -> None:
    for seed in range(400):
        dossier = in_words(world(Random(seed), 10))
        for party in dossier.parties:
            seen = explain(dossier, [party.iri], part=PartOf(0, 0))
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


PARTIES = """
entities:
  - {name: Courier, type: media}
  - {name: Acme, type: company}
  - {name: Beta, type: company}
  - {name: Gamma, type: company}
  - {name: Delta, type: company}
"""
OF_ACME = """
source: {title: One, publisher: Courier, published: 2020-05-01}
claims:
  - {quote: A, speaker: Courier, stance: alleged, act: share, from: Acme, to: Beta}
  - {quote: B, speaker: Acme, stance: denied, act: share, from: Acme, to: Gamma}
"""
OF_OTHERS = """
source: {title: Two, publisher: Courier, published: 2020-06-01}
claims:
  - {quote: C, speaker: Courier, stance: alleged, act: share, from: Delta, to: Gamma}
  - {quote: D, speaker: Beta, stance: alleged, act: sell, from: Delta, to: Courier, said_on: 2019-03-01}
  - {quote: E, speaker: Beta, stance: alleged, act: share, from: Delta, to: Courier, said_on: 2023-03-01}
  - {quote: F, speaker: Beta, stance: alleged, act: seek, from: Delta, to: Courier, said_on: 2023-03-01}
"""


@pytest.mark.parametrize("day", [None, date(2021, 1, 1)])
def test_who_speaks_elsewhere_is_not_silent_and_who_is_charged_elsewhere_is(
    tmp_path: Path, day: date | None
) -> None:
    """A picture of Acme shows no word of Beta, which has spoken by 2021, too; and no charge against Gamma."""
    for name, text in (("entities", PARTIES), ("one", OF_ACME), ("two", OF_OTHERS)):
        (tmp_path / f"{name}.yaml").write_text(text)
    with open_store() as store:
        store.load(trig(load([tmp_path])))
        found = excerpt(store, ["Acme"], day=day)
    seen = gather(found.dossier, Selection("party/acme"), standpoint=PointOfView(as_of=day), part=found.part)
    assert silent(seen) == {"party/gamma"}
    quotes = {one.evidence.quote for one in found.dossier.claims}
    assert {"A", "B", "C"} < quotes
    assert len(quotes & {"D", "E", "F"}) == 1
    assert day is None or "D" in quotes
