"""One small file per format that we write."""

from typing import NamedTuple


class Written(NamedTuple):
    """A document in some format, and what the format could not hold, one phrase each."""

    data: bytes
    lost: tuple[str, ...] = ()
