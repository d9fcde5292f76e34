"""What the text around tells of an end of a flow that its own clause leaves out."""

from collections.abc import Sequence
from typing import Final

from graph.claims import Act, PartyType, Stance
from graph.drafting.claims.proposed import Proposed
from graph.drafting.frames.data import is_anything, is_definite, is_pointing
from graph.drafting.frames.spoken import Spoken
from graph.drafting.parties.groups import Meant
from graph.drafting.parties.parties import Parties
from graph.drafting.text.grammar import clause
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import claim_words

#: Acts by which data change hands.
TRANSFER: Final = frozenset({Act.SHARE, Act.SELL, Act.COLLECT})


class Context:
    """The ends that one text leaves out where only one party is possible."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties

    def completed(
        self,
        one: Spoken,
        act: Act,
        from_: list[Meant],
        to: list[Meant],
        before: Sequence[Proposed],
        data: Sequence[str],
    ) -> tuple[Act, list[Meant], list[Meant]]:
        """The other end of "the records", where the text has just said between whom they went."""
        if act not in TRANSFER | {Act.SEEK} or bool(from_) == bool(to):
            return act, from_, to
        if act is Act.COLLECT and one.frame.people and one.governor is None:
            giver = self._giver_before(one, to, before, data)
            if giver is not None and giver.claim.act is not None:
                return giver.claim.act, [it for it in giver.parties if it.name in giver.claim.from_], to
        if not all(_named_before(head) for head in one.data) or one.governor is not None:
            return act, from_, to
        for earlier in reversed(before[-6:]):
            claim = earlier.claim
            if (
                claim.act is Act.SEEK
                and from_
                and {each.name for each in from_} & set(claim.from_)
                and claim.to
            ):
                return act, from_, [each for each in earlier.parties if each.name in claim.to]
            if claim.act is Act.SEEK and act is Act.SEEK and from_ and claim.to and one.word.pos_ == "NOUN":
                return act, from_, [each for each in earlier.parties if each.name in claim.to]
            if claim.act is Act.SEEK and to and {each.name for each in to} == set(claim.to) and claim.from_:
                others = [each for each in earlier.parties if each.name in claim.from_]
                return Act.SHARE if act is Act.COLLECT else act, others, to
            used = claim.act in (Act.USE, Act.COLLECT) and set(data) & set(claim.data)
            if used and from_ and claim.to and not {each.name for each in from_} & set(claim.to):
                return act, from_, [each for each in earlier.parties if each.name in claim.to]
            if claim.act not in TRANSFER:
                continue
            several = any(each.kind is not None and each.name in claim.to for each in earlier.parties)
            names = {each.name for each in (*from_, *to)}
            if (
                to
                and claim.from_
                and not names & set(claim.from_)
                and (not claim.to or several or names & set(claim.to))
            ):
                others = [each for each in earlier.parties if each.name in claim.from_]
                return Act.SHARE if act is Act.COLLECT else act, others, to
            if (
                from_
                and claim.to
                and set(claim.from_) & names
                and not names & set(claim.to)
                and one.word.dep_ != "relcl"
            ):
                others = [each for each in earlier.parties if each.name in claim.to]
                return act, from_, others
        return act, from_, to

    def _giver_before(
        self, one: Spoken, to: Sequence[Meant], before: Sequence[Proposed], data: Sequence[str]
    ) -> Proposed | None:
        """The gift of such data just told of, of which this may be part: "Norvik admitted getting names"."""
        wanted = {each.split()[-1].lower() for each in data if each}
        names = {each.name for each in to}
        for earlier in reversed(before[-3:]):
            claim = earlier.claim
            if self._parties.sentences_between(earlier.spoken.word, one.word) > 2:
                break
            several = any(each.kind is not None and each.name in claim.to for each in earlier.parties)
            fits = claim.act in (Act.SHARE, Act.SELL) and claim.from_ and not names & set(claim.from_)
            alike = wanted & {each.split()[-1].lower() for each in claim.data if each}
            told = [_plain_words(each) for each in claim.data]
            same = any(_plain_words(each) <= one for each in data for one in told)
            several = several and (same or all(_named_before(head) for head in one.data))
            if fits and alike and (several or names & set(claim.to)):
                return earlier
        return None

    def holder_before(self, one: Spoken, to: Sequence[Meant]) -> list[Meant]:
        """The one company just spoken of, from which somebody wants data without saying from whom."""
        taken = {each.name for each in to}
        found = self._parties.just_before(one.word, PartyType.COMPANY)
        return [each for each in found if each.name not in taken] if len(found) == 1 else []

    def asked_before(self, before: Sequence[Proposed], to: Sequence[Meant]) -> list[Meant]:
        """Whom the same asker has asked before: "it did not ask for a single name"."""
        names = {each.name for each in to}
        for earlier in reversed(before[-4:]):
            claim = earlier.claim
            if claim.act is Act.SEEK and claim.from_ and names & set(claim.to):
                return [each for each in earlier.parties if each.name in claim.from_]
        return []

    def who_asked(self, one: Spoken, before: Sequence[Proposed], from_: Sequence[Meant]) -> list[Meant]:
        """Who had asked for it, in the same sentence: "was asked by Acme and provided some data"."""
        for earlier in reversed(before):
            if earlier.spoken.word.sent != one.word.sent or earlier.spoken.word.doc is not one.word.doc:
                break
            if earlier.claim.act is Act.SEEK and set(earlier.claim.from_) & {each.name for each in from_}:
                return [each for each in earlier.parties if each.name in earlier.claim.to]
        return []

    def recipient(self, one: Spoken, before: Sequence[Proposed]) -> list[Meant]:
        """Who got the data that "that data" points to."""
        if not any(is_pointing(head) for head in one.data) or not before:
            return []
        last = before[-1]
        names = set(last.claim.to)
        return [each for each in last.parties if each.name in names]

    def approached(self, one: Spoken, subject: str | None) -> list[Meant]:
        """To whom one went to ask: "came to Acme asking for the data"."""
        verb = one.lead.head
        if one.lead.dep_ not in ("advcl", "xcomp", "conj") or verb.lemma_ not in claim_words().goes:
            return []
        around = clause(verb)
        heads = (*around.at("to"), *around.at("on"), *around.objects)
        return [it for head in heads if (it := self._parties.meant(head, None, subject)) is not None]

    def answerer(self, one: Spoken, to: Sequence[Meant]) -> list[Meant]:
        """Who is said to answer in the same sentence: "subpoenaed the records, and Acme complied"."""
        taken, answers = {each.name for each in to}, claim_words().answers
        for token in one.word.sent:
            if token.lemma_ in answers and token.pos_ == "VERB" and token.i > one.word.i:
                found = [
                    it for head in clause(token).subjects if (it := self._parties.meant(head)) is not None
                ]
                return [each for each in found if each.name not in taken]
        return []

    def asker_before(self, one: Spoken, before: Sequence[Proposed], from_: Sequence[Meant]) -> list[Meant]:
        """Who asked the giver for data in the sentences before, or the one authority that the text names."""
        verb = one.word.head if one.word.dep_ == "xcomp" else one.word  # "refused to hand over"
        did = any(child.lower_ in ("did", "has", "have", "had") for child in verb.children)
        if not (did or verb.tag_ in ("VBD", "VBN")) or any(child.tag_ == "MD" for child in verb.children):
            return []  # "it would hand over data", "it gives up data"
        givers = {each.name for each in from_}
        for earlier in reversed(before[-4:]):
            claim = earlier.claim
            if self._parties.sentences_between(earlier.spoken.word, one.word) > 2:
                break
            several = any(each.kind is not None and each.name in claim.from_ for each in earlier.parties)
            asked = not claim.from_ or several or bool(givers & set(claim.from_))
            if claim.act is Act.SEEK and claim.to and asked and not givers & set(claim.to):
                return [each for each in earlier.parties if each.name in claim.to]
        beside = one.word.head if one.word.dep_ == "conj" else None
        if beside is not None and beside.lemma_ in claim_words().asks and (by := clause(beside).at("by")):
            meant = (
                self._parties.meant(head) for head in by
            )  # "was not asked by Orbix for, and did not give"
            return [each for each in meant if each is not None]
        if one.word.lemma_ in claim_words().yields and not any(
            each.type is PartyType.GOVERNMENT for each in from_
        ):
            found = self._parties.authority(one.word)
            for earlier in reversed(before[-4:]):
                if not found and earlier.claim.stance is not Stance.DENIED:
                    taken = [each for each in earlier.parties if each.name in earlier.claim.to]
                    found = [each for each in taken if each.type is PartyType.GOVERNMENT]
            return [each for each in found if each.name not in givers]
        return []

    def said_to_get(self, before: Sequence[Proposed], from_: Sequence[Meant]) -> list[Meant]:
        """Who was last said to get data of a party."""
        names = {each.name for each in from_}
        for earlier in reversed(before[-6:]):
            if names & set(earlier.claim.from_) and earlier.claim.to:
                return [each for each in earlier.parties if each.name in earlier.claim.to]
        return []

    def asked_of_itself(self, one: Spoken, speaker: Meant | None, to: Sequence[Meant]) -> list[Meant]:
        """Who tells of a request that names nobody: "Acme said that the police had asked for records"."""
        if speaker is None or speaker.type not in (PartyType.COMPANY, PartyType.SERVICE, PartyType.NGO):
            return []
        names = {each.name for each in to}
        return [speaker] if to and speaker.name not in names and one.word.pos_ == "VERB" else []

    def topic(self, one: Spoken, to: Sequence[Meant]) -> list[Meant]:
        """The company that the text speaks of, where something is given and nobody is said to give it."""
        unsaid = (one.passive and "subject" in one.frame.from_ and not one.from_) or (
            "subject" in one.frame.data and not one.from_
        )
        return self._parties.topic(one.word, frozenset(each.name for each in to)) if unsaid else []

    def holder(self, one: Spoken, before: Sequence[Proposed], to: Sequence[Meant]) -> list[Meant]:
        """Who had the data, by what was said last: "Acme keeps the files. They were sold to Orbix"."""
        taken = {each.name for each in to}
        for earlier in reversed(before[-3:]):
            claim = earlier.claim
            if self._parties.sentences_between(earlier.spoken.word, one.word) > 2:
                break
            if claim.act is Act.SEEK:
                continue
            names = set(claim.to if claim.act in (Act.COLLECT, Act.USE) else claim.from_) - taken
            if names and not taken & set(claim.from_):
                return [each for each in earlier.parties if each.name in names]
        return []


def _plain_words(phrase: str) -> frozenset[str]:
    """The words of a phrase but for numbers: "70,000 names" are names."""
    return frozenset(one for one in phrase.lower().split() if not one[0].isdigit())


def _named_before(head: Token) -> bool:
    """Whether a phrase goes back to data named before; "the traffic of one of its clerks" is new."""
    parts = (
        below
        for child in head.children
        if child.dep_ == "prep" and child.lower_ in ("of", "on", "about")
        for below in child.children
        if below.dep_ == "pobj"
    )
    if is_anything(head):  # "they handed over nothing", "collected no such thing"
        more = (below for child in head.children if child.dep_ == "prep" for below in child.children)
        plain = all(below.lower_ in ("kind", "sort") for below in more)
        return head.lower_ in ("any", "none", "nothing", "thing") and plain
    return is_definite(head) and all(is_definite(one) for one in parts)
