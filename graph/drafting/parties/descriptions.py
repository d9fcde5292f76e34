"""Whom a description means: "the airline" and "a hospital trust" by what the text says around them."""

from typing import Final

from spacy.tokens import Token

from graph.claims import PartyKind, PartyType
from graph.drafting.parties.cast import Cast
from graph.drafting.parties.describing import Describing
from graph.drafting.parties.groups import FITS, VAGUE, Meant, group_name
from graph.drafting.parties.salience import GENERIC
from graph.drafting.parties.spotting import plain
from graph.drafting.tables import words
from graph.drafting.text.grammar import noun_phrase

_DEFINITE: Final = frozenset({"the", "that", "this", "these", "those", "its", "their"})
#: Articles of those of whom nothing was said before.
#: What tells nothing of what a company does: "the parent company".
_TELLS_NOT: Final = frozenset({"parent", "sister", "holding", "start", "home", "host", "target", "web"})
_NEW: Final = frozenset({"a", "an", "another", "any", "each", "every", "no", "one", "some"})
#: Who acts for the body last spoken of, where nothing says for which: "Agents asked the library".
_AGENTS: Final = frozenset({"agent", "inspector"})


class Descriptions:
    """The descriptions of one text, brought back to its parties."""

    def __init__(self, cast: Cast, describing: Describing) -> None:
        self._cast = cast
        self._describing = describing

    def meant(self, token: Token, number: int, lemma: str) -> Meant:
        """A description: the named party it fits, else a group of that name."""
        table = words()
        phrase = plain(noun_phrase(token))
        people = lemma in table.people and lemma not in table.party_types and lemma not in table.persons
        kind = table.party_types.get(lemma, PartyType.GROUP)
        singular = token.tag_ in ("NN", "NNP")
        det = next((child.lower_ for child in token.children if child.dep_ in ("det", "poss")), "")
        bare = not any(child.dep_ in ("amod", "nmod") for child in token.children)
        restricted = any(
            child.dep_ in ("relcl", "acl") or (child.dep_ == "prep" and child.lower_ not in ("like",))
            for child in token.children
        )
        inner = next(
            (
                one
                for child in token.children
                if child.dep_ in ("compound", "nmod") and (one := self._cast.by_token.get((number, child.i)))
            ),
            None,
        )
        if (
            inner is not None
            and singular
            and det not in ("a", "an", "another", "one")
            and kind in (PartyType.SERVICE, PartyType.COMPANY)
            and not people
        ):
            return self._cast.as_named(inner, phrase)
        if singular and (det in ("a", "an") or (det == "the" and restricted)):
            later = None if people else self._describing.named_later(token, number)
            if later is not None:
                return self._cast.as_named(later, phrase)
        other = singular and det == "the" and lemma in GENERIC and self._is_other(token, number)
        if singular and not people and det not in _NEW and not other:
            named = (
                []
                if lemma in GENERIC
                else sorted(
                    name
                    for name, one in self._cast.named.items()
                    if lemma in one.described and self._cast.salience.is_known(name, number, token)
                )
            )
            if len(named) == 1:
                return self._cast.as_named(named[0], phrase)
            if (
                det in ("the", "this", "that")
                and not restricted
                and lemma not in ("government", "party", "police", "public")
            ):
                fits = FITS.get(kind, ())
                alike = [
                    name
                    for name in self._cast.named
                    if not self._cast.named[name].nameless
                    and {lemma, f"{lemma}s"} & set(name.lower().split())
                    and name != self._cast.publisher
                ]
                if alike and lemma not in GENERIC | {"city", "state", "county", "country"}:
                    return self._cast.as_named(self._cast.salience.last_of(alike, number, token.i), phrase)
                if len(named) > 1:
                    fits = tuple({self._cast.named[one].type for one in named})
                if kind is PartyType.GOVERNMENT and any(
                    child.dep_ == "compound" and child.pos_ == "NOUN" for child in token.children
                ):
                    fits = ()
                if lemma not in GENERIC and (earlier := self._earlier(token)):
                    return earlier
                places = lemma in ("city", "state", "county", "country")
                if kind is PartyType.NGO and lemma in GENERIC:
                    fits = (PartyType.NGO, PartyType.COMPANY)
                name = self._cast.salience.salient(
                    number, token.i, fits, places, None if lemma in GENERIC else lemma
                )
                if name is not None and (not named or name in named):
                    return self._cast.as_named(name, phrase)
                if kind is PartyType.MEDIA and self._cast.publisher:
                    return self._cast.as_named(self._cast.publisher, phrase)
            own = det in ("the", "this", "that", "our") and kind in (PartyType.COMPANY, PartyType.SERVICE)
            if own and bare and self._cast.speaker:
                return self._cast.as_named(self._cast.speaker, phrase)
        if token.tag_ == "NNS" and lemma in _AGENTS and not list(token.lefts) and not restricted:
            body = self._cast.salience.salient(number, token.i, (PartyType.GOVERNMENT,))
            if body is not None and not self._cast.named[body].nameless:
                return self._cast.as_named(body, phrase)
        again = det in ("the", "these", "those") and bare and not restricted and not people and not other
        if again and (fuller := self._fuller(token)) is not None:
            return fuller
        vague = any(child.lower_ in VAGUE for child in token.children)
        party_kind: PartyKind | None = PartyKind.CLASS
        name = group_name(token)
        if name.lower() in ("third parties", "third party", "outside parties"):
            party_kind = PartyKind.THIRD_PARTIES
        elif vague and det in _DEFINITE:
            party_kind = PartyKind.VAGUE
        shown = PartyType.GROUP if kind not in (PartyType.GOVERNMENT, PartyType.COURT) else kind
        return Meant(name, PartyType.GROUP if people else shown, party_kind, phrase, people)

    def _is_other(self, token: Token, number: int) -> bool:
        """Whether "the gas company" fits none that the text has named so."""
        kinds = [one.lower_ for one in token.lefts if one.dep_ == "compound" and one.pos_ == "NOUN"]
        if not kinds or any(one in _TELLS_NOT for one in kinds):
            return False
        for name, forms in self._describing.surface.items():
            if any(one in f"{name} {' '.join(forms)}".lower() for one in kinds):
                return False
        named = (name.lower() for name, one in self._cast.named.items() if not one.nameless)
        return not any(one in name for name in named for one in kinds)

    def _earlier(self, token: Token) -> Meant | None:
        """The nameless party that "the contractor" goes back to: "a military contractor"."""
        for one in self._cast.alike(token):
            if any(child.lower_ in ("a", "an", "one") for child in one.children):
                return self._as_group(one, token)
        return None

    def _fuller(self, token: Token) -> Meant | None:
        """The group that "the ministry" or "the officers" go back to: "the finance ministry"."""
        for one in self._cast.alike(token):
            fuller = len(noun_phrase(one)) > 1 or group_name(one) != one.text
            if one.tag_ == token.tag_ and fuller and not any(child.lower_ == "other" for child in one.lefts):
                return self._as_group(one, token)
        return None

    def _as_group(self, one: Token, token: Token) -> Meant:
        """The party that *one*, an earlier word for whom *token* means, stands for."""
        later = self._describing.named_later(one, self._cast.piece_of[id(one.doc)])
        if later is not None:
            return self._cast.as_named(later, plain(noun_phrase(token)))
        kind = words().party_types.get(one.lemma_.lower(), PartyType.GROUP)
        shown = kind if kind in (PartyType.GOVERNMENT, PartyType.COURT) else PartyType.GROUP
        return Meant(group_name(one), shown, PartyKind.CLASS, plain(noun_phrase(token)))
