"""The dossier of the first article, built without drawing: seconds beyond the imports.

    python benchmarks/seed.py

The first process tells which modules a build imports; each of the others
imports them all, then builds. Reading the vocabulary counts as building.
"""

import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
CASE: Final = ROOT / "cases" / "facebook-banks-2018"
RUNS: Final = 9

_BUILD: Final = """
import json, sys, tempfile, time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
start = time.perf_counter()
for name in json.loads(sys.argv[2]):
    with suppress(ImportError):  # some are parts of a compiled one
        import_module(name)
imported = time.perf_counter()
from graph.beside import BESIDE, beside
from graph.building import build_folder
with tempfile.TemporaryDirectory() as out:
    build_folder([Path(sys.argv[1])], Path(out), (beside,), frozenset(BESIDE))
built = time.perf_counter()
print(json.dumps([imported - start, built - imported, sorted(m for m in sys.modules if m != "__main__")]))
"""


def run(modules: list[str]) -> tuple[float, float, list[str]]:
    """Seconds of importing *modules*, seconds of building, and all modules at the end."""
    command: list[str | Path] = [sys.executable, "-c", _BUILD, CASE, json.dumps(modules)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    importing, building, seen = json.loads(done.stdout.splitlines()[-1])
    return importing, building, seen


def main() -> None:
    """Measure and print."""
    modules = run([])[2]
    runs = [run(modules) for _ in range(RUNS)]
    importing = statistics.median(one[0] for one in runs)
    building = statistics.median(one[1] for one in runs)
    print(f"{CASE.name}: {building:.3f} s beyond the imports ({importing:.3f} s); median of {RUNS} runs")


if __name__ == "__main__":
    main()
