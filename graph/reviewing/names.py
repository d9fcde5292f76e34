"""Who may be named in a source file: its own entities, and those that its folder shares."""

from pathlib import Path

from graph.files import find
from graph.reading.marks import Broken
from graph.reading.names import fold
from graph.reading.yaml_files import read_yaml
from graph.reviewing.spans import plain, spans


def known_names(path: Path, text: str) -> dict[str, str]:
    """Names and aliases as written, by the form in which names are compared; those of the file first."""
    known: dict[str, str] = {}
    for name in (*_names(plain(spans(text))), *_names(_shared(path))):
        known.setdefault(fold(name), name)
    return known


def _shared(path: Path) -> object:
    entities = find([path]).entities
    if entities is None:
        return None
    try:
        return read_yaml(entities, str(entities))[0].plain()
    except Broken:
        return None


def _names(content: object) -> list[str]:
    """The names in the block ``entities`` of what was read, as far as it is one."""
    listed = content.get("entities") if isinstance(content, dict) else None
    found: list[str] = []
    for one in listed if isinstance(listed, list) else [listed]:
        if isinstance(one, dict):
            aliases = one.get("aliases")
            given = [one.get("name"), *(aliases if isinstance(aliases, list) else [aliases])]
            found += [name for name in given if isinstance(name, str)]
    return found
