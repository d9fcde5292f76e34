"""Who is meant: every name, description and pronoun of a text brought back to one party.

A description ("the airline") goes to the party that the text describes so, else
to the one last spoken of that it fits; what fits nobody stays a group, named as
in the text.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from graph.claims import PartyKind, PartyType
from graph.drafting.parties.acting import Acting
from graph.drafting.parties.cast import Cast
from graph.drafting.parties.cleaning import plain, plain_text
from graph.drafting.parties.describing import Describing
from graph.drafting.parties.descriptions import Descriptions
from graph.drafting.parties.groups import (
    FIRST,
    FITS,
    IT,
    Meant,
    anyone,
    group,
    is_definite,
    some_of,
)
from graph.drafting.parties.naming import Named
from graph.drafting.parties.pronouns import HE, THEY, Pronouns
from graph.drafting.parties.salience import ORGANISATIONS, is_empty
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import owners, subjects_of
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
        describing = Describing(self._cast.docs, self._cast.names, self._cast.salience, self.meant)
        self._describing = describing
        self._surface = describing.surface
        self._pronouns = Pronouns(self._cast, describing, self._meant)
        self._acting = Acting(self._cast, self._meant)
        self._descriptions = Descriptions(self._cast, describing)
        describing.describe()
        self._see_offices()
        self._follow()
        describing.affiliating.settle()

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
        meant = self._meant(token, None, None)
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
        found += self._surface.get(name, Counter())
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
        found = self._meant(token, first_person, subject)
        if found is not None and found.kind is not None:
            self._cast.kinds.setdefault(found.name, found.kind)
        if found is not None and token.pos_ in ("NOUN", "PROPN") and found.words != found.name:
            self._surface.setdefault(found.name, Counter())[found.words] += 1
        return found

    def type_of(self, name: str) -> PartyType:
        """The type of a party by its name; a group where it has none of its own."""
        return self._cast.type_of(name)

    def speaks_for(self, name: str) -> str | None:
        """The party for which a person speaks."""
        return self._cast.speaks_for(name)

    def by_name(self, name: str) -> Meant | None:
        """The party of a name that the text gives."""
        return self._cast.by_name(name)

    def _meant(self, token: Token, first_person: str | None, subject: str | None) -> Meant | None:
        number = self._cast.piece(token)
        lower, lemma = token.lower_, token.lemma
        if (name := self._cast.by_token.get((number, token.i))) is not None:
            return self._cast.as_named(name, token.text)
        if lower in ("anyone", "anybody", "others", "outsiders", "whoever", "whomever"):
            return anyone(token)
        pos = token.pos_
        if (pos == "PRON" and lower not in words().quantities) or lower in _PRONOUNS:
            return self._pronouns.meant(token, number, first_person, subject)
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
        acts_for = self._acting.meant(token, number, first_person, subject)
        if acts_for is not None:
            return acts_for
        for child in token.children:  # "an assistant principal, Lee Park"
            if child.dep_ == "appos" and (name := self._cast.by_token.get((number, child.i))):
                return self._cast.as_named(name, plain(noun_phrase(token)))
        if token.lower_ == "up" and token.i > 1 and token.doc[token.i - 2].lower_ == "start":
            return self._descriptions.meant(token, number, "startup")
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
            return self._descriptions.meant(token, number, lemma)
        if token.tag_ == "NNS" and (lemma in table.voices or lemma in table.outside_voices):
            return group(token)  # "gave names to divorce lawyers"
        return self._cast.called_so(token)

    def _maker_of(self, noun: Token) -> Meant | None:
        """Who "the app's maker" is: the company behind a named product."""
        behind = (one for of in noun.children if of.lower_ == "of" for one in of.children)
        if any(one.dep_ == "appos" and self.named_at(one) for one in noun.children):
            return None  # "the app's maker, Acme"
        for thing in (*owners(noun), *behind):
            meant = self._meant(thing, None, None)
            if meant is None or meant.name not in self._cast.named:
                continue
            if meant.type is PartyType.SERVICE or self.is_product(meant.name):
                maker = self.operator(meant.name) or meant.name
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
        asked = self._pronouns.asked_before(noun, number)
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
        if token.tag_ == "NNS" and (listed := self._describing.listed_later(token, self._cast.piece(token))):
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
        group = None if together else self._pronouns.group(they)
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

    def operator(self, name: str) -> str | None:
        """The company behind a named service: its known maker, else the only one the text speaks of."""
        if name == self._cast.speaker:
            return None
        maker = words().services.get(name.lower()) or words().services.get(name.lower().removesuffix("s"))
        maker = maker or self._cast.makers.get(name)
        if maker is not None and self._cast.is_organisation(maker) and maker in self._cast.named:
            return maker
        counted = Counter(
            one.name
            for one in self._cast.sightings
            if self._cast.type_of(one.name) is PartyType.COMPANY and not self._cast.named[one.name].nameless
        )
        return next(iter(counted)) if len(counted) == 1 else None

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
        return self._acting.called(noun)

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

    def is_product(self, name: str) -> bool:
        """Whether a named thing is what one company of the text makes."""
        return name in self._cast.makers and self._cast.type_of(name) in (
            PartyType.SERVICE,
            PartyType.COMPANY,
        )

    def made_by(self, thing: Token) -> Meant | None:
        """The party that makes a thing, where the text says so: "the dolls are made by Acme"."""
        maker = self._cast.makers.get(thing.lemma)
        return self._cast.by_name(maker) if maker is not None else self._descriptions.owner_before(thing)

    def topic(self, token: Token, but: frozenset[str]) -> list[Meant]:
        """The company of which the text speaks at a place, *but* for some."""
        number = self._cast.piece(token)
        salient = self._cast.salience.salient
        kinds = (PartyType.COMPANY, PartyType.SERVICE, PartyType.NGO)  # a firm before its products
        name = next((one for kind in kinds if (one := salient(number, token.i, (kind,), but=but))), None)
        return [self._cast.as_named(name, name)] if name is not None else []
