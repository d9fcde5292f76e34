"""From flows as they are spoken of to draft claims: parties for heads, a stance, a speaker, a quote.

What is no claim is left out here: flows of nobody in particular,
hypotheses, quality denials ("not without permission"), questions.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from graph.claims import Act, Drafted, PartyType, Reported, Stance, Tense, Voice
from graph.drafting.claims.answering import Answering
from graph.drafting.claims.confidence import Confidence
from graph.drafting.claims.context import Context
from graph.drafting.claims.ends import Ends, is_organisation
from graph.drafting.claims.proposed import Proposed, without_doubles
from graph.drafting.drafts import UNNAMED, Document, DraftClaim, DraftNonAnswer, DraftParty
from graph.drafting.frames.data import is_anything, is_pointing, is_some, just_named, people_of, phrase
from graph.drafting.frames.frames import spoken
from graph.drafting.frames.spoken import Spoken
from graph.drafting.parties.groups import Meant
from graph.drafting.parties.parties import Parties
from graph.drafting.saying import noclaims, nonanswers
from graph.drafting.saying.attribution import Attribution
from graph.drafting.saying.attributions import Attributions
from graph.drafting.saying.denials import blanket
from graph.drafting.saying.stance import Polarity, polarity
from graph.drafting.tables import cues, frames, words
from graph.drafting.text.grammar import children, is_passive, noun_phrase, owners, subtree
from graph.drafting.text.segments import Piece

_OVERSIGHT: Final = frozenset({"find", "conclude", "determine", "rule", "establish", "uphold", "fine"})


#: What "for" may stand before without a purpose: "for example", "for a period of 90 days", "for as long as".
_NO_PURPOSE: Final = frozenset(
    {"example", "instance", "period", "time", "maximum", "day", "month", "year", "long"}
)


#: What an authority lays down its findings in, and a party what it does.
_FINDINGS: Final = frozenset({"audit", "decision", "finding", "judgment", "judgement", "ruling", "verdict"})
#: What those who oversee others find is laid down in, and by what word in their names they are known.
_REPORTS: Final = frozenset({"report", "review", "summary"})
_OVERSEERS: Final = (
    *("accountability", "audit", "commissioner", "comptroller", "inspector general", "ombudsman"),
    *("oversight", "privacy office"),
)
_RULES: Final = frozenset(
    {"agreement", "brochure", "disclaimer", "faq", "form", "guideline", "handbook", "leaflet", "license"}
    | {"manual", "notice", "pamphlet", "policy", "print", "prompt", "term"}
)
#: What an accuser lays down what somebody else has done in.
_CHARGES: Final = frozenset(
    {"accusation", "charge", "complaint", "indictment", "lawsuit", "petition", "suit"}
)
#: Verbs of those who find out what others have done: "Norvik found that the names were sold".
_FINDS: Final = frozenset({"detect", "discover", "find", "uncover"})
_ACCUSING: Final = frozenset({"allege", "complain", "contend"})
_EMPLOYED: Final = frozenset({"employee", "engineer", "staff", "staffer", "worker"})


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
        self._context = Context(self._parties)
        self.outlet = document.publisher or document.speaker or UNNAMED
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
            mine = self._own(name)
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

    # ------------------------------------------------------------ one claim

    def _claim(self, one: Spoken, number: int, before: Sequence[Proposed]) -> Proposed | None:
        said = self._attributions.of(one.word)
        how = polarity(one.word, said.verb)
        if one.empty:
            how = replace(how, negations=(*how.negations, "no"))
        policy = how.quality == "without" and said.speaker is not None and how.tense is not Tense.PAST
        if how.quality is not None and not policy:
            return None
        if nonanswers.kind_of(one.word) is not None or noclaims.is_none(one):
            return None
        first = said.speaker
        around = self._ends.subject_of(one.lead) or said.speaker
        if around == said.speaker and around is not None:
            around = self._no_person(around)
        if self._document.speaker and any(head.lower_ in ("you", "yourself") for head in one.to):
            return None  # "we provide you with a better service"
        loosely = one.frame.strong and one.governor is None
        asked = loosely and one.act is Act.SEEK and "object" in one.frame.from_
        if one.act is Act.SEEK and any(head.pos_ == "PRON" for head in one.from_):
            askers = frozenset(each.name for each in self._ends.of(one.to, first, around))
            asked_of = self._ends.subject_of(one.lead, askers) or said.speaker
            from_ = self._ends.of(one.from_, first, asked_of, asked)
            if askers and {each.name for each in from_} <= askers:  # "the police asked it for them"
                from_ = self._parties.topic(one.word, askers)
        else:
            from_ = self._ends.of(one.from_, first, around, asked)
        giver = frozenset(each.name for each in from_) if "subject" in one.frame.from_ else frozenset()
        if giver and any(head.pos_ == "PRON" for head in one.to):  # "demanded that Acme give it"
            around = self._ends.subject_of(one.word, giver) or said.speaker
        handed = one.governor is None and one.word.pos_ == "VERB" and one.act in (Act.SHARE, Act.SELL)
        to = self._ends.of(one.to, first, around, (loosely or handed) and "subject" in one.frame.from_)
        if not one.frame.mutual:
            to = self._ends.apart(one.to, to, giver)
        if said.speaker is not None and len(one.to) == 1 and _is_staff(one.to[0]):
            to = [own] if (own := self._own(said.speaker)) is not None else to
        if said.speaker is not None and len(one.from_) == 1 and _is_staff(one.from_[0]):
            from_ = [own] if (own := self._own(said.speaker)) is not None else from_
        own = self._own(said.speaker) if said.spokesperson is not None and one.frame.word != "see" else None
        if own is not None:
            from_, to = (  # "He said he had turned down the police"
                [own if each.name == said.spokesperson else each for each in end] for end in (from_, to)
            )
        if one.passive and said.verb is not None:
            to = self._ends.not_who_says(one.to, to, said.speaker)
        if said.speaker is not None and _accuses(said):
            if "subject" in one.frame.from_:
                from_ = self._ends.not_accuser(one.from_, from_, said.speaker, one.word)
            elif "subject" in one.frame.to:
                to = self._ends.not_accuser(one.to, to, said.speaker, one.word)
        act = one.act
        people = [each for each in from_ if each.people]
        if not (act is Act.SEEK and len(people) == len(from_)):  # people are asked for their own data
            from_ = [each for each in from_ if not each.people]
        if act is Act.SEEK and people and len(people) == len(from_) and one.governor in _DEMANDS:
            act, from_ = Act.COLLECT, []  # "requires users to enter their names"
        if act is Act.SHARE and people and not from_ and not one.to and _must(one.word):
            own = self._own(said.speaker)  # "users have to send in their names"
            act, to = Act.COLLECT, [own] if own is not None else self._parties.topic(one.word, frozenset())
            how = replace(how, hypothetical=None, modality=None)
        permits = frames().governors.get(one.governor or "")
        lets = permits is not None and permits.means == "permit" and act is Act.SHARE and bool(from_)
        if lets and {each.name for each in from_} == {each.name for each in to}:
            act, from_ = Act.COLLECT, []  # "an app that lets its maker see"
        if act is Act.SHARE and from_ and (all(map(_is_had, one.from_)) or all(map(_is_gadget, from_))):
            act, from_ = (Act.COLLECT if to else act), []  # "phones send their position to Acme"
        if not how.denied and any(map(_is_nobody, one.to)):
            how = replace(how, negations=(*how.negations, "no"))  # "gave no agency access"
        if act is Act.SHARE and to and all(each.people for each in to) and all(map(_is_own, one.data)):
            return None  # "gives its customers access to their messages"
        data = self._data(one, number, before)
        if data is None:
            return None
        holders = self._ends.holders(one, first)
        told = {each.name for each in (*from_, *to, *holders)}
        if (
            act in (Act.SHARE, Act.SEEK, Act.SELL)
            and "subject" in one.frame.to
            and not from_
            and one.governor is None
        ) or (act is Act.SEEK and not from_):
            from_ = [each for each in holders if each.name not in {it.name for it in to}]
        if (
            one.frame.word == "see"
            and act is Act.SHARE
            and any(below.lemma_ in _EMPLOYED for head in one.to for below in head.subtree)
        ):
            act = Act.USE  # "its employees can see them"
        if one.frame.people and {each.name for each in from_} == {each.name for each in to}:
            from_ = []  # "took fingerprints from its workers"
        if act is Act.SHARE and one.governor is None and not from_:
            act = Act.COLLECT if one.frame.people or one.frame.act is Act.COLLECT else act
        speaker_name = said.speaker or self._continued(how, one, from_, to) or self.outlet
        speaker = speaker_name
        # "the data was not shared": in a party's own words the party is meant
        if one.passive or (not one.from_ and not one.to):
            own = self._own(speaker) if said.speaker or self._document.speaker else None
            if own is not None and (how.denied or said.cue not in _FINDS):
                if (
                    act in (Act.SHARE, Act.SELL)
                    and not (from_ or (one.passive and holders))
                    and own.name not in {each.name for each in to}
                    and "subject" in one.frame.from_
                ):
                    from_ = ([] if how.denied else self._context.holder(one, before, to)) or [own]
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
        things = all(head.lemma_.lower() in words().devices for head in one.to)
        if act is Act.COLLECT and one.to and not to and things:
            to = self._parties.topic(one.word, frozenset())  # "the cookies had collected names"
        if act in (Act.USE, Act.COLLECT) and not to:
            to = self._context.recipient(one, before) if not one.to else []
            main = one.word.dep_ in ("ROOT", "advcl", "ccomp", "conj") and one.governor is None
            if one.passive and not to and not one.to and main:  # "e-mail was intercepted from the street"
                to = self._parties.topic(one.word, frozenset(each.name for each in from_))
        if not data and any(is_anything(head) for head in one.data) and not how.denied:
            return None
        nothing = bool(one.data) and all(is_anything(head) for head in one.data)
        if act is Act.SHARE and from_ and not to and one.governor is None and not nothing:
            to = self._context.who_asked(one, before, from_)
            to = to or self._context.asker_before(one, before, from_)
        if act is Act.SHARE and one.to and not to and from_ and all(map(_is_machine, one.to)):
            act, from_, to = Act.USE, [], from_  # "feeds messages into its algorithm"
        if act is Act.USE and to and holders and one.frame.word in _LOOKS:
            others = [each for each in holders if each.name not in {it.name for it in to}]
            if others and all(map(is_organisation, to)):
                act, from_ = Act.SHARE, others  # "officers have been going through Acme's records"
        if act is Act.SHARE and one.frame.mutual and not to and len(from_) == 1 and from_[0].kind is None:
            act, from_, to = Act.USE, [], from_  # "pools what it knows across its services"
        act, from_, to = self._ends.made_by(act, from_, to)
        if act is Act.SEEK and not to and how.denied and one.passive:
            to = self._context.said_to_get(before, from_)  # "said it was never asked for records"
        if act is Act.SEEK and not to and (one.passive or is_passive(one.lead)):
            own = self._own(said.speaker)  # "will be asked for access, officials say"
            if own is not None and own.name not in {each.name for each in from_}:
                to = [own]
            elif people and len(people) == len(from_):
                to = self._parties.topic(one.word, frozenset())
        if act is Act.SEEK and not to and one.word.pos_ != "NOUN":
            return None
        if act is Act.SEEK and not from_ and one.governor is None:
            from_ = self._context.approached(one, around)
            from_ = from_ or self._context.answerer(one, to)
            from_ = from_ or self._context.asked_of_itself(one, self._own(said.speaker), to)
            from_ = from_ or self._context.holder_before(one, to)
        elif act is Act.SEEK and not from_:
            from_ = self._context.holder_before(one, to)
        if act is Act.SEEK and not from_:
            from_ = self._context.asked_before(before, to)
        sold = any(each.claim.act is Act.SELL and each.claim.to for each in before[-6:])
        new = how.denied and act is Act.SELL and not sold
        if not (new and from_ and not to):  # "shares them with Orbix, but does not sell them"
            act, from_, to = self._context.completed(one, act, from_, to, before, data)
        which = one.word.dep_ == "acl" and one.passive  # "videos sent to others"
        if act in (Act.SHARE, Act.SELL) and to and not from_ and one.governor is None and not which:
            from_ = self._left_out(one, how, said, to) or self._context.holder(one, before, to)
            if speaker not in {each.name for each in to}:  # "no data are sent to us"
                from_ = from_ or self._context.topic(one, to)
            act, from_, to = self._ends.made_by(act, from_, to)
        if ("to" in one.frame.needs and not to and not how.denied) or (one.loose and not (from_ and to)):
            return None
        if (
            "organisation" in one.frame.needs
            and one.governor is None
            and not any(is_organisation(each) for each in to)
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
            and not _is_news(one.word)
            and (said.speaker is None or _is_any(one.word.head))
        ):
            return None
        to = [each for each in to if not (each.people and act in (Act.USE, Act.COLLECT))]
        if not from_ and not to:
            return None
        governor = frames().governors.get(one.governor or "")
        if governor is not None and governor.means == "permit" and not from_ and "without" in how.negations:
            return None  # "without allowing us to access your contacts"
        ends = {each.name for each in (*from_, *to)}
        if policy and (speaker not in ends or not (from_ and to)):
            return None  # a party may say that it "does not share them without consent"
        if said.speaker is None and speaker == self.outlet:
            does = to if act in (Act.COLLECT, Act.USE) else from_
            speaker = self._continued(how, one, does, ()) or self._writer(said, act, from_, to) or speaker
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
        around_it = [
            each.name for each in (*from_, *to) if each.name not in told and each.name != said.speaker
        ]
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
            drafted=self._drafted(one, how, said, around_it),
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
        return Proposed(claim, one, (*from_, *to), bool(around_it))

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
                elif head.pos_ == "PRON" and "organisation" in one.frame.needs:
                    return None
                elif head.pos_ == "PRON" or is_some(head):
                    if (named := just_named(head)) is None:
                        return None
                    found.append(phrase(named))
                else:
                    found.append(phrase(head))
            else:
                found.append(phrase(head))
        return tuple(dict.fromkeys(found))

    def _is_supposed(self, how: Polarity, stance: Stance, said: Attribution, word: Token) -> bool:
        """Whether it is only supposed ("if it sold"); a party's own "may share" is a statement."""
        if how.hypothetical in ("should", "ought", "must"):
            return True
        if how.hypothetical is not None and (not how.denied or how.hypothetical in ("if", "whether")):
            own = stance is Stance.CONFIRMED and how.hypothetical in ("could", "might")
            if not own:
                return True
        can = any(child.lower_ == "can" for child in children(word))
        outlet = said.speaker is None and not self._document.speaker and said.paper not in _RULES
        return how.modality is not None and not how.denied and not can and outlet

    def _continued(
        self, how: Polarity, one: Spoken, from_: Sequence[Meant], to: Sequence[Meant]
    ) -> str | None:
        """Who still speaks in a denial that names no speaker: outlets seldom deny in their own voice."""
        ends = {each.name for each in (*from_, *to)}
        if how.denied and (beside := self._attributions.beside(one.word)).speaker in ends:
            return beside.speaker
        heads = (*one.from_, *one.to)
        if any(head.pos_ == "PROPN" for head in heads):
            return None
        if not how.denied and not any(head.pos_ == "PRON" for head in heads):
            return None
        last = self._attributions.before(one.word)
        return last.speaker if last.speaker in ends else None

    def _no_person(self, speaker: str) -> str | None:
        """Who speaks, if "it" may mean them: no person."""
        return None if self._parties.type_of(speaker) is PartyType.PERSON else speaker

    def _writer(self, said: Attribution, act: Act, from_: Sequence[Meant], to: Sequence[Meant]) -> str | None:
        """Whose form or policy it is that says so and that is called nobody's: whoever does what it says."""
        does = to if act in (Act.COLLECT, Act.USE) else from_
        named = [each.name for each in does if each.kind is None and self._own(each.name) is not None]
        return named[0] if said.paper in _RULES and len(named) == 1 else None

    def _left_out(self, one: Spoken, how: Polarity, said: Attribution, to: Sequence[Meant]) -> list[Meant]:
        """Who gives, where a party says that nobody gets it: "Acme said that nobody was given the data"."""
        own = self._own(said.speaker) if how.denied or "subject" in one.frame.data else None
        if own is not None and not how.denied and own.type is PartyType.GOVERNMENT:
            return []
        return [own] if own is not None and own.name not in {each.name for each in to} else []

    def _own(self, speaker: str | None) -> Meant | None:
        if speaker is None or speaker == self._document.publisher:
            return None
        kind = self._parties.type_of(speaker)
        if kind in (PartyType.COMPANY, PartyType.SERVICE, PartyType.GOVERNMENT, PartyType.NGO):
            return self._parties.by_name(speaker) or Meant(speaker, kind, None, speaker)
        return None

    def _stance(self, how: Polarity, said: Attribution, speaker: str, ends: set[str]) -> Stance:
        if how.denied:
            return Stance.DENIED
        if speaker in ends or (said.spokesperson is not None and said.spokesperson in ends):
            return Stance.CONFIRMED
        kind = self._parties.type_of(speaker)
        if kind is PartyType.GROUP:  # "a report by the inspector general"
            kind = words().party_types.get(speaker.lower().split()[-1], kind)
        if kind in (PartyType.COURT, PartyType.GOVERNMENT):
            found = said.paper in _REPORTS and any(one in speaker.lower() for one in _OVERSEERS)
            if said.cue in _OVERSIGHT or said.paper in _FINDINGS or found:
                return Stance.CONFIRMED
        elif said.paper in _RULES and kind in (PartyType.COMPANY, PartyType.SERVICE, PartyType.NGO):
            return Stance.CONFIRMED
        return Stance.ALLEGED

    def _via(self, said: Attribution) -> str | None:
        """The outlet that a speaker told it: "told Reuters"."""
        if said.verb is None or said.verb.lemma_ not in ("tell", "inform"):
            return None
        for child in children(said.verb):
            name = self._parties.named_at(child) if child.dep_ in ("dobj", "dative") else None
            if name and self._parties.type_of(name) is PartyType.MEDIA and name != self._document.publisher:
                return name
        return None

    def _purpose(self, one: Spoken) -> tuple[str, ...]:
        for child in children(one.word):
            if child.dep_ in ("xcomp", "advcl") and any(
                each.dep_ == "aux" and each.lower_ == "to" for each in children(child)
            ):
                span = subtree(child)
                text = span.doc[child.i : span.end].text
                return (" ".join(text.split()).strip(" .,;\"'"),)
            if child.dep_ == "prep" and child.lower_ == "for" and "for" not in one.frame.data:
                for below in children(child):
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

    def _drafted(self, one: Spoken, how: Polarity, said: Attribution, around: Sequence[str]) -> Drafted:
        """How the claim was drafted; *around* are the parties that its own clause does not name."""
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
        if around:
            reason += f"; {', '.join(around)} by the text around"
        return Drafted("rules", self._version, self._document.sha256[:16], None, reason)

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


#: By which one gets what is in another's records.
_LOOKS: Final = frozenset(
    {"browse", "comb", "dig", "go", "look", "peer", "read", "scour", "search", "sift", "trawl"}
)
#: By which people are made to give what is theirs.
_DEMANDS: Final = frozenset({"compel", "force", "make", "oblige", "require"})


def _is_gadget(meant: Meant) -> bool:
    """Whether it is a thing that people have which is named by its brand."""
    lower = meant.name.lower()
    return lower.removesuffix("s") in words().services and lower.endswith("s")


def _is_had(head: Token) -> bool:
    """Whether a thing is one that people have, called by its brand: "an HTC phone"."""
    branded = any(one.dep_ in ("compound", "nmod") and one.pos_ == "PROPN" for one in children(head))
    return branded and head.lemma_.lower() in words().gadgets and not owners(head)


def _is_own(head: Token) -> bool:
    """Whether data are theirs who get them."""
    return any(one.lower_ in ("their", "your") and one.dep_ == "poss" for one in children(head))


def _accuses(said: Attribution) -> bool:
    """Whether somebody tells of what another has done."""
    return said.cue in _ACCUSING or said.cue in cues().accuses or said.paper in _CHARGES


def _is_nobody(head: Token) -> bool:
    return any(child.lower_ == "no" and child.dep_ == "det" for child in children(head))


def _must(verb: Token) -> bool:
    """Whether somebody has to do it: "has to send in", "must give"."""
    above = verb.head if verb.dep_ == "xcomp" else verb
    needed = above.lemma_ in ("agree", "consent", "have", "need", "oblige", "opt", "require")
    return (needed and above != verb) or any(child.lower_ == "must" for child in children(verb))


def _is_machine(head: Token) -> bool:
    """Whether data are put into a thing that works with them: "into its algorithm"."""
    return head.dep_ == "pobj" and head.head.lower_ in ("into", "onto", "through") and head.pos_ == "NOUN"


def _words(token: Token) -> str:
    return noun_phrase(token).text


def _is_news(verb: Token) -> bool:
    """Whether a clause tells what a noun before it says: "the news that Acme had been buying data"."""
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in children(verb))


def _is_any(noun: Token) -> bool:
    """Whether a noun in the plural means whoever does something: "apps that sell records"."""
    return noun.tag_ == "NNS" and not any(
        child.dep_ in ("det", "poss", "nummod", "predet") or child.pos_ == "PROPN" for child in children(noun)
    )


def _has_doer(one: Spoken) -> bool:
    """Whether the words name who does it."""
    return bool(one.from_ if "subject" in one.frame.from_ else one.to)


def _is_staff(head: Token) -> bool:
    """Whether a noun names people who work for whoever speaks of them: "employees have access"."""
    mine = not owners(head) and not any(child.dep_ in ("compound", "prep", "acl") for child in children(head))
    return mine and head.lemma_.lower() in _EMPLOYED
