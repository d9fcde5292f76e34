"""The ends of a flow: parties for the heads of phrases, and what the text around tells of an end left out."""

from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Token

from graph.claims import Act, PartyType
from graph.drafting.frames.data import holders
from graph.drafting.frames.spoken import Spoken
from graph.drafting.parties.groups import Meant, unknown
from graph.drafting.parties.parties import Parties
from graph.drafting.tables import words
from graph.drafting.text.grammar import ancestors, conjuncts, governing_subject, subjects_of

_BUILT: Final = frozenset(
    {
        "code",
        "extension",
        "feature",
        "product",
        "program",
        "software",
        "system",
        "technology",
        "tool",
        "tracker",
    }
)
_BUILDS: Final = frozenset(
    {"build", "create", "deploy", "design", "develop", "employ", "have", "insert", "install", "make", "use"}
)
#: Acts by which data change hands.
TRANSFER: Final = frozenset({Act.SHARE, Act.SELL, Act.COLLECT})


class Ends:
    """Who stands at the ends of the flows of one text."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties

    def of(
        self, heads: Iterable[Token], first: str | None, subject: str | None, loosely: bool = False
    ) -> list[Meant]:
        """The parties that heads stand for; *loosely*, also people or firms of a kind that no table knows."""
        found: dict[str, Meant] = {}
        for head in heads:
            if head.tag_ == "NNS" and self._exemplified(head):
                continue  # "companies like Acme" are Acme
            makers = (
                [] if head.lemma_.lower() not in _BUILT or not _is_built(head) else governing_subject(head)
            )
            meanings = [
                it for user in makers if (it := self._parties.meant(user, first, subject)) is not None
            ]
            meanings = meanings or self._parties.meant_all(head, first, subject)
            if not meanings and head.lemma_.lower() in words().devices:
                meanings = [  # "uses software that sends": who uses it
                    meant
                    for user in governing_subject(head)
                    if (meant := self._parties.meant(user, first, subject)) is not None
                ]
            if not meanings and (maker := self._parties.made_by(head)) is not None:
                meanings = [maker]
            if not meanings and loosely:
                meanings = unknown(head)
            for meant in meanings:
                found.setdefault(meant.name, meant)
        return list(found.values())

    def _exemplified(self, head: Token) -> bool:
        """Whether a group is told by names: "companies such as Acme"."""
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("like", "as"):
                return any(self._parties.named_at(one) for one in child.children if one.dep_ == "pobj")
        return False

    def apart(self, heads: Sequence[Token], to: list[Meant], giver: frozenset[str]) -> list[Meant]:
        """Who gets it, where a description was taken for who gives it: "Acme gave the contractor …"."""
        if len(heads) != 1 or heads[0].pos_ != "NOUN" or not {each.name for each in to} & giver:
            return to
        return [self._parties.other_than(heads[0], giver)]

    def not_who_says(self, heads: Sequence[Token], to: list[Meant], speaker: str | None) -> list[Meant]:
        """Who gets it, where "the company" was taken for who tells it: they would say "us"."""
        if len(heads) != 1 or len(to) != 1 or speaker is None or to[0].name != speaker:
            return to
        head = heads[0]
        if head.pos_ != "NOUN" or head.lemma_ not in words().party_types or head.dep_ != "pobj":
            return to
        other = self._parties.other_than(head, frozenset({speaker}))
        return [other] if other.kind is None else to

    def holders(self, one: Spoken, first: str | None) -> list[Meant]:
        """Whose data it is, if that is no person: "Acme's records", "records of Acme's customers"."""
        found: dict[str, Meant] = {}
        for head in one.data:
            heads = subjects_of(head) if head.pos_ == "VERB" else holders(head)
            for each in (it for owner in heads for it in conjuncts(owner)):
                meant = self._parties.meant(each, first) if not self._exemplified(each) else None
                kind = meant is not None and meant.kind is not None and each.dep_ in ("compound", "nmod")
                if meant is None or kind:
                    continue  # "court files" are no court's
                if is_organisation(meant) and meant.type is not PartyType.SERVICE:
                    found.setdefault(meant.name, meant)
        return list(found.values())

    def subject_of(self, token: Token, but: frozenset[str] = frozenset()) -> str | None:
        """The party that the clause around a word speaks of, *but* for some: the likeliest "it"."""
        for _, head in ancestors(token):
            if head.pos_ in ("VERB", "AUX"):
                for child in subjects_of(head) or [
                    below for below in head.children if below.dep_ == "nsubjpass"
                ]:
                    if child.i < token.i:
                        meant = self._parties.meant(child) if child.pos_ != "PRON" else None
                        if meant is not None and meant.name in but:
                            continue
                        if meant is not None and meant.type is not PartyType.PERSON:
                            return meant.name
                        if meant is not None and (office := self._parties.speaks_for(meant.name)):
                            return office
        return None

    def made_by(self, act: Act, from_: list[Meant], to: list[Meant]) -> tuple[Act, list[Meant], list[Meant]]:
        """A service for its maker: what software sends home is collected by its maker."""
        if (
            act is Act.SHARE
            and len(from_) == 1
            and from_[0].type is PartyType.SERVICE
            and from_[0].kind is None
        ) and self._parties.operator(from_[0].name) in {each.name for each in to}:
            return Act.COLLECT, [], to
        if act in (Act.COLLECT, Act.USE):
            to = [self._maker(each) for each in to]
        return act, from_, to

    def _maker(self, service: Meant) -> Meant:
        lower = service.name.lower()
        known = lower in words().services or lower.removesuffix("s") in words().services
        known = known or self._parties.is_product(service.name)
        if (service.type is not PartyType.SERVICE and not known) or service.kind is not None:
            return service
        maker = self._parties.operator(service.name)
        return Meant(maker, PartyType.COMPANY, None, service.words) if maker is not None else service


def _is_built(head: Token) -> bool:
    """Whether a tool is what somebody makes or uses: "built software that searches"."""
    return head.dep_ == "dobj" and head.head.lemma_ in _BUILDS


def is_organisation(meant: Meant) -> bool:
    """Whether a party is no person and no people."""
    if meant.type is PartyType.GROUP:  # "the company", "insurers"
        last = meant.words.split()[-1].lower() if meant.words else ""
        return not meant.people and bool({last, last.removesuffix("s")} & words().party_types.keys())
    return not meant.people and meant.type is not PartyType.PERSON
