"""The store: text in, the same answers out in any order; nothing leaves the machine or breaks loudly."""

import io
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.asking.sparql import DEEPEST, check_query, is_ordered
from graph.asking.store import VOCABULARY, Store, Table, Triples, open_store
from graph.formats.rdf import FORMATS, turtle, write_store
from graph.problems import GraphError, UsageError

SMALL = Path(__file__).with_name("small.trig")
SOURCE = "https://w3id.org/flowclaims/id/source/s1"
TINY = "@prefix e: <http://e/> . e:g { e:s e:p 1 , 2 . } e:h { e:s e:p 3 . }"


def exported(store: Store, format: str = "nq") -> bytes:
    stream = io.BytesIO()
    write_store(store, stream, format)
    return stream.getvalue()


def loaded(*texts: str) -> Store:
    store = open_store()
    for text in texts:
        store.load([text])
    return store


def rows(store: Store, query: str, **bound: object) -> list[tuple[str | None, ...]]:
    answer = store.query(query, bound)  # type: ignore[arg-type]
    assert isinstance(answer, Table)
    return [tuple(None if term is None else str(term.value) for term in row) for row in answer.rows]  # type: ignore[union-attr]


TWO_GRAPHS = loaded(TINY)

# ---------------------------------------------------------------- loading


@settings(max_examples=25)
@given(st.data())
def test_text_may_come_in_any_blocks(data: st.DataObject) -> None:
    text = 'PREFIX e: <http://e/> e:g { e:s e:p "é – 😀" , "' + "x" * 5000 + '" . }'
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    blocks = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    one, other = loaded(text), open_store()
    other.load(iter([block if data.draw(st.booleans()) else block.encode() for block in blocks]))
    assert exported(one) == exported(other)


def test_a_file_and_a_stream_give_the_same_graph(tmp_path: Path) -> None:
    store = open_store()
    store.load(SMALL)
    assert exported(store) == exported(loaded(SMALL.read_text("utf-8")))
    file = tmp_path / "graph.nq"
    file.write_bytes(exported(store))
    again = open_store()
    again.load(file)
    assert exported(again) == exported(store)


def test_the_order_of_loading_never_matters() -> None:
    first = "@prefix e: <http://e/> . e:g { e:s e:p 1 . } e:k { e:a e:p 1 . }"
    for format in FORMATS:
        assert exported(loaded(first, TINY), format) == exported(loaded(TINY, first), format)


def test_text_that_is_no_trig_is_refused_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "broken.trig"
    file.write_text("@prefix e: <http://e/> .\ne:g { e:s e:p oops . }\n")
    with pytest.raises(UsageError, match=r"broken\.trig:2:15: error: .*TriG or N-Quads"):
        open_store().load(file)
    with pytest.raises(UsageError, match=r"the graph:1:1: error: "):
        open_store().load(["oops"])
    with pytest.raises(UsageError, match=r"the graph:1:1: error: "):
        open_store().replace(["oops"])


@pytest.mark.parametrize(
    "data", [b"\xff\xfe<\0a\0", b"\0\0", b'<http://e/s> <http://e/p> "\xc3" .', b"{" * 10_000]
)
def test_no_bytes_break_the_loader(data: bytes) -> None:
    with pytest.raises(UsageError):
        open_store().load([data])


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a graph is loaded from \.trig or \.nq"):
        open_store().load(tmp_path / "graph.ttl")
    with pytest.raises(UsageError, match=r"missing\.trig cannot be loaded: No such file"):
        open_store().load(tmp_path / "missing.trig")


def test_what_the_stream_raises_passes_through() -> None:
    def blocks() -> Iterator[str]:
        yield TINY
        raise GraphError("a source is broken")

    with pytest.raises(GraphError, match="a source is broken"):
        open_store().load(blocks())


# ---------------------------------------------------------------- replacing


@settings(max_examples=25)
@given(
    st.lists(st.sampled_from("abcdef"), max_size=6),
    st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6),
)
def test_a_replaced_graph_equals_a_fresh_load(old: list[str], new: list[str]) -> None:
    def text(values: list[str]) -> str:
        said = " , ".join(f'"{value}"' for value in values)
        return f"<http://e/g> {{ <http://e/s> <http://e/p> {said} . }}" if values else ""

    other = "<http://e/h> { <http://e/s> <http://e/p> 1 . }"
    store = loaded(other, text(old))
    assert store.replace([text(new)]) == ("http://e/g",)
    assert exported(store) == exported(loaded(other, text(new)))


def test_replacing_takes_every_word_as_it_is() -> None:
    year = '"2018"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    hostile = f'e:s e:p "}}}} ; DROP ALL ; \\"\\\\ \\n \\u0001 \\U0001F600" , "x"@en , {year} .'
    text = f"@prefix e: <http://e/> . e:g {{ {hostile} }}"
    store = loaded(text)
    store.replace([text])
    assert exported(store) == exported(loaded(text))


def test_a_failed_replacement_leaves_the_store_as_it_was() -> None:
    store = loaded(TINY)
    before = exported(store)
    for text in ("@prefix e: <http://e/> . e:g { e:s e:p 9 . } e:h {", "<http://e/s> <http://e/p> 1 ."):
        with pytest.raises(UsageError):
            store.replace([text])
        assert exported(store) == before


def test_graphs_can_be_listed_counted_and_removed() -> None:
    store = loaded(TINY)
    assert store.graphs() == ("http://e/g", "http://e/h", VOCABULARY)
    assert (store.count("http://e/g"), store.count("http://e/h"), store.count("http://e/none")) == (2, 1, 0)
    assert store.count() == store.count(VOCABULARY) + 3
    store.remove("http://e/g")
    store.remove("http://e/none")
    assert store.graphs() == ("http://e/h", VOCABULARY)


# ---------------------------------------------------------------- questions


def test_queries_see_the_union_of_all_graphs_and_single_ones() -> None:
    store = loaded(TINY)
    assert rows(store, "SELECT ?o { <http://e/s> <http://e/p> ?o } ORDER BY ?o") == [("1",), ("2",), ("3",)]
    assert rows(store, "SELECT ?g { GRAPH ?g { ?s <http://e/p> 3 } }") == [("http://e/h",)]
    assert store.query("ASK { ?s <http://e/p> 2 }") is True
    assert store.query("ASK { ?s <http://e/p> 4 }") is False


def test_the_vocabulary_is_always_there() -> None:
    assert rows(open_store(), "SELECT ?label { pd:Transaction skos:prefLabel ?label }") == [("Transaction",)]
    assert rows(open_store(), "SELECT ?label { fc:anyData skos:prefLabel ?label }") == [("any data",)]


def test_triples_come_sorted_and_once() -> None:
    answer = loaded(TINY).query(
        "CONSTRUCT { ?s <http://e/q> ?s . ?s <http://e/p> ?o } { ?s <http://e/p> ?o }"
    )
    assert isinstance(answer, Triples)
    assert [str(one.object) for one in answer.triples][-1] == "<http://e/s>"
    assert len(answer.triples) == 4
    assert turtle(answer).endswith(b"e/s> .\n")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_bound_word_cannot_change_a_query(word: str) -> None:
    store = TWO_GRAPHS
    found = store.query("SELECT ?s ?o { ?s <http://e/p> ?o }", {"o": ox.Literal(word)})
    assert found == Table(("s", "o"), ())
    found = store.query(
        "SELECT ?o ?word { <http://e/s> <http://e/p> ?o BIND(?word AS ?same) }", {"word": ox.Literal(word)}
    )
    assert isinstance(found, Table)
    assert {row[1] for row in found.rows} == {ox.Literal(word)}
    assert len(found.rows) == 3


def test_a_parameter_must_be_a_column() -> None:
    with pytest.raises(UsageError, match=r"bound to a column of the query's SELECT: give it \?x"):
        open_store().query("SELECT ?s { ?s ?p ?o }", {"x": ox.Literal("a")})


def test_a_query_that_is_no_sparql_is_refused_in_one_short_line() -> None:
    with pytest.raises(UsageError, match=r"^the query is not valid SPARQL: error at 1:11: ") as caught:
        open_store().query("SELECT * {")
    assert len(str(caught.value)) < 200
    assert "\n" not in str(caught.value)


# ---------------------------------------------------------------- SERVICE

CALLS = (
    "SELECT * { SERVICE U { ?s ?p ?o } }",
    "SELECT * { service silent U { ?s ?p ?o } }",
    "SELECT * { SERVICE # a comment\n SILENT\n U { ?s ?p ?o } }",
    "PREFIX : U SELECT * { SERVICE:x{ ?s ?p ?o } }",
    "PREFIX : U SELECT * { BIND(1 AS ?x)SERVICE:x{ ?s ?p ?o } }",
    "PREFIX : U SELECT * { ?s ?p :a.SERVICE:x{ ?s ?p ?o } }",
    "PREFIX : U SELECT * { ?s ?p true SERVICE:x{ ?s ?p ?o } }",
    "PREFIX : U SELECT * { OPTIONAL { ?s ?p :a\\#b . SERVICE U { ?s ?p ?o } } }",
    "PREFIX : U SELECT * { OPTIONAL { ?s ?p :a\\'b . SERVICE U { ?s ?p ?o } } OPTIONAL { ?s ?p \"'\" } }",
    "SELECT * { OPTIONAL { ?s ?p '''it's ''' . SERVICE U { ?s ?p ?o } } }",
    'SELECT * { OPTIONAL { ?s ?p "\\\\" . SERVICE U { ?s ?p "x" } } }',
    "SELECT * { ?s ?p ?o FILTER(?s<?o) SERVICE U { ?s ?p ?o } FILTER(?s>?o) }",
    "SELECT * { ?where ?p ?o SERVICE ?where { ?s ?p ?o } VALUES ?where { U } }",
    "SELECT * { FILTER EXISTS { SERVICE U { ?s ?p ?o } } }",
    "SELECT * { \\u0053ERVICE U { ?s ?p ?o } }",
    "ASK { { SELECT * { SERVICE U { ?s ?p ?o } } } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE U { ?s ?p ?o } }",
)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[object]]]:
    """A port on this machine that tells who calls."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        done = threading.Event()

        def answer() -> None:
            while not done.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                calls.append(address)
                connection.close()

        thread = threading.Thread(target=answer)
        thread.start()
        yield f"<http://127.0.0.1:{server.getsockname()[1]}/>", calls
        done.set()
        thread.join()


@pytest.mark.parametrize("query", CALLS)
def test_no_query_leaves_the_machine(query: str, listener: tuple[str, list[object]]) -> None:
    url, calls = listener
    with pytest.raises(UsageError, match="SERVICE is off: a query must not leave this machine"):
        loaded(TINY).query(query.replace("U", url))
    assert calls == []


def test_the_listener_would_hear_a_call(listener: tuple[str, list[object]]) -> None:
    url, calls = listener
    with pytest.raises(OSError):
        list(ox.Store().query(f"SELECT * {{ SERVICE {url} {{ ?s ?p ?o }} }}"))  # type: ignore[arg-type]
    assert calls


def test_from_and_graph_fetch_nothing(listener: tuple[str, list[object]]) -> None:
    url, calls = listener
    loaded(TINY).query(f"SELECT * FROM {url} {{ ?s ?p ?o }}")
    loaded(TINY).query(f"SELECT * {{ GRAPH {url} {{ ?s ?p ?o }} }}")
    assert calls == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?name { ?service a schema:Service ; rdfs:label ?name }",
        'SELECT * { ?s rdfs:label "SERVICE <http://e/> {" }',
        "SELECT * { ?s ?p <http://e/SERVICE> } # SERVICE",
        'SELECT * { ?s ?p \'\'\'SERVICE \'\'\' , """a "SERVICE" """ }',
    ],
)
def test_the_word_service_is_no_crime(query: str) -> None:
    open_store().query(query)


# ---------------------------------------------------------------- monstrous queries


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {" + "{" * 5000 + "}" * 5000 + "}",
        "SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
        "SELECT * { FILTER(" + "!" * 20_000 + "true) }",
        "SELECT * { FILTER(1" + "+1" * 20_000 + " = 1) }",
        "SELECT * { " + "?s ?p ?o . " * 20_000 + "}",
        "SELECT * { FILTER(" + "STR(" * 2000 + "1" + ")" * 2000 + ") }",
    ],
)
def test_a_query_that_would_kill_the_engine_is_refused(query: str) -> None:
    with pytest.raises(UsageError, match="use at most"):
        open_store().query(query)


def test_what_is_not_refused_does_not_kill_the_engine() -> None:
    deep = "{" * (DEEPEST - 2)
    queries = [
        f"SELECT * {{ {deep} ?s ?p ?o {deep.replace('{', '}')} }}",
        "SELECT * { FILTER(" + "!" * 2900 + "true) }",
        "SELECT * { FILTER(1" + "+1" * 1400 + " = 1) }",
        "SELECT * { VALUES ?s { " + "<http://e/a> " * 20_000 + "} }",
    ]
    for query in queries:
        check_query(query)
        code = "import sys; from graph.asking.store import open_store; open_store().query(sys.stdin.read())"
        root = Path(__file__).parents[1]
        done = subprocess.run([sys.executable, "-c", code], input=query, text=True, cwd=root, timeout=60)
        assert done.returncode == 0, query[:40]


def test_an_order_that_is_only_talked_about_is_none() -> None:
    assert is_ordered("SELECT ?s { ?s ?p ?o } order\n by ?s")
    assert not is_ordered('SELECT ?s { ?s ?p "ORDER BY" } # ORDER BY ?s')


# ---------------------------------------------------------------- export


def test_an_export_has_no_vocabulary_and_comes_back_whole(tmp_path: Path) -> None:
    store = open_store()
    store.load(SMALL)
    trig = exported(store, "trig")
    assert exported(loaded(trig.decode()), "trig") == trig
    assert b"a owl:Ontology" not in trig
    again = ox.Store()
    again.load(exported(store, "jsonld"), format=ox.RdfFormat.JSON_LD)
    assert set(again) == {quad for quad in store.quads() if str(quad.graph_name) != f"<{VOCABULARY}>"}


def test_turtle_holds_the_union_and_one_graph_can_be_asked_for() -> None:
    store = loaded(TINY)
    stream = io.BytesIO()
    write_store(store, stream, "ttl")
    assert stream.getvalue().endswith(b"<http://e/s> <http://e/p> 1 , 2 , 3 .\n")
    stream = io.BytesIO()
    write_store(store, stream, "nq", ["http://e/h"])
    assert stream.getvalue().count(b"\n") == 1


def test_an_older_vocabulary_in_a_folder_is_replaced(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        count = store.count()
        store.replace([f"<{VOCABULARY}> {{ <http://e/s> <http://e/p> 1 }}"])
        assert store.count() == 1
    with open_store(tmp_path / "s") as store:
        assert store.count() == count


# ---------------------------------------------------------------- rdflib


def test_rdflib_sees_the_same_store() -> None:
    from rdflib import URIRef

    with open_store() as store:
        store.load(SMALL)
        view = store.rdflib()
        claims = list(view.query("SELECT ?c { ?c a fc:Claim } ORDER BY ?c"))
        names = [str(one[0]).rpartition("/")[2] for one in claims]
        assert names == sorted(f"c{number}" for number in range(1, 13))
        assert len(view.graph(URIRef(SOURCE))) == store.count(SOURCE)


# ---------------------------------------------------------------- folders


def test_a_folder_keeps_what_was_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "store"
    with open_store(folder) as store:
        store.load(SMALL)
        before = exported(store)
        count = store.count()
    with open_store(folder) as store:
        assert (exported(store), store.count()) == (before, count)
    with open_store(folder, read_only=True) as store:
        assert exported(store) == before


def test_an_open_folder_is_told_to_be_in_use(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        store.load([TINY])
        with pytest.raises(
            UsageError, match=r"/s: the store is in use, here or by another process; close it"
        ):
            open_store(tmp_path / "s")
    with open_store(tmp_path / "s") as store:
        assert store.count("http://e/g") == 2


def test_a_read_only_store_takes_no_text(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no store is here; load a graph into it first"):
        open_store(tmp_path / "s", read_only=True)
    assert not (tmp_path / "s").exists()
    open_store(tmp_path / "s").close()
    with open_store(tmp_path / "s", read_only=True) as store:
        for change in (
            lambda: store.load([TINY]),
            lambda: store.replace([TINY]),
            lambda: store.remove("http://e/g"),
        ):
            with pytest.raises(UsageError, match="is open read-only; open it for writing"):
                change()
    with pytest.raises(UsageError, match="in memory starts empty"):
        open_store(None, read_only=True)


def test_what_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "graph.trig"
    file.write_text("")
    with pytest.raises(UsageError, match=r"graph\.trig is a file; a store is a folder"):
        open_store(file)
    with pytest.raises(UsageError, match="holds other files and is no store; name a new or empty folder"):
        open_store(tmp_path)
    assert os.listdir(tmp_path) == ["graph.trig"]
    with pytest.raises(UsageError, match=r"/store"):
        open_store(file / "store")


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is writable for the superuser")
def test_a_folder_without_permission_is_told_so(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(UsageError, match="cannot be written to; open it read-only or name another folder"):
        open_store(folder)


@pytest.mark.parametrize("part", ["CURRENT", "MANIFEST", ".sst", "OPTIONS"])
@pytest.mark.parametrize("damage", [b"", b"junk", b"\0" * 2000])
def test_a_damaged_store_never_gives_a_traceback(tmp_path: Path, part: str, damage: bytes) -> None:
    folder = tmp_path / "s"
    with open_store(folder) as store:
        store.load(SMALL)
    hit = [one for one in folder.iterdir() if part in one.name]
    assert hit
    for one in hit:
        one.write_bytes(damage)
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    for read_only in (False, True):
        try:
            with open_store(copy, read_only) as store:
                exported(store)
        except UsageError as error:
            assert "the store" in str(error)
            assert "copy" in str(error)


def test_a_closed_store_says_so() -> None:
    store = open_store()
    store.close()
    store.close()
    with pytest.raises(GraphError, match="the store in memory is closed; open it again"):
        store.graphs()
