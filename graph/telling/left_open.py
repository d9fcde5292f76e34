"""What of an alleged flow is left open by those who answered it, and on which responses its status rests."""

from collections.abc import Mapping, Sequence
from typing import Final

from graph.claims import Slot
from graph.status.remainder import DOING
from graph.status.report import Alleged, Answer, by_speaker
from graph.status.responses import value
from graph.status.values import CountsAs, Status
from graph.telling.grammar import joined
from graph.telling.plain import visible
from graph.telling.sentences import Sentences

#: On which responses each status rests.
_RESTS_ON: Final[Mapping[Status, frozenset[CountsAs]]] = {
    Status.CONTRADICTED: frozenset({CountsAs.DENIAL, CountsAs.CONFIRMATION}),
    Status.CONFIRMED: frozenset({CountsAs.CONFIRMATION}),
    Status.DENIED: frozenset({CountsAs.DENIAL}),
    Status.PARTLY_ANSWERED: frozenset({CountsAs.PARTIAL}),
    Status.SIDESTEPPED: frozenset({CountsAs.SIDESTEP, CountsAs.NON_ANSWER}),
    Status.UNANSWERED: frozenset(),
}
#: A flow that has one of these is answered outright: nothing of it is left open.
_OUTRIGHT: Final = frozenset({Status.CONFIRMED, Status.DENIED, Status.CONTRADICTED})
_ALL_OF_IT: Final = "all of it"


def resting_on(status: Status, one: Alleged) -> tuple[Answer, ...]:
    """The answers that give an alleged flow *status*: its own, or that with paraphrases."""
    about = one.assessment
    answers = one.answers if status is about.status else (*one.answers, *one.paraphrased)
    return tuple(answer for answer in answers if answer.verdict.counts_as in _RESTS_ON[status])


def left_open(one: Alleged) -> str:
    """What of an alleged flow is left open by the answer that goes furthest; empty if nothing is."""
    status = one.assessment.status
    if status in _OUTRIGHT:
        return ""
    for best, *_ in by_speaker(resting_on(status, one)):
        if best.verdict.counts_as is CountsAs.PARTIAL and not best.verdict.falls_short_on:
            return f"what its words hold back ({joined(best.verdict.qualified_by)})"
        return best.left_open or _ALL_OF_IT
    return _ALL_OF_IT


def all_left_open(flows: Sequence[Alleged], say: Sentences) -> str:
    """What of several alleged flows of one claim is left open, each once; empty if nothing is.

    Where flows with the same content and other ends are answered outright, the ends are named.
    """
    found: dict[str, None] = {}
    answered = {_content(one, say) for one in flows if not left_open(one)}
    for one in flows:
        left, content = left_open(one), _content(one, say)
        if left == _ALL_OF_IT and len(flows) > 1:
            left = f"all of {content}"
        if left and content in answered:
            left += _ends(one, flows, say)
        if left:
            found[left] = None
    return "; ".join(found)


def _ends(one: Alleged, flows: Sequence[Alleged], say: Sentences) -> str:
    """The ends of a flow in which it differs from others: " from Acme to AdCo"."""
    flow, others = one.assessment.flow, [each.assessment.flow for each in flows]
    told = ""
    if len({each.from_ for each in others}) > 1 and flow.from_ is not None:
        told += f" from {say.party(flow.from_)}"
    if len({each.to for each in others}) > 1 and flow.to is not None:
        told += f" to {say.party(flow.to)}"
    return told


def _content(one: Alleged, say: Sentences) -> str:
    """What an alleged flow is about, without its ends: "card transactions for “ads”"."""
    claim, flow = one.assessment.claim, one.assessment.flow
    data, purpose, people = (value(flow, slot) for slot in (Slot.DATA, Slot.PURPOSE, Slot.SUBJECTS))
    told = visible(say.worded(claim, Slot.DATA, data)) if data else DOING[flow.act] if flow.act else "it"
    told += f" about {visible(say.worded(claim, Slot.SUBJECTS, people))}" if people else ""
    return told + (f" for “{visible(say.worded(claim, Slot.PURPOSE, purpose))}”" if purpose else "")
