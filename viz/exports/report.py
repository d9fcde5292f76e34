"""A report in Markdown, for editors and lawyers: party by party what each says, and what came of it."""

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Final

from graph.building import silent_parties
from graph.claims import Claim, LocalName, NonAnswer, Party, Reported
from graph.formats import Written
from graph.formats.explanation import date_words, source_words
from graph.formats.holding import ALL, Has, dropped
from graph.formats.markup import markdown_line, markdown_text
from graph.status.report import is_small
from graph.status.values import WORST_FIRST
from graph.telling.attributes import place
from graph.telling.counting import Counting
from graph.telling.drafts import found_by
from graph.telling.grammar import stopped
from graph.telling.plain import visible
from graph.telling.replies import claims_by_name, scope, targets
from graph.telling.retold import lines, quoted
from graph.telling.sentences import Sentences
from graph.telling.standing import Standings
from graph.vocabulary import iri
from viz.content.numbering import Response, Statement
from viz.exports.job import CAVEAT, OF_STATUSES, Job, plain
from viz.look import DRAFT, LOOKS, NON_ANSWER_GLYPH, NON_ANSWER_LEGEND

#: All but what is told of parties, and what is no statement.
HOLDS: Final = ALL - {
    *(Has.LANGUAGES, Has.IDS, Has.RELATIONS, Has.PASSAGES, Has.RESTS_ON),
    *(Has.ALIASES, Has.WIKIDATA, Has.IDENTIFIERS, Has.OPERATORS, Has.TIES),
}
_NO_STATEMENT: Final = "No statement of its own is in this dossier."
_NONE_SHOWN: Final = "No statement of its own is shown."


def as_report(job: Job) -> Written:
    """The report as Markdown, UTF-8; whatever a source said is escaped and stays text.

    Each statement stands once, in full, below its speaker; below the parties that it names
    it stands as a line with its number.
    """
    lost = dropped(job.gathered.dossier, job.kept, HOLDS, of=job.gathered.part)
    return Written(("\n".join(_Report(job).text()) + "\n").encode(), (*job.left_out, *lost))


class _Report:
    def __init__(self, job: Job) -> None:
        gathered = self._gathered = job.gathered
        self._job = job
        self._say = Sentences(gathered.dossier)
        self._shown: tuple[Statement | Response, ...] = (*gathered.statements, *gathered.responses)
        derived = gathered.report
        self._standings = None if derived is None else Standings(derived)
        in_part = gathered.part is not None or not is_small(gathered.dossier)
        self._counting = None if derived is None else Counting(derived, in_part)
        self._answered: dict[LocalName, list[LocalName]] = {}
        everything: list[Claim | NonAnswer] = [one.claim for one in gathered.all_statements]
        everything += [one.given for one in gathered.all_responses]
        self._speakers = {one.speaker for one in everything}
        for one in everything:
            for name in targets(one):
                self._answered.setdefault(name, []).append(one.iri)
        self._speaking: dict[LocalName, list[Statement | Response]] = {}
        for said in self._shown:
            speaker = said.claim.speaker if isinstance(said, Statement) else said.given.speaker
            self._speaking.setdefault(speaker, []).append(said)
        self._naming: dict[LocalName, list[Statement]] = {}
        claims, known = claims_by_name(gathered.dossier), gathered.dossier.party_of.keys()
        for statement in gathered.statements:
            for name in _ends(statement, claims, known):
                self._naming.setdefault(name, []).append(statement)

    def text(self) -> Iterator[str]:
        """The lines of the report."""
        content = self._gathered.content
        yield f"# {markdown_line(self._job.title)}"
        yield ""
        for word, text in self._job.facts:
            if word not in ("title", "about statuses"):
                yield f"- {word}: {markdown_text(text)}"
        yield from self._legend()
        parties = self._gathered.parties.party_of
        named = sorted(
            {*self._speaking, *self._naming}, key=lambda name: (parties[name].name.casefold(), name)
        )
        saying_nothing = silent_parties(self._gathered.dossier)
        silent = [name for name in named if name in saying_nothing]
        if silent:
            yield ""
            yield "## Parties that said nothing"
            yield ""
            not_counted = " Drafts are not counted." if self._gathered.drafts else ""
            told = "Allegations name them, and no statement or non-answer of theirs is in this dossier."
            yield told + not_counted
            yield ""
            yield from (f"- {markdown_text(self._say.party(name))}" for name in silent)
        for name in named:
            yield from self._party(parties[name])
        yield from self._drafts()
        if content.remarks:
            yield ""
            yield "## Remarks"
            yield ""
            yield from (f"- {markdown_text(plain(one))}" for one in content.remarks)
        yield from self._sources()

    def _drafts(self) -> Iterator[str]:
        """The drafts in a section of their own, each with its tag and where it came from."""
        drafts = self._gathered.drafts.everything
        if not drafts:
            return
        yield ""
        yield "## Drafts, not reviewed"
        yield ""
        yield "A program found these; nobody has reviewed them. None is counted above."
        for one in drafts:
            yield ""
            glyph = LOOKS[one.stance].glyph if isinstance(one, Statement) else NON_ANSWER_GLYPH
            yield from self._opening(one.label, glyph, one.said)
            if one.said.draft is not None and (found := found_by(one.said.draft)):
                yield f"- found by {markdown_text(found)}"
            if one.said.draft is not None and one.said.draft.reason:
                yield f"- reason: {markdown_text(visible(one.said.draft.reason))}"
            yield from self._details(one, one.said)

    def _legend(self) -> Iterator[str]:
        yield ""
        yield "## How to read this"
        yield ""
        yield f"- {CAVEAT}"
        worst = ", ".join(one.words for one in WORST_FIRST)
        yield f"- {OF_STATUSES} From the worst answered to the best: {worst}."
        yield from (f"- {look.glyph} {look.legend}" for look in LOOKS.values())
        yield f"- {NON_ANSWER_GLYPH} {NON_ANSWER_LEGEND}"
        if self._gathered.drafts:
            yield f"- {DRAFT.legend}; its number is {markdown_text('[d1]')}"
        number = "[n]: number of a statement, [n1] of a non-answer; each stands in full below its speaker"
        yield f"- {markdown_text(number)}"

    def _party(self, party: Party) -> Iterator[str]:
        yield ""
        kind = str(party.type) if party.kind is None else "not named one by one"
        yield f"## {markdown_line(self._say.party(party.iri))} ({kind})"
        yield ""
        spoken = self._speaking.get(party.iri, [])
        if not spoken:
            yield _NONE_SHOWN if party.iri in self._speakers else _NO_STATEMENT
        for position, one in enumerate(spoken):
            yield from [""] if position else []
            yield from self._claim(one) if isinstance(one, Statement) else self._response(one)
        elsewhere = self._naming.get(party.iri, [])
        if elsewhere:
            yield ""
            yield "Named in:"
            yield ""
            yield from (self._in_short(one) for one in elsewhere)

    def _in_short(self, one: Statement) -> str:
        standing = None if self._standings is None else self._standings.of(one.claim.iri)
        status = "" if standing is None else f" ({standing.status.words})"
        glyph = LOOKS[one.stance].glyph
        return f"- \\[{one.number}\\] {glyph} {markdown_text(self._say.claim(one.claim))}{status}"

    def _claim(self, one: Statement) -> Iterator[str]:
        claim = one.claim
        yield from self._opening(f"{one.number}", LOOKS[one.stance].glyph, claim)
        yield from self._details(one, claim)
        standing = None if self._standings is None else self._standings.of(claim.iri)
        derived = self._gathered.report
        if standing is not None and derived is not None:
            for depth, line in lines(standing, derived.view, "the parties", self._cite):
                yield f"{'  ' * depth}- {markdown_text(line)}"

    def _response(self, one: Response) -> Iterator[str]:
        yield from self._opening(f"n{one.number}", NON_ANSWER_GLYPH, one.given)
        yield from self._details(one, one.given)

    def _opening(self, number: str, glyph: str, said: Claim | NonAnswer) -> Iterator[str]:
        yield f"**\\[{number}\\]** {glyph} {stopped(markdown_text(self._say.of(said)))}"
        yield ""
        quote = quoted(said)
        if quote is not None:
            yield f"> {markdown_text(quote)}"
            yield ""

    def _details(self, one: Statement | Response, said: Claim | NonAnswer) -> Iterator[str]:
        when = "undated" if said.said_on is None else f"said {date_words(said.said_on)}"
        whose = "the speaker's own words" if said.reported is Reported.DIRECT else "the outlet's words"
        where = place(said.evidence)
        found = [f"source {one.letter}", when, f"in {whose}", *([visible(where)] if where else [])]
        yield f"- {markdown_text(', '.join(found))}"
        answers = self._numbers(targets(said))
        if answers:
            yield f"- answers {answers}"
        answered = self._numbers(self._answered.get(said.iri, ()))
        if answered:
            yield f"- answered by {answered}"
        if isinstance(said, Claim) and said.supersedes:
            yield f"- supersedes {self._numbers(said.supersedes)}"
        if isinstance(one, Statement):
            yield from (f"- {markdown_text(remark)}" for remark in one.placed.remarks)
        if (
            self._counting is not None
            and said.draft is None
            and (why := self._counting.why_not(said)) is not None
        ):
            yield f"- {markdown_text(why)}"
        if said.note:
            yield f"- note: {markdown_text(said.note)}"
        yield f"- {markdown_text(iri(said.iri, self._job.base))}"

    def _cite(self, response: Claim | NonAnswer) -> str:
        return self._job.references[response.iri]

    def _numbers(self, names: Iterable[LocalName]) -> str:
        known = self._job.references
        return ", ".join(markdown_text(known[name]) for name in dict.fromkeys(names) if name in known)

    def _sources(self) -> Iterator[str]:
        letters = {one.letter: one.source for one in (*self._shown, *self._gathered.drafts.everything)}
        yield ""
        yield "## Sources"
        yield ""
        for letter in sorted(letters, key=lambda one: (len(one), one)):
            source = letters[letter]
            told = [source_words(source), *filter(None, (source.url, source.archived))]
            yield f"- ({letter}) {markdown_text('; '.join(told))}"
        if not letters:
            yield "None."


def _ends(one: Statement, claims: Mapping[LocalName, Claim], known: Set[LocalName]) -> dict[LocalName, None]:
    """The parties that a statement names as holder or recipient, each once.

    These are those of its words, or of the words that it denies, and the members for which a group
    stands. "Third parties" are not named again for each holder.
    """
    said = (end.value for about in scope(one.claim, claims) for end in (*about.from_, *about.to))
    drawn = (end for pair in (*one.placed.pairs, *one.placed.unanswering) for end in pair[:2])
    return dict.fromkeys((*said, *(name for name in drawn if name is not None and name in known)))
