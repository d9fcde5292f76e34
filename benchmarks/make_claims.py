"""Write a synthetic dossier: one register without claims, and ``claims.csv`` with as many as you like.

    python benchmarks/make_claims.py 10000 /tmp/claims-10k

Every claim has one holder, one recipient, one data phrase and a pointer to its
row; three in ten name a purpose. 300 parties and 60 terms, whatever the number
of claims. Equal numbers give equal bytes. Everything is fictional.

``--peers FILE`` also writes the table that the peers of ``run.py`` map: the
same claims with every IRI and hash worked out beforehand, since a mapping
language can neither resolve a name nor hash a flow.
"""

import argparse
import csv
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

SEED: Final = 2018
PARTIES: Final = 300
DATA_TERMS: Final = 40
PURPOSE_TERMS: Final = 20
SPEAKERS: Final = 12
PURPOSE_SHARE: Final = 0.3

BASE: Final = "https://w3id.org/flowclaims/id/"
NS: Final = "https://w3id.org/flowclaims/ns#"
SOURCE_FILE: Final = "register.yaml"

_FIRST: Final = ("Alder", "Birch", "Cedar", "Damson", "Elm", "Fern", "Gorse", "Hazel", "Iris", "Juniper")
_SECOND: Final = (
    "Analytics",
    "Bank",
    "Credit",
    "Data",
    "Exchange",
    "Insurance",
    "Media",
    "Mobile",
    "Pay",
    "Retail",
)
_DATA: Final = (
    ("purchases", "pd:Purchase"),
    ("account numbers", "pd:BankAccount"),
    ("card transactions", "pd:Transaction"),
    ("incomes", "pd:Income"),
    ("loan records", "pd:LoanRecord"),
)
_PURPOSES: Final = (
    ("advertising", "dpv:Advertising"),
    ("marketing", "dpv:Marketing"),
    ("fraud checks", "dpv:FraudPreventionAndDetection"),
    ("service provision", "dpv:ServiceProvision"),
)
_ACTS: Final = ("seek", "share", "sell", "collect", "use")


class Row(NamedTuple):
    """One claim as its row of ``claims.csv`` words it."""

    source: str
    pointer: str
    speaker: str
    stance: str
    reported: str
    act: str
    from_: str
    to: str
    data: str
    purpose: str


def parties() -> list[str]:
    """Names of the parties; the last ``SPEAKERS`` of them are the NGOs that allege."""
    return [f"{_FIRST[n % 10]} {_SECOND[n // 10 % 10]} {n:03}" for n in range(PARTIES)]


def terms(words: tuple[tuple[str, str], ...], count: int) -> list[tuple[str, str]]:
    """``count`` phrases, each with the concept under which it lies."""
    return [(f"{words[n % len(words)][0]} of group {n:02}", words[n % len(words)][1]) for n in range(count)]


def rows(count: int) -> Iterator[Row]:
    """``count`` claims: seven in ten alleged by an NGO, two denied and one confirmed by the holder."""
    pick = random.Random(SEED)
    names = parties()
    companies, speakers = names[:-SPEAKERS], names[-SPEAKERS:]
    data, purposes = terms(_DATA, DATA_TERMS), terms(_PURPOSES, PURPOSE_TERMS)
    for number in range(count):
        holder, recipient = pick.sample(companies, 2)
        stance = pick.choices(("alleged", "denied", "confirmed"), (7, 2, 1))[0]
        yield Row(
            SOURCE_FILE,
            f"row {number + 1}",
            pick.choice(speakers) if stance == "alleged" else holder,
            stance,
            "direct",
            pick.choice(_ACTS),
            holder,
            recipient,
            pick.choice(data)[0],
            pick.choice(purposes)[0] if pick.random() < PURPOSE_SHARE else "",
        )


def write_dossier(claims: int, folder: Path) -> None:
    """Write the dossier of that many *claims* into *folder*, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SOURCE_FILE).write_text(
        "source:\n  title: A register of disclosures\n  publisher: Hazel Registry\n"
        "  published: null\n  language: en\n",
        encoding="utf-8",
    )
    with (folder / "entities.yaml").open("w", encoding="utf-8") as file:
        file.write("entities:\n")
        for number, name in enumerate(parties()):
            kind = "ngo" if number >= PARTIES - SPEAKERS else "company"
            file.write(f"  - {{name: {name}, type: {kind}, aliases: [{name} Ltd]}}\n")
    with (folder / "terms.yaml").open("w", encoding="utf-8") as file:
        file.write("terms:\n")
        for slot, listed in (
            ("data", terms(_DATA, DATA_TERMS)),
            ("purpose", terms(_PURPOSES, PURPOSE_TERMS)),
        ):
            file.write(f"  {slot}:\n")
            file.writelines(f"    {phrase}: {{broader: [{concept}]}}\n" for phrase, concept in listed)
    with (folder / "claims.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([name.rstrip("_") for name in Row._fields])
        table.writerows(rows(claims))


PEER_COLUMNS: Final = (
    "claim", "source", "stance", "speaker", "reported", "order", "evidence", "pointer",
    "flow", "act", "from", "to", "data", "purpose", "subjects",
)  # fmt: skip


def write_peers(count: int, path: Path) -> None:
    """Write the same claims as a table of ready IRIs, one row per claim."""
    source = f"{BASE}source/{_hash(['A register of disclosures', 'Hazel Registry'])}"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(PEER_COLUMNS)
        for order, row in enumerate(rows(count)):
            purpose = f"{BASE}purpose/{_slug(row.purpose)}" if row.purpose else f"{NS}anyPurpose"
            slots = [
                row.act,
                f"party/{_slug(row.from_)}",
                f"party/{_slug(row.to)}",
                f"data/{_slug(row.data)}",
            ]
            table.writerow(
                (
                    f"{BASE}claim/{_hash([source, row])}",
                    source,
                    NS + row.stance,
                    f"{BASE}party/{_slug(row.speaker)}",
                    NS + row.reported,
                    order,
                    f"{source}#pointer={_hash(row.pointer)}",
                    row.pointer,
                    f"{BASE}flow/{_hash([*slots, row.purpose])}",
                    NS + row.act,
                    *(BASE + slot for slot in slots[1:]),
                    purpose,
                    f"{NS}anySubjects",
                )
            )


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, separators=(",", ":")).encode()).hexdigest()[:16]


def main() -> None:
    """Read the arguments and write the files."""
    parser = argparse.ArgumentParser(description="Write a synthetic dossier of many claims.")
    parser.add_argument("count", type=int, help="number of claims")
    parser.add_argument("folder", type=Path, help="where the dossier goes")
    parser.add_argument("--peers", type=Path, metavar="FILE", help="also write the table that the peers map")
    arguments = parser.parse_args()
    write_dossier(arguments.count, arguments.folder)
    if arguments.peers:
        write_peers(arguments.count, arguments.peers)


if __name__ == "__main__":
    main()
