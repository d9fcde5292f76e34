"""Spreadsheets hold what was said row by row, dates as dates, and nothing that computes or opens."""

import csv
import datetime
import io
import zipfile
from pathlib import Path

import pytest
from conftest import answered, denial_of, dossier, group, party, related, said, source
from hypothesis import given, settings
from readers import comma_separated, workbook, xlsx
from strategies import dossiers

from graph.claims import NonAnswerKind, Reported, Stance
from graph.reading.dossiers import load
from graph.status.report import report
from tests.test_tables import HOSTILE as FORMULAS
from viz.content.gathering import gather
from viz.exports.exporting import export
from viz.exports.spreadsheets import LONGEST
from viz.look import INK, LOOKS

ROOT = Path(__file__).parents[1]
SHEETS = ["claims", "flows", "parties", "sources", "legend", "about"]


@pytest.fixture(scope="module")
def seed():
    return load([ROOT / "cases" / "facebook-banks-2018"])


def rows(made, name, **more):
    """The rows of a sheet, by the titles of its columns."""
    sheet = workbook(export(made, "xlsx", **more).data)[name]
    titles, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in found]


def test_a_workbook_has_its_sheets_with_frozen_headers_and_filters(seed):
    book = workbook(export(seed, "xlsx").data)
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_each_statement_is_one_row_in_the_order_of_the_figures_numbers(seed):
    told = rows(seed, "claims")
    assert [one["number"] for one in told] == [*range(1, 16), "n1"]
    first, last = told[0], told[-1]
    assert first["stance"] == "? alleged"
    assert first["from"] == "Citigroup; JPMorgan Chase; U.S. Bancorp; Wells Fargo"
    assert first["status"] == "partly answered"
    assert first["left open"] == "checking account balances"
    assert (first["outlet"], first["quote checked"]) == ("outlet not named in the text", "no")
    assert last["stance"] == "– non-denial"
    assert (last["speaker"], last["via"], last["responds to"]) == ("Citigroup", "AFP", "[2]")
    assert {one["number"]: one["denies"] for one in told if one["denies"]} == {12: "[1]"}


def test_each_alleged_flow_is_one_row_with_its_status_and_who_answered(seed):
    told = rows(seed, "flows")
    flows = report(seed).flows
    assert [one["status"] for one in told] == [one.assessment.status.words for one in flows]
    assert [one["with the outlet’s words"] for one in told] == [
        one.assessment.status_all.words for one in flows
    ]
    first = told[0]
    assert first["sentence"].startswith("The Wall Street Journal alleges")
    assert first["answered by"].startswith("Facebook (via CNNMoney) denies it, hedged with “actively”")
    assert first["answered by"].endswith("[10]")
    assert told[1]["left open"] == "checking account balances"


def test_a_flow_is_told_as_what_somebody_alleges_of_it(seed):
    for one in rows(seed, "flows"):
        assert one["alleged by"] in one["sentence"] and "alleges" in one["sentence"]


def test_parties_and_sources_are_counted(seed):
    parties = {one["name"]: one for one in rows(seed, "parties")}
    assert len(parties) == len(seed.parties)
    assert parties["Citigroup"]["statements"] == 0
    assert parties["Citigroup"]["non-answers"] == 1
    assert (
        parties["Wells Fargo"]["claims as holder"] == 5 - 1 + 0 or parties["Wells Fargo"]["type"] == "company"
    )
    (story,) = rows(seed, "sources")
    assert (story["letter"], story["statements"], story["non-answers"]) == ("A", 15, 1)


def test_the_legend_is_the_table_of_looks(seed):
    marks = {one["word"]: one for one in rows(seed, "legend") if one["what"] == "stance"}
    for stance, look in LOOKS.items():
        assert marks[stance]["mark"] == look.glyph
        assert marks[stance]["means"] == look.legend
        assert look.line in marks[stance]["looks"]


def test_the_stance_stands_in_its_look(seed):
    sheet = workbook(export(seed, "xlsx").data)["claims"]
    borders = {"dashed": "dashed", "dotted": "dotted", "solid": "thin"}
    for row in sheet.iter_rows(min_row=2, max_row=16):
        cell = row[2]
        (look,) = (one for one in LOOKS.values() if cell.value.startswith(one.glyph))
        assert cell.fill.fgColor.rgb == f"FF{look.tint[1:]}"
        assert cell.border.left.style == borders[look.line]
        assert cell.border.left.color.rgb == f"FF{look.colour[1:]}"
        assert cell.font.color.rgb == f"FF{INK[1:]}"  # its own colour is too pale on its tint


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2018-08-07", datetime.datetime(2018, 8, 7)),
        ("2018-08", "2018-08"),
        ("2018", "2018"),
        ("1899-12-31", "1899-12-31"),
        ("1900-02-28", "1900-02-28"),
        ("1900-03-01", datetime.datetime(1900, 3, 1)),
    ],
)
def test_a_full_day_is_a_date_and_anything_else_keeps_its_precision(given, shown):
    made = dossier(source(said(Stance.ALLEGED, said_on=given)))
    (one,) = rows(made, "claims")
    assert one["said on"] == shown
    told = any("1 date written as text" in lost for lost in export(made, "xlsx").lost)
    assert told == isinstance(shown, str)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_computes_whatever_a_source_wrote(text):
    made = dossier(source(said(Stance.ALLEGED, quote=text, note=text, id=text), title=text, url=text))
    data = export(made, "xlsx").data
    cells = [cell for sheet in workbook(data) for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    shown = text.replace("\0", "\\x00").replace("\x1b", "\\x1b").replace("\u202e", "\\u202e")
    assert shown.replace("\r", "\n") in xlsx(data).texts  # a cell's line ends are line feeds
    quote = next(csv.DictReader(io.StringIO(export(made, "csv").data.decode(), newline="")))["quote"]
    assert quote == ("'" + shown if shown[0] in "=+-@\t\r\n" else shown)


def test_a_text_too_long_for_a_cell_is_cut_and_told():
    made = dossier(
        source(said(Stance.ALLEGED, quote="🏦" * LONGEST), said(Stance.DENIED, quote="a" * LONGEST))
    )
    first, second = (one["quote"] for one in rows(made, "claims"))
    assert len(first.encode("utf-16-le")) // 2 <= LONGEST
    assert first.endswith("🏦… [cut]")
    assert second == "a" * LONGEST
    assert "1 text of more than 32,767 characters, cut" in export(made, "xlsx").lost
    assert ("🏦" * LONGEST) in comma_separated(export(made, "csv").data).texts


def test_no_file_of_the_archive_tells_when_it_was_written(seed):
    archive = zipfile.ZipFile(io.BytesIO(export(seed, "xlsx").data))
    assert {one.date_time[:3] for one in archive.infolist()} <= {(1980, 1, 1), (1980, 1, 31)}
    assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_an_outsiders_confirmation_stands_as_an_allegation_and_says_so():
    made = dossier(source(said(Stance.CONFIRMED, "Press", from_="Bank", to="Acme")))
    (one,) = rows(made, "claims")
    assert one["stance"] == "? alleged"
    assert "recorded as confirmed" in one["remarks"]


def test_what_answers_only_in_the_outlets_words_has_a_column_of_its_own():
    alleged = said(Stance.ALLEGED, from_="Bank", to="Acme", iri="claim/1")
    denied = said(Stance.DENIED, "Bank", from_="Bank", to="Acme", reported=Reported.INDIRECT, iri="claim/2")
    (one,) = rows(dossier(source(alleged, denied)), "flows")
    assert (one["status"], one["with the outlet’s words"]) == ("unanswered", "denied")
    assert one["answered by"] is None
    assert one["answered in the outlet’s words"] == "Bank denies it [2]"


def test_what_a_sheet_has_no_place_for_is_counted():
    alleged = said(Stance.ALLEGED, from_="Bank", to="Acme")
    made = dossier(source(alleged, related("owner", "Bank", "Acme"), denial_of(alleged, by="Acme")))
    for format in ("csv", "xlsx"):
        assert "1 relation left out" in export(made, format).lost
    assert ("not held", "1 relation left out") in {tuple(one.values()) for one in rows(made, "about")}


def test_of_too_many_entries_there_are_no_flows_and_the_book_says_so(monkeypatch):
    monkeypatch.setattr("graph.status.report.LARGEST", 1)
    made = dossier(source(said(Stance.ALLEGED, id="x"), said(Stance.DENIED, id="y")))
    assert rows(made, "flows") == []
    assert any(one["words"] == "none: more than 5,000 entries" for one in rows(made, "about"))


@given(dossiers())
@settings(max_examples=15)
def test_csv_has_a_row_for_each_statement_and_xlsx_the_same(made):
    gathered = gather(made)
    wanted = len(gathered.statements) + len(gathered.responses)
    assert len(comma_separated(export(made, "csv").data).statements) == wanted
    data = export(made, "xlsx").data
    assert len(xlsx(data).statements) == wanted
    assert workbook(data)["parties"].max_row == len(made.parties) + 1


def test_groups_and_silent_parties_are_rows_too():
    made = dossier(
        source(said(Stance.ALLEGED, from_="banks", to="Acme"), answered(NonAnswerKind.SILENT, "Acme")),
        parties=[group("banks"), party("Bank2")],
    )
    told = {
        one["name"]: (one["kind"], one["statements"], one["non-answers"]) for one in rows(made, "parties")
    }
    assert told == {
        "banks": ("class", 0, 0), "Acme": (None, 0, 1), "Bank2": (None, 0, 0), "Press": (None, 1, 0)
    }  # fmt: skip
