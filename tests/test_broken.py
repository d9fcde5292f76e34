"""Broken input: every defect is told once, with its place, what was found and what would be right.

``tests/broken/<defect>/`` holds the files of one defect beside ``expected.txt``, all errors and
warnings word for word. What cannot lie in a repository as text is made by ``RECIPES``. To write
``expected.txt`` anew after a message has changed: ``python tests/test_broken.py``, then read the diff.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time

import pytest

from graph.problems import GraphError, Level
from graph.reading.dossiers import read_dossier

BROKEN = Path(__file__).with_name("broken")
CASES = sorted(path for path in BROKEN.iterdir() if path.is_dir())

#: A dossier without defects: what the recipes break.
SOURCE = "source: {title: A story, publisher: Courier, published: 2020-05-01}\n"
WHOLE = SOURCE + (
    "entities:\n"
    "  - {name: Courier, type: media}\n"
    "  - {name: Acme, type: company}\n"
    "claims:\n"
    "  - {quote: Acme asked, reported: indirect, speaker: Courier, stance: alleged, to: Acme}\n"
)
TABLE = "source,speaker,stance,to,quote,reported\na,Courier,alleged,Acme,Acme begged,indirect\n"


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Stand in *folder*, so that messages name its files by themselves."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def told(folder: Path) -> list[str]:
    """All errors and warnings of the dossier in *folder*."""
    with inside(folder):
        try:
            reading = read_dossier([Path()])
        except GraphError as error:
            return [f"usage: {error}"]
    lines = [str(one) for one in reading.problems if one.level is not Level.NOTE]
    assert (reading.dossier is None) == any(one.level is Level.ERROR for one in reading.problems)
    return lines


def test_there_are_many_broken_cases_each_with_its_own_message():
    assert len(CASES) + len(RECIPES) >= 180
    assert all((path / "expected.txt").is_file() for path in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_defect_is_told_as_expected(case):
    assert told(case) == (case / "expected.txt").read_text(encoding="utf-8").splitlines()


# ------------------------------------------------------------ what cannot lie here as text


def _bytes(name: str, data: bytes) -> Callable[[Path], None]:
    return lambda folder: write(folder, {name: data})


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in {"a.yaml": WHOLE.encode(), **files}.items():
        (folder / name).write_bytes(data)


def _folder(folder: Path) -> None:
    write(folder, {})
    (folder / "b.yaml").mkdir()


def _pipe(folder: Path) -> None:
    write(folder, {})
    os.mkfifo(folder / "b.yaml")


def _table_pipe(folder: Path) -> None:
    write(folder, {})
    os.mkfifo(folder / "claims.csv")


def _nowhere(folder: Path) -> None:
    write(folder, {})
    (folder / "b.yaml").symlink_to("nowhere.yaml")


def _to_itself(folder: Path) -> None:
    write(folder, {})
    (folder / "b.yaml").symlink_to("b.yaml")


def _text_folder(folder: Path) -> None:
    write(folder, {"a.yaml": WHOLE.replace("title:", "text: notes, title:").encode()})
    (folder / "notes").mkdir()


def _forbidden(folder: Path) -> None:
    write(folder, {"b.yaml": WHOLE.encode()})
    (folder / "b.yaml").chmod(0)


def _unprintable(folder: Path) -> None:
    write(folder, {})
    (folder / os.fsdecode(b"caf\xe9.yaml")).write_bytes(WHOLE.encode())


TEXT = WHOLE.replace("title:", "text: a.txt, title:").encode()

#: Defect → how it is made beside the whole file ``a.yaml`` (or in it), and all that is told of it.
RECIPES: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "utf-16": (
        _bytes("b.yaml", WHOLE.encode("utf-16")),
        ["b.yaml:1:1: error: is UTF-16; save it as UTF-8 [encoding]"],
    ),
    "utf-16-without-mark": (
        _bytes("b.yaml", WHOLE.encode("utf-16-le")),
        ["b.yaml:1:2: error: a NUL byte; this is no text file, or a damaged one [encoding]"],
    ),
    "latin-1": (
        _bytes("b.yaml", b"source:\n  title: caf\xe9\n"),
        [
            "b.yaml:2:13: error: byte 0xE9 is no UTF-8 (in Latin-1 it would be 'é'); save the file as UTF-8 "
            "[encoding]"
        ],
    ),
    "nul": (
        _bytes("b.yaml", b"source:\n  title: a\0b\n"),
        ["b.yaml:2:11: error: a NUL byte; this is no text file, or a damaged one [encoding]"],
    ),
    "control-character": (
        _bytes("b.yaml", b"source:\n  title: a\x01b\n"),
        ["b.yaml:2:11: error: character U+0001 is not allowed in YAML; delete it [yaml]"],
    ),
    "lone-surrogate": (
        _bytes("b.yaml", "source: {title: \ud83d}\n".encode("utf-8", "surrogatepass")),
        [
            "b.yaml:1:17: error: byte 0xED is no UTF-8 (in Latin-1 it would be 'í'); save the file as UTF-8 "
            "[encoding]"
        ],
    ),
    "binary": (
        _bytes("b.yaml", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ["b.yaml:3:1: error: a NUL byte; this is no text file, or a damaged one [encoding]"],
    ),
    "50-mb": (
        _bytes("b.yaml", b"# nothing\n" * 5_000_000),
        [
            "b.yaml: error: is 50.0 MB long, more than the 16 MB read of such a file; split it, or put the "
            "claims into claims.csv [file]"
        ],
    ),
    "a-million-keys": (
        _bytes("b.yaml", b"".join(b"k%d: 1\n" % number for number in range(1_000_000))),
        [
            "b.yaml:150001:1: error: more than 300,000 values in one file; split it, or put the claims into "
            "claims.csv [file]"
        ],
    ),
    "thousands-of-unknown-keys": (
        _bytes("b.yaml", b"".join(b"k%d: 1\n" % number for number in range(1_500))),
        ["b.yaml: error: more than 1,000 problems of this kind; the rest is not told [format]"],
    ),
    "quote-of-10-mb": (
        _bytes("a.yaml", WHOLE.replace("Acme asked", "x" * 10_000_000).encode()),
        ["a.yaml:6:13: error: quote is longer than 20,000 characters; shorten it [quote]"],
    ),
    "100000-brackets": (
        _bytes("b.yaml", b"source: " + b"[" * 100_000),
        [
            "b.yaml:1:1008: error: more than 20 levels of lists and mappings (YAML: exceeded maximum nesting "
            "depth) [yaml]"
        ],
    ),
    "100000-dashes": (
        _bytes("b.yaml", b"source:\n  " + b"- " * 100_000),
        ["b.yaml:2:41: error: more than 20 levels of lists and mappings [yaml]"],
    ),
    "folder-for-a-file": (_folder, ["b.yaml: error: is a folder; a file is needed here [file]"]),
    "pipe": (_pipe, ["b.yaml: error: is not a regular file; a file is needed here [file]"]),
    "link-to-nowhere": (_nowhere, ["b.yaml: error: is a link to a file that is not there [file]"]),
    "link-to-itself": (_to_itself, ["b.yaml: error: is a link to a file that is not there [file]"]),
    "no-permission": (
        _forbidden,
        ["b.yaml: error: may not be read; give yourself permission to read it [file]"],
    ),
    "file-name-no-utf-8": (
        _unprintable,
        [r"usage: caf\udce9.yaml: this name cannot be written in the graph; rename the file or folder"],
    ),
    "text-in-latin-1": (
        lambda folder: write(folder, {"a.yaml": TEXT, "a.txt": b"Acme asked.\nCaf\xe9.\n"}),
        [
            "a.yaml:1:16: error: text 'a.txt': byte 0xE9 is no UTF-8 (in Latin-1 it would be 'é'); save the "
            "file as UTF-8 (its line 2) [text]"
        ],
    ),
    "text-a-folder": (
        _text_folder,
        [
            "a.yaml:1:16: error: text 'notes': is a folder; a file is needed here; put the text beside the "
            "source file, or leave the key out (no quote is then checked) [text]"
        ],
    ),
    "text-of-12-mb": (
        lambda folder: write(folder, {"a.yaml": TEXT, "a.txt": b"Acme asked. " * 1_000_000}),
        [
            "a.yaml:1:16: error: text 'a.txt': is 12.0 MB long, more than the 10 MB read of such a file; "
            "split it, or put the claims into claims.csv; put the text beside the source file, or leave the "
            "key out (no quote is then checked) [text]"
        ],
    ),
    "csv-bad-byte": (
        _bytes("claims.csv", TABLE.replace("begged", "b\xe9gged").encode("latin-1")),
        [
            "claims.csv:2:30: error: byte 0xE9 is no UTF-8; save the table as UTF-8 (in a spreadsheet: CSV "
            "UTF-8) [encoding]"
        ],
    ),
    "csv-utf-16": (
        _bytes("claims.csv", TABLE.encode("utf-16")),
        [
            "claims.csv:1:1: error: is UTF-16; save it as UTF-8 (in a spreadsheet: CSV UTF-8) [encoding]",
        ],
    ),
    "csv-nul": (
        _bytes("claims.csv", TABLE.replace("begged", "b\0gged").encode()),
        [
            "claims.csv:2:30: error: a NUL byte; this is no text file, or a damaged one "
            "(or UTF-16: save it as UTF-8) [encoding]"
        ],
    ),
    "csv-old-mac": (
        _bytes("claims.csv", TABLE.replace("\n", "\r").encode()),
        [
            "claims.csv:1:1: error: a carriage return inside a row; save the table with ordinary line ends "
            "[csv]"
        ],
    ),
    "csv-endless-line": (
        _bytes("claims.csv", TABLE.encode() + b"a" * 1_100_000),
        ["claims.csv:3:1: error: a line of more than 1 MB; this is no table of claims [csv]"],
    ),
    "csv-huge-cell": (
        _bytes("claims.csv", TABLE.replace("begged", "b" * 140_000).encode()),
        ["claims.csv:2:1: error: a cell longer than 131,072 characters [csv]"],
    ),
    "csv-thousands-of-errors": (
        _bytes("claims.csv", (TABLE + "a,Courier,guessed,Acme,Acme begged,indirect\n" * 1_500).encode()),
        ["claims.csv:1004:1: error: more than 1,000 errors in this table; the rest is not read [csv]"],
    ),
    "csv-pipe": (_table_pipe, ["claims.csv: error: is not a regular file; a file is needed here [file]"]),
    "nothing-here": (
        lambda folder: None,
        ["usage: .: no source files here; a dossier is a folder of *.yaml files (see docs/)"],
    ),
}


@pytest.mark.parametrize("defect", RECIPES)
def test_what_is_no_text_is_told_as_expected(defect, tmp_path):
    make, expected = RECIPES[defect]
    if defect == "no-permission" and os.geteuid() == 0:
        pytest.skip("root may read everything")
    if defect == "file-name-no-utf-8" and sys.platform == "darwin":
        pytest.skip("this system has no such file names")
    make(tmp_path)
    started = process_time()
    lines = told(tmp_path)
    assert process_time() - started < 5
    if "thousands" in defect:  # a thousand of them, and that there are more
        assert set(expected) <= set(lines)
        assert len(lines) < 1_010
    else:
        assert lines == expected


def test_the_whole_file_that_the_recipes_break_is_without_defect(tmp_path):
    write(tmp_path, {"claims.csv": TABLE.encode()})
    assert told(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_told(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir()
    write(folder, {})
    folder.chmod(stat.S_IXUSR)
    try:
        with pytest.raises(GraphError, match="the folder cannot be read"):
            read_dossier([folder])
    finally:
        folder.chmod(stat.S_IRWXU)


@pytest.mark.parametrize("text", ["\ufeff" + WHOLE, WHOLE.replace("\n", "\r\n"), "---\n" + WHOLE])
def test_a_mark_at_the_start_and_other_line_ends_are_no_defect(text, tmp_path):
    write(tmp_path, {"a.yaml": text.encode()})
    assert told(tmp_path) == []


if __name__ == "__main__":
    for one in CASES:
        (one / "expected.txt").write_text("".join(f"{line}\n" for line in told(one)), encoding="utf-8")
