"""What a timeline says, before anything is measured or drawn: who said what on which date.

``timeline`` makes it, ``drawing`` draws it, ``words`` puts it into sentences.
"""

from collections import defaultdict
from dataclasses import dataclass
from math import inf
from typing import Final

from graph.claims import LocalName, PartialDate, Stance
from graph.problems import UsageError
from graph.telling.drafts import DRAFT_WORD
from graph.vocabulary import digest
from viz.content.boxes import (
    HOLDER_NOT_SAID,
    RECIPIENT_NOT_SAID,
    Appearance,
    appearances,
    entity_key,
)
from viz.content.content import Content
from viz.content.diagram import Box
from viz.content.ends import Pair, Parties
from viz.content.gathering import Gathered
from viz.content.numbering import Response, Statement
from viz.content.speaking import called, day, possible, speaker
from viz.content.standing import Statuses
from viz.content.telling import in_fields
from viz.look import (
    ACTS,
    DRAFT,
    LOOKS,
    NON_ANSWER_COLOUR,
    NON_ANSWER_GLYPH,
    NON_ANSWER_MARKER,
    NON_ANSWER_WORD,
    Look,
    Marker,
)

#: More holders or recipients than this are counted instead of named.
_MOST_NAMED: Final = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement or non-answer (``stance`` None) in the lane of its speaker.

    ``what`` says of which data flow, ``done`` only what is said to have happened; ``status`` what an
    allegation has come to. A ``draft`` has a look of its own, and no status.
    """

    key: str
    number: str
    stance: Stance | None
    said_on: PartialDate | None
    what: str
    done: str = ""
    status: str | None = None
    draft: bool = False

    @property
    def look(self) -> Look | None:
        """The look of its stance, or that of drafts; None for a non-answer."""
        if self.draft:
            return DRAFT
        return None if self.stance is None else LOOKS[self.stance]

    @property
    def glyph(self) -> str:
        """The sign of its stance."""
        return NON_ANSWER_GLYPH if self.stance is None else LOOKS[self.stance].glyph

    @property
    def colour(self) -> str:
        """The colour of its stance, or of drafts."""
        return NON_ANSWER_COLOUR if self.look is None else self.look.colour

    @property
    def marker(self) -> Marker:
        """What stands at its day."""
        return NON_ANSWER_MARKER if self.look is None else self.look.marker

    @property
    def label(self) -> str:
        """``? sought: 4 holders → Facebook [1] · partly answered``; a draft's tag first."""
        return f"{self._tag}{self.sentence}"

    @property
    def sentence(self) -> str:
        """The same without the tag."""
        return f"{self.glyph} {self.what} [{self.number}]{self._standing}"

    @property
    def short_label(self) -> str:
        """The label where there is room for little: ``? sought 1 · partly answered``."""
        return f"{self._tag}{self.glyph} {self.done} {self.number}{self._standing}".replace("  ", " ")

    @property
    def _tag(self) -> str:
        return f"{DRAFT_WORD}: " if self.draft else ""

    @property
    def _standing(self) -> str:
        return "" if self.status is None else f" · {self.status}"


@dataclass(frozen=True, slots=True)
class Lane:
    """All that one speaker says, in order of date, the undated first."""

    box: Box
    marks: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True)
class Timeline(Content):
    """All that one timeline says; every statement has a mark, so that nothing is listed without one."""

    lanes: tuple[Lane, ...]

    @property
    def dates(self) -> tuple[PartialDate, ...]:
        """The dates of its statements, each once, in order."""
        found = {one.said_on for lane in self.lanes for one in lane.marks if one.said_on is not None}
        return tuple(sorted(found, key=lambda one: (one.first_day, one.last_day)))

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the figure that comes from the dossier."""
        lanes = [text for lane in self.lanes for text in (*lane.box.names, *lane.box.under)]
        return (*self.written, *lanes, *(one.label for lane in self.lanes for one in lane.marks))


def timeline(gathered: Gathered) -> Timeline:
    """What the timeline of what was gathered says.

    Raises:
        UsageError: there are fewer than two dates, so that it would show nothing.
    """
    parties = gathered.parties
    lanes: dict[LocalName, list[tuple[tuple[object, ...], Mark]]] = defaultdict(list)
    letters: dict[str, dict[str, None]] = defaultdict(dict)
    said = (*gathered.statements, *gathered.responses, *gathered.drafts.everything)
    for one in said:
        if isinstance(one, Response):
            given, mark = one.given.speaker, _answer(one)
        else:
            given, mark = one.claim.speaker, _mark(one, parties, gathered.statuses)
        lanes[given].append((_order(one), mark))
        letters[given][one.letter] = None
    for marks in lanes.values():
        marks.sort(key=lambda pair: pair[0])
    looks = appearances(tuple(lanes), letters, parties)
    order = sorted(lanes, key=lambda speaker: min(_dated_first(key) for key, _ in lanes[speaker]))
    found = Timeline(
        **in_fields(gathered.content) | {"listed": ()},
        lanes=tuple(
            Lane(_box(one, looks[one], parties), tuple(mark for _, mark in lanes[one])) for one in order
        ),
    )
    _check(found)
    return found


def _check(found: Timeline) -> None:
    dates = found.dates
    if len(dates) > 1:
        return
    undated = any(one.said_on is None for lane in found.lanes for one in lane.marks)
    if not found.lanes:
        why = "there is no statement"
    elif not dates:
        why = "no statement has a date"
    else:
        why = f"all {'dated ' if undated else ''}statements are of {day(dates[0])}"
    raise UsageError(f"{why}; a timeline would show nothing; use --view flow or --view matrix")


def _order(one: Statement | Response) -> tuple[object, ...]:
    """By date, an imprecise one before the days in it; on one day by source and place in its text.

    Drafts come after all that is reviewed and of the same date.
    """
    said = one.given if isinstance(one, Response) else one.claim
    at = inf if said.evidence.at is None else said.evidence.at[0]
    date = one.said_on
    when = (0, 0) if date is None else (date.first_day.toordinal(), -date.last_day.toordinal())
    return (
        *when,
        said.draft is not None,
        len(one.letter),
        one.letter,
        at,
        isinstance(one, Response),
        one.number,
    )


def _dated_first(key: tuple[object, ...]) -> tuple[object, ...]:
    return (key[0] == 0, *key)


def _answer(one: Response) -> Mark:
    key, draft = f"mark-{digest(one.given.iri)}", one.given.draft is not None
    return Mark(key, one.label, None, one.said_on, NON_ANSWER_WORD, draft=draft)


def _mark(one: Statement, parties: Parties, statuses: Statuses | None) -> Mark:
    pairs = tuple(pair for pair in one.placed.pairs if pair.stance is one.stance) or one.placed.unanswering
    status = None
    draft = one.claim.draft is not None
    if statuses is not None and not draft and one.stance is Stance.ALLEGED and one.placed.pairs:
        holders = tuple(dict.fromkeys(pair.from_ for pair in pairs if pair.from_ is not None))
        recipients = tuple(dict.fromkeys(pair.to for pair in pairs if pair.to is not None))
        status = statuses.between((one.claim.iri,), one.claim.act, holders, recipients)
    key = f"mark-{digest(one.claim.iri)}"
    what, done = _what(one, pairs, parties), _done(one, pairs)
    if pairs and not one.placed.pairs:
        done += " (outsider)"
    return Mark(key, one.label, one.stance, one.said_on, what, done, status, draft)


def _done(one: Statement, pairs: tuple[Pair, ...]) -> str:
    """What is said to have happened: ``possibly shared``, ``sought/shared``."""
    if not pairs:
        return "a denial"  # denies what another denies
    maybe = possible(one.claim, one.stance)
    acts = dict.fromkeys(pair.act for pair in pairs)
    return "/".join(
        f"{'' if not maybe else 'possible ' if act is None else 'possibly '}{ACTS[act].done}" for act in acts
    )


def _what(one: Statement, pairs: tuple[Pair, ...], parties: Parties) -> str:
    """The same, and between whom: ``possibly shared: AdCo → 3 recipients``."""
    done = _done(one, pairs)
    if not pairs:
        return done
    ends = dict.fromkeys((pair.from_, pair.to) for pair in pairs)
    holders, recipients = (tuple(dict.fromkeys(end[side] for end in ends)) for side in (0, 1))
    if len(ends) == len(holders) * len(recipients):
        who = (
            f"{_ends(holders, 'holders', HOLDER_NOT_SAID, parties)} → "
            f"{_ends(recipients, 'recipients', RECIPIENT_NOT_SAID, parties)}"
        )
    else:
        who = f"{len(ends)} pairs of parties"
    outsider = ""
    if not one.placed.pairs:
        outsider = ", by an outsider"
    elif one.placed.unanswering or len(one.stances) > 1:
        outsider = ", and more as an outsider"
    return f"{done}: {who}{outsider}"


def _ends(ends: tuple[LocalName | None, ...], noun: str, not_said: str, parties: Parties) -> str:
    if len(ends) > _MOST_NAMED:
        return f"{len(ends)} {noun}"
    return " & ".join(not_said if one is None else speaker(parties.party_of[one]).name for one in ends)


def _box(end: LocalName, look: Appearance, parties: Parties) -> Box:
    name = called(parties.party_of[end])
    return Box(entity_key(end), (end,), (name,), look.shape, look.under, look.tag)
