"""Who may answer an alleged flow: its ends, whoever operates them, and stated members of them.

Outsiders never answer; nor do vague groups, and being one of somebody's third
parties makes nobody a party. Source: DESIGN, section 5.
"""

from graph.claims import Dossier, Flow, LocalName, Party, PartyKind, PartyType
from graph.flows import third_parties_of
from graph.status.order import same_as
from graph.vocabulary import closure

_AUTHORITIES = frozenset({PartyType.COURT, PartyType.GOVERNMENT})


class Answerers:
    """Who may speak to which flow, in one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self._parties = dossier.party_of
        self._members: dict[LocalName, list[LocalName]] = {}
        for party in self._parties.values():
            for group in (*party.member_of, *same_as(party)):
                if not self._is_third(group):
                    self._members.setdefault(group, []).append(party.iri)
        self._of: dict[LocalName, frozenset[LocalName]] = {}

    def of(self, flow: Flow) -> frozenset[LocalName]:
        """Everybody who may answer what is said of *flow*."""
        return self.of_end(flow.from_) | self.of_end(flow.to)

    def of_end(self, end: LocalName | None) -> frozenset[LocalName]:
        """Everybody who is, operates or is a stated member of an end; nobody for one that is not said."""
        if end is None or self._is_third(end):
            return frozenset()
        found = self._of.get(end)
        if found is None:
            members = closure(end, lambda name: self._members.get(name, ()))
            operators = closure(end, self._operators)
            found = self._of[end] = frozenset(
                name for name in {end, *members, *operators} if not self.is_vague(name)
            )
        return found

    def admits(self, speaker: LocalName, flow: Flow) -> bool:
        """Whether a confirmation of *flow* is an admission or a finding; else it counts as alleged."""
        return self.is_authority(speaker) or speaker in self.of(flow)

    def is_vague(self, name: LocalName) -> bool:
        """Whether it is a group of which nobody said who is in it ("several of the banks")."""
        party = self._parties.get(name)
        return party is not None and party.kind is PartyKind.VAGUE

    def is_authority(self, name: LocalName) -> bool:
        """Whether it is a court or a government body, which may establish what it is no party to."""
        party = self._parties.get(name)
        return party is not None and party.type in _AUTHORITIES

    def _operators(self, name: LocalName) -> tuple[LocalName, ...]:
        party: Party | None = self._parties.get(name)
        return party.operated_by if party is not None else ()

    def _is_third(self, name: LocalName) -> bool:
        party = self._parties.get(name)
        if party is not None:
            return party.kind is PartyKind.THIRD_PARTIES
        return name == third_parties_of(name.rpartition("/")[0])
