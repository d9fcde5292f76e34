"""What a relationship diagram says, before anything is measured or drawn.

``telling`` makes it, ``viz.flow`` and the explorer draw it, ``alt`` puts it into words.
"""

from dataclasses import dataclass

from graph.claims import Act, LocalName, Stance
from graph.telling.drafts import DRAFT_WORD, OPENING
from viz.content.content import Content, Speaker, doing, joined, numbers
from viz.look import DRAFT, LOOKS, NON_ANSWER_GLYPH, NON_ANSWER_WORD, Look, Shape


@dataclass(frozen=True, slots=True)
class Box:
    """One box: a party, a stack of parties with identical lines, or an end that is not said.

    ``names`` are shown, ``more`` are named below the list only; ``under`` stands
    below the names ("of Facebook"), then ``tag`` (the type, where types are mixed);
    ``non_answers`` holds the numbers of its parties' non-answers, ``drafts`` those of drafts of such.
    """

    key: str
    parties: tuple[LocalName, ...]
    names: tuple[str, ...]
    shape: Shape
    under: tuple[str, ...] = ()
    tag: str | None = None
    more: tuple[str, ...] = ()
    non_answers: tuple[int, ...] = ()
    drafts: tuple[int, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands under its names: its non-answers, then the drafts of such, with their tag."""
        return tuple(filter(None, (self.note, self.draft_note)))

    @property
    def draft_note(self) -> str | None:
        """The text of drafts of non-answers: ``draft: – non-answer [d1]``."""
        if not self.drafts:
            return None
        return f"{DRAFT_WORD}: {NON_ANSWER_GLYPH} {NON_ANSWER_WORD} [{numbers(self.drafts, 'd')}]"

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
    ``status`` is the worst that any of it has come to, None where nothing is alleged. A ``draft`` line
    holds drafts only, and never has a status.
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
    draft: bool = False

    @property
    def label(self) -> str:
        """The sentence on the line: ``? WSJ alleges seeking [1,2] · partly answered``; drafts tagged."""
        return f"{self._tag}{LOOKS[self.stance].glyph} {self.sentence} [{self.cited}]{self._standing}"

    @property
    def short_label(self) -> str:
        """The label where sentences do not fit: ``?1,2 · partly answered``, ``draft: ?d1``."""
        return f"{self._tag}{LOOKS[self.stance].glyph}{self.cited}{self._standing}"

    @property
    def cited(self) -> str:
        """The numbers of its statements: ``1,2``; of drafts ``d1``."""
        return numbers(self.claims, "d" if self.draft else "")

    @property
    def labels(self) -> tuple[str, ...]:
        """The same one by one, in its order."""
        return tuple(f"{'d' if self.draft else ''}{one}" for one in self.claims)

    @property
    def look(self) -> Look:
        """What it looks like: a draft never like a stance."""
        return DRAFT if self.draft else LOOKS[self.stance]

    @property
    def opening(self) -> str:
        """What its sentence begins with: nothing, or ``Draft, not reviewed: ``."""
        return OPENING if self.draft else ""

    @property
    def _tag(self) -> str:
        return f"{DRAFT_WORD}: " if self.draft else ""

    @property
    def _standing(self) -> str:
        return "" if self.status is None else f" · {self.status}"

    @property
    def doing(self) -> str:
        """What is said to happen: ``seeking``."""
        return doing(self.act, self.possible, (one.gets for one in self.speakers))

    @property
    def sentence(self) -> str:
        """Who says what: ``WSJ alleges seeking``."""
        look = LOOKS[self.stance]
        verb = look.many if len(self.speakers) > 1 or self.speakers[0].plural else look.one
        return f"{joined([one.name for one in self.speakers])} {verb} {self.doing}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram(Content):
    """All that one figure of boxes and lines says."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the figure that comes from the dossier."""
        boxes = [text for box in self.boxes for text in (*box.names, *box.under, *box.more)]
        return (*self.written, *boxes, *(line.label for line in self.lines))
