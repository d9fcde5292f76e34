"""Words of transparency statements: what is a name and what is running text, and where German terms lie.

A statement is written by hand, and its fields hold what its author put there: a name, a list of names, or
half a policy. What is short is taken as it is worded; what is long is left for a human. English terms are
placed by the project's lexicon; the few German ones below mean one thing wherever they stand.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from graph.reading.format import PlaceBlock, TermsBlock
from graph.vocabulary import slug

#: The longest name of a party, term for data or class, and purpose, in characters.
LONGEST_NAME: Final = 80
LONGEST_TERM: Final = 200
LONGEST_PURPOSE: Final = 200

#: What a form is filled with where there is nothing to tell.
NOBODY: Final = frozenset({"none", "keine", "keiner", "niemand", "nobody", "n/a"})

_COUNTRY: Final = re.compile(r"[A-Z]{2}|USA")
_SEVERAL: Final = re.compile(r",.*\b(?:und|and)\b")
_LINK: Final = re.compile(r"https?:|www\.")

_DATA: Final[Mapping[str, tuple[str, ...]]] = {
    "dpv:PersonalData": ("Personenbezogene Daten", "personenbezogenen Daten"),
    "fc:browserTypes": ("Browser", "Browsertyp", "Browsertyps", "Browsertyp/ -version", "Browserversion"),
    "fc:paymentInformation": ("Zahlungsdaten", "Zahlungsinformationen"),
    "fc:photos": ("Foto", "Fotos"),
    "fc:searchQueries": ("Suchbegriffe", "Eingegebene Suchbegriffe"),
    "pd:Biometric": ("biometrische Daten",),
    "pd:BirthDate": ("Geburtsdatum",),
    "pd:Contact": ("Kontaktdaten",),
    "pd:CreditCardNumber": ("Kreditkartennummer",),
    "pd:DeviceBased": ("Gerätedaten", "Geräteinformationen", "Informationen zum Gerät"),
    "pd:DeviceOperatingSystem": ("Betriebssystem", "Betriebssystems", "Das Betriebssystem des Nutzers"),
    "pd:EmailAddress": ("E-Mail-Adresse", "E-Mail-Adressen"),
    "pd:Gender": ("Geschlecht",),
    "pd:IPAddress": ("IP-Adresse", "IP-Adressen", "IP Adresse", "Die IP-Adresse des Nutzers"),
    "pd:LinkClicked": ("Klicks", "Linkklicks"),
    "pd:Location": ("Standort", "Standortdaten", "Standort des Nutzers", "Geolokationsdaten"),
    "pd:Name": ("Vor- und Nachname", "Vorname, Nachname", "Vollständiger Name", "Namen"),
    "pd:Password": ("Passwort",),
    "pd:PaymentCardNumber": ("Zahlungskartennummer",),
    "pd:PhysicalAddress": ("Anschrift", "Postanschrift", "Adresse", "Vollständige Anschrift"),
    "pd:ServiceConsumptionBehaviour": ("Nutzungsdaten", "Nutzungsinformationen"),
    "pd:TelephoneNumber": ("Telefonnummer",),
    "pd:Username": ("Benutzername", "Benutzernamen"),
}
_WITHIN_DATA: Final[Mapping[str, tuple[str, ...]]] = {
    "pd:BrowserHistory": (
        "besuchte Webseiten",
        "besuchten Webseiten",
        "Referrer",
        "Referrer URL",
        "Referrer-URL",
    ),
    "pd:DeviceBased": ("Bildschirmauflösung", "Gerätetyp", "Spracheinstellung"),
    "pd:Financial": ("Kontodaten", "Bankverbindung"),
    "pd:FinancialAccountNumber": ("Kontonummer",),
    "pd:Name": ("Vorname", "Nachname"),
    "pd:PhysicalAddress": ("Lieferadresse", "Rechnungsadresse", "Rechnungs- und Lieferanschrift"),
    "pd:TelephoneNumber": ("Mobilfunknummer",),
}
_PURPOSES: Final[Mapping[str, tuple[str, ...]]] = {
    "dpv:Advertising": ("Werbung",),
    "dpv:CommunicationManagement": ("Kommunikation mit dir", "Kommunikation mit Nutzenden."),
    "dpv:CustomerCare": ("Kundenservice", "Kundensupport", "Bereitstellen von Customer Support"),
    "dpv:DeliveryOfGoods": ("Warenzustellung", "Zustellung bestellter Waren"),
    "dpv:EnforceSecurity": ("Sicherheit",),
    "dpv:FraudPreventionAndDetection": ("Betrugsprävention",),
    "dpv:PaymentManagement": ("Zahlungsabwicklung",),
    "dpv:Personalisation": ("Personalisierung", "Individualisierung"),
    "dpv:PersonnelHiring": ("Bewerberauswahl",),
    "dpv:ProvideProductRecommendations": ("Produktempfehlungen",),
    "dpv:RepairImpairments": ("Störungsbeseitigung",),
    "fc:marketResearch": ("Marktforschung",),
}
_WITHIN_PURPOSES: Final[Mapping[str, tuple[str, ...]]] = {
    "dpv:DirectMarketing": ("E-Mail-Werbung",),
    "dpv:LegalCompliance": ("Einhaltung von Gesetzen",),
    "dpv:ServiceUsageAnalytics": ("Analyse der Benutzung", "Nutzungstrends analysieren"),
}

#: All German terms, for data and for purposes.
TABLES: Final = (
    (*_DATA.values(), *_WITHIN_DATA.values()),
    (*_PURPOSES.values(), *_WITHIN_PURPOSES.values()),
)


def words_of(text: str, longest: int) -> str | None:
    """The words of a field in one line; None if they are running text.

    >>> words_of(" Name,  Vorname ", 20), words_of("We may share it. " * 9, 80)
    ('Name, Vorname', None)
    """
    words = " ".join(text.split())
    return words if len(words) <= longest else None


def name_of(text: str) -> str | None:
    """The name that a field holds; None if it holds a web address or running text.

    >>> name_of("Twitch Interactive, Inc."), name_of("see https://example.com")
    ('Twitch Interactive, Inc.', None)
    """
    return None if _LINK.search(text) else words_of(text, LONGEST_NAME)


def terms_of(text: str) -> tuple[str, ...]:
    """The terms that a field lists, divided by semicolons or line ends; none for running text.

    >>> terms_of("IP-Adresse; Zeitpunkt der Anfrage"), terms_of("Vorname, Name")
    (('IP-Adresse', 'Zeitpunkt der Anfrage'), ('Vorname, Name',))
    """
    pieces = [" ".join(one.split()).strip(" ,.") for one in re.split(r"[;\n]", text)]
    found = tuple(dict.fromkeys(one for one in pieces if any(map(str.isalnum, one))))
    return found if all(len(one) <= LONGEST_TERM for one in found) else ()


def names_several(name: str) -> bool:
    """Tell whether a name may be those of several: "A, B und C"."""
    return _SEVERAL.search(name) is not None


def is_country(words: str) -> bool:
    """Tell whether words are the code of a country, as the schema asks for."""
    return _COUNTRY.fullmatch(words) is not None


def _places(
    exact: Mapping[str, tuple[str, ...]], within: Mapping[str, tuple[str, ...]]
) -> dict[str, PlaceBlock]:
    found = {slug(word): PlaceBlock(exact=concept) for concept, words in exact.items() for word in words}
    found |= {
        slug(word): PlaceBlock(broader=(concept,)) for concept, words in within.items() for word in words
    }
    return found


def terms(data: Iterable[str], purposes: Iterable[str]) -> TermsBlock:
    """The places of those among the words used that have one here."""
    return TermsBlock(
        data=_used(data, _places(_DATA, _WITHIN_DATA)),
        purpose=_used(purposes, _places(_PURPOSES, _WITHIN_PURPOSES)),
    )


def _used(words: Iterable[str], places: Mapping[str, PlaceBlock]) -> dict[str, PlaceBlock]:
    found: dict[str, str] = {}
    for word in sorted(set(words)):
        found.setdefault(slug(word), word)
    return {word: places[key] for key, word in sorted(found.items()) if key in places}
