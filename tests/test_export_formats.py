"""Every format, of every sort of dossier, is read back by a reader that is not ours."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from conftest import answered, dossier, party, said, source
from hypothesis import given, settings
from readers import READERS, Read
from strategies import HOSTILE, dossiers

from graph.claims import Dossier, NonAnswerKind, Stance
from graph.problems import UsageError
from graph.rdf.triples import trig_sha256
from graph.reading.dossiers import load
from graph.status.views import point_of_view
from graph.telling.plain import visible
from graph.vocabulary import BASE
from viz.content.gathering import gather
from viz.content.plain import inert
from viz.content.selection import WHOLE, Selection
from viz.content.telling import diagram
from viz.exports.exporting import FORMATS, export, format_of
from viz.exports.job import CAVEAT

ROOT = Path(__file__).parents[1]
SHA256 = "0123456789abcdef" * 4
DENIED = Selection(stances=frozenset({str(Stance.DENIED)}))
RDF = tuple(name for name, one in FORMATS.items() if one.whole)
REST = tuple(name for name in FORMATS if name not in RDF)
NETWORKS = tuple(name for name, one in FORMATS.items() if one.shapes)
#: Formats that show the boxes and lines of a figure.
DRAWN = ("dot", "mermaid")


def hostile(*names: str) -> Dossier:
    """Each name is a holder, a speaker, and all the words of a claim."""
    items = []
    for name in names:
        slots = {"from_": name, "to": "Acme", "data": name, "purpose": name, "quote": name, "note": name}
        items.append(said(Stance.ALLEGED, "Press", **slots))
        items.append(answered(NonAnswerKind.DECLINED, "Acme", items[-1], quote=name))
    parties = [party("Press"), party("Acme", aliases=names), *map(party, names)]
    made = source(*items, title=names[0], author=names[-1], publisher=names[0], url=names[-1])
    return dossier(made, parties=parties)


@cache
def made(name: str) -> Dossier:
    if name == "empty":
        return dossier()
    if name == "hostile":
        return hostile(*HOSTILE)
    return load([ROOT / "cases" / name])


DOSSIERS = ("facebook-banks-2018", "merrowick-fiction", "hostile", "empty")


@cache
def exported(format: str, name: str, selection: Selection = WHOLE):
    return export(made(name), format, selection=selection, graph_sha256=SHA256, version="9.8.7")


def read(format: str, name: str, selection: Selection = WHOLE) -> Read:
    return READERS[format](exported(format, name, selection).data)


def squeezed(text: str) -> str:
    """The text without white space, which line breaks change, and without the marks around names."""
    return "".join(text.split()).replace("\u2068", "").replace("\u2069", "")


def statements(format: str, gathered) -> frozenset[str]:
    """What a format should hold of what was gathered, in its own names."""
    claims = {f"{one.number}": one.claim.iri for one in gathered.statements}
    answers = {f"n{one.number}": one.given.iri for one in gathered.responses}
    if format in DRAWN:
        return frozenset(f"{one}" for line in diagram(gathered).lines for one in line.claims)
    if format in NETWORKS:  # a denial of a denial has no ends
        drawn = (one for one in gathered.statements if one.placed.pairs or one.placed.unanswering)
        return frozenset(one.claim.iri for one in drawn)
    if format == "schema" or format in RDF:
        return frozenset(BASE + name for name in (*claims.values(), *answers.values()))
    return frozenset((*claims, *answers))


@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.parametrize("format", FORMATS)
def test_each_format_is_read_by_others_and_holds_every_statement(format, name):
    wanted = statements(format, gather(made(name)))
    assert read(format, name).statements == wanted
    assert bool(wanted) == (name != "empty")


@pytest.mark.parametrize("format", REST)
def test_a_filter_keeps_what_fits_and_says_how_much_it_leaves_out(format):
    name = "facebook-banks-2018"
    gathered = gather(made(name), DENIED)
    assert 0 < len(gathered.statements) < len(gathered.all_statements)
    assert read(format, name, DENIED).statements == statements(format, gathered)
    assert "6 statements and 1 non-answer" in read(format, name, DENIED).about
    lost = " ".join(exported(format, name, DENIED).lost)
    assert "6 statements and 1 non-answer that the filter leaves out" in lost or (
        format in NETWORKS and "6 claims that the filter leaves out, 1 non-answer" in lost
    )


@given(dossiers())
@settings(max_examples=10)
def test_each_format_holds_every_statement_of_any_dossier(some):
    gathered = gather(some)
    for format in FORMATS:
        try:
            data = export(some, format).data
        except UsageError as error:
            assert format == "mermaid" and "lines; Mermaid shows at most 30" in str(error)
            continue
        found, wanted = READERS[format](data).statements, statements(format, gathered)
        assert found == wanted or (format in DRAWN and found > wanted)  # quotes may hold numbers in brackets


@pytest.mark.parametrize("format", RDF)
def test_a_graph_is_not_filtered(format):
    with pytest.raises(
        UsageError, match=f"^{format} holds a whole dossier; leave out the filters, or use gra"
    ):
        export(made("facebook-banks-2018"), format, selection=DENIED)


@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.parametrize("format", REST)
def test_each_says_what_it_was_made_from_and_that_no_line_is_a_fact(format, name):
    about = read(format, name).about
    view = str(gather(made(name)).report.view)
    for fact in (made(name).name, view, "graph sha256 01234567 · flowclaims 9.8.7", CAVEAT):
        assert fact in about
    assert date.today().isoformat().encode() not in exported(format, name).data


@pytest.mark.parametrize("format", REST)
def test_each_honours_the_date_of_the_point_of_view(format):
    name, day = "merrowick-fiction", "2022-06-01"
    view = point_of_view("strict", "all", day)
    data = export(made(name), format, standpoint=view).data
    found = READERS[format](data)
    assert found.statements == statements(format, gather(made(name), standpoint=view))
    assert "strict reading, own words and paraphrases, as of 2022-06-01" in found.about


@pytest.mark.parametrize("format", RDF)
def test_a_graph_honours_the_date_of_the_point_of_view(format):
    data = export(made("merrowick-fiction"), format, standpoint=point_of_view("plain", "direct", "2022")).data
    found = READERS[format](data)
    assert 0 < len(found.statements) < len(read(format, "merrowick-fiction").statements)


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_names_come_out_as_they_are(format):
    """But for what may not stand in the format, which is written as its escape."""
    texts = read(format, "hostile").texts
    everything = squeezed("\n".join(texts))
    for name in HOSTILE:
        shown = visible(name) if format in ("xlsx", "csv", "md", "schema") else name
        shown = inert(name) if format in DRAWN else shown
        shown = escaped_for(format, shown)
        assert squeezed(shown) in everything, name
    for markup in (b"<img src", b"<script"):
        assert markup not in exported(format, "hostile").data or format in (*RDF, "csv", "dot")


def escaped_for(format: str, text: str) -> str:
    """The text as the format may hold it."""
    from graph.formats.markup import Allowed

    holds_everything = ("json", *(one for one in RDF if one != "rdf"))
    return text if format in holds_everything else Allowed(isolates=format in DRAWN).plain(text)


@pytest.mark.parametrize("format", REST)
def test_what_no_file_can_hold_is_written_as_its_escape_and_told(format):
    name = "A\0B\ud800C"
    plain = hostile("Acme 2", "a\0b")
    renamed = tuple(replace(one, name=name) if one.name == "Acme 2" else one for one in plain.parties)
    written = export(replace(plain, parties=renamed), format)
    texts = squeezed("\n".join(READERS[format](written.data).texts))
    assert ("A\\x00B\\ud800C" in texts) or (format == "json" and name in texts)
    told = any("that may not stand in" in one for one in written.lost)
    assert told == (format not in (*DRAWN, "json", "md"))  # these show names, never the bare text


def test_a_name_that_only_looks_like_an_escape_of_a_spreadsheet_survives():
    data = export(hostile("_x0041_"), "xlsx").data
    assert READERS["xlsx"](data).texts.count("_x0041_") > 3


@pytest.mark.parametrize("format", FORMATS)
def test_two_processes_with_other_hash_seeds_write_the_same_bytes(format, digests):
    one, other = digests
    assert one[format] == other[format]
    assert len(one[format]) == (4 if format in NETWORKS else 2)


@pytest.fixture(scope="module")
def digests():
    """For two hash seeds and time zones: digests of all exports by format."""
    script = (
        "import hashlib, sys, time; time.sleep(1.1)\n"
        "from test_export_formats import *\n"
        "for format in FORMATS:\n"
        "    for name in ('merrowick-fiction', 'hostile'):\n"
        "        for shape in ('edges', 'claims') if FORMATS[format].shapes else ('edges',):\n"
        "            try: data = export(made(name), format, shape=shape).data\n"
        "            except UsageError as error: data = str(error).encode()\n"
        "            print(format, hashlib.sha256(data).hexdigest())\n"
    )
    here = Path(__file__).parent
    found = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        told = subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ
            | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": f"{here.parent}{os.pathsep}{here}"},
        ).stdout
        by_format: dict[str, list[str]] = {}
        for line in told.splitlines():
            format, digest = line.split()
            by_format.setdefault(format, []).append(digest)
        found.append(by_format)
    return found


def test_the_graph_is_the_one_that_its_hash_names():
    name = "facebook-banks-2018"
    assert hashlib.sha256(exported("trig", name).data).hexdigest() == trig_sha256(made(name))


@pytest.mark.parametrize(
    ("file", "format"), [(f"a{one.extensions[0]}", name) for name, one in FORMATS.items()]
)
def test_the_extension_tells_the_format(file, format):
    assert format_of(Path(file)) == format_of(Path(file.upper())) == format


def test_what_cannot_be_asked_for_is_refused_with_the_ways_out():
    seed = made("facebook-banks-2018")
    with pytest.raises(UsageError, match=r"^there is no format 'pdf'; use graphml, gexf, json, dot"):
        export(seed, "pdf")
    with pytest.raises(UsageError, match=r"^there is no shape 'star'; use edges or claims$"):
        export(seed, "gexf", shape="star")
    with pytest.raises(
        UsageError, match=r"^csv has no shape claims; leave out --shape, or use graphml, gexf, json"
    ):
        export(seed, "csv", shape="claims")
    with pytest.raises(UsageError, match=r"^a\.doc: the extension tells the format; use \.graphml, "):
        format_of(Path("a.doc"))


def test_every_format_says_for_whom_it_is_and_has_a_reader():
    assert set(READERS) == set(FORMATS)
    assert all(one.tools and one.line for one in FORMATS.values())
    endings = [ending for one in FORMATS.values() for ending in one.extensions]
    assert len(endings) == len(set(endings))
