"""What a text calls each party ("JetBlue, a discount airline"), and where it tells for whom people speak."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from graph.claims import PartyType
from graph.drafting.parties.affiliating import Affiliating
from graph.drafting.parties.cleaning import plain
from graph.drafting.parties.groups import NUMBERS, Meant
from graph.drafting.parties.naming import Names
from graph.drafting.parties.salience import Salience
from graph.drafting.tables import callings, cues, words
from graph.drafting.text.grammar import subjects_of
from graph.drafting.text.phrases import noun_phrase
from graph.drafting.text.tree import Doc, Token
from graph.drafting.word_lists import party_words


class Describing:
    """Descriptions of the named parties, which ``surface`` counts; ``affiliating``: who speaks for whom."""

    def __init__(
        self, docs: Sequence[Doc], names: Names, salience: Salience, meant: Callable[[Token], Meant | None]
    ) -> None:
        self._docs = list(docs)
        self._named = names.named
        self._by_token = names.by_token
        self._sightings = names.sightings
        self._salience = salience
        self._meant = meant
        self.affiliating = Affiliating(docs, names, salience, meant)
        self._listed: list[tuple[str, tuple[str, ...], int, int]] = []
        self._introduced: list[tuple[str, str, int, int]] = []
        self.surface: dict[str, Counter[str]] = {}
        self._called: dict[str, tuple[str, ...]] = {}
        self._seats: dict[str, set[str]] = {}

    def describe(self) -> None:
        """What the text calls each ("JetBlue, a discount airline"), and who speaks for whom."""
        self._call()
        leading = party_words().heads | party_words().enters
        for number, doc in enumerate(self._docs):
            titled = not doc.vocabulary.isdisjoint(_TITLES)
            for token in doc.words:
                if titled and token.text in _MEN and token.i + 1 < len(doc):
                    name = self._by_token.get((number, token.i + 1))
                    if name is not None:
                        self.affiliating.women.setdefault(name, _MEN[token.text])
                dep = token.dep_
                if dep not in _TELLING:
                    continue
                pos = token.pos_
                if dep in ("nsubj", "nsubjpass") and token.lower_ in ("it", "which"):
                    self._is_thing(token, number)
                elif dep == "nsubj" and pos == "PROPN":
                    self.affiliating.staff(token, number)
                if pos == "PROPN" and dep in ("appos", "conj") and token.head.tag_ == "NNS":
                    self._list(token, number)
                if dep in ("appos", "attr") and pos == "NOUN":
                    head = (
                        token.head
                        if dep == "appos"
                        else next((one for one in subjects_of(token.head)), token)
                    )
                    name = self._by_token.get((number, head.i))
                    if name is not None:
                        self.affiliating.humanize(name, token)
                        self._add_description(name, token)
                        self.affiliating.tie(name, token, number)
                        self._introduce(token, name, number)
                    elif dep == "appos" and (name := self._by_token.get((number, token.i))):
                        self._add_description(name, head)
                elif dep == "appos" and pos == "PROPN":
                    name = self._by_token.get((number, token.i))
                    title = token.head.pos_ == "NOUN" or token.head.lemma in words().voices
                    if title and token.head.tag_ == "NNS" and token.head.i + 1 == token.left_edge.i:
                        continue  # "with Acme's investigators Lee Park admitted"
                    if name is not None and title and self._by_token.get((number, token.head.i)) is None:
                        self._add_description(name, token.head)
                        self.affiliating.tie(name, token.head, number)
                        self._introduce(token.head, name, number)
                    elif (
                        name := self._by_token.get((number, token.head.i))
                    ) is not None and token.lower_ in words().voices:
                        self.affiliating.tie(name, token, number)
                elif dep in ("compound", "nmod") and pos in ("NOUN", "PROPN"):
                    name = self._by_token.get((number, token.head.i))
                    inside = self._by_token.get((number, token.i)) == name
                    whole = self._by_token.get((number, token.i))
                    if name is None and whole is not None and token.head.pos_ == "NOUN":
                        self._introduce(token.head, whole, number)
                    if name is not None and not inside and token.i < token.head.i:
                        if token.tag_ == "NNS" and self._named[name].type is PartyType.PERSON:
                            if (self._salience.first(name) or (number, token.i)) < (
                                number,
                                token.sent.start,
                            ):
                                continue  # "with Acme's investigators Lee Park admitted"
                            self._named[name].type = PartyType.COMPANY  # "the consultants Hale Gray"
                        elif token.tag_ == "NN":
                            self.affiliating.humanize(name, token)  # "campaigner Lee Park"
                        self._add_description(name, token)
                        self.affiliating.tie(name, token, number)
                elif dep in ("pobj", "appos") and token.head.lower_ in ("of", "from", "at", "in", "with"):
                    self.affiliating.employ(token, number)
                    if token.ent_type_ == "GPE":
                        self._sit(token, number)
                elif dep == "oprd" and pos == "PROPN" and token.head.lemma_ in ("call", "dub", "name"):
                    self._call_thing(token, number)
                elif token.lower_ in ("called", "named", "dubbed") and dep == "acl":
                    for child in token.children:
                        name = self._by_token.get((number, child.i))
                        if name is not None and self._named[name].type is not PartyType.PERSON:
                            self._add_description(name, token.head)
                elif dep in ("acl", "relcl") and token.lemma_ in leading:
                    self.affiliating.heads(token, number)

        for one in self._sightings:
            person = self._named[one.name]
            if person.type is PartyType.PERSON and person.speaks_for is None and " " in one.name:
                self.affiliating.own(person, self._docs[one.piece][one.token], one.piece)

    def _call(self) -> None:
        """What texts call those whom everybody knows: "the search giant"."""
        for name, one in self._named.items():
            if name.lower() in words().services and one.type is PartyType.COMPANY:
                one.type = PartyType.SERVICE  # "Bing" is no firm
            known = callings().get(name.lower())
            if known is None or one.type is PartyType.PERSON:
                continue
            self._called[name] = known.phrases
            one.described.update(known.phrases)
            if one.type is not PartyType.MEDIA:
                one.type, one.place = known.type, False

    def known_as(self, phrase: str) -> list[str]:
        """The named parties that everybody calls so: Google for "search giant"."""
        return [name for name, phrases in self._called.items() if phrase in phrases]

    def called(self, name: str) -> str:
        """All that a party is called, its name included, in small letters."""
        said = (name, *self.surface.get(name, ()), *self._called.get(name, ()))
        return " ".join(said).lower()

    def seated_in(self, place: str) -> frozenset[str]:
        """The parties that the text says sit in a place: "Acme of Dayton", "Acme, a Dayton firm"."""
        return frozenset(self._seats.get(place, ()))

    def _sit(self, place: Token, number: int) -> None:
        """Remember who sits in a place: "Acme of Dayton", "Acme, based in Dayton"."""
        prep = place.head
        above = prep.head
        if above.lower_ in ("based", "headquartered") and above.dep_ in ("acl", "advcl", "relcl"):
            above = above.head
        elif prep.lower_ != "of":
            return
        name = self._by_token.get((number, above.i))
        if (
            name is not None
            and self._named[name].type is not PartyType.PERSON
            and not self._named[name].place
        ):
            self._seats.setdefault(place.lower_, set()).add(name)

    def _add_description(self, name: str, noun: Token) -> None:
        lemma = noun.lemma
        if lemma in party_words().makers and self._named[name].type is not PartyType.PERSON:
            self._named[name].described.add(lemma)  # "its parent, Umbra"
        for one in noun.lefts:
            if one.ent_type_ == "GPE":
                self._seats.setdefault(one.lower_, set()).add(name)
        if self._named[name].type is PartyType.PERSON and lemma in words().outside_voices:
            return  # "Lee Park, a reporter"
        if lemma in words().party_types:
            self._named[name].described.add(noun.lemma)
            kind = words().party_types[noun.lemma]
            if any(child.lower_ in party_words().agencies for child in noun.lefts):
                kind = PartyType.COMPANY
            if kind is PartyType.GOVERNMENT and (lemma in party_words().anybodys or name in self._called):
                return  # "Acme was merely its agent", "another unit, Acme"
            if self._named[name].place and kind is not PartyType.GOVERNMENT:
                self._named[name].place = False  # "the social network Circles"
                self._named[name].type = kind
            if self._named[name].type is PartyType.SERVICE and kind is PartyType.MEDIA:
                self._named[name].type = kind  # "the magazine Radar"
            elif self._named[name].type is PartyType.NGO and lemma in party_words().trades:
                self._named[name].type = PartyType.COMPANY  # "Acme International, the company that owns"
            elif self._named[name].type is PartyType.COMPANY:
                if kind in (PartyType.SERVICE, PartyType.GOVERNMENT, PartyType.MEDIA) or _studies(noun):
                    self._named[name].type = kind
            elif self._named[name].type is PartyType.PERSON and kind in (
                PartyType.COMPANY,
                PartyType.SERVICE,
                PartyType.MEDIA,
            ):
                self._named[name].type = kind
            text = plain(noun_phrase(noun))
            self.surface.setdefault(name, Counter())[text] += 1

    def _call_thing(self, name: Token, number: int) -> None:
        """Make a service of what a thing is called: "the feature was called Deep Insight"."""
        found = self._by_token.get((number, name.i))
        things = (one for one in name.head.children if one.dep_ == "nsubjpass")
        if found is not None and any(one.lemma_ in words().devices for one in things):
            self._named[found].type, self._named[found].place = PartyType.SERVICE, False

    def _is_thing(self, pronoun: Token, number: int) -> None:
        """Make a company of a "person" that is a thing: "Peaje Norte said that it", "Hal & Co., which"."""
        clause = pronoun.head
        heads: list[Token] = []
        if pronoun.lower_ == "which" and clause.dep_ == "relcl":
            heads = [clause.head]
        elif clause.dep_ == "ccomp" and clause.head.lemma_ in cues().says and clause.i > clause.head.i:
            heads = [one for one in clause.head.children if one.dep_ == "nsubj"]
        for head in heads:
            name = self._by_token.get((number, head.i))
            one = self._named[name] if name is not None else None
            if any(map(_tells_of_person, head.children)) or self.affiliating.house(head, number) is not None:
                continue  # "Acme's Lee Park said that it"
            if one is not None and one.type is PartyType.PERSON and one.speaks_for is None:
                one.type = PartyType.COMPANY

    def _introduce(self, noun: Token, name: str, number: int) -> None:
        """Remember that a text names whom it called "a firm" before: "Orbix, the firm", "the Orbix trust"."""
        if any(child.lower_ == "the" for child in noun.children):
            self._introduced.append((noun.lemma, name, number, noun.i))

    def named_later(self, noun: Token, number: int) -> str | None:
        """The party that "a hospital trust" is before the text names it: "the Kingsmere trust"."""
        own, kinds, generic = noun.lemma, words().party_types, party_words().generic
        for lemma, name, piece, at in self._introduced:
            near = piece == number and self._docs[piece][at].sent.start == noun.sent.end
            same = lemma == own or (near and lemma in generic and kinds.get(lemma) is kinds.get(own))
            if (piece, at) > (number, noun.i) and same:
                first = min(
                    (one.piece, one.token) for one in self._sightings if one.named and one.name == name
                )
                return name if first > (number, noun.i) else None
        return None

    def _list(self, first: Token, number: int) -> None:
        """Remember who several are that were only counted before: "The companies, Acme and Orbix, say"."""
        names = dict.fromkeys(self._by_token.get((number, one.i)) for one in (first, *first.conjuncts))
        if first.nbor(-1).text == "," and any(child.lower_ == "the" for child in first.head.children):
            listed = tuple(name for name in names if name is not None)
            self._listed.append((first.head.lemma_, listed, number, first.head.i))

    def listed_later(self, noun: Token, number: int) -> tuple[str, ...]:
        """The parties that "two firms" are, which the text names soon: "The firms, Acme and Orbix"."""
        for lemma, names, piece, at in self._listed:
            if lemma == noun.lemma_ and (piece, at) > (number, noun.i) and len(names) > 1:
                told = any(
                    child.dep_ == "nummod" and child.lower_ in NUMBERS[len(names) : len(names) + 1]
                    for child in noun.children
                )
                return names if told else ()
        return ()


#: Where words stand that tell what a party is, or for whom somebody speaks.
_TELLING: Final = frozenset(
    {"acl", "appos", "attr", "compound", "conj", "nmod", "nsubj", "nsubjpass", "oprd", "pobj", "relcl"}
)
#: Titles, and whether a woman bears them.
_MEN: Final = {"Mr.": False, "Mr": False, "Sir": False, "Ms.": True, "Ms": True, "Mrs.": True, "Mrs": True}
_TITLES: Final = frozenset(title.lower() for title in _MEN)


def _tells_of_person(child: Token) -> bool:
    """Whether what hangs on a name tells that it is a person's: "a former engineer", "who used to work"."""
    if child.dep_ == "relcl":
        return any(one.lower_ == "who" for one in child.children)
    table = words()
    kinds = (table.voices, table.outside_voices, table.persons, table.people)
    called = child.dep_ == "appos" or (child.dep_ in ("compound", "nmod") and child.tag_ == "NN")
    return called and any(child.lemma in kind for kind in kinds)


def _studies(noun: Token) -> bool:
    """Whether a noun names a house of learning: "the institute, Sintra"."""
    return noun.lemma in party_words().learned
