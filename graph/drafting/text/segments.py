"""The text in pieces that a parser reads well, with the way back to every character of the original.

Scraped articles have glued sentences ("…the records.The airline said"), and
many have lost their quotation marks and apostrophes ("Apples lawyers didnt").
A piece repairs what can be repaired without doubt; ``Piece.origin`` gives
the place of each of its characters in the text as it stands.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from graph.claims import PartyType
from graph.drafting.tables import callings, towns, words
from graph.drafting.text import datelines
from graph.drafting.text.asides import Edit, asides
from graph.drafting.word_lists import grammar

#: A sentence glued to the next: an end after a small letter, a digit or a closing mark, then a capital.
_GLUE: Final = re.compile(
    r"[.?!](?:(?<=[a-z0-9)\]%'\"”’].)['\"”’]*(?=[\"“‘']*[A-Z][A-Za-z]*[\s,'’])|['\"”’](?=[\"“]?[A-Z][a-z]+\s)"
    r"|(?:(?<=\bInc\.)|(?<=\bCorp\.)|(?<=\bLtd\.))\s+"
    r"(?=(?:Mr|Mrs|Ms|Dr)\.\s|(?:The|In|But|It|They|A|An)\s))"
)
#: The end of one line or of several, the marks that begin an item of a list, and those that end a sentence.
_LINES: Final = re.compile(r"\n\s*")
_ITEM: Final = re.compile(r"[-*•#|]+ ")
_ENDED: Final = tuple(".?!:;\"”'’)")
#: Contractions that lost their apostrophe: the letters before it, and those after.
_CONTRACTION: Final = re.compile(
    r"\b((?:[Dd]o|[Dd]oes|[Dd]id|[Hh]as|[Hh]ave|[Hh]ad|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Cc]ould|[Ww]ould|[Ss]hould)n)(t)\b"
    r"|\b([Ww]e)(ve)\b|\b([Tt]hey)(ve|re)\b|\b(I)(ve|m)\b"
    r"|\b([Tt]hat|[Ii]t)(s)(?= (?:not|true|false|simply|just)\b)|\b(?<![Tt]he )([Ww]on|[Cc]an)(t)\b"
    r"|\b([Tt]here|[Ww]hat|[Ww]ho)(s)(?= (?:a|an|been|no|not|nothing|the)\b)"
)
#: What contractions that lost their apostrophe hold; asked first, since most texts have none.
_CONTRACTED: Final = (
    *("dont", "Dont", "snt", "dnt", "vent", "rent", "weve", "Weve", "heyve", "heyre", "Ive", "Im"),
    *("ts not", "ts true", "ts false", "ts simply", "ts just", "wont", "Wont", "cant", "Cant"),
    *("heres ", "hats ", "hos "),
)
#: The target of a Markdown link, and the bracket before its words.
_LINK: Final = re.compile(r"\]\([^)\n]*\)|\[(?=[^\]\n]*\]\()")
#: Two single marks for a double one; two spaces inside a sentence, between which a dash was lost.
_DOUBLED: Final = re.compile(r"''|``|(?<![.?! ])  (?! )")
#: "companys", "agencys": a word that is none; the apostrophe was lost.
_LOST: Final = re.compile(r"\b([a-z]+[b-df-hj-np-tv-xz]y)(s)\b")
#: "childrens voices", "womens records".
_IRREGULAR: Final = re.compile(r"\b(?:[Cc]hildren|[Ww]omen|[Mm]en)(s)(?= [a-z])")
#: A legal form whose apostrophe was lost: "Acme Inc.s lawyers".
_FORMS: Final = re.compile(r"\b(?:Inc|Corp|Co|Ltd)\.(s) ")
#: A name that everybody knows, and what may be its own: "Facebooks app".
_KNOWN: Final = re.compile(r"\b([A-Z][A-Za-z]{2,})(s) (?=([A-Za-z]+)(?: ([A-Za-z]+))?)")
#: "a customers records", "the banks lawyers": in a text that has lost all its apostrophes, whose it may be.
_WHOSE: Final = re.compile(
    r"\b(?:(a|an|each|every|another)|the|its|their|his|her|our|these|those|of) "
    r"([a-z]{3,})(s) (?=([a-z]+)(?: ([a-z]+))?)"
)
#: "obtained riders travel records": people before data, with nothing between that tells whose they are.
_BARE: Final = re.compile(r"(?<![-\w])([a-z]{3,})(s) (?=([a-z]+)(?: ([a-z]+))?)")
#: From how many letters on a text without a single apostrophe is likely to have lost them.
_TELLING: Final = 150
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


@dataclass(frozen=True, slots=True)
class _Lost:
    """What a text writes without apostrophes: ``names`` that it knows, any ``owners``, ``contractions``."""

    names: frozenset[str]
    owners: bool
    contractions: bool


def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of *text*, in order: paragraphs, cut where two sentences are glued together.

    >>> [piece.text for piece in pieces("They didnt say.The agency knew.")]
    ["They didn't say.", 'The agency knew.']
    """
    lost = _Lost(
        names=_names(text),
        owners=len(text) > _TELLING and not re.search(r"['’]s?\b", text),
        contractions=any(one in text for one in _CONTRACTED),
    )
    return tuple(
        _repaired(text, start, end, lost, number)
        for number, (first, last) in enumerate(_stretches(text, 0, len(text), _breaks(text)))
        for start, end in _sentences(text, datelines.after(text, first, last), last)
    )


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs end: at an empty line, before an item, or at a line's end that ends a sentence."""
    for found in _LINES.finditer(text):
        start, end = found.span()
        if (
            "\n" in text[start + 1 : end]
            or _ITEM.match(text, end)
            or text[max(start - 40, 0) : start].rstrip().endswith(_ENDED)
        ):
            yield start, end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is not glued together; marks stay on the left."""
    return _stretches(text, start, end, ((one.end(), one.end()) for one in _GLUE.finditer(text, start, end)))


def _stretches(text: str, start: int, end: int, cuts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What lies between the *cuts*, without blanks around it."""
    at = start
    for left, right in cuts:
        yield from _stripped(text, at, left)
        at = right
    yield from _stripped(text, at, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _names(text: str) -> frozenset[str]:
    """Names that also stand with an s: beside "Apple", "Apples" has lost an apostrophe.

    A word that opens every sentence it stands in is a name if it is no other word.
    """
    found = frozenset(re.findall(r"\b(?:\d+[a-z]*|[a-z]{1,4})?[A-Z][A-Za-z]{2,}\b", text))
    both = [one for one in found if f"{one}s" in found and f"{one}s".lower() not in _papers()]
    if not both:
        return frozenset()
    return frozenset(
        one
        for one in both
        if not (one.endswith(_PEOPLES) or one.lower() in {*words().people, *words().party_types})
        and (_stands_inside(one, text) or not _is_common(one.lower(), text))
    )


def _stands_inside(name: str, text: str) -> bool:
    """Whether a name with a capital in front stands inside a sentence, with or without an s."""
    return name[0].isupper() and re.search(rf"(?<=[a-z,] ){name}s?\b", text) is not None


def _is_common(word: str, text: str) -> bool:
    """Whether a word is one that the text uses in small letters, with or without an s, or everybody's."""
    known = _owning() | _owned(grammar().owned)
    return word in known or f"{word}s" in known or re.search(rf"\b{word}s?\b", text) is not None


#: How names of peoples end: "Arab Americans" are no American's.
_PEOPLES: Final = (
    "rican",
    "xican",
    "nadian",
    "ndian",
    "pean",
    "ssian",
    "stralian",
    "alian",
    "ranian",
    "rnian",
)


@cache
def _papers() -> frozenset[str]:
    """Words in the names of papers: "the New York Times" is no Time's."""
    return words().names[PartyType.MEDIA]


def _repaired(text: str, start: int, end: int, lost: _Lost, paragraph: int) -> Piece:
    raw = text[start:end].translate(_SAME_LENGTH)
    parts: list[str] = []
    origin: list[int] = []
    at = 0
    for edit in sorted(set(_edits(raw, lost))):
        if edit.start < at:
            continue
        parts += [raw[at : edit.start], edit.text]
        origin += [*range(start + at, start + edit.start), *(start + one for one in edit.origin)]
        at = edit.end
    parts.append(raw[at:])
    origin += range(start + at, end)
    return Piece("".join(parts), tuple(origin), paragraph)


def _edits(raw: str, lost: _Lost) -> Iterator[Edit]:
    """What is repaired: lost apostrophes and dashes, doubled marks, targets of links; asides."""
    yield from asides(raw)
    yield from (Edit(place, place, "'", (place - 1,)) for place in _apostrophes(raw, lost))
    if lost.owners:
        yield from (Edit(place, place, "'", (place - 1,)) for place in _owners(raw))
    if "](" in raw:
        yield from (Edit(*found.span(), "", ()) for found in _LINK.finditer(raw))
    if not any(one in raw for one in ("  ", "''", "``")):
        return
    for found in _DOUBLED.finditer(raw):
        place = found.start()
        if found.group() != "  ":
            opens = place == 0 or raw[place - 1].isspace()
            yield Edit(place, place + 2, '"', (place if opens else place + 1,))
        elif 0 < place < len(raw) - 2:
            yield Edit(place, place + 2, " -- ", (place, place, place + 1, place + 1))


def _apostrophes(raw: str, lost: _Lost) -> Iterator[int]:
    """Where an apostrophe was lost."""
    if lost.contractions:
        for found in _CONTRACTION.finditer(raw):
            yield next(found.start(group) for group in (2, 4, 6, 8, 10, 12, 14) if found.group(group))
    if "ys" in raw:
        for found in _LOST.finditer(raw):
            yield found.start(2)
    if "ens " in raw:
        for found in _IRREGULAR.finditer(raw):
            yield found.start(1)
    if ".s " in raw:
        for found in _FORMS.finditer(raw):
            yield found.start(1)
    for name in lost.names:
        if f"{name}s " not in raw:
            continue
        for found in re.finditer(rf"\b{name}(s)(?= [a-z0-9]| [A-Z][a-z])", raw):
            yield found.start(1)


@cache
def _owning() -> frozenset[str]:
    """Who may own something."""
    table = words()
    return table.people | table.persons | table.party_types.keys()


@cache
def _owned(others: frozenset[str]) -> frozenset[str]:
    """What may be somebody's, without an s at its end: data and the like, and *others*."""
    table = words()
    known = table.data | table.voices | table.devices | table.documents | table.requests
    return known | {one.removesuffix("s") for one in others}


#: What stands before owners that are told by it.
_WITH: Final = frozenset({"a", "an", "each", "every", "another", "the", "its", "their", "his", "her", "our"})


@cache
def _lands() -> frozenset[str]:
    """The lands and states, by the last word of their names: "Zealand"."""
    return frozenset(one.split()[-1] for one in (*towns().lands, *towns().states))


def _owners(raw: str) -> Iterator[int]:
    """Where an owner has lost its apostrophe: "a users records", "the customers names"."""
    table = grammar()
    known, things = _owning(), _owned(table.owned)
    verbs, no_owners, several = _small_words(table.not_owned, table.before_getters)
    for found in _KNOWN.finditer(raw):
        name = found[1].lower()
        if found[3] in verbs or not (name in callings() or name in _lands()):
            continue
        following = {word.lower().removesuffix("s") for word in found.group(3, 4) if word is not None}
        if not following.isdisjoint(things):
            yield found.start(2)
    for found in _BARE.finditer(raw):
        if found[1] not in several or found[3] in verbs or found[3].endswith(("ed", "ing")):
            continue
        following = {word.removesuffix("s") for word in found.group(3, 4) if word is not None}
        before = raw[: found.start()].rstrip().rsplit(" ", 1)[-1].lower()
        if before not in no_owners and not following.isdisjoint(words().data):
            yield found.end(2)
    for found in _WHOSE.finditer(raw):
        owner, one = found[2], found[1] is not None
        if owner not in known:
            continue
        following = {word.removesuffix("s") for word in found.group(4, 5) if word is not None}
        if one:
            yield found.start(3)
        elif (
            not following.isdisjoint(things)
            and found[4] not in verbs
            and not found[4].endswith(("ed", "ing"))
        ):
            yield found.end(3) if owner in several else found.start(3)


@cache
def _small_words(
    not_owned: frozenset[str], before: frozenset[str]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """What begins what somebody does; what stands before people who own nothing; who are several."""
    several = words().people - {"people"}  # "peoples records" are people's
    return _VERBS | not_owned, before | _WITH, several


#: What begins what somebody does, not what is theirs: words without a meaning of their own.
_VERBS: Final = frozenset(
    {
        *(
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
        ),
        *(
            "are",
            "was",
            "is",
            "will",
            "may",
            "can",
            "would",
            "could",
            "did",
            "do",
            "does",
            "not",
            "then",
            "also",
        ),
        *(
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
        ),
        *("her", "from", "by", "as", "the", "a", "should", "must"),
    }
)
