"""What answers to something said before: "denied the report", "called it false", "complied", "did so"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.drafting.frames.data import data_heads, is_anything, is_data
from graph.drafting.saying.answers import answers, asked_before, is_no, no_request, was_turned_away
from graph.drafting.saying.endings import enders, ends_it, stops
from graph.drafting.saying.grounds import calls_untrue
from graph.drafting.saying.nothing import negated
from graph.drafting.tables import Words, cues, words
from graph.drafting.text.grammar import clause, owners
from graph.drafting.text.phrases import conjuncts
from graph.drafting.text.tree import Doc, Token
from graph.drafting.word_lists import denial_words, stances

_POINTING: Final = frozenset({"it", "that", "this"})
#: Words by one of which a text may deny or answer, besides those of the tables.
_MAY_BE: Final = frozenset(
    {"away", "cease", "contest", "do", "empty", "end", "follow", "long", "longer", "much", "n't", "neither"}
    | {"never", "no", "nor", "not", "nothing", "quit", "send", "stop", "such"}
)


@dataclass(frozen=True, slots=True)
class Denial:
    """One denial of what was said before: the word that denies, and who does where it names them.

    ``answers`` is not None where a request is answered instead: whether what was asked for is given. ``last``
    tells that it can only mean what was said last, ``repeats`` that somebody does what was said ("did so"),
    ``affirms`` that it is no denial but an admission ("Acme admitted it"). ``data`` are those which are
    said not to be among what was given ("the files did not include names"). ``ends`` tells that what was
    told is over, which who told it may say, too; ``asked`` that nobody has asked for it.
    """

    word: Token
    who: tuple[Token, ...]
    answers: bool | None = None
    last: bool = False
    repeats: bool = False
    affirms: bool = False
    data: tuple[Token, ...] = ()
    ends: bool = False
    asked: bool = False


def blanket(doc: Doc) -> Iterator[Denial]:
    """All denials and answers in a piece that do not say to what."""
    known = doc.vocabulary
    if all(map(known.isdisjoint, _may_be())):
        return
    holds = denial_words().holds
    asked = not known.isdisjoint(words().requests)
    for token in doc.words:
        if token.pos_ not in ("VERB", "AUX"):
            if token.dep_ in _ALONE and token.pos_ in _WHOLE and _is_all(token):
                who = clause(token.head).subjects if token.dep_ == "advmod" else ()
                yield Denial(token, who)  # "'Not true,' said Acme"
            continue
        lemma = token.lemma_
        again = _repeats(token) and not _some_of_them(token)
        if again or (lemma in _HELPERS and _nor_does(token)):
            yield Denial(token, clause(token).subjects, repeats=True)
        elif lemma in _HELPERS and _cut_short(token):
            ended = any(child.lower_ == "longer" for child in token.children)
            yield Denial(token, (), last=True, affirms=not (negated(token) or ended))
        elif lemma in holds and (left_out := _left_out(token)):
            yield Denial(token, (), data=left_out)
        elif _nothing_of_it(token):
            yield Denial(token, (), last=True)
        elif stops(token):
            yield Denial(token, (), last=True, ends=True)
        elif asked and no_request(token):
            yield Denial(token, (), asked=True)
        elif lemma == "be" and (true := _true(token)) is not None:
            yield Denial(token, (), affirms=true)
        elif lemma == "be" and _is_none(token):
            yield Denial(token, ())
        elif token.pos_ == "VERB":
            yield from _by_verb(token)


def _may_be() -> tuple[Words, ...]:
    """The words by one of which a text denies or answers: asked first, since most pieces have none."""
    cue, table = cues(), denial_words()
    return (
        *(_MAY_BE, cue.denies, cue.untrue, cue.practices, stances().calls, table.admits, table.complies),
        *(table.refuses, table.grants, table.refused, table.turns_away, table.true),
    )


def _by_verb(verb: Token) -> Iterator[Denial]:
    """The denial or the answer that a verb tells of, if it does."""
    lemma, table = verb.lemma, denial_words()
    if lemma in table.admits or (lemma in ("contest", "dispute") and negated(verb)):
        told = any(child.dep_ == "dobj" and _told(child) for child in verb.children)
        if told and negated(verb) == (lemma in ("contest", "dispute")):
            yield Denial(verb, clause(verb).subjects, affirms=True)
            return
    if _admits_as_much(verb):
        yield Denial(verb, clause(verb).subjects, affirms=True)
    elif lemma in cues().denies or lemma in stances().calls:
        if negated(verb) or _neither(verb):
            return
        if _denies(verb):
            yield Denial(verb, clause(verb).subjects)
        elif (last := _anothers(verb)) is not None:
            yield Denial(last, clause(verb).subjects)
    elif (lemma in ("exist", "happen", "occur") or _takes_place(verb)) and _never_was(verb):
        yield Denial(verb, ())  # "Acme says that no such agreement existed"
    elif lemma == "do" and any(child.dep_ == "dobj" and _of_the_kind(child) for child in verb.children):
        yield Denial(verb, ())  # "Acme said it had done nothing of the kind"
    elif ends_it(verb):
        yield Denial(verb, tuple(one for one in enders(verb) if one.pos_ != "PRON"), ends=True)
    elif (gives := asked_before(verb)) is not None:
        around = clause(verb)
        who = around.at("by") if around.passive else around.subjects
        yield Denial(verb, () if verb.lemma_ == "come" else who, gives)
    elif lemma in table.turns_away and verb.dep_ == "conj" and was_turned_away(verb):
        yield Denial(verb, (), False)
    elif (lemma in table.complies or lemma in table.refuses) and answers(verb):
        yield Denial(verb, clause(verb).subjects, lemma in table.complies)
    elif lemma == "say" and any(map(is_no, verb.children)):
        yield Denial(verb, clause(verb).subjects, False)  # "so we said no"


_HELPERS: Final = frozenset({"do", "have", "will", "would"})
#: Where a word stands that can be the whole of an answer, and its parts of speech.
_ALONE: Final = frozenset({"ROOT", "advmod", "ccomp"})
_WHOLE: Final = frozenset({"ADJ", "ADV", "INTJ", "NOUN"})


def _repeats(verb: Token) -> bool:
    """Whether somebody does what was just said: "did so", "does the same", "followed suit"."""
    if verb.lemma_ == "follow":
        return any(child.dep_ == "dobj" and child.lower_ == "suit" for child in verb.children)
    return verb.lemma_ == "do" and any(
        (child.lower_ in ("so", "likewise") and child.i == verb.i + 1)
        or (child.lower_ == "same" and child.dep_ == "dobj")
        for child in verb.children
    )


def _some_of_them(verb: Token) -> bool:
    """Whether nobody knows who did so: "a fifth of them had done so"."""
    return any(
        below.pos_ == "PRON"
        for head in clause(verb).subjects
        for child in head.children
        if child.lower_ == "of"
        for below in child.children
    )


def _neither(verb: Token) -> bool:
    """Whether nothing is denied: "neither admits nor denies", "without admitting or denying"."""
    return verb.dep_ == "conj" and verb.head.lemma_ in ("admit", "confirm")


def _cut_short(verb: Token) -> bool:
    """Whether an answer leaves out what it answers: "Acme says it does not", "Acme does not, it says"."""
    if verb.dep_ not in ("ccomp", "parataxis") or verb.head.lemma not in cues().says:
        return False
    if not any(child.dep_ == "nsubj" for child in verb.children):
        return False
    return all(
        child.dep_ in ("neg", "mark", "punct")
        or (child.dep_ == "advmod" and (child.lower_ in denial_words().surely or child.lower_ == "longer"))
        or (
            child.dep_ == "nsubj"
            and (child.pos_ == "PRON" or (negated(verb) and not any(child.rights)))
            and child.tag_ != "WP"
        )
        for child in verb.children
    )


def _nor_does(verb: Token) -> bool:
    """Whether somebody else does not do so either: "Nor does Orbix", "Neither did the bank"."""
    below = verb.children
    first = any(child.lower_ in ("nor", "neither") and child.i < verb.i for child in below)
    after = [child for child in below if child.dep_ == "nsubj" and child.i > verb.i]
    return first and bool(after) and all(child.dep_ in _SHORT or child in after for child in below)


_SHORT: Final = frozenset({"advmod", "cc", "neg", "preconj", "punct"})


def _nothing_of_it(verb: Token) -> bool:
    """Whether what was said is not done: "we have never done that", "we don't do this"."""
    if verb.lemma_ != "do" or not negated(verb):
        return False
    below = verb.children
    it = any(child.dep_ == "dobj" and child.lower_ in _POINTING and child.pos_ != "NOUN" for child in below)
    more = any(child.dep_ in ("advcl", "xcomp", "ccomp") and child.i > verb.i for child in below)
    return it and not more and any(child.dep_ == "nsubj" for child in below)


_FILES: Final = frozenset({"it", "they", "these", "which"})


def _left_out(verb: Token) -> tuple[Token, ...]:
    """The data that are said not to be in what was given: "the files did not include names"."""
    below = verb.children
    left = [child for child in below if child.dep_ == "nsubjpass"] if verb.lemma_ == "include" else []
    if left and (negated(verb) or any(one.lower_ in ("no", "neither") for one in left[0].children)):
        return tuple(one for one in conjuncts(left[0]) if is_data(one))  # "no names were included"
    who = [child for child in below if child.dep_ == "nsubj"]
    if not who and verb.dep_ == "conj":  # "data was collected but did not include names"
        who = [child for child in verb.head.children if child.dep_ in ("nsubj", "nsubjpass")]
    pointing = verb.lemma_ not in denial_words().tells and any(one.lower_ in _FILES for one in who)
    files = pointing or any(is_data(one) for one in who)
    if not files or any(child.dep_ == "aux" and child.tag_ == "MD" for child in below):
        return ()
    denied = negated(verb)
    things = [each for child in below if child.dep_ == "dobj" for each in conjuncts(child)]
    found = tuple(
        head
        for thing in things
        for head in data_heads(thing)
        if not is_anything(head)
        and (denied or any(one.lower_ in ("no", "neither") for one in (*thing.children, *head.children)))
    )
    if not found and denied and things and things[0].lower_ == "anything":  # "anything about meetings"
        return tuple(
            one for prep in things[0].children if prep.dep_ == "prep" for one in prep.children if is_data(one)
        )
    return found


def _admits_as_much(verb: Token) -> bool:
    """Whether somebody says just that: "conceded as much"."""
    if verb.lemma not in cues().says or negated(verb):
        return False
    as_much = verb.doc.words[verb.i + 1 : verb.i + 3]
    return [one.lower_ for one in as_much] == ["as", "much"] and verb.is_ancestor(as_much[1])


def _is_none(verb: Token) -> bool:
    """Whether there was none of what was told: "there is no such deal"."""
    for child in verb.children:
        if child.dep_ == "attr" and any(one.dep_ == "expl" for one in verb.children):
            beside = {one.lower_ for one in child.children}
            return {"no", "such"} <= beside and not any(one.dep_ == "relcl" for one in child.children)
    return False


def _never_was(verb: Token) -> bool:
    """Whether there was none of what was told: "no such deal existed", "that never happened"."""
    for noun in verb.children:
        if noun.dep_ != "nsubj":
            continue
        if {"no", "such"} <= {child.lower_ for child in noun.children}:
            return True
        if negated(verb) and verb.lemma_ != "exist" and noun.lower_ in _POINTING:
            return True
        if negated(verb) and noun.lemma in cues().practices and noun.dep_ == "nsubj":
            return True  # "the sale never happened"
    return False


def _takes_place(verb: Token) -> bool:
    """Whether something takes place, or does not: "no such sale took place"."""
    place = any(one.dep_ == "dobj" and one.lower_ == "place" for one in verb.children)
    return place and verb.lemma_ == "take"


def _of_the_kind(word: Token) -> bool:
    if word.lower_ == "thing":
        return {"no", "such"} <= {one.lower_ for one in word.children}
    return word.lower_ == "nothing" and any(one.lower_ in ("kind", "sort") for one in word.subtree)


def _is_all(word: Token) -> bool:
    """Whether a word is the whole of what somebody says: "Not true", "False"."""
    if word.dep_ == "advmod" and word.lower_ == "so" and word.i > word.sent.start:  # "not so, said Acme"
        before = word.nbor(-1)
        return before.lower_ == "not" and before.head == word.head and word.head.lemma in cues().says
    if word.dep_ not in ("ccomp", "ROOT"):
        return False
    if any(
        one.dep_ not in ("neg", "punct") and one.lower_ not in denial_words().surely for one in word.children
    ):
        return False
    if word.lower_ in _SO or word.lower_ in denial_words().true:
        return negated(word) or any(one.lower_ == "not" for one in word.children)
    return word.lower_ in cues().untrue


def _denies(verb: Token) -> bool:
    """Whether a verb denies, or calls untrue, what was said."""
    if verb.lemma in cues().denies:
        wholly = verb.dep_ == "relcl" and verb.lemma in denial_words().wholly
        if wholly and verb.head.lower_ == "something":
            return True  # "gave them to Orbix, something Acme denies"
        alone = not any(child.dep_ in ("dobj", "ccomp") for child in verb.children)
        if verb.dep_ == "relcl" and verb.head.lemma in cues().claim_nouns and alone:
            return not any(
                child.dep_ in ("acl", "prep") for child in verb.head.children
            )  # "a claim it denies"
        return any(
            (child.dep_ in ("dobj", "nsubjpass") and _told(child))
            or (wholly and child.dep_ == "dobj" and child.lower_ == "which")
            for child in verb.children
        )
    if verb.lemma not in stances().calls:
        return False
    below = [one for one in verb.subtree if one.i > verb.i]
    return any(one.lower_ in cues().untrue for one in below) and any(map(_told, below))


def _anothers(verb: Token) -> Token | None:
    """The last word of what somebody else claims and a verb denies: "rejected a claim by Norvik that …"."""
    if verb.lemma not in cues().denies and not calls_untrue(verb):
        return None
    for noun in verb.children:
        if noun.dep_ != "dobj" or noun.lemma not in cues().claim_nouns:
            continue
        by = any(child.lower_ in ("by", "from") for child in noun.children)
        said = next((child for child in noun.children if child.dep_ in ("acl", "ccomp", "relcl")), None)
        if said is not None and (by or owners(noun)):
            return said.right_edge
    return None


def _told(noun: Token) -> bool:
    """Whether a noun only points to what was said: "the report", but not "the report that it sold them"."""
    if noun.lower_ in _POINTING:
        return noun.pos_ == "PRON"
    lemma = noun.lemma
    known = lemma in cues().claim_nouns or lemma in denial_words().told
    return known and not any(child.dep_ in ("acl", "ccomp", "relcl", "prep") for child in noun.children)


def _true(verb: Token) -> bool | None:
    """Whether "is" calls what was said true or not: "that is not true", "the commission was wrong"."""
    if verb.dep_ not in ("ccomp", "ROOT", "parataxis", "conj"):
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    what = next((child for child in verb.children if child.dep_ in ("acomp", "attr")), None)
    if subject is None or what is None:
        return None
    told = _told(subject)
    someone = subject.pos_ in ("NOUN", "PROPN") and not any(one.dep_ not in _PLAINLY for one in what.children)
    if what.lower_ in denial_words().mistaken and someone and not negated(verb) and verb.dep_ == "ccomp":
        return False
    if told and what.lower_ in cues().untrue:
        return None if negated(verb) else False
    if told and (what.lower_ in _SO or what.lower_ in denial_words().true):
        if any(one.dep_ in ("ccomp", "xcomp") for one in (*what.children, *verb.children) if one.i > verb.i):
            return None  # "it is true that"
        return False if negated(verb) else True if what.dep_ == "acomp" and verb.dep_ == "ccomp" else None
    return None


#: "That is not the case", "that is not so".
_SO: Final = frozenset({"case", "so"})
_PLAINLY: Final = frozenset({"advmod", "neg", "punct"})
