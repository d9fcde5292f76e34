"""Which parties a text names, and where.

Shorter forms, acronyms and surnames are brought back to the longest form.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from graph.claims import PartyType
from graph.drafting.parties.capitals import capitals_in, is_headline
from graph.drafting.parties.cleaning import clean, is_titled, key_of, type_of_name
from graph.drafting.parties.seats import is_outfits, is_seat, is_town, lies
from graph.drafting.parties.spotting import begun, names_in, split
from graph.drafting.tables import cues, towns, words
from graph.drafting.text.tree import Doc, Span, Token
from graph.drafting.word_lists import name_parts


@dataclass(slots=True)
class Named:
    """One party as it is being found: its names, and who it speaks for if it is a person.

    ``nameless`` is what the text only describes: "the health department".
    """

    name: str
    type: PartyType
    forms: Counter[str] = field(default_factory=Counter)
    described: set[str] = field(default_factory=set)
    speaks_for: str | None = None
    place: bool = False
    nameless: bool = False


#: What stands before another name of the same party: "better known as", "formerly".
_KNOWN: Final = frozenset({"business", "formerly", "known", "trades", "trading"})
_ONCE: Final = frozenset({"formerly", "once", "previously"})
_BETTER: Final = _ONCE | {"also", "best", "better", "does", "doing"}
_BETWEEN: Final = frozenset({",", "(", ")", "does", "doing", "is", "ltd", "now", "was", "which"})
#: How many words may stand in brackets inside a name.
_ASIDE: Final = 6
#: How long a name is at least that may have lost its apostrophe.
_SHORT: Final = 5


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a party stands, and how much it is spoken of there; ``named`` unless a pronoun means it."""

    piece: int
    token: int
    name: str
    weight: float
    named: bool = True


#: How much a party is spoken of where it stands so in its clause: a subject most.
_WEIGHTS: Final = {"poss": 1.5, "compound": 0.4, "nmod": 0.4, "amod": 0.4}


def _is_introduced(span: Span) -> bool:
    """Whether a text tells behind a name what it is: "GSK, the British drugmaker"."""
    kinds = words().party_types
    return any(
        one.dep_ == "appos" and one.i >= span.end and one.lemma_ in kinds for one in span.root.children
    )


#: What stands before examples.
_LIKE: Final = frozenset({"including", "like", "than", "unlike"})
#: What stands before whom a sentence is about.
_ABOUT: Final = frozenset({"at", "for", "as", "with"})
#: How far from its beginning a sentence may name who says all of it.
_FAR: Final = 4
#: Clauses that only say which one is meant, or how and when.
_BESIDE: Final = frozenset({"relcl", "acl", "advcl"})


def _counted(span: Span, counted: frozenset[str]) -> Span:
    """A name with the number behind it, where the text has it as a name: "two Motel 6 properties"."""
    if not counted or span.end >= len(span.doc) or not span.doc[span.end].text.isdigit():
        return span
    whole = Span(span.doc, span.start, span.end + 1, label=span.label_)
    return whole if whole.text in counted else span


def _with_number(span: Span) -> Span:
    """A name with the bare number behind it, before a verb: "Forever 21 sold"."""
    doc, end = span.doc, span.end
    if end + 1 >= len(doc) or not doc[end].text.isdigit() or doc[end + 1].tag_ not in _VERBS:
        return span
    return Span(doc, span.start, end + 1, label=span.label_)


_VERBS: Final = frozenset({"MD", "POS", "VBD", "VBZ"})


def weight(noun: Token) -> float:
    """How much a text speaks of *noun* where it stands: a subject of the main clause most."""
    dep = noun.dep_
    if dep in ("nsubj", "nsubjpass"):
        return _subject(noun)
    if dep == "appos" and noun.head.pos_ in ("NOUN", "PROPN"):
        above = noun.head
        if above.dep_ == "pobj" and above.head.head.lemma_ in words().voices:
            above = above.head.head  # "a lawyer for the company, Lee Park, said"
        return max(weight(above), 1.0)
    if dep == "conj" and noun.head.pos_ == "PROPN":
        return 0.7 * weight(noun.head)  # one of several
    if dep == "pobj":
        prep = noun.head
        if prep.lower_ in _LIKE:
            return 0.4  # "an engine like Acme"
        if prep.is_sent_start and prep.lower_ in _ABOUT:
            return 1.8  # "At Acme things went differently"
        above = prep.head
        if above.dep_ in ("nsubj", "nsubjpass") and above.lemma_ in words().voices:
            return 1.5  # "A spokesman for Acme said"
    introduced = any(child.dep_ == "appos" and child.pos_ == "NOUN" for child in noun.children)
    return 1.3 if introduced else _WEIGHTS.get(dep, 1.0)  # "a deal with Acme, a start-up"


def _subject(noun: Token) -> float:
    verb = noun.head
    if verb.dep_ in _BESIDE:
        return 1.5
    if verb.dep_ == "ccomp" and verb.i > verb.head.i:
        return 1.9  # "Norvik said that Acme sold it"
    behind = verb.lemma_ in cues().says and noun.i > noun.sentence[0] + _FAR
    if behind and not any(child.dep_ == "ccomp" and child.i > noun.i for child in verb.children):
        return 1.2  # "Acme sold it, Norvik said"
    return 2.0


class Names:
    """The named parties of one text by name, and whose name each of its tokens is part of."""

    def __init__(self, docs: Sequence[Doc], publisher: str | None, speaker: str | None) -> None:
        self._docs = list(docs)
        self._by_key: dict[str, str] = {}
        self._first_at: dict[str, int] = {}
        self._publisher = publisher
        self._headings = speaker is not None
        self.named: dict[str, Named] = {}
        self.by_token: dict[tuple[int, int], str] = {}
        self.sightings: list[Sighting] = []
        for given, kind in ((publisher, PartyType.MEDIA), (speaker, PartyType.COMPANY)):
            if given:
                self._declare(given, kind)
        self._collect()

    def _declare(self, name: str, kind: PartyType) -> str:
        self.named.setdefault(name, Named(name, kind))
        self._by_key.setdefault(key_of(name), name)
        return name

    def _collect(self) -> None:
        plain = [(number, doc) for number, doc in enumerate(self._docs) if not is_headline(doc)]
        capitals = capitals_in(doc for _, doc in plain)
        whole = [(number, span) for number, doc in plain for span in names_in(doc, self._headings, capitals)]
        text = " ".join(doc.text for doc in self._docs)
        whole = [(number, _with_number(begun(span, text))) for number, span in whole]
        counted = frozenset(span.text for _, span in whole if span[-1].text.isdigit())
        whole = [(number, _counted(span, counted)) for number, span in whole]
        alone = frozenset(span.text for _, span in whole)
        alone |= frozenset(
            half
            for one in alone
            if " and " in one
            for half in one.split(" and ")
            if text.count(half) > text.count(one)
        )
        spans = [(number, one) for number, span in whole for one in split(span, alone)]
        self._first_at = {}
        texts = [span.text for _, span in spans]
        for place, form in enumerate(texts):
            self._first_at.setdefault(key_of(form), place)
        called = [(clean(form), span) for form, (_, span) in zip(texts, spans, strict=True)]
        bare = frozenset(name for name, _ in called)
        for name, span in sorted(called, key=lambda one: (-len(one[0].split()), one[0][:-1] in bare)):
            if name:
                self._place(name, span)
        for known in self.named.values():
            if known.type is PartyType.PERSON and " " not in known.name:
                known.type = PartyType.COMPANY  # a person is first named in full; what has one name is none
        for (number, span), (form, _), whole_form in zip(spans, called, texts, strict=True):
            found = self._find(form, span.label_ == "PERSON")
            if found is None:
                continue
            name = found
            self.named[name].forms[whole_form] += 1
            for place in range(span.start, span.end):
                self.by_token[number, place] = name
            root = span.root
            self.sightings.append(Sighting(number, root.i, name, weight(root)))
        for one in self.named.values():
            titled = " " in one.name and any(is_titled(form) for form in one.forms)
            if titled and one.type is PartyType.COMPANY:
                one.type = PartyType.PERSON  # "Mr. Park" is no firm
        self._unplace(spans)
        self._propagate()
        self._known_as()
        self.sightings.sort(key=lambda one: (one.piece, one.token))

    def _unplace(self, spans: Iterable[tuple[int, Span]]) -> None:
        """Make companies of what the recogniser takes for places, where nothing ever lies in them."""
        local: set[str] = set()
        for number, span in spans:
            name = self.by_token.get((number, span.root.i))
            if name is not None and (not self.named[name].place or is_seat(span) or lies(span)):
                local.add(name)
        seats = {self.by_token.get((number, span.root.i)) for number, span in spans if is_outfits(span)}
        others = {self.by_token.get((number, span.root.i)) for number, span in spans if not is_outfits(span)}
        for name in seats - others:
            if name is not None and self.named[name].type is not PartyType.PERSON:
                self.named[name].place, self.named[name].type = True, PartyType.GOVERNMENT
                local.add(name)  # "the Bourne End outfit"
        for name, one in self.named.items():
            if one.place and name not in local and name.casefold() not in towns().lands:
                one.place = False
                one.type = PartyType.COMPANY

    def _known_as(self) -> None:
        """Make one of two names of which the text says that they are: "Acme Ltd, better known as Orbix"."""
        for number, doc in enumerate(self._docs):
            if doc.vocabulary.isdisjoint(_KNOWN):
                continue
            for token in doc.words:
                if token.lower_ not in _KNOWN or token.i < 2 or token.i + 2 >= len(doc):
                    continue
                after = token.i + 2 if token.nbor().lower_ == "as" else token.i + 1
                if after == token.i + 1 and token.lower_ != "formerly":
                    continue
                after += doc[after].lower_ in ("the", '"') if after < len(doc) else 0
                other = self.by_token.get((number, after))
                before = token.i - (2 if token.nbor(-1).lower_ in _BETTER else 1)
                while before > 0 and doc[before].lower_ in _BETWEEN:
                    before -= 1
                first = self._name_to(number, before)
                if first is not None and other is not None and first != other:
                    now = token.lower_ != "formerly" and token.nbor(-1).lower_ not in _ONCE
                    self._join(*((other, first) if now else (first, other)))

    def _name_to(self, number: int, token: int) -> str | None:
        """The name that ends at a token, also with words in brackets behind it: "Acme (Mother) Ltd"."""
        doc = self._docs[number]
        opened = token
        while opened > 0 and token - opened < _ASIDE and doc[opened].text != "(":
            opened -= 1
        if doc[opened].text == "(" and doc[token + 1 if token + 1 < len(doc) else token].text in (")", "Ltd"):
            return self.by_token.get((number, opened - 1))
        return self.by_token.get((number, token))

    def _join(self, first: str, other: str) -> None:
        """Make *other* a name of *first*."""
        one, two = self.named[first], self.named.pop(other)
        if PartyType.PERSON in (one.type, two.type) and one.type is not two.type:
            one.type = two.type if one.type is PartyType.PERSON else one.type
        one.forms += two.forms
        one.described |= two.described
        self._by_key[key_of(other)] = first
        self.by_token = {at: first if name == other else name for at, name in self.by_token.items()}
        self.sightings[:] = [replace(at, name=first) if at.name == other else at for at in self.sightings]

    def _propagate(self) -> None:
        """Mark the places of known names that the recogniser passed over."""
        forms = {
            tuple(form.split()): name
            for name, one in self.named.items()
            for form in one.forms
            if len(form) > 2 and (form[0].isupper() or any(one.isupper() for one in form[1:]))
        }
        for name, party in self.named.items():
            first = name.split()[0]
            if key_of(first) in self._first_at and self._by_key.get(key_of(first), name) != name:
                continue
            if (
                (len(first) > 3 or (first[0].isdigit() and first[-1].isupper()))
                and first.lower() not in name_parts().common_first
                and party.type in (PartyType.COMPANY, PartyType.SERVICE)
            ):
                forms.setdefault((first,), name)
        begins = {form[0] for form in forms}
        for number, doc in enumerate(self._docs):
            for token in doc.words:
                if token.text not in begins or (number, token.i) in self.by_token:
                    continue
                for length in (3, 2, 1):
                    span = doc[token.i : token.i + length]
                    known = forms.get(tuple(each.text for each in span)) if len(span) == length else None
                    if known is None or any((number, each.i) in self.by_token for each in span):
                        continue
                    for each in span:
                        self.by_token[number, each.i] = known
                    root = span.root
                    self.sightings.append(Sighting(number, root.i, known, weight(root)))
                    break

    def _place(self, name: str, span: Span) -> None:
        found = self._find(name, span.label_ == "PERSON") or self._short_for(span) or self._without_s(span)
        if found is not None and found != name and span.text.isupper() and _is_introduced(span):
            found = None  # "GSK, a drugmaker" is no Golden State Killer
        if found is None:
            seat = is_seat(span)
            self._declare(name, PartyType.GOVERNMENT if seat else type_of_name(name, span))
            self.named[name].place = seat or span.label_ in ("GPE", "LOC")
        else:
            self._by_key.setdefault(key_of(name), found)

    def _short_for(self, span: Span) -> str | None:
        """The one earlier name that ends in a word: "the Authority" behind "the Transport Authority"."""
        key = key_of(span.text)
        the = span.start > 0 and span.doc[span.start - 1].lower_ == "the"
        if " " in key or not (the or (span.label_ in ("", "ORG") and len(key) >= _SHORT)):
            return None
        alike = [
            one.name
            for one in self.named.values()
            if (one.type is not PartyType.PERSON if the else one.type is PartyType.COMPANY)
            and key in key_of(one.name).split()[1:][-1:]
            and self._first_at.get(key_of(one.name), 0) < self._first_at.get(key, 0)
        ]
        return alike[0] if len(alike) == 1 else None

    def _without_s(self, span: Span) -> str | None:
        """The name of "Acmes chief executive", which lost its apostrophe."""
        text = span.text
        if len(text) < _SHORT or text[-1:] != "s" or text[-2:] == "ss" or len(span) > 1:
            return None
        noun = span.root.head
        owned = noun.i == span.end or span.root.dep_ in ("compound", "nmod", "poss")
        return self._by_key.get(key_of(text[:-1])) if owned else None

    def _find(self, name: str, person: bool) -> str | None:
        """The known party that *name* is a form of."""
        key = key_of(name)
        if key in self._by_key:
            return self._by_key[key]
        parts = key.split()
        if not parts:
            return None
        for known in self.named.values():
            theirs = key_of(known.name).split()
            if person and known.type is PartyType.PERSON:
                same = len(parts) == 1 or parts[0] == theirs[0] or parts == theirs[-len(parts) :]
                if parts[-1] == theirs[-1] and same:
                    return known.name
            elif 1 < len(parts) < len(theirs) and known.type is PartyType.PERSON:
                if parts == theirs[-len(parts) :]:
                    return known.name  # "O'Connor Kelly"
            elif len(parts) == 1 and len(theirs) > 1:
                if known.type is PartyType.PERSON:
                    if parts[0] == theirs[-1]:
                        return known.name
                elif (
                    (
                        parts[0] == theirs[0]
                        and not is_town(parts[0])  # "Texas" is no Texas Tribune
                        and len(parts[0]) > 2
                        and parts[0] not in name_parts().common_first
                        and self._first_at.get(key_of(known.name), 0) <= self._first_at.get(key, 0)
                    )
                    or (
                        known.type is PartyType.MEDIA
                        and parts[0] == theirs[-1]
                        and known.name == self._publisher
                    )
                    or parts[0].replace(".", "")
                    == "".join(one[0] for one in theirs if one not in ("of", "and", "for", "the"))
                ):
                    return known.name
            elif len(parts) > 1 and len(theirs) > len(parts) and theirs[: len(parts)] == parts:
                return known.name
        return None
