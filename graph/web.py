"""What any client of a server needs: whose host it is, what may pass, how long a server asks to wait."""

import ipaddress
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

#: Statuses of HTTP after which the same request may succeed later.
PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
#: How long the longest pause is that a server may ask for, in seconds.
LONGEST_PAUSE: Final = 60.0
#: How long a connection may take to be made, in seconds.
CONNECT: Final = 10.0


def is_this_machine(name: str) -> bool:
    """Tell whether the host *name* is this machine.

    >>> is_this_machine("127.0.0.1"), is_this_machine("localhost.example")
    (True, False)
    """
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def host_of(url: str) -> str | None:
    """The host of a URL; None if there is none."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """How many seconds the server asks to wait; None if it does not say."""
    given = headers.get("retry-after", "").strip()
    try:
        seconds = float(given)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(given) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return max(seconds, 0.0) if math.isfinite(seconds) else None
