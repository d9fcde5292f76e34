"""Which names are places: what a text puts things in, and states."""

from typing import Final

from graph.claims import PartyType
from graph.drafting.tables import towns, words
from graph.drafting.text.tree import Span, Token
from graph.drafting.word_lists import name_parts


def is_town(name: str) -> bool:
    """Whether a name in small letters is a town's, a state's or a land's."""
    return name in towns() or name in towns().lands


def is_seat(name: Span) -> bool:
    """Whether a name is a city's or a state's: "Tacoma", "Wash."."""
    if _is_based(name):
        return True
    return name.label_ != "PERSON" and name.text.lower() in towns()


def _is_based(name: Span) -> bool:
    """Whether a name stands in "Tacoma-based" or "Tacoma, Washington-based" or the like."""
    doc, end = name.doc, name.end
    if end + 1 < len(doc) and doc[end].text == ",":
        end = next((at for at in range(end + 2, min(end + 4, len(doc))) if doc[at].text == "-"), end)
    return end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].lower_ in _BASED


_BASED: Final = frozenset({"area", "based", "born", "wide"})


def lies(name: Span) -> bool:
    """Whether a name is spoken of as a place: "in Tacoma", "a Tacoma hospital", "Tacoma-based"."""
    root = name.root
    if name.label_ == "GPE" and root.dep_ in ("compound", "nmod") and _is_firm(root):
        return True
    if _is_based(name):
        return True
    if root.dep_ == "pobj" and root.head.lower_ in _WHERE:
        return True
    beside = root.dep_ in ("npadvmod", "appos", "compound") and root.head.pos_ == "PROPN"
    if beside and root.head.ent_type_ in ("GPE", "LOC"):
        return True
    return any(child.dep_ == "appos" and child.ent_type_ == "GPE" for child in root.children)


def is_outfits(name: Span) -> bool:
    """Whether a name stands only before a plain noun for a firm, and so tells where it sits."""
    noun = name.root.head
    if name.root.dep_ not in ("compound", "nmod") or noun.i != name.end or noun.tag_ != "NN":
        return False
    the = name.start > 0 and name.doc[name.start - 1].lower_ in ("a", "the")
    return the and noun.lemma_ in name_parts().outfits and len(name) > 1


def _is_firm(seat: Token) -> bool:
    """Whether a name stands before a noun for a firm, which is no part of a name: "the Tacoma carrier"."""
    noun = seat.head
    if noun.pos_ == "PROPN" and noun.ent_type_ == "GPE":
        noun = noun.head  # "the Tacoma, Wash., carrier"
    kind = words().party_types.get(noun.lemma_) if noun.pos_ == "NOUN" else None
    return kind in (PartyType.COMPANY, PartyType.SERVICE) and noun.lemma_ not in name_parts().called


_WHERE: Final = frozenset(
    {
        "across",
        "around",
        "at",
        "from",
        "in",
        "inside",
        "into",
        "near",
        "of",
        "outside",
        "throughout",
        "within",
    }
)
