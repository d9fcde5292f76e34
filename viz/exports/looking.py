"""How the nodes and edges of a network look: the stance that a picture would draw them in, never more.

An outsider's "confirmed" looks like an allegation, as in a figure. What a figure only lists,
an outsider's denial or the denial of a denial, is an edge of the network all the same: it
looks like no stance.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.claims import Act, LocalName, Stance
from graph.network import HOLDER_NOT_SAID, RECIPIENT_NOT_SAID
from graph.status.values import Status
from graph.telling.drafts import DRAFT_WORD
from graph.telling.grammar import counted, joined
from viz.content.gathering import Gathered
from viz.content.numbering import Statement
from viz.content.speaking import called, gets, plural, possible, verb
from viz.exports.job import plain
from viz.look import DRAFT, LOOKS, NON_ANSWER_COLOUR, PAPER, Pattern

#: The word for an edge that looks like no stance, in the attribute ``drawn_as``.
LISTED: Final = "listed only"
_NOT_SAID: Final = (HOLDER_NOT_SAID, RECIPIENT_NOT_SAID)


@dataclass(frozen=True, slots=True)
class Seen:
    """How an edge or a statement looks: ``stance`` is None for what a figure only lists.

    ``colour`` of what belongs to no stance is grey, its line dotted. A ``draft`` looks like no stance.
    """

    stance: Stance | None
    colour: str
    line: Pattern
    word: str
    draft: bool = False

    @property
    def filled(self) -> bool:
        """Whether its head is: that of a draft is hollow."""
        return self.stance is not None and not self.draft and LOOKS[self.stance].filled

    @property
    def tint(self) -> str:
        """What fills the box of a statement."""
        return PAPER if self.stance is None or self.draft else LOOKS[self.stance].tint


_UNSEEN: Final = Seen(None, NON_ANSWER_COLOUR, Pattern.DOTTED, LISTED)
_SEEN: Final[Mapping[Stance | None, Seen]] = {
    None: _UNSEEN,
    **{stance: Seen(stance, look.colour, look.line, str(stance)) for stance, look in LOOKS.items()},
}


class Looking:
    """The looks of one dossier's network."""

    def __init__(self, gathered: Gathered) -> None:
        """Take stances and numbers from what was gathered, whatever is selected of it."""
        self._parties = gathered.parties
        statements = (*gathered.all_statements, *gathered.all_drafts.statements)
        self._statements = {one.claim.iri: one for one in statements}
        self._drafts = frozenset(one.said.iri for one in gathered.all_drafts.everything)
        self._pairs: dict[LocalName, dict[tuple[LocalName | None, LocalName | None], set[Stance]]] = {}
        for one in statements:
            ends = self._pairs.setdefault(one.claim.iri, {})
            for pair in one.placed.pairs:
                ends.setdefault((pair.from_, pair.to), set()).add(pair.stance)

    def edge(self, claim: LocalName, holder: str, recipient: str) -> Seen:
        """How a claim looks between two nodes; of a mixed group it looks like the least that it says."""
        found = {
            stance
            for start in self._members(holder)
            for end in self._members(recipient)
            for stance in self._pairs[claim].get((start, end), ())
        }
        stance = min(found) if found else None  # "alleged" comes before "confirmed"
        return _drafted(stance) if claim in self._drafts else _SEEN[stance]

    def statement(self, told: Mapping[str, Any]) -> Seen:
        """How a node of the shape ``claims`` looks that is a claim, non-answer or relation."""
        one = self._statements.get(told["claim"])
        if told["claim"] in self._drafts:
            return _drafted(one.stance if one is not None and one.placed.pairs else None)
        if one is None or not one.placed.pairs:
            return _UNSEEN
        return _SEEN[one.stance]

    def label(self, told: Mapping[str, Any], seen: Seen) -> str:
        """A short sentence for a line: ``? WSJ alleges seeking [1] · partly answered``."""
        one = self._statements[told["claim"]]
        party = self._parties.party_of[one.claim.speaker]
        stance = seen.stance or one.claim.stance
        says = verb(stance, _act(one), plural(party), possible(one.claim, stance), gets(one.claim))
        status = f" · {Status(told['status']).words}" if told["status"] else ""
        outside = f" ({LISTED})" if seen.stance is None else ""
        glyph, tag = LOOKS[stance].glyph, f"{DRAFT_WORD}: " if seen.draft else ""
        return f"{tag}{glyph} {plain(called(party))} {says} [{one.label}]{status}{outside}"

    def act(self, told: Mapping[str, Any]) -> Act | None:
        """The act of an edge, of a denial by reference that of what it denies."""
        return _act(self._statements[told["claim"]])

    def _members(self, node: str) -> tuple[LocalName | None, ...]:
        return (None,) if node in _NOT_SAID else self._parties.resolve(node)


def _drafted(stance: Stance | None) -> Seen:
    """The look of a draft of that stance."""
    return Seen(stance, DRAFT.colour, DRAFT.line, DRAFT_WORD, True)


def _act(one: Statement) -> Act | None:
    acts = {pair.act for pair in (*one.placed.pairs, *one.placed.unanswering)}
    return acts.pop() if one.claim.denies and len(acts) == 1 else one.claim.act


def without_a_line(gathered: Gathered) -> list[str]:
    """The statements for which a figure has no line, as a phrase of ``Written.lost``; none if all have."""
    listed = gathered.content.listed
    number = sum(len(one.numbers) for one in listed)
    return [f"{counted(number, 'statement')} without a line ({joined([one.why for one in listed])})"] * (
        number > 0
    )


def drafts_in_legend(line: str = DRAFT.line) -> str:
    """The same of drafts, which a format may draw in another *line*."""
    return f"{line}: {DRAFT.legend}"


def in_legend(stance: Stance) -> str:
    """What a legend in words says of a stance: ``? dashed: alleged by others``."""
    look = LOOKS[stance]
    return f"{look.glyph} {look.line}: {look.legend}"
