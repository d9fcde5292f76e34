"""How long names at scale take to resolve, and in what memory, beside a plain dictionary of names.

    python benchmarks/names.py              print the table
    python benchmarks/names.py --write      put it into benchmarks/names.md

Reads the sellers.json files in ``../shared`` once into a list of names and domains. Every contender is a
process of its own that reads this list, resolves it, and asks for every entry again. The dictionary of names
without case is the least that can be done: it tells no two of one name apart, and needs no second look.
"""

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from measuring import Contender, in_turn, machine

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

ARCHIVE: Final = ROOT.parent / "shared" / "data" / "sellers-json" / "sellersjson.tar.xz"
PAGE: Final = Path(__file__).with_suffix(".md")
RUNS: Final = 3
_START: Final = "<!-- measured: benchmarks/names.py --write -->"
_END: Final = "<!-- end of what was measured -->"

Entry = tuple[str | None, str | None]


def sellers() -> Iterator[Entry]:
    """Name and domain of every entry in the files that can be read."""
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.name.endswith(".json") else None
            if stream is None:
                continue
            try:
                content = json.loads(stream.read().decode("utf-8-sig"))
                listed = (json.loads(content) if isinstance(content, str) else content)["sellers"]
                yield from [(_text(one.get("name")), _text(one.get("domain"))) for one in listed]
            except (ValueError, KeyError, TypeError, AttributeError):
                continue


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def entries(path: Path) -> Iterator[Entry]:
    """The entries as they were written to *path*."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            name, domain = json.loads(line)
            yield name, domain


def ours(path: Path) -> int:
    """Resolve the names of *path*; how many parties there are."""
    from graph.registers.resolving import Resolver

    resolver = Resolver()
    for entry in entries(path):
        resolver.add(*entry)
    resolution = resolver.settle()
    for entry in entries(path):
        resolution.told(*entry)
    return len(resolution)


def reported(path: Path) -> int:
    """Resolve the names of *path* and write both reports; how many near misses there are."""
    from graph.registers.resolving import Resolver
    from graph.registers.resolving.report import merges, merges_table, near_table, nearest

    resolver = Resolver()
    for entry in entries(path):
        resolver.add(*entry)
    resolution = resolver.settle()
    near = nearest(resolution)
    for table in (merges_table(merges(resolution)), near_table(near.rows)):
        for line in table:
            line.encode()
    return len(near.rows) + near.left_off


def dictionary(path: Path) -> int:
    """Number the names of *path* without case, and ask for each; how many there are."""
    numbers: dict[str, int] = {}
    for name, _ in entries(path):
        numbers.setdefault((name or "").casefold(), len(numbers))
    for name, _ in entries(path):
        numbers[(name or "").casefold()]
    return len(numbers)


def reading(path: Path) -> int:
    """Read the names of *path* twice, and do nothing; how many entries there are."""
    return sum(1 for _ in entries(path)) + sum(0 for _ in entries(path))


TASKS: Final = {
    "read the entries twice, do nothing": reading,
    "dictionary of names without case": dictionary,
    "flowclaims: resolve": ours,
    "flowclaims: resolve, report merges and near misses": reported,
}


def asked(path: Path) -> float:
    """Microseconds that one question takes once the names are settled, without reading the entries."""
    from graph.registers.resolving import Resolver

    resolver, listed = Resolver(), list(entries(path))
    for entry in listed:
        resolver.add(*entry)
    resolution = resolver.settle()
    start = time.process_time()
    for entry in listed:
        resolution.told(*entry)
    return (time.process_time() - start) / len(listed) * 1e6


def measured(path: Path) -> str:
    """The table of all contenders, in Markdown."""
    command = (sys.executable, Path(__file__), "--entries", path, "--task")
    contenders = [Contender(name, (*command, name)) for name in TASKS]
    in_turn(contenders, RUNS)
    found = {
        one.name: int(subprocess.run(one.command, check=True, capture_output=True).stdout)
        for one in contenders
    }
    lines = [
        f"{machine()}. Median of {RUNS} runs.",
        "",
        "| what | gives | wall s | CPU s | peak MB |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for one in contenders:
        median = one.median
        cells = (
            one.name,
            f"{found[one.name]:,}",
            f"{median.wall:.1f}",
            f"{median.cpu:.1f}",
            f"{median.memory:.0f}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", f"One question takes {asked(path):.1f} µs of the processor."])


def main() -> None:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--entries", type=Path)
    parser.add_argument("--task", choices=TASKS)
    given = parser.parse_args()
    if given.task:
        print(TASKS[given.task](given.entries))
        return
    if not ARCHIVE.is_file():
        sys.exit(f"{ARCHIVE} is not there: nothing to measure")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "entries.jsonl"
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{json.dumps(entry)}\n" for entry in sellers())
        text = measured(path)
    if given.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(_START)
        PAGE.write_text(f"{before}{_START}\n\n{text}\n\n{_END}{rest.partition(_END)[2]}", encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
