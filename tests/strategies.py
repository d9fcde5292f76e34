"""Random dossiers that keep every promise of ``graph.claims``, for property tests.

What the reader refuses (NUL, lone surrogates, names that clash, cycles) is
not made; whatever else people may write into a name or a quote is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

from graph.claims import (
    Act,
    Claim,
    Dossier,
    Evidence,
    EvidenceKind,
    Flow,
    LocalName,
    Modality,
    NonAnswer,
    NonAnswerKind,
    NotClaim,
    PartialDate,
    Party,
    PartyKind,
    PartyType,
    Phrase,
    Relation,
    Reported,
    Said,
    Slot,
    Source,
    Stance,
    Tense,
    Voice,
)
from graph.flows import is_floating, third_parties_of
from graph.reading.names import fold
from graph.vocabulary import TOPS, digest, slug, taxonomy

T = TypeVar("T")

#: Strings that have broken somebody's program.
HOSTILE: Final = (
    "</script><img src=x onerror=alert(1)>",
    '"quoted" \\ and \\n',
    "two\nlines\r\nand\ttabs",
    "\u202edesrever\u202c",
    '=HYPERLINK("http://x","y")',
    "O'Brien & Söhne; GmbH, Ltd.",
    "{{7*7}} ${HOME} %s",
    "<http://x> . } GRAPH",
    "日本銀行 🏦",
    "שלום",
    "e\u0301 \u00e9",
    "\x1b[31mred\x7f",
    "a\u2028b\u0085c",
    "\ufeffmark\ufffe",
    "'''\"\"\"",
)
#: Concepts of the taxonomies, by slot.
CONCEPTS: Final = {
    Slot.DATA: ("pd:Financial", "pd:Location", "pd:Purchase", "pd:Transaction"),
    Slot.PURPOSE: ("dpv:Advertising", "dpv:FraudPreventionAndDetection", "dpv:ServiceProvision"),
    Slot.SUBJECTS: ("fc:anySubjects", "fc:children"),
}
_TEXT_SLOTS: Final = tuple(CONCEPTS)

characters = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
#: Any text of one character or more.
texts = st.one_of(st.sampled_from(HOSTILE), st.text(characters, min_size=1, max_size=12))
#: Text that could be a name: something is left without white space.
names = st.one_of(
    st.sampled_from(("Acme", "banks", "our customers", "third parties", *HOSTILE)), texts
).filter(lambda text: text.strip() == text and bool(fold(text)))
#: A date of any precision.
partial_dates = st.builds(
    lambda day, length: PartialDate(day.isoformat()[:length]),
    st.dates(),
    st.sampled_from((4, 7, 10)),
)


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """None, or what *strategy* makes."""
    return st.one_of(st.none(), strategy)


def one_or_none(values: Iterable[T]) -> st.SearchStrategy[T | None]:
    """None, or one of *values*."""
    return st.sampled_from((None, *values))


def some(values: Sequence[T], most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    """Up to *most* different ones of *values*, in their order."""
    return st.sampled_from([one for number in range(most + 1) for one in combinations(values, number)])


@st.composite
def dossiers(draw: st.DrawFn, sources: int = 3, statements: int = 4) -> Dossier:
    """A dossier of up to *sources* sources, with up to *statements* claims and fewer of the rest in each."""
    making = _Making(draw, draw(st.integers(0, sources)))
    made = tuple(making.source(iri, statements) for iri in making.sources)
    return Dossier(
        draw(texts),
        tuple(making.parties[iri] for iri in sorted(making.parties)),
        tuple(making.phrases[iri] for iri in sorted(making.phrases)),
        made,
    )


class _Making:
    """One dossier on its way: its names are all different, and refer to what is there."""

    def __init__(self, draw: st.DrawFn, sources: int) -> None:
        self.draw = draw
        self.sources = tuple(sorted(f"source/{digest(['source', number])}" for number in range(sources)))
        unlike = st.lists(names, min_size=4, max_size=22, unique_by=(fold, slug))
        concepts = {slug(taxonomy().label(one)) for group in CONCEPTS.values() for one in group}
        self.pool = iter([one for one in draw(unlike) if slug(one) not in concepts])
        self.parties: dict[LocalName, Party] = {}
        self.phrases: dict[LocalName, Phrase] = {}
        self.numbers: Iterator[int] = iter(range(1_000_000))
        self.spoken: list[LocalName] = []
        self.aliases: dict[LocalName, list[tuple[str, LocalName]]] = {iri: [] for iri in self.sources}
        self._phrases()
        self._named_parties()
        self._classes()

    def take(self, most: int) -> tuple[str, ...]:
        """Up to *most* names that nothing else is called by, sorted."""
        wanted = self.draw(st.integers(0, most))
        return tuple(sorted(name for name, _ in zip(self.pool, range(wanted), strict=False)))

    # ------------------------------------------------------------ phrases and parties

    def _phrases(self) -> None:
        for slot in _TEXT_SLOTS:
            for label in self.take(2):
                iri = f"{slot}/{slug(label)}"
                under = [
                    one for one, phrase in self.phrases.items() if phrase.slot is slot and not phrase.exact
                ]
                exact = self.draw(one_or_none(CONCEPTS[slot]))
                places = sorted((*under, *(one for one in CONCEPTS[slot] if one != "fc:anySubjects")))
                broader = () if exact else self.draw(some(places))
                placed_in = self.draw(some(self.sources)) if exact or broader else ()
                self.phrases[iri] = Phrase(iri, slot, label, self.take(1), exact, broader, placed_in)

    def _named_parties(self) -> None:
        draw, kinds = self.draw, tuple(PartyType)
        for number, name in enumerate(self.take(4) or ("Only One Ltd.",)):
            before = sorted(self.parties)
            type_ = draw(st.sampled_from(kinds))
            iri = f"party/{slug(name)}"
            ids = draw(
                some((("lei", f"{number:020}"), ("website", "https://a.example/?b=1&c='"), ("x", "y:z")))
            )
            self.parties[iri] = Party(
                iri,
                name,
                type_,
                aliases=self.take(2),
                ids=tuple(sorted((*ids, ("wikidata", f"Q{number}")))) if draw(st.booleans()) else ids,
                operated_by=draw(some(before)) if type_ is PartyType.SERVICE else (),
                part_of=draw(some(before)),
                processor_for=draw(some(before)),
            )
        self.named = tuple(sorted(self.parties))
        for iri in self.sources:
            for alias in self.take(1):
                self.aliases[iri].append((alias, draw(st.sampled_from(self.named))))

    def _classes(self) -> None:
        """Groups of the whole dossier and of single sources, and the third parties of a party."""
        draw = self.draw
        for name in self.take(3):
            home = draw(st.sampled_from(("", *self.sources)))
            iri = f"{home}/party/{slug(name)}".lstrip("/")
            kind = draw(st.sampled_from(PartyKind))
            relative = None
            if kind is PartyKind.THIRD_PARTIES and draw(st.booleans()):
                relative = draw(st.sampled_from(self.named))
                iri = third_parties_of(relative)
                if iri in self.parties:
                    continue
            above = [one for one, party in self.parties.items() if party.kind is PartyKind.CLASS]
            self.parties[iri] = Party(
                iri,
                name,
                PartyType.GROUP,
                kind,
                self.take(1),
                member_of=draw(some(sorted(above))),
                relative_to=relative,
                members=draw(some(self.named)) if kind is PartyKind.DEFINITE else (),
                candidates=draw(some(self.named)) if kind is PartyKind.VAGUE else (),
            )
        classes = sorted(one for one, party in self.parties.items() if party.kind is PartyKind.CLASS)
        for iri in self.named:
            definite = [one for one, party in self.parties.items() if iri in party.members]
            within = tuple(sorted({*draw(some(classes)), *definite}))
            self.parties[iri] = replace(self.parties[iri], member_of=within)

    # ------------------------------------------------------------ what a source may say

    def said_party(self, iri: LocalName, source: LocalName) -> Said:
        """A party with a name that it has in this source."""
        party = self.parties[iri]
        local = [alias for alias, owner in self.aliases[source] if owner == iri]
        return Said(iri, self.draw(st.sampled_from((party.name, *party.aliases, *local))))

    def ends(self, source: LocalName) -> tuple[Said, ...]:
        """Up to two parties; never the open third parties beside those of somebody."""
        known = [
            iri
            for iri, party in self.parties.items()
            if not iri.startswith("source/") or iri.startswith(f"{source}/")
        ]
        chosen = self.draw(some(sorted(known)))
        if any(is_floating(self.parties[one]) for one in chosen):
            chosen = tuple(one for one in chosen if not one.endswith("/third-parties"))
            chosen = tuple(one for one in chosen if not is_floating(self.parties[one])) or chosen[:1]
        return tuple(sorted({self.said_party(one, source) for one in chosen}))

    def values(self, slot: Slot) -> tuple[Said, ...]:
        """Up to two values of a slot with words for each: a concept by its label, a phrase by its names."""
        said = [Said(one, taxonomy().label(one)) for one in CONCEPTS[slot] if one != "fc:anySubjects"]
        for phrase in self.phrases.values():
            if phrase.slot is slot:
                said += [Said(phrase.exact or phrase.iri, words) for words in (phrase.label, *phrase.aliases)]
        return tuple(sorted(self.draw(some(said))))

    def exceptions(self, source: LocalName) -> tuple[Flow, ...]:
        """Flows that are left out; "anybody" there says no more than nothing does."""

        def one(said: tuple[Said, ...]) -> LocalName | None:
            return said[0].value if said and said[0].value not in TOPS.values() else None

        flows = {
            Flow(
                self.draw(one_or_none(Act)),
                one(self.ends(source)),
                one(self.ends(source)),
                *(one(self.values(slot)) for slot in _TEXT_SLOTS),
            )
            for _ in range(self.draw(st.sampled_from((0, 0, 0, 1, 2))))
        }
        return tuple(sorted(flows - {Flow()}, key=repr))

    # ------------------------------------------------------------ sources and statements

    def source(self, iri: LocalName, statements: int) -> Source:
        draw = self.draw
        at_hand = draw(st.booleans())
        self.text = draw(st.text(characters, min_size=8, max_size=60)) + " end"
        published = draw(maybe(partial_dates))
        self.ids = iter(draw(st.lists(texts, max_size=4, unique=True)))
        source = Source(
            iri,
            f"{self.sources.index(iri)}-{draw(st.sampled_from(('a', 'ü', 'b c')))}.yaml",
            title=draw(maybe(texts)),
            author=draw(maybe(texts)),
            publisher=draw(maybe(texts)),
            published=published,
            language=draw(one_or_none(("en", "de", "zh-Hant"))),
            url=draw(one_or_none(("https://a.example/?q=<1>", "http://ü.example/#x y"))),
            archived=draw(one_or_none(("https://archive.example/1",))),
            text=draw(one_or_none(("story.txt",))),
            sha256=digest(self.text) * 4 if at_hand or draw(st.booleans()) else None,
            local_names=tuple(sorted(self.aliases[iri])),
        )
        many, few = st.integers(0, statements), st.integers(0, 2)
        return replace(
            source,
            claims=tuple(self.claim(source, at_hand) for _ in range(draw(many))),
            non_answers=tuple(self.non_answer(source, at_hand) for _ in range(draw(few))),
            relations=tuple(self.relation(source, at_hand) for _ in range(draw(few))),
            not_claims=tuple(self.not_claim(source, at_hand) for _ in range(draw(few))),
        )

    def evidence(self, at_hand: bool, quoted: bool = False) -> Evidence:
        """A quote of the source's text, found in it if that is at hand; or a pointer."""
        draw = self.draw
        if not quoted and draw(st.integers(0, 3)) == 0:
            return Evidence(pointer=draw(texts))
        start = draw(st.integers(0, len(self.text) - 2))
        end = draw(st.integers(start + 1, len(self.text)))
        with_place = at_hand or draw(st.booleans())
        return Evidence(self.text[start:end], None, (start, end) if with_place else None, at_hand)

    def fresh(self, kind: str) -> LocalName:
        return f"{kind}/{digest([kind, next(self.numbers)])}"

    def saying(self, source: Source, at_hand: bool) -> dict[str, Any]:
        """What claims and non-answers have in common."""
        draw = self.draw
        return {
            "iri": self.fresh("claim"),
            "source": source.iri,
            "evidence": self.evidence(at_hand),
            "speaker": draw(st.sampled_from(self.named)),
            "reported": draw(st.sampled_from(Reported)),
            "id": next(self.ids, None),
            "spokesperson": draw(one_or_none(self.named)),
            "via": draw(one_or_none(self.named)),
            "said_on": draw(partial_dates) if draw(st.booleans()) else source.published,
            "responds_to": draw(some(sorted(self.spoken))),
            "note": draw(maybe(texts)),
        }

    def claim(self, source: Source, at_hand: bool) -> Claim:
        draw = self.draw
        common = self.saying(source, at_hand) | {
            "tense": draw(one_or_none(Tense)),
            "voice": draw(one_or_none(Voice)),
            "modality": draw(one_or_none(Modality)),
            "hedges": tuple(sorted(draw(st.sets(texts, max_size=2)))),
            "evidence_kind": draw(one_or_none(EvidenceKind)),
            "period_from": draw(maybe(partial_dates)),
            "period_until": draw(maybe(partial_dates)),
            "supersedes": draw(some(sorted(self.spoken), 1)),
        }
        denies = draw(some(sorted(self.spoken))) if draw(st.integers(0, 4)) == 0 else ()
        if denies:
            claim = Claim(stance=Stance.DENIED, denies=denies, **common)
        else:
            claim = self._with_slots(Claim(stance=draw(st.sampled_from(Stance)), **common))
        self.spoken.append(claim.iri)
        return claim

    def _with_slots(self, claim: Claim) -> Claim:
        claim = replace(
            claim,
            act=self.draw(one_or_none(Act)),
            from_=self.ends(claim.source),
            to=self.ends(claim.source),
            **{str(slot): self.values(slot) for slot in _TEXT_SLOTS},
            except_=self.exceptions(claim.source),
        )
        filled = [slot for slot in Slot if getattr(claim, "from_" if slot is Slot.FROM else slot)]
        self._third_parties_of(claim)
        return replace(claim, exclusive=self.draw(some(filled)))

    def _third_parties_of(self, claim: Claim) -> None:
        """Third parties that were left open are those of each holder: a party of their own."""
        for recipient in claim.to:
            if is_floating(self.parties[recipient.value]):
                for holder in claim.from_:
                    iri = third_parties_of(holder.value)
                    if not is_floating(self.parties[holder.value]) and iri not in self.parties:
                        name = self.parties[recipient.value].name
                        kind = PartyKind.THIRD_PARTIES
                        self.parties[iri] = Party(iri, name, PartyType.GROUP, kind, relative_to=holder.value)

    def non_answer(self, source: Source, at_hand: bool) -> NonAnswer:
        return NonAnswer(kind=self.draw(st.sampled_from(NonAnswerKind)), **self.saying(source, at_hand))

    def relation(self, source: Source, at_hand: bool) -> Relation:
        draw = self.draw
        return Relation(
            self.fresh("relation"),
            source.iri,
            self.evidence(at_hand),
            draw(texts),
            self.ends(source.iri),
            draw(one_or_none(self.named)),
            tuple(sorted(draw(st.sets(texts, max_size=2)))),
            draw(maybe(texts)),
        )

    def not_claim(self, source: Source, at_hand: bool) -> NotClaim:
        evidence = self.evidence(at_hand, quoted=True)
        return NotClaim(self.fresh("not-claim"), source.iri, evidence, self.draw(texts))
