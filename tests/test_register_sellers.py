"""sellers.json: every entry is a relation of the ad system and the seller, and nothing becomes a flow."""

import json
from pathlib import Path

import pytest

from graph.building import build_file
from graph.claims import Relation
from graph.problems import UsageError
from graph.registers.as_files import write_files
from graph.registers.as_graph import Reading, write_graph
from graph.registers.register import Register, Ways
from graph.registers.sellers_json import RELATION, Unreadable, open_register, parse
from graph.spreading import Here

QUAY = {
    "contact_email": "ads@quay.example",
    "version": "1.0",
    "sellers": [
        {"seller_id": "1", "name": "Gull Media GmbH", "domain": "gull.example", "seller_type": "PUBLISHER"},
        {"seller_id": 2, "name": "GULL MEDIA GMBH", "domain": "www.gull.example", "seller_type": "both"},
        {"seller_id": "3", "seller_type": "PUBLISHER", "is_confidential": 1},
        {"seller_id": "4", "name": "quay.example", "domain": "quay.example", "seller_type": "INTERMEDIARY"},
    ],
}


def written(folder: Path, **files: object) -> Path:
    """*folder* with files of JSON, named by domain with underscores."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def opened(folder: Path) -> Register:
    return open_register([folder], Ways())


def relations(register: Register) -> list[Relation]:
    statements = list(Reading(register).statements())
    assert all(isinstance(one, Relation) for one in statements)
    return [one for one in statements if isinstance(one, Relation)]


def test_each_entry_is_a_relation_said_by_the_ad_system_and_never_a_flow(tmp_path: Path) -> None:
    register = opened(written(tmp_path / "crawled", quay_example=QUAY))
    found = relations(register)
    assert [one.type for one in found] == [RELATION] * 4
    assert {one.speaker for one in found} == {"party/quay-example-at-quay-example"}
    assert [[said.words for said in one.parties] for one in found] == [
        ["Gull Media GmbH (gull.example)", "quay.example"],
        ["Gull Media GmbH (gull.example)", "quay.example"],
        ["quay.example"],
        ["quay.example"],
    ]
    assert [one.note for one in found] == [
        "seller type PUBLISHER; seller id 1",
        "seller type BOTH; seller id 2",
        "confidential; seller type PUBLISHER; seller id 3",
        "seller type INTERMEDIARY; seller id 4; the ad system itself",
    ]
    assert [one.evidence.pointer for one in found] == [f"/sellers/{number}" for number in range(4)]
    graph = "".join(Reading(register).blocks())
    assert "fc:Claim" not in graph
    assert "fc:from " not in graph


def test_the_same_firm_in_two_ad_systems_is_one_party(tmp_path: Path) -> None:
    other = {"sellers": [{"seller_id": "x", "name": "Gull Media", "domain": "gull.example"}]}
    folder = written(tmp_path / "crawled", quay_example=QUAY, pier_example=other)
    parties = {said.value for one in relations(opened(folder)) for said in one.parties}
    assert len(parties) == 3


def test_a_name_alone_that_tells_nobody_apart_is_told_in_the_note(tmp_path: Path) -> None:
    lee = {"sellers": [{"seller_id": "x", "name": "Lee", "seller_type": "PUBLISHER"}]}
    (found,) = relations(opened(written(tmp_path / "crawled", pier_example=lee)))
    assert [said.words for said in found.parties] == ["pier.example"]
    assert found.note == "seller type PUBLISHER; seller id x; named 'Lee', which tells nobody apart"


def test_a_json_string_that_holds_json_is_read_as_what_it_holds() -> None:
    plain, wrapped = parse(json.dumps(QUAY).encode()), parse(json.dumps(json.dumps(QUAY)).encode())
    assert plain.sellers == wrapped.sellers


@pytest.mark.parametrize(
    ("content", "pointer"),
    [
        ({"record": QUAY, "metadata": {"page": 1}}, "/record/sellers/0"),
        ([QUAY], "/0/sellers/0"),
        ({"sellers": [QUAY]}, "/sellers/0/sellers/0"),
    ],
)
def test_a_wrapper_that_holds_nothing_but_the_list_is_looked_through(content: object, pointer: str) -> None:
    assert parse(json.dumps(content).encode()).sellers[0].pointer == pointer


def test_keys_that_are_spelt_otherwise_are_read_and_told_and_unknown_ones_only_told() -> None:
    entry = {"Seller ID": "7", "name:": "Gull", "domain ": "gull.example", "seller_name": "Gull AG"}
    read = parse(json.dumps({"sellers": [entry]}).encode())
    (seller,) = read.sellers
    assert (seller.seller_id, seller.name, seller.domain) == ("7", "Gull", "gull.example")
    assert read.odd == {
        "key 'Seller ID' taken for seller_id": 1,
        "key 'domain ' taken for domain": 1,
        "key 'name:' taken for name": 1,
        "unknown key 'seller_name', not read": 1,
    }


GOOD = json.dumps(QUAY)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (GOOD[:-1].encode(), "line 1, column"),
        (GOOD.replace('"1.0"', "“1.0”").encode(), "line 1, column"),
        (GOOD.replace(', "version"', ', // our version\n"version"').encode(), "line 1, column"),
        (("# sellers\n" + GOOD).encode(), "line 1, column 1"),
        (json.dumps(GOOD[:-1]).encode(), "the JSON in its string, line 1"),
        (b"", "line 1, column 1"),
        (b"\xff\xfe{}", "byte 1 is no UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"sellers": "none"}', "no list of sellers"),
        (json.dumps({"a": QUAY, "b": QUAY}).encode(), "no list of sellers"),
        (json.dumps(json.dumps(json.dumps(QUAY))).encode(), "a string in a string"),
    ],
)
def test_what_is_broken_is_refused_whole_with_the_place(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable, match=message.replace("(", r"\(")):
        parse(data)


def test_import_to_a_graph_and_build_of_the_source_files_give_the_same_bytes(tmp_path: Path) -> None:
    other = {"sellers": [{"seller_id": "x", "name": "Tern Ltd", "domain": "gull.example"}]}
    folder = written(tmp_path / "crawled", quay_example=QUAY, pier_example=other)
    write_graph(Reading(opened(folder)), tmp_path / "imported.trig")
    write_files(opened(folder), tmp_path / "sellers-json")
    build_file([tmp_path / "sellers-json"], tmp_path / "built.trig")
    assert (tmp_path / "imported.trig").read_bytes() == (tmp_path / "built.trig").read_bytes()


def test_a_broken_file_is_named_and_stops_no_other(tmp_path: Path) -> None:
    register = opened(written(tmp_path / "crawled", quay_example=QUAY, pier_example=GOOD[:-1]))
    assert [one.file for one in register.documents] == ["quay.example"]
    (refused,) = register.refused
    assert refused.startswith(f"{tmp_path}/crawled/pier_example.json: line 1, column")


def test_where_no_file_can_be_read_the_run_ends_with_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="none of these files is"):
        opened(written(tmp_path / "crawled", quay_example="{"))


def test_two_files_of_one_ad_system_are_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "crawled", quay_example=QUAY)
    (folder / "quay.example.json").write_text(GOOD)
    with pytest.raises(UsageError, match="too; keep one"):
        opened(folder)


def test_a_file_that_lies_as_on_the_web_is_called_after_its_folder(tmp_path: Path) -> None:
    (tmp_path / "quay.example").mkdir()
    (tmp_path / "quay.example" / "sellers.json").write_text(GOOD)
    assert [one.file for one in opened(tmp_path).documents] == ["quay.example"]


def test_order_and_number_of_workers_change_nothing(tmp_path: Path) -> None:
    names = ("quay_example", "pier_example", "dock_example")
    folder = written(tmp_path / "crawled", **dict.fromkeys(names, QUAY))
    files = sorted(folder.iterdir())
    one_by_one = "".join(Reading(open_register(files, Ways())).blocks())
    spread = "".join(Reading(open_register(files[::-1], Ways(where=Here(2)))).blocks())
    assert one_by_one == spread
