"""A dossier put into a home: only what has changed is touched, all at once, and it equals a full build."""

import io
import os
import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import dossier, said, source
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import dossiers
from torture import Failed, judged
from worlds import world
from written import ROOT, asked, story, write

from graph.asking import embedded
from graph.asking.embedded import OxigraphStore
from graph.asking.folders import clear_left_overs, fresh_beside, swap
from graph.asking.store import CONTENTS, VOCABULARY, Store, open_store
from graph.asking.updating import Update, put
from graph.claims import Dossier, Stance, Tense
from graph.formats.rdf import write_store
from graph.problems import GraphError, UsageError
from graph.rdf.dividing import Dividing, in_graph
from graph.rdf.triples import trig
from graph.vocabulary import BASE, PREFIXES

ID = BASE
DERIVED = f"{ID}view/plain/direct/undated"


def exported(store: Store) -> set[ox.Quad]:
    """What a store holds, but for the vocabulary and its own notes."""
    names = set(store.graphs()) - {VOCABULARY, CONTENTS}
    return {quad for name in names for quad in store.quads(name)}


def full(made: Dossier) -> set[ox.Quad]:
    """What a store holds into which nothing but this was put."""
    return set(ox.parse("".join(trig(made)), ox.RdfFormat.TRIG))


@pytest.fixture(scope="module")
def shared() -> Iterator[Store]:
    """A store in memory, for many examples."""
    with open_store() as store:
        yield store


def emptied(store: Store) -> Store:
    """The store, as new."""
    for name in set(store.graphs()) - {VOCABULARY}:
        store.remove(name)
    return store


def two_sources(**more: Any) -> Dossier:
    """Two sources about Acme and Orbix; *more* is said in the second."""
    first = source(said(Stance.ALLEGED, from_="Acme", to="Orbix", data="names"), iri="source/s1")
    second = source(
        said(Stance.DENIED, "Acme", from_="Acme", to="Orbix", data="names", iri="claim/denial", **more),
        iri="source/s2",
    )
    return dossier(first, second)


class Watched(OxigraphStore):
    """A store in memory that tells which graphs were given to it anew."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[tuple[str, ...]] = []

    def replace(self, text: Iterable[str | bytes], gone: Iterable[str] = ()) -> tuple[str, ...]:
        names = super().replace(text, gone)
        self.given.append(names)
        return names


# ---------------------------------------------------------------- the graphs of a document


@settings(max_examples=30)
@given(dossiers(), st.data())
def test_a_document_is_divided_into_its_graphs_whatever_its_blocks(
    made: Dossier, data: st.DataObject
) -> None:
    lines = "".join(trig(made)).splitlines(keepends=True)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(lines)), max_size=6)))
    blocks = ["".join(lines[start:end]) for start, end in zip([0, *cuts], [*cuts, len(lines)], strict=True)]
    dividing = Dividing(blocks)
    graphs: dict[str, str] = {}
    for name, text in dividing.pieces():
        graphs[name] = graphs.get(name, "") + text
    again = dividing.head + "".join(in_graph(name, text) for name, text in graphs.items())
    whole = set(ox.parse("".join(lines), ox.RdfFormat.TRIG))
    assert set(ox.parse(again, ox.RdfFormat.TRIG)) == whole
    assert {quad.graph_name.value for quad in whole} <= graphs.keys()  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["<a> {\n<b> a <c> .\n", "<a> {\n}\n<b> a <c> .\n"])
def test_what_our_writer_does_not_write_is_no_document(text: str) -> None:
    with pytest.raises(GraphError, match=r"is not closed|stands between two graphs"):
        list(Dividing(["@base <http://e/> .\n", text]).pieces())


# ---------------------------------------------------------------- what is touched


@settings(max_examples=40)
@given(
    seed=st.integers(0, 10**6),
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 4)), max_size=4),
)
def test_after_any_changes_a_home_equals_a_full_build(
    shared: Store, seed: int, changes: list[tuple[int, int]]
) -> None:
    store, made = emptied(shared), world(Random(seed))
    put(store, trig(made))
    assert exported(store) == full(made)
    for extra, kind in changes:
        made = _changed(world(Random(seed), extra=Random(extra)), kind)
        put(store, trig(made))
        assert exported(store) == full(made)
    assert put(store, trig(made)).changed == ()


def _changed(made: Dossier, kind: int) -> Dossier:
    """The dossier with a source taken away or added, or a text that has been found."""
    first, *rest = made.sources
    if kind == 1:
        return replace(made, sources=(first,))
    if kind == 2:
        return replace(made, sources=(*made.sources, source(iri="source/s3", title="New")))
    if kind == 3:
        found = tuple(
            replace(one, evidence=replace(one.evidence, at=(0, 4), verified=True)) for one in first.claims
        )
        return replace(made, sources=(replace(first, sha256="ab" * 32, claims=found), *rest))
    return made


@settings(max_examples=15)
@given(several=st.lists(dossiers(), min_size=1, max_size=3))
def test_whatever_is_written_a_home_equals_a_full_build_and_a_second_one_changes_nothing(
    shared: Store, several: list[Dossier]
) -> None:
    store = emptied(shared)
    for made in (replace(one, name="one") for one in several):
        put(store, trig(made))
        assert exported(store) == full(made)
        again = put(store, trig(made))
        assert (again.changed, again.gone) == ((), ())


def test_a_changed_source_touches_its_graph_and_the_derived_layer_only() -> None:
    with Watched() as store:
        assert put(store, trig(two_sources())).graphs == 7
        update = put(store, trig(two_sources(tense=Tense.CEASED)))
        assert update == Update(7, (f"{ID}source/s2", DERIVED))
        assert str(update) == "2 of 7 graphs changed"
        update = put(store, trig(two_sources(tense=Tense.CEASED, note="once more")))
        assert update == Update(7, (f"{ID}source/s2",))
        assert str(update) == "1 of 7 graphs changed"
        assert store.given[1:] == [
            (CONTENTS, f"{ID}source/s2", DERIVED),
            (CONTENTS, f"{ID}source/s2"),
        ]


def test_a_source_that_names_somebody_new_touches_the_parties_as_well() -> None:
    one = two_sources()
    more = source(said(Stance.ALLEGED, from_="Newcomer", to="Orbix", data="names"), iri="source/s3")
    with open_store() as store:
        put(store, trig(one))
        update = put(store, trig(dossier(*one.sources, more)))
    names = {name.removeprefix(ID) for name in update.changed}
    assert names - {DERIVED.removeprefix(ID)} == {
        "dossier/test",
        "parties",
        "source/s3",
        f"{PREFIXES['fc']}inferred-within",
    }


def test_a_denial_that_is_gone_changes_the_derived_layer() -> None:
    both = two_sources()
    with open_store() as store:
        put(store, trig(both))
        silent = replace(both.sources[1], claims=())
        update = put(store, trig(replace(both, sources=(both.sources[0], silent))))
    assert DERIVED in update.changed
    assert f"{ID}source/s1" not in update.changed


def test_what_has_not_changed_is_not_written_again() -> None:
    with Watched() as store:
        put(store, trig(two_sources()))
        update = put(store, trig(two_sources()))
        assert len(store.given) == 1
        assert str(update) == "none of 7 graphs changed"


def test_a_source_that_is_gone_takes_its_graph_with_it() -> None:
    both = two_sources()
    with open_store() as store:
        put(store, trig(both))
        update = put(store, trig(replace(both, sources=both.sources[:1])))
        assert update.gone == (f"{ID}source/s2",)
        assert str(update).endswith("changed, 1 taken away")
        assert f"{ID}source/s2" not in store.graphs()


def test_no_export_shows_what_a_home_notes_for_itself() -> None:
    with open_store() as store:
        put(store, trig(two_sources()))
        assert CONTENTS in store.graphs()
        stream = io.BytesIO()
        write_store(store, stream, "nq")
    assert set(ox.parse(stream.getvalue(), ox.RdfFormat.N_QUADS)) == full(two_sources())


# ---------------------------------------------------------------- whose graphs


@pytest.mark.parametrize("largest", [0, 50_000])
def test_graphs_of_others_stay(largest: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "LARGEST_CHANGE", largest)
    with open_store(tmp_path / "s") as store:
        store.load(["<http://e/mine> { <http://e/s> <http://e/p> 1 , [] }"])
        put(store, trig(two_sources()))
        put(store, trig(two_sources(note="again")))
        assert store.count("http://e/mine") == 2
        store.remove("http://e/mine")
        assert exported(store) == full(two_sources(note="again"))


def test_another_dossier_is_refused() -> None:
    with open_store() as store:
        put(store, trig(two_sources()))
        before = exported(store)
        with pytest.raises(
            UsageError,
            match="holds the dossier test, and not other; a store holds one dossier: name another one, "
            "or put the sources of both into one folder",
        ):
            put(store, trig(replace(two_sources(), name="other")))
        assert exported(store) == before


def test_graphs_of_ours_that_no_build_has_put_there_are_refused() -> None:
    with open_store() as store:
        store.load(trig(two_sources()))
        with pytest.raises(UsageError, match="already holds 7 graphs that no build has put there, such as "):
            put(store, trig(two_sources()))


# ---------------------------------------------------------------- all at once


def failing(blocks: Iterable[str]) -> Iterator[str]:
    """The blocks, and then an error of the dossier."""
    yield from blocks
    raise GraphError("the dossier has errors")


@pytest.mark.parametrize("largest", [0, 50_000])
@pytest.mark.parametrize("before", [True, False])
def test_a_dossier_with_errors_changes_nothing(
    before: bool, largest: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "LARGEST_CHANGE", largest)
    for name in ("LARGEST_TEXT", "LARGEST_FIRST"):
        monkeypatch.setattr(embedded, name, largest * 1000)
    home = tmp_path / "s"
    if before:
        with open_store(home) as store:
            put(store, trig(two_sources()))
    with pytest.raises(GraphError, match="has errors"), open_store(home) as store:
        put(store, failing(trig(two_sources(note="new"))))
    assert os.listdir(tmp_path) == (["s"] if before else [])
    if before:
        with open_store(home) as store:
            assert exported(store) == full(two_sources())


def test_a_large_change_goes_through_a_folder_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "LARGEST_CHANGE", 0)
    home = tmp_path / "s"
    with open_store(home) as store:
        for text in (None, "a", "b"):
            inode = home.stat().st_ino
            put(store, trig(two_sources(**({"note": text} if text else {}))))
            assert home.stat().st_ino != inode
            assert store.count(VOCABULARY) > 1000
        assert exported(store) == full(two_sources(note="b"))
    with open_store(home, read_only=True) as store:
        assert exported(store) == full(two_sources(note="b"))
    assert os.listdir(tmp_path) == ["s"]


def test_a_statement_outside_named_graphs_is_refused_in_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "LARGEST_FIRST", 0)
    with open_store(tmp_path / "s") as store:
        with pytest.raises(UsageError, match="is in no named graph; put it into one"):
            store.replace(["<http://e/s> <http://e/p> 1 .", "<http://e/g> { <http://e/s> <http://e/p> 1 }"])
        with pytest.raises(UsageError, match="a graph is TriG or N-Quads in UTF-8"):
            store.replace(["<http://e/g> { <http://e/s>", " nonsense"])
        assert store.graphs() == (VOCABULARY,)
    assert os.listdir(tmp_path) == ["s"]


def test_blank_nodes_are_replaced_as_well() -> None:
    with open_store() as store:
        store.replace(["<http://e/g> { [] <http://e/p> 1 . <http://e/s> <http://e/p> 2 }"])
        store.replace(["<http://e/g> { [] <http://e/p> 3 . <http://e/s> <http://e/p> 2 }"])
        assert sorted(str(quad.object.value) for quad in store.quads("http://e/g")) == ["2", "3"]  # type: ignore[union-attr]


def test_twenty_kills_leave_the_old_state_or_the_new_one() -> None:
    command = [sys.executable, "tests/torture.py", "--kills", "20", "--seed", "7"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=200, check=False)
    assert "20 runs killed: no mixture, nothing left behind" in done.stdout, done.stderr


def test_a_mixture_would_be_told() -> None:
    assert (judged("a", "a", "b"), judged("b", "a", "b")) == ("old", "new")
    with pytest.raises(Failed, match="neither the old state nor the new one"):
        judged("c", "a", "b")


# ---------------------------------------------------------------- what killed runs leave behind


def test_left_overs_are_cleared_by_the_next_run_but_not_those_of_a_run_at_work(tmp_path: Path) -> None:
    home = tmp_path / "s"
    open_store(home).close()
    (tmp_path / ".s.0123456789abcdef.part" / "store").mkdir(parents=True)
    (tmp_path / ".other.0123456789abcdef.part").mkdir()
    (home / "bulk-17.sst").write_text("x")
    with fresh_beside(home) as working:
        open_store(home).close()
        assert working.parent.is_dir()
    assert sorted(os.listdir(tmp_path)) == [".other.0123456789abcdef.part", "s"]
    assert not (home / "bulk-17.sst").exists()


def test_a_new_store_is_there_with_its_vocabulary_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seen(engine: ox.Store) -> None:
        assert not (tmp_path / "s").exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(embedded, "load_vocabulary", seen)
    with pytest.raises(KeyboardInterrupt):
        open_store(tmp_path / "s")
    assert os.listdir(tmp_path) == []


def test_a_store_that_was_set_aside_when_its_run_was_killed_comes_back(tmp_path: Path) -> None:
    home = tmp_path / "s"
    with open_store(home) as store:
        put(store, trig(two_sources()))
    left = tmp_path / ".s.0123456789abcdef.part"
    left.mkdir()
    home.rename(left / "store.old")
    clear_left_overs(home)
    with open_store(home) as store:
        assert exported(store) == full(two_sources())
    assert os.listdir(tmp_path) == ["s"]


# ---------------------------------------------------------------- trouble


def python(code: str, *arguments: object, **more: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        **more,  # type: ignore[call-overload]
    )


@contextmanager
def held_open(home: Path) -> Iterator[None]:
    """Another process that has the store open."""
    code = (
        "import sys, pyoxigraph as ox; s = ox.Store(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    )
    with python(code, home, stdin=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield
        process.communicate(timeout=30)


def test_a_store_that_others_use_is_told_so_and_not_swapped(tmp_path: Path) -> None:
    home = tmp_path / "s"
    for folder in (home, tmp_path / "fresh"):
        open_store(folder).close()
    with held_open(home):
        with pytest.raises(UsageError, match="is in use, here or by another process; close it there"):
            open_store(home)
        with pytest.raises(UsageError, match="another process has opened the store, so nothing was changed"):
            swap(tmp_path / "fresh", home)


def test_a_store_is_not_swapped_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "LARGEST_CHANGE", 0)
    home = tmp_path / "s"
    with open_store(home) as store:
        put(store, trig(two_sources()))
        reading = store.quads()
        next(reading)
        with pytest.raises(UsageError, match="is in use, here or by another process"):
            put(store, trig(two_sources(note="new")))
        del reading
    with open_store(home) as store:
        assert exported(store) == full(two_sources())


@pytest.mark.parametrize("largest", [0, 50_000])
def test_where_there_is_no_room_left_the_old_state_stays(largest: int, tmp_path: Path) -> None:
    home = tmp_path / "s"
    with open_store(home) as store:
        put(store, trig(two_sources()))
    code = (
        "import sys, pathlib, random; sys.path.insert(0, 'tests')\n"
        "from test_updating import two_sources, trig, put, open_store, embedded, UsageError\n"
        f"embedded.LARGEST_CHANGE = {largest}\n"
        "try:\n"
        "    with open_store(pathlib.Path(sys.argv[1])) as store:\n"
        "        put(store, trig(two_sources(note=random.Random(1).randbytes(2_000_000).hex())))\n"
        "except UsageError as error: print(error)\n"
    )

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    with python(code, home, preexec_fn=little) as process:
        told, errors = process.communicate(timeout=60)
    assert "no room left for the store (" in told, (told, errors)
    assert told.endswith("; what it held before is still there\n")
    assert errors == ""
    with open_store(home) as store:
        assert exported(store) == full(two_sources())
    assert os.listdir(tmp_path) == ["s"]


def test_a_damaged_store_is_told_so_and_left_as_it_is(tmp_path: Path) -> None:
    home = tmp_path / "s"
    with open_store(home) as store:
        put(store, trig(two_sources()))
    (home / "CURRENT").write_bytes(b"junk")
    before = sorted(os.listdir(home))
    with pytest.raises(
        UsageError, match=r"the store is damaged .*; delete the folder and load the graph again"
    ):
        open_store(home)
    assert set(before) <= {*os.listdir(home), "LOG"}


# ---------------------------------------------------------------- the command


def build(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "build_graph.py", "build", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )


def test_build_tells_what_it_changed_in_a_store(tmp_path: Path) -> None:
    folder, home = tmp_path / "d", tmp_path / "s"
    write(folder, a=story("One", asked()), b=story("Two", asked(quote="Acme has asked")))
    assert build(folder, "--store", home).stdout == f"d: 2 entries in {home}; 6 of 6 graphs changed\n"
    assert build(folder, "--store", home).stdout == f"d: 2 entries in {home}; none of 6 graphs changed\n"
    write(folder, b=story("Two", asked(quote="Acme has asked", note="twice")))
    assert build(folder, "--store", home).stdout == f"d: 2 entries in {home}; 1 of 6 graphs changed\n"


def test_what_cannot_go_into_a_store_leaves_none(tmp_path: Path) -> None:
    folder, home = tmp_path / "d", tmp_path / "s"
    write(folder, a="source: {")
    done = build(folder, "--store", home)
    assert (done.returncode, done.stdout) == (1, "")
    assert os.listdir(tmp_path) == ["d"]
    for wrong, told in (
        ((folder, "--store", home, "-o", tmp_path / "x"), "goes to --output or to --store; name one of them"),
        (("--store", home), "2 dossiers do not go into one store; name one dossier"),
        ((folder, "--store", folder), "holds other files and is no store; name a new or empty folder"),
    ):
        done = build(*wrong)
        assert (done.returncode, done.stdout) == (2, "")
        assert told in done.stderr
    assert os.listdir(tmp_path) == ["d"]
