"""Answers as text: the standard formats as the standards say, and nothing hostile in any."""

import csv
import io
import json
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.asking.store import Table, Term, Triples
from graph.formats.tables import FORMATS, readable, render
from graph.problems import UsageError

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "</script><script>alert(1)</script>",
    "a | b",
    "line\nbreak",
    "\x1b[31mred",
    "\u202egnp.exe",
    "![x](https://evil.example/x.png)",
    "[a](javascript:alert(1))",
    '"quoted", and more',
    "\0",
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
TERMS: st.SearchStrategy[Term | None] = st.one_of(
    st.none(),
    TEXTS.map(ox.Literal),
    TEXTS.map(lambda text: ox.Literal(text, language="en")),
    st.integers().map(ox.Literal),
    st.sampled_from(["2018", "oops"]).map(
        lambda text: ox.Literal(text, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))
    ),
    st.sampled_from(["https://w3id.org/flowclaims/id/party/acme", "http://e/a b".replace(" ", "%20")]).map(
        ox.NamedNode
    ),
    st.just(ox.BlankNode("b1")),
)
TABLES = st.lists(st.tuples(TERMS, TERMS), max_size=5).map(lambda rows: Table(("a", "b"), tuple(rows)))


def one(text: str) -> Table:
    return Table(("words",), ((ox.Literal(text),),))


def test_each_format_writes_a_small_table() -> None:
    table = Table(
        ("party", "said", "on"),
        (
            (
                ox.NamedNode("https://w3id.org/flowclaims/id/party/acme"),
                ox.Literal("no", language="en"),
                None,
            ),
            (None, ox.Literal("a, b"), ox.Literal(3)),
        ),
    )
    assert render(table) == (
        "party        said   on\n──────────────────────\nparty/acme   no\n             a, b   3\n\n2 rows\n"
    )
    assert render(table, "csv") == (
        'party,said,on\r\nhttps://w3id.org/flowclaims/id/party/acme,no,\r\n,"a, b",3\r\n'
    )
    assert render(table, "tsv") == (
        '?party\t?said\t?on\n<https://w3id.org/flowclaims/id/party/acme>\t"no"@en\t\n\t"a, b"\t3\n'
    )
    assert render(table, "md") == (
        "| party | said | on |\n| --- | --- | --- |\n| party/acme | no |  |\n|  | a, b | 3 |\n"
    )
    assert json.loads(render(table, "json"))["results"]["bindings"][1] == {
        "said": {"type": "literal", "value": "a, b"},
        "on": {"type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
    }
    assert render(table, "xml").startswith(
        '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    )


@given(TABLES)
def test_json_and_tsv_hold_every_term(table: Table) -> None:
    for format, reader in (("json", ox.QueryResultsFormat.JSON), ("tsv", ox.QueryResultsFormat.TSV)):
        found = ox.parse_query_results(render(table, format), reader)
        assert isinstance(found, ox.QuerySolutions)
        assert tuple(variable.value for variable in found.variables) == table.columns
        if format == "json":  # in TSV an empty row of one column cannot be told from no row
            assert tuple(tuple(row) for row in found) == table.rows


@given(TABLES)
def test_xml_can_always_be_read(table: Table) -> None:
    root = ElementTree.fromstring(render(table, "xml"))
    assert len(root.findall(".//{http://www.w3.org/2005/sparql-results#}result")) == len(table.rows)


@given(TABLES)
def test_every_cell_of_csv_is_harmless_and_else_unchanged(table: Table) -> None:
    header, *rows = csv.reader(io.StringIO(render(table, "csv"), newline=""))
    assert tuple(header) == table.columns
    for row, terms in zip(rows, table.rows, strict=True):
        for cell, term in zip(row, terms, strict=True):
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
            value = "" if term is None else str(term) if isinstance(term, ox.BlankNode) else term.value  # type: ignore[union-attr]
            assert cell in (value, f"'{value}")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_inert_in_a_terminal_and_in_markdown(text: str) -> None:
    for format in ("table", "md"):
        written = render(one(text), format)
        assert all(character.isprintable() or character == "\n" for character in written)
        assert "\u202e" not in written
    markdown = render(one(text), "md")
    assert markdown.count("\n") == 3
    line = markdown.splitlines()[2].removeprefix("| ").removesuffix(" |")
    assert "<" not in line
    assert "](" not in line.replace("\\]", "")
    assert "|" not in line.replace("\\|", "")


def test_a_formula_gets_an_apostrophe() -> None:
    assert render(one("=1+1"), "csv") == "words\r\n'=1+1\r\n"
    assert render(one("\t=1"), "csv") == "words\r\n'\t=1\r\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_markup_of_the_table_library_is_obeyed(text: str) -> None:
    assert "[bold]x[/bold]" in render(one("[bold]x[/bold] :smile:"))
    assert ":smile:" in render(one("[bold]x[/bold] :smile:"))
    assert render(one(text)) == render(one(text))


def test_a_narrow_terminal_gets_a_block_per_row() -> None:
    table = Table(
        ("first", "second", "third"),
        ((ox.Literal("a"), None, ox.Literal("c")), (None, ox.Literal("b"), None)),
    )
    assert render(table, width=30) == " first  a\n third  c\n\nsecond  b\n\n2 rows\n"
    folded = render(Table(("a", "b", "c"), ((ox.Literal("word " * 30), None, None),)), width=40)
    assert max(map(len, folded.splitlines())) <= 40
    assert folded.count("word") == 30


def test_colour_comes_only_when_asked_for() -> None:
    assert "\x1b" not in render(one("x"))
    assert "\x1b[1m" in render(one("x"), width=80, colour=True)


def test_an_empty_answer_still_has_its_columns() -> None:
    empty = Table(("a", "b"), ())
    assert render(empty) == "a   b\n─────\n\n0 rows\n"
    assert render(empty, "csv") == "a,b\r\n"
    assert json.loads(render(empty, "json")) == {"head": {"vars": ["a", "b"]}, "results": {"bindings": []}}


def test_yes_and_no() -> None:
    assert [render(True), render(False, "md")] == ["yes\n", "no\n"]
    assert [render(True, "csv"), render(False, "tsv")] == ["true\n", "false\n"]
    assert json.loads(render(False, "json")) == {"head": {}, "boolean": False}
    assert "<boolean>true</boolean>" in render(True, "xml")


def test_triples_are_turtle() -> None:
    acme = ox.NamedNode("https://w3id.org/flowclaims/id/party/acme")
    triples = Triples(
        (ox.Triple(acme, ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), ox.Literal("Acme")),)
    )
    assert render(triples) == render(triples, "ttl")
    assert render(triples).endswith('rdfs:label "Acme" .\n')


def test_a_format_that_does_not_fit_is_refused_with_those_that_do() -> None:
    for format in FORMATS:
        if format != "ttl":
            with pytest.raises(UsageError, match=f"give triples, which do not go into {format}; use ttl"):
                render(Triples(()), format)
    with pytest.raises(
        UsageError,
        match="SELECT gives rows, which does not go into ttl; use table, csv, tsv, json, xml or md",
    ):
        render(one("x"), "ttl")
    with pytest.raises(UsageError, match="ASK gives yes or no, which does not go into ttl"):
        render(True, "ttl")
    with pytest.raises(
        UsageError, match="there is no format 'xlsx'; use table, csv, tsv, json, xml, md or ttl"
    ):
        render(one("x"), "xlsx")


def test_an_iri_is_shown_by_its_short_name() -> None:
    assert readable(ox.NamedNode("https://w3id.org/dpv/pd#Transaction")) == "pd:Transaction"
    assert readable(ox.NamedNode("https://elsewhere.example/x")) == "https://elsewhere.example/x"
    assert readable(ox.BlankNode("b")) == "_:b"
