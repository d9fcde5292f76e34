"""Every export read back by a reader that is not ours: what its texts are, and which statements it holds."""

import csv
import io
import json
import re
import warnings
import xml.etree.ElementTree as ET
from typing import NamedTuple

import networkx as nx
import openpyxl
import pygraphviz
import rdflib
from markdown_it import MarkdownIt

SCHEMA = rdflib.Namespace("https://schema.org/")
FC = rdflib.Namespace("https://w3id.org/flowclaims/ns#")
GEXF = "{http://gexf.net/1.3}"
SVG = "{http://www.w3.org/2000/svg}"


class Read(NamedTuple):
    """What was read: every text, what the file says of itself, and the statements by their names there."""

    texts: tuple[str, ...]
    about: str
    statements: frozenset[str]


def _of_network(graph: nx.MultiDiGraph, about: str) -> Read:
    told = [one for _, one in graph.nodes(data=True)] + [one for *_, one in graph.edges(data=True)]
    texts = [value for one in told for value in one.values() if isinstance(value, str)]
    claims = {one["claim"] for one in told if one.get("claim") and one.get("kind", "claim") != "relation"}
    return Read(tuple(texts), about, frozenset(claims))


def graphml(data: bytes) -> Read:
    graph = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    return _of_network(graph, "\n".join(map(str, graph.graph.values())))


def gexf(data: bytes) -> Read:
    graph = nx.MultiDiGraph(nx.read_gexf(io.BytesIO(data)))
    return _of_network(graph, ET.fromstring(data).findtext(f"{GEXF}meta/{GEXF}description") or "")


def node_link(data: bytes) -> Read:
    graph = nx.node_link_graph(json.loads(data), edges="edges")
    return _of_network(graph, "\n".join(map(str, graph.graph.values())))


def drawn(data: bytes) -> ET.Element:
    """The SVG that Graphviz makes of DOT."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Graphviz on fonts
        graph = pygraphviz.AGraph(string=data.decode())
        graph.layout("dot")
        return ET.fromstring(graph.draw(format="svg"))


def dot(data: bytes) -> Read:
    root = drawn(data)
    groups = [one for one in root.iter(f"{SVG}g") if one.get("class") in ("node", "edge", "graph")]
    texts = ["".join(one.text or "" for one in group.iter(f"{SVG}text")) for group in groups]
    edges = [one for one in root.iter(f"{SVG}g") if one.get("class") == "edge"]
    cited = "".join("".join(one.itertext()) for one in edges)
    comments = "\n".join(line for line in data.decode().splitlines() if line.startswith("// "))
    return Read(tuple(texts), comments, _numbers(cited))


#: What Mermaid makes of an entity, and of a line break in a label.
_ENTITY = re.compile(r"#(\d+);")
_NODE = re.compile(r'  \w+(?:\("|\(\["|\[")([^"]*)"[\])]+:::(?:party|group|legend)')
_LINK = re.compile(r'  (b\d+) (?:-\.|--|==) "([^"]*)" (\.-o|\.->|--x|==o|==>) (b\d+)')
_REST = re.compile(r"  (?:classDef \w+|linkStyle \d+) [\w:#,. -]+")


def mermaid_links(data: bytes) -> list[tuple[str, str]]:
    """The label and the end of each link."""
    found = (_LINK.fullmatch(line) for line in data.decode().splitlines())
    return [(_entities(one[2]), one[3]) for one in found if one]


def mermaid(data: bytes) -> Read:
    texts, about, links = [], [], []
    lines = data.decode().split("\n")
    assert lines.pop() == ""
    for line in lines:
        if line.startswith("%% "):
            about.append(line)
        elif match := _NODE.fullmatch(line):
            texts += map(_entities, match[1].split("<br/>"))
        elif match := _LINK.fullmatch(line):
            links.append(_entities(match[2]))
        else:
            assert line == "flowchart LR" or _REST.fullmatch(line), line
    return Read((*texts, *links), "\n".join(about), _numbers("\n".join(links)))


def _entities(label: str) -> str:
    assert not re.search(r"[<>\"`{}\\$*_~|]", label.replace("<br/>", "")), label
    return _ENTITY.sub(lambda match: chr(int(match[1])), label)


def _numbers(text: str) -> frozenset[str]:
    """The numbers that stand in brackets, ranges written out."""
    found = set()
    for inside in re.findall(r"\[([\d,–]+)\]", text):
        for part in inside.split(","):
            first, _, last = part.partition("–")
            found |= {str(one) for one in range(int(first), int(last or first) + 1)}
    return frozenset(found)


def comma_separated(data: bytes) -> Read:
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert all(len(row) == len(header) for row in rows)
    texts = [cell.removeprefix("'") for row in rows for cell in row]
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n")]
    return Read(tuple(texts), header[-1], frozenset(row[0] for row in rows))


def workbook(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def xlsx(data: bytes) -> Read:
    book = workbook(data)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    about = "\n".join(f"{what}: {words}" for what, words in book["about"].iter_rows(values_only=True))
    numbers = [row[0] for row in book["claims"].iter_rows(min_row=2, values_only=True)]
    return Read(tuple(texts), about, frozenset(map(str, numbers)))


def markdown(data: bytes) -> Read:
    tokens = MarkdownIt("commonmark").enable("table").parse(data.decode())
    inline = [child for one in tokens for child in one.children or ()]
    allowed = {"text", "softbreak", "strong_open", "strong_close", "text_special"}
    assert {one.type for one in inline} <= allowed, {one.type for one in inline} - allowed
    blocks = {one.type for one in tokens}
    assert not [one for one in blocks if "html" in one or "fence" in one or "code" in one or one == "hr"]
    texts = ["".join(one.content for one in each.children or ()) for each in tokens if each.type == "inline"]
    opened = [re.match(r"\[(n?\d+)\] [^\w\s] ", text) for text in texts]
    strong = {one[1] for one in opened if one}
    return Read(tuple(texts), "\n".join(texts), frozenset(strong))


def schema(data: bytes) -> Read:
    graph = rdflib.Graph().parse(data=data, format="json-ld")
    texts = [str(one) for one in graph.objects() if isinstance(one, rdflib.Literal)]
    said = set(graph.subjects(rdflib.RDF.type, SCHEMA.Claim))
    said |= set(graph.subjects(rdflib.RDF.type, SCHEMA.Comment))
    about = "\n".join(map(str, graph.objects(predicate=SCHEMA.description)))
    return Read(tuple(texts), about, frozenset(map(str, said)))


def rdf(format: str):
    """A reader of one format of RDF."""

    def read(data: bytes) -> Read:
        if format in ("trig", "nquads", "json-ld"):
            graph = rdflib.Dataset(default_union=True)
        else:
            graph = rdflib.Graph()
        graph.parse(data=data, format=format)
        texts = [
            str(one) for _, _, one in graph.triples((None, None, None)) if isinstance(one, rdflib.Literal)
        ]
        said = set(graph.subjects(rdflib.RDF.type, FC.Claim)) | set(
            graph.subjects(rdflib.RDF.type, FC.NonAnswer)
        )
        return Read(tuple(texts), "", frozenset(map(str, said)))

    return read


READERS = {
    "graphml": graphml,
    "gexf": gexf,
    "json": node_link,
    "dot": dot,
    "mermaid": mermaid,
    "xlsx": xlsx,
    "csv": comma_separated,
    "md": markdown,
    "schema": schema,
    "trig": rdf("trig"),
    "nq": rdf("nquads"),
    "jsonld": rdf("json-ld"),
    "ttl": rdf("turtle"),
    "nt": rdf("nt"),
    "rdf": rdf("xml"),
}
