"""Dossiers at the edges of what is drawn: none, one, very many, very long, and in every script."""

from dataclasses import replace
from itertools import count, product

from graph.claims import Act, Dossier, Modality, NonAnswerKind, PartialDate, Party, PartyType, Stance
from tests.conftest import answered, dossier, group, party, said, source

LONG = "The Transcontinental Consolidated Data Brokerage Corporation of"  # and no shorter name
UNBROKEN = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauamt"
ARABIC, HEBREW, CHINESE, JAPANESE = "شركة البيانات", "חברת הנתונים", "数据公司", "株式会社データ"
HOSTILE = "</script><img src=x onerror=alert(1)>"


def named(name, iri):
    """A company whose local name is *iri*, since a slug of its name may be empty."""
    return Party(f"party/{iri}", name, PartyType.COMPANY)


def one_claim() -> Dossier:
    return dossier(
        source(said(Stance.ALLEGED, "Press", from_="Acme", to="Bolt", data="mail"), published="2020")
    )


def no_claim() -> Dossier:
    return dossier(source(published="2020"))


def long_names() -> Dossier:
    parties = [party(f"{LONG} {word}") for word in ("Ruritania", "Syldavia")] + [party(UNBROKEN)]
    first, second, third = (one.name for one in parties)
    return dossier(
        source(
            said(Stance.ALLEGED, first, from_=second, to=third, data="mail"),
            said(Stance.DENIED, second, from_=second, to=third, data="mail"),
            said(Stance.CONFIRMED, third, from_=first, to=third, data="mail", act=Act.SEEK),
            answered(NonAnswerKind.DECLINED, first),
            published="2020-02-03",
            publisher=first,
            title=" ".join([LONG] * 4),
        ),
        parties=parties,
    )


def scripts(*names: str) -> Dossier:
    """Parties called *names*, each giving to the next, with quotes that begin in their script."""
    parties = [named(name, f"p{place}") for place, name in enumerate(names)]
    claims = [
        said(Stance.ALLEGED, "P0", from_=f"P{place}", to=f"P{place + 1}", data="mail", quote=f"{name}: 1, 2.")
        for place, name in enumerate(names[:-1])
    ]
    denial = said(Stance.DENIED, "P1", from_="P0", to="P1", data="mail", quote=f"{names[1]} — “no”.")
    return dossier(source(*claims, denial, published="2020-02-03", title=names[0]), parties=parties)


def right_to_left() -> Dossier:
    return scripts(ARABIC, HEBREW, f"Acme {ARABIC} (2)", "Bolt")


def chinese() -> Dossier:
    return scripts(CHINESE, JAPANESE, "Bolt")


def thirty_speakers_of_one_line() -> Dossier:
    return dossier(
        source(
            *(
                said(Stance.ALLEGED, f"Witness {number}", from_="Acme", to="Bolt", data="mail")
                for number in range(30)
            ),
            published="2020-02-03",
        )
    )


def thirty_lines_between_two() -> Dossier:
    """Every stance about every act, plainly and only as possible."""
    kinds = list(product(Stance, Act, (None, Modality.CONDITIONAL)))
    assert len(kinds) == 30
    return dossier(
        source(
            *(
                said(stance, "Acme", from_="Acme", to="Bolt", data="mail", act=act, modality=modality)
                for stance, act, modality in kinds
            ),
            published="2020-02-03",
        )
    )


def its_own_counterparty() -> Dossier:
    return dossier(
        source(
            said(Stance.ALLEGED, "Press", from_="Acme", to="Acme", data="mail"),
            said(Stance.DENIED, "Acme", from_="Acme", to="Acme", data="mail"),
            said(Stance.CONFIRMED, "Acme", from_="Acme", to="Bolt", data="mail"),
            published="2020-02-03",
        )
    )


def two_hundred_speakers() -> Dossier:
    return dossier(
        *(
            source(
                said(
                    list(Stance)[number % 3],
                    f"Firm {number}",
                    from_=f"Firm {number}",
                    to=f"Firm {(number * 7 + 1) % 200}",
                    data="mail",
                ),
                iri=f"source/s{number}",
                published=f"2020-{number % 12 + 1:02}-{number % 28 + 1:02}",
                title=f"Report {number}",
            )
            for number in range(200)
        )
    )


def all_dates_equal() -> Dossier:
    return dossier(
        source(
            *(
                said(Stance.ALLEGED, f"Press {number}", from_="Acme", to=f"Bolt {number}", data="mail")
                for number in range(5)
            ),
            published="2020-02-03",
        )
    )


def only_non_answers() -> Dossier:
    return dossier(
        source(*(answered(kind, f"Firm {kind}") for kind in NonAnswerKind), published="2020-02-03"),
    )


def hostile_names() -> Dossier:
    parties = [named(HOSTILE, "p0"), named("=cmd()|' /C calc'!A0", "p1"), named("a\u202eb\u2066c", "p2")]
    return dossier(
        source(
            said(Stance.ALLEGED, "P0", from_="P1", to="P2", data="mail", quote=HOSTILE),
            answered(NonAnswerKind.DECLINED, "P1", quote="=1+1"),
            published="2020-02-03",
            title=HOSTILE,
        ),
        parties=parties,
    )


def groups_only() -> Dossier:
    return dossier(
        source(said(Stance.ALLEGED, "Press", from_="banks", to="apps", data="mail")),
        parties=[group("banks"), group("apps")],
    )


EDGES = {
    one.__name__: one
    for one in (
        *(one_claim, no_claim, long_names, right_to_left, chinese, thirty_speakers_of_one_line),
        *(thirty_lines_between_two, its_own_counterparty, two_hundred_speakers, all_dates_equal),
        *(only_non_answers, hostile_names, groups_only),
    )
}


def over_time(whole: Dossier) -> Dossier:
    """*whole* with a day of its own for every statement, one a month and some a year later."""
    days = (PartialDate(f"{2019 + n // 12}-{n % 12 + 1:02}-{n % 28 + 1:02}") for n in count())
    sources = (
        replace(
            one,
            claims=tuple(replace(claim, said_on=next(days)) for claim in one.claims),
            non_answers=tuple(replace(answer, said_on=next(days)) for answer in one.non_answers),
        )
        for one in whole.sources
    )
    return replace(whole, sources=tuple(sources))
