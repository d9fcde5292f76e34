"""A parsed piece, read once: its words, what hangs on each, its sentences, its text.

spaCy makes tokens, children and sentences anew each time they are asked for; here each is made once for a
piece and kept with it.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from spacy.tokens import Doc, Span, Token

T = TypeVar("T")


def words_of(doc: Doc) -> list[Token]:
    """The tokens of a piece, made once: the parser makes them anew each time they are asked for."""
    known: list[Token] | None = doc.user_data.get("words")
    if known is None:
        known = doc.user_data["words"] = list(doc)
    return known


def vocabulary(doc: Doc) -> frozenset[str]:
    """The words of a piece and their base forms, in small letters: what it may speak of at all."""
    known: frozenset[str] | None = doc.user_data.get("vocabulary")
    if known is None:
        tokens = words_of(doc)
        lemmas = frozenset([one.lemma_.lower() for one in tokens])
        known = doc.user_data["vocabulary"] = lemmas.union([one.lower_ for one in tokens])
    return known


def children(token: Token) -> Sequence[Token]:
    """What hangs on *token*, in order; worked out once, for all words of its piece."""
    kept = token.doc.user_data
    if "children" not in kept:
        kept["children"] = _all_children(token.doc)
    below: Sequence[Token] = kept["children"][token.i]
    return below


def _all_children(doc: Doc) -> list[Sequence[Token]]:
    """What hangs on each word of a piece."""
    tokens = words_of(doc)
    found: list[list[Token] | None] = [None] * len(tokens)
    for place, head in enumerate(heads_of(doc)):
        if head == place:
            continue
        beside = found[head]
        if beside is None:
            found[head] = [tokens[place]]
        else:
            beside.append(tokens[place])
    return [one or () for one in found]


def heads_of(doc: Doc) -> list[int]:
    """The place of the head of each word of a piece, worked out once; that of a root is its own."""
    known: list[int] | None = doc.user_data.get("heads")
    if known is None:
        away = doc.to_array("HEAD").astype("int64").tolist()
        known = doc.user_data["heads"] = [place + one for place, one in enumerate(away)]
    return known


def sentence(token: Token) -> tuple[int, int]:
    """Where the sentence of *token* begins and ends; cut once for its piece, while spaCy looks each time."""
    doc: Doc = token.doc
    known: list[tuple[int, int]] | None = doc.user_data.get("sentences")
    if known is None:
        tokens = words_of(doc)
        begins = [0, *(at for at, one in enumerate(tokens) if at and one.is_sent_start), len(tokens)]
        known = [(a, b) for a, b in pairwise(begins) for _ in range(a, b)]
        doc.user_data["sentences"] = known
    return known[token.i]


def keep_text(doc: Doc, text: str) -> None:
    """Keep with a piece the text that it was made from, which spaCy would put together word by word."""
    doc.user_data["text"] = text


def text_of(doc: Doc) -> str:
    """The text of a piece: as kept, else put together once."""
    known: str | None = doc.user_data.get("text")
    if known is None:
        known = doc.user_data["text"] = "".join([one.text_with_ws for one in words_of(doc)])
    return known


def words_in(span: Span) -> str:
    """The words of a stretch as they are written, cut out of its piece; spaCy puts them together anew."""
    return text_of(span.doc)[span.start_char : span.end_char]


def ancestors(token: Token) -> Iterator[tuple[Token, Token]]:
    """(child, head) pairs from *token* to the root of its sentence."""
    tokens, heads = words_of(token.doc), heads_of(token.doc)
    at = token.i
    while (head := heads[at]) != at:
        yield tokens[at], tokens[head]
        at = head


def subtree(token: Token) -> Span:
    """All that hangs on *token*, as one stretch."""
    doc: Doc = token.doc
    return doc[token.left_edge.i : token.right_edge.i + 1]


def once(kind: str, token: Token, work: Callable[[Token], T]) -> T:
    """What *work* makes of a token of a parsed piece, worked out once and kept with the piece."""
    kept, at = token.doc.user_data, token.i
    if kind not in kept:
        kept[kind] = {}
    known: dict[int, T] = kept[kind]
    if at not in known:
        known[at] = work(token)
    return known[at]
