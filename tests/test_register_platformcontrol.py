"""PlatformControl: what researchers observed of apps is their word, row by row, and nothing more."""

import gzip
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.building import build_file
from graph.claims import Act, Dossier, EvidenceKind, PartyType, Reported, Stance, Tense
from graph.problems import UsageError
from graph.reading.format import RelationBlock
from graph.registers.as_files import write_files
from graph.registers.as_graph import Reading, write_graph
from graph.registers.catalogue import open_register
from graph.registers.register import Register
from graph.vocabulary import slug

DATA = Path(__file__).parents[2] / "shared/data/platformcontrol"
needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="PlatformControl's data are not at hand (../shared)"
)

FILES = {
    "androidIds.csv": "id,app\n11,com.example.tide\n12,com.example.Harbour_Map\n14,com.example.idle\n",
    "androidHosts.csv": (
        "id,hosts\n11,ads.example.net\n11,tide.example.com\n12,ADS.example.net.\n13,localnet\n"
    ),
    "iosHosts.csv": "id,hosts\n11,ads.example.net\n11,a-b.example.net\n15,a.b.example.net\n",
    "android_trackers.csv": (
        "id;hosts;company\n11;Gull Ads;Gull\n11;Gull Maps;Gull\n11;Tern;Tern.com\n12;Tern;Tern.com\n"
    ),
    "ios_trackers.csv": "id;hosts;company\n15;Gull Ads;Gull\n",
    "android_ad_id_shared.txt": "android_log/com.example.tide.har\nandroid_log/com.example.other.har\n",
    "ios_ad_id_shared.txt": "ios_log/har/com.example.tide.json\n",
    "android_kids_apps.csv": ",app\n0,com.example.tide\n",
    "ios_kids_apps.csv": ",app\n0,com.example.gull-game\n",
    "all_root_companies.csv": "crawl,id,num_companies\nAndroid,11,2\n",
}


def put(folder: Path, **changed: str | bytes | None) -> Path:
    """A folder of FILES, with some *changed*: a key ``a__csv`` is ``a.csv``; None leaves the file out."""
    folder.mkdir(exist_ok=True)
    for name, text in {**FILES, **{key.replace("__", "."): text for key, text in changed.items()}}.items():
        if isinstance(text, bytes):
            (folder / name).write_bytes(text)
        elif text is not None:
            (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def dossier(*paths: Path) -> Dossier:
    return Reading(open_register("platformcontrol", paths)).dossier()


def told(found: Dossier, file: str) -> list[tuple[str | None, ...]]:
    """The claims of one file in plain words: pointer, from, to, data."""
    names = {one.iri: one.name for one in found.parties}
    (source,) = [one for one in found.sources if one.file == f"{file}.yaml"]
    return [
        (
            one.evidence.pointer,
            *(next((names[said.value] for said in slot), None) for slot in (one.from_, one.to)),
            *(said.words for said in one.data),
        )
        for one in source.claims
    ]


def related(found: Dossier, file: str) -> list[tuple[str | None, str, set[str], str | None]]:
    """The relations of one file: pointer, type, names of the parties, note."""
    names = {one.iri: one.name for one in found.parties}
    (source,) = [one for one in found.sources if one.file == f"{file}.yaml"]
    return [
        (one.evidence.pointer, one.type, {names[iri] for iri, _ in one.parties}, one.note)
        for one in source.relations
    ]


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return dossier(put(tmp_path_factory.mktemp("pc")))


def test_a_contact_is_a_share_from_the_app_to_the_host_of_which_no_data_are_said(invented: Dossier) -> None:
    assert told(invented, "androidHosts") == [
        ("row 2", "com.example.tide (Android)", "ads.example.net"),
        ("row 3", "com.example.tide (Android)", "tide.example.com"),
        ("row 4", "com.example.Harbour_Map (Android)", "ads.example.net"),
        ("row 5", "Android app 13 (PlatformControl)", "localnet (host)"),
    ]


def test_everything_is_alleged_by_the_authors_on_an_observation_of_the_past(invented: Dossier) -> None:
    names = {one.iri: one.name for one in invented.parties}
    assert {
        (names[one.speaker], one.stance, one.act, one.tense, one.evidence_kind, one.reported, one.purpose)
        for one in invented.claims
    } == {
        (
            "Kollnig et al.",
            Stance.ALLEGED,
            Act.SHARE,
            Tense.PAST,
            EvidenceKind.OBSERVATION,
            Reported.DIRECT,
            (),
        )
    }
    assert {names[one.speaker or ""] for source in invented.sources for one in source.relations} == {
        "Kollnig et al."
    }


def test_traffic_with_the_advertising_id_is_a_share_of_it_with_no_recipient(invented: Dossier) -> None:
    assert told(invented, "android_ad_id_shared") == [
        ("row 1", "com.example.tide (Android)", None, "advertising ID"),
        ("row 2", "com.example.other (Android)", None, "advertising ID"),
    ]
    (claim,) = [one for one in invented.claims if one.data and one.from_[0].words.endswith("(iOS)")]
    assert claim.data[0].value == "fc:advertisingIdentifiers"


def test_a_library_in_the_code_is_a_relation_and_no_claim(invented: Dossier) -> None:
    assert told(invented, "android_trackers") == told(invented, "ios_trackers") == []
    maker = "app and maker of a tracking library in its code"
    assert related(invented, "android_trackers") == [
        ("row 2", maker, {"com.example.tide (Android)", "Gull"}, "library: Gull Ads"),
        ("row 3", maker, {"com.example.tide (Android)", "Gull"}, "library: Gull Maps"),
        ("row 4", maker, {"com.example.tide (Android)", "Tern.com (company)"}, "library: Tern"),
        ("row 5", maker, {"com.example.Harbour_Map (Android)", "Tern.com (company)"}, "library: Tern"),
    ]


def test_apps_for_children_are_relations(invented: Dossier) -> None:
    assert related(invented, "ios_kids_apps") == [
        ("row 2", "listed among the apps for children", {"com.example.gull-game (iOS)"}, None)
    ]


def test_apps_and_hosts_are_services_with_the_ids_that_the_files_give(invented: Dossier) -> None:
    assert {one.name: dict(one.ids) for one in invented.parties if one.type is PartyType.SERVICE} == {
        "ads.example.net": {},
        "tide.example.com": {},
        "localnet (host)": {},
        "a-b.example.net [c7106049]": {},
        "a.b.example.net [6c3bc85f]": {},
        "com.example.tide (Android)": {"google-play": "com.example.tide", "platformcontrol-android": "11"},
        "com.example.Harbour_Map (Android)": {
            "google-play": "com.example.Harbour_Map",
            "platformcontrol-android": "12",
        },
        "com.example.other (Android)": {"google-play": "com.example.other"},
        "com.example.tide (iOS)": {"ios-bundle": "com.example.tide"},
        "com.example.gull-game (iOS)": {"ios-bundle": "com.example.gull-game"},
        "Android app 13 (PlatformControl)": {"platformcontrol-android": "13"},
        "iOS app 11 (PlatformControl)": {"platformcontrol-ios": "11"},
        "iOS app 15 (PlatformControl)": {"platformcontrol-ios": "15"},
    }


def test_a_number_is_another_app_on_the_other_platform(invented: Dossier) -> None:
    assert [one[1] for one in told(invented, "iosHosts")] == [
        "iOS app 11 (PlatformControl)",
        "iOS app 11 (PlatformControl)",
        "iOS app 15 (PlatformControl)",
    ]


def test_each_file_is_a_source_with_its_own_hash_and_the_address_of_the_repository(invented: Dossier) -> None:
    assert len(invented.sources) == len({one.sha256 for one in invented.sources}) == 8
    assert {(one.publisher, str(one.published), one.url) for one in invented.sources} == {
        (
            "TrackerControl",
            "2022",
            "https://github.com/TrackerControl/platformcontrol-android-ios-analysis",
        )
    }
    assert {one.title.partition(": ")[0] for one in invented.sources if one.title} == {
        "Data of “Are iPhones Really Better for Privacy?”"
    }


def test_the_iri_of_a_party_does_not_hang_on_which_files_are_read(tmp_path: Path, invented: Dossier) -> None:
    folder = put(tmp_path / "pc")
    some = dossier(folder / "androidHosts.csv", folder / "androidIds.csv", folder / "iosHosts.csv")
    iris = {one.name: one.iri for one in invented.parties}
    assert len(some.parties) == 11
    assert all(iris[one.name] == one.iri for one in some.parties)
    alone = dossier(put(tmp_path / "two", iosHosts__csv="id,hosts\n15,a.b.example.net\n") / "iosHosts.csv")
    (host,) = [one for one in alone.parties if one.name == "a.b.example.net"]
    other = dossier(put(tmp_path / "three", iosHosts__csv="id,hosts\n15,a-b.example.net\n") / "iosHosts.csv")
    assert host.iri not in {one.iri for one in other.parties}


def test_what_a_human_has_to_know_is_told(tmp_path: Path) -> None:
    bad = "id,hosts\n11,\n11,two words\n11,ads.example.net\n"
    notes = open_register("platformcontrol", [put(tmp_path / "pc", androidHosts__csv=bad)]).notes
    assert notes[1:] == (
        "androidHosts.csv: 2 rows left out: no name of a host (row 2: '')",
        "iOS apps called by number, since no file tells which they are: 2",
        "apps of androidIds.csv left out, since no file says anything of them: 1",
        "names with a mark behind them, since they differ from another in punctuation or case alone: 2",
        "not read, since they say nothing of any one app: all_root_companies.csv",
    )
    assert "CC BY-SA 4.0" in notes[0]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzipped"])
def test_the_graph_is_that_of_the_source_files_whatever_the_order_of_the_files(
    tmp_path: Path, packed: bool
) -> None:
    folder = put(tmp_path / "files")
    write_files(open_register("platformcontrol", [folder]), tmp_path / "platformcontrol")
    build_file([tmp_path / "platformcontrol"], tmp_path / "built.trig")
    if packed:
        for one in list(folder.iterdir()):
            one.with_name(f"{one.name}.gz").write_bytes(gzip.compress(one.read_bytes(), mtime=0))
            one.unlink()
    given = sorted(folder.iterdir(), reverse=True)
    write_graph(Reading(open_register("platformcontrol", given)), tmp_path / "imported.trig")
    assert (tmp_path / "imported.trig").read_bytes() == (tmp_path / "built.trig").read_bytes()


def test_a_large_table_goes_into_claims_csv_and_says_the_same(tmp_path: Path) -> None:
    hosts = "id,hosts\n" + "".join(f"{number % 40},h{number}.example.net\n" for number in range(520))
    register = open_register("platformcontrol", [put(tmp_path / "files", androidHosts__csv=hosts)])
    written = write_files(register, tmp_path / "platformcontrol")
    assert "claims.csv" in written.files and written.entries == register.size
    build_file([tmp_path / "platformcontrol"], tmp_path / "built.trig")
    write_graph(Reading(register), tmp_path / "imported.trig")
    files = (tmp_path / "built.trig", tmp_path / "imported.trig")
    built, imported = (set(ox.parse(path=str(one))) for one in files)
    assert built == imported and len(built) > 5_000


# ------------------------------------------------------------------ what is refused


CUT = gzip.compress(("id,hosts\n" + "".join(f"11,h{one}.example.net\n" for one in range(900))).encode())[:-20]
BAD: dict[str, tuple[dict[str, str | bytes | None], str]] = {
    "another header": ({"androidHosts__csv": "id;hosts\n"}, "androidHosts.csv: row 1: it is 'id;hosts'; the"),
    "the other table": ({"androidHosts__csv": FILES["ios_trackers.csv"]}, "row 1: it is 'id;hosts;company'"),
    "an empty file": (
        {"iosHosts__csv": ""},
        "iosHosts.csv: row 1: it is ''; the first row of iosHosts.csv is",
    ),
    "a short row": (
        {"androidHosts__csv": "id,hosts\n11,a.net\n11\n"},
        "row 3: 1 cells, where the header has 2",
    ),
    "a long row": (
        {"ios_trackers__csv": "id;hosts;company\n1;a;b;c\n"},
        "row 2: 4 cells, where the header has",
    ),
    "a word for a number": (
        {"androidHosts__csv": "id,hosts\nx,a.net\n"},
        "row 2: id is 'x'; it is the number",
    ),
    "an open quote": ({"androidHosts__csv": 'id,hosts\n11,"a.net\n'}, "close every double quote"),
    "Latin-1": ({"iosHosts__csv": b"id,hosts\n1,\xe9.net\n"}, "iosHosts.csv: row 2: byte 0xe9 is no UTF-8"),
    "UTF-16": ({"iosHosts__csv": "id,hosts\n".encode("utf-16")}, "row 1: byte 0xff is no UTF-8"),
    "a control character": (
        {"iosHosts__csv": "id,hosts\n1,a\x00.net\n"},
        "control character U+0000; delete it",
    ),
    "an endless line": (
        {"iosHosts__csv": "id,hosts\n" + "x" * 30_000},
        "row 2: more than 20,000 bytes in one",
    ),
    "no recording": (
        {"ios_ad_id_shared__txt": "com.example.tide\n"},
        "row 1: it is 'com.example.tide'; it names",
    ),
    "the other recordings": (
        {"ios_ad_id_shared__txt": FILES["android_ad_id_shared.txt"]},
        "a recording: ios_log/har/com.example.app.json",
    ),
    "two apps for one number": (
        {"androidIds__csv": "id,app\n1,a.b\n1,a.c\n"},
        "row 3: 1 is 'a.c' here, and 'a.b'",
    ),
    "names that are none": (
        {"androidIds__csv": "id,app\n1,a b\n"},
        "row 2: it is '1,a b'; it is a number and",
    ),
    "a cut gzip": ({"androidHosts__csv": None, "androidHosts__csv__gz": CUT}, "damaged or cut off"),
    "no gzip": (
        {"androidHosts__csv": None, "androidHosts__csv__gz": b"id,hosts\n"},
        "row 1: the gzipped file",
    ),
    "both gzipped and not": (
        {"iosHosts__csv__gz": gzip.compress(b"id,hosts\n")},
        "are both iosHosts.csv; give one",
    ),
}


@pytest.mark.parametrize(("changed", "message"), BAD.values(), ids=BAD)
def test_a_broken_file_is_refused_with_its_row_and_the_mend(
    tmp_path: Path, changed: dict[str, str | bytes | None], message: str
) -> None:
    folder = put(tmp_path / "pc", **changed)
    with pytest.raises(UsageError) as refusal:
        open_register("platformcontrol", [folder])
    assert message in str(refusal.value)
    assert str(tmp_path) in str(refusal.value)


def test_numbers_of_android_apps_need_the_file_that_names_them(tmp_path: Path) -> None:
    folder = put(tmp_path / "pc")
    with pytest.raises(
        UsageError, match=r"androidHosts\.csv gives apps by number; give androidIds\.csv as well"
    ):
        open_register("platformcontrol", [folder / "androidHosts.csv"])


@pytest.mark.parametrize("name", ["hosts.csv", "androidHosts.csv.zip", "sellers.json"])
def test_a_file_of_another_name_is_refused_and_the_names_are_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FILES["androidHosts.csv"])
    with pytest.raises(
        UsageError, match=r"no file of PlatformControl by its name; they are called androidIds"
    ):
        open_register("platformcontrol", [tmp_path / name])


def test_files_that_say_nothing_of_anybody_are_no_register(tmp_path: Path) -> None:
    for name in ("androidIds.csv", "all_root_companies.csv"):
        (tmp_path / name).write_text(FILES[name])
    with pytest.raises(UsageError, match="nothing of PlatformControl that says anything; give androidHosts"):
        open_register("platformcontrol", [tmp_path])


def test_a_file_that_changes_while_it_is_read_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    folder = put(tmp_path / "pc")
    register = open_register("platformcontrol", [folder])
    (folder / "iosHosts.csv").write_text("id,hosts\n11,ads.example.net\n")
    with pytest.raises(UsageError, match=r"iosHosts\.csv: it changed while it was read; start again"):
        write_graph(Reading(register), tmp_path / "out.trig")
    assert not (tmp_path / "out.trig").exists()


cells = st.text(st.sampled_from("ab.-_:; ,\"'é\u202e\t1A\ufeff"), max_size=8)


@given(rows=st.lists(st.tuples(st.sampled_from(["11", "12", "99"]), cells), max_size=6))
def test_any_table_is_refused_or_every_row_becomes_a_claim_or_is_counted_as_left_out(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    quoted = [(number, cell.replace('"', '""')) for number, cell in rows]
    hosts = "id,hosts\n" + "".join(f'{number},"{cell}"\n' for number, cell in quoted)
    folder = tmp_path_factory.mktemp("any")
    (folder / "iosHosts.csv").write_text(hosts, encoding="utf-8", newline="")
    register = open_register("platformcontrol", [folder / "iosHosts.csv"])
    left = [int(one.split()[1]) for one in register.notes if "left out" in one]
    claims = Reading(register).dossier().claims
    assert len(claims) + sum(left) == len(rows)
    assert len({one.iri for one in claims}) == len(claims)


# ------------------------------------------------------------------ the data themselves


def column(name: str, number: int, delimiter: str = ",") -> list[str]:
    """A column of a table of the data, as plainly read as can be."""
    rows = gzip.decompress((DATA / f"{name}.gz").read_bytes()).decode().splitlines()[1:]
    return [one.split(delimiter)[number] for one in rows]


@pytest.fixture(scope="module")
def published() -> Register:
    return open_register("platformcontrol", [DATA])


@needs_data
def test_of_the_published_data_every_row_is_accounted_for(published: Register) -> None:
    assert not [one for one in published.notes if "left out: " in one]
    of = {one.file: one for one in published.documents}
    assert len(of) == 8
    makers = Counter(one.note for one in of["ios_trackers"].entries() if isinstance(one, RelationBlock))
    assert makers == Counter(f"library: {one}" for one in column("ios_trackers.csv", 1, ";"))
    assert sum(1 for _ in of["android_ad_id_shared"].entries()) == 6_576
    assert published.size == 69_046 + 55_147 + 6_576 + 3_703 + 46_643 + 37_020 + 370 + 109


@needs_data
def test_of_the_published_data_every_host_and_company_is_one_party(published: Register) -> None:
    hosts = {one.rstrip(".") for name in ("android", "ios") for one in column(f"{name}Hosts.csv", 1)}
    made = {"android_trackers.csv": 2, "ios_trackers.csv": 2}
    companies = {one for name, number in made.items() for one in column(name, number, ";")}
    parties = list(published.entities())
    assert Counter(one.type for one in parties if not one.ids) == {
        PartyType.GROUP: 1,
        PartyType.COMPANY: len(companies),
        PartyType.SERVICE: len(hosts),
    }
    assert len({slug(one.id or one.name) for one in parties}) == len(parties) > 40_000
