"""A register as a dossier of source files, which people can read, correct, and put beside their own."""

import csv
import io
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import BaseModel

from graph.claims import PartialDate
from graph.problems import UsageError
from graph.reading.format import ClaimBlock, NonAnswerBlock, NotClaimBlock, PeriodBlock, RelationBlock
from graph.reading.rows import KEYS, LISTS
from graph.registers.register import Document, Entry, Register
from graph.writing import whole_folder

#: Documents of more entries than this have their claims in ``claims.csv``.
LISTED: Final = 500
#: How many entries other than rows of a table a folder of source files holds at most.
MOST: Final = 50_000

TABLE: Final = "claims.csv"
ENTITIES: Final = "entities.yaml"
TERMS: Final = "terms.yaml"
_BLOCKS: Final[dict[type[Entry], str]] = {
    ClaimBlock: "claims",
    NonAnswerBlock: "non_answers",
    RelationBlock: "relations",
    NotClaimBlock: "not_claims",
}


@dataclass(slots=True)
class Written:
    """What was written: the names of the files, and how many entries they hold."""

    files: list[str] = field(default_factory=list)
    entries: int = 0
    listed: int = 0


def write_files(register: Register, out: Path) -> Written:
    """Write *register* as the dossier *out*, whole or not at all; files of the user's that are there stay.

    Raises:
        UsageError: it is too large for files that people read, or the place cannot be written to.
    """
    ours = {ENTITIES, TERMS, TABLE, *(f"{one.file}.yaml" for one in register.documents)}
    ours |= {one.source.text for one in register.documents if one.source.text}
    written = Written()
    with whole_folder(out, frozenset(ours)) as folder:
        _put(folder, ENTITIES, {"entities": [_plain(one) for one in register.entities()]}, written)
        if terms := _plain(register.terms):
            _put(folder, TERMS, {"terms": terms}, written)
        with (folder / TABLE).open("w", encoding="utf-8", newline="") as stream:
            table = csv.DictWriter(stream, ["source", *KEYS], lineterminator="\n")
            table.writeheader()
            for document in sorted(register.documents, key=lambda one: one.file):
                _document(document, folder, table, written)
            in_table = written.entries - written.listed
        if in_table:
            written.files.append(TABLE)
        else:
            (folder / TABLE).unlink()
    return written


def _document(document: Document, folder: Path, table: "csv.DictWriter[str]", written: Written) -> None:
    """Write one source file, with what does not go into *table*."""
    blocks: dict[str, list[Any]] = {}
    entries = iter(document.entries())
    first = list(islice(entries, LISTED + 1))
    is_long = len(first) > LISTED
    for one in chain(first, entries):
        written.entries += 1
        row = _row(one) if is_long and isinstance(one, ClaimBlock) else None
        if row is not None:
            table.writerow({"source": document.file, **row})
            continue
        written.listed += 1
        if written.listed > MOST:
            raise UsageError(
                f"more than {MOST:,} entries do not go into source files that people read; "
                "give a graph to write (-o NAME.trig), or a store (--store)"
            )
        blocks.setdefault(_BLOCKS[type(one)], []).append(_plain(one))
    ordered = {key: blocks[key] for key in _BLOCKS.values() if key in blocks}
    _put(folder, f"{document.file}.yaml", {"source": _plain(document.source), **ordered}, written)
    if document.text is not None and document.source.text is not None:
        (folder / document.source.text).write_bytes(document.text.encode())
        written.files.append(document.source.text)


def _row(claim: ClaimBlock) -> dict[str, str] | None:
    """The cells of a claim; None if a cell cannot hold what it says."""
    plain, cells = _plain(claim), {}
    for key, value in plain.items():
        values = value if isinstance(value, list) else [value]
        if key == "period" and claim.period is not None:
            cells[key] = _period(claim.period)
        elif key not in KEYS or any(isinstance(one, dict) or (key in LISTS and ";" in one) for one in values):
            return None
        else:
            cells[key] = ";".join(map(str, values))
    return cells


def _period(period: PeriodBlock) -> str:
    return f"{period.from_ or ''}/{period.until or ''}"


def _plain(value: Any) -> Any:
    """A block as YAML writes it: only what is given."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        given = {one.alias or name: getattr(value, name) for name, one in fields.items()}
        return {key: plain for key, one in given.items() if (plain := _plain(one)) not in (None, [], {})}
    if isinstance(value, StrEnum | PartialDate):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def _put(folder: Path, name: str, content: dict[str, Any], written: Written) -> None:
    stream = io.StringIO()
    yaml.dump(content, stream, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=110)
    (folder / name).write_text(stream.getvalue(), encoding="utf-8")
    written.files.append(name)
