"""Registers become source files: every row is accounted for, and nothing is said that the rows do not say."""

import csv
import io
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import Act, NonAnswerKind, PartyKind, PartyType, Stance
from graph.problems import UsageError
from graph.reading.dossiers import load, read_dossier
from graph.registers.cues import Firm, cues
from graph.registers.the_markup import COLUMNS, read

LIST = Path(__file__).parents[2] / "shared/data/the-markup/location-data-industry/location-data-companies.csv"
needs_list = pytest.mark.skipif(not LIST.is_file(), reason="The Markup's list is not at hand (../shared)")

HEADER = ["name", "website", "logo", "narrative", "company_reponse", "CA_broker", "VT_broker"]
INVENTED = [
    [
        "Wayfarer 9",
        "https://wayfarer.example/",
        "",
        "The Harbour Post <a href='https://post.example/1'>reported</a> that Wayfarer Nine collects location"
        " data from millions of phones and sells footfall data to the U.S. military. ",
        "Did not respond. \n\nIn May 2019, Wayfarer 9 spokesperson Ada Quill told The Harbour Post,"
        " “We are a small firm with big maps.”",
        "TRUE",
        "FALSE",
    ],
    [
        "Tidewater Maps",
        "https://tidewater.example/",
        "",
        "Company <a href='https://tidewater.example/'>says</a> it “collects and curates tide data from"
        " fishing apps.” Has an office.",
        "“Tidewater Maps does not sell or lend tide data in the north. Tidewater Maps receives harbour data"
        " from a handful of suppliers.” —Bo Lund, Tidewater Maps CEO",
        "FALSE",
        "TRUE",
    ],
    [
        "Gullwing",
        "https://gullwing.example/",
        "",
        "Company <a href='https://gullwing.example/'>offers</a> “wing data for every coast.”",
        "Company declined to comment. ",
        "FALSE",
        "FALSE",
    ],
    [
        "Quay",
        "https://quay.example/",
        "",
        "Company <a href='https://quay.example/'>claims</a> to “bundle the best of the sea,” with data from"
        " companies including Gullwing and Tidewater Maps.",
        '"We are not a broker, and apps may sell data."  —Cy Dane, Quay spokesperson',
        "FALSE",
        "FALSE",
    ],
    [
        "Ebb & Flow: 'Ltd' #1",
        "not given",
        "",
        "Company <a href='https://ebb.example/'>says</a> “the tide knows.”",
        "Sent a postcard.",
        "FALSE",
        "FALSE",
    ],
]


def written(folder, rows, header=HEADER):
    """A table of *rows* as a file in *folder*."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    path = folder / "firms.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def loaded(path, folder):
    """The dossier that the ordinary reader makes of the register at *path*, quotes checked in the list."""
    folder.mkdir(exist_ok=True)
    if path.parent != folder:
        shutil.copy(path, folder)
    (folder / "register.yaml").write_text(read(path, text=path.name).yaml, encoding="utf-8")
    return load([folder])


@pytest.fixture
def invented(tmp_path):
    return loaded(written(tmp_path, INVENTED), tmp_path)


def of(dossier, name):
    """What is said in *dossier* by or about the party called *name*: claims, then non-answers."""
    iri = next(one.iri for one in dossier.parties if one.name == name)
    source = dossier.sources[0]
    ends = [one for one in source.claims if iri in {party for party, _ in (*one.from_, *one.to)}]
    return ends, [one for one in source.non_answers if one.speaker == iri]


def told(dossier, claim):
    """One claim in plain words."""
    name = {one.iri: one.name for one in dossier.parties}
    words = [[word for _, word in slot] for slot in (claim.from_, claim.to, claim.data)]
    return (name[claim.speaker], claim.stance, claim.act, *words)


def test_what_an_outlet_reported_is_alleged_by_that_outlet(invented):
    claims, _ = of(invented, "Wayfarer 9")
    assert [told(invented, one) for one in sorted(claims, key=lambda one: one.act)] == [
        ("The Harbour Post", Stance.ALLEGED, Act.COLLECT, [], ["Wayfarer 9"], ["location data"]),
        ("The Harbour Post", Stance.ALLEGED, Act.SELL, ["Wayfarer 9"], ["U.S. military"], ["footfall data"]),
    ]


def test_what_a_firm_says_of_itself_is_confirmed_or_denied_by_it_in_its_words(invented):
    claims, _ = of(invented, "Tidewater Maps")
    own = [one for one in claims if told(invented, one)[0] == "Tidewater Maps"]
    assert sorted(told(invented, one)[1:] for one in own) == [
        (Stance.CONFIRMED, Act.COLLECT, ["fishing apps"], ["Tidewater Maps"], ["tide data"]),
        (Stance.CONFIRMED, Act.SHARE, ["a handful of suppliers"], ["Tidewater Maps"], ["harbour data"]),
        (Stance.DENIED, Act.SELL, ["Tidewater Maps"], [], ["tide data in the north"]),
    ]
    assert {one.evidence.quote for one in own} >= {
        "Tidewater Maps does not sell or lend tide data in the north."
    }


def test_what_is_offered_is_only_possible_and_points_to_its_cell(invented):
    (offered, _), _ = of(invented, "Gullwing")
    assert told(invented, offered)[:4] == ("The Markup", Stance.ALLEGED, Act.SHARE, ["Gullwing"])
    assert offered.modality is not None
    assert (offered.evidence.quote, offered.evidence.pointer) == (None, "row 4, narrative")


def test_words_of_the_markup_after_a_firms_words_are_alleged_by_the_markup(invented):
    (claim,), _ = of(invented, "Quay")
    assert told(invented, claim) == (
        "The Markup",
        Stance.ALLEGED,
        Act.SHARE,
        ["Gullwing", "Tidewater Maps"],
        ["Quay"],
        [],
    )


def test_silence_refusal_and_words_beside_the_point_are_three_kinds_of_non_answer(invented):
    kinds = {name: [one.kind for one in of(invented, name)[1]] for name in ("Wayfarer 9", "Gullwing", "Quay")}
    assert sorted(kinds["Wayfarer 9"]) == [NonAnswerKind.SILENT, NonAnswerKind.NON_DENIAL]
    assert kinds["Gullwing"] == [NonAnswerKind.DECLINED]
    assert kinds["Quay"] == [NonAnswerKind.NON_DENIAL]


def test_an_earlier_answer_keeps_its_date_its_outlet_and_its_spokesperson(invented):
    _, answers = of(invented, "Wayfarer 9")
    (earlier,) = [one for one in answers if one.kind is NonAnswerKind.NON_DENIAL]
    name = {one.iri: one.name for one in invented.parties}
    assert (str(earlier.said_on), name[earlier.via], name[earlier.spokesperson]) == (
        "2019-05",
        "The Harbour Post",
        "Ada Quill",
    )
    assert earlier.evidence.quote == "We are a small firm with big maps."


def test_what_has_no_plain_cue_is_kept_and_left_for_a_human(invented, tmp_path):
    notes = read(tmp_path / "firms.csv").notes
    assert [re.sub(r"row (\d).*?\), (\w+): .*", r"\1 \2", one) for one in notes] == [
        "3 company_reponse",  # to lend
        "6 narrative",
        "6 company_reponse",
        "6 website",
    ]
    assert {one.evidence.quote for one in invented.sources[0].not_claims} == {
        "the tide knows.",
        "Sent a postcard.",
    }


def test_groups_are_vague_or_classes_and_a_body_of_a_state_is_named(invented):
    kinds = {one.name: (one.type, one.kind) for one in invented.parties}
    assert kinds["a handful of suppliers"] == (PartyType.GROUP, PartyKind.VAGUE)
    assert kinds["fishing apps"] == (PartyType.GROUP, PartyKind.CLASS)
    assert kinds["U.S. military"] == (PartyType.GOVERNMENT, None)


def test_registers_of_states_are_relations_and_no_flows(invented):
    assert Counter(one.type for one in invented.sources[0].relations) == {
        "listed as a location data firm": 5,
        "listed in California’s data broker registry": 1,
        "listed in Vermont’s data broker registry": 1,
    }


def test_suppliers_of_two_firms_that_are_worded_alike_stay_two(tmp_path):
    rows = [
        [
            name,
            "",
            "",
            "nothing",
            f"“{name} receives tide data from some suppliers.” —A B, c",
            "FALSE",
            "FALSE",
        ]
        for name in ("Ebb", "Flow")
    ]
    dossier = loaded(written(tmp_path, rows), tmp_path)
    assert {"some suppliers", "some suppliers (Flow)"} < {one.name for one in dossier.parties}


def test_without_the_list_beside_it_the_file_still_reads_and_names_the_list_by_its_hash(tmp_path):
    path = written(tmp_path, INVENTED)
    apart = tmp_path / "apart"
    apart.mkdir()
    (apart / "register.yaml").write_text(read(path).yaml, encoding="utf-8")
    with_text = loaded(path, tmp_path / "with")
    assert load([apart]).sources[0].iri == with_text.sources[0].iri


def test_the_same_list_gives_the_same_bytes(tmp_path):
    path = written(tmp_path, INVENTED)
    assert read(path) == read(path)


BAD = {
    "no column CA_broker": ([*HEADER[:5], "VT_broker"], [["A", "", "", "b", "c", "TRUE"]], "CA_broker"),
    "a column twice": (
        [*HEADER, "name"],
        [["A", "", "", "b", "c", "TRUE", "TRUE", "A"]],
        "row 1: not one column name",
    ),
    "a ragged row": (HEADER, [INVENTED[0], ["A", "b"]], "row 3: 2 cells, where the header has 7"),
    "no name": (HEADER, [["—", *INVENTED[0][1:]]], "row 2: name is '—'; give one with a letter"),
    "a flag that is none": (HEADER, [[*INVENTED[0][:6], "maybe"]], "row 2: VT_broker is 'maybe'; use TRUE"),
    "a control character": (HEADER, [["A\x1b", *INVENTED[0][1:]]], "row 2: name holds the control character"),
    "an endless cell": (
        HEADER,
        [[*INVENTED[0][:3], "x" * 20_000, "", "TRUE", "TRUE"]],
        "row 2: narrative is",
    ),
}


@pytest.mark.parametrize(("header", "rows", "message"), BAD.values(), ids=BAD)
def test_a_broken_list_is_refused_with_row_and_mend(tmp_path, header, rows, message):
    with pytest.raises(UsageError) as refusal:
        read(written(tmp_path, rows, header))
    assert message in str(refusal.value) and "firms.csv" in str(refusal.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not one column name"),
        (",".join(HEADER).encode() + b'\n"open', "row 2: unexpected end of data; close every double quote"),
        (b"name\xe9,b\n", "UTF-8"),
        ("name,b\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_bytes_that_are_no_table_are_refused(tmp_path, data, message):
    path = tmp_path / "firms.csv"
    path.write_bytes(data)
    with pytest.raises(UsageError) as refusal:
        read(path)
    assert message in str(refusal.value)


def test_a_list_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        read(tmp_path / "none.csv")


@pytest.mark.parametrize(
    "words",
    [
        "Apps that collect location data are our partners.",
        "We may sell location data.",
        "If we sell location data, we say so.",
        "We do not say that we sell location data.",
        "We can track location data.",
        "Nobody would think that we sell location data.",
        "We do not publicly release a list of our partners.",
        "We are not a location data broker.",
        "We help shops that sell shoes, and partners provide data.",
    ],
)
def test_words_that_only_look_like_a_statement_of_the_firm_give_none(words):
    assert cues(words, Firm("Quay", ())) == ()


@pytest.mark.parametrize(
    ("words", "act", "given", "data"),
    [
        ("We collect tide data.", Act.COLLECT, True, "tide data"),
        ("Quay sold tide data to hotels.", Act.SELL, True, "tide data"),
        ("We buy tide data from suppliers.", Act.SELL, False, "tide data"),
        ("We process our data.", Act.USE, False, None),
        ("Our data comes from people who agreed.", None, False, None),
        ("What we provide is just tide metrics—no more.", Act.SHARE, True, "tide metrics"),
        ("Quay is a firm that aggregates wave signals from many sources.", Act.SHARE, False, "wave signals"),
    ],
)
def test_each_cue_gives_what_its_words_say(words, act, given, data):
    (cue,) = cues(words, Firm("Quay", ()))
    assert (cue.denied, cue.act, cue.data) == (False, act, data)
    assert cue.given is (given and act is not Act.COLLECT)


def test_two_acts_in_one_clause_are_two_statements():
    both = cues("We collect and sell tide data.", Firm("Quay", ()))
    assert {(one.act, one.given) for one in both} == {(Act.COLLECT, False), (Act.SELL, True)}


def test_a_denial_of_something_unknown_beside_a_known_act_is_told():
    (denial,) = cues("We do not sell or lend tide data.", Firm("Quay", ()))
    assert denial.denied and denial.unread == ("lend",)


WORDS = "we do not sell or share may if it they collects provides our customers data tide from to for"
fragments = st.sampled_from(WORDS.split()) | st.sampled_from(
    [
        *(
            "“",
            "”",
            '"',
            ". ",
            ", ",
            "—Ada Quill, CEO",
            "\n",
            "suppliers",
            "U.S. ",
            "Quay",
            "Did not respond.",
        ),
        *("Company <a href='https://x.example'>says</a> ", "Company <a>offers</a> "),
        *("The Post <a>reported</a> that ", "In May 2019, a spokesperson told The Post: "),
        *("\u200c", "\u202e", "\x85", "=cmd()", "</script>"),
    ]
)
cells = st.lists(fragments | st.text(max_size=5), max_size=25).map(" ".join)


@given(rows=st.lists(st.tuples(st.sampled_from(["Quay", "Ebb", "Flow & Co"]), cells, cells), max_size=4))
def test_any_table_is_read_whole_or_refused(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("any")
    path = written(folder, [[name, "", "", a, b, "TRUE", "FALSE"] for name, a, b in rows])
    try:
        register = read(path, text=path.name)
    except UsageError as refusal:
        assert str(path) in str(refusal)
        return
    (folder / "register.yaml").write_text(register.yaml, encoding="utf-8")
    reading = read_dossier([folder])
    assert reading.dossier is not None, "\n".join(map(str, reading.problems))
    assert sum(one.type.startswith("listed as") for one in reading.dossier.sources[0].relations) == len(rows)


# ------------------------------------------------------------------ the list itself


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    return loaded(LIST, tmp_path_factory.mktemp("listed"))


@pytest.fixture(scope="module")
def rows():
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@needs_list
def test_all_47_firms_are_there_each_with_its_row(listed, rows):
    source = listed.sources[0]
    names = {one.iri: one.name for one in listed.parties}
    entries = [one for one in source.relations if one.type == "listed as a location data firm"]
    assert [names[one.parties[0][0]] for one in sorted(entries, key=lambda one: _row(one))] == [
        row["name"].strip() for row in rows
    ]
    assert len(rows) == 47
    answered = {one.speaker for one in source.non_answers} | {one.speaker for one in source.claims}
    assert {one.parties[0][0] for one in entries} <= answered


@needs_list
def test_non_answers_are_as_many_as_the_column_says(listed, rows):
    cells = [row["company_reponse"].strip() for row in rows]
    kinds = Counter(one.kind for one in listed.sources[0].non_answers)
    silent = sum(one.startswith("Did not respond") for one in cells)
    declined = sum(one.startswith("Company declined") for one in cells)
    assert kinds[NonAnswerKind.SILENT] == silent == 34
    assert kinds[NonAnswerKind.DECLINED] == declined == 2
    assert kinds[NonAnswerKind.NON_DENIAL] == 5  # Amass, Amazon, Cuebiq, Narrative; Babel Street's of 2020
    spoken = {one.speaker for one in listed.sources[0].claims if one.reported == "direct"}
    assert silent + declined + 4 + len(_replied(listed, spoken)) == 47


def _replied(listed, spoken):
    """Firms that answered by a claim or a denial."""
    silent = {one.speaker for one in listed.sources[0].non_answers}
    companies = {one.iri for one in listed.parties if one.type is PartyType.COMPANY}
    return (spoken & companies) - silent


@needs_list
def test_every_denial_on_the_list_is_one_that_a_reader_finds(listed):
    denials = [one for one in listed.sources[0].claims if one.stance is Stance.DENIED]
    assert sorted((told(listed, one)[0], str(one.act), told(listed, one)[5][0]) for one in denials) == [
        ("Acxiom", "collect", "movement data in the U.S."),
        ("AdSquare", "collect", "location data"),
        ("Mobilewalla", "share", "data in real-time"),
        ("Mobilewalla", "share", "data that can be tied directly to an individual"),
        ("Placer.ai", "sell", "the acquired data"),
        ("Placer.ai", "share", "the acquired data"),
        ("Reveal Mobile", "collect", "personally identifiable information (PII)"),
        ("Reveal Mobile", "sell", "personally identifiable information (PII)"),
    ]


@needs_list
def test_every_quote_stands_in_the_list(listed):
    text = LIST.read_text(encoding="utf-8")
    quotes = [one.evidence.quote for one in (*listed.sources[0].claims, *listed.sources[0].non_answers)]
    assert sum(quote is not None for quote in quotes) > 30
    assert all(quote is None or quote in text for quote in quotes)


@needs_list
def test_every_narrative_is_read_or_left_for_a_human(listed):
    notes = read(LIST).notes
    left = {int(one.split()[1]) for one in notes if "), narrative:" in one}
    assert len(left) == len([one for one in notes if "), narrative:" in one]) == 27
    assert len(listed.sources[0].not_claims) == 29


def _row(relation):
    return int(relation.evidence.pointer.split()[1].rstrip(","))


def test_the_columns_that_are_read_are_those_of_the_list():
    assert set(COLUMNS) < set(HEADER)
