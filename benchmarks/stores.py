"""A dossier's claims into a folder of Oxigraph: ours beside the bulk load of the finished TriG, and rdflib.

    python benchmarks/stores.py                              10,000 and 100,000 claims, three runs
    python benchmarks/stores.py --claims 10000 --runs 5

Whole processes, in turn. Ours is ``build DOSSIER --store FOLDER``: it reads the claims, resolves names,
writes TriG and loads it at once; then the same command again, when nothing has changed, and when one
claim of one small source beside the register has. Oxigraph's own bulk load begins with the TriG; rdflib
parses it into memory, at the smallest size only.
"""

import argparse
import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Final

from make_claims import parties, write_dossier
from measuring import Contender, in_turn, machine, measure, table

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent
WORK: Final = ROOT / ".bench"
PEERS: Final = HERE / "peers"
BUILD: Final[list[str | Path]] = [sys.executable, ROOT / "build_graph.py", "build"]
#: A source beside the register, in one state and in another.
BESIDE: Final = (
    "source: {{title: A letter, publisher: Hazel Registry, published: 2020, language: en}}\n"
    "claims:\n  - {{quote: we share incomes, speaker: {one}, stance: confirmed, reported: direct, "
    "act: share, from: {one}, to: {other}, data: incomes, note: {note}}}\n"
)


def loading(graph: Path, folder: Path, with_rdflib: bool) -> list[Contender]:
    """All ways into a store; ours comes first."""

    def clear() -> None:
        shutil.rmtree(WORK / "store", ignore_errors=True)

    ways = [
        Contender("flowclaims, claims to a folder", [*BUILD, folder, "--store", WORK / "store"], clear=clear),
        Contender(
            "Oxigraph bulk load, TriG to a folder",
            [sys.executable, PEERS / "with_oxigraph.py", graph, WORK / "store"],
            clear=clear,
        ),
    ]
    if with_rdflib:
        parse: list[str | Path] = [sys.executable, PEERS / "load_with_rdflib.py", graph]
        ways.append(Contender("rdflib parse, TriG to memory", parse))
    return ways


def again(folder: Path, runs: int) -> list[Contender]:
    """Into the same folder again: nothing has changed; one source has."""
    command = [*BUILD, folder, "--store", WORK / "again"]
    letter = folder / "letter.yaml"
    notes = iter(range(runs + 1))

    def write_letter() -> None:
        one, other, *_ = parties()
        text = BESIDE.format(one=one, other=other, note=f"version {next(notes)}")
        letter.write_text(text, encoding="utf-8")

    shutil.rmtree(WORK / "again", ignore_errors=True)
    unchanged = Contender("flowclaims again, nothing changed", command)
    changed = Contender("flowclaims again, one small source changed", command, clear=write_letter)
    try:
        write_letter()
        measure(command)
        in_turn([unchanged], runs)
        in_turn([changed], runs)
    finally:
        letter.unlink(missing_ok=True)
    return [unchanged, changed]


def report(claims: int, runs: int, with_rdflib: bool) -> list[str]:
    """Measure at one size; the section of the report about it."""
    folder, graph = WORK / f"claims-{claims}", WORK / f"{claims}.ours.trig"
    write_dossier(claims, folder)
    measure([*BUILD, folder, "-o", graph])
    print(f"{claims:,} claims", file=sys.stderr)
    ways = loading(graph, folder, with_rdflib)
    in_turn(ways, runs)
    ways += again(folder, runs)
    number = _quads(graph)
    told = table(ways, ways[1], dict.fromkeys((one.name for one in ways), number))
    told[0] = told[0].replace("ours = 1", "bulk load = 1")
    return [f"## {claims:,} claims", "", *told, ""]


def _quads(graph: Path) -> int:
    from pyoxigraph import RdfFormat, parse

    return len(set(parse(path=str(graph), format=RdfFormat.TRIG)))


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description="Measure loading into a store beside its peers.")
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    print(f"{machine()}; pyoxigraph {version('pyoxigraph')}, rdflib {version('rdflib')}\n")
    for claims in arguments.claims:
        print("\n".join(report(claims, arguments.runs, claims == min(arguments.claims))), flush=True)


if __name__ == "__main__":
    main()
