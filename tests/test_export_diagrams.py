"""DOT and Mermaid show the lines of the figure, and nothing in them looks like a fact."""

import re
from pathlib import Path

import pytest
from conftest import dossier, party, said, source
from hypothesis import given, settings
from readers import SVG, drawn, mermaid, mermaid_links
from strategies import dossiers
from strategies import names as any_names

from graph.claims import Act, Party, PartyType, Stance
from graph.problems import UsageError
from graph.reading.dossiers import load
from viz.content.plain import inert
from viz.content.telling import tell
from viz.exports import dot
from viz.exports import mermaid as mermaid_export
from viz.exports.exporting import export
from viz.look import ACTS, LOOKS, Head, Pattern, Shape

ROOT = Path(__file__).parents[1]
EDGE = re.compile(r'  b\d+ -> b\d+ \[label="(.*?)", style="(\w+)", arrowhead="(\w+)", color="(#\w+)"')


@pytest.fixture(scope="module", params=["facebook-banks-2018", "merrowick-fiction"])
def made(request):
    return load([ROOT / "cases" / request.param])


def edges(made):
    """Label, style, head and colour of each edge of the DOT."""
    found = (EDGE.match(line) for line in export(made, "dot").data.decode().splitlines())
    return [(one[1].replace("\\n", " "), *one.groups()[1:]) for one in found if one]


def test_dot_has_the_lines_of_the_figure_in_their_looks(made):
    lines = tell(made).lines
    assert len(lines) == len(edges(made)) > 10
    for line, (label, style, head, colour) in zip(lines, edges(made), strict=True):
        look = LOOKS[line.stance]
        assert (label, style, colour) == (line.label.replace("&", "&amp;"), look.line, look.colour)
        if line.stance is Stance.DENIED:
            assert head == "tee"
        else:
            assert head == dot.HEADS[ACTS[line.act].head][look.filled]


def test_graphviz_draws_every_line_and_box_of_it(made):
    told = tell(made)
    classes = [one.get("class") for one in drawn(export(made, "dot").data).iter(f"{SVG}g")]
    assert (classes.count("edge"), classes.count("node")) == (len(told.lines), len(told.boxes))


def test_no_solid_line_of_the_seed_has_a_head_that_says_that_data_moved():
    seed = load([ROOT / "cases" / "facebook-banks-2018"])
    assert {head for _, style, head, _ in edges(seed) if style == "solid"} == {"vee"}
    solid = [end for label, end in mermaid_links(export(seed, "mermaid").data) if label.startswith("✓")]
    assert set(solid) == {"==o"}


def test_mermaid_has_an_arrow_only_where_data_are_said_to_move(made):
    lines = tell(made).lines
    links = mermaid_links(export(made, "mermaid").data)
    assert [label for label, _ in links] == [line.label for line in lines]
    for line, (_, end) in zip(lines, links, strict=True):
        if line.stance is Stance.DENIED:
            assert end == "--x"
        else:
            assert end.endswith(">") == (ACTS[line.act].head is Head.TRIANGLE)
        assert end.startswith("==") == (line.stance is Stance.CONFIRMED)


def test_every_head_pattern_and_shape_of_ours_has_one_of_theirs():
    assert set(dot.HEADS) == set(mermaid_export.HEADS) == set(Head)
    assert set(mermaid_export._STROKES) == set(Pattern)
    assert set(mermaid_export._SHAPES) == set(Shape)


def test_mermaid_styles_each_link_from_the_one_table(made):
    styles = re.findall(
        r"^  linkStyle (\d+) stroke:(#\w+),stroke-width:([\d.]+)px,stroke-dasharray:([\d. ]+),",
        export(made, "mermaid").data.decode(),
        re.MULTILINE,
    )
    lines = tell(made).lines
    assert [int(one) for one, *_ in styles] == list(range(len(lines)))
    for line, (_, colour, width, dashes) in zip(lines, styles, strict=True):
        look = LOOKS[line.stance]
        wanted = [one * look.width for one in look.dashes] or [0]
        assert (colour, float(width)) == (look.colour, look.width)
        assert [float(one) for one in dashes.split()] == pytest.approx(wanted)


def test_mermaid_says_what_it_dropped():
    (lost,) = export(load([ROOT / "cases" / "facebook-banks-2018"]), "mermaid").lost
    assert lost.startswith("dropped 1 date, 16 quotes, 1 source, 4 notes, ")
    assert ", 1 relation, " in lost
    assert ", data of 12 statements, purpose of 7, people concerned of 7, " in lost


def test_too_many_lines_for_mermaid_are_refused_with_the_ways_out():
    claims = [said(Stance.ALLEGED, from_=f"Bank {one}", to=f"Acme {one}", id=f"A{one}") for one in range(31)]
    with pytest.raises(
        UsageError, match=r"^this has 31 lines; Mermaid shows at most 30 .* --about, .*, or use dot$"
    ):
        export(dossier(source(*claims)), "mermaid")
    assert len(mermaid_links(export(dossier(source(*claims[:30])), "mermaid").data)) == 30


def test_a_text_that_mermaid_would_not_draw_is_refused():
    names = ["".join(f"word{number}{one} " for one in range(3000)).strip() for number in range(3)]
    claims = [said(Stance.ALLEGED, from_=name, to="Acme") for name in names]
    with pytest.raises(UsageError, match="characters; Mermaid draws at most 50,000"):
        export(dossier(source(*claims), parties=[party(one) for one in names]), "mermaid")


def test_a_long_list_stays_out_of_the_picture_and_is_told():
    claims = [said(Stance.ALLEGED, from_="Bank", to="Acme", quote=f"words {one}") for one in range(41)]
    written = export(dossier(source(*claims)), "dot")
    assert any("41 statements are in comments instead" in one for one in written.lost)
    comments = [line for line in written.data.decode().splitlines() if line.startswith("// [")]
    assert len(comments) == 41 and "words 40" in comments[-1]


def named(name):
    """A dossier in which a party called *name* is said to seek data."""
    parties = [Party("party/x", name, PartyType.COMPANY)]
    claim = said(Stance.ALLEGED, "X", from_="Other 7", to="X", act=Act.SEEK, quote=name)
    return dossier(source(claim), parties=parties)


@given(any_names)
@settings(max_examples=40)
def test_any_name_stands_in_both_as_it_is(name):
    one = named(name)
    wanted = inert(name).replace(" ", "")
    texts = mermaid(export(one, "mermaid").data).texts
    assert wanted in {text.replace(" ", "").strip("\u2068\u2069") for text in texts}
    nodes = [
        group for group in drawn(export(one, "dot").data).iter(f"{SVG}g") if group.get("class") == "node"
    ]
    shown = {"".join(text.text or "" for text in node.iter(f"{SVG}text")) for node in nodes}
    spaceless = {"".join(text.split()).strip("\u2068\u2069") for text in shown}
    assert "".join(wanted.split()) in spaceless


@given(dossiers())
@settings(max_examples=15)
def test_every_dossier_has_its_lines_in_dot(some):
    assert len(edges(some)) == len(tell(some).lines)
