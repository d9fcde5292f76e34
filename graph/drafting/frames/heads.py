"""The heads that stand at the places of a frame, and whom they mean: "the hands of Orbix" are Orbix."""

from typing import Final

from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import Clause, governing_subject, noun_clause, owners
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import flow_words


def heads_at(places: tuple[str, ...], around: Clause) -> tuple[Token, ...]:
    """What stands at these places, each once."""
    found: list[Token] = []
    for place in places:
        if place == "whose":  # "cut off Orbix's access"
            found += [owner for one in around.objects for owner in owners(one)]
        else:
            found += [it for one in around.at(place) if not _speaks(one) for it in _held(one)]
    return tuple(dict.fromkeys(found))


def _speaks(name: Token) -> bool:
    """Whether a name is no more than who says it: "shown to banks, Ann Roe, its head, said"."""
    if name.dep_ != "conj" or name.pos_ != "PROPN":
        return False
    return unnamed_speaker(name.sent.root) == name


def unnamed_speaker(verb: Token) -> Token | None:
    """Who says it where the parser joins them to the noun before; None if the verb has its own subject."""
    if verb.lemma not in cues().says or any(one.dep_ in ("nsubj", "expl") for one in verb.children):
        return None
    for child in verb.lefts:
        for one in child.subtree if child.dep_ in ("ccomp", "dep") else ():
            if one.dep_ == "conj" and one.pos_ == "PROPN" and one.nbor(1).text == ",":
                before = one.doc[one.left_edge.i - 1]
                if before.text == "," and verb.nbor(-1).text == ",":
                    return one
    return None


def _held(head: Token) -> tuple[Token, ...]:
    """Who has it, for "the hands of Orbix" and "Orbix's possession"; the head itself for all else."""
    if head.tag_ == "PRP$" and head.lower_ in ("its", "their"):  # "Acme defended its decision to share"
        return tuple(governing_subject(head.head)) or (head,)
    if head.lower_ in _SOMEBODY and (house := _house(head)):
        return house  # "no one at Orbix"
    if _is_place(head) and (keepers := _keepers(head)):
        return keepers
    if head.lemma not in flow_words().hands:
        return (head,)
    return tuple(owners(head)) or noun_clause(head).at("of") or (head,)


#: Words for anybody, who is of a party where that is said.
_SOMEBODY: Final = frozenset(
    {"anybody", "anyone", "everybody", "everyone", "human", "humans", "nobody", "none", "one", "somebody"}
    | {"someone"}
)


def _house(head: Token) -> tuple[Token, ...]:
    """Of which party somebody is: "no human at our company", "nobody inside Orbix"."""
    preps = [one for one in head.children if one.lower_ in ("at", "in", "inside", "within")]
    below = [one for prep in preps for one in prep.children if one.dep_ == "pobj"]
    firms = words().party_types
    ours = [one for each in below for one in each.children if one.lower_ == "our"]
    return tuple(ours) or tuple(one for one in below if one.pos_ == "PROPN" or one.lemma in firms)


def _is_place(head: Token) -> bool:
    """Whether a noun names what somebody runs: "a pool", "a locked room"."""
    lemma, table = head.lemma, words()
    nobody = lemma not in table.party_types and lemma not in table.persons and lemma not in table.people
    return lemma in flow_words().places or (head.pos_ == "NOUN" and nobody)


def _keepers(head: Token) -> tuple[Token, ...]:
    """Who runs it: "a pool run by Orbix", "a room built for Orbix", "servers belonging to Orbix"."""
    runs = flow_words().runs
    for child in head.children:
        if child.dep_ == "acl" and child.lemma_ in runs and child.tag_ == "VBN":
            by = [one for one in child.children if one.dep_ == "agent" or one.lower_ in ("by", "for")]
            return tuple(one for each in by for one in each.children if one.dep_ == "pobj")
        if child.dep_ == "acl" and child.lemma_ == "belong":
            return tuple(one for to in child.children if to.lower_ == "to" for one in to.children)
    return ()
