"""What sort of party a transparency statement names: a company, a person, another body, or a class.

Nothing but the words of the statement tells. A legal form or a domain makes a company of a name, whatever its
case. What has the shape of a person's name stays a company, unless the statement names it among its contacts.
"""

import re
from collections.abc import Iterable
from typing import Final

from graph.claims import PartyType
from graph.registers.resolving.normal import ADDRESS, atom, fold
from graph.vocabulary import slug

_TYPES: Final = (
    (re.compile(r"\b(?:Bundestag|\w*[Mm]inisterium|Bundesamt|Landesamt|Ministry)\b"), PartyType.GOVERNMENT),
    (re.compile(r"\be\. ?[Vv]\.|\b(?:Partei|Stiftung|Foundation)\b"), PartyType.NGO),
    (re.compile(r"rundfunk\b", re.IGNORECASE), PartyType.MEDIA),
)

#: Legal forms, and last words of them, that end descriptions as well: "health spa", "any other company".
_ALSO_WORDS: Final = frozenset(
    {"ab", "as", "company", "corp", "corporation", "cv", "partnership", "pt", "sc", "se", "spa"}
)
_TITLES: Final = re.compile(r"(?:(?:Herr|Frau|Mrs?|Ms|Dr|Prof)\b\.? *)+")
_PARTICLES: Final = frozenset({"da", "de", "del", "der", "di", "du", "la", "van", "von", "zu"})
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\W\d_]\.")
#: Ends of words by which bodies call themselves, which have two capitals in a row as persons have.
_BODY: Final = re.compile(
    r"(?:agentur|bank|betriebe?|deutschlands?|fonds|forum|gesellschaft|group|gruppe|institute?|kammer|kanzlei|kasse"
    r"|medi[ae]n?|praxis|schule|services?|systems|team|universität|university|verband|verein|verlag|werke?)\b",
    re.IGNORECASE,
)


def has_legal_form(name: str) -> bool:
    """Tell whether a name ends in a legal form that is nothing but that.

    >>> has_legal_form("tide gmbh"), has_legal_form("health spa")
    (True, False)
    """
    form = atom(name, None).form
    return bool(form) and (name != name.lower() or _ALSO_WORDS.isdisjoint({form, fold(name).split()[-1]}))


def has_domain(name: str) -> bool:
    """Tell whether a name holds a domain: "dx.one", and not "banks etc."."""
    return any(ADDRESS.fullmatch(word.strip("(),;")) for word in name.split())


def is_described(name: str) -> bool:
    """Tell whether a name only describes: "law enforcement", and not "dx.one" or "tide gmbh"."""
    return name == name.lower() and not has_domain(name) and not has_legal_form(name)


def may_be_person(name: str) -> bool:
    """Tell whether a name has the shape of a person's: "Ada Quill", "Dr. Bo von Lund".

    >>> may_be_person("Ada Quill"), may_be_person("Ada Quill GmbH"), may_be_person("Reef Bank")
    (True, False, False)
    """
    words = [word for word in _untitled(name).split() if word not in _PARTICLES]
    shaped = all(_WORD.fullmatch(word) and word[0].isupper() for word in words)
    shouted = any(word.isupper() and not word.endswith(".") for word in words)
    body = _BODY.search(name) or has_legal_form(name) or party_type(name) is not PartyType.COMPANY
    return 2 <= len(words) <= 4 and shaped and not shouted and not body


def is_person(name: str, contacts: Iterable[str]) -> bool:
    """Tell whether a name is that of a person who is among the contacts of the same statement.

    >>> is_person("Ada Quill", ["Frau Dr. Ada Quill"]), is_person("Ada Quill", ["Bo Lund"])
    (True, False)
    """
    return may_be_person(name) and slug(_untitled(name)) in {slug(_untitled(one)) for one in contacts}


def party_type(name: str) -> PartyType:
    """What sort of party has this name: a company, unless the name says otherwise.

    >>> str(party_type("Deutscher Bundestag")), str(party_type("Chefkoch GmbH"))
    ('government', 'company')
    """
    return next((kind for pattern, kind in _TYPES if pattern.search(name)), PartyType.COMPANY)


def _untitled(name: str) -> str:
    return name[titles.end() :] if (titles := _TITLES.match(name)) else name
