"""One claim in the making: what its words say, and what is made of it step by step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.claims import Act
from graph.drafting.claims.proposed import Proposed
from graph.drafting.frames.spoken import Spoken
from graph.drafting.parties.groups import Meant
from graph.drafting.saying.attribution import Attribution
from graph.drafting.saying.stance import Polarity


@dataclass(slots=True)
class Making:
    """A claim in the making; the steps of ``assembling`` fill and change it, in their order.

    ``one`` is the flow as it is spoken of, ``said`` who says it, ``before`` what the text has said so far.
    ``people`` are those concerned who were named as givers, ``holders`` the parties whose data it is,
    ``told`` the parties that its own clause names; ``it`` is whom "it" means in the clause.
    """

    one: Spoken
    said: Attribution
    how: Polarity
    before: Sequence[Proposed]
    act: Act
    it: str | None = None
    from_: list[Meant] = field(default_factory=list)
    to: list[Meant] = field(default_factory=list)
    people: list[Meant] = field(default_factory=list)
    holders: list[Meant] = field(default_factory=list)
    told: frozenset[str] = frozenset()
    data: tuple[str, ...] = ()

    @property
    def changes_hands(self) -> bool:
        """Whether data go from one to another."""
        return self.act in (Act.SHARE, Act.SELL)

    @property
    def stays(self) -> bool:
        """Whether it tells of one party only, who collects or uses data."""
        return self.act in (Act.COLLECT, Act.USE)

    def ends(self) -> set[str]:
        """The names at both ends."""
        return names((*self.from_, *self.to))


def names(parties: Iterable[Meant]) -> set[str]:
    """What parties are called."""
    return {each.name for each in parties}


def but_for(parties: Iterable[Meant], others: Iterable[Meant]) -> list[Meant]:
    """The parties that are none of *others*."""
    taken = names(others)
    return [each for each in parties if each.name not in taken]
