"""Whom a pronoun means: "it", "they", "he", "we"."""

from collections.abc import Callable
from typing import Final

from graph.claims import PartyType
from graph.drafting.parties.cast import Cast
from graph.drafting.parties.describing import Describing
from graph.drafting.parties.groups import FIRST, IT, Meant
from graph.drafting.parties.salience import ORGANISATIONS
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import clause, subjects_of
from graph.drafting.text.phrases import conjuncts
from graph.drafting.text.tree import Span, Token, ancestors
from graph.drafting.word_lists import party_words

#: What tells whom any other word means: the word, who "we" is, and of whom the clause speaks.
Telling = Callable[[Token, str | None, str | None], Meant | None]
THEY: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
#: What some of a group are called by their number alone: "several of the banks".
_SEVERAL: Final = frozenset({"all", "both", "few", "many", "most", "others", "several", "some"})
#: What stands before why somebody is fined.
_WHY: Final = frozenset({"after", "as", "because", "since", "when", "where"})
HE: Final = frozenset({"he", "she", "him", "her", "his", "hers"})


class Pronouns:
    """The pronouns of one text."""

    def __init__(self, cast: Cast, describing: Describing, meant: Telling) -> None:
        self._cast = cast
        self._describing = describing
        self._meant = meant

    def meant(self, token: Token, number: int, first_person: str | None, subject: str | None) -> Meant | None:
        """Whom a pronoun stands for; None if for no party."""
        lower = token.lower_
        if lower in FIRST:
            return self._cast.maybe(first_person or self._cast.speaker)
        if lower in HE:
            return self._person(token, number)
        if lower in IT:
            but = self._cast.partners(token, number) | self._accusers(token, number)
            if token.dep_ == "poss" and (behind := self._main_behind(token, number)) is not None:
                return self._cast.maybe(behind)
            if token.dep_ in ("dative", "dobj") and (same := self._parallel(token, number)) is not None:
                return self._cast.maybe(same)
            if (told := self._told(token, number)) is not None:
                return self._cast.maybe(told)
            paper = subject is not None and self._cast.type_of(subject) is PartyType.MEDIA
            if subject is not None and subject not in but and not paper and self._is_it(subject):
                return self._cast.maybe(subject)
            if (place := self._place_above(token, number)) is not None:
                return self._cast.maybe(place)
            return self._cast.maybe(self._cast.salience.salient(number, token.i, ORGANISATIONS, but=but))
        if lower in THEY:
            return self._plural(token, number, first_person, subject)
        return None

    def _person(self, token: Token, number: int) -> Meant | None:
        """Whom "he" or "she" means: the person last spoken of who may be a man or a woman."""
        woman = token.lower_ in ("she", "her", "hers")
        women = self._describing.affiliating.women
        others = frozenset(name for name, is_woman in women.items() if is_woman is not woman)
        others |= self._addressed(token, number)
        name = self._cast.salience.salient(number, token.i, (PartyType.PERSON,), but=others)
        if (saying := self._who_says(token, number)) is not None:
            return self._meant(saying, None, None)
        begin = token.sent.start
        before = token.doc[begin - 1].sent.start if begin else 0
        for one in reversed(token.doc[before : token.i]):
            if (number, one.i) in self._cast.by_token and self._cast.by_token[number, one.i] == name:
                break
            if one.tag_ == "NN" and _is_somebody(one) and one.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
                if one.dep_ in ("dobj", "pobj") and self._is_subject(name, one, number):
                    break  # "A spokesman, Lee Park, would not discuss the clerk. He said"
                return self._meant(one, None, None)
        return self._cast.maybe(name)

    def _addressed(self, he: Token, number: int) -> frozenset[str]:
        """To whom somebody else writes: "In a letter to Lee Park, he asked"."""
        names = (
            self._cast.by_token.get((number, below.i))
            for prep in he.head.children
            if he.dep_ == "nsubj" and prep.dep_ == "prep" and prep.i < he.i
            for paper in prep.children
            for to in paper.children
            if to.lower_ in ("to", "with")
            for below in to.children
        )
        return frozenset(name for name in names if name is not None)

    def _is_subject(self, name: str | None, noun: Token, number: int) -> bool:
        """Whether a sentence speaks of a person whom it names before *noun*."""
        if name is None:
            return False
        return any(
            self._cast.by_token.get((number, one.i)) == name
            and (one.dep_ in ("nsubj", "nsubjpass") or (one.dep_ == "appos" and one.head.dep_ == "nsubj"))
            for one in noun.doc[noun.sent.start : noun.i]
        )

    def _who_says(self, he: Token, number: int) -> Token | None:
        """The nameless subject of the clause above: "Acme's owner testified that he had received"."""
        for at, above in ancestors(he):
            if at.dep_ == "ccomp" and above.i < at.i and above.lemma_ in cues().says:
                for one in above.children:
                    voice = _is_voice(one.lemma_)
                    if one.dep_ == "nsubj" and one.tag_ == "NN" and voice:
                        named = any((number, each.i) in self._cast.by_token for each in conjuncts(one))
                        told = any(each.dep_ == "appos" for each in one.children)
                        return None if named or told else one
        return None

    def _plural(
        self, token: Token, number: int, first_person: str | None, subject: str | None
    ) -> Meant | None:
        """The last group before "they"; else the party that the clause speaks of."""
        group = self.group(token)
        if group is not None:
            return self._meant(group, None, None)
        if first_person is not None and subject == first_person and _in_speech(token):
            subject = self._salient(token, but=frozenset({first_person}))  # "They gave us nothing"
        return self._cast.maybe(subject)

    def group(self, they: Token) -> Token | None:
        """The noun for the group that "they" goes back to."""
        objective = they.dep_ in ("dobj", "pobj", "dative")
        found = self._group_in(they.doc[they.sent.start : they.i], they, objective)
        if found is None and not objective and they.sent.start > 0 and not _counted_above(they):
            before = they.doc[they.sent.start - 1].sent
            found = self._group_in(before, they, objective=False)
            found = found or self._group_in(before, they, objective=True)
            found = found or (_who_acted(before) if they.head.lemma_ in cues().says else None)
        elif found is None and they.sent.start > 0 and _is_second(they):  # "It no longer gives them names"
            found = self._group_in(they.doc[they.sent.start - 1].sent, they, objective=True)
        return found

    def _group_in(self, stretch: Span, they: Token, objective: bool) -> Token | None:
        """The group that a stretch speaks of last, as its subject or else."""
        table = words()
        whole = not objective and they not in stretch.root.sent
        first = [one for one in stretch.root.lefts if whole and one.dep_.startswith("nsubj")]
        for one in (*first, *reversed(stretch)):  # the main subject before others
            lemma = one.lemma
            other = (
                objective
                and one.tag_ == "NNS"
                and one.head != they.head
                and one.dep_ not in ("nsubj", "conj")
            )
            if other and (lemma in table.party_types or lemma in table.persons):
                return one
            if (
                one.dep_ in ("nsubj", "nsubjpass")
                and (one.tag_ in ("NNS", "NNPS") or lemma == "police" or len(conjuncts(one)) > 1)
                and (lemma in table.party_types or lemma in table.people)
            ):
                return one
        return None

    def _main_behind(self, its: Token, number: int) -> str | None:
        """Whose "its" is before the subject of its sentence: "In its report Acme said"."""
        for at, above in ancestors(its):
            if at.dep_ == "prep" and above.dep_ == "ROOT" and at.i < above.i:
                subject = next((one for one in above.children if one.dep_ == "nsubj" and one.i > its.i), None)
                name = self._cast.by_token.get((number, subject.i)) if subject is not None else None
                own = name is not None and self._cast.type_of(name) in ORGANISATIONS
                return name if own and at.left_edge.i == its.sent.start else None
        return None

    def _parallel(self, it: Token, number: int) -> str | None:
        """Whom "it" means in the second of two like clauses: "Flo told Acme, and Orbix sent it names"."""
        verb = it.head
        if verb.dep_ != "conj" or verb.head.pos_ != "VERB" or not subjects_of(verb):
            return None
        names = [
            self._cast.by_token.get((number, one.i))
            for one in (*clause(verb.head).objects, *clause(verb.head).seconds, *clause(verb.head).at("to"))
        ]
        orgs = [name for name in names if self._cast.is_organisation(name)]
        return orgs[0] if len(orgs) == 1 else None

    def _told(self, it: Token, number: int) -> str | None:
        """Whom somebody deals with in the clause around, who then does so: "fined Acme because it sold them".

        So is who is told to ("told Acme that it had to hand them over"), and who was asked ("when Orbix asked
        Acme for names, it gave them").
        """
        verb = it.head
        if it.dep_ != "nsubj" or verb.pos_ not in ("VERB", "AUX"):
            return None
        for at, above in ancestors(it):
            if at.dep_ not in ("advcl", "ccomp", "nsubj", "xcomp"):
                return None
            marks = {one.lower_ for one in at.children if one.dep_ in ("mark", "advmod")}
            why = at.dep_ == "advcl" and above.lemma_ in party_words().accuses and not marks.isdisjoint(_WHY)
            must = at.dep_ == "ccomp" and above.lemma_ in party_words().tells and _must(at)
            if why or must:
                return self._one_object(above, number)
            if at.dep_ == "nsubj" and at == it:
                asked = (one for one in above.children if one.dep_ == "advcl" and one.i < it.i)
                for one in asked:
                    name = self._one_object(one, number) if one.lemma_ in party_words().asks else None
                    if name is not None:
                        return name
        return None

    def _one_object(self, verb: Token, number: int) -> str | None:
        """The one organisation to which something is done, which is named."""
        around = clause(verb)
        heads = around.subjects if around.passive else (*around.objects, *around.seconds)
        names = {self._cast.by_token.get((number, one.i)) for one in heads}
        orgs = [name for name in names if self._cast.is_organisation(name)]
        return orgs[0] if len(orgs) == 1 else None

    def asked_before(self, noun: Token, number: int) -> str | None:
        """Who was asked in the clause before: "When Orbix asked Acme for names, the firm gave them"."""
        for one in noun.head.children if noun.dep_ == "nsubj" else ():
            if one.dep_ == "advcl" and one.i < noun.i and one.lemma_ in party_words().asks:
                return self._one_object(one, number)
        return None

    def _place_above(self, it: Token, number: int) -> str | None:
        """The state or city of which the sentence says what it did: "Ohio sold names after its clerk …"."""
        for at, above in ancestors(it):
            verb = above if above.pos_ == "VERB" else at
            for one in verb.children:
                name = self._cast.by_token.get((number, one.i)) if one.dep_ == "nsubj" else None
                if name is not None and one.i < it.i:
                    return name if self._cast.named[name].place else None
        return None

    def _accusers(self, it: Token, number: int) -> frozenset[str]:
        """Who says of another what "it" did: "the bureau sued Acme, charging that it sold names"."""
        for at, above in ancestors(it):
            told = at.dep_ == "ccomp" and above.dep_ in ("advcl", "xcomp", "acl") and above.tag_ == "VBG"
            if told and above.head.lemma_ in party_words().accuses and above.head.pos_ == "VERB":
                names = (self._cast.by_token.get((number, one.i)) for one in subjects_of(above.head))
                return frozenset(name for name in names if name is not None)
        return frozenset()

    def _is_it(self, name: str) -> bool:
        """Whether "it" may mean a party: no person, and no people."""
        if name in self._cast.named:
            return self._cast.named[name].type is not PartyType.PERSON
        last = name.split()[-1].lower()
        return last not in ("people", "police") and (not last.endswith("s") or last.endswith("ss"))

    def _salient(self, token: Token, but: frozenset[str]) -> str | None:
        number = self._cast.piece(token)
        return self._cast.salience.salient(number, token.i, ORGANISATIONS, but=but)


def _who_acted(sentence: Span) -> Token | None:
    """The people by whom something was done: "It was sued by two patients. They contend that"."""
    table = words()
    for one in reversed(list(sentence)):
        people = one.tag_ == "NNS" and (one.lemma in table.people or one.lemma in table.persons)
        if people and one.dep_ == "pobj" and one.head.dep_ == "agent":
            return one
    return None


def _is_second(they: Token) -> bool:
    """Whether "them" are those who get something: "gave them access", "provides it to them"."""
    return they.dep_ == "dative" or (they.dep_ == "pobj" and they.head.lower_ in ("to", "with"))


def _must(verb: Token) -> bool:
    """Whether a clause says what somebody has to do: "had to hand them over", "must", "should"."""
    modal = any(one.lower_ in ("must", "should") and one.dep_ == "aux" for one in verb.children)
    return modal or (verb.lemma_ == "have" and any(one.dep_ == "xcomp" for one in verb.children))


def _counted_above(they: Token) -> bool:
    """Whether "they" are some of those who say so: "Several of the banks said that they sold none"."""
    return any(
        at.dep_ == "ccomp" and any(one.lower_ in _SEVERAL and one.i < they.i for one in subjects_of(above))
        for at, above in ancestors(they)
    )


def _in_speech(they: Token) -> bool:
    """Whether a word stands in a speaker's own words: in quotation marks, or before "he said"."""
    doc, start = they.doc, they.sent.start
    if sum(one.text == '"' for one in doc[start : they.i]) % 2 or any(
        one.lower_ in FIRST for one in they.sent
    ):
        return True
    return any(
        at.dep_ == "ccomp" and above.i > they.i and above.lemma_ in cues().says
        for at, above in ancestors(they)
    )


def _is_voice(noun: str) -> bool:
    """Whether a noun tells of one person who says something of themselves; a spokesman speaks of others."""
    table = words()
    if noun in table.spokespeople:
        return False
    doer = noun.endswith(("er", "or", "ist", "ian", "man", "woman")) and noun not in table.party_types
    return noun in table.voices or doer


def _is_somebody(noun: Token) -> bool:
    """Whether a noun tells of one nameless person: "a deputy who asked"."""
    lemma, table = noun.lemma, words()
    official = lemma in table.voices and table.party_types.get(lemma) is PartyType.GOVERNMENT
    named = any(child.dep_ == "appos" for child in noun.children)
    return (lemma in table.persons or official) and not named and noun.ent_type_ == ""
