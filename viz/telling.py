"""From a dossier to what its relationship diagram says: boxes, lines, notes, list and coverage."""

from collections import Counter
from dataclasses import replace
from typing import Final

from graph.claims import Claim, Dossier, LocalName, NonAnswer, PartialDate, Source, Stance
from graph.problems import UsageError
from graph.status.report import is_small, report
from graph.status.views import DEFAULT, PointOfView, known_by
from viz.boxes import boxes_and_lines
from viz.diagram import NOT_CHECKED, Box, Citation, Diagram, Line, Listed, Reference, numbers
from viz.ends import Parties
from viz.lettering import inert, isolated
from viz.look import LOOKS, NON_ANSWER_GLYPH, NON_ANSWER_WORD
from viz.numbering import WHOLE, Response, Statement, View, numbered, seen
from viz.page import LARGER, page
from viz.speaking import (
    NON_ANSWER_VERBS,
    called,
    counted,
    day,
    latest,
    plural,
    possible,
    reference,
    verb,
    who,
)
from viz.standing import Statuses

#: A diagram that not even the largest page holds is refused, so no statuses are derived for it.
_LARGEST_PAGE: Final = page(LARGER[0])


def tell(
    dossier: Dossier, view: View = WHOLE, title: str | None = None, standpoint: PointOfView = DEFAULT
) -> Diagram:
    """What the relationship diagram of *dossier* says.

    Claims are numbered through all sources, the earliest source first, and
    keep their numbers in a partial view. Statuses rest on all that was known
    at the date of *standpoint*, also on what a partial view hides.

    Args:
        dossier: What was said; what was said after the date of *standpoint* is left out.
        view: Which part of it to show.
        title: Instead of the generated, neutral title.
        standpoint: The point of view of the statuses.

    Raises:
        UsageError: no statement concerns the party that *view* is about.
    """
    dossier = known_by(dossier, standpoint.as_of)
    parties = Parties(dossier)
    all_statements, all_responses = numbered(dossier, parties)
    statements, responses = seen(all_statements, all_responses, view)
    if view.about is not None and not statements and not responses:
        name = called(parties.party_of[view.about])
        raise UsageError(f"no statement is about data from or to {name}; leave out --about or name another")
    boxes, lines = boxes_and_lines(
        [(one.number, one.claim, one.letter, pair) for one in statements for pair in one.placed.pairs],
        [(one.number, one.letter, party) for one in responses for party in one.speakers],
        parties,
    )
    statuses = None
    if _fits(boxes, lines) and is_small(dossier):
        number_of = {one.claim.iri: f"{one.number}" for one in all_statements}
        number_of |= {one.given.iri: f"n{one.number}" for one in all_responses}
        shown = {f"{one.number}" for one in statements} | {f"n{one.number}" for one in responses}
        statuses = Statuses(report(dossier, standpoint), parties, number_of, shown)
        lines = _with_status(lines, boxes, statements, statuses)
    citations = (
        *(_citation(one, parties, statuses) for one in statements),
        *(_response(one, parties) for one in responses),
    )
    with_status = any(one.status is not None for one in citations)
    tally = Counter(one.stance for one in statements)
    letters = {one.letter: one.source for one in statements} | {one.letter: one.source for one in responses}
    return Diagram(
        title=isolated(inert(title)) if title is not None else _title(statements, parties),
        coverage=_coverage(
            statements, responses, view, all_statements, all_responses, parties, standpoint, with_status
        ),
        boxes=boxes,
        lines=lines,
        listed=_listed(statements),
        citations=citations,
        remarks=(
            *_resolutions(statements, parties),
            *(f"Box “{box.names[0]}, …”: also {', '.join(box.more)}" for box in boxes if box.more),
        ),
        counts=tuple((stance, tally[stance]) for stance in LOOKS if tally[stance]),
        non_answers=len(responses),
        references=tuple(
            Reference(one, reference(source)) for one, source in sorted(letters.items(), key=_by_length)
        ),
    )


def _fits(boxes: tuple[Box, ...], lines: tuple[Line, ...]) -> bool:
    return len(boxes) <= _LARGEST_PAGE.most_boxes and len(lines) <= _LARGEST_PAGE.most_lines


def _with_status(
    lines: tuple[Line, ...], boxes: tuple[Box, ...], statements: list[Statement], statuses: Statuses
) -> tuple[Line, ...]:
    """The lines, those of allegations with what these have come to."""
    box_of = {box.key: box for box in boxes}
    claims = {one.number: one.claim.iri for one in statements}
    return tuple(
        replace(line, status=statuses.on_line(line, box_of, (claims[number] for number in line.claims)))
        for line in lines
    )


def _title(statements: list[Statement], parties: Parties) -> str:
    """A title that asserts nothing: the party that most statements name, and what the figure tells."""
    if not statements:
        return "Statements about data flows"
    named: Counter[LocalName] = Counter()
    for one in statements:
        ends = {end for pair in one.placed.pairs for end in (pair.from_, pair.to)}
        named.update(sorted(end for end in ends if end and parties.party_of[end].kind is None))
    stances = {one.stance for one in statements}
    verbs = ", ".join(look.one for stance, look in LOOKS.items() if stance in stances)
    if not named:
        return f"Who {verbs} which data flows"
    top = max(named.values())
    first = [party for party, count in named.items() if count == top][:2]
    names = [called(parties.party_of[party]) for party in first]
    if len(named) > len(first):
        names.append("others")
    return (
        f"{', '.join(names[:-1])}{' and ' if len(names) > 1 else ''}{names[-1]}: who {verbs} which data flows"
    )


def _coverage(
    statements: list[Statement], responses: list[Response], view: View,
    all_statements: list[Statement], all_responses: list[Response], parties: Parties,
    standpoint: PointOfView, with_status: bool,
) -> str:  # fmt: skip
    """What the figure rests on, from which point of view, and what a filter hides.

    It is as of the date that was asked for, else of the latest statement that it shows; with
    statuses, of the latest that there is, since these rest on all of them.
    """
    speakers = {one.claim.speaker for one in statements} | {one.given.speaker for one in responses}
    dated, given = (all_statements, all_responses) if with_status else (statements, responses)
    said = [one.claim.said_on or one.source.published for one in dated]
    said += [one.given.said_on or one.source.published for one in given]
    if standpoint.as_of is not None:
        said = [PartialDate(standpoint.as_of.isoformat())]
    dates = [date for date in said if date is not None]
    sources = {one.letter for one in statements} | {one.letter for one in responses}
    what = [counted(len(statements), "statement")] if statements or not responses else []
    if responses:
        what.append(counted(len(responses), NON_ANSWER_WORD))
    text = " and ".join(what)
    if speakers:
        text += f", by {counted(len(speakers), 'speaker')}"
        text += f" · as of {day(latest(dates))}" if dates else " · undated"
        text += " · " + ("one source" if len(sources) == 1 else counted(len(sources), "source"))
    if with_status:
        text += f" · status: {standpoint.how}"  # its date stands before
    hidden = [
        counted(count, noun)
        for count, noun in (
            (len(all_statements) - len(statements), "statement"),
            (len(all_responses) - len(responses), NON_ANSWER_WORD),
        )
        if count
    ]
    only = []
    if view.about is not None:
        reach = "its neighbours" if view.hops == 1 else f"parties up to {view.hops} lines away"
        only.append(f"{called(parties.party_of[view.about])} and {reach}")
    if view.stances is not None:
        only.append(f"what is {' or '.join(sorted(view.stances))}")
    if only:
        text += f" · only {'; '.join(only)}: {' and '.join(hidden) or 'nothing'} not shown"
    return text


def _listed(statements: list[Statement]) -> tuple[Listed, ...]:
    reasons: dict[str, list[int]] = {}
    for one in statements:
        if one.placed.why is not None:
            reasons.setdefault(one.placed.why, []).append(one.number)
    return tuple(Listed(why, tuple(f"{one}" for one in found)) for why, found in reasons.items())


def _citation(one: Statement, parties: Parties, statuses: Statuses | None) -> Citation:
    claim, placed = one.claim, one.placed
    acts = {pair.act for pair in (*placed.pairs, *placed.unanswering)}
    many = plural(parties.party_of[claim.speaker])
    if claim.denies and len(acts) != 1:
        text = f"{LOOKS[one.stance].many if many else LOOKS[one.stance].one} it"
    else:
        act = acts.pop() if claim.denies else claim.act
        text = verb(one.stance, act, many, possible(claim, one.stance))
    entry = _entry(
        f"{one.number}", one.stance, LOOKS[one.stance].glyph, text, claim, placed.remarks, one, parties
    )
    return entry if statuses is None else replace(entry, status=statuses.in_list(claim.iri))


def _response(one: Response, parties: Parties) -> Citation:
    verbs = NON_ANSWER_VERBS[one.given.kind]
    text = verbs[plural(parties.party_of[one.given.speaker])]
    return _entry(f"n{one.number}", None, NON_ANSWER_GLYPH, text, one.given, (), one, parties)


def _entry(
    number: str, stance: Stance | None, glyph: str, text: str, said: Claim | NonAnswer,
    remarks: tuple[str, ...], one: Statement | Response, parties: Parties,
) -> Citation:  # fmt: skip
    evidence = said.evidence
    if evidence.quote is not None and not evidence.verified:
        remarks = (*remarks, NOT_CHECKED)
    return Citation(
        number=number,
        stance=stance,
        glyph=glyph,
        who=who(said, parties.party_of),
        verb=text,
        quote=None if evidence.quote is None else isolated(inert(evidence.quote)),
        pointer=None if evidence.pointer is None else isolated(inert(evidence.pointer)),
        remarks=remarks,
        source=one.letter,
    )


def _resolutions(statements: list[Statement], parties: Parties) -> tuple[str, ...]:
    found: dict[LocalName, list[int]] = {}
    for one in statements:
        for group in one.placed.resolved:
            found.setdefault(group, []).append(one.number)
    return tuple(
        f"“{called(parties.party_of[group])}” in [{numbers(tuple(where))}] is read as "
        + ", ".join(called(parties.party_of[one]) for one in parties.resolve(group))
        for group, where in found.items()
    )


def _by_length(item: tuple[str, Source]) -> tuple[int, str]:
    return len(item[0]), item[0]
