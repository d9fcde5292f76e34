"""From one entry of a source file to a claim, non-answer, relation or passage left out.

Here names become parties, words become concepts, quotes are looked up in the
text, and every entry gets the IRI that its own words give it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final, Protocol

from pydantic import ValidationError

from graph.claims import (
    Claim,
    Drafted,
    Evidence,
    Flow,
    LocalName,
    NonAnswer,
    NotClaim,
    PartialDate,
    Party,
    PartyType,
    Relation,
    Reported,
    Said,
    Slot,
    Source,
    Stance,
)
from graph.flows import third_parties_of
from graph.problems import Level, Place, Problem, quoted
from graph.reading.fitting import MOST_TOLD, misfits
from graph.reading.format import (
    ClaimBlock,
    DraftBlock,
    EvidencedBlock,
    ExceptBlock,
    NonAnswerBlock,
    NotClaimBlock,
    RelationBlock,
    SourceFile,
)
from graph.reading.lexicon import Lexicon
from graph.reading.lost import Lost
from graph.reading.quotes import SourceText, normalise
from graph.reading.rows import Row, Rows
from graph.vocabulary import TOPS, digest

Statement = Claim | NonAnswer | Relation | NotClaim
_Entry = ClaimBlock | NonAnswerBlock | RelationBlock | NotClaimBlock
Loc = tuple[int | str, ...]
Placer = Callable[[Loc], Place]
Places = dict[LocalName, Place] | None

#: Who may establish a flow to which it is no party.
_AUTHORITIES: Final = frozenset({PartyType.COURT, PartyType.GOVERNMENT})
_TOPS: Final = frozenset(TOPS.values())
#: For how many quotes that are not in their text the nearest passage is looked up.
_LOOKED_UP: Final = 100
#: How many lists of names are remembered with what they mean.
_REMEMBERED: Final = 50_000


class Naming(Protocol):
    """Who is who: ``graph.reading.names.Names``, or a register's directory."""

    @property
    def parties(self) -> dict[LocalName, Party]:
        """The parties by local name, which may grow."""
        ...

    @property
    def lost(self) -> Lost:
        """Names that a defect kept from being understood."""
        ...

    @property
    def floating(self) -> frozenset[LocalName]:
        """Third parties of which nobody said whose."""
        ...

    def find(self, words: str, scope: LocalName) -> LocalName | None:
        """The party called *words* in *scope*; None if nobody is."""
        ...

    def resolve(self, words: str, scope: LocalName, place: Place, key: str) -> LocalName | None:
        """The party called *words* in *scope*; if nobody is, None and a problem at *place*."""
        ...

    def third_parties(self, holder: LocalName, third: LocalName) -> None:
        """Make sure that the third parties of *holder* are a party, called as the open class *third* is."""
        ...


@dataclass(slots=True)
class Context:
    """The source in which an entry stands, and what its entries may refer to.

    ``ids`` holds the claims that have an id, ``draft_ids`` the ids of drafts, ``id_places`` where each id
    is given first (for a row: its line), and ``at`` the quote given for each place of a text that is not
    at hand. ``iris`` are the names of the file's claims and non-answers, ``drafts`` those of its drafts.
    """

    source: Source
    text: SourceText | None
    sources: Mapping[str, LocalName]
    ids: dict[str, LocalName] = field(default_factory=dict)
    id_places: dict[str, Place | int] = field(default_factory=dict)
    at: dict[tuple[int, int], tuple[str, Place]] = field(default_factory=dict)
    iris: list[LocalName] = field(default_factory=list)
    draft_ids: set[str] = field(default_factory=set)
    drafts: list[LocalName] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _repeated: dict[str, int] = field(default_factory=dict)

    def mint(self, kind: str, *said: object) -> LocalName:
        """The local name of an entry that says *said*; equal entries are told apart by counting them."""
        name = digest([kind, self.source.iri, *said])
        if name in self._seen:
            times = self._repeated[name] = self._repeated.get(name, 0) + 1
            name = digest([name, times])
        self._seen.add(name)
        return f"{kind}/{name}"


class Statements:
    """Makes statements of entries; all that is wrong with them is added to ``problems``."""

    def __init__(
        self, names: Naming, lexicon: Lexicon, problems: list[Problem], drafts: bool = False
    ) -> None:
        """Use *names* and *lexicon* for who and what is meant; make either reviewed statements, or drafts.

        Drafts are announced and made after all that was reviewed, so that no draft changes its names.
        """
        self.names, self.lexicon, self.problems = names, lexicon, problems
        self._drafts = drafts
        self._floating = names.floating
        self._contexts: dict[LocalName, Context] = {}
        self._counting: dict[LocalName, Context] = {}
        self._answers: set[LocalName] = set()
        self._looked_up = 0
        self._named: dict[tuple[LocalName, tuple[str, ...]], tuple[Said, ...]] = {}
        self._meant: dict[tuple[Slot, tuple[str, ...]], tuple[Said, ...]] = {}

    # ------------------------------------------------------------ first round: names of entries

    def announce(self, context: Context, content: SourceFile) -> None:
        """Name the entries of a source file, so that others may refer to them before they are read."""
        self._contexts[context.source.iri] = context
        blocks: list[ClaimBlock | NonAnswerBlock] = [*content.claims, *content.non_answers]
        for block in blocks:
            if not self._wanted(block):
                if block.id is not None and not self._drafts:
                    context.draft_ids.add(block.id)
                continue
            iri = _mint(context, block)
            (context.drafts if self._drafts else context.iris).append(iri)
            if isinstance(block, NonAnswerBlock):
                self._answers.add(iri)
            if block.id is not None:
                context.ids.setdefault(block.id, iri)

    def _wanted(self, block: _Entry) -> bool:
        """Whether an entry is of the sort that is made here: reviewed, or a draft."""
        return (getattr(block, "draft", None) is not None) == self._drafts

    def announce_rows(self, contexts: Mapping[LocalName, Context], table: Rows) -> None:
        """Name the rows that have an id, if any row refers to others at all."""
        self._contexts.update(contexts)
        if not table.refers:
            return
        for row in table.rows([]):
            source = table.source_of(row)
            block = _block(row)
            if source is None or block is None:
                if "id" in row.values:
                    self.names.lost.add(row.values["id"])
                continue
            known = contexts[source]
            if not self._wanted(block):
                if block.id is not None and not self._drafts:
                    known.draft_ids.add(block.id)
                continue
            if source not in self._counting:  # names them as ``of_rows`` will, whose counting starts later
                self._counting[source] = Context(known.source, None, {}, _seen=set(known._seen))
            iri = _mint(self._counting[source], block)
            if block.id is not None:
                known.ids.setdefault(block.id, iri)

    # ------------------------------------------------------------ second round: statements

    def of_file(
        self, context: Context, content: SourceFile, place: Placer, places: Places = None
    ) -> Iterator[Statement]:
        """The statements of a source file, in its order; the place of each goes into *places*, if given."""
        iris = iter(context.drafts if self._drafts else context.iris)
        entries: list[tuple[str, Sequence[_Entry]]] = [
            ("claims", content.claims),
            ("non_answers", content.non_answers),
            ("relations", content.relations),
            ("not_claims", content.not_claims),
        ]
        for key, blocks in entries:
            for number, block in enumerate(blocks):
                if not self._wanted(block):
                    continue
                at = _under(place, key, number)
                made = self._made(context, block, at, iris)
                if made is not None:
                    if places is not None:
                        places[made.iri] = at(())
                    yield made

    def of_entries(
        self, context: Context, entries: Callable[[], Iterable[_Entry]], place: Placer, refers: bool = True
    ) -> Iterator[Statement]:
        """The statements of *entries*, which are read twice if some of them refer to the ids of others."""
        if refers:  # else nobody asks for it again
            self._contexts[context.source.iri] = context
        counting = Context(context.source, None, {})
        for block in entries() if refers else ():
            if isinstance(block, ClaimBlock | NonAnswerBlock):
                iri = _mint(counting, block)
                if isinstance(block, NonAnswerBlock):
                    self._answers.add(iri)
                if block.id is not None:
                    context.ids.setdefault(block.id, iri)
        for block in entries():
            iris = iter((_mint(context, block),) if isinstance(block, ClaimBlock | NonAnswerBlock) else ())
            made = self._made(context, block, place, iris)
            if made is not None:
                yield made

    def _made(
        self, context: Context, block: _Entry, place: Placer, iris: Iterator[LocalName]
    ) -> Statement | None:
        """The statement that *block* is; claims and non-answers take their names from *iris*."""
        if isinstance(block, RelationBlock):
            return self.relation(context, block, place)
        if isinstance(block, NotClaimBlock):
            return self.not_claim(context, block, place)
        if block.id is not None:
            self._unique(context, block.id, place, place(("id",)))
        if isinstance(block, NonAnswerBlock):
            return self.non_answer(context, block, place, next(iris))
        return self.claim(context, block, place, next(iris))

    def of_rows(
        self, contexts: Mapping[LocalName, Context], table: Rows, places: Places = None
    ) -> Iterator[Claim]:
        """The claims of a table, row by row; the place of each goes into *places*, if given."""
        errors, before = 0, len(self.problems)
        told: set[LocalName] = set()
        for row in table.rows(self.problems):
            if len(self.problems) > before:
                errors += self._errors_since(before)
                before = len(self.problems)
            if errors > MOST_TOLD:
                message = f"more than {MOST_TOLD:,} errors in this table; the rest is not read"
                self.problems.append(Problem(row.place(()), message, "csv"))
                return
            block = _block(row)
            if block is None:
                if not self._drafts:  # which are told already
                    for loc, message, rule in misfits(ClaimBlock, row.values):
                        self.problems.append(Problem(row.place(loc), message, rule))
                continue
            source = table.source_of(row)
            if source is None or not self._wanted(block):
                continue
            context = contexts[source]
            if block.id is not None:
                self._unique(context, block.id, row.place, row.line)
            told_before = source in told
            told.add(source)
            claim = self.claim(context, block, row.place, _mint(context, block), told_before)
            if claim is not None:
                if places is not None:
                    places[claim.iri] = row.place(())
                yield claim

    def claim(
        self, context: Context, block: ClaimBlock, place: Placer, iri: LocalName, quietly: bool = False
    ) -> Claim | None:
        """The claim that *block* makes; None, and problems, if it names what nobody knows.

        Quietly: without the warning that ``reported`` is guessed, which a table needs once per source.
        """
        before = len(self.problems)
        scope = context.source.iri
        from_ = self._parties(block.from_, scope, place, "from")
        to = self._parties(block.to, scope, place, "to")
        data = self._phrases(Slot.DATA, block.data, place)
        purpose = self._phrases(Slot.PURPOSE, block.purpose, place)
        subjects = self._phrases(Slot.SUBJECTS, block.subjects, place)
        speaker = self._party(block.speaker, scope, place, "speaker") or ""
        if self._floating:
            self._relate_third_parties(from_, to, place)
        evidence = self._evidence(context, block, place)
        claim = Claim(
            iri,
            scope,
            evidence,
            speaker,
            block.stance,
            block.reported or self._reported(context, evidence, speaker, place, quietly),
            block.act,
            from_,
            to,
            data,
            purpose,
            subjects,
            self._exceptions(block.except_, scope, place) if block.except_ else (),
            tuple(one for one in Slot if one in block.exclusive) if block.exclusive else (),
            block.id,
            self._party(block.spokesperson, scope, place, "spokesperson"),
            self._party(block.via, scope, place, "via"),
            self._said_on(context, block, place),
            block.period.from_ if block.period else None,
            block.period.until if block.period else None,
            block.tense,
            block.voice,
            block.modality,
            tuple(sorted(set(block.hedges))) if block.hedges else (),
            block.evidence,
            self._references(context, block.responds_to, place, "responds_to", iri)
            if block.responds_to
            else (),
            self._references(context, block.denies, place, "denies", iri) if block.denies else (),
            self._references(context, block.supersedes, place, "supersedes", iri) if block.supersedes else (),
            block.note,
            _drafted(block.draft),
        )
        if (len(self.problems) > before and self._errors_since(before)) or not speaker:
            return None
        if claim.stance is Stance.CONFIRMED:
            self._warn_of_outsider(claim, place)
        return claim

    def non_answer(
        self, context: Context, block: NonAnswerBlock, place: Placer, iri: LocalName
    ) -> NonAnswer | None:
        """The non-answer that *block* is; None, and problems, if it names what nobody knows."""
        scope = context.source.iri
        speaker = self._party(block.speaker, scope, place, "speaker") or ""
        evidence = self._evidence(context, block, place)
        answer = NonAnswer(
            iri,
            scope,
            evidence,
            speaker,
            block.kind,
            block.reported or self._reported(context, evidence, speaker, place),
            block.id,
            self._party(block.spokesperson, scope, place, "spokesperson"),
            self._party(block.via, scope, place, "via"),
            self._said_on(context, block, place),
            self._references(context, block.responds_to, place, "responds_to", iri),
            block.note,
            _drafted(block.draft),
        )
        return answer if speaker else None

    def relation(self, context: Context, block: RelationBlock, place: Placer) -> Relation | None:
        """The relation that *block* is; None, and problems, if it names what nobody knows."""
        scope = context.source.iri
        parties = self._parties(block.parties, scope, place, "parties")
        words = block.pointer or normalise(block.quote or "")
        return Relation(
            context.mint("relation", words, block.type, sorted(block.parties)),
            scope,
            self._evidence(context, block, place),
            block.type,
            parties,
            self._party(block.speaker, scope, place, "speaker"),
            tuple(sorted(set(block.purpose))),
            block.note,
        )

    def not_claim(self, context: Context, block: NotClaimBlock, place: Placer) -> NotClaim:
        """The passage left out."""
        evidence = self._evidence(context, EvidencedBlock(quote=block.quote), place)
        iri = context.mint("not-claim", normalise(block.quote), block.why)
        return NotClaim(iri, context.source.iri, evidence, block.why)

    # ------------------------------------------------------------ who and what

    def _party(self, words: str | None, scope: LocalName, place: Placer, key: str) -> LocalName | None:
        if words is None:
            return None
        said = self._parties((words,), scope, place, key)
        return said[0].value if said else None

    def _parties(self, words: tuple[str, ...], scope: LocalName, place: Placer, key: str) -> tuple[Said, ...]:
        if not words:
            return ()
        known = self._named.get((scope, words))
        if known is not None:
            return known
        said = set()
        for number, one in enumerate(words):
            found = self.names.resolve(one, scope, place((key, number)), key)
            if found is not None:
                said.add(Said(found, one))
        if len(said) == len(words):
            if len(self._named) >= _REMEMBERED:
                self._named.clear()
            self._named[scope, words] = tuple(sorted(said))
        return tuple(sorted(said))

    def _phrases(self, slot: Slot, words: tuple[str, ...], place: Placer) -> tuple[Said, ...]:
        if not words:
            return ()
        known = self._meant.get((slot, words))
        if known is not None:
            return known
        said = set()
        for number, one in enumerate(words):
            found = self.lexicon.said(slot, one, lambda number=number: place((slot.value, number)))  # type: ignore[misc]
            if found is not None:
                said.add(found)
        if len(said) == len(words):
            self._meant[slot, words] = tuple(sorted(said))
        return tuple(sorted(said))

    def _relate_third_parties(self, from_: tuple[Said, ...], to: tuple[Said, ...], place: Placer) -> None:
        """Make the third parties of each holder a party, where a claim leaves open whose they are."""
        open_ = {one.value for one in to} & self._floating
        if not open_:
            return
        holders = {one.value for one in from_} - self._floating
        for holder in sorted(holders):
            self.names.third_parties(holder, min(open_))
        if len(open_) > 1 or {third_parties_of(one) for one in holders} & {one.value for one in to}:
            message = (
                "to: two names for the third parties of one holder; keep one, or say relative_to in entities"
            )
            self.problems.append(Problem(place(("to",)), message, "relative_to"))

    def _exceptions(
        self, blocks: tuple[ExceptBlock, ...], scope: LocalName, place: Placer
    ) -> tuple[Flow, ...]:
        found: set[Flow] = set()
        for number, block in enumerate(blocks):
            at, before = _under(place, "except", number), len(self.problems)
            sides: list[list[LocalName | None]] = [
                [None if one.value in _TOPS else one.value for one in said] or [None]
                for said in (
                    self._parties(block.from_, scope, at, "from"),
                    self._parties(block.to, scope, at, "to"),
                    self._phrases(Slot.DATA, block.data, at),
                    self._phrases(Slot.PURPOSE, block.purpose, at),
                    self._phrases(Slot.SUBJECTS, block.subjects, at),
                )
            ]
            for holder, recipient, data, purpose, subjects in product(*sides):
                if recipient in self._floating and holder is not None and holder not in self._floating:
                    self.names.third_parties(holder, recipient)
                    recipient = third_parties_of(holder)
                found.add(Flow(block.act, holder, recipient, data, purpose, subjects))
            if Flow() in found and not self._errors_since(before):
                message = "an exception without slots would leave out everything; name a slot"
                self.problems.append(Problem(at(()), message, "except"))
        return tuple(sorted(found, key=repr))

    def _references(
        self, context: Context, ids: tuple[str, ...], place: Placer, key: str, own: LocalName
    ) -> tuple[LocalName, ...]:
        """The claims that the claim *own* refers to; what nobody can refer to is a problem."""
        found: set[LocalName] = set()
        for number, one in enumerate(ids):
            iri, is_draft = context.ids.get(one), one in context.draft_ids
            stem, _, inner = one.partition("/")
            if iri is None and inner and not is_draft:
                other = self._contexts.get(context.sources.get(stem, ""))
                if other is not None:
                    iri, is_draft = other.ids.get(inner), inner in other.draft_ids
            if iri is None and is_draft and not self._drafts:
                message = f"{key}: {quoted(one)} is a draft; review it first, or take it out here"
            elif iri is None:
                if any(words and words in self.names.lost for words in (one, stem, inner)):
                    continue
                message = (
                    f"{key}: no claim here has the id {quoted(one)}; use an id of this file, "
                    "or FILE/ID for a claim of another source (FILE without .yaml)"
                )
            elif iri == own:
                message = f"{key}: {quoted(one)} is this claim itself; name another"
            elif key == "denies" and iri in self._answers:
                message = f"denies: {quoted(one)} is a non-answer, which says nothing to deny; name a claim"
            else:
                found.add(iri)
                continue
            self.problems.append(Problem(place((key, number)), message, "reference"))
        return tuple(sorted(found))

    # ------------------------------------------------------------ evidence

    def _evidence(self, context: Context, block: EvidencedBlock, place: Placer) -> Evidence:
        quote, at = block.quote, block.at
        if quote is None:
            return Evidence(None, block.pointer)
        if context.text is None:
            return Evidence(quote if at is None else self._same(context, quote, at, place), None, at)
        text = context.text
        if at is not None and text.holds(quote, *at):
            return Evidence(text.raw[at[0] : at[1]], None, at, True)
        found = text.find(quote)
        if found is None:
            message = f"the quote is not in {quoted(str(context.source.text))}{self._nearest(text, quote)}"
            self.problems.append(Problem(place(("quote",)), message, "quote"))
            return Evidence(quote)
        stands = (found.start, found.end)
        if at is not None:
            holds = f"holds {quoted(text.raw[at[0] : at[1]], 60)}, not the quote"
            if at[1] > len(text.raw):
                holds = f"ends beyond the text, which has {len(text.raw):,} code points"
            message = f"at {list(at)} {holds}; the quote stands at {list(stands)}"
            self.problems.append(Problem(place(("at",)), message, "at"))
        elif found.again and found.exact:
            message = (
                "the quote stands more than once in the text; the first is meant, or give at: [start, end]"
            )
            self.problems.append(Problem(place(("quote",)), message, "quote", Level.NOTE))
        elif found.again:
            message = (
                "the quote stands nowhere as it is, and more than once up to white space and "
                f"quotation marks, first at {list(stands)}; say which by at: [start, end]"
            )
            self.problems.append(Problem(place(("quote",)), message, "quote"))
        return Evidence(text.raw[found.start : found.end], None, stands, True)

    def _nearest(self, text: SourceText, quote: str) -> str:
        """The passage nearest to a quote that is not there, in words."""
        self._looked_up += 1
        near = text.nearest(quote) if self._looked_up <= _LOOKED_UP else None
        if near is None:
            return "; quote the text word for word"
        return f"; nearest, in its line {near[1]}: {quoted(near[0], 240)}; copy the words from there"

    def _same(self, context: Context, quote: str, at: tuple[int, int], place: Placer) -> str:
        """The words that stand at *at* of a text that is not at hand: the same in every entry."""
        first, where = context.at.setdefault(at, (quote, place(("at",))))
        if normalise(first) != normalise(quote):
            message = f"at {list(at)} is the place of another quote ({where}); one of the two is wrong"
            self.problems.append(Problem(place(("at",)), message, "at"))
        elif at[1] - at[0] != len(first):
            message = (
                f"at {list(at)} is {at[1] - at[0]} code points long, the quote {len(first)}; "
                "give the place of just these words, as they stand in the text"
            )
            self.problems.append(Problem(place(("at",)), message, "at"))
        return first

    def _reported(
        self, context: Context, evidence: Evidence, speaker: LocalName, place: Placer, quietly: bool = False
    ) -> Reported:
        """Direct in quotation marks and in a document of the speaker's own; otherwise the outlet's words."""
        source = context.source
        for own in (source.publisher, source.author):
            if own is not None and self.names.find(own, source.iri) == speaker:
                return Reported.DIRECT
        if context.text is not None and evidence.at is not None:
            quoted = context.text.in_quotation_marks(*evidence.at)
            return Reported.DIRECT if quoted else Reported.INDIRECT
        if evidence.quote is not None and context.text is None and not quietly:
            message = (
                "reported is not given and the text is not at hand: taken as indirect (the outlet's words); "
                "state reported: direct if the speaker is quoted"
            )
            self.problems.append(Problem(place(("quote",)), message, "reported", Level.WARNING))
        return Reported.INDIRECT

    def _said_on(
        self, context: Context, block: ClaimBlock | NonAnswerBlock, place: Placer
    ) -> PartialDate | None:
        """When it was said: the day given, else that of the document."""
        said, published = block.said_on, context.source.published
        if said is not None and published is not None and said.first_day > published.last_day:
            message = f"said_on {said} is later than the document itself, {published}; correct one of the two"
            self.problems.append(Problem(place(("said_on",)), message, "said_on", Level.WARNING))
        return said or published

    # ------------------------------------------------------------ warnings

    def _warn_of_outsider(self, claim: Claim, place: Placer) -> None:
        """Confirmed is said by a party to the flow, or by an authority."""
        parties = self.names.parties
        if parties[claim.speaker].type in _AUTHORITIES:
            return
        ends = {one.value for one in (*claim.from_, *claim.to)}
        ends |= {above for end in ends for above in (*parties[end].operated_by, *parties[end].members)}
        reached = {claim.speaker, *parties[claim.speaker].member_of}
        if not ends or ends & reached:
            return
        message = (
            f"confirmed by {quoted(parties[claim.speaker].name)}, which is neither holder nor recipient, "
            "no court and no government: it counts as alleged"
        )
        self.problems.append(Problem(place(("stance",)), message, "outsider", Level.WARNING))

    def _unique(self, context: Context, id_: str, place: Placer, here: Place | int) -> None:
        if id_ not in context.id_places:
            context.id_places[id_] = here
            return
        first = context.id_places[id_]
        where = f"line {first} of a table" if isinstance(first, int) else first
        message = f"id {quoted(id_)} is already used ({where}); inside one source an id names one claim"
        self.problems.append(Problem(place(("id",)), message, "id"))

    def _errors_since(self, before: int) -> int:
        """How many of the problems added since there were *before* are errors."""
        return sum(one.level is Level.ERROR for one in self.problems[before:])


def _drafted(block: DraftBlock | None) -> Drafted | None:
    return None if block is None else Drafted(**block.model_dump())


def _mint(context: Context, block: ClaimBlock | NonAnswerBlock) -> LocalName:
    """The name of a claim or non-answer; a draft has that of the claim that it becomes once accepted."""
    name = _mint_claim(context, block)
    return name if block.draft is None else f"draft/{name.rpartition('/')[2]}"


def _mint_claim(context: Context, block: ClaimBlock | NonAnswerBlock) -> LocalName:
    words = block.pointer or normalise(block.quote or "")
    if isinstance(block, NonAnswerBlock):
        return context.mint("claim", words, block.speaker, block.kind)
    slots = (block.from_, block.to, block.data, block.purpose, block.subjects)
    return context.mint(
        "claim",
        words,
        block.speaker,
        block.stance,
        block.act,
        [list(one) if len(one) < 2 else sorted(one) for one in slots],
    )


def _block(row: Row) -> ClaimBlock | None:
    try:
        return ClaimBlock.model_validate(row.values)
    except ValidationError:
        return None


def _under(place: Placer, *above: int | str) -> Placer:
    return lambda loc: place((*above, *loc))
