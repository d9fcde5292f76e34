"""The dossiers of ``cases/`` are what they say they are.

Read here as plain YAML and CSV, without the project's own reader, so that
neither can hide a mistake of the other.
"""

import csv
import datetime
import hashlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
SHARED = Path(__file__).parents[2] / "shared"
FACEBOOK = ROOT / "cases" / "facebook-banks-2018" / "2018-08-07-tolin.yaml"
FICTION = ROOT / "cases" / "merrowick-fiction"
SLOTS = ("act", "from", "to", "data", "purpose", "subjects")

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared reference files are not beside the project"
)

Entry = dict[str, Any]


@cache
def read(path: Path) -> Any:
    """The file as plain values, read once; tests look and never change."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def values(entry: Entry, key: str) -> list[str]:
    """The values of a slot, however they are written; empty if not said."""
    value = entry.get(key)
    return [] if value is None else [value] if isinstance(value, str) else list(value)


@cache
def source_files() -> dict[str, Any]:
    """The fiction's source files by stem."""
    paths = sorted(path for path in FICTION.glob("*.yaml") if path.stem not in ("entities", "terms"))
    return {path.stem: read(path) for path in paths}


@cache
def rows() -> list[Entry]:
    with (FICTION / "claims.csv").open(encoding="utf-8", newline="") as stream:
        lists = {*SLOTS[1:], "hedges", "responds_to"}
        return [
            {key: cell.split(";") if key in lists else cell for key, cell in row.items() if cell}
            for row in csv.DictReader(stream)
        ]


@cache
def claims() -> list[Entry]:
    """All claims of the fiction, each with the stem of its source as ``source``."""
    written = [
        {**claim, "source": stem}
        for stem, content in source_files().items()
        for claim in content.get("claims", [])
    ]
    return written + rows()


@cache
def entries(key: str) -> list[Entry]:
    """All entries of one block of the fiction's sources, each with the stem of its source as ``source``."""
    return [
        {**one, "source": stem} for stem, content in source_files().items() for one in content.get(key, [])
    ]


@cache
def entities() -> list[Entry]:
    return [*read(FICTION / "entities.yaml")["entities"], *entries("entities")]


def precision(date: Any) -> str:
    return "day" if isinstance(date, datetime.date) else {4: "year", 7: "month"}[len(str(date))]


def is_of_kind(words: str, kind: str) -> bool:
    return any(one["name"] == words and one.get("kind") == kind for one in entities())


# ---------------------------------------------------------------- both


@pytest.mark.parametrize("path", sorted((ROOT / "cases").rglob("*.yaml")), ids=lambda path: path.name)
def test_no_file_uses_anchors_aliases_or_tags(path: Path) -> None:
    refused = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken)
    assert [one for one in yaml.scan(path.read_text(encoding="utf-8")) if isinstance(one, refused)] == []


def phrases() -> Iterator[tuple[str, str]]:
    """Concept and phrase, of both dossiers."""
    for path in (FACEBOOK, FICTION / "terms.yaml"):
        for places in read(path)["terms"].values():
            for phrase, place in places.items():
                for concept in (*values(place, "exact"), *values(place, "broader")):
                    yield concept, phrase


@needs_shared
def test_every_dpv_name_in_the_terms_is_one_of_dpv() -> None:
    named = {concept for concept, _ in phrases() if concept.startswith(("pd:", "dpv:"))}
    assert len(named) > 15
    text = "".join(
        (SHARED / "data" / "dpv" / name).read_text(encoding="utf-8") for name in ("dpv.ttl", "pd.ttl")
    )
    assert {one for one in named if not re.search(rf"^{one} a ", text, re.MULTILINE)} == set()


@pytest.mark.parametrize("path", [FACEBOOK, FICTION / "terms.yaml"], ids=lambda path: path.name)
def test_every_phrase_is_placed_and_used(path: Path) -> None:
    content = read(path)
    said = content.get("claims", claims())
    said = [*said, *(left_out for claim in said for left_out in claim.get("except", []))]
    for slot, places in content["terms"].items():
        used = {words for claim in said for words in values(claim, slot)}
        above = {words for place in places.values() for words in values(place, "broader")}
        for phrase, place in places.items():
            assert place.get("exact") or place.get("broader"), phrase
            assert {phrase, *place.get("aliases", [])} & (used | above), phrase


def test_the_readme_counts_right() -> None:
    readme = (ROOT / "cases" / "README.md").read_text(encoding="utf-8")
    assert f"{len(claims())} claims and {len(entries('non_answers'))} non-answers" in readme
    assert f"{len(read(FACEBOOK)['claims'])} claims, a non-answer and a partnership" in readme
    named = set(re.findall(r"`((?:\d{4}-\d{2}|policy-)[\w-]*)`", readme))
    assert named and named <= set(source_files())


# ---------------------------------------------------------------- Facebook and the banks, 2018


def test_the_seed_article_has_its_claims_its_non_answer_and_its_relation() -> None:
    content = read(FACEBOOK)
    ids = [claim["id"] for claim in content["claims"]]
    assert ids == ["A1", "A2", "C1", "C2", "C3", *(f"D{number}" for number in range(1, 10)), "C4"]
    assert [one["id"] for one in content["non_answers"]] == ["N1"]
    assert len(content["relations"]) == 1


def test_the_seed_dossier_is_publishable_without_the_text() -> None:
    content = read(FACEBOOK)
    assert "text" not in content["source"]
    assert re.fullmatch("[0-9a-f]{64}", content["source"]["sha256"])
    assert "not_claims" not in content
    assert [path.name for path in FACEBOOK.parent.iterdir()] == [FACEBOOK.name]
    for one in (*content["claims"], *content["non_answers"], *content["relations"]):
        assert not {"prefix", "suffix"} & set(one)
        start, end = one["at"]
        assert end - start == len(one["quote"])


@needs_shared
def test_every_quote_of_the_seed_stands_at_its_place_in_the_text() -> None:
    content = read(FACEBOOK)
    data = next((SHARED / "seed").glob("*.txt")).read_bytes()
    text = data.decode("utf-8")
    assert hashlib.sha256(data).hexdigest() == content["source"]["sha256"]
    for one in (*content["claims"], *content["non_answers"], *content["relations"]):
        start, end = one["at"]
        assert text[start:end] == one["quote"]


@needs_shared
def test_the_seed_dossier_says_what_the_gold_annotation_says() -> None:
    ours, gold = read(FACEBOOK), read(SHARED / "seed" / "seed.gold.yaml")
    of_all = ("speaker", "spokesperson", "via", "reported", "responds_to", "kind", "type", "parties")
    of_claims = (*SLOTS, "stance", "tense", "voice", "modality", "hedges", "exclusive", "denies")
    for block in ("claims", "non_answers", "relations"):
        assert [one.get("id") for one in ours[block]] == [one.get("id") for one in gold[block]]
        for one, other in zip(ours[block], gold[block], strict=True):
            assert one["quote"] in other["quote"]
            for key in (*of_all, *of_claims):
                assert values(one, key) == values(other, key), (one.get("id"), key)
    assert ours["entities"] == gold["entities"]
    assert ours["terms"] == gold["terms"]
    assert ours["source"] == {key: value for key, value in gold["source"].items() if key != "text"}


# ---------------------------------------------------------------- Merrowick, fiction


def test_the_fiction_is_large_enough_to_try_everything_on() -> None:
    assert len(claims()) >= 25
    assert len(source_files()) >= 4
    assert len({str(content["source"]["published"]) for content in source_files().values()}) >= 3


@pytest.mark.parametrize("stem", sorted(source_files()))
def test_the_text_of_a_source_is_there_and_is_called_fiction(stem: str) -> None:
    source = source_files()[stem]["source"]
    data = (FICTION / source["text"]).read_bytes()
    assert source["text"] == f"{stem}.txt"
    assert hashlib.sha256(data).hexdigest() == source["sha256"]
    lines = data.decode("utf-8").splitlines()
    assert "Fiction" in lines[0]
    assert 150 <= len(" ".join(lines[1:]).split()) <= 350


def test_every_quote_of_the_fiction_stands_in_its_text_exactly_once() -> None:
    texts = {stem: (FICTION / f"{stem}.txt").read_text(encoding="utf-8") for stem in source_files()}
    quoted = [*claims(), *entries("non_answers"), *entries("relations"), *entries("not_claims")]
    assert len(quoted) > 40
    for one in quoted:
        text = texts[one["source"]]
        if "at" in one:
            start, end = one["at"]
            assert text[start:end] == one["quote"]
        else:
            assert text.count(one["quote"]) == 1, one["quote"]


def test_ids_are_unique_in_a_source_and_references_lead_to_a_claim() -> None:
    own: dict[str, list[str]] = {stem: [] for stem in source_files()}
    for one in (*claims(), *entries("non_answers")):
        own[one["source"]].append(one["id"])
    for ids in own.values():
        assert len(ids) == len(set(ids))
    claimed = {(claim["source"], claim["id"]) for claim in claims()}
    for one in (*claims(), *entries("non_answers")):
        for key in ("responds_to", "denies", "supersedes"):
            for name in values(one, key):
                stem, slash, inner = name.rpartition("/")
                assert ((stem, inner) if slash else (one["source"], name)) in claimed, name


def test_every_name_in_a_claim_is_that_of_a_party() -> None:
    def known(stem: str) -> set[str]:
        here = [*read(FICTION / "entities.yaml")["entities"], *source_files()[stem].get("entities", [])]
        return {name for one in here for name in (one["name"], *one.get("aliases", []))}

    keys = ("speaker", "spokesperson", "via", "from", "to", "parties")
    for one in (*claims(), *entries("non_answers"), *entries("relations")):
        for key in keys:
            assert set(values(one, key)) <= known(one["source"]), one["quote"]


def test_rows_of_the_table_belong_to_a_source_file_without_claims() -> None:
    assert 2 <= len(rows()) <= 4
    for row in rows():
        assert "claims" not in source_files()[row["source"]]
    assert any(len(row["data"]) > 1 for row in rows())


def test_dates_come_in_three_precisions() -> None:
    published = [content["source"]["published"] for content in source_files().values()]
    assert {precision(date) for date in published} == {"year", "month", "day"}
    assert any("said_on" in claim for claim in claims())


def changed_story() -> bool:
    """One speaker denies, and later admits what lay within the denial; both in its own words."""
    issued = {stem: str(content["source"]["published"]) for stem, content in source_files().items()}
    pairs = [
        (denied, admitted)
        for denied in claims()
        for admitted in claims()
        if denied["speaker"] == admitted["speaker"]
        and (denied["stance"], admitted["stance"]) == ("denied", "confirmed")
        and issued[denied["source"]] < issued[admitted["source"]]
        and denied.get("tense") == "ever"
        and denied.get("reported") != "indirect" != admitted.get("reported")
    ]
    members = {one["name"]: one.get("member_of", []) for one in entities()}
    return any(
        one["act"] == two["act"]
        and one["from"] == two["from"]
        and one["data"] == two["data"]
        and set(one["to"]) <= {above for name in two["to"] for above in members.get(name, [])}
        for one, two in pairs
    )


def own_document(claim: Entry) -> bool:
    return bool(source_files()[claim["source"]]["source"]["publisher"] == claim["speaker"])


#: What the fiction must show, and how to see that it does. A test of something else may lean on each.
SHOWN: dict[str, Callable[[], bool]] = {
    "a policy in two dated versions": lambda: len([stem for stem in source_files() if "policy" in stem]) == 2,
    "a first-party document that confirms and denies": lambda: (
        {claim["stance"] for claim in claims() if "policy" in claim["source"] and own_document(claim)}
        == {"confirmed", "denied"}
    ),
    "a conditional admission": lambda: any(
        claim.get("modality") == "conditional" and claim["stance"] == "confirmed" and "may " in claim["quote"]
        for claim in claims()
    ),
    "we do not sell": lambda: any(
        claim["quote"].startswith("We do not sell") and claim["stance"] == "denied" for claim in claims()
    ),
    "a changed story": changed_story,
    "a vague group": lambda: any(is_of_kind(name, "vague") for c in claims() for name in values(c, "to")),
    "a relative group": lambda: any(
        is_of_kind(name, "third-parties") for c in claims() for name in values(c, "to")
    ),
    "third parties of whom nobody said": lambda: any(
        one.get("kind") == "third-parties" and "relative_to" not in one for one in entities()
    ),
    "third parties of a named party": lambda: any("relative_to" in one for one in entities()),
    "a class": lambda: any(is_of_kind(name, "class") for c in claims() for name in values(c, "to")),
    "a definite group": lambda: any(
        is_of_kind(name, "definite") for c in claims() for name in values(c, "to")
    ),
    "a service of a company": lambda: any(
        one["type"] == "service" and one["operated_by"] for one in entities()
    ),
    "a subsidiary": lambda: any("part_of" in one for one in entities()),
    "a processor": lambda: any("processor_for" in one for one in entities()),
    "a person who speaks": lambda: any(
        one["type"] == "person" and one["name"] == claim["speaker"]
        for one in entities()
        for claim in claims()
    ),
    "a spokesperson": lambda: any("spokesperson" in claim for claim in claims()),
    "an outlet that relays": lambda: any("via" in claim for claim in claims()),
    "an alias of one source": lambda: any(
        "the company" in one.get("aliases", []) for one in entries("entities")
    ),
    "a short name": lambda: any(claim.get("to") == ["Carrowdale"] for claim in claims()),
    "an authority's finding": lambda: any(
        one["type"] == "government" and one["name"] == claim["speaker"] and claim["stance"] == "confirmed"
        for one in entities()
        for claim in claims()
    ),
    "an outsider's denial": lambda: any(
        claim["stance"] == "denied" and claim["speaker"] == "Wearables Guild" for claim in claims()
    ),
    "each kind of non-answer": lambda: (
        {one["kind"] for one in entries("non_answers")}
        == {"non-denial", "declined-to-comment", "did-not-respond"}
    ),
    "a non-answer to nothing in particular": lambda: any(
        "responds_to" not in one for one in entries("non_answers")
    ),
    "an exception": lambda: any("except" in claim for claim in claims()),
    "an exclusive claim": lambda: any(claim.get("exclusive") == ["purpose"] for claim in claims()),
    "a denial of a claim": lambda: any(
        "denies" in claim and not set(SLOTS) & set(claim) for claim in claims()
    ),
    "a response within a source": lambda: any(
        "/" not in one for c in claims() for one in values(c, "responds_to")
    ),
    "a response across sources": lambda: any(
        "/" in one for c in claims() for one in values(c, "responds_to")
    ),
    "a denial that something goes on": lambda: any(
        claim.get("tense") == "ceased" and "no longer" in claim["quote"] for claim in claims()
    ),
    "every tense": lambda: (
        {claim.get("tense") for claim in claims()} >= {"past", "present", "future", "ever", "ceased"}
    ),
    "a period of years and one of months": lambda: (
        {precision(claim["period"]["from"]) for claim in claims() if "period" in claim} == {"year", "month"}
    ),
    "a correction": lambda: any("supersedes" in claim for claim in claims()),
    "a hedged denial": lambda: any(
        claim["stance"] == "denied" and all(word in claim["quote"] for word in claim["hedges"])
        for claim in claims()
        if "hedges" in claim
    ),
    "a passive": lambda: any(claim.get("voice") == "passive" for claim in claims()),
    "a partnership": lambda: any(one["type"] == "partnership" for one in entries("relations")),
    "a passage left out, and why": lambda: any("knowingly" in one["quote"] for one in entries("not_claims")),
    "people of one sort only": lambda: any(
        values(claim, "subjects") == ["wearers under 16"] for claim in claims()
    ),
    "every stance": lambda: {claim["stance"] for claim in claims()} == {"alleged", "denied", "confirmed"},
    "every act": lambda: (
        {claim["act"] for claim in claims() if "act" in claim} == {"seek", "share", "sell", "collect", "use"}
    ),
    "curly quotation marks": lambda: any("“" in p.read_text(encoding="utf-8") for p in FICTION.glob("*.txt")),
}


@pytest.mark.parametrize("what", SHOWN)
def test_the_fiction_shows(what: str) -> None:
    assert SHOWN[what]()


def test_what_was_denied_is_narrower_than_what_was_alleged() -> None:
    charge = next(one for one in claims() if (one["source"], one["id"]) == ("2022-05-12-courier", "A1"))
    quoted = [
        claim
        for claim in claims()
        if claim["stance"] == "denied"
        and claim["speaker"] == "Merrowick"
        and claim.get("reported") != "indirect"
        and claim.get("act") in ("share", "sell")
        and "insurers" in values(claim, "to")
    ]
    denied = {words for claim in quoted for words in claim["data"]}
    assert quoted and denied < set(charge["data"])


def test_a_headline_denies_more_than_any_quote() -> None:
    headline = next(
        one for one in claims() if one["quote"] == source_files()[one["source"]]["source"]["title"]
    )
    assert (headline["stance"], headline["reported"], headline["data"]) == ("denied", "indirect", [])


def test_one_party_that_is_accused_has_never_answered() -> None:
    accused = {name for claim in claims() if claim["stance"] == "alleged" for name in values(claim, "to")}
    spoke = {claim["speaker"] for claim in claims()}
    assert "Oakhythe Life" in accused - spoke
    silences = [one for one in entries("non_answers") if one["speaker"] in ("Oakhythe Life", "Oakhythe")]
    assert len(silences) == 3 and {one["kind"] for one in silences} == {"did-not-respond"}
