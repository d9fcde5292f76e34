"""A standing as lines of prose, with the quote of the allegation beside those of its answers."""

from collections.abc import Callable, Iterator
from typing import Final

from graph.claims import Claim, LocalName, NonAnswer, Relation
from graph.status.views import PointOfView
from graph.telling.grammar import joined, stopped
from graph.telling.plain import visible
from graph.telling.standing import Reply, Standing, Told, tally

NOT_CHECKED: Final = "quote not checked"

#: Makes a reference to a response: "[2]".
Cite = Callable[[Claim | NonAnswer], str]


def lines(standing: Standing, view: PointOfView, concerning: str, cite: Cite) -> Iterator[tuple[int, str]]:
    """A standing as lines, each with its depth: the status with its point of view, then flow by flow.

    Args:
        standing: What an allegation has come to.
        view: From which point of view.
        concerning: Whom the flows that are told concern.
        cite: Makes a reference to a response.
    """
    yield 0, f"Status ({view}): {standing}."
    if standing.untold:
        yield 0, _only(standing, concerning)
    yield from of_flows(standing, cite)
    words: dict[LocalName, str] = {}
    for one in standing.told:
        for reply in (*one.replies, *(one.elsewhere.replies if one.elsewhere else ())):
            if (found := quoted(reply.response)) is not None:
                words[reply.response.iri] = f"{cite(reply.response)} {found}"
    alleged = quoted(standing.claim)
    if words and alleged is not None:
        yield 1, "Side by side:"
        yield from ((2, line) for line in (f"alleged {alleged}", *words.values()))


def of_flows(standing: Standing, cite: Cite) -> Iterator[tuple[int, str]]:
    """The flows of a standing that are told, and the answers to each, as lines with their depth."""
    for one in standing.told:
        corroborated = " (corroborated)" if one.corroborated else ""
        yield 1, stopped(f"{one.status.words.capitalize()}{corroborated}: that {one.sentence}")
        yield from ((2, line) for line in _answers(one, cite))


def quoted(said: Claim | NonAnswer | Relation) -> str | None:
    """The quote in quotation marks, and whether nobody checked it; None where a pointer stands for it."""
    quote = said.evidence.quote
    if quote is None:
        return None
    return f"“{visible(quote)}”" + ("" if said.evidence.verified else f" ({NOT_CHECKED})")


def _only(standing: Standing, concerning: str) -> str:
    rest, total = standing.untold, len(standing.flows)
    told = total - len(rest)
    concern = "concerns" if told == 1 else "concern"
    others = "the other one is" if len(rest) == 1 else f"the other {len(rest)} are"
    return f"{told} of its {total} flows {concern} {concerning}; {others} not told here ({tally(rest)})."


def _answers(one: Told, cite: Cite) -> Iterator[str]:
    yield from (stopped(_reply(reply, cite)) for reply in one.replies)
    if not one.replies:
        yield "Nobody who may answer has answered."
    if one.core_status is not None:
        by = "; ".join(_reply(reply, cite) for reply in one.core_replies)
        yield f"With the purpose left open: {one.core_status.words}{f': {by}' if by else ''}."
    if one.elsewhere is not None:
        by = "; ".join(_reply(reply, cite) for reply in one.elsewhere.replies)
        told = str(one.elsewhere)
        yield f"{told[:1].upper()}{told[1:]}{f': {by}' if by else ''}."


def _reply(reply: Reply, cite: Cite) -> str:
    """The sentence of a reply with its reference; what the same speaker says beside it, by reference."""
    told = f"{reply.sentence} {cite(reply.response)}"
    if reply.alike:
        told += f"; so also {joined([cite(other) for other in reply.alike])}"
    if reply.weaker:
        told += f"; less far: {joined([cite(other) for other in reply.weaker])}"
    return told
