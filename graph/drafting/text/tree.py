"""A parsed piece: its words, what hangs on each, its sentences, its names.

The parser's own objects make tokens, children and sentences anew each time they are asked for. Here they
are read off once (``read``) into plain values of the same names, and the rules see nothing else: which
parser it was, they need not know.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload
from unicodedata import category

if TYPE_CHECKING:
    import spacy.strings
    import spacy.tokens

T = TypeVar("T")

#: What is read off a parse, by the parser's names: strings first, then numbers.
_STRINGS: Final = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]
_NUMBERS: Final = ["HEAD", "SENT_START", "SPACY"]


class Token:
    """A word or a mark, with what the parser says of it; its fields are those of spaCy's tokens.

    ``i`` is its place among the words of its piece, ``idx`` that of its first character in the text;
    ``children`` hang on it, in the order of the text; ``head`` is what it hangs on (a root: itself);
    ``lemma`` is its base form in small letters.
    """

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_sent_start",
        "lemma",
        "lemma_",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )

    children: Sequence["Token"]
    head: "Token"

    def __init__(
        self, doc: "Doc", i: int, idx: int, said: Sequence[str], begins: bool, whitespace: str
    ) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text, self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_ = said
        self.lower_ = self.text.lower()
        self.lemma = self.lemma_.lower()
        self.is_sent_start = begins
        self.whitespace_ = whitespace
        self.children = ()
        self.head = self

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        """Whether it consists of letters."""
        return self.text.isalpha()

    @property
    def lefts(self) -> list["Token"]:
        """What hangs on it and stands before it."""
        return [one for one in self.children if one.i < self.i]

    @property
    def rights(self) -> list["Token"]:
        """What hangs on it and stands behind it."""
        return [one for one in self.children if one.i > self.i]

    @property
    def left_edge(self) -> "Token":
        """The first of all that hangs on it, itself among them."""
        return self.doc.words[self.doc.edges[0][self.i]]

    @property
    def right_edge(self) -> "Token":
        """The last of all that hangs on it, itself among them."""
        return self.doc.words[self.doc.edges[1][self.i]]

    @property
    def subtree(self) -> list["Token"]:
        """It and all that hangs on it, in the order of the text."""
        found = [self]
        for one in found:
            found += one.children
        first, last = self.doc.edges
        among = self.doc.words[first[self.i] : last[self.i] + 1]
        return among if len(among) == len(found) else sorted(found, key=lambda one: one.i)

    @property
    def ancestors(self) -> Iterator["Token"]:
        """Its head, the head of that, and so on to the root."""
        at = self
        while at.head is not at:
            at = at.head
            yield at

    @property
    def conjuncts(self) -> tuple["Token", ...]:
        """All that is joined to it by "and" or "or", before and behind, without itself."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        joined = [first]
        for one in joined:
            joined += [child for child in one.children if child.dep_ == "conj" and child.i > one.i]
        return tuple(one for one in joined if one is not self)

    @property
    def sentence(self) -> tuple[int, int]:
        """Where its sentence begins and ends among the words of its piece."""
        return self.doc.bounds[self.i]

    @property
    def sent(self) -> "Span":
        """Its sentence."""
        return Span(self.doc, *self.doc.bounds[self.i])

    def nbor(self, by: int = 1) -> "Token":
        """The word *by* words behind it, before it if negative.

        Raises:
            IndexError: the piece has none there.
        """
        at = self.i + by
        if at < 0:
            raise IndexError(f"no word stands {-by} before the word {self.i}")
        return self.doc.words[at]

    def is_ancestor(self, other: "Token") -> bool:
        """Whether *other* hangs on it, at whatever depth."""
        return any(one is self for one in other.ancestors)


def _depth(token: Token) -> tuple[bool, int]:
    """How far a word is from the root of its sentence; a mark on which nothing hangs is farther than any."""
    mark = not token.children and all(one.isspace() or category(one)[0] == "P" for one in token.text)
    return mark, sum(1 for _above in token.ancestors)


class Span:
    """A stretch of words of a piece, from ``start`` until before ``end``; ``label_``: as what it names."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: "Doc", start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.words[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> "Span": ...
    def __getitem__(self, at: int | slice) -> "Token | Span":
        if isinstance(at, int):
            return self.doc.words[self.start : self.end][at]
        start, end, _step = at.indices(len(self))
        return Span(self.doc, self.start + start, self.start + max(start, end))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[int, int, int, str]:
        return id(self.doc), self.start, self.end, self.label_

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        """Where it begins in the text of its piece."""
        return self.doc.words[self.start].idx

    @property
    def end_char(self) -> int:
        """Where it ends in the text of its piece, without blanks."""
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its words as they are written, cut out of the text of its piece."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def root(self) -> Token:
        """The word on which the others hang, nearest to the root of its sentence; of none, the one behind."""
        within = self.doc.words[self.start : self.end]
        if len(within) == 1:
            return within[0]
        for one in within:
            if one.head is one:
                return one
        outer = [one for one in within if not self.start <= one.head.i < self.end]
        nearest = min(outer, key=_depth, default=None)
        return nearest or self.doc.words[self.start]

    @property
    def sent(self) -> "Span":
        """The sentence in which it begins."""
        return self.doc.words[self.start].sent


class Doc:
    """A parsed piece of a text: ``words`` in order, ``ents`` that the parser takes for names."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Token] = []
        self.ents: tuple[Span, ...] = ()
        #: What rules have worked out of its words (``once``).
        self.kept: dict[str, dict[int, Any]] = {}

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.words)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, int):
            return self.words[at]
        start, end, _step = at.indices(len(self.words))
        return Span(self, start, max(start, end))

    @property
    def sents(self) -> list[Span]:
        """Its sentences."""
        return [Span(self, *one) for one in dict.fromkeys(self.bounds)]

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """Of each word, where its sentence begins and ends."""
        found: list[tuple[int, int]] = []
        begins = [one.i for one in self.words if one.is_sent_start or not one.i]
        ends = [*begins[1:], len(self.words)][: len(begins)]  # none of a piece without words
        for start, end in zip(begins, ends, strict=True):
            found += [(start, end)] * (end - start)
        return found

    @cached_property
    def edges(self) -> tuple[list[int], list[int]]:
        """Of each word, the places of the first and of the last of all that hangs on it."""
        first, last = list(range(len(self.words))), list(range(len(self.words)))
        for place in range(len(self.words)):
            above = self.words[place].head.i
            while first[above] > place:
                first[above] = place
                above = self.words[above].head.i
        for place in reversed(range(len(self.words))):
            above = self.words[place].head.i
            while last[above] < place:
                last[above] = place
                above = self.words[above].head.i
        return first, last

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Its words and their base forms, in small letters: what it may speak of at all."""
        lemmas = frozenset([one.lemma for one in self.words])
        return lemmas.union([one.lower_ for one in self.words])


def read(parsed: Iterable["spacy.tokens.Doc"], texts: Iterable[str]) -> list[Doc]:
    """What a parser made of the pieces of a text, read off its objects."""
    strings = _Strings()
    return [_read(one, text, strings) for one, text in zip(parsed, texts, strict=True)]


class _Strings(dict[int, str]):
    """The strings for which the parser's numbers stand, each looked up once."""

    table: "spacy.strings.StringStore"

    def __missing__(self, key: int) -> str:
        self[key] = found = self.table[key]
        return found


def _read(parsed: "spacy.tokens.Doc", text: str, strings: _Strings) -> Doc:
    doc, strings.table = Doc(text), parsed.vocab.strings
    table = parsed.to_array([*_STRINGS, *_NUMBERS]).T
    said = [[strings[key] for key in column] for column in table[: len(_STRINGS)].tolist()]
    away, begins, spaced = table[len(_STRINGS) :].astype("int64").tolist()
    words, idx = doc.words, 0
    for i, row in enumerate(zip(*said, strict=True)):
        words.append(Token(doc, i, idx, row, begins[i] == 1, " " if spaced[i] else ""))
        idx += len(row[0]) + spaced[i]
    below: dict[int, list[Token]] = {}
    for word, by in zip(words, away, strict=True):
        if by:
            word.head = words[word.i + by]
            below.setdefault(word.i + by, []).append(word)
    for place, hanging in below.items():
        words[place].children = hanging
    doc.ents = tuple(Span(doc, one.start, one.end, one.label_) for one in parsed.ents)
    return doc


def ancestors(token: Token) -> Iterator[tuple[Token, Token]]:
    """(child, head) pairs from *token* to the root of its sentence."""
    while token.head is not token:
        yield token, token.head
        token = token.head


def subtree(token: Token) -> Span:
    """All that hangs on *token*, as one stretch."""
    first, last = token.doc.edges
    return Span(token.doc, first[token.i], last[token.i] + 1)


def once(kind: str, token: Token, work: Callable[[Token], T]) -> T:
    """What *work* makes of a token of a parsed piece, worked out once and kept with the piece."""
    known = token.doc.kept.get(kind)
    if known is None:
        known = token.doc.kept[kind] = {}
    if token.i not in known:
        known[token.i] = work(token)
    found: T = known[token.i]
    return found
