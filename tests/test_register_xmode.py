"""The Markup's list of apps that sold location data to X-Mode: what it alleges, what publishers answered."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.building import build_file
from graph.claims import Act, Claim, Dossier, EvidenceKind, PartyType, Reported, Stance, Tense
from graph.problems import UsageError
from graph.registers.as_files import write_files
from graph.registers.as_graph import Reading, write_graph
from graph.registers.catalogue import open_register
from graph.status.report import report
from graph.status.values import Status
from graph.status.views import Basis, PointOfView

LIST = Path(__file__).parents[2] / "shared/data/the-markup/xmode-apps/xmode_apps.csv"
needs_list = pytest.mark.skipif(not LIST.is_file(), reason="The Markup's list is not at hand (../shared)")

ENDED = "responded_and_confirmed_to_have_ended_xmode_sales"
HEADER = ["app", "app_name", ENDED, "platform", "active", "category", "app_store_google", "app_store_ios"]
GOOGLE = "https://play.google.com/store/apps/details"
APPLE = "https://apps.apple.com/us/app"
ROWS = [
    ["org.example.tide", "Tide  Clock: Free ", "", "android", "TRUE", "Weather",
     f"{GOOGLE}?id=org.example.tide", ""],
    ["Harbour", "Harbour Map", "TRUE", "ios, android", "FALSE", "Other",
     f"{GOOGLE}?id=org.example.map&hl=en", f"{APPLE}/harbour-map/id123456?mt=8"],
]  # fmt: skip


def put(folder: Path, rows: list[list[str]] = ROWS, header: list[str] = HEADER) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    path = folder / "xmode_apps.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def dossier(path: Path) -> Dossier:
    return Reading(open_register("xmode-apps", [path])).dossier()


def row(**changed: str) -> list[str]:
    """The first row with some cells changed."""
    return [changed.get(column, cell) for column, cell in zip(HEADER, ROWS[0], strict=True)]


def words(found: Dossier, one: Claim) -> tuple[str, ...]:
    """Who says it, and from whom to whom which data go."""
    names = {party.iri: party.name for party in found.parties}
    slots = (one.from_, one.to)
    return names[one.speaker], *(names[said.value] for slot in slots for said in slot), one.data[0].words


@pytest.fixture
def invented(tmp_path: Path) -> Dossier:
    return dossier(put(tmp_path))


def test_of_every_app_the_markup_alleges_that_location_data_were_sold_to_x_mode_in_2018_and_2019(
    invented: Dossier,
) -> None:
    alleged = [one for one in invented.claims if one.stance is Stance.ALLEGED]
    assert [words(invented, one) for one in alleged] == [
        ("The Markup", "Tide Clock: Free", "X-Mode", "location data"),
        ("The Markup", "Harbour Map", "X-Mode", "location data"),
    ]
    assert {
        (one.act, one.tense, str(one.period_from), str(one.period_until), one.evidence_kind, one.reported)
        for one in alleged
    } == {(Act.SELL, Tense.PAST, "2018", "2019", EvidenceKind.DOCUMENT, Reported.DIRECT)}
    assert [one.evidence.pointer for one in alleged] == ["row 2", "row 3"]


def test_that_sales_have_ended_is_a_denial_of_what_has_ceased_in_the_words_of_the_markup(
    invented: Dossier,
) -> None:
    (denial,) = [one for one in invented.claims if one.stance is not Stance.ALLEGED]
    assert words(invented, denial) == ("Publisher of Harbour Map", "Harbour Map", "X-Mode", "location data")
    assert (denial.stance, denial.act, denial.tense) == (Stance.DENIED, Act.SELL, Tense.CEASED)
    assert (denial.reported, denial.via) == (Reported.INDIRECT, "party/the-markup")
    assert denial.evidence.pointer == f"row 3, {ENDED}"
    (answered,) = denial.responds_to
    assert {one.iri: one.evidence.pointer for one in invented.claims}[answered] == "row 3"


def test_it_answers_the_charge_in_part_and_only_where_paraphrases_count(invented: Dossier) -> None:
    def statuses(basis: Basis) -> list[Status]:
        return [one.assessment.status for one in report(invented, PointOfView(basis=basis)).flows]

    assert statuses(Basis.DIRECT) == [Status.UNANSWERED, Status.UNANSWERED]
    assert statuses(Basis.ALL) == [Status.UNANSWERED, Status.PARTLY_ANSWERED]


def test_an_empty_answer_is_no_silence(invented: Dossier) -> None:
    assert invented.non_answers == ()


def test_a_publisher_is_a_party_only_where_it_answered_and_operates_its_app(invented: Dossier) -> None:
    operated = {one.name: one.operated_by for one in invented.parties}
    assert operated == {
        "The Markup": (),
        "X-Mode": (),
        "Tide Clock: Free": (),
        "Harbour Map": ("party/publisher-of-harbour-map",),
        "Publisher of Harbour Map": (),
    }


def test_an_app_has_the_ids_of_its_pages_in_stores(invented: Dossier) -> None:
    assert {one.name: dict(one.ids) for one in invented.parties if one.type is PartyType.SERVICE} == {
        "Tide Clock: Free": {"xmode-apps": "org.example.tide", "google-play": "org.example.tide"},
        "Harbour Map": {"xmode-apps": "Harbour", "google-play": "org.example.map", "app-store": "123456"},
    }


def test_platform_category_and_state_of_the_page_are_kept(invented: Dossier) -> None:
    assert [one.note for one in invented.claims if one.note] == [
        "platform: android, category: Weather, its page in the store appears to be active",
        "platform: ios, android, category: Other, its page in the store does not appear to be active",
    ]


def test_apps_of_one_name_are_told_apart_by_their_handles(tmp_path: Path) -> None:
    rows = [
        row(),
        row(app="org.example.other", app_store_google=""),
        row(app="z", app_name="x mode; 2", app_store_google=""),
    ]
    names = {one.name for one in dossier(put(tmp_path, rows)).parties}
    assert names >= {
        "Tide Clock: Free (org.example.tide)",
        "Tide Clock: Free (org.example.other)",
        "x mode, 2",
    }


def test_handles_that_are_alike_too_are_told_apart_by_their_rows(tmp_path: Path) -> None:
    rows = [row(app=one, app_store_google="") for one in ("a.b", "a-b")]
    found = dossier(put(tmp_path, rows))
    assert {one.name for one in found.parties if one.type is PartyType.SERVICE} == {
        "Tide Clock: Free (a.b) (row 2)",
        "Tide Clock: Free (a-b) (row 3)",
    }


def test_a_page_that_is_none_or_that_of_another_app_is_left_out_and_told(tmp_path: Path) -> None:
    rows = [
        row(),
        row(app="b", app_name="B"),
        row(app="c", app_name="C", app_store_google="https://c.example/"),
    ]
    register = open_register("xmode-apps", [put(tmp_path, rows)])
    assert register.notes == (
        "row 4 (C), app_store_google: 'https://c.example/' is no page of an app there; left out",
        "row 2 (Tide Clock: Free): its page in a store is that of another row; left out",
        "row 3 (B): its page in a store is that of another row; left out",
    )
    ids = {one.name: one.ids for one in register.entities() if one.type is PartyType.SERVICE}
    assert ids["B"] == {"xmode-apps": "b"} and ids["C"] == {"xmode-apps": "c"}


def test_the_graph_is_that_of_the_source_files_byte_by_byte(tmp_path: Path) -> None:
    put(tmp_path)
    write_files(open_register("xmode-apps", [tmp_path]), tmp_path / "xmode-apps")
    build_file([tmp_path / "xmode-apps"], tmp_path / "built.trig")
    write_graph(Reading(open_register("xmode-apps", [tmp_path])), tmp_path / "imported.trig")
    assert (tmp_path / "imported.trig").read_bytes() == (tmp_path / "built.trig").read_bytes()


BAD = {
    "another header": (HEADER[1:], [ROWS[0][1:]], "row 1: not one column app"),
    "a ragged row": (HEADER, [ROWS[0], ["x"]], "row 3: 1 cells, where the header has 8"),
    "no name": (HEADER, [row(app_name="–")], "row 2: app_name is '–'; give one with a letter"),
    "no handle": (HEADER, [row(app="")], "row 2: app is ''; give the app's handle"),
    "a handle twice": (
        HEADER,
        [row(), row(app="ORG.example.tide")],
        "row 3: app 'ORG.example.tide' is in row 2",
    ),
    "an unknown answer": (HEADER, [row(**{ENDED: "yes"})], f"row 2: {ENDED} is 'yes'; use TRUE, or leave it"),
    "an unknown flag": (HEADER, [row(active="")], "row 2: active is ''; use TRUE or FALSE"),
    "an endless category": (
        HEADER,
        [row(category="x" * 300)],
        "row 2: category is 300 characters long; shorten",
    ),
}


@pytest.mark.parametrize(("header", "rows", "message"), BAD.values(), ids=BAD)
def test_a_broken_list_is_refused_with_row_and_mend(
    tmp_path: Path, header: list[str], rows: list[list[str]], message: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        open_register("xmode-apps", [put(tmp_path, rows, header)])
    assert message in str(refusal.value) and str(tmp_path) in str(refusal.value)


def test_the_list_is_one_file_or_the_folder_that_holds_it(tmp_path: Path) -> None:
    path = put(tmp_path)
    with pytest.raises(
        UsageError, match=r"2 files are given; The Markup's list of apps is one: xmode_apps\.csv"
    ):
        open_register("xmode-apps", [path, path])
    (tmp_path / "none").mkdir()
    with pytest.raises(UsageError, match=r"none/xmode_apps\.csv: .*no such file"):
        open_register("xmode-apps", [tmp_path / "none"])


cells = st.text(st.sampled_from("aB -;:,()\"'é\u202e/?=&#1T"), max_size=8)


@given(rows=st.lists(st.tuples(cells, cells, st.sampled_from(["", "TRUE"]), cells, cells, cells), max_size=5))
def test_any_list_is_refused_or_read_row_by_row(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    made = [[app, name, end, where, "TRUE", sort, page, ""] for app, name, end, where, sort, page in rows]
    path = put(tmp_path_factory.mktemp("any"), made)
    try:
        found = dossier(path)
    except UsageError as refusal:
        assert str(path) in str(refusal)
        return
    assert [one.stance for one in found.claims] == [Stance.ALLEGED] * len(rows) + [Stance.DENIED] * sum(
        one[2] == "TRUE" for one in rows
    )


# ------------------------------------------------------------------ the list itself


@needs_list
def test_of_the_107_apps_each_is_alleged_to_have_sold_and_12_publishers_say_no_longer(tmp_path: Path) -> None:
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    register = open_register("xmode-apps", [LIST])
    assert register.notes == ()
    found = Reading(register).dossier()
    alleged = [one for one in found.claims if one.stance is Stance.ALLEGED]
    assert [one.evidence.pointer for one in alleged] == [f"row {number}" for number in range(2, 109)]
    assert [words(found, one)[1] for one in alleged] == [" ".join(row["app_name"].split()) for row in rows]
    ended = {" ".join(row["app_name"].split()) for row in rows if row[ENDED] == "TRUE"}
    assert {words(found, one)[1] for one in found.claims if one.stance is Stance.DENIED} == ended
    assert len(ended) == 12
    stores = [dict(one.ids) for one in found.parties]
    assert sum("google-play" in one for one in stores) == sum(
        bool(row["app_store_google"].strip()) for row in rows
    )
    assert sum("app-store" in one for one in stores) == sum(
        bool(row["app_store_ios"].strip()) for row in rows
    )
