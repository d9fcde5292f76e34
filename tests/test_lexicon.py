import pytest
from written import asked, messages, only_claim, read, rules, story, whole

from graph.claims import Said
from graph.problems import Level


def phrase(dossier, iri):
    [found] = [one for one in dossier.phrases if one.iri == iri]
    return found


def test_a_concept_is_named_by_its_prefixed_name_and_worded_by_its_label(tmp_path):
    claim = only_claim(whole(tmp_path, a=story("A", asked(data="pd:Transaction"))))
    assert claim.data == (Said("pd:Transaction", "Transaction"),)


def test_our_name_of_a_concept_of_dpv_is_dpvs(tmp_path):
    dossier = whole(tmp_path, a=story("A", asked(data=["pd:Financial", "fc:financialData"])))
    assert {one.value for one in only_claim(dossier).data} == {"pd:Financial"}


def test_a_phrase_that_means_a_concept_is_replaced_by_it_and_the_words_stay(tmp_path):
    terms = {"data": {"card data": {"exact": "pd:Transaction", "aliases": ["Card-Data!"]}}}
    dossier = whole(tmp_path, a=story("A", asked(data=["card data", "CARD data"]), terms=terms))
    assert only_claim(dossier).data == (
        Said("pd:Transaction", "CARD data"),
        Said("pd:Transaction", "card data"),
    )
    assert phrase(dossier, "data/card-data").exact == "pd:Transaction"


def test_a_phrase_under_concepts_keeps_its_name(tmp_path):
    terms = {
        "data": {"card data": {"broader": ["pd:Financial", "receipts"]}, "receipts": {"exact": "pd:Purchase"}}
    }
    dossier = whole(tmp_path, a=story("A", asked(data="card data"), terms=terms))
    assert only_claim(dossier).data == (Said("data/card-data", "card data"),)
    # "receipts" is the concept pd:Purchase, so what lies under it lies under the concept
    assert phrase(dossier, "data/card-data").broader == ("pd:Financial", "pd:Purchase")


def test_a_phrase_lies_under_another_phrase_by_any_of_its_names(tmp_path):
    terms = {"data": {"card data": {"broader": ["money stuff"]}, "bank data": {"aliases": ["money stuff"]}}}
    dossier = whole(tmp_path, a=story("A", terms=terms))
    assert phrase(dossier, "data/card-data").broader == ("data/bank-data",)


def test_a_phrase_that_nobody_placed_stays_by_itself_and_is_told(tmp_path):
    reading = read(tmp_path, a=story("A", asked(data=["card data", "Card data"], purpose="Advertising")))
    assert phrase(reading.dossier, "data/card-data").broader == ()
    notes = messages(reading, "not-placed")
    assert len(notes) == 2
    assert any("perhaps exact: dpv:Advertising" in note for note in notes)


def test_the_same_words_are_another_phrase_in_another_slot(tmp_path):
    dossier = whole(tmp_path, a=story("A", asked(data="location", purpose="location")))
    assert [one.iri for one in dossier.phrases] == ["data/location", "purpose/location"]


def test_a_phrase_means_the_same_in_every_source_and_says_who_placed_it(tmp_path):
    placed = {"data": {"card data": {"broader": "pd:Financial"}}}
    dossier = whole(
        tmp_path,
        a=story("A", asked(data="card data")),
        b=story("B", terms=placed),
        c=story("C", terms=placed),
        d=story("D", terms={"data": {"card data": {"aliases": "cards"}}}),
    )
    found = phrase(dossier, "data/card-data")
    assert found.broader == ("pd:Financial",)
    assert found.aliases == ("cards",)
    titles = {source.title for source in dossier.sources if source.iri in found.placed_in}
    assert titles == {"B", "C"}


def test_shared_terms_were_placed_by_no_source(tmp_path):
    terms = {"terms": {"data": {"card data": {"broader": "pd:Financial"}}}}
    dossier = whole(tmp_path, terms=terms, a=story("A", asked(data="card data")))
    assert phrase(dossier, "data/card-data").placed_in == ()


def test_shared_terms_go_first_whatever_the_names_of_files(tmp_path):
    reading = read(
        tmp_path,
        terms={"terms": {"data": {"card data": {"broader": "pd:Financial"}}}},
        a=story("A", terms={"data": {"Card Data": {"broader": "pd:Location"}}}),
    )
    [problem] = [one for one in reading.problems if one.level is Level.ERROR]
    assert problem.place.path.endswith("a.yaml")
    assert "terms.yaml" in problem.message


@pytest.mark.parametrize(
    ("words", "near"),
    [("pd:Finacial", "pd:Financial"), ("fc:Children", "fc:children"), ("pd:zzzz", "pd:Financial")],
)
def test_an_unknown_concept_is_told_with_one_that_there_is(words, near, tmp_path):
    key = "subjects" if words.startswith("fc:") else "data"
    reading = read(tmp_path, a=story("A", asked(**{key: words})))
    assert near in messages(reading, "concept")[0]


def test_the_top_of_a_slot_restricts_nothing_and_the_words_stay(tmp_path):
    terms = {"subjects": {"users": {"exact": "fc:anySubjects"}}}
    dossier = whole(tmp_path, a=story("A", asked(subjects=["users", "fc:anySubjects"]), terms=terms))
    assert {one.value for one in only_claim(dossier).subjects} == {"fc:anySubjects"}


def test_after_many_unknown_words_no_more_is_suggested(tmp_path):
    reading = read(tmp_path, a=story("A", asked(data=[f"pd:Finacial{number}" for number in range(300)])))
    told = messages(reading, "concept")
    assert len(told) == 300
    assert sum("did you mean" in one for one in told) == 200


def test_a_cycle_through_two_files_is_told_once(tmp_path):
    reading = read(
        tmp_path,
        a=story("A", terms={"data": {"x": {"broader": "y"}, "y": {}}}),
        b=story("B", terms={"data": {"y": {"broader": "x"}}}),
    )
    assert rules(reading) == ["cycle"]
