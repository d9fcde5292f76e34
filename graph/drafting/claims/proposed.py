"""Drafts in the making, and which of them say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.drafting.drafts import DraftClaim
from graph.drafting.frames.spoken import Spoken
from graph.drafting.parties.groups import Meant


@dataclass(slots=True)
class Proposed:
    """A draft with what is needed to compare it with others.

    ``around`` tells that a party was taken from the text around, since the clause itself names none.
    """

    claim: DraftClaim
    spoken: Spoken
    parties: tuple[Meant, ...]
    around: bool = False


def without_doubles(found: Sequence[Proposed]) -> list[Proposed]:
    """Each claim once: of two that say the same, the one that says more."""
    kept: list[Proposed] = []
    for one in found:
        same = next((at for at, other in enumerate(kept) if _same(one.claim, other.claim)), None)
        if same is None:
            kept.append(one)
        elif _fullness(one.claim) > _fullness(kept[same].claim):
            kept[same] = one
    return kept


def _same(a: DraftClaim, b: DraftClaim) -> bool:
    return (
        a.speaker == b.speaker
        and a.stance == b.stance
        and (a.act == b.act)
        and a.from_ == b.from_
        and a.to == b.to
        and set(a.data) == set(b.data)
    )


def _fullness(claim: DraftClaim) -> int:
    return sum(map(len, (claim.from_, claim.to, claim.data, claim.purpose, claim.subjects)))
