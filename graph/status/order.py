"""What lies within what, and what may overlap, slot by slot: the order that coverage rests on.

Containment needs proof: a path through the taxonomies, membership or
operation. So does disjointness: two values overlap unless nothing is known to
lie within both. ``docs/status.md`` states both precisely.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from graph.claims import Act, Dossier, LocalName, Party, PartyKind, Slot
from graph.flows import third_parties_of
from graph.vocabulary import closure, taxonomy

#: A value of a slot; None where not said: the top of the slot.
Value = LocalName | None
_ENDS: Final = (Slot.FROM, Slot.TO)


class Order:
    """The order of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self._parties = dossier.party_of
        self._concepts = Concepts(dossier)
        self._up: dict[LocalName, frozenset[LocalName]] = {}
        self._below: dict[LocalName, list[LocalName]] = {}
        self._thirds: dict[LocalName, list[LocalName]] = {}
        self._vague: dict[LocalName, list[LocalName]] = {}
        for name, party in self._parties.items():
            for above in self.above(name):
                self._below.setdefault(above, []).append(name)
                if self.whose_third_parties(name) is not None:
                    self._thirds.setdefault(above, []).append(name)
            for one in party.candidates:
                self._vague.setdefault(one, []).append(name)
        self._insiders: dict[LocalName, frozenset[LocalName]] = {}
        self._overlaps: dict[tuple[LocalName, LocalName], bool] = {}
        self._near: dict[LocalName, frozenset[LocalName]] = {}

    # ------------------------------------------------------------ both

    def within(self, slot: Slot, low: Value, high: Value) -> bool:
        """Whether it is proved that *low* lies within *high*."""
        if high is None or low == high:
            return True
        if low is None:
            return False
        return self._party_within(low, high) if slot in _ENDS else self._concepts.within(slot, low, high)

    def overlaps(self, slot: Slot, one: Value, other: Value) -> bool:
        """Whether it is *not* proved that the two have nothing in common."""
        if one is None or other is None or one == other or slot is Slot.SUBJECTS:
            return True
        if slot in _ENDS:
            return self._parties_overlap(one, other)
        return self._concepts.overlap(slot, one, other)

    def presupposes(self, act: Act | None, other: Act | None) -> bool:
        """Whether *act* takes *other* for granted: ``use`` of a holder's data that it was shared."""
        return act is not None and other is not None and self._concepts.presupposes(act, other)

    # ------------------------------------------------------------ parties

    def above(self, name: LocalName) -> frozenset[LocalName]:
        """The party, and every group and operator that it is stated to lie within."""
        found = self._up.get(name)
        if found is None:
            found = self._up[name] = closure(name, self._steps)
        return found

    def _steps(self, name: LocalName) -> Iterator[LocalName]:
        party = self._parties.get(name)
        if party is not None:
            yield from party.member_of
            yield from party.operated_by
            yield from same_as(party)

    def whose_third_parties(self, name: LocalName) -> LocalName | None:
        """Whose third parties these are; None for any other party."""
        party = self._parties.get(name)
        if party is not None:
            return party.relative_to if party.kind is PartyKind.THIRD_PARTIES else None
        holder = name.rpartition("/")[0]
        return holder if name == third_parties_of(holder) else None

    def is_third(self, name: LocalName, third: LocalName) -> bool:
        """Whether a party is one of the *third* parties: named, and outside their holder's group."""
        party, holder = self._parties.get(name), self.whose_third_parties(third)
        if party is None or party.kind is not None or holder is None:
            return False
        if name not in self._insiders:
            self._insiders[name] = closure(name, self._insides)
        return holder not in self._insiders[name]

    def _insides(self, name: LocalName) -> Iterator[LocalName]:
        party = self._parties.get(name)
        if party is not None:
            yield from (*party.part_of, *party.operated_by, *party.member_of)

    def _party_within(self, low: LocalName, high: LocalName) -> bool:
        if high in self.above(low):
            return True
        return any(self.is_third(low, third) for third in self._thirds.get(high, ()))

    def near(self, name: LocalName) -> frozenset[LocalName]:
        """The parties that overlap *name* by what is stated: all that do, but for third parties."""
        found = self._near.get(name)
        if found is None:
            reached = {above for one in self._inside(name) for above in self.above(one)}
            vague = {group for one in reached for group in self._vague.get(one, ())}
            found = self._near[name] = frozenset(reached | vague)
        return found

    def has_thirds(self, name: LocalName) -> bool:
        """Whether third parties of somebody are it or lie within it: ``near`` is then not all."""
        return name in self._thirds or self._are_thirds(name)

    def _parties_overlap(self, one: LocalName, other: LocalName) -> bool:
        key = (one, other) if one <= other else (other, one)
        found = self._overlaps.get(key)
        if found is None:
            found = self._overlaps[key] = other in self.near(one) or self._share_a_third(one, other)
        return found

    def _share_a_third(self, one: LocalName, other: LocalName) -> bool:
        """Whether third parties may lie in both: some party does, or nobody said whose they are."""
        if self._are_thirds(one) and self._are_thirds(other):
            return True
        if self._are_anybodys(one) or self._are_anybodys(other):
            return True
        thirds, others = self._thirds.get(one, ()), self._thirds.get(other, ())
        if any(self._meet(a, b) for a in thirds for b in others):
            return True
        return any(self.is_third(name, a) for name in self._inside(other) for a in thirds) or any(
            self.is_third(name, b) for name in self._inside(one) for b in others
        )

    def _inside(self, name: LocalName) -> set[LocalName]:
        """The party, all that lies within it, and all that may: the candidates of a vague group."""
        found = {name, *self._below.get(name, ())}
        party = self._parties.get(name)
        for one in party.candidates if party is not None else ():
            found |= {one, *self._below.get(one, ())}
        return found

    def _are_thirds(self, name: LocalName) -> bool:
        party = self._parties.get(name)
        if party is not None:
            return party.kind is PartyKind.THIRD_PARTIES
        return self.whose_third_parties(name) is not None

    def _are_anybodys(self, name: LocalName) -> bool:
        """Whether these are third parties of which nobody said whose."""
        return self._are_thirds(name) and self.whose_third_parties(name) is None

    def _meet(self, one: LocalName, other: LocalName) -> bool:
        return any(self.is_third(name, one) and self.is_third(name, other) for name in self._parties)


class Concepts:
    """The order of the other slots: acts, and the taxonomies with the dossier's phrases hung into them."""

    def __init__(self, dossier: Dossier) -> None:
        self._taxonomy = taxonomy()
        self._phrases = {phrase.iri: phrase for phrase in dossier.phrases}
        self._up: dict[LocalName, frozenset[LocalName]] = {}
        self._anchors: dict[LocalName, frozenset[LocalName]] = {}
        self._reach: dict[LocalName, frozenset[LocalName]] = {}
        self._overlaps: dict[tuple[LocalName, LocalName], bool] = {}
        self._inside = _inverse(self._taxonomy.broader)

    def within(self, slot: Slot, low: LocalName, high: LocalName) -> bool:
        """Whether the taxonomies put *low* under *high*."""
        return _concept(slot, high) in self.above(_concept(slot, low))

    def presupposes(self, act: Act, other: Act) -> bool:
        """Whether the vocabulary says that *act* takes *other* for granted."""
        return f"fc:{other}" in self._taxonomy.presupposes.get(f"fc:{act}", ())

    def above(self, name: LocalName) -> frozenset[LocalName]:
        """The concept or phrase, and all that it lies under."""
        found = self._up.get(name)
        if found is None:
            found = self._up[name] = closure(name, self._steps)
        return found

    def _steps(self, name: LocalName) -> Iterable[LocalName]:
        phrase = self._phrases.get(name)
        if phrase is None:
            return self._taxonomy.broader.get(name, ())
        return (phrase.exact,) if phrase.exact else phrase.broader

    def anchors(self, name: LocalName) -> frozenset[LocalName]:
        """A concept itself; for a phrase, the lowest concepts above it; none for a phrase placed nowhere."""
        found = self._anchors.get(name)
        if found is None:
            if name not in self._phrases:
                found = frozenset({name})
            else:
                over = {one for one in self.above(name) if one not in self._phrases}
                found = frozenset(one for one in over if not self._has_lower(one, over))
            self._anchors[name] = found
        return found

    def _has_lower(self, one: LocalName, among: set[LocalName]) -> bool:
        return any(one in self.above(low) and low not in self.above(one) for low in among if low != one)

    def overlap(self, slot: Slot, one: LocalName, other: LocalName) -> bool:
        """Whether anything, or nearly anything, may lie under both."""
        key = (one, other) if one <= other else (other, one)
        found = self._overlaps.get(key)
        if found is None:
            anchors = self.anchors(_concept(slot, one)), self.anchors(_concept(slot, other))
            found = self._overlaps[key] = not (anchors[0] and anchors[1]) or any(
                self._meet(a, b) for a in anchors[0] for b in anchors[1]
            )
        return found

    def _meet(self, one: LocalName, other: LocalName) -> bool:
        return not self._below(one).isdisjoint(self._close(other))

    def _below(self, concept: LocalName) -> frozenset[LocalName]:
        found = self._reach.get(concept)
        if found is None:
            found = self._reach[concept] = closure(concept, lambda name: self._inside.get(name, ()))
        return found

    def _close(self, concept: LocalName) -> frozenset[LocalName]:
        """All that lies within a concept, and what nearly means the same as any of it."""
        below = self._below(concept)
        return below.union(*(self._taxonomy.close[one] for one in below if one in self._taxonomy.close))


def same_as(party: Party) -> tuple[LocalName, ...]:
    """The one member of a definite group that has one ("these platforms" said of one company)."""
    alone = party.kind is PartyKind.DEFINITE and len(party.members) == 1
    return party.members if alone else ()


def _concept(slot: Slot, name: LocalName) -> LocalName:
    return f"fc:{name}" if slot is Slot.ACT else name


def _inverse(above: Mapping[LocalName, Iterable[LocalName]]) -> dict[LocalName, set[LocalName]]:
    below: dict[LocalName, set[LocalName]] = {}
    for name, ones in above.items():
        for one in ones:
            below.setdefault(one, set()).add(name)
    return below
