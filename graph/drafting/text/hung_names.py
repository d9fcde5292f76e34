"""Names and kinds that a parser hangs on the wrong noun: "two firms hired by the app -- Acme and Orbix"."""

from typing import Final

from spacy.tokens import Token

from graph.drafting.tables import frames, words

#: What hands on to somebody.
_TO: Final = frozenset({"to", "with"})
_DASHES: Final = frozenset({"-", "--", "\u2013", "\u2014"})


def in_apposition(name: Token) -> None:
    """Hang a name behind a comma on what it names, or join it to the names of its list."""
    lost_in_list(name)
    named_kind(name)
    behind_phrase(name)
    behind_including(name)
    two_called(name)


def lost_in_list(name: Token) -> None:
    """Join "Orbix" to "Acme" in "three firms: Acme, Orbix and Norvik", not one of two names."""
    first, at = name.head, name.right_edge.i + 1
    if name.pos_ != "PROPN" or first.pos_ != "PROPN" or name.nbor(-1).text != "," or at >= len(name.doc):
        return
    after = name.doc[at]
    if after.lower_ in ("and", "or") and after.head in (first, name):
        name.dep_ = "conj"


def named_kind(name: Token) -> None:
    """Name "maker" by "Acme" in "the maker of toys, Acme, sold it", where toys were read as Acme."""
    things = name.head
    kind = things.head.head
    plural = things.tag_ == "NNS" and things.lemma_.lower() not in words().party_types
    behind = name.pos_ == "PROPN" and plural and things.dep_ == "pobj" and things.head.lower_ == "of"
    if behind and kind.tag_ == "NN" and kind.lemma_.lower() in words().party_types:
        name.head = kind


def two_called(name: Token) -> None:
    """Name "firms", not "app", in "two firms hired by the app -- Orbix and Norvik -- got names"."""
    one = name.head
    if name.pos_ != "PROPN" or one.tag_ != "NN" or name.nbor(-1).text not in _DASHES:
        return
    if not any(child.dep_ == "conj" for child in name.rights):
        return
    several = (above for above in one.ancestors if above.tag_ == "NNS" and above.i < one.i)
    firms = next((it for it in several if it.lemma_.lower() in words().party_types), None)
    if firms is not None:
        name.head = firms


def behind_including(thing: Token) -> None:
    """Make what is given of "access" in "gave 60 firms, including Acme, access", no name of Acme."""
    first, prep = thing.head, thing.head.head
    who, verb = prep.head, prep.head.head
    if first.dep_ != "pobj" or prep.lower_ not in ("as", "including", "like") or thing.nbor(-1).text != ",":
        return
    second = any("second" in row.to for row in frames().verbs.get(verb.lemma_.lower(), ()))
    given = any(one.dep_ == "dobj" and one != who for one in verb.rights)
    if not second or given or thing.pos_ != "NOUN" or who.dep_ not in ("dative", "dobj"):
        return
    if thing.lemma_ == "access" or thing.lemma_.lower() in words().data:
        thing.head, thing.dep_, who.dep_ = verb, "dobj", "dative"


def behind_phrase(noun: Token) -> None:
    """Make the subject of "let" of "flaw" in "At Acme, a flaw let Orbix in", no other name of Acme's."""
    first = noun.head
    place = first.head
    verb = place.head
    if first.dep_ != "pobj" or not place.is_sent_start or verb.pos_ not in ("AUX", "VERB"):
        return
    comma = noun.left_edge.i > 0 and noun.left_edge.nbor(-1).text == ","
    own = any(one.dep_ in ("csubj", "expl", "nsubj", "nsubjpass") for one in verb.children)
    if comma and not own and noun.right_edge.i < verb.i and noun.left_edge.i > first.i:
        passive = any(one.dep_ == "auxpass" for one in verb.children)
        noun.head, noun.dep_ = verb, "nsubjpass" if passive else "nsubj"


def behind_and(word: Token) -> None:
    """Put who gets it, too, beside who got it in "shared it with Orbix and, by mistake, three firms"."""
    verb = word.head if word.head.pos_ == "VERB" else word.head.head
    for one in verb.rights if verb.pos_ == "VERB" else ():
        if one.dep_ == "dobj" and one.i > word.i:
            lost_conjunct(one)


def lost_conjunct(noun: Token) -> None:
    """Put beside "Orbix" who gets it, too, in "shared it with Orbix and, by mistake, three firms"."""
    verb = noun.head
    if verb.pos_ != "VERB" or noun.i < verb.i or noun.pos_ not in ("NOUN", "PROPN"):
        return
    if any(one.dep_ in ("nsubj", "dobj", "aux", "cop", "relcl") for one in noun.children):
        return
    if noun.pos_ == "NOUN" and noun.lemma_.lower() not in words().party_types:
        return
    things = [one for one in verb.rights if one.dep_ == "dobj" and one.i < noun.i]
    places = [one for each in (verb, *things) for one in each.rights if one.i < noun.i]
    last = next(
        (
            one
            for each in reversed(places)
            if each.lower_ in _TO
            for one in each.children
            if one.dep_ == "pobj"
        ),
        None,
    )
    if last is not None:
        noun.head, noun.dep_ = last, "conj"
