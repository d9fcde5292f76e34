"""What is derived, as RDF: assessments and verdicts of one point of view, in a named graph of their own.

Everything in it names the claims that it was derived from. The graph is
replaced as a whole; no source's graph is touched.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from graph.claims import LocalName
from graph.flows import flow_name
from graph.rdf.turtle import node, ref, text
from graph.status.report import Alleged, Answer, Report
from graph.status.values import CountsAs, Status
from graph.vocabulary import digest

#: The vocabulary's name of what a response counts as.
COUNTS_AS: Final = {
    CountsAs.CONFIRMATION: "fc:asConfirmation",
    CountsAs.DENIAL: "fc:asDenial",
    CountsAs.PARTIAL: "fc:asPartial",
    CountsAs.CORROBORATION: "fc:asCorroboration",
    CountsAs.SIDESTEP: "fc:asSidestep",
    CountsAs.NON_ANSWER: "fc:asNonAnswer",
}
#: The vocabulary's name of each status.
STATUS: Final = {status: f"fc:status{status}" for status in Status}


def derived(report: Report) -> Iterator[str]:
    """The named graph of a report's point of view as blocks of TriG, to follow the dossier's own."""
    view = report.view
    said = [
        "a fc:PointOfView",
        f"fc:reading fc:reading{view.reading.capitalize()}",
        f"fc:basis fc:basis{view.basis.capitalize()}",
    ]
    if view.as_of is not None:
        said.append(f'fc:asOf "{view.as_of}"^^xsd:date')
    yield f"\n{ref(view.name)} {{\n{node(view.name, said)}"
    for one in report.flows:
        yield _assessment(one, view.name)
        for answer in one.answers:
            yield _verdict(one, answer, view.name)
    yield "}\n"


def _assessment(one: Alleged, view: LocalName) -> str:
    about = one.assessment
    claim, flow = about.claim.iri, flow_name(about.flow)
    said = [
        "a fc:Assessment",
        f"fc:onClaim {ref(claim)}",
        f"fc:onPattern {ref(flow)}",
        f"fc:status {STATUS[about.status]}",
        f"fc:coreStatus {STATUS[about.core_status]}",
        f"fc:statusOnAll {STATUS[about.status_all]}",
        f"fc:corroborated {str(about.corroborated).lower()}",
        f"fc:inView {ref(view)}",
        *_from(one.derived_from),
    ]
    return node(f"assessment/{digest([claim, flow, view])}", said)


def _verdict(one: Alleged, answer: Answer, view: LocalName) -> str:
    verdict = answer.verdict
    claim, flow, response = verdict.claim.iri, flow_name(one.assessment.flow), verdict.response.iri
    said = [
        "a fc:Verdict",
        f"fc:onClaim {ref(claim)}",
        f"fc:onPattern {ref(flow)}",
        f"fc:response {ref(response)}",
        f"fc:countsAs {COUNTS_AS[verdict.counts_as]}",
    ]
    if verdict.flow is not None:
        said.append(f"fc:responsePattern {ref(flow_name(verdict.flow))}")
    if verdict.by_exclusion:
        said.append("fc:byExclusion true")
    said += [f"fc:fallsShortOn fc:{slot}" for slot in verdict.falls_short_on]
    if answer.left_open is not None:
        said.append(f"fc:leavesOpen {text(answer.left_open)}")
    said += [f"fc:qualifiedBy {text(words)}" for words in verdict.qualified_by]
    said += [f"rdfs:label {text(answer.words)}", f"fc:inView {ref(view)}", *_from((claim, response))]
    return node(f"verdict/{digest([claim, flow, response, view])}", said)


def _from(claims: Iterable[LocalName]) -> list[str]:
    return [f"prov:wasDerivedFrom {ref(name)}" for name in dict.fromkeys(claims)]
