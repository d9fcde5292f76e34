from itertools import product

import pytest
from conftest import answered, denial_of, dossier, group, named, party, related, said, source
from hypothesis import given
from strategies import dossiers

from graph.claims import (
    Act,
    Claim,
    Flow,
    Modality,
    NonAnswerKind,
    PartyKind,
    PartyType,
    Reported,
    Slot,
    Stance,
    Tense,
    Voice,
)
from graph.telling.grammar import is_plural, joined
from graph.telling.sentences import STANCE_VERBS, Ends, Sentences

FULL = {"from_": "Bank", "to": "Acme", "data": "card transactions"}


def sentence(claim: Claim, *others: Claim, parties=()) -> str:
    return Sentences(dossier(source(claim, *others), parties=parties)).claim(claim)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (Act.SEEK, "Acme seeks card transactions from Bank"),
        (Act.SHARE, "Bank shares card transactions with Acme"),
        (Act.SELL, "Bank sells card transactions to Acme"),
        (Act.COLLECT, "Acme collects card transactions from Bank"),
        (Act.USE, "Acme uses card transactions from Bank"),
        (None, "Acme handles (how is not said) card transactions from Bank"),
    ],
)
def test_each_act_names_both_ends_in_its_own_way(act, told):
    assert sentence(said(Stance.ALLEGED, act=act, **FULL)) == f"Press alleges that {told}"


@pytest.mark.parametrize(
    ("stance", "one", "several"),
    [
        (Stance.ALLEGED, "alleges", "allege"),
        (Stance.DENIED, "denies", "deny"),
        (Stance.CONFIRMED, "confirms", "confirm"),
    ],
)
def test_the_verb_of_the_stance_agrees_with_its_speaker(stance, one, several):
    banks = group("several of the banks", PartyKind.VAGUE)
    assert sentence(said(stance, "Bank", **FULL)).startswith(f"Bank {one} that Bank shares")
    told = sentence(said(stance, "several of the banks", from_=banks.name), parties=[banks])
    assert told.startswith(f"Several of the banks {several} that several of the banks share ")


@pytest.mark.parametrize(
    ("tense", "affirmed", "denied"),
    [
        (None, "shares", "shares"),
        (Tense.PRESENT, "shares", "shares"),
        (Tense.PAST, "shared", "shared"),
        (Tense.FUTURE, "will share", "will share"),
        (Tense.EVER, "has at some time shared", "has ever shared"),
        (Tense.CEASED, "formerly shared", "still shares"),
    ],
)
def test_the_tense_is_heard(tense, affirmed, denied):
    assert f"that Bank {affirmed} card" in sentence(said(Stance.ALLEGED, tense=tense, **FULL))
    assert f"that Bank {denied} card" in sentence(said(Stance.DENIED, tense=tense, **FULL))


@pytest.mark.parametrize(
    ("tense", "affirmed", "denied"),
    [
        (None, "may share", "would share"),
        (Tense.PAST, "may have shared", "would have shared"),
        (Tense.FUTURE, "may in future share", "would share"),
        (Tense.EVER, "may at some time have shared", "would ever share"),
        (Tense.CEASED, "may formerly have shared", "would still share"),
    ],
)
def test_the_condition_is_heard(tense, affirmed, denied):
    more = {"tense": tense, "modality": Modality.CONDITIONAL, **FULL}
    assert f"that Bank {affirmed} card" in sentence(said(Stance.CONFIRMED, **more))
    assert f"that Bank {denied} card" in sentence(said(Stance.DENIED, **more))


def test_no_two_shapes_of_a_verb_phrase_are_mistaken_for_each_other():
    told = {
        (tense, modality): sentence(said(Stance.CONFIRMED, tense=tense, modality=modality, **FULL))
        for tense, modality in product([*Tense], [None, *Modality])
    }
    assert len(set(told.values())) == len(told)


def test_what_is_not_said_is_said_to_be_so():
    told = sentence(said(Stance.ALLEGED))
    assert (
        told
        == "Press alleges that a holder not named shares data of a kind not named with a recipient not named"
    )


def test_a_denial_of_what_is_not_said_denies_it_of_anyone():
    told = sentence(said(Stance.DENIED, "Acme", act=Act.SEEK, to="Acme"))
    assert told == "Acme denies that Acme seeks any data (no kind is named) from anyone (no holder is named)"


def test_lists_are_joined_by_and_where_affirmed_and_by_or_where_denied():
    more = {
        "from_": ["Bank", "Bank2"],
        "to": "Acme",
        "data": ["names", "addresses"],
        "purpose": ["ads", "fraud"],
    }
    assert sentence(said(Stance.ALLEGED, **more)) == (
        "Press alleges that Bank and Bank2 share addresses and names with Acme"
        " for the purposes “ads” and “fraud”"
    )
    assert sentence(said(Stance.DENIED, **more)) == (
        "Press denies that Bank or Bank2 shares addresses or names with Acme"
        " for the purposes “ads” or “fraud”"
    )


def test_people_are_named_once():
    assert " about customers with" in sentence(said(Stance.ALLEGED, subjects="customers", **FULL))
    already = said(Stance.ALLEGED, from_="Bank", data="users' data", subjects="users")
    assert "about" not in sentence(already)


def test_words_that_point_at_the_speaker_stay_in_quotation_marks():
    told = sentence(said(Stance.DENIED, "Bank", data="your e-mails", subjects="our customers"))
    assert "“your e-mails” about “our customers”" in told


def test_who_utters_and_who_relays_stand_beside_the_speaker():
    told = sentence(said(Stance.DENIED, "Acme", spokesperson="Ann", via="Wire", **FULL))
    assert told.startswith("Acme (Ann, via Wire) denies that ")
    assert sentence(said(Stance.DENIED, "Ann", spokesperson="Ann", **FULL)).startswith("Ann denies that ")


def test_whose_words_which_voice_and_which_hedges_are_told():
    claim = said(
        Stance.DENIED,
        reported=Reported.INDIRECT,
        voice=Voice.PASSIVE,
        hedges=("actively", "special"),
        **FULL,
    )
    assert (
        "denies, in the outlet's words, in the passive voice, hedged with “actively” and “special”, that"
        in (sentence(claim))
    )


@pytest.mark.parametrize(
    ("slot", "told"),
    [
        (Slot.FROM, "that only Bank shares"),
        (Slot.ACT, "Bank only shares"),
        (Slot.DATA, "shares only card transactions"),
        (Slot.SUBJECTS, "card transactions only about users"),
        (Slot.TO, "only with Acme"),
        (Slot.PURPOSE, "only for the purpose “ads”"),
    ],
)
def test_what_is_exclusive_is_told_of_its_slot(slot, told):
    claim = said(Stance.CONFIRMED, exclusive=(slot,), purpose="ads", subjects="users", **FULL)
    assert told in sentence(claim)
    assert sentence(claim).count("only") == 1


def test_an_exclusive_slot_without_value_is_not_told():
    assert "only" not in sentence(said(Stance.CONFIRMED, exclusive=(Slot.TO, Slot.SUBJECTS), from_="Bank"))


def test_flows_left_out_are_told():
    ads = Flow(purpose="dpv:Advertising", act=Act.SELL)
    claim = said(Stance.DENIED, except_=(ads, Flow(to=named("Acme"))), **FULL)
    assert sentence(claim).endswith(
        ", leaving out flows whose act is “sell” and purpose is “Advertising”, or whose recipient is “Acme”"
    )


def test_flows_left_out_of_what_is_left_out_are_told():
    claim = said(Stance.DENIED, except_=(Flow(act=Act.SELL, except_=(Flow(to=named("Acme")),)),), **FULL)
    assert sentence(claim).endswith("act is “sell”, leaving out flows whose recipient is “Acme”")


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2014", "2015-03", "with Acme from 2014 until 2015-03"),
        ("2014", None, "with Acme from 2014 on"),
        (None, "2015", "with Acme until 2015"),
        ("2014", "2014", "with Acme in 2014"),
        (None, None, "with Acme"),
    ],
)
def test_the_period_is_told_as_precisely_as_it_was_given(start, end, told):
    assert sentence(said(Stance.ALLEGED, period_from=start, period_until=end, **FULL)).endswith(told)


def test_a_denial_of_a_claim_tells_what_it_denies():
    alleged = said(Stance.ALLEGED, "Press", **FULL)
    denied = denial_of(alleged, by="Acme", reported=Reported.INDIRECT)
    assert sentence(denied, alleged) == (
        "Acme denies, in the outlet's words, the allegation by Press"
        " that Bank shares card transactions with Acme"
    )


def test_a_denial_of_a_denial_of_a_claim_tells_the_whole_chain():
    alleged = said(Stance.ALLEGED, "Press", **FULL)
    denied = denial_of(alleged, by="Acme")
    assert sentence(denial_of(denied, by="Press"), denied, alleged) == (
        "Press denies the denial by Acme of the allegation by Press"
        " that Bank shares card transactions with Acme"
    )


def test_a_denial_of_several_claims_or_of_a_lost_one_is_a_sentence_too():
    one, lost = said(Stance.ALLEGED, **FULL), said(Stance.ALLEGED, "Nobody", **FULL)
    told = sentence(denial_of(one, lost, by="Acme"), one)
    assert "the allegation by Press that Bank shares" in told
    assert "; and " in told
    assert "a claim outside this dossier" in told


def test_denials_that_deny_each_other_end():
    one = said(Stance.DENIED, "A", iri="claim/a", denies=("claim/b",), act=None)
    other = said(Stance.DENIED, "B", iri="claim/b", denies=("claim/a",), act=None)
    assert sentence(one, other) == "A denies the denial by B of the denial by A"


def test_one_edge_of_a_claim_tells_of_its_two_ends_only():
    claim = said(Stance.ALLEGED, from_=["Bank", "Bank2"], to="Acme", data="names")
    say = Sentences(dossier(source(claim)))
    assert (
        say.claim(claim, Ends(named("Bank2"), named("Acme")))
        == "Press alleges that Bank2 shares names with Acme"
    )


def test_third_parties_are_told_with_whose_they_are_unless_the_holder_is_he():
    third = group("third parties", PartyKind.THIRD_PARTIES, relative_to=named("Bank"))
    own = said(Stance.ALLEGED, from_="Bank", to="third parties", data="names")
    other = said(Stance.ALLEGED, from_="Acme", to="third parties", data="names")
    assert sentence(own, other, parties=[third]).endswith("Bank shares names with third parties")
    assert sentence(other, own, parties=[third]).endswith("Acme shares names with third parties of Bank")


def test_third_parties_that_no_source_names_still_have_a_name():
    say = Sentences(dossier(parties=[party("Bank")]))
    assert say.party("party/bank/third-parties") == "third parties of Bank"
    assert say.party("party/gone") == "gone"
    assert say.value("fc:children") == "children"


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (NonAnswerKind.NON_DENIAL, "Acme responds to the allegation by Press, neither affirming nor denying"),
        (NonAnswerKind.DECLINED, "Acme declines to comment on the allegation by Press"),
        (NonAnswerKind.SILENT, "Acme did not respond to the allegation by Press"),
    ],
)
def test_a_non_answer_is_no_denial(kind, told):
    alleged = said(Stance.ALLEGED, **FULL)
    answer = answered(kind, "Acme", alleged)
    assert Sentences(dossier(source(alleged, answer))).non_answer(answer) == told


def test_a_non_answer_to_several_claims_counts_those_of_one_speaker():
    claims = [said(Stance.ALLEGED, **FULL), said(Stance.ALLEGED, "Press"), said(Stance.CONFIRMED, "Court")]
    answer = answered(NonAnswerKind.DECLINED, "Acme", *claims, reported=Reported.INDIRECT)
    told = Sentences(dossier(source(*claims, answer))).of(answer)
    assert "2 allegations by Press" in told
    assert "the confirmation by Court" in told
    assert told.endswith(", in the outlet's words")


def test_a_non_answer_to_nothing_in_particular_is_a_sentence_too():
    banks = group("several banks", PartyKind.VAGUE)
    answer = answered(NonAnswerKind.DECLINED, "several banks")
    assert (
        Sentences(dossier(source(answer), parties=[banks])).of(answer) == "Several banks decline to comment"
    )


def test_a_relation_is_told_as_one():
    by, nobody = (
        related("partnership", "Bank", "Acme", by="Acme", purpose=("chat",)),
        related("owner", "Bank"),
    )
    say = Sentences(dossier(source(by, nobody)))
    assert say.of(by) == "Acme tells of a relation “partnership” between Acme and Bank for the purpose “chat”"
    assert say.of(nobody) == "The source tells of a relation “owner” of Bank"


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("banks", True),
        ("several of the aforementioned banks", True),
        ("apps reviewed by the Journal", True),
        ("12 companies", True),
        ("children", True),
        ("most of law enforcement", True),
        ("homeowner", False),
        ("a bank and its affiliates", False),
        ("one of the banks", False),
        ("law enforcement", False),
        ("the press", False),
    ],
)
def test_a_group_takes_a_plural_verb_unless_worded_as_one(name, plural):
    assert is_plural(group(name)) is plural


def test_a_named_party_takes_a_singular_verb():
    assert not is_plural(party("Wells Fargo Banks"))
    assert not is_plural(party("The Times", PartyType.MEDIA))


def test_an_empty_list_is_empty():
    assert joined([]) == ""


def test_hidden_characters_of_a_name_are_shown():
    told = sentence(said(Stance.ALLEGED, data="x\u202e\ny\0"))
    assert "\\u202e y\\x00" in told


@given(dossiers())
def test_every_sentence_is_one_line_that_begins_with_its_speaker_and_stance(made):
    say = Sentences(made)
    for claim in made.claims:
        told, speaker = say.claim(claim), say.speaker(claim)
        assert told.startswith((speaker, speaker[:1].upper() + speaker[1:]))
        assert told[len(speaker) + 1 :].startswith(STANCE_VERBS[claim.stance])
        assert len(told.splitlines()) == 1
    for answer in made.non_answers:
        assert say.of(answer).startswith(say.speaker(answer))
