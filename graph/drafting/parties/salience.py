"""Who is spoken of at a place of a text: which party "it" or "the company" is likely to mean there."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Final

from graph.claims import PartyType
from graph.drafting.parties.naming import Named, Sighting, weight
from graph.drafting.tables import alike
from graph.drafting.text.tree import Doc, Token
from graph.drafting.word_lists import party_words

#: What "it" may mean.
ORGANISATIONS: Final = (PartyType.COMPANY, PartyType.SERVICE, PartyType.GOVERNMENT, PartyType.NGO)


def is_empty(it: Token) -> bool:
    """Whether "it" stands for no party: "it is clear", "it emerged that"."""
    return it.dep_ == "expl" or it.head.lemma_ in ("be", "seem", "appear", "emerge", "turn", "become", "take")


#: How much less a party is spoken of with each sentence in between, and how much more with each mention.
_FADING: Final = 1.5
_OFTEN: Final = 0.03
#: How much a subject weighs.
_MAIN: Final = 1.5
#: How many sightings back a party may have been spoken of.
_FAR: Final = 80


class Salience:
    """The sightings of one text's parties, by which the likeliest of them is told at each place."""

    def __init__(
        self,
        docs: Sequence[Doc],
        named: Mapping[str, Named],
        sightings: list[Sighting],
        publisher: str | None,
    ) -> None:
        self._docs = list(docs)
        self._named = named
        self._sightings = sightings
        self._publisher = publisher
        self._begun: list[list[int]] = []
        self._number = {id(doc): number for number, doc in enumerate(self._docs)}
        self._named_often: Counter[str] | None = None
        self._first: dict[str, tuple[int, int]] = {}
        self._seen: dict[tuple[int, int], str] = {}
        for one in sightings:
            self._first.setdefault(one.name, (one.piece, one.token))

    def is_known(self, name: str, number: int, token: Token) -> bool:
        """Whether a text has named a party before a place, or names it in the same sentence."""
        return self._first.get(name, (number + 1, 0)) < (number, token.sentence[1])

    def is_near(self, name: str, number: int, token: int, within: int) -> bool:
        """Whether a text spoke of a party *within* so many sentences; in the same one, as its subject."""
        seen = (one for one in self._before(number, token) if one.name == name)
        away = ((self._distance(one, number, token), one.weight) for one in seen)
        return any(0 < far <= within or (not far and weight >= _MAIN) for far, weight in away)

    def first(self, name: str) -> tuple[int, int] | None:
        """Where the text names a party first: piece and token."""
        return self._first.get(name)

    def _before(self, number: int, token: int) -> list[Sighting]:
        """The sightings before a place, in order; those far before it count for nothing."""
        end = bisect_left(self._sightings, (number, token), key=lambda one: (one.piece, one.token))
        return self._sightings[max(0, end - _FAR) : end]

    def see(self, token: Token, name: str) -> None:
        """Count *token*, a pronoun or a description, as a place where a party stands."""
        number = self._number[id(token.doc)]
        sighting = Sighting(number, token.i, name, weight(token), named=False)
        insort(self._sightings, sighting, key=lambda one: (one.piece, one.token))
        self._first[name] = min(self._first.get(name, (number, token.i)), (number, token.i))
        self._seen[number, token.i] = name

    def seen(self, number: int, token: int) -> str | None:
        """The party that a pronoun or a description was taken for."""
        return self._seen.get((number, token))

    def salient(
        self,
        number: int,
        token: int,
        wanted: Collection[PartyType],
        places: bool = False,
        called: str | None = None,
        but: frozenset[str] = frozenset(),
        often: bool = False,
    ) -> str | None:
        """The named party of one of the *wanted* types last spoken of before a place, subjects before others.

        Whom the text calls something else than *called* is not meant: "the bank" is no phone maker.
        *often*: whom the text speaks of most is meant, and nobody whom it mentions in passing.
        """
        scores: dict[str, float] = {}
        counted: dict[str, int] = {}
        here = self.sentences_to(number, token)
        factors: dict[str, float] = {}
        for one in self._before(number, token):
            name = one.name
            factor = factors.get(name)
            if factor is None:
                factor = factors[name] = 0.0 if name in but else self._fitness(name, wanted, places, called)
            if not factor:
                continue
            distance = here - self._begun[one.piece][one.token]
            counted[name] = counted.get(name, 0) + one.named
            score = one.weight / (1 + _FADING * distance) * factor
            if score > scores.get(name, 0.0):
                scores[name] = score
        if often:
            for name in scores:
                scores[name] *= 1 + min(self._counted().get(name, 0), 8)
                if here - self.sentences_to(*self._first[name]) == 1:
                    scores[name] *= 1.5  # who was named first in the sentence before
        # of equals, the one that was named first
        return max(scores, key=lambda name: scores[name] + _OFTEN * min(counted[name], 6)) if scores else None

    def _counted(self) -> Counter[str]:
        """How often the text names each party."""
        if self._named_often is None:
            self._named_often = Counter(one.name for one in self._sightings if one.named)
        return self._named_often

    def by_mentions(self) -> list[str]:
        """The parties by how often they are seen, by name or otherwise; of equals, the one seen first."""
        counted = Counter(one.name for one in self._sightings)
        return sorted(counted, key=lambda name: (-counted[name], self._first[name]))

    def _fitness(self, name: str, wanted: Collection[PartyType], places: bool, called: str | None) -> float:
        """How well a party fits what is said of it; 0 if it does not."""
        known = self._named[name]
        if known.type not in wanted or name == self._publisher or (known.place and not places):
            return 0.0
        if called is None or called in known.described or not known.described - party_words().generic:
            company = next(iter(wanted)) is PartyType.COMPANY
            body = known.type is PartyType.NGO and PartyType.GOVERNMENT not in wanted
            return 0.7 if company and (body or known.type is PartyType.SERVICE) else 1.0
        if not known.described.isdisjoint(alike().get(called, ())):
            return 0.9  # "Acme, a carrier", then "the airline"
        if called.endswith("maker") and "maker" in known.described:
            return 0.9  # "a maker of watches", then "the watchmaker"
        return 0.7 if called in party_words().broad else 0.0

    def last_of(self, names: Iterable[str], number: int, token: int) -> str:
        """Which of several was spoken of last before a place."""
        wanted = sorted(names)
        seen = [one.name for one in self._before(number, token) if one.name in wanted]
        return seen[-1] if seen else wanted[0]

    def together(self, token: Token, many: int | None = None) -> list[str]:
        """The companies that the sentences before named together, the last such list; of *many*, if told."""
        number = self._number[id(token.doc)]
        by_sentence: dict[tuple[int, int], list[str]] = {}
        for one in self._before(number, token.i):
            if one.named and self._named[one.name].type in (
                PartyType.COMPANY,
                PartyType.SERVICE,
                PartyType.GOVERNMENT,
            ):
                sent = self._docs[one.piece][one.token].sentence[0]
                listed = by_sentence.setdefault((one.piece, sent), [])
                if one.name not in listed:
                    listed.append(one.name)
        if many is not None and len(listed := self._listed(token, many)) == many:
            return listed
        for place in sorted(by_sentence, reverse=True)[: 3 if many is None else None]:
            if many is None and (joined := self._joined(place, frozenset(by_sentence[place]))):
                return joined
            if len(by_sentence[place]) > 1 if many is None else len(by_sentence[place]) == many:
                return by_sentence[place]
        return []

    def _joined(self, place: tuple[int, int], names: frozenset[str]) -> list[str]:
        """The longest list of parties that "and" joins in a sentence; none if only one is named in each."""
        longest: list[str] = []
        at = {one.token: one.name for one in self._sightings if one.piece == place[0] and one.name in names}
        for token in at:
            first = self._docs[place[0]][token]
            if first.sentence[0] != place[1]:
                continue
            joined = sorted({first.i, *(one.i for one in first.conjuncts)})
            found = list(dict.fromkeys(at[one] for one in joined if one in at))
            longest = found if len(found) > max(len(longest), 1) else longest
        return longest

    def _listed(self, token: Token, many: int) -> list[str]:
        """The last parties before a place that "and" or commas join, if they are so many."""
        before = self._before(self._number[id(token.doc)], token.i)
        names = {(one.piece, one.token): one.name for one in before if one.named}
        for piece, at in sorted(names, reverse=True):
            first = self._docs[piece][at]
            joined = sorted({first.i, *(one.i for one in first.conjuncts)})
            found = list(dict.fromkeys(names[piece, one] for one in joined if (piece, one) in names))
            if len(found) == many:
                return found
        return []

    def just_before(self, token: Token, kind: PartyType) -> list[str]:
        """The named parties of a type in the same sentence before a place, else in the sentence before."""
        number = self._number[id(token.doc)]
        found: dict[int, list[str]] = {}
        for one in self._before(number, token.i):
            if one.named and self._named[one.name].type is kind and one.name != self._publisher:
                distance = self._distance(one, number, token.i)
                if distance <= 1:
                    found.setdefault(distance, []).append(one.name)
        for distance in sorted(found):
            return list(dict.fromkeys(found[distance]))
        return []

    def _distance(self, one: Sighting, number: int, token: int) -> int:
        """How many sentences lie between a sighting and a place."""
        return self.sentences_to(number, token) - self.sentences_to(one.piece, one.token)

    def sentences_to(self, number: int, token: int) -> int:
        """How many sentences begin up to a place, the first of the text left out."""
        if not self._begun:
            before = 0
            for doc in self._docs:
                begun = list(accumulate((bool(each.is_sent_start) for each in doc.words[1:]), initial=before))
                self._begun.append(begun)
                before = begun[-1] + 1
        begun = self._begun[number]
        return begun[min(token, len(begun) - 1)]
