"""The statements of a dossier as a figure numbers them, and the part of them that it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graph.claims import Claim, Dossier, LocalName, NonAnswer, Source, Stance
from viz.ends import Pair, Parties, Placed, place
from viz.look import NON_ANSWER_WORD
from viz.speaking import letter


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with its number, the letter of its source and its place in the figure."""

    number: int
    claim: Claim
    source: Source
    letter: str
    placed: Placed

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


@dataclass(frozen=True, slots=True)
class View:
    """What of a dossier a figure shows: all of it, or a part.

    ``about`` keeps the lines at most *hops* steps from one party; ``stances``
    keeps only these (``non-answer`` counts as one).
    """

    about: LocalName | None = None
    hops: int = 1
    stances: frozenset[str] | None = None


#: All of a dossier.
WHOLE: Final = View()


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


def seen(
    statements: list[Statement], responses: list[Response], view: View
) -> tuple[list[Statement], list[Response]]:
    """The part of the statements and responses that *view* shows, each with the lines that it shows."""
    near = _near(statements, view)

    def kept(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
        return tuple(
            pair
            for pair in pairs
            if (near is None or pair.from_ in near or pair.to in near)
            and (view.stances is None or pair.stance in view.stances)
        )

    found = []
    for one in statements:
        pairs, outside = kept(one.placed.pairs), kept(one.placed.unanswering)
        bare = not one.placed.pairs and not one.placed.unanswering and view.about in (None, one.claim.speaker)
        if bare and view.stances is not None and one.claim.stance not in view.stances:
            bare = False
        if pairs or (outside and not one.placed.pairs) or bare:
            placed = Placed(pairs, outside, one.placed.resolved, one.placed.remarks, one.placed.why)
            found.append(Statement(one.number, one.claim, one.source, one.letter, placed))
    wanted = view.stances is None or NON_ANSWER_WORD in view.stances
    drawn = {end for one in found for pair in one.placed.pairs for end in (pair.from_, pair.to)}
    return found, [
        one
        for one in responses
        if wanted and (near is None or any(party in near or party in drawn for party in one.speakers))
    ]


def _near(statements: list[Statement], view: View) -> frozenset[LocalName] | None:
    """The parties whose lines are shown: those fewer than ``hops`` lines away; None for all."""
    if view.about is None:
        return None
    near = {view.about}
    for _ in range(view.hops - 1):
        near |= {
            end
            for one in statements
            for pair in one.placed.pairs
            if pair.from_ in near or pair.to in near
            for end in (pair.from_, pair.to)
            if end is not None
        }
    return frozenset(near)
