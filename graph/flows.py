"""From a claim to the flow patterns it speaks of."""

from collections.abc import Iterable, Mapping
from itertools import product

from graph.claims import Claim, Dossier, Flow, LocalName, Party, PartyKind, Slot
from graph.vocabulary import TOPS, digest

_ANY_DATA, _ANY_PURPOSE, _ANY_SUBJECTS = TOPS[Slot.DATA], TOPS[Slot.PURPOSE], TOPS[Slot.SUBJECTS]


def floating(dossier: Dossier) -> frozenset[LocalName]:
    """The "third parties" of which nobody said whose: in each flow they are those of its holder."""
    return frozenset(party.iri for party in dossier.parties if is_floating(party))


def is_floating(party: Party) -> bool:
    """Tell whether *party* is "third parties" without saying whose."""
    return party.kind is PartyKind.THIRD_PARTIES and party.relative_to is None


def third_parties_of(holder: LocalName) -> LocalName:
    """The local name of the third parties of *holder*, the same in every source.

    >>> third_parties_of("party/facebook")
    'party/facebook/third-parties'
    """
    return f"{holder}/third-parties"


def flows(claim: Claim, floating: frozenset[LocalName] = frozenset()) -> tuple[Flow, ...]:
    """One flow pattern per combination of the values of the claim's slots; none for a denial of claims.

    Args:
        claim: Any claim.
        floating: Local names of third parties without a holder of their own (see ``floating``);
            as recipients they become the third parties of each flow's holder.

    Source: DESIGN, section 4: a claim with four holders and two data categories is about eight flows.
    """
    if claim.denies:
        return ()
    slots = (claim.from_, claim.to, claim.data, claim.purpose, claim.subjects)
    combinations: Iterable[tuple[LocalName | None, ...]]
    if all(len(slot) < 2 for slot in slots):  # by far the most claims, and all rows of a register
        combinations = (tuple(slot[0].value if slot else None for slot in slots),)
    else:
        none: tuple[LocalName | None, ...] = (None,)
        combinations = product(*(tuple(one.value for one in slot) or none for slot in slots))
    found: dict[Flow, None] = {}
    for holder, recipient, data, purpose, subjects in combinations:
        if recipient in floating and holder is not None and holder not in floating:
            recipient = third_parties_of(holder)
        flow = Flow(
            claim.act,
            holder,
            recipient,
            None if data == _ANY_DATA else data,
            None if purpose == _ANY_PURPOSE else purpose,
            None if subjects == _ANY_SUBJECTS else subjects,
            claim.except_,
        )
        found[flow] = None
    return tuple(found)


def flow_name(flow: Flow) -> LocalName:
    """The flow's local name: a hash of its six slots and the flows left out, the same in every source."""
    slots: list[object] = [flow.act, flow.from_, flow.to, flow.data, flow.purpose, flow.subjects]
    if flow.except_:
        slots.append(sorted(map(flow_name, flow.except_)))
    return f"flow/{digest(slots)}"


def may_be_meant(
    name: LocalName, ends: Iterable[LocalName | None], parties: Mapping[LocalName, Party]
) -> bool:
    """Whether a party may be one of a vague group at one of *ends*: nobody says that it is, or is not."""
    known = (parties.get(end) for end in ends if end is not None)
    return any(name in party.candidates for party in known if party is not None)
