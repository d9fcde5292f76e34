"""Drafts made by hand for tests, and what the reader makes of the file that they become."""

import importlib.util
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.claims import Act, Claim, Drafted, NonAnswer, NonAnswerKind, PartyType, Source, Stance
from graph.drafting.drafts import Document, DraftClaim, DraftNonAnswer, DraftParty, Drafts
from graph.drafting.known import NOBODY, Known
from graph.drafting.text.pipeline import PIPELINES
from graph.drafting.tidying import tidy
from graph.drafting.writing import written
from graph.problems import Level, Problem, UsageError
from graph.reading.dossiers import load, read_dossier
from graph.reading.marks import sha256

#: Whether texts can be parsed here; what needs that is skipped without it, for this reason.
HAS_PARSER = importlib.util.find_spec("spacy") is not None and any(map(importlib.util.find_spec, PIPELINES))
NO_PARSER = "spaCy or its English pipeline is not installed"

TEXT = "Acme sold the browsing history of its users to AdCo, the Courier found. AdCo declined to comment.\n"
BY_RULES = Drafted("rules", "0.1.0", "710f34197322d962", 0.71, "sell (share); found (alleged)")


def document(text: str = TEXT, name: str = "story", **more: Any) -> Document:
    return Document(name, text, sha256(text.encode()), **more)


def company(name: str, *aliases: str, **more: Any) -> DraftParty:
    return DraftParty(name, more.pop("type", PartyType.COMPANY), aliases=aliases, **more)


PARTIES = (company("Acme"), company("AdCo"), company("Courier", type=PartyType.MEDIA))


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    """Where *words* stand in the text."""
    return text.index(words), text.index(words) + len(words)


def claim(words: str = "Acme sold the browsing history of its users to AdCo", **more: Any) -> DraftClaim:
    """A draft of the claim that Acme sold browsing history to AdCo; any field of it may be given."""
    given: dict[str, Any] = {
        "speaker": "Courier",
        "stance": Stance.ALLEGED,
        "act": Act.SELL,
        "from_": ("Acme",),
        "to": ("AdCo",),
        "data": ("browsing history",),
        "purpose": (),
        "subjects": ("users",),
        "drafted": BY_RULES,
    }
    place = more.pop("at") if "at" in more else at(words)
    return DraftClaim(place, **(given | more))


def non_answer(words: str = "AdCo declined to comment", **more: Any) -> DraftNonAnswer:
    given: dict[str, Any] = {
        "speaker": "AdCo",
        "kind": NonAnswerKind.DECLINED,
        "drafted": BY_RULES,
    }
    place = more.pop("at") if "at" in more else at(words)
    return DraftNonAnswer(place, **(given | more))


def drafts(
    *items: DraftClaim | DraftNonAnswer, parties: Iterable[DraftParty] = PARTIES, **more: Any
) -> Drafts:
    """Drafts of one document; ``text``, ``title`` … are the document's."""
    return Drafts(
        document(**more),
        tuple(parties),
        tuple(one for one in items if isinstance(one, DraftClaim)),
        tuple(one for one in items if isinstance(one, DraftNonAnswer)),
    )


def put(given: Drafts, folder: Path, known: Known = NOBODY, text_beside: bool = True) -> Path:
    """The file of *given* in *folder*, with its text if it is to be beside it."""
    path = folder / f"{given.document.name}.yaml"
    path.write_bytes(written(tidy(given, known), text_beside=text_beside).encode())
    if text_beside:
        path.with_suffix(".txt").write_bytes(given.document.text.encode())
    return path


def problems(path: Path) -> list[Problem]:
    """What the reader finds in it, its drafts included; notes left out."""
    return [one for one in read_dossier([path], drafts=True).problems if one.level is not Level.NOTE]


def read(path: Path) -> Source:
    """The source as the reader gives it, with its drafts."""
    (source,) = load([path], drafts=True).sources
    return source


def claims(path: Path) -> list[Claim]:
    return [one for one in read(path).drafts if isinstance(one, Claim)]


def non_answers(path: Path) -> list[NonAnswer]:
    return [one for one in read(path).drafts if isinstance(one, NonAnswer)]


# ---------------------------------------------------------------- an extractor for tests of many texts


@dataclass(frozen=True)
class Lines:
    """Makes an extractor that finds one claim in each line that says "sold"; a text may ask it to be slow.

    ``pids``: a folder in which each process that works leaves its number.
    """

    pids: Path | None = None

    def __call__(self) -> Callable[[Document], Drafts]:
        if self.pids is not None:
            (self.pids / str(os.getpid())).touch()
        return lines

    @property
    def identity(self) -> list[str]:
        return ["lines", os.environ.get("LINES_VERSION", "1")]


def lines(given: Document) -> Drafts:
    if "CRASH" in given.text:
        raise ValueError("no such thing\x1b[31m")
    if "DIE" in given.text:
        os._exit(9)
    if "SLOW" in given.text:
        time.sleep(0.5)
    found, start = [], 0
    for line in given.text.splitlines(keepends=True):
        if "sold" in line:
            found.append(claim(at=(start, start + len(line))))
        start += len(line)
    return Drafts(given, PARTIES, tuple(found))


class Missing:
    """Makes no extractor: it is not installed."""

    def __call__(self) -> Callable[[Document], Drafts]:
        raise UsageError("drafting needs a parser, which is not installed")

    @property
    def identity(self) -> list[str]:
        return ["missing"]
