"""Two sets of drafts of one document as one: what both say stands once.

Parties are one if they share a name or alias. Claims are one if their quotes
overlap and they say the same: equal speaker, stance, act and ends, and phrases
that do not differ in more than what one of them leaves out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from graph.claims import Drafted
from graph.drafting.drafts import DraftClaim, DraftNonAnswer, DraftParty, Drafts, Proposals
from graph.drafting.extractors import Drafter, Extractor
from graph.reading.names import fold
from graph.vocabulary import slug

S = TypeVar("S", DraftClaim, DraftNonAnswer)


@dataclass(frozen=True, slots=True)
class Both:
    """Makes an extractor that asks two others, and merges what they find."""

    first: Extractor
    second: Extractor

    def __call__(self) -> Drafter:
        """Make both; draft with both, or not at all.

        Raises:
            UsageError: one of them cannot work at all.
        """
        first, second = self.first(), self.second()
        return lambda document: merge(first(document), second(document))

    @property
    def identity(self) -> list[str]:
        """What drafts depend on besides the text.

        Raises:
            UsageError: one of them cannot work at all.
        """
        return ["both", *self.first.identity, *self.second.identity]


def merge(first: Drafts, second: Drafts) -> Drafts:
    """The drafts of both, in the order of the text; what both say stands once, in the words of the first."""
    names = _names(first.parties, second.parties)
    claims = _all(
        first.claims, [_claim_renamed(one, names) for one in second.claims], _same_claim, _joined_claim
    )
    answers = _all(
        first.non_answers, [_renamed(one, names) for one in second.non_answers], _same_non_answer, _joined
    )
    return Drafts(
        first.document,
        _parties(first.parties, second.parties, names),
        tuple(sorted(claims, key=lambda one: one.at)),
        tuple(sorted(answers, key=lambda one: one.at)),
        _proposals(first.proposals, second.proposals),
    )


def _proposals(first: Proposals | None, second: Proposals | None) -> Proposals | None:
    if first is None or second is None:
        return first or second
    return Proposals(
        first.claims + second.claims,
        first.non_answers + second.non_answers,
        (*first.rejected, *second.rejected),
    )


# ---------------------------------------------------------------- parties


def _names(first: Iterable[DraftParty], second: Iterable[DraftParty]) -> dict[str, str]:
    """What each party of *second* is called in *first*: by its own name, else by an alias of one party."""
    own = {fold(one.name): one.name for one in first}
    called: dict[str, set[str]] = {}
    for party in first:
        for alias in party.aliases:
            called.setdefault(fold(alias), set()).add(party.name)
    names = {}
    for party in second:
        forms = [fold(party.name), *map(fold, party.aliases)]
        found = [own[form] for form in forms if form in own]
        for form in forms:
            found += called[form] if len(called.get(form, ())) == 1 else ()
        names[party.name] = found[0] if found else party.name
    return names


def _parties(
    first: Iterable[DraftParty], second: Iterable[DraftParty], names: dict[str, str]
) -> tuple[DraftParty, ...]:
    found = {one.name: one for one in first}
    for party in second:
        name = names[party.name]
        before = found.get(name)
        if before is None:
            found[name] = replace(party, name=name)
        else:
            more = (one for one in (party.name, *party.aliases) if one != name)
            found[name] = replace(before, aliases=tuple(dict.fromkeys((*before.aliases, *more))))
    return tuple(found.values())


def _renamed(one: S, names: dict[str, str]) -> S:
    def called(name: str | None) -> str | None:
        return names.get(name, name) if name is not None else None

    return replace(
        one,
        speaker=names.get(one.speaker, one.speaker),
        spokesperson=called(one.spokesperson),
        via=called(one.via),
    )


def _claim_renamed(claim: DraftClaim, names: dict[str, str]) -> DraftClaim:
    def all_called(several: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names.get(one, one) for one in several))

    return replace(_renamed(claim, names), from_=all_called(claim.from_), to=all_called(claim.to))


# ---------------------------------------------------------------- claims


def _all(
    first: Sequence[S], second: Iterable[S], same: Callable[[S, S], bool], joined: Callable[[S, S], S]
) -> list[S]:
    """Those of *first*, each joined with those of *second* that say the same; then the rest of *second*."""
    found: list[S] = list(first)
    more: list[S] = []
    for one in second:
        place = next((place for place, before in enumerate(found) if same(before, one)), None)
        if place is None:
            more.append(one)
        else:
            found[place] = joined(found[place], one)
    return found + more


def _same_claim(one: DraftClaim, other: DraftClaim) -> bool:
    return (
        _overlap(one, other)
        and (one.speaker, one.stance, one.act) == (other.speaker, other.stance, other.act)
        and set(one.from_) == set(other.from_)
        and set(one.to) == set(other.to)
        and _agree(one.data, other.data)
        and _agree(one.purpose, other.purpose)
        and _agree(one.subjects, other.subjects)
    )


def _same_non_answer(one: DraftNonAnswer, other: DraftNonAnswer) -> bool:
    return _overlap(one, other) and (one.speaker, one.kind) == (other.speaker, other.kind)


def _overlap(one: S, other: S) -> bool:
    return one.at[0] < other.at[1] and other.at[0] < one.at[1]


def _agree(some: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether of two lists of phrases each in the shorter is one of the longer, give or take some words.

    >>> _agree(["names"], ["their names", "addresses"]), _agree(["names", "ages"], ["names", "sizes"])
    (True, False)
    """
    fewer, more = sorted((list(some), list(others)), key=len)
    return all(any(_alike(one, other) for other in more) for one in fewer)


def _alike(one: str, other: str) -> bool:
    """Tell whether all words of a phrase stand together in the other."""
    short, long = sorted((f"-{slug(one)}-", f"-{slug(other)}-"), key=len)
    return short in long


def _joined(one: S, other: S) -> S:
    """*one* of two that say the same; of equal extractors' the surer."""
    if one.drafted.extractor == other.drafted.extractor:
        return other if (other.drafted.confidence or 0) > (one.drafted.confidence or 0) else one
    return replace(
        one,
        drafted=_drafted(one.drafted, other.drafted),
        spokesperson=one.spokesperson or other.spokesperson,
        via=one.via or other.via,
    )


def _joined_claim(one: DraftClaim, other: DraftClaim) -> DraftClaim:
    joined = _joined(one, other)
    if one.drafted.extractor == other.drafted.extractor:
        return joined
    return replace(
        joined,
        data=max(one.data, other.data, key=len),
        purpose=max(one.purpose, other.purpose, key=len),
        subjects=max(one.subjects, other.subjects, key=len),
        tense=one.tense or other.tense,
        hedges=one.hedges or other.hedges,
    )


def _drafted(one: Drafted, other: Drafted) -> Drafted:
    """How a draft came about that two extractors made."""
    extractors = [*(one.extractor or "").split("+"), *(other.extractor or "").split("+")]
    reasons = [reason for reason in (one.reason, other.reason) if reason]
    return replace(
        one,
        extractor="+".join(dict.fromkeys(name for name in extractors if name)) or None,
        confidence=max(
            (each for each in (one.confidence, other.confidence) if each is not None), default=None
        ),
        reason="; ".join(reasons) or None,
        model=one.model or other.model,
        prompt=one.prompt or other.prompt,
    )
