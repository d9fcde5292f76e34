"""The texts to draft from: which files, and each with its offsets as they will be counted later."""

from pathlib import Path

import pytest

from graph.claims import PartialDate
from graph.drafting.documents import About, read_document, texts
from graph.problems import DossierError, UsageError
from graph.reading import dossiers
from graph.reading.marks import sha256


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A text.")


def test_a_folder_gives_its_texts_sorted_without_hidden_files_and_subfolders(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.txt", ".c.txt", "d.yaml", "sub/e.txt", "f.txt/g")
    assert [one.name for one in texts([tmp_path])] == ["a.txt", "b.txt"]


def test_a_text_that_is_named_twice_is_drafted_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    assert texts([tmp_path / "a.txt", tmp_path]) == [tmp_path / "a.txt"]


@pytest.mark.parametrize(
    ("names", "asked", "told"),
    [
        ((), "gone.txt", "gone.txt: no such file or folder"),
        (("a.md",), "a.md", "a.md: no text to draft from; texts end in .txt"),
        (("sub/a.md",), "sub", "sub: no texts here"),
        (("sub/a.txt", "a.txt"), "sub a.txt", "would both become a.yaml"),
        (("entities.txt",), "entities.txt", "entities.yaml holds what the sources of a dossier share"),
        (("a\u202eb.txt",), "a\u202eb.txt", "a\\u202eb.txt: no source file can be called so"),
    ],
)
def test_what_cannot_be_drafted_is_told(
    names: tuple[str, ...], asked: str, told: str, tmp_path: Path
) -> None:
    put(tmp_path, *names)
    with pytest.raises(UsageError) as raised:
        texts([tmp_path / one for one in asked.split()])
    assert told in str(raised.value)


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbfAcme\r\nsold", "caf\u00e9 \u2028\U0001f600".encode(), b"", b"\r"]
)
def test_a_document_s_text_is_what_offsets_of_source_files_count_in(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    read = read_document(path)
    assert read.text == dossiers._text_of(data, "a.txt")
    assert (read.name, read.sha256) == ("a", sha256(data))


def test_a_document_takes_what_its_text_does_not_say(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    about = About("A title", "The Courier", PartialDate("2024-05"), "Acme")
    read = read_document(tmp_path / "a.txt", about)
    assert (read.title, read.publisher, str(read.published), read.speaker) == (
        "A title",
        "The Courier",
        "2024-05",
        "Acme",
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            b"one\ncaf\xe9",
            "a.txt:2:4: error: byte 0xE9 is no UTF-8 (in Latin-1 it would be 'é'); save",
        ),
        (b"\xff\xfea\0", "a.txt:1:1: error: is UTF-16; save it as UTF-8"),
        (b"a\0b", "a.txt:1:2: error: a NUL byte"),
        (
            b" " * 10_000_001,
            "a.txt: error: is 10.0 MB long, more than the 10 MB of a source's text; split",
        ),
        (None, "a.txt: error: no such file"),
    ],
)
def test_a_text_that_cannot_be_read_is_told_with_its_place(
    data: bytes | None, told: str, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(DossierError) as raised:
        read_document(tmp_path / "a.txt")
    assert told in str(raised.value)
