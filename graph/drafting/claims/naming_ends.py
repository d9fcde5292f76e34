"""Whom a clause itself names at the ends of its flow, and what act it is by who they are."""

from dataclasses import replace

from graph.claims import Act, PartyType
from graph.drafting.claims.ends import TRANSFER, Ends, is_organisation
from graph.drafting.claims.making import Making, names
from graph.drafting.claims.outsiders import Outsiders
from graph.drafting.claims.proposed import Proposed
from graph.drafting.parties.groups import Meant, singular
from graph.drafting.parties.parties import Parties
from graph.drafting.tables import frames, words
from graph.drafting.text.grammar import owners
from graph.drafting.text.phrases import noun_phrase
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import claim_words, party_words


class NamingEnds:
    """Brings the heads at the ends of a flow back to parties."""

    def __init__(self, parties: Parties, ends: Ends, outsiders: Outsiders) -> None:
        self._parties = parties
        self._ends = ends
        self._outsiders = outsiders

    def name(self, making: Making) -> None:
        """Find the parties that the clause names at both ends."""
        one, said = making.one, making.said
        making.it = self._it(making)
        loosely = one.frame.strong and one.governor is None
        self._name_givers(making, loosely and one.act is Act.SEEK and "object" in one.frame.from_)
        giver = frozenset(names(making.from_)) if {"subject", "owner"} & {*one.frame.from_} else frozenset()
        if giver and any(head.pos_ == "PRON" for head in one.to):  # "demanded that Acme give it"
            making.it = self._ends.subject_of(one.word, giver) or said.speaker
        handed = one.governor is None and one.word.pos_ == "VERB" and one.act in (Act.SHARE, Act.SELL)
        unknown = (loosely or handed) and "subject" in one.frame.from_
        making.to = self._ends.of(one.to, said.speaker, making.it, unknown)
        if (earlier := self._again(one.from_, making)) is not None:
            making.from_ = _recipients(earlier)
        elif (earlier := self._again(one.to, making)) is not None:
            making.to = _recipients(earlier)
            if making.changes_hands and "from" in one.frame.from_ and not making.from_:
                making.act = Act.SHARE  # "These companies got names, too"
                making.from_ = [each for each in earlier.parties if each.name in earlier.claim.from_]
        self._tell_apart(making)
        giver = frozenset(names(making.from_)) if giver else giver
        making.to = making.to if one.frame.mutual else self._ends.apart(one.to, making.to, giver)
        self._name_houses(making)
        self._set_apart(making)

    def _again(self, heads: tuple[Token, ...], making: Making) -> Proposed | None:
        """The flow just told of to those that "these companies" means: "gave 60 firms, like Acme, names"."""
        if len(heads) != 1 or not _are_these(heads[0]):
            return None
        for earlier in reversed(making.before[-3:]):
            if self._parties.sentences_between(earlier.spoken.word, heads[0]) > 2:
                break
            kinds = {
                singular(each.name.split()[-1].lower())
                for each in _recipients(earlier)
                if each.kind is not None
            }
            generic = heads[0].lemma in party_words().generic
            if kinds and (generic or heads[0].lemma in kinds) and earlier.claim.act in TRANSFER:
                return earlier
        return None

    def _tell_apart(self, making: Making) -> None:
        """Make two of a party that both ends were taken for: "the company got names from the network"."""
        one = making.one
        both = frozenset(names(making.from_)) & frozenset(names(making.to))
        described = _is_described(one.from_), _is_described(one.to)
        if not both or one.frame.mutual or not any(described) or len(one.from_) + len(one.to) > 2:
            return
        first, second = one.from_[0], one.to[0]
        named = _is_named(first), _is_named(second)
        if (
            noun_phrase(first) == noun_phrase(second)
            or not (described[0] or named[0])
            or not (described[1] or named[1])
        ):
            return
        called = _is_called(one.from_, making.from_) - _is_called(one.to, making.to)
        called = called or _is_any(second) - _is_any(first)
        if described[0] and (called < 0 or (called == 0 and first.i > second.i) or not described[1]):
            making.from_ = self._ends.apart(one.from_, making.from_, both)
        elif described[1]:
            making.to = self._ends.apart(one.to, making.to, both)

    def _it(self, making: Making) -> str | None:
        """Whom "it" means in the clause: whom the clause above speaks of, or who says it and is no person."""
        said = making.said
        speaker = said.speaker
        around = self._ends.subject_of(making.one.lead) or speaker
        if around is not None and around == speaker:
            if (other := self._outsiders.other(making)) is not None:
                return other
            paper = around.split()[-1].lower() in words().suits  # "the suit says that it sold them"
            human = said.human and said.spokesperson is None and self._ends.own(around) is None
            return None if paper or human or self._parties.type_of(around) is PartyType.PERSON else around
        return around

    def _name_givers(self, making: Making, unknown: bool) -> None:
        """Find who gives; *unknown*, also people and firms of a kind that no table knows."""
        one, first = making.one, making.said.speaker
        if not (one.act is Act.SEEK and any(head.pos_ == "PRON" for head in one.from_)):
            making.from_ = self._ends.of(one.from_, first, making.it, unknown)
            if not making.from_ and "subject" in one.frame.from_ and not one.passive:
                making.from_ = self._ends.whose(one.from_, first, making.it)  # "its talking bear sent it"
            return
        askers = frozenset(names(self._ends.of(one.to, first, making.it)))
        asked_of = self._ends.subject_of(one.lead, askers) or first
        making.from_ = self._ends.of(one.from_, first, asked_of, unknown)
        if askers and names(making.from_) <= askers:  # "the police asked it for them"
            making.from_ = self._parties.topic(one.word, askers)

    def _name_houses(self, making: Making) -> None:
        """Put a house for its staff and for whoever speaks for it."""
        one, said = making.one, making.said
        own = self._ends.own(said.speaker)
        if own is None:
            return
        if self._is_own(one.to, making.from_, making):
            making.to = [own]
        if self._is_own(one.from_, [], making):
            making.from_ = [own]
        if said.spokesperson is not None and one.frame.word != "see":  # "He said that he gave them"
            making.from_ = [own if each.name == said.spokesperson else each for each in making.from_]
            making.to = [own if each.name == said.spokesperson else each for each in making.to]

    def _is_own(self, heads: tuple[Token, ...], other: list[Meant], making: Making) -> bool:
        """Whether an end is the house of who speaks, or people who work there; *other* is the other end."""
        if len(heads) != 1:
            return False
        others = any(map(is_organisation, other)) or self._outsiders.reports(making.said)
        return _is_ours(heads[0]) or (_is_staff(heads[0]) and not others)

    def _set_apart(self, making: Making) -> None:
        """Take nobody who says it or accuses another of it for that other."""
        one, said = making.one, making.said
        if one.passive and said.verb is not None:
            making.to = self._ends.not_who_says(one.to, making.to, said.speaker)
        if said.speaker is None or not self._outsiders.accuses(said):
            return
        if "subject" in one.frame.from_:
            making.from_ = self._ends.not_accuser(one.from_, making.from_, said.speaker, one.word)
        elif "subject" in one.frame.to:
            making.to = self._ends.not_accuser(one.to, making.to, said.speaker, one.word)

    def fit_act(self, making: Making) -> None:
        """Make another act of it where people give what is theirs, and where both ends are one."""
        one = making.one
        making.people = people = [each for each in making.from_ if each.people]
        if not (making.act is Act.SEEK and len(people) == len(making.from_)):  # who are asked for their own
            making.from_ = [each for each in making.from_ if not each.people]
        asked = making.act is Act.SEEK and bool(people) and len(people) == len(making.from_)
        if asked and one.governor in claim_words().demands:
            making.act, making.from_ = Act.COLLECT, []  # "requires users to enter their names"
        if making.act is Act.SHARE and people and not making.from_ and not one.to and _must(one.word):
            own = self._ends.own(making.said.speaker)  # "users have to send in their names"
            making.act = Act.COLLECT
            making.to = [own] if own is not None else self._parties.topic(one.word, frozenset())
            making.how = replace(making.how, hypothetical=None, modality=None)
        theirs = people or (one.from_ and all(head.lower_ == "you" for head in one.from_))
        if making.act is Act.SHARE and theirs and making.to and not making.from_:
            houses = all(map(is_organisation, making.to))
            making.act = Act.COLLECT if houses else making.act  # "users gave the firm their names"
        permits = frames().governors.get(one.governor or "")
        lets = permits is not None and permits.means == "permit" and making.act is Act.SHARE
        if lets and making.from_ and names(making.from_) == names(making.to):
            making.act, making.from_ = Act.COLLECT, []  # "an app that lets its maker see"
        had = bool(one.from_) and all(map(_is_had, one.from_))
        gadgets = making.from_ and (had or all(map(_is_gadget, making.from_)))
        if making.act is Act.SHARE and gadgets:
            making.act = Act.COLLECT if making.to else making.act
            making.from_ = []  # "phones send their position to Acme"
        if not making.how.denied and any(map(_is_nobody, one.to)):
            negations = (*making.how.negations, "no")  # "gave no agency access"
            making.how = replace(making.how, negations=negations)


def _is_called(heads: tuple[Token, ...], meant: list[Meant]) -> bool:
    """Whether one party is meant, which its own name or its own noun stands for: "the police"."""
    if len(heads) != 1 or len(meant) != 1:
        return False
    return heads[0].pos_ == "PROPN" or heads[0].lower_ == meant[0].name.lower().split()[-1]


def _is_named(noun: Token) -> bool:
    """Whether a word names a party or takes up whom the clause is about: "the company" is then another."""
    return noun.pos_ == "PROPN" or (noun.pos_ == "PRON" and noun.dep_ == "nsubj")


def _recipients(earlier: Proposed) -> list[Meant]:
    """The parties that get the data of a flow."""
    return [each for each in earlier.parties if each.name in earlier.claim.to]


def _are_these(noun: Token) -> bool:
    """Whether a noun takes up several firms that were spoken of: "these companies"."""
    firms = words().party_types.get(noun.lemma) in (PartyType.COMPANY, PartyType.SERVICE)
    plural = noun.tag_ == "NNS" and len(noun_phrase(noun)) == 1
    return firms and plural and any(one.lower_ in ("the", "these", "those") for one in noun.lefts)


def _is_any(noun: Token) -> bool:
    """Whether a description fits any: "the company", beside which "the insurer" is somebody."""
    return noun.lemma in party_words().generic and len(noun_phrase(noun)) == 1


def _is_described(heads: tuple[Token, ...]) -> bool:
    """Whether an end is a description of one party: "the company"."""
    if len(heads) != 1 or heads[0].pos_ != "NOUN" or owners(heads[0]):
        return False
    return words().party_types.get(heads[0].lemma, PartyType.SERVICE) is not PartyType.SERVICE


def _is_staff(head: Token) -> bool:
    """Whether a noun names people who work for whoever speaks of them: "employees have access"."""
    mine = not owners(head) and not any(child.dep_ in ("compound", "prep", "acl") for child in head.children)
    return mine and head.lemma in claim_words().employed


def _is_ours(head: Token) -> bool:
    """Whether somebody speaks of their own house: "no record has left our hospital"."""
    ours = any(one.dep_ == "poss" and one.lower_ in ("our", "my") for one in head.children)
    return ours and head.tag_ == "NN" and head.lemma in words().party_types


def _is_gadget(meant: Meant) -> bool:
    """Whether it is a thing that people have which is named by its brand."""
    lower = meant.name.lower()
    return lower.removesuffix("s") in words().services and lower.endswith("s")


def _is_had(head: Token) -> bool:
    """Whether a thing is one that people have, called by its brand: "an HTC phone"."""
    branded = any(one.dep_ in ("compound", "nmod") and one.pos_ == "PROPN" for one in head.children)
    return branded and head.lemma in words().gadgets and not owners(head)


def _is_nobody(head: Token) -> bool:
    return any(child.lower_ == "no" and child.dep_ == "det" for child in head.children)


def _must(verb: Token) -> bool:
    """Whether somebody has to do it: "has to send in", "must give"."""
    above = verb.head if verb.dep_ == "xcomp" else verb
    needed = above.lemma_ in claim_words().must
    return (needed and above != verb) or any(child.lower_ == "must" for child in verb.children)
