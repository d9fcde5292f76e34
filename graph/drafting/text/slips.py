"""Single slips of English parsers, each with the words that show it: "handed any over", "try and get"."""

from typing import Final

from spacy.tokens import Token

from graph.drafting.tables import cues, frames, words
from graph.drafting.text.lost_verbs import base_of
from graph.drafting.word_lists import mending_words

_NAMES: Final = frozenset({"ORG", "PERSON", "PRODUCT", "GPE"})


def is_of_data(doing: Token) -> bool:
    """Whether a word in "-ing" tells which data are given: "handed ticketing data to Orbix"."""
    verb = doing.head
    if doing.dep_ != "xcomp" or doing.i != verb.i + 1 or verb.lemma_.lower() not in frames().verbs:
        return False
    if base_of(doing) in frames().verbs:
        return False  # "denied sharing data"
    thing = doing.nbor() if doing.i + 1 < len(doing.doc) else doing
    return thing.dep_ == "dobj" and thing.head == doing and thing.lemma_.lower() in words().data


def based(based: Token) -> None:
    """Put "company" for the town that was read as who acts: "the Redmond, Washington-based company"."""
    firm = based.head
    top = firm.head if firm.dep_ == "poss" else firm
    comma = next((at for at in range(based.i - 3, max(based.i - 6, 0), -1) if based.doc[at].text == ","), 0)
    town = based.doc[comma - 1] if comma > 1 else based
    if town.pos_ != "PROPN":
        return
    if top.head == town and top.dep_ in ("appos", "conj"):
        top.head, top.dep_ = (top if town.head == town else town.head), town.dep_
    elif (top.head, top.dep_) != (town.head, town.dep_):
        return
    for article in [one for one in town.lefts if one.dep_ == "det"]:
        article.head = firm
    town.head, town.dep_ = firm, "nmod"


def asks_by_letter(verb: Token) -> None:
    """Tie "demanding" to "wrote", not to whom it was written, in "wrote to Acme demanding it"."""
    to = verb.head.head
    if verb.head.dep_ == "pobj" and to.lower_ == "to" and to.head.lemma_ in mending_words().turning:
        verb.head, verb.dep_ = to.head, "advcl"


def told_which(verb: Token) -> None:
    """Make what is told of "which of them are ill" in "told two firms which of them are ill"."""
    which = next((one for one in verb.lefts if one.dep_ == "nsubj" and one.lower_ == "which"), None)
    if which is None or not any(one.lower_ == "of" for one in which.rights):
        return
    if verb.head.head.pos_ == "VERB" and which.i == verb.head.i + 1:
        verb.head, verb.dep_ = verb.head.head, "ccomp"


def named_subject(name: Token) -> None:
    """Make a subject of a name that was read as an adverb: "Roamly buys lists", "Friendly sold lists"."""
    verb = name.head
    if verb.pos_ != "VERB" or any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children):
        return
    between = name.doc[name.i + 1 : verb.i]
    known = name.ent_type_ in _NAMES and all(one.pos_ in ("AUX", "ADV", "PART") for one in between)
    right_before = name.i + 1 == verb.i and verb.tag_ in ("VBZ", "VBD")
    if (known and verb.tag_ in ("VBZ", "VBD", "VBN")) or right_before:
        name.dep_ = "nsubj"


def doing(token: Token) -> None:
    """Make a noun of "viewing history" where it was read as "viewing" with an object."""
    noun = next((child for child in token.children if child.dep_ == "dobj" and child.i > token.i), None)
    if noun is None or any(child.dep_ == "aux" for child in token.children):
        return
    if any(one.dep_ not in ("compound", "amod") for one in token.doc[token.i + 1 : noun.i]):
        return
    whose = _whose(token)
    if whose is None and any(child.dep_ == "nsubj" for child in token.children):
        return
    head, dep = _place(token, whose)
    if head is None:
        return
    below = [child for child in token.children if child not in (noun, whose)]
    noun.head, noun.dep_ = head, dep
    token.head, token.dep_ = noun, "compound"
    if whose is not None:
        whose.head, whose.dep_ = noun, "poss"
    verb = next((one for one in noun.ancestors if one.pos_ in ("VERB", "AUX")), None)
    for child in below:
        child.head = verb if verb is not None and child.dep_ in ("prep", "dative") else noun


def _whose(token: Token) -> Token | None:
    """The owner right before *token*, with or without an apostrophe: "users' viewing history"."""
    before = token.nbor(-1) if token.i else token
    if before.dep_ == "case":
        return before.head
    return before if before.dep_ == "dobj" and before.lemma_.lower() in words().people else None


def _place(token: Token, whose: Token | None) -> tuple[Token | None, str]:
    """What the noun behind *token* hangs on, and how."""
    head = token.head
    if whose is not None and token.dep_ == "acl" and head == whose:
        return whose.head, "dobj"
    if token.dep_ == "pcomp":
        return head, "pobj"
    if token.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
        return head, "conj"
    if token.dep_ == "conj" and head.dep_ == "compound" and head.lower_ in mending_words().doings:
        return head.head, "conj"  # mended before
    if head.pos_ != "VERB" or token.dep_ not in ("xcomp", "dobj", "ccomp", "advcl", "conj", "prep"):
        return None, ""
    earlier = [child for child in head.children if child.dep_ == "dobj" and child.i < token.i]
    if whose in earlier or not earlier:
        return (head, "dobj") if head.i < token.i else (None, "")
    return (earlier[-1], "conj") if token.nbor(-1).text in (",", "and", "or") else (None, "")


def listed(token: Token) -> bool:
    """Hang "Acme" of "with these partners: Acme and Orbix" on "partners"; whether that was done."""
    first = token.left_edge.i
    if first < 2 or token.doc[first - 1].text != ":" or token.doc[first - 2].pos_ != "NOUN":
        return False
    token.head, token.dep_ = token.doc[first - 2], "appos"
    return True


def listed_verb(verb: Token) -> None:
    """Join the second of three verbs to the first: "has not received, shared or sold names"."""
    first, below = verb.head, list(verb.lefts)
    joined = any(child.dep_ == "conj" for child in verb.rights)
    behind = first.i + 2 == verb.i and verb.nbor(-1).text == "," and first.tag_ in ("VBN", "VBD")
    if behind and joined and not below:
        verb.dep_ = "conj"


def repeat_not(repeat: Token) -> None:
    """Leave "sell" its denial in "we do not, repeat not, sell names"."""
    doc, at = repeat.doc, repeat.i
    no = repeat.nbor() if at + 1 < len(doc) else repeat
    verb = next((one for one in doc[at + 2 : at + 5] if one.tag_ in ("VB", "VBN", "VBG")), None)
    if no.lower_ != "not" or verb is None:
        return
    below = [child for child in repeat.children if child.dep_ in ("aux", "nsubj") and child.i < at]
    for child in below if repeat.head == verb else []:
        child.head = verb
    no.head, no.dep_ = verb, "neg"


def lost_any(word: Token) -> None:
    """Make a thing of "any" in "never handed any over"."""
    over = word.nbor() if word.i + 1 < len(word.doc) else word
    verb = word.nbor(-1) if word.i else word
    if over.tag_ == "RP" and verb.pos_ == "VERB" and word.head in (over, verb) and over.head == verb:
        over.dep_, word.head = "prt", verb
        word.dep_, word.pos_ = "dobj", "PRON"


def bureaus(noun: Token) -> None:
    """Make a plural of "bureaus", which a parser takes for one thing of that name."""
    noun.tag_, noun.pos_, noun.lemma_ = "NNS", "NOUN", "bureau"


def co_founder(co: Token) -> None:
    """Make one noun of "co-founder", which the parser takes apart: "Acme's co-founder"."""
    if co.i + 2 >= len(co.doc) or co.nbor().text != "-":
        return
    hyphen, noun = co.nbor(), co.nbor(2)
    if noun.pos_ not in ("NOUN", "PROPN") or noun not in (co.head, *co.children, *co.head.children):
        return
    if noun.head == co or (noun.dep_ == "appos" and co.dep_ == "appos"):
        noun.head, noun.dep_ = (noun if co.head == co else co.head), co.dep_
    if noun.head == hyphen:
        noun.head, noun.dep_ = (noun if hyphen.head == hyphen else hyphen.head), hyphen.dep_
    for child in [*co.children, hyphen]:
        if child != noun:
            child.head = noun
    co.head, co.dep_ = noun, "compound"


def accused_of(of: Token) -> None:
    """Tie "of selling" to "accused" in "was accused by prosecutors of selling"."""
    agent = of.head.head
    does = any(child.dep_ == "pcomp" for child in of.children)
    if does and agent.dep_ == "agent" and agent.head.lemma_.lower() in cues().accuses:
        of.head = agent.head


def fined_for(prep: Token) -> None:
    """Tie "for selling" to "fined", not to the money, in "fined Acme a million for selling"."""
    verb = prep.head.head
    does = any(child.dep_ == "pcomp" for child in prep.children)
    if not does or verb.lemma_.lower() not in cues().accuses:
        return
    whom = next((child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"), None)
    if whom is not None or prep.head.ent_type_ == "MONEY":
        prep.head.dep_ = "npadvmod"
        prep.head = verb
        if whom is not None:
            whom.dep_ = "dobj"


def asked_by(by: Token) -> None:
    """Tie "by the police" to "asked" in "was asked for records by the police"."""
    verb = by.head.head.head
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    if passive and verb.lemma_ in ("ask", "press") and by.head.head.lower_ == "for":
        by.head, by.dep_ = verb, "agent"


def infinitive(verb: Token) -> None:
    """Undo the clause that "agreed after the trial to share" is read as: "the trial" shares nothing."""
    mark = next((child for child in verb.children if child.dep_ == "mark"), None)
    noun = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    to = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    if to and mark is not None and noun is not None and mark.lower_ in ("after", "before", "since"):
        mark.head, mark.dep_ = verb.head, "prep"
        noun.head, noun.dep_ = mark, "pobj"
        verb.dep_ = "xcomp"


def finite(token: Token) -> None:
    """Join "turned" to "declined", not to "give", in "declined to give the file but turned over the list"."""
    head = token.head
    finite = head.head.tag_ in ("VBD", "VBZ", "VBP", "VBN")
    own = any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in token.children)
    if head.tag_ == "VB" and head.dep_ == "xcomp" and finite and not own:
        token.head = head.head
    let = head.dep_ == "ccomp" and head.head.lemma_ in mending_words().lets and head.tag_ in ("VB", "VBP")
    if let and token.tag_ == "VBD" and not own:  # "had let Orbix receive it, and said"
        token.head = head.head


def try_and(verb: Token) -> None:
    """Let "to try and get the records" stand for "to get the records"."""
    tried = verb.head
    plain = tried.i + 2 == verb.i and tried.nbor().lower_ == "and" and tried.dep_ not in ("ROOT", "conj")
    if plain:
        verb.head, verb.dep_ = tried.head, tried.dep_
        for child in list(tried.lefts):
            child.head = verb
        tried.head, tried.dep_ = verb, "aux"


def lost_relative(that: Token) -> bool:
    """Make a relative of "that" in "records that it had bought"; whether that was done."""
    verb = that.head
    if that.lower_ != "that" or that.tag_ != "IN" or verb.dep_ not in ("acl", "relcl"):
        return False
    if not any(child.dep_ == "nsubj" for child in verb.children):
        return False
    that.pos_, that.tag_, verb.dep_ = "PRON", "WDT", "relcl"
    return True


def noun(thing: Token) -> None:
    """Make a noun of "logs" in "turned over the call logs"."""
    if thing.tag_ == "VBZ" and any(child.dep_ in ("det", "compound", "poss") for child in thing.lefts):
        thing.pos_, thing.tag_ = "NOUN", "NNS"


def charges(token: Token) -> None:
    """Make a noun of "charges" in "settled Norvik Commission charges that it sold them"."""
    before = token.nbor(-1)
    same = token.dep_ == "dobj" and before.head == token.head and before.dep_ == "dobj"
    if same and before.pos_ == "PROPN" and before.i > token.head.i:
        token.pos_, token.tag_ = "NOUN", "NNS"
        before.head, before.dep_ = token, "compound"
    elif token.dep_ == "advcl" and before.dep_ == "dobj" and before.pos_ == "PROPN":
        token.pos_, token.tag_, token.dep_, token.head = "NOUN", "NNS", "dobj", before.head
        before.head, before.dep_ = token, "compound"  # "agreed to settle Norvik Commission charges that"
    elif token.dep_ == "oprd" and before.dep_ == "compound" and before.head == token:
        token.pos_, token.tag_, token.dep_ = "NOUN", "NNS", "dobj"  # "called media reports that … untrue"
