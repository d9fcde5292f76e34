"""Which registers can be read, and from which files."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final, cast

from graph.problems import UsageError, quoted
from graph.registers.register import Register


@dataclass(frozen=True, slots=True)
class Known:
    """A register: where it is read (a module with a function ``open_register``), and what it is."""

    module: str
    what: str
    files: str


REGISTERS: Final[dict[str, Known]] = {
    "the-markup": Known(
        "the_markup", "location-data firms, listed by The Markup in 2021", "location-data-companies.csv"
    ),
}


def open_register(name: str, paths: Sequence[Path]) -> Register:
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
    return cast(Register, module.open_register(paths))
