"""Transparency statements in TILT: what controllers say of the data that they process, in own documents.

The format is described at https://github.com/Transparency-Information-Language/meta, a corpus written by
hand from real policies lies at https://github.com/Transparency-Information-Language/tilt-corpus. Each file
is a source; its speaker is the controller (or the service, where no controller is named), and all of it is
``confirmed``:

- ``dataDisclosed/N``: the controller ``collect``s this category of data for these purposes. From whom, and
  whose data, the format has no place for; ``collect`` itself means: from those whom they are about.
- its ``recipients``: the controller ``share``s that category with somebody by name, or with a class of
  parties, which is this statement's own. Purposes belong to the category, and not to each recipient: they
  are not said.
- ``thirdCountryTransfers/N``: a ``share`` with recipients in that country, if it is a country's code.

Not claimed: persons (representatives, officers); what happens if somebody does not give data
(``nonDisclosure``); that a policy may change (``changesOfPurpose``); ``automatedDecisionMaking`` and
``sources``, whose texts in the corpus say other things than their keys do.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from graph.claims import PartialDate
from graph.problems import UsageError, quoted, shown
from graph.reading.format import IDENTIFIERS, SourceBlock
from graph.registers.register import Document, Register
from graph.registers.tilt_claims import LEFT, Making, Parties
from graph.registers.tilt_files import Tilt, is_schema, load, tilt
from graph.registers.tilt_names import is_person, may_be_person
from graph.registers.tilt_words import LONGEST_TERM, name_of, names_several, terms, words_of
from graph.vocabulary import slug


def open_register(paths: Sequence[Path]) -> Register:
    """Statements as a register; a file that is none, or is broken, is refused, and the others are read.

    Raises:
        UsageError: no file holds a statement.
    """
    tilts, refused, notes = _loaded(paths)
    if not tilts:
        raise UsageError(
            "\n".join(refused or ["no statement in TILT is there; give files like example.com.json"])
        )
    parties = Parties()
    for one in tilts:
        for words in filter(None, (_controller(one), *_names(one))):
            parties.named.setdefault(slug(words), Counter())[words] += 1
        if (controller := _controller(one)) and is_person(controller, one.contacts):
            parties.persons.add(slug(controller))
    for one in tilts:
        if _controller(one) is None:
            parties.services.setdefault(slug(_service(one)), _service(one))
    documents: list[Document] = []
    data: set[str] = set()
    purposes: set[str] = set()
    for one, file in zip(tilts, _files(tilts), strict=True):
        speaker = parties.called(_controller(one) or _service(one))
        reading = Making(one, file, parties, speaker, notes)
        _doubts(reading)
        claims = tuple(reading.claims())
        data.update(word for claim in claims for word in claim.data)
        purposes.update(word for claim in claims for word in claim.purpose)
        documents.append(Document(f"tilt-{file}", _source(one, speaker), partial(tuple, claims)))
    notes.extend(_unknown(tilts))
    return Register(
        "tilt", tuple(documents), parties.entities, terms(data, purposes), tuple(notes), tuple(refused)
    )


def _loaded(paths: Sequence[Path]) -> tuple[list[Tilt], list[str], list[str]]:
    """The statements, sorted; the messages of files that were refused; and notes."""
    found: dict[str, Tilt] = {}
    refused: list[str] = []
    notes: list[str] = []
    for path in sorted(_listed(paths)):
        try:
            content, digest = load(path)
            if is_schema(content):
                notes.append(f"{shown(str(path))}: a schema, and no statement; left out")
                continue
            if digest in found:
                notes.append(f"{shown(str(path))}: the same as {shown(str(found[digest].path))}; read once")
                continue
            found[digest] = tilt(path, content, digest)
        except UsageError as error:
            refused.append(str(error))
    return list(found.values()), refused, notes


def _listed(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (one for one in path.rglob("*.json") if one.is_file())
        else:
            yield path


def _controller(one: Tilt) -> str | None:
    return name_of(one.controller) if one.controller else None


def _service(one: Tilt) -> str:
    """What a statement without a controller is of."""
    return (name_of(one.name) if one.name else None) or one.path.name.removesuffix(".json")


def _names(one: Tilt) -> Iterator[str | None]:
    for each in one.disclosed:
        for recipient in each.recipients:
            yield name_of(recipient.name) if recipient.name else None


def _files(tilts: Sequence[Tilt]) -> list[str]:
    """What each statement is called: as its file is, with its hash where several are called so."""
    names = [one.path.name.removesuffix(".json").removesuffix(".tilt") for one in tilts]
    times = Counter(name.casefold() for name in names)
    return [
        name if times[name.casefold()] == 1 else f"{name}-{one.sha256[:8]}"
        for name, one in zip(names, tilts, strict=True)
    ]


def _source(one: Tilt, speaker: str) -> SourceBlock:
    link = one.url if one.url and IDENTIFIERS["website"][0].fullmatch(one.url) else None
    name = words_of(one.name, LONGEST_TERM) if one.name else None
    dated = _day(one.dated)
    return SourceBlock.model_validate(
        {
            "title": f"Transparency statement of {name or speaker}",
            "publisher": speaker,
            "published": dated and str(dated),
            "language": one.language,
            "url": link,
            "sha256": one.sha256,
        }
    )


def _day(dated: str | None) -> PartialDate | None:
    try:
        return PartialDate((dated or "")[:10])
    except ValueError:
        return None


def _doubts(reading: Making) -> None:
    """Tell what is doubtful of the statement as a whole."""
    one = reading.tilt
    if _controller(one) is None:
        why = LEFT if one.controller else "not named"
        reading.note("/controller/name", f"{why}; the service {quoted(reading.speaker)} speaks")
    elif names_several(reading.speaker):
        reading.note(
            "/controller/name", f"{quoted(reading.speaker)} may be several; taken as one, as it is worded"
        )
    elif slug(reading.speaker) not in reading.parties.persons and _may_be_person(one, reading.speaker):
        reading.note("/controller/name", f"{quoted(reading.speaker)} may be a person; taken as a company")
    source = _source(one, reading.speaker)
    if one.url and source.url is None:
        reading.note("/meta/url", f"{quoted(one.url, 60)} is no web address; left out")
    if source.published is None:
        reading.note("/meta/modified", "no date in the form 2021-07-30; the statement has none")
    if one.blank:
        told = ", ".join(f"{what} ({number})" for what, number in sorted(one.blank.items()))
        reading.note("/", f"blank fields say nothing: {told}")


def _may_be_person(one: Tilt, name: str) -> bool:
    """Whether a controller may be a person: it is shaped so, and the service is called otherwise."""
    service = set(slug(_service(one)).split("-"))
    return may_be_person(name) and service.isdisjoint(slug(name).split("-"))


def _unknown(tilts: Sequence[Tilt]) -> Iterator[str]:
    """Tell of keys that the schema does not have."""
    times = Counter(key for one in tilts for key in one.unknown)
    for key, number in sorted(times.items()):
        first = next(one.path for one in tilts if key in one.unknown)
        files = "in 1 file" if number == 1 else f"in {number} files, first"
        yield f"{key} is no key of the schema; left out ({files}: {shown(str(first))})"
