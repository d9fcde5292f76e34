"""The commands in README.md and docs/ run, and print what is shown.

A ``console`` block holds commands (``$ …``) and what each prints, stdout and stderr together. A line
``…`` stands for any number of lines. ``$ echo $?`` shows the exit code of the command before it; where
it is not shown it is 0. A file is shown in a block whose introduction ends with "as `path`:", and is
written before the next command runs. The blocks of one document run in order in one copy of what they need.

To put what is printed now into the documents, and the pictures: ``python tests/test_readme.py``, then read
the diff; with the name of a document, only into that.
A block with more than one ``…`` that no longer holds has to be shortened again by hand.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from drafted import HAS_PARSER, NO_PARSER
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from graph import __version__
from graph.rdf.triples import trig_sha256
from graph.reading.dossiers import load
from viz.drawing import Figure, draw

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", *sorted(f"docs/{one.name}" for one in (ROOT / "docs").glob("*.md")))
WITHOUT_COMMANDS = {
    "docs/decisions.md",
    "docs/drafting.md",
    "docs/machines.md",
    "docs/rdf-model.md",
    "docs/pictures.md",
}
NEEDED = ("build_graph.py", "ontology.ttl", "commands", "graph", "viz", "cases", "tests/broken")

_RECIPE = re.search(r"^graph:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
assert _RECIPE is not None

#: ``make`` first installs everything into an environment of its own; .ci/run does that. Here, the commands of
#: its recipe are run in its place. ``make test`` would run this test in itself.
INSTEAD = {
    "make graph": " && ".join(_RECIPE[1].replace("@$(BIN)/", "").strip().split("\n\t")),
    "make test": None,
    "make draft-tools": None,  # the lock of the tests has them
    "python build_graph.py review drafted/courier.yaml": None,  # needs a terminal
}


class Pictured(NamedTuple):
    """A picture in the documents, stored in 128 colours, with its words inside."""

    file: Path
    case: Path
    view: str
    page: str = "a4-landscape"
    dpi: int = 110


PICTURES = (
    Pictured(ROOT / "docs/flow-facebook-banks-2018.png", ROOT / "cases/facebook-banks-2018", "flow"),
    Pictured(ROOT / "docs/matrix-facebook-banks-2018.png", ROOT / "cases/facebook-banks-2018", "matrix"),
    Pictured(
        ROOT / "docs/timeline-merrowick-fiction.png",
        ROOT / "cases/merrowick-fiction",
        "timeline",
        "a3-landscape",
        80,
    ),
)

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_SHOWN_FILE = re.compile(r"as\s+`([\w./-]+)`:\s*$")


@dataclass(frozen=True)
class Command:
    """A command and what the document says of it; ``start`` and ``end`` are where its output stands there."""

    line: str
    shown: str
    code: int
    start: int
    end: int


def steps(text: str) -> list[Command | tuple[str, str]]:
    """Commands, and (path, text) of files that are shown, in the order of the document."""
    found: list[Command | tuple[str, str]] = []
    for fence in _FENCE.finditer(text):
        file = _SHOWN_FILE.search(text[: fence.start()])
        if file:
            found.append((file[1], fence[3]))
        elif fence[2] == "console":
            found += commands(fence[3], fence.start(3))
    return found


def commands(block: str, start: int) -> list[Command]:
    """The commands of a console block that begins at *start*."""
    assert block.startswith("$ "), f"a console block begins with a command: {block[:60]}"
    found: list[Command] = []
    for one in re.finditer(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
        if one[1] == "echo $?":
            last = found.pop()
            found.append(Command(last.line, last.shown, int(one[2]), last.start, last.end))
        else:
            found.append(Command(one[1], one[2], 0, start + one.start(2), start + one.end(2)))
    return found


def holds(shown: str, printed: str) -> bool:
    """Tell whether what is shown is what was printed, but for what ``…`` stands for."""
    lines = ["(?:.*\n)*" if line == "…" else re.escape(line + "\n") for line in shown.splitlines()]
    return re.fullmatch("".join(lines), printed) is not None


class Copy:
    """A copy of what the commands need, in which they run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "flowclaims"
        for name in NEEDED:
            here, there = ROOT / name, self.folder / name
            there.parent.mkdir(parents=True, exist_ok=True)
            if here.is_dir():
                shutil.copytree(here, there)  # with what Python has compiled, which saves seconds
            else:
                shutil.copy(here, there)
        python = folder / "bin" / "python"
        python.parent.mkdir()
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        python.chmod(0o755)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("COV_", "PYTHON"))},
            "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}",
            "NO_COLOR": "1",
            "COLUMNS": "80",
        }

    def write(self, name: str, text: str) -> None:
        """Write a file that is shown."""
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def run(self, line: str) -> tuple[str, int]:
        """What a command prints, and its exit code."""
        done = subprocess.run(
            ["sh", "-c", line],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=120,
        )
        return "".join(line.rstrip() + "\n" for line in done.stdout.splitlines()), done.returncode


@pytest.mark.parametrize("name", [one for one in DOCUMENTS if one not in WITHOUT_COMMANDS])
def test_the_commands_in_a_document_print_what_is_shown(name, tmp_path):
    found = steps((ROOT / name).read_text("utf-8"))
    assert any(isinstance(one, Command) for one in found)
    if not HAS_PARSER and any(
        "build_graph.py draft " in one.line for one in found if isinstance(one, Command)
    ):
        pytest.skip(NO_PARSER)
    copy = Copy(tmp_path)
    for step in found:
        if isinstance(step, tuple):
            copy.write(*step)
        elif (line := INSTEAD.get(step.line, step.line)) is not None:
            printed, code = copy.run(line)
            assert holds(step.shown, printed), f"$ {step.line}\n{printed}--- is shown as ---\n{step.shown}"
            assert code == step.code, f"$ {step.line}\n{printed}"


@pytest.mark.parametrize("name", sorted(WITHOUT_COMMANDS))
def test_a_document_without_commands_has_none(name):
    assert steps((ROOT / name).read_text("utf-8")) == []


def test_the_readme_shows_every_verb():
    from build_graph import app

    verbs = {one.name or one.callback.__name__ for one in app.registered_commands}
    text = (ROOT / "README.md").read_text("utf-8")
    lines = [step.line for step in steps(text) if isinstance(step, Command)]
    assert len(verbs) >= 6
    assert [verb for verb in verbs if not any(f"build_graph.py {verb} " in line for line in lines)] == []


@pytest.mark.parametrize("name", [*DOCUMENTS, "CONTRIBUTING.md"])
def test_the_links_of_a_document_lead_somewhere(name):
    text = _FENCE.sub("", (ROOT / name).read_text("utf-8"))
    for target in re.findall(r"\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)", text):
        assert not target or ((ROOT / name).parent / target).exists(), target


def test_an_ellipsis_stands_for_lines_and_for_nothing_else():
    assert holds("a\n…\nd\n", "a\nb\nc\nd\n")
    assert holds("a\n…\n", "a\n")
    assert not holds("a\n…\nd\n", "a\nb\n")
    assert not holds("a…\n", "ab\n")


def figure(picture: Pictured) -> Figure:
    """What a picture of the documents shows, as it is drawn now."""
    dossier = load([picture.case])
    sha256 = trig_sha256(dossier)
    return draw(
        dossier,
        format="png",
        view=picture.view,
        page=picture.page,
        dpi=picture.dpi,
        graph_sha256=sha256,
        version=__version__,
    )


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.file.stem)
def test_a_picture_of_the_documents_says_what_is_drawn_now(picture):
    with Image.open(picture.file) as stored:
        assert stored.info["Description"] == figure(picture).alt
    assert picture.file.stat().st_size < 250_000


def draw_anew(picture: Pictured) -> None:
    """Draw a picture of the documents anew, if it says something else now."""
    drawn = figure(picture)
    if picture.file.exists():
        with Image.open(picture.file) as before:
            if before.info.get("Description") == drawn.alt:
                return
    words = PngInfo()
    words.add_itxt("Title", drawn.content.title)
    words.add_itxt("Description", drawn.alt)
    with Image.open(BytesIO(drawn.bytes)) as image:
        image.convert("RGB").quantize(128).save(picture.file, optimize=True, pnginfo=words)
    print(f"{picture.file.name} is drawn anew: look at it")


def shortened(printed: str, shown: str) -> str:
    """What is printed, with one ``…`` after as many lines as it was shown with, and before as many."""
    before, dots, after = shown.partition("…\n")
    lines = printed.splitlines(keepends=True)
    first, last = before.count("\n"), after.count("\n")
    if not dots or "…\n" in after or first + last >= len(lines):
        return printed
    return "".join([*lines[:first], dots, *lines[len(lines) - last :]])


def rewrite(name: str) -> None:
    """Put what the commands of a document print now in the place of what it shows, unless one fails."""
    path = ROOT / name
    text = path.read_text("utf-8")
    changes = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder))
        for step in steps(text):
            if isinstance(step, tuple):
                copy.write(*step)
            elif (line := INSTEAD.get(step.line, step.line)) is not None:
                printed, code = copy.run(line)
                if code != step.code:
                    sys.exit(
                        f"{name} is left as it was: exit code {code}, not {step.code}\n$ {line}\n{printed}"
                    )
                if not holds(step.shown, printed):
                    print(f"{name}: $ {line}")
                    changes.append((step.start, step.end, shortened(printed, step.shown)))
    for start, end, printed in reversed(changes):
        text = text[:start] + printed + text[end:]
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    for one in () if sys.argv[1:] else PICTURES:
        draw_anew(one)
    for document in sys.argv[1:] or DOCUMENTS:
        rewrite(document)
