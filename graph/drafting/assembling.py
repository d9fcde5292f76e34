"""From flows as they are spoken of to draft claims: parties for heads, a stance, a speaker, a quote.

What is no claim is left out here: flows of nobody in particular,
hypotheses, quality denials ("not without permission"), questions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc, Token

from graph.claims import Act, Drafted, PartyType, Reported, Stance, Voice
from graph.drafting import nonanswers
from graph.drafting.attributions import Attribution, Attributions
from graph.drafting.data import holders, is_anything, is_definite, is_pointing, people_of, phrase
from graph.drafting.denials import Denial, blanket
from graph.drafting.drafts import UNNAMED, Document, DraftClaim, DraftNonAnswer, DraftParty
from graph.drafting.frames import Spoken, spoken
from graph.drafting.grammar import (
    ancestors,
    governing_subject,
    is_passive,
    noun_phrase,
    owners,
    subjects_of,
    subtree,
)
from graph.drafting.parties import Meant, Parties
from graph.drafting.segments import Piece
from graph.drafting.stance import Polarity, polarity
from graph.drafting.tables import cues, frames, words

_OVERSIGHT: Final = frozenset({"find", "conclude", "determine", "rule", "establish", "uphold", "fine"})


@dataclass(slots=True)
class Proposed:
    """A draft with what is needed to compare it with others."""

    claim: DraftClaim
    spoken: Spoken
    parties: tuple[Meant, ...]


#: What "for" may stand before without a purpose: "for example", "for a period of 90 days", "for as long as".
_NO_PURPOSE: Final = frozenset(
    {"example", "instance", "period", "time", "maximum", "day", "month", "year", "long"}
)


_BUILT: Final = frozenset(
    {
        "code",
        "extension",
        "feature",
        "product",
        "program",
        "software",
        "system",
        "technology",
        "tool",
        "tracker",
    }
)
_BUILDS: Final = frozenset(
    {"build", "create", "deploy", "design", "develop", "employ", "have", "insert", "install", "make", "use"}
)
_FORBIDS: Final = frozenset({"ban", "bar", "block", "forbid", "keep", "prevent", "prohibit", "stop"})


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
        self.outlet = document.publisher or document.speaker or UNNAMED

    def drafts(self) -> tuple[list[DraftClaim], list[DraftNonAnswer], list[DraftParty]]:
        """All claims and non-answers, and the parties that they name."""
        found: list[Proposed] = []
        for number, doc in enumerate(self._docs):
            denials = list(blanket(doc, self._pieces[number].text))
            for one in spoken(doc):
                while denials and denials[0].word.i < one.word.i:
                    found += self._denied(denials.pop(0), number, found)
                made = self._claim(one, number, found)
                if made is not None:
                    found.append(made)
            for denial in denials:
                found += self._denied(denial, number, found)
        kept = _without_doubles(found)
        silences = self._silences()
        return [one.claim for one in kept], silences, self._named(kept, silences)

    def _silences(self) -> list[DraftNonAnswer]:
        """Who gave no answer, each once."""
        found: dict[str, DraftNonAnswer] = {}
        for number, doc in enumerate(self._docs):
            for one in nonanswers.found(doc, self._pieces[number].text):
                for head in one.who:
                    said = self._attributions.speaker(head)
                    if said is None or said.speaker is None or said.speaker == self._document.publisher:
                        continue
                    reason = f'"{one.word.text}" ({one.kind})'
                    drafted = Drafted("rules", self._version, self._document.sha256[:16], 0.9, reason)
                    quote = self._sentence(one.word, number)
                    made = DraftNonAnswer(
                        quote, said.speaker, one.kind, drafted, said.spokesperson, reported=Reported.INDIRECT
                    )
                    found.setdefault(said.speaker, made)
        return list(found.values())

    def _denied(self, denial: Denial, number: int, before: Sequence[Proposed]) -> list[Proposed]:
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
        who = [each for each in self._all(answer.who, said.speaker, around) if _is_organisation(each)]
        asked = next((each for each in reversed(before[-6:]) if each.claim.act is Act.SEEK), None)
        how = polarity(answer.word, said.verb)
        if not who or asked is None or not asked.claim.to or how.hypothetical is not None:
            return []
        names = {each.name for each in who}
        several = len(asked.claim.from_) != 1 or any(each.kind is not None for each in asked.parties)
        if names & set(asked.claim.to) or not (several or names & set(asked.claim.from_)):
            return []
        speaker = said.speaker or self.outlet
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

    # ------------------------------------------------------------ one claim

    def _claim(self, one: Spoken, number: int, before: Sequence[Proposed]) -> Proposed | None:
        said = self._attributions.of(one.word)
        how = polarity(one.word, said.verb)
        if one.empty:
            how = replace(how, negations=(*how.negations, "no"))
        if how.quality is not None or _question(one.word) or nonanswers.kind_of(one.word) is not None:
            return None
        first = said.speaker
        around = self._subject_of(one.lead) or said.speaker
        if self._forbidden(one) or self._by_law(one) or any(_tells(head) for head in one.data):
            return None
        if self._document.speaker and any(head.lower_ in ("you", "yourself") for head in one.to):
            return None  # "we provide you with a better service"
        loosely = one.frame.strong and one.governor is None
        from_ = self._all(one.from_, first, around)
        giver = frozenset(each.name for each in from_) if "subject" in one.frame.from_ else frozenset()
        if giver and any(head.pos_ == "PRON" for head in one.to):  # "demanded that Acme give it"
            around = self._subject_of(one.word, giver) or said.speaker
        to = self._all(one.to, first, around, loosely and "subject" in one.frame.from_)
        if not one.frame.mutual:
            to = self._apart(one.to, to, giver)
        if said.speaker is not None and len(one.to) == 1 and _is_staff(one.to[0]):
            to = [own] if (own := self._own(said.speaker)) is not None else to
        act = one.act
        people = [each for each in from_ if each.people]
        if not (act is Act.SEEK and len(people) == len(from_)):  # people are asked for their own data
            from_ = [each for each in from_ if not each.people]
        data = self._data(one, number, before)
        if data is None:
            return None
        holders = self._holders(one, first)
        if (
            act in (Act.SHARE, Act.SEEK, Act.SELL)
            and "subject" in one.frame.to
            and not from_
            and one.governor is None
        ) or (act is Act.SEEK and not from_):
            from_ = [each for each in holders if each.name not in {it.name for it in to}]
        if one.frame.people and act is Act.SHARE and one.governor is None and not from_:
            act = Act.COLLECT
        speaker_name = said.speaker or self._continued(how, one, from_, to) or self.outlet
        speaker = speaker_name
        # "the data was not shared": in a party's own words the party is meant
        if one.passive or (not one.from_ and not one.to):
            own = self._own(speaker) if said.speaker or self._document.speaker else None
            if own is not None:
                if (
                    act in (Act.SHARE, Act.SELL)
                    and not (from_ or (one.passive and holders))
                    and own.name not in {each.name for each in to}
                    and "subject" in one.frame.from_
                ):
                    from_ = [own]
                elif not to and (
                    act in (Act.COLLECT, Act.USE) or (one.passive and "subject" in one.frame.to)
                ):
                    to = [own] if own.name not in {each.name for each in from_} else to
        if act in (Act.SHARE, Act.SELL) and one.passive and not from_ and "subject" in one.frame.from_:
            from_ = [each for each in holders if each.name not in {it.name for it in to}]
        if act in (Act.SHARE, Act.SELL) and one.from_ and not from_ and said.speaker is not None:
            own = self._own(speaker)  # "no property of the chain"
            if own is not None and all(head.lemma_.lower() in words().devices for head in one.from_):
                from_ = [own] if own.name not in {each.name for each in to} else from_
        if act in (Act.COLLECT, Act.USE) and one.to and not to and said.speaker is not None:
            own = self._own(speaker)  # "the program collects", says the agency
            if own is not None and all(head.lemma_.lower() in words().devices for head in one.to):
                to = [own]
        if act in (Act.USE, Act.COLLECT) and not to:
            to = self._recipient(one, before)
        if not data and any(is_anything(head) for head in one.data) and not how.denied:
            return None
        if act is Act.SHARE and from_ and not to and one.governor is None:
            to = self._who_asked(one, before, from_)
        act, from_, to = self._made_by(act, from_, to)
        if act is Act.SEEK and not to and one.word.pos_ != "NOUN":
            return None
        if act is Act.SEEK and not from_ and one.governor is None:
            from_ = self._holder_before(one, to)
        act, from_, to = self._completed(one, act, from_, to, before)
        if ("to" in one.frame.needs and not to and not how.denied) or (one.loose and not (from_ and to)):
            return None
        if (
            "organisation" in one.frame.needs
            and one.governor is None
            and not any(_is_organisation(each) for each in to)
        ):
            return None
        if act is Act.COLLECT:
            from_ = []
        if not one.frame.mutual:
            to = [each for each in to if each.name not in {it.name for it in from_} or act is Act.USE]
        if (
            one.word.dep_ in ("acl", "relcl")
            and act in (Act.SHARE, Act.SELL)
            and not (from_ and to)
            and said.speaker is None
        ):
            return None
        to = [each for each in to if not (each.people and act in (Act.USE, Act.COLLECT))]
        if not from_ and not to:
            return None
        governor = frames().governors.get(one.governor or "")
        if governor is not None and governor.means == "permit" and not from_ and "without" in how.negations:
            return None  # "without allowing us to access your contacts"
        ends = {each.name for each in (*from_, *to)}
        stance = self._stance(how, said, speaker, ends)
        if self._is_supposed(how, stance, said, one.word):
            return None
        quote = self._sentence(one.word, number)
        people_head = next((each for head in one.data if (each := people_of(head)) is not None), None)
        subjects = (
            (_words(people_head),)
            if people_head is not None
            else tuple(dict.fromkeys(each.words for each in people))[:1]
        )
        claim = DraftClaim(
            at=quote,
            speaker=speaker,
            spokesperson=said.spokesperson if said.spokesperson != speaker else None,
            via=self._via(said),
            stance=stance,
            act=act,
            from_=tuple(dict.fromkeys(each.name for each in from_)),
            to=tuple(dict.fromkeys(each.name for each in to)),
            data=data,
            purpose=self._purpose(one),
            subjects=subjects,
            drafted=self._drafted(one, how, said, stance, from_, to),
            reported=None
            if self._document.speaker
            else Reported.DIRECT
            if said.direct
            else Reported.INDIRECT,
            tense=how.tense,
            voice=Voice.PASSIVE if one.passive and not _has_doer(one) else None,
            modality=how.modality,
            hedges=how.hedges,
        )
        return Proposed(claim, one, (*from_, *to))

    def _all(
        self, heads: Iterable[Token], first: str | None, subject: str | None, loosely: bool = False
    ) -> list[Meant]:
        """The parties that heads stand for; *loosely*, also people or firms of a kind that no table knows."""
        found: dict[str, Meant] = {}
        for head in heads:
            if head.tag_ == "NNS" and self._exemplified(head):
                continue  # "companies like Acme" are Acme
            makers = (
                [] if head.lemma_.lower() not in _BUILT or not _is_built(head) else governing_subject(head)
            )
            meanings = [
                it for user in makers if (it := self._parties.meant(user, first, subject)) is not None
            ]
            meanings = meanings or self._parties.meant_all(head, first, subject)
            if not meanings and head.lemma_.lower() in words().devices:
                meanings = [  # "uses software that sends": who uses it
                    meant
                    for user in governing_subject(head)
                    if (meant := self._parties.meant(user, first, subject)) is not None
                ]
            if not meanings and loosely:
                meanings = self._parties.unknown(head)
            for meant in meanings:
                found.setdefault(meant.name, meant)
        return list(found.values())

    def _exemplified(self, head: Token) -> bool:
        """Whether a group is told by names: "companies such as Acme"."""
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("like", "as"):
                return any(self._parties.named_at(one) for one in child.children if one.dep_ == "pobj")
        return False

    def _apart(self, heads: Sequence[Token], to: list[Meant], giver: frozenset[str]) -> list[Meant]:
        """Who gets it, where a description was taken for who gives it: "Acme gave the contractor …"."""
        if len(heads) != 1 or heads[0].pos_ != "NOUN" or not {each.name for each in to} & giver:
            return to
        return [self._parties.other_than(heads[0], giver)]

    def _holders(self, one: Spoken, first: str | None) -> list[Meant]:
        """Whose data it is, if that is no person: "Acme's records", "records of Acme's customers"."""
        found: dict[str, Meant] = {}
        for head in one.data:
            for each in holders(head):
                meant = self._parties.meant(each, first)
                kind = meant is not None and meant.kind is not None and each.dep_ in ("compound", "nmod")
                if meant is None or kind:
                    continue  # "court files" are no court's
                if _is_organisation(meant) and meant.type is not PartyType.SERVICE:
                    found.setdefault(meant.name, meant)
        return list(found.values())

    def _subject_of(self, token: Token, but: frozenset[str] = frozenset()) -> str | None:
        """The party that the clause around a word speaks of, *but* for some: the likeliest "it"."""
        for _, head in ancestors(token):
            if head.pos_ in ("VERB", "AUX"):
                for child in subjects_of(head) or [
                    below for below in head.children if below.dep_ == "nsubjpass"
                ]:
                    if child.i < token.i:
                        meant = self._parties.meant(child) if child.pos_ != "PRON" else None
                        if meant is not None and meant.name in but:
                            continue
                        if meant is not None and meant.type is not PartyType.PERSON:
                            return meant.name
                        if meant is not None and (office := self._parties.speaks_for(meant.name)):
                            return office
        return None

    def _data(self, one: Spoken, number: int, before: Sequence[Proposed]) -> tuple[str, ...] | None:
        """The data as worded; what a pronoun or "such information" points to where it was just named."""
        found: list[str] = []
        for head in one.data:
            if is_anything(head):
                continue
            if is_pointing(head):
                earlier = next((each.claim.data for each in reversed(before) if each.claim.data), None)
                if earlier is not None:
                    found += earlier
                elif head.pos_ == "PRON":
                    return None
                else:
                    found.append(phrase(head))
            else:
                found.append(phrase(head))
        return tuple(dict.fromkeys(found))

    def _is_supposed(self, how: Polarity, stance: Stance, said: Attribution, word: Token) -> bool:
        """Whether it is only supposed ("if it sold"); a party's own "may share" is a statement."""
        if how.hypothetical is not None and (not how.denied or how.hypothetical in ("if", "whether")):
            own = stance is Stance.CONFIRMED and how.hypothetical in ("could", "might")
            if not own:
                return True
        can = any(child.lower_ == "can" for child in word.children)
        outlet = said.speaker is None and not self._document.speaker
        return how.modality is not None and not how.denied and not can and outlet

    def _completed(
        self, one: Spoken, act: Act, from_: list[Meant], to: list[Meant], before: Sequence[Proposed]
    ) -> tuple[Act, list[Meant], list[Meant]]:
        """The other end of "the records", where the text has just said between whom they went."""
        if act not in _TRANSFER | {Act.SEEK} or bool(from_) == bool(to):
            return act, from_, to
        if not all(is_definite(head) for head in one.data) or one.governor is not None:
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
            if claim.act not in _TRANSFER:
                continue
            names = {each.name for each in (*from_, *to)}
            if (
                to
                and claim.from_
                and not names & set(claim.from_)
                and (not claim.to or names & set(claim.to))
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

    def _holder_before(self, one: Spoken, to: Sequence[Meant]) -> list[Meant]:
        """The one company just spoken of, from which somebody wants data without saying from whom."""
        taken = {each.name for each in to}
        found = self._parties.just_before(one.word, PartyType.COMPANY)
        return [each for each in found if each.name not in taken] if len(found) == 1 else []

    def _forbidden(self, one: Spoken) -> bool:
        """Whether somebody else is to keep them from it: "wants to bar companies from selling"."""
        for child, head in ancestors(one.word):
            below = child.dep_ in ("prep", "xcomp", "ccomp")
            if below and head.lemma_.lower() in _FORBIDS and head.pos_ == "VERB":
                own = any(child.lemma_.lower() in words().documents for child in subjects_of(head))
                given = any(child.dep_ == "dobj" for child in head.children)
                return given and not own and not is_passive(head)
        return False

    def _by_law(self, one: Spoken) -> bool:
        """Whether it is a law that lets or makes somebody do it: nobody then says that they do."""
        for _, head in [(None, one.word), *ancestors(one.word)]:
            if head.lemma_.lower() in cues().says:
                return False
            if any(
                child.lemma_.lower() in words().norms
                for child in head.children
                if child.dep_ in ("nsubj", "nsubjpass")
            ):
                return True
            if head.dep_ in ("acl", "relcl") and head.head.lemma_.lower() in words().norms:
                return True
        return False

    def _who_asked(self, one: Spoken, before: Sequence[Proposed], from_: Sequence[Meant]) -> list[Meant]:
        """Who had asked for it, in the same sentence: "was asked by Acme and provided some data"."""
        for earlier in reversed(before):
            if earlier.spoken.word.sent != one.word.sent or earlier.spoken.word.doc is not one.word.doc:
                break
            if earlier.claim.act is Act.SEEK and set(earlier.claim.from_) & {each.name for each in from_}:
                return [each for each in earlier.parties if each.name in earlier.claim.to]
        return []

    def _made_by(self, act: Act, from_: list[Meant], to: list[Meant]) -> tuple[Act, list[Meant], list[Meant]]:
        """A service for its maker: what software sends home is collected by its maker."""
        if (
            act is Act.SHARE
            and len(from_) == 1
            and from_[0].type is PartyType.SERVICE
            and from_[0].kind is None
        ) and self._parties.operator(from_[0].name) in {each.name for each in to}:
            return Act.COLLECT, [], to
        if act in (Act.COLLECT, Act.USE):
            to = [self._maker(each) for each in to]
        return act, from_, to

    def _maker(self, service: Meant) -> Meant:
        lower = service.name.lower()
        known = lower in words().services or lower.removesuffix("s") in words().services
        if (service.type is not PartyType.SERVICE and not known) or service.kind is not None:
            return service
        maker = self._parties.operator(service.name)
        return Meant(maker, PartyType.COMPANY, None, service.words) if maker is not None else service

    def _recipient(self, one: Spoken, before: Sequence[Proposed]) -> list[Meant]:
        """Who got the data that "that data" points to."""
        if not any(is_pointing(head) for head in one.data) or not before:
            return []
        last = before[-1]
        names = set(last.claim.to)
        return [each for each in last.parties if each.name in names]

    def _continued(
        self, how: Polarity, one: Spoken, from_: Sequence[Meant], to: Sequence[Meant]
    ) -> str | None:
        """Who still speaks in a denial that names no speaker: outlets seldom deny in their own voice."""
        if not how.denied:
            return None
        last = self._attributions.before(one.word)
        ends = {each.name for each in (*from_, *to)}
        return last.speaker if last.speaker in ends else None

    def _own(self, speaker: str | None) -> Meant | None:
        if speaker is None or speaker == self._document.publisher:
            return None
        kind = self._parties.type_of(speaker)
        if kind in (PartyType.COMPANY, PartyType.SERVICE, PartyType.GOVERNMENT, PartyType.NGO):
            return Meant(speaker, kind, None, speaker)
        return None

    def _stance(self, how: Polarity, said: Attribution, speaker: str, ends: set[str]) -> Stance:
        if how.denied:
            return Stance.DENIED
        if speaker in ends or (said.spokesperson is not None and said.spokesperson in ends):
            return Stance.CONFIRMED
        kind = self._parties.type_of(speaker)
        if kind in (PartyType.COURT, PartyType.GOVERNMENT) and said.cue in _OVERSIGHT:
            return Stance.CONFIRMED
        return Stance.ALLEGED

    def _via(self, said: Attribution) -> str | None:
        """The outlet that a speaker told it: "told Reuters"."""
        if said.verb is None or said.verb.lemma_ not in ("tell", "inform"):
            return None
        for child in said.verb.children:
            name = self._parties.named_at(child) if child.dep_ in ("dobj", "dative") else None
            if name and self._parties.type_of(name) is PartyType.MEDIA and name != self._document.publisher:
                return name
        return None

    def _purpose(self, one: Spoken) -> tuple[str, ...]:
        for child in one.word.children:
            if child.dep_ in ("xcomp", "advcl") and any(
                each.dep_ == "aux" and each.lower_ == "to" for each in child.children
            ):
                span = subtree(child)
                text = span.doc[child.i : span.end].text
                return (" ".join(text.split()).strip(" .,;\"'"),)
            if child.dep_ == "prep" and child.lower_ == "for" and "for" not in one.frame.data:
                for below in child.children:
                    if below.pos_ == "PRON" or below.lemma_ in _NO_PURPOSE:
                        continue
                    if below.dep_ in ("pobj", "pcomp"):
                        span = subtree(below)
                        return (" ".join(span.text.split()).strip(" .,;\"'"),)
        return ()

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

    def _drafted(
        self,
        one: Spoken,
        how: Polarity,
        said: Attribution,
        stance: Stance,
        from_: Sequence[Meant],
        to: Sequence[Meant],
    ) -> Drafted:
        reason = f'"{one.word.text}" ({one.frame.act})'
        if one.governor:
            reason += f' under "{one.lead.text}" ({one.act})'
        if how.negations:
            reason += f'; denied by "{", ".join(how.negations)}"'
        if said.speaker is None:
            reason += (
                "; own document" if self._document.speaker else "; nobody is quoted, so the outlet says it"
            )
        else:
            reason += f'; said by "{said.cue}"'
        confidence = 0.9
        confidence -= 0.1 * (not from_ and one.act is not Act.COLLECT and one.act is not Act.USE) + 0.1 * (
            not to
        )
        confidence -= 0.1 * (len(how.negations) > 1) + 0.1 * (one.word.pos_ == "NOUN")
        confidence -= 0.1 * any(each.kind is not None for each in (*from_, *to))
        confidence -= 0.1 * (said.speaker is not None and said.verb is None)
        return Drafted(
            "rules", self._version, self._document.sha256[:16], round(max(confidence, 0.1), 2), reason
        )

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


def _words(token: Token) -> str:
    return noun_phrase(token).text


def _has_doer(one: Spoken) -> bool:
    """Whether the words name who does it."""
    return bool(one.from_ if "subject" in one.frame.from_ else one.to)


def _is_staff(head: Token) -> bool:
    """Whether a noun names people who work for whoever speaks of them: "employees have access"."""
    mine = not owners(head) and not any(child.dep_ in ("compound", "prep", "acl") for child in head.children)
    return mine and head.lower_ in ("employees", "workers", "staff", "engineers", "staffers")


def _is_built(head: Token) -> bool:
    """Whether a tool is what somebody makes or uses: "built software that searches"."""
    return head.dep_ == "dobj" and head.head.lemma_ in _BUILDS


def _tells(head: Token) -> bool:
    """Whether data are only named as what says something: "documents obtained by Norvik show …"."""
    if head.dep_ == "nsubj" and head.head.lemma_.lower() in cues().says:
        return True
    return head.dep_ == "pobj" and head.head.head.lower_ == "according"


def _is_organisation(meant: Meant) -> bool:
    if meant.type is PartyType.GROUP:  # "the company", "insurers"
        last = meant.words.split()[-1].lower() if meant.words else ""
        return not meant.people and bool({last, last.removesuffix("s")} & words().party_types.keys())
    return not meant.people and meant.type is not PartyType.PERSON


def _question(token: Token) -> bool:
    """Whether a sentence asks, or is a heading such as "How we share your data"."""
    sent = token.sent
    last = next((one.text for one in reversed(sent) if one.text not in ('"', "'", "''")), "")
    heading = sent[0].tag_ in ("WRB", "WP", "WDT") and last[-1:] not in (".", "!") and sent[-1].text == last
    return heading or last.endswith("?")


def _without_doubles(found: Sequence[Proposed]) -> list[Proposed]:
    """Each claim once: of two that say the same, the one that says more."""
    kept: list[Proposed] = []
    for one in found:
        same = next((at for at, other in enumerate(kept) if _same(one.claim, other.claim)), None)
        if same is None:
            kept.append(one)
        elif _fullness(one.claim) > _fullness(kept[same].claim):
            kept[same] = one
    return kept


_TRANSFER = frozenset({Act.SHARE, Act.SELL, Act.COLLECT})


def _same(a: DraftClaim, b: DraftClaim) -> bool:
    return (
        a.speaker == b.speaker
        and a.stance == b.stance
        and (a.act == b.act)
        and a.from_ == b.from_
        and a.to == b.to
        and set(a.data) == set(b.data)
    )


def _fullness(claim: DraftClaim) -> int:
    return sum(map(len, (claim.from_, claim.to, claim.data, claim.purpose, claim.subjects)))
