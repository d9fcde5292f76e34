"""A dossier and an answer as they show themselves in a notebook: static HTML, and the same in plain text.

What they hold comes from outside: everything is escaped, and the HTML has
neither script nor style nor address.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from graph.asking.store import Table
from graph.building import summary
from graph.claims import Dossier
from graph.formats.tables import readable, terminal
from graph.status.report import is_small, report
from graph.telling.grammar import counted
from graph.telling.plain import visible
from graph.telling.standing import Standings

#: So many rows of a table are shown, as in the tables of other libraries.
MOST_ROWS: Final = 60


def table_shown(table: Table) -> dict[str, str]:
    """An answer by media type: its first rows as an HTML table and as text, and how many there are."""
    rows = [[readable(term) for term in row] for row in table.rows[:MOST_ROWS]]
    count = counted(len(table.rows), "row")
    if len(table.rows) > MOST_ROWS:
        count += f", the first {MOST_ROWS} shown"
    shown = Table(table.columns, table.rows[:MOST_ROWS])
    return {
        "text/html": _html_table(table.columns, rows, count),
        "text/plain": terminal(shown) if len(table.rows) <= MOST_ROWS else f"{terminal(shown)}{count}\n",
    }


def dossier_shown(dossier: Dossier) -> dict[str, str]:
    """A dossier by media type: what is in it, and what each allegation has come to."""
    told = summary(dossier)
    name, _, rest = told.partition(": ")
    lines = [line.strip() for line in rest.splitlines()]
    parts = [f"<p><strong>{_text(name)}</strong>: {'<br>'.join(map(_text, lines))}</p>"]
    sources = [
        (
            one.title or "untitled",
            one.publisher or "outlet not named",
            str(one.published or "undated"),
            f"{len(one.claims)}",
            f"{len(one.non_answers)}",
        )
        for one in dossier.sources[:MOST_ROWS]
    ]
    columns = ("source", "outlet", "date", "claims", "non-answers")
    parts.append(_html_table(columns, sources, counted(len(dossier.sources), "source")))
    if is_small(dossier):
        derived = report(dossier)
        standings = Standings(derived)
        found = [claim for claim, _ in derived.by_claim()]
        rows = [(standings.say.claim(one), f"{standings.of(one.iri)}") for one in found[:MOST_ROWS]]
        caption = f"{counted(len(found), 'allegation')}; {derived.view}"
        parts.append(_html_table(("what is alleged", "what it has come to"), rows, caption))
    return {"text/html": "\n".join(parts), "text/plain": visible_lines(told)}


def visible_lines(text: str) -> str:
    """The text, line by line, with controls as visible escapes."""
    return "\n".join(visible(line) for line in text.splitlines())


def _html_table(columns: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    head = "".join(f'<th scope="col">{_text(one)}</th>' for one in columns)
    body = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return (
        f"<table>\n<caption>{_text(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}</tbody>\n</table>"
    )


def _text(text: str) -> str:
    return escape(visible(text))
