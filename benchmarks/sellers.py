"""All of a crawl of sellers.json: to TriG, and into a folder of Oxigraph beside the bulk load of that TriG.

    python benchmarks/sellers.py sellersjson/            one run each, whole processes, one after the other
    python benchmarks/sellers.py sellersjson/ --runs 3

The crawl is that of <https://github.com/Yash-Vekaria/ad-inventory-fraud-measurement>, unpacked. Broken files
are refused and named, so that ``import`` ends with 1: that is no failure here.
"""

import argparse
import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Final

from measuring import Contender, in_turn, machine

ROOT: Final = Path(__file__).parents[1]
WORK: Final = ROOT / ".bench"
#: Runs a command that may end with 1.
_RUN: Final = "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:]).returncode not in (0, 1))"


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description="Measure importing a crawl of sellers.json.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=1)
    given = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    graph, store = WORK / "sellers.trig", WORK / "sellers.store"
    ours: list[str | Path] = [sys.executable, "-c", _RUN, sys.executable, ROOT / "build_graph.py"]
    ours += ["import", "sellers-json", given.folder]

    def clear() -> None:
        shutil.rmtree(store, ignore_errors=True)

    ways = [
        Contender("flowclaims, to TriG", [*ours, "-o", graph], clear=lambda: graph.unlink(missing_ok=True)),
        Contender("flowclaims, into a folder", [*ours, "--store", store], clear=clear),
        Contender(
            "Oxigraph bulk load of that TriG into a folder",
            [sys.executable, ROOT / "benchmarks" / "peers" / "with_oxigraph.py", graph, store],
            clear=clear,
        ),
    ]
    in_turn(ways, given.runs, longest=3_600)
    bulk = ways[-1].median.wall
    print(f"{machine()}; pyoxigraph {version('pyoxigraph')}; TriG of {graph.stat().st_size / 1e6:,.0f} MB\n")
    print("| what | wall s | CPU s | peak MB | wall, bulk load = 1 |\n| --- | ---: | ---: | ---: | ---: |")
    for one in ways:
        told = one.median
        print(
            f"| {one.name} | {told.wall:.0f} | {told.cpu:.0f} | {told.memory:,.0f} | {told.wall / bulk:.2f} |"
        )


if __name__ == "__main__":
    main()
