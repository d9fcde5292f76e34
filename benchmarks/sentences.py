"""Plain sentences about who gives whom which data: in how many a draft tells it as the sentence does.

    python benchmarks/sentences.py                  1,500 sentences of one clause, 1,000 texts of two
    python benchmarks/sentences.py --seed 7 --wrong 20  others, and twenty that went wrong

The sentences are made from lists of parties, data and verbs and from patterns, by chance from a seed; nothing
is read from a file. A sentence is right where it has one draft, with both ends, a stance and a kind of act
that its pattern tells; of a text of two sentences, where one draft has them, and its speaker. They are the
easy part of news: what goes wrong here goes wrong in every article, and what is right here may still go wrong
there.
"""

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from measuring import machine

from graph.claims import Act, Stance
from graph.drafting.drafting import draft
from graph.drafting.drafts import Document, DraftClaim
from graph.drafting.text.pipeline import load


class Party(NamedTuple):
    """A party: its name as a text first has it, what it is, and what texts call it later."""

    name: str
    kind: str = ""
    later: tuple[str, ...] = ()


class Verb(NamedTuple):
    """A verb of giving, in its forms, and the preposition before who gets it."""

    give: str
    gives: str
    gave: str
    given: str
    giving: str
    to: str = "to"


class Pattern(NamedTuple):
    """A form of sentence, and what it says: fields of the giver, the recipient, the data and the verb."""

    text: str
    stance: Stance | None = None
    act: Act | None = None
    speaker: str = ""


GIVERS: Final = (
    *("the bank", "the company", "the airline", "the hospital", "the retailer", "the social network"),
    *("the weather app", "the carmaker", "the university", "Acme", "Facebook", "Verizon", "Google", "Uber"),
    *("Citibank", "Experian", "phone companies", "data brokers"),
)
GETTERS: Final = (
    *("the police", "advertisers", "the FBI", "insurers", "a data broker", "the tax office", "marketers"),
    *("drug companies", "the National Security Agency", "third parties", "a research firm", "Oracle"),
)
DATA: Final = (
    *("location data", "customer records", "passenger names", "phone numbers", "patient records"),
    *("account balances", "the names of its users", "users' e-mail addresses", "call records"),
    *("information about its customers", "browsing histories", "data on millions of customers"),
    *("the medical records of 2,000 patients", "credit card numbers", "photos of its users"),
)
VERBS: Final = (
    Verb("share", "shares", "shared", "shared", "sharing", "with"),
    Verb("give", "gives", "gave", "given", "giving"),
    Verb("sell", "sells", "sold", "sold", "selling"),
    Verb("send", "sends", "sent", "sent", "sending"),
    Verb("hand over", "hands over", "handed over", "handed over", "handing over"),
    Verb("provide", "provides", "provided", "provided", "providing"),
    Verb("disclose", "discloses", "disclosed", "disclosed", "disclosing"),
    Verb("pass on", "passes on", "passed on", "passed on", "passing on"),
    Verb("transfer", "transfers", "transferred", "transferred", "transferring"),
    Verb("release", "releases", "released", "released", "releasing"),
    Verb("leak", "leaks", "leaked", "leaked", "leaking"),
    Verb("forward", "forwards", "forwarded", "forwarded", "forwarding"),
    Verb("reveal", "reveals", "revealed", "revealed", "revealing"),
    Verb("trade", "trades", "traded", "traded", "trading", "with"),
    Verb("make", "makes", "made", "made", "making", "available to"),
)
#: Sentences of one clause; ``{A}`` and ``{B}`` are as ``{a}`` and ``{b}``, with a capital.
ONE: Final = (
    Pattern("{A} {gives} {o} {to} {b}."),
    Pattern("{A} {gave} {o} {to} {b} last year."),
    Pattern("{A} secretly {gave} {o} {to} {b}, a newspaper reported."),
    Pattern("{A} had been {giving} {o} {to} {b} for years."),
    Pattern("Researchers say {a} {gave} {o} {to} {b}."),
    Pattern("{O} were {given} {to} {b} by {a}."),
    Pattern("{O} were {given} by {a} {to} {b}."),
    Pattern("The files that {a} {gave} {to} {b} were destroyed."),
    Pattern("{A}, which {gave} {o} {to} {b}, was fined on Monday."),
    Pattern("{A} was accused of {giving} {o} {to} {b}."),
    Pattern("{A} was fined for {giving} {o} {to} {b} without consent."),
    Pattern("{A} acknowledged that it {gave} {o} {to} {b}.", Stance.CONFIRMED),
    Pattern("{A} denied {giving} {o} {to} {b}.", Stance.DENIED),
    Pattern("{A} said that it does not {give} {o} {to} {b}.", Stance.DENIED),
    Pattern("Reports that {a} {gave} {o} {to} {b} are not true, a spokesman said.", Stance.DENIED),
    Pattern("{A} gave {b} {o}."),
    Pattern("{A} gave {b} access to {o}."),
    Pattern("{A} provided {b} with {o}."),
    Pattern("{A} allowed {b} to see {o}."),
    Pattern("{A} refused to give {b} {o}.", Stance.DENIED),
    Pattern("{B} obtained {o} from {a}."),
    Pattern("{B} bought {o} from {a} last year."),
    Pattern("{B} was given access to {o} by {a}."),
    Pattern("{B} had access to {o} through a deal with {a}."),
    Pattern("{B} asked {a} for {o}.", None, Act.SEEK),
    Pattern("{B} asked {a} to hand over {o}.", None, Act.SEEK),
    Pattern("{B} demanded that {a} turn over {o}.", None, Act.SEEK),
    Pattern("{B} is in talks with {a} to get {o}.", None, Act.SEEK),
    Pattern("Lawmakers criticized the sale of {o} by {a} to {b}."),
    Pattern("A deal between {b} and {a} gives {b} access to {o}."),
)
FIRST: Final = (
    Party("Verizon", "phone company", ("the company", "the carrier", "the phone company")),
    Party("Facebook", "social network", ("the company", "the social network", "the social media giant")),
    Party("Delta Air Lines", "airline", ("the airline", "the carrier", "the company")),
    Party("Citibank", "bank", ("the bank", "the lender")),
    Party("Uber", "ride-hailing company", ("the company", "the ride-hailing company")),
    Party("Mercy Hospital", "hospital", ("the hospital",)),
)
SECOND: Final = (
    Party("the FBI", "agency", ("the bureau", "the agency")),
    Party("NASA", "space agency", ("the agency", "the space agency")),
    Party("Palantir", "software company", ("the software company",)),
    Party("Aetna", "insurer", ("the insurer",)),
)
NAMED: Final = (
    "{A}, a {kind}, signed an agreement with {b} in 2014.",
    "{A} has worked with {b} since 2012, documents show.",
    "Lawmakers want to know what {a} told {b} about its customers.",
    "A lawsuit filed Monday names both {a} and {b}.",
)
#: What follows one of ``NAMED``, which by then calls both parties otherwise.
TWO: Final = (
    Pattern("{A} handed over {o} to {b} last year."),
    Pattern("{A} gave {b} {o}."),
    Pattern("{B} received {o} from {a}."),
    Pattern("{O} were passed on to {b} by {a}."),
    Pattern("It gave {b} {o}, {a} said.", None, None, "giver"),
    Pattern("{A} acknowledged that it shared {o} with {b}.", Stance.CONFIRMED, None, "giver"),
    Pattern("A spokesman for {a} said it had never given {o} to {b}.", Stance.DENIED, None, "giver"),
    Pattern('"We have never given {o} to {b}," {a} said in a statement.', Stance.DENIED, None, "giver"),
    Pattern('"We gave {o} to {b}," said Lee Park, a spokesman for {a}.', Stance.CONFIRMED, None, "giver"),
    Pattern("{B} said it had not received {o} from {a}.", Stance.DENIED, None, "recipient"),
    Pattern("{B} asked {a} for {o}.", None, Act.SEEK),
    Pattern("A former employee of {a} said that the company gave {o} to {b}."),
)


class Case(NamedTuple):
    """A text with what it says: its pattern, who gives, who gets."""

    text: str
    pattern: Pattern
    giver: str
    getter: str


def _capital(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]


def _filled(text: str, giver: str, getter: str, data: str, **more: str) -> str:
    both = {"a": giver, "b": getter, "A": _capital(giver), "B": _capital(getter)}
    return text.format(**both, o=data, O=_capital(data), **more)


def one_clause(chance: random.Random) -> Iterator[Case]:
    """Sentences of one clause, without end."""
    while True:
        pattern, verb = chance.choice(ONE), chance.choice(VERBS)
        giver, getter, data = chance.choice(GIVERS), chance.choice(GETTERS), chance.choice(DATA)
        yield Case(_filled(pattern.text, giver, getter, data, **verb._asdict()), pattern, giver, getter)


def two_sentences(chance: random.Random) -> Iterator[Case]:
    """Texts of two sentences, the first with both names, without end."""
    while True:
        pattern, giver, getter = chance.choice(TWO), chance.choice(FIRST), chance.choice(SECOND)
        data, named = chance.choice(DATA[:6]), chance.choice(NAMED)
        before = _filled(named, giver.name, getter.name, data, kind=giver.kind)
        after = _filled(pattern.text, chance.choice(giver.later), chance.choice(getter.later), data)
        yield Case(f"{before} {after}", pattern, giver.name, getter.name)


def _is(name: str, ends: Sequence[str]) -> bool:
    plain = name.lower().removeprefix("the ").removeprefix("a ")
    return any(plain in end.lower() or end.lower() in plain for end in ends)


def says(claim: DraftClaim, case: Case) -> bool:
    """Whether a draft says what its text says."""
    pattern = case.pattern
    if not (_is(case.giver, claim.from_) and _is(case.getter, claim.to)):
        return False
    if (claim.act is Act.SEEK) != (pattern.act is Act.SEEK):
        return False
    denied = claim.stance is Stance.DENIED
    if denied != (pattern.stance is Stance.DENIED) or (pattern.stance not in (None, claim.stance)):
        return False
    who = {"giver": case.giver, "recipient": case.getter}.get(pattern.speaker)
    return who is None or _is(who, [claim.speaker or ""])


_Wrong = list[tuple[Case, Sequence[DraftClaim]]]


def measured(
    cases: Iterator[Case], many: int, alone: bool, read: Callable[[str], Sequence[DraftClaim]]
) -> tuple[Counter[str], Counter[str], _Wrong]:
    """How many were right and were tried, by pattern, and those that were wrong; *alone*: with one draft."""
    right, tried, wrong = Counter[str](), Counter[str](), _Wrong()
    for _ in range(many):
        case = next(cases)
        found = read(case.text)
        good = any(says(one, case) for one in found) and not (alone and len(found) > 1)
        tried[case.pattern.text] += 1
        right[case.pattern.text] += good
        if not good:
            wrong.append((case, found))
    return right, tried, wrong


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description="Measure drafts of plain sentences.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", type=int, default=0, help="how many that went wrong to print")
    given = parser.parse_args()
    pipeline = load()

    def read(text: str) -> Sequence[DraftClaim]:
        return draft(Document("sentence", text, "0" * 64, publisher="The Courier"), pipeline).claims

    print(f"{machine()}; {pipeline.meta['name']}; seed {given.seed}\n")
    sorts = (("one clause", one_clause, 1_500, True), ("two sentences", two_sentences, 1_000, False))
    for what, cases, many, alone in sorts:
        right, tried, wrong = measured(cases(random.Random(given.seed)), many, alone, read)
        print(f"| {what} | right | of |\n| --- | ---: | ---: |")
        for pattern in tried:
            print(f"| {pattern} | {right[pattern]} | {tried[pattern]} |")
        print(f"| all | {right.total()} | {tried.total()} |\n")
        for case, found in wrong[: given.wrong]:
            told = "; ".join(
                f"{one.speaker}: {one.stance} {one.act}: {one.from_} > {one.to}" for one in found
            )
            print(f"    {case.text}\n        {told or 'no draft'}")


if __name__ == "__main__":
    main()
