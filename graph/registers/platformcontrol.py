"""PlatformControl: what 24,000 apps of 2020 did when they were started, as observed by researchers.

The data belong to "Are iPhones Really Better for Privacy?" (Kollnig, Shuba, Binns, Van Kleek and Shadbolt,
PoPETs 2022), and lie at https://github.com/TrackerControl/platformcontrol-android-ios-analysis. Each file is
a source, and all of it is the authors' word:

- ``androidHosts.csv``, ``iosHosts.csv``: a contact of an app with a host, when the app was started. It is
  ``alleged``, as a ``share`` from the app to the host, on an observation. Which data went is not said, nor
  what for, nor whose the host is; so the recipient is the host, and nobody else.
- ``android_ad_id_shared.txt``, ``ios_ad_id_shared.txt``: the traffic of an app carried the advertising ID. It
  is ``alleged``, as a ``share`` of the advertising ID by the app; the recipient is not said.
- ``android_trackers.csv``, ``ios_trackers.csv``: a company's tracking library stands in an app's code. To
  hold code is to give no data: it is a relation of the app and the company, and no claim.
- ``android_kids_apps.csv``, ``ios_kids_apps.csv``: relations, too.

Numbers stand for apps in the files of hosts and trackers. ``androidIds.csv`` tells which Android app a number
is. For iOS no such file is published: those apps are called by number, and are other parties than the iOS
apps that the lists call by bundle id.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from graph.claims import Act, EvidenceKind, Reported, Stance, Tense
from graph.problems import UsageError, shown
from graph.reading.format import ClaimBlock, RelationBlock, SourceBlock
from graph.registers.platformcontrol_files import (
    NAMES,
    App,
    Files,
    Kind,
    Left,
    Part,
    Platform,
    Record,
    found_files,
)
from graph.registers.platformcontrol_names import AUTHORS, Called
from graph.registers.register import Document, Entry, Register

NAME: Final = "platformcontrol"
STUDY: Final = "Are iPhones Really Better for Privacy?"
URL: Final = "https://github.com/TrackerControl/platformcontrol-android-ios-analysis"
AD_ID: Final = "advertising ID"
LIBRARY: Final = "app and maker of a tracking library in its code"
FOR_CHILDREN: Final = "listed among the apps for children"

_ABOUT: Final = {
    "author": "Konrad Kollnig, Anastasia Shuba, Reuben Binns, Max Van Kleek and Nigel Shadbolt",
    "publisher": "TrackerControl",
    "published": "2022",
    "language": "en",
    "url": URL,
}
_LICENCE: Final = "the data are CC BY-SA 4.0: who passes them on names the authors, and shares alike"


@dataclass(slots=True)
class _Found:
    """Who is named in the files, how many entries they give, their hashes, and what was left out of them."""

    apps: set[App] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)
    companies: set[str] = field(default_factory=set)
    hashes: dict[Part, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    entries: int = 0


def open_register(paths: Sequence[Path]) -> Register:
    """PlatformControl as a register, from files or folders in any order; every file is read through once.

    Raises:
        UsageError: a file is none of PlatformControl, is damaged, or needs another; the message
            names the mend.
    """
    files = found_files(paths)
    packages = files.packages()
    found = _Found()
    for part in files.parts:
        _check(part, packages, found)
    called = Called(frozenset(found.apps), frozenset(found.hosts), frozenset(found.companies), packages)
    documents = tuple(
        Document(
            part.file.name.rpartition(".")[0],
            _source(part, found.hashes[part]),
            partial(_entries, part, found.hashes[part], packages, called),
            refers=False,
        )
        for part in files.parts
    )
    notes = (_LICENCE, *found.notes, *_noted(files, packages, called))
    return Register(NAME, documents, called.entities, notes=notes, size=found.entries)


def _check(part: Part, packages: Mapping[str, str], found: _Found) -> None:
    """Read a file through, and enter into *found* what it names."""
    left, seen = Left(), sha256()
    for record in part.records(packages, left, seen):
        found.entries += 1
        found.apps.add(record.app)
        if part.kind is Kind.CONTACTS:
            found.hosts.add(record.host)
        elif part.kind is Kind.TRACKERS:
            found.companies.add(record.company)
    found.hashes[part] = seen.hexdigest()
    found.notes += left.told(part.file.name)


def _source(part: Part, sha256: str) -> SourceBlock:
    what = part.kind.format(platform=part.platform)
    title = f"Data of “{STUDY}”: {what} ({part.file.name})"
    return SourceBlock.model_validate({"title": title, **_ABOUT, "sha256": sha256})


def _entries(part: Part, expected: str, packages: Mapping[str, str], called: Called) -> Iterator[Entry]:
    """What a file says, row by row.

    Raises:
        UsageError: it is not what it was when it was opened.
    """
    seen = sha256()
    records = part.records(packages, seen=seen)
    if part.kind is Kind.CONTACTS:
        yield from (_contact(one, called) for one in records)
    elif part.kind is Kind.AD_ID:
        yield from (_ad_id(one, called) for one in records)
    elif part.kind is Kind.TRACKERS:
        yield from (_library(one, called) for one in records)
    else:
        yield from (_for_children(one, called) for one in records)
    if seen.hexdigest() != expected:
        raise UsageError(f"{shown(str(part.file.path), 1000)}: it changed while it was read; start again")


def _contact(record: Record, called: Called) -> ClaimBlock:
    return _observed(record, called, to=(called.host(record.host),))


def _ad_id(record: Record, called: Called) -> ClaimBlock:
    return _observed(record, called, data=(AD_ID,))


def _observed(record: Record, called: Called, **what: tuple[str, ...]) -> ClaimBlock:
    """The authors' claim that an app gave something away, with what is observed and nothing else."""
    return ClaimBlock.model_validate(
        {
            "pointer": f"row {record.row}",
            "speaker": AUTHORS,
            "stance": Stance.ALLEGED,
            "reported": Reported.DIRECT,
            "act": Act.SHARE,
            "tense": Tense.PAST,
            "evidence": EvidenceKind.OBSERVATION,
            "from": (called.app(record.app),),
            **what,
        }
    )


def _library(record: Record, called: Called) -> RelationBlock:
    return RelationBlock(
        pointer=f"row {record.row}",
        speaker=AUTHORS,
        type=LIBRARY,
        parties=(called.app(record.app), called.company(record.company)),
        note=f"library: {record.library}",
    )


def _for_children(record: Record, called: Called) -> RelationBlock:
    return RelationBlock(
        pointer=f"row {record.row}", speaker=AUTHORS, type=FOR_CHILDREN, parties=(called.app(record.app),)
    )


def _noted(files: Files, packages: Mapping[str, str], called: Called) -> Iterator[str]:
    """What a human has to know of the whole."""
    for platform in Platform:
        if number := sum(app.is_number and app.platform is platform for app in called.apps):
            yield f"{platform} apps called by number, since no file tells which they are: {number:,}"
    named = {app.called for app in called.apps if app.platform is Platform.ANDROID and not app.is_number}
    if silent := len({*packages.values()} - named):
        yield f"apps of {NAMES} left out, since no file says anything of them: {silent:,}"
    if called.marked:
        yield (
            "names with a mark behind them, since they differ from another in punctuation or case alone: "
            f"{called.marked:,}"
        )
    if files.unread:
        yield f"not read, since they say nothing of any one app: {', '.join(files.unread)}"
