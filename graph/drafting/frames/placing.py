"""Who gives and who gets, around the word of a flow, and by what stands above it: "asked", "let"."""

from typing import Final

from graph.claims import Act
from graph.drafting.frames.data import people_of
from graph.drafting.frames.heads import heads_at
from graph.drafting.frames.requests import is_granted, sent_by, sent_to, who_was_asked
from graph.drafting.frames.spoken import Spoken
from graph.drafting.tables import Frame, frames, words
from graph.drafting.text.grammar import (
    Clause,
    clause,
    governing_subject,
    is_passive,
    noun_clause,
    owners,
    subjects_of,
)
from graph.drafting.text.tree import Token, ancestors
from graph.drafting.word_lists import claim_words, data_words, flow_words, stances


def placed(row: Frame, token: Token, around: Clause, data: tuple[Token, ...]) -> Spoken | None:
    """The flow that a word speaks of by its frame, with both ends; None if it is none."""
    table = flow_words()
    from_, to = heads_at(row.from_, around), heads_at(row.to, around)
    holding = {*data, *(one.head.head for one in data if one.dep_ == "pobj" and _is_amount(one.head.head))}
    from_ = tuple(one for one in from_ if not (one in holding or _is_price(one) or _is_means(one)))
    to = tuple(one for one in to if one not in holding)
    if not to and "second" in row.to:
        to = _before_data(data)
    if not to and "to" in row.to:  # "passed along the names to Orbix"
        far = (one for one in data if one not in around.objects)
        to = tuple(one for head in far for one in _clause_of(head).at("to"))
    if token.dep_ == "pcomp" and token.head.lower_ == "into" and "subject" in row.from_:
        from_ = clause(token.head.head).objects or from_  # "tricked Acme into giving"
    if not from_ and "from" in row.from_:  # "got hold of the data from Acme"
        from_ = tuple(one for head in data for one in noun_clause(head).at("from") if not _is_period(one))
    if not from_ and "from" in row.from_:  # "records on 3,500 people from banks"
        about = (
            one for head in data for place in ("about", "of", "on") for one in noun_clause(head).at(place)
        )
        from_ = tuple(it for one in about for it in noun_clause(one).at("from") if _is_firm(it))
    if not from_ and "from" in row.from_:  # "was bought for $500 from Acme"
        prices = (*around.at("for"), *around.at("at"))
        from_ = tuple(one for price in prices for one in noun_clause(price).at("from") if not _is_period(one))
    if row.act is Act.SHARE and "subject" in row.from_ and not to:
        to = _who_wished(around)
    if row.data == ("subject",) and to and all(one.lemma in words().gadgets for one in to):
        return None  # "the data remained on phones"
    if row.data == ("subject",):  # "Acme's data ended up with Orbix", "Orbix's data come from Acme"
        whose = tuple(owner for head in data for owner in owners(head) if _is_firm(owner))
        from_, to = from_ or whose, to or (whose if from_ else ())
    if around.passive and not from_ and "subject" in row.from_:  # "was beamed from Acme's app to Orbix"
        from_ = tuple(one for one in around.at("from") if _is_firm(one) or any(map(_is_firm, owners(one))))
    if row.act is Act.USE and around.passive and not to:  # "Orbix's models were built on …"
        aims = (child for child in token.children if child.dep_ in ("xcomp", "advcl") and _infinitive(child))
        things = tuple(one for one in around.objects if one not in data)
        things += tuple(one for aim in aims for one in clause(aim).objects)
        to = tuple(owner for one in things for owner in owners(one) if _is_firm(owner))
        to = to or tuple(one for each in things for one in each.lefts if _is_makers(one))
    elif row.act is Act.USE and to and all(map(_is_thing, to)):  # "Orbix's ads rest on …"
        to = tuple(owner for one in to for owner in owners(one)) or to
    if row.act is Act.USE and not from_:  # "on what Acme had scraped"
        from_ = tuple(one for head in data if head.dep_ == "pcomp" for one in subjects_of(head))
    if row.act is Act.SEEK and "subject" in row.to and any(map(_is_request, to)):
        if token.dep_ == "acl" and token.head.lemma in frames().nouns:
            return None  # "a letter asking for the names": the noun tells
        from_ = from_ or tuple(one for paper in to for one in sent_to(paper))
        to = tuple(one for paper in to for one in _who_sent(paper))
    if row.people and not from_ and "subject" in row.to and not around.passive:
        from_ = _served(token)
        if token.dep_ == "relcl" and token.head.lemma_ in table.deals:  # "a deal under which Orbix gets"
            deal = noun_clause(token.head)
            both = (
                *deal.at("between"),
                *deal.at("with"),
                *owners(token.head),
                *governing_subject(token.head),
            )
            from_ = tuple(one for one in both if one.lower_ not in {each.lower_ for each in to})
    if row.act in (Act.SHARE, Act.SELL) and "subject" in row.from_:
        from_, to = _by_deals(from_, to)
    elif "subject" in row.to and "through" in row.from_:  # "got it through a deal with Acme"
        deals = [one for one in from_ if one.lemma_ in table.deals]
        from_ = tuple(it for one in deals for it in noun_clause(one).at("with")) or from_
    if token.lemma_ == "keep" and any(child.dep_ in ("acomp", "oprd") for child in token.rights):
        return None  # "keeps them private"
    holds = token.lemma in table.holds and not _has_handle(token)
    holds = holds and row.noun is None and not (around.passive and around.subjects and token.dep_ != "acl")
    holds = holds and not (data and data[0].pos_ == "PRON" and any(map(_is_firm, around.at("from"))))
    holds = holds and not (token.dep_ == "ccomp" and token.head.lemma_ in table.lets)
    peoples = token.lemma_ != "have" and any(people_of(one) is not None for one in data)
    if holds and not (peoples or any(one.lemma in data_words().kept or _about_people(one) for one in data)):
        return None
    if row.mutual and not to and (len(from_) > 1 or any(one.tag_ in ("NNS", "NNPS") for one in from_)):
        to = from_
    lead, act, governor = token, row.act, None
    helpers: tuple[Token, ...] = ()
    for child, head in ancestors(token):
        aim = child.dep_ == "relcl" and _infinitive(child) and not is_passive(child)  # "a plan to mine"
        if child.dep_ not in _BELOW and not aim:
            break
        rule = frames().governors.get(head.lemma)
        if child.dep_ == "acl" and child.tag_ == "VBN" and rule is None:
            break  # "demanded messages sent with phones" asks for no sending
        able = _able(head) if child.dep_ == "acl" else None
        if able is not None and "subject" in row.from_ and "subject" not in row.to:
            from_ = able[1] or from_  # "gives Acme the right to sell what it gathers"
            break
        if able is not None and "subject" in row.to:  # "gave Orbix permission to see"
            permitter, permitted = able
            lead, act, governor = head, Act.SHARE, head.lemma_
            from_, to = permitter or from_, permitted or to
            break
        if (
            child.dep_ == "acl"
            and head.dep_ == "pobj"
            and "subject" in row.from_
            and head.head.lower_ == "under"
        ):
            pressed = _pressed(head.head.head)  # "is under pressure from Orbix to give"
            if pressed is not None:
                (asker, asked), act, lead, governor = pressed, Act.SEEK, head, head.lemma_
                from_, to = asked or from_, to or asker
                break
        if child.dep_ == "acl" and "subject" in row.to and is_granted(head) and _infinitive(child):
            act, lead, governor = Act.SEEK, head, head.lemma_  # "won a warrant to search the database"
            to = sent_by(head) or to
            break
        if head.lemma_ in table.deals and child.dep_ in ("acl", "relcl"):  # "a deal with Acme to get"
            from_, to = _dealt(row, noun_clause(head), from_, to)
        if head.pos_ == "NOUN" and head.lemma_ in table.helps and owners(head):
            helpers = tuple(owners(head))
        if rule is not None and rule.means == "permit" and head.pos_ not in ("VERB", "ADJ"):
            rule = None
        if head.lemma_ == "tell" and child.dep_ == "prep":
            rule = None  # "told the court in a brief that it sells"
        if head.lemma_ == "make" and (child.dep_ != "ccomp" or child.tag_ != "VB" or _infinitive(child)):
            rule = None  # "makes it easy to share", "makes money by selling"
        on = head.lemma_ != "call" or (head.pos_ == "VERB" and heads_at(("on", "upon"), clause(head)))
        if not on and not any(one.lower_ == "for" for one in head.children):
            rule = None  # "called in the police to inspect", "had the calls traced"
        if head.lemma_ == "look" and child.dep_ == "prep" and child.lower_ != "for":
            rule = None  # "looked into reports that it sells"
        if head.lemma_ == "sue" and child.dep_ == "prep":
            rule = None  # "sued Acme for selling"
        if rule is not None and rule.means == "permit" and child.dep_ == "ccomp" and child.i < head.i:
            rule = None  # "we did get it, a spokesman allowed"
        wished = _wished(child) or (child.tag_ == "VBP" and head.lemma_ in table.wishes)
        if rule is not None and rule.means == "seek" and child.dep_ == "ccomp" and not wished:
            rule = None  # "told users that it sells" asks for nothing
        if child.dep_ == "conj" and not (head.lemma_ == "try" and child.tag_ == "VB"):
            if head.pos_ not in ("VERB", "NOUN", "AUX"):
                break
            continue
        if child.dep_ == "advcl" and not (rule is not None and rule.means == "seek" and _infinitive(child)):
            if _infinitive(child) and "subject" in row.from_ and (pressed := _pressed(head)) is not None:
                (asker, asked), act, lead, governor = pressed, Act.SEEK, head, head.lemma_
                from_, to = asked or from_, to or asker
                break
            noun = _sought_in(head) if _infinitive(child) and "subject" in row.to else None
            if noun is not None:
                act, lead, governor = Act.SEEK, noun, noun.lemma_
                to, from_ = clause(head).subjects or to, from_ or _partners(noun)
            break
        if head.lemma_ in table.employs and row.act in (Act.USE, Act.COLLECT) and _infinitive(token):
            if head.pos_ == "VERB" and not is_passive(head) and _hands(clause(head).objects):
                to = clause(head).subjects or to  # "pays contractors to listen to them"
            break
        if rule is None and child.lower_ in _MATTERS and "subject" in row.to:
            noun = _sought_in(head)  # "was in talks with Acme about a project to mine"
            if noun is not None and _partners(noun):
                act, lead, governor = Act.SEEK, noun, noun.lemma_
                to, from_ = clause(head).subjects or to, from_ or _partners(noun)
                break
        if rule is None and head.pos_ == "ADJ" and head.lemma_ == "able":
            lead, governor, act = head, "able", Act.SHARE if "subject" in row.to else act
            break
        if rule is None:
            if head.pos_ == "ADJ" and child.dep_ == "prep":
                break  # "requires developers to be clear about what they send"
            if head.pos_ in ("VERB", "AUX") and head.lemma not in table.through:
                break
            continue
        if rule.means == "seek" and token.lemma_ == "remove" and child == token:
            return None  # "asked the firms to remove her number"
        if rule.means == "seek":
            asker, asked = _asker(head, child)
            ended = child.lemma_ in stances().ceasing and child != token
            if (
                asked
                and "subject" in row.from_
                and (ended or any(one.lemma_ in table.binding or one.lemma_ in table.deals for one in asker))
            ):
                from_ = asked  # "was told to stop sharing", "a contract obliges Acme to send"
                break
            if ended and "subject" in row.to and asked:
                to = asked  # "was ordered to stop collecting"
                break
            asker = _who_moves(head) or tuple(it for one in asker for it in _who_sent(one))
            request = head.pos_ == "NOUN" and head.lemma in words().requests
            if request and (addressed := who_was_asked(head)):  # "turned down a request to hand over"
                around_noun = noun_clause(head)
                if "subject" not in row.from_:
                    break
                asked, asker = addressed, heads_at(("by", "from"), around_noun) or tuple(owners(head))
                from_, to = addressed, to or asker
                if head.head.lemma not in table.turns_away:
                    act, lead, governor = Act.SEEK, head, head.lemma_
                break
            if helpers:
                act, lead, governor, from_, to = Act.SEEK, head, head.lemma_, helpers, asker
                break
            if asked and row.from_ and "subject" in row.from_:
                act, lead, governor = Act.SEEK, head, head.lemma_
                from_ = asked
                to = to or asker
            elif row.act is Act.COLLECT and head.lemma_ in table.forces and (asked or clause(head).passive):
                return None  # "was ordered to keep the records"
            elif row.act is Act.USE and head.lemma_ in table.plans and not _partners(head):
                lead, governor = head, head.lemma_  # "plans to look through the records"
                if not to and head.pos_ == "NOUN" and (partners := _partners_above(head)):
                    act, from_ = Act.SEEK, partners  # "held talks with Acme about a plan to mine"
                    to = tuple(_above_subjects(head))
            elif row.act is Act.USE and "organisation" not in row.needs and not (from_ or _partners(head)):
                lead, governor = head, head.lemma_  # it has what it wants to use
            elif row.to == ("subject",) or "subject" in row.to:
                act, lead, governor = Act.SEEK, head, head.lemma_
                to = asker or to or (_above_subjects(head) if head.pos_ == "NOUN" else ())
                from_ = from_ or _partners(head) or _partners_above(head)
            break
        if rule.means == "permit":
            if not to and "subject" in row.from_ and head.pos_ == "VERB":
                pacts = [noun_clause(one) for one in clause(head).subjects if one.lemma_ in table.deals]
                to = tuple(it for pact in pacts for it in (*pact.at("with"), *pact.at("between")))
            if "subject" in row.to:
                permitter, permitted = _asker(head, child)
                if row.act in (Act.USE, Act.COLLECT) and _own_leave(permitter, permitted):
                    lead, governor = head, head.lemma_  # "its terms allow it to use", "let its staff read"
                    to = permitted if all(one.pos_ == "PRON" for one in permitted) else permitter
                    break
                lead, governor, act = head, head.lemma_, Act.SHARE
                from_, to = _by_deals(permitter or from_, permitted or to)
                if head.dep_ in ("xcomp", "ccomp") and _wished(head) and _seeks(head.head):
                    act, lead, governor = Act.SEEK, head.head, head.head.lemma_  # "wanted Acme to let it see"
                    if permitted and all(one.pos_ == "PRON" for one in permitted):
                        to = clause(head.head).subjects or to
            break
    if token.dep_ == "advcl" and token.tag_ == "VBG" and governor is None:
        above = clause(token.head)
        for one in above.objects:  # "struck deals with Orbix, giving it access"
            if one.lemma_ in table.deals and row.act in (Act.SELL, Act.SHARE):
                deal = noun_clause(one)
                from_, to = _dealt(row, deal if deal.at("with") else above, from_, to)
    taken = row.act is Act.COLLECT and bool(to) and "subject" in row.to
    if (row.act in (Act.SHARE, Act.SELL) or taken) and bool(from_) != bool(to) and governor is None:
        for place in ("under", "through", "in", "as", "by"):  # "under a deal with Orbix, Acme gives"
            for one in around.at(place):
                if one.lemma_ in table.deals:
                    from_, to = _dealt(row, noun_clause(one), from_, to)
    return Spoken(row, token, lead, act, from_, to, data, around.passive, governor)


#: By what a verb hangs on who wants it, lets it be done, or is made to do it.
_BELOW: Final = frozenset({"xcomp", "ccomp", "acl", "pcomp", "prep", "dobj", "advcl", "conj", "pobj"})
#: What stands before what is talked about.
_MATTERS: Final = frozenset({"about", "on", "over"})


def _is_amount(noun: Token) -> bool:
    """Whether a noun tells how much it is of what stands behind it: "large amounts of data"."""
    return noun.lemma in words().handles and noun.lemma not in words().party_types


def _is_price(noun: Token) -> bool:
    """Whether it is money that is paid: "$4 million plus commissions"."""
    money = any(one.ent_type_ == "MONEY" for one in (noun, *noun.lefts))
    return money and noun.lemma_ not in flow_words().deals


def _is_means(thing: Token) -> bool:
    """Whether a thing is only by what one gets data: "gathered names through an app that he had built"."""
    by = thing.dep_ == "pobj" and thing.head.lower_ in ("through", "via") and thing.pos_ == "NOUN"
    tool = thing.lemma in words().devices or thing.lemma in claim_words().built
    return by and tool and not owners(thing)


def _hands(objects: tuple[Token, ...]) -> bool:
    """Whether those who are paid are people, and no firm of a name: "thousands of people", "students"."""
    table = words()
    return any(
        one.lemma in table.people or one.lemma in table.persons
        for each in objects
        if each.pos_ != "PROPN"
        for one in (each, *noun_clause(each).at("of"))
    )


def _is_makers(name: Token) -> bool:
    """Whether a name tells whose product a thing is: "no Google product"."""
    product = name.head.lemma in flow_words().products
    return product and name.pos_ == "PROPN" and name.dep_ in ("compound", "nmod")


def _above_subjects(noun: Token) -> tuple[Token, ...]:
    """The subject of the clause in which a noun stands."""
    for _, head in ancestors(noun):
        if head.pos_ in ("AUX", "VERB"):
            return clause(head).subjects
    return ()


def _served(verb: Token) -> tuple[Token, ...]:
    """For whom one works who gets data: "Orbix, which powers Acme's search, gets a copy of each query"."""
    beside = [one for one in verb.conjuncts if one.pos_ == "VERB"]
    for one in beside:
        if one.i < verb.i and one.lemma_ in flow_words().asks:  # "can ask Acme and get the video"
            return tuple(each for each in clause(one).objects if _is_firm(each))
    for subject in clause(verb).subjects:
        beside += [one for one in subject.children if one.dep_ in ("acl", "relcl")]
    for one in beside:
        if one.lemma_ in flow_words().serves:
            around = clause(one)
            found = (owner for each in around.objects for owner in owners(each))
            firms = tuple(each for each in (*found, *around.at("for")) if _is_firm(each))
            if firms:
                return firms
    return ()


def _before_data(data: tuple[Token, ...]) -> tuple[Token, ...]:
    """Who gets it where the parser takes them for a part of it: "sold advertising agencies summaries"."""
    for head in data:
        for one in (head, head.head.head if head.dep_ == "pobj" else head):
            for child in one.lefts:
                before = child.dep_ in ("compound", "nmod") and child.tag_ == "NNS" and child.i == one.i - 1
                if before and child.lemma in words().party_types:
                    return (child,)
    return ()


def _able(noun: Token) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """Who lets whom do it, for "gave Orbix permission to see"."""
    verb = noun.head
    if noun.dep_ == "appos":  # "sold Acme, a brewer, the right to see"
        verb = verb.head
    elif noun.dep_ not in ("dobj", "nsubjpass"):
        return None
    if noun.lemma_ not in flow_words().abilities or verb.lemma_ not in flow_words().grants:
        return None
    around = clause(verb)
    others = tuple(one for one in around.objects if one != noun)
    return around.subjects, around.seconds or heads_at(("to",), around) or others


def _dealt(
    row: Frame, deal: Clause, from_: tuple[Token, ...], to: tuple[Token, ...]
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Both ends of a flow under a deal: who is at its other side gives or gets what the one does not."""
    others = tuple(one for one in deal.at("with") if one not in (*from_, *to))
    if from_ and not to and "subject" in row.from_:
        return from_, others
    if to and not from_ and "subject" in row.to:
        return others, to
    return from_, to


def _asker(head: Token, child: Token) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Who asks, and who is asked (nobody if the asker wants to do it)."""
    if head.pos_ == "NOUN":
        around = noun_clause(head)
        return around.subjects, ()
    around = clause(head)
    asked: tuple[Token, ...] = around.objects if around.passive else ()
    own = tuple(one for below in child.children if below.dep_ == "nsubj" for one in (below, *below.conjuncts))
    if not own and head.lemma_ in flow_words().lets:
        own = tuple(one for one in head.doc[head.i + 1 : child.i] if one.dep_ == "nsubj")[:1]
    if own and own[0].i > head.i:
        asked = own
    elif (behind := _asks_behind(head.lemma_)) and not around.passive:
        asked = heads_at(behind, around)
    elif not around.passive:
        asked = tuple(
            one
            for below in head.children
            if below.dep_ in ("dobj", "dative")
            for one in (below, *below.conjuncts)
        )
    return around.subjects, asked


def _asks_behind(lemma: str) -> tuple[str, ...]:
    """Behind which preposition of a verb the one who is asked stands: "called on Acme to hand over"."""
    if lemma in flow_words().asks_on:
        return ("on", "upon")
    return {"appeal": ("to",), "plead": ("with",)}.get(lemma, ())  # "appealed to", "pleaded with Acme"


def _pressed(verb: Token) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """Who asks and who is asked, for "came under pressure from Orbix to hand over"."""
    for child in verb.children:
        if child.lower_ == "under" and child.dep_ == "prep":
            for one in child.children:
                if one.dep_ == "pobj" and one.lemma_ in flow_words().pressure:
                    return noun_clause(one).at("from"), clause(verb).subjects
    return None


def _who_wished(around: Clause) -> tuple[Token, ...]:
    """At whose wish it is given: "in response to a subpoena from Orbix", "at the request of Orbix"."""
    answers = flow_words().answers
    for place in ("at", "in", "after", "on", "under", "upon", "with"):
        for one in around.at(place):
            below = noun_clause(one).at("to") if one.lemma_ in answers else (one,)
            for paper in below:
                if _is_request(paper) and (found := sent_by(paper) or noun_clause(paper).at("of")):
                    return found
    for child in around.verb.children:  # "after receiving a subpoena from Orbix"
        for got in child.children if child.lower_ in ("after", "on", "upon") else ():
            for paper in clause(got).objects if got.dep_ == "pcomp" else ():
                if _is_request(paper) and (found := sent_by(paper) or clause(got).at("from")):
                    return found
    return ()


def _who_sent(paper: Token) -> tuple[Token, ...]:
    """Who asks, for "a judge signed an order requiring Acme to hand over"; the head itself for all else."""
    if not _is_request(paper):
        return (paper,)
    return sent_by(paper) or noun_clause(paper).subjects or (paper,)


def _is_request(noun: Token) -> bool:
    return noun.lemma in words().requests


def _by_deals(from_: tuple[Token, ...], to: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Both ends where deals are said to give: "made deals with banks that gave them access"."""
    for deal in from_:
        if deal.lemma_ in flow_words().deals and any(one.lower_ == "them" for one in to):
            others, own = noun_clause(deal).at("with"), governing_subject(deal)
            many = len(others) > 1 or any(one.tag_ in ("NNS", "NNPS") for one in others)
            if many and own and deal.dep_ == "dobj":
                return tuple(own), others
    return tuple(it for one in from_ for it in _who_deals(one, to)), to


def _is_pronoun(heads: tuple[Token, ...]) -> bool:
    return bool(heads) and all(one.pos_ == "PRON" for one in heads)


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


def _clause_of(head: Token) -> Clause:
    """What stands around data: a noun, or a clause such as "what they found"."""
    return clause(head) if head.pos_ in ("AUX", "VERB") else noun_clause(head)


def _own_leave(permitter: tuple[Token, ...], permitted: tuple[Token, ...]) -> bool:
    """Whether somebody lets nobody but itself: by its own terms, or its own staff."""
    table = words()
    paper = bool(permitter) and all(one.lemma in table.documents for one in permitter)
    workers = flow_words().staff
    staff = bool(permitted) and all(one.lemma in workers and owners(one) for one in permitted)
    return staff or (paper and any(map(owners, permitter)))


def _seeks(verb: Token) -> bool:
    rule = frames().governors.get(verb.lemma)
    return rule is not None and rule.means == "seek" and verb.pos_ == "VERB"


def _who_moves(head: Token) -> tuple[Token, ...]:
    """Who has another order it: the agency, for "the agency asked a court to force Acme to give"."""
    above = head.head
    rule = frames().governors.get(above.lemma)
    if head.dep_ not in ("xcomp", "ccomp", "advcl") or rule is None or rule.means != "seek":
        return ()
    if above.pos_ != "VERB" or head.lemma_ not in flow_words().forces or not _infinitive(head):
        return ()
    around = clause(above)
    return () if around.passive else around.subjects


def _partners(head: Token) -> tuple[Token, ...]:
    """With whom one talks, or whom one approaches: "in talks with banks to get"."""
    around = noun_clause(head) if head.pos_ == "NOUN" else clause(head)
    found = [*around.at("with"), *around.at("from")]
    found += around.at("to") if head.lemma_ in ("speak", "talk") else ()
    if not found and head.pos_ == "VERB" and not around.passive:
        found += around.objects
    return tuple(found)


def _partners_above(head: Token) -> tuple[Token, ...]:
    """With whom one is "in contact", "in talks", to try and get something."""
    for _, above in ancestors(head):
        rule = frames().governors.get(above.lemma)
        if rule is not None and rule.means == "seek" and (found := _partners(above)):
            return found
        for below in above.subtree:
            rule = frames().governors.get(below.lemma)
            if below.pos_ == "NOUN" and below.i < head.i and rule is not None and (found := _partners(below)):
                return found
        if above.pos_ in ("VERB", "AUX"):
            break
    return ()


def _sought_in(verb: Token) -> Token | None:
    """The noun of seeking to which an infinitive belongs: "is in talks with Acme to get"."""
    lemma, table = verb.lemma, flow_words()
    if lemma not in table.through and lemma not in table.turns:
        return None
    for child in verb.children:
        for one in (child, *child.children) if child.dep_ == "prep" else (child,):
            if verb.lemma_ in table.turns:
                if one.dep_ == "pobj" and one.lemma_ in table.judges:
                    return one  # "went to court to get"
                continue
            rule = frames().governors.get(one.lemma)
            if (
                one.pos_ == "NOUN"
                and one.dep_ in ("dobj", "pobj")
                and rule is not None
                and rule.means == "seek"
            ):
                return one
    return None


def _wished(verb: Token) -> bool:
    """Whether a clause says what shall be: "to share", "that it share"."""
    return _infinitive(verb) or (verb.tag_ == "VB" and not any(one.dep_ == "aux" for one in verb.children))


def _infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _is_firm(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or noun.lemma in words().party_types


def _is_thing(noun: Token) -> bool:
    """Whether a noun names neither a party nor what acts for one: "ads"."""
    lemma, table = noun.lemma, words()
    known = (table.devices, table.people, table.persons, table.voices, table.party_types)
    return noun.pos_ == "NOUN" and not any(lemma in one for one in known)


def _is_period(noun: Token) -> bool:
    return noun.ent_type_ in ("DATE", "TIME", "CARDINAL")


def _about_people(noun: Token) -> bool:
    """Whether data are said to be of people: "has the names of 2 million customers"."""
    behind = any(child.dep_ == "prep" and child.lower_ in ("of", "on", "about") for child in noun.children)
    return behind and people_of(noun) is not None


def _has_handle(token: Token) -> bool:
    return any(child.dep_ == "dobj" and child.lemma in words().handles for child in token.children)
