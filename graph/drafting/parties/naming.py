"""Which parties a text names, and where.

Shorter forms, acronyms and surnames are brought back to the longest form.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Span, Token

from graph.claims import PartyType
from graph.drafting.parties.capitals import capitals_in
from graph.drafting.parties.seats import LANDS, lies
from graph.drafting.parties.spotting import begun, clean, key_of, names_in, split, type_of_name
from graph.drafting.tables import cues
from graph.drafting.text.grammar import text_of, words_of


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


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a party stands, and how much it is spoken of there; ``named`` unless a pronoun means it."""

    piece: int
    token: int
    name: str
    weight: float
    named: bool = True


#: How much a party is spoken of where it stands so in its clause: a subject most.
_WEIGHTS: Final = {"nsubj": 2.0, "nsubjpass": 2.0, "poss": 1.5, "compound": 0.4, "nmod": 0.4, "amod": 0.4}
#: How far from its beginning a sentence may name who says all of it.
_FAR: Final = 4
#: Clauses that only say which one is meant, or how and when.
_BESIDE: Final = frozenset({"relcl", "acl", "advcl"})


def weight(noun: Token) -> float:
    """How much a text speaks of *noun* where it stands: a subject of the main clause most."""
    subject = noun.dep_ in ("nsubj", "nsubjpass")
    if subject and noun.head.dep_ in _BESIDE:
        return 1.5
    behind = not any(child.dep_ == "ccomp" and child.i > noun.i for child in noun.head.children)
    if subject and behind and noun.head.lemma_ in cues().says and noun.i > noun.sent.start + _FAR:
        return 1.2  # "Acme sold it, Norvik said"
    return _WEIGHTS.get(noun.dep_, 1.0)


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
        capitals = capitals_in(self._docs)
        whole = [
            (number, span)
            for number, doc in enumerate(self._docs)
            for span in names_in(doc, self._headings, capitals)
        ]
        text = " ".join(text_of(doc) for doc in self._docs)
        whole = [(number, begun(span, text)) for number, span in whole]
        alone = frozenset(span.text for _, span in whole)
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
        for known in self.named.values():
            if known.type is PartyType.PERSON and " " not in known.name:
                known.type = PartyType.COMPANY  # a person is first named in full; what has one name is none
        for number, span in spans:
            found = self._find(clean(span.text), span.label_ == "PERSON")
            if found is None:
                continue
            name = found
            self.named[name].forms[span.text] += 1
            for token in span:
                self.by_token[number, token.i] = name
            root = span.root
            self.sightings.append(Sighting(number, root.i, name, weight(root)))
        self._unplace(spans)
        self._propagate()
        self.sightings.sort(key=lambda one: (one.piece, one.token))

    def _unplace(self, spans: Iterable[tuple[int, Span]]) -> None:
        """Make companies of what the recogniser takes for places, where nothing ever lies in them."""
        local: set[str] = set()
        for number, span in spans:
            name = self.by_token.get((number, span.root.i))
            if name is not None and (not self.named[name].place or lies(span)):
                local.add(name)
        for name, one in self.named.items():
            if one.place and name not in local and name.casefold() not in LANDS:
                one.place = False
                one.type = PartyType.COMPANY

    def _propagate(self) -> None:
        """Mark the places of known names that the recogniser passed over."""
        forms = {
            tuple(form.split()): name
            for name, one in self.named.items()
            for form in one.forms
            if len(form) > 2 and form[0].isupper()
        }
        for name, party in self.named.items():
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
            for token in words_of(doc):
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
        found = self._find(name, span.label_ == "PERSON") or self._short_for(span)
        if found is None:
            self._declare(name, type_of_name(name, span))
            self.named[name].place = span.label_ in ("GPE", "LOC")
        else:
            self._by_key.setdefault(key_of(name), found)

    def _short_for(self, span: Span) -> str | None:
        """The one earlier name that ends in a word: "the Authority" behind "the Transport Authority"."""
        key = key_of(span.text)
        if " " in key or span.start == 0 or span.doc[span.start - 1].lower_ != "the":
            return None
        alike = [
            one.name
            for one in self.named.values()
            if one.type is not PartyType.PERSON
            and key in key_of(one.name).split()[1:][-1:]
            and self._first_at.get(key_of(one.name), 0) < self._first_at.get(key, 0)
        ]
        return alike[0] if len(alike) == 1 else None

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
                        and known.name == self._publisher
                    )
                    or parts[0].replace(".", "")
                    == "".join(one[0] for one in theirs if one not in ("of", "and", "for", "the"))
                ):
                    return known.name
            elif len(parts) > 1 and len(theirs) > len(parts) and theirs[: len(parts)] == parts:
                return known.name
        return None


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
