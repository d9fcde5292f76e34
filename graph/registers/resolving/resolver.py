"""Names in, parties out, in two passes: every entry is added, then each is told which party it names."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final, NamedTuple
from zlib import crc32

from graph.drafting.known import NOBODY, Known
from graph.problems import DossierError, GraphError, quoted
from graph.registers.resolving.decisions import NO_DECISIONS, Decision, Decisions, contradictions
from graph.registers.resolving.joining import Join, components, decided, joins
from graph.registers.resolving.listed import Listed
from graph.registers.resolving.naming import best, called, others
from graph.registers.resolving.normal import Atom, atom, bare, is_telling, names_nobody

#: Entries are settled in shards, so that only the keys of one shard are held at once.
_SHARDS: Final = 32
#: The shard of all entries that look like those of which a human decided something.
_DECIDED: Final = _SHARDS

#: An entry: the name and the domain as the register has them; "" where one is missing.
Pair = tuple[str, str]

#: The number of the party that is none.
_NOBODY: Final = 0


class Resolved(NamedTuple):
    """A party as the register gives it: its key (the end of its IRI), its name, its domain, its other names.

    ``name`` and ``aliases`` are told apart from those of all other parties without regard to case.
    """

    key: str
    name: str
    domain: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """One party with all entries that name it, by the form in which they are compared.

    ``chief`` gives the key, ``title`` is the name without a domain behind it; ``meant`` are the entries with
    the listed party in place of entries that a list knows.
    """

    chief: Atom
    title: str
    meant: tuple[Atom, ...]
    atoms: dict[Atom, list[Pair]]
    joins: tuple[Join, ...]

    @property
    def pairs(self) -> Iterator[tuple[Atom, Pair]]:
        """Each entry, with what it is compared by."""
        for one, pairs in self.atoms.items():
            for pair in pairs:
                yield one, pair


class Resolver:
    """The first pass: add the entries in any order, then ``settle``.

    The result depends on the entries that were added, the decisions and the list of known parties, never on
    the order of anything.
    """

    def __init__(self, decisions: Decisions = NO_DECISIONS, known: Known = NOBODY) -> None:
        """Prepare for entries.

        Raises:
            DossierError: the decisions contradict each other, once listed names stand for who is listed.
        """
        self.listed, self._rows = _reconciled(decisions, Listed.of(known.parties))
        if problems := contradictions(self._rows):
            raise DossierError(problems)
        self._entries: dict[str, int] = {}

    def add(self, name: str | None, domain: str | None) -> None:
        """Take in an entry: a name and a domain as the register has them; either may be missing."""
        self._entries[_joined(name or "", domain or "")] = 0

    def settle(self) -> "Resolution":
        """Tell which entries name one party. Nothing can be added afterwards."""
        return Resolution(self._entries, self.listed, self._rows)


def _reconciled(decisions: Decisions, listed: Listed) -> tuple[Listed, tuple[Decision, ...]]:
    """The list without entries that a human told apart from who is listed; and the rows with listed names."""
    apart = {
        side
        for row in decisions.rows
        if not row.same and listed.meant(row.one) == listed.meant(row.other)
        for side in (row.one, row.other)
    }
    kept = listed.without(apart)
    return kept, tuple(row.between(kept.meant(row.one), kept.meant(row.other)) for row in decisions.rows)


class Resolution:
    """The second pass: which party an entry names."""

    def __init__(self, entries: dict[str, int], listed: Listed, rows: tuple[Decision, ...]) -> None:
        """Settle *entries* (domain, NUL, name), whose values become the numbers of their parties.

        Numbers below 0 are of entries that tell who somebody is only where they stand.
        """
        self._entries, self.listed, self._rows = entries, listed, rows
        self._apart = {frozenset((row.one, row.other)) for row in rows if not row.same}
        self._order = list(entries)
        self._shards = self._sharded()
        self._parties: list[bytes] = [b""]
        for number in range(_SHARDS + 1):
            for merged, resolved in self._settled(number):
                place = len(self._parties)
                for one, pair in merged.pairs:
                    told = _tells(one, pair, merged.chief, listed)
                    entries[_joined(*pair)] = place if told else -place if not _is_nobody(one) else _NOBODY
                if not _is_nobody(merged.chief):
                    self._parties.append(_packed(resolved))

    def __len__(self) -> int:
        """How many parties there are, where a name that tells nobody apart is one party for each domain."""
        return len(self._parties) - 1

    def of(self, name: str | None, domain: str | None) -> Resolved | None:
        """The party that an entry names, which was added before; ``told`` says whether it tells who that is.

        Returns:
            None if the entry names nobody (no name, or one such as "N/A", and no domain).

        Raises:
            GraphError: the entry was not added.
        """
        place = self._place(name, domain)
        return _unpacked(self._parties[abs(place)]) if place else None

    def told(self, name: str | None, domain: str | None) -> Resolved | None:
        """The party that an entry names wherever it stands; None if the entry tells nobody apart.

        Raises:
            GraphError: the entry was not added.
        """
        place = self._place(name, domain)
        return _unpacked(self._parties[place]) if place > 0 else None

    def _place(self, name: str | None, domain: str | None) -> int:
        place = self._entries.get(_joined(name or "", domain or ""))
        if place is None:
            raise GraphError(f"{quoted(name or '')} ({quoted(domain or '')}) was never added; add it first")
        return place

    def parties(self) -> Iterator[Resolved]:
        """All parties, by key."""
        return map(_unpacked, sorted(self._parties[1:]))

    def named(self) -> Iterator[Resolved]:
        """The parties that some entry tells wherever it stands, by key; see ``told``."""
        told = bytearray(len(self._parties))
        for place in self._entries.values():
            if place > 0:
                told[place] = 1
        kept = [one for place, one in enumerate(self._parties) if told[place]]
        return map(_unpacked, sorted(kept))

    def merged(self) -> Iterator[list[Merged]]:
        """The parties with their entries, in stretches within which all lie that look alike."""
        for number in range(_SHARDS + 1):
            yield [merged for merged, _ in self._settled(number)]

    def is_apart(self, some: Collection[Atom], others: Collection[Atom]) -> bool:
        """Tell whether a human decided that two parties, given by their entries, are different."""
        return bool(self._apart) and any(frozenset(two) in self._apart for two in product(some, others))

    def _sharded(self) -> list["array[int]"]:
        """The places of the entries in ``_order``, by shard."""
        special = {_block(side) for row in self._rows for side in (row.one, row.other)}
        shards = [array("L") for _ in range(_SHARDS + 1)]
        for place, entry in enumerate(self._order):
            block = _block(self.listed.meant(atom(*_split(entry))))
            shards[_DECIDED if block in special else crc32(block.encode()) % _SHARDS].append(place)
        return shards

    def _settled(self, shard: int) -> Iterator[tuple[Merged, Resolved]]:
        groups: defaultdict[str, dict[Atom, dict[Atom, list[Pair]]]] = defaultdict(dict)
        for place in self._shards[shard]:
            pair = _split(self._order[place])
            one = atom(*pair)
            meant = self.listed.meant(one)
            groups[meant.words].setdefault(meant, {}).setdefault(one, []).append(pair)
        if shard != _DECIDED:
            for group in groups.values():
                yield from self._named(group, joins(group.keys()))
            return
        whole = {meant: pairs for group in groups.values() for meant, pairs in group.items()}
        made = [join for group in groups.values() for join in joins(group.keys())]
        yield from self._named(whole, decided(made, self._rows))

    def _named(
        self, group: dict[Atom, dict[Atom, list[Pair]]], made: Collection[Join]
    ) -> Iterator[tuple[Merged, Resolved]]:
        """The parties of a group: each with its entries, and with the names by which it is told apart."""
        for party in components(group, made) if len(group) != 1 else [list(group)]:
            chief, mine = party[0], set(party)
            atoms = {one: pairs for meant in party for one, pairs in group[meant].items()}
            taken = group.keys() - mine if len(group) > 1 else ()
            names = {
                called(one, pair[0], taken, one not in mine) for one, pairs in atoms.items() for pair in pairs
            }
            title = self.listed.name(chief) or best([pair[0] for pair in atoms[chief]])
            name = called(chief, title, taken)
            held = tuple(join for join in made if join.one in mine) if len(party) > 1 else ()
            yield (
                Merged(chief, title, tuple(party), atoms, held),
                Resolved(chief.key, name, chief.host, others(names, name) if names != {name} else ()),
            )


def _joined(name: str, domain: str) -> str:
    return f"{domain}\0{name}" if "\0" not in domain else _joined(name, domain.replace("\0", " "))


def _split(entry: str) -> Pair:
    domain, _, name = entry.partition("\0")
    return name, domain


def _packed(one: Resolved) -> bytes:
    return "\0".join((one.key, one.domain or "", one.name, *one.aliases)).encode("utf-8", "surrogatepass")


def _unpacked(packed: bytes) -> Resolved:
    key, domain, name, *aliases = packed.decode("utf-8", "surrogatepass").split("\0")
    return Resolved(key, name, domain or None, tuple(aliases))


def _is_nobody(one: Atom) -> bool:
    return one.host is None and names_nobody(one)


def _block(one: Atom) -> str:
    """What entries that look alike have in common: how their names begin."""
    return bare(one.words)[:3]


def _tells(one: Atom, pair: Pair, chief: Atom, listed: Listed) -> bool:
    """Tell whether the entry tells who it is wherever it stands: by itself, or by what it was joined to."""
    if is_telling(one, pair[0]):
        return True
    if names_nobody(one) or chief == one:
        return False
    return one in listed or chief.words != one.words or chief.host is not None
