"""What the apps, hosts and companies of PlatformControl are called, so that no two are taken for one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from graph.claims import PartyType
from graph.reading.format import EntityBlock
from graph.registers.platformcontrol_files import App, Platform
from graph.vocabulary import digest, slug

#: Whose word the data are: the authors of the study as one party.
AUTHORS: Final = "Kollnig et al."
#: The scheme of an app's id in its store, and of its number in the study.
_STORES: Final = {Platform.ANDROID: "google-play", Platform.IOS: "ios-bundle"}
_NUMBERS: Final = {Platform.ANDROID: "platformcontrol-android", Platform.IOS: "platformcontrol-ios"}
#: What a slug keeps apart: names of these characters differ in it wherever they differ.
_PLAIN: Final = re.compile(r"[a-z0-9.]+")


@dataclass(frozen=True, slots=True)
class Called:
    """The names of all parties, and their entries; equal input in any order gives equal names.

    A name, and the IRI that is made of it, hangs on what is named alone, not on which files are read; only
    where two names differ in nothing but punctuation or case, a mark behind each tells them apart.
    """

    apps: frozenset[App]
    hosts: frozenset[str]
    companies: frozenset[str]
    packages: Mapping[str, str]
    _marked: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Find the names that need a mark."""
        alike: defaultdict[str, list[str]] = defaultdict(list)
        for name in (AUTHORS, *self._plain()):
            alike[slug(name)].append(name)
        for names in alike.values():
            if len(names) > 1:
                self._marked.update({one: f"{one} [{digest(one)[:8]}]" for one in names if one != AUTHORS})

    @property
    def marked(self) -> int:
        """How many names have a mark."""
        return len(self._marked)

    def app(self, app: App) -> str:
        """The name of an app."""
        return self._told_apart(_app(app))

    def host(self, host: str) -> str:
        """The name of a host."""
        return self._told_apart(_host(host))

    def company(self, company: str) -> str:
        """The name of a company."""
        return self._told_apart(_company(company))

    def entities(self) -> Iterator[EntityBlock]:
        """All parties: the authors, companies, hosts, and apps, each sort in order."""
        yield EntityBlock(name=AUTHORS, type=PartyType.GROUP)
        for company in sorted(self.companies):
            yield EntityBlock(name=self.company(company), type=PartyType.COMPANY)
        for host in sorted(self.hosts):
            yield EntityBlock(name=self.host(host), type=PartyType.SERVICE, id=_id(_host(host), host))
        numbers = {package: number for number, package in sorted(self.packages.items())}
        for app in sorted(self.apps):
            name = _app(app)
            ids = None if name in self._marked else _ids(app, numbers)
            yield EntityBlock(name=self.app(app), type=PartyType.SERVICE, id=_id(name, app.called), ids=ids)

    def _plain(self) -> Iterable[str]:
        yield from map(_company, self.companies)
        yield from map(_host, self.hosts)
        yield from map(_app, self.apps)

    def _told_apart(self, name: str) -> str:
        return self._marked.get(name, name)


def _app(app: App) -> str:
    if app.is_number:
        return f"{app.platform} app {app.called} (PlatformControl)"
    return f"{app.called} ({app.platform})"


def _host(host: str) -> str:
    return host if "." in host or ":" in host else f"{host} (host)"


def _company(company: str) -> str:
    return f"{company} (company)" if "." in company else company


def _id(name: str, called: str) -> str | None:
    """What fixes the IRI of a party whose name differs from another in more than the IRI would tell."""
    return None if _PLAIN.fullmatch(called) else f"{name} {digest(called)[:8]}"


def _ids(app: App, numbers: Mapping[str, str]) -> dict[str, str]:
    if app.is_number:
        return {_NUMBERS[app.platform]: app.called}
    ids = {_STORES[app.platform]: app.called}
    if app.platform is Platform.ANDROID and app.called in numbers:
        ids[_NUMBERS[app.platform]] = numbers[app.called]
    return ids
