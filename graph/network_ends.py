"""Between which holders and recipients a claim is an edge of the network, and why it is none."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from graph.claims import Claim, LocalName, Stance
from graph.flows import flows
from graph.telling.sentences import Ends

#: Why a claim has no edge between parties, as the first of so many claims.
NOTHING_KNOWN: Final = "claim that denies claims outside the dossier"
OF_A_DENIAL: Final = "denial of a denial"


class Edge(NamedTuple):
    """One holder and recipient of a claim, and the claims from which a denial by reference takes them."""

    ends: Ends
    scope_from: tuple[LocalName, ...]


def edges_of(
    claim: Claim, claims: Mapping[LocalName, Claim], floating: frozenset[LocalName]
) -> tuple[Edge, ...]:
    """Each holder and recipient of *claim* once.

    A denial of claims takes those of the allegations and confirmations that it denies. Of the
    denials that it denies it takes none: who denies a denial denies no flow.

    Args:
        claim: The claim.
        claims: All claims of the dossier, by local name.
        floating: Third parties of which nobody said whose.
    """
    if not claim.denies:
        pairs = dict.fromkeys(Ends(flow.from_, flow.to) for flow in flows(claim, floating))
        return tuple(Edge(ends, ()) for ends in pairs)
    found: dict[Ends, list[LocalName]] = {}
    for name in claim.denies:
        one = claims.get(name)
        if one is None or one.stance is Stance.DENIED:
            continue
        for flow in flows(one, floating):
            names = found.setdefault(Ends(flow.from_, flow.to), [])
            if name not in names:
                names.append(name)
    return tuple(Edge(ends, tuple(names)) for ends, names in found.items())


def why_none(claim: Claim, claims: Mapping[LocalName, Claim]) -> str:
    """Why a claim has no edge: it denies denials, or what the dossier lacks."""
    return OF_A_DENIAL if any(name in claims for name in claim.denies) else NOTHING_KNOWN
