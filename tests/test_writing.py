import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from written import ROOT

from graph import writing
from graph.problems import UsageError
from graph.writing import whole_file, whole_folder, write_whole

OURS = frozenset({"graph.trig", "figure.svg"})


def left(folder: Path) -> list[str]:
    """All that lies in *folder*, temporary files included."""
    return sorted(one.name for one in folder.iterdir())


def test_a_file_is_written_and_its_folder_made(tmp_path):
    write_whole(tmp_path / "new" / "a.txt", b"x")
    assert (tmp_path / "new" / "a.txt").read_bytes() == b"x"
    assert left(tmp_path / "new") == ["a.txt"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_failure_leaves_the_former_file(error, tmp_path):
    path = tmp_path / "a.txt"
    write_whole(path, b"before")
    with pytest.raises(error), whole_file(path) as stream:
        stream.write(b"half")
        raise error
    assert path.read_bytes() == b"before"
    assert left(tmp_path) == ["a.txt"]


def test_what_cannot_be_written_is_wrong_usage(tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(UsageError, match="is a folder"):
        write_whole(tmp_path, b"x")
    with pytest.raises(UsageError, match="cannot be written"):
        write_whole(tmp_path / "file" / "a.txt", b"x")
    with pytest.raises(UsageError, match="is a file"), whole_folder(tmp_path / "file", OURS):
        pass
    with pytest.raises(UsageError, match="cannot be written"), whole_folder(tmp_path / "file" / "out", OURS):
        pass
    with pytest.raises(UsageError, match="is a folder"):
        write_whole(Path("."), b"x")
    with pytest.raises(UsageError, match="everything"), whole_folder(Path("/"), OURS):
        raise AssertionError("it must not get here")
    assert left(tmp_path) == ["file"]


def test_a_name_as_long_as_the_system_allows_is_written(tmp_path):
    write_whole(tmp_path / ("ü" * 127), b"x")
    assert left(tmp_path) == ["ü" * 127]


def test_a_folder_is_filled_and_takes_the_place_of_the_former_one(tmp_path):
    for content in ("old", "new"):
        with whole_folder(tmp_path / "out", OURS) as fresh:
            (fresh / "graph.trig").write_text(content)
            if content == "old":
                (fresh / "figure.svg").write_text(content)
    assert (tmp_path / "out" / "graph.trig").read_text() == "new"
    assert left(tmp_path / "out") == ["graph.trig"]
    assert left(tmp_path) == ["out"]


@pytest.mark.parametrize("exchange", [True, False])
def test_files_of_the_user_stay(exchange, tmp_path, monkeypatch):
    if not exchange:
        monkeypatch.setattr(writing.sys, "platform", "elsewhere")
    out = tmp_path / "out"
    (out / "notes").mkdir(parents=True)
    (out / "notes" / "mine.txt").write_text("mine")
    (out / "mine.txt").write_text("mine")
    (out / "link").symlink_to("nowhere")
    (out / "graph.trig").write_text("old")
    with whole_folder(out, OURS) as fresh:
        (fresh / "graph.trig").write_text("new")
    assert left(out) == ["graph.trig", "link", "mine.txt", "notes"]
    assert (out / "graph.trig").read_text() == "new"
    assert (out / "notes" / "mine.txt").read_text() == "mine"
    assert (out / "link").is_symlink()
    assert left(tmp_path) == ["out"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_failure_leaves_the_former_folder(error, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "graph.trig").write_text("old")
    with pytest.raises(error), whole_folder(out, OURS) as fresh:
        (fresh / "graph.trig").write_text("half")
        raise error
    assert (out / "graph.trig").read_text() == "old"
    assert left(tmp_path) == ["out"]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_killed_leaves_the_former_folder_whole(how, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "graph.trig").write_text("old")
    program = (
        "import pathlib, sys, time; from graph.writing import whole_folder\n"
        "with whole_folder(pathlib.Path(sys.argv[1]), frozenset({'graph.trig'})) as fresh:\n"
        "    (fresh / 'graph.trig').write_text('half')\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(60)\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program, str(out)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert running.stdout is not None
    with running.stdout:
        assert running.stdout.readline() == b"ready\n"
        running.send_signal(how)
        running.wait(30)
    assert (out / "graph.trig").read_text() == "old"
    assert left(out) == ["graph.trig"]


def test_a_reader_sees_the_former_folder_or_the_new_one_never_half(tmp_path):
    out = tmp_path / "out"
    for number in range(20):
        with whole_folder(out, OURS) as fresh:
            for name in OURS:
                (fresh / name).write_text(str(number))
            if number:
                assert {(out / name).read_text() for name in OURS} == {str(number - 1)}
        time.sleep(0)
    assert {(out / name).read_text() for name in OURS} == {"19"}
