"""The rules of ``rules/*.rq`` run over a dossier: the statement of the rules that a lawyer can read.

Each rule is a SPARQL 1.1 CONSTRUCT that opens with what it says in plain words.
They run in the order of their file names; what one derives, the next may use.
Slow and short, they are there to be read, and to hold the fast path to account.

The dataset is explicit: what each source says, the parties, the phrases, the
vocabulary, the point of view, and what former rules derived. Nothing that
anybody else derived is in it: no ``fc:inferred-within`` of a built graph, no view.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from graph.claims import LocalName
from graph.vocabulary import BASE, FC_NS, iri, local_name, ontology_files

#: Where the rules lie, and where the graph lies that holds the point of view.
RULES: Final = Path(__file__).parent / "rules"
POINT_OF_VIEW: Final = f"{FC_NS}point-of-view"

#: The rules below this number look at the vocabulary alone, so they run once for all dossiers.
_ON_A_DOSSIER: Final = 10
_TYPE: Final = iri("rdf:type")
_STATUS: Final = "status"
_NAMES: Final = re.compile(r"\b(fc|org|skos):(\w+)")


class Rule(NamedTuple):
    """One rule: its place in the order, its name, what it says in plain words, and its SPARQL."""

    number: int
    name: str
    comment: str
    text: str

    @property
    def graph(self) -> str:
        """The IRI of the graph that holds what it derives."""
        return f"{FC_NS}inferred-{self.name}"


class Verdict(NamedTuple):
    """What a response counts as, for one flow as alleged.

    ``said`` is the flow of the response, None for a non-answer; ``falls_short`` holds names of slots and
    ``period``.
    """

    claim: LocalName
    flow: LocalName
    response: LocalName
    said: LocalName | None
    counts_as: str
    by_exclusion: bool
    falls_short: frozenset[str]


class Standing(NamedTuple):
    """The status of a flow as alleged, that of its core, and whether anything corroborates it."""

    status: str
    core: str
    corroborated: bool


@dataclass(frozen=True, slots=True)
class Derived:
    """Statuses by claim and alleged flow, and the verdicts they rest on; local names throughout."""

    statuses: Mapping[tuple[LocalName, LocalName], Standing]
    verdicts: frozenset[Verdict]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they run."""
    return tuple(_rule(path) for path in sorted(RULES.glob("*.rq")))


def _rule(path: Path) -> Rule:
    number, _, name = path.stem.partition("-")
    text = path.read_text(encoding="utf-8")
    comment = [line.lstrip("# ") for line in text.splitlines() if line.startswith("#")]
    return Rule(int(number), name, " ".join(comment), text)


def derive(
    graph: Path | Iterable[str | bytes],
    reading: str = "plain",
    basis: str = "direct",
    as_of: date | None = None,
) -> Derived:
    """What the rules say of a dossier from one point of view.

    Args:
        graph: TriG, in a file or in blocks as ``graph.rdf.triples.trig`` makes them.
        reading: ``plain`` or ``strict``.
        basis: ``direct`` or ``all``.
        as_of: The last day of which claims are in view; without it all are.
    """
    results = infer(graph, reading, basis, as_of)
    return Derived(_statuses(results["assessments"]), _verdicts(results["verdicts"]))


def infer(
    graph: Path | Iterable[str | bytes],
    reading: str = "plain",
    basis: str = "direct",
    as_of: date | None = None,
) -> dict[str, frozenset[ox.Triple]]:
    """What each rule derives, by the name of the rule; see ``derive``."""
    results, given = _of_vocabulary()
    results = dict(results)
    store = ox.Store()
    store.extend(given)
    store.extend(ox.Quad(*triple) for triple in _base_facts(graph))
    store.extend(ox.Quad(*triple) for triple in point_of_view(reading, basis, as_of))
    for rule in rules():
        if rule.number >= _ON_A_DOSSIER:
            results[rule.name] = _run(rule, store)
    return results


def point_of_view(reading: str, basis: str, as_of: date | None = None) -> Iterator[ox.Triple]:
    """What the graph ``fc:point-of-view`` says: how to read, on which basis, and as of which day."""
    if reading not in ("plain", "strict") or basis not in ("direct", "all"):
        raise ValueError(f"no point of view: {reading}, {basis}")
    view = _fc("thisView")
    yield ox.Triple(view, _fc("reading"), _fc(f"reading{reading.capitalize()}"))
    yield ox.Triple(view, _fc("basis"), _fc(f"basis{basis.capitalize()}"))
    if as_of is not None:
        day = ox.Literal(as_of.isoformat(), datatype=ox.NamedNode(iri("xsd:date")))
        yield ox.Triple(view, _fc("asOf"), day)


def is_base(graph: str) -> bool:
    """Tell whether a built file's graph of this IRI holds base facts: a source, the parties, the phrases."""
    return graph.startswith(f"{BASE}source/") or graph in (f"{BASE}parties", f"{BASE}lexicon")


def _base_facts(graph: Path | Iterable[str | bytes]) -> Iterator[ox.Triple]:
    """The base facts of a TriG document that any rule can see."""
    if isinstance(graph, Path):
        quads = ox.parse(path=str(graph), format=ox.RdfFormat.TRIG)
    else:
        whole = b"".join(block.encode() if isinstance(block, str) else block for block in graph)
        quads = ox.parse(whole, format=ox.RdfFormat.TRIG)
    for quad in quads:
        if isinstance(quad.graph_name, ox.NamedNode) and is_base(quad.graph_name.value) and _is_seen(quad):
            yield quad.triple


@cache
def _of_vocabulary() -> tuple[Mapping[str, frozenset[ox.Triple]], tuple[ox.Quad, ...]]:
    """What the first rules derive from the vocabulary alone, and that with the vocabulary, ready to load."""
    store = ox.Store()
    for path in ontology_files():
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if _is_seen(quad):
                store.add(quad)
    results = {rule.name: _run(rule, store) for rule in rules() if rule.number < _ON_A_DOSSIER}
    return results, tuple(store)


def _run(rule: Rule, store: ox.Store) -> frozenset[ox.Triple]:
    """Run one rule over the default graph of *store*, and put what it derives there, too.

    In this store the dataset is one graph: each look-up is one, and not one per named graph. Over a store
    of named graphs the rules derive the same, with the graphs of the dataset listed.
    """
    found = store.query(rule.text)
    assert isinstance(found, ox.QueryTriples)
    derived = frozenset(found)
    store.extend(ox.Quad(*triple) for triple in derived)
    return derived


@cache
def _seen() -> frozenset[str]:
    """Every IRI that a rule names: no rule has a variable for a property that is not a slot named as well."""
    names = {match.group() for rule in rules() for match in _NAMES.finditer(rule.text)}
    slots = ("act", "from", "to", "data", "purpose", "subjects")
    return frozenset(map(iri, names)) | {f"{FC_NS}{slot}" for slot in slots} | {_TYPE}


def _is_seen(quad: ox.Quad) -> bool:
    """Tell whether any rule can see the statement; the rest need not be loaded."""
    seen = _seen()
    if quad.predicate.value == _TYPE:
        return isinstance(quad.object, ox.NamedNode) and quad.object.value in seen
    return quad.predicate.value in seen


def _fc(name: str) -> ox.NamedNode:
    return ox.NamedNode(FC_NS + name)


# ------------------------------------------------------------ back into plain values


def _statuses(triples: Iterable[ox.Triple]) -> dict[tuple[LocalName, LocalName], Standing]:
    return {
        (one["onClaim"], one["onPattern"]): Standing(
            one["status"].removeprefix(f"fc:{_STATUS}"),
            one["coreStatus"].removeprefix(f"fc:{_STATUS}"),
            one["corroborated"] == "true",
        )
        for one, _ in _nodes(triples)
    }


def _verdicts(triples: Iterable[ox.Triple]) -> frozenset[Verdict]:
    return frozenset(
        Verdict(
            one["onClaim"],
            one["onPattern"],
            one["response"],
            one.get("responsePattern"),
            COUNTS_AS[one["countsAs"]],
            one.get("byExclusion") == "true",
            falls_short,
        )
        for one, falls_short in _nodes(triples)
    )


#: The words for what a response counts as.
COUNTS_AS: Final[Mapping[str, str]] = {
    "fc:asDenial": "denial",
    "fc:asPartial": "partial",
    "fc:asSidestep": "sidestep",
    "fc:asConfirmation": "confirmation",
    "fc:asCorroboration": "corroboration",
    "fc:asNonAnswer": "non-answer",
}


def _nodes(triples: Iterable[ox.Triple]) -> Iterator[tuple[dict[str, str], frozenset[str]]]:
    """Per node its values by property, and the slots on which it falls short."""
    values: dict[str, dict[str, str]] = {}
    short: dict[str, set[str]] = {}
    for triple in triples:
        node, name = str(triple.subject), triple.predicate.value.removeprefix(FC_NS)
        assert not isinstance(triple.object, ox.Triple)
        value = local_name(triple.object.value)
        if name == "fallsShortOn":
            short.setdefault(node, set()).add(value.removeprefix("fc:"))
        else:
            values.setdefault(node, {})[name] = value
    for node, one in values.items():
        yield one, frozenset(short.get(node, ()))
