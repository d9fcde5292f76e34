"""Transparency statements in TILT: what controllers confirm, blank fields, running text, broken files."""

import json
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from graph.building import build_file
from graph.claims import Act, Claim, Dossier, PartyKind, PartyType, Reported, Slot, Stance
from graph.problems import UsageError
from graph.registers import tilt_words
from graph.registers.as_files import write_files
from graph.registers.as_graph import Reading, write_graph
from graph.registers.catalogue import open_register
from graph.registers.register import Register
from graph.registers.tilt_names import is_described, may_be_person, party_type
from graph.registers.tilt_words import names_several
from graph.vocabulary import slug, taxonomy

CORPUS = Path(__file__).parents[2] / "shared/data/tilt-corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand (../shared)")

STATEMENT: dict[str, Any] = {
    "meta": {
        "_id": "1",
        "_hash": None,
        "name": "Reef Bank",
        "created": "2021-04-01T10:00:00",
        "modified": "2021-05-02T10:00:00+02:00",
        "version": 1,
        "language": "de",
        "status": "active",
        "url": "https://reef.example/datenschutz",
    },
    "controller": {
        "name": "Reef Bank GmbH",
        "division": "Filialen",
        "address": "Kai 1",
        "country": "DE",
        "representative": {"name": "Ada Quill", "email": "ada@reef.example", "phone": None},
    },
    "dataProtectionOfficer": {"name": "Bo Lund", "address": None, "country": None, "email": None},
    "dataDisclosed": [
        {
            "_id": "2",
            "category": "IP-Adresse; Zeitpunkt der Anfrage",
            "purposes": [
                {"purpose": "Werbung", "description": []},
                {"purpose": [], "description": []},
            ],
            "legalBases": [],
            "legitimateInterests": [],
            "recipients": [
                {"name": "Tidewater Inc.", "division": "Maps", "category": "Karten"},
                {"category": "Behörden"},
                {"name": [], "division": [], "category": []},
                {"name": "", "category": "none"},
                {"name": "Reef Bank GmbH", "category": ""},
            ],
            "storage": [],
            "nonDisclosure": {"legalRequirement": True},
        },
        {"category": [], "purposes": [], "recipients": [{"name": "law enforcement", "category": None}]},
        {"category": "Wir erfassen, was Sie tun. " * 20, "purposes": [{"purpose": "Sicherheit"}]},
    ],
    "thirdCountryTransfers": [
        {"country": "US", "adequacyDecision": {"available": False}},
        {"country": "Daten gehen auch anderswohin", "adequacyDecision": []},
        {"country": [], "adequacyDecision": []},
    ],
    "automatedDecisionMaking": {"inUse": True, "logicInvolved": "erfolgt nicht"},
    "changesOfPurpose": [{"description": "Wir können das ändern."}],
    "sources": [],
}


def put(path: Path, content: object = STATEMENT) -> Path:
    """A file with *content*: text as it is, anything else as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def changed(**values: Any) -> dict[str, Any]:
    """The statement with other values: ``controller__name="X"`` stands for /controller/name."""
    made = deepcopy(STATEMENT)
    for place, value in values.items():
        at: Any = made
        *steps, last = [int(one) if one.isdigit() else one for one in place.split("__")]
        for step in steps:
            at = at[step]
        at[last] = value
    return made


def opened(*paths: Path) -> Register:
    return open_register("tilt", paths)


def read(*paths: Path) -> Dossier:
    return Reading(opened(*paths)).dossier()


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return read(put(tmp_path / "reef.example.tilt.json"))


def told(claim: Claim) -> tuple[object, ...]:
    """Where a claim stands and what it says: pointer, act, from, to, data, purpose."""
    slots = (claim.from_, claim.to, claim.data, claim.purpose)
    return claim.evidence.pointer, claim.act, *([one.words for one in slot] for slot in slots)


def test_a_controller_confirms_what_it_collects_with_whom_it_shares_it_and_in_which_countries(
    dossier: Dossier,
) -> None:
    reef, data = ["Reef Bank GmbH"], ["Zeitpunkt der Anfrage", "IP-Adresse"]
    assert [told(one) for one in dossier.claims] == [
        ("/dataDisclosed/0", Act.COLLECT, [], reef, data, ["Werbung"]),
        ("/dataDisclosed/0/recipients/0", Act.SHARE, reef, ["Tidewater Inc."], data, []),
        ("/dataDisclosed/0/recipients/1", Act.SHARE, reef, ["Behörden (reef.example)"], data, []),
        ("/dataDisclosed/1/recipients/0", Act.SHARE, reef, ["law enforcement"], [], []),
        ("/dataDisclosed/2", Act.COLLECT, [], reef, [], ["Sicherheit"]),
        ("/thirdCountryTransfers/0/country", Act.SHARE, reef, ["recipients in US (reef.example)"], [], []),
    ]
    name = {one.iri: one.name for one in dossier.parties}
    said = {(name[one.speaker], one.stance, one.reported) for one in dossier.claims}
    assert said == {("Reef Bank GmbH", Stance.CONFIRMED, Reported.DIRECT)}


def test_division_and_category_of_a_named_recipient_are_kept_in_a_note(dossier: Dossier) -> None:
    notes = [one.note for one in dossier.claims if one.note]
    assert notes == ["division: Maps; category: Karten"]


def test_a_statement_is_a_source_with_its_address_language_and_day(dossier: Dossier) -> None:
    (source,) = dossier.sources
    assert (source.title, source.publisher) == ("Transparency statement of Reef Bank", "Reef Bank GmbH")
    assert (source.language, source.url) == ("de", "https://reef.example/datenschutz")
    assert str(source.published) == "2021-05-02"
    assert source.sha256


def test_persons_are_no_parties_and_a_class_belongs_to_its_statement(dossier: Dossier) -> None:
    parties = {one.name: (one.type, one.kind) for one in dossier.parties}
    assert parties == {
        "Reef Bank GmbH": (PartyType.COMPANY, None),
        "Tidewater Inc.": (PartyType.COMPANY, None),
        "law enforcement": (PartyType.GROUP, PartyKind.CLASS),
        "Behörden (reef.example)": (PartyType.GROUP, PartyKind.CLASS),
        "recipients in US (reef.example)": (PartyType.GROUP, PartyKind.CLASS),
    }


def test_german_terms_are_placed_and_others_stay_as_they_are_worded(dossier: Dossier) -> None:
    (first, *_) = dossier.claims
    assert {one.value for one in first.data} == {"pd:IPAddress", "data/zeitpunkt-der-anfrage"}
    assert [one.value for one in first.purpose] == ["dpv:Advertising"]


def test_what_is_not_claimed_is_told_with_its_pointer(tmp_path: Path) -> None:
    notes = opened(put(tmp_path / "reef.example.tilt.json")).notes
    for end in (
        "/: blank fields say nothing: "
        "categories of data (1), purposes (1), recipients (1), third countries (1)",
        "/dataDisclosed/0/recipients/3/category: 'none' is nobody; no recipient",
        "/dataDisclosed/0/recipients/4/name: the controller itself; no recipient",
        "/dataDisclosed/2/category: running text; left for a human",
        "/thirdCountryTransfers/1/country: 'Daten gehen auch anderswohin' is no code of a country; "
        "left for a human",
    ):
        assert any(note.endswith(end) for note in notes), (end, notes)
    assert len(notes) == 5


def test_keys_that_the_schema_does_not_have_are_told_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        put(tmp_path / f"{name}.json", changed(controller__sector="banks", meta__name=name))
    notes = [note for note in opened(tmp_path).notes if "no key of the schema" in note]
    assert len(notes) == 1
    assert "/controller/sector is no key of the schema; left out (in 2 files, first: " in notes[0]


@pytest.mark.parametrize(
    "name", [None, "", [], " \u200b", "Ein Satz, der erklärt, wer verantwortlich ist. " * 4]
)
def test_where_no_controller_is_named_the_service_speaks(tmp_path: Path, name: object) -> None:
    register = opened(put(tmp_path / "reef.json", changed(controller__name=name)))
    assert any("the service 'Reef Bank' speaks" in note for note in register.notes)
    party = next(one for one in Reading(register).dossier().parties if one.name == "Reef Bank")
    assert party.type is PartyType.SERVICE


def test_names_that_differ_in_case_and_signs_only_are_one_party_spelt_as_most_spell_it(
    tmp_path: Path,
) -> None:
    spelt = [
        {"name": one} for one in ("Tide, Inc.", "TIDE INC", "Tide, Inc.", "Tide  Inc", "Tide Incorporated")
    ]
    parties = read(put(tmp_path / "reef.json", changed(dataDisclosed__0__recipients=spelt))).parties
    tide = [(one.name, one.aliases) for one in parties if one.name.casefold().startswith("tide")]
    assert tide == [("Tide, Inc.", ("TIDE INC", "Tide Inc")), ("Tide Incorporated", ())]


def test_the_same_file_twice_is_read_once_and_another_of_the_same_name_is_another(tmp_path: Path) -> None:
    put(tmp_path / "a/reef.json")
    put(tmp_path / "b/reef.json")
    put(tmp_path / "c/reef.json", changed(meta__version=2))
    register = opened(tmp_path, tmp_path / "a/reef.json")
    assert sum("read once" in note for note in register.notes) == 2
    assert len({one.file for one in register.documents}) == 2
    assert all(one.file.startswith("tilt-reef-") for one in register.documents)


def test_a_schema_in_the_folder_is_no_statement(tmp_path: Path) -> None:
    put(tmp_path / "reef.json")
    put(tmp_path / "schema.json", {"$schema": "x", "properties": {}})
    register = opened(tmp_path)
    assert not register.refused
    assert any("schema.json: a schema, and no statement" in note for note in register.notes)


def test_a_wrong_date_or_address_is_left_out_and_told(tmp_path: Path) -> None:
    register = opened(
        put(tmp_path / "reef.json", changed(meta__modified="gestern", meta__url="reef.example"))
    )
    (source,) = Reading(register).dossier().sources
    assert (source.published, source.url) == (None, None)
    assert any("/meta/modified: no date" in note for note in register.notes)
    assert any("/meta/url: 'reef.example' is no web address" in note for note in register.notes)


BROKEN = [
    ("{", ":1:2: this is no JSON: Expecting property name"),
    ('{"meta": {"name": "a", "name": "b"}}', "the key 'name' stands twice in one object; delete one of them"),
    ('{"meta": NaN}', "NaN is no number of JSON; use null"),
    ("[" * 100_000, "nested too deeply"),
    ('{"meta": ' + "9" * 5_000 + "}", "none of it was read"),
    ({}, "/meta is missing; a statement in TILT has it"),
    ([], "/ is '[]'; it must be an object, in braces"),
    (changed(meta="x"), "/meta is '\"x\"'; it must be an object, in braces"),
    (changed(dataDisclosed={}), "/dataDisclosed is '{}'; it must be a list, in brackets"),
    (changed(dataDisclosed__1=[]), "/dataDisclosed/1 is '[]'; it must be an object, in braces"),
    (changed(dataDisclosed__0__category=["x"]), "/dataDisclosed/0/category is '[\"x\"]'; it must be text"),
    (
        changed(dataDisclosed__0__recipients__1="x"),
        "/dataDisclosed/0/recipients/1 is '\"x\"'; it must be an object",
    ),
    (
        changed(dataDisclosed__0__purposes__0__purpose=3),
        "/dataDisclosed/0/purposes/0/purpose is '3'; it must be text",
    ),
    (
        changed(thirdCountryTransfers__0__country=True),
        "/thirdCountryTransfers/0/country is 'true'; it must be text",
    ),
    (changed(controller__name="Reef\x07"), "/controller/name holds U+0007, which is no character of a text"),
    (json.dumps(changed(controller__name="Reef\ud800")), "/controller/name holds U+D800"),
]


@pytest.mark.parametrize(("content", "message"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_refused_whole_and_the_others_are_read(
    tmp_path: Path, content: object, message: str
) -> None:
    put(tmp_path / "reef.json")
    broken = put(tmp_path / "broken.json", content)
    register = opened(tmp_path)
    assert len(register.documents) == 1
    (refused,) = register.refused
    assert refused.startswith(str(broken)) and message in refused
    with pytest.raises(UsageError) as raised:
        opened(broken)
    assert message in str(raised.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    put(tmp_path / "reef.json")
    (tmp_path / "latin.json").write_bytes('{"meta": "ä"}'.encode("latin-1"))
    (tmp_path / "wide.json").write_bytes('{"meta": "ä"}'.encode("utf-16"))
    refused = opened(tmp_path).refused
    assert len(refused) == 2
    assert "byte 0xE4 is no UTF-8" in refused[0] and "is UTF-16" in refused[1]


def test_a_folder_without_statements_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no statement in TILT is there"):
        opened(tmp_path)


def test_the_graph_is_that_of_the_source_files_whatever_the_order_of_the_files(tmp_path: Path) -> None:
    files = [
        put(tmp_path / f"files/{name}.json", changed(meta__name=name, controller__name=name))
        for name in "ABC"
    ]
    files.append(put(tmp_path / "files/more/A.json", changed(meta__name="A2", controller__name="a")))
    write_files(opened(tmp_path / "files"), tmp_path / "tilt")
    build_file([tmp_path / "tilt"], tmp_path / "built.trig")
    write_graph(Reading(opened(*reversed(files))), tmp_path / "imported.trig")
    assert (tmp_path / "imported.trig").read_bytes() == (tmp_path / "built.trig").read_bytes()


def test_every_place_of_the_table_is_a_concept_and_no_word_stands_twice() -> None:
    block = tilt_words.terms(*([word for words in table for word in words] for table in tilt_words.TABLES))
    assert len(block.data) > 50 and len(block.purpose) > 15
    for slot, places in ((Slot.DATA, block.data), (Slot.PURPOSE, block.purpose)):
        assert len({slug(word) for word in places}) == len(places)
        for word, place in places.items():
            assert taxonomy().resolve(place.exact or place.broader[0], slot), word


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Deutscher Bundestag", PartyType.GOVERNMENT),
        ("Bundesministerium der Gezeiten", PartyType.GOVERNMENT),
        ("Verein der Boote e.V.", PartyType.NGO),
        ("Hafenrundfunk", PartyType.MEDIA),
        ("Tide & Co. KG", PartyType.COMPANY),
    ],
)
def test_what_sort_of_party_somebody_is_comes_from_the_name(name: str, kind: PartyType) -> None:
    assert party_type(name) is kind


def test_a_name_may_be_several() -> None:
    assert names_several("Tide AG, Ebb AG und Flow AG") and not names_several("Tide, Ebb & Flow, Inc.")


@pytest.mark.parametrize(
    "name",
    ["law enforcement", "banks, insurers etc.", "u.s. banks", "health spa", "any other company", "gmbh"],
)
def test_what_is_written_small_only_describes(name: str) -> None:
    assert is_described(name)


@pytest.mark.parametrize(
    "name",
    ["tide.example", "tide gmbh", "tide, inc.", "tide s.à.r.l.", "tide ltd", "tide & ebb co. kg", "Tide"],
)
def test_what_has_a_legal_form_or_a_domain_names_somebody_whatever_its_case(name: str) -> None:
    assert not is_described(name)


@pytest.mark.parametrize(
    "name", ["Ada Quill", "Prof. Dr. Ada Quill", "Anna-Lena H. O'Quill", "Bo von der Lund"]
)
def test_what_may_be_the_name_of_a_person(name: str) -> None:
    assert may_be_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ada Quill GmbH",
        "Quill",
        "QUILL ADA",
        "Ada & Quill",
        "Ada Quill 24",
        "ada quill",
        "Gezeiten Krankenkasse",
        "Technische Universität Kai",
        "Partei Quill",
        "Ada Quill, Bo Lund",
    ],
)
def test_what_is_no_name_of_a_person(name: str) -> None:
    assert not may_be_person(name)


def kinds(path: Path, **values: Any) -> dict[str, tuple[PartyType, PartyKind | None]]:
    """The sort of each party of the statement with other values."""
    return {
        one.name: (one.type, one.kind) for one in read(put(path / "reef.json", changed(**values))).parties
    }


@pytest.mark.parametrize(
    "contact",
    [
        {"controller__representative__name": "Ada Quill"},
        {"controller__representative__name": " Frau Dr. Ada  Quill"},
        {"controller__representative": None, "dataProtectionOfficer__name": "Ada Quill"},
    ],
)
def test_a_controller_who_is_a_contact_of_the_statement_is_a_person(
    tmp_path: Path, contact: dict[str, Any]
) -> None:
    assert kinds(tmp_path, controller__name="Ada Quill", **contact)["Ada Quill"] == (PartyType.PERSON, None)


@pytest.mark.parametrize("name", ["Reef Bank GmbH", "Reef Bank", "Tide", "Reef Krankenkasse"])
def test_a_company_that_is_its_own_contact_is_no_person(tmp_path: Path, name: str) -> None:
    contact = {"controller__representative__name": name, "dataProtectionOfficer__name": name}
    assert kinds(tmp_path, controller__name=name, **contact)[name] == (PartyType.COMPANY, None)


def test_a_controller_who_may_be_a_person_stays_a_company_and_is_told(tmp_path: Path) -> None:
    told = "/controller/name: 'Bo Quill' may be a person; taken as a company"
    statement = put(tmp_path / "a.json", changed(controller__name="Bo Quill"))
    assert [note for note in opened(statement).notes if "a person" in note] == [f"{statement}: {told}"]
    (party,) = (one for one in read(statement).parties if one.name == "Bo Quill")
    assert party.type is PartyType.COMPANY
    named_so = put(tmp_path / "b.json", changed(controller__name="Reef Quill"))
    assert not any("a person" in note for note in opened(named_so).notes)


@pytest.mark.parametrize("contact", [None, [], "Ada Quill", {"name": 3}, {"name": "Ada\ud800"}, {}])
def test_contacts_that_are_none_stop_nothing(tmp_path: Path, contact: object) -> None:
    content = changed(controller__name="Ada Quill", controller__representative=contact)
    statement = put(tmp_path / "reef.json", json.dumps(content))
    assert {one.type for one in read(statement).parties if one.name == "Ada Quill"} == {PartyType.COMPANY}


def test_a_recipient_written_small_is_a_company_by_its_legal_form(tmp_path: Path) -> None:
    recipients = [{"name": "tide gmbh"}, {"name": "law enforcement"}]
    found = kinds(tmp_path, dataDisclosed__0__recipients=recipients)
    assert found["tide gmbh"] == (PartyType.COMPANY, None)
    assert found["law enforcement"] == (PartyType.GROUP, PartyKind.CLASS)


@needs_corpus
def test_of_the_corpus_one_controller_may_be_a_person_and_few_names_are_described() -> None:
    register = opened(CORPUS)
    (told,) = (note for note in register.notes if "may be a person" in note)
    assert told.endswith(
        "carrefour.com.json: /controller/name: 'Alexandre Bompard' may be a person; taken as a company"
    )
    described = {one.name for one in register.entities() if one.kind and not one.name.endswith(")")}
    described -= {"law enforcement", "regulators", "social media"}
    assert described == {"google analytics", "incapsula", "tag commander"}  # only who knows them can tell


@needs_corpus
def test_the_whole_corpus_is_read_and_its_broken_files_are_named() -> None:
    register = opened(CORPUS)
    assert sorted(Path(one.partition(":")[0]).name for one in register.refused) == [
        "ardmediathek.de.json",
        "template.json",
    ]
    assert len(register.documents) == 79
    dossier = Reading(register).dossier()
    assert {one.stance for one in dossier.claims} == {Stance.CONFIRMED}
    acts = Counter(one.act for one in dossier.claims)
    assert acts[Act.COLLECT] + acts[Act.SHARE] == len(dossier.claims)
    assert Counter(source.language for source in dossier.sources) == {"de": 59, "en": 20}


@needs_corpus
def test_every_recipient_of_the_corpus_is_a_claim_or_is_told() -> None:
    register = opened(CORPUS)
    claims = {
        (one.source.sha256, entry.pointer)
        for one in register.documents
        for entry in one.entries()
        if entry.pointer
    }
    shared = sum("/recipients/" in str(pointer) for _, pointer in claims)
    noted = sum("/recipients/" in note and "may be several" not in note for note in register.notes)
    blank = sum(
        int(note.rpartition("recipients (")[2].partition(")")[0])
        for note in register.notes
        if "recipients (" in note
    )
    assert shared + noted + blank == 1_025
