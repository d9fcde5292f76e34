"""The fields of a draft as a reviewer meets them: in which order, by which key, and what each may hold."""

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from graph.claims import Act, EvidenceKind, Modality, NonAnswerKind, PartyType, Reported, Stance, Tense, Voice


class Sort(Enum):
    """What a field holds, and so how it is edited."""

    QUOTE = auto()
    PARTY = auto()
    PARTIES = auto()
    TEXTS = auto()
    WORD = auto()
    TEXT = auto()


class Field(NamedTuple):
    """One field: its key in the file, the key to press, what it holds, and whether it must be given.

    ``words`` are those it may hold; ``always`` says that its place is shown when it is empty.
    """

    key: str
    letter: str
    sort: Sort
    required: bool = False
    always: bool = False
    words: tuple[str, ...] = ()


_QUOTE: Final = Field("quote", "q", Sort.QUOTE, required=True)
_SPEAKING: Final = (
    Field("speaker", "s", Sort.PARTY, required=True, always=True),
    Field("spokesperson", "k", Sort.PARTY),
    Field("via", "v", Sort.PARTY),
)
_BESIDE: Final = (
    Field("reported", "r", Sort.WORD, words=tuple(Reported)),
    Field("said_on", "y", Sort.TEXT),
    Field("responds_to", "w", Sort.TEXTS),
    Field("id", "i", Sort.TEXT),
    Field("note", "m", Sort.TEXT),
)

#: The fields of a claim, in the order in which they are shown.
CLAIM: Final = (
    _QUOTE,
    *_SPEAKING,
    Field("stance", "t", Sort.WORD, required=True, always=True, words=tuple(Stance)),
    Field("act", "a", Sort.WORD, always=True, words=tuple(Act)),
    Field("from", "f", Sort.PARTIES, always=True),
    Field("to", "o", Sort.PARTIES, always=True),
    Field("data", "d", Sort.TEXTS, always=True),
    Field("purpose", "p", Sort.TEXTS),
    Field("subjects", "b", Sort.TEXTS),
    Field("exclusive", "x", Sort.TEXTS),
    Field("hedges", "h", Sort.TEXTS),
    Field("tense", "n", Sort.WORD, words=tuple(Tense)),
    Field("voice", "c", Sort.WORD, words=tuple(Voice)),
    Field("modality", "l", Sort.WORD, words=tuple(Modality)),
    Field("evidence", "e", Sort.WORD, words=tuple(EvidenceKind)),
    Field("denies", "z", Sort.TEXTS),
    *_BESIDE,
)
#: The fields of a non-answer.
NON_ANSWER: Final = (
    _QUOTE,
    *_SPEAKING,
    Field("kind", "t", Sort.WORD, required=True, always=True, words=tuple(NonAnswerKind)),
    *_BESIDE,
)
#: The fields of an entry, by its block.
FIELDS: Final = {"claims": CLAIM, "non_answers": NON_ANSWER}
#: The types that a new party may have.
TYPES: Final = tuple(PartyType)
#: The kinds that a new group may have; ``definite`` needs members, which an editor is better for.
KINDS: Final = ("class", "third-parties", "vague")


def letters(words: Iterable[str]) -> dict[str, str]:
    """A key for each word: the first of its letters that no word before it has taken.

    >>> letters(["seek", "share", "sell"])
    {'s': 'seek', 'h': 'share', 'e': 'sell'}
    """
    taken: dict[str, str] = {}
    for word in words:
        free = next((one for one in word if one.isalpha() and one not in taken), None)
        if free is not None:
            taken[free] = word
    return taken


def choice(words: Sequence[str]) -> str:
    """The words with their keys in brackets.

    >>> choice(["seek", "share"])
    '[s]eek s[h]are'
    """
    return " ".join(word.replace(letter, f"[{letter}]", 1) for letter, word in letters(words).items())


def as_line(values: Iterable[str]) -> str:
    r"""Several values as one line to be edited, with semicolons between them.

    >>> print(as_line(["banks", "a; b"]))
    banks; a\; b
    """
    return "; ".join(one.replace(";", r"\;") for one in values)


def of_line(line: str) -> tuple[str, ...]:
    r"""The values of such a line: none twice, none empty.

    >>> of_line(r"banks;  a\; b; banks;")
    ('banks', 'a; b')
    """
    parts = line.replace(r"\;", "\0").split(";")
    return tuple(dict.fromkeys(one.replace("\0", ";").strip() for one in parts if one.strip()))
