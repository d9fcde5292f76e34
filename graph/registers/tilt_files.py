"""Transparency statements in the format TILT: each file whole, or refused with a JSON pointer and the mend.

The format is that of https://github.com/Transparency-Information-Language/schema. Tools that write it leave
what is blank as ``null``, ``""`` or ``[]``: all of them say nothing. Only the parts that tell of flows of
data are read.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from graph.problems import UsageError, quoted, shown
from graph.reading.marks import Broken, decode, read_bytes, sha256
from graph.registers.table import LONGEST

_RIGHTS: Final = frozenset(
    {
        "accessAndDataPortability",
        "automatedDecisionMaking",
        "changesOfPurpose",
        "dataProtectionOfficer",
        "rightToComplain",
        "rightToDataPortability",
        "rightToInformation",
        "rightToRectificationOrDeletion",
        "rightToWithdrawConsent",
        "sources",
    }
)
#: The keys of the schema, for the parts that are read.
_KEYS: Final[dict[str, frozenset[str]]] = {
    "": frozenset({"meta", "controller", "dataDisclosed", "thirdCountryTransfers"}) | _RIGHTS,
    "/meta": frozenset(
        {"_id", "_hash", "name", "created", "modified", "version", "language", "status", "url"}
    ),
    "/controller": frozenset({"name", "division", "address", "country", "representative"}),
    "/dataDisclosed/*": frozenset(
        {"_id", "category", "purposes", "legalBases", "legitimateInterests", "recipients", "storage"}
        | {"nonDisclosure"}
    ),
    "/dataDisclosed/*/purposes/*": frozenset({"purpose", "description"}),
    "/dataDisclosed/*/recipients/*": frozenset(
        {"name", "division", "address", "country", "representative", "category"}
    ),
    "/thirdCountryTransfers/*": frozenset(
        {"country", "adequacyDecision", "appropriateGuarantees", "standardDataProtectionClause"}
        | {"presenceOfEnforceableRightsAndEffectiveRemedies"}
    ),
}
#: What no source file may hold: control characters and halves of pairs.
_UNFIT: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets the data: somebody by name, or a category of them; and where that stands."""

    pointer: str
    name: str | None
    division: str | None
    category: str | None


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A category of data with what it is for and who gets it; a category that is blank is None."""

    pointer: str
    category: str | None
    purposes: tuple[tuple[str, str], ...]
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class Tilt:
    """One statement.

    ``contacts`` are whom it names as the controller's representative and as data-protection officer,
    ``unknown`` keys that the schema does not have; ``blank`` counts what is blank.
    """

    path: Path
    sha256: str
    name: str | None
    language: str | None
    url: str | None
    dated: str | None
    controller: str | None
    contacts: tuple[str, ...]
    disclosed: tuple[Disclosed, ...]
    transfers: tuple[tuple[str, str], ...]
    unknown: frozenset[str]
    blank: Counter[str] = field(compare=False)


def is_schema(content: object) -> bool:
    """Tell whether a JSON document is a schema of documents, and no document itself."""
    return isinstance(content, dict) and "$schema" in content and "properties" in content


def load(path: Path) -> tuple[Any, str]:
    """The content of a JSON file, and the SHA-256 of its bytes.

    Raises:
        UsageError: it cannot be read, is no JSON, or holds a key twice.
    """
    try:
        data = read_bytes(path, str(path), LONGEST)
        text = decode(data, str(path))
    except Broken as broken:
        raise UsageError(str(broken.problem)) from None
    try:
        content = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        where = f"{shown(str(path))}:{error.lineno}:{error.colno}"
        raise UsageError(
            f"{where}: this is no JSON: {error.msg}; mend it there, none of it was read"
        ) from None
    except RecursionError:
        raise UsageError(f"{shown(str(path))}: nested too deeply; a statement has eight levels") from None
    except ValueError as error:
        raise UsageError(f"{shown(str(path))}: {error}; none of it was read") from None
    return content, sha256(data)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise ValueError(f"the key {quoted(twice)} stands twice in one object; delete one of them")
    return found


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON; use null")


def tilt(path: Path, content: Any, digest: str) -> Tilt:
    """The statement that the JSON *content* of the file at *path* is.

    Raises:
        UsageError: it is none, or a value is not of the sort that it must be; the message has its pointer.
    """
    unknown: set[str] = set()
    blank: Counter[str] = Counter()
    whole = _Part(path, content, "", "", unknown, blank)
    for key in ("meta", "controller", "dataDisclosed"):
        if key not in whole.value:
            raise UsageError(f"{shown(str(path))}: /{key} is missing; a statement in TILT has it")
    meta, controller = whole.part("meta"), whole.part("controller")
    dated = meta.text("modified") or meta.text("created")
    return Tilt(
        path,
        digest,
        meta.text("name"),
        meta.text("language"),
        meta.text("url"),
        dated,
        controller.text("name"),
        tuple(_contacts(controller.value.get("representative"), whole.value.get("dataProtectionOfficer"))),
        tuple(_disclosed(one) for one in whole.parts("dataDisclosed")),
        tuple(
            (one.pointer, country)
            for one in whole.parts("thirdCountryTransfers")
            if (country := one.told("country", "third countries"))
        ),
        frozenset(unknown),
        blank,
    )


def _contacts(*given: object) -> Iterator[str]:
    """The names of contacts. They are compared and never written, so that a strange one is no contact."""
    for one in given:
        name = one.get("name") if isinstance(one, dict) else None
        if isinstance(name, str) and not _UNFIT.search(words := html.unescape(name)):
            yield _visible(words)


def _disclosed(one: "_Part") -> Disclosed:
    return Disclosed(
        one.pointer,
        one.told("category", "categories of data"),
        tuple(
            (each.pointer, purpose)
            for each in one.parts("purposes")
            if (purpose := each.told("purpose", "purposes"))
        ),
        tuple(_recipients(one)),
    )


def _recipients(one: "_Part") -> Iterator[Recipient]:
    for each in one.parts("recipients"):
        name, category = each.text("name"), each.text("category")
        if name or category:
            yield Recipient(each.pointer, name, each.text("division"), category)
        else:
            each.blank["recipients"] += 1


def _visible(words: str) -> str:
    return "".join(one for one in words if one not in _INVISIBLE).strip()


@dataclass(frozen=True, slots=True)
class _Part:
    """An object of the document, its pointer, and the pattern of pointers that it is one of."""

    path: Path
    value: Any
    pointer: str
    pattern: str
    unknown: set[str]
    blank: Counter[str]

    def __post_init__(self) -> None:
        """Note keys that the schema does not have.

        Raises:
            UsageError: it is no object.
        """
        if not isinstance(self.value, dict):
            raise self._misfit(self.pointer, self.value, "an object, in braces")
        self.unknown.update(
            f"{self.pattern}/{key}".replace("/*", "") for key in self.value.keys() - _KEYS[self.pattern]
        )

    def _misfit(self, pointer: str, value: object, right: str) -> UsageError:
        found = quoted(json.dumps(value, ensure_ascii=False), 60)
        return UsageError(f"{shown(str(self.path))}: {pointer or '/'} is {found}; it must be {right}")

    def part(self, key: str) -> "_Part":
        """The object under *key*."""
        place = f"/{key}"
        return _Part(
            self.path,
            self.value[key],
            self.pointer + place,
            self.pattern + place,
            self.unknown,
            self.blank,
        )

    def parts(self, key: str) -> Iterator["_Part"]:
        """The objects of the list under *key*; none if it is blank."""
        listed = self.value.get(key)
        if listed is None:
            return
        if not isinstance(listed, list):
            raise self._misfit(f"{self.pointer}/{key}", listed, "a list, in brackets")
        for number, one in enumerate(listed):
            pointer = f"{self.pointer}/{key}/{number}"
            yield _Part(self.path, one, pointer, f"{self.pattern}/{key}/*", self.unknown, self.blank)

    def text(self, key: str) -> str | None:
        """The words under *key*, without white space around them; None if there are none."""
        value = self.value.get(key)
        if value is None or value == []:
            return None
        if not isinstance(value, str):
            raise self._misfit(f"{self.pointer}/{key}", value, "text, in double quotes")
        words = html.unescape(value)
        if unfit := _UNFIT.search(words):
            raise UsageError(
                f"{shown(str(self.path))}: {self.pointer}/{key} holds U+{ord(unfit[0]):04X}, which is no "
                "character of a text; delete it"
            )
        words = _visible(words)
        return words if any(map(str.isalnum, words)) else None

    def told(self, key: str, what: str) -> str | None:
        """The words under *key*; if there are none, they are counted among the blank *what*."""
        words = self.text(key)
        if words is None:
            self.blank[what] += 1
        return words
