"""Where names stand in a text, and what a name is without its article, its title and its legal form."""

import re
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Span, Token

from graph.claims import PartyType
from graph.drafting.parties.capitals import CALENDAR, is_capital, is_common, is_inner_hyphen, is_no_date
from graph.drafting.tables import words
from graph.drafting.text.grammar import text_of, words_of

#: What the recogniser marks besides names of parties.
_NO_NAMES: Final = frozenset(
    [
        "DATE",
        "TIME",
        "MONEY",
        "PERCENT",
        "CARDINAL",
        "ORDINAL",
        "QUANTITY",
        "LAW",
        "EVENT",
        "NORP",
        "LANGUAGE",
    ]
)
_LEGAL: Final = re.compile(
    r"(?:,?\s+(?:Inc|Incorporated|Corp|Corporation|Co|Ltd|Limited|LLC|LLP|PLC|plc|AG|SA|NV|BV|GmbH|AB|Holdings?)\.?)+$"
)
_TITLES: Final = re.compile(
    r"^(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Judge|Justice|Chief|Sheriff|President|Prof|Sir|Agent|Officer|Detective|Capt|Lt|Sgt)\.?\s+"
)


def names_in(doc: Doc, headings: bool = False, capitals: frozenset[str] = frozenset()) -> list[Span]:
    """Spans of names: what the recogniser found, and capitalised words that it passed over.

    In a document with *headings* in capitals ("Your Choices") only the recogniser counts. *capitals* are
    the words that stand with a capital inside a sentence somewhere in the text.
    """
    taken = _headed(doc) if '"' in text_of(doc) else set()
    found: list[Span] = []
    for ent in doc.ents:
        if ent.label_ in _NO_NAMES and not is_no_date(ent):
            taken.update(token.i for token in ent)
            continue
        for part in _apart(ent) if ent.label_ not in _NO_NAMES else []:
            span = _trimmed(part)
            if span is not None and not taken & {token.i for token in span}:
                found.append(span)
                taken.update(token.i for token in span)
    start = None
    for token in [] if headings else [*words_of(doc), None]:
        capital = (
            token is not None
            and token.i not in taken
            and is_capital(token, capitals, goes_on=start is not None)
        )
        if capital and token is not None and start is None:
            start = token.i
        elif not capital and start is not None and token is not None and is_inner_hyphen(token):
            continue
        elif not capital and start is not None:
            end = token.i if token is not None else len(doc)
            span = _trimmed(doc[start:end])
            if span is not None and span.text.lower() not in CALENDAR:
                found.append(span)
            start = None
    return _with_lands(found)


def _with_lands(found: list[Span]) -> list[Span]:
    """Names with the land of the daughter that is called by it: "Acme Hong Kong"."""
    begins = {span.start: span for span in found if span.label_ == "GPE"}
    joined: set[int] = set()
    whole: list[Span] = []
    for span in found:
        firm = span.label_ in ("", "ORG", "PRODUCT") or (span.label_ == "PERSON" and len(span) == 1)
        land = begins.get(span.end) if firm else None
        if land is not None and land.root.head != span.root:
            joined.add(land.start)
            span = Span(span.doc, span.start, land.end, label="ORG")
        whole.append(span)
    return [span for span in whole if span.start not in joined] if joined else whole


def _headed(doc: Doc) -> set[int]:
    """Where the title of a paper stands, which names nobody: a list headed "Late Payers"."""
    found: set[int] = set()
    begun = False
    for token in words_of(doc):
        if token.text == '"':
            begun = not begun and token.i > 0 and token.nbor(-1).lower_ in _HEADED
        elif begun:
            found.add(token.i)
    return found


#: What stands before the title of a paper, a list or a slide.
_HEADED: Final = frozenset(
    {"captioned", "entitled", "headed", "headlined", "labeled", "labelled", "marked", "stamped", "titled"}
)


def begun(span: Span, text: str) -> Span:
    """A name with the word before it that opens a sentence, if *text* never has it without: "Medical Aid"."""
    if span.start == 0 or not span.doc[span.start - 1].is_sent_start:
        return span
    first = span.doc[span.start - 1]
    hangs = first.dep_ in ("amod", "compound", "nmod") and first.head in span
    if not hangs or not first.text.istitle() or first.ent_type_ == "NORP" or first.lower_ in _NO_BEGINNING:
        return span
    if first.lemma_.lower() in words().party_types or first.lemma_.lower() in words().voices:
        return span  # "Lawyer Lee Park"
    whole = Span(span.doc, first.i, span.end, label=span.label_)
    return whole if text.count(whole.text) == text.count(span.text) else span


#: What opens a sentence before a name and is no part of it.
_NO_BEGINNING: Final = frozenset(
    {"ailing", "all", "ambitious", "beleaguered", "big", "both", "certain", "current", "dear", "disgraced"}
    | {"each", "early", "embattled", "ex", "few", "former", "fellow", "giant", "individual", "influential"}
    | {"last", "late", "leading", "local", "major", "many", "more", "most", "neighboring", "neighbouring"}
    | {"next", "numerous", "older", "other", "outgoing", "past", "popular", "present", "prominent", "recent"}
    | {"rival", "senior", "several", "some", "state", "such", "top", "troubled", "various", "veteran"}
)


def _apart(ent: Span) -> list[Span]:
    """The names in "Acme, Orbix", which the recogniser takes for one; "Acme, Inc." is one."""
    cuts = [
        token.i
        for token in ent[1:-1]
        if token.text == "," and ent.label_ in ("ORG", "PERSON") and not _FORM.match(token.nbor().text)
    ]
    cuts += [
        token.i
        for token in ent[1:-1]
        if token.tag_ == "POS"
        and ent.label_ == "ORG"
        and token.nbor().pos_ == "PROPN"
        and token.nbor(-1).lower_ not in _WHOSE
        and token.nbor().lower_ not in _HOUSES
        and not _FORM.match(token.nbor().text)
    ]
    cuts += [token.i for token in ent[1:-1] if token.pos_ == "VERB" and token.text.islower()]
    cuts.sort()
    if not cuts or any(token.text in ("&", "and") for token in ent):
        return [ent]
    ends = [*cuts, ent.end]
    starts = [ent.start, *(cut + 1 for cut in cuts)]
    return [Span(ent.doc, a, b, label=ent.label_) for a, b in zip(starts, ends, strict=True)]


_FORM: Final = re.compile(
    r"(?:Inc|Incorporated|Corp|Co|Ltd|Limited|LLC|LLP|LP|L\.|PLC|plc|AG|SA|NV|BV|GmbH|AB|Jr|Sr|N\.)"
)
#: What a name with an apostrophe may end in: "Harrow's Bank".
_HOUSES: Final = frozenset(
    {"bank", "bazaar", "college", "department", "hospital", "hotel", "office", "school", "store", "stores"}
)
#: Whose name goes on behind an apostrophe: "Children's Hospital".
_WHOSE: Final = frozenset(
    {"children", "women", "men", "people", "veterans", "moody", "lowe", "farmers", "workers"}
)


def _trimmed(span: Span) -> Span | None:
    """A name without article, title and possessive."""
    start, end = span.start, span.end
    while start < end and (
        span.doc[start].lower_ in _NO_PART or span.doc[start].pos_ in ("PUNCT", "DET", "PART")
    ):
        start += 1
    while end > start and (
        span.doc[end - 1].text in ("'s", "'", ",", '"', "s", "-", "--") or span.doc[end - 1].pos_ == "ADP"
    ):
        end -= 1
    end = _without_seat(span.doc, start, end)
    if start >= end or (end == start + 1 and is_common(span.doc[start])):
        return None
    person = end < len(span.doc) and span.doc[end].ent_type_ == "PERSON"
    if person and all(_is_title(token.lower_) for token in span.doc[start:end]):
        return None  # "Commissioner Lee Park" names no commissioner
    while (
        end > start + 1
        and span.doc[end - 1].lemma_.lower() in words().voices
        and (person or span.doc[end - 1].lower_ not in _OFFICES)
    ):
        end -= 1
    if (
        span.start == 0
        and span.text.isupper()
        and end < len(span.doc)
        and span.doc[end].text in ("-", "--", "—", "–", ",", "(")
    ):
        return None
    while end > start + 1 and _is_thing(span.doc[end - 1]):
        end -= 1
    if span.label_ == "PERSON" and start > 0 and _TITLES.match(f"{span.doc[start - 1].text} x"):
        start -= end - start == 1
    if end + 1 < len(span.doc) and span.doc[end].tag_ == "POS" and _is_house(span.doc[end + 1]):
        end += 2  # "Harrow's Bank"
    trimmed = Span(span.doc, start, end, label=span.label_)
    low = trimmed.text.lower()
    if (
        low in words().no_parties
        or _LAWS.search(trimmed.text)
        or re.fullmatch(r"(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady)\.?", trimmed.text)
    ):
        return None
    return trimmed if re.search(r"[A-Z]", trimmed.text) else None


def _is_house(noun: Token) -> bool:
    return noun.text.istitle() and noun.lower_ in _HOUSES


def _is_thing(last: Token) -> bool:
    """Whether the last word of a name is what somebody has of that name: "Acme IDs", "Acme users"."""
    return last.lower_ in ("id", "ids") or (last.text.islower() and last.lower_ in ("user", "users", "data"))


def _without_seat(doc: Doc, start: int, end: int) -> int:
    """Where a name ends without its seat: "Tarmac Data of Mobile"; "Bank of America" is whole."""
    for token in doc[start + 2 : end - 1]:
        if token.lower_ == "of" and token.nbor(-1).lower_ not in _SEATED and token.nbor().text[:1].isupper():
            return token.i
    return end


#: What is called by its seat or its matter.
_SEATED: Final = frozenset(
    [
        "academy",
        "administration",
        "agency",
        "archdiocese",
        "army",
        "assembly",
        "association",
        "authority",
        "bank",
        "board",
        "bureau",
        "chamber",
        "church",
        "city",
        "college",
        "commission",
        "committee",
        "congress",
        "council",
        "county",
        "court",
        "department",
        "diocese",
        "district",
        "federation",
        "force",
        "forces",
        "foundation",
        "fund",
        "general",
        "government",
        "guard",
        "hospital",
        "house",
        "institute",
        "institutes",
        "kingdom",
        "league",
        "library",
        "ministry",
        "museum",
        "navy",
        "office",
        "order",
        "party",
        "police",
        "port",
        "province",
        "republic",
        "school",
        "secretary",
        "senate",
        "service",
        "services",
        "society",
        "state",
        "states",
        "supreme",
        "town",
        "union",
        "united",
        "university",
    ]
)


#: Words before a name that are no part of it.
_NO_PART: Final = frozenset(
    {"a", "an", "and", "both", "but", "either", "even", "its", "like", "neither", "nor", "only", "or", "the"}
    | {"their", "unlike"}
)
#: Offices that are called by whoever holds them: "the Information Commissioner".
_OFFICES: Final = frozenset({"commissioner", "general", "inspector", "ombudsman", "secretary"})
_STANDING_IN: Final = frozenset(
    {"acting", "assistant", "deputy", "former", "interim", "judge", "justice", "senior"}
)


def _is_title(word: str) -> bool:
    table = words()
    return word in table.voices or word in table.outside_voices or word in _STANDING_IN


_LAWS: Final = re.compile(
    r"\b(?:Act|Law|Amendment|Bill|Code|Directive|Regulation|Constitution|Title|Section)$"
)


def split(span: Span, alone: frozenset[str]) -> list[Span]:
    """Two names for "Acme and Beta", if one of them also stands alone in the text."""
    for token in span:
        if token.lower_ == "and" and span.start < token.i < span.end - 1:
            left, right = span.doc[span.start : token.i], span.doc[token.i + 1 : span.end]
            if left.text in alone or right.text in alone:
                return [
                    Span(span.doc, left.start, left.end, label=span.label_),
                    Span(span.doc, right.start, right.end, label=span.label_),
                ]
    return [span]


@lru_cache(maxsize=4096)
def clean(name: str) -> str:
    """A name without article, possessive and legal form."""
    bare = re.sub(r"^(?:The|the|A|a)\s+", "", name.strip().strip("\"'"))
    bare = re.sub(r"'s$|'$", "", bare)
    return _LEGAL.sub("", bare).strip(" ,")


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """A name in a form fit for comparison."""
    return re.sub(r"[^\w.& ]", "", _TITLES.sub("", clean(name))).casefold().strip()


def type_of_name(name: str, span: Span) -> PartyType:
    """The type that a name's own words and the recogniser suggest."""
    low = f" {name.casefold()} "
    for kind in (PartyType.MEDIA, PartyType.COURT, PartyType.GOVERNMENT, PartyType.NGO):
        if any(f" {word} " in low for word in words().names[kind]):
            if kind is PartyType.GOVERNMENT and span.label_ == "PERSON":
                continue
            return kind
    if span.label_ == "PERSON":
        return PartyType.PERSON
    if span.label_ == "GPE":
        return PartyType.GOVERNMENT
    return PartyType.SERVICE if span.label_ == "PRODUCT" else PartyType.COMPANY


def plain(span: Span) -> str:
    """The words of a phrase without article or possessive before them."""
    return plain_text(span.text)


def plain_text(text: str) -> str:
    """A phrase without article or possessive before it.

    >>> plain_text("the  bank")
    'bank'
    """
    return re.sub(r"^(?:the|a|an|its|their|his|her|our)\s+", "", " ".join(text.split()), flags=re.IGNORECASE)
