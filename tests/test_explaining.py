import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import answered, denial_of, dossier, group, named, party, related, said, source
from hypothesis import given
from strategies import HOSTILE, dossiers

from graph.claims import Act, Dossier, Evidence, NonAnswerKind, PartyKind, PartyType, Reported, Stance
from graph.formats.explanation import CAVEAT, NO_STATUSES, as_json, as_markdown, as_text
from graph.problems import UsageError
from graph.status.report import report
from graph.status.values import Status
from graph.status.views import DEFAULT, Basis, PointOfView, Reading
from graph.telling.counting import Counting
from graph.telling.explaining import Explanation, explain

SHARED = Path(__file__).parents[2] / "shared"

ALLEGED = said(Stance.ALLEGED, from_="Bank", to="Acme", data="names", said_on="2018-08-07", id="A1")


def between(made: Dossier, *parties: str) -> Explanation:
    return explain(made, parties)


def flat(text: str) -> str:
    """Text without its line breaks."""
    return " ".join(text.split())


def shown(explanation: Explanation, kind: str = "direct") -> list[str]:
    """IRIs of what sections of this kind show, in order."""
    return [one.said.iri for section in explanation.sections if section.kind == kind for one in section]


# ------------------------------------------------------------ what is shown


def test_claims_between_two_parties_are_shown_in_either_direction_and_no_others():
    back = said(Stance.ALLEGED, from_="Acme", to="Bank")
    other = said(Stance.ALLEGED, from_="Bank", to="Third")
    made = dossier(source(ALLEGED, back, other))
    assert set(shown(between(made, "Bank", "Acme"))) == {ALLEGED.iri, back.iri}
    assert shown(between(made, "acme", "BANK")) == shown(between(made, "Bank", "Acme"))


def test_one_party_is_shown_in_every_role():
    roles = [
        said(Stance.ALLEGED, from_="Acme"),
        said(Stance.ALLEGED, to="Acme"),
        said(Stance.ALLEGED, by="Acme"),
        said(Stance.ALLEGED, spokesperson="Acme"),
        said(Stance.ALLEGED, via="Acme"),
        answered(NonAnswerKind.DECLINED, "Acme"),
        related("owner", "Acme", "Bank"),
        related("owner", "Bank", by="Acme"),
    ]
    made = dossier(source(*roles, said(Stance.ALLEGED, from_="Bank", to="Else")))
    assert set(shown(between(made, "Acme"))) == {one.iri for one in roles}


def test_an_allegation_comes_before_its_responses_and_these_before_the_rest():
    earlier = said(Stance.ALLEGED, "Blog", from_="Bank", to="Acme", said_on="2017")
    denied = said(
        Stance.DENIED, "Acme", from_="Bank", to="Acme", responds_to=(ALLEGED.iri,), said_on="2018-09"
    )
    silent = answered(NonAnswerKind.SILENT, "Bank", ALLEGED, said_on="2018-08-08")
    made = dossier(source(denied, earlier, silent, ALLEGED))
    section = between(made, "Acme", "Bank").sections[0]
    (thread,) = section.threads
    assert thread.claim.said == ALLEGED
    assert [one.said for one in thread.responses] == [silent, denied]
    assert [one.said for one in section.others] == [earlier]


def test_a_response_is_shown_though_it_names_another_end():
    answer = said(Stance.DENIED, "Acme", from_="Other", to="Acme", responds_to=(ALLEGED.iri,))
    made = dossier(source(ALLEGED, answer))
    assert shown(between(made, "Acme", "Bank")) == [ALLEGED.iri, answer.iri]


def test_a_denial_of_a_claim_and_a_denial_of_that_denial_are_responses():
    denial = denial_of(ALLEGED, by="Acme")
    again = denial_of(denial, by="Press")
    explanation = between(dossier(source(again, denial, ALLEGED)), "Acme", "Bank")
    (thread,) = explanation.sections[0].threads
    assert {one.said.iri for one in thread.responses} == {denial.iri, again.iri}
    numbers = {one.said.iri: one.number for one in explanation.statements}
    assert thread.claim.answered_by == (numbers[denial.iri],)
    assert next(one for one in thread.responses if one.said.iri == again.iri).answers == (
        numbers[denial.iri],
    )


def test_a_response_to_two_claims_is_shown_once_and_named_by_both():
    other = said(Stance.ALLEGED, "Blog", from_="Bank", to="Acme")
    answer = answered(NonAnswerKind.DECLINED, "Acme", ALLEGED, other)
    explanation = between(dossier(source(ALLEGED, other, answer)), "Acme", "Bank")
    shown_claims = [one for one in explanation.statements if one.said.iri in (ALLEGED.iri, other.iri)]
    assert [one.answered_by for one in shown_claims] == [(2,), (2,)]
    assert [one.number for one in explanation.statements] == [1, 2, 3]


def test_what_answers_a_claim_that_is_not_shown_says_so():
    far = said(Stance.ALLEGED, from_="Bank", to="Third")
    answer = said(Stance.DENIED, "Acme", from_="Acme", to="Else", responds_to=(far.iri,))
    explanation = between(dossier(source(far, answer)), "Acme")
    assert explanation.statements[0].answers_elsewhere == (far.iri,)
    assert "answers 1 claim not shown here" in as_text(explanation)


def test_a_later_telling_is_joined_with_the_earlier_one():
    later = said(Stance.DENIED, "Bank", from_="Bank", to="Acme", said_on="2019", supersedes=(ALLEGED.iri,))
    text = as_text(between(dossier(source(ALLEGED, later)), "Acme", "Bank"))
    assert text.index("superseded by [2]") < text.index("supersedes [1]")


def test_claims_that_answer_each_other_are_shown_though_none_begins():
    one = said(Stance.DENIED, "Acme", from_="Acme", to="Bank", iri="claim/1", responds_to=("claim/2",))
    other = said(Stance.DENIED, "Bank", from_="Acme", to="Bank", iri="claim/2", responds_to=("claim/1",))
    assert set(shown(between(dossier(source(one, other)), "Acme", "Bank"))) == {"claim/1", "claim/2"}


def test_a_non_answer_to_nothing_in_particular_belongs_to_the_claims_of_its_source():
    general = answered(NonAnswerKind.DECLINED, "Acme")
    elsewhere = answered(NonAnswerKind.DECLINED, "Acme", quote="elsewhere")
    made = dossier(source(ALLEGED, general), source(elsewhere, iri="source/s2"))
    assert shown(between(made, "Acme", "Bank")) == [ALLEGED.iri, general.iri]


def test_the_rest_is_ordered_by_date_and_the_undated_comes_last():
    undated, late, early = (
        said(Stance.ALLEGED, f"P{number}", from_="Bank", to="Acme", said_on=day)
        for number, day in enumerate((None, "2019", "2018-12-31"))
    )
    made = dossier(source(undated, late, early))
    assert shown(between(made, "Acme", "Bank")) == [early.iri, late.iri, undated.iri]


def test_nothing_is_shown_where_nothing_was_said():
    explanation = between(dossier(source(ALLEGED), parties=[party("Lonely")]), "Lonely", "Acme")
    assert not between(dossier(parties=[party("Lonely")]), "Lonely")
    assert shown(explanation) == []
    assert "(nothing in this dossier)" in as_text(explanation)


# ------------------------------------------------------------ who else is meant


def test_what_is_said_of_groups_services_and_vague_groups_stands_apart():
    bank = replace(party("Bank"), member_of=(named("banks"),))
    banks = group("banks", member_of=(named("firms"),))
    chat = party("Chat", PartyType.SERVICE, operated_by=(bank.iri,))
    vague = group("several banks", PartyKind.VAGUE, candidates=(bank.iri,))
    definite = group("these lenders", PartyKind.DEFINITE, members=(bank.iri,))
    ends = ("banks", "firms", "Chat", "several banks", "these lenders")
    claims = {end: said(Stance.ALLEGED, from_=end, to="Acme") for end in ends}
    made = dossier(source(*claims.values()), parties=[bank, banks, group("firms"), chat, vague, definite])
    headings = {
        section.heading: [one.said.iri for one in section] for section in between(made, "Bank").sections
    }
    belongs = "said of a group that Bank is stated to belong to: "
    assert headings == {
        "": [],
        f"{belongs}banks": [claims["banks"].iri],
        f"{belongs}these lenders": [claims["these lenders"].iri],
        f"{belongs}firms": [claims["firms"].iri],
        "said of a service that Bank operates: Chat": [claims["Chat"].iri],
        "said of a group that Bank may belong to (it names nobody): several banks": [
            claims["several banks"].iri
        ],
    }
    two = between(made, "Bank", "Acme")
    assert {section.heading for section in two.sections} == set(headings)


def test_a_group_does_not_bring_its_members_along():
    bank = replace(party("Bank"), member_of=(named("banks"),))
    made = dossier(source(said(Stance.ALLEGED, from_="Bank", to="Acme")), parties=[bank, group("banks")])
    assert not between(made, "banks")


def test_an_end_not_said_stands_apart():
    open_ended = said(Stance.DENIED, "Acme", act=Act.SEEK, to="Acme")
    explanation = between(dossier(source(open_ended, ALLEGED)), "Bank", "Acme")
    assert shown(explanation, "end not said") == [open_ended.iri]
    assert "Said of Acme with the other end not said (Bank is not named):" in as_text(explanation)


# ------------------------------------------------------------ wrong calls


def test_the_same_party_twice_is_refused():
    made = dossier(source(ALLEGED), parties=[party("Acme", aliases=("A",))])
    with pytest.raises(UsageError, match="are the same party, party/acme"):
        between(made, "Acme", "A")


def test_other_than_one_or_two_parties_is_refused():
    for parties in ((), ("Acme", "Bank", "Press")):
        with pytest.raises(UsageError, match="one or two parties"):
            between(dossier(source(ALLEGED)), *parties)


def test_an_unknown_party_is_refused_with_an_offer():
    with pytest.raises(UsageError, match="did you mean 'Acme'"):
        between(dossier(source(ALLEGED)), "Acmee")


# ------------------------------------------------------------ how it is shown

CHECKED = said(
    Stance.DENIED,
    "Acme",
    from_="Bank",
    to="Acme",
    reported=Reported.INDIRECT,
    evidence=Evidence("we never asked", None, (4, 18), True),
    said_on="2018-08",
    responds_to=(ALLEGED.iri,),
    note="see there",
)
ROW = said(Stance.CONFIRMED, "Bank", from_="Bank", to="Acme", evidence=Evidence(pointer="row 12"))
STORY = source(
    ALLEGED,
    CHECKED,
    ROW,
    title="A *story*",
    author="Cal",
    published="2018-08-07",
    url="https://a.example/?a=1&b=2",
    archived="https://archive.example/1",
)


def test_the_text_tells_sentence_quote_place_date_source_and_iri():
    assert as_text(between(dossier(STORY), "Acme", "Bank")) == (
        """\
Acme and Bank
=============

What is said of data between Acme and Bank:

[1] Press alleges that Bank shares names with Acme.
    “Press said alleged” (quote not checked)
    claim A1, said 7 August 2018, in the speaker's own words
    Cal, “A *story*”, outlet not named in the text, 7 August 2018
    https://a.example/?a=1&b=2
    archived https://archive.example/1
    answered by [2]
    """
        f"https://w3id.org/flowclaims/id/{ALLEGED.iri}"
        """
    Status (plain reading, own words only, as of 2018-08-31): unanswered; in the outlet's words
      only: denied.
      - Unanswered (corroborated): that Bank shares names with Acme.
        Bank confirms something without naming the data; names left open [3].
        In the outlet's words only: denied: Acme denies it [2].
      - Side by side:
        alleged “Press said alleged” (quote not checked)
        [2] “we never asked”

    [2] Acme denies, in the outlet's words, that Bank shares any data (no kind is named) with Acme.
        “we never asked”
        claim, said August 2018, in the outlet's words, characters 4-18
        Cal, “A *story*”, outlet not named in the text, 7 August 2018
        https://a.example/?a=1&b=2
        archived https://archive.example/1
        answers [1]
        counts as an answer only on basis all: it is in the outlet's words
        note: see there
        """
        f"https://w3id.org/flowclaims/id/{CHECKED.iri}"
        """

[3] Bank confirms that Bank shares data of a kind not named with Acme.
    claim, undated, in the speaker's own words, row 12
    Cal, “A *story*”, outlet not named in the text, 7 August 2018
    https://a.example/?a=1&b=2
    archived https://archive.example/1
    """
        f"https://w3id.org/flowclaims/id/{ROW.iri}\n\n{CAVEAT}\n"
    )


def test_the_text_fits_its_width_unless_an_address_does_not():
    explanation = between(dossier(STORY), "Acme", "Bank")
    for width in (40, 60, 100):
        long = [line for line in as_text(explanation, width).splitlines() if len(line) > width]
        assert all(re.fullmatch(r" *(archived )?https://\S+", line) for line in long)


def test_markdown_escapes_what_sources_say_and_links_their_addresses():
    text = as_markdown(between(dossier(STORY), "Acme", "Bank"))
    assert "“A \\*story\\*”" in text
    assert "- <https://a.example/?a=1&b=2>" in text
    assert "> **\\[2\\]** Acme denies" in text
    assert "> > “we never asked”" in text


@pytest.mark.parametrize(
    "words", [*HOSTILE, "# head", "- item", "[x](javascript:alert(1))", "`a` | ~~b~~ $c$"]
)
def test_a_hostile_quote_stays_text_in_text_and_markdown(words):
    claim = said(Stance.ALLEGED, from_="Bank", to="Acme", data=words, evidence=Evidence(words), note=words)
    explanation = between(dossier(source(claim, title=words, url=words)), "Acme", "Bank")
    assert as_text(explanation).replace("\n", "").isprintable() or "\u2028" in words or "\ufeff" in words
    text = as_markdown(explanation)
    assert "<img" not in text
    assert not re.search(r"(?<!\\)[*_`\[\]|~$](?<!\*)", text.replace("**", "").replace(f"*{CAVEAT}*", ""))
    assert not [
        line for line in text.splitlines() if re.match(r"[ >]*(#{1,6} (?!Acme|What|Said)|\d+\.|[+*] )", line)
    ]


def test_json_has_the_documented_keys_and_no_others():
    explanation = between(
        dossier(STORY, source(related("owner", "Acme", "Bank"), iri="source/s2")), "Acme", "Bank"
    )
    document = json.loads(as_json(explanation))
    documented = set(re.findall(r"``(\w+)``", as_json.__doc__ or ""))
    assert set(document) <= documented
    keys = [set(one) for one in document["statements"]]
    assert len(keys) == 4
    assert all(one == keys[0] for one in keys)
    assert keys[0] | set(document["statements"][0]["source"]) | set(document["sections"][0]) <= documented
    assert set(document["statements"][0]["standing"]) | set(document["point_of_view"]) <= documented
    assert [one["standing"] is None for one in document["statements"]] == [False, True, True, True]


def test_json_holds_the_quote_verbatim_and_the_dates_with_their_precision():
    claim = said(
        Stance.ALLEGED, from_="Bank", to="Acme", evidence=Evidence("a\n  \u202eb"), said_on="2018-08"
    )
    (statement,) = json.loads(as_json(between(dossier(source(claim)), "Acme", "Bank")))["statements"]
    assert statement["quote"] == "a\n  \u202eb"
    assert statement["quote_checked"] is False
    assert (statement["said_on"], statement["said_on_precision"]) == ("2018-08", "month")
    assert statement["source"]["outlet"] is None


def test_iris_begin_with_the_base_that_was_asked_for():
    explanation = explain(dossier(STORY), ["https://example.org/party/acme"], base="https://example.org/")
    assert f"https://example.org/{ALLEGED.iri}" in as_text(explanation)


# ------------------------------------------------------------ what an allegation has come to

SEEKING = said(
    Stance.ALLEGED,
    act=Act.SEEK,
    from_=["Bank", "Bank2", "Bank3"],
    to="Acme",
    data=["names", "dates"],
    purpose="ads",
)
NARROW = said(Stance.DENIED, "Acme", act=Act.SEEK, to="Acme", data="names", quote="we ask for no names")


def standings(made: Dossier, *parties: str, view: PointOfView = DEFAULT) -> list[str]:
    """What is told of the standing of each allegation shown, one text each."""
    text = as_text(explain(made, parties, view=view), 4000)
    return re.findall(r"^ *Status .*(?:\n {4,}\S.*)*", text, re.MULTILINE)


def test_an_allegation_tells_its_status_with_the_ratio_and_the_point_of_view():
    (told,) = standings(dossier(source(SEEKING, NARROW)), "Acme")
    assert told.lstrip().startswith(
        "Status (plain reading, own words only, all undated): "
        "partly answered: 3 denied, 3 partly answered, of 6 flows."
    )


def test_equal_flows_are_told_together_in_one_sentence():
    (told,) = standings(dossier(source(SEEKING, NARROW)), "Acme")
    banks = "Bank, Bank2 and Bank3"
    assert f"- Denied: that Acme seeks names from {banks} for the purpose “ads”." in told
    assert f"- Partly answered: that Acme seeks dates from {banks} for the purpose “ads”." in told
    assert told.count("- ") == 3


def test_flows_with_other_recipients_are_told_in_a_sentence_of_their_own():
    claim = said(Stance.ALLEGED, from_=["A", "B"], to=["C", "D"], data="names")
    answers = [said(Stance.DENIED, "A", from_="A", to="C"), said(Stance.DENIED, "A", from_="A", to="D")]
    (told,) = standings(dossier(source(claim, answers[0])), "A", view=PointOfView(as_of=date(2020, 1, 1)))
    assert "- Denied: that A shares names with C." in told
    whole = "\n".join(standings(dossier(source(claim, *answers)), "Press"))
    assert "- Unanswered: that B shares names with C and D." in whole


def test_only_the_flows_of_the_parties_asked_for_are_told_and_it_says_so():
    (told,) = standings(dossier(source(SEEKING, NARROW)), "Bank", "Acme")
    only = (
        "2 of its 6 flows concern Bank and Acme; the other 4 are not told here (2 denied, 2 partly answered)."
    )
    assert only in told
    assert "from Bank for" in told
    assert "Bank2" not in told
    (one,) = standings(dossier(source(said(Stance.ALLEGED, from_=["A", "B"], to="C"))), "A")
    assert "1 of its 2 flows concerns A; the other one is not told here (1 unanswered)." in one


def test_a_speaker_who_is_at_no_end_is_told_all_flows():
    (told,) = standings(dossier(source(SEEKING, NARROW)), "Press")
    assert "not told here" not in told
    assert "Bank, Bank2 and Bank3" in told


def test_the_quotes_of_allegation_and_answers_stand_side_by_side_once():
    (told,) = standings(dossier(source(SEEKING, NARROW)), "Acme")
    lines = [line.strip() for line in told.splitlines()]
    at = lines.index("- Side by side:")
    assert lines[at + 1 :] == [
        "alleged “Press said alleged” (quote not checked)",
        "[2] “we ask for no names” (quote not checked)",
    ]


def test_what_nobody_answers_is_said_to_be_unanswered():
    (told,) = standings(dossier(source(ALLEGED)), "Acme")
    assert "unanswered." in told
    assert "Nobody who may answer has answered." in told
    assert "Side by side" not in told


def test_a_group_that_speaks_takes_a_plural_verb():
    parties = [group("banks"), party("Shop")]
    claim = said(Stance.ALLEGED, from_="banks", to="Shop", data=["names", "dates"])
    denial = said(Stance.DENIED, "banks", from_="banks", to="Shop", data="names")
    silent = answered(NonAnswerKind.DECLINED, "banks", claim)
    (told,) = standings(dossier(source(claim, denial, silent), parties=parties), "banks")
    assert "Banks deny it [" in told
    (other,) = standings(dossier(source(claim, silent), parties=parties), "banks")
    assert "Banks decline to comment [2]." in other


def test_one_who_confirms_and_denies_is_told_twice():
    claims = [
        ALLEGED,
        said(Stance.CONFIRMED, "Acme", from_="Bank", to="Acme", data="names"),
        said(Stance.DENIED, "Acme", from_="Bank", to="Acme"),
    ]
    (told,) = standings(dossier(source(*claims)), "Bank", "Acme")
    assert "Contradicted: that" in told
    assert "Acme confirms it [" in told
    assert "Acme denies it [" in told


def test_a_second_denial_that_goes_as_far_is_named_as_such_and_one_that_does_not_as_less_far():
    denials = [
        said(Stance.DENIED, "Bank", from_="Bank", to="Acme", quote="never"),
        said(Stance.DENIED, "Bank", from_="Bank", to="Acme", quote="never ever"),
        said(Stance.DENIED, "Bank", from_="Bank", to="Acme", data="names", purpose="ads"),
    ]
    (told,) = standings(dossier(source(ALLEGED, *denials)), "Bank", "Acme")
    assert re.search(r"Bank denies it \[\d\]; so also \[\d\]; less far: \[\d\]\.", told)


def test_a_status_that_paraphrases_change_is_told_beside_it():
    indirect = said(Stance.DENIED, "Bank", from_="Bank", to="Acme", reported=Reported.INDIRECT)
    made = dossier(source(ALLEGED, indirect))
    (told,) = standings(made, "Bank", "Acme")
    assert "unanswered; in the outlet's words only: denied." in told
    assert "In the outlet's words only: denied: Bank denies it [2]." in told
    (everything,) = standings(made, "Bank", "Acme", view=PointOfView(basis=Basis.ALL))
    assert "own words and paraphrases" in everything
    assert "Bank, in the outlet's words, denies it [2]." in everything
    assert "only" not in everything


def test_own_words_beside_paraphrases_are_not_said_to_be_the_outlets_only():
    own = said(Stance.DENIED, "Bank", from_="Bank", to="Acme")
    theirs = said(Stance.CONFIRMED, "Acme", from_="Bank", to="Acme", data="names", reported=Reported.INDIRECT)
    (told,) = standings(dossier(source(ALLEGED, own, theirs)), "Bank", "Acme")
    assert "denied; with the outlet's words: contradicted." in told


def test_the_core_is_told_where_it_has_another_status():
    claim = said(Stance.ALLEGED, from_="Bank", to="Acme", data="names", purpose="ads")
    admitted = said(Stance.CONFIRMED, "Bank", from_="Bank", to="Acme", data="names")
    (told,) = standings(dossier(source(claim, admitted)), "Bank", "Acme")
    assert "Unanswered (corroborated): that" in told
    assert "With the purpose left open: confirmed: " in told


def test_what_was_said_after_the_date_of_the_point_of_view_is_left_out():
    late = said(Stance.DENIED, "Bank", from_="Bank", to="Acme", said_on="2019-01-01")
    made = dossier(source(ALLEGED, late))
    assert "denied." in standings(made, "Bank", "Acme")[0]
    (before,) = standings(made, "Bank", "Acme", view=PointOfView(as_of=date(2018, 12, 31)))
    assert "(plain reading, own words only, as of 2018-12-31): unanswered." in before
    early = explain(made, ["Bank", "Acme"], view=PointOfView(as_of=date(2018, 12, 31)))
    assert shown(early) == [ALLEGED.iri]


def test_responses_that_do_not_count_are_shown_and_it_is_said_why():
    parties = [group("some banks", PartyKind.VAGUE), party("Lobby"), party("Bank")]
    outsider = said(Stance.DENIED, "Lobby", from_="Bank", to="Acme", responds_to=(ALLEGED.iri,))
    vague = said(Stance.DENIED, "some banks", from_="some banks", to="Acme", responds_to=(ALLEGED.iri,))
    made = dossier(source(ALLEGED, outsider, vague), parties=parties)
    reasons = {one.said.iri: one.not_counted for one in between(made, "Bank", "Acme").statements}
    assert reasons == {
        ALLEGED.iri: None,
        outsider.iri: "does not count as an answer: Lobby is no party to the flow",
        vague.iri: "does not count as an answer: a vague group answers for nobody",
    }
    assert "Nobody who may answer has answered." in as_text(between(made, "Bank", "Acme"))
    assert "Lobby is no party to the flow" in as_text(between(made, "Bank", "Acme"))
    assert "- does not count as an answer: Lobby" in as_markdown(between(made, "Bank", "Acme"))


def test_an_outsiders_confirmation_is_an_allegation_with_a_status():
    claim = said(Stance.CONFIRMED, "Lobby", from_="Bank", to="Acme")
    denial = said(Stance.DENIED, "Bank", from_="Bank", to="Acme")
    explanation = between(dossier(source(claim, denial)), "Bank", "Acme")
    (first, second) = sorted(explanation.statements, key=lambda one: one.said.iri != claim.iri)
    assert first.not_counted == "counts as an allegation: Lobby is no party to the flow"
    assert first.standing is not None
    assert first.standing.status is Status.DENIED
    assert second.standing is None
    assert second.not_counted is None


def test_an_answer_that_is_not_shown_is_named_by_its_id_and_with_several_sources_by_its_file():
    far = said(Stance.DENIED, "Acme", to="Acme", id="D9")
    made = dossier(source(ALLEGED, far))
    assert "Acme denies it (D9)." in standings(made, "Bank")[0]
    two = dossier(source(ALLEGED), source(far, iri="source/s2"))
    assert "Acme denies it (s2/D9)." in standings(two, "Bank")[0]


def test_of_too_many_claims_no_status_is_told(monkeypatch):
    monkeypatch.setattr("graph.status.report.LARGEST", 1)
    monkeypatch.setattr("graph.status.part.LARGEST_PART", 1)
    explanation = between(dossier(source(ALLEGED, NARROW)), "Acme")
    assert explanation.report is None
    assert NO_STATUSES in as_text(explanation)
    assert NO_STATUSES in as_markdown(explanation)
    assert not standings(dossier(source(ALLEGED, NARROW)), "Acme")
    document = json.loads(as_json(explanation))
    assert document["point_of_view"] is None
    assert {one["standing"] is None for one in document["statements"]} == {True}


def test_json_holds_all_flows_and_which_of_them_concern_the_parties():
    document = json.loads(as_json(between(dossier(source(SEEKING, NARROW)), "Bank", "Acme")))
    (standing,) = (one["standing"] for one in document["statements"] if one["standing"])
    assert standing["status"] == standing["status_all"] == "PartlyAnswered"
    assert standing["in_words"] == "partly answered: 3 denied, 3 partly answered, of 6 flows"
    assert len(standing["flows"]) == 6
    assert {flow["from"] for flow in standing["flows"] if flow["concerns"]} == {"Bank"}
    assert document["point_of_view"] == {"reading": "plain", "basis": "direct", "as_of": None}


@pytest.fixture(scope="module")
def banks() -> Dossier:
    from graph.reading.dossiers import load

    return load([Path(__file__).parents[1] / "cases" / "facebook-banks-2018"])


@pytest.mark.parametrize("bank", ["JPMorgan Chase", "Wells Fargo", "Citigroup", "U.S. Bancorp"])
def test_the_article_tells_of_each_bank_which_requests_are_answered_and_by_whom(banks, bank):
    first, second = standings(banks, "Facebook", bank)
    assert (
        "(plain reading, own words only, as of 2018-08-07): partly answered: 4 denied, 4 sidestepped, "
        "of 8 flows; in the outlet's words only: denied." in first
    )
    corroborated = " (corroborated)" if bank == "JPMorgan Chase" else ""
    for status, data in (("Denied", "card transactions"), ("Sidestepped", "checking account balances")):
        asked = f"that Facebook sought {data} about customers from {bank} for"
        assert f"- {status}{corroborated}: {asked} the purpose “deepen user engagement”." in first
    hedge = "hedged with “actively” and speaking of the present while the allegation is of the past"
    assert f"Facebook (via CNNMoney) denies it, {hedge} [2]." in first
    assert "speaks of financial transaction data, not of checking account balances [2]." in first
    assert re.search(
        r"In the outlet's words only: denied: Facebook denies it \[\d+\]; so also \[3\]\.", first
    )
    assert "the rest of users' financial data left open [2]." in second
    assert ("Citigroup (via AFP) responds, neither affirming nor denying [5]." in second) is (
        bank == "Citigroup"
    )
    assert ("without naming the data" in first) is (bank == "JPMorgan Chase")


@pytest.mark.parametrize(
    ("view", "told"),
    [
        (PointOfView(), "partly answered: 4 denied, 4 sidestepped, of 8 flows"),
        (PointOfView(basis=Basis.ALL), "denied: all 8 flows."),
        (PointOfView(Reading.STRICT), "partly answered: 4 partly answered, 4 sidestepped, of 8 flows"),
    ],
)
def test_own_words_answer_four_of_the_eight_requests_paraphrases_all_and_read_strictly_none(
    banks, view, told
):
    assert told in standings(banks, "Facebook", view=view)[0]


@given(dossiers())
def test_a_status_is_told_of_every_allegation_and_never_without_its_point_of_view(made):
    for one in made.parties[:3]:
        explanation = explain(made, [one.iri])
        alleged = [each for each in explanation.statements if each.standing is not None]
        assert {each.said.stance for each in alleged} <= {Stance.ALLEGED, Stance.CONFIRMED}
        text = flat(as_text(explanation))
        assert text.count(f"Status ({explanation.report.view})") == len(alleged)
        for each in alleged:
            flows = [flow for told in each.standing.told for flow in told.flows]
            assert len(flows) + len(each.standing.untold) == len(each.standing.flows)


@given(dossiers())
def test_everything_that_names_a_party_is_shown_once_and_nothing_else_is_added(made):
    for one in made.parties:
        explanation = explain(made, [one.iri])
        numbers = [each.number for section in explanation.sections for each in section]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
        direct = set(shown(explanation))
        for each in (*made.claims, *made.non_answers):
            roles = {each.speaker, each.spokesperson, each.via}
            assert one.iri not in roles or each.iri in direct
        json.loads(as_json(explanation))
        for text in (flat(as_text(explanation)), flat(as_markdown(explanation))):
            assert CAVEAT in text
            for statement in explanation.statements:
                evidence = statement.said.evidence
                assert evidence.verified or evidence.quote is None or "quote not checked" in text


@given(dossiers())
def test_two_parties_show_the_same_in_either_order(made):
    for a, b in zip(made.parties, made.parties[1:], strict=False):
        one, other = explain(made, [a.iri, b.iri]), explain(made, [b.iri, a.iri])
        assert set(shown(one)) == set(shown(other))
        assert {each.said.iri for each in one.statements} == {each.said.iri for each in other.statements}


def test_the_seed_shows_what_jpmorgan_and_facebook_said_and_marks_the_rest():
    seed = SHARED / "seed" / "seed.gold.yaml"
    if not seed.is_file():
        pytest.skip("the seed article is not at hand")
    from graph.reading.dossiers import load

    explanation = explain(load([seed]), ["jpmorgan chase", "Facebook"])
    ids = {
        section.heading: {getattr(one.said, "id", None) for one in section}
        for section in explanation.sections
    }
    assert ids[""] == {"A1", "A2", "C1", "C2", "C3", "D5", "D7", "N1"}
    assert ids["said of a group that Facebook is stated to belong to: these platforms"] == {"C4", "D9"}
    assert ids["said of a group that JPMorgan Chase is stated to belong to: banks"] == {"D2", "D3", None}
    text = flat(as_text(explanation))
    assert "quote not checked" not in text
    assert "outlet not named in the text" in text


def test_a_candidate_of_a_vague_group_is_told_as_one_who_may_be_meant():
    some = group("several shops", PartyKind.VAGUE, candidates=("party/a",))
    alleged = said(Stance.ALLEGED, from_="several shops", to="B")
    denial = said(Stance.DENIED, "A", from_="several shops", to="B")
    made = dossier(source(alleged, denial), parties=[some, party("A")])
    why = Counting(report(made)).why_not(denial)
    assert why == "does not count as an answer: it is not said that A is one of several shops"
    outsider = said(Stance.DENIED, "C", from_="several shops", to="B")
    others = dossier(source(alleged, outsider), parties=[some, party("A"), party("C")])
    why = Counting(report(others)).why_not(outsider)
    assert why == "does not count as an answer: C is no party to the flow"
