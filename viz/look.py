"""The one table of looks: what a stance, an act and a party look like in every picture and legend.

Line pattern carries the stance and colour repeats it; the head carries the act;
colour, width and size never say how true a statement is, or how much data moves.
Lengths are points (1/72 inch) of the printed figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from graph.claims import Act, PartyType, Stance


class Head(StrEnum):
    """What stands at the recipient's end of a line that is not denied."""

    TRIANGLE = "triangle"
    CHEVRON = "chevron"
    SQUARE = "square"
    CIRCLE = "circle"


class Pattern(StrEnum):
    """How a line is broken, in the words that most programs know."""

    DASHED = "dashed"
    DASH_DOTTED = "dash-dotted"
    DOTTED = "dotted"
    SOLID = "solid"


class Marker(StrEnum):
    """What stands on a timeline."""

    DIAMOND = "hollow diamond"
    CROSS = "cross"
    DISC = "filled disc"
    SQUARE = "hollow square"
    RING = "hollow ring"


class Shape(StrEnum):
    """The outline of a party's box."""

    ROUND = "round"
    PILL = "pill"
    GROUP = "group"
    NOT_SAID = "not-said"


@dataclass(frozen=True, slots=True)
class Look:
    """How one stance is drawn and worded.

    ``line`` is the word of its pattern, ``dashes`` the lengths on and off in line
    widths, empty for a solid line; ``one`` and ``many`` the verb for one speaker and
    for several; ``legend`` what the legend says beside the sample. ``tint`` fills
    its cell in a matrix, ``marker`` stands for it on a timeline. ``thin`` halves the
    strokes of heads and crosses.
    """

    glyph: str
    colour: str
    line: Pattern
    dashes: tuple[float, ...]
    width: float
    filled: bool
    one: str
    many: str
    legend: str
    tint: str
    marker: Marker
    thin: bool = False


@dataclass(frozen=True, slots=True)
class ActLook:
    """How one act is drawn and worded.

    Its head, "seeking", what the legend says of the head, "sought"; ``sign`` stands for
    the head where there is room for numbers only.
    """

    head: Head
    doing: str
    legend: str
    done: str
    sign: str


#: One row per stance; every renderer, every export and every legend reads this table.
# fmt: off
LOOKS: Final[Mapping[Stance, Look]] = MappingProxyType(
    {
        Stance.ALLEGED: Look(
            "?", "#B85900", Pattern.DASHED, (5, 2.2), 2.0, False,
            "alleges", "allege", "alleged by others", "#FBEBDD", Marker.DIAMOND,
        ),
        Stance.DENIED: Look(
            "✕", "#1B41B2", Pattern.DOTTED, (1.2, 1.8), 2.0, False,
            "denies", "deny", "denied by the speaker", "#E3E8F8", Marker.CROSS,
        ),
        Stance.CONFIRMED: Look(
            "✓", "#111111", Pattern.SOLID, (), 2.4, True,
            "confirms", "confirm", "confirmed by a party or a finding", "#E9E9E9", Marker.DISC,
        ),
    }
)
# fmt: on

#: A response that neither affirms nor denies has no line: text under the party's name.
NON_ANSWER_GLYPH: Final = "–"
NON_ANSWER_COLOUR: Final = "#595959"
NON_ANSWER_WORD: Final = "non-answer"
NON_ANSWER_MARKER: Final = Marker.SQUARE
NON_ANSWER_LEGEND: Final = "non-answer: neither affirms nor denies"

#: What a program found and nobody has reviewed has one look, whatever its stance: that of no stance. Its
#: glyph stands in its label, after the tag.
DRAFT: Final = Look(
    "", "#6B6B6B", Pattern.DASH_DOTTED, (8, 3, 1.2, 3), 1.0, False,
    "", "", "draft: found by a program, nobody has reviewed it", "#FFFFFF", Marker.RING, True,
)  # fmt: skip

#: One row per act; None where the act is not said.
ACTS: Final[Mapping[Act | None, ActLook]] = MappingProxyType(
    {
        Act.SEEK: ActLook(Head.CHEVRON, "seeking", "data only sought", "sought", "›"),
        Act.SHARE: ActLook(Head.TRIANGLE, "sharing", "data said to move", "shared", "▸"),
        Act.SELL: ActLook(Head.TRIANGLE, "selling", "data said to move", "sold", "▸"),
        Act.COLLECT: ActLook(Head.TRIANGLE, "collecting", "data said to move", "collected", "▸"),
        Act.USE: ActLook(Head.SQUARE, "using", "data used", "used", "▪"),
        None: ActLook(Head.CIRCLE, "a data flow", "act not said", "data flow", "○"),
    }
)

#: The tag under a named party where a figure mixes types; persons and services show theirs by shape and line.
TAGS: Final[Mapping[PartyType, str]] = MappingProxyType(
    {
        PartyType.COMPANY: "COMPANY",
        PartyType.GOVERNMENT: "GOVERNMENT",
        PartyType.MEDIA: "MEDIA",
        PartyType.COURT: "COURT",
        PartyType.NGO: "NGO",
        PartyType.GROUP: "GROUP",
    }
)

INK: Final = "#1B1B1B"
SECONDARY: Final = "#595959"
RULE: Final = "#C9C9C9"
PAPER: Final = "#FFFFFF"
BOX_FILL: Final = "#F5F4F0"

#: The outline of what is selected or has the focus in the explorer; used for nothing else.
SELECTED: Final = "#7A00CC"

#: The cell of a matrix between a party and itself.
OWN_CELL: Final = "#ECECEC"

BOX_LINE: Final = 1.1
BOX_RADIUS: Final = 4.0
BOX_DASHES: Final = (3.2, 2.2)
#: How far the second outline of a group peeps out behind its box, to the right and down.
GROUP_OFFSET: Final = 3.0

#: White under every line, so that crossings read as over and under.
CASING: Final = 2.4
#: A denied line ends this far from its recipient, in an upright cross of this size and stroke.
STOPS_SHORT: Final = 16.0
CROSS_SIZE: Final = 9.0
CROSS_STROKE: Final = 2.2
HEAD_LENGTH: Final = 10.0
HEAD_WIDTH: Final = 9.0
SQUARE_SIZE: Final = 8.0
CIRCLE_SIZE: Final = 8.0
CHEVRON_STROKE: Final = 2.0
#: A mark on a timeline, and its outline.
MARKER_SIZE: Final = 8.0
MARKER_STROKE: Final = 1.6
#: The border of a statement's slot in a matrix, and of its bar on a timeline.
SLOT_LINE: Final = 1.2

#: Final printed sizes; nothing in a figure is set smaller than the footer.
TITLE_SIZE: Final = 13.0
COVERAGE_SIZE: Final = 9.0
ENTITY_SIZE: Final = 9.0
UNDER_SIZE: Final = 7.5
TAG_SIZE: Final = 7.0
LABEL_SIZE: Final = 7.5
LEGEND_SIZE: Final = 8.0
CITATION_SIZE: Final = 7.0
FOOTER_SIZE: Final = 6.5
