"""All problems of a dossier, told in the source files' own lines: reading first, then the SHACL shapes.

The reader already refuses whatever the shapes forbid (a test holds the two
together); the shapes are the contract for anybody's data in our vocabulary,
and the second pair of eyes on ours. pyshacl is imported only here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.claims import Dossier, LocalName
from graph.files import SourceFiles, find
from graph.opening import GRAPHS, grouped
from graph.problems import DossierError, Level, Place, Problem, shown
from graph.rdf.triples import trig
from graph.reading.dossiers import Reader, gathered
from graph.vocabulary import BASE, iri, local_name, ontology_files

SHAPES: Final = Path(__file__).with_name("shapes.ttl")

_LEVELS: Final = {"Violation": Level.ERROR, "Warning": Level.WARNING, "Info": Level.NOTE}


@dataclass(frozen=True, slots=True)
class Validated:
    """All problems, sorted by place, and how many source files or graphs, claims, non-answers and drafts."""

    problems: tuple[Problem, ...]
    sources: int
    claims: int = 0
    non_answers: int = 0
    drafts: int = 0


def validate(paths: Sequence[Path]) -> Validated:
    """All problems of the dossiers at *paths*, drafts included, and what is in them.

    Raises:
        UsageError: a path does not exist or holds nothing to read.
    """
    found: list[Problem] = []
    number = 0
    counts: Counter[str] = Counter()
    for group in grouped(paths):
        if group[0].suffix in GRAPHS:
            found += _graph_problems(group[0], counts)
            number += 1
        else:
            files = find(group)
            found += _source_problems(files, str(group[0]), counts)
            number += len(files.sources) + len(files.tables)
    problems = tuple(sorted(set(found), key=lambda one: (one.place, one.level, one.message)))
    return Validated(problems, number, counts["claims"], counts["non-answers"], counts["drafts"])


def _count(dossier: Dossier, counts: Counter[str]) -> None:
    counts["claims"] += len(dossier.claims)
    counts["non-answers"] += len(dossier.non_answers)
    counts["drafts"] += len(dossier.drafts)


def _source_problems(files: SourceFiles, called: str, counts: Counter[str]) -> list[Problem]:
    reader = Reader(files, with_drafts=True)
    places: dict[LocalName, Place] = {}
    dossier = gathered(reader, reader.statements(places), places)
    _count(dossier, counts)
    if reader.has_errors:
        return reader.problems
    told = shape_problems("".join(trig(dossier)), called, {**reader.lexicon.places, **places})
    known = {one.place for one in reader.problems if one.rule == "not-placed"}
    return reader.problems + [one for one in told if one.place not in known]


def _graph_problems(path: Path, counts: Counter[str]) -> list[Problem]:
    from graph.rdf.reading_back import read_trig

    try:
        dossier = read_trig(path)
    except DossierError as error:
        return list(error.problems)
    _count(dossier, counts)
    return shape_problems("".join(trig(dossier)), str(path), {})


def shape_problems(document: str, path: str, places: Mapping[LocalName, Place]) -> list[Problem]:
    """What the shapes say of a TriG *document*.

    Args:
        document: TriG, as ``triples.trig`` writes it.
        path: How the whole is called where a node has no place of its own.
        places: The places of claims and parties in the source files, by local name.
    """
    import pyshacl
    from rdflib import RDF, Dataset, Graph, Namespace

    sh = Namespace("http://www.w3.org/ns/shacl#")
    union = Graph()
    for quad in Dataset(default_union=True).parse(data=document, format="trig").quads():
        union.add(quad[:3])
    for ontology in ontology_files():
        union.parse(ontology, format="turtle")
    shapes = Graph().parse(SHAPES, format="turtle")
    _, report, _ = pyshacl.validate(union, shacl_graph=shapes, advanced=True, inference="none", inplace=True)
    problems = []
    for result in sorted(report.subjects(RDF.type, sh.ValidationResult)):
        node = local_name(str(report.value(result, sh.focusNode)), BASE)
        message = "; ".join(sorted(str(one) for one in report.objects(result, sh.resultMessage)))
        severity = str(report.value(result, sh.resultSeverity)).rpartition("#")[2]
        place = places.get(node, Place(path))
        about = "" if node in places else f"{shown(iri(node))}: "
        problems.append(Problem(place, about + message, "shape", _LEVELS[severity]))
    return problems


def counted(found: Validated) -> str:
    """The closing line of a validation; drafts are counted apart.

    >>> counted(Validated((), 12, 30))
    'no problems in 12 sources'
    >>> counted(Validated((), 3, 12, 0, 5)).partition(": ")[2]
    '12 claims; and 5 drafts (no part of the graph: review them, or build --with-drafts)'
    """
    parts = []
    for level in (Level.ERROR, Level.WARNING):
        number = sum(one.level is level for one in found.problems)
        if number:
            parts.append(_number(number, str(level)))
    said = f"{', '.join(parts) or 'no problems'} in {_number(found.sources, 'source')}"
    if not found.drafts:
        return said
    reviewed = [_number(found.claims, "claim")]
    if found.non_answers:
        reviewed.append(_number(found.non_answers, "non-answer"))
    them = "it" if found.drafts == 1 else "them"
    return (
        f"{said}: {', '.join(reviewed)}; and {_number(found.drafts, 'draft')} "
        f"(no part of the graph: review {them}, or build --with-drafts)"
    )


def _number(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
