"""An answer as text: for the terminal, for spreadsheets, for programs, for documents.

What cells hold comes from outside. Nothing in it may command a terminal, a
spreadsheet or a browser: see each writer for what it does about it.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from graph.asking.store import Answer, Table, Term, Triples
from graph.formats.markup import markdown_text
from graph.formats.rdf import turtle
from graph.problems import UsageError
from graph.telling.plain import visible
from graph.vocabulary import local_name

#: Below this many characters per column a terminal shows one row per block.
_NARROWEST: Final = 12
#: All formats, in the order in which they are told.
FORMATS: Final = ("table", "csv", "tsv", "json", "xml", "md", "ttl")
#: What makes a spreadsheet take a cell for a formula.
_FORMULA: Final = frozenset("=+-@\t\r\n")
#: What XML 1.0 cannot hold, not even escaped.
_NOT_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def readable(term: Term | None) -> str:
    """A term for people: the text of a literal, the local or prefixed name of an IRI, nothing for nothing.

    >>> readable(ox.NamedNode("https://w3id.org/flowclaims/id/party/acme")), readable(None)
    ('party/acme', '')
    """
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return term.value
    return local_name(term.value) if isinstance(term, ox.NamedNode) else str(term)


def render(answer: Answer, format: str | None = None, width: int | None = None, colour: bool = False) -> str:
    """The answer in *format*, one of ``FORMATS``; without one a table, or Turtle for triples.

    Args:
        answer: What a question gave.
        format: One of ``FORMATS``.
        width: Columns of the terminal, for ``table``; as wide as it takes if not given.
        colour: Whether ``table`` may use bold type and dim lines.

    Raises:
        UsageError: the format does not fit the answer, or there is no such format.
    """
    wanted = format or ("ttl" if isinstance(answer, Triples) else "table")
    if wanted not in FORMATS:
        raise UsageError(f"there is no format {wanted!r}; use {_listed(FORMATS)}")
    if isinstance(answer, Triples):
        if wanted != "ttl":
            raise UsageError(f"CONSTRUCT and DESCRIBE give triples, which do not go into {wanted}; use ttl")
        return turtle(answer).decode()
    if wanted == "ttl":
        rest = [one for one in FORMATS if one != "ttl"]
        kind = "ASK gives yes or no" if isinstance(answer, bool) else "SELECT gives rows"
        raise UsageError(f"{kind}, which does not go into ttl; use {_listed(rest)}, or ask with CONSTRUCT")
    if isinstance(answer, bool):
        return _yes_or_no(answer, wanted)
    if wanted == "table":
        return terminal(answer, width, colour)
    return _WRITERS[wanted](answer)


def terminal(table: Table, width: int | None = None, colour: bool = False) -> str:
    """A table for people, on one line per row where it fits; controls and invisible marks as escapes."""
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    cells = [[visible(readable(term)) for term in row] for row in table.rows]
    count = f"{len(cells):,} row{'s' if len(cells) != 1 else ''}"
    if width is not None and width < _NARROWEST * len(table.columns):
        names, margin = table.columns, max(map(len, table.columns))
        blocks = [
            "\n".join(f"{name:>{margin}}  {cell}" for name, cell in zip(names, row, strict=True) if cell)
            for row in cells
        ]
        return "\n\n".join([*blocks, count]) + "\n"
    natural = sum(max(map(cell_len, column)) + 3 for column in zip(table.columns, *cells, strict=True))
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold" if colour else "")
    for name in table.columns:
        grid.add_column(Text(name), overflow="fold")
    for row in cells:
        grid.add_row(*map(Text, row))
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=natural + 1 if width is None else width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    console.print(grid)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + f"\n\n{count}\n"


def comma_separated(table: Table) -> str:
    """SPARQL 1.1 CSV, but that a cell which a spreadsheet would take for a formula gets a ``'`` in front."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([harmless(_value(term)) for term in row] for row in table.rows)
    return stream.getvalue()


def tab_separated(table: Table) -> str:
    """SPARQL 1.1 TSV: RDF terms as in Turtle."""
    return _results(_json(table), ox.QueryResultsFormat.TSV)


def as_json(table: Table) -> str:
    """SPARQL 1.1 results in JSON."""
    return _results(_json(table), ox.QueryResultsFormat.JSON)


def as_xml(table: Table) -> str:
    """SPARQL results in XML; a character that XML cannot hold becomes U+FFFD."""
    return _results(_json(table, lambda text: _NOT_XML.sub("\ufffd", text)), ox.QueryResultsFormat.XML)


def markdown(table: Table) -> str:
    """A table in Markdown; no cell can open HTML, a link, an image or a further column."""
    lines = [table.columns, ["---"] * len(table.columns)]
    lines += [[markdown_text(readable(term)) for term in row] for row in table.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


_WRITERS: Final[Mapping[str, Callable[[Table], str]]] = {
    "csv": comma_separated,
    "tsv": tab_separated,
    "json": as_json,
    "xml": as_xml,
    "md": markdown,
}
_SPARQL: Final = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML}


def _yes_or_no(answer: bool, format: str) -> str:
    if format in _SPARQL:
        return _results(json.dumps({"head": {}, "boolean": answer}), _SPARQL[format])
    words = {True: "true", False: "false"} if format in {"csv", "tsv"} else {True: "yes", False: "no"}
    return f"{words[answer]}\n"


def _json(table: Table, clean: Callable[[str], str] = str) -> str:
    bindings = [
        {name: _term(term, clean) for name, term in zip(table.columns, row, strict=True) if term is not None}
        for row in table.rows
    ]
    return json.dumps({"head": {"vars": table.columns}, "results": {"bindings": bindings}})


def _term(term: Term, clean: Callable[[str], str]) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {key: _term(part, clean) for key, part in parts.items()}}
    literal = {"type": "literal", "value": clean(term.value)}
    if term.language is not None:
        return {**literal, "xml:lang": term.language}
    return {**literal, "datatype": term.datatype.value}


def _results(as_json: str, format: ox.QueryResultsFormat) -> str:
    """SPARQL results in another format, by Oxigraph's own writers."""
    results = ox.parse_query_results(as_json, ox.QueryResultsFormat.JSON)
    data = results.serialize(format=format) or b""
    return data.decode() + ("" if data.endswith(b"\n") else "\n")


def _value(term: Term | None) -> str:
    return (
        "" if term is None else str(term.value) if isinstance(term, ox.Literal | ox.NamedNode) else str(term)
    )


def harmless(cell: str) -> str:
    """A cell of a CSV file; one that a spreadsheet would take for a formula gets a ``'`` in front.

    >>> harmless("=1+1"), harmless("one")
    ("'=1+1", 'one')
    """
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def _listed(formats: Iterable[str]) -> str:
    *first, last = formats
    return f"{', '.join(first)} or {last}"
