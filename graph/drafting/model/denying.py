"""Words that deny: what a denial has to stand on."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from graph.drafting.tables import cues

#: Words of refusal and rebuttal beside those that the tables know.
_REFUSALS: Final = (
    *("refuse", "decline", "stop", "cease", "halt", "discontinue", "abandon", "resist", "retract", "deny"),
    *("debunk", "disclaim", "repudiate", "oppose"),
)
_REBUTTALS: Final = (
    *("no", "nothing", "nowhere", "denial", "denials", "refusal", "false", "falsely", "untrue", "inaccurate"),
    *("inaccurately", "incorrect", "incorrectly", "wrong", "baseless", "unfounded", "mistaken", "misleading"),
)
#: Turns that answer nothing, and so deny nothing.
_NON_ANSWERS: Final = re.compile(
    r"\b(?:(?:declin|refus)(?:e|es|ed|ing) to|"
    r"(?:did|do|does|ha[sd]|have|would|could)(?: not|n['’´` ]?t)(?: \w+ly)?(?: be)?) "
    r"(?:answer|comment|discuss|elaborate|reach|repl|respon|return)\w*",
    re.IGNORECASE,
)


def denies(words: str) -> bool:
    """Tell whether *words* hold one that denies, refuses or negates; "declined to comment" does not.

    >>> denies("We have never sold data"), denies("Acme doesnt sell data"), denies("It sells another kind")
    (True, True, False)
    """
    return _denial().search(_NON_ANSWERS.sub("", words)) is not None


@cache
def _denial() -> re.Pattern[str]:
    """A word that denies, refuses or negates; "n't" also where a scrape has lost its apostrophe."""
    known = cues()
    verbs = {form for verb in {*known.denies, *_REFUSALS} for form in _forms(verb)}
    words = {*verbs, *_REBUTTALS, *(one for one in known.negatives if one[0].isalpha() and one != "n't")}
    listed = "|".join(sorted(map(re.escape, words)))
    auxiliaries = "do|does|did|is|are|was|were|has|have|had|wo|would|ca|could|should|must|need|ai"
    return re.compile(rf"\b(?:{listed}|(?:{auxiliaries})n['’´` ]?t)\b", re.IGNORECASE)


def _forms(verb: str) -> Iterable[str]:
    """A regular verb in its forms.

    >>> sorted(_forms("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    yield verb
    if verb.endswith("e"):
        yield from (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    else:
        stem = verb + verb[-1] if verb in {"rebut", "stop"} else verb
        yield from (f"{verb}s", f"{stem}ed", f"{stem}ing")
