"""What alleged lines and statements have come to, as a figure words it: always a word, never a colour."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final

from graph.claims import Act, LocalName
from graph.status.report import Alleged, Report, by_speaker, summed
from graph.status.values import CountsAs, Status, worst
from graph.telling.left_open import all_left_open, resting_on
from graph.telling.sentences import Sentences
from graph.telling.standing import DECIDING, elsewhere_of
from viz.content.content import cited
from viz.content.ends import Parties
from viz.content.plain import inert, isolated

_NOT_SAID: Final = (None,)


class Statuses:
    """Words the statuses of one report for a figure.

    Args:
        report: What each allegation has come to.
        parties: The dossier's parties.
        number_of: Number in the figure by local name, of claims and of non-answers (``n1``).
        shown: The numbers that the list holds; of others it is said that they are not shown.
    """

    def __init__(
        self, report: Report, parties: Parties, number_of: Mapping[LocalName, str], shown: Set[str]
    ) -> None:
        self._parties, self._number_of, self._shown = parties, number_of, shown
        self._say = Sentences(report.dossier)
        self._flows = {claim.iri: flows for claim, flows in report.by_claim()}

    def between(
        self,
        claims: Iterable[LocalName],
        act: Act | None,
        holders: Sequence[LocalName],
        recipients: Sequence[LocalName],
    ) -> str | None:
        """The worst status of all that *claims* allege of an act between two ends; None where nothing is.

        "in part" tells that the rest of it has a better one. No holders or no recipients: not said.
        """
        statuses = [
            one.assessment.status
            for claim in claims
            for one in self._flows.get(claim, ())
            if one.assessment.flow.act is act
            and self._is_at(one.assessment.flow.from_, holders or _NOT_SAID)
            and self._is_at(one.assessment.flow.to, recipients or _NOT_SAID)
        ]
        return in_short(statuses) if statuses else None

    def _is_at(self, end: LocalName | None, parties: Sequence[LocalName | None]) -> bool:
        return any(one in parties for one in (_NOT_SAID if end is None else self._parties.resolve(end)))

    def in_list(self, claim: LocalName) -> str | None:
        """What an allegation has come to: ratio, numbers of the answers, what is left open; else None."""
        flows = self._flows.get(claim)
        if flows is None:
            return None
        status, _ = summed(flows)
        found = [one for one in Status if any(each.assessment.status is one for each in flows)]
        if len(found) > 1:
            counts = (
                f"{len(of_it)} {one.words}{self._cited(one, of_it)}"
                for one in found
                if (of_it := [each for each in flows if each.assessment.status is one])
            )
            told = f"{status.words}: {', '.join(counts)}, of {len(flows)} flows"
        else:
            every = f", all {len(flows)} flows" if len(flows) > 1 else ""
            told = f"{status.words}{every}{self._cited(status, flows)}"
        if any(one.assessment.corroborated for one in flows):
            told += f"; corroborated{self._numbers(_corroborating(flows))}"
        if left := all_left_open(flows, self._say):
            told += f"; left open: {left}"
        told += self._core(flows)
        if (beside := elsewhere_of(flows)) is not None:
            changed = [one for one in flows if one.assessment.status_all is not one.assessment.status]
            carried = {one.assessment.status_all for one in changed}
            names = {name for one in carried for name in self._answers(one, [
                each for each in changed if each.assessment.status_all is one])}  # fmt: skip
            told += f"; {beside}{self._numbers(names)}"
        return isolated(inert(told))

    def _core(self, flows: Sequence[Alleged]) -> str:
        """What flows come to with their purpose left open, where that is another status."""
        other = [one for one in flows if one.assessment.core_status is not one.assessment.status]
        told = []
        for status in Status:
            of_it = [one for one in other if one.assessment.core_status is status]
            if of_it:
                names = {
                    each.verdict.response.iri
                    for one in of_it
                    for each in one.core_answers
                    if each.verdict.counts_as in DECIDING[status]
                }
                count = f"{len(of_it)} " if len(flows) > 1 else ""
                told.append(f"{count}{status.words}{self._numbers(names)}")
        return f"; with the purpose left open: {', '.join(told)}" if told else ""

    def rests_on_hidden(self, claims: Iterable[LocalName]) -> bool:
        """Whether anything that answers one of these allegations is not shown."""
        return any(
            self._number_of[each.verdict.response.iri] not in self._shown
            for claim in claims
            for one in self._flows.get(claim, ())
            for each in one.citing
        )

    def _cited(self, status: Status, flows: Iterable[Alleged]) -> str:
        return self._numbers(self._answers(status, flows))

    def _answers(self, status: Status, flows: Iterable[Alleged]) -> set[LocalName]:
        """The responses that a status rests on; of those that answer in part the furthest of each speaker."""
        found = set()
        for one in flows:
            resting = resting_on(status, one)
            for counts_as in CountsAs:
                alike = [each for each in resting if each.verdict.counts_as is counts_as]
                all_count = counts_as in (CountsAs.DENIAL, CountsAs.CONFIRMATION, CountsAs.NON_ANSWER)
                best = alike if all_count else [ones[0] for ones in by_speaker(alike)]
                found |= {each.verdict.response.iri for each in best}
        return found

    def _numbers(self, names: Iterable[LocalName]) -> str:
        found = {self._number_of[name] for name in names}
        hidden = cited(found - self._shown)
        parts = [cited(found & self._shown), f"{hidden} not shown" if hidden else ""]
        told = "; ".join(filter(None, parts))
        return f" [{told}]" if told else ""


def _corroborating(flows: Iterable[Alleged]) -> set[LocalName]:
    """The admissions that support flows without establishing them."""
    answers = (each for one in flows if one.assessment.corroborated for each in one.answers)
    return {one.verdict.response.iri for one in answers if one.verdict.counts_as is CountsAs.CORROBORATION}


def in_short(statuses: Sequence[Status]) -> str:
    """The worst of several statuses in words, and whether it is that of all.

    >>> in_short([Status.DENIED, Status.SIDESTEPPED]), in_short([Status.DENIED, Status.PARTLY_ANSWERED])
    ('in part sidestepped', 'partly answered')
    """
    lowest = worst(list(statuses))
    mixed = len(set(statuses)) > 1 and lowest is not Status.PARTLY_ANSWERED
    return f"in part {lowest.words}" if mixed else lowest.words
