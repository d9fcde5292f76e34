"""What is wrong with the input, told with its place and the mend; and the errors built on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How grave a problem is: an error stops the work, a warning does not, a note is told on request."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """A place in a file: line and column counted from 1; 0 stands for "the file as a whole"."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        path = shown(self.path, len(self.path))  # whole: it is there to be copied
        return f"{path}:{self.line}:{self.column}" if self.line else path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found wrong: where, what was found and what would be right, and the rule's name.

    >>> str(Problem(Place("a.yaml", 4, 13), "unknown stance 'rumoured'; use alleged", "stance"))
    "a.yaml:4:13: error: unknown stance 'rumoured'; use alleged [stance]"
    """

    place: Place
    message: str
    rule: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.level}: {self.message} [{self.rule}]"


def shown(text: str, limit: int = 120) -> str:
    r"""Text from outside, fit for a terminal: control and invisible characters as escapes, long text cut.

    >>> print(shown("a\x1b[31mb\u202ec\nd"))
    a\x1b[31mb\u202ec\nd
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape", "surrogatepass").decode("ascii")
        for one in cut
    )


def quoted(text: str, limit: int = 120) -> str:
    r"""Text from outside in quotation marks, fit for a terminal as ``shown`` makes it.

    >>> print(quoted("the bank's\n\u202ename"))
    "the bank's\n\u202ename"
    """
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")


class GraphError(Exception):
    """Base of all errors of this project; its text is fit to be shown to a user."""


class UsageError(GraphError):
    """The call itself is wrong, or what it names cannot be read (exit code 2)."""


class DossierError(GraphError):
    """The input has problems (exit code 1); ``problems`` lists all of them, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
