"""Which statements concern a party, or data between two: by name, by group, by service."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.claims import Claim, Dossier, LocalName, NonAnswer, Party, Relation, Source
from graph.telling.replies import claims_by_name, scope
from graph.telling.sentences import Sentences

Spoken = Claim | NonAnswer | Relation


@dataclass(frozen=True, slots=True)
class Near:
    """A party that stands for another one: itself (``direct``), its group, its service."""

    iri: LocalName
    kind: str
    heading: str


#: How a section of what is said of another party is headed, by its kind.
_HEADINGS: Final = {
    "member of": "said of a group that {party} is stated to belong to: {other}",
    "operates": "said of a service that {party} operates: {other}",
    "may belong to": "said of a group that {party} may belong to (it names nobody): {other}",
}


class Choosing:
    """Chooses from the statements of one dossier, in its order."""

    def __init__(self, dossier: Dossier) -> None:
        """Look through *dossier*."""
        self.say = Sentences(dossier)
        self.everything = tuple(in_order(dossier))
        self._parties = dossier.party_of
        self._claims = claims_by_name(dossier)

    def naming(self, name: LocalName) -> list[Spoken]:
        """Whatever names a party, in any role."""
        return [one for _, one in self.everything if name in self._names(one)]

    def near(self, party: Party) -> list[Near]:
        """The party, then the groups above it (nearest first), its services, the vague groups."""
        found = {party.iri: Near(party.iri, "direct", "")}

        def add(kind: str, names: Iterable[LocalName]) -> list[LocalName]:
            fresh = [name for name in names if name not in found]
            for name in fresh:
                words = _HEADINGS[kind].format(party=self.say.party(party.iri), other=self.say.party(name))
                found[name] = Near(name, kind, words)
            return fresh

        waiting = [party.iri]
        while waiting:
            name = waiting.pop(0)
            above = set(self._parties[name].member_of) if name in self._parties else set()
            above |= {one.iri for one in self._parties.values() if name in one.members}
            waiting += add("member of", sorted(above))
        waiting = [party.iri]
        while waiting:
            name = waiting.pop(0)
            waiting += add("operates", [one.iri for one in self._parties.values() if name in one.operated_by])
        add("may belong to", [one.iri for one in self._parties.values() if party.iri in one.candidates])
        return list(found.values())

    def _names(self, one: Spoken) -> set[LocalName | None]:
        """Whom a statement names, in whatever role; a denial of claims also their ends."""
        if isinstance(one, Relation):
            return {one.speaker, *(said.value for said in one.parties)}
        names: set[LocalName | None] = {one.speaker, one.spokesperson, one.via}
        if isinstance(one, Claim):
            for claim in scope(one, self._claims):
                names |= {said.value for said in (*claim.from_, *claim.to)}
        return names

    def between(self, a: LocalName, b: LocalName) -> list[Spoken]:
        """Claims of data between two, what relates them, and non-answers of theirs that belong here."""
        claims = {
            one.iri
            for _, one in self.everything
            if isinstance(one, Claim) and any(self._joins(claim, a, b) for claim in scope(one, self._claims))
        }
        sources = {source.iri for source, one in self.everything if one.iri in claims}
        chosen: list[Spoken] = []
        for source, one in self.everything:
            match one:
                case Claim():
                    wanted = one.iri in claims
                case Relation():
                    wanted = {a, b} <= {said.value for said in one.parties}
                case NonAnswer():
                    wanted = one.speaker in (a, b) and (
                        not claims.isdisjoint(one.responds_to) if one.responds_to else source.iri in sources
                    )
            if wanted:
                chosen.append(one)
        return chosen

    def _joins(self, claim: Claim, a: LocalName, b: LocalName) -> bool:
        holders = {said.value for said in claim.from_}
        recipients = {said.value for said in claim.to}
        return (a in holders and b in recipients) or (b in holders and a in recipients)

    def open_ended(self, name: LocalName) -> list[Spoken]:
        """Claims of data from or to a party that leave the other end open."""
        return [
            one
            for one in self._claims.values()
            if any(
                (not claim.from_ and name in {said.value for said in claim.to})
                or (not claim.to and name in {said.value for said in claim.from_})
                for claim in scope(one, self._claims)
            )
        ]


def in_order(dossier: Dossier) -> Iterator[tuple[Source, Spoken]]:
    """Every statement with its source: by source, in the order of each."""
    for source in dossier.sources:
        said: tuple[Spoken, ...] = (*source.claims, *source.non_answers, *source.relations)
        for one in said:
            yield source, one
