"""Boxes and lines of a diagram: which parties share a box, and which statements share a line."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from graph.claims import Act, Claim, LocalName, PartyType, Stance
from graph.telling.drafts import DRAFT_WORD
from graph.vocabulary import digest
from viz.content.content import Speaker
from viz.content.diagram import Box, Line
from viz.content.ends import Pair, Parties
from viz.content.speaking import called, gets, possible, speaker
from viz.look import ACTS, LOOKS, TAGS, Shape

HOLDER_NOT_SAID: Final = "holder not said"
RECIPIENT_NOT_SAID: Final = "recipient not said"

#: So many names are shown in one box; the others are named in the list.
MOST_NAMES: Final = 6

_ACT_ORDER: Final = {act: place for place, act in enumerate(ACTS)}
_STANCE_ORDER: Final = {stance: place for place, stance in enumerate(LOOKS)}


class _Key(NamedTuple):
    """What makes statements share a line."""

    from_: str
    to: str
    stance: Stance
    act: Act | None
    possible: bool
    draft: bool

    @property
    def order(self) -> tuple[bool, int, int, bool]:
        return self.draft, _STANCE_ORDER[self.stance], _ACT_ORDER[self.act], self.possible

    @property
    def what(self) -> list[object]:
        """All but its ends, for its name; that of a reviewed line knows nothing of drafts."""
        told: list[object] = [self.stance, self.act, self.possible]
        return [*told, DRAFT_WORD] if self.draft else told


def boxes_and_lines(
    said: Iterable[tuple[int, Claim, str, Pair]],
    responses: Iterable[tuple[int, str, LocalName]],
    parties: Parties,
    drafted: Iterable[tuple[int, str, LocalName]] = (),
) -> tuple[tuple[Box, ...], tuple[Line, ...]]:
    """The boxes in order of first mention, and the lines from box to box.

    Args:
        said: Number, claim, source letter and one line of that claim; a claim comes once per line. Drafts
            are among them: they share no line with what is reviewed.
        responses: Number of a non-answer, source letter, and a party that gave it.
        parties: The dossier's parties.
        drafted: The same as *responses*, of drafts.
    """
    claims: dict[_Key, list[int]] = defaultdict(list)
    speakers: dict[_Key, dict[LocalName, Speaker]] = defaultdict(dict)
    letters: dict[str, dict[str, None]] = defaultdict(dict)
    notes: dict[str, list[int]] = defaultdict(list)
    draft_notes: dict[str, list[int]] = defaultdict(list)
    for number, claim, letter, pair in said:
        ends = pair.from_ or HOLDER_NOT_SAID, pair.to or RECIPIENT_NOT_SAID
        key = _Key(*ends, pair.stance, pair.act, possible(claim, pair.stance), claim.draft is not None)
        letters[key.from_][letter] = letters[key.to][letter] = None
        claims[key].append(number)
        speakers[key][claim.speaker] = speaker(parties.party_of[claim.speaker], gets(claim))
    for number, letter, party in responses:
        letters[party][letter] = None
        notes[party].append(number)
    for number, letter, party in drafted:
        letters[party][letter] = None
        draft_notes[party].append(number)

    all_ends = tuple(letters)
    looks = appearances(all_ends, letters, parties)
    stacks = _stacks(all_ends, looks, claims, notes, draft_notes)
    boxes = tuple(
        _box(stack, looks[stack[0]], tuple(notes[stack[0]]), tuple(draft_notes[stack[0]]), parties)
        for stack in stacks
    )
    box_of = {end: box for box, stack in zip(boxes, stacks, strict=True) for end in stack}
    place = {box.key: index for index, box in enumerate(boxes)}

    lines: dict[_Key, Line] = {}
    for key, found in claims.items():
        holder, recipient = box_of[key.from_], box_of[key.to]
        merged = key._replace(from_=holder.key, to=recipient.key)
        name = digest([holder.parties, recipient.parties, *key.what])
        lines[merged] = Line(
            f"flow-{name}",
            *merged[:5],
            tuple(speakers[key].values()),
            tuple(dict.fromkeys(found)),
            draft=key.draft,
        )
    order = sorted(lines, key=lambda key: (place[key.from_], place[key.to], key.order))
    return boxes, tuple(lines[key] for key in order)


class Appearance(NamedTuple):
    """What a box shows beside the names; only boxes that look alike are stacked."""

    shape: Shape
    under: tuple[str, ...]
    tag: str | None


def appearances(
    ends: Iterable[str], letters: Mapping[str, Iterable[str]], parties: Parties
) -> dict[str, Appearance]:
    """Shape, second line and type tag of each end; tags only where the figure mixes types.

    Args:
        ends: Local names of parties, and the words for ends that are not said.
        letters: Letters of the sources that name each end.
        parties: The dossier's parties.
    """
    known = {end: parties.party_of[end] for end in ends if end in parties.party_of}
    named = [party for party in known.values() if party.kind is None]
    mixed = len({party.type for party in named if party.type in TAGS}) > 1
    names: dict[str, int] = defaultdict(int)
    for party in known.values():
        names[called(party)] += 1
    looks = {}
    for end in ends:
        if end not in known:
            looks[end] = Appearance(Shape.NOT_SAID, (), None)
            continue
        party = known[end]
        under: tuple[str, ...] = ()
        if party.type is PartyType.SERVICE and party.operated_by:
            under = (f"of {', '.join(called(parties.party_of[one]) for one in party.operated_by)}",)
        if names[called(party)] > 1 and not under:
            under = (_apart(party.relative_to, letters[end], parties),)
        if party.kind is not None:
            shape = Shape.GROUP
        else:
            shape = Shape.PILL if party.type is PartyType.PERSON else Shape.ROUND
        tag = TAGS.get(party.type) if mixed and party.kind is None else None
        looks[end] = Appearance(shape, under, tag)
    return looks


def _apart(relative_to: LocalName | None, letters: Iterable[str], parties: Parties) -> str:
    """What tells parties of one name apart: whose third parties, or in which source."""
    if relative_to is not None:
        return f"of {called(parties.party_of[relative_to])}"
    return f"in {', '.join(letters)}"


def _stacks(
    ends: Sequence[str],
    looks: dict[str, Appearance],
    claims: dict[_Key, list[int]],
    notes: dict[str, list[int]],
    draft_notes: dict[str, list[int]],
) -> list[list[str]]:
    """Ends with the same look, the same lines and the same notes, together."""
    lines: dict[str, set[object]] = defaultdict(set)
    for key, found in claims.items():
        lines[key.from_].add(("to", key.to, *key[2:], tuple(found)))
        lines[key.to].add(("from", key.from_, *key[2:], tuple(found)))
    stacks: dict[object, list[str]] = {}
    for end in ends:
        same = (looks[end], frozenset(lines[end]), tuple(notes[end]), tuple(draft_notes[end]))
        stacks.setdefault(same, []).append(end)
    return list(stacks.values())


def entity_key(end: str) -> str:
    """The name, in SVG and HTML, of what stands for a party or for an end that is not said."""
    if end in (HOLDER_NOT_SAID, RECIPIENT_NOT_SAID):
        return f"entity--{end.replace(' ', '-')}"
    return "entity-" + re.sub(r"[^\w.-]", "_", end.removeprefix("party/").replace("/", "."))


def _box(
    stack: Sequence[str], look: Appearance, notes: tuple[int, ...], drafts: tuple[int, ...], parties: Parties
) -> Box:
    if look.shape is Shape.NOT_SAID:
        return Box(entity_key(stack[0]), (), (stack[0],), look.shape)
    names = [called(parties.party_of[end]) for end in stack]
    shown = names if len(names) <= MOST_NAMES else names[:MOST_NAMES]
    return Box(
        key=entity_key(stack[0]),
        parties=tuple(stack),
        names=tuple(shown),
        shape=look.shape,
        under=look.under,
        tag=look.tag,
        more=tuple(names[len(shown) :]),
        non_answers=notes,
        drafts=drafts,
    )
