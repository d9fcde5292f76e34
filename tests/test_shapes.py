"""Every shape lets a sound graph pass, and says of a broken one what is wrong and how to mend it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyshacl
import pytest
import yaml
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from graph.problems import Level, Place
from graph.validating import shape_problems

#: Not watched for coverage, which takes half as long again; other tests run all but a few of these lines.
pytestmark = pytest.mark.no_cover

ROOT: Final = Path(__file__).parents[1]
HERE: Final = Path(__file__).parent / "shapes"
SHAPE: Final = Namespace("https://w3id.org/flowclaims/shapes#")
ID: Final = "https://w3id.org/flowclaims/id/"
TARGETS: Final = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)


@cache
def sound() -> str:
    """A graph that conforms: one of everything."""
    return (HERE / "sound.ttl").read_text(encoding="utf-8")


def graph(turtle: str = "") -> Graph:
    """The sound graph; or what *turtle* says, with the same prefixes."""
    prefixes = "".join(line for line in sound().splitlines(keepends=True) if line.startswith("@"))
    return Graph().parse(data=prefixes + turtle if turtle else sound(), format="turtle")


@cache
def shapes() -> Graph:
    """The shapes under test."""
    return Graph().parse(ROOT / "graph" / "shapes.ttl", format="turtle")


class Result(NamedTuple):
    """One line of a validation report."""

    focus: str
    message: str
    shape: Node
    component: Node
    severity: Node


@cache
def only(shape: str) -> Graph:
    """The shapes with the targets of one of them, or of the shape that holds it: quick to run."""
    kept = {SHAPE[shape], *shapes().subjects(SH.property, SHAPE[shape])}
    few = Graph()
    for one, predicate, value in shapes():
        if predicate not in TARGETS or one in kept:
            few.add((one, predicate, value))
    return few


def results(data: Graph, shape: str | None = None) -> list[Result]:
    """What the shapes say of *data*; only the one called *shape*, and those that hold it, if given."""
    used = only(shape) if shape else shapes()
    _, report, _ = pyshacl.validate(data, shacl_graph=used, advanced=True, inference="none", inplace=True)
    assert isinstance(report, Graph)
    return [
        Result(
            str(report.value(one, SH.focusNode)).removeprefix(ID),
            str(report.value(one, SH.resultMessage)),
            *(
                report.value(one, predicate) or URIRef("")
                for predicate in (SH.sourceShape, SH.sourceConstraintComponent, SH.resultSeverity)
            ),
        )
        for one in report.subjects(RDF.type, SH.ValidationResult)
    ]


class Property(NamedTuple):
    """How to break a property shape: values that it refuses, of a node of the sound graph."""

    shape: str
    focus: str
    says: str
    bad: tuple[str, ...] = ()
    path: str | None = None  #: the property to break, where the shape looks at several


class Case(NamedTuple):
    """How to break another shape: what to take from the sound graph and put into it, and who is at fault."""

    shape: str
    focus: str
    says: str
    take: str = ""
    put: str = ""


_BROKEN: Final = yaml.safe_load((HERE / "broken.yaml").read_text(encoding="utf-8"))
PROPERTIES: Final = tuple(
    Property(**{**row, "bad": tuple(row.get("bad", ()))}) for row in _BROKEN["properties"]
)
CASES: Final = tuple(Case(**row) for row in _BROKEN["cases"])


def component(constraint: Node) -> str:
    """The name of the constraint that a result or a shape's parameter stands for: ``minCount``."""
    name = str(constraint).removeprefix(str(SH)).removesuffix("ConstraintComponent")
    return name[0].lower() + name[1:]


#: The constraints that our shapes use; anything else in a shape is no constraint.
PARAMETERS: Final = frozenset(
    {
        "class",
        "datatype",
        "equals",
        "hasValue",
        "in",
        "lessThan",
        "maxCount",
        "maxInclusive",
        "minCount",
        "minInclusive",
    }
    | {"minLength", "node", "nodeKind", "not", "or", "pattern", "xone"}
)


def parameters(shape: Node) -> frozenset[str]:
    """The constraints that *shape* states."""
    return frozenset(component(one) for one in shapes().predicates(shape)) & PARAMETERS


def broken(row: Property) -> Iterator[tuple[str, Graph]]:
    """Graphs that break the shape of *row*, each with what was done."""
    shape, node = SHAPE[row.shape], URIRef(ID + row.focus)
    path = shapes().value(shape, SH.path)
    if row.path is not None:
        path = next(graph(f"<x> {row.path} <y> .").predicates())
    assert isinstance(path, URIRef), f"{row.shape}: give the property to break"
    values = [next(graph(f"<x> fc:x {one} .").objects()) for one in row.bad]
    if "minCount" in parameters(shape):
        data = graph()
        data.remove((node, path, None))
        yield "without any", data
    for words, value in zip(row.bad, values, strict=True):
        data = graph()
        data.remove((node, path, None))
        data.add((node, path, value))
        yield words, data
    if "maxCount" in parameters(shape):
        data = graph()
        most = shapes().value(shape, SH.maxCount)
        assert isinstance(most, Literal)
        for number in range(int(most) + 1):
            data.add((node, path, values[number] if number < len(values) else Literal(f"another {number}")))
        yield "too many", data


@cache
def told(row: Property) -> tuple[tuple[str, list[Result]], ...]:
    """What the shapes say of each graph that breaks *row*."""
    return tuple((how, results(data, row.shape)) for how, data in broken(row))


@cache
def told_case(row: Case) -> list[Result]:
    """What the shapes say of the graph of *row*."""
    data = graph()
    for triple in graph(row.take or "# nothing"):
        assert triple in data, f"the sound graph does not hold what {row.shape} takes"
        data.remove(triple)
    data += graph(row.put or "# nothing")
    return results(data, row.shape)


def named(row: Any) -> str:
    """A name for the tests of *row*."""
    return f"{row.shape}-{row.focus.rpartition('/')[2]}"


def test_a_sound_graph_conforms() -> None:
    assert results(graph()) == []


def test_a_sound_graph_conforms_beside_the_ontology() -> None:
    data = graph().parse(ROOT / "ontology.ttl").parse(ROOT / "graph" / "dpv.ttl")
    assert results(data) == []


@pytest.mark.parametrize("row", PROPERTIES, ids=named)
def test_a_property_that_breaks_its_shape_is_told_with_the_way_to_mend_it(row: Property) -> None:
    reports = told(row)
    assert reports
    for how, found in reports:
        assert (row.focus, row.says) in {(one.focus, one.message) for one in found}, how


@pytest.mark.parametrize("row", CASES, ids=named)
def test_a_node_that_breaks_its_shape_is_told_with_the_way_to_mend_it(row: Case) -> None:
    assert (row.focus, row.says) in {(one.focus, one.message) for one in told_case(row)}


def test_every_constraint_of_every_shape_has_a_graph_that_breaks_it() -> None:
    found = [one for row in PROPERTIES for _, some in told(row) for one in some]
    found += [one for row in CASES for one in told_case(row)]
    hit = {(one.shape, component(one.component)) for one in found}
    stated = {(shape, one) for shape in shapes().subjects(SH.message) for one in parameters(shape)}
    assert len(stated) > 200
    assert {(str(shape).removeprefix(SHAPE), one) for shape, one in stated - hit} == set()
    assert {shape for shape in shapes().subjects(SH.message) if not parameters(shape)} <= {
        shape for shape, _ in hit
    } | parents(hit)


def parents(hit: set[tuple[Node, str]]) -> set[Node]:
    """Shapes whose message stands for the unnamed property shapes inside them."""
    return {parent for shape, _ in hit for parent in shapes().subjects(SH.property, shape)}


def test_every_shape_that_has_a_constraint_has_a_message_of_its_own() -> None:
    messages = list(shapes().objects(None, SH.message))
    assert len(messages) == len(set(messages)) > 100
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in shapes().subjects(RDF.type, kind):
            assert isinstance(shape, URIRef)
            reusable = (
                not any((shape, target, None) in shapes() for target in TARGETS) and kind == SH.NodeShape
            )
            grouping = parameters(shape) == frozenset()
            assert (shape, SH.message, None) in shapes() or reusable or grouping, shape


def test_every_message_tells_what_is_wrong_and_how_to_mend_it() -> None:
    for message in shapes().objects(None, SH.message):
        wrong, mark, mend = str(message).partition("; ")
        if not mark:
            wrong, mark, mend = str(message).partition(": ")
        assert mark, message
        assert wrong, message
        assert mend.endswith("."), message


def test_a_phrase_without_a_place_is_a_warning_and_all_else_a_violation() -> None:
    lenient = set(shapes().subjects(SH.severity, SH.Warning))
    assert lenient == {SHAPE.PhrasePlaced}
    assert set(shapes().objects(None, SH.severity)) == {SH.Warning}


def test_every_value_that_a_shape_admits_is_a_term_of_the_ontology() -> None:
    ontology = Graph().parse(ROOT / "ontology.ttl")
    lists = [list(Collection(shapes(), one)) for one in shapes().objects(None, SH["in"])]
    values = {value for one in lists for value in one}
    assert len(values) > 40
    assert {value for value in values if (value, RDFS.isDefinedBy, None) not in ontology} == set()


def test_a_problem_of_a_derived_node_is_told_by_its_iri_since_no_source_file_holds_it() -> None:
    view = f"{ID}view/plain/direct/undated"
    document = f"""@prefix fc: <https://w3id.org/flowclaims/ns#> .
        <{view}> {{ <{view}> a fc:PointOfView ; fc:reading fc:readingPlain . }}"""
    (problem,) = shape_problems(document, "built.trig", {})
    assert (problem.place, problem.level) == (Place("built.trig"), Level.ERROR)
    assert problem.message.startswith(f"{view}: A point of view has not exactly one basis; ")
