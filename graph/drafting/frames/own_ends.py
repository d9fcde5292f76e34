"""Who gives and who gets, by what stands around the word of a flow itself."""

from graph.claims import Act
from graph.drafting.frames.data import people_of
from graph.drafting.frames.deals import by_deals
from graph.drafting.frames.heads import heads_at
from graph.drafting.frames.requests import is_request, sent_by, sent_to, who_sent
from graph.drafting.tables import Frame, frames, words
from graph.drafting.text.grammar import (
    Clause,
    clause,
    governing_subject,
    is_infinitive,
    noun_clause,
    owners,
    subjects_of,
)
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import claim_words, data_words, flow_words

#: Heads of phrases at one end of a flow.
Heads = tuple[Token, ...]


def own_ends(row: Frame, token: Token, around: Clause, data: Heads) -> tuple[Heads, Heads] | None:
    """Who gives and who gets, as the clause of *token* tells; None if it tells of no flow."""
    holding = {*data, *(one.head.head for one in data if one.dep_ == "pobj" and _is_amount(one.head.head))}
    from_ = tuple(
        one for one in heads_at(row.from_, around) if not (one in holding or _is_price(one) or _is_means(one))
    )
    to = tuple(one for one in heads_at(row.to, around) if one not in holding)
    to = to or _far_recipients(row, around, data)
    if token.dep_ == "pcomp" and token.head.lower_ == "into" and "subject" in row.from_:
        from_ = clause(token.head.head).objects or from_  # "tricked Acme into giving"
    if not from_ and "from" in row.from_:
        from_ = _far_givers(around, data)
    if row.act is Act.SHARE and "subject" in row.from_ and not to:
        to = _who_wished(around)
    if row.data == ("subject",):  # "Acme's data ended up with Orbix", "Orbix's data come from Acme"
        if to and all(one.lemma in words().gadgets for one in to):
            return None  # "the data remained on phones"
        whose = tuple(owner for head in data for owner in owners(head) if _is_firm(owner))
        from_, to = from_ or whose, to or (whose if from_ else ())
    if around.passive and not from_ and "subject" in row.from_:  # "was beamed from Acme's app to Orbix"
        from_ = tuple(one for one in around.at("from") if _is_firm(one) or any(map(_is_firm, owners(one))))
    if row.act is Act.USE:
        from_, to = _using(token, around, data, from_, to)
    if row.act is Act.SEEK and "subject" in row.to and any(map(is_request, to)):
        if token.dep_ == "acl" and token.head.lemma in frames().nouns:
            return None  # "a letter asking for the names": the noun tells
        from_ = from_ or tuple(one for paper in to for one in sent_to(paper))
        to = tuple(one for paper in to for one in who_sent(paper))
    if row.people and not from_ and "subject" in row.to and not around.passive:
        from_ = _served(token) if not _is_deal_under(token) else _partners_in(token.head, to)
    if row.act in (Act.SHARE, Act.SELL) and "subject" in row.from_:
        from_, to = by_deals(from_, to)
    elif "subject" in row.to and "through" in row.from_:  # "got it through a deal with Acme"
        deals = [one for one in from_ if one.lemma_ in flow_words().deals]
        from_ = tuple(it for one in deals for it in noun_clause(one).at("with")) or from_
    if row.mutual and not to and (len(from_) > 1 or any(one.tag_ in ("NNS", "NNPS") for one in from_)):
        to = from_
    return from_, to


def is_only_held(row: Frame, token: Token, around: Clause, data: Heads) -> bool:
    """Whether somebody only has what nobody need have given them: "has a policy", "keeps them private"."""
    table = flow_words()
    if token.lemma_ == "keep" and any(child.dep_ in ("acomp", "oprd") for child in token.rights):
        return True
    if token.lemma not in table.holds or _has_handle(token) or row.noun is not None:
        return False
    if around.passive and around.subjects and token.dep_ != "acl":
        return False
    if data and data[0].pos_ == "PRON" and any(map(_is_firm, around.at("from"))):
        return False
    if token.dep_ == "ccomp" and token.head.lemma_ in table.lets:
        return False
    peoples = token.lemma_ != "have" and any(people_of(one) is not None for one in data)
    return not (peoples or any(one.lemma in data_words().kept or _about_people(one) for one in data))


def _far_recipients(row: Frame, around: Clause, data: Heads) -> Heads:
    """Who gets it, hung on the data: "sold agencies summaries", "passed along names to Orbix"."""
    to = _before_data(data) if "second" in row.to else ()
    if to or "to" not in row.to:
        return to
    far = (one for one in data if one not in around.objects)
    return tuple(one for head in far for one in _clause_of(head).at("to"))


def _far_givers(around: Clause, data: Heads) -> Heads:
    """Who gives, behind a "from" that hangs on something else.

    Data ("got hold of the data from Acme"), whom data are about ("records on 3,500 people from banks"), or a
    price ("was bought for $500 from Acme").
    """
    prices = (*around.at("for"), *around.at("at"))
    about = [one for head in data for place in ("about", "of", "on") for one in noun_clause(head).at(place)]
    return (
        tuple(one for head in data for one in noun_clause(head).at("from") if not _is_period(one))
        or tuple(it for one in about for it in noun_clause(one).at("from") if _is_firm(it))
        or tuple(one for price in prices for one in noun_clause(price).at("from") if not _is_period(one))
    )


def _using(token: Token, around: Clause, data: Heads, from_: Heads, to: Heads) -> tuple[Heads, Heads]:
    """Who uses data, by whose things were made of them; and who had what is used."""
    if around.passive and not to:  # "Orbix's models were built on …"
        aims = (
            child for child in token.children if child.dep_ in ("xcomp", "advcl") and is_infinitive(child)
        )
        things = tuple(one for one in around.objects if one not in data)
        things += tuple(one for aim in aims for one in clause(aim).objects)
        to = tuple(owner for one in things for owner in owners(one) if _is_firm(owner))
        to = to or tuple(one for each in things for one in each.lefts if _is_makers(one))
    elif to and all(map(_is_thing, to)):  # "Orbix's ads rest on …"
        to = tuple(owner for one in to for owner in owners(one)) or to
    if not from_:  # "on what Acme had scraped"
        from_ = tuple(one for head in data if head.dep_ == "pcomp" for one in subjects_of(head))
    return from_, to


def _is_deal_under(verb: Token) -> bool:
    """Whether a clause tells what a deal is for: "a deal under which Orbix gets names"."""
    return verb.dep_ == "relcl" and verb.head.lemma_ in flow_words().deals


def _partners_in(deal: Token, to: Heads) -> Heads:
    """The other party of a deal under which *to* get something."""
    around = noun_clause(deal)
    both = (*around.at("between"), *around.at("with"), *owners(deal), *governing_subject(deal))
    return tuple(one for one in both if one.lower_ not in {each.lower_ for each in to})


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


def _is_makers(name: Token) -> bool:
    """Whether a name tells whose product a thing is: "no Google product"."""
    product = name.head.lemma in flow_words().products
    return product and name.pos_ == "PROPN" and name.dep_ in ("compound", "nmod")


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


def _who_wished(around: Clause) -> tuple[Token, ...]:
    """At whose wish it is given: "in response to a subpoena from Orbix", "at the request of Orbix"."""
    answers = flow_words().answers
    for place in ("at", "in", "after", "on", "under", "upon", "with"):
        for one in around.at(place):
            below = noun_clause(one).at("to") if one.lemma_ in answers else (one,)
            for paper in below:
                if is_request(paper) and (found := sent_by(paper) or noun_clause(paper).at("of")):
                    return found
    for child in around.verb.children:  # "after receiving a subpoena from Orbix"
        for got in child.children if child.lower_ in ("after", "on", "upon") else ():
            for paper in clause(got).objects if got.dep_ == "pcomp" else ():
                if is_request(paper) and (found := sent_by(paper) or clause(got).at("from")):
                    return found
    return ()


def _clause_of(head: Token) -> Clause:
    """What stands around data: a noun, or a clause such as "what they found"."""
    return clause(head) if head.pos_ in ("AUX", "VERB") else noun_clause(head)


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
