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
from graph.drafting.tables import callings, cues, words
from graph.drafting.text.grammar import agents, owners, subjects_of
from graph.drafting.text.phrases import noun_phrase
from graph.drafting.text.tree import children, vocabulary, words_of


class Describing:
    """Descriptions and affiliations of the named parties; ``surface`` counts the descriptions."""

    def __init__(
        self, docs: Sequence[Doc], names: Names, salience: Salience, meant: Callable[[Token], Meant | None]
    ) -> None:
        self._docs = list(docs)
        self._number_of = {id(doc): number for number, doc in enumerate(self._docs)}
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
        self._called: dict[str, tuple[str, ...]] = {}
        self._seats: dict[str, set[str]] = {}

    def describe(self) -> None:
        """What the text calls each ("JetBlue, a discount airline"), and who speaks for whom."""
        self._call()
        for number, doc in enumerate(self._docs):
            titled = not vocabulary(doc).isdisjoint(_TITLES)
            for token in words_of(doc):
                if titled and token.text in _MEN and token.i + 1 < len(doc):
                    name = self._by_token.get((number, token.i + 1))
                    if name is not None:
                        self.women.setdefault(name, _MEN[token.text])
                dep = token.dep_
                if dep not in _TELLING:
                    continue
                pos = token.pos_
                if dep in ("nsubj", "nsubjpass") and token.lower_ in ("it", "which"):
                    self._is_thing(token, number)
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
                        self._add_description(name, token)
                        self._affiliate(name, token, number)
                        self._introduce(token, name, number)
                    elif dep == "appos" and (name := self._by_token.get((number, token.i))):
                        self._add_description(name, head)
                elif dep == "appos" and pos == "PROPN":
                    name = self._by_token.get((number, token.i))
                    title = token.head.pos_ == "NOUN" or token.head.lemma_.lower() in words().voices
                    if title and token.head.tag_ == "NNS" and token.head.i + 1 == token.left_edge.i:
                        continue  # "with Acme's investigators Lee Park admitted"
                    if name is not None and title and self._by_token.get((number, token.head.i)) is None:
                        self._add_description(name, token.head)
                        self._affiliate(name, token.head, number)
                        self._introduce(token.head, name, number)
                    elif (
                        name := self._by_token.get((number, token.head.i))
                    ) is not None and token.lower_ in words().voices:
                        self._affiliate(name, token, number)
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
                        self._add_description(name, token)
                        self._affiliate(name, token, number)
                elif dep in ("pobj", "appos") and token.head.lower_ in ("of", "from", "at", "in", "with"):
                    self._employ(token, number)
                    if token.ent_type_ == "GPE":
                        self._sit(token, number)
                elif dep == "oprd" and pos == "PROPN" and token.head.lemma_ in ("call", "dub", "name"):
                    self._call_thing(token, number)
                elif token.lower_ in ("called", "named", "dubbed") and dep == "acl":
                    for child in children(token):
                        name = self._by_token.get((number, child.i))
                        if name is not None and self._named[name].type is not PartyType.PERSON:
                            self._add_description(name, token.head)
                elif dep in ("acl", "relcl") and token.lemma_ in _HEADS:
                    self._heads(token, number)

        for one in self._sightings:
            person = self._named[one.name]
            if person.type is PartyType.PERSON and person.speaks_for is None and " " in one.name:
                self._owned(person, self._docs[one.piece][one.token], one.piece)

    def _owned(self, person: Named, noun: Token, number: int) -> None:
        """Let a person speak for whom they are said to belong to: "Acme's Lee Park"."""
        for child in children(noun):
            name = self._by_token.get((number, child.i)) if child.dep_ == "poss" else None
            if name is not None and self._named[name].type in _HOUSES and not self._named[name].place:
                person.speaks_for = name

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
        lemma = noun.lemma_.lower()
        for one in noun.lefts:
            if one.ent_type_ == "GPE":
                self._seats.setdefault(one.lower_, set()).add(name)
        if self._named[name].type is PartyType.PERSON and lemma in words().outside_voices:
            return  # "Lee Park, a reporter"
        if lemma in words().party_types:
            self._named[name].described.add(noun.lemma_.lower())
            kind = words().party_types[noun.lemma_.lower()]
            if any(child.lower_ in _FIRMS for child in noun.lefts):
                kind = PartyType.COMPANY
            if kind is PartyType.GOVERNMENT and (lemma in _ANYBODYS or name in self._called):
                return  # "Acme was merely its agent", "another unit, Acme"
            if self._named[name].place and kind is not PartyType.GOVERNMENT:
                self._named[name].place = False  # "the social network Circles"
                self._named[name].type = kind
            if self._named[name].type is PartyType.SERVICE and kind is PartyType.MEDIA:
                self._named[name].type = kind  # "the magazine Radar"
            elif self._named[name].type is PartyType.NGO and lemma in _TRADES:
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
        things = (one for one in children(name.head) if one.dep_ == "nsubjpass")
        if found is not None and any(one.lemma_ in words().devices for one in things):
            self._named[found].type, self._named[found].place = PartyType.SERVICE, False

    def _is_thing(self, pronoun: Token, number: int) -> None:
        """Make a company of a "person" that is a thing: "Peaje Norte said that it", "Hal & Co., which"."""
        clause = pronoun.head
        heads: list[Token] = []
        if pronoun.lower_ == "which" and clause.dep_ == "relcl":
            heads = [clause.head]
        elif clause.dep_ == "ccomp" and clause.head.lemma_ in cues().says and clause.i > clause.head.i:
            heads = [one for one in children(clause.head) if one.dep_ == "nsubj"]
        for head in heads:
            name = self._by_token.get((number, head.i))
            one = self._named[name] if name is not None else None
            if any(map(_tells_of_person, children(head))):
                continue
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
        noun = (
            verb.head.head if verb.head.dep_ == "appos" else verb.head
        )  # "Lee Park, a nurse who runs the site"
        person = self._named.get(self._by_token.get((number, noun.i), ""))
        if person is None or person.type is not PartyType.PERSON or person.speaks_for is not None:
            return
        if verb.lemma_ == "be":  # "Lee Park, who is president of Acme"
            for title in (one for one in children(verb) if one.dep_ == "attr"):
                self._affiliate(person.name, title, number)
            return
        if verb.lemma_ in _ENTERS:  # "who became president of Acme", "who took over as its president"
            titles = [one for one in children(verb) if one.dep_ == "attr"]
            titles += [
                one
                for prep in children(verb)
                if prep.lower_ == "as"
                for one in children(prep)
                if one.dep_ == "pobj"
            ]
            for title in titles:
                self._affiliate(person.name, title, number)
            for party in _of_whom(verb) if titles and person.speaks_for is None else ():
                name = self._by_token.get((number, party.i))
                if name is not None and self._named[name].type in _RUN and not self._named[name].place:
                    person.speaks_for = name
            return
        if verb.lemma_ in ("speak", "work"):  # "who speaks for Acme"
            now = verb.tag_ in ("VBZ", "VBP", "VBG")
            parties = [
                below
                for prep in (children(verb) if now else ())
                if prep.lower_ in ("at", "for")
                for below in children(prep)
            ]
        else:
            parties = [one for one in children(verb) if one.dep_ == "dobj"]
            parties += [one for party in parties for one in children(party) if one.dep_ == "appos"]
            parties += [below for one in parties for below in _of_whom(one)]
            parties += [below for below in _of_whom(verb) if verb.lemma_ != "be"]
        for party in parties:
            name = self._by_token.get((number, party.i))
            if name is None and (
                (party.lemma_ in words().party_types and party.tag_ == "NN") or party.lower_ in IT
            ):
                meant = self._meant(party)
                name = meant.name if meant is not None else None
            known = self._named.get(name) if name is not None else None
            if known is not None and known.type in _RUN and not (known.place or known.nameless):
                person.speaks_for = name
                return

    def _introduce(self, noun: Token, name: str, number: int) -> None:
        """Remember that a text names whom it called "a firm" before: "Orbix, the firm", "the Orbix trust"."""
        if any(child.lower_ == "the" for child in children(noun)):
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
        if first.nbor(-1).text == "," and any(child.lower_ == "the" for child in children(first.head)):
            listed = tuple(name for name in names if name is not None)
            self._listed.append((first.head.lemma_, listed, number, first.head.i))

    def listed_later(self, noun: Token, number: int) -> tuple[str, ...]:
        """The parties that "two firms" are, which the text names soon: "The firms, Acme and Orbix"."""
        for lemma, names, piece, at in self._listed:
            if lemma == noun.lemma_ and (piece, at) > (number, noun.i) and len(names) > 1:
                told = any(
                    child.dep_ == "nummod" and child.lower_ in _COUNTED[len(names) : len(names) + 1]
                    for child in children(noun)
                )
                return names if told else ()
        return ()

    def _affiliate(self, name: str, noun: Token, number: int) -> None:
        """Let a person speak for the party that the noun ties them to: "a Zynga spokeswoman"."""
        person = self._named[name]
        lemma = noun.lemma_.lower()
        if person.type is PartyType.PERSON and lemma.endswith(("man", "woman")):
            self.women.setdefault(name, lemma.endswith("woman"))
        chief = any(child.lower_ == "chief" for child in noun.lefts)
        if lemma not in words().voices and not chief:
            return
        behind = noun.i < min(self._tokens_of(name, noun), default=0)
        if (
            behind
            and person.type is PartyType.COMPANY
            and lemma not in _FIRMS_TOO
            and name.count(" ") in (1, 2)
        ):
            person.type = PartyType.PERSON  # "Acme's chief executive, Lee Park"
        if (lemma in _HUMAN or chief) and noun.dep_ == "appos" and self._looks_human(name):
            person.type = PartyType.PERSON  # "Lee Park, Acme's founder"
        if person.type is not PartyType.PERSON or person.speaks_for is not None:
            return
        if any(child.lower_ in _ONCE for child in noun.lefts) or _has_left(noun):
            return  # "a former Acme engineer" speaks for nobody
        for tied in tied_to(noun):
            if (found := self._by_token.get((number, tied.i))) and found != name:
                seat = self._named[found].place and words().party_types.get(lemma) is not PartyType.GOVERNMENT
                if self._named[found].type is not PartyType.PERSON and not seat:
                    person.speaks_for = found
                    return  # not Dayton for "a Dayton engineer", but for its mayor
            elif tied.lemma_.lower() in words().voices:
                continue  # "a deputy counsel" speaks for no deputy
            elif tied.pos_ in ("NOUN", "PRON") and tied.lemma_.lower() in (
                *words().party_types,
                *IT,
                *FIRST,
                "plaintiff",
            ):
                meant = self._meant(tied)
                if tied.lower_ in IT and noun.dep_ == "appos" and (but := self._of_others(noun.head, number)):
                    own = self._salience.salient(number, tied.i, OFFICES, but=but)
                    if own is not None:  # "'We told Orbix', said Lee Park, its founder"
                        person.speaks_for = own
                        return
                if meant is not None and meant.kind is not None and (body := self._body(tied)) is not None:
                    person.speaks_for = body
                    return
                if meant is not None and meant.name != name:
                    person.speaks_for = meant.name
                    if meant.name not in self._named:
                        self._named[meant.name] = Named(meant.name, meant.type)
                    return
        if lemma in ("minister", "secretary") and (ministry := self._ministry(noun)) is not None:
            person.speaks_for = ministry
            return
        if chief or lemma in words().spokespeople or noun.dep_ in ("compound", "nmod"):
            self._untied.append((name, number, noun))

    def _looks_human(self, name: str) -> bool:
        """Whether a name that was taken for a firm's may be a person's: two or three words, no firm's own."""
        if self._named[name].type is not PartyType.COMPANY or name.count(" ") not in (1, 2):
            return False
        firm = any(one.rstrip(".").lower() in _FORMS for one in name.split())
        return not firm and all(one[:1].isupper() and one.lower() != one for one in name.split())

    def _family_firm(self, name: str) -> str | None:
        """The firm that has a person's surname: "Hal Dunmore" and "Dunmore Brothers"."""
        surname = name.split()[-1]
        firms = [
            other
            for other, one in self._named.items()
            if one.type is PartyType.COMPANY and len(other.split()) > 1 and other.split()[0] == surname
        ]
        return firms[0] if len(firms) == 1 else None

    def _body(self, noun: Token) -> str | None:
        """The one named body of "a police spokesman": "the Norvik Police Department"."""
        if noun.dep_ not in ("compound", "nmod") or noun.lower_ in ("state", "city", "county"):
            return None
        if words().party_types.get(noun.lower_) is PartyType.COMPANY and not list(noun.lefts):
            number = self._number_of[id(noun.doc)]
            firm = self._salience.salient(number, noun.i, (PartyType.COMPANY,), called=noun.lower_)
            firm = firm or self._salience.salient(number, noun.i, (PartyType.COMPANY,))
            return firm if firm is not None and not self._named[firm].nameless else None
        bodies = [
            name
            for name, one in self._named.items()
            if one.type is PartyType.GOVERNMENT and noun.lower_ in name.lower().split()
        ]
        return bodies[0] if len(bodies) == 1 else None

    def _ministry(self, noun: Token) -> str | None:
        """The named body that a minister heads: "the interior minister" and "the Interior Ministry"."""
        fields = {child.lower_ for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod")}
        bodies = (name for name, one in self._named.items() if one.type is PartyType.GOVERNMENT)
        return next((name for name in bodies if fields & set(name.lower().split())), None)

    def _tokens_of(self, name: str, noun: Token) -> list[int]:
        """Where the name stands right behind *noun*: "Acme's chief executive, Lee Park"."""
        return [
            one.i
            for child in children(noun)
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
            if noun.lemma_.lower() in _STATESMEN:
                kind = PartyType.GOVERNMENT
            if noun.lower_ == "officer" and any(one.lower_ == "chief" for one in noun.lefts):
                kind = None  # "Chief Technology Officer Lee Park"
            official = kind in (PartyType.GOVERNMENT, PartyType.COURT)
            offices = (kind,) if kind is not None and official else _RUN
            if self._named[name].speaks_for is None:
                but = self._of_others(noun, number)
                office = (self._seat_of(noun) if official else None) or self._spoken_of(noun, number)
                if official and office is not None and self._named[office].type is not kind:
                    office = None
                titled = not official and noun.dep_ != "appos" and noun.lemma_ not in words().spokespeople
                office = office or self._salience.salient(number, noun.i, offices, but=but, often=titled)
                if office is None and noun.lower_ not in _POLICE | _STATESMEN | _SEATS:
                    office = self._salience.salient(number, noun.i, _RUN, but=but)
                self._named[name].speaks_for = office or self._salience.salient(number, noun.i, offices)

    def _seat_of(self, title: Token) -> str | None:
        """The office that the text tells elsewhere: "Ohio's attorney general" for "Attorney General Park"."""
        for doc in self._docs if title.lemma_.lower() in _SEATS else ():
            if title.lower_ not in vocabulary(doc):
                continue
            for one in words_of(doc):
                if one.lower_ != title.lower_ or one == title or one.pos_ not in ("NOUN", "PROPN"):
                    continue
                if any(owner.ent_type_ == "GPE" for owner in (*owners(one), *one.lefts)):
                    meant = self._meant(one)
                    if meant is not None and meant.type is PartyType.GOVERNMENT:
                        self._named.setdefault(meant.name, Named(meant.name, meant.type))
                        return meant.name
        return None

    def _of_others(self, title: Token, number: int) -> frozenset[str]:
        """Who is not whom somebody speaks for: whom they name beside "we" and "us"."""
        but: set[str] = set()
        person = title.head if title.dep_ in ("compound", "nmod") else title
        verb = person.head if person.dep_ in ("nsubj", "appos") else None
        for told in children(verb) if verb is not None else ():
            if told.dep_ == "ccomp" and any(one.lower_ in FIRST for one in told.subtree):
                names = (self._by_token.get((number, one.i)) for one in told.subtree if one.dep_ != "poss")
                but |= {name for name in names if name is not None}
        return frozenset(but)

    def _spoken_of(self, title: Token, number: int) -> str | None:
        """Of which organisation somebody with a bare title speaks: "Chief Lee Park said that Acme shares"."""
        verb = title.head.head
        before = title.dep_ in ("compound", "nmod")
        if (
            not before
            or title.head.dep_ != "nsubj"
            or verb.lemma_.lower() not in cues().says - cues().accuses
        ):
            return None
        for told in children(verb):
            for subject in subjects_of(told) if told.dep_ == "ccomp" else ():
                name = self._by_token.get((number, subject.i))
                if name is not None and self._named[name].type in _RUN and not self._named[name].place:
                    return name
        return self._spoken_of_next(verb, number)

    def _spoken_of_next(self, verb: Token, number: int) -> str | None:
        """Of whom somebody speaks in the sentence behind: "…, Lee Park said. Acme never sold it, he said"."""
        end = verb.sent.end
        if end >= len(verb.doc):
            return None
        behind = verb.doc[end].sent
        says = any(
            one.lower_ in ("he", "she") and one.dep_ == "nsubj" and one.head.lemma_.lower() in cues().says
            for one in behind
        )
        for subject in behind if says else ():
            name = self._by_token.get((number, subject.i)) if subject.dep_ == "nsubj" else None
            if name is not None and self._named[name].type in _RUN and not self._named[name].place:
                return name
        return None


#: What tells that somebody has left.
_ONCE: Final = frozenset({"ex", "ex-", "former", "onetime", "then", "retired"})
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
#: Where words stand that tell what a party is, or for whom somebody speaks.
_TELLING: Final = frozenset(
    {"acl", "appos", "attr", "compound", "conj", "nmod", "nsubj", "nsubjpass", "oprd", "pobj", "relcl"}
)
#: What only a person is.
_HUMAN: Final = frozenset(
    {"ceo", "cfo", "chairman", "chairwoman", "co-founder", "cofounder", "director", "engineer", "executive"}
    | {
        "founder",
        "head",
        "lawyer",
        "lecturer",
        "manager",
        "president",
        "professor",
        "programmer",
        "researcher",
    }
    | {"spokesman", "spokesperson", "spokeswoman", "student", "vp"}
)
#: Words in the names of firms.
_FORMS: Final = frozenset(
    {"co", "company", "corp", "group", "inc", "labs", "ltd", "media", "partners", "software"}
)
#: Titles, and whether a woman bears them.
_MEN: Final = {"Mr.": False, "Mr": False, "Sir": False, "Ms.": True, "Ms": True, "Mrs.": True, "Mrs": True}
_TITLES: Final = frozenset(title.lower() for title in _MEN)
#: Agencies that are firms: "an adoption agency".
_FIRMS: Final = frozenset(
    {"ad", "adoption", "advertising", "collection", "credit", "dating", "debt", "detective", "employment"}
    | {"escort", "estate", "insurance", "marketing", "modeling", "news", "rating", "ratings", "recruitment"}
    | {"reference", "reporting", "staffing", "talent", "temp", "ticket", "travel"}
)
#: What firms have and are, too, though most of those that are called so belong to the state.
_ANYBODYS: Final = frozenset(
    {"agent", "arm", "attorney", "intelligence", "investigator", "lab", "laboratory", "mission", "office"}
    | {"unit"}
)
#: What no union and no foundation is called.
_TRADES: Final = frozenset(
    {"airline", "bank", "broker", "carrier", "chain", "company", "conglomerate", "consultancy", "corporation"}
    | {"firm", "insurer", "maker", "manufacturer", "operator", "retailer", "start-up", "startup", "vendor"}
)
#: What those do who speak for what they do it to: "who chairs the board".
_HEADS: Final = frozenset(
    {
        "be",
        "chair",
        "co-found",
        "co-own",
        "direct",
        "found",
        "head",
        "lead",
        "manage",
        "operate",
        "oversee",
        "own",
        "run",
    }
    | {"speak", "supervise", "work"}
    | {"become", "join", "serve", "step", "take"}
)
#: How somebody comes into an office.
_ENTERS: Final = frozenset({"become", "join", "serve", "step", "take"})
#: What people speak for.
OFFICES: Final = (PartyType.COMPANY, PartyType.GOVERNMENT, PartyType.NGO)
#: Who has people of whom is spoken by name.
_HOUSES: Final = (PartyType.COMPANY, PartyType.GOVERNMENT, PartyType.NGO, PartyType.MEDIA)
#: Offices that are told with where they are, and then without.
_SEATS: Final = frozenset({"auditor", "commissioner", "general", "governor", "mayor", "ombudsman", "sheriff"})
#: Who speaks for no firm.
_STATESMEN: Final = frozenset({"ambassador", "congressman", "congresswoman", "minister", "mp", "senator"})
#: What people run.
_RUN: Final = (*OFFICES, PartyType.SERVICE)
#: What a firm may be called, too: "an agent, Acme Title".
_FIRMS_TOO: Final = frozenset({"agent", "associate", "auditor", "owner", "representative"})


def _has_left(title: Token) -> bool:
    """Whether somebody is said to have left: "Co-founder Lee Park, who quit last year"."""
    at = title.head if title.dep_ in ("appos", "compound", "nmod") else title
    told = (*children(title), *children(at))
    return any(one.dep_ == "relcl" and one.lemma_ in _LEAVES and one.tag_ != "VBZ" for one in told)


#: What those do who speak for a party no longer.
_LEAVES: Final = frozenset({"depart", "leave", "quit", "resign", "retire"})


def _of_whom(word: Token) -> Iterator[Token]:
    """Whose it is that somebody runs: "the business at its cloud arm", "the commission's bureau"."""
    yield from owners(word)
    for prep in children(word):
        if prep.dep_ == "prep" and prep.lower_ in ("at", "for", "of"):
            for below in children(prep):
                if below.dep_ == "pobj":
                    yield below
                    yield from owners(below)


def _tells_of_person(child: Token) -> bool:
    """Whether what hangs on a name tells that it is a person's: "a former engineer", "who used to work"."""
    if child.dep_ == "relcl":
        return any(one.lower_ == "who" for one in children(child))
    table = words()
    kinds = (table.voices, table.outside_voices, table.persons, table.people)
    return child.dep_ == "appos" and any(child.lemma_.lower() in kind for kind in kinds)


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
        for child in children(at):
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
                yield from agents(child)
            elif child.dep_ == "prep" and (
                child.lower_ in ("of", "for", "at", "with") or (child.lower_ == "from" and at.tag_ == "NNS")
            ):
                for below in children(child):
                    if below.dep_ == "pobj":
                        yield below
                        yield from owners(below)
                        for deeper in children(below):
                            if deeper.dep_ == "prep" and deeper.lower_ in ("of", "for", "at"):
                                yield from (one for one in children(deeper) if one.dep_ == "pobj")
