"""Flows that nobody says happen: what is forbidden, what a law allows, what is asked."""

from typing import Final

from graph.claims import Act
from graph.drafting.frames.spoken import Spoken
from graph.drafting.tables import cues, frames, words
from graph.drafting.text.grammar import is_passive, subjects_of
from graph.drafting.text.tree import Span, Token, ancestors
from graph.drafting.word_lists import denial_words, silences


def is_none(one: Spoken) -> bool:
    """Whether what is spoken of is no claim, whoever says it."""
    if (
        _question(one.word)
        or _forbidden(one)
        or _by_law(one)
        or any(_tells(head) for head in one.data if head.head != one.word)
    ):
        return True
    if _gets_it_wrong(one.word) or _judged(one) or _unwanted(one) or _asks_to_hear(one):
        return True
    if one.word.lemma_ == "have" and any(map(_is_memory, one.data)):
        return True  # "has no record of selling them"
    if _untold(one.word):
        return True
    if _untold_detail(one) or _wonders(one):
        return True
    if _unauthorized(one.word) or _is_aim(one) or _only_about(one.word):
        return True
    return _is_told_not_to(one) or _only_able(one.word) or _imagined(one.word)


def _only_about(word: Token) -> bool:
    """Whether nobody knows what of it is denied: "disputed a report about how it shares data"."""
    for child, head in ancestors(word):
        if child.dep_ == "prep" and child.lower_ == "about":
            denied = head.dep_ == "dobj" and head.head.lemma in cues().denies
            return denied and head.lemma in cues().claim_nouns
    return False


def _is_aim(one: Spoken) -> bool:
    """Whether watching is only what data are used for: "does not use the data for tracking people"."""
    place, above = one.word.head, one.word.head.head
    above = above.head if above.dep_ == "dobj" else above
    for_it = one.word.dep_ == "pcomp" and place.lower_ == "for" and not one.data
    return for_it and any(row.act is Act.USE for row in frames().verbs.get(above.lemma, ()))


def _unauthorized(word: Token) -> bool:
    """Whether it is only those whose data it is who did not allow it: "she never authorized it to share"."""
    for child, head in ancestors(word):
        if child.dep_ not in ("xcomp", "ccomp"):
            return False
        rule = frames().governors.get(head.lemma)
        if rule is not None and rule.means == "permit" and head.pos_ == "VERB":
            table, who = words(), subjects_of(head)
            human = (one.lower_ in ("he", "i", "she") or one.lemma in table.people for one in who)
            return any(human) and any(one.dep_ == "neg" for one in head.children)
    return False


def _untold_detail(one: Spoken) -> bool:
    """Whether it is only what nobody would tell the reporter: "declined to disclose which users had left"."""
    verb = one.word
    declined = verb.dep_ == "xcomp" and verb.head.lemma in silences().declining
    asked = any(head.pos_ in ("AUX", "VERB") for head in one.data)
    return declined and asked and not one.to and verb.lemma_ in denial_words().untold


def _wonders(one: Spoken) -> bool:
    """Whether somebody only wants to know how things stand: "I want to know who is buying this stuff"."""
    if one.word.lemma_ != "know":
        return False
    if any(head.lemma_ == "be" and head.left_edge.tag_ == "WP" for head in one.data):
        return True  # "we know who they are"
    return one.act is Act.SEEK and any(head.pos_ in ("AUX", "VERB") and _of_a_deal(head) for head in one.data)


def _of_a_deal(verb: Token) -> bool:
    """Whether a clause tells of dealings, or of what somebody is: "who is buying it", "who they are"."""
    now = verb.tag_ in ("VBZ", "VBP") or any(one.tag_ in ("VBZ", "VBP") for one in verb.children)
    deals = frames().verbs.get(verb.lemma, ())
    return now and (verb.lemma_ == "be" or any(row.act in (Act.SELL, Act.SHARE) for row in deals))


def _is_told_not_to(one: Spoken) -> bool:
    """Whether somebody is told not to do it: "ordered Acme not to sell them"."""
    if one.governor is None or one.act is not Act.SEEK or one.lead == one.word:
        return False
    return any(child.dep_ == "neg" and child.i < one.word.i for child in one.word.children)


def _untold(word: Token) -> bool:
    """Whether it is only what nobody would tell: "would not say how many searches have been run"."""
    for child, head in ancestors(word):
        if child.dep_ != "ccomp" or child.left_edge.tag_ not in ("WRB", "WP", "WDT"):
            continue
        if head.lemma not in cues().says and head.lemma_ != "know":
            return False
        negated = any(one.dep_ == "neg" for one in head.children)
        return negated or (head.dep_ == "xcomp" and head.head.lemma in silences().declining)
    return False


def _is_memory(noun: Token) -> bool:
    """Whether a noun tells of what is known to have been done: "no record of selling"."""
    of = (child for child in noun.children if child.dep_ == "prep" and child.lower_ == "of")
    return noun.lemma_ == "record" and any(below.dep_ == "pcomp" for prep in of for below in prep.children)


def _only_able(word: Token) -> bool:
    """Whether it is only what somebody could do: "has the power to sell them"."""
    noun = word.head
    has = noun.head.lemma_ in ("be", "have", "lack") and noun.dep_ in ("attr", "dobj")
    return has and word.dep_ == "acl" and word.tag_ == "VB" and noun.lemma in denial_words().powers


def _imagined(word: Token) -> bool:
    """Whether a reader is to imagine it: "imagine that Acme sold them"."""
    for _child, head in ancestors(word):
        if head.dep_ == "ROOT":
            return head.lemma_ in ("imagine", "suppose") and not subjects_of(head)
    return False


def _judged(one: Spoken) -> bool:
    """Whether a judgment is passed on what anybody may do: "it is illegal to sell data"."""
    verb = one.lead
    if verb.dep_ not in ("xcomp", "ccomp", "csubj", "advcl") or verb.tag_ not in ("VB", "VBG"):
        return False
    if any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children):
        return False
    if verb.dep_ == "csubj" and any(child.tag_ == "MD" for child in verb.head.children):
        return True  # "to hand it over could be an offence"
    if verb.dep_ == "csubj":  # "selling data is illegal"
        return any(child.dep_ == "acomp" and child.lower_ in cues().judges for child in verb.head.children)
    judge = verb.head
    if judge.pos_ in ("VERB", "AUX"):
        judge = next((child for child in judge.children if child.dep_ in ("acomp", "attr")), judge)
    if judge.lower_ not in cues().judges:
        return False
    be = judge.head if judge.dep_ in ("acomp", "attr") else judge
    if be.dep_ == "ccomp" and be.tag_ == "VBD" and be.head.lemma in cues().admits:
        return False  # "admitted that it was wrong to sell them"
    return any(child.lower_ in ("it", "this") and child.dep_ in ("nsubj", "expl") for child in be.children)


def _unwanted(one: Spoken) -> bool:
    """Whether it is only what somebody does not want of another: "do not want Acme to sell them"."""
    if one.governor not in ("want", "wish", "like", "expect"):
        return False
    negated = any(child.dep_ == "neg" for child in one.lead.children)
    return negated and any(child.dep_ in ("nsubj", "nsubjpass") for child in one.word.children)


def _asks_to_hear(one: Spoken) -> bool:
    """Whether it is words that are asked for or kept back: "asked for an explanation", "gave no details"."""
    if not one.data or one.act is Act.USE:
        return False
    if not all(head.lemma in silences().words for head in one.data):
        return False
    about = [below for head in one.data for below in head.children if below.dep_ not in _SLIGHT]
    seeks = one.act is Act.SEEK
    if seeks and any(head.lower_ in ("detail", "details") for head in one.data):
        return not about and any(head.lemma_ in denial_words().curious for head in one.to)
    mine = any(below.dep_ == "poss" for head in one.data for below in head.children)
    return not (one.to and not seeks) and not mine and not any(_on_people(below) for below in about)


def _on_people(prep: Token) -> bool:
    """Whether details are of people: "details of its customers"."""
    table = words()
    known = (table.people, table.persons, table.data)
    return prep.dep_ == "prep" and any(below.lemma in one for below in prep.children for one in known)


_SLIGHT: Final = frozenset({"amod", "det", "punct"})


def _gets_it_wrong(verb: Token) -> bool:
    """Whether only a judgment is told: "we got this wrong"."""
    if verb.lemma_ not in ("get", "have"):
        return False
    return any(child.lower_ in ("wrong", "right") and child.i > verb.i for child in verb.children)


def _forbidden(one: Spoken) -> bool:
    """Whether somebody else is to keep them from it: "wants to bar companies from selling"."""
    if one.word.dep_ == "pcomp" and one.lead == one.word.head.head and one.from_ and one.governor is None:
        return False  # "barred Orbix from taking its data"
    for child, head in ancestors(one.word):
        below = child.dep_ in ("prep", "xcomp", "ccomp")
        if below and head.lemma in denial_words().forbids and head.pos_ == "VERB":
            if any(one.dep_ == "neg" for one in head.children):
                return True  # "its policy does not bar it from selling"
            own = any(child.lemma in words().documents for child in subjects_of(head))
            given = any(child.dep_ == "dobj" for child in head.children)
            who = [one for at in (head, child) for one in at.children if one.dep_ in ("dobj", "nsubj")]
            if own and head.lemma_ in ("forbid", "prohibit") and any(map(_is_others, who)):
                return True  # "its terms forbid developers to send it"
            denies = head.lemma in frames().governors  # "its policy bars it from selling"
            return given and not (own and denies) and not is_passive(head)
    return False


def _is_others(noun: Token) -> bool:
    """Whether a noun behind "forbid" names others whom one keeps from it: "developers"."""
    table = words()
    return noun.tag_ == "NNS" and (noun.lemma in table.party_types or noun.lemma in table.persons)


def _by_law(one: Spoken) -> bool:
    """Whether it is a law that lets or makes somebody do it: nobody then says that they do."""
    for _, head in [(None, one.word), *ancestors(one.word)]:
        if head.lemma in cues().says:
            return False
        below = head.children
        if any(child.lemma in words().norms for child in below if child.dep_ in ("nsubj", "nsubjpass")):
            return True
        if head.dep_ in ("acl", "relcl") and head.head.lemma in words().norms:
            return True
        if any(child.lower_ == "under" and _is_law(child) for child in below):
            return any(child.tag_ == "MD" for child in below)  # "can sell them under the law"
    return False


def _is_law(under: Token) -> bool:
    """Whether a preposition stands before a law, and no other paper."""
    table, lemmas = words(), [below.lemma for below in under.children]
    return any(lemma in table.norms and lemma not in table.documents for lemma in lemmas)


def _tells(head: Token) -> bool:
    """Whether data are only named as what says something: "documents obtained by Norvik show …"."""
    if head.dep_ == "nsubj" and head.head.lemma in cues().says:
        return not any(one.lemma_ == "way" for one in head.head.children)  # "found their way to Orbix"
    return head.dep_ == "pobj" and head.head.head.lower_ == "according"


def _question(token: Token) -> bool:
    """Whether a sentence asks, or is a heading such as "How we share your data"."""
    sent = token.sent
    last = next((one.text for one in reversed(sent) if one.text not in ('"', "'", "''")), "")
    heading = sent[0].tag_ in ("WRB", "WP", "WDT") and last[-1:] not in (".", "!") and sent[-1].text == last
    return heading or last.endswith("?") or _asked_in_quotes(token, sent)


def _asked_in_quotes(token: Token, sent: Span) -> bool:
    """Whether a question is quoted around a word: "'Do we sell your data?' it asks"."""
    if "?" not in token.doc.vocabulary:
        return False
    ends = (one.text for one in token.doc.words[token.i : sent.end] if one.text in _STOPS)
    return next(ends, "") == "?"


_STOPS: Final = frozenset({"?", "!", ";", '"', "''"})
