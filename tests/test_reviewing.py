"""A review is a value: what each action makes of it, what undo gives back, and what a conversation asks."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewed import FILE, TEXT, case, lines_that_differ
from rich.console import Console

from graph.problems import UsageError
from graph.reading.yaml_files import read_yaml
from graph.reviewing.context import context
from graph.reviewing.dialogue import Dialogue
from graph.reviewing.drafts import held
from graph.reviewing.fields import CLAIM, NON_ANSWER, as_line, letters, of_line
from graph.reviewing.opened import ChangedMeanwhile, open_file
from graph.reviewing.screen import KEYS, summary
from graph.reviewing.session import Accept, Back, Edit, Outcome, Reject, Skip, Split, Undo, begin, step
from graph.reviewing.spans import plain, spans
from graph.reviewing.splices import ORDER


def after(*actions, text=FILE):
    state = begin(text)
    for one in actions:
        state = step(state, one)
    return state


def data(state):
    return plain(spans(state.text))


# ------------------------------------------------------------ the state machine


def test_a_review_begins_with_all_drafts_in_the_order_of_the_file():
    state = begin(FILE)
    assert [(one.block, one.number) for one in state.entries] == [
        *(("claims", number) for number in range(4)),
        ("non_answers", 0),
    ]
    assert state.shown.id == "A1" and state.shown.draft.confidence == 0.91


def test_accepting_removes_the_draft_and_shows_the_next():
    state = after(Accept())
    assert "draft" not in data(state)["claims"][0]
    assert state.at == 1 and state.outcomes[Outcome.ACCEPTED] == 1
    assert lines_that_differ(FILE, state.text)[1] == []


def test_rejecting_moves_the_quote_to_the_passages_left_out():
    state = after(Reject("no flow is named"))
    assert data(state)["not_claims"] == [
        {
            "quote": "The sleep app Brightwell sold the bedtimes of its users to Adlantic",
            "why": "draft rejected: no flow is named",
        }
    ]
    assert len(data(state)["claims"]) == 3
    assert state.shown.values["act"] == ("share",)
    assert "# the first one" in state.text


def test_skipping_leaves_the_file_and_the_draft_as_they_are():
    state = after(Skip())
    assert state.text == FILE and state.at == 1 and state.outcomes[Outcome.SKIPPED] == 1


def test_an_edit_changes_its_line_and_stays_at_the_draft():
    state = after(Edit((("to", ("Oakhythe",)),)))
    assert state.at == 0
    assert lines_that_differ(FILE, state.text) == (["    to: [Adlantic]"], ["    to: [Oakhythe]"])


def test_an_edit_declares_new_parties_and_moves_the_place_of_a_quote():
    party = (("name", "Nimbrel"), ("type", "company"))
    state = after(Edit((("quote", "Brightwell"), ("to", ("Nimbrel",))), (party,), (37, 47)))
    assert data(state)["entities"][-1] == dict(party)
    assert data(state)["claims"][0]["at"] == ["37", "47"]


def test_a_split_puts_the_copy_behind_and_both_stay_drafts():
    split = Split((("to", ("Carrowdale",)),), (("to", ("Oakhythe",)), ("act", "sell")))
    state = after(Skip(), split)
    first, second = data(state)["claims"][1:3]
    assert (first["to"], first["act"]) == (["Carrowdale"], "share")
    assert (second["to"], second["act"]) == (["Oakhythe"], "sell")
    assert first["draft"] == second["draft"]
    assert [one.number for one in state.entries] == [0, 1, 2, 3, 4, 0]
    assert step(state, Accept()).shown.values["act"] == ("sell",)


def test_the_copy_of_a_claim_with_an_id_gets_an_id_of_its_own():
    state = after(Split((), (("act", "share"),)))
    assert [one.id for one in held(state.text)][:2] == ["A1", "A1-2"]


def test_back_shows_the_draft_before_that_is_still_in_the_file():
    state = after(Accept(), Reject(), Skip())
    assert state.at == 3
    state = step(state, Back())
    assert state.at == 2
    state = step(state, Back())
    assert state.at == 0 and state.entry.outcome is Outcome.ACCEPTED
    with pytest.raises(UsageError, match="first draft"):
        step(state, Back())


def test_what_was_skipped_can_be_decided_after_going_back():
    state = after(Skip(), Back(), Accept())
    assert state.outcomes == {Outcome.ACCEPTED: 1, None: 4}


def test_there_is_nothing_to_undo_at_first_and_nothing_to_decide_at_last():
    with pytest.raises(UsageError, match="nothing to undo"):
        after(Undo())
    done = after(*[Accept()] * 5)
    assert done.entry is None and done.shown is None
    with pytest.raises(UsageError, match="through"):
        step(done, Accept())
    assert step(done, Undo()).at == 4


def test_a_summary_counts_every_draft_once():
    state = after(Accept(), Reject(), Skip(), Accept())
    assert summary(state) == "2 accepted, 1 rejected of 5 drafts; 2 left (1 skipped)"
    assert summary(begin(FILE)) == "none decided of 5 drafts; 5 left"


edits = st.sampled_from(
    [
        Edit((("stance", "denied"),)),
        Edit((("data", ("names", "ages")),)),
        Edit((("note", "check: this"),), ((("name", "Nimbrel"), ("type", "company")),)),
        Edit((("data", ()),)),
    ]
)
actions = st.lists(
    st.one_of(
        st.sampled_from(
            [Accept(), Reject(), Reject("why: x"), Skip(), Back(), Split((), (("note", "copy"),))]
        ),
        edits,
    ),
    max_size=12,
)


@given(actions)
def test_undo_gives_back_every_step_in_turn_to_the_first_byte(actions):
    state, texts = begin(FILE), []
    for one in actions:
        try:
            following = step(state, one)
        except UsageError:
            continue
        if not isinstance(one, Back):
            texts.append(state.text)
        state = following
        assert sum(state.outcomes.values()) == len(state.entries)
        drafts = [(one.block, one.number) for one in held(state.text) if one.draft is not None]
        open_ = [(one.block, one.number) for one in state.entries if one.outcome in (None, Outcome.SKIPPED)]
        assert drafts == open_
    for text in reversed(texts):
        state = step(state, Undo())
        assert state.text == text
    assert state.before is None


# ------------------------------------------------------------ fields and words


def test_every_key_of_a_field_is_its_own_and_every_field_has_its_place_in_a_file():
    for fields in (CLAIM, NON_ANSWER):
        assert len({one.letter for one in fields}) == len(fields)
        assert {one.key for one in fields} <= set(ORDER)
        for one in fields:
            assert sorted(letters(one.words).values()) == sorted(one.words)
    assert len({key for key, _, _ in KEYS}) == len(KEYS)


@given(st.lists(st.text("ab;\\ ", min_size=1).map(str.strip).filter(bool), unique=True))
def test_values_come_back_from_their_line(values):
    values = [one for one in values if not one.endswith("\\")]
    assert of_line(as_line(values)) == tuple(values)


def test_a_quote_is_shown_in_its_sentence_and_one_around_it():
    start = TEXT.index("Brightwell may")
    found = context(TEXT, start, start + len("Brightwell may also"))
    assert found.before.startswith("The sleep app Brightwell sold the bedtimes")
    assert found.before.endswith("the Courier has found. ")
    assert found.after.endswith("told the Courier.")


@given(st.text("a. \n”", max_size=900), st.data())
def test_the_words_around_a_quote_are_those_of_the_text(text, drawn):
    start = drawn.draw(st.integers(0, len(text)))
    end = drawn.draw(st.integers(start, len(text)))
    found = context(text, start, end)
    squeezed = " ".join(text.split())
    assert " ".join(found.quote.split()) in squeezed
    assert found.before.removeprefix("… ").strip() in squeezed
    assert found.after.removesuffix(" …").strip() in squeezed


# ------------------------------------------------------------ conversations


class Scripted:
    """A terminal that plays keys and lines; a line begins with ``=``, and ``+`` adds to what is there."""

    def __init__(self, script):
        self.script = list(script)
        self.screens, self.prompts = [], []

    def show(self, screen):
        console = Console(width=80, no_color=True, file=StringIO())
        console.print(screen(False))
        self.screens.append(console.file.getvalue())

    def next(self):
        if not self.script:
            raise EOFError
        return self.script.pop(0)

    def key(self, prompt=""):
        self.prompts.append(prompt)
        return self.next()

    def line(self, prompt, value="", known=()):
        self.prompts.append(prompt)
        line = self.next()
        return value + line[1:] if line.startswith("+") else line[1:]


def talk(tmp_path, *script, file=None):
    """The file after a conversation, and the terminal in which it took place."""
    path = case(tmp_path)
    if file is not None:
        path.write_text(file, encoding="utf-8")
    terminal = Scripted(script)
    dialogue = Dialogue(open_file(path), terminal)
    dialogue.run()
    assert terminal.script == []
    read_yaml(path, "x")
    return path.read_text("utf-8"), terminal


def test_a_screen_tells_the_quote_the_fields_the_sentence_and_the_reason(tmp_path):
    _, terminal = talk(tmp_path, "q")
    (screen,) = terminal.screens
    flat = " ".join(screen.split())
    assert "»The sleep app Brightwell sold the bedtimes of its users to Adlantic«, the Courier has" in flat
    assert "If accepted: The Courier alleges that Brightwell sells bedtimes to Adlantic." in flat
    assert "confidence 0.91: sell (sold X to Y)" in flat
    assert "[t] stance alleged" in flat


@pytest.mark.parametrize(
    ("script", "old", "new"),
    [
        (["e", "t", "d"], "    stance: alleged          # the paper's own finding", "stance: denied  "),
        (["e", "a", "h"], "    act: sell", "act: share"),
        (["e", "a", "-"], "    act: sell", None),
        (["e", "o", "+; Oakhythe"], "    to: [Adlantic]", "to: [Adlantic, Oakhythe]"),
        (["e", "o", "="], "    to: [Adlantic]", None),
        (["e", "d", "=bedtimes; names"], "    data: [bedtimes]", "data: [bedtimes, names]"),
        (["e", "m", "=look: again"], None, 'note: "look: again"'),
        (["e", "k", "=Ines Kolberg"], None, "spokesperson: Ines Kolberg"),
        (["e", "n", "c"], None, "tense: ceased"),
    ],
)
def test_each_sort_of_field_is_edited_by_its_key(tmp_path, script, old, new):
    text, _ = talk(tmp_path, *script, "q")
    gone, come = lines_that_differ(FILE, text)
    assert gone == ([old] if old else [])
    assert len(come) == (new is not None) and all(new in one for one in come)


def test_a_quote_is_changed_to_words_of_the_text_only_and_its_place_with_it(tmp_path):
    text, terminal = talk(
        tmp_path, "e", "q", "=sold the bedtimes of all users", "=sold the bedtimes of its users", "q"
    )
    assert "These words are not in the text; nearest, in its line 3" in " ".join(terminal.screens[-2].split())
    start = TEXT.index("sold the bedtimes")
    assert f"    at: [{start}, {start + len('sold the bedtimes of its users')}]" in text
    assert "    quote: sold the bedtimes of its users\n" in text


def test_without_the_text_no_quote_is_changed(tmp_path):
    _, terminal = talk(tmp_path, "e", "q", "q", file=FILE.replace(", text: art.txt", ""))
    assert "not at hand, so that no other quote" in " ".join(terminal.screens[-1].split())
    assert "quote is not checked" in terminal.screens[0]


def test_a_new_party_is_asked_for_its_type_and_declared(tmp_path):
    text, terminal = talk(tmp_path, "e", "o", "+; Nimbrel Ltd", "n", "c", "a", "q")
    assert "  - {name: Nimbrel Ltd, type: company}\n" in text
    assert "    to: [Adlantic, Nimbrel Ltd]\n" in text
    assert "'Nimbrel Ltd' is no party of this source: [n] a new party" in terminal.prompts[3]


def test_a_new_group_is_asked_for_its_kind(tmp_path):
    text, _ = talk(tmp_path, "e", "o", "=several insurers", "n", "r", "v", "q")
    assert "  - {name: several insurers, type: group, kind: vague}\n" in text


def test_a_misspelt_party_is_offered_as_it_is_known(tmp_path):
    text, terminal = talk(tmp_path, "e", "o", "=Carowdale", "y", "q")
    assert "[y] use 'Carrowdale'" in terminal.prompts[3]
    assert "    to: [Carrowdale]\n" in text


def test_an_edit_that_is_called_off_changes_nothing(tmp_path):
    for script in (["e", "9"], ["e", "o", "+"], ["e", "o", "=Nobody", "x"], ["e", "t", "9"], ["e", "q", "="]):
        text, terminal = talk(tmp_path, *script, "q")
        assert text == FILE and "Nothing was changed." in terminal.screens[-1]


def test_a_field_that_must_be_given_is_not_emptied(tmp_path):
    text, terminal = talk(tmp_path, "e", "s", "=", "q")
    assert text == FILE and "Speaker must be given." in terminal.screens[-1]


def test_a_draft_that_the_reader_would_refuse_is_not_accepted_and_the_screen_says_why(tmp_path):
    broken = FILE.replace(
        "    act: share\n    draft: {extractor: rules, confidence: 0.21", "    draft: {confidence: 0.21"
    )
    text, terminal = talk(tmp_path, "s", "s", "s", "a", "q", file=broken)
    assert text == broken
    assert "Cannot be accepted yet:" in terminal.screens[3]
    assert "Cannot be accepted: it says nothing of a flow" in terminal.screens[4]


def test_a_claim_that_others_answer_is_not_rejected(tmp_path):
    answered = FILE.replace("    kind: declined", "    responds_to: A1\n    kind: declined")
    text, terminal = talk(tmp_path, "r", "=", "q", file=answered)
    assert text == answered and "no claim here has the id 'A1'" in terminal.screens[-1]


def test_a_split_asks_which_values_go_to_the_copy(tmp_path):
    text, terminal = talk(tmp_path, "s", "p", "=2", "=", "c", "q")
    assert "to: 1 Carrowdale, 2 Oakhythe. Which go to the copy?" in terminal.prompts[2]
    first, second = plain(spans(text))["claims"][1:3]
    assert (first["to"], first["act"], second["to"], second["act"]) == (
        ["Carrowdale"],
        "share",
        ["Oakhythe"],
        "collect",
    )
    assert second["data"] == ["heart rates", "weights"]


def test_a_split_of_nothing_or_of_everything_is_refused(tmp_path):
    text, terminal = talk(tmp_path, "s", "p", "=", "=", "x", "p", "=1 2", "p", "=3", "q")
    assert text == FILE
    said = [" ".join(one.split()) for one in terminal.screens]
    assert any("Nothing was split: the copy would say the same." in one for one in said)
    assert any("One at least must stay" in one for one in said)
    assert any("'3' is no number from 1 to 2" in one for one in said)


def test_undo_goes_back_over_drafts_and_saves_what_was_there(tmp_path):
    text, terminal = talk(tmp_path, "a", "e", "l", "-", "r", "=no", "u", "u", "u", "u", "q")
    assert text == FILE
    assert "There is nothing to undo." in terminal.screens[-1]


def test_after_the_last_draft_the_end_says_what_became_of_them(tmp_path):
    text, terminal = talk(tmp_path, "a", "a", "a", "r", "=", "a", "\r")
    assert "4 accepted, 1 rejected of 5 drafts; none left" in " ".join(terminal.screens[-1].split())
    assert "draft:" not in text


def test_help_lists_every_key_and_an_unknown_key_says_so(tmp_path):
    _, terminal = talk(tmp_path, "?", "x", "9", "q")
    assert all(f"[{key}]" in terminal.screens[1] for key, _, _ in KEYS)
    assert "'9' does nothing here" in terminal.screens[-1]


def test_a_file_that_somebody_else_changed_is_not_written_over(tmp_path):
    path = case(tmp_path)
    dialogue = Dialogue(open_file(path), Scripted(["a", "a"]))
    dialogue.opened.data = b"as it was"
    with pytest.raises(ChangedMeanwhile, match="changed by another program"):
        dialogue.run()
    assert path.read_text("utf-8") == FILE


def test_line_ends_a_byte_order_mark_the_rights_and_a_link_survive(tmp_path):
    path = case(tmp_path)
    data = b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode()
    path.write_bytes(data)
    path.chmod(0o600)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    dialogue = Dialogue(open_file(link), Scripted(["e", "m", "=seen", "r", "=", "u", "a", "q"]))
    dialogue.run()
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf# drafted") and written.count(b"\n") == written.count(b"\r\n")
    lost = set(data.splitlines(keepends=True)) - set(written.splitlines(keepends=True))
    assert len(lost) == 1 and b"draft:" in lost.pop()
    assert b"    note: seen\r\n" in written
    assert path.stat().st_mode & 0o777 == 0o600 and link.is_symlink()
