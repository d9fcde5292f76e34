"""What an answer says without saying it again: a blanket denial, "Acme complied", "Orbix does the same"."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from graph.claims import Act, Drafted, Reported, Stance
from graph.drafting.claims.ends import Ends, is_organisation
from graph.drafting.claims.proposed import Proposed
from graph.drafting.drafts import Document, DraftClaim
from graph.drafting.frames.data import phrase
from graph.drafting.saying.attribution import Attribution
from graph.drafting.saying.attributions import Attributions
from graph.drafting.saying.denials import Denial
from graph.drafting.saying.stance import polarity
from graph.drafting.tables import cues, frames
from graph.drafting.text.grammar import is_passive, owners
from graph.drafting.text.tree import Token, ancestors

#: How far, in characters, "the same" may stand behind what it points to.
_NEAR = 400


class Answering:
    """The answers of one text; ``sentence`` gives the place of the sentence around a word of a piece."""

    def __init__(
        self,
        document: Document,
        version: str,
        attributions: Attributions,
        ends: Ends,
        outlet: str,
        sentence: Callable[[Token, int], tuple[int, int]],
    ) -> None:
        self._document = document
        self._version = version
        self._attributions = attributions
        self._ends = ends
        self._outlet = outlet
        self._sentence = sentence

    def denied(self, denial: Denial, number: int, before: Sequence[Proposed]) -> list[Proposed]:
        """What a blanket denial denies: the last thing that somebody else has said of its speaker."""
        if denial.answers is not None:
            return self._answered(denial, denial.answers, number, before)
        if denial.repeats:
            return self._repeated(denial, number, before)
        if denial.data:
            return self._left_out(denial, number, before)
        if denial.asked:
            return self._unasked(denial, number, before)
        said = self._attributions.of(denial.word)
        for head in denial.who[:1]:
            said = self._attributions.speaker(head) or said
        whose = self._whose(denial)
        for earlier in reversed(before[-1:] if denial.last else before[-4:]):
            claim = earlier.claim
            if whose is not None and whose != claim.speaker:
                continue
            given = claim.act in (Act.SHARE, Act.SELL)
            open_end = denial.last and given and said.speaker is not None and not (claim.from_ and claim.to)
            if said.speaker is None or (said.speaker not in (*claim.from_, *claim.to) and not open_end):
                continue
            if claim.speaker == said.speaker and not (denial.ends and claim.stance is Stance.CONFIRMED):
                return []
            if claim.stance is Stance.DENIED:
                continue
            stance = Stance.CONFIRMED if denial.affirms else Stance.DENIED
            answers = "admits" if denial.affirms else "denies"
            reason = f'"{denial.word.text}" {answers} what was said before: "{earlier.spoken.word.text}"'
            made = self._answer(
                claim,
                said,
                self._sentence(denial.word, number),
                reason,
                stance=stance,
            )
            return [Proposed(made, earlier.spoken, earlier.parties)]
        return []

    def _whose(self, denial: Denial) -> str | None:
        """Whose word is denied: "Acme rejected the commission's conclusions"."""
        for child in denial.word.children:
            for owner in owners(child) if child.dep_ == "dobj" else ():
                said = self._attributions.speaker(owner) if owner.pos_ in ("NOUN", "PROPN") else None
                return said.speaker if said is not None else None
        return None

    def _unasked(self, denial: Denial, number: int, before: Sequence[Proposed]) -> list[Proposed]:
        """That nobody has asked a party for what others were asked for: "received no such request"."""
        said = self._attributions.of(denial.word)
        at = self._sentence(denial.word, number)
        wanted = [each for each in before[-6:] if each.claim.act is Act.SEEK and each.claim.to]
        if not before or said.speaker is None or at[0] - before[-1].claim.at[1] > 3 * _NEAR:
            return []
        earlier = wanted[-1] if wanted else before[-1]
        to = earlier.claim.to if wanted else ()
        if said.speaker in to or earlier.claim.speaker == said.speaker:
            return []
        reason = f'"{denial.word.text}" denies a request: "{earlier.spoken.word.text}"'
        made = self._answer(
            earlier.claim,
            said,
            at,
            reason,
            stance=Stance.DENIED,
            act=Act.SEEK,
            from_=(said.speaker,),
            to=to,
            purpose=(),
        )
        return [Proposed(made, earlier.spoken, tuple(each for each in earlier.parties if each.name in to))]

    def _answer(
        self,
        claim: DraftClaim,
        said: Attribution,
        at: tuple[int, int],
        reason: str,
        **told: Any,
    ) -> DraftClaim:
        """*claim* as it stands in the answer *at* a place; *told* are fields that the answer tells anew."""
        answered = replace(
            claim,
            at=at,
            speaker=said.speaker or self._outlet,
            spokesperson=said.spokesperson,
            via=None,
            drafted=Drafted("rules", self._version, self._document.sha256[:16], None, reason),
            reported=Reported.DIRECT if said.direct else Reported.INDIRECT,
            tense=None,
            modality=None,
            hedges=(),
        )
        return replace(answered, **told)

    def _left_out(self, denial: Denial, number: int, before: Sequence[Proposed]) -> list[Proposed]:
        """What was not among the data given: "the files did not include names"."""
        at = self._sentence(denial.word, number)
        if not before or at[0] - before[-1].claim.at[1] > _NEAR:
            return []
        claim = before[-1].claim
        data = tuple(dict.fromkeys(phrase(head) for head in denial.data))
        if claim.act in (Act.SEEK, Act.USE) or claim.stance is Stance.DENIED or set(data) & set(claim.data):
            return []
        said = self._attributions.of(denial.word)
        beside = before[-1].spoken.word.sent == denial.word.sent and said.speaker is None
        reason = f'"{denial.word.text}" denies that it was among what was told before'
        made = self._answer(
            claim,
            said,
            at,
            reason,
            speaker=said.speaker or (claim.speaker if beside else self._outlet),
            spokesperson=claim.spokesperson if beside else said.spokesperson,
            stance=Stance.DENIED,
            data=data,
            purpose=(),
        )
        return [Proposed(made, before[-1].spoken, before[-1].parties)]

    def _answered(
        self, answer: Denial, gives: bool, number: int, before: Sequence[Proposed]
    ) -> list[Proposed]:
        """What an answer to a request tells: "Acme complied" gives what was asked for, "refused" does not."""
        said = self._attributions.of(answer.word)
        around = said.speaker
        who = [each for each in self._ends.of(answer.who, said.speaker, around) if is_organisation(each)]
        asked = next((each for each in reversed(before[-6:]) if each.claim.act is Act.SEEK), None)
        how = polarity(answer.word, said.verb)
        pronoun = bool(answer.who) and all(head.pos_ == "PRON" for head in answer.who)
        if asked is not None and pronoun and {each.name for each in who} & set(asked.claim.to):
            who = []  # "the police asked Acme for records, and it obliged"
        nobody = not answer.who or (pronoun and not who)  # "asked for them but was refused"
        if asked is not None and nobody:
            who = [each for each in asked.parties if each.name in asked.claim.from_]
        if not who or asked is None or not asked.claim.to or how.hypothetical is not None:
            return []
        names = {each.name for each in who}
        several = len(asked.claim.from_) != 1 or any(each.kind is not None for each in asked.parties)
        if names & set(asked.claim.to) or not (several or names & set(asked.claim.from_)):
            return []
        says = answer.word.lemma == "say"  # "the bank said no"
        speaker = said.speaker or (who[0].name if says else self._outlet)
        denied = gives == how.denied
        stance = Stance.DENIED if denied else Stance.CONFIRMED if speaker in names else Stance.ALLEGED
        reason = f'"{answer.word.text}" answers a request: "{asked.spoken.word.text}"'
        made = self._answer(
            asked.claim,
            said,
            self._sentence(answer.word, number),
            reason,
            speaker=speaker,
            stance=stance,
            act=Act.SHARE,
            from_=tuple(sorted(names)),
            tense=how.tense,
        )
        takers = tuple(each for each in asked.parties if each.name in asked.claim.to)
        return [Proposed(made, asked.spoken, (*who, *takers))]

    def _repeated(self, one: Denial, number: int, before: Sequence[Proposed]) -> list[Proposed]:
        """What somebody else does, too: "Orbix does the same", "was asked to do the same"."""
        said = self._attributions.of(one.word)
        at = self._sentence(one.word, number)
        if not before or at[0] - before[-1].claim.at[1] > _NEAR:
            return []
        claim, flow = before[-1].claim, before[-1].spoken
        gives = "subject" in flow.frame.from_
        how = polarity(one.word, said.verb)
        before_them = claim.from_ if gives else claim.to
        accused = said.verb is not None and said.verb.lemma in cues().accuses
        if one.who and all(head.pos_ == "PRON" for head in one.who) and (accused or said.speaker is None):
            who = [each for each in before[-1].parties if each.name in before_them]  # "sued it for doing so"
        elif one.who and all(head.pos_ == "PRON" for head in one.who):
            who = self._ends.of(one.who, said.speaker, said.speaker)  # "Orbix said it would do the same"
            if said.speaker not in {each.name for each in who}:
                who = [each for each in before[-1].parties if each.name in before_them]
        else:
            who = [each for each in self._ends.of(one.who, said.speaker, said.speaker) if not each.people]
        if not who or gives == ("subject" in flow.frame.to) or claim.act is Act.SEEK or how.hypothetical:
            return []
        names = tuple(dict.fromkeys(each.name for each in who))
        if how.modality is not None and said.speaker not in names:
            return []  # "his dealer may have done so"
        asked = False
        for child, head in ancestors(one.word):
            if child.dep_ != "xcomp":
                break
            rule = frames().governors.get(head.lemma)
            if rule is not None and rule.means == "permit" and any(one.dep_ == "neg" for one in head.lefts):
                return []  # "never authorized it to do so"
            if rule is not None and rule.means == "seek":
                if not (gives and is_passive(head)):
                    return []  # "plans to do so"
                asked = True
        others = claim.to if gives else claim.from_
        if set(names) & set(others):
            return []
        stance = Stance.ALLEGED
        speaker = said.speaker or self._outlet
        same = claim.stance is Stance.DENIED and not any(each.lower_ == "so" for each in one.word.children)
        if how.denied != same:  # who will "do the same" as one who stops, stops
            stance = Stance.DENIED
        elif speaker in names:
            stance = Stance.CONFIRMED
        if set(names) == set(before_them) and stance is claim.stance and speaker == claim.speaker:
            return []
        if asked and not claim.to:
            return []
        reason = f'"{one.word.text}" points to what was said before: "{flow.word.text}"'
        made = self._answer(
            claim,
            said,
            at,
            reason,
            speaker=speaker,
            stance=stance,
            act=Act.SEEK if asked else claim.act,
            from_=names if gives else others,
            to=others if gives else names,
            tense=how.tense,
            modality=how.modality,
            hedges=how.hedges,
        )
        kept = tuple(each for each in before[-1].parties if each.name in others)
        return [Proposed(made, flow, (*who, *kept))]
