"""The Markup's list of apps that sold location data to X-Mode (2022): one row, one allegation.

The list lies at https://github.com/the-markup/xmode-apps. Its README says what it is: the apps that The
Markup found in a sample of location data of 2018 and 2019, which a former employee of X-Mode gave it; not a
complete list "of the apps that were selling data to X-Mode at the time". So of each app The Markup alleges,
on a document, that location data were sold from the app to X-Mode in 2018 to 2019. What for, it does not say.

``responded_and_confirmed_to_have_ended_xmode_sales`` is TRUE where the publisher of the app answered that it
*no longer* sells location data to X-Mode. That is a denial of tense ``ceased``: it says that no sale goes on,
and answers a charge of the past in part at most. It is no admission of the past: that there was something to
end is how The Markup words it, and nobody reports that the publisher said so. The words are The Markup's
(``indirect``), and count only where paraphrases do. The list does not name the publisher. It is a party of
its own for each app, which operates the app, and so may answer for it.

Where the column is empty, nothing is said: not that nobody was asked, nor that somebody did not respond.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.claims import Act, EvidenceKind, PartyType, Reported, Stance, Tense
from graph.problems import UsageError, quoted, shown
from graph.reading.format import ClaimBlock, EntityBlock, PeriodBlock, SourceBlock
from graph.registers.register import Document, Register
from graph.registers.table import LONGEST_NAME, read_table
from graph.vocabulary import slug

NAME: Final = "xmode-apps"
FILE: Final = "xmode_apps.csv"
ALLEGING: Final = "The Markup"
BUYER: Final = "X-Mode"
DATA: Final = "location data"
ENDED: Final = "responded_and_confirmed_to_have_ended_xmode_sales"
#: What the README says of the sample: of when it is.
PERIOD: Final = PeriodBlock.model_validate({"from": "2018", "until": "2019"})

_COLUMNS: Final = (
    *("app", "app_name", ENDED, "platform", "active", "category", "app_store_google", "app_store_ios"),
)
_SOURCE: Final = {
    "title": "Data for: Gay/Bi Dating App, Muslim Prayer Apps Sold Data on People’s Location"
    " to A Controversial Data Broker",
    "publisher": ALLEGING,
    "published": "2022-01-27",
    "language": "en",
    "url": "https://github.com/the-markup/xmode-apps",
}
_GOOGLE: Final = re.compile(
    r"https://play\.google\.com/store/apps/details\?(?:[^#]*&)?id=(?P<id>[\w.]+)(?:[&#].*)?"
)
_APPLE: Final = re.compile(r"https://(?:apps|itunes)\.apple\.com/(?:[^?#]*/)?id(?P<id>[0-9]+)(?:[/?#].*)?")
_STORES: Final = (
    ("app_store_google", "google-play", _GOOGLE),
    ("app_store_ios", "app-store", _APPLE),
)


@dataclass(frozen=True, slots=True)
class _App:
    """One row: the app, as what it is known in stores, and what the list says of it."""

    row: int
    name: str
    ids: dict[str, str]
    ended: bool
    about: str

    @property
    def publisher(self) -> str:
        """Who answered for it: the list gives no name."""
        return f"Publisher of {self.name}"


def open_register(paths: Sequence[Path]) -> Register:
    """The list as a register.

    Raises:
        UsageError: it is not one file, cannot be read, or is no such list; the message names row and mend.
    """
    path = _the_file(paths)
    table = read_table(path, _COLUMNS, name="app_name", flags=("active",))
    notes: list[str] = []
    apps = tuple(_apps(str(path), table.rows, notes))
    source = SourceBlock.model_validate({**_SOURCE, "sha256": table.sha256})
    document = Document(NAME, source, lambda: _claims(apps))
    return Register(NAME, (document,), lambda: _entities(apps), notes=tuple(notes))


def _the_file(paths: Sequence[Path]) -> Path:
    inside = [one / FILE if one.is_dir() else one for one in paths]
    if len(inside) != 1:
        raise UsageError(f"{len(inside)} files are given; The Markup's list of apps is one: {FILE}")
    return inside[0]


def _apps(path: str, rows: Sequence[tuple[int, dict[str, str]]], notes: list[str]) -> Iterator[_App]:
    """The apps of all rows."""
    handles: dict[str, int] = {}
    for number, row in rows:
        _check(f"{path}: row {number}", row)
        if (first := handles.setdefault(row["app"].casefold(), number)) != number:
            raise UsageError(
                f"{path}: row {number}: app {quoted(row['app'])} is in row {first} already; keep one of them"
            )
    pages = [_pages(number, row, notes) for number, row in rows]
    shared = Counter((scheme, id_.casefold()) for one in pages for scheme, id_ in one.items())
    for name, ids, (number, row) in zip(_names(rows), pages, rows, strict=True):
        own = {scheme: id_ for scheme, id_ in ids.items() if shared[scheme, id_.casefold()] == 1}
        if ids != own:
            notes.append(
                f"row {number} ({shown(name)}): its page in a store is that of another row; left out"
            )
        yield _App(number, name, {NAME: row["app"], **own}, row[ENDED] == "TRUE", _about(row))


def _names(rows: Sequence[tuple[int, dict[str, str]]]) -> list[str]:
    """The names of the apps of all rows; names that are alike get the handle, and if need be the row."""
    names = [" ".join(row["app_name"].split()).replace(";", ",") for _, row in rows]
    for marks in ([row["app"].replace(";", ",") for _, row in rows], [f"row {number}" for number, _ in rows]):
        called = Counter(map(slug, (ALLEGING, BUYER, *names)))
        names = [
            f"{name} ({mark})" if called[slug(name)] > 1 else name
            for name, mark in zip(names, marks, strict=True)
        ]
    return names


def _check(where: str, row: dict[str, str]) -> None:
    """Raise UsageError unless the cells of a row hold what they may."""
    if not any(map(str.isalnum, row["app"])):
        raise UsageError(f"{where}: app is {quoted(row['app'])}; give the app's handle")
    for column in ("app", "platform", "category"):
        if len(row[column]) > LONGEST_NAME:
            raise UsageError(
                f"{where}: {column} is {len(row[column]):,} characters long; shorten it to {LONGEST_NAME}"
            )
    if row[ENDED] not in {"TRUE", ""}:
        raise UsageError(f"{where}: {ENDED} is {quoted(row[ENDED])}; use TRUE, or leave it empty")


def _pages(number: int, row: dict[str, str], notes: list[str]) -> dict[str, str]:
    """What the app is called in stores, by its pages there; what is no such page is told."""
    ids = {}
    for column, scheme, page in _STORES:
        if found := page.fullmatch(row[column]):
            ids[scheme] = found["id"]
        elif row[column]:
            notes.append(
                f"row {number} ({shown(row['app_name'])}), {column}: {quoted(row[column])} is no page "
                "of an app there; left out"
            )
    return ids


def _about(row: dict[str, str]) -> str:
    """What else the list says of the app."""
    listed = "appears to be active" if row["active"] == "TRUE" else "does not appear to be active"
    said = [f"platform: {row['platform']}"] if row["platform"] else []
    said += [f"category: {row['category']}"] if row["category"] else []
    return ", ".join([*said, f"its page in the store {listed}"])


def _entities(apps: Sequence[_App]) -> Iterator[EntityBlock]:
    yield EntityBlock(name=ALLEGING, type=PartyType.MEDIA)
    yield EntityBlock(name=BUYER, type=PartyType.COMPANY)
    for one in apps:
        if one.ended:
            yield EntityBlock(name=one.publisher, type=PartyType.COMPANY)
        operator = (one.publisher,) if one.ended else ()
        yield EntityBlock(name=one.name, type=PartyType.SERVICE, ids=one.ids, operated_by=operator)


def _claims(apps: Sequence[_App]) -> Iterator[ClaimBlock]:
    """What The Markup alleges of each app, then what publishers answered."""
    yield from map(_allegation, apps)
    yield from (_ending(one) for one in apps if one.ended)


def _allegation(app: _App) -> ClaimBlock:
    said = {
        "id": f"row-{app.row}",
        "pointer": f"row {app.row}",
        "speaker": ALLEGING,
        "stance": Stance.ALLEGED,
        "reported": Reported.DIRECT,
        "tense": Tense.PAST,
        "period": PERIOD,
        "evidence": EvidenceKind.DOCUMENT,
        "note": app.about,
    }
    return ClaimBlock.model_validate(said | _sale(app))


def _ending(app: _App) -> ClaimBlock:
    said = {
        "id": f"row-{app.row}-ended",
        "pointer": f"row {app.row}, {ENDED}",
        "speaker": app.publisher,
        "via": ALLEGING,
        "stance": Stance.DENIED,
        "reported": Reported.INDIRECT,
        "tense": Tense.CEASED,
        "evidence": EvidenceKind.STATEMENT,
        "responds_to": [f"row-{app.row}"],
    }
    return ClaimBlock.model_validate(said | _sale(app))


def _sale(app: _App) -> dict[str, Any]:
    return {"act": Act.SELL, "from": [app.name], "to": [BUYER], "data": [DATA]}
