"""Where names stand in a text, from their first word to their last."""

import re
from typing import Final

from graph.claims import PartyType
from graph.drafting.parties.capitals import CALENDAR, is_capital, is_common, is_inner_hyphen, is_no_date
from graph.drafting.parties.cleaning import LEGAL, TITLES, type_of_name
from graph.drafting.parties.seats import is_town
from graph.drafting.tables import words
from graph.drafting.text.tree import Doc, Span, Token
from graph.drafting.word_lists import name_parts

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


def names_in(doc: Doc, headings: bool = False, capitals: frozenset[str] = frozenset()) -> list[Span]:
    """Spans of names: what the recogniser found, and capitalised words that it passed over.

    In a document with *headings* in capitals ("Your Choices") only the recogniser counts. *capitals* are
    the words that stand with a capital inside a sentence somewhere in the text.
    """
    taken = _headed(doc) if '"' in doc.text else set()
    found: list[Span] = []
    for ent in doc.ents:
        if ent.label_ in _NO_NAMES and not is_no_date(ent):
            taken.update(range(ent.start, ent.end))
            continue
        for part in _apart(ent) if ent.label_ not in _NO_NAMES else []:
            span = _trimmed(part)
            if span is not None and taken.isdisjoint(range(span.start, span.end)):
                found.append(span)
                taken.update(range(span.start, span.end))
    start = None
    for token in [] if headings else [*doc.words, None]:
        capital = (
            token is not None
            and token.text != token.lower_
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
    return _with_bodies(_with_lands(_with_outlets(found)))


def _with_outlets(found: list[Span]) -> list[Span]:
    """Names of papers that are called by a land, which the recogniser takes for two: "USA Today"."""
    whole: list[Span] = []
    for span in sorted(found, key=lambda one: one.start):
        last = whole[-1] if whole else None
        if last is not None and last.end == span.start and last.label_ == "GPE":
            both = Span(span.doc, last.start, span.end, label="ORG")
            if type_of_name(both.text, both) is PartyType.MEDIA:
                whole[-1] = both
                continue
        whole.append(span)
    return whole


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


def _with_bodies(found: list[Span]) -> list[Span]:
    """Names that "and" joins to one body: "Customs and Border Protection"."""
    joined: list[Span] = []
    for span in sorted(found, key=lambda one: one.start):
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.end + 1 == span.start
            and span.doc[last.end].lower_ == "and"
            and (len(last) == 1 or (len(last) == 2 and last[0].lower_ == "u.s."))
            and last.label_ != "PERSON"
            and span[-1].lower_ in name_parts().bodies
            and last[-1].lower_ in name_parts().matters
        ):
            joined[-1] = Span(span.doc, last.start, span.end, label="ORG")
        else:
            joined.append(span)
    return joined


def _headed(doc: Doc) -> set[int]:
    """Where the title of a paper stands, which names nobody: a list headed "Late Payers"."""
    found: set[int] = set()
    begun = False
    for token in doc.words:
        if token.text == '"':
            begun = not begun and token.i > 0 and token.nbor(-1).lower_ in name_parts().headed
        elif begun:
            found.add(token.i)
    return found


def begun(span: Span, text: str) -> Span:
    """A name with the word before it that opens a sentence, if *text* never has it without: "Medical Aid"."""
    if span.start == 0 or not span.doc[span.start - 1].is_sent_start:
        return span
    first = span.doc[span.start - 1]
    hangs = first.dep_ in ("amod", "compound", "nmod") and first.head in span
    if (
        not hangs
        or not first.text.istitle()
        or first.ent_type_ == "NORP"
        or first.lower_ in name_parts().beginnings
        or _FORMAL.fullmatch(first.text)
    ):
        return span
    if first.lemma in words().party_types or first.lemma in words().voices:
        return span  # "Lawyer Lee Park"
    whole = Span(span.doc, first.i, span.end, label=span.label_)
    return whole if text.count(whole.text) == text.count(span.text) else span


def _apart(ent: Span) -> list[Span]:
    """The names in "Acme, Orbix", which the recogniser takes for one; "Acme, Inc." is one."""
    inner = ent.doc.words[ent.start + 1 : ent.end - 1]
    if not inner:
        return [ent]
    cuts = [
        token.i
        for token in inner
        if token.text == "," and ent.label_ in ("ORG", "PERSON") and not _FORM.match(token.nbor().text)
    ]
    cuts += [
        token.i
        for token in inner
        if token.tag_ == "POS"
        and ent.label_ == "ORG"
        and token.nbor().pos_ == "PROPN"
        and token.nbor(-1).lower_ not in name_parts().whose
        and token.nbor().lower_ not in name_parts().houses
        and not _FORM.match(token.nbor().text)
    ]
    cuts += [token.i for token in inner if token.pos_ == "VERB" and token.text.islower()]
    cuts += [
        token.i
        for token in inner
        if token.dep_ in ("agent", "dative", "prep") and token.lower_ in ("by", "from", "to")
    ]
    sums = bool({"billion", "dollars", "euros", "million", "pounds"} & {one.lower_ for one in ent})
    cuts += [token.i for token in inner if sums and token.text[:1].isdigit()]  # "fined Acme 2 million euros"
    cuts.sort()
    if any(token.text in ("&", "and") for token in ent):  # "Health and Human Services fined Acme"
        cuts = [at for at in cuts if ent.doc[at].tag_ == "VBD" and ent.doc[at + 1].text[0].isupper()]
    if not cuts:
        return [ent]
    ends = [*cuts, ent.end]
    starts = [ent.start, *(cut + 1 for cut in cuts)]
    return [Span(ent.doc, a, b, label=ent.label_) for a, b in zip(starts, ends, strict=True)]


_FORM: Final = re.compile(
    r"(?:Inc|Incorporated|Corp|Co|Ltd|Limited|LLC|LLP|LP|L\.|PLC|plc|AG|SA|NV|BV|GmbH|AB|Jr|Sr|N\.)"
)


def _trimmed(span: Span) -> Span | None:
    """A name without article, title and possessive."""
    start, end, tokens = span.start, span.end, span.doc.words
    while start < end and (
        tokens[start].lower_ in _NO_PART
        or (
            tokens[start].is_sent_start
            and start + 1 < end
            and tokens[start].lower_ in name_parts().beginnings
        )
        or tokens[start].pos_ in ("PUNCT", "DET", "PART")
    ):
        start += 1
    if start + 2 < end and tokens[start].tag_ == "NNS" and _is_title(tokens[start].lemma):
        start += 2 * (tokens[start + 1].lower_ in ("at", "for", "of"))  # "Lawyers for Acme"
    while end > start and (
        tokens[end - 1].text in ("'s", "'", ",", '"', "s", "-", "--")
        or tokens[end - 1].pos_ == "ADP"
        or tokens[end - 1].lower_ in ("and", "or")
        or (tokens[end - 1].tag_ in ("RB", "VBD", "VBZ") and tokens[end - 1].text.islower())
    ):
        end -= 1
    end = _without_seat(tokens, start, end)
    if start >= end or (end == start + 1 and is_common(tokens[start])):
        return None
    person = end < len(tokens) and tokens[end].ent_type_ == "PERSON"
    if end == start + 1 and tokens[start].lower_ in name_parts().exchanges and tokens[start - 1].text == "(":
        return None
    if person and all(_is_title(token.lower_) for token in tokens[start:end]):
        return None  # "Commissioner Lee Park" names no commissioner
    headed = end == start + 1 and end < len(tokens) and tokens[end].lower_ == "of"
    if headed and _is_title(tokens[start].lemma):
        return None  # "the Director of National Intelligence"
    if _is_rank(tokens[start:end], person):
        return None  # "Deputy General Counsel Lee Park"
    end = _without_ticker(tokens, start, end)
    while (
        end > start + 1
        and tokens[end - 1].lemma in words().voices
        and (person or tokens[end - 1].lower_ not in name_parts().offices)
    ):
        end -= 1
    if (
        span.start == 0
        and span.text.isupper()
        and end < len(tokens)
        and (tokens[end].text in _DASHES or (tokens[end].text in (",", "(") and span.label_ == "GPE"))
    ):
        return None
    if person and end == start + 1 and tokens[end].lower_ in _PORTFOLIOS:
        return None  # "Health Minister Lee Park"
    while end > start + 1 and _is_thing(tokens[end - 1]):
        end -= 1
    if start > 1 and tokens[start - 1].text == "-" and tokens[start - 2].text.isdigit():
        start -= 0 if tokens[start - 2].whitespace_ else 2  # "7-Eleven"
    if start > 1 and tokens[start - 1].text == ":" and tokens[start - 2].lower_ in name_parts().exchanges:
        return None  # "(NYSE: ACM)"
    if span.label_ == "PERSON" and start > 0 and TITLES.match(f"{tokens[start - 1].text} x"):
        start -= end - start == 1
    if end < len(tokens) and tokens[end].dep_ == "nummod" and tokens[end].head.i == end - 1:
        end += tokens[end].text.isdigit()  # "Motel 6"
    if end + 1 < len(tokens) and tokens[end].tag_ == "POS" and _is_house(tokens[end + 1]):
        end = _behind_house(tokens, end + 2)
    same = start == span.start and end == span.end
    label = "ORG" if end > span.end + 2 and span.label_ == "GPE" else span.label_  # "Ohio's Office of Land"
    trimmed = span if same else Span(span.doc, start, end, label=label)
    text = trimmed.text
    if (
        text.lower() in words().no_parties
        or _LAWS.search(text)
        or _is_data(trimmed)
        or (len(trimmed) == 1 and _is_short_for_thing(trimmed[0]))
        or _FORMAL.fullmatch(text)
    ):
        return None
    return trimmed if _ANY_CAPITAL.search(text) else None


#: Titles and legal forms, which are no names by themselves, and how a stock is called: "ACM.N".
_FORMAL: Final = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Sen|Rep|Gov|Prof|Ltd|Inc|Corp|LLC|PLC|MPs?|MEPs?)\.?"
    r"|[A-Z0-9]{1,6}\.[A-Z]{1,3}|[DRI]-[A-Z][a-z]+\.?"
)
_ANY_CAPITAL: Final = re.compile(r"[A-Z]")


def _is_rank(name: list[Token], person: bool) -> bool:
    """Whether words with capitals tell what somebody is: "Chief Technology Officer", "Prime Minister"."""
    if not name or name[0].lower_ not in name_parts().ranks:
        return False
    last = name[-1].lower_
    return (len(name) > 1 or person) and (_is_title(last) or last == "general")


def _without_ticker(tokens: list[Token], start: int, end: int) -> int:
    """Where a name ends without the sign of its stock: "Acme Inc (ACM.N)"."""
    for at in range(start + 1, end):
        stuck = tokens[at].text.startswith("(") or (tokens[at].text == "(" and at + 1 < end)
        if stuck and _STOCK.fullmatch("".join(one.text for one in tokens[at:end])):
            return at
    return end


#: What names a ministry with its minister.
_PORTFOLIOS: Final = frozenset({"minister", "secretary"})
_STOCK: Final = re.compile(r"\([A-Z0-9]{1,6}(?:[.:][A-Z]{1,6})?\)?")


def _is_data(name: Span) -> bool:
    """Whether a name is a heading's word for data: "Personal Data"."""
    return len(name) > 1 and name[0].lower_ in name_parts().qualities and name.root.lemma in words().data


def _is_short_for_thing(word: Token) -> bool:
    """Whether a word in capitals names a sort of thing or of person: "FAQ", "TVs", "a VP"."""
    low = word.lower_.removesuffix("s")
    table = words()
    return word.text[:2].isupper() and any(
        low in one for one in (table.documents, table.devices, table.voices, name_parts().short)
    )


_DASHES: Final = frozenset({"-", "--", "—", "–"})


def _behind_house(tokens: list[Token], end: int) -> int:
    """Where "Harrow's Bank" ends, and "Ohio's Department of Transportation"."""
    if end + 1 < len(tokens) and tokens[end].lower_ == "of" and tokens[end + 1].text.istitle():
        end += 2
        while end < len(tokens) and tokens[end].text.istitle() and tokens[end].pos_ == "PROPN":
            end += 1
    return end


def _is_house(noun: Token) -> bool:
    return noun.text.istitle() and noun.lower_ in name_parts().houses


def _is_thing(last: Token) -> bool:
    """Whether the last word of a name is what somebody has of that name: "Acme IDs", "Acme users"."""
    return last.lower_ in ("id", "ids") or (last.text.islower() and last.lower_ in ("user", "users", "data"))


def _without_seat(tokens: list[Token], start: int, end: int) -> int:
    """Where a name ends without its seat: "Tarmac Data of Mobile"; "Bank of America" is whole."""
    for token in tokens[start + 2 : max(end - 1, 0)]:
        if (
            token.lower_ == "of"
            and token.nbor(-1).lower_ not in name_parts().seated
            and not _is_title(token.nbor(-1).lower_)  # "the Office of the Director of Intelligence"
            and token.nbor().text[:1].isupper()
        ):
            return token.i
    if end > start + 2 and tokens[start + 1].lower_ == "of":  # "Bitsmedia of Singapore"
        place = "".join(one.text + one.whitespace_ for one in tokens[start + 2 : end]).strip().lower()
        if tokens[start].lower_ not in name_parts().seated and is_town(place):
            return start + 1
    return end


#: Words before a name that are no part of it.
_NO_PART: Final = frozenset(
    {"a", "an", "and", "both", "but", "either", "even", "its", "like", "neither", "nor", "only", "or", "the"}
    | {"their", "unlike"}
)


def _is_title(word: str) -> bool:
    table = words()
    return word in table.voices or word in table.outside_voices or word in name_parts().standing_in


_LAWS: Final = re.compile(
    r"\b(?:Act|Law|Amendment|Bill|Code|Directive|Regulation|Constitution|Title|Section)$"
)


def _is_kinds(word: Token) -> bool:
    """Whether a word tells that several names follow: "the booking firms Acme and Orbix"."""
    return word.tag_ == "NNS" and word.lemma in words().party_types


def split(span: Span, alone: frozenset[str]) -> list[Span]:
    """Two names for "Acme and Beta" if one also stands alone, or behind "between" or what both are."""
    if span[0].lower_ in name_parts().matters and span[-1].lower_ in name_parts().bodies:
        return [span]  # "Customs and Border Protection"
    before = span.doc.words[span.start - 1] if span.start else None
    several = before is not None and (before.lower_ in ("between", "both") or _is_kinds(before))
    for token in span:
        if token.lower_ == "and" and span.start < token.i < span.end - 1:
            left, right = span.doc[span.start : token.i], span.doc[token.i + 1 : span.end]
            if several or left.text in alone or right.text in alone or LEGAL.search(f" {left[-1].text}"):
                return [
                    Span(span.doc, left.start, left.end, label=span.label_),
                    Span(span.doc, right.start, right.end, label=span.label_),
                ]
    return [span]
