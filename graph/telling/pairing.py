"""Which party, source, phrase or statement of one dossier is which of another, though its IRI may differ."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, Final, TypeVar

from graph.claims import (
    Claim,
    Dossier,
    Evidence,
    Flow,
    LocalName,
    NonAnswer,
    NotClaim,
    Relation,
    Said,
    Source,
)

Statement = Claim | NonAnswer | Relation | NotClaim
Item = TypeVar("Item")
Key = Callable[[Item], Hashable]


def paired(
    old: Iterable[Item], new: Iterable[Item], *keys: Key[Item]
) -> list[tuple[Item | None, Item | None]]:
    """Each item of *old* with its counterpart in *new*, then what is only in *new*.

    *keys* are tried in turn on what has no counterpart yet; a key pairs the
    first with the first that have the same value, the second with the second.
    A key of None pairs nothing.
    """
    left, right = list(old), list(new)
    partner: dict[int, int] = {}
    free = set(range(len(right)))
    for key in keys:
        waiting: dict[Hashable, list[int]] = {}
        for number in sorted(free):
            value = key(right[number])
            if value is not None:
                waiting.setdefault(value, []).append(number)
        for number, one in enumerate(left):
            found = waiting.get(key(one)) if number not in partner else None
            if found:
                partner[number] = found.pop(0)
                free.discard(partner[number])
    pairs: list[tuple[Item | None, Item | None]] = [
        (one, right[partner[number]] if number in partner else None) for number, one in enumerate(left)
    ]
    return pairs + [(None, right[number]) for number in sorted(free)]


def source_pairs(old: Dossier, new: Dossier) -> list[tuple[Source | None, Source | None]]:
    """Sources by IRI, else by url, text, title and date, file."""
    return paired(
        old.sources,
        new.sources,
        lambda one: one.iri,
        lambda one: one.url,
        lambda one: one.sha256,
        lambda one: one.title and (one.title, one.publisher, one.published),
        lambda one: one.file,
    )


def party_names(
    old: Dossier, new: Dossier, sources: dict[LocalName, LocalName]
) -> dict[LocalName, LocalName]:
    """For each party of *old*, the party of *new* that it is, where there is one.

    By IRI; a class of a source by the same name in that source; a named party
    also by an outside identifier, or because one bears the other's name among
    its own. Several parties may have become one.
    """
    by_iri = new.party_of
    bearers: dict[Hashable, LocalName] = {}
    for party in new.parties:
        if party.kind is None:
            for key in (*party.ids, *(("name", name) for name in (*party.aliases, party.name))):
                bearers.setdefault(key, party.iri)
    found = {}
    for party in old.parties:
        same = renamed(party.iri, sources)
        if same in by_iri:
            found[party.iri] = same
        elif party.kind is None:
            names = [("name", name) for name in (party.name, *party.aliases)]
            joined = [bearers[key] for key in (*party.ids, *names) if key in bearers]
            if joined:
                found[party.iri] = joined[0]
    return found


def renamed(name: LocalName, names: dict[LocalName, LocalName]) -> LocalName:
    """What *name* is called in the other dossier; what stands below another name moves with it."""
    return names[name] if name in names else moved(name, names)


def moved(name: LocalName, names: dict[LocalName, LocalName]) -> LocalName:
    """*name* where that below which it stands, such as a source or a holder, is called otherwise.

    >>> moved("source/1/party/banks", {"source/1": "source/2"})
    'source/2/party/banks'
    """
    parts = name.split("/")
    for length in range(2, len(parts)):
        head = "/".join(parts[:length])
        if head in names:
            return names[head] + name[len(head) :]
    return name


def carried(one: Item, names: dict[LocalName, LocalName]) -> Item:
    """A party or statement of the old dossier with the local names that the new one has in its place."""
    if not names:
        return one
    fields_moved = {
        field.name: _carried(getattr(one, field.name), names)
        for field in fields(one)  # type: ignore[arg-type]
        if field.name not in _FREE_TEXT
    }
    return replace(one, **fields_moved)  # type: ignore[type-var]


#: Fields that hold no local names of others, whatever their text looks like.
_FREE_TEXT: Final = frozenset(
    {"id", "note", "why", "type", "hedges", "evidence", "name", "aliases", "ids", "exclusive"}
)


def _carried(value: Any, names: dict[LocalName, LocalName]) -> Any:
    if isinstance(value, Said):
        return Said(renamed(value.value, names), value.words)
    if isinstance(value, Flow):
        return Flow(value.act, *(_carried(slot, names) for slot in value[1:]))
    if isinstance(value, tuple):
        told = tuple(
            _carried_pair(one, names) if type(one) is tuple else _carried(one, names) for one in value
        )
        return value if told == value else tuple(sorted(told, key=_order))
    return renamed(value, names) if type(value) is str else value


def _carried_pair(pair: tuple[str, LocalName], names: dict[LocalName, LocalName]) -> tuple[str, LocalName]:
    return pair[0], renamed(pair[1], names)


def _order(value: Any) -> Any:
    return repr(value) if isinstance(value, Flow) else value


def statement_pairs(
    old: Sequence[Statement],
    new: Sequence[Statement],
    names: dict[LocalName, LocalName],
    *,
    same_text: bool = True,
) -> list[tuple[Statement | None, Statement | None]]:
    """Statements of one kind in one source: by IRI, by what they say, by quote and speaker, by id.

    Where the text is not the same, ids were given anew ("D3" is the third draft of either), and pair nothing.
    """

    def speaker(one: Statement) -> LocalName | None:
        return None if isinstance(one, NotClaim) else one.speaker

    def words(one: Statement) -> str | None:
        return one.evidence.quote or one.evidence.pointer

    def identifier(one: Statement) -> str | None:
        return one.id if same_text and isinstance(one, Claim | NonAnswer) else None

    def nameless(one: Statement) -> Statement:
        return one if same_text or not isinstance(one, Claim | NonAnswer) else replace(one, id=None)

    def meaning(one: Statement) -> Statement | None:
        bare = nameless(one)
        return None if isinstance(bare, NotClaim) else replace(bare, iri="", evidence=Evidence(), note=None)

    told = [carried(one, names) for one in old]
    original = {id(after): before for after, before in zip(told, old, strict=True)}
    pairs = paired(
        told,
        new,
        lambda one: one.iri,
        lambda one: replace(nameless(one), iri="", source=""),
        meaning,
        lambda one: (words(one), speaker(one), getattr(one, "stance", None), getattr(one, "act", None)),
        lambda one: (words(one), speaker(one)),
        lambda one: identifier(one) and (identifier(one), speaker(one)),
        words,
    )
    return [(one and original[id(one)], other) for one, other in pairs]
