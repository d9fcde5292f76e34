"""Who is who: from the names in source files to parties.

Inside one source an alias names one party. Across a dossier, named parties
are joined by stated ``id``, by a shared outside identifier, or by equal name
or capitalised alias; nothing is joined on likeness. Aliases that only
describe ("the company", "The bank") hold in their own source.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

from graph.claims import LocalName, Party, PartyKind, PartyType
from graph.flows import is_floating, third_parties_of
from graph.problems import Level, Place, Problem, quoted, shown
from graph.reading.containment import MOST_STEPS, cycles, too_deep
from graph.reading.format import EntityBlock
from graph.reading.lost import Lost
from graph.reading.quotes import normalise
from graph.reading.suggesting import Suggestions
from graph.vocabulary import slug

#: The scope of ``entities.yaml``: names that every source of the dossier may use.
SHARED: Final = ""

#: The identifier under which somebody was declared, which others may have as well: it joins nobody.
DECLARED_AT: Final = "domain"

V = TypeVar("V")

_DETERMINER = re.compile(r"(?:The|A|An|Its|Their|His|Her|Our|This|That|These|Those|Another)\s+")
_HONORIFIC = re.compile(r"(?:Mr|Ms|Mrs|Miss|Dr|Prof|Sen|Rep|Gov|Judge|Justice|President|Senator|Sir)\b\.?\s")


@dataclass(frozen=True, slots=True)
class Declared:
    """An entity block, the scope in which it stands (a source's local name, or SHARED), and its places.

    ``drafted``: nothing but drafts names it, so that it is no part of the graph without them.
    """

    block: EntityBlock
    scope: LocalName
    place: Callable[[tuple[int | str, ...]], Place]
    drafted: bool = False

    @property
    def is_class(self) -> bool:
        """A group is a class of parties unless it is capitalised and of no stated kind."""
        return self.block.type is PartyType.GROUP and (
            self.block.kind is not None or not self.block.name[:1].isupper()
        )

    @property
    def kind(self) -> PartyKind | None:
        """The kind of a class, guessed where the file does not state it."""
        if not self.is_class:
            return None
        if self.block.kind is not None:
            return self.block.kind
        called = {slug(self.block.name), *map(slug, self.block.aliases)}
        return PartyKind.THIRD_PARTIES if "third-parties" in called else PartyKind.CLASS


def fold(name: str) -> str:
    """The form in which names are compared: without differences of case, white space and quotation marks."""
    return normalise(unicodedata.normalize("NFKC", name)).casefold()


def describes(alias: str) -> bool:
    """Tell whether an alias only describes ("the company", "The bank"), so that it holds in one source.

    >>> describes("the company"), describes("The government"), describes("The New York Times")
    (True, True, False)
    """
    determiner = _DETERMINER.match(alias)
    return alias[determiner.end() if determiner else 0 :][:1].islower()


class Names:
    """The parties of a dossier, and what each name means in each of its sources."""

    def __init__(self, declared: Sequence[Declared], problems: list[Problem], lost: Lost) -> None:
        """Join *declared* into parties; what clashes or is undefined is added to *problems*.

        What is *lost* is not told to be undefined.
        """
        self._problems, self.lost = problems, lost
        self._suggestions = Suggestions()
        self._meaning: dict[LocalName, dict[str, LocalName]] = defaultdict(dict)
        self._owner: dict[LocalName, dict[str, Declared]] = defaultdict(dict)
        self.parties: dict[LocalName, Party] = {}
        self.local_names: dict[LocalName, list[tuple[str, LocalName]]] = defaultdict(list)
        self._told: set[int] = set()
        self._steps: dict[tuple[LocalName, LocalName], Place] = {}
        self._named: list[Declared] = []
        self._local: dict[int, LocalName] = {}
        self._reviewed: set[LocalName] = set()
        self._declare(declared)

    def _declare(self, declared: Sequence[Declared]) -> None:
        """Join what is declared into parties, with one another and with those that there are."""
        declared = self._without_clashes(declared)
        self._named += [one for one in declared if not one.is_class]
        for group in self._join(self._named):
            new = [one for one in group if id(one) not in self._local]
            known = next((self._local[id(one)] for one in group if id(one) in self._local), None)
            name = self._name_group(group) if known is None else known
            if known is not None and new:
                self._call(known, new)
            for one in new:
                self._local[id(one)] = name
        for one in declared:
            if not one.is_class:
                self._publish(one, self._local[id(one)])
        classes = [one for one in declared if one.is_class]
        for one in sorted(classes, key=lambda one: one.block.relative_to is not None):
            self._local[id(one)] = self._name_class(one)
            self._publish(one, self._local[id(one)])
        self._describe(declared, self._local)
        self._refuse_cycles()

    def with_drafts(self, declared: Sequence[Declared], problems: list[Problem]) -> "Names":
        """These parties, and those that nothing but drafts names, as names of their own.

        A party that is known already gets further names from them and nothing else, and no two
        parties that are known become one. So whatever the drafts declare, what was reviewed says
        the same of the same parties.

        Args:
            declared: What the drafts declare.
            problems: What clashes or is undefined among them is added here.
        """
        names = copy(self)
        names._problems = problems
        names._meaning = _two_deep(self._meaning)
        names._owner = _two_deep(self._owner)
        names.parties = dict(self.parties)
        names.local_names = defaultdict(list, {scope: [*of] for scope, of in self.local_names.items()})
        names._told, names._steps = set(self._told), dict(self._steps)
        names._named, names._local = [*self._named], dict(self._local)
        names._reviewed = set(self._reviewed)
        names._declare(declared)
        return names

    def take_over(self, grown: Mapping[LocalName, Party]) -> None:
        """Add parties that came up elsewhere meanwhile; of one that is known, what it is called."""
        for iri, party in grown.items():
            here = self.parties.get(iri)
            if here is None or here.name == party.name:
                self.parties[iri] = here or party
                continue
            aliases = {here.name, *here.aliases, *party.aliases} - {party.name}
            self.parties[iri] = replace(here, name=party.name, aliases=tuple(sorted(aliases)))

    # ------------------------------------------------------------ what a name means

    def find(self, words: str, scope: LocalName) -> LocalName | None:
        """The party called *words* in *scope*; None if nobody is."""
        folded = fold(words)
        own = self._meaning[scope].get(folded)
        return own if own is not None else self._meaning[SHARED].get(folded)

    def resolve(self, words: str, scope: LocalName, place: Place, key: str) -> LocalName | None:
        """The party called *words* in *scope*; if nobody is, None and a problem at *place*."""
        found = self.find(words, scope)
        if found is None and words not in self.lost:
            message = f"{key}: {self._undefined(words, scope)}"
            self._problems.append(Problem(place, message, "undefined-party"))
        return found

    def third_parties(self, holder: LocalName, third: LocalName) -> None:
        """Make sure that the third parties of *holder* are a party, called as the open class *third* is."""
        name = third_parties_of(holder)
        if name not in self.parties:
            self.parties[name] = Party(
                name, self.parties[third].name, PartyType.GROUP, PartyKind.THIRD_PARTIES, relative_to=holder
            )

    @property
    def floating(self) -> frozenset[LocalName]:
        """Third parties of which nobody said whose."""
        return frozenset(party.iri for party in self.parties.values() if is_floating(party))

    def _undefined(self, words: str, scope: LocalName) -> str:
        said, folded = f"{quoted(words)} is no party of this source", fold(words)
        elsewhere = next((owners[folded] for owners in self._owner.values() if folded in owners), None)
        if elsewhere is not None:
            file = shown(elsewhere.place(()).path, 1000)
            return f"{said}; it is one of {file}: add it to entities here, or move it to entities.yaml"
        known = {name: one for where in (SHARED, scope) for name, one in self._owner[where].items()}
        near = self._suggestions.nearest(folded, known, 75)
        if near is not None:
            return f"{said}; did you mean {quoted(known[near].block.name)}?"
        return f"{said}; add it to entities, here or in entities.yaml"

    # ------------------------------------------------------------ joining

    def _without_clashes(self, declared: Iterable[Declared]) -> list[Declared]:
        """The entities without those whose names another one of their source has already."""
        kept = []
        for one in declared:
            before = len(self._problems)
            owners = self._owner[one.scope]
            for loc, name in _names(one):
                other = owners.setdefault(fold(name), one)
                if other is not one:
                    message = (
                        f"{quoted(name)} already names {quoted(other.block.name)} "
                        f"(line {other.place(()).line}); inside one source a name means one party"
                    )
                    self._problems.append(Problem(one.place(loc), message, "alias-clash"))
            if len(self._problems) == before:
                kept.append(one)
            else:
                self.lost.add(one.block.name, *one.block.aliases)
        return kept

    def _join(self, named: Sequence[Declared]) -> list[list[Declared]]:
        """Named parties in groups that are one party each, in order of their first names."""
        parent = list(range(len(named)))

        def root(number: int) -> int:
            while parent[number] != number:
                parent[number] = parent[parent[number]]
                number = parent[number]
            return number

        scopes = [{one.scope} for one in named]
        reviewed = [not one.drafted for one in named]
        order = sorted(range(len(named)), key=lambda number: _sort_key(named[number]))
        first: dict[tuple[str, str], int] = {}
        for number in order:
            for key, (loc, words) in _keys(named[number]).items():
                other = first.setdefault(key, number)
                a, b = root(other), root(number)
                if a == b:
                    continue
                one, two = named[other], named[number]
                told = id(two) in self._local  # when it was declared
                if two.drafted and reviewed[a] and reviewed[b]:
                    continue  # no draft makes two parties one
                if one.block.type is not two.block.type:
                    if not told and (key[0] != "name" or slug(one.block.name) == slug(two.block.name)):
                        message = (
                            f"{quoted(two.block.name)} is of type {two.block.type} here, and by {key[0]} "
                            f"{quoted(words)} of type {one.block.type} in {one.place(())}; "
                            "make the types agree, or the names and ids differ"
                        )
                        self._problems.append(Problem(two.place(("type",)), message, "type"))
                        self._told.add(id(two))
                    continue
                if scopes[a] & scopes[b] - {SHARED} or (SHARED in scopes[a] and SHARED in scopes[b]):
                    message = (
                        f"{key[0]} {quoted(words)} would make {quoted(two.block.name)} and "
                        f"{quoted(one.block.name)} ({one.place(())}) one party, "
                        "and a source keeps them apart; take it from one of them"
                    )
                    if not told:
                        self._problems.append(Problem(two.place(loc), message, "alias-clash"))
                    continue
                parent[b] = a
                scopes[a] |= scopes[b]
                reviewed[a] |= reviewed[b]
                if not told and one.block.name != two.block.name:
                    message = (
                        f"{quoted(two.block.name)} is taken to be {quoted(one.block.name)} "
                        f"of {one.place(())}, by {key[0]} {quoted(words)}"
                    )
                    self._problems.append(Problem(two.place(loc), message, "joined", Level.NOTE))
        groups: dict[int, list[Declared]] = defaultdict(list)
        for number in order:
            groups[root(number)].append(named[number])
        return list(groups.values())

    def _name_group(self, group: Sequence[Declared]) -> LocalName:
        stated = sorted({one.block.id for one in group if one.block.id})
        if len(stated) > 1:
            other = next(one for one in group if one.block.id == stated[0])
            one = next(one for one in group if one.block.id == stated[1])
            message = (
                f"id {quoted(stated[1])} here and {quoted(stated[0])} in {other.place(())} are one party "
                "by another name or identifier; make the ids agree, or the names differ"
            )
            self._problems.append(Problem(one.place(("id",)), message, "id"))
        shared = [one.block.name for one in group if one.scope == SHARED]
        counted = Counter(one.block.name for one in group)
        name = shared[0] if shared else min(counted, key=lambda name: (-counted[name], name))
        local = f"party/{slug(stated[0] if stated else name)}"
        if local in self.parties and not any(id(one) in self._told for one in group):
            message = (
                f"{quoted(name)} and {quoted(self.parties[local].name)} would share the IRI {local}; "
                "give one of them another id"
            )
            one = next((one for one in group if one.block.id), group[0])
            self._problems.append(Problem(one.place(("id",)), message, "id"))
        aliases = {one.block.name for one in group} | {
            alias
            for one in group
            for alias in one.block.aliases
            if one.scope == SHARED or not describes(alias)
        }
        ids: dict[str, str] = {}
        for one in group:
            for scheme, value in (one.block.ids or {}).items():
                if ids.setdefault(scheme, value) != value:
                    message = (
                        f"{scheme} {quoted(value)} here, {quoted(ids[scheme])} elsewhere for {quoted(name)}; "
                        "make them agree"
                    )
                    self._problems.append(Problem(one.place(("ids", scheme)), message, "ids"))
        self.parties[local] = Party(
            local,
            name,
            group[0].block.type,
            None,
            tuple(sorted(aliases - {name})),
            tuple(sorted(ids.items())),
        )
        return local

    def _call(self, local: LocalName, drafted: Iterable[Declared]) -> None:
        """Let a party that is known be called as drafts call it, too."""
        party = self.parties[local]
        names = {one.block.name for one in drafted}
        names |= {alias for one in drafted for alias in one.block.aliases if not describes(alias)}
        aliases = {*party.aliases, *names} - {party.name}
        self.parties[local] = replace(party, aliases=tuple(sorted(aliases)))

    def _name_class(self, one: Declared) -> LocalName:
        block, kind = one.block, one.kind
        relative = self._relative(one, block.relative_to) if block.relative_to is not None else None
        if relative is not None:
            local = third_parties_of(relative)
        elif block.id:
            local = f"party/{slug(block.id)}"
        else:
            local = f"{one.scope}/party/{slug(block.name)}" if one.scope else f"party/{slug(block.name)}"
        before = self.parties.get(local)
        if before is not None and (before.kind is not kind or not (relative or block.id)):
            message = (
                f"{quoted(block.name)} and {quoted(before.name)} would share the IRI {local}; "
                "give one of them another id"
            )
            self._problems.append(Problem(one.place(("id",)), message, "id"))
        if block.kind is None:
            message = f"{quoted(block.name)} is taken for a group of kind {kind}; state kind if it is another"
            self._problems.append(Problem(one.place(("name",)), message, "guessed", Level.NOTE))
        aliases, ids = {*block.aliases, block.name}, block.ids or {}
        name = block.name
        if before is not None:  # said in another source too
            name = before.name if one.drafted else min(before.name, name)
            aliases |= {*before.aliases, before.name}
            ids = {**dict(before.ids), **ids}
        called = tuple(sorted(aliases - {name}))
        if before is not None and one.drafted:
            self.parties[local] = replace(before, aliases=called)
        else:
            self.parties[local] = Party(
                local,
                name,
                PartyType.GROUP,
                kind,
                called,
                tuple(sorted(ids.items())),
                relative_to=relative,
            )
        return local

    def _relative(self, one: Declared, words: str) -> LocalName | None:
        """The party outside of which a class of third parties stands."""
        place, folded = one.place(("relative_to",)), fold(words)
        owner = self._owner[one.scope].get(folded) or self._owner[SHARED].get(folded)
        if owner is not None and owner.kind is PartyKind.THIRD_PARTIES:
            message = (
                f"relative_to: {quoted(words)} are third parties themselves; "
                "name the party they stand outside of"
            )
            self._problems.append(Problem(place, message, "relative_to"))
            return None
        return self.resolve(words, one.scope, place, "relative_to")

    # ------------------------------------------------------------ what is said of a party

    def _publish(self, one: Declared, local: LocalName) -> None:
        for _, name in _names(one):
            self._meaning[one.scope].setdefault(fold(name), local)
        if not one.is_class and one.scope != SHARED:
            self.local_names[one.scope] += [(alias, local) for alias in one.block.aliases if describes(alias)]

    def _describe(self, declared: Sequence[Declared], local: dict[int, LocalName]) -> None:
        self._reviewed |= {local[id(one)] for one in declared if not one.drafted}
        for one in declared:
            if one.drafted and local[id(one)] in self._reviewed:
                continue  # no draft says to whom a party belongs that is known without it
            said: dict[str, set[LocalName]] = {}
            for key in ("operated_by", "part_of", "member_of", "processor_for", "members", "candidates"):
                said[key] = set()
                for number, words in enumerate(getattr(one.block, key)):
                    place = one.place((key, number))
                    found = self.resolve(words, one.scope, place, key)
                    if found is None:
                        continue
                    if key == "member_of" and self.parties[found].kind is None:
                        message = (
                            f"member_of: {quoted(words)} is a named party, no group; "
                            "use part_of for a subsidiary, operated_by for a service"
                        )
                        self._problems.append(Problem(place, message, "member_of"))
                    said[key].add(found)
                    step = (found, local[id(one)]) if key == "members" else (local[id(one)], found)
                    self._steps.setdefault(step, place)
            for member in said["members"]:
                self._add(member, {"member_of": {local[id(one)]}})
            if one.drafted and said["members"]:
                said = {"members": said["members"]}  # or what is known of the members would lie within more
            self._add(local[id(one)], said)

    def _add(self, local: LocalName, said: dict[str, set[LocalName]]) -> None:
        party = self.parties[local]
        merged = {key: tuple(sorted({*getattr(party, key), *values})) for key, values in said.items()}
        self.parties[local] = replace(party, **merged)  # type: ignore[arg-type]

    def _refuse_cycles(self) -> None:
        for keys, relation in ((("member_of", "operated_by"), "contained in"), (("part_of",), "part of")):
            above: dict[LocalName, list[LocalName]] = {
                iri: [one for key in keys for one in getattr(party, key)]
                for iri, party in self.parties.items()
            }
            for cycle in cycles(above):
                called = " → ".join(shown(self.parties[one].name) for one in (*cycle, cycle[0]))
                message = f"a party cannot be {relation} itself: {called}; take out one of these steps"
                place = self._steps[cycle[-1], cycle[0]]
                self._problems.append(Problem(place, message, "cycle"))
                above = {}
            if (step := too_deep(above)) is not None:
                message = f"more than {MOST_STEPS} steps of parties {relation} one another; leave some out"
                self._problems.append(Problem(self._steps[step], message, "cycle"))


def _names(one: Declared) -> list[tuple[tuple[int | str, ...], str]]:
    return [(("name",), one.block.name), *((("aliases", n), a) for n, a in enumerate(one.block.aliases))]


def _keys(one: Declared) -> dict[tuple[str, str], tuple[tuple[int | str, ...], str]]:
    """What joins this party with others: (sort of key, value) → (location, words)."""
    block = one.block
    keys: dict[tuple[str, str], tuple[tuple[int | str, ...], str]] = {}
    if block.id:
        keys["id", slug(block.id)] = (("id",), block.id)
    for scheme, value in (block.ids or {}).items():
        if scheme == DECLARED_AT:
            continue
        keys[f"identifier {scheme}", value.casefold()] = (("ids", scheme), value)
    keys["name", slug(block.name)] = (("name",), block.name)
    for number, alias in enumerate(block.aliases):
        if not describes(alias) and not _HONORIFIC.match(alias):
            keys.setdefault(("name", slug(alias)), (("aliases", number), alias))
    return keys


def _sort_key(one: Declared) -> tuple[bool, str, str, str]:
    """Shared declarations first, then by name and file, never by the order in which files were given.

    The folder decides last, so that a moved dossier stays the same.
    """
    path = one.place(()).path
    return one.scope != SHARED, one.block.name, Path(path).name, path


def _two_deep(given: Mapping[LocalName, dict[str, V]]) -> defaultdict[LocalName, dict[str, V]]:
    """A copy that can grow without the one that was given."""
    return defaultdict(dict, {key: dict(inner) for key, inner in given.items()})
