"""Whom a pronoun means: "it", "they", "he", "we"."""

from collections.abc import Callable
from typing import Final

from spacy.tokens import Span, Token

from graph.claims import PartyType
from graph.drafting.parties.cast import Cast
from graph.drafting.parties.describing import Describing
from graph.drafting.parties.groups import FIRST, IT, Meant
from graph.drafting.parties.salience import ORGANISATIONS
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import ancestors, conjuncts, subjects_of

#: What tells whom any other word means: the word, who "we" is, and of whom the clause speaks.
Telling = Callable[[Token, str | None, str | None], Meant | None]
THEY: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
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
            but = self._subjects(token, number)
            if subject is not None and subject not in but and self._is_it(subject):
                return self._cast.maybe(subject)
            return self._cast.maybe(self._cast.salience.salient(number, token.i, ORGANISATIONS, but=but))
        if lower in THEY:
            return self._plural(token, number, first_person, subject)
        return None

    def _person(self, token: Token, number: int) -> Meant | None:
        """Whom "he" or "she" means: the person last spoken of who may be a man or a woman."""
        woman = token.lower_ in ("she", "her", "hers")
        others = frozenset(name for name, is_woman in self._describing.women.items() if is_woman is not woman)
        name = self._cast.salience.salient(number, token.i, (PartyType.PERSON,), but=others)
        if (saying := self._who_says(token, number)) is not None:
            return self._meant(saying, None, None)
        begin = token.sent.start
        before = token.doc[begin - 1].sent.start if begin else 0
        for one in reversed(token.doc[before : token.i]):
            if (number, one.i) in self._cast.by_token and self._cast.by_token[number, one.i] == name:
                break
            if one.tag_ == "NN" and _is_somebody(one) and one.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
                return self._meant(one, None, None)
        return self._cast.maybe(name)

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
        objective = token.dep_ in ("dobj", "pobj", "dative")
        found = self._group_in(token.doc[token.sent.start : token.i], token, objective)
        if found is None and not objective and token.sent.start > 0:
            before = token.doc[token.sent.start - 1].sent
            found = self._group_in(before, token, objective=True)
        if found is not None:
            return found
        own = first_person is not None and any(one.lower_ in FIRST for one in token.sent)
        if own and first_person is not None and subject == first_person:
            subject = self._salient(token, but=frozenset({first_person}))  # "They gave us nothing"
        return self._cast.maybe(subject)

    def _group_in(self, stretch: Span, they: Token, objective: bool) -> Meant | None:
        """The group that a stretch speaks of last, as its subject or else."""
        table = words()
        for one in reversed(stretch):
            lemma = one.lemma_.lower()
            other = (
                objective
                and one.tag_ == "NNS"
                and one.head != they.head
                and one.dep_ not in ("nsubj", "conj")
            )
            if other and lemma in (*table.party_types, *table.persons):
                return self._meant(one, None, None)
            if (
                one.dep_ in ("nsubj", "nsubjpass")
                and (one.tag_ in ("NNS", "NNPS") or lemma == "police" or len(conjuncts(one)) > 1)
                and lemma in (*table.party_types, *table.people)
            ):
                return self._meant(one, None, None)
        return None

    def _subjects(self, it: Token, number: int) -> frozenset[str]:
        """The parties that do it to "it", and so are not meant: "Acme gave it a copy"."""
        verb = it.head.head if it.dep_ == "pobj" else it.head
        if it.dep_ not in ("dobj", "dative", "pobj") or verb.pos_ != "VERB":
            return frozenset()
        names = (self._cast.by_token.get((number, one.i)) for one in subjects_of(verb))
        return frozenset(name for name in names if name is not None)

    def _is_it(self, name: str) -> bool:
        """Whether "it" may mean a party: no person, and no people."""
        if name in self._cast.named:
            return self._cast.named[name].type is not PartyType.PERSON
        last = name.split()[-1].lower()
        return last not in ("people", "police") and (not last.endswith("s") or last.endswith("ss"))

    def _salient(self, token: Token, but: frozenset[str]) -> str | None:
        number = self._cast.piece(token)
        return self._cast.salience.salient(number, token.i, ORGANISATIONS, but=but)


def _is_voice(noun: str) -> bool:
    """Whether a noun tells of one person who says something of themselves; a spokesman speaks of others."""
    table = words()
    if noun in table.spokespeople:
        return False
    doer = noun.endswith(("er", "or", "ist", "ian", "man", "woman")) and noun not in table.party_types
    return noun in table.voices or doer


def _is_somebody(noun: Token) -> bool:
    """Whether a noun tells of one nameless person: "a deputy who asked"."""
    lemma, table = noun.lemma_.lower(), words()
    official = lemma in table.voices and table.party_types.get(lemma) is PartyType.GOVERNMENT
    named = any(child.dep_ == "appos" for child in noun.children)
    return (lemma in table.persons or official) and not named and noun.ent_type_ == ""
