"""The palette can be told apart by everybody, on paper and in grey, and its text can be read."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

import viz
from graph.claims import Act, Stance
from viz.look import (
    ACTS,
    BOX_FILL,
    INK,
    LOOKS,
    NON_ANSWER_COLOUR,
    OWN_CELL,
    PAPER,
    SECONDARY,
    SELECTED,
)

COLOURS = [look.colour for look in LOOKS.values()]
FILLS = [PAPER, BOX_FILL, OWN_CELL, *(look.tint for look in LOOKS.values())]
SIGHTS = [None, "deuteranomaly", "protanomaly", "tritanomaly"]


def rgb(colour):
    return np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])


def seen(colour, sight):
    """The colour as it is seen: Machado et al. 2009 at full severity."""
    if sight is None:
        return rgb(colour)
    return cspace_convert(
        rgb(colour), {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}, "sRGB1"
    ).clip(0, 1)


def linear(colour):
    values = rgb(colour)
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def luminance(colour):
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def grey(colour):
    """What a black-and-white printer makes of it: the grey of the same luminance."""
    return np.repeat(linear_to_screen(luminance(colour)), 3)


def linear_to_screen(value):
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def nearest(colours, sight):
    """The least distance in CAM02-UCS between two of the colours as they are seen."""
    return min(
        deltaE(seen(a, sight), seen(b, sight), input_space="sRGB1", uniform_space="CAM02-UCS")
        for a, b in combinations(colours, 2)
    )


@pytest.mark.parametrize("sight", SIGHTS)
def test_stances_differ_in_colour_for_every_kind_of_sight(sight):
    assert len(COLOURS) == 3
    assert nearest(COLOURS, sight) >= 25


def test_stances_differ_in_grey():
    pairs = combinations(COLOURS, 2)
    assert (
        min(deltaE(grey(a), grey(b), input_space="sRGB1", uniform_space="CAM02-UCS") for a, b in pairs) >= 12
    )


def contrast(one, other):
    """How far two colours are apart for a reader of text: WCAG 2.2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_computations_give_the_values_that_are_published():
    assert contrast("#000000", "#FFFFFF") == 21
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)  # WebAIM's border of "too pale"
    seen_red = seen("#FF0000", "deuteranomaly")  # Machado et al. 2009, table 1: the first column for red
    assert seen_red.clip(0, 1)[0] == pytest.approx(linear_to_screen(0.367322), abs=0.005)
    traffic_light = ["#F9A825", "#C62828", "#2E7D32"]
    assert nearest(traffic_light, "deuteranomaly") == pytest.approx(7.3, abs=0.05)
    assert nearest(traffic_light, None) == pytest.approx(40.0, abs=0.05)


@pytest.mark.parametrize("colour", [*COLOURS, NON_ANSWER_COLOUR, INK, SECONDARY])
def test_text_in_every_colour_can_be_read_on_paper(colour):
    assert contrast(PAPER, colour) >= 4.5


@pytest.mark.parametrize("fill", FILLS)
def test_text_in_ink_and_in_grey_can_be_read_on_every_fill(fill):
    assert min(contrast(ink, fill) for ink in (INK, SECONDARY, NON_ANSWER_COLOUR)) >= 4.5


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_lines_and_borders_can_be_seen_on_every_fill(look):
    assert min(contrast(look.colour, fill) for fill in FILLS) >= 3  # WCAG 2.2, 1.4.11: what is no text


def test_what_is_selected_has_a_colour_of_its_own_that_can_be_seen_on_every_fill():
    assert SELECTED == "#7A00CC" and SELECTED not in {*COLOURS, NON_ANSWER_COLOUR, INK, SECONDARY}
    assert min(contrast(SELECTED, fill) for fill in FILLS) >= 4.5


def test_the_explorer_takes_the_colour_of_the_selection_from_the_table():
    style = (Path(viz.__file__).parent / "explorer/explorer.css").read_text(encoding="utf-8")
    assert style.count("#7A00CC") == style.count(SELECTED) == 1


def test_every_stance_has_a_pattern_a_glyph_and_a_verb_of_its_own():
    assert set(LOOKS) == set(Stance)
    for field in ("glyph", "dashes", "colour", "one", "many", "legend"):
        assert len({getattr(look, field) for look in LOOKS.values()}) == len(Stance), field
    assert LOOKS[Stance.CONFIRMED].dashes == ()


def test_every_act_has_a_head_and_a_word_and_only_moved_data_has_the_triangle():
    assert set(ACTS) == {*Act, None}
    assert len({look.doing for look in ACTS.values()}) == len(ACTS)
    triangles = {act for act, look in ACTS.items() if look.head == "triangle"}
    assert triangles == {Act.SHARE, Act.SELL, Act.COLLECT}
