"""Slips of English parsers in sentences about data, mended in the parse: nouns taken for verbs and more.

Only the tree is changed, never a word or a place, so that all that follows reads one and the same sentence.
What is tried on a word is told by how it hangs, in ``_REPAIRS``; each repair tells itself whether it fits.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, cast

import numpy as np
from spacy.tokens import Doc, Token

from graph.drafting.tables import cues
from graph.drafting.text import hung_low, hung_names, slips
from graph.drafting.text.lost_names import (
    lost_behind_comma,
    lost_behind_kind,
    lost_in_commas,
    lost_including,
    lost_kind,
    lost_main,
)
from graph.drafting.text.lost_present import (
    alleges,
    forwards,
    lost_before_call,
    lost_in_phrase,
    lost_present,
    lost_shares,
    lost_subject,
)
from graph.drafting.text.lost_recipients import (
    allowed_access,
    given,
    laid_open,
    let_in,
    lost_compound,
    lost_owner,
    lost_recipient,
    provided,
)
from graph.drafting.text.lost_relatives import lost_main_verb, lost_noun, lost_that, of_people
from graph.drafting.text.lost_verbs import (
    asked_first,
    had_done,
    had_done_it,
    let_do,
    lost_behind_clause,
    lost_behind_which,
    lost_doing,
    lost_gerund,
    lost_in_apposition,
    lost_joined,
    lost_let,
    lost_object,
    lost_participle,
    lost_past,
    lost_perfect,
    lost_saying,
    lost_verb,
    verb_between,
)
from graph.drafting.text.said_last import (
    said_bare,
    said_before_more,
    said_behind,
    said_last,
    said_then,
    said_twice,
    show_last,
)
from graph.drafting.word_lists import mending_words, speakers

if TYPE_CHECKING:
    from thinc.types import Ints2d

#: What a repair may change.
_PARSE: Final[list[int | str]] = ["HEAD", "DEP", "TAG", "POS", "LEMMA"]
#: What papers do at the end of a sentence.
_SHOWS: Final = frozenset({"indicate", "reveal", "say", "show", "shows", "suggest"})
_NOUNS: Final = frozenset({"NN", "NNS", "NNP"})
_PAST: Final = frozenset({"VBD", "VBN"})


def mended(doc: Doc) -> Doc:
    """*doc* with the slips mended, in place; as it was parsed where they would leave a ring of words."""
    parsed = cast("Ints2d", doc.to_array(_PARSE))
    repair(doc)
    return doc if is_tree(doc) else doc.from_array(_PARSE, parsed)


def repair(doc: Doc) -> None:
    """Try on each word of *doc* what may mend its slip, in place."""
    for word, at in _rare(doc):
        _RARE[word](doc[at])
    for token in doc:
        tried = _REPAIRS.get(token.dep_)
        if tried is not None:
            tried(token)


def is_tree(doc: Doc) -> bool:
    """Whether every word of *doc* hangs on a root in the end: a ring of words would be climbed for ever."""
    above = np.arange(len(doc)) + doc.to_array("HEAD").astype(np.int64)
    roots = above == np.arange(len(doc))
    for _ in range(len(doc).bit_length()):
        above = above[above]
    return bool(roots[above].all())


def _rare(doc: Doc) -> Iterator[tuple[str, int]]:
    """The rare words of a piece on which something is tried however they hang, and where they stand."""
    letters = doc.to_array(["LOWER"]).ravel()
    for word in _RARE:
        for at in (letters == doc.vocab.strings[word]).nonzero()[0]:
            yield word, int(at)


def _is_doing(token: Token) -> bool:
    """Make a noun of "viewing history" where it was read as a verb; whether there was one to make."""
    if token.tag_ != "VBG":
        return False
    above = token.head.lemma_.lower()
    if token.dep_ == "xcomp" and (above in cues().admits or above in cues().denies):
        return False  # "acknowledged buying location data"
    doing = token.lower_ in mending_words().doings or slips.is_of_data(token)
    if doing:
        slips.doing(token)
    return doing


def _is_kind(token: Token) -> bool:
    """Make a recipient of "law enforcement" where "law" was read as a verb; whether it was."""
    if token.lower_ not in mending_words().kinds:
        return False
    lost_kind(token)
    return True


def _by_noun(noun: Token) -> bool:
    """Make verbs and things of a noun where a verb should be; whether it is a noun."""
    if noun.pos_ != "NOUN":
        return False
    for mend in (let_in, lost_verb, lost_present, lost_joined, lost_saying, lost_in_commas):
        mend(noun)
    return True


def _first_in_sentence(token: Token) -> None:
    if token.is_sent_start:
        slips.named_subject(token)


def _acl(token: Token) -> None:
    if lost_behind_kind(token) or _is_doing(token) or _is_kind(token):
        return
    lost_main_verb(token)
    if token.tag_ in _PAST:
        lost_that(token)
        lost_past(token)
        lost_behind_which(token)
        said_last(token)
    elif token.tag_ == "VBG" and token.lemma_ in mending_words().asking:
        slips.asks_by_letter(token)
    elif token.tag_ == "VBG":
        hung_low.accusing(token)
        hung_low.denied_in(token)


def _advcl(token: Token) -> None:
    if _is_doing(token) or _is_kind(token):
        return
    if token.tag_ == "VB":
        slips.infinitive(token)
        hung_low.aim_of(token)
    elif token.tag_ == "VBZ":
        _oprd(token)
    elif token.tag_ in _PAST:
        slips.listed_verb(token)
        let_do(token)
        asked_first(token)
        said_last(token)


def _advmod(token: Token) -> None:
    if lost_behind_kind(token):
        return
    if token.lower_ in ("any", "none", "some") and token.head.pos_ == "VERB":
        slips.lost_any(token)
    else:
        _first_in_sentence(token)


def _amod(token: Token) -> None:
    if lost_behind_kind(token):
        return
    if token.lower_ in ("accessible", "available"):
        laid_open(token)
    elif token.lower_ == "based" and not token.is_sent_start:
        slips.based(token)
    elif token.tag_ == "VBN" and token.lower_ != "based":
        lost_perfect(token)
        lost_in_apposition(token)
    elif token.tag_ == "VBG" and token.lower_ not in mending_words().doings:
        lost_doing(token)
    else:
        _first_in_sentence(token)


def _appos(token: Token) -> None:
    if token.pos_ == "VERB":
        said_last(token)
    else:
        hung_names.in_apposition(token)


def _ccomp(token: Token) -> None:
    tag = token.tag_
    if _is_doing(token):
        return
    lost_main_verb(token)
    hung_low.said_to_be(token)
    hung_low.cleft(token)
    if tag == "JJ":
        had_done_it(token)
    elif tag == "VBZ" and token.pos_ != "AUX" and token.i > 0:
        lost_subject(token)
        lost_object(token)
    elif token.lower_ == "access":
        allowed_access(token)
    elif tag == "VBG":
        hung_low.asked_who_works(token)
    elif not _by_noun(token):
        if token.head.lemma_ == "have" and tag in _PAST:
            had_done(token)
        elif tag == "VBN":
            lost_participle(token)
            said_last(token)


def _cc(token: Token) -> None:
    if token.head.pos_ in ("ADP", "VERB") or token.head.dep_ == "dobj":
        hung_names.behind_and(token)


def _compound(token: Token) -> None:
    if lost_behind_kind(token):
        return
    if token.tag_ == "VB":
        lost_let(token)
    elif token.tag_ in ("NNS", "VBZ"):
        lost_in_phrase(token)
    elif token.lower_.endswith("ing") and token.tag_ in ("NN", "VBG"):
        lost_doing(token)


def _conj(token: Token) -> None:
    tag = token.tag_
    if _is_doing(token):
        return
    if tag == "JJ":
        had_done_it(token)
    elif _by_noun(token) or token.pos_ == "PROPN":
        hung_names.lost_conjunct(token)
    elif tag == "VBN":
        lost_participle(token)
        said_last(token)
    elif tag in ("VBD", "VBZ", "VBP"):
        lost_behind_which(token)
        hung_low.what_was_done(token)
        hung_low.after_who(token)
        slips.finite(token)
        said_behind(token)
        said_last(token)
    elif tag == "VB" and token.head.lower_ == "try":
        slips.try_and(token)


def _dative(token: Token) -> None:
    if token.lower_ == "to":
        hung_low.given_with(token)
    elif token.pos_ != "ADP" and (provided(token) or given(token)):
        token.dep_ = "dobj"
    elif token.tag_ == "NNS":
        lost_owner(token)
    elif token.tag_ == "NN":
        lost_compound(token)


def _dep(token: Token) -> None:
    if lost_behind_kind(token):
        return
    if token.tag_ == "NNS":
        lost_shares(token)
    elif token.tag_ == "VBN":
        lost_participle(token)
        said_last(token)
    elif token.pos_ == "PROPN":
        slips.listed(token)


def _dobj(token: Token) -> None:
    if _is_doing(token) or token.i < 2 or slips.listed(token):
        return
    if token.lower_ in _SHOWS and token.tag_ in _NOUNS:
        return
    if token.tag_ == "NN":
        lost_gerund(token)
    if not verb_between(token) and not slips.lost_relative(token):
        slips.noun(token)
        lost_recipient(token)


def _npadvmod(token: Token) -> None:
    if lost_behind_kind(token) or lost_behind_comma(token):
        return
    if token.pos_ == "PROPN":
        slips.listed(token)
    else:
        _first_in_sentence(token)


def _nsubj(token: Token) -> None:
    if token.tag_ == "VBZ":
        lost_noun(token)
    elif token.tag_ == "NNS":
        lost_shares(token)
    if token.head.dep_ == "aux" and token.i < token.head.i:
        token.head = token.head.head  # "Acme had for months been selling"


def _oprd(token: Token) -> None:
    charges = token.tag_ == "VBZ" and token.lower_ in ("charges", "claims", "reports") and token.i > 1
    if not lost_behind_kind(token) and charges:
        slips.charges(token)


def _parataxis(token: Token) -> None:
    if token.tag_ in _PAST:
        asked_first(token)
        said_before_more(token)


def _pcomp(token: Token) -> None:
    _is_doing(token)


def _pobj(token: Token) -> None:
    if token.tag_ == "JJ":
        hung_low.called_so(token)
    if token.lower_ in _SHOWS and token.tag_ in _NOUNS:
        show_last(token)
    elif token.head.dep_ == "prt":
        token.head, token.dep_ = token.head.head, "dobj"  # "handed over nothing"
    elif token.tag_ == "VBZ":
        slips.noun(token)


def _of_aux(token: Token) -> None:
    """Hang "never" and "in no case" on "sold" in "and never have, sold them" and "in no case had it sold"."""
    verb = token.head.head
    if token.head.dep_ in ("aux", "auxpass") and not any(one.dep_ == "neg" for one in verb.children):
        token.head = verb


def _prep(token: Token) -> None:
    lower, above = token.lower_, token.head.dep_
    if above in ("aux", "auxpass"):
        _of_aux(token)
    elif above in ("conj", "pcomp", "xcomp"):
        hung_low.second_of(token)
    if lower in ("to", "with"):
        hung_low.behind_aside(token)
        hung_low.given_with(token)
        hung_low.behind_commas(token)
        hung_low.along_with(token)
    elif lower in ("at", "in", "under"):
        if above in ("nsubj", "nsubjpass"):
            hung_low.at_no_time(token)
        elif lower == "in" and any(one.lower_ == "order" for one in token.rights):
            hung_low.aim_of(token)
    if lower == "including":
        lost_including(token)
    elif above == "pobj" and lower in ("of", "with", "for"):
        slips.accused_of(token)
    elif above == "dobj" and lower in ("for", "over"):
        slips.fined_for(token)
    elif above == "pobj" and lower == "by":
        slips.asked_by(token)
    elif lower == "by":
        hung_low.act_by(token)


def _relcl(token: Token) -> None:
    if _is_doing(token) or _is_kind(token):
        return
    of_people(token)
    if token.tag_ == "VBN":
        lost_main_verb(token)
    if token.head.tag_ == "NN" and lost_main(token):
        return
    letters = token.head.lemma_.lower() in speakers().letters or token.head.lemma_ in speakers().leaked
    if token.head.lower_ == "time" or (letters and token.head.dep_ == "pobj"):
        said_then(token)
    elif token.tag_ in ("VBD", "VBZ", "VBP") and token.lemma_.lower() in cues().says:
        said_last(token)
    elif token.head.dep_ in ("dobj", "dative"):
        slips.told_which(token)
        hung_low.told_them(token)
        hung_low.given_behind(token)
    elif token.head.dep_ == "pobj":
        hung_low.deal_that(token)


def _root(token: Token) -> None:
    tag = token.tag_
    if tag == "VBD" and token.lemma_ in cues().says:
        said_bare(token)
        said_twice(token)
    elif tag == "JJ":
        had_done_it(token)
    elif tag == "VBZ" and token.pos_ != "AUX" and token.i > 0:
        lost_subject(token)
        lost_object(token)
    elif tag == "NNS":
        lost_shares(token)
        _by_noun(token)
    elif not _by_noun(token) or tag == "NN":
        lost_behind_clause(token)


def _xcomp(token: Token) -> None:
    if not (_is_doing(token) or _is_kind(token) or _by_noun(token)):
        hung_low.asked_who_works(token)


def _misplaced(token: Token) -> None:
    if not lost_behind_kind(token):
        _first_in_sentence(token)


#: What is tried on rare words, however they hang.
_RARE: Final[Mapping[str, Callable[[Token], None]]] = {
    "allege": alleges,
    "bureaus": slips.bureaus,
    "co": slips.co_founder,
    "call": lost_before_call,
    "forwards": forwards,
    "repeat": slips.repeat_not,
    "shares": lost_shares,
}
#: What is tried on a word, by how it hangs on another.
_REPAIRS: Final[Mapping[str, Callable[[Token], None]]] = {
    "ROOT": _root,
    "acl": _acl,
    "acomp": _first_in_sentence,
    "advcl": _advcl,
    "advmod": _advmod,
    "amod": _amod,
    "appos": _appos,
    "cc": _cc,
    "ccomp": _ccomp,
    "compound": _compound,
    "conj": _conj,
    "csubj": _first_in_sentence,
    "dative": _dative,
    "dep": _dep,
    "dobj": _dobj,
    "intj": _misplaced,
    "neg": _of_aux,
    "npadvmod": _npadvmod,
    "nsubj": _nsubj,
    "oprd": _oprd,
    "parataxis": _parataxis,
    "pcomp": _pcomp,
    "pobj": _pobj,
    "prep": _prep,
    "relcl": _relcl,
    "xcomp": _xcomp,
}
