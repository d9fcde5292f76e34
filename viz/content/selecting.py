"""A selection from the words of a user: filters by party, stance, act, status and date."""

from collections.abc import Collection, Sequence

from graph.claims import Dossier, PartialDate
from graph.problems import UsageError, shown
from graph.status.values import Status
from graph.telling.finding import find_party
from viz.content.selection import ACTS, STANCES, Selection


def selected(
    dossier: Dossier,
    *,
    about: str | None = None,
    hops: int = 1,
    stance: Collection[str] | None = None,
    act: Collection[str] | None = None,
    status: Collection[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    most: int | None = None,
) -> Selection:
    """The part of *dossier* that the words of a user name.

    Args:
        dossier: What was said.
        about: Name of a party: only the lines at most *hops* steps from it.
        hops: See *about*; at least 1.
        stance: Only these of ``alleged``, ``denied``, ``confirmed``, ``non-answer``.
        act: Only these acts, or ``not-said``; ``share`` holds selling too.
        status: Only allegations that have come to one of these, and what answers them.
        since: Only what was said on this day, month or year, or later.
        until: Only what was said on it, or earlier.
        most: Only lines between so many parties, those that are named most; at least 2.

    Raises:
        UsageError: a word is none that there is.
    """
    if hops < 1:
        raise UsageError(f"hops is {hops}; use 1 or more")
    if hops > 1 and about is None:
        raise UsageError("--hops counts steps from a party; name it with --about")
    if most is not None and most < 2:
        raise UsageError(f"--most is {most}; use 2 or more: lines are between parties")
    first = None if since is None else _date("since", since)
    last = None if until is None else _date("until", until)
    if first is not None and last is not None and first.first_day > last.last_day:
        raise UsageError(f"--since {first} is later than --until {last}; nothing can lie between them")
    statuses = {one.words: one for one in Status}
    if status is not None:
        given = (one.replace("-", " ") for one in status)
        status = [one_of("status", one, tuple(statuses)) for one in given]
    return Selection(
        None if about is None else find_party(dossier, about).iri,
        hops,
        None if not stance else frozenset(one_of("stance", one, STANCES) for one in stance),
        None if not act else frozenset(one_of("act", one, ACTS) for one in act),
        None if not status else frozenset(statuses[one] for one in status),
        first,
        last,
        most,
    )


def one_of(what: str, given: str, known: Sequence[str]) -> str:
    """*given* if it is one of *known*.

    Raises:
        UsageError: it is not; the message lists them.
    """
    if given not in known:
        raise UsageError(f"unknown {what} {shown(given)!r}; use {', '.join(known)}")
    return given


def _date(what: str, given: str) -> PartialDate:
    try:
        return PartialDate(given)
    except ValueError:
        raise UsageError(
            f"--{what} {shown(given)!r} is no date; use a date of the calendar: 2018, 2018-08 or 2018-08-07"
        ) from None
