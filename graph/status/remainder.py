"""What a response leaves open, in words: "denies it for “ads”; other purposes left open"."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from graph.claims import Act, Claim, Flow, LocalName, NonAnswer, NonAnswerKind, PartyKind, Said, Slot
from graph.status.responses import value
from graph.status.values import PERIOD, CountsAs, Shortfall, Verdict
from graph.telling.grammar import is_deictic, joined
from graph.telling.plain import visible
from graph.telling.sentences import Sentences

DOING: Final = {
    Act.SEEK: "seeking",
    Act.SHARE: "sharing",
    Act.SELL: "selling",
    Act.COLLECT: "collecting",
    Act.USE: "using",
}
#: What is left where the allegation names nothing in a slot, and the response something.
_OTHERS: Final[Mapping[Shortfall, str]] = {
    Slot.ACT: "other acts",
    Slot.FROM: "other holders",
    Slot.TO: "other recipients",
    Slot.DATA: "other data",
    Slot.PURPOSE: "other purposes",
    Slot.SUBJECTS: "other people",
    PERIOD: "other times",
}
#: What an admission does not name.
_UNNAMED: Final[Mapping[Shortfall, str]] = {
    Slot.ACT: "act",
    Slot.FROM: "holder",
    Slot.TO: "recipient",
    Slot.DATA: "data",
    Slot.PURPOSE: "purpose",
    Slot.SUBJECTS: "people",
}
#: What a response does, for one speaker and for a group of several.
_DOES: Final[Mapping[str, tuple[str, str]]] = {
    "deny": ("denies", "deny"),
    "confirm": ("confirms", "confirm"),
    "admit": ("admits", "admit"),
    "speak": ("speaks", "speak"),
    NonAnswerKind.NON_DENIAL: (
        "responds, neither affirming nor denying",
        "respond, neither affirming nor denying",
    ),
    NonAnswerKind.DECLINED: ("declines to comment", "decline to comment"),
    NonAnswerKind.SILENT: ("did not respond", "did not respond"),
}


#: Of more values of one slot the rest is counted.
_MOST_NAMED: Final = 4


class Remainders:
    """Tells, for one dossier, what each response says of an alleged flow, and what it leaves open."""

    def __init__(self, say: Sentences, claims: Mapping[LocalName, Claim]) -> None:
        self._say, self._claims = say, claims

    def left_open(self, verdict: Verdict) -> str | None:
        """What of the alleged flow is left open; None where a response covers or establishes all of it."""
        if verdict.counts_as in (CountsAs.DENIAL, CountsAs.CONFIRMATION):
            return None
        if not verdict.falls_short_on:
            return "all of it"
        return joined([self._left(verdict, slot) for slot in verdict.falls_short_on])

    def in_words(self, verdict: Verdict) -> str:
        """What the response does, without its speaker: "denies it for “ads”; other purposes left open".

        It begins with a verb that agrees with the speaker: banks "deny it".
        """
        told = self._told(verdict)
        if verdict.qualified_by and not verdict.by_exclusion and verdict.counts_as is not CountsAs.SIDESTEP:
            but = "but " if self._stops_at_qualifiers(verdict) else ""
            told += f", {but}{joined(verdict.qualified_by)}"
        if verdict.falls_short_on and verdict.counts_as in (CountsAs.PARTIAL, CountsAs.CORROBORATION):
            told += f"; {self.left_open(verdict)} left open"
        return told

    @staticmethod
    def _stops_at_qualifiers(verdict: Verdict) -> bool:
        """Whether nothing but its qualifiers keeps a response from counting in full."""
        return verdict.counts_as is CountsAs.PARTIAL and not verdict.falls_short_on

    def _told(self, verdict: Verdict) -> str:
        response, short = verdict.response, verdict.falls_short_on
        if isinstance(response, NonAnswer):
            return self._does(verdict, response.kind)
        if verdict.by_exclusion:
            kept = [self._responding(verdict, slot) or _OTHERS[slot] for slot in response.exclusive]
            return f"{self._does(verdict, 'admit')} it only for {joined(kept)}"
        match verdict.counts_as:
            case CountsAs.CONFIRMATION:
                return f"{self._does(verdict, 'confirm')} it"
            case CountsAs.DENIAL:
                return self._denies(verdict) + self._as_one_of_several(verdict)
            case CountsAs.PARTIAL:
                if verdict.by_exception:
                    excepted = [self._excepted(verdict, slot) for slot in short]
                    return f"{self._denies(verdict)} except for {joined(excepted) or 'what it leaves out'}"
                spoken = [self._responding(verdict, slot) for slot in short]
                for_ = joined([one for one in spoken if one is not None])
                return f"{self._denies(verdict)} for {for_}" if for_ else self._denies(verdict)
            case CountsAs.CORROBORATION:
                return self._corroborates(verdict)
            case _:
                return f"{self._does(verdict, 'speak')} of {self._apart(verdict)}"

    def _denies(self, verdict: Verdict) -> str:
        """Denies it; or denies the sharing that an alleged use takes for granted."""
        denies, flow = self._does(verdict, "deny"), verdict.flow
        if not verdict.by_presupposition or flow is None or flow.act is None or verdict.alleged.act is None:
            return f"{denies} it"
        return f"{denies} {DOING[flow.act]}, which {DOING[verdict.alleged.act]} takes for granted"

    def _as_one_of_several(self, verdict: Verdict) -> str:
        """That a member answers for its group, of which the others may have said nothing."""
        speaker = verdict.response.speaker
        groups = [
            self._say.party(end)
            for end in (verdict.alleged.from_, verdict.alleged.to)
            if end is not None and self._say.is_member(speaker, end)
        ]
        return f", as one of {joined(groups)}" if groups else ""

    def _does(self, verdict: Verdict, what: str) -> str:
        """The verb in the number of the speaker."""
        return _DOES[what][self._say.plural(verdict.response.speaker)]

    def _corroborates(self, verdict: Verdict) -> str:
        confirms = self._does(verdict, "confirm")
        if not verdict.falls_short_on:
            return f"{confirms} only that it may be so"
        unnamed = [slot for slot in verdict.falls_short_on if self._responding(verdict, slot) is None]
        wider = [slot for slot in verdict.falls_short_on if slot not in unnamed]
        told = f"{confirms} something"
        if wider:
            told += f" for {joined([self._responding(verdict, slot) or '' for slot in wider])}"
        if unnamed:
            told += f" without naming the {joined([_UNNAMED[slot] for slot in unnamed], 'or')}"
        return told

    def _apart(self, verdict: Verdict) -> str:
        short = verdict.falls_short_on
        said = [
            "another time" if slot == PERIOD else _in_its_role(self._responding(verdict, slot), slot, short)
            for slot in short
        ]
        meant = [
            _in_its_role(self._alleged(verdict, slot), slot, short, "") for slot in short if slot != PERIOD
        ]
        return f"{joined(said)}, not of {joined(meant)}" if meant else joined(said)

    def _left(self, verdict: Verdict, slot: Shortfall) -> str:
        if verdict.by_exception and verdict.counts_as is CountsAs.PARTIAL and not verdict.by_exclusion:
            return self._excepted(verdict, slot)
        alleged = self._alleged(verdict, slot)
        if alleged is None:
            return _OTHERS[slot]
        if verdict.counts_as is CountsAs.PARTIAL and slot in verdict.narrower_on:
            return f"other {alleged}" if self._is_class(verdict, slot) else f"the rest of {alleged}"
        return alleged

    def _excepted(self, verdict: Verdict, slot: Shortfall) -> str:
        left_out = verdict.flow.except_ if verdict.flow is not None else ()
        names = [found for one in left_out if (found := value(one, Slot(slot))) is not None]
        return joined([self._name(Slot(slot), name) for name in dict.fromkeys(names)]) or "what it leaves out"

    def _is_class(self, verdict: Verdict, slot: Shortfall) -> bool:
        if slot not in (Slot.FROM, Slot.TO):
            return False
        name = value(verdict.alleged, Slot(slot))
        return name is not None and self._say.kind(name) in (PartyKind.CLASS, PartyKind.DEFINITE)

    def _alleged(self, verdict: Verdict, slot: Shortfall) -> str | None:
        """What the allegation names in a slot, as worded."""
        return self._worded((verdict.claim,), verdict.alleged, slot)

    def _responding(self, verdict: Verdict, slot: Shortfall) -> str | None:
        """What the response names in a slot, as worded there or in the claim that it points at."""
        response = verdict.response
        if verdict.flow is None or not isinstance(response, Claim):
            return None
        claims = [self._claims[name] for name in response.denies if name in self._claims] or [response]
        one = self._worded(claims, verdict.flow, slot)
        if one is None or slot == Slot.ACT:
            return one
        said = [each for claim in claims for each in _said(claim, Slot(slot))]
        if value(verdict.flow, Slot(slot)) not in {each.value for each in said}:
            return one  # third parties, of whom only the flow tells whose they are
        names = [self._worded(claims, _with(verdict.flow, slot, each.value), slot) or "" for each in said]
        names = list(dict.fromkeys(names))
        more = [f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else []
        return joined([*names[:_MOST_NAMED], *more])

    def _worded(self, claims: Iterable[Claim], flow: Flow, slot: Shortfall) -> str | None:
        if slot == PERIOD:
            return None
        name = value(flow, Slot(slot))
        if name is None:
            return None
        if slot in (Slot.DATA, Slot.PURPOSE, Slot.SUBJECTS):
            for claim in claims:
                for one in _said(claim, Slot(slot)):
                    if one.value == name:
                        return _quoted(one.words, Slot(slot))
        return self._name(Slot(slot), name)

    def _name(self, slot: Slot, name: str) -> str:
        if slot is Slot.ACT:
            return DOING[Act(name)]
        if slot in (Slot.FROM, Slot.TO):
            return self._say.party(name)
        return _quoted(self._say.value(name), slot)


def _in_its_role(
    name: str | None, slot: Shortfall, among: Collection[Shortfall], none: str | None = None
) -> str:
    """A name, where more than one slot is told of with the role of the party: "data from Acme"."""
    if name is None:
        return _OTHERS[slot] if none is None else none
    return f"data {slot} {name}" if slot in (Slot.FROM, Slot.TO) and len(among) > 1 else name


def _said(claim: Claim, slot: Slot) -> tuple[Said, ...]:
    """The values of a slot of a claim, with their words."""
    found: tuple[Said, ...] = getattr(claim, "from_" if slot is Slot.FROM else str(slot))
    return found


def _with(flow: Flow, slot: Shortfall, name: LocalName) -> Flow:
    return flow._replace(**{"from_" if slot == Slot.FROM else str(slot): name})  # type: ignore[arg-type]


def _quoted(words: str, slot: Slot) -> str:
    """Words of the source: purposes, and words with "our" in them, in quotation marks."""
    shown = visible(words)
    return f"“{shown}”" if slot is Slot.PURPOSE or is_deictic(words) else shown
