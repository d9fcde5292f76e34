"""Find the party that a user means by a name."""

import unicodedata
from collections.abc import Iterable

from graph.claims import Dossier, LocalName, Party
from graph.problems import UsageError, shown
from graph.vocabulary import BASE, local_name

#: How alike two names must be (0 to 100) for one to be offered in place of the other.
_ALIKE = 75
_MOST_SHOWN = 10


def find_party(dossier: Dossier, name: str, base: str = BASE) -> Party:
    """The party called *name*: its IRI, local name, name, or a name that it goes by, in any case.

    A party's own name counts before an alias, an alias before a name that
    holds in one source only, and each as written before the same in another
    case or without "the".

    Raises:
        UsageError: nobody is called so (the message offers names that are alike), or several are
            (the message lists them by IRI).

    >>> from graph.claims import PartyType
    >>> find_party(Dossier("d", (Party("party/acme", "Acme", PartyType.COMPANY),)), "ACME").iri
    'party/acme'
    """
    local = local_name(name, base)
    by_iri = dossier.party_of
    if local in by_iri:
        return by_iri[local]
    for called in _tiers(dossier):
        for form in (str, _folded, _without_the):
            wanted = form(name)
            found = sorted({iri for one, iri in called if form(one) == wanted and iri in by_iri})
            if len(found) == 1:
                return by_iri[found[0]]
            if found:
                raise UsageError(_ambiguous(name, [by_iri[iri] for iri in found]))
    raise UsageError(_unknown(name, dossier))


def _tiers(dossier: Dossier) -> Iterable[list[tuple[str, LocalName]]]:
    """Names and who bears them: own names, then aliases, then the names of single sources."""
    yield [(party.name, party.iri) for party in dossier.parties]
    yield [(alias, party.iri) for party in dossier.parties for alias in party.aliases]
    yield [pair for source in dossier.sources for pair in source.local_names]


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _without_the(name: str) -> str:
    return _folded(name).removeprefix("the ")


def _ambiguous(name: str, parties: list[Party]) -> str:
    bearers = ", ".join(f"{shown(party.name)} ({party.iri})" for party in parties[:_MOST_SHOWN])
    more = f" and {len(parties) - _MOST_SHOWN} more" if len(parties) > _MOST_SHOWN else ""
    return f"{len(parties)} parties are called {shown(name)!r}: {bearers}{more}; name one as in brackets"


def _unknown(name: str, dossier: Dossier) -> str:
    from rapidfuzz import process

    names = sorted({one for tier in _tiers(dossier) for one, _ in tier})
    alike = process.extract(name, names, processor=_folded, limit=3, score_cutoff=_ALIKE)
    if alike:
        mend = f"did you mean {' or '.join(repr(shown(one)) for one, _, _ in alike)}?"
    elif dossier.parties:
        known = sorted(party.name for party in dossier.parties)
        more = f" and {len(known) - _MOST_SHOWN} more" if len(known) > _MOST_SHOWN else ""
        mend = f"the parties are {', '.join(map(shown, known[:_MOST_SHOWN]))}{more}"
    else:
        mend = "the dossier has no parties"
    return f"no party is called {shown(name)!r}; {mend}"
