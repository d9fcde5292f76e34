"""Names that English parsers misread, read as a name that they know: "NebuAd" is no preposition.

A pipeline knows a word by its letters, and letters like "NebuAd", "23andMe" or "Unroll.me" are none that it
has learned from. So it is shown a name that it knows in their place; what it makes of the sentence is then
written under the words as they stand. No place changes: a word stands for a word.
"""

import re
from typing import TYPE_CHECKING, Final

from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Callable

#: What stands in: a name that every English pipeline has learned.
KNOWN: Final = "Microsoft"
#: Capitals inside a word, digits beside letters, a name of a site.
_ODD: Final = re.compile(
    r"(?:[A-Z]?[a-z]+(?:[A-Z][a-z]*)+"  # NebuAd, comScore
    r"|\d+[a-z]*[A-Z][A-Za-z]*"  # 23andMe
    r"|[A-Z][A-Za-z]*\d+"  # Life360
    r"|[A-Za-z][A-Za-z0-9-]*\.(?:com|me|net|org|io|co|us|tv|fm|ly))\Z"
)
#: Surnames and things that parsers know.
_NO_ODD: Final = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|O)[A-Z][a-z]+\Z|i[A-Z]|[A-Z]\d+\Z|e[A-Z][a-z]+s?\Z")
#: Where the words are kept until the parse is made, and which of them are odd.
_WORDS: Final = "words as they stand"
#: What is copied from the parse of the words that stand in.
_LAYERS: Final[list[int | str]] = [
    "HEAD",
    "DEP",
    "TAG",
    "POS",
    "MORPH",
    "LEMMA",
    "ENT_IOB",
    "ENT_TYPE",
    "SENT_START",
]


class StandingIn:
    """A tokenizer that gives out a known name for each odd one, and keeps the words."""

    def __init__(self, tokenizer: "Callable[[str], Doc]") -> None:
        self.tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """The tokens of *text*, with a known name for each odd one."""
        doc = self.tokenizer(text)
        words = [token.text for token in doc]
        odd = [at for at, word in enumerate(words) if is_odd(word)]
        if not odd:
            return doc
        shown = words.copy()
        for at in odd:
            shown[at] = KNOWN
        changed = Doc(doc.vocab, shown, _spaces(doc))
        changed.user_data[_WORDS] = words, odd
        return changed


def _spaces(doc: Doc) -> list[bool]:
    """Behind which words of *doc* a space stands."""
    return [bool(one) for one in doc.to_array(["SPACY"]).ravel().tolist()]


def is_odd(word: str) -> bool:
    """Whether *word* is a name of a make that parsers misread."""
    return len(word) > 3 and _ODD.match(word) is not None and _NO_ODD.match(word) is None


def restored(doc: Doc) -> Doc:
    """*doc* with the words as they stand, under the tree of those that stood in."""
    words, odd = doc.user_data.pop(_WORDS, (None, ()))
    if words is None:
        return doc
    whole = Doc(doc.vocab, words, _spaces(doc))
    whole.from_array(_LAYERS, doc.to_array(_LAYERS))  # type: ignore[arg-type]
    whole.user_data.update(doc.user_data)
    for at in odd:
        whole[at].lemma_ = words[at]
    return whole
