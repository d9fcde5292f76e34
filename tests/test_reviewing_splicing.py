"""Changes of one entry of a source file leave every other byte of it alone."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graph.reviewing.drafts import held, named
from graph.reviewing.spans import plain, spans
from graph.reviewing.splices import NotEditable
from graph.reviewing.splicing import (
    with_copy,
    with_entry,
    with_values,
    without_entry,
    without_keys,
)

ROOT = Path(__file__).parents[1]
CASES = sorted(one for one in (ROOT / "cases").glob("*/*.yaml") if one.stem not in ("entities", "terms"))

FILE = """\
# A file that somebody cares for.
source: {title: "A story",   publisher: The Courier}   # two spaces
entities:
- {name: The Courier, type: media}

claims:
  # what is said first
  - id: A1
    quote: 'Brightwell''s users'     # as printed
    speaker: The Courier
    stance: alleged
    from: [Brightwell, "Ad, Co"]
    to:
      - Adlantic    # the buyer
      - Nimbrel
    data: bedtimes
    draft:
      extractor: rules
      reason: "sold: X"

  - {quote: We never sold it, speaker: Brightwell, stance: denied, draft: true, act: sell}
  - draft: true     # by hand
    # who says it?
    quote: >-
      Over
      lines
    speaker: Brightwell
    stance: denied
    to:
"""


def data(text: str) -> dict:
    return plain(spans(text))


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines between the first and the last that differ: as they were, and as they are."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old, new


def test_accepting_takes_out_the_lines_of_the_draft_and_nothing_else():
    after, _ = without_keys(FILE, [("claims", 0)], "draft")
    assert changed_lines(FILE, after) == (
        ["    draft:\n", "      extractor: rules\n", '      reason: "sold: X"\n'],
        [],
    )


def test_in_braces_the_draft_goes_from_between_its_commas():
    after, _ = without_keys(FILE, [("claims", 1)], "draft")
    assert changed_lines(FILE, after)[1] == [
        "  - {quote: We never sold it, speaker: Brightwell, stance: denied, act: sell}\n"
    ]


def test_a_draft_behind_the_dash_makes_room_for_what_follows():
    after, _ = without_keys(FILE, [("claims", 2)], "draft")
    assert changed_lines(FILE, after) == (
        ["  - draft: true     # by hand\n", "    # who says it?\n"],
        ["  - # who says it?\n"],
    )
    assert data(after)["claims"][2] == {
        "quote": "Over lines",
        "speaker": "Brightwell",
        "stance": "denied",
        "to": None,
    }


@pytest.mark.parametrize(
    ("key", "value", "old", "new"),
    [
        ("quote", "its users'", "    quote: 'Brightwell''s users'", "    quote: 'its users'''"),
        ("stance", "denied", "    stance: alleged\n", "    stance: denied\n"),
        ("data", ("bedtimes", "names"), "    data: bedtimes\n", "    data: [bedtimes, names]\n"),
        ("data", "said: all", "    data: bedtimes\n", '    data: "said: all"\n'),
        ("from", ("Ad, Co",), '    from: [Brightwell, "Ad, Co"]\n', '    from: ["Ad, Co"]\n'),
        ("to", ("Adlantic", "Oakhythe"), "      - Nimbrel\n", "      - Oakhythe\n"),
        ("to", ("Adlantic",), "      - Nimbrel\n", None),
        ("act", "sell", None, "    act: sell\n"),
        ("hedges", ("actively",), None, "    hedges: [actively]\n"),
        ("data", (), "    data: bedtimes\n", None),
    ],
)
def test_a_value_is_changed_in_its_own_line(key, value, old, new):
    gone, come = changed_lines(FILE, with_values(FILE, "claims", 0, [(key, value)]))
    assert len(gone) == (old is not None) and len(come) == (new is not None)
    assert "".join(gone).startswith(old or "")
    assert "".join(come).startswith(new or "")


def test_a_comment_behind_a_changed_value_stays():
    after = with_values(FILE, "claims", 0, [("quote", "x"), ("to", ("Adlantic", "Oakhythe"))])
    assert "    quote: 'x'     # as printed\n" in after
    assert "      - Adlantic    # the buyer\n" in after


def test_a_value_is_put_into_an_empty_key_and_a_folded_one_is_replaced():
    after = with_values(FILE, "claims", 2, [("to", ("Adlantic",)), ("quote", "On one line")])
    assert data(after)["claims"][2]["to"] == "Adlantic"
    assert "    to: Adlantic\n" in after
    assert "    quote: On one line\n    speaker: Brightwell\n" in after


def test_a_copy_stands_behind_its_entry_line_for_line():
    for number in range(3):
        after = with_copy(FILE, "claims", number)
        gone, come = changed_lines(FILE, after)
        assert gone == [] and "".join(come) in FILE
        claims = data(after)["claims"]
        assert claims[number] == claims[number + 1] and len(claims) == 4


def test_an_entry_goes_with_its_lines_and_a_new_one_comes_as_its_neighbours_are_written():
    after = without_entry(FILE, "claims", 1)
    assert changed_lines(FILE, after)[1] == []
    after = with_entry(FILE, "entities", {"name": "Ad, Co", "type": "company"})
    assert changed_lines(FILE, after) == ([], ['- {name: "Ad, Co", type: company}\n'])
    after = with_entry(FILE, "not_claims", {"quote": "x: y", "why": "draft rejected"})
    assert after == FILE + '\nnot_claims:\n  - quote: "x: y"\n    why: draft rejected\n'
    again = with_entry(after, "not_claims", {"quote": "z", "why": "no flow"})
    assert again == after + "  - quote: z\n    why: no flow\n"


@pytest.mark.parametrize(
    "text",
    [
        '{"source": {"title": "t"}, "claims": [{"quote": "a", "draft": true}, {"quote": "b"}]}',
        "source: {title: t}\nclaims: [{quote: a, draft: true}, {quote: b}]\nnot_claims: []",
        "source: {title: t}\nnot_claims:\nclaims:\n- quote: a\n  draft: true\n- quote: b",
    ],
)
def test_files_in_braces_and_without_a_last_line_end_are_changed_alike(text):
    accepted, _ = without_keys(text, [("claims", 0)], "draft")
    assert data(accepted)["claims"] == [{"quote": "a"}, {"quote": "b"}]
    rejected = without_entry(with_entry(text, "not_claims", {"quote": "a", "why": "w"}), "claims", 0)
    assert data(rejected)["claims"] == [{"quote": "b"}]
    assert data(rejected)["not_claims"] == [{"quote": "a", "why": "w"}]
    assert data(with_copy(text, "claims", 1))["claims"][1:] == [{"quote": "b"}, {"quote": "b"}]
    declared = with_entry(text, "entities", {"name": "n", "type": "company"})
    assert data(declared)["entities"] == [{"name": "n", "type": "company"}]


def test_what_cannot_be_changed_alone_is_left_to_its_author():
    for text in (
        "claims:\n  - ? draft\n    : true\n    quote: a\n",
        "claims:\n  - quote: a\n    from: [b, # why\n      c]\n",
    ):
        with pytest.raises(NotEditable, match=r"line [23]: "):
            with_values(text, "claims", 0, [("draft", ()), ("from", ("c",))])


def test_a_dash_may_stand_above_its_entry_with_comments_between():
    text = "claims:\n  -   # one -\n    # two - three -\n\n    quote: a\n    draft: true\n  - quote: b\n"
    assert without_entry(text, "claims", 0) == "claims:\n  - quote: b\n"
    assert without_keys(text, [("claims", 0)], "draft")[0] == text.replace("    draft: true\n", "")


# ------------------------------------------------------------ any file


@dataclass
class Written:
    """A generated file; ``claims`` are the lines of each claim, and ``drafts`` those of its draft alone."""

    text: str
    claims: list[range]
    drafts: list[range | None]
    newline: str


words = st.sampled_from(
    [
        "Brightwell",
        "the company",
        "users' data",
        'said "no"',
        "a: b",
        "c # d",
        "“So,” she said",
        "😀 é",
        "no",
        "1",
    ]
)
comments = st.sampled_from(["", "", "", "   # why", " # : - {"])
between = st.lists(st.sampled_from(["", "  # a comment", "# - at the margin: {"]), max_size=2)
KEYS = ("quote", "speaker", "stance", "from", "data", "draft", "note")


def quoted(value: str, draw) -> str:
    return draw(
        st.sampled_from(['"' + value.replace('"', '\\"') + '"', "'" + value.replace("'", "''") + "'"])
    )


def values_of(key: str, draw) -> list[str]:
    """The lines of a value, the first of them behind its key."""
    if key == "draft":
        flow = "{extractor: rules, confidence: 0.71, reason: 'a: b'}"
        block = ["", "  extractor: rules", "  # inside", "  reason: found"]
        return draw(st.sampled_from([["true"], ["'true'"], [flow], block]))
    one, two = quoted(draw(words), draw), quoted(draw(words), draw)
    choices = [[one]]
    if key == "data":
        choices += [[f"[{one},  {two}]"], ["", f"- {one}", f"-   {two}  # last"]]
    if key == "note":
        choices += [["|", "  as it", "   stands"], [">-", "  folded", "  twice"]]
    return draw(st.sampled_from(choices))


@st.composite
def files(draw) -> Written:
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    indent, gap = " " * draw(st.integers(0, 4)), " " * draw(st.integers(1, 3))
    lines = ["# head", "source: {title: t}", *draw(between), "claims:" + draw(comments)]
    claims: list[range] = []
    drafts: list[range | None] = []
    for _ in range(draw(st.integers(1, 4))):
        lines += draw(between)
        start, draft = len(lines), None
        keys = draw(st.permutations(KEYS))
        if draw(st.booleans()):
            pairs = [
                f"{key}: {quoted(draw(words), draw)}" if key != "draft" else "draft: true" for key in keys
            ]
            lines.append(f"{indent}-{gap}{{{', '.join(pairs)}}}{draw(comments)}")
        else:
            inner = indent + " " + gap
            for number, key in enumerate(keys):
                first, *rest = values_of(key, draw)
                begin = f"{indent}-{gap}" if number == 0 else inner
                here = len(lines)
                after = "" if first.startswith("|") else draw(comments)
                lines.append(f"{begin}{key}: {first}{after}")
                lines += [inner + one for one in rest]
                if key == "draft" and number:
                    draft = range(here, len(lines))
        claims.append(range(start, len(lines)))
        drafts.append(draft)
    lines += [*draw(between), "relations: []", "# the end"]
    return Written(newline.join(lines) + draw(st.sampled_from(["", newline])), claims, drafts, newline)


@given(files(), st.data())
def test_accepting_one_draft_leaves_every_other_line_as_it_was(written, drawn):
    number = drawn.draw(st.integers(0, len(written.claims) - 1))
    after, _ = without_keys(written.text, [("claims", number)], "draft")
    wanted = data(written.text)
    del wanted["claims"][number]["draft"]
    assert data(after) == wanted
    old, new = written.text.split(written.newline), after.split(written.newline)
    claim, draft = written.claims[number], written.drafts[number]
    if draft is not None:
        assert new == [line for at, line in enumerate(old) if at not in draft]
    assert new[: claim.start] == old[: claim.start]
    behind = len(old) - claim.stop
    assert new[len(new) - behind :] == old[claim.stop :]


@given(files(), st.data())
def test_changing_one_value_leaves_every_line_of_the_others_as_it_was(written, drawn):
    number = drawn.draw(st.integers(0, len(written.claims) - 1))
    key = drawn.draw(st.sampled_from(["quote", "speaker", "data", "act", "to", "note"]))
    value = (
        drawn.draw(words) if key != "data" else tuple(drawn.draw(st.lists(words, unique=True, max_size=3)))
    )
    try:
        after = with_values(written.text, "claims", number, [(key, value)])
    except NotEditable:  # refused, with its line: only where the list names something twice
        before = texts_of(data(written.text)["claims"][number].get(key))
        assert len(set(before)) < len(before)
        return
    assert texts_of(data(after)["claims"][number].get(key)) == sorted(
        [value] if isinstance(value, str) else value
    )
    old, new = written.text.split(written.newline), after.split(written.newline)
    claim = written.claims[number]
    assert new[: claim.start] == old[: claim.start]
    behind = len(old) - claim.stop
    assert new[len(new) - behind :] == old[claim.stop :]


@given(files(), st.data())
def test_rejecting_and_splitting_keep_all_other_entries(written, drawn):
    number = drawn.draw(st.integers(0, len(written.claims) - 1))
    wanted = data(written.text)["claims"]
    assert data(with_copy(written.text, "claims", number))["claims"] == [
        *wanted[: number + 1],
        *wanted[number:],
    ]
    kept = data(without_entry(written.text, "claims", number))["claims"]
    assert (kept or []) == [*wanted[:number], *wanted[number + 1 :]]


def texts_of(value) -> list[str]:
    return sorted([] if value is None else value if isinstance(value, list) else [value])


@pytest.mark.parametrize(
    "path", [one for one in CASES if one.stem not in ("entities", "terms")], ids=lambda one: one.stem
)
def test_marking_a_claim_of_a_real_file_as_draft_and_accepting_it_gives_the_same_bytes(path):
    text = path.read_bytes().decode()
    entries = held(text)
    for one in entries:
        marked = with_values(text, one.block, one.number, [("draft", "true")])
        assert marked != text
        assert yaml.safe_load(marked) != yaml.safe_load(text)
        assert without_keys(marked, [(one.block, one.number)], "draft")[0] == text


def test_there_are_real_files():
    assert len(CASES) > 5


def test_an_id_goes_before_a_number_and_numbers_count_from_one():
    text = "claims:\n- {id: '2', quote: a}\n- {quote: b}\nnon_answers:\n- {quote: c}\n"
    entries = held(text)
    assert named(entries, "2").values["quote"] == ("a",)
    assert named(entries, "1").values["quote"] == ("a",)
    assert named(entries, "n1").values["quote"] == ("c",)
