"""Who is meant: every name, description and pronoun of a text brought back to one party.

A name is known by spaCy's recogniser or by its capitals; shorter forms,
acronyms and surnames go to the longest form. A description ("the airline")
goes to the party that the text describes so, else to the one last spoken of
that it fits; what fits nobody stays a group, named as in the text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from spacy.tokens import Doc, Span, Token

from graph.claims import PartyKind, PartyType
from graph.drafting.data import MANY
from graph.drafting.grammar import conjuncts, governing_subject, noun_phrase, owners
from graph.drafting.spotting import clean, key_of, names_in, plain, plain_text, split, type_of_name
from graph.drafting.tables import words

_VAGUE: Final = frozenset(
    {
        "some",
        "several",
        "many",
        "most",
        "few",
        "certain",
        "various",
        "numerous",
        "other",
        "dozens",
        "hundreds",
    }
)
_DEFINITE: Final = frozenset({"the", "that", "this", "these", "those", "its", "their"})
_FIRST: Final = frozenset({"we", "us", "our", "ours", "i", "my", "me", "ourselves"})
_IT: Final = frozenset({"it", "its", "itself"})
_THEY: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_HE: Final = frozenset({"he", "she", "him", "her", "his", "hers"})
#: Kinds of names that a description may mean.
_FITS: Final = {
    PartyType.COMPANY: (PartyType.COMPANY, PartyType.SERVICE, PartyType.NGO),
    PartyType.SERVICE: (PartyType.SERVICE, PartyType.COMPANY),
    PartyType.GOVERNMENT: (PartyType.GOVERNMENT,),
    PartyType.NGO: (PartyType.NGO,),
    PartyType.MEDIA: (PartyType.MEDIA,),
    PartyType.COURT: (PartyType.COURT,),
}


@dataclass(slots=True)
class Named:
    """One named party as it is being found: its names, and who it speaks for if it is a person."""

    name: str
    type: PartyType
    forms: Counter[str] = field(default_factory=Counter)
    described: set[str] = field(default_factory=set)
    speaks_for: str | None = None
    place: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """A party that a token stands for: its name, type, kind, and the words used for it here."""

    name: str
    type: PartyType
    kind: PartyKind | None
    words: str
    people: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a named party stands: piece, token, and how much it is spoken of there: a subject most."""

    piece: int
    token: int
    name: str
    weight: float


_WEIGHTS: Final = {"nsubj": 2.0, "nsubjpass": 2.0, "poss": 1.5, "compound": 0.4, "nmod": 0.4, "amod": 0.4}


class Parties:
    """All parties of one text. ``meant`` tells whom a token stands for."""

    def __init__(self, docs: Sequence[Doc], publisher: str | None, speaker: str | None) -> None:
        self._docs = list(docs)
        self._named: dict[str, Named] = {}
        self._by_key: dict[str, str] = {}
        self._by_token: dict[tuple[int, int], str] = {}
        self._sightings: list[Sighting] = []
        self._asking: set[int] = set()
        self._kinds: dict[str, PartyKind] = {}
        self._begun: list[list[int]] = []
        self._first_at: dict[str, int] = {}
        self._piece_of = {id(doc): number for number, doc in enumerate(self._docs)}
        self._surface: dict[str, Counter[str]] = {}
        self.publisher = publisher
        self.speaker = speaker
        for given, kind in ((publisher, PartyType.MEDIA), (speaker, PartyType.COMPANY)):
            if given:
                self._declare(given, kind)
        self._collect()
        self._describe()

    # ------------------------------------------------------------ names

    def _declare(self, name: str, kind: PartyType) -> str:
        self._named.setdefault(name, Named(name, kind))
        self._by_key.setdefault(key_of(name), name)
        return name

    def _collect(self) -> None:
        whole = [
            (number, span)
            for number, doc in enumerate(self._docs)
            for span in names_in(doc, self.speaker is not None)
        ]
        alone = frozenset(span.text for _, span in whole)
        text = " ".join(doc.text for doc in self._docs)
        alone |= frozenset(
            half for one in alone for half in one.split(" and ") if text.count(half) > 1 and " and " in one
        )
        spans = [(number, one) for number, span in whole for one in split(span, alone)]
        self._first_at = {}
        for place, (_, span) in enumerate(spans):
            self._first_at.setdefault(key_of(span.text), place)
        for _, span in sorted(spans, key=lambda one: -len(clean(one[1].text).split())):
            name = clean(span.text)
            if not name:
                continue
            self._place(name, span)
        for known in self._named.values():
            if known.type is PartyType.PERSON and " " not in known.name:
                known.type = PartyType.COMPANY  # a person is first named in full; what has one name is none
        for number, span in spans:
            found = self._find(clean(span.text), span.label_ == "PERSON")
            if found is None:
                continue
            name = found
            self._named[name].forms[span.text] += 1
            for token in span:
                self._by_token[number, token.i] = name
            root = span.root
            self._sightings.append(Sighting(number, root.i, name, _WEIGHTS.get(root.dep_, 1.0)))
        self._propagate()
        self._sightings.sort(key=lambda one: (one.piece, one.token))

    def _propagate(self) -> None:
        """Mark the places of known names that the recogniser passed over."""
        forms = {
            tuple(form.split()): name
            for name, one in self._named.items()
            for form in one.forms
            if len(form) > 2 and form[0].isupper()
        }
        for name, party in self._named.items():
            first = name.split()[0]
            if key_of(first) in self._first_at and self._by_key.get(key_of(first), name) != name:
                continue
            if (
                len(first) > 3
                and first.lower() not in _COMMON_FIRST
                and party.type in (PartyType.COMPANY, PartyType.SERVICE)
            ):
                forms.setdefault((first,), name)
        begins = {form[0] for form in forms}
        for number, doc in enumerate(self._docs):
            for token in doc:
                if token.text not in begins or (number, token.i) in self._by_token:
                    continue
                for length in (3, 2, 1):
                    span = doc[token.i : token.i + length]
                    known = forms.get(tuple(each.text for each in span)) if len(span) == length else None
                    if known is None or any((number, each.i) in self._by_token for each in span):
                        continue
                    for each in span:
                        self._by_token[number, each.i] = known
                    root = span.root
                    self._sightings.append(Sighting(number, root.i, known, _WEIGHTS.get(root.dep_, 1.0)))
                    break

    def _place(self, name: str, span: Span) -> None:
        found = self._find(name, span.label_ == "PERSON")
        if found is None:
            self._declare(name, type_of_name(name, span))
            self._named[name].place = span.label_ in ("GPE", "LOC")
        else:
            self._by_key.setdefault(key_of(name), found)

    def _find(self, name: str, person: bool) -> str | None:
        """The known party that *name* is a form of."""
        key = key_of(name)
        if key in self._by_key:
            return self._by_key[key]
        parts = key.split()
        if not parts:
            return None
        for known in self._named.values():
            theirs = key_of(known.name).split()
            if person and known.type is PartyType.PERSON:
                if parts[-1] == theirs[-1] and (len(parts) == 1 or parts[0] == theirs[0]):
                    return known.name
            elif len(parts) == 1 and len(theirs) > 1:
                if known.type is PartyType.PERSON:
                    if parts[0] == theirs[-1]:
                        return known.name
                elif (
                    (
                        parts[0] == theirs[0]
                        and len(parts[0]) > 2
                        and parts[0] not in _COMMON_FIRST
                        and self._first_at.get(key_of(known.name), 0) <= self._first_at.get(key, 0)
                    )
                    or (
                        known.type is PartyType.MEDIA
                        and parts[0] == theirs[-1]
                        and known.name == self.publisher
                    )
                    or parts[0].replace(".", "")
                    == "".join(one[0] for one in theirs if one not in ("of", "and", "for", "the"))
                ):
                    return known.name
            elif len(parts) > 1 and len(theirs) > len(parts) and theirs[: len(parts)] == parts:
                return known.name
        return None

    def _describe(self) -> None:
        """What the text calls each ("JetBlue, a discount airline"), and who speaks for whom."""
        for number, doc in enumerate(self._docs):
            for token in doc:
                if token.dep_ in ("appos", "attr") and token.pos_ == "NOUN":
                    head = (
                        token.head
                        if token.dep_ == "appos"
                        else next((one for one in token.head.children if one.dep_ == "nsubj"), token)
                    )
                    name = self._by_token.get((number, head.i))
                    if name is not None:
                        self._add_description(name, token)
                        self._affiliate(name, token, number)
                    elif token.dep_ == "appos" and (name := self._by_token.get((number, token.i))):
                        self._add_description(name, head)
                elif token.dep_ == "appos" and token.pos_ == "PROPN":
                    name = self._by_token.get((number, token.i))
                    if name is not None and token.head.pos_ == "NOUN":
                        self._add_description(name, token.head)
                        self._affiliate(name, token.head, number)
                    elif (
                        name := self._by_token.get((number, token.head.i))
                    ) is not None and token.lower_ in words().voices:
                        self._affiliate(name, token, number)
                elif token.dep_ in ("compound", "nmod") and token.pos_ in ("NOUN", "PROPN"):
                    name = self._by_token.get((number, token.head.i))
                    inside = self._by_token.get((number, token.i)) == name
                    if name is not None and not inside and token.i < token.head.i:
                        self._add_description(name, token)
                        self._affiliate(name, token, number)
                elif token.lower_ in ("called", "named", "dubbed") and token.dep_ == "acl":
                    for child in token.children:
                        name = self._by_token.get((number, child.i))
                        if name is not None:
                            self._add_description(name, token.head)

    def _add_description(self, name: str, noun: Token) -> None:
        if noun.lemma_.lower() in words().party_types:
            self._named[name].described.add(noun.lemma_.lower())
            kind = words().party_types[noun.lemma_.lower()]
            if self._named[name].type is PartyType.COMPANY:
                if kind in (PartyType.SERVICE, PartyType.GOVERNMENT, PartyType.MEDIA):
                    self._named[name].type = kind
            elif self._named[name].type is PartyType.PERSON and kind in (
                PartyType.COMPANY,
                PartyType.SERVICE,
                PartyType.MEDIA,
            ):
                self._named[name].type = kind
            text = plain(noun_phrase(noun))
            self._surface.setdefault(name, Counter())[text] += 1

    def _affiliate(self, name: str, noun: Token, number: int) -> None:
        """Let a person speak for the party that the noun ties them to: "a Zynga spokeswoman"."""
        person = self._named[name]
        if person.type is not PartyType.PERSON or person.speaks_for is not None:
            return
        if noun.lemma_.lower() not in words().voices:
            return
        for tied in self._tied(noun):
            if (found := self._by_token.get((number, tied.i))) and found != name:
                if self._named[found].type is not PartyType.PERSON:
                    person.speaks_for = found
                    return
            elif tied.pos_ in ("NOUN", "PRON") and tied.lemma_.lower() in (
                *words().party_types,
                *_IT,
                *_FIRST,
                "plaintiff",
            ):
                meant = self.meant(tied)
                if meant is not None and meant.name != name:
                    person.speaks_for = meant.name
                    if meant.name not in self._named:
                        self._named[meant.name] = Named(meant.name, meant.type)
                    return
        if noun.lemma_.lower() in words().spokespeople or noun.dep_ in ("compound", "nmod"):
            offices = (PartyType.COMPANY, PartyType.GOVERNMENT, PartyType.NGO)
            person.speaks_for = self._salient(number, noun.i, offices)

    def _tied(self, noun: Token) -> Iterator[Token]:
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
                elif child.dep_ == "prep" and child.lower_ in ("of", "for", "at", "with"):
                    for below in child.children:
                        if below.dep_ == "pobj":
                            yield below
                            yield from owners(below)
                            for deeper in below.children:
                                if deeper.dep_ == "prep" and deeper.lower_ in ("of", "for", "at"):
                                    yield from (one for one in deeper.children if one.dep_ == "pobj")

    # ------------------------------------------------------------ meanings

    def type_of(self, name: str) -> PartyType:
        """The type of a party by its name; a group where it has none of its own."""
        if name in self._named:
            return self._named[name].type
        last = name.split()[-1].lower() if name.split() else ""
        return next((kind for kind, listed in words().names.items() if last in listed), PartyType.GROUP)

    def speaks_for(self, name: str) -> str | None:
        """The party for which a person speaks."""
        known = self._named.get(name)
        return known.speaks_for if known is not None else None

    def forms(self, name: str) -> tuple[str, ...]:
        """What the text calls a party besides its name, most used first."""
        known = self._named.get(name)
        found: Counter[str] = Counter()
        if known is not None:
            found += Counter({plain_text(one): number for one, number in known.forms.items()})
        found += self._surface.get(name, Counter())
        return tuple(
            one for one, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])) if one != name
        )

    def named_at(self, token: Token) -> str | None:
        """The named party whose name *token* is part of."""
        return self._by_token.get((self._piece_of[id(token.doc)], token.i))

    def meant(
        self, token: Token, first_person: str | None = None, subject: str | None = None
    ) -> Meant | None:
        """Whom *token*, the head of a phrase, stands for; None if it stands for no party.

        Args:
            token: The head.
            first_person: Who "we" is here.
            subject: The party that the clause above speaks of, the likeliest "it".
        """
        found = self._meant(token, first_person, subject)
        if found is not None and found.kind is not None:
            self._kinds.setdefault(found.name, found.kind)
        if found is not None and token.pos_ in ("NOUN", "PROPN") and found.words != found.name:
            self._surface.setdefault(found.name, Counter())[found.words] += 1
        return found

    def _meant(self, token: Token, first_person: str | None, subject: str | None) -> Meant | None:
        number = self._piece_of[id(token.doc)]
        lower, lemma = token.lower_, token.lemma_.lower()
        if (name := self._by_token.get((number, token.i))) is not None:
            return self._as_named(name, token.text)
        if lower in ("anyone", "anybody", "others", "outsiders"):
            return Meant(lower, PartyType.GROUP, PartyKind.CLASS, token.text)
        if token.pos_ == "PRON" or lower in _FIRST | _IT | _THEY | _HE:
            return self._pronoun(token, number, first_person, subject)
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "X", "NUM", "ADV"):
            return None
        table = words()
        for child in token.children:
            name = self._by_token.get((number, child.i)) if child.dep_ == "appos" else None
            if name and (lemma not in table.voices or self._named[name].type is not PartyType.PERSON):
                return self._as_named(name, plain(noun_phrase(token)))
        if lemma in _PLACES:  # "the state of Texas"
            for child in token.children:
                for below in child.children:
                    name = self._by_token.get((number, below.i))
                    if child.lower_ == "of" and name is not None and self._named[name].place:
                        return self._as_named(name, plain(noun_phrase(token)))
        if lemma in table.quantities or token.pos_ == "NUM" or lower in table.quantities:
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ == "of":
                    for below in child.children:
                        if below.dep_ == "pobj":
                            return _some_of(token, self._meant(below, first_person, subject))
        if lemma in table.voices | table.devices and (
            owner := self._owner(token, number, first_person, subject)
        ):
            return owner
        if token.lower_ == "up" and token.i > 1 and token.doc[token.i - 2].lower_ == "start":
            return self._described(token, number, "startup")
        for child in token.children:
            if child.dep_ == "acl" and child.lower_ in ("called", "named", "dubbed"):
                for below in child.children:
                    if (name := self._by_token.get((number, below.i))) is not None:
                        return self._as_named(name, plain(noun_phrase(token)))
        if token.pos_ == "PROPN":
            inner = next(
                (
                    one
                    for child in token.children
                    if child.dep_ == "compound" and (one := self._by_token.get((number, child.i)))
                ),
                None,
            )
            if inner is not None:
                return self._as_named(inner, plain(noun_phrase(token)))
        if (
            lemma in table.party_types
            or lemma in table.people
            or lemma in table.persons
            or lower in ("anyone", "anybody", "others", "outsiders")
        ):
            return self._described(token, number, lemma)
        return None

    def meant_all(
        self, token: Token, first_person: str | None = None, subject: str | None = None
    ) -> list[Meant]:
        """As ``meant``, but "the companies" and "they" may be several that were named together."""
        bare = (
            token.tag_ == "NNS"
            and words().party_types.get(token.lemma_.lower()) in (PartyType.COMPANY, PartyType.GOVERNMENT)
            and not self._spoken_of(token)
            and any(child.lower_ in ("the", "these", "those", "both") for child in token.children)
            and len(noun_phrase(token)) == 1
            and not any(child.dep_ in ("prep", "relcl", "acl") for child in token.children)
        )
        if bare and len(several := self._together(token)) > 1:
            return [self._as_named(name, token.text) for name in several]
        one = self.meant(token, first_person, subject)
        return [one] if one is not None else []

    def _spoken_of(self, token: Token) -> bool:
        """Whether a plural but "companies" and the like was used before, and then means the same again."""
        lemma, number = token.lemma_.lower(), self._piece_of[id(token.doc)]
        if lemma in ("company", "firm", "bank", "airline", "carrier", "agency"):
            return False
        before: list[Iterable[Token]] = [*self._docs[:number], token.doc[: token.i]]
        return any(one.lemma_.lower() == lemma and one.tag_ == "NNS" for piece in before for one in piece)

    def _together(self, token: Token) -> list[str]:
        """The companies that the sentences before named together, the last such list."""
        number = self._piece_of[id(token.doc)]
        by_sentence: dict[tuple[int, int], list[str]] = {}
        for one in self._sightings:
            if (one.piece, one.token) >= (number, token.i):
                break
            if self._named[one.name].type in (PartyType.COMPANY, PartyType.SERVICE, PartyType.GOVERNMENT):
                sent = self._docs[one.piece][one.token].sent.start
                listed = by_sentence.setdefault((one.piece, sent), [])
                if one.name not in listed:
                    listed.append(one.name)
        for place in sorted(by_sentence, reverse=True)[:3]:
            if len(by_sentence[place]) > 1:
                return by_sentence[place]
        return []

    def just_before(self, token: Token, kind: PartyType) -> list[Meant]:
        """The named parties of a type in the same sentence before a place, else in the sentence before."""
        number = self._piece_of[id(token.doc)]
        found: dict[float, list[Meant]] = {}
        for one in self._sightings:
            if (one.piece, one.token) >= (number, token.i):
                break
            if self._named[one.name].type is kind and one.name != self.publisher:
                distance = self._distance(one, number, token.i)
                if distance <= 1:
                    found.setdefault(distance, []).append(self._as_named(one.name, one.name))
        for distance in sorted(found):
            return list({each.name: each for each in found[distance]}.values())
        return []

    def operator(self, name: str) -> str | None:
        """The company behind a named service: its known maker, else the only one the text speaks of."""
        if name == self.speaker:
            return None
        maker = words().services.get(name.lower()) or words().services.get(name.lower().removesuffix("s"))
        if maker is not None and maker in self._named:
            return maker
        counted = Counter(
            one.name for one in self._sightings if self._named[one.name].type is PartyType.COMPANY
        )
        return next(iter(counted)) if len(counted) == 1 else None

    def _last_of(self, names: Iterable[str], number: int, token: int) -> str:
        """Which of several was spoken of last before a place."""
        wanted = sorted(names)
        seen = [
            one.name
            for one in self._sightings
            if one.name in wanted and (one.piece, one.token) < (number, token)
        ]
        return seen[-1] if seen else wanted[0]

    def other_than(self, token: Token, but: frozenset[str]) -> Meant:
        """Whom "the company" means that cannot be one of *but*; else the description as it stands."""
        number = self._piece_of[id(token.doc)]
        fits = _FITS.get(words().party_types.get(token.lemma_.lower(), PartyType.GROUP), ())
        if token.tag_ == "NN" and any(child.lower_ in ("the", "that", "this") for child in token.children):
            name = self._salient(number, token.i, fits, but=but)
            if name is not None:
                return self._as_named(name, plain(noun_phrase(token)))
        return self.group(token)

    def group(self, token: Token) -> Meant:
        """A description as it stands, whoever it may fit."""
        kind = words().party_types.get(token.lemma_.lower(), PartyType.GROUP)
        shown = kind if kind in (PartyType.GOVERNMENT, PartyType.COURT) else PartyType.GROUP
        return Meant(_group_name(token), shown, PartyKind.CLASS, plain(noun_phrase(token)))

    def unknown(self, token: Token) -> list[Meant]:
        """A plural that no table knows, where only somebody can be meant: "sold lists to swindlers"."""
        table = words()
        things = (
            table.other_things
            | table.data
            | table.containers
            | table.devices
            | table.documents
            | table.handles
        )
        lemma = token.lemma_.lower()
        if (
            token.tag_ != "NNS"
            or lemma in things | MANY
            or re.search(r"(?:tion|ness|ment|ity|ing|ism|age|ance)$", lemma)
        ):
            return []
        return [Meant(_group_name(token), PartyType.GROUP, PartyKind.CLASS, plain(noun_phrase(token)))]

    def _earlier(self, token: Token, number: int) -> Meant | None:
        """The nameless party that "the contractor" goes back to: "a military contractor"."""
        for piece in range(number, -1, -1):
            doc = self._docs[piece]
            before = doc[: token.i] if piece == number else doc
            for one in reversed(list(before)):
                if one.lemma_ == token.lemma_ and any(
                    child.lower_ in ("a", "an", "one") for child in one.children
                ):
                    name = _group_name(one)
                    kind = words().party_types.get(one.lemma_.lower(), PartyType.GROUP)
                    shown = kind if kind in (PartyType.GOVERNMENT, PartyType.COURT) else PartyType.GROUP
                    return Meant(name, shown, PartyKind.CLASS, plain(noun_phrase(token)))
        return None

    def spokesman(self, token: Token) -> str | None:
        """The party for which an unnamed "spokesman" speaks: the one last spoken of."""
        number = self._piece_of[id(token.doc)]
        offices = (PartyType.COMPANY, PartyType.GOVERNMENT, PartyType.NGO)
        after = (one.name for one in self._sightings if self._named[one.name].type is PartyType.COMPANY)
        return self._salient(number, token.i, offices) or next(after, None)

    def _as_named(self, name: str, text: str) -> Meant:
        known = self._named[name]
        return Meant(name, known.type, None, plain_text(text))

    def _owner(
        self, token: Token, number: int, first_person: str | None, subject: str | None
    ) -> Meant | None:
        """The party to which a device, a unit or a spokesman belongs."""
        if token.i in self._asking:
            return None
        self._asking.add(token.i)
        try:
            return self._owned(token, number, first_person, subject)
        finally:
            self._asking.discard(token.i)

    def _owned(
        self, token: Token, number: int, first_person: str | None, subject: str | None
    ) -> Meant | None:
        used = governing_subject(token) if token.head.lemma_ in ("use", "deploy", "install", "employ") else []
        for tied in (*self._tied(token), *used):
            if (name := self._by_token.get((number, tied.i))) is not None:
                if tied.dep_ != "poss" and self._is_department(token, name):
                    continue  # "Cambridge police officers" are not Cambridge
                if self._named[name].type is not PartyType.PERSON:
                    return self._as_named(name, tied.text)
            elif token.lemma_.lower() in words().party_types and tied.dep_ != "poss":
                continue  # "police departments", "sheriff's offices" are called so
            elif tied.dep_ == "poss" or tied in used or tied.lemma_.lower() in words().party_types:
                meant = self._meant(tied, first_person, subject)
                if meant is not None and not meant.people:
                    return meant
        return None

    def _is_department(self, token: Token, name: str) -> bool:
        """Whether a noun behind the name of a place or a state is a part of it with a name of its own."""
        lower = token.lemma_.lower()
        if words().party_types.get(lower) is not PartyType.GOVERNMENT:
            return False
        known = self._named[name]
        return known.place or (known.type is PartyType.GOVERNMENT and lower in ("department", "agency"))

    def _pronoun(
        self, token: Token, number: int, first_person: str | None, subject: str | None
    ) -> Meant | None:
        lower = token.lower_
        if lower in _FIRST:
            return self._by_name(first_person or self.speaker)
        if lower in _HE:
            return self._by_name(self._salient(number, token.i, (PartyType.PERSON,)))
        if lower in _IT:
            return self._by_name(
                subject if subject is not None and self.type_of(subject) not in (PartyType.PERSON,) else None
            ) or self._by_name(
                self._salient(
                    number,
                    token.i,
                    (PartyType.COMPANY, PartyType.SERVICE, PartyType.GOVERNMENT, PartyType.NGO),
                )
            )
        if lower in _THEY:
            return self._plural(token, number, subject)
        return None

    def _plural(self, token: Token, number: int, subject: str | None) -> Meant | None:
        """The last group before "they"; else the party that the clause speaks of."""
        doc = token.doc
        sent = token.sent
        stretch = [one for one in doc[: token.i] if one.sent == sent]
        objective = token.dep_ in ("dobj", "pobj", "dative")
        for one in reversed(stretch):
            other = (
                objective
                and one.tag_ == "NNS"
                and one.head != token.head
                and one.dep_ not in ("nsubj", "conj")
            )
            if other and one.lemma_.lower() in (*words().party_types, *words().persons):
                return self._meant(one, None, None)
            if (
                one.dep_ in ("nsubj", "nsubjpass")
                and (one.tag_ in ("NNS", "NNPS") or len(conjuncts(one)) > 1)
                and one.lemma_.lower() in (*words().party_types, *words().people)
            ):
                return self._meant(one, None, None)
        if subject is not None:
            return self._by_name(subject)
        return None

    def _by_name(self, name: str | None) -> Meant | None:
        if name is None:
            return None
        if name in self._named:
            return Meant(name, self._named[name].type, None, name)
        return Meant(name, PartyType.GROUP, self._kinds.get(name, PartyKind.CLASS), name)

    def _salient(
        self,
        number: int,
        token: int,
        types: Iterable[PartyType],
        places: bool = False,
        called: str | None = None,
        but: frozenset[str] = frozenset(),
    ) -> str | None:
        """The named party of one of *types* last spoken of before a place, subjects before others.

        Whom the text calls something else than *called* is not meant: "the bank" is no phone maker.
        """
        wanted = frozenset(types)
        scores: dict[str, float] = {}
        counted: Counter[str] = Counter()
        for one in self._sightings:
            if (one.piece, one.token) >= (number, token):
                break
            known = self._named[one.name]
            if known.type not in wanted or one.name == self.publisher or (known.place and not places):
                continue
            if one.name in but:
                continue
            if called is not None and known.described - _GENERIC and called not in known.described:
                continue
            distance = self._distance(one, number, token)
            counted[one.name] += 1
            scores[one.name] = max(scores.get(one.name, 0.0), one.weight / (1 + distance))
        return (
            max(sorted(scores), key=lambda name: scores[name] + 0.04 * min(counted[name], 6))
            if scores
            else None
        )

    def _distance(self, one: Sighting, number: int, token: int) -> float:
        """How many sentences lie between a sighting and a place."""
        return self._sentences_to(number, token) - self._sentences_to(one.piece, one.token)

    def _sentences_to(self, number: int, token: int) -> int:
        """How many sentences begin up to a place, the first of each piece left out."""
        if not self._begun:
            before = 0
            for doc in self._docs:
                begun = list(accumulate((bool(each.is_sent_start) for each in doc[1:]), initial=before))
                self._begun.append(begun)
                before = begun[-1]
        begun = self._begun[number]
        return begun[min(token, len(begun) - 1)]

    def _described(self, token: Token, number: int, lemma: str) -> Meant:
        """A description: the named party it fits, else a group of that name."""
        table = words()
        phrase = plain(noun_phrase(token))
        people = lemma in table.people and lemma not in table.party_types and lemma not in table.persons
        kind = table.party_types.get(lemma, PartyType.GROUP)
        singular = token.tag_ in ("NN", "NNP")
        det = next((child.lower_ for child in token.children if child.dep_ in ("det", "poss")), "")
        bare = not any(child.dep_ in ("amod", "nmod") for child in token.children)
        restricted = any(
            child.dep_ in ("relcl", "acl") or (child.dep_ == "prep" and child.lower_ not in ("like",))
            for child in token.children
        )
        inner = next(
            (
                one
                for child in token.children
                if child.dep_ in ("compound", "nmod") and (one := self._by_token.get((number, child.i)))
            ),
            None,
        )
        if (
            inner is not None
            and singular
            and det not in ("a", "an", "another", "one")
            and kind in (PartyType.SERVICE, PartyType.COMPANY)
            and not people
        ):
            return self._as_named(inner, phrase)
        if singular and not people:
            named = (
                []
                if lemma in _GENERIC
                else sorted(name for name, one in self._named.items() if lemma in one.described)
            )
            if len(named) == 1:
                return self._as_named(named[0], phrase)
            if (
                det in ("the", "this", "that")
                and not restricted
                and lemma not in ("government", "police", "public")
            ):
                fits = _FITS.get(kind, ())
                alike = [
                    name for name in self._named if lemma in name.lower().split() and name != self.publisher
                ]
                if alike and lemma not in _GENERIC | {"city", "state", "county", "country"}:
                    return self._as_named(self._last_of(alike, number, token.i), phrase)
                if len(named) > 1:
                    fits = tuple({self._named[one].type for one in named})
                if kind is PartyType.GOVERNMENT and any(
                    child.dep_ == "compound" and child.pos_ == "NOUN" for child in token.children
                ):
                    fits = ()
                if lemma not in _GENERIC and (earlier := self._earlier(token, number)):
                    return earlier
                places = lemma in ("city", "state", "county", "country")
                if kind is PartyType.NGO and lemma in _GENERIC:
                    fits = (PartyType.NGO, PartyType.COMPANY)
                name = self._salient(number, token.i, fits, places, None if lemma in _GENERIC else lemma)
                if name is not None and (not named or name in named):
                    return self._as_named(name, phrase)
                if kind is PartyType.MEDIA and self.publisher:
                    return self._as_named(self.publisher, phrase)
            own = det in ("the", "this", "that", "our") and kind in (PartyType.COMPANY, PartyType.SERVICE)
            if own and bare and self.speaker:
                return self._as_named(self.speaker, phrase)
        vague = any(child.lower_ in _VAGUE for child in token.children)
        party_kind: PartyKind | None = PartyKind.CLASS
        name = _group_name(token)
        if name.lower() in ("third parties", "third party", "outside parties"):
            party_kind = PartyKind.THIRD_PARTIES
        elif vague and det in _DEFINITE:
            party_kind = PartyKind.VAGUE
        shown = PartyType.GROUP if kind not in (PartyType.GOVERNMENT, PartyType.COURT) else kind
        return Meant(name, PartyType.GROUP if people else shown, party_kind, phrase, people)


#: Descriptions that fit too many to tell one: only the last one spoken of is meant.
_GENERIC: Final = frozenset(
    {
        "company",
        "firm",
        "business",
        "corporation",
        "group",
        "agency",
        "service",
        "site",
        "app",
        "product",
        "giant",
        "organization",
        "platform",
        "website",
        "source",
        "person",
    }
)
_PLACES: Final = frozenset({"city", "state", "county", "town", "government", "province", "republic"})
_COMMON_FIRST: Final = frozenset(
    {
        "national",
        "american",
        "united",
        "federal",
        "new",
        "first",
        "general",
        "international",
        "the",
        "world",
        "u.s.",
        "us",
    }
)


def _some_of(token: Token, group: Meant | None) -> Meant | None:
    """What "several of the banks" means: some of a group, which nobody can tell, and not the group."""
    if group is None or group.kind is None or group.people or token.lower_ not in _VAGUE:
        return group
    return Meant(f"{token.lower_} of the {group.name}", group.type, PartyKind.VAGUE, group.words)


def _group_name(token: Token) -> str:
    """A group as the text names it, without article and large number: "advertising and data firms"."""
    name = plain(noun_phrase(token, ("amod", "compound", "nmod"))) or token.text
    name = name.removeprefix("following ")
    if (
        any(child.lower_ == "any" and child.dep_ == "det" for child in token.children)
        and token.lemma_ != "party"
    ):
        return f"any {name}"
    number = next((child for child in token.children if child.dep_ == "nummod"), None)
    if (
        number is not None
        and not list(number.children)
        and (number.lower_ in _SMALL or (number.text.isdigit() and int(number.text) <= 20))
    ):
        return f"{number.text} {name}" if not name.startswith(number.text) else name
    return name


_SMALL: Final = frozenset(
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
)
