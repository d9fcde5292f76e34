"""What two extractors find becomes one set of drafts: what both say stands once, nothing is lost."""

from dataclasses import replace

import pytest
from drafted import at, claim, company, drafts, non_answer
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import Act, Drafted, NonAnswerKind, Stance
from graph.drafting.drafts import DraftClaim, Drafts, Proposals, Rejected
from graph.drafting.merging import merge
from graph.drafting.tidying import tidy

BY_MODEL = Drafted(
    "llm", "0.1.0", "710f34197322d962", 0.9, 'the model: "sold"', "some-model", "9f86d081884c7d65"
)
WORDS = "Acme sold the browsing history of its users to AdCo, the Courier found"


def by_model(**more: object) -> DraftClaim:
    """The claim that the rules find, as a model finds it: with a longer quote."""
    return claim(WORDS, **{"drafted": BY_MODEL, **more})


def test_what_both_say_stands_once_with_where_it_came_from_both_times() -> None:
    merged = merge(drafts(claim()), drafts(by_model()))
    (one,) = merged.claims
    assert one.at == at("Acme sold the browsing history of its users to AdCo")
    assert one.drafted == Drafted(
        "rules+llm",
        "0.1.0",
        "710f34197322d962",
        0.9,
        'sell (share); found (alleged); the model: "sold"',
        "some-model",
        "9f86d081884c7d65",
    )


@pytest.mark.parametrize(
    "other",
    [
        {"data": ("the browsing history",)},
        {"data": ()},
        {"data": ("names", "browsing history")},
        {"subjects": ()},
        {"purpose": ("users",)},
    ],
)
def test_one_of_them_may_leave_something_out_and_the_fuller_stays(other: dict[str, tuple[str, ...]]) -> None:
    (one,) = merge(drafts(claim()), drafts(by_model(**other))).claims
    ((key, words),) = other.items()
    assert getattr(one, key) == max(getattr(claim(), key), words, key=len)


@pytest.mark.parametrize(
    "other",
    [
        {"stance": Stance.DENIED},
        {"act": Act.SHARE},
        {"speaker": "AdCo"},
        {"from_": ()},
        {"to": ("Courier",)},
        {"data": ("names",)},
        {"at": at("AdCo declined to comment")},
    ],
)
def test_what_differs_stays_apart_in_the_order_of_the_text(other: dict[str, object]) -> None:
    model = by_model(**other)
    merged = merge(drafts(claim()), drafts(model))
    assert merged.claims == (claim(), model)
    if model.at != by_model().at:
        assert merge(drafts(model), drafts(claim())).claims == (claim(), model)


def test_parties_are_one_if_they_share_a_name_or_an_alias() -> None:
    theirs = [company("Acme Corp.", "acme"), company("AdCo Ltd.", "the advertiser"), company("Courier")]
    ours = [company("Acme"), company("AdCo", "the advertiser"), company("Courier")]
    model = by_model(from_=("Acme Corp.",), to=("AdCo Ltd.",))
    merged = merge(drafts(claim(), parties=ours), drafts(model, parties=theirs))
    assert [one.drafted.extractor for one in merged.claims] == ["rules+llm"]
    assert [(one.name, one.aliases) for one in merged.parties] == [
        ("Acme", ("Acme Corp.", "acme")),
        ("AdCo", ("the advertiser", "AdCo Ltd.")),
        ("Courier", ()),
    ]


def test_an_alias_of_two_parties_joins_none() -> None:
    ours = [company("Acme", "the company"), company("AdCo", "the company"), company("Courier")]
    theirs = [company("Globex", "the company"), company("AdCo"), company("Courier")]
    merged = merge(drafts(claim(), parties=ours), drafts(by_model(from_=("Globex",)), parties=theirs))
    assert [one.name for one in merged.parties] == ["Acme", "AdCo", "Courier", "Globex"]
    assert len(merged.claims) == 2


def test_non_answers_are_merged_too() -> None:
    ours, theirs = non_answer(), non_answer(drafted=BY_MODEL)
    (one,) = merge(drafts(ours), drafts(theirs)).non_answers
    assert one.drafted.extractor == "rules+llm"
    other = replace(theirs, kind=NonAnswerKind.SILENT)
    assert merge(drafts(ours), drafts(other)).non_answers == (ours, other)


def test_of_two_of_one_extractor_the_surer_stays_as_it_is() -> None:
    sure, unsure = by_model(), by_model(drafted=replace(BY_MODEL, confidence=0.2))
    assert merge(drafts(unsure), drafts(sure)).claims == merge(drafts(sure), drafts(unsure)).claims == (sure,)


def test_what_was_proposed_and_rejected_adds_up() -> None:
    some = replace(drafts(), proposals=Proposals(2, 1, (Rejected("claim", "duplicate", "a"),)))
    more = replace(drafts(), proposals=Proposals(3, 0, (Rejected("claim", "duplicate", "b"),)))
    assert merge(some, more).proposals == Proposals(
        5, 1, (Rejected("claim", "duplicate", "a"), Rejected("claim", "duplicate", "b"))
    )
    assert merge(drafts(), more).proposals == more.proposals
    assert merge(drafts(), drafts()).proposals is None


claims = st.builds(
    claim,
    st.sampled_from([WORDS, "Acme sold the browsing history", "AdCo declined to comment"]),
    stance=st.sampled_from(Stance),
    from_=st.sampled_from([(), ("Acme",), ("AdCo",)]),
    data=st.sampled_from([(), ("names",), ("browsing history",), ("names", "browsing history")]),
    drafted=st.sampled_from([claim().drafted, BY_MODEL]),
)
several = st.lists(claims, max_size=4).map(lambda made: drafts(*made))


@given(several, several)
def test_merging_loses_nobody_s_stance_and_gives_what_a_file_can_hold(first: Drafts, second: Drafts) -> None:
    merged = merge(first, second)
    assert merged == merge(first, second)
    said = {(one.stance, one.from_) for one in (*first.claims, *second.claims)}
    assert {(one.stance, one.from_) for one in merged.claims} == said
    assert len(first.claims) <= len(merged.claims) <= len(first.claims) + len(second.claims)
    assert [one.at for one in merged.claims] == sorted(one.at for one in merged.claims)
    assert not [one for one in tidy(merged).left_out if "already" not in one]
