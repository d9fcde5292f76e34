"""The part of a home on which all rests that can be told of some parties, read back without the rest.

Parties and phrases are read whole. Of the statements those are looked for that name the parties, in
whatever role, what answers these, and whatever may bear on their statuses (``status/part.py`` says what
that is). Only what they consist of is fetched: of a million claims some thousands. More may come along
than is needed, never less.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, Final, TypeVar

import pyoxigraph as ox

from graph.asking.resolving import resolve
from graph.asking.store import Store, Table
from graph.claims import Dossier, LocalName, PartialDate
from graph.problems import UsageError
from graph.rdf.reading_back import dossier_from
from graph.rdf.triples import LEXICON, PARTIES
from graph.status.part import LARGEST_PART, PartOf, around, overlapping
from graph.status.report import LARGEST
from graph.status.speaking import Answerers
from graph.status.views import latest_of
from graph.telling.finding import find_party
from graph.vocabulary import BASE, iri, local_name

Node = ox.NamedNode
#: Nodes, or local names.
Given = Collection[LocalName] | Collection[Node]
T = TypeVar("T")

#: How many names stand in one query.
_AT_ONCE: Final = 500

#: Patterns that lead from something ?given to statements that are ?found.
_ABOUT: Final = (
    "?flow fc:from ?given . ?found fc:about ?flow .",
    "?flow fc:to ?given . ?found fc:about ?flow .",
    "?found fc:namesThirdParties ?given .",
)
_NAMING: Final = ("?found fc:speaker ?given .", "?found fc:spokesperson ?given .", "?found fc:via ?given .")
_RELATING: Final = ("?found fc:relates ?given .",)
#: What somebody says that leaves an end open, or takes it from another statement.
_OPEN: Final = (
    "?found fc:speaker ?given ; fc:about ?flow . ?flow fc:from fc:anyParty .",
    "?found fc:speaker ?given ; fc:about ?flow . ?flow fc:to fc:anyParty .",
    "?found fc:speaker ?given ; fc:deniesClaim ?other .",
    "?found fc:speaker ?given ; fc:respondsTo ?other .",
    "?found fc:speaker ?given ; fc:stance fc:nonAnswer .",
)
#: What is confirmed of somebody and leaves the other end open; and, given anybody, all that leaves one open.
_OPEN_OF: Final = (
    "?flow fc:from ?given ; fc:to fc:anyParty . ?found fc:about ?flow ; fc:stance fc:confirmed .",
    "?flow fc:to ?given ; fc:from fc:anyParty . ?found fc:about ?flow ; fc:stance fc:confirmed .",
)
_CONFIRMED_OF: Final = (
    "?flow fc:from ?given . ?found fc:about ?flow ; fc:stance fc:confirmed .",
    "?flow fc:to ?given . ?found fc:about ?flow ; fc:stance fc:confirmed .",
)
_OF_STANCE: Final = ("?found fc:stance ?given .",)
_TOLD_IN: Final = "?found fc:inSource ?given ; fc:stance ?stance ; fc:speaker ?who ."
_REPLIES: Final = (
    "?found fc:respondsTo ?given .",
    "?found fc:deniesClaim ?given .",
    "?found fc:supersedes ?given .",
)
_ANSWERED: Final = (
    "?given fc:respondsTo ?found .",
    "?given fc:deniesClaim ?found .",
    "?given fc:supersedes ?found .",
    "?found fc:supersedes ?given .",
)
#: Patterns that lead from a statement to something else.
_STANCES: Final = ("?given fc:stance ?found .",)
_ENDS: Final = (
    "?given fc:about ?flow . ?flow fc:from ?found .",
    "?given fc:about ?flow . ?flow fc:to ?found .",
    "?given fc:namesThirdParties ?found .",
)
_NAMES: Final = "GRAPH ?given { ?party fc:localName ?name }"
_SOURCES: Final = ("?given fc:inSource ?found .",)
_SPEAKERS: Final = ("?given fc:speaker ?found .", "?given fc:spokesperson ?found .")
_SPEAKING: Final = ("?found fc:speaker ?given .", "?found fc:spokesperson ?given .")
_CHARGED: Final = (
    "?flow fc:from ?given . ?found fc:about ?flow ; fc:stance fc:alleged .",
    "?flow fc:to ?given . ?found fc:about ?flow ; fc:stance fc:alleged .",
)
_DATED: Final = "?found fc:saidOn ?said ; fc:stance ?stance ."

_FC: Final = "https://w3id.org/flowclaims/ns#"
#: What leads to a node that belongs to the statement, and is described in the same graph.
_OWN: Final = frozenset(
    Node(one)
    for one in (f"{_FC}evidence", f"{_FC}about", f"{_FC}except", "http://www.w3.org/ns/oa#hasSelector")
)
_LOCAL_NAME: Final = Node(f"{_FC}localName")
_CONFIRMED: Final = Node(f"{_FC}confirmed")
_DENIED: Final = Node(f"{_FC}denied")
_NON_ANSWER: Final = Node(f"{_FC}nonAnswer")
_RELATION: Final = Node(f"{_FC}Relation")
_NOT_CLAIM: Final = Node(f"{_FC}NotClaim")
_ANYBODY: Final = "fc:anyParty"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a home: its dossier, whom it is about, and of how much it is a part."""

    dossier: Dossier
    about: tuple[LocalName, ...]
    part: PartOf


def is_large(store: Store) -> bool:
    """Whether a home holds more statements than statuses are derived for at once."""
    answer = store.query(f"SELECT ?statement WHERE {{ ?statement fc:order ?order }} LIMIT {LARGEST + 1}")
    return isinstance(answer, Table) and len(answer.rows) > LARGEST


def excerpt(store: Store, names: Sequence[str], called: str = "graph", day: date | None = None) -> Excerpt:
    """All that can be told of the parties that *names* name, with what may bear on its statuses.

    Drafts are no part of it. *called* names the home in messages; *day* is that by which everything
    counted has to be known, if not all of it counts.

    Raises:
        DossierError: what is there is not of our model.
        UsageError: a name fits nobody or several.
    """
    reading = _Reading(store, called, day)
    about = tuple(reading.party(name) for name in names)
    dossier, whole = reading.about(about)
    return Excerpt(dossier, about, reading.part(whole))


class _Reading:
    """Reads from one home."""

    def __init__(self, store: Store, called: str, day: date | None) -> None:
        """Read what all statements share: the dossier's name, its parties, its phrases."""
        self._store, self._called = store, called
        later = f'FILTER NOT EXISTS {{ ?found fc:knownBy ?day FILTER(?day > "{day}"^^xsd:date) }}'
        #: Of what is ?found, what is known by the day.
        self._known = "" if day is None else later
        dossiers = sorted(
            found.value for (found,) in self._rows("SELECT ?found WHERE { ?found a fc:Dossier }")
        )
        self._base = dossiers[0].rpartition("dossier/")[0] if dossiers else BASE
        graphs = [f"{self._base}{PARTIES}", f"{self._base}{LEXICON}", *dossiers]
        self._shared = [quad for graph in graphs for quad in store.quads(graph)]
        #: The dossier without any of its statements.
        self.bare = dossier_from(self._shared, called)
        self._answerers = Answerers(self.bare)

    def party(self, name: str) -> LocalName:
        """The party of this name; where no party goes by it, perhaps in a single source."""
        try:
            return find_party(self.bare, name, self._base).iri
        except UsageError:
            return self._local(resolve(self._store, "party", name))

    def about(self, names: Collection[LocalName]) -> tuple[Dossier, bool]:
        """What names these parties, what answers that, and what bears on its status; and whether all does."""
        near = around(self.bare, names)
        about, naming = self._found(_ABOUT, near), self._found(_NAMING, near)
        told = self._with(about | naming, _REPLIES)
        bearing = self._bearing(names, told, near | self._ends(told - about))
        whole = len(told | bearing) <= LARGEST_PART
        kept = told | bearing if whole else told
        kept = self._with(kept | self._speaking(kept), _ANSWERED)
        quads = chain(self._shared, self._described(kept | self._found(_RELATING, near)))
        return dossier_from(quads, self._called), whole

    def part(self, whole: bool) -> PartOf:
        """How much the home holds; whether the part is the *whole* of what bears on statuses."""
        said = f"?found fc:stance ?stance {self._known}"
        stances = self._rows(f"SELECT ?stance (COUNT(?found) AS ?number) WHERE {{ {said} }} GROUP BY ?stance")
        numbers = {stance: int(number.value) for stance, number in stances}
        others = self._rows(
            "SELECT ?kind (COUNT(?found) AS ?number) "
            "WHERE { VALUES ?kind { fc:Relation fc:NotClaim } ?found a ?kind } GROUP BY ?kind"
        )
        things = {kind: int(number.value) for kind, number in others}
        days = self._rows(f"SELECT DISTINCT ?said WHERE {{ {_DATED} }}")
        return PartOf(
            claims=sum(number for stance, number in numbers.items() if stance != _NON_ANSWER),
            non_answers=numbers.get(_NON_ANSWER, 0),
            relations=things.get(_RELATION, 0),
            passages=things.get(_NOT_CLAIM, 0),
            latest=latest_of(PartialDate(day.value) for (day,) in days),
            statuses=whole,
        )

    # ------------------------------------------------------------ what bears on it

    def _bearing(self, names: Collection[LocalName], told: set[Node], near: set[LocalName]) -> set[Node]:
        """What may be meant for something in *told*, by the rules of ``status/part.py``."""
        ends_of: dict[Node, set[LocalName]] = {}
        for one, end in self._pairs(_ENDS, told):
            ends_of.setdefault(one, set()).add(self._local(end))
        denied = {one for one, stance in self._pairs(_STANCES, told) if stance == _DENIED}
        proposed = [ends for one, ends in ends_of.items() if one not in denied]
        asked = {end for ends in ends_of.values() for end in ends} - {_ANYBODY}
        speakers = {*names, *(one for end in asked for one in self._answerers.of_end(end))}
        authorities = {one.iri for one in self.bare.parties if self._answerers.is_authority(one.iri)}
        answering: dict[Node, set[LocalName]] = {}
        for one, source in self._pairs(_SOURCES, told):
            found = (self._answerers.of_end(end) for end in ends_of.get(one, ()))
            answering.setdefault(source, set()).update(*found)

        meeting, wider = overlapping(self.bare, near), overlapping(self.bare, asked)
        kept = self._found(_OPEN, speakers | authorities)
        for source, one, who in self._asked("?given ?found ?who", _TOLD_IN, answering):
            if self._local(who) in answering[source]:
                kept.add(one)
        for pattern in _ABOUT:
            whole = f"{pattern} ?found fc:speaker ?who ; fc:stance ?stance ."
            for one, who, stance in self._asked("?found ?who ?stance", whole, meeting):
                if stance == _CONFIRMED or self._local(who) in speakers:
                    kept.add(one)
        if any(ends == {_ANYBODY} for ends in proposed):
            return kept | self._found(_OF_STANCE, [_CONFIRMED])
        if any(_ANYBODY in ends for ends in proposed):
            return kept | self._found(_CONFIRMED_OF, [_ANYBODY])
        return kept | self._found(_OPEN_OF, wider)

    def _speaking(self, statements: set[Node]) -> set[Node]:
        """One statement of each party at an end that says nothing in *statements* but does elsewhere.

        Of who says nothing anywhere, one allegation that names it, if there is one. So nobody is taken for
        silent who is not, and whoever is silent when charged is.
        """
        ends = around(self.bare, self._ends(statements))
        spoken = {self._local(who) for _, who in self._firsts("?given", "?found", _SPEAKERS, statements)}
        quiet = ends - spoken
        found = {self._local(who): one for one, who in self._firsts("?found", "?given", _SPEAKING, quiet)}
        charged = self._firsts("?found", "?given", _CHARGED, quiet - found.keys())
        return {*found.values(), *(one for one, _ in charged)}

    def _firsts(
        self, statement: str, party: str, patterns: Iterable[str], given: Given
    ) -> Iterator[tuple[Node, Node]]:
        """For each *party* that a pattern has with what is *given* its first *statement* known by the day."""
        known = self._known.replace("?found", statement)
        for pattern in patterns:
            columns = f"(MIN(STR({statement})) AS ?first) {party}"
            for first, who in self._asked(columns, f"{pattern} {known}", given, f" GROUP BY {party}"):
                yield Node(first.value), who

    def _ends(self, statements: Collection[Node]) -> set[LocalName]:
        """The ends of what is said in *statements*."""
        return {self._local(end) for end in self._found(_ENDS, statements)}

    def _with(self, statements: Collection[Node], links: Sequence[str]) -> set[Node]:
        """These statements, what the *links* lead to, and so on."""
        found = set(statements)
        new: Collection[Node] = found
        while new:
            new = self._found(links, new) - found
            found |= new
        return found

    # ------------------------------------------------------------ asking the home

    def _pairs(self, patterns: Iterable[str], given: Given) -> Iterator[tuple[Node, Node]]:
        """Each thing *given* with what a pattern leads to from it."""
        for pattern in patterns:
            yield from self._asked("?given ?found", pattern, given)

    def _found(self, patterns: Iterable[str], given: Given) -> set[Node]:
        """What the patterns lead to from something *given*."""
        return {found for pattern in patterns for (found,) in self._asked("?found", pattern, given)}

    def _asked(self, columns: str, pattern: str, given: Given, then: str = "") -> Iterator[tuple[Any, ...]]:
        nodes = {one if isinstance(one, Node) else Node(iri(one, self._base)) for one in given}
        for some in _batches(nodes):
            values = f"VALUES ?given {{ {' '.join(map(str, some))} }}"
            yield from self._rows(f"SELECT DISTINCT {columns} WHERE {{ {values} {pattern} }}{then}")

    def _rows(self, query: str) -> tuple[tuple[Any, ...], ...]:
        answer = self._store.query(query)
        assert isinstance(answer, Table)
        return answer.rows

    def _local(self, node: Node) -> LocalName:
        return local_name(node.value, self._base)

    # ------------------------------------------------------------ fetching

    def _described(self, statements: Collection[Node]) -> Iterator[ox.Quad]:
        """What these statements and their sources consist of."""
        sources = self._found(_SOURCES, statements)
        found = [*self._quads("VALUES ?s", statements)]
        yield from found
        yield from self._quads("VALUES (?g ?s)", [(one, one) for one in sources])
        for source, party, name in self._asked("?given ?party ?name", _NAMES, sources):
            yield ox.Quad(party, _LOCAL_NAME, name, source)
        seen: set[tuple[object, object]] = set()
        while new := {(one.graph_name, one.object) for one in found if one.predicate in _OWN} - seen:
            seen |= new
            found = [*self._quads("VALUES (?g ?s)", new)]
            yield from found

    def _quads(self, given: str, values: Iterable[Any]) -> Iterator[ox.Quad]:
        """The statements of each graph that are meant."""
        for some in _batches(values):
            told = " ".join(str(one) if isinstance(one, Node) else f"({one[0]} {one[1]})" for one in some)
            query = f"SELECT ?g ?s ?p ?o WHERE {{ {given} {{ {told} }} GRAPH ?g {{ ?s ?p ?o }} }}"
            yield from (ox.Quad(s, p, o, g) for g, s, p, o in self._rows(query))


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    """The things in an order of their own, a query's fill at a time."""
    ordered = sorted(things, key=str)
    return (ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE))
