import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written import (
    ROOT,
    SHARED,
    asked,
    document,
    entity,
    messages,
    only_claim,
    read,
    rules,
    source_called,
    story,
    whole,
    write,
)

from graph.claims import Dossier, Flow, Reported, Said
from graph.files import dossiers, find
from graph.problems import DossierError, Level, UsageError
from graph.reading.dossiers import Reader, load, read_dossier
from graph.vocabulary import digest

CASES = sorted(path for path in (ROOT / "cases").iterdir() if path.is_dir())
TEXT = "Acme asked Bank.\n“We never asked,” said Acme.\n"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared reference files are not beside the project"
)


def test_there_are_dossiers():
    assert len(CASES) >= 2


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_shipped_dossiers_have_neither_errors_nor_warnings(case):
    reading = read_dossier([case])
    assert [str(one) for one in reading.problems if one.level is not Level.NOTE] == []
    assert reading.dossier.name == case.name


# ------------------------------------------------------------ the reference passages


@pytest.fixture(scope="module")
def passages():
    """The seed with its text and the 14 passages of the gold standard, as one dossier."""
    return read_dossier([SHARED / "seed", SHARED / "gold" / "dev"])


@needs_shared
def test_the_reference_passages_are_one_dossier_without_error(passages):
    assert rules(passages) == []
    assert len(passages.dossier.sources) == 15
    assert passages.dossier.name == "dev + seed"


@needs_shared
def test_all_103_quotes_of_the_reference_passages_are_verified(passages):
    seed, gold = [], []
    for source in passages.dossier.sources:
        statements = (*source.claims, *source.non_answers, *source.relations, *source.not_claims)
        (gold if source.file.startswith("g") else seed).extend(one.evidence for one in statements)
    assert len(gold) == 103
    assert len(seed) == 15 + 1 + 1 + 1  # claims, the non-answer, the relation, the passage left out
    assert all(one.quote is not None and one.verified and one.at is not None for one in (*gold, *seed))


# ------------------------------------------------------------ files


def test_order_and_names_of_the_arguments_do_not_matter(tmp_path):
    one = write(
        tmp_path / "one", a=story("A", asked()), entities={"entities": [entity("Bureau", "government")]}
    )
    two = write(tmp_path / "two", b=story("B", asked(to="Bureau")), c=story("C", asked(data="x")))
    paths = [one / "a.yaml", one / "entities.yaml", two / "b.yaml", two / "c.yaml"]
    expected = document(load(paths))
    for seed in range(4):
        random.Random(seed).shuffle(paths)
        assert document(load(paths)) == expected
    assert document(load([two, one])) == document(load([one, two])) == expected
    assert document(load([one, one / "a.yaml", two])) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_folder_moved_elsewhere_gives_the_same_bytes(case, tmp_path):
    moved = tmp_path / "some" / "where else" / case.name
    shutil.copytree(case, moved)
    assert document(load([moved])) == document(load([case]))


def test_hash_seed_locale_and_working_folder_change_no_byte(tmp_path):
    program = (
        "import hashlib, pathlib, sys; from graph.reading.dossiers import load; "
        "from graph.rdf.triples import trig; "
        "text = ''.join(''.join(trig(load([pathlib.Path(one)]))) for one in sys.argv[1:]); "
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    told = set()
    for seed, locale, folder in (
        ("0", "C", ROOT),
        ("1", "tr_TR.UTF-8", tmp_path),
        ("123", "POSIX", ROOT.parent),
    ):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", program, *map(str, CASES)],
            env=environment, cwd=folder, capture_output=True, text=True, check=True,
        )  # fmt: skip
        told.add(done.stdout)
    assert len(told) == 1


def test_hidden_files_subfolders_and_other_files_are_left_alone(tmp_path):
    write(tmp_path, a=story("A", asked()), readme_md="# claims", other_csv="x\n")
    write(tmp_path / "sub", b="[")
    (tmp_path / ".draft.yaml").write_text("[")
    assert len(load([tmp_path]).claims) == 1


def test_each_folder_with_sources_is_a_dossier_and_single_files_are_one(tmp_path):
    write(tmp_path / "x" / "one", a=story("A"))
    write(tmp_path / "x" / "two", a=story("A"))
    write(tmp_path / "x" / "none")
    one, two = tmp_path / "x" / "one", tmp_path / "x" / "two"
    assert dossiers([tmp_path / "x"]) == [(one,), (two,)]
    assert dossiers([one, two / "a.yaml"]) == [(one,), (two / "a.yaml",)]
    assert dossiers([tmp_path / "x" / "none"]) == [(tmp_path / "x" / "none",)]


def test_what_is_not_there_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match="no such file or folder"):
        find([tmp_path / "x"])
    with pytest.raises(UsageError, match="no source files here"):
        find([tmp_path])
    with pytest.raises(UsageError):
        find([Path("a\0b")])


def test_a_folder_that_cannot_be_listed_is_wrong_usage(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    for read_folder in (find, dossiers):
        with pytest.raises(UsageError, match="the folder cannot be read: Permission denied"):
            read_folder([tmp_path])


def test_a_dossier_with_errors_is_none_and_load_tells_them_all(tmp_path):
    assert read(tmp_path, a=story("A", asked(stance="x"), asked(act="y"))).dossier is None
    with pytest.raises(DossierError) as caught:
        load([tmp_path])
    assert [one.rule for one in caught.value.problems] == ["stance", "act"]
    assert str(caught.value).count("\n") == 1


# ------------------------------------------------------------ sources and what they are called


def sources(dossier: Dossier) -> set[str]:
    return {source.iri for source in dossier.sources}


def test_a_source_is_called_after_its_hash_else_its_url_else_title_else_file(tmp_path):
    bare = story("A") | {"source": {}}
    assert sources(whole(tmp_path / "d", a=bare)) == {f"source/{digest(['file', 'd', 'a.yaml'])}"}
    titled = sources(whole(tmp_path / "d", a=story("A")))
    assert titled == {f"source/{digest(['title', 'Gazette', 'A', '2020-05-01'])}"}
    by_url = sources(whole(tmp_path / "d", a=story("A", url="https://a.example/")))
    assert by_url == {f"source/{digest(['url', 'https://a.example/'])}"}
    by_hash = sources(whole(tmp_path / "d", a=story("A", url="https://a.example/", sha256="AB" * 32)))
    assert by_hash == {"source/" + "ab" * 8}


def test_learning_places_the_text_the_author_or_an_archived_copy_changes_no_name(tmp_path):
    claims = (asked(quote='"We never asked,"'), asked(quote="Acme asked Bank.", note="n"))
    before = whole(tmp_path / "d", a=story("A", *claims))
    more = {"author": "Roe", "archived": "https://archive.example/1", "language": "en"}
    placed = (claims[0] | {"at": [17, 34]}, claims[1] | {"quote": "Acme asked Bank.", "at": [0, 16]})
    with_places = whole(tmp_path / "d", a=story("A", *placed, **more))
    with_text = whole(tmp_path / "d", a=story("A", *claims, text="a.txt", **more), a_txt=TEXT)
    names = [claim.iri for claim in before.claims]
    assert [claim.iri for claim in with_places.claims] == [claim.iri for claim in with_text.claims] == names
    assert sources(before) == sources(with_places) == sources(with_text)
    assert [claim.evidence.verified for claim in with_text.claims] == [True, True]
    assert [claim.evidence.at for claim in with_text.claims] == [(17, 34), (0, 16)]


def test_other_words_another_speaker_or_another_flow_change_the_name(tmp_path):
    variants = [
        asked(),
        asked(quote="Acme begged"),
        asked(speaker="Acme"),
        asked(stance="denied"),
        asked(act="use"),
        asked(to="Courier"),
        asked(data="x"),
    ]
    names = {only_claim(whole(tmp_path / "d", a=story("A", one))).iri for one in variants}
    assert len(names) == len(variants)
    same = [asked(note="n"), asked(tense="past"), asked(hedges="perhaps"), asked(id="A1")]
    assert {only_claim(whole(tmp_path / "d", a=story("A", one))).iri for one in same} <= names


def test_the_hash_of_a_text_at_hand_is_kept_though_the_file_does_not_state_it(tmp_path):
    [source] = whole(tmp_path, a=story("A", text="a.txt"), a_txt=TEXT).sources
    assert len(source.sha256) == 64


def test_a_byte_order_mark_of_a_text_counts_as_its_first_character(tmp_path):
    dossier = whole(
        tmp_path, a=story("A", asked(quote="Acme asked"), text="a.txt"), a_txt=b"\xef\xbb\xbfAcme asked"
    )
    assert only_claim(dossier).evidence.at == (1, 11)


# ------------------------------------------------------------ quotes


def test_a_quote_is_kept_as_it_stands_in_the_text(tmp_path):
    dossier = whole(tmp_path, a=story("A", asked(quote='"We  never asked,"'), text="a.txt"), a_txt=TEXT)
    assert only_claim(dossier).evidence.quote == "“We never asked,”"


def test_without_the_text_a_quote_is_not_checked(tmp_path):
    evidence = only_claim(whole(tmp_path, a=story("A", asked(quote="anything", at=[5, 13])))).evidence
    assert (evidence.quote, evidence.at, evidence.verified) == ("anything", (5, 13), False)


def test_two_wordings_of_one_place_are_kept_as_the_first(tmp_path):
    one, two = asked(quote="“a b”", at=[0, 5]), asked(quote='"a  b"', at=[0, 5], act="use")
    dossier = whole(tmp_path, a=story("A", one, two))
    assert {claim.evidence.quote for claim in dossier.claims} == {"“a b”"}


def test_a_quote_that_stands_twice_means_the_first_and_that_is_told(tmp_path):
    reading = read(tmp_path, a=story("A", asked(), text="a.txt"), a_txt="Acme asked. Acme asked.")
    assert only_claim(reading.dossier).evidence.at == (0, 10)
    assert len(messages(reading, "quote")) == 1


def test_places_say_which_of_two_is_meant(tmp_path):
    reading = read(tmp_path, a=story("A", asked(at=[12, 22]), text="a.txt"), a_txt="Acme asked. Acme asked.")
    assert only_claim(reading.dossier).evidence.at == (12, 22)
    assert messages(reading, "quote") == []


@pytest.mark.parametrize(
    ("quote", "speaker", "publisher", "expected"),
    [
        ("We never asked", "Acme", "Gazette", Reported.DIRECT),
        ("Acme asked Bank", "Acme", "Gazette", Reported.INDIRECT),
        ("Acme asked Bank", "Acme", "Acme", Reported.DIRECT),
        ("Acme asked Bank", "Acme", "ACME", Reported.DIRECT),
        ("Acme asked Bank", "Courier", "Acme", Reported.INDIRECT),
    ],
)
def test_words_in_quotation_marks_or_in_a_document_of_the_speakers_own_are_direct(
    quote, speaker, publisher, expected, tmp_path
):
    claim = asked(quote=quote, speaker=speaker)
    del claim["reported"]
    reading = read(tmp_path, a=story("A", claim, publisher=publisher, text="a.txt"), a_txt=TEXT)
    assert only_claim(reading.dossier).reported is expected
    assert rules(reading, Level.WARNING) == []


def test_what_is_stated_goes_before_what_the_marks_tell(tmp_path):
    claim = asked(quote="We never asked", reported="indirect")
    dossier = whole(tmp_path, a=story("A", claim, text="a.txt"), a_txt=TEXT)
    assert only_claim(dossier).reported is Reported.INDIRECT


# ------------------------------------------------------------ claims


def test_a_claim_was_said_when_its_source_was_published_unless_it_says_so(tmp_path):
    dossier = whole(tmp_path, a=story("A", asked(), asked(said_on="2019", quote="q")))
    assert [str(claim.said_on) for claim in dossier.claims] == ["2020-05-01", "2019"]


def test_values_of_a_slot_are_sorted_and_told_once(tmp_path):
    claim = only_claim(
        whole(tmp_path, a=story("A", asked(to=["Courier", "Acme", "Acme"], hedges=["b", "a", "b"])))
    )
    assert claim.to == (Said("party/acme", "Acme"), Said("party/courier", "Courier"))
    assert claim.hedges == ("a", "b")


def test_exceptions_are_flows_and_tops_in_them_say_nothing(tmp_path):
    exceptions = [{"to": ["Acme", "Courier"], "data": "fc:anyData"}, {"act": "sell"}]
    flows = only_claim(whole(tmp_path, a=story("A", asked(except_=exceptions)))).except_
    assert len(flows) == 3
    assert {(flow.act, flow.to, flow.data) for flow in flows} == {
        (None, "party/acme", None), (None, "party/courier", None), ("sell", None, None)
    }  # fmt: skip
    assert all(isinstance(flow, Flow) for flow in flows)


def test_third_parties_in_an_exception_are_those_of_its_holder(tmp_path):
    third = entity("third parties", "group", kind="third-parties")
    claim = asked(except_={"from": "Acme", "to": "third parties"})
    dossier = whole(tmp_path, a=story("A", claim, entities=(third,)))
    assert only_claim(dossier).except_[0].to == "party/acme/third-parties"
    assert "party/acme/third-parties" in dossier.party_of


def test_relations_and_passages_left_out_are_kept(tmp_path):
    relation = {
        "quote": "They are partners",
        "type": "partnership",
        "parties": ["Courier", "Acme"],
        "purpose": ["x", "x"],
    }
    passage = {"quote": "It is said", "why": "names nobody"}
    [source] = whole(tmp_path, a=story("A", relations=[relation], not_claims=[passage])).sources
    assert [(one.value, one.words) for one in source.relations[0].parties] == [
        ("party/acme", "Acme"), ("party/courier", "Courier")
    ]  # fmt: skip
    assert source.relations[0].purpose == ("x",)
    assert source.not_claims[0].why == "names nobody"


def test_non_answers_answer_claims_of_other_sources_too(tmp_path):
    answer = {"quote": "no comment", "reported": "direct", "speaker": "Acme", "kind": "declined-to-comment",
              "responds_to": ["A1", "b/B1"]}  # fmt: skip
    dossier = whole(
        tmp_path, a=story("A", asked(id="A1"), non_answers=[answer]), b=story("B", asked(id="B1"))
    )
    assert set(dossier.non_answers[0].responds_to) == {claim.iri for claim in dossier.claims}


@pytest.mark.parametrize(
    ("speaker", "warned"),
    [("Acme", False), ("Bureau", False), ("Courier", True), ("App", False), ("Owner", False)],
)
def test_confirmed_is_said_by_an_end_of_the_flow_its_operator_or_an_authority(speaker, warned, tmp_path):
    entities = (
        entity("Bureau", "government"),
        entity("Owner"),
        entity("App", "service", operated_by="Owner"),
    )
    claim = asked(speaker=speaker, stance="confirmed", to=["App" if speaker in ("App", "Owner") else "Acme"])
    reading = read(tmp_path, a=story("A", claim, entities=entities))
    assert (rules(reading, Level.WARNING) == ["outsider"]) is warned


def test_a_member_of_a_group_at_an_end_may_confirm(tmp_path):
    entities = (entity("firms", "group", kind="class"), entity("Acme", member_of="firms"))
    claim = asked(speaker="Acme", stance="confirmed", to="firms")
    assert rules(read(tmp_path, a=story("A", claim, entities=entities)), Level.WARNING) == []


def test_a_source_without_claims_and_one_without_date_are_noted(tmp_path):
    reading = read(tmp_path, a=story("A", published=None), b=story("B", asked()))
    assert rules(reading, Level.NOTE) == ["no-claims", "undated"]


def test_statements_come_with_their_places(tmp_path):
    reader = Reader(
        find(
            [
                write(
                    tmp_path,
                    a=story("A", asked()),
                    claims_csv="source,speaker,stance,to,pointer\na,Acme,denied,Acme,1\n",
                )
            ]
        )
    )
    places = {}
    statements = list(reader.statements(places))
    assert [places[one.iri].path.rpartition("/")[2] for one in statements] == ["a.yaml", "claims.csv"]


@given(st.permutations(range(4)))
@settings(max_examples=8)
def test_the_order_of_claims_is_kept_and_changes_no_name(tmp_path_factory, order):
    folder = tmp_path_factory.mktemp("order") / "d"
    claims = [asked(quote=f"q{number}") for number in range(4)]
    dossier = whole(folder, a=story("A", *(claims[number] for number in order)))
    assert [claim.evidence.quote for claim in dossier.claims] == [f"q{number}" for number in order]
    again = whole(folder, a=story("A", *claims))
    assert {claim.iri for claim in dossier.claims} == {claim.iri for claim in again.claims}


def test_a_title_names_its_source(tmp_path):
    assert source_called(whole(tmp_path, a=story("A")), "A").file == "a.yaml"


def test_a_folder_named_twice_is_one_dossier():
    folder = Path(__file__).parents[1] / "cases" / "facebook-banks-2018"
    assert dossiers([folder, folder.parent, folder]) == dossiers([folder, folder.parent])


def test_a_file_of_another_kind_is_no_source_file(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("source: this is prose: not YAML")
    with pytest.raises(
        UsageError, match=r"README\.md: not a source file; these end in \.yaml, \.yml or \.csv"
    ):
        find([readme])
