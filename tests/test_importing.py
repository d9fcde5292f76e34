"""A register becomes a graph or a folder of source files, and both say the same."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.building import build_file
from graph.claims import Act, NonAnswerKind, PartyKind, PartyType, Stance
from graph.problems import GraphError, UsageError
from graph.reading.format import (
    ClaimBlock,
    EntityBlock,
    NonAnswerBlock,
    NotClaimBlock,
    PlaceBlock,
    RelationBlock,
    SourceBlock,
    TermsBlock,
)
from graph.registers import as_files
from graph.registers.as_files import write_files
from graph.registers.as_graph import Reading, write_graph
from graph.registers.catalogue import REGISTERS, open_register
from graph.registers.directory import Directory
from graph.registers.parts import Folder
from graph.registers.register import Document, Entry, Register

ROOT = Path(__file__).parents[1]

ENTITIES = (
    EntityBlock(name="Harbour Watch", type=PartyType.NGO),
    EntityBlock(name="Tidewater Ltd", type=PartyType.COMPANY, aliases=("Tidewater",), ids={"lei": "A" * 20}),
    EntityBlock(name="Tide Clock", type=PartyType.SERVICE, operated_by=("Tidewater Ltd",)),
    EntityBlock(name="third parties", type=PartyType.GROUP, kind=PartyKind.THIRD_PARTIES),
    EntityBlock(name="boat owners", type=PartyType.GROUP, kind=PartyKind.CLASS),
)
TERMS = TermsBlock(data={"mooring": PlaceBlock(broader=("pd:Location",))})
TEXT = "Tidewater says: “We sell no moorings.” It did not answer us."


def entries(rows: int = 3) -> tuple[Entry, ...]:
    """Entries of every kind, with *rows* observations."""
    observed = [
        ClaimBlock(
            pointer=f"row {number}",
            speaker="Harbour Watch",
            stance=Stance.ALLEGED,
            act=Act.SHARE,
            to=("third parties",) if number % 2 else ("boat owners", "Harbour Watch"),
            data=("mooring", f"tide; level {number}"),
            id=f"o{number}",
            **{"from": "Tide Clock"},
        )
        for number in range(rows)
    ]
    denial = ClaimBlock(
        quote="We sell no moorings.",
        speaker="Tidewater",
        stance=Stance.DENIED,
        act=Act.SELL,
        data=("mooring",),
        responds_to=("o0",),
        **{"from": "Tidewater"},
    )
    silent = NonAnswerBlock(
        quote="did not answer us", speaker="Tidewater Ltd", kind=NonAnswerKind.SILENT, responds_to=("o1",)
    )
    listed = RelationBlock(
        pointer="row 9", type="listed", parties=("Tidewater", "Tide Clock"), note="since 2019"
    )
    return (*observed, denial, silent, listed, NotClaimBlock(quote="Tidewater says", why="no claim"))


def register(rows: int = 3) -> Register:
    """A register of two documents."""
    first = SourceBlock(title="Harbour list", publisher="Harbour Watch", published="2021-04", text="list.txt")
    second = SourceBlock(title="Quay list", publisher="Harbour Watch", url="https://harbour.example/quay")
    quay = RelationBlock(pointer="/0", type="berth", parties=("boat owners",), speaker="Harbour Watch")
    return Register(
        "harbours",
        (
            Document("harbour", first, lambda: entries(rows), TEXT),
            Document("quay", second, lambda: (quay,), key="quay 1", refers=False),
        ),
        lambda: iter(ENTITIES),
        TERMS,
    )


def quads(file: Path) -> set[ox.Quad]:
    return set(ox.parse(path=str(file)))


@pytest.mark.parametrize("rows", [3, 600])
def test_the_graph_of_a_register_is_that_of_its_source_files(tmp_path: Path, rows: int) -> None:
    written = write_files(register(rows), tmp_path / "harbours")
    assert ("claims.csv" in written.files) == (rows > as_files.LISTED)
    assert written.entries == rows + 5
    build_file([tmp_path / "harbours"], tmp_path / "built.trig")
    assert write_graph(Reading(register(rows)), tmp_path / "imported.trig") == rows + 5
    assert quads(tmp_path / "imported.trig") == quads(tmp_path / "built.trig")


def test_a_small_register_gives_the_same_bytes_either_way(tmp_path: Path) -> None:
    write_files(register(), tmp_path / "harbours")
    build_file([tmp_path / "harbours"], tmp_path / "built.trig")
    write_graph(Reading(register()), tmp_path / "imported.trig")
    assert (tmp_path / "imported.trig").read_bytes() == (tmp_path / "built.trig").read_bytes()


def test_n_quads_hold_the_same_as_trig(tmp_path: Path) -> None:
    for ending in ("trig", "nq"):
        write_graph(Reading(register()), tmp_path / f"graph.{ending}")
    assert quads(tmp_path / "graph.trig") == quads(tmp_path / "graph.nq")


def test_files_of_the_users_own_stay_in_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "harbours"
    out.mkdir()
    (out / "notes.md").write_text("mine")
    (out / "entities.yaml").write_text("of an earlier run")
    write_files(register(), out)
    assert (out / "notes.md").read_text() == "mine"
    assert (out / "entities.yaml").read_text() != "of an earlier run"


def test_what_is_too_large_for_files_that_people_read_is_refused_and_nothing_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_files, "MOST", 4)
    with pytest.raises(UsageError, match="give a graph to write"):
        write_files(register(), tmp_path / "harbours")
    assert not list(tmp_path.iterdir())


# ------------------------------------------------------------------ an interrupted run


def _breaking(after: Register) -> Register:
    """*after*, whose first document breaks off."""

    def broken() -> Iterator[Entry]:
        yield from entries()
        raise KeyboardInterrupt

    first, second = after.documents
    return replace(after, documents=(replace(first, entries=broken, refers=False), second))


def test_an_interrupted_run_leaves_no_graph_and_the_next_one_goes_on_from_what_was_made(
    tmp_path: Path,
) -> None:
    write_graph(Reading(register()), tmp_path / "whole.trig")
    out = tmp_path / "graph.trig"
    with pytest.raises(KeyboardInterrupt):
        write_graph(Reading(_breaking(register())), out)
    assert not out.exists()
    (parts,) = [one for one in tmp_path.iterdir() if one.name.endswith(".parts")]
    made = Folder(parts).get("quay 1")
    first, second = register().documents

    def not_again() -> Iterator[Entry]:
        raise AssertionError("it was made already")
        yield

    if made is not None:  # the order of documents is that of their IRIs
        second = replace(second, entries=not_again)
    write_graph(Reading(replace(register(), documents=(first, second))), out)
    assert out.read_bytes() == (tmp_path / "whole.trig").read_bytes()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["graph.trig", "whole.trig"]


def test_what_another_reading_made_is_not_used(tmp_path: Path) -> None:
    parts = Folder(tmp_path)
    parts.put("one", 3, "some text\nof two lines")
    assert parts.get("one") == (3, "some text\nof two lines")
    assert parts.get("two") is None


# ------------------------------------------------------------------ the parties of a register


def test_parties_are_found_by_name_and_alias_without_case() -> None:
    directory = Directory(ENTITIES)
    assert directory.find("TIDEWATER", "") == directory.find("Tidewater Ltd", "") == "party/tidewater-ltd"
    assert directory.find("nobody", "") is None


@pytest.mark.parametrize(
    ("entity", "message"),
    [
        (EntityBlock(name="tidewater", type=PartyType.COMPANY), "names both"),
        (EntityBlock(name="Other", id="tidewater-ltd", type=PartyType.COMPANY), "share the IRI"),
        (EntityBlock(name="Late", type=PartyType.SERVICE, operated_by=("Nobody",)), "or not at all"),
    ],
)
def test_a_register_that_does_not_tell_its_parties_apart_is_refused(
    entity: EntityBlock, message: str
) -> None:
    with pytest.raises(GraphError, match=message):
        Directory((*ENTITIES, entity))


def test_a_party_that_no_entity_declares_is_refused() -> None:
    stray = RelationBlock(pointer="/1", type="berth", parties=("Nobody",))
    first, _ = register().documents
    with pytest.raises(GraphError, match="'Nobody' is no party of this register"):
        list(Reading(replace(register(), documents=(replace(first, entries=lambda: (stray,)),))).blocks())


# ------------------------------------------------------------------ the verb


def test_without_a_name_the_registers_are_listed() -> None:
    ran = _run("import")
    assert ran.returncode == 0
    assert [line.partition(":")[0] for line in ran.stdout.splitlines()] == list(REGISTERS)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import", "yellow-pages", "x.csv", "-o", "y.trig"), "'yellow-pages' is no register"),
        (
            ("import", "the-markup", "x.csv", "-o", "y.trig"),
            "x.csv: no such file or folder; the-markup takes",
        ),
        (("import", "the-markup"), "name the files of the register"),
        (
            ("import", "tilt", "cases", "-o", "y.trig", "--names", "n"),
            "tilt declares its parties itself; leave --names",
        ),
        (("import", "the-markup", "x.csv"), "say where to"),
    ],
)
def test_a_wrong_call_is_told_with_its_mend(arguments: tuple[str, ...], message: str) -> None:
    ran = _run(*arguments)
    assert ran.returncode == 2
    assert message in ran.stderr
    assert "Traceback" not in ran.stderr


def test_every_register_of_the_catalogue_can_be_opened_by_its_name(tmp_path: Path) -> None:
    for name in REGISTERS:
        (tmp_path / "empty").mkdir(exist_ok=True)
        with pytest.raises(UsageError):
            open_register(name, [tmp_path / "empty"])


def _run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(ROOT / "build_graph.py"), *arguments], capture_output=True, text=True, cwd=ROOT
    )
