"""Values as YAML, in the quotation marks of the value whose place they take."""

import re
from collections.abc import Mapping
from typing import Final

from graph.drafting.scalars import plain, quoted

_NUMBER: Final = re.compile(r"[0-9]+|[0-9]{4}(-[0-9]{2}){1,2}")


def bare(value: str, style: str = "") -> str:
    """A number or a date as a YAML value: without quotation marks, which a text that looks like one needs.

    >>> print(bare("2018"), scalar("2018"))
    2018 "2018"
    """
    return value if not style and _NUMBER.fullmatch(value) else scalar(value, style)


def scalar(value: str, style: str = "") -> str:
    """A text as a YAML value on one line; *style* is the quotation mark of the value before, if any.

    >>> print(scalar("the company"), scalar("the company", '"'), scalar("users' data", "'"))
    the company "the company" 'users'' data'
    """
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return quoted(value) if style == '"' else plain(value)


def flow_mapping(values: Mapping[str, str]) -> str:
    """Texts by key as a mapping in braces.

    >>> print(flow_mapping({"name": "AdCo, Inc.", "type": "company"}))
    {name: "AdCo, Inc.", type: company}
    """
    return "{" + ", ".join(f"{key}: {plain(value)}" for key, value in values.items()) + "}"
