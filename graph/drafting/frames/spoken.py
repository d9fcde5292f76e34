"""One flow as words speak of it, before anybody knows which parties they mean."""

from dataclasses import dataclass

from graph.claims import Act
from graph.drafting.tables import Frame
from graph.drafting.text.tree import Token


@dataclass(frozen=True, slots=True)
class Spoken:
    """One flow as it is spoken of: heads of phrases, not yet parties.

    ``seeker`` is who wants it, where another verb says so; ``permitter`` who lets it happen. ``lead`` is the
    word that leads: the frame's own, or the one that governs it. ``empty`` tells that of two sorts of data
    joined by "but" this is the one that does not flow, or that the verb itself denies ("withheld").
    """

    frame: Frame
    word: Token
    lead: Token
    act: Act
    from_: tuple[Token, ...]
    to: tuple[Token, ...]
    data: tuple[Token, ...]
    passive: bool
    governor: str | None = None
    loose: bool = False
    empty: bool = False
