"""The timeline on paper: fitted to one page or several, drawn, or refused with the ways out."""

from collections.abc import Sequence
from functools import partial
from math import fsum

from graph.problems import UsageError
from viz.content.gathering import Gathered
from viz.content.selection import Selection
from viz.content.speaking import counted
from viz.job import Drawn, Job, Labels
from viz.look import (
    INK,
    LABEL_SIZE,
    LEGEND_SIZE,
    MARKER_STROKE,
    NON_ANSWER_COLOUR,
    PAPER,
    RULE,
    SECONDARY,
)
from viz.paper.book import Leaf, bound
from viz.paper.files import Format
from viz.paper.frame import listed_elsewhere
from viz.paper.geometry import Point, Rect
from viz.paper.page import Page
from viz.paper.plates import draw_plate
from viz.paper.prose import LEADING, clipped
from viz.paper.sheet import HALF_CAPITAL, Sheet
from viz.refusing import fewer_parties, refusal
from viz.timeline.fitting import Fit, fit
from viz.timeline.lanes import Timeline, timeline
from viz.timeline.setting import HEAD, UNDATED, Placed, Strip
from viz.timeline.words import timeline_text


def draw_timeline(gathered: Gathered, job: Job) -> Drawn:
    """Draw what was gathered along time, inside ``settings``; a PDF may take several pages.

    Raises:
        UsageError: there are fewer than two dates, it does not fit on the page, or a character is in no font.
    """
    told = timeline(gathered)
    job.fonts.check(told.texts, (told.title, *(name for lane in told.lanes for name in lane.box.names)))
    found = fit(told, job.paper, job.fonts, job.labels, job.imprint, job.format is Format.PDF)
    if found is None:
        raise UsageError(_refusal(told, job, gathered.selection))
    return Drawn(
        _sheets(told, found, job),
        told,
        timeline_text(told, job.imprint),
        _messages(told, found, job),
        job.format is not Format.PDF and (found.around.apart or found.listing.block is None),
    )


def _messages(told: Timeline, found: Fit, job: Job) -> tuple[str, ...]:
    messages = []
    if found.setting.mode.short and job.labels is Labels.AUTO:
        messages.append(f"labels do not fit on {job.paper.name}: drawn with numbers (? shared 1)")
    if len(found.pages) > 1:
        messages.append(
            f"the timeline of {counted(len(told.lanes), 'speaker')} takes {len(found.pages)} pages of "
            f"{job.paper.name}; an index of the speakers follows them"
        )
    if found.listing.block is None:
        messages.append(listed_elsewhere(told, job.format))
    return tuple(messages)


def _refusal(told: Timeline, job: Job, selection: Selection) -> str:
    ways = fewer_parties(selection)
    if selection.since is None and selection.until is None:
        ways.append("--since or --until")
    on_pages = fit(told, job.paper, job.fonts, job.labels, job.imprint, True)

    def fits(paper: Page, labels: Labels) -> bool:
        return fit(told, paper, job.fonts, labels, job.imprint, job.format is Format.PDF) is not None

    size = f"{counted(len(told.citations), 'statement')} of {counted(len(told.lanes), 'speaker')}"
    pages = None if on_pages is None else len(on_pages.pages)
    return refusal(f"the timeline of {size}", pages, job, ways, fits)


def _sheets(told: Timeline, found: Fit, job: Job) -> tuple[Sheet, ...]:
    leaves = [
        Leaf(_held(strips, told), HEAD + fsum(one.height for one in strips), partial(_draw, found, strips))
        for strips in found.pages
    ]
    return bound(found.around, leaves, found.legend, found.listing, _index(found, told), job.format)


def _held(strips: Sequence[Strip], told: Timeline) -> str:
    """What a page holds: ``speakers 1–5 of 12: AdCo to Kestrel``."""
    first, last = strips[0].lane, strips[-1].lane
    which = f"speaker {first + 1}" if first == last else f"speakers {first + 1}–{last + 1}"
    names = dict.fromkeys((told.lanes[first].box.names[0], told.lanes[last].box.names[0]))
    return f"{which} of {len(told.lanes)}: {' to '.join(clipped(one, 28) for one in names)}"


def _index(found: Fit, told: Timeline) -> tuple[str, ...]:
    """On which pages each speaker stands, by name."""
    where: dict[str, dict[int, None]] = {}
    for number, strips in enumerate(found.pages, start=1):
        for one in strips:
            where.setdefault(told.lanes[one.lane].box.names[0], {})[number] = None
    return (
        "Where each speaker stands:",
        *(
            f"{name}: {'page' if len(where[name]) == 1 else 'pages'} {', '.join(map(str, where[name]))}"
            for name in sorted(where, key=lambda name: (name.strip("\u2068\u2069").casefold(), name))
        ),
    )


def _draw(found: Fit, strips: Sequence[Strip], sheet: Sheet, corner: Point) -> None:
    """Draw some strips of the timeline under its dates, its upper left corner at *corner*."""
    setting = found.setting
    top = corner.y - HEAD
    bottom = top - fsum(one.height for one in strips)
    left, right = corner.x, corner.x + setting.axis.right
    baseline = top + 4.0
    if setting.undated > setting.names:
        sheet.text(left + setting.names + 3, baseline, UNDATED, LEGEND_SIZE, colour=SECONDARY)
        edge = left + setting.undated
        sheet.rule(Point(edge, top), Point(edge, bottom), INK)
    for tick in setting.axis.ticks:
        x = left + setting.axis.x(tick.start)
        sheet.rule(Point(x, corner.y), Point(x, bottom), RULE)
        sheet.text(x + 3, baseline, tick.name, LEGEND_SIZE, colour=SECONDARY)
    sheet.rule(Point(left, top), Point(right, top), SECONDARY)
    y = top
    for strip in strips:
        box = setting.timeline.lanes[strip.lane].box
        rect = Rect(left, y - strip.height + 1.5, left + setting.names - 3, y - 1.5)
        draw_plate(sheet, rect, box.shape, setting.plates[strip.lane], box.key)
        for one in strip.marks:
            _draw_mark(sheet, one, Point(left, y))
        y -= strip.height
        sheet.rule(Point(left, y), Point(right, y), RULE)


def _draw_mark(sheet: Sheet, one: Placed, corner: Point) -> None:
    mark = one.mark
    if one.at is not None:
        middle = Point(one.at[0] + corner.x, one.at[1] + corner.y)
        sheet.marker(middle, mark.marker, mark.colour, mark.key)
    elif one.bar is not None:
        rect = one.bar.moved(*corner)
        if mark.look is None:
            sheet.area(rect, PAPER, NON_ANSWER_COLOUR, mark.key, MARKER_STROKE / 2, 5)
        else:
            sheet.slot(rect, mark.look, mark.look.tint, mark.key)
    label = one.label.moved(*corner)
    sheet.area(label, PAPER, "none", None, 0, 2)  # no line of the dates runs through words
    gid: str | None = f"{mark.key}-label"
    y = label.middle.y + len(one.lines) * LABEL_SIZE * LEADING / 2
    for line in one.lines:
        y -= LABEL_SIZE * LEADING
        baseline = y + LABEL_SIZE * (LEADING / 2 - HALF_CAPITAL)
        sheet.text(label.left, baseline, line, LABEL_SIZE, colour=mark.colour, gid=gid, z=8)
        gid = None
