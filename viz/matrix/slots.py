"""What is said in one cell of a matrix: a slot for each stance, with its acts, speakers and numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from graph.claims import Act, Claim, LocalName, Stance
from graph.telling.drafts import DRAFT_WORD
from graph.vocabulary import digest
from viz.content.boxes import HOLDER_NOT_SAID, RECIPIENT_NOT_SAID
from viz.content.content import Speaker, doing, joined, numbers
from viz.content.ends import Parties
from viz.content.speaking import gets, speaker
from viz.content.standing import Statuses
from viz.look import ACTS, LOOKS

_ACT_ORDER: Final = {act: place for place, act in enumerate(ACTS)}


@dataclass(frozen=True, slots=True)
class Deed:
    """What is said to happen in a slot, whether it was only said to be possible, and by whom where."""

    stance: Stance
    act: Act | None
    possible: bool
    speakers: tuple[Speaker, ...]
    claims: tuple[int, ...]
    draft: bool = False

    @property
    def cited(self) -> str:
        """``3,4,5,15``; of drafts ``d3``."""
        return numbers(self.claims, "d" if self.draft else "")

    @property
    def done(self) -> str:
        """``shared``; ``possibly shared``; ``possible data flow``."""
        word = ACTS[self.act].done
        if not self.possible:
            return word
        return f"{'possible' if self.act is None else 'possibly'} {word}"

    @property
    def sentence(self) -> str:
        """Who says what: ``WSJ alleges seeking``."""
        look = LOOKS[self.stance]
        verb = look.many if len(self.speakers) > 1 or self.speakers[0].plural else look.one
        what = doing(self.act, self.possible, (one.gets for one in self.speakers))
        return f"{joined([one.name for one in self.speakers])} {verb} {what}"


@dataclass(frozen=True, slots=True)
class Slot:
    """All statements of one stance in one cell.

    ``status`` tells what the allegations have come to: one text for all, or one
    for each act where they differ; empty where nothing is alleged.
    """

    key: str
    stance: Stance
    deeds: tuple[Deed, ...]
    status: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """``? sought``, ``✕ sought/shared``."""
        return f"{LOOKS[self.stance].glyph} {'/'.join(one.done for one in self.deeds)}"

    @property
    def by(self) -> str:
        """``Facebook``; ``2 speakers``."""
        return self.speakers[0].name if len(self.speakers) == 1 else f"{len(self.speakers)} speakers"

    @property
    def cited(self) -> str:
        """``[3,4,5,15]``."""
        return f"[{numbers(self.claims, 'd' if self.draft else '')}]"

    @property
    def short(self) -> tuple[str, ...]:
        """Its numbers by what is said to happen: ``✓›28``, ``▸26,31``; in brackets what is only possible."""
        found: dict[str, list[int]] = {}
        for deed in self.deeds:
            sign = ACTS[deed.act].sign
            found.setdefault(f"({sign})" if deed.possible else sign, []).extend(deed.claims)
        prefix = "d" if self.draft else ""
        first, *rest = (
            f"{sign}{numbers(tuple(dict.fromkeys(claims)), prefix)}" for sign, claims in found.items()
        )
        return f"{LOOKS[self.stance].glyph}{first}", *rest

    @property
    def draft(self) -> bool:
        """Whether it holds drafts; a slot never holds both."""
        return any(one.draft for one in self.deeds)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who says it."""
        return tuple(dict.fromkeys(one for deed in self.deeds for one in deed.speakers))

    @property
    def claims(self) -> tuple[int, ...]:
        """The numbers of its statements."""
        return tuple(sorted({one for deed in self.deeds for one in deed.claims}))


@dataclass(frozen=True, slots=True)
class DraftSlot:
    """All drafts in one cell, together in one slot of their own: what each stance would hold."""

    key: str
    slots: tuple[Slot, ...]


class Saying(NamedTuple):
    """One line of one claim, as it stands in a slot."""

    number: int
    claim: Claim
    act: Act | None
    possible: bool


def slots_of(
    ends: tuple[str, str], found: Mapping[Stance, list[Saying]], parties: Parties, statuses: Statuses | None
) -> tuple[Slot, ...]:
    """The slots between two *ends*, in order of stance.

    Args:
        ends: Local names of holder and recipient, or the words for what is not said.
        found: What is said, by stance.
        parties: The dossier's parties.
        statuses: What the allegations have come to; None where that is not derived.
    """
    return tuple(
        Slot(
            f"slot-{digest([*ends, stance])}",
            stance,
            _deeds(stance, found[stance], parties),
            _status(ends, found[stance], statuses) if stance is Stance.ALLEGED and statuses else (),
        )
        for stance in LOOKS
        if stance in found
    )


def drafts_of(
    ends: tuple[str, str], found: Mapping[Stance, list[Saying]], parties: Parties
) -> DraftSlot | None:
    """The slot of the drafts between two *ends*; None if there are none."""
    slots = tuple(
        Slot(f"slot-{digest([*ends, stance, DRAFT_WORD])}", stance, _deeds(stance, found[stance], parties))
        for stance in LOOKS
        if stance in found
    )
    return DraftSlot(f"slot-{digest([*ends, DRAFT_WORD])}", slots) if slots else None


def _deeds(stance: Stance, sayings: Iterable[Saying], parties: Parties) -> tuple[Deed, ...]:
    found: dict[tuple[Act | None, bool], list[Saying]] = defaultdict(list)
    for one in sayings:
        found[one.act, one.possible].append(one)
    return tuple(
        Deed(
            stance,
            *key,
            tuple(
                dict.fromkeys(
                    speaker(parties.party_of[one.claim.speaker], gets(one.claim)) for one in found[key]
                )
            ),
            tuple(dict.fromkeys(one.number for one in found[key])),
            any(one.claim.draft is not None for one in found[key]),
        )
        for key in sorted(found, key=lambda key: (_ACT_ORDER[key[0]], key[1]))
    )


def _status(ends: tuple[str, str], sayings: Iterable[Saying], statuses: Statuses) -> tuple[str, ...]:
    """What the allegations of a slot have come to; act by act where that differs."""
    holders, recipients = (
        () if end in (HOLDER_NOT_SAID, RECIPIENT_NOT_SAID) else (end,) for end in ends
    )  # an end called so in the dossier is a local name, "party/…"
    claims: dict[Act | None, dict[LocalName, None]] = defaultdict(dict)
    for one in sayings:
        claims[one.act][one.claim.iri] = None
    found = {
        act: words
        for act in sorted(claims, key=_ACT_ORDER.__getitem__)
        if (words := statuses.between(claims[act], act, holders, recipients)) is not None
    }
    if len(set(found.values())) < 2:
        return tuple(dict.fromkeys(found.values()))
    return tuple(f"{ACTS[act].done}: {words}" for act, words in found.items())
