"""Which nouns are data, whose data they are, and how a text words them."""

from collections.abc import Iterator
from typing import Final

from graph.drafting.tables import cues, words
from graph.drafting.text.grammar import owners
from graph.drafting.text.phrases import conjuncts, noun_phrase
from graph.drafting.text.tree import Token, subtree
from graph.drafting.word_lists import data_words, grammar

_PRONOUNS = frozenset({"it", "them", "that", "this", "these", "those", "theirs", "ours"})
_ANYTHING = frozenset({"nothing", "anything", "everything", "something"})
MANY = frozenset({"billion", "million", "trillion", "thousand", "hundred", "dozen", "score", "ton", "tens"})
_BEHIND = frozenset({"of", "on", "about", "regarding", "concerning", "from"})
_POINTING = frozenset({"that", "this", "these", "those", "such", "the"})


_ALIKE: Final = frozenset({"same", "similar", "such"})


def data_heads(head: Token) -> list[Token]:
    """The nouns for data that *head* names: itself, or what it is a handle of ("access to", "copies of")."""
    lemma = head.lemma
    table, entries = words(), data_words().entries
    if is_such(head):
        return [head]  # "received no such thing", "got none"
    if (
        lemma in table.handles
        or lemma in entries
        or lemma in table.quantities
        or lemma in MANY
        or head.pos_ == "NUM"
        or head.lower_ in table.quantities
    ):
        below = [
            one
            for child in (*head.children, *(each for other in head.conjuncts for each in other.children))
            if child.dep_ == "prep"
            and child.lower_ in ("of", "to", "into", "onto", "over", "at", "with", "containing")
            for pobj in child.children
            if pobj.dep_ == "pobj"
            or (pobj.dep_ == "pcomp" and child.lower_ in ("of", "to") and _is_what(pobj))
            for each in conjuncts(pobj)
            for one in (data_heads(each) or ([each] if lemma in entries and holds_data(each) else []))
        ]
        if not below and lemma == "access" and any(child.lower_ in _ALIKE for child in head.children):
            return [head]  # "offers them the same access"
        if not below and lemma == "access" and _is_bare(head):
            return [head]  # "requested access"
        if not below and lemma in entries:
            below = [one for child in head.children for each in child.children for one in _of_product(each)]
        below = below or [one for pobj in parts(head) for one in _before_people(pobj)]
        if below:
            return list(dict.fromkeys(below))
        told = any(child.dep_ in ("acl", "relcl") for pobj in parts(head) for child in pobj.children)
        if any(pobj.lemma in table.other_things for pobj in parts(head)) and not told:
            return []  # "a list of questions", but not "the list of books bought by"
        if lemma in data_words().several and parts(head):
            return []  # "a string of incidents"
    if head.lower_ == "nothing" and head.i + 1 < len(head.doc) and head.nbor().lower_ in ("but", "except"):
        behind = [one for one in head.subtree if one.i > head.i and one.dep_ in ("pobj", "conj", "dobj")]
        return [one for one in behind if is_data(one)][:1]  # "nothing but names"
    if head.lower_ == "something" and any(one.lemma in cues().denies for one in head.children):
        return []  # "gave them to Orbix, something Acme denies"
    if head.lower_ == "they" and head.dep_ == "nsubjpass":
        return [head]  # "nor were they passed to Orbix"
    if (head.pos_ == "PRON" and (head.lower_ in _PRONOUNS or head.lower_ in _ANYTHING)) or is_some(head):
        return [head]
    if head.pos_ in ("VERB", "AUX") and head.dep_ in ("ccomp", "csubj", "csubjpass", "pcomp"):
        return [head]
    if head.pos_ not in ("NOUN", "PROPN", "NUM", "X", "ADJ"):
        return []
    return [head] if is_data(head) else []


def _is_bare(access: Token) -> bool:
    """Whether nothing is said of what is opened: "requested access", "gave them access"."""
    return (
        access.dep_ == "dobj"
        and access.head.lemma_ in data_words().opens
        and not any(one.dep_ in ("prep", "acl", "relcl", "compound", "nmod") for one in access.children)
    )


def _of_product(name: Token) -> list[Token]:
    """The data of "access to Spotter, a product of Acme that rests on location data"."""
    if name.pos_ != "PROPN" or name.dep_ != "pobj":
        return []
    behind = [one for one in name.subtree if one.i > name.i and one.dep_ in ("dobj", "pobj", "nsubjpass")]
    return [one for one in behind if is_data(one)][:1]


def _before_people(noun: Token) -> list[Token]:
    """The data of "every e-mail users sent", which is read as a sort of users."""
    if noun.tag_ != "NNS" or noun.lemma not in words().people:
        return []
    if not any(child.dep_ in ("acl", "relcl") for child in noun.children):
        return []
    return [one for one in noun.lefts if one.dep_ == "compound" and one.i == noun.i - 1 and is_data(one)]


def _is_what(verb: Token) -> bool:
    """Whether a clause tells what it is: "summaries of what they buy"."""
    return verb.left_edge.lower_ in ("what", "whatever")


def parts(head: Token) -> list[Token]:
    """What stands behind "of"."""
    return [
        pobj
        for child in head.children
        if child.dep_ == "prep" and child.lower_ == "of"
        for pobj in child.children
        if pobj.dep_ == "pobj"
    ]


def is_data(noun: Token) -> bool:
    """Whether a noun names data."""
    lemma, lower = noun.lemma, noun.lower_
    known = words().data
    if lemma in known or lower in known or lower.removesuffix("s") in known:
        return True
    return any(
        f"{child.lower_} {lemma}" in words().data_pairs for child in noun.lefts if child.i == noun.i - 1
    )


def is_anything(head: Token) -> bool:
    """Whether a word leaves open what the data are: "nothing", "anything"."""
    plain = not any(child.dep_ == "relcl" for child in head.children)
    return (head.lower_ in _ANYTHING and plain) or is_such(head)


def is_such(head: Token) -> bool:
    """Whether a word only points to data named before: "no such thing"."""
    if head.lower_ in ("any", "none"):
        return head.dep_ == "dobj" and not head.children
    if head.lemma_ != "thing":
        return False
    above = head.head.head if head.dep_ == "pobj" else head
    sort = above.lemma_ in data_words().kinds and any(map(_points, above.children))
    return sort or any(child.lower_ == "such" for child in head.children)


def _points(child: Token) -> bool:
    return child.dep_ == "det" and child.lower_ in ("that", "this", "these", "those")


def may_be_data(noun: Token) -> bool:
    """Whether a noun may name data, where both ends of a flow say that something is given."""
    return (
        noun.pos_ == "NOUN"
        and noun.lemma not in words().other_things
        and noun.lemma not in words().letters
        and noun.lemma not in words().requests
        and noun.lemma not in words().suits
        and noun.lemma not in words().party_types
        and noun.lemma not in words().people
        and noun.lemma not in words().persons
        and not any(one.lemma in words().other_things for one in parts(noun))
        and not (noun.lemma in words().quantities and parts(noun))
        and noun.ent_type_ not in ("MONEY", "DATE", "TIME", "PERCENT")
        and not any(is_touting(one) for one in (noun, *parts(noun)))
    )


def is_container(noun: Token) -> bool:
    """Whether a noun names a thing that holds data, and stands for them where somebody looks into it."""
    return bool({noun.lemma, noun.lower_.removesuffix("s")} & words().containers)


def holds_data(noun: Token) -> bool:
    """Whether access to what a noun names is access to data."""
    return is_container(noun) or noun.lemma in data_words().servers


def is_touting(noun: Token) -> bool:
    """Whether a noun names what one writes to sell something: "junk e-mail", "promotional material"."""
    touting = any(child.lower_ in data_words().touting for child in noun.lefts)
    return touting and (noun.lemma in words().letters or noun.lemma_ in data_words().plainly)


def is_letter(noun: Token) -> bool:
    """Whether a noun names what one writes to somebody: "a letter", "unsolicited e-mails"."""
    return is_touting(noun) or (
        noun.lemma in words().letters
        and not owners(noun)
        and not any(map(_is_somebody, parts(noun)))
        and people_of(noun) is None
        and not any(child.lower_ in ("each", "every") for child in noun.children)
        and not (noun.dep_ == "pobj" and noun.head.head.lemma_ in ("access", "copy"))
        and (
            any(child.lower_ in ("a", "an", "this", "another") for child in noun.children)
            or noun.tag_ == "NN"
        )
    )


def _is_somebody(noun: Token) -> bool:
    lemma, table = noun.lemma, words()
    known = (table.people, table.persons, table.party_types)
    return noun.pos_ == "PROPN" or any(lemma in one for one in known)


def phrase(head: Token) -> str:
    """A noun for data as the text words it, the shortest phrase that says what it is."""
    if head.pos_ in ("VERB", "AUX") or head.lower_ in _ANYTHING:
        return " ".join(subtree(head).text.split()).strip(" ,.;:\"'")
    span = noun_phrase(head)
    doc, start, end = head.doc, span.start, span.end
    lemma = head.lemma
    if lemma in words().generic_data:
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in _BEHIND and child.i > head.i:
                for below in child.children:
                    giver = child.lower_ == "from" and (
                        below.pos_ == "PROPN" or below.lemma in words().party_types
                    )
                    if below.dep_ in ("pobj",) and not giver:
                        end = max(end, _end(below))
            elif child.dep_ == "acl" and child.tag_ == "VBN" and child.i == head.i + 1 and len(span) == 1:
                end = max(end, child.right_edge.i + 1)
    if doc[start].lower_ == "not":  # "not one record"
        start += 1 + (start + 1 < head.i and doc[start + 1].lower_ in ("a", "one"))
    while start + 1 < end and doc[start].lower_ in grammar().focus:  # "only cookies"
        start += 1
    text = doc[start:end].text.strip(" ,.;:\"'")
    first = text.split(" ", 1)
    if (
        first[0].lower()
        in ("the", "a", "an", "its", "their", "his", "her", "our", "your", "any", "some", "all", "no", "such")
        and len(first) > 1
    ):
        return first[1]
    return text


def _end(noun: Token) -> int:
    """Where a noun's phrase ends, with one more "of" behind it."""
    end = noun.i + 1
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i > noun.i:
            for below in child.children:
                if below.dep_ == "pobj":
                    end = max(end, below.i + 1)
    return end


#: What may stand for data named before.
SOME: Final = frozenset({"any", "none", "some"})


def is_some(head: Token) -> bool:
    """Whether a word stands for some of the data named before: "gave none to Orbix"."""
    return head.lower_ in SOME and not any(child.lower_ == "of" for child in head.children)


def is_pointing(head: Token) -> bool:
    """Whether a phrase points back to data named before: "it", "that information", "such data"."""
    if head.lower_ in ("what", "whatever"):
        return False
    if head.pos_ == "PRON" or is_some(head):
        return head.lower_ not in _ANYTHING
    if head.lemma not in data_words().plainly:
        return False
    span = noun_phrase(head)
    return (
        len(span) == 1
        and any(
            child.dep_ in ("det", "amod", "predet") and child.lower_ in _POINTING for child in head.children
        )
        and not any(child.dep_ in ("prep", "relcl", "acl") for child in head.children)
    )


_NAMES: Final = frozenset({"dobj", "nsubj", "nsubjpass", "pobj", "conj"})


def just_named(pronoun: Token) -> Token | None:
    """The data before a pronoun that it may mean: "bundled the records and mailed them"."""
    many = pronoun.lower_ in ("them", "these", "those", "they")
    first, tokens = pronoun.sentence[0], pronoun.doc.words
    if first:
        first = tokens[first - 1].sentence[0]
    for at in range(pronoun.i - 1, first - 1, -1):
        one = tokens[at]
        alike = many == (one.tag_ == "NNS") or one.lemma_ == "datum"
        if alike and one.pos_ == "NOUN" and is_data(one) and one.dep_ in _NAMES:
            return one
    return None


def is_definite(head: Token) -> bool:
    """Whether a phrase speaks of data that were named before: "the records", "them", "such files"."""
    if head.pos_ == "PRON":
        return True
    return any(
        child.i < head.i and child.lower_ in ("the", "that", "this", "these", "those", "such")
        for child in head.children
    ) and not any(child.dep_ in ("relcl", "acl") for child in head.children)


def people_of(head: Token) -> Token | None:
    """The people whose data it is: "users' photos", "photos of users", "user photos"."""
    for one in owners(head):
        if _is_people(one):
            return one
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "about", "on", "from", "for"):
            for below in child.children:
                if below.dep_ == "pobj":
                    for one in (below, *owners(below)):
                        if _is_people(one):
                            return one
                    for deeper in below.children:
                        if deeper.dep_ == "prep" and deeper.lower_ == "of":
                            for one in deeper.children:
                                if one.dep_ == "pobj" and _is_people(one):
                                    return one
        elif child.dep_ in ("compound", "nmod") and _is_people(child):
            return child
    return None


def _is_people(noun: Token) -> bool:
    """Whether a noun names people; "Americans" is a name to the parser."""
    return bool({noun.lemma, noun.lower_.removesuffix("s")} & words().people)


def holders(head: Token, deep: int = 3) -> Iterator[Token]:
    """Whose data it may be, the nearest first: "Acme's records", "records of Acme's customers"."""
    table = words()
    for tied in (*owners(head), *(child for child in head.children if child.dep_ in ("compound", "nmod"))):
        lemma = tied.lemma
        if lemma not in table.people and lemma not in table.persons:
            yield tied
        if deep:
            yield from holders(tied, deep - 1)
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "on", "about", "at") and deep:
            for below in child.children:
                lemma = below.lemma
                if below.dep_ != "pobj":
                    continue
                counted = below.pos_ == "NUM" or lemma in table.quantities or lemma in MANY
                if lemma not in table.people and not counted and child.lower_ in ("of", "at"):
                    yield below
                yield from holders(below, deep - 1)
