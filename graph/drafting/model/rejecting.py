"""What was not let through, counted by reason in words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from graph.drafting.drafts import Proposals, Rejected
from graph.problems import quoted

#: The plural of each reason for a rejection.
PLURALS: Final = {
    "quote not in the text": "quotes not in the text",
    "quote too short": "quotes too short",
    "name not in the text": "names not in the text",
    "phrase not in the text": "phrases not in the text",
    "hedge not in the quote": "hedges not in the quote",
    "denial without a cue": "denials without a cue",
    "claim of no flow": "claims of no flow",
    "pronoun for a name": "pronouns for names",
    "duplicate": "duplicates",
    "unknown key": "unknown keys",
    "unknown word": "unknown words",
    "missing key": "missing keys",
    "value of a wrong type": "values of a wrong type",
    "value too long": "values too long",
    "control character": "control characters",
    "entry too many": "entries too many",
}


def together(proposals: Iterable[Proposals]) -> Proposals:
    """All that was proposed and rejected, in the order given."""
    several = list(proposals)
    return Proposals(
        sum(one.claims for one in several),
        sum(one.non_answers for one in several),
        tuple(rejected for one in several for rejected in one.rejected),
    )


def counted(proposals: Proposals) -> str:
    """What was proposed and what of it was rejected, in one line.

    >>> quotes = [Rejected("claim", "quote not in the text", "Acme lied")] * 2
    >>> counted(Proposals(14, 0, (*quotes, Rejected("party", "unknown word", "type"))))
    'the model proposed 14 claims; 2 were rejected: 2 quotes not in the text; ignored besides: 1 unknown word'
    """
    entries = [one for one in proposals.rejected if one.sort in ("claim", "non-answer")]
    besides = [one for one in proposals.rejected if one not in entries]
    text = f"the model proposed {_number(proposals.claims, 'claim')}"
    if proposals.non_answers:
        text += f" and {_number(proposals.non_answers, 'non-answer')}"
    if entries:
        text += f"; {len(entries):,} {'was' if len(entries) == 1 else 'were'} rejected: {_by_reason(entries)}"
    return text + (f"; ignored besides: {_by_reason(besides)}" if besides else "")


def told(rejected: Rejected) -> str:
    """One rejection in words, fit for a terminal."""
    return f"rejected a {rejected.sort}: {rejected.why}: {quoted(rejected.words)}"


def _by_reason(rejected: Sequence[Rejected]) -> str:
    counts = Counter(one.why for one in rejected)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{number:,} {why if number == 1 else PLURALS[why]}" for why, number in ordered)


def _number(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"
