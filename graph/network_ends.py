"""Between which holders and recipients a claim is an edge of the network, and why it is none."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from graph.claims import Claim, LocalName, Stance
from graph.flows import third_parties_of
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
        return tuple([Edge(ends, ()) for ends in ends_of(claim, floating)])
    found: dict[Ends, list[LocalName]] = {}
    for name in claim.denies:
        one = claims.get(name)
        if one is None or one.stance is Stance.DENIED:
            continue
        for ends in ends_of(one, floating):
            names = found.setdefault(ends, [])
            if name not in names:
                names.append(name)
    return tuple(Edge(ends, tuple(names)) for ends, names in found.items())


def ends_of(claim: Claim, floating: frozenset[LocalName]) -> list[Ends]:
    """The ends of the flows of a claim (see ``flows.flows``), each pair once; none for a denial of claims."""
    if claim.denies:
        return []
    found: dict[Ends, None] = {}
    nobody: list[LocalName | None] = [None]
    for holder in [said.value for said in claim.from_] or nobody:
        for recipient in [said.value for said in claim.to] or nobody:
            floats = recipient in floating and holder is not None and holder not in floating
            found[Ends(holder, third_parties_of(holder) if holder and floats else recipient)] = None
    return list(found)


def why_none(claim: Claim, claims: Mapping[LocalName, Claim]) -> str:
    """Why a claim has no edge: it denies denials, or what the dossier lacks."""
    return OF_A_DENIAL if any(name in claims for name in claim.denies) else NOTHING_KNOWN
