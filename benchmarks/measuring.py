"""Whole processes measured: wall clock, processor time and peak memory, several runs in turn."""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one process: seconds of wall clock and of processor (children included), and peak MB."""

    wall: float
    cpu: float
    memory: float


@dataclass(slots=True)
class Contender:
    """A way to do the task: what it is called, its command, its output, and what to clear before each run."""

    name: str
    command: Sequence[str | Path]
    output: Path | None = None
    clear: Callable[[], None] = lambda: None
    runs: list[Run] = field(default_factory=list)

    @property
    def median(self) -> Run:
        """The median of each measure over the runs."""
        wall, cpu, memory = zip(*((run.wall, run.cpu, run.memory) for run in self.runs), strict=True)
        return Run(*map(statistics.median, (wall, cpu, memory)))


def measure(command: Sequence[str | Path]) -> Run:
    """Run *command* to its end and tell what it took.

    Raises:
        SystemExit: the command failed; its output is shown.
    """
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        output = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{output.decode(errors='replace')[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def in_turn(contenders: Sequence[Contender], runs: int, longest: float = 60) -> None:
    """Run the contenders in turn, *runs* times round; one that takes longer than *longest* seconds, once."""
    for number in range(runs):
        for one in contenders:
            if number and one.median.wall > longest:
                continue
            one.clear()
            one.runs.append(measure(one.command))
            last = one.runs[-1]
            print(f"  {one.name}: {last.wall:.2f} s, {last.memory:.0f} MB", file=sys.stderr, flush=True)


def table(contenders: Sequence[Contender], ours: Contender, quads: Mapping[str, int]) -> list[str]:
    """A Markdown table of medians; the last column compares the wall clock with that of *ours*."""
    lines = [
        "| what | quads | wall s (median) | fastest | CPU s | peak MB | runs | wall, ours = 1 |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in contenders:
        median, fastest = one.median, min(run.wall for run in one.runs)
        lines.append(
            f"| {one.name} | {quads[one.name]:,} | {median.wall:.2f} | {fastest:.2f} | {median.cpu:.2f} "
            f"| {median.memory:.0f} | {len(one.runs)} | {median.wall / ours.median.wall:.2f} |"
        )
    return lines


def machine() -> str:
    """What this was measured on: processor, cores, memory and Python; no names of hosts."""
    known = (line.partition(":") for line in Path("/proc/cpuinfo").read_text().splitlines())
    model = next(
        (value.strip() for key, _, value in known if key.strip() == "model name"), platform.machine()
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, CPython {platform.python_version()}, Linux"
