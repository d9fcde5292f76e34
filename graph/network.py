"""The claims of a dossier as a networkx graph, for scripts and for programs that draw graphs.

Imported only where a network is wanted: networkx is slow to load.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from typing import Any, Final, Literal, TypeVar

import networkx as nx

from graph.claims import Claim, Dossier, LocalName, NonAnswer, Relation
from graph.collecting import collecting_nothing
from graph.flows import floating
from graph.network_ends import NOTHING_KNOWN, OF_A_DENIAL, edges_of, why_none
from graph.status.part import PartOf
from graph.status.report import Alleged, Report, is_small, report
from graph.status.values import Status, of_claim, worst
from graph.status.views import DEFAULT, PointOfView, known_by
from graph.telling.attributes import Attributes, Plain, plain_list
from graph.telling.grammar import joined
from graph.telling.left_open import all_left_open
from graph.telling.replies import claims_by_name
from graph.telling.sentences import Ends
from graph.vocabulary import BASE

Shape = Literal["edges", "claims"]
_Spoken = TypeVar("_Spoken", bound=Claim | NonAnswer)

#: The nodes that stand for ends of which nothing is said, by side.
HOLDER_NOT_SAID: Final = "not-said/holder"
RECIPIENT_NOT_SAID: Final = "not-said/recipient"


def to_networkx(
    dossier: Dossier,
    shape: Shape = "edges",
    base: str = BASE,
    view: PointOfView = DEFAULT,
    *,
    kept: Set[LocalName] | None = None,
    derived: Report | None = None,
    part: PartOf | None = None,
) -> "nx.MultiDiGraph[str]":
    """A directed multigraph of who is said to pass what to whom; data move along its edges.

    ``edges``: nodes are parties (all of them), and there is one edge per
    claim, holder and recipient; its key is the claim's hash, with ``-1``,
    ``-2`` … where a claim has several edges. Non-answers and relations have
    no place here; the graph attribute ``left_out`` counts them.

    In both shapes a denial of claims has the ends of the allegations and
    confirmations that it denies. Who denies a denial denies no flow: a claim that
    denies nothing but denials has no edge in ``edges`` (``left_out`` counts it),
    and neither holder nor recipient in ``claims``, only ``denies``.

    ``claims``: every claim, non-answer and relation is a node as well, so that
    nothing is merged away. Edges: holder → claim → recipient, and speaker,
    spokesperson and relaying outlet → claim, claim → claim that it answers,
    denies or supersedes, relation → party. Keys begin with the hash of what
    is said and are unique in the graph.

    Every node and edge of one kind has all attributes of its kind; what is
    not said is ``""``. Lists are joined by "; ". All are str but
    ``quote_checked`` (bool), ``edges_of_claim`` and ``order`` (int).

    Statuses belong to the point of view *view*; what was said after its date
    is left out. An edge has the worst status of its flows between its two
    ends, a claim's node the status of the claim. They are ``""`` where nothing is
    alleged, and everywhere in a dossier of more than ``report.LARGEST`` entries.

    With *kept*, local names of claims and non-answers, only these and the parties that
    they name are in the graph; their statuses rest on the whole dossier all the same.
    *derived* is the report of the dossier from this point of view, where there is one already; *part*
    tells of how much the dossier is only a part, so that all of it that is left out is counted.

    Drafts are in the graph where they are in the dossier. Then every edge of ``edges``, and every node
    and edge of ``claims`` but parties, has ``draft`` (bool): a draft is no claim, its ``kind`` is
    ``draft``, and it has neither status nor answers. Where there are none, nothing has that attribute.

    ===================  ======================================================================
    graph                what it holds
    ===================  ======================================================================
    ``name``             name of the dossier
    ``shape``            ``edges`` or ``claims``
    ``left_out``         what this shape has no place for, counted in words
    ``point_of_view``    of the statuses: reading, basis and date; ``""`` where there are none
    ===================  ======================================================================

    ===================  ======================================================================
    node: party          (its name in the graph is its local name: ``party/facebook``)
    ===================  ======================================================================
    ``label``            the name, fit for show; third parties with whose they are
    ``kind``             ``party``, ``group``, or ``not said``
    ``name``             the name as it was given
    ``type``             company, government, person, service, media, court, ngo, group
    ``group_kind``       class, third-parties, definite, vague
    ``aliases``          other names
    ``ids``              outside identifiers: ``wikidata:Q380``
    ``operated_by``, ``part_of``, ``member_of``, ``processor_for``, ``relative_to``, ``members``,
    ``candidates``       names of other parties
    ``iri``              IRI; ``""`` for an end not said
    ===================  ======================================================================

    ===================  ======================================================================
    edge of ``edges``, and node of ``claims`` that is a claim, non-answer or relation
    ===================  ======================================================================
    ``label``            a sentence: "Acme denies that Acme shares location data with AdCo"; on
                         an edge it tells of this holder and this recipient only
    ``kind``             ``claim``, ``non-answer``, ``relation``
    ``stance``           alleged, denied, confirmed; the sort of non-answer; the type of relation
    ``act``              seek, share, sell, collect, use
    ``data``, ``purpose``, ``subjects``  as worded in the source
    ``speaker``, ``spokesperson``, ``via``  names
    ``reported``         direct (the speaker's own words) or indirect (the outlet's)
    ``tense``, ``voice``, ``modality``, ``hedges``, ``exclusive``, ``evidence_kind``  as annotated
    ``exceptions``       what is left out, in words
    ``period_from``, ``period_until``  when the flow is said to have held, as precise as given
    ``date``             when it was said, as precise as given: 2018, 2018-08, 2018-08-07
    ``quote``            verbatim
    ``quote_checked``    whether the quote was found in the text of its source
    ``place``            ``characters 68-246`` of the text, or a pointer into a register
    ``source``           local name of the source
    ``source_title``, ``source_author``, ``outlet``, ``source_date``, ``url``  of the source
    ``responds_to``, ``denies``, ``supersedes``  local names of claims
    ``scope_from``       where a claim denies others: those whose flow is meant here
    ``status``           what an alleged flow has come to: Unanswered, Sidestepped,
                         PartlyAnswered, Contradicted, Denied, Confirmed
    ``core_status``      the same with the purpose left open
    ``status_all``       the same on basis all, where paraphrases count as answers
    ``left_open``        what the answer that goes furthest leaves open
    ``claim``            local name of the claim, non-answer or relation
    ``claim_id``         its id in the source file
    ``iri``              its IRI
    ``note``             the annotator's note
    ``order``            its place in the dossier, counted from 0 over its kind
    ``edges_of_claim``   number of edges of this claim in shape ``edges``, so that a claim can be
                         counted once; 0 for what is no claim
    ===================  ======================================================================

    ===================  ======================================================================
    edge of ``claims``
    ===================  ======================================================================
    ``kind``             holder, recipient, speaker, spokesperson, via, responds to, denies,
                         supersedes, relates
    ``label``            the same, in words that read from its start to its end
    ``stance``           of the claim that the edge belongs to
    ``scope_from``       as above
    ===================  ======================================================================

    The same dossier gives the same graph, nodes and edges in the same order:
    parties by local name, the rest in the order of the dossier.
    """
    with collecting_nothing():
        made = _Network(known_by(dossier, view.as_of), base, view, kept, derived, part)
        return made.edges() if shape == "edges" else made.claims()


#: How an edge of the shape ``claims`` reads from its start to its end.
_WORDS: Final = {
    "holder": "is the holder in",
    "recipient": "has the recipient",
    "speaker": "speaks in",
    "spokesperson": "utters",
    "via": "relays",
    "responds to": "responds to",
    "denies": "denies",
    "supersedes": "supersedes",
    "relates": "relates",
}


class _Joints:
    """The edges of the shape ``claims``; their keys are unique in the graph."""

    def __init__(self, graph: "nx.MultiDiGraph[str]") -> None:
        self.graph = graph
        self._used: Counter[str] = Counter()

    def add(
        self, start: str, end: str, kind: str, of: LocalName, scope_from: Iterable[LocalName] = ()
    ) -> None:
        """Join two nodes on behalf of what was said in *of*."""
        key = f"{_hash(of)}-{kind.replace(' ', '-')}"
        self._used[key] += 1
        if self._used[key] > 1:
            key += f"-{self._used[key]}"
        told = {"kind": kind, "label": _WORDS[kind], "stance": self.graph.nodes[of]["stance"]}
        told["scope_from"] = plain_list(scope_from)
        if "draft" in self.graph.nodes[of]:
            told["draft"] = self.graph.nodes[of]["draft"]
        self.graph.add_edge(start, end, key=key, **told)


def _whole(dossier: Dossier) -> PartOf:
    """How much there is where all of it is at hand."""
    return PartOf(
        len(dossier.claims),
        len(dossier.non_answers),
        sum(len(source.relations) for source in dossier.sources),
        sum(len(source.not_claims) for source in dossier.sources),
    )


class _Network:
    def __init__(
        self,
        dossier: Dossier,
        base: str,
        view: PointOfView,
        kept: Set[LocalName] | None,
        derived: Report | None,
        part: PartOf | None,
    ) -> None:
        self.dossier, self.about, self.kept = dossier, Attributes(dossier, base), kept
        self.of = part or _whole(dossier)
        self.report = derived or (report(dossier, view) if is_small(dossier) and part is None else None)
        self.alleged = {} if self.report is None else _by_ends(self.report)
        self.by_name = claims_by_name(dossier)
        self.floating = floating(dossier)
        self.claims_kept = self._kept(dossier.claims)
        self.answers_kept = self._kept(dossier.non_answers)
        self.relations = [one for source in dossier.sources for one in source.relations]
        self.drafts_kept = self._kept(dossier.drafts)
        self.draft_claims = [(order, one) for order, one in self.drafts_kept if isinstance(one, Claim)]
        known = {one.iri: one for one in dossier.drafts if isinstance(one, Claim)} | self.by_name
        self.ends = {claim.iri: edges_of(claim, self.by_name, self.floating) for _, claim in self.claims_kept}
        self.ends |= {draft.iri: edges_of(draft, known, self.floating) for _, draft in self.draft_claims}

    def _kept(self, said: Iterable[_Spoken]) -> list[tuple[int, _Spoken]]:
        """Those of the claims or non-answers that are wanted, each with its place among all."""
        return [(place, one) for place, one in enumerate(said) if self.kept is None or one.iri in self.kept]

    # ------------------------------------------------------------ the two shapes

    def edges(self) -> "nx.MultiDiGraph[str]":
        graph = self._start("edges")
        for order, claim in (*self.claims_kept, *self.draft_claims):
            edges = self.ends[claim.iri]
            facts: dict[str, Any] = self._claim(claim, order)
            for number, edge in enumerate(edges, 1):
                told = facts if len(edges) == 1 else facts.copy()
                key = _hash(claim.iri) + (f"-{number}" if len(edges) > 1 else "")
                told["label"] = self.about.say.claim(claim, edge.ends)
                told["scope_from"] = plain_list(edge.scope_from)
                told |= self._worst(claim.iri, edge.ends)
                graph.add_edge(*self._nodes(graph, edge.ends), key=key, **told)  # which copies it
        return self._finished(graph)

    def claims(self) -> "nx.MultiDiGraph[str]":
        graph = self._start("claims")
        for order, claim in self.claims_kept:
            told = self._claim(claim, order) | self._label(claim) | self._status(claim.iri)
            graph.add_node(claim.iri, **told)
        for order, answer in self.answers_kept:
            graph.add_node(answer.iri, **self._answer(answer, order) | self._label(answer))
        relations = self.relations if self.kept is None else []
        for order, relation in enumerate(relations):
            about = self.about.relation(relation, order)
            graph.add_node(relation.iri, **about | self._label(relation) | self._tag(False))
        for order, draft in self.drafts_kept:
            about = self._claim(draft, order) if isinstance(draft, Claim) else self._answer(draft, order)
            graph.add_node(draft.iri, **about | self._label(draft))

        joints = _Joints(graph)
        for _, claim in (*self.claims_kept, *self.draft_claims):
            self._join_ends(joints, claim)
            self._join_speakers(joints, claim)
            for kind, names in (("denies", claim.denies), ("supersedes", claim.supersedes)):
                self._join_claims(joints, claim.iri, kind, names)
        draft_answers = [one for _, one in self.drafts_kept if isinstance(one, NonAnswer)]
        for answer in (*(one for _, one in self.answers_kept), *draft_answers):
            self._join_speakers(joints, answer)
        for relation in relations:
            if relation.speaker is not None:
                joints.add(self._party_node(graph, relation.speaker), relation.iri, "speaker", relation.iri)
            for said in relation.parties:
                joints.add(relation.iri, self._party_node(graph, said.value), "relates", relation.iri)
        return self._finished(graph)

    def _label(self, one: Claim | NonAnswer | Relation) -> dict[str, Any]:
        return {"label": self.about.say.of(one)}

    def _join_ends(self, joints: "_Joints", claim: Claim) -> None:
        holders: dict[str, list[LocalName]] = {}
        recipients: dict[str, list[LocalName]] = {}
        for edge in self.ends[claim.iri]:
            holder, recipient = self._nodes(joints.graph, edge.ends)
            holders.setdefault(holder, []).extend(edge.scope_from)
            recipients.setdefault(recipient, []).extend(edge.scope_from)
        for name, scope_from in holders.items():
            joints.add(name, claim.iri, "holder", claim.iri, scope_from)
        for name, scope_from in recipients.items():
            joints.add(claim.iri, name, "recipient", claim.iri, scope_from)

    def _join_speakers(self, joints: "_Joints", one: Claim | NonAnswer) -> None:
        speakers = (("speaker", one.speaker), ("spokesperson", one.spokesperson), ("via", one.via))
        for kind, name in speakers:
            if name is not None:
                joints.add(self._party_node(joints.graph, name), one.iri, kind, one.iri)
        self._join_claims(joints, one.iri, "responds to", one.responds_to)

    def _join_claims(
        self, joints: "_Joints", start: LocalName, kind: str, names: Iterable[LocalName]
    ) -> None:
        for name in names:
            if name in self.ends:
                joints.add(start, name, kind, start)

    def _start(self, shape: Shape) -> "nx.MultiDiGraph[str]":
        counts = {
            "claim that the filter leaves out": self.of.claims - len(self.claims_kept),
        }
        if shape == "edges":
            counts["non-answer"] = self.of.non_answers
        else:
            hidden = self.of.non_answers - len(self.answers_kept)
            counts["non-answer that the filter leaves out"] = hidden
        if shape == "edges" or self.kept is not None:
            counts["relation"] = self.of.relations
        counts["passage that is no claim"] = self.of.passages
        counts["draft that the filter leaves out"] = len(self.dossier.drafts) - len(self.drafts_kept)
        if shape == "edges":
            edged = sum(bool(self.ends[draft.iri]) for _, draft in self.draft_claims)
            counts["draft that is no edge"] = len(self.drafts_kept) - edged
            bare = [claim for _, claim in self.claims_kept if not self.ends[claim.iri]]
            why = Counter(why_none(claim, self.by_name) for claim in bare)
            counts |= {words: why[words] for words in (OF_A_DENIAL, NOTHING_KNOWN)}
        left_out = [_counted(number, words) for words, number in counts.items() if number]
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
            name=self.dossier.name,
            shape=shape,
            left_out=joined(left_out),
            point_of_view="" if self.report is None else str(self.report.view),
        )
        for party in self.dossier.parties:
            graph.add_node(party.iri, **self.about.party(party))
        return graph

    def _finished(self, graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
        """The graph; of a part of the dossier without the parties that nothing in it names."""
        if self.kept is not None:
            graph.remove_nodes_from(list(nx.isolates(graph)))
        return graph

    # ------------------------------------------------------------ ends and their nodes

    def _nodes(self, graph: "nx.MultiDiGraph[str]", ends: Ends) -> tuple[str, str]:
        sides = (ends.holder, HOLDER_NOT_SAID, "holder"), (ends.recipient, RECIPIENT_NOT_SAID, "recipient")
        names = []
        for name, not_said, role in sides:
            if name is None:
                graph.add_node(not_said, **self.about.not_said(role))
            names.append(not_said if name is None else self._party_node(graph, name))
        return names[0], names[1]

    def _party_node(self, graph: "nx.MultiDiGraph[str]", name: LocalName) -> str:
        """The node of a party; third parties that no source names as such get theirs here."""
        if name not in graph:
            graph.add_node(name, **self.about.unnamed(name))
        return name

    def _claim(self, claim: Claim, order: int) -> dict[str, Plain]:
        edges = self.ends[claim.iri]
        scope_from = plain_list([name for edge in edges for name in edge.scope_from])
        told = self.about.claim(claim, order)
        told |= {"scope_from": scope_from, "edges_of_claim": len(edges)}
        told |= self._tag(claim.draft is not None)
        return told

    def _answer(self, answer: NonAnswer, order: int) -> dict[str, Plain]:
        return self.about.non_answer(answer, order) | self._tag(answer.draft is not None)

    def _tag(self, is_draft: bool) -> dict[str, Plain]:
        """Whether something is a draft; nothing where no draft is shown."""
        if not self.drafts_kept:
            return {}
        return {"draft": True, "kind": "draft"} if is_draft else {"draft": False}

    # ------------------------------------------------------------ statuses

    def _worst(self, claim: LocalName, ends: Ends) -> dict[str, Plain]:
        """Of what a claim alleges between two ends: the worst of each status."""
        return self._statuses(self.alleged.get(claim, {}).get(ends, []), worst)

    def _status(self, claim: LocalName) -> dict[str, Plain]:
        """Of all that a claim alleges: the status of the claim."""
        return self._statuses(
            [one for ones in self.alleged.get(claim, {}).values() for one in ones], of_claim
        )

    def _statuses(
        self, flows: Sequence[Alleged], summed: Callable[[list[Status]], Status]
    ) -> dict[str, Plain]:
        if not flows:
            return {}
        about = [one.assessment for one in flows]
        return {
            "status": str(summed([one.status for one in about])),
            "core_status": str(summed([one.core_status for one in about])),
            "status_all": str(summed([one.status_all for one in about])),
            "left_open": all_left_open(flows, self.about.say),
        }


def _by_ends(derived: Report) -> dict[LocalName, dict[Ends, list[Alleged]]]:
    """The alleged flows by claim and ends."""
    found: dict[LocalName, dict[Ends, list[Alleged]]] = {}
    for one in derived.flows:
        flow = one.assessment.flow
        ends = found.setdefault(one.assessment.claim.iri, {})
        ends.setdefault(Ends(flow.from_, flow.to), []).append(one)
    return found


def _hash(name: LocalName) -> str:
    """The last part of a name; of a draft with a mark, since it has that of the claim that it may become."""
    kind, _, last = name.rpartition("/")
    return f"draft-{last}" if kind == "draft" else last


def _counted(number: int, words: str) -> str:
    """A number of things.

    >>> _counted(1, "non-answer"), _counted(2, "passage that is no claim"), _counted(2, OF_A_DENIAL)
    ('1 non-answer', '2 passages that are no claim', '2 denials of denials')
    """
    if number == 1:
        return f"1 {words}"
    head, _, tail = words.partition(" ")
    plural = f"{number} {head}s {tail}".rstrip()
    for one, many in (("that is", "that are"), ("denies", "deny"), ("of a denial", "of denials")):
        plural = plural.replace(one, many)
    return plural
