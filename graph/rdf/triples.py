"""A dossier as RDF: one TriG document of text blocks, the same bytes for the same input.

Each source has a named graph of its own, called as the source; parties,
phrases and the derived ``fc:within`` have one each. Drafts, where there are
any, have a graph per source that no claim stands in. The blocks come as they
are made, so a register of any length streams through. ``docs/rdf-model.md``
tells the model, ``reading_back`` reads it again.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from graph.claims import (
    Claim,
    Dossier,
    Drafted,
    Evidence,
    Flow,
    LocalName,
    NonAnswer,
    NonAnswerKind,
    NotClaim,
    PartialDate,
    Party,
    PartyKind,
    PartyType,
    Phrase,
    Relation,
    Said,
    Slot,
    Source,
)
from graph.flows import flow_name, flows, is_floating
from graph.rdf.derived import derived
from graph.rdf.turtle import day, header, link, node, ref, text
from graph.status.order import same_as
from graph.status.report import is_small, report
from graph.status.views import DEFAULT, PointOfView
from graph.vocabulary import BASE, SCHEMES, TOPS, digest, slug, taxonomy

Statement = Claim | NonAnswer | Relation | NotClaim
Draft = Claim | NonAnswer

#: The version of the vocabulary that the data conforms to.
CONFORMS_TO: Final = "<https://w3id.org/flowclaims/ns/0.1.0>"

PARTIES: Final = "parties"
LEXICON: Final = "lexicon"
WITHIN: Final = "fc:inferred-within"
#: How the names of graphs begin that hold drafts.
DRAFTS: Final = "drafts/"

#: What a party of each type is besides a ``fc:NamedParty``.
TYPE_CLASS: Final[Mapping[PartyType, str]] = {
    **dict.fromkeys(PartyType, "org:Organization"),
    PartyType.PERSON: "schema:Person",
    PartyType.SERVICE: "schema:Service",
}
KIND: Final[Mapping[PartyKind, str]] = {
    PartyKind.CLASS: "fc:classKind",
    PartyKind.THIRD_PARTIES: "fc:thirdPartiesKind",
    PartyKind.DEFINITE: "fc:definiteKind",
    PartyKind.VAGUE: "fc:vagueKind",
}
NON_ANSWER: Final[Mapping[NonAnswerKind, str]] = {
    NonAnswerKind.NON_DENIAL: "fc:nonDenial",
    NonAnswerKind.DECLINED: "fc:declinedToComment",
    NonAnswerKind.SILENT: "fc:didNotRespond",
}
#: Party to party: attribute of ``Party`` and its property.
PARTY_RELATIONS: Final[Mapping[str, str]] = {
    "operated_by": "fc:operatedBy",
    "part_of": "org:subOrganizationOf",
    "member_of": "fc:memberOf",
    "processor_for": "fc:processorFor",
    "members": "fc:hasMember",
    "candidates": "fc:candidateMember",
}
#: Slots whose words are kept on the claim: attribute of ``Claim`` and its property.
WORDS: Final[Mapping[str, str]] = {
    "from_": "fc:fromWords",
    "to": "fc:toWords",
    "data": "fc:dataWords",
    "purpose": "fc:purposeWords",
    "subjects": "fc:subjectsWords",
}
#: The property of claims, and the one of drafts in its place, which no question or rule about claims meets.
OF_DRAFTS: Final[Mapping[str, str]] = {
    "fc:stance": "fc:draftStance",
    "fc:nonAnswerKind": "fc:draftNonAnswerKind",
    "fc:speaker": "fc:draftSpeaker",
    "fc:about": "fc:draftAbout",
    "fc:respondsTo": "fc:draftRespondsTo",
    "fc:deniesClaim": "fc:draftDenies",
    "fc:supersedes": "fc:draftSupersedes",
}
#: How many flows are remembered as written; one that recurs later is written again, which changes nothing.
_REMEMBERED: Final = 100_000
_TOPS: Final = frozenset(TOPS.values())


class Writer:
    """Writes a dossier as TriG; made for one document."""

    def __init__(self, parties: Mapping[LocalName, Party], phrases: Mapping[LocalName, Phrase]) -> None:
        """Write with the names of *parties* and *phrases*, which may grow while statements pass."""
        self._parties, self._phrases = parties, phrases
        self._floating = self._open_third_parties()
        self._taxonomy = taxonomy()
        self._labels: dict[LocalName, str] = {}
        self._order: dict[tuple[LocalName, type], int] = {}
        self._orders: dict[LocalName, int] = {}
        self._activities: set[tuple[LocalName, LocalName]] = set()
        self._flows: dict[Flow, LocalName] = {}
        self._written: set[tuple[LocalName, LocalName]] = set()
        self._used: set[LocalName] = set()
        self._sha256: dict[LocalName, str | None] = {}
        self._known_by: dict[PartialDate, str] = {}

    def _open_third_parties(self) -> frozenset[LocalName]:
        return frozenset(iri for iri, party in self._parties.items() if is_floating(party))

    def document(
        self,
        name: str,
        sources: Iterable[Source],
        statements: Iterable[Statement],
        base: str = BASE,
        drafts: Callable[[], Iterable[Draft]] = tuple,
    ) -> Iterator[str]:
        """The whole document in blocks: sources, their statements, drafts, then what they share.

        *drafts* gives the drafts, source by source; it is called after all statements have passed.
        """
        yield from self.opening(name, tuple(sources), base)
        yield from self.middle(statements)
        yield from self.closing(drafts)

    def opening(self, name: str, sources: Sequence[Source], base: str = BASE) -> Iterator[str]:
        """How the document begins: prefixes, the dossier, and what is known of its sources."""
        yield header(base)
        yield self._graph(f"dossier/{slug(name)}", [self._dossier(name, sources)])
        for source in sources:
            self._sha256[source.iri] = source.sha256
            yield self._graph(source.iri, self._source(source))

    def middle(self, statements: Iterable[Statement]) -> Iterator[str]:
        """What stands in the sources; those of one source come together."""
        current = None
        for one in statements:
            if one.source != current:
                if current is not None:
                    yield "}\n"
                current = one.source
                self._written.clear()  # so that what one source holds changes the text of no other
                yield f"\n<{current}> {{\n"
            yield self._statement(one)
        if current is not None:
            yield "}\n"

    def closing(self, drafts: Callable[[], Iterable[Draft]] = tuple) -> Iterator[str]:
        """How the document ends: drafts, then phrases, parties, and what lies within what."""
        found = drafts()
        self._floating = self._open_third_parties()
        for source_name, ones in groupby(found, key=lambda one: one.source):
            yield self._graph(graph_of_drafts(source_name), map(self._draft, ones))
        yield self._graph(LEXICON, (self._phrase(self._phrases[iri]) for iri in sorted(self._phrases)))
        yield from self._streamed(PARTIES, (self._party(self._parties[iri]) for iri in sorted(self._parties)))
        yield from self._streamed(WITHIN, self._within())

    @staticmethod
    def _streamed(name: LocalName, nodes: Iterable[str]) -> Iterator[str]:
        """A graph of any length, node by node."""
        yield f"\n{ref(name)} {{\n"
        yield from nodes
        yield "}\n"

    @staticmethod
    def _graph(name: LocalName, nodes: Iterable[str]) -> str:
        return f"\n{ref(name)} {{\n{''.join(nodes)}}}\n"

    # ------------------------------------------------------------ sources, parties, phrases

    def _dossier(self, name: str, sources: Iterable[Source]) -> str:
        said = ["a fc:Dossier", f"rdfs:label {text(name)}", f"dct:conformsTo {CONFORMS_TO}"]
        return node(f"dossier/{slug(name)}", said + [f"dct:hasPart {ref(one.iri)}" for one in sources])

    def _source(self, source: Source) -> Iterator[str]:
        said = ["a fc:SourceDocument"]
        literal: tuple[tuple[str, str | None, Callable[[str], str]], ...] = (
            ("dct:title", source.title, text),
            ("dc:creator", source.author, text),
            ("dc:publisher", source.publisher, text),
            ("dc:language", source.language, text),
            ("schema:url", source.url, link),
            ("schema:archivedAt", source.archived, link),
            ("fc:file", source.file, text),
            ("fc:textFile", source.text, text),
            ("fc:sha256", source.sha256, text),
        )
        said += [f"{predicate} {write(value)}" for predicate, value, write in literal if value is not None]
        if source.published:
            said.append(f"dct:issued {day(source.published)}")
        yield node(source.iri, said)
        for alias, party in source.local_names:
            yield node(party, [f"fc:localName {text(alias)}"])

    def _party(self, party: Party) -> str:
        if party.kind is None:
            said = [f"a fc:NamedParty , {TYPE_CLASS[party.type]}"]
        else:
            said = ["a fc:PartyClass", f"fc:partyKind {KIND[party.kind]}"]
        said += [f"rdfs:label {text(party.name)}", f"fc:partyType fc:{party.type}"]
        said += [f"skos:altLabel {text(alias)}" for alias in party.aliases]
        said += [_identifier(scheme, value) for scheme, value in party.ids]
        for attribute, predicate in PARTY_RELATIONS.items():
            said += [f"{predicate} {ref(one)}" for one in getattr(party, attribute)]
        if party.relative_to:
            said.append(f"fc:thirdPartyTo {ref(party.relative_to)}")
        return node(party.iri, said)

    def _phrase(self, phrase: Phrase) -> str:
        said = [
            "a fc:Phrase",
            f"skos:prefLabel {text(phrase.label)}",
            f"skos:inScheme {SCHEMES[phrase.slot]}",
        ]
        said += [f"skos:altLabel {text(alias)}" for alias in phrase.aliases]
        if phrase.exact:
            said.append(f"skos:exactMatch {phrase.exact}")
        said += [f"skos:broader {ref(one)}" for one in phrase.broader]
        said += [f"dct:source {ref(one)}" for one in phrase.placed_in]
        return node(phrase.iri, said)

    def _within(self) -> Iterator[str]:
        """What each value used in a slot, and each party, lies within; itself and the slot's top included."""
        for value in sorted({*self._used, *self._parties} - {*TOPS.values()}):
            seen, waiting = {value}, [value]
            while waiting:
                new = set(self._above(waiting.pop())) - seen
                seen |= new
                waiting += new
            reached = " , ".join(ref(one) for one in sorted({*seen, self._top(value)}))
            yield node(value, [f"fc:within {reached}"])

    def _above(self, value: LocalName) -> Iterable[LocalName]:
        """What a party, phrase or concept lies within, one step up."""
        if (phrase := self._phrases.get(value)) is not None:
            return (phrase.exact,) if phrase.exact else phrase.broader
        if (party := self._parties.get(value)) is not None:
            return (*party.member_of, *party.operated_by, *same_as(party))
        return self._taxonomy.within(value)

    def _top(self, value: LocalName) -> LocalName:
        """The top of the slot in which a party, phrase or concept stands."""
        if (phrase := self._phrases.get(value)) is not None:
            return TOPS[phrase.slot]
        return TOPS[Slot.FROM] if value in self._parties else TOPS[self._taxonomy.slots[value]]

    # ------------------------------------------------------------ statements

    def _statement(self, one: Statement) -> str:
        key = (one.source, type(one))
        order = self._order[key] = self._order.get(key, -1) + 1
        evidence, where = self._evidence(one.source, one.evidence)
        place = f"fc:inSource <{one.source}> ;\n    fc:order {order} ;\n    fc:evidence {where}"
        if isinstance(one, Claim):
            said = ["a fc:Claim", place]
            return self._claim(one, said) + evidence
        if isinstance(one, NonAnswer):
            kind = f"fc:nonAnswerKind {NON_ANSWER[one.kind]}"
            return (
                node(one.iri, ["a fc:Claim", place, "fc:stance fc:nonAnswer", kind, *self._saying(one)])
                + evidence
            )
        if isinstance(one, NotClaim):
            return node(one.iri, ["a fc:NotClaim", place, f"fc:why {text(one.why)}"]) + evidence
        said = ["a fc:Relation", place, f"fc:relationType {text(one.type)}"]
        said += [f"fc:relates {ref(value)}" for value in dict.fromkeys(party.value for party in one.parties)]
        said += self._words(one.parties, "fc:partyWords")
        said += [f"fc:purposeWords {text(words)}" for words in one.purpose]
        if one.speaker:
            said.append(f"fc:speaker {ref(one.speaker)}")
        if one.note:
            said.append(f"skos:note {text(one.note)}")
        return node(one.iri, said) + evidence

    def _saying(self, one: Claim | NonAnswer) -> list[str]:
        """What claims and non-answers have in common."""
        said = [f"fc:speaker {ref(one.speaker)}", f"fc:reported fc:{one.reported}"]
        if one.said_on:
            said.append(f"fc:saidOn {day(one.said_on)}")
            known_by = self._known_by.get(one.said_on)
            if known_by is None:
                known_by = self._known_by[one.said_on] = f'"{one.said_on.last_day}"^^xsd:date'
            said.append(f"fc:knownBy {known_by}")
        if one.id:
            said.append(f"dct:identifier {text(one.id)}")
        if one.spokesperson:
            said.append(f"fc:spokesperson {ref(one.spokesperson)}")
        if one.via:
            said.append(f"fc:via {ref(one.via)}")
        if one.responds_to:
            said += [f"fc:respondsTo {ref(other)}" for other in one.responds_to]
        if one.note:
            said.append(f"skos:note {text(one.note)}")
        return said

    def _claim(self, claim: Claim, said: list[str]) -> str:
        names, nodes = self._flow_nodes(claim, claim.source)
        return node(claim.iri, said + self._said(claim, names)) + nodes

    def _said(self, claim: Claim, about: list[LocalName]) -> list[str]:
        """What a claim about the flows *about* says."""
        said = [f"fc:stance fc:{claim.stance}", *self._saying(claim)]
        said += [f"fc:about <{name}>" for name in about]
        if claim.from_:
            said += self._words(claim.from_, "fc:fromWords")
        if claim.to:
            said += self._words(claim.to, "fc:toWords")
        if claim.data:
            said += self._words(claim.data, "fc:dataWords")
        if claim.purpose:
            said += self._words(claim.purpose, "fc:purposeWords")
        if claim.subjects:
            said += self._words(claim.subjects, "fc:subjectsWords")
        if self._floating:
            open_ = sorted({one.value for one in claim.to} & self._floating)
            said += [f"fc:namesThirdParties {ref(one)}" for one in open_]
        if claim.tense:
            said.append(f"fc:tense fc:{claim.tense}")
        if claim.voice:
            said.append(f"fc:voice fc:{claim.voice}")
        if claim.modality:
            said.append(f"fc:modality fc:{claim.modality}")
        if claim.evidence_kind:
            said.append(f"fc:evidenceKind fc:{claim.evidence_kind}")
        if claim.period_from:
            said.append(f"fc:flowFrom {day(claim.period_from)}")
        if claim.period_until:
            said.append(f"fc:flowUntil {day(claim.period_until)}")
        if claim.hedges:
            said += [f"fc:hedge {text(one)}" for one in claim.hedges]
        if claim.exclusive:
            said += [f"fc:exclusiveIn fc:{slot}" for slot in claim.exclusive]
        if claim.denies:
            said += [f"fc:deniesClaim {ref(other)}" for other in claim.denies]
        if claim.supersedes:
            said += [f"fc:supersedes {ref(other)}" for other in claim.supersedes]
        return said

    # ------------------------------------------------------------ drafts

    def _draft(self, one: Draft) -> str:
        """A draft: what it says by properties of its own, and the activity that it came from."""
        order = self._orders[one.source] = self._orders.get(one.source, -1) + 1
        evidence, where = self._evidence(one.source, one.evidence)
        nodes = ""
        if isinstance(one, Claim):
            about, nodes = self._flow_nodes(one, graph_of_drafts(one.source))
            says = self._said(one, about)
        else:
            kind = f"fc:nonAnswerKind {NON_ANSWER[one.kind]}"
            says = ["fc:stance fc:nonAnswer", kind, *self._saying(one)]
        said = ["a fc:Draft", f"fc:inSource <{one.source}>", f"fc:order {order}", f"fc:evidence {where}"]
        said += [_of_drafts(each) for each in says]
        drafted = one.draft or Drafted()
        if drafted.confidence is not None:
            said.append(f'fc:confidence "{drafted.confidence!r}"^^xsd:double')
        if drafted.reason is not None:
            said.append(f"fc:draftReason {text(drafted.reason)}")
        activity, made_by = self._activity(one.source, drafted)
        if activity is not None:
            said.append(f"prov:wasGeneratedBy <{activity}>")
        return node(one.iri, said) + evidence + nodes + made_by

    def _activity(self, source: LocalName, drafted: Drafted) -> tuple[LocalName | None, str]:
        """The activity in which a source was drafted, None if nothing is known of it; and its node, once."""
        program = [drafted.extractor, drafted.version, drafted.model]
        if not any((*program, drafted.text, drafted.prompt)):
            return None, ""
        name = f"drafting/{digest([source, *program, drafted.text, drafted.prompt])}"
        if (source, name) in self._activities:
            return name, ""
        self._activities.add((source, name))
        said = ["a prov:Activity", f"prov:used <{source}>"]
        said += _literals(("fc:textHash", drafted.text), ("fc:promptHash", drafted.prompt))
        if not any(program):
            return name, node(name, said)
        agent = f"extractor/{digest(program)}"
        said.append(f"prov:wasAssociatedWith <{agent}>")
        is_a = ["a prov:SoftwareAgent"]
        is_a += _literals(
            ("fc:extractor", drafted.extractor),
            ("fc:extractorVersion", drafted.version),
            ("fc:languageModel", drafted.model),
        )
        return name, node(name, said) + node(agent, is_a)

    # ------------------------------------------------------------ words

    def _words(self, values: tuple[Said, ...], predicate: str) -> list[str]:
        """The wording, where the label of the value does not tell it."""
        said = []
        for value, words in values:
            label = self._labels.get(value)
            if label is None:
                if len(self._labels) >= _REMEMBERED:
                    self._labels.clear()
                label = self._labels[value] = self._label(value)
            several = len(values) > 1 and sum(other.value == value for other in values) > 1
            if words != label or several or value in _TOPS:  # no flow tells that the top was said
                said.append(f"{predicate} {text(words)}")
        return said

    def _label(self, value: LocalName) -> str:
        if value in self._parties:
            return self._parties[value].name
        if value in self._phrases:
            return self._phrases[value].label
        return self._taxonomy.label(value)

    def _evidence(self, source: LocalName, evidence: Evidence) -> tuple[str, str]:
        """The evidence node, and the reference to it."""
        if evidence.at is not None:
            name = f"{source}#char={evidence.at[0]},{evidence.at[1]}"
        elif evidence.quote is not None:
            name = f"{source}#quote={digest(evidence.quote)}"
        else:
            name = f"{source}#pointer={digest(evidence.pointer)}"
        where = f"<{name}>"
        lines = [
            f"{where} a oa:SpecificResource ;\n"
            f"    oa:hasSource <{source}> ;\n    prov:wasQuotedFrom <{source}>"
        ]
        if evidence.pointer is not None:
            return f"{lines[0]} ;\n    fc:pointer {text(evidence.pointer)} .\n", where
        sha256 = self._sha256.get(source)
        if evidence.verified and sha256:
            lines.append(f"fc:verifiedAgainst {text(sha256)}")
        lines.append(f"oa:hasSelector <{name};quote>")
        tail = f"<{name};quote> a oa:TextQuoteSelector ;\n    oa:exact {text(evidence.quote or '')} .\n"
        if evidence.at is not None:
            lines.append(f"oa:hasSelector <{name};position>")
            tail += (
                f"<{name};position> a oa:TextPositionSelector ;\n"
                f"    oa:start {evidence.at[0]} ;\n    oa:end {evidence.at[1]} .\n"
            )
        return " ;\n    ".join(lines) + " .\n" + tail, where

    # ------------------------------------------------------------ flows

    def _flow_nodes(self, claim: Claim, graph: LocalName) -> tuple[list[LocalName], str]:
        """The names of the claim's flows, and those flow nodes that *graph* lacks so far."""
        named = [self._flow(graph, flow) for flow in flows(claim, self._floating)]
        return [name for name, _ in named], "".join([written for _, written in named])

    def _flow(self, graph: LocalName, flow: Flow) -> tuple[LocalName, str]:
        name = self._flows.get(flow)
        if name is None:
            if len(self._flows) >= _REMEMBERED:
                self._flows.clear()
            name = self._flows[flow] = flow_name(flow)
        if (graph, name) in self._written:
            return name, ""
        if len(self._written) >= _REMEMBERED:
            self._written.clear()
        self._written.add((graph, name))
        used = self._used
        slots = []
        for value, top in (
            (flow.from_, "fc:anyParty"),
            (flow.to, "fc:anyParty"),
            (flow.data, "fc:anyData"),
            (flow.purpose, "fc:anyPurpose"),
            (flow.subjects, "fc:anySubjects"),
        ):
            if value is None:
                slots.append(top)
            else:
                used.add(value)
                slots.append(ref(value))
        from_, to, data, purpose, subjects = slots
        act = flow.act or "anyAct"
        excepted = [self._flow(graph, one) for one in flow.except_]
        exceptions = "".join([f" ;\n    fc:except <{inner}>" for inner, _ in excepted])
        nodes = "".join([written for _, written in excepted])
        return name, (
            f"<{name}> a fc:FlowPattern ;\n    fc:act fc:{act} ;\n    fc:from {from_} ;\n    fc:to {to} ;\n"
            f"    fc:data {data} ;\n    fc:purpose {purpose} ;\n"
            f"    fc:subjects {subjects}{exceptions} .\n{nodes}"
        )


def graph_of_drafts(source: LocalName) -> LocalName:
    """The name of the graph in which the drafts of a source stand.

    >>> graph_of_drafts("source/b22ba89b")
    'drafts/b22ba89b'
    """
    return DRAFTS + source.removeprefix("source/")


def _of_drafts(said: str) -> str:
    """What is said of a claim, as it is said of a draft."""
    predicate, space, value = said.partition(" ")
    return OF_DRAFTS.get(predicate, predicate) + space + value


def _literals(*pairs: tuple[str, str | None]) -> list[str]:
    return [f"{predicate} {text(value)}" for predicate, value in pairs if value is not None]


def _identifier(scheme: str, value: str) -> str:
    if scheme == "wikidata" and value[:1] == "Q" and value[1:].isdigit():
        return f"schema:sameAs <http://www.wikidata.org/entity/{value}>"
    if scheme == "lei":
        return f"schema:leiCode {text(value)}"
    if scheme == "website":
        return f"schema:url {link(value)}"
    return f"fc:identifier {text(f'{scheme}:{value}')}"


def trig(dossier: Dossier, base: str = BASE, view: PointOfView = DEFAULT) -> Iterator[str]:
    """The dossier as blocks of one TriG document, with what is derived of it from a point of view."""
    writer = Writer({one.iri: one for one in dossier.parties}, {one.iri: one for one in dossier.phrases})
    statements = [
        one
        for source in dossier.sources
        for kind in (source.claims, source.non_answers, source.relations, source.not_claims)
        for one in kind
    ]
    yield from writer.document(dossier.name, dossier.sources, statements, base, lambda: dossier.drafts)
    if is_small(dossier):
        yield from derived(report(dossier, view))


def trig_sha256(dossier: Dossier) -> str:
    """The SHA-256 of the dossier's TriG, in hexadecimal digits."""
    digest = hashlib.sha256()
    for block in trig(dossier):
        digest.update(block.encode())
    return digest.hexdigest()
