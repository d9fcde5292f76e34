"""Undeclared flows, found by the rules of status, beside the table of the Android data-safety study.

    python benchmarks/android_labels.py FOLDER            print the comparison
    python benchmarks/android_labels.py FOLDER --write    write it into benchmarks/android_labels.md

FOLDER holds the study's data (data_type_truthfulness.csv, apps_trackers_data_types.csv and
purpose_truthfulness.csv). A flow counts as undeclared where an observation of the study is an allegation
whose status is denied: the label of the app denies all of it. The study's rows are those of an app and a
type of data, or a purpose, whose ``declared`` is ``wrongly_undeclared``.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from graph.claims import Claim, Dossier
from graph.registers.android_data_safety import INDICATORS, VERDICTS, open_register
from graph.registers.android_files import File, found_files
from graph.registers.android_words import OBSERVED, PURPOSES, TYPES, observed
from graph.registers.as_graph import Reading
from graph.status.assessing import Assessor
from graph.status.values import Status
from graph.status.views import PointOfView
from graph.status.views import Reading as Manner

WRITTEN: Final = Path(__file__).with_suffix(".md")
MARK: Final = "<!-- measured: benchmarks/android_labels.py FOLDER --write -->\n"
Row = tuple[str, str]

#: Types that the study merged from several, and then sought under the names of the parts; they never counted.
MERGED: Final = frozenset({"accelerometer", "disk_usage", "ram_usage", "rotation", "signal_strength"})

#: The types of label, and the observed types with which the study in fact compared them.
COMPARED: Final = {
    label: frozenset(word for word, (_, under, _) in OBSERVED.items() if under == label) - MERGED
    for label in TYPES
}

_LABEL_OF: Final = {observed(word): (word, label) for word, (_, label, _) in OBSERVED.items()}
_AIM_OF: Final = {here: word for word, (here, _) in PURPOSES.items()}


@dataclass(slots=True)
class Found:
    """Undeclared flows by the rules, row by row of the study."""

    rows: dict[Row, list[str]] = field(default_factory=lambda: defaultdict(list))
    outside: int = 0


def found(dossier: Dossier, view: PointOfView) -> Found:
    """The rows in which an observed flow is denied, with the observed types of data of each."""
    ids = {party.iri: dict(party.ids).get("google-play", "") for party in dossier.parties}
    result = Found()
    for one in Assessor(dossier, view).assessments():
        if one.status is not Status.DENIED:
            continue
        app = ids[one.claim.from_[0].value]
        word, kind = _kind(one.claim)
        if kind is None:
            result.outside += 1
        else:
            result.rows[app, kind].append(word)
    return result


def _kind(claim: Claim) -> tuple[str, str | None]:
    """What was observed, and the type of data or purpose of the study with which it is compared."""
    if claim.data:
        return _LABEL_OF[claim.data[0].words]
    word = _AIM_OF[claim.purpose[0].words]
    return word, word


def of_table(files: dict[str, File]) -> dict[Row, str]:
    """The study's verdict on each row, about types of data and about purposes."""
    rows = {(row["app"], row["data_type"]): row["declared"] for _, row in files["labels"].table.rows}
    return rows | {(row["app"], row["purpose"]): row["declared"] for _, row in files["purposes"].table.rows}


def seen(files: dict[str, File]) -> dict[Row, list[tuple[str, str, str]]]:
    """What the study observed in each row about types of data: type, tracker, manner."""
    result: dict[Row, list[tuple[str, str, str]]] = defaultdict(list)
    for _, row in files["traffic"].table.rows:
        label = OBSERVED[row["data_type"]][1]
        if label is not None:
            one = row["data_type"], row["tracker"], row["transmission_type"]
            result[row["app_id"], label].append(one)
    return result


def repeated(files: dict[str, File]) -> tuple[int, list[tuple[Row, str]]]:
    """How the verdicts come out when they are computed anew from the observations.

    Returns:
        How many are equal, computed as the study did; and the rows that would be otherwise if the types that
        it merged were compared as well.
    """
    observations, equal = seen(files), 0
    other: list[tuple[Row, str]] = []
    for _, row in files["labels"].table.rows:
        at = row["app"], row["data_type"]
        types = {one for one, _, _ in observations[at]}
        _, sent = VERDICTS[row["declared"]]
        equal += bool(types & COMPARED[row["data_type"]]) == sent
        if bool(types) != sent:
            other.append((at, row["declared"]))
    return equal, other


def told(files: dict[str, File], dossier: Dossier) -> Iterator[str]:
    """The comparison, in Markdown, line by line."""
    verdicts = of_table(files)
    wrong = {at for at, verdict in verdicts.items() if verdict == "wrongly_undeclared"}
    plain = found(dossier, PointOfView())
    strict = found(dossier, PointOfView(reading=Manner.STRICT))
    yield "| type of data or purpose | study: wrongly_undeclared | rules: denied | in both | in one only |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    kinds = [*sorted(TYPES), *sorted(PURPOSES)]
    for kind in kinds:
        yield _line(kind, {at for at in wrong if at[1] == kind}, {at for at in plain.rows if at[1] == kind})
    types = {at for at in wrong if at[1] in TYPES}
    yield _line("**all types of data**", types, {at for at in plain.rows if at[1] in TYPES})
    yield ""
    yield "Rows in which the two differ:"
    yield ""
    differ = sorted(wrong ^ plain.rows.keys())
    for at in differ:
        yield f"- {at[0]}, {at[1]}: the study says {verdicts.get(at, 'nothing')}; {_cause(at, plain)}"
    if not differ:
        yield "- none"
    yield ""
    yield from _flows(plain, strict, types)
    yield ""
    yield from _grounds(seen(files), types)
    yield ""
    equal, other = repeated(files)
    total = len(files["labels"].table.rows)
    yield f"Computed anew from the observations, {equal:,} of {total:,} verdicts are equal. With the"
    yield f"merged types ({', '.join(sorted(MERGED))}) compared as well, {len(other)} would be otherwise:"
    yield ""
    yield from (f"- {app}, {label}: {verdict}, though observed" for (app, label), verdict in other)


def _line(kind: str, study: set[Row], rules: set[Row]) -> str:
    return f"| {kind} | {len(study)} | {len(rules)} | {len(study & rules)} | {len(study ^ rules)} |"


def _cause(at: Row, plain: Found) -> str:
    if at not in plain.rows:
        return (
            "no observation of this type is in the file of traffic, or the label denies less than all of it"
        )
    words = set(plain.rows[at])
    if words <= MERGED:
        return f"only types that the study merged and then did not find: {', '.join(sorted(words))}"
    return f"the rules find {', '.join(sorted(words))}"


def _flows(plain: Found, strict: Found, types: set[Row]) -> Iterator[str]:
    flows = [word for at, words in plain.rows.items() if at[1] in TYPES for word in words]
    merged = sum(word in MERGED for word in flows)
    yield f"- Behind the rows about types of data stand {len(flows)} observed flows that are denied;"
    yield f"  {merged} of them are of merged types, which the study did not count."
    yield f"- {plain.outside} denied flows are of a type of data that belongs to no type of the label."
    same = {at for at in strict.rows if at[1] in TYPES} == types
    yield f"- In the strict reading the rows about types of data are {'the same' if same else 'others'}."


def _grounds(observations: dict[Row, list[tuple[str, str, str]]], types: set[Row]) -> Iterator[str]:
    """On what the study's rows about types of data rest."""
    yield "| rows that are wrongly undeclared and rest … | rows |"
    yield "| --- | ---: |"
    counts: Counter[str] = Counter()
    counts["all"] = len(types)
    for at in types:
        ones = [one for one in observations[at] if one[0] in COMPARED[at[1]]]
        counts["only on what was never sent together with an ID"] += _all(ones, 2, "anonymously")
        counts["only on known values in requests to no known tracker"] += _all(ones, 1, INDICATORS)
        counts["on one observation"] += len(ones) == 1
        counts["on none in the file of traffic"] += not ones
    yield from (f"| {what} | {number} |" for what, number in sorted(counts.items()))


def _all(ones: list[tuple[str, str, str]], place: int, word: str) -> bool:
    return bool(ones) and all(one[place] == word for one in ones)


def written(lines: Iterable[str]) -> None:
    """Put the measured part behind the mark of the document."""
    before, mark, _ = WRITTEN.read_text(encoding="utf-8").partition(MARK)
    WRITTEN.write_text(before + mark + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Compare, and print or write."""
    parser = argparse.ArgumentParser(description="Undeclared flows beside the study's table.")
    parser.add_argument("folder", type=Path, help="the study's folder data")
    parser.add_argument("--write", action="store_true", help=f"write {WRITTEN.name}")
    given = parser.parse_args()
    files, _ = found_files([given.folder])
    lines = list(told(files, Reading(open_register([given.folder])).dossier()))
    if given.write:
        written(lines)
    else:
        print("\n".join(lines))


if __name__ == "__main__":
    main()
