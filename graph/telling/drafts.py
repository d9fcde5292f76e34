"""How a draft is told apart in words: what every sentence of one begins with, and where it came from."""

from typing import Final

from graph.claims import Claim, Drafted, NonAnswer
from graph.telling.plain import visible

#: What every sentence of a draft begins with.
OPENING: Final = "Draft, not reviewed: "
#: The tag beside a draft, wherever one is shown.
DRAFT_WORD: Final = "draft"


def drafted(said: Claim | NonAnswer, sentence: str) -> str:
    """*sentence*; of a draft it begins with ``Draft, not reviewed:``."""
    return sentence if said.draft is None else f"{OPENING}{sentence}"


def found_by(draft: Drafted) -> str:
    """What found a draft and how sure it was; empty where that is not recorded.

    >>> found_by(Drafted("rules", "0.1.0", confidence=0.71))
    'rules 0.1.0, confidence 0.71'
    >>> found_by(Drafted("llm", model="some-model"))
    'llm (some-model)'
    """
    program = " ".join(filter(None, (draft.extractor, draft.version)))
    if draft.model is not None:
        program = f"{program} ({draft.model})".strip()
    told = [visible(program)] if program else []
    if draft.confidence is not None:
        told.append(f"confidence {draft.confidence:.2f}")
    return ", ".join(told)
