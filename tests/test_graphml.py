import xml.etree.ElementTree as ET
from io import BytesIO

import networkx as nx
import pytest
from conftest import dossier, said, source
from hypothesis import given
from strategies import HOSTILE, dossiers

from graph.claims import Evidence, Party, PartyType, Stance
from graph.formats.graphml import graphml, read_graphml
from graph.network import to_networkx
from graph.problems import GraphError
from graph.telling.plain import escaped

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"


def same(one, other) -> bool:
    return (
        one.graph == other.graph
        and list(one.nodes(data=True)) == list(other.nodes(data=True))
        and list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
    )


def told(name: str, shape: str = "edges"):
    """The network of one claim that a party called *name* makes of itself."""
    acme = Party("party/acme", name, PartyType.COMPANY)
    claim = said(Stance.DENIED, "Acme", evidence=Evidence(name), iri="claim/1")
    return to_networkx(dossier(source(claim), parties=[acme]), shape)


@given(dossiers())
def test_what_is_written_is_read_back_unless_told_otherwise(made):
    for shape in ("edges", "claims"):
        graph = to_networkx(made, shape)
        written = graphml(graph)
        read = read_graphml(written.data)
        assert len(read) == len(graph)
        assert read.number_of_edges() == graph.number_of_edges()
        escaped = any("escapes" in one for one in written.lost)
        assert escaped or same(read, graph)


def test_statuses_and_their_point_of_view_are_written_and_read_back():
    made = dossier(source(said(Stance.ALLEGED, from_="Bank", to="Acme", iri="claim/1")))
    read = read_graphml(graphml(to_networkx(made)).data)
    ((*_, edge),) = read.edges(data=True)
    told = [edge[name] for name in ("status", "core_status", "status_all", "left_open")]
    assert told == ["Unanswered", "Unanswered", "Unanswered", "all of it"]
    assert read.graph["point_of_view"] == "plain reading, own words only, all undated"


@given(dossiers())
def test_the_same_network_gives_the_same_bytes(made):
    assert graphml(to_networkx(made, "claims")) == graphml(to_networkx(made, "claims"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_comes_out_inert(name):
    data = graphml(told(name)).data
    written = {
        one.text for one in ET.fromstring(data).iter(f"{NAMESPACE}data") if one.get("key") == "node.name"
    }
    allowed = "".join(escaped(one) if one in "\x1b\u202e\u202c\ufffe" else one for one in name)
    assert allowed in written
    assert b"<img" not in data


@pytest.mark.parametrize(
    ("character", "escape"),
    [("\0", "\\x00"), ("\x1b", "\\x1b"), ("\u202e", "\\u202e"), ("\ufffe", "\\ufffe"), ("\ud800", "\\ud800")],
)
def test_a_character_that_may_not_stand_there_is_written_as_its_escape_and_told(character, escape):
    written = graphml(told(f"A{character}B"))
    assert f"A{escape}B".encode() in written.data
    assert written.lost == ("2 characters that may not stand in XML, written as escapes",)  # name and quote
    read_graphml(written.data)


@pytest.mark.parametrize("text", ["a\r\nb", "\ta\n", " a  b ", "", "\u0085\u2028"])
def test_white_space_survives(text):
    graph = told("Acme")
    graph.nodes["party/acme"]["name"] = text
    assert read_graphml(graphml(graph).data).nodes["party/acme"]["name"] == text


def test_plain_networkx_reads_it():
    graph = told("Acme", "claims")
    plain = nx.read_graphml(BytesIO(graphml(graph).data), force_multigraph=True)
    assert list(plain.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_igraph_reads_it(tmp_path):
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    graph = told('Acme "& Söhne" <b>')
    file = tmp_path / "network.graphml"
    file.write_bytes(graphml(graph).data)
    read = igraph.Graph.Read_GraphML(str(file))
    assert read.is_directed()
    assert set(read.vs["id"]) == set(graph)
    assert dict(zip(read.vs["id"], read.vs["name"], strict=True)) == dict(graph.nodes(data="name"))
    assert read.es["quote_checked"] == [False]
    assert read.es["label"] == [one["label"] for *_, one in graph.edges(data=True)]


def test_the_numbers_and_truth_values_keep_their_types():
    graph = nx.MultiDiGraph(left_out="")
    graph.add_node("a", label="a", number=3, share=0.5, true=True, false=False)
    assert read_graphml(graphml(graph).data).nodes["a"] == dict(graph.nodes["a"])


@pytest.mark.parametrize("value", [None, ["a"], {"a": 1}, object()])
def test_an_attribute_that_is_not_plain_is_refused(value):
    graph = nx.MultiDiGraph()
    graph.add_node("a", label=value)
    with pytest.raises(GraphError, match="attribute 'label' is"):
        graphml(graph)


def test_an_attribute_of_two_types_is_refused():
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="a")
    graph.add_node("b", label=1)
    with pytest.raises(GraphError, match="one plain type"):
        graphml(graph)


def test_two_edges_of_one_key_are_refused():
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="k")
    graph.add_edge("b", "a", key="k")
    with pytest.raises(GraphError, match="two edges have the key 'k'"):
        graphml(graph)


def test_what_the_network_left_out_is_told():
    graph = told("Acme")
    graph.graph["left_out"] = "2 non-answers"
    assert graphml(graph).lost == ("2 non-answers left out",)


def document(graph: str) -> bytes:
    return f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{graph}</graphml>'.encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<graphml",
        b"\x00\xff",
        b"<html/>",
        document(""),
        document('<graph edgedefault="undirected"/>'),
        document('<graph edgedefault="directed"><node id="a"><data key="k">1</data></node></graph>'),
        document(
            '<key id="k" for="node" attr.name="n" attr.type="long"/>'
            '<graph edgedefault="directed"><node id="a"><data key="k">one</data></node></graph>'
        ),
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>',
    ],
)
def test_what_is_no_graphml_is_refused_in_a_sentence(data):
    with pytest.raises(GraphError, match="GraphML"):
        read_graphml(data)
