"""Real Chromium on real files: a fresh, offline context per page, and all that must not happen noted."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from benchmarks.made_up import made_up
from graph.claims import Act, NonAnswerKind, PartyType, Stance
from graph.reading.dossiers import load
from tests.conftest import answered, dossier, party, said, source
from tests.drafting_dossiers import as_drafts
from viz.explorer.page import explore

ROOT = Path(__file__).parents[2]

#: What a name, a quote or a title may hold to do harm.
HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "=cmd()|' /C calc'!A0",
    "\"><svg onload=document.title='x'>",
    "'; document.title = 'x'; //",
    "<!--<script>",
)


@pytest.fixture(scope="session")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium here")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe():
    """The source of axe-core, the checker of accessibility rules."""
    modules = Path(os.environ.get("FLOWCLAIMS_NODE_MODULES", ROOT / "node_modules"))
    script = modules / "axe-core" / "axe.min.js"
    if not script.is_file():
        pytest.skip(
            f"no axe-core in {modules}; npm install axe-core, or name its folder in FLOWCLAIMS_NODE_MODULES"
        )
    return script.read_text(encoding="utf-8")


@dataclass
class Opened:
    """An open page, and what it asked for and complained of."""

    page: object
    address: str
    requests: list = field(default_factory=list)
    complaints: list = field(default_factory=list)


@pytest.fixture
def open_page(chromium):
    """Opens a file in a context of its own, offline; in the end nothing may have been asked or said."""
    contexts, opened = [], []

    def open_it(file, hash="", **options):
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = chromium.new_context(offline=True, accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        one = Opened(page, file.as_uri())
        page.on("request", lambda request: one.requests.append(request.url))
        page.on("console", lambda message: one.complaints.append(message.text))
        page.on("pageerror", lambda error: one.complaints.append(str(error)))
        page.on(
            "dialog", lambda dialog: one.complaints.append(f"dialog: {dialog.message}") or dialog.dismiss()
        )
        page.goto(one.address + hash)
        opened.append(one)
        return page

    yield open_it
    for one in opened:
        asked = [url for url in one.requests if not url.startswith(("blob:", "data:"))]
        assert {url.partition("#")[0] for url in asked} == {one.address}
        assert one.complaints == []
    for context in contexts:
        context.close()


def hostile_dossier():
    """A dossier in which every field that takes text holds what might do harm."""
    first, second, third, fourth, fifth = HOSTILE
    claims = [
        said(
            Stance.ALLEGED,
            by=first,
            from_=[second, fourth],
            to=third,
            data=first,
            purpose=fifth,
            subjects=second,
            quote=first,
            note=third,
            spokesperson=fifth,
            via=fourth,
            hedges=(first,),
        ),
        said(Stance.DENIED, by=second, from_=second, to=third, data=first, quote=second, act=Act.SHARE),
        said(
            Stance.CONFIRMED, by=third, from_=second, to=third, quote=f"{fifth} \u202e {first}", act=Act.SEEK
        ),
    ]
    text = source(
        *claims,
        answered(NonAnswerKind.SILENT, fourth, claims[0], quote=third, note=first),
        title=first, author=second, publisher=third, published="2020-01-02", language=first,
        url="javascript:alert(1)",
    )  # fmt: skip
    parties = [party(name, PartyType.COMPANY, aliases=(first,)) for name in HOSTILE]
    return dossier(text, parties=parties)


def dossier_with_drafts():
    """The article, three of whose claims and whose non-answer are drafts."""
    read = load([ROOT / "cases" / "facebook-banks-2018"])
    names = [read.claims[place].iri for place in (1, 7, 13)]
    return as_drafts(read, [*names, read.non_answers[0].iri])


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The pages under test, by name, each built when it is first asked for."""
    folder = tmp_path_factory.mktemp("pages")
    makers = {
        "facebook": lambda: load([ROOT / "cases" / "facebook-banks-2018"]),
        "merrowick": lambda: load([ROOT / "cases" / "merrowick-fiction"]),
        "hostile": hostile_dossier,
        "drafts": dossier_with_drafts,
        "50": lambda: made_up(50, 12, 5),
        "400": lambda: made_up(520, 40, 5),
        "5000": lambda: made_up(4990, 288, 10),
        "empty": lambda: dossier(source()),
    }

    def file(name):
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_bytes(explore(makers[name](), graph_sha256="0123456789abcdef", version="0.0.0").bytes)
        return path

    return file
