"""Points of view: which reading, whose words, as of when. Every status belongs to one.

The rules are those of DESIGN, section 5, and of ``docs/status.md``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

from graph.claims import Claim, Dossier, LocalName, NonAnswer, PartialDate, Source, Word
from graph.problems import UsageError, shown

E = TypeVar("E", bound=Word)


class Reading(Word):
    """How the words of a denial are taken."""

    PLAIN = "plain"
    STRICT = "strict"


class Basis(Word):
    """Whose words count as an answer: the speaker's own, or the outlet's paraphrases too."""

    DIRECT = "direct"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class PointOfView:
    """What a status is relative to; ``as_of`` None is the latest date of the dossier."""

    reading: Reading = Reading.PLAIN
    basis: Basis = Basis.DIRECT
    as_of: date | None = None

    def on(self, dossier: Dossier) -> "PointOfView":
        """The same with its date: what was given, else the last day on which anything was said."""
        return self if self.as_of else replace(self, as_of=latest(dossier))

    @property
    def name(self) -> LocalName:
        """The local name of the graph that holds what is derived from this point of view."""
        return f"view/{self.reading}/{self.basis}/{self.as_of or 'undated'}"

    def __str__(self) -> str:
        """In words, for beside a status.

        >>> str(PointOfView(as_of=date(2018, 8, 7)))
        'plain reading, own words only, as of 2018-08-07'
        """
        return f"{self.how}, {f'as of {self.as_of}' if self.as_of else 'all undated'}"

    @property
    def how(self) -> str:
        """The same without its date: "plain reading, own words only"."""
        words = {Basis.DIRECT: "own words only", Basis.ALL: "own words and paraphrases"}
        return f"{self.reading} reading, {words[self.basis]}"


#: What is shown where nothing else is asked for: plain reading, own words, everything known.
DEFAULT: Final = PointOfView()


def point_of_view(reading: str, basis: str, as_of: str | None) -> PointOfView:
    """A point of view from words, as somebody gives them.

    Raises:
        UsageError: a word or the date is none that there is.
    """
    day = None
    if as_of is not None:
        try:
            day = PartialDate(as_of).last_day
        except ValueError:
            wanted = "a date of the calendar: 2018, 2018-08 or 2018-08-07"
            raise UsageError(f"--as-of {shown(as_of)!r} is no date; use {wanted}") from None
    return PointOfView(_one_of(Reading, reading, "--reading"), _one_of(Basis, basis, "--basis"), day)


def _one_of(kind: type[E], word: str, option: str) -> E:
    try:
        return kind(word)
    except ValueError:
        raise UsageError(f"{option} {shown(word)!r}: there is only {' and '.join(kind)}") from None


def latest(dossier: Dossier) -> date | None:
    """The last possible day on which anything was said; None where nothing is dated."""
    said = [one.said_on for one in dossier.claims] + [one.said_on for one in dossier.non_answers]
    return max((one.last_day for one in said if one is not None), default=None)


def latest_of(dates: Iterable[PartialDate]) -> PartialDate | None:
    """The date with the latest possible day, the most precise of several; None if there is none."""
    return max(dates, key=lambda date: (date.last_day, len(date.text)), default=None)


def known_by(dossier: Dossier, day: date | None) -> Dossier:
    """The dossier without what was said, and published, later than *day*; what has no date stays.

    A date of little precision counts by its last day: what was said "in 2018" is known by 2018-12-31.
    """
    if day is None:
        return dossier

    def known(said_on: PartialDate | None) -> bool:
        return said_on is None or said_on.last_day <= day

    def kept(source: Source) -> Source:
        claims: tuple[Claim, ...] = tuple(one for one in source.claims if known(one.said_on))
        non_answers: tuple[NonAnswer, ...] = tuple(one for one in source.non_answers if known(one.said_on))
        drafts: tuple[Claim | NonAnswer, ...] = tuple(one for one in source.drafts if known(one.said_on))
        before = (len(source.claims), len(source.non_answers), len(source.drafts))
        if (len(claims), len(non_answers), len(drafts)) == before:
            return source
        return replace(source, claims=claims, non_answers=non_answers, drafts=drafts)

    sources = (kept(one) for one in dossier.sources)
    left = tuple(
        one for one in sources if one.claims or one.non_answers or one.drafts or known(one.published)
    )
    return replace(dossier, sources=left)
