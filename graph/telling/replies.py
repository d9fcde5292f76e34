"""Which claims answer which by saying so: ``responds_to`` and ``denies``."""

from collections.abc import Mapping

from graph.claims import Claim, Dossier, LocalName, NonAnswer


def claims_by_name(dossier: Dossier) -> dict[LocalName, Claim]:
    """Claim by local name."""
    return {claim.iri: claim for claim in dossier.claims}


def targets(one: Claim | NonAnswer) -> tuple[LocalName, ...]:
    """Local names of the claims that *one* answers or denies, each once, in the order given."""
    denied = one.denies if isinstance(one, Claim) else ()
    return tuple(dict.fromkeys((*one.responds_to, *denied)))


def scope(claim: Claim, claims: Mapping[LocalName, Claim]) -> tuple[Claim, ...]:
    """The claims whose flows *claim* speaks of: itself, or those it denies by reference.

    A denial of a denial by reference speaks of the flows of the claim at the
    end of the chain. A claim that is not in the dossier adds nothing.
    """
    found: dict[LocalName, Claim] = {}
    seen: set[LocalName] = set()
    waiting = [claim]
    while waiting:
        one = waiting.pop()
        if one.iri in seen:
            continue
        seen.add(one.iri)
        if one.denies:
            waiting += [claims[name] for name in reversed(one.denies) if name in claims]
        else:
            found[one.iri] = one
    return tuple(found.values())
