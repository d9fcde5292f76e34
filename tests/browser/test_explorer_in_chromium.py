"""The explorer in real Chromium: nothing asked, nothing said, everything reached, every word as it is."""

import csv
import io
import json
import re

import pytest

from tests.browser.conftest import HOSTILE

pytestmark = pytest.mark.browser

SIZES = ("facebook", "merrowick", "50", "400", "5000")
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
        ("status", "sidestepped", "2 of 15 statements"),
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
    answers = 1 if control == "status" else 0  # beside the allegations stands what their status rests on
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
        == "Citigroup: 3 lines, non-answer n1"
    )


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
        "#" + "words=" + "a" * 5000,
    ],
)
def test_an_address_that_makes_no_sense_does_no_harm(open_page, pages, hash):
    page = open_page(pages("facebook"), hash)
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
