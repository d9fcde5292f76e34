"""A model's reply as entries of known keys and types; what is otherwise is rejected, entry by entry.

Nothing here knows the text: whether an entry is true to it is for ``checking``.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from graph.claims import Act, NonAnswerKind, PartyType, Stance, Tense
from graph.drafting.drafts import Rejected
from graph.drafting.model.endpoint import ModelError
from graph.reading.format import LONGEST_NAME

#: The longest quote and the longest reason that are kept, in code points, and the most values of a list.
LONGEST_QUOTE: Final = 2_000
LONGEST_REASON: Final = 200
_MOST_VALUES: Final = 50
#: The most entries of one sort that are read of one reply.
MOST_ENTRIES: Final = 300

#: Control characters, line ends aside; marks that turn the direction of writing; halves of characters.
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_FENCE: Final = re.compile(r"\s*```[A-Za-z]*[ \t]*\n(?P<inside>.*?)\n?[ \t]*```\s*", re.DOTALL)

#: Why an entry is rejected, by the name of what its model finds; anything else is a value of a wrong type.
WRONG_TYPE: Final = "value of a wrong type"
_WHY: Final = {
    "extra_forbidden": "unknown key",
    "missing": "missing key",
    "enum": "unknown word",
    "string_too_long": "value too long",
    "too_long": "value too long",
    "control": "control character",
    "string_unicode": "control character",
}


def _fit(value: str) -> str:
    if _CONTROL.search(value):
        raise PydanticCustomError("control", "holds control characters")
    return " ".join(value.split())


def _as_list(value: object) -> object:
    """A single value as a list of one; null, and an empty text, as an empty list."""
    if value is None or value == "":
        return ()
    return value if isinstance(value, list) else (value,)


def _or_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _share(value: object) -> float | None:
    """A number from 0 to 1, clamped; None for what is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return min(max(float(value), 0.0), 1.0) if -1e9 < value < 1e9 and math.isfinite(value) else None


def _reason(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    words = " ".join(_fit(value).split())
    return (words if len(words) <= LONGEST_REASON else words[: LONGEST_REASON - 1] + "…") or None


Quote = Annotated[str, StringConstraints(max_length=LONGEST_QUOTE)]
Words = Annotated[str, StringConstraints(max_length=LONGEST_NAME, min_length=1), AfterValidator(_fit)]
MaybeWords = Annotated[Words | None, BeforeValidator(_or_none)]
Listed = Annotated[tuple[Words, ...], BeforeValidator(_as_list), Field(max_length=_MOST_VALUES)]
Share = Annotated[float | None, PlainValidator(_share)]
Reason = Annotated[str | None, PlainValidator(_reason)]


class Entry(BaseModel):
    """What all entries have in common: their keys are closed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PartyEntry(Entry):
    """A party that the model names."""

    name: Words
    type: PartyType
    aliases: Listed = ()


class SaidEntry(Entry):
    """What claims and non-answers have in common. ``speaker`` None is the text's own author."""

    quote: Quote
    speaker: MaybeWords = None
    spokesperson: MaybeWords = None
    via: MaybeWords = None
    confidence: Share = None
    reason: Reason = None


class ClaimEntry(SaidEntry):
    """A claim that the model proposes."""

    stance: Stance
    act: Act | None = None
    from_: Listed = Field((), alias="from")
    to: Listed = ()
    data: Listed = ()
    purpose: Listed = ()
    subjects: Listed = ()
    tense: Tense | None = None
    hedges: Listed = ()


class NonAnswerEntry(SaidEntry):
    """A non-answer that the model proposes."""

    kind: NonAnswerKind


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model proposes, as far as it is of the right form; what is not is among ``rejected``."""

    parties: tuple[PartyEntry, ...]
    claims: tuple[ClaimEntry, ...]
    non_answers: tuple[NonAnswerEntry, ...]
    proposed_claims: int
    proposed_non_answers: int
    rejected: tuple[Rejected, ...]


E_ = TypeVar("E_", bound=Entry)


def read_reply(content: str) -> Reply:
    """The entries of a reply.

    Args:
        content: The model's words: one JSON object, which may stand in a fence of Markdown.

    Raises:
        ModelError: it is no JSON object, or holds nothing that was asked for.
    """
    answer = json_of(content)
    rejected: list[Rejected] = []
    listed: dict[str, list[Any]] = {"parties": [], "claims": [], "non_answers": []}
    for key, value in answer.items():
        if key not in listed:
            rejected.append(Rejected("key", "unknown key", key))
        elif isinstance(value, list):
            listed[key] = value
        elif value is not None:
            raise ModelError(f"the model's reply holds no list under {key!r}")
    if not answer.keys() & listed.keys():
        raise ModelError("the model's reply is JSON, but holds nothing that was asked for")
    parties = _entries(PartyEntry, "party", listed["parties"], rejected)
    claims = _entries(ClaimEntry, "claim", listed["claims"], rejected)
    answers = _entries(NonAnswerEntry, "non-answer", listed["non_answers"], rejected)
    return Reply(parties, claims, answers, len(listed["claims"]), len(listed["non_answers"]), tuple(rejected))


def json_of(content: str) -> Mapping[str, Any]:
    """The JSON object that a reply is.

    Raises:
        ModelError: it is none.
    """
    fenced = _FENCE.fullmatch(content)
    try:
        answer = json.loads(fenced["inside"] if fenced is not None else content)
    except (ValueError, RecursionError):
        raise ModelError("the model's reply is no JSON, or was cut off") from None
    if not isinstance(answer, dict):
        raise ModelError("the model's reply is no JSON object")
    return answer


def _entries(model: type[E_], sort: str, values: list[Any], rejected: list[Rejected]) -> tuple[E_, ...]:
    found = []
    for value in values[:MOST_ENTRIES]:
        try:
            found.append(model.model_validate(value))
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            place = ".".join(map(str, first["loc"]))
            rejected.append(Rejected(sort, _WHY.get(first["type"], WRONG_TYPE), place or sort))
    more = values[MOST_ENTRIES:]
    rejected += [Rejected(sort, "entry too many", f"more than {MOST_ENTRIES}")] * len(more)
    return tuple(found)
