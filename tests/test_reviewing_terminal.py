"""Reviewing as a user meets it: in a real terminal, key by key; and ``accept`` without one."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest
from reviewed import FILE, TEXT, case, lines_that_differ
from test_readme import steps

from graph.reviewing.session import Accept, begin, step
from graph.reviewing.spans import plain, spans

ROOT = Path(__file__).parents[1]
PROGRAM = str(ROOT / "build_graph.py")
KEY_LINE = r"\[\?\]help\r\n"
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|[\x07\x0f]")


def _hang_up_ends() -> None:
    """Have SIGHUP end the program, also where the tests run under nohup."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class Terminal:
    """A pseudo-terminal in which ``review`` runs."""

    def __init__(self, file: Path, rows: int = 30, columns: int = 80, **environment: str) -> None:
        kept = {name: one for name, one in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
        self.child = pexpect.spawn(
            sys.executable,
            [PROGRAM, "review", str(file)],
            env={**kept, "TERM": "xterm-256color", "PYTHONUTF8": "1", **environment},
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=60,
            preexec_fn=_hang_up_ends,
        )
        self.printed = ""

    def see(self, pattern: str) -> str:
        """Wait for a pattern; what was printed up to and with it, without control sequences."""
        self.child.expect(pattern)
        self.printed = self.child.before + self.child.after
        return _CONTROL.sub("", self.printed).replace("\r", "")

    def press(self, keys: str, pattern: str = KEY_LINE) -> str:
        self.child.send(keys)
        return self.see(pattern)

    def type(self, line: str, pattern: str = KEY_LINE) -> str:
        """Put a line in the place of the one that stands there."""
        return self.press(f"\x05\x15{line}\r", pattern)  # to its end, and away with it

    def ends(self) -> tuple[str, int | None]:
        """What is printed to the end, and the exit code."""
        self.child.expect(pexpect.EOF)
        said = _CONTROL.sub("", self.child.before).replace("\r", "")
        self.child.close()
        return said, self.child.exitstatus


@pytest.fixture
def file(tmp_path):
    return case(tmp_path)


@pytest.fixture
def terminal(file):
    opened = Terminal(file)
    opened.see(KEY_LINE)
    yield opened
    opened.child.close(force=True)


def claims(file: Path) -> list[dict]:
    return plain(spans(file.read_text("utf-8")))["claims"]


def test_a_whole_review_from_the_first_draft_to_the_last(file, terminal):
    assert "Draft 2 of 5" in terminal.press("a")
    assert "draft" not in claims(file)[0]
    assert "Draft 3 of 5" in terminal.press("s")
    assert "Draft 4 of 5" in terminal.press("a")
    terminal.press("r", "no reason\\) ")
    assert "Draft 5 of 5" in terminal.type("no flow is named")
    terminal.press("a", r"\[q\]uit")
    terminal.child.send("q")
    said, code = terminal.ends()
    assert f"{file}: 3 accepted, 1 rejected of 5 drafts; 1 left (1 skipped)" in " ".join(said.split())
    assert code == 0
    gone, come = lines_that_differ(FILE, file.read_text("utf-8"))
    assert "".join(come) == (
        '  - {id: D1, quote: "We have never sold health data", speaker: Brightwell, '
        "spokesperson: Ines Kolberg, stance: denied, act: sell, from: [Brightwell], data: [health data], "
        "tense: ever}"
        "not_claims:  - quote: Regulators have long worried about such deals"
        '    why: "draft rejected: no flow is named"'
    )
    assert len(gone) == 8


def test_every_sort_of_field_is_edited_in_its_line(file, terminal):
    terminal.press("e", "goes back.")
    terminal.press("t", r"\(now: alleged\) ")
    assert "stance   denied" in terminal.press("d")
    terminal.press("e", "goes back.")
    terminal.press("o", "to: Adlantic")  # what is there stands in the line
    assert "Adlantic; Oakhythe" in terminal.press("; Oak\t\r")  # and Tab completes
    terminal.press("e", "goes back.")
    terminal.press("s", "speaker: The Courier")
    assert "speaker  Brightwell" in terminal.type("Brightwell")
    terminal.press("e", "goes back.")
    terminal.press("d", "data: bedtimes")
    assert "bedtimes; names" in terminal.press("; names\r")
    terminal.press("e", "goes back.")
    terminal.press("m", "note: ")
    terminal.press("seen\r")
    terminal.press("e", "goes back.")
    terminal.press("q", "quote: .*Adlantic")
    terminal.type("sold bedtimes", "not in the text")
    terminal.see("quote: ")
    assert "»sold the bedtimes«" in terminal.type("sold the bedtimes")
    first = claims(file)[0]
    start = TEXT.index("sold the")
    assert {key: first[key] for key in ("stance", "to", "speaker", "data", "note", "quote", "at")} == {
        "stance": "denied",
        "to": ["Adlantic", "Oakhythe"],
        "speaker": "Brightwell",
        "data": ["bedtimes", "names"],
        "note": "seen",
        "quote": "sold the bedtimes",
        "at": [str(start), str(start + 17)],
    }


def test_a_new_party_is_declared_on_the_way(file, terminal):
    terminal.press("e", "goes back.")
    terminal.press("o", "to: Adlantic")
    terminal.type("Nimbrel Ltd", r"\[n\] a new party, any other key goes back ")
    terminal.press("n", r"g\[r\]oup ")
    assert "Nimbrel Ltd" in terminal.press("c")
    assert "  - {name: Nimbrel Ltd, type: company}\n" in file.read_text("utf-8")


def test_a_split_then_undo_of_everything_gives_the_file_back(file, terminal):
    terminal.press("a")
    terminal.press("p", "both keep all\\) ")
    terminal.press("2\r", "both keep all\\) ")
    terminal.press("\r", "the same ")
    assert "Draft 2 of 6" in terminal.press("e")
    assert [one["to"] for one in claims(file)[1:3]] == [["Carrowdale"], ["Oakhythe"]]
    assert claims(file)[2]["act"] == "sell"
    terminal.press("u")
    assert "Draft 1 of 5" in terminal.press("u")
    assert file.read_text("utf-8") == FILE
    assert "There is nothing to undo." in terminal.press("u")


def test_quitting_and_coming_back_goes_on_with_what_is_left(file, terminal):
    terminal.press("a")
    terminal.child.send("q")
    said, code = terminal.ends()
    assert "1 accepted of 5 drafts; 4 left" in " ".join(said.split()) and code == 0
    again = Terminal(file)
    assert "Draft 1 of 4 · claims 2" in again.see(KEY_LINE)
    again.child.close(force=True)


def test_the_screen_follows_the_size_of_the_terminal(terminal):
    terminal.child.setwinsize(30, 60)
    narrow = terminal.see(KEY_LINE)
    assert "Draft 1 of 5" in narrow
    assert max(map(len, narrow.splitlines())) <= 60
    terminal.child.setwinsize(30, 120)
    assert max(map(len, terminal.see(KEY_LINE).splitlines())) > 80


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_no_line_is_wider_than_the_terminal(file, columns):
    terminal = Terminal(file, columns=columns)
    screen = terminal.see(KEY_LINE)
    assert max(map(len, screen.splitlines())) <= columns
    terminal.child.close(force=True)


def test_on_a_low_terminal_the_quote_and_the_keys_are_seen_at_once(file):
    terminal = Terminal(file, rows=16)
    screen = terminal.see(KEY_LINE)
    assert len(screen.splitlines()) < 16
    assert "»The sleep app" in screen and "the Courier has found" not in screen
    terminal.child.close(force=True)


def test_colour_only_repeats_and_is_left_out_where_it_is_not_wanted(file):
    coloured, plain_ = Terminal(file), Terminal(file, NO_COLOR="1")
    with_colour, without = coloured.see(KEY_LINE), plain_.see(KEY_LINE)
    assert with_colour == without
    assert re.search(r"\x1b\[[0-9;]*3[0-9]m", coloured.printed)
    assert not re.search(r"\x1b\[[0-9;]*(3[0-9]|9[0-7])m", plain_.printed)
    for one in (coloured, plain_):
        one.child.close(force=True)


def test_ctrl_c_leaves_what_was_saved_and_says_so(file, terminal):
    terminal.press("a")
    terminal.child.sendintr()
    said, code = terminal.ends()
    assert code == 130
    assert "interrupted; what you decided is saved" in said and "1 accepted of 5" in said
    assert "Traceback" not in said
    assert "draft" not in claims(file)[0]


def test_ctrl_c_in_a_line_leaves_it_too(file, terminal):
    terminal.press("r", "no reason\\) ")
    terminal.press("half a rea", "half a rea")
    time.sleep(0.1)  # Python's editor of lines does not wake up for a signal that comes between two keys
    terminal.child.sendintr()
    said, code = terminal.ends()
    assert code == 130 and "Traceback" not in said
    assert file.read_text("utf-8") == FILE


def test_the_end_of_input_ends_well(file, terminal):
    terminal.press("a")
    terminal.child.send("\x04")
    said, code = terminal.ends()
    assert code == 0 and "the input ended; what you decided is saved" in said


@pytest.mark.parametrize(
    ("number", "delay"),
    [(signal.SIGKILL, 0.05), (signal.SIGKILL, 0.2), (signal.SIGTERM, 0.1), (signal.SIGHUP, 0.15)],
)
def test_killed_at_any_moment_the_file_is_the_old_or_the_new_one(file, terminal, number, delay):
    terminal.press("a")
    states = [step(begin(FILE), Accept())]
    for _ in range(3):
        states.append(step(states[-1], Accept()))
    terminal.child.send("aaa")
    time.sleep(delay)
    terminal.child.kill(number)
    terminal.child.expect(pexpect.EOF)
    assert file.read_text("utf-8") in {one.text for one in states}


def test_a_file_that_changes_meanwhile_is_not_written_over(file, terminal):
    file.write_text(f"{FILE}# mine\n", encoding="utf-8")
    terminal.child.send("a")
    said, code = terminal.ends()
    assert code == 2 and "was changed by another program" in " ".join(said.split())
    assert file.read_text("utf-8") == f"{FILE}# mine\n"


def test_the_screen_that_is_documented_is_the_one_that_is_seen(tmp_path):
    document = (ROOT / "docs" / "reviewing.md").read_text("utf-8")
    for name, text in (one for one in steps(document) if isinstance(one, tuple)):
        (tmp_path / Path(name).name).write_text(text, encoding="utf-8")
    terminal = Terminal(tmp_path / "article.yaml", columns=100)
    terminal.see(KEY_LINE)
    seen = "".join(f"{line.rstrip()}\n" for line in terminal.press("s").splitlines())
    (screen,) = re.findall(r"```text\n(.*?)```", document, re.DOTALL)
    assert seen == screen
    terminal.child.close(force=True)


# ------------------------------------------------------------ without a terminal


def run(*arguments: str | Path) -> tuple[str, str, int]:
    """What a verb prints to stdout and to stderr, and its exit code."""
    done = subprocess.run(
        [sys.executable, PROGRAM, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    return done.stdout, done.stderr, done.returncode


def test_without_a_terminal_review_says_so_and_names_accept(file):
    _, said, code = run("review", file)
    assert code == 2 and said == "error: review needs a terminal; without one use accept, with ids or --all\n"


def test_accept_takes_ids_and_numbers_and_says_what_it_did(file):
    out, said, code = run("accept", file, "A1", "3", "n1")
    assert (out, said, code) == ("accepted 3 of 5 drafts; 2 left\n", "", 0)
    gone, come = lines_that_differ(FILE, file.read_text("utf-8"))
    assert len(gone) == 3 and len(come) == 1
    out, said, code = run("accept", file, "A1")
    assert (out, said, code) == (
        "accepted 0 of 2 drafts; 2 left\n",
        "A1 is no draft: nothing to accept\n",
        0,
    )


def test_accept_all_and_by_confidence(file):
    assert run("accept", file, "--all", "--dry-run")[0] == "would accept 5 of 5 drafts; none left\n"
    assert file.read_text("utf-8") == FILE
    assert run("accept", file, "--min-confidence", "0.9")[0] == "accepted 2 of 5 drafts; 3 left\n"
    assert run("accept", file, "2", "D1", "--min-confidence", "0.6")[0] == "accepted 1 of 3 drafts; 2 left\n"
    assert run("accept", file, "--all")[0] == "accepted 2 of 2 drafts; none left\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name the drafts to accept, or --all; drafts here: A1, 2, D1, 4, n1"),
        (["A11"], "no claim or non-answer here is called 'A11'; did you mean A1?"),
        (["9"], "no claim or non-answer here is called '9'; use an id or a number: A1, 2, D1, 4, n1"),
        (["A1", "--all"], "ids and --all exclude each other; use one of them"),
        (["--min-confidence", "7"], "--min-confidence 7 is no number from 0 to 1; use 0.8, for example"),
    ],
)
def test_a_call_that_names_nothing_is_refused_and_nothing_is_written(file, arguments, message):
    assert run("accept", file, *arguments) == ("", f"error: {message}\n", 2)
    assert file.read_text("utf-8") == FILE


def test_accept_refuses_a_file_that_would_have_errors_and_tells_where(file):
    known = "Oakhythe\n    speaker: The Courier"
    assert known in FILE
    broken = FILE.replace(known, known.replace("The Courier", "Nobody"))
    file.write_text(broken, encoding="utf-8")
    _, said, code = run("accept", file, "A1", "2")
    line = broken[: broken.index("Nobody")].count("\n") + 1
    assert code == 1
    assert said.startswith(f"{file}:{line}:14: error: speaker: 'Nobody' is no party of this source")
    assert said.endswith("1 error; nothing was accepted\n")
    assert file.read_text("utf-8") == broken


@pytest.mark.parametrize("verb", ["accept", "review"])
def test_what_is_no_source_file_is_refused(tmp_path, verb):
    (tmp_path / "broken.yaml").write_text("claims: [", encoding="utf-8")
    (tmp_path / "entities.yaml").write_text("entities: []", encoding="utf-8")
    for name, code in (("", 2), ("no.yaml", 2), ("entities.yaml", 2), ("broken.yaml", 1)):
        assert run(verb, tmp_path / name)[2] == code, name


def test_a_file_without_drafts_says_so(file):
    file.write_text(re.sub(r"(?m)^    draft:.*(\n {6}.*)*\n|, draft: true", "", FILE), encoding="utf-8")
    assert "there are no drafts in this file" in run("accept", file)[1]
    assert run("accept", file, "--all")[0] == "accepted 0 of 0 drafts; none left\n"
