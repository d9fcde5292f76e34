"""For whom each person of a text speaks: "Acme's founder, Lee Park", "Lee Park, who heads Acme"."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from graph.claims import PartyType
from graph.drafting.parties.groups import FIRST, IT, Meant, is_body, land_body
from graph.drafting.parties.naming import Named, Names
from graph.drafting.parties.salience import Salience
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import agents, owners, subjects_of
from graph.drafting.text.tree import Doc, Token
from graph.drafting.word_lists import party_words

#: What people speak for.
OFFICES: Final = (PartyType.COMPANY, PartyType.GOVERNMENT, PartyType.NGO)
#: Who has people of whom is spoken by name.
_HOUSES: Final = (PartyType.COMPANY, PartyType.GOVERNMENT, PartyType.NGO, PartyType.MEDIA)
#: What somebody may have founded.
_FOUNDED: Final = (PartyType.COMPANY, PartyType.SERVICE, PartyType.NGO)
#: What the recogniser takes people for; a unit ("Acme's Norvik Labs") is an organisation to it.
_MISTAKEN: Final = ("FAC", "GPE", "LOC", "PERSON")
#: What people run.
_RUN: Final = (*OFFICES, PartyType.SERVICE)


class Affiliating:
    """Ties the persons of one text to their houses; ``women`` tells who is known to be one, or none."""

    def __init__(
        self, docs: Sequence[Doc], names: Names, salience: Salience, meant: Callable[[Token], Meant | None]
    ) -> None:
        self._docs = list(docs)
        self._number_of = {id(doc): number for number, doc in enumerate(self._docs)}
        self._named = names.named
        self._by_token = names.by_token
        self._salience = salience
        self._meant = meant
        self._untied: list[tuple[str, int, Token]] = []
        self.women: dict[str, bool] = {}

    def own(self, person: Named, noun: Token, number: int) -> None:
        """Let a person speak for whom they are said to belong to: "Acme's Lee Park"."""
        person.speaks_for = self.house(noun, number) or person.speaks_for

    def house(self, noun: Token, number: int) -> str | None:
        """The organisation to which a name is said to belong: "Acme's Lee Park"."""
        for child in noun.children:
            name = self._by_token.get((number, child.i)) if child.dep_ == "poss" else None
            if name is not None and self._named[name].type in _HOUSES and not self._named[name].place:
                return name
        return None

    def staff(self, noun: Token, number: int) -> None:
        """Make a person of a "firm" that belongs to an organisation and speaks: "Acme's Lee Park said"."""
        name = self._by_token.get((number, noun.i))
        if (
            name is not None
            and _speaks(noun)
            and self._looks_human(name)
            and self.house(noun, number) is not None
        ):
            self._named[name].type = PartyType.PERSON

    def employ(self, party: Token, number: int) -> None:
        """Let a person speak for the party behind them: "Lee Park of Acme"."""
        name = self._by_token.get((number, party.i))
        person = self._by_token.get((number, party.head.head.i))
        if name is None or person is None or name == person:
            return
        one, office = self._named[person], self._named[name]
        noun, kinds = party.head.head, words().party_types
        at = _speaks(noun) and party.head.lower_ in ("at", "of")
        firm = any(word.lower() in kinds for word in person.split())
        if at and office.type in OFFICES and not (office.place or firm) and self._looks_human(person):
            one.type = PartyType.PERSON  # "Lee Park of Acme said that it", of whom the parser made a place
        if one.type is PartyType.PERSON and office.type in OFFICES and not office.place:
            one.speaks_for = one.speaks_for or name

    def heads(self, verb: Token, number: int) -> None:
        """Let a person speak for what they run: "Lee Park, who heads Acme", "who runs the site"."""
        noun = (
            verb.head.head if verb.head.dep_ == "appos" else verb.head
        )  # "Lee Park, a nurse who runs the site"
        person = self._named.get(self._by_token.get((number, noun.i), ""))
        if person is None or person.type is not PartyType.PERSON or person.speaks_for is not None:
            return
        if verb.lemma_ == "be":  # "Lee Park, who is president of Acme"
            for title in (one for one in verb.children if one.dep_ == "attr"):
                self.tie(person.name, title, number)
            return
        if verb.lemma_ in party_words().enters:  # "who became president of Acme", "who took over as its head"
            titles = [one for one in verb.children if one.dep_ == "attr"]
            titles += [
                one
                for prep in verb.children
                if prep.lower_ == "as"
                for one in prep.children
                if one.dep_ == "pobj"
            ]
            for title in titles:
                self.tie(person.name, title, number)
            for party in _of_whom(verb) if titles and person.speaks_for is None else ():
                name = self._by_token.get((number, party.i))
                if name is not None and self._named[name].type in _RUN and not self._named[name].place:
                    person.speaks_for = name
            return
        if verb.lemma_ in ("speak", "work"):  # "who speaks for Acme"
            now = verb.tag_ in ("VBZ", "VBP", "VBG")
            parties = [
                below
                for prep in (verb.children if now else ())
                if prep.lower_ in ("at", "for")
                for below in prep.children
            ]
        else:
            parties = [one for one in verb.children if one.dep_ == "dobj"]
            parties += [one for party in parties for one in party.children if one.dep_ == "appos"]
            parties += [below for one in parties for below in _of_whom(one)]
            parties += _of_whom(verb)
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

    def tie(self, name: str, noun: Token, number: int) -> None:
        """Let a person speak for the party that the noun ties them to: "a Zynga spokeswoman"."""
        person = self._named[name]
        lemma = noun.lemma
        if person.type is PartyType.PERSON and lemma.endswith(("man", "woman")):
            self.women.setdefault(name, lemma.endswith("woman"))
        chief = any(child.lower_ == "chief" for child in noun.lefts) or _runs_it(noun)
        if lemma not in words().voices and not chief:
            return
        behind = noun.i < min(self._tokens_of(name, noun), default=0)
        if (
            behind
            and person.type is PartyType.COMPANY
            and lemma not in party_words().firms_too
            and name.count(" ") in (1, 2)
        ):
            person.type = PartyType.PERSON  # "Acme's chief executive, Lee Park"
        if (lemma in party_words().human or chief) and noun.dep_ == "appos" and self._looks_human(name):
            person.type = PartyType.PERSON  # "Lee Park, Acme's founder"
        if person.type is not PartyType.PERSON or person.speaks_for is not None:
            return
        heads = lemma in party_words().founds  # nobody founds a ministry
        if any(child.lower_ in party_words().once for child in noun.lefts) or _has_left(noun):
            return  # "a former Acme engineer" speaks for nobody
        for tied in tied_to(noun):
            land = tied.lemma in party_words().lands or tied.ent_type_ == "GPE"
            if land and tied.dep_ == "pobj" and tied.head.lower_ == "of" and is_body(noun):
                return  # "Lee Park, the privacy commissioner of Ohio"
            if tied.dep_ == "poss" and land and is_body(noun):  # "Ohio's attorney general, Lee Park"
                office = land_body(noun)
                person.speaks_for = office.name
                self._named.setdefault(office.name, Named(office.name, office.type, nameless=True))
                return
            if _is_any(noun, tied):
                continue  # "a plaintiffs' lawyer", "a police chief"
            if (found := self._by_token.get((number, tied.i))) and found != name:
                seat = self._named[found].place and words().party_types.get(lemma) is not PartyType.GOVERNMENT
                if self._named[found].type is not PartyType.PERSON and not seat:
                    person.speaks_for = found
                    return  # not Dayton for "a Dayton engineer", but for its mayor
            elif tied.lemma in words().voices:
                continue  # "a deputy counsel" speaks for no deputy
            elif tied.pos_ in ("NOUN", "PRON") and tied.lemma in (
                *words().party_types,
                *IT,
                *FIRST,
                "plaintiff",
            ):
                meant = self._meant(tied)
                if tied.lower_ in IT and heads and meant is not None and meant.type is PartyType.GOVERNMENT:
                    firm = self._salience.salient(number, tied.i, _FOUNDED)
                    if firm is not None:
                        person.speaks_for = firm
                        return
                if (
                    tied.lower_ in IT
                    and noun.dep_ in ("appos", "nsubj")
                    and (but := self._of_others(noun.head, number))
                ):
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

    def humanize(self, name: str, noun: Token) -> None:
        """Make a person of a "firm" that a noun calls one: "Lee Park, a nurse", "campaigner Lee Park"."""
        table, lemma = words(), noun.lemma
        kinds = (table.outside_voices, table.persons, table.people, party_words().human)
        own = lemma not in table.party_types or lemma in table.outside_voices or lemma in table.persons
        if own and any(lemma in kind for kind in kinds) and self._looks_human(name):
            self._named[name].type = PartyType.PERSON

    def _looks_human(self, name: str) -> bool:
        """Whether a name that was taken for a firm's may be a person's: two or three words, no firm's own."""
        if self._named[name].type is not PartyType.COMPANY or name.count(" ") not in (1, 2):
            return False
        firm = any(one.rstrip(".").lower() in party_words().forms for one in name.split())
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
            for child in noun.children
            if child.dep_ == "appos"
            for one in child.subtree
            if any(one.text == part for part in name.split())
        ]

    def settle(self) -> None:
        """Let whoever is tied to nobody by name speak for the party last spoken of."""
        for name, person in self._named.items():
            if person.type is PartyType.PERSON and person.speaks_for is None and " " in name:
                person.speaks_for = self._family_firm(name)
        mine = party_words()
        for name, number, noun in self._untied:
            if _serves_the_public(noun) or noun.lower_ in mine.advisers:
                continue
            kind = words().party_types.get(noun.lemma)
            if noun.lower_ in mine.ranks and noun.text.istitle():
                kind = PartyType.GOVERNMENT
            if noun.lemma in mine.statesmen:
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
                if office is None and noun.lower_ not in mine.police | mine.statesmen | mine.seats:
                    office = self._salience.salient(number, noun.i, _RUN, but=but)
                self._named[name].speaks_for = office or self._salience.salient(number, noun.i, offices)

    def _seat_of(self, title: Token) -> str | None:
        """The office that the text tells elsewhere: "Ohio's attorney general" for "Attorney General Park"."""
        for doc in self._docs if title.lemma in party_words().seats else ():
            if title.lower_ not in doc.vocabulary:
                continue
            for one in doc.words:
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
        for told in verb.children if verb is not None else ():
            if told.dep_ == "ccomp" and any(one.lower_ in FIRST for one in told.subtree):
                names = (self._by_token.get((number, one.i)) for one in told.subtree if one.dep_ != "poss")
                but |= {name for name in names if name is not None}
        return frozenset(but)

    def _spoken_of(self, title: Token, number: int) -> str | None:
        """Of which organisation somebody with a bare title speaks: "Chief Lee Park said that Acme shares"."""
        verb = title.head.head
        before = title.dep_ in ("compound", "nmod")
        if not before or title.head.dep_ != "nsubj":
            return None
        if verb.lemma not in cues().says or verb.lemma in cues().accuses:
            return None
        for told in verb.children:
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
            one.lower_ in ("he", "she") and one.dep_ == "nsubj" and one.head.lemma in cues().says
            for one in behind
        )
        for subject in behind if says else ():
            name = self._by_token.get((number, subject.i)) if subject.dep_ == "nsubj" else None
            if name is not None and self._named[name].type in _RUN and not self._named[name].place:
                return name
        return None


def _runs_it(noun: Token) -> bool:
    """Whether a partner is one of those who run a firm, and no firm that works with it."""
    return noun.lemma == "partner" and any(child.lower_ in party_words().running for child in noun.lefts)


def _serves_the_public(noun: Token) -> bool:
    """Whether a title is one of an office: "Prosecutor Lee Park", "State Treasurer Lee Park"."""
    before = {one.lower_ for one in noun.lefts if one.dep_ in ("amod", "compound", "nmod")}
    return noun.lower_ in party_words().offices or not before.isdisjoint(party_words().public)


def _speaks(name: Token) -> bool:
    """Whether somebody of a name says something whom the recogniser takes for no organisation."""
    return name.dep_ == "nsubj" and name.head.lemma in cues().says and name.ent_type_ in _MISTAKEN


def _is_any(title: Token, whose: Token) -> bool:
    """Whether a title tells only for what sort of people somebody works: "a plaintiffs' lawyer"."""
    sort = whose.tag_ == "NNS" if whose.dep_ == "poss" else whose.lower_ == "police"
    before = (*title.children, *whose.children)
    return sort and any(one.lower_ in ("a", "an") and one.dep_ == "det" for one in before)


def _has_left(title: Token) -> bool:
    """Whether somebody is said to have left: "Co-founder Lee Park, who quit last year"."""
    at = title.head if title.dep_ in ("appos", "compound", "nmod") else title
    told = (*title.children, *at.children)
    leaves = party_words().leaves
    return any(one.dep_ == "relcl" and one.lemma_ in leaves and one.tag_ != "VBZ" for one in told)


def _of_whom(word: Token) -> Iterator[Token]:
    """Whose it is that somebody runs: "the business at its cloud arm", "the commission's bureau"."""
    yield from owners(word)
    for prep in word.children:
        if prep.dep_ == "prep" and prep.lower_ in ("at", "for", "of"):
            for below in prep.children:
                if below.dep_ == "pobj":
                    yield below
                    yield from owners(below)


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
                if child.lemma not in ("state", "city", "county", "country"):
                    yield child
            elif child.dep_ == "acl" and child.lemma_ in party_words().runs:
                yield from agents(child)
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
