"""The network of what is handed over, with what every export says of itself, and how it looks."""

from typing import TYPE_CHECKING, Final

from graph.formats.holding import ALL, Has, dropped
from graph.network import to_networkx
from viz.exports.job import CAVEAT, Job
from viz.exports.looking import Looking

if TYPE_CHECKING:
    import networkx as nx


#: What the attributes of nodes and edges hold; the network itself tells of relations and passages.
HOLDS: Final = ALL - {Has.ARCHIVED, Has.LANGUAGES}


def not_held(job: Job) -> tuple[str, ...]:
    """What no attribute of the network has a place for, as phrases of ``Written.lost``."""
    return dropped(job.gathered.dossier, job.kept, HOLDS, of=job.gathered.part)


def network(job: Job, looking: Looking) -> "nx.MultiDiGraph[str]":
    """The network of ``graph.network``; a claim's edges, or its node, say what they are drawn as.

    Further attributes of the graph: ``coverage``, ``made_from``, ``caveat``; of the edges of
    the shape ``edges``, and of statements in the shape ``claims``: ``drawn_as``, a stance or
    ``listed only``.
    """
    gathered = job.gathered
    graph = to_networkx(
        gathered.dossier,
        job.shape,
        job.base,
        gathered.standpoint,
        kept=job.kept,
        derived=gathered.report,
        part=gathered.part,
    )
    graph.graph |= {
        "coverage": job.coverage,
        "made_from": job.imprint,
        "caveat": CAVEAT,
    }
    if job.shape == "edges":
        for start, end, told in graph.edges(data=True):
            told["drawn_as"] = looking.edge(told["claim"], start, end).word
    else:
        for _, told in graph.nodes(data=True):
            if "claim" in told:
                told["drawn_as"] = looking.statement(told).word
    return graph
