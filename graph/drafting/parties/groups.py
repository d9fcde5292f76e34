"""Parties that no name tells: what a description or a group is called, as the text words it."""

import re
from dataclasses import dataclass
from typing import Final

from graph.claims import PartyKind, PartyType
from graph.drafting.frames.data import MANY
from graph.drafting.parties.cleaning import plain
from graph.drafting.tables import words
from graph.drafting.text.grammar import owners
from graph.drafting.text.phrases import noun_phrase
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import party_words

FIRST: Final = frozenset({"we", "us", "our", "ours", "i", "my", "me", "ourselves"})
IT: Final = frozenset({"it", "its", "itself"})
VAGUE: Final = frozenset(
    {
        "some",
        "several",
        "many",
        "most",
        "few",
        "certain",
        "various",
        "numerous",
        "other",
        "dozens",
        "hundreds",
    }
)


#: Kinds of names that a description may mean.
FITS: Final = {
    PartyType.COMPANY: (PartyType.COMPANY, PartyType.SERVICE, PartyType.NGO),
    PartyType.SERVICE: (PartyType.SERVICE, PartyType.COMPANY),
    PartyType.GOVERNMENT: (PartyType.GOVERNMENT,),
    PartyType.NGO: (PartyType.NGO,),
    PartyType.MEDIA: (PartyType.MEDIA,),
    PartyType.COURT: (PartyType.COURT,),
}


@dataclass(frozen=True, slots=True)
class Meant:
    """A party that a token stands for: its name, type, kind, and the words used for it here."""

    name: str
    type: PartyType
    kind: PartyKind | None
    words: str
    people: bool = False


def some_of(token: Token, group: Meant | None) -> Meant | None:
    """What "several of the banks" means: some of a group, which nobody can tell, and not the group."""
    counted = token.lower_ in _SMALL and group is not None and group.words.split()[-1:] != ["companies"]
    if group is None or group.kind is None or group.people or not (counted or token.lower_ in VAGUE):
        return group
    known = any(one.tag_ == "PRP$" or one.lower_ == "the" for one in token.doc[token.i + 1 : token.i + 4])
    the = "the " if known else ""
    return Meant(f"{token.lower_} of {the}{group.name}", group.type, PartyKind.VAGUE, group.words)


def singular(plural: str) -> str:
    """A noun of several in the singular, as tables spell it: "companies" is "company"."""
    return f"{plural[:-3]}y" if plural.endswith("ies") else plural.removesuffix("s")


def group_name(token: Token) -> str:
    """A group as the text names it, without article: "makers of toys", "at least 25 data firms"."""
    name = plain(noun_phrase(token, ("amod", "compound", "nmod"))) or token.text
    name = name.split(" - ")[-1].removeprefix("following ")
    if token.lower_ == "force" and name.endswith("police force"):
        name = "police"  # "no police force"
    name = _PRAISE.sub("", name)
    if name.endswith("third parties"):
        name = "third parties"
    name += _behind(token) or _which(token, name)
    if token.lemma_ == "campaign" and (candidate := _candidate(token)) is not None:
        return f"{candidate.text} campaign"
    owner = next((one for one in owners(token) if one.pos_ in ("NOUN", "PROPN")), None)
    if owner is not None:  # "the drivers' union", "Ohio, whose education department"
        whole = token.doc[noun_phrase(owner).start : token.i + 1]
        own = next((one for one in whole if one.tag_ == "WP$"), None)
        before = f"{noun_phrase(owner).text} {token.doc[own.i + 1 : token.i + 1].text}" if own else whole.text
        name = " ".join(before.split()) + _behind(token)
    every = next((child for child in token.children if child.lower_ in ("any", "every")), None)
    if every is not None and every.dep_ == "det" and token.lemma_ != "party":
        return f"{every.lower_} {name}"
    number = next((child for child in token.children if child.dep_ == "nummod"), None)
    if number is not None and number.i < token.i and name != "third parties":
        text = token.doc[number.left_edge.i : number.i + 1].text
        more = " more" if number.i + 1 < token.i and number.nbor().lower_ == "more" else ""
        return f"{text}{more} {name}" if number.text not in name.split() else name
    return name


def _which(token: Token, name: str) -> str:
    """What tells behind a bare noun which ones are meant: "firms that tie it to a phone"."""
    lemma = token.lemma
    if name != token.text or lemma not in party_words().bare:
        return ""
    some = token.tag_ == "NNS" or any(child.lower_ in ("a", "an", "any") for child in token.children)
    for child in token.children:
        told = child.dep_ == "acl" and child.tag_ in ("VBG", "VBN")
        if child.dep_ == "relcl" and child.tag_ in ("VBZ", "VBP"):
            told = any(
                one.dep_ == "nsubj" and one.lower_ in ("that", "which", "who") for one in child.children
            )
        if some and told and child.left_edge.i == token.i + 1 and child.right_edge.i - token.i <= _LONG:
            return f" {token.doc[token.i + 1 : child.right_edge.i + 1].text}"
    return ""


#: What a text thinks of a group, which is no part of what it is.
_PRAISE: Final = re.compile(r"^(?:little-known|obscure|so-called|well-known|notorious|shadowy) ")
#: How many words a group may be told by.
_LONG: Final = 14


def _candidate(campaign: Token) -> Token | None:
    """Whose campaign it is: "Lee Park's campaign", "the Senate campaign of Lee Park"."""
    behind = (one for prep in campaign.children if prep.lower_ in ("of", "for") for one in prep.children)
    return next((one for one in (*owners(campaign), *behind) if one.pos_ == "PROPN"), None)


def is_office(noun: Token, owner: Token) -> bool:
    """Whether a body is called by whoever heads it: "the sheriff's department", "the mayor's office"."""
    body = noun.lemma in ("department", "office")
    return body and words().party_types.get(owner.lemma) is PartyType.GOVERNMENT and owner.tag_ == "NN"


def is_body(noun: Token) -> bool:
    """Whether a noun behind the name of a land is a body of its own there: "Ohio's tax agency"."""
    if noun.lemma_ in party_words().bodies and noun.tag_ in ("NN", "NNP"):
        return True
    return noun.lemma_ == "service" and any(one.dep_ in ("amod", "compound") for one in noun.lefts)


def land_body(noun: Token) -> Meant:
    """A body of a land, by its land and what it is: "Ohio's tax agency"."""
    return Meant(group_name(noun), PartyType.GOVERNMENT, PartyKind.CLASS, plain(noun_phrase(noun)))


def _behind(token: Token) -> str:
    """What tells behind a noun which ones are meant: of what they are makers, in which place they sit."""
    people = token.lemma in words().people and token.lemma != "member"
    if people or token.i + 1 >= len(token.doc):
        return ""
    after = token.nbor()
    if after.dep_ == "advmod" and after.lower_ in party_words().wide:
        return f" {after.text}"
    if after.dep_ != "prep" or after.head != token or after.lower_ not in ("of", "in"):
        return ""
    for noun in after.children:
        if noun.dep_ != "pobj" or noun.ent_type_ in ("DATE", "TIME"):
            continue
        place = noun.ent_type_ in ("GPE", "LOC") or noun.lemma in party_words().lands
        body = noun.pos_ == "PROPN" and token.lemma == "member"  # "members of the Senate"
        if place if after.lower_ == "in" else noun.pos_ == "NOUN" or body:
            maker = token.lemma in party_words().sellers
            more = (
                one
                for one in noun.conjuncts
                if one.i > noun.i and (one.ent_type_ == "GPE" or (maker and one.pos_ == "NOUN"))
            )
            last = [noun, *more][-1]
            return f" {token.doc[after.i : last.i + 1].text}"
    return ""


#: Numbers in words: each stands at its number.
NUMBERS: Final = (
    *("none", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_SMALL: Final = frozenset(NUMBERS[2:])


def anyone(token: Token) -> Meant | None:
    """Whom "others" and "anyone who works on films" mean; "anyone" alone names nobody."""
    name = token.lower_
    if name in ("whoever", "whomever"):
        name = " ".join(token.doc[token.i : token.head.right_edge.i + 1].text.split())
        return Meant(name, PartyType.GROUP, PartyKind.CLASS, token.text)
    told = next((one for one in token.rights if one.dep_ in ("relcl", "acl")), None)
    if told is not None:
        name = " ".join(token.doc[token.i : told.right_edge.i + 1].text.split())
    elif name in ("anyone", "anybody"):
        return None
    return Meant(name, PartyType.GROUP, PartyKind.CLASS, token.text)


def group(token: Token) -> Meant:
    """A description as it stands, whoever it may fit."""
    kind = words().party_types.get(token.lemma, PartyType.GROUP)
    shown = kind if kind in (PartyType.GOVERNMENT, PartyType.COURT) else PartyType.GROUP
    return Meant(group_name(token), shown, PartyKind.CLASS, plain(noun_phrase(token)))


def unknown(token: Token) -> list[Meant]:
    """A plural that no table knows, where only somebody can be meant: "sold lists to swindlers"."""
    table = words()
    things = (
        *(table.other_things, table.data, table.containers, table.devices),
        *(table.documents, table.handles, MANY),
    )
    lemma = token.lemma
    if (
        token.tag_ != "NNS"
        or any(lemma in one for one in things)
        or re.search(r"(?:tion|ness|ment|ity|ing|ism|age|ance)$", lemma)
    ):
        return []
    return [Meant(group_name(token), PartyType.GROUP, PartyKind.CLASS, plain(noun_phrase(token)))]


def is_definite(noun: Token) -> bool:
    """Whether a noun stands with "the", "that" or "this"."""
    return any(child.lower_ in ("the", "that", "this") and child.dep_ == "det" for child in noun.children)
