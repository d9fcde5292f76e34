"""Questions: the named ones in ``questions/*.rq``, and SPARQL of the user's own, asked of a store.

A question is a file of SPARQL that opens in English::

    # Question: Who denies what, in which words?
    # Parameters: party (party, optional): only the denials of this speaker
    # Answer: one row per denial and flow that it denies.

A parameter is a variable of the SELECT. It is bound as an RDF term and never
becomes part of the text; its own column is left out of the answer.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.asking.resolving import KINDS, as_iri, resolve
from graph.asking.sparql import is_ordered
from graph.asking.store import Answer, Store, Table, Term
from graph.problems import UsageError, shown

_FOLDER: Final = Path(__file__).parent / "questions"
_PARAMETER: Final = re.compile(r"(\w+) \((\w+), (required|optional)\): (.+)")
#: More than this is no query but some other file.
_LARGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be asked about: the variable, what it holds (a kind of ``resolving``), and why."""

    name: str
    kind: str
    required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its English (empty where it says none); ``name`` is that of the file."""

    name: str
    text: str
    question: str = ""
    answer: str = ""
    parameters: tuple[Parameter, ...] = ()

    @property
    def tells_statuses(self) -> bool:
        """Whether it asks for what is derived, so that its answer belongs to a point of view."""
        return any(f"fc:{name}" in self.text for name in ("Assessment", "Verdict", "inView", "countsAs"))

    @property
    def shows_drafts(self) -> bool:
        """Whether it shows drafts, so that it asks for nothing new where there are none."""
        return "drafts" in self.name.split("-")


@cache
def questions() -> tuple[Question, ...]:
    """The named questions, sorted by name."""
    return tuple(read(path.stem, path.read_text("utf-8")) for path in sorted(_FOLDER.glob("*.rq")))


def find_question(given: str, stdin: Callable[[], bytes]) -> Question:
    """The question that a user names: a named one, a file of SPARQL, or ``-`` for what *stdin* reads.

    Raises:
        UsageError: there is none, or the file cannot be read.
    """
    if given == "-":
        return read("standard input", _decoded("standard input", stdin()))
    named = {one.name: one for one in questions()}
    if given in named:
        return named[given]
    try:
        path = Path(given)
        if path.is_file():
            with path.open("rb") as stream:
                return read(given, _decoded(given, stream.read(_LARGEST + 1)))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{shown(given)} cannot be read: {reason}") from None
    alike = get_close_matches(given, named, 3)
    mend = f"did you mean {' or '.join(alike)}?" if alike else f"the questions are {', '.join(named)}"
    raise UsageError(f"no question and no file is called {shown(given)!r}; {mend}")


def _decoded(name: str, data: bytes) -> str:
    if len(data) > _LARGEST:
        raise UsageError(f"{shown(name)}: more than {_LARGEST:,} bytes are no query")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{shown(name)}: this is not text in UTF-8, as a query is") from None


def read(name: str, text: str) -> Question:
    """The question in *text*, with what its opening comment says.

    Raises:
        UsageError: a line of its parameters is not ``name (kind, required or optional): meaning``.
    """
    heads: dict[str, list[str]] = {}
    part = ""
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if opening := re.match(r"# *(Question|Parameters|Answer): *(.*)", line):
            part = opening[1]
            heads[part] = [opening[2]]
        elif part:
            heads[part].append(line.lstrip("# "))
    parameters = []
    for line in heads.get("Parameters", ()):
        match = _PARAMETER.fullmatch(line.strip())
        if match is None or match[2] not in KINDS:
            raise UsageError(
                f"{shown(name)}: the parameter {shown(line)!r} is not understood; "
                f"write: name ({' or '.join(KINDS)}, required or optional): what it is"
            )
        parameters.append(Parameter(match[1], match[2], match[3] == "required", match[4]))
    english = {part: " ".join(lines) for part, lines in heads.items()}
    return Question(name, text, english.get("Question", ""), english.get("Answer", ""), tuple(parameters))


def given_parameters(words: Sequence[str]) -> dict[str, str]:
    """What the user gave as ``name=value``, by name.

    Raises:
        UsageError: one has no ``=``, or a name is given twice.
    """
    found: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        value = value.encode(
            "utf-8", "replace"
        ).decode()  # what no name can hold: undecodable bytes of the shell
        if not equals or not name.isidentifier() or not value.strip():
            raise UsageError(f"{shown(word)!r} is no parameter; write NAME=VALUE, as in party=Facebook")
        if name in found:
            raise UsageError(f"the parameter {name} is given twice; give it once")
        found[name] = value
    return found


def ask(store: Store, question: Question, given: Mapping[str, str] | None = None) -> Answer:
    """The answer of *store* to *question*.

    Args:
        store: Any store.
        question: Any question; see ``find_question``.
        given: Parameters by name: names, prefixed names or IRIs. A parameter that the question does not
            declare is allowed where it declares none: an IRI if it looks like one, else a text.

    Returns:
        A table whose rows come in the order that the query asks for, else sorted; triples; or a bool.

    Raises:
        UsageError: a parameter is missing, unknown, or names nothing or several things; or the query is
            not valid.
    """
    bound = _bound(store, question, given or {})
    try:
        answer = store.query(question.text, bound)
    except UsageError as error:
        raise UsageError(f"{shown(question.name)}: {error}") from None
    if not isinstance(answer, Table):
        return answer
    rows = answer.rows if is_ordered(question.text) else tuple(sorted(answer.rows, key=_written))
    hidden = {one.name for one in question.parameters}
    kept = [place for place, column in enumerate(answer.columns) if column not in hidden]
    return Table(
        tuple(answer.columns[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
    )


def listed() -> str:
    """All named questions in a few lines each: name, English and parameters."""
    lines = []
    for one in questions():
        lines.append(f"{one.name}\n    {one.question}")
        for parameter in one.parameters:
            need = "" if parameter.required else ", optional"
            lines.append(f"    -p {parameter.name}=… ({parameter.kind}{need}): {parameter.meaning}")
    return "\n".join(lines) + "\n"


def _bound(store: Store, question: Question, given: Mapping[str, str]) -> dict[str, Term]:
    known = {one.name: one for one in question.parameters}
    bound: dict[str, Term] = {}
    for name, value in given.items():
        if name in known:
            bound[name] = resolve(store, known[name].kind, value)
        elif known or question.name in {one.name for one in questions()}:
            alike = get_close_matches(name, known, 1)
            there = " or ".join(alike or known) or "none"
            raise UsageError(f"{shown(question.name)} has no parameter {shown(name)!r}; it has {there}")
        else:
            bound[name] = as_iri(value) or ox.Literal(value)
    for one in question.parameters:
        if one.required and one.name not in bound:
            raise UsageError(f"{question.name} needs to know the {one.name} ({one.meaning}): -p {one.name}=…")
    return bound


def _written(row: tuple[Term | None, ...]) -> tuple[str, ...]:
    return tuple("" if term is None else str(term) for term in row)
