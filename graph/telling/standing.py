"""What an allegation has come to, in plain sentences: who answered in which words, and what is left open.

Equal flows are told together. The words of a response are those of
``graph.status.remainder``; the figures and the network take theirs from here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.claims import Claim, Flow, LocalName, NonAnswer, Reported, Said, Slot
from graph.status.closest import strength
from graph.status.report import Alleged, Answer, Report, by_speaker, summed
from graph.status.responses import value
from graph.status.values import CountsAs, Status, Verdict, of_claim
from graph.status.views import Basis
from graph.telling.left_open import resting_on
from graph.telling.sentences import Sentences
from graph.vocabulary import TOPS

#: What the status of a core rests on.
DECIDING: Final = {
    Status.CONFIRMED: {CountsAs.CONFIRMATION},
    Status.CONTRADICTED: {CountsAs.CONFIRMATION, CountsAs.DENIAL},
    Status.DENIED: {CountsAs.DENIAL},
    Status.PARTLY_ANSWERED: {CountsAs.PARTIAL},
    Status.SIDESTEPPED: {CountsAs.SIDESTEP, CountsAs.NON_ANSWER},
    Status.UNANSWERED: set[CountsAs](),
}
_CONTENT: Final = (Slot.DATA, Slot.PURPOSE, Slot.SUBJECTS)


@dataclass(frozen=True, slots=True)
class Reply:
    """What one speaker answers: its response that goes furthest, as a sentence.

    ``alike`` are others by which it answers as much, ``weaker`` those that go less far.
    """

    response: Claim | NonAnswer
    sentence: str
    alike: tuple[Claim | NonAnswer, ...] = ()
    weaker: tuple[Claim | NonAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The status that paraphrases lead to where it is another, and the responses that it rests on.

    ``alone`` tells that it rests on paraphrases only, and on no own words beside them.
    """

    status: Status
    replies: tuple[Reply, ...]
    alone: bool

    def __str__(self) -> str:
        """In words: "in the outlet's words only: denied"."""
        how = "in the outlet's words only" if self.alone else "with the outlet's words"
        return f"{how}: {self.status.words}"


@dataclass(frozen=True, slots=True)
class Told:
    """Alleged flows of one claim that have come to the same by the same answers.

    ``sentence`` is what is alleged of them: "Facebook sought card transactions from Citigroup".
    ``core_replies`` are what their status with the purpose left open rests on, where it is another.
    """

    flows: tuple[Alleged, ...]
    sentence: str
    replies: tuple[Reply, ...]
    elsewhere: Elsewhere | None
    core_replies: tuple[Reply, ...] = ()

    @property
    def status(self) -> Status:
        """Their status."""
        return self.flows[0].assessment.status

    @property
    def core_status(self) -> Status | None:
        """Their status with the purpose left open, where it is another."""
        core = self.flows[0].assessment.core_status
        return None if core is self.status else core

    @property
    def corroborated(self) -> bool:
        """Whether an admission supports them without establishing them."""
        return self.flows[0].assessment.corroborated


@dataclass(frozen=True, slots=True)
class Standing:
    """What one allegation has come to, from one point of view.

    ``flows`` are all of its flows; ``told`` those that were asked for, ``untold`` the others.
    """

    claim: Claim
    flows: tuple[Alleged, ...]
    told: tuple[Told, ...]
    untold: tuple[Alleged, ...]

    @property
    def status(self) -> Status:
        """The status of the claim."""
        return summed(self.flows)[0]

    @property
    def elsewhere(self) -> Elsewhere | None:
        """The status of the claim where paraphrases count, if it is another; without replies."""
        return elsewhere_of(self.flows)

    def __str__(self) -> str:
        """In words, with the ratio: "partly answered: 4 denied, 4 sidestepped, of 8 flows"."""
        status, ratio = summed(self.flows)
        beside = self.elsewhere
        return status.words + (f": {ratio}" if ratio else "") + (f"; {beside}" if beside is not None else "")


class Standings:
    """Tells what each allegation of one report has come to."""

    def __init__(self, report: Report) -> None:
        self.report, self.say = report, Sentences(report.dossier)
        self._flows = {claim.iri: flows for claim, flows in report.by_claim()}

    def of(self, claim: LocalName, *wanted: Callable[[Flow], bool]) -> Standing | None:
        """The standing of a claim; None where it puts no flow forward.

        Args:
            claim: Local name of a claim.
            wanted: Which of its flows to tell: those that fit the first of these that any fits,
                all of them where none does.
        """
        flows = self._flows.get(claim)
        if flows is None:
            return None
        chosen = flows
        for fits in wanted:
            found = tuple(one for one in flows if fits(one.assessment.flow))
            if found:
                chosen = found
                break
        kept = {id(one) for one in chosen}
        told = tuple(self._told(ones) for ones in alike(chosen))
        return Standing(
            flows[0].assessment.claim, flows, told, tuple(one for one in flows if id(one) not in kept)
        )

    def _told(self, ones: tuple[Alleged, ...]) -> Told:
        first = ones[0]
        found = elsewhere_of(ones[:1])
        if found is not None:
            resting = [one for one in resting_on(found.status, first) if one not in first.answers]
            found = replace(found, replies=self._replies(resting, marked=not found.alone))
        deciding = DECIDING[first.assessment.core_status]
        of_core = (one for one in first.core_answers if one.verdict.counts_as in deciding)
        replies = self._replies(first.answers)
        return Told(ones, self._sentence(ones), replies, found, self._replies(of_core))

    def _replies(self, answers: Iterable[Answer], marked: bool = True) -> tuple[Reply, ...]:
        """One reply of each speaker; two of one that confirms and denies."""
        found = []
        for ones in by_speaker(answers):
            confirming = [one for one in ones if one.verdict.counts_as is CountsAs.CONFIRMATION]
            rest = [one for one in ones if one.verdict.counts_as is not CountsAs.CONFIRMATION]
            denies = bool(rest) and rest[0].verdict.counts_as is CountsAs.DENIAL
            found += [confirming, rest] if confirming and denies else [ones]
        found = [some for ones in found for some in _said_apart(ones)]
        return tuple(self._reply(best, others, marked) for best, *others in found)

    def _reply(self, best: Answer, others: Iterable[Answer], marked: bool) -> Reply:
        response = best.verdict.response
        speaker = self.say.speaker(response)
        if self.say.kind(response.speaker) is not None:
            speaker = speaker[:1].upper() + speaker[1:]
        reported = isinstance(response, Claim) and response.reported is Reported.INDIRECT
        how = ", in the outlet's words, " if marked and reported else " "
        alike = [one.verdict.response for one in others if _as_far(one.verdict, best.verdict)]
        weaker = [one.verdict.response for one in others if not _as_far(one.verdict, best.verdict)]
        return Reply(response, f"{speaker}{how}{best.words}", tuple(alike), tuple(weaker))

    def _sentence(self, ones: Sequence[Alleged]) -> str:
        """What is alleged of flows that differ in nothing but their ends."""
        claim, flow = ones[0].assessment.claim, ones[0].assessment.flow
        holders: dict[LocalName | None, list[LocalName | None]] = {}
        for one in ones:
            holders.setdefault(one.assessment.flow.to, []).append(one.assessment.flow.from_)
        recipients: dict[tuple[LocalName | None, ...], list[LocalName | None]] = {}
        for recipient, of_it in holders.items():
            recipients.setdefault(tuple(of_it), []).append(recipient)
        slots = {str(slot): _as_said(claim, flow, slot) for slot in _CONTENT}
        return "; and that ".join(
            self.say.proposition(
                replace(claim, from_=self._ends(of_them), to=self._ends(them), **slots)  # type: ignore[arg-type]
            )
            for of_them, them in recipients.items()
        )

    def _ends(self, names: Iterable[LocalName | None]) -> tuple[Said, ...]:
        return tuple(Said(name, self.say.party(name)) for name in names if name is not None)


def _as_said(claim: Claim, flow: Flow, slot: Slot) -> tuple[Said, ...]:
    """What the claim says in a slot of one of its flows, in its words."""
    found = value(flow, slot)
    said: tuple[Said, ...] = getattr(claim, str(slot))
    return tuple(one for one in said if one.value == (TOPS[slot] if found is None else found))


def _as_far(one: Verdict, best: Verdict) -> bool:
    """Whether a response answers as much as the best of its speaker; what answers outright answers all."""
    if one.counts_as is not best.counts_as:
        return False
    return one.counts_as in (CountsAs.DENIAL, CountsAs.CONFIRMATION) or strength(one) == strength(best)


def _said_apart(answers: list[Answer]) -> list[list[Answer]]:
    """Answers of one speaker, those apart that go as far as the best and fall short in another way.

    "Acme speaks of location data, not of addresses" is not what it does where it speaks of others' addresses.
    """
    best = answers[0]
    apart: dict[str, list[Answer]] = {best.words: []}
    for one in answers:
        partly = one.verdict.counts_as in (CountsAs.PARTIAL, CountsAs.SIDESTEP)
        other = partly and _as_far(one.verdict, best.verdict)
        apart.setdefault(one.words if other else best.words, []).append(one)
    return list(apart.values())


def alike(flows: Iterable[Alleged]) -> Iterable[tuple[Alleged, ...]]:
    """Flows of one claim with the same content, statuses and answers, in the order of the first of each."""
    found: dict[tuple[object, ...], list[Alleged]] = {}
    for one in flows:
        about = one.assessment
        content = about.flow._replace(from_=None, to=None)
        statuses = about.status, about.core_status, about.status_all, about.corroborated
        said = tuple(
            tuple((answer.verdict.response.iri, answer.words) for answer in answers)
            for answers in (one.answers, one.paraphrased)
        )
        found.setdefault((content, statuses, said), []).append(one)
    return [tuple(ones) for ones in found.values()]


def elsewhere_of(flows: Sequence[Alleged]) -> Elsewhere | None:
    """The status of *flows* together where paraphrases count, without replies; None if it is the same."""
    if flows[0].assessment.view.basis is Basis.ALL:
        return None
    status = of_claim([one.assessment.status for one in flows])
    everywhere = of_claim([one.assessment.status_all for one in flows])
    if everywhere is status:
        return None
    changed = [one for one in flows if one.assessment.status_all is not one.assessment.status]
    alone = all(
        answer.verdict.reported is Reported.INDIRECT
        for one in changed
        for answer in resting_on(one.assessment.status_all, one)
    )
    return Elsewhere(everywhere, (), alone)


def tally(flows: Iterable[Alleged]) -> str:
    """How many flows have which status: "3 denied, 1 unanswered"."""
    counts = Counter(one.assessment.status for one in flows)
    return ", ".join(f"{number} {status.words}" for status in Status if (number := counts[status]))
