"""The printed diagram: as told, readable at its final size, the same bytes everywhere, refused if too big."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zlib
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from PIL import Image

from graph.claims import Evidence, NonAnswerKind, PartialDate, PartyType, Stance
from graph.problems import UsageError
from graph.reading.dossiers import load
from graph.status.views import Basis, PointOfView, Reading
from tests.conftest import answered, denial_of, dossier, group, party, said, source
from viz.content.plain import inert, isolated
from viz.content.selecting import selected
from viz.content.telling import tell
from viz.drawing import draw as draw_any
from viz.flow.drawing import _sheets
from viz.flow.fitting import fit
from viz.flow.layout import faults
from viz.flow.routing import Link
from viz.job import Job, Labels
from viz.look import FOOTER_SIZE, LOOKS, STOPS_SHORT
from viz.paper.files import Format, settings
from viz.paper.geometry import Point, Rect
from viz.paper.lettering import Lettering, lettering
from viz.paper.page import page

ROOT = Path(__file__).parents[1]
HASH = "0123456789abcdef"
SVG = "{http://www.w3.org/2000/svg}"

HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    "A $x^2$ & _b_ \\alpha$",
    "\\$5 \"quoted\" 'name'",
    "=cmd()",
    "<b>bold</b> ]]> <!--",
]


@pytest.fixture(scope="module")
def seed():
    return load([ROOT / "cases" / "facebook-banks-2018"])


@pytest.fixture(scope="module")
def fiction():
    return load([ROOT / "cases" / "merrowick-fiction"])


def laid_out(some, paper="a4-landscape", labels=Labels.AUTO):
    """The diagram, its fit and its sheets, as ``draw`` makes them."""
    diagram = tell(some)
    with settings():
        found = fit(diagram, page(paper), Lettering(), labels, "imprint")
        job = Job(page(paper), Lettering(), labels, "imprint", Format.PDF)
        return diagram, found, _sheets(diagram, found, job)


def draw(some, **options):
    """The flow view of a dossier; filters by their words."""
    filters = {name: options.pop(name) for name in ("about", "hops", "stance") if name in options}
    return draw_any(some, view="flow", selection=selected(some, **filters), **options)


def artists(sheet):
    return {
        one.get_gid(): one
        for one in (*sheet.axes.patches, *sheet.axes.lines, *sheet.axes.texts)
        if one.get_gid()
    }


def texts_of(svg):
    """All texts of an SVG, one for each line of text."""
    return ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def charge(name="AdCo", **more):
    return said(Stance.ALLEGED, from_=name, to="Shop", **more)


def test_the_seed_fits_on_one_page_with_its_sentences_and_its_list(seed):
    figure = draw(seed, format="pdf", graph_sha256=HASH, version="9.8.7")
    assert figure.messages == ()
    assert figure.sidecar is None
    assert figure.bytes.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b", figure.bytes)) == 1


@pytest.mark.parametrize("papers", [("a4-landscape", "a4-landscape"), ("a4", "a3"), ("a3", "a3-landscape")])
def test_nothing_of_the_shipped_dossiers_overlaps_at_any_size(seed, fiction, papers):
    for some, paper in zip((seed, fiction), papers, strict=True):
        diagram, found, sheets = laid_out(some, paper)
        links = [Link(one.key, one.from_, one.to, found.drawn.layout.routes[one.key].label.size)
                 for one in diagram.lines]  # fmt: skip
        assert faults(found.drawn.layout, links) == ()
        assert found.drawn.layout.width <= page(paper).room
        assert found.height <= page(paper).height
        for sheet in sheets:
            rects = printed(sheet)
            assert rects
            inside = Rect(0, 0, page(paper).width, page(paper).height)
            assert all(inside.holds(Point(*corner)) for rect in rects for corner in (rect[:2], rect[2:]))
            crowded = [
                (one, other)
                for index, one in enumerate(rects)
                for other in rects[index + 1 :]
                if one.overlaps(other, -0.6)
            ]
            assert not crowded


def printed(sheet):
    """Where every line of text stands on the page, in points, as matplotlib draws it."""
    figure = sheet.axes.get_figure()
    with settings():
        figure.set_dpi(720)
        renderer = FigureCanvasAgg(figure).get_renderer()
        return [Rect(*(text.get_window_extent(renderer).extents / 10)) for text in sheet.axes.texts]


def test_every_text_fits_into_its_box_or_pill(seed, fiction):
    for some in (seed, fiction):
        _, found, sheets = laid_out(some)
        known = artists(sheets[0])
        fonts = Lettering()
        for key, text in ((key, one) for key, one in known.items() if key.endswith("-label")):
            pill = known[key.removesuffix("-label") + "-pill"].get_path().get_extents()
            wide = max(fonts.width(line, 7.5) for line in found.drawn.labels[key.removesuffix("-label")])
            assert wide <= pill.width
            assert text.get_fontsize() == 7.5


def test_lines_look_as_their_stance_and_only_affirming_lines_reach_their_recipient(seed):
    diagram, found, sheets = laid_out(seed)
    known = artists(sheets[0])
    boxes = {box.key: known[box.key].get_path().get_extents() for box in diagram.boxes}
    seen = set()
    for line in diagram.lines:
        look = LOOKS[line.stance]
        drawn = known[line.key]
        assert to_hex(drawn.get_edgecolor()).upper() == look.colour
        assert drawn.get_linewidth() == look.width
        assert (drawn.get_linestyle() == "-" or drawn.get_linestyle() == "solid") is (not look.dashes)
        end = drawn.get_path().vertices[-1]
        route = found.drawn.layout.routes[line.key]
        assert boxes[line.to] is not None
        short = abs(route.points[-1].x - (end[0] - _shift(drawn, route)))
        assert (f"{line.key}-cross" in known) is (line.stance is Stance.DENIED)
        assert (f"{line.key}-head" in known) is (line.stance is not Stance.DENIED)
        if line.stance is Stance.DENIED:
            assert short == pytest.approx(STOPS_SHORT)
            cross = known[f"{line.key}-cross"].get_path()
            assert cross.get_extents().x1 < boxes[line.to].x0
            widths = {abs(a[0] - b[0]) - abs(a[1] - b[1]) for a, b in pairwise(cross.vertices[:2])}
            assert max(widths) < 1e-9  # upright: its arms are diagonals
        else:
            assert short < 12
        seen.add(line.stance)
    assert seen == set(Stance)


def _shift(drawn, route):
    return drawn.get_path().vertices[0][0] - route.points[0].x


def test_heads_are_hollow_for_allegations_and_filled_for_confirmations(fiction):
    diagram, _, sheets = laid_out(fiction)
    known = artists(sheets[0])
    fills = {
        (line.stance, line.possible, to_hex(known[f"{line.key}-head"].get_facecolor()))
        for line in diagram.lines
        if line.stance is not Stance.DENIED and line.act != "seek"
    }
    assert fills == {
        (Stance.ALLEGED, False, "#ffffff"),
        (Stance.CONFIRMED, False, "#111111"),
        (Stance.CONFIRMED, True, "#ffffff"),  # "may share" is no fact
    }


def test_no_text_is_smaller_than_six_and_a_half_points_in_the_file(seed, fiction):
    for some in (seed, fiction):
        data = draw(some, format="pdf").bytes
        sizes = set()
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                content = zlib.decompress(stream)
            except zlib.error:
                continue
            sizes.update(float(one) for one in re.findall(rb"/F\d+ ([\d.]+) Tf", content))
        assert sizes
        assert min(sizes) >= FOOTER_SIZE == 6.5


def test_every_text_of_the_diagram_is_in_the_svg_and_lines_and_boxes_are_named(seed):
    figure = draw(seed, format="svg", graph_sha256=HASH, version="9.8.7")
    texts = texts_of(figure.bytes)
    ids = [one.get("id") for one in ElementTree.fromstring(figure.bytes).iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for line in figure.content.lines:
        assert line.label in " ".join(texts)  # a long one stands on two lines
        assert line.key in ids
    for box in figure.content.boxes:
        assert box.key in ids
        assert any(" ".join(texts[at : at + 2]).startswith(box.names[0]) for at in range(len(texts)))
    assert figure.content.title in texts
    assert any("graph sha256 01234567 · flowclaims 9.8.7 · CC BY 4.0" in one for one in texts)
    listed = {int(one[1:-1]) for one in texts if re.fullmatch(r"\[\d+\]", one)}
    assert listed == set(range(1, 16))
    assert "[n1]" in texts


def test_the_quotes_on_the_page_are_verbatim_and_cut_only_between_words(seed):
    texts = " ".join(texts_of(draw(seed, format="svg").bytes))
    shown = re.findall(r": “(.*?)” \(", texts)
    quotes = [" ".join(one.evidence.quote.split()) for one in (*seed.claims, *seed.non_answers)]
    assert len(shown) == len(quotes)
    for quote in quotes:
        assert any(
            quote == one or (one.endswith(" …") and f"{quote} ".startswith(one[:-1])) for one in shown
        ), quote


def test_an_svg_is_one_picture_with_title_and_description(seed):
    figure = draw(seed, format="svg")
    root = ElementTree.fromstring(figure.bytes)
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "flow-title flow-desc")
    assert root.find(f"{SVG}title").text == figure.content.title
    assert root.find(f"{SVG}desc").text == figure.alt
    assert b"<text" not in draw(seed, format="svg", outline_text=True).bytes


def test_a_png_has_the_resolution_asked_for_and_the_width_of_the_page(seed):
    for dpi in (100, 200):
        with Image.open(io.BytesIO(draw(seed, format="png", dpi=dpi).bytes)) as image:
            assert image.width == pytest.approx(297 / 25.4 * dpi, abs=1)
            assert image.height <= 210 / 25.4 * dpi + 1


PROGRAM = """
import hashlib, sys
from pathlib import Path
from graph.reading.dossiers import load
from viz.drawing import draw
some = load([Path(sys.argv[1])])
for kind in ("png", "svg", "pdf"):
    print(hashlib.sha256(draw(some, format=kind).bytes).hexdigest())
"""


def test_another_process_hash_seed_locale_and_folder_give_the_same_bytes(seed, tmp_path):
    case = ROOT / "cases" / "facebook-banks-2018"
    (tmp_path / "matplotlibrc").write_text("font.size: 20\nlines.linewidth: 9\nsvg.fonttype: path\n")
    other = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "77", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(case)],
        cwd=tmp_path, env={**os.environ, **other}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    here = [hashlib.sha256(draw(seed, format=kind).bytes).hexdigest() for kind in ("png", "svg", "pdf")]
    assert told.stdout.split() == here
    assert told.stderr == ""


def test_no_file_holds_the_date_of_its_making(seed):
    for kind in Format:
        data = draw(seed, format=kind).bytes
        assert not re.search(rb"CreationDate|ModDate|<dc:date>|tIME", data)


def test_drawing_leaves_the_settings_of_matplotlib_alone(seed):
    before = dict(matplotlib.rcParams)
    draw(seed, format="svg")
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_shown_as_they_are(name):
    some = dossier(source(charge("Any", quote=name), title=name, author=name), parties=())
    claim = said(Stance.ALLEGED, "Teller", from_="Holder", to="Shop", quote=name)
    parties = [party("Teller", aliases=()), party("Holder")]
    renamed = [type(one)(one.iri, name if one.name == "Holder" else one.name, one.type) for one in parties]
    some = dossier(source(claim, title=name), parties=renamed)
    svg = draw(some, format="svg").bytes
    assert b"<script" not in svg
    assert b"<img" not in svg
    squeezed = "".join(texts_of(svg)).replace(" ", "")
    wanted = name.replace(" ", "")
    assert squeezed.count(wanted) >= 3  # box, quote, source
    assert draw(some, format="pdf").bytes
    assert draw(some, format="png").bytes


def test_controls_line_breaks_and_bidi_overrides_in_names_are_inert():
    assert inert("Ad\r\nCo\t\u202egnitekram\x00") == "Ad Co \\u202egnitekram\\x00"
    assert inert("a\u2028b\u0085c") == "a b c"
    claim = charge(quote="x \u202e y \u0007")
    svg = draw(dossier(source(claim)), format="svg").bytes.decode()
    assert "\u202e" not in svg
    assert "\\u202e y \\x07" in "".join(texts_of(svg.encode()))


def test_names_from_right_to_left_turn_nothing_around_them():
    name = "شركة البيانات"
    assert isolated(name) == f"\u2068{name}\u2069"
    assert isolated("AdCo") == "AdCo"
    claim = said(Stance.ALLEGED, "Press", from_="Holder", to="Shop")
    holder = party("Holder")
    some = dossier(source(claim), parties=[type(holder)(holder.iri, name, holder.type)])
    assert f"\u2068{name}\u2069" in texts_of(draw(some, format="svg").bytes)


def test_a_character_that_no_font_has_is_an_error_that_names_it():
    with pytest.raises(UsageError, match=r"'日' \(U\+65E5 CJK UNIFIED IDEOGRAPH-65E5\).*--font"):
        draw(dossier(source(charge(quote="三日月"[1:]))), format="svg")


def test_a_font_of_ones_own_is_used_and_one_that_cannot_be_read_is_refused(seed, tmp_path):
    serif = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSerif.ttf"
    assert lettering(serif).families == ("DejaVu Serif", "DejaVu Sans")
    assert b"DejaVu Serif" in draw(seed, format="svg", font=serif, page="a3-landscape").bytes
    bad = tmp_path / "bad.ttf"
    bad.write_bytes(b"no font")
    for path in (bad, tmp_path / "none.ttf"):
        with pytest.raises(UsageError, match="not a font that can be read"):
            draw(seed, format="svg", font=path)


def test_short_labels_are_used_where_sentences_do_not_fit_and_said_so(seed):
    figure = draw(seed, format="svg", page="a4")
    assert figure.messages == ("sentences on the lines do not fit on a4: drawn with numbers (?1,2)",)
    texts = texts_of(figure.bytes)
    assert "?1,2 · in part sidestepped" in texts
    assert "✕12" in texts
    assert draw(seed, format="svg", labels="short").messages == ()
    with pytest.raises(UsageError, match="cannot be read on a4"):
        draw(seed, format="svg", page="a4", labels="full")


def test_the_figure_is_drawn_from_the_point_of_view_asked_for_and_says_so(fiction):
    early = PointOfView(Reading.STRICT, Basis.ALL, date(2022, 12, 31))
    figure = draw(fiction, format="svg", standpoint=early)
    assert len(figure.content.citations) < len(draw(fiction, format="svg").content.citations)
    assert "as of 31 Dec 2022" in figure.content.coverage
    assert figure.content.coverage.endswith("status: strict reading, answers in own words and paraphrases")
    assert figure.content.coverage in " ".join(texts_of(figure.bytes))
    assert figure.content.coverage in figure.alt


def test_no_word_is_broken_for_the_sake_of_balance():
    name = "several of the aforementioned banks"
    for room in (90, 92, 100, 120, 150):
        assert " ".join(Lettering().balanced(name, 9, room, True)) == name


def test_a_status_is_a_word_in_label_legend_and_list_and_no_new_colour(seed):
    figure = draw(seed, format="svg")
    texts = " ".join(texts_of(figure.bytes))
    assert "? The Wall Street Journal alleges seeking [1,2] · in part sidestepped" in texts
    assert "· status: what the answers come to, not what is true." in texts
    assert "Status: partly answered: 4 denied [10], 4 sidestepped [10], of 8 flows;" in texts
    bare = draw(dossier(source(charge())), format="svg", labels="short").bytes.decode()
    colours = set(re.findall(r"#[0-9a-f]{6}", draw(seed, format="svg").bytes.decode()))
    plain = {look.colour.lower() for look in LOOKS.values()}
    assert colours - plain == set(re.findall(r"#[0-9a-f]{6}", bare)) - plain | {"#c9c9c9"} & colours


def test_the_list_beside_a_figure_tells_statuses_too(fiction):
    figure = draw(fiction, format="svg")
    for one in figure.content.citations:
        assert (one.status is None) is (one.stance is not Stance.ALLEGED)
        assert one.status is None or f"Status: {one.status}." in re.sub(r"\\(.)", r"\1", figure.sidecar)
        assert one.status is None or f"Status: {one.status}." in figure.alt


def test_that_no_quote_is_checked_is_said_once_on_the_page_and_with_each_quote_in_words(seed):
    figure = draw(seed, format="svg")
    texts = " ".join(texts_of(figure.bytes))
    assert texts.count("No quote is checked: the texts were not at hand.") == 1
    drawn = texts.replace(figure.alt, "")
    assert "quote not checked" not in drawn
    assert figure.alt.count("quote not checked") == 16


def test_more_than_twenty_statements_are_listed_on_the_next_page_or_in_a_second_file(fiction):
    with_pages = draw(fiction, format="pdf")
    assert len(re.findall(rb"/Type /Page\b", with_pages.bytes)) == 2
    assert with_pages.sidecar is None
    assert "on the pages after it" in with_pages.messages[-1]
    with_file = draw(fiction, format="svg")
    assert "in a second file" in with_file.messages[-1]
    assert "[n]: statement in the list." in texts_of(with_file.bytes)
    for one in with_file.content.citations:
        assert f"- **\\[{one.number}\\]** {one.glyph}" in with_file.sidecar or one.glyph == "–"
    assert "## Sources" in with_file.sidecar


def test_twenty_one_statements_move_the_list_and_twenty_do_not():
    claims = [charge(quote=f"quote {number}") for number in range(21)]
    assert draw(dossier(source(*claims[:20])), format="svg").sidecar is None
    assert draw(dossier(source(*claims)), format="svg").sidecar is not None


def test_too_many_parties_are_refused_with_the_ways_out_that_help():
    crowd = dossier(
        source(*(said(Stance.ALLEGED, from_=f"Bank {n}", to="Shop", quote=f"q{n}") for n in range(17)))
    )
    with pytest.raises(UsageError) as refused:
        draw(crowd, format="pdf")
    assert str(refused.value) == (
        "18 parties and 17 lines cannot be read on a4-landscape; use "
        "--about NAME (one party and its neighbours) or --most 12 (lines between those that are named most) "
        "or --view matrix or --stance or --page a3"
    )
    assert draw(crowd, format="pdf", page="a3").bytes
    assert draw(crowd, format="pdf", about="Bank 3").bytes
    huge = dossier(
        source(*(said(Stance.ALLEGED, from_=f"Bank {n}", to="Shop", quote=f"q{n}") for n in range(200)))
    )
    with pytest.raises(UsageError, match="--about NAME") as refused:
        draw(huge, format="pdf")
    assert "--page" not in str(refused.value)
    with pytest.raises(UsageError, match=r"on a4-landscape; use --most 12 \(.*\) or --view matrix$"):
        draw(huge, format="pdf", about="Shop", stance=["alleged"])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"format": "gif"}, "unknown format 'gif'; use png, svg, pdf"),
        ({"page": "a5"}, "unknown page 'a5'; use a4-landscape, a4, a3-landscape, a3 or WIDTHxHEIGHTmm"),
        ({"page": "10x10mm"}, "out of range"),
        ({"labels": "long"}, "unknown labels 'long'; use auto, full, short"),
        ({"stance": ["rumoured"]}, "unknown stance 'rumoured'; use alleged, denied, confirmed, non-answer"),
        ({"hops": 0}, "hops is 0"),
        ({"dpi": 7}, "dpi is 7"),
        ({"about": "Nobody"}, "no party is called 'Nobody'"),
        ({"about": "CNNMoney"}, "no statement is about data from or to CNNMoney"),
    ],
)
def test_a_wrong_argument_is_told_with_what_would_be_right(seed, wrong, message):
    with pytest.raises(UsageError, match=re.escape(message)):
        draw(seed, **{"format": "svg", **wrong})


def test_the_smallest_and_the_oddest_dossiers_are_drawn():
    silent = answered(NonAnswerKind.SILENT, "AdCo")
    own = said(Stance.CONFIRMED, "AdCo", from_="AdCo", to="AdCo")
    back = said(Stance.DENIED, "AdCo", from_="Shop", to="AdCo", act=None)
    for made in (
        [],
        [charge()],
        [silent],
        [own, said(Stance.DENIED, "AdCo", from_="AdCo", to="AdCo", quote="no")],
        [charge(), back, denial_of(charge(), by="Shop")],
        [said(Stance.ALLEGED, from_="x" * 60, to="A name of sixty letters or more, with spaces in it")],
        [said(Stance.ALLEGED)],
        [charge(said_on="2019"), charge(quote="a register", evidence=Evidence(pointer="row 7"))],
        [said(Stance.ALLEGED, from_="users", to="Ann")],
    ):
        parties = [group("users"), party("Ann", PartyType.PERSON)]
        some = dossier(source(*made), parties=parties)
        for kind in Format:
            figure = draw(some, format=kind)
            assert figure.bytes
            assert figure.format is kind
    many = said(Stance.ALLEGED, from_=[f"Bank {number}" for number in range(9)], to="Shop")
    assert "+ 3 more, listed below" in texts_of(draw(dossier(source(many)), format="svg").bytes)
    assert "No statement to draw." in texts_of(draw(dossier(source()), format="svg").bytes)
    assert "undated" in draw(dossier(source(charge())), format="svg").content.coverage


def test_a_pointer_stands_where_there_is_no_quote():
    claim = charge(evidence=Evidence(pointer="row 7"))
    texts = texts_of(draw(dossier(source(claim)), format="svg").bytes)
    assert "? Press alleges sharing (at row 7) (A)" in texts


def test_the_page_asked_for_is_the_page_given(seed):
    figure = draw(seed, format="pdf", page="420x297mm")
    assert re.search(rb"/MediaBox \[ ?0 0 1190\.\d+ 841\.\d+ ?\]", figure.bytes)
    assert page("180x120mm").most_boxes == 15
    assert page("a3").most_lines == 40


def test_the_list_says_which_date_the_figure_is_as_of():
    early = charge(said_on="2019-01", quote="one")
    late = charge(said_on="2019-01-31", quote="two")
    assert PartialDate("2019-01").last_day == PartialDate("2019-01-31").last_day
    assert "as of 31 Jan 2019" in tell(dossier(source(early, late))).coverage
