"""All problems of a dossier, told in the source files' own lines: reading first, then the SHACL shapes.

The reader already refuses whatever the shapes forbid (a test holds the two
together); the shapes are the contract for anybody's data in our vocabulary,
and the second pair of eyes on ours. pyshacl is imported only here.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from graph.claims import LocalName
from graph.files import SourceFiles, find
from graph.opening import GRAPHS, grouped
from graph.problems import DossierError, Level, Place, Problem, shown
from graph.rdf.triples import trig
from graph.reading.dossiers import Reader, gathered
from graph.vocabulary import BASE, iri, local_name, ontology_files

SHAPES: Final = Path(__file__).with_name("shapes.ttl")

_LEVELS: Final = {"Violation": Level.ERROR, "Warning": Level.WARNING, "Info": Level.NOTE}


def validate(paths: Sequence[Path]) -> tuple[tuple[Problem, ...], int]:
    """All problems of the dossiers at *paths*, sorted by place, and the number of source files or graphs.

    Raises:
        UsageError: a path does not exist or holds nothing to read.
    """
    found: list[Problem] = []
    number = 0
    for group in grouped(paths):
        if group[0].suffix in GRAPHS:
            found += _graph_problems(group[0])
            number += 1
        else:
            files = find(group)
            found += _source_problems(files, str(group[0]))
            number += len(files.sources) + len(files.tables)
    return tuple(sorted(set(found), key=lambda one: (one.place, one.level, one.message))), number


def _source_problems(files: SourceFiles, called: str) -> list[Problem]:
    reader = Reader(files)
    places: dict[LocalName, Place] = {}
    dossier = gathered(reader, reader.statements(places))
    if reader.has_errors:
        return reader.problems
    told = shape_problems("".join(trig(dossier)), called, {**reader.lexicon.places, **places})
    known = {one.place for one in reader.problems if one.rule == "not-placed"}
    return reader.problems + [one for one in told if one.place not in known]


def _graph_problems(path: Path) -> list[Problem]:
    from graph.rdf.reading_back import read_trig

    try:
        dossier = read_trig(path)
    except DossierError as error:
        return list(error.problems)
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
    _, report, _ = pyshacl.validate(union, shacl_graph=shapes, advanced=True, inference="none")
    problems = []
    for result in sorted(report.subjects(RDF.type, sh.ValidationResult)):
        node = local_name(str(report.value(result, sh.focusNode)), BASE)
        message = "; ".join(sorted(str(one) for one in report.objects(result, sh.resultMessage)))
        severity = str(report.value(result, sh.resultSeverity)).rpartition("#")[2]
        place = places.get(node, Place(path))
        about = "" if node in places else f"{shown(iri(node))}: "
        problems.append(Problem(place, about + message, "shape", _LEVELS[severity]))
    return problems


def counted(problems: Iterable[Problem], sources: int) -> str:
    """The closing line of a validation.

    >>> counted([], 12)
    'no problems in 12 sources'
    """
    listed = list(problems)
    parts = []
    for level in (Level.ERROR, Level.WARNING):
        number = sum(one.level is level for one in listed)
        if number:
            parts.append(f"{number} {level}{'s' if number > 1 else ''}")
    where = f"{sources} source{'s' if sources != 1 else ''}"
    return f"{', '.join(parts) or 'no problems'} in {where}"
