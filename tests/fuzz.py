"""Source files broken at random: whatever is in them, the reader tells problems or gives a dossier.

Mutates the shipped dossiers and ``tests/broken`` by bytes, by lines, by their YAML and CSV structure
and by whole files, and holds that

- nothing but a ``GraphError`` is raised, and nothing takes longer than five seconds;
- a second reading (of every third) tells the same problems, each on one line;
- a dossier without errors is written as TriG that parses, has no blank nodes, and reads back equal;
- what is built is whole, or not there.

Every fourth mutation breaks a built TriG file instead. Each mutation depends on seed and number alone::

    python tests/fuzz.py --runs 100000 --seed 1
    python tests/fuzz.py --seed 1 --only 4711       # that one again
"""

import argparse
import copy
import csv
import io
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Any, Final

import pyoxigraph as ox
import yaml

ROOT: Final = Path(__file__).parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from graph.building import build_file  # noqa: E402
from graph.claims import Dossier  # noqa: E402
from graph.problems import GraphError, Level  # noqa: E402
from graph.rdf.reading_back import dossier_from, read_trig  # noqa: E402
from graph.rdf.triples import trig  # noqa: E402
from graph.reading.dossiers import read_dossier  # noqa: E402

#: How long one mutation may take, in seconds of processor time.
LIMIT: Final = 20
#: After so many failures there is no use in going on.
MOST_FAILURES: Final = 10

Files = dict[str, bytes]
Random = random.Random

ODD: Final = (
    "",
    " ",
    "\u202egnp.exe\u202c",
    "\u200b",
    "שלום",
    "\x00",
    "\x1b[31m",
    "\ud83d",
    "\uffff",
    "🏦",
    "e\u0301",
    "a\nb",
    "a\rb",
    "a\tb",
    "\x85\u2028",
    "'",
    '"',
    "\\",
    "</script><script>alert(1)</script>",
    '=cmd|"/c calc"!A1',
    "{",
    "[",
    "- ",
    ": ",
    "# ",
    "&a",
    "*a",
    "!!int 5",
    "null",
    "~",
    "yes",
    "0x10",
    "1e999",
    "9" * 400,
    "x" * 25_000,
    "word " * 3_000,
    "2017-13",
    "0000",
    "2017-W01-1",
    "fc:anyData",
    "fc:anySubjects",
    "fc:anyPurpose",
    "pd:Financial",
    "dpv:Advertising",
    "third parties",
    "The company",
    "a/b",
    "../a.txt",
    "https://example.org/ü?a=<b>",
)
BYTES: Final = (
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xed\xa0\x80",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"\r",
    b"\t",
    b"\x1a",
)


class Failure(AssertionError):
    """The promise of this file is broken."""


# ------------------------------------------------------------ seeds


@cache
def seeds() -> tuple[tuple[Files, ...], tuple[Files, ...]]:
    """The files of the shipped dossiers, and of the broken ones."""
    shipped = sorted(path for path in (ROOT / "cases").iterdir() if path.is_dir())
    broken = sorted(path for path in (ROOT / "tests" / "broken").iterdir() if path.is_dir())
    assert shipped
    assert broken
    return tuple(map(_files, shipped)), tuple(map(_files, broken))


def _files(folder: Path) -> Files:
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir()) if one.name != "expected.txt"}


@cache
def documents() -> tuple[bytes, ...]:
    """The TriG of the shipped dossiers."""
    built = []
    for folder in sorted(path for path in (ROOT / "cases").iterdir() if path.is_dir()):
        dossier = read_dossier([folder]).dossier
        assert dossier is not None
        built.append("".join(trig(dossier)).encode())
    return tuple(built)


@cache
def plain(data: bytes) -> Any:
    """The YAML as plain values, all scalars text; None if it is none."""
    try:
        return yaml.load(data, Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, UnicodeError, ValueError):
        return None


@cache
def pool() -> dict[str, list[Any]]:
    """Values by the key under which the seeds have them."""
    found: dict[str, list[Any]] = {}

    def gather(value: Any) -> None:
        if isinstance(value, dict):
            for key, one in value.items():
                if isinstance(key, str):
                    found.setdefault(key, []).append(one)
                gather(one)
        elif isinstance(value, list):
            for one in value:
                gather(one)

    for group in seeds():
        for files in group:
            for name, data in files.items():
                if name.endswith((".yaml", ".yml")) and len(data) < 50_000:
                    gather(plain(data))
    return found


# ------------------------------------------------------------ mutations


def by_bytes(data: bytes, chance: Random) -> bytes:
    """A few bytes changed, dropped, doubled or put in."""
    broken = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        at = chance.randrange(len(broken) + 1)
        to = min(len(broken), at + chance.choice((1, 1, 2, 10, 100)))
        match chance.randrange(6):
            case 0:
                broken[at:to] = bytes(chance.randrange(256) for _ in range(to - at))
            case 1:
                del broken[at:to]
            case 2:
                broken[at:at] = broken[at:to]
            case 3:
                broken[at:at] = chance.choice(BYTES)
            case 4:
                broken[at:at] = chance.choice(ODD).encode("utf-8", "surrogatepass")
            case _:
                broken[at:to] = chance.choice(b" \n:-[]{}\"'#&*!|>,%@`/;\t0aA").to_bytes()
    return bytes(broken) if chance.random() > 0.03 else bytes(broken[: len(broken) // 2])


def by_lines(data: bytes, chance: Random) -> bytes:
    """A line dropped, doubled, moved, joined or indented otherwise; or other line ends."""
    lines = data.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(8):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at : at + 2] = [b" ".join(lines[at : at + 2])]
        case 4:
            lines[at] = chance.choice((b" ", b"  ", b"\t", b"- ", b"# ")) + lines[at]
        case 5:
            lines[at] = lines[at].lstrip()
        case 6:
            return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\xc2\x85", b"\xe2\x80\xa8")))
        case _:
            lines[at:at] = lines[min(at, other) : max(at, other)]
    return b"\n".join(lines)


def by_structure(data: bytes, chance: Random) -> bytes:
    """YAML with keys and values dropped, moved, swapped or of another kind."""
    tree = copy.deepcopy(plain(data))
    places = list(_places(tree))
    if not places:
        return by_bytes(data, chance)
    for _ in range(chance.choice((1, 1, 2, 3))):
        holder, key = chance.choice(places)
        other, other_key = chance.choice(places)
        try:
            match chance.randrange(9):
                case 0:
                    del holder[key]
                case 1:
                    holder[key], other[other_key] = other[other_key], holder[key]
                case 2:
                    holder[key] = copy.deepcopy(other[other_key])
                case 3 | 4 if isinstance(holder, dict) and pool().get(key):
                    holder[key] = copy.deepcopy(chance.choice(pool()[key]))
                case 5 if isinstance(holder, dict):
                    added = chance.choice(sorted(pool()))
                    holder[added] = copy.deepcopy(chance.choice(pool()[added]))
                case 6 if isinstance(holder, list):
                    holder.append(copy.deepcopy(holder[key]))
                case 7:
                    holder[key] = _other_kind(holder[key], chance)
                case _:
                    holder[key] = chance.choice(ODD)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier step took it away
    try:
        flow = chance.choice((None, None, False, True))
        text = yaml.dump(tree, Dumper=_Plain, sort_keys=False, allow_unicode=True, default_flow_style=flow)
    except (UnicodeError, ValueError, RecursionError):
        return by_bytes(data, chance)
    return text.encode("utf-8", "surrogatepass")


class _Plain(yaml.CSafeDumper):
    """Writes everything out, without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every key and position in *tree* with what holds it."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        steps: Sequence[Any] = (
            list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        )
        for step in steps:
            yield one, step
            waiting.append(one[step])


def _other_kind(value: Any, chance: Random) -> Any:
    match chance.randrange(8):
        case 0:
            return None
        case 1:
            return [value]
        case 2:
            return {"name": value}
        case 3:
            return str(value)
        case 4:
            return [value, value]
        case 5:
            for _ in range(25):
                value = [value]
            return value
        case 6:
            return {}
        case _:
            return []


def by_cells(data: bytes, chance: Random) -> bytes:
    """A table with cells, columns and rows changed."""
    rows = [row for row in csv.reader(io.StringIO(data.decode("utf-8", "replace"), newline="")) if row]
    if not rows:
        return by_bytes(data, chance)
    row = chance.choice(rows)
    cell, column = chance.randrange(len(row)), chance.randrange(len(rows[0]))
    match chance.randrange(8):
        case 0:
            row[cell] = chance.choice(ODD)
        case 1:
            other = chance.choice(rows)
            row[cell] = chance.choice(other)
        case 2:
            del row[cell]
        case 3:
            rows.append(list(row))
        case 4:
            for one in rows:
                del one[column : column + 1]
        case 5:
            key = chance.choice(sorted(pool()))
            for one in rows:
                value = chance.choice(pool()[key])
                one.insert(column, key if one is rows[0] else value if isinstance(value, str) else "a;b")
        case 6:
            row[cell] = f"{row[cell]};{row[cell]}"
        case _:
            chance.shuffle(rows)
    written = io.StringIO(newline="")
    csv.writer(written, quoting=chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))).writerows(rows)
    return written.getvalue().encode("utf-8", "surrogatepass")


def by_files(files: Files, chance: Random) -> Files:
    """A file dropped, renamed, doubled, or with the content of another."""
    broken = dict(files)
    one, other = chance.choice(sorted(files)), chance.choice(sorted(files))
    match chance.randrange(4):
        case 0 if len(files) > 1:
            del broken[one]
        case 1:
            broken[chance.choice(("b.yaml", "entities.yaml", "terms.yaml", "claims.csv", "c.yml"))] = (
                broken.pop(one)
            )
        case 2:
            broken[f"again-{one}"] = broken[one]
        case _:
            broken[one] = broken[other]
    return broken


def mutated(number: int, seed: int) -> Files:
    """The files of mutation *number*."""
    chance = Random(f"{seed}:{number}")
    shipped, broken = seeds()
    files = dict(chance.choice(shipped if chance.random() < 0.5 else broken))
    if chance.random() < 0.05:
        return by_files(files, chance)
    name = chance.choice(sorted(files))
    ways: list[Callable[[bytes, Random], bytes]] = [by_bytes, by_lines]
    if name.endswith((".yaml", ".yml")):
        ways += [by_structure] * 4
    elif name.endswith(".csv"):
        ways += [by_cells] * 3
    files[name] = chance.choice(ways)(files[name], chance)
    return files


def mutated_trig(number: int, seed: int) -> bytes:
    """The document of mutation *number*, one that still parses as often as not."""
    chance = Random(f"{seed}:{number}:trig")
    data = chance.choice(documents())
    for _ in range(chance.choice((1, 1, 2, 4))):
        words = data.split(b" ")
        at, other = chance.randrange(len(words)), chance.randrange(len(words))
        match chance.randrange(5):
            case 0:
                data = by_bytes(data, chance)
            case 1:
                data = by_lines(data, chance)
            case 2:
                words[at] = words[other]
                data = b" ".join(words)
            case 3:
                words[at], words[other] = words[other], words[at]
                data = b" ".join(words)
            case _:
                statements = data.split(b" ;\n")
                del statements[chance.randrange(len(statements))]
                data = b" ;\n".join(statements)
    return data


# ------------------------------------------------------------ what must hold


@contextmanager
def limited() -> Iterator[None]:
    """At most ``LIMIT`` seconds of processor time."""

    def stop(signum: int, frame: FrameType | None) -> None:
        raise Failure(f"took more than {LIMIT} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def told(folder: Path) -> tuple[list[str], Dossier | None]:
    """All problems of the dossier in *folder*, and the dossier if there is one."""
    try:
        reading = read_dossier([folder])
    except GraphError as error:
        return [f"usage: {error}"], None
    lines = [str(one) for one in reading.problems]
    if (reading.dossier is None) != any(one.level is Level.ERROR for one in reading.problems):
        raise Failure("a dossier in spite of errors, or none without")
    return lines, reading.dossier


def check_files(folder: Path, again: bool) -> bool:
    """Hold that the dossier in *folder* is read as promised, and *again* alike; tell whether it is one."""
    lines, dossier = told(folder)
    if again and told(folder)[0] != lines:
        raise Failure("a second reading tells other problems")
    for line in lines:
        if not line.isprintable():
            raise Failure(f"a problem that is not fit to be shown: {line!r}")
    if dossier is None:
        return False
    written = "".join(trig(dossier))
    quads = list(ox.parse(written, format=ox.RdfFormat.TRIG))
    if "_:" in str(quads) and any(isinstance(term, ox.BlankNode) for quad in quads for term in quad):
        raise Failure("a blank node")
    if dossier_from(quads) != dossier:
        raise Failure("what is written does not read back as the same dossier")
    return True


def check_built(folder: Path, out: Path) -> None:
    """Hold that the graph of the dossier in *folder* is built whole into *out*, or not at all."""
    _, dossier = told(folder)
    path = out / "graph.trig"
    with suppress(GraphError):
        build_file([folder], path)
    left = sorted(one.name for one in out.iterdir()) if out.is_dir() else []
    if left != ([] if dossier is None else ["graph.trig"]):
        raise Failure(f"after building there lies {left}")
    if dossier is not None and path.read_text(encoding="utf-8") != "".join(trig(dossier)):
        raise Failure("the graph that streams is not that of the whole dossier")


def check_trig(path: Path) -> bool:
    """Hold that the TriG at *path* is a dossier or told to be none; tell whether it is one."""
    try:
        dossier = read_trig(path)
    except GraphError as error:
        if not all(line.isprintable() for line in str(error).splitlines()):
            raise Failure(f"a problem that is not fit to be shown: {str(error)!r}") from None
        return False
    list(ox.parse("".join(trig(dossier)), format=ox.RdfFormat.TRIG))
    return True


@dataclass
class Summary:
    """How a run went."""

    runs: int = 0
    whole: int = 0
    failures: int = 0


def one_run(number: int, seed: int, folder: Path) -> bool:
    """Make mutation *number* in *folder* and check it; tell whether it still is a dossier."""
    if number % 4 == 3:
        (folder / "graph.trig").write_bytes(mutated_trig(number, seed))
        with limited():
            return check_trig(folder / "graph.trig")
    for name, data in mutated(number, seed).items():
        (folder / name).write_bytes(data)
    with limited():
        whole = check_files(folder, again=number % 3 == 0)
        if whole or number % 10 == 0:
            check_built(folder, folder.parent / f"built-{number}")
    return whole


def fuzz(
    numbers: Sequence[int], seed: int, progress: Callable[[Summary], None] = lambda summary: None
) -> Summary:
    """Make and check the mutations *numbers* of *seed*; failures are printed, and their input is kept."""
    summary = Summary()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as scratch:
        for number in numbers:
            folder = Path(scratch) / "dossier"
            folder.mkdir()
            summary.runs += 1
            try:
                summary.whole += one_run(number, seed, folder)
            except Exception as error:  # whatever it is, it must not happen
                summary.failures += 1
                kept = Path(tempfile.mkdtemp(prefix=f"fuzz-{seed}-{number}-"))
                shutil.copytree(folder, kept / "dossier")
                print(
                    f"seed {seed}, mutation {number}: {type(error).__name__}: {error}\n  input kept in {kept}"
                )
                if summary.failures >= MOST_FAILURES:
                    break
            shutil.rmtree(folder)
            progress(summary)
    return summary


def main() -> int:
    """Run from the command line; 1 if anything failed."""
    parser = argparse.ArgumentParser(
        description="Break source files at random and see that the reader holds."
    )
    parser.add_argument("--runs", type=int, default=2_000, help="how many mutations (default 2000)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default 1)")
    parser.add_argument("--only", type=int, help="only the mutation of this number")
    chosen = parser.parse_args()
    numbers = range(chosen.runs) if chosen.only is None else [chosen.only]
    started = monotonic()

    def progress(summary: Summary) -> None:
        if summary.runs % 1_000 == 0:
            rate = summary.runs / (monotonic() - started)
            print(f"{summary.runs:,} of {len(numbers):,}, {rate:.0f} a second", file=sys.stderr, flush=True)

    summary = fuzz(numbers, chosen.seed, progress)
    print(
        f"{summary.runs:,} mutations of seed {chosen.seed} in {monotonic() - started:.0f} s: "
        f"{summary.whole:,} still dossiers, {summary.runs - summary.whole - summary.failures:,} refused with "
        f"their problems told, {summary.failures} failures"
    )
    return 1 if summary.failures else 0


if __name__ == "__main__":
    sys.exit(main())
