"""Where and when a report was filed, told before its first sentence: "ST. PAUL, Feb 6 (Agency) - "."""

import re
from typing import Final

_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATELINE: Final = re.compile(
    r"[A-Z][.'’-]?[A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]+)*"  # a place in capitals
    r"(?:,\s+[A-Z][A-Za-z.]*(?:\s[A-Z][A-Za-z.]*)?)?"  # its state or country
    rf"(?:,?\s+(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?)?"
    r"(?:\s*\([A-Z][A-Za-z./ ]+\))?"  # the agency
    r",?(?:\s+(?:[-–—]{1,2}|\|)\s+|\s*—\s*|\s{2,})(?=[\"“A-Z])"
)


def after(text: str, start: int, end: int) -> int:
    """Where a paragraph begins behind its dateline; *start* if it has none.

    >>> text = "ST. PAUL, Minn., March 3 (Agency) - Acme said no."
    >>> text[after(text, 0, len(text)) :]
    'Acme said no.'
    >>> after("ACME: The company said no.", 0, 26), after("A.  Acme collects names.", 0, 24)
    (0, 0)
    """
    found = _DATELINE.match(text, start, end)
    return found.end() if found is not None else start
