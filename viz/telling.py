"""From a dossier to what its relationship diagram says: boxes, lines, notes, list and coverage."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from graph.claims import Claim, Dossier, LocalName, NonAnswer, Source, Stance
from graph.problems import UsageError, shown
from viz.boxes import boxes_and_lines
from viz.diagram import Citation, Diagram, Listed, Reference, numbers
from viz.ends import Pair, Parties, Placed, place
from viz.lettering import inert, isolated
from viz.look import LOOKS, NON_ANSWER_GLYPH, NON_ANSWER_WORD
from viz.speaking import (
    NON_ANSWER_VERBS,
    called,
    counted,
    day,
    latest,
    letter,
    plural,
    reference,
    verb,
    who,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with its number, the letter of its source and its place in the figure."""

    number: int
    claim: Claim
    source: Source
    letter: str
    placed: Placed

    @property
    def stances(self) -> frozenset[Stance]:
        """The stances it is drawn in, or listed in."""
        return frozenset(pair.stance for pair in self.placed.pairs) or frozenset({self.claim.stance})

    @property
    def stance(self) -> Stance:
        """The stance it is counted in: the recorded one, unless no line of it has that."""
        return self.claim.stance if self.claim.stance in self.stances else min(self.stances)


@dataclass(frozen=True, slots=True)
class Response:
    """A non-answer with its number (n1, n2 …), the letter of its source and the parties that gave it."""

    number: int
    given: NonAnswer
    source: Source
    letter: str
    speakers: tuple[LocalName, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What of a dossier a figure shows: all of it, or a part.

    ``about`` keeps the lines at most *hops* steps from one party; ``stances``
    keeps only these (``non-answer`` counts as one).
    """

    about: LocalName | None = None
    hops: int = 1
    stances: frozenset[str] | None = None


def tell(dossier: Dossier, view: View = View(), title: str | None = None) -> Diagram:
    """What the relationship diagram of *dossier* says.

    Claims are numbered through all sources, the earliest source first, and
    keep their numbers in a partial view.

    Raises:
        UsageError: no statement concerns the party that *view* is about.
    """
    parties = Parties(dossier)
    all_statements, all_responses = _numbered(dossier, parties)
    statements, responses = _seen(all_statements, all_responses, view)
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


def find_party(dossier: Dossier, name: str) -> LocalName:
    """The party called *name*: its name, an alias or its IRI's last part, in upper or lower case.

    Raises:
        UsageError: none or several are called so; the message names the nearest.
    """
    wanted = name.casefold()
    exact = [party for party in dossier.parties if party.name.casefold() == wanted]
    found = exact or [
        party
        for party in dossier.parties
        if wanted in {*map(str.casefold, party.aliases), party.iri, party.iri.rpartition("/")[2]}
    ]
    if len(found) == 1:
        return found[0].iri
    if found:
        choices = ", ".join(party.iri for party in found)
        raise UsageError(f"{shown(name)!r} names {len(found)} parties; use one of {choices}")
    known = {party.name.casefold(): party.name for party in dossier.parties}
    near = [known[one] for one in get_close_matches(wanted, known, 3)]
    hint = f"; did you mean {' or '.join(map(shown, near))}?" if near else ""
    raise UsageError(f"no party is called {shown(name)!r}{hint}")


def _numbered(dossier: Dossier, parties: Parties) -> tuple[list[Statement], list[Response]]:
    sources = sorted(
        dossier.sources,
        key=lambda one: (one.published is None, one.published and one.published.last_day, one.iri),
    )
    claims = {one.iri: one for one in dossier.claims}
    number_of = {
        one.iri: number
        for number, one in enumerate((one for source in sources for one in source.claims), start=1)
    }
    statements: list[Statement] = []
    responses: list[Response] = []
    for index, source in enumerate(sources):
        for claim in source.claims:
            placed = place(claim, number_of, claims, parties)
            statements.append(Statement(number_of[claim.iri], claim, source, letter(index), placed))
        for given in source.non_answers:
            speakers = parties.resolve(given.speaker)
            responses.append(Response(len(responses) + 1, given, source, letter(index), speakers))
    return statements, responses


def _seen(
    statements: list[Statement], responses: list[Response], view: View
) -> tuple[list[Statement], list[Response]]:
    """The part of the statements and responses that *view* shows, each with the lines that it shows."""
    near = _near(statements, view)

    def kept(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
        return tuple(
            pair
            for pair in pairs
            if (near is None or pair.from_ in near or pair.to in near)
            and (view.stances is None or pair.stance in view.stances)
        )

    seen = []
    for one in statements:
        pairs, outside = kept(one.placed.pairs), kept(one.placed.unanswering)
        bare = not one.placed.pairs and not one.placed.unanswering and view.about in (None, one.claim.speaker)
        if bare and view.stances is not None and one.claim.stance not in view.stances:
            bare = False
        if pairs or (outside and not one.placed.pairs) or bare:
            placed = Placed(pairs, outside, one.placed.resolved, one.placed.remarks, one.placed.why)
            seen.append(Statement(one.number, one.claim, one.source, one.letter, placed))
    wanted = view.stances is None or NON_ANSWER_WORD in view.stances
    drawn = {end for one in seen for pair in one.placed.pairs for end in (pair.from_, pair.to)}
    return seen, [
        one
        for one in responses
        if wanted and (near is None or any(party in near or party in drawn for party in one.speakers))
    ]


def _near(statements: list[Statement], view: View) -> frozenset[LocalName] | None:
    """The parties whose lines are shown: those fewer than ``hops`` lines away; None for all."""
    if view.about is None:
        return None
    near = {view.about}
    for _ in range(view.hops - 1):
        near |= {
            end
            for one in statements
            for pair in one.placed.pairs
            if pair.from_ in near or pair.to in near
            for end in (pair.from_, pair.to)
            if end is not None
        }
    return frozenset(near)


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
    acts: Collection[object] = dict.fromkeys(pair.act for pair in (*placed.pairs, *placed.unanswering))
    act = next(iter((*placed.pairs, *placed.unanswering))).act if len(acts) == 1 else claim.act
    many = plural(parties.party_of[claim.speaker])
    text = verb(one.stance, act, many)
    if claim.denies and len(acts) != 1:
        text = f"{LOOKS[one.stance].many if many else LOOKS[one.stance].one} it"
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
