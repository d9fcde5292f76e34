"""The ends of a flow: parties for the heads of phrases, and what the text around tells of an end left out."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from graph.claims import Act, PartyKind, PartyType
from graph.drafting.frames.data import holders
from graph.drafting.frames.spoken import Spoken
from graph.drafting.parties.groups import NUMBERS, Meant, group, is_definite, singular, unknown
from graph.drafting.parties.parties import Parties
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import (
    agents,
    governing_subject,
    is_passive,
    noun_clause,
    owners,
    subjects_of,
)
from graph.drafting.text.phrases import conjuncts
from graph.drafting.text.tree import Token, ancestors
from graph.drafting.word_lists import claim_words

#: What is done to a thing by whose it is.
_MADE: Final = frozenset({"build", "develop", "make", "operate", "own", "run"})
#: What kinds of houses somebody may speak for who are called by no name: "the clinic".
_HOUSES: Final = frozenset({PartyType.COMPANY, PartyType.GOVERNMENT, PartyType.NGO})
#: Acts by which data change hands.
TRANSFER: Final = frozenset({Act.SHARE, Act.SELL, Act.COLLECT})


class Ends:
    """Who stands at the ends of the flows of one text."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties

    def of(
        self, heads: Iterable[Token], first: str | None, subject: str | None, loosely: bool = False
    ) -> list[Meant]:
        """The parties that heads stand for; *loosely*, also people or firms of a kind that no table knows."""
        found: dict[str, Meant] = {}
        for head in (each for one in heads for each in _but_for(one)):
            if head.tag_ == "NNS" and self._exemplified(head):
                continue  # "companies like Acme" are Acme
            if head.i > 1 and head.nbor(-2).lower_ == "how":
                continue  # "paid by how many users they bring it"
            if told := [one for who in _told_which(head) if (one := self._parties.meant(who)) is not None]:
                found.update((one.name, one) for one in told)
                continue  # "Acme is one of the companies that give it"
            if self._parties.is_listed_place(head):
                continue  # "clerks in Boston, Costa Rica and India"
            if head.lemma in claim_words().flaws and not self._parties.named_at(head):
                found.update((one.name, one) for one in self._flawed(head, first, subject))
                continue
            made = head.lemma in claim_words().built and _is_built(head)
            makers = governing_subject(head) if made else []
            meanings = [
                it for user in makers if (it := self._parties.meant(user, first, subject)) is not None
            ]
            meanings = meanings or self._parties.meant_all(self._parties.unseated(head), first, subject)
            if not meanings and head.lemma in words().devices:
                meanings = [  # "uses software that sends": who uses it
                    meant
                    for user in governing_subject(head)
                    if (meant := self._parties.meant(user, first, subject)) is not None
                ]
            if not meanings and head.lemma in words().devices:  # "phones made by Acme had sent"
                makers = [by for acl in head.children if acl.lemma_ in _MADE for by in agents(acl)]
                meanings = [one for by in makers if (one := self._parties.meant(by)) is not None]
            if not meanings and (maker := self._parties.made_by(head)) is not None:
                meanings = [maker]
            if not meanings and head.lemma in words().documents:  # "Acme's policy reserves the right"
                owning = (self._parties.meant(each, first, subject) for each in owners(head))
                meanings = [each for each in owning if each is not None and not each.people]
            if not meanings:
                meanings = self._where(head, first, subject)
            if not meanings and _is_counted(head):
                meanings = [group(head)]  # "two booking systems"
            if not meanings and loosely:
                meanings = unknown(head)
            for meant in meanings:
                found.setdefault(meant.name, meant)
        return list(found.values())

    def whose(self, heads: Iterable[Token], first: str | None, subject: str | None) -> list[Meant]:
        """The organisations whose things do something: "its talking bear sent it"."""
        found = (
            self._parties.meant(owner, first, subject)
            for head in heads
            for owner in owners(head)
            if owner.pos_ == "PRON"
        )
        return [each for each in found if each is not None and is_organisation(each)]

    def _where(self, head: Token, first: str | None, subject: str | None) -> list[Meant]:
        """The firm at which a thing is that does something: "a calculator at Acme's site passed on"."""
        if head.pos_ != "NOUN" or head.dep_ not in ("nsubj", "pobj") or head.lemma_ in words().people:
            return []
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("at", "inside", "of", "on"):
                below = [one for one in child.children if one.dep_ == "pobj"]
                sites = [one for one in below if one.lemma in words().devices]
                below += [owner for one in sites for owner in (*owners(one), *noun_clause(one).at("of"))]
                named = (one for one in below if one.pos_ == "PROPN")
                found = (self._parties.meant(one, first, subject) for one in named)
                return [one for one in found if one is not None and is_organisation(one)]
        return []

    def _flawed(self, flaw: Token, first: str | None, subject: str | None) -> list[Meant]:
        """Whose flaw let data out: "a bug in Acme's app let Orbix in", "Acme fixed a bug that did"."""
        around = noun_clause(flaw)
        things = [one for place in ("in", "at", "of", "on", "with", "within") for one in around.at(place)]
        whose = [*owners(flaw), *(owner for thing in things for owner in owners(thing)), *things]
        if flaw.dep_ == "dobj" and flaw.head.lemma in claim_words().mends:
            whose += subjects_of(flaw.head)
        for one in whose:
            if one.pos_ in ("PROPN", "PRON") or (one.lemma in words().party_types and is_definite(one)):
                meant = self._parties.meant(one, first, subject)
                if meant is not None and is_organisation(meant):
                    return [meant]
        before = any(child.dep_ in ("compound", "nmod", "amod") for child in flaw.lefts)
        the = any(child.lower_ in ("that", "the", "this") for child in flaw.lefts)
        return self._parties.topic(flaw, frozenset()) if the and not (before or things) else []

    def _exemplified(self, head: Token) -> bool:
        """Whether a group is told by names: "companies such as Acme"."""
        for child in head.children:
            if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i > head.i:
                return self._parties.named_at(child) is not None  # "two firms, Acme and Norvik"
            if child.dep_ == "prep" and child.lower_ in ("like", "as"):
                return any(self._parties.named_at(one) for one in child.children if one.dep_ == "pobj")
        # Read as one list, "two firms, Acme and Norvik" names as many as it counts.
        names = [one for one in conjuncts(head) if one.i > head.i and self._parties.named_at(one)]
        number = NUMBERS[len(names) : len(names) + 1]
        return len(names) > 1 and any(child.lower_ in number for child in head.children)

    def apart(self, heads: Sequence[Token], to: list[Meant], giver: frozenset[str]) -> list[Meant]:
        """Who gets it, where a description or "it" was taken for who gives it: "Acme gave the contractor"."""
        if len(heads) == 1 and heads[0].lower_ == "it" and {each.name for each in to} & giver:
            return self._parties.topic(
                heads[0], giver
            )  # "Acme dealt with Orbix. It has supplied it with names"
        if len(heads) != 1 or heads[0].pos_ != "NOUN" or not {each.name for each in to} & giver:
            return to
        return [self._parties.other_than(heads[0], giver)]

    def not_who_says(self, heads: Sequence[Token], to: list[Meant], speaker: str | None) -> list[Meant]:
        """Who gets it, where "the company" was taken for who tells it: they would say "us"."""
        if len(heads) != 1 or len(to) != 1 or speaker is None or to[0].name != speaker:
            return to
        head = heads[0]
        if head.pos_ != "NOUN" or head.lemma_ not in words().party_types or head.dep_ != "pobj":
            return to
        other = self._parties.other_than(head, frozenset({speaker}))
        return [other] if other.kind is None else to

    def own(self, name: str | None) -> Meant | None:
        """The organisation of a name, which its own words mean; None for outlets, people and groups."""
        if name is None or name == self._parties.publisher:
            return None
        kind = self._parties.type_of(name)
        if kind in (PartyType.COMPANY, PartyType.SERVICE, PartyType.GOVERNMENT, PartyType.NGO):
            return self._parties.by_name(name) or Meant(name, kind, None, name)
        last = name.split()[-1].lower()
        if words().party_types.get(last) in _HOUSES and last not in words().voices:
            return self._parties.by_name(name) or Meant(name, PartyType.GROUP, PartyKind.CLASS, name)
        return None

    def not_accuser(
        self, heads: Sequence[Token], ends: list[Meant], accuser: str, word: Token
    ) -> list[Meant]:
        """The parties at an end, where "it" or "the company" was taken for who accuses it."""
        if accuser not in {each.name for each in ends} or any(self._parties.named_at(head) for head in heads):
            return ends
        if len(heads) == 1 and heads[0].pos_ == "NOUN":
            return [self._parties.other_than(heads[0], frozenset({accuser}))]
        return self._parties.topic(word, frozenset({accuser}))

    def holders(self, one: Spoken, first: str | None) -> list[Meant]:
        """Whose data it is, if that is no person: "Acme's records", "records of Acme's customers"."""
        found: dict[str, Meant] = {}
        for head in one.data:
            heads = subjects_of(head) if head.pos_ == "VERB" else (*holders(head), *_keepers(head))
            for each in (it for owner in heads for it in conjuncts(owner)):
                meant = self._parties.meant(each, first) if not self._exemplified(each) else None
                kind = meant is not None and meant.kind is not None and each.dep_ in ("compound", "nmod")
                place = each.dep_ in ("compound", "nmod") and self._parties.is_place(each)
                if meant is None or kind or place:
                    continue  # "court files" are no court's
                if is_organisation(meant) and meant.type is not PartyType.SERVICE:
                    found.setdefault(meant.name, meant)
            if not found and (maker := self._product_above(head, one.word)) is not None:
                found[maker.name] = maker
        if not found:
            kept = (self._parties.meant(each, first) for each in _kept_at(one))
            found.update((each.name, each) for each in kept if each is not None and is_organisation(each))
        return list(found.values())

    def _product_above(self, head: Token, verb: Token) -> Meant | None:
        """Who makes what data are in: "access to Spotter, a product of Acme that rests on location data"."""
        for _, above in ancestors(head):
            if above == verb:
                return None
            if above.pos_ != "PROPN":
                continue
            for thing in (child for child in above.children if child.dep_ == "appos"):
                around = noun_clause(thing)
                for maker in (*around.at("of"), *around.at("by"), *around.at("from")):
                    if maker.pos_ == "PROPN" and (meant := self._parties.meant(maker)) is not None:
                        return meant
        return None

    def subject_of(self, token: Token, but: frozenset[str] = frozenset()) -> str | None:
        """The party that the clause around a word speaks of, *but* for some: the likeliest "it"."""
        for _, head in ancestors(token):
            if head.pos_ in ("VERB", "AUX"):
                for child in (
                    _accused(head)
                    or subjects_of(head)
                    or [below for below in head.children if below.dep_ == "nsubjpass"]
                ):
                    if child.i < token.i and not _are_several(child):
                        meant = self._parties.meant(child) if child.pos_ != "PRON" else None
                        if meant is not None and meant.name in but:
                            continue
                        if meant is not None and meant.type is not PartyType.PERSON:
                            return meant.name
                        if meant is not None and (office := self._parties.speaks_for(meant.name)):
                            return office
        return None

    def made_by(
        self, act: Act, from_: list[Meant], to: list[Meant], accuser: str | None = None
    ) -> tuple[Act, list[Meant], list[Meant]]:
        """A service for its maker, who is not its *accuser*: what software sends home its maker collects."""
        if (
            act is Act.SHARE
            and len(from_) == 1
            and from_[0].type is PartyType.SERVICE
            and from_[0].kind is None
        ) and self._parties.operator(from_[0].name) in {each.name for each in to}:
            return Act.COLLECT, [], to
        if act in (Act.COLLECT, Act.USE):
            made = [self._maker(each) for each in to]
            to = to if accuser in {each.name for each in made} else made
        elif act in (Act.SHARE, Act.SELL):  # "Beacon tells your friends"
            taken = {each.name for each in to}
            made = [self._maker(each) if self._is_made(each) else each for each in from_]
            from_ = made if not taken & {each.name for each in made} else from_
        return act, from_, to

    def _is_made(self, party: Meant) -> bool:
        """Whether a named thing is known by everybody to be somebody's product."""
        return party.kind is None and party.name.lower() in words().services

    def _maker(self, service: Meant) -> Meant:
        lower = service.name.lower()
        known = lower in words().services or lower.removesuffix("s") in words().services
        known = known or self._parties.is_product(service.name)
        if (service.type is not PartyType.SERVICE and not known) or service.kind is not None:
            return service
        maker = self._parties.operator(service.name)
        return Meant(maker, PartyType.COMPANY, None, service.words) if maker is not None else service


def _but_for(head: Token) -> Iterable[Token]:
    """Who is left where nobody else is meant: "anyone but Orbix", "nobody except the police"."""
    if head.lower_ not in _ANYBODY:
        return (head,)
    left = [
        below
        for prep in head.children
        if prep.lower_ in ("but", "except", "besides", "save")
        for below in (prep, *prep.children)
        if below.dep_ in ("conj", "pobj")
    ]
    return left or (head,)


def _told_which(head: Token) -> Sequence[Token]:
    """Whom a noun with a clause means: "Acme is among the firms that", "the firm that did it was Acme"."""
    if not any(child.dep_ == "relcl" for child in head.children):
        return ()
    above = head.head
    if head.dep_ == "pobj":
        noun = above.head if above.lower_ == "of" else above
        one = noun.dep_ == "attr" and noun.lower_ == "one"
        be = noun.head if one or noun.lower_ == "among" else noun
        named = [who for who in subjects_of(be) if who.pos_ == "PROPN"] if _says_who(be) else []
        return [who for each in named for who in conjuncts(each)]
    if head.dep_ == "nsubj" and _says_who(above):
        return [one for one in above.children if one.dep_ == "attr" and one.pos_ == "PROPN"]
    if head.dep_ == "nsubj" and head.tag_ == "NNS" and above.lemma_ == "include":
        # "the firms with whom we share it include Acme"
        told = [one for one in above.children if one.dep_ == "dobj"]
        return [one for each in told for one in conjuncts(each)]
    return ()


def _says_who(be: Token) -> bool:
    """Whether a verb says who somebody is, neither who it is not nor who it may be."""
    return be.lemma_ == "be" and not any(one.dep_ == "neg" or one.tag_ == "MD" for one in be.children)


_ANYBODY: Final = frozenset({"anybody", "anyone", "nobody", "none", "one"})


def _accused(verb: Token) -> list[Token]:
    """Of whom an accuser speaks: "sued Acme, saying that it sold them"."""
    above = verb.head
    if verb.lemma not in cues().says or verb.dep_ not in ("advcl", "xcomp", "conj"):
        return []
    if above.lemma not in cues().accuses or any(one.dep_ == "nsubj" for one in verb.children):
        return []
    return [one for one in above.children if one.dep_ == ("nsubjpass" if is_passive(above) else "dobj")]


def _keepers(head: Token) -> Iterator[Token]:
    """Who has data by what is told of them: "files kept by Acme"."""
    for child in head.children:
        if child.dep_ == "acl" and child.lemma_ in claim_words().keeps:
            yield from agents(child)


def _kept_at(spoken: Spoken) -> Iterator[Token]:
    """At whose houses data lie: "has access to records at dozens of hospitals"."""
    heads = (spoken.word, *(one for one in spoken.word.children if one.dep_ == "dobj"), *spoken.data)
    for child in (one for head in heads for one in head.children):
        if child.dep_ == "prep" and child.lower_ == "at":
            for one in (it for below in child.children for it in (below, *noun_clause(below).at("of"))):
                if one.tag_ == "NNS" and one.lemma in words().party_types:
                    yield one


def _is_built(head: Token) -> bool:
    """Whether a tool is what somebody makes or uses: "built software that searches"."""
    return head.dep_ == "dobj" and head.head.lemma_ in claim_words().builds


def is_organisation(meant: Meant) -> bool:
    """Whether a party is no person and no people."""
    if meant.type is PartyType.GROUP:  # "the company", "insurers"
        last = meant.words.split()[-1].lower() if meant.words else ""
        kinds = words().party_types
        return not meant.people and (last in kinds or singular(last) in kinds)
    return not meant.people and meant.type is not PartyType.PERSON


def _are_several(name: Token) -> bool:
    """Whether several are named together, of whom none is "it"."""
    return sum(one.pos_ == "PROPN" for one in conjuncts(name)) > 1


def _is_counted(thing: Token) -> bool:
    """Whether a noun names several things by their number, that act by themselves: "two booking systems"."""
    counted = thing.tag_ == "NNS" and any(one.dep_ == "nummod" for one in thing.lefts)
    acts = thing.lemma in words().devices and thing.lemma not in words().gadgets
    return counted and acts and not owners(thing)
