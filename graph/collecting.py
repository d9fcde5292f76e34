"""Python's search for unreachable cycles, paused."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """Pause the search for unreachable cycles while values are made that have none.

    It would walk through the whole dossier again and again: two fifths of the time at 60,000 claims.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
