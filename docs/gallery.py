"""Draw every dossier at hand in every view, with an index that tells each picture in words.

Run as ``python docs/gallery.py out/gallery`` (``make gallery``).

The shipped dossiers are drawn always. Where ``../shared`` is there, so are the
gold passages, read together as one dossier, and The Markup's list of
location-data firms, read by its register reader. What cannot be drawn is told
in ``index.html`` in the words of the refusal, and so is what was left out.
"""

import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from graph import __version__
from graph.claims import Dossier
from graph.problems import GraphError, UsageError
from graph.rdf.triples import trig_sha256
from graph.reading.dossiers import load
from graph.registers import the_markup
from graph.vocabulary import slug
from viz.content.selecting import selected
from viz.drawing import View, draw
from viz.explorer.page import explore
from viz.paper.files import Format

ROOT: Final = Path(__file__).parents[1]
SHARED: Final = ROOT.parent / "shared"
GOLD: Final = SHARED / "gold/dev"
MARKUP: Final = SHARED / "data/the-markup/location-data-industry/location-data-companies.csv"

VIEWS: Final = tuple(view for view in View if view is not View.AUTO)
#: Tried in this order, until one is large enough; the last one is a poster (A0).
PAGES: Final = ("a4-landscape", "a3-landscape", "1189x841mm")


@dataclass(frozen=True)
class Shown:
    """One picture or page of one dossier: its files, the same in words, and what was told while it was made.

    ``files`` is empty where it was refused; ``told`` then holds the refusal.
    """

    title: str
    files: tuple[str, ...]
    alt: str
    told: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """What is shown of one dossier; ``notes`` tell how it came about, or why it is left out."""

    name: str
    notes: tuple[str, ...]
    shown: tuple[Shown, ...]


def main(out: Path) -> None:
    """Draw everything into the folder *out*, and write its index."""
    out.mkdir(parents=True, exist_ok=True)
    chapters = []
    for name, dossier, notes in _dossiers():
        shown = () if dossier is None else tuple(_all_of(name, dossier, out))
        chapters.append(Chapter(name, notes, shown))
        files = sum(len(one.files) for one in shown)
        print(f"{name}: {files} files" if shown else f"{name}: left out: {notes[0]}", file=sys.stderr)
    (out / "index.html").write_text(_index(chapters), encoding="utf-8")
    print(f"wrote {out / 'index.html'}", file=sys.stderr)


# ------------------------------------------------------------------ dossiers


def _dossiers() -> Iterator[tuple[str, Dossier | None, tuple[str, ...]]]:
    """Name, dossier and notes of each; no dossier where it is left out."""
    for folder in sorted(one for one in (ROOT / "cases").iterdir() if one.is_dir()):
        yield folder.name, load([folder]), ()
    if not any(GOLD.glob("*.yaml")):
        yield "gold-passages", None, (f"{GOLD} is not there",)
    else:
        yield "gold-passages", *_gold()
    if not MARKUP.is_file():
        yield "the-markup", None, (f"{MARKUP} is not there",)
    else:
        yield "the-markup", *_the_markup()


def _gold() -> tuple[Dossier | None, tuple[str, ...]]:
    """The gold passages as one dossier."""
    files = sorted(GOLD.glob("*.yaml"))
    with TemporaryDirectory() as folder:
        into = Path(folder) / "gold-passages"  # a dossier is called like its folder
        shutil.copytree(GOLD, into)
        try:
            return load([into]), (f"{len(files)} passages, read together as one dossier.",)
        except GraphError as error:
            return None, (str(error),)


def _the_markup() -> tuple[Dossier | None, tuple[str, ...]]:
    """The Markup's list as a dossier, with what its reader leaves for a human."""
    try:
        register = the_markup.read(MARKUP, text=MARKUP.name)
        with TemporaryDirectory() as folder:
            into = Path(folder) / "the-markup"
            into.mkdir()
            shutil.copy(MARKUP, into)
            (into / "2021-09-30-the-markup.yaml").write_text(register.yaml, encoding="utf-8")
            return load([into]), register.notes
    except GraphError as error:
        return None, (str(error),)


# ------------------------------------------------------------------ pictures


def _all_of(name: str, dossier: Dossier, out: Path) -> Iterator[Shown]:
    made_from = trig_sha256(dossier)
    for view in VIEWS:
        shown = _picture(name, dossier, view, None, made_from, out)
        yield shown
        if view is View.FLOW and not shown.files:  # too large as a whole
            for about in _most_named(dossier):
                yield _picture(name, dossier, view, about, made_from, out)
    page = explore(dossier, graph_sha256=made_from, version=__version__)
    file = f"{name}.html"
    (out / file).write_bytes(page.bytes)
    yield Shown("explorer", (file,), page.alt, page.messages)


def _most_named(dossier: Dossier) -> list[str]:
    """The named parties that most claims are about: three, by name where they are equal."""
    claims = [claim for source in dossier.sources for claim in source.claims]
    named = Counter(end.value for claim in claims for end in {*claim.from_, *claim.to})
    names = {party.iri: party.name for party in dossier.parties if party.kind is None}
    order = sorted((one for one in named if one in names), key=lambda one: (-named[one], names[one]))
    return [names[one] for one in order[:3]]


def _picture(name: str, dossier: Dossier, view: View, about: str | None, made_from: str, out: Path) -> Shown:
    """One view in every format, each on the first page that is large enough for it.

    *about* names the party whose lines alone are drawn; None stands for everything.
    """
    title = str(view) if about is None else f"{view} about {about}"
    stem = f"{name}-{view}" if about is None else f"{name}-{view}-{slug(about)}"
    files: list[str] = []
    told: defaultdict[str, list[str]] = defaultdict(list)
    alt = ""
    for format in Format:
        for page in PAGES:
            try:
                figure = draw(
                    dossier,
                    format=format,
                    view=view,
                    page=page,
                    selection=selected(dossier, about=about),
                    graph_sha256=made_from,
                    version=__version__,
                )
            except UsageError as refusal:
                told[f"Refused: {refusal}"].append(format)
                continue
            files.append(f"{stem}.{format}")
            (out / files[-1]).write_bytes(figure.bytes)
            alt = figure.alt
            for message in (f"Drawn on {page}.", *figure.messages):
                told[message].append(format)
            if figure.sidecar is not None:
                listed = f"{stem}.md"
                (out / listed).write_text(figure.sidecar, encoding="utf-8")
                if listed not in files:
                    files.append(listed)
            break
    lines = (f"{', '.join(dict.fromkeys(formats))}: {message}" for message, formats in told.items())
    return Shown(title, tuple(files), alt, tuple(lines))


# ------------------------------------------------------------------ index


def _index(chapters: list[Chapter]) -> str:
    """The index as one static page."""
    body = "\n".join(map(_chapter, chapters))
    return f"""<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; img-src 'self'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>flowclaims: gallery</title>
<style>
body {{ font: 16px/1.5 sans-serif; max-width: 75em; margin: auto; padding: 1em }}
img {{ max-width: 100%; border: 1px solid #C9C9C9 }}
pre {{ white-space: pre-wrap; font: inherit }}
</style>
<h1>flowclaims: gallery</h1>
<p>Every line in these pictures is what somebody said, never what is so.</p>
{body}
</html>
"""


def _chapter(one: Chapter) -> str:
    left_out = "" if one.shown else "<p>Left out.</p>"
    return "\n".join([f"<h2>{escape(one.name)}</h2>", left_out, _list(one.notes), *map(_shown, one.shown)])


def _shown(one: Shown) -> str:
    parts = [f"<h3>{escape(one.title)}</h3>"]
    if not one.files:
        parts.append("<p>Not drawn.</p>")
    parts.append(_list(one.told))
    if picture := next((file for file in one.files if file.endswith(".png")), None):
        parts.append(f'<p><img src="{escape(picture)}" alt="{escape(one.alt)}"></p>')
    links = " · ".join(f'<a href="{escape(file)}">{escape(file)}</a>' for file in one.files)
    parts.append(f"<p>{links}</p>")
    if one.alt:
        parts.append(f"<details><summary>In words</summary><pre>{escape(one.alt)}</pre></details>")
    return "\n".join(parts)


def _list(told: tuple[str, ...]) -> str:
    return "<ul>" + "".join(f"<li>{escape(one)}</li>" for one in told) + "</ul>" if told else ""


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python docs/gallery.py FOLDER")
    main(Path(sys.argv[1]))
