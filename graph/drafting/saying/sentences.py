"""The sentences of a text in their order: what is quoted in them, and who was found to speak in each."""

from collections.abc import Sequence

from graph.drafting.saying.attribution import Attribution
from graph.drafting.text.tree import Doc, Span, Token


class Sentences:
    """Sentences by their place; ``spoken`` holds who speaks in those that were read already.

    ``quoted`` tells of each token of each piece whether it stands in a quotation, ``marked`` whether the
    text has quotation marks at all.
    """

    def __init__(self, docs: Sequence[Doc]) -> None:
        self._number = {id(doc): number for number, doc in enumerate(docs)}
        self.quoted = [_quoted(doc) for doc in docs]
        self.marked = any(any(inside) for inside in self.quoted)
        found = [(number, sent) for number, doc in enumerate(docs) for sent in doc.sents]
        self.all: list[Span] = [sent for _number, sent in found]
        self._index = {(number, sent.start): place for place, (number, sent) in enumerate(found)}
        self.spoken: dict[int, Attribution] = {}

    def number(self, token: Token) -> int:
        """The number of the piece in which *token* stands."""
        return self._number[id(token.doc)]

    def place(self, token: Token) -> int:
        """The place of the sentence of *token*."""
        return self._index[self.number(token), token.sentence[0]]

    def before(self, token: Token) -> list[Token]:
        """The words of the sentence before that of *token*."""
        place = self.place(token)
        if not place:
            return []
        last = self.all[place - 1]
        return last.doc.words[last.start : last.end]

    def speaks_before(self, token: Token) -> bool:
        """Whether somebody speaks in the sentence before that of *token*."""
        return self.place(token) - 1 in self.spoken

    def is_recent(self, token: Token) -> bool:
        """Whether somebody speaks in the sentence of *token* before it, or in the one before."""
        place = self.place(token)
        here = self.spoken.get(place)
        return place - 1 in self.spoken or (
            here is not None and here.verb is not None and here.verb.i < token.i
        )


def _quoted(doc: Doc) -> list[bool]:
    """Whether each token stands between quotation marks that this piece opens."""
    inside, found = False, []
    text = doc.text
    if '"' not in text and "``" not in text and "''" not in text:
        return [False] * len(doc)
    for token in doc.words:
        if token.text in ('"', "``", "''"):
            inside = not inside
            found.append(False)
        else:
            found.append(inside)
    return found
