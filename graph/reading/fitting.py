"""What does not fit the format, told with its place; and all of a file that can be read in spite of it."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from pydantic import ValidationError
from rapidfuzz import process

from graph.problems import Place, Problem, quoted
from graph.reading.format import LONGEST, LONGEST_NAME, Block, PlaceBlock, SourceFile, TermsBlock
from graph.reading.lost import Lost
from graph.reading.marks import Node

#: How many problems of format are told of one file; after that it is no source file.
MOST_TOLD: Final = 1_000

Loc = tuple[int | str, ...]
B = TypeVar("B", bound=Block)


def fit(model: type[B], node: Node, path: str, problems: list[Problem], lost: Lost) -> tuple[B, Node] | None:
    """The node read as a *model*, and the node without what did not fit.

    Everything that does not fit is added to *problems*, and its words to *lost*. So the rest of a
    file is still read, and its own problems are told in the same run. None if nothing is left.
    """
    content, errors = _read(model, node)
    for one in errors[:MOST_TOLD]:
        loc, message, rule = _told(model, one)
        at_key = one["type"] == "extra_forbidden" or one["loc"][-1:] == ("[key]",)
        problems.append(Problem(node.place(path, loc, key=at_key), message, rule))
    if len(errors) > MOST_TOLD:
        message = f"more than {MOST_TOLD:,} problems of this kind; the rest is not told"
        problems.append(Problem(Place(path), message, "format"))
    for cut in (
        _value,
        _entry,
    ):  # at first only what does not fit, then the entries that are unfit without it
        if content is not None:
            return content, node
        paths = {node.path(cut(one)) for one in errors}
        if () in paths or len(errors) > MOST_TOLD:
            break
        for one in paths:
            lost.add_node(node.at(one))
        if any(_names_party(one["loc"]) for one in errors):
            lost.everything = True
        node = node.without(paths)
        content, errors = _read(model, node)
    if content is None:
        lost.everything = True
        return None
    return content, node


def misfits(model: type[Block], values: dict[str, Any]) -> list[tuple[Loc, str, str]]:
    """What does not fit in *values* read as a *model*: (location, message, rule) each."""
    try:
        model.model_validate(values)
    except ValidationError as error:
        return [_told(model, one) for one in _each(error)]
    return []


def _read(model: type[B], node: Node) -> tuple[B | None, list[Any]]:
    try:
        return model.model_validate(node.plain()), []
    except ValidationError as error:
        return None, _each(error)


def _each(error: ValidationError) -> list[Any]:
    """The errors, and each misfit of a block as one of its own."""
    listed: list[Any] = []
    for one in error.errors(include_url=False):
        if one["type"] == "misfit":
            found = one["ctx"]["found"]
            listed += [
                {**one, "loc": (*one["loc"], *keys), "ctx": {"said": said, "keys": keys}}
                for keys, said in found
            ]
        else:
            listed.append(one)
    return listed


def _value(one: Any) -> Loc:
    """Where the value is that does not fit."""
    return _entry(one) if one["type"] in ("missing", "misfit") else _clean(one["loc"])


def _entry(one: Any) -> Loc:
    """Where the entry is (claim, entity, phrase) in which something does not fit."""
    loc = _clean(one["loc"])
    if loc[:1] == ("terms",):
        return loc[:3]
    return loc[: next((number for number, step in enumerate(loc, 1) if isinstance(step, int)), 2)]


def _names_party(loc: Loc) -> bool:
    """Whether a party is lost without its name being known."""
    return loc[:1] == ("entities",) and (len(loc) == 1 or loc[2:3] == ("name",))


def _clean(loc: Loc) -> Loc:
    return loc[:-1] if loc[-1:] == ("[key]",) else loc


# ------------------------------------------------------------ in words


def _told(model: type[Block], one: Any) -> tuple[Loc, str, str]:
    loc = _clean(one["loc"])
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    match one["type"]:
        case "misfit":
            return loc, one["ctx"]["said"], _rule(loc, "claim")
        case "extra_forbidden":
            return loc, _unknown_key(model, loc), "key"
        case "missing":
            return loc[:-1], f"{_kind(model, loc[:-1])} has no {key}; give one", key
        case "model_type":
            return loc, _no_mapping(model, loc, one["input"]), _rule(loc)
    teller = _TELLERS.get(one["type"])
    message = teller(key, one["input"], one.get("ctx", {})) if teller else f"{key}: {one['msg']}"
    return loc, message, _rule(loc)


def _rule(loc: Loc, otherwise: str = "format") -> str:
    """The rule's name: the key concerned, or what the entry is called."""
    keys = [step for step in loc if isinstance(step, str)]
    if keys[:1] == ["terms"] and len(keys) < 4:
        return "terms"
    for wider in ("ids", "period", "draft"):
        if wider in keys:
            return wider
    if not keys:
        return otherwise
    return _KINDS[keys[-1]][1] if keys[-1] in _KINDS and isinstance(loc[-1], int) else keys[-1]


def _sort(found: object) -> str:
    if isinstance(found, dict):
        return "a mapping"
    if isinstance(found, list | tuple):
        return "a list"
    return "empty" if found is None else quoted(str(found), 60)


def _enum(key: str, found: object, ctx: Mapping[str, object]) -> str:
    words = re.findall(r"'([^']*)'", str(ctx["expected"]))
    listed = ", ".join(words[:-1]) + f" or {words[-1]}" if len(words) > 1 else words[0]
    said = f"unknown {key} {_sort(found)}" if isinstance(found, str) else f"{key} is {_sort(found)}"
    return f"{said}; use {listed}"


def _no_text(key: str, found: object, ctx: Mapping[str, object]) -> str:
    if found is None:
        return f"{key} holds an empty value; write one, or delete it"
    if isinstance(found, dict):
        return f"{key} holds a mapping where text is needed; put a value that has ': ' in it in quotes"
    return f"{key} holds a list where one text is needed"


def _unfit(key: str, found: object, ctx: Mapping[str, object]) -> str:
    bad = next((one for one in str(found) if one in _CONTROLS), None)
    if bad is None:
        return f"{key} is blank; give a value, or leave the key out"
    return f"{key} holds the control character U+{ord(bad):04X}; delete it (in a quote, put a space for it)"


_CONTROLS: Final = frozenset(map(chr, (*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF)))
_DATES: Final = "use a year, month or day: 2017, 2017-03 or 2017-03-04"
_OFFSETS: Final = "use [start, end], in code points of the text, counted from 0"

_TELLERS: Final[Mapping[str, Callable[[str, object, Mapping[str, object]], str]]] = {
    "enum": _enum,
    "string_type": _no_text,
    "string_pattern_mismatch": _unfit,
    "string_too_long": lambda key, found, ctx: f"{key} is longer than {LONGEST:,} characters; shorten it",
    "too_short": lambda key, found, ctx: f"{key} is empty; give at least one",
    "not_blocks": lambda key, found, ctx: (
        f"{key} is {_sort(found)}; it must be a list of mappings (- key: value)"
    ),
    "dict_type": lambda key, found, ctx: f"{key} is {_sort(found)}; it must be a mapping (key: value)",
    "draft": lambda key, found, ctx: (
        f"{key} is {_sort(found)}; use true, in a source file also a block such as {{extractor: rules}}, "
        "or leave it out"
    ),
    "share": lambda key, found, ctx: f"{key} is {_sort(found)}; use a number from 0 to 1, such as 0.71",
    "hash": lambda key, found, ctx: (
        f"{key} {_sort(found)} begins no SHA-256; give its first 16 hexadecimal digits"
    ),
    "date": lambda key, found, ctx: f"{key}: {_sort(found)} is no date; {_DATES}",
    "no_such_day": lambda key, found, ctx: f"{key}: the calendar has no {_sort(found)}; {_DATES}",
    "offsets": lambda key, found, ctx: f"{key} is {_listed(found)}; {_OFFSETS}",
    "offsets_order": lambda key, found, ctx: (
        f"{key} is {_listed(found)}: the end does not come after the start; {_OFFSETS}"
    ),
    "sha256": lambda key, found, ctx: f"{key} {_sort(found)} is no SHA-256; it has 64 hexadecimal digits",
    "beside": lambda key, found, ctx: (
        f"{key} {_sort(found)} must name a file beside the source file, no path"
    ),
    "link": lambda key, found, ctx: (
        f"{key} {_sort(found)} is no web address; it begins with https:// or http://"
    ),
    "no_name": lambda key, found, ctx: (
        f"{key} {_sort(found)} holds no letter or digit; give the name as written"
    ),
    "long_name": lambda key, found, ctx: (
        f"{key}: {quoted(str(found), 40)} is longer than {LONGEST_NAME} characters; shorten it"
    ),
}

#: What the entries of each list are called, and the rule that tells of the entry as a whole.
_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "entities": ("this entity", "entity"),
    "claims": ("this claim", "claim"),
    "non_answers": ("this non-answer", "non-answer"),
    "relations": ("this relation", "relation"),
    "not_claims": ("this passage", "passage"),
    "except": ("this exception", "except"),
}


def _listed(found: object) -> str:
    if isinstance(found, list) and all(isinstance(one, str) for one in found):
        return quoted(f"[{', '.join(found)}]", 60)[1:-1]
    return _sort(found)


def _kind(model: type[Block], loc: Loc) -> str:
    names = [step for step in loc if isinstance(step, str)]
    if not names:
        return "this file" if model is SourceFile else "this row"
    return _KINDS[names[-1]][0] if names[-1] in _KINDS else names[-1]


def _no_mapping(model: type[Block], loc: Loc, found: object) -> str:
    if not loc:
        return f"the file is {_sort(found)}; it must be a mapping with the keys {', '.join(_keys(model))}"
    if loc == ("period",):
        return f"period is {_sort(found)}; in a table write from/until: 2019/2020, 2019/ or /2020"
    if loc[0] == "terms" and len(loc) == 3:
        mend = "give its place: {exact: CONCEPT} or {broader: [CONCEPT]}"
        return f"{quoted(str(loc[2]))} is {_sort(found)}; {mend}"
    called = _kind(model, loc) if isinstance(loc[-1], int) else str(loc[-1])
    return f"{called} is {_sort(found)}; it must be a mapping (key: value)"


def _keys(model: type[Block]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _unknown_key(model: type[Block], loc: Loc) -> str:
    key = str(loc[-1])
    owner = _model_at(model, loc[:-1])
    known = _keys(owner)
    near = process.extractOne(key[:100], known, score_cutoff=70)
    mend = f"did you mean {near[0]!r}?" if near else f"the keys here are {', '.join(known)}"
    return f"unknown key {quoted(key)}; {mend}"


def _model_at(model: type[Block], loc: Loc) -> type[Block]:
    """The model whose keys stand at *loc*."""
    for step in loc:
        if model is TermsBlock:
            return PlaceBlock  # below: the slot, the phrase
        if isinstance(step, str):
            field = next(field for name, field in model.model_fields.items() if (field.alias or name) == step)
            model = _models(field.annotation)[0]
    return model


def _models(annotation: object) -> list[type[Block]]:
    if isinstance(annotation, type) and issubclass(annotation, Block):
        return [annotation]
    return [one for part in getattr(annotation, "__args__", ()) for one in _models(part)]
