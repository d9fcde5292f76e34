"""Drafts as a source file: YAML to be read, corrected and accepted, in a fixed order of keys.

The same drafts give the same bytes. The file says at its head what it is,
from which text and options it was made, and how it looked when it was written,
so that a file that a human has touched is known as such (``sealed``).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph import __version__
from graph.claims import Drafted, Slot
from graph.drafting.drafts import DraftClaim, DraftNonAnswer
from graph.drafting.places import is_placed, propose
from graph.drafting.scalars import comment, listed, plain, quoted
from graph.drafting.tidying import Entity, Tidy, quote_of
from graph.problems import shown
from graph.vocabulary import slug

#: Of how many phrases without a place, and of how many statements left out, the file tells.
_MOST_TOLD: Final = 50
#: The longest phrase that is proposed a place: a YAML key may not be much longer.
_LONGEST_KEY: Final = 200
_SLOTS: Final = (Slot.DATA, Slot.PURPOSE, Slot.SUBJECTS)


@dataclass(frozen=True, slots=True)
class Made:
    """What a file of drafts was made from: the beginning of its text's SHA-256, our version, the options."""

    text: str
    version: str
    options: str


def written(drafts: Tidy, options: str = "", text_beside: bool = True) -> str:
    """The source file that holds *drafts*.

    Args:
        drafts: What it holds.
        options: What tells these options of drafting from others; one word.
        text_beside: Whether the text will lie beside the file, so that the file can name it.
    """
    document = drafts.document
    body = "\n".join(_body(drafts, text_beside)).rstrip("\n") + "\n"
    made = Made(document.sha256[:16], __version__, options or "none")
    return "".join(f"{line}\n" for line in _head(document.name, drafts)) + _seal(made, body) + body


# ---------------------------------------------------------------- the head, and what it tells later


_SEAL: Final = re.compile(
    r"^# drafted from text (?P<text>[0-9a-f]+) by version (?P<version>\S+) with options (?P<options>\S+); "
    r"below: (?P<below>[0-9a-f]+)$",
    re.MULTILINE,
)


def _head(name: str, drafts: Tidy) -> Iterator[str]:
    yield f"# Drafts of claims, made by flowclaims {__version__} from {comment(name)}.txt."
    yield "# An entry with the key draft is no claim, and counts as none, before somebody has reviewed it."
    yield f"# Correct and accept them one by one:  python build_graph.py review {comment(name)}.yaml"
    yield f"# Or, once you have read them all:     python build_graph.py accept {comment(name)}.yaml --all"
    if not drafts.document.text.strip():
        yield "# The text is empty: there is nothing to draft from."
    elif not (drafts.claims or drafts.non_answers):
        yield "# Nothing was found in the text that looks like a statement about a data flow."


def _seal(made: Made, body: str) -> str:
    return (
        f"# drafted from text {made.text} by version {made.version} with options {made.options}; "
        f"below: {_digest(body)}\n"
    )


def made_from(content: str) -> tuple[Made, bool] | None:
    """What a file of drafts was made from, and whether it is as it was written; None if it is none."""
    seal = _SEAL.search(content)
    if seal is None:
        return None
    body = content[seal.end() + 1 :]
    made = Made(seal["text"], seal["version"], seal["options"])
    head_is_ours = all(line.startswith("#") for line in content[: seal.start()].splitlines())
    return made, head_is_ours and _digest(body) == seal["below"]


def _digest(body: str) -> str:
    from hashlib import sha256

    return sha256(body.encode()).hexdigest()[:16]


# ---------------------------------------------------------------- the blocks


def _body(drafts: Tidy, text_beside: bool) -> Iterator[str]:
    yield ""
    yield "source:"
    yield from (f"  {line}" for line in _source(drafts, text_beside))
    yield ""
    if drafts.entities:
        yield "entities:"
        yield from (f"  - {{{', '.join(_entity(one))}}}" for one in drafts.entities)
        yield ""
    yield from _terms(drafts)
    if drafts.claims:
        yield "claims:"
        for number, claim in enumerate(drafts.claims, 1):
            yield from _item(_claim(claim, drafts.document.text, f"D{number}"))
        yield ""
    if drafts.non_answers:
        yield "non_answers:"
        for number, answer in enumerate(drafts.non_answers, 1):
            yield from _item(_non_answer(answer, drafts.document.text, f"N{number}"))
        yield ""
    yield from _told("Left out: ", drafts.left_out)


def _item(keys: Iterable[tuple[str, str]]) -> Iterator[str]:
    for number, (key, value) in enumerate(keys):
        yield f"  {'  ' if number else '- '}{key}: {value}"


def _source(drafts: Tidy, text_beside: bool) -> Iterator[str]:
    document = drafts.document
    if document.title:
        yield f"title: {plain(document.title)}"
    if document.publisher:
        yield f"publisher: {plain(document.publisher)}"
    if document.published:
        yield f"published: {document.published}"
    yield "language: en"
    name = f"{document.name}.txt"
    if text_beside and not re.search(r"[/\\:]", name):
        yield f"text: {plain(name)}"
    yield f"sha256: {document.sha256}"


def _entity(one: Entity) -> Iterator[str]:
    yield f"name: {plain(one.name)}"
    yield f"type: {one.type}"
    if one.kind is not None:
        yield f"kind: {one.kind}"
    if one.aliases:
        yield f"aliases: {listed(one.aliases)}"
    if one.ids:
        yield f"ids: {{{', '.join(f'{scheme}: {plain(value)}' for scheme, value in one.ids)}}}"


def _claim(claim: DraftClaim, text: str, name: str) -> Iterator[tuple[str, str]]:
    yield from _saying(claim, text)
    yield "stance", claim.stance
    if claim.act is not None:
        yield "act", claim.act
    for key, value in (
        ("from", claim.from_),
        ("to", claim.to),
        ("data", claim.data),
        ("purpose", claim.purpose),
        ("subjects", claim.subjects),
    ):
        if value:
            yield key, listed(value)
    if claim.tense is not None:
        yield "tense", claim.tense
    yield from _reported(claim)
    if claim.hedges:
        yield "hedges", listed(claim.hedges)
    if claim.voice is not None:
        yield "voice", claim.voice
    if claim.modality is not None:
        yield "modality", claim.modality
    yield "id", name
    yield "draft", _draft(claim.drafted)


def _non_answer(answer: DraftNonAnswer, text: str, name: str) -> Iterator[tuple[str, str]]:
    yield from _saying(answer, text)
    yield "kind", answer.kind
    yield from _reported(answer)
    yield "id", name
    yield "draft", _draft(answer.drafted)


def _saying(one: DraftClaim | DraftNonAnswer, text: str) -> Iterator[tuple[str, str]]:
    yield "quote", quoted(quote_of(text, one.at))
    yield "at", f"[{one.at[0]}, {one.at[1]}]"
    yield "speaker", plain(one.speaker)
    if one.spokesperson is not None:
        yield "spokesperson", plain(one.spokesperson)
    if one.via is not None:
        yield "via", plain(one.via)


def _reported(one: DraftClaim | DraftNonAnswer) -> Iterator[tuple[str, str]]:
    if one.reported is not None:
        yield "reported", one.reported


def _draft(drafted: Drafted) -> str:
    """How a draft came about; ``true`` where nothing is recorded."""
    said = []
    for key in ("extractor", "version", "text", "confidence", "model", "prompt", "reason"):
        value = getattr(drafted, key)
        if value is not None:
            said.append(f"{key}: {abs(value):.2f}" if key == "confidence" else f"{key}: {plain(value)}")
    return f"{{{', '.join(said)}}}" if said else "true"


# ---------------------------------------------------------------- phrases


def _terms(drafts: Tidy) -> Iterator[str]:
    """The block of proposed places, and what has none."""
    unplaced: list[str] = []
    blocks: list[str] = []
    for slot in _SLOTS:
        lines = []
        for words in _phrases(drafts, slot):
            proposal = propose(slot, words) if len(words) <= _LONGEST_KEY else None
            if proposal is None:
                unplaced.append(f"{slot} {quoted(shown(words, 100))}")
                continue
            lines.append(
                f"    {plain(words)}: {{broader: [{', '.join(proposal.broader)}]}}"
                f"  # proposed: as {comment(quoted(proposal.ground))}; check"
            )
        blocks += [f"  {slot}:", *lines] if lines else []
    if blocks:
        yield "terms:"
        yield from blocks
    yield from _told("Not placed, so that nothing wider takes it in: ", unplaced)
    if blocks or unplaced:
        yield ""


def _phrases(drafts: Tidy, slot: Slot) -> list[str]:
    """The phrases of a slot that have no place yet, each once, in the order of the claims."""
    found: dict[str, str] = {}
    for claim in drafts.claims:
        for words in getattr(claim, slot.value):
            if not is_placed(slot, words):
                found.setdefault(slug(words), words)
    return list(found.values())


def _told(what: str, things: Sequence[str]) -> Iterator[str]:
    for thing in things[:_MOST_TOLD]:
        yield f"# {what}{comment(thing)}"
    if len(things) > _MOST_TOLD:
        yield f"# {what}{len(things) - _MOST_TOLD:,} more"
