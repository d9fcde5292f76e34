"""Source files written for a test, and what the reader makes of them."""

from pathlib import Path
from typing import Any

import yaml

from graph.claims import Claim, Dossier, Party, Source
from graph.problems import Level
from graph.rdf.triples import trig
from graph.reading.dossiers import Reading, read_dossier

Block = dict[str, Any]

ROOT = Path(__file__).parents[1]
SHARED = Path(__file__).parents[2] / "shared"


def entity(name: str, type: str = "company", **more: Any) -> Block:
    """An entity."""
    return {"name": name, "type": type, **more}


def asked(**more: Any) -> Block:
    """A claim: Courier alleges that Acme seeks something. ``from_`` and ``except_`` stand for the keys."""
    claim = {"quote": "Acme asked", "reported": "indirect", "speaker": "Courier", "stance": "alleged"}
    if "denies" not in more:
        claim |= {"act": "seek", "to": "Acme"}
    return claim | {key.rstrip("_"): value for key, value in more.items()}


def story(title: str = "A story", *claims: Block, entities: tuple[Block, ...] = (), **more: Any) -> Block:
    """A source file that knows Courier and Acme; other blocks, and keys of the source, by their names."""
    known = {one["name"] for one in entities}
    given = [one for one in (entity("Courier", "media"), entity("Acme")) if one["name"] not in known]
    blocks = {
        key: more.pop(key) for key in ("terms", "non_answers", "relations", "not_claims") if key in more
    }
    source = {"title": title, "publisher": "Gazette", "published": "2020-05-01", **more}
    return {"source": source, "entities": [*given, *entities], **blocks, "claims": list(claims)}


def write(folder: Path, **files: Block | str | bytes) -> Path:
    """Write *files* into *folder*; ``a`` is ``a.yaml``, ``a_txt`` is ``a.txt``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        stem, _, suffix = name.rpartition("_")
        path = folder / (f"{stem}.{suffix}" if stem else f"{name}.yaml")
        if isinstance(content, dict):
            content = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read(folder: Path, **files: Block | str | bytes) -> Reading:
    """What the reader makes of *files*."""
    return read_dossier([write(folder, **files)])


def whole(folder: Path, **files: Block | str | bytes) -> Dossier:
    """The dossier in *files*, which has no errors."""
    reading = read(folder, **files)
    assert reading.dossier is not None, "\n".join(map(str, reading.problems))
    return reading.dossier


def rules(reading: Reading, level: Level = Level.ERROR) -> list[str]:
    """The rules of all problems of *level*, sorted."""
    return sorted(one.rule for one in reading.problems if one.level is level)


def messages(reading: Reading, rule: str) -> list[str]:
    """The messages of all problems of *rule*."""
    return [one.message for one in reading.problems if one.rule == rule]


def called(dossier: Dossier, name: str) -> Party:
    """The one party of this name."""
    [found] = [party for party in dossier.parties if party.name == name]
    return found


def source_called(dossier: Dossier, title: str) -> Source:
    """The one source of this title."""
    [found] = [one for one in dossier.sources if one.title == title]
    return found


def only_claim(dossier: Dossier) -> Claim:
    """The one claim of a dossier."""
    [claim] = dossier.claims
    return claim


def document(dossier: Dossier) -> str:
    """The dossier as TriG."""
    return "".join(trig(dossier))
