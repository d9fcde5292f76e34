"""Flows under deals: who is at the other side of one gives, or gets."""

from graph.claims import Act
from graph.drafting.tables import Frame
from graph.drafting.text.grammar import Clause, clause, governing_subject, is_passive, noun_clause, owners
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import flow_words


def dealt(
    row: Frame, deal: Clause, from_: tuple[Token, ...], to: tuple[Token, ...]
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Both ends of a flow under a deal: who is at its other side gives or gets what the one does not."""
    others = tuple(one for one in deal.at("with") if one not in (*from_, *to))
    if from_ and not to and "subject" in row.from_:
        return from_, others
    if to and not from_ and "subject" in row.to:
        return others, to
    return from_, to


def around_deals(
    row: Frame, token: Token, around: Clause, from_: tuple[Token, ...], to: tuple[Token, ...]
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Both ends, by the deals that stand around a flow: "under a deal with Orbix, Acme gives it names"."""
    table = flow_words()
    given = row.act in (Act.SELL, Act.SHARE)
    above = clause(token.head) if token.dep_ == "advcl" and token.tag_ == "VBG" else None
    for one in above.objects if above is not None and given else ():  # "struck deals with Orbix, giving it"
        if above is not None and one.lemma_ in table.deals:
            deal = noun_clause(one)
            from_, to = dealt(row, deal if deal.at("with") else above, from_, to)
    taken = row.act is Act.COLLECT and bool(to) and "subject" in row.to
    if (given or taken) and bool(from_) != bool(to):
        for place in ("under", "through", "in", "as", "by"):
            for one in around.at(place):
                if one.lemma_ in table.deals:
                    from_, to = dealt(row, noun_clause(one), from_, to)
    return from_, to


def by_deals(from_: tuple[Token, ...], to: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Both ends where deals are said to give: "made deals with banks that gave them access"."""
    for deal in from_:
        if deal.lemma_ in flow_words().deals and any(one.lower_ == "them" for one in to):
            others, own = noun_clause(deal).at("with"), governing_subject(deal)
            many = len(others) > 1 or any(one.tag_ in ("NNS", "NNPS") for one in others)
            if many and own and deal.dep_ == "dobj":
                return tuple(own), others
    return tuple(it for one in from_ for it in _who_deals(one, to)), to


def _who_deals(deal: Token, to: tuple[Token, ...]) -> tuple[Token, ...]:
    """Who gives by a deal: "a deal with Acme gave Orbix access", "bought Acme in a deal that gave access"."""
    if deal.lemma_ not in flow_words().deals:
        return (deal,)
    around = noun_clause(deal)
    others = around.at("with") or around.at("between")
    above = deal.head.head if deal.dep_ == "pobj" else deal.head
    if not others and deal.dep_ == "pobj" and above.lemma_ in flow_words().buys and not is_passive(above):
        others = clause(above).objects
    own = (*owners(deal), *(governing_subject(deal) if deal.dep_ in ("dobj", "attr") else ()))
    found = others if others and _is_pronoun(to) else (*own, *others)
    taken = {one.lower_ for one in to}
    return tuple(one for one in found if one.lower_ not in taken) or (() if others else (deal,))


def _is_pronoun(heads: tuple[Token, ...]) -> bool:
    return bool(heads) and all(one.pos_ == "PRON" for one in heads)
