"""A made-up dossier held in memory, for the explorer: so many statements about so many parties.

Equal arguments give equal values. Everything is fictional: names are trees and trades.
"""

import random
from typing import Final

from graph.claims import (
    Act,
    Claim,
    Dossier,
    Evidence,
    NonAnswer,
    NonAnswerKind,
    PartialDate,
    Party,
    PartyType,
    Phrase,
    Reported,
    Said,
    Slot,
    Source,
    Stance,
)
from graph.vocabulary import digest, slug

SEED: Final = 2018
_FIRST: Final = ("Alder", "Birch", "Cedar", "Damson", "Elm", "Fern", "Gorse", "Hazel", "Iris", "Juniper")
_SECOND: Final = ("Analytics", "Bank", "Credit", "Data", "Exchange", "Insurance", "Media", "Mobile", "Pay")
_DATA: Final = ("card transactions", "step counts", "sleep scores", "locations", "incomes", "loan records")
_SOURCES: Final = 12
_NGOS: Final = 6
_REPEATED: Final = 0.45


def made_up(statements: int, parties: int, non_answers: int = 0) -> Dossier:
    """A dossier with so many claims and non-answers about so many companies, alleged by six NGOs.

    A few companies receive most of the data, and 45 in 100 claims are about a pair that was spoken of
    before. Every claim has a quote of its own.
    """
    pick = random.Random(SEED)
    companies = [_party(place, PartyType.COMPANY) for place in range(parties)]
    ngos = [_party(place + 400, PartyType.NGO) for place in range(_NGOS)]
    weights = [1 / (place + 1) for place in range(parties)]
    pairs: list[tuple[Party, Party]] = []
    spoken: list[list[Claim]] = [[] for _ in range(_SOURCES)]
    for number in range(statements):
        pairs.append(
            pick.choice(pairs) if pairs and pick.random() < _REPEATED else _pair(companies, weights, pick)
        )
        holder, recipient = pairs[-1]
        stance = pick.choices(tuple(Stance), (6, 3, 1))[0]
        speaker = pick.choice(ngos) if stance is Stance.ALLEGED else holder
        spoken[number % _SOURCES].append(_claim(number, stance, speaker, holder, recipient, pick))
    answers = [_answer(number, companies[number % parties]) for number in range(non_answers)]
    sources = tuple(
        Source(
            f"source/{place:02}",
            f"{place:02}.yaml",
            title=f"Register of disclosures, part {place + 1}",
            publisher="Hazel Registry",
            published=PartialDate(f"20{10 + place}-0{1 + place % 9}"),
            language="en",
            url=f"https://registry.example/{place + 1}",
            claims=tuple(claims),
            non_answers=tuple(answers) if place == 0 else (),
        )
        for place, claims in enumerate(spoken)
        if claims
    )
    phrases = tuple(Phrase(f"data/{slug(one)}", Slot.DATA, one) for one in sorted(_DATA))
    known = tuple(sorted((*companies, *ngos), key=lambda one: one.iri))
    return Dossier("made-up", known, phrases, sources)


def _pair(companies: list[Party], weights: list[float], pick: random.Random) -> tuple[Party, Party]:
    """A holder, and a recipient of its data: the first companies receive from most of the others."""
    recipient = pick.choices(companies, weights)[0]
    holder = pick.choice([one for one in companies if one is not recipient])
    return holder, recipient


def _party(place: int, kind: PartyType) -> Party:
    name = f"{_FIRST[place % 10]} {_SECOND[place // 10 % 9]} {place:03}"
    return Party(f"party/{slug(name)}", name, kind)


def _claim(
    number: int, stance: Stance, speaker: Party, holder: Party, recipient: Party, pick: random.Random
) -> Claim:
    act, data = pick.choice(tuple(Act)), pick.choice(_DATA)
    quote = f"Entry {number + 1}: {holder.name} and {recipient.name}, as to {data}, {pick.randrange(10**6)}"
    return Claim(
        f"claim/{digest([SEED, number])}",
        f"source/{number % _SOURCES:02}",
        Evidence(quote, at=(number * 100, number * 100 + len(quote)), verified=True),
        speaker.iri,
        stance,
        Reported.DIRECT,
        act,
        (Said(holder.iri, holder.name),),
        (Said(recipient.iri, recipient.name),),
        (Said(f"data/{slug(data)}", data),),
        said_on=PartialDate(f"20{10 + number % 12}-0{1 + number % 9}-1{number % 10}"),
    )


def _answer(number: int, speaker: Party) -> NonAnswer:
    return NonAnswer(
        f"claim/{digest([SEED, 'n', number])}",
        "source/00",
        Evidence(f"{speaker.name} did not reply, entry {number + 1}", verified=True),
        speaker.iri,
        NonAnswerKind.SILENT,
        Reported.DIRECT,
    )
