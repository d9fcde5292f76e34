"""The Markup's list of location-data firms (2021): 47 rows in, one source file out.

The list lies at https://github.com/the-markup/location-data-industry. Rows are
counted as a spreadsheet shows them: the header is row 1. What the columns mean
is in its README; here they become:

- ``narrative``, "Company says …": the firm's own statement, ``confirmed``;
  "Company offers …": what The Markup says of it, ``alleged``, and only as possible;
  "OUTLET reported that …": what that outlet says, ``alleged``, and dated like the list, which gives no
  other date;
- ``company_reponse``: claims and denials, or else a non-answer, of the kind that it names;
- the row as such, ``CA_broker`` and ``VT_broker``: relations. To be listed says of no flow.

Only plain cues are read (``cues``). A narrative without one is kept among
``not_claims``, and told in the notes as left for a human.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from graph.problems import UsageError, quoted, shown
from graph.reading.format import IDENTIFIERS, SourceFile
from graph.reading.marks import decode, read_bytes
from graph.registers.cues import Cue, Firm, cues, sentences
from graph.registers.register import Document, Entry, Register
from graph.registers.table import LONGEST, Table, read_table

PUBLISHER: Final = "The Markup"
COLUMNS: Final = ("name", "website", "narrative", "company_reponse", "CA_broker", "VT_broker")

_SOURCE: Final = {
    "title": "Data for: There’s a Multibillion-Dollar Market for Your Phone’s Location Data",
    "publisher": PUBLISHER,
    "published": "2021-09-30",
    "language": "en",
    "url": "https://github.com/the-markup/location-data-industry",
}
_OUTLETS: Final = {
    "WSJ": "The Wall Street Journal",
    "Wall Street Journal": "The Wall Street Journal",
}
_WEBSITE: Final = IDENTIFIERS["website"][0]
_REGISTERS: Final = {"CA_broker": "California", "VT_broker": "Vermont"}
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LINK: Final = re.compile(r"(?P<who>[^<]+?)\s*(?:recently\s*)?<a\b[^>]*>\s*(?P<verb>[^<]+?)\s*</a>\s*:?\s*")
_QUOTED: Final = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
_CITED: Final = re.compile(r"cited in an? (?P<outlet>.+?) article\s+as\s+(?=providing)")
_TOLD: Final = re.compile(
    rf"In (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}}), (?P<who>[^“\"]+?) told"
    r" (?:the )?(?P<outlet>[^,:“\"]+)[,:]"
)
_SPOKE: Final = re.compile(r"spokes(?:person|man|woman) (?P<person>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+)")
_SIGNED: Final = re.compile(r"[”\"]\s*—\s*(?P<person>[^,]+),")
_SILENT: Final = {
    "did not respond": "did-not-respond",
    "company declined to comment": "declined-to-comment",
    "declined to comment": "declined-to-comment",
}
_VAGUE: Final = re.compile(
    r"(?:a|an|carefully|hundreds|many|millions|people|several|some|thousands|various)\b"
)
_STATE: Final = re.compile(r"\b(?:military|police|government|Customs|Department)\b")


@dataclass(frozen=True, slots=True)
class List:
    """The list as a source file in YAML, and what a human has to read, row by row."""

    yaml: str
    notes: tuple[str, ...]


@dataclass(slots=True)
class _File:
    """The source file in the making."""

    raw: str
    firms: tuple[str, ...]
    blocks: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {one: [] for one in ("claims", "non_answers", "relations", "not_claims")}
    )
    media: set[str] = field(default_factory=lambda: {PUBLISHER})
    others: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell that says something: where it stands, and in whose row."""

    file: _File
    row: int
    column: str
    firm: str

    def evidence(self, words: str | None) -> dict[str, str]:
        """*words* as a quote if they stand once and verbatim in the list, else a pointer to the cell."""
        if words and self.file.raw.count(words) == 1:
            return {"quote": words}
        return {"pointer": f"row {self.row}, {self.column}"}

    def leave(self, words: str, why: str) -> None:
        """Keep *words* among the passages left out, and tell that a human has to read them."""
        found = [one or two for one, two in _QUOTED.findall(words)] or [words]
        quote = max(found, key=len).strip()
        if quote and self.file.raw.count(quote) == 1:
            self.file.blocks["not_claims"].append({"quote": quote, "why": why})
        self.note(why)

    def note(self, what: str) -> None:
        """Tell what a human has to read."""
        self.file.notes.append(f"row {self.row} ({shown(self.firm)}), {self.column}: {what}")


def open_register(paths: Sequence[Path]) -> Register:
    """The list as a register.

    Raises:
        UsageError: it is not one file, cannot be read, or is no such list.
    """
    if len(paths) != 1:
        raise UsageError(
            f"{len(paths)} files are given; The Markup's list is one: location-data-companies.csv"
        )
    (path,) = paths
    made = read(path, text=path.name)
    content = SourceFile.model_validate(yaml.safe_load(made.yaml))
    listed = (content.claims, content.non_answers, content.relations, content.not_claims)
    entries: tuple[Entry, ...] = tuple(one for block in listed for one in block)
    raw = decode(read_bytes(path, str(path), LONGEST), str(path))
    document = Document("the-markup", content.source, lambda: entries, raw)
    return Register("the-markup", (document,), lambda: iter(content.entities), notes=made.notes)


def read(path: Path, text: str | None = None) -> List:
    """The list at *path* as one source file.

    Args:
        path: ``location-data-companies.csv``.
        text: Name under which the list lies beside the source file, so that every quote is checked in it;
            without it, quotes stand as not checked, and the list's SHA-256 lets anybody check them later.

    Raises:
        UsageError: it cannot be read, or is no such list; the message names the row and the mend.
    """
    table = read_table(path, COLUMNS, name="name", flags=tuple(_REGISTERS))
    file = _File(table.raw, tuple(dict.fromkeys(row["name"] for _, row in table.rows)))
    for number, row in table.rows:
        _read_row(file, number, row)
    return List(_written(file, table, text), tuple(file.notes))


def _read_row(file: _File, number: int, row: dict[str, str]) -> None:
    name = row["name"]
    listed = {"speaker": PUBLISHER, "type": "listed as a location data firm", "parties": [name]}
    file.blocks["relations"].append({"pointer": f"row {number}", **listed})
    for column, state in _REGISTERS.items():
        if row[column] == "TRUE":
            registered = f"listed in {state}’s data broker registry"
            entry = {"speaker": PUBLISHER, "type": registered, "parties": [name]}
            file.blocks["relations"].append({"pointer": f"row {number}, {column}", **entry})
    _narrative(_Cell(file, number, "narrative", name), row["narrative"])
    _response(_Cell(file, number, "company_reponse", name), row["company_reponse"])


# ------------------------------------------------------------------ narrative


def _narrative(cell: _Cell, words: str) -> None:
    """What The Markup tells of the firm: its own words, The Markup's, or another outlet's."""
    before = len(cell.file.blocks["claims"])
    firm = Firm(cell.firm, cell.file.firms, opening=True)
    lead = _LINK.match(words)
    rest = re.sub(r"<[^>]*>", "", words[lead.end() :] if lead else words).removeprefix("that ")
    if lead is not None:
        _led(cell, lead, rest, firm)
    if len(cell.file.blocks["claims"]) == before:
        cell.leave(rest, "no plain cue of who gives which data to whom; left for a human")


def _led(cell: _Cell, lead: re.Match[str], rest: str, firm: Firm) -> None:
    """What follows after "Company says", "Company offers" or "OUTLET reported"."""
    if lead["who"] != "Company":
        if lead["verb"] == "reported":
            outlet = _outlet(cell.file, lead["who"])
            for cue in cues(rest, firm):
                _claim(cell, cue, outlet, "alleged", cell.evidence(_around(rest, cue)), "indirect")
    elif lead["verb"] in {"offers", "uses"}:
        for cue in cues(f"it {lead['verb']} {rest}", firm):
            _claim(cell, cue, PUBLISHER, "alleged", cell.evidence(None), "direct")
    else:
        for cue in cues(rest, firm):
            inside = _quotation(rest, cue)
            if not inside and _QUOTED.search(rest, 0, cue.start):  # goes on after the firm's words
                _claim(cell, cue, PUBLISHER, "alleged", cell.evidence(_around(rest, cue)), "direct")
                continue
            quote = cell.evidence(inside or _around(rest, cue))
            _claim(cell, cue, cell.firm, "confirmed", quote, "direct" if inside else "indirect")
        if cited := _CITED.search(rest):
            outlet = _outlet(cell.file, cited["outlet"])
            for cue in cues(rest[cited.end() :].replace("providing", "it provides", 1), firm):
                _claim(cell, cue, outlet, "alleged", cell.evidence(None), "indirect")


def _claim(
    cell: _Cell, cue: Cue, speaker: str, stance: str, evidence: dict[str, str], reported: str, **more: str
) -> None:
    """Enter the flow of *cue*, with what its words say and nothing else."""
    here, there = ("from", "to") if cue.given else ("to", "from")
    slots: dict[str, Any] = {
        "act": cue.act and str(cue.act),
        here: [cell.firm],
        there: [_other(cell, one) for one in cue.others],
        "data": cue.data and " ".join(cue.data.split()),
        "purpose": cue.purpose and " ".join(cue.purpose.split()),
        "tense": "past" if cue.past else None,
        "modality": "conditional" if cue.possible else None,
    }
    entry = {**evidence, "speaker": speaker, "stance": stance, "reported": reported, **more}
    cell.file.blocks["claims"].append(entry | {key: value for key, value in slots.items() if value})


def _other(cell: _Cell, words: str) -> str:
    """The name of the party at the other end; groups of two firms that are worded alike stay two."""
    if words in cell.file.firms or _is_state(words):
        return words if words in cell.file.firms else cell.file.others.setdefault(words, "") or words
    if cell.file.others.setdefault(words, cell.firm) == cell.firm:
        return words
    own = f"{words} ({cell.firm})"
    cell.file.others[own] = cell.firm
    return own


def _is_state(words: str) -> bool:
    """Tell whether the words name one body of a state: "U.S. military", not "U.S. government agencies"."""
    return _STATE.search(words) is not None and words[:1].isupper() and not words.endswith("s")


def _around(words: str, cue: Cue) -> str:
    """The sentence that holds the cue, as far as it is one."""
    return next(words[start:end] for start, end in sentences(words) if start <= cue.start < end)


def _quotation(words: str, cue: Cue) -> str | None:
    """What of the cue's sentence stands in one quotation, if the cue does."""
    for found in _QUOTED.finditer(words):
        if found.start() < cue.end and cue.start > found.start() and cue.end <= found.end():
            start, end = next((a, b) for a, b in sentences(words) if a <= cue.start < b)
            return words[max(start, found.start() + 1) : min(end, found.end() - 1)].strip()
    return None


def _outlet(file: _File, words: str) -> str:
    name = words.strip()
    name = _OUTLETS.get(name.removeprefix("The ").removeprefix("the "), name)
    file.media.add(name)
    return name


# ------------------------------------------------------------------ response


def _response(cell: _Cell, words: str) -> None:
    """What the firm answered: silence by its name; claims and denials where cues are; else a non-denial."""
    opening, stop, later = words.partition(".")
    kind = _SILENT.get(opening.strip().lower()) if stop else _SILENT.get(words.lower())
    if kind is not None:
        silent = {"pointer": f"row {cell.row}, {cell.column}", "speaker": cell.firm, "kind": kind}
        cell.file.blocks["non_answers"].append(silent | {"reported": "indirect"})
        words = later.strip()
    if words:
        _statement(cell, words)
    elif kind is None:
        cell.note("empty; left for a human")


def _statement(cell: _Cell, words: str) -> None:
    """What the firm said, to The Markup or earlier to another outlet."""
    said = max((one or two for one, two in _QUOTED.findall(words)), key=len, default="")
    told = _TOLD.match(words)
    if not said or not (told or words.startswith(("“", '"'))):
        cell.leave(words, "neither a quotation nor a known form; left for a human")
        return
    about: dict[str, str] = {}
    if person := _SPOKE.search(told["who"]) if told else _SIGNED.search(words):
        about["spokesperson"] = person["person"].strip()
    if told:
        about["via"] = _outlet(cell.file, told["outlet"])
        about["said_on"] = f"{told['year']}-{_MONTHS.index(told['month']) + 1:02}"
    found = cues(said, Firm(cell.firm, cell.file.firms))
    for unread in dict.fromkeys(verb for cue in found for verb in cue.unread):
        cell.note(f"denies {quoted(unread)} too, of which no cue is known; left for a human")
    for cue in found:
        stance = "denied" if cue.denied else "confirmed"
        _claim(cell, cue, cell.firm, stance, cell.evidence(_around(said, cue)), "direct", **about)
    for start, end in sentences(said) if found else ():
        if not any(start <= cue.start < end for cue in found):
            cell.leave(said[start:end].strip(), "no cue is known in it; left for a human")
    if not found:
        evidence = cell.evidence(said.strip())
        answer = {"speaker": cell.firm, "kind": "non-denial", "reported": "direct", **about}
        cell.file.blocks["non_answers"].append(evidence | answer)


# ------------------------------------------------------------------ writing


def _written(file: _File, table: Table, text: str | None) -> str:
    entities: dict[str, dict[str, Any]] = {}  # by name without case: the first of equal ones counts
    websites = Counter(row["website"] for _, row in table.rows)
    for number, row in table.rows:
        company: dict[str, Any] = {"name": row["name"], "type": "company"}
        if _WEBSITE.fullmatch(row["website"]) and websites[row["website"]] == 1:
            company["ids"] = {"website": row["website"]}
        else:
            file.notes.append(f"row {number} ({shown(row['name'])}), website: none of its own; left out")
        entities.setdefault(row["name"].casefold(), company)
    persons = {
        one["spokesperson"] for block in file.blocks.values() for one in block if "spokesperson" in one
    }
    known = [{"name": name, "type": "media"} for name in sorted(file.media)]
    known += [{"name": name, "type": "person"} for name in sorted(persons)]
    for name in sorted(file.others):
        kind = {"kind": "vague" if _VAGUE.match(name) else "class"}
        known.append(
            {"name": name, **({"type": "government"} if _is_state(name) else {"type": "group", **kind})}
        )
    for entity in known:
        entities.setdefault(entity["name"].casefold(), entity)
    source = _SOURCE | ({} if text is None else {"text": text}) | {"sha256": table.sha256}
    blocks = {key: block for key, block in file.blocks.items() if block}
    whole = {"source": source, "entities": list(entities.values()), **blocks}
    return str(yaml.safe_dump(whole, sort_keys=False, allow_unicode=True, width=110))
