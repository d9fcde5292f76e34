"""What lies within what: no circles, and no ladder without end."""

from collections.abc import Mapping, Sequence
from typing import Final

from graph.claims import LocalName

#: How many steps may lead up from a name. Everything is written with all that it lies within, so that
#: a ladder of thousands would fill a disk.
MOST_STEPS: Final = 50

Above = Mapping[LocalName, Sequence[LocalName]]


def cycles(above: Above) -> list[list[LocalName]]:
    """The cycles met when walking up from each name in turn, each told once; empty if there are none.

    >>> cycles({"a": ["b"], "b": ["a"]})
    [['a', 'b']]
    """
    done: set[LocalName] = set()
    found: list[list[LocalName]] = []
    for start in sorted(above):
        path: dict[LocalName, None] = {}
        walk: list[tuple[LocalName, int]] = [(start, 0)]
        while walk:
            name, number = walk.pop()
            if number == 0:
                if name in path:
                    steps = list(path)
                    found.append(steps[steps.index(name) :])
                    continue
                if name in done:
                    continue
                path[name] = None
            next_ = above.get(name, ())
            if number < len(next_):
                walk += [(name, number + 1), (next_[number], 0)]
            else:
                done.add(name)
                path.popitem()
    return found


def too_deep(above: Above) -> tuple[LocalName, LocalName] | None:
    """A step that lies more than ``MOST_STEPS`` above some name; None if there is none. Needs no cycles.

    >>> too_deep({"a": ["b"]}) is None
    True
    """
    level = set(above)
    for _ in range(MOST_STEPS):
        level = {one for name in level for one in above.get(name, ())}
        if not level:
            return None
    steps = [(name, one) for name in sorted(level) for one in above.get(name, ())]
    return steps[0] if steps else None
