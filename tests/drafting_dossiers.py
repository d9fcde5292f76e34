"""Dossiers some of whose claims and non-answers are drafts, until somebody reviews them."""

from collections.abc import Iterable
from dataclasses import replace

from graph.claims import Claim, Dossier, Drafted, LocalName, NonAnswer

BY_RULES = Drafted("rules", "0.1.0", "710f34197322d962", 0.71, "transmit (share); found (alleged)")


def as_drafts(dossier: Dossier, names: Iterable[LocalName], drafted: Drafted = BY_RULES) -> Dossier:
    """*dossier* with the claims and non-answers called *names* as drafts."""
    wanted = frozenset(names)
    sources = []
    for one in dossier.sources:
        said: tuple[Claim | NonAnswer, ...] = (*one.claims, *one.non_answers)
        sources.append(
            replace(
                one,
                claims=tuple(each for each in one.claims if each.iri not in wanted),
                non_answers=tuple(each for each in one.non_answers if each.iri not in wanted),
                drafts=tuple(replace(each, draft=drafted) for each in said if each.iri in wanted),
            )
        )
    return replace(dossier, sources=tuple(sources))


def reviewed_only(dossier: Dossier) -> Dossier:
    """*dossier* without its drafts: what is read where they are not asked for."""
    return replace(dossier, sources=tuple(replace(one, drafts=()) for one in dossier.sources))
