"""The ends that a clause leaves out: by whose data it is, who speaks, and what was said before."""

from typing import Final

from graph.claims import Act, PartyType
from graph.drafting.claims.context import Context
from graph.drafting.claims.ends import Ends, is_organisation
from graph.drafting.claims.making import Making, but_for, names
from graph.drafting.claims.outsiders import Outsiders
from graph.drafting.frames.data import is_anything
from graph.drafting.frames.spoken import Spoken
from graph.drafting.parties.groups import Meant
from graph.drafting.parties.parties import Parties
from graph.drafting.tables import frames, words
from graph.drafting.text.grammar import is_passive
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import claim_words, stances

#: Where the verb of a sentence stands that is no part of another's phrase.
_MAIN: Final = ("ROOT", "advcl", "ccomp", "conj")
#: How many drafts back a sale may have been told of.
_NEAR: Final = 6


class LeftOut:
    """Fills the ends that clauses of one text leave out; *own_document*: all of it is one party's own."""

    def __init__(
        self, parties: Parties, ends: Ends, context: Context, outsiders: Outsiders, own_document: bool
    ) -> None:
        self._parties = parties
        self._ends = ends
        self._context = context
        self._outsiders = outsiders
        self._own_document = own_document

    def from_holders(self, making: Making) -> None:
        """Let whose data it is give them, where nobody else is named; and what is then no gift is none."""
        one, act = making.one, making.act
        making.holders = self._ends.holders(one, making.said.speaker)
        making.told = frozenset(names((*making.from_, *making.to, *making.holders)))
        laid_down = bool(one.from_) and all(_is_deal(head) for head in one.from_)  # "a contract allows"
        plain = one.governor is None or laid_down or _is_able(one)
        sought = act in (Act.SHARE, Act.SEEK, Act.SELL) and "subject" in one.frame.to and plain
        if not making.from_ and (sought or act is Act.SEEK):
            making.from_ = but_for(making.holders, making.to)
        employed = claim_words().employed
        looked_at = any(below.lemma_ in employed for head in one.to for below in head.subtree)
        let = making.from_ and making.to and not set(names(making.from_)) & set(names(making.to))
        if one.frame.word == "see" and act is Act.SHARE and looked_at and not let:
            making.act = Act.USE  # "its employees can see them"
        if one.frame.people and names(making.from_) == names(making.to):
            making.from_ = []  # "took fingerprints from its workers"
        if making.act is Act.SHARE and one.governor is None and not making.from_:
            taken = one.frame.people or one.frame.act is Act.COLLECT
            making.act = Act.COLLECT if taken else making.act

    def from_speaker(self, making: Making, speaker: str) -> None:
        """Let who speaks be whom their words leave out: "the data was not shared", says Acme."""
        one, said = making.one, making.said
        if self._outsiders.other(making) is not None:
            return
        if one.passive or (not one.from_ and not one.to):
            self._own_words(making, speaker)
        if making.changes_hands and one.passive and not making.from_ and "subject" in one.frame.from_:
            making.from_ = but_for(making.holders, making.to)
        if said.speaker is None:
            return
        own = self._ends.own(speaker)
        if own is None:
            return
        if making.changes_hands and not (one.from_ or making.from_) and _is_practice(one.word):
            making.from_ = but_for([own], making.to)
        mine = making.how.denied or not any(map(_is_others, one.from_))
        if making.changes_hands and one.from_ and not making.from_ and _are_things(one.from_) and mine:
            making.from_ = but_for([own], making.to)  # "no property of the chain"
        told = one.word.dep_ == "relcl"  # "phones that accessed it" may be anybody's
        if making.stays and one.to and not making.to and _are_things(one.to) and not told:
            making.to = [own]  # "the program collects", says the agency

    def _own_words(self, making: Making, speaker: str) -> None:
        """In a party's own words the party is meant."""
        one, said = making.one, making.said
        own = self._ends.own(speaker) if said.speaker or self._own_document else None
        if own is None or not (making.how.denied or said.cue not in claim_words().finds):
            return
        gave = making.from_ or (one.passive and making.holders) or own.name in names(making.to)
        if making.changes_hands and not gave and "subject" in one.frame.from_:
            held = [] if making.how.denied else self._context.holder(one, making.before, making.to)
            making.from_ = held or [own]
        elif making.act is Act.USE and any(map(_is_given_away, one.data)):
            making.from_ = making.from_ or [own]
        elif (
            not making.to
            and not any(map(_is_named, one.to))
            and not (one.word.dep_ == "relcl" and any(head.pos_ == "NOUN" for head in one.to))
            and (making.stays or (one.passive and "subject" in one.frame.to))
        ):
            making.to = but_for([own], making.from_)

    def from_topic(self, making: Making) -> None:
        """Let those collect or use data of whom the text speaks."""
        one = making.one
        if making.act is Act.COLLECT and one.to and not making.to and _are_things(one.to):
            making.to = self._parties.topic(one.word, frozenset())  # "the cookies had collected names"
        if making.stays and not making.to and not one.to and not any(map(_is_given_away, one.data)):
            making.to = self._context.recipient(one, making.before)
            main = one.word.dep_ in _MAIN and one.governor is None
            if one.passive and not making.to and main:  # "e-mail was intercepted from the street"
                making.to = self._parties.topic(one.word, frozenset(names(making.from_)))

    def from_askers(self, making: Making) -> None:
        """Let those get data who asked for them; what then goes to nobody else is used."""
        one = making.one
        nothing = bool(one.data) and all(is_anything(head) for head in one.data)
        given = making.act is Act.SHARE and bool(making.from_) and not making.to
        if given and one.governor is None and not nothing:
            making.to = self._context.who_asked(one, making.before, making.from_)
            making.to = making.to or self._context.asker_before(one, making.before, making.from_)
        if given and not making.to and one.to and all(map(_is_machine, one.to)):
            making.act, making.from_, making.to = Act.USE, [], making.from_  # "into its algorithm"
        if making.act is Act.USE and making.to and making.holders and one.frame.word in claim_words().looks:
            others = but_for(making.holders, making.to)
            if others and all(map(is_organisation, making.to)):
                making.act, making.from_ = Act.SHARE, others  # "officers go through Acme's records"
        alone = len(making.from_) == 1 and making.from_[0].kind is None and not making.to
        if making.act is Act.SHARE and one.frame.mutual and alone:
            making.act, making.from_, making.to = Act.USE, [], making.from_  # "pools what it knows"
        self._made_by(making)

    def of_request(self, making: Making) -> None:
        """Who asks, and who is asked."""
        one, said = making.one, making.said
        if making.act is not Act.SEEK:
            return
        if not making.to and making.how.denied and one.passive:
            making.to = self._context.said_to_get(making.before, making.from_)  # "was never asked"
        if not making.to and (one.passive or is_passive(one.lead)):
            own = self._ends.own(said.speaker)  # "will be asked for access, officials say"
            if own is not None and own.name not in names(making.from_):
                making.to = [own]
            elif making.people and len(making.people) == len(making.from_):
                making.to = self._parties.topic(one.word, frozenset())
        if not making.to and one.word.pos_ != "NOUN":
            return  # nobody asks
        if not making.from_:
            making.from_ = self._asked(making)

    def _asked(self, making: Making) -> list[Meant]:
        """Of whom data are asked, where the words name nobody."""
        one, context = making.one, self._context
        found: list[Meant] = []
        if one.governor is None:
            found = context.approached(one, making.it)
            found = found or context.answerer(one, making.to)
            speaker = self._ends.own(making.said.speaker)
            found = found or context.asked_of_itself(one, speaker, making.to)
        found = found or context.holder_before(one, making.to)
        return found or context.asked_before(making.before, making.to)

    def from_before(self, making: Making, speaker: str) -> None:
        """Complete what was told of before: "the records", "they were sold to Orbix"."""
        one, before = making.one, making.before
        sold = any(each.claim.act is Act.SELL and each.claim.to for each in before[-_NEAR:])
        new = making.how.denied and making.act is Act.SELL and not sold
        if not (new and making.from_ and not making.to):  # "shares them with Orbix, but does not sell them"
            making.act, making.from_, making.to = self._context.completed(
                one, making.act, making.from_, making.to, before, making.data
            )
        which = one.word.dep_ == "acl" and one.passive  # "videos sent to others"
        unsaid = making.changes_hands and making.to and not making.from_
        if unsaid and one.governor is None and not which:
            making.from_ = self._giver(making) or self._context.holder(one, before, making.to)
            if speaker not in names(making.to):  # "no data are sent to us"
                making.from_ = making.from_ or self._context.topic(one, making.to)
            self._made_by(making)

    def _giver(self, making: Making) -> list[Meant]:
        """Who gives, where a party says that nobody gets it: "Acme said that nobody was given the data"."""
        denied = making.how.denied
        own = self._ends.own(making.said.speaker) if denied or "subject" in making.one.frame.data else None
        if own is None or (not denied and own.type is PartyType.GOVERNMENT):
            return []
        return but_for([own], making.to)

    def _made_by(self, making: Making) -> None:
        accuser = None if making.how.denied else making.said.speaker
        making.act, making.from_, making.to = self._ends.made_by(making.act, making.from_, making.to, accuser)


def _are_things(heads: tuple[Token, ...]) -> bool:
    """Whether heads are things that work for whoever has them: "the program"."""
    return all(head.lemma in words().devices or head.lemma in claim_words().flaws for head in heads)


def _is_able(one: Spoken) -> bool:
    """Whether it is told that somebody could, and not who let them: "was able to see Acme's records"."""
    rule = frames().governors.get(one.governor or "")
    return rule is not None and rule.means == "permit" and not one.from_


def _is_deal(head: Token) -> bool:
    """Whether a noun names what two have agreed on."""
    return head.lemma in stances().deals or head.lemma in words().documents


def _is_named(head: Token) -> bool:
    """Whether a word has a capital that does not come from where it stands."""
    return head.pos_ == "PROPN" or (head.text[:1].isupper() and head.pos_ == "NOUN")


def _is_others(thing: Token) -> bool:
    """Whether a thing is somebody's, or one of many: "his phone", "two booking systems"."""
    counted = thing.tag_ == "NNS" and any(one.dep_ == "nummod" for one in thing.lefts)
    return counted or any(one.dep_ == "poss" and one.lower_ not in ("its", "our") for one in thing.children)


def _is_practice(verb: Token) -> bool:
    """Whether somebody says that it is how they do it: "sharing them with vendors is standard practice"."""
    told = verb.dep_ == "csubj" and verb.tag_ == "VBG"
    return told and any(
        one.dep_ == "attr" and one.lemma_ in claim_words().practices for one in verb.head.children
    )


def _is_given_away(data: Token) -> bool:
    """Whether who speaks has given data to others: "the data it provided was never used"."""
    for verb in data.rights:
        if verb.dep_ == "relcl" and any(one.lower_ in ("it", "they", "we") for one in verb.lefts):
            return any(
                row.act in (Act.SELL, Act.SHARE) and "subject" in row.from_
                for row in frames().verbs.get(verb.lemma, ())
            )
    return False


def _is_machine(head: Token) -> bool:
    """Whether data are put into a thing that works with them: "into its algorithm"."""
    return head.dep_ == "pobj" and head.head.lower_ in ("into", "onto", "through") and head.pos_ == "NOUN"
