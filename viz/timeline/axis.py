"""The axis of a timeline: where days, months and years stand, and which of them are named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from graph.claims import PartialDate
from viz.content.speaking import day
from viz.look import LEGEND_SIZE
from viz.paper.lettering import Lettering

#: Between the names of two ticks.
_APART: Final = 8.0
#: Between the outermost days and the ends of the axis.
_INSET: Final = 8.0
#: Steps between ticks, the finest first: days, months, years.
_DAYS: Final = (1, 2, 7, 14)
_MONTHS: Final = (1, 3, 6)
_YEARS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


class Tick(NamedTuple):
    """A named day, month or year, and the day on which it begins, counted as ``date.toordinal``."""

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from *first* up to *last*, which lies behind the last one, from *left* to *right* on paper."""

    first: int
    last: int
    left: float
    right: float
    ticks: tuple[Tick, ...] = ()

    def x(self, ordinal: float) -> float:
        """Where the morning of a day stands."""
        room = self.right - self.left - 2 * _INSET
        return self.left + _INSET + (ordinal - self.first) / (self.last - self.first) * room

    def span(self, when: PartialDate) -> tuple[float, float]:
        """From where to where a date may reach."""
        return self.x(when.first_day.toordinal()), self.x(when.last_day.toordinal() + 1)


def axis(dates: Sequence[PartialDate], left: float, right: float, fonts: Lettering) -> Axis:
    """The axis that holds all *dates*, with the finest ticks whose names stand apart."""
    first = min(one.first_day for one in dates).toordinal()
    last = max(one.last_day for one in dates).toordinal() + 1
    exact = any(one.precision == "day" for one in dates)
    months = exact or any(one.precision == "month" for one in dates)
    for ticks in _choices(first, last, exact, months):
        names = tuple(ticks)
        bare = Axis(min(names[0].start, first) if names else first, last, left, right)
        if names and not _has_room(names[-1], bare.right, bare, fonts):
            names = names[:-1]  # it would begin at the very end
        if names and len(names) * _APART < right - left and _stand_apart(names, bare, fonts):
            return Axis(bare.first, last, left, right, names)
    return Axis(first, last, left, right)  # so narrow, or within one year: the labels tell the dates


def _stand_apart(ticks: Sequence[Tick], bare: Axis, fonts: Lettering) -> bool:
    ends = [bare.x(one.start) for one in ticks[1:]] + [bare.right]
    return all(_has_room(one, end, bare, fonts) for one, end in zip(ticks, ends, strict=True))


def _has_room(tick: Tick, end: float, bare: Axis, fonts: Lettering) -> bool:
    return bare.x(tick.start) + 3 + fonts.width(tick.name, LEGEND_SIZE) + _APART <= end


def _choices(first: int, last: int, exact: bool, months: bool) -> Iterator[Iterator[Tick]]:
    """Ticks to try; none is finer than the dates are."""
    for step in _DAYS if exact else ():
        if (last - first) / step < 400:
            yield _days(first, last, step)
    for step in _MONTHS if months else ():
        if (last - first) / step < 400 * 30:
            yield _months(first, last, step)
    for step in _YEARS:
        yield _years(first, last, step)


def _days(first: int, last: int, step: int) -> Iterator[Tick]:
    for one in range(first, last, step):
        yield Tick(one, day(PartialDate(date.fromordinal(one).isoformat())))


def _months(first: int, last: int, step: int) -> Iterator[Tick]:
    """Months from the last one that begins no later than *first*, so that the first date can be read."""
    start = date.fromordinal(first)
    count = start.year * 12 + start.month - 1
    for one in range(max(count - count % step, 12), 9999 * 12 + 12, step):
        year, month = divmod(one, 12)
        begins = date(year, month + 1, 1).toordinal()
        if begins >= last:
            return
        yield Tick(begins, day(PartialDate(f"{year:04}-{month + 1:02}")))


def _years(first: int, last: int, step: int) -> Iterator[Tick]:
    """Years, from the last one that begins no later than *first*."""
    start = date.fromordinal(first).year
    end = date.fromordinal(last - 1).year
    for year in range(max(start - start % step, 1), end + 1, step):
        yield Tick(date(year, 1, 1).toordinal(), f"{year}")
