"""A store on a server that behaves well or badly: right answers, or one clear error and the former graph."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.asking import channel, staging
from graph.asking.binding import bound_in
from graph.asking.endpoint import EndpointStore
from graph.asking.homes import open_home
from graph.asking.servers import Server, server
from graph.asking.store import VOCABULARY, Table, Triples, open_store
from graph.problems import GraphError, UsageError
from graph.vocabulary import ontology_files
from tests.model_server import Play, drips, hangs_up, huge, sends, sleeps
from tests.store_server import StoreServer, store_server

TINY = "@prefix e: <http://e/> . e:g { e:s e:p 1 , 2 . } e:h { e:s e:p 3 . }"
NEW = "@prefix e: <http://e/> . e:g { e:s e:p 9 . }"
JSON = (("Content-Type", "application/sparql-results+json"),)
TEXT = (("Content-Type", "text/plain"),)


@pytest.fixture
def there() -> Iterator[StoreServer]:
    """A server with the vocabulary and a tiny graph."""
    with store_server() as running:
        for file in ontology_files():
            running.store.load(path=str(file), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(VOCABULARY))
        running.store.load(TINY, format=ox.RdfFormat.TRIG)
        yield running


def settings_of(there: StoreServer, timeout: float = 20.0, **environment: str) -> Server:
    return replace(server(there.url, environment), pauses=(0.01, 0.02), timeout=timeout)


def opened(there: StoreServer, timeout: float = 20.0, **environment: str) -> EndpointStore:
    return EndpointStore(settings_of(there, timeout, **environment))


def reading(there: StoreServer, **environment: str) -> EndpointStore:
    return EndpointStore(settings_of(there, **environment), read_only=True)


def rows(store: EndpointStore, query: str, **bound: ox.Literal | ox.NamedNode) -> list[tuple[str, ...]]:
    answer = store.query(query, bound)
    assert isinstance(answer, Table)
    return [tuple(str(getattr(term, "value", None)) for term in row) for row in answer.rows]


# ---------------------------------------------------------------- what is there


def test_a_server_answers_like_a_store_in_memory(there: StoreServer) -> None:
    memory = open_store()
    memory.load([TINY])
    with opened(there) as store:
        assert store.graphs() == memory.graphs()
        assert store.count() == memory.count()
        assert store.count("http://e/g") == 2 and store.count("http://e/none") == 0
        assert set(store.quads()) == set(memory.quads())
        assert list(store.quads("http://e/none")) == []
        for query in (
            "SELECT ?g ?o { GRAPH ?g { ?s <http://e/p> ?o } } ORDER BY ?o",
            "ASK { ?s <http://e/p> 2 }",
            "ASK { ?s <http://e/p> 4 }",
            "CONSTRUCT { ?s <http://e/q> ?o } { ?s <http://e/p> ?o }",
            "SELECT ?label { pd:Transaction skos:prefLabel ?label }",
            "PREFIX id: <http://e/> SELECT ?o { id:s id:p ?o } ORDER BY ?o",
        ):
            assert store.query(query) == memory.query(query), query
        assert len(list(store.rdflib().quads((None, None, None, None)))) == memory.count()


def test_a_graph_may_be_added_to_replaced_and_taken_away(there: StoreServer, tmp_path: Path) -> None:
    file = tmp_path / "more.nq"
    file.write_text("<http://e/s> <http://e/p> <http://e/o> <http://e/k> .\n")
    with opened(there) as store:
        store.load(["<http://e/g> { <http://e/s> <http://e/p> 7 }"])
        assert store.count("http://e/g") == 3
        store.load(file)
        assert store.replace([NEW], gone=["http://e/h", "http://e/none"]) == ("http://e/g",)
        assert rows(store, "SELECT ?o { GRAPH <http://e/g> { ?s ?p ?o } }") == [("9",)]
        store.remove("http://e/k")
        assert store.graphs() == ("http://e/g", VOCABULARY)
        assert store.replace([], gone=["http://e/g"]) == ()
        assert store.graphs() == (VOCABULARY,)


def test_what_is_sent_in_parts_arrives_whole(there: StoreServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "PART", 10)
    lines = "".join(f'<http://e/s> <http://e/p> "é\\n😀 {n}" .\n' for n in range(57))
    with opened(there) as store:
        store.replace([f"<http://e/big> {{ {lines} }} <http://e/g> {{ {lines} }}"])
        assert store.count("http://e/big") == store.count("http://e/g") == 57
        assert {str(one.object.value) for one in store.quads("http://e/g")} == {
            f"é\n😀 {n}" for n in range(57)
        }
    assert max(body.count(b" .\n") for _, path, _, body in there.asked if path == "/store") <= 10


def test_nodes_without_a_name_are_not_torn_apart(there: StoreServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(there) as store:
        store.replace(["<http://e/b> { _:a <http://e/p> _:b . _:b <http://e/p> _:a . }"])
        assert store.count("http://e/b") == 2
        monkeypatch.setattr(staging, "PART", 2)
        with pytest.raises(UsageError, match="nodes without a name and more than 2 statements"):
            store.replace(["<http://e/g> { _:a <http://e/p> _:b . _:b <http://e/p> 1 , 2 , 3 . }"])
        assert store.count("http://e/g") == 2


def test_the_vocabulary_is_put_there_once(there: StoreServer) -> None:
    there.store.remove_graph(ox.NamedNode(VOCABULARY))
    with opened(there) as store:
        assert store.count(VOCABULARY) == open_store().count()
    there.asked.clear()
    with opened(there):
        assert not any(path in ("POST /store", "POST /update") for path in there.paths())


def test_who_only_reads_writes_nothing_and_is_told_where_nothing_is(there: StoreServer) -> None:
    with EndpointStore(settings_of(there), read_only=True) as store:
        for write in (
            lambda: store.load([NEW]),
            lambda: store.replace([NEW]),
            lambda: store.remove("http://e/g"),
        ):
            with pytest.raises(UsageError, match="is open read-only"):
                write()
    assert not any(path in ("POST /store", "POST /update") for path in there.paths())
    there.store.remove_graph(ox.NamedNode(VOCABULARY))
    with pytest.raises(UsageError, match=r"no graph of flowclaims is here; build one into it first"):
        EndpointStore(settings_of(there), read_only=True)


def test_a_server_that_does_not_unite_the_graphs_is_told(there: StoreServer) -> None:
    no = sends('{"head":{},"boolean":false}', 200, JSON)
    yes = sends('{"head":{},"boolean":true}', 200, JSON)
    none = sends('{"head":{"vars":["run"]},"results":{"bindings":[]}}', 200, JSON)
    there.plays["/query"] = [none, yes, none, no]
    with pytest.raises(UsageError, match="queries see only the default graph there, and not the union"):
        EndpointStore(settings_of(there), read_only=True)


# ---------------------------------------------------------------- parameters and queries


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "en", "x"]))
def test_a_bound_word_never_changes_a_query(word: str, tag: str) -> None:
    term = (
        ox.Literal(word, language="en")
        if tag == "en"
        else ox.Literal(word, datatype=ox.NamedNode("http://e/x"))
        if tag
        else ox.Literal(word)
    )
    text = "SELECT ?o ?word { { SELECT ?o ?word { <http://e/s> <http://e/p> ?o } } FILTER(?o > 1) }"
    engine = ox.Store()
    engine.load(TINY, format=ox.RdfFormat.TRIG)
    found = engine.query(bound_in(text, {"word": term}), use_default_graph_as_union=True)
    assert {row["word"] for row in found} == {term}  # type: ignore[union-attr, index, call-overload]


def test_parameters_are_bound_in_every_form_of_query(there: StoreServer) -> None:
    memory = open_store()
    memory.load([TINY])
    three = {"o": ox.Literal(3)}
    with opened(there) as store:
        for query in (
            "SELECT ?o ?s { ?s <http://e/p> ?o }",
            "SELECT * { ?s <http://e/p> ?o }",
            "SELECT ?o (COUNT(?s) AS ?n) { ?s <http://e/p> ?o } GROUP BY ?o",
            "SELECT ?o { { SELECT ?o ?s { ?s <http://e/p> ?o } LIMIT 1 } }",
            "ASK { ?s <http://e/p> ?o }",
            "CONSTRUCT { ?s <http://e/q> ?o } WHERE { ?s <http://e/p> ?o }",
            "CONSTRUCT { ?s <http://e/q> ?o } { ?s <http://e/p> ?o }",
        ):
            assert store.query(query, three) == memory.query(query, three), query
        assert isinstance(store.query("CONSTRUCT { ?s <http://e/q> ?o } { ?s ?p ?o }", three), Triples)
        with pytest.raises(UsageError, match=r"bound to a column of the query's SELECT: give it \?x"):
            store.query("SELECT ?s { ?s ?p ?o }", {"x": ox.Literal("a")})
        with pytest.raises(UsageError, match="cannot be bound to _:a; give an IRI or a literal"):
            store.query("SELECT ?s { ?s ?p ?o }", {"s": ox.BlankNode("a")})


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {", "the query is not valid SPARQL: error at 1:11: "),
        ("DROP ALL", "the query is not valid SPARQL"),
        ("SELECT * { ?s ?p ?o } ; DROP ALL", "the query is not valid SPARQL"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is off"),
    ],
)
def test_what_is_no_query_never_reaches_the_server(there: StoreServer, query: str, message: str) -> None:
    with opened(there) as store:
        there.asked.clear()
        with pytest.raises(UsageError, match=message):
            store.query(query)
        assert there.asked == []


def test_what_virtuoso_answers_wrongly_is_asked_of_a_copy(there: StoreServer) -> None:
    query = "SELECT DISTINCT ?o { ?s (skos:broader|^skos:exactMatch)+ ?o } ORDER BY ?o"
    with opened(there) as store:
        answer = store.query(query)
        assert not store.fetches(query)
        store._service.software = "Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu"
        assert store.fetches(query)
        there.asked.clear()
        assert store.query(query) == answer
        assert not any("skos:broader" in str(one) or "core#broader" in str(one) for one in there.asked)


# ---------------------------------------------------------------- uploads that fail


def failing() -> dict[str, tuple[str, list[Play], str]]:
    """Name → the path that misbehaves, how, and what is told."""
    busy = sends("busy", 503, TEXT)
    return {
        "no rights": ("/store", [sends("no", 403, TEXT)], r"does not allow that \(403\)"),
        "a part is lost": ("/store", [busy] * 3, r"status 503; it says: 'busy' \(tried 3 times\)"),
        "no reply to a part": ("/store", [hangs_up] * 3, "broke off"),
        "the last update fails": ("/update", [sends("", 204), sends("full", 507, TEXT)], "status 507"),
        "the last update is refused": ("/update", [sends("", 204), sends("no", 400, TEXT)], "status 400"),
        "the start is refused": ("/update", [sends("no", 401, TEXT)], r"refuses access \(401\)"),
    }


@pytest.mark.parametrize("name", failing())
def test_a_failed_upload_leaves_the_former_graph(there: StoreServer, name: str) -> None:
    path, plays, message = failing()[name]
    with opened(there) as store:
        if path == "/update" and len(plays) > 1:  # where the first update is played, it must have been done
            there.store.update(_listing(store))
        there.plays[path] = list(plays)
        with pytest.raises(UsageError, match=message):
            store.replace([NEW, "<http://e/new> { <http://e/s> <http://e/p> 1 }"], gone=["http://e/h"])
        there.plays.clear()
        assert store.graphs() == ("http://e/g", "http://e/h", VOCABULARY)
        assert store.count("http://e/g") == 2
        assert rows(store, "SELECT (COUNT(*) AS ?n) { ?s <http://e/p> ?o }") == [("3",)]


def _listing(store: EndpointStore) -> str:
    return f"INSERT DATA {{ GRAPH <{staging.REGISTRY}> {{ <{staging.REGISTRY}:x> a <{staging.REGISTRY}> }} }}"


def test_text_that_is_no_trig_leaves_the_former_graph(there: StoreServer) -> None:
    def raising() -> Iterator[str]:
        yield TINY
        raise GraphError("a source is broken")

    with opened(there) as store:
        for text in ([NEW, " oops"], ["<http://e/s> <http://e/p> 1 ."]):
            with pytest.raises(UsageError, match=r"the graph:1:\d+: error: |in no named graph"):
                store.replace(text)
        with pytest.raises(GraphError, match="a source is broken"):
            store.load(raising())
        with pytest.raises(UsageError, match="no name for a graph"):
            store.load([f"<{staging.REGISTRY}:x> {{ <http://e/s> <http://e/p> 1 }}"])
    assert there.quads() == {str(one) for one in ox.parse(TINY, format=ox.RdfFormat.TRIG)}


def test_an_answer_that_is_lost_is_not_carried_out_twice(there: StoreServer) -> None:
    """The update that puts graphs in place is done, its answer lost: once more would take the graph away."""

    def done_unheard(handler: object) -> None:
        update = there.asked[-1][3].decode()
        there.store.update(update)
        handler.connection.close()  # type: ignore[attr-defined]

    def registers(handler: object) -> None:
        there.store.update(there.asked[-1][3].decode())
        sends("", 204)(handler)  # type: ignore[arg-type]

    with opened(there) as store:
        there.plays["/update"] = [registers, done_unheard]
        store.replace([NEW])
        assert rows(store, "SELECT ?o { GRAPH <http://e/g> { ?s ?p ?o } }") == [("9",)]
        assert store.graphs() == ("http://e/g", "http://e/h", VOCABULARY)


def test_what_a_killed_upload_left_is_seen_by_nobody_and_cleared_away(there: StoreServer) -> None:
    left = f"{staging.REGISTRY}:dead:0"
    there.store.update(
        f"INSERT DATA {{ GRAPH <{staging.REGISTRY}> {{ <{staging.REGISTRY}:dead> a <{staging.REGISTRY}> }} "
        f"GRAPH <{left}> {{ <http://e/s> <http://e/p> 99 }} }}"
    )
    with opened(there) as store:
        assert store.graphs() == ("http://e/g", "http://e/h", VOCABULARY)
        assert store.count() == store.count(VOCABULARY) + 3
        assert len(list(store.quads())) == store.count()
        assert rows(store, "SELECT ?o { ?s <http://e/p> ?o } ORDER BY ?o") == [("1",), ("2",), ("3",)]
        assert rows(store, "SELECT DISTINCT ?g { GRAPH ?g { ?s <http://e/p> ?o } } ORDER BY ?g") == [
            ("http://e/g",),
            ("http://e/h",),
        ]
        store.replace([NEW])
    assert not any(staging.REGISTRY in one for one in there.quads())


def test_of_two_uploads_at_once_the_earlier_gives_way(there: StoreServer) -> None:
    with opened(there) as first, opened(there) as second:

        def meanwhile() -> Iterator[str]:
            yield (
                "<http://e/g> { " + "".join(f"<http://e/s> <http://e/p> {n} ." for n in range(30_000)) + " }"
            )
            second.replace([NEW])
            yield " <http://e/k> { <http://e/s> <http://e/p> 1 }"

        with pytest.raises(UsageError, match="another upload began meanwhile"):
            first.replace(meanwhile())
        assert rows(first, "SELECT ?o { GRAPH <http://e/g> { ?s ?p ?o } }") == [("9",)]
        assert first.graphs() == ("http://e/g", "http://e/h", VOCABULARY)
    assert not any(staging.REGISTRY in one for one in there.quads())


# ---------------------------------------------------------------- servers that misbehave


@pytest.mark.parametrize(
    ("play", "message"),
    [
        (
            sends("<p>who are\nyou?</p>", 401, (("Content-Type", "text/html"),)),
            r"refuses access \(401\); set FLOWCLAIMS_STORE_USER and .*; it says: 'who are you\?'",
        ),
        (sends("no", 403, TEXT), r"does not allow that \(403\)"),
        (sends("", 404), r"knows no such address or graph \(404\); check the addresses"),
        (
            sends("", 307, (("Location", "http://elsewhere.example/query"),)),
            r"redirects \(307\) to elsewhere\.example; that is not followed",
        ),
        (sends("\x1b[31m" + "x" * 9000, 400, TEXT), r"status 400; it says: '\\x1b\[31mx+…'$"),
        (
            sends("hello", 200, TEXT),
            r"cannot be read: text/plain instead of application/sparql-results\+json; is this an addr",
        ),
        (sends("{oops", 200, JSON), "cannot be read: "),
        (
            sends('{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"no"}}]}}', 200, JSON),
            "cannot be read: ",
        ),
        (sends('{"head":{"vars":["x"]},"results":{"bindings":[]}}', 200, JSON), "a table with other columns"),
        (sends('{"head":{},"boolean":true}', 200, JSON), "no table"),
        (
            sends("gz", 200, (*JSON, ("Content-Encoding", "gzip"))),
            "answers compressed, which was not asked for",
        ),
        (
            sends("{}", 200, (*JSON, ("X-SQL-State", "S1TAT"))),
            "gave a part of the answer only, since its time was up",
        ),
        (
            sends(
                '{"head":{"vars":["o"]},"results":{"bindings":[{},{}]}}',
                200,
                (*JSON, ("X-SPARQL-MaxRows", "2")),
            ),
            "cuts off answers at 2 rows",
        ),
        (
            sends("Virtuoso 37000 Error SP030: no", 500, TEXT),
            r"status 500; it says: 'Virtuoso 37000 Error SP030: no'$",
        ),
    ],
)
def test_what_will_not_pass_is_told_at_once(there: StoreServer, play: Play, message: str) -> None:
    with reading(there) as store:
        _nothing_under_way(there, play)
        there.asked.clear()
        with pytest.raises(UsageError, match=message) as caught:
            store.query("SELECT ?o { ?s <http://e/p> ?o }")
        assert len(there.asked) == 2  # whether an upload is under way, and the query
        assert str(caught.value).isprintable() and len(str(caught.value)) < 600


def _nothing_under_way(there: StoreServer, *plays: Play) -> None:
    none = sends('{"head":{"vars":["run"]},"results":{"bindings":[]}}', 200, JSON)
    there.plays["/query"] = [none, *plays]


@pytest.mark.parametrize(
    "play",
    [
        sends("later", 429, (*TEXT, ("Retry-After", "0"))),
        sends("", 500),
        sends("Virtuoso 40001 Error SR172: Transaction deadlocked", 500, TEXT),
        sends("busy", 503, TEXT),
        hangs_up,
        sends("half", 200, JSON, length=400),
    ],
)
def test_what_may_pass_is_tried_again(there: StoreServer, play: Play) -> None:
    with reading(there) as store:
        _nothing_under_way(there, play, play)
        assert rows(store, "SELECT ?o { GRAPH <http://e/h> { ?s <http://e/p> ?o } }") == [("3",)]
        _nothing_under_way(there, play, play, play)
        with pytest.raises(
            UsageError, match=r"tried 3 times\); what is too hard for a server can be asked of"
        ):
            store.query("SELECT ?o { ?s <http://e/p> ?o }")


def test_a_server_that_asks_to_wait_is_waited_for_or_told(there: StoreServer) -> None:
    with reading(there) as store:
        _nothing_under_way(there, sends("", 429, (("Retry-After", "0.4"),)))
        started = time.monotonic()
        store.query("SELECT ?o { ?s <http://e/p> ?o }")
        assert time.monotonic() - started >= 0.4
        _nothing_under_way(there, sends("", 429, (("Retry-After", "3600"),)))
        with pytest.raises(UsageError, match="asks to wait 3,600 s: run again later"):
            store.query("SELECT ?o { ?s <http://e/p> ?o }")


@pytest.mark.parametrize("play", [sleeps, drips(b" ", 0.05)])
def test_a_slow_server_ends_in_bounded_time(there: StoreServer, play: Play) -> None:
    with reading(there) as store:
        store._service.server = replace(store._service.server, timeout=0.5)
        _nothing_under_way(there, play)
        started = time.monotonic()
        with pytest.raises(UsageError, match=r"did not answer within 0\.5 s; what is too hard"):
            store.query("SELECT ?o { ?s <http://e/p> ?o }")
        assert time.monotonic() - started < 5


def test_a_huge_answer_is_not_read(there: StoreServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with reading(there) as store:
        monkeypatch.setattr(channel, "LARGEST_REPLY", 1_000_000)
        _nothing_under_way(there, huge)
        with pytest.raises(UsageError, match="is longer than 1 MB, and not read"):
            store.query("SELECT ?o { ?s <http://e/p> ?o }")


def test_nobody_at_the_address_is_told() -> None:
    with store_server() as other:
        url = other.url
    with pytest.raises(UsageError, match=r"^127\.0\.0\.1:\d+ cannot be reached: "):
        open_home(url, environment={})


# ---------------------------------------------------------------- who we are


def test_a_password_and_a_token_go_along_and_are_never_shown(there: StoreServer) -> None:
    with reading(there, FLOWCLAIMS_STORE_USER="me", FLOWCLAIMS_STORE_PASSWORD="topsecret") as store:
        assert there.asked[-1][2]["authorization"] == "Basic bWU6dG9wc2VjcmV0"
        _nothing_under_way(there, sends("no topsecret here", 401, TEXT))
        with pytest.raises(UsageError, match=r"check FLOWCLAIMS_STORE_USER and .*'no \[secret\] here'"):
            store.query("SELECT ?o { ?s <http://e/p> ?o }")
        assert "topsecret" not in repr(store._service.server)
    with reading(there, FLOWCLAIMS_STORE_TOKEN="tok-123") as store:
        assert there.asked[-1][2]["authorization"] == "Bearer tok-123"
        _nothing_under_way(there, sends("", 401, (("WWW-Authenticate", "Bearer"),)))
        with pytest.raises(UsageError, match="check FLOWCLAIMS_STORE_TOKEN"):
            store.query("SELECT ?o { ?s <http://e/p> ?o }")


def test_a_server_that_wants_a_digest_gets_one_where_that_is_said(there: StoreServer, tmp_path: Path) -> None:
    challenge = sends("", 401, (("WWW-Authenticate", 'Digest realm="r", nonce="n", qop="auth"'),))
    environment = {"FLOWCLAIMS_STORE_USER": "me", "FLOWCLAIMS_STORE_PASSWORD": "topsecret"}
    file = tmp_path / "home.toml"
    addresses = (
        f'query = "{there.url}/query"\nupdate = "{there.url}/update"\ngraph-store = "{there.url}/store"\n'
    )
    file.write_text(addresses)
    there.plays["/query"] = [challenge]
    with pytest.raises(UsageError, match='it wants authentication = "digest"'):
        open_home(str(file), True, environment)
    file.write_text(f'{addresses}authentication = "digest"\n')
    there.plays["/query"] = [challenge]
    with open_home(str(file), True, environment) as store:
        assert there.asked[-1][2]["authorization"].startswith('Digest username="me"')
        assert store.graphs() == ("http://e/g", "http://e/h", VOCABULARY)


@pytest.mark.parametrize(
    ("name", "environment", "message"),
    [
        (
            "http://sparql.example/",
            {"FLOWCLAIMS_STORE_TOKEN": "t"},
            "would cross the network for everybody to read; use https://",
        ),
        (
            "https://me:pw@sparql.example/",
            {},
            r"'https://…@sparql\.example/query': a URL with a name, password",
        ),
        ("https://sparql.example/?key=pw", {}, r"a URL with '\?' goes into a file of TOML"),
        ("https://", {}, "is no URL of a server"),
        ("https://[::1/", {}, "is no URL"),
        (
            "https://sparql.example/",
            {"FLOWCLAIMS_STORE_TOKEN": "a b"},
            "holds characters that are in no token",
        ),
        ("missing.toml", {}, r"missing\.toml cannot be read: No such file"),
    ],
)
def test_a_home_that_cannot_be_used_is_refused_without_its_secrets(
    name: str, environment: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        open_home(name, environment=environment)
    assert "pw" not in str(caught.value).replace("password", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('query = "https://a.example/q"', 'no address update; write update = "https://HOST/…"'),
        ("query = 1", "'query' is unknown or of the wrong kind"),
        ("oops", "is no TOML"),
        ('password = "x"', "a password does not belong into a file; set FLOWCLAIMS_STORE_PASSWORD"),
        ("timeout = true", "'timeout' is unknown or of the wrong kind"),
        ('authentication = "ntlm"\nA', "authentication is basic or digest"),
        ("timeout = 0\nA", "timeout is the seconds of one request"),
        ("B", "the addresses are on several hosts"),
    ],
)
def test_a_file_of_addresses_is_checked(tmp_path: Path, text: str, message: str) -> None:
    three = "\n".join(f'{key} = "https://a.example/x"' for key in ("query", "update", "graph-store"))
    file = tmp_path / "home.toml"
    several = three.replace("a.example", "b.example", 1)
    file.write_text(several if text == "B" else text.replace("A", three))
    environment = {"FLOWCLAIMS_STORE_TOKEN": "tok-123"} if text == "B" else {}
    with pytest.raises(UsageError, match=message):
        server(str(file), environment)


def test_without_a_client_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"needs httpx, .*pip install 'flowclaims\[stores\]'"):
        open_home("https://sparql.example", environment={})


def test_no_name_is_memory_and_a_path_is_a_folder(tmp_path: Path) -> None:
    with open_home() as memory, open_home(str(tmp_path / "new")) as folder:
        assert memory.graphs() == folder.graphs() == (VOCABULARY,)
    assert (tmp_path / "new" / "CURRENT").is_file()
