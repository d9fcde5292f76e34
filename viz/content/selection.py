"""Which part of a dossier a picture or an export shows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from graph.claims import Act, LocalName, PartialDate, Stance
from graph.status.report import Report
from graph.status.values import Status
from viz.content.ends import Pair, Parties, Placed
from viz.content.numbering import Drafts, Response, Statement
from viz.look import NON_ANSWER_WORD

#: What a filter by stance may name.
STANCES: Final = (*map(str, Stance), NON_ANSWER_WORD)
#: What a filter by act may name for statements that name none.
NOT_SAID: Final = "not-said"
ACTS: Final = (*map(str, Act), NOT_SAID)


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a dossier is shown: all of it, or what fits every part of this.

    ``about`` keeps the lines at most *hops* steps from one party. ``stances``
    holds words of ``STANCES``, ``acts`` words of ``ACTS``: selling is a kind of
    sharing. ``statuses`` keeps the allegations that have come to one of them (near
    the party that it is about), and all that answers them. ``since`` and ``until``
    compare the dates of statements; one that may lie within is kept, and so is what
    has no date. ``most`` keeps the lines between so many parties: those that most of
    the statements name which all else keeps.
    """

    about: LocalName | None = None
    hops: int = 1
    stances: frozenset[str] | None = None
    acts: frozenset[str] | None = None
    statuses: frozenset[Status] | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    most: int | None = None

    def may_be_within(self, said_on: PartialDate | None) -> bool:
        """Whether something said on that day may lie between ``since`` and ``until``."""
        if said_on is None:
            return True
        if self.since is not None and said_on.last_day < self.since.first_day:
            return False
        return self.until is None or said_on.first_day <= self.until.last_day

    def holds_act(self, act: Act | None) -> bool:
        """Whether a line of this act is kept."""
        if self.acts is None:
            return True
        return str(act or NOT_SAID) in self.acts or (act is Act.SELL and Act.SHARE in self.acts)


#: All of a dossier.
WHOLE: Final = Selection()


class _Standing(NamedTuple):
    """What a filter by status keeps: ends of allegations, and responses with the ends they answer for."""

    alleged: Mapping[LocalName, frozenset[tuple[LocalName | None, LocalName | None]]]
    responses: frozenset[LocalName]


def seen(
    statements: list[Statement],
    responses: list[Response],
    selection: Selection,
    report: Report | None = None,
    parties: Parties | None = None,
    *,
    beside: tuple[Sequence[Statement], Sequence[Statement]] = ((), ()),
) -> tuple[list[Statement], list[Response]]:
    """The part of the statements and responses that *selection* keeps, each with the lines that it keeps.

    Args:
        statements: All statements.
        responses: All non-answers.
        selection: What to keep.
        report: What each allegation has come to; needed for a filter by status.
        parties: The dossier's parties; needed for a filter by status.
        beside: Other statements, all of them and those that are kept: their lines count as steps too, and
            their ends as shown.
    """
    every, kept_beside = beside
    near = _near((*every, *statements), selection)
    standing = None
    if selection.statuses is not None and report is not None and parties is not None:
        lines = {one.claim.iri for one in statements if near is None or _is_near(one, near)}
        standing = _standing(report, selection.statuses, parties, lines)
    ends_alleged = (
        frozenset()
        if standing is None
        else frozenset(one for ends in standing.alleged.values() for one in ends)
    )

    def kept(one: Statement, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
        found = tuple(
            pair
            for pair in pairs
            if (near is None or not near.isdisjoint(pair[:2]))
            and (selection.stances is None or pair.stance in selection.stances)
            and selection.holds_act(pair.act)
        )
        if standing is None:
            return found
        alleged = standing.alleged.get(one.claim.iri, frozenset())
        if one.claim.iri not in standing.responses:
            return tuple(pair for pair in found if pair[:2] in alleged)
        answering = tuple(pair for pair in found if pair[:2] in alleged or pair[:2] in ends_alleged)
        return answering or found

    found = []
    for one in statements:
        if not selection.may_be_within(one.said_on):
            continue
        pairs, outside = kept(one, one.placed.pairs), kept(one, one.placed.unanswering)
        bare = not one.placed.pairs and not one.placed.unanswering
        if pairs or (outside and not one.placed.pairs) or (bare and _kept_bare(one, selection)):
            placed = Placed(pairs, outside, one.placed.resolved, one.placed.remarks, one.placed.why)
            found.append(replace(one, placed=placed))
    if selection.most is not None:
        found = _between(found, _named_most(kept_beside or found, selection.most))
    shown = (*kept_beside, *found)
    drawn = {end for one in shown for pair in one.placed.pairs for end in (pair.from_, pair.to)}
    wanted = selection.stances is None or NON_ANSWER_WORD in selection.stances
    return found, [
        one
        for one in responses
        if wanted
        and selection.acts is None
        and selection.may_be_within(one.said_on)
        and (near is None or any(party in near or party in drawn for party in one.speakers))
        and (selection.most is None or any(party in drawn for party in one.speakers))
        and (standing is None or one.given.iri in standing.responses)
    ]


def seen_drafts(
    drafts: Drafts, statements: Sequence[Statement], kept: Sequence[Statement], selection: Selection
) -> Drafts:
    """The drafts that *selection* keeps, beside the reviewed *statements* of which it keeps those in *kept*.

    A draft has no status: a filter by status keeps none.
    """
    if selection.statuses is not None:
        return Drafts()
    found, responses = seen(
        list(drafts.statements), list(drafts.responses), selection, beside=(statements, kept)
    )
    return Drafts(tuple(found), tuple(responses))


def _named_most(statements: Iterable[Statement], most: int) -> frozenset[LocalName]:
    """The parties that most of the statements name as an end, at most so many."""
    named: Counter[LocalName] = Counter()
    for one in statements:
        named.update({end for pair in one.placed.pairs for end in (pair.from_, pair.to) if end is not None})
    first = sorted(named, key=lambda name: (-named[name], name))
    return frozenset(first[:most])


def _between(statements: Iterable[Statement], among: frozenset[LocalName]) -> list[Statement]:
    """The statements with those of their lines whose ends, as far as they are named, are *among* these."""
    found = []
    for one in statements:
        pairs = tuple(
            pair for pair in one.placed.pairs if (named := {pair.from_, pair.to} - {None}) and named <= among
        )
        if pairs:
            found.append(replace(one, placed=replace(one.placed, pairs=pairs)))
    return found


def _kept_bare(one: Statement, selection: Selection) -> bool:
    """Whether a statement without any ends, a denial of a denial, is kept."""
    return (
        selection.about in (None, one.claim.speaker)
        and (selection.stances is None or one.claim.stance in selection.stances)
        and selection.acts is None
        and selection.statuses is None
    )


def _is_near(one: Statement, near: frozenset[LocalName]) -> bool:
    pairs = (*one.placed.pairs, *one.placed.unanswering)
    return any(not near.isdisjoint(pair[:2]) for pair in pairs)


def _standing(
    report: Report, statuses: frozenset[Status], parties: Parties, among: Set[LocalName]
) -> _Standing:
    """What *among* these allegations has come to one of the statuses, and what answers it."""
    alleged: dict[LocalName, set[tuple[LocalName | None, LocalName | None]]] = {}
    answering: set[LocalName] = set()
    for one in report.flows:
        about = one.assessment
        if about.status not in statuses or about.claim.iri not in among:
            continue
        ends = ((None,) if end is None else parties.resolve(end) for end in (about.flow.from_, about.flow.to))
        holders, recipients = ends
        found = alleged.setdefault(about.claim.iri, set())
        found.update((holder, recipient) for holder in holders for recipient in recipients)
        answering.update(each.verdict.response.iri for each in one.citing)
    return _Standing({name: frozenset(ends) for name, ends in alleged.items()}, frozenset(answering))


def _near(statements: Sequence[Statement], selection: Selection) -> frozenset[LocalName] | None:
    """The parties whose lines are shown: those fewer than ``hops`` lines away; None for all."""
    if selection.about is None:
        return None
    near = {selection.about}
    for _ in range(selection.hops - 1):
        near |= {
            end
            for one in statements
            for pair in one.placed.pairs
            if pair.from_ in near or pair.to in near
            for end in (pair.from_, pair.to)
            if end is not None
        }
    return frozenset(near)
