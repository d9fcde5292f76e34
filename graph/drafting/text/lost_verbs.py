"""Verbs that a parser takes for nouns or participles, made verbs: "Acme's policy reserves the right"."""

from typing import Final

from spacy.tokens import Token

from graph.drafting.tables import cues, frames, words

#: What hangs on a noun before it.
OF_A_NOUN: Final = frozenset({"amod", "compound", "det", "nmod", "nummod", "poss"})
#: What stands between words that are joined.
_JOINS: Final = frozenset({",", "and", "or"})
#: What makes a verb one with a subject of its own, and in a tense.
SUBJECTS: Final = frozenset({"csubj", "csubjpass", "expl", "nsubj", "nsubjpass"})
FINITE: Final = frozenset({"MD", "VBD", "VBP", "VBZ"})


def lost_verb(token: Token) -> None:
    """Make a verb of "hand" in "demanded that Acme hand over the records"."""
    if token.lemma_.lower() not in frames().verbs or token.tag_ != "NN":
        return
    over = next((child for child in token.children if child.dep_ == "prt"), None)
    over = over or next(
        (one for one in token.children if one.lower_ == "over" and one.i == token.i + 1), None
    )
    thing = next((child for child in token.children if child.dep_ == "dobj"), None)
    if over is not None and thing is None:
        thing = next((child for child in over.children if child.dep_ == "pobj"), None)
    doers = [child for child in token.lefts if child.dep_ in ("compound", "nmod", "nsubj")]
    if over is not None and thing is not None and doers:
        token.pos_, token.tag_ = "VERB", "VB"
        over.dep_ = "prt"
        thing.head, thing.dep_ = token, "dobj"
        for child in doers:
            child.dep_ = "nsubj"


def lost_joined(token: Token) -> None:
    """Make verbs of "use" and "transfer" in "may collect, use, transfer and sell the records"."""
    head, after = token.head, token.nbor() if token.i + 1 < len(token.doc) else token
    if token.dep_ != "conj" or token.tag_ != "NN" or head.tag_ != "VB" or token.nbor(-1).text not in _JOINS:
        return
    bare = all(one.dep_ in ("cc", "conj", "punct") for one in token.children)
    if bare and after.text in _JOINS and token.lemma_.lower() in frames().verbs:
        token.pos_, token.tag_ = "VERB", "VB"


def lost_past(verb: Token) -> None:
    """Make the verb of its sentence of "asked" in "Acme, a union, asked for a list"."""
    noun = verb.head
    subject = noun.head if noun.dep_ == "appos" else noun
    if subject.dep_ != "ROOT" or subject.pos_ not in ("NOUN", "PROPN") or verb.i < subject.i:
        return
    ends = any(child.text == "." for one in (subject, noun, verb) for child in one.rights)
    agent = any(child.dep_ == "agent" for child in verb.children)
    beside = [child for child in subject.children if child != verb and child.dep_ != "relcl"]
    other = any(child.pos_ in ("VERB", "AUX") and child.dep_ not in OF_A_NOUN for child in beside)
    if not ends or agent or other:
        return
    behind = [child for one in {subject, noun} for child in one.children if child.i > verb.i]
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    subject.head, subject.dep_ = verb, "nsubj"
    for child in behind:
        child.head = verb


def had_done(verb: Token) -> None:
    """Make what is done of "searched" in "had the phones searched"."""
    thing = next((one for one in verb.lefts if one.dep_ == "nsubj" and one.i > verb.head.i), None)
    if thing is not None and not any(one.dep_ in ("aux", "auxpass", "dobj", "mark") for one in verb.children):
        thing.dep_, verb.tag_ = "nsubjpass", "VBN"


def _is_reduced(first: Token, verb: Token) -> bool:
    """Whether a verb before another may be a participle of the noun before it."""
    own = list(first.children)
    if first.i >= verb.i or first.tag_ not in ("VBD", "VBN"):
        return False
    if any(one.dep_ in ("aux", "auxpass", "cc", "dobj", "neg", "ccomp") for one in own):
        return False
    return any(one.dep_ == "nsubj" and one.i + 1 == first.i and one.pos_ == "NOUN" for one in own)


def lost_participle(verb: Token) -> None:
    """Make a participle of "entered" in "details entered in profiles were sent to firms"."""
    children = list(verb.children)
    been = any(one.dep_ == "auxpass" for one in children)
    finite = any(one.dep_ in ("aux", "auxpass") and one.tag_ in FINITE for one in children)
    if not (been and finite) or any(one.dep_ in SUBJECTS for one in children):
        return
    beside = [one for one in verb.head.children if one.dep_ == "ccomp"]
    beside += [one for one in children if one.dep_ == "advcl" and one.left_edge.lower_ == "that"]
    first = next((one for one in (verb.head, *beside) if _is_reduced(one, verb)), None)
    if first is None:
        return
    own = list(first.children)
    subject = next(one for one in own if one.dep_ == "nsubj")
    if first.dep_ == "ROOT":
        verb.head, verb.dep_ = verb, "ROOT"
    elif first.head != verb:
        verb.head, verb.dep_ = first.head, first.dep_
    for one in own:
        if (one.i < first.i or one.i > verb.i or one.text == ".") and one not in (subject, verb):
            one.head = verb
    subject.head, subject.dep_ = verb, "nsubjpass"
    first.head, first.dep_, first.tag_ = subject, "acl", "VBN"


def lost_saying(token: Token) -> None:
    """Make a verb of "states" in "Acme, for its part, states that it does not"."""
    lemma = token.lemma_.lower()
    if lemma not in cues().says or token.tag_ not in ("NN", "NNS"):
        return
    who = any(child.dep_ == "nsubj" for child in token.lefts)
    if who and any(child.dep_ == "ccomp" for child in token.rights):
        token.pos_, token.tag_ = "VERB", "VBZ" if token.tag_ == "NNS" else "VBP"


def verb_between(token: Token) -> bool:
    """Make a verb of "stores" in "collects, stores and sells the records"; whether that was done."""
    head = token.head
    if token.tag_ != "NNS" or head.tag_ != "VBZ" or token.i < 2 or list(token.children):
        return False
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    listed = token.nbor(-1).text == "," and (after.lower_ in ("and", "or") or after.text == ",")
    joined = any(
        child.dep_ == "conj" and child.tag_ == "VBZ" and child.i > token.i for child in head.children
    )
    if not (listed and joined and token.lemma_.lower() in frames().verbs):
        return False
    token.pos_, token.tag_, token.dep_ = "VERB", "VBZ", "conj"
    return True


def lost_perfect(done: Token) -> None:
    """Make a verb of "transferred" in "had unlawfully transferred its members' records"."""
    noun = done.head
    have = noun.head
    if noun.dep_ != "dobj" or have.lemma_ != "have" or have.i > done.i:
        return
    if done.lemma_.lower() not in frames().verbs:
        return
    between = list(done.doc[have.i + 1 : done.i])
    if any(one.pos_ != "ADV" for one in between):
        return
    behind = list(done.doc[done.i + 1 : noun.i])
    apart = bool(between) or any(one.dep_ in ("det", "poss") and one.head == noun for one in behind)
    if not apart:
        return
    done.dep_, done.pos_ = ("ROOT", "VERB") if have.dep_ == "ROOT" else (have.dep_, "VERB")
    done.head = done if have.dep_ == "ROOT" else have.head
    for child in [one for one in have.children if one not in (noun, done)]:
        child.head = done
    have.head, have.dep_, have.pos_ = done, "aux", "AUX"
    noun.head = done
    for one in between:
        one.head = done


#: What somebody is accused, praised or paid for, where a verb may be taken for part of a noun.
_FOR: Final = frozenset({"about", "after", "by", "for", "of", "over"})


def lost_doing(doing: Token) -> None:
    """Make a verb of "handing" in "acknowledged handing footage to the police", "sued for handing it"."""
    thing = doing.head
    while thing.dep_ == "compound" and thing.head.i > thing.i:
        thing = thing.head
    above = thing.head
    under = thing.dep_ == "pobj" and above.lower_ in _FOR and thing.lemma_.lower() in words().data
    if above.i + 1 != doing.i or not (under or (thing.dep_ == "dobj" and _admits(above))):
        return
    around = (*above.rights, *above.head.rights, *above.head.head.rights) if under else above.rights
    to = [one for one in (*around, *thing.rights) if one.lower_ in ("from", "to", "with") and one.i > thing.i]
    if not frames().verbs.get(base_of(doing)) or not to:
        return
    for child in [one for one in thing.lefts if one.i < doing.i]:
        child.head = doing
    doing.head, doing.dep_, doing.pos_, doing.tag_ = above, "pcomp" if under else "xcomp", "VERB", "VBG"
    doing.lemma_ = base_of(doing)
    thing.head, thing.dep_ = doing, "dobj"
    for one in to[:1] if under else above.rights:
        if one.dep_ in ("prep", "dative") and one.i > thing.i:
            one.head = doing


def lost_gerund(doing: Token) -> None:
    """Make a verb of "handing" in "denied handing over names", where it was read as a noun with an object."""
    if not doing.lower_.endswith("ing") or not any(one.dep_ in ("dobj", "prt") for one in doing.rights):
        return
    base = base_of(doing)
    if base in frames().verbs and _admits(doing.head):
        doing.dep_, doing.pos_, doing.tag_, doing.lemma_ = "xcomp", "VERB", "VBG", base


def lost_object(verb: Token) -> None:
    """Make a noun of "dates" in "said that the app sent users' birth dates to Orbix"."""
    first = next((one for one in verb.lefts if one.dep_ in ("ccomp", "csubj")), None)
    before = verb.nbor(-1)
    if first is None or before.dep_ != "dobj" or before.head != first or before.tag_ != "NN":
        return
    if first.lemma_.lower() not in frames().verbs or verb.lemma_.lower() not in words().data:
        return
    if any(one.dep_ == "nsubj" for one in verb.children):
        return
    if verb.dep_ == "ROOT":
        first.head, first.dep_ = first, "ROOT"
    else:
        first.head, first.dep_ = verb.head, verb.dep_
    for child in [one for one in verb.children if one != first]:
        child.head = first
    for child in list(before.lefts):
        child.head = verb
    verb.head, verb.dep_, verb.pos_, verb.tag_ = first, "dobj", "NOUN", "NNS"
    before.head, before.dep_ = verb, "compound"


def let_do(verb: Token) -> None:
    """Make what is let of "read" in "had let the maker Orbix read its users' messages"."""
    let = verb.head
    who = next((one for one in let.rights if one.dep_ == "dobj" and one.i < verb.i), None)
    own = any(one.dep_ in ("aux", "mark", "nsubj", "nsubjpass") for one in verb.children)
    if let.lemma_ != "let" or who is None or own or who.right_edge.i + 1 != verb.i:
        return
    who.head, who.dep_ = verb, "nsubj"
    verb.dep_, verb.tag_ = "ccomp", "VB"


def lost_let(verb: Token) -> None:
    """Make a verb of "share" in "lets Acme share patient records"."""
    thing, let = verb.head, verb.head.head
    who = next((one for one in verb.lefts if one.dep_ == "nsubj"), None)
    if verb.tag_ != "VB" or who is None or thing.dep_ != "dobj" or let.lemma_ not in ("help", "let", "make"):
        return
    verb.head, verb.dep_, verb.pos_ = let, "ccomp", "VERB"
    thing.head = verb


def lost_behind_which(verb: Token) -> None:
    """Make the verb of its sentence of "sold" in "Acme, which scans mail, sold receipts to Orbix"."""
    subject = verb.sent.root
    if subject.pos_ not in ("NOUN", "PROPN") or verb.i < 1 or verb.nbor(-1).text != ",":
        return
    which = next((one for one in subject.rights if one.dep_ == "relcl"), None)
    if which is None or which.i > verb.i or verb.head not in (subject, which):
        return
    if which.left_edge.nbor(-1).text != "," or any(one.dep_ in SUBJECTS for one in verb.children):
        return
    behind = [one for one in subject.children if one.i > verb.i]
    verb.head, verb.dep_ = verb, "ROOT"
    subject.head, subject.dep_ = verb, "nsubj"
    for one in behind:
        one.head = verb


def lost_behind_clause(subject: Token) -> None:
    """Make the verb of its sentence of "shares" in "Acme, which makes phones, shares names with Orbix"."""
    which = next((one for one in subject.rights if one.dep_ == "relcl"), None)
    if which is None or subject.doc[which.left_edge.i - 1].text != ",":
        return
    rest = [one for one in subject.doc[which.i + 1 : subject.sent.end] if one.text == ","]
    if not rest or any(one.tag_ in FINITE for one in subject.doc[rest[0].i + 2 : subject.sent.end]):
        return
    verb = rest[0].nbor() if rest[0].i + 1 < subject.sent.end else rest[0]
    thing = verb.head
    while thing.dep_ == "compound" and thing.head.i > thing.i:
        thing = thing.head
    if (
        verb.tag_ not in ("NNS", "VBZ")
        or verb.dep_ != "compound"
        or verb.lemma_.lower() not in frames().verbs
    ):
        return
    verb.head, verb.dep_, verb.pos_, verb.tag_ = verb, "ROOT", "VERB", "VBZ"
    for one in [one for one in subject.children if one.i > verb.i or one.text == "."]:
        one.head = verb
    subject.head, subject.dep_ = verb, "nsubj"
    thing.head, thing.dep_ = verb, "dobj"


def _admits(verb: Token) -> bool:
    """Whether what somebody did may stand right behind a verb: "acknowledged handing"."""
    lemma, table = verb.lemma_.lower(), cues()
    return lemma in table.admits or lemma in table.denies or lemma in frames().governors


def base_of(doing: Token) -> str:
    """The base form of a word in "-ing" or "-ed" that was taken for a noun or a quality."""
    stem = doing.lower_.removesuffix("ing").removesuffix("ed")
    known = frames().verbs
    return next((one for one in (stem, f"{stem}e", stem[:-1]) if one in known), stem)


def lost_in_apposition(verb: Token) -> None:
    """Make a verb of "supplied" in "Acme routinely supplied guest lists to Orbix, Norvik said"."""
    thing = verb.head
    subject = thing.head
    if thing.dep_ != "appos" or subject.i > verb.i or subject.pos_ not in ("NOUN", "PROPN"):
        return
    before = [one for one in thing.lefts if one.i < verb.i and one.pos_ != "ADV"]
    if verb.lemma_.lower() not in frames().verbs or before:
        return
    above, behind = subject.head, [one for one in subject.children if one.i > thing.i and not one.is_punct]
    said = above if above.i > thing.i and above.lemma_.lower() in cues().says else None
    if subject.dep_ != "ROOT" and said is None:
        return
    verb.pos_, verb.tag_ = "VERB", "VBD"
    if said is None:
        verb.head, verb.dep_ = verb, "ROOT"
    else:
        verb.head, verb.dep_ = said, "ccomp"
        if subject.dep_ == "nsubj" and behind:  # "…, the state's attorney, Lee Park, said"
            behind[0].head, behind[0].dep_ = said, "nsubj"
            for one in behind[1:]:
                one.head = behind[0]
    subject.head, subject.dep_ = verb, "nsubj"
    for one in [
        each for each in thing.children if each.dep_ in ("dative", "prep", "advmod") and each != verb
    ]:
        one.head = verb
    thing.head, thing.dep_ = verb, "dobj"


def asked_first(asked: Token) -> None:
    """Give "said" its subject in "Acme, asked about the mail, said that it had sold none"."""
    said, subject = asked.head, next((one for one in asked.lefts if one.dep_ == "nsubj"), None)
    if subject is None or said.i < asked.i:
        return
    if said.lemma_.lower() not in cues().says and said.lemma_.lower() not in cues().denies:
        return
    if any(one.dep_ == "nsubj" for one in said.children) or asked.nbor(-1).text != ",":
        return
    for one in [each for each in asked.children if each.i < asked.i or each.is_punct]:
        one.head = said
    asked.head, asked.dep_, asked.tag_ = subject, "acl", "VBN"


def had_done_it(done: Token) -> None:
    """Make a verb of "handed" in "ruled that Acme had unlawfully handed records to Orbix"."""
    had = any(one.dep_ == "aux" and one.lemma_ == "have" for one in done.children)
    if not had or not any(one.dep_ == "dobj" for one in done.children):
        return
    done.pos_, done.tag_, done.lemma_ = "VERB", "VBN", base_of(done)
    if done.dep_ == "conj" and done.head.lemma_.lower() in cues().says and done.i > done.head.i:
        done.dep_ = "ccomp"
