"""The data of a flow, where its frame puts them: nouns, clauses, things that are written down, people."""

from typing import Final

from spacy.tokens import Token

from graph.claims import Act
from graph.drafting.frames.data import data_heads, is_data
from graph.drafting.tables import Frame, cues, frames, words
from graph.drafting.text.grammar import Clause, conjuncts, noun_clause, owners


def data_of(row: Frame, around: Clause) -> tuple[Token, ...]:
    """The data at the first place of a frame that names any."""
    if "wanted" in row.needs:  # "ordered Acme to say who had called"
        return _who(row, around.verb)
    tells = row.act is not Act.USE and around.verb.lemma_.lower() in cues().says
    for place in row.data:
        heads = [one for one in around.at(place) if not (tells and one.lemma_.lower() in frames().nouns)]
        found = tuple(dict.fromkeys(one for head in heads for one in data_heads(head)))
        if not found and place == "object":
            found = _who(row, around.verb) or _joined(around.verb) or _each(row, heads)
        if not found and place == "with" and "object" in row.to:
            found = _far_with(around)
        if found:
            return found
    return ()


def _far_with(around: Clause) -> tuple[Token, ...]:
    """The data of "supplied Orbix, a firm based in Oslo, with names", where they hang on "based"."""
    for head in around.objects:
        for one in head.subtree:
            if (
                one.lower_ == "with"
                and one.dep_ == "prep"
                and one.i > head.i + 1
                and one.nbor(-1).text == ","
            ):
                found = [it for child in one.children for each in conjuncts(child) for it in data_heads(each)]
                return tuple(dict.fromkeys(found))
    return ()


def _joined(verb: Token) -> tuple[Token, ...]:
    """The data behind the last of several verbs: "a policy that we do not use or sell records"."""
    if any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children) or verb.pos_ != "VERB":
        return ()
    for other in verb.conjuncts:
        if other.i > verb.i and other.tag_ == verb.tag_:
            found = [one for child in other.children if child.dep_ == "dobj" for one in conjuncts(child)]
            return tuple(dict.fromkeys(head for one in found for head in data_heads(one)))
    return ()


def _each(row: Frame, heads: list[Token]) -> tuple[Token, ...]:
    """Single things that are written down: "logs every item bought by its customers"."""
    if row.act is not Act.COLLECT or row.people:
        return ()
    return tuple(
        one
        for one in heads
        if one.pos_ == "NOUN"
        and one.lemma_.lower() not in words().people
        and (
            (
                any(child.lower_ in ("every", "each") for child in one.children)
                and any(child.dep_ in ("acl", "relcl", "prep") for child in one.children)
            )
            or (
                any(owner.lemma_.lower() in words().people and owner.tag_ == "NNS" for owner in owners(one))
                and one.lemma_ in _MOVES
            )
        )
    )


_MOVES: Final = frozenset({"move", "habit", "comings", "step", "conduct", "reaction", "eye", "lip", "choice"})


def _who(row: Frame, verb: Token) -> tuple[Token, ...]:
    """The clause that asks for the data: "disclosed who had called", "records where users go"."""
    if row.act is Act.USE:
        return ()
    for child in verb.children:
        if child.dep_ not in ("ccomp", "pcomp") or child.pos_ not in ("VERB", "AUX") or child.i < verb.i:
            continue
        first = child.left_edge.lower_
        about = [one for one in child.children if one.dep_ in ("nsubj", "nsubjpass")]
        people = any(one.lemma_.lower() in words().people or one.lower_ in _THEY for one in about)
        if first in _WHO or (first in _WHERE and people):
            return (child,)
    return ()


_WHO: Final = frozenset({"who", "whom", "whose", "whoever", "whatever"})


_WHERE: Final = frozenset({"where", "which", "what", "when", "how"})


_THEY: Final = frozenset({"they", "he", "she", "you", "i"})


def light_noun(row: Frame, verb: Token) -> Token | None:
    """The noun that makes a light verb what it means: "kept tabs", "put to use"."""
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and child.lemma_.lower() == row.noun:
            return child
        if child.dep_ in ("prep", "prt", "dative"):
            for below in child.children:
                if below.dep_ == "pobj" and below.lemma_.lower() == row.noun:
                    return below
    return None


def light_data(row: Frame, noun: Token, around: Clause) -> tuple[Token, ...]:
    """The data of a light verb, behind its noun or behind itself."""
    for place in row.data:
        heads = [one for one in around.at(place) if one != noun]
        found = [head for one in (*behind(noun, (place,)), *heads) for head in data_heads(one)]
        people = any(one.lemma_.lower() in words().people for one in (*behind(noun, (place,)), *heads))
        if (found or people) and row.act is Act.COLLECT and is_data(noun):
            return (noun,)  # "keeps a record of calls"
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def behind(noun: Token, places: tuple[str, ...]) -> tuple[Token, ...]:
    """What stands behind a noun and one of these prepositions."""
    around = noun_clause(noun)
    return tuple(one for place in places if place != "object" for one in around.at(place))


def watches(row: Frame, token: Token, around: Clause, light: Token | None) -> bool:
    """Whether people are watched or named, so that no data need be told."""
    if any(child.dep_ == "prt" for child in token.children):
        return False
    found = (*around.objects, *around.at("on"))
    if light is not None:
        found = (*behind(light, row.data), *(one for place in row.data for one in around.at(place)))
    return any(one.lemma_.lower() in words().people | words().persons for one in found)


def has_access(row: Frame, around: Clause) -> bool:
    """Whether access is given, so that a server stands for what is on it."""
    return any(one.lemma_ == "access" for place in row.data for one in around.at(place))
