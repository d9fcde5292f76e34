"""Between which parties a claim's lines run, in which stance, and who may answer for whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from graph.claims import Act, Claim, Dossier, LocalName, Party, PartyKind, PartyType, Stance
from graph.flows import floating, flows, may_be_meant, third_parties_of
from viz.content.content import cited

#: What a confirmation is where its speaker is no party to it.
OUTSIDER: Final = "an outsider’s word counts as an allegation"
#: Parties whose final word confirms a flow between others (DESIGN, section 5).
_FINDERS = frozenset({PartyType.COURT, PartyType.GOVERNMENT})


class Pair(NamedTuple):
    """One line of one claim: two ends (None where not said), the stance it is drawn in, and the act."""

    from_: LocalName | None
    to: LocalName | None
    stance: Stance
    act: Act | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim's place in the figure.

    ``pairs`` are its lines; ``unanswering`` the ends it speaks of as an
    outsider, which get no line; ``resolved`` the definite groups that were
    read as their members; ``why`` says why it has no line at all.
    """

    pairs: tuple[Pair, ...]
    unanswering: tuple[Pair, ...]
    resolved: tuple[LocalName, ...]
    remarks: tuple[str, ...]
    why: str | None


@dataclass(frozen=True)
class Parties:
    """The parties of a dossier as ends of lines and as speakers."""

    dossier: Dossier

    @cached_property
    def party_of(self) -> dict[LocalName, Party]:
        """Party by local name, with the third parties of each holder."""
        known = self.dossier.party_of
        for party in self.dossier.parties:
            own = third_parties_of(party.iri)
            known.setdefault(
                own,
                Party(own, "third parties", PartyType.GROUP, PartyKind.THIRD_PARTIES, relative_to=party.iri),
            )
        return known

    @cached_property
    def floating(self) -> frozenset[LocalName]:
        """Third parties of which nobody said whose."""
        return floating(self.dossier)

    def resolve(self, party: LocalName) -> tuple[LocalName, ...]:
        """The members of a definite group, however deep; any other party stays itself."""
        return tuple(dict.fromkeys(self._members(party, frozenset())))

    def _members(self, party: LocalName, above: frozenset[LocalName]) -> Iterable[LocalName]:
        known = self.party_of[party]
        members = () if known.kind is not PartyKind.DEFINITE or party in above else known.members
        if not members:
            yield party
        for member in members:
            yield from self._members(member, above | {party})

    def may_answer(self, speaker: LocalName, ends: Iterable[LocalName | None]) -> bool:
        """Whether *speaker* is, operates or is a stated member of one of the *ends* (DESIGN, section 5)."""
        speakers = {speaker, *self.resolve(speaker)}
        above = self._reach(speakers, "member_of")
        for end in ends:
            if end is None:
                continue
            if end in speakers or speakers & self._reach({end}, "operated_by"):
                return True
            kind = self.party_of[end].kind
            if end in above and kind not in (PartyKind.THIRD_PARTIES, PartyKind.VAGUE):
                return True
        return False

    def _reach(self, start: Iterable[LocalName], relation: str) -> set[LocalName]:
        seen, waiting = set(start), list(start)
        while waiting:
            for one in getattr(self.party_of[waiting.pop()], relation):
                if one not in seen:
                    seen.add(one)
                    waiting.append(one)
        return seen

    def finds(self, speaker: LocalName) -> bool:
        """Whether *speaker* is a court or a government body."""
        return self.party_of[speaker].type in _FINDERS


def place(claim: Claim, number_of: Mapping[LocalName, str], claims: Mapping[LocalName, Claim],
          parties: Parties) -> Placed:  # fmt: skip
    """Where *claim* stands in the figure.

    A denial of claims takes their ends; a denial of denials has none. An
    outsider's denial gets no line, an outsider's "confirmed" the look of an
    allegation (only a party, a court or a government body confirms).

    Args:
        claim: The claim to place.
        number_of: Citation number by claim, for remarks.
        claims: All claims of the dossier, by local name.
        parties: Its parties.
    """
    remarks: list[str] = []
    about = [claim]
    if claim.denies:
        targets = [claims[one] for one in claim.denies if one in claims]
        about = [one for one in targets if one.stance is not Stance.DENIED]
        copied = tuple(number_of[one.iri] for one in about)
        refused = tuple(number_of[one.iri] for one in targets if one.stance is Stance.DENIED)
        if copied:
            remarks.append(f"scope copied from [{cited(copied)}]")
        if refused:
            remarks.append(f"denies the denial [{cited(refused)}]")

    drawn: dict[Pair, None] = {}
    outside: dict[Pair, None] = {}
    resolved: dict[LocalName, None] = {}
    for one in about:
        for from_, to in dict.fromkeys((flow.from_, flow.to) for flow in flows(one, parties.floating)):
            for holder in _resolved(from_, parties, resolved):
                for recipient in _resolved(to, parties, resolved):
                    party = parties.may_answer(claim.speaker, (holder, recipient, from_, to))
                    stance = claim.stance
                    if stance is Stance.CONFIRMED and not party and not parties.finds(claim.speaker):
                        stance = Stance.ALLEGED
                    outsider = stance is Stance.DENIED and not party
                    (outside if outsider else drawn)[Pair(holder, recipient, stance, one.act)] = None

    if claim.stance is Stance.CONFIRMED and any(pair.stance is Stance.ALLEGED for pair in drawn):
        vague = parties.party_of[claim.speaker].kind is PartyKind.VAGUE
        reason = "a vague group answers for nobody, and no status is told" if vague else OUTSIDER
        remarks.append(f"recorded as confirmed; {reason}")
    if outside and drawn:
        remarks.append("no line where the speaker is an outsider")
    why = None
    if not drawn:
        why = "denials of denials"
        if outside:
            may_be = any(may_be_meant(claim.speaker, pair[:2], parties.party_of) for pair in outside)
            why = "denied by who may be meant" if may_be else "denied by outsiders"
    return Placed(tuple(drawn), tuple(outside), tuple(resolved), tuple(remarks), why)


def _resolved(
    end: LocalName | None, parties: Parties, resolved: dict[LocalName, None]
) -> tuple[LocalName | None, ...]:
    if end is None:
        return (None,)
    members = parties.resolve(end)
    if members != (end,):
        resolved[end] = None
    return members
