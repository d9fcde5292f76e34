"""The report reads in order and nothing in it acts; schema.org gets claims with authors, and no verdict."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from conftest import answered, denial_of, dossier, group, party, related, said, source
from hypothesis import given, settings
from markdown_it import MarkdownIt
from readers import SCHEMA, markdown, schema
from strategies import dossiers, texts

from graph.claims import NonAnswerKind, Party, PartyKind, PartyType, Said, Stance
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


def test_third_parties_have_one_section_unless_a_claim_says_whose_they_are():
    third = group("third parties", PartyKind.THIRD_PARTIES)
    claim = said(Stance.ALLEGED, from_=["Bank", "Shop"], to="third parties")
    text = export(dossier(source(claim, denial_of(claim, by="Bank")), parties=[third]), "md").data.decode()
    assert [one for one in headings(text) if "third" in one] == ["third parties (not named one by one)"]
    assert section(text, "third parties (not named one by one)").count("\n- ") == 2
    theirs = Party("party/bank/third-parties", "third parties", PartyType.GROUP, PartyKind.THIRD_PARTIES,
                   relative_to="party/bank")  # fmt: skip
    named = replace(claim, to=(Said(theirs.iri, "its third parties"),))
    text = export(dossier(source(named), parties=[theirs]), "md").data.decode()
    assert [one for one in headings(text) if "third" in one] == [
        "third parties of Bank (not named one by one)"
    ]


def test_members_for_whom_a_group_stands_are_named_by_what_is_said_of_it():
    banks = group("the banks", PartyKind.DEFINITE, members=("party/bank", "party/shop"))
    claim = said(Stance.ALLEGED, from_="the banks", to="Acme")
    made = dossier(source(claim), parties=[banks, party("Bank"), party("Shop")])
    text = export(made, "md").data.decode()
    for name in ("Bank (company)", "Shop (company)", "the banks (not named one by one)"):
        assert "\\[1\\]" in section(text, name)


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
    assert lost == (
        "statuses: schema.org has ratings of truth only",
        "in the sentences only: act of 1 statement, data of 1",
        "dropped 1 mark “quote not checked”, 1 relation",
    )


def test_who_did_not_respond_is_the_author_of_nothing():
    alleged = said(Stance.ALLEGED, from_="Bank", to="Acme")
    silent = answered(NonAnswerKind.SILENT, "Bank", alleged, via="Wire", spokesperson="Ann")
    declined = answered(NonAnswerKind.DECLINED, "Acme", alleged)
    data = export(dossier(source(alleged, silent, declined)), "schema").data
    graph = rdflib.Graph().parse(data=data, format="json-ld")
    found = {str(one).rpartition("/id/")[2]: one for one in graph.subjects(SCHEMA.parentItem)}
    of = {
        (name, str(role).removeprefix(SCHEMA), str(end).rpartition("/")[2])
        for name, one in found.items()
        for role in (SCHEMA.author, SCHEMA.about, SCHEMA.contributor)
        for end in graph.objects(one, role)
    }
    assert of == {
        (silent.iri, "about", "bank"),
        (silent.iri, "about", "ann"),
        (silent.iri, "contributor", "wire"),
        (declined.iri, "author", "acme"),
    }


def test_the_language_of_a_source_is_cleaned_as_all_text_is():
    written = export(dossier(source(said(Stance.ALLEGED), language="en\x00\u202e")), "schema")
    (one,) = (each for each in json.loads(written.data)["@graph"] if each["@type"] == "CreativeWork")
    assert one["inLanguage"] == "en\\x00\\u202e"
    assert "2 characters that may not stand in RDF and XML, written as escapes" in written.lost


@given(dossiers())
@settings(max_examples=20)
def test_every_dossier_is_read_as_schema_org(made):
    assert len(schema(export(made, "schema").data).statements) == len(made.claims) + len(made.non_answers)
