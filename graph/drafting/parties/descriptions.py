"""Whom a description means: "the airline" and "a hospital trust" by what the text says around them."""

from collections.abc import Iterator
from typing import Final

from graph.claims import PartyKind, PartyType
from graph.drafting.parties.cast import Cast
from graph.drafting.parties.cleaning import plain
from graph.drafting.parties.describing import Describing
from graph.drafting.parties.groups import FITS, IT, VAGUE, Meant, group_name, is_definite
from graph.drafting.parties.salience import ORGANISATIONS
from graph.drafting.tables import towns, words
from graph.drafting.text.grammar import agents, owners, subjects_of
from graph.drafting.text.phrases import noun_phrase
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import party_words

_DEFINITE: Final = frozenset({"the", "that", "this", "these", "those", "its", "their"})
#: In how many sentences a text may speak of a well-known party before it names them.
_EARLY: Final = 3
#: In how many sentences before "the scooter company" a text has spoken of it.
_NEAR: Final = 2
#: What nobody is called by who was not named before: "the search giant".
_AGAIN: Final = frozenset({"giant"})
#: Articles of those of whom nothing was said before.
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
        if kind is PartyType.GOVERNMENT and singular and any(map(_is_who_heads, token.lefts)):
            return Meant(phrase, kind, PartyKind.CLASS, phrase)  # "the Bush administration"
        bare = not any(child.dep_ in ("amod", "nmod") for child in token.children)
        restricted = any(_restricts(child, token) for child in token.children)
        inner = next(
            (
                one
                for child in token.children
                if child.dep_ in ("compound", "nmod") and (one := self._cast.by_token.get((number, child.i)))
            ),
            None,
        )
        seated = inner is not None and self._cast.named[inner].place
        if (
            inner is not None
            and not seated
            and singular
            and det not in ("a", "an", "another", "one")
            and kind in (PartyType.SERVICE, PartyType.COMPANY)
            and not people
        ):
            return self._cast.as_named(inner, phrase)
        if seated and inner is not None and singular and det in ("the", "this", "that") and not people:
            place = next(child.lower_ for child in token.children if self._cast.is_name(child, number, inner))
            fits = FITS.get(kind, ())
            sitting = [
                name
                for name in sorted(self._describing.seated_in(place))
                if self._cast.type_of(name) in fits and self._cast.salience.is_known(name, number, token)
            ]
            if len(sitting) == 1:
                return self._cast.as_named(sitting[0], phrase)
        most = any(child.tag_ in ("JJS", "RBS") for child in token.children)
        if singular and (det in ("a", "an") or (det == "the" and restricted) or (most and not people)):
            later = None if people else self._describing.named_later(token, number)
            if later is None and not people and det != "the":
                later = self._cast.lead(token, number, FITS.get(kind, ()))
            if later is not None:
                return self._cast.as_named(later, phrase)
        if singular and det in ("the", "this", "that") and not people:
            called = self._describing.known_as(_bare(token))
            known = [name for name in called if self._cast.salience.is_known(name, number, token)]
            if not known and " " in _bare(token):
                known = called if self._cast.salience.sentences_to(number, token.i) <= _EARLY else []
            if len(known) == 1:
                return self._cast.as_named(known[0], phrase)
        thing = kind is PartyType.SERVICE and lemma in words().devices
        if thing and singular and det == "the" and bare and (own_to := self.owner_before(token)) is not None:
            return own_to
        other = singular and det == "the" and lemma in party_words().generic and self._is_other(token, number)
        if other and (lone := self._lone(token, number)) is not None:
            return self._cast.as_named(lone, phrase)
        if singular and not people and det not in _NEW and not other:
            named = (
                []
                if lemma in party_words().generic and kind is not PartyType.SERVICE
                else sorted(
                    name
                    for name, one in self._cast.named.items()
                    if lemma in one.described and self._cast.salience.is_known(name, number, token)
                )
            )
            if len(named) == 1:
                return self._cast.as_named(named[0], phrase)
            if det in ("the", "this", "that") and not restricted and lemma not in party_words().alone:
                fits = FITS[PartyType.COMPANY] + FITS.get(kind, ()) if lemma == "unit" else FITS.get(kind, ())
                alike = [
                    name
                    for name in self._cast.named
                    if not self._cast.named[name].nameless
                    and (kind is not PartyType.SERVICE or self._cast.type_of(name) is PartyType.SERVICE)
                    and lemma in (low := name.lower())
                    and {lemma, f"{lemma}s"} & set(low.split())
                    and name != self._cast.publisher
                ]
                told = [one.lower_ for one in token.lefts if one.dep_ in ("amod", "compound", "nmod")]
                alike = [name for name in alike if any(one in name.lower() for one in told)] or alike
                if alike and lemma not in party_words().generic and lemma not in party_words().lands:
                    return self._cast.as_named(self._cast.salience.last_of(alike, number, token.i), phrase)
                if len(named) > 1:
                    fits = tuple({self._cast.named[one].type for one in named})
                if kind is PartyType.GOVERNMENT and any(
                    child.dep_ == "compound" and child.pos_ == "NOUN" for child in token.children
                ):
                    fits = ()
                if lemma not in party_words().generic and (earlier := self._earlier(token)):
                    return earlier
                local = lemma in ("city", "state", "county", "country")
                but = self._cast.partners(token, number)
                if lemma not in party_words().generic and token.dep_ in ("nsubj", "nsubjpass"):
                    tellers = self._cast.tellers(token, number)  # "Acme says the broker took them"
                    but |= {one for one in tellers if lemma not in self._cast.named[one].described}
                if local:
                    but |= {one for one in self._cast.named if _is_other_place(one, lemma)}
                if kind is PartyType.NGO and lemma in party_words().generic:
                    fits = (PartyType.NGO, PartyType.COMPANY)
                elif kind is PartyType.COMPANY and lemma in party_words().firms:
                    fits = tuple(one for one in fits if one is not PartyType.NGO)
                name = self._cast.salience.salient(
                    number,
                    token.i,
                    fits,
                    local,
                    None if lemma in party_words().generic else lemma,
                    but=but,
                    often=seated or _has_seat(token),
                )
                if name is not None and not named and self._was_another(token, name):
                    name = None
                if name is not None and (not named or name in named):
                    return self._cast.as_named(name, phrase)
                if name is None and kind in (PartyType.NGO, PartyType.GOVERNMENT) and not people:
                    lone = self._lone(token, number) if token.dep_ == "nsubj" else None
                    if lone is not None and (kind is PartyType.NGO or _may_be_body(lone)):
                        return self._cast.as_named(lone, phrase)
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

    def _told_what(self, noun: Token, number: int) -> str | None:
        """Of which named party a noun tells what it is: "Acme is a phone company in Maine"."""
        of = subjects_of(noun.head) if noun.dep_ == "attr" else [noun.head] if noun.dep_ == "appos" else []
        names = (self._cast.by_token.get((number, one.i)) for one in of)
        return next((name for name in names if self._cast.is_organisation(name)), None)

    def owner_before(self, thing: Token) -> Meant | None:
        """Whose "the software" is by what the text told before: "its software", "software that it sells"."""
        if not any(child.lower_ in ("the", "these", "this", "those") for child in thing.children):
            return None
        if len(noun_phrase(thing)) > 1 or any(_restricts(child, thing) for child in thing.children):
            return None
        for number, one in self._cast.things_before(thing):
            for owner in _owning(one):
                name = self._cast.by_token.get((number, owner.i))
                if name is None and owner.lower_ in IT:
                    name = self._cast.salience.salient(number, owner.i, ORGANISATIONS)
                elif name is None and owner.lemma_ in words().party_types and is_definite(owner):
                    meant = self.meant(owner, number, owner.lemma_)
                    name = meant.name if meant.kind is None else None
                if name is not None and self._cast.is_organisation(name) and not self._cast.named[name].place:
                    return self._cast.as_named(name, plain(noun_phrase(thing)))
        return None

    def _was_another(self, token: Token, name: str) -> bool:
        """Whether the text spoke of "the clinic" before it named a party, which then is no clinic."""
        first = self._cast.salience.first(name)
        if first is None or token.lemma_ in party_words().generic:
            return False
        before = ((self._cast.piece(one), one.i) for one in self._cast.alike(token) if is_definite(one))
        return any(at < first for at in before)

    def _is_other(self, token: Token, number: int) -> bool:
        """Whether "the gas company" fits none that the text has named so."""
        before = [one for one in token.lefts if one.dep_ in ("compound", "nmod")]
        kinds = [one.lower_ for one in before if one.pos_ == "NOUN"]
        if not kinds or any(one in party_words().tells_not for one in kinds) or token.lemma_ in _AGAIN:
            return False
        if any(one.ent_type_ == "GPE" for one in before):
            return False  # "the New York gas company" was named before
        named = (name for name, one in self._cast.named.items() if not one.nameless)
        return not any(one in self._describing.called(name) for name in named for one in kinds)

    def _lone(self, token: Token, number: int) -> str | None:
        """The one company of which nothing was told so far, for "the scooter company"."""
        if any(one.ent_type_ == "GPE" for one in token.doc[token.sent.start : token.left_edge.i]):
            return None  # "Acme is large. In Ohio, the gas company"
        but = self._cast.partners(token, number)
        found = [
            name
            for name, one in self._cast.named.items()
            if one.type in (PartyType.COMPANY, PartyType.SERVICE)[token.lemma_ == "service" :]
            and not (one.place or one.nameless or name in but or name == self._cast.publisher)
            and self._cast.salience.is_known(name, number, token)
            and not one.described - party_words().generic
        ]
        near = self._cast.salience.is_near(found[0], number, token.i, _NEAR) if len(found) == 1 else False
        return found[0] if near else None

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
        number = self._cast.piece_of[id(one.doc)]
        if (name := self._told_what(one, number)) is not None:
            return self._cast.as_named(name, plain(noun_phrase(token)))
        later = self._describing.named_later(one, number)
        if later is not None:
            return self._cast.as_named(later, plain(noun_phrase(token)))
        kind = words().party_types.get(one.lemma, PartyType.GROUP)
        shown = kind if kind in (PartyType.GOVERNMENT, PartyType.COURT) else PartyType.GROUP
        return Meant(group_name(one), shown, PartyKind.CLASS, plain(noun_phrase(token)))


def _owning(thing: Token) -> Iterator[Token]:
    """The nouns that tell whose a thing is: owners, makers, and those who use or sell it."""
    yield from owners(thing)
    for child in thing.children:
        if child.dep_ in ("compound", "nmod") and child.pos_ == "PROPN":
            yield child
        elif child.dep_ == "relcl":
            yield from (one for one in child.children if one.dep_ == "nsubj" and one.tag_ != "WDT")
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            yield from agents(child)


def _is_other_place(name: str, lemma: str) -> bool:
    """Whether a place is no "city" or no "state", whichever is spoken of."""
    known, low = towns(), name.lower()
    return low in (known.states if lemma == "city" else known.cities)


def _is_who_heads(word: Token) -> bool:
    """Whether the name of whoever heads it tells of which body a noun is: "the Bush administration"."""
    return word.dep_ in ("compound", "nmod") and word.ent_type_ == "PERSON"


def _has_seat(noun: Token) -> bool:
    """Whether a place before a noun tells where a party sits: "the New York firm", "Tacoma-based"."""
    return any(
        one.ent_type_ in ("GPE", "LOC") or one.lower_ == "based" for one in noun.lefts if one.dep_ in _BEFORE
    )


_BEFORE: Final = frozenset({"amod", "compound", "nmod"})


def _bare(noun: Token) -> str:
    """A noun with the nouns and qualities right before it, without a place: "ad firm"."""
    before = (f"{one.lower_}{one.whitespace_}" for one in noun_phrase(noun)[:-1] if one.ent_type_ != "GPE")
    return f"{''.join(before)}{noun.lemma_}".strip()


def _may_be_body(name: str) -> bool:
    """Whether a name may be a body's, by its letters or its last word: "HMRC", "the Signals Service"."""
    return (name.isupper() and name.isalpha()) or name.split()[-1].lower() in party_words().branches


def _restricts(child: Token, noun: Token) -> bool:
    """Whether what hangs on a noun tells which one is meant; what stands behind a comma only tells more."""
    if child.dep_ in ("relcl", "acl"):
        return child.i < noun.i or child.left_edge.nbor(-1).text != ","
    if child.dep_ != "prep" or child.lower_ == "like":
        return False
    accused = child.lower_ in ("of", "for") and any(below.dep_ == "pcomp" for below in child.children)
    return not accused  # "accuses the company of selling names"
