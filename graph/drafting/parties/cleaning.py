"""What a name is without its article, its title and its legal form, and the type that its words tell."""

import re
from functools import cache, lru_cache
from typing import Final

from graph.claims import PartyType
from graph.drafting.tables import words
from graph.drafting.text.tree import Span
from graph.drafting.word_lists import name_parts

LEGAL: Final = re.compile(
    r"(?:,?\s+(?:Inc|Incorporated|Corp|Corporation|Co|Ltd|Limited|LLC|LLP|PLC|plc|AG|SA|NV|BV|GmbH|AB|Holdings?)\.?)+$"
)
TITLES: Final = re.compile(
    r"^(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Judge|Justice|Chief|Sheriff|President|Prof|Sir|Agent|Officer|Detective|Capt|Lt|Sgt)\.?\s+"
)


def is_titled(form: str) -> bool:
    """Whether a name stands with what only people are called: "Mr. Park"."""
    return _PEOPLES.match(form) is not None


_PEOPLES: Final = re.compile(r"^(?:Mr|Mrs|Ms|Sir|Dame)\.?\s+[A-Z]")


@lru_cache(maxsize=4096)
def clean(name: str) -> str:
    """A name without article, possessive and legal form."""
    bare = re.sub(r"^(?:The|the|A|a)\s+", "", name.strip().strip("\"'"))
    bare = re.sub(r"'s$|'$", "", bare)
    return LEGAL.sub("", bare).strip(" ,")


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """A name in a form fit for comparison."""
    return re.sub(r"[^\w.& ]", "", TITLES.sub("", clean(name))).casefold().strip()


@cache
def _telling(kind: PartyType) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words in a name that tell what it names, and the phrases of several words that do."""
    listed = words().names[kind]
    several = tuple(one for one in listed if " " in one)
    return listed.difference(several), several


#: What names of bodies begin with, and those of firms.
_LANDS: Final = frozenset({"state", "u.s.", "united", "washington"})


def _is_firm(name: str) -> bool:
    last = name.split(" ")[-1]
    return last in name_parts().firm_ends or words().party_types.get(last) is PartyType.COMPANY


def type_of_name(name: str, span: Span) -> PartyType:
    """The type that a name's own words and the recogniser suggest."""
    low = name.casefold()
    parts = frozenset(low.split(" "))
    for kind in (PartyType.MEDIA, PartyType.COURT, PartyType.GOVERNMENT, PartyType.NGO):
        single, several = _telling(kind)
        if not parts.isdisjoint(single) or any(f" {phrase} " in f" {low} " for phrase in several):
            if kind is PartyType.GOVERNMENT and span.label_ == "PERSON":
                continue
            if kind is PartyType.GOVERNMENT and low.split(" ")[0] in _LANDS and _is_firm(low):
                continue  # "U.S. Bank"
            if kind is PartyType.MEDIA and low.split(" ")[-1] in name_parts().no_papers:
                continue  # "Norvik News Services"
            if kind is PartyType.COURT and span[0].lower_ in single and len(span) > 1 and " of " not in low:
                continue  # "Court Ventures"
            return kind
    if span.label_ == "PERSON":
        return PartyType.PERSON
    if span.label_ == "GPE":
        return PartyType.GOVERNMENT
    return PartyType.SERVICE if span.label_ == "PRODUCT" else PartyType.COMPANY


def plain(span: Span) -> str:
    """The words of a phrase without article or possessive before them."""
    return plain_text(span.text)


#: Articles and possessives before a phrase.
_BEFORE: Final = re.compile(r"^(?:the|a|an|its|their|his|her|our)\s+", re.IGNORECASE)


@lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """A phrase without article or possessive before it.

    >>> plain_text("the  bank")
    'bank'
    """
    return _BEFORE.sub("", " ".join(text.split()))
