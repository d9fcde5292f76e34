"""What is asked of a view, and what it gives back: the contract between ``drawing`` and the views."""

from dataclasses import dataclass
from enum import StrEnum

from graph.problems import UsageError
from viz.content.content import Content
from viz.paper.files import Format
from viz.paper.lettering import Lettering
from viz.paper.page import Page
from viz.paper.sheet import Sheet


class TooLarge(UsageError):
    """A picture that cannot be read on its page; the message names the ways out."""


class Labels(StrEnum):
    """What stands on the lines."""

    AUTO = "auto"
    FULL = "full"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Job:
    """How a picture is wanted; ``imprint`` tells, at its foot, what it was made from."""

    paper: Page
    fonts: Lettering
    labels: Labels
    imprint: str
    format: Format


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture drawn: its pages, what it says, the same in words, and messages for stderr.

    ``listed_apart`` tells that a PNG or SVG has no room for the list of statements.
    """

    sheets: tuple[Sheet, ...]
    content: Content
    alt: str
    messages: tuple[str, ...]
    listed_apart: bool
