"""The figure in words: the text twin for screen readers, and the list of statements as Markdown."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from viz.content.content import Citation, Content, numbers, sentence
from viz.content.diagram import Box, Diagram, Line
from viz.content.speaking import day
from viz.look import NON_ANSWER_WORD

if TYPE_CHECKING:  # the rooms that make these values import this one
    from viz.matrix.slots import Slot
    from viz.matrix.table import Matrix
    from viz.timeline.lanes import Timeline

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~<>&$^=-])")


def alt_text(diagram: Diagram, imprint: str = "") -> str:
    """The same content as the figure, in sentences: coverage, then pair by pair, then every statement."""
    boxes = {box.key: box for box in diagram.boxes}
    parts = []
    for (holder, recipient), lines in groupby(diagram.lines, key=lambda line: (line.from_, line.to)):
        said = "; ".join(map(_said, lines))
        parts.append(f"Data from {_named(boxes[holder])} to {_named(boxes[recipient])}: {said}.")
    parts += map(_answered, (box for box in diagram.boxes if box.non_answers))
    parts += _without("a line", diagram)
    parts.append("No line says that data moved; each gives what a speaker says.")
    return _around(diagram, parts, imprint)


def matrix_text(table: "Matrix", imprint: str = "") -> str:
    """The same content as the matrix, in sentences: cell by cell, who is silent, then every statement."""
    parts = []
    for cell in table.cells:
        said = "; ".join(map(_in_slot, cell.slots))
        holder, recipient = table.rows[cell.row].box, table.columns[cell.column].box
        parts.append(f"Data from {_named(holder)} to {_named(recipient)}: {said}.")
    headers = {one.box.parties: one for one in (*table.columns, *table.rows)}
    parts += [_answered(one.box) for one in headers.values() if one.box.non_answers]
    parts += [
        f"{_named(one.box)}: {note}."
        for one in headers.values()
        for note in one.notes
        if note != one.box.note
    ]
    parts += _without("a cell", table)
    parts.append("No cell says that data moved; each gives what speakers say.")
    return _around(table, parts, imprint)


def timeline_text(timeline: "Timeline", imprint: str = "") -> str:
    """The same content as the timeline, in sentences: speaker by speaker, in order of date."""
    parts = []
    for lane in timeline.lanes:
        said = "; ".join(f"{day(mark.said_on)}: {mark.label}" for mark in lane.marks)
        parts.append(f"{_named(lane.box)}: {said}.")
    parts.append(
        "Dates are those of the statements. No mark says that data moved; each gives what a speaker says."
    )
    return _around(timeline, parts, imprint)


def _around(content: Content, parts: Iterable[str], imprint: str) -> str:
    """What every view says before and after its own *parts*."""
    told = [f"{content.title}.", f"{content.coverage}.", *parts]
    told += [f"[{one.number}] {_whole(one)}" for one in content.citations]
    told += content.remarks
    told += [f"({letter}) {text}" for letter, text in content.references]
    if imprint:
        told.append(imprint)
    return "\n".join(told)


def _answered(box: Box) -> str:
    return f"{_named(box)}: {NON_ANSWER_WORD} [{_spaced(numbers(box.non_answers, 'n'))}]."


def _without(what: str, content: Content) -> list[str]:
    return [f"Listed, without {what}: {why} [{', '.join(found)}]." for why, found in content.listed]


def _in_slot(slot: "Slot") -> str:
    """Who says what in a slot, act by act, and what it has come to."""
    said = ", ".join(f"{one.sentence} [{_spaced(numbers(one.claims))}]" for one in slot.deeds)
    return f"{said}{''.join(f', {one}' for one in slot.status)}"


def sidecar(content: Content, imprint: str = "") -> str:
    """The list of statements with their whole quotes, as Markdown; nothing in it acts as markup."""
    lines = [f"# {_plain(content.title)}", "", _plain(content.coverage), ""]
    lines += [f"- **\\[{one.number}\\]** {_plain(_whole(one))}" for one in content.citations]
    if content.remarks:
        lines += ["", *(f"- {_plain(text)}" for text in content.remarks)]
    lines += ["", "## Sources", ""]
    lines += [f"- ({letter}) {_plain(text)}" for letter, text in content.references]
    if imprint:
        lines += ["", _plain(imprint)]
    return "\n".join(lines) + "\n"


def _named(box: Box) -> str:
    names = [*box.names, *box.more]
    under = f" ({', '.join(box.under)})" if box.under else ""
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] + under


def _said(line: Line) -> str:
    """Who says what on a line, and what it has come to."""
    status = "" if line.status is None else f", {line.status}"
    return f"{line.sentence} [{_spaced(numbers(line.claims))}]{status}"


def _whole(one: Citation) -> str:
    """A statement with all its words, and what it has come to."""
    return sentence(one, one.quote) + ("" if one.status is None else f". Status: {one.status}.")


def _spaced(found: str) -> str:
    """Numbers with spaces, for reading aloud."""
    return found.replace(",", ", ")


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
