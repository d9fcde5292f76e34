"""Small random dossiers in which statements collide: for the laws of coverage and status.

A dozen parties and a dozen words, so that denials, admissions and allegations
meet often: groups within groups, a service, a subsidiary, third parties, a
definite and a vague group, phrases under two concepts, unplaced phrases.
"""

from dataclasses import replace
from random import Random
from typing import Any, Final

from graph.claims import (
    Act,
    Claim,
    Dossier,
    Evidence,
    Flow,
    LocalName,
    Modality,
    NonAnswer,
    NonAnswerKind,
    PartialDate,
    Party,
    PartyKind,
    PartyType,
    Phrase,
    Reported,
    Said,
    Slot,
    Source,
    Stance,
    Tense,
    Voice,
)
from graph.vocabulary import taxonomy

ENDS: Final = (
    *("party/acme", "party/acme-chat", "party/acme-sub", "party/bank", "party/bank2", "party/adco"),
    *("party/banks", "party/financial-companies", "party/advertisers", "party/these", "party/some-banks"),
    *("party/acme/third-parties", "party/third-parties"),
)
SPEAKERS: Final = (*ENDS[:-2], "party/press", "party/court")
DATA: Final = (
    *("pd:Financial", "pd:Transaction", "pd:BankAccount", "pd:Location", "pd:Demographic"),
    *("fc:demographicData", "dpv:SpecialCategoryPersonalData", "pd:Health"),
    *("data/card-transactions", "data/wire-transfers", "data/statements", "data/unplaced"),
)
PURPOSES: Final = (
    "dpv:Advertising",
    "dpv:TargetedAdvertising",
    "dpv:FraudPreventionAndDetection",
    "purpose/ads",
)
SUBJECTS: Final = ("subjects/eu-users", "fc:children")
DATES: Final = ("2017", "2018-03", "2018-08-07", "2019-01-01")
PERIODS: Final = ("1995", "1996-06", "1998", "2001-05-05")


def world(pick: Random, most: int = 7, extra: Random | None = None) -> Dossier:
    """A dossier of two sources with up to *most* claims and two non-answers.

    With *extra*, the same with one claim fewer, more or other in one of its sources.
    """
    parties = _parties(pick)
    claims: list[Claim] = []
    for number in range(pick.randint(2, most)):
        claims.append(_claim(pick, number, claims))
    answers = [_non_answer(pick, number, claims) for number in range(pick.choice((0, 0, 1, 2)))]
    if extra is not None:
        gone = extra.choice(claims)
        claims = [one for one in claims if one is not gone or extra.random() < 0.3]
        if extra.random() < 0.7:
            claims.append(replace(_claim(extra, most + 1, claims), source="source/s2"))
    sources = tuple(
        Source(
            name,
            f"{name[-2:]}.yaml",
            claims=tuple(one for one in claims if one.source == name),
            non_answers=tuple(one for one in answers if one.source == name),
        )
        for name in ("source/s1", "source/s2")
    )
    return Dossier("world", parties, _phrases(pick), sources)


def _parties(pick: Random) -> tuple[Party, ...]:
    def party(name: str, type: PartyType = PartyType.COMPANY, **more: Any) -> Party:
        return Party(f"party/{name}", name, type, **more)

    def group(name: str, kind: PartyKind, **more: Any) -> Party:
        return party(name, PartyType.GROUP, kind=kind, **more)

    def perhaps(*names: str) -> tuple[LocalName, ...]:
        return tuple(sorted(f"party/{name}" for name in names if pick.random() < 0.6))

    members = perhaps("acme", "bank") or ("party/acme",)

    def these(name: str) -> tuple[LocalName, ...]:
        return ("party/these",) if f"party/{name}" in members else ()

    found = [
        party("acme", member_of=these("acme")),
        party("acme-chat", PartyType.SERVICE, operated_by=perhaps("acme"), member_of=perhaps("advertisers")),
        party("acme-sub", part_of=perhaps("acme")),
        party("bank", member_of=(*perhaps("banks"), *these("bank"))),
        party("bank2", member_of=perhaps("advertisers", "banks")),
        party("adco", member_of=perhaps("advertisers"), part_of=perhaps("bank")),
        party("press", PartyType.MEDIA),
        party("court", PartyType.COURT),
        group("banks", PartyKind.CLASS, member_of=perhaps("financial-companies")),
        group("financial-companies", PartyKind.CLASS),
        group(
            "advertisers", PartyKind.CLASS, member_of=tuple(f"{one}/third-parties" for one in perhaps("acme"))
        ),
        group("these", PartyKind.DEFINITE, members=members),
        group("some-banks", PartyKind.VAGUE, candidates=perhaps("bank", "bank2"), member_of=perhaps("banks")),
        group("third-parties", PartyKind.THIRD_PARTIES),
    ]
    for one in ENDS[:-2]:  # where a claim leaves open whose third parties it means, they are each holder's
        holder = one.removeprefix("party/")
        found.append(group(f"{holder}/third-parties", PartyKind.THIRD_PARTIES, relative_to=one))
    return tuple(sorted(found, key=lambda one: one.iri))


def _phrases(pick: Random) -> tuple[Phrase, ...]:
    under = pick.choice((("pd:Transaction",), ("pd:Purchase", "pd:Transaction"), ("data/statements",)))
    found = [
        Phrase("data/card-transactions", Slot.DATA, "card transactions", broader=under),
        Phrase("data/wire-transfers", Slot.DATA, "wire transfers", broader=("pd:Transaction",)),
        Phrase(
            "data/statements",
            Slot.DATA,
            "statements",
            broader=pick.choice((("pd:Financial",), ("pd:BankAccount",))),
        ),
        Phrase("data/unplaced", Slot.DATA, "unplaced"),
        Phrase("purpose/ads", Slot.PURPOSE, "ads", broader=("dpv:Advertising",)),
        Phrase("subjects/eu-users", Slot.SUBJECTS, "EU users"),
    ]
    return tuple(sorted(found, key=lambda one: one.iri))


def _claim(pick: Random, number: int, before: list[Claim]) -> Claim:
    stances = (Stance.ALLEGED,) if number == 0 else (*Stance, Stance.DENIED, Stance.DENIED)
    stance = pick.choice(stances)
    answers = stance is not Stance.ALLEGED
    like = pick.choice(before) if before and pick.random() < 0.9 else None
    told = sorted(one.iri for one in before)
    ends = [one.value for one in (*like.from_, *like.to)] if like is not None else []
    start, end = sorted(pick.sample(PERIODS, 2))
    period = pick.choice(((None, None),) * 6 + ((start, None), (None, end), (start, end)))
    claim = Claim(
        f"claim/{number:016x}",
        pick.choice(("source/s1", "source/s1", "source/s2")),
        Evidence(f"quote {number}"),
        pick.choice([one for one in ends if one in SPEAKERS] or SPEAKERS)
        if answers and pick.random() < 0.8
        else pick.choice(SPEAKERS if answers else ("party/press",)),
        stance,
        pick.choice((Reported.DIRECT, Reported.DIRECT, Reported.INDIRECT)),
        id=f"c{number}",
        said_on=PartialDate(pick.choice(DATES)) if pick.random() < 0.8 else None,
        period_from=PartialDate(period[0]) if period[0] else None,
        period_until=PartialDate(period[1]) if period[1] else None,
        tense=pick.choice((None, None, None, *Tense)),
        voice=pick.choice((None, None, None, Voice.PASSIVE)),
        modality=pick.choice((None, None, None, Modality.CONDITIONAL)),
        hedges=pick.choice(((), (), (), ("actively",))),
        responds_to=_some(pick, told) if answers else (),
    )
    if stance is Stance.DENIED and told and pick.random() < 0.15:
        pointed = pick.sample(told, min(len(told), pick.randint(1, 2)))
        return replace(claim, act=None, denies=tuple(sorted(pointed)))
    model = like if like is not None and not like.denies else None
    said = {name: _slot(pick, slot, model, name) for slot, name in _SLOTS.items()}
    exclusive = tuple(
        slot
        for slot in (Slot.PURPOSE, Slot.TO)
        if stance is Stance.CONFIRMED and said[_SLOTS[slot]] and pick.random() < 0.4
    )
    return replace(
        claim,
        act=model.act if model and pick.random() < 0.8 else pick.choice((None, *Act)),
        exclusive=exclusive,
        except_=_except(pick, stance),
        **said,  # type: ignore[arg-type]
    )


_SLOTS: Final = {
    Slot.FROM: "from_",
    Slot.TO: "to",
    Slot.DATA: "data",
    Slot.PURPOSE: "purpose",
    Slot.SUBJECTS: "subjects",
}
_VALUES: Final = {
    Slot.FROM: (*ENDS[:-2], ENDS[-1]),
    Slot.TO: ENDS,
    Slot.DATA: DATA,
    Slot.PURPOSE: PURPOSES,
    Slot.SUBJECTS: SUBJECTS,
}
_FILLED: Final = {Slot.FROM: 0.8, Slot.TO: 0.8, Slot.DATA: 0.8, Slot.PURPOSE: 0.3, Slot.SUBJECTS: 0.2}


def _slot(pick: Random, slot: Slot, model: Claim | None, name: str) -> tuple[Said, ...]:
    """The values of a slot: often those of the model, or none, so that statements contain one another."""
    chance = pick.random()
    if model is not None and chance < 0.65:
        like: tuple[Said, ...] = getattr(model, name)
        return like
    if chance < 0.8 or pick.random() > _FILLED[slot]:
        return ()
    number = 2 if pick.random() < 0.2 else 1
    return tuple(sorted(Said(one, one) for one in pick.sample(_VALUES[slot], number)))


def _except(pick: Random, stance: Stance) -> tuple[Flow, ...]:
    if pick.random() > (0.15 if stance is Stance.DENIED else 0.07):
        return ()
    slot = pick.choice((Slot.PURPOSE, Slot.DATA, Slot.TO))
    return (Flow(**{_SLOTS[slot]: pick.choice(_VALUES[slot])}),)  # type: ignore[arg-type]


def _non_answer(pick: Random, number: int, claims: list[Claim]) -> NonAnswer:
    return NonAnswer(
        f"claim/{number:016x}f"[:-1].replace("claim/0", "claim/e"),
        pick.choice(("source/s1", "source/s2")),
        Evidence(f"no answer {number}"),
        pick.choice([said.value for one in claims for said in one.to if said.value in SPEAKERS] or SPEAKERS),
        pick.choice(tuple(NonAnswerKind)),
        pick.choice(tuple(Reported)),
        id=f"n{number}",
        said_on=PartialDate(pick.choice(DATES)) if pick.random() < 0.8 else None,
        responds_to=_some(pick, [one.iri for one in claims if one.stance is not Stance.DENIED]),
    )


def _some(pick: Random, names: list[LocalName]) -> tuple[LocalName, ...]:
    return tuple(sorted(one for one in names if pick.random() < 0.2))


def in_words(dossier: Dossier) -> Dossier:
    """The same, each value worded as it is called, so that its graph can be read back."""
    called = {one.iri: one.name for one in dossier.parties} | {one.iri: one.label for one in dossier.phrases}

    def worded(claim: Claim) -> Claim:
        slots = {
            name: tuple(
                Said(one, called.get(one) or taxonomy().label(one)) for one, _ in getattr(claim, name)
            )
            for name in _SLOTS.values()
        }
        return replace(claim, **slots)  # type: ignore[arg-type]

    sources = tuple(replace(one, claims=tuple(map(worded, one.claims))) for one in dossier.sources)
    return replace(dossier, sources=sources)
