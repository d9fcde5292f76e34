"""Names that a list of known parties gives: an entry that it names beyond doubt is the listed party."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from graph.drafting.known import KnownParty
from graph.registers.resolving.normal import Atom, atom, names_nobody

#: An alias with the address of its site behind it: ``WooCommerce (woocommerce.com)``.
_WITH_SITE: Final = re.compile(r"(?P<name>.+?)\s*\((?:https?://)?(?P<site>[\w-]+(?:\.[\w-]+)+)/?\)")
_FORMERLY: Final = "(formerly)"


@dataclass(frozen=True, slots=True)
class Listed:
    """The listed party that an entry means, by the entry in the form in which entries are compared.

    Without a domain, a listed name means the listed party if its listed domain is called so. An alias
    means the party without a domain and at the listed one, where no other listed party is called so.

    What a company *runs* is no alias: it may be a product, a subsidiary or a site of another company
    ("YouTube" is not Google LLC, and Yahoo is not Yahoo EMEA Limited); ``runs`` gives it as a hint. Only a
    legal name with "(formerly)" behind it is the party's own.
    """

    _meant: dict[Atom, Atom] = field(default_factory=dict)
    _names: dict[Atom, str] = field(default_factory=dict)
    _runs: dict[Atom, Atom] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many entries are known."""
        return len(self._meant)

    def __contains__(self, one: Atom) -> bool:
        """Tell whether the list names this entry."""
        return one in self._meant

    def meant(self, one: Atom) -> Atom:
        """The listed party that *one* means; itself if the list does not know it."""
        return self._meant.get(one, one)

    def name(self, one: Atom) -> str | None:
        """The name by which the list calls a party; None if it does not list it."""
        return self._names.get(one)

    def runs(self, one: Atom) -> Atom | None:
        """The listed party that runs what *one* is, at this very domain; None if the list does not say so."""
        return self._runs.get(one)

    def without(self, entries: Collection[Atom]) -> "Listed":
        """The list as if it did not know *entries*."""
        return Listed(
            {one: party for one, party in self._meant.items() if one not in entries}, self._names, self._runs
        )

    @classmethod
    def of(cls, parties: Iterable[KnownParty]) -> "Listed":
        """The entries that *parties* name beyond doubt."""
        names: dict[Atom, str] = {}
        bearers: defaultdict[str, set[Atom]] = defaultdict(set)
        meant: defaultdict[Atom, set[Atom]] = defaultdict(set)
        telling = [(one, party) for party in parties if not names_nobody(one := listed_atom(party))]
        for one, party in telling:
            names[one] = min(party.name, names.get(one, party.name))
            bearers[one.words].add(one)
        hints: defaultdict[Atom, set[Atom]] = defaultdict(set)
        for full, party in telling:
            for one in _own(full):
                meant[one].add(full)
            for one in _aliases(full, party):
                meant[one] |= {full, *bearers.get(one.words, ())}
            for one in _run(full, party):
                hints[one].add(full)
        return cls(_certain(meant), names, _certain(hints))


def _certain(meant: Mapping[Atom, set[Atom]]) -> dict[Atom, Atom]:
    return {one: next(iter(found)) for one, found in meant.items() if len(found) == 1 and one not in found}


def listed_atom(party: KnownParty) -> Atom:
    """A listed party in the form in which entries are compared."""
    return atom(party.name, dict(party.ids).get("website"))


def _own(full: Atom) -> Iterator[Atom]:
    if full.is_owner():
        yield full._replace(host=None)


def _aliases(full: Atom, party: KnownParty) -> Iterator[Atom]:
    for alias in party.aliases:
        former = alias.removesuffix(_FORMERLY).strip()
        one = atom(former if party.runs else alias, None)
        if not names_nobody(one) and (not party.runs or (former != alias and one.form)):
            yield one
            if full.host is not None:
                yield one._replace(host=full.host)


def _run(full: Atom, party: KnownParty) -> Iterator[Atom]:
    for alias in party.aliases if party.runs else ():
        found = _WITH_SITE.fullmatch(alias)
        one = atom(found["name"] if found else alias, found["site"] if found else full.host)
        if one.is_owner() and not names_nobody(one):
            yield one
