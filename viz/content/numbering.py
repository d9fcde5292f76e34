"""The statements of a dossier as a figure numbers them."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.claims import Claim, Dossier, LocalName, NonAnswer, PartialDate, Source, Stance
from viz.content.ends import Parties, Placed, place
from viz.content.speaking import letter


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with its number, the letter of its source and its place in the figure."""

    number: int
    claim: Claim
    source: Source
    letter: str
    placed: Placed

    @property
    def said(self) -> Claim:
        """The claim, or the draft of one."""
        return self.claim

    @property
    def label(self) -> str:
        """Its number as it is cited: ``7``; that of a draft ``d7``."""
        return f"{self.number}" if self.claim.draft is None else f"d{self.number}"

    @property
    def said_on(self) -> PartialDate | None:
        """When it was said."""
        return self.claim.said_on or self.source.published

    @property
    def stances(self) -> frozenset[Stance]:
        """The stances it is drawn in, or listed in."""
        return frozenset(pair.stance for pair in self.placed.pairs) or frozenset({self.claim.stance})

    @property
    def stance(self) -> Stance:
        """The stance it is counted in: the recorded one, unless no line of it has that."""
        return self.claim.stance if self.claim.stance in self.stances else min(self.stances)


@dataclass(frozen=True, slots=True)
class Response:
    """A non-answer with its number (n1, n2 …), the letter of its source and the parties that gave it."""

    number: int
    given: NonAnswer
    source: Source
    letter: str
    speakers: tuple[LocalName, ...]

    @property
    def said(self) -> NonAnswer:
        """The non-answer, or the draft of one."""
        return self.given

    @property
    def label(self) -> str:
        """Its number as it is cited: ``n7``; that of a draft ``d7``."""
        return f"n{self.number}" if self.given.draft is None else f"d{self.number}"

    @property
    def said_on(self) -> PartialDate | None:
        """When it was given."""
        return self.given.said_on or self.source.published


@dataclass(frozen=True, slots=True)
class Drafts:
    """Drafts as a figure numbers them: d1, d2 … in one series for claims and for non-answers."""

    statements: tuple[Statement, ...] = ()
    responses: tuple[Response, ...] = ()

    @property
    def everything(self) -> tuple[Statement | Response, ...]:
        """All of them in the order of their numbers."""
        return tuple(sorted((*self.statements, *self.responses), key=lambda one: one.number))

    def __len__(self) -> int:
        """How many there are."""
        return len(self.statements) + len(self.responses)


def numbered(dossier: Dossier, parties: Parties) -> tuple[list[Statement], list[Response]]:
    """All claims and non-answers with their numbers, the earliest source first."""
    sources = _in_order(dossier)
    claims = {one.iri: one for one in dossier.claims}
    number_of = {
        one.iri: number
        for number, one in enumerate((one for source in sources for one in source.claims), start=1)
    }
    labels = {name: f"{number}" for name, number in number_of.items()}
    statements: list[Statement] = []
    responses: list[Response] = []
    for index, source in enumerate(sources):
        for claim in source.claims:
            placed = place(claim, labels, claims, parties)
            statements.append(Statement(number_of[claim.iri], claim, source, letter(index), placed))
        for given in source.non_answers:
            speakers = parties.resolve(given.speaker)
            responses.append(Response(len(responses) + 1, given, source, letter(index), speakers))
    return statements, responses


def drafted(dossier: Dossier, parties: Parties, statements: Sequence[Statement]) -> Drafts:
    """All drafts with their numbers, in the order of the sources; *statements* are what is reviewed."""
    sources = _in_order(dossier)
    drafts = [one for source in sources for one in source.drafts]
    number_of = {one.iri: number for number, one in enumerate(drafts, start=1)}
    claims = {one.iri: one for one in drafts if isinstance(one, Claim)}
    claims |= {one.claim.iri: one.claim for one in statements}
    labels = {name: f"d{number}" for name, number in number_of.items()}
    labels |= {one.claim.iri: one.label for one in statements}
    found: list[Statement] = []
    responses: list[Response] = []
    for index, source in enumerate(sources):
        for one in source.drafts:
            number = number_of[one.iri]
            if isinstance(one, Claim):
                placed = place(one, labels, claims, parties)
                found.append(Statement(number, one, source, letter(index), placed))
            else:
                speakers = parties.resolve(one.speaker)
                responses.append(Response(number, one, source, letter(index), speakers))
    return Drafts(tuple(found), tuple(responses))


def _in_order(dossier: Dossier) -> list[Source]:
    """The sources, the earliest first."""
    return sorted(
        dossier.sources,
        key=lambda one: (one.published is None, one.published and one.published.last_day, one.iri),
    )
