"""Known names: a list that a user points at, looked up exactly."""

import json
import pickle
import tarfile
import time
from pathlib import Path

import pytest
from written import SHARED

from graph.claims import PartyType
from graph.drafting.known import NOBODY, Known, KnownParty, read_known
from graph.problems import DossierError, UsageError

RECORDS = SHARED / "data" / "datenanfragen-companies" / "companies.tar.xz"


def known(*names: str, **aliases: str) -> Known:
    """Parties of these names, and of these (spaces as _) with an alias each."""
    listed = [KnownParty(one) for one in names]
    listed += [KnownParty(name.replace("_", " "), (alias,)) for name, alias in aliases.items()]
    return Known.of(listed)


@pytest.mark.parametrize("words", ["Zynga", "zynga", "ZYNGA, INC.", "Zynga Inc", "The Zynga", " Zynga\tInc."])
def test_a_name_is_found_without_regard_to_case_punctuation_and_legal_form(words: str) -> None:
    assert known("Zynga Inc.").find(words) == "Zynga Inc."


@pytest.mark.parametrize("words", ["Zynga Games", "Zyng", "Zyngaa", "", "Inc.", "…"])
def test_nothing_is_found_by_likeness(words: str) -> None:
    assert known("Zynga Inc.").find(words) is None
    assert NOBODY.find(words) is None


def test_a_name_that_could_mean_two_parties_means_neither() -> None:
    listed = known("Foo GmbH", "Foo Ltd.", Bar="Baz", Quux="Baz")
    assert (listed.find("Foo"), listed.find("Baz")) == (None, None)
    assert (listed.find("foo ltd"), listed.find("Foo GmbH")) == ("Foo Ltd.", "Foo GmbH")


def test_a_party_s_own_name_goes_before_another_s_alias() -> None:
    assert known("Instagram", Meta_Platforms="Instagram").find("Instagram") == "Instagram"
    assert known(Meta_Platforms="Facebook").find("facebook") == "Meta Platforms"


def test_company_records_are_read_from_a_folder_and_from_an_archive_alike(tmp_path: Path) -> None:
    folder = tmp_path / "companies"
    folder.mkdir()
    acme = {"slug": "acme", "name": "Acme, Inc.", "runs": ["AcmeChat", 7], "web": "https://acme.example"}
    odd = {"slug": "odd", "name": "Odd", "web": "javascript:alert(1)"}
    for record in (acme, odd, {"slug": "merged", "new": "acme"}):
        (folder / f"{record['slug']}.json").write_text(json.dumps(record))
    with tarfile.open(tmp_path / "c.tar.xz", "w:xz") as archive:
        archive.add(folder, "companies")
    for listed in (read_known([folder]), read_known([tmp_path / "c.tar.xz"])):
        assert listed.find("acmechat") == "Acme, Inc."
        party = listed.party("Acme")
        assert party is not None and party.ids == (("website", "https://acme.example"),)
        assert listed.party("odd") == KnownParty("Odd")


def test_entities_yaml_gives_names_types_and_identifiers_but_no_groups_and_no_descriptions(
    tmp_path: Path,
) -> None:
    path = tmp_path / "entities.yaml"
    path.write_text(
        "entities:\n"
        "  - {name: Acme, type: company, aliases: [AcmeChat, the company], ids: {wikidata: Q1}}\n"
        "  - {name: banks, type: group, kind: class}\n"
    )
    listed = read_known([path])
    assert listed.party("acmechat") == KnownParty(
        "Acme", ("AcmeChat",), PartyType.COMPANY, (("wikidata", "Q1"),)
    )
    assert (listed.find("banks"), listed.find("the company")) == (None, None)


def test_a_source_file_serves_as_a_list_too(tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_text("source: {title: A}\nentities:\n  - {name: Acme, type: company}\nclaims: [{oops: 1}]\n")
    assert read_known([path]).find("ACME") == "Acme"


def test_a_text_or_csv_file_holds_one_party_a_line_with_its_aliases(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes('\ufeff# mine\r\nAcme;AcmeChat; Acme  Maps\r\n\r\n;\r\n"Foo; Bar";Foobar\r\n'.encode())
    listed = read_known([path])
    assert [listed.find(one) for one in ("acme maps", "Foobar", "# mine")] == ["Acme", "Foo; Bar", None]


def test_several_lists_are_one(tmp_path: Path) -> None:
    for name, line in (("a.txt", "Acme"), ("b.txt", "AdCo")):
        (tmp_path / name).write_text(line)
    listed = read_known([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert (listed.find("acme"), listed.find("adco")) == ("Acme", "AdCo")
    assert listed.digest != read_known([tmp_path / "a.txt"]).digest


@pytest.mark.parametrize(
    ("name", "content", "error", "told"),
    [
        ("gone.txt", None, UsageError, "gone.txt: no such file or folder"),
        ("list.pdf", b"x", UsageError, "list.pdf: no list of names; use entities.yaml"),
        ("list.txt", b"caf\xe9", DossierError, "list.txt:1:4: error: byte 0xE9 is no UTF-8"),
        ("list.json", b"{", DossierError, "list.json: error: is no JSON"),
        ("list.tar.xz", b"no archive", DossierError, "list.tar.xz: error: cannot be unpacked"),
        ("e.yaml", b"entities: [{name: A, type: firm}]", DossierError, "e.yaml:1:28: error: "),
        ("e.yaml", b"entities: [", DossierError, "e.yaml:"),
    ],
)
def test_a_list_that_cannot_be_read_is_told_with_its_place(
    name: str, content: bytes | None, error: type[Exception], told: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(error) as raised:
        read_known([tmp_path / name])
    assert told in str(raised.value)


def test_twenty_thousand_names_are_fast_and_go_to_other_processes() -> None:
    listed = Known.of(KnownParty(f"Company {number} Inc.", (f"Brand {number}",)) for number in range(20_000))
    assert pickle.loads(pickle.dumps(listed)).find("brand 19999") == "Company 19999 Inc."
    begun = time.perf_counter()
    for number in range(2_000):
        assert listed.find(f"brand {number}") == f"Company {number} Inc."
    assert time.perf_counter() - begun < 2


@pytest.mark.skipif(not RECORDS.is_file(), reason="the company records are not here")
def test_the_company_records_of_datenanfragen_can_be_pointed_at() -> None:
    listed = read_known([RECORDS])
    assert len(listed) > 5_000
    assert listed.find("WhatsApp") == "WhatsApp Ireland Ltd."
    assert listed.find("Whats App Messenger Group") is None
