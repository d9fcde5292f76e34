"""sellers.json: which sellers an ad system says it is authorised to represent. Relations, never flows.

The form is IAB Tech Lab's sellers.json 1.0 (https://iabtechlab.com/sellers-json/): an ad system publishes at
``https://DOMAIN/sellers.json`` who may sell advertising space through it. It says that somebody is paid for
space that is sold there, not that data moved; so every entry becomes a relation ``authorised seller`` of the
ad system and the seller, stated by the ad system, and nothing becomes a claim.

A file is called after its domain: ``example.com.json`` or ``example_com.json`` (no domain has an underscore),
or it lies as ``sellers.json`` in a folder that is. It holds JSON, or, as crawlers store it, a JSON string
that holds JSON. It is read whole or refused whole, with the place of the fault.
"""

import json
import marshal
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.claims import PartyType
from graph.collecting import collecting_nothing
from graph.problems import UsageError, quoted, shown
from graph.reading.format import EntityBlock, RelationBlock, SourceBlock
from graph.reading.marks import Broken, read_bytes
from graph.reading.names import DECLARED_AT
from graph.registers.register import Document, Register, Ways
from graph.spreading import spread
from graph.telling.grammar import counted
from graph.vocabulary import digest

if TYPE_CHECKING:
    from graph.registers.resolving import Resolution

NAME: Final = "sellers-json"
RELATION: Final = "authorised seller"
#: The largest file that is read, in bytes.
LARGEST: Final = 100_000_000

#: What an entry may say, and how often it is not spelt so: keys without case, spaces, dashes and colons.
_KEYS: Final = frozenset({"seller_id", "seller_type", "name", "domain", "is_confidential"})
#: Keys of the form that say nothing of who the seller is.
_OTHER_KEYS: Final = frozenset({"is_passthrough", "comment", "ext", "directness"})
_TYPES: Final = frozenset({"PUBLISHER", "INTERMEDIARY", "BOTH"})
_TRUE: Final = frozenset({"1", "true"})
#: How many lists and objects may be wrapped around the list of sellers.
_WRAPPERS: Final = 5
#: More characters than any name of a company has.
_LONGEST: Final = 200


class Seller(NamedTuple):
    """One entry: where it stands, and what it says; None where it says nothing."""

    pointer: str
    name: str | None
    domain: str | None
    seller_id: str | None
    seller_type: str | None
    is_confidential: bool

    @property
    def note(self) -> str:
        """What the entry says besides who it is, in words."""
        said = ["confidential"] if self.is_confidential else []
        said += [f"seller type {self.seller_type}"] if self.seller_type else []
        said += [f"seller id {self.seller_id}"] if self.seller_id else []
        return "; ".join(said) or "no seller type and no seller id"


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file: its sellers in order, the SHA-256 of its bytes, and what was odd, with how often."""

    sha256: str
    sellers: tuple[Seller, ...]
    odd: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Packed:
    """One file as workers hand it over and as it is kept: its sellers packed; or why it is refused."""

    sha256: str = ""
    entries: int = 0
    odd: tuple[tuple[str, int], ...] = ()
    rows: bytes = b""
    refused: str = ""

    def sellers(self) -> Iterator[Seller]:
        """The sellers in order."""
        return map(Seller._make, marshal.loads(zlib.decompress(self.rows)))


def open_register(paths: Sequence[Path], ways: Ways) -> Register:
    """The files at *paths*, and the ``*.json`` files in folders there, as a register.

    Raises:
        UsageError: there are none, two are of one ad system, or none of them can be read.
    """
    files = _files(paths)
    resolver = ways.resolver()
    read: dict[str, Packed] = {}
    refused, notes = [], []
    bytes_of = map(_bytes, files.values())
    for (domain, path), one in zip(
        files.items(), spread(packed, bytes_of, ways.where, progress=ways.parsed), strict=True
    ):
        if one.refused:
            refused.append(f"{shown(str(path))}: {one.refused}")
            continue
        read[domain] = one
        notes += [f"{path.name}: {what}, {counted(times, 'time')}" for what, times in one.odd]
        resolver.add(domain, domain)
        for seller in one.sellers():
            if seller.name or seller.domain:
                resolver.add(seller.name, seller.domain)
    if not read:
        raise UsageError("none of these files is a sellers.json:\n" + "\n".join(refused[:10]))
    resolution = resolver.settle()
    made_of = [(domain, one.sha256) for domain, one in read.items()]
    key = digest(
        [NAME, made_of, [sha256(_bytes(one)).hexdigest() for one in ways.decisions], ways.listed().digest]
    )
    return Register(
        NAME,
        tuple(_document(domain, files[domain].name, one, resolution, key) for domain, one in read.items()),
        lambda: _entities(resolution),
        notes=tuple(notes),
        refused=tuple(refused),
        size=sum(one.entries for one in read.values()),
        names=resolution,
    )


def _files(paths: Sequence[Path]) -> dict[str, Path]:
    """The files by the domain of their ad system, sorted."""
    found: dict[str, Path] = {}
    inside = [one for path in paths if path.is_dir() for one in path.rglob("*.json")]
    for path in sorted({*inside, *(one for one in paths if not one.is_dir())}):
        stem = path.parent.name if path.name == "sellers.json" else path.name.removesuffix(".json")
        domain = stem.replace("_", ".").lower()
        if "." not in domain:
            raise UsageError(
                f"{shown(str(path))}: call the file after the ad system's domain, as in example.com.json"
            )
        if domain in found:
            raise UsageError(f"{shown(str(path))}: {shown(str(found[domain]))} is of {domain} too; keep one")
        found[domain] = path
    if not found:
        raise UsageError("there are no *.json files here; name files called after their ad systems' domains")
    return dict(sorted(found.items()))


def _bytes(path: Path) -> bytes:
    try:
        return read_bytes(path, str(path), LARGEST)
    except Broken as broken:
        raise UsageError(str(broken.problem)) from None


def packed(data: bytes) -> Packed:
    """What is in the bytes of one file; why, if it is refused."""
    try:
        with collecting_nothing():
            read = parse(data)
    except Unreadable as error:
        return Packed(refused=str(error))
    rows = zlib.compress(marshal.dumps([tuple(one) for one in read.sellers]), 1)
    return Packed(read.sha256, len(read.sellers), tuple(read.odd.items()), rows)


def _document(domain: str, file: str, read: Packed, resolution: "Resolution", key: str) -> Document:
    """One ad system's file: its source, and a relation for each entry."""
    party = resolution.told(domain, domain)
    system = domain if party is None else party.name

    def entries() -> Iterator[RelationBlock]:
        for one in read.sellers():
            parties: tuple[str, ...] = (system,)
            note = one.note
            seller = resolution.told(one.name, one.domain) if one.name or one.domain else None
            if seller is None and one.name:
                note += f"; named {quoted(one.name)}, which tells nobody apart"
            elif seller is not None and seller.name == system:
                note += "; the ad system itself"
            elif seller is not None:
                parties = (system, seller.name)
            yield RelationBlock(
                pointer=one.pointer, type=RELATION, parties=parties, speaker=system, note=note
            )

    source = SourceBlock(
        title=f"sellers.json of {domain} ({file}, SHA-256 {read.sha256[:16]}…)",
        publisher=domain,
        url=f"https://{domain}/sellers.json",
    )
    return Document(domain, source, entries, key=f"{key} {domain}", refers=False)


def _entities(resolution: "Resolution") -> Iterator[EntityBlock]:
    """Everybody who is named: companies, as the form has it."""
    for one in resolution.named():
        ids = {} if one.domain is None else {DECLARED_AT: one.domain}
        yield EntityBlock(name=one.name, type=PartyType.COMPANY, id=one.key, ids=ids)


class Unreadable(Exception):
    """A file that is refused whole; the text says why, with the place."""


def parse(data: bytes) -> Parsed:
    """The sellers in the bytes of one file.

    Raises:
        Unreadable: it is no JSON, or no sellers.json.
    """
    content = _decoded(data)
    where, sellers = _sellers(content)
    odd: Counter[str] = Counter()
    read = tuple(
        _seller(f"{where}/{number}", one, odd) for number, one in enumerate(sellers) if _is_entry(one, odd)
    )
    return Parsed(sha256(data).hexdigest(), read, dict(sorted(odd.items())))


def _decoded(data: bytes) -> Any:
    """What the file holds, as JSON or as a JSON string that holds JSON."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"byte {error.start + 1:,} is no UTF-8; save the file as UTF-8") from None
    content: Any = text
    for level in ("", "the JSON in its string, "):
        try:
            content = json.loads(content.removeprefix("\ufeff"))
        except json.JSONDecodeError as error:
            place = f"{level}line {error.lineno}, column {error.colno}"
            raise Unreadable(
                f"{place}: {error.msg}; it is not read, since half of it might mislead"
            ) from None
        except RecursionError:
            raise Unreadable("it is nested too deeply; a sellers.json has two levels") from None
        if not isinstance(content, str):
            return content
    raise Unreadable("it holds a string in a string; a sellers.json is an object with a list of sellers")


def _sellers(content: Any) -> tuple[str, list[Any]]:
    """The list of sellers and its JSON pointer; wrappers that hold it alone are looked through."""
    where, found = "", content
    for _ in range(_WRAPPERS):
        held = list(
            found.items() if isinstance(found, dict) else enumerate(found if isinstance(found, list) else ())
        )
        lists = [(key, one) for key, one in held if key == "sellers" and isinstance(one, list)]
        inside = lists or [(key, one) for key, one in held if _holds_sellers(one)]
        if len(inside) != 1:
            break
        ((key, found),) = inside
        where += f"/{key}"
        if lists and not (len(found) == 1 and _holds_sellers(found[0])):
            return where, found
    raise Unreadable("there is no list of sellers in it; a sellers.json is an object with a list of sellers")


def _holds_sellers(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("sellers"), list)


def _is_entry(one: Any, odd: "Counter[str]") -> bool:
    if not isinstance(one, dict):
        odd[f"an entry that is no object ({type(one).__name__}), left out"] += 1
        return False
    return True


def _seller(pointer: str, entry: Mapping[str, Any], odd: "Counter[str]") -> Seller:
    said: dict[str, str | None] = {}
    for key, value in entry.items():
        spelt = key if key in _KEYS else key.strip(" :").replace(" ", "_").replace("-", "_").lower()
        if spelt in _KEYS and said.get(spelt) is None:
            if spelt != key:
                odd[f"key {quoted(key, 40)} taken for {spelt}"] += 1
            said[spelt] = _text(value)
        elif spelt not in _OTHER_KEYS:
            odd[f"unknown key {quoted(key, 40)}, not read"] += 1
    for key in ("name", "domain"):
        if (words := said.get(key)) is not None and not any(map(str.isalnum, words)):
            odd[f"{key} without a letter or digit, taken for none"] += 1
            said[key] = None
    type_ = said.get("seller_type")
    if type_ is not None and type_.upper() in _TYPES:
        type_ = type_.upper()
    elif type_ is not None:
        odd[f"seller type {quoted(type_, 40)}, which the form does not know, kept as it is"] += 1
    return Seller(
        pointer,
        said.get("name"),
        said.get("domain"),
        said.get("seller_id"),
        type_,
        (said.get("is_confidential") or "").lower() in _TRUE,
    )


def _text(value: Any) -> str | None:
    """A value as text on one line, without control characters; None if it says nothing."""
    if value is None or isinstance(value, dict | list):
        return None
    text = "".join(one if one.isprintable() else " " for one in str(value))
    return " ".join(text.split())[:_LONGEST].strip() or None
