"""Phrases that are known already: those of ``phrases.yaml`` and the labels of ``ontology.ttl``.

A phrase that a dossier does not place is looked up here, as it is written and
then without a determiner or possessive in front ("their location data").
Words that restrict whose data it is ("children's", "patients'") are never
taken away: without them a denial would deny more than was said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from graph.claims import LocalName, Slot
from graph.vocabulary import FC_NS, PREFIXES, SCHEMES, Taxonomy, local_name, ontology_files, slug, taxonomy

PHRASES: Final = Path(__file__).with_name("phrases.yaml")

#: Who placed a phrase that is known already, as ``Phrase.placed_in`` and ``dct:source`` name it.
LEXICON: Final[LocalName] = "fc:lexicon"

_DETERMINERS: Final = ("the", "a", "an", "any")
_POSSESSIVES: Final = ("your", "our", "their", "its", "their own", "your own", "his or her", "her or his")
_ANYBODY: Final = (
    "users",
    "customers",
    "consumers",
    "individuals",
    "people's",
    "person's",
    "visitors",
    "internet users",
    "account holders",
)

#: Words in front of a phrase that leave its meaning, by slot; apostrophes are not told apart here, as
#: nowhere in names. In a purpose "our" and "their" stay: "not for our advertising" says nothing of others'.
FRONT: Final[Mapping[Slot, tuple[str, ...]]] = {
    Slot.DATA: (*_DETERMINERS, *_POSSESSIVES, *_ANYBODY),
    Slot.PURPOSE: _DETERMINERS,
    Slot.SUBJECTS: (*_DETERMINERS, *_POSSESSIVES),
}
_FRONT: Final = {
    slot: {
        first: tuple(one for one in sorted(fronts, key=len, reverse=True) if one.startswith(f"{first}-"))
        for first in {one.partition("-")[0] for one in fronts}
    }
    for slot, words in FRONT.items()
    for fronts in [[f"{slug(one)}-" for one in words]]
}


@dataclass(frozen=True, slots=True)
class Known:
    """A phrase with its place: the concept that it means (``exact``), or those that it lies under."""

    label: str
    exact: LocalName | None = None
    broader: tuple[LocalName, ...] = ()

    @property
    def as_written(self) -> str:
        """Its place as ``terms`` give it: ``exact: pd:Location``."""
        return f"exact: {self.exact}" if self.exact else f"broader: [{', '.join(self.broader)}]"

    @property
    def place(self) -> str:
        """Its place in words: ``exactly pd:Location``, ``under pd:Transaction, pd:Purchase``."""
        return f"exactly {self.exact}" if self.exact else f"under {', '.join(self.broader)}"


@dataclass(frozen=True, slots=True)
class KnownPhrases:
    """All phrases that are known: each by slot and slug; and those that only their source can place."""

    places: Mapping[tuple[Slot, str], Known]
    left_open: frozenset[tuple[Slot, str]]

    def find(self, slot: Slot, key: str) -> Known | None:
        """The phrase whose slug is *key*, as it is written or without words in front that add nothing."""
        for one in (key, *bare(slot, key)):
            if (slot, one) in self.left_open:
                return None
            if (slot, one) in self.places:
                return self.places[slot, one]
        return None

    def is_left_open(self, slot: Slot, key: str) -> bool:
        """Tell whether only its source can say what the phrase means."""
        return any((slot, one) in self.left_open for one in (key, *bare(slot, key)))


def bare(slot: Slot, key: str) -> Iterator[str]:
    """A phrase's slug without the words in front that leave its meaning, taken away one by one.

    >>> list(bare(Slot.DATA, slug("our users' location data")))
    ['users-location-data', 'location-data']
    >>> list(bare(Slot.DATA, slug("children's location data")))
    []
    """
    possible = _FRONT[slot].get(key.partition("-")[0], ())
    front = next((one for one in possible if key.startswith(one)), None)
    if front is not None:
        yield key[len(front) :]
        yield from bare(slot, key[len(front) :])


@cache
def known() -> KnownPhrases:
    """The known phrases, read once; a row of ``phrases.yaml`` goes before a label of ``ontology.ttl``."""
    import yaml

    content = yaml.load(PHRASES.read_bytes(), Loader=yaml.CSafeLoader)
    places = labels(taxonomy())
    for slot in SCHEMES:
        for label, row in content["terms"][slot.value].items():
            one = Known(label, row.get("exact"), tuple(sorted(row.get("broader", ()))))
            places |= {(slot, slug(name)): one for name in (label, *row.get("aliases", ()))}
    left_open = {(slot, slug(one)) for slot in SCHEMES for one in content["left_open"][slot.value]}
    return KnownPhrases(places, frozenset(left_open))


def labels(concepts: Taxonomy) -> dict[tuple[Slot, str], Known]:
    """The English labels of our concepts, but those that more than one concept of a slot has."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    naming = {NamedNode(PREFIXES["skos"] + name) for name in ("prefLabel", "altLabel")}
    found: dict[tuple[Slot, str], Known] = {}
    shared: set[tuple[Slot, str]] = set()
    for quad in parse(path=str(ontology_files()[0]), format=RdfFormat.TURTLE):
        subject: Any = quad.subject
        if quad.predicate not in naming or not str(subject.value).startswith(FC_NS):
            continue
        assert isinstance(quad.object, Literal)
        concept = concepts.canonical.get(local_name(subject.value))
        if concept is None:
            continue
        key = (concepts.slots[concept], slug(quad.object.value))
        if key in found and found[key].exact != concept:
            shared.add(key)
        found[key] = Known(quad.object.value, concept)
    return {key: one for key, one in found.items() if key not in shared}
