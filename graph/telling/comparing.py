"""What changed between two dossiers, in words: for a reviewer, a reporter, a release note."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Final, NamedTuple

from graph.claims import Dossier, Evidence, Flow, LocalName, NotClaim, Party, Phrase, Said, Source
from graph.telling.attributes import place
from graph.telling.grammar import joined
from graph.telling.pairing import (
    Statement,
    carried,
    moved,
    paired,
    party_names,
    source_pairs,
    statement_pairs,
)
from graph.telling.plain import visible
from graph.telling.sentences import Sentences


class Detail(NamedTuple):
    """One thing about it that changed: what, before, after; empty text for nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed.

    ``what`` is source, party, phrase, claim, non-answer, relation or passage
    left out; ``how`` is added, removed, changed, renamed, joined, split off,
    placed elsewhere or reordered; ``name`` a name or a sentence, fit for show;
    ``where`` the source, in words, of what stands in one; ``iri`` a local
    name, the new one where there is one.
    """

    what: str
    how: str
    name: str
    iri: LocalName
    where: str = ""
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed: sources, parties, phrases, then statements; false if nothing did."""

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.changes)


def diff(old: Dossier, new: Dossier) -> Difference:
    """What changed from *old* to *new*; nothing if they hold the same, whatever they are called.

    A source, party or statement is recognised also where its IRI changed with
    its content: a claim by its quote and speaker in the same source, a source
    by its url, text, title or file, a party by its names and identifiers.
    What follows from another change (a claim's IRI from its source's, a slot's
    value from a phrase that was placed elsewhere) is not told twice.
    """
    return Difference(tuple(_Comparing(old, new).changes()))


#: The statements of a source, by field, and what one of them is called.
_KINDS: Final = {
    "claims": "claim",
    "non_answers": "non-answer",
    "relations": "relation",
    "not_claims": "passage left out",
}
#: Fields of values that are told under another name than their own.
_CALLED: Final = {
    "from_": "from",
    "except_": "except",
    "evidence_kind": "evidence",
    "period_from": "period from",
    "period_until": "period until",
    "iri": "IRI",
    "local_names": "names in this source",
    "placed_in": "placed by",
}
_PLACE: Final = frozenset({"exact", "broader"})


class _Comparing:
    def __init__(self, old: Dossier, new: Dossier) -> None:
        self.old, self.new = old, new
        self.say_old, self.say_new = Sentences(old), Sentences(new)
        self.sources = source_pairs(old, new)
        #: What names of the old dossier are called in the new one, where they differ.
        self.names = {a.iri: b.iri for a, b in self.sources if a and b and a.iri != b.iri}
        self.parties = party_names(old, new, self.names)
        self.names |= {a: b for a, b in self.parties.items() if a != b}
        self.pairs = {
            (a.iri, kind): statement_pairs(
                getattr(a, kind), getattr(b, kind), self.names, same_text=a.sha256 == b.sha256
            )
            for a, b in self.sources
            if a and b
            for kind in _KINDS
        }
        for pairs in self.pairs.values():
            self.names |= {a.iri: b.iri for a, b in pairs if a and b and a.iri != b.iri}
        self.phrases = paired(old.phrases, new.phrases, lambda one: one.iri)
        #: Words whose meaning changed with the place of their phrase; told there.
        self.moved_words = {
            (str(a.slot), words)
            for a, b in self.phrases
            if a and b and any(getattr(a, field) != getattr(b, field) for field in _PLACE)
            for words in (a.label, *a.aliases, b.label, *b.aliases)
        }
        self.ids = {one.iri: one.id for dossier in (old, new) for one in dossier.claims}

    def changes(self) -> Iterator[Change]:
        yield from self._sources()
        yield from self._parties()
        yield from self._phrases()
        for kind, what in _KINDS.items():
            for a, b in self.sources:
                yield from self._statements(a, b, kind, what)

    # ------------------------------------------------------------ sources

    def _sources(self) -> Iterator[Change]:
        for a, b in self.sources:
            if a is None or b is None:
                yield from self._one_sided("source", a, b, _called)
                continue
            details = self._details(a, b, skipping=frozenset(_KINDS))
            if details:
                yield Change("source", "changed", _called(b), b.iri, details=details)
            for kind, what in _KINDS.items():
                after = [one.iri for x, one in self.pairs[a.iri, kind] if x and one]
                order = {one.iri: number for number, one in enumerate(getattr(b, kind))}
                if after != sorted(after, key=order.__getitem__):
                    yield Change(
                        "source",
                        "reordered",
                        _called(b),
                        b.iri,
                        details=(Detail(f"order of {what}s", "", ""),),
                    )

    # ------------------------------------------------------------ parties and phrases

    def _parties(self) -> Iterator[Change]:
        before = self.old.party_of
        origins: dict[LocalName, list[Party]] = {}
        for name, now in self.parties.items():
            origins.setdefault(now, []).append(before[name])
        for party in self.new.parties:
            were = origins.get(party.iri, [])
            if not were:
                yield self._new_party(party)
                continue
            if len(were) > 1:
                names = joined([self.say_old.party(one.iri) for one in were])
                told = Detail("joined", names, self.say_new.party(party.iri))
                yield Change("party", "joined", visible(party.name), party.iri, details=(told,))
            was = next((one for one in were if one.iri == party.iri), were[0])
            how = "changed" if was.name == party.name else "renamed"
            details = self._details(was, party)
            if details:
                yield Change("party", how, visible(party.name), party.iri, details=details)
        for party in self.old.parties:
            if party.iri not in self.parties:
                yield Change("party", "removed", visible(party.name), party.iri)

    def _new_party(self, party: Party) -> Change:
        """A party that was not there: new, or split off from one that bore its name."""
        own = {party.name, *party.aliases}
        whole = [one.name for one in self.old.parties if party.kind is None and own & set(one.aliases)]
        if whole:
            told = Detail("split off", visible(whole[0]), visible(party.name))
            return Change("party", "split off", visible(party.name), party.iri, details=(told,))
        return Change("party", "added", visible(party.name), party.iri)

    def _phrases(self) -> Iterator[Change]:
        for a, b in self.phrases:
            if a is None or b is None:
                yield from self._one_sided("phrase", a, b, lambda one: f"{one.slot} “{visible(one.label)}”")
                continue
            details = self._details(a, b, skipping=_PLACE)
            elsewhere = any(getattr(a, field) != getattr(b, field) for field in _PLACE)
            if elsewhere:
                told = Detail("place", _place_of(a, self.say_old), _place_of(b, self.say_new))
                details = (told, *details)
            if details:
                how = "placed elsewhere" if elsewhere else "changed"
                yield Change("phrase", how, f"{b.slot} “{visible(b.label)}”", b.iri, details=details)

    # ------------------------------------------------------------ statements

    def _statements(self, a: Source | None, b: Source | None, kind: str, what: str) -> Iterator[Change]:
        if a is None or b is None:
            for one in getattr(a or b, kind):
                yield self._statement(what, "removed" if b is None else "added", one, a or b)
            return
        for before, after in self.pairs[a.iri, kind]:
            if before is not None and after is not None:
                details = self._details(before, after)
                if a.sha256 != b.sha256:
                    details = tuple(one for one in details if not _follows_from_the_text(one))
                if details:
                    yield self._statement(what, "changed", after, b, details)
            elif after is not None:
                yield self._statement(what, "added", after, b)
            elif before is not None:
                yield self._statement(what, "removed", before, a)

    def _statement(
        self, what: str, how: str, one: Statement, source: Source | None, details: tuple[Detail, ...] = ()
    ) -> Change:
        say = self.say_old if how == "removed" else self.say_new
        sentence = f"“{visible(one.evidence.quote or '')}”" if isinstance(one, NotClaim) else say.of(one)
        identifier = getattr(one, "id", None)
        where = f"{visible(identifier)} of " if identifier else ""
        return Change(
            what, how, sentence, one.iri, where + ("" if source is None else _called(source)), details
        )

    # ------------------------------------------------------------ field by field

    def _one_sided(self, what: str, a: Any, b: Any, called: Callable[[Any], str]) -> Iterator[Change]:
        one = a or b
        yield Change(what, "removed" if b is None else "added", called(one), one.iri)

    def _details(self, a: Any, b: Any, skipping: frozenset[str] = frozenset()) -> tuple[Detail, ...]:
        """What differs between two values of one class, in the order of its fields."""
        told = carried(a, self.names)
        found: list[Detail] = []
        for field in fields(a):
            name = field.name
            if name in skipping or name in ("iri", "source"):
                continue
            was, now = getattr(told, name), getattr(b, name)
            if self._comparable(name, was) != self._comparable(name, now):
                found += self._told(name, getattr(a, name), now)
        if not found and a.iri != b.iri and not self._follows(a, b):
            found.append(Detail("IRI", a.iri, b.iri))
        return tuple(found)

    def _follows(self, a: Any, b: Any) -> bool:
        """Whether another IRI follows from that of the source, which is told there."""
        in_another = getattr(a, "source", None) != getattr(b, "source", None)
        return in_another or moved(a.iri, self.names) == b.iri

    def _comparable(self, name: str, value: Any) -> Any:
        """A field without what is told elsewhere: the meaning of words whose phrase moved."""
        if isinstance(value, tuple) and value and isinstance(value[0], Said):
            told = ((name, said.words) in self.moved_words for said in value)
            return sorted(
                (one.words, "" if elsewhere else one.value)
                for one, elsewhere in zip(value, told, strict=True)
            )
        return value

    def _told(self, name: str, was: Any, now: Any) -> Iterable[Detail]:
        if isinstance(was, Evidence) and isinstance(now, Evidence):
            if (was.quote, was.pointer) != (now.quote, now.pointer):
                yield Detail("quote", _evidence(was), _evidence(now))
            if was.at != now.at:
                yield Detail("place", place(replace(was, pointer=None)), place(replace(now, pointer=None)))
            if was.verified != now.verified:
                yield Detail("quote checked", _yes(was.verified), _yes(now.verified))
            return
        before, after = self._words(was, self.say_old), self._words(now, self.say_new)
        if before == after:  # the same words for other things
            before, after = self._names_in(was), self._names_in(now)
        yield Detail(_CALLED.get(name, name.replace("_", " ")), before, after)

    def _words(self, value: Any, say: Sentences, pair: bool = False) -> str:
        """A value in words; the parts of a pair, such as a scheme and an identifier, with a colon between."""
        if isinstance(value, tuple) and value and isinstance(value[0], Flow):
            return say.exceptions(value).removeprefix(", leaving out ")
        if isinstance(value, Said):
            return visible(value.words)
        if isinstance(value, tuple):
            return (": " if pair else "; ").join(
                self._words(one, say, pair=type(one) is tuple) for one in value
            )
        if value in self.ids:
            return f"claim {visible(self.ids[value] or value.rpartition('/')[2])}"
        return "" if value is None else _known(str(value), say)

    def _names_in(self, value: Any) -> str:
        if isinstance(value, Said):
            return f"{visible(value.words)} ({value.value})"
        if isinstance(value, str | Flow):
            return repr(value)
        return "; ".join(self._names_in(one) for one in value) if isinstance(value, tuple) else str(value)


def _follows_from_the_text(one: Detail) -> bool:
    """Whether a detail is none where the text is another edition: places, ids, and white space in quotes."""
    if one.what == "quote":
        return one.before.split() == one.after.split()
    return one.what in ("place", "id", "IRI")


def _known(text: str, say: Sentences) -> str:
    """A local name as the name of what it stands for; any other text as it is."""
    return say.value(text) if text.startswith(("party/", "source/")) else visible(text)


def _called(source: Source) -> str:
    return f"“{visible(source.title)}” ({visible(source.file)})" if source.title else visible(source.file)


def _place_of(phrase: Phrase, say: Sentences) -> str:
    if phrase.exact is not None:
        return f"means {phrase.exact}"
    if not phrase.broader:
        return "not placed"
    return "under " + joined([one if ":" in one else f"“{say.value(one)}”" for one in phrase.broader])


def _evidence(one: Evidence) -> str:
    if one.quote is None:
        return f"pointer {visible(one.pointer or '')}"
    return f"“{visible(one.quote)}”"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
