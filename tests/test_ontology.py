"""The vocabulary is documented to the last term, and its taxonomies add nothing to DPV's own reasoning."""

import importlib.util
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Final

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import PROV, SKOS
from rdflib.term import Node

from graph.status.values import CountsAs, Status
from graph.status.views import Basis, Reading

ROOT: Final = Path(__file__).parents[1]
ONTOLOGY: Final = ROOT / "ontology.ttl"
RESTATED: Final = ROOT / "graph" / "dpv.ttl"
DPV_FILES: Final = ROOT.parent / "shared" / "data" / "dpv"

FC: Final = Namespace("https://w3id.org/flowclaims/ns#")
DPV: Final = Namespace("https://w3id.org/dpv#")
PD: Final = Namespace("https://w3id.org/dpv/pd#")
HEADER: Final = URIRef("https://w3id.org/flowclaims/ns")
SCHEMES: Final = (FC.dataCategories, FC.purposes, FC.subjectGroups)
TOPS: Final = (FC.anyAct, FC.anyData, FC.anyParty, FC.anyPurpose, FC.anySubjects)

needs_dpv = pytest.mark.skipif(not DPV_FILES.is_dir(), reason="the files of DPV are not beside the project")

Broader = Mapping[Node, frozenset[Node]]


@cache
def ontology() -> Graph:
    """The vocabulary."""
    return Graph().parse(ONTOLOGY, format="turtle")


@cache
def restated() -> Graph:
    """The hierarchy of DPV as we restate it."""
    return Graph().parse(RESTATED, format="turtle")


@cache
def terms() -> frozenset[URIRef]:
    """Every term that the vocabulary defines."""
    return frozenset(one for one in ontology().subjects() if isinstance(one, URIRef) and one.startswith(FC))


@cache
def concepts() -> frozenset[URIRef]:
    """The concepts of the three taxonomies, without their tops: they need no negative example."""
    members = {one for scheme in SCHEMES for one in ontology().subjects(SKOS.inScheme, scheme)}
    return frozenset(one for one in members if isinstance(one, URIRef)) - frozenset(TOPS)


@cache
def exact() -> dict[Node, Node]:
    """Our concepts that mean the same as one of DPV, and that one."""
    return dict(ontology().subject_objects(SKOS.exactMatch))


def texts(one: Node, predicate: Node) -> list[str]:
    """The English texts that *one* has for *predicate*."""
    values = list(ontology().objects(one, predicate))
    assert all(isinstance(value, Literal) and value.language == "en" for value in values), one
    return [str(value) for value in values]


def edges(*graphs: Graph) -> Broader:
    """The broader concepts of every concept of *graphs*."""
    found: defaultdict[Node, set[Node]] = defaultdict(set)
    for graph in graphs:
        for one, other in graph.subject_objects(SKOS.broader):
            found[one].add(other)
    return {one: frozenset(above) for one, above in found.items()}


def closure(one: Node, above: Broader) -> frozenset[Node]:
    """*one* and all that it lies within."""
    seen, waiting = {one}, [one]
    while waiting:
        for other in above.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return frozenset(seen)


@cache
def joined() -> Broader:
    """Our hierarchy and DPV's as one: concepts that mean the same lie within each other."""
    above = {one: set(others) for one, others in edges(ontology(), restated()).items()}
    for ours, theirs in exact().items():
        above.setdefault(ours, set()).add(theirs)
        above.setdefault(theirs, set()).add(ours)
    return {one: frozenset(others) for one, others in above.items()}


@cache
def dpv_concepts() -> frozenset[Node]:
    """The concepts of DPV that we restate."""
    return frozenset(restated().subjects(SKOS.prefLabel))


# ---------------------------------------------------------------- the documentation of every term


def test_the_header_says_what_the_vocabulary_is() -> None:
    dct, vann = Namespace("http://purl.org/dc/terms/"), Namespace("http://purl.org/vocab/vann/")
    assert (HEADER, RDF.type, OWL.Ontology) in ontology()
    for predicate in (dct.title, dct.description, dct.license, dct.created, OWL.versionIRI, OWL.versionInfo):
        assert len(list(ontology().objects(HEADER, predicate))) == 1, predicate
    assert str(ontology().value(HEADER, vann.preferredNamespacePrefix)) == "fc"
    assert str(ontology().value(HEADER, vann.preferredNamespaceUri)) == str(FC)
    version = str(ontology().value(HEADER, OWL.versionInfo))
    assert str(ontology().value(HEADER, OWL.versionIRI)) == f"{HEADER}/{version}"


def test_nothing_but_the_header_and_terms_is_described() -> None:
    assert len(terms()) > 250
    assert set(ontology().subjects()) == terms() | {HEADER}
    assert not any(isinstance(one, BNode) for one in ontology().all_nodes())


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition])
def test_every_term_has_one_label_and_one_definition_in_english(predicate: URIRef) -> None:
    assert {one for one in terms() if len(texts(one, predicate)) != 1} == set()


def test_every_term_says_where_it_is_defined() -> None:
    assert {one for one in terms() if set(ontology().objects(one, RDFS.isDefinedBy)) != {HEADER}} == set()


def test_every_term_but_the_concepts_of_the_taxonomies_has_a_scope_note_and_both_examples() -> None:
    lacking = []
    for one in terms() - concepts():
        negative = [text for text in texts(one, SKOS.example) if text.startswith("Negative example: ")]
        positive = [text for text in texts(one, SKOS.example) if not text.startswith("Negative example: ")]
        if not (len(texts(one, SKOS.scopeNote)) == len(negative) == len(positive) == 1):
            lacking.append(one)
    assert lacking == []


def test_every_concept_of_the_taxonomies_has_an_example_and_its_preferred_label() -> None:
    assert {one for one in concepts() if len(texts(one, SKOS.example)) != 1} == set()
    assert {one for one in concepts() if texts(one, SKOS.prefLabel) != texts(one, RDFS.label)} == set()
    assert {one for one in concepts() if len(texts(one, SKOS.scopeNote)) > 1} == set()


def test_no_two_terms_differ_by_case_alone() -> None:
    counted = Counter(one.removeprefix(FC).casefold() for one in terms())
    assert [name for name, number in counted.items() if number > 1] == []


def test_no_two_terms_share_a_definition() -> None:
    counted = Counter(text for one in terms() for text in texts(one, SKOS.definition))
    assert [text for text, number in counted.items() if number > 1] == []


def test_definitions_and_scope_notes_are_sentences_and_no_definition_is_its_label() -> None:
    for one in terms():
        definition, *notes = texts(one, SKOS.definition) + texts(one, SKOS.scopeNote)
        for text in (definition, *notes):
            assert text[0].isupper() or text.startswith(("fc:", "dpv:")), (one, text)
            assert text.endswith((".", "?")), (one, text)
        assert definition.casefold().rstrip(".") != texts(one, RDFS.label)[0].casefold(), one


def test_every_term_that_a_text_mentions_exists() -> None:
    named = {
        FC[name]
        for value in ontology().objects()
        if isinstance(value, Literal)
        for name in re.findall(r"\bfc:([A-Za-z]+(?:-[a-z]+)?)", value)
    }
    assert len(named) > 50
    assert named - terms() == set()


def test_every_term_that_is_used_is_defined() -> None:
    used = {one for triple in ontology() for one in triple if isinstance(one, URIRef) and one.startswith(FC)}
    assert used - terms() == set()


def test_both_parsers_read_the_same_vocabulary() -> None:
    quads = pyoxigraph.parse(path=str(ONTOLOGY), format=pyoxigraph.RdfFormat.TURTLE)
    written = pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert written is not None
    assert isomorphic(Graph().parse(data=written.decode(), format="nt"), ontology())


# ---------------------------------------------------------------- the order of the file


def sections() -> dict[str, list[str]]:
    """The local names of the terms under each heading, in the order of the file."""
    found: dict[str, list[str]] = {}
    heading = re.compile(r"^#{20,}\n# (?P<title>.+)\n#{20,}$|^fc:(?P<term>\S+) a ", re.MULTILINE)
    title = ""
    for match in heading.finditer(ONTOLOGY.read_text(encoding="utf-8")):
        if match["title"]:
            title = match["title"]
            found[title] = []
        else:
            found[title].append(match["term"])
    return found


def test_the_file_holds_classes_then_properties_then_individuals_then_the_taxonomies() -> None:
    assert list(sections()) == [
        "Classes",
        "Object properties",
        "Datatype properties",
        "Individuals: concept schemes, controlled values, tops, derived graphs",
        "Taxonomy: data categories",
        "Taxonomy: purposes",
        "Taxonomy: groups of people",
    ]
    listed = [FC[name] for names in sections().values() for name in names]
    assert len(listed) == len(set(listed))
    assert set(listed) == terms()


def test_the_terms_of_each_part_are_in_alphabetical_order() -> None:
    for title, names in sections().items():
        assert names, title
        assert names == sorted(names, key=str.casefold), title


def test_each_part_holds_what_its_heading_says() -> None:
    classes, objects, datatypes, individuals, *taxonomies = sections().values()
    for names, kind in (
        (classes, OWL.Class),
        (objects, OWL.ObjectProperty),
        (datatypes, OWL.DatatypeProperty),
    ):
        assert {FC[name] for name in names} == set(ontology().subjects(RDF.type, kind))
    for names, scheme in zip(taxonomies, SCHEMES, strict=True):
        assert {FC[name] for name in names} == set(ontology().subjects(SKOS.inScheme, scheme)) - set(TOPS)
    assert {FC[name] for name in individuals} >= {*SCHEMES, *TOPS, FC.alleged, FC["inferred-within"]}


# ---------------------------------------------------------------- the model


def test_classes_and_properties_stand_to_other_vocabularies_as_the_model_says() -> None:
    schema, org, cito = (
        Namespace("https://schema.org/"),
        Namespace("http://www.w3.org/ns/org#"),
        "http://purl.org/spar/cito/",
    )
    sepio, odrl = "http://purl.obolibrary.org/obo/SEPIO_", "http://www.w3.org/ns/odrl/2/"
    dct, oa = Namespace("http://purl.org/dc/terms/"), Namespace("http://www.w3.org/ns/oa#")
    expected = [
        (FC.SourceDocument, RDFS.subClassOf, PROV.Entity),
        (FC.SourceDocument, RDFS.subClassOf, schema.CreativeWork),
        (FC.Claim, RDFS.subClassOf, PROV.Entity),
        (FC.Claim, SKOS.closeMatch, schema.Claim),
        (FC.Claim, SKOS.closeMatch, URIRef(sepio + "0000001")),
        (FC.FlowPattern, SKOS.closeMatch, URIRef(sepio + "0000000")),
        (FC.FlowPattern, SKOS.relatedMatch, DPV.Process),
        (FC.Party, RDFS.subClassOf, PROV.Agent),
        (FC.NamedParty, OWL.disjointWith, FC.PartyClass),
        (FC.Phrase, RDFS.subClassOf, SKOS.Concept),
        (FC.speaker, RDFS.subPropertyOf, PROV.wasAttributedTo),
        (FC.spokesperson, RDFS.subPropertyOf, PROV.wasAttributedTo),
        (FC.via, RDFS.subPropertyOf, PROV.wasInfluencedBy),
        (FC.supersedes, RDFS.subPropertyOf, PROV.wasRevisionOf),
        (FC.inSource, RDFS.subPropertyOf, dct.source),
        (FC.evidence, RDFS.subPropertyOf, dct.source),
        (FC.evidence, RDFS.range, oa.SpecificResource),
        (FC.respondsTo, RDFS.subPropertyOf, URIRef(cito + "repliesTo")),
        (FC.deniesClaim, RDFS.subPropertyOf, URIRef(cito + "disputes")),
        (FC.Relation, SKOS.relatedMatch, org.OrganizationalCollaboration),
        (FC.sell, SKOS.relatedMatch, URIRef(odrl + "sell")),
        (FC.use, FC.presupposes, FC.share),
        (FC.sell, SKOS.broader, FC.share),
        (FC.Assessment, RDFS.subClassOf, PROV.Entity),
        (FC.Verdict, RDFS.subClassOf, PROV.Entity),
        (FC.PointOfView, RDFS.subClassOf, PROV.Entity),
        (FC.onClaim, RDFS.subPropertyOf, PROV.wasDerivedFrom),
        (FC.response, RDFS.subPropertyOf, PROV.wasDerivedFrom),
        (FC.statusSidestepped, SKOS.broader, FC.statusUnanswered),
    ]
    assert [triple for triple in expected if triple not in ontology()] == []


def test_the_six_slots_have_their_tops_and_come_close_to_dpv_without_asserting_it() -> None:
    slots = {
        FC.act: (FC.anyAct, DPV.hasProcessing),
        FC["from"]: (FC.anyParty, DPV.hasDataExporter),
        FC.to: (FC.anyParty, DPV.hasRecipient),
        FC.data: (FC.anyData, DPV.hasPersonalData),
        FC.purpose: (FC.anyPurpose, DPV.hasPurpose),
        FC.subjects: (FC.anySubjects, DPV.hasDataSubject),
    }
    assert set(ontology().subjects(RDF.type, FC.Slot)) == set(slots)
    for slot, (top, close) in slots.items():
        assert set(ontology().objects(slot, FC.top)) == {top}
        assert set(ontology().objects(slot, SKOS.closeMatch)) == {close}
        assert (slot, RDF.type, OWL.FunctionalProperty) in ontology()
        assert (slot, RDFS.domain, FC.FlowPattern) in ontology()


def test_nothing_of_ours_lies_below_a_term_of_dpv_that_asserts_processing() -> None:
    for predicate in (RDFS.subPropertyOf, RDFS.subClassOf, OWL.equivalentClass, OWL.equivalentProperty):
        assert not any(
            str(one).startswith("https://w3id.org/dpv") for one in ontology().objects(None, predicate)
        )


def test_every_controlled_value_is_a_concept_of_one_scheme() -> None:
    schemes = set(ontology().subjects(RDF.type, SKOS.ConceptScheme))
    assert len(schemes) == 20
    for one in ontology().subjects(RDF.type, SKOS.Concept):
        assert len(set(ontology().objects(one, SKOS.inScheme)) & schemes) == 1, one
    assert set(ontology().objects(None, SKOS.inScheme)) == schemes


#: The closed lists of what is derived, beside the enumeration in Python that each is written from.
DERIVED: Final[tuple[tuple[URIRef, str, type[StrEnum]], ...]] = (
    (FC.statuses, "status", Status),
    (FC.responseKinds, "as", CountsAs),
    (FC.readings, "reading", Reading),
    (FC.bases, "basis", Basis),
)


@pytest.mark.parametrize(("scheme", "prefix", "values"), DERIVED, ids=[row[1] for row in DERIVED])
def test_what_is_derived_has_the_same_values_here_and_in_python(
    scheme: URIRef, prefix: str, values: type[StrEnum]
) -> None:
    names = {prefix + "".join(part[0].upper() + part[1:] for part in value.split("-")) for value in values}
    assert members(scheme) == {FC[name] for name in names}


def test_a_status_is_called_here_as_in_prose() -> None:
    assert {one: texts(FC[f"status{one}"], SKOS.prefLabel) for one in Status} == {
        one: [one.words] for one in Status
    }


def test_every_status_says_what_it_does_not_say() -> None:
    for one in members(FC.statuses):
        said, mark, denied = texts(one, SKOS.definition)[0].partition(" Not: ")
        assert mark, one
        assert said.endswith("."), one
        assert denied, one
    assert texts(FC.statusDenied, SKOS.definition) == ["A party's denial contains it. Not: it is false."]


# ---------------------------------------------------------------- the taxonomies


def members(scheme: Node) -> set[Node]:
    """The concepts of *scheme*, its top included."""
    return set(ontology().subjects(SKOS.inScheme, scheme))


def test_the_taxonomies_are_as_large_as_news_and_policies_need() -> None:
    assert len(members(FC.dataCategories)) >= 90
    assert len(members(FC.purposes)) >= 40
    assert len(members(FC.subjectGroups)) >= 10


@pytest.mark.parametrize(
    ("scheme", "top"), [*zip(SCHEMES, (FC.anyData, FC.anyPurpose, FC.anySubjects), strict=True)]
)
def test_every_concept_lies_within_the_top_of_its_own_scheme(scheme: URIRef, top: URIRef) -> None:
    above = edges(ontology())
    assert set(ontology().subjects(SKOS.topConceptOf, scheme)) == {top}
    for one in members(scheme):
        assert top in closure(one, above)
        assert closure(one, above) <= members(scheme)


def test_no_concept_lies_within_itself() -> None:
    for above in (edges(ontology()), edges(restated())):
        assert len(above) > 20
        for one, others in above.items():
            assert one not in {two for other in others for two in closure(other, above)}, one


def test_no_step_upwards_is_stated_that_follows_from_the_others() -> None:
    above = edges(ontology())
    for one, others in above.items():
        for other in others:
            around = {two for third in others - {other} for two in closure(third, above)}
            assert other not in around, f"{one} lies under {other} twice"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_label_or_further_label_is_borne_by_two_concepts_of_a_scheme(scheme: URIRef) -> None:
    bearers = defaultdict(list)
    for one in members(scheme):
        for predicate in (SKOS.prefLabel, SKOS.altLabel):
            for text in texts(one, predicate):
                bearers[text.casefold()].append(one)
    assert len(bearers) > len(members(scheme))
    assert {text: ones for text, ones in bearers.items() if len(ones) > 1} == {}


def test_account_balances_are_our_own_concept_under_bank_accounts() -> None:
    assert FC.accountBalances not in exact()
    assert set(ontology().objects(FC.accountBalances, SKOS.broader)) == {FC.bankAccounts}
    assert exact()[FC.bankAccounts] == PD.BankAccount


# ---------------------------------------------------------------- DPV


def mapped(of: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """The concepts *of* ours that are matched to DPV, with what they are matched to."""
    for one in of:
        for predicate in (SKOS.exactMatch, SKOS.closeMatch):
            for match in ontology().objects(one, predicate):
                yield one, match


def test_every_match_of_a_category_or_purpose_is_a_concept_that_we_restate() -> None:
    found = list(mapped(members(FC.dataCategories) | members(FC.purposes)))
    assert len(found) > 130
    assert [(one, match) for one, match in found if match not in dpv_concepts()] == []


@needs_dpv
def test_every_name_of_dpv_in_the_vocabulary_and_the_shapes_exists() -> None:
    real = Graph().parse(DPV_FILES / "dpv.ttl").parse(DPV_FILES / "pd.ttl")
    shapes = Graph().parse(ROOT / "graph" / "shapes.ttl")
    named = {
        one
        for graph in (ontology(), shapes)
        for one in graph.all_nodes() | set(graph.predicates())
        if str(one).startswith((str(DPV), str(PD)))
    }
    assert len(named) > 150
    assert {one for one in named if (one, SKOS.prefLabel, None) not in real} == set()


def test_a_concept_means_the_same_as_one_of_dpv_at_most_and_no_two_mean_the_same() -> None:
    assert len(exact()) > 100
    assert (
        len(list(ontology().subject_objects(SKOS.exactMatch))) == len(exact()) == len(set(exact().values()))
    )
    for one, match in exact().items():
        assert (one, SKOS.closeMatch, match) not in ontology()


def test_people_have_no_exact_match_since_their_hierarchy_is_not_restated() -> None:
    assert members(FC.subjectGroups) & set(exact()) == set()


def test_between_exact_matches_our_hierarchy_reaches_as_far_as_that_of_dpv() -> None:
    ours, theirs = edges(ontology()), edges(restated())
    wrong = [
        (one, other)
        for one, other in itertools.permutations(exact(), 2)
        if (other in closure(one, ours)) != (exact()[other] in closure(exact()[one], theirs))
    ]
    assert wrong == []


def test_our_hierarchy_puts_no_concept_of_dpv_within_another_that_dpv_does_not() -> None:
    theirs = edges(restated())
    for one in dpv_concepts():
        assert closure(one, joined()) & dpv_concepts() == closure(one, theirs), one


def pairs_below(above: Broader, ones: Iterable[Node]) -> set[frozenset[Node]]:
    """Pairs of concepts of DPV that have one of *ones* below both."""
    return {
        frozenset(pair)
        for one in ones
        for pair in itertools.combinations(sorted(closure(one, above) & dpv_concepts(), key=str), 2)
    }


def test_our_hierarchy_makes_no_two_concepts_of_dpv_overlap_that_dpv_keeps_apart() -> None:
    dpv_alone = pairs_below(edges(restated()), dpv_concepts())
    assert len(dpv_alone) > 500
    assert pairs_below(joined(), {*dpv_concepts(), *concepts()}) == dpv_alone


#: Concepts without an exact match that lie under two others, since each of them is both.
UNDER_TWO: Final = {FC.anonymisedData, FC.appUsage, FC.deviceIdentifiers, FC.homeAddresses}


def test_a_concept_without_an_exact_match_has_one_broader_concept_with_few_exceptions() -> None:
    above = edges(ontology())
    assert {one for one in concepts() if one not in exact() and len(above[one]) != 1} == UNDER_TWO
    for one in UNDER_TWO:
        assert "It lies under two concepts because it is both" in texts(one, SKOS.scopeNote)[0]


def test_transactions_and_purchases_stay_siblings() -> None:
    transactions, purchases = FC.transactions, FC.purchases
    assert exact()[transactions] == PD.Transaction
    assert exact()[purchases] == PD.Purchase
    assert set(ontology().objects(transactions, SKOS.broader)) == set(
        ontology().objects(purchases, SKOS.broader)
    )
    assert PD.Purchase not in closure(PD.Transaction, joined())
    assert PD.Transaction not in closure(PD.Purchase, joined())


def test_non_personal_data_and_personal_data_stay_apart() -> None:
    below = {one for one in concepts() if FC.nonPersonalData in closure(one, joined())}
    assert len(below) > 2
    assert not any(DPV.PersonalData in closure(one, joined()) for one in below)


# ---------------------------------------------------------------- the restated hierarchy


def test_the_restated_hierarchy_holds_labels_and_broader_concepts_and_nothing_else() -> None:
    about = [triple for triple in restated() if triple[0] in dpv_concepts()]
    assert {predicate for _, predicate, _ in about} == {SKOS.prefLabel, SKOS.broader}
    assert set(restated().objects(None, SKOS.broader)) <= dpv_concepts()
    for one in dpv_concepts():
        assert len(list(restated().objects(one, SKOS.prefLabel))) == 1


def test_every_restated_concept_lies_within_personal_data_or_purpose_and_not_in_both() -> None:
    above = edges(restated())
    for one in dpv_concepts():
        assert len(closure(one, above) & {DPV.PersonalData, DPV.Purpose}) == 1, one


def test_the_restated_hierarchy_names_its_makers_version_and_licence() -> None:
    dct = Namespace("http://purl.org/dc/terms/")
    header = URIRef("https://w3id.org/flowclaims/dpv-2.3")
    assert (header, dct.source, URIRef("https://w3id.org/dpv/2.3")) in restated()
    assert (header, dct.license, URIRef("https://www.w3.org/copyright/software-license-2023/")) in restated()
    assert "DPVCG" in str(restated().value(header, dct.creator))


def restate_dpv() -> ModuleType:
    """The script that makes ``graph/dpv.ttl``."""
    spec = importlib.util.spec_from_file_location("restate_dpv", ROOT / "docs" / "restate_dpv.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@needs_dpv
def test_the_restated_hierarchy_is_what_the_script_makes_of_dpv() -> None:
    made = "".join(line + "\n" for line in restate_dpv().restated(DPV_FILES))
    assert made == RESTATED.read_text(encoding="utf-8")


@needs_dpv
def test_the_hierarchy_between_restated_concepts_is_that_of_the_files_of_dpv() -> None:
    real = edges(Graph().parse(DPV_FILES / "dpv.ttl").parse(DPV_FILES / "pd.ttl"))
    above = edges(restated())
    for one in dpv_concepts():
        assert closure(one, above) == closure(one, real) & dpv_concepts(), one


def test_every_term_of_the_rules_is_defined() -> None:
    rules = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "graph/status/rules").glob("*.rq"))]
    assert rules
    named = {FC[name] for text in rules for name in re.findall(r"\bfc:([A-Za-z-]+)", text)}
    assert named - terms() == set()
