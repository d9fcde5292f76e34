"""The palette can be told apart by everybody, on paper and in grey, and its text can be read."""

from itertools import combinations

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from graph.claims import Act, Stance
from viz.look import ACTS, INK, LOOKS, NON_ANSWER_COLOUR, PAPER, SECONDARY

COLOURS = [look.colour for look in LOOKS.values()]
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
    value = luminance(colour)
    return np.repeat(12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055, 3)


@pytest.mark.parametrize("sight", SIGHTS)
def test_stances_differ_in_colour_for_every_kind_of_sight(sight):
    pairs = list(combinations(COLOURS, 2))
    assert len(pairs) == 3
    least = min(deltaE(seen(a, sight), seen(b, sight), input_space="sRGB1") for a, b in pairs)
    assert least >= 25


def test_stances_differ_in_grey():
    assert min(deltaE(grey(a), grey(b), input_space="sRGB1") for a, b in combinations(COLOURS, 2)) >= 12


@pytest.mark.parametrize("colour", [*COLOURS, NON_ANSWER_COLOUR, INK, SECONDARY])
def test_text_in_every_colour_can_be_read_on_paper(colour):
    assert (luminance(PAPER) + 0.05) / (luminance(colour) + 0.05) >= 4.5


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
