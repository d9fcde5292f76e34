"""Every claim as a true English sentence: who says what of which flow, and in whose words.

A sentence always begins with its speaker and the stance, so that none of them
states a flow. The network, the explanation, the difference and the pictures
all take their words from here.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from graph.claims import (
    Claim,
    Dossier,
    Flow,
    LocalName,
    Modality,
    NonAnswer,
    NonAnswerKind,
    PartialDate,
    PartyKind,
    Relation,
    Reported,
    Said,
    Slot,
    Stance,
    Voice,
)
from graph.flows import third_parties_of
from graph.telling.drafts import drafted
from graph.telling.grammar import frame, is_deictic, is_plural, joined, verb
from graph.telling.plain import visible
from graph.telling.replies import claims_by_name
from graph.vocabulary import taxonomy

#: What a speaker does, by stance: one speaker, several.
STANCE_VERBS: Final = {
    Stance.ALLEGED: ("alleges", "allege"),
    Stance.DENIED: ("denies", "deny"),
    Stance.CONFIRMED: ("confirms", "confirm"),
}
#: The same as a noun, for a claim that is spoken of.
STANCE_NOUNS: Final = {
    Stance.ALLEGED: "allegation",
    Stance.DENIED: "denial",
    Stance.CONFIRMED: "confirmation",
}
#: What a speaker does who neither affirms nor denies: one speaker, several, the word before what is
#: responded to, and the rest.
NON_ANSWER_VERBS: Final = {
    NonAnswerKind.NON_DENIAL: ("responds", "respond", "to", ", neither affirming nor denying"),
    NonAnswerKind.DECLINED: ("declines to comment", "decline to comment", "on", ""),
    NonAnswerKind.SILENT: ("did not respond", "did not respond", "to", ""),
}
#: How each slot of a flow that is left out is told.
_LEFT_OUT: Final = (
    ("act", "act is"),
    ("from_", "holder is"),
    ("to", "recipient is"),
    ("data", "data are"),
    ("purpose", "purpose is"),
    ("subjects", "people concerned are"),
)


class Ends(NamedTuple):
    """One holder and one recipient of a claim that may have several; None where not said."""

    holder: LocalName | None
    recipient: LocalName | None


class Sentences:
    """The sentences of one dossier; each is one line without a final full stop."""

    def __init__(self, dossier: Dossier) -> None:
        """Take names and claims from *dossier*."""
        self._parties = dossier.party_of
        self._phrases = {phrase.iri: phrase for phrase in dossier.phrases}
        drafts = {one.iri: one for one in dossier.drafts if isinstance(one, Claim)}
        self._claims = drafts | claims_by_name(dossier)
        self._names: dict[LocalName, str] = {}

    def party(self, name: LocalName) -> str:
        """The name of a party; third parties with the party whose they are."""
        if name not in self._names:
            self._names[name] = self._party(name)
        return self._names[name]

    def _party(self, name: LocalName) -> str:
        party = self._parties.get(name)
        holder, _, rest = name.rpartition("/")
        if party is None:
            if name == third_parties_of(holder) and holder in self._parties:
                return f"third parties of {self.party(holder)}"
            return visible(rest)
        if party.kind is PartyKind.THIRD_PARTIES and party.relative_to in self._parties:
            return f"{visible(party.name)} of {self.party(party.relative_to)}"
        return visible(party.name)

    def value(self, name: LocalName) -> str:
        """The name of anything that a slot may hold: a party, a phrase or a concept."""
        if name in self._phrases:
            return visible(self._phrases[name].label)
        if name in self._parties or ":" not in name:
            return self.party(name)
        return visible(taxonomy().label(name))

    def worded(self, claim: Claim, slot: Slot, name: LocalName) -> str:
        """A value of a slot in the words of the claim; its name where the claim has no words for it."""
        said: tuple[Said, ...] = getattr(claim, "from_" if slot is Slot.FROM else str(slot))
        return next((one.words for one in said if one.value == name), self.value(name))

    def kind(self, name: LocalName) -> PartyKind | None:
        """What kind of class a party is; None for a named one."""
        party = self._parties.get(name)
        return party.kind if party is not None else None

    def is_member(self, name: LocalName, group: LocalName) -> bool:
        """Whether a party is one of several that the documents call by one name."""
        party = self._parties.get(name)
        return party is not None and group in party.member_of

    def plural(self, name: LocalName) -> bool:
        """Whether a party takes a plural verb ("several of the banks deny")."""
        party = self._parties.get(name)
        return True if party is None else is_plural(party)

    def speaker(self, one: Claim | NonAnswer) -> str:
        """Who speaks, through whom, and who relays it: "Facebook (Elisabeth Diana, via CNNMoney)"."""
        beside = []
        if one.spokesperson is not None and one.spokesperson != one.speaker:
            beside.append(self.party(one.spokesperson))
        if one.via is not None:
            beside.append(f"via {self.party(one.via)}")
        return self.party(one.speaker) + (f" ({', '.join(beside)})" if beside else "")

    def claim(self, claim: Claim, ends: Ends | None = None) -> str:
        """The sentence of a claim, or of what it says of one holder and one recipient.

        A claim that denies others tells what those say, with their speakers. That of a draft begins with
        ``Draft, not reviewed:``.
        """
        return drafted(claim, self._claim(claim, ends))

    def _claim(self, claim: Claim, ends: Ends | None) -> str:
        does = STANCE_VERBS[claim.stance][self.plural(claim.speaker)]
        opening = self._begin(claim.speaker, f"{self.speaker(claim)} {does}{_manner(claim)}")
        if claim.denies:
            seen = frozenset({claim.iri})
            denied = [one for one in claim.denies if self._is_between(one, ends)] or claim.denies
            return f"{opening} {'; and '.join(self._reference(one, ends, seen) for one in denied)}"
        return f"{opening} that {self.proposition(claim, ends)}"

    def non_answer(self, one: NonAnswer) -> str:
        """The sentence of a non-answer, with the claims that it responds to; that of a draft says so."""
        return drafted(one, self._non_answer(one))

    def _non_answer(self, one: NonAnswer) -> str:
        singular, plural, preposition, tail = NON_ANSWER_VERBS[one.kind]
        does = plural if self.plural(one.speaker) else singular
        to = joined([self._named(name, times) for name, times in self._by_speaker(one.responds_to)])
        reply = f" {preposition} {to}" if to else ""
        words = ", in the outlet's words" if one.reported is Reported.INDIRECT else ""
        return self._begin(one.speaker, f"{self.speaker(one)} {does}{reply}{tail}{words}")

    def relation(self, one: Relation) -> str:
        """The sentence of a relation that is no data flow."""
        parties = [self.party(said.value) for said in one.parties]
        between = f"{'of' if len(parties) == 1 else 'between'} {joined(parties)}"
        purposes = _purposes(one.purpose, only=False, denied=False)
        what = f"a relation “{visible(one.type)}” {between}{purposes}"
        if one.speaker is None:
            return f"The source tells of {what}"
        tells = "tell" if self.plural(one.speaker) else "tells"
        return self._begin(one.speaker, f"{self.party(one.speaker)} {tells} of {what}")

    def of(self, one: Claim | NonAnswer | Relation) -> str:
        """The sentence of whatever was said."""
        if isinstance(one, Claim):
            return self.claim(one)
        return self.non_answer(one) if isinstance(one, NonAnswer) else self.relation(one)

    def proposition(self, claim: Claim, ends: Ends | None = None) -> str:
        """What the claim's stance is towards: "Facebook sought card transactions from JPMorgan Chase"."""
        denied = claim.stance is Stance.DENIED
        form = frame(claim.act)
        holders = _names(claim.from_) if ends is None else _one(ends.holder)
        recipients = _names(claim.to) if ends is None else _one(ends.recipient)
        doers, others = (holders, recipients) if form.doer is Slot.FROM else (recipients, holders)
        doer = self._end(doers, form.doer, holders, denied)
        plural = self._several(doers, denied)
        action = verb(claim.act, plural, denied, claim.tense, claim.modality is Modality.CONDITIONAL)
        parts = [
            _only(claim, form.doer, doers) + doer,
            _only(claim, Slot.ACT, claim.act) + action,
            _only(claim, Slot.DATA, claim.data) + _data(claim, denied) + _people(claim, denied),
            _only(claim, form.other, others) + form.preposition,
            self._end(others, form.other, holders, denied),
        ]
        return (
            " ".join(parts)
            + _purposes(_words(claim.purpose), Slot.PURPOSE in claim.exclusive, denied)
            + _period(claim.period_from, claim.period_until)
            + self.exceptions(claim.except_)
        )

    def exceptions(self, left_out: Sequence[Flow]) -> str:
        """The flows that a claim leaves out, as the tail of its sentence; empty if none."""
        if not left_out:
            return ""
        told = []
        for flow in left_out:
            slots = [
                f"{words} “{value if slot == 'act' else self.value(value)}”"
                for slot, words in _LEFT_OUT
                if (value := getattr(flow, slot)) is not None
            ]
            told.append((joined(slots) or "any") + self.exceptions(flow.except_))
        return f", leaving out flows whose {', or whose '.join(told)}"

    def _begin(self, speaker: LocalName, sentence: str) -> str:
        """A sentence that begins with its speaker: a group gets a capital letter, a name stays as it is."""
        party = self._parties.get(speaker)
        if party is not None and party.kind is not None:
            return sentence[:1].upper() + sentence[1:]
        return sentence

    def _end(self, names: Sequence[LocalName], slot: Slot, holders: Sequence[LocalName], denied: bool) -> str:
        """One end of the flow in words; an end not said is said to be so."""
        if not names:
            role = "holder" if slot is Slot.FROM else "recipient"
            return f"anyone (no {role} is named)" if denied else f"a {role} not named"
        return joined([self._beside(name, holders) for name in names], "or" if denied else "and")

    def _beside(self, name: LocalName, holders: Sequence[LocalName]) -> str:
        """A party's name; third parties of the holder himself are "third parties", as in the source."""
        party = self._parties.get(name)
        if party is None and any(name == third_parties_of(holder) for holder in holders):
            return "third parties"
        if party is not None and party.relative_to in holders:
            return visible(party.name)
        return self.party(name)

    def _several(self, doers: Sequence[LocalName], denied: bool) -> bool:
        """Whether the doers take a plural verb; with "or" the last one decides."""
        if not doers:
            return False
        return self.plural(doers[-1]) or (len(doers) > 1 and not denied)

    def _by_speaker(self, names: Iterable[LocalName]) -> list[tuple[LocalName, int]]:
        """One claim for all that have the same speaker and stance, and how many they are."""
        counted: dict[str, tuple[LocalName, int]] = {}
        for name in names:
            first, times = counted.get(self._named(name), (name, 0))
            counted[self._named(name)] = first, times + 1
        return list(counted.values())

    def _named(self, name: LocalName, times: int = 1) -> str:
        """A claim spoken of, by its speaker alone; or several of one speaker."""
        claim = self._claims.get(name)
        many = f"{times} " if times > 1 else ""
        plural = "s" if times > 1 else ""
        if claim is None:
            return f"{many or 'a '}claim{plural} outside this dossier"
        noun = f"{'' if claim.draft is None else 'draft '}{STANCE_NOUNS[claim.stance]}"
        return f"{many or 'the '}{noun}{plural} by {self.speaker(claim)}"

    def _is_between(self, name: LocalName, ends: Ends | None) -> bool:
        """Whether a claim that is denied has these ends: of others nothing may be said between them."""
        claim = self._claims.get(name)
        if ends is None or claim is None:
            return ends is None
        return all(
            end in {said.value for said in given} if given else end is None
            for end, given in ((ends.holder, claim.from_), (ends.recipient, claim.to))
        )

    def _reference(self, name: LocalName, ends: Ends | None, seen: frozenset[LocalName]) -> str:
        """A claim that is denied: its speaker and what it says; or what it denies in its turn."""
        claim = self._claims.get(name)
        if claim is None or name in seen:
            return self._named(name)
        if claim.denies:
            inner = "; and ".join(self._reference(one, ends, seen | {name}) for one in claim.denies)
            return f"{self._named(name)} of {inner}"
        return f"{self._named(name)} that {self.proposition(claim, ends)}"


def _manner(claim: Claim) -> str:
    """How it is said: in whose words, in which voice, with which hedges."""
    how = []
    if claim.reported is Reported.INDIRECT:
        how.append("in the outlet's words")
    if claim.voice is Voice.PASSIVE:
        how.append("in the passive voice")
    if claim.hedges:
        how.append("hedged with " + joined([f"“{visible(hedge)}”" for hedge in claim.hedges]))
    return f", {', '.join(how)}," if how else ""


def _names(values: Iterable[Said]) -> list[LocalName]:
    return list(dict.fromkeys([said.value for said in values]))


def _one(name: LocalName | None) -> list[LocalName]:
    return [] if name is None else [name]


def _words(values: Iterable[Said]) -> list[str]:
    return list(dict.fromkeys([said.words for said in values]))


def _only(claim: Claim, slot: Slot, value: object) -> str:
    return "only " if value and slot in claim.exclusive else ""


def _as_worded(words: str) -> str:
    """Words of the source; in quotation marks where "our" or "your" would change their meaning."""
    return f"“{visible(words)}”" if is_deictic(words) else visible(words)


def _data(claim: Claim, denied: bool) -> str:
    words = [_as_worded(one) for one in _words(claim.data)]
    if not words:
        return "any data (no kind is named)" if denied else "data of a kind not named"
    return joined(words, "or" if denied else "and")


def _people(claim: Claim, denied: bool) -> str:
    """The people concerned, unless the words for the data already name them ("users' data")."""
    data = " ".join(_words(claim.data)).casefold()
    words = _words(claim.subjects)
    only = Slot.SUBJECTS in claim.exclusive
    if not words or (not only and all(one.casefold() in data for one in words)):
        return ""
    people = joined([_as_worded(one) for one in words], "or" if denied else "and")
    return f"{' only' if only else ''} about {people}"


def _purposes(words: Sequence[str], only: bool, denied: bool) -> str:
    """Purposes stand in quotation marks: the words may be "ads" as well as "show you ads"."""
    if not words:
        return ""
    quoted = joined([f"“{visible(one)}”" for one in words], "or" if denied else "and")
    return f"{' only' if only else ''} for the purpose{'s' if len(words) > 1 else ''} {quoted}"


def _period(start: PartialDate | None, end: PartialDate | None) -> str:
    if start == end:
        return "" if start is None else f" in {start}"
    if end is None:
        return f" from {start} on"
    return f" until {end}" if start is None else f" from {start} until {end}"
