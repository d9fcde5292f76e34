"""A dossier handed over to another tool: the formats there are, and the one entrance to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from graph.claims import Dossier
from graph.formats import Written
from graph.network import Shape
from graph.problems import UsageError, shown
from graph.status.part import PartOf
from graph.status.views import DEFAULT, PointOfView
from graph.vocabulary import BASE
from viz.content.gathering import gather, nothing_shown
from viz.content.selection import WHOLE, Selection
from viz.content.speaking import counted
from viz.exports.job import Job


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its extensions, for which programs it is, what it is, and what writes it.

    ``shapes`` tells that it holds a network, which has two shapes; ``whole`` that it holds
    whole dossiers only; ``drafts`` that it can mark a draft as one.
    """

    extensions: tuple[str, ...]
    tools: str
    line: str
    write: Callable[[Job], Written]
    shapes: bool = False
    whole: bool = False
    drafts: bool = True


def export(
    dossier: Dossier,
    format: str,
    *,
    shape: str = "edges",
    selection: Selection = WHOLE,
    standpoint: PointOfView = DEFAULT,
    base: str = BASE,
    graph_sha256: str = "",
    version: str = "",
    part: PartOf | None = None,
) -> Written:
    """*dossier* in another program's format, with what the format could not hold.

    Drafts that *dossier* holds are marked as such, and left out of a format that cannot mark them.
    A claim of which *selection* shows anything is handed over whole; Mermaid and DOT show the
    lines that ``draw`` shows. Statuses rest on the whole dossier.

    Args:
        dossier: What was said; what was said after the date of *standpoint* is left out.
        format: A key of ``FORMATS``.
        shape: ``edges``: one edge for each claim, holder and recipient; ``claims``: claims are nodes.
        selection: Which part of it.
        standpoint: The point of view of the statuses.
        base: What the IRIs begin with.
        graph_sha256: Hash of the graph that it is made from; the first 8 digits are written.
        version: Version of the tool, written.
        part: Where *dossier* is only what bears on the party that *selection* is about: of how much.

    Raises:
        UsageError: there is no such format, or it cannot hold what is asked for.
    """
    found = FORMATS.get(format)
    if found is None:
        raise UsageError(f"there is no format {shown(format)!r}; use {', '.join(FORMATS)}")
    if shape not in ("edges", "claims"):
        raise UsageError(f"there is no shape {shown(shape)!r}; use edges or claims")
    wanted: Shape = "edges" if shape == "edges" else "claims"
    if wanted != "edges" and not found.shapes:
        able = ", ".join(name for name, one in FORMATS.items() if one.shapes)
        raise UsageError(f"{format} has no shape {shape}; leave out --shape, or use {able}")
    if selection != WHOLE and found.whole:
        able = ", ".join(name for name, one in FORMATS.items() if not one.whole)
        raise UsageError(f"{format} holds a whole dossier; leave out the filters, or use {able}")
    unmarked = 0 if found.drafts else len(dossier.drafts)
    if unmarked:
        dossier = replace(dossier, sources=tuple(replace(one, drafts=()) for one in dossier.sources))
    gathered = gather(dossier, selection, None, standpoint, part)
    written = found.write(Job(gathered, wanted, base, graph_sha256, version))
    no_drafts = (f"left out {counted(unmarked, 'draft')}, which it cannot mark as such",) * (unmarked > 0)
    return written._replace(lost=(*no_drafts, *written.lost, *nothing_shown(gathered)))


def format_of(file: Path) -> str:
    """The format that a file's name asks for, by its longest extension that there is.

    >>> format_of(Path("a.gexf")), format_of(Path("a.schema.jsonld")), format_of(Path("a.JSONLD"))
    ('gexf', 'schema', 'jsonld')

    Raises:
        UsageError: no format has the extension.
    """
    name = file.name.lower()
    endings = {ending: format for format, one in FORMATS.items() for ending in one.extensions}
    for ending in sorted(endings, key=len, reverse=True):
        if name.endswith(ending):
            return endings[ending]
    raise UsageError(f"{shown(str(file))}: the extension tells the format; use {', '.join(endings)}")


def _graphml(job: Job) -> Written:
    from viz.exports.yed import graphml_for_yed

    return graphml_for_yed(job)


def _gexf(job: Job) -> Written:
    from viz.exports.gexf import gexf

    return gexf(job)


def _json(job: Job) -> Written:
    from graph.formats.node_link import node_link
    from viz.exports.looking import Looking
    from viz.exports.networks import network, not_held

    written = node_link(network(job, Looking(job.gathered)))
    return written._replace(lost=(*written.lost, *not_held(job)))


def _dot(job: Job) -> Written:
    from viz.exports.dot import dot

    return dot(job)


def _mermaid(job: Job) -> Written:
    from viz.exports.mermaid import mermaid

    return mermaid(job)


def _csv(job: Job) -> Written:
    from viz.exports.spreadsheets import as_csv

    return as_csv(job)


def _xlsx(job: Job) -> Written:
    from viz.exports.spreadsheets import as_xlsx

    return as_xlsx(job)


def _report(job: Job) -> Written:
    from viz.exports.report import as_report

    return as_report(job)


def _schema(job: Job) -> Written:
    from graph.formats.schema_org import schema_org

    written = schema_org(job.gathered.dossier, job.facts, kept=job.kept, base=job.base)
    return written._replace(lost=(*job.left_out, *written.lost))


def _rdf(format: str) -> Callable[[Job], Written]:
    def write(job: Job) -> Written:
        from viz.exports.graphs import as_rdf

        return as_rdf(job, format)

    return write


#: All formats by name, in the order in which they are told.
FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "graphml": Format((".graphml",), "yEd, Cytoscape", "network, in our looks", _graphml, shapes=True),
        "gexf": Format((".gexf",), "Gephi", "network, in our looks", _gexf, shapes=True),
        "json": Format((".json",), "networkx, D3", "network as node-link JSON", _json, shapes=True),
        "dot": Format((".dot", ".gv"), "Graphviz", "the diagram, to be laid out anew", _dot),
        "mermaid": Format((".mmd", ".mermaid"), "GitHub, Obsidian", "the diagram as text", _mermaid),
        "xlsx": Format((".xlsx",), "Excel, LibreOffice", "claims, flows, parties, sources", _xlsx),
        "csv": Format((".csv",), "spreadsheets", "claims and non-answers", _csv),
        "md": Format((".md",), "editors, lawyers", "a report, party by party", _report),
        "schema": Format((".schema.jsonld",), "search engines", "schema.org Claims", _schema, drafts=False),
        "trig": Format((".trig",), "RDF", "the graph, source by source", _rdf("trig"), whole=True),
        "nq": Format((".nq",), "RDF", "the same, line by line", _rdf("nq"), whole=True),
        "jsonld": Format((".jsonld",), "RDF", "the same as JSON", _rdf("jsonld"), whole=True),
        "ttl": Format((".ttl",), "RDF", "the graph in one", _rdf("ttl"), whole=True),
        "nt": Format((".nt",), "RDF", "the same, line by line", _rdf("nt"), whole=True),
        "rdf": Format((".rdf",), "RDF, Protégé", "the same as RDF/XML", _rdf("rdf"), whole=True),
    }
)


def listed() -> str:
    """All formats for people: extensions, programs, and what each holds."""
    rows = [
        (name, " ".join(one.extensions), one.tools, one.line + (", --shape claims too" if one.shapes else ""))
        for name, one in FORMATS.items()
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"
        for row in rows
    )
