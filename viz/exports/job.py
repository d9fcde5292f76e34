"""What is to be handed over, and what every export says of itself."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.claims import LocalName
from graph.network import Shape
from graph.status.report import LARGEST
from graph.telling.drafts import DRAFT_WORD
from viz.content.gathering import Gathered
from viz.content.imprint import imprint
from viz.content.plain import FIRST_STRONG_ISOLATE, POP_ISOLATE
from viz.content.selection import WHOLE
from viz.content.speaking import counted
from viz.look import NON_ANSWER_WORD

#: Stands in every export.
CAVEAT: Final = "No edge, line or row says that data flowed: each tells what a speaker says of it."
#: Stands wherever a status does.
OF_STATUSES: Final = "A status is about words: denied is not false, unanswered is not true."
_LEFT_OUT: Final = ", left out"


@dataclass(frozen=True)
class Job:
    """What of a dossier is handed over, in which shape, and what it is made from.

    A claim of which the selection shows anything is handed over whole. Statuses rest on the
    whole dossier, whatever is selected.
    """

    gathered: Gathered
    shape: Shape
    base: str
    graph_sha256: str
    version: str

    @property
    def title(self) -> str:
        """The neutral title of a picture of it."""
        return plain(self.gathered.content.title)

    @property
    def coverage(self) -> str:
        """What it rests on, from which point of view, and what the selection leaves out."""
        return plain(self.gathered.content.coverage)

    @property
    def kept(self) -> frozenset[LocalName] | None:
        """Local names of the claims, non-answers and drafts that are handed over; None for all of them."""
        gathered = self.gathered
        if gathered.selection == WHOLE:
            return None
        claims = (one.claim.iri for one in (*gathered.statements, *gathered.drafts.statements))
        responses = (one.given.iri for one in (*gathered.responses, *gathered.drafts.responses))
        return frozenset((*claims, *responses))

    @cached_property
    def references(self) -> dict[LocalName, str]:
        """How each claim and non-answer is cited: ``[10]``; ``[10, left out]`` if it is not handed over."""
        gathered, drafts = self.gathered, self.gathered.all_drafts
        spoken = (*gathered.statements, *gathered.responses, *gathered.drafts.everything)
        shown = {one.label for one in spoken}
        every = (*drafts.everything, *gathered.all_statements, *gathered.all_responses)
        return {one.said.iri: f"[{one.label}{'' if one.label in shown else _LEFT_OUT}]" for one in every}

    @cached_property
    def hidden(self) -> str:
        """What the selection leaves out, in words: "11 statements and 1 non-answer"; empty if nothing."""
        gathered = self.gathered
        statements, responses = gathered.hidden
        counts = (
            (statements, "statement"),
            (responses, NON_ANSWER_WORD),
            (len(gathered.all_drafts) - len(gathered.drafts), DRAFT_WORD),
        )
        return " and ".join(counted(number, noun) for number, noun in counts if number)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The same as a phrase of ``Written.lost``."""
        return (f"{self.hidden} that the filter leaves out",) if self.hidden else ()

    @property
    def point_of_view(self) -> str:
        """The point of view of the statuses; that there are none in a dossier too large for them."""
        derived = self.gathered.report
        return f"none: more than {LARGEST:,} entries" if derived is None else str(derived.view)

    @property
    def imprint(self) -> str:
        """What the export is made from, and with."""
        return imprint(self.graph_sha256, self.version, in_part=self.gathered.part is not None)

    @cached_property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What the export says of itself: pairs of a word and what it is."""
        told = (
            ("dossier", self.gathered.dossier.name),
            ("title", self.title),
            ("coverage", self.coverage),
            ("statuses", self.point_of_view),
            ("filter", f"{self.hidden} left out" if self.hidden else ""),
            ("made from", self.imprint),
            ("caveat", CAVEAT),
            ("about statuses", OF_STATUSES),
        )
        return tuple((word, text) for word, text in told if text)

    @property
    def about(self) -> str:
        """The same as lines of text."""
        return "\n".join(f"{word}: {text}" for word, text in self.facts)


def plain(text: str) -> str:
    """Text of a picture without the marks that keep names in their place there; those of a source stay."""
    return text.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")
