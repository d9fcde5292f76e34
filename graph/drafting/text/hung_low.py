"""Phrases that a parser hangs on the nearest noun, hung where they belong: "asked banks at work to share"."""

from typing import Final

from spacy.tokens import Token

from graph.drafting.tables import cues, frames, words
from graph.drafting.word_lists import flow_words, grammar, stances

#: What hands on to somebody.
_TO: Final = frozenset({"to", "with"})
_DASHES: Final = frozenset({"-", "--", "\u2013", "\u2014"})


def asked_who_works(doing: Token) -> None:
    """Make what is asked of "share" in "asked banks working in the city to share the records"."""
    verb = doing.head
    rule = frames().governors.get(verb.lemma_)
    if rule is None or verb.pos_ != "VERB" or doing.i < verb.i or doing.tag_ != "VBG":
        return
    who = next((one for one in doing.lefts if one.dep_ == "nsubj" and one.i > verb.i), None)
    if who is None and doing.dep_ == "xcomp":
        who = next((one for one in verb.rights if one.dep_ == "dobj" and one.i < doing.i), None)
    asked = next((one for one in doing.rights if one.dep_ in ("advcl", "xcomp") and one.tag_ == "VB"), None)
    if who is None or asked is None or doing.i - 1 not in (who.i, who.right_edge.i):
        return
    if not any(one.dep_ == "aux" and one.lower_ == "to" for one in asked.lefts):
        return
    asked.head, asked.dep_ = verb, "ccomp"
    who.head, who.dep_ = asked, "nsubj"
    doing.head, doing.dep_ = who, "acl"


def accusing(verb: Token) -> None:
    """Tie "accusing" to "filed", not to with whom: "filed a complaint with the agency accusing Acme"."""
    behind = verb.head.head
    above = behind.head
    if verb.head.dep_ != "pobj" or behind.dep_ != "prep" or above.pos_ != "VERB":
        return
    if any(one.dep_ == "dobj" and one.lemma_.lower() in words().documents for one in above.rights):
        verb.head, verb.dep_ = above, "advcl"


def aim_of(verb: Token) -> None:
    """Tie "to sell" to "collecting", not to "accused", in "accused Acme of collecting names to sell them"."""
    accuse = verb.head
    to = any(one.dep_ == "aux" and one.lower_ == "to" for one in verb.lefts) or verb.lower_ == "in"
    if accuse.lemma_.lower() not in cues().accuses or not to:
        return
    whom = (one for one in accuse.rights if one.dep_ == "dobj")
    places = [one for at in (accuse, *whom) for one in at.rights if one.dep_ == "prep" and one.i < verb.i]
    doing = next((one for place in places for one in place.rights if one.dep_ == "pcomp"), None)
    if doing is not None and doing.i < verb.i:
        verb.head = doing


def second_of(of: Token) -> None:
    """Tie the second "of" to "accused" in "accused Acme of failing to tell users and of selling names"."""
    at = of.head
    while at.dep_ in ("conj", "xcomp"):
        at = at.head
    first = at.head
    if at.dep_ != "pcomp":
        return
    if first.lower_ == of.lower_ and first.i < of.i and any(one.dep_ == "pcomp" for one in of.rights):
        of.head = first.head


def after_who(verb: Token) -> None:
    """Give "showed" its subject in "cut ties after a researcher, Lee Park, showed that it sold names"."""
    main = verb.head
    if verb.lemma_.lower() not in cues().says or verb.nbor(-1).text != ",":
        return
    for prep in main.rights:
        who = next((one for one in prep.rights if one.dep_ == "pobj"), None) if prep.dep_ == "prep" else None
        if who is None or prep.lower_ not in ("after", "as", "because", "before", "since"):
            continue
        if who.right_edge.i == verb.i - 2 and any(one.dep_ == "appos" for one in who.rights):
            who.head, who.dep_, prep.head, prep.dep_ = verb, "nsubj", verb, "mark"
            verb.dep_ = "advcl"


def denied_in(doing: Token) -> None:
    """Make what is denied of "selling" in "denied in a statement selling names", not a kind of statement."""
    paper = doing.head
    denies = paper.head.head
    if paper.dep_ != "pobj" or paper.head.lower_ != "in" or paper.lemma_.lower() not in words().documents:
        return
    known = denies.lemma_.lower() in cues().denies or denies.lemma_.lower() in cues().admits
    if known and not any(one.dep_ in ("ccomp", "dobj", "xcomp") for one in denies.children):
        doing.head, doing.dep_ = denies, "xcomp"


def deal_that(verb: Token) -> None:
    """Tie "gave them" to "deals", not to with whom, in "made deals with banks that gave them access"."""
    who, behind = verb.head, verb.head.head
    deal = behind.head
    if who.dep_ != "pobj" or behind.lower_ != "with" or deal.lemma_ not in flow_words().deals:
        return
    them = any(one.dep_ in ("dative", "dobj") and one.tag_ == "PRP" and one.i > verb.i for one in verb.rights)
    if them or any(one.dep_ == "ccomp" and one.left_edge.tag_ == "PRP" for one in verb.rights):
        verb.head = deal


def given_behind(verb: Token) -> None:
    """Tie "to Orbix" to "gives", not to "collects", in "gives the data it collects to Orbix"."""
    thing, gives = verb.head, verb.head.head
    if thing.dep_ != "dobj" or gives.i > thing.i or verb.lemma_ not in grammar().to_nobody:
        return
    if verb.lemma_ == "have":
        return  # "takes in the talks they have with Orbix"
    takes = _TO & {place for row in frames().verbs.get(gives.lemma_.lower(), ()) for place in row.to}
    if any(one.dep_ in ("dative", "prep") and one.lower_ in takes for one in gives.rights):
        return
    behind = [one for one in verb.rights if one.dep_ in ("dative", "prep")]
    first = next((at for at, one in enumerate(behind) if one.lower_ in takes), len(behind))
    for one in behind[first:]:
        one.head = gives


def given_with(to: Token) -> None:
    """Tie "to Orbix" to "sold", not to "containing", in "sold lists containing their names to Orbix"."""
    holding = to.head
    thing, gives = holding.head, holding.head.head
    if holding.tag_ != "VBG" or holding.dep_ != "acl" or thing.dep_ != "dobj" or gives.i > thing.i:
        return
    takes = _TO & {place for row in frames().verbs.get(gives.lemma_.lower(), ()) for place in row.to}
    own = any(to.lower_ in row.to for row in frames().verbs.get(holding.lemma_.lower(), ()))
    own = own or any(one.ent_type_ in ("CARDINAL", "DATE", "TIME") for one in to.rights)
    if own or any(one.dep_ in ("dative", "prep") and one.lower_ in takes for one in gives.rights):
        return
    if to.lower_ in takes:
        to.head = gives


def behind_commas(to: Token) -> None:
    """Tie "with" to "sharing", not to "stop", in "will stop sharing data, including names, with Orbix"."""
    verb = to.head
    if to.dep_ != "prep" or verb.pos_ != "VERB" or to.i < 1 or to.nbor(-1).text != ",":
        return
    inner = next((one for one in verb.rights if one.dep_ in ("pcomp", "xcomp") and one.i < to.i), None)
    if inner is None or any(one.dep_ in ("dative", "prep") and one.lower_ in _TO for one in inner.rights):
        return
    thing = any(one.dep_ == "dobj" and one.right_edge.i == to.i - 2 for one in inner.rights)
    takes = {place for row in frames().verbs.get(inner.lemma_.lower(), ()) for place in row.to}
    if thing and to.lower_ in takes:
        to.head = inner


def along_with(to: Token) -> None:
    """Tie "to" to "shared" in "names were shared along with their addresses to Orbix"."""
    thing = to.head
    behind, along = thing.head, thing.head.head
    if thing.dep_ == "pobj" and behind.lower_ == "with" and along.lower_ in ("along", "together"):
        to.head = along.head


def at_no_time(at: Token) -> None:
    """Tie "at no time" to "have", not to "partners", in "our partners at no time have access"."""
    never = any(
        one.lemma_.lower() in stances().times and any(below.lower_ == "no" for below in one.lefts)
        for one in at.rights
    )
    if never and at.i > at.head.i:
        at.head = at.head.head


def act_by(by: Token) -> None:
    """Tie "by Acme" to "sale", not to "criticized", in "criticized the sale of names by Acme to Orbix"."""
    verb = by.head
    act = next((one for one in verb.rights if one.dep_ == "dobj" and one.i < by.i), None)
    if act is None or verb.pos_ != "VERB" or act.lemma_.lower() not in frames().nouns:
        return
    if any(one.dep_ == "auxpass" for one in verb.children) or any(
        one.ent_type_ == "DATE" for one in by.rights
    ):
        return
    for one in [one for one in verb.rights if one.dep_ == "prep" and one.i >= by.i]:
        one.head = act


def called_so(word: Token) -> None:
    """Tie "untrue" to "called" in "called reports that it sold names to Orbix untrue", not to Orbix."""
    if word.lower_ not in cues().untrue:
        return
    verb = next((one for one in word.ancestors if one.lemma_ in stances().calls), None)
    if verb is not None and verb.i < word.i:
        word.head, word.dep_ = verb, "oprd"


def told_them(verb: Token) -> None:
    """Make what was told of "sold" in "told regulators it sold names to Orbix", not which regulators."""
    told = verb.head.head
    if told.lemma_.lower() not in cues().says or any(one.tag_ in ("WDT", "WP") for one in verb.lefts):
        return
    who = any(one.dep_ == "nsubj" for one in verb.lefts)
    if who and any(one.dep_ == "dobj" and one.i > verb.i for one in verb.rights):
        verb.head, verb.dep_ = told, "ccomp"


def behind_aside(to: Token) -> None:
    """Tie "to" to "sent" in "sent photos -- without asking anyone -- to insurers", not to the aside."""
    if to.i < 2 or to.nbor(-1).text not in _DASHES:
        return
    first = next((one for one in reversed(to.doc[to.sent.start : to.i - 1]) if one.text in _DASHES), None)
    if first is not None and first.i < to.head.i < to.i and first.head.i < first.i:
        to.head = first.head


def cleft(verb: Token) -> None:
    """Relate "that" to Acme in "it was Acme that sold names to Orbix"."""
    be = verb.head
    that = next((one for one in verb.lefts if one.dep_ == "nsubj" and one.lower_ == "that"), None)
    who = next((one for one in be.rights if one.dep_ == "attr" and one.i < verb.i), None)
    if that is None or who is None or be.lemma_ != "be" or not any(one.lower_ == "it" for one in be.lefts):
        return
    verb.head, verb.dep_, that.tag_, that.pos_ = who, "relcl", "WDT", "PRON"


def said_to_be(be: Token) -> None:
    """Make the subject of "were" of "reports" in "said reports that it sold names were false"."""
    said = be.head
    if be.lemma_ != "be" or said.lemma_.lower() not in cues().says:
        return
    if any(one.dep_ in ("nsubj", "expl") for one in be.children):
        return
    told = next((one for one in said.rights if one.dep_ == "dobj" and one.i < be.i), None)
    if told is not None and told.lemma_.lower() in cues().claim_nouns and told.right_edge.i + 1 == be.i:
        told.head, told.dep_ = be, "nsubj"


def what_was_done(verb: Token) -> None:
    """Join "sold" to "tracked" in "tracked what people watched and sold the data": it has its own thing."""
    inner = verb.head
    above = inner.head
    what = inner.dep_ == "ccomp" and inner.left_edge.lower_ == "what" and above.pos_ == "VERB"
    own = any(one.dep_ == "dobj" and one.i > verb.i for one in verb.rights)
    if what and own and verb.tag_ == above.tag_ and not any(one.dep_ == "nsubj" for one in verb.lefts):
        verb.head = above
        for one in [one for one in verb.lefts if one.lower_ == "what"]:
            one.head = inner
        for one in [one for one in inner.rights if one.dep_ == "cc" and one.i < verb.i]:
            one.head = above
