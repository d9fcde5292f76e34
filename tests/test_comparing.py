import json
from dataclasses import replace

import pytest
from conftest import answered, denial_of, dossier, group, named, party, related, said, source
from hypothesis import given
from hypothesis import strategies as st
from strategies import dossiers

from graph.claims import (
    Act,
    Dossier,
    Evidence,
    Flow,
    NonAnswerKind,
    NotClaim,
    PartialDate,
    Party,
    PartyKind,
    Phrase,
    Said,
    Slot,
    Stance,
)
from graph.formats.difference import as_json, as_text
from graph.telling.comparing import Change, Detail, diff

CLAIM = said(Stance.ALLEGED, from_="Bank", to="Acme", data="names", quote="Bank gave names", id="A1")
OTHER = said(Stance.DENIED, "Bank", from_="Bank", to="Acme", quote="we did not")
STORY = {"title": "Story", "url": "https://a.example/"}
OLD = dossier(source(CLAIM, OTHER, **STORY))


def changes(old: Dossier, new: Dossier) -> list[tuple[str, str, str]]:
    """What changed, how, and the names of its details."""
    return [
        (one.what, one.how, ", ".join(detail.what for detail in one.details))
        for one in diff(old, new).changes
    ]


def only(old: Dossier, new: Dossier) -> Change:
    (change,) = diff(old, new).changes
    return change


# ------------------------------------------------------------ statements


def test_the_same_dossier_under_another_name_has_not_changed():
    assert not diff(OLD, replace(OLD, name="other"))
    assert as_text(diff(OLD, OLD)) == "nothing changed\n"
    assert as_json(diff(OLD, OLD)) == "[]\n"


def test_a_claim_that_came_or_went_is_told_by_its_sentence():
    less = dossier(source(CLAIM, **STORY))
    assert changes(less, OLD) == [("claim", "added", "")]
    gone = only(OLD, less)
    assert (gone.how, gone.name) == (
        "removed",
        "Bank denies that Bank shares any data (no kind is named) with Acme",
    )
    assert gone.where == "“Story” (s1.yaml)"


def test_a_claim_with_other_slots_and_the_same_quote_is_told_as_changed():
    wider = replace(
        CLAIM, iri="claim/new", data=(Said("data/dates", "dates"), Said("data/names", "names")), note="both"
    )
    new = dossier(source(wider, OTHER, **STORY))
    added, changed = diff(OLD, new).changes
    assert (added.what, added.how, added.name) == ("phrase", "added", "data “dates”")
    assert changed.details == (Detail("data", "names", "dates; names"), Detail("note", "", "both"))
    assert (changed.iri, changed.where) == ("claim/new", "A1 of “Story” (s1.yaml)")


def test_two_claims_of_one_quote_are_told_apart_by_what_else_they_say():
    twin = replace(CLAIM, iri="claim/twin", id=None, act=None)
    old = dossier(source(CLAIM, twin, **STORY))
    new = dossier(source(CLAIM, replace(twin, note="n"), **STORY))
    assert only(old, new).iri == "claim/twin"


def test_a_trimmed_quote_and_a_checked_one_are_told():
    evidence = Evidence("gave names", None, (5, 15), True)
    trimmed = replace(CLAIM, iri="claim/new", evidence=evidence)
    change = only(OLD, dossier(source(trimmed, OTHER, **STORY)))
    assert change.details == (
        Detail("quote", "“Bank gave names”", "“gave names”"),
        Detail("place", "", "characters 5-15"),
        Detail("quote checked", "no", "yes"),
    )


def test_a_claim_that_only_its_id_still_shows_is_told_as_changed():
    rewritten = replace(CLAIM, iri="claim/new", evidence=Evidence("other words"), act=None)
    assert changes(OLD, dossier(source(rewritten, OTHER, **STORY))) == [("claim", "changed", "quote, act")]


def test_where_the_text_is_another_edition_an_id_alone_shows_nothing():
    rewritten = replace(CLAIM, iri="claim/new", evidence=Evidence("other words"), act=None)
    old, new = (
        dossier(replace(source(one, OTHER, **STORY), sha256=hash_))
        for one, hash_ in ((CLAIM, "a"), (rewritten, "b"))
    )
    assert changes(old, new) == [
        ("source", "changed", "sha256"),
        ("claim", "removed", ""),
        ("claim", "added", ""),
    ]


def test_what_follows_from_another_edition_of_the_text_is_no_change_of_a_claim():
    at = replace(CLAIM, evidence=Evidence("Bank gave names", None, (5, 20)))
    moved = replace(at, iri="claim/new", id="A7", evidence=Evidence("Bank  gave\nnames", None, (50, 66)))
    old, new = (
        dossier(replace(source(one, OTHER, **STORY), sha256=hash_))
        for one, hash_ in ((at, "a"), (moved, "b"))
    )
    assert changes(old, new) == [("source", "changed", "sha256")]


def test_a_pointer_for_a_quote_is_told():
    pointed = replace(CLAIM, evidence=Evidence(pointer="row 1"))
    detail = only(OLD, dossier(source(pointed, OTHER, **STORY))).details[0]
    assert detail == Detail("quote", "“Bank gave names”", "pointer row 1")


def test_a_claim_with_another_iri_and_nothing_else_says_so():
    renamed = replace(CLAIM, iri="claim/new")
    change = only(OLD, dossier(source(renamed, OTHER, **STORY)))
    assert change.details == (Detail("IRI", CLAIM.iri, "claim/new"),)


def test_references_follow_the_claims_that_they_name():
    answer, denial = answered(NonAnswerKind.DECLINED, "Acme", CLAIM), denial_of(CLAIM, by="Acme")
    old = dossier(source(CLAIM, answer, denial, **STORY))
    moved = replace(CLAIM, iri="claim/new", note="n")
    new = dossier(
        source(
            moved, replace(answer, responds_to=(moved.iri,)), replace(denial, denies=(moved.iri,)), **STORY
        )
    )
    assert changes(old, new) == [("claim", "changed", "note")]


def test_a_reference_to_another_claim_is_told_by_its_id():
    answer = answered(NonAnswerKind.DECLINED, "Bank", CLAIM)
    old = dossier(source(CLAIM, OTHER, answer, **STORY))
    new = dossier(source(CLAIM, OTHER, replace(answer, responds_to=(OTHER.iri,)), **STORY))
    (detail,) = only(old, new).details
    assert detail == Detail("responds to", "claim A1", f"claim {OTHER.iri.removeprefix('claim/')}")


def test_non_answers_relations_and_passages_left_out_are_compared():
    answer, relation = answered(NonAnswerKind.DECLINED, "Acme"), related("owner", "Bank", "Acme")
    passage = NotClaim("not-claim/1", "source/s1", Evidence("fine day"), "no flow")
    old = dossier(replace(source(answer, relation, **STORY), not_claims=(passage,)))
    new = dossier(
        replace(
            source(replace(answer, kind=NonAnswerKind.SILENT), replace(relation, type="rival"), **STORY),
            not_claims=(replace(passage, why="weather"),),
        ),
    )
    assert changes(old, new) == [
        ("non-answer", "changed", "kind"),
        ("relation", "changed", "type"),
        ("passage left out", "changed", "why"),
    ]
    assert diff(old, new).changes[2].name == "“fine day”"


def test_another_order_of_claims_is_told():
    change = only(OLD, dossier(source(OTHER, CLAIM, **STORY)))
    assert (change.what, change.how, change.details[0].what) == ("source", "reordered", "order of claims")


# ------------------------------------------------------------ sources


def test_a_source_that_came_or_went_is_told_with_its_claims():
    two = dossier(source(CLAIM, OTHER, **STORY), source(related("owner", "Bank", "Acme"), iri="source/s2"))
    assert changes(OLD, two) == [("source", "added", ""), ("relation", "added", "")]
    assert changes(two, OLD) == [("source", "removed", ""), ("relation", "removed", "")]


def test_what_a_source_says_of_itself_is_compared():
    dated = dossier(source(CLAIM, OTHER, published="2018-08", author="Cal", **STORY))
    change = only(OLD, dated)
    assert change.details == (Detail("author", "", "Cal"), Detail("published", "", "2018-08"))


def test_a_source_whose_iri_changed_is_recognised_and_its_claims_are_not_told_again():
    local = group("banks")
    here = replace(local, iri="source/s1/party/banks")
    there = replace(local, iri="source/s9/party/banks")
    claim = replace(CLAIM, to=(Said(here.iri, "banks"),))
    moved = replace(claim, iri="claim/new", to=(Said(there.iri, "banks"),))
    old = dossier(source(claim, **STORY), parties=[here])
    new = dossier(source(moved, iri="source/s9", file="s1.yaml", sha256="0" * 64, **STORY), parties=[there])
    assert changes(old, new) == [("source", "changed", "sha256")]


def test_a_name_that_holds_in_one_source_is_told_with_whose_it_is():
    new = dossier(source(CLAIM, OTHER, local_names=(("the bank", named("Bank")),), **STORY))
    assert only(OLD, new).details == (Detail("names in this source", "", "the bank: Bank"),)


# ------------------------------------------------------------ parties and phrases


def with_parties(*parties: Party, speaker: str = "Acme") -> Dossier:
    return dossier(source(said(Stance.ALLEGED, speaker, quote="q", iri="claim/1", act=None)), parties=parties)


def test_a_new_and_a_lost_party_are_told():
    old, new = with_parties(party("Acme")), with_parties(party("Acme"), party("Bank"))
    assert (only(old, new).what, only(old, new).how) == ("party", "added")
    assert (only(new, old).name, only(new, old).how) == ("Bank", "removed")


def test_what_is_known_of_a_party_is_compared():
    old = with_parties(party("Acme"), group("firms"))
    acme = party("Acme", aliases=("A",), ids=(("wikidata", "Q1"),), member_of=(named("firms"),))
    assert only(old, with_parties(acme, group("firms"))).details == (
        Detail("aliases", "", "A"),
        Detail("ids", "", "wikidata: Q1"),
        Detail("member of", "", "firms"),
    )


def test_a_renamed_party_is_told_once_and_its_claims_are_not():
    old = with_parties(party("Acme"))
    new = with_parties(party("Acme Corp", aliases=("Acme",)), speaker="Acme Corp")
    change = only(old, new)
    assert (change.how, change.name) == ("renamed", "Acme Corp")
    assert Detail("name", "Acme", "Acme Corp") in change.details


def test_a_party_is_recognised_by_an_outside_identifier():
    known = (("wikidata", "Q1"),)
    old, new = with_parties(party("Acme", ids=known)), with_parties(party("Zet", ids=known), speaker="Zet")
    assert only(old, new).how == "renamed"


def test_joined_parties_are_told_with_what_they_became():
    old = with_parties(party("Acme"), party("Acme Inc"))
    new = with_parties(party("Acme", aliases=("Acme Inc",)))
    joined, changed = diff(old, new).changes
    assert joined.details == (Detail("joined", "Acme and Acme Inc", "Acme"),)
    assert changed.details == (Detail("aliases", "", "Acme Inc"),)


def test_a_party_split_off_is_told_with_whose_name_it_was():
    old = with_parties(party("Acme", aliases=("Acme Inc",)))
    new = with_parties(party("Acme"), party("Acme Inc"))
    assert [one.how for one in diff(old, new).changes] == ["changed", "split off"]


def test_a_phrase_placed_elsewhere_is_told_once():
    phrase = Phrase("data/names", Slot.DATA, "names", broader=("pd:Financial",))
    meant = replace(CLAIM, data=(Said("pd:Location", "names"),))
    old = dossier(source(CLAIM, **STORY), phrases=[phrase])
    new = dossier(source(meant, **STORY), phrases=[replace(phrase, broader=(), exact="pd:Location")])
    change = only(old, new)
    assert (change.what, change.how, change.name) == ("phrase", "placed elsewhere", "data “names”")
    assert change.details == (Detail("place", "under pd:Financial", "means pd:Location"),)


def test_a_phrase_under_another_is_told_by_its_words_and_its_names_are_compared():
    lone, wide = Phrase("data/a", Slot.DATA, "a"), Phrase("data/b", Slot.DATA, "all of it")
    placed = replace(lone, broader=(wide.iri,), aliases=("aa",))
    change = only(dossier(phrases=[lone, wide]), dossier(phrases=[placed, wide]))
    assert change.details == (Detail("place", "not placed", "under “all of it”"), Detail("aliases", "", "aa"))


def test_the_same_words_for_another_party_are_told_by_local_name():
    local = replace(group("Acme", PartyKind.CLASS), iri="source/s1/party/acme")
    both = [party("Acme"), local]
    claim = replace(CLAIM, to=(Said(local.iri, "Acme"),))
    old, new = dossier(source(CLAIM), parties=both), dossier(source(claim), parties=both)
    assert only(old, new).details == (Detail("to", "Acme (party/acme)", "Acme (source/s1/party/acme)"),)


# ------------------------------------------------------------ shown


def test_the_text_counts_then_tells_each_change_in_a_paragraph():
    dated = replace(CLAIM, said_on=PartialDate("2018"), note="n" * 30)
    text = as_text(diff(OLD, dossier(source(dated, **STORY))), width=60)
    assert text == (
        """\
1 claim changed, 1 claim removed

claim changed: Press alleges that Bank shares names with
    Acme [A1 of “Story” (s1.yaml)]
  said on: (nothing) → 2018
  note: (nothing) → nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn

claim removed: Bank denies that Bank shares any data (no
    kind is named) with Acme [“Story” (s1.yaml)]
"""
    )


def test_the_text_of_another_order_names_only_what_was_reordered():
    text = as_text(diff(OLD, dossier(source(OTHER, CLAIM, **STORY))))
    assert text == "1 source reordered\n\nsource reordered: “Story” (s1.yaml)\n  order of claims\n"


def test_json_has_the_documented_keys():
    (change,) = json.loads(as_json(diff(OLD, dossier(source(CLAIM, **STORY)))))
    assert set(change) == {"what", "how", "name", "iri", "where", "details"}
    assert change["iri"] == f"https://w3id.org/flowclaims/id/{OTHER.iri}"


# ------------------------------------------------------------ any dossier


@given(dossiers(sources=2, statements=2), dossiers(sources=2, statements=2))
def test_something_is_told_if_and_only_if_something_changed(one, other):
    assert not diff(one, one)
    assert bool(diff(one, other)) is (replace(one, name="") != replace(other, name=""))
    assert as_text(diff(one, other)).count("\n\n") == len(diff(one, other).changes)


@given(dossiers(), st.randoms(use_true_random=False))
def test_what_was_taken_out_is_told_and_nothing_else(made, random):
    filled = [one for one in made.sources if one.claims]
    if not filled:
        return
    one = random.choice(filled)
    lost = random.choice(one.claims)
    kept = replace(one, claims=tuple(claim for claim in one.claims if claim != lost))
    less = replace(made, sources=tuple(kept if other is one else other for other in made.sources))
    (removed,), (added,) = diff(made, less).changes, diff(less, made).changes
    assert (removed.how, removed.iri) == ("removed", lost.iri)
    assert (added.how, added.iri) == ("added", lost.iri)


@given(dossiers(statements=2), st.data())
def test_a_changed_note_is_the_only_thing_told(made, data):
    spoken = [(one, claim) for one in made.sources for claim in one.claims]
    if not spoken:
        return
    one, claim = data.draw(st.sampled_from(spoken))
    noted = replace(claim, note="a new note")
    kept = replace(one, claims=tuple(noted if other is claim else other for other in one.claims))
    new = replace(made, sources=tuple(kept if other is one else other for other in made.sources))
    change = only(made, new)
    assert (change.what, change.how, change.iri) == ("claim", "changed", claim.iri)
    assert [detail.what for detail in change.details] == ["note"]


@pytest.mark.parametrize("words", ["x\u202ey", "a\nb\x1b[31m"])
def test_hidden_characters_are_shown(words):
    noted = replace(CLAIM, note=words)
    text = as_text(diff(OLD, dossier(source(noted, OTHER, **STORY))))
    assert text.replace("\n", "").isprintable()


def test_a_renamed_party_is_not_told_again_where_a_flow_is_left_out_or_a_source_calls_it_something():
    def made(name: str, **more) -> Dossier:
        but = (Flow(to=named(name)), Flow(to=named("Bank"), act=Act.SELL))
        claim = replace(CLAIM, to=(), except_=tuple(sorted(but, key=repr)))
        called = (("the company", named(name)),)
        return dossier(source(claim, local_names=called, **STORY), parties=[party(name, **more)])

    change = only(made("Acme"), made("Zet", aliases=("Acme",)))
    assert (change.what, change.how) == ("party", "renamed")


def test_another_flow_left_out_is_told():
    old, new = (
        dossier(source(replace(CLAIM, except_=(Flow(act=act),)), **STORY)) for act in (Act.SELL, Act.USE)
    )
    assert only(old, new).details == (
        Detail("except", "flows whose act is “sell”", "flows whose act is “use”"),
    )
