"""Whether a statement affirms or denies, how sure it is, and when it puts the flow."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.claims import Modality, Tense
from graph.drafting.grammar import ancestors
from graph.drafting.tables import cues, frames


@dataclass(frozen=True, slots=True)
class Polarity:
    """What the words around a flow do to it.

    ``negations`` names the words that deny; ``quality`` a word that takes only the manner away ("not
    knowingly"); ``hypothetical`` a word that makes it no statement at all ("if", "could").
    """

    negations: tuple[str, ...]
    quality: str | None
    hypothetical: str | None
    modality: Modality | None
    tense: Tense | None
    hedges: tuple[str, ...]

    @property
    def denied(self) -> bool:
        """Whether the flow is denied: an odd number of negations."""
        return len(self.negations) % 2 == 1


_HEDGES = frozenset(
    {
        "actively",
        "currently",
        "special",
        "specifically",
        "generally",
        "typically",
        "routinely",
        "allegedly",
        "reportedly",
        "apparently",
        "purportedly",
        "usually",
        "directly",
        "systematically",
    }
)
_IF = frozenset({"if", "whether", "unless", "lest"})
_HYPOTHETICAL = frozenset({"could", "might", "should", "must", "ought"})


def polarity(token: Token, until: Token | None) -> Polarity:
    """The polarity of the flow that *token* speaks of, up to the word *until* that attributes it."""
    table = cues()
    negations: list[str] = []
    hypothetical: str | None = None
    quality: str | None = None
    modality: Modality | None = None
    hedges: list[str] = []
    future = ceased = ever = False
    for node, child in _chain(token, until):
        for word in node.children:
            low = word.lower_
            if word.dep_ == "neg" or (
                low in ("never", "neither", "nor", "hardly")
                and word.dep_ in ("advmod", "preconj", "neg", "cc")
            ):
                if not (low == "nor" and word.dep_ == "cc" and word.i > node.i):
                    negations.append(low)
                    ever = ever or low == "never"
            elif (
                low in ("longer",)
                and word.dep_ == "advmod"
                and any(one.lower_ == "no" for one in word.children)
            ):
                negations.append("no longer")
                ceased = True
            elif word.dep_ == "aux" and low in _HYPOTHETICAL and hypothetical is None:
                hypothetical = low
            elif word.dep_ == "aux" and low in ("may", "would", "can", "'d"):
                modality = Modality.CONDITIONAL
            elif word.dep_ == "aux" and low in ("will", "'ll", "wo", "shall"):
                future = True
            elif word.dep_ == "mark" and low in _IF:
                hypothetical = low
            if low in table.qualities:
                quality = low
            if low in _HEDGES:
                hedges.append(word.text)
        if node == token or child is not None:
            for word in node.children:
                if word.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and _none(word):
                    if node == token or word.dep_ != "dobj":
                        negations.append(_none(word) or "no")
                elif node == token and word.dep_ in ("prep", "dative", "agent"):
                    for below in word.children:
                        if below.dep_ == "pobj" and _none(below):
                            negations.append(_none(below) or "no")
        governor = frames().governors.get(node.lemma_.lower())
        if (
            node != token
            and governor is not None
            and governor.means == "deny"
            and node.pos_ in ("VERB", "NOUN")
        ):
            negations.append(governor.word)
            ceased = ceased or governor.word in ("stop", "cease", "quit", "discontinue")
        if node.lower_ == "without" and child is not None and child.dep_ == "pcomp":
            negations.append("without")
        if (
            node.dep_ == "conj"
            and any(one.lower_ == "nor" and one.dep_ == "cc" for one in node.head.children)
            and node == token
            and not negations
        ):
            negations.append("nor")
    if negations and quality is None:
        sentence = " ".join(one.lower_ for one in token.subtree)
        quality = next((one for one in _WITHOUT if one in sentence), None)
    tense = Tense.CEASED if ceased else Tense.FUTURE if future else Tense.EVER if ever else _tense(token)
    if until is not None and until.lemma_.lower() in table.denies:
        negations.append(until.lemma_.lower())
    return Polarity(
        tuple(negations), quality if negations else None, hypothetical, modality, tense, tuple(hedges)
    )


_WITHOUT = (
    "without permission",
    "without consent",
    "without their permission",
    "without their consent",
    "without users ' permission",
    "without a warrant",
    "without authorization",
    "without their knowledge",
    "without your",
)


def _chain(token: Token, until: Token | None) -> Iterator[tuple[Token, Token | None]]:
    """*token* and what stands above it, each with the node below, up to the word that attributes."""
    yield token, None
    for child, head in ancestors(token):
        if head == until:
            return
        if child.dep_ in ("relcl", "advcl") or (
            child.dep_ == "conj" and head.dep_ == "ROOT" and _own_subject(child)
        ):
            if child.dep_ == "advcl" and any(
                one.dep_ == "mark" and one.lower_ in _IF for one in child.children
            ):
                yield child, None
            return
        if (
            child.dep_ == "acl"
            and child.tag_ != "VB"
            and not any(one.lower_ == "to" for one in child.children)
        ):
            return
        if child.dep_ in ("nsubj", "nsubjpass", "csubj", "poss", "appos"):
            return
        if child.dep_ == "conj" and child.pos_ == "VERB" and head.pos_ == "VERB":
            yield _Shared(head, child), child  # type: ignore[misc]
            continue
        yield head, child


class _Shared:
    """A verb seen from another that is joined to it: only what stands before both counts."""

    def __init__(self, head: Token, conj: Token) -> None:
        self._head, self._conj = head, conj
        self.lemma_, self.pos_, self.dep_, self.lower_, self.head = "", "", "", "", head.head

    @property
    def children(self) -> Iterator[Token]:
        own = any(one.dep_ in ("nsubj", "nsubjpass") for one in self._conj.children)
        helped = any(one.dep_ in ("aux", "neg") for one in self._conj.children)
        adversative = any(
            one.dep_ == "cc" and one.lower_ in ("but", "yet")
            for one in self._head.children
            if one.i < self._conj.i
        )
        for one in self._head.children:
            if one.i < self._head.i and not own and not helped and not adversative:
                yield one


def _own_subject(token: Token) -> bool:
    return any(one.dep_ in ("nsubj", "nsubjpass") for one in token.children)


def _none(word: Token) -> str | None:
    """The word that makes a noun phrase empty: "no data", "none of the data"."""
    if word.lower_ in ("none", "nobody", "nothing", "neither"):
        return word.lower_
    for child in word.children:
        if child.dep_ in ("det", "neg", "predet") and child.lower_ in ("no", "neither"):
            return child.lower_
        if child.lower_ in ("more", "longer", "such") and any(one.lower_ == "no" for one in child.children):
            return "no"
    return None


def _tense(token: Token) -> Tense | None:
    helpers = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if token.tag_ == "VBD" or helpers & {"was", "were", "had", "has", "have", "did"}:
        return Tense.PAST
    if token.tag_ in ("VBZ", "VBP") or helpers & {"is", "are", "do", "does"}:
        return Tense.PRESENT
    return None
