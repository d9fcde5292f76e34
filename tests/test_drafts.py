"""A draft is no claim: it is checked, counted and told, and changes nothing of what was reviewed."""

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import dossiers, partial_dates, texts
from typer.testing import CliRunner
from written import Block, asked, called, entity, messages, read, story, write

from build_graph import app
from graph.asking.answering import ask, questions
from graph.asking.store import Table, open_store
from graph.claims import Claim, Dossier, Drafted, LocalName, NonAnswer
from graph.formats.explanation import DRAFTS as EXPLAINED_APART
from graph.formats.explanation import as_json, as_text
from graph.formats.graphml import graphml, read_graphml
from graph.formats.status import DRAFTS as STATED_APART
from graph.formats.status import as_json as statuses_of
from graph.network import to_networkx
from graph.opening import Streaming, open_all, trig_of
from graph.problems import Level
from graph.rdf.reading_back import dossier_from
from graph.rdf.triples import trig
from graph.reading.dossiers import load, read_dossier
from graph.status.report import report
from graph.status.views import known_by, latest
from graph.telling.comparing import diff
from graph.telling.explaining import explain
from graph.validating import validate
from graph.without_drafts import without_drafts

RULES = {"extractor": "rules", "version": "0.1.0", "text": "710f34197322d962", "confidence": "0.71",
         "reason": "sold (sell); never (denied)"}  # fmt: skip
MODEL = {"extractor": "llm", "model": "some-model", "prompt": "9f86d081884c7d65", "confidence": "0.5"}
BY_RULES = Drafted("rules", "0.1.0", "710f34197322d962", 0.71, "sold (sell); never (denied)")
TEXT = "Acme sold location data to AdCo. Acme never sold it. Zeta gave logs to Broker. Broker was silent."

#: The entities of the worked dossier that drafts alone name.
OF_DRAFTS = (entity("Zeta"), entity("Broker", aliases=["the broker"], member_of="brokers"),
             entity("brokers", "group"))  # fmt: skip


def drafted(**more: Any) -> Block:
    """A draft: Courier alleges that Acme seeks something."""
    return asked(**({"draft": True} | more))


def worked(drafts: bool = True) -> Block:
    """A source file with one claim, and with three drafts or as it is without them."""
    claims = [
        asked(id="A1", quote="Acme sold location data to AdCo", act="sell", from_="Acme", to="AdCo",
              data="location data")
    ]  # fmt: skip
    if not drafts:
        return story("Story", *claims, entities=(entity("AdCo"),), text="a.txt")
    claims.append(
        drafted(id="D1", quote="Acme never sold it", speaker="Acme", stance="denied", act="sell",
                from_="Acme", to=[], data="location data", responds_to="A1", draft=RULES)
    )  # fmt: skip
    claims.append(
        drafted(quote="Zeta gave logs to Broker", act="share", from_="Zeta", to="Broker", data="logs")
    )
    silent = {
        "quote": "Broker was silent",
        "speaker": "the broker",
        "kind": "did-not-respond",
        "draft": MODEL,
    }
    return story(
        "Story",
        *claims,
        entities=(entity("AdCo"), *OF_DRAFTS),
        terms={"data": {"logs": {"broader": "dpv:PersonalData"}}},
        non_answers=[silent],
        text="a.txt",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "worked", a=worked(), a_txt=TEXT)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """The same dossier without its drafts."""
    return write(tmp_path / "plain" / "worked", a=worked(False), a_txt=TEXT)


def text(dossier: Dossier) -> str:
    return "".join(trig(dossier))


def back(dossier: Dossier) -> Dossier:
    return dossier_from(ox.parse(text(dossier), format=ox.RdfFormat.TRIG))


# ------------------------------------------------------------ reading


def test_drafts_are_given_where_they_are_asked_for_and_never_among_claims(folder):
    dossier = load([folder], drafts=True)
    (claim,) = dossier.claims
    assert claim.draft is None
    assert dossier.non_answers == ()
    denial, gift, silence = dossier.drafts
    assert isinstance(denial, Claim)
    assert isinstance(silence, NonAnswer)
    assert denial.draft == BY_RULES
    assert gift.draft == Drafted()
    assert silence.draft == Drafted("llm", confidence=0.5, model="some-model", prompt="9f86d081884c7d65")
    assert denial.responds_to == (claim.iri,)
    assert all(one.iri.startswith("draft/") and one.evidence.verified for one in dossier.drafts)
    assert load([folder]).drafts == ()


def test_without_drafts_a_dossier_is_what_it_is_when_they_are_taken_out(folder, plain):
    assert load([folder]) == load([plain])
    assert text(load([folder])) == text(load([plain]))
    assert "".join(Streaming([folder]).blocks()) == "".join(Streaming([plain]).blocks())


def test_a_draft_becomes_the_claim_of_its_name_once_the_key_is_taken_out(folder):
    (name,) = [one.iri for one in load([folder], drafts=True).drafts if one.id == "D1"]
    block = worked()
    del block["claims"][1]["draft"]
    write(folder, a=block)
    assert name.replace("draft/", "claim/") in {one.iri for one in load([folder]).claims}


def test_a_draft_that_says_the_same_as_a_claim_changes_its_name_nowhere(tmp_path):
    made = read(tmp_path / "x", a=story("S", drafted(), drafted(), asked())).dossier
    assert made == read(tmp_path / "y" / "x", a=story("S", asked())).dossier
    both = load([tmp_path / "x"], drafts=True)
    assert len({one.iri.rpartition("/")[2] for one in (*both.claims, *both.drafts)}) == 3


def test_a_source_of_drafts_alone_is_told_as_one(tmp_path):
    made = read(tmp_path, a=story("S", drafted()))
    assert messages(made, "no-claims") == ["this source holds only drafts"]
    assert made.dossier is not None
    assert made.dossier.parties == ()
    assert len(made.dossier.sources) == 1


def test_drafts_of_a_table_are_drafts_too(tmp_path):
    table = (
        "source,id,speaker,stance,to,quote,reported,responds_to,draft\n"
        "a,A1,Courier,alleged,Acme,Acme begged,indirect,,false\n"
        "a,D1,Acme,denied,Zeta,we did not,direct,A1,true\n"
        "a,D2,Acme,denied,Zeta,nor will we,direct,D1,yes\n"
    )
    write(tmp_path, a=story("S", entities=(entity("Zeta"),)), claims_csv=table)
    dossier = load([tmp_path], drafts=True)
    assert [one.id for one in dossier.claims] == ["A1"]
    assert [one.id for one in dossier.drafts] == ["D1", "D2"]
    assert dossier.drafts[1].responds_to == (dossier.drafts[0].iri,)
    assert [one.name for one in load([tmp_path]).parties] == ["Acme", "Courier"]


def test_a_draft_is_checked_as_a_claim_is_also_where_it_is_not_asked_for(tmp_path):
    made = read(tmp_path, a=story("S", drafted(to="Nobody", quote="not there"), text="a.txt"), a_txt="Acme.")
    assert made.dossier is None
    assert len(messages(made, "undefined-party")) == len(messages(made, "quote")) == 1


def test_an_id_names_one_entry_whether_draft_or_not(tmp_path):
    made = read(tmp_path, a=story("S", asked(id="A1"), drafted(id="A1", quote="q")))
    assert len(messages(made, "id")) == 1


# ------------------------------------------------------------ drafts change nothing of what was reviewed


def test_no_draft_makes_two_parties_one_or_says_to_whom_one_belongs(tmp_path):
    reviewed = story("S", asked(from_="Bank"), entities=(entity("Bank"),))
    joining = entity("Acme Group", aliases=["Acme", "Bank"], part_of="Owner", ids={"wikidata": "Q1"})
    proposed = story(
        "T", drafted(to="Acme Group"), entities=(joining, entity("Owner"), entity("Acme", "media"))
    )
    del proposed["entities"][-1]
    proposed["entities"] = [one for one in proposed["entities"] if one["name"] != "Acme"]
    write(tmp_path, a=reviewed, b=proposed)
    with_them, without = load([tmp_path], drafts=True), load([tmp_path])
    assert with_them.claims == without.claims
    assert [one.name for one in without.parties] == ["Acme", "Bank", "Courier"]
    acme = called(with_them, "Acme")
    assert "Acme Group" in acme.aliases
    assert (acme.part_of, acme.ids) == ((), ())
    assert called(with_them, "Bank") == called(without, "Bank")


def test_no_draft_places_a_phrase_that_was_said_and_reviewed(tmp_path):
    terms = {"data": {"odd things": {"exact": "pd:Financial"}, "other things": {"exact": "pd:Location"}}}
    proposed = story("T", drafted(data=["odd things", "other things"]), terms=terms)
    write(tmp_path, a=story("S", asked(data="odd things")), b=proposed)
    with_them, without = load([tmp_path], drafts=True), load([tmp_path])
    assert with_them.claims == without.claims
    (draft,) = with_them.drafts
    assert isinstance(draft, Claim)
    assert [one.value for one in draft.data] == ["data/odd-things", "pd:Location"]
    assert back(with_them) == with_them


def test_two_files_of_drafts_may_name_one_party_and_each_keeps_its_own_names(tmp_path):
    they = (entity("Zeta", aliases=["the firm"]),)
    write(tmp_path, a=story("S", drafted(to="the firm"), entities=they),
          b=story("T", drafted(to="Zeta", quote="x"), entities=they))  # fmt: skip
    made = load([tmp_path], drafts=True)
    assert called(made, "Zeta").iri == "party/zeta"
    assert all(("the firm", "party/zeta") in one.local_names for one in made.sources)
    assert back(made) == made


NAMES = ("Acme", "Bank", "Shop")
FRESH = ("Zeta", "Acme Group", "brokers")
WORDS = ("location data", "odd things", "names")
_entries = st.fixed_dictionaries(
    {
        "speaker": st.sampled_from(("Courier", *NAMES)),
        "stance": st.sampled_from(("alleged", "denied", "confirmed")),
        "act": st.sampled_from(("share", "sell")),
        "from": st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
        "to": st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
        "data": st.lists(st.sampled_from(WORDS), max_size=2, unique=True),
        "reported": st.sampled_from(("direct", "indirect")),
        "said_on": st.sampled_from(("2019", "2020-03", "2021-01-01")),
    }
)


@st.composite
def files(draw: st.DrawFn) -> tuple[dict[str, Block], dict[str, Block]]:
    """The source files of a dossier, with drafts anywhere in them; and the same files without drafts."""
    whole: dict[str, Block] = {}
    bare: dict[str, Block] = {}
    for name in ("a", "b", "c")[: draw(st.integers(1, 3))]:
        reviewed = draw(st.lists(_entries, max_size=4))
        drafts = draw(st.lists(_entries, max_size=3))
        claims = [
            one | {"quote": f"{name} says {number}", "id": f"A{number}"}
            for number, one in enumerate(reviewed)
        ]
        how = st.sampled_from((True, RULES, MODEL)).map(copy.deepcopy)
        proposed = [
            one | {"quote": f"{name} may say {number}", "draft": draw(how)}
            for number, one in enumerate(drafts)
        ]
        fresh = draw(st.lists(st.sampled_from(FRESH), unique=True)) if proposed else []
        for one, party in zip(proposed, fresh, strict=False):
            one["to"] = [*one["to"], party]
        fresh = fresh[: len(proposed)]
        for one in claims[1:]:
            if draw(st.booleans()):
                one["responds_to"] = "A0"
        for one in proposed:
            if claims and draw(st.booleans()):
                one["responds_to"] = "A0"
        known = tuple(entity(party) for party in NAMES if party != "Acme")
        bare[name] = story(f"Story {name}", *copy.deepcopy(claims), entities=known)
        theirs = [entity(party, "group" if party.islower() else "company") for party in fresh]
        for one in theirs:
            if one["name"] == "Acme Group" and draw(st.booleans()):
                one["part_of"] = "Bank"
        only = not claims and proposed
        terms = {"data": {"odd things": {"exact": "pd:Financial"}}} if only else {}
        mixed = [*claims]
        for one in proposed:
            mixed.insert(draw(st.integers(0, len(mixed))), one)
        whole[name] = story(
            f"Story {name}", *mixed, entities=(*known, *theirs), terms={"data": terms.get("data", {})}
        )
        if only:
            bare[name]["entities"] = []
        elif proposed:
            used = {party for one in claims for party in (one["speaker"], *one["from"], *one["to"])}
            offered = {party for one in proposed for party in (one["speaker"], *one["from"], *one["to"])}
            ties = {one["part_of"] for one in theirs if "part_of" in one}
            gone = (offered | ties) - used
            bare[name]["entities"] = [one for one in bare[name]["entities"] if one["name"] not in gone]
    return whole, bare


@given(files())
@settings(max_examples=40, deadline=None)
def test_whatever_is_drafted_all_else_is_the_same_byte_for_byte(tmp_path_factory, made):
    whole, bare = made
    base = tmp_path_factory.mktemp("drafts")
    with_them, without = write(base / "x" / "d", **whole), write(base / "y" / "d", **bare)
    read_whole, read_bare = read_dossier([with_them]), read_dossier([without])
    assert read_bare.dossier is not None
    assert read_whole.dossier is not None, [str(one) for one in read_whole.problems]
    assert text(read_whole.dossier) == text(read_bare.dossier)
    everything = load([with_them], drafts=True)
    assert everything.claims == read_bare.dossier.claims
    assert statuses_of([report(everything)]) == statuses_of([report(read_bare.dossier)])
    assert back(everything) == everything
    assert text(everything) == "".join(Streaming([with_them], drafts=True).blocks())
    assert without_drafts(everything).claims == read_bare.dossier.claims


# ------------------------------------------------------------ values made up


def made_drafts(draw: st.DrawFn, dossier: Dossier) -> Dossier:
    """The dossier with drafts that repeat some of its claims and non-answers."""
    how = st.builds(
        Drafted,
        *(st.none() | texts for _ in range(3)),
        confidence=st.none() | st.floats(0, 1),
        reason=st.none() | texts,
        model=st.none() | texts,
        prompt=st.none() | texts,
    )
    sources = []
    for source in dossier.sources:
        spoken = (*source.claims, *source.non_answers)
        chosen = (
            draw(st.lists(st.sampled_from(spoken), max_size=3, unique_by=lambda one: one.iri))
            if spoken
            else []
        )
        drafts = [replace(one, iri=one.iri.replace("claim/", "draft/"), draft=draw(how)) for one in chosen]
        if len(drafts) > 1:
            drafts[1] = replace(drafts[1], responds_to=(drafts[0].iri,))
        sources.append(replace(source, drafts=tuple(drafts)))
    return replace(dossier, sources=tuple(sources))


@st.composite
def with_drafts(draw: st.DrawFn) -> Dossier:
    return made_drafts(draw, draw(dossiers()))


def bare(dossier: Dossier) -> Dossier:
    return replace(dossier, sources=tuple(replace(one, drafts=()) for one in dossier.sources))


@given(with_drafts())
@settings(max_examples=60, deadline=None)
def test_drafts_are_read_back_as_they_were_written(dossier):
    assert back(dossier) == dossier


@given(with_drafts())
@settings(max_examples=25, deadline=None)
def test_a_graph_with_drafts_holds_that_without_them_and_types_no_draft_as_a_claim(dossier):
    quads = set(ox.parse(text(dossier), format=ox.RdfFormat.TRIG))
    reviewed = set(ox.parse(text(bare(dossier)), format=ox.RdfFormat.TRIG))
    assert reviewed <= quads
    fc = "https://w3id.org/flowclaims/ns#"
    says = {
        ox.NamedNode(fc + one)
        for one in ("stance", "speaker", "about", "respondsTo", "deniesClaim", "supersedes")
    }
    for quad in quads - reviewed:
        assert quad.predicate not in says
        assert quad.object != ox.NamedNode(fc + "Claim")
    drafts = {quad.subject for quad in quads if quad.object == ox.NamedNode(fc + "Draft")}
    assert len(drafts) == len(dossier.drafts)


@given(with_drafts())
@settings(max_examples=12, deadline=None)
def test_every_question_but_those_for_drafts_has_the_same_answer_with_and_without_them(dossier):
    answers = []
    for one in (dossier, bare(dossier)):
        with open_store() as store:
            store.load(trig(one))
            answers.append(
                {
                    question.name: ask(store, question)
                    for question in questions()
                    if not (question.shows_drafts or any(one.required for one in question.parameters))
                }
            )
    assert answers[0] == answers[1]


@given(with_drafts(), partial_dates)
@settings(max_examples=25, deadline=None)
def test_statuses_and_differences_take_no_notice_of_drafts(dossier, day):
    assert statuses_of([report(dossier)]) == statuses_of([report(bare(dossier))])
    assert latest(dossier) == latest(bare(dossier))
    assert not diff(bare(dossier), without_drafts(dossier)).changes or dossier.drafts
    known = known_by(dossier, day.last_day)
    assert all(one.said_on is None or one.said_on.last_day <= day.last_day for one in known.drafts)
    assert known.claims == known_by(bare(dossier), day.last_day).claims


@given(with_drafts(), st.sampled_from(("edges", "claims")))
@settings(max_examples=25, deadline=None)
def test_a_network_holds_the_one_without_drafts_and_tags_what_is_more(dossier, shape):
    less, more = to_networkx(bare(dossier), shape), to_networkx(dossier, shape)
    untagged = {
        (start, end, key): {name: value for name, value in told.items() if name != "draft"}
        for start, end, key, told in more.edges(keys=True, data=True)
        if not told.get("draft")
    }
    assert untagged == {(a, b, key): told for a, b, key, told in less.edges(keys=True, data=True)}
    assert not any("draft" in told for *_, told in less.edges(data=True))
    tags = [told.get("draft") for *_, told in more.edges(data=True)]
    assert all(isinstance(one, bool) for one in tags) or not dossier.drafts
    read_back = read_graphml(graphml(more).data)
    assert sorted(map(str, (told.get("draft") for *_, told in read_back.edges(data=True)))) == sorted(
        map(str, tags)
    )


# ------------------------------------------------------------ told


def test_an_explanation_tells_drafts_apart_below_everything(folder):
    told = as_text(explain(load([folder], drafts=True), ["Acme"]))
    above, mark, below = told.partition(f"{EXPLAINED_APART}:")
    assert mark
    assert "Acme never sold it" in below
    assert "found by rules 0.1.0, confidence 0.71: sold (sell); never (denied)" in below
    assert "Zeta" not in told
    assert as_text(explain(load([folder]), ["Acme"])).startswith(above.rstrip())


def test_an_explanation_in_json_has_drafts_only_where_there_are_any(folder):
    whole = json.loads(as_json(explain(load([folder], drafts=True), ["Acme", "AdCo"])))
    (draft,) = whole.pop("drafts")
    assert draft["draft"]["confidence"] == 0.71
    assert draft["iri"].rpartition("/")[0].endswith("/draft")
    assert whole == json.loads(as_json(explain(load([folder]), ["Acme", "AdCo"])))


def test_an_edge_of_a_draft_has_no_status_and_says_that_it_is_one(folder):
    edges = [told for *_, told in to_networkx(load([folder], drafts=True)).edges(data=True)]
    tagged = [told for told in edges if told["draft"]]
    assert len(edges) == 3
    assert len(tagged) == 2
    assert all(one["status"] == "" and one["kind"] == "draft" for one in tagged)
    assert all(one["label"].startswith("Draft, not reviewed: ") for one in tagged)


def test_validation_counts_drafts_apart(folder, plain):
    found = validate([folder])
    assert (found.claims, found.non_answers, found.drafts) == (1, 0, 3)
    assert [one for one in found.problems if one.level is not Level.NOTE] == []
    assert validate([plain]).drafts == 0


def run(*words: str | Path) -> str:
    result = CliRunner().invoke(app, list(map(str, words)))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_commands_leave_drafts_out_unless_they_are_asked_for(folder, plain):
    assert run("validate", folder).endswith(
        "in 1 source: 1 claim; and 3 drafts (no part of the graph: review them, or build --with-drafts)\n"
    )
    for words in (["status"], ["explain", "Acme", "-d"], ["query", "edges", "-d"], ["query", "drafts", "-d"]):
        assert run(*words, folder) == run(*words, plain)
    assert STATED_APART in run("status", folder, "--with-drafts")
    assert EXPLAINED_APART in run("explain", "Acme", "--with-drafts", "-d", folder)
    assert run("query", "drafts", "--with-drafts", "-f", "csv", "-d", folder).count("\n") == 4
    assert run("query", "edges", "--with-drafts", "-d", folder) == run("query", "edges", "-d", plain)
    assert run("query", "edges-with-drafts", "--with-drafts", "-d", folder).count("draft ") == 3
    assert run("status", folder, "--with-drafts", "-f", "json") == run("status", plain, "-f", "json")
    assert run("diff", folder, plain) == run("diff", plain, plain)


def test_a_graph_built_with_drafts_shows_them_only_where_they_are_asked_for(folder, plain, tmp_path):
    run("build", folder, "--with-drafts", "-o", tmp_path / "with.trig")
    run("build", plain, "-o", tmp_path / "without.trig")
    run("build", folder, "-o", tmp_path / "left-out.trig")
    assert (tmp_path / "left-out.trig").read_bytes() == (tmp_path / "without.trig").read_bytes()
    built = [tmp_path / "with.trig"]
    (dossier,) = open_all(built, drafts=True)
    assert dossier == load([folder], drafts=True)
    assert open_all(built) == [load([plain])]
    assert list(trig_of(built, drafts=True)) == built
    (blocks,) = trig_of(built)
    assert not isinstance(blocks, Path)
    assert "".join(blocks) == text(load([plain]))
    found = run("query", "drafts", "-f", "csv", "-d", built[0])
    assert found.count("\n") == 1


def test_a_named_question_tells_where_a_draft_came_from(folder):
    with open_store() as store:
        store.load(trig(load([folder], drafts=True)))
        (question,) = [one for one in questions() if one.name == "drafts"]
        found = ask(store, question)
    assert isinstance(found, Table)
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    assert [None if row["extractor"] is None else str(row["extractor"].value) for row in rows] == [
        "rules",
        "llm",
        None,
    ]


def names_in(dossier: Dossier) -> set[LocalName]:
    return {one.iri for one in (*dossier.parties, *dossier.phrases)}


def test_what_drafts_alone_name_is_in_the_graph_with_them_only(folder):
    more = names_in(load([folder], drafts=True)) - names_in(load([folder]))
    assert more == {"party/zeta", "party/broker", "data/logs"} | {
        one for one in more if one.endswith("/party/brokers")
    }
    assert len(more) == 4
