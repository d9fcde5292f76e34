"""The command line, run as its users run it: in a process of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FACEBOOK = "cases/facebook-banks-2018"
VERBS = (
    *("build", "validate", "status", "explain", "query", "draw", "explore", "export", "diff"),
    *("draft", "review", "accept"),
)
#: What takes long to import, or what only one verb needs.
SLOW = {"matplotlib", "networkx", "numpy", "pyshacl", "rdflib", "ruamel", "spacy", "httpx", "rich.progress"}
MERROWICK = "cases/merrowick-fiction"


def run(
    *arguments: str, cwd: Path = ROOT, stdin: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line; the folder stays ROOT so that coverage and cases/ are found."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build_graph.py"), *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **(env or {})},
    )


def write_dossier(folder: Path, stance: str = "alleged") -> Path:
    """A dossier of one claim."""
    folder.mkdir(parents=True)
    (folder / "report.yaml").write_text(
        f"""\
source: {{title: A report, publisher: Courier, published: 2021-03-04, language: en}}
entities:
  - {{name: Courier, type: media}}
  - {{name: Acme, type: company}}
  - {{name: Bank, type: company}}
claims:
  - quote: Bank gives Acme addresses
    speaker: Courier
    stance: {stance}
    act: share
    from: Bank
    to: Acme
    data: addresses
    reported: direct
""",
        encoding="utf-8",
    )
    return folder


# ---------------------------------------------------------------- help and wrong usage


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_every_verb_opens_with_two_or_three_runnable_examples(verb: str) -> None:
    lines = run(verb, "--help").stdout.splitlines()
    examples = [line.strip() for line in lines if line.strip().startswith("python build_graph.py")]
    assert 2 <= len(examples) <= 3
    assert lines.index("Options:") > max(number for number, line in enumerate(lines) if examples[-1] in line)


def test_help_and_query_import_nothing_slow() -> None:
    code = (
        "import sys, build_graph\n"
        "sys.argv[1:] = {arguments}\n"
        "try: build_graph.main()\n"
        "except SystemExit: pass\n"
        "print('SLOW', sorted({slow} & set(sys.modules)), file=sys.stderr)"
    )
    helps = [["--help"], *([verb, "--help"] for verb in ("query", "draft", "review", "accept"))]
    for arguments in (*helps, ["query", "edges", "-d", FACEBOOK]):
        done = subprocess.run(
            [sys.executable, "-c", code.format(arguments=arguments, slow=SLOW)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert "SLOW []" in done.stderr, (arguments, done.stderr)


def test_a_misspelt_verb_is_answered_with_the_right_one() -> None:
    done = run("biuld")
    assert done.returncode == 2
    assert "'build'" in done.stderr


def test_the_version_is_said() -> None:
    from graph import __version__

    assert run("--version").stdout == f"flowclaims {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("validate", "nowhere"), "nowhere: no such file or folder"),
        (("query", "edgs"), "did you mean edges?"),
        (("query", "edges", "--format", "yaml"), "there is no format 'yaml' here; use table, csv"),
        (("query", "flows-to"), "needs to know the party"),
        (("query", "flows-to", "-p", "party"), "write NAME=VALUE"),
        (("explain", "Facebok"), "did you mean"),
        (("explain", "a", "b", "c"), "unexpected extra argument"),
        (("draw", "-o", "x.png"), "there are 2 dossiers here; name the one you mean"),
        (("draw", "-d", FACEBOOK, "-o", "x.gif"), "the extension tells the format; use .png, .svg, .pdf"),
        (("build", "-o", "all.trig"), "2 dossiers do not go into one file"),
        (("diff", "nowhere", FACEBOOK), "nowhere: no such file or folder"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_would_be_right(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert said in done.stderr
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


# ---------------------------------------------------------------- build


def test_without_arguments_it_builds_the_shipped_dossiers_and_says_what_it_found(tmp_path: Path) -> None:
    (tmp_path / "cases").symlink_to(ROOT / "cases")
    done = run(cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "facebook-banks-2018: 15 claims (2 alleged, 9 denied, 4 confirmed) and 1 non-answer" in done.stdout
    assert "said nothing, though allegations name them: U.S. Bancorp, Wells Fargo" in done.stdout
    assert done.stdout.count("\n") == 5
    for dossier in ("facebook-banks-2018", "merrowick-fiction"):
        made = {one.name for one in (tmp_path / "out" / dossier).iterdir()}
        assert made >= {
            "graph.trig",
            "answers.md",
            "network.graphml",
            "flow.png",
            "flow.svg",
            "flow.pdf",
            "flow.txt",
        }


@pytest.mark.parametrize("extension", ["trig", "nq", "ttl", "jsonld"])
def test_a_graph_alone_is_built_in_the_format_of_its_extension(tmp_path: Path, extension: str) -> None:
    import pyoxigraph as ox

    file = tmp_path / f"graph.{extension}"
    assert run("build", FACEBOOK, "-o", str(file)).returncode == 0
    found = {quad.triple for quad in ox.parse(path=str(file), format=ox.RdfFormat.from_extension(extension))}
    run("build", FACEBOOK, "-o", str(tmp_path / "other.trig"))
    wanted = {quad.triple for quad in ox.parse(path=str(tmp_path / "other.trig"), format=ox.RdfFormat.TRIG)}
    assert found == wanted
    assert len(found) > 800


def test_a_dossier_with_an_error_builds_nothing_and_leaves_what_was_there(tmp_path: Path) -> None:
    good, out = write_dossier(tmp_path / "acme"), tmp_path / "out"
    assert run("build", str(good), "-o", str(out)).returncode == 0
    before = {one.name: one.read_bytes() for one in (out / "acme").iterdir()}
    file = good / "report.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("alleged", "rumoured"), encoding="utf-8")
    done = run("build", str(good), "-o", str(out))
    assert done.returncode == 1
    assert f"{file}:9:13: error: unknown stance 'rumoured'" in done.stderr
    assert "1 error; this dossier was not used" in done.stderr
    assert {one.name: one.read_bytes() for one in (out / "acme").iterdir()} == before
    assert [one.name for one in out.iterdir()] == ["acme"]


def test_files_of_the_user_in_the_folder_stay(tmp_path: Path) -> None:
    dossier, out = write_dossier(tmp_path / "acme"), tmp_path / "out"
    run("build", str(dossier), "-o", str(out))
    (out / "acme" / "my notes.txt").write_text("keep", encoding="utf-8")
    assert run("build", str(dossier), "-o", str(out)).returncode == 0
    assert (out / "acme" / "my notes.txt").read_text(encoding="utf-8") == "keep"


def test_an_interrupt_that_comes_while_python_tidies_up_is_not_lost() -> None:
    """A callback of a weak reference swallows what is raised in it, and tells a traceback."""
    code = (
        "import signal, time, weakref, build_graph\n"
        "class Thing: pass\n"
        "def work(prog_name):\n"
        "    thing = Thing()\n"
        "    kept = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))\n"
        "    del thing\n"
        "    time.sleep(30)\n"
        "build_graph.app = work\n"
        "build_graph.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=20)
    assert (done.returncode, done.stderr) == (130, "interrupted; nothing was written\n")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_stopped_leaves_the_former_output_whole(tmp_path: Path, how: signal.Signals) -> None:
    dossier, out = write_dossier(tmp_path / "acme"), tmp_path / "out"
    run("build", str(dossier), "-o", str(out))
    before = {one.name: one.read_bytes() for one in (out / "acme").iterdir()}
    write_dossier(tmp_path / "other" / "acme", "denied")
    stopped = 0
    for delay in (0.3, 0.5, 0.7, 0.9, 1.1, 1.4):
        process = subprocess.Popen(
            [
                sys.executable,
                str(ROOT / "build_graph.py"),
                "build",
                str(tmp_path / "other/acme"),
                "-o",
                str(out),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        time.sleep(delay)
        stopped += process.poll() is None
        process.send_signal(how)
        _, error = process.communicate(timeout=60)
        after = {one.name: one.read_bytes() for one in (out / "acme").iterdir()}
        assert b"Traceback" not in error
        if after != before:  # it was done before the signal came: then the new output is whole
            assert set(after) == set(before)
            assert b"fc:denied" in after["graph.trig"]
            before = after
    assert stopped


def test_output_is_the_same_bytes_whatever_the_hash_seed_and_the_locale(tmp_path: Path) -> None:
    made = []
    for number, (seed, locale) in enumerate((("0", "C"), ("4711", "C.UTF-8"))):
        out = tmp_path / str(number)
        env = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "LANG": locale}
        assert run("build", FACEBOOK, "-o", str(out), env=env).returncode == 0
        made.append({one.name: one.read_bytes() for one in (out / "facebook-banks-2018").iterdir()})
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []


# ---------------------------------------------------------------- the other verbs


def test_validate_tells_all_problems_and_ends_with_1(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path / "acme", "rumoured")
    file = dossier / "report.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("to: Acme", "to: Acne"), encoding="utf-8")
    done = run("validate", str(dossier))
    assert done.returncode == 1
    assert "unknown stance 'rumoured'" in done.stdout
    assert "1 error in 1 source" in done.stdout


def test_validate_finds_nothing_wrong_with_the_shipped_dossiers_and_their_graphs(tmp_path: Path) -> None:
    done = run("validate")
    assert (done.returncode, done.stdout) == (0, "no problems in 9 sources\n")
    run("build", FACEBOOK, "-o", str(tmp_path / "graph.trig"))
    assert run("validate", str(tmp_path / "graph.trig")).stdout == "no problems in 1 source\n"


def test_query_reads_sparql_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    text = "SELECT (COUNT(?c) AS ?claims) WHERE { ?c a fc:Claim }"
    (tmp_path / "count.rq").write_text(text, encoding="utf-8")
    from_file = run("query", str(tmp_path / "count.rq"), "-d", FACEBOOK, "--format", "csv")
    from_stdin = run("query", "-", "-d", FACEBOOK, "--format", "csv", stdin=text)
    assert from_file.stdout == from_stdin.stdout == "claims\n16\n"


def test_query_asks_a_built_graph_as_well_as_its_sources(tmp_path: Path) -> None:
    run("build", FACEBOOK, "-o", str(tmp_path / "graph.trig"))
    built = run("query", "edges", "-d", str(tmp_path / "graph.trig"), "--format", "csv")
    sources = run("query", "edges", "-d", FACEBOOK, "--format", "csv")
    assert built.stdout == sources.stdout
    assert built.stdout.count("\n") > 20


def test_without_a_question_the_questions_are_listed() -> None:
    listed = run("query").stdout
    assert "edges\n    " in listed
    assert listed.count("\n    ") >= 10


def test_a_result_goes_to_the_file_and_in_the_format_of_its_extension(tmp_path: Path) -> None:
    done = run("query", "edges", "-d", FACEBOOK, "-o", str(tmp_path / "edges.json"))
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "edges.json").read_text(encoding="utf-8").startswith("{")


def test_explain_finds_the_dossier_that_knows_the_parties() -> None:
    done = run("explain", "Facebook", "JPMorgan Chase", "--format", "json")
    assert done.returncode == 0
    assert '"A1"' in done.stdout


@pytest.mark.parametrize(("verb", "name"), [("draw", "figure.svg"), ("explore", "page.html")])
def test_the_licence_of_the_data_is_named_where_it_is_given(tmp_path: Path, verb: str, name: str) -> None:
    ours, theirs = "CC BY 4.0; quotations remain", "CC BY-SA 4.0, after a register"
    for given, told, other in (([], ours, theirs), (["--licence", theirs], theirs, ours)):
        assert run(verb, "-d", FACEBOOK, "-o", str(tmp_path / name), *given).returncode == 0
        written = (tmp_path / name).read_text("utf-8")
        assert told in written
        assert other not in written


def test_a_figure_comes_with_its_words(tmp_path: Path) -> None:
    figure, alt = tmp_path / "figure.svg", tmp_path / "figure.txt"
    done = run("draw", "-d", FACEBOOK, "-o", str(figure), "--alt", str(alt))
    assert done.returncode == 0, done.stderr
    assert "Citigroup" in figure.read_text(encoding="utf-8")
    assert "neither affirms nor denies" in alt.read_text(encoding="utf-8")


def test_diff_ends_with_1_if_anything_changed_and_with_0_if_nothing_did(tmp_path: Path) -> None:
    old, new = write_dossier(tmp_path / "a" / "acme"), write_dossier(tmp_path / "b" / "acme", "denied")
    assert run("diff", str(old), str(old)).returncode == 0
    done = run("diff", str(old), str(new))
    assert done.returncode == 1
    assert done.stdout


def test_a_closed_pipe_is_no_error() -> None:
    command = f'"{sys.executable}" build_graph.py query edges -d {FACEBOOK} | head -1'
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""


def test_draw_writes_over_no_file_that_it_was_not_told_to_write(tmp_path):
    notes = tmp_path / "merrowick.md"
    notes.write_text("my notes")
    done = run("draw", "-d", str(ROOT / MERROWICK), "-o", str(tmp_path / "merrowick.png"), "--dpi", "50")
    assert done.returncode == 0
    assert notes.read_text() == "my notes"
    listed = tmp_path / "merrowick.statements.md"
    assert f"the list of statements is in {listed}" in done.stderr
    assert listed.read_text("utf-8").startswith("# Merrowick and others")


@pytest.mark.parametrize("taken", ["x.svg", "x.statements.md", "."])
def test_the_words_of_a_figure_go_into_a_file_of_their_own(tmp_path, taken):
    done = run(
        "draw", "-d", str(ROOT / MERROWICK), "-o", str(tmp_path / "x.svg"), "--alt", str(tmp_path / taken)
    )
    assert done.returncode == 2
    assert "is taken already; name a file of its own" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_export_goes_into_a_file_whose_name_fits_and_tells_what_it_lacks(tmp_path):
    done = run("export", "-d", FACEBOOK, "-f", "xlsx", "-o", str(tmp_path / "banks.csv"))
    assert done.returncode == 2
    assert "banks.csv is no name for xlsx; use .xlsx" in done.stderr
    done = run("export", "-d", FACEBOOK, "-o", str(tmp_path / "banks.mmd"))
    assert done.returncode == 0
    assert done.stderr.splitlines()[0] == f"wrote {tmp_path / 'banks.mmd'}"
    assert done.stderr.splitlines()[1].startswith("mermaid: ")
    assert (tmp_path / "banks.mmd").read_text("utf-8").count("alleges seeking") == 3


def test_export_without_a_file_lists_the_formats():
    done = run("export")
    assert done.returncode == 0
    assert {line.split()[0] for line in done.stdout.splitlines()} >= {"gexf", "xlsx", "mermaid", "trig"}
    assert run("export", "-f", "gexf").returncode == 2


def test_explore_writes_one_page_that_names_its_graph(tmp_path):
    page = tmp_path / "banks.html"
    done = run("explore", "-d", FACEBOOK, "--stance", "denied", "-o", str(page))
    assert (done.returncode, done.stdout) == (0, "")
    html = page.read_text("utf-8")
    assert "only what is denied: 6 statements and 1 non-answer not shown" in html
    assert "graph sha256 " in html
    assert run("explore", "-d", FACEBOOK, "-o", str(tmp_path / "banks.pdf")).returncode == 2
