"""Who does what to what with whom: the grammar around one word, read off a dependency parse.

Passives, relative clauses, shared subjects, infinitives and participles are
undone here, so that a frame only asks for its subject and its object.
"""

from typing import Final, NamedTuple

from graph.claims import Act
from graph.drafting.tables import cues, frames, words
from graph.drafting.text.behind import (
    RELATIVE,
    add_far_recipients,
    add_prep,
    is_when,
    meant,
    meant_head,
    nearer,
)
from graph.drafting.text.phrases import conjuncts, each_once, joined
from graph.drafting.text.tree import Token, once
from graph.drafting.word_lists import grammar

_SUBJECTS: Final = ("nsubj", "csubj")
_WHAT: Final = frozenset({"what", "whatever"})
#: What data are made that are given to somebody.
OPEN: Final = frozenset({"available", "accessible"})
_LAID_OPEN: Final = OPEN | {"public"}
#: Small words behind a verb on which the next preposition may hang: "sent back to".
_ONWARD: Final = frozenset({"away", "back", "directly", "home", "off", "on", "onward", "straight", "up"})


#: What hangs on a verb only where it is turned round, and what never does where it is a bare participle.
_TURNED: Final = frozenset({"nsubjpass", "auxpass", "csubjpass"})
_ACTIVE: Final = frozenset({"aux", "dobj", "nsubj"})
#: What hangs on a verb and fills no place of a frame, whatever the word.
_NOTHING: Final = frozenset({"aux", "auxpass", "cc", "neg", "punct"})


class Clause(NamedTuple):
    """One verb with what stands around it; ``preps`` by preposition, ``passive`` where it is turned round."""

    verb: Token
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    seconds: tuple[Token, ...]
    preps: dict[str, tuple[Token, ...]]
    passive: bool

    def at(self, place: str) -> tuple[Token, ...]:
        """The heads that stand at a place of a frame."""
        if place == "subject":
            return self.subjects
        if place == "object":
            return self.objects
        if place == "second":
            return self.seconds
        return self.preps.get(place, ())


def is_passive(verb: Token) -> bool:
    """Whether the subject of *verb* is what it is done to."""
    below = [child.dep_ for child in verb.children]
    if not _TURNED.isdisjoint(below):
        return True
    tag = verb.tag_
    if tag not in ("VBD", "VBN"):
        return False
    dep = verb.dep_
    if tag == "VBD":  # "was never sold or shared with others"
        return dep == "conj" and _goes_out(verb) and is_passive(verb.head)
    if not _ACTIVE.isdisjoint(below):
        return False
    if dep == "acl" or (dep == "advcl" and verb.lemma_ in grammar().asked_first):
        return True  # "asked by the police for records, Acme …"
    return dep == "conj" and verb.head.pos_ == "VERB" and is_passive(verb.head)


def _goes_out(verb: Token) -> bool:
    """Whether a verb has no object of its own, but says to or with whom."""
    known = verb.children
    if any(one.dep_ in ("aux", "dobj", "nsubj", "ccomp", "xcomp") for one in known):
        return False
    return any(one.dep_ in ("prep", "agent") and one.lower_ in ("by", "to", "with") for one in known)


def clause(verb: Token) -> Clause:
    """What stands around *verb*, every construction undone."""
    return once("clauses", verb, _clause)


def _clause(verb: Token) -> Clause:
    passive = is_passive(verb)
    subjects: list[Token] = []
    objects: list[Token] = []
    seconds: list[Token] = []
    preps: dict[str, list[Token]] = {}
    below_it = [(child, child.dep_) for child in verb.children]
    for child, dep in below_it:
        if dep in _NOTHING:
            continue
        if dep in _SUBJECTS:
            subjects += meant(child) or _called_what(child, verb)
        elif dep in ("nsubjpass", "csubjpass") or (
            dep in ("dobj", "oprd", "attr") and (child.pos_ != "ADJ" or child.lower_ == "worth")
        ):
            objects += meant(child) or _called_what(child, verb)
        elif dep == "ccomp" and _holds_what(child):
            focus = grammar().focus
            if next((one.lower_ for one in child.subtree if one.lower_ not in focus), "") in _WHAT:
                objects.append(child)  # "sells what people type"
        elif child.lower_ in _LAID_OPEN and child.pos_ == "ADJ":  # "makes data available to": its own
            for below in child.children:
                if below.dep_ in _SUBJECTS:
                    objects += meant(below)
                elif below.dep_ == "prep":
                    add_prep(below, preps)
        elif dep == "dative" and child.pos_ != "ADP" and child.lower_ != "to":
            seconds += meant(child)
        elif dep in ("prep", "dative", "agent", "prt") or child.lower_ in _ONWARD:
            add_prep(child, preps)
    if verb.dep_ == "ccomp" and verb.head.lemma_ in grammar().lets and not objects and not preps:
        for child in verb.head.children:  # "let officers comb through records"
            if child.dep_ == "prep" and child.i > verb.i:
                add_prep(child, preps)
    told = [child for child, dep in below_it if dep == "dobj"]
    given = [one for child in told for one in meant(child)] if passive else []
    told = [child for child in told if child.i > verb.i]
    if len(told) > 1 and not (passive or seconds) and _may_get(told[0]):  # "handed Acme the keys"
        seconds, objects = meant(told[0]), [one for child in told[1:] for one in meant(child)]
    elif not (passive or seconds) and _told_what(told, objects):  # "sells them what it hears"
        seconds, objects = told, objects[1:]
    if passive and not given:  # "no agency was shown what was on the discs"
        given = [one for one in objects if one.dep_ == "ccomp"]
    if passive and given:  # "Acme was given access": the subject is who gets it
        seconds += [one for one in objects if one not in given]
        objects = given
    if passive and not objects:
        objects += _turned_object(verb)
    elif passive and given and not seconds and verb.dep_ == "conj":  # "had called and been sent a list"
        seconds += subjects_of(verb.head)
    if not passive:
        if not subjects:
            subjects += _just_before(verb) or doer(verb)
        if not objects and verb.dep_ == "relcl" and not _has_relative_subject(verb) and not _does_it(verb):
            objects += meant_head(nearer(verb.head, verb))
        infinitive = verb.dep_ == "acl" and verb.tag_ == "VB"
        if not objects and infinitive and verb.head.lemma in words().data:
            objects += meant_head(verb.head)  # "has no keys to give to anybody"
        if not objects and verb.dep_ in ("ccomp", "xcomp") and verb.head.dep_ == "relcl":
            objects += meant_head(verb.head.head)  # "phones that they want Acme to unlock"
        if not objects and verb.dep_ == "conj" and verb.head.dep_ in ("acl", "relcl"):
            first = clause(verb.head).objects  # "records, which it compiles and then sells"
            objects += [one for one in first if one.i < verb.head.i and not is_passive(verb.head)]
        if not objects:
            objects += [
                one for child, dep in below_it if dep == "dep" and _is_given(child) for one in meant(child)
            ]
        if not objects:
            last = _shares_object(verb)
            for child in last.children if last is not None else ():
                if _is_given(child):
                    objects += meant(child)
                elif child.dep_ == "prep" and child.lower_ in ("to", "with", "from"):
                    add_prep(child, preps)
    for one in list(objects):  # "share records with advertisers" is often read as "records with advertisers"
        for child in one.children:
            dep = child.dep_
            if dep == "prep":
                lower = child.lower_
                own = lower == "with" and one.lemma_ in grammar().mutual
                if child.lemma in ("to", "with", "from", "by", "for") and not own:
                    add_prep(child, preps)
                if lower in ("of", "on", "about", "like", "including", "with"):
                    add_far_recipients(child, preps)
            elif dep == "acl" and child.lemma_ in grammar().made:  # "sells scores derived from it to banks"
                for below in child.children:
                    to = below.dep_ in ("prep", "dative") and below.lower_ in ("to", "with")
                    if to and below.lower_ not in preps and not is_when(below):
                        add_prep(below, preps)
                    elif below.dep_ == "prep":
                        add_far_recipients(below, preps)
    if objects and not seconds and not passive and (shown := _beside(objects[0])):
        seconds, objects = [objects[0]], shown
    if seconds and not objects and not passive:  # "gave two firms the names" is often read as one phrase
        objects += [one for each in seconds for one in each.children if one.dep_ == "appos" and _has_the(one)]
    if passive and "by" not in preps:
        for one in (*preps.get("to", ()), *preps.get("with", ())):
            for child in one.children:
                if child.dep_ == "prep" and child.lower_ == "by" and child.i > one.i:
                    add_prep(child, preps)  # "handed to the agency by Acme" is often read as "agency by Acme"
    for one in preps.get("by", ()) if passive and not {"to", "with"} & preps.keys() else ():
        for child in one.children:
            if child.dep_ == "prep" and child.lower_ in ("to", "with") and child.i > one.i:
                add_prep(child, preps)  # "shared by Acme with the agency", "Acme with the agency"
    if passive and "by" in preps:
        subjects += preps["by"]
    return Clause(
        verb,
        each_once(subjects),
        each_once(objects),
        each_once(seconds),
        {key: each_once(value) for key, value in preps.items()},
        passive,
    )


def _does_it(verb: Token) -> bool:
    """Whether who stands before an infinitive is to do it: "employs people, some of them here, to listen"."""
    to = any(one.dep_ == "aux" and one.lower_ == "to" for one in verb.children)
    head, table = verb.head, words()
    known = (head, *(below for of in head.children if of.lower_ == "of" for below in of.children))
    return to and any(one.lemma in table.people or one.lemma in table.persons for one in known)


def _told_what(told: list[Token], objects: list[Token]) -> bool:
    """Whether a clause behind the one object tells what is given to it."""
    clause_behind = [one.dep_ for one in objects[1:]] == ["ccomp"]
    return bool(told) and told == objects[:1] and clause_behind and _may_get(told[0])


def _may_get(noun: Token) -> bool:
    """Whether a noun names somebody who may get things."""
    lemma, table = noun.lemma, words()
    return noun.pos_ in ("PROPN", "PRON") or lemma in table.party_types or lemma in table.people


def _holds_what(verb: Token) -> bool:
    """Whether "what" stands before the verb of a clause."""
    if verb.doc.vocabulary.isdisjoint(_WHAT):
        return False
    return any(one.lower_ in _WHAT and one.i <= verb.i for one in verb.subtree)


def _beside(receiver: Token) -> list[Token]:
    """The data that are read as another word for who gets them: "gave two firms the names"."""
    table = words()
    if receiver.pos_ != "PROPN" and receiver.lemma not in table.party_types:
        return []
    beside = [one for one in receiver.children if one.dep_ == "appos"]
    if not beside:
        return []
    if receiver.tag_ == "NNS":
        beside = [one for one in beside if _has_the(one)]
    else:  # "gave Acme, a contractor, the names"
        last = beside[-1].i
        told = [one for one in receiver.children if one.dep_ in ("appos", "relcl") and one.i < last]
        if len(beside) == 1 and not told:  # "gave Acme, a contractor, the names", read as two sorts of Acme
            beside = [one for one in joined(beside[0]) if one.dep_ == "conj" and _has_the(one)]
            told = [one for one in beside if one.i > last and not any(map(_is_and, one.head.children))]
        return [one for one in beside[-1:] if told and _is_given_away(one)]
    return [each for one in beside if one.lemma in table.data for each in conjuncts(one)]


def _is_given_away(noun: Token) -> bool:
    """Whether a noun names data, a way to them, or a right."""
    lemma, table = noun.lemma, words()
    return lemma in table.data or lemma in table.handles or lemma == "right"


def _is_and(token: Token) -> bool:
    return token.dep_ == "cc"


def _has_the(noun: Token) -> bool:
    return any(one.dep_ in ("det", "poss") for one in noun.children)


def _called_what(what: Token, verb: Token) -> list[Token]:
    """What "what" is, in "what it gave them was a list"."""
    head = verb.head
    if what.lower_ != "what" or verb.dep_ not in ("csubj", "ccomp") or head.lemma_ != "be":
        return []
    return [one for child in head.children if child.dep_ == "attr" for one in meant(child)]


def doer(verb: Token) -> list[Token]:
    """Who does what *verb* says where it has no subject of its own."""
    seen = set()
    at = verb
    while at.i not in seen:
        seen.add(at.i)
        own = subjects_of(at)
        if own and at != verb:
            return own
        if at != verb and is_passive(at):
            agents: dict[str, list[Token]] = {}
            for child in at.children:
                if child.dep_ == "agent":
                    add_prep(child, agents)
            raised = [one for child in at.children if child.dep_ == "nsubjpass" for one in meant(child)]
            told = any(one.dep_ == "relcl" for by in agents.get("by", ()) for one in by.children)
            joined_to = verb.dep_ == "conj" and verb.head == at and not is_passive(verb) and not told
            if at.lemma_ in grammar().told or verb.dep_ == "xcomp" or joined_to or _is_caught(verb, at):
                return raised
            if agents:
                return agents.get("by", [])
        head = at.head
        if head == at:
            return []
        if at.dep_ in ("xcomp", "ccomp", "advcl") and head.pos_ in ("VERB", "AUX"):
            caught = at.dep_ == "advcl" and at.tag_ == "VBG" and head.lemma_ in grammar().catches
            if caught or (head.lemma_ in grammar().told and at.dep_ != "advcl"):
                given = [
                    one for child in head.children if child.dep_ in ("dobj", "dative") for one in meant(child)
                ]
                if given and not is_passive(head):
                    return given
            at = head
        elif at.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
            at = head
        elif at.dep_ in ("xcomp", "ccomp") and head.pos_ == "ADJ" and head.head.pos_ in ("VERB", "AUX"):
            at = head.head  # "was able to see"
            if raised := [one for child in at.children if child.dep_ == "nsubj" for one in meant(child)]:
                return raised
        elif at.dep_ == "pcomp":
            above = head.head
            if above.pos_ == "VERB" and _controls(above):
                given = [
                    one
                    for child in above.children
                    if child.dep_ in ("dobj", "nsubjpass")
                    for one in meant(child)
                ]
                if given:
                    return given
            if above.pos_ == "VERB" and above.lemma_ in grammar().lays and (blamed := _laid_on(above)):
                return blamed
            if above.pos_ in ("NOUN", "PROPN"):
                deed = above.lemma_ in grammar().deeds
                if above.dep_ in ("dobj", "nsubjpass") and _controls(above.head) and not deed:
                    return meant_head(above)
                return owners(above) or governing_subject(above)
            at = above
        elif at.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
            if at.tag_ == "VBG" or (at.dep_ == "relcl" and _has_relative_subject(at)):
                return meant_head(head)
            if at.dep_ == "acl" or any(child.lower_ == "to" and child.dep_ == "aux" for child in at.children):
                return owners(head) or governing_subject(head) or _above_preposition(head)
            return []
        elif at.dep_ == "prep" and head.pos_ in ("VERB", "AUX"):
            at = head
        else:
            return []
    return []


def _laid_on(verb: Token) -> list[Token]:
    """On whom or against whom something is laid."""
    things = [verb, *(one for one in verb.children if one.dep_ in ("dobj", "nsubjpass"))]
    preps = [one for each in things for one in each.children if one.lower_ in ("on", "against")]
    below = [one for prep in preps for one in prep.children if one.dep_ == "pobj"]
    return [it for one in below for it in meant(one)]


def _is_caught(verb: Token, above: Token) -> bool:
    """Whether the subject of "was caught" does what stands behind it: "Acme was caught selling them"."""
    return (
        verb.dep_ == "advcl" and verb.tag_ == "VBG" and above.lemma_ in grammar().catches and verb.i > above.i
    )


def _controls(verb: Token) -> bool:
    """Whether the object of a verb does what stands behind "of" or "for": "condemned Acme for selling"."""
    return verb.lemma_ in grammar().blamed or verb.lemma_ in cues().accuses


def subjects_of(verb: Token) -> list[Token]:
    """The subjects that a verb has of its own; of "what Acme does is sell", Acme."""
    for child in verb.children:
        if child.dep_ == "csubj" and child.lemma_ == "do" and verb.lemma_ == "be":
            return subjects_of(child)
    own = [one for child in verb.children if child.dep_ in _SUBJECTS for one in meant(child)]
    return own or _just_before(verb)


def _just_before(verb: Token) -> list[Token]:
    """The noun that stands right before a verb of its own tense that the parser left without a subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ in ("conj", "relcl", "ROOT", "advcl"):
        return []
    at = verb.i - 1
    tokens, start = verb.doc.words, verb.sentence[0]
    while at >= start and tokens[at].pos_ in ("ADV", "AUX", "PART"):
        at -= 1
    return [tokens[at]] if at >= start and tokens[at].pos_ in ("NOUN", "PROPN") else []


def agents(verb: Token) -> list[Token]:
    """Those who did what a participle tells: "files kept by Acme"."""
    return [one for by in verb.children if by.dep_ == "agent" for one in by.children if one.dep_ == "pobj"]


def owners(noun: Token) -> list[Token]:
    """Whose *noun* is: possessives, and "of" or "by" somebody for acts."""
    return [one for child in noun.children if child.dep_ == "poss" for one in meant(child)]


def noun_clause(noun: Token) -> Clause:
    """What stands around a noun that names an act ("its sale of data to brokers")."""
    return once("noun clauses", noun, _noun_clause)


def _noun_clause(noun: Token) -> Clause:
    preps: dict[str, list[Token]] = {"owner": list(owners(noun))}
    if not preps["owner"] and _is_own_act(noun):
        preps["owner"] = governing_subject(noun)
    elif not preps["owner"]:
        preps["owner"] = _who_settled(noun)
    for child in noun.children:
        if child.dep_ == "prep":
            add_prep(child, preps)
        elif child.dep_ == "compound" and child.pos_ in ("NOUN", "PROPN"):
            preps.setdefault("of", []).append(child)
    for other in joined(noun):  # "access to and disclosure of the records"
        for child in other.children:
            if child.dep_ == "prep" and child.lemma not in preps and other.i > noun.i:
                add_prep(child, preps)
    for found in list(
        preps.values()
    ):  # "requests from agencies for records" is often read as "agencies for records"
        for one in found:
            for child in one.children:
                if (
                    child.dep_ == "prep"
                    and child.lower_ in ("for", "from", "by", "to", "with")
                    and child.lower_ not in preps
                    and child.i > noun.i
                ):
                    add_prep(child, preps)
    if not list(owners(noun)) and frames().nouns.get(noun.lemma) and "by" in preps:
        preps["owner"] = []  # "Acme stopped the sale by Orbix"
    kept = {key: each_once(value) for key, value in preps.items()}
    return Clause(noun, kept["owner"], kept.get("of", ()), (), kept, False)


def _is_own_act(noun: Token) -> bool:
    """Whether who is told of with an act does it: who began a sale did, who condemned it did not."""
    acts = frames().nouns.get(noun.lemma, ())
    if all(row.act is Act.SEEK for row in acts):
        return True
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    lemma = above.lemma_
    return (
        lemma in ("be", "become")
        or lemma in grammar().does
        or lemma in cues().admits
        or lemma in cues().denies
    )


def _who_settled(act: Token) -> list[Token]:
    """Who settled a case over what they did: "Acme settled an investigation involving the sale of names"."""
    place = act.head
    over = act.dep_ == "pobj" and place.lower_ in ("about", "into", "over")
    involved = act.dep_ == "dobj" and place.lemma_ == "involve" and place.dep_ == "acl"
    case = place.head if over or involved else act
    acts = frames().nouns.get(act.lemma, ())
    if case == act or case.dep_ != "dobj" or case.head.lemma_ not in ("resolve", "settle"):
        return []
    return subjects_of(case.head) if any("owner" in row.from_ for row in acts) else []


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to": "asked Acme to sell"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def governing_subject(noun: Token) -> list[Token]:
    """The subject of the verb that has *noun* as its object ("Acme acknowledged the sale of …")."""
    at = noun
    while at.dep_ == "conj" and at.head.pos_ in ("NOUN", "PROPN"):
        at = at.head
    if at.dep_ == "pobj" and at.head.head.lemma_ in cues().admits and at.head.head.pos_ == "VERB":
        at = at.head  # "apologized for the sale"
    if at.dep_ in ("dobj", "attr", "prep") and at.head.pos_ in ("VERB", "AUX"):
        verb = at.head
        own = [one for child in verb.children if child.dep_ in _SUBJECTS for one in meant(child)]
        return own or ([] if is_passive(verb) else doer(verb))
    return []


def _above_preposition(noun: Token) -> list[Token]:
    """The subject of "agreed after the attacks to hand over", where the parser hangs "hand" on "attacks"."""
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ == "VERB":
        verb = noun.head.head
        return [] if is_passive(verb) else subjects_of(verb) or doer(verb)
    return []


def _has_relative_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") and child.tag_ in RELATIVE for child in verb.children)


def _turned_object(verb: Token) -> list[Token]:
    if verb.dep_ in ("acl", "relcl"):
        return meant_head(verb.head)
    at = verb
    while at.dep_ in ("conj", "xcomp", "advcl") and at.head != at:
        at = at.head
        found = [one for child in at.children if child.dep_ in ("nsubjpass", "nsubj") for one in meant(child)]
        if found:
            return found
        if at.dep_ == "acl":
            return meant_head(at.head)
    return []


def _shares_object(verb: Token) -> Token | None:
    """The last of several verbs, behind which the object stands: "collect, store or use the records"."""
    for other in joined(verb):
        instead = other.i > 0 and other.nbor(-1).lower_ == "than"  # "sued rather than give the names"
        beside = any(one.dep_ == "prep" and one.i < other.i and one.children for one in verb.children)
        if beside and verb.tag_ in ("VBD", "VBN"):
            continue  # "slipped past the settings and tracked the browsing"
        if other.pos_ == "VERB" and other.i > verb.i and not instead and any(map(_is_given, other.children)):
            return other
    return None


def _is_given(child: Token) -> bool:
    """Whether a child is what a verb is done to: "records", "what people type"."""
    if child.dep_ == "dobj":
        return True
    if child.dep_ == "dep" and child.i > child.head.i:  # "have not shared, and will not share, records"
        return child.pos_ == "NOUN" and child.lemma in words().data
    return child.dep_ == "ccomp" and child.left_edge.lower_ in _WHAT
