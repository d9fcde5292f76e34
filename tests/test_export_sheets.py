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
    assert [one["with the outlet's words"] for one in told] == [
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
    told = [lost for lost in export(made, "xlsx").lost if "written as text" in lost]
    words = {
        datetime.datetime: [],
        str: [
            "1 date before March 1900, which Excel does not know, written as text"
            if len(given) == 10
            else "1 date of a month or year only, written as text"
        ],
    }
    assert told == words[type(shown)]


def test_dates_as_text_are_counted_once_each_wherever_they_stand():
    months = ["2018-08", "2018-09", "2018-08"]
    items = [said(Stance.ALLEGED, said_on=one, id=f"{number}") for number, one in enumerate(months)]
    made = dossier(source(*items, published="2019"))
    assert "3 dates of a month or year only, written as text" in export(made, "xlsx").lost


def test_a_csv_begins_with_the_mark_by_which_excel_knows_utf_8(seed):
    data = export(seed, "csv").data
    assert data.startswith("\ufeffnumber,".encode())
    assert data.count("\ufeff".encode()) == 1 and "✕ denied".encode() in data


def test_rows_are_as_high_as_their_longest_cell_needs():
    short, long = "I did not.", "word " * 200
    made = dossier(
        source(
            said(Stance.ALLEGED, quote=short),
            said(Stance.DENIED, quote=long),
            said(Stance.DENIED, quote=long * 9),
            said(Stance.DENIED, quote="界" * 500),
        )
    )
    sheet = workbook(export(made, "xlsx").data)["claims"]
    heights = [sheet.row_dimensions[row].height for row in range(2, 6)]
    assert heights[0] < 100 < 20 * 15 <= heights[1] < heights[2]
    assert 408 < heights[2] <= 409  # no row is higher in Excel
    assert heights[3] >= 1000 / 50 * 15  # wide letters take two places


def test_every_row_of_the_seed_has_room_for_its_words(seed):
    for sheet in workbook(export(seed, "xlsx").data):
        widths = {
            number: one.width
            for one in sheet.column_dimensions.values()
            for number in range(one.min, one.max + 1)  # neighbours of one width stand together
        }
        for row in sheet.iter_rows():
            height = sheet.row_dimensions[row[0].row].height or 15
            for cell in row:
                width = widths[cell.column]
                assert height >= min(408, 15 * (len(str(cell.value or "")) / width)), cell.coordinate


def test_a_sheet_is_printed_across_with_its_header_on_each_page_and_as_wide_as_can_be_read(seed):
    wide = {}
    for sheet in workbook(export(seed, "xlsx").data):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        wide[sheet.title] = sheet.page_setup.fitToWidth or 1
        assert bool(sheet.print_title_cols) == (wide[sheet.title] > 1)
    assert wide == {"claims": 3, "flows": 2, "parties": 1, "sources": 1, "legend": 1, "about": 1}


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_computes_whatever_a_source_wrote(text):
    made = dossier(source(said(Stance.ALLEGED, quote=text, note=text, id=text), title=text, url=text))
    data = export(made, "xlsx").data
    cells = [cell for sheet in workbook(data) for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    shown = text.replace("\0", "\\x00").replace("\x1b", "\\x1b").replace("\u202e", "\\u202e")
    assert shown.replace("\r", "\n") in xlsx(data).texts  # a cell's line ends are line feeds
    text_of_csv = io.StringIO(export(made, "csv").data.decode("utf-8-sig"), newline="")
    quote = next(csv.DictReader(text_of_csv))["quote"]
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
    assert (one["status"], one["with the outlet's words"]) == ("unanswered", "denied")
    assert one["answered by"] is None
    assert one["answered in the outlet's words"] == "Bank denies it [2]"


def test_what_a_sheet_has_no_place_for_is_counted():
    alleged = said(Stance.ALLEGED, from_="Bank", to="Acme")
    made = dossier(source(alleged, related("owner", "Bank", "Acme"), denial_of(alleged, by="Acme")))
    for format in ("csv", "xlsx"):
        assert "dropped 1 relation" in export(made, format).lost
    assert ("not held", "dropped 1 relation") in {tuple(one.values()) for one in rows(made, "about")}


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
