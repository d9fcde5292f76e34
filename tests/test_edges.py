"""At the edges a picture is drawn well or refused with a way out; a page or an export is written always."""

import re
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from graph.problems import UsageError
from tests.edges import ARABIC, CHINESE, EDGES, HEBREW, HOSTILE, LONG, UNBROKEN, over_time, scripts
from tests.test_viz_look import contrast
from viz.content.content import Content
from viz.content.diagram import Diagram
from viz.content.selecting import selected
from viz.drawing import View, draw
from viz.explorer.page import explore
from viz.exports.exporting import FORMATS, export
from viz.flow.layout import arrange, faults
from viz.flow.routing import Link
from viz.job import Labels
from viz.look import LOOKS
from viz.paper.files import Format
from viz.paper.geometry import Size
from viz.paper.lettering import lettering
from viz.paper.page import page

#: Not watched for coverage, which takes half as long again; other tests run all but a few of these lines.
pytestmark = pytest.mark.no_cover

CHINESE_FONTS = [
    Path("/usr/share/fonts") / one
    for one in (
        "truetype/wqy/wqy-microhei.ttc",
        "truetype/wqy/wqy-zenhei.ttc",
        "opentype/noto/NotoSansCJK-Regular.ttc",
    )
]
WAYS_OUT = re.compile(r"--(?:about|view|stance|page|font|labels|act|status|since)\b")


@cache
def drawn(name, view="flow", format="svg"):
    """The figure of one edge, or the refusal."""
    try:
        return draw(EDGES[name](), format=format, view=view)
    except UsageError as refusal:
        return refusal


@pytest.mark.parametrize("view", [str(view) for view in View])
@pytest.mark.parametrize("name", EDGES)
def test_every_edge_is_drawn_in_every_view_or_refused_with_a_way_out(name, view):
    figure = drawn(name, view)
    if isinstance(figure, UsageError):
        assert WAYS_OUT.search(str(figure)), figure
        return
    assert view in ("auto", figure.view)
    root = ElementTree.fromstring(figure.bytes)
    assert root.tag == "{http://www.w3.org/2000/svg}svg" and figure.alt.strip()


#: What no view can show on one page: a character that no font has, and too much.
REFUSED = {"chinese": {"auto", "flow", "matrix"}, "two_hundred_speakers": {"auto", "flow", "matrix"}}


@pytest.mark.parametrize("name", EDGES)
def test_only_what_is_too_large_or_unreadable_is_refused(name):
    refused = {view for view in ("auto", "flow", "matrix") if isinstance(drawn(name, view), UsageError)}
    assert refused == REFUSED.get(name, set()), {view: str(drawn(name, view)) for view in refused}


@pytest.mark.parametrize("name", sorted(set(EDGES) - set(REFUSED)))
def test_a_timeline_of_one_date_or_none_is_refused_without_inventing_hours(name):
    assert re.search(r"all statements are of|no statement", str(drawn(name, "timeline")))


@pytest.mark.parametrize(
    "name",
    [
        *("long_names", "right_to_left", "thirty_lines_between_two", "its_own_counterparty"),
        *("all_dates_equal", "only_non_answers", "hostile_names"),
    ],
)
def test_with_dates_apart_every_edge_has_a_timeline(name):
    figure = draw(over_time(EDGES[name]()), format="svg", view="timeline")
    assert figure.view is View.TIMELINE
    text = _written(figure)
    assert "Place: date of the statement, not of a data flow." in text


def test_two_hundred_parties_take_numbered_pages_of_a_matrix():
    figure = draw(EDGES["two_hundred_speakers"](), format="pdf", view="auto")
    assert figure.view is View.MATRIX and "pages of a4-landscape" in " ".join(figure.messages)
    assert figure.bytes.count(b"/Type /Page\n") + figure.bytes.count(b"/Type /Page ") > 3


@pytest.mark.parametrize("format", [one for one in Format if one is not Format.SVG])
@pytest.mark.parametrize("name", ["no_claim", "long_names", "right_to_left", "thirty_lines_between_two"])
def test_other_formats_are_drawn_where_svg_is(name, format):
    assert not isinstance(drawn(name, "flow", format), UsageError)


@pytest.mark.parametrize("name", sorted(set(EDGES) - {"chinese", "two_hundred_speakers"}))
def test_no_box_label_or_line_of_the_flow_view_covers_another(name):
    from viz.flow.fitting import fit

    content = drawn(name).content
    assert isinstance(content, Diagram)
    found = fit(content, page("a4-landscape"), lettering(), Labels.AUTO, "")
    assert found is not None
    links = [
        Link(one.key, one.from_, one.to, found.drawn.layout.routes[one.key].label) for one in content.lines
    ]
    assert faults(found.drawn.layout, links) == ()


def _written(figure):
    """All text of an SVG, as a reader finds it."""
    root = ElementTree.fromstring(figure.bytes)
    return " ".join(" ".join(root.itertext()).split())


def test_a_picture_of_nothing_says_so():
    assert "0 statements" in _written(drawn("no_claim"))
    assert "No statement to draw." in _written(drawn("no_claim"))


def test_long_names_stand_whole_in_the_picture():
    text = _written(drawn("long_names"))
    for name in (f"{LONG} Ruritania", f"{LONG} Syldavia"):
        assert name in text
    assert UNBROKEN in text.replace(" ", "")


def test_names_written_from_right_to_left_do_not_turn_the_words_around_them():
    figure = drawn("right_to_left")
    texts = [text for text in figure.content.texts if ARABIC in text or HEBREW in text]
    assert texts
    for text in texts:  # each name is in an isolate of its own
        for name in (ARABIC, HEBREW):
            for found in re.finditer(name, text):
                before = text[: found.start()]
                assert before.count("\u2068") == before.count("\u2069") + 1


def test_a_name_that_goes_on_over_the_end_of_a_line_is_isolated_on_both():
    fonts = lettering()
    lines = fonts.wrap(f"left open: \u2068{' '.join([ARABIC] * 9)}\u2069 (2).", 7, 90)
    assert len(lines) > 2
    assert all(line.count("\u2068") == line.count("\u2069") for line in lines)
    assert all(line.startswith("\u2068") for line in lines[1:] if line.startswith(("\u2068", ARABIC[0])))


def test_a_character_that_no_font_has_is_named_with_the_option_that_helps():
    refusal = drawn("chinese")
    assert isinstance(refusal, UsageError)
    assert re.search(r"the character '.' \(U\+[0-9A-F]{4} CJK", str(refusal)) and "--font" in str(refusal)


def test_chinese_and_japanese_are_drawn_with_a_font_that_has_them(capfd):
    font = next((one for one in CHINESE_FONTS if one.is_file()), None)
    if font is None:
        pytest.skip(f"none of {', '.join(map(str, CHINESE_FONTS))} is installed")
    figure = draw(scripts(CHINESE * 15, CHINESE, "Bolt"), format="svg", view="flow", font=font)
    assert CHINESE in _written(figure)
    assert capfd.readouterr().err == ""


@pytest.mark.filterwarnings("ignore:Glyph")  # measured as boxes, which is all that is needed here
def test_text_without_spaces_is_broken_between_letters_and_fills_its_lines():
    lines = lettering().wrap(f"? {'数据公司' * 6} alleges", 8, 60)
    assert lines[0].startswith("? 数") and "".join(lines).replace(" ", "") == f"?{'数据公司' * 6}alleges"


def test_thirty_speakers_share_one_line_and_are_counted():
    (line,) = drawn("thirty_speakers_of_one_line").content.lines
    assert len(line.claims) == len(line.speakers) == 30
    assert "[1–30]" in line.label and "28 others" in line.label


def test_thirty_statements_between_two_parties_are_all_on_lines_of_their_own_kind():
    lines = drawn("thirty_lines_between_two").content.lines
    assert sorted(number for line in lines for number in line.claims) == list(range(1, 31))
    assert len({line.key for line in lines}) == len(lines) == 25  # a denial of "may" denies the act itself


def test_a_party_may_be_its_own_counterparty():
    figure = drawn("its_own_counterparty")
    loops = [line for line in figure.content.lines if line.from_ == line.to]
    assert [line.stance for line in loops] == ["alleged", "denied"]
    written = figure.bytes.decode()
    assert all(f'id="{line.key}"' in written for line in loops)


def test_two_hundred_speakers_are_no_hairball_and_one_of_them_can_be_drawn():
    whole = EDGES["two_hundred_speakers"]()
    assert "--about" in str(drawn("two_hundred_speakers"))
    about = draw(whole, format="svg", view="flow", selection=selected(whole, about="Firm 7"))
    assert len(about.content.lines) < 10


def test_non_answers_alone_make_no_line():
    content = drawn("only_non_answers").content
    assert content.lines == () and [box.note for box in content.boxes] == [
        f"– non-answer [n{number}]" for number in (1, 2, 3)
    ]
    assert isinstance(content, Content) and content.counts == ()


def test_parties_that_only_gave_non_answers_stand_in_rows_below_the_lines():
    links = [Link("line", "a", "b", Size(60, 12))]
    boxes = {name: Size(100, 30) for name in "abcdefghijklmn"}
    layout = arrange(boxes, links, 9, 700)
    rows = {layout.boxes[name].middle.y for name in boxes if name not in "ab"}
    assert len(rows) == 2 and max(rows) < min(layout.boxes[name].bottom for name in "ab")
    assert faults(layout, links) == () and layout.width <= 700
    assert min(one.bottom for one in layout.boxes.values()) == 0
    assert max(one.top for one in layout.boxes.values()) == layout.height
    alone = arrange({name: boxes[name] for name in "cd"}, [], 9, 700)
    assert (alone.width, alone.height) == (214, 30)


class _Tags(HTMLParser):
    """The names of all elements and attributes of a page, as a browser finds them."""

    def __init__(self):
        super().__init__()
        self.found, self.attributes = [], set()

    def handle_starttag(self, tag, attrs):
        self.found.append(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize("name", EDGES)
def test_every_edge_has_an_explorer_page(name):
    found = explore(EDGES[name]())
    tags = _Tags()
    tags.feed(found.bytes.decode())
    assert found.alt.strip() and {"html", "main", "table"} <= set(tags.found)
    assert not {"img", "iframe", "object", "embed"} & set(tags.found)
    assert not any(name.startswith("on") for name in tags.attributes)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", EDGES)
def test_every_edge_is_exported_or_refused_with_a_way_out(name, format):
    try:
        written = export(EDGES[name](), format)
    except UsageError as refusal:
        assert WAYS_OUT.search(str(refusal)) or "use " in str(refusal), refusal
        return
    assert written.data
    if format in {"gexf", "graphml", "md", "mermaid", "rdf"}:  # what some program shows as markup
        assert HOSTILE.encode() not in written.data


def test_text_in_a_spreadsheet_can_be_read_on_the_fill_of_its_cell():
    book = load_workbook(BytesIO(export(EDGES["thirty_lines_between_two"](), "xlsx").data))
    pairs = {
        (f"#{cell.font.color.rgb[2:]}", f"#{cell.fill.fgColor.rgb[2:]}")
        for sheet in book
        for row in sheet
        for cell in row
        if cell.value and cell.fill.fill_type == "solid"
    }
    assert {fill for _, fill in pairs} >= {look.tint for look in LOOKS.values()}
    assert min(contrast(ink, fill) for ink, fill in pairs) >= 4.5
