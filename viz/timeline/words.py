"""The timeline in words: the text twin for screen readers."""

from graph.telling.drafts import OPENING
from viz.content.alt import in_words, named
from viz.content.speaking import day
from viz.timeline.lanes import Timeline


def timeline_text(timeline: Timeline, imprint: str = "") -> str:
    """The same content as the timeline, in sentences: speaker by speaker, in order of date."""
    parts = []
    for lane in timeline.lanes:
        said = "; ".join(
            f"{day(mark.said_on)}: {OPENING if mark.draft else ''}{mark.sentence}" for mark in lane.marks
        )
        parts.append(f"{named(lane.box)}: {said}.")
    parts.append("Dates are those of the statements.")
    parts.append("No mark says that data moved; each gives what a speaker says.")
    return in_words(timeline, parts, imprint)
