"""How long the statuses of a growing dossier take, beside Oxigraph's bulk load and the rules in SPARQL.

    python benchmarks/status.py                    10,000 and 100,000 claims, and 5,000 against the rules
    python benchmarks/status.py 10000 1000000      any numbers of claims

Each measurement is a process of its own, so that memory is its own. The
dossier is made up: a twentieth as many parties as claims, mentioned by Zipf's
law and in sectors of three levels, phrases of three levels, 20 claims per
source, 15 % denials and 10 % admissions by an end of the flow, the rest
allegations; one end in ten is not said.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from graph.claims import (
    Act,
    Claim,
    Dossier,
    Evidence,
    PartialDate,
    Party,
    PartyKind,
    PartyType,
    Phrase,
    Reported,
    Said,
    Slot,
    Source,
    Stance,
    Tense,
)
from graph.vocabulary import taxonomy

SEED: Final = 2018
PER_SOURCE: Final = 20
SECTORS: Final = 40
RULES_AT: Final = 5_000
#: Up to this many claims a change of one source is measured, too.
FOLLOWED: Final = 100_000
_TOPS: Final = ("pd:Financial", "pd:Location", "pd:Health", "pd:Contact", "pd:Behavioural", "pd:Tracking")
_PURPOSES: Final = (
    "dpv:Advertising",
    "dpv:Marketing",
    "dpv:ServiceProvision",
    "dpv:FraudPreventionAndDetection",
)


class Zipf:
    """Draws numbers below *count*, the first most often."""

    def __init__(self, pick: Random, count: int) -> None:
        self._pick = pick
        self._sums = list(accumulate(1 / (rank + 1) for rank in range(count)))

    def draw(self) -> int:
        """One number."""
        return bisect(self._sums, self._pick.random() * self._sums[-1])


def made_up(count: int) -> Dossier:
    """A dossier of *count* claims; equal numbers give equal dossiers."""
    pick = Random(SEED)
    number = max(count // 20, 20)
    companies = [f"party/company-{one}" for one in range(number)]
    parties = [Party("party/press", "Press", PartyType.MEDIA)]
    for one in range(SECTORS):
        over = (f"party/industry-{one % 8}",)
        parties.append(
            Party(f"party/sector-{one}", f"sector {one}", PartyType.GROUP, PartyKind.CLASS, member_of=over)
        )
    parties += [
        Party(f"party/industry-{one}", f"industry {one}", PartyType.GROUP, PartyKind.CLASS)
        for one in range(8)
    ]
    for rank, name in enumerate(companies):
        sector = (f"party/sector-{rank % SECTORS}",)
        parties.append(Party(name, f"Company {rank}", PartyType.COMPANY, member_of=sector))
    phrases = []
    for one in range(200):
        over = (_TOPS[one % 6],) if one < 40 else (f"data/kind-{one % 40}",)
        phrases.append(Phrase(f"data/kind-{one}", Slot.DATA, f"kind {one}", broader=over))
    claims = list(_claims(count, pick, Zipf(pick, number), companies))
    sources = [
        Source(
            f"source/{start:016x}",
            f"{start}.yaml",
            claims=tuple(claims[start : start + PER_SOURCE]),
        )
        for start in range(0, count, PER_SOURCE)
    ]
    return Dossier(
        "made-up",
        tuple(sorted(parties, key=lambda one: one.iri)),
        tuple(sorted(phrases, key=lambda one: one.iri)),
        tuple(sources),
    )


def _claims(count: int, pick: Random, parties: Zipf, companies: list[str]) -> Iterator[Claim]:
    kinds = Zipf(pick, 200)
    for number in range(count):
        stance = pick.choices((Stance.ALLEGED, Stance.DENIED, Stance.CONFIRMED), (75, 15, 10))[0]
        ends = [None if pick.random() < 0.1 else companies[parties.draw()] for _ in range(2)]
        if pick.random() < 0.05:
            ends[pick.randrange(2)] = f"party/sector-{pick.randrange(SECTORS)}"
        speaker = "party/press"
        if stance is not Stance.ALLEGED:
            speaker = next((one for one in ends if one is not None), "party/press")
        data = None if pick.random() < 0.15 else f"data/kind-{kinds.draw()}"
        purpose = pick.choice(_PURPOSES) if pick.random() < 0.3 else None
        yield Claim(
            f"claim/{number:016x}",
            f"source/{number // PER_SOURCE * PER_SOURCE:016x}",
            Evidence(pointer=f"row {number}"),
            speaker,
            stance,
            pick.choice((Reported.DIRECT, Reported.DIRECT, Reported.INDIRECT)),
            pick.choice(tuple(Act)),
            _said(ends[0]),
            _said(ends[1]),
            _said(data),
            _said(purpose),
            said_on=PartialDate(f"{2010 + number % 10}-0{1 + number % 9}"),
            tense=pick.choice((None, Tense.PAST, Tense.PRESENT, Tense.EVER)),
            hedges=("actively",) if pick.random() < 0.1 else (),
        )


def _said(name: str | None) -> tuple[Said, ...]:
    """A value in the words by which it is called."""
    if name is None:
        return ()
    if ":" in name:
        return (Said(name, taxonomy().label(name)),)
    words = name.rpartition("/")[2].replace("-", " ")
    return (Said(name, words.replace("company", "Company")),)


# ------------------------------------------------------------ what is measured, each in its own process


def assess(count: int) -> dict[str, Any]:
    """Statuses of all flows, by the fast path; the dossier is there already."""
    from graph.status.assessing import Assessor

    dossier = made_up(count)
    taxonomy()
    before = _peak()
    started = time.perf_counter()
    found = Assessor(dossier).assessments()
    took = time.perf_counter() - started
    tally: dict[str, int] = {}
    for one in found:
        tally[str(one.status)] = tally.get(str(one.status), 0) + 1
    return {
        "seconds": took,
        "flows": len(found),
        "statuses": tally,
        "more_mb": _peak() - before,
        "mb": _peak(),
    }


def follow(count: int) -> dict[str, Any]:
    """The same after one source has lost a denial."""
    from dataclasses import replace

    from graph.status.changing import changed, standing

    dossier = made_up(count)
    before = standing(dossier)
    source = dossier.sources[len(dossier.sources) // 2]
    gone = next(one for one in source.claims if one.stance is Stance.DENIED)
    other = replace(source, claims=tuple(one for one in source.claims if one is not gone))
    sources = tuple(other if one is source else one for one in dossier.sources)
    started = time.perf_counter()
    now = changed(before, replace(dossier, sources=sources))
    return {"seconds": time.perf_counter() - started, "again": len(now.again), "of": len(now.assessments)}


def load(count: int) -> dict[str, Any]:
    """Oxigraph's own bulk load of the dossier's TriG into memory; the file is there already."""
    import pyoxigraph as ox

    from graph.rdf.triples import Writer

    dossier = made_up(count)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made-up.trig"
        writer = Writer(dossier.party_of, {one.iri: one for one in dossier.phrases})
        with file.open("w", encoding="utf-8") as stream:
            for block in writer.document(dossier.name, dossier.sources, iter(dossier.claims)):
                stream.write(block)
        del dossier, writer
        store = ox.Store()
        started = time.perf_counter()
        store.bulk_load(path=str(file), format=ox.RdfFormat.TRIG)
        return {"seconds": time.perf_counter() - started, "quads": len(store), "mb": _peak()}


def rules(count: int) -> dict[str, Any]:
    """The rules in SPARQL, in Oxigraph, loading included."""
    from graph.rdf.triples import Writer
    from graph.status.rules import derive

    dossier = made_up(count)
    writer = Writer(dossier.party_of, {one.iri: one for one in dossier.phrases})
    blocks = list(writer.document(dossier.name, dossier.sources, iter(dossier.claims)))
    derive([])
    started = time.perf_counter()
    found = derive(blocks)
    took = time.perf_counter() - started
    tally: dict[str, int] = {}
    for one in found.statuses.values():
        tally[one.status] = tally.get(one.status, 0) + 1
    return {"seconds": took, "flows": len(found.statuses), "statuses": tally, "mb": _peak()}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


MEASURES: Final = {one.__name__: one for one in (assess, follow, load, rules)}


def measured(name: str, count: int) -> dict[str, Any]:
    """One measurement in a process of its own."""
    command = [sys.executable, __file__, "--one", name, str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("claims", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--one", choices=MEASURES, help="only this, as JSON; used by the program itself")
    parser.add_argument("--without-rules", action="store_true", help="leave the rules in SPARQL out")
    given = parser.parse_args()
    if given.one:
        print(json.dumps(MEASURES[given.one](given.claims[0])))
        return
    print(
        "| claims | assess s | µs per claim | peak MB | one source changed s | Oxigraph bulk load s | ratio |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for count in given.claims:
        ours, theirs = measured("assess", count), measured("load", count)
        followed = "not measured"
        if count <= FOLLOWED:
            again = measured("follow", count)
            followed = f"{again['seconds']:.2f} ({again['again']:,} of {again['of']:,} flows)"
        print(
            f"| {count:,} | {ours['seconds']:.2f} | {ours['seconds'] / count * 1e6:.1f} "
            f"| {ours['mb']:,}, {ours['more_mb']:,} of it for statuses | {followed} "
            f"| {theirs['seconds']:.2f} | {ours['seconds'] / theirs['seconds']:.2f} |",
            flush=True,
        )
    if not given.without_rules:
        ours, theirs = measured("assess", RULES_AT), measured("rules", RULES_AT)
        same = ours["statuses"] == theirs["statuses"]
        print(
            f"\n{RULES_AT:,} claims: fast path {ours['seconds']:.3f} s, "
            f"rules in SPARQL {theirs['seconds']:.2f} s, "
            f"{theirs['seconds'] / ours['seconds']:.0f} times; the same statuses: {'yes' if same else 'NO'}"
        )


if __name__ == "__main__":
    main()
