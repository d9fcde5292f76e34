"""One article, invented, and its whole draft as it is written: what changes in it is seen, and explained.

``python tests/test_drafting_golden.py`` writes the draft anew; read the difference.
"""

from pathlib import Path
from typing import Final

import pytest
from parsed import drafted, need_parser

from graph.claims import PartialDate
from graph.drafting.tidying import tidy
from graph.drafting.writing import written
from graph.problems import Level
from graph.reading.dossiers import read_dossier
from graph.writing import whole_file

ARTICLE: Final = Path(__file__).parent / "drafting" / "tide-app.txt"
EXPECTED: Final = ARTICLE.with_suffix(".yaml")


def written_draft() -> str:
    text = ARTICLE.read_text(encoding="utf-8")
    return written(
        tidy(drafted(text, name="tide-app", publisher="Daily Courier", published=PartialDate("2024-06-03")))
    )


@pytest.fixture(scope="module")
def draft() -> str:
    need_parser()
    return written_draft()


def test_the_draft_of_an_article_is_as_it_was(draft: str) -> None:
    assert draft == EXPECTED.read_text(encoding="utf-8")


def test_the_same_article_gives_the_same_bytes(draft: str) -> None:
    assert written_draft() == draft


def test_the_draft_is_a_source_file_without_errors_and_every_quote_is_in_the_article(
    draft: str, tmp_path: Path
) -> None:
    path = tmp_path / EXPECTED.name
    path.write_text(draft, encoding="utf-8")
    text = ARTICLE.read_text(encoding="utf-8")
    path.with_suffix(".txt").write_text(text, encoding="utf-8")
    found = read_dossier([path], drafts=True)
    assert len(found.dossier.sources[0].drafts) > 10
    assert [str(one) for one in found.problems if one.level is Level.ERROR] == []


if __name__ == "__main__":
    with whole_file(EXPECTED) as stream:
        stream.write(written_draft().encode())
