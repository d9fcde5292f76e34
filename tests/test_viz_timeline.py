"""The timeline on paper: every statement once, at its own date and no more exactly than that, or refused."""

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex

from graph.claims import Evidence, Modality, NonAnswerKind, PartialDate, PartyType, Stance
from graph.problems import UsageError
from graph.reading.dossiers import load
from tests.conftest import answered, denial_of, dossier, group, party, said, source
from tests.strategies import dossiers
from viz.content.gathering import gather
from viz.content.selection import WHOLE
from viz.job import Job, Labels
from viz.look import LOOKS, NON_ANSWER_COLOUR, Shape
from viz.paper.files import Format, saved, settings
from viz.paper.geometry import Point, Rect
from viz.paper.lettering import Lettering
from viz.paper.page import page
from viz.timeline.axis import axis
from viz.timeline.drawing import draw_timeline
from viz.timeline.fitting import fit
from viz.timeline.lanes import timeline
from viz.timeline.setting import modes, set_in

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def fiction():
    return load([ROOT / "cases" / "merrowick-fiction"])


def drawn(some, paper="a4-landscape", labels="auto", format="pdf", selection=WHOLE):
    job = Job(page(paper), Lettering(), Labels(labels), "imprint", Format(format))
    with settings():
        return draw_timeline(gather(some, selection), job)


def bytes_of(some, format, **options):
    found = drawn(some, format=format, **options)
    with settings():
        return saved(found.sheets, Format(format), found.content.title, found.alt, 100)


def charge(when, by="Press", stance=Stance.ALLEGED, **more):
    more = {"from_": "AdCo", "to": "Shop", **more}
    return said(stance, by, said_on=when, **more)


def crowd(speakers, statements):
    pick = Random(statements)
    dates = ("2018", "2019-03", "2019-03-04", "2020-11-30", "2021-01-01", None)
    return dossier(
        source(
            *(
                charge(pick.choice(dates), f"Speaker {pick.randrange(speakers)}", pick.choice(list(Stance)),
                       quote=f"q{number}", to=[f"Shop {one}" for one in range(pick.randint(1, 4))])
                for number in range(statements)
            )
        )
    )  # fmt: skip


def artists(sheet):
    return {one.get_gid(): one for one in (*sheet.axes.patches, *sheet.axes.texts) if one.get_gid()}


def points(patch):
    box = patch.get_patch_transform().transform_path(patch.get_path()).get_extents()
    return Rect(box.x0, box.y0, box.x1, box.y1)


def faults_of(sheet):
    """Texts that overlap or leave the page, and marks that overlap another or any text."""
    figure = sheet.axes.get_figure()
    with settings():
        figure.set_dpi(720)
        renderer = FigureCanvasAgg(figure).get_renderer()
        rects = [
            (text.get_text(), Rect(*(text.get_window_extent(renderer).extents / 10)))
            for text in sheet.axes.texts
            if text.get_text()
        ]
    assert rects
    paper = Rect(0, 0, sheet.axes.get_xlim()[1], sheet.axes.get_ylim()[1])
    marks = [(key, points(one)) for key, one in artists(sheet).items() if re.fullmatch(r"mark-\w+", key)]
    found = [
        f"{text!r} leaves the page"
        for text, rect in rects
        if not (paper.holds(Point(*rect[:2])) and paper.holds(Point(*rect[2:])))
    ]
    everything = [*rects, *marks]
    found += [
        f"{text!r} overlaps {other!r}"
        for at, (text, rect) in enumerate(everything)
        for other, beside in everything[at + 1 :]
        if rect.overlaps(beside, -0.6)
    ]
    return found


@given(dossiers())
@tried(max_examples=25)
def test_every_statement_has_one_mark_in_the_lane_of_its_speaker(some):
    gathered = gather(some)
    try:
        found = timeline(gathered)
    except UsageError as error:
        assert "a timeline would show nothing" in str(error)
        return
    marks = Counter(
        (lane.box.parties[0], one.number, one.said_on) for lane in found.lanes for one in lane.marks
    )
    wanted = [(one.claim.speaker, f"{one.number}", one.said_on) for one in gathered.statements]
    wanted += [(one.given.speaker, f"n{one.number}", one.said_on) for one in gathered.responses]
    assert marks == Counter(wanted)
    assert {one.number for one in found.citations} == {number for _, number, _ in marks}
    assert found.listed == ()


def test_a_claim_about_many_holders_is_one_mark_with_one_number():
    many = charge("2019", from_=["A", "B", "C", "D"])
    two = charge("2020", from_=["A", "B"], quote="two")
    (lane,) = timeline(gather(dossier(source(many, two)))).lanes
    assert [one.label for one in lane.marks] == [
        "? shared: 4 holders → Shop [1] · unanswered",
        "? shared: A & B → Shop [2] · unanswered",
    ]


def test_labels_tell_what_is_only_possible_not_said_or_said_by_an_outsider():
    may = charge("2019", modality=Modality.CONDITIONAL)
    nobody = charge("2020", from_=None, act=None, quote="nobody")
    outside = charge("2021", "Other", Stance.DENIED, quote="outside")
    lanes = timeline(gather(dossier(source(may, nobody, outside)))).lanes
    assert [one.label for lane in lanes for one in lane.marks] == [
        "? possibly shared: AdCo → Shop [1] · unanswered",
        "? data flow: holder not said → Shop [2] · unanswered",
        "✕ shared: AdCo → Shop, by an outsider [3]",
    ]
    denied = denial_of(outside, by="Fourth", said_on="2022")
    (_, _, lane) = timeline(gather(dossier(source(may, outside, denied)))).lanes
    assert [one.label for one in lane.marks] == ["✕ a denial [3]"]


def test_what_a_speaker_confirms_of_others_is_not_shown_as_confirmed():
    both = charge("2019", "AdCo", Stance.CONFIRMED, from_=["AdCo", "Other"])
    (lane,) = timeline(gather(dossier(source(both, charge("2020", "AdCo"))))).lanes
    assert lane.marks[0].label == "✓ shared: AdCo → Shop, and more as an outsider [1]"
    denied = charge("2019", "AdCo", Stance.DENIED, from_=["AdCo", "Other"])
    (lane,) = timeline(gather(dossier(source(denied, charge("2020", "AdCo"))))).lanes
    assert lane.marks[0].label == "✕ shared: AdCo → Shop, and more as an outsider [1]"


@pytest.mark.parametrize(
    ("made", "why"),
    [
        ([], "there is no statement"),
        ([charge(None)], "no statement has a date"),
        ([charge("2018-08-07"), charge("2018-08-07", quote="x")], "all statements are of 7 Aug 2018"),
        ([charge("2018-08"), charge(None, quote="x")], "all dated statements are of Aug 2018"),
    ],
)
def test_a_timeline_that_would_show_nothing_is_refused(made, why):
    with pytest.raises(UsageError) as refused:
        drawn(dossier(source(*made)))
    assert str(refused.value) == (f"{why}; a timeline would show nothing; use --view flow or --view matrix")


def test_the_seed_whose_statements_are_of_one_day_is_refused():
    some = load([ROOT / "cases" / "facebook-banks-2018"])
    with pytest.raises(UsageError, match="all statements are of 7 Aug 2018"):
        drawn(some)


def test_dates_keep_their_precision_a_day_is_a_sign_a_month_or_a_year_a_bar():
    some = dossier(
        source(charge("2018"), charge("2019-03", quote="m"), charge("2019-03-04", quote="d"),
               answered(NonAnswerKind.SILENT, "Shop", said_on="2018-05-06"))
    )  # fmt: skip
    found = timeline(gather(some))
    with settings():
        set_ = set_in(found, modes(False)[0], Lettering(), 780.0, 9999.0)
    at = {one.mark.number: one for strip in set_.strips for one in strip.marks}
    scale = set_.axis
    year, month, exact = (scale.span(PartialDate(one)) for one in ("2018", "2019-03", "2019-03-04"))
    assert (at["1"].bar.left, at["1"].bar.right) == pytest.approx(year)
    assert (at["2"].bar.left, at["2"].bar.right) == pytest.approx(month)
    assert at["3"].bar is None
    assert exact[0] < at["3"].at[0] < exact[1]
    assert at["n1"].at is not None
    assert year[1] == pytest.approx(scale.x(date(2019, 1, 1).toordinal()))


def test_undated_statements_stand_in_a_column_of_their_own():
    some = dossier(source(charge("2018"), charge("2019", quote="b"), charge(None, "Other", quote="c")))
    found = timeline(gather(some))
    with settings():
        set_ = set_in(found, modes(False)[0], Lettering(), 780.0, 9999.0)
    at = {one.mark.number: one for strip in set_.strips for one in strip.marks}
    assert set_.names < at["3"].rect.left and at["3"].rect.right < set_.undated
    assert all(at[one].rect.left >= set_.undated for one in ("1", "2"))
    assert "undated" in [one.get_text() for one in drawn(some).sheets[0].axes.texts]
    dated = drawn(dossier(source(charge("2018"), charge("2019", quote="b"))))
    assert "undated" not in [one.get_text() for one in dated.sheets[0].axes.texts]


def test_statements_of_one_day_stand_in_the_order_of_the_text():
    late = charge("2019-01-02", quote="late", evidence=Evidence("late", at=(50, 54)))
    early = charge("2019-01-02", quote="early", evidence=Evidence("early", at=(3, 8)))
    other = charge("2020", quote="other")
    found = timeline(gather(dossier(source(late, early, other))))
    assert [one.number for one in found.lanes[0].marks] == ["2", "1", "3"]
    with settings():
        set_ = set_in(found, modes(False)[0], Lettering(), 780.0, 9999.0)
    first, second, _ = set_.strips[0].marks
    assert first.rect.bottom > second.rect.top


def test_lanes_stand_in_the_order_of_their_first_date():
    some = dossier(
        source(
            charge("2020", "Late"), charge("2018", "Early"), charge(None, "Never"), charge("2019", "Never")
        )
    )
    assert [lane.box.names[0] for lane in timeline(gather(some)).lanes] == ["Early", "Never", "Late"]


days = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)
partial = st.one_of(days, days.map(lambda one: one[:7]), days.map(lambda one: one[:4])).map(PartialDate)


@given(st.lists(partial, min_size=2, max_size=6, unique=True), st.floats(200, 1000))
@tried(max_examples=60)
def test_ticks_stand_apart_inside_the_axis_and_are_no_finer_than_the_dates(dates, width):
    fonts = Lettering()
    found = axis(dates, 100.0, 100.0 + width, fonts)
    ends = [(found.x(one.start), found.x(one.start) + 3 + fonts.width(one.name, 8)) for one in found.ticks]
    assert all(left[1] < right[0] for left, right in pairwise(ends))
    assert all(found.left <= left and right <= found.right for left, right in ends)
    for one in dates:
        left, right = found.span(one)
        assert found.left <= left < right <= found.right
    if all(one.precision == "year" for one in dates):
        assert all(one.name.isdigit() for one in found.ticks)
    if all(one.precision != "day" for one in dates):
        assert not any(re.match(r"\d+ ", one.name) for one in found.ticks)


def test_no_tick_and_no_label_tells_an_hour():
    some = dossier(source(charge("2019-01-01"), charge("2019-01-02", quote="b")))
    texts = [one.get_text() for one in drawn(some).sheets[0].axes.texts]
    assert {"1 Jan 2019", "2 Jan 2019"} <= set(texts)
    assert not any(re.search(r"\d\d:\d\d", one) for one in texts)


@given(dossiers(), st.sampled_from(["a4", "a4-landscape"]), st.sampled_from(["full", "short"]))
@tried(max_examples=12)
def test_no_mark_and_no_label_overlaps_another_in_any_dossier(some, paper, labels):
    try:
        found = drawn(some, paper, labels)
    except UsageError:
        return
    for sheet in found.sheets:
        assert faults_of(sheet) == []


@pytest.mark.parametrize("labels", ["full", "short"])
@pytest.mark.parametrize("paper", ["a4-landscape", "a4", "a3-landscape"])
def test_nothing_of_the_fiction_overlaps_or_leaves_the_page(fiction, paper, labels):
    for sheet in drawn(fiction, paper, labels).sheets:
        assert faults_of(sheet) == []


def test_marks_look_as_their_stance_in_grey_too(fiction):
    found = drawn(fiction, labels="short")
    known = artists(found.sheets[0])
    shapes = {}
    for lane in found.content.lanes:
        for one in lane.marks:
            patch = known[one.key]
            colour = LOOKS[one.stance].colour if one.stance else NON_ANSWER_COLOUR
            assert to_hex(patch.get_edgecolor()).upper() == colour
            if one.said_on.precision == "day":
                filled = to_hex(patch.get_facecolor(), keep_alpha=True)
                shapes.setdefault(one.stance, set()).add((type(patch).__name__, filled))
            elif one.stance is not None:
                assert (patch.get_linestyle() in ("-", "solid")) is (not LOOKS[one.stance].dashes)
    assert shapes == {
        Stance.ALLEGED: {("Polygon", "#ffffffff")},
        Stance.DENIED: {("PathPatch", "#00000000")},
        Stance.CONFIRMED: {("Circle", "#111111ff")},
        None: {("Polygon", "#ffffffff")},
    }
    diamond, square = (
        next(one for lane in found.content.lanes for one in lane.marks if one.stance is stance)
        for stance in (Stance.ALLEGED, None)
    )
    assert {x for x, _ in known[diamond.key].get_xy()} != {x for x, _ in known[square.key].get_xy()}


def test_every_mark_is_on_one_page_and_speakers_are_found_by_page(fiction):
    some = crowd(60, 150)
    found = drawn(some)
    assert len(found.sheets) > 3
    where = Counter(key for sheet in found.sheets for key in artists(sheet) if re.fullmatch(r"mark-\w+", key))
    assert set(where.values()) == {1}
    assert set(where) == {one.key for lane in found.content.lanes for one in lane.marks}
    texts = [[one.get_text() for one in sheet.axes.texts] for sheet in found.sheets]
    total = len(found.sheets)
    assert all(f"page {number} of {total}" in each for number, each in enumerate(texts, 1))
    held = [one for each in texts for one in each if re.match(r"speakers? \d+(–\d+)? of \d+: ", one)]
    assert len(held) >= 2
    assert "Where each speaker stands:" in texts[len(held)]
    for sheet in found.sheets:
        assert faults_of(sheet) == []


def test_a_lane_higher_than_a_page_goes_on_over_the_page():
    some = crowd(1, 120)
    with settings():
        found = fit(timeline(gather(some)), page("a4-landscape"), Lettering(), Labels.FULL, "", True)
    assert len(found.pages) > 1
    assert sum(len(strip.marks) for strips in found.pages for strip in strips) == 120


def test_two_hundred_speakers_are_a_book_of_pages_or_refused_with_the_ways_out():
    some = crowd(200, 200)
    assert len(drawn(some).sheets) < 40
    with pytest.raises(UsageError) as refused:
        drawn(some, format="svg")
    assert re.fullmatch(
        r"the timeline of 200 statements of \d+ speakers needs \d+ pages of a4-landscape, and one SVG "
        r"holds one page; use a \.pdf or --about NAME \(one party and its neighbours\) "
        r"or --most 12 \(lines between those that are named most\) or --since or --until",
        str(refused.value),
    )
    with pytest.raises(UsageError, match="or --labels short"):
        drawn(crowd(8, 60), labels="full", format="svg")
    with pytest.raises(UsageError, match="cannot be read on 60x60mm"):
        drawn(some, "60x60mm")


def test_numbers_stand_for_sentences_only_where_these_do_not_fit(fiction):
    found = drawn(fiction, "a4-landscape")
    texts = [one.get_text() for one in found.sheets[0].axes.texts]
    assert found.messages[0] == "labels do not fit on a4-landscape: drawn with numbers (? shared 1)"
    assert {"? shared 9 · partly answered", "✕ shared (outsider) 16", "✓ shared 26", "– n1"} <= set(texts)
    wide = drawn(fiction, "a3-landscape")
    assert not any("numbers only" in one for one in wide.messages)
    assert "? sold: Merrowick → Sievebrook [11] · denied" in [
        one.get_text() for one in wide.sheets[0].axes.texts
    ]


def test_texts_are_never_smaller_than_the_footer(fiction):
    for some in (fiction, crowd(30, 60)):
        for sheet in drawn(some).sheets:
            assert min(text.get_fontsize() for text in sheet.axes.texts) >= 6.5


@pytest.mark.parametrize("name", ["</script><img src=x onerror=alert(1)>", "A $x^2$ & _b_", "=cmd()"])
def test_hostile_names_are_shown_as_they_are(name):
    holder = party("Holder")
    renamed = type(holder)(holder.iri, name, holder.type)
    claims = [charge(when, "Holder", from_="Holder", quote=when) for when in ("2018", "2019")]
    some = dossier(source(*claims), parties=[renamed])
    svg = bytes_of(some, "svg").decode()
    assert "<script" not in svg and "<img" not in svg
    texts = "".join(one.get_text() for one in drawn(some).sheets[0].axes.texts)
    assert texts.replace(" ", "").count(name.replace(" ", "")) >= 3  # lane, label, list


def test_a_character_that_no_font_has_is_refused_by_name():
    with pytest.raises(UsageError, match="CJK UNIFIED IDEOGRAPH"):
        drawn(dossier(source(charge("2018", quote="日"), charge("2019"))))


def test_persons_and_classes_look_as_in_the_diagram():
    some = dossier(
        source(charge("2018", "Ann"), charge("2019", "users"), charge("2020", "AdCo", quote="x")),
        parties=[party("Ann", PartyType.PERSON), group("users")],
    )
    shapes = [lane.box.shape for lane in timeline(gather(some)).lanes]
    assert shapes == [Shape.PILL, Shape.GROUP, Shape.ROUND]


def test_the_text_twin_tells_every_mark_with_its_date(fiction):
    found = drawn(fiction)
    for lane in found.content.lanes:
        assert all(one.label in found.alt for one in lane.marks)
    assert "Sep 2023: – non-answer [n6]" in found.alt
    assert "No mark says that data moved" in found.alt


PROGRAM = """
import hashlib, sys
from pathlib import Path
from graph.reading.dossiers import load
from tests.test_viz_timeline import bytes_of
some = load([Path(sys.argv[1])])
for kind in ("png", "svg", "pdf"):
    print(hashlib.sha256(bytes_of(some, kind)).hexdigest())
"""


def test_another_process_with_another_hash_seed_gives_the_same_bytes(fiction):
    made = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT / "cases" / "merrowick-fiction")],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "77"},
        capture_output=True,
        text=True,
        check=True,
    )
    here = [hashlib.sha256(bytes_of(fiction, kind)).hexdigest() for kind in ("png", "svg", "pdf")]
    assert made.stdout.split() == here
