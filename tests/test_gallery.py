"""The gallery shows every picture with its words, and tells what was refused and what was left out."""

import importlib.util
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.edges import HOSTILE

SOURCE = f"""
source: {{title: A story, publisher: The Post, published: 2020-02-03, language: en}}
entities:
  - {{name: The Post, type: media}}
  - {{name: "{HOSTILE}", type: company}}
  - {{name: Bolt, type: company}}
claims:
  - {{quote: It sold the mail., speaker: The Post, stance: alleged, act: sell, from: "{HOSTILE}", to: Bolt}}
"""


@pytest.fixture
def gallery(tmp_path, monkeypatch):
    """The script, with one tiny dossier and without what lies in ../shared."""
    path = Path(__file__).parents[1] / "docs/gallery.py"
    spec = importlib.util.spec_from_file_location("gallery", path)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(__import__("sys").modules, "gallery", module)
    spec.loader.exec_module(module)
    folder = tmp_path / "cases/tiny"
    folder.mkdir(parents=True)
    (folder / "story.yaml").write_text(SOURCE, encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "GOLD", tmp_path / "no-gold")
    monkeypatch.setattr(module, "MARKUP", tmp_path / "no-list.csv")
    return module


class Index(HTMLParser):
    """What an index links to, shows and says."""

    def __init__(self, text):
        super().__init__()
        self.links, self.pictures, self.words = [], {}, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.links.append(dict(attrs)["href"])
        if tag == "img":
            self.pictures[dict(attrs)["src"]] = dict(attrs)["alt"]

    def handle_data(self, data):
        self.words.append(data)


def test_every_file_is_linked_every_picture_has_its_words_and_what_is_missing_is_told(gallery, tmp_path):
    gallery.main(tmp_path / "out")
    index = Index((tmp_path / "out/index.html").read_text(encoding="utf-8"))
    words = " ".join(index.words)
    assert {one.name for one in (tmp_path / "out").iterdir()} - {"index.html"} == set(index.links)
    assert {"tiny-flow.png", "tiny-flow.svg", "tiny-flow.pdf", "tiny.html"} <= set(index.links)
    assert "tiny-flow.png" in index.pictures
    assert all(HOSTILE in alt for alt in index.pictures.values())  # as text: it stands in an attribute
    assert "no-gold is not there" in words and "no-list.csv is not there" in words
    assert "Drawn on a4-landscape." in words


def test_a_refusal_is_told_once_for_all_formats_and_pages_are_tried_in_order(gallery, tmp_path, monkeypatch):
    monkeypatch.setattr(gallery, "PAGES", ("60x60mm", "a4-landscape"))
    gallery.main(tmp_path / "out")
    words = " ".join(Index((tmp_path / "out/index.html").read_text(encoding="utf-8")).words)
    assert words.count("png, svg, pdf: Refused:") >= 1 and "60x60mm" in words
    assert "png, svg, pdf: Drawn on a4-landscape." in words
