"""What came of one item, as a value that travels: its result, or in words what went wrong.

Errors do not travel themselves: many cannot be unpickled, and none of them
needs its traceback here.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from graph.problems import DossierError, GraphError, Problem, UsageError, shown


class Kind(StrEnum):
    """How it ended for an item."""

    DONE = "done"
    USAGE = "the call itself is wrong"
    PROBLEMS = "the input has problems"
    FAULT = "it cannot be worked on"
    LOST = "its worker ended"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended for an item, with the result, the problems or the words that go with it."""

    kind: Kind
    result: Any = None
    words: str = ""
    problems: tuple[Problem, ...] = ()


class ItemError(GraphError):
    """One item could not be worked on; the text names it."""


def outcome(function: Callable[[Any], Any], item: Any) -> Outcome:
    """What *function* makes of *item*, whatever it raises."""
    try:
        return Outcome(Kind.DONE, function(item))
    except UsageError as error:
        return Outcome(Kind.USAGE, words=str(error))
    except DossierError as error:
        return Outcome(Kind.PROBLEMS, problems=error.problems)
    except GraphError as error:
        return Outcome(Kind.FAULT, words=str(error))
    except Exception as error:
        return _fault(error)


def packed(found: Outcome) -> bytes:
    """An outcome as bytes; one whose result cannot be that is a fault."""
    try:
        return pickle.dumps(found)
    except Exception as error:
        return pickle.dumps(_fault(error))


def _fault(error: Exception) -> Outcome:
    words = f"a fault of this program ({type(error).__name__}: {shown(str(error))}); please report it"
    return Outcome(Kind.FAULT, words=words)


def result_of(found: Outcome, name: str) -> Any:
    """The result of the item called *name*.

    Raises:
        UsageError: the call itself is wrong.
        DossierError: the input has problems.
        ItemError: the item could not be worked on.
    """
    match found.kind:
        case Kind.DONE:
            return found.result
        case Kind.USAGE:
            raise UsageError(found.words)
        case Kind.PROBLEMS:
            raise DossierError(found.problems)
        case _:
            raise ItemError(f"{shown(name)}: {found.words}")
