"""What flows: the verbs and nouns that speak of one, with the words that fill its roles."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from graph.claims import Act
from graph.drafting.frames.data import (
    MANY,
    data_heads,
    is_container,
    is_data,
    is_letter,
    may_be_data,
    people_of,
)
from graph.drafting.frames.heads import heads_at
from graph.drafting.frames.objects import behind, data_of, has_access, light_data, light_noun, watches
from graph.drafting.frames.others import has_it_done, keeps_from, who_bars, who_has_it_done
from graph.drafting.frames.placing import placed
from graph.drafting.frames.requests import (
    answered,
    is_bare,
    sends,
    sent_by,
    sent_to,
    served_by,
    who_was_asked,
)
from graph.drafting.frames.spoken import Spoken as Spoken
from graph.drafting.tables import Frame, cues, frames, words
from graph.drafting.text.grammar import OPEN, Clause, clause, noun_clause, owners
from graph.drafting.text.tree import Doc, Token
from graph.drafting.word_lists import data_words, flow_words


def spoken(doc: Doc) -> Iterator[Spoken]:
    """All flows that a piece seems to speak of, in the order of its words."""
    for one in _outermost(doc):
        if one.frame.denies:  # "withheld the data"
            yield replace(one, empty=True)
            continue
        left_out = tuple(head for head in one.to if _is_left_out(head))
        if left_out and len(left_out) < len(one.to):  # "with Orbix but not with Norvik"
            yield replace(one, to=tuple(head for head in one.to if head not in left_out))
            yield replace(one, to=left_out, empty=True)
            continue
        none = tuple(head for head in one.data[1:] if _is_not(head))
        yield replace(one, data=tuple(head for head in one.data if head not in none)) if none else one
        if none:  # "provided some data but no names"
            yield replace(one, data=none, empty=True)


def _is_left_out(head: Token) -> bool:
    """Whether the preposition before who may get it is denied: "but not with Norvik"."""
    return head.dep_ == "pobj" and any(child.dep_ == "neg" for child in head.head.children)


def _is_not(head: Token) -> bool:
    """Whether data behind others do not flow: "but no names", "and not the content"."""
    before = head.doc.words[max(head.left_edge.i - 1, head.sentence[0]) : head.i]
    return any(one.lower_ in ("no", "not") for one in before)


def _outermost(doc: Doc) -> Iterator[Spoken]:
    """The flows of a piece but for those inside others.

    What only says which data are meant ("the IDs it obtained") is no flow of its own; where it says
    from whom they came, that is told of the flow around it.
    """
    found = list(_spoken(doc))
    clauses = {head for one in found for head in one.data if head.pos_ in ("VERB", "AUX")}
    for one in found:
        if clauses and any(above in clauses for above in (one.word, *one.word.ancestors)):
            continue  # "disclosed who had posted the video": what is disclosed
        if one.word.pos_ == "NOUN" and any(one.word in other.data for other in found):
            continue  # "sent a recording of the talk" tells of no other recording
        outer = next(
            (
                other
                for other in found
                if other is not one
                and one.word.dep_ in ("acl", "relcl")
                and any(one.word.head == head for head in other.data)
            ),
            None,
        )
        own = outer is None or (one.from_ and one.to) or _goes_on_to(one, outer)
        if own and not _is_aim(one, found) and not _is_of_act(one, found):
            yield _with_inner(one, found)


def _is_aim(one: Spoken, found: list[Spoken]) -> bool:
    """Whether a clause tells only to what end data are used: "mined the mail to build profiles"."""
    if one.act is not Act.COLLECT or one.frame.noun is None or one.word.dep_ not in ("advcl", "xcomp"):
        return False
    return any(other.act is Act.USE and other.word == one.word.head for other in found)


def _is_of_act(one: Spoken, found: list[Spoken]) -> bool:
    """Whether an act is looked at, and no data: "reviewed the sale of the records"."""
    looks = one.act in (Act.USE, Act.COLLECT) and one.word.pos_ == "VERB"
    things = [child for child in one.word.children if child.dep_ == "dobj"] if looks else []
    return any(other.word in things and other.act in (Act.SHARE, Act.SELL) for other in found)


def _goes_on_to(one: Spoken, outer: Spoken) -> bool:
    """Whether a clause behind data tells what became of them: "gathered names, which were sold to Orbix"."""
    first = one.word.left_edge
    told = one.word.dep_ == "relcl" and one.to and outer.act is not Act.SEEK and first.i > 0
    comma = told and first.nbor(-1).text == ","
    return bool(comma or (told and one.passive and one.act is Act.SELL and outer.act is not Act.USE))


def _with_inner(one: Spoken, found: list[Spoken]) -> Spoken:
    """A flow with the end that a clause inside it tells: "keeps photos pulled from Acme"."""
    for other in found:
        if other is one or other.word.dep_ not in ("acl", "relcl"):
            continue
        if other.word.head not in one.data and not any(
            head.is_ancestor(other.word.head) for head in one.data
        ):
            continue
        takes = one.act in (Act.USE, Act.COLLECT, Act.SHARE) and (other.word.dep_ == "acl" or other.passive)
        if takes and not one.from_ and other.from_ and not other.to:
            given = Act.SELL if other.act is Act.SELL else Act.SHARE
            return replace(one, from_=other.from_, act=given if one.act is not Act.USE else one.act)
        if one.act is Act.USE and other.act is Act.COLLECT and other.passive and other.to and not one.from_:
            return replace(one, from_=other.to)  # "names gathered by Acme may be used"
        if one.data and one.frame.data == ("subject",) and not one.to and other.to and not other.from_:
            return replace(one, to=other.to)  # "the names that Orbix got came from Acme"
    return one


def _spoken(doc: Doc) -> Iterator[Spoken]:
    for token in doc.words:
        pos = token.pos_
        if pos in ("VERB", "AUX") or (pos in ("ADJ", "NOUN") and token.tag_ in ("VBN", "VBG", "VBD")):
            yield from _verb(token)
        elif pos == "NOUN":
            if token.dep_ in _CLAUSES and _acts(token):
                yield from _verb(token)
            else:
                yield from _noun(token)
        elif pos == "ADJ" and token.dep_ == "acomp":
            yield from _adjective(token)


_CLAUSES: Final = frozenset({"ROOT", "advcl", "ccomp", "conj", "relcl"})


def _acts(noun: Token) -> bool:
    """Whether a verb is taken for a noun: "the association licenses a file to firms"."""
    deps = {child.dep_ for child in noun.children}
    return "nsubj" in deps and "dobj" in deps


def _verb(token: Token) -> Iterator[Spoken]:
    rows = frames().verbs.get(token.lemma, ())
    if not rows or token.dep_ in ("amod", "compound"):
        return
    before = token.nbor(-1) if token.i > 0 else token
    if token.tag_ in ("VB", "VBP") and before.pos_ in ("ADP", "DET", "ADJ") and before.lower_ != "than":
        return  # "by search results" is no verb
    known = token.doc.vocabulary
    fitting = [
        (row, light_noun(row, token) if row.noun else None)
        for row in rows
        if (row.noun is None or row.noun in known) and _marked(row, token)
    ]
    fitting = [(row, light) for row, light in fitting if not row.noun or light is not None]
    if not fitting or _asks_who(token) or _goes_on(token):
        return
    around = clause(token)
    for row, light in fitting:
        found = _flow(row, token, around, light)
        if found is None or _lacks(row, found, row is rows[-1]):
            continue
        if row.people and (keeper := who_bars(token)):  # "barred Orbix from taking the names"
            yield replace(found, lead=token.head.head, act=Act.SHARE, from_=keeper)
            return
        if row.act in (Act.USE, Act.COLLECT) and (master := who_has_it_done(token)):
            found = replace(found, to=master)
        if row.act is Act.SHARE and "subject" in row.from_ and found.governor is None and _goes_home(found):
            act = Act.USE if "object" in row.to else Act.COLLECT  # "fed its software with the names"
            found = replace(found, act=act, from_=(), to=found.from_)
        yield found
        return


def _asks_who(verb: Token) -> bool:
    """Whether a clause asks who does it, and names nobody: "would not say who bought the data"."""
    if verb.dep_ not in ("ccomp", "csubj", "csubjpass"):
        return False
    first = verb.left_edge.lower_
    asked = verb.head.lemma_ in flow_words().wonders and verb.i > verb.head.i
    if first == "whose" or (asked and first in ("how", "what", "where", "whether", "which", "why")):
        return True
    return any(child.dep_ == "nsubj" and child.lower_ == "who" for child in verb.children)


def _goes_on(verb: Token) -> bool:
    """Whether a verb means another thing: "let a suit go forward over …", "ordered them released"."""
    nouns = frames().idle.get(verb.lemma, frozenset())
    if nouns and any(child.lower_ in nouns and child.dep_ in ("prt", "advmod") for child in verb.children):
        return True  # "took the list down"
    lemma = verb.lemma_
    if nouns or lemma == "look":
        preps = [
            child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("to", "into", "for")
        ]
        below = {one.lemma for prep in preps for one in prep.children if one.dep_ == "pobj"}
        if below & nouns:
            return True  # "brought the list to the attention of the police"
        if lemma == "look" and below & data_words().papers and any(prep.lower_ == "into" for prep in preps):
            return True  # "looked into a report"
    if lemma == "ask" and any(one.dep_ == "ccomp" and one.i < verb.i for one in verb.children):
        return True  # "Do we sell data?" it asks
    if verb.dep_ == "pcomp" and verb.head.lower_ == "about" and verb.head.head.lower_ in flow_words().little:
        return True  # "says nothing about selling them"
    if lemma == "keep" and keeps_from(verb):
        return True  # "kept them from selling"
    if lemma == "see" and any(child.lower_ in flow_words().seen_as for child in verb.children):
        return True  # "saw it otherwise"
    if lemma == "try" and any(child.dep_ == "xcomp" for child in verb.children):
        return True  # "is trying to help"
    if lemma in ("have", "order") and has_it_done(verb):
        return True  # "had the records combed through"
    if lemma == "go":  # "go forward with a suit", "who came and went"
        if verb.dep_ == "conj" and verb.head.lemma_ == "come":
            return True
        return any(child.lower_ in ("forward", "ahead") for child in verb.children)
    return lemma == "order" and any(child.dep_ in ("xcomp", "ccomp", "oprd") for child in verb.children)


def _flow(row: Frame, token: Token, around: Clause, light: Token | None) -> Spoken | None:
    """The flow that a verb speaks of by one of its frames; None if by that it speaks of none."""
    data, loose = data_of(row, around) if light is None else light_data(row, light, around), False
    if row.data == ("subject",):  # "it would go to court" is nobody's data
        data = tuple(one for one in data if one.pos_ != "PRON" or one.lower_ == "nothing")
    if row.act in (Act.USE, Act.COLLECT) and row.noun is None and token.lemma not in flow_words().plain:
        people = ("them",) if token.lemma in flow_words().on_people else ()
        data = tuple(one for one in data if one.lower_ not in ("it", "they", "this", "that", *people))
        data = tuple(one for one in data if not _is_news(one))
    given = bool(around.at("from"))
    if token.lemma_ == "have" and not given and not has_access(row, around):  # "would have no part of it"
        data = tuple(one for one in data if one.lower_ not in ("it", "this", "that"))
    if not data and given and "from" in row.from_:
        data = _same_in_turn(token)
    if _idle(token, data) or _with_instead(row, around, data):
        return None
    if token.lemma not in frames().looks_into and not has_access(row, around):
        data = tuple(one for one in data if not is_container(one) or _is_sent(one, row))
    if "subject" in (*row.from_, *row.data):
        mail = data_words().mail if row.data == ("subject",) else frozenset()
        data = tuple(
            one for one in data if not is_letter(one) and (one.lemma_ not in mail or _is_theirs(one))
        )
    if not data and row.strong and row.from_ and all(heads_at(each, around) for each in (row.from_, row.to)):
        data = tuple(one for place in row.data for one in around.at(place) if may_be_data(one))
        loose = bool(data)
    papers = bool(around.subjects) and all(one.lemma in data_words().papers for one in around.subjects)
    if papers and row.act is Act.SHARE and "subject" in row.from_ and not heads_at(row.to, around):
        return None  # "the papers give addresses"
    watched = row.watches and watches(row, token, around, light)
    if not (data or watched or row.alone or (row.act is Act.SEEK and _untouched(token, around))):
        return None
    if (
        row.act is Act.SEEK
        and row.data == ("for",)
        and "second" in row.from_
        and any(map(is_data, around.objects))
    ):
        return None  # "offered lists of names for $79"
    if row.act is Act.SEEK and any(map(_is_bare_to, token.children)):
        return None  # "when it is required to"
    if row.act is Act.SEEK and any(one.lemma in words().requests for one in around.objects):
        return None  # "fights a subpoena for records": the noun tells
    if row.data == ("with",) and "object" in row.to and not around.objects:
        return None
    if "access" in row.needs and not has_access(row, around):
        return None
    data = _as_listed(data) or data
    found = placed(row, token, around, data)
    if found is None:
        return None
    if light is not None:  # "made its way to Orbix"
        from_, to = found.from_ or behind(light, row.from_), found.to or behind(light, row.to)
        found = replace(found, from_=from_, to=to)
    return replace(found, loose=True) if loose else found


def _as_listed(data: tuple[Token, ...]) -> tuple[Token, ...]:
    """The data that a list tells of: names, for "the information it sold included names"."""
    if len(data) != 1 or data[0].dep_ != "nsubj" or data[0].head.lemma_ not in ("comprise", "include"):
        return ()
    generic = data[0].lemma in data_words().plainly
    return tuple(one for one in clause(data[0].head).objects if is_data(one)) if generic else ()


def _is_theirs(noun: Token) -> bool:
    """Whether something is people's: "their answers went to Orbix"."""
    return people_of(noun) is not None or any(one.lower_ == "their" for one in noun.lefts)


def _same_in_turn(verb: Token) -> tuple[Token, ...]:
    """The data that a clause goes on about: "gets names from Acme, which in turn buys from Orbix"."""
    turn = any(one.lower_ == "turn" for child in verb.children for one in (child, *child.children))
    if verb.dep_ != "relcl" or not turn or any(one.dep_ == "dobj" for one in verb.children):
        return ()
    above = next((one for one in verb.head.ancestors if one.pos_ == "VERB"), verb)
    return tuple(head for one in clause(above).objects for head in data_heads(one))


def _is_bare_to(child: Token) -> bool:
    """Whether "to" stands for what was told before: "when it is required to"."""
    bare = child.lower_ == "to" and child.i > child.head.i and not child.children
    return bare and (child.i + 1 == len(child.doc) or child.nbor().pos_ in ("PUNCT", "CCONJ"))


def _goes_home(found: Spoken) -> bool:
    """Whether data go to who sends them: "Acme sends contacts to its servers", "sends them home"."""
    if found.to:
        return all(map(_own_device, found.to))
    return any(child.lower_ == "home" and child.dep_ == "advmod" for child in found.word.children)


def _is_sent(thing: Token, row: Frame) -> bool:
    return row.act in (Act.SHARE, Act.SELL, Act.SEEK) and thing.lemma in data_words().media


def _lacks(row: Frame, found: Spoken, last: bool) -> bool:
    """Whether a flow lacks what its frame needs; the *last* frame of a verb may lack who gets it."""
    home = all(_own_device(one) for one in found.to)
    return (
        ("to" in row.needs and home and not last)  # "uploaded the data (to its servers)": the next row tells
        or ("from" in row.needs and not found.from_)
        or ("people" in row.needs and not any(map(_of_people, found.data)))
        or ("access" in row.needs and not found.to)
        or (row.denies and row.to == ("from",) and "to" in row.needs and not any(map(_may_get, found.to)))
        or (row.alone and "access" in row.needs and not found.data and all(map(_is_user, found.to)))
        or ("wanted" in row.needs and found.governor is None)
    )


def _may_get(noun: Token) -> bool:
    """Whether a noun names somebody from whom things are kept: no year, and no place."""
    return noun.pos_ in ("PROPN", "PRON") or noun.lemma in words().party_types


def _is_user(noun: Token) -> bool:
    """Whether a noun names people: ending their access ends no flow of data."""
    return noun.lemma in words().people or noun.pos_ == "PRON"


def _is_bare(prep: Token) -> bool:
    """Whether nothing stands behind a preposition but another: "turned its files over to Orbix"."""
    return not any(child.dep_ in ("pobj", "pcomp") for child in prep.children)


def _marked(row: Frame, token: Token) -> bool:
    """Whether the small words that a frame needs stand beside its verb."""
    if row.particle and not any(
        child.lower_ in ("over", "in")
        and (child.dep_ == "prt" or (child.dep_ == "prep" and (child.i == token.i + 1 or _is_bare(child))))
        for child in token.children
    ):
        return False
    if "wanted" in row.needs and token.tag_ != "VB":
        return False
    up = row.data != ("subject",) or token.lemma_ not in flow_words().with_up
    if not up and not any(child.lower_ == "up" for child in token.children):
        return False  # "the trail ended with a boy"
    if "available" in row.needs and not any(child.lower_ in OPEN for child in token.children):
        return False
    if "price" in row.needs:
        return any(map(_is_price, token.children))
    if "off" not in row.needs:
        return True
    return any(child.lower_ in _OFF for child in token.children if child.dep_ in _BESIDE)


def _is_price(prep: Token) -> bool:
    """Whether a price stands behind a preposition: "for $79"."""
    if prep.lower_ not in ("at", "for") or prep.dep_ != "prep":
        return False
    return any(one.text in ("$", "£", "€") for one in prep.doc.words[prep.i + 1 : prep.i + 4])


#: What tells that something is taken away.
_OFF: Final = frozenset({"off", "away", "out", "along"})


_BESIDE: Final = frozenset({"prt", "advmod", "prep", "dep"})


def _is_news(noun: Token) -> bool:
    """Whether a clause tells what a noun says: "the admission that it had sold them" is no data."""
    told = (child for child in noun.children if child.dep_ == "acl")
    return any(one.dep_ == "mark" and one.lower_ == "that" for verb in told for one in verb.children)


def _with_instead(row: Frame, around: Clause, data: tuple[Token, ...]) -> bool:
    """Whether "it" is who gets the data: "had been supplying it with passenger lists"."""
    pronoun = bool(data) and all(one.pos_ == "PRON" for one in data)
    return pronoun and "object" in row.data and any(data_heads(one) for one in around.at("with"))


def _of_people(noun: Token) -> bool:
    """Whether data are people's, also of people who do something for somebody: "names of agents"."""
    of = [below for child in noun.children if child.lower_ == "of" for below in child.children]
    many = any(child.dep_ == "nummod" and _is_many(child) for child in noun.children)
    always = data_words().theirs
    theirs = noun.lemma in always or any(child.lemma in always for child in noun.lefts)
    return many or theirs or people_of(noun) is not None or any(one.lemma in words().persons for one in of)


def _is_many(number: Token) -> bool:
    """Whether a number is one of thousands."""
    return number.lemma in MANY or len(number.text.replace(",", "")) > 3


def _idle(verb: Token, data: tuple[Token, ...]) -> bool:
    """Whether nothing flows: "take another view", "documents that it obtained in the lawsuit"."""
    nouns = frames().idle.get(verb.lemma, frozenset())
    if not data:
        return False
    for one in data:
        own = people_of(one) is not None or any(child.lower_ == "their" for child in one.lefts)
        theirs = one.tag_ == "NNS" and own  # "gave the accounts of sellers"
        into = one.dep_ == "pobj" and one.head.lower_ in ("at", "into", "through")  # "get at messages"
        if verb in (one.head, one.head.head) and one.lemma in nouns and not (theirs or into):
            return True
    if verb.lemma not in flow_words().looks or any(child.lower_ == "from" for child in verb.children):
        return False
    told = (child for one in data for child in (one, *one.children))
    papers = data_words().papers
    return all(one.lemma in papers and not owners(one) for one in data) and not any(
        one.lower_ in ("each", "every", "from") for one in told
    )


def _untouched(token: Token, around: Clause) -> bool:
    """Whether nobody came for any data: "has never been approached by the agency"."""
    negated = any(one.dep_ == "neg" or one.lower_ == "never" for one in token.children)
    more = any(one.dep_ in ("xcomp", "ccomp", "dobj", "advcl") for one in token.children)
    ask = token.lemma_ in flow_words().approaches
    return ask and around.passive and negated and not more and bool(around.subjects)


def _own_device(noun: Token) -> bool:
    """Whether a noun names what somebody has who does it: "its servers"."""
    return noun.lemma in words().devices and any(
        one.lower_ in ("its", "their", "our", "his", "her", "own") for one in noun.children
    )


def _noun(token: Token) -> Iterator[Spoken]:
    for row in frames().nouns.get(token.lemma, ()):
        if "of" in row.needs and not any(child.lower_ == "of" for child in token.children):
            continue
        around = noun_clause(token)
        data = data_of(row, around)
        if not data and token.dep_ == "dobj" and _carries(token):
            data = data_of(row, clause(token.head))
        if not data:  # "a subpoena seeking records"
            sought = [
                one for one in token.children if one.dep_ == "acl" and one.lemma_ in flow_words().seeking
            ]
            asked_for = (at for one in sought for at in (*clause(one).objects, *clause(one).at("for")))
            data = tuple(dict.fromkeys(head for at in asked_for for head in data_heads(at)))
        if row.act is Act.SEEK and token.lemma_ == "demand" and data and all(map(is_container, data)):
            continue  # "demand for its devices"
        watched = row.watches and any(one.lemma in words().people for one in behind(token, row.data))
        if not (data or watched or is_bare(token)):
            continue
        if token.lemma == "access" and _is_light_object(token):
            continue
        if token.lemma in words().requests and (asked := who_was_asked(token)):
            to = heads_at(("from", "by"), around) or tuple(
                one for one in around.at("owner") if one.dep_ == "poss"
            )
            to = to or clause(token.head).at("from") or served_by(token)
            to = to or tuple(one for one in token.lefts if one.dep_ in ("compound", "nmod", "amod"))
            to = to or tuple(one for head in data for one in noun_clause(head).at("from"))
            yield Spoken(row, token, token, row.act, asked, to, data, False, token.head.lemma_)
            yield from answered(token, asked, to, data)
            return
        from_, to = heads_at(row.from_, around), heads_at(row.to, around)
        if "owner" in row.from_:
            from_ = from_ or _accused(token) or _lives_by(token)
            if not to and token.dep_ == "dobj":  # "halted its sales of data to Orbix"
                to = tuple(one for one in heads_at(row.to, clause(token.head)) if one.i > token.i)
        elif "owner" in row.to:
            to = to or _accused(token)
        if row.act is Act.SEEK:
            from_ = from_ or sent_to(token)
            to = to or sent_by(token)
        yield Spoken(row, token, token, row.act, from_, to, data, False)
        return


def _carries(noun: Token) -> bool:
    """Whether what a request is for may hang on its verb: "issued a subpoena to Acme for the names"."""
    lemma = noun.head.lemma
    return lemma in frames().asked or (noun.lemma in words().requests and sends(noun.head))


def _lives_by(noun: Token) -> tuple[Token, ...]:
    """Who does it, where a verb of living tells: "makes its money from the sale of names"."""
    above = noun.head.head
    while above.pos_ in ("NOUN", "ADP") and above.head != above:
        above = above.head
    if noun.dep_ != "pobj" or above.pos_ != "VERB" or above.lemma_ not in flow_words().lives:
        return ()
    return () if clause(above).passive else clause(above).subjects


def _accused(noun: Token) -> tuple[Token, ...]:
    """Who is said to do it: "a suit against Acme over the sale of records", "sued Acme over the sale"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("about", "for", "over"):
        return ()
    above = noun.head.head
    if above.pos_ == "NOUN":
        return noun_clause(above).at("against")
    if above.pos_ != "VERB":
        return ()
    around = clause(above)
    return around.at("against") or (around.objects if above.lemma_ in cues().accuses else ())


def _adjective(token: Token) -> Iterator[Spoken]:
    """What is to be had: "the records are available to the police"."""
    for row in frames().adjectives.get(token.lower_, ()):
        verb, behind_it = clause(token.head), noun_clause(token)
        around = verb._replace(preps={**verb.preps, **behind_it.preps})
        data = data_of(row, around)
        from_, to = heads_at(row.from_, around), heads_at(row.to, around)
        from_ = from_ or tuple(owner for head in data for owner in owners(head) if "owner" in row.from_)
        if data and to:
            yield Spoken(row, token.head, token, row.act, from_, to, data, False)
            return


def _is_light_object(token: Token) -> bool:
    """Whether the verb's own frame has it: "gave access to", "had access to"."""
    head = token.head
    while head.dep_ == "conj" and head.pos_ == "NOUN":
        head = head.head
    return token.dep_ in ("dobj", "nsubjpass", "conj", "attr") and head.lemma in frames().verbs
