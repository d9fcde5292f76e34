"""What the examples of ``tables/data.yaml`` show."""

from parsed import claims, read_one

from graph.drafting.frames.data import is_pointing
from graph.drafting.word_lists import DataWords, data_words
from shown.showing import Shown, getters, givers


def _given(example: str) -> bool:
    return "Acme" in givers(example) and "Orbix" in getters(example)


def _orbix_gets(example: str) -> bool:
    return "Orbix" in getters(example)


def _nothing(example: str) -> bool:
    return not claims(example)


def _opened(example: str) -> bool:
    """Whether Acme gives what the way leads to."""
    return _given(example) and all(set(one.data) <= {"messages", "servers"} for one in claims(example))


SHOWN = Shown(
    DataWords,
    data_words,
    ("frames.data", "frames.frames", "frames.objects", "frames.own_ends"),
    {
        "entries": _opened,
        "kept": _orbix_gets,
        "kinds": lambda example: bool(claims(example)),
        "mail": _nothing,
        "media": lambda example: "Acme" in givers(example),
        "moves": _orbix_gets,
        "onward": _given,
        "opens": lambda example: bool(claims(example)),
        "papers": _nothing,
        "plainly": lambda example: any(map(is_pointing, read_one(example))),
        "servers": _given,
        "several": _nothing,
        "theirs": lambda example: bool(claims(example)),
        "touting": _nothing,
    },
)
