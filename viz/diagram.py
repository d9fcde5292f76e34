"""What a relationship diagram says, before anything is measured or drawn.

A ``Diagram`` can be checked against the dossier without looking at a picture:
``telling`` makes it, ``flow`` draws it, ``alt`` puts it into words. All its
texts are inert (one line, no controls) and final.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

from graph.claims import Act, LocalName, Stance
from viz.look import ACTS, LOOKS, NON_ANSWER_GLYPH, NON_ANSWER_WORD, Shape

#: The remark on a statement whose quote was not compared with the text.
NOT_CHECKED: Final = "quote not checked"


class Speaker(NamedTuple):
    """A speaker as named in a label, and whether its verb is plural."""

    name: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Box:
    """One box: a party, a stack of parties with identical lines, or an end that is not said.

    ``names`` are shown, ``more`` are named below the list only; ``under`` stands
    below the names ("of Facebook"), then ``tag`` (the type, where types are mixed);
    ``non_answers`` holds the numbers of its parties' non-answers.
    """

    key: str
    parties: tuple[LocalName, ...]
    names: tuple[str, ...]
    shape: Shape
    under: tuple[str, ...] = ()
    tag: str | None = None
    more: tuple[str, ...] = ()
    non_answers: tuple[int, ...] = ()

    @property
    def note(self) -> str | None:
        """The text of its non-answers: ``– non-answer [n1]``."""
        if not self.non_answers:
            return None
        return f"{NON_ANSWER_GLYPH} {NON_ANSWER_WORD} [{numbers(self.non_answers, 'n')}]"


@dataclass(frozen=True, slots=True)
class Line:
    """All statements of one stance about one act between two boxes; ``from_`` and ``to`` are box keys.

    ``possible`` lines hold what was only said to be possible ("may share");
    ``status`` is the worst that any of it has come to, None where nothing is alleged.
    """

    key: str
    from_: str
    to: str
    stance: Stance
    act: Act | None
    possible: bool
    speakers: tuple[Speaker, ...]
    claims: tuple[int, ...]
    status: str | None = None

    @property
    def label(self) -> str:
        """The sentence on the line: ``? WSJ alleges seeking [1,2] · partly answered``."""
        return f"{LOOKS[self.stance].glyph} {self.sentence} [{numbers(self.claims)}]{self._standing}"

    @property
    def short_label(self) -> str:
        """The label where sentences do not fit: ``?1,2 · partly answered``."""
        return f"{LOOKS[self.stance].glyph}{numbers(self.claims)}{self._standing}"

    @property
    def _standing(self) -> str:
        return "" if self.status is None else f" · {self.status}"

    @property
    def sentence(self) -> str:
        """Who says what: ``WSJ alleges seeking``."""
        look = LOOKS[self.stance]
        verb = look.many if len(self.speakers) > 1 or self.speakers[0].plural else look.one
        return f"{joined([one.name for one in self.speakers])} {verb} {doing(self.act, self.possible)}"


@dataclass(frozen=True, slots=True)
class Citation:
    """One entry of the list: a statement with its words. ``stance`` is None for a non-answer.

    ``status`` is what an allegation has come to, with its ratio and what is left open.
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


class Reference(NamedTuple):
    """A source in the footer: its letter and its description."""

    letter: str
    text: str


class Listed(NamedTuple):
    """Statements that have no line, and why."""

    why: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """All that one figure says.

    ``listed`` names the statements that have no line; ``remarks`` stand below
    the list; ``counts`` gives the statements shown by stance, each once.
    """

    title: str
    coverage: str
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    listed: tuple[Listed, ...]
    citations: tuple[Citation, ...]
    remarks: tuple[str, ...]
    counts: tuple[tuple[Stance, int], ...]
    non_answers: int
    references: tuple[Reference, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the figure that comes from the dossier."""
        boxes = [text for box in self.boxes for text in (*box.names, *box.under, *box.more)]
        cited = [
            text
            for one in self.citations
            for text in (one.who, one.quote or "", one.pointer or "", *one.remarks, one.status or "")
        ]
        return (
            self.title,
            self.coverage,
            *boxes,
            *(line.label for line in self.lines),
            *cited,
            *self.remarks,
            *(text for _, text in self.references),
        )


def doing(act: Act | None, possible: bool) -> str:
    """What is said to happen: ``sharing``; ``possible sharing`` where it was only said to be possible."""
    return f"{'possible ' if possible else ''}{ACTS[act].doing.removeprefix('a ' if possible else '')}"


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
