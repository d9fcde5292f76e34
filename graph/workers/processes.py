"""Processes of this machine as workers, and this process itself as one.

A process that is killed costs nothing but time: what was on its way is tried
again, each item alone, so that one that ends its process is known for it and
takes no other with it.
"""

import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import wait
from typing import Any, Final

from graph.workers.outcomes import Kind, Outcome, outcome, packed

#: How many items may be on their way for each process: enough that none waits, few enough to hold in memory.
AHEAD: Final = 4
#: Libraries that would start threads of their own in every process; one each is fastest, and sums alike.
_ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
_LOST: Final = (
    "the process that worked on it ended without a word, and again when it was tried alone "
    "(killed, or out of memory)"
)


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


@contextmanager
def one_thread() -> Iterator[None]:
    """An environment in which every process that is started computes in one thread."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class Myself:
    """This process as the only worker: an item is worked on when it is sent."""

    room = 1

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function = function

    def send(self, item: Any) -> tuple[Future[Outcome], int]:
        """The outcome of an item; nothing of it is on its way."""
        done: Future[Outcome] = Future()
        done.set_result(outcome(self._function, item))
        return done, 0

    def outcome(self, item: Any, waiting: Future[Outcome]) -> Outcome:
        """The outcome that is there."""
        return waiting.result()

    def look(self) -> None:
        """Nothing can have happened."""


class Processes:
    """Several processes of this machine; the function is sent to each of them once."""

    def __init__(self, function: Callable[[Any], Any], number: int) -> None:
        self.room = AHEAD * number
        self._number = number
        self._function = pickle.dumps(function)
        self._open = ExitStack()
        self._pool = self._fresh(number)
        self._single: ProcessPoolExecutor | None = None

    def _fresh(self, number: int) -> ProcessPoolExecutor:
        return self._open.enter_context(_pool(number, self._function))

    def send(self, item: Any) -> tuple[Future[bytes], int]:
        """Hand an item to the next free process; and how many bytes are on their way with it."""
        given = pickle.dumps(item)
        try:
            return self._pool.submit(_work, given), len(given)
        except BrokenProcessPool:
            self._pool = self._fresh(self._number)
            return self._pool.submit(_work, given), len(given)

    def outcome(self, item: Any, waiting: Future[bytes]) -> Outcome:
        """The outcome that is there; of an item whose process ended, what comes of another try, alone."""
        try:
            found: Outcome = pickle.loads(waiting.result())
            return found
        except BrokenProcessPool:
            return self._alone(item)

    def _alone(self, item: Any) -> Outcome:
        self._single = self._single or self._fresh(1)
        try:
            found: Outcome = pickle.loads(self._single.submit(_work, pickle.dumps(item)).result())
            return found
        except BrokenProcessPool:
            self._single = None
            return Outcome(Kind.LOST, words=_LOST)

    def look(self) -> None:
        """What happens to processes is seen by what they were sent."""

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *error: Any) -> None:
        """End the processes: when they are done, or at once after an error."""
        self._open.__exit__(*error)


@contextmanager
def _pool(number: int, function: bytes) -> Iterator[ProcessPoolExecutor]:
    """A pool of processes that are all started; after an error they are ended at once."""
    pool = ProcessPoolExecutor(number, multiprocessing.get_context("spawn"), _begin, (function,))
    others = set(multiprocessing.active_children())
    with _without_interrupts():  # the processes inherit it: Ctrl-C is for the parent, which ends them
        for _ in range(number):
            pool.submit(_ready)
    ours = [one for one in multiprocessing.active_children() if one not in others]
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in ours:
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


# ---------------------------------------------------------------- in such a process

_packed: bytes = b""
_function: Callable[[Any], Any] | None = None


def _begin(function: bytes) -> None:
    global _packed
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _packed = function


def _end_with_parent() -> None:
    """End this process when its parent has ended, however that came about."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _ready() -> None:
    """Nothing: that it is asked for starts a process."""


def _work(item: bytes) -> bytes:
    global _function
    if _function is None:
        _function = pickle.loads(_packed)
    return packed(outcome(_function, pickle.loads(item)))
