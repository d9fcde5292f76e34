"""Who is meant: every name, description and pronoun of a text brought back to one party.

A description ("the airline") goes to the party that the text describes so, else
to the one last spoken of that it fits; what fits nobody stays a group, named as
in the text.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from graph.claims import PartyKind, PartyType
from graph.drafting.parties.cast import Cast
from graph.drafting.parties.cleaning import plain, plain_text
from graph.drafting.parties.groups import (
    FIRST,
    FITS,
    IT,
    Meant,
    group,
    is_definite,
)
from graph.drafting.parties.meaning import Meaning
from graph.drafting.parties.naming import Named
from graph.drafting.parties.pronouns import HE, THEY
from graph.drafting.parties.salience import ORGANISATIONS, is_empty
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import subjects_of
from graph.drafting.text.phrases import conjuncts, noun_phrase
from graph.drafting.text.tree import Doc, Token, ancestors
from graph.drafting.word_lists import party_words

_PRONOUNS: Final = frozenset(FIRST | IT | THEY | HE)
_FIRMS: Final = (PartyType.COMPANY, PartyType.SERVICE)


def _is_denied(noun: Token) -> bool:
    """Whether what a clause tells of its subject never was: "at no time did a drug maker get a name"."""
    verb = noun.head
    some = any(child.lower_ in ("a", "an") for child in noun.lefts)
    return some and any(
        child.dep_ == "neg"
        or child.lower_ == "never"
        or (child.dep_ == "prep" and any(one.lower_ == "no" for one in child.subtree))
        for child in verb.children
    )


class Parties:
    """All parties of one text. ``meant`` tells whom a token stands for."""

    def __init__(self, docs: Sequence[Doc], publisher: str | None, speaker: str | None) -> None:
        self._cast = Cast(docs, publisher, speaker)
        self.publisher = publisher
        self._meaning = Meaning(self._cast)
        self._meaning.describing.describe()
        self._see_offices()
        self._follow()
        self._meaning.describing.affiliating.settle()

    def _see_offices(self) -> None:
        """See a party also where somebody who speaks for it is spoken of: "Acme's founder, Lee Park"."""
        for one in [one for one in self._cast.sightings if one.weight >= 1.5]:
            office = self._cast.speaks_for(one.name)
            if office is not None and office in self._cast.named:
                self._cast.salience.see(self._cast.docs[one.piece][one.token], office)

    def _follow(self) -> None:
        """See parties also where "it" and "the company" mean them, from the beginning of the text on."""
        for token in self._cast.spoken:
            if token.lower_ not in IT:
                self._see_described(token)
            elif not is_empty(token):
                number = self._cast.piece(token)
                name = self._cast.salience.salient(number, token.i, ORGANISATIONS)
                if name is not None:
                    self._cast.salience.see(token, name)

    def _see_described(self, token: Token) -> None:
        """See whom a description means: a named party, or one that the text has no name for."""
        if token.lemma_ not in words().party_types:
            return
        single = token.tag_ == "NN" or token.lower_ == "police"
        if not single or not (is_definite(token) or token.dep_ in ("nsubj", "nsubjpass")):
            return
        meant = self._meaning.of(token)
        if meant is None:
            return
        spoken_of = token.dep_ in ("nsubj", "nsubjpass") or token.lower_ == "police"
        if meant.kind is PartyKind.CLASS and spoken_of and not meant.people:
            kind = words().party_types[token.lemma_]
            some = any(child.lower_ in ("any", "every", "no", "each") for child in token.lefts)
            some = some or (not is_definite(token) and _is_denied(token))
            some = some or (
                token.dep_ == "nsubj" and token.head.lemma_ in cues().says and not is_definite(token)
            )
            generic = token.lemma_ in party_words().generic
            bare = generic and len(noun_phrase(token)) == 1 and not is_definite(token)
            voice = token.lemma_ in words().voices or token.lemma_ in words().outside_voices
            if kind in ORGANISATIONS and not (voice or some or bare):
                self._cast.named.setdefault(meant.name, Named(meant.name, kind, nameless=True))
        if meant.name in self._cast.named:
            self._cast.salience.see(token, meant.name)

    def ranks(self) -> dict[str, int]:
        """The parties by how often the text speaks of them: 0 for the one that it speaks of most."""
        return {name: rank for rank, name in enumerate(self._cast.salience.by_mentions())}

    def forms(self, name: str) -> tuple[str, ...]:
        """What the text calls a party besides its name, most used first."""
        known = self._cast.named.get(name)
        found: Counter[str] = Counter()
        if known is not None:
            found += Counter({plain_text(one): number for one, number in known.forms.items()})
        found += self._meaning.surface.get(name, Counter())
        return tuple(
            one for one, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])) if one != name
        )

    def named_at(self, token: Token) -> str | None:
        """The named party whose name *token* is part of."""
        return self._cast.by_token.get((self._cast.piece(token), token.i))

    def meant(
        self, token: Token, first_person: str | None = None, subject: str | None = None
    ) -> Meant | None:
        """Whom *token*, the head of a phrase, stands for; None if it stands for no party.

        Args:
            token: The head.
            first_person: Who "we" is here.
            subject: The party that the clause above speaks of, the likeliest "it".
        """
        return self._meaning.meant(token, first_person, subject)

    def operator(self, name: str) -> str | None:
        """The company behind a named service: its known maker, else the only one the text speaks of."""
        return self._cast.operator(name)

    def is_product(self, name: str) -> bool:
        """Whether a named thing is what one company of the text makes."""
        return self._cast.is_product(name)

    def type_of(self, name: str) -> PartyType:
        """The type of a party by its name; a group where it has none of its own."""
        return self._cast.type_of(name)

    def speaks_for(self, name: str) -> str | None:
        """The party for which a person speaks."""
        return self._cast.speaks_for(name)

    def by_name(self, name: str) -> Meant | None:
        """The party of a name that the text gives."""
        return self._cast.by_name(name)

    def meant_all(
        self, token: Token, first_person: str | None = None, subject: str | None = None
    ) -> list[Meant]:
        """As ``meant``, but "the companies" and "they" may be several that were named together."""
        bare = (
            token.tag_ == "NNS"
            and words().party_types.get(token.lemma) in (PartyType.COMPANY, PartyType.GOVERNMENT)
            and not self._spoken_of(token)
            and any(child.lower_ in ("the", "these", "those", "both") for child in token.children)
            and len(noun_phrase(token)) == 1
            and not any(child.dep_ in ("prep", "relcl", "acl") for child in token.children)
        )
        of_two = token.tag_ == "NN" and any(child.lower_ in ("either", "neither") for child in token.children)
        if (
            of_two
            and token.lemma_ in words().party_types
            and len(two := self._cast.salience.together(token, 2)) == 2
        ):
            return [self._cast.as_named(name, token.text) for name in two]
        if bare and len(several := self._together(token)) > 1:
            return [self._cast.as_named(name, token.text) for name in several]
        number = self._cast.piece(token)
        if token.tag_ == "NNS" and (listed := self._meaning.describing.listed_later(token, number)):
            return [self._cast.as_named(name, token.text) for name in listed]
        if token.tag_ == "NNS" and len(several := self._all_called(token)) > 1:
            return [self._cast.as_named(name, token.text) for name in several]
        if token.lower_ in THEY and len(several := self._named_together(token)) > 1:
            return [self._cast.as_named(name, token.text) for name in several]
        one = self.meant(token, first_person, subject)
        return [one] if one is not None else []

    def _all_called(self, things: Token) -> list[str]:
        """The parties by whose names several things are called: "the Acme and Orbix booking systems"."""
        number = self._cast.piece(things)
        called = [one for child in things.lefts if child.dep_ == "nmod" for one in conjuncts(child)]
        names = (self._cast.by_token.get((number, one.i)) for one in called if one.i < things.i)
        return list(dict.fromkeys(name for name in names if name and self._cast.is_organisation(name)))

    def _together(self, token: Token) -> list[str]:
        """The parties named together that "the companies" or "the banks" are; not "the advertisers"."""
        several = self._cast.salience.together(token)
        lemma = token.lemma
        named = (self._cast.named[name].described for name in several)
        known = lemma in party_words().generic or lemma in ("airline", "bank", "carrier")
        known = known or any(lemma in one for one in named)
        return several if known else []

    def _named_together(self, they: Token) -> list[str]:
        """The parties that "they" means where several are named: "Acme and Orbix said that they sold"."""
        number = self._cast.piece(they)
        together: tuple[Token, ...] = ()
        for at, above in ancestors(they):
            if at.dep_ == "ccomp" and at.i > above.i:
                together = tuple(one for one in subjects_of(above) if one.i < they.i)
                if any(one.lower_ == "both" for one in together):
                    return self.both(they)
                break
        group = None if together else self._meaning.pronouns.group(they)
        together = together if group is None else conjuncts(group)
        names = (self._cast.by_token.get((number, one.i)) for one in together)
        return list(dict.fromkeys(name for name in names if name is not None))

    def both(self, token: Token) -> list[str]:
        """The two parties that "both" means: those that the text named together last."""
        two = self._cast.salience.together(token, 2)
        return two if len(two) == 2 else []

    def _spoken_of(self, token: Token) -> bool:
        """Whether a plural but "companies" and the like was used before, and then means the same again."""
        if token.lemma in party_words().often:
            return False
        return any(one.tag_ == "NNS" for one in self._cast.alike(token))

    def unseated(self, head: Token) -> Token:
        """Whom a clause is about that the parser hangs on a seat: "Acme, of Dayton, Ohio, which sold it"."""
        at = head
        while at.dep_ in ("appos", "conj", "nmod", "npadvmod", "pobj") and self.is_place(at):
            at = at.head.head if at.dep_ == "pobj" and at.head.lower_ in ("in", "of") else at.head
            if at.pos_ not in ("NOUN", "PROPN"):
                return head
        return at if at == head or self.named_at(at) or at.lemma_ in words().party_types else head

    def is_place(self, token: Token) -> bool:
        """Whether a word is part of the name of a place."""
        name = self.named_at(token)
        return name is not None and self._cast.named[name].place

    def is_listed_place(self, token: Token) -> bool:
        """Whether a place is one of those in which somebody is: Lima in "clerks in Boston, Lima and Oslo"."""
        at = token.left_edge.i
        if token.dep_ != "conj" or at < 3 or not self.is_place(token):
            return False
        comma = token.doc[at - 1].text == "," or token.doc[at - 1].lower_ == "and"
        return comma and token.doc[at - 2 if token.doc[at - 2].text != "," else at - 3].ent_type_ == "GPE"

    def just_before(self, token: Token, kind: PartyType) -> list[Meant]:
        """The named parties of a type in the same sentence before a place, else in the sentence before."""
        return [self._cast.as_named(name, name) for name in self._cast.salience.just_before(token, kind)]

    def sentences_between(self, first: Token, second: Token) -> int:
        """How many sentences *second* stands behind *first*; 0 in the same one."""
        places = ((self._cast.piece_of[id(one.doc)], one.i) for one in (second, first))
        later, earlier = (self._cast.salience.sentences_to(*place) for place in places)
        return later - earlier

    def authority(self, token: Token) -> list[Meant]:
        """The one government body that the text has named before a place; nobody if there are several."""
        place = self._cast.piece(token), token.i
        names = [
            name
            for name, one in self._cast.named.items()
            if one.type is PartyType.GOVERNMENT
            and not (one.place or one.nameless)
            and (self._cast.salience.first(name) or place) < place
        ]
        return [self._cast.as_named(name, name) for name in names] if len(names) == 1 else []

    def only_authority(self) -> str | None:
        """The one government body that the text names; None if there are several."""
        names = [
            name
            for name, one in self._cast.named.items()
            if one.type is PartyType.GOVERNMENT and not (one.place or one.nameless)
        ]
        return names[0] if len(names) == 1 else None

    def other_than(self, token: Token, but: frozenset[str]) -> Meant:
        """Whom "the company" means that cannot be one of *but*; else the description as it stands."""
        number = self._cast.piece(token)
        fits = FITS.get(words().party_types.get(token.lemma, PartyType.GROUP), ())
        if token.tag_ == "NN" and any(child.lower_ in ("the", "that", "this") for child in token.children):
            name = self._cast.salience.salient(number, token.i, fits, but=but, often=True)
            if name is not None:
                return self._cast.as_named(name, plain(noun_phrase(token)))
        return group(token)

    def body_called(self, noun: Token) -> Meant | None:
        """The one body that the text calls by a noun: "the Rail Police" for "police"."""
        return self._meaning.acting.called(noun)

    def is_new(self, name: str, token: Token) -> bool:
        """Whether a party is named first in the sentence of *token*."""
        first = self._cast.salience.first(name)
        return first is not None and first >= (self._cast.piece(token), token.sent.start)

    def spoken_of(self, token: Token, but: frozenset[str]) -> str | None:
        """The organisation of which a text last spoke before a place, *but* for some."""
        return self._cast.salience.salient(self._cast.piece(token), token.i, ORGANISATIONS, but=but)

    def subject_before(self, token: Token) -> str | None:
        """The party that the sentence of *token* speaks of before it, in nobody's quoted words."""
        number = self._cast.piece(token)
        if '"' in token.sent.text:
            return None
        for one in token.doc[token.sent.start : token.i]:
            name = self._cast.by_token.get((number, one.i)) if one.dep_ in ("nsubj", "nsubjpass") else None
            if (
                name is not None
                and self._cast.type_of(name) in ORGANISATIONS
                and name != self._cast.publisher
            ):
                return name
        return None

    def spokesman(self, token: Token, but: frozenset[str] = frozenset()) -> str | None:
        """The party for which an unnamed "spokesman" speaks: the one last spoken of, *but* for some."""
        number = self._cast.piece(token)
        offices = (PartyType.COMPANY, PartyType.GOVERNMENT, PartyType.NGO)
        after = (
            one.name for one in self._cast.sightings if self._cast.type_of(one.name) is PartyType.COMPANY
        )
        return self._cast.salience.salient(number, token.i, offices, but=but) or next(after, None)

    def made_by(self, thing: Token) -> Meant | None:
        """The party that makes a thing, where the text says so: "the dolls are made by Acme"."""
        maker = self._cast.makers.get(thing.lemma)
        if maker is not None:
            return self._cast.by_name(maker)
        return self._meaning.descriptions.owner_before(thing)

    def topic(self, token: Token, but: frozenset[str]) -> list[Meant]:
        """The company of which the text speaks at a place, *but* for some."""
        number = self._cast.piece(token)
        salient = self._cast.salience.salient
        kinds = (PartyType.COMPANY, PartyType.SERVICE, PartyType.NGO)  # a firm before its products
        name = next((one for kind in kinds if (one := salient(number, token.i, (kind,), but=but))), None)
        return [self._cast.as_named(name, name)] if name is not None else []
