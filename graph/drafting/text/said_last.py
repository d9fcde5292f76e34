"""Who says it at the end of a sentence, where a parser hangs it on what is said: "…, Norvik reported"."""

from typing import Final

from spacy.tokens import Token

from graph.drafting.tables import cues, words

#: What may stand before a verb of saying at the end of a sentence.
_BEFORE: Final = frozenset({"advmod", "aux", "neg", "nsubj"})
#: What may stand behind "he said" at the end of a sentence.
_WHEN: Final = frozenset({"advmod", "npadvmod", "prep", "dative"})
_WHICH: Final = frozenset({"WDT", "WP"})


def said_behind(said: Token) -> None:
    """Put "said" of "Acme sold them, said Lee Park" above what is said, not beside it."""
    head = said.head
    if said.lemma_ not in cues().says or said.nbor(-1).text != ",":
        return
    papers = {"action", *words().suits, *words().documents, *words().outside_voices}
    bare = not any(child.dep_ in ("nsubj", "cc") for child in said.lefts)
    for child in said.rights if bare else ():  # "sold names, alleged a class action"
        if child.dep_ == "dobj" and child.left_edge.nbor(-1) == said and child.lemma_.lower() in papers:
            child.dep_ = "nsubj"
    if head.dep_ == "ROOT" and any(child.dep_ == "nsubj" for child in said.rights):
        said.head, said.dep_ = said, "ROOT"
        head.head, head.dep_ = said, "ccomp"


def said_bare(said: Token) -> None:
    """Give "reported" its subject in "got it from a broker, Orbix, The Dayton Herald reported"."""
    if said.i < 3 or any(one.dep_ in ("nsubj", "nsubjpass", "expl") for one in said.children):
        return
    last = said.nbor(-2) if said.nbor(-1).text == "," else said.nbor(-1)
    before = [last, *last.ancestors]
    who = next((one for one in before if _is_added(one) and one.right_edge.i >= last.i), None)
    if who is not None and last != said.nbor(-1):  # "a spokeswoman, Lee Park, said"
        title = next((one for one in who.head.children if one.lemma_ in words().voices), None)
        if title is None or title.dep_ != "appos" or title.i > who.i:
            return
        who.head, who = title, title
    told = any(one.dep_ == "ccomp" and one.i < said.i for one in said.children)
    if told and who is not None and who.pos_ in ("NOUN", "PROPN") and who.left_edge.nbor(-1).text == ",":
        who.head, who.dep_ = said, "nsubj"


def _is_added(noun: Token) -> bool:
    """Whether a noun stands behind another and a comma, and "and" joins nothing to that."""
    first = noun.left_edge
    listed = noun.dep_ == "conj" and first.i > 0 and first.nbor(-1).text == ","
    return noun.dep_ == "appos" or (listed and all(one.dep_ != "cc" for one in noun.head.children))


def said_before_more(said: Token) -> None:
    """Put "she said" above what is said in "Acme sold names, she said; Orbix admitted nothing"."""
    other = said.head
    between = said.doc[said.i : other.i] if other.i > said.i else ()
    told = next((one for one in other.lefts if one.dep_ == "ccomp" and one.i < said.i), None)
    if told is None or said.lemma_.lower() not in cues().says or not any(one.text == ";" for one in between):
        return
    told.head, said.dep_ = said, "ccomp"


def said_twice(said: Token) -> None:
    """Leave "said" one subject in "gave them to Orbix, a firm in Oslo, a former worker said"."""
    subjects = [one for one in said.lefts if one.dep_ == "nsubj"]
    for one in subjects[:-1]:
        at = one.left_edge.i
        if at > 1 and one.doc[at - 1].text == "," and one.doc[at - 2].pos_ in ("NOUN", "PROPN"):
            one.head, one.dep_ = one.doc[at - 2], "appos"


def show_last(show: Token) -> None:
    """Make a verb of "show" in "sold them to Orbix, e-mails obtained by The Dayton Post show"."""
    by, after = show.head, show.nbor() if show.i + 1 < len(show.doc) else show
    if after.text != "." or show.dep_ != "pobj" or by.lower_ != "by":
        return
    papers = next((one for one in show.ancestors if one.lemma_.lower() in words().documents), None)
    if papers is None or papers.left_edge.i < 1 or papers.left_edge.nbor(-1).text != ",":
        return
    root = show.sent.root
    name = show.nbor(-1)
    for child in [one for one in show.lefts if one != name]:
        child.head = name
    name.head, name.dep_ = by, "pobj"
    papers.head, papers.dep_ = show, "nsubj"
    show.head, show.dep_, show.pos_, show.tag_ = show, "ROOT", "VERB", "VBP"
    root.head, root.dep_ = show, "ccomp"


def said_then(verb: Token) -> None:
    """Make what is said of the clause behind "said at the time that", "told users in an e-mail that"."""
    said = verb.head.head.head
    if verb.head.dep_ != "pobj" or said.lemma_.lower() not in cues().says or said.pos_ != "VERB":
        return
    that = verb.left_edge
    whole = {"nsubj", "dobj"} <= {child.dep_ for child in verb.children if child != that}
    if verb.head.lower_ != "time" and not whole:
        return  # "in an e-mail that it sent"
    if that.lower_ == "that" and not any(child.dep_ == "ccomp" for child in said.children):
        verb.head, verb.dep_ = said, "ccomp"
        that.head, that.dep_ = verb, "mark"


def _tells(noun: Token, said: Token) -> bool:
    """Whether a noun right before a verb of saying is a paper or somebody who speaks."""
    kinds = (words().documents, words().voices, words().outside_voices)
    return said.nbor(-1) == noun and noun.dep_ == "appos" and any(noun.lemma_.lower() in one for one in kinds)


def _in(said: Token, behind: list[Token]) -> bool:
    """Whether who stands right before says it, and in what: "the commission alleged in a complaint"."""
    who = said.head
    second = who.dep_ == "dobj" and any(one.dep_ == "dobj" and one.i < who.i for one in who.head.rights)
    finite = who.dep_ == "appos" and said.tag_ in ("VBD", "VBP", "VBZ")
    return (second or finite) and said.nbor(-1) == who and all(one.lower_ == "in" for one in behind)


def said_last(said: Token) -> None:
    """Put "conceded" of "sold them to Orbix, a spokesman for Acme conceded" above what is said."""
    if said.lemma_.lower() not in cues().says or said.i < 2:
        return
    root = [said.head, *said.head.ancestors][-1]
    before = [child for child in said.children if child.i < said.i]
    behind = [child for child in said.children if child.i > said.i and not child.is_punct]
    if root.i > said.i or root.pos_ not in ("VERB", "AUX") or any(one.dep_ not in _WHEN for one in behind):
        return
    told = next((child for child in before if child.dep_ == "ccomp"), None)
    joined = told is not None and said.dep_ == "conj" and said.head == root
    if any(one.dep_ not in _BEFORE and not (joined and (one == told or one.is_punct)) for one in before):
        return  # "sold them and said so", "to Orbix, which said"
    who = next((child for child in before if child.dep_ == "nsubj" and child.tag_ not in _WHICH), None)
    if not before and said.dep_ == "conj" and not any(one.dep_ == "cc" for one in said.head.children):
        between = said.doc[max(root.i, said.i - 12) : said.i]
        last = said.i - 1 - (said.nbor(-1).text == ",")
        ends = (last, said.i - 1)
        who = next((one for one in between if one.dep_ == "appos" and one.right_edge.i in ends), None)
    if not before and said.dep_ == "acl" and said.tag_ == "VBN" and said.nbor(-1).text == ",":
        who = said.head if said.head.pos_ in ("NOUN", "PROPN") else None  # "…, its head, Lee Park, alleged"
    elif (
        not before and said.dep_ == "acl" and ((not behind and _tells(said.head, said)) or _in(said, behind))
    ):
        who = said.head  # "…, a Norvik investigation found"
    if who is None or who.left_edge.i <= root.i or who.left_edge.nbor(-1).text != ",":
        return
    who.head, who.dep_ = said, "nsubj"
    said.head, said.dep_ = said, "ROOT"
    root.head, root.dep_ = said, "ccomp"
    if joined and told is not None:  # "Acme sold them, and Orbix passed them on, Norvik reported"
        told.head, told.dep_ = root, "conj"
