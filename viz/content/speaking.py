"""How parties, dates and sources are called in a figure's English."""

from typing import Final

from graph.claims import Act, Claim, Modality, NonAnswer, NonAnswerKind, PartialDate, Party, Source, Stance
from viz.content.content import Speaker, doing
from viz.content.plain import inert, isolated
from viz.look import LOOKS

#: In labels, a name longer than this gives way to a shorter alias.
LONG_NAME: Final = 18

#: What the list says of a response that neither affirms nor denies.
NON_ANSWER_VERBS: Final = {
    NonAnswerKind.NON_DENIAL: ("neither affirms nor denies", "neither affirm nor deny"),
    NonAnswerKind.DECLINED: ("declined to comment", "declined to comment"),
    NonAnswerKind.SILENT: ("did not respond", "did not respond"),
}

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ONE: Final = frozenset({"a", "an", "one", "another", "each", "every", "no"})
_MANY: Final = frozenset({"several", "many", "some", "few", "most", "all", "both", "these", "those", "two"})
_IRREGULAR: Final = frozenset({"people", "media", "children", "men", "women", "police"})


def called(party: Party) -> str:
    """The party's name, ready to stand in a figure."""
    return isolated(inert(party.name)) or "(no name)"


def speaker(party: Party, gets: bool = False) -> Speaker:
    """The party as a label names it: a long name gives way to the shortest capitalised alias."""
    name = inert(party.name)
    shorter = [alias for alias in map(inert, party.aliases) if alias[:1].isupper() and len(alias) < len(name)]
    if len(name) > LONG_NAME and shorter:
        name = min(shorter, key=lambda alias: (len(alias), alias))
    return Speaker(isolated(name) or "(no name)", plural(party), gets)


def plural(party: Party) -> bool:
    """Whether the party's verb is plural: only a class of parties can be "banks deny".

    The name decides: "several of the banks deny", "a data broker denies".
    """
    if party.kind is None:
        return False
    words = party.name.casefold().split() or [""]
    if words[0] in _ONE:
        return False
    return (
        words[0] in _MANY
        or bool(_IRREGULAR.intersection(words))
        or any(word.endswith("s") and not word.endswith(("ss", "’s", "'s")) for word in words)
    )


def verb(stance: Stance, act: Act | None, many: bool, possible: bool = False, gets: bool = False) -> str:
    """What the list says: ``denies sharing``, ``confirms possible sharing``."""
    look = LOOKS[stance]
    return f"{look.many if many else look.one} {doing(act, possible, (gets,))}"


def gets(claim: Claim) -> bool:
    """Whether whoever says it would have got the data, and not given them."""
    holders, recipients = ({one.value for one in end} for end in (claim.from_, claim.to))
    return claim.speaker in recipients - holders


def possible(claim: Claim, stance: Stance) -> bool:
    """Whether the claim affirms no more than that a flow may take place.

    A denial of what "would" happen denies it all the same.
    """
    return claim.modality is Modality.CONDITIONAL and stance is not Stance.DENIED


def who(one: Claim | NonAnswer, party_of: dict[str, Party]) -> str:
    """The speaker with its person and the outlet that relayed it, as the list names them."""
    text = called(party_of[one.speaker])
    if one.spokesperson is not None:
        text += f" ({called(party_of[one.spokesperson])})"
    if one.via is not None:
        text += f", via {called(party_of[one.via])},"
    return text


def day(date: PartialDate | None) -> str:
    """The date as precise as it was given: 7 Aug 2018, Aug 2018, 2018."""
    if date is None:
        return "undated"
    first = date.first_day
    month = _MONTHS[first.month - 1]
    parts = {"year": f"{first.year}", "month": f"{month} {first.year}"}
    return parts.get(date.precision, f"{first.day} {month} {first.year}")


def reference(source: Source) -> str:
    """The source in the footer; what its text does not name is said not to be named, never guessed."""
    author = isolated(inert(source.author or ""))
    title = isolated(inert(source.title or ""))
    outlet = isolated(inert(source.publisher or ""))
    parts = [author, f"“{title}”" if title else "untitled", outlet, day(source.published)]
    text = ", ".join(part for part in parts if part)
    return text if outlet else f"{text}; outlet not named in the text"


def letter(index: int) -> str:
    """The letter of the source at *index*: A to Z, then AA, AB and so on.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def counted(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "non-answer"), counted(2, "statement")
    ('1 non-answer', '2 statements')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
