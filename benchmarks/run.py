"""Claims as CSV into an RDF file and into a store: ours beside the peers, whole processes in turn.

    python benchmarks/run.py                        10,000 and 100,000 claims, five runs
    python benchmarks/run.py --claims 10000 --runs 3

Ours reads ``claims.csv`` through the same reader and checks as any input,
resolves names and terms, hashes claims and flows, and writes TriG. The peers
get a table of ready IRIs (see ``make_claims.py``) and check nothing. Each peer
lives in its own environment under ``.bench/``, made on the first run.
"""

import argparse
import shutil
import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path
from typing import Final

from make_claims import write_dossier, write_peers
from measuring import Contender, in_turn, machine, table

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent
WORK: Final = ROOT / ".bench"
PEERS: Final = HERE / "peers"


def ours(folder: Path, out: Path) -> list[str | Path]:
    """The command that builds the graph of the dossier in *folder*, and nothing else."""
    return [sys.executable, ROOT / "build_graph.py", "build", folder, "-o", out]


def peer_python(name: str) -> Path:
    """The Python of the environment of the peer *name*, made if need be."""
    home = WORK / "environments" / name
    python = home / "bin" / "python"
    if not python.is_file():
        venv.create(home, with_pip=True)
        pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", PEERS / f"{name}.txt"], check=True)
    return python


def writers(claims: int, folder: Path, peers_table: Path) -> list[Contender]:
    """All ways from claims to an RDF file; ours comes first."""
    maplib, morph, rdflib = map(peer_python, ("maplib", "morph-kgc", "rdflib"))
    ways: list[tuple[str, str, Path, str, str]] = [
        ("maplib 0.20, Turtle", "maplib.ttl", maplib, "with_maplib.py", "turtle"),
        ("maplib 0.20, N-Triples", "maplib.nt", maplib, "with_maplib.py", "ntriples"),
        ("morph-kgc, N-Quads", "morph.nq", morph, "with_morph.py", "1"),
        ("morph-kgc, 2 processes", "morph2.nq", morph, "with_morph.py", "2"),
        ("rdflib addN, TriG", "rdflib.trig", rdflib, "with_rdflib.py", "trig"),
        ("rdflib addN, N-Quads", "rdflib.nq", rdflib, "with_rdflib.py", "nquads"),
    ]
    graph = WORK / f"{claims}.ours.trig"
    found = [Contender("flowclaims, TriG", ours(folder, graph), graph)]
    for name, file, python, script, how in ways:
        out = WORK / f"{claims}.{file}"
        found.append(Contender(name, [python, "-W", "ignore", PEERS / script, peers_table, out, how], out))
    return found


def loaders(folder: Path, graph: Path) -> list[Contender]:
    """Claims into our store, and Oxigraph's own bulk load of the finished TriG, in memory and in a folder."""
    scripts = {
        "flowclaims, claims to store": ("with_our_store.py", folder),
        "Oxigraph bulk load": ("with_oxigraph.py", graph),
    }
    return [
        Contender(
            f"{name}, {home}",
            [sys.executable, PEERS / script, what, "memory" if home == "memory" else WORK / "store"],
            clear=lambda: shutil.rmtree(WORK / "store", ignore_errors=True),
        )
        for home in ("memory", "folder")
        for name, (script, what) in scripts.items()
    ]


def quads(file: Path) -> int:
    """The number of distinct quads in *file*."""
    command: list[str | Path] = [sys.executable, PEERS / "with_oxigraph.py", file, "memory"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def versions() -> str:
    """The versions of the peers, and of the store."""
    found = []
    for name in ("maplib", "morph-kgc", "rdflib"):
        code = f"from importlib.metadata import version; print(version({name!r}))"
        command: list[str | Path] = [peer_python(name), "-c", code]
        told = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append(f"{name} {told.stdout.strip()}")
    return ", ".join([*found, f"pyoxigraph {version('pyoxigraph')}"])


def report(claims: int, runs: int) -> list[str]:
    """Measure at one size; the section of the report about it."""
    folder, peers_table = WORK / f"claims-{claims}", WORK / f"{claims}.csv"
    write_dossier(claims, folder)
    write_peers(claims, peers_table)
    print(f"{claims:,} claims", file=sys.stderr)
    writing = writers(claims, folder, peers_table)
    in_turn(writing, runs)
    counted = {one.name: quads(one.output) for one in writing if one.output}
    if len({counted[one.name] for one in writing[1:]}) != 1:
        sys.exit(f"the peers' mappings differ: {counted}")
    lines = [f"## {claims:,} claims", "", "### CSV to RDF file", "", *table(writing, writing[0], counted), ""]

    graph = writing[0].output
    assert graph is not None
    loading = loaders(folder, graph)
    in_turn(loading, runs)
    number = counted[writing[0].name]
    lines += ["### Claims into a store, beside the bulk load of that TriG", ""]
    for home in (loading[:2], loading[2:]):
        lines += [*table(home, home[0], {one.name: number for one in home}), ""]
    return lines


def main() -> None:
    """Measure, and write ``results.md``."""
    parser = argparse.ArgumentParser(description="Measure flowclaims beside its peers.")
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("-o", "--output", type=Path, default=HERE / "results.md")
    arguments = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    lines = [
        "# Measured",
        "",
        f"{machine()}; {versions()}. Whole processes, run in turn; medians. Written by `make bench`.",
        "",
        "Ours resolves names and terms, checks every row, and hashes claims and flows; the peers map a table",
        "of ready IRIs and check nothing. Each writes 19 quads for every claim; ours also writes the",
        "parties, the terms and what lies within what. maplib writes no named graphs: its file has the same",
        "triples.",
        "",
    ]
    for claims in arguments.claims:
        lines += report(claims, arguments.runs)
    arguments.output.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
