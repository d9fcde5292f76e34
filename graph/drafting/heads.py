"""The heads that stand at the places of a frame, and whom they mean: "the hands of Orbix" are Orbix."""

from typing import Final

from spacy.tokens import Token

from graph.drafting.grammar import Clause, governing_subject, noun_clause, owners

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
            found += [it for one in around.at(place) for it in _held(one)]
    return tuple(dict.fromkeys(found))


def _held(head: Token) -> tuple[Token, ...]:
    """Who has it, for "the hands of Orbix" and "Orbix's possession"; the head itself for all else."""
    if head.tag_ == "PRP$" and head.lower_ in ("its", "their"):  # "Acme defended its decision to share"
        return tuple(governing_subject(head.head)) or (head,)
    if head.lemma_ in DEALS:  # "a deal that gives Orbix access"
        return tuple(owners(head) or governing_subject(head)) or (head,)
    if head.lemma_.lower() not in _HANDS:
        return (head,)
    return tuple(owners(head)) or noun_clause(head).at("of") or (head,)
