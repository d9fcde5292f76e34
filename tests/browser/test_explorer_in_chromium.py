"""The explorer in real Chromium: nothing asked, nothing said, everything reached, every word as it is."""

import csv
import io
import json
import re

import pytest

from graph.claims import Stance
from tests.browser.conftest import HOSTILE
from tests.conftest import dossier, party, said, source
from viz.content.content import RETOLD
from viz.content.content import numbers as ranges
from viz.explorer.page import explore

pytestmark = pytest.mark.browser

SIZES = ("facebook", "merrowick", "50", "400")
SHOWN_LINES = "g.line:not(.off)"
#: The key of the line or party that has the focus.
FOCUSED = "document.activeElement.parentElement.id"


def data_of(page):
    return page.evaluate("JSON.parse(document.getElementById('data').textContent)")


def result(page):
    return page.inner_text("#result")


def all_rows(page, count):
    """Wait until the table has so many rows."""
    page.wait_for_function("count => document.querySelectorAll('#rows tr').length === count", arg=count)


def numbers(page):
    return page.locator("#rows button.ref").all_inner_texts()


def chosen(page, control, value):
    page.select_option(f"#{control}", value)


def select_row(page, number):
    page.click(f"#rows button.ref[data-n='{number}']")


def hash_of(page):
    return page.evaluate("location.hash")


def downloaded(page, button):
    with page.expect_download() as waiting:
        page.click(button)
    return waiting.value.path().read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", SIZES)
def test_every_line_is_drawn_and_every_statement_has_a_row(open_page, pages, name):
    page = open_page(pages(name))
    data = data_of(page)
    assert page.locator(SHOWN_LINES).count() == len(data["lines"]) > 0
    assert page.locator("g.party:not(.off)").count() == len(data["boxes"])
    all_rows(page, min(len(data["statements"]), 200))
    seen = numbers(page)
    while page.is_visible("#page-after") and page.is_enabled("#page-after"):
        page.click("#page-after")
        left = len(data["statements"]) - len(seen)
        all_rows(page, min(left, 200))
        seen += numbers(page)
    assert seen == [f"[{one['n']}]" for one in data["statements"]]


def test_a_large_dossier_says_how_much_of_it_is_drawn(open_page, pages):
    page = open_page(pages("5000"))
    assert re.search(
        r"showing 40 of 288 parties, \d+ of 4,990 statements: search or filter", page.inner_text("header")
    )
    assert page.locator(SHOWN_LINES).count() <= 400


def test_a_dossier_without_statements_has_a_page_that_says_so(open_page, pages):
    page = open_page(pages("empty"))
    assert "No statement to draw." in page.inner_text("#diagram")
    assert result(page) == "0 of 0 statements shown, 0 of 0 lines"


def test_a_stance_is_hidden_with_its_lines(open_page, pages):
    page = open_page(pages("facebook"))
    page.uncheck("#stance-denied")
    assert result(page) == "6 of 15 statements and 1 of 1 non-answer shown, 6 of 15 lines"
    assert page.locator(f"{SHOWN_LINES}.denied").count() == 0
    assert page.locator("#rows td.stance.denied").count() == 0
    page.uncheck("#stance-non-answer")
    assert "0 of 1 non-answer" in result(page)


@pytest.mark.parametrize(
    ("control", "value", "told"),
    [
        ("act", "use", "2 of 15 statements"),
        ("status", "sidestepped", "6 of 15 statements"),
        ("speaker", "party/jpmorgan-chase", "2 of 15 statements"),
        ("party", "party/citigroup", "6 of 15 statements and 1 of 1 non-answer"),
    ],
)
def test_each_choice_keeps_as_many_statements_as_it_says(open_page, pages, control, value, told):
    page = open_page(pages("facebook"))
    option = page.locator(f"#{control} option[value='{value}']").inner_text()
    chosen(page, control, value)
    assert result(page).startswith(told)
    count = int(re.search(r"\((\d+)\)$", option)[1])
    answers = 5 if control == "status" else 0  # beside the allegations stands what their status cites
    assert page.locator("#rows tr").count() == count + answers


def test_dates_keep_what_may_lie_within_them(open_page, pages):
    page = open_page(pages("merrowick"))
    page.fill("#since", "2022-06-01")
    page.dispatch_event("#since", "change")
    page.fill("#until", "2022-12-31")
    page.dispatch_event("#until", "change")
    assert {one.strip() for one in page.locator("#rows td.date").all_inner_texts()} == {"1 Jul 2022"}


def test_words_are_found_whatever_their_case_and_all_of_them_are_wanted(open_page, pages):
    page = open_page(pages("facebook"))
    page.fill("#words", "MESSENGER alert")
    assert numbers(page) == ["[4]"]
    page.fill("#words", "nobody said this")
    assert result(page).startswith("0 of 15 statements")
    assert page.locator(SHOWN_LINES).count() == 0
    page.click("#reset")
    assert page.locator("#rows tr").count() == 16 and page.input_value("#words") == ""


def test_a_party_without_lines_stays_while_its_non_answer_is_shown(open_page, pages):
    page = open_page(pages("facebook"))
    for stance in ("alleged", "denied", "confirmed"):
        page.uncheck(f"#stance-{stance}")
    assert page.locator("g.party:not(.off)").count() == 1
    assert (
        page.locator("g.party:not(.off) [role=button]").get_attribute("aria-label")
        == "Citigroup: 0 lines, non-answer n1"
    )


# --- what a filter leaves of lines and boxes ------------------------------------------------------------


def label(page, key):
    return "".join(page.locator(f"#{key} .label text").all_text_contents())


def name_of(page, key):
    return page.get_attribute(f"#{key} [role=button]", "aria-label")


def line_with(page, *claims):
    return next(one["key"] for one in data_of(page)["lines"] if one["claims"] == list(claims))


def box_named(page, name):
    return next(one["key"] for one in data_of(page)["boxes"] if one["name"] == name)


def until(page, day):
    page.fill("#until", day)
    page.dispatch_event("#until", "change")


def test_a_line_of_which_a_part_is_hidden_names_only_what_is_left(open_page, pages):
    page = open_page(pages("merrowick"))
    key = line_with(page, "26", "31")
    texts = (
        "all => all.map((one) => [one.textContent, one.getAttribute('y'), one.getAttribute('textLength')])"
    )
    before = (page.locator(f"#{key} .label text").evaluate_all(texts), name_of(page, key))
    until(page, "2023-03-01")
    assert label(page, key) == "✓ [26]"
    name = name_of(page, key)
    assert name.endswith(
        "statement 26; 1 more statement of this line is hidden by the filter"
    ) and name.startswith("confirmed: sharing, from Merrowick to ")
    assert "Marland Data" not in name
    pill = page.locator(f"#{key} .pill").bounding_box()
    text = page.locator(f"#{key} .label text >> nth=0").bounding_box()
    for start, size in (("x", "width"), ("y", "height")):
        assert text[start] + text[size] / 2 == pytest.approx(pill[start] + pill[size] / 2, abs=2)
    page.click(f"#{key} .pill")
    told = page.inner_text("#selected-name") + page.inner_text("#selected-count")
    assert "statement 26; 1 more" in told and "2 statements, 1 of them hidden by the filter" in told
    until(page, "")
    assert (page.locator(f"#{key} .label text").evaluate_all(texts), name_of(page, key)) == before
    assert page.inner_text("#selected-name") == before[1]
    assert page.inner_text("#selected-count") == "2 statements"


def test_numbers_on_short_labels_stand_as_in_print_and_a_status_stays(open_page, pages):
    page = open_page(pages("400"))
    data = data_of(page)
    assert data["short"]
    dates = sorted(one["first"] for one in data["statements"] if "first" in one)
    until(page, dates[len(dates) // 2])
    kept = {one["n"] for one in data["statements"] if one.get("first", "") <= dates[len(dates) // 2]}
    partly = 0
    for line in data["lines"]:
        left = tuple(int(one) for one in line["claims"] if one in kept)
        if not left:
            continue
        status = f" · {line['status']}" if "status" in line else ""
        glyph, told = data["looks"][line["stance"]]["glyph"], label(page, line["key"])
        counted = f"{glyph} {len(left)} of {len(line['claims'])}{status}"
        assert told in (f"{glyph}{ranges(left)}{status}", counted)
        partly += len(left) < len(line["claims"])
    assert partly > 10


def test_a_change_of_a_filter_leaves_labels_alone_whose_statements_stay(open_page, pages):
    page = open_page(pages("400"))
    page.evaluate("""() => {
      window.touched = new Set();
      const note = (found) => found.forEach((one) => touched.add(one.target.closest('g.line')?.id));
      new MutationObserver(note).observe(picture, {subtree: true, childList: true, characterData: true});
    }""")
    data = data_of(page)
    day = sorted(one["first"] for one in data["statements"] if "first" in one)[-40]
    until(page, day)
    page.wait_for_function("() => touched.size > 0")
    kept = {one["n"] for one in data["statements"] if one.get("first", "") <= day}
    left = {one["key"]: len(kept & set(one["claims"])) for one in data["lines"]}
    partly = {one["key"] for one in data["lines"] if 0 < left[one["key"]] < len(one["claims"])}
    whole = {one["key"] for one in data["lines"] if left[one["key"]] == len(one["claims"])}
    assert set(page.evaluate("[...touched].filter(Boolean)")) == partly and len(whole) > 100


def test_the_note_of_a_box_names_only_the_non_answers_that_are_left(open_page, pages):
    page = open_page(pages("merrowick"))
    one, many = box_named(page, "Merrowick"), box_named(page, "Oakhythe Life")
    first = label(page, many)
    assert "– non-answer [n2,n5,n6]" in first and "[n4]" in label(page, one)
    dates = {each["n"]: each["first"] for each in data_of(page)["statements"] if "first" in each}
    assert dates["n2"] < dates["n5"] < dates["n6"]
    until(page, dates["n5"])
    assert label(page, many) == first.replace("n2,n5,n6", "n2,n5")
    assert name_of(page, many).endswith(", non-answers n2,n5")
    until(page, "")
    page.uncheck("#stance-non-answer")
    assert "non-answer" not in label(page, one) + name_of(page, one) + label(page, many)
    page.uncheck("#stance-alleged")
    touching = page.evaluate(
        "key => data_lines().filter((line) => [line.from, line.to].includes(key)).length".replace(
            "data_lines()",
            "JSON.parse(document.getElementById('data').textContent).lines"
            ".filter((line) => !document.getElementById(line.key).classList.contains('off'))",
        ),
        one,
    )
    assert name_of(page, one) == f"Merrowick: {touching} lines"
    page.click("#reset")
    assert label(page, many) == first


def test_a_party_that_is_chosen_shows_only_the_lines_that_touch_it(open_page, pages):
    page = open_page(pages("facebook"))
    chosen(page, "party", "party/citigroup")
    key = box_named(page, "Citigroup")
    shown = page.locator(SHOWN_LINES).evaluate_all("all => all.map((one) => one.id)")
    touching = [one["key"] for one in data_of(page)["lines"] if key in (one["from"], one["to"])]
    assert sorted(shown) == sorted(touching) and len(shown) == 3
    assert result(page).endswith("3 of 15 lines")
    assert page.locator("g.party:not(.off)").count() == 2


def test_a_filter_that_leaves_nothing_says_so_and_leads_back(open_page, pages):
    page = open_page(pages("facebook"))
    assert page.locator(".nothing:visible").count() == 0
    page.fill("#words", "nobody said this")
    for place in ("#diagram", "#statements"):
        assert "Nothing fits these filters." in page.inner_text(f"{place} .nothing")
    assert page.is_disabled("#save-csv") and page.is_disabled("#save-json")
    page.click("#statements .nothing button")
    assert page.locator("#rows tr").count() == 16 and page.locator(".nothing:visible").count() == 0
    assert page.is_enabled("#save-csv")
    page.fill("#since", "2020-02-02")
    until(page, "2019-01-01")
    page.dispatch_event("#since", "change")
    assert "“From” lies after “To”." in result(page)
    page.click("#diagram .nothing button")
    assert page.input_value("#since") == "" and page.evaluate("document.activeElement.id") == "words"


@pytest.mark.parametrize(
    "words",
    [
        "“We don’t use purchase data from banks”",
        '"We don\'t use purchase data from banks"',
        "“We don’t use purchase data",
        "‘purchase data’ facebook",
    ],
)
def test_a_quote_that_is_pasted_with_its_quotation_marks_is_found(open_page, pages, words):
    page = open_page(pages("facebook"))
    page.fill("#words", words)
    assert "[7]" in numbers(page) and set(numbers(page)) <= {"[7]", "[8]"}


def test_words_in_quotation_marks_are_one_phrase(open_page, pages):
    page = open_page(pages("facebook"))
    page.fill("#words", "banks purchase")
    assert "[7]" in numbers(page)
    page.fill("#words", "“banks purchase”")
    assert numbers(page) == []


def test_escape_in_the_words_leaves_the_selection_alone(open_page, pages):
    page = open_page(pages("facebook"))
    select_row(page, "6")
    page.fill("#words", "selling")
    page.press("#words", "Escape")
    assert "selected=6" in hash_of(page) and page.locator("#cards h3").count() == 1
    page.press("#statements", "Escape")
    assert "selected" not in hash_of(page)


# --- whose words they are, and what a response is ---------------------------------------------------------


def test_words_of_the_outlet_are_marked_as_such_wherever_they_stand_and_own_words_are_not(open_page, pages):
    page = open_page(pages("facebook"), permissions=["clipboard-read", "clipboard-write"])
    mark = RETOLD
    retold = {one["n"]: one["reported"] == "indirect" for one in data_of(page)["statements"]}
    assert 0 < sum(retold.values()) < len(retold)
    page.click("th[data-key=n] button")  # rows that the script made
    page.click("th[data-key=n] button")
    cells = dict(zip(numbers(page), page.locator("#rows td.words").all_inner_texts(), strict=True))
    assert {n: mark in cells[f"[{n}]"] for n in retold} == retold
    rows = csv.DictReader(io.StringIO(downloaded(page, "#save-csv").removeprefix("\ufeff"), newline=""))
    told = {row["number"]: row["reported"] for row in rows}
    assert told == {n: "outlet's words" if is_so else "own words" for n, is_so in retold.items()}
    for number, times in (("6", 1), ("7", 0)):
        select_row(page, number)
        assert page.locator("#cards p.retold").all_inner_texts() == [mark] * times
        page.click("#cards .tools button")
        page.wait_for_selector("#copied")
        assert page.evaluate("navigator.clipboard.readText()").count(mark) == times
    select_row(page, "1")
    replies = page.locator("#cards .reply").all_inner_texts()
    for one in replies:
        assert (mark in one) == retold[re.search(r"\[(\w+)\]", one)[1]]
    assert any(mark in one for one in replies)


def test_the_rows_in_the_page_mark_the_words_of_the_outlet_before_any_script(open_page, pages):
    page = open_page(pages("facebook"), java_script_enabled=False)
    assert f"({RETOLD})" in page.locator("#rows td.words").all_inner_texts()[0]
    assert f"({RETOLD})" not in page.locator("#rows td.words").all_inner_texts()[6]


def test_a_card_tells_responses_that_name_it_from_answers(open_page, pages):
    page = open_page(pages("merrowick"))
    data = data_of(page)
    silent = next(
        one for one in data["statements"] if one.get("kind") == "did-not-respond" and "answers" in one
    )
    select_row(page, silent["n"])
    terms = page.locator("#cards dt").all_inner_texts()
    assert "Asked" in terms and "Speaker" not in terms
    assert "Says it responds to" in terms and "Answers" not in terms
    select_row(page, silent["answers"][0])
    facts = page.inner_text("#cards dl")
    assert "Responses that name it" in facts and "Answered by" not in facts
    assert f"[{silent['n']}] (did not respond)" in facts
    page.keyboard.press("Escape")
    of = {one["n"]: one for one in data["statements"]}
    one, n = next(
        (one["n"], n)
        for one in data["statements"]
        for n in one.get("answeredBy", ())
        if "notCounted" in of[n] and "kind" not in of[n]
    )
    select_row(page, one)
    assert f"[{n}] (does not count as an answer)" in page.inner_text("#cards dl")


def test_who_did_not_respond_is_no_author(open_page, pages):
    page = open_page(pages("merrowick"))
    silent = {one["iri"] for one in data_of(page)["statements"] if one.get("kind") == "did-not-respond"}
    graph = json.loads(downloaded(page, "#save-json"))["@graph"]
    assert {one["@id"] for one in graph if "author" not in one} == silent != set()


# --- selection, focus, small windows, paper -----------------------------------------------------------------


def test_a_party_marks_its_lines_and_says_how_many_statements_it_has(open_page, pages):
    page = open_page(pages("facebook"))
    page.click("g.party [aria-label^='Citigroup'] .box")
    assert page.locator("g.line.selected").count() == 3
    assert page.inner_text("#selected-count") == "7 statements"
    row = page.locator("#rows tr.selected >> nth=0")
    before = row.evaluate("one => getComputedStyle(one).boxShadow")
    row.locator("td >> nth=1").hover()
    assert row.evaluate("one => getComputedStyle(one).boxShadow") == before != "none"


def test_a_button_that_replaces_its_card_leaves_the_focus_on_the_panel(open_page, pages):
    page = open_page(pages("merrowick"))
    select_row(page, "9")
    page.focus("#cards .reply button.ref >> nth=0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "evidence-title"


def test_a_button_of_the_table_is_not_hidden_beneath_the_panel_when_it_has_the_focus(open_page, pages):
    page = open_page(pages("merrowick"))
    select_row(page, "20")
    page.focus("#rows button.ref[data-n='30']")
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        covered = page.evaluate("""() => {
          const one = document.activeElement;
          if (!one.matches('#rows button.ref')) return null;
          const {left, top, width, height} = one.getBoundingClientRect();
          const above = document.elementFromPoint(left + width / 2, top + height / 2);
          return above === one ? '' : `${one.textContent} beneath ${above && above.outerHTML.slice(0, 80)}`;
        }""")
        assert covered == ""


def test_a_row_that_is_tapped_shows_the_start_of_its_evidence(open_page, pages):
    page = open_page(pages("merrowick"), viewport={"width": 390, "height": 700}, has_touch=True)
    page.locator("#rows button.ref[data-n='9']").tap()
    box = page.locator("#evidence").bounding_box()
    assert box["height"] > 700 and box["y"] == pytest.approx(0, abs=20)


def test_a_small_frame_begins_at_the_busiest_party(open_page, pages):
    page = open_page(pages("merrowick"), viewport={"width": 390, "height": 800})
    page.wait_for_function("() => document.getElementById('diagram').scrollLeft > 0")
    frame = page.locator("#diagram").bounding_box()
    box = page.locator(f"#{box_named(page, 'Merrowick')} .box").bounding_box()
    assert frame["x"] < box["x"] + box["width"] / 2 < frame["x"] + frame["width"]
    assert frame["y"] < box["y"] + box["height"] / 2 < frame["y"] + frame["height"]


@pytest.mark.parametrize(("name", "width"), [("merrowick", 390), ("merrowick", 1280), ("5000", 1280)])
def test_no_word_of_a_cell_breaks_in_the_middle(open_page, pages, name, width):
    page = open_page(pages(name), viewport={"width": width, "height": 900})
    broken = page.evaluate(r"""() => {
      const found = [];
      const range = document.createRange();
      for (const cell of document.querySelectorAll('#rows tr:nth-child(-n+40) td')) {
        const text = cell.firstChild;
        if (!text || text.nodeType !== 3) continue;
        for (const word of text.data.matchAll(/[\p{L}\p{N}]+/gu)) {
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          if (new Set([...range.getClientRects()].map((one) => one.top)).size > 1) found.push(word[0]);
        }
      }
      return found;
    }""")
    assert broken == []


def test_the_source_column_is_in_sight_in_a_window_of_1280(open_page, pages):
    for name in ("facebook", "merrowick"):
        page = open_page(pages(name))
        assert page.evaluate("statements => statements.scrollWidth <= statements.clientWidth",
                             page.query_selector("#statements"))  # fmt: skip


def test_paper_tells_the_filter_and_the_selection(open_page, pages):
    page = open_page(pages("facebook"))
    assert not page.is_visible("#printed")
    page.emulate_media(media="print")
    assert not page.is_visible("#printed")
    page.emulate_media(media="screen")
    chosen(page, "speaker", "party/jpmorgan-chase")
    page.fill("#words", "x")
    select_row(page, "14")
    page.emulate_media(media="print")
    told = page.inner_text("#printed")
    counts = page.text_content("#result")
    only = "Only: speaker JPMorgan Chase; words “x”."
    assert told == f"{only} {counts}. Selected and marked: Statement [14]."
    style = "name => getComputedStyle(document.querySelector(`g.line.selected ${name}`)).stroke"
    assert page.evaluate(style, ".halo") == page.evaluate(style, ".pill") == "rgb(122, 0, 204)"


def test_a_click_on_a_line_shows_its_statements_with_their_words_as_they_are(open_page, pages):
    page = open_page(pages("facebook"))
    data = data_of(page)
    line = next(one for one in data["lines"] if one["claims"] == ["1", "2"])
    page.click(f"g#{line['key']} .pill")
    quotes = [one["quote"] for one in data["statements"] if one["n"] in line["claims"]]
    assert page.locator("#cards blockquote").all_inner_texts() == quotes
    assert page.get_attribute(f"#{line['key']} [role=button]", "aria-pressed") == "true"
    card = page.inner_text("#cards article >> nth=0")
    for words in (
        "quote not checked",
        "characters",
        "Status: partly answered",
        "Left open",
        "The Wall Street Journal",
    ):
        assert words in card
    style = "k => getComputedStyle(document.querySelector(`#${k} .pill`)).stroke"
    assert page.evaluate(style, line["key"]) == "rgb(122, 0, 204)"


def test_a_party_a_row_and_a_label_can_be_selected_and_left(open_page, pages):
    page = open_page(pages("facebook"))
    page.click("g.party [aria-label^='Citigroup'] .box")
    headings = page.locator("#cards h3").all_inner_texts()
    assert headings[-1] == "– non-answer [n1]" and len(headings) == 7
    select_row(page, "6")
    assert page.locator("#cards h3").all_inner_texts() == ["✕ denied [6]"]
    assert page.locator("#rows tr.selected").count() == 1
    assert page.locator("g.line.selected").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".selected").count() == 0
    assert "Select a line" in page.inner_text("#cards")


def test_an_allegation_tells_who_answered_with_which_words_and_leads_to_them(open_page, pages):
    page = open_page(pages("merrowick"))
    select_row(page, "9")
    assert page.locator("#cards .reply q").count() > 0
    page.click("#cards .reply button.ref >> nth=0")
    assert page.locator("#cards h3").inner_text().startswith("✕ denied")


def test_the_link_leads_to_the_words_and_gives_nothing_away(open_page, pages):
    page = open_page(pages("merrowick"))
    select_row(page, "3")
    link = page.locator("#cards a")
    assert (
        link.get_attribute("href")
        == "https://merrowick.example/privacy/2021-03#:~:text=We%20do%20not%20sell%20your%20personal%20data"
    )
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert page.get_attribute("#cards blockquote", "cite") == "https://merrowick.example/privacy/2021-03"


def test_who_said_nothing_stays_visible(open_page, pages):
    page = open_page(pages("facebook"))
    select_row(page, "1")
    told = page.inner_text(".unanswered")
    assert "U.S. Bancorp" in told and "Wells Fargo" in told and "Citigroup" not in told


def test_arrow_keys_reach_every_party_and_line_and_enter_selects(open_page, pages):
    page = open_page(pages("facebook"))
    data = data_of(page)
    page.focus("#diagram")
    reached = set()
    for _ in range(len(data["lines"]) + len(data["boxes"]) + 2):
        page.keyboard.press("ArrowRight")
        reached.add(page.evaluate(FOCUSED))
    assert reached == {one["key"] for one in (*data["lines"], *data["boxes"])}
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    focused = page.evaluate(FOCUSED)
    assert (
        page.evaluate("getComputedStyle(document.activeElement.querySelector('.ring')).stroke")
        == "rgb(122, 0, 204)"
    )
    page.keyboard.press("Enter")
    assert page.get_attribute(f"#{focused} [role=button]", "aria-pressed") == "true"
    page.keyboard.press("Escape")
    page.keyboard.press("Space")
    assert page.get_attribute(f"#{focused} [role=button]", "aria-pressed") == "true"
    assert page.evaluate(FOCUSED) == focused


def test_a_line_is_named_by_its_sentence(open_page, pages):
    page = open_page(pages("facebook"))
    names = [one.get_attribute("aria-label") for one in page.locator("g.line [role=button]").all()]
    assert (
        "The Wall Street Journal alleges seeking, from Citigroup to Facebook, statements 1 and 2, "
        "in part sidestepped" in names
    )


def test_tab_reaches_filter_picture_panel_and_table(open_page, pages):
    page = open_page(pages("facebook"))
    select_row(page, "1")
    page.reload()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("""() => {
          const one = document.activeElement;
          const place = one.closest('.filters, #diagram, .evidence, #statements, .skip');
          return place ? place.id || place.classList[0] : '';
        }""")
        )
    order = list(dict.fromkeys(one for one in reached if one))
    assert order[:5] == ["skip", "filters", "diagram", "evidence", "statements"]


def test_the_skip_link_leads_to_the_table(open_page, pages):
    page = open_page(pages("facebook"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "statements"


def test_buttons_keys_and_wheel_change_the_size_and_the_wheel_alone_scrolls_the_page(open_page, pages):
    page = open_page(pages("merrowick"))
    width = "document.getElementById('picture').getBoundingClientRect().width"
    first = page.evaluate(width)
    page.click("#zoom-in")
    assert page.evaluate(width) > first
    page.click("#zoom-out")
    page.click("#zoom-out")
    assert page.evaluate(width) < first
    page.click("#zoom-fit")
    frame = page.evaluate("document.getElementById('diagram').clientWidth")
    assert page.evaluate(width) == pytest.approx(frame, abs=1)
    page.hover("#diagram")
    page.mouse.wheel(0, 200)
    page.wait_for_function("() => scrollY > 0")
    assert page.evaluate(width) == pytest.approx(frame, abs=1)
    page.hover("#diagram")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function(f"() => {width} > {frame} + 10")


def test_dragging_and_shift_with_arrows_move_the_picture_and_select_nothing(open_page, pages):
    page = open_page(pages("merrowick"))
    for _ in range(4):
        page.click("#zoom-in")
    box = page.locator("#diagram").bounding_box()
    left = page.evaluate("document.getElementById('diagram').scrollLeft")
    page.mouse.move(box["x"] + 400, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 250, box["y"] + 190, steps=4)
    page.mouse.up()
    moved = page.evaluate("document.getElementById('diagram').scrollLeft")
    assert moved == pytest.approx(left + 150, abs=2)
    assert page.locator(".selected").count() == 0
    page.focus("#diagram")
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("document.getElementById('diagram').scrollLeft") > moved


def test_a_view_is_in_its_address_and_comes_back(open_page, pages):
    page = open_page(pages("facebook"))
    page.uncheck("#stance-confirmed")
    chosen(page, "act", "seek")
    page.click("th[data-key=who] button")
    select_row(page, "12")
    before = (result(page), numbers(page), hash_of(page), page.inner_text("#cards"))
    assert "act=seek" in before[2] and "selected=12" in before[2]
    page.reload()
    assert (result(page), numbers(page), hash_of(page), page.inner_text("#cards")) == before
    assert not page.is_checked("#stance-confirmed") and page.input_value("#act") == "seek"
    page.go_back()
    assert "Select a line" in page.inner_text("#cards")
    page.go_forward()
    assert page.inner_text("#cards") == before[3]


def test_the_page_of_the_table_is_in_its_address(open_page, pages):
    page = open_page(pages("5000"), "#page=3&sort=-n")
    all_rows(page, 200)
    assert numbers(page)[0] == "[4600]"  # ten non-answers stand last, so first when turned round
    assert page.inner_text("#page-told") == "Rows 401 to 600 of 5,000"
    page.click("#page-before")
    assert "page=2" in hash_of(page)
    page.fill("#words", "sleep")
    assert "page" not in hash_of(page)


@pytest.mark.parametrize(
    "hash",
    [
        "#act=<img src=x onerror=alert(1)>&sort=__proto__&page=-1&selected=constructor",
        "#%E0%A4%A&words=%00&stance=alleged,nonsense",
        "#page=99999&since=2020-99-99&speaker=party/nobody&selected=</script>",
        "#since=9999-99-99",
        "#until=0000-00-00",
        "#until=1990-02-30",
        "#" + "words=" + "a" * 5000,
    ],
)
def test_an_address_that_makes_no_sense_does_no_harm(open_page, pages, hash):
    page = open_page(pages("facebook"), hash)
    if "since" in hash or "until" in hash:
        assert result(page).startswith("15 of 15 statements")
    assert page.locator("#rows tr").count() > 0 or "0 of" in result(page)
    assert page.locator(".selected").count() == 0
    assert page.evaluate("document.images.length") == 0


def test_numbers_are_sorted_as_numbers_and_the_heading_says_so(open_page, pages):
    page = open_page(pages("facebook"))
    assert numbers(page)[:3] == ["[1]", "[2]", "[3]"] and numbers(page)[-1] == "[n1]"
    page.click("th[data-key=n] button")
    assert numbers(page)[:3] == ["[n1]", "[15]", "[14]"]
    assert page.get_attribute("th[data-key=n]", "aria-sort") == "descending"
    page.click("th[data-key=who] button")
    assert page.get_attribute("th[data-key=who]", "aria-sort") == "ascending"
    assert page.get_attribute("th[data-key=n]", "aria-sort") == "none"
    assert numbers(page)[:2] == ["[n1]", "[3]"]  # Citigroup, then Facebook: [3] before [10]


def test_the_table_as_csv_holds_what_is_shown_and_no_formula(open_page, pages):
    page = open_page(pages("hostile"))
    text = downloaded(page, "#save-csv")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == 4
    cells = [cell for row in rows for cell in row.values()]
    assert f"'{HOSTILE[1]}" in cells
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r\n" and cell]
    assert {row["stance"] for row in rows} == {"? alleged", "✕ denied", "✓ confirmed", "– non-answer"}
    page.uncheck("#stance-denied")
    rows = list(csv.DictReader(io.StringIO(downloaded(page, "#save-csv").removeprefix("\ufeff"))))
    assert "✕ denied" not in {row["stance"] for row in rows}


def test_downloads_hold_names_without_the_marks_that_keep_them_in_place_on_the_page(open_page, tmp_path):
    name = "שלום בע״מ"
    some = dossier(source(said(Stance.ALLEGED, name, from_="A", to="B")), parties=[party(name)])
    file = tmp_path / "hebrew.html"
    file.write_bytes(explore(some).bytes)
    page = open_page(file)
    for button in ("#save-csv", "#save-json"):
        text = downloaded(page, button)
        assert name in text or name.replace("״", "\\u05f4") in text
        assert "\u2068" not in text and "\u2069" not in text


def test_the_statements_as_json_ld_are_claims_that_another_reader_understands(open_page, pages):
    rdflib = pytest.importorskip("rdflib")
    page = open_page(pages("merrowick"))
    text = downloaded(page, "#save-json")
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    kinds = {
        "https://schema.org/Claim": 33,
        "https://schema.org/Comment": 6,
        "https://w3id.org/flowclaims/ns#Claim": 39,
    }
    for kind, count in kinds.items():
        assert len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(kind)))) == count
    stances = {
        str(one) for one in graph.objects(None, rdflib.URIRef("https://w3id.org/flowclaims/ns#stance"))
    }
    assert {one.partition("#")[2] for one in stances} == {"alleged", "denied", "confirmed", "nonAnswer"}
    quotes = {one["quote"] for one in data_of(page)["statements"] if "quote" in one}
    assert {one["citation"]["text"] for one in json.loads(text)["@graph"]} == quotes


def test_a_citation_is_copied_and_that_is_said(open_page, pages):
    page = open_page(pages("facebook"), permissions=["clipboard-read", "clipboard-write"])
    select_row(page, "6")
    page.click("#cards .tools button")
    page.wait_for_function("() => document.getElementById('announce').textContent.includes('copied')")
    copied = page.evaluate("navigator.clipboard.readText()")
    for words in ("Facebook denies selling", "outlet not named in the text", "w3id.org/flowclaims/id/claim/"):
        assert words in copied


def test_where_the_clipboard_is_closed_the_old_way_or_the_text_itself_helps(open_page, pages):
    page = open_page(pages("facebook"))
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    select_row(page, "6")
    page.click("#cards .tools button")
    page.wait_for_selector("#copied")
    assert "copied" in page.inner_text("#announce")
    page.evaluate("() => { document.execCommand = () => false; }")
    page.click("#cards .tools button")
    page.wait_for_selector("#copied .citation")
    assert "Facebook denies selling" in page.inner_text("#copied")


def test_hostile_text_stands_on_the_page_as_it_is_and_does_nothing(open_page, pages):
    page = open_page(pages("hostile"))
    assert page.title().endswith("which data flows") and page.title() != "x"
    data = data_of(page)
    for one in data["statements"]:
        select_row(page, one["n"])
        shown = page.inner_text("#cards blockquote")
        assert shown == one["quote"]
        page.keyboard.press("Escape")
    everything = page.inner_text("body")
    for words in HOSTILE:
        assert words in everything
    assert page.evaluate("document.images.length") == 0
    assert page.locator("body script:not([type])").count() == 1
    assert page.locator("a[href^=javascript]").count() == 0
    boxes = [one.get_attribute("aria-label") for one in page.locator("g.party [role=button]").all()]
    assert any(HOSTILE[2] in one for one in boxes)


def test_the_policy_forbids_everything_that_the_page_does_not_hold(open_page, pages):
    page = open_page(pages("facebook"))
    policy = page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    for part in ("img-src data:", "base-uri 'none'", "form-action 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert page.locator("[style]").count() == 0


@pytest.mark.parametrize("name", ["facebook", "merrowick", "hostile", "400"])
def test_a_narrow_window_never_scrolls_sideways(open_page, pages, name):
    page = open_page(pages(name), viewport={"width": 320, "height": 640})
    width = "document.documentElement.scrollWidth"
    assert page.evaluate(width) == 320
    select_row(page, "1")
    assert page.evaluate(width) == 320
    assert page.locator("#cards blockquote").is_visible()


def test_without_script_the_words_stand_in_the_page(open_page, pages):
    page = open_page(pages("facebook"), java_script_enabled=False)
    assert page.locator("#rows q").count() == 16
    assert page.locator("g.line").count() == 15
    assert not page.is_visible(".filters")
    assert page.is_visible("footer") and page.is_visible(".legend")
    assert "Without JavaScript" in page.inner_text("noscript")


def test_paper_gets_the_picture_and_every_row_that_is_shown(open_page, pages):
    page = open_page(pages("400"))
    page.uncheck("#stance-alleged")
    page.emulate_media(media="print")
    shown = int(re.match(r"(\d+)", page.evaluate("document.getElementById('result').textContent"))[1])
    assert shown > 200
    all_rows(page, shown + 5)
    for hidden in (".filters", ".tools >> nth=0", ".evidence", ".skip"):
        assert not page.is_visible(hidden)
    for seen in ("#picture", ".legend", "footer", "table"):
        assert page.is_visible(seen)


def test_patterns_stay_where_the_system_forces_its_colours(open_page, pages):
    page = open_page(pages("facebook"), forced_colors="active")
    style = "name => getComputedStyle(document.querySelector(`g.${name} .stroke`)).strokeDasharray"
    assert page.evaluate(style, "alleged") != page.evaluate(style, "denied") != "none"
    assert page.evaluate(style, "confirmed") == "none"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('g.alleged .stroke')).stroke")
        == "rgb(184, 89, 0)"
    )


@pytest.mark.parametrize("name", ["facebook", "merrowick", "hostile", "400"])
def test_axe_finds_nothing_by_default_filtered_and_selected(open_page, pages, axe, name):
    page = open_page(pages(name))

    def violations():
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [(one["id"], [each["target"] for each in one["nodes"]][:3]) for one in found["violations"]]

    assert violations() == []
    page.uncheck("#stance-alleged")
    assert violations() == []
    page.check("#stance-alleged")
    select_row(page, "1")
    assert violations() == []
