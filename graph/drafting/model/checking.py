"""What a model proposes, held against the text: only what the text bears out becomes a draft.

A quote has to stand in the text word for word (white space and the sort of
quotation mark aside), every name and phrase in it too, and a denial needs a
word that denies. Nothing is mended and nothing is likened: what fails is
rejected whole, since a claim without one of its slots would say more than the
text does.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from graph import __version__
from graph.claims import Drafted, PartyType, Stance
from graph.drafting.drafts import (
    UNNAMED,
    Document,
    DraftClaim,
    DraftNonAnswer,
    DraftParty,
    Drafts,
    Proposals,
    Rejected,
)
from graph.drafting.model.denying import denies
from graph.drafting.model.prompt import prompt_hash
from graph.drafting.model.replies import ClaimEntry, NonAnswerEntry, PartyEntry, Reply, SaidEntry
from graph.drafting.model.stretches import Stretch
from graph.reading.names import describes, fold
from graph.reading.quotes import SourceText

#: Why a party is rejected that the text does not name.
NO_NAME: Final = "name not in the text"
#: How far from a quote a word that denies may stand, in code points.
_BESIDE: Final = 160

_FIRST_PERSON: Final = frozenset(["we", "us", "our", "ours", "ourselves", "i", "me", "my"])
_PRONOUNS: Final = _FIRST_PERSON.union(
    ["it", "its", "itself", "they", "them", "their", "theirs", "themselves"],
    ["he", "him", "his", "she", "her", "you", "your", "yours"],
    ["who", "whom", "which", "that", "this", "these", "those", "one", "others"],
)


class _Unfit(Exception):
    """Why an entry is rejected, and the words that are at fault."""

    def __init__(self, why: str, words: str) -> None:
        super().__init__(why)
        self.why = why
        self.words = words


E = TypeVar("E", bound=SaidEntry)
D = TypeVar("D")


def check(reply: Reply, document: Document, stretch: Stretch, model: str) -> Drafts:
    """What of *reply* to one stretch of a document the text bears out, with what it does not."""
    rejected = list(reply.rejected)
    text = _Text.of(document, stretch)
    names = _Names(document, text, reply.parties, rejected)
    checking = _Checking(document, text, names, model)
    claims = _passed(checking.claim, reply.claims, "claim", rejected)
    answers = _passed(checking.non_answer, reply.non_answers, "non-answer", rejected)
    proposals = Proposals(reply.proposed_claims, reply.proposed_non_answers, tuple(rejected))
    return Drafts(document, tuple(names.parties.values()), claims, answers, proposals)


def _passed(
    draft: Callable[[E], D], entries: Iterable[E], sort: str, rejected: list[Rejected]
) -> tuple[D, ...]:
    """The drafts of the entries that pass; the others are added to *rejected*."""
    found: list[D] = []
    for entry in entries:
        try:
            found.append(draft(entry))
        except _Unfit as unfit:
            rejected.append(Rejected(sort, unfit.why, unfit.words))
    return tuple(found)


# ---------------------------------------------------------------- the text


@dataclass(frozen=True, slots=True)
class _Text:
    """A stretch to find quotes in, and the whole text to find names in."""

    part: SourceText
    start: int
    raw: str
    folded: str

    @classmethod
    def of(cls, document: Document, stretch: Stretch) -> "_Text":
        part = SourceText(document.text[stretch.start : stretch.end], "")
        return cls(part, stretch.start, document.text, fold(document.text))

    def place(self, quote: str) -> tuple[int, int]:
        """Where *quote* stands in the whole text."""
        if len(quote.split()) < 2:
            raise _Unfit("quote too short", quote)
        found = self.part.find(quote)
        if found is None:
            raise _Unfit("quote not in the text", quote)
        return self.start + found.start, self.start + found.end

    def holds(self, words: str) -> bool:
        """Tell whether *words* stand in the text, as whole words and without regard to case."""
        wanted = fold(words).removeprefix("the ")
        if not wanted or wanted not in self.folded:  # the search below is much slower
            return False
        return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", self.folded) is not None

    def denies(self, at: tuple[int, int]) -> bool:
        """Tell whether a word that denies stands at a place of the text or beside it."""
        around = self.raw[max(0, at[0] - _BESIDE) : at[1] + _BESIDE]
        return denies(around)


# ---------------------------------------------------------------- names


class _Names:
    """The parties of one reply: what each of their names means, and the one that stands in the text."""

    def __init__(
        self, document: Document, text: _Text, entries: Iterable[PartyEntry], rejected: list[Rejected]
    ) -> None:
        """Take up the parties that the text names, and who is given besides it."""
        self._document = document
        self._text = text
        self._meant: dict[str, str] = {}
        self.parties: dict[str, DraftParty] = {}
        self._given = {fold(one): one for one in (document.speaker, document.publisher) if one}
        for entry in entries:
            forms = [one for one in (entry.name, *entry.aliases) if not _is_pronoun(one)]
            there = [one for one in forms if self._is_there(one)]
            rejected += [Rejected("name of a party", NO_NAME, one) for one in forms if one not in there]
            if there:
                own = next((self._given[fold(one)] for one in there if fold(one) in self._given), there[0])
                own = self._meant.get(fold(own), own)
                self._add(own, entry.type, [one for one in there if one != own])
                for one in (own, *forms):
                    self._meant.setdefault(fold(one), own)

    def _is_there(self, name: str) -> bool:
        return fold(name) in self._given or self._text.holds(name)

    def _add(self, name: str, type_: PartyType, aliases: Iterable[str] = ()) -> None:
        before = self.parties.get(name, DraftParty(name, type_))
        self.parties[name] = replace(before, aliases=tuple(dict.fromkeys((*before.aliases, *aliases))))

    def name(self, words: str, type_: PartyType | None = None) -> str:
        """The name of the party called *words*, which is one of this type if the reply does not tell."""
        if _is_pronoun(words):
            if self._document.speaker and fold(words) in _FIRST_PERSON:
                words = self._document.speaker
            else:
                raise _Unfit("pronoun for a name", words)
        own = self._meant.get(fold(words))
        if own is None:
            if not self._is_there(words):
                raise _Unfit(NO_NAME, words)
            own = self._given.get(fold(words), words)
            self._add(own, type_ or self._likely(own))
            self._meant[fold(words)] = own
        return own

    def _likely(self, name: str) -> PartyType:
        if name == self._document.publisher and name != self._document.speaker:
            return PartyType.MEDIA
        return PartyType.GROUP if describes(name) else PartyType.COMPANY

    def author(self) -> str:
        """Who speaks where the text's own author does."""
        name = self._document.speaker or self._document.publisher
        if name is not None:
            return self.name(name)
        if UNNAMED not in self.parties:
            self._add(UNNAMED, PartyType.MEDIA)
        return UNNAMED


def _is_pronoun(words: str) -> bool:
    """Tell whether *words* only point; "US" is a country.

    >>> _is_pronoun("we"), _is_pronoun("US"), _is_pronoun("I"), _is_pronoun("Acme")
    (True, False, True, False)
    """
    return words.casefold() in _PRONOUNS and (len(words) == 1 or not words.isupper())


# ---------------------------------------------------------------- entries


@dataclass(slots=True)
class _Checking:
    """Turns entries into drafts, or says why not."""

    document: Document
    text: _Text
    names: _Names
    model: str
    _seen: set[object] = field(default_factory=set)

    def claim(self, entry: ClaimEntry) -> DraftClaim:
        """The draft of a claim."""
        at = self.text.place(entry.quote)
        phrases = (entry.data, entry.purpose, entry.subjects)
        for words in (one for slot in phrases for one in slot):
            if not self.text.holds(words):
                raise _Unfit("phrase not in the text", words)
        for words in entry.hedges:
            if fold(words) not in fold(self.document.text[slice(*at)]):
                raise _Unfit("hedge not in the quote", words)
        if entry.stance is Stance.DENIED and not self.text.denies(at):
            raise _Unfit("denial without a cue", entry.quote)
        if not (entry.from_ or entry.to or entry.data):
            raise _Unfit("claim of no flow", entry.quote)
        claim = DraftClaim(
            at=at,
            speaker=self._speaker(entry),
            stance=entry.stance,
            act=entry.act,
            from_=self._all(entry.from_),
            to=self._all(entry.to),
            data=_once(entry.data),
            purpose=_once(entry.purpose),
            subjects=_once(entry.subjects),
            drafted=self._drafted(entry),
            spokesperson=self._spokesperson(entry),
            via=self._via(entry),
            tense=entry.tense,
            hedges=_once(entry.hedges),
        )
        slots = (claim.from_, claim.to, *((fold(one) for one in slot) for slot in phrases))
        self._first((at, claim.speaker, claim.stance, claim.act, *map(frozenset, slots)), entry)
        return claim

    def non_answer(self, entry: NonAnswerEntry) -> DraftNonAnswer:
        """The draft of a non-answer."""
        at = self.text.place(entry.quote)
        speaker = self._speaker(entry)
        self._first((at, speaker, entry.kind), entry)
        return DraftNonAnswer(
            at, speaker, entry.kind, self._drafted(entry), self._spokesperson(entry), self._via(entry)
        )

    def _first(self, says: object, entry: SaidEntry) -> None:
        if says in self._seen:
            raise _Unfit("duplicate", entry.quote)
        self._seen.add(says)

    def _all(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self.names.name, names)))

    def _speaker(self, entry: SaidEntry) -> str:
        return self.names.author() if entry.speaker is None else self.names.name(entry.speaker)

    def _spokesperson(self, entry: SaidEntry) -> str | None:
        if entry.spokesperson is None:
            return None
        name = self.names.name(entry.spokesperson, PartyType.PERSON)
        return name if name != self._speaker(entry) else None

    def _via(self, entry: SaidEntry) -> str | None:
        return self.names.name(entry.via, PartyType.MEDIA) if entry.via is not None else None

    def _drafted(self, entry: SaidEntry) -> Drafted:
        reason = f'the model: "{entry.reason}"' if entry.reason else None
        text = self.document.sha256[:16]
        return Drafted("llm", __version__, text, entry.confidence, reason, self.model, prompt_hash())


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple({fold(one): one for one in reversed(tuple(words))}.values())[::-1]
