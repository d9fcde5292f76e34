"""Many texts drafted at once: the same bytes however many at a time, resumable, never over a human's work."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import drafted
import pytest
import typer
from written import ROOT

from commands.drafting import _to_folder
from graph.drafting import many
from graph.drafting.documents import About, texts
from graph.drafting.known import NOBODY
from graph.drafting.many import Done, Failed, Left, Task, draft_all, options, tasks
from graph.problems import UsageError
from graph.reading.marks import sha256
from graph.spreading import Here
from graph.writing import write_whole

SOLD = "Acme sold names to AdCo, line {}.\n"
IDENTITY = ["lines", "1"]
NOTHING = About()


def several(number: int) -> str:
    """A text of that many claims."""
    return "".join(map(SOLD.format, range(number)))


def put(folder: Path, **contents: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        (folder / f"{name}.txt").write_text(content)
    return folder


def run(
    folder: Path,
    out: Path,
    jobs: int = 1,
    about: About = NOTHING,
    force: bool = False,
    identity: list[str] = IDENTITY,
) -> tuple[dict[str, Done | Failed], dict[Left, list[Path]]]:
    """Draft a folder; what came of each text that was to be drafted, and what was left alone."""
    to_do, left = tasks(texts([folder]), out, identity, about, force)
    return {
        one.task.text.name: one for one in draft_all(to_do, about, NOBODY, drafted.Lines(), Here(jobs))
    }, left


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir())}


def test_any_number_of_jobs_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = put(tmp_path / "texts", **{f"t{number}": several(number) for number in range(7)})
    for jobs in (1, 3):
        outcomes, left = run(folder, tmp_path / f"out{jobs}", jobs)
        assert len(outcomes) == 7 and not left
        assert outcomes["t2.txt"].claims == 2  # type: ignore[union-attr]
    files = bytes_in(tmp_path / "out1")
    assert sorted(files) == [f"t{number}.yaml" for number in range(7)]
    assert files == bytes_in(tmp_path / "out3")


def test_what_is_drafted_already_is_left_alone_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = put(tmp_path / "texts", a=SOLD, b=several(2))
    run(folder, folder)
    (folder / "b.yaml").unlink()
    before = (folder / "a.yaml").stat().st_mtime_ns
    outcomes, left = run(folder, folder)
    assert list(outcomes) == ["b.txt"]
    assert left == {Left.SAME: [folder / "a.yaml"]}
    assert (folder / "a.yaml").stat().st_mtime_ns == before


def change_text(folder: Path) -> None:
    (folder / "a.txt").write_text(SOLD + SOLD)


@pytest.mark.parametrize(
    ("change", "more"),
    [
        (change_text, {}),
        (lambda folder: None, {"about": About(publisher="The Courier")}),
        (lambda folder: None, {"identity": ["lines", "2"]}),
    ],
)
def test_another_text_option_or_extractor_drafts_an_untouched_file_again(
    change: Callable[[Path], None], more: dict[str, object], tmp_path: Path
) -> None:
    folder = put(tmp_path / "texts", a=SOLD)
    run(folder, folder)
    change(folder)
    outcomes, left = run(folder, folder, **more)  # type: ignore[arg-type]
    assert (list(outcomes), left) == (["a.txt"], {})


def review(path: Path) -> None:
    path.write_text(path.read_text().replace("    draft: {", "    # draft: {"))


def remark(path: Path) -> None:
    path.write_text(path.read_text() + "# to be asked again\n")


def replace_by_own(path: Path) -> None:
    path.write_text("source: {title: By hand}\n")


@pytest.mark.parametrize(
    ("touch", "why"), [(review, Left.CHANGED), (remark, Left.CHANGED), (replace_by_own, Left.FOREIGN)]
)
def test_what_a_human_changed_is_never_overwritten_unless_told_to(
    touch: Callable[[Path], None], why: Left, tmp_path: Path
) -> None:
    folder = put(tmp_path / "texts", a=SOLD)
    run(folder, folder)
    touch(folder / "a.yaml")
    change_text(folder)
    touched = (folder / "a.yaml").read_bytes()
    outcomes, left = run(folder, folder)
    assert (outcomes, left) == ({}, {why: [folder / "a.yaml"]})
    assert (folder / "a.yaml").read_bytes() == touched
    outcomes, left = run(folder, folder, force=True)
    assert (list(outcomes), left) == (["a.txt"], {})
    assert (folder / "a.yaml").read_bytes() != touched


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("by-hand.yaml", "source: {title: A, text: a.txt, language: en}\n"),
        ("by-hand.yaml", f"source:\n  sha256: {sha256(SOLD.encode())}\n"),
        ("a.yml", "source:\n  text: 'a.txt'\n"),
    ],
)
def test_a_text_that_has_a_source_file_already_gets_no_second_one(
    file: str, content: str, tmp_path: Path
) -> None:
    folder = put(tmp_path / "texts", a=SOLD, aa=SOLD + SOLD)
    (folder / file).write_text(content)
    outcomes, left = run(folder, folder)
    assert (list(outcomes), left) == (["aa.txt"], {Left.DESCRIBED: [folder / file]})
    outcomes, left = run(folder, folder, force=True)
    assert (sorted(outcomes), left) == (["a.txt", "aa.txt"], {})


def test_of_two_equal_texts_only_the_first_is_drafted(tmp_path: Path) -> None:
    folder = put(tmp_path / "texts", a=SOLD, b=SOLD)
    for _ in range(2):
        _, left = run(folder, folder)
        assert left[Left.TWIN] == [folder / "b.txt"]
    assert sorted(bytes_in(folder)) == ["a.txt", "a.yaml", "b.txt"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_broken_text_is_told_and_the_others_are_drafted(jobs: int, tmp_path: Path) -> None:
    folder = put(tmp_path / "texts", a=SOLD, b="CRASH", c=several(2))
    (folder / "d.txt").write_bytes(b"caf\xe9")
    outcomes, _ = run(folder, tmp_path / "out", jobs)
    told = {name: str(one.problem) for name, one in outcomes.items() if isinstance(one, Failed)}
    assert sorted(told) == ["b.txt", "d.txt"]
    assert (
        "b.txt: error: cannot be drafted, by a fault of this program (ValueError: no such thing\\x1b[31m)"
        in (told["b.txt"])
    )
    assert "d.txt:1:4: error: byte 0xE9 is no UTF-8" in told["d.txt"]
    assert sorted(bytes_in(tmp_path / "out")) == ["a.yaml", "c.yaml"]


def test_a_worker_that_dies_costs_no_traceback_and_the_next_run_goes_on(tmp_path: Path) -> None:
    folder = put(tmp_path / "texts", a=SOLD, b="DIE", c=several(2))
    outcomes, _ = run(folder, tmp_path / "out", 2)
    assert isinstance(outcomes["b.txt"], Failed)
    assert "b.txt: error: is not drafted: the process that worked on it ended" in str(
        outcomes["b.txt"].problem
    )
    assert sorted(bytes_in(tmp_path / "out")) == ["a.yaml", "c.yaml"]  # it takes no other with it
    put(folder, b=several(3))
    run(folder, tmp_path / "out", 2)
    assert sorted(bytes_in(tmp_path / "out")) == ["a.yaml", "b.yaml", "c.yaml"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_extractor_that_is_not_installed_ends_the_run(jobs: int, tmp_path: Path) -> None:
    folder = put(tmp_path / "texts", a=SOLD, b=several(2))
    to_do, _ = tasks(texts([folder]), tmp_path / "out", IDENTITY, About(), False)
    with pytest.raises(UsageError, match="drafting needs a parser"):
        list(draft_all(to_do, About(), NOBODY, drafted.Missing(), Here(jobs)))
    assert not (tmp_path / "out").exists()


def test_the_text_is_named_where_it_lies_beside_the_file(tmp_path: Path) -> None:
    folder = put(tmp_path / "texts", a=SOLD, b=several(2))
    out = put(tmp_path / "out", a=SOLD, b="another text")
    run(folder, out)
    assert "\n  text: a.txt\n" in (out / "a.yaml").read_text()
    assert "\n  text: " not in (out / "b.yaml").read_text()
    assert drafted.problems(out / "a.yaml") == drafted.problems(out / "b.yaml") == []
    put(out, b=several(2))  # once it is there, it is named
    run(folder, out)
    assert "\n  text: b.txt\n" in (out / "b.yaml").read_text()


def test_one_text_without_a_file_gives_its_content(tmp_path: Path) -> None:
    folder = put(tmp_path / "texts", a=SOLD)
    task = Task(folder / "a.txt", None, options(IDENTITY, About(), True))
    (outcome,) = draft_all([task], About(), NOBODY, drafted.Lines(), Here(4))
    assert isinstance(outcome, Done) and "Acme sold names to AdCo" in outcome.content
    assert sorted(bytes_in(folder)) == ["a.txt"]


# ---------------------------------------------------------------- killed at any moment

SCRIPT = """\
import sys
from pathlib import Path
sys.path[:0] = {paths!r}
import drafted
from graph.drafting.documents import About, texts
from graph.drafting.known import NOBODY
from graph.drafting.many import draft_all, tasks
from graph.spreading import Here
from graph.writing import write_whole
if __name__ == "__main__":
    to_do, _ = tasks(texts([Path("texts")]), Path("out"), ["lines"], About(), False)
    for one in draft_all(to_do, About(), NOBODY, drafted.Lines(Path("pids")), Here(2)):
        print(one.task.text.name, flush=True)
"""


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def hear_ctrl_c() -> None:
    """Let a process hear an interrupt, which a shell has those ignore that it starts in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_between_writing_and_counting_counts_what_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = put(tmp_path / "texts", a=several(1), b=several(2)), put(tmp_path / "out")

    def interrupted(to_do: list[Task], *_: object) -> Iterator[Done]:
        write_whole(out / "a.yaml", b"claims: []")
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(many, "draft_all", interrupted)
    with pytest.raises(typer.Exit) as ended:
        _to_folder(texts([folder]), out, NOTHING, NOBODY, drafted.Lines(), None, Here(), False, False)
    assert ended.value.exit_code == 130
    assert "interrupted; 1 file drafted, the same call" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_killed_leaves_whole_files_and_no_workers(how: signal.Signals, tmp_path: Path) -> None:
    put(tmp_path / "texts", **{f"t{number:02}": f"SLOW\n{SOLD.format(number)}" for number in range(40)})
    (tmp_path / "pids").mkdir()
    script = tmp_path / "run.py"
    script.write_text(SCRIPT.format(paths=[str(ROOT), str(ROOT / "tests")]))
    process = subprocess.Popen(
        [sys.executable, str(script)],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=hear_ctrl_c,
    )
    assert process.stdout is not None
    assert process.stdout.readline().endswith(".txt\n")
    if how is signal.SIGINT:
        os.killpg(process.pid, how)  # as a terminal does: to all of them
    else:
        process.kill()
    _, errors = process.communicate(timeout=60)
    assert process.returncode != 0, errors
    assert "Process Spawn" not in errors
    workers = [int(one.name) for one in (tmp_path / "pids").iterdir()]
    assert workers
    end = time.monotonic() + 20
    while not all(map(is_gone, workers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert all(map(is_gone, workers))
    made = [one for one in (tmp_path / "out").iterdir() if not one.name.startswith(".")]
    assert 0 < len(made) < 40
    for one in made:
        assert drafted.problems(one) == []
