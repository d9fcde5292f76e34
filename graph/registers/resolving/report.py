"""What was joined and why, and what only looks alike, as tables that a spreadsheet opens."""

import csv
import heapq
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.formats.tables import harmless
from graph.registers.resolving.decisions import COLUMNS
from graph.registers.resolving.near import Near, near_misses
from graph.registers.resolving.normal import Atom
from graph.registers.resolving.resolver import Merged, Resolution

MERGE_COLUMNS: Final = ("key", "name", "domain", "joined_name", "joined_domain", "why")
#: How many near misses are listed if nobody asks for more.
LISTED: Final = 1000

SPELLING: Final = "same name and domain, spelt otherwise"
KNOWN: Final = "a listed name of this party"


@dataclass(frozen=True, slots=True)
class Merge:
    """That an entry was joined to a party, and why."""

    key: str
    name: str
    domain: str
    joined_name: str
    joined_domain: str
    why: str


def merges(resolution: Resolution) -> Iterator[Merge]:
    """Every entry that is written otherwise than its party, sorted; equal ones are no merge."""
    found = [one for stretch in resolution.merged() for party in stretch for one in _of(party)]
    return iter(sorted(found, key=lambda one: (one.key, one.joined_name, one.joined_domain)))


def _of(party: Merged) -> Iterator[Merge]:
    reasons = _reasons(party)
    for one, (name, domain) in party.pairs:
        if one != party.chief or name != party.title:
            yield Merge(
                party.chief.key, party.title, party.chief.host or "", name, domain, reasons.get(one, SPELLING)
            )


def _reasons(party: Merged) -> dict[Atom, str]:
    """Why each entry belongs to its party: the join that leads from it to the one that gives the name."""
    reasons: dict[Atom, str] = {one: KNOWN for one in party.atoms if one not in party.meant}
    waiting, seen = [party.chief], {party.chief}
    for here in waiting:
        for join in party.joins:
            if here in (join.one, join.other):
                there = join.other if here == join.one else join.one
                if there not in seen:
                    seen.add(there)
                    waiting.append(there)
                    reasons[there] = join.why
    return reasons


@dataclass(frozen=True, slots=True)
class NearMisses:
    """The near misses that are most worth a look, and how many more there are."""

    rows: tuple[Near, ...]
    left_off: int


def nearest(resolution: Resolution, limit: int = LISTED) -> NearMisses:
    """The first *limit* near misses, those most worth a look first, and how many were left off."""
    number = 0

    def counted() -> Iterator[Near]:
        nonlocal number
        for one in near_misses(resolution):
            number += 1
            yield one

    rows = tuple(heapq.nsmallest(limit, counted()))
    return NearMisses(rows, number - len(rows))


def merges_table(found: Iterable[Merge]) -> Iterator[str]:
    """The merges as CSV, line by line."""
    rows = ([getattr(one, column) for column in MERGE_COLUMNS] for one in found)
    yield from _lines(MERGE_COLUMNS, rows)


def near_table(found: Iterable[Near]) -> Iterator[str]:
    """The near misses as CSV, line by line, in the columns of decisions: filled in, it can be given back."""
    rows = ([getattr(one, column, "") for column in COLUMNS] for one in found)
    yield from _lines(COLUMNS, rows)


def _lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    yield stream.getvalue()
    for row in rows:
        stream.seek(0)
        stream.truncate()
        writer.writerow([harmless(" ".join(cell.split())) for cell in row])
        yield stream.getvalue()
