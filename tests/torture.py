"""Runs that put a dossier into a folder, killed at random moments: the old state or the new one is left.

    python tests/torture.py --kills 200 --seed 1

Each run begins with a store that holds the dossier (or, for ``first``, with none), and puts in another
state of it, in one transaction or through a folder that is swapped in. Afterwards

- the store opens, and holds exactly the old state or exactly the new one;
- the next run ends well, with the new state, and leaves nothing of the killed one behind.
"""

import argparse
import hashlib
import io
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from graph.asking import embedded  # noqa: E402
from graph.asking.store import Store, open_store  # noqa: E402
from graph.asking.updating import put  # noqa: E402
from graph.formats.rdf import write_store  # noqa: E402
from graph.rdf.triples import trig  # noqa: E402

#: How a change is carried out, and the largest change that goes into one transaction then.
WAYS: Final = {"transaction": 50_000, "folder": 0, "first": 0}
#: What a store without a dossier holds.
EMPTY: Final = hashlib.sha256(b"").hexdigest()

Tell = Callable[[bytes], object]


class Failed(AssertionError):
    """A killed run left a store that holds neither the old state nor the new one, or more."""


def texts() -> tuple[str, str]:
    """Two states of one dossier: in the second, one of its sources says more, and names a new party."""
    from conftest import dossier, said, source

    from graph.claims import Stance

    def state(*more: str) -> str:
        sources = []
        for number in range(4):
            ends = [f"Acme {number} {place}" for place in range(10)] + [one for one in more if number == 2]
            claims = [
                said(Stance.ALLEGED, from_=one, to="Orbix", data="names", note="n" * 200) for one in ends
            ]
            sources.append(source(*claims, iri=f"source/s{number}"))
        return "".join(trig(dossier(*sources)))

    return state(), state("New Ltd", "Newer Ltd")


def held(store: Store) -> str:
    """What the store holds, as a hash."""
    stream = io.BytesIO()
    write_store(store, stream, "nq")
    return hashlib.sha256(stream.getvalue()).hexdigest()


def judged(found: str, old: str, new: str) -> str:
    """Which state was found.

    Raises:
        Failed: neither of them.
    """
    if found not in (old, new):
        raise Failed(f"the store holds {found}, which is neither the old state nor the new one")
    return "new" if found == new else "old"


def run(home: Path, text: str, told: Tell) -> None:
    """Put a state into the store, and tell when it is open and when it is done."""
    with open_store(home) as store:
        told(b"o")
        put(store, [text])
    told(b"d")


def checked(home: Path, text: str, told: Tell) -> None:
    """Tell what the store holds, then after the next run, which leaves nothing else there."""
    with open_store(home) as store:
        told(held(store).encode())
        put(store, [text])
        told(b" " + held(store).encode())
    left = [one.name for one in (*home.parent.iterdir(), *home.glob("bulk-*")) if one != home]
    if left:
        raise Failed(f"{', '.join(left)} was left behind")


def forked(work: Callable[[Tell], None]) -> tuple[int, int]:
    """A process that does *work*, and a pipe that has what it tells. This one never opens a store itself."""
    read_end, write_end = os.pipe()
    process = os.fork()
    if process:
        os.close(write_end)
        return process, read_end
    code = 1
    try:
        os.close(read_end)
        work(lambda what: os.write(write_end, what))
        code = 0
    except BaseException as error:
        os.write(write_end, f"{type(error).__name__}: {error}".encode())
    finally:
        os._exit(code)


def result(work: Callable[[Tell], None]) -> str:
    """All that *work* tells, in a process of its own."""
    process, pipe = forked(work)
    with os.fdopen(pipe, "rb") as stream:
        told = stream.read().decode()
    if os.waitpid(process, 0)[1]:
        raise Failed(told)
    return told


def timed(home: Path, text: str, opened: bool, wait: float | None = None) -> float:
    """How many seconds a run takes, or is given to live; from when the store is *opened*, if so."""
    process, pipe = forked(lambda told: run(home, text, told))
    try:
        if opened:
            os.read(pipe, 1)
        start = time.monotonic()
        if wait is not None:
            time.sleep(wait)
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        return time.monotonic() - start
    finally:
        os.close(pipe)


def torture(kills: int, folder: Path, seed: int) -> Counter[tuple[str, str]]:
    """Kill so many runs in *folder*; how many of each way left the old state, and how many the new one.

    Raises:
        Failed: one of them left something else.
    """
    pick, home, states = random.Random(seed), folder / "store", texts()
    lasts, hashes = {}, [EMPTY, EMPTY]
    for name, largest in WAYS.items():  # once without being killed: how long it takes
        embedded.LARGEST_CHANGE = largest
        shutil.rmtree(home, ignore_errors=True)
        for number in (0, 1) if name != "first" else (0,):
            lasts[name] = timed(home, states[number], name != "first")
    for number in (1, 0):
        hashes[number] = result(partial(checked, home, states[number])).split()[1]
    if len({*hashes, EMPTY}) != 3:
        raise Failed("the states of the dossier cannot be told apart")
    outcome: Counter[tuple[str, str]] = Counter()
    for number in range(kills):
        name, old, new = tuple(WAYS)[number % len(WAYS)], hashes[number % 2], hashes[1 - number % 2]
        text, embedded.LARGEST_CHANGE = states[1 - number % 2], WAYS[name]
        if name == "first":
            old = EMPTY
            shutil.rmtree(home)
        timed(home, text, name != "first", pick.uniform(0, 1.2 * lasts[name]))
        found, after = result(partial(checked, home, text)).split()
        outcome[name, judged(found, old, new)] += 1
        judged(after, new, new)
    return outcome


def main() -> None:
    """Read the arguments, torture, and tell."""
    parser = argparse.ArgumentParser(description="Kill runs that put a dossier into a store.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcome = torture(arguments.kills, Path(folder), arguments.seed)
    for name in WAYS:
        print(f"{name}: {outcome[name, 'old']} left the old state, {outcome[name, 'new']} the new one")
    print(f"{sum(outcome.values())} runs killed: no mixture, nothing left behind")
    print(f"{time.monotonic() - start:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
