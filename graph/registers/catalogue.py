"""Which registers can be read, and from which files."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final, cast

from graph.problems import UsageError, quoted
from graph.registers.register import Register, Ways


@dataclass(frozen=True, slots=True)
class Known:
    """A register: where it is read (a module with a function ``open_register``), and what it is.

    ``resolves`` tells that it has so many names, or files, that the user's ways are asked for.
    """

    module: str
    what: str
    files: str
    resolves: bool = False


REGISTERS: Final[dict[str, Known]] = {
    "android-data-safety": Known(
        "android_data_safety",
        "data-safety labels of 442 Android apps beside their traffic, by Datenanfragen.de in 2022",
        "the folder data, or files of it such as data_type_truthfulness.csv",
    ),
    "platformcontrol": Known(
        "platformcontrol",
        "what 24,000 apps of 2020 did when started, observed by Kollnig et al.",
        "the folder data_processed, or files of it such as androidHosts.csv, with or without .gz",
    ),
    "sellers-json": Known(
        "sellers_json",
        "who may sell whose advertising space, as ad systems declare it",
        "files or a folder of files like example.com.json",
        resolves=True,
    ),
    "the-markup": Known(
        "the_markup", "location-data firms, listed by The Markup in 2021", "location-data-companies.csv"
    ),
    "tilt": Known(
        "tilt",
        "transparency statements in the format TILT",
        "files like example.com.tilt.json, or their folder",
    ),
    "xmode-apps": Known(
        "xmode_apps",
        "apps that sold location data to X-Mode, as The Markup alleged in 2022",
        "xmode_apps.csv",
    ),
}


def open_register(name: str, paths: Sequence[Path], ways: Ways | None = None) -> Register:
    """The register called *name* in the files at *paths*, checked.

    Raises:
        UsageError: there is no such register, or the files are none of it; the message names the mend.
    """
    known = REGISTERS.get(name)
    if known is None:
        raise UsageError(f"{quoted(name)} is no register that can be read; use {', '.join(REGISTERS)}")
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder; {name} takes {known.files}")
    module = import_module(f"graph.registers.{known.module}")
    if known.resolves:
        return cast(Register, module.open_register(paths, ways or Ways()))
    return cast(Register, module.open_register(paths))
