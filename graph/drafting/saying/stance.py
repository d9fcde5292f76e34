"""Whether a statement affirms or denies, how sure it is, and when it puts the flow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from graph.claims import Act, Modality, Tense
from graph.drafting.saying.grounds import (
    called_false,
    calls_untrue,
    ended,
    false_noun,
    halted,
    instead,
    leaves_open,
    unproved,
    unsure,
    wrong_to_say,
)
from graph.drafting.saying.nothing import none_of
from graph.drafting.tables import cues, frames, words
from graph.drafting.text.tree import Token, ancestors
from graph.drafting.word_lists import grammar, stances

_IF: Final = frozenset({"if", "whether", "unless", "lest"})
_HYPOTHETICAL: Final = frozenset({"could", "might", "should", "must", "ought"})
_CONDITIONAL: Final = frozenset({"may", "would", "can", "'d"})
_FUTURE: Final = frozenset({"will", "'ll", "wo", "shall"})
_NEVER: Final = frozenset({"never", "neither", "nor", "hardly"})
#: What leaves something of a denial standing: "to anyone except Orbix", "for anything other than".
_EXCEPTS: Final = frozenset({"apart", "aside", "but", "except", "excepting", "other", "save", "unless"})
#: Answers to a question in one word, and whether they affirm.
_YES_NO: Final = {"yes": True, "yeah": True, "yep": True, "no": False, "nope": False}


@dataclass(frozen=True, slots=True)
class Polarity:
    """What the words around a flow do to it.

    ``negations`` names the words that deny; ``quality`` a word that takes only the manner away ("not
    knowingly"); ``hypothetical`` a word that makes it no statement at all ("if", "could").
    """

    negations: tuple[str, ...]
    quality: str | None
    hypothetical: str | None
    modality: Modality | None
    tense: Tense | None
    hedges: tuple[str, ...]

    @property
    def denied(self) -> bool:
        """Whether the flow is denied: an odd number of negations."""
        return len(self.negations) % 2 == 1


class _Link(NamedTuple):
    """One word above a flow, with the words beside it that count; ``below`` is where the way came from.

    A verb that is only joined to the one below it (``joined``) lends what stands before both, and no more.
    """

    node: Token
    words: tuple[Token, ...]
    below: Token | None = None
    joined: bool = False


def polarity(token: Token, until: Token | None) -> Polarity:
    """The polarity of the flow that *token* speaks of, up to the word *until* that attributes it."""
    table = cues()
    links = list(_chain(token, until))
    beside = [word for link in links for word in link.words]
    helpers = [
        word.lower_ for word in beside if word.dep_ == "aux" and word.head.lemma_ not in stances().wishes
    ]  # "would like to" is a wish that somebody has
    negations = [found for link in links for found in _negations(link, token)]
    marks = [word.lower_ for word in beside if word.dep_ == "mark" and word.lower_ in _IF]
    hypothetical = next((one for one in (*marks, *helpers) if one in _IF | _HYPOTHETICAL), None)
    if hypothetical is None and "have" in token.doc.vocabulary and _counterfactual(links, until):
        hypothetical = "would"  # "would have sold them"
    hypothetical = hypothetical or unsure(token) or (leaves_open(until) if until is not None else None)
    quality = next((word.lower_ for word in beside if word.lower_ in table.qualities), None) or _manner(token)
    if (word := false_noun(token)) is not None and not (until is not None and word == until.lower_):
        negations.append(word)
    if hypothetical in _IF and (answered := _answered(token)) is not None:
        hypothetical = None  # "asked whether it sold them, Acme said no"
        if not answered:
            negations.append("no")
    if hypothetical in ("should", "ought") and _was_done(token):
        hypothetical, negations = None, []  # "should never have sold them"
    if negations and _excepted(token, negations):
        negations = []
    for word in (unproved(token), instead(token), ended(token), halted(token), wrong_to_say(until)):
        if word is not None and word not in negations:
            negations.append(word)
    nouns = (until, token.head if token.dep_ in ("acl", "ccomp") else None)
    if any(noun is not None and noun.pos_ == "NOUN" and noun.lemma == "denial" for noun in nouns):
        negations.append("denial")  # "Acme's denial that it sold them"
    elif until is not None and (until.lemma in table.denies or called_false(until) or calls_untrue(until)):
        conceded = until.lemma in stances().undisputed and any(one.dep_ == "neg" for one in until.children)
        if not conceded:
            negations.append(until.lower_)
    return Polarity(
        tuple(negations),
        quality if negations else None,
        hypothetical,
        Modality.CONDITIONAL if _CONDITIONAL & set(helpers) else None,
        _tense(token, negations, helpers),
        tuple(word.text for word in beside if word.lower_ in table.hedges),
    )


def _answered(token: Token) -> bool | None:
    """Whether what is asked is affirmed in the same sentence: "asked whether it sold them, Acme said yes"."""
    for child, head in ancestors(token):
        if head.lemma_ not in stances().puts or child.dep_ not in ("ccomp", "advcl"):
            continue
        above = head.head
        if head.dep_ not in ("advcl", "acl", "dep", "ccomp") or above.lemma not in cues().says:
            return None
        for one in above.children:
            if one.lower_ in _YES_NO and one.i > head.i:
                return _YES_NO[one.lower_]
            short = one.pos_ in ("AUX", "VERB") and one.lemma_ in ("be", "do", "have", "will", "would")
            if one.dep_ == "ccomp" and short and all(below.dep_ in _BARE for below in one.children):
                return not any(below.dep_ == "neg" for below in one.children)
        return None
    return None


_BARE: Final = frozenset({"mark", "neg", "nsubj", "punct"})


def _was_done(token: Token) -> bool:
    """Whether it was done, whatever is said of it: "should not have been sold"."""
    own = {one.lower_ for one in token.children}
    return "have" in own and bool(own & {"should", "ought"})


def _excepted(token: Token, negations: Sequence[str]) -> bool:
    """Whether a denial leaves one case standing, which is told: "for nothing but fraud checks"."""
    ended = "no longer" in negations or stances().ceasing & set(negations)
    if ended or _EXCEPTS.isdisjoint(token.doc.vocabulary):
        return False
    for word in token.subtree:
        if word.lower_ not in _EXCEPTS or word.i < token.i or _in_another(word, token):
            continue
        purpose = any(one.lower_ == "for" for one in (word, *word.ancestors) if one.i > token.i)
        if purpose and not any(row.act is Act.USE for row in frames().verbs.get(token.lemma, ())):
            continue  # "is not disclosed for anything but billing" denies all else
        if word.lower_ == "unless":
            return word.dep_ == "mark" and word.head.head == token
        before = word.nbor(-1) if word.i else word
        whole = before.lower_ in _ANY or any(one.lower_ in ("no", "any") for one in before.children)
        behind = word.nbor() if word.i + 1 < len(word.doc) else None
        if word.lower_ in ("other", "apart", "aside"):
            told = behind is not None and behind.lower_ in ("than", "from")
            if told and (whole or any(one.lower_ in ("no", "any") for one in word.head.children)):
                return True
        elif whole and not (
            behind is not None and behind.lower_ in ("did", "does", "has", "is", "it", "that", "they")
        ):
            return True
    return False


def _in_another(word: Token, token: Token) -> bool:
    """Whether a word stands in a clause that is only joined: "was never sold, and reached none but Acme"."""
    for child, head in ancestors(word):
        if child == token:
            return False
        if child.dep_ == "conj" and child.pos_ in ("AUX", "VERB") and head.pos_ in ("AUX", "VERB"):
            return any(one.dep_ in ("nsubj", "nsubjpass") for one in child.children)
    return False


#: What "except" takes something out of.
_ANY: Final = frozenset({"anybody", "anyone", "anything", "anywhere", "nobody", "none", "nothing", "one"})


def _negations(link: _Link, token: Token) -> Iterator[str]:
    """The words at one link that deny what stands below."""
    node = link.node
    for word in link.words:
        low = word.lower_
        if low == "nor" and word.dep_ == "cc" and word.i > node.i:
            continue
        if word.dep_ == "neg" or (low in _NEVER and word.dep_ in ("advmod", "preconj", "cc")):
            yield low
        elif low == "again" and any(one.lower_ == "never" for one in word.children):
            yield "never"
        elif low == "once" and any(one.lower_ == "not" for one in word.children):
            yield "not once"
        elif low == "longer" and word.dep_ == "advmod" and any(one.lower_ == "no" for one in word.children):
            yield "no longer"
    if link.joined:
        yield from (
            empty for word in link.words if word.dep_ in ("nsubj", "nsubjpass") and (empty := none_of(word))
        )
        return
    nobody = False
    for word in link.words:
        if word.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and (empty := none_of(word)):
            subject = word.dep_ in ("nsubj", "nsubjpass")
            if not (subject and nobody) and (node == token or word.dep_ != "dobj" or word == link.below):
                yield empty  # "nobody outside, and no other agency," is one denial
            nobody = nobody or subject
        elif word.dep_ == "prep" and node != token and word.i < node.i and node.pos_ in ("AUX", "VERB"):
            yield from (
                empty
                for below in word.children
                if below.lemma_ in stances().times and (empty := none_of(below)) is not None
            )  # "in no case were records sold"
        elif node == token and word.dep_ in ("prep", "dative", "agent"):
            yield from (
                empty
                for below in word.children
                if below.dep_ == "pobj" and (empty := none_of(below)) and not _absolute(word, below)
            )
    lemma, pos = node.lemma_, node.pos_
    governor = frames().governors.get(lemma.lower())
    if lemma == "be" and link.below is not None and link.below.dep_ in ("ccomp", "csubj"):
        yield from (one.lower_ for one in link.words if one.dep_ == "acomp" and one.lower_ in cues().untrue)
    if node != token and pos == "ADJ" and node.lower_ in cues().untrue:
        yield node.lower_  # "it is untrue that"
    if lemma == "turn" and node != token and any(one.lower_ == "down" for one in node.children):
        yield "turn down"
    doing = node != token and link.below is not None and link.below.tag_ == "VBG"
    if lemma == "give" and doing and any(one.lower_ == "up" for one in node.children):
        yield "give up"  # "has given up selling them"
    if lemma in cues().ends and (governor is None or governor.means != "deny") and _plan(link.below):
        yield lemma  # "dropped its plan to sell them"
    told = lemma in stances().ceasing and node.dep_ in ("xcomp", "ccomp") and _has_to(node)
    ends = governor is not None and governor.means == "deny" and pos in ("VERB", "NOUN")
    blamed = lemma in grammar().blamed and link.below is not None and link.below.lower_ == "for"
    if (
        governor is not None and ends and node != token and not (told or blamed)
    ):  # who is told to stop has done it
        yield governor.word
    if node != token and pos == "ADJ" and node.lower_ in stances().unable:
        yield node.lower_
    if lemma == "have" and link.below is not None and link.below.dep_ == "xcomp":
        yield from (one.lower_ for one in link.words if one.lower_ == "yet" and one.i == node.i + 1)
    if node.lower_ in ("without", "against") and link.below is not None and link.below.dep_ == "pcomp":
        yield node.lower_
    does = node == token or (link.below is not None and link.below.dep_ in ("ccomp", "xcomp"))
    if does and node.dep_ == "conj" and pos == "VERB" and not any(word.dep_ == "neg" for word in link.words):
        beside = {one.lower_ for one in node.head.children if one.dep_ in ("cc", "preconj", "advmod")}
        aux = any(word.dep_ in ("aux", "nsubj") for word in link.words)
        if "nor" in beside and ("neither" not in beside or aux):  # else "neither" denies both by itself
            yield "nor"


def _has_to(verb: Token) -> bool:
    """Whether somebody else is told to do it: "ordered Acme to stop", "was asked to stop"."""
    above = verb.head
    rule = frames().governors.get(above.lemma)
    if rule is None or rule.means != "seek" or above.pos_ != "VERB" or verb.tag_ not in ("VB", "VBP"):
        return False  # "insisted that it had stopped"
    own = any(child.dep_ == "nsubj" for child in verb.children)  # "wants banks to stop"
    return own or any(child.dep_ in ("dobj", "nsubjpass", "dative") for child in above.children)


def _chain(token: Token, until: Token | None) -> Iterator[_Link]:
    """*token* and what stands above it, up to the word that attributes."""
    yield _Link(token, tuple(token.children))
    request = token.pos_ == "NOUN" and token.lemma in words().requests
    for child, head in ancestors(token):
        if request and head.lemma in frames().asked and head.lemma_ not in stances().gets:
            return  # a request that is turned down was made
        if head == until:
            return
        if child.dep_ == "advcl" and any(one.dep_ == "mark" and one.lower_ in _IF for one in child.children):
            yield _Link(child, tuple(one for one in child.children if one.dep_ == "mark"), joined=True)
        if _leaves(child, head):
            return
        if child.dep_ == "conj" and child.pos_ == "VERB" and head.pos_ == "VERB":
            yield _Link(head, _before_both(head, child), child, joined=True)
        else:
            yield _Link(head, tuple(head.children), child)


def _leaves(child: Token, head: Token) -> bool:
    """Whether what stands above no longer speaks of the flow below."""
    to = any(one.lower_ == "to" and one.dep_ == "aux" for one in child.children)
    if child.dep_ in ("ccomp", "parataxis") and any(one.text == ";" for one in head.lefts if one.i > child.i):
        return True  # "demanded the records; the company refused"
    if child.dep_ == "advcl":
        return not (to and head.lemma_ == "have")
    if child.dep_ in ("acl", "ccomp", "relcl") and head.lemma_ in stances().notions and head.pos_ == "NOUN":
        return True  # "had no idea that it sold them"
    if child.dep_ in ("acl", "relcl") and _is_there(head):
        return False  # "there is no program that sells them"
    if child.dep_ == "acl":
        return child.tag_ != "VB" and not to
    if child.dep_ == "conj":
        return head.dep_ == "ROOT" and any(one.dep_ in ("nsubj", "nsubjpass") for one in child.children)
    own = any(one.dep_ in ("nsubj", "nsubjpass") for one in child.children)
    minds = child.dep_ in ("ccomp", "xcomp") and head.lemma_ in stances().minds
    if minds and own and head.tag_ in ("VBN", "VBD"):
        return True  # "would never have expected their files to end up with Orbix"
    own = own and child.tag_ != "VB"
    if child.dep_ == "ccomp" and child.left_edge.tag_ in ("WRB", "WP", "WDT") and _is_known(head):
        return True  # "it is not clear how many records it sold"
    if child.dep_ == "ccomp" and head.lemma in cues().says and own and not to:
        return True  # "failed to tell users that it sold"
    if child.dep_ == "ccomp" and head.pos_ == "VERB" and head.lemma not in frames().governors:
        return True  # "did not mention that it sold" denies nothing, "did not let Orbix see" does
    if child.dep_ == "relcl":
        return not to  # "no contracts to use data" is an infinitive, too
    return child.dep_ in ("nsubj", "nsubjpass", "csubj", "poss", "appos")


def _counterfactual(links: Sequence[_Link], until: Token | None) -> bool:
    """Whether "would have" stands with one verb: "would have let them read it"."""
    around = [link.words for link in links] + ([tuple(until.children)] if until is not None else [])
    return any({"would", "have"} <= {one.lower_ for one in beside if one.dep_ == "aux"} for beside in around)


def _is_known(word: Token) -> bool:
    """Whether a word tells what is known, not what is so: "clear", "is not certain"."""
    beside = (word, *(one for one in word.children if one.dep_ == "acomp"))
    return any(one.lower_ in stances().known for one in beside)


def _absolute(prep: Token, noun: Token) -> bool:
    """Whether a phrase is a clause of its own: "with nothing owed to whoever took them"."""
    return prep.lower_ in ("with", "without") and any(one.dep_ == "acl" for one in noun.children)


def _plan(below: Token | None) -> bool:
    return below is not None and below.dep_ in ("dobj", "nsubjpass") and below.lemma_ in stances().plans


def _is_there(noun: Token) -> bool:
    """Whether a noun is only said to be: "there is not one name tied to a click"."""
    verb = noun.head
    return noun.dep_ == "attr" and verb.lemma_ == "be" and any(one.dep_ == "expl" for one in verb.children)


def _before_both(head: Token, conj: Token) -> tuple[Token, ...]:
    """What stands before two joined verbs and counts for both: "did not collect or use"."""
    own = any(one.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "neg") for one in conj.children)
    own = own or any(one.dep_ == "dobj" and none_of(one) for one in conj.children)  # "and had no wish to"
    turned = any(one.dep_ == "cc" and one.lower_ in ("but", "yet") for one in head.children if one.i < conj.i)
    return () if own or turned else tuple(one for one in head.children if one.i < head.i)


def _manner(token: Token) -> str | None:
    """The word that takes only the manner away, behind a flow: "without permission"."""
    for word in token.subtree if "without" in token.doc.vocabulary else ():
        if word.lower_ == "without" and any(below.lemma_ in stances().leave for below in word.children):
            return "without"
    return None


def _tense(token: Token, negations: list[str], helpers: list[str]) -> Tense | None:
    if "no longer" in negations or stances().ceasing & set(negations):
        return Tense.CEASED
    if _FUTURE & set(helpers):
        return Tense.FUTURE
    if "never" in negations:
        return Tense.EVER
    own = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if token.tag_ == "VBD" or own & {"was", "were", "had", "has", "have", "did"}:
        return Tense.PAST
    if token.tag_ in ("VBZ", "VBP") or own & {"is", "are", "do", "does"}:
        return Tense.PRESENT
    return None
