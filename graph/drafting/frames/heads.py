"""The heads that stand at the places of a frame, and whom they mean: "the hands of Orbix" are Orbix."""

from typing import Final

from spacy.tokens import Token

from graph.drafting.tables import cues
from graph.drafting.text.grammar import Clause, governing_subject, noun_clause, owners

#: What two parties agree on: "a deal with Acme to get".
DEALS: Final = frozenset(
    {"agreement", "alliance", "arrangement", "contract", "deal", "pact", "partnership", "understanding"}
)
_HANDS: Final = frozenset({"hand", "possession", "custody", "grasp", "clutch", "lap", "control"})


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
    if verb.lemma_.lower() not in cues().says or any(one.dep_ in ("nsubj", "expl") for one in verb.children):
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
    if head.lemma_ in DEALS:  # "a deal that gives Orbix access"
        return tuple(owners(head) or governing_subject(head)) or (head,)
    if head.lemma_.lower() in _KEPT_BY and (keepers := _keepers(head)):
        return keepers
    if head.lemma_.lower() not in _HANDS:
        return (head,)
    return tuple(owners(head)) or noun_clause(head).at("of") or (head,)


#: What somebody runs: who puts data there gives them to whoever runs it.
_KEPT_BY: Final = frozenset(
    {"bank", "clearinghouse", "database", "exchange", "index", "platform", "pool", "registry", "repository"}
    | {"server", "site", "system", "warehouse", "website"}
)
_RUNS: Final = frozenset(
    {"administer", "control", "hold", "host", "keep", "maintain", "manage", "operate", "own", "run"}
)


def _keepers(head: Token) -> tuple[Token, ...]:
    """Who runs it: "a pool run by Orbix"."""
    for child in head.children:
        if child.dep_ == "acl" and child.lemma_ in _RUNS:
            return tuple(one for by in child.children if by.dep_ == "agent" for one in by.children)
        if child.dep_ == "acl" and child.lemma_ == "belong":
            return tuple(one for to in child.children if to.lower_ == "to" for one in to.children)
    return ()
