"""Who has another do it, and who keeps another from it: "had the records searched", "barred Orbix from"."""

from collections.abc import Iterator

from graph.claims import Act, PartyType
from graph.drafting.tables import frames, words
from graph.drafting.text.grammar import clause, doer, is_passive, subjects_of
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import flow_words


def who_bars(verb: Token) -> tuple[Token, ...]:
    """Who keeps somebody from taking what is its own: "Acme barred Orbix from scraping its pages"."""
    above = verb.head.head
    if verb.dep_ != "pcomp" or verb.head.lower_ != "from" or above.lemma_ not in flow_words().bars:
        return ()
    around = clause(above)
    does = above.pos_ == "VERB" and above.tag_ != "VB" and not around.passive
    if not (does and around.objects):
        return ()
    return tuple(one for one in around.subjects if not _rules(one))


def _rules(one: Token) -> bool:
    """Whether somebody rules over others: a court, an agency, a law."""
    table = words()
    ruling = table.names[PartyType.GOVERNMENT] | table.names[PartyType.COURT]
    lemma = one.lemma
    if table.party_types.get(lemma) in (PartyType.GOVERNMENT, PartyType.COURT) or lemma in table.documents:
        return True
    return lemma in table.norms or any(each.lower_ in ruling for each in (one, *one.lefts))


def who_has_it_done(verb: Token) -> tuple[Token, ...]:
    """Who has another do it: "Acme had the records combed through", "ordered the calls to be studied"."""
    if verb.tag_ != "VBN" or verb.dep_ not in ("acl", "ccomp", "relcl", "xcomp"):
        return ()
    above = verb.head
    while above.pos_ in ("NOUN", "PROPN", "PRON", "ADP") and above.dep_ in ("dobj", "pobj", "prep"):
        above = above.head
    ordered = above.lemma_ == "order" and any(one.lower_ == "be" for one in verb.children)
    had = above.lemma_ == "have" and above.pos_ == "VERB" and _is_had(verb)
    if not (ordered or had) or above.i > verb.i or is_passive(above):
        return ()
    return tuple(subjects_of(above) or doer(above))


def _is_had(verb: Token) -> bool:
    """Whether nothing but a participle stands behind what is had: "had the phones searched"."""
    below = verb.children
    return not any(one.dep_ in ("agent", "aux", "auxpass") or one.lower_ in ("by", "from") for one in below)


def has_it_done(verb: Token) -> bool:
    """Whether a verb of having only says for whom something is done: "had the records combed through"."""
    return any(map(who_has_it_done, _behind_object(verb)))


def _behind_object(verb: Token) -> Iterator[Token]:
    """The participles of using that stand behind the object of a verb, or in its place."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("ccomp", "dobj", "xcomp"):
            yield from (one for one in child.subtree if one.tag_ == "VBN" and _uses(one))


def _uses(verb: Token) -> bool:
    """Whether a verb is one of using data."""
    rows = frames().verbs.get(verb.lemma, ())
    return any("subject" in row.to and row.act is Act.USE for row in rows)


def keeps_from(verb: Token) -> bool:
    """Whether what somebody is kept from stands behind a verb: "kept them from selling"."""
    preps = (child for child in verb.children if child.lower_ == "from")
    return any(one.dep_ == "pcomp" for prep in preps for one in prep.children)
