"""How long the command line takes to start, beside importing what it needs.

    python benchmarks/starting.py --runs 9

Whole processes, in turn. Beside ``--help``, and beside a ``query`` of the smaller shipped dossier, stands the
import of every module that is there at its end: those of other projects alone, and with ours.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from measuring import Contender, in_turn, machine

ROOT: Final = Path(__file__).parents[1]
PROGRAM: Final = ROOT / "build_graph.py"
#: Name → the arguments.
COMMANDS: Final = {
    "--help": ["--help"],
    "query": ["query", "flows-to", "-p", "party=Facebook", "-d", "cases/facebook-banks-2018"],
}
#: Runs a command in this process, and then names the modules that are there.
_MODULES: Final = """
import contextlib, io, json, sys
from build_graph import app
before = sys.argv
sys.argv = ["build_graph.py", *{arguments!r}]
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    app()
print(json.dumps(sorted(sys.modules)))
"""
_OURS: Final = ("graph", "commands", "viz", "build_graph")


def modules(arguments: list[str]) -> list[str]:
    """The modules that are there when a command has ended, and that can be imported by their names."""
    code = _MODULES.format(arguments=arguments)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return [one for one in found if not one.startswith(("_", "sitecustomize", "encodings"))]


def importing(names: list[str]) -> list[str | Path]:
    """A process that imports modules, and nothing else."""
    code = f"""
import contextlib, sys
sys.path.insert(0, {str(ROOT)!r})
for one in {names!r}:
    with contextlib.suppress(ImportError):
        __import__(one)
"""
    return [sys.executable, "-c", code]


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description="Measure how long the command line takes to start.")
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    ways = [Contender("importing typer", importing(["typer"]))]
    for name, arguments in COMMANDS.items():
        found = modules(arguments)
        theirs = [one for one in found if one.partition(".")[0] not in _OURS]
        ways.append(Contender(f"{name}: importing what it needs of others", importing(theirs)))
        ways.append(Contender(f"{name}: importing what it needs, ours as well", importing(found)))
        ways.append(Contender(name, [sys.executable, PROGRAM, *arguments]))
    in_turn(ways, given.runs)
    print(f"{machine()}; median of {given.runs}\n\n| what | wall s | CPU s | × importing theirs |")
    print("| --- | ---: | ---: | ---: |")
    theirs_took = 0.0
    for one in ways:
        wall, cpu = one.median.wall, one.median.cpu
        if one.name.endswith("of others"):
            theirs_took = wall
        ratio = f"{wall / theirs_took:.2f}" if theirs_took else ""
        print(f"| {one.name} | {wall:.3f} | {cpu:.3f} | {ratio} |")


if __name__ == "__main__":
    main()
