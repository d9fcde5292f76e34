"""What each allegation has come to, ready to be shown: statuses, answers, and what is left open."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.claims import Claim, Dossier, LocalName
from graph.status.assessing import Assessor
from graph.status.closest import strength
from graph.status.remainder import Remainders
from graph.status.responses import core
from graph.status.values import Assessment, Status, Verdict, of_claim
from graph.status.views import DEFAULT, Basis, PointOfView
from graph.telling.replies import claims_by_name
from graph.telling.sentences import Sentences

#: Of more entries than this no status is derived for a graph, a network or a figure: each is told with all
#: its responses, which in one large source are very many.
LARGEST: Final = 5_000


@dataclass(frozen=True, slots=True)
class Answer:
    """One response to an alleged flow: its verdict, what it leaves open, and both in words."""

    verdict: Verdict
    left_open: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Alleged:
    """One alleged flow: its assessment, and the responses that count here, the closest of each.

    ``paraphrased`` are those that count only on basis all, ``core_answers``
    what its core's status rests on, where that is another. ``derived_from``
    names every claim that one of its statuses rests on, its own first.
    """

    assessment: Assessment
    answers: tuple[Answer, ...]
    paraphrased: tuple[Answer, ...]
    core_answers: tuple[Answer, ...]
    derived_from: tuple[LocalName, ...]

    @property
    def citing(self) -> tuple[Answer, ...]:
        """The responses that its words name: of the outlet's words only those that change its status."""
        about = self.assessment
        elsewhere = self.paraphrased if about.status_all is not about.status else ()
        return (*self.answers, *elsewhere, *self.core_answers)


@dataclass(frozen=True, slots=True)
class Report:
    """Every alleged flow of a dossier, in its order, from one point of view.

    ``dossier`` is what was known then: nothing said later is in it.
    """

    dossier: Dossier
    view: PointOfView
    flows: tuple[Alleged, ...]

    def by_claim(self) -> Iterator[tuple[Claim, tuple[Alleged, ...]]]:
        """The allegations, each with its flows."""
        found: dict[LocalName, list[Alleged]] = {}
        for one in self.flows:
            found.setdefault(one.assessment.claim.iri, []).append(one)
        for ones in found.values():
            yield ones[0].assessment.claim, tuple(ones)

    @property
    def counts(self) -> Counter[Status]:
        """How many alleged flows have which status."""
        return Counter(one.assessment.status for one in self.flows)


def report(dossier: Dossier, view: PointOfView = DEFAULT, only: Container[LocalName] | None = None) -> Report:
    """What each allegation of *dossier*, or *only* those claims, have come to, from one point of view."""
    assessor = Assessor(dossier, view)
    tell = Remainders(Sentences(assessor.dossier), claims_by_name(assessor.dossier))
    asked = (
        assessor.assess(claim, flow)
        for claim, flow in assessor.proposed()
        if only is None or claim.iri in only
    )
    flows = tuple(_alleged(one, assessor, tell) for one in asked)
    return Report(assessor.dossier, assessor.view, flows)


def is_small(dossier: Dossier) -> bool:
    """Whether statuses are derived for graphs, networks and figures of this dossier."""
    return entries(dossier) <= LARGEST


def entries(dossier: Dossier) -> int:
    """How many claims, non-answers, relations and passages that are no claims a dossier holds."""
    kinds = ((one.claims, one.non_answers, one.relations, one.not_claims) for one in dossier.sources)
    return sum(len(kind) for source in kinds for kind in source)


def _alleged(one: Assessment, assessor: Assessor, tell: Remainders) -> Alleged:
    def answers(verdicts: tuple[Verdict, ...]) -> tuple[Answer, ...]:
        return tuple(Answer(each, tell.left_open(each), tell.in_words(each)) for each in verdicts)

    counting, everything = assessor.responses_on(one.claim, one.flow, (assessor.view.basis, Basis.ALL))
    of_core: tuple[Verdict, ...] = ()
    core_here: tuple[Verdict, ...] = ()
    if one.flow.purpose:
        bases = assessor.view.basis, Basis.ALL
        core_here, of_core = assessor.responses_on(one.claim, core(one.flow), bases)
    here = {each.response.iri for each in counting}
    names = (each.response.iri for each in (*counting, *everything, *of_core))
    return Alleged(
        one,
        answers(counting),
        answers(tuple(each for each in everything if each.response.iri not in here)),
        answers(core_here) if one.core_status is not one.status else (),
        tuple(dict.fromkeys((one.claim.iri, *names))),
    )


def by_speaker(answers: Iterable[Answer]) -> list[list[Answer]]:
    """The answers of each speaker, the one that goes furthest first, in the order of the speakers.

    Of those that go equally far the one that says that it responds comes first.
    """
    found: dict[LocalName, list[Answer]] = {}
    for one in answers:
        found.setdefault(one.verdict.response.speaker, []).append(one)
    return [sorted(ones, key=_furthest) for ones in found.values()]


def _furthest(one: Answer) -> tuple[tuple[int, bool, int, int], bool]:
    verdict = one.verdict
    return strength(verdict), verdict.claim.iri not in verdict.response.responds_to


def summed(flows: tuple[Alleged, ...]) -> tuple[Status, str]:
    """The status of a claim, and the ratio behind it: "4 of 8 flows denied, 4 sidestepped"."""
    counts = Counter(one.assessment.status for one in flows)
    status = of_claim(list(counts))
    total = len(flows)
    if total == 1:
        return status, ""
    told = [f"{number} {one.words}" for one in Status if (number := counts[one])]
    if len(told) == 1:
        return status, f"all {total} flows"
    return status, f"{', '.join(told)}, of {total} flows"
