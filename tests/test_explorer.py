"""The explorer's page without a browser: its structure, its safety, its bytes, and the geometry of print."""

import base64
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from graph import __version__
from graph.claims import NonAnswerKind, Stance
from graph.problems import UsageError
from graph.reading.dossiers import load
from graph.status.report import LARGEST
from graph.status.values import Status
from tests.browser.conftest import HOSTILE, hostile_dossier
from tests.conftest import answered, dossier, group, party, said, source
from viz import pictures
from viz.content.gathering import gather
from viz.content.selection import Selection
from viz.content.telling import tell
from viz.drawing import draw
from viz.explorer.data import language
from viz.explorer.markup import element, number, web_link
from viz.explorer.page import SCRIPTS, explore
from viz.explorer.picture import MOST_LINES, MOST_PARTIES, WAYS, pictured
from viz.look import LOOKS

ROOT = Path(__file__).parents[1]
CASES = ("facebook-banks-2018", "merrowick-fiction")
HASH = "0123456789abcdef"
SVG = "{http://www.w3.org/2000/svg}"
#: Pages and labels that the printed flow view tries.
PRINT = [(page, labels) for view, page, labels in pictures._WAYS if view == "flow"]


def case(name):
    return load([ROOT / "cases" / name])


def page_of(some, **more):
    return explore(some, graph_sha256=HASH, version=__version__, **more).bytes.decode("utf-8")


def data_of(page):
    return json.loads(
        re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1]
    )


def picture_of(page):
    """The picture as XML; its namespace is what HTML gives it."""
    text = re.search(r'<svg id="picture".*?</svg>', page, re.DOTALL)[0]
    return ElementTree.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


class Seen(HTMLParser):
    """What a parser of HTML finds: tags with attributes, and the text outside scripts and styles."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text, self._in = [], [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self._in = tag

    def handle_endtag(self, tag):
        self._in = None

    def handle_data(self, data):
        if self._in not in ("script", "style"):
            self.text.append(data)


@pytest.fixture(scope="module", params=CASES)
def shown(request):
    some = case(request.param)
    return some, page_of(some)


def test_the_parts_stand_in_the_order_of_the_design(shown):
    _, page = shown
    marks = (
        'class="skip"', "<h1>", 'class="coverage"', 'role="search"', 'id="result"', 'id="diagram"',
        'id="evidence"', 'id="statements"', "How to read the picture", "<footer>", 'id="data"',
    )  # fmt: skip
    places = [page.index(mark) for mark in marks]
    assert places == sorted(places)
    assert re.findall(r"<h(\d)", page)[:4] == ["1", "2", "2", "2"]


def test_every_statement_is_in_the_data_and_every_line_is_drawn(shown):
    some, page = shown
    data, diagram = data_of(page), tell(some)
    assert len(data["statements"]) == len(some.claims) + len(some.non_answers)
    assert [one["key"] for one in data["lines"]] == [line.key for line in diagram.lines]
    drawn = [one.get("id") for one in picture_of(page) if one.get("class").startswith("line ")]
    assert drawn == [line.key for line in diagram.lines]
    quotes = [one.evidence.quote for one in (*some.claims, *some.non_answers)]
    found = {one.get("raw") or one.get("quote") for one in data["statements"]}
    assert len(quotes) > 10 and set(quotes) == found


def test_what_is_left_open_and_who_answered_is_told_of_each_allegation(shown):
    _, page = shown
    alleged = [one for one in data_of(page)["statements"] if one["stance"] == "alleged"]
    assert alleged
    for one in alleged:
        assert one["status"] and one["standing"].startswith(one["status"]) and one["told"]


def test_a_status_keeps_what_the_selection_of_print_keeps(shown):
    some, page = shown
    whole, statements = gather(some), data_of(page)["statements"]
    number = {one.claim.iri: f"{one.number}" for one in whole.statements}
    number |= {one.given.iri: f"n{one.number}" for one in whole.responses}
    for status in {words for one in statements for words in one.get("statuses", ())}:
        part = gather(some, Selection(statuses=frozenset(one for one in Status if one.words == status)))
        printed = [number[one.claim.iri] for one in part.statements]
        printed += [number[one.given.iri] for one in part.responses]
        kept = {one["n"] for one in statements if status in one.get("statuses", ())}
        kept |= {
            n for one in statements if one["n"] in kept for n in one.get("responses", {}).get(status, ())
        }
        assert kept == set(printed), status


# --- the geometry of print ---------------------------------------------------------------------------


def printed(some):
    """The printed figure as SVG, in the first way that fits, and whether sentences stand on its lines."""
    for page, labels in PRINT:
        try:
            return draw(
                some,
                format="svg",
                view="flow",
                page=page,
                labels=labels,
                graph_sha256=HASH,
                version=__version__,
            ).bytes.decode()
        except UsageError:
            continue
    raise AssertionError("no page holds it")


def of_id(root, name):
    """The paths below the group of that id in an SVG of print."""
    found = root.find(f".//*[@id='{name}']")
    assert found is not None, name
    return [one.get("d") for one in found.iter(f"{SVG}path")]


def places(path):
    """All points of an absolute path of moves, lines and cubic curves; of a level piece its end alone."""
    found = []
    for letter, rest in re.findall(r"([MLHCQ])([^MLHCQZ]*)", path):
        values = [float(one) for one in re.findall(r"-?[\d.]+", rest)]
        if letter == "H":
            found.append((values[0], found[-1][1]))
            continue
        points = list(zip(values[::2], values[1::2], strict=True))
        level = letter == "C" and {round(y, 2) for _, y in points} == {round(found[-1][1], 2)}
        found += points[-1:] if level else points
    return found


def extent(points):
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def rect_of(thing, name):
    rect = thing.find(f".//*[@class='{name}']")
    x, y, width, height = (float(rect.get(key)) for key in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


@pytest.mark.parametrize("name", CASES)
def test_boxes_curves_and_labels_lie_where_they_lie_in_print(name):
    some = case(name)
    print_root, root = ElementTree.fromstring(printed(some)), picture_of(page_of(some))
    shift = shifts_of(root, print_root)
    compared = 0
    for thing in root:
        key = thing.get("id")
        pairs = []
        if thing.get("class") == "party":
            pairs.append((extent(places(of_id(print_root, key)[0])), rect_of(thing, "box")))
        else:
            pairs.append((extent(places(of_id(print_root, f"{key}-pill")[0])), rect_of(thing, "pill")))
            theirs = places(of_id(print_root, key)[0])
            ours = places(thing.find(".//*[@class='stroke']").get("d"))
            assert len(theirs) == len(ours) > 2
            pairs += list(zip(theirs, ours, strict=True))
        for theirs, ours in pairs:
            compared += 1
            moved = [a - b for a, b in zip(theirs, ours, strict=True)]
            assert moved == pytest.approx([*shift] * (len(moved) // 2), abs=0.03)
    assert compared > 100


def shifts_of(root, print_root):
    """How far the printed picture lies from ours: its margins."""
    thing = next(one for one in root if one.get("class") == "party")
    theirs = extent(places(of_id(print_root, thing.get("id"))[0]))
    ours = rect_of(thing, "box")
    return theirs[0] - ours[0], theirs[1] - ours[1]


def test_the_ways_to_lay_out_are_those_of_print():
    assert len(PRINT) == 4 and tuple(PRINT) == WAYS


def test_lines_have_the_looks_of_the_table(shown):
    some, page = shown
    things = {one.get("id"): one for one in picture_of(page)}
    for line in tell(some).lines:
        look, stroke = LOOKS[line.stance], things[line.key].find(".//*[@class='stroke']")
        assert stroke.get("stroke") == look.colour and stroke.get("stroke-width") == number(look.width)
        dashes = " ".join(number(one * look.width) for one in look.dashes)
        assert (stroke.get("stroke-dasharray") or "") == dashes
        crosses = things[line.key].findall(".//*[@class='cross']")
        heads = things[line.key].findall(".//*[@class='head']")
        assert (len(crosses), len(heads)) == ((1, 0) if line.stance is Stance.DENIED else (0, 1))
        assert things[line.key].find(".//*[@class='casing']") is not None


def test_a_group_has_a_second_outline_and_a_person_round_ends():
    from graph.claims import PartyType

    some = dossier(
        source(said(Stance.ALLEGED, from_="banks", to="Mara")),
        parties=[group("banks"), party("Mara", PartyType.PERSON)],
    )
    things = {one.get("id"): one for one in picture_of(page_of(some))}
    assert things["entity-banks"].find(".//*[@class='behind']") is not None
    box = things["entity-mara"].find(".//*[@class='box']")
    assert float(box.get("rx")) == pytest.approx(float(box.get("height")) / 2, abs=0.05)


# --- safety ------------------------------------------------------------------------------------------


def test_the_policy_names_the_hashes_of_the_one_script_and_the_one_style(shown):
    _, page = shown
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert len(bodies) == 1
        digest = base64.b64encode(hashlib.sha256(bodies[0].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy


def test_nothing_in_the_page_asks_the_network_or_runs_where_it_should_not(shown):
    _, page = shown
    for tag, attributes in Seen(page).tags:
        assert tag not in ("img", "iframe", "object", "embed", "form", "base")
        assert "style" not in attributes and not [name for name in attributes if name.startswith("on")]
        if tag == "a":
            assert attributes["href"].startswith(("https://", "http://", "#"))
        if tag == "link":
            assert attributes["href"] == "data:,"
        assert "src" not in attributes


def test_the_script_never_reads_text_as_markup():
    folder = ROOT / "viz" / "explorer" / "script"
    assert {one.stem for one in folder.glob("*.js")} == set(SCRIPTS)
    text = "".join(one.read_text() for one in folder.glob("*.js"))
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "Function(",
        "fetch(",
    ):
        assert word not in text


def test_hostile_text_stays_text_everywhere():
    page = page_of(hostile_dossier())
    seen = Seen(page)
    tags = [tag for tag, _ in seen.tags]
    assert "img" not in tags and tags.count("script") == 2 and tags.count("style") == 1
    text = "".join(seen.text)
    for words in HOSTILE:
        assert words in text
    assert "\\u202e" in text and "\u202e" not in text
    raw = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1]
    assert not set(raw) & set("<>&\u2028\u2029")
    names = {one["name"] for one in data_of(page)["parties"]}
    assert set(HOSTILE) <= names


def test_only_addresses_of_the_web_become_links():
    assert web_link("HTTPS://example.org/") == "HTTPS://example.org/"
    for address in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://a b",
        "https://a\nb",
        None,
    ):
        assert web_link(address) is None


def test_a_language_that_is_none_is_not_written():
    assert [language(one) for one in ("en", "pt-BR", "x", "", "en\"><b>", "de de", None)] == [
        "en", "pt-BR", None, None, None, None, None,
    ]  # fmt: skip


def test_text_in_an_attribute_cannot_leave_it():
    assert element("p", {"title": '"><b>'}, "<i>") == '<p title="&quot;&gt;&lt;b&gt;">&lt;i&gt;</p>'


# --- the same bytes, and the edges -------------------------------------------------------------------


def test_two_processes_write_the_same_bytes():
    code = (
        "import hashlib, sys; from pathlib import Path; from graph.reading.dossiers import load;"
        "from viz.explorer.page import explore;"
        "print([hashlib.sha256(explore(load([Path(p)]), graph_sha256='ab', version='1').bytes).hexdigest()"
        " for p in sys.argv[1:]])"
    )
    answers = set()
    for seed, locale in (("0", "C"), ("4321", "C.UTF-8")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", code, *(str(ROOT / "cases" / name) for name in CASES)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=120, check=True
        )
        answers.add(done.stdout)
    assert len(answers) == 1 and len(answers.pop()) > 128


def test_no_date_of_today_stands_in_the_page(shown):
    from datetime import date

    _, page = shown
    assert date.today().isoformat() not in page
    assert f"graph sha256 {HASH[:8]} · flowclaims {__version__} · CC BY 4.0" in page


def test_a_large_dossier_is_drawn_in_part_and_says_so():
    claims = [
        said(Stance.ALLEGED, from_=f"Holder {place}", to=f"Recipient {place % 7}", quote=f"words {place}")
        for place in range(60)
    ]
    some = dossier(source(*claims))
    page = explore(some)
    picture = data_of(page.bytes.decode())
    assert len(picture["boxes"]) <= MOST_PARTIES and len(picture["lines"]) <= MOST_LINES
    assert len(picture["statements"]) == 60
    assert picture["part"] == "showing 40 of 67 parties, 33 of 60 statements: search or filter"
    assert any("showing 40 of 67 parties" in one for one in page.messages)


def test_more_entries_than_have_statuses_have_no_column_for_them_and_that_is_said():
    one = said(Stance.ALLEGED, from_="A", to="B", quote="words")
    from dataclasses import replace

    claims = tuple(replace(one, iri=f"claim/{place}") for place in range(LARGEST + 1))
    some = dossier(source(one))
    some = replace(some, sources=(replace(some.sources[0], claims=claims),))
    made = explore(some)
    page = made.bytes.decode()
    assert 'data-key="status"' not in page and 'id="status"' not in page
    assert any("the command status tells them" in message for message in made.messages)
    assert "`" not in "".join(Seen(page).text)
    assert "Without JavaScript only the first 200 of 5,001 statements are listed" in page


def test_who_is_named_and_silent_is_told_and_who_gave_a_non_answer_is_not():
    one = said(Stance.ALLEGED, from_="Silent Bank", to="Polite Bank")
    some = dossier(source(one, answered(NonAnswerKind.DECLINED, "Polite Bank", one)))
    page = page_of(some)
    told = re.search(r'<div class="unanswered">(.*?)</div>', page)[1]
    assert "Silent Bank" in told and "Polite Bank" not in told
    assert 'non-answer n1"' in page


def test_a_dossier_without_statements_and_one_with_only_non_answers_have_pages():
    empty = page_of(dossier(source()))
    assert "No statement to draw." in empty and data_of(empty)["statements"] == []
    only = page_of(dossier(source(answered(NonAnswerKind.SILENT, "A Bank"))))
    assert len(data_of(only)["statements"]) == 1 and data_of(only)["lines"] == []


@pytest.mark.parametrize("name", ["株式会社データ", "شركة البيانات", "A" * 60, "🏦 Bank"])
def test_names_that_print_cannot_hold_can_be_explored(name):
    some = dossier(source(said(Stance.ALLEGED, from_=name, to="B", quote=f"{name} gave")))
    page = page_of(some)
    picture = picture_of(page)
    text = "".join(picture.itertext())
    assert name in text and "? Press alleges sharing [1]" in text
    assert len(picture) == 3


def test_a_speaker_with_an_outlet_is_named_without_the_comma_of_its_sentence():
    one = said(Stance.DENIED, by="A Bank", via="Newswire", from_="A Bank", to="B")
    statement = data_of(page_of(dossier(source(one))))["statements"][0]
    assert statement["who"] == "A Bank, via Newswire"


def test_a_selection_is_what_the_page_holds_and_it_says_what_is_hidden():
    some = case("facebook-banks-2018")
    page = page_of(some, selection=Selection(stances=frozenset({"alleged"})))
    data = data_of(page)
    assert {one["stance"] for one in data["statements"]} == {"alleged"}
    assert "not shown" in data["coverage"]
    assert any("[10, not shown]" in text for one in data["statements"] for _, text in one["told"])


def test_the_words_of_the_page_are_told_to_the_command_line_too():
    made = explore(case("facebook-banks-2018"))
    assert made.alt.startswith("Facebook and others: who alleges, denies, confirms which data flows.")
    assert made.messages == ()


def test_the_first_rows_stand_in_the_page_with_their_words(shown):
    some, page = shown
    rows = re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", page)
    assert len(rows) == len(some.claims) + len(some.non_answers)
    quotes = [one["quote"] for one in data_of(page)["statements"] if "quote" in one]
    assert len(quotes) > 10
    for quote in quotes:
        assert html.escape(quote) in page


def test_the_picture_of_a_dossier_is_the_same_for_every_title():
    some = case("facebook-banks-2018")
    assert len(pictured(gather(some, title="Another"), "").diagram.lines) == len(tell(some).lines)
