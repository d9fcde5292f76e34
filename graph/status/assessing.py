"""The status of every alleged flow: coverage by dictionaries, the fast path of the rules in ``rules/``.

Never all against all: an allegation is compared with what *those who may
answer it* said of flows between overlapping parties, and with admissions of
such flows. What was compared is remembered by the part of it that recurs, so
that time and memory grow about as fast as the number of claims.
"""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Final, NamedTuple

from graph.claims import Claim, Dossier, Flow, LocalName, NonAnswer, Reported, Slot
from graph.status.closest import closest
from graph.status.index import Ends, Group, Index, Table
from graph.status.order import Order, Value
from graph.status.relations import ALL, BACK, BIT, MEETS, Relation, Relations, slots
from graph.status.responses import Kind, Reader, Response, When, core, when
from graph.status.speaking import Answerers
from graph.status.values import Assessment, CountsAs, Status, Verdict, status_of
from graph.status.views import DEFAULT, Basis, PointOfView, known_by
from graph.status.weighing import distance, falls_short, other_period, other_tense, qualifiers, weigh

_COUNTS: Final = tuple(CountsAs)
#: One bit for each thing a response can count as, by whose words it is in.
_BIT: Final = {
    (counts_as, reported): 1 << (2 * number + (reported is Reported.INDIRECT))
    for number, counts_as in enumerate(_COUNTS)
    for reported in Reported
}


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """Pause the search for unreachable cycles while values are made that have none.

    It would walk through the whole dossier again and again: two fifths of the time at 60,000 claims.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


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


class _Aim(NamedTuple):
    """What to look for in a table of responses.

    The bits of the most that own words can count for, in full and in part: no search goes on beyond
    it. *shift* leads to the bits that must be set to count in full.
    """

    full: int
    part: int
    shift: int


_DENIED: Final = _Aim(_BIT[CountsAs.DENIAL, Reported.DIRECT], _BIT[CountsAs.PARTIAL, Reported.DIRECT], 0)
_ADMITTED: Final = _Aim(
    _BIT[CountsAs.CONFIRMATION, Reported.DIRECT], _BIT[CountsAs.CORROBORATION, Reported.DIRECT], BACK
)


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
        self._data: dict[Value, dict[Value, int]] = {}
        self._wide: dict[tuple[int, Slot, Value], tuple[Ends, Ends]] = {}
        self._full_data: dict[tuple[Value, int], tuple[tuple[Value, ...], tuple[Value, ...]]] = {}
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
            CountsAs.CORROBORATION in _counted(said, basis),
        )

    def _counts(self, claim: Claim, flow: Flow) -> int:
        """What the responses count as, one bit each."""
        key = flow, when(claim)
        found = self._weighed.get(key, -1)
        if found < 0:
            found = self._scan(self._admissions, _ADMITTED, flow, key[1])
            for table in self._denying(flow):
                found |= self._scan(table, _DENIED, flow, key[1], found)
            self._weighed[key] = found
        return found | self._near(claim, flow)

    def _scan(self, table: Table, aim: "_Aim", flow: Flow, alleged: When, found: int = 0) -> int:
        """What the responses of a table count as, as far as it makes a difference to a status.

        First those that may count in full, since a status hangs on any of them; then, where none
        has been found, those that may count in part, up to the first in the speaker's own words.
        """
        starts, wide_starts = self._ends_of(table, Slot.FROM, flow.from_, aim)
        ends, wide_ends = self._ends_of(table, Slot.TO, flow.to, aim)
        if starts == [] or ends == []:
            return 0
        data = self._data_of(flow.data)
        full = self._data_in_full(flow.data, aim)
        more = 0
        for group, one in table.groups(wide_starts, wide_ends, full):
            more |= self._weigh(group, one, data[one], aim, flow, alleged)
            if more & aim.full:
                break
        if (found | more) & (aim.full if aim is _DENIED else 0) or (found | more) & aim.part:
            return more
        rest: Collection[Value] = data
        if starts == wide_starts and ends == wide_ends and not more & aim.full:
            rest = self._data_in_part(flow.data, aim)  # all else was looked at just now
        for group, one in table.groups(starts, ends, rest):
            more |= self._weigh(group, one, data[one], aim, flow, alleged)
            if more & aim.part:
                break
        return more

    def _ends_of(self, table: Table, slot: Slot, alleged: Value, aim: "_Aim") -> tuple[Ends, Ends]:
        """The ends in a table that may overlap what is alleged, and those that may count in full."""
        key = id(table), slot, alleged
        found = self._wide.get(key)
        if found is None:
            ends, bits = table.ends(slot, alleged), self._relations.bits
            if ends is not None:
                wide: Ends = [one for one in ends if bits(slot, one, alleged) >> aim.shift & BIT[slot]]
            else:  # nothing is said of this end: only denials that say nothing of it, too, are wide enough
                wide = [None] if aim is _DENIED else None
            found = self._wide[key] = ends, wide
        return found

    def _weigh(
        self, group: Group, data: Value, data_bits: int, aim: "_Aim", flow: Flow, alleged: When
    ) -> int:
        """What the responses of a group that speak of some data count as."""
        more, relations, reading = 0, self._relations, self.view.reading
        bits, known = relations.bits, relations.known
        acts, purposes, people = known[Slot.ACT], known[Slot.PURPOSE], known[Slot.SUBJECTS]
        purpose, subjects = flow.purpose, flow.subjects
        ends = -1
        for act, said in group.said[data].items():
            act_bits = acts.get((act, flow.act), -1)
            if act_bits < 0:
                act_bits = bits(Slot.ACT, act, flow.act)
            if not act_bits >> MEETS and not relations.presupposes(flow.act, act):
                continue
            if ends < 0:
                ends = bits(Slot.FROM, group.start, flow.from_) | bits(Slot.TO, group.end, flow.to)
            so_far = ends | data_bits | act_bits
            for one, manners in said.items():
                purpose_bits = purposes.get((one.purpose, purpose), -1)
                if purpose_bits < 0:
                    purpose_bits = bits(Slot.PURPOSE, one.purpose, purpose)
                subject_bits = people.get((one.subjects, subjects), -1)
                if subject_bits < 0:
                    subject_bits = bits(Slot.SUBJECTS, one.subjects, subjects)
                all_bits = so_far | purpose_bits | subject_bits
                if all_bits >> MEETS != ALL and (act_bits >> MEETS or one.purpose is not None):
                    continue  # they do not meet, and nothing is presupposed
                relation = relations.relation(all_bits, one, flow)
                if relation.meets != ALL and not relation.presupposed:
                    continue
                for manner in manners:
                    counts_as = weigh(relation, manner, alleged, reading)
                    if counts_as is not None:
                        more |= _BIT[counts_as, manner.reported]
            if more & aim.full:
                break
        return more

    def _data_in_full(self, alleged: Value, aim: "_Aim") -> tuple[Value, ...]:
        """Of the data that may overlap what is alleged, those of responses that may count in full."""
        return self._data_apart(alleged, aim)[0]

    def _data_in_part(self, alleged: Value, aim: "_Aim") -> tuple[Value, ...]:
        """The others."""
        return self._data_apart(alleged, aim)[1]

    def _data_apart(self, alleged: Value, aim: "_Aim") -> tuple[tuple[Value, ...], tuple[Value, ...]]:
        found = self._full_data.get((alleged, aim.shift))
        if found is None:
            data, bit = self._data_of(alleged).items(), BIT[Slot.DATA]
            full = tuple(one for one, bits in data if bits >> aim.shift & bit)
            found = full, tuple(one for one, bits in data if not bits >> aim.shift & bit)
            self._full_data[alleged, aim.shift] = found
        return found

    def _data_of(self, alleged: Value) -> dict[Value, int]:
        """All data that responses speak of and that may overlap what is alleged, with their bits."""
        found = self._data.get(alleged)
        if found is None:
            all_bits = ((one, self._relations.bits(Slot.DATA, one, alleged)) for one in self._index.data)
            found = self._data[alleged] = {one: bits for one, bits in all_bits if bits >> MEETS}
        return found

    def _near(self, claim: Claim, flow: Flow) -> int:
        """Whether anybody who may answer spoke in the same source or in reply, or gave a non-answer."""
        found = 0
        spoke = self._index.spoke.get(claim.source)
        if spoke:
            for speaker in self._who(flow, spoke):
                for reported in spoke[speaker]:
                    found |= _BIT[CountsAs.SIDESTEP, reported]
        silent = self._index.non_answers.get(claim.source)
        if silent and self._who(flow, silent):
            found |= _BIT[CountsAs.NON_ANSWER, Reported.DIRECT]
        for response in self._index.replies.get(claim.iri, ()):
            if self._may_answer(response.claim.speaker, flow):
                found |= _BIT[CountsAs.SIDESTEP, response.manner.reported]
        for one in self._index.non_answers_to.get(claim.iri, ()):
            if self._may_answer(one.speaker, flow):
                found |= _BIT[CountsAs.NON_ANSWER, Reported.DIRECT]
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
def _counted(said: int, basis: Basis) -> frozenset[CountsAs]:
    """What counts on a basis, from the bits."""
    return frozenset(
        counts_as
        for (counts_as, reported), bit in _BIT.items()
        if said & bit and (reported is Reported.DIRECT or basis is Basis.ALL)
    )


@cache
def _status(said: int, basis: Basis) -> Status:
    return status_of(_counted(said, basis))
