"""What a matrix says, before anything is measured or drawn: headers, cells, and slots by stance.

``matrix`` makes it, ``drawing`` draws it, ``words`` puts it into sentences.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

from graph.claims import Claim, LocalName, NonAnswer, Stance
from graph.vocabulary import digest
from viz.content.boxes import (
    HOLDER_NOT_SAID,
    MOST_NAMES,
    RECIPIENT_NOT_SAID,
    Appearance,
    appearances,
    entity_key,
)
from viz.content.content import Content
from viz.content.diagram import Box
from viz.content.ends import Parties
from viz.content.gathering import Gathered
from viz.content.selection import WHOLE
from viz.content.speaking import called, possible
from viz.content.telling import in_fields
from viz.look import Shape
from viz.matrix.slots import DraftSlot, Saying, Slot, drafts_of, slots_of

#: Under the name of a party of which something is alleged and that says nothing. (One of the "several
#: banks" that deny may have spoken: not in its own name.)
SILENT: Final = "no statement in its own name"
SILENT_MANY: Final = "no statements in their own names"
#: What these words begin with where drafts of them are shown.
_NO_REVIEWED: Final = "no reviewed"
#: What stands for these words where there is room for numbers only.
SILENT_MARK: Final = "°"


def silence(many: bool, drafted: bool) -> str:
    """That nothing is said in one's own name, or in their own: nothing reviewed, where drafts are shown."""
    words = SILENT_MANY if many else SILENT
    return words.replace("no", _NO_REVIEWED, 1) if drafted else words


class Cell(NamedTuple):
    """Where a row and a column meet and something is said: their places, and slots in order of stance.

    The drafts have one slot of their own, beside or below the others.
    """

    key: str
    row: int
    column: int
    slots: tuple[Slot, ...]
    drafts: DraftSlot | None = None

    @property
    def everything(self) -> tuple[Slot, ...]:
        """Its slots, and those of its drafts."""
        return (*self.slots, *(() if self.drafts is None else self.drafts.slots))


@dataclass(frozen=True, slots=True)
class Header:
    """A row or a column: its box, whether it is silent (see ``SILENT``), and whether drafts are shown."""

    box: Box
    silent: bool
    drafted: bool = False

    @property
    def silence(self) -> str | None:
        """That nothing is said in its name, or in their names."""
        if not self.silent:
            return None
        return silence(len(self.box.names) > 1, self.drafted)

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands under the name."""
        return tuple(filter(None, (*self.box.notes, self.silence)))


class _Under(NamedTuple):
    """What stands under names: numbers of non-answers, of drafts of such, and who is silent."""

    notes: Mapping[str, list[int]]
    drafts: Mapping[str, list[int]]
    silent: set[str]
    drafted: bool

    def of(self, end: str) -> object:
        """All that stands under one name."""
        return tuple(self.notes.get(end, ())), tuple(self.drafts.get(end, ())), end in self.silent


@dataclass(frozen=True, kw_only=True)
class Matrix(Content):
    """All that one matrix says.

    ``cells`` holds the cells in which something is said, row by row. ``filtered``
    tells that a selection or a date may hide statements, ``outside`` that some are listed
    for which no cell stands: then an empty cell means less.
    """

    rows: tuple[Header, ...]
    columns: tuple[Header, ...]
    cells: tuple[Cell, ...]
    filtered: bool
    outside: bool

    @cached_property
    def at(self) -> Mapping[tuple[int, int], Cell]:
        """Cell by row and column."""
        return {(one.row, one.column): one for one in self.cells}

    def is_own(self, row: int, column: int) -> bool:
        """Whether row and column are one party."""
        parties = self.rows[row].box.parties
        return bool(parties) and parties == self.columns[column].box.parties

    @property
    def has_statuses(self) -> bool:
        """Whether it tells what any allegation has come to."""
        return any(slot.status for cell in self.cells for slot in cell.slots)

    @property
    def has_own_cells(self) -> bool:
        """Whether a party meets itself and nothing is said."""
        return any(
            self.is_own(row, column) and (row, column) not in self.at
            for row in range(len(self.rows))
            for column in range(len(self.columns))
        )

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the figure that comes from the dossier."""
        headers = [text for one in (*self.rows, *self.columns) for text in (*one.box.names, *one.box.under)]
        slots = [text for cell in self.cells for one in cell.everything for text in (one.head, one.by)]
        return (*self.written, *headers, *slots)


def matrix(gathered: Gathered) -> Matrix:
    """What the matrix of what was gathered says."""
    parties = gathered.parties
    said: dict[tuple[str, str], dict[Stance, list[Saying]]] = defaultdict(lambda: defaultdict(list))
    letters: dict[str, dict[str, None]] = defaultdict(dict)
    notes: dict[str, list[int]] = defaultdict(list)
    drafted: dict[tuple[str, str], dict[Stance, list[Saying]]] = defaultdict(lambda: defaultdict(list))
    draft_notes: dict[str, list[int]] = defaultdict(list)
    for one in (*gathered.statements, *gathered.drafts.statements):
        of = said if one.claim.draft is None else drafted
        for pair in one.placed.pairs:
            ends = pair.from_ or HOLDER_NOT_SAID, pair.to or RECIPIENT_NOT_SAID
            for end in ends:
                letters[end][one.letter] = None
            saying = Saying(one.number, one.claim, pair.act, possible(one.claim, pair.stance))
            of[ends][pair.stance].append(saying)
    for response in (*gathered.responses, *gathered.drafts.responses):
        for party in response.speakers:
            letters[party][response.letter] = None
            (notes if response.given.draft is None else draft_notes)[party].append(response.number)
    looks = appearances(tuple(letters), letters, parties)
    holders, recipients = ({ends[place] for ends in (*said, *drafted)} for place in (0, 1))
    order = sorted(letters, key=lambda end: _rank(looks[end].shape))  # stable: then by first mention
    to = [end for end in order if end in recipients]
    from_ = [end for end in order if end in holders or end not in recipients]
    alleged = {end for ends, slots in said.items() if Stance.ALLEGED in slots for end in ends}
    silent = {end for end in alleged if looks[end].shape not in (Shape.GROUP, Shape.NOT_SAID)}
    silent -= _speaking(gathered)
    slots = {ends: slots_of(ends, found, parties, gathered.statuses) for ends, found in said.items()}
    drafts = {ends: drafts_of(ends, found, parties) for ends, found in drafted.items()}
    under = _Under(notes, draft_notes, silent, len(gathered.drafts) > 0)
    stacks = _stacks(from_, to, looks, slots, drafts, under)
    rows = tuple(_header(stack, looks, under, parties) for stack in stacks)
    taken = {row.box.key for row in rows}
    columns = tuple(_column(end, looks, under, parties, taken) for end in to)
    return Matrix(
        **in_fields(gathered.content),
        rows=rows,
        columns=columns,
        cells=tuple(
            Cell(
                f"cell-{digest([stack[0], end])}",
                row,
                column,
                slots.get((stack[0], end), ()),
                drafts.get((stack[0], end)),
            )
            for row, stack in enumerate(stacks)
            for column, end in enumerate(to)
            if (stack[0], end) in slots or (stack[0], end) in drafts
        ),
        filtered=gathered.selection != WHOLE or gathered.standpoint.as_of is not None,
        outside=any(one.placed.unanswering for one in gathered.statements),
    )


def _rank(shape: Shape) -> int:
    """Named parties first, then classes, then ends that are not said."""
    return {Shape.GROUP: 1, Shape.NOT_SAID: 2}.get(shape, 0)


def _speaking(gathered: Gathered) -> set[LocalName]:
    """Who says anything, shown or not, in its own name or for another."""
    given: list[Claim | NonAnswer] = [one.claim for one in gathered.all_statements]
    given += [one.given for one in gathered.all_responses]
    return {
        one
        for each in given
        for speaking in (each.speaker, each.spokesperson)
        if speaking is not None
        for one in (speaking, *gathered.parties.resolve(speaking))
    }


def _stacks(
    ends: Iterable[str],
    to: Sequence[str],
    looks: Mapping[str, Appearance],
    slots: Mapping[tuple[str, str], tuple[Slot, ...]],
    drafts: Mapping[tuple[str, str], DraftSlot | None],
    under: _Under,
) -> list[list[str]]:
    """Ends with the same look, the same statements and the same notes together, if they are few.

    A party that has a column of its own keeps a row of its own.
    """
    found: dict[object, list[str]] = {}
    for end in ends:
        said = tuple((other, one.deeds, one.status) for other in to for one in slots.get((end, other), ()))
        drafted = tuple(
            (other, one.deeds)
            for other in to
            if (slot := drafts.get((end, other))) is not None
            for one in slot.slots
        )
        own = end if end in to or not (said or drafted) else None
        same = (looks[end], said, drafted, under.of(end), own)
        found.setdefault(same, []).append(end)
    stacks: list[list[str]] = []
    for alike in found.values():
        stacks += [alike] if len(alike) <= MOST_NAMES else [[one] for one in alike]
    return stacks


def _header(
    stack: Sequence[str],
    looks: Mapping[str, Appearance],
    under: _Under,
    parties: Parties,
) -> Header:
    end, look = stack[0], looks[stack[0]]
    known = look.shape is not Shape.NOT_SAID
    return Header(
        Box(
            key=entity_key(end),
            parties=tuple(stack) if known else (),
            names=tuple(called(parties.party_of[one]) for one in stack) if known else (end,),
            shape=look.shape,
            under=look.under,
            tag=look.tag,
            non_answers=tuple(under.notes.get(end, ())),
            drafts=tuple(under.drafts.get(end, ())),
        ),
        end in under.silent,
        under.drafted,
    )


def _column(
    end: str,
    looks: Mapping[str, Appearance],
    under: _Under,
    parties: Parties,
    taken: set[str],
) -> Header:
    """The column of *end*; where a row has its name already, the name ``recipient-…``."""
    header = _header([end], looks, under, parties)
    if header.box.key not in taken:
        return header
    key = header.box.key.replace("entity", "recipient", 1)
    return replace(header, box=replace(header.box, key=key))
