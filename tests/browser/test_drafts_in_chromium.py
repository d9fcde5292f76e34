"""Drafts in the explorer, in Chromium: tagged wherever they stand, hidden by a box, counted apart."""

import csv
import io
import json

import pytest

from tests.browser.test_explorer_in_chromium import data_of, downloaded, hash_of, numbers, result, select_row

pytestmark = pytest.mark.browser

SHOWN_DRAFTS = "g.line.draft:not(.off)"
WHOLE = "12 of 12 statements and 4 of 4 drafts shown, 19 of 19 lines"


def test_a_box_hides_all_drafts_and_the_address_keeps_that(open_page, pages):
    page = open_page(pages("drafts"))
    assert "This page holds 4 drafts that nobody has reviewed." in page.inner_text("header")
    assert result(page) == WHOLE
    assert page.locator(SHOWN_DRAFTS).count() == 5
    assert "draft: – non-answer [d4]" in page.text_content("#entity-citigroup")
    page.uncheck("#drafts")
    assert result(page) == "12 of 12 statements and 0 of 4 drafts shown, 14 of 19 lines"
    assert page.locator(SHOWN_DRAFTS).count() == 0
    assert not any(one.startswith("[d") for one in numbers(page))
    assert "non-answer" not in page.text_content("#entity-citigroup")
    assert hash_of(page) == "#drafts=no"
    again = open_page(pages("drafts"), "#drafts=no")
    assert not again.is_checked("#drafts")
    again.click("#reset")
    assert again.is_checked("#drafts") and result(again) == WHOLE


def test_filters_work_on_drafts_and_a_status_keeps_none(open_page, pages):
    page = open_page(pages("drafts"))
    page.uncheck("#stance-alleged")
    assert "3 of 4 drafts" in result(page)
    page.check("#stance-alleged")
    page.select_option("#status", "denied")
    assert "0 of 4 drafts" in result(page)
    page.select_option("#status", "")
    page.fill("#words", "draft")
    assert result(page).startswith("0 of 12 statements and 4 of 4 drafts shown")


def test_the_panel_says_what_found_a_draft_and_counts_it_as_no_statement(open_page, pages):
    page = open_page(pages("drafts"))
    select_row(page, "d1")
    told = page.inner_text("#cards")
    assert "draft: ? alleged [d1]" in told
    assert "A program found this (rules 0.1.0, confidence 0.71); nobody has reviewed it." in told
    assert "Draft, not reviewed: The Wall Street Journal alleges" in told
    assert "Status:" not in told
    assert page.inner_text("#announce") == "Draft [d1]: 1 draft in the evidence."
    page.click("#entity-citigroup .box", force=True)
    assert page.inner_text("#selected-count") == "5 statements and 2 drafts"


def test_a_line_of_drafts_is_read_aloud_as_such(open_page, pages):
    page = open_page(pages("drafts"))
    drafts = [one["key"] for one in data_of(page)["lines"] if one.get("draft")]
    assert len(drafts) == 5
    for key in drafts:
        name = page.get_attribute(f"#{key} > g[role=button]", "aria-label")
        assert name.startswith("Draft, not reviewed: ")


def test_downloads_tag_drafts_or_leave_them_out_and_say_so(open_page, pages):
    page = open_page(pages("drafts"))
    rows = list(csv.DictReader(io.StringIO(downloaded(page, "#save-csv").lstrip("\ufeff"))))
    assert [one["number"] for one in rows if one["draft"] == "draft"] == ["d1", "d2", "d3", "d4"]
    assert page.inner_text("#save-json") == "Download JSON-LD, without drafts"
    document = json.loads(downloaded(page, "#save-json"))
    assert len(document["@graph"]) == 12
    assert "Draft, not reviewed" not in json.dumps(document)
    plain = open_page(pages("facebook"))
    assert "draft" not in downloaded(plain, "#save-csv").splitlines()[0]
    assert plain.inner_text("#save-json") == "Download JSON-LD"


def test_axe_finds_nothing_where_drafts_are_shown(open_page, pages, axe):
    page = open_page(pages("drafts"))
    select_row(page, "d1")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [one["id"] for one in found["violations"]] == []
