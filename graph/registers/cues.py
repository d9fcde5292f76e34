"""Plain cues in a firm's words, or in words about it: which data flow is affirmed or denied.

A cue is a subject that can only be the firm, a verb of the tables below, and a
phrase for data, side by side. What stands under a condition, a "may" or a
negation is no cue. What has no cue gives nothing: a person has to read it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from graph.claims import Act


@dataclass(frozen=True, slots=True)
class Firm:
    """Whose words these are, or whom they are about.

    ``name`` as listed, ``others`` all listed names. ``opening`` tells that the
    words begin in reported speech ("it provides …"), where "it" is the firm.
    """

    name: str
    others: tuple[str, ...]
    opening: bool = False

    @property
    def pattern(self) -> str:
        """The firm's name as it may be worded: "Anomaly 6" is "Anomaly Six" too."""
        first = self.name.split()[0]
        if first.lower() in {"the", "a", "an"}:
            return re.escape(self.name)
        return rf"\b(?i:{re.escape(first)})(?:\s[A-Z][\w.-]*){{0,3}}"


class Cue(NamedTuple):
    """One flow that words affirm or deny; [start, end) is where they do.

    ``given`` tells that the firm gives the data, else it gets or uses them;
    ``others`` are those at the other end, as worded; ``possible`` flows are only offered.
    ``unread`` are verbs beside a denied one of which no cue is known.
    """

    denied: bool
    act: Act | None
    given: bool
    start: int
    end: int
    data: str | None = None
    others: tuple[str, ...] = ()
    purpose: str | None = None
    past: bool = False
    possible: bool = False
    unread: tuple[str, ...] = ()


#: What a verb says of the firm: the act, and whether the firm gives (else it gets). Buying is being sold to.
_VERBS: Final = {
    "collect": (Act.COLLECT, False),
    "share": (Act.SHARE, True),
    "provide": (Act.SHARE, True),
    "disclose": (Act.SHARE, True),
    "offer": (Act.SHARE, True),
    "sell": (Act.SELL, True),
    "buy": (Act.SELL, False),
    "purchase": (Act.SELL, False),
    "receive": (Act.SHARE, False),
    "obtain": (Act.SHARE, False),
    "acquire": (Act.SHARE, False),
    "source": (Act.SHARE, False),
    "aggregate": (Act.SHARE, False),
    "use": (Act.USE, False),
    "process": (Act.USE, False),
    "analyze": (Act.USE, False),
}
#: Verbs that deny no less than they would affirm; who does not "aggregate" may still receive.
_DENIABLE: Final = frozenset(_VERBS) - {"offer", "source", "aggregate", "process", "analyze"}
_FILLERS: Final = frozenset({"or", "nor", "and", "do", "we"})
_FORMS: Final = {"sold": "sell", "bought": "buy", "analyse": "analyze"}

#: More characters than any wording of a party has.
_LONGEST: Final = 120

_END: Final = r"[.,;:()“”\"—]|$"
_WORD: Final = r"(?!(?:our|its|we|is|are|was|were|that|which|who|to|from|with|for|on)\b)[^\s.;:()—“”\"]+"
_NOUN: Final = r"(?:data(?: sets?)?|signals|metrics)\b"
_DATA: Final = rf"(?:an? )?[“\"]?(?P<data>(?:(?:[Oo]ur|its|their) )?(?:{_WORD}\s+){{0,9}}?{_NOUN})"
_DOES: Final = rf"(?:{'|'.join(_VERBS)})s"
_FROM: Final = rf"(?:(?: in the \w+)? from (?P<source>.+?)(?= to | via | including | and {_DOES} |{_END}))?"
_DOING: Final = r"(?:create|help|improve|make|measure|run|target|understand)\b"
_TO: Final = rf"(?: to (?!{_DOING})(?P<recipient>(?:the )?(?:U\.S\. )?.+?)(?= for |{_END}))?"
_PURPOSE: Final = (
    rf"(?:[^.,;:“”\"]*? to (?P<purpose>{_DOING}.+?)(?= that | based on |[.;:()“”\"—]|$)"
    rf"|(?: as an? \w+)? for (?P<good>.+?)(?= that |{_END}))?"
)
_PARTIES: Final = re.compile(
    r"\b(?:agencies|apps|applications|clients|companies|consumers|customers|military|parties|partners|people"
    r"|providers|publishers|sources|suppliers|users)\b"
)
_NOT: Final = r"(?:(?:do|does|did|are|is) not|(?:do|does|did|are|is)n[’']t|(?:have |has )?never)"
_VEILED: Final = re.compile(
    r"\b(?:if|unless|whether|may|might|could|would|should|not|never|nor|no|without)\b|n[’']t\b", re.IGNORECASE
)
_GENERIC: Final = re.compile(r"(?:the |our |its |their |such |this )?data", re.IGNORECASE)
_SENTENCE: Final = re.compile(r".+?(?:(?<!\bU\.S)[.!?][”\"]?(?=\s+[“\"A-Z]|\s*$)|\s*\Z)", re.DOTALL)


def sentences(words: str) -> Iterator[tuple[int, int]]:
    """[start, end) of each sentence, without white space around it; "U.S. agencies" is no end of one."""
    for found in _SENTENCE.finditer(words):
        text = found.group()
        start = found.start() + len(text) - len(text.lstrip())
        if start < found.start() + len(text.rstrip()):
            yield start, found.start() + len(text.rstrip())


def cues(words: str, firm: Firm) -> tuple[Cue, ...]:
    """The flows that *words* plainly affirm or deny of *firm*, in the order of the words; each once.

    >>> [(one.denied, str(one.act), one.data) for one in cues("We never sell GPS data.", Firm("A", ()))]
    [(True, 'sell', 'GPS data')]
    >>> cues("Apps may collect data, and we help them.", Firm("A", ()))
    ()
    """
    found: dict[Cue, Cue] = {}
    for start, end in sentences(words):
        sentence = words[start:end]
        opening = firm.opening and not words[:start].strip()
        for one in (*_denied(sentence, firm), *_affirmed(sentence, firm, opening)):
            same = one._replace(start=0, end=0)
            found.setdefault(same, one._replace(start=start + one.start, end=start + one.end))
    return tuple(sorted(found.values(), key=lambda one: one.start))


def _denied(sentence: str, firm: Firm) -> Iterator[Cue]:
    who = rf"(?:\b[Ww]e|{firm.pattern})"
    verbs = r"(?P<verbs>\w+(?:(?:,? (?:or|nor|and)(?: do we)?|,) \w+)*),?"
    what = r"(?P<data>[^,;:—“”\"]*?\b(?:data|information|signals)\b[^,;:—“”\"]*?)"
    what += r"(?= to anyone|[.](?=[\s”\"]|$)|[,;:—“”\"]|$)"
    for found in re.finditer(rf"{who} {_NOT} (?:actually )?{verbs} {what}", sentence):
        if _VEILED.search(sentence, 0, found.start()):
            continue
        bases = [_base(one) for one in re.findall(r"\w+", found["verbs"]) if one not in _FILLERS]
        unread = tuple(one for one in bases if one not in _DENIABLE)
        for act, given in dict.fromkeys(_VERBS[one] for one in bases if one in _DENIABLE):
            yield Cue(True, act, given, *found.span(), _kept(found["data"]), unread=unread)


def _affirmed(sentence: str, firm: Firm, opening: bool) -> Iterator[Cue]:
    us = firm.pattern
    who = rf"(?:\b[Ww]e|{us}|{us}\b[^.“”]*? (?:is|as) an? [^.,]*? that"
    who += r"|^(?:that )?(?:it|they|its [\w ]*platform))" if opening else ")"
    flow = rf"{_DATA}{_FROM}{_TO}{_PURPOSE}"
    patterns = [
        rf"{who} [“\"]?(?P<verb>\w+)(?: and (?P<second>\w+))? {flow}",
        rf"{us}\b[^“”]*? and (?P<verb>{_DOES}) {flow}",
        rf"\b(?P<given>[Ww]hat we provide is)(?: just)? {_DATA}",
        r"\b(?P<given>[Pp]rovid(?:e|es|ing)) our (?P<recipient>customers|clients)"
        rf" (?:with )?(?:access to )?{_DATA}",
        r"\bdata that we (?P<verb>collect)\b",
        rf"\b(?:[Ww]e source|(?:[Oo]ur|its|{us}[’']s) data(?: supply)? [“\"]?(?:comes|is sourced\b[^.]*?))"
        rf" from (?P<source>.+?)(?= to | including |{_END})",
        r"\b(?:(?:its|[Oo]ur) data providers include|with data from companies including)"
        r" [“\"]?(?P<names>[^.”\"]+)",
    ]
    if opening:
        patterns.append(rf"^(?P<recipient>customers|clients) [“\"]?(?P<given>have access to) {_DATA}")
    for pattern in patterns:
        for found in re.finditer(pattern, sentence):
            if _VEILED.search(sentence, 0, found.start()):
                continue
            yield from _read(found, firm)


def _read(found: re.Match[str], firm: Firm) -> Iterator[Cue]:
    """What one match says: nothing if its verbs are not known, or its names not listed."""
    part = found.groupdict()
    verbs = [verb for verb in (part.get("verb"), part.get("second")) if verb and _base(verb) in _VERBS]
    acts: dict[tuple[Act | None, bool], str] = {_VERBS[_base(verb)]: verb for verb in reversed(verbs)}
    listed = named(part.get("names"), firm)
    if part.get("given"):
        acts = {(Act.SHARE, True): ""}
    elif listed:
        acts = {(Act.SHARE, False): ""}
    elif part.get("source") and not part.get("verb"):  # "our data comes from …"
        acts = {(None, False): ""}
    purpose = part.get("purpose") or part.get("good")
    if purpose is not None and _PARTIES.search(purpose):
        purpose = None  # "for 50 million users" says whom it concerns, not what it is for
    for (act, given), verb in acts.items():
        others = listed
        if (other := part.get("recipient") if given else part.get("source")) and is_party(other):
            own = other in {"customers", "clients"}
            others = (f"{other} of {firm.name}" if own else other.removeprefix("the "),)
        past = verb in {"sold", "bought"} or verb.endswith("ed")
        data = _kept(part.get("data"))
        yield Cue(False, act, given, *found.span(), data, others, purpose, past, _base(verb) == "offer")


def named(words: str | None, firm: Firm) -> tuple[str, ...]:
    """The listed firms other than *firm* that *words* name."""
    return tuple(
        one
        for one in firm.others
        if words and one != firm.name and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", words)
    )


def is_party(words: str) -> bool:
    """Tell whether *words* name somebody: by a capital, or by a noun for people or firms."""
    return len(words) <= _LONGEST and (
        words.removeprefix("the ")[:1].isupper() or _PARTIES.search(words) is not None
    )


def _base(verb: str) -> str:
    """The verb as a dictionary has it: "providing" is "provide"."""
    verb = _FORMS.get(verb.lower(), verb.lower())
    for ending in ("", "s", "es", "ed", "d", "ing"):
        stem = verb.removesuffix(ending)
        for base in (stem, f"{stem}e"):
            if base in _VERBS and verb.endswith(ending):
                return base
    return verb


def _kept(data: str | None) -> str | None:
    """The phrase for data, or None where it says no more than "data"."""
    return None if data is None or _GENERIC.fullmatch(data) else data
