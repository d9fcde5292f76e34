"""Which drafts are meant, what the file would then say, and where its problems stand."""

import pytest
from reviewed import FILE, case

from graph.problems import DossierError, UsageError
from graph.reading.dossiers import load
from graph.reviewing.accepting import accepted, chosen
from graph.reviewing.checking import check, source_text
from graph.reviewing.context import MOST, context
from graph.reviewing.drafts import held
from graph.reviewing.names import known_names
from graph.reviewing.opened import open_file
from graph.reviewing.splices import NotEditable, Splice, before, spliced
from graph.reviewing.splicing import with_entry, with_values, without_entry, without_keys


def called(entries):
    return [one.name for one in entries]


def test_drafts_are_chosen_by_id_number_confidence_or_all_of_them():
    entries = held(FILE)
    assert called(chosen(entries, (), True, None)) == ["A1", "2", "D1", "4", "n1"]
    assert called(chosen(entries, ("2", "A1", "1"), False, None)) == ["2", "A1"]
    assert called(chosen(entries, (), True, 0.62)) == ["A1", "2", "n1"]


@pytest.mark.parametrize(
    ("ids", "every", "least", "said"),
    [
        (("A11",), False, None, "did you mean A1"),
        (("x",), False, None, "use an id or a number: A1, 2, D1, 4, n1"),
        (("A1",), True, None, "exclude each other"),
        ((), True, 1.5, "no number from 0 to 1"),
    ],
)
def test_what_nobody_can_mean_is_refused_with_the_mend(ids, every, least, said):
    with pytest.raises(UsageError, match=said):
        chosen(held(FILE), ids, every, least)
    with pytest.raises(UsageError, match="holds none at all"):
        chosen([], ("x",), False, None)


def test_what_is_accepted_is_a_claim_for_every_reader(tmp_path):
    opened = open_file(case(tmp_path))
    assert load([tmp_path]).claims == ()
    done = accepted(opened, chosen(held(FILE), ("A1", "n1"), False, None))
    assert (called(done.drafts), done.claims, done.errors) == (["A1", "n1"], (), ())
    opened.save(done.text)
    dossier = load([tmp_path])
    assert [one.id for one in dossier.claims] == ["A1"] and len(dossier.non_answers) == 1


def test_an_error_is_told_at_its_place_in_the_file_as_it_is(tmp_path):
    path = case(tmp_path)
    broken = FILE.replace("speaker: Adlantic", "speaker: Nobody").replace("\n", "\r\n")
    path.write_bytes(broken.encode())
    done = accepted(open_file(path), chosen(held(broken), ("A1", "2", "n1"), False, None))
    (error,) = done.errors
    line = broken[: broken.index("Nobody")].count("\n") + 1
    assert (error.place.path, error.place.line, error.place.column) == (str(path), line, 14)


def test_a_draft_may_answer_a_claim_of_another_source_and_use_what_the_folder_shares(tmp_path):
    case(tmp_path)
    (tmp_path / "entities.yaml").write_text("entities: [{name: Nimbrel, type: company, aliases: NBL}]\n")
    file = tmp_path / "answer.yaml"
    file.write_text(
        "source: {title: An answer, published: 2024}\nclaims:\n"
        "- {quote: No, speaker: NBL, stance: denied, denies: art/A1, reported: direct, draft: true}\n"
    )
    opened = open_file(file)
    (refused,) = accepted(opened, chosen(held(opened.text), ("1",), False, None)).errors
    assert "A1" in refused.message  # which is a draft itself
    (tmp_path / "art.yaml").write_text(without_keys(FILE, [("claims", 0)], "draft")[0])
    assert accepted(opened, chosen(held(opened.text), ("1",), False, None)).errors == ()
    assert known_names(file, opened.text) == {"nimbrel": "Nimbrel", "nbl": "NBL"}


def test_the_place_of_a_problem_is_found_behind_and_inside_what_was_spliced():
    text, splices = "ab cd ef", [Splice(0, 3, ""), Splice(6, 8, "long")]
    assert spliced(text, splices) == "cd long"
    assert [before(splices, at) for at in (0, 1, 3, 6)] == [3, 4, 6, 6]


@pytest.mark.parametrize("name", ["../art.txt", "no.txt", ".", "a/b"])
def test_a_text_that_is_not_beside_its_file_is_not_read(tmp_path, name):
    file = case(tmp_path)
    text = FILE.replace("text: art.txt", f"text: {name}")
    assert source_text(file, text) is None
    assert check(file, text, text.encode()).errors


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("claims: [", DossierError),
        ("a: 1\na: 2\n", DossierError),
        ("", DossierError),
        ("- &a b", DossierError),
    ],
)
def test_a_file_that_is_no_plain_yaml_is_refused_before_anything_is_asked(tmp_path, content, error):
    file = tmp_path / "a.yaml"
    file.write_text(content)
    with pytest.raises(error):
        open_file(file)


def test_a_folder_a_table_and_what_is_shared_are_no_files_to_review(tmp_path):
    (tmp_path / "entities.yaml").write_text("entities: []")
    (tmp_path / "claims.csv").write_text("source,speaker,stance\n")
    for name in ("", "entities.yaml", "claims.csv", "none.yaml"):
        with pytest.raises(UsageError):
            open_file(tmp_path / name)


def test_a_file_that_is_gone_is_not_written_anew(tmp_path):
    opened = open_file(case(tmp_path))
    opened.path.unlink()
    with pytest.raises(UsageError, match="changed by another program"):
        opened.save("x: y\n")
    assert not opened.path.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda: with_entry("[a]", "entities", {}), "holds no blocks"),
        (lambda: with_entry("a: b\nentities: {name: x}", "entities", {"name": "y"}), "no list"),
        (lambda: with_entry("a: b\nentities: ~", "entities", {"name": "y"}), "delete that word"),
        (lambda: without_entry("claims: {quote: a}", "claims", 0), "no list"),
        (lambda: with_values("claims: [a]", "claims", 0, [("quote", "x")]), "no mapping"),
        (lambda: with_values("claims: [{period: {from: 1}}]", "claims", 0, [("period", "x")]), "a mapping"),
        (lambda: without_entry("claims: [{a: b}]\nx:\n- - c: d", "x", 0), None),
        (lambda: without_entry("x:\n- y\n- - c: d\n  - e: f", "x", 1), None),
    ],
)
def test_what_has_no_place_for_a_change_is_left_alone_with_a_word_why(change, said):
    if said is None:
        assert "d" not in change()
        return
    with pytest.raises(NotEditable, match=said):
        change()


def test_comments_inside_braces_stay_when_what_is_beside_them_goes():
    text = "claims: [\n  {quote: a,  # why\n   draft: true}, # one\n  {quote: b} # two\n ]\n"
    after, _ = without_keys(text, [("claims", 0)], "draft")
    assert after == text.replace("draft: true", "")
    assert without_entry(text, "claims", 1) == text.replace("{quote: b}", "")


def test_what_is_far_from_a_quote_is_cut_at_a_word():
    text = "word " * 300
    found = context(text, 700, 704)
    assert found.before.startswith("… word") and found.after.endswith("word …")
    assert len(found.before) <= MOST + 2 and len(found.after) <= MOST + 2
