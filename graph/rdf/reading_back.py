"""Our own TriG back into the dossier that it was written from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import pyoxigraph as ox

from graph.claims import (
    Act,
    Claim,
    Dossier,
    Drafted,
    Evidence,
    EvidenceKind,
    Flow,
    LocalName,
    Modality,
    NonAnswer,
    NotClaim,
    PartialDate,
    Party,
    PartyType,
    Phrase,
    Relation,
    Reported,
    Said,
    Slot,
    Source,
    Stance,
    Tense,
    Voice,
)
from graph.flows import is_floating, third_parties_of
from graph.problems import DossierError, Place, Problem, quoted, shown
from graph.rdf.damage import damage
from graph.rdf.triples import KIND, NON_ANSWER, OF_DRAFTS, PARTY_RELATIONS, WORDS, graph_of_drafts
from graph.reading.format import MOST_FLOWS
from graph.reading.names import fold
from graph.vocabulary import BASE, SCHEMES, TOPS, local_name, slug, taxonomy

_KINDS: Final = {value: key for key, value in KIND.items()}
_NON_ANSWERS: Final = {value: key for key, value in NON_ANSWER.items()}
_OF_CLAIMS: Final = {draft: claim for claim, draft in OF_DRAFTS.items()}
_SLOTS: Final = {value: key for key, value in SCHEMES.items()}
_TOPS: Final = frozenset(TOPS.values())
#: How deep flows may be left out of one another.
_DEEPEST: Final = 5
_NAMED: Final = ox.NamedNode
_READ: Final = (ox.NamedNode, ox.Literal)
_WIKIDATA: Final = "http://www.wikidata.org/entity/"

T = TypeVar("T")
Properties = Mapping[str, list[str]]


class _NotOurs(Exception):
    """A node lacks what every node of its kind has."""


def read_trig(path: Path) -> Dossier:
    """The dossier that the TriG (or N-Quads) file at *path* was written from.

    Raises:
        DossierError: it cannot be read, is no RDF, or is not of our model.
    """
    try:
        if path.suffix == ".nq":
            quads = ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS)
        else:
            quads = ox.parse(path=str(path), format=ox.RdfFormat.TRIG)
        return dossier_from(quads, str(path))
    except SyntaxError as error:
        place = Place(str(path), error.lineno or 0, error.offset or 0)
        raise DossierError([Problem(place, f"is no TriG: {shown(error.msg)}", "rdf")]) from None
    except OSError as error:
        problem = Problem(Place(str(path)), f"cannot be read: {error.strerror or error}", "file")
        raise DossierError([problem]) from None
    except UnicodeDecodeError:
        raise DossierError([Problem(Place(str(path)), "is no UTF-8", "encoding")]) from None


def dossier_from(quads: Iterable[ox.Quad], called: str = "graph") -> Dossier:
    """The dossier that *quads* were written from; *called* names them in messages.

    Raises:
        DossierError: they are not of our model.
    """
    by_graph: dict[str, dict[str, dict[str, list[str]]]] = {}
    base = BASE
    held = []
    for quad in quads:
        held.append(quad)
        if quad.object == _DOSSIER and isinstance(quad.subject, ox.NamedNode):
            base = quad.subject.value.rpartition("dossier/")[0] or BASE
    local = cache(lambda node: local_name(node, base))  # names recur: each is cut once, and held once
    for quad in held:
        graph, subject, value = quad.graph_name, quad.subject, quad.object
        if isinstance(subject, _NAMED) and isinstance(value, _READ):
            graph_name = local(graph.value) if isinstance(graph, _NAMED) else ""
            found = value.value if isinstance(value, ox.Literal) else local(value.value)
            nodes = by_graph.setdefault(graph_name, {})
            said = nodes.setdefault(local(subject.value), {})
            said.setdefault(local(quad.predicate.value), []).append(found)
    try:
        dossier = _Back(by_graph).dossier()
        if (told := damage(dossier)) is not None:
            raise _NotOurs(told)
    except _NotOurs as error:
        raise DossierError([Problem(Place(called), str(error), "model")]) from None
    except (KeyError, ValueError) as error:
        message = (
            f"holds a value that our vocabulary does not have ({quoted(str(error))}): the graph is damaged"
        )
        raise DossierError([Problem(Place(called), message, "model")]) from None
    return dossier


_DOSSIER: Final = ox.NamedNode("https://w3id.org/flowclaims/ns#Dossier")


class _Back:
    """Turns nodes into values, graph by graph."""

    def __init__(self, graphs: Mapping[str, Mapping[str, Properties]]) -> None:
        self.graphs = graphs
        self.parties = {
            iri: self.party(iri, said)
            for iri, said in graphs.get("parties", {}).items()
            if said.get("rdfs:label")
        }
        self.phrases = {iri: self.phrase(iri, said) for iri, said in graphs.get("lexicon", {}).items()}
        self.meaning = {
            (phrase.slot, slug(words)): phrase
            for phrase in self.phrases.values()
            for words in (phrase.label, *phrase.aliases)
        }
        self.floating = frozenset(iri for iri, party in self.parties.items() if is_floating(party))

    def dossier(self) -> Dossier:
        names = sorted(
            label
            for graph, nodes in self.graphs.items()
            if graph.startswith("dossier/")
            for said in nodes.values()
            for label in said.get("rdfs:label", ())
        )
        if not names:
            raise _NotOurs("holds no fc:Dossier: this is no graph that flowclaims built")
        sources = [
            self.source(graph, nodes)
            for graph, nodes in sorted(self.graphs.items())
            if graph.startswith("source/") and "/party/" not in graph
        ]
        return Dossier(
            " + ".join(names),
            tuple(self.parties[iri] for iri in sorted(self.parties)),
            tuple(self.phrases[iri] for iri in sorted(self.phrases)),
            tuple(sources),
        )

    # ------------------------------------------------------------ what sources share

    def party(self, iri: LocalName, said: Properties) -> Party:
        ids = [("wikidata", one.removeprefix(_WIKIDATA)) for one in said.get("schema:sameAs", ())]
        ids += [("lei", one) for one in said.get("schema:leiCode", ())]
        ids += [("website", one) for one in said.get("schema:url", ())]
        ids += [_split(one) for one in said.get("fc:identifier", ())]
        kinds = said.get("fc:partyKind")
        return Party(
            iri,
            one_of(said, "rdfs:label", iri),
            PartyType(one_of(said, "fc:partyType", iri).removeprefix("fc:")),
            _KINDS[kinds[0]] if kinds else None,
            tuple(sorted(said.get("skos:altLabel", ()))),
            tuple(sorted(ids)),
            relative_to=first(said, "fc:thirdPartyTo"),
            **{
                attribute: tuple(sorted(said.get(predicate, ())))
                for attribute, predicate in PARTY_RELATIONS.items()
            },
        )

    def phrase(self, iri: LocalName, said: Properties) -> Phrase:
        return Phrase(
            iri,
            _SLOTS[one_of(said, "skos:inScheme", iri)],
            one_of(said, "skos:prefLabel", iri),
            tuple(sorted(said.get("skos:altLabel", ()))),
            first(said, "skos:exactMatch"),
            tuple(sorted(said.get("skos:broader", ()))),
            tuple(sorted(said.get("dct:source", ()))),
        )

    # ------------------------------------------------------------ sources

    def source(self, iri: LocalName, nodes: Mapping[str, Properties]) -> Source:
        said = described(nodes, iri)
        local_names = sorted(
            (alias, party) for party, about in nodes.items() for alias in about.get("fc:localName", ())
        )
        order: dict[type, list[tuple[int, object]]] = defaultdict(list)
        for name, about in nodes.items():
            kinds = about.get("rdf:type", ())
            made: Claim | NonAnswer | Relation | NotClaim
            if "fc:Claim" in kinds:
                stance = one_of(about, "fc:stance", name)
                if stance == "fc:nonAnswer":
                    made = self.non_answer(name, about, nodes)
                else:
                    made = self.claim(name, about, nodes, dict(local_names))
            elif "fc:Relation" in kinds:
                made = self.relation(name, about, nodes, dict(local_names))
            elif "fc:NotClaim" in kinds:
                evidence = self.evidence(about, nodes, name)
                made = NotClaim(name, iri, evidence, one_of(about, "fc:why", name))
            else:
                continue
            if made.source != iri:
                raise _NotOurs(f"{shown(name)} stands in the graph of another source: the graph is damaged")
            order[type(made)].append((int(one_of(about, "fc:order", name)), made))

        def of(kind: type[T]) -> tuple[T, ...]:
            listed = sorted(order[kind], key=lambda pair: pair[0])
            return tuple(one for _, one in listed)  # type: ignore[misc]

        return Source(
            iri,
            one_of(said, "fc:file", iri),
            first(said, "dct:title"),
            first(said, "dc:creator"),
            first(said, "dc:publisher"),
            _date(said, "dct:issued"),
            first(said, "dc:language"),
            first(said, "schema:url"),
            first(said, "schema:archivedAt"),
            first(said, "fc:textFile"),
            first(said, "fc:sha256"),
            tuple(local_names),
            of(Claim),
            of(NonAnswer),
            of(Relation),
            of(NotClaim),
            self.drafts(iri, dict(local_names)),
        )

    def drafts(self, source: LocalName, local: Mapping[str, LocalName]) -> tuple[Claim | NonAnswer, ...]:
        """The drafts of a source, in their order."""
        nodes = self.graphs.get(graph_of_drafts(source), {})
        found: list[tuple[int, Claim | NonAnswer]] = []
        for name, said in nodes.items():
            if "fc:Draft" not in said.get("rdf:type", ()):
                continue
            about = {_OF_CLAIMS.get(predicate, predicate): values for predicate, values in said.items()}
            made: Claim | NonAnswer
            if one_of(about, "fc:stance", name) == "fc:nonAnswer":
                made = self.non_answer(name, about, nodes)
            else:
                made = self.claim(name, about, nodes, local)
            if made.source != source:
                raise _NotOurs(f"{shown(name)} stands in the graph of another source: the graph is damaged")
            found.append((int(one_of(about, "fc:order", name)), replace(made, draft=_drafted(said, nodes))))
        return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))

    def evidence(self, said: Properties, nodes: Mapping[str, Properties], name: LocalName) -> Evidence:
        about = described(nodes, one_of(said, "fc:evidence", name))
        selectors = [described(nodes, one) for one in about.get("oa:hasSelector", ())]
        quote = next((one["oa:exact"][0] for one in selectors if one.get("oa:exact")), None)
        at = next(
            (
                (int(one["oa:start"][0]), int(one_of(one, "oa:end", name)))
                for one in selectors
                if one.get("oa:start")
            ),
            None,
        )
        return Evidence(quote, first(about, "fc:pointer"), at, bool(about.get("fc:verifiedAgainst")))

    def claim(
        self,
        name: LocalName,
        said: Properties,
        nodes: Mapping[str, Properties],
        local: Mapping[str, LocalName],
    ) -> Claim:
        about = [self.flow(one, nodes) for one in said.get("fc:about", ())]
        open_ = said.get("fc:namesThirdParties", [])
        recipients = {
            open_[0] if open_ and flow.from_ and flow.to == third_parties_of(flow.from_) else flow.to
            for flow in about
        }
        slots: dict[str, Any] = {}
        combinations = 1
        for attribute, predicate in WORDS.items():
            values = recipients if attribute == "to" else {getattr(flow, attribute) for flow in about}
            combinations *= len(values) or 1
            if combinations > MOST_FLOWS:
                raise _NotOurs(f"{shown(name)} is about more than {MOST_FLOWS:,} flows: the graph is damaged")
            wording = said.get(predicate, [])
            if attribute in ("from_", "to"):
                slots[attribute] = self.named(values - {None}, wording, local)
            else:
                slots[attribute] = self.meant(Slot(attribute), values - {None}, wording)
        return Claim(
            name,
            one_of(said, "fc:inSource", name),
            self.evidence(said, nodes, name),
            one_of(said, "fc:speaker", name),
            Stance(one_of(said, "fc:stance", name).removeprefix("fc:")),
            _enum(Reported, said, "fc:reported") or Reported.INDIRECT,
            about[0].act if about else None,
            except_=about[0].except_ if about else (),
            exclusive=tuple(
                sorted((Slot(one[3:]) for one in said.get("fc:exclusiveIn", ())), key=list(Slot).index)
            ),
            id=first(said, "dct:identifier"),
            spokesperson=first(said, "fc:spokesperson"),
            via=first(said, "fc:via"),
            said_on=_date(said, "fc:saidOn"),
            period_from=_date(said, "fc:flowFrom"),
            period_until=_date(said, "fc:flowUntil"),
            tense=_enum(Tense, said, "fc:tense"),
            voice=_enum(Voice, said, "fc:voice"),
            modality=_enum(Modality, said, "fc:modality"),
            hedges=tuple(sorted(said.get("fc:hedge", ()))),
            evidence_kind=_enum(EvidenceKind, said, "fc:evidenceKind"),
            responds_to=tuple(sorted(said.get("fc:respondsTo", ()))),
            denies=tuple(sorted(said.get("fc:deniesClaim", ()))),
            supersedes=tuple(sorted(said.get("fc:supersedes", ()))),
            note=first(said, "skos:note"),
            **slots,
        )

    def non_answer(self, name: LocalName, said: Properties, nodes: Mapping[str, Properties]) -> NonAnswer:
        return NonAnswer(
            name,
            one_of(said, "fc:inSource", name),
            self.evidence(said, nodes, name),
            one_of(said, "fc:speaker", name),
            _NON_ANSWERS[one_of(said, "fc:nonAnswerKind", name)],
            _enum(Reported, said, "fc:reported") or Reported.INDIRECT,
            first(said, "dct:identifier"),
            first(said, "fc:spokesperson"),
            first(said, "fc:via"),
            _date(said, "fc:saidOn"),
            tuple(sorted(said.get("fc:respondsTo", ()))),
            first(said, "skos:note"),
        )

    def relation(
        self,
        name: LocalName,
        said: Properties,
        nodes: Mapping[str, Properties],
        local: Mapping[str, LocalName],
    ) -> Relation:
        return Relation(
            name,
            one_of(said, "fc:inSource", name),
            self.evidence(said, nodes, name),
            one_of(said, "fc:relationType", name),
            self.named(set(said.get("fc:relates", ())), said.get("fc:partyWords", []), local),
            first(said, "fc:speaker"),
            tuple(sorted(said.get("fc:purposeWords", ()))),
            first(said, "skos:note"),
        )

    def flow(self, name: LocalName, nodes: Mapping[str, Properties], depth: int = 0) -> Flow:
        if depth > _DEEPEST:
            raise _NotOurs(f"{shown(name)} is left out of itself: the graph is damaged")
        said = described(nodes, name)
        slots = [one_of(said, f"fc:{slot}", name) for slot in Slot]
        act, from_, to, data, purpose, subjects = (None if one in _TOPS else one for one in slots)
        inner = sorted((self.flow(one, nodes, depth + 1) for one in said.get("fc:except", ())), key=repr)
        done = Act(act.removeprefix("fc:")) if act else None
        return Flow(done, from_, to, data, purpose, subjects, tuple(inner))

    # ------------------------------------------------------------ words and values

    def named(
        self, values: Iterable[LocalName | None], wording: Iterable[str], local: Mapping[str, LocalName]
    ) -> tuple[Said, ...]:
        """Parties with the words that name them; those without are named by their label."""
        left = {value for value in values if value}
        said = set()
        for words in wording:
            meant = next(
                (value for value in sorted(left) if self.is_called(value, words, local)),
                None,
            )
            if meant is None:
                raise _NotOurs(f"no party of the claim is called {quoted(words)}")
            said.add(Said(meant, words))
        covered = {one.value for one in said}
        return tuple(sorted(said | {Said(one, self.parties[one].name) for one in left - covered}))

    def is_called(self, value: LocalName, words: str, local: Mapping[str, LocalName]) -> bool:
        party, wanted = self.parties[value], fold(words)
        if any(fold(one) == wanted for one in (party.name, *party.aliases)):
            return True
        return any(fold(alias) == wanted and owner == value for alias, owner in local.items())

    def meant(
        self, slot: Slot, values: Iterable[LocalName | None], wording: Iterable[str]
    ) -> tuple[Said, ...]:
        """Concepts and phrases with the words that name them; those without are named by their label."""
        left = {value for value in values if value}
        possible = {*left, TOPS[slot]}
        said = set()
        for words in wording:
            phrase = self.meaning.get((slot, slug(words)))
            if phrase is not None and (phrase.exact or phrase.iri) in possible:
                said.add(Said(phrase.exact or phrase.iri, words))
                continue
            concept = next((one for one in sorted(possible) if taxonomy().label(one) == words), None)
            if concept is None:
                raise _NotOurs(f"nothing says what {quoted(words)} means in the slot {slot}")
            said.add(Said(concept, words))
        covered = {one.value for one in said}
        labels = {
            one: self.phrases[one].label if one in self.phrases else taxonomy().label(one) for one in left
        }
        return tuple(sorted(said | {Said(one, labels[one]) for one in left - covered}))


def _drafted(said: Properties, nodes: Mapping[str, Properties]) -> Drafted:
    """How a draft came about."""
    activity = first(said, "prov:wasGeneratedBy")
    doing = {} if activity is None else described(nodes, activity)
    agent = first(doing, "prov:wasAssociatedWith")
    program = {} if agent is None else described(nodes, agent)
    confidence = first(said, "fc:confidence")
    return Drafted(
        first(program, "fc:extractor"),
        first(program, "fc:extractorVersion"),
        first(doing, "fc:textHash"),
        None if confidence is None else float(confidence),
        first(said, "fc:draftReason"),
        first(program, "fc:languageModel"),
        first(doing, "fc:promptHash"),
    )


def described(nodes: Mapping[str, Properties], name: LocalName) -> Properties:
    """What is said of a node that something refers to."""
    if name not in nodes:
        raise _NotOurs(f"{quoted(name)} is named and nowhere described: the graph is damaged")
    return nodes[name]


def one_of(said: Properties, predicate: str, node: LocalName) -> str:
    """The value of a property that every node of the kind has."""
    values = said.get(predicate)
    if not values:
        raise _NotOurs(
            f"{shown(node)} has no {predicate}: this is no graph that flowclaims built, or a damaged one"
        )
    return values[0]


def first(said: Properties, predicate: str) -> str | None:
    """The value of a property that a node may have."""
    values = said.get(predicate)
    return values[0] if values else None


def _split(value: str) -> tuple[str, str]:
    scheme, _, rest = value.partition(":")
    return scheme, rest


def _date(said: Properties, predicate: str) -> PartialDate | None:
    value = first(said, predicate)
    return None if value is None else PartialDate(value)


def _enum(kind: type[T], said: Properties, predicate: str) -> T | None:
    value = first(said, predicate)
    return None if value is None else kind(value.removeprefix("fc:"))  # type: ignore[call-arg]
