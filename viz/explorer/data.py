"""What the script of the explorer knows: parties, sources, statements with their standing, lines and boxes.

Everything that is shown is a final text of the figure (inert, on one line);
``raw`` holds the words of a quote where they differ from what can be shown.
What is empty or not so is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from graph.building import silent_parties
from graph.claims import Claim, LocalName, NonAnswer, PartialDate, Reported, Said, Source
from graph.status.report import Alleged
from graph.status.values import Status
from graph.telling.counting import Counting
from graph.telling.left_open import all_left_open
from graph.telling.replies import targets
from graph.telling.retold import of_flows
from graph.telling.sentences import Sentences
from graph.telling.standing import Standing, Standings
from graph.vocabulary import iri
from viz.content.boxes import HOLDER_NOT_SAID, RECIPIENT_NOT_SAID
from viz.content.content import NOT_CHECKED, RETOLD, Citation
from viz.content.diagram import Box, Line
from viz.content.gathering import Gathered
from viz.content.numbering import Response, Statement
from viz.content.plain import inert, isolated
from viz.content.speaking import day
from viz.explorer.markup import shown, web_link
from viz.explorer.picture import Picture, box_names
from viz.look import ACTS, LOOKS, NON_ANSWER_GLYPH, NON_ANSWER_WORD

#: What a claim's further words are called.
_FURTHER: Final = (
    ("tense", "Tense"),
    ("voice", "Voice"),
    ("modality", "Modality"),
    ("evidence_kind", "Rests on"),
    ("period_from", "Period from"),
    ("period_until", "Period until"),
)


@dataclass(frozen=True)
class Data:
    """Tells what was gathered, and what is drawn of it, to the script; IRIs begin with *base*."""

    gathered: Gathered
    picture: Picture
    base: str

    @cached_property
    def say(self) -> Sentences:
        """The sentences."""
        return Sentences(self.gathered.dossier)

    @cached_property
    def statements(self) -> list[dict[str, Any]]:
        """The statements, then the non-answers, then the drafts, each as the script knows it."""
        gathered = self.gathered
        citations = {one.number: one for one in (*gathered.content.citations, *gathered.content.drafts)}
        found = [self._statement(one, citations[one.label]) for one in gathered.statements]
        found += [self._response(one, citations[one.label]) for one in gathered.responses]
        found += [
            self._statement(one, citations[one.label])
            if isinstance(one, Statement)
            else self._response(one, citations[one.label])
            for one in gathered.drafts.everything
        ]
        return found

    @cached_property
    def reviewed(self) -> list[dict[str, Any]]:
        """The same without the drafts: what is counted."""
        return [one for one in self.statements if "draft" not in one]

    @cached_property
    def all_unchecked(self) -> bool:
        """Whether no quote was compared with its text: then it is said once, and not of each."""
        quotes = [one for one in self.statements if "quote" in one]
        return len(quotes) > 1 and all("unchecked" in one for one in quotes)

    @cached_property
    def unanswering(self) -> tuple[str, ...]:
        """Names of the parties that allegations name and that have said nothing, sorted."""
        silent = silent_parties(self.gathered.dossier)
        if self.gathered.part is not None:  # of others it does not hold all that they say
            pairs = [pair for one in self.gathered.statements for pair in one.placed.pairs]
            silent &= {end for pair in pairs for end in (pair.from_, pair.to)}
        return tuple(sorted(self._name(one) for one in silent))

    @cached_property
    def everything(self) -> dict[str, Any]:
        """All of it, ready for JSON."""
        content = self.gathered.content
        statements = self.statements  # first, as the boxes: they find the parties that are named
        boxes = [self._box(one) for one in self.picture.diagram.boxes]
        return {
            "title": content.title,
            "coverage": content.coverage,
            "pointOfView": f"{self.gathered.standpoint.on(self.gathered.dossier)}",
            "withStatus": self.gathered.statuses is not None,
            "part": self.picture.part,
            "allUnchecked": self.all_unchecked,
            "looks": looks(),
            "acts": {f"{act or 'not-said'}": look.doing for act, look in ACTS.items()},
            "statuses": [one.words for one in Status],
            "sources": [self._source(one) for one in self._sources],
            "parties": [
                {"id": name, "name": self._name(name), "iri": iri(name, self.base)} for name in self._places
            ],
            "statements": statements,
            "lines": [self._line(one) for one in self.picture.diagram.lines],
            "boxes": boxes,
            "short": self.picture.short,
            "retold": RETOLD,
        }

    @property
    def _spoken(self) -> tuple[Statement | Response, ...]:
        """All that is shown, drafts included."""
        gathered = self.gathered
        return (*gathered.statements, *gathered.responses, *gathered.drafts.everything)

    @cached_property
    def _sources(self) -> tuple[Source, ...]:
        spoken = self._spoken
        found = {one.source.iri: one.source for one in spoken}
        letters = {one.source.iri: one.letter for one in spoken}
        return tuple(
            found[name] for name in sorted(found, key=lambda name: (len(letters[name]), letters[name]))
        )

    @cached_property
    def _letter_of(self) -> Mapping[LocalName, str]:
        return {one.source.iri: one.letter for one in self._spoken}

    @cached_property
    def _text_of(self) -> Mapping[str, str]:
        return dict(self.gathered.content.references)

    @cached_property
    def _places(self) -> dict[LocalName, int]:
        return {}

    @cached_property
    def _place_of_source(self) -> Mapping[LocalName, int]:
        return {one.iri: place for place, one in enumerate(self._sources)}

    @cached_property
    def _number_of(self) -> Mapping[LocalName, str]:
        gathered, drafts = self.gathered, self.gathered.all_drafts
        found = {one.claim.iri: one.label for one in (*drafts.statements, *gathered.all_statements)}
        return found | {one.given.iri: one.label for one in (*drafts.responses, *gathered.all_responses)}

    @cached_property
    def _seen(self) -> frozenset[LocalName]:
        claims = (one.claim.iri for one in self.gathered.statements)
        return frozenset((*claims, *(one.given.iri for one in self.gathered.responses)))

    @cached_property
    def _standings(self) -> Standings | None:
        return None if self.gathered.report is None else Standings(self.gathered.report)

    @cached_property
    def _counting(self) -> Counting | None:
        return None if self.gathered.report is None else Counting(self.gathered.report)

    @cached_property
    def _flows(self) -> Mapping[LocalName, tuple[Alleged, ...]]:
        report = self.gathered.report
        return {} if report is None else {claim.iri: flows for claim, flows in report.by_claim()}

    @cached_property
    def _answered_by(self) -> Mapping[LocalName, list[str]]:
        found: dict[LocalName, list[str]] = defaultdict(list)
        spoken: Iterable[Claim | NonAnswer] = (
            *(one.claim for one in self.gathered.statements),
            *(one.given for one in self.gathered.responses),
        )
        for one in spoken:
            for name in targets(one):
                found[name].append(self._number_of[one.iri])
        return found

    def _party(self, name: LocalName) -> int:
        """The place of a party in the list of parties, made at its first mention."""
        return self._places.setdefault(name, len(self._places))

    def _name(self, name: LocalName) -> str:
        return isolated(inert(self.say.party(name))) or "(no name)"

    def _line(self, one: Line) -> dict[str, Any]:
        return _filled(
            key=one.key,
            **{"from": one.from_},
            to=one.to,
            stance=str(one.stance),
            doing=one.doing,
            status=one.status,
            claims=list(one.labels),
            draft=one.draft,
        )

    def _box(self, one: Box) -> dict[str, Any]:
        """A box; ``rows`` tells how many of its texts, the last ones, name its non-answers.

        Its notes are the non-answers, then the drafts of such.
        """
        return {
            "key": one.key,
            "name": box_names(one),
            "parties": [self._party(each) for each in one.parties],
            "notes": [*(f"n{each}" for each in one.non_answers), *(f"d{each}" for each in one.drafts)],
            "rows": len(self.picture.drawn.boxes[one.key].note),
        }

    def _source(self, one: Source) -> dict[str, Any]:
        letter = self._letter_of[one.iri]
        return _filled(
            letter=letter,
            text=self._text_of[letter],
            title=_told(one.title),
            outlet=_told(one.publisher),
            url=web_link(one.url),
            language=language(one.language),
            iri=iri(one.iri, self.base),
        )

    def _statement(self, one: Statement, cited: Citation) -> dict[str, Any]:
        claim, pairs = one.claim, (*one.placed.pairs, *one.placed.unanswering)
        holders = dict.fromkeys(pair.from_ for pair in pairs)
        recipients = dict.fromkeys(pair.to for pair in pairs)
        acts = dict.fromkeys(f"{act or 'not-said'}" for act in ([pair.act for pair in pairs] or [claim.act]))
        ends = dict.fromkeys(end for end in (*holders, *recipients) if end is not None)
        return self._said(one, claim, cited, one.said_on) | _filled(
            stance=str(one.stance),
            recorded=str(claim.stance) if claim.stance is not one.stance else None,
            sentence=_told(self.say.claim(claim)),
            **{
                "from": [HOLDER_NOT_SAID if end is None else self._name(end) for end in holders],
                "to": [RECIPIENT_NOT_SAID if end is None else self._name(end) for end in recipients],
            },
            fromWords=_words(claim.from_),
            toWords=_words(claim.to),
            data=_words(claim.data),
            purpose=_words(claim.purpose),
            subjects=_words(claim.subjects),
            acts=list(acts),
            ends=[self._party(end) for end in ends],
            leftOut=_told(self.say.exceptions(claim.except_).removeprefix(", ")),
            only=[str(slot) for slot in claim.exclusive],
            hedges=[_told(hedge) for hedge in claim.hedges],
            further=[[label, str(value)] for field, label in _FURTHER if (value := getattr(claim, field))],
            **({} if claim.draft is not None else self._standing(claim.iri)),
        )

    def _response(self, one: Response, cited: Citation) -> dict[str, Any]:
        ends = dict.fromkeys((one.given.speaker, *one.speakers))
        return self._said(one, one.given, cited, one.said_on) | _filled(
            stance=NON_ANSWER_WORD,
            kind=str(one.given.kind),
            sentence=_told(self.say.non_answer(one.given)),
            ends=[self._party(end) for end in ends],
        )

    def _said(
        self, one: Statement | Response, said: Claim | NonAnswer, cited: Citation, said_on: PartialDate | None
    ) -> dict[str, Any]:
        evidence = said.evidence
        quote = None if evidence.quote is None else shown(evidence.quote)
        why_not = None
        if self._counting is not None and said.draft is None:
            why_not = self._counting.why_not(said)
        return _filled(
            draft=said.draft is not None,
            foundBy=cited.draft,
            reason=None if said.draft is None else _told(said.draft.reason),
            n=cited.number,
            who=cited.who.removesuffix(","),
            verb=cited.verb,
            speaker=self._party(said.speaker),
            person=None if said.spokesperson is None else self._party(said.spokesperson),
            via=None if said.via is None else self._party(said.via),
            quote=cited.quote,
            raw=quote if quote != cited.quote else None,
            pointer=cited.pointer,
            at=list(evidence.at) if evidence.at is not None else None,
            unchecked=evidence.quote is not None and not evidence.verified,
            remarks=[one for one in cited.remarks if one not in (NOT_CHECKED, RETOLD)],
            reported=str(said.reported),
            retold=evidence.quote is not None and said.reported is Reported.INDIRECT,
            date=None if said_on is None else str(said_on),
            day=None if said_on is None else day(said_on),
            first=None if said_on is None else said_on.first_day.isoformat(),
            last=None if said_on is None else said_on.last_day.isoformat(),
            source=self._place_of_source[one.source.iri],
            iri=iri(said.iri, self.base),
            note=_told(said.note),
            answers=[self._cited(name) for name in targets(said)],
            answeredBy=self._answered_by.get(said.iri),
            notCounted=_told(why_not),
        )

    def _standing(self, claim: LocalName) -> dict[str, Any]:
        """What an allegation has come to: in words, flow by flow, who answers, and what is left open."""
        standing = None if self._standings is None else self._standings.of(claim)
        if standing is None:
            return {}
        return _filled(
            status=standing.status.words,
            statuses=list(dict.fromkeys(one.assessment.status.words for one in standing.flows)),
            standing=_told(str(standing)),
            told=[[depth, _told(text)] for depth, text in of_flows(standing, self._cite)],
            replies=self._replies(standing),
            responses=self._responses(claim),
            leftOpen=_told(all_left_open(self._flows[claim], self.say)),
        )

    def _replies(self, standing: Standing) -> list[str]:
        """Numbers of the responses that are shown and that answer."""
        found: dict[str, None] = {}
        for one in standing.told:
            for reply in (*one.replies, *(one.elsewhere.replies if one.elsewhere else ())):
                if reply.response.iri in self._seen:
                    found[self._number_of[reply.response.iri]] = None
        return list(found)

    def _responses(self, claim: LocalName) -> dict[str, list[str]]:
        """By status of a flow, the numbers of the responses that are shown and that its words cite."""
        found: dict[str, dict[str, None]] = {}
        for one in self._flows[claim]:
            status = one.assessment.status
            for answer in one.citing:
                if answer.verdict.response.iri in self._seen:
                    number = self._number_of[answer.verdict.response.iri]
                    found.setdefault(status.words, {})[number] = None
        return {words: list(numbers) for words, numbers in found.items()}

    def _cite(self, said: Claim | NonAnswer) -> str:
        hidden = "" if said.iri in self._seen else ", not shown"
        return f"[{self._number_of[said.iri]}{hidden}]"

    def _cited(self, name: LocalName) -> str:
        """The number of a claim that is answered; "?" for one outside this dossier."""
        return self._number_of.get(name, "?")


def looks() -> dict[str, dict[str, str]]:
    """Glyph, verb and colour of each stance, in the order of the table of looks."""
    found = {str(stance): {"glyph": look.glyph, "verb": look.one} for stance, look in LOOKS.items()}
    return found | {NON_ANSWER_WORD: {"glyph": NON_ANSWER_GLYPH, "verb": "neither affirms nor denies"}}


def language(tag: str | None) -> str | None:
    """*tag* if it has the form of a language tag: letters and digits in groups."""
    if tag is None:
        return None
    groups = tag.split("-")
    fits = all(group.isascii() and group.isalnum() and len(group) <= 8 for group in groups)
    return tag if fits and groups[0].isalpha() and len(groups[0]) >= 2 else None


def counts(statements: Iterable[Mapping[str, Any]], field: str) -> Counter[Any]:
    """How many statements have each value of *field*, which may be a list."""
    found: Counter[Any] = Counter()
    for one in statements:
        value = one.get(field)
        found.update(value if isinstance(value, list) else () if value is None else (value,))
    return found


def _filled(**fields: Any) -> dict[str, Any]:
    """The fields that have something in them; 0 is something."""
    return {key: value for key, value in fields.items() if value or (value == 0 and value is not False)}


def _told(text: str | None) -> str | None:
    return None if text is None else _plain(text)


def _plain(text: str) -> str:
    """The text ready to be shown; most of it is, and need not be looked at letter by letter."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return isolated(inert(text))


def _words(said: Iterable[Said]) -> list[str]:
    return list(dict.fromkeys(_plain(one.words) for one in said))
