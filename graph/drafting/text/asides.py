"""Attributions in mid-sentence, put at its end, where parsers read them: "Acme, she said, sold it".

Only what the parser reads is moved: each character keeps the place that it has in the text.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from graph.drafting.tables import cues, words
from graph.drafting.word_lists import grammar


class Edit(NamedTuple):
    """[start, end) gives way to *text*, whose characters stand for those at *origin*."""

    start: int
    end: int
    text: str
    origin: tuple[int, ...]


#: Past and present forms of the verbs of saying that may stand in an aside.
_IRREGULAR: Final = {
    "say": ("said", "says", "say"),
    "tell": ("told",),
    "write": ("wrote", "writes"),
    "show": ("show", "shows", "showed"),
}
#: What an aside begins with: a pronoun, an article or the like, a name.
_WHO: Final = (
    r"(?:he|she|it|they|we|I|who"
    r"|(?:the|a|an|one|two|three|some|several|his|her|its|their|this|these|those)\s[^,;:\"()]{2,60}?"
    r"|(?:[a-z]+ )?(?:TELLERS)"
    r"(?:\s[^,;:\"()]{2,60}?)?"
    r"|[A-Z][\w.&'-]*(?:\s[^,;:\"()]{1,50}?)?)"
)
#: Words that show that there is more to it than an aside.
_NO_ASIDE: Final = re.compile(r"\b(?:that|which|who|whom|whose|when|if|where|while|because|and had|but)\b")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Sgt|Prof|Inc|Corp|Co|Ltd|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Jr|Sr)|\b[A-Za-z])$"
)


def _forms(lemma: str) -> tuple[str, ...]:
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return (f"{lemma}d", f"{lemma}s")
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return (f"{lemma[:-1]}ied", f"{lemma[:-1]}ies")
    return (f"{lemma}ed", f"{lemma}s")


@cache
def _asides(verbs: frozenset[str], but: frozenset[str], tellers: frozenset[str]) -> re.Pattern[str]:
    """What an aside looks like, with *verbs* of saying *but* for some, and who tells without an article."""
    forms = [form for lemma in sorted(verbs - but) for form in _forms(lemma)]
    says = "|".join(sorted(forms, key=len, reverse=True))
    who = _WHO.replace("TELLERS", "|".join(sorted(tellers)))
    return re.compile(
        rf"(?P<mark>,\"|,)\s+(?P<said>{who}(?:,\s[^,;:\"()]{{2,60}},)?\s(?:(?:has|had|have|also|later|then|once)\s)?(?:{says})"
        rf"(?:\s(?!that\b|it\b|he\b|she\b|they\b|the\b)[^,;:.\"()]{{1,50}}?)?"
        rf"|(?<=,\"\s)(?:{says})\s{who}(?:,\s[^,;:\"()]{{2,80}})?),(?P<open>\s+\")?\s*(?=\S)"
    )


def asides(raw: str) -> Iterator[Edit]:
    """What puts the asides of *raw* at the ends of their sentences.

    >>> [edit.text for edit in asides("Acme, she said, sold it.")]
    [' ', ', she said.']
    """
    if ", " not in raw:
        return
    taken, table = 0, grammar()
    for found in _asides(cues().says, table.not_aside, table.tellers).finditer(raw):
        quoted = found["mark"] == ',"'
        if found.start() < taken or quoted != bool(found["open"]) or _NO_ASIDE.search(found["said"]):
            continue
        if any(one[1] in words().data or one[1] in words().norms for one in _THINGS.finditer(found["said"])):
            continue  # "the bank broke its rules by providing names, including"
        rest = raw[found.end() : found.end() + 20]
        to = _end(raw, found.end(), quoted)
        if to is None:
            continue
        taken = to + 2
        gap = ", " if _GOES_ON.match(rest) else " "
        yield Edit(found.start(), found.end(), gap, (found.start(),) * len(gap))
        yield _placed(raw, found.span("said"), to, quoted)


#: What stands before things that somebody gives, and before no verb: "by providing names".
_THINGS: Final = re.compile(
    r"\b(?:(?:[a-z]+ing|and|of|or)|(?:her|his|its|our|their)(?: [a-z-]+){0,2}) ([a-z]+)s\b"
)


#: What begins a clause that stands behind a comma of its own.
_GOES_ON: Final = re.compile(
    r"(?:and|but|or|nor|so|yet|although|though|because|citing|which|who|unless|while)\b"
)


def _placed(raw: str, said: tuple[int, int], to: int, quoted: bool) -> Edit:
    """The aside at the end of the sentence at *to*, outside a quotation that ends there."""
    told, places = raw[slice(*said)], tuple(range(*said))
    if raw[to + 1 : to + 2] == '"':
        return Edit(to, to + 2, f'," {told}{raw[to]}', (to, to + 1, to + 1, *places, to + 1))
    if quoted:  # the quotation goes on
        end = min(to + 2, len(raw))
        return Edit(to, end, f'," {told}. "', (to, to, to, *places, to, end - 1, end - 1))
    return Edit(to, to + 1, f", {told}{raw[to]}", (to, to, *places, to))


#: The marks that end a sentence, or a part of one that stands alone; and how far off they may be.
_ENDS: Final = re.compile(r"[.?!;](?=[\"']?(?:\s|$))")
_FAR: Final = 800


def _end(raw: str, start: int, quoted: bool) -> int | None:
    """Where the sentence that goes on at *start* ends: the place of its full stop, or of a semicolon."""
    for found in _ENDS.finditer(raw, start, min(start + _FAR, len(raw))):
        at = found.start()
        if raw[at] == "." and _ABBREVIATED.search(raw[max(at - 8, 0) : at]) and at < len(raw) - 2:
            continue
        if raw[at] == "?" or (quoted and '"' in raw[start:at]):
            return None  # a question, or a quotation that ends before the sentence does
        return at
    return None
