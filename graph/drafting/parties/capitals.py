"""Which words are names by their capitals alone, where the recogniser passed them over."""

import re
from collections.abc import Iterable
from typing import Final

from graph.drafting.tables import callings, cues, frames, words
from graph.drafting.text.tree import Doc, Span, Token
from graph.drafting.word_lists import name_parts


def is_capital(token: Token, capitals: frozenset[str], goes_on: bool) -> bool:
    """Whether a word is a name, or part of one, by its capital.

    Args:
        token: A word that no name was found in.
        capitals: The words that stand with a capital inside a sentence somewhere in the text.
        goes_on: Whether the word before it is part of a name.
    """
    text = token.text
    if text.islower():
        return False
    if is_mixed(token):
        return True
    if not text[:1].isupper() or token.lower_ in name_parts().mass or token.lower_ in _ANYBODY:
        return False
    return (
        (token.pos_ == "PROPN" and text != token.lower_)
        or _CAMEL.fullmatch(text) is not None
        or _stands_out(token)
        or (bool(token.is_sent_start) and text in capitals and text not in _CAPITALS)
        or _is_bare_subject(token)
        or _is_told_of(token)
        or _is_known(token)
        or _is_described(token)
        or _is_half(token)
        or (goes_on and text.istitle() and token.is_alpha)
    )


def is_mixed(token: Token) -> bool:
    """Whether a word is a name by capitals inside it: "eBay", "inBloom", "23andMe"."""
    text = token.text
    if text.islower() or text[0].isupper() or _MIXED.fullmatch(text) is None:
        return False
    table, lower = words(), token.lower_.removesuffix("s")
    return lower not in table.data and lower not in table.devices and lower not in name_parts().gadgets


def capitals_in(docs: Iterable[Doc]) -> frozenset[str]:
    """The words that have a capital inside sentences, and so are names or parts of names."""
    return frozenset(
        token.text for doc in docs for token in doc.words if token.text[0].isupper() and _stands_out(token)
    )


def is_headline(doc: Doc) -> bool:
    """Whether a piece is a headline, whose capitals begin no names: "Acme Denies Selling Lists to Orbix"."""
    if doc.text.rstrip()[-1:] in (".", "!", '"', "'", ",", ":", ";", ""):
        return False
    long = [token.text for token in doc.words if token.is_alpha and len(token.text) > 3]
    return len(long) > 4 and sum(one[0].isupper() for one in long) > 0.8 * len(long)


def _stands_out(token: Token) -> bool:
    """Whether a word inside a sentence has a capital that nothing but a name explains."""
    text = token.text
    if not text[:1].isupper() or len(text) < 3 or not token.is_alpha or token.is_sent_start:
        return False
    before = token.nbor(-1)
    return before.text[:1].islower() or (before.text == "," and not token.nbor(-2).text.isupper())


def _is_bare_subject(token: Token) -> bool:
    """Whether a sentence begins with a name that was taken for a noun: "Sleepwell said"."""
    table = words()
    return (
        _begins(token)
        and token.tag_ == "NN"
        and token.dep_ in ("nsubj", "nsubjpass")
        and _acts(token.head.lemma_)
        and token.i + 1 < len(token.doc)
        and token.nbor().pos_ in ("ADV", "AUX", "PUNCT", "VERB")
        and not list(token.lefts)
        and all(
            listed.isdisjoint((token.lower_, token.lemma_))
            for listed in (
                *(table.data, table.people, table.devices),
                *(table.documents, table.other_things, name_parts().mass),
            )
        )
        and token.lower_ not in table.party_types
        and token.lower_ not in _ANYBODY
    )


def _is_told_of(token: Token) -> bool:
    """Whether a sentence begins with a name of which it tells what it is: "Copperline is a phone company"."""
    if not _begins(token) or token.tag_ != "NN" or token.dep_ != "nsubj" or list(token.lefts):
        return False
    if token.head.lemma_ != "be" or token.i + 1 != token.head.i or token.lower_ in words().party_types:
        return False
    kinds = words().party_types
    told = (one for one in token.head.children if one.dep_ == "attr" and one.lemma in kinds)
    return any(one.lower_ in ("a", "an", "the") for noun in told for one in noun.children)


def _begins(token: Token) -> bool:
    """Whether a word is the first of a sentence, or of a quotation that begins it."""
    if token.is_sent_start or token.i < 1:
        return True
    before = token.nbor(-1)
    return before.text == '"' and bool(before.is_sent_start)


_ANYBODY: Final = frozenset(
    {"anybody", "anyone", "anything", "everybody", "everyone", "everything", "nobody", "nothing"}
    | {"somebody", "someone", "something"}
)


def _acts(verb: str) -> bool:
    """Whether a verb tells what parties do: they say, deny, or move data."""
    return verb in cues().says or verb in cues().denies or verb in frames().verbs


def _is_known(token: Token) -> bool:
    """Whether a sentence begins with a name that everybody knows: "Blockbuster said"."""
    if not token.is_sent_start or token.lower_ not in callings() or token.i + 1 >= len(token.doc):
        return False
    after = token.nbor()
    joined = (
        after.text in ("and", ",") and after.i + 1 < len(token.doc) and not after.nbor().text[:1].islower()
    )
    return (after.tag_ in ("VBD", "VBZ", "MD", "POS", ",") or joined) and after.text != token.text


def _is_described(token: Token) -> bool:
    """Whether a sentence begins with a name that the parser takes for a quality: "Watchful, a company"."""
    kinds = words().party_types
    if token.tag_ == "NNS" or token.lower_ in words().voices:
        return False  # "Executives at Acme, a company"
    return token.is_sent_start is True and any(
        child.dep_ == "appos" and child.lemma_ in kinds and child.i > token.i for child in token.children
    )


def _is_half(token: Token) -> bool:
    """Whether a hyphen joins a word to another with a capital: "Mid-Continent"."""
    if not token.text[:1].isupper() or not token.is_alpha:
        return False
    doc, at = token.doc, token.i
    before = at > 1 and is_inner_hyphen(doc[at - 1]) and doc[at - 2].text[:1].isupper()
    return before or (at + 2 < len(doc) and not token.whitespace_ and is_inner_hyphen(doc[at + 1]))


def is_no_date(ent: Span) -> bool:
    """Whether the recogniser takes a name for a date, a number or a people: "Wellspring", "23andMe"."""
    one = ent.root
    if len(ent) == 1 and (is_mixed(one) or (ent.label_ == "NORP" and _is_no_people(one))):
        return True
    if len(ent) != 1 or one.pos_ != "PROPN" or ent.label_ not in ("DATE", "TIME"):
        return False
    return one.is_alpha and one.lower_ not in CALENDAR and one.lower_ not in name_parts().days


def _is_no_people(name: Token) -> bool:
    """Whether a name stands where no people does: "Stratalis, a consulting firm", "the Algemeen Dagblad"."""
    first = name.dep_ == "compound" and name.head.i == name.i + 1 and name.head.tag_ == "NNP"
    bare = name.tag_ == "NNP" and (name.dep_ in _ROLES or first) and not list(name.lefts)
    return bare and name.is_alpha and len(name.text) > 3 and _PEOPLES.search(name.text) is None


_ROLES: Final = frozenset({"appos", "dative", "dobj", "nsubj", "nsubjpass", "pobj"})
#: How peoples, creeds and parties are called: "Danish", "Muslim", "Democrat".
_PEOPLES: Final = re.compile(
    r"(?:an|ans|ese|ish|ist|ists|crat|crats|ims?|i)\Z|(?:Czech|Dutch|French|Greek|Irish|Sikh|Swiss|Welsh)\Z"
)


def is_inner_hyphen(token: Token) -> bool:
    """Whether a hyphen joins two halves of a name: "Mid-Continent"."""
    joined = 0 < token.i < len(token.doc) - 1 and not (token.whitespace_ or token.nbor(-1).whitespace_)
    return joined and token.text == "-" and token.nbor().text[:1].isupper()


_MIXED: Final = re.compile(r"(?:[a-z]{1,4}|\d+[a-z]*)[A-Z][a-z]\w*")
_CAMEL: Final = re.compile(r"[A-Z][a-z]+[A-Z]\w*|(?:[A-Z]\.){2,}")


#: Words that stand with a capital and are often no names.
_CAPITALS: Final = frozenset(
    {"Internet", "The", "When", "That", "This", "His", "Her", "All", "What", "Which"}
)


CALENDAR: Final = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "internet",
        "web",
        "dna",
        "id",
        "ids",
        "ip",
        "gps",
    ]
)


def is_common(first: Token) -> bool:
    """Whether a word has its capital from the beginning of a sentence only: "Data will be kept"."""
    if not first.is_sent_start or _is_known(first):
        return False
    lower, table = first.lower_, words()
    common = any(
        one in table.data or one in table.people or one in table.party_types
        for one in (lower, lower.removesuffix("s"))
    )
    kind = first.dep_ == "compound" and first.head.text.islower() and first.tag_ == "NN"
    plain = first.ent_type_ == "" or lower == "data" or kind or first.tag_ in ("NNS", "NNPS")
    return common and plain
