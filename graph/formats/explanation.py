"""An explanation as text, Markdown or JSON."""

import json
import re
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from graph.claims import Claim, Drafted, LocalName, NonAnswer, PartialDate, Party, Relation, Said, Source
from graph.flows import flow_name
from graph.formats.markup import markdown_text
from graph.formats.status import as_json as status_json
from graph.formats.status import identifier
from graph.status.part import LARGEST_PART
from graph.status.report import LARGEST
from graph.telling.attributes import place
from graph.telling.drafts import found_by
from graph.telling.explaining import Explanation, Section, Statement
from graph.telling.grammar import stopped
from graph.telling.plain import visible
from graph.telling.retold import lines, quoted
from graph.telling.standing import Standing
from graph.vocabulary import iri

#: The last line of every explanation that is read by people.
CAVEAT: Final = "Each sentence tells what was said and by whom, not that it is so."
NO_OUTLET: Final = "outlet not named in the text"
#: What stands over drafts, apart from all that was said.
DRAFTS: Final = "Drafts, not reviewed: no claims yet, and nothing above rests on them"
NO_STATUSES: Final = (
    f"No statuses are told: more than {LARGEST:,} claims are about this, "
    f"or more than {LARGEST_PART:,} entries bear on it."
)

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def as_text(explanation: Explanation, width: int = 100) -> str:
    """The explanation as plain text, wrapped at *width* columns; responses are indented below their claim."""
    told = [explanation.title, "=" * min(len(explanation.title), width)]
    if explanation.report is None:
        told += ["", NO_STATUSES]
    for section in explanation.sections:
        told += ["", *textwrap.wrap(f"{_heading(explanation, section)}:", width)]
        for one, is_response in _in_sequence(section):
            told += ["", *_wrapped(one, explanation, width, "    " if is_response else "")]
    if explanation.drafts:
        told += ["", *textwrap.wrap(f"{DRAFTS}:", width)]
        for one in explanation.drafts:
            told += ["", *_wrapped(one, explanation, width, "")]
    return "\n".join([*told, "", *textwrap.wrap(CAVEAT, width), ""])


def as_markdown(explanation: Explanation) -> str:
    """The explanation as Markdown; whatever a source said is escaped and stays text."""
    told = [f"# {markdown_text(explanation.title)}"]
    if explanation.report is None:
        told += ["", NO_STATUSES]
    for section in explanation.sections:
        told += ["", f"## {markdown_text(_heading(explanation, section))}"]
        for one, is_response in _in_sequence(section):
            before = "> " if is_response else ""
            told.append("")
            told += [f"{before}{line}".rstrip() for line in _marked_down(one, explanation)]
    if explanation.drafts:
        told += ["", f"## {DRAFTS}"]
        for one in explanation.drafts:
            told += ["", *(line.rstrip() for line in _marked_down(one, explanation))]
    return "\n".join([*told, "", f"*{CAVEAT}*", ""])


def as_json(explanation: Explanation) -> str:
    """The explanation as JSON.

    Keys of the whole: ``title``; ``point_of_view`` (``reading``, ``basis``,
    ``as_of``; null where the dossier is too large for statuses); ``parties``
    (``name``, ``iri``, ``type``, ``kind``); ``sections`` (``kind``,
    ``heading``, ``threads`` of ``claim`` and ``responses``, ``others``: all of
    these are numbers of statements); ``statements``, by number.

    Keys of a statement: ``number``; ``what`` (claim, non-answer, relation);
    ``iri``; ``id``; ``sentence``; ``stance`` (of a claim), ``kind`` (of a
    non-answer), ``type`` (of a relation); ``speaker``, ``spokesperson``,
    ``via``; ``reported``; the slots ``act``, ``from``, ``to``, ``data``,
    ``purpose``, ``subjects`` as worded, and ``parties`` of a relation;
    ``exclusive``, ``hedges``, ``tense``, ``voice``, ``modality``,
    ``evidence``; ``period`` (``from``, ``until``); ``said_on`` and
    ``said_on_precision`` (year, month, day); ``quote`` (verbatim),
    ``quote_checked``, ``at`` (start and end in code points), ``pointer``;
    ``answers``, ``answered_by`` (numbers); ``responds_to``, ``denies``,
    ``supersedes`` (IRIs); ``not_counted`` (why a response does not count as an
    answer); ``standing`` (of an allegation); ``note``; ``source`` (``iri``,
    ``file``, ``title``, ``author``, ``outlet``, ``published``,
    ``published_precision``, ``url``, ``archived``). All keys are always there;
    null or ``[]`` where not said.

    Keys of a standing: ``status``, ``status_all`` (on basis all), ``in_words``
    (both, with the ratio), ``flows``: all flows of the allegation, each as the
    command ``status`` writes it, and ``concerns`` (whether a flow concerns the
    parties asked for).

    Where the dossier was opened with its drafts and some name the parties, the whole has
    ``drafts`` besides: statements, numbered apart, with ``draft`` (``extractor``,
    ``version``, ``text``, ``confidence``, ``reason``, ``model``, ``prompt``).
    """
    derived = explanation.report
    flows: dict[str, list[dict[str, Any]]] = {}
    for flow in [] if derived is None else json.loads(status_json([derived], explanation.base)):
        flows.setdefault(flow["claim_iri"], []).append(flow)
    document = {
        "title": explanation.title,
        "point_of_view": derived
        and {
            "reading": str(derived.view.reading),
            "basis": str(derived.view.basis),
            "as_of": _text(derived.view.as_of),
        },
        "parties": [_party(one, explanation.base) for one in explanation.parties],
        "sections": [
            {
                "kind": section.kind,
                "heading": _heading(explanation, section),
                "threads": [
                    {"claim": one.claim.number, "responses": [reply.number for reply in one.responses]}
                    for one in section.threads
                ],
                "others": [one.number for one in section.others],
            }
            for section in explanation.sections
        ],
        "statements": [
            _statement(one, explanation.base)
            | {"standing": _standing(one.standing, flows.get(iri(one.said.iri, explanation.base), []))}
            for one in explanation.statements
        ],
    }
    if explanation.drafts:
        document["drafts"] = [
            _statement(one, explanation.base) | {"draft": asdict(one.said.draft or Drafted())}
            for one in explanation.drafts
            if not isinstance(one.said, Relation)
        ]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def date_words(date: PartialDate | None) -> str:
    """A date in words, as precise as it is.

    >>> date_words(PartialDate("2018-08-07")), date_words(PartialDate("2018-08")), date_words(None)
    ('7 August 2018', 'August 2018', 'undated')
    """
    if date is None:
        return "undated"
    year, _, rest = date.text.partition("-")
    month, _, day = rest.partition("-")
    return " ".join(filter(None, [day.lstrip("0"), _MONTHS[int(month) - 1] if month else "", year]))


def source_words(source: Source) -> str:
    """Author, title, outlet and date of a source; an outlet that the text does not name stays unnamed.

    >>> source_words(Source("source/1", "a.yaml", title="Data"))
    '“Data”, outlet not named in the text, undated'
    """
    title = f"“{visible(source.title)}”" if source.title else "untitled"
    outlet = visible(source.publisher) if source.publisher else NO_OUTLET
    author = [visible(source.author)] if source.author else []
    return ", ".join([*author, title, outlet, date_words(source.published)])


# ------------------------------------------------------------ for people


def _heading(explanation: Explanation, section: Section) -> str:
    if section.kind != "direct":
        return section.heading[:1].upper() + section.heading[1:]
    what = "What names" if len(explanation.parties) == 1 else "What is said of data between"
    nothing = "" if any(True for _ in section) else " (nothing in this dossier)"
    return f"{what} {explanation.title}{nothing}"


def _in_sequence(section: Section) -> Iterator[tuple[Statement, bool]]:
    """Each statement, and whether it stands under the claim that it responds to."""
    for thread in section.threads:
        yield thread.claim, False
        yield from ((one, True) for one in thread.responses)
    yield from ((one, False) for one in section.others)


def _details(one: Statement, base: str) -> list[str]:
    """What stands below a statement's quote: place and date, source, url, links, note, IRI."""
    said = one.said
    what = {Claim: "claim", NonAnswer: "non-answer", Relation: "relation, no data flow"}[type(said)]
    if drafted := _drafted(one):
        what = f"draft of a {what}"
    first = [what] if isinstance(said, Relation) or said.id is None else [f"{what} {visible(said.id)}"]
    if not isinstance(said, Relation):
        first.append("undated" if said.said_on is None else f"said {date_words(said.said_on)}")
        first.append("in the speaker's own words" if said.reported == "direct" else "in the outlet's words")
    first += [visible(place(said.evidence))] if place(said.evidence) else []
    told = [", ".join(first), source_words(one.source)]
    if drafted and (how := how_drafted(drafted)):
        told.append(how)
    told += [visible(one.source.url)] if one.source.url else []
    told += [f"archived {visible(one.source.archived)}"] if one.source.archived else []
    linked = {
        "answers": one.answers,
        "answered by": one.answered_by,
        "supersedes": one.supersedes,
        "superseded by": one.superseded_by,
    }
    told += [f"{how} {_numbers(numbers)}" for how, numbers in linked.items() if numbers]
    if one.answers_elsewhere:
        count = len(one.answers_elsewhere)
        told.append(f"answers {count} claim{'s' if count > 1 else ''} not shown here")
    if one.not_counted:
        told.append(one.not_counted)
    if said.note:
        told.append(f"note: {visible(said.note)}")
    return [*told, iri(said.iri, base)]


def _drafted(one: Statement) -> Drafted | None:
    return None if isinstance(one.said, Relation) else one.said.draft


def how_drafted(drafted: Drafted) -> str:
    """What found a draft, how sure it was, and by which words; empty where that is not recorded.

    >>> how_drafted(Drafted("rules", "0.1.0", confidence=0.71, reason="sold (sell)"))
    'found by rules 0.1.0, confidence 0.71: sold (sell)'
    """
    by = f"found by {who}" if (who := found_by(drafted)) else ""
    return ": ".join(filter(None, (by, visible(drafted.reason or ""))))


def _standing_lines(one: Statement, explanation: Explanation) -> Iterator[tuple[int, str]]:
    """What an allegation has come to, as lines with their depth."""
    if one.standing is None or explanation.report is None:
        return
    numbers = {each.said.iri: each.number for each in explanation.statements}
    sources = {source.iri: source for source in explanation.report.dossier.sources}

    def cite(response: Claim | NonAnswer) -> str:
        """The number of a statement shown; of another its id, as other sources would name it."""
        if response.iri in numbers:
            return f"[{numbers[response.iri]}]"
        file = sources[response.source].file.rpartition(".")[0]
        return visible(f"({f'{file}/' if len(sources) > 1 else ''}{identifier(response)})")

    yield from lines(one.standing, explanation.report.view, explanation.title, cite)


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(f"[{number}]" for number in numbers)


def _wrapped(one: Statement, explanation: Explanation, width: int, indent: str) -> Iterator[str]:
    number = f"[{'draft ' if _drafted(one) else ''}{one.number}] "
    under = indent + "    "
    yield from _fill(stopped(one.sentence), width, indent + number, indent + " " * len(number))
    for line in (quoted(one.said), *_details(one, explanation.base)):
        if line is not None:
            yield from _fill(line, width, under, under + "  ")
    for depth, line in _standing_lines(one, explanation):
        before = under + "  " * depth
        yield from _fill(line, width, before + ("- " if depth == 1 else ""), before + "  ")


def _fill(text: str, width: int, first: str, rest: str) -> list[str]:
    """Wrapped lines; an address is never broken."""
    return textwrap.wrap(
        text,
        max(width, 40),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _marked_down(one: Statement, explanation: Explanation) -> Iterator[str]:
    number = f"{'draft ' if _drafted(one) else ''}{one.number}"
    yield f"**\\[{number}\\]** {stopped(markdown_text(one.sentence))}"
    yield ""
    quote = quoted(one.said)
    if quote is not None:
        yield f"> {markdown_text(quote)}"
        yield ""
    for line in _details(one, explanation.base):
        yield f"- {_linked(line)}"
    for depth, line in _standing_lines(one, explanation):
        yield f"{'  ' * depth}- {markdown_text(line)}"


_ADDRESS: Final = re.compile(r"(?:archived )?(https?://[^\s<>]+)")


def _linked(line: str) -> str:
    """A line that is an address as a link, any other as text."""
    match = _ADDRESS.fullmatch(line)
    return line.replace(match[1], f"<{match[1]}>") if match else markdown_text(line)


# ------------------------------------------------------------ for programs


def _party(party: Party, base: str) -> dict[str, Any]:
    return {
        "name": party.name,
        "iri": iri(party.iri, base),
        "type": str(party.type),
        "kind": None if party.kind is None else str(party.kind),
    }


def _statement(one: Statement, base: str) -> dict[str, Any]:
    said = one.said
    claim = said if isinstance(said, Claim) else None
    answer = said if isinstance(said, NonAnswer) else None
    relation = said if isinstance(said, Relation) else None
    spoken = claim or answer

    def iris(names: tuple[LocalName, ...]) -> list[str]:
        return [iri(name, base) for name in names]

    return {
        "number": one.number,
        "what": "claim" if claim else "non-answer" if answer else "relation",
        "iri": iri(said.iri, base),
        "id": spoken.id if spoken else None,
        "sentence": one.sentence,
        "stance": claim and str(claim.stance),
        "kind": answer and str(answer.kind),
        "type": relation and relation.type,
        "speaker": one.speaker,
        "spokesperson": one.spokesperson,
        "via": one.via,
        "reported": spoken and str(spoken.reported),
        "act": _text(claim and claim.act),
        "from": _worded(claim.from_) if claim else [],
        "to": _worded(claim.to) if claim else [],
        "data": _worded(claim.data) if claim else [],
        "purpose": _worded(claim.purpose) if claim else list(relation.purpose) if relation else [],
        "subjects": _worded(claim.subjects) if claim else [],
        "parties": _worded(relation.parties) if relation else [],
        "exclusive": [str(slot) for slot in claim.exclusive] if claim else [],
        "hedges": list(claim.hedges) if claim else [],
        "tense": _text(claim and claim.tense),
        "voice": _text(claim and claim.voice),
        "modality": _text(claim and claim.modality),
        "evidence": _text(claim and claim.evidence_kind),
        "period": {"from": _text(claim and claim.period_from), "until": _text(claim and claim.period_until)},
        "said_on": _text(spoken and spoken.said_on),
        "said_on_precision": spoken.said_on.precision if spoken and spoken.said_on else None,
        "quote": said.evidence.quote,
        "quote_checked": said.evidence.verified,
        "at": None if said.evidence.at is None else list(said.evidence.at),
        "pointer": said.evidence.pointer,
        "answers": list(one.answers),
        "answered_by": list(one.answered_by),
        "responds_to": iris(spoken.responds_to) if spoken else [],
        "denies": iris(claim.denies) if claim else [],
        "supersedes": iris(claim.supersedes) if claim else [],
        "not_counted": one.not_counted,
        "note": said.note,
        "source": {
            "iri": iri(one.source.iri, base),
            "file": one.source.file,
            "title": one.source.title,
            "author": one.source.author,
            "outlet": one.source.publisher,
            "published": _text(one.source.published),
            "published_precision": one.source.published.precision if one.source.published else None,
            "url": one.source.url,
            "archived": one.source.archived,
        },
    }


def _standing(standing: Standing | None, flows: list[dict[str, Any]]) -> dict[str, Any] | None:
    if standing is None:
        return None
    told = {flow_name(one.assessment.flow) for each in standing.told for one in each.flows}
    names = [flow_name(one.assessment.flow) for one in standing.flows]
    beside = standing.elsewhere
    return {
        "status": str(standing.status),
        "status_all": str(standing.status if beside is None else beside.status),
        "in_words": str(standing),
        "flows": [flow | {"concerns": name in told} for flow, name in zip(flows, names, strict=True)],
    }


def _worded(values: tuple[Said, ...]) -> list[str]:
    return [said.words for said in values]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
