"""The report reads in order and nothing in it acts; schema.org gets claims with authors, and no verdict."""

import json
import re
from pathlib import Path

import pytest
import rdflib
from conftest import answered, denial_of, dossier, group, party, related, said, source
from hypothesis import given, settings
from markdown_it import MarkdownIt
from readers import SCHEMA, markdown, schema
from strategies import dossiers, texts

from graph.claims import NonAnswerKind, PartyType, Stance
from graph.formats.markup import markdown_line, markdown_text
from graph.reading.dossiers import load
from graph.telling.plain import visible
from viz.content.selection import Selection
from viz.exports.exporting import export

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def seed():
    return load([ROOT / "cases" / "facebook-banks-2018"])


@pytest.fixture(scope="module")
def report(seed):
    return export(seed, "md").data.decode()


def headings(text):
    return [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]


def test_the_report_goes_party_by_party_between_legend_and_sources(report):
    found = headings(report)
    assert found[:2] == ["How to read this", "Parties that said nothing"]
    assert found[-2:] == ["Remarks", "Sources"]
    parties = found[2:-2]
    assert parties == sorted(parties, key=str.casefold)
    assert {"Citigroup (company)", "banks (not named one by one)", "Facebook (company)"} <= set(parties)


def section(report, heading):
    return report.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_silent_parties_are_named_and_who_gave_a_non_answer_is_not_silent(report):
    assert section(report, "Parties that said nothing").splitlines()[-2:] == [
        "- U.S. Bancorp",
        "- Wells Fargo",
    ]
    citigroup = section(report, "Citigroup (company)")
    assert "**\\[n1\\]** – Citigroup (via AFP) responds to" in citigroup
    assert "denies" not in citigroup.partition("Named in:")[0]


def test_a_statement_stands_in_full_once_with_its_words_its_status_and_who_answered(report):
    journal = section(report, "The Wall Street Journal (media)")
    assert report.count("**\\[1\\]**") == 1
    assert "> “Facebook has approached multiple large banks to access" in journal
    assert "- Status (plain reading, own words only, as of 2018-08-07): partly answered: 4 denied" in journal
    assert "Facebook (via CNNMoney) denies it" in journal
    (answered_by,) = re.findall(r"^- answered by (.*)$", journal.partition("**\\[2\\]**")[0], re.MULTILINE)
    assert "\\[12\\]" in answered_by.split(", ")


def test_what_a_status_rests_on_is_cited_even_where_a_filter_leaves_it_out(seed):
    only = Selection(stances=frozenset({str(Stance.ALLEGED)}))
    filtered = export(seed, "md", selection=only).data.decode()
    assert "Facebook (via CNNMoney) denies it, hedged with “actively”" in filtered
    assert "\\[10, left out\\]" in filtered and "**\\[10\\]**" not in filtered
    assert "\\[12, left out\\]" in filtered


@given(dossiers())
@settings(max_examples=30)
def test_every_report_holds_each_statement_once_and_nothing_acts_in_it(made):
    found = markdown(export(made, "md").data)
    assert len(found.statements) == len(made.claims) + len(made.non_answers)


@given(texts)
def test_text_in_markdown_is_read_as_it_is(text):
    wanted = visible(text)
    for written in (markdown_line(text), f"a {markdown_text(text)} b", f"> “{markdown_text(text)}”"):
        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written)
        inline = [child for one in tokens for child in one.children or ()]
        assert {one.type for one in inline} <= {"text", "text_special"}
        read = "".join(one.content for one in inline)
        assert wanted in read or not wanted.strip()


@pytest.mark.parametrize(
    "opening", ["# a", "- a", "+ a", "1. a", "12) a", "> a", "=== ", "---", "* * *", "    a"]
)
def test_a_text_that_begins_like_a_block_begins_none(opening):
    kinds = [one.type for one in MarkdownIt("commonmark").parse(f"before\n\n{markdown_line(opening)}")]
    assert kinds == ["paragraph_open", "inline", "paragraph_close"] * 2


def test_a_bare_address_is_no_link_where_others_would_make_one():
    written = markdown_text("see https://evil.example and WWW.evil.example")
    assert "https\\://" in written and "WWW\\.evil" in written


# ------------------------------------------------------------ schema.org


def test_every_claim_has_its_author_its_work_and_its_words(seed):
    graph = rdflib.Graph().parse(data=export(seed, "schema").data, format="json-ld")
    found = list(
        graph.query(
            """
            PREFIX schema: <https://schema.org/>
            SELECT ?claim ?who ?work ?quote ?day ?stance WHERE {
              ?claim a schema:Claim ; schema:author/schema:name ?who ; schema:appearance ?source ;
                schema:citation [ a schema:Quotation ; schema:text ?quote ; schema:isPartOf ?source ] ;
                schema:dateCreated ?day ; schema:keywords/schema:name ?stance .
              ?source a schema:CreativeWork ; schema:name ?work .
            }
            """
        )
    )
    assert {str(one.claim).rpartition("/id/")[2] for one in found} == {one.iri for one in seed.claims}
    assert {str(one.quote) for one in found} == {one.evidence.quote for one in seed.claims}
    assert {str(one.day) for one in found} == {"2018-08-07"}
    assert {str(one.stance) for one in found} == {"alleged", "denied", "confirmed"}
    assert {str(one.work) for one in found} == {seed.sources[0].title}


def test_nothing_rates_and_nothing_is_said_to_have_happened(seed):
    data = export(seed, "schema").data
    graph = rdflib.Graph().parse(data=data, format="json-ld")
    kinds = {str(one).removeprefix(SCHEMA) for one in graph.objects(predicate=rdflib.RDF.type)}
    assert not [one for one in kinds if "Review" in one or "Rating" in one or "Action" in one]
    assert json.loads(data)["@context"] == {"@vocab": "https://schema.org/"}
    assert export(seed, "schema").lost[0] == "statuses: schema.org has ratings of truth only"


def test_an_answer_is_a_comment_on_the_claim_that_it_answers():
    alleged = said(Stance.ALLEGED, from_="Bank", to="Acme", said_on="2018-08", iri="claim/1")
    denial = denial_of(alleged, by="Acme", iri="claim/2")
    silent = answered(NonAnswerKind.SILENT, "Bank", alleged)
    made = dossier(source(alleged, denial, silent))
    graph = rdflib.Graph().parse(data=export(made, "schema").data, format="json-ld")
    answers = {str(one).rpartition("/id/")[2] for one in graph.subjects(SCHEMA.parentItem)}
    assert answers == {"claim/2", silent.iri}
    (claim,) = graph.objects(predicate=SCHEMA.parentItem, unique=True)
    assert str(next(graph.objects(claim, SCHEMA.dateCreated))) == "2018-08"
    kinds = set(graph.objects(next(graph.subjects(SCHEMA.keywords)), rdflib.RDF.type))
    assert kinds <= {SCHEMA.Claim, SCHEMA.Comment}


def test_parties_are_what_they_are_and_a_class_of_them_is_a_thing():
    parties = [*(party(str(one), one) for one in PartyType), group("banks")]
    graph = rdflib.Graph().parse(data=export(dossier(parties=parties), "schema").data, format="json-ld")
    kinds = {
        str(name): str(graph.value(one, rdflib.RDF.type)).removeprefix(SCHEMA)
        for one, name in graph.subject_objects(SCHEMA.name)
    }
    assert kinds["person"] == "Person" and kinds["ngo"] == "NGO" and kinds["media"] == "NewsMediaOrganization"
    assert kinds["banks"] == kinds["group"] == "Thing"


def test_what_schema_org_has_no_place_for_is_told():
    made = dossier(source(said(Stance.ALLEGED, data="names"), related("owner", "Bank", "Acme")))
    lost = export(made, "schema").lost
    assert "in the sentences only: the act of 1, the data of 1 of 1 claim" in lost
    assert "1 relation left out" in lost


@given(dossiers())
@settings(max_examples=20)
def test_every_dossier_is_read_as_schema_org(made):
    assert len(schema(export(made, "schema").data).statements) == len(made.claims) + len(made.non_answers)
