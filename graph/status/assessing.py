"""The status of every alleged flow: coverage by dictionaries, the fast path of the rules in ``rules/``.

Never all against all: an allegation is compared with what *those who may
answer it* said of flows between overlapping parties, and with admissions of
such flows. What was compared is remembered by the part of it that recurs, so
that time and memory grow about as fast as the number of claims.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from graph.claims import Claim, Dossier, Flow, LocalName, NonAnswer, Reported, Slot
from graph.collecting import collecting_nothing
from graph.status.closest import closest
from graph.status.index import Index, Table
from graph.status.order import Order
from graph.status.relations import ALL, BIT, MEETS, Relation, Relations, slots
from graph.status.responses import Kind, Reader, Response, When, core, when
from graph.status.scanning import ADMITTED, BIT_OF, DENIED, Scanner, counted
from graph.status.speaking import Answerers
from graph.status.values import Assessment, CountsAs, Status, Verdict, status_of
from graph.status.views import DEFAULT, Basis, PointOfView, known_by
from graph.status.weighing import distance, falls_short, other_period, other_tense, qualifiers, weigh


class _Weighed(NamedTuple):
    """What a response counts as, before it is told: most of these are not shown."""

    response: Claim | NonAnswer
    counts_as: CountsAs
    distance: int
    held_back: int
    answer: Response | None
    relation: Relation | None

    @property
    def by_exclusion(self) -> bool:
        """Whether it answers by the "only" of an admission."""
        return self.answer is not None and self.answer.manner.kind is Kind.EXCLUSION

    def is_on(self, basis: Basis) -> bool:
        """Whether it counts on a basis: own words on either, and non-answers."""
        own = self.response.reported is Reported.DIRECT or self.counts_as is CountsAs.NON_ANSWER
        return own or basis is Basis.ALL


def assess(dossier: Dossier, view: PointOfView = DEFAULT) -> tuple[Assessment, ...]:
    """The status of every alleged flow, in the order of the dossier.

    Args:
        dossier: What was said.
        view: From which point of view.

    Returns:
        One assessment per claim that puts a flow forward, and flow of it.
    """
    return Assessor(dossier, view).assessments()


class Assessor:
    """Assesses one dossier from one point of view, and tells of each flow what the responses count as."""

    def __init__(self, dossier: Dossier, view: PointOfView = DEFAULT) -> None:
        with collecting_nothing():
            self._read(dossier, view)

    def _read(self, dossier: Dossier, view: PointOfView) -> None:
        self.view = view.on(dossier)
        self.dossier = known_by(dossier, view.as_of)
        self._answerers = Answerers(self.dossier)
        self._reader = reader = Reader(self.dossier, self._answerers)
        self._index = Index()
        self._proposed: dict[LocalName, tuple[Flow, ...]] = {}
        for claim in self.dossier.claims:
            proposed = reader.proposals(claim)
            if proposed:
                self._proposed[claim.iri] = proposed
            for response in reader.responses(claim):
                self._index.add(response)
        self._index.add_non_answers(self.dossier.non_answers)
        self._order = Order(self.dossier)
        self._relations = Relations(self._order)
        self._admissions = Table(self._index.admissions, self._order)
        self._tables: dict[LocalName | None, Table | None] = {}
        self._scanner = Scanner(self._index, self._relations, view.reading)
        self._weighed: dict[tuple[Flow, When], int] = {}
        self._speakers: dict[LocalName | None, frozenset[LocalName]] = {}

    # ------------------------------------------------------------ statuses

    def assessments(self) -> tuple[Assessment, ...]:
        """Every alleged flow with its status."""
        with collecting_nothing():
            return tuple(self._assessed())

    def _assessed(self) -> Iterator[Assessment]:
        for claim, flow in self.proposed():
            yield self.assess(claim, flow)

    def proposed(self) -> Iterator[tuple[Claim, Flow]]:
        """Every flow that is put forward, with its claim."""
        for claim in self.dossier.claims:
            for flow in self._proposed.get(claim.iri, ()):
                yield claim, flow

    def assess(self, claim: Claim, flow: Flow) -> Assessment:
        """One alleged flow."""
        said = self._counts(claim, flow)
        core_said = said if flow.purpose is None else self._counts(claim, core(flow))
        basis = self.view.basis
        return Assessment(
            claim,
            flow,
            self.view,
            _status(said, basis),
            _status(core_said, basis),
            _status(said, Basis.ALL),
            CountsAs.CORROBORATION in counted(said, basis),
        )

    def _counts(self, claim: Claim, flow: Flow) -> int:
        """What the responses count as, one bit each."""
        key = flow, when(claim)
        found = self._weighed.get(key, -1)
        if found < 0:
            found = self._scanner.scan(self._admissions, ADMITTED, flow, key[1])
            for table in self._denying(flow):
                found |= self._scanner.scan(table, DENIED, flow, key[1], found)
            self._weighed[key] = found
        return found | self._near(claim, flow)

    def _near(self, claim: Claim, flow: Flow) -> int:
        """Whether anybody who may answer spoke in the same source or in reply, or gave a non-answer."""
        found = 0
        spoke = self._index.spoke.get(claim.source)
        if spoke:
            for speaker in self._who(flow, spoke):
                for reported in spoke[speaker]:
                    found |= BIT_OF[CountsAs.SIDESTEP, reported]
        silent = self._index.non_answers.get(claim.source)
        if silent and self._who(flow, silent):
            found |= BIT_OF[CountsAs.NON_ANSWER, Reported.DIRECT]
        for response in self._index.replies.get(claim.iri, ()):
            if self._may_answer(response.claim.speaker, flow):
                found |= BIT_OF[CountsAs.SIDESTEP, response.manner.reported]
        for one in self._index.non_answers_to.get(claim.iri, ()):
            if self._may_answer(one.speaker, flow):
                found |= BIT_OF[CountsAs.NON_ANSWER, Reported.DIRECT]
        return found

    # ------------------------------------------------------------ verdicts

    def verdicts(self, claim: Claim, flow: Flow) -> tuple[Verdict, ...]:
        """What each response counts as for one alleged flow: on basis all, in the order of the dossier."""
        return tuple(self._verdict(claim, flow, one) for one in self._weighed_responses(claim, flow))

    def responses(self, claim: Claim, flow: Flow, basis: Basis | None = None) -> tuple[Verdict, ...]:
        """The verdicts to show: those that count on a basis (of this point of view), the closest of each."""
        (found,) = self.responses_on(claim, flow, (basis or self.view.basis,))
        return found

    def responses_on(
        self, claim: Claim, flow: Flow, bases: Iterable[Basis]
    ) -> tuple[tuple[Verdict, ...], ...]:
        """The same on several bases, for the price of one."""
        found = self._weighed_responses(claim, flow)
        shown = (closest(one for one in found if one.is_on(basis)) for basis in bases)
        return tuple(tuple(self._verdict(claim, flow, one) for one in ones) for ones in shown)

    def _weighed_responses(self, claim: Claim, flow: Flow) -> list["_Weighed"]:
        alleged, near = when(claim), self._near_responses(claim, flow)
        found = {one.number: one for one in self._candidates(flow)}
        weighed = []
        for number, response in sorted((found | near).items()):
            relation, manner = self._relations.between(response.flow, flow), response.manner
            counts_as = weigh(relation, manner, alleged, self.view.reading)
            if counts_as is None and number in near:
                counts_as = CountsAs.SIDESTEP
            if counts_as is not None:
                held_back = manner.marked + other_tense(manner.when, alleged)
                held_back += other_period(manner.when, alleged)
                far = distance(counts_as, relation)
                weighed.append(_Weighed(response.claim, counts_as, far, held_back, response, relation))
        silent = self._non_answers(claim, flow)
        return weighed + [_Weighed(one, CountsAs.NON_ANSWER, 0, 0, None, None) for one in silent]

    @staticmethod
    def _verdict(claim: Claim, flow: Flow, one: "_Weighed") -> Verdict:
        answer, relation = one.answer, one.relation
        if answer is None or relation is None:
            return Verdict(claim, flow, one.response, None, one.counts_as)
        short = falls_short(one.counts_as, relation, answer.manner, when(claim))
        return Verdict(
            claim,
            flow,
            one.response,
            answer.named,
            one.counts_as,
            short,
            tuple(slot for slot in slots(relation.back & ~relation.fits) if slot in short),
            by_exclusion=one.by_exclusion,
            by_exception=relation.fits == ALL and bool(relation.touched),
            by_presupposition=relation.presupposed and not relation.contains,
            qualified_by=qualifiers(answer, claim),
            distance=one.distance,
        )

    def _near_responses(self, claim: Claim, flow: Flow) -> dict[int, Response]:
        """What those who may answer denied in the same source or in reply."""
        found = [
            one for one in self._index.replies.get(claim.iri, ()) if self._may_answer(one.claim.speaker, flow)
        ]
        for speaker in self._who(flow, self._index.spoke.get(claim.source, {})):
            found += self._index.by_source[claim.source, speaker]
        return {one.number: one for one in found}

    def _non_answers(self, claim: Claim, flow: Flow) -> Iterator[NonAnswer]:
        for one in self._index.non_answers_to.get(claim.iri, ()):
            if self._may_answer(one.speaker, flow):
                yield one
        silent = self._index.non_answers.get(claim.source, {})
        for speaker in self._who(flow, silent):
            yield from silent[speaker]

    # ------------------------------------------------------------ what a change may touch

    def same_order(self, other: "Assessor") -> bool:
        """Whether all containments and overlaps hold here as there."""
        mine, theirs = self.dossier, other.dossier
        return (mine.parties, mine.phrases) == (theirs.parties, theirs.phrases)

    def answers_of(self, claim: Claim) -> Iterator[Response]:
        """What a claim answers with."""
        return self._reader.responses(claim)

    def may_answer_any(self, speakers: frozenset[LocalName], flow: Flow) -> bool:
        """Whether any of these may answer a flow."""
        of_end = self._answerers.of_end
        return not (speakers.isdisjoint(of_end(flow.from_)) and speakers.isdisjoint(of_end(flow.to)))

    def may_meet(self, one: Flow, other: Flow) -> bool:
        """Whether two flows have both ends in common."""
        ends = BIT[Slot.FROM] | BIT[Slot.TO]
        return self._relations.ends(one, other) >> MEETS & ends == ends

    # ------------------------------------------------------------ who and what may answer

    def _denying(self, flow: Flow) -> list[Table]:
        """What those denied who may speak to a flow."""
        first, second = self._table(flow.from_), self._table(flow.to)
        return [one for one in (first, second if second is not first else None) if one is not None]

    def _candidates(self, flow: Flow) -> Iterator[Response]:
        """All that may answer a flow: denials by those who may speak to it, and admissions."""
        for table in (*self._denying(flow), self._admissions):
            for group in table.meeting(flow.from_, flow.to):
                yield from group.responses

    def _table(self, end: LocalName | None) -> Table | None:
        """What those denied who may answer for an end."""
        if end not in self._tables:
            said = [one for name in sorted(self._who_at(end)) for one in self._index.denials.get(name, ())]
            self._tables[end] = Table(said, self._order) if said else None
        return self._tables[end]

    def _who(self, flow: Flow, among: Mapping[LocalName, object]) -> list[LocalName]:
        """Those of *among* who may answer a flow, sorted."""
        first, second = self._who_at(flow.from_), self._who_at(flow.to)
        return sorted(name for name in among if name in first or name in second)

    def _who_at(self, end: LocalName | None) -> frozenset[LocalName]:
        """Those who may answer for an end, of all who did say something."""
        found = self._speakers.get(end)
        if found is None:
            found = self._speakers[end] = self._answerers.of_end(end) & self._index.speakers
        return found

    def _may_answer(self, speaker: LocalName, flow: Flow) -> bool:
        return speaker in self._who_at(flow.from_) or speaker in self._who_at(flow.to)


@cache
def _status(said: int, basis: Basis) -> Status:
    return status_of(counted(said, basis))
