"""Who gets it, where a parser hides them in what is given: "gave the company access"."""

from spacy.tokens import Token

from graph.drafting.tables import frames, words
from graph.drafting.word_lists import mending_words


def provided(recipient: Token) -> bool:
    """Whether who gets it stands before "with": "provided the agency with records"."""
    verb = recipient.head
    given = any(child.dep_ == "dobj" for child in verb.children)
    return not given and any(child.dep_ == "prep" and child.lower_ == "with" for child in verb.children)


def let_in(access: Token) -> None:
    """Give "allowed Orbix access" the recipient that was read as one who does something."""
    verb = access.head
    who = next((child for child in access.lefts if child.dep_ == "nsubj"), None)
    if access.lemma_ == "access" and access.dep_ == "ccomp" and who is not None and verb.i < who.i:
        access.dep_ = "dobj"
        who.head, who.dep_ = verb, "dative"


def allowed_access(access: Token) -> None:
    """Make a recipient and a thing of the clause that "allowed Orbix access" is read as."""
    verb = access.head
    noun = next((child for child in access.children if child.dep_ == "nsubj"), None)
    helped = any(child.dep_ in ("aux", "mark", "dobj") for child in access.children)
    if noun is not None and noun.i > verb.i and not helped and _has_second(verb):
        noun.head, noun.dep_ = verb, "dative"
        access.dep_, access.pos_, access.tag_ = "dobj", "NOUN", "NN"


def laid_open(available: Token) -> None:
    """Tie "available" to "made" in "made the names of users available to Orbix", not to whose they are."""
    thing = available.head
    while thing.dep_ == "pobj" and thing.head.head.pos_ in ("NOUN", "PROPN"):
        thing = thing.head.head
    make = thing.head
    to = any(one.dep_ == "prep" and one.lower_ == "to" for one in available.rights)
    if not to or make.lemma_ != "make" or available.i < thing.i or thing.dep_ not in ("dobj", "nsubjpass"):
        return
    available.head, available.dep_ = make, "ccomp"
    if thing.dep_ == "dobj":
        thing.head, thing.dep_ = available, "nsubj"


def given(thing: Token) -> bool:
    """Whether data stand where who gets them should: "had given the names and files to the sheriff"."""
    if thing.tag_ != "NNS" or thing.lemma_.lower() not in words().data:
        return False
    below = list(thing.head.children)
    other = any(one.dep_ == "dobj" for one in below)
    return not other and any(one.lower_ == "to" and one.i > thing.i and one.dep_ != "aux" for one in below)


def lost_owner(people: Token) -> None:
    """Make owners of "users" in "sold users data", where an apostrophe was lost: nobody sells users data."""
    verb = people.head
    thing = next((child for child in verb.children if child.dep_ == "dobj" and child.i > people.i), None)
    if thing is not None and people.nbor().tag_ == "POS":  # "share our customers' off-platform data"
        people.head, people.dep_ = thing, "poss"
        return
    if thing is None or people.lemma_.lower() not in words().people or thing.left_edge.i != people.i + 1:
        return
    other = any(child.dep_ == "prep" and child.lower_ in ("to", "with") for child in verb.children)
    if thing.lemma_.lower() in words().data and (
        other or not _has_second(verb) or verb.lemma_ in mending_words().no_second
    ):
        people.head, people.dep_ = thing, "poss"


def lost_compound(people: Token) -> None:
    """Make one phrase of "passenger data" in "share passenger data with the contractor"."""
    thing = people.nbor() if people.i + 1 < len(people.doc) else people
    alone = people.tag_ == "NN" and not list(people.children) and people.lemma_.lower() in words().people
    if alone and thing.head == people.head and thing.dep_ == "dobj" and thing.lemma_.lower() in words().data:
        people.head, people.dep_ = thing, "compound"


def lost_recipient(thing: Token) -> None:
    """Give "gave the company access" and "gave Orbix users' names" the recipient that the noun swallowed."""
    verb = thing.head
    if verb.pos_ != "VERB" or verb.i > thing.i or not _has_second(verb):
        return
    that = next(
        (child for child in verb.lefts if child.tag_ == "WDT" and child.dep_ in ("dative", "dobj")), None
    )
    if that is not None and verb.dep_ == "relcl" and _names_somebody(thing):
        that.dep_, thing.dep_ = "dobj", "dative"  # "the data that Acme gave Orbix"
        return
    if any(child.dep_ in ("dative", "iobj") or _is_to(child) for child in verb.children):
        return
    bare = verb.dep_ == "relcl" and not any(child.tag_ in ("WDT", "WP", "WRB") for child in verb.lefts)
    if bare and verb.head.lemma_.lower() in words().data and _names_somebody(thing):
        thing.dep_ = "dative"  # "the names it gave Orbix"
        return
    if (
        any(child.dep_ == "prep" and child.lower_ == "to" for child in thing.rights)
        and thing.lemma_ != "access"
    ):
        return  # "supplied Orbix passengers' data to the contractor"
    what = any(child.dep_ == "dobj" and child.lower_ == "what" for child in verb.lefts)
    if what and _names_somebody(thing):
        thing.dep_ = "dative"  # "what Acme gave Orbix"
        return
    first = next((child for child in verb.rights if child.dep_ == "dobj"), thing)
    if first != thing and first.i < thing.i and _names_somebody(first):
        first.dep_ = "dative"  # "gave Acme, Orbix and Norvik access"
        lost_owner(first)
        lost_compound(first)
        return
    gives = mending_words().gives
    name = thing.nbor(-1)  # "gave Experian data", where an adjective was seen
    if (
        name.dep_ == "amod"
        and verb.lemma_ in gives
        and thing.text.islower()
        and name.text[0].isupper()
        and name.ent_type_ != "NORP"
        and _right_behind(verb, name)
    ):
        name.head, name.dep_, name.pos_, name.tag_ = verb, "dative", "PROPN", "NNP"
        return
    before = list(thing.lefts)
    if len(before) > 1 and before[-1].dep_ == "compound" and _is_house(before[-2], before[-1]):
        before[-2].head = before[-1]  # "giving the sheriff's office access"
    odd = next((child for child in thing.lefts if child.dep_ == "amod"), thing)
    if odd.lemma_.lower() in words().party_types and verb.lemma_ in gives and _right_behind(verb, odd):
        odd.pos_, odd.tag_ = "NOUN", "NN"
        _raise(odd, verb, thing)  # "gave a research firm location data"
        return
    swallowed = next((child for child in thing.lefts if child.dep_ in ("compound", "nmod", "poss")), None)
    if swallowed is None:
        return
    inner = next((one for one in swallowed.lefts if one.dep_ == "compound" and _names_somebody(one)), None)
    if inner is not None and swallowed.lemma_.lower() in words().party_types:
        inner = None  # "gave the software company names"
    plain = inner is not None and (inner.tag_ == "NN" or swallowed.pos_ != "PROPN")
    if inner is not None and plain and verb.lemma_ in gives and _right_behind(verb, inner):
        _raise(inner, verb, thing)  # "gave the company location data"
        return
    if thing.lemma_ == "access" and swallowed.dep_ != "poss" and _names_somebody(swallowed):
        _raise(swallowed, verb, thing)
    elif _is_apart(swallowed, thing):
        _raise(swallowed, verb, thing)  # "gave the blogger confidential documents"
    elif verb.lemma_ in gives and _is_firm(swallowed, thing):
        _raise(swallowed, verb, thing)  # "gave the police data"
    elif (
        verb.lemma_ in gives
        and swallowed.pos_ == "PROPN"
        and swallowed.dep_ == "compound"
        and _right_behind(verb, swallowed)
        and swallowed.nbor() != thing
        and swallowed.nbor().pos_ != "PROPN"
    ):
        _raise(swallowed, verb, thing)  # "gave Orbix location data"
    elif (
        (swallowed.ent_type_ == "ORG" or _names_somebody(swallowed))
        and swallowed.dep_ != "poss"
        and _right_behind(verb, swallowed)
        and swallowed.nbor() == thing
        and thing.lemma_.lower() in words().generic_data
        and thing.i + 1 < len(thing.doc)
        and thing.nbor().dep_ == "prep"
        and thing.nbor().lower_ not in ("with", "to")
        and not (swallowed.tag_ == "NN" and swallowed.lemma_.lower() in words().people)
    ):
        _raise(swallowed, verb, thing)  # "sent Acme information about films"
    elif (
        _right_behind(verb, swallowed)
        and _names_somebody(swallowed)
        and swallowed.dep_ != "poss"
        and swallowed.nbor().tag_ in ("NN", "NNS")
        and swallowed.nbor().lemma_.lower() in words().people
    ):
        _raise(swallowed, verb, thing)  # "gave the vendor students test scores"
    elif swallowed.lemma_.lower() in words().people:
        inner = next((child for child in swallowed.lefts if child.dep_ in ("compound", "nmod")), None)
        if inner is None and swallowed.i > 0 and swallowed.nbor(-1).head == thing:
            inner = swallowed.nbor(-1)
        firm = inner is not None and (inner.ent_type_ == "ORG" or inner.lemma_.lower() in words().party_types)
        if inner is not None and firm and _right_behind(verb, swallowed):
            _raise(inner, verb, thing)  # "gave the police users' names"


def _is_house(owner: Token, house: Token) -> bool:
    """Whether somebody's office or the like stands before what is given: "the sheriff's office"."""
    return owner.dep_ == "poss" and house.i == owner.i + 2 and house.lemma_.lower() in words().party_types


def _is_firm(noun: Token, thing: Token) -> bool:
    """Whether a noun right behind its verb names an agency or a firm, and no part of what is given."""
    firm = noun.pos_ == "NOUN" and noun.lemma_.lower() in words().party_types and noun.dep_ == "compound"
    the = noun.i > 0 and any(one.dep_ == "det" for one in (*thing.lefts, *noun.lefts))
    return firm and the and _right_behind(thing.head, noun) and thing.lemma_.lower() in words().data


def _is_apart(noun: Token, thing: Token) -> bool:
    """Whether an adjective parts who gets it from what is given, and an article stands before both."""
    if noun.dep_ == "poss" or noun.tag_ != "NN" or not _names_somebody(noun) or noun.pos_ == "PROPN":
        return False
    between = noun.doc[noun.i + 1 : thing.i]
    adjective = len(between) > 0 and between[0].dep_ == "amod" and between[0].head == thing
    article = any(one.dep_ == "det" and one.i < noun.i for one in (*noun.lefts, *thing.lefts))
    return adjective and article and thing.lemma_.lower() in words().data


def _is_to(child: Token) -> bool:
    return child.lower_ == "to" and child.dep_ != "aux"


def _right_behind(verb: Token, noun: Token) -> bool:
    """Whether nothing but an article stands between *verb* and the phrase of *noun*."""
    start = noun.left_edge.i
    before = noun.doc[max(start - 2, 0) : start]
    return verb in before and all(one == verb or one.dep_ == "det" for one in before if one.i >= verb.i)


def _has_second(verb: Token) -> bool:
    return any("second" in row.to for row in frames().verbs.get(verb.lemma_.lower(), ()))


def _names_somebody(noun: Token) -> bool:
    lemma, table = noun.lemma_.lower(), words()
    return noun.pos_ == "PROPN" or any(
        lemma in one for one in (table.party_types, table.people, table.persons)
    )


def _raise(noun: Token, verb: Token, thing: Token) -> None:
    """Make *noun* the recipient, with the article that the phrase begins with."""
    for child in list(thing.lefts):
        if child.i < noun.i:
            child.head = noun
    noun.head, noun.dep_ = verb, "dative"
