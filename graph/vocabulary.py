"""The terms, local names and taxonomies that everything else is written in.

IRIs are minted from content alone: a party from its name, a claim from its
words, a flow from its slots. Only local names are hashed, so the same input
gives the same IRIs on every machine and below every base.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import orjson

from graph.claims import LocalName, Slot

FC_NS: Final = "https://w3id.org/flowclaims/ns#"
BASE: Final = "https://w3id.org/flowclaims/id/"

#: Prefixes of concepts in local names (``pd:Transaction``) and of our RDF.
PREFIXES: Final = MappingProxyType(
    {
        "fc": FC_NS,
        "dpv": "https://w3id.org/dpv#",
        "pd": "https://w3id.org/dpv/pd#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dct": "http://purl.org/dc/terms/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

#: The value of each slot that stands for "not said".
TOPS: Final = MappingProxyType(
    {
        Slot.ACT: "fc:anyAct",
        Slot.FROM: "fc:anyParty",
        Slot.TO: "fc:anyParty",
        Slot.DATA: "fc:anyData",
        Slot.PURPOSE: "fc:anyPurpose",
        Slot.SUBJECTS: "fc:anySubjects",
    }
)

#: The concept scheme from which each slot takes its concepts.
SCHEMES: Final = MappingProxyType(
    {Slot.DATA: "fc:dataCategories", Slot.PURPOSE: "fc:purposes", Slot.SUBJECTS: "fc:subjectGroups"}
)

#: DPV's own tops, for the concepts of DPV that no scheme of ours holds.
_DPV_TOPS: Final = MappingProxyType(
    {Slot.DATA: "dpv:PersonalData", Slot.PURPOSE: "dpv:Purpose", Slot.SUBJECTS: "dpv:DataSubject"}
)

#: Punctuation that carries no meaning in a name; any other symbol does ("<13" is not ">13").
_EMPTY_MARKS = re.compile(r"[\s'’‘\"“”„«».,;:!?()\[\]&/\\_‐‑–—…-]")
_LONGEST_SLUG = 80


def digest(value: object) -> str:
    """First 16 hex digits of the SHA-256 of the canonical JSON of *value*.

    >>> digest(["seek", None])
    '92f85e0dc7680d0d'
    """
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def slug(text: str) -> str:
    """A readable piece of an IRI; texts that differ in more than case and punctuation get different ones.

    >>> slug("U.S. Bancorp"), slug("users' data"), slug("under <13")
    ('u-s-bancorp', 'users-data', 'under-13-97d036f7')
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = "-".join(re.findall(r"[^\W_]+", folded.replace("'", "").replace("’", "")))
    lossy = not words or re.search(r"[^\w]|_", _EMPTY_MARKS.sub("", folded))
    if lossy or len(words) > _LONGEST_SLUG:
        words = f"{words[:_LONGEST_SLUG].rstrip('-')}-{digest(folded)[:8]}".lstrip("-")
    return words


def iri(local: LocalName, base: str = BASE) -> str:
    """The IRI of a local name: a prefixed concept, or a name behind the base.

    >>> iri("party/facebook"), iri("pd:Transaction")
    ('https://w3id.org/flowclaims/id/party/facebook', 'https://w3id.org/dpv/pd#Transaction')
    """
    prefix, colon, rest = local.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + rest
    return base + local


def local_name(iri: str, base: str = BASE) -> LocalName:
    """The local name of an IRI; the inverse of ``iri``; an IRI that is neither ours nor a concept stays."""
    if iri.startswith(base):
        return iri[len(base) :]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def ontology_files() -> tuple[Path, Path]:
    """The vocabulary (``ontology.ttl``) and DPV's hierarchy (``dpv.ttl``), in a checkout or installed."""
    here = Path(__file__).parent
    beside = here.parent / "ontology.ttl"
    return (beside if beside.is_file() else here / "ontology.ttl"), here / "dpv.ttl"


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The concepts that slots may hold, and which lies within which.

    A concept of ours that is ``skos:exactMatch`` to a concept of DPV is the
    same thing; flows hold DPV's name (``canonical``). ``broader`` joins our
    hierarchy and DPV's; ``close`` holds concepts that nearly mean the same
    (``skos:closeMatch``, both ways), ``presupposes`` acts that take others for
    granted: use of a holder's data takes for granted that it was shared.
    """

    labels: Mapping[LocalName, str]
    canonical: Mapping[LocalName, LocalName]
    broader: Mapping[LocalName, frozenset[LocalName]]
    slots: Mapping[LocalName, Slot]
    close: Mapping[LocalName, frozenset[LocalName]]
    presupposes: Mapping[LocalName, frozenset[LocalName]]

    def label(self, concept: LocalName) -> str:
        """The concept's label in English; its name where it has none."""
        return self.labels.get(concept, concept)

    def resolve(self, name: str, slot: Slot) -> LocalName | None:
        """The concept called *name* (``pd:Transaction``, ``fc:accountBalances``), None if *slot* has none."""
        found = self.canonical.get(name)
        return found if found is not None and self.slots[found] is slot else None

    def within(self, concept: LocalName) -> frozenset[LocalName]:
        """The concept and all that it lies within, DPV's and our names of each, without the slot's top."""
        return (
            closure(concept, lambda name: self.broader.get(name, ()))
            if concept in self.broader
            else frozenset({concept})
        )

    def names(self, slot: Slot) -> tuple[str, ...]:
        """All names that ``resolve`` accepts for *slot*, sorted."""
        return tuple(sorted(name for name, one in self.canonical.items() if self.slots[one] is slot))


def closure(start: LocalName, steps: Callable[[LocalName], Iterable[LocalName]]) -> frozenset[LocalName]:
    """*start* and all that *steps* lead to from it, in any number of steps.

    >>> sorted(closure("a", {"a": ["b"], "b": ["a"]}.__getitem__))
    ['a', 'b']
    """
    seen, waiting = {start}, [start]
    while waiting:
        for one in steps(waiting.pop()):
            if one not in seen:
                seen.add(one)
                waiting.append(one)
    return frozenset(seen)


@cache
def taxonomy() -> Taxonomy:
    """The taxonomies of ``ontology.ttl`` and of DPV, read once."""
    from pyoxigraph import RdfFormat, parse

    skos = PREFIXES["skos"]
    labels: dict[LocalName, str] = {}
    above: dict[LocalName, set[LocalName]] = {}
    scheme: dict[LocalName, LocalName] = {}
    exact: dict[LocalName, LocalName] = {}
    close: dict[LocalName, set[LocalName]] = {}
    presupposes: dict[LocalName, set[LocalName]] = {}
    for path in ontology_files():
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            predicate = quad.predicate.value
            if predicate == FC_NS + "presupposes":
                acts = local_name(str(quad.subject.value)), local_name(str(quad.object.value))
                presupposes.setdefault(acts[0], set()).add(acts[1])
            if not predicate.startswith(skos):
                continue
            subject = local_name(str(quad.subject.value))
            value = str(quad.object.value)
            match predicate[len(skos) :]:
                case "prefLabel":
                    labels.setdefault(subject, value)
                case "broader":
                    above.setdefault(subject, set()).add(local_name(value))
                case "inScheme":
                    scheme[subject] = local_name(value)
                case "exactMatch" if local_name(value).startswith(("pd:", "dpv:")):
                    exact[subject] = local_name(value)
                case "closeMatch":
                    close.setdefault(subject, set()).add(local_name(value))
                    close.setdefault(local_name(value), set()).add(subject)
    for ours, theirs in exact.items():  # two names of one concept lie within each other
        above.setdefault(ours, set()).add(theirs)
        above.setdefault(theirs, set()).add(ours)

    slot_of_scheme = {name: slot for slot, name in SCHEMES.items()}
    canonical: dict[LocalName, LocalName] = {}
    slots: dict[LocalName, Slot] = {}
    tops = set(TOPS.values())
    for name in {*labels, *scheme}:
        one = exact.get(name, name)
        slot = slot_of_scheme.get(scheme.get(name, ""))
        if slot is None:
            reached = closure(name, lambda one: above.get(one, ()))
            slot = next((slot for slot, top in _DPV_TOPS.items() if top in reached), None)
        if slot is not None:
            canonical[name], slots[one] = one, slot
    broader = {
        name: frozenset(one for one in {*above.get(name, ()), name} if one not in tops)
        for name in {*labels, *scheme, *above}
    }
    return Taxonomy(labels, canonical, broader, slots, _frozen(close), _frozen(presupposes))


def _frozen(found: Mapping[LocalName, Iterable[LocalName]]) -> dict[LocalName, frozenset[LocalName]]:
    return {name: frozenset(ones) for name, ones in found.items()}
