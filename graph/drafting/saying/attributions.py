"""Who says it: the speaker of each statement, in its sentence, around a quotation, or in the sentence before.

What nobody is said to say is the outlet's own; what a document says is its
owner's; a person who speaks for a party is its spokesperson.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc, Span, Token

from graph.claims import PartyType
from graph.drafting.frames.heads import unnamed_speaker
from graph.drafting.parties.parties import Parties
from graph.drafting.saying.stance import called_false, calls_untrue
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import (
    ancestors,
    clause,
    doer,
    is_passive,
    noun_phrase,
    owners,
    text_of,
    words_of,
)

_FIRST: Final = frozenset({"we", "us", "our", "ours", "i", "my", "me"})
#: What a speaker may be called without being named, and is then a speaker all the same.
_UNNAMED: Final = frozenset(
    {"source", "official", "critic", "person", "people", "study", "document", "expert", "plaintiff", "other"}
)


_INFORMED: Final = frozenset({"source", "official", "person", "people", "employee", "executive"})
#: What is done with an act that somebody finds: "the sale was reported by Norvik".
_REPORTS: Final = frozenset(
    {"report", "reveal", "disclose", "uncover", "document", "discover", "confirm", "detail"}
)
#: What is said against somebody.
_ALLEGATIONS: Final = frozenset({"accusation", "allegation", "charge", "claim", "complaint", "suspicion"})
_FAILS: Final = frozenset({"fail", "neglect", "omit", "failure", "forget"})
_PERMITS: Final = frozenset(
    {"allow", "permit", "let", "enable", "authorize", "entitle", "give", "grant", "provide"}
)
#: What is done with documents by those who did not write them: "documents obtained by Norvik".
_READS: Final = frozenset(
    {
        "acquire",
        "cite",
        "copy",
        "examine",
        "get",
        "hold",
        "keep",
        "leak",
        "obtain",
        "quote",
        "read",
    }
    | {"receive", "review", "see", "seize", "steal", "study", "unearth", "uncover", "view"}
)
#: What is published by those who did not write it; reports and figures are their publishers' own.
_LEAKED: Final = frozenset(
    {"cable", "document", "e-mail", "email", "file", "memo", "paper", "record", "slide"}
)
_PAPERS: Final = frozenset({"policy", "term", "agreement", "contract", "statement", "notice", "manual"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it, by which word; ``speaker`` None: nobody is named, so it is the outlet's.

    ``verb`` is the word that attributes, None where the sentence before did it; ``document`` tells that
    a document of the speaker's own is quoted, ``human`` that somebody unnamed speaks for the speaker.
    """

    speaker: str | None
    spokesperson: str | None = None
    verb: Token | None = None
    cue: str = ""
    direct: bool = False
    document: bool = False
    human: bool = False


NOBODY: Final = Attribution(None)


class Attributions:
    """All attributions of one text. ``of`` tells who says what a word stands in."""

    def __init__(self, docs: Sequence[Doc], parties: Parties) -> None:
        self._docs = list(docs)
        self._parties = parties
        self._number = {id(doc): number for number, doc in enumerate(docs)}
        self._quoted = [_quoted(doc) for doc in docs]
        self._marked = any(any(inside) for inside in self._quoted)
        self._sentences = [(number, sent) for number, doc in enumerate(docs) for sent in doc.sents]
        self._index = {(number, sent.start): place for place, (number, sent) in enumerate(self._sentences)}
        self._spoken: dict[int, Attribution] = {}
        last: Attribution = NOBODY
        for place, (_number, sent) in enumerate(self._sentences):
            found = self._main(sent, last)
            if found is not None:
                self._spoken[place] = last = found

    def of(self, token: Token) -> Attribution:
        """Who says what *token* stands in."""
        number = self._number[id(token.doc)]
        place = self._index[number, token.sent.start]
        inside = self._quoted[number][token.i]
        found = self._above(token, self._last(place))
        if found is not None and inside and found.verb is not None and self._quoted[number][found.verb.i]:
            outer = self._above(found.verb, self._last(place)) or self._near(place, token)
            if outer is not None and outer.speaker is not None:  # who is quoted speaks of what others say
                return Attribution(
                    outer.speaker, outer.spokesperson, found.verb, outer.cue, inside, outer.document
                )
        if found is not None and found.verb is not None and called_false(found.verb):
            outer = self._above(found.verb, self._last(place)) or NOBODY  # who calls it false speaks here
            return Attribution(outer.speaker, outer.spokesperson, found.verb, outer.cue, inside)
        if found is not None:
            return Attribution(
                found.speaker, found.spokesperson, found.verb, found.cue, inside, found.document
            )
        if inside or _first_person(token):
            near = self._near(place, token)
            if near is not None:
                return Attribution(near.speaker, near.spokesperson, None, near.cue, inside, near.document)
        return NOBODY

    def speaker(self, head: Token) -> Attribution | None:
        """Whom the subject of a sentence of speaking, or of silence, stands for."""
        return self._speaker(head, self._last(self._index[self._number[id(head.doc)], head.sent.start]))

    def before(self, token: Token) -> Attribution:
        """Who spoke last before the sentence of *token*; nobody if it lies more than one sentence back."""
        place = self._index[self._number[id(token.doc)], token.sent.start]
        return self._spoken.get(place - 1, NOBODY)

    def _last(self, place: int) -> Attribution:
        return next(
            (self._spoken[at] for at in range(place - 1, max(-1, place - 6), -1) if at in self._spoken),
            NOBODY,
        )

    def _near(self, place: int, token: Token) -> Attribution | None:
        """The speaker of the sentence itself, of the quotation around it, of the last or the next one."""
        for at in (place, *self._around(place, token), place - 1, place + 1, place - 2, place - 3):
            found = self._spoken.get(at)
            if found is not None and found.speaker is not None:
                return found
        return None

    def _around(self, place: int, token: Token) -> Iterator[int]:
        """The sentences where the quotation around *token* ends and begins; without marks, the one behind."""
        number, doc = self._number[id(token.doc)], token.doc
        quoted = self._quoted[number]
        if quoted[token.i]:
            first = last = token.i
            while last + 1 < len(doc) and quoted[last + 1]:
                last += 1
            while first > 0 and quoted[first - 1]:
                first -= 1
            yield self._index[number, doc[last].sent.start]
            yield self._index[number, doc[first].sent.start]
        elif not self._marked:
            verb = self._spoken[place + 1].verb if place + 1 in self._spoken else None
            if verb is not None and any(one.dep_ == "ccomp" and one.i < verb.i for one in verb.children):
                yield place + 1  # "We sent it. We sent nothing else, she said"

    def _main(self, sent: Span, last: Attribution) -> Attribution | None:
        """The speaker of a sentence as a whole."""
        according = {token.head.i for token in sent if token.lower_ == "according"}
        for token in sent:
            if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in cues().says | cues().denies:
                says = (
                    any(child.dep_ in ("ccomp", "parataxis", "intj") for child in token.children)
                    or '"' in sent.text
                )
                if says or token.dep_ == "ROOT":
                    found = self._by_verb(token, last)
                    if found is not None:
                        return found
            found = self._according(token, last) if token.i in according else None
            if found is not None:
                return found
        return None

    def _above(self, token: Token, last: Attribution) -> Attribution | None:
        """The speaker that the sentence names for what stands below."""
        table = cues()
        found = self._according(token, last)
        if found is not None:
            return found
        for child, head in ancestors(token):
            lemma = head.lemma_.lower()
            untold = head.dep_ in ("xcomp", "pcomp", "acl") and _untold(head.head)
            if head.pos_ in ("VERB", "AUX") and lemma in table.says | table.denies | table.accuses:
                reached = child.dep_ in ("ccomp", "parataxis", "dep", "xcomp") or (
                    child.dep_ in ("conj", "advcl") and _same_subject(child, head)
                )
                reached = reached or (child.dep_ == "advcl" and _begins_with_that(child))
                reached = (reached or _in_paper(child)) and not (lemma == "agree" and child.dep_ == "xcomp")
                accused = lemma in table.accuses and child.dep_ in ("prep", "pcomp", "dobj")
                denied = lemma in table.denies and (
                    child.dep_ in ("xcomp", "ccomp")
                    or (child.dep_ == "dobj" and lemma in ("deny", "dispute"))
                )
                admitted = lemma in table.admits and child.dep_ in ("dobj", "prep")
                if any(one.text == ";" for one in token.doc[min(token.i, head.i) : max(token.i, head.i)]):
                    continue  # "handed it over; Norvik said that …" is two sentences
                if lemma in table.says and (untold or any(one.dep_ == "neg" for one in head.children)):
                    continue  # "did not mention that it sold" says nothing
                if lemma in _REPORTS and child.dep_ == "nsubjpass" and is_passive(head):
                    return self._by_verb(head, last)  # "the sale was reported by Norvik"
                if (reached and (lemma in table.says | table.denies)) or accused or denied or admitted:
                    by = self._by_verb(head, last)
                    if by is not None:
                        return by
            if (
                head.pos_ == "VERB"
                and lemma in _PERMITS
                and (paper := self._by_paper(head, last)) is not None
            ):
                return paper
            if (
                head.pos_ == "NOUN"
                and lemma in table.claim_nouns
                and child.dep_ in ("acl", "ccomp", "prep", "relcl")
            ):
                by = self._by_noun(head, child, last)
                if by is not None:
                    return by
                if child.dep_ in ("acl", "ccomp") and lemma in _ALLEGATIONS:
                    return NOBODY  # "settled charges that it sold": whoever it charged says so
            found = self._according(head, last)
            if found is not None:
                return found
        return None

    def _by_verb(self, verb: Token, last: Attribution) -> Attribution | None:
        if is_passive(verb):
            subjects = list(clause(verb).at("by"))
            if not subjects and any(one.lower_ == "it" for one in verb.children):
                return NOBODY
        else:
            subjects = list(clause(verb).subjects) or doer(verb)
            if not subjects and verb.dep_ == "ROOT" and (behind := unnamed_speaker(verb)) is not None:
                subjects = [behind]
        if not subjects and verb.tag_ == "VBG":  # "a suit was filed against Acme, saying …"
            subjects = [
                one for one in verb.doc[verb.sent.start : verb.i] if one.lemma_.lower() in words().suits
            ]
        for subject in subjects:
            found = self._speaker(subject, last)
            if found is not None:
                return replace(found, verb=verb, cue=verb.lemma_.lower(), direct=False)
        return None

    def _by_noun(self, noun: Token, child: Token, last: Attribution) -> Attribution | None:
        if child.dep_ == "prep" and child.lower_ not in ("of", "that"):
            return None
        named = [one for one in noun.lefts if one.dep_ == "compound" and self._parties.named_at(one)]
        for owner in (*owners(noun), *named):
            found = self._speaker(owner, last)
            if found is not None:
                return Attribution(found.speaker, found.spokesperson, noun, noun.lemma_.lower(), False)
        makers = [one for prep in noun.children if prep.lower_ in ("by", "from") for one in prep.children]
        for maker in makers:  # "settled charges by the commission that it sold"
            found = self._speaker(maker, last) if maker.dep_ == "pobj" else None
            if found is not None:
                return Attribution(found.speaker, found.spokesperson, noun, noun.lemma_.lower(), False)
        if noun.lemma_.lower() in words().suits:
            found = self._speaker(noun, last)
            if found is not None:
                return Attribution(found.speaker, found.spokesperson, noun, noun.lemma_.lower(), False)
        for below, head in ancestors(noun):
            denies = head.lemma_.lower() in cues().denies or calls_untrue(head)
            if head.pos_ == "VERB" and denies and below.dep_ == "dobj":
                return self._by_verb(head, last)
            break
        return None

    def _by_paper(self, verb: Token, last: Attribution) -> Attribution | None:
        """Whose document it is that lets it happen: "Acme's policy allows it to share"."""
        for subject in clause(verb).subjects:
            if subject.lemma_.lower() in _PAPERS and owners(subject):
                found = self._by_document(subject, last)
                if found is not None and found.speaker is not None:
                    return Attribution(found.speaker, None, verb, verb.lemma_.lower(), False, True)
        return None

    def _according(self, token: Token, last: Attribution) -> Attribution | None:
        """The speaker behind "according to", also where the parser takes it for a verb."""
        for child in token.children:
            if (found := self._as_reported(child, last)) is not None:
                return found
            if child.lower_ != "according":
                continue
            for below in (child, *child.children):
                for pobj in below.children:
                    if pobj.dep_ == "pobj":
                        found = self._speaker(pobj, last)
                        if found is not None:
                            return Attribution(
                                found.speaker,
                                found.spokesperson,
                                child,
                                "according to",
                                False,
                                found.document,
                            )
        return None

    def _as_reported(self, verb: Token, last: Attribution) -> Attribution | None:
        """Who reported it first: "as Norvik reported", "as first reported by Norvik"."""
        if verb.dep_ != "advcl" or verb.lemma_.lower() not in _REPORTS | {"note", "say", "write"}:
            return None
        if not any(one.lower_ == "as" and one.dep_ == "mark" for one in verb.children):
            return None
        agents = [one for by in verb.children if by.dep_ == "agent" for one in by.children]
        for subject in agents or [one for one in verb.children if one.dep_ == "nsubj"]:
            found = self._speaker(subject, last)
            if found is not None:
                return replace(found, verb=verb, cue=verb.lemma_.lower(), direct=False)
        return None

    def _speaker(self, token: Token, last: Attribution) -> Attribution | None:
        """The speaker that a noun stands for."""
        lemma = token.lemma_.lower()
        table = words()
        named = self._parties.named_at(token)
        if named is None and (
            (lemma in table.documents and lemma not in table.party_types) or token.lower_ == "papers"
        ):
            return self._by_document(token, last)
        if token.lower_ in ("it", "they") and (own := self._says_of_itself(token)) is not None:
            return own
        if token.lower_ == "it" and not self._is_recent(token) and (who := self._parties.meant(token)):
            return Attribution(who.name)
        if token.lower_ in ("it", "they") and last.speaker is not None:
            return self._answering(token, last) or last
        if token.lower_ in ("he", "she") and (last.spokesperson is not None or last.human):
            return last
        former = lemma in _INSIDERS and any(one.lower_ in ("former", "ex") for one in token.lefts)
        if former and self._apposed(token) is None:
            return Attribution(_informed(token) or _with_of(token), human=token.tag_ == "NN")
        if last.human and lemma in table.spokespeople and self._is_again(token):
            return last  # "an executive said …", then "the executive said"
        meant = self._parties.meant(token)
        if meant is not None:
            if meant.type is PartyType.PERSON:
                office = self._parties.speaks_for(meant.name)
                return Attribution(office or meant.name, meant.name if office else None, human=True)
            human = lemma in table.voices | table.spokespeople | table.outside_voices
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
            if meant.kind is not None and lemma in _INFORMED and (told := _informed(token)) is not None:
                return Attribution(told)
            if meant.people and token.lower_ not in ("plaintiffs",) and lemma not in _UNNAMED:
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
        if lemma in table.spokespeople and (
            office := self._parties.subject_before(token) or last.speaker or self._parties.spokesman(token)
        ):
            return Attribution(office, human=True)
        if lemma in _UNNAMED | table.voices | table.outside_voices and token.pos_ in ("NOUN", "PROPN"):
            return Attribution(_informed(token) or noun_phrase(token).text, human=token.tag_ == "NN")
        return None

    def _is_again(self, token: Token) -> bool:
        """Whether a noun for somebody who speaks says no more than that: "the executive"."""
        below = list(token.children)
        return len(below) == 1 and below[0].lower_ == "the" and self._parties.named_at(token) is None

    def _apposed(self, token: Token) -> str | None:
        """The name that stands behind a noun: "a former employee, Lee Park"."""
        names = (self._parties.named_at(child) for child in token.children if child.dep_ == "appos")
        return next((name for name in names if name), None)

    def _is_recent(self, token: Token) -> bool:
        """Whether somebody speaks in the sentence of *token* before it, or in the one before."""
        place = self._index[self._number[id(token.doc)], token.sent.start]
        here = self._spoken.get(place)
        return place - 1 in self._spoken or (
            here is not None and here.verb is not None and here.verb.i < token.i
        )

    def _says_of_itself(self, token: Token) -> Attribution | None:
        """Who "it" is behind its own words: "The university monitored the accounts, it said"."""
        for child in token.head.children:
            if child.dep_ == "ccomp" and child.i < token.i:
                for subject in clause(child).subjects:
                    meant = self._parties.meant(subject) if subject.pos_ in ("NOUN", "PROPN") else None
                    if meant is not None and not meant.people and meant.type is not PartyType.PERSON:
                        return Attribution(meant.name)
        return None

    def _answering(self, token: Token, last: Attribution) -> Attribution | None:
        """Who answers the one who spoke before: "Norvik said that Acme sold it. It denied …"."""
        if token.head.lemma_.lower() not in cues().denies | cues().admits:
            return None
        before = [one for one in self._sentences_before(token) if one.dep_ in ("nsubj", "nsubjpass")]
        for subject in reversed(before):
            name = self._parties.named_at(subject)
            if (
                name is not None
                and name != last.speaker
                and self._parties.type_of(name) is not PartyType.PERSON
            ):
                return Attribution(name) if name != self._parties.publisher else None
        return None

    def _sentences_before(self, token: Token) -> list[Token]:
        """The words of the sentence before that of *token*."""
        place = self._index[self._number[id(token.doc)], token.sent.start]
        return list(self._sentences[place - 1][1]) if place else []

    def _by_document(self, token: Token, last: Attribution) -> Attribution | None:
        """Whose document it is: by name, by its author, else who spoke last."""
        lemma = token.lemma_.lower()
        tied = list(owners(token))
        for child in token.children:
            if child.dep_ == "compound" and self._parties.named_at(child):
                tied.append(child)
            elif child.dep_ in ("prep", "acl"):
                for below in (child, *child.children):
                    read = child.lemma_.lower() in _READS
                    read = read or (child.lemma_ in ("release") and lemma in _LEAKED)
                    made = below.dep_ == "agent" and not read
                    if child.lower_ in ("by", "from", "of") or made:
                        tied += [one for one in below.children if one.dep_ == "pobj"]
        if (
            not tied
            and token.i + 2 < len(token.doc)
            and token.nbor().text == ","
            and token.nbor(2).lower_ == "by"
        ):
            tied += [one for one in token.nbor(2).children if one.dep_ == "pobj"]  # "the report, by Norvik,"
        for one in tied:
            meant = self._parties.meant(one)
            if meant is not None:
                office = self._parties.speaks_for(meant.name) if meant.type is PartyType.PERSON else None
                return Attribution(office or meant.name, meant.name if office else None, document=True)
        if lemma in words().suits and not (lemma == "filing" and token.tag_ == "NNS"):
            return Attribution(" ".join(token.text.split()).lower(), document=False)
        if token.tag_ == "NNS" and not owners(token) and lemma not in ("term", "guideline"):
            return Attribution(None)  # "documents show", "filings show"
        if last.speaker is not None and lemma in (
            "report",
            "letter",
            "statement",
            "post",
            "memo",
            "email",
            "study",
            "filing",
            "policy",
            "document",
            "brief",
            "blog",
        ):
            return Attribution(last.speaker, last.spokesperson, document=True)
        return Attribution(None)


def _with_of(token: Token) -> str:
    """A noun with its own words and what is behind "of": "three former employees of the broker"."""
    of = [child for child in token.children if child.dep_ == "prep" and child.lower_ in ("of", "at", "from")]
    span = noun_phrase(token)
    return " ".join(token.doc[span.start : of[0].right_edge.i + 1 if of else span.end].text.split())


#: Those who work for a party, and no longer speak for it once they are "former".
_INSIDERS: Final = frozenset(
    {
        "analyst",
        "contractor",
        "employee",
        "engineer",
        "executive",
        "insider",
        "manager",
        "official",
        "staffer",
        "worker",
    }
)


def _in_paper(child: Token) -> bool:
    """Whether *child* begins "in a new policy that it sells", which says so."""
    return child.lower_ == "in" and any(
        below.dep_ in ("relcl", "acl") and any(one.dep_ == "mark" for one in below.children)
        for paper in child.children
        for below in paper.children
        if paper.lemma_.lower() in words().documents
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


def _untold(head: Token) -> bool:
    """Whether what stands below *head* is not told: "failed to tell users", "without telling users"."""
    return (head.lemma_ in _FAILS and head.pos_ in ("VERB", "NOUN")) or head.lower_ == "without"


def _begins_with_that(verb: Token) -> bool:
    """Whether a clause is told, as the second of several: "to say that …, that it has none"."""
    first = verb.left_edge
    return (first.nbor() if first.is_punct and first.i < verb.i else first).lower_ == "that"


def _same_subject(child: Token, head: Token) -> bool:
    """Whether a verb joined to one of saying goes on with what is said: "Acme said …, and it gave …"."""
    if any(one.dep_ == "mark" and one.lower_ == "that" for one in child.children):
        return True
    if child.dep_ == "advcl" and not any(one.lower_ in ("because", "since", "as") for one in child.children):
        return False
    return child.i > head.i and any(
        one.dep_ == "nsubj" and one.lower_ in ("it", "they", "we") for one in child.children
    )


def _first_person(token: Token) -> bool:
    return any(one.lower_ in _FIRST for one in token.subtree)


def _quoted(doc: Doc) -> list[bool]:
    """Whether each token stands between quotation marks that this piece opens."""
    inside, found = False, []
    text = text_of(doc)
    if '"' not in text and "``" not in text and "''" not in text:
        return [False] * len(doc)
    for token in words_of(doc):
        if token.text in ('"', "``", "''"):
            inside = not inside
            found.append(False)
        else:
            found.append(inside)
    return found
