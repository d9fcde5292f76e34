"""Whose paper it is: a report, a policy, a suit, as the speaker of what it says."""

from collections.abc import Callable
from dataclasses import replace

from graph.claims import PartyType
from graph.drafting.parties.parties import Parties
from graph.drafting.saying.attribution import Attribution
from graph.drafting.saying.sentences import Sentences
from graph.drafting.tables import words
from graph.drafting.text.grammar import clause, owners
from graph.drafting.text.tree import Token, ancestors
from graph.drafting.word_lists import speakers


class Papers:
    """The papers of one text; *voice* tells whom a noun that speaks stands for."""

    def __init__(
        self,
        parties: Parties,
        sentences: Sentences,
        voice: Callable[[Token, Attribution], Attribution | None],
    ) -> None:
        self._parties = parties
        self._sentences = sentences
        self._voice = voice

    def of(self, token: Token, last: Attribution) -> Attribution | None:
        """Whose document it is: by name, by its author, else who spoke last."""
        lemma = token.lemma
        tied, served = list(owners(token)), list[Token]()
        if token.dep_ == "nsubjpass":  # "a suit was filed by Norvik"
            tied += clause(token.head).at("by") if token.head.lemma_ not in speakers().reads else ()
        for child in token.children:
            if child.dep_ == "compound" and self._parties.named_at(child):
                tied.append(child)
            elif child.dep_ in ("prep", "acl"):
                for below in (child, *child.children):
                    read = child.lemma in speakers().reads
                    read = read or (child.lemma_ in ("release") and lemma in speakers().leaked)
                    made = below.dep_ == "agent" and not read
                    if read and (outlet := self._reader(below)) is not None:
                        return Attribution(outlet)  # "e-mails seen by Norvik"
                    if child.lower_ in ("by", "from", "of") or made:
                        tied += [one for one in below.children if one.dep_ == "pobj"]
                    elif child.lower_ == "in" and self._is_outlet(below):
                        tied.append(below)  # "a report in the Norvik Times"
                    elif child.lower_ == "to" and below.lemma in words().people:  # "a letter to Acme's users"
                        served += [
                            *owners(below),
                            *(one for one in below.lefts if self._parties.named_at(one)),
                        ]
            elif child.dep_ == "relcl" and child.lemma_ in speakers().issues:  # "a letter it sent to Norvik"
                tied += self._issuer(child)
            elif child.dep_ == "relcl" and child.lemma in speakers().reads:
                for one in self._issuer(child):
                    name = self._parties.named_at(one)
                    if name and self._parties.type_of(name) in (PartyType.MEDIA, PartyType.NGO):
                        return Attribution(name)  # "records that the union got by suing"
        if not tied and token.dep_ == "dobj" and token.head.lemma_ in speakers().brings:
            tied += clause(token.head).subjects  # "Norvik filed a complaint saying that"
        if (
            not tied
            and token.i + 2 < len(token.doc)
            and token.nbor().text == ","
            and token.nbor(2).lower_ == "by"
        ):
            tied += [one for one in token.nbor(2).children if one.dep_ == "pobj"]  # "the report, by Norvik,"
        if any(one.lower_ in ("by", "from") for one in token.subtree):
            served = []  # "a letter to Acme's users from Norvik"
        for one in tied or served:
            meant = self._parties.meant(one)
            if meant is not None:
                office = self._parties.speaks_for(meant.name) if meant.type is PartyType.PERSON else None
                return Attribution(
                    office or meant.name, meant.name if office else None, document=True, paper=lemma
                )
        if lemma in words().suits and (suitor := self.suitor(token, last)) is not None:
            return suitor
        if lemma in words().suits and not (lemma == "filing" and token.tag_ == "NNS"):
            return Attribution(" ".join(token.text.split()).lower(), document=False)
        if token.tag_ == "NNS" and not owners(token) and lemma not in ("term", "guideline"):
            return Attribution(None)  # "documents show", "filings show"
        if last.speaker is not None and lemma not in speakers().own_papers and lemma in speakers().letters:
            return Attribution(last.speaker, last.spokesperson, document=True, paper=lemma)
        return Attribution(None, paper=lemma)

    def _is_outlet(self, noun: Token) -> bool:
        name = self._parties.named_at(noun)
        return name is not None and self._parties.type_of(name) is PartyType.MEDIA

    def _issuer(self, verb: Token) -> list[Token]:
        """Who wrote a paper, by the clause behind it; "it" is whoever the sentence speaks of."""
        heads = [one for one in verb.children if one.dep_ == "nsubj" and one.tag_ not in ("WDT", "WP")]
        main = next((one for _child, one in ancestors(verb) if one.dep_ == "ROOT"), None)
        if heads and heads[0].pos_ == "PRON" and main is not None and main.pos_ == "VERB":
            return [one for one in clause(main).subjects if one.i < verb.i]
        return heads

    def _reader(self, agent: Token) -> str | None:
        """The outlet that has seen a document."""
        if agent.dep_ != "agent":
            return None
        names = (self._parties.named_at(one) for one in agent.children if one.dep_ == "pobj")
        kinds = (PartyType.MEDIA, PartyType.NGO)
        return next((name for name in names if name and self._parties.type_of(name) in kinds), None)

    def suitor(self, token: Token, last: Attribution) -> Attribution | None:
        """Who brought the suit that a noun means: "Norvik sued Acme. … The complaint says …"."""
        if any(child.lower_ in ("a", "an", "another") for child in token.children):
            return None
        place = self._sentences.place(token)
        for at in range(place, max(-1, place - 12), -1):
            sent = self._sentences.all[at]
            for verb in sent.doc.words[sent.start : sent.end]:
                if verb.pos_ != "VERB" or (at == place and verb.i >= token.i):
                    continue
                brings = verb.lemma_ in speakers().brings and any(
                    one.lemma in words().suits for one in verb.children if one.dep_ in ("dobj", "nsubjpass")
                )
                if not (verb.lemma_ == "sue" or brings):
                    continue
                around = clause(verb)
                heads = around.at("by") if around.passive else around.subjects
                if len(heads) > 1 and self._parties.named_at(heads[-1]) is None:
                    whole = verb.doc[heads[0].left_edge.i : heads[-1].right_edge.i + 1].text
                    return Attribution(" ".join(whole.split()))  # "Lee Park and his parents"
                for who in heads:
                    found = self._voice(who, last) if who != token else None
                    if found is not None and found.speaker is not None:
                        return replace(found, document=False)
        return None
