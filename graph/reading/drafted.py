"""What only drafts name in a source file: it is drafted, too, and no part of the graph without them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graph.claims import LocalName, Slot
from graph.reading.format import (
    ClaimBlock,
    EntityBlock,
    ExceptBlock,
    NonAnswerBlock,
    RelationBlock,
    SourceFile,
    TermsBlock,
)
from graph.reading.known import bare
from graph.reading.names import fold
from graph.reading.rows import Rows
from graph.vocabulary import slug

_PHRASED: Final = (Slot.DATA, Slot.PURPOSE, Slot.SUBJECTS)
#: What an entity says of other parties.
_TIES: Final = (
    *("operated_by", "part_of", "member_of", "processor_for", "members", "candidates"),
    "relative_to",
)
Phrased = tuple[Slot, str]
Entry = ClaimBlock | NonAnswerBlock


@dataclass(slots=True)
class Mentions:
    """The parties (folded names) and phrases (slot and slug) that entries name."""

    parties: set[str] = field(default_factory=set)
    phrases: set[Phrased] = field(default_factory=set)

    def add(self, one: Entry | RelationBlock | ExceptBlock) -> None:
        """Take note of what an entry names."""
        for key in ("speaker", "spokesperson", "via", "from_", "to", "parties"):
            self.name(getattr(one, key, None))
        if not isinstance(one, RelationBlock):
            for slot in _PHRASED:
                self.say(slot, getattr(one, slot, ()))
        for inner in getattr(one, "except_", ()):
            self.add(inner)

    def add_row(self, values: Mapping[str, Any]) -> None:
        """Take note of what a row of a table names, as it stands there."""
        for key in ("speaker", "spokesperson", "via", "from", "to"):
            self.name(values.get(key))
        for slot in _PHRASED:
            self.say(slot, values.get(slot.value, ()))

    def name(self, words: str | Iterable[str] | None) -> None:
        """Take note of names of parties."""
        listed = [words] if isinstance(words, str) else words or ()
        self.parties.update(map(fold, listed))

    def say(self, slot: Slot, words: Iterable[str]) -> None:
        """Take note of phrases, and of what is left of them without words in front that add nothing."""
        for one in words:
            key = slug(one)
            self.phrases |= {(slot, other) for other in (key, *bare(slot, key))}


@dataclass(slots=True)
class Drafting:
    """What the drafts of a dossier name, and what the reviewed entries do: by source, and in all.

    ``parties`` go by source, since a name means a party inside one; a phrase means the same everywhere.
    """

    drafts: dict[LocalName, Mentions] = field(default_factory=dict)
    reviewed: dict[LocalName, Mentions] = field(default_factory=dict)

    def read(self, source: LocalName, content: SourceFile) -> None:
        """Take note of the entries of a source file."""
        spoken: tuple[Entry, ...] = (*content.claims, *content.non_answers)
        for one in spoken:
            self._of(source, one.draft is not None).add(one)
        for relation in content.relations:
            self._of(source, False).add(relation)
        if content.not_claims:
            self._of(source, False)

    def read_rows(self, table: Rows) -> None:
        """Take note of the rows of a table."""
        for row in table.rows([]):
            source = table.source_of(row)
            if source is not None:
                draft = str(row.values.get("draft", "")).casefold() in ("true", "yes")
                self._of(source, draft).add_row(row.values)

    def _of(self, source: LocalName, draft: bool) -> Mentions:
        return (self.drafts if draft else self.reviewed).setdefault(source, Mentions())

    def only_drafts(self, source: LocalName) -> bool:
        """Tell whether a source holds drafts and nothing that was reviewed."""
        return source in self.drafts and source not in self.reviewed

    def entities(self, source: LocalName, content: SourceFile) -> frozenset[int]:
        """Which entities of a source file, by number, are drafted: all of a file that holds only drafts."""
        if self.only_drafts(source):
            return frozenset(range(len(content.entities)))
        if source not in self.drafts:
            return frozenset()
        used = _reached(content.entities, self.drafts[source].parties)
        return used - _reached(content.entities, self.reviewed[source].parties)

    def terms(self, source: LocalName, content: SourceFile) -> tuple[TermsBlock, TermsBlock]:
        """The terms of a source file: those that stand without drafts, and those that are drafted."""
        if self.only_drafts(source):
            return TermsBlock(), content.terms
        if source not in self.drafts:
            return content.terms, TermsBlock()
        reviewed = {one for mentions in self.reviewed.values() for one in mentions.phrases}
        drafted = _placed(content.terms, self.drafts[source].phrases) - _placed(content.terms, reviewed)
        return tuple(  # type: ignore[return-value]
            TermsBlock(
                **{
                    slot.value: {
                        label: place
                        for label, place in getattr(content.terms, slot).items()
                        if ((slot, label) in drafted) == wanted
                    }
                    for slot in _PHRASED
                }
            )
            for wanted in (False, True)
        )


def _reached(entities: tuple[EntityBlock, ...], names: set[str]) -> frozenset[int]:
    """The entities that go by one of *names*, and those to which these are tied."""
    called: dict[str, int] = {}
    for number, one in enumerate(entities):
        for name in (one.name, *one.aliases):
            called.setdefault(fold(name), number)
    found: set[int] = set()
    waiting = [called[name] for name in names if name in called]
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            tied = list(_tied(entities[number]))
            waiting += [called[name] for name in tied if name in called]
    return frozenset(found)


def _tied(one: EntityBlock) -> Iterator[str]:
    for key in _TIES:
        given = getattr(one, key)
        yield from map(fold, [given] if isinstance(given, str) else given or ())


def _placed(terms: TermsBlock, used: set[Phrased]) -> frozenset[tuple[Slot, str]]:
    """The phrases of *terms*, by slot and label, that are used, and those under which these lie."""
    called = {
        (slot, slug(name)): label
        for slot in _PHRASED
        for label, place in getattr(terms, slot).items()
        for name in (label, *place.aliases)
    }
    found: set[tuple[Slot, str]] = set()
    waiting = [(slot, called[slot, key]) for slot, key in used if (slot, key) in called]
    while waiting:
        slot, label = waiting.pop()
        if (slot, label) not in found:
            found.add((slot, label))
            above = [(slot, slug(one)) for one in getattr(terms, slot)[label].broader]
            waiting += [(slot, called[one]) for one in above if one in called]
    return frozenset(found)
