"""For whom somebody or something acts: Acme for "Acme's servers", "an Acme lawyer" and "its pharmacists"."""

from typing import Final

from graph.claims import PartyType
from graph.drafting.parties.affiliating import tied_to
from graph.drafting.parties.cast import Cast
from graph.drafting.parties.cleaning import plain
from graph.drafting.parties.groups import FITS, Meant, group, is_body, is_definite, is_office, land_body
from graph.drafting.parties.pronouns import Telling
from graph.drafting.tables import words
from graph.drafting.text.grammar import governing_subject, owners
from graph.drafting.text.phrases import noun_phrase
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import party_words

#: Whose a service is: "its free games", "a company whose software".
_OFFERING: Final = frozenset({"its", "their", "our", "whose"})


class Acting:
    """Those who act for the parties of one text."""

    def __init__(self, cast: Cast, meant: Telling) -> None:
        self._cast = cast
        self._meant = meant
        self._asking: set[int] = set()

    def meant(self, token: Token, number: int, first_person: str | None, subject: str | None) -> Meant | None:
        """The party for which a noun acts; None if for none that the text tells."""
        lemma, table = token.lemma, words()
        if lemma in table.party_types and (employer := self._employer(token, number)):
            return employer
        if lemma in party_words().serving:  # "doctors at Wexley Hospital"
            below = (one for prep in token.children if prep.lower_ in ("at", "with") for one in prep.children)
            for house in below:
                if (name := self._cast.by_token.get((number, house.i))) is not None:
                    return self._cast.as_named(name, plain(noun_phrase(token)))
        own = table.party_types.get(lemma) is PartyType.SERVICE or lemma == "laboratory"
        offered = own and any(one.dep_ == "poss" and one.lower_ in _OFFERING for one in token.children)
        known = (table.voices, table.devices, party_words().staff)
        acts = offered or any(lemma in one for one in known) or _is_staff(token)
        return self._owner(token, number, first_person, subject) if acts else None

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
        used = governing_subject(token) if token.head.lemma_ in party_words().uses else []
        owning = owners(token)
        for tied in (*tied_to(token), *used):
            if tied.dep_ == "poss" and is_office(token, tied):
                continue  # "the sheriff's department" is called so
            if (name := self._cast.by_token.get((number, tied.i))) is not None:
                if tied.dep_ == "poss" and self._cast.named[name].place and is_body(token):
                    return land_body(token)  # "Ohio's tax agency" is not Ohio
                inner = self._unit(token, number) if tied.dep_ == "poss" else None
                if inner is not None and inner != name:
                    return self._cast.as_named(inner, plain(noun_phrase(token)))  # "Acme's Dunley division"
                if tied.dep_ != "poss" and (self._is_department(token, name) or self._is_seat(token, name)):
                    continue  # "Cambridge police officers" are not Cambridge, nor is "the Cambridge store"
                if self._cast.named[name].type is not PartyType.PERSON:
                    return self._arm(token, name, tied.text)
                if tied.dep_ == "poss" and _is_product(token):  # "Dr. Park's app"
                    return self._cast.maybe(self._cast.speaks_for(name) or name)
            elif (
                token.lemma in words().party_types
                and not (tied.dep_ == "poss" or tied in owning or (tied.dep_ == "pobj" and is_definite(tied)))
                and not _is_of_firm(token, tied)
            ):
                continue  # "police departments", "sheriff's offices" are called so
            elif tied.dep_ == "poss" or tied in owning or tied in used or tied.lemma in words().party_types:
                meant = self._meant(tied, first_person, subject)
                if meant is not None and meant.type is PartyType.PERSON:  # "what his officials receive"
                    meant = self._cast.maybe(self._cast.speaks_for(meant.name)) or meant
                if tied.dep_ == "compound" and tied.tag_ == "NN":
                    if tied.lemma_ in party_words().generic:
                        meant = self._around(tied, number) or meant  # "a company spokesman"
                    elif meant is not None and meant.kind is not None:
                        meant = self.called(tied) or self._firm(tied, number) or meant  # "a bureau analyst"
                if meant is not None and meant.kind is not None and _is_of_kind(token, tied):
                    return group(token)  # "hospital officials" of no hospital that was named
                if meant is not None and not meant.people:
                    return meant
        return None

    def _arm(self, noun: Token, owner: str, text: str) -> Meant:
        """The party to which "Acme's Berlin arm" belongs: Acme, or Acme Berlin where the text names that."""
        if noun.lemma_ in party_words().arms:
            for place in (
                one.text for one in noun.lefts if one.dep_ == "compound" and one.ent_type_ == "GPE"
            ):
                for name in self._cast.named:
                    if name != owner and name.split()[0] == owner.split()[0] and place in name.split():
                        return self._cast.as_named(name, plain(noun_phrase(noun)))
        return self._cast.as_named(owner, text)

    def _unit(self, noun: Token, number: int) -> str | None:
        """The name of a unit that has one: "Acme's Dunley division"."""
        if noun.lemma_ not in party_words().arms:
            return None
        before = (one for one in noun.lefts if one.dep_ in ("compound", "nmod") and one.ent_type_ != "GPE")
        names = (self._cast.by_token.get((number, one.i)) for one in before)
        return next((name for name in names if self._cast.is_organisation(name)), None)

    def _employer(self, noun: Token, number: int) -> Meant | None:
        """Whom "his company" means: the party for which he speaks."""
        his = next(
            (one for one in noun.children if one.dep_ == "poss" and one.lower_ in ("his", "her")), None
        )
        if his is None or noun.tag_ != "NN":
            return None
        for one in noun.doc[noun.sent.start : his.i]:  # "The manager of Acme … because his employer"
            if one.dep_ in ("nsubj", "nsubjpass") and one.tag_ == "NN":
                if one.lemma_ in words().voices:
                    return self._owner(one, number, None, None)
                if one.lemma_ in words().party_types and _is_new(one):  # "A rival said that his firm"
                    return self._meant(one, None, None)
        person = self._cast.salience.salient(number, his.i, (PartyType.PERSON,))
        office = self._cast.speaks_for(person) if person is not None else None
        return self._cast.maybe(office)

    def called(self, noun: Token) -> Meant | None:
        """The one body that the text calls by a noun: "the Census Bureau" for "bureau"."""
        bodies = [
            name
            for name, one in self._cast.named.items()
            if one.type is PartyType.GOVERNMENT and not one.nameless and noun.lower_ in name.lower().split()
        ]
        return self._cast.as_named(bodies[0], noun.text) if len(bodies) == 1 else None

    def _around(self, noun: Token, number: int) -> Meant | None:
        """Whom "company" in "a company lawyer" means."""
        kind = words().party_types.get(noun.lemma, PartyType.GROUP)
        name = self._cast.salience.salient(number, noun.i, FITS.get(kind, ()))
        return self._cast.as_named(name, noun.text) if name is not None else None

    def _firm(self, noun: Token, number: int) -> Meant | None:
        """The named firm of which "a railroad spokeswoman" speaks: the one last spoken of."""
        firm = words().party_types.get(noun.lemma) is PartyType.COMPANY and not list(noun.lefts)
        if not firm or noun.head.lemma not in words().voices:
            return None
        salient = self._cast.salience.salient
        name = salient(number, noun.i, (PartyType.COMPANY,), called=noun.lower_)
        name = name or salient(number, noun.i, (PartyType.COMPANY,))
        return self._cast.as_named(name, noun.text) if name is not None else None

    def _is_seat(self, token: Token, name: str) -> bool:
        """Whether a name before a noun for a firm or a thing tells where it is."""
        kind = words().party_types.get(token.lemma)
        thing = token.lemma in words().devices and token.lemma not in words().voices
        return self._cast.named[name].place and (thing or kind in (PartyType.COMPANY, PartyType.SERVICE))

    def _is_department(self, token: Token, name: str) -> bool:
        """Whether a noun behind the name of a place or a state is a part of it with a name of its own."""
        lower = token.lemma
        if words().party_types.get(lower) is not PartyType.GOVERNMENT:
            return False
        known = self._cast.named[name]
        return known.place or (known.type is PartyType.GOVERNMENT and lower in ("department", "agency"))


def _is_of_firm(noun: Token, firm: Token) -> bool:
    """Whether a noun names people of a firm: "bank officials"."""
    firms = firm.dep_ == "compound" and words().party_types.get(firm.lemma) is PartyType.COMPANY
    return firms and noun.lemma in words().voices


def _is_of_kind(noun: Token, kind: Token) -> bool:
    """Whether a noun names people of a kind of house: "school officials"."""
    bare = kind.dep_ == "compound" and not any(one.dep_ in ("det", "poss") for one in noun.lefts)
    return bare and noun.tag_ == "NNS" and noun.lemma in words().voices


def _is_product(noun: Token) -> bool:
    """Whether a noun names a thing that works for whoever made it: an app, a site."""
    lemma, table = noun.lemma, words()
    return (
        lemma in table.devices
        and lemma not in table.voices
        and table.party_types.get(lemma) is (PartyType.SERVICE)
    )


def _is_new(noun: Token) -> bool:
    """Whether a noun stands with "a": nobody is meant who was spoken of before."""
    return any(child.lower_ in ("a", "an", "one", "another") for child in noun.children)


def _is_staff(noun: Token) -> bool:
    """Whether a noun names people who work for whose they are: "its pharmacists", "Acme's couriers"."""
    table, lemma = words(), noun.lemma
    if lemma in table.outside_voices and any(child.lower_ == "own" for child in noun.children):
        return True  # "the opposition's own expert"
    if not lemma.endswith(("er", "or", "ist", "ian", "eer", "man", "woman")):
        return False
    known = (table.party_types, table.people, table.data, table.other_things)
    if any(lemma in one for one in known):
        return False
    return any(child.dep_ == "poss" for child in noun.children)
