"""What stood in parts of files that could not be read: nobody is blamed for naming it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.reading.marks import Node
from graph.reading.quotes import normalise


@dataclass(slots=True)
class Lost:
    """Words that a defect kept from being understood.

    One defect is told once, and not again for all that follows from it.
    ``everything`` is set where a whole file is lost: then nobody can tell what it would have named.
    """

    everything: bool = False
    _words: set[str] = field(default_factory=set)

    def add(self, *words: str) -> None:
        """Take note of *words*."""
        self._words.update(map(_fold, words))

    def add_node(self, node: Node) -> None:
        """Take note of every word in *node*, keys included."""
        if isinstance(node.value, Mapping):
            self.add(*node.value)
            for one in node.value.values():
                self.add_node(one)
        elif isinstance(node.value, tuple):
            for one in node.value:
                self.add_node(one)
        elif node.value is not None:
            self.add(node.value)

    def __contains__(self, words: str) -> bool:
        return self.everything or _fold(words) in self._words


def _fold(words: str) -> str:
    return normalise(words).casefold()
