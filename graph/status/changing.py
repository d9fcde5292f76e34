"""Statuses that follow a dossier as it changes: only what a changed source touches is assessed again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.claims import Claim, Dossier, Flow, LocalName, NonAnswer
from graph.status.assessing import Assessor
from graph.status.responses import Kind, Response
from graph.status.values import Assessment
from graph.status.views import DEFAULT, PointOfView

Name = tuple[LocalName, Flow]


@dataclass(frozen=True, slots=True)
class Standing:
    """The statuses of a dossier, and what is needed to follow a change of it.

    ``again`` names the alleged flows that were assessed for this standing; all
    others were taken over from the one before.
    """

    assessor: Assessor
    asked: PointOfView
    assessments: Mapping[Name, Assessment]
    again: frozenset[Name]


def standing(dossier: Dossier, view: PointOfView = DEFAULT) -> Standing:
    """The statuses of a dossier, all assessed."""
    assessor = Assessor(dossier, view)
    found = {one.name: one for one in assessor.assessments()}
    return Standing(assessor, view, found, frozenset(found))


def changed(before: Standing, dossier: Dossier) -> Standing:
    """The statuses of the dossier as it is now; equal to ``standing(dossier)``.

    Assessed again is what was put forward anew, and what somebody may answer
    who now says something else; everything, where parties or phrases
    have changed, since any containment may hang on them.
    """
    assessor = Assessor(dossier, before.asked)
    old = before.assessor
    if not assessor.same_order(old):
        found = {one.name: one for one in assessor.assessments()}
        return Standing(assessor, before.asked, found, frozenset(found))
    differing = _differing(old.dossier, assessor.dossier)
    speakers, admitted = _answering(differing, (old, assessor))
    assessments: dict[Name, Assessment] = {}
    again = set()
    for claim, flow in assessor.proposed():
        name = claim.iri, flow
        held = before.assessments.get(name)
        if (
            held is None
            or claim.iri in differing
            or assessor.may_answer_any(speakers, flow)
            or any(assessor.may_meet(one, flow) for one in admitted)
        ):
            held = assessor.assess(claim, flow)
            again.add(name)
        assessments[name] = replace(held, claim=claim, view=assessor.view)
    return Standing(assessor, before.asked, assessments, frozenset(again))


def _differing(old: Dossier, new: Dossier) -> frozenset[LocalName]:
    """Claims and non-answers that are not as they were, and blanket denials that point at such."""
    versions = [_said(old), _said(new)]
    differing = {
        name for name in {*versions[0], *versions[1]} if versions[0].get(name) != versions[1].get(name)
    }
    for said in versions:
        pointing = (one for one in said.values() if isinstance(one, Claim) and one.denies)
        differing |= {one.iri for one in pointing if not differing.isdisjoint(one.denies)}
    return frozenset(differing)


def _said(dossier: Dossier) -> dict[LocalName, Claim | NonAnswer]:
    found: dict[LocalName, Claim | NonAnswer] = {one.iri: one for one in dossier.claims}
    return found | {one.iri: one for one in dossier.non_answers}


def _answering(
    names: Iterable[LocalName], assessors: Iterable[Assessor]
) -> tuple[frozenset[LocalName], tuple[Flow, ...]]:
    """Who answers with any of these, before or now, and the flows that they admit."""
    speakers: set[LocalName] = set()
    admitted: dict[Flow, None] = {}
    for assessor in assessors:
        said = _said(assessor.dossier)
        for name in names:
            one = said.get(name)
            if one is None:
                continue
            speakers.add(one.speaker)
            if isinstance(one, Claim):
                responses: Iterable[Response] = assessor.answers_of(one)
                admitted.update((each.flow, None) for each in responses if each.manner.kind is Kind.ADMISSION)
    return frozenset(speakers), tuple(admitted)
