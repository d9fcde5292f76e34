"""From one transparency statement in TILT to its claims, and to notes of what it says that is not claimed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from graph.claims import Act, EvidenceKind, PartyKind, PartyType, Reported, Stance
from graph.problems import quoted, shown
from graph.reading.format import ClaimBlock, EntityBlock
from graph.registers.tilt_files import Disclosed, Recipient, Tilt
from graph.registers.tilt_names import is_described, party_type
from graph.registers.tilt_words import (
    LONGEST_PURPOSE,
    LONGEST_TERM,
    NOBODY,
    is_country,
    name_of,
    names_several,
    terms_of,
    words_of,
)
from graph.vocabulary import slug

LEFT: Final = "running text; left for a human"


@dataclass(slots=True)
class Parties:
    """Parties by name: names that differ in no more than case and signs are one, spelt as most spell it.

    ``persons`` are the keys of those among ``named`` that are persons.
    """

    named: dict[str, Counter[str]] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    services: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)

    def called(self, words: str) -> str:
        """The one spelling of a name."""
        spelt = self.named.get(slug(words))
        if spelt is None:
            return self.services.get(slug(words), words)
        return min(spelt, key=lambda one: (-spelt[one], one))

    def class_of(self, words: str, file: str) -> str:
        """A class of parties, which is this statement's own."""
        name = f"{words} ({file})"
        return self.classes.setdefault(slug(name), name)

    def entities(self) -> Iterator[EntityBlock]:
        """All of them, each once."""
        for key, spelt in sorted(self.named.items()):
            name = self.called(next(iter(spelt)))
            others = tuple(sorted(one for one in spelt if one != name and not one[:1].islower()))
            if key in self.persons:
                yield EntityBlock(name=name, type=PartyType.PERSON, aliases=others)
            elif is_described(name):
                yield EntityBlock(name=name, type=PartyType.GROUP, kind=PartyKind.CLASS, aliases=others)
            else:
                yield EntityBlock(name=name, type=party_type(name), aliases=others)
        for name in sorted(self.services[key] for key in self.services.keys() - self.named.keys()):
            yield EntityBlock(name=name, type=PartyType.SERVICE)
        for name in sorted(self.classes[key] for key in self.classes.keys() - self.named.keys()):
            yield EntityBlock(name=name, type=PartyType.GROUP, kind=PartyKind.CLASS)


@dataclass(slots=True)
class Making:
    """One statement that is being turned into claims, and what a human has to know of it."""

    tilt: Tilt
    file: str
    parties: Parties
    speaker: str
    notes: list[str]

    def note(self, pointer: str, what: str) -> None:
        """Tell what was left out, or read with doubt."""
        self.notes.append(f"{shown(str(self.tilt.path))}: {pointer}: {what}")

    def claims(self) -> Iterator[ClaimBlock]:
        """The claims of the statement, in its order."""
        for one in self.tilt.disclosed:
            yield from self._disclosed(one)
        for pointer, country in self.tilt.transfers:
            if is_country(country):
                to = self.parties.class_of(f"recipients in {country}", self.file)
                yield self._claim(f"{pointer}/country", Act.SHARE, {"from": self.speaker, "to": to})
            else:
                self.note(
                    f"{pointer}/country", f"{quoted(country, 40)} is no code of a country; left for a human"
                )

    def _disclosed(self, one: Disclosed) -> Iterator[ClaimBlock]:
        data = terms_of(one.category) if one.category else ()
        if one.category and not data:
            self.note(f"{one.pointer}/category", LEFT)
        purposes = tuple(dict.fromkeys(self._purposes(one)))
        if data or purposes:
            slots = {"to": self.speaker, "data": data, "purpose": purposes}
            yield self._claim(one.pointer, Act.COLLECT, slots)
        for each in one.recipients:
            to = self._recipient(each)
            if to is None:
                continue
            about = {"division": each.division, "category": each.category if each.name else None}
            told = "; ".join(
                f"{key}: {words}" for key, text in about.items() if text for words in [_one_line(text)]
            )
            slots = {"from": self.speaker, "to": to, "data": data}
            yield self._claim(each.pointer, Act.SHARE, slots, told or None)

    def _purposes(self, one: Disclosed) -> Iterator[str]:
        for pointer, text in one.purposes:
            words = words_of(text, LONGEST_PURPOSE)
            if words is None:
                self.note(f"{pointer}/purpose", LEFT)
            else:
                yield words

    def _recipient(self, one: Recipient) -> str | None:
        """The name of a recipient; None, and a note, if the words name nobody."""
        if one.name is not None:
            name = name_of(one.name)
            if name is None:
                self.note(f"{one.pointer}/name", LEFT)
                return None
            if slug(name) == slug(self.speaker):
                self.note(f"{one.pointer}/name", "the controller itself; no recipient")
                return None
            if names_several(name):
                self.note(
                    f"{one.pointer}/name", f"{quoted(name)} may be several; taken as one, as it is worded"
                )
            return self.parties.called(name)
        words = words_of(one.category or "", LONGEST_TERM)
        if words is None:
            self.note(f"{one.pointer}/category", LEFT)
            return None
        if words.casefold() in NOBODY:
            self.note(f"{one.pointer}/category", f"{quoted(words)} is nobody; no recipient")
            return None
        return self.parties.class_of(words, self.file)

    def _claim(self, pointer: str, act: Act, slots: dict[str, Any], note: str | None = None) -> ClaimBlock:
        said = {"pointer": pointer, "speaker": self.speaker, "stance": Stance.CONFIRMED, "act": act, **slots}
        how = {"reported": Reported.DIRECT, "evidence": EvidenceKind.STATEMENT, "note": note}
        return ClaimBlock.model_validate(said | how)


def _one_line(text: str) -> str:
    return " ".join(text.split())
