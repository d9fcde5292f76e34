import re
from dataclasses import replace

import pyoxigraph as ox
import pytest
from conftest import dossier, group, party, said, source
from hypothesis import given, settings
from rdflib import Dataset
from strategies import HOSTILE, dossiers
from written import ROOT, asked, document, entity, story, whole

from graph.claims import Evidence, PartyKind, Phrase, Said, Slot, Stance
from graph.opening import Streaming
from graph.rdf.triples import trig
from graph.rdf.turtle import link, ref, text
from graph.reading.dossiers import load
from graph.vocabulary import BASE, FC_NS, PREFIXES, ontology_files

CASES = sorted(path for path in (ROOT / "cases").iterdir() if path.is_dir())
#: In place of a party, "many": what fc:within leads to is no party's statement.
EXISTING = frozenset(
    quad.subject.value for quad in ox.parse(path=str(ontology_files()[0]), format=ox.RdfFormat.TURTLE)
    if isinstance(quad.subject, ox.NamedNode)
)  # fmt: skip


def quads(text: str) -> set[ox.Quad]:
    found = list(ox.parse(text, format=ox.RdfFormat.TRIG))
    assert len(found) > 1
    return set(found)


def terms(text: str) -> set[str]:
    """Every IRI of our vocabulary in a document."""
    nodes = {
        node for quad in quads(text) for node in (quad.subject, quad.predicate, quad.object, quad.graph_name)
    }
    return {node.value for node in nodes if isinstance(node, ox.NamedNode) and node.value.startswith(FC_NS)}


@given(dossiers())
def test_every_node_has_an_iri_and_every_term_of_ours_is_in_the_vocabulary(dossier):
    written = document(dossier)
    found = quads(written)
    for quad in found:
        assert not any(isinstance(node, ox.BlankNode) for node in quad)
    graphs = {f"{FC_NS}inferred-within"}
    assert terms(written) - graphs <= EXISTING


@given(dossiers())
def test_the_same_dossier_gives_the_same_bytes(dossier):
    assert document(dossier) == document(dossier)


@given(dossiers(sources=2, statements=2))
@settings(max_examples=15)
def test_two_parsers_read_the_same_quads(dossier):
    written = document(dossier)
    expected = {
        (str(quad.subject), str(quad.predicate), str(quad.object), str(quad.graph_name))
        for quad in quads(written)
    }
    again = Dataset().parse(data=written, format="trig").serialize(format="nquads")
    found = {
        (str(quad.subject), str(quad.predicate), str(quad.object), str(quad.graph_name))
        for quad in ox.parse(again, format=ox.RdfFormat.N_QUADS)
    }
    assert found == expected


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_shipped_dossiers_use_no_term_that_the_vocabulary_lacks(case):
    assert terms(document(load([case]))) - {f"{FC_NS}inferred-within"} <= EXISTING


@given(dossiers())
def test_every_claim_is_in_the_graph_of_its_source_and_no_flow_is_asserted(dossier):
    parties = {f"{BASE}{party.iri}" for party in dossier.parties}
    relations = {
        "operatedBy",
        "memberOf",
        "processorFor",
        "hasMember",
        "candidateMember",
        "thirdPartyTo",
        "within",
    }
    for quad in quads(document(dossier)):
        if quad.predicate.value == f"{FC_NS}inSource":
            assert quad.object == quad.graph_name
        if (
            quad.subject.value in parties
            and isinstance(quad.object, ox.NamedNode)
            and quad.object.value in parties
        ):
            # the only statements between two parties are of their structure, never of a flow
            assert quad.predicate.value.rpartition("#")[2] in relations | {"subOrganizationOf"}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_and_quotes_come_out_as_they_are_and_do_nothing(hostile):
    name = f"x{hostile}"
    claim = said(
        Stance.ALLEGED,
        by=name,
        to=name,
        data=name,
        quote=hostile,
        note=hostile,
        hedges=(hostile,),
        id=hostile,
    )
    made = dossier(source(claim, title=hostile, url="https://a.example/" + "é<>\"'"), parties=[party(name)])
    found = quads(document(made))
    literals = {quad.object.value for quad in found if isinstance(quad.object, ox.Literal)}
    assert {hostile, name} <= literals
    plain = dossier(
        source(
            said(Stance.ALLEGED, by="N", to="N", data="N", quote="q", note="n", hedges=("h",), id="i"),
            title="t",
            url="https://a.example/",
        ),
        parties=[party("N")],
    )
    assert len(found) == len(quads(document(plain)))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_string_is_written_as_one_line_of_turtle(hostile):
    written = text(hostile)
    assert "\n" not in written
    [quad] = ox.parse(f"<x:s> <x:p> {written} .", format=ox.RdfFormat.TURTLE)
    assert quad.object.value == hostile
    [quad] = ox.parse(
        f"@prefix xsd: <{PREFIXES['xsd']}> . <x:s> <x:p> {link(hostile)} .", format=ox.RdfFormat.TURTLE
    )
    assert quad.object.value == hostile


def test_a_concept_is_written_with_its_prefix_and_all_else_below_the_base():
    assert ref("pd:Financial") == "pd:Financial"
    assert ref("party/acme") == "<party/acme>"


def test_another_base_changes_every_iri_and_no_hash(tmp_path):
    made = whole(tmp_path, a=story("A", asked(data="x", from_="Courier")))
    ours, theirs = document(made), "".join(trig(made, "https://example.org/"))
    assert theirs == ours.replace(f"@base <{BASE}>", "@base <https://example.org/>")
    assert not any(BASE in str(quad) for quad in quads(theirs))


def test_a_changed_source_changes_no_other_graph_of_a_source(tmp_path):
    def by_graph(*claims):
        made = whole(tmp_path / "d", a=story("A", asked()), b=story("B", *claims))
        found: dict[str, set[str]] = {}
        for quad in quads(document(made)):
            found.setdefault(str(quad.graph_name), set()).add(str(quad.triple))
        return found

    before, after = by_graph(asked()), by_graph(asked(), asked(quote="more", tense="past"))
    changed = {graph for graph in before | after if before.get(graph) != after.get(graph)}
    sources = {graph for graph in changed if "/view/" not in graph}
    assert len(sources) == 1  # and what is derived of it


def test_each_value_lies_within_all_that_is_above_it(tmp_path):
    terms = {"data": {"card data": {"broader": "money"}, "money": {"broader": "pd:Transaction"}}}
    group = entity("lenders", "group", kind="class")
    bank, app = entity("Bank", member_of="lenders"), entity("App", "service", operated_by="Bank")
    made = whole(
        tmp_path, a=story("A", asked(data="card data", to="App"), terms=terms, entities=(group, bank, app))
    )
    within: dict[str, set[str]] = {}
    for quad in quads(document(made)):
        if quad.predicate.value == f"{FC_NS}within":
            within.setdefault(quad.subject.value, set()).add(quad.object.value)
    assert {f"{BASE}data/money", f"{PREFIXES['pd']}Financial", f"{FC_NS}anyData"} <= within[
        f"{BASE}data/card-data"
    ]
    lenders = f"{BASE}{made.sources[0].iri}/party/lenders"
    assert within[f"{BASE}party/app"] == {
        f"{BASE}party/app",
        f"{BASE}party/bank",
        lenders,
        f"{FC_NS}anyParty",
    }
    assert within[lenders] == {lenders, f"{FC_NS}anyParty"}


def test_evidence_is_called_after_its_place_its_words_or_its_pointer():
    one = said(Stance.ALLEGED, evidence=Evidence("q", at=(3, 9)))
    two = said(Stance.ALLEGED, evidence=Evidence("q"), act="sell")
    three = said(Stance.ALLEGED, evidence=Evidence(pointer="row 7"), act="use")
    written = document(dossier(source(one, two, three)))
    assert re.findall(r"fc:evidence <source/s1#(\w+)=", written) == ["char", "quote", "pointer"]
    assert "oa:start 3 ;\n    oa:end 9" in written


def test_words_are_written_where_the_label_does_not_tell_them():
    cards = Phrase("data/cards", Slot.DATA, "cards", ("plastic",), exact="pd:Transaction")
    claim = said(Stance.ALLEGED)

    def words(*values: Said) -> list[str]:
        made = dossier(source(replace(claim, data=values)), phrases=[cards])
        return re.findall(r'fc:dataWords "(.*?)"', document(made))

    assert words(Said("pd:Transaction", "Transaction")) == []
    assert words(Said("pd:Transaction", "cards")) == ["cards"]
    assert words(Said("pd:Transaction", "Transaction"), Said("pd:Transaction", "cards")) == [
        "Transaction",
        "cards",
    ]
    assert words(Said("fc:anyData", "any data")) == ["any data"]


def test_a_class_says_how_it_is_meant():
    for kind in PartyKind:
        assert "fc:partyKind fc:" in document(dossier(parties=[group("they", kind)]))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_what_streams_is_what_the_whole_dossier_gives(case):
    assert "".join(Streaming([case]).blocks()) == document(load([case]))


def test_more_statements_than_are_put_in_order_say_the_same(tmp_path, monkeypatch):
    rows = "source,speaker,stance,to,pointer\nb,Acme,alleged,Acme,1\na,Courier,alleged,Acme,2\n"
    sources = {name: story(name, asked(), not_claims=[{"quote": "q", "why": "w"}]) for name in "ab"}
    expected = document(whole(tmp_path, **sources, claims_csv=rows))
    monkeypatch.setattr("graph.reading.dossiers.SORTED", 1)
    streamed = "".join(Streaming([tmp_path]).blocks())
    assert streamed != expected
    assert quads(streamed) == quads(expected)
