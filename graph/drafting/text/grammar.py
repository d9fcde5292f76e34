"""Who does what to what with whom: the grammar around one word, read off a dependency parse.

Passives, relative clauses, shared subjects, infinitives and participles are
undone here, so that a frame only asks for its subject and its object.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from spacy.tokens import Doc, Span, Token

from graph.drafting.tables import cues, words

T = TypeVar("T")

_SUBJECTS: Final = ("nsubj", "csubj")
_RELATIVE: Final = ("WDT", "WP", "WP$")
#: Verbs whose object is the doer of the infinitive behind it ("asked banks to share").
_OBJECT_CONTROL: Final = frozenset(
    [
        "allow",
        "let",
        "permit",
        "enable",
        "authorize",
        "invite",
        "help",
        "ask",
        "order",
        "require",
        "force",
        "compel",
        "press",
        "pressure",
        "urge",
        "request",
        "push",
        "direct",
        "instruct",
        "persuade",
        "tell",
        "get",
        "cause",
        "make",
        "lead",
        "want",
        "expect",
        "encourage",
        "prompt",
        "oblige",
        "accuse",
        "suspect",
        "prevent",
        "stop",
        "bar",
        "ban",
        "prohibit",
        "see",
        "hear",
        "watch",
        "find",
        "pay",
        "hire",
        "contract",
    ]
)
#: Verbs whose object is the doer of the gerund behind a preposition ("accused Acme of selling").
_PREPOSITION_CONTROL: Final = frozenset(
    [
        "accuse",
        "suspect",
        "prevent",
        "stop",
        "bar",
        "ban",
        "prohibit",
        "block",
        "charge",
        "blame",
        "criticize",
        "fault",
        "sue",
        "fine",
        "keep",
        "discourage",
        "admonish",
        "berate",
        "castigate",
        "censure",
        "chastise",
        "condemn",
        "denounce",
        "indict",
        "penalize",
        "prosecute",
        "punish",
        "rebuke",
        "reprimand",
        "reproach",
        "scold",
    ]
)
#: What data are made that are given to somebody.
OPEN: Final = frozenset({"available", "accessible"})
#: What was done to data that are then given away.
_MAKES: Final = frozenset(
    {"base", "build", "collect", "compile", "derive", "draw", "gather", "glean", "keep", "make"}
)
#: What one has with another: "handed over its correspondence with Acme" hands it to somebody else.
_BETWEEN: Final = frozenset(
    {
        "account",
        "communication",
        "contact",
        "contract",
        "conversation",
        "correspondence",
        "dealing",
        "meeting",
    }
)
#: What one does again and again: who "stopped the practice of selling" has sold.
_DEEDS: Final = frozenset({"habit", "policy", "practice", "program", "scheme", "system"})
_LISTING: Final = frozenset({"include", "like", "as", "such"})


@dataclass(frozen=True, slots=True)
class Clause:
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
    if any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ in ("aux", "dobj", "nsubj") for child in verb.children):
        return False
    if verb.dep_ == "acl" or (verb.dep_ == "advcl" and verb.lemma_ in _ASKED_FIRST):
        return True  # "asked by the police for records, Acme …"
    return verb.dep_ == "conj" and verb.head.pos_ == "VERB" and is_passive(verb.head)


#: What stands before the sentence in which it is answered.
_ASKED_FIRST: Final = frozenset(
    {"approach", "ask", "compel", "force", "order", "press", "require", "tell", "urge"}
)


def words_of(doc: Doc) -> list[Token]:
    """The tokens of a piece, made once: the parser makes them anew each time they are asked for."""
    known: list[Token] | None = doc.user_data.get("words")
    if known is None:
        known = doc.user_data["words"] = list(doc)
    return known


def text_of(doc: Doc) -> str:
    """The text of a piece, put together once."""
    known: str | None = doc.user_data.get("text")
    if known is None:
        known = doc.user_data["text"] = doc.text
    return known


def _once(kind: str, token: Token, work: Callable[[Token], T]) -> T:
    """What *work* makes of a token of a parsed piece, worked out once and kept with the piece."""
    known: dict[int, T] = token.doc.user_data.setdefault(kind, {})
    if token.i not in known:
        known[token.i] = work(token)
    return known[token.i]


def conjuncts(head: Token) -> tuple[Token, ...]:
    """*head*, what is joined to it by "and" or "or", and what is listed behind "including" or "such as"."""
    return _once("conjuncts", head, _conjuncts)


def _conjuncts(head: Token) -> tuple[Token, ...]:
    found = [head]
    nominal = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")
    found += [one for one in head.conjuncts if one.i > head.i and one.pos_ in nominal]
    for one in list(found):
        for child in one.children:
            if child.dep_ == "prep" and child.lemma_.lower() in _LISTING:
                found += [
                    each
                    for pobj in child.children
                    if pobj.dep_ == "pobj"
                    for each in (pobj, *pobj.conjuncts)
                    if each not in found
                ]
    for child in head.children:
        dep = child.dep_
        if dep == "appos" and child.i > head.i and _is_list(child, head):
            found += [one for one in (child, *child.conjuncts) if one not in found]
        elif dep in ("nmod", "compound") and child.pos_ == "PROPN" and _has_and(child):
            found.append(child)  # "Acme and media companies" is often read as one phrase
    return tuple(dict.fromkeys(found))


def _has_and(noun: Token) -> bool:
    return any(one.dep_ == "cc" for one in noun.children)


def _is_list(first: Token, head: Token) -> bool:
    """Whether names are listed behind *head*: "two firms, Acme and Orbix", "partners: Acme"."""
    if first.left_edge.i > 0 and first.left_edge.nbor(-1).text == ":":
        return True
    several = head.pos_ == "PROPN" or head.tag_ == "NNS"
    return several and first.pos_ == "PROPN" and any(one.i > first.i for one in first.conjuncts)


def clause(verb: Token) -> Clause:
    """What stands around *verb*, every construction undone."""
    return _once("clauses", verb, _clause)


def _clause(verb: Token) -> Clause:
    passive = is_passive(verb)
    subjects: list[Token] = []
    objects: list[Token] = []
    seconds: list[Token] = []
    preps: dict[str, list[Token]] = {}
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            subjects += _meant(child)
        elif child.dep_ in ("nsubjpass", "csubjpass") or (
            child.dep_ in ("dobj", "oprd", "attr") and child.pos_ != "ADJ"
        ):
            objects += _meant(child) or _called_what(child, verb)
        elif child.dep_ == "ccomp" and any(
            one.lower_ in ("what", "whatever") and one.i <= child.i for one in child.subtree
        ):
            first = next(one for one in child.subtree)
            if first.lower_ in ("what", "whatever"):
                objects.append(child)  # "sells what people type"
        elif (
            child.lower_ in OPEN and child.pos_ == "ADJ"
        ):  # "makes the data available to": theirs are its own
            for below in child.children:
                if below.dep_ in _SUBJECTS:
                    objects += _meant(below)
                elif below.dep_ == "prep":
                    _add_prep(below, preps)
        elif child.dep_ == "dative" and child.pos_ != "ADP":
            seconds += _meant(child)
        elif child.dep_ in ("prep", "dative", "agent", "prt"):
            _add_prep(child, preps)
    given = [one for child in verb.children if child.dep_ == "dobj" for one in _meant(child)]
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
        if not objects and verb.dep_ == "relcl" and not _has_relative_subject(verb):
            objects += _meant_head(_nearer(verb.head, verb))
        if not objects and verb.dep_ in ("ccomp", "xcomp") and verb.head.dep_ == "relcl":
            objects += _meant_head(verb.head.head)  # "phones that they want Acme to unlock"
        if not objects:
            objects += [
                one
                for child in verb.children
                if child.dep_ == "dep" and _is_given(child)
                for one in _meant(child)
            ]
        if not objects:
            last = _shares_object(verb)
            for child in last.children if last is not None else ():
                if _is_given(child):
                    objects += _meant(child)
                elif child.dep_ == "prep" and child.lower_ in ("to", "with", "from"):
                    _add_prep(child, preps)
    for one in list(objects):  # "share records with advertisers" is often read as "records with advertisers"
        for child in one.children:
            own = child.lower_ == "with" and one.lemma_ in _BETWEEN
            if (
                child.dep_ == "prep"
                and child.lemma_.lower() in ("to", "with", "from", "by", "for")
                and not own
            ):
                _add_prep(child, preps)
            if child.dep_ == "prep" and child.lower_ in ("of", "on", "about", "like", "including", "with"):
                _add_far_recipients(child, preps)
            if child.dep_ == "acl" and child.lemma_ in _MAKES:  # "sells scores derived from it to insurers"
                for below in child.children:
                    if below.dep_ == "prep" and below.lower_ in ("to", "with") and below.lower_ not in preps:
                        _add_prep(below, preps)
                    elif below.dep_ == "prep":
                        _add_far_recipients(below, preps)
    if objects and not seconds and not passive and (shown := _beside(objects[0])):
        seconds, objects = [objects[0]], shown
    if seconds and not objects and not passive:  # "gave two firms the names" is often read as one phrase
        objects += [one for each in seconds for one in each.children if one.dep_ == "appos" and _has_the(one)]
    if passive and "by" in preps:
        subjects += preps["by"]
    return Clause(
        verb,
        tuple(dict.fromkeys(subjects)),
        tuple(dict.fromkeys(objects)),
        tuple(dict.fromkeys(seconds)),
        {key: tuple(dict.fromkeys(value)) for key, value in preps.items()},
        passive,
    )


def _beside(receiver: Token) -> list[Token]:
    """The data that are read as another word for who gets them: "gave two firms the names"."""
    table = words()
    if receiver.tag_ != "NNS" or receiver.lemma_.lower() not in table.party_types:
        return []
    beside = [one for one in receiver.children if one.dep_ == "appos" and _has_the(one)]
    return [each for one in beside if one.lemma_.lower() in table.data for each in conjuncts(one)]


def _has_the(noun: Token) -> bool:
    return any(one.dep_ in ("det", "poss") for one in noun.children)


def _called_what(what: Token, verb: Token) -> list[Token]:
    """What "what" is, in "what it gave them was a list"."""
    head = verb.head
    if what.lower_ != "what" or verb.dep_ not in ("csubj", "ccomp") or head.lemma_ != "be":
        return []
    return [one for child in head.children if child.dep_ == "attr" for one in _meant(child)]


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
                    _add_prep(child, agents)
            raised = [one for child in at.children if child.dep_ == "nsubjpass" for one in _meant(child)]
            if at.lemma_ in _OBJECT_CONTROL or verb.dep_ in ("xcomp",):
                return raised
            if agents:
                return agents.get("by", [])
        head = at.head
        if head == at:
            return []
        if at.dep_ in ("xcomp", "ccomp", "advcl") and head.pos_ in ("VERB", "AUX"):
            if head.lemma_ in _OBJECT_CONTROL and at.dep_ != "advcl":
                given = [
                    one
                    for child in head.children
                    if child.dep_ in ("dobj", "dative")
                    for one in _meant(child)
                ]
                if given and not is_passive(head):
                    return given
            at = head
        elif at.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
            at = head
        elif at.dep_ in ("xcomp", "ccomp") and head.pos_ == "ADJ" and head.head.pos_ in ("VERB", "AUX"):
            at = head.head  # "was able to see"
            if raised := [one for child in at.children if child.dep_ == "nsubj" for one in _meant(child)]:
                return raised
        elif at.dep_ == "pcomp":
            above = head.head
            if above.pos_ == "VERB" and _controls(above):
                given = [
                    one
                    for child in above.children
                    if child.dep_ in ("dobj", "nsubjpass")
                    for one in _meant(child)
                ]
                if given:
                    return given
            if above.pos_ in ("NOUN", "PROPN"):
                deed = above.lemma_ in _DEEDS
                if above.dep_ in ("dobj", "nsubjpass") and _controls(above.head) and not deed:
                    return _meant_head(above)
                return owners(above) or governing_subject(above)
            at = above
        elif at.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
            if at.tag_ == "VBG" or (at.dep_ == "relcl" and _has_relative_subject(at)):
                return _meant_head(head)
            if at.dep_ == "acl" or any(child.lower_ == "to" and child.dep_ == "aux" for child in at.children):
                return owners(head) or governing_subject(head) or _above_preposition(head)
            return []
        elif at.dep_ == "prep" and head.pos_ in ("VERB", "AUX"):
            at = head
        else:
            return []
    return []


def _controls(verb: Token) -> bool:
    """Whether the object of a verb does what stands behind "of" or "for": "condemned Acme for selling"."""
    return verb.lemma_ in _PREPOSITION_CONTROL or verb.lemma_ in cues().accuses


def subjects_of(verb: Token) -> list[Token]:
    """The subjects that a verb has of its own; of "what Acme does is sell", Acme."""
    for child in verb.children:
        if child.dep_ == "csubj" and child.lemma_ == "do" and verb.lemma_ == "be":
            return subjects_of(child)
    own = [one for child in verb.children if child.dep_ in _SUBJECTS for one in _meant(child)]
    return own or _just_before(verb)


def _just_before(verb: Token) -> list[Token]:
    """The noun that stands right before a verb of its own tense that the parser left without a subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ in ("conj", "relcl", "ROOT", "advcl"):
        return []
    at = verb.i - 1
    while at >= verb.sent.start and verb.doc[at].pos_ in ("ADV", "AUX", "PART"):
        at -= 1
    if at >= verb.sent.start and verb.doc[at].pos_ in ("NOUN", "PROPN"):
        return [verb.doc[at]]
    return []


def owners(noun: Token) -> list[Token]:
    """Whose *noun* is: possessives, and "of" or "by" somebody for acts."""
    return [one for child in noun.children if child.dep_ == "poss" for one in _meant(child)]


def noun_clause(noun: Token) -> Clause:
    """What stands around a noun that names an act ("its sale of data to brokers")."""
    return _once("noun clauses", noun, _noun_clause)


def _noun_clause(noun: Token) -> Clause:
    preps: dict[str, list[Token]] = {"owner": list(owners(noun))}
    if not preps["owner"]:
        preps["owner"] = governing_subject(noun)
    for child in noun.children:
        if child.dep_ == "prep":
            _add_prep(child, preps)
        elif child.dep_ == "compound" and child.pos_ in ("NOUN", "PROPN"):
            preps.setdefault("of", []).append(child)
    for other in noun.conjuncts:  # "access to and disclosure of the records"
        for child in other.children:
            if child.dep_ == "prep" and child.lemma_.lower() not in preps and other.i > noun.i:
                _add_prep(child, preps)
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
                    _add_prep(child, preps)
    kept = {key: tuple(dict.fromkeys(value)) for key, value in preps.items()}
    return Clause(noun, kept["owner"], kept.get("of", ()), (), kept, False)


def governing_subject(noun: Token) -> list[Token]:
    """The subject of the verb that has *noun* as its object ("Acme acknowledged the sale of …")."""
    at = noun
    while at.dep_ == "conj" and at.head.pos_ in ("NOUN", "PROPN"):
        at = at.head
    if at.dep_ == "pobj" and at.head.head.lemma_ in cues().admits and at.head.head.pos_ == "VERB":
        at = at.head  # "apologized for the sale"
    if at.dep_ in ("dobj", "attr", "prep") and at.head.pos_ in ("VERB", "AUX"):
        verb = at.head
        own = [one for child in verb.children if child.dep_ in _SUBJECTS for one in _meant(child)]
        return own or ([] if is_passive(verb) else doer(verb))
    return []


def _above_preposition(noun: Token) -> list[Token]:
    """The subject of "agreed after the attacks to hand over", where the parser hangs "hand" on "attacks"."""
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ == "VERB":
        verb = noun.head.head
        return [] if is_passive(verb) else subjects_of(verb) or doer(verb)
    return []


def _add_prep(child: Token, preps: dict[str, list[Token]]) -> None:
    name = child.lemma_.lower()
    if not any(below.dep_ in ("pobj", "pcomp", "prep") for below in child.children) and child.dep_ != "prt":
        _add_far(child, name, preps)
    for below in child.children:
        if below.dep_ == "pobj":
            preps.setdefault(name, []).extend(_meant(below))
        elif below.dep_ == "prep" and child.lower_ != "according":
            _add_prep(below, preps)
    for other in child.conjuncts:
        if other.i > child.i and other.dep_ == "conj" and other.pos_ == "ADP":
            for below in other.children:
                if below.dep_ == "pobj":
                    preps.setdefault(other.lemma_.lower(), []).extend(_meant(below))


def _add_far_recipients(child: Token, preps: dict[str, list[Token]]) -> None:
    """Add who gets it where it hangs on whose it is: "sold the data of users to advertisers"."""
    for below in child.children:
        for one in conjuncts(below) if below.dep_ == "pobj" else ():
            for deeper in one.children:
                if deeper.dep_ != "prep":
                    continue
                if (deeper.lower_ in ("to", "with") and _is_known(one)) or (
                    deeper.lower_ == "from" and any(far.pos_ == "PROPN" for far in deeper.children)
                ):
                    _add_prep(deeper, preps)
                elif deeper.lower_ in ("of", "like", "including", "on", "about"):
                    _add_far_recipients(deeper, preps)
            if "to" not in preps and _is_known(one):
                _add_behind_clause(one, preps)


#: What people do with things, to nobody: "names of customers who bought pills to insurers".
_TO_NOBODY: Final = frozenset(
    {"attend", "buy", "carry", "collect", "download", "have", "hold", "install", "need", "order", "own"}
    | {"purchase", "seek", "stay", "study", "suffer", "take", "use", "view", "visit", "watch"}
)


def _add_behind_clause(noun: Token, preps: dict[str, list[Token]]) -> None:
    """Add who gets it where it hangs on what people do: "names of patients who took pills to insurers"."""
    for verb in noun.children:
        if verb.dep_ == "relcl" and verb.lemma_ in _TO_NOBODY:
            things = [one for each in verb.children if each.dep_ == "dobj" for one in (each, *each.conjuncts)]
            for one in (verb, *things):
                for child in one.children:
                    if child.dep_ == "prep" and child.lower_ == "to" and child.i > verb.i:
                        _add_prep(child, preps)


def _is_known(noun: Token) -> bool:
    """Whether a noun names people or data: what stands behind it is no part of it."""
    lemma, table = noun.lemma_.lower(), words()
    return noun.pos_ in ("NUM", "PROPN") or lemma in table.people or lemma in table.data


def _add_far(child: Token, name: str, preps: dict[str, list[Token]]) -> None:
    """Add the noun behind a second preposition to the first, too: "sent to and requested from Acme"."""
    following = child.doc[child.i + 1 : min(child.i + 6, child.sent.end)]
    if following and following[0].dep_ == "cc":
        for token in following:
            if token.dep_ == "pobj":
                preps.setdefault(name, []).extend(_meant(token))
                return


def _meant(token: Token) -> list[Token]:
    """The nouns that a token stands for: itself and its conjuncts, or what a relative pronoun relates to."""
    if token.tag_ in _RELATIVE:
        head = _related(token)
        return _meant_head(head) if head is not None else []
    return list(conjuncts(token))


def _meant_head(head: Token) -> list[Token]:
    return list(conjuncts(head))


def _related(pronoun: Token) -> Token | None:
    at = pronoun
    while at.head != at:
        if at.dep_ == "relcl":
            return _nearer(at.head, at)
        at = at.head
    return None


def _nearer(head: Token, verb: Token) -> Token:
    """What a relative clause is about where it hangs on too much: "the help of records that Acme gave"."""
    if verb.dep_ != "relcl" or head.lemma_.lower() in words().data | words().handles | words().quantities:
        return head
    for child in head.children:
        if child.lower_ == "of" and head.i < child.i < verb.i:
            for below in child.children:
                near = below.dep_ == "pobj" and verb.left_edge.i - below.i in (1, 2)
                if near and below.lemma_.lower() in words().data:
                    return below
    return head


def _has_relative_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") and child.tag_ in _RELATIVE for child in verb.children)


def _turned_object(verb: Token) -> list[Token]:
    if verb.dep_ in ("acl", "relcl"):
        return _meant_head(verb.head)
    at = verb
    while at.dep_ in ("conj", "xcomp", "advcl") and at.head != at:
        at = at.head
        found = [
            one for child in at.children if child.dep_ in ("nsubjpass", "nsubj") for one in _meant(child)
        ]
        if found:
            return found
        if at.dep_ == "acl":
            return _meant_head(at.head)
    return []


def _shares_object(verb: Token) -> Token | None:
    """The last of several verbs, behind which the object stands: "collect, store or use the records"."""
    for other in verb.conjuncts:
        if other.pos_ == "VERB" and other.i > verb.i and any(map(_is_given, other.children)):
            return other
    return None


def _is_given(child: Token) -> bool:
    """Whether a child is what a verb is done to: "records", "what people type"."""
    if child.dep_ == "dobj":
        return True
    if child.dep_ == "dep" and child.i > child.head.i:  # "have not shared, and will not share, records"
        return child.pos_ == "NOUN" and child.lemma_.lower() in words().data
    return child.dep_ == "ccomp" and child.left_edge.lower_ in ("what", "whatever")


def noun_phrase(head: Token, keep: Iterable[str] = ("amod", "compound", "nmod", "nummod")) -> Span:
    """*head* with the modifiers before it, without articles, possessives and quantities."""
    kept = frozenset(keep)
    start = head.i
    for child in reversed(list(head.lefts)):
        if (
            child.dep_ in ("nmod", "compound")
            and any(one.dep_ == "cc" for one in child.children)
            and child.pos_ == "PROPN"
        ):
            start = max(one.i for one in child.children if one.dep_ == "cc") + 1
            break
        if child.dep_ in kept or (child.dep_ == "punct" and child.text in ("-", "'")):
            start = min(start, child.left_edge.i)
        elif child.dep_ in ("det", "poss", "predet", "cc", "preconj", "punct", "case"):
            if child.i < start and child.dep_ not in ("punct",):
                break
        elif child.dep_ in ("advmod", "npadvmod", "quantmod") and child.i == start - 1:
            start = child.i
        else:
            break
    return head.doc[start : head.i + 1]


def ancestors(token: Token) -> Iterator[tuple[Token, Token]]:
    """(child, head) pairs from *token* to the root of its sentence."""
    while token.head != token:
        yield token, token.head
        token = token.head


def subtree(token: Token) -> Span:
    """All that hangs on *token*, as one stretch."""
    doc: Doc = token.doc
    return doc[token.left_edge.i : token.right_edge.i + 1]
