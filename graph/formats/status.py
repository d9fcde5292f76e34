"""What each allegation has come to, as text for reading and as JSON for programs.

The JSON is the list that ``docs/status.md`` describes: one object per alleged
flow, with null where a slot says nothing. Drafts have no status: the text
tells them apart, below everything, and the JSON not at all.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from textwrap import wrap
from typing import Any, Final

from graph.claims import Claim, LocalName, NonAnswer, Slot, Stance
from graph.flows import flow_name
from graph.status.report import Alleged, Answer, Report
from graph.status.responses import value
from graph.status.values import Status
from graph.telling.grammar import counted
from graph.telling.plain import visible
from graph.telling.retold import of_flows
from graph.telling.sentences import Sentences
from graph.telling.standing import Standings
from graph.vocabulary import BASE, iri

WIDTH: Final = 110
#: What stands over drafts, apart from all that has a status.
DRAFTS: Final = "Drafts, not reviewed: no status is theirs, and none rests on them"


def as_json(reports: Sequence[Report], base: str = BASE) -> str:
    """One object per alleged flow, in the order of the dossiers."""
    objects = [one for report in reports for one in _objects(report, base)]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def as_text(reports: Sequence[Report]) -> str:
    """For each allegation its status and the ratio behind it, then its flows with who answered what."""
    return "\n\n".join(_Text(report).text() for report in reports) + "\n"


def _objects(report: Report, base: str) -> Iterable[dict[str, Any]]:
    say = Sentences(report.dossier)
    files = {source.iri: source.file for source in report.dossier.sources}
    for one in report.flows:
        about = one.assessment
        yield {
            "dossier": report.dossier.name,
            "claim": identifier(about.claim),
            "claim_iri": iri(about.claim.iri, base),
            "flow_iri": iri(flow_name(about.flow), base),
            "source": files[about.claim.source],
            "speaker": say.party(about.claim.speaker),
            "stance": str(about.claim.stance),
            **{str(slot): _slot(one, slot, say) for slot in Slot},
            "status": str(about.status),
            "core_status": str(about.core_status),
            "status_all": str(about.status_all),
            "corroborated": about.corroborated,
            "reading": str(report.view.reading),
            "basis": str(report.view.basis),
            "as_of": str(report.view.as_of) if report.view.as_of else None,
            "responses": [_response(answer, say, files, base) for answer in one.answers],
            "core_responses": [_response(answer, say, files, base) for answer in one.core_answers],
        }


def _response(answer: Answer, say: Sentences, files: Mapping[LocalName, str], base: str) -> dict[str, Any]:
    verdict = answer.verdict
    return {
        "claim": identifier(verdict.response),
        "claim_iri": iri(verdict.response.iri, base),
        "source": files[verdict.response.source],
        "speaker": say.party(verdict.response.speaker),
        "counts_as": str(verdict.counts_as),
        "falls_short_on": [str(slot) for slot in verdict.falls_short_on],
        "left_open": answer.left_open,
        "in_words": answer.words,
        "qualified_by": list(verdict.qualified_by),
        "reported": str(verdict.reported),
        "quote": verdict.response.evidence.quote,
    }


def _slot(one: Alleged, slot: Slot, say: Sentences) -> str | None:
    found = value(one.assessment.flow, slot)
    return found if found is None or slot is Slot.ACT else say.value(found)


def identifier(one: Claim | NonAnswer) -> str:
    """The claim's id in its source file; where it has none, the hash of its IRI."""
    return one.id or one.iri.rpartition("/")[2]


class _Text:
    def __init__(self, report: Report) -> None:
        self.report, self.say = report, Sentences(report.dossier)
        self.standings = Standings(report)
        self.files = {source.iri: source.file for source in report.dossier.sources}

    def text(self) -> str:
        claims = [claim for claim, _ in self.report.by_claim()]
        opening = f"{visible(self.report.dossier.name)}: {self.report.view}"
        if not claims:
            by = f" by {self.report.view.as_of}" if self.report.view.as_of else ""
            return "\n\n".join([f"{opening}\nnothing was alleged{by}", *self._drafts()])
        counts = [f"{number} {one.words}" for one in Status if (number := self.report.counts[one])]
        total = len(self.report.flows)
        opening += f"\n{counted(len(claims), 'allegation')} of {counted(total, 'flow')}: {', '.join(counts)}"
        return "\n\n".join([opening, *(self._claim(claim) for claim in claims), *self._drafts()])

    def _drafts(self) -> Iterable[str]:
        """What nobody has reviewed, under a heading of its own."""
        drafts = self.report.dossier.drafts
        if drafts:
            yield f"{DRAFTS} ({counted(len(drafts), 'draft')})"
        for one in drafts:
            told = f"{self._called(one)}  {self.say.of(one)}"
            yield "\n".join(wrap(told, WIDTH, subsequent_indent="    "))

    def _claim(self, claim: Claim) -> str:
        says = self.say.claim(claim)
        lines = wrap(f"{self._called(claim)}  {says}", WIDTH, subsequent_indent="    ")
        if claim.stance is Stance.CONFIRMED:
            lines.append("    counts as alleged: the speaker is no party to it")
        standing = self.standings.of(claim.iri)
        if standing is None:
            return "\n".join(lines)
        lines += wrap(str(standing), WIDTH, initial_indent="    ", subsequent_indent="      ")
        for depth, line in of_flows(standing, lambda one: f"[{self._called(one)}]"):
            indent = "    " * depth
            lines += wrap(line, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ")
        return "\n".join(lines)

    def _called(self, one: Claim | NonAnswer) -> str:
        """A claim's id, with its file where there are several."""
        name = visible(identifier(one))
        if len(self.files) < 2:
            return name
        return f"{visible(PurePosixPath(self.files[one.source]).stem)}/{name}"
