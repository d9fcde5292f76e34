"""A text on its way to where it is drafted, and what comes back: values that hold no path.

Whoever drafts a sheet needs no disk in common with whoever asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.drafting.drafts import Document, Proposals
from graph.drafting.extractors import Drafter, Extractor
from graph.drafting.known import Known
from graph.drafting.tidying import tidy
from graph.drafting.writing import written
from graph.problems import GraphError, UsageError, shown


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text on its way to where it is drafted: its words, and what the file will say of it, but no path."""

    document: Document
    options: str
    text_beside: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of a sheet: the file's content, how many of what it holds, and what a model proposed."""

    content: str
    claims: int
    non_answers: int
    left_out: int
    proposals: Proposals | None = None


def drafted(sheet: Sheet, known: Known, drafter: Drafter) -> Filled | str:
    """What becomes of a sheet, or what is wrong."""
    try:
        drafts = drafter(sheet.document)
        tidied = tidy(drafts, known)
        content = written(tidied, sheet.options, sheet.text_beside)
    except UsageError:
        raise
    except GraphError as error:
        return str(error)
    except Exception as error:  # a fault of ours in one text must not cost the others
        return (
            f"cannot be drafted, by a fault of this program ({type(error).__name__}: {shown(str(error))}); "
            "please report it"
        )
    counts = (len(tidied.claims), len(tidied.non_answers), len(tidied.left_out))
    return Filled(content, *counts, drafts.proposals)


class Drafting:
    """Drafts sheets wherever it is; its extractor is made there, once, with the first of them."""

    def __init__(self, known: Known, maker: Extractor, identity: Sequence[str]) -> None:
        self._known = known
        self._maker = maker
        self._identity = list(identity)
        self._drafter: Drafter | None = None

    def __call__(self, sheet: Sheet) -> Filled | str:
        """What becomes of a sheet, or what is wrong.

        Raises:
            UsageError: the extractor cannot work at all, or is another here than where the sheet is from.
        """
        if self._drafter is None:
            if (found := self._maker.identity) != self._identity:
                raise UsageError(
                    f"a worker drafts with {_told(found)}, and {_told(self._identity)} is asked for; "
                    "install the same where it runs"
                )
            self._drafter = self._maker()
        return drafted(sheet, self._known, self._drafter)


def _told(identity: Sequence[str]) -> str:
    return shown(", ".join(one for one in identity if one))
