"""One function over many items: in this process, on all cores, or on a scheduler's machines.

Whoever asks reads the items and gets the results, in the order of the items
and however many work on them. Workers get values and give values: they need
no disk in common, and write nothing.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from graph.workers.outcomes import Kind, Outcome, result_of

Item = TypeVar("Item")
Result = TypeVar("Result")

#: How many bytes of items may be on their way at once, besides one that is larger.
AHEAD_BYTES: Final = 64_000_000
#: After how many seconds of waiting the workers are looked after.
_TICK: Final = 0.2


@dataclass(frozen=True, slots=True)
class Here:
    """This machine, with so many processes; with one, the work is done in the process that asks."""

    processes: int = 1


@dataclass(frozen=True, slots=True)
class Scheduler:
    """The machines of a dask scheduler; given up after *patience* seconds without a worker."""

    address: str
    patience: float = 30.0


class Workers(Protocol):
    """Who works on what is sent."""

    @property
    def room(self) -> int:
        """How many items may be on their way."""
        ...

    def send(self, item: Any) -> tuple[Future[Any], int]:
        """Send an item; and how many bytes that is."""
        ...

    def outcome(self, item: Any, waiting: Future[Any]) -> Outcome:
        """The outcome of an item, once it is there."""
        ...

    def look(self) -> None:
        """See whether there is still somebody to work."""
        ...


def spread(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    where: Here | Scheduler,
    *,
    name: Callable[[Item], str] = str,
    lost: Callable[[Item, str], Result] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Result]:
    """What *function* makes of each item, in the order of the items.

    Items are taken as there is room for them, so that they may be read from files as they come. The function
    is sent to each worker once and stays there: what it keeps between items is made once per process.

    Args:
        function: A function of a module, or a value with ``__call__``. It, items and results can be pickled.
        items: What it is given.
        where: Who does the work.
        name: What an item is called in errors.
        lost: Gives the result of an item whose workers ended without a word, with a sentence that says so;
            without it that is an error.
        progress: Is told how many items are done, those whose turn has not come included.

    Raises:
        UsageError: the call itself is wrong, or nobody is there to do the work.
        DossierError: the function found problems in an item.
        ItemError: an item could not be worked on.
    """
    with _workers(function, where) as workers:
        on_its_way: deque[tuple[Item, Future[Any], int]] = deque()
        size = given = told = 0
        rest = iter(items)
        more = True
        while True:
            while more and len(on_its_way) < workers.room and (size < AHEAD_BYTES or not on_its_way):
                try:
                    item = next(rest)
                except StopIteration:
                    more = False
                    break
                sent, length = workers.send(item)
                on_its_way.append((item, sent, length))
                size += length
            if not on_its_way:
                return
            item, waiting, length = on_its_way[0]
            wait([waiting], timeout=_TICK)
            done = given + sum(one.done() for _, one, _ in on_its_way)
            if progress is not None and done != told:
                progress(told := done)
            if not waiting.done():
                workers.look()
                continue
            on_its_way.popleft()
            size -= length
            given += 1
            found = workers.outcome(item, waiting)
            if found.kind is Kind.LOST and lost is not None:
                yield lost(item, found.words)
            else:
                yield result_of(found, name(item))


@contextmanager
def _workers(function: Callable[[Any], Any], where: Here | Scheduler) -> Iterator[Workers]:
    from graph.workers.processes import Myself, Processes, one_thread

    if isinstance(where, Scheduler):
        from graph.workers.scheduler import machines

        with machines(function, where.address, where.patience) as workers:
            yield workers
    elif where.processes < 2:
        with one_thread():
            yield Myself(function)
    else:
        with one_thread(), Processes(function, where.processes) as processes:
            yield processes
