from dataclasses import replace

import pytest
from conftest import dossier, group, named, party, source
from hypothesis import given
from strategies import dossiers

from graph.claims import Dossier
from graph.problems import GraphError, UsageError
from graph.telling.finding import find_party
from graph.vocabulary import iri

ACME, PRESS = party("Acme Corp", aliases=("ACME", "Big A")), party("The Press")


def made(*parties, **more) -> Dossier:
    return dossier(source(**more), parties=parties)


@pytest.mark.parametrize(
    "name",
    ["Acme Corp", "acme  CORP", "ACME", "big a", "party/acme-corp", iri("party/acme-corp"), "Ａｃｍｅ Corp"],
)
def test_a_party_is_found_by_name_alias_and_iri_in_any_case(name):
    assert find_party(made(ACME, PRESS), name) == ACME


@pytest.mark.parametrize("name", ["press", "the press", "THE PRESS", "Press"])
def test_the_article_may_be_left_out(name):
    assert find_party(made(ACME, PRESS), name) == PRESS


def test_a_party_is_found_below_another_base():
    found = find_party(made(ACME), "https://example.org/id/party/acme-corp", base="https://example.org/id/")
    assert found == ACME


def test_a_name_that_holds_in_one_source_only_is_found():
    in_source = made(ACME, PRESS, local_names=(("the company", named("Acme Corp")),))
    assert find_party(in_source, "The Company") == ACME


def test_a_name_counts_before_an_alias_and_the_exact_case_before_another():
    bank, other = party("Bank"), party("Other", aliases=("Bank",))
    assert find_party(made(bank, other), "Bank") == bank
    large, small = party("Apple"), replace(group("apple"), iri="source/s1/party/apple")
    assert find_party(made(large, small), "apple") == small
    assert find_party(made(large, small), "Apple") == large


def test_a_misspelt_name_gets_an_offer():
    with pytest.raises(UsageError, match=r"no party is called 'Acme Korp'; did you mean .*'Acme Corp'\?"):
        find_party(made(ACME, PRESS), "Acme Korp")


def test_a_name_like_no_other_gets_the_list():
    with pytest.raises(GraphError, match=r"no party is called 'zzz'; the parties are Acme Corp, The Press"):
        find_party(made(ACME, PRESS), "zzz")


def test_a_long_list_is_cut_and_an_empty_one_said_to_be_empty():
    with pytest.raises(UsageError, match=r"and 5 more"):
        find_party(made(*(party(f"Company {number}") for number in range(15))), "zzz")
    with pytest.raises(UsageError, match="has no parties"):
        find_party(made(), "zzz")


def test_a_name_of_several_parties_lists_them():
    two = made(party("One", aliases=("Both",)), party("Two", aliases=("both",)))
    with pytest.raises(
        UsageError, match=r"2 parties are called 'BOTH': One \(party/one\), Two \(party/two\)"
    ):
        find_party(two, "BOTH")


@pytest.mark.parametrize("name", ["", "   ", "\0", "\x1b[31m", "the", "'\"“”"])
def test_a_strange_name_is_told_without_control_characters(name):
    with pytest.raises(UsageError) as raised:
        find_party(made(ACME, PRESS), name)
    assert str(raised.value).isprintable()


@given(dossiers())
def test_every_party_is_found_by_its_iri_and_by_its_name_if_no_other_bears_it(whole):
    for one in whole.parties:
        assert find_party(whole, iri(one.iri)) == one
        namesakes = [other for other in whole.parties if other.name == one.name]
        if len(namesakes) == 1:
            assert find_party(whole, one.name) == one
        else:
            with pytest.raises(UsageError, match="parties are called"):
                find_party(whole, one.name)
