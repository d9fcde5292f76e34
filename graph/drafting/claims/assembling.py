"""From flows as they are spoken of to draft claims: parties for heads, a stance, a speaker, a quote.

The steps stand in modules of their own: ``naming_ends`` brings heads back to parties, ``left_out`` fills
the ends that words leave out, ``refusing`` tells what is no claim after all, ``standing`` who says it and
whether that confirms it, ``wording`` what it is worded by, ``confidence`` how sure it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.claims import Act, Drafted, PartyType, Reported, Voice
from graph.drafting.claims import refusing
from graph.drafting.claims.answering import Answering
from graph.drafting.claims.confidence import Confidence
from graph.drafting.claims.context import Context
from graph.drafting.claims.ends import Ends
from graph.drafting.claims.left_out import LeftOut
from graph.drafting.claims.making import Making, but_for
from graph.drafting.claims.naming_ends import NamingEnds
from graph.drafting.claims.outsiders import Outsiders
from graph.drafting.claims.proposed import Proposed, without_doubles
from graph.drafting.claims.standing import Standing
from graph.drafting.claims.wording import data_of, has_doer, purpose_of, reason_of, subjects_of
from graph.drafting.drafts import UNNAMED, Document, DraftClaim, DraftNonAnswer, DraftParty
from graph.drafting.frames.frames import spoken
from graph.drafting.frames.spoken import Spoken
from graph.drafting.parties.groups import FIRST, Meant
from graph.drafting.parties.parties import Parties
from graph.drafting.saying import nonanswers
from graph.drafting.saying.attributions import Attributions
from graph.drafting.saying.denials import blanket
from graph.drafting.saying.stance import polarity
from graph.drafting.text.segments import Piece
from graph.drafting.text.tree import Doc, Token


class Assembling:
    """Draft claims of one text."""

    def __init__(
        self, document: Document, pieces: Sequence[Piece], docs: Sequence[Doc], version: str
    ) -> None:
        self._document = document
        self._pieces = pieces
        self._docs = docs
        self._version = version
        self._parties = Parties(docs, document.publisher, document.speaker)
        self._attributions = Attributions(docs, self._parties)
        self._ends = Ends(self._parties)
        self.outlet = document.publisher or document.speaker or UNNAMED
        own = bool(document.speaker)
        outsiders = Outsiders(self._parties)
        self._naming = NamingEnds(self._parties, self._ends, outsiders)
        self._left_out = LeftOut(self._parties, self._ends, Context(self._parties), outsiders, own)
        self._standing = Standing(self._parties, self._attributions, self._ends, self.outlet, own)
        self._answering = Answering(
            document, version, self._attributions, self._ends, self.outlet, self._sentence
        )

    def drafts(self) -> tuple[list[DraftClaim], list[DraftNonAnswer], list[DraftParty]]:
        """All claims and non-answers, and the parties that they name."""
        found: list[Proposed] = []
        for number, doc in enumerate(self._docs):
            denials = list(blanket(doc))
            for one in spoken(doc):
                while denials and denials[0].word.i < one.word.i:
                    found += self._answering.denied(denials.pop(0), number, found)
                if denials and denials[0].word == one.word and denials[0].data:
                    found += (left_out := self._answering.denied(denials.pop(0), number, found))
                    if left_out:
                        continue  # "the files contained no names"
                made = self._claim(one, number, found)
                if made is not None:
                    found += self._each(made)
            for denial in denials:
                found += self._answering.denied(denial, number, found)
        kept = Confidence(self._parties).sure(without_doubles(found))
        silences = self._silences()
        return [one.claim for one in kept], silences, self._named(kept, silences)

    def _each(self, made: Proposed) -> Iterator[Proposed]:
        """A claim for each of those who say it: "Acme and Orbix said that they would stop selling it"."""
        claim, said = made.claim, self._attributions.of(made.spoken.word)
        names = [name for name in (said.speaker, *said.others) if name is not None]
        if len(names) < 2 or claim.speaker not in names:
            yield made
            return
        for name in names:
            mine = self._ends.own(name)
            if mine is None or not {claim.speaker} & {*claim.from_, *claim.to}:
                yield replace(made, claim=replace(claim, speaker=name))
                continue
            others = {each for each in names if each != claim.speaker}
            from_, to = (
                tuple(name if each == claim.speaker else each for each in end if each not in others)
                for end in (claim.from_, claim.to)
            )
            parties = tuple(mine if each.name == claim.speaker else each for each in made.parties)
            yield replace(made, claim=replace(claim, speaker=name, from_=from_, to=to), parties=parties)

    def _silences(self) -> list[DraftNonAnswer]:
        """Who gave no answer, each once."""
        found: dict[str, DraftNonAnswer] = {}
        for number, doc in enumerate(self._docs):
            for one in nonanswers.found(doc):
                for head in one.who:
                    first = head.lower_ in FIRST  # "We have nothing to add," said Acme
                    said = self._attributions.of(head) if first else self._attributions.speaker(head)
                    if said is None or said.speaker is None or said.speaker == self._document.publisher:
                        continue
                    reason = f'"{one.word.text}" ({one.kind})'
                    drafted = Drafted("rules", self._version, self._document.sha256[:16], 0.9, reason)
                    quote = self._sentence(one.word, number)
                    reported = Reported.DIRECT if first and said.direct else Reported.INDIRECT
                    made = DraftNonAnswer(
                        quote, said.speaker, one.kind, drafted, said.spokesperson, reported=reported
                    )
                    found.setdefault(said.speaker, made)
        return list(found.values())

    # ------------------------------------------------------------ one claim

    def _claim(self, one: Spoken, number: int, before: Sequence[Proposed]) -> Proposed | None:
        """The claim that a flow makes, step by step; None if it makes none."""
        said = self._attributions.of(one.word)
        how = polarity(one.word, said.verb)
        if one.empty:
            how = replace(how, negations=(*how.negations, "no"))
        making = Making(one, said, how, before, one.act)
        if refusing.is_unsaid(making) or (self._document.speaker and refusing.goes_to_reader(making)):
            return None
        self._naming.name(making)
        self._naming.fit_act(making)
        data = data_of(one, before)
        if data is None or refusing.is_their_own(making):
            return None
        making.data = data
        self._left_out.from_holders(making)
        first = self._standing.first_speaker(making)
        self._left_out.from_speaker(making, first)
        self._left_out.from_topic(making)
        if refusing.is_nothing(making):
            return None
        self._left_out.from_askers(making)
        self._left_out.of_request(making)
        if refusing.is_asked_by_nobody(making):
            return None
        self._left_out.from_before(making, first)
        if refusing.lacks_an_end(making) or refusing.is_a_persons(making):
            return None
        if refusing.asks_for_own(making):
            return None
        _tidy(making)
        return self._stated(making, first, number)

    def _stated(self, making: Making, first: str, number: int) -> Proposed | None:
        """The claim, now that its ends are known; *first* is who seemed to say it."""
        if refusing.tells_which(making) or not making.ends() or refusing.permits_nothing(making):
            return None
        both = bool(making.from_ and making.to)
        if refusing.is_policy(making) and not (first in making.ends() and both):
            return None  # a party may say that it "does not share them without consent"
        speaker = self._standing.speaker(making, first)
        stance = self._standing.stance(making, speaker)
        if self._standing.is_supposed(making, stance):
            return None
        one, said, how = making.one, making.said, making.how
        own = bool(self._document.speaker)
        parties = (*making.from_, *making.to)
        around = [each.name for each in parties if each.name not in {*making.told, said.speaker}]
        reason = reason_of(making, around, own)
        quoted = Reported.DIRECT if said.direct else Reported.INDIRECT
        claim = DraftClaim(
            at=self._sentence(one.word, number),
            speaker=speaker,
            spokesperson=said.spokesperson if said.spokesperson != speaker else None,
            via=self._standing.via(said),
            stance=stance,
            act=making.act,
            from_=tuple(dict.fromkeys(each.name for each in making.from_)),
            to=tuple(dict.fromkeys(each.name for each in making.to)),
            data=making.data,
            purpose=purpose_of(one),
            subjects=subjects_of(making),
            drafted=Drafted("rules", self._version, self._document.sha256[:16], None, reason),
            reported=None if own else quoted,
            tense=how.tense,
            voice=Voice.PASSIVE if one.passive and not has_doer(one) else None,
            modality=how.modality,
            hedges=how.hedges,
        )
        return Proposed(claim, one, parties, bool(around))

    def _sentence(self, word: Token, number: int) -> tuple[int, int]:
        """Where the sentence that carries a word stands in the text, without blanks at its ends."""
        sent = word.sent
        start, end = sent.start_char, sent.end_char
        text = self._pieces[number].text
        while end > start and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        return self._pieces[number].at(start, end)

    # ------------------------------------------------------------ parties

    def _named(self, kept: Iterable[Proposed], silences: Iterable[DraftNonAnswer]) -> list[DraftParty]:
        kinds: dict[str, Meant] = {}
        names: dict[str, None] = {}
        for one in kept:
            for each in one.parties:
                kinds.setdefault(each.name, each)
            claim = one.claim
            for name in (claim.speaker, claim.spokesperson, claim.via, *claim.from_, *claim.to):
                if name is not None:
                    names.setdefault(name)
        for silence in silences:
            names.update({name: None for name in (silence.speaker, silence.spokesperson) if name is not None})
        found = []
        for name in names:
            meant = kinds.get(name)
            kind = self._parties.type_of(name) if meant is None else meant.type
            if name == self.outlet and not self._document.speaker:
                kind = PartyType.MEDIA
            aliases = tuple(one for one in self._parties.forms(name) if one)
            found.append(DraftParty(name, kind, meant.kind if meant else None, aliases))
        return found


def _tidy(making: Making) -> None:
    """Leave out what no end may hold: givers of what is collected, takers of what is theirs, people."""
    if making.act is Act.COLLECT:
        making.from_ = []
    if not making.one.frame.mutual and making.act is not Act.USE:
        making.to = but_for(making.to, making.from_)
    if making.stays:
        making.to = [each for each in making.to if not each.people]
