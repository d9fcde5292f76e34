"""The table of statements as it stands in the page before any script runs."""

from collections.abc import Mapping
from typing import Any, Final

from graph.telling.drafts import DRAFT_WORD
from viz.content.content import NOT_CHECKED, RETOLD
from viz.explorer.data import Data
from viz.explorer.markup import Markup, element, joined
from viz.look import ACTS, LOOKS, NON_ANSWER_GLYPH, NON_ANSWER_WORD

#: So many rows are shown at once.
ROWS: Final = 200

#: Key and heading of each column; the script sorts by the key.
COLUMNS: Final[tuple[tuple[str, str], ...]] = (
    ("n", "No."),
    ("stance", "Stance"),
    ("who", "Speaker"),
    ("from", "Data from"),
    ("to", "Data to"),
    ("acts", "Act"),
    ("data", "Data"),
    ("quote", "Words"),
    ("status", "Status"),
    ("date", "Date"),
    ("source", "Source"),
)
_DOING: Final = {f"{act or 'not-said'}": look.doing for act, look in ACTS.items()}


def table(data: Data) -> Markup:
    """The first rows of the table of statements, with headings by which the script sorts."""
    columns = [one for one in COLUMNS if one[0] != "status" or data.gathered.statuses is not None]
    heads = [
        element(
            "th",
            {"scope": "col", "data-key": key, "aria-sort": "ascending" if key == "n" else "none"},
            element("button", {"type": "button"}, heading),
        )
        for key, heading in columns
    ]
    rows = [_row(one, data, len(columns) == len(COLUMNS)) for one in data.statements[:ROWS]]
    return element(
        "table",
        {"aria-describedby": "result"},
        element("thead", {}, element("tr", {}, *heads)),
        element("tbody", {"id": "rows"}, *rows),
    )


def _row(one: Mapping[str, Any], data: Data, with_status: bool) -> Markup:
    source = data.everything["sources"][one["source"]]
    button = element(
        "button",
        {"type": "button", "class": "ref", "data-n": one["n"], "aria-pressed": "false"},
        f"[{one['n']}]",
    )
    stance: str = one["stance"]
    tag, kind = (f"{DRAFT_WORD}: ", DRAFT_WORD) if one.get("draft") else ("", stance)
    cells = [
        element("th", {"scope": "row"}, button),
        element("td", {"class": f"stance {kind}"}, f"{tag}{_glyph(stance)} {stance}"),
        element("td", {}, one["who"]),
        element("td", {}, "; ".join(one.get("from", ()))),
        element("td", {}, "; ".join(one.get("to", ()))),
        element("td", {}, "; ".join(_DOING[act] for act in one.get("acts", ()))),
        element("td", {}, "; ".join(one.get("data", ()))),
        element("td", {"class": "words"}, _words(one, source, data)),
    ]
    if with_status:
        cells.append(element("td", {}, one.get("status", "")))
    cells += [
        element("td", {"class": "date"}, one.get("day", "undated")),
        element("td", {}, source["letter"]),
    ]
    return element("tr", {}, *cells)


def _words(one: Mapping[str, Any], source: Mapping[str, Any], data: Data) -> Markup:
    if "quote" not in one:
        return joined(f"at {one['pointer']}" if "pointer" in one else "")
    quote = element("q", {"lang": source.get("language")}, one["quote"])
    marks = [RETOLD] if one.get("retold") else []
    marks += [NOT_CHECKED] if one.get("unchecked") and not data.all_unchecked else []
    return joined(quote, element("small", {}, f" ({'; '.join(marks)})") if marks else "")


def _glyph(stance: str) -> str:
    glyphs = {f"{each}": look.glyph for each, look in LOOKS.items()} | {NON_ANSWER_WORD: NON_ANSWER_GLYPH}
    return glyphs[stance]
