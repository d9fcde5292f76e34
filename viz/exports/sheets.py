"""What a spreadsheet is given: claims, parties, sources, alleged flows with their status, the legend."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.claims import Claim, LocalName, NonAnswer, PartialDate, Reported, Slot, Source, Stance
from graph.flows import flow_name
from graph.formats.explanation import NO_OUTLET
from graph.status.report import Alleged
from graph.status.responses import value
from graph.status.values import WORST_FIRST
from graph.telling.attributes import Attributes
from graph.telling.drafts import DRAFT_WORD
from graph.telling.left_open import all_left_open, left_open
from graph.telling.sentences import Ends
from graph.telling.standing import Reply, Standing, Standings, Told
from graph.vocabulary import iri
from viz.content.content import Citation
from viz.content.numbering import Response, Statement
from viz.exports.job import OF_STATUSES, Job, plain
from viz.look import (
    ACTS,
    DRAFT,
    LOOKS,
    NON_ANSWER_COLOUR,
    NON_ANSWER_GLYPH,
    NON_ANSWER_LEGEND,
    NON_ANSWER_WORD,
)

Cell = str | int | PartialDate

#: Titles and widths, in characters, of the columns of what was said.
_SAID: Final = (
    *(("number", 8), ("what", 11), ("stance", 14), ("sentence", 60), ("quote", 50), ("quote checked", 9)),
    *(("status", 16), ("status in words", 45), ("left open", 30), ("remarks", 25)),
    *(("speaker", 20), ("spokesperson", 18), ("via", 18), ("in whose words", 10)),
    *(("act", 9), ("from", 22), ("to", 22), ("data", 26), ("purpose", 26), ("people", 20)),
    *(("exceptions", 22), ("only", 10), ("hedges", 14), ("tense", 9), ("voice", 9), ("modality", 11)),
    *(("held from", 11), ("held until", 11), ("rests on", 12), ("said on", 12)),
    *(("responds to", 12), ("denies", 10), ("supersedes", 10)),
    *(("source", 8), ("title", 34), ("author", 18), ("outlet", 22), ("published", 12), ("place", 22)),
    *(("url", 34), ("id", 10), ("note", 26), ("iri", 40)),
)
#: What the columns begin with where drafts are shown, and what stands there of what is reviewed.
_OF_DRAFTS: Final = (("draft", 8), ("found by", 26), ("reason", 34))
_REVIEWED: Final = ("", "", "")
_FLOWS: Final = (
    *(("claim", 8), ("alleged by", 20), ("sentence", 50), ("act", 9), ("from", 22), ("to", 22)),
    *(("data", 26), ("purpose", 26), ("people", 20), ("status", 16), ("with the purpose left open", 16)),
    *(("with the outlet's words", 16), ("corroborated", 11), ("answered by", 60)),
    *(("answered in the outlet's words", 50), ("left open", 34), ("iri", 40)),
)
_PARTIES: Final = (
    *(("name", 26), ("type", 12), ("kind", 12), ("also called", 24), ("ids", 20), ("operated by", 20)),
    *(("part of", 20), ("member of", 20), ("processor for", 20), ("third parties of", 20)),
    *(("members", 24), ("may be", 24), ("statements", 10), ("non-answers", 10), ("claims as holder", 10)),
    *(("claims as recipient", 10), ("iri", 40)),
)
_SOURCES: Final = (
    *(("letter", 7), ("title", 44), ("author", 22), ("outlet", 26), ("published", 12), ("language", 9)),
    *(("url", 40), ("archived", 40), ("file", 24), ("sha256", 30), ("statements", 10), ("non-answers", 10)),
    ("iri", 40),
)
_LEGEND: Final = (("what", 12), ("mark", 8), ("word", 20), ("looks", 24), ("means", 60))
_WHOSE: Final = {Reported.DIRECT: "the speaker’s", Reported.INDIRECT: "the outlet's"}
_ABOUT: Final = (("what", 16), ("words", 100))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: title and width, in characters, of each column, and rows of as many cells.

    ``stances`` tells by row in whose look its mark stands: a stance, ``draft``, or None for none.
    """

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]
    stances: tuple[Stance | str | None, ...] = ()

    @property
    def mark(self) -> int | None:
        """The column that is shown in the look of the row's stance."""
        titles = [title for title, _ in self.columns]
        return next((titles.index(one) for one in ("stance", "mark") if one in titles), None)


class Sheets:
    """The sheets of what is handed over."""

    def __init__(self, job: Job) -> None:
        """Take statements from *job*, and everything else from its dossier."""
        gathered = self._gathered = job.gathered
        self._job = job
        self._attributes = Attributes(gathered.dossier, job.base)
        self._say = self._attributes.say
        self._standings = None if gathered.report is None else Standings(gathered.report)

    def said(self) -> Sheet:
        """One row for each claim and non-answer, in the order of their numbers."""
        gathered = self._gathered
        cited = {one.number: one for one in gathered.content.citations}
        rows = [self._claim(one, cited[one.label]) for one in gathered.statements]
        rows += [self._answer(one, cited[one.label]) for one in gathered.responses]
        stances = [*(one.stance for one in gathered.statements), *(None for _ in gathered.responses)]
        return Sheet("claims", _SAID, tuple(rows), tuple(stances))

    def drafts(self) -> Sheet | None:
        """One row for each draft, with its tag and where it came from; None where there are none."""
        cited = {one.number: one for one in self._gathered.content.drafts}
        rows = []
        for one in self._gathered.drafts.everything:
            of = cited[one.label]
            number, what, *rest = (
                self._claim(one, of) if isinstance(one, Statement) else self._answer(one, of)
            )
            came_from = (of.draft or "", (one.said.draft.reason if one.said.draft else None) or "")
            rows.append((number, DRAFT_WORD, *came_from, f"{DRAFT_WORD} {what}", *rest))
        if not rows:
            return None
        return Sheet("drafts", _with_drafts(_SAID), tuple(rows), (DRAFT_WORD,) * len(rows))

    def said_and_drafts(self) -> Sheet:
        """Both in one: what is reviewed has nothing in the columns of drafts, there only with such."""
        said, drafts = self.said(), self.drafts()
        if drafts is None:
            return said
        rows = [(number, *_REVIEWED, *rest) for number, *rest in said.rows]
        return Sheet(said.name, drafts.columns, (*rows, *drafts.rows), (*said.stances, *drafts.stances))

    def _claim(self, one: Statement, cited: Citation) -> tuple[Cell, ...]:
        claim = one.claim
        told: Mapping[str, Any] = self._attributes.claim(claim, 0)
        standing = None
        if self._standings is not None and claim.draft is None:
            standing = self._standings.of(claim.iri)
        look = LOOKS[one.stance]
        return (
            *(
                one.number if claim.draft is None else one.label,
                "claim",
                f"{look.glyph} {one.stance}",
                self._say.claim(claim),
            ),
            *self._words(claim),
            *self._standing(standing, cited),
            *("; ".join(cited.remarks), told["speaker"], told["spokesperson"], told["via"]),
            _WHOSE[claim.reported],
            *(told["act"], self._names(claim.from_), self._names(claim.to)),
            *(told["data"], told["purpose"], told["subjects"], told["exceptions"], told["exclusive"]),
            *(told["hedges"], told["tense"], told["voice"], told["modality"]),
            *(claim.period_from or "", claim.period_until or "", told["evidence_kind"]),
            claim.said_on or "",
            *(self._numbers(claim.responds_to), self._numbers(claim.denies)),
            self._numbers(claim.supersedes),
            *self._from(one),
            *(told["place"], told["url"], told["claim_id"], told["note"], told["iri"]),
        )

    def _answer(self, one: Response, cited: Citation) -> tuple[Cell, ...]:
        told: Mapping[str, Any] = self._attributes.non_answer(one.given, 0)
        return (
            *(one.label, NON_ANSWER_WORD, f"{NON_ANSWER_GLYPH} {one.given.kind}"),
            *(self._say.non_answer(one.given), *self._words(one.given), "", "", ""),
            *("; ".join(cited.remarks), told["speaker"], told["spokesperson"], told["via"]),
            *(_WHOSE[one.given.reported], *[""] * 15, one.given.said_on or ""),
            *(self._numbers(one.given.responds_to), "", ""),
            *self._from(one),
            *(told["place"], told["url"], told["claim_id"], told["note"], told["iri"]),
        )

    def _words(self, said: Claim | NonAnswer) -> tuple[Cell, ...]:
        evidence = said.evidence
        return evidence.quote or "", "" if evidence.quote is None else "yes" if evidence.verified else "no"

    def _standing(self, standing: Standing | None, cited: Citation) -> tuple[Cell, ...]:
        if standing is None:
            return "", "", ""
        return standing.status.words, plain(cited.status or ""), all_left_open(standing.flows, self._say)

    def _from(self, one: Statement | Response) -> tuple[Cell, ...]:
        source = one.source
        return (
            *(one.letter, source.title or "", source.author or "", source.publisher or NO_OUTLET),
            source.published or "",
        )

    def _names(self, said: Iterable[tuple[LocalName, str]]) -> str:
        return "; ".join(dict.fromkeys(self._say.party(name) for name, _ in said))

    def _numbers(self, names: Iterable[LocalName]) -> str:
        return ", ".join(self._job.references.get(name, name) for name in names)

    # ------------------------------------------------------------ flows

    def flows(self) -> Sheet:
        """One row for each alleged flow, with what it has come to and who answered it."""
        if self._standings is None:
            return Sheet("flows", _FLOWS, ())
        rows = []
        for one in self._gathered.statements:
            standing = self._standings.of(one.claim.iri)
            if standing is not None:
                told = {id(flow): each for each in standing.told for flow in each.flows}
                rows += [self._flow(one, flow, told[id(flow)]) for flow in standing.flows]
        return Sheet("flows", _FLOWS, tuple(rows))

    def _flow(self, one: Statement, alleged: Alleged, told: Told) -> tuple[Cell, ...]:
        about, claim = alleged.assessment, one.claim
        slots = [
            "" if (found := value(about.flow, slot)) is None else self._say.worded(claim, slot, found)
            for slot in (Slot.DATA, Slot.PURPOSE, Slot.SUBJECTS)
        ]
        ends = Ends(about.flow.from_, about.flow.to)
        names = ("" if end is None else self._say.party(end) for end in ends)
        elsewhere = () if told.elsewhere is None else told.elsewhere.replies
        return (
            *(one.number, self._say.party(claim.speaker), self._say.claim(claim, ends)),
            str(about.flow.act or ""),
            *(*names, *slots),
            *(about.status.words, about.core_status.words, about.status_all.words),
            "yes" if about.corroborated else "no",
            *(self._replies(told.replies), self._replies(elsewhere)),
            *(left_open(alleged), iri(flow_name(about.flow), self._job.base)),
        )

    def _replies(self, replies: Sequence[Reply]) -> str:
        return "; ".join(f"{one.sentence} {self._job.references[one.response.iri]}" for one in replies)

    # ------------------------------------------------------------ parties and sources

    def parties(self) -> Sheet:
        """One row for each party: of a part of the dossier those that its statements name."""
        spoke = Counter(one.claim.speaker for one in self._gathered.statements)
        answered = Counter(one.given.speaker for one in self._gathered.responses)
        holding = Counter(self._ends(lambda claim: claim.from_))
        receiving = Counter(self._ends(lambda claim: claim.to))
        named = None if self._job.kept is None else self._named()
        rows = []
        for party in self._gathered.dossier.parties:
            if named is not None and party.iri not in named:
                continue
            told: Mapping[str, Any] = self._attributes.party(party)
            rows.append(
                (
                    *(party.name, told["type"], told["group_kind"], told["aliases"], told["ids"]),
                    *(told["operated_by"], told["part_of"], told["member_of"], told["processor_for"]),
                    *(told["relative_to"], told["members"], told["candidates"]),
                    *(spoke[party.iri], answered[party.iri]),
                    *(holding[party.iri], receiving[party.iri], told["iri"]),
                )
            )
        return Sheet("parties", _PARTIES, tuple(rows))

    def _ends(self, end: Callable[[Claim], Iterable[tuple[LocalName, str]]]) -> Iterator[LocalName]:
        for one in self._gathered.statements:
            yield from dict.fromkeys(name for name, _ in end(one.claim))

    def _named(self) -> frozenset[LocalName]:
        gathered, drafts = self._gathered, self._gathered.drafts
        statements = (*gathered.statements, *drafts.statements)
        said = [one.claim for one in statements]
        spoken: list[Claim | NonAnswer] = [*said, *(one.given for one in gathered.responses)]
        spoken += [one.given for one in drafts.responses]
        roles = {name for one in spoken for name in (one.speaker, one.spokesperson, one.via)}
        ends = {end for claim in said for end, _ in (*claim.from_, *claim.to)}
        drawn = {end for one in statements for pair in one.placed.pairs for end in pair[:2]}
        return frozenset(name for name in roles | ends | drawn if name is not None)

    def sources(self) -> Sheet:
        """One row for each source: of a part of the dossier those of its statements."""
        gathered = self._gathered
        shown = (*gathered.statements, *gathered.responses, *gathered.drafts.everything)
        every = (*gathered.all_statements, *gathered.all_responses, *gathered.all_drafts.everything)
        letters = {one.source.iri: one.letter for one in (every if self._job.kept is None else shown)}
        claims = Counter(one.source.iri for one in self._gathered.statements)
        answers = Counter(one.source.iri for one in self._gathered.responses)
        sources = self._gathered.dossier.sources
        found = [one for one in sources if self._job.kept is None or one.iri in letters]
        found.sort(key=lambda one: _by_letter(letters.get(one.iri, "")))
        rows = [
            self._source(one, letters.get(one.iri, ""), claims[one.iri], answers[one.iri]) for one in found
        ]
        return Sheet("sources", _SOURCES, tuple(rows))

    def _source(self, source: Source, letter: str, claims: int, answers: int) -> tuple[Cell, ...]:
        return (
            *(letter, source.title or "", source.author or "", source.publisher or NO_OUTLET),
            *(source.published or "", source.language or "", source.url or "", source.archived or ""),
            *(source.file, source.sha256 or "", claims, answers, iri(source.iri, self._job.base)),
        )

    def about(self, lost: Sequence[str]) -> Sheet:
        """What the workbook is, and what it could not hold."""
        rows = [*self._job.facts, *(("not held", one) for one in lost)]
        return Sheet("about", _ABOUT, tuple(rows))


def _with_drafts(columns: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    return columns[0], *_OF_DRAFTS, *columns[1:]


def legend(drafts: bool) -> Sheet:
    """What marks and words mean, from the one table of looks; with *drafts* also of these."""
    rows: list[tuple[Cell, ...]] = [
        ("stance", look.glyph, str(stance), f"{look.line} line, {look.colour}", look.legend)
        for stance, look in LOOKS.items()
    ]
    grey = f"no line, {NON_ANSWER_COLOUR}"
    rows.append(("stance", NON_ANSWER_GLYPH, NON_ANSWER_WORD, grey, NON_ANSWER_LEGEND))
    if drafts:
        rows.append(("draft", "", DRAFT_WORD, f"{DRAFT.line} line, {DRAFT.colour}", DRAFT.legend))
    rows += [("act", "", str(act or "not said"), f"{one.head} head", one.legend) for act, one in ACTS.items()]
    worst = f"from the worst answered to the best: {', '.join(one.words for one in WORST_FIRST)}"
    rows.append(("status", "", "", worst, OF_STATUSES))
    stances = [*LOOKS, *(None for _ in rows[len(LOOKS) :])]
    return Sheet("legend", _LEGEND, tuple(rows), tuple(stances))


def _by_letter(letter: str) -> tuple[bool, int, str]:
    """Sort key: A to Z, AA and on; what has no letter last."""
    return not letter, len(letter), letter
