"""The graph itself, in the formats of RDF."""

import io

from graph.asking.store import open_store
from graph.formats import Written
from graph.formats.rdf import FORMATS, rdf_xml, write_store
from graph.rdf.triples import trig
from viz.exports.job import Job

_ONE_GRAPH = "the named graphs, which keep sources and points of view apart"


def as_rdf(job: Job, format: str) -> Written:
    """The graph with its statuses; TriG is what ``build`` writes, byte for byte.

    Args:
        job: What to write, whole.
        format: ``rdf``, or a key of ``graph.formats.rdf.FORMATS``.
    """
    blocks = trig(job.gathered.dossier, job.base, job.gathered.standpoint)
    if format == "trig":
        return Written("".join(blocks).encode())
    with open_store() as store:
        store.load(blocks)
        if format == "rdf":
            written = rdf_xml(store)
            return written._replace(lost=(_ONE_GRAPH, *written.lost))
        stream = io.BytesIO()
        write_store(store, stream, format)
    return Written(stream.getvalue(), () if FORMATS[format].supports_datasets else (_ONE_GRAPH,))
