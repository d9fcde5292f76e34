"""Restate the facts of the Data Privacy Vocabulary that our taxonomies stand on, as one small Turtle file.

Run as ``python docs/restate_dpv.py ../shared/data/dpv > graph/dpv.ttl``.

The folder holds DPV's ``dpv.ttl``, ``pd.ttl`` and ``LICENSE.md``. Taken over
are, for every concept at or below ``dpv:PersonalData`` and ``dpv:Purpose``, its
IRI, its label and the broader concepts that are themselves taken over: facts,
and no definitions. A broader concept outside the two trees is left out; that
changes nothing between the concepts inside, since whatever has a concept of a
tree above it is in the tree.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
#: The longer namespace first: "pd" lies within the folder of "dpv".
PREFIXES: Final = (("pd", "https://w3id.org/dpv/pd#"), ("dpv", "https://w3id.org/dpv#"))
TOPS: Final = ("dpv:PersonalData", "dpv:Purpose")

_HEADER: Final = """\
# Facts of the Data Privacy Vocabulary (DPV) 2.3, restated: for every concept of personal data and
# every purpose its IRI, its label and its broader concepts. Definitions are left out.
#
# This software or document includes material copied from or derived from the Data Privacy Vocabulary
# (DPV), version 2.3, and its extension Personal Data Categories (PD), version 2.3
# (https://w3id.org/dpv/2.3, https://w3id.org/dpv/2.3/pd), by the W3C Data Privacy Vocabularies and
# Controls Community Group. Copyright © 2026 World Wide Web Consortium.
# https://www.w3.org/copyright/software-license-2023/
# Changes: selection and restatement as described; the licence stands at the end of this file.
#
# Made by:  python docs/restate_dpv.py ../shared/data/dpv > graph/dpv.ttl
# Do not edit: run it again.
#
# What joins pd: to dpv:
"""

_PROLOGUE: Final = """\

@prefix dct: <http://purl.org/dc/terms/> .
@prefix dpv: <https://w3id.org/dpv#> .
@prefix pd: <https://w3id.org/dpv/pd#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<https://w3id.org/flowclaims/dpv-2.3> dct:title "Hierarchy of the Data Privacy Vocabulary 2.3"@en ;
    dct:creator "W3C Data Privacy Vocabularies and Controls Community Group (DPVCG)" ;
    dct:source <https://w3id.org/dpv/2.3> , <https://w3id.org/dpv/2.3/pd> ;
    dct:license <https://www.w3.org/copyright/software-license-2023/> ;
    dct:rights "Copyright © 2026 World Wide Web Consortium."@en .

"""


@dataclass
class Hierarchy:
    """Labels and broader concepts, by prefixed name (``pd:Transaction``)."""

    label: dict[str, str] = field(default_factory=dict)
    broader: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def below(self, tops: Iterable[str]) -> frozenset[str]:
        """The *tops* and every concept that reaches one of them through broader concepts."""
        narrower = defaultdict(set)
        for one, above in self.broader.items():
            for other in above:
                narrower[other].add(one)
        found: set[str] = set()
        waiting = list(tops)
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(narrower[one])
        return frozenset(found)


def prefixed(iri: str) -> str | None:
    """The prefixed name of a DPV concept; None for any other IRI.

    >>> prefixed("https://w3id.org/dpv/pd#Transaction"), prefixed("https://schema.org/Thing")
    ('pd:Transaction', None)
    """
    return next((f"{prefix}:{iri[len(ns) :]}" for prefix, ns in PREFIXES if iri.startswith(ns)), None)


def read(folder: Path) -> Hierarchy:
    """The hierarchy in DPV's files in *folder*; raises OSError or SyntaxError if one cannot be read."""
    hierarchy = Hierarchy()
    for name in ("dpv.ttl", "pd.ttl"):
        for quad in parse(path=str(folder / name), format=RdfFormat.TURTLE):
            one = prefixed(quad.subject.value) if isinstance(quad.subject, NamedNode) else None
            if one is None:
                continue
            if quad.predicate.value == SKOS + "prefLabel" and isinstance(quad.object, Literal):
                hierarchy.label[one] = quad.object.value
            elif quad.predicate.value == SKOS + "broader" and isinstance(quad.object, NamedNode):
                above = prefixed(quad.object.value)
                if above is not None:
                    hierarchy.broader[one].add(above)
    return hierarchy


def joins(broader: Mapping[str, set[str]]) -> Iterator[str]:
    """Comment lines: which concepts of pd: hang under which of dpv:."""
    under = defaultdict(list)
    for one, above in sorted(broader.items()):
        for other in above:
            if one.startswith("pd:") and other.startswith("dpv:"):
                under[other].append(one)
    for other, ones in sorted(under.items()):
        line = f"#   {other} <-"
        for one in ones:
            if len(line) + len(one) > 100:
                yield line
                line = "#      "
            line += f" {one}"
        yield line


def restated(folder: Path) -> Iterator[str]:
    """The lines of the Turtle file, without line ends."""
    hierarchy = read(folder)
    chosen = hierarchy.below(TOPS)
    inside = {one: hierarchy.broader[one] & chosen for one in chosen}
    yield from _HEADER.splitlines()
    yield from joins(inside)
    yield from _PROLOGUE.splitlines()
    for one in sorted(chosen):
        parts = [f'skos:prefLabel "{hierarchy.label[one]}"@en']
        if inside[one]:
            parts.append("skos:broader " + " , ".join(sorted(inside[one])))
        yield f"{one} {' ; '.join(parts)} ."
    yield ""
    yield "# The licence of DPV:"
    for line in (folder / "LICENSE.md").read_text(encoding="utf-8").splitlines():
        yield f"# {line}".rstrip()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python docs/restate_dpv.py FOLDER-OF-DPV > graph/dpv.ttl")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.writelines(line + "\n" for line in restated(Path(sys.argv[1])))
