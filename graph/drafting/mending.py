"""Slips of English parsers in sentences about data, mended in the parse: nouns taken for verbs and more.

Only the tree is changed, never a word or a place, so that all that follows reads one and the same sentence.
"""

from typing import Final

from spacy.tokens import Doc, Token

from graph.drafting.tables import cues, frames, words

#: Data that are named by what people do: "viewing history" is no verb.
DOINGS: Final = frozenset(
    [
        "browsing",
        "buying",
        "calling",
        "driving",
        "listening",
        "purchasing",
        "reading",
        "shopping",
        "spending",
        "viewing",
        "voting",
    ]
)


#: Verbs that seldom name who gets it right behind them.
_NO_SECOND: Final = frozenset({"disclose", "resell", "sell", "share", "transfer", "transmit"})


def mended(doc: Doc) -> Doc:
    """*doc* with the slips mended, in place."""
    for token in doc:
        if token.tag_ == "VBG" and token.lower_ in DOINGS:
            _doing(token)
        elif token.dep_ == "dobj" and token.i > 1 and not _listed(token):
            _lost_recipient(token)
        elif token.dep_ == "dative" and token.tag_ == "NNS":
            _lost_owner(token)
        elif token.dep_ == "conj" and token.tag_ in ("VBD", "VBZ", "VBP"):
            _finite(token)
            _said_behind(token)
        elif token.dep_ == "advcl" and token.tag_ == "VB":
            _infinitive(token)
        elif token.dep_ in ("npadvmod", "dep") and token.pos_ == "PROPN":
            _listed(token)
    return doc


def _doing(token: Token) -> None:
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
        child.head = verb if verb is not None and child.dep_ == "prep" else noun


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
    if token.dep_ == "conj" and head.dep_ == "compound" and head.lower_ in DOINGS:
        return head.head, "conj"  # mended before
    if head.pos_ != "VERB" or token.dep_ not in ("xcomp", "dobj", "ccomp", "advcl", "conj", "prep"):
        return None, ""
    earlier = [child for child in head.children if child.dep_ == "dobj" and child.i < token.i]
    if whose in earlier or not earlier:
        return (head, "dobj") if head.i < token.i else (None, "")
    return (earlier[-1], "conj") if token.nbor(-1).text in (",", "and", "or") else (None, "")


def _listed(token: Token) -> bool:
    """Hang "Acme" of "with these partners: Acme and Orbix" on "partners"; whether that was done."""
    first = token.left_edge.i
    if first < 2 or token.doc[first - 1].text != ":" or token.doc[first - 2].pos_ != "NOUN":
        return False
    token.head, token.dep_ = token.doc[first - 2], "appos"
    return True


def _said_behind(said: Token) -> None:
    """Put "said" of "Acme sold them, said Lee Park" above what is said, not beside it."""
    head = said.head
    behind = any(child.dep_ == "nsubj" and child.i > said.i for child in said.children)
    if behind and head.dep_ == "ROOT" and said.lemma_ in cues().says and said.nbor(-1).text == ",":
        said.head, said.dep_ = said, "ROOT"
        head.head, head.dep_ = said, "ccomp"


def _infinitive(verb: Token) -> None:
    """Undo the clause that "agreed after the trial to share" is read as: "the trial" shares nothing."""
    mark = next((child for child in verb.children if child.dep_ == "mark"), None)
    noun = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    to = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    if to and mark is not None and noun is not None and mark.lower_ in ("after", "before", "since"):
        mark.head, mark.dep_ = verb.head, "prep"
        noun.head, noun.dep_ = mark, "pobj"
        verb.dep_ = "xcomp"


def _finite(token: Token) -> None:
    """Join "turned" to "declined", not to "give", in "declined to give the file but turned over the list"."""
    head = token.head
    finite = head.head.tag_ in ("VBD", "VBZ", "VBP", "VBN")
    own = any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in token.children)
    if head.tag_ == "VB" and head.dep_ == "xcomp" and finite and not own:
        token.head = head.head


def _lost_owner(people: Token) -> None:
    """Make owners of "users" in "sold users data", where an apostrophe was lost: nobody sells users data."""
    verb = people.head
    thing = next((child for child in verb.children if child.dep_ == "dobj" and child.i > people.i), None)
    if thing is None or people.lemma_.lower() not in words().people or thing.left_edge.i != people.i + 1:
        return
    other = any(child.dep_ == "prep" and child.lower_ in ("to", "with") for child in verb.children)
    if thing.lemma_.lower() in words().data and (other or not _has_second(verb) or verb.lemma_ in _NO_SECOND):
        people.head, people.dep_ = thing, "poss"


def _lost_recipient(thing: Token) -> None:
    """Give "gave the company access" and "gave Orbix users' names" the recipient that the noun swallowed."""
    verb = thing.head
    if verb.pos_ != "VERB" or verb.i > thing.i or not _has_second(verb):
        return
    if any(child.dep_ in ("dative", "iobj") or child.lower_ == "to" for child in verb.children):
        return
    what = any(child.dep_ == "dobj" and child.lower_ == "what" for child in verb.lefts)
    if what and _names_somebody(thing):
        thing.dep_ = "dative"  # "what Acme gave Orbix"
        return
    first = next((child for child in verb.rights if child.dep_ == "dobj"), thing)
    if first != thing and first.i < thing.i and _names_somebody(first):
        first.dep_ = "dative"  # "gave Acme, Orbix and Norvik access"
        _lost_owner(first)
        return
    swallowed = next((child for child in thing.lefts if child.dep_ in ("compound", "nmod", "poss")), None)
    if swallowed is None:
        return
    if thing.lemma_ == "access" and swallowed.dep_ != "poss" and _names_somebody(swallowed):
        _raise(swallowed, verb, thing)
    elif (
        (swallowed.ent_type_ == "ORG" or _names_somebody(swallowed))
        and swallowed.dep_ != "poss"
        and _right_behind(verb, swallowed)
        and swallowed.nbor() == thing
        and thing.lemma_.lower() in words().generic_data
        and thing.i + 1 < len(thing.doc)
        and thing.nbor().dep_ == "prep"
    ):
        _raise(swallowed, verb, thing)  # "sent Acme information about films"
    elif (
        _right_behind(verb, swallowed)
        and _names_somebody(swallowed)
        and swallowed.dep_ != "poss"
        and swallowed.nbor().tag_ == "NNS"
        and swallowed.nbor().lemma_.lower() in words().people
    ):
        _raise(swallowed, verb, thing)  # "gave the vendor students test scores"
    elif swallowed.lemma_.lower() in words().people:
        inner = next((child for child in swallowed.lefts if child.dep_ in ("compound", "nmod")), None)
        if inner is None and swallowed.i > 0 and swallowed.nbor(-1).head == thing:
            inner = swallowed.nbor(-1)
        if inner is not None and inner.ent_type_ == "ORG" and inner.nbor(-1).i == verb.i:
            _raise(inner, verb, thing)


def _right_behind(verb: Token, noun: Token) -> bool:
    """Whether nothing but an article stands between *verb* and the phrase of *noun*."""
    start = noun.left_edge.i
    before = noun.doc[max(start - 2, 0) : start]
    return verb in before and all(one == verb or one.dep_ == "det" for one in before if one.i >= verb.i)


def _has_second(verb: Token) -> bool:
    return any("second" in row.to for row in frames().verbs.get(verb.lemma_.lower(), ()))


def _names_somebody(noun: Token) -> bool:
    lemma, table = noun.lemma_.lower(), words()
    return noun.pos_ == "PROPN" or lemma in table.party_types or lemma in table.people | table.persons


def _raise(noun: Token, verb: Token, thing: Token) -> None:
    """Make *noun* the recipient, with the article that the phrase begins with."""
    for child in list(thing.lefts):
        if child.i < noun.i:
            child.head = noun
    noun.head, noun.dep_ = verb, "dative"
