"""Names and phrases that a parser hangs on the wrong word, hung where they belong: "the retailer Perky"."""

from spacy.tokens import Token

from graph.drafting.tables import words


def lost_behind_kind(name: Token) -> bool:
    """Hang "Coverly" of "with the insurer Coverly" on "insurer"; whether that was done."""
    if not name.text[0].isupper() or name.i < 1:
        return False
    kind = name.nbor(-1)
    if kind.tag_ != "NN" or kind.head == name or kind.lemma_.lower() not in words().party_types:
        return False
    if name.head != kind and name.head.pos_ not in ("VERB", "AUX"):
        return False
    behind = name.nbor() if name.i + 1 < len(name.doc) else name
    if behind.tag_ in ("NNP", "NNPS") and behind.head == name:
        return False  # a name of several words
    verb = name.head if name.head != kind else kind.head
    for child in [one for one in name.children if one.i > name.i and not one.is_punct]:
        child.head = verb
    name.head, name.dep_, name.pos_, name.tag_ = kind, "appos", "PROPN", "NNP"
    return True


def lost_behind_comma(name: Token) -> bool:
    """Hang "Orbix" of "to a start-up, Orbix, according to" on the start-up; whether that was done."""
    if name.pos_ != "PROPN" or name.i < 3 or name.nbor(-1).text != "," or name.left_edge.i != name.i:
        return False
    kind, after = name.nbor(-2), name.nbor() if name.i + 1 < len(name.doc) else name
    known = kind.lemma_.lower() in words().party_types or kind.lower_ == "up"
    if kind.tag_ != "NN" or not known or kind.dep_ not in ("pobj", "dobj") or after.text not in (",", "."):
        return False
    name.head, name.dep_ = kind, "appos"
    return True


def lost_in_commas(kind: Token) -> None:
    """Hang "app" on "Whisk", not beside it, in "Whisk, the delivery app, and Acme met"."""
    name, first, last = kind.head, kind.left_edge, kind.right_edge
    article = first.lower_ in ("a", "an", "the") and first.i == name.i + 2
    if kind.dep_ != "conj" or not article or first.nbor(-1).text != ",":
        return
    after = last if last.text == "," else last.nbor() if last.i + 1 < len(last.doc) else last
    if after.text == "," and name.text[0].isupper() and kind.lemma_.lower() in words().party_types:
        kind.dep_ = "appos"


def lost_main(verb: Token) -> bool:
    """Make the verb of its sentence of "uses" in "The service Hopon uses sensors, its lawyers conceded".

    Tells whether that was done.
    """
    kind = verb.head
    if kind.lemma_.lower() not in words().party_types or (kind.dep_ != "ROOT" and kind.head.i < verb.i):
        return False
    subject = next((one for one in verb.lefts if one.dep_ == "nsubj" and one.pos_ == "PROPN"), None)
    thing = any(one.dep_ in ("ccomp", "dobj", "xcomp") for one in verb.rights)
    if subject is None or not thing or subject.left_edge.i != kind.i + 1:
        return False
    behind = [one for one in kind.children if one.i > verb.i]
    if kind.dep_ == "ROOT":
        verb.head, verb.dep_ = verb, "ROOT"
    else:
        verb.head, verb.dep_ = kind.head, "ccomp"
    kind.head, kind.dep_ = subject, "compound"
    for one in behind:
        one.head = verb
    return True


def lost_including(including: Token) -> None:
    """Hang "including Acme" on "banks" in "takes data from its banks, including Acme"."""
    if including.i < 2 or including.nbor(-1).text != ",":
        return
    noun = including.nbor(-2)
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    noun = above if above.tag_ == "NNS" else noun  # "makers of handsets, including Acme"
    if noun.tag_ == "NNS" and noun != including.head and not noun.is_ancestor(including):
        including.head = noun


def lost_kind(first: Token) -> None:
    """Make a recipient of the "law enforcement" in "gives video to law enforcement agencies"."""
    to = first.nbor(-1) if first.i else first
    thing = next((one for one in first.rights if one.dep_ in ("dobj", "compound", "ccomp", "nsubj")), None)
    if to.lower_ != "to" or to.head != first or thing is None or first.head == first:
        return
    between = first.doc[first.i + 1 : thing.i]
    if any(one.head != thing or one.dep_ not in ("amod", "compound") for one in between):
        return
    to.head, to.dep_, to.pos_, to.tag_ = first.head, "prep", "ADP", "IN"
    for child in [one for one in first.children if one not in (to, thing)]:
        child.head = first.head
    thing.head, thing.dep_ = to, "pobj"
    first.head, first.dep_, first.pos_, first.tag_ = thing, "compound", "NOUN", "NN"
