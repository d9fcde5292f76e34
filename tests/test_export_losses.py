"""What a format cannot hold is told: all that is at hand, unless the format says that it holds it."""

import re
from dataclasses import fields, replace

import pytest
from conftest import answered, denial_of, dossier, group, party, related, said, source

from graph.claims import (
    Act,
    Claim,
    Evidence,
    EvidenceKind,
    Flow,
    Modality,
    NonAnswer,
    NonAnswerKind,
    NotClaim,
    Party,
    Reported,
    Slot,
    Source,
    Stance,
    Tense,
    Voice,
)
from graph.formats import schema_org
from graph.formats.holding import ALL, NOT_IN_THE_TABLE, TABLE, Has, dropped
from viz.content.content import RETOLD
from viz.exports import dot, mermaid, networks, report, spreadsheets
from viz.exports.exporting import export

HOLDING = (dot, mermaid, networks, report, schema_org, spreadsheets)
FULL = said(
    Stance.ALLEGED,
    from_="Bank",
    to="Acme",
    act=Act.SHARE,
    data="names",
    purpose="ads",
    subjects="customers",
    except_=(Flow(act=Act.SELL),),
    exclusive=(Slot.PURPOSE,),
    id="A1",
    spokesperson="Ann",
    via="Wire",
    said_on="2018-08",
    period_from="2014",
    tense=Tense.EVER,
    voice=Voice.PASSIVE,
    modality=Modality.CONDITIONAL,
    hedges=("actively",),
    evidence_kind=EvidenceKind.DOCUMENT,
    note="seen",
    reported=Reported.INDIRECT,
    evidence=Evidence("we never", None, (3, 11), False),
)
FIELDS = sorted(
    f"{kind.__name__}.{one.name}"
    for kind in (Claim, NonAnswer, Evidence, Source, Party)
    for one in fields(kind)
)


def full():
    """A dossier that has something in every row of the table."""
    denial = denial_of(FULL, by="Bank", iri="claim/2")
    later = said(Stance.DENIED, "Bank", from_="Bank", supersedes=("claim/2",), responds_to=(FULL.iri,))
    pointed = said(Stance.CONFIRMED, "Bank", from_="Bank", evidence=Evidence(None, "row 7"))
    story = source(
        *(FULL, denial, later, pointed, answered(NonAnswerKind.DECLINED, "Acme", FULL, note="b")),
        related("owner", "Bank", "Acme"),
        url="https://a.example/",
        archived="https://b.example/",
        language="en",
    )
    story = replace(story, not_claims=(NotClaim("x", story.iri, Evidence("opinion"), "opinion"),))
    ids = (("wikidata", "Q1"), ("lei", "1"))
    bank = party("Bank", aliases=("B",), ids=ids, operated_by=("party/acme",), member_of=("party/banks",))
    return dossier(story, parties=[bank, group("banks", members=("party/bank",))])


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_stands_in_the_table_or_is_told_by_every_format(field):
    told = {name for row in TABLE.values() for name in row.fields}
    assert (field in told) != (field in NOT_IN_THE_TABLE)


def test_the_table_names_only_fields_that_there_are_and_has_every_row_in_order():
    assert {name for row in TABLE.values() for name in row.fields} | NOT_IN_THE_TABLE == set(FIELDS)
    assert list(TABLE) == list(Has)


def test_a_format_that_says_nothing_of_what_it_holds_drops_everything_counted():
    (lost,) = dropped(full(), None, frozenset())
    assert lost == (
        "dropped 1 date, 4 quotes, 1 pointer into a register, 1 source, 2 notes, 1 id in a source file, "
        "1 relation, "
        "1 passage that is no claim, 1 other name of a party, 1 id of a party in Wikidata, "
        "1 id of a party elsewhere, 1 operator of a party, 1 tie between parties, "
        "holder of 3 statements, recipient of 1, act of 3, data of 1, purpose of 1, "
        "people concerned of 1, exceptions of 1, “only” of 1, period of 1, tense of 1, "
        "passive voice of 1, modality of 1, hedges of 1, evidence kind of 1, "
        "spokesperson of 1, relaying outlet of 1, answered claims of 2, "
        "denied claims of 1, superseded claims of 1"
    )
    assert dropped(full(), None, ALL) == ()


@pytest.mark.parametrize("has", Has)
def test_each_row_counts_something_and_is_told_by_itself(has):
    (lost,) = dropped(full(), None, ALL - {has})
    assert re.fullmatch(r"dropped (.+ of )?[1-4]( .+)?", lost)
    (elsewhere,) = dropped(full(), None, ALL - {has}, {has})
    assert elsewhere == lost.replace("dropped", "in the sentences only:")


def test_what_goes_with_a_quote_or_a_source_is_told_only_where_that_is_held():
    within = {Has.QUOTES, Has.UNCHECKED, Has.OFFSETS, Has.SOURCES, Has.ARCHIVED}
    assert dropped(full(), None, ALL - within) == ("dropped 4 quotes, 1 source",)
    (lost,) = dropped(full(), None, ALL - within | {Has.QUOTES, Has.SOURCES})
    assert lost == "dropped 4 marks “quote not checked”, 1 place of a quote in its text, 1 archived address"


def test_the_numbers_have_their_plurals_and_dates_count_once():
    made = dossier(
        source(
            *(said(Stance.ALLEGED, data="names", said_on=day, quote=day) for day in ("2018", "2019")),
            answered(NonAnswerKind.SILENT, "Acme", said_on="2019"),
        )
    )
    only = ALL - {Has.DATES, Has.QUOTES, Has.DATA}
    assert dropped(made, None, only) == ("dropped 2 dates, 3 quotes, data of 2 statements",)


def test_only_what_is_handed_over_is_counted():
    other = said(Stance.ALLEGED, from_="Shop", data="dates", said_on="2019", quote="q")
    made = dossier(source(FULL), source(other, iri="source/s2"), parties=[party("Shop", aliases=("S",))])
    rest = ALL - {Has.DATES, Has.QUOTES, Has.SOURCES, Has.ALIASES}
    assert dropped(made, None, rest) == ("dropped 2 dates, 2 quotes, 2 sources, 1 other name of a party",)
    assert dropped(made, {FULL.iri}, rest) == ("dropped 1 date, 1 quote, 1 source",)


@pytest.mark.parametrize("module", HOLDING, ids=lambda one: one.__name__.rpartition(".")[2])
def test_what_a_format_holds_is_not_told_and_the_rest_is(module):
    names = {dot: "dot", mermaid: "mermaid", networks: "json", report: "md", spreadsheets: "xlsx"}
    lost = export(full(), names.get(module, "schema")).lost
    aside = getattr(module, "IN_SENTENCES", frozenset())
    assert set(dropped(full(), None, module.HOLDS, aside)) <= set(lost)
    assert any("dropped" in one for one in lost)


def shown(data):
    return data.decode().replace("\\n", " ").replace("\\l", " ")


def test_what_dot_says_that_it_holds_stands_in_it():
    text = shown(export(full(), "dot").data)
    for words in ("we never", "quote not checked", RETOLD, "row 7", "A story", "Ann", "Wire"):
        assert words in text, words
    lost = " ".join(export(full(), "dot").lost)
    for words in ("1 relation", "1 passage that is no claim", "2 notes", "hedges of 1", "tense of 1"):
        assert words in lost, words


def test_of_a_long_list_dot_keeps_remarks_and_sources_in_comments():
    claims = [said(Stance.ALLEGED, from_="Bank", to="Acme", quote=f"words {one}") for one in range(41)]
    text = export(dossier(source(*claims, title="The story")), "dot").data.decode()
    assert "// (A) “The story”" in text.replace("\u2068", "").replace("\u2069", "")


def test_what_the_report_says_that_it_holds_stands_in_it():
    text = export(full(), "md").data.decode()
    words = ("names", "ads", "customers", "sell", "only", "in the passive voice", "actively", "2014", "Ann")
    for one in (*words, "Wire", "August 2018", "characters 3-11", "row 7", "seen", "supersedes", "b.example"):
        assert one in text, one


def test_the_sentences_hold_what_schema_org_says_that_they_hold():
    text = export(full(), "schema").data.decode()
    words = ("Bank", "Acme", "names", "ads", "customers", "sell", "only", "in the passive voice", "actively")
    for one in (*words, "2014", "in the outlet's words"):
        assert one in text, one
    lost = " ".join(export(full(), "schema").lost)
    dropped_by_it = ("1 passage", "1 pointer", "1 place of a quote", "4 marks “quote not checked”", "2 notes")
    for one in (*dropped_by_it, "superseded claims of 1", "tense of 1"):
        assert one in lost, one
