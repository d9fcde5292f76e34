"""Named questions about everything, each as it is and in other forms with the same answer.

    python benchmarks/formulations.py /tmp/large                 # what ``questions.py make`` made
    python benchmarks/formulations.py /tmp/large --only edges timeline

The other forms are made from the text of each question: its OPTIONAL parts as sub-queries, which Oxigraph
computes whole and joins by hash; its first graph pattern as a sub-query that is answered first; both; and,
where a question has a LIMIT that has the engine answer a part first, that taken away. Each form is asked
once, of the folder or (``--memory``) of the graph in memory, in a process of its own that is stopped after
``--longest`` seconds of the processor. A form whose rows are others is no formulation of the same question,
and is told as such. What counts is the ratio.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

from graph.asking.answering import questions
from graph.asking.store import Table, open_store

#: What takes less than so many seconds is not compared.
_SHORTEST: Final = 0.05
#: What is put behind a sub-query so that the engine answers it first.
_FIRST: Final = "LIMIT 1000000000"


def _body(text: str, start: int) -> int:
    """Where the group that begins with the brace at *start* ends."""
    depth = 0
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at
    raise ValueError("a brace is not closed")


def by_hash(text: str) -> str | None:
    """The question with each outermost OPTIONAL as a sub-query."""
    done, at = "", 0
    for found in re.finditer(r"OPTIONAL \{", text):
        if found.start() < at:
            continue
        end = _body(text, found.end() - 1)
        done += f"{text[at : found.start()]}OPTIONAL {{ SELECT * WHERE {text[found.end() - 1 : end + 1]} }}"
        at = end + 1
    return done + text[at:] if at else None


def first(text: str) -> str | None:
    """The question with its first graph pattern as a sub-query that is answered first."""
    found = re.search(r"GRAPH \?\w+ \{", text)
    if found is None or _FIRST in text:
        return None
    end = _body(text, found.end() - 1)
    pattern = text[found.start() : end + 1]
    return f"{text[: found.start()]}{{ SELECT * WHERE {{ {pattern} }} {_FIRST} }}{text[end + 1 :]}"


def not_first(text: str) -> str | None:
    """The question without a LIMIT that has a part answered first."""
    return text.replace(_FIRST, "") if _FIRST in text else None


def both(text: str) -> str | None:
    """``first``, then ``by_hash``."""
    made = first(text)
    return None if made is None else by_hash(made)


FORMS: Final[Mapping[str, Callable[[str], str | None]]] = MappingProxyType(
    {
        "as it is": lambda text: text,
        "optionals by hash": by_hash,
        "first part first": first,
        "both": both,
        "no part first": not_first,
    }
)


def ask(folder: Path, longest: int, memory: bool) -> None:
    """Answer the SPARQL on stdin; print its number of rows, their digest, and seconds of the processor."""
    with open_store() if memory else open_store(folder / "store", read_only=True) as store:
        if memory:
            store.load(folder / "graph.trig")
        started = time.process_time()
        stop = round(started) + longest
        resource.setrlimit(resource.RLIMIT_CPU, (stop, stop))
        answer = store.query(sys.stdin.read())
        took = time.process_time() - started
    assert isinstance(answer, Table)
    rows = sorted("\t".join(map(str, row)) for row in answer.rows)
    print(json.dumps([len(rows), sha256("\n".join(rows).encode()).hexdigest(), took]))


def measured(command: list[str], text: str) -> tuple[int, str, float] | None:
    """Rows, their digest, and seconds of the processor; None if it was stopped."""
    done = subprocess.run(
        [sys.executable, __file__, *command, "--ask"],
        input=text,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        if "Traceback" in done.stderr:
            raise RuntimeError(done.stderr)
        return None
    rows, digest, took = json.loads(done.stdout)
    return rows, digest, took


def lines(command: list[str], longest: int, only: list[str]) -> Iterator[str]:
    """The table, line by line."""
    yield f"| question | rows | {' | '.join(FORMS)} | as it is, fastest = 1 |"
    yield f"| --- | ---: |{' ---: |' * (len(FORMS) + 1)}"
    for one in questions():
        if any(parameter.required for parameter in one.parameters) or (only and one.name not in only):
            continue
        told, times, as_it_is = [], [], None
        for name, form in FORMS.items():
            text = form(one.text)
            found = None if text is None else measured(command, text)
            as_it_is = found if name == "as it is" else as_it_is
            if text is None:
                told.append("")
            elif found is None:
                told.append(f"over {longest}")
            elif as_it_is is not None and found[1] != as_it_is[1]:
                told.append("other rows")
            else:
                told.append(f"{found[2]:.2f}")
                times.append(found[2])
        rows = "" if as_it_is is None else f"{as_it_is[0]:,}"
        ratio = ""
        if as_it_is is not None and min(times) >= _SHORTEST:
            ratio = f"{as_it_is[2] / min(times):.2f}"
        yield f"| `{one.name}` | {rows} | {' | '.join(told)} | {ratio} |"


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description="Measure forms of the questions about everything.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--longest", type=int, default=100)
    parser.add_argument("--memory", action="store_true", help="Load the graph into memory.")
    parser.add_argument("--ask", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ask:
        ask(given.folder, given.longest, given.memory)
        return
    command = [str(given.folder), "--longest", str(given.longest), *(["--memory"] if given.memory else [])]
    for line in lines(command, given.longest, given.only):
        print(line, flush=True)


if __name__ == "__main__":
    main()
