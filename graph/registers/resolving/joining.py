"""Which entries of one name are one party: by rules that need equal words, and by what a human decided.

Two entries of equal words are one party if legal form and domain are equal, or if one of them leaves open
what the other says and nobody else of these words says otherwise:

- the legal form, at the same domain, or where no domain is known of either;
- the domain, where one domain is known of these words, and the legal form is the same, or the domain leaves
  no doubt: the name is this address, or a long one of several words that the domain spells out ("Orion" need
  not be the one of ``orion.com``).

A decision goes before every rule; "different" parts what rules have joined.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.registers.resolving.decisions import Decision
from graph.registers.resolving.domains import is_shared
from graph.registers.resolving.normal import Atom, names_nobody

NO_FORM: Final = "one leaves out the legal form"
NO_DOMAIN: Final = "one gives no domain, and one domain is known"
DECIDED: Final = "decided by "


@dataclass(frozen=True, slots=True)
class Join:
    """That one entry is the same party as another, and why."""

    one: Atom
    other: Atom
    why: str


def joins(atoms: Collection[Atom]) -> list[Join]:
    """The joins that the rules make among *atoms* of the same words; ``other`` says more than ``one``."""
    if len(atoms) < 2 or names_nobody(next(iter(atoms))):
        return []
    at: defaultdict[str | None, set[str]] = defaultdict(set)
    for one in atoms:
        at[one.host].add(one.form)
    words = next(iter(atoms)).words
    return [*_forms(words, at), *_domains(words, at)]


def _forms(words: str, at: Mapping[str | None, set[str]]) -> Iterator[Join]:
    anywhere = set().union(*at.values()) - {""}
    for host, forms in at.items():
        stated = forms - {""} if host is not None else anywhere
        bare = Atom(words, "", host)
        if "" in forms and len(stated) == 1 and stated < forms and _tells(bare):
            yield Join(bare, bare._replace(form=next(iter(stated))), NO_FORM)


def _domains(words: str, at: Mapping[str | None, set[str]]) -> Iterator[Join]:
    hosts = [one for one in at if one is not None]
    if len(hosts) != 1 or None not in at:
        return
    known = Atom(words, "", hosts[0])
    stated = set().union(*at.values()) - {""}
    for form in at[None]:
        one = Atom(words, form, None)
        if form and form in at[known.host]:
            if _tells(known._replace(form=form)):
                yield Join(one, known._replace(form=form), NO_DOMAIN)
        elif len(stated) <= 1 and known.spells_out(hosts[0]):
            yield Join(
                one, known._replace(form="" if "" in at[known.host] else next(iter(stated))), NO_DOMAIN
            )


def _tells(one: Atom) -> bool:
    """Tell whether entries at this domain have more in common than a place where anybody may be."""
    return one.host is None or not is_shared(one.host.partition("/")[0]) or one.is_owner()


def rank(one: Atom) -> tuple[bool, bool, bool, Atom, str]:
    """The order in which entries give their party its key and name: those first that say more."""
    return names_nobody(one), one.host is None, not one.form, one._replace(host=""), one.host or ""


def components(atoms: Collection[Atom], made: Iterable[Join]) -> list[list[Atom]]:
    """The parties that *made* joins leave of *atoms*: the entries of each, first the one that names it."""
    beside = _beside(made)
    found, seen = [], set[Atom]()
    for start in atoms:
        if start in seen:
            continue
        seen.add(start)
        party = [start]
        for here in party:
            for there in beside.get(here, ()):
                if there not in seen:
                    seen.add(there)
                    party.append(there)
        present = [one for one in party if one in atoms] if len(party) > 1 else party
        found.append(sorted(present, key=rank))
    return found


def _beside(made: Iterable[Join]) -> dict[Atom, dict[Atom, Join]]:
    beside: dict[Atom, dict[Atom, Join]] = {}
    for join in made:
        beside.setdefault(join.one, {}).setdefault(join.other, join)
        beside.setdefault(join.other, {}).setdefault(join.one, join)
    return beside


def decided(made: Sequence[Join], rows: Iterable[Decision]) -> list[Join]:
    """The joins as *rows* want them, which do not contradict each other.

    A "different" takes away every join of the rules on the ways between its two sides: none of them is sure.
    """
    rows = tuple(rows)
    sames = [
        Join(row.one, row.other, f"{DECIDED}{row.who}") for row in rows if row.same and row.one != row.other
    ]
    hard = {frozenset((one.one, one.other)) for one in sames}
    kept = [one for one in made if frozenset((one.one, one.other)) not in hard]
    while doubted := {
        join for row in rows if not row.same for join in _way(_beside([*sames, *kept]), row) if join in kept
    }:
        kept = [one for one in kept if one not in doubted]
    return [*sames, *kept]


def _way(beside: Mapping[Atom, Mapping[Atom, Join]], row: Decision) -> set[Join]:
    """The joins on one shortest way between the sides of *row*; none if there is no way."""
    reached: dict[Atom, frozenset[Join]] = {row.one: frozenset()}
    waiting = [row.one]
    for here in waiting:
        for there, join in sorted(beside.get(here, {}).items(), key=lambda one: rank(one[0])):
            if there not in reached:
                reached[there] = reached[here] | {join}
                waiting.append(there)
    return set(reached.get(row.other, ()))
