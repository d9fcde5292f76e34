"""GraphML, GEXF and JSON carry the whole network, in looks that say no more than a figure would."""

import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from conftest import answered, denial_of, dossier, named, party, related, said, source
from hypothesis import given, settings
from strategies import dossiers

from graph.claims import Act, NonAnswerKind, PartyType, Stance
from graph.formats.graphml import read_graphml
from graph.network import to_networkx
from graph.reading.dossiers import load
from viz.content.gathering import gather
from viz.content.selection import Selection
from viz.exports import yed
from viz.exports.exporting import export
from viz.exports.looking import LISTED
from viz.look import LOOKS, NON_ANSWER_COLOUR, Head, Pattern

ROOT = Path(__file__).parents[1]
NS = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
YED = {"g": "http://graphml.graphdrawing.org/xmlns", "y": "http://www.yworks.com/xml/graphml"}
SHAPES = ("edges", "claims")


@pytest.fixture(scope="module")
def seed():
    return load([ROOT / "cases" / "facebook-banks-2018"])


def plain(made, shape):
    """The network without what only exports add."""
    graph = to_networkx(made, shape)
    return list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))


def without_additions(graph):
    added = ("drawn_as",)
    nodes = [
        (name, {k: v for k, v in told.items() if k not in added}) for name, told in graph.nodes(data=True)
    ]
    edges = [
        (*ends, {k: v for k, v in told.items() if k not in added})
        for *ends, told in graph.edges(keys=True, data=True)
    ]
    return nodes, edges


@pytest.mark.parametrize("shape", SHAPES)
def test_graphml_with_drawings_for_yed_is_the_same_network_to_networkx(seed, shape):
    read = read_graphml(export(seed, "graphml", shape=shape).data)
    assert without_additions(read) == tuple([tuple(one) for one in ones] for ones in plain(seed, shape))


@pytest.mark.parametrize("shape", SHAPES)
def test_node_link_json_is_the_same_network_to_networkx(seed, shape):
    read = nx.node_link_graph(json.loads(export(seed, "json", shape=shape).data), edges="edges")
    for *_, told in read.edges(data=True):
        if shape == "edges":
            told["source"] = told.pop("document")  # "source" is the word for its start there
    assert without_additions(read) == tuple([tuple(one) for one in ones] for ones in plain(seed, shape))


@pytest.mark.parametrize("shape", SHAPES)
def test_igraph_reads_the_graphml_for_yed(seed, shape, tmp_path):
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    file = tmp_path / "network.graphml"
    file.write_bytes(export(seed, "graphml", shape=shape).data)
    read = igraph.Graph.Read_GraphML(str(file))
    graph = to_networkx(seed, shape)
    assert (read.vcount(), read.ecount()) == (len(graph), graph.number_of_edges())
    assert read.es["label"] == [one["label"] for *_, one in graph.edges(data=True)]


@given(dossiers())
@settings(max_examples=15)
def test_gexf_keeps_every_node_edge_and_attribute_with_its_type(made):
    for shape in SHAPES:
        data = export(made, "gexf", shape=shape).data
        read = nx.MultiDiGraph(nx.read_gexf(io.BytesIO(data)))
        wanted = to_networkx(made, shape)
        assert list(read) == list(wanted)
        edges = {told["id"]: (start, end, told) for start, end, told in read.edges(data=True)}
        assert len(edges) == read.number_of_edges() == wanted.number_of_edges()
        for start, end, key, told in wanted.edges(keys=True, data=True):
            *ends, found = edges[key]
            assert ends == [start, end]
            for name in ("quote_checked", "order", "edges_of_claim"):
                if name in told:
                    assert found[name] == told[name] and type(found[name]) is type(told[name])
        for name, told in wanted.nodes(data=True):
            said = {key for key, value in told.items() if value != ""} - {"label"}
            assert said <= set(read.nodes[name])


def gexf_edges(made, shape="edges", **more):
    """The edges of a GEXF document with the rules of Gephi checked."""
    root = ET.fromstring(export(made, "gexf", shape=shape, **more).data)
    assert root.get("version") == "1.3"
    assert "lastmodifieddate" not in root.find("g:meta", NS).attrib
    nodes = [one.get("id") for one in root.iterfind(".//g:node", NS)]
    edges = root.findall(".//g:edge", NS)
    assert len(nodes) == len(set(nodes))
    assert len({one.get("id") for one in edges}) == len(edges)
    assert {one.get(end) for one in edges for end in ("source", "target")} <= set(nodes)
    for owner in ("node", "edge"):
        declared = {
            one.get("id") for one in root.iterfind(f".//g:attributes[@class='{owner}']/g:attribute", NS)
        }
        used = {one.get("for") for one in root.iterfind(f".//g:{owner}/g:attvalues/g:attvalue", NS)}
        assert used == declared
    return edges


def looks(edge):
    """Colour, pattern and thickness of an edge in GEXF."""
    colour = edge.find("viz:color", NS).attrib
    rgb = "#" + "".join(f"{int(colour[one]):02X}" for one in "rgb")
    return rgb, edge.find("viz:shape", NS).get("value"), edge.find("viz:thickness", NS).get("value")


def test_in_gexf_pattern_and_colour_carry_the_stance_and_width_nothing(seed):
    edges = gexf_edges(seed)
    assert len(edges) == to_networkx(seed).number_of_edges()
    assert {one.get("kind") for one in edges} == {"alleged", "denied", "confirmed"}
    for one in edges:
        look = LOOKS[Stance(one.get("kind"))]
        assert looks(one)[:2] == (look.colour, look.line)
        assert one.get("label").startswith(tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZS"))
    assert len({looks(one)[2] for one in edges}) == 1


def test_parallel_edges_of_one_stance_are_told_since_gephi_joins_them(seed):
    (told,) = (one for one in export(seed, "gexf").lost if "Gephi" in one)
    assert "Don’t merge" in told and "shape claims has none" in told
    assert not any("Gephi" in one for one in export(seed, "gexf", shape="claims").lost)


def test_as_claims_gexf_joins_by_what_the_edges_mean(seed):
    kinds = {one.get("kind") for one in gexf_edges(seed, "claims")}
    assert kinds == {
        "holder",
        "recipient",
        "speaker",
        "spokesperson",
        "via",
        "responds to",
        "denies",
        "relates",
    }


OUTSIDE = (
    said(Stance.CONFIRMED, "Press", from_="Bank", to="Acme", iri="claim/1"),
    said(Stance.DENIED, "Press", from_="Bank", to="Acme", iri="claim/2"),
    said(Stance.CONFIRMED, "Bank", from_="Bank", to="Acme", iri="claim/3"),
    said(Stance.DENIED, "Acme", from_="Bank", to="Acme", iri="claim/4"),
)
DENIAL_OF_A_DENIAL = denial_of(OUTSIDE[3], by="Bank", iri="claim/5")


def test_an_outsiders_word_looks_like_no_confirmation_and_like_no_denial():
    made = dossier(source(*OUTSIDE, DENIAL_OF_A_DENIAL))
    found = {one.get("id"): looks(one)[:2] for one in gexf_edges(made)}
    assert found == {
        "1": (LOOKS[Stance.ALLEGED].colour, "dashed"),
        "2": (NON_ANSWER_COLOUR, "dotted"),
        "3": (LOOKS[Stance.CONFIRMED].colour, "solid"),
        "4": (LOOKS[Stance.DENIED].colour, "dotted"),
    }
    read = read_graphml(export(made, "graphml").data)
    drawn = {told["claim"]: told["drawn_as"] for *_, told in read.edges(data=True)}
    assert list(drawn.values()) == ["alleged", LISTED, "confirmed", "denied"]
    nodes = read_graphml(export(made, "graphml", shape="claims").data).nodes
    assert {nodes[name]["drawn_as"] for name in drawn} == {"alleged", LISTED, "confirmed", "denied"}
    assert nodes["claim/2"]["drawn_as"] == nodes["claim/5"]["drawn_as"] == LISTED


@pytest.mark.parametrize("format", ["graphml", "gexf", "json"])
def test_who_denies_a_denial_denies_no_flow_in_any_network(format):
    made = dossier(source(*OUTSIDE, DENIAL_OF_A_DENIAL))
    written = export(made, format)
    assert "1 denial of a denial left out" in written.lost
    assert DENIAL_OF_A_DENIAL.iri.encode() not in written.data
    labels = [one[3] for one in yed_lines(export(made, "graphml", shape="claims").data)]
    assert labels.count("denies") == 1


def yed_lines(data):
    """Colour, pattern, head and label of each line that yEd draws."""
    root = ET.fromstring(data)
    for line in root.iterfind(".//y:PolyLineEdge", YED):
        style = line.find("y:LineStyle", YED)
        yield (
            style.get("color"),
            style.get("type"),
            line.find("y:Arrows", YED).get("target"),
            " ".join(line.findtext("y:EdgeLabel", None, YED).split()),
        )


def test_in_yed_only_what_is_said_to_move_has_a_full_head_and_a_denial_a_bar(seed):
    lines = list(yed_lines(export(seed, "graphml").data))
    assert len(lines) == to_networkx(seed).number_of_edges()
    for colour, pattern, head, label in lines:
        (look,) = (one for one in LOOKS.values() if label.startswith(one.glyph))
        assert (colour, pattern) == (look.colour, {"solid": "line"}.get(look.line, look.line))
        assert head == ("t_shape" if look.glyph == "✕" else "plain")
    assert "? The Wall Street Journal alleges seeking [1] · sidestepped" in {one[3] for one in lines}
    made = dossier(source(said(Stance.CONFIRMED, "Bank", from_="Bank", to="Acme", act=Act.SHARE)))
    assert [one[1:3] for one in yed_lines(export(made, "graphml").data)] == [("line", "standard")]


def test_yed_has_a_head_for_each_of_ours_and_a_pattern_for_each_of_ours():
    assert set(yed.HEADS) == set(Head)
    assert set(yed._PATTERNS) == set(Pattern)
    assert len({one for pair in yed.HEADS.values() for one in pair}) == 7  # the open one has one form


def test_a_part_of_a_dossier_keeps_its_statuses_and_only_the_parties_it_names():
    alleged = said(Stance.ALLEGED, from_="Bank", to="Acme", iri="claim/1")
    denied = said(Stance.DENIED, "Bank", from_="Bank", to="Acme", iri="claim/2")
    answer = answered(NonAnswerKind.DECLINED, "Acme", alleged)
    elsewhere = said(Stance.ALLEGED, from_="Bank2", to="Acme2", iri="claim/3")
    made = dossier(source(alleged, denied, answer, elsewhere, related("owner", "Bank", "Bank2")))
    kept = frozenset({alleged.iri})
    graph = to_networkx(made, kept=kept)
    assert set(graph) == {named("Bank"), named("Acme")}
    ((*_, told),) = graph.edges(data=True)
    assert told["status"] == "Denied"
    assert graph.graph["left_out"] == "2 claims that the filter leaves out, 1 non-answer and 1 relation"
    claims = to_networkx(made, "claims", kept=kept | {answer.iri})
    assert {one for one in claims if one.startswith("claim/")} == kept | {answer.iri}
    assert claims.graph["left_out"] == "2 claims that the filter leaves out and 1 relation"
    assert {kind for *_, kind in claims.edges(data="kind")} == {
        "speaker",
        "holder",
        "recipient",
        "responds to",
    }
    assert to_networkx(made, kept=frozenset({"claim/2"})).number_of_edges() == 1


def test_a_claim_of_which_a_filter_shows_one_line_is_handed_over_whole(seed):
    about = Selection(about=named("Citigroup"))
    shown = {one.claim.iri for one in gather(seed, about).statements}
    read = read_graphml(export(seed, "graphml", selection=about).data)
    whole = to_networkx(seed)
    of_them = [one for *_, one in whole.edges(data="claim") if one in shown]
    assert sorted(one for *_, one in read.edges(data="claim")) == sorted(of_them)
    assert named("Wells Fargo") in read  # a holder of a claim that is shown of Citigroup


def test_a_party_of_any_type_has_a_box_in_yed():
    kinds = [party(str(one), one) for one in PartyType]
    root = ET.fromstring(export(dossier(parties=kinds), "graphml").data)
    assert len(root.findall(".//y:ShapeNode", YED)) == len(kinds)
