"""What stands beside the graph in a built dossier: statuses, answers to named questions, the network."""

from typing import Final

from graph.asking.answering import ask, questions
from graph.asking.store import Table, open_store
from graph.claims import Dossier
from graph.formats.graphml import graphml
from graph.formats.status import as_json, as_text
from graph.formats.tables import markdown
from graph.network import to_networkx
from graph.rdf.triples import trig
from graph.status.report import is_small, report

#: Every name that a file of ``beside`` may have.
BESIDE: Final = ("status.txt", "status.json", "answers.md", "network.graphml")


def beside(dossier: Dossier, graph_sha256: str) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files by name, and what is to be said about them (nothing so far)."""
    written = graphml(to_networkx(dossier))
    files: dict[str, bytes] = {}
    if is_small(dossier):
        statuses = [report(dossier)]
        files = {"status.txt": as_text(statuses).encode(), "status.json": as_json(statuses).encode()}
    files |= {"answers.md": answers(dossier, graph_sha256).encode(), "network.graphml": written.data}
    return files, tuple(f"network.graphml: {lost}" for lost in written.lost)


def answers(dossier: Dossier, graph_sha256: str) -> str:
    """The answers to all named questions that need no parameter, as Markdown."""
    parts = [f"# Answers from {dossier.name}\n\nGraph sha256 {graph_sha256[:8]}.\n"]
    with open_store() as store:
        store.load(trig(dossier))
        for question in questions():
            if any(one.required for one in question.parameters):
                continue
            if question.shows_drafts and not dossier.drafts:
                continue
            answer = ask(store, question)
            if isinstance(answer, Table):
                body = markdown(answer) if answer.rows else "None.\n"
                parts.append(
                    f"## {question.question}\n\nQuestion `{question.name}`: {question.answer}\n\n{body}"
                )
    return "\n".join(parts)
