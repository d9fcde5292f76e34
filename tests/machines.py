"""A real dask scheduler and real workers for tests: processes of their own, on loopback."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from written import ROOT

#: Code that a worker runs before anything else, to be one without this project.
WITHOUT_US = """\
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "graph":
            raise ModuleNotFoundError("No module named 'graph'", name=name)
sys.meta_path.insert(0, Missing())
"""


@dataclass
class Machines:
    """Where the scheduler is, and the processes that were started."""

    folder: Path
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def _start(self, kind: str, *arguments: str, first: str = "") -> subprocess.Popen[bytes]:
        number = len(self._started)
        here = self.folder / f"process-{number}"
        here.mkdir()
        (here / "sitecustomize.py").write_text(first)
        paths = os.pathsep.join(map(str, (here, ROOT, ROOT / "tests")))
        with (here / "log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--no-dashboard", *arguments],
                cwd=here,
                env={**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1"},
                stdout=log,
                stderr=log,
            )
        self._started.append(process)
        return process

    def start_scheduler(self) -> None:
        file = self.folder / "scheduler.json"
        self.scheduler = self._start(
            *("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)),
            *("--idle-timeout", "300"),
        )
        end = time.monotonic() + 180
        while not self.address:
            assert self.scheduler.poll() is None and time.monotonic() < end, "no scheduler came up"
            time.sleep(0.05)
            try:
                self.address = json.loads(file.read_text())["address"]
            except (OSError, ValueError):
                continue

    def start_worker(self, first: str = "") -> subprocess.Popen[bytes]:
        """A worker of one thread that nobody starts again; *first* is code that it runs before all else."""
        worker = self._start(
            *("worker", self.address, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1"),
            *("--local-directory", str(self.folder), "--death-timeout", "20"),
            first=first,
        )
        self.workers.append(worker)
        return worker

    def wait_for(self, worker: subprocess.Popen[bytes]) -> None:
        """Wait until the scheduler knows the worker."""
        log = self.folder / f"process-{self._started.index(worker)}" / "log"
        end = time.monotonic() + 180
        while b"Registered to" not in log.read_bytes():
            assert worker.poll() is None and time.monotonic() < end, "no worker came up"
            time.sleep(0.05)

    def end_workers(self) -> None:
        for worker in self.workers:
            worker.kill()
            worker.wait()
        self.workers.clear()

    def kill_all(self) -> None:
        for process in self._started:
            process.kill()
        for process in self._started:
            process.wait()


@contextmanager
def machines(folder: Path, workers: int) -> Iterator[Machines]:
    """A scheduler with so many workers."""
    made = Machines(folder)
    try:
        made.start_scheduler()
        started = [made.start_worker() for _ in range(workers)]
        for worker in started:
            made.wait_for(worker)
        yield made
    finally:
        made.kill_all()
