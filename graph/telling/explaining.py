"""Everything that was said of one party, or of data between two: allegations, and who answered what.

An explanation repeats what was said, with its quotes, and tells of each
allegation what it has come to. It says of no flow that it took place.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.claims import Claim, Dossier, Flow, LocalName, NonAnswer, Party, Relation, Source
from graph.problems import UsageError, shown
from graph.status.part import PartOf, report_about
from graph.status.report import Report, is_small
from graph.status.views import DEFAULT, PointOfView, known_by
from graph.telling.choosing import Choosing, Spoken
from graph.telling.counting import Counting
from graph.telling.finding import find_party
from graph.telling.replies import targets
from graph.telling.standing import Standing, Standings
from graph.vocabulary import BASE


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that was said: its number in the explanation, its sentence, and where it stands.

    ``speaker``, ``spokesperson`` and ``via`` are names fit for show.
    ``answers`` are the numbers of the statements that it responds to or
    denies, ``answered_by`` of those that do so to it; ``answers_elsewhere``
    are local names of claims that it answers and that are not shown.
    ``supersedes`` and ``superseded_by`` are numbers of earlier and later
    tellings of the same. ``standing`` is what an allegation has come to,
    ``not_counted`` why a response does not count as an answer.
    """

    number: int
    said: Spoken
    source: Source
    sentence: str
    speaker: str | None
    spokesperson: str | None
    via: str | None
    answers: tuple[int, ...] = ()
    answered_by: tuple[int, ...] = ()
    answers_elsewhere: tuple[LocalName, ...] = ()
    supersedes: tuple[int, ...] = ()
    superseded_by: tuple[int, ...] = ()
    standing: Standing | None = None
    not_counted: str | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A claim, and all that responds to it or denies it, also by way of another response."""

    claim: Statement
    responses: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Statements that concern the parties in one and the same way, each once.

    ``kind`` is ``direct`` (they are named), ``member of``, ``operates``,
    ``may belong to`` (they are not named, but a group or service of theirs
    is) or ``end not said`` (the other party is not named).
    """

    kind: str
    heading: str
    threads: tuple[Thread, ...]
    others: tuple[Statement, ...]

    def __iter__(self) -> Iterator[Statement]:
        """Each statement, in the order of its number."""
        for thread in self.threads:
            yield thread.claim
            yield from thread.responses
        yield from self.others


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was said of one party or between two; ``sections`` begins with what names them.

    Every status in it belongs to the point of view of ``report``, which holds
    the allegations shown; it is None where the dossier is too large for statuses. ``drafts`` are
    those that name the parties, where the dossier holds any: numbered apart, and no part of the rest.
    """

    title: str
    parties: tuple[Party, ...]
    sections: tuple[Section, ...]
    base: str = BASE
    report: Report | None = None
    drafts: tuple[Statement, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, by number."""
        found = {one.number: one for section in self.sections for one in section}
        return tuple(found[number] for number in sorted(found))

    def __bool__(self) -> bool:
        """Tell whether anything was said."""
        return any(True for section in self.sections for _ in section)


def explain(
    dossier: Dossier,
    parties: Sequence[str],
    base: str = BASE,
    view: PointOfView = DEFAULT,
    part: PartOf | None = None,
) -> Explanation:
    """All that was said of one party, or of data between two of them, in either direction.

    One party: whatever names it as holder, recipient, speaker, spokesperson,
    relaying outlet or part of a relation. Two: whatever names one as holder
    and the other as recipient, or relates them; non-answers of either that
    are given to these claims, or to none in particular in a source that holds
    one of them. What answers a statement shown is shown with it.

    Further sections hold what was said of groups that a party is stated to
    belong to, of services that it operates, of vague groups that it may
    belong to, and (for two) of one of them with the other end not said.

    Every allegation is told with its status, flow by flow for those flows
    that concern the parties; unless more than ``report.LARGEST`` entries bear on them.

    Args:
        dossier: Where to look.
        parties: One or two names, as ``find_party`` takes them.
        base: What the IRIs begin with.
        view: The point of view of the statuses; what was said after its date is left out.
        part: Where the dossier is only what bears on these parties: of how much.

    Raises:
        UsageError: a name fits nobody or several, or these are not one or two different parties.
    """
    if len(parties) not in (1, 2):
        raise UsageError(f"explain takes one or two parties, not {len(parties)}")
    found = tuple(find_party(dossier, name, base) for name in parties)
    if len(set(found)) < len(found):
        raise UsageError(
            f"{shown(parties[0])!r} and {shown(parties[1])!r} are the same party, {found[0].iri}; "
            "name another, or only this one"
        )
    dossier = known_by(dossier, view.as_of)
    view = view if part is None else part.dated(view)
    derived = None
    if part is None or part.statuses:
        derived = report_about(dossier, [one.iri for one in found], view, part=part is not None)
    making = _Explaining(dossier, found, derived, part is not None or not is_small(dossier))
    title = " and ".join(making.say.party(one.iri) for one in found)
    sections = list(making.of_one(found[0]) if len(found) == 1 else making.of_two(found[0], found[1]))
    if derived is not None:
        kept = (one for one in derived.flows if one.assessment.claim.iri in making.numbers)
        derived = replace(derived, flows=tuple(kept))
    linked = tuple(making.linked(section) for section in sections)
    return Explanation(title, found, linked, base, derived, tuple(making.proposed(dossier, found)))


class _Explaining:
    """Chooses statements section by section; a statement is shown once and keeps its number."""

    def __init__(
        self, dossier: Dossier, parties: Sequence[Party], derived: Report | None, part: bool
    ) -> None:
        self.choose = Choosing(dossier)
        self.standings = None if derived is None else Standings(derived)
        self.counting = None if derived is None else Counting(derived, part)
        self.near = [frozenset(one.iri for one in self.choose.near(party)) for party in parties]
        self.say = self.choose.say
        self.source_of = {one.iri: source for source, one in self.choose.everything}
        by_date = sorted((one for _, one in self.choose.everything), key=_when)
        self.rank = {one.iri: rank for rank, one in enumerate(by_date)}
        self.replies: dict[LocalName, list[Claim | NonAnswer]] = {}
        for _, one in self.choose.everything:
            if not isinstance(one, Relation):
                for name in targets(one):
                    self.replies.setdefault(name, []).append(one)
        self.corrections: dict[LocalName, list[LocalName]] = {}
        for claim in dossier.claims:
            for name in claim.supersedes:
                self.corrections.setdefault(name, []).append(claim.iri)
        self.numbers: dict[LocalName, int] = {}

    def of_one(self, party: Party) -> Iterator[Section]:
        for near in self.choose.near(party):
            yield from self._section(near.kind, near.heading, self.choose.naming(near.iri))

    def of_two(self, one: Party, other: Party) -> Iterator[Section]:
        for a in self.choose.near(one):
            for b in self.choose.near(other):
                indirect = [near for near in (a, b) if near.kind != "direct"]
                kind = indirect[-1].kind if indirect else "direct"
                heading = "; ".join(near.heading for near in indirect)
                yield from self._section(kind, heading, self.choose.between(a.iri, b.iri))
        for party, missing in ((one, other), (other, one)):
            heading = f"said of {self.say.party(party.iri)} with the other end not said"
            heading += f" ({self.say.party(missing.iri)} is not named)"
            yield from self._section("end not said", heading, self.choose.open_ended(party.iri))

    def proposed(self, dossier: Dossier, parties: Sequence[Party]) -> Iterator[Statement]:
        """The drafts that name all of *parties*, in whatever role, or that would answer what is shown."""
        wanted = {one.iri for one in parties}
        sources = {source.iri: source for source in dossier.sources}
        naming = [
            one
            for one in dossier.drafts
            if wanted <= _names_of(one) or not self.numbers.keys().isdisjoint(targets(one))
        ]
        for number, one in enumerate(naming, 1):
            speaker, spokesperson, via = (
                None if name is None else self.say.party(name)
                for name in (one.speaker, one.spokesperson, one.via)
            )
            yield Statement(number, one, sources[one.source], self.say.of(one), speaker, spokesperson, via)

    def _section(self, kind: str, heading: str, chosen: Sequence[Spoken]) -> Iterator[Section]:
        """The section of *chosen* and their replies, without what was shown; the direct one even if empty."""
        fresh = sorted((one for one in chosen if one.iri not in self.numbers), key=self._when)
        wanted = {one.iri for one in fresh}
        threads = []
        for one in fresh:
            begins = (
                isinstance(one, Claim) and wanted.isdisjoint(targets(one)) and one.iri not in self.numbers
            )
            if begins and (replies := self._replies(one)):
                threads.append(Thread(self._statement(one), tuple(map(self._statement, replies))))
        others = [self._statement(one) for one in fresh if one.iri not in self.numbers]
        if threads or others or kind == "direct":
            yield Section(kind, heading, tuple(threads), tuple(others))

    def _replies(self, claim: Spoken) -> list[Claim | NonAnswer]:
        """What answers *claim*, also by way of another answer, and was not shown yet; by date."""
        found: dict[LocalName, Claim | NonAnswer] = {}
        waiting = [claim.iri]
        while waiting:
            for one in self.replies.get(waiting.pop(0), ()):
                if one.iri not in found and one.iri != claim.iri and one.iri not in self.numbers:
                    found[one.iri] = one
                    waiting.append(one.iri)
        return sorted(found.values(), key=self._when)

    def _when(self, one: Spoken) -> int:
        return self.rank[one.iri]

    def _statement(self, one: Spoken) -> Statement:
        number = self.numbers.setdefault(one.iri, len(self.numbers) + 1)
        spokesperson, via = (None, None) if isinstance(one, Relation) else (one.spokesperson, one.via)
        speaker, spokesperson, via = (
            None if name is None else self.say.party(name) for name in (one.speaker, spokesperson, via)
        )
        standing, not_counted = None, None
        if self.standings is not None and isinstance(one, Claim):
            standing = self.standings.of(one.iri, self._joins, self._touches)
        if self.counting is not None and not isinstance(one, Relation):
            not_counted = self.counting.why_not(one)
        return Statement(
            number,
            one,
            self.source_of[one.iri],
            self.say.of(one),
            speaker,
            spokesperson,
            via,
            standing=standing,
            not_counted=not_counted,
        )

    def _joins(self, flow: Flow) -> bool:
        """Whether a flow is from or to the one party, or between the two or their groups and services."""
        one, other = self.near[0], self.near[-1]
        if len(self.near) == 1:
            return self._touches(flow)
        return (flow.from_ in one and flow.to in other) or (flow.from_ in other and flow.to in one)

    def _touches(self, flow: Flow) -> bool:
        """Whether a party is at an end of a flow."""
        return any(flow.from_ in near or flow.to in near for near in self.near)

    def _numbers(self, names: Iterable[LocalName]) -> tuple[int, ...]:
        return tuple(sorted(self.numbers[name] for name in names if name in self.numbers))

    def linked(self, section: Section) -> Section:
        """The section with the numbers of all that its statements answer; known once all are numbered."""

        def link(one: Statement) -> Statement:
            names = () if isinstance(one.said, Relation) else targets(one.said)
            replies = [reply.iri for reply in self.replies.get(one.said.iri, ())]
            before = one.said.supersedes if isinstance(one.said, Claim) else ()
            return replace(
                one,
                answers=self._numbers(names),
                answered_by=self._numbers(replies),
                answers_elsewhere=tuple(name for name in names if name not in self.numbers),
                supersedes=self._numbers(before),
                superseded_by=self._numbers(self.corrections.get(one.said.iri, ())),
            )

        threads = (Thread(link(one.claim), tuple(map(link, one.responses))) for one in section.threads)
        return replace(section, threads=tuple(threads), others=tuple(map(link, section.others)))


def _names_of(draft: Claim | NonAnswer) -> set[LocalName | None]:
    """Whom a draft names."""
    names = {draft.speaker, draft.spokesperson, draft.via}
    return names | ({end.value for end in (*draft.from_, *draft.to)} if isinstance(draft, Claim) else set())


def _when(one: Spoken) -> tuple[bool, date, bool]:
    """Sort key: by the last day on which it can have been said, the undated last; relations after all."""
    day = None if isinstance(one, Relation) else one.said_on
    return isinstance(one, Relation), date.max if day is None else day.last_day, day is None
