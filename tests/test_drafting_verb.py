"""The verb ``draft``, run as its users run it: in a process of its own."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from drafted import HAS_PARSER, NO_PARSER
from test_cli import run
from written import ROOT, SHARED

from graph.reading.dossiers import load

parses = pytest.mark.skipif(not HAS_PARSER, reason=NO_PARSER)
GOLD = SHARED / "gold"

STORY = (
    "Brightwell sold the browsing history of its users to Adlantic, The Courier reported on Monday. "
    '"We never sell personal data to advertisers," a Brightwell spokeswoman said. '
    "Adlantic declined to comment.\n"
)


def put(folder: Path, **contents: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        (folder / f"{name}.txt").write_text(content)
    return folder


# ---------------------------------------------------------------- wrong usage, which no parser is needed for


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["gone.txt"], "error: gone.txt: no such file or folder\n"),
        (["a.txt", "b.txt"], "error: 2 texts do not go to stdout; give -o FOLDER for their files\n"),
        (["."], "error: 2 texts do not go to stdout; give -o FOLDER for their files\n"),
        (["a.txt", "-o", "a.yaml"], "error: a.yaml: -o names a folder, in which NAME.yaml is written"),
        (["a.txt", "--published", "2024-13"], "error: --published '2024-13' is no date; write 2017, 2017-03"),
        (["a.txt", "--speaker", "…"], "error: --speaker '…' is no name; it needs a letter or a digit\n"),
        (["a.txt", "--jobs", "0"], "error: --jobs 0: at least one text has to be worked on at a time\n"),
        (["a.txt", "--known", "gone.csv"], "gone.csv: no such file or folder\n"),
    ],
)
def test_wrong_usage_is_told_in_one_line(arguments: list[str], told: str, tmp_path: Path) -> None:
    put(tmp_path, a=STORY, b=STORY)
    ended = run("draft", *arguments, cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert told in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_without_spacy_the_verb_says_how_to_install_it(tmp_path: Path) -> None:
    put(tmp_path, a=STORY)
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nfound = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'spacy' else found(name, *more)\n"
    )
    ended = run("draft", "a.txt", "-o", "out", cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)})
    assert ended.returncode == 2
    assert ended.stderr.startswith(
        "error: drafting needs spaCy, which is not installed; install it with: make draft-tools"
    )
    assert not (tmp_path / "out").exists()


def test_help_imports_no_parser() -> None:
    code = (
        "import sys, build_graph\n"
        "try: build_graph.app(['draft', '--help'])\n"
        "except SystemExit: pass\n"
        "print('slow:', [one for one in ('spacy', 'numpy', 'rich.progress') if one in sys.modules])\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ended.stdout.endswith("slow: []\n")


# ---------------------------------------------------------------- with the parser


@parses
def test_one_text_goes_to_stdout_as_a_file_that_validates(tmp_path: Path) -> None:
    put(tmp_path, a=STORY)
    ended = run("draft", "a.txt", "--publisher", "The Courier", "--published", "2024-05-01", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert re.fullmatch(r"drafted 1 file: \d+ claims?, \d+ non-answers?.*\n", ended.stderr)
    (tmp_path / "a.yaml").write_text(ended.stdout)
    checked = run("validate", "a.yaml", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    content = yaml.safe_load(ended.stdout)
    assert content["source"]["publisher"] == "The Courier" and content["source"]["text"] == "a.txt"
    assert content["claims"] and all("draft" in one for one in content["claims"])
    assert all(one["quote"] in STORY for one in content["claims"])


@parses
def test_a_folder_is_drafted_in_parallel_told_and_gone_on_with(tmp_path: Path) -> None:
    texts = put(tmp_path / "texts", a=STORY, b="Nothing here.\n", c="")
    (texts / "d.txt").write_bytes(b"caf\xe9")
    ended = run("draft", "texts", "-o", "texts", "--jobs", "2", cwd=tmp_path)
    assert ended.returncode == 1
    broken, summary = ended.stderr.splitlines()
    assert broken.startswith("texts/d.txt:1:4: error: byte 0xE9 is no UTF-8")
    assert summary.startswith("drafted 3 files: ")
    assert summary.endswith("; review with: python build_graph.py review texts/a.yaml")
    assert "The text is empty" in (texts / "c.yaml").read_text()
    first = {one.name: one.read_bytes() for one in texts.glob("*.yaml")}

    (texts / "d.txt").unlink()
    (texts / "a.yaml").write_text(first["a.yaml"].decode().replace("    draft:", "    # draft:"))
    (texts / "b.yaml").unlink()
    ended = run("draft", "texts", "-o", "texts", "--jobs", "1", cwd=tmp_path)
    assert (ended.returncode, ended.stderr.splitlines()) == (
        0,
        [
            "left alone 1 file (c.yaml): already drafted from the same text",
            "left alone 1 file (a.yaml): changed or reviewed since it was drafted; --force writes over it",
            "drafted 1 file: 0 claims, 0 non-answers",
        ],
    )
    assert (texts / "b.yaml").read_bytes() == first["b.yaml"]

    ended = run("draft", "texts", "-o", "out", "--jobs", "1", cwd=tmp_path)
    assert ended.returncode == 0
    assert "the texts are not in out, so that quotes stand there as not checked" in ended.stderr
    assert run("validate", "out", cwd=tmp_path).returncode == 0


@parses
def test_parties_are_called_as_a_list_calls_them(tmp_path: Path) -> None:
    put(tmp_path, a=STORY)
    (tmp_path / "names.csv").write_text("Brightwell Holdings, Inc.;Brightwell\n")
    ended = run("draft", "a.txt", "--known", "names.csv", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    entities = {one["name"]: one for one in yaml.safe_load(ended.stdout)["entities"]}
    assert "Brightwell" in entities["Brightwell Holdings, Inc."]["aliases"]


@parses
def test_a_speaker_s_own_document_is_drafted_as_what_it_says(tmp_path: Path) -> None:
    put(tmp_path, policy="We share your location data with advertisers. We do not sell your personal data.\n")
    ended = run("draft", "policy.txt", "--speaker", "Acme", "--publisher", "Acme", "-o", ".", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    (source,) = load([tmp_path], drafts=True).sources
    assert {one.speaker for one in source.drafts} == {"party/acme"}


@parses
@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated passages are not here")
def test_the_scorer_reads_the_result_as_it_stands(tmp_path: Path) -> None:
    texts = sorted((GOLD / "dev").glob("*.txt"))[:2]
    assert texts
    assert run("draft", *map(str, texts), "-o", str(tmp_path)).returncode == 0
    scorer = [sys.executable, str(GOLD / "score_claims.py")]
    checked = subprocess.run(
        [*scorer, "--validate", str(tmp_path), "--texts", str(GOLD / "dev")], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout
    assert "0 errors" in checked.stderr and "0 quotes not verbatim" in checked.stderr
    scored = subprocess.run(
        [*scorer, str(GOLD / "dev"), str(tmp_path), "--texts", str(GOLD / "dev")],
        capture_output=True,
        text=True,
    )
    assert scored.returncode == 0 and "flow, exact" in scored.stdout
