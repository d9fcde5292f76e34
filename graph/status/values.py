"""What coverage and status are made of: statuses, what a response counts as, verdicts, assessments."""

from dataclasses import dataclass

from graph.claims import Claim, Flow, LocalName, NonAnswer, Reported, Slot, Word
from graph.status.views import PointOfView


class Status(Word):
    """What an alleged flow has come to. About words: ``Denied`` is not "false", ``Unanswered`` not "true"."""

    CONFIRMED = "Confirmed"
    DENIED = "Denied"
    CONTRADICTED = "Contradicted"
    PARTLY_ANSWERED = "PartlyAnswered"
    SIDESTEPPED = "Sidestepped"
    UNANSWERED = "Unanswered"

    @property
    def words(self) -> str:
        """As it stands in prose.

        >>> Status.PARTLY_ANSWERED.words
        'partly answered'
        """
        return {Status.PARTLY_ANSWERED: "partly answered"}.get(self, self.lower())


#: From the worst answered to the best: a diagram must not hide an open charge behind an answered one.
WORST_FIRST = (
    Status.UNANSWERED,
    Status.SIDESTEPPED,
    Status.PARTLY_ANSWERED,
    Status.CONTRADICTED,
    Status.DENIED,
    Status.CONFIRMED,
)


class CountsAs(Word):
    """What a response is to an alleged flow, the strongest first."""

    CONFIRMATION = "confirmation"
    DENIAL = "denial"
    PARTIAL = "partial"
    CORROBORATION = "corroboration"
    SIDESTEP = "sidestep"
    NON_ANSWER = "non-answer"


#: The slots on which a response can fall short, and the time of the flow.
PERIOD = "period"
Shortfall = Slot | str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one response counts as for one alleged flow.

    ``flow`` is the flow that the response is about (for a blanket denial, the
    one of the claim it points at); None for a non-answer. ``by_exclusion``
    tells that an admission answers by its "only for". ``falls_short_on`` are
    slots, or ``period``; ``narrower_on`` are those of them on which it speaks of
    a part, ``by_exception`` tells that it falls short only by what it leaves
    out, ``by_presupposition`` that it denies what the allegation takes for
    granted. ``qualified_by`` lists what the words hold back:
    hedges, voice, modality, tense, period, a blanket denial. ``distance`` counts
    the slots that keep it from counting for more.
    """

    claim: Claim
    alleged: Flow
    response: Claim | NonAnswer
    flow: Flow | None
    counts_as: CountsAs
    falls_short_on: tuple[Shortfall, ...] = ()
    narrower_on: tuple[Shortfall, ...] = ()
    by_exclusion: bool = False
    by_exception: bool = False
    by_presupposition: bool = False
    qualified_by: tuple[str, ...] = ()
    distance: int = 0

    @property
    def held_back(self) -> int:
        """How much the words hold back."""
        return len(self.qualified_by)

    @property
    def reported(self) -> Reported:
        """Whose words the response is in."""
        return self.response.reported


@dataclass(frozen=True, slots=True)
class Assessment:
    """The status of one alleged flow of one claim, from one point of view.

    ``core_status`` is that of the flow with its purpose left open,
    ``status_all`` the one on basis all, where paraphrases count too.
    """

    claim: Claim
    flow: Flow
    view: PointOfView
    status: Status
    core_status: Status
    status_all: Status
    corroborated: bool

    @property
    def name(self) -> tuple[LocalName, Flow]:
        """What it is about."""
        return self.claim.iri, self.flow


def status_of(counts: set[CountsAs] | frozenset[CountsAs]) -> Status:
    """The status that follows from what the responses count as; the first that holds.

    >>> status_of({CountsAs.DENIAL, CountsAs.PARTIAL})
    <Status.DENIED: 'Denied'>
    """
    if CountsAs.CONFIRMATION in counts:
        return Status.CONTRADICTED if CountsAs.DENIAL in counts else Status.CONFIRMED
    if CountsAs.DENIAL in counts:
        return Status.DENIED
    if CountsAs.PARTIAL in counts:
        return Status.PARTLY_ANSWERED
    if CountsAs.SIDESTEP in counts or CountsAs.NON_ANSWER in counts:
        return Status.SIDESTEPPED
    return Status.UNANSWERED


def of_claim(statuses: list[Status]) -> Status:
    """The status of a claim, from those of its flows: theirs if all agree, else at most partly answered.

    >>> of_claim([Status.DENIED, Status.SIDESTEPPED]).words
    'partly answered'
    """
    if len(set(statuses)) == 1:
        return statuses[0]
    if set(statuses) <= {Status.SIDESTEPPED, Status.UNANSWERED}:
        return Status.SIDESTEPPED
    return Status.PARTLY_ANSWERED


def worst(statuses: list[Status]) -> Status:
    """The worst answered of several: the status of all that is alleged between two parties."""
    return min(statuses, key=WORST_FIRST.index)
