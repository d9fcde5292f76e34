"""In a layout nothing overlaps, no line runs under what is not its end, and lines end where they should."""

from itertools import pairwise, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from viz.flow.layout import arrange, faults
from viz.flow.routing import PITCH, RUN, Link
from viz.paper.geometry import Point, Rect, Size, along, fitted
from viz.paper.lettering import Lettering


@st.composite
def pictures(draw):
    """Boxes of all sizes with any lines between them: parallel, back, loops, none."""
    count = draw(st.integers(1, 9))
    sizes = st.builds(Size, st.floats(40, 180), st.floats(18, 90))
    boxes = {f"box{index}": draw(sizes) for index in range(count)}
    ends = st.sampled_from(sorted(boxes))
    labels = st.builds(Size, st.floats(12, 220), st.sampled_from([12.2, 21.8]))
    pairs = draw(st.lists(st.tuples(ends, ends, labels), max_size=18))
    return boxes, [Link(f"line{index}", *pair) for index, pair in enumerate(pairs)]


def picture(*pairs):
    names = sorted({end for pair in pairs for end in pair})
    links = [Link(f"line{index}", *pair, Size(80, 12)) for index, pair in enumerate(pairs)]
    return {name: Size(60, 24) for name in names}, links


@settings(max_examples=120, deadline=None)
@given(pictures(), st.sampled_from([4.0, 9.0]))
@example(picture(("a", "a")), 4.0)
@example(picture(("a", "b"), ("b", "a"), ("b", "c"), ("c", "a"), ("a", "c"), ("a", "d"), ("d", "d")), 4.0)
@example(picture(*[("a", "b")] * 18), 4.0)
@example(picture(*product("abc", "xyz")), 4.0)
def test_nothing_overlaps_and_no_line_runs_under_a_foreign_box_or_label(made, gap):
    boxes, links = made
    layout = arrange(boxes, links, gap, 700)
    assert faults(layout, links) == ()
    assert set(layout.boxes) == set(boxes)
    assert set(layout.routes) == {link.key for link in links}


@settings(max_examples=80, deadline=None)
@given(pictures())
def test_every_line_runs_from_its_holder_through_its_label_to_its_recipient(made):
    boxes, links = made
    layout = arrange(boxes, links, 6.0, 700)
    for link in links:
        route = layout.routes[link.key]
        for end, box in ((route.points[0], link.from_), (route.points[-1], link.to)):
            rect = layout.boxes[box]
            assert min(abs(end.x - rect.left), abs(end.x - rect.right)) < 0.01
            assert rect.bottom < end.y < rect.top
        assert any(route.label.holds(point) for point in along(route.points, 60))
        last, before = route.points[-1], route.points[-4]
        assert last.y == before.y
        assert abs(last.x - before.x) >= RUN - 0.01


@settings(max_examples=60, deadline=None)
@given(pictures())
def test_lines_meet_a_box_far_enough_apart_for_their_heads(made):
    boxes, links = made
    layout = arrange(boxes, links, 6.0, 700)
    ends = [
        (point.x, point.y)
        for link in links
        for point in (layout.routes[link.key].points[0], layout.routes[link.key].points[-1])
    ]
    for index, (x, y) in enumerate(ends):
        for other_x, other_y in ends[index + 1 :]:
            if abs(x - other_x) < 0.01:
                assert abs(y - other_y) >= PITCH - 0.01


@settings(max_examples=30, deadline=None)
@given(pictures())
def test_the_same_picture_is_laid_out_the_same(made):
    assert arrange(*made, 6.0, 700) == arrange(*made, 6.0, 700)


def test_data_moves_left_to_right_unless_it_moves_in_a_circle():
    boxes, links = picture(("a", "b"), ("b", "c"), ("a", "c"))
    layout = arrange(boxes, links, 6.0, 700)
    assert layout.boxes["a"].right < layout.boxes["b"].left
    assert layout.boxes["b"].right < layout.boxes["c"].left


def test_what_is_said_first_stands_at_the_top_and_parallel_lines_keep_their_order():
    boxes, links = picture(*[("a", "b")] * 4)
    layout = arrange(boxes, links, 6.0, 700)
    heights = [layout.routes[link.key].label.middle.y for link in links]
    assert heights == sorted(heights, reverse=True)


def test_a_wider_page_spreads_the_lines_and_a_narrow_one_squeezes_no_text():
    boxes, links = picture(("a", "x"), ("b", "x"), ("c", "x"), ("d", "x"))
    narrow, wide = arrange(boxes, links, 6.0, 10), arrange(boxes, links, 6.0, 900)
    assert 10 < narrow.width < wide.width <= 900
    for layout in (narrow, wide):
        assert all(layout.boxes[key].size.width == pytest.approx(60) for key in boxes)


def test_a_fault_would_be_found():
    boxes, links = picture(("a", "b"), ("c", "d"))
    layout = arrange(boxes, links, 6.0, 700)
    route = layout.routes["line0"]
    moved = {**layout.boxes, "c": Rect.around(*route.label.middle, Size(30, 10))}
    bad = type(layout)(layout.width, layout.height, moved, layout.routes)
    assert "c overlaps line0" in faults(bad, links)
    assert "line0 runs under c" in faults(bad, links)


def test_an_empty_picture_has_no_size():
    assert arrange({}, [], 6.0, 700).height == 0


@given(st.lists(st.floats(-50, 150), min_size=1, max_size=8))
def test_fitted_places_keep_order_distance_and_bounds(wished):
    found = fitted(sorted(wished), 10, 0, 100)
    assert all(later - earlier >= 10 - 1e-6 for earlier, later in pairwise(found))
    assert min(found) >= -1e-6
    assert max(found) <= 100 + 1e-6


def test_curves_pass_through_the_ends_of_their_segments():
    points = [Point(0, 0), Point(1, 0), Point(2, 0), Point(3, 0), Point(4, 0), Point(5, 5), Point(6, 5)]
    curve = along(points, 10)
    assert curve[0] == points[0]
    assert curve[10] == pytest.approx(points[3])
    assert curve[-1] == pytest.approx(points[-1])


def test_a_word_without_end_is_broken_where_the_room_ends_and_soon():
    word = "x" * 10_000
    lines = Lettering().wrap(word, 7.5, 200)
    assert "".join(lines) == word
    assert all(Lettering().width(line, 7.5) <= 200 for line in lines)
    assert all(Lettering().width(f"{line}x", 7.5) > 200 for line in lines[:-1])
