"""Data-safety labels of Android apps: what a label declares or leaves out, and what a study saw."""

import csv
import gzip
import io
from collections import Counter
from pathlib import Path

import pytest

from graph.building import build_file
from graph.claims import Act, Claim, Dossier, EvidenceKind, Modality, Reported, Slot, Stance
from graph.problems import UsageError
from graph.registers.android_words import OBSERVED, PURPOSES, TYPES, declared, observed, terms, tracker
from graph.registers.as_files import write_files
from graph.registers.as_graph import Reading, write_graph
from graph.registers.catalogue import open_register
from graph.registers.register import Register
from graph.status.assessing import Assessor
from graph.status.values import Status
from graph.vocabulary import taxonomy

DATA = Path(__file__).parents[2] / "shared/data/android-data-safety"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the study's data are not at hand (../shared)")

STUDY = "Datenanfragen.de e. V."
LABELS = [
    ("app", "data_type", "declared"),
    ("com.example.tide", "Device or other IDs", "wrongly_undeclared"),
    ("com.example.tide", "Diagnostics", "correctly_declared"),
    ("com.example.tide", "Other app performance data", "wrongly_undeclared"),
    ("com.example.tide", "Location", "correctly_undeclared"),
    ("org.example.reef", "Location", "unnecessarily_declared"),
    ("org.example.reef", "Contacts", "wrongly_undeclared"),
]
TRAFFIC = [
    ("app_id", "tracker", "data_type", "transmission_type"),
    ("com.example.tide", "facebook", "idfa", "pseudonymously"),
    ("com.example.tide", "facebook", "battery_percentage", "pseudonymously"),
    ("com.example.tide", "<indicators>", "local_ips", "anonymously"),
    ("com.example.tide", "quaytracker", "shoe_size", "anonymously"),
    ("org.example.reef", "unity", "model", "anonymously"),
]
PURPOSE = [
    ("app", "purpose", "declared"),
    ("com.example.tide", "ads", "wrongly_undeclared"),
    ("com.example.tide", "tracking", "correctly_declared"),
    ("org.example.reef", "ads", "correctly_undeclared"),
]
NAMES = [
    ("name", "app_id", "data_encrypted_in_transit"),
    ("Tide, Ebb & Co", "com.example.tide", "true"),
    ("Other", "com.example.other", "false"),
]
FILES = {
    "data_type_truthfulness.csv": LABELS,
    "apps_trackers_data_types.csv": TRAFFIC,
    "purpose_truthfulness.csv": PURPOSE,
    "security_practices.csv": NAMES,
}
TIDE = "Tide, Ebb & Co (com.example.tide)"
REEF = "org.example.reef (Android)"


def put(folder: Path, **changed: object) -> Path:
    """The invented files in *folder*; *changed* replaces, or takes away, some by their first word."""
    folder.mkdir(exist_ok=True)
    for name, rows in FILES.items():
        content = changed.get(name.partition("_")[0], rows)
        if content is None:
            continue
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(content)  # type: ignore[arg-type]
        (folder / name).write_text(text.getvalue(), encoding="utf-8")
    return folder


def opened(*paths: Path) -> Register:
    return open_register("android-data-safety", paths)


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return Reading(opened(put(tmp_path / "data"))).dossier()


def told(dossier: Dossier, stance: Stance) -> list[tuple[object, ...]]:
    """The claims of a stance: speaker, from, act, to, data, purpose."""
    name = {one.iri: one.name for one in dossier.parties}

    def words(claim: Claim) -> tuple[object, ...]:
        slots = (claim.data, claim.purpose)
        ends = [name[one.value] for one in claim.to] or None
        said = ["; ".join(one.words for one in slot) or None for slot in slots]
        return name[claim.speaker], name[claim.from_[0].value], claim.act, ends, *said

    return [words(one) for one in dossier.claims if one.stance is stance]


def test_what_a_label_declares_its_app_confirms_as_only_possible(dossier: Dossier) -> None:
    assert sorted(told(dossier, Stance.CONFIRMED), key=str) == [
        (TIDE, TIDE, None, None, declared("Diagnostics"), None),
        (TIDE, TIDE, None, None, None, declared("Analytics")),
        (REEF, REEF, None, None, declared("Location"), None),
    ]
    confirmed = [one for one in dossier.claims if one.stance is Stance.CONFIRMED]
    assert {(one.modality, one.reported) for one in confirmed} == {(Modality.CONDITIONAL, Reported.DIRECT)}


def test_what_a_label_leaves_out_its_app_denies_and_the_note_says_how(dossier: Dossier) -> None:
    denied = [one for one in dossier.claims if one.stance is Stance.DENIED]
    assert len(denied) == 6
    assert (TIDE, TIDE, None, None, declared("Location"), None) in told(dossier, Stance.DENIED)
    assert (REEF, REEF, None, None, None, declared("Advertising or marketing")) in told(
        dossier, Stance.DENIED
    )
    assert all("leaving it out" in (one.note or "") and one.modality is None for one in denied)


def test_traffic_is_alleged_by_the_study_on_an_observation(dossier: Dossier) -> None:
    facebook = "Facebook (tracking endpoints)"
    assert (STUDY, TIDE, Act.SHARE, [facebook], observed("idfa"), None) in told(dossier, Stance.ALLEGED)
    alleged = [one for one in dossier.claims if one.stance is Stance.ALLEGED]
    assert {one.evidence_kind for one in alleged} == {EvidenceKind.OBSERVATION}


def test_without_a_tracker_neither_recipient_nor_act_is_said(dossier: Dossier) -> None:
    assert (STUDY, TIDE, None, None, observed("local_ips"), None) in told(dossier, Stance.ALLEGED)


def test_whether_an_id_went_along_is_noted(dossier: Dossier) -> None:
    notes = Counter(one.note for one in dossier.claims if one.data and one.stance is Stance.ALLEGED)
    assert notes["at least once sent together with an ID"] == 2
    assert notes["never sent together with an ID in one request"] == 2


def test_contact_with_a_filter_list_is_alleged_only_where_the_study_saw_it(dossier: Dossier) -> None:
    aims = [one[5] for one in told(dossier, Stance.ALLEGED) if one[5]]
    assert sorted(map(str, aims)) == ["advertising, by a filter list", "tracking, by a filter list"]


def test_every_claim_points_to_its_row_and_its_file(dossier: Dossier) -> None:
    rows = Counter(
        source.url.rpartition("/")[2] for source in dossier.sources for _ in source.claims if source.url
    )
    assert rows == {
        "data_type_truthfulness.csv": 6,
        "apps_trackers_data_types.csv": 5,
        "purpose_truthfulness.csv": 5,
    }
    pointers = {one.evidence.pointer for one in dossier.claims if one.data and one.stance is Stance.ALLEGED}
    assert pointers == {f"row {number}" for number in range(2, 7)}
    assert all(source.sha256 for source in dossier.sources)


def test_an_undeclared_flow_is_denied_and_a_declared_one_is_only_corroborated(dossier: Dossier) -> None:
    name = {one.iri: one.name for one in dossier.parties}
    found = {
        (name[one.claim.from_[0].value], one.claim.data[0].words): (one.status, one.corroborated)
        for one in Assessor(dossier).assessments()
        if one.claim.data
    }
    assert found[TIDE, observed("idfa")][0] is Status.DENIED
    assert found[TIDE, observed("local_ips")][0] is Status.DENIED
    status, corroborated = found[TIDE, observed("battery_percentage")]
    assert status is not Status.DENIED and corroborated


def test_an_app_is_called_as_in_the_store_and_known_by_its_id(dossier: Dossier) -> None:
    tide = next(one for one in dossier.parties if one.name == TIDE)
    assert tide.ids == (("google-play", "com.example.tide"),)
    assert tide.iri == "party/com-example-tide-android"
    assert not any("Other" in one.name for one in dossier.parties)


def test_words_that_are_not_known_are_told_and_kept(tmp_path: Path) -> None:
    register = opened(put(tmp_path / "data"))
    assert any("'shoe_size' of the traffic is not known" in note for note in register.notes)
    assert any("tracker 'quaytracker' is not known" in note for note in register.notes)
    claims = Reading(register).dossier().claims
    assert any(said.words == "shoe_size" for claim in claims for said in claim.data)


def test_every_place_is_a_concept_of_the_taxonomy() -> None:
    block = terms(TYPES, OBSERVED, PURPOSES)
    for slot, places in ((Slot.DATA, block.data), (Slot.PURPOSE, block.purpose)):
        for phrase, place in places.items():
            above = [place.exact] if place.exact else list(place.broader)
            assert above, phrase
            for one in above:
                assert one in places or taxonomy().resolve(str(one), slot), (phrase, one)


def test_a_tracker_is_no_company() -> None:
    assert tracker("facebook") == "Facebook (tracking endpoints)"
    assert tracker("quaytracker") == "quaytracker (tracking endpoints)"


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzipped"])
def test_the_graph_is_that_of_the_source_files_whatever_the_order_of_the_files(
    tmp_path: Path, packed: bool
) -> None:
    folder = put(tmp_path / "data")
    write_files(opened(folder), tmp_path / "android-data-safety")
    build_file([tmp_path / "android-data-safety"], tmp_path / "built.trig")
    if packed:
        for one in list(folder.iterdir()):
            one.with_name(f"{one.name}.gz").write_bytes(gzip.compress(one.read_bytes(), mtime=0))
            one.unlink()
    given = sorted(folder.iterdir(), reverse=True)
    write_graph(Reading(opened(*given)), tmp_path / "imported.trig")
    assert (tmp_path / "imported.trig").read_bytes() == (tmp_path / "built.trig").read_bytes()


def test_a_file_that_is_given_twice_is_read_once(tmp_path: Path) -> None:
    folder = put(tmp_path / "data")
    twice = opened(folder, folder / "purpose_truthfulness.csv", folder)
    assert Reading(twice).dossier() == Reading(opened(folder)).dossier()


def test_one_file_alone_is_a_register_too(tmp_path: Path) -> None:
    folder = put(tmp_path / "data", apps=None, purpose=None, security=None)
    dossier = Reading(opened(folder / "data_type_truthfulness.csv")).dossier()
    assert len(dossier.sources) == 1 and len(dossier.claims) == 6


def test_in_a_folder_other_tables_are_told_and_left_out(tmp_path: Path) -> None:
    folder = put(tmp_path / "data")
    (folder / "counts.csv").write_text("type,count\nshared,3\n", encoding="utf-8")
    register = opened(folder)
    assert any("counts.csv: its columns say nothing of single apps" in note for note in register.notes)
    assert any("security practices of 2 apps are no flows" in note for note in register.notes)


ROW = ("com.example.tide", "Location", "correctly_declared")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"data": [LABELS[0], ("com.example.tide", "Location", "maybe")]}, "row 2: declared is 'maybe'; use"),
        (
            {"data": [LABELS[0], ("tide", "Location", "correctly_declared")]},
            "row 2: 'tide' is no ID of an app",
        ),
        ({"data": [LABELS[0], ROW, ROW]}, "row 3: com.example.tide, Location stands in row 2 already"),
        (
            {"data": [LABELS[0], ROW, ("com.example.Tide", *ROW[1:])]},
            "row 3: com.example.Tide and com.example.tide differ in case or signs only",
        ),
        ({"data": [LABELS[0], (ROW[0], " - ", ROW[2])]}, "row 2: data_type is '-'; give one with a letter"),
        ({"data": [LABELS[0], ROW[:2]]}, "row 2: 2 cells, where the header has 3"),
        ({"apps": [TRAFFIC[0], (*TRAFFIC[1][:3], "loudly")]}, "row 2: transmission_type is 'loudly'; use"),
        ({"purpose": [PURPOSE[0], (ROW[0], "fun", ROW[2])]}, "row 2: purpose is 'fun'; use ads, tracking"),
        (
            {"data": [LABELS[0], (ROW[0], "Lo\x07cation", ROW[2])]},
            "row 2: data_type holds the control character",
        ),
        ({"data": None, "apps": None, "purpose": None}, "no file says anything of an app's data; give"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_place_and_mend(
    tmp_path: Path, changed: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError) as raised:
        opened(put(tmp_path / "data", **changed))
    assert message in str(raised.value)


def test_files_that_are_none_of_the_study_are_refused(tmp_path: Path) -> None:
    folder = put(tmp_path / "data")
    other = tmp_path / "other.csv"
    for content, message in (
        (b"a,b\n1,2\n", "its columns are of no file of the study"),
        (b"", "its columns are of no file of the study"),
        (b"app_id,name,data_encrypted_in_transit\ncom.example.a,\xff,x\n", "byte 0xFF is no UTF-8"),
        ((folder / "data_type_truthfulness.csv").read_bytes(), "are both like data_type_truthfulness.csv"),
    ):
        other.write_bytes(content)
        with pytest.raises(UsageError) as raised:
            opened(folder / "data_type_truthfulness.csv", other)
        assert message in str(raised.value)
    broken = tmp_path / "broken.csv.gz"
    broken.write_bytes(gzip.compress(b"app,purpose,declared\n" * 100)[:-9])
    with pytest.raises(UsageError, match="cannot be unpacked"):
        opened(broken)
    bomb = tmp_path / "bomb.csv.gz"
    bomb.write_bytes(gzip.compress(b"app,purpose,declared\n" + b"\n" * 11_000_000))
    with pytest.raises(UsageError, match="unpacked it is longer than the 10 MB"):
        opened(bomb)
    with pytest.raises(UsageError, match=r"no \.csv file is in this folder"):
        opened(_empty(tmp_path))


def _empty(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


@pytest.fixture(scope="module")
def study() -> Dossier:
    return Reading(opened(DATA)).dossier()


@needs_data
def test_the_whole_study_is_read_row_by_row(study: Dossier) -> None:
    counts = Counter(one.stance for one in study.claims)
    assert counts[Stance.DENIED] == 1_442 + 184 + 212 + 53
    assert counts[Stance.CONFIRMED] == 346 + 680 + 118 + 501
    assert counts[Stance.ALLEGED] == 5_080 + 171
    with (DATA / "apps_trackers_data_types.csv").open(encoding="utf-8") as stream:
        types = Counter(observed(row["data_type"]) for row in csv.DictReader(stream))
    alleged = (one.data[0].words for one in study.claims if one.stance is Stance.ALLEGED and one.data)
    assert Counter(alleged) == types


@needs_data
def test_the_flows_that_the_rules_find_undeclared_are_those_of_the_study_row_by_row(study: Dossier) -> None:
    ids = {one.iri: dict(one.ids).get("google-play") for one in study.parties}
    label = {observed(word): above for word, (_, above, _) in OBSERVED.items()}
    found = {
        (ids[one.claim.from_[0].value], label[one.claim.data[0].words])
        for one in Assessor(study).assessments()
        if one.claim.data and one.status is Status.DENIED
    }
    with (DATA / "data_type_truthfulness.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    wrong = {(row["app"], row["data_type"]) for row in rows if row["declared"] == "wrongly_undeclared"}
    assert len(wrong) == 184
    assert found == wrong
