"""The data of a flow, where its frame puts them: nouns, clauses, things that are written down, people."""

from typing import Final

from graph.claims import Act
from graph.drafting.frames.data import SOME, data_heads, holds_data, is_data, parts
from graph.drafting.tables import Frame, cues, frames, words
from graph.drafting.text.grammar import Clause, noun_clause, owners
from graph.drafting.text.phrases import conjuncts
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import data_words


def data_of(row: Frame, around: Clause) -> tuple[Token, ...]:
    """The data at the first place of a frame that names any."""
    if "wanted" in row.needs:  # "ordered Acme to say who had called"
        return _who(row, around.verb)
    tells = row.act is not Act.USE and around.verb.lemma in cues().says
    for place in row.data:
        if place == "clause":  # "told Orbix who had called"
            if found := _who(row, around.verb):
                return found
            continue
        if row.act is Act.USE and place in _BESIDE and "object" in row.data and around.objects:
            continue  # "software used on the phones"
        deeds = tells or place == "after"  # "went after the sale of names"
        heads = [one for one in around.at(place) if not (deeds and one.lemma in frames().nouns)]
        found = tuple(dict.fromkeys(one for head in heads for one in data_heads(head)))
        found = found or _clause_behind(around.verb, place)
        if not found and row.act is Act.SEEK and place == "for":
            found = _far_for(around)
        if not found and place == "object":
            found = _who(row, around.verb) or _joined(around.verb) or _each(row, heads)
            found = found or _behind_particle(row, around.verb) or _some(row, around.verb)
            found = found or _above_people(heads, around) or _whatever(around)
        if not found and ("object" in row.to or (row.act is Act.USE and "object" not in row.data)):
            found = _far_with(around) if place == "with" else _beside(place, around)
        if found:
            return found
    return ()


def _far_for(around: Clause) -> tuple[Token, ...]:
    """The data of "made a request to Acme for names", where "for names" hangs on Acme."""
    asked = (one for place in ("to", "on", "upon", "with") for one in around.at(place) if one.pos_ == "PROPN")
    heads = (one for each in asked for one in noun_clause(each).at("for"))
    return tuple(dict.fromkeys(head for one in heads for head in data_heads(one)))


def _beside(place: str, around: Clause) -> tuple[Token, ...]:
    """The data that hang on who gets them, "informed Orbix of the names", or the servers one is let into."""
    heads = [one for each in around.objects for one in noun_clause(each).at(place)]
    found = tuple(dict.fromkeys(head for one in heads for head in data_heads(one)))
    if not found and place in ("into", "to"):
        found = tuple(one for one in around.at(place) if holds_data(one) and owners(one))
    return found


def _some(row: Frame, verb: Token) -> tuple[Token, ...]:
    """The word that stands for data named before: "never handed any over"."""
    if not row.strong or "object" in row.to:
        return ()
    below = (
        *verb.children,
        *(one for child in verb.children if child.dep_ == "prt" for one in child.children),
    )
    beside = [one for one in below if one.lower_ in SOME and one.i > verb.i]
    return tuple(one for one in beside if one.pos_ in ("DET", "PRON", "ADV"))[:1]


def _whatever(around: Clause) -> tuple[Token, ...]:
    """The word for data of "whatever it gave to Orbix", in a clause that is no object itself."""
    if around.verb.dep_ not in ("csubj", "csubjpass", "nsubj"):
        return ()
    below = (one for one in around.verb.children if one.dep_ in ("dobj", "nsubjpass"))
    return tuple(one for one in below if one.lower_ in ("what", "whatever"))


def _above_people(heads: list[Token], around: Clause) -> tuple[Token, ...]:
    """The data of "histories of its customers, which were sold", where "which" is taken for the customers."""
    if around.verb.dep_ != "relcl" or not around.passive:
        return ()
    above = (one.head.head for one in heads if one.dep_ == "pobj" and one.lemma in words().people)
    return tuple(dict.fromkeys(one for one in above if is_data(one)))


def _clause_behind(verb: Token, place: str) -> tuple[Token, ...]:
    """The clause behind a preposition that says what it is: "built on what Acme had gathered"."""
    for child in verb.children:
        if child.lower_ == place and child.dep_ == "prep":
            for one in child.children:
                if one.dep_ == "pcomp" and one.left_edge.lower_ in ("what", "whatever"):
                    return (one,)
    return ()


#: Places of data only where nothing else is used.
_BESIDE: Final = frozenset({"at", "into", "on", "over", "to"})


def _far_with(around: Clause) -> tuple[Token, ...]:
    """The data of "supplied Orbix, a firm based in Oslo, with names", where they hang on "based"."""
    for head in around.objects:
        for one in head.subtree:
            if (
                one.lower_ == "with"
                and one.dep_ == "prep"
                and one.i > head.i + 1
                and one.nbor(-1).text == ","
            ):
                found = [it for child in one.children for each in conjuncts(child) for it in data_heads(each)]
                return tuple(dict.fromkeys(found))
    return ()


#: Small words behind a verb that a parser may take for prepositions: "pulled in the names".
_PARTICLES: Final = frozenset({"along", "away", "down", "in", "off", "out", "over", "up"})


def _behind_particle(row: Frame, verb: Token) -> tuple[Token, ...]:
    """The data of "pulled in the names", where "in the names" is read as a place."""
    if row.act is Act.USE or any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children):
        return ()
    for child in verb.children:
        small = child.lower_ in _PARTICLES or (child.lower_ == "on" and verb.lemma_ in data_words().onward)
        if child.i == verb.i + 1 and child.dep_ == "prep" and small:
            found = [one for below in child.children if below.dep_ == "pobj" for one in conjuncts(below)]
            return tuple(dict.fromkeys(head for one in found for head in data_heads(one)))
    return ()


def _joined(verb: Token) -> tuple[Token, ...]:
    """The data behind the last of several verbs: "a policy that we do not use or sell records"."""
    if any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children) or verb.pos_ != "VERB":
        return ()
    if verb.tag_ in ("VBD", "VBN") and any(one.dep_ == "prep" and one.children for one in verb.children):
        return ()  # "slipped past the settings and tracked the browsing"
    for other in verb.conjuncts:
        if other.i > verb.i and other.tag_ == verb.tag_:
            found = [one for child in other.children if child.dep_ == "dobj" for one in conjuncts(child)]
            return tuple(dict.fromkeys(head for one in found for head in data_heads(one)))
    return ()


def _each(row: Frame, heads: list[Token]) -> tuple[Token, ...]:
    """Single things that are written down: "logs every item bought by its customers"."""
    if row.people:
        return tuple(one for one in heads if _is_every(one))
    if row.act is not Act.COLLECT:
        return ()
    return tuple(
        one
        for one in heads
        if one.pos_ == "NOUN"
        and one.lemma not in words().people
        and (
            (
                any(child.lower_ in ("every", "each") for child in one.children)
                and any(child.dep_ in ("acl", "relcl", "prep") for child in one.children)
            )
            or (
                any(owner.lemma in words().people and owner.tag_ == "NNS" for owner in owners(one))
                and one.lemma_ in data_words().moves
            )
            or (one.tag_ == "NNS" and _is_theirs(one))  # "recorded the sites a person went to"
        )
    )


def _is_every(noun: Token) -> bool:
    """Whether single things are meant that people do: "every page a user opened"."""
    every = any(child.lower_ in ("every", "each") for child in noun.children)
    known = noun.lemma in words().people or noun.lemma in words().party_types
    return noun.pos_ == "NOUN" and every and not known and _is_theirs(noun)


def _is_theirs(noun: Token) -> bool:
    """Whether a clause tells what people do with it: "the sites a person went to"."""
    done = (child for child in noun.children if child.dep_ == "relcl")
    subjects = (one for verb in done for one in verb.children if one.dep_ == "nsubj" and one.i > noun.i)
    return any(one.lemma in words().people or one.lower_ in _THEY for one in subjects)


def _who(row: Frame, verb: Token) -> tuple[Token, ...]:
    """The clause that asks for the data: "disclosed who had called", "records where users go"."""
    if row.act is Act.USE and not any(child.dep_ == "prt" for child in verb.children):
        return ()  # but "looked up where users went"
    for child in verb.children:
        when = child.dep_ == "advcl" and child.left_edge.lower_ == "when"
        when = when and (row.act is Act.COLLECT or row.data == ("clause",))
        if (child.dep_ not in ("ccomp", "pcomp") and not when) or child.i < verb.i:
            continue
        if child.pos_ not in ("VERB", "AUX"):
            continue
        first = child.left_edge.lower_
        about = [one for one in child.children if one.dep_ in ("nsubj", "nsubjpass")]
        people = any(one.lemma in words().people or one.lower_ in _THEY for one in about)
        people = people or (
            first == "which" and any(one.lower_ == "of" for each in about for one in each.children)
        )
        if first in _WHO or (people and (first in _WHERE or (first == "whether" and row.act is Act.COLLECT))):
            return (child,)
    return ()


_WHO: Final = frozenset({"who", "whom", "whose", "whoever", "whatever"})


_WHERE: Final = frozenset({"where", "which", "what", "when", "how"})


_THEY: Final = frozenset({"they", "he", "she", "you", "i"})


_ON: Final = frozenset({"at", "for", "in", "into", "on", "to", "under", "within"})


#: As what the noun of a light verb may stand, or its adjective: "made the names public".
_LIGHT: Final = frozenset({"acomp", "attr", "ccomp", "dobj", "nsubjpass", "oprd"})


def light_noun(row: Frame, verb: Token) -> Token | None:
    """The noun that makes a light verb what it means: "kept tabs", "put to use"."""
    for child in verb.children:
        if child.dep_ in _LIGHT and child.lemma == row.noun:
            return child
        if child.dep_ in ("advmod", "prt") and child.lower_ == row.noun:
            return child  # "phones home"
        if child.dep_ == "dobj" and child.left_edge.i == verb.i + 1 and child.left_edge.lower_ == row.noun:
            return child.left_edge  # "threw open location data"
        if child.dep_ == "dobj" and "object" in row.data:  # "put its database of names on the market"
            for one in child.subtree:
                if one.dep_ == "pobj" and one.lemma == row.noun and one.head.lower_ in _ON:
                    return one
        if child.dep_ in ("prep", "prt", "dative", "advmod"):
            for below in child.children:
                for one in (below, *below.children) if below.dep_ == "prep" else (below,):
                    if one.dep_ == "pobj" and one.lemma == row.noun and one.head.lower_ != "of":
                        return one
    return None


def light_data(row: Frame, noun: Token, around: Clause) -> tuple[Token, ...]:
    """The data of a light verb, behind its noun or behind itself."""
    for place in row.data:
        heads = [one for one in around.at(place) if one != noun]
        found = [head for one in (*behind(noun, (place,)), *heads) for head in data_heads(one)]
        people = any(_means_people(one) for one in (*behind(noun, (place,)), *heads))
        if (found or people) and row.act is Act.COLLECT and is_data(noun):
            return (noun,)  # "keeps a record of calls"
        if found:
            return tuple(dict.fromkeys(found))
    return (noun,) if row.alone and is_data(noun) else ()


def behind(noun: Token, places: tuple[str, ...]) -> tuple[Token, ...]:
    """What stands behind a noun and one of these prepositions."""
    around = noun_clause(noun)
    return tuple(one for place in places if place != "object" for one in around.at(place))


def watches(row: Frame, token: Token, around: Clause, light: Token | None) -> bool:
    """Whether people are watched or named, so that no data need be told."""
    if any(child.dep_ == "prt" for child in token.children) or _sees_done(token):
        return False
    found = (*around.objects, *around.at("on"))
    if light is not None:
        found = (*behind(light, row.data), *(one for place in row.data for one in around.at(place)))
    return any(_means_people(one) or one.lemma in words().persons for one in found)


def _sees_done(verb: Token) -> bool:
    """Whether it is something done that is seen: "watched the player send a number"."""
    return any(
        child.dep_ in ("ccomp", "xcomp", "advcl")
        and child.tag_ in ("VB", "VBG")
        and child.i > verb.i
        and not any(one.dep_ in ("aux", "mark") for one in child.children)
        for child in verb.children
    )


def _means_people(noun: Token) -> bool:
    """Whether a noun means people: "users", "each of its users"."""
    table = words()
    if noun.lemma in table.people:
        return True
    counted = noun.pos_ in ("NUM", "PRON", "DET") or noun.lemma in table.quantities
    return counted and any(one.lemma in table.people for one in parts(noun))


def has_access(row: Frame, around: Clause) -> bool:
    """Whether access is given, so that a server stands for what is on it."""
    return any(one.lemma_ == "access" for place in row.data for one in around.at(place))
