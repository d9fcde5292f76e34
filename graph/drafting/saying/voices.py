"""Whom the subject of a sentence of speaking stands for: a party, its spokesman, "it", somebody unnamed."""

import re
from dataclasses import replace
from typing import Final

from graph.claims import PartyType
from graph.drafting.parties.groups import FIRST, Meant
from graph.drafting.parties.parties import Parties
from graph.drafting.saying.attribution import Attribution
from graph.drafting.saying.papers import Papers
from graph.drafting.saying.sentences import Sentences
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import clause, owners, subjects_of
from graph.drafting.text.phrases import noun_phrase
from graph.drafting.text.tree import Token, ancestors
from graph.drafting.word_lists import party_words, speakers

#: How some of a group are called that has spoken before.
_SOME: Final = frozenset({"another", "both", "others", "several", "some"})


class Voices:
    """Those who speak in one text; ``papers`` are its papers, which speak for their owners."""

    def __init__(self, parties: Parties, sentences: Sentences) -> None:
        self._parties = parties
        self._sentences = sentences
        self.papers = Papers(parties, sentences, self.of)

    def of(self, token: Token, last: Attribution) -> Attribution | None:
        """The speaker that a noun stands for."""
        lemma = token.lemma
        table = words()
        named = self._parties.named_at(token)
        beside = self._parties.named_at(token.head) if token.dep_ == "appos" and named is None else None
        if beside is not None and (
            lemma not in table.voices or self._parties.type_of(beside) is PartyType.PERSON
        ):
            return self.of(token.head, last)  # "Lee Park, the Democrat who complained that"
        if lemma == "general" and any(one.lower_ == "inspector" for one in token.lefts):
            return self._overseer(token)
        written = lemma not in table.party_types and (lemma in table.documents or lemma in speakers().leaked)
        if named is None and (written or token.lower_ == "papers"):
            return self.papers.of(token, last)
        if lemma == "action" and any(one.lower_ == "class" for one in token.lefts):
            return self._bringer(token) or self.papers.suitor(token, last) or Attribution("class action")
        if token.lower_ == "it" and (suit := self._suit_before(token)) is not None:
            return self.papers.of(suit, last)
        if token.lower_ in ("he", "it", "she", "they") and (above := _who_says(token)) is not None:
            return self.of(above, last)
        if token.lower_ in ("it", "they") and (own := self._says_of_itself(token)) is not None:
            return own
        if token.lower_ == "it" and (teller := _tells_of_itself(token)) is not None:
            return self.of(teller, last)
        if token.lower_ == "it" and (paper := self._paper_before(token)) is not None:
            return self.papers.of(paper, last)
        if token.lower_ == "it" and (who_before := self._before_words(token)) is not None:
            return Attribution(who_before)
        anew = token.lower_ == "it" and not self._sentences.is_recent(token)
        if anew and (who := self._parties.meant(token)):
            return Attribution(who.name)
        if token.lower_ == "it" and last.speaker is not None and self._are_people(last.speaker):
            who = self._parties.meant(token)
            return Attribution(who.name) if who is not None else None
        if token.lower_ in ("it", "they") and last.speaker is not None:
            return self._answering(token, last) or last
        if token.lower_ in ("he", "she") and (voice := self._voice_before(token)) is not None:
            return self.of(voice, last)
        if token.lower_ in ("he", "she") and (last.spokesperson is not None or last.human):
            if (new := self._person_since(token, last)) is None:
                return last
            office = self._parties.speaks_for(new)
            return Attribution(office or new, new if office else None, human=True)
        if (client := self._client(token)) is not None:
            return client
        if token.lower_ == "both" and not token.children and (two := self._parties.both(token)):
            return Attribution(two[0], others=(two[1],))  # "Acme and Orbix are banks. Both denied that"
        if token.tag_ == "NNS" and lemma in party_words().generic:
            several = [one.name for one in self._parties.meant_all(token)]
            if len(several) > 1:
                return Attribution(several[0])  # "…, the companies said": a joint statement is one
        if (token.pos_ == "NUM" or token.lower_ in _SOME) and (group := self._of_group(token, last)):
            return Attribution(group)
        former = lemma in speakers().insiders and any(one.lower_ in ("former", "ex") for one in token.lefts)
        if former and self._apposed(token) is None:
            return Attribution(_informed(token) or _with_of(token), human=token.tag_ == "NN")
        if lemma in table.spokespeople and self._is_again(token) and (own := self._said_of(token)):
            return own
        if last.human and lemma in table.spokespeople and self._is_again(token):
            return last  # "an executive said …", then "the executive said"
        if (own := self._own_side(token)) is not None:
            return own
        if lemma == "partner" and token.tag_ == "NN" and (office := self._parties.subject_before(token)):
            return Attribution(office, human=True)  # "Acme no longer takes them, a partner said"
        if lemma == "plaintiff" and (person := self._apposed(token)) is not None:
            return Attribution(person, human=True)  # "the plaintiff, Lee Park, says"
        gone = any(one.lower_ in ("former", "ex") or one.lower_ in speakers().gone for one in token.lefts)
        if gone and lemma in table.voices and (person := self._apposed(token)) is not None:
            return Attribution(person, human=True)  # "the broker's former chief, Lee Park"
        meant = self._parties.meant(token)
        if meant is not None:
            meant = self._besides(token, meant)
            if meant.type is PartyType.PERSON:
                office = self._parties.speaks_for(meant.name)
                return Attribution(office or meant.name, meant.name if office else None, human=True)
            human = any(lemma in one for one in (table.voices, table.spokespeople, table.outside_voices))
            person = next(
                (
                    name
                    for child in token.children
                    if child.dep_ == "appos"
                    and (name := self._parties.named_at(child))
                    and self._parties.type_of(name) is PartyType.PERSON
                ),
                None,
            )
            if (
                meant.kind is not None
                and lemma in speakers().informed
                and (told := _informed(token)) is not None
            ):
                return Attribution(told)
            if meant.people and token.lower_ not in ("plaintiffs",):
                return Attribution(meant.name)
            return Attribution(meant.name, person, human=human)
        person = next(
            (
                name
                for child in token.children
                if child.dep_ == "appos" and (name := self._parties.named_at(child))
            ),
            None,
        )
        if lemma in table.voices and person is not None:
            office = self._parties.speaks_for(person) or last.speaker or self._parties.spokesman(token)
            return Attribution(office or person, person if office else None, human=True)
        its = lemma in table.voices and any(one.lower_ in ("its", "their") for one in owners(token))
        if its and (own := self._says_of_itself(token)) is not None:
            return replace(own, spokesperson=person, human=True)  # "…, its president said"
        if lemma in table.spokespeople and (own := self._said_of(token)) is not None:
            return own
        if lemma in table.spokespeople and (
            office := self._parties.subject_before(token)
            or self._silent_before(token)
            or self._house(last.speaker, self._told_of(token))
            or self._parties.spokesman(token, self._told_of(token))
        ):
            return Attribution(office, human=True)
        if lemma in table.voices and token.tag_ == "NN" and lemma not in table.outside_voices:
            here = token.i > token.sent.start + 2 and not gone
            office = self._parties.subject_before(token) if here else None
            if office is not None:
                return Attribution(office, human=True)  # "Acme sold them, a manager said"
        if lemma in speakers().works and (author := self._author(token, last)) is not None:
            return author
        speaks = lemma in table.voices or lemma in table.outside_voices or _is_doer(token)
        if speaks and token.pos_ in ("NOUN", "PROPN"):
            return Attribution(_informed(token) or noun_phrase(token).text, human=token.tag_ == "NN")
        return None

    def _besides(self, token: Token, meant: Meant) -> Meant:
        """Who speaks, if no party that their words tell of: "We gave the insurer none," the company said."""
        before = token.doc[token.sent.start : token.i]
        ours = any(one.lower_ in ("our", "us", "we") for one in before)
        if not ours or token.lemma not in party_words().generic or len(noun_phrase(token)) > 1:
            return meant
        given = [
            one
            for one in before
            if one.dep_ in ("dative", "dobj", "pobj")
            and (one.dep_ != "pobj" or one.head.lower_ in ("from", "to", "with"))
            and (one.pos_ == "PROPN" or one.lemma in words().party_types)
        ]
        told = frozenset(it.name for one in given if (it := self._parties.meant(one)) is not None)
        other = self._parties.other_than(token, told) if meant.name in told else meant
        return other if other.kind is None else meant

    def _overseer(self, general: Token) -> Attribution:
        """An inspector general, who speaks for no agency: "the Tax Office's inspector general"."""
        person = self._apposed(general)
        whose = next((one for one in owners(general) if self._parties.named_at(one)), None)
        house = self._parties.named_at(whose) if whose is not None else None
        name = f"{house} inspector general" if house is not None else "inspector general"
        return Attribution(name, person, human=True)

    def _are_people(self, speaker: str) -> bool:
        """Whether those who spoke are several people, whom "it" does not mean."""
        last = speaker.split()[-1].lower()
        people = last.endswith("s") and last.removesuffix("s") in words().people
        return people and self._parties.by_name(speaker) is None

    def _person_since(self, he: Token, last: Attribution) -> str | None:
        """The person of whom the text spoke since somebody spoke: "Lee Park differed. It is so, he said"."""
        meant = self._parties.meant(he)
        if meant is None or meant.type is not PartyType.PERSON or meant.kind is not None:
            return None
        if meant.name in (last.spokesperson, last.speaker) or not self._parties.by_name(meant.name):
            return None
        own = (one for one in he.doc[he.sent.start : he.i])
        before = () if self._sentences.speaks_before(he) else self._sentences.before(he)
        return (
            meant.name
            if any(
                one.dep_ == "nsubj" and self._parties.named_at(one) == meant.name for one in (*own, *before)
            )
            else None
        )

    def _silent_before(self, voice: Token) -> str | None:
        """Who would not talk in the sentence before: "Acme declined to say more. A spokesman said"."""
        if self._sentences.speaks_before(voice):
            return None
        for one in self._sentences.before(voice):
            name = self._parties.named_at(one) if one.dep_ == "nsubj" and one.head.dep_ == "ROOT" else None
            if name is not None and self._house(name) and name != self._parties.publisher:
                return name if self._parties.type_of(name) is not PartyType.MEDIA else None
        return None

    def _of_group(self, some: Token, last: Attribution) -> str | None:
        """The group of which some say more: "Nine lawmakers said … Five said that"."""
        if last.speaker is None or self._parties.by_name(last.speaker) is not None or some.children:
            return None
        noun = re.split(" (?:at|from|in|of|who|with) ", last.speaker)[0].split()[-1].lower()
        return last.speaker if noun.endswith("s") or noun == "people" else None

    def _author(self, work: Token, last: Attribution) -> Attribution | None:
        """Whose work it is that shows something: "research by Norvik", "Norvik's tests"."""
        makers = [one for by in work.children if by.lower_ in ("by", "from") for one in by.children]
        makers += owners(work)
        makers += [one for one in work.lefts if one.dep_ == "compound" and self._parties.named_at(one)]
        found = (self.of(one, last) for one in makers)
        return next((one for one in found if one is not None), None)

    def _told_of(self, voice: Token) -> frozenset[str]:
        """Whom a spokesman names beside "we", and so does not speak for: "We gave it to Acme, he said"."""
        found: set[str] = set()
        for told in voice.head.children:
            if told.dep_ == "ccomp" and any(one.lower_ in FIRST for one in told.subtree):
                names = (self._parties.named_at(one) for one in told.subtree if one.dep_ != "poss")
                found.update(name for name in names if name is not None)
        return frozenset(found)

    def _house(self, speaker: str | None, but: frozenset[str] = frozenset()) -> str | None:
        """Who spoke last, if that is a party that may have a spokesman: not "two people", nor a person."""
        meant = self._parties.by_name(speaker) if speaker is not None and speaker not in but else None
        return speaker if meant is not None and meant.type is not PartyType.PERSON else None

    def _client(self, token: Token) -> Attribution | None:
        """For whom a lawyer speaks, if for a person or a group: "his lawyer", "lawyers for the widow"."""
        if token.lemma not in speakers().counsel:
            return None
        whose = [
            below
            for prep in token.children
            if prep.lower_ in ("for", "of")
            for below in prep.children
            if below.dep_ == "pobj"
        ]
        for one in (*owners(token), *whose):
            meant = self._parties.meant(one)
            if meant is None or (meant.type is not PartyType.PERSON and not meant.people):
                continue
            return Attribution(meant.name, self._apposed(token), human=True)
        return None

    def _own_side(self, token: Token) -> Attribution | None:
        """The body of which somebody unnamed is an official: "a police official"."""
        if token.lemma not in speakers().officials or any(one.lower_ == "former" for one in token.lefts):
            return None
        for child in token.lefts:
            if child.dep_ == "compound" and child.lemma in speakers().bodies:
                meant = self._parties.body_called(child) or self._parties.meant(child)
                several = meant is not None and meant.kind is not None and meant.words == child.text
                if several and token.tag_ == "NNS" and child.lower_ != "police":
                    return None  # "hospital officials" of no hospital that was named
                if meant is not None and not meant.people:
                    return Attribution(meant.name, human=token.tag_ == "NN")
        return None

    def _said_of(self, token: Token) -> Attribution | None:
        """The party of which a spokesman without a name speaks: "The group sells none, a spokesman said"."""
        for child in token.head.children:
            if child.dep_ != "ccomp" or child.i > token.i:
                continue
            for subject in child.children:
                plain = subject.dep_ in ("nsubj", "nsubjpass") and subject.pos_ in ("NOUN", "PROPN")
                if not plain or subject.lemma not in words().party_types:
                    continue
                meant = self._parties.meant(subject)
                if meant is not None and meant.kind is None and not meant.people:
                    return Attribution(meant.name, human=True)
        return None

    def _is_again(self, token: Token) -> bool:
        """Whether a noun for somebody who speaks says no more than that: "the executive"."""
        below = token.children
        return len(below) == 1 and below[0].lower_ == "the" and self._parties.named_at(token) is None

    def _before_words(self, token: Token) -> str | None:
        """Of whom the sentence before spoke, for "it" behind its own words: "'We sold them,' it said"."""
        if not any(one.dep_ == "ccomp" and one.i < token.i for one in token.head.children):
            return None
        if not any(self._sentences.quoted[self._sentences.number(token)][token.sent.start : token.i]):
            return None
        for one in self._sentences.before(token):
            name = self._parties.named_at(one) if one.dep_ == "nsubj" and one.head.dep_ == "ROOT" else None
            if name is not None and self._parties.type_of(name) is not PartyType.PERSON:
                return name
        return None

    def _voice_before(self, token: Token) -> Token | None:
        """Who would not talk in the sentence before, and says this: "A spokeswoman for Acme would not …"."""
        table = words()
        for one in self._sentences.before(token):
            if one.dep_ in ("nsubj", "nsubjpass") and one.head.dep_ == "ROOT" and one.tag_ == "NN":
                voice = one.lemma in table.spokespeople and self._parties.named_at(one) is None
                return one if voice and one.head.lemma not in cues().says else None
        return None

    def _paper_before(self, token: Token) -> Token | None:
        """The paper of which the sentence before spoke: "Acme's policy does not. It says that …"."""
        if token.head.lemma not in cues().says or token.i > token.head.i:
            return None
        if token.sent.start < token.left_edge.i - 2:
            return None
        for one in self._sentences.before(token):
            if one.dep_ == "nsubj" and one.head.dep_ == "ROOT" and one.lemma in speakers().own_papers:
                return one if owners(one) else None
        return None

    def _bringer(self, suit: Token) -> Attribution | None:
        """Who brought a suit by its own words: "a class action brought by Lee Park"."""
        by = (one for acl in suit.children if acl.dep_ == "acl" for one in clause(acl).at("by"))
        names = (self._parties.named_at(one) for one in by)
        return next((Attribution(name) for name in names if name is not None), None)

    def _suit_before(self, it: Token) -> Token | None:
        """The suit of which the sentence before spoke: "The suit was filed by Lee Park. It says that"."""
        if it.head.lemma not in cues().says or it.i > it.head.i:
            return None
        for one in self._sentences.before(it):
            if one.dep_ in ("nsubj", "nsubjpass") and one.head.dep_ == "ROOT" and one.lemma in words().suits:
                return one
        return None

    def _apposed(self, token: Token) -> str | None:
        """The name behind a noun: "a former employee, Lee Park", "the plaintiff, a driver named Lee Park"."""
        behind = [child for child in token.children if child.dep_ == "appos"]
        behind += [
            name
            for noun in (token, *behind)
            for acl in noun.children
            if acl.dep_ == "acl" and acl.lower_ in ("called", "named")
            for name in acl.children
        ]
        names = (self._parties.named_at(one) for one in behind)
        return next((name for name in names if name), None)

    def _says_of_itself(self, token: Token) -> Attribution | None:
        """Who "it" is behind its own words: "The university monitored the accounts, it said"."""
        for child in token.head.children:
            if child.dep_ == "ccomp" and child.i < token.i:
                around = clause(child)
                for subject in around.objects if around.passive else around.subjects:
                    if is_nobody(subject) or (around.passive and self._parties.named_at(subject) is None):
                        continue
                    meant = self._parties.meant(subject) if subject.pos_ in ("NOUN", "PROPN") else None
                    if meant is not None and not meant.people and meant.type is not PartyType.PERSON:
                        return Attribution(meant.name)
        return None

    def _answering(self, token: Token, last: Attribution) -> Attribution | None:
        """Who answers the one who spoke before: "Norvik said that Acme sold it. It denied …"."""
        lemma = token.head.lemma
        if lemma not in cues().denies and lemma not in cues().admits:
            return None
        before = [one for one in self._sentences.before(token) if one.dep_ in ("nsubj", "nsubjpass")]
        for subject in reversed(before):
            name = self._parties.named_at(subject)
            if (
                name is not None
                and name != last.speaker
                and self._parties.type_of(name) is not PartyType.PERSON
            ):
                return Attribution(name) if name != self._parties.publisher else None
        return None


def _is_doer(noun: Token) -> bool:
    """Whether a noun that no table knows tells of people by what they do: "public defenders"."""
    table, lemma = words(), noun.lemma
    if noun.tag_ not in ("NN", "NNS") or not lemma.endswith(("er", "or", "ist", "man", "woman")):
        return False
    known = (table.documents, table.data, table.devices, table.other_things, table.suits, table.people)
    return not any(lemma in one for one in known)


def _who_says(pronoun: Token) -> Token | None:
    """Who says that they say: "Acme said it had told Orbix to stop"."""
    verb = pronoun.head
    above = verb.head
    if verb.dep_ != "ccomp" or above.i > pronoun.i or above.lemma not in cues().says:
        return None
    subjects = [one for one in above.children if one.dep_ == "nsubj"]
    return subjects[0] if len(subjects) == 1 and subjects[0].pos_ in ("NOUN", "PROPN") else None


def is_nobody(subject: Token) -> bool:
    """Whether a subject names nobody who might speak: "nobody", "no customer"."""
    return subject.lower_ in ("nobody", "none", "neither") or any(
        child.lower_ in ("no", "neither") and child.dep_ in ("det", "neg", "preconj", "cc")
        for child in subject.children
    )


def _informed(token: Token) -> str | None:
    """Unnamed people by what they know: "three people familiar with the matter"."""
    for child in token.children:
        knows = child.dep_ in ("amod", "relcl") and any(
            one.lower_ in ("familiar", "close") for one in child.subtree
        )
        has = (
            child.dep_ == "prep"
            and child.lower_ == "with"
            and "knowledge" in {one.lower_ for one in child.subtree}
        )
        told = child.dep_ == "acl" and child.lower_ == "briefed"
        if child.i > token.i and (knows or has or told):
            start = min((one.i for one in token.lefts if one.dep_ != "det"), default=token.i)
            return " ".join(token.doc[start : child.right_edge.i + 1].text.split())
    return None


def _with_of(token: Token) -> str:
    """A noun with its own words and what is behind "of": "three former employees of the broker"."""
    of = [child for child in token.children if child.dep_ == "prep" and child.lower_ in ("of", "at", "from")]
    span = noun_phrase(token)
    return " ".join(token.doc[span.start : of[0].right_edge.i + 1 if of else span.end].text.split())


def _tells_of_itself(it: Token) -> Token | None:
    """Who tells what "it" learned or said: "Acme maintained that it had acted once it learned that"."""
    if it.head.dep_ != "advcl":
        return None
    for at, above in ancestors(it.head):
        if at.dep_ == "ccomp" and at.i > above.i and above.lemma in cues().says:
            who = subjects_of(above)
            return who[0] if len(who) == 1 and who[0].pos_ == "PROPN" else None
    return None
