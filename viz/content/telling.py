"""From what was gathered to a relationship diagram: boxes, lines, and what the lines have come to."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from graph.claims import Dossier, LocalName, Stance
from graph.status.views import DEFAULT, PointOfView
from viz.content.boxes import boxes_and_lines
from viz.content.content import Content
from viz.content.diagram import Box, Diagram, Line
from viz.content.gathering import Gathered, gather
from viz.content.numbering import Response
from viz.content.selection import WHOLE, Selection
from viz.content.standing import Statuses


def tell(
    dossier: Dossier,
    selection: Selection = WHOLE,
    title: str | None = None,
    standpoint: PointOfView = DEFAULT,
) -> Diagram:
    """What the relationship diagram of *dossier* says; the arguments are those of ``gather``."""
    return diagram(gather(dossier, selection, title, standpoint))


def diagram(gathered: Gathered) -> Diagram:
    """What the relationship diagram of what was gathered says."""
    statements, parties = gathered.statements, gathered.parties
    boxes, lines = boxes_and_lines(
        [
            (one.number, one.claim, one.letter, pair)
            for one in (*statements, *gathered.drafts.statements)
            for pair in one.placed.pairs
        ],
        _given(gathered.responses),
        parties,
        _given(gathered.drafts.responses),
    )
    if gathered.statuses is not None:
        box_of = {box.key: box for box in boxes}
        claims = {one.number: one.claim.iri for one in statements}
        lines = tuple(_with_status(line, box_of, claims, gathered.statuses) for line in lines)
    stacked = tuple(f"Box “{box.names[0]}, …”: also {', '.join(box.more)}" for box in boxes if box.more)
    said = in_fields(gathered.content)
    return Diagram(**said | {"remarks": (*gathered.content.remarks, *stacked)}, boxes=boxes, lines=lines)


def _given(responses: Iterable[Response]) -> list[tuple[int, str, LocalName]]:
    """Number, source letter and party of each non-answer, once for each party that gave it."""
    return [(one.number, one.letter, party) for one in responses for party in one.speakers]


def in_fields(content: Content) -> dict[str, Any]:
    """What every view says, by field, for a view to add to."""
    return {field.name: getattr(content, field.name) for field in fields(Content)}


def _with_status(
    line: Line, box_of: dict[str, Box], claims: dict[int, LocalName], statuses: Statuses
) -> Line:
    """The line; that of an allegation with what this has come to."""
    if line.stance is not Stance.ALLEGED or line.draft:
        return line
    names = (claims[number] for number in line.claims)
    holders, recipients = (box_of[key].parties for key in (line.from_, line.to))
    return replace(line, status=statuses.between(names, line.act, holders, recipients))
