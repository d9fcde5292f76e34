"""What flows: the verbs and nouns that speak of one, with the words that fill its roles."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from graph.claims import Act
from graph.drafting.data import data_heads, is_container, is_letter, may_be_data
from graph.drafting.grammar import OPEN, Clause, ancestors, clause, noun_clause, owners
from graph.drafting.tables import Frame, cues, frames, words


@dataclass(frozen=True, slots=True)
class Spoken:
    """One flow as it is spoken of: heads of phrases, not yet parties.

    ``seeker`` is who wants it, where another verb says so; ``permitter`` who lets it happen. ``lead`` is the
    word that leads: the frame's own, or the one that governs it. ``empty`` tells that of two sorts of data
    joined by "but" this is the one that does not flow.
    """

    frame: Frame
    word: Token
    lead: Token
    act: Act
    from_: tuple[Token, ...]
    to: tuple[Token, ...]
    data: tuple[Token, ...]
    passive: bool
    governor: str | None = None
    loose: bool = False
    empty: bool = False


def spoken(doc: Doc) -> Iterator[Spoken]:
    """All flows that a piece seems to speak of, in the order of its words."""
    for one in _outermost(doc):
        none = tuple(head for head in one.data[1:] if _is_not(head))
        yield replace(one, data=tuple(head for head in one.data if head not in none)) if none else one
        if none:  # "provided some data but no names"
            yield replace(one, data=none, empty=True)


def _is_not(head: Token) -> bool:
    """Whether data behind others do not flow: "but no names", "and not the content"."""
    before = head.doc[max(head.left_edge.i - 1, head.sent.start) : head.i]
    return any(one.lower_ in ("no", "not") for one in before)


def _outermost(doc: Doc) -> Iterator[Spoken]:
    """The flows of a piece but for those inside others.

    What only says which data are meant ("the IDs it obtained") is no flow of its own; where it says
    from whom they came, that is told of the flow around it.
    """
    found = list(_spoken(doc))
    for one in found:
        outer = next(
            (
                other
                for other in found
                if other is not one
                and one.word.dep_ in ("acl", "relcl")
                and any(one.word.head == head for head in other.data)
            ),
            None,
        )
        if outer is None or (one.from_ and one.to):
            inner = next(
                (
                    other
                    for other in found
                    if other is not one
                    and not one.from_
                    and other.from_
                    and not other.to
                    and other.word.dep_ == "acl"
                    and other.word.head in one.data
                    and one.act is Act.USE
                ),
                None,
            )
            yield replace(one, from_=inner.from_) if inner is not None else one


def _spoken(doc: Doc) -> Iterator[Spoken]:
    for token in doc:
        if token.pos_ in ("VERB", "AUX") or (
            token.pos_ in ("ADJ", "NOUN") and token.tag_ in ("VBN", "VBG", "VBD")
        ):
            yield from _verb(token)
        elif token.pos_ == "NOUN":
            yield from _noun(token)


def _verb(token: Token) -> Iterator[Spoken]:
    rows = frames().verbs.get(token.lemma_.lower(), ())
    if not rows:
        return
    around = clause(token)
    for row in rows:
        data, loose = _data(row, around), False
        if token.lemma_.lower() not in frames().looks_into and not _has_access(row, around):
            data = tuple(one for one in data if not is_container(one))
        if "subject" in (*row.from_, *row.data):
            data = tuple(one for one in data if not is_letter(one))
        if (
            not data
            and row.strong
            and row.from_
            and all(_first(each, around) for each in (row.from_, row.to))
        ):
            data = tuple(one for place in row.data for one in around.at(place) if may_be_data(one))
            loose = bool(data)
        if row.particle and not any(
            child.dep_ == "prt" and child.lower_ in ("over", "in") for child in token.children
        ):
            continue
        if "available" in row.needs and not any(child.lower_ in OPEN for child in token.children):
            continue
        if token.tag_ in ("VB", "VBP") and token.i > 0 and token.nbor(-1).pos_ in ("ADP", "DET", "ADJ"):
            continue  # "by search results" is no verb
        watched = (
            row.watches
            and not any(child.dep_ == "prt" for child in token.children)
            and any(one.lemma_.lower() in words().people for one in (*around.objects, *around.at("on")))
        )
        if not (data or watched) or token.dep_ in ("amod", "compound"):
            continue
        if row.data == ("with",) and not around.objects:
            continue
        found = _placed(row, token, around, data)
        if found is not None and "to" in row.needs and not found.to and row is not rows[-1]:
            continue  # "uploaded the data": no recipient, so the next row tells
        if found is not None:
            yield replace(found, loose=loose)
            return


def _data(row: Frame, around: Clause) -> tuple[Token, ...]:
    """The data at the first place of a frame that names any."""
    tells = row.act is not Act.USE and around.verb.lemma_.lower() in cues().says
    for place in row.data:
        heads = [one for one in around.at(place) if not (tells and one.lemma_.lower() in frames().nouns)]
        found = tuple(dict.fromkeys(one for head in heads for one in data_heads(head)))
        if found:
            return found
    return ()


def _noun(token: Token) -> Iterator[Spoken]:
    for row in frames().nouns.get(token.lemma_.lower(), ()):
        around = noun_clause(token)
        data = _data(row, around)
        if not data and token.dep_ == "dobj" and token.head.lemma_.lower() in frames().asked:
            data = _data(row, clause(token.head))
        if not data:  # "a subpoena seeking records"
            sought = [one for one in token.children if one.dep_ == "acl" and one.lemma_ in _SEEKING]
            data = tuple(head for one in sought for at in clause(one).objects for head in data_heads(at))
        if not data:
            continue
        if token.lemma_.lower() == "access" and _is_light_object(token):
            continue
        if _carried(token):
            continue
        if token.lemma_.lower() in words().requests and (asked := _asked(token)):
            to = _first(("from", "by"), around) or tuple(
                one for one in around.at("owner") if one.dep_ == "poss"
            )
            to = to or clause(token.head).at("from")
            to = to or tuple(one for one in token.lefts if one.dep_ in ("compound", "nmod", "amod"))
            to = to or tuple(one for head in data for one in noun_clause(head).at("from"))
            yield Spoken(row, token, token, row.act, asked, to, data, False, token.head.lemma_)
            return
        from_, to = _first(row.from_, around), _first(row.to, around)
        if row.act is Act.SEEK:
            from_ = from_ or _addressed(token)
            to = to or tuple(one for one in token.lefts if one.dep_ in ("compound", "nmod"))
        yield Spoken(row, token, token, row.act, from_, to, data, False)
        return


def _addressed(noun: Token) -> tuple[Token, ...]:
    """To whom a request goes: "subpoenas for records went to Acme", "were served on Acme"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass", "dobj") or verb.lemma_ not in _SENDS:
        return ()
    return _first(("to", "on", "upon", "against"), clause(verb))


def _asked(noun: Token) -> tuple[Token, ...]:
    """Who was asked: "Acme received a request", "Acme complied with the order"."""
    if owners(noun) and noun.head.lemma_ == "acknowledge":
        return ()  # its own request
    at = noun
    while at.dep_ in ("conj", "pobj", "prep") and at.head.pos_ in ("NOUN", "ADP", "NUM"):
        at = at.head
    if at.dep_ == "prep":
        at = at.head
        return clause(at).subjects if at.lemma_.lower() in frames().asked else ()
    head = at.head
    if at.dep_ == "dobj" and head.lemma_.lower() in frames().asked:
        return clause(head).subjects
    return ()


def _carried(token: Token) -> bool:
    """Whether a verb's frame already speaks of this noun's flow ("received requests for …" does not)."""
    return token.head.lemma_.lower() in ("get", "obtain", "gain", "deny") and token.dep_ == "dobj"


def _is_light_object(token: Token) -> bool:
    """Whether the verb's own frame has it: "gave access to", "had access to"."""
    head = token.head
    while head.dep_ == "conj" and head.pos_ == "NOUN":
        head = head.head
    return token.dep_ in ("dobj", "nsubjpass", "conj", "attr") and head.lemma_.lower() in frames().verbs


def _has_access(row: Frame, around: Clause) -> bool:
    """Whether access is given, so that a server stands for what is on it."""
    return any(one.lemma_ == "access" for place in row.data for one in around.at(place))


def _first(places: tuple[str, ...], around: Clause) -> tuple[Token, ...]:
    found: list[Token] = []
    for place in places:
        found += around.at(place)
    return tuple(dict.fromkeys(found))


def _placed(row: Frame, token: Token, around: Clause, data: tuple[Token, ...]) -> Spoken | None:
    from_, to = _first(row.from_, around), _first(row.to, around)
    to = tuple(one for one in to if one not in data)
    holds = token.lemma_.lower() in ("have", "hold", "maintain", "possess") and not _has_handle(token)
    if holds and not any(one.lemma_.lower() in _KEPT for one in data):
        return None
    if row.mutual and not to and (len(from_) > 1 or any(one.tag_ in ("NNS", "NNPS") for one in from_)):
        to = from_
    lead, act, governor = token, row.act, None
    helpers: tuple[Token, ...] = ()
    for child, head in ancestors(token):
        if child.dep_ not in ("xcomp", "ccomp", "acl", "pcomp", "prep", "dobj", "advcl", "conj", "pobj"):
            break
        rule = frames().governors.get(head.lemma_.lower())
        if child.dep_ == "acl" and child.tag_ == "VBN" and rule is None:
            break  # "demanded messages sent with phones" asks for no sending
        if head.pos_ == "NOUN" and head.lemma_ in _HELP and owners(head):
            helpers = tuple(owners(head))
        if rule is not None and rule.means == "permit" and head.pos_ not in ("VERB", "ADJ"):
            rule = None
        if rule is not None and rule.means == "seek" and child.dep_ == "ccomp" and not _wished(child):
            rule = None  # "told users that it sells" asks for nothing
        if child.dep_ == "conj" and not (head.lemma_ == "try" and child.tag_ == "VB"):
            if head.pos_ not in ("VERB", "NOUN", "AUX"):
                break
            continue
        if child.dep_ == "advcl" and not (rule is not None and rule.means == "seek" and _infinitive(child)):
            noun = _sought_in(head) if _infinitive(child) and "subject" in row.to else None
            if noun is not None:
                act, lead, governor = Act.SEEK, noun, noun.lemma_
                to, from_ = clause(head).subjects or to, from_ or _partners(noun)
            break
        if rule is None and head.pos_ == "ADJ" and head.lemma_ == "able":
            lead, governor, act = head, "able", Act.SHARE if "subject" in row.to else act
            break
        if rule is None:
            if head.pos_ in ("VERB", "AUX") and head.lemma_.lower() not in _THROUGH:
                break
            continue
        if rule.means == "seek":
            asker, asked = _asker(head, child)
            if head.pos_ == "NOUN" and (addressed := _asked(head)):  # "turned down a request to hand over"
                around_noun = noun_clause(head)
                if "subject" not in row.from_:
                    break
                asked, asker = addressed, _first(("by", "from"), around_noun) or tuple(owners(head))
                from_, to = addressed, to or asker
                if head.head.lemma_.lower() not in _TURNS_DOWN:
                    act, lead, governor = Act.SEEK, head, head.lemma_
                break
            if helpers:
                act, lead, governor, from_, to = Act.SEEK, head, head.lemma_, helpers, asker
                break
            if asked and row.from_ and "subject" in row.from_:
                act, lead, governor = Act.SEEK, head, head.lemma_
                from_ = asked
                to = to or asker
            elif row.to == ("subject",) or "subject" in row.to:
                act, lead, governor = Act.SEEK, head, head.lemma_
                to = asker or to
                from_ = from_ or _partners(head) or _partners_above(head)
            break
        if rule.means == "permit":
            if "subject" in row.to:
                permitter, permitted = _asker(head, child)
                lead, governor, act = head, head.lemma_, Act.SHARE
                from_ = permitter or from_
                to = permitted or to
            break
    return Spoken(row, token, lead, act, from_, to, data, around.passive, governor)


#: Data that somebody has only if they were collected.
_KEPT = frozenset(
    {
        "database",
        "profile",
        "dossier",
        "sample",
        "record",
        "list",
        "file",
        "fingerprint",
        "footage",
        "recording",
    }
)
_TURNS_DOWN = frozenset(
    {"reject", "refuse", "deny", "decline", "rebuff", "dismiss", "resist", "turn", "ignore"}
)
_SENDS = frozenset({"go", "send", "issue", "serve", "make", "address", "direct", "deliver", "write"})
_SEEKING = frozenset({"seek", "ask", "demand", "request", "want"})
_HELP = frozenset({"help", "assistance", "cooperation", "aid"})
_THROUGH = frozenset({"be", "have", "get", "do", "begin", "start", "continue", "agree", "make", "hold"})


def _wished(verb: Token) -> bool:
    """Whether a clause says what shall be: "to share", "that it share"."""
    return _infinitive(verb) or (verb.tag_ == "VB" and not any(one.dep_ == "aux" for one in verb.children))


def _infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _asker(head: Token, child: Token) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Who asks, and who is asked (nobody if the asker wants to do it)."""
    if head.pos_ == "NOUN":
        around = noun_clause(head)
        return around.subjects, ()
    around = clause(head)
    asked: tuple[Token, ...] = around.objects if around.passive else ()
    own = tuple(one for below in child.children if below.dep_ == "nsubj" for one in (below, *below.conjuncts))
    if not own and head.lemma_ in ("let", "allow", "help", "have"):
        own = tuple(one for one in head.doc[head.i + 1 : child.i] if one.dep_ == "nsubj")[:1]
    if own and own[0].i > head.i:
        asked = own
    elif not around.passive:
        asked = tuple(
            one
            for below in head.children
            if below.dep_ in ("dobj", "dative")
            for one in (below, *below.conjuncts)
        )
    return around.subjects, asked


def _partners(head: Token) -> tuple[Token, ...]:
    """With whom one talks, or whom one approaches: "in talks with banks to get"."""
    around = noun_clause(head) if head.pos_ == "NOUN" else clause(head)
    found = [*around.at("with"), *around.at("from")]
    if not found and head.pos_ == "VERB" and not around.passive:
        found += around.objects
    return tuple(found)


def _partners_above(head: Token) -> tuple[Token, ...]:
    """With whom one is "in contact", "in talks", to try and get something."""
    for _, above in ancestors(head):
        rule = frames().governors.get(above.lemma_.lower())
        if rule is not None and rule.means == "seek" and (found := _partners(above)):
            return found
        for below in above.subtree:
            rule = frames().governors.get(below.lemma_.lower())
            if below.pos_ == "NOUN" and below.i < head.i and rule is not None and (found := _partners(below)):
                return found
        if above.pos_ in ("VERB", "AUX"):
            break
    return ()


def _sought_in(verb: Token) -> Token | None:
    """The noun of seeking to which an infinitive belongs: "is in talks with Acme to get"."""
    if verb.lemma_.lower() not in _THROUGH:
        return None
    for child in verb.children:
        for one in (child, *child.children) if child.dep_ == "prep" else (child,):
            rule = frames().governors.get(one.lemma_.lower())
            if (
                one.pos_ == "NOUN"
                and one.dep_ in ("dobj", "pobj")
                and rule is not None
                and rule.means == "seek"
            ):
                return one
    return None


def _has_handle(token: Token) -> bool:
    return any(child.dep_ == "dobj" and child.lemma_.lower() in words().handles for child in token.children)
