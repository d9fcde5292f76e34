"""What flows: the verbs and nouns that speak of one, with the words that fill its roles."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.claims import Act
from graph.drafting.data import data_heads
from graph.drafting.grammar import Clause, ancestors, clause, noun_clause
from graph.drafting.tables import Frame, frames, words


@dataclass(frozen=True, slots=True)
class Spoken:
    """One flow as it is spoken of: heads of phrases, not yet parties.

    ``seeker`` is who wants it, where another verb says so; ``permitter`` who lets it happen. ``lead`` is the
    word that leads: the frame's own, or the one that governs it.
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
    via: str = ""


def spoken(doc: Doc) -> Iterator[Spoken]:
    """All flows that a piece seems to speak of, in the order of its words."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX") or (token.pos_ in ("ADJ", "NOUN") and token.tag_ in ("VBN", "VBG", "VBD")):
            yield from _verb(token)
        elif token.pos_ == "NOUN":
            yield from _noun(token)


def _verb(token: Token) -> Iterator[Spoken]:
    rows = frames().verbs.get(token.lemma_.lower(), ())
    if not rows:
        return
    around = clause(token)
    for row in rows:
        data = tuple(one for place in row.data for head in around.at(place) for one in data_heads(head))
        if not data:
            continue
        if row.data == ("with",) and not around.objects:
            continue
        found = _placed(row, token, around, data)
        if found is not None:
            yield found
            return


def _noun(token: Token) -> Iterator[Spoken]:
    for row in frames().nouns.get(token.lemma_.lower(), ()):
        around = noun_clause(token)
        data = tuple(one for place in row.data for head in around.at(place) for one in data_heads(head))
        if not data:
            continue
        if token.lemma_.lower() == "access" and _is_light_object(token):
            continue
        if _carried(token):
            continue
        yield Spoken(row, token, token, row.act, _first(row.from_, around), _first(row.to, around), data, False)
        return


def _carried(token: Token) -> bool:
    """Whether a verb's frame already speaks of this noun's flow ("received requests for …" does not)."""
    return token.head.lemma_.lower() in ("get", "obtain", "gain", "deny") and token.dep_ == "dobj"


def _is_light_object(token: Token) -> bool:
    """"gave access to", "had access to": the verb's own frame has it."""
    head = token.head
    while head.dep_ == "conj" and head.pos_ == "NOUN":
        head = head.head
    return token.dep_ in ("dobj", "nsubjpass", "conj", "attr") and head.lemma_.lower() in frames().verbs


def _first(places: tuple[str, ...], around: Clause) -> tuple[Token, ...]:
    found: list[Token] = []
    for place in places:
        found += around.at(place)
    return tuple(dict.fromkeys(found))


def _placed(row: Frame, token: Token, around: Clause, data: tuple[Token, ...]) -> Spoken | None:
    from_, to = _first(row.from_, around), _first(row.to, around)
    if token.lemma_.lower() == "have" and not _has_handle(token):
        return None
    if "to" in row.needs and not to:
        return None
    lead, act, governor = token, row.act, None
    for child, head in ancestors(token):
        if child.dep_ not in ("xcomp", "ccomp", "acl", "pcomp", "prep", "dobj", "advcl", "conj", "pobj"):
            break
        rule = frames().governors.get(head.lemma_.lower())
        if child.dep_ == "conj":
            if head.pos_ not in ("VERB", "NOUN", "AUX"):
                break
            continue
        if child.dep_ == "advcl" and not (rule is not None and rule.means == "seek" and _infinitive(child)):
            break
        if rule is None:
            if head.pos_ in ("VERB", "AUX") and head.lemma_.lower() not in _THROUGH:
                break
            continue
        if rule.means == "seek":
            asker, asked = _asker(head, child)
            if asked and row.from_ and "subject" in row.from_:
                act, lead, governor = Act.SEEK, head, head.lemma_
                from_ = asked
                to = to or asker
            elif row.to == ("subject",) or "subject" in row.to:
                act, lead, governor = Act.SEEK, head, head.lemma_
                to = asker or to
                from_ = from_ or _partners(head)
            break
        if rule.means == "permit":
            if "subject" in row.to:
                permitter = _asker(head, child)[0]
                lead, governor, act = head, head.lemma_, Act.SHARE
                from_ = permitter or from_
            break
    return Spoken(row, token, lead, act, from_, to, data, around.passive, governor)


_THROUGH = frozenset({"be", "have", "get", "do", "begin", "start", "continue", "agree", "make", "hold"})


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
    if own and own[0].i > head.i:
        asked = own
    elif not around.passive:
        asked = tuple(one for below in head.children if below.dep_ in ("dobj", "dative") for one in (below, *below.conjuncts))
    return around.subjects, asked


def _partners(head: Token) -> tuple[Token, ...]:
    """With whom one talks, or whom one approaches: "in talks with banks to get"."""
    around = noun_clause(head) if head.pos_ == "NOUN" else clause(head)
    found = [*around.at("with"), *around.at("from")]
    if not found and head.pos_ == "VERB" and not around.passive:
        found += around.objects
    return tuple(found)


def _has_handle(token: Token) -> bool:
    return any(child.dep_ == "dobj" and child.lemma_.lower() in words().handles for child in token.children)
