"""schema.org JSON-LD: who said what, in which work, for search engines and fact-checking tools.

A statement is a ``Claim`` with its author and the work in which it appears; its
words are a ``Quotation``. There is no ``ClaimReview`` and no rating: nothing here
says how true a claim is. No ``Action`` is described: nothing says that data flowed.
"""

from collections.abc import Iterable, Mapping, Set
from typing import Any, Final

from graph.claims import (
    Claim,
    Dossier,
    LocalName,
    NonAnswer,
    NonAnswerKind,
    Party,
    PartyKind,
    PartyType,
    Source,
)
from graph.formats import Written
from graph.formats.holding import Has, dropped
from graph.formats.markup import Allowed
from graph.formats.node_link import as_json
from graph.telling.replies import targets
from graph.telling.sentences import Sentences
from graph.vocabulary import BASE, FC_NS, iri, slug

#: The context stands in the document: nothing is fetched.
CONTEXT: Final[Mapping[str, str]] = {"@vocab": "https://schema.org/"}
#: What has a property of its own.
HOLDS: Final = frozenset(
    {
        *(Has.DATES, Has.QUOTES, Has.SOURCES, Has.ADDRESSES, Has.ARCHIVED, Has.LANGUAGES, Has.IDS),
        *(Has.ALIASES, Has.WIKIDATA, Has.SPOKESPERSON, Has.VIA, Has.ANSWERS, Has.DENIES),
    }
)
#: What the sentence of a claim tells, which programs do not read.
IN_SENTENCES: Final = frozenset(
    {
        *(Has.RETOLD, Has.HOLDER, Has.RECIPIENT, Has.ACT, Has.DATA, Has.PURPOSE, Has.PEOPLE),
        *(Has.EXCEPTIONS, Has.ONLY, Has.PERIOD, Has.TENSE, Has.VOICE, Has.MODALITY, Has.HEDGES),
    }
)
#: The classes of named parties; a class of parties is no organisation, and only a Thing.
_TYPES: Final[Mapping[PartyType, str]] = {
    PartyType.COMPANY: "Organization",
    PartyType.GOVERNMENT: "GovernmentOrganization",
    PartyType.PERSON: "Person",
    PartyType.SERVICE: "Service",
    PartyType.MEDIA: "NewsMediaOrganization",
    PartyType.COURT: "GovernmentOrganization",
    PartyType.NGO: "NGO",
    PartyType.GROUP: "Thing",
}


def schema_org(
    dossier: Dossier,
    facts: Iterable[tuple[str, str]],
    *,
    kept: Set[LocalName] | None = None,
    base: str = BASE,
) -> Written:
    """Claims, non-answers, parties and sources of *dossier* as schema.org JSON-LD.

    A claim that answers another is a ``Comment`` too, a non-answer only that, with the claim
    as ``parentItem``. Who did not respond is the author of nothing: the comment is about them.
    Dates are as precise as they were given: 2018, 2018-08, 2018-08-07.

    Args:
        dossier: What was said.
        facts: What the document says of itself: pairs of a word and what it is.
        kept: Local names of the claims and non-answers to write; all of them if None.
        base: What the IRIs begin with.
    """
    writing = _Writing(dossier, base, kept)
    everything: tuple[Claim | NonAnswer, ...] = (*dossier.claims, *dossier.non_answers)
    said = [one for one in everything if kept is None or one.iri in kept]
    told = [writing.said(one) for one in said]
    document = {
        "@context": dict(CONTEXT),
        "@graph": [
            {
                "@type": "Dataset",
                "@id": iri(f"dossier/{slug(dossier.name)}", base),
                "name": writing.text(dossier.name),
                "description": writing.text("\n".join(f"{word}: {text}" for word, text in facts)),
                "hasPart": [_ref(one["@id"]) for one in told],
            },
            *told,
            *writing.parties(said),
            *writing.sources(said),
        ],
    }
    lost = (
        "statuses: schema.org has ratings of truth only",
        *dropped(dossier, kept, HOLDS, IN_SENTENCES),
        *writing.allowed.lost("RDF and XML"),
    )
    return Written(as_json(document).encode(), lost)


class _Writing:
    def __init__(self, dossier: Dossier, base: str, kept: Set[LocalName] | None) -> None:
        self.allowed = Allowed()
        self._say, self._base, self._kept = Sentences(dossier), base, kept
        self._parties = dossier.party_of
        self._dossier = dossier

    def text(self, text: str) -> str:
        """Text that RDF tools and XML can hold."""
        return self.allowed.plain(text)

    def said(self, one: Claim | NonAnswer) -> dict[str, Any]:
        """A claim, or a non-answer."""
        answered = [name for name in targets(one) if self._kept is None or name in self._kept]
        stance, kinds = str(one.kind) if isinstance(one, NonAnswer) else str(one.stance), ["Claim"]
        if isinstance(one, NonAnswer):
            kinds = ["Comment"]
        elif answered:
            kinds.append("Comment")
        silent = isinstance(one, NonAnswer) and one.kind is NonAnswerKind.SILENT
        told: dict[str, Any] = {
            "@type": kinds if len(kinds) > 1 else kinds[0],
            "@id": iri(one.iri, self._base),
            "text": self.text(self._say.of(one)),
            "author": [] if silent else self._refs([one.speaker]),
            "keywords": self._keyword(one, stance),
        }
        if isinstance(one, Claim):
            told["appearance"] = _ref(iri(one.source, self._base))
            told["about"] = self._refs(dict.fromkeys(said.value for said in (*one.from_, *one.to)))
        else:
            told["isPartOf"] = _ref(iri(one.source, self._base))
            told["about"] = self._refs([one.speaker, one.spokesperson]) if silent else []
        told |= {
            "parentItem": [_ref(iri(name, self._base)) for name in answered],
            "contributor": self._refs([None if silent else one.spokesperson, one.via]),
            "dateCreated": "" if one.said_on is None else str(one.said_on),
            "identifier": self.text(one.id or ""),
            "citation": self._quotation(one),
        }
        return {name: value for name, value in told.items() if value}

    def _keyword(self, one: Claim | NonAnswer, stance: str) -> dict[str, str]:
        term = {"@type": "DefinedTerm", "name": stance, "inDefinedTermSet": FC_NS.removesuffix("#")}
        return term | ({"@id": f"{FC_NS}{stance}"} if isinstance(one, Claim) else {})

    def _quotation(self, one: Claim | NonAnswer) -> dict[str, Any]:
        if one.evidence.quote is None:
            return {}
        return {
            "@type": "Quotation",
            "text": self.text(one.evidence.quote),
            "isPartOf": _ref(iri(one.source, self._base)),
        }

    def _refs(self, names: Iterable[LocalName | None]) -> list[dict[str, str]]:
        return [_ref(iri(name, self._base)) for name in names if name is not None]

    def parties(self, said: Iterable[Claim | NonAnswer]) -> Iterable[dict[str, Any]]:
        """The parties that the statements name, or all of them."""
        named = {end.value for one in said if isinstance(one, Claim) for end in (*one.from_, *one.to)}
        named |= {name for one in said for name in (one.speaker, one.spokesperson, one.via) if name}
        for party in self._dossier.parties:
            if self._kept is None or party.iri in named:
                yield self._party(party)

    def _party(self, party: Party) -> dict[str, Any]:
        told = {
            "@type": _TYPES[party.type] if party.kind is None else "Thing",
            "@id": iri(party.iri, self._base),
            "name": self.text(self._say.party(party.iri)),
            "alternateName": [self.text(one) for one in party.aliases],
            "sameAs": [
                _ref(f"http://www.wikidata.org/entity/{value}")
                for scheme, value in party.ids
                if scheme == "wikidata" and value[:1] == "Q" and value[1:].isdigit()
            ],
            "disambiguatingDescription": _CLASS if party.kind not in (None, PartyKind.DEFINITE) else "",
        }
        return {name: value for name, value in told.items() if value}

    def sources(self, said: Iterable[Claim | NonAnswer]) -> Iterable[dict[str, Any]]:
        """The sources of the statements, or all of them."""
        used = {one.source for one in said}
        for source in self._dossier.sources:
            if self._kept is None or source.iri in used:
                yield self._source(source)

    def _source(self, source: Source) -> dict[str, Any]:
        def named(kind: str, name: str | None) -> dict[str, str]:
            return {"@type": kind, "name": self.text(name)} if name else {}

        told = {
            "@type": "CreativeWork",
            "@id": iri(source.iri, self._base),
            "name": self.text(source.title or ""),
            "author": named("Thing", source.author),
            "publisher": named("Organization", source.publisher),
            "datePublished": "" if source.published is None else str(source.published),
            "inLanguage": self.text(source.language or ""),
            "url": self.text(source.url or ""),
            "archivedAt": self.text(source.archived or ""),
        }
        return {name: value for name, value in told.items() if value}


#: Of a class of parties, which no statement names one by one.
_CLASS: Final = "a class of parties, not named one by one"


def _ref(name: str) -> dict[str, str]:
    return {"@id": name}
