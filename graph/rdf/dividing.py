"""The named graphs of a TriG document of our writer, told apart while the text passes.

The writer escapes line breaks in literals, so that a line that ends in `` {``
opens a graph and a line ``}`` closes it, and nothing else does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.problems import GraphError, shown

_OPENS = " {\n"
_CLOSES = "\n}\n"


@dataclass(slots=True)
class Dividing:
    """A TriG document in blocks that passes graph by graph; ``head`` (base and prefixes) is there then.

    A graph may come in several pieces, with others between them.
    """

    blocks: Iterable[str]
    head: str = ""
    _names: dict[str, str] = field(default_factory=dict)

    def pieces(self) -> Iterator[tuple[str, str]]:
        """The name of a graph and some of its lines, without braces; then the next.

        Raises:
            GraphError: the text was not made by our writer.
        """
        inside: str | None = None
        for block in self.blocks:
            at = 0
            while at < len(block):
                if inside is None:
                    opens = block.find(_OPENS, at)
                    if opens < 0:
                        self._outside(block[at:])
                        break
                    start = block.rfind("\n", at, opens) + 1 or at
                    self._outside(block[at:start])
                    inside = self._name(block[start:opens])
                    at = opens + len(_OPENS)
                elif block.startswith("}\n", at):
                    inside, at = None, at + 2
                else:
                    closes = block.find(_CLOSES, at)
                    end = len(block) if closes < 0 else closes + 1
                    yield inside, block[at:end]
                    at = end
        if inside is not None:
            raise GraphError(f"the graph {shown(inside)} is not closed; it must end in a line }}")

    def _outside(self, text: str) -> None:
        if not self._names:
            self.head += text
        elif text.strip():
            raise GraphError(f"{shown(text)} stands between two graphs; nothing but white space may")

    def _name(self, written: str) -> str:
        """The IRI of a graph that is called as *written*."""
        name = self._names.get(written)
        if name is None:
            (quad,) = ox.parse(f"{self.head}{written} {{ [] a [] }}", ox.RdfFormat.TRIG)
            name = self._names[written] = quad.graph_name.value
        return name


def in_graph(name: str, text: str) -> str:
    r"""Lines of a graph in braces, as TriG.

    >>> in_graph("http://e/g", "<s> a <c> .\n")
    '<http://e/g> {\n<s> a <c> .\n}\n'
    """
    return f"<{name}> {{\n{text}}}\n"
