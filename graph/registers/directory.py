"""The parties of a register, found by name: a few hundred thousand of them in bounded memory."""

from collections.abc import Iterable
from typing import Final

from graph.claims import LocalName, Party, PartyKind
from graph.flows import is_floating, third_parties_of
from graph.problems import GraphError, Place, quoted
from graph.reading.format import EntityBlock
from graph.reading.lost import Lost
from graph.reading.names import SHARED, Declared, fold
from graph.vocabulary import slug

#: What a block says of parties that it lies within, or that lie within it.
_RELATED: Final = ("operated_by", "part_of", "member_of", "processor_for", "members", "candidates")
_NOWHERE: Final = Place("")


class Directory:
    """Parties as ``entities.yaml`` would declare them, without the joining that names of people need.

    It answers what ``graph.reading.names.Names`` answers to those who make statements.
    """

    def __init__(self, entities: Iterable[EntityBlock]) -> None:
        """Take in *entities*: names are told apart without case, and what one lies within came before it.

        Raises:
            GraphError: two have one name or IRI, or one lies within a party that nobody declared.
        """
        self.parties: dict[LocalName, Party] = {}
        self.lost = Lost()
        self._meaning: dict[str, LocalName] = {}
        for one in entities:
            self._add(one)
        self.floating = frozenset(party.iri for party in self.parties.values() if is_floating(party))

    def _add(self, block: EntityBlock) -> None:
        kind = Declared(block, SHARED, lambda _: _NOWHERE).kind
        relative = self._of(block.relative_to) if block.relative_to is not None else None
        local = (
            third_parties_of(relative) if relative is not None else f"party/{slug(block.id or block.name)}"
        )
        if local in self.parties:
            raise GraphError(
                f"{quoted(block.name)} and {quoted(self.parties[local].name)} share the IRI {local}"
            )
        for name in (block.name, *block.aliases):
            for form in {name, fold(name)}:
                if self._meaning.setdefault(form, local) != local:
                    other = self.parties[self._meaning[form]].name
                    raise GraphError(f"{quoted(name)} names both {quoted(block.name)} and {quoted(other)}")
        related = {
            key: tuple(sorted(map(self._of, words))) for key in _RELATED if (words := getattr(block, key))
        }
        self.parties[local] = Party(
            local,
            block.name,
            block.type,
            kind,
            tuple(sorted({*block.aliases} - {block.name})),
            tuple(sorted((block.ids or {}).items())),
            relative_to=relative,
            **related,
        )

    def _of(self, words: str) -> LocalName:
        found = self.find(words, SHARED)
        if found is None:
            raise GraphError(f"{quoted(words)} is declared after those that lie within it, or not at all")
        return found

    def find(self, words: str, scope: LocalName) -> LocalName | None:
        """The party called *words*; None if nobody is."""
        found = self._meaning.get(words)
        return found if found is not None else self._meaning.get(fold(words))

    def resolve(self, words: str, scope: LocalName, place: Place, key: str) -> LocalName | None:
        """The party called *words*.

        Raises:
            GraphError: nobody is: the register names a party that it does not declare.
        """
        found = self.find(words, scope)
        if found is None:
            raise GraphError(f"{place}: {key}: {quoted(words)} is no party of this register")
        return found

    def third_parties(self, holder: LocalName, third: LocalName) -> None:
        """Make sure that the third parties of *holder* are a party, called as the open class *third* is."""
        name = third_parties_of(holder)
        if name not in self.parties:
            one = self.parties[third]
            self.parties[name] = Party(name, one.name, one.type, PartyKind.THIRD_PARTIES, relative_to=holder)
