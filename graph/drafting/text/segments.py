"""The text in pieces that a parser reads well, with the way back to every character of the original.

Scraped articles have glued sentences ("…the records.The airline said"), and
many have lost their quotation marks and apostrophes ("Apples lawyers didnt").
A piece repairs what can be repaired without doubt; ``Piece.origin`` gives
the place of each of its characters in the text as it stands.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.drafting.tables import words
from graph.drafting.text import datelines
from graph.drafting.text.asides import Edit, asides

#: A sentence glued to the next: an end after a small letter, a digit or a closing mark, then a capital.
_GLUE: Final = re.compile(
    r"(?<=[a-z0-9)\]%'\"”’][.?!])['\"”’]*(?=[\"“‘']*[A-Z][A-Za-z]*[\s,'’])|(?<=[.?!]['\"”’])(?=[\"“]?[A-Z][a-z]+\s)"
    r"|(?:(?<=\bInc\.)|(?<=\bCorp\.)|(?<=\bLtd\.))\s+(?=(?:Mr|Mrs|Ms|Dr)\.\s|(?:The|In|But|It|They|A|An)\s)"
)
#: A paragraph ends at an empty line, or at a line's end that ends a sentence.
_BREAK: Final = re.compile(
    r"[^\S\n]*\n[^\S\n]*(?:\n\s*)+|\s*\n\s*(?=[-*•#|]+ )|(?<=[.?!:;\"”'’)])[^\S\n]*\n\s*"
)
#: Contractions that lost their apostrophe: the letters before it, and those after.
_CONTRACTION: Final = re.compile(
    r"\b((?:[Dd]o|[Dd]oes|[Dd]id|[Hh]as|[Hh]ave|[Hh]ad|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Cc]ould|[Ww]ould|[Ss]hould)n)(t)\b"
    r"|\b([Ww]e)(ve)\b|\b([Tt]hey)(ve|re)\b|\b(I)(ve|m)\b"
    r"|\b([Tt]hat|[Ii]t)(s)(?= (?:not|true|false|simply|just)\b)"
)
#: The target of a Markdown link, and the bracket before its words.
_LINK: Final = re.compile(r"\]\([^)\n]*\)|\[(?=[^\]\n]*\]\()")
#: Two single marks for a double one; two spaces inside a sentence, between which a dash was lost.
_DOUBLED: Final = re.compile(r"''|``|(?<![.?! ])  (?! )")
#: "companys", "agencys": a word that is none; the apostrophe was lost.
_LOST: Final = re.compile(r"\b([a-z]+[b-df-hj-np-tv-xz]y)(s)\b")
#: "a customers records", "the banks lawyers": in a text that has lost all its apostrophes, whose it may be.
_WHOSE: Final = re.compile(
    r"\b(?:(a|an|each|every|another)|the|its|their|his|her|our|these|those|of) "
    r"([a-z]{3,})(s) (?=([a-z]+)(?: ([a-z]+))?)"
)
_SAME_LENGTH: Final = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u2009": " ", "\t": " ", "\n": " "}
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text for the parser. ``origin[i]`` is the place of character *i* in the original text."""

    text: str
    origin: tuple[int, ...]
    paragraph: int

    def at(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) in the original text of [start, end) in this piece."""
        return self.origin[start], self.origin[end - 1] + 1


def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of *text*, in order: paragraphs, cut where two sentences are glued together.

    >>> [piece.text for piece in pieces("They didnt say.The agency knew.")]
    ["They didn't say.", 'The agency knew.']
    """
    names = _names(text)
    bare = len(text) > 300 and not re.search(r"['’]s?\b", text)
    return tuple(
        _repaired(text, start, end, names, bare, number)
        for number, (first, last) in enumerate(_stretches(text, 0, len(text), _BREAK))
        for start, end in _stretches(text, datelines.after(text, first, last), last, _GLUE)
    )


def _stretches(text: str, start: int, end: int, cut: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """What lies between the places where *cut* matches, without blanks around it; marks stay on the left."""
    at = start
    for found in cut.finditer(text, start, end):
        left = found.end() if cut is _GLUE else found.start()
        yield from _stripped(text, at, left)
        at = found.end()
    yield from _stripped(text, at, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _names(text: str) -> frozenset[str]:
    """Names that also stand with an s: beside "Apple", "Apples" has lost an apostrophe."""
    words = frozenset(re.findall(r"\b[A-Z][A-Za-z]{2,}\b", text))
    inside = frozenset(re.findall(r"(?<=[a-z,] )[A-Z][A-Za-z]{2,}\b", text))
    return frozenset(one for one in words if f"{one}s" in words and (one in inside or f"{one}s" in inside))


def _repaired(text: str, start: int, end: int, names: frozenset[str], bare: bool, paragraph: int) -> Piece:
    raw = text[start:end].translate(_SAME_LENGTH)
    parts: list[str] = []
    origin: list[int] = []
    at = 0
    for edit in sorted(_edits(raw, names, bare)):
        if edit.start < at:
            continue
        parts += [raw[at : edit.start], edit.text]
        origin += [*range(start + at, start + edit.start), *(start + one for one in edit.origin)]
        at = edit.end
    parts.append(raw[at:])
    origin += range(start + at, end)
    return Piece("".join(parts), tuple(origin), paragraph)


def _edits(raw: str, names: Iterable[str], bare: bool) -> Iterator[Edit]:
    """What is repaired: lost apostrophes and dashes, doubled marks, targets of links; asides."""
    yield from asides(raw)
    yield from (Edit(place, place, "'", (place - 1,)) for place in _apostrophes(raw, names))
    if bare:
        yield from (Edit(place, place, "'", (place - 1,)) for place in _owners(raw))
    yield from (Edit(*found.span(), "", ()) for found in _LINK.finditer(raw))
    for found in _DOUBLED.finditer(raw):
        place = found.start()
        if found.group() != "  ":
            opens = place == 0 or raw[place - 1].isspace()
            yield Edit(place, place + 2, '"', (place if opens else place + 1,))
        elif 0 < place < len(raw) - 2:
            yield Edit(place, place + 2, " -- ", (place, place, place + 1, place + 1))


def _apostrophes(raw: str, names: Iterable[str]) -> Iterator[int]:
    """Where an apostrophe was lost."""
    for found in _CONTRACTION.finditer(raw):
        yield next(found.start(group) for group in (2, 4, 6, 8, 10) if found.group(group))
    for found in _LOST.finditer(raw):
        yield found.start(2)
    for name in names:
        for found in re.finditer(rf"\b{name}(s)(?= [a-z])", raw):
            yield found.start(1)


def _owners(raw: str) -> Iterator[int]:
    """Where an owner has lost its apostrophe: "a users records", "the customers names"."""
    table = words()
    known = table.party_types.keys() | table.people | table.persons
    things = table.data | table.voices | table.devices | table.documents | table.requests | _THINGS
    for found in _WHOSE.finditer(raw):
        owner, one = found[2], found[1] is not None
        if owner not in known:
            continue
        following = {word.removesuffix("s") for word in found.group(4, 5) if word is not None}
        if one:
            yield found.start(3)
        elif following & things and found[4] not in _VERBS and not found[4].endswith(("ed", "ing")):
            yield found.end(3) if owner in table.people else found.start(3)


#: What begins what somebody does, not what is theirs.
_VERBS: Final = frozenset(
    {
        "had",
        "have",
        "has",
        "to",
        "who",
        "that",
        "and",
        "or",
        "of",
        "in",
        "on",
        "at",
        "for",
        "with",
        "were",
        "are",
        "was",
    }
    | {
        "is",
        "will",
        "may",
        "can",
        "would",
        "could",
        "said",
        "say",
        "says",
        "did",
        "do",
        "does",
        "not",
        "then",
        "also",
    }
    | {
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "all",
        "some",
        "many",
        "no",
        "more",
        "its",
        "their",
        "his",
        "her",
    }
    | {
        "sold",
        "gave",
        "sent",
        "took",
        "got",
        "kept",
        "bought",
        "told",
        "from",
        "by",
        "as",
        "the",
        "a",
        "should",
        "must",
    }
)
_THINGS: Final = frozenset(
    {
        "own",
        "switch",
        "name",
        "side",
        "behalf",
        "consent",
        "permission",
        "knowledge",
        "privacy",
        "security",
        "right",
        "busines",
    }
)
