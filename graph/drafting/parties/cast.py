"""The parties of one text as they are found: by name, by where they stand, and by what they make."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from graph.claims import PartyKind, PartyType
from graph.drafting.parties.cleaning import plain_text
from graph.drafting.parties.groups import IT, Meant
from graph.drafting.parties.naming import Names
from graph.drafting.parties.products import makers, producing
from graph.drafting.parties.salience import Salience
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import clause, noun_clause, subjects_of
from graph.drafting.text.tree import Doc, Token, ancestors

#: What stands before those with whom somebody deals, who is somebody else.
_TOWARDS: Final = ("to", "with", "from", "by")


#: How many sentences behind the first a text may name whom it began with.
_NEXT: Final = 2


class Cast:
    """Who plays a part in one text: what all that tells whom a word means has in common.

    ``spoken`` are the pronouns and descriptions that may mean a party, in the order of the text.
    """

    def __init__(self, docs: Sequence[Doc], publisher: str | None, speaker: str | None) -> None:
        self.docs = list(docs)
        self.piece_of = {id(doc): number for number, doc in enumerate(self.docs)}
        self.publisher = publisher
        self.speaker = speaker
        self.kinds: dict[str, PartyKind] = {}
        self.names = Names(self.docs, publisher, speaker)
        self.named = self.names.named
        self.by_token = self.names.by_token
        self.sightings = self.names.sightings
        self.salience = Salience(self.docs, self.named, self.sightings, publisher)
        self.spoken: list[Token] = []
        self._things: dict[str, list[tuple[int, int]]] | None = None
        self._endings: dict[str, list[str]] | None = None
        self._nouns: dict[str, list[tuple[int, int]]] = {}
        table, making, made = words(), [], producing()
        for number, doc in enumerate(self.docs):
            for token in doc.words:
                lemma = token.lemma_
                if lemma in made:
                    making.append((number, token))
                known = lemma in table.party_types or lemma in table.persons
                if known and (place := (number, token.i)) not in self.by_token:
                    self._nouns.setdefault(lemma, []).append(place)
                    self.spoken.append(token)
                elif token.lower_ in IT:
                    self.spoken.append(token)
        self.makers = makers(making, self.by_token)

    def partners(self, noun: Token, number: int) -> frozenset[str]:
        """The parties with whom *noun* does something, none of which it can be: "Acme gave it a copy"."""
        for at, above in ancestors(noun):
            if at.dep_ == "appos" and at != noun:  # "Acme, a firm half owned by the retailer"
                own = self.by_token.get((number, above.i))
                return frozenset() if own is None else frozenset({own})
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if noun.dep_ == "pobj" and verb.dep_ == "dobj" and noun.head.lower_ in _TOWARDS:
            verb = verb.head  # "got the names from the company"
        if verb.pos_ not in ("VERB", "AUX"):
            return frozenset()
        if noun.dep_ in ("dobj", "dative", "pobj"):
            others = subjects_of(verb)
        elif noun.dep_ in ("nsubj", "nsubjpass"):
            around = clause(verb)
            others = [one for one in (*around.objects, *around.seconds) if one.i > verb.i]
            others += [one for prep in _TOWARDS for one in around.at(prep)]
        else:
            return frozenset()
        names = (self.by_token.get((number, one.i)) for one in others)
        return frozenset(name for name in names if name is not None)

    def tellers(self, noun: Token, number: int) -> frozenset[str]:
        """Who says what *noun* does: "Acme sued Orbix, saying the broker took names"."""
        for at, above in ancestors(noun):
            if at.dep_ != "ccomp" or above.lemma not in cues().says or above.i > noun.i:
                continue
            heads = subjects_of(above) or (subjects_of(above.head) if above.tag_ == "VBG" else [])
            papers = [one for one in heads if one.lemma_ in words().documents]
            heads = [*heads, *(it for one in papers for it in noun_clause(one).at("by"))]
            names = (self.by_token.get((number, one.i)) or self.salience.seen(number, one.i) for one in heads)
            return frozenset(name for name in names if name is not None)
        return frozenset()

    def lead(self, noun: Token, number: int, wanted: Sequence[PartyType]) -> str | None:
        """Who a nameless subject of the first sentence is: the first that the next ones speak of by name."""
        first = self.salience.sentences_to(number, noun.i)
        verb = noun.head.head if noun.head.dep_ == "ccomp" else noun.head
        if first or noun.dep_ != "nsubj" or verb.dep_ != "ROOT":
            return None
        before = set()
        for one in self.sightings:
            sentence = self.salience.sentences_to(one.piece, one.token)
            if sentence > _NEXT:
                return None
            if not sentence and one.named:
                before.add(one.name)
            known = self.named[one.name]
            fits = known.type in wanted and not known.place and not known.nameless and one.named
            subject = self.docs[one.piece][one.token].dep_ in ("nsubj", "nsubjpass")
            if sentence and subject and fits and one.name != self.publisher:
                return None if one.name in before else one.name
        return None

    def alike(self, token: Token) -> Iterator[Token]:
        """The nouns for parties like *token* before it that are no names, the last first."""
        here = (self.piece(token), token.i)
        for piece, at in reversed(self._nouns.get(token.lemma_, [])):
            if (piece, at) < here:
                yield self.docs[piece][at]

    def things_before(self, token: Token) -> Iterator[tuple[int, Token]]:
        """The nouns like *token* before it, each with the number of its piece, the last first."""
        if self._things is None:
            self._things = {}
            for number, doc in enumerate(self.docs):
                for one in doc.words:
                    if one.pos_ == "NOUN":
                        self._things.setdefault(one.lemma_, []).append((number, one.i))
        here = (self.piece(token), token.i)
        for number, at in reversed(self._things.get(token.lemma_, [])):
            if (number, at) < here:
                yield number, self.docs[number][at]

    def is_name(self, token: Token, number: int, name: str) -> bool:
        """Whether a word is part of a name."""
        return self.by_token.get((number, token.i)) == name

    def piece(self, token: Token) -> int:
        """The number of the piece in which a token stands."""
        return self.piece_of[id(token.doc)]

    def called_so(self, noun: Token) -> Meant | None:
        """The one party whose name ends so: "the post" behind "the Danubian Post"."""
        if self._endings is None:
            self._endings = {}
            for name, one in self.named.items():
                if one.type is not PartyType.PERSON and " " in name and name != self.publisher:
                    self._endings.setdefault(name.split()[-1].lower(), []).append(name)
        names = self._endings.get(noun.lower_, [])
        table = words()
        thing = any(noun.lemma_ in listed for listed in (table.data, table.documents, table.devices))
        if len(names) != 1 or thing or noun.tag_ != "NN" or noun.head.lower_ in ("in", "by"):
            return None
        bare = [one.lower_ for one in noun.children if one.i < noun.i] == ["the"]
        return self.as_named(names[0], noun.text) if bare and noun.i == noun.right_edge.i else None

    def type_of(self, name: str) -> PartyType:
        """The type of a party by its name; a group where it has none of its own."""
        if name in self.named:
            return self.named[name].type
        last = name.split()[-1].lower() if name.split() else ""
        return next((kind for kind, listed in words().names.items() if last in listed), PartyType.GROUP)

    def is_organisation(self, name: str | None) -> bool:
        """Whether a name is a party's that is no person."""
        return name is not None and self.type_of(name) is not PartyType.PERSON

    def operator(self, name: str) -> str | None:
        """The company behind a named service: its known maker, else the only one the text speaks of."""
        if name == self.speaker:
            return None
        maker = words().services.get(name.lower()) or words().services.get(name.lower().removesuffix("s"))
        maker = maker or self.makers.get(name)
        if maker is not None and self.is_organisation(maker) and maker in self.named:
            return maker
        counted = Counter(
            one.name
            for one in self.sightings
            if self.type_of(one.name) is PartyType.COMPANY and not self.named[one.name].nameless
        )
        return next(iter(counted)) if len(counted) == 1 else None

    def is_product(self, name: str) -> bool:
        """Whether a named thing is what one company of the text makes."""
        return name in self.makers and self.type_of(name) in (
            PartyType.SERVICE,
            PartyType.COMPANY,
        )

    def speaks_for(self, name: str) -> str | None:
        """The party for which a person speaks."""
        known = self.named.get(name)
        return known.speaks_for if known is not None else None

    def as_named(self, name: str, text: str) -> Meant:
        """The party of a name that the text gives, for which *text* stands."""
        known = self.named[name]
        if known.nameless:
            return Meant(name, _shown(known.type), PartyKind.CLASS, plain_text(text))
        return Meant(name, known.type, None, plain_text(text))

    def by_name(self, name: str) -> Meant | None:
        """The party of a name that the text gives."""
        return self.as_named(name, name) if name in self.named else None

    def maybe(self, name: str | None) -> Meant | None:
        """The party of a name, if there is one; what the text does not name is a group."""
        if name is None:
            return None
        if name in self.named:
            return self.as_named(name, name)
        return Meant(name, PartyType.GROUP, self.kinds.get(name, PartyKind.CLASS), name)


def _shown(kind: PartyType) -> PartyType:
    """The type that a nameless party is declared with."""
    return kind if kind in (PartyType.GOVERNMENT, PartyType.COURT) else PartyType.GROUP
