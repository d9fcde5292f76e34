"""What a user types for a parameter, found in a store: a name, a concept, an id or an IRI → an RDF term."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from graph.asking.store import QUERY_PREFIXES, Store, Table
from graph.problems import UsageError, shown
from graph.vocabulary import iri, local_name

#: How alike two names must be (0 to 100) for one to be offered in place of the other.
_ALIKE: Final = 75
_MOST_SHOWN: Final = 10

#: Per kind of thing: what it is called in messages, what makes an IRI (``?it``) one, and by what it is named,
#: best names first. A party's own name counts before an alias, an alias before a name of one source.
_KINDS: Final[Mapping[str, tuple[str, str, tuple[str, ...]]]] = {
    "party": (
        "party",
        "{ ?it a fc:NamedParty } UNION { ?it a fc:PartyClass }",
        ("rdfs:label", "skos:altLabel", "fc:localName"),
    ),
    "data": (
        "kind of data",
        "{ ?it skos:inScheme fc:dataCategories } UNION { ?it skos:broader* dpv:PersonalData }",
        ("skos:prefLabel", "skos:altLabel"),
    ),
    "purpose": (
        "purpose",
        "{ ?it skos:inScheme fc:purposes } UNION { ?it skos:broader* dpv:Purpose }",
        ("skos:prefLabel", "skos:altLabel"),
    ),
    "claim": ("claim", "?it a fc:Claim", ("dct:identifier",)),
}
KINDS: Final = tuple(_KINDS)

_SAME_BUT_CASE: Final = "FILTER(LCASE(STR(?name)) = LCASE(?given))"

_PREFIXED: Final = re.compile(r"([A-Za-z]\w*):[^\s/<>]\S*")
#: A local name of our data: ``party/facebook``, ``source/5f…/party/banks``.
_LOCAL: Final = re.compile(r"(party|claim|source|data|purpose|subjects)/\S+")


def resolve(store: Store, kind: str, given: str) -> ox.NamedNode:
    """The party, kind of data, purpose or claim (see ``KINDS``) that *given* means.

    It may be an IRI, a prefixed name (``pd:Transaction``), a local name
    (``party/facebook``) or a name: as written, else in any case, else in any
    white space as well, else without "the". Names of one concept that is
    known by several IRIs (``skos:exactMatch``) are one.

    Raises:
        UsageError: nothing is called so (the message offers names that are alike), or several things
            are (it lists them).
    """
    title, is_one, predicates = _KINDS[kind]
    node = as_iri(given)
    if node is not None:
        if _is(store, is_one, node.value):
            return node
        if not _LOCAL.fullmatch(given):
            raise UsageError(f"no {title} in this graph is {shown(given)!r}; name it, or give another IRI")
    written = (ox.Literal(given), ox.Literal(given, language="en"))
    for predicate in predicates:
        bearers = f"SELECT ?name ?it WHERE {{ ?it {predicate} ?name }}"
        # A lookup in the index first: a graph may hold hundreds of thousands of names.
        exact = {it for name in written for _, it in _rows(store, bearers, name=name)}
        found = {it for it in exact if _is(store, is_one, it)}
        if not found:  # the store compares several times as fast as we do, but knows of case only
            cased = f"SELECT ?given ?it WHERE {{ ?it {predicate} ?name {_SAME_BUT_CASE} }}"
            found = {it for _, it in _rows(store, cased, given=written[0]) if _is(store, is_one, it)}
        if not found:
            found = {it for it in _called(_rows(store, bearers), given) if _is(store, is_one, it)}
        if found:
            return _only(store, title, given, found)
    named = f"SELECT ?name ?it WHERE {{ ?it {'|'.join(predicates)} ?name . {is_one} }}"
    raise UsageError(_unknown(title, given, {name for name, _ in _rows(store, named)}))


def as_iri(given: str) -> ox.NamedNode | None:
    """The IRI that *given* spells out, in full, with a prefix or as a local name; None if it spells none.

    >>> as_iri("pd:Transaction"), as_iri("JPMorgan Chase")
    (<NamedNode value=https://w3id.org/dpv/pd#Transaction>, None)
    """
    text = given.strip()
    prefixed = _PREFIXED.fullmatch(text)
    if text.startswith("<") and text.endswith(">"):
        full = text[1:-1]
    elif "://" in text and not re.search(r"\s", text):
        full = text
    elif prefixed and prefixed[1] in QUERY_PREFIXES:
        full = QUERY_PREFIXES[prefixed[1]] + text[len(prefixed[1]) + 1 :]
    elif _LOCAL.fullmatch(text):
        full = iri(text)
    else:
        return None
    try:
        return ox.NamedNode(full)
    except ValueError:
        return None


def _is(store: Store, pattern: str, node: str) -> bool:
    return bool(_rows(store, f"SELECT ?it WHERE {{ {pattern} }} LIMIT 1", it=ox.NamedNode(node)))


def _rows(store: Store, query: str, **bound: ox.NamedNode | ox.Literal) -> list[tuple[str, ...]]:
    answer = store.query(query, bound)
    assert isinstance(answer, Table)
    return [tuple(_value(term) for term in row) for row in answer.rows]


def _value(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode)
    return str(term.value)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _without_the(name: str) -> str:
    return _folded(name).removeprefix("the ")


def _called(names: Iterable[tuple[str, ...]], given: str) -> set[str]:
    forms: tuple[Callable[[str], str], ...] = (_folded, _without_the)
    for form in forms:
        wanted = form(given)
        if found := {it for name, it in names if form(name) == wanted}:
            return found
    return set()


def _only(store: Store, title: str, given: str, found: set[str]) -> ox.NamedNode:
    found = {_same(store, one) for one in found}
    if len(found) == 1:
        return ox.NamedNode(found.pop())
    listed = sorted(map(_described(store), found))
    more = f" and {len(listed) - _MOST_SHOWN} more" if len(listed) > _MOST_SHOWN else ""
    raise UsageError(
        f"{shown(given)!r} may be any of {len(listed)}: {', '.join(listed[:_MOST_SHOWN])}{more}; "
        f"name the {title} by its IRI, as it stands here"
    )


def _same(store: Store, node: str) -> str:
    """The IRI that flows hold for a concept that is known by several."""
    seen = {node}
    while True:
        rows = _rows(store, "SELECT ?it ?same WHERE { ?it skos:exactMatch ?same }", it=ox.NamedNode(node))
        further = min((same for _, same in rows if same not in seen), default=None)
        if further is None:
            return node
        node = further
        seen.add(node)


def _described(store: Store) -> Callable[[str], str]:
    """What helps to tell one from the other: the local name, what it is called, the source of a claim."""

    def first(query: str, node: str) -> str | None:
        return min((word for _, word in _rows(store, query, it=ox.NamedNode(node))), default=None)

    def describe(node: str) -> str:
        called = first("SELECT ?it ?name WHERE { ?it rdfs:label|skos:prefLabel ?name }", node)
        title = first(
            "SELECT ?it ?title WHERE { ?it fc:inSource ?document . ?document dct:title ?title }", node
        )
        name = f" ({shown(called)})" if called is not None and title is None else ""
        return shown(local_name(node)) + name + (f" (in {shown(title)!r})" if title is not None else "")

    return describe


def _unknown(title: str, given: str, names: set[str]) -> str:
    from rapidfuzz import process

    known = sorted(names)
    alike = process.extract(given, known, processor=_folded, limit=3, score_cutoff=_ALIKE)
    if alike:
        mend = f"did you mean {' or '.join(repr(shown(one)) for one, _, _ in alike)}?"
    elif known:
        more = f" and {len(known) - _MOST_SHOWN} more" if len(known) > _MOST_SHOWN else ""
        mend = f"there are {', '.join(map(shown, known[:_MOST_SHOWN]))}{more}"
    else:
        mend = "the graph names none"
    return f"no {title} is called {shown(given)!r}; {mend}"
