"""From a dossier to what a picture of it rests on: its statements, their statuses, list and coverage."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from graph.claims import Claim, Dossier, LocalName, NonAnswer, Reported, Source, Stance, Tense
from graph.problems import UsageError
from graph.status.part import PartOf, report_about
from graph.status.report import Report, report
from graph.status.views import DEFAULT, PointOfView, known_by, latest_of
from graph.telling.drafts import DRAFT_WORD, found_by
from graph.telling.grammar import joined
from viz.content.content import NOT_CHECKED, RETOLD, Citation, Content, Listed, Reference, cited, numbers
from viz.content.coverage import coverage
from viz.content.coverage import title as neutral_title
from viz.content.ends import Parties
from viz.content.numbering import Drafts, Response, Statement, drafted, numbered
from viz.content.plain import inert, isolated
from viz.content.selection import WHOLE, Selection, seen, seen_drafts
from viz.content.speaking import (
    NON_ANSWER_VERBS,
    called,
    gets,
    plural,
    possible,
    reference,
    verb,
    who,
)
from viz.content.standing import Statuses
from viz.look import LOOKS, NON_ANSWER_GLYPH


@dataclass(frozen=True)
class Gathered:
    """What a picture of a dossier rests on.

    Claims are numbered through all sources, the earliest source first, and
    keep their numbers in a selection. ``statuses`` rest on all that was known
    at the date of the point of view, also on what the selection hides; they are
    None in a dossier too large for them. ``content`` is what every view says.
    Drafts are here if the dossier was read with them; they have numbers of their own, and no status.
    ``part`` tells of how much the dossier is only a part; the numbers are then those of the part.
    """

    dossier: Dossier
    parties: Parties
    selection: Selection
    standpoint: PointOfView
    all_statements: tuple[Statement, ...]
    all_responses: tuple[Response, ...]
    statements: tuple[Statement, ...]
    responses: tuple[Response, ...]
    report: Report | None
    statuses: Statuses | None
    content: Content
    all_drafts: Drafts
    drafts: Drafts
    part: PartOf | None = None

    @property
    def hidden(self) -> tuple[int, int]:
        """How many statements and non-answers there are that are not shown."""
        everything = (self.all_statements, self.all_responses)
        return _hidden((self.statements, self.responses), everything, self.part)


def _hidden(
    shown: tuple[Sequence[Statement], Sequence[Response]],
    everything: tuple[Sequence[Statement], Sequence[Response]],
    part: PartOf | None,
) -> tuple[int, int]:
    statements, responses = map(len, everything) if part is None else (part.claims, part.non_answers)
    return statements - len(shown[0]), responses - len(shown[1])


@lru_cache(maxsize=2)  # one gathering serves all formats and views
def _derived(
    dossier: Dossier, selection: Selection, standpoint: PointOfView, part: PartOf | None
) -> Report | None:
    """The statuses that a picture shows: all of a small dossier, else those of what it is about."""
    if part is not None and not part.statuses:
        return None
    if selection.statuses is not None and selection.about is None:
        return report(dossier, standpoint)
    return report_about(dossier, _about(selection), standpoint, selection.hops, part is not None)


def _about(selection: Selection) -> tuple[LocalName, ...]:
    return () if selection.about is None else (selection.about,)


def gather(
    dossier: Dossier,
    selection: Selection = WHOLE,
    title: str | None = None,
    standpoint: PointOfView = DEFAULT,
    part: PartOf | None = None,
) -> Gathered:
    """What a picture of *dossier* rests on.

    Args:
        dossier: What was said; what was said after the date of *standpoint* is left out.
        selection: Which part of it to show.
        title: Instead of the generated, neutral title.
        standpoint: The point of view of the statuses.
        part: Where *dossier* is only what bears on the party that *selection* is about: of how much.

    Raises:
        UsageError: no statement concerns the party that *selection* is about; or statuses are to be
            selected where there are none.
    """
    dossier = known_by(dossier, standpoint.as_of)
    parties = Parties(dossier)
    all_statements, all_responses = numbered(dossier, parties)
    dated = standpoint if part is None else part.dated(standpoint)
    derived = _derived(dossier, selection, dated, part)
    statements, responses = seen(all_statements, all_responses, selection, derived, parties)
    all_drafts = drafted(dossier, parties, all_statements)
    drafts = seen_drafts(all_drafts, all_statements, statements, selection)
    if selection.about is not None and not statements and not responses and not drafts:
        everything = replace(selection, stances=None, acts=None, statuses=None, since=None, until=None)
        known = seen(all_statements, all_responses, everything)
        if not any(known) and not seen_drafts(all_drafts, all_statements, known[0], everything):
            raise UsageError(_nothing_about(selection.about, parties, standpoint))
    if derived is None and selection.statuses is not None:
        raise UsageError("too much bears on the statuses here to derive them; leave out --status")
    statuses = None
    if derived is not None:
        number_of = {one.claim.iri: one.label for one in all_statements}
        number_of |= {one.given.iri: one.label for one in all_responses}
        shown = {one.label for one in statements} | {one.label for one in responses}
        statuses = Statuses(derived, parties, number_of, shown)
    corrected = _corrected(all_statements)
    dates = [one.said_on for each in (all_statements, all_responses) for one in each]
    citations = (
        *(_citation(one, parties, statuses, corrected) for one in statements),
        *(_response(one, parties) for one in responses),
    )
    tally = Counter(one.stance for one in statements)
    letters: dict[str, Source] = {one.letter: one.source for one in statements}
    letters |= {one.letter: one.source for one in responses}
    letters |= {one.letter: one.source for one in drafts.everything}
    content = Content(
        title=isolated(inert(title)) if title is not None else neutral_title(statements, parties, drafts),
        coverage=coverage(
            (statements, responses),
            _hidden((statements, responses), (all_statements, all_responses), part),
            part.latest if part is not None else latest_of(filter(None, dates)),
            selection,
            parties,
            standpoint,
            any(one.status is not None for one in citations),
            statuses is not None and statuses.rests_on_hidden(one.claim.iri for one in statements),
            (drafts, all_drafts),
        )
        + (_IN_PART if part is not None else ""),
        listed=_listed((*statements, *drafts.statements)),
        citations=citations,
        remarks=_resolutions((*statements, *drafts.statements), parties),
        counts=tuple((stance, tally[stance]) for stance in LOOKS if tally[stance]),
        non_answers=len(responses),
        references=tuple(
            Reference(one, reference(source)) for one, source in sorted(letters.items(), key=_by_length)
        ),
        drafts=tuple(
            _citation(one, parties, None, {}) if isinstance(one, Statement) else _response(one, parties)
            for one in drafts.everything
        ),
    )
    return Gathered(
        dossier,
        parties,
        selection,
        dated,
        tuple(all_statements),
        tuple(all_responses),
        tuple(statements),
        tuple(responses),
        derived,
        statuses,
        content,
        all_drafts,
        drafts,
        part,
    )


#: What stands behind the coverage of a part of a store.
_IN_PART: Final = " · read in part: [n] counts through this part only"


def _nothing_about(name: LocalName, parties: Parties, standpoint: PointOfView) -> str:
    """That no statement has a line from or to a party, with the ways out."""
    told = f"no statement is about data from or to {called(parties.party_of[name])}"
    if standpoint.as_of is not None:
        told += f" by {standpoint.as_of}"
    members = [called(parties.party_of[one]) for one in parties.resolve(name) if one != name]
    if members:
        return f"{told} by that name: it is read as {joined(members)}; name one of these"
    return f"{told}; leave out --about or name another"


def nothing_shown(gathered: Gathered) -> tuple[str, ...]:
    """A message for stderr where a selection keeps nothing of a dossier; else none."""
    nothing = not gathered.statements and not gathered.responses and not gathered.drafts
    return ("nothing fits these filters",) if nothing and gathered.selection != WHOLE else ()


def _listed(statements: Sequence[Statement]) -> tuple[Listed, ...]:
    reasons: dict[str, list[str]] = {}
    for one in statements:
        if one.placed.why is not None:
            tag = "" if one.claim.draft is None else f"{DRAFT_WORD}, "
            reasons.setdefault(tag + one.placed.why, []).append(one.label)
    return tuple(Listed(why, tuple(found)) for why, found in reasons.items())


def _corrected(statements: Sequence[Statement]) -> dict[LocalName, list[int]]:
    """Numbers of the statements that supersede a claim, by the claim."""
    found: dict[LocalName, list[int]] = {}
    for one in statements:
        for name in one.claim.supersedes:
            found.setdefault(name, []).append(one.number)
    return found


def _citation(
    one: Statement, parties: Parties, statuses: Statuses | None, corrected: Mapping[LocalName, list[int]]
) -> Citation:
    claim, placed = one.claim, one.placed
    acts = {pair.act for pair in (*placed.pairs, *placed.unanswering)}
    many = plural(parties.party_of[claim.speaker])
    if claim.denies and len(acts) != 1:
        text = f"{LOOKS[one.stance].many if many else LOOKS[one.stance].one} it"
    else:
        act = acts.pop() if claim.denies else claim.act
        text = verb(one.stance, act, many, possible(claim, one.stance), gets(claim))
    remarks = placed.remarks
    if claim.evidence.quote is None:  # no words tell it
        text += _told(claim)
        remarks = ("no longer", *remarks) if claim.tense is Tense.CEASED else remarks
    if claim.iri in corrected:
        remarks = (*remarks, f"superseded by [{numbers(tuple(corrected[claim.iri]))}]")
    entry = _entry(one.label, one.stance, LOOKS[one.stance].glyph, text, claim, remarks, one, parties)
    return entry if statuses is None else replace(entry, status=statuses.in_list(claim.iri))


def _told(claim: Claim) -> str:
    """The data and the purpose of a claim that has no quote, as the source words them."""
    data = joined([isolated(inert(one.words)) for one in claim.data])
    aims = joined([f"“{isolated(inert(one.words))}”" for one in claim.purpose])
    told = " ".join((*([data] if data else ()), *([f"for {aims}"] if aims else ())))
    return f": {told}" if told else ""


def _response(one: Response, parties: Parties) -> Citation:
    verbs = NON_ANSWER_VERBS[one.given.kind]
    text = verbs[plural(parties.party_of[one.given.speaker])]
    return _entry(one.label, None, NON_ANSWER_GLYPH, text, one.given, (), one, parties)


def _entry(
    number: str, stance: Stance | None, glyph: str, text: str, said: Claim | NonAnswer,
    remarks: tuple[str, ...], one: Statement | Response, parties: Parties,
) -> Citation:  # fmt: skip
    evidence = said.evidence
    if evidence.quote is not None:
        retold = (RETOLD,) if said.reported is Reported.INDIRECT else ()
        remarks = (*remarks, *retold, *(() if evidence.verified else (NOT_CHECKED,)))
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
        draft=None if said.draft is None else isolated(inert(found_by(said.draft))),
    )


def _resolutions(statements: Sequence[Statement], parties: Parties) -> tuple[str, ...]:
    found: dict[LocalName, list[str]] = {}
    for one in statements:
        for group in one.placed.resolved:
            found.setdefault(group, []).append(one.label)
    return tuple(
        f"“{called(parties.party_of[group])}” in [{cited(where)}] is read as "
        + ", ".join(called(parties.party_of[one]) for one in parties.resolve(group))
        for group, where in found.items()
    )


def _by_length(item: tuple[str, Source]) -> tuple[int, str]:
    return len(item[0]), item[0]
