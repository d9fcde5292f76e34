"""A company's own documents: drafted as what it says of itself, and what two editions of one tell apart."""

from pathlib import Path

import pytest
from drafted import HAS_PARSER, NO_PARSER
from parsed import claim, claims, told
from test_cli import run

from graph.claims import Act, Claim, Stance
from graph.reading.dossiers import load

pytestmark = pytest.mark.skipif(not HAS_PARSER, reason=NO_PARSER)

OLD = """Brightwell Privacy Policy

We collect your email address, your location and the heart rate that your watch measures.

We share your location with weather services to show you a forecast.

We do not sell your personal information.

We never share your heart rate with advertisers.
"""
NEW = OLD.replace(
    "We do not sell your personal information.",
    "We share your email address with advertising partners.",
)


def edition(folder: Path, text: str) -> Path:
    """A folder with one edition of the policy, drafted as Brightwell's own and accepted whole."""
    folder.mkdir()
    (folder / "policy.txt").write_text(text)
    drafted = run(
        "draft", str(folder), "--speaker", "Brightwell", "--title", "Privacy policy", "-o", str(folder)
    )
    assert drafted.returncode == 0, drafted.stderr
    accepted = run("accept", "--all", str(folder / "policy.yaml"))
    assert accepted.returncode == 0, accepted.stderr
    return folder


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    home = tmp_path_factory.mktemp("policies")
    return edition(home / "old", OLD), edition(home / "new", NEW)


def said(folder: Path) -> dict[str, Claim]:
    """By quote, what the company says."""
    (source,) = load([folder]).sources
    return {one.evidence.quote or "": one for one in source.claims}


def test_every_statement_of_a_policy_is_its_company_s_own_word(editions):
    found = said(editions[0])
    assert len(found) == 4
    assert {one.speaker for one in found.values()} == {"party/brightwell"}
    assert [one.stance for one in found.values()] == [
        Stance.CONFIRMED,
        Stance.CONFIRMED,
        Stance.DENIED,
        Stance.DENIED,
    ]


def test_a_policy_says_who_gets_which_data_for_what(editions):
    given = said(editions[0])["We share your location with weather services to show you a forecast."]
    assert [one.words for one in given.from_] == ["Brightwell"]
    assert [one.words for one in given.to] == ["weather services"]
    assert [one.words for one in given.data] == ["location"]
    assert [one.words for one in given.purpose] == ["show you a forecast"]


def test_what_a_policy_collects_goes_to_its_company(editions):
    taken = said(editions[0])[
        "We collect your email address, your location and the heart rate that your watch measures."
    ]
    assert (taken.act, [one.words for one in taken.to]) == (Act.COLLECT, ["Brightwell"])
    assert {one.words for one in taken.data} == {"email address", "location", "heart rate"}


def test_we_do_not_sell_is_a_denial_of_selling(editions):
    denial = said(editions[0])["We do not sell your personal information."]
    assert (denial.stance, denial.act) == (Stance.DENIED, Act.SELL)
    assert [one.words for one in denial.from_] == ["Brightwell"]


def test_two_editions_tell_what_the_company_began_and_ceased_to_say(editions):
    told = run("diff", *map(str, editions))
    assert told.returncode == 1, told.stderr  # they differ
    first, *rest = told.stdout.split("\n\n")
    assert (
        first.strip() == "1 source changed, 1 party added, 1 phrase removed, 1 claim removed, 1 claim added"
    )
    claims = [" ".join(one.split()) for one in rest if one.startswith("claim")]
    assert claims == [
        "claim removed: Brightwell denies that Brightwell sells personal information to anyone "
        "(no recipient is named) [D3 of “Privacy policy” (policy.yaml)]",
        "claim added: Brightwell confirms that Brightwell shares email address with advertising partners "
        "[D3 of “Privacy policy” (policy.yaml)]",
    ]


def test_an_edition_that_says_the_same_in_another_order_says_nothing_new(editions, tmp_path):
    head, *paragraphs = OLD.strip().split("\n\n")
    turned = edition(tmp_path / "turned", "\n\n".join([head, *reversed(paragraphs)]) + "\n")
    told = run("diff", str(editions[0]), str(turned))
    assert told.returncode == 1, told.stderr
    assert told.stdout.startswith("1 source changed, 1 source reordered\n")
    assert [line for line in told.stdout.splitlines() if line.startswith("claim")] == []


@pytest.mark.parametrize(
    ("sentence", "purpose"),
    [
        ("For example, we collect your location.", ()),
        ("For instance, we share your email address with banks.", ()),
        ("We keep your data for a period of 90 days.", ()),
        ("We use cookies to show you a forecast.", ("show you a forecast",)),
    ],
)
def test_not_everything_after_for_is_a_purpose(sentence, purpose):
    assert claim(sentence, speaker="Brightwell").purpose == purpose


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "We do not sell or trade your email address to third parties.",
            ["denied sell: Brightwell > third parties: email address"],
        ),
        (
            "The app does not collect or transmit your location.",
            ["denied collect: ? > Brightwell: location", "denied share: Brightwell > ?: location"],
        ),
        ("We provide you with personalized content.", []),
        ("You may use the app without allowing us to access your contacts.", []),
        (
            "We share your location with these partners: Google and Facebook.",
            ["confirmed share: Brightwell > Google + Facebook: location"],
        ),
        (
            "The parties with whom we share your location include advertisers and Google.",
            ["confirmed share: Brightwell > advertisers + Google: location"],
        ),
        (
            "You provide us with your email address when you register.",
            ["confirmed collect: ? > Brightwell: email address"],
        ),
        (
            "We may share your photos with other users.",
            ["confirmed share: Brightwell > other users: photos"],
        ),
        ("We give users access to their messages.", []),
    ],
)
def test_a_policy_is_read_as_it_is_meant(sentence, said):
    found = claims(sentence, speaker="Brightwell")
    assert [told(one).split(": ", 1)[1] for one in found] == said
