"""Whom one word means: a name, a pronoun, a description, or somebody who acts for another."""

from collections import Counter
from typing import Final

from graph.claims import PartyKind, PartyType
from graph.drafting.parties.acting import Acting
from graph.drafting.parties.cast import Cast
from graph.drafting.parties.cleaning import plain
from graph.drafting.parties.describing import Describing
from graph.drafting.parties.descriptions import Descriptions
from graph.drafting.parties.groups import FIRST, FITS, IT, Meant, anyone, group, is_definite, some_of
from graph.drafting.parties.pronouns import HE, THEY, Pronouns
from graph.drafting.parties.salience import ORGANISATIONS
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import owners, subjects_of
from graph.drafting.text.phrases import noun_phrase
from graph.drafting.text.tree import Token, ancestors
from graph.drafting.word_lists import party_words

_PRONOUNS: Final = frozenset(FIRST | IT | THEY | HE)
_FIRMS: Final = (PartyType.COMPANY, PartyType.SERVICE)


class Meaning:
    """Whom the words of one text mean; ``surface`` counts by which words each party was meant."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self.describing = Describing(cast.docs, cast.names, cast.salience, self.meant)
        self.surface = self.describing.surface
        self.pronouns = Pronouns(cast, self.describing, self._meant)
        self.acting = Acting(cast, self._meant)
        self.descriptions = Descriptions(cast, self.describing)

    def of(self, token: Token) -> Meant | None:
        """Whom a word means, which is not counted as one more way to call them."""
        return self._meant(token, None, None)

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
            self._cast.kinds.setdefault(found.name, found.kind)
        if found is not None and token.pos_ in ("NOUN", "PROPN") and found.words != found.name:
            self.surface.setdefault(found.name, Counter())[found.words] += 1
        return found

    def _meant(self, token: Token, first_person: str | None, subject: str | None) -> Meant | None:
        number = self._cast.piece(token)
        lower, lemma = token.lower_, token.lemma
        if (name := self._cast.by_token.get((number, token.i))) is not None:
            return self._cast.as_named(name, token.text)
        if lower in ("anyone", "anybody", "others", "outsiders", "whoever", "whomever"):
            return anyone(token)
        pos = token.pos_
        if (pos == "PRON" and lower not in words().quantities) or lower in _PRONOUNS:
            return self.pronouns.meant(token, number, first_person, subject)
        if pos not in ("NOUN", "PROPN", "ADJ", "X", "NUM", "ADV", "PRON", "DET"):
            return None
        table = words()
        for child in token.children:
            dep = child.dep_
            if dep not in ("appos", "acl"):
                continue
            name = self._cast.by_token.get((number, child.i)) if dep == "appos" else None
            if dep == "acl" and child.lower_ in ("called", "named"):  # "a start-up called Orbix"
                behind = (self._cast.by_token.get((number, one.i)) for one in child.children)
                name = next((one for one in behind if self._cast.is_organisation(one)), None)
            if name and (lemma not in table.voices or self._cast.type_of(name) is not PartyType.PERSON):
                return self._cast.as_named(name, plain(noun_phrase(token)))
        if lemma == "paper" and any(
            child.dep_ == "appos" and (child.lemma_ in table.documents or child.lemma_ in table.requests)
            for child in token.children
        ):
            return None  # "the paper, a subpoena, asks for names"
        if lemma in table.party_types and (
            name := self._behind_place(token, number) or self._right_behind(token, number)
        ):
            return self._cast.as_named(name, plain(noun_phrase(token)))
        if token.ent_type_ == "NORP" and is_definite(token) and not list(token.rights):
            return Meant(token.text, PartyType.GOVERNMENT, PartyKind.CLASS, token.text)  # "the Dutch"
        if token.dep_ == "appos" and lemma in table.party_types:  # "Watchful, a company that reports …"
            name = self._cast.by_token.get((number, token.head.i))
            if name is not None and self._cast.type_of(name) is not PartyType.PERSON:
                return self._cast.as_named(name, plain(noun_phrase(token)))
        if lemma in party_words().places:  # "the state of Texas"
            for child in token.children:
                for below in child.children:
                    name = self._cast.by_token.get((number, below.i))
                    if child.lower_ == "of" and name is not None and self._cast.named[name].place:
                        return self._cast.as_named(name, plain(noun_phrase(token)))
        if lemma in table.quantities or token.pos_ == "NUM" or lower in table.quantities:
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ == "of":
                    for below in child.children:
                        if below.dep_ == "pobj":
                            kind = words().party_types.get(below.lemma, PartyType.GROUP)
                            if lower == "one" and (
                                lead := self._cast.lead(token, number, FITS.get(kind, ()))
                            ):
                                return self._cast.as_named(lead, plain(noun_phrase(below)))
                            return some_of(token, self._meant(below, first_person, subject))
        if lemma in party_words().makers and (maker := self._maker_of(token)) is not None:
            return maker
        acts_for = self.acting.meant(token, number, first_person, subject)
        if acts_for is not None:
            return acts_for
        for child in token.children:  # "an assistant principal, Lee Park"
            if child.dep_ == "appos" and (name := self._cast.by_token.get((number, child.i))):
                return self._cast.as_named(name, plain(noun_phrase(token)))
        if token.lower_ == "up" and token.i > 1 and token.doc[token.i - 2].lower_ == "start":
            return self.descriptions.meant(token, number, "startup")
        for child in token.children:
            if child.dep_ == "acl" and child.lower_ in ("called", "named", "dubbed"):
                for below in child.children:
                    if (name := self._cast.by_token.get((number, below.i))) is not None:
                        return self._cast.as_named(name, plain(noun_phrase(token)))
        if token.pos_ == "PROPN":
            inner = next(
                (
                    one
                    for child in token.children
                    if child.dep_ == "compound" and (one := self._cast.by_token.get((number, child.i)))
                ),
                None,
            )
            if inner is not None:
                return self._cast.as_named(inner, plain(noun_phrase(token)))
        if (
            lemma in table.party_types
            or lemma in table.people
            or lemma in table.persons
            or lower in ("anyone", "anybody", "others", "outsiders")
        ):
            if lemma in table.party_types and (own := self._of_who_says(token, number)) is not None:
                return own
            return self.descriptions.meant(token, number, lemma)
        if token.tag_ == "NNS" and (lemma in table.voices or lemma in table.outside_voices):
            return group(token)  # "gave names to divorce lawyers"
        return self._cast.called_so(token)

    def _maker_of(self, noun: Token) -> Meant | None:
        """Who "the app's maker" is: the company behind a named product."""
        behind = (one for of in noun.children if of.lower_ == "of" for one in of.children)
        number = self._cast.piece(noun)
        if any(one.dep_ == "appos" and (number, one.i) in self._cast.by_token for one in noun.children):
            return None  # "the app's maker, Acme"
        for thing in (*owners(noun), *behind):
            meant = self._meant(thing, None, None)
            if meant is None or meant.name not in self._cast.named:
                continue
            if meant.type is PartyType.SERVICE or self._cast.is_product(meant.name):
                maker = self._cast.operator(meant.name) or meant.name
                return self._cast.as_named(maker, plain(noun_phrase(noun)))
        return None

    def _of_who_says(self, noun: Token, number: int) -> Meant | None:
        """Whom "the company" means where its own people speak: "Its founder said the company sells none"."""
        if noun.dep_ not in ("nsubj", "nsubjpass") or noun.tag_ != "NN":
            return None
        if (
            noun.lemma_ not in party_words().generic
            or not is_definite(noun)
            or len(noun_phrase(noun)) > 1
            or noun.i != noun.right_edge.i
        ):
            return None
        asked = self.pronouns.asked_before(noun, number)
        if asked is not None and self._cast.type_of(asked) in FITS.get(words().party_types[noun.lemma_], ()):
            return self._cast.as_named(asked, plain(noun_phrase(noun)))
        for at, above in ancestors(noun):
            told = at.dep_ == "ccomp" and above.lemma in cues().says
            says = told and above.lemma not in cues().accuses
            accused = self._accused(above, number) if told and above.dep_ == "relcl" else None
            if accused is not None:
                return self._cast.as_named(accused, plain(noun_phrase(noun)))
            for who in subjects_of(above) if says else ():
                if who == noun or who.i in {one.i for one in at.subtree}:
                    return None
                office = self._office(who, number)
                known = self._cast.named.get(office) if office is not None else None
                kind = words().party_types[noun.lemma_]
                kinds = (PartyType.COMPANY, PartyType.SERVICE) if kind in _FIRMS else (kind,)
                fits = known is not None and known.type in kinds and not known.place
                if fits and office is not None and office not in self._cast.partners(noun, number):
                    return self._cast.as_named(office, plain(noun_phrase(noun)))
            if says:
                return None
        return None

    def _accused(self, says: Token, number: int) -> str | None:
        """The firm that settled with who says something: "Acme settled with the bureau, which said that"."""
        root = next((head for _, head in ancestors(says) if head.dep_ == "ROOT"), says)
        settled = any(
            one.lemma_ in ("pay", "resolve", "settle") for one in (root, *root.subtree) if one.i < says.i
        )
        names = (self._cast.by_token.get((number, one.i)) for one in subjects_of(root) if settled)
        return next((name for name in names if name and self._cast.type_of(name) in _FIRMS), None)

    def _office(self, who: Token, number: int) -> str | None:
        """The party for which the subject of a verb of saying speaks; None if they speak for themselves."""
        name = self._cast.by_token.get((number, who.i))
        if name is not None:
            return self._cast.speaks_for(name)
        if who.pos_ not in ("NOUN", "PROPN") and who.lower_ not in HE:
            return None
        if who.lower_ not in HE and who.lemma not in words().voices:
            return None
        meant = self._meant(who, None, None)
        if meant is None or meant.people:
            return None
        return self._cast.speaks_for(meant.name) if meant.type is PartyType.PERSON else meant.name

    def _behind_place(self, noun: Token, number: int) -> str | None:
        """The name of "a company in Israel, AdVent", which the parser hangs on the place."""
        places = (one for prep in noun.children if prep.dep_ == "prep" for one in prep.children)
        for place in places:
            for child in place.children if place.ent_type_ == "GPE" else ():
                name = self._cast.by_token.get((number, child.i)) if child.dep_ == "appos" else None
                if name is None and child.dep_ == "acl" and child.lower_ in ("called", "named"):
                    behind = (self._cast.by_token.get((number, one.i)) for one in child.children)
                    name = next((one for one in behind if self._cast.is_organisation(one)), None)
                if (
                    name is not None
                    and self._cast.type_of(name) in ORGANISATIONS
                    and not self._cast.named[name].place
                ):
                    return name
        return None

    def _right_behind(self, noun: Token, number: int) -> str | None:
        """The name of "the clothing chain Acme", where the parser sees two phrases in it."""
        after = noun.i + 1
        name = self._cast.by_token.get((number, after))
        if name is None or noun.tag_ != "NN" or not is_definite(noun):
            return None
        last = after
        while self._cast.by_token.get((number, last + 1)) == name:
            last += 1
        owner = last + 1 < len(noun.doc) and noun.doc[last + 1].tag_ == "POS"
        known = self._cast.named[name]
        return None if owner or known.place or known.type not in ORGANISATIONS else name
