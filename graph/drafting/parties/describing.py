"""What a text calls each party ("JetBlue, a discount airline"), and for whom each person speaks."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from graph.claims import PartyType
from graph.drafting.parties.groups import FIRST, IT, Meant
from graph.drafting.parties.naming import Named, Names
from graph.drafting.parties.salience import GENERIC, Salience
from graph.drafting.parties.spotting import plain
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import noun_phrase, owners, subjects_of, words_of


class Describing:
    """Descriptions and affiliations of the named parties; ``surface`` counts the descriptions."""

    def __init__(
        self, docs: Sequence[Doc], names: Names, salience: Salience, meant: Callable[[Token], Meant | None]
    ) -> None:
        self._docs = list(docs)
        self._named = names.named
        self._by_token = names.by_token
        self._sightings = names.sightings
        self._salience = salience
        self._meant = meant
        self._untied: list[tuple[str, int, Token]] = []
        self._listed: list[tuple[str, tuple[str, ...], int, int]] = []
        self._introduced: list[tuple[str, str, int, int]] = []
        self.women: dict[str, bool] = {}
        self.surface: dict[str, Counter[str]] = {}

    def describe(self) -> None:
        """What the text calls each ("JetBlue, a discount airline"), and who speaks for whom."""
        for number, doc in enumerate(self._docs):
            for token in words_of(doc):
                if token.text in _MEN and token.i + 1 < len(doc):
                    name = self._by_token.get((number, token.i + 1))
                    if name is not None:
                        self.women.setdefault(name, _MEN[token.text])
                if token.lower_ in ("it", "which") and token.dep_ in ("nsubj", "nsubjpass"):
                    self._is_thing(token, number)
                if token.pos_ == "PROPN" and token.dep_ in ("appos", "conj") and token.head.tag_ == "NNS":
                    self._list(token, number)
                if token.dep_ in ("appos", "attr") and token.pos_ == "NOUN":
                    head = (
                        token.head
                        if token.dep_ == "appos"
                        else next((one for one in subjects_of(token.head)), token)
                    )
                    name = self._by_token.get((number, head.i))
                    if name is not None:
                        self._add_description(name, token)
                        self._affiliate(name, token, number)
                        self._introduce(token, name, number)
                    elif token.dep_ == "appos" and (name := self._by_token.get((number, token.i))):
                        self._add_description(name, head)
                elif token.dep_ == "appos" and token.pos_ == "PROPN":
                    name = self._by_token.get((number, token.i))
                    if name is not None and token.head.pos_ == "NOUN":
                        self._add_description(name, token.head)
                        self._affiliate(name, token.head, number)
                        self._introduce(token.head, name, number)
                    elif (
                        name := self._by_token.get((number, token.head.i))
                    ) is not None and token.lower_ in words().voices:
                        self._affiliate(name, token, number)
                elif token.dep_ in ("compound", "nmod") and token.pos_ in ("NOUN", "PROPN"):
                    name = self._by_token.get((number, token.head.i))
                    inside = self._by_token.get((number, token.i)) == name
                    whole = self._by_token.get((number, token.i))
                    if name is None and whole is not None and token.head.pos_ == "NOUN":
                        self._introduce(token.head, whole, number)
                    if name is not None and not inside and token.i < token.head.i:
                        if token.tag_ == "NNS" and self._named[name].type is PartyType.PERSON:
                            self._named[name].type = PartyType.COMPANY  # "the consultants Hale Gray"
                        self._add_description(name, token)
                        self._affiliate(name, token, number)
                elif token.dep_ in ("pobj", "appos") and token.head.lower_ in ("of", "from", "at", "with"):
                    self._employ(token, number)
                elif token.lower_ in ("called", "named", "dubbed") and token.dep_ == "acl":
                    for child in token.children:
                        name = self._by_token.get((number, child.i))
                        if name is not None and self._named[name].type is not PartyType.PERSON:
                            self._add_description(name, token.head)
                elif token.dep_ == "relcl" and token.lemma_ in _HEADS:
                    self._heads(token, number)

    def _add_description(self, name: str, noun: Token) -> None:
        if noun.lemma_.lower() in words().party_types:
            self._named[name].described.add(noun.lemma_.lower())
            kind = words().party_types[noun.lemma_.lower()]
            if any(child.lower_ in _FIRMS for child in noun.lefts):
                kind = PartyType.COMPANY
            if self._named[name].place and kind is not PartyType.GOVERNMENT:
                self._named[name].place = False  # "the social network Circles"
                self._named[name].type = kind
            if self._named[name].type is PartyType.SERVICE and kind is PartyType.MEDIA:
                self._named[name].type = kind  # "the magazine Radar"
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
            if one is not None and one.type is PartyType.PERSON and one.speaks_for is None:
                one.type = PartyType.COMPANY

    def _employ(self, party: Token, number: int) -> None:
        """Let a person speak for the party behind them: "Lee Park of Acme"."""
        name = self._by_token.get((number, party.i))
        person = self._by_token.get((number, party.head.head.i))
        if name is None or person is None or name == person:
            return
        one, office = self._named[person], self._named[name]
        if one.type is PartyType.PERSON and office.type in OFFICES and not office.place:
            one.speaks_for = one.speaks_for or name

    def _heads(self, verb: Token, number: int) -> None:
        """Let a person speak for what they run: "Lee Park, who heads Acme", "who runs the site"."""
        person = self._named.get(self._by_token.get((number, verb.head.i), ""))
        if person is None or person.type is not PartyType.PERSON or person.speaks_for is not None:
            return
        for party in (one for one in verb.children if one.dep_ == "dobj"):
            name = self._by_token.get((number, party.i))
            if name is None and party.lemma_ in words().party_types and party.tag_ == "NN":
                meant = self._meant(party)
                name = meant.name if meant is not None else None
            if name is not None and name in self._named and self._named[name].type in _RUN:
                person.speaks_for = name

    def _introduce(self, noun: Token, name: str, number: int) -> None:
        """Remember that a text names whom it called "a firm" before: "Orbix, the firm", "the Orbix trust"."""
        if any(child.lower_ == "the" for child in noun.children):
            self._introduced.append((noun.lemma_.lower(), name, number, noun.i))

    def named_later(self, noun: Token, number: int) -> str | None:
        """The party that "a hospital trust" is before the text names it: "the Kingsmere trust"."""
        own, kinds = noun.lemma_.lower(), words().party_types
        for lemma, name, piece, at in self._introduced:
            near = piece == number and self._docs[piece][at].sent.start == noun.sent.end
            same = lemma == own or (near and lemma in GENERIC and kinds.get(lemma) is kinds.get(own))
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
                    child.dep_ == "nummod" and child.lower_ in _COUNTED[len(names) : len(names) + 1]
                    for child in noun.children
                )
                return names if told else ()
        return ()

    def _affiliate(self, name: str, noun: Token, number: int) -> None:
        """Let a person speak for the party that the noun ties them to: "a Zynga spokeswoman"."""
        person = self._named[name]
        lemma = noun.lemma_.lower()
        if person.type is PartyType.PERSON and lemma.endswith(("man", "woman")):
            self.women.setdefault(name, lemma.endswith("woman"))
        if lemma not in words().voices:
            return
        behind = noun.i < min(self._tokens_of(name, noun), default=0)
        if (
            behind
            and person.type is PartyType.COMPANY
            and lemma not in _FIRMS_TOO
            and name.count(" ") in (1, 2)
        ):
            person.type = PartyType.PERSON  # "Acme's chief executive, Lee Park"
        if person.type is not PartyType.PERSON or person.speaks_for is not None:
            return
        for tied in tied_to(noun):
            if (found := self._by_token.get((number, tied.i))) and found != name:
                if self._named[found].type is not PartyType.PERSON:
                    person.speaks_for = found
                    return
            elif tied.lemma_.lower() in words().voices:
                continue  # "a deputy counsel" speaks for no deputy
            elif tied.pos_ in ("NOUN", "PRON") and tied.lemma_.lower() in (
                *words().party_types,
                *IT,
                *FIRST,
                "plaintiff",
            ):
                meant = self._meant(tied)
                if meant is not None and meant.name != name:
                    person.speaks_for = meant.name
                    if meant.name not in self._named:
                        self._named[meant.name] = Named(meant.name, meant.type)
                    return
        if lemma in ("minister", "secretary") and (ministry := self._ministry(noun)) is not None:
            person.speaks_for = ministry
            return
        if noun.lemma_.lower() in words().spokespeople or noun.dep_ in ("compound", "nmod"):
            self._untied.append((name, number, noun))

    def _family_firm(self, name: str) -> str | None:
        """The firm that has a person's surname: "Hal Dunmore" and "Dunmore Brothers"."""
        surname = name.split()[-1]
        firms = [
            other
            for other, one in self._named.items()
            if one.type is PartyType.COMPANY and len(other.split()) > 1 and other.split()[0] == surname
        ]
        return firms[0] if len(firms) == 1 else None

    def _ministry(self, noun: Token) -> str | None:
        """The named body that a minister heads: "the interior minister" and "the Interior Ministry"."""
        fields = {child.lower_ for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod")}
        bodies = (name for name, one in self._named.items() if one.type is PartyType.GOVERNMENT)
        return next((name for name in bodies if fields & set(name.lower().split())), None)

    def _tokens_of(self, name: str, noun: Token) -> list[int]:
        """Where the name stands right behind *noun*: "Acme's chief executive, Lee Park"."""
        return [
            one.i
            for child in noun.children
            if child.dep_ == "appos"
            for one in child.subtree
            if any(one.text == part for part in name.split())
        ]

    def affiliate(self) -> None:
        """Let whoever is tied to nobody by name speak for the party last spoken of."""
        for name, person in self._named.items():
            if person.type is PartyType.PERSON and person.speaks_for is None and " " in name:
                person.speaks_for = self._family_firm(name)
        for name, number, noun in self._untied:
            kind = words().party_types.get(noun.lemma_.lower())
            if noun.lower_ in _RANKS and noun.text.istitle():
                kind = PartyType.GOVERNMENT
            official = kind in (PartyType.GOVERNMENT, PartyType.COURT)
            offices = (kind,) if kind is not None and official else OFFICES
            if self._named[name].speaks_for is None:
                office = self._salience.salient(number, noun.i, offices)
                if office is None and noun.lower_ not in _POLICE:
                    office = self._salience.salient(number, noun.i, OFFICES)
                self._named[name].speaks_for = office


_COUNTED: Final = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight")
#: Ranks of people who serve the state.
_RANKS: Final = frozenset(
    {"captain", "chief", "commander", "commissioner", "constable", "deputy", "detective", "inspector"}
    | {"officer", "sergeant", "superintendent"}
)
#: Those of them who serve in nothing but the police.
_POLICE: Final = frozenset(
    {"captain", "constable", "deputy", "detective", "inspector", "sergeant", "sheriff"}
)
#: Titles, and whether a woman bears them.
_MEN: Final = {"Mr.": False, "Mr": False, "Sir": False, "Ms.": True, "Ms": True, "Mrs.": True, "Mrs": True}
#: Agencies that are firms: "an adoption agency".
_FIRMS: Final = frozenset(
    {"ad", "adoption", "advertising", "collection", "credit", "dating", "debt", "detective", "employment"}
    | {"escort", "estate", "insurance", "marketing", "modeling", "news", "rating", "ratings", "recruitment"}
    | {"reporting", "staffing", "talent", "temp", "ticket", "travel"}
)
#: What those do who speak for what they do it to: "who chairs the board".
_HEADS: Final = frozenset(
    {"chair", "direct", "found", "head", "lead", "manage", "operate", "oversee", "own", "run", "supervise"}
)
#: What people speak for.
OFFICES: Final = (PartyType.COMPANY, PartyType.GOVERNMENT, PartyType.NGO)
#: What people run.
_RUN: Final = (*OFFICES, PartyType.SERVICE)
#: What a firm may be called, too: "an agent, Acme Title".
_FIRMS_TOO: Final = frozenset({"agent", "associate", "auditor", "owner", "representative"})


def _studies(noun: Token) -> bool:
    """Whether a noun names a house of learning: "the institute, Sintra"."""
    return noun.lemma_.lower() in ("institute", "university", "college", "charity", "foundation", "nonprofit")


def tied_to(noun: Token) -> Iterator[Token]:
    """The nouns that tell whose *noun* is: owners, names before it, and what stands behind "of" or "at"."""
    for at in (
        noun,
        *(one for one in noun.conjuncts),
        *(noun.head,)[: noun.dep_ in ("compound", "nmod")],
    ):
        yield from owners(at)
        for child in at.children:
            if child.dep_ in ("compound", "nmod", "amod"):
                if child.lemma_.lower() not in ("state", "city", "county", "country"):
                    yield child
            elif child.dep_ == "acl" and child.lemma_ in (
                "make",
                "own",
                "operate",
                "run",
                "build",
                "develop",
                "sell",
            ):
                yield from (
                    one
                    for by in child.children
                    if by.dep_ == "agent"
                    for one in by.children
                    if one.dep_ == "pobj"
                )
            elif child.dep_ == "prep" and (
                child.lower_ in ("of", "for", "at", "with") or (child.lower_ == "from" and at.tag_ == "NNS")
            ):
                for below in child.children:
                    if below.dep_ == "pobj":
                        yield below
                        yield from owners(below)
                        for deeper in below.children:
                            if deeper.dep_ == "prep" and deeper.lower_ in ("of", "for", "at"):
                                yield from (one for one in deeper.children if one.dep_ == "pobj")
