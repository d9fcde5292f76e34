"""Names that are known already: a list that a user points at, looked up exactly and never by likeness.

Names are compared without case, punctuation and legal forms ("Inc.",
"GmbH"). Where one name could mean two parties it means neither.
"""

import csv
import io
import json
import os
import re
import tarfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from graph.claims import PartyType
from graph.problems import DossierError, Place, Problem, UsageError, shown
from graph.reading.format import IDENTIFIERS, LONGEST_NAME
from graph.reading.marks import Broken, decode, read_bytes
from graph.vocabulary import digest

#: The largest list that is read, in bytes, packed or not, and the most names in all of them.
LARGEST: Final = 100_000_000
_MOST: Final = 1_000_000

_LEGAL_FORMS: Final = (
    r"inc|incorporated|corp|corporation|co|company|companies|ltd|limited|llc|l\.l\.c|llp|lp|plc|pty|pte|ag|se|"
    r"s\.?e|gmbh|mbh|ggmbh|kgaa|kg|ohg|gbr|ug \(haftungsbeschränkt\)|ug|e\.? ?v|e\.? ?g|a\.? ?ö\.? ?r|"
    r"aktiengesellschaft|s\.?a|s\.?a\.?s|s\.?a\.?r\.?l|sàrl|s\.?p\.?a|s\.?r\.?l|s\.?l|n\.?v|b\.?v|a/s|aps|a\.?b|"
    r"o\.?y|oyj|asa|d\.?a\.?c|uc|sp\. z o\.? ?o|s\.? ?r\.? ?o|a\.? ?s"
)
_LEGAL_END: Final = re.compile(rf"(?:,?\s+(?:&\s+|and\s+|und\s+)?(?:{_LEGAL_FORMS})\.?)+$")
_MARKS: Final = re.compile(r"[^\w&+]+|_")


@dataclass(frozen=True, slots=True)
class KnownParty:
    """A party as a list has it: its name, what else it is called, and what identifies it elsewhere.

    ``runs``: the aliases are what the party runs (brands, sites, subsidiaries), not only names of its own.
    """

    name: str
    aliases: tuple[str, ...] = ()
    type: PartyType | None = None
    ids: tuple[tuple[str, str], ...] = ()
    runs: bool = False


@dataclass(frozen=True)
class Known:
    """Known parties, by every form of their names; what could mean two parties is left out.

    ``digest`` tells lists of different content apart; ``parties`` are all that the lists name.
    """

    _names: Mapping[str, KnownParty] = field(default_factory=dict, repr=False)
    _aliases: Mapping[str, KnownParty] = field(default_factory=dict, repr=False)
    digest: str = ""
    parties: tuple[KnownParty, ...] = field(default=(), repr=False)

    def __len__(self) -> int:
        """How many forms of names are known."""
        return len(self._names.keys() | self._aliases.keys())

    def find(self, name: str) -> str | None:
        """The name under which the party called *name* is listed; None if nobody is, or more than one."""
        found = self.party(name)
        return found.name if found is not None else None

    def party(self, name: str) -> KnownParty | None:
        """The party called *name*: by its own name, else by an alias."""
        return self.by_name(name) or self._first(self._aliases, name)

    def by_name(self, name: str) -> KnownParty | None:
        """The party whose own name is *name*, with or without its legal form."""
        return self._first(self._names, name)

    @staticmethod
    def _first(listed: Mapping[str, KnownParty], name: str) -> KnownParty | None:
        return next((listed[form] for form in _forms(name) if form in listed), None)

    @classmethod
    def of(cls, parties: Iterable[KnownParty]) -> "Known":
        """The known names of *parties*; equal parties count once."""
        once = tuple(dict.fromkeys(parties))
        return cls(
            _unambiguous((one.name, one) for one in once),
            _unambiguous((alias, one) for one in once for alias in one.aliases),
            digest(sorted(repr(one) for one in once)) if once else "",
            once,
        )


#: No list at all.
NOBODY: Final = Known()


def _unambiguous(named: Iterable[tuple[str, KnownParty]]) -> dict[str, KnownParty]:
    """Party by each form of its name: the form as written goes before the one without its legal form."""
    tiers: tuple[dict[str, KnownParty | None], ...] = ({}, {})
    for name, party in named:
        for tier, form in zip(tiers, _forms(name), strict=False):
            if tier.setdefault(form, party) is not party:
                tier[form] = None
    merged = {**tiers[1], **tiers[0]}
    return {form: party for form, party in merged.items() if party is not None}


def _forms(name: str) -> tuple[str, ...]:
    """A name as it is compared: as written, then without its legal form; without case and punctuation.

    >>> _forms("The Zynga Games, Inc.")
    ('zynga games inc', 'zynga games')
    """
    folded = " ".join(unicodedata.normalize("NFKC", name[: 2 * LONGEST_NAME]).casefold().split())
    folded = re.sub(r"^the (?=.)", "", folded)
    forms = [" ".join(_MARKS.sub(" ", re.sub(r"[.'’]", "", one)).split()) for one in (folded, _bare(folded))]
    return tuple(dict.fromkeys(one for one in forms if one))


def _bare(folded: str) -> str:
    return _LEGAL_END.sub("", folded) or folded


# ---------------------------------------------------------------- reading


def read_known(paths: Sequence[Path]) -> Known:
    """What the lists at *paths* know: read once per run.

    A list is a folder or ``.tar.xz`` of company records (JSON, as datenanfragen.de publishes them), an
    ``entities.yaml`` or source file, or a text or CSV file with one party per line: its name, then its
    aliases, between them ``;``.

    Raises:
        UsageError: a list is not there, or of no kind that is read.
        DossierError: it is damaged.
    """
    return _read(tuple(os.path.abspath(one) for one in paths))


@cache
def _read(paths: tuple[str, ...]) -> Known:
    parties: list[KnownParty] = []
    for path in paths:
        try:
            parties += _parties(Path(path))
        except Broken as broken:
            raise DossierError([broken.problem]) from None
        if len(parties) > _MOST:
            raise UsageError(f"{shown(path)}: more than {_MOST:,} known names; give shorter lists")
    return Known.of(parties)


def _parties(path: Path) -> Iterator[KnownParty]:
    name = path.name.lower()
    if path.is_dir():
        records = sorted(path.rglob("*.json"))
        if not records:
            raise UsageError(f"{shown(str(path))}: no company records (*.json) in this folder")
        for one in records:
            yield from _record(read_bytes(one, str(one), LARGEST), str(one))
    elif not os.path.lexists(path):
        raise UsageError(f"{shown(str(path))}: no such file or folder")
    elif name.endswith((".tar.xz", ".tar.gz", ".tgz", ".tar")):
        yield from _packed(path)
    elif name.endswith((".yaml", ".yml")):
        yield from _entities(path)
    elif name.endswith((".txt", ".csv")):
        yield from _lines(decode(read_bytes(path, str(path), LARGEST), str(path)))
    elif name.endswith(".json"):
        yield from _record(read_bytes(path, str(path), LARGEST), str(path))
    else:
        raise UsageError(
            f"{shown(str(path))}: no list of names; use entities.yaml, a .txt or .csv with one name a line, "
            "or a folder or .tar.xz of company records"
        )


def _packed(path: Path) -> Iterator[KnownParty]:
    """The records of an archive, which is never unpacked: names of its members lead nowhere."""
    try:
        with tarfile.open(path) as archive:
            read = 0
            for member in archive:
                if not member.isfile() or not member.name.endswith(".json"):
                    continue
                read += member.size
                if read > LARGEST:
                    raise UsageError(f"{shown(str(path))}: more than {LARGEST / 1e6:.0f} MB when unpacked")
                stream = archive.extractfile(member)
                assert stream is not None
                yield from _record(stream.read(), f"{path}/{member.name}")
    except (tarfile.TarError, EOFError, OSError, _lzma_error()) as error:
        raise Broken(Problem(Place(str(path)), f"cannot be unpacked: {shown(str(error))}", "file")) from None


def _lzma_error() -> type[Exception]:
    import lzma

    return lzma.LZMAError


def _record(data: bytes, path: str) -> Iterator[KnownParty]:
    """The party of one company record; none where the record has no name (a note of a merger)."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Broken(Problem(Place(path), f"is no JSON: {shown(str(error))}", "file")) from None
    if not isinstance(content, dict) or not _is_name(content.get("name")):
        return
    runs, web = content.get("runs"), content.get("web")
    aliases = _aliases(content["name"], runs if isinstance(runs, list) else ())
    yield KnownParty(
        _clean(content["name"]),
        aliases,
        None,
        (("website", web),) if isinstance(web, str) and IDENTIFIERS["website"][0].fullmatch(web) else (),
        bool(aliases),
    )


def _entities(path: Path) -> Iterator[KnownParty]:
    """The named parties of ``entities.yaml`` or of a source file."""
    from graph.reading.fitting import fit
    from graph.reading.format import EntitiesFile
    from graph.reading.lost import Lost
    from graph.reading.marks import Node
    from graph.reading.names import describes
    from graph.reading.yaml_files import read_yaml

    node, problems = read_yaml(path, str(path))
    if isinstance(node.value, Mapping):
        only = {key: one for key, one in node.value.items() if key == "entities"}
        node = Node(only, node.line, node.column, node.keys)
    read = fit(EntitiesFile, node, str(path), problems, Lost())
    if problems or read is None:
        raise DossierError(problems)
    for one in read[0].entities:
        if one.type is not PartyType.GROUP:
            aliases = [alias for alias in one.aliases if not describes(alias)]
            yield KnownParty(
                one.name, _aliases(one.name, aliases), one.type, tuple(sorted((one.ids or {}).items()))
            )


def _lines(text: str) -> Iterator[KnownParty]:
    """A party per line: its name, then its aliases, between them ``;``."""
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=";", quoting=csv.QUOTE_MINIMAL):
        cells = [one for one in row if _is_name(one)]
        if cells and not row[0].startswith("#"):
            yield KnownParty(_clean(cells[0]), _aliases(cells[0], cells[1:]))


def _aliases(name: str, others: Iterable[Any]) -> tuple[str, ...]:
    found = dict.fromkeys(_clean(one) for one in others if _is_name(one))
    return tuple(one for one in found if one != _clean(name))


def _is_name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and any(map(str.isalnum, value))


def _clean(name: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in name).split())
