"""What the words above the word of a flow make of it: "asked Acme to give", "was allowed to see"."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from graph.claims import Act
from graph.drafting.frames.deals import by_deals, dealt
from graph.drafting.frames.heads import heads_at
from graph.drafting.frames.requests import is_granted, sent_by, who_sent, who_was_asked
from graph.drafting.tables import Frame, Governor, frames, words
from graph.drafting.text.grammar import clause, is_infinitive, is_passive, noun_clause, owners
from graph.drafting.text.tree import Token, ancestors
from graph.drafting.word_lists import flow_words, stances

#: By what a verb hangs on who wants it, lets it be done, or is made to do it.
_BELOW: Final = frozenset({"xcomp", "ccomp", "acl", "pcomp", "prep", "dobj", "advcl", "conj", "pobj"})
#: What stands before what is talked about.
_MATTERS: Final = frozenset({"about", "on", "over"})


@dataclass(slots=True)
class Placing:
    """A flow on its way up its sentence: what each word above makes of its act and its ends.

    ``lead`` and ``governor`` are the word that leads it in the end and that word's lemma; ``helpers`` are
    those whose help is sought ("asked for Acme's help in finding").
    """

    row: Frame
    token: Token
    lead: Token
    act: Act
    from_: tuple[Token, ...]
    to: tuple[Token, ...]
    governor: str | None = None
    helpers: tuple[Token, ...] = ()

    @property
    def gives(self) -> bool:
        """Whether the subject of the word gives."""
        return "subject" in self.row.from_

    @property
    def gets(self) -> bool:
        """Whether the subject of the word gets."""
        return "subject" in self.row.to

    def led(self, head: Token, act: Act | None = None) -> None:
        """Let *head* lead it, and make another act of it."""
        self.lead, self.governor, self.act = head, head.lemma_, act or self.act

    def sought(self, head: Token, from_: tuple[Token, ...], to: tuple[Token, ...]) -> None:
        """Make a request of it, led by *head*."""
        self.led(head, Act.SEEK)
        self.from_, self.to = from_, to


def climb(flow: Placing) -> bool:
    """Follow the words above a flow until one of them settles it; whether it still is a flow."""
    for child, head in ancestors(flow.token):
        aim = child.dep_ == "relcl" and is_infinitive(child) and not is_passive(child)  # "a plan to mine"
        if (child.dep_ not in _BELOW and not aim) or _under_noun(flow, child, head):
            return True
        rule = _rule(child, head)
        if child.dep_ == "conj" and not (head.lemma_ == "try" and child.tag_ == "VB"):
            if head.pos_ not in ("VERB", "NOUN", "AUX"):
                return True
            continue
        if any(step(flow, rule, child, head) for step in _SETTLES):
            return True
        if rule is None:
            if _ends_here(child, head):
                return True
            continue
        if rule.means == "seek":
            return _asked(flow, child, head)
        if rule.means == "permit":
            _let(flow, child, head)
        return True
    return True


def _under_noun(flow: Placing, child: Token, head: Token) -> bool:
    """Whether a noun above settles it: "permission to see", "pressure to give", "a warrant to search"."""
    if child.dep_ == "acl":
        if child.tag_ == "VBN" and frames().governors.get(head.lemma) is None:
            return True  # "demanded messages sent with phones" asks for no sending
        able = _able(head)
        if able is not None and flow.gives and not flow.gets:
            flow.from_ = able[1] or flow.from_  # "gives Acme the right to sell what it gathers"
            return True
        if able is not None and flow.gets:  # "gave Orbix permission to see"
            flow.led(head, Act.SHARE)
            flow.from_, flow.to = able[0] or flow.from_, able[1] or flow.to
            return True
        if head.dep_ == "pobj" and flow.gives and head.head.lower_ == "under":
            pressed = _pressed(head.head.head)  # "is under pressure from Orbix to give"
            if pressed is not None:
                flow.sought(head, pressed[1] or flow.from_, flow.to or pressed[0])
                return True
        if flow.gets and is_granted(head) and is_infinitive(child):
            flow.sought(head, flow.from_, sent_by(head) or flow.to)  # "won a warrant to search the database"
            return True
    if head.lemma_ in flow_words().deals and child.dep_ in ("acl", "relcl"):  # "a deal with Acme to get"
        flow.from_, flow.to = dealt(flow.row, noun_clause(head), flow.from_, flow.to)
    if head.pos_ == "NOUN" and head.lemma_ in flow_words().helps and owners(head):
        flow.helpers = tuple(owners(head))
    return False


def _rule(child: Token, head: Token) -> Governor | None:
    """What the word *head* makes of what hangs on it by *child*; None if nothing."""
    rule = frames().governors.get(head.lemma)
    if rule is None or _is_other(child, head):
        return None
    if rule.means == "permit":
        told = child.dep_ == "ccomp" and child.i < head.i  # "we did get it, a spokesman allowed"
        return None if told or head.pos_ not in ("VERB", "ADJ") else rule
    wished = _wished(child) or (child.tag_ == "VBP" and head.lemma_ in flow_words().wishes)
    if rule.means == "seek" and child.dep_ == "ccomp" and not wished:
        return None  # "told users that it sells" asks for nothing
    return rule


def _is_other(child: Token, head: Token) -> bool:
    """Whether a word means something else here than asking, letting or keeping from."""
    lemma, behind = head.lemma_, child.dep_ == "prep"
    if lemma == "make":  # "makes it easy to share", "makes money by selling"
        return child.dep_ != "ccomp" or child.tag_ != "VB" or is_infinitive(child)
    if lemma == "call":  # "called in the police to inspect", "had the calls traced"
        on = head.pos_ == "VERB" and heads_at(("on", "upon"), clause(head))
        return not on and not any(one.lower_ == "for" for one in head.children)
    if lemma == "look":
        return behind and child.lower_ != "for"  # "looked into reports that it sells"
    return behind and lemma in ("sue", "tell")  # "sued Acme for selling", "told the court in a brief that"


def _aimed(flow: Placing, rule: Governor | None, child: Token, head: Token) -> bool:
    """Whether it is the aim of what stands above: "came under pressure to give", "held talks to get"."""
    to = is_infinitive(child)
    if child.dep_ != "advcl" or (rule is not None and rule.means == "seek" and to):
        return False
    if to and flow.gives and (pressed := _pressed(head)) is not None:
        flow.sought(head, pressed[1] or flow.from_, flow.to or pressed[0])
    elif to and flow.gets and (noun := _sought_in(head)) is not None:
        flow.sought(noun, flow.from_ or _partners(noun), clause(head).subjects or flow.to)
    return True


def _employed(flow: Placing, rule: Governor | None, child: Token, head: Token) -> bool:
    """Whether people are paid to do it: "pays contractors to listen to them"."""
    if head.lemma_ not in flow_words().employs or flow.row.act not in (Act.USE, Act.COLLECT):
        return False
    if not is_infinitive(flow.token):
        return False
    if head.pos_ == "VERB" and not is_passive(head) and _hands(clause(head).objects):
        flow.to = clause(head).subjects or flow.to
    return True


def _talked_of(flow: Placing, rule: Governor | None, child: Token, head: Token) -> bool:
    """Whether it is talked about with who is to give: "in talks with Acme about a project to mine"."""
    noun = _sought_in(head) if rule is None and child.lower_ in _MATTERS and flow.gets else None
    if noun is None or not _partners(noun):
        return False
    flow.sought(noun, flow.from_ or _partners(noun), clause(head).subjects or flow.to)
    return True


def _enabled(flow: Placing, rule: Governor | None, child: Token, head: Token) -> bool:
    """Whether somebody is able to do it."""
    if rule is not None or head.pos_ != "ADJ" or head.lemma_ != "able":
        return False
    flow.led(head, Act.SHARE if flow.gets else None)
    return True


#: What may settle a flow before any rule of the word above it, in this order.
_SETTLES: Final[tuple[Callable[[Placing, Governor | None, Token, Token], bool], ...]] = (
    _aimed,
    _employed,
    _talked_of,
    _enabled,
)


def _ends_here(child: Token, head: Token) -> bool:
    """Whether nothing above *head* says anything of the flow any more."""
    if head.pos_ == "ADJ" and child.dep_ == "prep":
        return True  # "requires developers to be clear about what they send"
    return head.pos_ in ("VERB", "AUX") and head.lemma not in flow_words().through


def _asked(flow: Placing, child: Token, head: Token) -> bool:
    """Make a request of what somebody asks for, or is made to do; whether it still is a flow."""
    row, table = flow.row, flow_words()
    if flow.token.lemma_ == "remove" and child == flow.token:
        return False  # "asked the firms to remove her number"
    asker, asked = _asker(head, child)
    ended = child.lemma_ in stances().ceasing and child != flow.token
    bound = any(one.lemma_ in table.binding or one.lemma_ in table.deals for one in asker)
    if asked and flow.gives and (ended or bound):
        flow.from_ = asked  # "was told to stop sharing", "a contract obliges Acme to send"
        return True
    if ended and flow.gets and asked:
        flow.to = asked  # "was ordered to stop collecting"
        return True
    asker = _who_moves(head) or tuple(it for one in asker for it in who_sent(one))
    request = head.pos_ == "NOUN" and head.lemma in words().requests
    if request and (addressed := who_was_asked(head)):
        if flow.gives:
            _turned_down(flow, head, addressed)
    elif flow.helpers:
        flow.sought(head, flow.helpers, asker)
    elif asked and flow.gives:
        flow.sought(head, asked, flow.to or asker)
    elif row.act is Act.COLLECT and head.lemma_ in table.forces and (asked or clause(head).passive):
        return False  # "was ordered to keep the records"
    elif row.act is Act.USE and head.lemma_ in table.plans and not _partners(head):
        flow.led(head)  # "plans to look through the records"
        if not flow.to and head.pos_ == "NOUN" and (partners := _partners_above(head)):
            flow.sought(head, partners, _above_subjects(head))  # "held talks with Acme about a plan to mine"
    elif row.act is Act.USE and "organisation" not in row.needs and not (flow.from_ or _partners(head)):
        flow.led(head)  # it has what it wants to use
    elif flow.gets:
        above = _above_subjects(head) if head.pos_ == "NOUN" else ()
        from_ = flow.from_ or _partners(head) or _partners_above(head)
        flow.sought(head, from_, asker or flow.to or above)
    return True


def _turned_down(flow: Placing, head: Token, addressed: tuple[Token, ...]) -> None:
    """Let those give of whom a request was made: "turned down a request to hand over"."""
    asker = heads_at(("by", "from"), noun_clause(head)) or tuple(owners(head))
    flow.from_, flow.to = addressed, flow.to or asker
    if head.head.lemma not in flow_words().turns_away:
        flow.led(head, Act.SEEK)


def _let(flow: Placing, child: Token, head: Token) -> None:
    """Let who permits it give: "Acme allowed Orbix to see"."""
    if not flow.to and flow.gives and head.pos_ == "VERB":
        pacts = [noun_clause(one) for one in clause(head).subjects if one.lemma_ in flow_words().deals]
        flow.to = tuple(it for pact in pacts for it in (*pact.at("with"), *pact.at("between")))
    if not flow.gets:
        return
    permitter, permitted = _asker(head, child)
    it = all(one.pos_ == "PRON" for one in permitted)
    if flow.row.act in (Act.USE, Act.COLLECT) and _own_leave(permitter, permitted):
        flow.led(head)  # "its terms allow it to use", "let its staff read"
        flow.to = permitted if it else permitter
        return
    flow.led(head, Act.SHARE)
    flow.from_, flow.to = by_deals(permitter or flow.from_, permitted or flow.to)
    if head.dep_ in ("xcomp", "ccomp") and _wished(head) and _seeks(head.head):
        flow.led(head.head, Act.SEEK)  # "wanted Acme to let it see"
        if permitted and it:
            flow.to = clause(head.head).subjects or flow.to


def _hands(objects: tuple[Token, ...]) -> bool:
    """Whether those who are paid are people, and no firm of a name: "thousands of people", "students"."""
    table = words()
    return any(
        one.lemma in table.people or one.lemma in table.persons
        for each in objects
        if each.pos_ != "PROPN"
        for one in (each, *noun_clause(each).at("of"))
    )


def _above_subjects(noun: Token) -> tuple[Token, ...]:
    """The subject of the clause in which a noun stands."""
    for _, head in ancestors(noun):
        if head.pos_ in ("AUX", "VERB"):
            return clause(head).subjects
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
    if above.pos_ != "VERB" or head.lemma_ not in flow_words().forces or not is_infinitive(head):
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
    return is_infinitive(verb) or (verb.tag_ == "VB" and not any(one.dep_ == "aux" for one in verb.children))
