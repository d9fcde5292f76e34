"""Filters, legend, sources and the note of who has said nothing, as they stand in the page."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from graph.claims import Stance
from graph.status.values import Status
from graph.telling.drafts import DRAFT_WORD
from viz.content.speaking import counted
from viz.explorer.data import Data, counts
from viz.explorer.marks import Pen
from viz.explorer.markup import Markup, element, joined, web_link
from viz.flow.legend import HeadSample, LineSample, drafts_head, head_of, legend
from viz.look import ACTS, CROSS_SIZE, DRAFT, LOOKS, NON_ANSWER_GLYPH, NON_ANSWER_WORD, SECONDARY
from viz.paper.geometry import Point
from viz.paper.legend import Mark
from viz.paper.lettering import Lettering

_SAMPLE_HEIGHT: Final = 14.0
_SAMPLE_LENGTH: Final = 40.0
_GREY: Final = replace(LOOKS[Stance.CONFIRMED], colour=SECONDARY, filled=False)
_ALL: Final = ("", "all")


def filters(data: Data) -> Markup:
    """The filters with the number of statements that each choice keeps; drafts are not counted."""
    statements, drafts = data.reviewed, data.statements[len(data.reviewed) :]
    parties = data.everything["parties"]
    acts = counts(statements, "acts")
    if "sell" in acts and "share" in acts:
        acts["share"] += sum(
            "sell" in one.get("acts", ()) and "share" not in one["acts"] for one in statements
        )
    choices = [
        _choice(
            "act", "Act", [(f"{act or 'not-said'}", _act(act)) for act in ACTS], acts, counts(drafts, "acts")
        ),
    ]
    if data.gathered.statuses is not None:
        statuses = [(one.words, one.words) for one in Status]
        choices.append(
            _choice("status", "Status, with its answers", statuses, counts(statements, "statuses"), {})
        )
    for field, label, of in (("speaker", "Speaker", "speaker"), ("party", "Party", "ends")):
        found = {parties[place]["id"]: count for place, count in counts(statements, of).items()}
        names = {one["id"]: one["name"] for one in parties}
        also = {parties[place]["id"]: count for place, count in counts(drafts, of).items()}
        known = sorted(found.keys() | also, key=lambda name: (names[name].casefold(), name))
        choices.append(_choice(field, label, [(one, names[one]) for one in known], found, also))
    dates = [
        _labelled(name, label, element("input", {"type": "date", "id": name, "min": "0001-01-01"}))
        for name, label in (("since", "From"), ("until", "To"))
    ]
    box = element("input", {"type": "search", "id": "words", "autocomplete": "off", "spellcheck": "false"})
    search = _labelled("words", "Words", box)
    return element("div", {"class": "choices"}, _stances(data), *choices, *dates, search)


def _stances(data: Data) -> Markup:
    found, drafts = counts(data.reviewed, "stance"), data.gathered.drafts
    shown = counts(data.statements, "stance")
    boxes = []
    for stance in (*map(str, Stance), NON_ANSWER_WORD):
        if not shown[stance]:
            continue
        box = element("input", {"type": "checkbox", "id": f"stance-{stance}", "value": stance, "checked": ""})
        text = f"{_glyphs()[stance]} {stance} ({found[stance]:,})"
        sample = (
            joined("") if stance == NON_ANSWER_WORD else _sample(_line_sample(data, Stance(stance)), 46.0)
        )
        name = element("span", {"class": stance}, text)
        boxes.append(element("label", {"class": "stance"}, box, sample, name))
    if drafts:
        box = element("input", {"type": "checkbox", "id": "drafts", "checked": ""})
        sample = _sample(LineSample(None, drafts_head(data.picture.diagram.lines)), 46.0)
        name = element("span", {"class": DRAFT_WORD}, f"drafts ({len(drafts):,})")
        boxes.append(element("label", {"class": "stance"}, box, sample, name))
    return element("fieldset", {}, element("legend", {}, "Stance"), *boxes)


def _act(act: object) -> str:
    doing = next(look.doing for one, look in ACTS.items() if one == act)
    return {"sharing": "sharing or selling", "a data flow": "act not said"}.get(doing, doing)


def _choice(
    name: str,
    label: str,
    options: Iterable[tuple[str, str]],
    found: Mapping[Any, int],
    also: Mapping[Any, int],
) -> Markup:
    """A choice of what occurs; what occurs in drafts only, of which *also* has the numbers, counts 0."""
    shown = [
        element("option", {"value": value}, f"{text} ({found.get(value, 0):,})")
        for value, text in options
        if found.get(value) or also.get(value)
    ]
    whole = element("option", {"value": _ALL[0]}, _ALL[1])
    return _labelled(name, label, element("select", {"id": name}, whole, *shown))


def _labelled(name: str, label: str, control: Markup) -> Markup:
    return element("div", {"class": "choice"}, element("label", {"for": name}, label), control)


def result(data: Data) -> Markup:
    """How many statements and lines are shown, before any filter."""
    claims, answers = len(data.gathered.statements), len(data.gathered.responses)
    lines = len(data.picture.diagram.lines)
    told = [f"{claims:,} of {counted(claims, 'statement')}"]
    told += [f"{answers:,} of {counted(answers, 'non-answer')}"] if answers else []
    drafts = len(data.gathered.drafts)
    told += [f"{drafts:,} of {counted(drafts, 'draft')}"] if drafts else []
    return joined(f"{' and '.join(told)} shown, {lines:,} of {counted(lines, 'line')}")


def unanswered(data: Data) -> Markup:
    """The parties that allegations name and that have said nothing, and what is unanswered."""
    open_claims = [one["n"] for one in data.statements if "unanswered" in one.get("statuses", ())]
    silent = ", ".join(data.unanswering)
    told = []
    if silent:
        told.append(f"Named by allegations, and nothing said by them is on file: {silent}.")
    if open_claims:
        shown = ", ".join(open_claims[:50]) + (
            f" and {len(open_claims) - 50:,} more" if open_claims[50:] else ""
        )
        told.append(f"Unanswered, at least in part: [{shown}].")
    if not told:
        return joined("")
    if data.gathered.drafts:
        told.append("Drafts are not counted here: nobody has reviewed them.")
    texts = [element("p", {}, text) for text in told]
    return element("div", {"class": "unanswered"}, element("h3", {}, "Unanswered"), *texts)


def legend_list(data: Data) -> Markup:
    """The legend of the printed figure, with the same samples."""
    found = legend(data.picture.diagram, True, data.picture.fonts, 10_000.0)
    stances = {look.colour: f"{stance}" for stance, look in LOOKS.items()} | {DRAFT.colour: DRAFT_WORD}
    rows = []
    for row in found.rows:
        signs = []
        for sign in row:
            mark = joined("") if sign.mark is None else _sample(sign.mark, sign.mark.width)
            signs.append(element("li", {"class": stances.get(sign.colour)}, mark, sign.text))
        rows.append(element("ul", {}, *signs))
    return joined(*rows)


def source_list(data: Data) -> Markup:
    """The sources as in print, with a link to each that has an address."""
    of_letter = {one["letter"]: one for one in data.everything["sources"]}
    items = []
    for letter, text in data.gathered.content.references:
        url = web_link(of_letter[letter].get("url"))
        link = joined("") if url is None else joined(" ", _link(url))
        items.append(element("li", {}, f"({letter}) {text}", link))
    return element("ul", {"class": "sources"}, *items)


def _link(url: str) -> Markup:
    return element("a", {"href": url, "rel": "noopener noreferrer"}, url)


def _line_sample(data: Data, stance: Stance) -> LineSample:
    return LineSample(stance, head_of(data.picture.diagram.lines, stance))


def _sample(mark: Mark, width: float) -> Markup:
    """A sample of the legend as a small picture of its own, which says nothing to screen readers."""
    pen, middle = Pen(_SAMPLE_HEIGHT, Lettering()), _SAMPLE_HEIGHT / 2
    drawn = joined("")
    if isinstance(mark, LineSample):
        denied = mark.stance is Stance.DENIED
        end = _SAMPLE_LENGTH - (CROSS_SIZE / 2 if denied else 0)
        points = [Point(end * step / 3, middle) for step in range(4)]
        drawn = pen.line(points, mark.look, mark.head, denied, 0.0)
    elif isinstance(mark, HeadSample):
        drawn = pen.head(Point(10, middle), 1.0, mark.head, _GREY)
    attributes: dict[str, str | float] = {
        "class": "sample",
        "aria-hidden": "true",
        "focusable": "false",
        "width": width * 4 / 3,
        "height": _SAMPLE_HEIGHT * 4 / 3,
        "viewBox": f"0 0 {width} {_SAMPLE_HEIGHT}",
    }
    return element("svg", attributes, drawn)


def _glyphs() -> dict[str, str]:
    return {f"{stance}": look.glyph for stance, look in LOOKS.items()} | {NON_ANSWER_WORD: NON_ANSWER_GLYPH}
