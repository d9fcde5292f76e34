"""Why a response does not count as an answer: who may not speak to a flow, and whose words it is in."""

from collections.abc import Iterable

from graph.claims import Claim, Flow, LocalName, NonAnswer, Stance
from graph.flows import floating, flows, may_be_meant
from graph.status.report import Alleged, Answer, Report
from graph.status.speaking import Answerers
from graph.telling.replies import targets
from graph.telling.sentences import Sentences


class Counting:
    """Tells of the responses of one report which of them do not count, and why.

    Of a report about a *part* of a dossier it tells what holds there: elsewhere they may count.
    """

    def __init__(self, report: Report, part: bool = False) -> None:
        self._here = " here" if part else ""
        self._say = Sentences(report.dossier)
        self._answerers = Answerers(report.dossier)
        self._floating = floating(report.dossier)
        self._parties = report.dossier.party_of
        self._flows: dict[LocalName, tuple[Alleged, ...]] = {
            claim.iri: ones for claim, ones in report.by_claim()
        }
        self._counting = _responses(answer for one in report.flows for answer in one.answers)
        self._paraphrased = _responses(answer for one in report.flows for answer in one.paraphrased)

    def why_not(self, one: Claim | NonAnswer) -> str | None:
        """Why *one* answers no allegation; None where it does, or is none that would be taken for an answer.

        An outsider's confirmation is an allegation itself, and is said to be one.
        """
        speaker = self._say.party(one.speaker)
        is_are = "are" if self._say.plural(one.speaker) else "is"
        if isinstance(one, Claim) and one.stance is Stance.ALLEGED:
            return None
        if self._answerers.is_vague(one.speaker):
            return "does not count as an answer: a vague group answers for nobody"
        if isinstance(one, Claim) and one.stance is Stance.CONFIRMED and one.iri in self._flows:
            return f"counts as an allegation: {speaker} {is_are} no party to the flow"
        if one.iri in self._counting:
            return None
        if one.iri in self._paraphrased:
            return "counts as an answer only on basis all: it is in the outlet's words"
        if self._is_outsider(one):
            if (vague := self._vague_end(one)) is not None:
                return (
                    f"does not count as an answer{self._here}: it is not said that {speaker} {is_are} one of "
                    f"{self._say.party(vague)}"
                )
            return f"does not count as an answer{self._here}: {speaker} {is_are} no party to the flow"
        return None

    def _vague_end(self, one: Claim | NonAnswer) -> LocalName | None:
        """The vague group at an end of what is answered, or denied, in which the speaker may be."""
        ends = (end for flow in self._answered(one) for end in (flow.from_, flow.to) if end is not None)
        return next((end for end in ends if may_be_meant(one.speaker, (end,), self._parties)), None)

    def _answered(self, one: Claim | NonAnswer) -> list[Flow]:
        """The flows that it answers; those that it denies, if it names none."""
        known = [alleged.assessment.flow for name in targets(one) for alleged in self._flows.get(name, ())]
        if not known and isinstance(one, Claim) and one.stance is Stance.DENIED:
            known = list(flows(one, self._floating))
        return known

    def _is_outsider(self, one: Claim | NonAnswer) -> bool:
        """Whether the speaker may speak to none of the flows that it answers, or that it denies."""
        known = self._answered(one)
        return bool(known) and not any(one.speaker in self._answerers.of(flow) for flow in known)


def _responses(answers: Iterable[Answer]) -> frozenset[LocalName]:
    return frozenset(answer.verdict.response.iri for answer in answers)
