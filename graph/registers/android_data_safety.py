"""Android data-safety labels against traffic: what 442 apps declare, and what a study saw them send.

The data belong to "Worrying confessions: A look at data safety labels on Android" (Datenanfragen.de e. V.,
2022) and lie at https://github.com/datenanfragen/android-data-safety-label-analysis. Each file is a source.
They become:

- ``data_type_truthfulness.csv``: the label of an app about a type of data. A label is a form that the
  developer fills in; the study does not name the developer, so that the app itself is the speaker, in its
  own (``direct``) words: a box that is ticked has none that could be paraphrased. A declared type is
  ``confirmed``, as only possible: the store words it "may collect" and "may share". A type that is not
  declared is ``denied``, because the form asks for all types that are collected or shared, and the store
  shows a label as complete. The study does not tell collecting from sharing, so the act is not said.
- ``apps_trackers_data_types.csv``: the study's own observation, ``alleged`` by it: the app sent data of a
  type to the addresses of a tracker, as a ``share``. Where no tracker is named (``<indicators>``), known
  values were found in requests to anybody, perhaps to the developer: neither recipient nor act is said.
- ``purpose_truthfulness.csv``: purposes in the label, in the same way; and that the app got in touch with
  hosts of a filter list, ``alleged`` by the study as a flow of data that are not said, for what the list is
  for.
- ``security_practices.csv``: names of apps. That data are encrypted is no flow, and is left out.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from graph.claims import Act, EvidenceKind, Modality, PartyType, Reported, Stance
from graph.problems import UsageError, quoted, shown
from graph.reading.format import ClaimBlock, EntityBlock, SourceBlock
from graph.registers.android_files import FILES, File, found_files
from graph.registers.android_words import (
    LABEL,
    OBSERVED,
    PURPOSES,
    TRACKERS,
    TYPES,
    declared,
    observed,
    terms,
    tracker,
)
from graph.registers.register import Document, Register
from graph.vocabulary import slug

STUDY: Final = "Datenanfragen.de e. V."
URL: Final = "https://github.com/datenanfragen/android-data-safety-label-analysis"
INDICATORS: Final = "<indicators>"

#: The state of the published data, and the day on which the labels were fetched.
PUBLISHED: Final = "2022-09-19"
FETCHED: Final = "2022-09-07"

#: Whether the label declares, and whether the study observed, by the study's verdict.
VERDICTS: Final = {
    "correctly_declared": (True, True),
    "correctly_undeclared": (False, False),
    "unnecessarily_declared": (True, False),
    "wrongly_undeclared": (False, True),
}
_NOT_DECLARED: Final = f"by leaving it out of the {LABEL}, which has to name all that is collected or shared"
_SENT: Final = {
    "anonymously": "never sent together with an ID in one request",
    "pseudonymously": "at least once sent together with an ID",
}
_FOUND: Final = "found by looking for known values of the device in requests to no known tracker"
_LISTS: Final = {
    "ads": "got in touch with hosts of the filter list EasyList",
    "tracking": "got in touch with hosts of the filter list EasyPrivacy",
}
_PACKAGE: Final = re.compile(r"[A-Za-z]\w*(\.\w+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Study:
    """What all entries share: how each app is called."""

    called: dict[str, str]

    def labels(self, file: File) -> Iterator[ClaimBlock]:
        """What the labels declare of types of data."""
        for number, row in file.table.rows:
            says, _ = VERDICTS[row["declared"]]
            yield self._label(number, row["app"], says, {"data": declared(row["data_type"])})

    def traffic(self, file: File) -> Iterator[ClaimBlock]:
        """What the study saw the apps send."""
        for number, row in file.table.rows:
            named = row["tracker"] != INDICATORS
            slots: dict[str, Any] = {"data": observed(row["data_type"])}
            if named:
                slots |= {"act": Act.SHARE, "to": tracker(row["tracker"])}
            how = _SENT[row["transmission_type"]]
            yield self._observed(number, row["app_id"], slots, how if named else f"{_FOUND}; {how}")

    def purposes(self, file: File) -> Iterator[ClaimBlock]:
        """What the labels declare of purposes, and which filter lists the study saw at work."""
        for number, row in file.table.rows:
            says, seen = VERDICTS[row["declared"]]
            here, there = PURPOSES[row["purpose"]]
            yield self._label(number, row["app"], says, {"purpose": declared(there)})
            if seen:
                yield self._observed(number, row["app"], {"purpose": here}, _LISTS[row["purpose"]])

    def _label(self, number: int, app: str, says: bool, slots: dict[str, Any]) -> ClaimBlock:
        how = {
            "speaker": self.called[app],
            "stance": Stance.CONFIRMED if says else Stance.DENIED,
            "modality": Modality.CONDITIONAL if says else None,
            "via": STUDY,
            "said_on": FETCHED,
            "evidence": EvidenceKind.STATEMENT,
            "note": None if says else _NOT_DECLARED,
        }
        return self._claim(number, app, slots | how)

    def _observed(self, number: int, app: str, slots: dict[str, Any], note: str) -> ClaimBlock:
        how = {"speaker": STUDY, "stance": Stance.ALLEGED, "evidence": EvidenceKind.OBSERVATION, "note": note}
        return self._claim(number, app, slots | how)

    def _claim(self, number: int, app: str, said: dict[str, Any]) -> ClaimBlock:
        where = {"pointer": f"row {number}", "from": self.called[app], "reported": Reported.DIRECT}
        return ClaimBlock.model_validate(where | said)


def open_register(paths: Sequence[Path]) -> Register:
    """The study as a register.

    Raises:
        UsageError: a file cannot be read, is none of the study's, or says what it cannot mean.
    """
    files, notes = found_files(paths)
    if not any(one in files for one in ("labels", "traffic", "purposes")):
        raise UsageError(f"no file says anything of an app's data; give {FILES}")
    labels, traffic, purposes = (_rows(files.get(one)) for one in ("labels", "traffic", "purposes"))
    _check(files)
    apps = sorted({*_column(labels, "app"), *_column(traffic, "app_id"), *_column(purposes, "app")})
    names = {row["app_id"]: row["name"] for row in _rows(files.get("names"))}
    called = {one: f"{names[one]} ({one})" if names.get(one) else f"{one} (Android)" for one in apps}
    study = _Study(called)
    made: dict[str, Callable[[File], Iterator[ClaimBlock]]] = {
        "labels": study.labels,
        "traffic": study.traffic,
        "purposes": study.purposes,
    }
    documents = tuple(
        Document(f"android-{kind}", _source(files[kind]), partial(read, files[kind]))
        for kind, read in made.items()
        if kind in files
    )
    types, seen = set(_column(labels, "data_type")), set(_column(traffic, "data_type"))
    trackers = sorted(set(_column(traffic, "tracker")) - {INDICATORS})
    return Register(
        "android-data-safety",
        documents,
        partial(_entities, called, trackers),
        terms(types, seen, _column(purposes, "purpose")),
        notes=(*notes, *_notes(files, types, seen)),
    )


def _rows(file: File | None) -> list[dict[str, str]]:
    return [row for _, row in file.table.rows] if file is not None else []


def _column(rows: list[dict[str, str]], key: str) -> list[str]:
    return [row[key] for row in rows]


def _source(file: File) -> SourceBlock:
    return SourceBlock.model_validate(
        {
            "title": f"Data safety labels on Android: {file.kind.about}",
            "publisher": STUDY,
            "published": PUBLISHED,
            "language": "en",
            "url": f"{URL}/blob/main/data/{file.kind.file}",
            "sha256": file.table.sha256,
        }
    )


def _entities(called: dict[str, str], trackers: list[str]) -> Iterator[EntityBlock]:
    yield EntityBlock(name=STUDY, type=PartyType.NGO)
    for one in trackers:
        yield EntityBlock(name=tracker(one), type=PartyType.SERVICE)
    for app, name in called.items():
        yield EntityBlock(name=name, type=PartyType.SERVICE, id=f"{app} (Android)", ids={"google-play": app})


# ------------------------------------------------------------------ checks


def _check(files: dict[str, File]) -> None:
    """Refuse words that mean nothing here, and what is said twice."""
    apps: dict[str, str] = {}
    for file in files.values():
        seen: dict[tuple[str, ...], int] = {}
        for number, row in file.table.rows:
            where = f"{shown(str(file.path))}: row {number}"
            app = row[file.kind.app]
            if not _PACKAGE.fullmatch(app):
                raise UsageError(f"{where}: {quoted(app)} is no ID of an app; give one as in com.example.app")
            if file.kind.name != "names" and (other := apps.setdefault(slug(app), app)) != app:
                raise UsageError(
                    f"{where}: {app} and {other} differ in case or signs only; give one spelling"
                )
            for key, allowed in file.kind.words.items():
                if row[key] not in allowed:
                    raise UsageError(
                        f"{where}: {key} is {quoted(row[key])}; use {', '.join(sorted(allowed))}"
                    )
            if empty := [key for key in file.kind.key if not any(map(str.isalnum, row[key]))]:
                raise UsageError(f"{where}: {empty[0]} is {quoted(row[empty[0]])}; give one with a letter")
            said = tuple(row[key] for key in file.kind.key)
            if (first := seen.setdefault(said, number)) != number:
                raise UsageError(
                    f"{where}: {', '.join(said)} stands in row {first} already; delete one of them"
                )


def _notes(files: dict[str, File], types: set[str], seen: set[str]) -> Iterator[str]:
    for words, known, what in ((types, TYPES, "label"), (seen, OBSERVED, "traffic")):
        for word in sorted(words - known.keys()):
            yield f"type of data {quoted(word)} of the {what} is not known here; it is placed nowhere"
    for word in sorted({row["tracker"] for row in _rows(files.get("traffic"))} - {INDICATORS}):
        if word not in TRACKERS:
            yield f"tracker {quoted(word)} is not known here; it is called as the file calls it"
    if nobody := sum(row["tracker"] == INDICATORS for row in _rows(files.get("traffic"))):
        yield f"{nobody:,} observations name no tracker ({INDICATORS}): neither recipient nor act is said"
    if (names := files.get("names")) is not None:
        yield (
            f"{shown(str(names.path))}: security practices of {len(names.table.rows):,} apps are no flows of "
            "data and are left out; only names of apps are taken from it"
        )
