"""The little English that the sentences need: verbs, plurals, lists."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from graph.claims import Act, Party, PartyType, Slot, Tense


class Verb(NamedTuple):
    """The forms of a verb: share, shares, shared, (has) shared."""

    base: str
    third: str
    past: str
    participle: str


class Frame(NamedTuple):
    """Which end of a flow does the act, and how the other end is joined to it."""

    doer: Slot
    other: Slot
    preposition: str


#: The verb of each act; an act not said is told with the verb that fits any.
VERBS: Final = {
    Act.SEEK: Verb("seek", "seeks", "sought", "sought"),
    Act.SHARE: Verb("share", "shares", "shared", "shared"),
    Act.SELL: Verb("sell", "sells", "sold", "sold"),
    Act.COLLECT: Verb("collect", "collects", "collected", "collected"),
    Act.USE: Verb("use", "uses", "used", "used"),
    None: Verb("handle", "handles", "handled", "handled"),
}

_GETS: Final = Frame(Slot.TO, Slot.FROM, "from")
_FRAMES: Final = {
    Act.SHARE: Frame(Slot.FROM, Slot.TO, "with"),
    Act.SELL: Frame(Slot.FROM, Slot.TO, "to"),
}

#: The verb phrase by (denied, conditional) and tense. Under a denial, "no longer" reads "still".
_PHRASES: Final = {
    (False, False): {
        None: "{now}",
        Tense.PRESENT: "{now}",
        Tense.PAST: "{past}",
        Tense.FUTURE: "will {base}",
        Tense.EVER: "{has} at some time {participle}",
        Tense.CEASED: "formerly {past}",
    },
    (True, False): {
        None: "{now}",
        Tense.PRESENT: "{now}",
        Tense.PAST: "{past}",
        Tense.FUTURE: "will {base}",
        Tense.EVER: "{has} ever {participle}",
        Tense.CEASED: "still {now}",
    },
    (False, True): {
        None: "may {base}",
        Tense.PRESENT: "may {base}",
        Tense.PAST: "may have {participle}",
        Tense.FUTURE: "may in future {base}",
        Tense.EVER: "may at some time have {participle}",
        Tense.CEASED: "may formerly have {participle}",
    },
    (True, True): {
        None: "would {base}",
        Tense.PRESENT: "would {base}",
        Tense.PAST: "would have {participle}",
        Tense.FUTURE: "would {base}",
        Tense.EVER: "would ever {base}",
        Tense.CEASED: "would still {base}",
    },
}

_ONE: Final = frozenset({"a", "an", "another", "each", "every", "one", "this", "that"})
_MANY: Final = frozenset(
    {"all", "both", "few", "many", "most", "numerous", "others", "several", "some", "these", "those"}
    | {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "hundreds"}
)
_PEOPLE: Final = frozenset({"children", "kids", "men", "people", "police", "staff", "women"})
_PLURAL: Final = re.compile(r"[^\W\d_]{2,}(?<!s)(?<!u)(?<!i)s")
_DEICTIC: Final = re.compile(r"\b(i|me|my|mine|we|us|our|ours|you|your|yours)\b", re.IGNORECASE)


def frame(act: Act | None) -> Frame:
    """Who does *act*: holders share and sell, recipients seek, collect and use."""
    return _FRAMES.get(act, _GETS) if act is not None else _GETS


def verb(act: Act | None, plural: bool, denied: bool, tense: Tense | None, conditional: bool) -> str:
    """The verb phrase of a claim.

    >>> verb(Act.SELL, plural=False, denied=True, tense=Tense.EVER, conditional=False)
    'has ever sold'
    >>> verb(None, plural=True, denied=False, tense=None, conditional=False)
    'handle (how is not said)'
    """
    forms = VERBS[act]
    phrase = _PHRASES[denied, conditional][tense].format(
        now=forms.base if plural else forms.third,
        base=forms.base,
        past=forms.past,
        participle=forms.participle,
        has="have" if plural else "has",
    )
    return phrase if act is not None else f"{phrase} (how is not said)"


def is_plural(party: Party) -> bool:
    """Whether a party takes a plural verb: groups do, unless they are worded as one.

    >>> is_plural(Party("", "several of the banks", PartyType.GROUP))
    True
    >>> is_plural(Party("", "Ted Cruz campaign", PartyType.GROUP))
    False
    >>> is_plural(Party("", "Quill et al.", PartyType.GROUP))
    True
    """
    if party.type is not PartyType.GROUP and party.kind is None:
        return False
    words = party.name.casefold().split()
    if not words or words[0] in _ONE:
        return False
    return (
        words[0] in _MANY
        or words[0].isdigit()
        or words[-2:] == ["et", "al."]
        or any(word in _PEOPLE or _PLURAL.fullmatch(word.strip(",.;:()\"'’”")) for word in words)
    )


def is_deictic(words: str) -> bool:
    """Whether *words* mean something else in another mouth ("our customers").

    >>> is_deictic("our customers"), is_deictic("customers")
    (True, False)
    """
    return _DEICTIC.search(words) is not None


def joined(parts: Sequence[str], conjunction: str = "and") -> str:
    """A list in words; semicolons where a part has a comma or a conjunction of its own.

    >>> joined(["a", "b", "c"]), joined(["a and b", "c"], "or")
    ('a, b and c', 'a and b; or c')
    """
    if len(parts) < 2:
        return "".join(parts)
    if any(re.search(r"[,;]| and | or ", part) for part in parts):
        return f"{'; '.join(parts[:-1])}; {conjunction} {parts[-1]}"
    return f"{', '.join(parts[:-1])} {conjunction} {parts[-1]}"


def stopped(sentence: str) -> str:
    """The sentence with a full stop, and no second one behind an abbreviation.

    >>> stopped("Acme denies selling to Orbix"), stopped("Acme denies selling to Orbix Inc.")
    ('Acme denies selling to Orbix.', 'Acme denies selling to Orbix Inc.')
    """
    return sentence if sentence.endswith(".") else f"{sentence}."


def counted(count: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "flow"), counted(1200, "flow")
    ('1 flow', '1,200 flows')
    """
    return f"{count:,} {noun}{'s' if count != 1 else ''}"
