"""``draft --scheduler``: the same files as on one machine, from real workers of a real scheduler."""

import importlib.util
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from drafted import HAS_PARSER, NO_PARSER
from machines import Machines, machines
from test_cli import run
from test_drafting_many import bytes_in, put
from test_drafting_verb import STORY
from written import ROOT

needs_parser = pytest.mark.skipif(not HAS_PARSER, reason=NO_PARSER)
needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="dask.distributed is not installed"
)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler with two workers, which know nothing of the texts' folder."""
    with machines(tmp_path_factory.mktemp("machines"), 2) as made:
        yield made


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["--jobs", "2"],
            "error: --jobs is for this machine; a scheduler has as many",
        ),
        (["--extractor", "llm"], "error: --scheduler is for drafting by rules; a model is asked from this"),
        pytest.param(
            [],
            "error: no scheduler answers at here (no such address can be); give the address that dask",
            marks=needs_dask,
        ),
    ],
)
def test_wrong_usage_is_told_in_one_line(arguments: list[str], told: str, tmp_path: Path) -> None:
    put(tmp_path, a=STORY)
    ended = run("draft", "a.txt", "-o", ".", "--scheduler", "here", *arguments, cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert told in ended.stderr.splitlines()[-1]
    assert sorted(bytes_in(tmp_path)) == ["a.txt"]


@needs_parser
@needs_dask
def test_workers_give_the_same_files_as_this_process(two: Machines, tmp_path: Path) -> None:
    texts = {
        f"t{number}": STORY * number + f"Acme sold names to Orbix in {2000 + number}.\n"
        for number in (1, 2, 3)
    }
    put(tmp_path / "texts", **texts)
    (tmp_path / "texts" / "broken.txt").write_bytes(b"caf\xe9")
    alone = run("draft", "texts", "-o", "alone", "--jobs", "1", cwd=tmp_path)
    spread = run("draft", "texts", "-o", "spread", "--scheduler", two.address, cwd=tmp_path)
    assert (alone.returncode, spread.returncode) == (1, 1)
    announced, _, rest = spread.stderr.partition("\n")
    assert announced == f"the text of 4 files goes to the scheduler at {two.address} and its workers"
    assert rest.replace("spread", "alone") == alone.stderr
    assert sorted(bytes_in(tmp_path / "alone")) == ["t1.yaml", "t2.yaml", "t3.yaml"]
    assert bytes_in(tmp_path / "spread") == bytes_in(tmp_path / "alone")


@needs_parser
@needs_dask
def test_ctrl_c_leaves_whole_files_and_the_workers_to_their_owner(two: Machines, tmp_path: Path) -> None:
    put(tmp_path / "texts", **{f"t{number:03}": f"{number}. {STORY}" for number in range(300)})
    verb = ["draft", "texts", "-o", "out", "--scheduler", two.address]
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "build_graph.py"), *verb], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    end = time.monotonic() + 100
    while not list(tmp_path.glob("out/t*.yaml")):
        assert process.poll() is None and time.monotonic() < end
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    made = bytes_in(tmp_path / "out")
    assert 0 < len(made) < 300
    assert errors.splitlines()[1:] == [
        f"interrupted; {len(made)} file{'s' * (len(made) > 1)} drafted, the same call goes on from here"
    ]
    assert [worker.poll() for worker in two.workers] == [None, None]
