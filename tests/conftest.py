"""Small builders, so that each test shows only what it is about."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings

from graph.claims import (
    Act,
    Claim,
    Dossier,
    Evidence,
    NonAnswer,
    NonAnswerKind,
    PartialDate,
    Party,
    PartyKind,
    PartyType,
    Phrase,
    Relation,
    Reported,
    Said,
    Slot,
    Source,
    Stance,
)
from graph.vocabulary import digest, slug

#: A dossier takes a while to make; a slow machine is no failure.
settings.register_profile(
    "tests", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tests")

Text = str | list[str] | None
Built = TypeVar("Built", Claim, NonAnswer, Relation)


def party(name: str, type: PartyType = PartyType.COMPANY, **more: Any) -> Party:
    """A party called *name*; its local name is a slug of that."""
    return Party(f"party/{slug(name)}", name, type, **more)


def group(name: str, kind: PartyKind = PartyKind.CLASS, **more: Any) -> Party:
    """A class of parties called *name*."""
    return party(name, PartyType.GROUP, kind=kind, **more)


def named(name: str) -> str:
    """The local name of the party called *name*."""
    return f"party/{slug(name)}"


def said(stance: Stance, by: str = "Press", **more: Any) -> Claim:
    """A claim of *by*: parties, data, purpose and subjects as words; ``quote`` and any field of a claim.

    Its hash is that of all that is given, so that different claims differ.
    """
    more.setdefault("act", Act.SHARE)
    quote = more.pop("quote", None)
    evidence = more.pop("evidence", Evidence(quote or f"{by} said {stance}"))
    reported = more.pop("reported", Reported.DIRECT)
    source = more.pop("source", "source/s1")
    iri = more.pop("iri", f"claim/{digest([stance, by, source, quote, repr(sorted(more.items()))])}")
    slots = {
        "from_": _parties(more.pop("from_", None)),
        "to": _parties(more.pop("to", None)),
        "data": _phrases("data", more.pop("data", None)),
        "purpose": _phrases("purpose", more.pop("purpose", None)),
        "subjects": _phrases("subjects", more.pop("subjects", None)),
    }
    for role in ("spokesperson", "via"):
        if more.get(role) is not None:
            more[role] = named(more[role])
    for date in ("said_on", "period_from", "period_until"):
        if more.get(date) is not None:
            more[date] = PartialDate(more[date])
    return Claim(iri, source, evidence, named(by), stance, reported, **slots, **more)


def denial_of(*denied: Claim, by: str, **more: Any) -> Claim:
    """A denial of whole claims: it has no slots of its own."""
    return said(Stance.DENIED, by, act=None, denies=tuple(sorted(one.iri for one in denied)), **more)


def answered(kind: NonAnswerKind, by: str, *to: Claim, **more: Any) -> NonAnswer:
    """A non-answer of *by* to the claims *to*."""
    quote = more.pop("quote", f"{by}: {kind}")
    for role in ("spokesperson", "via"):
        if more.get(role) is not None:
            more[role] = named(more[role])
    if more.get("said_on") is not None:
        more["said_on"] = PartialDate(more["said_on"])
    return NonAnswer(
        f"claim/{digest([kind, by, quote, repr(sorted(more.items()))])}",
        more.pop("source", "source/s1"),
        Evidence(quote),
        named(by),
        kind,
        more.pop("reported", Reported.DIRECT),
        responds_to=tuple(sorted(one.iri for one in to)),
        **more,
    )


def related(type: str, *parties: str, by: str | None = None, **more: Any) -> Relation:
    """A relation between *parties* that is no flow."""
    quote = more.pop("quote", f"{type} of {', '.join(parties)}")
    speaker = None if by is None else named(by)
    iri = f"relation/{digest([type, quote, *parties])}"
    source = more.pop("source", "source/s1")
    return Relation(iri, source, Evidence(quote), type, _parties(list(parties)), speaker, **more)


def source(*items: Claim | NonAnswer | Relation, iri: str = "source/s1", **more: Any) -> Source:
    """A source that holds *items*, moved into it."""
    if more.get("published") is not None:
        more["published"] = PartialDate(more["published"])
    more.setdefault("title", "A story")
    return Source(
        iri,
        more.pop("file", f"{iri.rpartition('/')[2]}.yaml"),
        claims=tuple(_moved(one, iri) for one in items if isinstance(one, Claim)),
        non_answers=tuple(_moved(one, iri) for one in items if isinstance(one, NonAnswer)),
        relations=tuple(_moved(one, iri) for one in items if isinstance(one, Relation)),
        **more,
    )


def dossier(*sources: Source, parties: Iterable[Party] = (), phrases: Iterable[Phrase] = ()) -> Dossier:
    """A dossier of *sources*.

    Parties that are used and not given are companies, called as worded or
    after their slug; phrases that are used and not given are called as worded.
    """
    known = {one.iri: one for one in parties}
    terms = {one.iri: one for one in phrases}
    for one in sources:
        for claim in one.claims:
            for value, words in (*claim.from_, *claim.to):
                known.setdefault(value, party(words))
            for value, words in (*claim.data, *claim.purpose, *claim.subjects):
                if ":" not in value:
                    terms.setdefault(value, Phrase(value, Slot(value.partition("/")[0]), words))
        for relation in one.relations:
            for value, words in relation.parties:
                known.setdefault(value, party(words))
        for speaking in (*one.claims, *one.non_answers):
            for name in (speaking.speaker, speaking.spokesperson, speaking.via):
                if name is not None:
                    known.setdefault(name, party(name.rpartition("/")[2].replace("-", " ").title()))
    return Dossier(
        "test",
        tuple(known[name] for name in sorted(known)),
        tuple(terms[name] for name in sorted(terms)),
        tuple(sorted(sources, key=lambda one: one.iri)),
    )


def _moved(one: Built, source: str) -> Built:
    return replace(one, source=source)


def _words(given: Text) -> list[str]:
    return [given] if isinstance(given, str) else list(given or ())


def _parties(given: Text) -> tuple[Said, ...]:
    return tuple(sorted(Said(named(words), words) for words in _words(given)))


def _phrases(slot: str, given: Text) -> tuple[Said, ...]:
    return tuple(sorted(Said(f"{slot}/{slug(words)}", words) for words in _words(given)))
