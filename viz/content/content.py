"""What a picture says around its drawing: title, coverage, statements, sources; and the words for numbers.

``gathering`` makes it; every view adds what it draws. All texts are inert
(one line, no controls) and final, and can be checked against the dossier
without looking at a picture.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from graph.claims import Act, Stance
from graph.telling.drafts import DRAFT_WORD
from viz.look import ACTS

#: The remark on a statement whose quote was not compared with the text.
NOT_CHECKED: Final = "quote not checked"
#: The heading of the list of drafts.
DRAFTS_TITLE: Final = "Drafts, found by a program; nobody has reviewed them, and none is counted above"
#: The remark on a statement whose quote is how the outlet put it, not how the speaker did.
RETOLD: Final = "the outlet's words"


class Speaker(NamedTuple):
    """A speaker as named in a label, whether its verb is plural, and whether it gets the data itself."""

    name: str
    plural: bool
    gets: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """One entry of the list: a statement with its words. ``stance`` is None for a non-answer.

    ``status`` is what an allegation has come to, with its ratio and what is left open. ``draft`` tells
    what found a draft and how sure it was; None for what is reviewed.
    """

    number: str
    stance: Stance | None
    glyph: str
    who: str
    verb: str
    quote: str | None
    pointer: str | None
    remarks: tuple[str, ...]
    source: str
    status: str | None = None
    draft: str | None = None


class Reference(NamedTuple):
    """A source in the footer: its letter and its description."""

    letter: str
    text: str


class Listed(NamedTuple):
    """Statements that have no line, and why."""

    why: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What every view of a dossier says.

    ``listed`` names the statements that nothing is drawn for; ``remarks`` stand
    below the list; ``counts`` gives the statements shown by stance, each once.
    ``drafts`` are no statements: they have a list of their own, and are counted nowhere else.
    """

    title: str
    coverage: str
    listed: tuple[Listed, ...]
    citations: tuple[Citation, ...]
    remarks: tuple[str, ...]
    counts: tuple[tuple[Stance, int], ...]
    non_answers: int
    references: tuple[Reference, ...]
    drafts: tuple[Citation, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """Every text around the drawing that comes from the dossier."""
        cited = [
            text
            for one in (*self.citations, *self.drafts)
            for text in (
                *(one.who, one.quote or "", one.pointer or "", *one.remarks),
                *(one.status or "", one.draft or ""),
            )
        ]
        listed = [one.why for one in self.listed]
        references = [text for _, text in self.references]
        return (self.title, self.coverage, *cited, *listed, *self.remarks, *references)


def sentence(one: Citation, quote: str | None) -> str:
    """The statement in words: glyph, speaker, verb, its words, remarks, source; a draft's tag first."""
    words = f" (at {one.pointer})" if one.pointer is not None else ""
    if quote is not None:
        words = f": “{quote}”"
    remarks = f" ({'; '.join(one.remarks)})" if one.remarks else ""
    return f"{_tag(one)}{one.glyph} {one.who} {one.verb}{words}{remarks} ({one.source})"


def _tag(one: Citation) -> str:
    """What stands before a draft: ``DRAFT (rules 0.1.0, confidence 0.71) ``."""
    if one.draft is None:
        return ""
    return f"{DRAFT_WORD.upper()}{f' ({one.draft})' if one.draft else ''} "


def doing(act: Act | None, possible: bool, gets: Iterable[bool] = ()) -> str:
    """What is said to happen: ``sharing``; ``possible sharing`` where it was only said to be possible.

    *gets* tells of each speaker whether it gets the data itself: who would have bought denies no selling.
    """
    word, buyers = ACTS[act].doing, set(gets)
    if act is Act.SELL and True in buyers:
        word = "a sale" if False in buyers else "buying"
    return f"{'possible ' if possible else ''}{word.removeprefix('a ' if possible else '')}"


def joined(names: list[str], most: int = 3) -> str:
    """Names as a list in a sentence, the surplus counted.

    >>> joined(["A", "B", "C"]), joined(["A", "B", "C", "D"])
    ('A, B & C', 'A, B & 2 others')
    """
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} others"]
    return " & ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def numbers(values: tuple[int, ...], prefix: str = "") -> str:
    """Citation numbers in order; four or more in a row as a range.

    >>> numbers((10, 2, 1)), numbers((3, 4, 5, 6, 15)), numbers((1, 2), "n")
    ('1,2,10', '3–6,15', 'n1,n2')
    """
    runs: list[list[int]] = []
    for value in sorted(values):
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    parts = []
    for run in runs:
        if len(run) > 3:
            parts.append(f"{prefix}{run[0]}–{prefix}{run[-1]}")
        else:
            parts.extend(f"{prefix}{one}" for one in run)
    return ",".join(parts)


def cited(labels: Iterable[str]) -> str:
    """Numbers of statements, then of non-answers, then of drafts, as they are cited.

    >>> cited(["d1", "2", "n1", "1"])
    '1,2,n1,d1'
    """
    found: dict[str, list[int]] = {"": [], "n": [], "d": []}
    for one in labels:
        found[one[: -len(one.lstrip("nd"))]].append(int(one.lstrip("nd")))
    return ",".join(numbers(tuple(those), prefix) for prefix, those in found.items() if those)
