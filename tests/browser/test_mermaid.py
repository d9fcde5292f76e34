"""Mermaid itself reads what we write for it: names, labels, heads, dashes."""

import os
from pathlib import Path

import pytest

from graph.claims import Stance
from graph.reading.dossiers import load
from tests.conftest import dossier, said, source
from tests.strategies import HOSTILE
from viz.content.plain import inert
from viz.content.telling import tell
from viz.exports.exporting import export
from viz.look import LOOKS

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
MODULES = Path(os.environ.get("FLOWCLAIMS_NODE_MODULES", ROOT / "node_modules"))
MERMAID = MODULES / "mermaid" / "dist" / "mermaid.min.js"

DRAW = """async (text) => {
  mermaid.initialize({startOnLoad: false, securityLevel: 'strict'});
  await mermaid.parse(text);
  document.body.innerHTML = (await mermaid.render('drawn', text)).svg;
  const all = (selector) => [...document.querySelectorAll(selector)];
  return {
    nodes: all('g.node').map((one) => one.textContent),
    labels: all('g.edgeLabel').map((one) => one.textContent),
    lines: all('path.flowchart-link').map((one) => ({
      colour: one.style.stroke, dashes: one.style.strokeDasharray,
      end: one.getAttribute('marker-end') || '', start: one.getAttribute('marker-start') || '',
    })),
    images: document.images.length, scripts: all('body script').length, links: document.links.length,
  };
}"""


@pytest.fixture(scope="module")
def drawn(chromium):
    """Draws a text of Mermaid; tells its nodes, its labels and its lines."""
    if not MERMAID.is_file():
        pytest.skip("mermaid is not installed: npm install mermaid, or set FLOWCLAIMS_NODE_MODULES")
    page = chromium.new_page()
    page.add_script_tag(path=MERMAID)
    yield lambda text: page.evaluate(DRAW, text.decode())
    page.close()


@pytest.mark.parametrize("name", ["facebook-banks-2018", "merrowick-fiction"])
def test_mermaid_draws_each_line_with_its_label_colour_and_end(drawn, name):
    made = load([ROOT / "cases" / name])
    told, found = tell(made), drawn(export(made, "mermaid").data)
    lines = told.lines
    assert [squeezed(one) for one in found["labels"] if one.strip()] == [squeezed(one.label) for one in lines]
    assert len(found["lines"]) == len(lines)
    assert len(found["nodes"]) == len(told.boxes) + 1  # and the legend
    for line, shown in zip(lines, found["lines"], strict=True):
        look = LOOKS[line.stance]
        red, green, blue = bytes.fromhex(look.colour[1:])
        assert shown["colour"] == f"rgb({red}, {green}, {blue})"
        assert (shown["dashes"] not in ("", "0", "0px")) == bool(look.dashes)
        assert ("cross" in shown["end"]) == (line.stance is Stance.DENIED)
        assert shown["start"] == ""


def test_mermaid_shows_hostile_names_as_they_are(drawn):
    claims = [
        said(Stance.ALLEGED, "Press", from_=name, to="Acme") for name in (*HOSTILE, "- a", "1. b", "end")
    ]
    made = dossier(source(*claims))
    found = drawn(export(made, "mermaid").data)
    nodes = {squeezed(one) for one in found["nodes"]}
    for name in HOSTILE:
        assert squeezed(inert(name)) in nodes
    assert {"-a", "1.b", "end"} <= nodes
    assert (found["images"], found["scripts"], found["links"]) == (0, 0, 0)


def squeezed(text):
    """The text without white space and without the marks around names written from right to left."""
    return "".join(text.split()).replace("\u2068", "").replace("\u2069", "")
