"""The statements of a dossier as a figure numbers them."""

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
    def said_on(self) -> PartialDate | None:
        """When it was given."""
        return self.given.said_on or self.source.published


def numbered(dossier: Dossier, parties: Parties) -> tuple[list[Statement], list[Response]]:
    """All claims and non-answers with their numbers, the earliest source first."""
    sources = sorted(
        dossier.sources,
        key=lambda one: (one.published is None, one.published and one.published.last_day, one.iri),
    )
    claims = {one.iri: one for one in dossier.claims}
    number_of = {
        one.iri: number
        for number, one in enumerate((one for source in sources for one in source.claims), start=1)
    }
    statements: list[Statement] = []
    responses: list[Response] = []
    for index, source in enumerate(sources):
        for claim in source.claims:
            placed = place(claim, number_of, claims, parties)
            statements.append(Statement(number_of[claim.iri], claim, source, letter(index), placed))
        for given in source.non_answers:
            speakers = parties.resolve(given.speaker)
            responses.append(Response(len(responses) + 1, given, source, letter(index), speakers))
    return statements, responses
