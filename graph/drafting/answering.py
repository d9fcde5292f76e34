"""What an answer says without saying it again: a blanket denial, "Acme complied"."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from graph.claims import Act, Drafted, Reported, Stance
from graph.drafting.attributions import Attributions
from graph.drafting.denials import Denial
from graph.drafting.drafts import Document
from graph.drafting.ends import Ends, is_organisation
from graph.drafting.proposed import Proposed
from graph.drafting.stance import polarity


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
        said = self._attributions.of(denial.word)
        for head in denial.who[:1]:
            said = self._attributions.speaker(head) or said
        for earlier in reversed(before[-4:]):
            claim = earlier.claim
            if said.speaker not in (*claim.from_, *claim.to):
                continue
            if claim.stance is Stance.DENIED or claim.speaker == said.speaker:
                return []
            reason = f'"{denial.word.text}" denies what was said before: "{earlier.spoken.word.text}"'
            made = replace(
                claim,
                at=self._sentence(denial.word, number),
                speaker=said.speaker,
                spokesperson=said.spokesperson,
                via=None,
                stance=Stance.DENIED,
                drafted=Drafted("rules", self._version, self._document.sha256[:16], 0.7, reason),
                reported=Reported.DIRECT if said.direct else Reported.INDIRECT,
                tense=None,
                modality=None,
                hedges=(),
            )
            return [Proposed(made, earlier.spoken, earlier.parties)]
        return []

    def _answered(
        self, answer: Denial, gives: bool, number: int, before: Sequence[Proposed]
    ) -> list[Proposed]:
        """What an answer to a request tells: "Acme complied" gives what was asked for, "refused" does not."""
        said = self._attributions.of(answer.word)
        around = said.speaker
        who = [each for each in self._ends.of(answer.who, said.speaker, around) if is_organisation(each)]
        asked = next((each for each in reversed(before[-6:]) if each.claim.act is Act.SEEK), None)
        how = polarity(answer.word, said.verb)
        if not who or asked is None or not asked.claim.to or how.hypothetical is not None:
            return []
        names = {each.name for each in who}
        several = len(asked.claim.from_) != 1 or any(each.kind is not None for each in asked.parties)
        if names & set(asked.claim.to) or not (several or names & set(asked.claim.from_)):
            return []
        speaker = said.speaker or self._outlet
        denied = gives == how.denied
        stance = Stance.DENIED if denied else Stance.CONFIRMED if speaker in names else Stance.ALLEGED
        reason = f'"{answer.word.text}" answers a request: "{asked.spoken.word.text}"'
        made = replace(
            asked.claim,
            at=self._sentence(answer.word, number),
            speaker=speaker,
            spokesperson=said.spokesperson,
            via=None,
            stance=stance,
            act=Act.SHARE,
            from_=tuple(sorted(names)),
            drafted=Drafted("rules", self._version, self._document.sha256[:16], 0.7, reason),
            reported=Reported.DIRECT if said.direct else Reported.INDIRECT,
            tense=how.tense,
            modality=None,
            hedges=(),
        )
        takers = tuple(each for each in asked.parties if each.name in asked.claim.to)
        return [Proposed(made, asked.spoken, (*who, *takers))]
