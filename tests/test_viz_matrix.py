"""The matrix on paper: every statement in its slot and nowhere else, readable, findable, or refused."""

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex

from graph.claims import Act, Modality, NonAnswerKind, PartyType, Stance
from graph.problems import UsageError
from graph.reading.dossiers import load
from tests.conftest import answered, dossier, group, named, party, said, source
from tests.strategies import dossiers
from viz.content.gathering import gather
from viz.content.selection import WHOLE, Selection
from viz.job import Job, Labels
from viz.look import LOOKS, OWN_CELL, Shape
from viz.matrix.drawing import draw_matrix
from viz.matrix.fitting import fit
from viz.matrix.paging import index, told
from viz.matrix.table import matrix
from viz.paper.files import Format, saved, settings
from viz.paper.geometry import Point, Rect
from viz.paper.lettering import Lettering
from viz.paper.page import page

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def seed():
    return load([ROOT / "cases" / "facebook-banks-2018"])


@pytest.fixture(scope="module")
def fiction():
    return load([ROOT / "cases" / "merrowick-fiction"])


def drawn(some, paper="a4-landscape", labels="auto", format="pdf", selection=WHOLE):
    job = Job(page(paper), Lettering(), Labels(labels), "imprint", Format(format))
    with settings():
        return draw_matrix(gather(some, selection), job)


def bytes_of(some, format, **options):
    found = drawn(some, format=format, **options)
    with settings():
        return saved(found.sheets, Format(format), found.content.title, found.alt, 100)


def grid(rows, columns, most=4):
    """So many holders and recipients, each holder with a few statements."""
    pick = Random(rows)
    claims = []
    for row in range(rows):
        for column in {row % columns, *pick.sample(range(columns), pick.randint(1, min(most, columns)))}:
            stance = pick.choice(list(Stance))
            by = "Press" if stance is Stance.ALLEGED else f"Holder {row}"
            ends = {"from_": f"Holder {row}", "to": f"Recipient {column}"}
            claims.append(said(stance, by, quote=f"{row} {column}", **ends))
    return dossier(source(*claims))


def artists(sheet):
    return {
        one.get_gid(): one
        for one in (*sheet.axes.patches, *sheet.axes.lines, *sheet.axes.texts)
        if one.get_gid()
    }


def _points(patch):
    box = patch.get_patch_transform().transform_path(patch.get_path()).get_extents()
    return Rect(box.x0, box.y0, box.x1, box.y1)


def printed(sheet):
    """Where every text stands on the page, in points, as matplotlib draws it."""
    figure = sheet.axes.get_figure()
    with settings():
        figure.set_dpi(720)
        renderer = FigureCanvasAgg(figure).get_renderer()
        return {
            text: Rect(*(text.get_window_extent(renderer).extents / 10))
            for text in sheet.axes.texts
            if text.get_text()
        }


def faults_of(sheet):
    """Texts that overlap or leave the page, slots that overlap, texts that leave their slot."""
    rects = printed(sheet)
    assert rects
    width, height = sheet.axes.get_xlim()[1], sheet.axes.get_ylim()[1]
    paper = Rect(0, 0, width, height)
    found = [
        f"{text.get_text()!r} leaves the page"
        for text, rect in rects.items()
        if not (paper.holds(Point(*rect[:2])) and paper.holds(Point(*rect[2:])))
    ]
    listed = list(rects.items())
    found += [
        f"{text.get_text()!r} overlaps {other.get_text()!r}"
        for at, (text, rect) in enumerate(listed)
        for other, beside in listed[at + 1 :]
        if rect.overlaps(beside, -0.6)
    ]
    slots = [(key, _points(one)) for key, one in artists(sheet).items() if re.fullmatch(r"slot-\w+", key)]
    found += [
        f"slots {key} and {other} overlap"
        for at, (key, rect) in enumerate(slots)
        for other, beside in slots[at + 1 :]
        if rect.overlaps(beside)
    ]
    for text, rect in rects.items():
        for _, slot in slots:
            if slot.holds(rect.middle) and not (slot.left <= rect.left and rect.right <= slot.right):
                found.append(f"{text.get_text()!r} leaves its slot")
    return found


def slots_between(table, holder, recipient):
    return [
        one
        for cell in table.cells
        if holder in table.rows[cell.row].box.names and recipient in table.columns[cell.column].box.names
        for one in cell.slots
    ]


@given(dossiers())
@tried(max_examples=25)
def test_every_line_of_every_statement_is_in_one_slot_and_nothing_else_is(some):
    gathered = gather(some)
    table = matrix(gathered)
    wanted = Counter(
        (pair.from_, pair.to, pair.stance, pair.act, one.number)
        for one in gathered.statements
        for pair in one.placed.pairs
    )
    found = Counter(
        (holder, recipient, slot.stance, deed.act, number)
        for cell in table.cells
        for holder in table.rows[cell.row].box.parties or (None,)
        for recipient in table.columns[cell.column].box.parties or (None,)
        for slot in cell.slots
        for deed in slot.deeds
        for number in deed.claims
    )
    assert set(found) == set(wanted)
    assert set(found.values()) <= {1}
    assert sum(count for _, count in table.counts) == len(gathered.statements)


@given(dossiers())
@tried(max_examples=25)
def test_every_number_of_the_matrix_is_in_the_list_and_the_other_way_round(some):
    table = matrix(gather(some))
    shown = {f"{one}" for cell in table.cells for slot in cell.slots for one in slot.claims}
    shown |= {f"n{one}" for each in (*table.rows, *table.columns) for one in each.box.non_answers}
    shown |= {one for listed in table.listed for one in listed.numbers}
    assert shown == {one.number for one in table.citations}


def test_the_seed_stands_on_one_page_with_words_and_its_list(seed):
    found = drawn(seed)
    assert (len(found.sheets), found.messages, found.listed_apart) == (1, (), False)
    table = found.content
    assert [slot.head for slot in slots_between(table, "JPMorgan Chase", "Facebook")] == [
        "? sought",
        "✕ sought/shared",
        "✓ sought",
    ]
    assert [slot.claims for slot in slots_between(table, "JPMorgan Chase", "Facebook")] == [
        (1, 2),
        (12, 14),
        (3, 4, 5, 15),
    ]
    (alleged, *_) = slots_between(table, "Citigroup", "Facebook")
    assert alleged.status == ("in part sidestepped",)


def test_a_bank_with_a_non_answer_says_so_and_one_without_a_word_is_silent(seed):
    notes = {name: one.notes for one in matrix(gather(seed)).rows for name in one.box.names}
    assert notes["Citigroup"] == ("– non-answer [n1]",)
    assert notes["Wells Fargo"] == notes["U.S. Bancorp"] == ("no statements in their own names",)
    assert notes["JPMorgan Chase"] == notes["Facebook"] == notes["banks"] == ()
    speakers = {
        speaker.name
        for cell in matrix(gather(seed)).cells
        for slot in cell.slots
        for speaker in slot.speakers
    }
    assert not speakers & {"Wells Fargo", "U.S. Bancorp", "Citigroup"}


def test_who_speaks_where_a_filter_hides_it_is_not_called_silent():
    alleged = said(Stance.ALLEGED, "Press", from_="AdCo", to="Shop")
    denied = said(Stance.DENIED, "AdCo", from_="AdCo", to="Shop")
    some = dossier(source(alleged, denied))
    table = matrix(gather(some, Selection(stances=frozenset({"alleged"}))))
    assert [one.silent for one in (*table.rows, *table.columns)] == [False, True]  # Shop says nothing at all


def test_named_parties_come_first_then_classes_then_what_is_not_said(seed):
    for headers in (matrix(gather(seed)).rows, matrix(gather(seed)).columns):
        shapes = [one.box.shape for one in headers]
        order = {Shape.ROUND: 0, Shape.PILL: 0, Shape.GROUP: 1, Shape.NOT_SAID: 2}
        assert shapes == sorted(shapes, key=order.__getitem__)
        assert shapes[-1] is Shape.NOT_SAID


def test_rows_are_shared_only_by_few_parties_of_which_the_same_is_said():
    same = said(Stance.ALLEGED, from_=["A", "B", "C"], to="Shop")
    more = said(Stance.ALLEGED, from_="C", to="Shop", quote="more")
    assert [one.box.names for one in matrix(gather(dossier(source(same, more)))).rows] == [("A", "B"), ("C",)]
    many = said(Stance.ALLEGED, from_=[f"Bank {number}" for number in range(7)], to="Shop")
    assert len(matrix(gather(dossier(source(many)))).rows) == 7


def test_what_is_only_possible_is_read_as_that_and_each_speaker_keeps_its_act():
    may = said(Stance.CONFIRMED, "AdCo", from_="AdCo", to="Shop", modality=Modality.CONDITIONAL)
    did = said(Stance.CONFIRMED, "Shop", from_="AdCo", to="Shop", act=Act.SELL)
    (slot,) = slots_between(matrix(gather(dossier(source(may, did)))), "AdCo", "Shop")
    assert slot.head == "✓ possibly shared/sold"
    assert slot.by == "2 speakers"
    alt = drawn(dossier(source(may, did))).alt
    assert "AdCo confirms possible sharing [1], Shop confirms buying [2]" in alt


def test_slots_carry_pattern_tint_and_colour_of_their_stance_in_one_order(seed, fiction):
    for some, labels in ((seed, "full"), (seed, "short"), (fiction, "short")):
        found = drawn(some, labels=labels)
        known = artists(found.sheets[0])
        seen = set()
        for cell in found.content.cells:
            places = []
            for slot in cell.slots:
                patch, look = known[slot.key], LOOKS[slot.stance]
                assert to_hex(patch.get_edgecolor()).upper() == look.colour
                assert to_hex(patch.get_facecolor()).upper() == look.tint
                assert (patch.get_linestyle() in ("-", "solid")) is (not look.dashes)
                rect, around = _points(patch), _points(known[cell.key])
                assert around.left < rect.left and rect.right < around.right
                assert around.bottom < rect.bottom and rect.top < around.top
                places.append((rect.left, -rect.top))
                seen.add(slot.stance)
            assert places == sorted(places)
            assert [one.stance for one in cell.slots] == [one for one in LOOKS if one in
                                                          {each.stance for each in cell.slots}]  # fmt: skip
        assert seen == set(Stance)


def test_alleged_denied_and_confirmed_keep_their_places_in_a_column(seed):
    found = drawn(seed)
    known = artists(found.sheets[0])
    lefts = {}
    for cell in found.content.cells:
        for slot in cell.slots:
            lefts.setdefault((cell.column, slot.stance), set()).add(_points(known[slot.key]).left)
    assert len(lefts) > 4
    assert all(len(found) == 1 for found in lefts.values())


@pytest.mark.parametrize("labels", ["full", "short"])
@pytest.mark.parametrize("paper", ["a4-landscape", "a4", "a3"])
def test_nothing_of_the_shipped_dossiers_overlaps_or_leaves_the_page(seed, fiction, paper, labels):
    for some in (seed, fiction):
        for sheet in drawn(some, paper, labels).sheets:
            assert faults_of(sheet) == []


@given(dossiers(), st.sampled_from(["a4", "a4-landscape"]), st.sampled_from(["full", "short"]))
@tried(max_examples=12)
def test_nothing_overlaps_in_any_dossier(some, paper, labels):
    try:
        found = drawn(some, paper, labels)
    except UsageError:
        return
    for sheet in found.sheets:
        assert faults_of(sheet) == []


def test_nothing_overlaps_on_any_page_of_a_large_matrix():
    found = drawn(grid(40, 30), "a4")
    assert len(found.sheets) > 3
    for sheet in found.sheets:
        assert faults_of(sheet) == []


def test_one_party_in_both_roles_has_a_grey_cell_unless_something_is_said_there():
    claims = [said(Stance.ALLEGED, from_=one, to=two) for one, two in (("A", "B"), ("B", "A"))]
    own = said(Stance.CONFIRMED, "A", from_="A", to="A")
    found = drawn(dossier(source(*claims, own)))
    sheet = found.sheets[0]
    grey = [one for one in sheet.axes.patches if to_hex(one.get_facecolor()).upper() == OWN_CELL]
    assert len(grey) == 2  # B with B, and the legend
    assert [one.get_text() for one in sheet.axes.texts].count("—") == 2
    assert slots_between(found.content, "A", "A")


def test_pages_hold_each_cell_once_and_tell_which_rows_and_columns_they_hold():
    some = grid(123, 24)
    table = matrix(gather(some))
    with settings():
        found = fit(table, page("a3"), Lettering(), Labels.AUTO, "imprint", True)
    assert 2 <= len(found.parts) <= 8
    held = Counter((row, column) for part in found.parts for row in part.rows for column in part.columns)
    assert set(held.values()) == {1}
    assert {(cell.row, cell.column) for cell in table.cells} <= set(held)
    lines = [told(part, table) for part in found.parts]
    assert lines[0].startswith(f"rows 1–{len(found.parts[0].rows)} of 123: Holder 0 to Holder ")
    assert all(line.endswith("all 24 columns") for line in lines)
    pages = index(found.parts, table)
    assert len(pages) == 123 + 24
    assert f"Holder 122: data from it on page {len(found.parts)}" in pages


def test_columns_without_a_statement_about_the_rows_of_a_page_are_left_out_and_that_is_said():
    some = grid(60, 60, 2)
    table = matrix(gather(some))
    with settings():
        found = fit(table, page("a4"), Lettering(), Labels.SHORT, "imprint", True)
    cells = {(cell.row, cell.column) for cell in table.cells}
    held = {(row, column) for part in found.parts for row in part.rows for column in part.columns}
    assert cells <= held
    for part in found.parts:
        assert all(any((row, column) in cells for row in part.rows) for column in part.columns)
    assert any("of 60 columns with statements about these rows" in told(part, table) for part in found.parts)


def test_column_headers_and_page_numbers_are_on_every_page():
    found = drawn(grid(123, 24), "a3")
    texts = [[one.get_text() for one in sheet.axes.texts] for sheet in found.sheets]
    total = len(found.sheets)
    assert [f"page {number} of {total}" in page for number, page in enumerate(texts, 1)] == [True] * total
    with_slots = [page for page in texts if "DATA TO →" in page]
    assert len(with_slots) >= 2
    for recipient in range(24):
        name = f"Recipient {recipient}"
        assert all(any(one.rstrip("°") == name for one in page) for page in with_slots)
    assert "Where each party stands:" in texts[len(with_slots)]


def test_a_matrix_of_thousands_of_parties_is_refused_before_it_is_measured(monkeypatch):
    monkeypatch.setattr("viz.matrix.drawing.LARGEST", 20)
    with pytest.raises(
        UsageError, match=r"of 12 rows and 9 columns would take hundreds of pages; use --about"
    ):
        drawn(grid(12, 9), "a3", format="pdf")


def test_a_png_or_svg_that_would_need_several_pages_is_refused_with_the_ways_out():
    for format in ("png", "svg"):
        with pytest.raises(UsageError) as refused:
            drawn(grid(123, 24), "a3", format=format)
        assert re.fullmatch(
            r"the matrix of 123 rows and 24 columns needs \d pages of a3, and one (PNG|SVG) holds one page; "
            r"use a \.pdf or --about NAME \(one party and its neighbours\) "
            r"or --most 12 \(lines between those that are named most\) or --stance",
            str(refused.value),
        )
    with pytest.raises(UsageError, match="or --page a3"):
        drawn(grid(25, 12), "a4-landscape", "short", format="svg")
    with pytest.raises(UsageError, match="or --labels short"):
        drawn(grid(18, 8), "a4-landscape", "full", format="svg")
    with pytest.raises(UsageError, match="cannot be read on 60x60mm"):
        drawn(grid(5, 5), "60x60mm")


def test_two_hundred_parties_and_four_hundred_statements_are_a_book_of_pages():
    pick = Random(3)
    claims = [
        said(
            pick.choice(list(Stance)),
            f"Party {holder}",
            from_=f"Party {holder}",
            to=f"Party {pick.randrange(200)}",
            quote=f"q{number}",
        )
        for number, holder in ((number, pick.randrange(200)) for number in range(400))
    ]
    found = drawn(dossier(source(*claims)))
    assert len(found.sheets) < 60
    drawn_slots = Counter(
        key for sheet in found.sheets for key in artists(sheet) if re.fullmatch(r"slot-\w+", key)
    )
    assert set(drawn_slots.values()) == {1}
    assert set(drawn_slots) == {slot.key for cell in found.content.cells for slot in cell.slots}
    assert found.messages[0].startswith("words in the cells do not fit on a4-landscape")


def test_an_empty_cell_says_less_where_statements_are_hidden_or_listed_only():
    claims = [said(Stance.ALLEGED, from_=one, to=two) for one, two in (("A", "B"), ("C", "D"))]
    whole = dossier(source(*claims))
    outside = dossier(source(*claims, said(Stance.DENIED, "Other", from_="A", to="D", quote="no")))
    wanted = (
        (drawn(whole), "Empty cell: no statement in this source."),
        (drawn(whole, selection=Selection(since=None, stances=frozenset({"alleged"}))),
         "Empty cell: no statement among those shown."),
        (drawn(outside), "Empty cell: no statement in this source, except those listed without a cell."),
    )  # fmt: skip
    for found, text in wanted:
        assert text in [one.get_text() for one in found.sheets[0].axes.texts]
    texts = [one.get_text() for one in drawn(outside).sheets[0].axes.texts]
    assert "Listed, without a cell: denied by outsiders [3]." in texts


def test_short_labels_hold_glyph_numbers_and_status_and_silence_becomes_a_mark(seed):
    texts = [one.get_text() for one in drawn(seed, labels="short").sheets[0].axes.texts]
    assert {"?›1,2", "✕›12", "▸14", "✓›3,4,5"} <= set(texts)
    assert {"› data only sought", "▸ data said to move"} <= set(texts)
    assert (
        "·\N{NO-BREAK SPACE}in part" in texts
        and "· status: what the answers come to, not what is true." in texts
    )
    assert "Wells Fargo°" in texts
    assert "° no statement in its own name." in texts


def test_only_the_narrowest_settings_leave_statuses_to_the_list_and_says_so():
    found = drawn(grid(123, 24), "a3")
    assert found.messages[0].endswith("drawn with numbers (?›1,2), statuses in the list")
    texts = {one.get_text() for one in found.sheets[0].axes.texts}
    assert "Status, in the list: what the answers come to, not what is true." in texts


def test_texts_keep_their_size_and_are_never_smaller_than_the_footer(seed, fiction):
    for some in (seed, fiction, grid(60, 20)):
        for sheet in drawn(some).sheets:
            assert min(text.get_fontsize() for text in sheet.axes.texts) >= 6.5


HOSTILE = ["</script><img src=x onerror=alert(1)>", "A $x^2$ & _b_ \\alpha$", "=cmd()", "<b>]]> <!--"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_shown_as_they_are(name):
    holder = party("Holder")
    renamed = type(holder)(holder.iri, name, holder.type)
    some = dossier(source(said(Stance.ALLEGED, "Holder", from_="Holder", to="Shop")), parties=[renamed])
    svg = bytes_of(some, "svg").decode()
    assert "<script" not in svg and "<img" not in svg
    texts = "".join(one.get_text() for one in drawn(some).sheets[0].axes.texts)
    assert texts.replace(" ", "").count(name.replace(" ", "")) >= 3  # row, slot, list


def test_a_character_that_no_font_has_is_refused_by_name():
    some = dossier(source(said(Stance.ALLEGED, from_="Holder", to="Shop", quote="日")))
    with pytest.raises(UsageError, match="CJK UNIFIED IDEOGRAPH"):
        drawn(some)


def test_names_from_right_to_left_stand_apart_from_the_numbers():
    holder = party("Holder")
    name = "شركة البيانات"
    claim = said(Stance.DENIED, "Holder", from_="Holder", to="Shop")
    some = dossier(source(claim), parties=[type(holder)(holder.iri, name, holder.type)])
    texts = [one.get_text() for one in drawn(some).sheets[0].axes.texts]
    assert texts.count(f"\u2068{name}\u2069") == 2
    assert "[1]" in texts


def test_the_smallest_and_the_oddest_dossiers_are_drawn():
    silent = answered(NonAnswerKind.SILENT, "AdCo")
    stances = list(Stance)
    for made in (
        [],
        [said(Stance.ALLEGED, from_="A", to="B")],
        [silent],
        [said(Stance.ALLEGED)],
        [said(Stance.ALLEGED, from_="x" * 60, to="A name of sixty letters or more, with spaces in it")],
        [said(stances[n % 3], "A", from_="A", to="B", quote=f"q{n}") for n in range(30)],
        [said(Stance.ALLEGED, f"Speaker {n}", from_="A", to="B", quote=f"q{n}") for n in range(200)],
        [said(Stance.ALLEGED, from_="users", to="Ann"), silent],
    ):
        parties = [group("users"), party("Ann", PartyType.PERSON)]
        found = drawn(dossier(source(*made), parties=parties))
        for sheet in found.sheets:
            assert faults_of(sheet) == []
    texts = [one.get_text() for one in drawn(dossier(source())).sheets[0].axes.texts]
    assert "No statement to draw." in texts


def test_a_person_a_service_and_a_class_look_as_in_the_diagram():
    parties = [
        party("Ann", PartyType.PERSON),
        party("Svc", PartyType.SERVICE, operated_by=(named("AdCo"),)),
        party("AdCo"),
        group("users"),
    ]
    claims = [said(Stance.ALLEGED, from_="users", to=one) for one in ("Ann", "Svc")]
    table = matrix(gather(dossier(source(*claims), parties=parties)))
    boxes = {one.box.names[0]: one.box for one in (*table.rows, *table.columns)}
    assert boxes["Ann"].shape is Shape.PILL
    assert boxes["users"].shape is Shape.GROUP
    assert boxes["Svc"].under == ("of AdCo",)


def test_parts_of_the_picture_have_names_and_no_name_twice(seed, fiction):
    for some in (seed, fiction):
        found = drawn(some)
        names = [
            one.get_gid()
            for one in (*found.sheets[0].axes.patches, *found.sheets[0].axes.texts)
            if one.get_gid() and not one.get_gid().startswith("legend")
        ]
        assert len(names) == len(set(names))
        for cell in found.content.cells:
            assert {cell.key, *(slot.key for slot in cell.slots)} <= set(names)
        assert {"entity-facebook", "entity-merrowick"} & set(names)


def test_the_text_twin_tells_every_slot_and_who_is_silent(seed):
    found = drawn(seed)
    for cell in found.content.cells:
        for slot in cell.slots:
            assert all(deed.sentence in found.alt for deed in slot.deeds)
            assert all(one in found.alt for one in slot.status)
    assert "U.S. Bancorp and Wells Fargo: no statements in their own names." in found.alt
    assert "Citigroup: non-answer [n1]." in found.alt
    assert "No cell says that data moved" in found.alt


PROGRAM = """
import hashlib, sys
from pathlib import Path
from graph.reading.dossiers import load
from tests.test_viz_matrix import bytes_of
some = load([Path(sys.argv[1])])
for kind in ("png", "svg", "pdf"):
    print(hashlib.sha256(bytes_of(some, kind)).hexdigest())
"""


def test_another_process_with_another_hash_seed_gives_the_same_bytes(seed):
    case = ROOT / "cases" / "facebook-banks-2018"
    made = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(case)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "77"},
        capture_output=True,
        text=True,
        check=True,
    )
    here = [hashlib.sha256(bytes_of(seed, kind)).hexdigest() for kind in ("png", "svg", "pdf")]
    assert made.stdout.split() == here


def test_very_many_sources_move_from_the_foot_to_the_list():
    sources = [
        source(
            said(Stance.ALLEGED, from_="A", to="B", quote=f"q{number}"),
            iri=f"source/s{number}",
            title=f"Story {number}",
        )
        for number in range(90)
    ]
    found = drawn(dossier(*sources))
    first, *others = ([one.get_text() for one in sheet.axes.texts] for sheet in found.sheets)
    assert any("sources: in the list" in one for one in first)
    assert not any("“Story 7”" in one for one in first)
    listed = [text for page in others for text in page]
    assert all(any(f"“Story {number}”" in one for one in listed) for number in range(90))
    for sheet in found.sheets:
        assert faults_of(sheet) == []
    assert drawn(dossier(*sources), format="svg").listed_apart
