"""What is no claim after all, by who was found at its ends: of nobody, of people's own, or only of some."""

from typing import Final

from graph.claims import Act, PartyType, Tense
from graph.drafting.claims.ends import is_organisation
from graph.drafting.claims.making import Making
from graph.drafting.frames.data import is_anything, people_of
from graph.drafting.parties.groups import singular
from graph.drafting.saying import noclaims, nonanswers
from graph.drafting.tables import frames
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import claim_words


def is_policy(making: Making) -> bool:
    """Whether a party says that it does not do it "without consent", which says that it may."""
    said, how = making.said, making.how
    return how.quality == "without" and said.speaker is not None and how.tense is not Tense.PAST


def is_unsaid(making: Making) -> bool:
    """Whether words say no claim: only how it was done is denied, nothing is answered, it is supposed."""
    one, how = making.one, making.how
    if how.quality is not None and not is_policy(making):
        return True
    return nonanswers.kind_of(one.word) is not None or noclaims.is_none(one)


def goes_to_reader(making: Making) -> bool:
    """Whether something is done for the reader: "we provide you with a better service"."""
    return any(head.lower_ in ("you", "yourself") for head in making.one.to)


def is_their_own(making: Making) -> bool:
    """Whether people get what is theirs: "gives its customers access to their messages"."""
    others = any(child.lower_ in ("all", "other") for head in making.one.to for child in head.lefts)
    theirs = making.to and all(each.people for each in making.to) and not others
    return making.act is Act.SHARE and bool(theirs) and all(map(_is_own, making.one.data))


def is_nothing(making: Making) -> bool:
    """Whether no data are named, and that is not denied: "shares everything"."""
    vague = not making.data and any(is_anything(head) for head in making.one.data)
    return vague and not making.how.denied


def is_asked_by_nobody(making: Making) -> bool:
    """Whether something is asked for, and nobody asks."""
    return making.act is Act.SEEK and not making.to and making.one.word.pos_ != "NOUN"


def asks_for_own(making: Making) -> bool:
    """Whether somebody asks for what is their own: "upon requesting his file, Mr. Park"."""
    persons = bool(making.to) and all(each.type is PartyType.PERSON for each in making.to)
    own = any(one.lower_ in ("her", "his") for head in making.one.data for one in head.lefts)
    return making.act is Act.SEEK and persons and own


def is_a_persons(making: Making) -> bool:
    """Whether somebody only has or gets what is nobody's data: "she has a private number", "got a call"."""
    taken = making.act is Act.COLLECT and making.one.frame.word in _HAS and not making.from_
    alone = bool(making.to) and all(each.type is PartyType.PERSON for each in making.to)
    testing = making.stays and bool(making.to) and not making.from_
    if testing and all(
        singular(each.name.split()[-1].lower()) in claim_words().testers for each in making.to
    ):
        return True  # "a Norvik reporter logged on, monitoring the data received"
    return taken and alone and all(people_of(head) is None for head in making.one.data)


#: How somebody comes by something.
_HAS: Final = frozenset({"get", "have", "receive"})


def lacks_an_end(making: Making) -> bool:
    """Whether an end is missing that the words of its frame need."""
    one, to = making.one, making.to
    if "to" in one.frame.needs and not to and not making.how.denied:
        return True
    if one.loose and not (making.from_ and to):
        return True
    needs = "organisation" in one.frame.needs and one.governor is None
    return needs and not any(map(is_organisation, to))


def tells_which(making: Making) -> bool:
    """Whether a clause only tells which one is meant, and names one end: "apps that sell records"."""
    word = making.one.word
    if word.dep_ not in ("acl", "relcl") or not making.changes_hands or (making.from_ and making.to):
        return False
    if word.head.dep_ == "nsubj" and word.head.head.lemma_ in ("comprise", "include"):
        return False  # "the information released to Orbix included names"
    return not _is_news(word) and (making.said.speaker is None or _is_any(word.head))


def permits_nothing(making: Making) -> bool:
    """Whether something is not permitted to go without something: "without allowing us to access"."""
    governor = frames().governors.get(making.one.governor or "")
    permits = governor is not None and governor.means == "permit"
    return permits and not making.from_ and "without" in making.how.negations


def _is_own(head: Token) -> bool:
    """Whether data are theirs who get them."""
    return any(one.lower_ in ("their", "your") and one.dep_ == "poss" for one in head.children)


def _is_news(verb: Token) -> bool:
    """Whether a clause tells what a noun before it says: "the news that Acme had been buying data"."""
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)


def _is_any(noun: Token) -> bool:
    """Whether a noun in the plural means whoever does something: "apps that sell records"."""
    return noun.tag_ == "NNS" and not any(
        child.dep_ in ("det", "poss", "nummod", "predet") or child.pos_ == "PROPN" for child in noun.children
    )
