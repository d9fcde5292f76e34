"""One function over many items: the same results, in order, whoever does the work and whoever dies."""

import importlib.util
import os
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import spread_over
from machines import WITHOUT_US, Machines, machines
from written import ROOT

from graph import __version__, spreading
from graph.problems import DossierError, GraphError, UsageError
from graph.spreading import Here, Scheduler, spread
from graph.workers import scheduler as of_scheduler
from graph.workers.outcomes import ItemError
from graph.workers.processes import AHEAD

needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="dask.distributed is not installed"
)
Where = Here | Scheduler


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler with two workers."""
    with machines(tmp_path_factory.mktemp("two"), 2) as made:
        yield made


@pytest.fixture(params=["myself", "processes", pytest.param("scheduler", marks=needs_dask)])
def where(request: pytest.FixtureRequest) -> Where:
    if request.param == "scheduler":
        return Scheduler(request.getfixturevalue("two").address)
    return Here(1 if request.param == "myself" else 2)


# ---------------------------------------------------------------- whoever works


def test_results_come_in_the_order_of_the_items(where: Where) -> None:
    told: list[int] = []
    found = list(spread(spread_over.doubled, range(30), where, progress=told.append))
    assert found == [2 * number for number in range(30)]
    assert told == sorted(set(told)) and told[-1] == 30
    assert list(spread(spread_over.doubled, [], where)) == []


def test_what_a_function_loads_is_loaded_once_in_each_process(where: Where) -> None:
    found = list(spread(spread_over.Loading(), range(24), where))
    processes = {process for process, _, _ in found}
    assert len({(process, loaded) for process, loaded, _ in found}) == len(processes) <= 2
    assert sum(max(used for process, _, used in found if process == one) for one in processes) == 24
    assert (os.getpid() in processes) == (where == Here(1))


def test_errors_name_the_item_and_are_what_they_were(where: Where) -> None:
    def of(item: str) -> pytest.ExceptionInfo[GraphError]:
        with pytest.raises(GraphError) as caught:
            list(spread(spread_over.broken, ["fine", item, "fine"], where, name=lambda one: f"{one}.json"))
        return caught

    caught = of("usage")
    assert caught.type is UsageError and str(caught.value).endswith("there is no parser")
    caught = of("problems")
    assert isinstance(caught.value, DossierError) and len(caught.value.problems) == 2
    assert str(caught.value).startswith("a.json:3:1: error: is no object [json]\n")
    caught = of("known")
    assert (caught.type, str(caught.value)) == (ItemError, "known.json: the register is empty")
    caught = of("fault")
    assert (
        str(caught.value) == "fault.json: a fault of this program (KeyError: 'no\\x1bsuch'); please report it"
    )


@pytest.mark.parametrize("where", [Here(2), pytest.param(None, marks=needs_dask)])
def test_a_result_that_cannot_travel_is_told(where: Here | None, request: pytest.FixtureRequest) -> None:
    at = where or Scheduler(request.getfixturevalue("two").address)
    with pytest.raises(ItemError, match="unpackable: a fault of this program"):
        list(spread(spread_over.broken, ["unpackable"], at))


def test_items_are_taken_only_as_there_is_room_for_them(
    where: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = 0

    def items() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(40):
            taken += 1
            yield b"x" * 1000

    room = {Here(1): 1, Here(2): 2 * AHEAD}.get(where, 3 * AHEAD)  # type: ignore[arg-type]
    ahead = [taken - given for given, _ in enumerate(spread(spread_over.length, items(), where))]
    assert len(ahead) == 40 and max(ahead) <= room
    monkeypatch.setattr(spreading, "AHEAD_BYTES", 2500)  # three of them reach it
    taken = 0
    ahead = [taken - given for given, _ in enumerate(spread(spread_over.length, items(), where))]
    assert len(ahead) == 40 and max(ahead) <= 3


# ---------------------------------------------------------------- processes of this machine


def test_a_process_that_is_killed_once_costs_nothing(tmp_path: Path) -> None:
    found = list(spread(spread_over.Deadly(5, tmp_path / "once"), range(30), Here(2)))
    assert (tmp_path / "once").exists()
    assert found == [3 * number for number in range(30)]


def test_an_item_that_ends_its_process_again_is_named_and_takes_no_other_with_it() -> None:
    deadly = spread_over.Deadly(5)
    found = list(spread(deadly, range(20), Here(2), lost=lambda item, words: len(words)))
    assert found[:5] + found[6:] == [3 * number for number in range(20) if number != 5]
    with pytest.raises(ItemError, match=r"^5: the process that worked on it ended without a word, and again"):
        list(spread(deadly, range(20), Here(2)))


# ---------------------------------------------------------------- machines of a scheduler


@needs_dask
def test_a_worker_that_is_killed_half_way_changes_no_byte(two: Machines, tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    (tmp_path / "spread").mkdir()
    wanted = list(spread(spread_over.Leaving(tmp_path / "alone", 0), range(40), Here(1)))
    found = []
    for one in spread(spread_over.Leaving(tmp_path / "spread"), range(40), Scheduler(two.address)):
        found.append(one)
        if len(found) == 20:
            busy = {int(one.name.partition("-")[2]) for one in (tmp_path / "spread").iterdir()}
            assert busy == {worker.pid for worker in two.workers}  # both work
            two.workers.pop(0).kill()
    assert pickle.dumps(found) == pickle.dumps(wanted)
    assert two.workers[0].poll() is None


@needs_dask
def test_a_scheduler_that_is_not_there_is_told_in_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_scheduler, "_CONNECTING", 1.0)

    def told(address: str) -> str:
        start = time.monotonic()
        with pytest.raises(UsageError) as caught:
            list(spread(spread_over.doubled, [1], Scheduler(address)))
        assert time.monotonic() - start < 10
        return str(caught.value)

    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert f"no scheduler answers at tcp://127.0.0.1:{port} (" in told(f"tcp://127.0.0.1:{port}")
    assert f"no scheduler answers at tcp://127.0.0.1:{port} (" in told(f"tcp://127.0.0.1:{port}")
    for wrong in ("http://127.0.0.1:8787", "tcp://127.0.0.1:port", "", "\x1b"):
        assert "give the address that dask scheduler prints, such as tcp://HOST:8786" in told(wrong)


@needs_dask
def test_other_versions_on_the_machines_are_told(two: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    from distributed import versions

    def told() -> str:
        with pytest.raises(UsageError) as caught:
            list(spread(spread_over.doubled, [1], Scheduler(two.address)))
        return str(caught.value)

    with monkeypatch.context() as changed:
        changed.setattr(of_scheduler, "__version__", "9.9.9")
        assert f"flowclaims {__version__} runs there, and 9.9.9 asks; install the same on both" in told()
    found = versions._version_cached
    monkeypatch.setattr(
        versions, "_version_cached", lambda one: "1.0" if one == "distributed" else found(one)
    )
    assert (
        f"the scheduler at {two.address} has distributed {found('distributed')}, and this process 1.0"
        in told()
    )


@needs_dask
def test_workers_that_cannot_work_or_are_no_longer_there_are_told_and_nobody_waits_for_ever(
    tmp_path: Path,
) -> None:
    def told(patience: float, then: Callable[[], object] = int) -> str:
        with pytest.raises(UsageError) as caught:
            for _ in spread(spread_over.Leaving(tmp_path), range(40), Scheduler(made.address, patience)):
                then()
        return str(caught.value)

    with machines(tmp_path, 0) as made:
        none = f"has had no workers for 1 seconds; start some with: dask worker {made.address}"
        assert none in told(1)
        made.start_worker(WITHOUT_US)
        missing = "cannot do this work (No module named 'graph'); install flowclaims"
        assert missing in told(60)
        made.end_workers()
        made.wait_for(made.start_worker())
        assert none in told(1, made.end_workers)
        made.start_worker()  # is waited for
        assert made.scheduler is not None
        assert "was lost" in told(60, made.scheduler.kill)


def test_without_dask_it_is_said_how_to_install_it() -> None:
    code = (
        "import sys\n"
        "sys.modules['distributed'] = None\n"
        "from graph.spreading import Scheduler, spread\n"
        "try: list(spread(abs, [1], Scheduler('tcp://127.0.0.1:1')))\n"
        "except Exception as error: print(type(error).__name__, error)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ended.stdout == (
        "UsageError work on more machines needs dask, which is not installed; install it with: "
        "pip install '.[dask]'\n"
    )
