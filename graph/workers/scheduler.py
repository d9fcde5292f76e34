"""A dask scheduler's machines as workers.

What is sent is bytes and two small functions by value, so that a scheduler
needs nothing of this project, and a worker without it says so. The packed
function is a task of its own, which the scheduler hands to whichever worker
needs it, and makes again when it is lost; a worker keeps what it has unpacked
until the work has ended. A scheduler hands what a lost worker had to others.
"""

import asyncio
import pickle
import platform
import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from graph import __version__
from graph.problems import GraphError, UsageError, shown
from graph.workers.outcomes import Kind, Outcome, outcome, packed
from graph.workers.processes import AHEAD

INSTALL: Final = "pip install '.[dask]'"
_ADDRESS: Final = re.compile(r"(?:tcp|tls)://[^\s/@]+:[0-9]{1,5}")
#: What scheduler, workers and this process need in the same version, since they talk by it.
_SPOKEN: Final = ("python", "distributed")
#: How many seconds a connection may take, and an answer to how the workers are.
_CONNECTING: Final = 10.0
#: After how many seconds the workers are counted again.
_LOOKING: Final = 2.0
_LOST: Final = (
    "every worker that worked on it ended without a word, until the scheduler gave it up "
    "(killed, or out of memory)"
)


@contextmanager
def machines(function: Callable[[Any], Any], address: str, patience: float) -> Iterator["Machines"]:
    """The workers of the scheduler at *address*; after *patience* seconds without any they are given up.

    Raises:
        UsageError: dask is not installed, nobody is there, or there are no workers that can do this.
    """
    try:
        import dask
        import distributed  # noqa: F401
    except ImportError:
        raise UsageError(
            f"work on more machines needs dask, which is not installed; install it with: {INSTALL}"
        ) from None
    with ExitStack() as opened:
        opened.enter_context(_quiet())
        # an item may be large; it stays with the scheduler, so that it can be sent again
        opened.enter_context(dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"}))
        client = _client(address)
        opened.callback(_close, client)
        found = Machines(client, function, shown(address), patience)
        found.wait_for_workers()
        yield found
        with suppress(Exception):  # they have done their work; what they keep is a matter of memory only
            client.run(_sent_by_value()[1])


class Machines:
    """The workers that a client's scheduler has."""

    def __init__(self, client: Any, function: Callable[[Any], Any], address: str, patience: float) -> None:
        self._client = client
        self._address = address
        self._patience = patience
        self._executor = client.get_executor(pure=False)
        self._work = _sent_by_value()[0]
        self._function = client.submit(bytes, pickle.dumps(function), pure=False)
        self._seen = time.monotonic()
        self._looked = 0.0
        self.room = AHEAD

    def wait_for_workers(self) -> None:
        """Wait for the first worker, and compare what scheduler and workers run.

        Raises:
            UsageError: none came, or they run other versions.
        """
        with self._told():
            try:
                self._client.wait_for_workers(1, timeout=self._patience)
            except TimeoutError:
                raise self._no_workers() from None
            versions = self._client.get_versions()
        mine = versions["client"]["packages"]
        others = {"the scheduler": versions["scheduler"]["packages"]}
        others |= {f"the worker {key}": one["packages"] for key, one in sorted(versions["workers"].items())}
        for who, theirs in others.items():
            for name in _SPOKEN:
                if _minor(name, theirs.get(name)) != _minor(name, mine[name]):
                    raise UsageError(
                        f"{who} at {self._address} has {name} {shown(str(theirs.get(name)))}, and this "
                        f"process {mine[name]}; start it from the same installation"
                    )
        self.look()

    def send(self, item: Any) -> tuple[Future[bytes], int]:
        """Hand an item to the scheduler; and how many bytes are on their way with it."""
        given = pickle.dumps(item)
        with self._told():
            return self._executor.submit(self._work, self._function, given, __version__), len(given)

    def outcome(self, item: Any, waiting: Future[bytes]) -> Outcome:
        """The outcome that is there."""
        from distributed.scheduler import KilledWorker

        with self._told():
            try:
                found: Outcome = pickle.loads(waiting.result())
                return found
            except KilledWorker:
                return Outcome(Kind.LOST, words=_LOST)
            except ImportError as error:
                raise UsageError(
                    f"a worker of {self._address} cannot do this work ({shown(str(error))}); "
                    f"install flowclaims {__version__} with the same extras where it runs"
                ) from None

    def look(self) -> None:
        """See now and then how many workers there are.

        Raises:
            UsageError: there have been none for too long.
        """
        now = time.monotonic()
        if now - self._looked < _LOOKING:
            return
        self._looked = now
        with self._told():
            workers = len(self._client.nthreads())
        if workers:
            self._seen = now
            self.room = AHEAD * workers
        elif now - self._seen > self._patience:
            raise self._no_workers()

    def _no_workers(self) -> UsageError:
        return UsageError(
            f"the scheduler at {self._address} has had no workers for {self._patience:g} seconds; start some "
            f"with: dask worker {self._address}"
        )

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell plainly that the scheduler was lost."""
        try:
            yield
        except GraphError:
            raise
        except (Exception, CancelledError) as error:  # dask has many ways to say it
            raise UsageError(
                f"the scheduler at {self._address} was lost ({type(error).__name__}); does it still run?"
            ) from None


def _client(address: str) -> Any:
    from distributed import Client

    reason = "no such address can be" if _ADDRESS.fullmatch(address) is None else ""
    try:
        if not reason:
            with ThreadPoolExecutor(1) as thread:  # an event loop may run in this one, as in a notebook
                reason = thread.submit(asyncio.run, _greeted(address)).result()
        if not reason:
            connect: Any = Client  # which says of no method what it gives
            return connect(address, timeout=_CONNECTING, set_as_default=False)
    except (Exception, CancelledError) as error:  # dask has many ways to say it
        reason = str(error).split("\n", 1)[0] or f"in {_CONNECTING:g} seconds"
    raise UsageError(
        f"no scheduler answers at {shown(address)} ({shown(reason)}); give the address that dask scheduler "
        "prints, such as tcp://HOST:8786"
    )


async def _greeted(address: str) -> str:
    """What speaks against a scheduler at *address*, in bounded time; nothing if one answers."""
    from distributed import rpc
    from distributed.security import Security

    arguments: Any = Security().get_connection_args("client")  # type: ignore[no-untyped-call]
    open_to: Any = rpc
    async with asyncio.timeout(_CONNECTING), open_to(address, connection_args=arguments) as there:
        kind = (await there.identity())["type"]
    return "" if kind == "Scheduler" else f"a {kind.lower()} is there"


def _close(client: Any) -> None:
    with suppress(Exception):
        client.close(timeout=_CONNECTING)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without dask's own messages, which are meant for those who run it: what matters is told by errors."""
    import logging
    import warnings

    known = logging.root.manager.loggerDict
    names = [one for one in known if one.startswith(("distributed.", "tornado."))]
    loggers = [logging.getLogger(one) for one in ("distributed", "tornado", "asyncio", *names)]
    before = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="distributed")
            yield
    finally:
        for one, level in zip(loggers, before, strict=True):
            one.setLevel(level)


def _minor(name: str, version: object) -> str:
    """As much of a version as has to be equal."""
    return ".".join(str(version).split(".")[:2]) if name == "python" else str(version)


# ---------------------------------------------------------------- on a worker


def _sent_by_value() -> tuple[Callable[[bytes, bytes, str], bytes], Callable[[], None]]:
    """What is done with an item, and at the end: functions that are in no module travel as their code."""

    def work(function: bytes, item: bytes, version: str) -> bytes:
        from graph.workers.scheduler import answered

        return answered(function, item, version)

    def forget() -> None:
        from graph.workers.scheduler import unpacked

        unpacked.cache_clear()

    return work, forget


#: A worker may have several threads; what functions load is seldom made for that.
_one_at_a_time: Final = threading.Lock()


@lru_cache(maxsize=1)
def unpacked(function: bytes) -> Callable[[Any], Any]:
    """The function that was packed, with what it has loaded since."""
    found: Callable[[Any], Any] = pickle.loads(function)
    return found


def answered(function: bytes, item: bytes, version: str) -> bytes:
    """The packed outcome of a packed item, if this is the version that asks for it."""
    if version == __version__:
        with _one_at_a_time:
            found = outcome(unpacked(function), pickle.loads(item))
    else:
        words = f"flowclaims {__version__} runs there, and {version} asks; install the same on both machines"
        found = Outcome(Kind.USAGE, words=words)
    if found.kind is Kind.USAGE:
        found = replace(found, words=f"a worker on {platform.node()}: {found.words}")
    return packed(found)
