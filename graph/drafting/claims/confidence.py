"""How sure a draft is: the share of drafts like it whose flow was right on text that no rule was written for.

What a draft is like is told by a few marks; each has points in ``tables/confidence.yaml``, fitted to such
drafts by logistic regression, as ``benchmarks/confidence.py`` does it. A draft's points, summed, are the
logarithm of its odds; how well that holds is measured in ``benchmarks/drafting.md``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import exp
from typing import ClassVar, Final

from graph.claims import Act, PartyType
from graph.drafting.claims.proposed import Proposed
from graph.drafting.parties.parties import Parties
from graph.drafting.tables import points
from graph.drafting.text.tree import Token

#: What is less sure than this is no help: of such drafts one in twenty has the right flow.
LEAST: Final = 0.06
#: From how many words and marks on a sentence is long.
_LONG: Final = 42
#: How many parties a text names often.
_OFTEN: Final = 3


class Confidence:
    """How sure the drafts of one text are; what is less sure than ``least`` is left out."""

    least: ClassVar[float] = LEAST

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._ranks = parties.ranks()
        self._points = points()

    def sure(self, found: Iterable[Proposed]) -> list[Proposed]:
        """The drafts, each with its confidence, but for those that are no help."""
        told = map(self.told, found)
        return [one for one in told if (one.claim.drafted.confidence or 0.0) >= self.least]

    def told(self, one: Proposed) -> Proposed:
        """The draft with its confidence, between 0 and 1, to two places."""
        odds = sum(self._points[mark] for mark in self.marks(one))
        drafted = replace(one.claim.drafted, confidence=round(1 / (1 + exp(-odds)), 2))
        return replace(one, claim=replace(one.claim, drafted=drafted))

    def marks(self, one: Proposed) -> Iterator[str]:
        """What a draft is like: the rows of the table that count for it."""
        claim, word = one.claim, one.spoken.word
        yield "any"
        if claim.act in (Act.SEEK, Act.USE):
            yield str(claim.act)
        yield from self._end("holder", claim.from_, one.spoken.from_, one)
        yield from self._end("recipient", claim.to, one.spoken.to, one)
        if one.around:
            yield "told by the text around"
        if word.pos_ == "NOUN":
            yield "noun"
        if len(word.sent) >= _LONG:
            yield "long sentence"
        if self._is_nameless(claim.speaker, one):
            yield "speaker without a name"

    def _end(
        self, end: str, names: tuple[str, ...], heads: tuple[Token, ...], one: Proposed
    ) -> Iterator[str]:
        """The marks of one end of the flow."""
        if not names:
            if end == "recipient":
                yield "recipient not said"
            elif one.claim.act in (Act.SHARE, Act.SEEK):
                yield f"holder not said ({one.claim.act})"
            return
        if end == "holder" and not heads:
            yield "holder left out of the clause"
        elif end == "holder" and (heads[0].pos_ == "PROPN" or self._parties.named_at(heads[0])):
            yield "holder by name"
        rank = self._ranks.get(names[0], _OFTEN)
        if rank == 0:
            yield f"{end} named most"
        elif rank >= _OFTEN:
            yield f"{end} seldom named"
        if (mark := f"{end} {self._kind(names[0], one)}") in self._points:
            yield mark

    def _kind(self, name: str, one: Proposed) -> str:
        """What sort of party a name is, in a word of the table."""
        meant = next((each for each in one.parties if each.name == name), None)
        if meant is not None and meant.people:
            return "people"
        if self._is_nameless(name, one):
            return "without a name"
        kind = self._parties.type_of(name) if meant is None else meant.type
        return str(PartyType.COMPANY if kind is PartyType.SERVICE else kind)

    def _is_nameless(self, name: str, one: Proposed) -> bool:
        """Whether the text only describes a party: "advertisers", "two former employees"."""
        meant = next((each for each in one.parties if each.name == name), None)
        if meant is not None:
            return meant.kind is not None
        return name != self._parties.publisher and self._parties.by_name(name) is None
