"""What turns a text into drafts, as a value that can be sent to where it is made; and that of the rules."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from graph.drafting.drafts import Document, Drafts
from graph.drafting.known import Known

#: What turns a text into drafts, and how to come by it in another process, where it is made once.
Drafter = Callable[[Document], Drafts]
Maker = Callable[[], Drafter]


class Extractor(Protocol):
    """A maker that says what its drafts depend on; a value, so that other processes can have it."""

    def __call__(self) -> Drafter:
        """Make it."""
        ...

    @property
    def identity(self) -> list[str]:
        """What drafts depend on besides the text."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """The extractor of rules, with the names that are known."""

    known: Known

    def __call__(self) -> Drafter:
        """Load the parser; draft with it.

        Raises:
            UsageError: it is not installed.
        """
        from graph.drafting.drafting import draft
        from graph.drafting.text.pipeline import load

        nlp = load()
        return lambda document: draft(document, nlp)

    @property
    def identity(self) -> list[str]:
        """What drafts depend on besides the text: the parser and the known names.

        Raises:
            UsageError: the parser is not installed.
        """
        from importlib.metadata import PackageNotFoundError, version

        from graph.drafting.text.pipeline import installed, load

        name = installed()
        if name is None:
            load()  # says what is missing
        versions = []
        for package in ("spacy", name or ""):
            try:
                versions.append(f"{package} {version(package)}")
            except PackageNotFoundError:
                versions.append(package)
        return ["rules", *versions, self.known.digest]
