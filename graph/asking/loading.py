"""Text that comes in blocks, handed to the embedded engine while it is made."""

import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from typing import Final

import pyoxigraph as ox

#: How much text goes into the pipe at once, in bytes.
_CHUNK: Final = 1 << 18
#: How much text is loaded as one document, if it can be cut, in bytes: little at first, to begin soon,
#: then twice as much each time, up to the largest; and how many of them at a time.
_FIRST: Final = 1 << 20
_LARGEST: Final = 1 << 23
_AT_A_TIME: Final = 2


class Head(bytes):
    """A block with which a document may begin: base and prefixes, outside of any graph."""


def load_blocks(engine: ox.Store, blocks: Iterable[str | bytes]) -> None:
    """Load TriG while it is made.

    Text that begins with a ``Head`` is cut at others of them, and its documents are loaded side by side; some
    of them may be there after an error. All other text is one document, which the engine loads whole or not
    at all. What *blocks* itself raises passes through.
    """
    blocks = iter(blocks)
    first = next(blocks, b"")
    if isinstance(first, Head):
        _load_documents(engine, _documents(first, blocks))
    else:
        _load_piped(engine, chain((first,), blocks))


def _documents(first: Head, blocks: Iterator[str | bytes]) -> Iterator[bytes]:
    """Whole documents of about the wanted length."""
    held, size, enough = [bytes(first)], len(first), _FIRST
    for block in blocks:
        if size >= enough and isinstance(block, Head):
            yield b"".join(held)
            held, size, enough = [], 0, min(2 * enough, _LARGEST)
        held.append(block.encode() if isinstance(block, str) else block)
        size += len(held[-1])
    yield b"".join(held)


def _load_documents(engine: ox.Store, documents: Iterator[bytes]) -> None:
    """Load documents in threads, which leave Python to the one that makes them."""
    loading: list[Future[None]] = []
    with ThreadPoolExecutor(_AT_A_TIME) as threads:
        for document in documents:
            while len(loading) > _AT_A_TIME:  # so that no more than one waits in memory
                loading.pop(0).result()
            loading.append(threads.submit(engine.bulk_load, document, ox.RdfFormat.TRIG))
        for one in loading:
            one.result()


def _load_piped(engine: ox.Store, blocks: Iterable[str | bytes]) -> None:
    """Load one document: the engine reads a pipe, without Python, as a thread fills it.

    Where the system has no names for open files (``/dev/fd``) one waits for the other.
    """
    if not os.path.isdir("/dev/fd"):
        engine.bulk_load(Blocks(blocks), ox.RdfFormat.TRIG)  # type: ignore[arg-type]
        return
    failed: list[BaseException] = []
    read_end, write_end = os.pipe()

    def fill() -> None:
        try:
            with os.fdopen(write_end, "wb", buffering=_CHUNK) as pipe:
                for block in blocks:
                    pipe.write(block.encode() if isinstance(block, str) else block)
        except BrokenPipeError:  # the engine has stopped reading, and says why
            pass
        except BaseException as error:  # told in the thread that asked
            failed.append(error)

    fault: SyntaxError | None = None
    thread = threading.Thread(target=fill)
    thread.start()
    try:
        engine.bulk_load(path=f"/dev/fd/{read_end}", format=ox.RdfFormat.TRIG)
    except SyntaxError as error:  # perhaps only since the text has ended too early
        fault = error
    finally:
        os.close(read_end)
        thread.join()
    if failed:
        raise failed[0]
    if fault is not None:
        raise fault


class Blocks:
    """Blocks of text as the binary file that a parser wants: no file, no block held twice."""

    def __init__(self, blocks: Iterable[str | bytes]) -> None:
        self._blocks = iter(blocks)
        self._rest = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """At most *size* bytes (the engine aborts on more), none at the end."""
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return b""
            self._rest = memoryview(block.encode() if isinstance(block, str) else block)
        taken = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(taken) :]
        return bytes(taken)
