"""A dossier, a figure and an answer show themselves in a notebook, in pictures, tables and words."""

import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pyoxigraph as ox
import pytest
from IPython.core.formatters import DisplayFormatter
from nbclient import NotebookClient

from graph.asking.store import Table
from graph.claims import Stance
from graph.formats.notebook import MOST_ROWS
from graph.reading.dossiers import load
from tests.conftest import dossier, source
from tests.conftest import said as claimed
from viz.drawing import draw

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"
HOSTILE = "</script><img src=x onerror=alert(1)>"


class Reader(HTMLParser):
    """What a browser would make of a piece of HTML: its tags and its text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture(scope="module")
def seed():
    return load([ROOT / "cases" / "facebook-banks-2018"])


def shown(something):
    """What a notebook gets of it, by media type, and its metadata."""
    return DisplayFormatter().format(something)


def test_a_dossier_shows_what_is_in_it_and_what_each_allegation_has_come_to(seed):
    data, _ = shown(seed)
    words = "".join(Reader(data["text/html"]).text)
    assert "15 claims (2 alleged, 9 denied, 4 confirmed)" in words
    assert "partly answered: 4 denied, 4 sidestepped, of 8 flows" in words
    assert "2 allegations; plain reading, own words only, as of 2018-08-07" in words
    assert data["text/plain"].startswith("facebook-banks-2018: 15 claims")


def test_a_figure_shows_itself_with_its_words(seed):
    for kind, media in (("svg", "image/svg+xml"), ("png", "image/png")):
        figure = draw(seed, format=kind, dpi=60)
        data, metadata = shown(figure)
        assert data["text/plain"] == figure.alt == metadata[media]["alt"]
        assert media in data
    data, _ = shown(draw(seed, format="pdf"))
    assert set(data) == {"text/plain"}


def test_an_answer_shows_its_rows_and_says_if_there_are_more():
    table = Table(("n",), tuple((ox.Literal(number),) for number in range(MOST_ROWS + 1)))
    data, _ = shown(table)
    reader = Reader(data["text/html"])
    assert {"table", "caption", "th", "td"} <= reader.tags
    assert f"61 rows, the first {MOST_ROWS} shown" in "".join(reader.text)
    assert f"61 rows, the first {MOST_ROWS} shown" in data["text/plain"]
    few, _ = shown(Table(("n",), ((ox.Literal("a"),),)))
    assert "1 row" in few["text/html"] and "shown" not in few["text/html"]


def test_nothing_hostile_acts_in_a_notebook():
    some = dossier(
        source(claimed(Stance.ALLEGED, HOSTILE, from_=HOSTILE, to="B", quote=HOSTILE), title=HOSTILE),
    )
    for one in (some, Table((HOSTILE,), ((ox.Literal(HOSTILE),),))):
        reader = Reader(shown(one)[0]["text/html"])
        assert reader.tags <= {"p", "strong", "br", "table", "caption", "thead", "tbody", "tr", "th", "td"}
        assert HOSTILE in "".join(reader.text)


def test_the_notebook_in_docs_runs_and_shows_what_it_shows():
    """Its outputs are stored in it; running it again gives the same."""
    stored = nbformat.read(NOTEBOOK, as_version=4)
    fresh = executed(stored)
    for old, new in zip(stored.cells, fresh.cells, strict=True):
        assert list(map(_said, old.get("outputs", []))) == list(map(_said, new.get("outputs", [])))
    assert sum(bool(cell.get("outputs")) for cell in stored.cells) >= 4


def executed(stored):
    """The notebook, run from the first cell to the last in a process of its own, in the project's folder."""
    cells = [
        {**cell, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell
        for cell in stored.cells
    ]
    fresh = nbformat.from_dict({**stored, "cells": cells})
    where = {"metadata": {"path": ROOT}}
    NotebookClient(fresh, timeout=120, kernel_name="python3", resources=where, record_timing=False).execute()
    return fresh


def _said(output):
    """What an output shows; the version in a figure's imprint changes with every release."""
    data = output.get("data") or {"text/plain": output.get("text", "")}
    return {kind: re.sub(r"flowclaims \d[\w.]*", "", str(value)) for kind, value in data.items()}


if __name__ == "__main__":  # PYTHONPATH=. python tests/test_notebook.py: run it and store what it shows
    notebook = executed(nbformat.read(NOTEBOOK, as_version=4))
    notebook["metadata"] = {"kernelspec": notebook["metadata"]["kernelspec"]}
    nbformat.write(notebook, NOTEBOOK)
