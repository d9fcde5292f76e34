"""Whose product a thing is: "the dolls are made by Acme", "Acme, a maker of dolls", "Luna's maker, Acme"."""

from collections.abc import Iterable, Iterator, Mapping

from graph.drafting.tables import Words, words
from graph.drafting.text.grammar import clause, owners, subjects_of
from graph.drafting.text.phrases import conjuncts
from graph.drafting.text.tree import Token
from graph.drafting.word_lists import name_parts


def producing() -> Words:
    """Words that may tell who makes a thing."""
    return name_parts().makes | name_parts().makers


def makers(words_: Iterable[tuple[int, Token]], by_token: Mapping[tuple[int, int], str]) -> dict[str, str]:
    """By the base form or the name of each product of which the text says so, the party that makes it.

    Args:
        words_: The words of ``producing`` in the text, each with the number of its piece.
        by_token: Whose name each token is part of, by piece and place.
    """
    found: dict[str, set[str]] = {}
    for number, token in words_:
        for product, maker in _made(token):
            name = by_token.get((number, maker.i))
            own = by_token.get((number, product.i))
            known = own or _thing(product)
            if name is not None and known is not None and name != own:
                found.setdefault(known, set()).add(name)
    return {product: next(iter(names)) for product, names in found.items() if len(names) == 1}


def _thing(noun: Token) -> str | None:
    """The base form of a noun for a thing that is no voice; None for all others."""
    lemma, table = noun.lemma, words()
    return lemma if lemma in table.devices and lemma not in table.voices else None


def _made(token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs of product and maker that a word speaks of."""
    lemma = token.lemma
    if lemma in name_parts().makes and token.pos_ == "VERB":
        around = clause(token)
        products = [one for head in around.objects for one in (head, *_called(head))]
        yield from ((product, maker) for product in products for maker in around.subjects)
    elif lemma in name_parts().makers and token.pos_ == "NOUN":
        named = [child for child in token.children if child.dep_ == "appos"]
        named += [token.head] if token.dep_ == "appos" else []
        named += subjects_of(token.head) if token.dep_ == "attr" else []
        behind = (one for prep in token.children if prep.lower_ == "of" for one in prep.children)
        products = [one for head in (*owners(token), *behind) for one in conjuncts(head)]
        yield from ((product, maker) for product in products for maker in named)


def _called(head: Token) -> Iterator[Token]:
    """The names behind a product: "the dolls, Mia and Byte"."""
    for child in head.children:
        if child.dep_ == "appos":
            yield from conjuncts(child)
