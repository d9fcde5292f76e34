"""Who says it: the speaker of each statement, in its sentence, around a quotation, or in the sentence before.

What nobody is said to say is the outlet's own; what a document says is its
owner's; a person who speaks for a party is its spokesperson.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from graph.claims import PartyType
from graph.drafting.frames.heads import unnamed_speaker
from graph.drafting.parties.parties import Parties
from graph.drafting.saying.attribution import NOBODY, Attribution
from graph.drafting.saying.grounds import called_false, calls_untrue, false_noun
from graph.drafting.saying.sentences import Sentences
from graph.drafting.saying.voices import Voices, is_nobody
from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import clause, doer, is_passive, owners
from graph.drafting.text.phrases import conjuncts
from graph.drafting.text.tree import Doc, Span, Token, ancestors
from graph.drafting.word_lists import speakers, stances

_FIRST: Final = frozenset({"we", "us", "our", "ours", "i", "my", "me"})


class Attributions:
    """All attributions of one text. ``of`` tells who says what a word stands in."""

    def __init__(self, docs: Sequence[Doc], parties: Parties) -> None:
        self._parties = parties
        self._sentences = Sentences(docs)
        self._voices = Voices(parties, self._sentences)
        self._known: dict[tuple[int, int], Attribution] = {}
        last: Attribution = NOBODY
        for place, sent in enumerate(self._sentences.all):
            found = self._main(sent, last)
            if found is not None:
                self._sentences.spoken[place] = last = found

    def of(self, token: Token) -> Attribution:
        """Who says what *token* stands in."""
        here = (self._sentences.number(token), token.i)
        if here not in self._known:
            self._known[here] = self._of(token)
        return self._known[here]

    def _of(self, token: Token) -> Attribution:
        place = self._sentences.place(token)
        quoted = self._sentences.quoted[self._sentences.number(token)]
        inside = quoted[token.i]
        found = self._above(token, self._last(place))
        if found is not None and inside and found.verb is not None and quoted[found.verb.i]:
            outer = self._above(found.verb, self._last(place)) or self._near(place, token)
            if outer is not None and outer.speaker is not None:  # who is quoted speaks of what others say
                return replace(outer, verb=found.verb, direct=inside)
        if found is not None and found.verb is not None and called_false(found.verb):
            outer = self._above(found.verb, self._last(place)) or NOBODY  # who calls it false speaks here
            return Attribution(outer.speaker, outer.spokesperson, found.verb, outer.cue, inside)
        if found is not None and (outer := self._whose_word(found, place)) is not None:
            return replace(outer, verb=found.verb, direct=inside)
        if found is not None:
            return found if found.direct == inside else replace(found, direct=inside)
        if inside or _first_person(token):
            near = self._near(place, token)
            if near is not None:
                return replace(near, verb=None, direct=inside)
        return NOBODY

    def _whose_word(self, found: Attribution, place: int) -> Attribution | None:
        """Who tells what others said: "Senator Lee Park said Acme's lawyers had told him that"."""
        verb = found.verb
        if verb is None or verb.dep_ != "ccomp" or verb.lemma not in cues().says:
            return None
        outer = self._above(verb, self._last(place))
        if outer is None or outer.speaker in (None, found.speaker) or outer.speaker is None:
            return None
        if found.speaker is None:
            return outer  # "filings show that Acme sold them, Norvik reported"
        return outer if self._parties.type_of(outer.speaker) is PartyType.PERSON else None

    def speaker(self, head: Token) -> Attribution | None:
        """Whom the subject of a sentence of speaking, or of silence, stands for."""
        return self._voices.of(head, self._last(self._sentences.place(head)))

    def before(self, token: Token) -> Attribution:
        """Who spoke last before the sentence of *token*; nobody if it lies more than one sentence back."""
        place = self._sentences.place(token)
        return self._sentences.spoken.get(place - 1, NOBODY)

    def beside(self, token: Token) -> Attribution:
        """Who speaks in the sentence of *token* before a semicolon: "False, Acme said; it sells none"."""
        found = self._sentences.spoken.get(self._sentences.place(token), NOBODY)
        if found.verb is None or found.verb.i > token.i:
            return NOBODY
        between = token.doc.words[found.verb.i : token.i]
        return found if any(one.text == ";" for one in between) else NOBODY

    def _last(self, place: int) -> Attribution:
        spoken = self._sentences.spoken
        before = range(place - 1, max(-1, place - 6), -1)
        return next((spoken[at] for at in before if at in spoken), NOBODY)

    def _near(self, place: int, token: Token) -> Attribution | None:
        """The speaker of the sentence itself, of the quotation around it, of the last or the next one."""
        for at in (place, *self._around(place, token), place - 1, place + 1, place - 2, place - 3):
            found = self._sentences.spoken.get(at)
            if found is not None and found.speaker is not None:
                return found
        return None

    def _around(self, place: int, token: Token) -> Iterator[int]:
        """The sentences where the quotation around *token* ends and begins; without marks, the one behind."""
        number, doc = self._sentences.number(token), token.doc
        quoted = self._sentences.quoted[number]
        if quoted[token.i]:
            first = last = token.i
            while last + 1 < len(doc) and quoted[last + 1]:
                last += 1
            while first > 0 and quoted[first - 1]:
                first -= 1
            yield self._sentences.place(doc[last])
            yield self._sentences.place(doc[first])
        elif not self._sentences.marked:
            verb = self._sentences.spoken[place + 1].verb if place + 1 in self._sentences.spoken else None
            if verb is not None and any(one.dep_ == "ccomp" and one.i < verb.i for one in verb.children):
                yield place + 1  # "We sent it. We sent nothing else, she said"

    def _main(self, sent: Span, last: Attribution) -> Attribution | None:
        """The speaker of a sentence as a whole."""
        doc, telling = sent.doc, _says()
        tokens, according = doc.words[sent.start : sent.end], set()
        if "according" in doc.vocabulary:
            according = {token.head.i for token in tokens if token.lower_ == "according"}
        if not according and doc.vocabulary.isdisjoint(telling | _PER):
            return self._by_answer(sent.root, last)
        if (answer := self._by_answer(sent.root, last)) is not None:
            return answer
        for token in (sent.root, *tokens):  # who says what others say comes first
            if token.pos_ in ("VERB", "AUX") and (token.lemma in telling or _goes_on(token)):
                says = (
                    any(child.dep_ in ("ccomp", "parataxis", "intj") for child in token.children)
                    or '"' in sent.text
                )
                if says or token.dep_ == "ROOT":
                    found = self._by_verb(token, last)
                    if found is not None:
                        return found
            per = token.dep_ == "ROOT" and not _PER.isdisjoint(doc.vocabulary)
            found = self._according(token, last) if per or token.i in according else None
            if found is not None:
                return found
        return None

    def _above(self, token: Token, last: Attribution) -> Attribution | None:
        """The speaker that the sentence names for what stands below."""
        table = cues()
        says, telling = _says(), _tells()
        found = self._according(token, last)
        if found is not None:
            return found
        for child, head in ancestors(token):
            lemma = "continue" if _goes_on(head) else head.lemma
            if child.dep_ == "ccomp" and (answer := self._by_answer(head, last)) is not None:
                return answer
            untold = head.dep_ in ("xcomp", "pcomp", "acl") and _untold(head.head)
            if head.pos_ in ("VERB", "AUX") and lemma in telling:
                reached = child.dep_ in ("ccomp", "parataxis", "dep", "xcomp") or (
                    child.dep_ in ("conj", "advcl") and _same_subject(child, head)
                )
                reached = reached or (child.dep_ == "advcl" and _begins_with_that(child))
                reached = reached or (child.dep_ in ("advcl", "acl") and child.lemma_ in stances().puts)
                reached = (reached or _in_paper(child)) and not (lemma == "agree" and child.dep_ == "xcomp")
                accused = lemma in table.accuses and child.dep_ in ("prep", "pcomp", "dobj")
                denied = lemma in table.denies and (
                    child.dep_ in ("xcomp", "ccomp")
                    or (child.dep_ == "dobj" and lemma in ("deny", "dispute"))
                )
                admitted = lemma in table.admits and child.dep_ in _ADMITTED
                between = token.doc.words[min(token.i, head.i) : max(token.i, head.i)]
                if any(one.text == ";" for one in between):
                    continue  # "handed it over; Norvik said that …" is two sentences
                if lemma in table.says and (untold or any(one.dep_ == "neg" for one in head.children)):
                    continue  # "did not mention that it sold" says nothing
                if lemma in table.says and any(map(is_nobody, clause(head).subjects)):
                    continue  # "nobody told users that it sold"
                if lemma in speakers().reports and child.dep_ == "nsubjpass" and is_passive(head):
                    return self._by_verb(head, last)  # "the sale was reported by Norvik"
                if (reached and lemma in says) or accused or denied or admitted:
                    by = self._by_verb(head, last)
                    if by is not None:
                        return by
            if (
                head.pos_ == "VERB"
                and lemma in speakers().permits
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
                if (
                    child.dep_ in ("acl", "ccomp")
                    and lemma in speakers().allegations
                    and false_noun(token) is None
                ):
                    return Attribution(
                        self._parties.only_authority()
                    )  # "settled charges that it sold": whoever it charged says so
            if (
                child.dep_ == "prep"
                and head.lemma_ in speakers().shames
                and (own := self._unashamed(head, last))
            ):
                return own
            found = self._according(head, last)
            if found is not None:
                return found
        return None

    def _by_answer(self, be: Token, last: Attribution) -> Attribution | None:
        """Whose answer it is that tells: "Acme's answer was that it sells none"."""
        if be.lemma_ != "be" or be.pos_ not in ("VERB", "AUX"):
            return None
        for noun in clause(be).subjects:
            if noun.lemma in speakers().answers and any(
                one.dep_ == "ccomp" and one.i > be.i for one in be.children
            ):
                for owner in owners(noun):
                    found = self._voices.of(owner, last)
                    if found is not None:
                        return replace(found, verb=be, cue=noun.lemma, direct=False)
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
            if not subjects and (before := _voice_right_before(verb)) is not None:
                subjects = [before]
        if verb.lemma == "quote" and not is_passive(verb):
            subjects = list(clause(verb).objects) or subjects  # "the papers quote a manager"
        if not subjects and verb.dep_ == "pcomp" and verb.head.lower_ == "as" and is_passive(verb.head.head):
            subjects = list(clause(verb.head.head).objects)  # "Lee Park was quoted as saying"
        if not subjects and verb.tag_ == "VBG":  # "a suit was filed against Acme, saying …"
            subjects = [one for one in verb.doc[verb.sent.start : verb.i] if one.lemma in words().suits]
        for subject in subjects:
            found = self._voices.of(subject, last)
            if found is not None and verb.lemma_ in speakers().hears and self._only_hears(found.speaker):
                return None
            if found is not None:
                others = self._others(subject) if len(subjects) > 1 and found.speaker is not None else ()
                others = others or found.others
                paper = found.paper or _laid_down_in(verb)
                cue = verb.lemma
                return replace(found, verb=verb, cue=cue, direct=False, others=others, paper=paper)
        return None

    def _others(self, subject: Token) -> tuple[str, ...]:
        """The parties named beside a subject: "Acme and Orbix said"."""
        names = (self._parties.named_at(one) for one in conjuncts(subject) if one != subject)
        return tuple(
            name for name in names if name is not None and self._parties.type_of(name) is not PartyType.PERSON
        )

    def _only_hears(self, speaker: str | None) -> bool:
        """Whether somebody only takes note of what is so: "customers were angry to learn that it sold"."""
        kind = self._parties.type_of(speaker) if speaker is not None else None
        return kind in (PartyType.GROUP, PartyType.PERSON)

    def _by_noun(self, noun: Token, child: Token, last: Attribution) -> Attribution | None:
        if child.dep_ == "prep" and child.lower_ not in ("of", "that"):
            return None
        above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "in" else None
        if above is not None and above.pos_ == "VERB" and above.lemma in cues().says:
            return self._by_verb(above, last)  # "claims in a lawsuit that"
        named = [one for one in noun.lefts if one.dep_ == "compound" and self._parties.named_at(one)]
        for owner in (*owners(noun), *named):
            found = self._voices.of(owner, last)
            if found is not None:
                return Attribution(found.speaker, found.spokesperson, noun, noun.lemma, False)
        makers = [one for prep in noun.children if prep.lower_ in ("by", "from") for one in prep.children]
        for maker in makers:  # "settled charges by the commission that it sold"
            found = self._voices.of(maker, last) if maker.dep_ == "pobj" else None
            if found is not None:
                return Attribution(found.speaker, found.spokesperson, noun, noun.lemma, False)
        if noun.lemma in words().suits:
            found = self._voices.of(noun, last)
            if found is not None:
                return Attribution(found.speaker, found.spokesperson, noun, noun.lemma, False)
        for below, head in ancestors(noun):
            denies = head.lemma in cues().denies or calls_untrue(head)
            finds = noun.lemma in stances().grounds and head.lemma_ in speakers().found
            told = below.dep_ in ("dobj", "oprd") or (denies and below.dep_ == "nsubjpass")
            if head.pos_ == "VERB" and told and (denies or finds or noun.lemma == "denial"):
                return self._by_verb(head, last)
            break
        return None

    def _unashamed(self, noun: Token, last: Attribution) -> Attribution | None:
        """Who owns up to it: "makes no secret of selling", "made no apology for it"."""
        makes = noun.head.lemma_ in ("make", "offer") and noun.dep_ == "dobj"
        return self._by_verb(noun.head, last) if makes and is_nobody(noun) else None

    def _by_paper(self, verb: Token, last: Attribution) -> Attribution | None:
        """Whose document it is that lets it happen: "Acme's policy allows it to share"."""
        for subject in clause(verb).subjects:
            lemma = subject.lemma
            if lemma in speakers().permitting and owners(subject):
                found = self._voices.papers.of(subject, last)
                if found is not None and found.speaker is not None:
                    return Attribution(found.speaker, None, verb, verb.lemma, False, True)
            elif lemma in ("policy", "term") and not owners(subject):  # "the new terms let Acme share"
                return Attribution(None, None, verb, verb.lemma, document=True, paper=lemma)
        return None

    def _according(self, token: Token, last: Attribution) -> Attribution | None:
        """The speaker behind "according to", also where the parser takes it for a verb."""
        for child in token.children:
            if (found := self._as_reported(child, last)) is not None:
                return found
            if (found := self._by_own_word(child, last)) is not None:
                return found
            aside = child.dep_ == "parataxis" and child.lemma in cues().says and child.i > token.i
            if aside and any(one.dep_ == "nsubj" for one in child.children):
                return self._by_verb(child, last)  # "It has ended, she said, and Orbix gets none"
            if (found := self._by_per(child, last) or self._as_told(child, last)) is not None:
                return found
            if child.lower_ != "according":
                continue
            for below in (child, *child.children):
                for pobj in below.children:
                    if pobj.dep_ == "pobj":
                        found = self._voices.of(pobj, last)
                        if found is not None:
                            return replace(found, verb=child, cue="according to", direct=False)
        return None

    def _by_per(self, prep: Token, last: Attribution) -> Attribution | None:
        """Whose word it is by "per": "per Norvik", "in the words of Lee Park"."""
        if prep.dep_ != "prep" or prep.lower_ not in ("in", "per"):
            return None
        for noun in prep.children:
            if noun.dep_ != "pobj":
                continue
            whose = [noun] if prep.lower_ == "per" and _may_speak(noun) else []
            if prep.lower_ == "in" and noun.lower_ == "words":
                whose = [one for of in noun.children if of.lower_ == "of" for one in of.children]
            for one in whose:
                found = self._voices.of(one, last)
                if found is not None:
                    return replace(found, verb=prep, cue="according to", direct=False)
        return None

    def _as_told(self, verb: Token, last: Attribution) -> Attribution | None:
        """Who puts it so: "as Acme puts it", "to hear Acme tell it"."""
        if verb.dep_ != "advcl" or verb.lemma_ not in ("hear", "put"):
            return None
        tells = verb
        if verb.lemma_ == "hear":
            tells = next((one for one in verb.children if one.dep_ == "ccomp" and one.lemma_ == "tell"), verb)
            if tells is verb:
                return None
        elif not any(one.lower_ == "as" and one.dep_ == "mark" for one in verb.children):
            return None
        if not any(one.lower_ == "it" and one.dep_ == "dobj" for one in tells.children):
            return None
        for subject in (one for one in tells.children if one.dep_ == "nsubj"):
            found = self._voices.of(subject, last)
            if found is not None:
                return replace(found, verb=verb, cue="tell", direct=False)
        return None

    def _by_own_word(self, prep: Token, last: Attribution) -> Attribution | None:
        """Whose word it is by which something happens: "by its own account", "under its privacy policy"."""
        if prep.dep_ != "prep" or prep.lower_ not in ("by", "in", "per", "under"):
            return None
        table = speakers()
        for noun in prep.children:
            lemma = noun.lemma
            if noun.dep_ != "pobj":
                continue
            if prep.lower_ == "under" and any(
                one.dep_ == "acl" and one.lemma_ in table.announced for one in noun.children
            ):  # "under a deal announced in July"
                return Attribution(None, None, prep, lemma, document=True, paper="agreement")
            own = {"by": table.own_words, "in": table.in_words}.get(prep.lower_, frozenset())
            if lemma in own and owners(noun):
                found = self._voices.of(owners(noun)[0], NOBODY)
                subjects = clause(prep.head).subjects if prep.head.pos_ == "VERB" else ()
                if owners(noun)[0].pos_ == "PRON" and subjects:
                    found = self._voices.of(subjects[0], last)
                if found is not None:
                    return replace(found, verb=prep, cue=lemma)
            elif lemma in table.laid_down and prep.head.pos_ in ("VERB", "AUX") and prep.lower_ != "by":
                found = self._voices.papers.of(noun, NOBODY) if owners(noun) else None
                if not owners(noun) and prep.lower_ == "under" and lemma in table.own_papers:
                    return Attribution(None, None, prep, lemma, document=True, paper=lemma)
                if found is not None and found.speaker is None and owners(noun)[0].pos_ == "PRON":
                    subjects = clause(prep.head).subjects
                    found = self._voices.of(subjects[0], last) if subjects else None
                if found is not None and found.speaker is not None:
                    return replace(found, verb=prep, cue=lemma, document=True)
        return None

    def _as_reported(self, verb: Token, last: Attribution) -> Attribution | None:
        """Who reported it first: "as Norvik reported", "as first reported by Norvik"."""
        if verb.dep_ != "advcl" or verb.lemma not in cues().says:
            return None
        if not any(one.lower_ == "as" and one.dep_ == "mark" for one in verb.children):
            return None
        if any(
            one.dep_ in ("dobj", "ccomp", "xcomp") or one.lower_ in ("even", "it") for one in verb.children
        ):
            return None  # "even as it told customers otherwise"
        agents = [one for by in verb.children if by.dep_ == "agent" for one in by.children]
        for subject in agents or [one for one in verb.children if one.dep_ == "nsubj"]:
            found = self._voices.of(subject, last)
            if found is not None:
                return replace(found, verb=verb, cue=verb.lemma, direct=False)
        return None


def _goes_on(verb: Token) -> bool:
    """Whether a verb tells that somebody says more: "he went on"."""
    return (
        verb.lemma_ == "go"
        and any(child.lower_ == "on" and child.dep_ in ("prt", "advmod") for child in verb.children)
        and any(child.dep_ in ("ccomp", "parataxis") for child in verb.children)
    )


@cache
def _says() -> frozenset[str]:
    """Verbs behind which something is affirmed or denied."""
    return cues().says | cues().denies


@cache
def _tells() -> frozenset[str]:
    """Those, and verbs of accusing and admitting."""
    return _says() | cues().accuses | cues().admits


#: Where an act stands that somebody admits: "admitted the sale", "owned up to selling", "defended selling".
_ADMITTED: Final = frozenset({"acomp", "ccomp", "dobj", "prep", "xcomp"})
_PER: Final = frozenset({"per", "puts", "telling", "words"})


def _voice_right_before(verb: Token) -> Token | None:
    """Who says it, where the parser ties them to a name: "sent it to Orbix, its founder, Lee Park, said"."""
    if verb.i < 3 or verb.nbor(-1).text != "," or not any(one.dep_ == "ccomp" for one in verb.children):
        return None
    at = verb.nbor(-2)
    while at.dep_ in ("appos", "compound", "conj", "nmod", "pobj", "prep") and at.i < verb.i:
        voice = at.lemma in words().voices or at.lemma in words().outside_voices
        if voice and at.dep_ == "appos" and at.left_edge.i > 0 and at.left_edge.nbor(-1).text == ",":
            names = (one for one in at.children if one.dep_ == "appos" and one.pos_ == "PROPN")
            return next(names, at)
        at = at.head
    return None


def _may_speak(noun: Token) -> bool:
    """Whether a noun behind "per" is somebody or a paper: not "per year"."""
    table, lemma = words(), noun.lemma
    known = (table.documents, table.party_types, table.voices, table.outside_voices)
    bare = not any(child.dep_ in ("det", "poss") for child in noun.children)
    return noun.pos_ == "PROPN" or (not bare and any(lemma in one for one in known))


def _laid_down_in(verb: Token) -> str:
    """In what somebody says it: "said in a ruling"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "in":
            for below in child.children:
                if below.dep_ == "pobj" and below.lemma in words().documents:
                    return below.lemma
    return ""


def _in_paper(child: Token) -> bool:
    """Whether *child* begins "in a new policy that it sells", which says so."""
    return child.lower_ == "in" and any(
        below.dep_ in ("relcl", "acl") and any(one.dep_ == "mark" for one in below.children)
        for paper in child.children
        for below in paper.children
        if paper.lemma in words().documents
    )


def _untold(head: Token) -> bool:
    """Whether what stands below *head* is not told: "failed to tell users", "without telling users"."""
    return (head.lemma_ in speakers().fails and head.pos_ in ("VERB", "NOUN")) or head.lower_ == "without"


def _begins_with_that(verb: Token) -> bool:
    """Whether a clause is told, as the second of several: "to say that …, that it has none"."""
    first = verb.left_edge
    return (first.nbor() if first.pos_ == "PUNCT" and first.i < verb.i else first).lower_ == "that"


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
    known = token.doc.vocabulary
    return not known.isdisjoint(_FIRST) and any(one.lower_ in _FIRST for one in token.subtree)
