"""The difference between two dossiers as text or JSON."""

import json
import textwrap
from collections import Counter
from collections.abc import Iterator

from graph.telling.comparing import Change, Detail, Difference
from graph.vocabulary import BASE, iri


def as_text(difference: Difference, width: int = 100) -> str:
    """One paragraph per change, after a line that counts them; "nothing changed" if there are none."""
    if not difference:
        return "nothing changed\n"
    counted = Counter(f"{change.what} {change.how}" for change in difference.changes)
    lines = textwrap.wrap(
        ", ".join(_many(number, words) for words, number in counted.items()), max(width, 40)
    )
    for change in difference.changes:
        lines += ["", *_paragraph(change, max(width, 40))]
    return "\n".join([*lines, ""])


def as_json(difference: Difference, base: str = BASE) -> str:
    """A list of changes as JSON.

    Keys: ``what`` (source, party, phrase, claim, non-answer, relation,
    passage left out), ``how`` (added, removed, changed, renamed, joined,
    split off, placed elsewhere, reordered), ``name`` (or sentence), ``iri``,
    ``where`` (the source), ``details`` (``what``, ``before``, ``after``).
    """
    changes = [
        {
            "what": one.what,
            "how": one.how,
            "name": one.name,
            "iri": iri(one.iri, base),
            "where": one.where,
            "details": [detail._asdict() for detail in one.details],
        }
        for one in difference.changes
    ]
    return json.dumps(changes, ensure_ascii=False, indent=2) + "\n"


def _paragraph(change: Change, width: int) -> Iterator[str]:
    where = f" [{change.where}]" if change.where else ""
    yield from textwrap.wrap(
        f"{change.what} {change.how}: {change.name}{where}",
        width,
        subsequent_indent="    ",
        break_long_words=False,
    )
    for detail in change.details:
        yield from textwrap.wrap(
            _detail(detail),
            width,
            initial_indent="  ",
            subsequent_indent="    ",
            break_long_words=False,
            break_on_hyphens=False,
        )


def _detail(detail: Detail) -> str:
    if not detail.before and not detail.after:
        return detail.what
    return f"{detail.what}: {detail.before or '(nothing)'} → {detail.after or '(nothing)'}"


def _many(number: int, words: str) -> str:
    """A count of changes.

    >>> _many(1, "claim added"), _many(2, "party joined"), _many(2, "passage left out removed")
    ('1 claim added', '2 parties joined', '2 passages left out removed')
    """
    head, _, tail = words.partition(" ")
    plural = {"party": "parties"}.get(head, f"{head}s")
    return f"{number} {head if number == 1 else plural} {tail}"
