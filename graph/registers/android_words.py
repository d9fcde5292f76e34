"""The words of the Android data-safety study, and where each lies in the taxonomies.

The study tells its 34 observed types of data, its trackers and the types of Google's label by short words.
Here each has a name that people can read. An observed type lies under the type of label with which the study
compares it, and under a concept of ``ontology.ttl`` where one is wider beyond doubt. The comparison was
checked by doing it again: all 2,652 verdicts of its table come out (``benchmarks/android_labels.py``).
"""

from collections.abc import Iterable, Mapping
from typing import Final

from graph.reading.format import PlaceBlock, TermsBlock

LABEL: Final = "data safety label"

#: Types of the label. "Contacts" also holds who was called how often; it is placed by what it surely denies.
TYPES: Final[Mapping[str, PlaceBlock]] = {
    "Contacts": PlaceBlock(exact="fc:contactLists"),
    "Device or other IDs": PlaceBlock(broader=("fc:onlineIdentifiers",)),
    "Diagnostics": PlaceBlock(broader=("fc:diagnostics",)),
    "Location": PlaceBlock(exact="pd:Location"),
    "Other app performance data": PlaceBlock(broader=("fc:diagnostics",)),
    "SMS or MMS": PlaceBlock(broader=("fc:messages",)),
}

#: Purposes: what the study observed, and the purpose of the label with which it compares that.
PURPOSES: Final[Mapping[str, tuple[str, str]]] = {
    "ads": ("advertising, by a filter list", "Advertising or marketing"),
    "tracking": ("tracking, by a filter list", "Analytics"),
}
_PURPOSE_PLACES: Final[Mapping[str, PlaceBlock]] = {
    "Advertising or marketing": PlaceBlock(exact="dpv:Marketing"),
    "Analytics": PlaceBlock(broader=("dpv:ServiceMonitoring",)),
}
_OBSERVED_PURPOSES: Final = {"ads": "dpv:Advertising", "tracking": None}

#: Observed types: a name, the type of label with which the study compares it, and wider concepts.
OBSERVED: Final[Mapping[str, tuple[str, str | None, tuple[str, ...]]]] = {
    "idfa": ("advertising ID", "Device or other IDs", ("fc:advertisingIdentifiers",)),
    "hashed_idfa": ("hashed advertising ID", "Device or other IDs", ()),
    "other_uuids": ("other unique IDs", "Device or other IDs", ()),
    "location": ("position of the device", "Location", ()),
    "carrier": ("network operator", "Other app performance data", ()),
    "local_ips": ("local IP addresses", "Other app performance data", ("pd:IPAddress",)),
    "accelerometer": ("readings of the accelerometer", "Diagnostics", ()),
    "battery_percentage": ("battery level", "Diagnostics", ()),
    "disk_usage": ("disk usage", "Diagnostics", ()),
    "emulator": ("whether the device is emulated", "Diagnostics", ()),
    "is_charging": ("whether the device is charging", "Diagnostics", ()),
    "network_connection_type": ("type of network connection", "Diagnostics", ()),
    "ram_usage": ("memory usage", "Diagnostics", ()),
    "roaming": ("whether the device is roaming", "Diagnostics", ()),
    "rooted": ("whether the device is rooted", "Diagnostics", ()),
    "rotation": ("rotation of the device", "Diagnostics", ()),
    "signal_strength": ("signal strength", "Diagnostics", ()),
    "uptime": ("time since the device was started", "Diagnostics", ()),
    "volume": ("volume of sound", "Diagnostics", ()),
    "app_id": ("ID of the app", None, ("pd:DeviceApplications",)),
    "app_name": ("name of the app", None, ("pd:DeviceApplications",)),
    "app_version": ("version of the app", None, ("pd:DeviceApplications",)),
    "architecture": ("architecture of the device", None, ("pd:DeviceBased",)),
    "country": ("country of the user", None, ("dpv:PersonalData",)),
    "dark_mode": ("dark mode", None, ("pd:DeviceBased",)),
    "in_foreground": ("whether the app is in the foreground", None, ("fc:appUsage",)),
    "language": ("language of the device", None, ("pd:DeviceBased",)),
    "model": ("model of the device", None, ("pd:DeviceBased",)),
    "orientation": ("orientation of the screen", None, ("pd:DeviceBased",)),
    "os": ("operating system", None, ("pd:DeviceOperatingSystem",)),
    "screen_size": ("size of the screen", None, ("pd:DeviceBased",)),
    "timezone": ("time zone", None, ("pd:DeviceBased",)),
    "user_agent": ("user agent of the browser", None, ("fc:browserTypes",)),
    "viewed_page": ("page viewed", None, ("fc:appUsage",)),
}

#: Names of trackers.
TRACKERS: Final = {
    "adcolony": "AdColony",
    "adjust": "Adjust",
    "branchio": "Branch",
    "bugsnag": "Bugsnag",
    "chartboost": "Chartboost",
    "doubleclick": "DoubleClick",
    "facebook": "Facebook",
    "firebase": "Firebase",
    "ioam": "ioam",
    "mopub": "MoPub",
    "ms_appcenter": "App Center",
    "onesignal": "OneSignal",
    "rayjump": "Rayjump",
    "startio": "Start.io",
    "supersonic": "Supersonic",
    "unity": "Unity",
    "vungle": "Vungle",
    "yandex": "Yandex",
}


def tracker(word: str) -> str:
    """The name of the addresses to which requests went; the study groups them, and names no company.

    >>> tracker("startio")
    'Start.io (tracking endpoints)'
    """
    return f"{TRACKERS.get(word, word)} (tracking endpoints)"


def declared(word: str) -> str:
    """A type or purpose of the label.

    >>> declared("Diagnostics")
    'Diagnostics (data safety label)'
    """
    return f"{word} ({LABEL})"


def observed(word: str) -> str:
    """An observed type of data, with the study's word for it.

    >>> observed("idfa"), observed("shoe_size")
    ('advertising ID (idfa)', 'shoe_size')
    """
    return f"{OBSERVED[word][0]} ({word})" if word in OBSERVED else word


def terms(types: Iterable[str], seen: Iterable[str], purposes: Iterable[str]) -> TermsBlock:
    """The places of the types of label, observed types and purposes that are used; unknown ones have none."""
    found, used = set(seen) & OBSERVED.keys(), set(purposes)
    above = {OBSERVED[word][1] for word in found} | set(types)
    data = {declared(one): place for one, place in TYPES.items() if one in above}
    for word in sorted(found):
        _, label, wider = OBSERVED[word]
        data[observed(word)] = PlaceBlock(broader=(*((declared(label),) if label else ()), *wider))
    aims: dict[str, PlaceBlock] = {}
    for word in sorted(used):
        here, there = PURPOSES[word]
        aims[declared(there)] = _PURPOSE_PLACES[there]
        aims[here] = PlaceBlock(broader=(_OBSERVED_PURPOSES[word] or declared(there),))
    return TermsBlock(data=data, purpose=aims)
