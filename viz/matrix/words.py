"""The matrix in words: the text twin for screen readers."""

from graph.telling.drafts import OPENING
from viz.content.alt import answered, in_words, listed_without, named, spaced
from viz.matrix.slots import Slot
from viz.matrix.table import Matrix


def matrix_text(table: Matrix, imprint: str = "") -> str:
    """The same content as the matrix, in sentences: cell by cell, who is silent, then every statement."""
    parts = []
    for cell in table.cells:
        said = "; ".join(map(_in_slot, cell.everything))
        holder, recipient = table.rows[cell.row].box, table.columns[cell.column].box
        parts.append(f"Data from {named(holder)} to {named(recipient)}: {said}.")
    headers = {one.box.parties: one for one in (*table.columns, *table.rows)}
    parts += [answered(one.box) for one in headers.values() if one.box.notes]
    parts += [f"{named(one.box)}: {one.silence}." for one in headers.values() if one.silence]
    parts += listed_without("a cell", table)
    parts.append("No cell says that data moved; each gives what speakers say.")
    return in_words(table, parts, imprint)


def _in_slot(slot: Slot) -> str:
    """Who says what in a slot, act by act, and what it has come to."""
    said = ", ".join(f"{one.sentence} [{spaced(one.cited)}]" for one in slot.deeds)
    return f"{OPENING if slot.draft else ''}{said}{''.join(f', {one}' for one in slot.status)}"
