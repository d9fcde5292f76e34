"""The figure in words: the text twin for screen readers, and the list of statements as Markdown."""

import re
from collections.abc import Iterable
from itertools import groupby

from graph.telling.drafts import OPENING
from viz.content.content import DRAFTS_TITLE, Citation, Content, numbers, sentence
from viz.content.diagram import Box, Diagram, Line
from viz.look import NON_ANSWER_WORD

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~<>&$^=-])")


def alt_text(diagram: Diagram, imprint: str = "") -> str:
    """The same content as the figure, in sentences: coverage, then pair by pair, then every statement."""
    boxes = {box.key: box for box in diagram.boxes}
    parts = []
    for (holder, recipient), lines in groupby(diagram.lines, key=lambda line: (line.from_, line.to)):
        said = "; ".join(map(_said, lines))
        parts.append(f"Data from {named(boxes[holder])} to {named(boxes[recipient])}: {said}.")
    parts += map(answered, (box for box in diagram.boxes if box.notes))
    parts += listed_without("a line", diagram)
    parts.append("No line says that data moved; each gives what a speaker says.")
    return in_words(diagram, parts, imprint)


def in_words(content: Content, parts: Iterable[str], imprint: str) -> str:
    """A view in words: its own *parts* between what every view says before and after them."""
    told = [f"{content.title}.", f"{content.coverage}.", *parts]
    told += [f"[{one.number}] {_whole(one)}" for one in content.citations]
    told += content.remarks
    if content.drafts:
        told += [f"{DRAFTS_TITLE}:", *(f"[{one.number}] {_whole(one)}" for one in content.drafts)]
    told += [f"({letter}) {text}" for letter, text in content.references]
    if imprint:
        told.append(imprint)
    return "\n".join(told)


def answered(box: Box) -> str:
    """The non-answers of the parties of *box*, and the drafts of such."""
    told = [f"{NON_ANSWER_WORD} [{spaced(numbers(box.non_answers, 'n'))}]"] if box.non_answers else []
    if box.drafts:
        told.append(f"{OPENING}{NON_ANSWER_WORD} [{spaced(numbers(box.drafts, 'd'))}]")
    return f"{named(box)}: {'; '.join(told)}."


def listed_without(what: str, content: Content) -> list[str]:
    """The statements that have no *what* in the picture, and why."""
    return [f"Listed, without {what}: {why} [{', '.join(found)}]." for why, found in content.listed]


def sidecar(content: Content, imprint: str = "") -> str:
    """The list of statements with their whole quotes, as Markdown; nothing in it acts as markup."""
    lines = [f"# {_plain(content.title)}", "", _plain(content.coverage), ""]
    lines += [f"- **\\[{one.number}\\]** {_plain(_whole(one))}" for one in content.citations]
    if content.remarks:
        lines += ["", *(f"- {_plain(text)}" for text in content.remarks)]
    if content.drafts:
        lines += ["", f"## {_plain(DRAFTS_TITLE)}", ""]
        lines += [f"- **\\[{one.number}\\]** {_plain(_whole(one))}" for one in content.drafts]
    lines += ["", "## Sources", ""]
    lines += [f"- ({letter}) {_plain(text)}" for letter, text in content.references]
    if imprint:
        lines += ["", _plain(imprint)]
    return "\n".join(lines) + "\n"


def named(box: Box) -> str:
    """The parties of *box* in a sentence."""
    names = [*box.names, *box.more]
    under = f" ({', '.join(box.under)})" if box.under else ""
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] + under


def _said(line: Line) -> str:
    """Who says what on a line, and what it has come to."""
    status = "" if line.status is None else f", {line.status}"
    return f"{line.opening}{line.sentence} [{spaced(line.cited)}]{status}"


def _whole(one: Citation) -> str:
    """A statement with all its words, and what it has come to."""
    return sentence(one, one.quote) + ("" if one.status is None else f". Status: {one.status}.")


def spaced(found: str) -> str:
    """Numbers with spaces, for reading aloud."""
    return found.replace(",", ", ")


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
