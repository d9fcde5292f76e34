"""Whom the rules of drafting put at the ends of a flow, by other words for a party and by the text around."""

from collections.abc import Iterable, Mapping
from typing import Final

import pytest
from parsed import claims, drafted, need_parser, parse_all

#: Names, and the words before and behind them.
NAMES: Final = {
    "The Transport Authority spoke on Monday. The Authority collected location data.": (
        "? > Transport Authority"
    ),
    "Tarmac Data of Mobile collected location data.": "? > Tarmac Data",
    "Mid-Continent sold location data to Orbix.": "Mid-Continent > Orbix",
    "Neither Acme nor Norvik sold location data to Orbix.": "Acme + Norvik > Orbix",
    "Roamly buys location data from Acme.": "Acme > Roamly",
    "Norvik met Quick Ride, a taxi service. Quick Ride sold names to Acme.": "Quick Ride > Acme",
    "Sleepwell said that it sold names to Acme.": "Sleepwell > Acme",
    "Wellspring's founder says that it sold names to Acme.": "Wellspring > Acme",
    "Harrow's Bank sold names to Acme.": "Harrow's Bank > Acme",
    "Norvik met Friendly. Friendly sold names to Orbix.": "Friendly > Orbix",
    "Norvik sued Watchful. Watchful gave names to Orbix.": "Watchful > Orbix",
    "Peaje Norte said that it gave names to Orbix.": "Peaje Norte > Orbix",
    "Data will be disclosed to contractors by Acme.": "Acme > contractors",
    "The social network Circles sold location data to Orbix.": "Circles > Orbix",
    "Acme got names from the consultants Hale Gray. Hale Gray sold names to Orbix.": "Hale Gray > Orbix",
    "Lodestar is new. The Prague-based company sold names to Orbix.": "Lodestar > Orbix",
    "Acme is large. The Tacoma, Washington-based firm sold names to Orbix.": "Acme > Orbix",
    "Google runs Gmail. The suit says the Mountain View, California-based company takes names.": "? > Google",
    "Microsoft is old. The Redmond, Washington-based company's terms let it scan messages.": "? > Microsoft",
    "The Office of the Director of National Intelligence got names from Acme.": (
        "Acme > Office of the Director of National Intelligence"
    ),
    "Ohio's Department of Transportation got names from Acme.": (
        "Acme > Ohio's Department of Transportation"
    ),
    "The Department of Health and Human Services fined Acme for selling names to Orbix.": "Acme > Orbix",
    "U.S. Customs and Border Protection got names from Acme.": ("Acme > U.S. Customs and Border Protection"),
    "The Algemeen Handelshuis got names from Acme.": "Acme > Algemeen Handelshuis",
    "Portalis Hong Kong has never given names to the authorities.": "Portalis Hong Kong > authorities",
    "Acme Canada sold names to Orbix.": "Acme Canada > Orbix",
    "Medical Confidence, a campaign group, sent the names to Orbix.": "Medical Confidence > Orbix",
    "Former Acme employees sent names to Orbix.": "Acme > Orbix",
    'Norvik is sued over a list headed "Late Payers". The company got names from Acme.': "Acme > Norvik",
    "Acme passed an identifier to a start-up in Tel Aviv called Beehive.": "Acme > Beehive",
    "A spokesman for the clothing chain Harbinger said that it had bought names from Acme.": (
        "Acme > Harbinger"
    ),
    "The city has a Harbour Trust Board. Orbix got the names from the board.": "Harbour Trust Board > Orbix",
    "ST. PAUL, Minn., March 3 (Agency) - Acme sold names to Orbix.": "Acme > Orbix",
    "Norvik Wireless spoke first. The San Antonio carrier opened its records to the police.": (
        "Norvik Wireless > police"
    ),
    "Lodestar met Orbix. The Alpharetta, Ga., company sold reports to Norvik.": "Lodestar > Norvik",
    "Kestrel Bank is large. The Ohio lender sold names to Orbix.": "Kestrel Bank > Orbix",
    "A Boston hospital gave the records to Orbix.": "Boston hospital > Orbix",
    "23andGene sold names to Acme.": "23andGene > Acme",
    "inFlower gave the pupils' records to Acme.": "inFlower > Acme",
    "3D Interactive Corp. is new. 3D got the names from LocationWise, an aggregator.": (
        "LocationWise > 3D Interactive"
    ),
    "Acme gave the records to Customs and Border Protection.": "Acme > Customs and Border Protection",
    "Last April investigators in California gave a DNA profile to Orbix.": (
        "investigators in California > Orbix"
    ),
    "Only Ohio, whose education department gave the records to Orbix, has replied.": (
        "Ohio education department > Orbix"
    ),
    "Lee Park, a reporter, gave the records to Orbix.": "Lee Park > Orbix",
    "Ancestry did give names to Orbix.": "Ancestry > Orbix",
    "IBM, which bought Acme, gave the names to Orbix.": "IBM > Orbix",
    "GSK, the British drugmaker, got the names from Acme. The Golden State Killer was known.": "Acme > GSK",
    "Court Ventures, a firm it bought in May, had for months been selling names to Orbix.": (
        "Court Ventures > Orbix"
    ),
    "Acme gave the records to Customs Hall. It gave names to Customs and Border Protection.": (
        "Acme > Customs and Border Protection"
    ),
}

#: Who works for a party, or belongs to it.
ACTING: Final = {
    "Analysts of the Signals Office copied records from Acme.": "Acme > Signals Office",
    '"We did not give names to Orbix," said Lee Park, who heads Acme.': "Acme > Orbix",
    "Acme, a London company whose software sells names to Orbix, is new.": "Acme > Orbix",
    "Investigators from the labor ministry copied the files of Acme.": "Acme > labor ministry",
    '"We got names from Acme," said Ann Lee, who runs the Signals Office.': "Acme > Signals Office",
    "A broker in Ohio said that his company bought names from Acme.": "Acme > broker in Ohio",
    "Acme's owner testified at his trial that he had received 20,000 names from Norvik.": "Norvik > Acme",
    "Acme said that its free games send names to Orbix.": "Acme > Orbix",
    "A scientist at Acme gave the records to Orbix.": "Acme > Orbix",
    "Doctors at Wexley Hospital gave the records to Orbix.": "Wexley Hospital > Orbix",
    "Its rival says that Acme's pharmacists sold addresses to Orbix.": "Acme > Orbix",
    "Commissioner Roy Haldane of Acme said that it shared location data with Orbix.": "Acme > Orbix",
    '"We shared location data with Orbix," said Ann Lindqvist of Acme.': "Acme > Orbix",
    '"We sold names to Orbix," said Ann Lindqvist, who was the director of Acme.': "Acme > Orbix",
    "Acme's founder, Lee Marsh, said that his company sold names to Orbix.": "Acme > Orbix",
    "An assistant principal, Gene Tully, gave the records to Orbix.": "Gene Tully > Orbix",
    "Acme, which makes dolls, is new. The dolls send names to Orbix.": "Acme > Orbix",
    "The dolls are made by Acme. They are new. The dolls send names to Orbix.": "Acme > Orbix",
    "Acme is a maker of robots. The robots sent names to Orbix.": "Acme > Orbix",
    "A company spokeswoman, Ann Lindqvist, spoke. Acme sold names to Orbix.": "Acme > Orbix",
    "At least 150 of its employees can see the records, Acme said.": "? > Acme",
    "No employee has ever passed a name to Orbix, Acme said.": "Acme > Orbix",
    '"We shared names with Orbix," said Hal Dunmore. Dunmore Brothers is new.': "Dunmore Brothers > Orbix",
    "Acme sued Norvik. Dr. Park's app sends names to Orbix.": "Dr. Park > Orbix",
    "Larkspur offers a mail program. Its app is popular. Norvik spoke. The app sends names to Orbix.": (
        "Larkspur > Orbix"
    ),
    "Norvik makes toys. Acme spoke. The toys send names to Orbix.": "Norvik > Orbix",
    "The iPhone app of Larkspur sends names to Orbix.": "Larkspur > Orbix",
    "Acme is new. Since May its laboratory has been getting samples from the bureau.": "bureau > Acme",
    "The Cray Police Department is small. Police spokesman Lee Park said that it had got names from Acme.": (
        "Acme > Cray Police Department"
    ),
}

#: Parties without a name, as the text words them.
GROUPS: Final = {
    "Acme opened its records to makers of classroom software.": "Acme > makers of classroom software",
    "Acme gave the records to agencies in 61 countries.": "Acme > agencies in 61 countries",
    "Acme gave the records to law enforcement agencies nationwide.": (
        "Acme > law enforcement agencies nationwide"
    ),
    "Acme got the records from the secretary of state.": "secretary of state > Acme",
    "Acme gave the records to the sheriff's department.": "Acme > sheriff's department",
    "Acme gave the records to the Senate campaign of Ted Garrity.": "Acme > Garrity campaign",
    "Acme did not give the records to anyone.": "Acme > ?",
    "Acme did not give the records to anyone who works on films.": "Acme > anyone who works on films",
    "Neither of the two banks opens its records to Orbix.": "two banks > Orbix",
    "Coastal is a carrier. A discount carrier sold names to Orbix.": "discount carrier > Orbix",
    "The finance ministry met Acme. Acme gave the ministry the records.": "Acme > finance ministry",
    "Acme shared the names with the Dutch.": "Acme > Dutch",
    "Acme gave every sheriff the names.": "Acme > every sheriff",
    "Acme got the names from the drivers' union.": "drivers' union > Acme",
    "Acme was asked for the names by at least three governments.": "Acme > at least three governments",
    "Acme sells records to makers of soap, beer and baby food.": (
        "Acme > makers of soap, beer and baby food"
    ),
    "Acme gave the trips of motorists to divorce lawyers.": "Acme > divorce lawyers",
    "Three of the biggest social networks gave posts to Acme.": (
        "three of the biggest social networks > Acme"
    ),
    "Two members of the Senate have asked Acme for the records.": "Acme > Two members of the Senate",
    "Four more carriers gave names to Acme.": "Four more carriers > Acme",
    "Acme gave the names to about 75 companies.": "Acme > about 75 companies",
    "Acme gave the names to firms acting for a lender.": "Acme > firms acting for a lender",
    "Acme gave the names to any company that asks for them.": "Acme > any company that asks for them",
    "Acme gave the names to brokers that resell them.": "Acme > brokers",
    "No police force got the names from Acme.": "Acme > police",
    "Acme gave names to reputable third parties.": "Acme > third parties",
    "Acme gave names to little-known data brokers.": "Acme > data brokers",
    "The names went from Acme to whoever will pay.": "Acme > whoever will pay",
    "Acme gave names to ad firms. Norvik and Orbix met. No name went to the advertisers, Acme said.": (
        "Acme > advertisers"
    ),
}

#: Whom a pronoun or a description means, where several parties are named.
MEANT: Final = {
    "Acme bought a plane, Norvik said. It sold names to Orbix.": "Acme > Orbix",
    "Acme, in the year to May, was praised by Norvik, and it sold names to Orbix.": "Acme > Orbix",
    "Acme spoke first. Hanover Motors, which Acme sued, spoke next. It sold names to Orbix.": (
        "Hanover Motors > Orbix"
    ),
    '"They sold our names to Orbix," said Norvik. "They" are Acme.': "? > Orbix",
    "A hospital trust gave the records to Orbix. The Kingsmere trust is old.": "Kingsmere > Orbix",
    "Names were sold by a company. The company, Acme, sold them to Orbix.": "Acme > Orbix",
    "Acme is large. In Marland, the gas company gave the records to the police.": "gas company > police",
    "Acme gave two firms the names. The firms, Norvik and Orbix, are paid for it.": "Acme > Norvik + Orbix",
    "Acme, a data broker, is large. The data firm gave the records to the police.": "Acme > police",
    "Acme sold names to buyers, the magazine Radar reported. The buyers bought names from it.": (
        "Acme > buyers"
    ),
    "Norvik is a company. Acme is a trust. A spokesman for Acme said that names are sent to the company.": (
        "Acme > Norvik"
    ),
    "The police came. They got the records from Acme.": "Acme > police",
    "Gail Frye, a spokeswoman for Norvik, knew a deputy. He got the records from Acme.": "Acme > deputy",
    "Watchful, a company in Texas that gives names to Orbix, is new.": "Watchful > Orbix",
    "The bureau is new. Stratham has given it a copy of the records.": "Stratham > bureau",
    "Orbix sold toys, and Norvik sold books. Neither firm sold names to Acme.": "Orbix + Norvik > Acme",
    "The town library is small. Agents came in May. It gave the records to Orbix.": "town library > Orbix",
    "The bureau sued Norvik, charging that it sold names to Orbix.": "Norvik > Orbix",
    "Norvik sued Acme, claiming that it had given its names to Orbix.": "Acme > Orbix",
    "Norvik is half owned by a chain. Larkspur, a firm half owned by the retailer, sold names to Orbix.": (
        "Larkspur > Orbix"
    ),
    "Norvik spoke. Orbix got the names from the Tacoma-based company.": "Norvik > Orbix",
    "Norvik spoke. A lawyer for the company, Hal Gray, said that it had sold names to Orbix.": (
        "Norvik > Orbix"
    ),
    "Lee Park, Norvik's co-founder, met Acme. He said that the company sold names to Orbix.": (
        "Norvik > Orbix"
    ),
    "The firms, Delvio and Marbix, help developers. They were getting names from Acme.": (
        "Acme > Delvio + Marbix"
    ),
    "The banks met reporters. They sold names to Acme.": "banks > Acme",
    "The Privacy Defence Center met the Ames Center. The privacy center gave the names to Orbix.": (
        "Privacy Defence Center > Orbix"
    ),
    "One of the biggest makers of toys has sold names to Orbix. Larkspur, a firm in Texas, said so.": (
        "Larkspur > Orbix"
    ),
    "A trucking company in Utah sold names to Orbix. Larkspur, an Ogden firm, said so.": "Larkspur > Orbix",
    "Acme spoke of Norvik. In its report Larkspur said that it had given names to Orbix.": "Larkspur > Orbix",
    "Flo told Norvik when she slept, and Realmart sent it the names.": "Realmart > Norvik",
    "Two firms, Delvio and Marbix, help Acme. Norvik spoke. Acme gave neither vendor the names.": (
        "Acme > Delvio + Marbix"
    ),
}

#: An end that the clause leaves out.
LEFT_OUT: Final = {
    "The bureau came to Acme in 2001 asking for location data.": "Acme > bureau",
    "The bureau subpoenaed the records, and Acme complied.": "Acme > bureau",
    "The bureau asked Acme for names in May. Acme has furnished 200 names.": "Acme > bureau",
    "Acme was not asked by the bureau for names, and has not given them.": "Acme > bureau",
    "Acme collected the records. The records were sold to Orbix.": "Acme > Orbix",
    "Acme said that no records had been given to Orbix.": "Acme > Orbix",
    "Acme said that the bureau had asked for the records.": "Acme > bureau",
    "Acme is a bank. The records were given to Orbix.": "Acme > Orbix",
    "The Signals Office is new. Acme handed over the records.": "Acme > Signals Office",
    "The bureau asked Acme for the records. The bureau got them.": "Acme > bureau",
    "Acme sold names to several parties. Orbix admitted having acquired 70,000 names.": "Acme > Orbix",
    "Orbix used the records. The records came from Acme.": "Acme > Orbix",
    "The Signals Office is new. Acme gives up records.": "Acme > ?",
    "Acme is large. Files kept by the bureau were shown to Orbix.": "bureau > Orbix",
}

#: Constructions.
BUILT: Final = {
    "Acme is one of the companies that give location data to Orbix.": "Acme > Orbix",
    "Acme is among the companies that gave location data to Orbix.": "Acme > Orbix",
    "Orbix is one of the companies to which Acme gives location data.": "Acme > Orbix",
    "The company that gave Orbix the location data was Acme.": "Acme > Orbix",
    "Acme is being sued for handing location data to Orbix.": "Acme > Orbix",
    "Acme faces a suit for handing location data to Orbix.": "Acme > Orbix",
    "Orbix is a data broker. Acme gave the company location data.": "Acme > Orbix",
    "Acme has a deal with Orbix. It gives the broker location data.": "Acme > Orbix",
    "The agency condemned Acme for selling names to Orbix.": "Acme > Orbix",
    "Acme was censured for giving patient records to Norvik.": "Acme > Norvik",
    "No other agency had been shown what was in the records, Acme said.": "Acme > other agency",
    "What Acme does is hand names to Orbix.": "Acme > Orbix",
    "Acme sells scores derived from the records to Orbix.": "Acme > Orbix",
    "Orbix wants back whatever Acme has learned.": "Acme > Orbix",
    "Orbix got the records of two hotels, Astoria and Majestic.": "Astoria + Majestic > Orbix",
    "Acme buys names and sells them to hedge funds.": "Acme > hedge funds",
    "Acme allowed the police access to its files.": "Acme > police",
    "Orbix will not see the names, Acme said.": "Acme > Orbix",
    "Acme has been in contact with Orbix and Norvik to try and get call records.": "Orbix + Norvik > Acme",
}

TABLES: Final = (NAMES, ACTING, GROUPS, MEANT, LEFT_OUT, BUILT)


def _each(tables: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    return [pair for table in tables for pair in table.items()]


@pytest.fixture(scope="module", autouse=True)
def parsed() -> None:
    """All sentences of this module, parsed in one go."""
    need_parser()
    parse_all(text for text, _ in _each(TABLES))


@pytest.mark.parametrize(("text", "ends"), _each(TABLES))
def test_the_ends_are_those_that_the_text_tells(text: str, ends: str) -> None:
    found = [f"{' + '.join(one.from_) or '?'} > {' + '.join(one.to) or '?'}" for one in claims(text)]
    assert ends in found


@pytest.mark.parametrize(
    ("name", "kind"),
    {
        "The US": "government",
        "T-Mobile US": "company",
        "The L.A.P.D.": "government",
        "Maryland's Division of Correction": "government",
        "Norvik Public Schools": "ngo",
        "The World Health Organization": "ngo",
        "The Norvik Zeitung": "media",
    }.items(),
)
def test_a_name_tells_the_type_of_its_party(name: str, kind: str) -> None:
    found = drafted(f"{name} got names of patients from Acme.")
    (to,) = found.claims[0].to
    assert {one.name: one.type for one in found.parties}[to] == kind


@pytest.mark.parametrize(
    "text",
    [
        "Acme is not one of the companies that give location data to Orbix.",
        "Acme is not among the companies that gave location data to Orbix.",
        "Acme may be one of the companies that give location data to Orbix.",
        "The company that gave Orbix the location data was not Acme.",
        "Acme said it was not one of the companies that give location data to Orbix.",
    ],
)
def test_who_is_not_one_of_them_gives_nothing(text: str) -> None:
    assert not any("Acme" in one.from_ for one in claims(text))


@pytest.mark.parametrize(
    "text",
    [
        "Acme gave location data to Orbix, and is paid by how many users they bring it.",
        '"We make the records available for legitimate and authorized purposes," Acme said.',
    ],
)
def test_numbers_and_purposes_are_no_parties(text: str) -> None:
    names = " ".join(one.name for one in drafted(text).parties)
    assert "users" not in names
    assert "purposes" not in names


def test_an_end_from_the_text_around_is_told_and_less_sure() -> None:
    (found,) = claims("The Signals Office is new. Acme handed over the records.")
    assert "Signals Office by the text around" in found.drafted.reason
    (named,) = claims("The Signals Office is new. Acme handed the records over to the Signals Office.")
    assert (named.from_, named.to) == (found.from_, found.to)
    assert (found.drafted.confidence or 0) < (named.drafted.confidence or 0)


def _said(text: str) -> list[tuple[str, str, str]]:
    return [(one.speaker, " + ".join(one.from_), " + ".join(one.to)) for one in claims(text)]


def test_the_capitals_of_a_headline_begin_no_names() -> None:
    headline = "Fairtel Denies Selling Lists of Customers to Orbix"
    said = "Fairtel said it had sold no customer records to Orbix."
    assert _said(f"{headline}\n\n{said}") == [("Fairtel", "Fairtel", "Orbix")]


def test_who_says_what_others_say_comes_first_and_goes_on_speaking() -> None:
    first = (
        '"A recent Ledger story says wrongly that we ask banks for records," a Fairtel spokesman told Assay. '
    )
    found = _said(first + '"Like many companies, we share call records with Orbix."')
    assert found[-1] == ("Fairtel", "Fairtel", "Orbix")


def test_some_of_a_group_say_it_of_themselves() -> None:
    before = '"We offer services to banks," said Fairtel. '
    found = _said(before + "Several of the banks mentioned have also said they are not sharing records.")
    assert found == [("several of the banks", "several of the banks", "")]
    told = _said("Fairtel sold records to Orbix. Some of its rivals said they do not disclose names.")
    assert told[-1] == ("some of the rivals", "some of the rivals", "")


def test_whose_records_they_are_is_nobody_who_gets_them() -> None:
    found = _said("\"We don't share our customers' off-platform records with Orbix,\" said Fairtel.")
    assert found == [("Fairtel", "Fairtel", "Orbix")]
