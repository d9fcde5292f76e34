"""Verbs in the present tense that a parser takes for nouns: "the bank shares account data with brokers"."""

from spacy.tokens import Token

from graph.drafting.tables import cues, frames, words
from graph.drafting.text.lost_verbs import FINITE, OF_A_NOUN, SUBJECTS


def lost_present(token: Token) -> None:
    """Make a verb of "reserves" in "Acme's policy reserves the right to sell"."""
    before = token.nbor(-1) if token.i else token
    thing = next((one for one in token.rights if one.dep_ == "dobj"), None)
    plain = token.tag_ == "NNS" and before.head == token and before.dep_ in ("compound", "nmod")
    if thing is None or not plain or any(one.dep_ in ("nsubj", "aux") for one in token.children):
        return
    for one in [one for one in token.lefts if one.dep_ in OF_A_NOUN and one != before]:
        one.head = before
    before.dep_, token.pos_, token.tag_ = "nsubj", "VERB", "VBZ"


def lost_subject(verb: Token) -> None:
    """Make a subject of "bank" in "the bank shares account data", where it was read as a part of the verb."""
    before = verb.nbor(-1) if verb.i else verb
    own = any(one.dep_ in SUBJECTS for one in verb.children)
    if verb.tag_ == "VBZ" and before.head == verb and before.dep_ in ("compound", "nmod") and not own:
        _set_subject(before, verb)


def lost_in_phrase(verb: Token) -> None:
    """Make a verb of "leaks" in "the utility leaks meter data to the police", where all was one phrase."""
    if verb.lemma_.lower() not in frames().verbs:
        return
    before, parts = verb.nbor(-1) if verb.i else verb, [verb]
    while parts[-1].dep_ in ("compound", "nmod", "poss") and parts[-1].head.i > parts[-1].i:
        parts.append(parts[-1].head)
    thing = parts[-1]
    to = [one for one in thing.rights if one.dep_ == "prep" and one.lower_ in ("to", "with")]
    hangs = before.head in parts and before.dep_ in ("compound", "nmod", "nsubj")
    if not (hangs and (to or _is_all(thing)) and thing.lemma_.lower() in words().data):
        return
    says = thing.dep_ in ("dep", "dobj") and thing.head.lemma_.lower() in cues().says
    if says or thing.dep_ in ("ROOT", "appos", "ccomp"):
        _split(before, verb, thing, thing, [one for part in parts for one in part.lefts if one.i < before.i])


def _is_all(noun: Token) -> bool:
    """Whether a sentence is a noun by its parse, with no verb of its own: "Acme mines text messages"."""
    if noun.dep_ != "ROOT" or noun.sent[-1].text != ".":
        return False
    return not any(one.tag_ in FINITE for one in noun.sent if one.dep_ not in ("compound", "nmod"))


def alleges(allege: Token) -> None:
    """Make a verb of "allege" in "two complaints allege Acme sold names"."""
    told = allege.sent.root
    if allege.dep_ == "ROOT" or told.i < allege.i or told.pos_ not in ("AUX", "VERB"):
        return
    who = next((one for one in told.lefts if one.dep_ == "nsubj" and one.i < allege.i), None)
    who = who or next((one for one in allege.lefts if one.dep_ == "nsubj"), None)
    inner = next((one for one in told.lefts if one.dep_.startswith("nsubj") and one.i > allege.i), None)
    if inner is None and allege.head.dep_ == "conj" and allege.head.i > allege.i:
        inner = allege.head
    if who is None:
        return
    if inner is None and who.i < allege.i and who.head == told:
        inner = next((one for one in told.lefts if one.i > allege.i and one.pos_ in ("NOUN", "PROPN")), None)
    if inner is None:
        return
    for one in [one for one in allege.lefts if one != who]:
        one.head = who
        one.dep_ = "conj" if one.pos_ == "PROPN" and one.ent_type_ != "DATE" else "npadvmod"
    allege.head, allege.dep_, allege.pos_, allege.tag_ = allege, "ROOT", "VERB", "VBP"
    told.head, told.dep_, who.head, who.dep_ = allege, "ccomp", allege, "nsubj"
    inner.head, inner.dep_ = told, inner.dep_ if inner.dep_ == "nsubjpass" else "nsubj"


def forwards(word: Token) -> None:
    """Make a verb of "forwards" in "the app forwards records to Orbix", where it was read as no verb."""
    below = {one.dep_ for one in word.children}
    if word.tag_ in ("IN", "RB") and {"nsubj", "dobj"} <= below:
        word.tag_, word.pos_, word.lemma_ = "VBZ", "VERB", "forward"


def lost_before_call(call: Token) -> None:
    """Make a verb of "leaks" in "the university leaks call records", where "call" was read as one."""
    if call.i < 1 or call.i + 1 >= len(call.doc) or call.tag_ not in ("NN", "VB", "VBP"):
        return
    verb, thing = call.nbor(-1), call.nbor()
    if call.head == verb and verb.tag_ == "VBZ" and thing.head == call and thing.dep_ == "dobj":
        for one in [one for one in call.rights if one != thing]:
            one.head = verb
        thing.head = verb  # "the company passes call records"
        _of(thing, call)
        return
    gives = call.head
    if call.dep_ == "ccomp" and verb.dep_ == "dobj" and verb.head == gives and thing.head == call:
        if gives.lemma_.lower() in frames().verbs and thing.dep_ == "dobj":
            verb.dep_, thing.head = "dative", gives  # "gave third parties call records"
            _of(thing, call)
        return
    if thing.dep_ != "dobj" or thing.lemma_.lower() not in words().data or verb.head != call:
        return
    if verb.lower_ == "to" and call.dep_ == "acl" and call.head.i == verb.i - 1:
        verb.head, verb.dep_, verb.tag_ = call.head, "prep", "IN"  # "access to call records"
        for one in [one for one in call.rights if one != thing]:
            one.head = call.head.head
        thing.head, thing.dep_ = verb, "pobj"
        _of(thing, call)
        return
    base = verb.lemma_.lower() if verb.lemma_.lower() in frames().verbs else verb.lower_
    if base not in frames().verbs:
        return
    verb.tag_ = "VB" if verb.lower_ == base else "VBZ"
    verb.head, verb.dep_ = (verb, "ROOT") if call.head == call else (call.head, call.dep_)
    verb.pos_, verb.lemma_ = "VERB", base
    for one in [one for one in call.children if one not in (verb, thing)]:
        one.head = verb
    thing.head, thing.dep_ = verb, "dobj"
    _of(thing, call)
    before = verb.nbor(-1)
    if before.head == verb and before.dep_ in ("compound", "nmod"):
        _set_subject(before, verb)


def _of(thing: Token, call: Token) -> None:
    """Make "call" a part of "call records"."""
    call.head, call.dep_, call.pos_, call.tag_ = thing, "compound", "NOUN", "NN"


def lost_shares(shares: Token) -> None:
    """Make a verb of "shares" in "Acme shares driving data with insurers"."""
    before, doing = shares.nbor(-1) if shares.i else shares, shares
    if shares.i + 1 < len(shares.doc):
        doing = shares.nbor()
    above = shares.dep_ in ("dep", "nsubj") and shares.head == doing
    if doing.tag_ != "VBG" or not (above or (doing.head == shares and doing.dep_ == "acl")):
        return
    if shares.tag_ != "NNS" or before.head != shares or before.dep_ not in ("compound", "nmod"):
        return
    thing = next((one for one in doing.rights if one.dep_ == "dobj" and one.i == doing.i + 1), None)
    if (
        thing is None
        or thing.lemma_.lower() not in words().data
        or shares.lemma_.lower() not in frames().verbs
    ):
        return
    behind = [one for one in doing.rights if one.dep_ in ("dative", "prep")]
    if above:
        rest = [one for one in doing.children if one not in (shares, thing, *behind)]
        shares.head, shares.dep_ = (shares, "ROOT") if doing.head == doing else (doing.head, doing.dep_)
        for one in rest:
            one.head = shares
    doing.head, doing.dep_, doing.tag_, doing.pos_ = thing, "compound", "NN", "NOUN"
    _split(before, shares, thing, shares, [one for one in shares.lefts if one.i < before.i])
    for one in behind:
        one.head = shares


def _split(before: Token, verb: Token, thing: Token, top: Token, first: list[Token]) -> None:
    """Make a clause of a phrase whose head is *top*: *before* does to *thing* what *verb* says."""
    says = top.dep_ in ("dep", "dobj")
    above, dep = (verb, "ROOT") if top.head == top else (top.head, "ccomp" if says else top.dep_)
    beside = [one for one in top.children if one.i > verb.i and one.dep_ in ("advcl", "prep", "punct")]
    beside += [one for one in top.lefts if one.dep_ == "mark"]
    aims = [one for one in top.rights if one.dep_ in ("acl", "relcl") and one.tag_ == "VB"]
    for one in aims:
        one.dep_ = "advcl"  # "mines messages to improve its products"
    verb.head, verb.dep_, verb.pos_, verb.tag_ = above, dep, "VERB", "VBZ"
    for one in (*beside, *aims, *first):
        one.head = verb
    if thing != verb:
        thing.head, thing.dep_ = verb, "dobj"
    _set_subject(before, verb)


def _set_subject(noun: Token, verb: Token) -> None:
    """Make *noun*, right before its verb, the subject, with the article and the rest of its phrase."""
    for one in [one for one in verb.lefts if one.i < noun.i and one.dep_ in OF_A_NOUN]:
        one.head = noun
    noun.head, noun.dep_ = verb, "nsubj"
