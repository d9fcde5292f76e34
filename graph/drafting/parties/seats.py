"""Which names are places: what a text puts things in, and states."""

from typing import Final

from spacy.tokens import Span


def lies(name: Span) -> bool:
    """Whether a name is spoken of as a place: "in Tacoma", "a Tacoma hospital", "Tacoma-based"."""
    root = name.root
    behind = root.doc[root.i + 1 : root.i + 3]
    if len(behind) == 2 and behind[0].text == "-" and behind[1].lower_ in ("based", "born", "area", "wide"):
        return True
    if root.dep_ == "pobj" and root.head.lower_ in _WHERE:
        return True
    beside = root.dep_ in ("npadvmod", "appos", "compound") and root.head.pos_ == "PROPN"
    if beside and root.head.ent_type_ in ("GPE", "LOC"):
        return True
    return any(child.dep_ == "appos" and child.ent_type_ == "GPE" for child in root.children)


_WHERE: Final = frozenset(
    {
        "across",
        "around",
        "at",
        "from",
        "in",
        "inside",
        "into",
        "near",
        "of",
        "outside",
        "throughout",
        "within",
    }
)


#: States that act, and are places all the same.
LANDS: Final = frozenset(
    [
        "afghanistan",
        "america",
        "argentina",
        "australia",
        "austria",
        "belgium",
        "brazil",
        "britain",
        "bulgaria",
        "canada",
        "chile",
        "china",
        "colombia",
        "croatia",
        "cuba",
        "cyprus",
        "denmark",
        "egypt",
        "england",
        "estonia",
        "finland",
        "france",
        "germany",
        "greece",
        "hong kong",
        "hungary",
        "iceland",
        "india",
        "indonesia",
        "iran",
        "iraq",
        "ireland",
        "israel",
        "italy",
        "japan",
        "jordan",
        "kenya",
        "kuwait",
        "latvia",
        "lebanon",
        "lithuania",
        "luxembourg",
        "malaysia",
        "malta",
        "mexico",
        "morocco",
        "netherlands",
        "new zealand",
        "nigeria",
        "norway",
        "pakistan",
        "peru",
        "philippines",
        "poland",
        "portugal",
        "qatar",
        "romania",
        "russia",
        "saudi arabia",
        "scotland",
        "serbia",
        "singapore",
        "slovakia",
        "slovenia",
        "south africa",
        "south korea",
        "spain",
        "sweden",
        "switzerland",
        "syria",
        "taiwan",
        "thailand",
        "turkey",
        "u.k.",
        "u.s.",
        "uganda",
        "ukraine",
        "united kingdom",
        "united states",
        "venezuela",
        "vietnam",
        "wales",
        "yemen",
    ]
)
