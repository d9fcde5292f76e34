"""Named questions asked of a large graph in the embedded home, beside the engine's bare answer.

    python benchmarks/questions.py make 1000000 /tmp/large       # once: the graph and the store
    python benchmarks/questions.py ask /tmp/large                # questions about one party, and one pair
    python benchmarks/questions.py whole /tmp/large              # questions about everything

The dossier is that of ``status.py``: a twentieth as many parties as claims, mentioned by Zipf's law.
Parties are taken that are named in about 10, 100 and 1,000 claims, and the most-named one; so are pairs.
Each question is asked seven times, of a store that was opened for reading. Told are the medians of the wall
clock and of the processor's time: the engine runs in the process, and a busy machine delays it. Questions
about everything are asked once, and stopped after some minutes. Statuses are not derived at this size.
What was measured, and which formulations were tried, is in ``questions.md``.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from status import made_up

from graph.asking.answering import ask, questions
from graph.asking.store import Store, Table, open_store

TIMES: Final = 7
#: How often the parties are named that are asked about.
NAMED: Final = (10, 100, 1_000)
#: How long a question about everything may take, in seconds.
AT_MOST: Final = 300
#: A row of it is a pair of claims: it is not asked about parties with more claims than this.
PAIRS: Final = "two-hop-flows"
PAIRS_OF: Final = 2_000


def make(count: int, folder: Path) -> None:
    """Write the graph, load it, and note which parties are named how often."""
    from graph.rdf.triples import Writer

    folder.mkdir(parents=True)
    dossier = made_up(count)
    named: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for claim in dossier.claims:
        ends = {one.value for one in (*claim.from_, *claim.to)}
        named.update(ends)
        if claim.from_ and claim.to:
            pairs[claim.from_[0].value, claim.to[0].value] += 1
    writer = Writer(dossier.party_of, {one.iri: one for one in dossier.phrases})
    with (folder / "graph.trig").open("w", encoding="utf-8") as stream:
        for block in writer.document(dossier.name, dossier.sources, iter(dossier.claims)):
            stream.write(block)
    companies = {name: times for name, times in named.items() if "company" in name}
    asked = {str(near): min(companies, key=lambda one: (abs(companies[one] - near), one)) for near in NAMED}
    asked["most"] = max(companies, key=lambda one: (companies[one], one))
    asked_pairs = {str(near): min(pairs, key=lambda one: (abs(pairs[one] - near), one)) for near in NAMED}
    asked_pairs["most"] = max(pairs, key=lambda one: (pairs[one], one))
    (folder / "asked.json").write_text(
        json.dumps(
            {
                "claims": count,
                "parties": {key: (one, companies[one]) for key, one in asked.items()},
                "pairs": {key: (one, pairs[one]) for key, one in asked_pairs.items()},
                "claim": "claim/" + format(count // 2, "016x"),
            }
        )
    )
    del dossier, writer
    with open_store(folder / "store") as store:
        store.load(folder / "graph.trig")


def timed(asked: Callable[[], Any], times: int = TIMES) -> tuple[float, float, int]:
    """The median of milliseconds of wall clock and of the processor, and the number of rows."""
    wall, cpu, rows = [], [], 0
    for _ in range(times):
        started, worked = time.perf_counter(), time.process_time()
        answer = asked()
        wall.append((time.perf_counter() - started) * 1000)
        cpu.append((time.process_time() - worked) * 1000)
        rows = len(answer.rows) if isinstance(answer, Table) else 0
    return statistics.median(wall), statistics.median(cpu), rows


def ask_about_some(folder: Path) -> None:
    """Every question about a party, a pair or a claim."""
    known = json.loads((folder / "asked.json").read_text())
    print(f"{known['claims']:,} claims\n\n| question | about | its claims | rows | ms | CPU ms |")
    print("| --- | --- | ---: | ---: | ---: | ---: |")
    with open_store(folder / "store", read_only=True) as store:
        for one in questions():
            kinds = {parameter.name: parameter.kind for parameter in one.parameters}
            if set(kinds) == {"sender", "receiver"}:
                for (sender, receiver), times in known["pairs"].values():
                    _row(store, one.name, "a pair", times, {"sender": sender, "receiver": receiver})
            elif set(kinds.values()) == {"party"}:
                for party, times in known["parties"].values():
                    if one.name == PAIRS and times > PAIRS_OF:
                        continue
                    _row(store, one.name, "a party", times, dict.fromkeys(kinds, party))
            elif set(kinds.values()) == {"claim"}:
                _row(store, one.name, "a claim", 1, dict.fromkeys(kinds, known["claim"]))


def _row(store: Store, name: str, about: str, times: int, given: dict[str, str]) -> None:
    (question,) = [one for one in questions() if one.name == name]
    wall, cpu, rows = timed(lambda: ask(store, question, given))
    print(f"| `{name}` | {about} | {times:,} | {rows:,} | {wall:,.1f} | {cpu:,.1f} |", flush=True)


def ask_about_everything(folder: Path) -> None:
    """Every question that needs no parameter, once, in a process of its own that is stopped after a while."""
    print("| question | rows | s | CPU s |\n| --- | ---: | ---: | ---: |")
    for one in questions():
        if not any(parameter.required for parameter in one.parameters):
            command = [sys.executable, __file__, "one", str(folder), one.name]
            try:
                done = subprocess.run(command, timeout=AT_MOST, capture_output=True, text=True, check=True)
                print(done.stdout, end="", flush=True)
            except subprocess.TimeoutExpired:
                print(f"| `{one.name}` | | stopped after {AT_MOST} | |", flush=True)


def ask_one(folder: Path, name: str) -> None:
    """One question that needs no parameter, once."""
    (question,) = [one for one in questions() if one.name == name]
    with open_store(folder / "store", read_only=True) as store:
        wall, cpu, rows = timed(lambda: ask(store, question), 1)
    print(f"| `{name}` | {rows:,} | {wall / 1000:,.2f} | {cpu / 1000:,.2f} |")


def main() -> None:
    """Do one of the steps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    steps = parser.add_subparsers(dest="step", required=True)
    making = steps.add_parser("make")
    making.add_argument("claims", type=int)
    making.add_argument("folder", type=Path)
    for name in ("ask", "whole", "one"):
        steps.add_parser(name).add_argument("folder", type=Path)
    steps.choices["one"].add_argument("name")
    given = parser.parse_args()
    if given.step == "make":
        make(given.claims, given.folder)
    elif given.step == "ask":
        ask_about_some(given.folder)
    elif given.step == "one":
        ask_one(given.folder, given.name)
    else:
        ask_about_everything(given.folder)


if __name__ == "__main__":
    main()
