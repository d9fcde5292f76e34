"""The files of PlatformControl: which they are, and what their rows say of apps."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from graph.problems import UsageError, quoted, shown
from graph.registers.streamed import File, Hash


class Platform(StrEnum):
    """Where an app ran."""

    ANDROID = "Android"
    IOS = "iOS"


class Kind(StrEnum):
    """What the rows of a file say, in words that follow "Data of the study"."""

    CONTACTS = "hosts that {platform} apps contacted when started"
    AD_ID = "{platform} apps whose traffic carried the advertising ID"
    TRACKERS = "tracking libraries in the code of {platform} apps"
    CHILDREN = "{platform} apps for children"


class App(NamedTuple):
    """An app: by its id in the store, or else by its number in the study."""

    platform: Platform
    called: str
    is_number: bool


class Record(NamedTuple):
    """What one row says of one app: the host that it contacted, or the company of a library in its code."""

    row: int
    app: App
    host: str = ""
    library: str = ""
    company: str = ""


@dataclass(slots=True)
class Left:
    """Rows that were left out: how many for each reason, and the first of each."""

    number: Counter[str] = field(default_factory=Counter)
    first: dict[str, tuple[int, str]] = field(default_factory=dict)

    def out(self, why: str, row: int, found: str) -> None:
        """Count *row*, which is left out."""
        self.number[why] += 1
        self.first.setdefault(why, (row, found))

    def told(self, name: str) -> Iterator[str]:
        """What was left out of the file called *name*, in sentences."""
        for why, number in sorted(self.number.items()):
            row, found = self.first[why]
            rows = f"{number:,} row{'s' * (number > 1)}"
            yield f"{name}: {rows} left out: {why} (row {row}: {quoted(found)})"


@dataclass(frozen=True, slots=True)
class Part:
    """One file, and which of those it is."""

    file: File
    kind: Kind
    platform: Platform

    def records(
        self, packages: Mapping[str, str], left: Left | None = None, seen: Hash | None = None
    ) -> Iterator[Record]:
        """Its records, row by row.

        Args:
            packages: Android apps by number.
            left: What counts the rows that are left out.
            seen: What takes in the bytes of the file.

        Raises:
            UsageError: it cannot be read to its end, or is another sort of file.
        """
        leaving = left if left is not None else Left()
        if self.kind is Kind.AD_ID:
            yield from self._recordings(leaving, seen)
            return
        columns, delimiter = _COLUMNS[self.kind]
        for row, cells in self.file.rows(columns, delimiter, seen):
            if self.kind is Kind.CHILDREN:
                if not _STORE_ID.fullmatch(cells[1]):
                    leaving.out("no id of an app", row, cells[1])
                else:
                    yield Record(row, App(self.platform, cells[1], False))
                continue
            app = self._numbered(row, cells[0], packages)
            if self.kind is Kind.TRACKERS:
                library, company = cells[1:]
                if not _NAME.fullmatch(library) or not _NAME.fullmatch(company):
                    leaving.out("no name of a library and of its company", row, " ".join(cells))
                else:
                    yield Record(row, app, library=library, company=company)
                continue
            host = cells[1].rstrip(".").lower()  # as the domain name system takes it
            if not _HOST.fullmatch(host):
                leaving.out("no name of a host", row, cells[1])
            else:
                yield Record(row, app, host=host)

    def _numbered(self, row: int, number: str, packages: Mapping[str, str]) -> App:
        if not _NUMBER.fullmatch(number):
            raise _refused(self.file, row, f"id is {quoted(number)}", "it is the number of an app")
        if self.platform is Platform.ANDROID and number in packages:
            return App(self.platform, packages[number], False)
        return App(self.platform, number, True)

    def _recordings(self, left: Left, seen: Hash | None) -> Iterator[Record]:
        form = _RECORDINGS[self.platform]
        for row, line in enumerate(self.file.lines(seen), 1):
            if not (bare := line.strip()):
                continue
            found = form.fullmatch(bare)
            if found is None:
                raise _refused(
                    self.file,
                    row,
                    f"it is {quoted(bare)}",
                    f"it names a recording: {_EXAMPLES[self.platform]}",
                )
            if not _STORE_ID.fullmatch(found["app"]):
                left.out("no id of an app", row, bare)
            else:
                yield Record(row, App(self.platform, found["app"], False))


@dataclass(frozen=True, slots=True)
class Files:
    """The files at hand: those that say something, in one order, and that which names Android apps."""

    parts: tuple[Part, ...]
    names: File | None
    unread: tuple[str, ...]

    def packages(self) -> dict[str, str]:
        """Android apps by number; empty without the file that names them.

        Raises:
            UsageError: it cannot be read, or names no apps.
        """
        found: dict[str, str] = {}
        if self.names is None:
            return found
        for row, (number, package) in self.names.rows(("id", "app")):
            if not _NUMBER.fullmatch(number) or not _STORE_ID.fullmatch(package):
                pair = quoted(f"{number},{package}")
                raise _refused(self.names, row, f"it is {pair}", "it is a number and the id of an app")
            if found.setdefault(number, package) != package:
                both = f"{number} is {quoted(package)} here, and {quoted(found[number])} before"
                raise _refused(self.names, row, both, "keep one of them")
        return found


def found_files(paths: Sequence[Path]) -> Files:
    """The files of PlatformControl at *paths*; those in a folder are found by name.

    Raises:
        UsageError: one is not of PlatformControl, is there twice, or needs another that is not there.
    """
    found: dict[str, File] = {}
    unread: set[str] = set()
    for path in paths:
        for file in map(File, _inside(path)):
            if file.name in found:
                both = f"{shown(str(file.path), 1000)} and {shown(str(found[file.name].path), 1000)}"
                raise UsageError(f"{both} are both {file.name}; give one of them")
            if file.name in _PARTS or file.name == NAMES:
                found[file.name] = file
            elif path.is_dir() or file.name in _SILENT:
                unread.add(file.path.name)
            else:
                raise UsageError(
                    f"{shown(str(path), 1000)} is no file of PlatformControl by its name; "
                    f"they are called {NAMES}, {', '.join(_PARTS)}, with or without .gz"
                )
    parts = tuple(Part(found[name], *_PARTS[name]) for name in _PARTS if name in found)
    if not parts:
        at = ", ".join(sorted(shown(str(one), 1000) for one in paths))
        raise UsageError(f"{at}: nothing of PlatformControl that says anything; give {', '.join(_PARTS)}")
    for one in parts:
        if one.platform is Platform.ANDROID and one.kind in _NUMBERED and NAMES not in found:
            raise UsageError(f"{shown(str(one.file.path), 1000)} gives apps by number; give {NAMES} as well")
    return Files(parts, found.get(NAMES), tuple(sorted(unread)))


def _inside(path: Path) -> list[Path]:
    """The files in a folder, or the file itself."""
    if not path.is_dir():
        return [path]
    try:
        return sorted(one for one in path.iterdir() if not one.is_dir())
    except OSError as error:
        raise UsageError(f"{shown(str(path), 1000)}: cannot be read: {error.strerror or error}") from None


def _refused(file: File, row: int, found: str, mend: str) -> UsageError:
    return UsageError(f"{shown(str(file.path), 1000)}: row {row}: {found}; {mend}")


#: The file that tells which Android app a number is.
NAMES: Final = "androidIds.csv"

_PARTS: Final = {
    "androidHosts.csv": (Kind.CONTACTS, Platform.ANDROID),
    "iosHosts.csv": (Kind.CONTACTS, Platform.IOS),
    "android_ad_id_shared.txt": (Kind.AD_ID, Platform.ANDROID),
    "ios_ad_id_shared.txt": (Kind.AD_ID, Platform.IOS),
    "android_trackers.csv": (Kind.TRACKERS, Platform.ANDROID),
    "ios_trackers.csv": (Kind.TRACKERS, Platform.IOS),
    "android_kids_apps.csv": (Kind.CHILDREN, Platform.ANDROID),
    "ios_kids_apps.csv": (Kind.CHILDREN, Platform.IOS),
}
#: Files of the repository that say nothing of anybody: counts, signatures, and which apps were studied.
_SILENT: Final = frozenset(
    {
        *("all_root_companies.csv", "fuzzy_root_companies.csv", "kids_root_companies.csv"),
        *("android_all_apps.csv", "ios_all_apps.csv", "android_fuzzy_apps.csv", "ios_fuzzy_apps.csv"),
        *("android_top_permissions.csv", "ios_top_permissions.csv", "ios_signatures.json"),
        *("ios_trackers.json", "README.md", "SOURCE.txt"),
    }
)
_NUMBERED: Final = frozenset({Kind.CONTACTS, Kind.TRACKERS})
_COLUMNS: Final[dict[Kind, tuple[tuple[str, ...], str]]] = {
    Kind.CONTACTS: (("id", "hosts"), ","),
    Kind.TRACKERS: (("id", "hosts", "company"), ";"),
    Kind.CHILDREN: (("", "app"), ","),
}
_NUMBER: Final = re.compile(r"[0-9]{1,12}")
_STORE_ID: Final = re.compile(r"(?=.*[A-Za-z0-9])[A-Za-z0-9._-]{1,200}")
_HOST: Final = re.compile(r"(?=.*[^\W_])[\w.:-]{1,253}")
_NAME: Final = re.compile(r"(?=.*[^\W_])[^;]{1,200}")
_RECORDINGS: Final = {
    Platform.ANDROID: re.compile(r"android_log/(?P<app>[^/]+)\.har"),
    Platform.IOS: re.compile(r"ios_log/har/(?P<app>[^/]+)\.json"),
}
_EXAMPLES: Final = {
    Platform.ANDROID: "android_log/com.example.app.har",
    Platform.IOS: "ios_log/har/com.example.app.json",
}
