"""From a dossier to what its relationship diagram says: boxes, lines, notes, list and coverage."""

from collections import Counter

from graph.claims import Claim, Dossier, LocalName, NonAnswer, Source, Stance
from graph.problems import UsageError
from viz.boxes import boxes_and_lines
from viz.diagram import Citation, Diagram, Listed, Reference, numbers
from viz.ends import Parties
from viz.lettering import inert, isolated
from viz.look import LOOKS, NON_ANSWER_GLYPH, NON_ANSWER_WORD
from viz.numbering import WHOLE, Response, Statement, View, numbered, seen
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


def tell(dossier: Dossier, view: View = WHOLE, title: str | None = None) -> Diagram:
    """What the relationship diagram of *dossier* says.

    Claims are numbered through all sources, the earliest source first, and
    keep their numbers in a partial view.

    Raises:
        UsageError: no statement concerns the party that *view* is about.
    """
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
    tally = Counter(one.stance for one in statements)
    letters = {one.letter: one.source for one in statements} | {one.letter: one.source for one in responses}
    return Diagram(
        title=isolated(inert(title)) if title is not None else _title(statements, parties),
        coverage=_coverage(statements, responses, view, all_statements, all_responses, parties),
        boxes=boxes,
        lines=lines,
        listed=_listed(statements),
        citations=(
            *(_citation(one, parties) for one in statements),
            *(_response(one, parties) for one in responses),
        ),
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
) -> str:  # fmt: skip
    """What the figure rests on, and what a filter hides."""
    speakers = {one.claim.speaker for one in statements} | {one.given.speaker for one in responses}
    said = [one.claim.said_on or one.source.published for one in statements]
    said += [one.given.said_on or one.source.published for one in responses]
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


def _citation(one: Statement, parties: Parties) -> Citation:
    claim, placed = one.claim, one.placed
    acts = {pair.act for pair in (*placed.pairs, *placed.unanswering)}
    many = plural(parties.party_of[claim.speaker])
    if claim.denies and len(acts) != 1:
        text = f"{LOOKS[one.stance].many if many else LOOKS[one.stance].one} it"
    else:
        act = acts.pop() if claim.denies else claim.act
        text = verb(one.stance, act, many, possible(claim, one.stance))
    return _entry(
        f"{one.number}", one.stance, LOOKS[one.stance].glyph, text, claim, placed.remarks, one, parties
    )


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
        remarks = (*remarks, "quote not checked")
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
